#include "analyse/quotes.h"
#include "base/utf8.h"

/* Chinese: the cue stands between speaker and quotation; Japanese: the speaker before は, the cue after the quotation. */
static const char *const before_cues[] = {"表示", "指出", "强调", "認為", "认为", "宣布", "写道", "回应",
                                          "回應", "强調", "说道", "说",   "說",   "称",   "稱",   "道"};
static const char *const after_cues[] = {"と述べた",   "と話した",   "と語った",       "と発言した",     "と説明した",
                                         "と強調した", "と批判した", "とコメントした", "と明らかにした", "と言った",
                                         "と話す",     "と語る",     "としている"};
static const char *const offices[] = {"发言人", "發言人", "总统", "總統", "总理", "總理", "主席", "部长",   "部長", "市长",
                                      "市長",   "记者",   "記者", "教授", "大使", "外长", "首相", "国务卿", "局长", "省长"};
static const char *const topics[] = {"は", "が"};

enum { LONGEST_SUBJECT = 90 };

static bool is_stop(struct wd_str text, size_t at)
{
    struct wd_cp c = wd_utf8_before(text, at);
    return !c.bytes || c.cp == 0x3002 || c.cp == 0xFF0C || c.cp == 0x3001 || c.cp == '\n' || c.cp == 0xFF01 || c.cp == 0xFF1F ||
           c.cp == 0x201D || c.cp == 0x300D;
}

static uint32_t sentence_start(struct wd_str text, uint32_t at)
{
    uint32_t from = at;
    while (from > 0 && at - from < LONGEST_SUBJECT && !is_stop(text, from))
        from -= wd_utf8_before(text, from).bytes;
    return from;
}

static struct wd_str without_office(struct wd_str s)
{
    for (size_t i = 0; i < WD_COUNT(offices); i++) {
        size_t at = wd_str_find(s, offices[i], 0);
        if (at != SIZE_MAX && at + strlen(offices[i]) < s.n)
            return wd_str_from(s, at + strlen(offices[i]));
    }
    return s;
}

static void subject(struct wd_str text, uint32_t end, struct wd_quote *q)
{
    uint32_t from = sentence_start(text, end);
    if (from >= end)
        return;
    q->speaker_span = (struct wd_span){from, end};
    q->speaker = without_office(wd_str_trim(wd_str_span(text, q->speaker_span)));
}

static bool cue_before(struct wd_str text, struct wd_quote *q)
{
    uint32_t at = q->span.start;
    struct wd_cp c = wd_utf8_before(text, at);
    if (c.cp == 0xFF1A || c.cp == ':' || c.cp == 0xFF0C)
        at -= c.bytes;
    for (size_t i = 0; i < WD_COUNT(before_cues); i++) {
        size_t n = strlen(before_cues[i]);
        if (at < n || memcmp(text.p + at - n, before_cues[i], n) != 0)
            continue;
        q->cue_span = (struct wd_span){at - (uint32_t)n, at};
        subject(text, at - (uint32_t)n, q);
        return true;
    }
    return false;
}

static bool cue_after(struct wd_str text, struct wd_quote *q)
{
    struct wd_str rest = wd_str_from(text, q->span.end);
    for (size_t i = 0; i < WD_COUNT(after_cues); i++) {
        if (!wd_str_starts(rest, after_cues[i]))
            continue;
        uint32_t particle = 3, n = (uint32_t)strlen(after_cues[i]);
        q->cue_span = (struct wd_span){q->span.end + particle, q->span.end + n};
        for (size_t k = 0; k < WD_COUNT(topics); k++) {
            size_t t = strlen(topics[k]);
            if (q->span.start >= t && memcmp(text.p + q->span.start - t, topics[k], t) == 0) {
                subject(text, q->span.start - (uint32_t)t, q);
                return true;
            }
        }
        return true;
    }
    return false;
}

void wd_quotes_of_cjk(struct wd_arena *a, struct wd_str text, const wd_regions *regions, wd_quotes *ret_quotes)
{
    wd_quotes quotes = {0};
    for (size_t i = 0; i < regions->n; i++) {
        struct wd_quote q = {.span = {regions->v[i].start, regions->v[i].end}, .kind = WD_QUOTE_DIRECT};
        if (!cue_before(text, &q) && !cue_after(text, &q) && q.span.end - q.span.start < 36)
            continue;
        wd_list_add(a, &q.pieces, q.span);
        wd_list_add(a, &quotes, q);
    }
    *ret_quotes = quotes;
}
