#include "analyse/judge.h"

#include "base/utf8.h"
#include "text/fold.h"

enum { SOURCE_TOO_LONG = 20 };

struct side {
    wd_spans content, source;
    bool marked; /* the whole of it stands in quotation marks */
    uint32_t bytes;
};
typedef WD_LIST(struct side) sides;

static bool is_edge(uint32_t cp)
{
    return wd_cp_is_space(cp) || wd_cp_is_quote_mark(cp) || (cp < 0x80 && cp && strchr(".,;:!?-`'\"", (int)cp)) || cp == 0x2013 ||
           cp == 0x2014 || cp == 0x2026;
}

static struct wd_span trim(struct wd_str text, struct wd_span s)
{
    while (s.start < s.end) {
        struct wd_cp c = wd_utf8_at(text, s.start);
        if (!is_edge(c.cp))
            break;
        s.start += c.bytes;
    }
    while (s.end > s.start) {
        struct wd_cp c = wd_utf8_before(text, s.end);
        if (!is_edge(c.cp))
            break;
        s.end -= c.bytes;
    }
    return s;
}

static void side_of(struct wd_arena *a, struct wd_str text, const wd_spans *content, const wd_spans *source, struct side *ret)
{
    ret->source = *source;
    ret->marked = content->n > 0;
    for (size_t i = 0; i < content->n; i++) {
        struct wd_span s = trim(text, content->v[i]);
        struct wd_cp first = wd_utf8_at(text, content->v[i].start);
        ret->marked = ret->marked && wd_cp_is_quote_mark(first.cp);
        if (s.start == s.end)
            continue;
        wd_list_add(a, &ret->content, s);
        ret->bytes += s.end - s.start;
    }
}

static bool same_source(const struct side *wanted, const struct side *found)
{
    if (!wanted->source.n || !found->source.n)
        return wanted->source.n == found->source.n;
    return wd_spans_common(&wanted->source, &found->source) &&
           wd_spans_bytes(&found->source) <= 2 * wd_spans_bytes(&wanted->source) + SOURCE_TOO_LONG;
}

/* Pairs the best first. */
static void pair(struct wd_arena *a, const sides *wanted, const sides *found, struct wd_score *sums)
{
    bool *took = wd_arena_array(a, wanted->n + 1, 1), *taken = wd_arena_array(a, found->n + 1, 1);
    sums->wanted += wanted->n;
    sums->found += found->n;
    while (wanted->n && found->n) {
        double best = 0;
        size_t at = 0, with = 0;
        for (size_t i = 0; i < wanted->n; i++)
            for (size_t k = 0; !took[i] && k < found->n; k++) {
                uint32_t both = taken[k] ? 0 : wd_spans_common(&wanted->v[i].content, &found->v[k].content);
                double share = both ? (double)both / (double)(wanted->v[i].bytes + found->v[k].bytes - both) : 0;
                if (share > best) {
                    best = share;
                    at = i;
                    with = k;
                }
            }
        if (best < .5)
            return;
        took[at] = taken[with] = true;
        sums->right++;
        sums->said += same_source(&wanted->v[at], &found->v[with]);
    }
}

static void judge_names(const struct wd_labelled *labels, const struct wd_analysis *found, struct wd_score *sums)
{
    sums->wanted += labels->names.n;
    sums->found += found->names.n;
    for (size_t i = 0; i < labels->names.n; i++)
        for (size_t k = 0; k < found->names.n; k++) {
            const struct wd_name *p = &labels->names.v[i], *q = &found->names.v[k];
            if (p->span.start == q->span.start && p->span.end == q->span.end && p->type == q->type) {
                sums->right++;
                break;
            }
        }
}

static sides marked_of(struct wd_arena *a, const sides *all)
{
    sides marked = {0};
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].marked)
            wd_list_add(a, &marked, all->v[i]);
    return marked;
}

void wd_judge(struct wd_arena *a, const struct wd_labelled *labels, const struct wd_analysis *found, struct wd_judgement *sums)
{
    sides wanted = {0}, got = {0};
    for (size_t i = 0; labels->has_quotes && i < labels->quotes.n; i++) {
        const struct wd_labelled_quote *q = &labels->quotes.v[i];
        side_of(a, labels->text, &q->content, &q->source, wd_list_push(a, &wanted));
    }
    for (size_t i = 0; labels->has_quotes && i < found->quotes.n; i++) {
        const struct wd_quote *q = &found->quotes.v[i];
        wd_spans whole = {0}, source = {0};
        if (q->speaker_span.end > q->speaker_span.start)
            wd_list_add(a, &source, q->speaker_span);
        if (q->kind == WD_QUOTE_MIXED && !q->governed.n)
            wd_list_add(a, &whole, q->span);
        side_of(a, labels->text, whole.n ? &whole : q->governed.n ? &q->governed : &q->pieces, &source, wd_list_push(a, &got));
    }
    pair(a, &wanted, &got, &sums->all);
    sides direct = marked_of(a, &wanted), direct_found = marked_of(a, &got);
    pair(a, &direct, &direct_found, &sums->direct);
    if (labels->has_names)
        judge_names(labels, found, &sums->names);
}

double wd_score_f1(const struct wd_score *s, bool said)
{
    size_t right = said ? s->said : s->right;
    return right ? 2.0 * (double)right / (double)(s->wanted + s->found) : 0;
}
