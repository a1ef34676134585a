#include "copies/notice.h"

enum { LONGEST_NOTICE_BYTES = 700, DATELINE_BYTES = 200, HEAD_BYTES = 600, TAIL_BYTES = 1200 };

/* Words that only a notice has, searched without case, and the rarest of them for the quick look. */
static const struct phrase {
    const char *text, *rarest;
} phrases[] = {
    {"not been edited by", "edited"},
    {"from a syndicated feed", "syndicated"},
    {"a wire agency feed", "feed"},
    {"(with inputs from", "inputs"},
    {"(with agency inputs", "inputs"},
    {"(reporting by", "reporting"},
    {"contributed to this report", "contributed"},
    {"contributed reporting", "contributed"},
    {"all rights reserved", "reserved"},
    {"may not be published, broadcast", "broadcast"},
    {"may have been reworked", "reworked"},
    {"\xC2\xA9 ", NULL},
    {"without modifications to the text", "modifications"},
    {"do not cut & paste", "paste"},
    {"this article was originally published", "originally"},
};

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

static const char *phrase_at(struct wd_str text, size_t at)
{
    char c = wd_lower(text.p[at]), d = at + 1 < text.n ? wd_lower(text.p[at + 1]) : 0;
    for (size_t i = 0; i < WD_COUNT(phrases); i++)
        if (phrases[i].text[0] == c && phrases[i].text[1] == d && wd_str_starts_nocase(wd_str_from(text, at), phrases[i].text))
            return phrases[i].text;
    return NULL;
}

/* Notices stand at either end of a text; phrases begin at the start of a word. */
void wd_copy_notices(struct wd_arena *a, struct wd_str text, wd_spans *ret_spans)
{
    wd_spans spans = {0};
    size_t start = dateline_end(text);
    uint32_t second[256] = {0}; /* per first byte: a bit for each second byte of a phrase */
    for (size_t i = 0; i < WD_COUNT(phrases); i++)
        second[(unsigned char)phrases[i].text[0]] |= 1u << (phrases[i].text[1] & 31);
    if (start)
        wd_list_add(a, &spans, (struct wd_span){0, (uint32_t)start});
    for (size_t at = start; at < text.n; at++) {
        if (at >= HEAD_BYTES && at + TAIL_BYTES < text.n)
            at = text.n - TAIL_BYTES;
        uint32_t may_follow = second[(unsigned char)text.p[at] | (wd_is_upper(text.p[at]) ? 32 : 0)];
        if (!may_follow || at + 1 == text.n || !(may_follow & 1u << (text.p[at + 1] & 31)) || (at && wd_is_alpha(text.p[at - 1])))
            continue;
        const char *phrase = phrase_at(text, at);
        if (!phrase)
            continue;
        struct wd_span s = around(text, at, at + strlen(phrase));
        if (spans.n && s.start < spans.v[spans.n - 1].end)
            s.start = spans.v[spans.n - 1].end;
        wd_list_add(a, &spans, s);
        at = WD_MAX(at, (size_t)s.end - 1);
    }
    *ret_spans = spans;
}

bool wd_copy_may_have_notices(struct wd_str text, const struct wd_copy_doc *doc)
{
    uint32_t rarest[WD_COUNT(phrases)];
    uint64_t filter[4] = {0};
    if (dateline_end(text) || wd_str_find_byte(text, '\xA9', 0) != SIZE_MAX)
        return true;
    for (size_t i = 0; i < WD_COUNT(phrases); i++) {
        rarest[i] = phrases[i].rarest ? wd_word_hash(wd_str_c(phrases[i].rarest)) : 0;
        filter[rarest[i] >> 6 & 3] |= (uint64_t)1 << (rarest[i] & 63);
    }
    for (size_t w = 0; w < doc->words; w++) {
        if (!(filter[doc->hashes[w] >> 6 & 3] >> (doc->hashes[w] & 63) & 1))
            continue;
        for (size_t i = 0; i < WD_COUNT(phrases); i++)
            if (phrases[i].rarest && rarest[i] == doc->hashes[w])
                return true;
    }
    return false;
}
