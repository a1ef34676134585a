#include "stories/head_nouns.h"

#include "base/utf8.h"

enum { NOUNS = 256, LONG_BYTES = 13 };

static bool among(const char *const *list, size_t n, struct wd_str word)
{
    for (size_t i = 0; i < n; i++)
        if (wd_str_eqc_nocase(word, list[i]))
            return true;
    return false;
}

/* Articles and what stands in their place. "von" and "in" stand before names as well. */
static bool is_determiner(struct wd_str word)
{
    static const char *const list[] = {
        "der",    "die",   "das",    "den",    "dem",   "des",   "ein",    "eine",   "einen",   "einem",  "einer",  "eines",
        "kein",   "keine", "keinen", "am",     "im",    "zum",   "zur",    "vom",    "beim",    "ins",    "ans",    "jede",
        "jeder",  "jedes", "jeden",  "dritte", "mein",  "meine", "unser",  "unsere", "unserer", "sein",   "seine",  "seinen",
        "seiner", "ihr",   "ihre",   "ihren",  "ihrer", "ihrem", "seinem", "dieser", "diese",   "dieses", "diesem", "viele",
        "mehr",   "alle",  "beide",  "einige", "zwei",  "drei",  "vier",   "keiner", "mehrere", "ohne",   "pro",    "ersten",
        "erste",  "neue",  "neuen",  "neuer",  "neues", "große", "großen", "rund",   "etwa",
    };
    return among(list, WD_COUNT(list), word);
}

/* Adjectives that agree with a noun; verbs do not end so. */
static bool is_adjective(struct wd_str word)
{
    static const char *const endings[] = {"ischen", "ische", "ischer", "lichen", "liche", "licher",
                                          "igen",   "iger",  "ige",    "igem",   "eten",  "nten"};
    for (size_t i = 0; i < WD_COUNT(endings); i++)
        if (word.n > strlen(endings[i]) + 2 && wd_str_ends(word, endings[i]))
            return true;
    return false;
}

static bool is_made_noun(struct wd_str word)
{
    static const char *const endings[] = {"ung",    "ungen",    "heit",       "keit",    "keiten",    "schaft",     "schaften",
                                          "tion",   "tionen",   "ität",       "ling",    "nis",       "nisse",      "morgen",
                                          "abend",  "mittag",   "nacht",      "woche",   "minister",  "ministerin", "chef",
                                          "chefin", "sprecher", "sprecherin", "meister", "meisterin", "leiter",     "leiterin"};
    for (size_t i = 0; i < WD_COUNT(endings); i++)
        if (wd_str_ends_nocase(word, endings[i]))
            return true;
    return false;
}

/* What the place of word i says: +1 a name, -1 a common noun, 0 nothing. */
static int says(struct wd_str text, const wd_words *words, size_t i)
{
    const struct wd_word *w = &words->v[i];
    uint32_t mark = wd_utf8_before(text, w->start).cp;
    if (mark == '"' || mark == 0x201E || mark == 0x201C || mark == 0xBB || mark == 0xAB || mark == 0x203A)
        return w->end < text.n && words->n > i + 1 && words->v[i + 1].start > w->end + 1; /* a title in marks, not a sentence */
    if (i == 0 || w->start != w[-1].end + 1 || mark != ' ')
        return 0;
    struct wd_str before = wd_str_n(text.p + w[-1].start, w[-1].end - w[-1].start);
    if ((w[-1].flags & WD_WORD_DIGIT) || is_determiner(before))
        return -1;
    if (w[-1].flags & WD_WORD_CAPITAL)
        return 1;
    return is_adjective(before) ? -1 : 0;
}

const struct wd_head_noun *wd_head_noun_find(const wd_head_nouns *nouns, uint32_t hash)
{
    for (size_t i = 0; i < nouns->n; i++)
        if (nouns->v[i].hash == hash)
            return &nouns->v[i];
    return NULL;
}

void wd_head_nouns_of(struct wd_arena *a, struct wd_str text, const wd_words *words, wd_head_nouns *nouns)
{
    for (size_t i = 0; i < words->n; i++) {
        const struct wd_word *w = &words->v[i];
        if (!(w->flags & WD_WORD_CAPITAL) || w->end - w->start < 3)
            continue;
        struct wd_head_noun *noun = (struct wd_head_noun *)wd_head_noun_find(nouns, w->hash);
        struct wd_str word = wd_str_n(text.p + w->start, w->end - w->start);
        if (!noun && nouns->n == NOUNS)
            continue;
        if (!noun) {
            noun = wd_list_push(a, nouns);
            *noun = (struct wd_head_noun){.hash = w->hash, .word = word, .at = w->start};
            noun->like_names = -(int)(is_made_noun(word) * 2) - (word.n >= LONG_BYTES);
        }
        noun->like_names += says(text, words, i);
        noun->times++;
    }
}
