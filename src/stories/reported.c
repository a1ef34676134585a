#include <stdlib.h>

#include "stories/ledger.h"

enum { POSTINGS = 24, TRIED = 8 };
/* A report against quoted words, against another report, and where the speakers may be the same but are not sure to be. */
static const struct wd_agreeing like_quoted = {0.6, 0.42, 0}, like_reported = {0.8, 0.6, 1.3}, like_kin = {0.8, 0.7, 1.5};

struct posting_list {
    uint32_t target[POSTINGS];
    size_t n;
};
/* What a report may meet: a sentence of quoted words, or a report. */
struct target {
    uint32_t line, part, speaker;
    bool quoted;
    wd_claims claims;
};
struct reported {
    struct wd_ledger *l;
    struct wd_map same; /* folded words and speaker -> line + 1 */
    struct wd_map at;   /* speaker and unit, unit alone -> number of its list + 1 */
    WD_LIST(struct posting_list) lists;
    WD_LIST(struct target) targets;
};

static uint64_t key_of(uint32_t speaker, uint32_t unit)
{
    return wd_hash_mix((uint64_t)speaker + 1, unit);
}

static void post(struct reported *r, uint32_t speaker, uint32_t unit, uint32_t target)
{
    struct wd_arena *a = r->l->c->a;
    uint64_t *slot = wd_map_at(&r->at, key_of(speaker, unit));
    if (!*slot) {
        wd_list_push(a, &r->lists);
        *slot = r->lists.n;
    }
    struct posting_list *list = &r->lists.v[*slot - 1];
    if (list->n < POSTINGS && (!list->n || list->target[list->n - 1] != target))
        list->target[list->n++] = target;
}

/* Of all claims: the last is the whole where there are several. NULL: there are none. */
static const wd_units *all_units(const wd_claims *claims)
{
    return claims->n ? &claims->v[claims->n - 1].units : NULL;
}

static void target_add(struct reported *r, struct target t)
{
    uint32_t number = (uint32_t)r->targets.n;
    wd_list_add(r->l->c->a, &r->targets, t);
    const wd_units *units = all_units(&t.claims);
    for (size_t u = 0; units && u < units->n; u++) {
        post(r, WD_NO_SPEAKER, units->v[u].hash, number);
        if (t.speaker != WD_NO_SPEAKER)
            post(r, t.speaker, units->v[u].hash, number);
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
        struct target t = {.line = line, .part = s->part, .speaker = x->speaker, .quoted = true};
        wd_ledger_claims(l, art->language, wd_str_span(art->body, span), x->denied, &t.claims);
        target_add(r, t);
    }
}

/* How far a report agrees with a target, 0 where it must not pair. */
static double likeness(const struct reported *r, const struct wd_said *s, const wd_claims *claims, const struct target *t)
{
    if (!t->quoted && t->part == s->part)
        return 0;
    double value = wd_ledger_agreement(r->l, claims, &t->claims, t->quoted ? &like_quoted : &like_reported);
    enum wd_kin kin = value > 0 ? wd_ledger_kin(r->l, s->speaker, t->speaker) : WD_KIN_NONE;
    if (kin == WD_KIN_MAYBE)
        return wd_ledger_agreement(r->l, claims, &t->claims, &like_kin);
    return kin == WD_KIN_SAME ? value : 0;
}

struct vote {
    uint32_t target;
    double weight;
};

typedef WD_LIST(struct vote) wd_votes;

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

static void vote_for(const struct reported *r, uint32_t speaker, const struct wd_unit *unit, struct wd_arena *a, wd_votes *votes)
{
    const uint64_t *slot = wd_map_find(&r->at, key_of(speaker, unit->hash));
    /* a word that many others have said tells nothing of who says the same */
    if (speaker == WD_NO_SPEAKER && slot && r->lists.v[*slot - 1].n == POSTINGS)
        return;
    for (size_t k = 0; slot && k < r->lists.v[*slot - 1].n; k++)
        wd_list_add(a, votes, (struct vote){r->lists.v[*slot - 1].target[k], wd_content_weight(r->l->c, unit)});
}

static uint32_t best_line(const struct reported *r, const struct wd_said *s, const wd_claims *claims)
{
    struct wd_arena *a = r->l->c->a;
    wd_votes votes = {0};
    const wd_units *units = all_units(claims);
    for (size_t u = 0; units && u < units->n; u++) {
        vote_for(r, WD_NO_SPEAKER, &units->v[u], a, &votes);
        if (s->speaker != WD_NO_SPEAKER)
            vote_for(r, s->speaker, &units->v[u], a, &votes);
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
        const struct target *t = &r->targets.v[votes.v[i].target];
        double value = likeness(r, s, claims, t);
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
        const struct wd_said *s = &l->said.v[i];
        if (s->kind != WD_QUOTE_INDIRECT)
            continue;
        uint64_t by = s->speaker == WD_NO_SPEAKER ? 0 : (uint64_t)s->speaker + 1;
        uint64_t *same = wd_map_at(&r.same, wd_hash_mix(s->folded, by * 2 + s->quote->denied));
        if (*same) {
            wd_ledger_add(l, (uint32_t)(*same - 1), (uint32_t)i);
            continue;
        }
        const struct wd_article *art = l->c->parts[s->part].article;
        struct target t = {.part = s->part, .speaker = s->speaker};
        wd_ledger_claims(l, art->language, wd_str_span(art->body, s->span), s->quote->denied, &t.claims);
        if (!t.claims.n)
            continue; /* "she denied that": not a word that tells anything */
        uint32_t line = best_line(&r, s, &t.claims);
        if (line == WD_NO_LINE) {
            t.line = wd_ledger_found(l, (uint32_t)i);
        } else {
            t.line = line;
            wd_ledger_add(l, line, (uint32_t)i);
        }
        *same = t.line + 1;
        target_add(&r, t);
    }
    wd_map_done(&r.same);
    wd_map_done(&r.at);
}
