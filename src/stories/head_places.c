#include "stories/head_places.h"

#include "base/utf8.h"
#include "stories/spelling.h"
#include "text/fold.h"

enum { FORM_BYTES = 64, FORM_WORDS = 3, STEMS_BACK = 24, PLAIN_BYTES = 64, LEAST_KEY = 3, LEAST_STEM = 4 };

/* ---- places ---- */

/* Words i.. in lower case with one blank between, as far as only a blank, hyphen or apostrophe parts them; lengths after each word. */
static size_t lower_words(struct wd_str text, const wd_words *words, size_t i, char out[FORM_BYTES], size_t after[FORM_WORDS])
{
    size_t n = 0, taken = 0;
    for (; taken < FORM_WORDS && i + taken < words->n; taken++) {
        const struct wd_word *w = &words->v[i + taken];
        if (taken) {
            struct wd_str between = wd_str_n(text.p + w[-1].end, w->start - w[-1].end);
            if (!wd_str_eqc(between, " ") && !wd_str_eqc(between, "-") && !wd_str_eqc(between, "'") && !wd_str_eqc(between, "\u2019") &&
                !wd_str_eqc(between, ". ") && !wd_str_eqc(between, "."))
                break;
            if (n + 1 < FORM_BYTES)
                out[n++] = ' ';
        }
        for (size_t at = w->start; at < w->end;) {
            struct wd_cp c = wd_utf8_at(text, at);
            if (n + 4 > FORM_BYTES)
                return taken;
            n += wd_utf8_put(out + n, wd_lower_cp(c.cp));
            at += WD_MAX(c.bytes, 1u);
        }
        after[taken] = n;
    }
    return taken;
}

/* The first row that is greater than the form. */
static size_t row_after(struct wd_str form)
{
    size_t low = 0, high = wd_head_place_n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (wd_str_cmp(wd_str_c(wd_head_places[middle].form), form) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct wd_head_place *find(struct wd_str form, uint8_t word_flags)
{
    size_t row = row_after(form);
    for (size_t back = 0; back < STEMS_BACK && row > 0; back++) {
        const struct wd_head_place *p = &wd_head_places[--row];
        if (p->form[0] != form.p[0])
            break;
        bool same = wd_str_eqc(form, p->form) || ((p->flags & WD_HEAD_PLACE_STEM) && wd_str_starts(form, p->form));
        if (same && (word_flags & WD_WORD_CAPITAL || !(p->flags & WD_HEAD_PLACE_CAPITAL)) &&
            (word_flags & WD_WORD_ALLCAPS || !(p->flags & WD_HEAD_PLACE_SHORT)))
            return p;
    }
    return NULL;
}

const struct wd_head_place *wd_head_place_at(struct wd_str text, const wd_words *words, size_t i, size_t *ret_taken)
{
    char form[FORM_BYTES];
    size_t after[FORM_WORDS] = {0};
    for (size_t n = lower_words(text, words, i, form, after); n > 0; n--) {
        const struct wd_head_place *p = after[n - 1] > 1 ? find(wd_str_n(form, after[n - 1]), words->v[i].flags) : NULL;
        /* a stem of one word does not reach into the next: "turkish ..." is found as one word */
        if (p && (n == 1 || strchr(p->form, ' '))) {
            *ret_taken = n;
            return p;
        }
    }
    return NULL;
}

/* ---- keys of names ---- */

/* U+0430 to U+044F. */
static const char *const cyrillic[32] = {"a", "b", "v", "g", "d", "e", "zh", "z", "i",  "i",  "k", "l", "m", "n", "o",  "p",
                                         "r", "s", "t", "u", "f", "h", "ts", "h", "sh", "sh", "",  "i", "",  "e", "iu", "ia"};
/* U+03B1 to U+03C9. */
static const char *const greek[25] = {"a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l",  "m", "n",
                                      "x", "o", "p", "r", "s", "s", "t", "i",  "f", "h", "ps", "o"};
struct other_letter {
    uint32_t cp;
    const char *letters;
};
static const struct other_letter others[] = {
    {0x451, "e"}, {0x454, "e"}, {0x456, "i"}, {0x457, "i"}, {0x458, "i"}, {0x45E, "u"}, {0x491, "g"}, {0x452, "d"},
    {0x459, "l"}, {0x45A, "n"}, {0x45B, "h"}, {0x45F, "d"}, {0x3AC, "a"}, {0x3AD, "e"}, {0x3AE, "i"}, {0x3AF, "i"},
    {0x3CA, "i"}, {0x3CB, "i"}, {0x3CC, "o"}, {0x3CD, "i"}, {0x3CE, "o"}, {0x131, "i"},
};

static const char *transliterated(uint32_t cp)
{
    if (cp >= 0x430 && cp < 0x450)
        return cyrillic[cp - 0x430];
    if (cp >= 0x3B1 && cp < 0x3CA)
        return greek[cp - 0x3B1];
    for (size_t i = 0; i < WD_COUNT(others); i++)
        if (others[i].cp == cp)
            return others[i].letters;
    return NULL;
}

/* Latin letters a to z alone; other scripts stay as they are. Whether it was Cyrillic. */
static bool plain_letters(struct wd_str word, char out[PLAIN_BYTES], size_t *ret_n)
{
    bool slavic = false;
    size_t n = 0;
    for (size_t at = 0; at < word.n && n + 4 < PLAIN_BYTES;) {
        struct wd_cp c = wd_utf8_at(word, at);
        at += WD_MAX(c.bytes, 1u);
        uint32_t cp = wd_lower_cp(c.cp);
        char base[2];
        const char *letters = cp < 0x80 ? NULL : transliterated(cp);
        size_t k = cp < 0x80 || letters ? SIZE_MAX : wd_spelling_base_letters(cp, base);
        slavic |= cp >= 0x430 && cp < 0x492;
        if (letters) {
            memcpy(out + n, letters, strlen(letters));
            n += strlen(letters);
        } else if (k != SIZE_MAX) {
            memcpy(out + n, base, k);
            n += k;
        } else {
            n += wd_utf8_put(out + n, cp);
        }
    }
    *ret_n = n;
    return slavic;
}

/* Endings of Russian cases that do not end in a vowel (those that do fall with the vowels). */
static size_t without_case(const char *s, size_t n)
{
    static const char *const endings[] = {"ogo", "ego", "omu", "emu", "imi", "ami", "iami", "om", "em", "im", "ih", "ah", "iah", "am"};
    size_t best = n;
    for (size_t i = 0; i < WD_COUNT(endings); i++) {
        size_t k = strlen(endings[i]);
        if (n >= k + LEAST_STEM && memcmp(s + n - k, endings[i], k) == 0)
            best = WD_MIN(best, n - k);
    }
    return best;
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == 'j';
}

/* Several letters that are written for one sound; the first that stands at the place counts. */
struct sound {
    const char *from, *to;
};
static const struct sound sounds[] = {
    {"tsch", "h"}, {"sch", "s"}, {"shch", "s"}, {"tch", "h"}, {"sh", "s"},  {"ch", "h"}, {"kh", "h"}, {"zh", "s"}, {"ph", "f"},
    {"th", "t"},   {"rh", "r"},  {"gh", "g"},   {"dh", "d"},  {"ck", "k"},  {"qu", "k"}, {"ts", "s"}, {"tz", "s"}, {"cz", "h"},
    {"sz", "s"},   {"rz", "s"},  {"ce", "se"},  {"ci", "si"}, {"cy", "si"}, {"c", "k"},  {"q", "k"},  {"w", "v"},  {"x", "ks"},
    {"z", "s"},    {"y", "i"},   {"j", "i"},    {"ie", "i"},  {"ae", "a"},  {"oe", "o"}, {"ue", "u"},
};

/* How one sound at `at` is written in a key; *at moves past it. */
static struct wd_str sound_at(struct wd_str s, size_t *at)
{
    for (size_t i = 0; i < WD_COUNT(sounds); i++)
        if (s.p[*at] == sounds[i].from[0] && wd_str_starts(wd_str_from(s, *at), sounds[i].from)) {
            *at += strlen(sounds[i].from);
            return wd_str_c(sounds[i].to);
        }
    return wd_str_n(s.p + (*at)++, 1);
}

size_t wd_name_key(struct wd_str word, char out[WD_NAME_KEY_BYTES])
{
    char letters[PLAIN_BYTES];
    struct wd_str plain = {letters, 0};
    size_t n = 0;
    if (plain_letters(word, letters, &plain.n))
        plain.n = without_case(letters, plain.n);
    for (size_t at = 0; at < plain.n && n + 2 < WD_NAME_KEY_BYTES;) {
        struct wd_str sound = sound_at(plain, &at);
        for (size_t i = 0; i < sound.n; i++) {
            char c = sound.p[i];
            bool glide = c == 'i' && n && is_vowel(out[n - 1]) && at < plain.n && is_vowel(plain.p[at]);
            if (!glide && !(n && out[n - 1] == c))
                out[n++] = c;
        }
    }
    while (n > LEAST_STEM && is_vowel(out[n - 1]))
        n--;
    return n < LEAST_KEY ? 0 : n;
}
