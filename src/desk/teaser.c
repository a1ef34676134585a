#include "desk/teaser.h"

#include "text/fold.h"
#include "text/words.h"

enum {
    SHORT_WORDS = 80,     /* a content of fewer is no article */
    TEASER_WORDS = 250,   /* what repeats the description, or is one, is whole from here on */
    WHOLE_PARAGRAPHS = 3, /* and has so many paragraphs */
    ELLIPSIS_WORDS = 400, /* a longer content may end in an ellipsis of its own */
    MARK_BYTES = 160,     /* of the end that are looked at */
    MOST_TAILS = 2
};

/* In lower case, as they stand at the very end of a text that was cut, before arrows and dots. */
static const char *const leads_on[] = {
    "read more",
    "read on",
    "read the full story",
    "read the full article",
    "read full story",
    "read full article",
    "full story",
    "full article",
    "continue reading",
    "keep reading",
    "click here to read more",
    "more to read",
    "weiterlesen",
    "mehr lesen",
    "mehr dazu",
    "zum artikel",
    "ganzen artikel lesen",
    "lire la suite",
    "lire plus",
    "lire l'article",
    "leer m\u00e1s",
    "seguir leyendo",
    "sigue leyendo",
    "leia mais",
    "ler mais",
    "continue lendo",
    "leggi tutto",
    "leggi di pi\u00f9",
    "continua a leggere",
    "lees meer",
    "lees verder",
    "l\u00e4s mer",
    "les mer",
    "l\u00e6s mere",
    "lue lis\u00e4\u00e4",
    "czytaj dalej",
    "czytaj wi\u0119cej",
    "\u010d\u00edst d\u00e1l",
    "cite\u0219te mai mult",
    "devam\u0131n\u0131 oku",
    "\u0447\u0438\u0442\u0430\u0442\u044c \u0434\u0430\u043b\u0435\u0435",
    "\u0447\u0438\u0442\u0430\u0442\u044c \u043f\u043e\u043b\u043d\u043e\u0441\u0442\u044c\u044e",
    "\u0447\u0438\u0442\u0430\u0442\u0438 \u0434\u0430\u043b\u0456",
    "\u03b4\u03b9\u03b1\u03b2\u03ac\u03c3\u03c4\u03b5 \u03c0\u03b5\u03c1\u03b9\u03c3\u03c3\u03cc\u03c4\u03b5\u03c1\u03b1",
    "\u7d9a\u304d\u3092\u8aad\u3080",
    "\u9605\u8bfb\u5168\u6587",
    "\u9605\u8bfb\u66f4\u591a",
    "\u0627\u0642\u0631\u0623 \u0627\u0644\u0645\u0632\u064a\u062f",
};

static size_t words_in(struct wd_arena *a, struct wd_str text)
{
    wd_words words = {0};
    int over = wd_words_of(a, text, &words);
    (void)over; /* as many as are looked at */
    return words.n;
}

static size_t paragraphs_in(struct wd_str text)
{
    size_t n = 0;
    struct wd_str rest = text, line;
    while (wd_str_cut(&rest, '\n', &line))
        n += wd_str_trim(line).n > 0;
    return n;
}

/* What content systems add below an entry, whole or cut: "The post X appeared first on Y." */
static struct wd_str without_tail(struct wd_str text)
{
    text = wd_str_trim(text);
    for (int i = 0; i < MOST_TAILS; i++) {
        size_t at = text.n;
        while (at > 0 && text.p[at - 1] != '\n')
            at--;
        struct wd_str last = wd_str_from(text, at);
        if (!wd_str_starts_nocase(last, "the post ") || wd_str_find_nocase(last, " appeared first on ", 0) == SIZE_MAX)
            break;
        text = wd_str_trim(wd_str_n(text.p, at));
    }
    return text;
}

static bool cut_end(struct wd_str *text, const char *const *ends, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (wd_str_ends(*text, ends[i])) {
            text->n -= strlen(ends[i]);
            *text = wd_str_trim(*text);
            return true;
        }
    return false;
}

/* A word's beginning: "pread more" leads nowhere. */
static bool begins_here(struct wd_str text, size_t at)
{
    return at == 0 || wd_is_blank(text.p[at - 1]) || strchr(".!?:;,[(|-\"'\xBB", text.p[at - 1]) || (unsigned char)text.p[at - 1] >= 0x80;
}

static bool leads_on_at_end(struct wd_arena *a, struct wd_str end)
{
    static const char *const arrows[] = {">", "\u203a", "\u00bb", "\u2192", "\u2026", "...",
                                         "]", ")",      "\u276f", "\u25b6", "\u27a1", "\u00a0"};
    bool had_arrow = false;
    end = wd_str_trim(end);
    while (cut_end(&end, arrows, WD_COUNT(arrows)))
        had_arrow = true;
    struct wd_str lower = wd_fold(a, end); /* which takes some arrows for quotation marks */
    for (size_t i = 0; i < WD_COUNT(leads_on); i++) {
        struct wd_str words = wd_fold(a, wd_str_c(leads_on[i]));
        if (lower.n >= words.n && memcmp(lower.p + lower.n - words.n, words.p, words.n) == 0 && begins_here(lower, lower.n - words.n))
            return true;
    }
    /* "More >" */
    return had_arrow && (wd_str_ends(lower, " more") || wd_str_ends(lower, " mehr"));
}

static bool has_ellipsis(struct wd_str text)
{
    static const char *const ends[] = {"\u2026", "...", "\u2026]", "...]", "\u2026)", "...)", ". . ."};
    for (size_t i = 0; i < WD_COUNT(ends); i++)
        if (wd_str_ends(text, ends[i]))
            return true;
    return false;
}

/* The last bytes, from the beginning of a character. */
static struct wd_str end_of(struct wd_str text)
{
    size_t from = text.n > MARK_BYTES ? text.n - MARK_BYTES : 0;
    while (from < text.n && ((unsigned char)text.p[from] & 0xC0) == 0x80)
        from++;
    return wd_str_from(text, from);
}

enum wd_teaser wd_teaser_of(struct wd_arena *a, const struct wd_teaser_input *in)
{
    struct wd_str text = without_tail(in->text);
    size_t words = words_in(a, text);
    if (leads_on_at_end(a, end_of(text)))
        return WD_TEASER_MARKED;
    if (has_ellipsis(text) && (!in->content || words < ELLIPSIS_WORDS))
        return WD_TEASER_MARKED;
    if (!in->content)
        return words < TEASER_WORDS || paragraphs_in(text) < WHOLE_PARAGRAPHS ? WD_TEASER_SUMMARY : WD_TEASER_NONE;
    if (words < SHORT_WORDS)
        return WD_TEASER_SHORT;
    struct wd_str summary = without_tail(in->summary);
    return words < TEASER_WORDS && summary.n && wd_same_words(text, summary) ? WD_TEASER_REPEATED : WD_TEASER_NONE;
}
