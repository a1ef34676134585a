#include "copies/notice.h"

enum { LONGEST_NOTICE_BYTES = 700, DATELINE_BYTES = 200, HEAD_BYTES = 600, TAIL_BYTES = 1200 };

/* Words that only a notice has, searched without case. The first word of the second half is the rarest, and begins where a word of the
 * text does. */
static const struct phrase {
    const char *before, *rest;
} phrases[] = {
    {"not been ", "edited by"},         {"from a ", "syndicated feed"},
    {"a wire ", "agency feed"},         {"(with ", "inputs from"},
    {"(with ", "agency inputs"},        {"(", "reporting by"},
    {"contributed to this ", "report"}, {"contributed ", "reporting"},
    {"all ", "rights reserved"},        {"may not be ", "published, broadcast"},
    {"may have been ", "reworked"},     {"without ", "modifications to the text"},
    {"do not ", "cut & paste"},         {"this article was originally ", "published"},
};
static const char COPYRIGHT_SIGN[] = "\xC2\xA9 ";
enum { LONGEST_BEFORE = 32 };

/* The bracketed group around `at`, else the line, else (in a long line) the sentence-like piece between full stops and line ends. */
static struct wd_span around(struct wd_str text, size_t at, size_t end)
{
    size_t from = at, to = end, least = at > LONGEST_NOTICE_BYTES ? at - LONGEST_NOTICE_BYTES : 0;
    size_t most = WD_MIN(text.n, end + LONGEST_NOTICE_BYTES);
    for (size_t i = at + 1; i-- > least && text.p[i] != '\n';)
        if (text.p[i] == '(' || (text.p[i] == ')' && i < at)) {
            size_t close = text.p[i] == '(' ? wd_str_find_byte(wd_str_n(text.p, most), ')', end - 1) : SIZE_MAX;
            if (close != SIZE_MAX)
                return (struct wd_span){(uint32_t)i, (uint32_t)close + 1};
            break;
        }
    while (from > least && text.p[from - 1] != '\n')
        from--;
    while (to < most && text.p[to] != '\n')
        to++;
    if (to - from <= LONGEST_NOTICE_BYTES)
        return (struct wd_span){(uint32_t)from, (uint32_t)to};
    for (from = at;
         from > least && text.p[from - 1] != '\n' && !(from < at && text.p[from - 1] == ' ' && from > 1 && text.p[from - 2] == '.');)
        from--;
    for (to = end; to < most && text.p[to] != '\n' && text.p[to] != '.';)
        to++;
    return (struct wd_span){(uint32_t)from, (uint32_t)to};
}

/* "LONDON, Nov 3 (Example News) - ": up to the dash after a short bracket near the start, without a full stop of a sentence before it. */
static size_t dateline_end(struct wd_str text)
{
    struct wd_str head = wd_str_n(text.p, WD_MIN(text.n, (size_t)DATELINE_BYTES));
    size_t open = wd_str_find_byte(head, '(', 0);
    size_t close = open == SIZE_MAX ? SIZE_MAX : wd_str_find_byte(head, ')', open);
    if (close == SIZE_MAX || close - open > 40 || open > 60)
        return 0;
    size_t at = close + 1;
    while (at < head.n && head.p[at] == ' ')
        at++;
    if (at < head.n && head.p[at] == '-')
        return at + 1;
    return wd_str_starts(wd_str_from(head, at), "\xE2\x80\x93") || wd_str_starts(wd_str_from(head, at), "\xE2\x80\x94") ? at + 3 : 0;
}

/* For the lower five bits of a first letter: a bit for those of each second, and of each third letter that the rarest word of a phrase
 * has after it. */
struct letters {
    uint32_t second[32], third[32];
};

static struct letters letters_of_phrases(void)
{
    struct letters l = {{0}, {0}};
    for (size_t i = 0; i < WD_COUNT(phrases); i++) {
        const char *word = phrases[i].rest;
        l.second[word[0] & 31] |= 1u << (word[1] & 31);
        l.third[word[0] & 31] |= 1u << (word[2] & 31);
    }
    return l;
}

static inline bool may_be_rarest(const struct letters *l, const unsigned char *word, size_t n)
{
    return n > 2 && l->second[word[0] & 31] >> (word[1] & 31) & l->third[word[0] & 31] >> (word[2] & 31) & 1;
}

/* The first four bytes, letters in lower case. */
static inline uint32_t four_letters(const char *p)
{
    uint32_t x;
    memcpy(&x, p, sizeof x);
    return x | 0x20202020u;
}

/* The bytes of the phrase whose rarest word begins at `word`; none: start == end. */
static struct wd_span phrase_at(struct wd_str text, size_t word)
{
    uint32_t letters = text.n - word < sizeof letters ? 0 : four_letters(text.p + word);
    for (size_t i = 0; i < WD_COUNT(phrases); i++) {
        if (four_letters(phrases[i].rest) != letters || !wd_str_starts_nocase(wd_str_from(text, word), phrases[i].rest) ||
            !wd_str_ends_nocase(wd_str_n(text.p, word), phrases[i].before))
            continue;
        size_t at = word - strlen(phrases[i].before);
        if (!at || !wd_is_alpha(text.p[at]) || !wd_is_alpha(text.p[at - 1]))
            return (struct wd_span){(uint32_t)at, (uint32_t)(word + strlen(phrases[i].rest))};
    }
    return (struct wd_span){0};
}

struct notices {
    struct wd_arena *a;
    struct wd_str text;
    size_t from; /* where the next one may begin */
    wd_spans spans;
};

/* Notices stand at either end of a text. */
static void add(struct notices *n, struct wd_span phrase)
{
    if (phrase.start >= phrase.end || phrase.start < n->from)
        return;
    if (phrase.start >= HEAD_BYTES && phrase.start + TAIL_BYTES < n->text.n)
        return;
    struct wd_span s = around(n->text, phrase.start, phrase.end);
    if (n->spans.n)
        s.start = WD_MAX(s.start, n->spans.v[n->spans.n - 1].end);
    wd_list_add(n->a, &n->spans, s);
    n->from = WD_MAX((size_t)phrase.start + 1, (size_t)s.end);
}

static void add_signs(struct notices *n, size_t from, size_t to)
{
    struct wd_str gap = wd_str_n(n->text.p, to);
    for (size_t at = from; (at = wd_str_find(gap, COPYRIGHT_SIGN, at)) != SIZE_MAX; at++)
        add(n, (struct wd_span){(uint32_t)at, (uint32_t)(at + strlen(COPYRIGHT_SIGN))});
}

/* First word from `from` on that begins at `byte` or later. */
static size_t word_at(const wd_words *words, size_t from, size_t byte)
{
    size_t to = words->n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (words->v[middle].start < byte)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* The phrases whose rarest word is one of these. */
static void look_at_words(struct notices *n, const struct letters *letters, const wd_words *words, size_t from, size_t to)
{
    const unsigned char *bytes = (const unsigned char *)n->text.p;
    for (size_t i = from; i < to; i++) {
        struct wd_word w = words->v[i];
        if (may_be_rarest(letters, bytes + w.start, w.end - w.start))
            add(n, phrase_at(n->text, w.start));
    }
}

void wd_copy_notices_in(struct wd_arena *a, struct wd_str text, const wd_words *words, wd_spans *ret_spans)
{
    struct letters letters = letters_of_phrases();
    struct notices n = {.a = a, .text = text, .from = dateline_end(text)};
    if (n.from)
        wd_list_add(a, &n.spans, (struct wd_span){0, (uint32_t)n.from});
    if (wd_str_find_byte(text, COPYRIGHT_SIGN[1], 0) == SIZE_MAX) {
        size_t head = word_at(words, 0, HEAD_BYTES + LONGEST_BEFORE);
        look_at_words(&n, &letters, words, 0, head);
        look_at_words(&n, &letters, words, text.n > TAIL_BYTES ? word_at(words, head, text.n - TAIL_BYTES) : head, words->n);
    } else {
        size_t gap = 0;
        for (size_t i = 0; i < words->n; gap = words->v[i++].end) {
            add_signs(&n, gap, words->v[i].start);
            look_at_words(&n, &letters, words, i, i + 1);
        }
        add_signs(&n, gap, text.n);
    }
    *ret_spans = n.spans;
}

void wd_copy_notices(struct wd_arena *a, struct wd_str text, wd_spans *ret_spans)
{
    wd_words words;
    if (wd_words_of(a, text, &words))
        text = wd_str_n(text.p, words.v[words.n - 1].end);
    wd_copy_notices_in(a, text, &words, ret_spans);
}
