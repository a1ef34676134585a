#include <stdlib.h>

#include "stories/ledger.h"

enum { POSTINGS = 24, TRIED = 8 };
/* Shared weight over that of the lighter side: with two words in common, and with three and more. */
static const double LIKE_TWO = 0.6, LIKE_MORE = 0.42, LIKE_REPORTED = 0.5, POLARITY_FROM = 0.75;

struct posting_list {
    uint32_t target[POSTINGS];
    size_t n;
};
struct reported {
    struct wd_ledger *l;
    struct wd_map same; /* folded words and speaker -> line + 1 */
    struct wd_map at;   /* speaker and unit -> number of its list + 1 */
    WD_LIST(struct posting_list) lists;
    WD_LIST(struct wd_target) targets;
};

static uint64_t key_of(uint32_t speaker, uint32_t unit)
{
    return wd_hash_mix((uint64_t)speaker + 1, unit);
}

static void target_add(struct reported *r, uint32_t line, uint32_t part, bool quoted, uint32_t speaker, const wd_units *units)
{
    if (speaker == WD_NO_SPEAKER || !units->n)
        return;
    struct wd_arena *a = r->l->c->a;
    uint32_t number = (uint32_t)r->targets.n;
    *wd_list_push(a, &r->targets) = (struct wd_target){line, part, quoted, *units};
    for (size_t u = 0; u < units->n; u++) {
        uint64_t *slot = wd_map_at(&r->at, key_of(speaker, units->v[u].hash));
        if (!*slot) {
            wd_list_push(a, &r->lists);
            *slot = r->lists.n;
        }
        struct posting_list *list = &r->lists.v[*slot - 1];
        if (list->n < POSTINGS)
            list->target[list->n++] = number;
    }
}

/* A quoted statement is met sentence by sentence. */
static void quoted_targets(struct reported *r, uint32_t line)
{
    struct wd_ledger *l = r->l;
    const struct wd_line *x = &l->lines.v[line];
    const struct wd_said *s = &l->said.v[x->founder];
    const struct wd_article *art = l->c->parts[s->part].article;
    size_t n = wd_content_sentence(art, s->span.start);
    for (; n < art->sentences.n && art->sentences.v[n].start < s->span.end; n++) {
        struct wd_span span = {WD_MAX(s->span.start, art->sentences.v[n].start), WD_MIN(s->span.end, art->sentences.v[n].end)};
        if (span.end <= span.start)
            continue;
        wd_units units = {0};
        wd_content_units(l->c, art->language, wd_str_span(art->body, span), &units);
        target_add(r, line, s->part, true, x->speaker, &units);
    }
}

static bool has(const wd_tokens *t, uint8_t flag)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->v[i].flags & flag)
            return true;
    return false;
}

static uint32_t numbers_in(const wd_units *u)
{
    uint32_t n = 0;
    for (size_t i = 0; i < u->n; i++)
        n += (u->v[i].flags & WD_UNIT_NUMBER) != 0;
    return n;
}

/* Likeness of a report to a target, 0 where it must not pair. */
static double likeness(struct reported *r, const struct wd_said *s, const struct wd_target *t)
{
    struct wd_ledger *l = r->l;
    const struct wd_line *line = &l->lines.v[t->line];
    if (line->denied != s->quote->denied)
        return 0;
    if (!t->quoted && t->part == s->part)
        return 0;
    struct wd_overlap o = wd_content_overlap(l->c, &s->units, &t->units);
    if (o.units < 2)
        return 0;
    double value = o.shared / WD_MAX(WD_MIN(o.of_a, o.of_b), 1e-9);
    if (!o.numbers && numbers_in(&s->units) && numbers_in(&t->units))
        return 0;
    double least = !t->quoted ? LIKE_REPORTED : o.units == 2 ? LIKE_TWO : LIKE_MORE;
    if (value < least)
        return 0;
    /* so alike that a negation on one side only is a contradiction, not another way to put it */
    if (value >= POLARITY_FROM && !t->quoted &&
        has(&s->tokens, WD_TOKEN_NEGATION) != has(&l->said.v[line->founder].tokens, WD_TOKEN_NEGATION))
        return 0;
    /* where two statements are as like, the one with more in common */
    return value + 0.01 * WD_MIN(o.units, 10u);
}

struct vote {
    uint32_t target;
    double weight;
};

static int by_target(const void *a, const void *b)
{
    const struct vote *x = a, *y = b;
    return x->target < y->target ? -1 : x->target > y->target;
}

static int by_weight(const void *a, const void *b)
{
    const struct vote *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return by_target(a, b);
}

static uint32_t best_line(struct reported *r, const struct wd_said *s)
{
    struct wd_arena *a = r->l->c->a;
    if (s->speaker == WD_NO_SPEAKER)
        return WD_NO_LINE;
    WD_LIST(struct vote) votes = {0};
    for (size_t u = 0; u < s->units.n; u++) {
        const uint64_t *slot = wd_map_find(&r->at, key_of(s->speaker, s->units.v[u].hash));
        double w = slot ? wd_content_weight(r->l->c, &s->units.v[u]) : 0;
        for (size_t k = 0; slot && k < r->lists.v[*slot - 1].n; k++)
            wd_list_add(a, &votes, (struct vote){r->lists.v[*slot - 1].target[k], w});
    }
    if (!votes.n)
        return WD_NO_LINE;
    qsort(votes.v, votes.n, sizeof(*votes.v), by_target);
    size_t kept = 0;
    for (size_t i = 0; i < votes.n; i++) {
        if (kept && votes.v[kept - 1].target == votes.v[i].target)
            votes.v[kept - 1].weight += votes.v[i].weight;
        else
            votes.v[kept++] = votes.v[i];
    }
    qsort(votes.v, kept, sizeof(*votes.v), by_weight);
    uint32_t best = WD_NO_LINE;
    double best_value = 0;
    for (size_t i = 0; i < kept && i < TRIED; i++) {
        const struct wd_target *t = &r->targets.v[votes.v[i].target];
        double value = likeness(r, s, t);
        if (value > best_value) {
            best = t->line;
            best_value = value;
        }
    }
    return best;
}

void wd_ledger_line_up_reported(struct wd_ledger *l)
{
    struct reported r = {.l = l};
    wd_map_init(&r.same);
    wd_map_init(&r.at);
    for (size_t i = 0; i < l->lines.n; i++)
        quoted_targets(&r, (uint32_t)i);
    for (size_t i = 0; i < l->said.n; i++) {
        struct wd_said *s = &l->said.v[i];
        if (s->kind != WD_QUOTE_INDIRECT)
            continue;
        uint64_t by = s->speaker == WD_NO_SPEAKER ? 0 : (uint64_t)s->speaker + 1;
        uint64_t *same = wd_map_at(&r.same, wd_hash_mix(s->folded, by * 2 + s->quote->denied));
        uint32_t line = *same ? (uint32_t)(*same - 1) : best_line(&r, s);
        if (line == WD_NO_LINE) {
            line = wd_ledger_found(l, (uint32_t)i);
            target_add(&r, line, s->part, false, s->speaker, &s->units);
        } else {
            wd_ledger_add(l, line, (uint32_t)i);
        }
        *same = line + 1;
    }
    wd_map_done(&r.same);
    wd_map_done(&r.at);
}
