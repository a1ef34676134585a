#include "analyse/quotes.h"

#include <stdlib.h>

#include "analyse/laying.h"

/* Reported speech inside reported speech is told by the outer clause. Quotes of later cues come first here. */
static void drop_nested(struct wd_laying *x, size_t first)
{
    wd_quotes *q = x->out;
    size_t kept = first;
    for (size_t i = first; i < q->n; i++) {
        bool nested = false;
        for (size_t k = i + 1; k < q->n && !nested && q->v[i].kind == WD_QUOTE_INDIRECT; k++)
            nested = q->v[k].span.start <= q->v[i].span.start && q->v[i].span.end <= q->v[k].span.end;
        if (nested && x->open > (int)kept)
            x->open--;
        if (!nested)
            q->v[kept++] = q->v[i];
    }
    q->n = kept;
}

static bool is_inside(const struct wd_laying *x, size_t k, size_t unit_at)
{
    for (size_t j = 0; j < k; j++)
        if (x->clauses[j].start <= unit_at && unit_at < x->clauses[j].end)
            return true;
    return false;
}

static void read_sentence(struct wd_laying *x, size_t low, size_t high)
{
    struct wd_cue cues[WD_MAX_CUES];
    bool used[WD_MAX_CUES] = {false};
    x->pass = WD_LAY_REST;
    if (wd_lay_only_quotes(x, low, high)) {
        wd_lay_standing_free(x, low, high);
        x->is_announced = false;
        return;
    }
    x->is_announced = false;
    x->open = WD_LAY_NONE;
    bool spoken = wd_lay_signature(x, low, high);
    size_t n = wd_cues_of(x->r, low, high, cues), floor = low;
    for (size_t k = 0; k < n; k++) {
        x->speakers[k] = wd_speaker_of(x->r, &x->memory, cues[k].subject_from, cues[k].subject_to);
        x->spoke[k] = false;
        x->clauses[k] = (struct wd_span){0, 0};
    }
    x->pass = WD_LAY_ATTRIBUTED;
    for (size_t k = 0; k < n; k++) {
        used[k] = wd_lay_before_cue(x, low, high, cues, n, k, floor);
        if (used[k])
            floor = cues[k].to;
    }
    x->pass = WD_LAY_INTRODUCED;
    size_t first = x->out->n;
    for (size_t k = n; k-- > 0;)
        if (!used[k])
            wd_lay_after_cue(x, high, cues, n, k);
    drop_nested(x, first);
    for (size_t k = 0; k < n; k++)
        if (x->spoke[k] && !is_inside(x, k, cues[k].at)) {
            wd_lay_settle(x, &x->speakers[k]);
            spoken = true;
        }
    x->pass = WD_LAY_REST;
    if (n == 0 && !wd_lay_signed(x, low, high))
        wd_lay_headline(x, low, high);
    wd_lay_left_over(x, low, high);
    wd_lay_announce(x, low, high, cues, n);
    x->before_low = low;
    x->before_high = spoken ? low : high;
}

static int by_place(const void *a, const void *b)
{
    const struct wd_quote *p = a, *q = b;
    if (p->span.start != q->span.start)
        return p->span.start < q->span.start ? -1 : 1;
    if (p->span.end != q->span.end)
        return p->span.end < q->span.end ? -1 : 1;
    return p->kind < q->kind ? -1 : p->kind > q->kind;
}

void wd_quotes_of(const struct wd_reading *r, wd_quotes *ret_quotes)
{
    wd_quotes quotes = {0};
    struct wd_laying x = {
        .r = r, .out = &quotes, .open = WD_LAY_NONE, .unsigned_quote = WD_LAY_NONE, .paragraph_starts = true, .first_paragraph = true};
    x.speech_is_double = wd_lay_any_double(r);
    x.taken = wd_arena_array(r->a, r->regions->n + 1, sizeof *x.taken);
    for (size_t i = 0; i < r->units.n;) {
        if (r->units.v[i].kind == WD_TOKEN_BREAK) {
            x.paragraph_starts = true;
            x.before_low = x.before_high = i;
            x.first_paragraph = x.first_paragraph && i == 0;
            i++;
            continue;
        }
        if (x.paragraph_starts)
            x.paragraph_start = r->units.v[i].start;
        size_t end = i;
        while (end < r->units.n && !(r->units.v[end].flags & WD_TOKEN_ENDS) && r->units.v[end].kind != WD_TOKEN_BREAK)
            end++;
        if (end < r->units.n && r->units.v[end].kind != WD_TOKEN_BREAK)
            end++;
        read_sentence(&x, i, end);
        x.paragraph_starts = false;
        i = end;
    }
    if (quotes.n)
        qsort(quotes.v, quotes.n, sizeof *quotes.v, by_place);
    *ret_quotes = quotes;
}
