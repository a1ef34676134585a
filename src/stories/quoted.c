#include <stdlib.h>

#include "stories/ledger.h"

enum { PAIRS_KEPT = 12, TRIED = 8, TOKENS_MAX = 1024, ALONE_LEAST = 8, PART_LEAST = 2, SPEAKERLESS_LEAST = 4, SPEAKERLESS_UNITS = 2 };

struct order {
    uint32_t said, words;
};

static int longest_first(const void *a, const void *b)
{
    const struct order *x = a, *y = b;
    if (x->words != y->words)
        return x->words > y->words ? -1 : 1;
    return x->said < y->said ? -1 : x->said > y->said;
}

/* Word pairs of the statements' founding quotes. */
struct pair_list {
    uint32_t line[PAIRS_KEPT];
    size_t n;
};
struct quoted {
    struct wd_ledger *l;
    struct wd_map same;  /* folded words and speaker -> line + 1 */
    struct wd_map pairs; /* two words in a row -> number of its list + 1 */
    WD_LIST(struct pair_list) lists;
};

static uint64_t pair_at(const wd_tokens *t, size_t i)
{
    return wd_hash_mix(t->v[i].hash, t->v[i + 1].hash);
}

static bool pairable(const wd_tokens *t, size_t i)
{
    return !((t->v[i].flags | t->v[i + 1].flags) & (WD_TOKEN_BRACKET | WD_TOKEN_ELISION));
}

static void index_line(struct quoted *q, uint32_t line, const wd_tokens *t)
{
    for (size_t i = 0; i + 1 < t->n && i < TOKENS_MAX; i++) {
        if (!pairable(t, i))
            continue;
        uint64_t *slot = wd_map_at(&q->pairs, pair_at(t, i));
        if (!*slot) {
            wd_list_push(q->l->c->a, &q->lists);
            *slot = q->lists.n;
        }
        struct pair_list *list = &q->lists.v[*slot - 1];
        if (list->n < PAIRS_KEPT && (!list->n || list->line[list->n - 1] != line))
            list->line[list->n++] = line;
    }
}

struct vote {
    uint32_t line, pairs;
};

static int by_line(const void *a, const void *b)
{
    const struct vote *x = a, *y = b;
    return x->line < y->line ? -1 : x->line > y->line;
}

static int by_pairs(const void *a, const void *b)
{
    const struct vote *x = a, *y = b;
    if (x->pairs != y->pairs)
        return x->pairs > y->pairs ? -1 : 1;
    return by_line(a, b);
}

/* Whether words that nobody is named for are enough to be known again by: "I don't know" is anybody's. */
static bool tells_enough(struct quoted *q, const struct wd_said *s)
{
    if (s->tokens.n >= SPEAKERLESS_LEAST)
        return true;
    wd_units units = {0};
    wd_content_units(q->l->c, q->l->c->parts[s->part].article->language, s->text, &units);
    return units.n >= SPEAKERLESS_UNITS;
}

/* The statement whose founding words hold these, or nearly; WD_NO_LINE: none. */
static uint32_t near_line(struct quoted *q, const struct wd_said *s)
{
    struct wd_ledger *l = q->l;
    WD_LIST(struct vote) votes = {0};
    for (size_t i = 0; i + 1 < s->tokens.n && i < TOKENS_MAX; i++) {
        const uint64_t *slot = pairable(&s->tokens, i) ? wd_map_find(&q->pairs, pair_at(&s->tokens, i)) : NULL;
        for (size_t k = 0; slot && k < q->lists.v[*slot - 1].n; k++)
            wd_list_add(l->c->a, &votes, (struct vote){q->lists.v[*slot - 1].line[k], 1});
    }
    if (!votes.n)
        return WD_NO_LINE;
    qsort(votes.v, votes.n, sizeof(*votes.v), by_line);
    size_t kept = 0;
    for (size_t i = 0; i < votes.n; i++) {
        if (kept && votes.v[kept - 1].line == votes.v[i].line)
            votes.v[kept - 1].pairs++;
        else
            votes.v[kept++] = votes.v[i];
    }
    qsort(votes.v, kept, sizeof(*votes.v), by_pairs);
    uint32_t best = WD_NO_LINE;
    double best_share = 0;
    for (size_t i = 0; i < kept && i < TRIED; i++) {
        const struct wd_line *line = &l->lines.v[votes.v[i].line];
        const struct wd_said *founder = &l->said.v[line->founder];
        bool nobody = s->speaker == WD_NO_SPEAKER || line->speaker == WD_NO_SPEAKER;
        if (s->tokens.n < PART_LEAST || (nobody && !tells_enough(q, s)) || founder->tokens.n > TOKENS_MAX || s->tokens.n > TOKENS_MAX)
            continue;
        double share;
        enum wd_wording w = wd_wording_compare(l->c->a, &founder->tokens, &s->tokens, &share);
        /* few words, or not quite the same ones, are evidence only of somebody who may be the speaker */
        bool weak = s->tokens.n < ALONE_LEAST || w == WD_WORDING_ALTERED;
        if (w == WD_WORDING_DIFFERENT || (weak && wd_ledger_kin(l, s->speaker, line->speaker) == WD_KIN_NONE))
            continue;
        if (share > best_share) {
            best = votes.v[i].line;
            best_share = share;
        }
    }
    return best;
}

static uint64_t same_key(const struct wd_said *s)
{
    /* long wordings are their own evidence, whoever is named beside them */
    uint64_t by = s->tokens.n >= ALONE_LEAST ? 0 : s->speaker == WD_NO_SPEAKER ? wd_hash_mix(1, s->part) : (uint64_t)s->speaker + 2;
    return wd_hash_mix(s->folded, by);
}

void wd_ledger_line_up_quoted(struct wd_ledger *l)
{
    struct quoted q = {.l = l};
    wd_map_init(&q.same);
    wd_map_init(&q.pairs);
    WD_LIST(struct order) order = {0};
    for (size_t i = 0; i < l->said.n; i++)
        if (l->said.v[i].kind != WD_QUOTE_INDIRECT)
            wd_list_add(l->c->a, &order, (struct order){(uint32_t)i, (uint32_t)l->said.v[i].tokens.n});
    if (order.n)
        qsort(order.v, order.n, sizeof(*order.v), longest_first);
    for (size_t i = 0; i < order.n; i++) {
        uint32_t number = order.v[i].said, line;
        struct wd_said *s = &l->said.v[number];
        uint64_t *same = wd_map_at(&q.same, same_key(s));
        line = *same ? (uint32_t)(*same - 1) : near_line(&q, s);
        if (line == WD_NO_LINE) {
            line = wd_ledger_found(l, number);
            index_line(&q, line, &s->tokens);
        } else {
            wd_ledger_add(l, line, number);
        }
        *same = line + 1;
    }
    wd_map_done(&q.same);
    wd_map_done(&q.pairs);
}
