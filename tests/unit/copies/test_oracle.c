/* Matches, shares, relations, runs and fingerprints of random pairs are those that other ways give: a suffix automaton of the newer
 * text finds the matches, sorted arrays of 5-grams the shares, and trying all the rest. */
#include <stdlib.h>

#include "copies/align.h"
#include "copies/verify.h"
#include "copies/winnow.h"
#include "random_docs.h"

/* ---- a suffix automaton of one text: each state is a set of places where the same words end ---- */

enum { NOWHERE = UINT32_MAX };

struct edge {
    uint32_t word, to, next; /* next edge of the state + 1 */
};
struct state {
    uint32_t longest, link, edges; /* edges: first one + 1 */
    uint32_t end;                  /* where its words end, NOWHERE for one that was split off */
    uint32_t from, to;             /* its places, in automaton.ends */
    uint32_t child, sibling;       /* of the tree of links, + 1 */
};
struct automaton {
    WD_LIST(struct state) states;
    WD_LIST(struct edge) edges;
    uint32_t *ends;
    uint32_t last;
};

static struct edge *edge_of(const struct automaton *m, uint32_t state, uint32_t word)
{
    for (uint32_t e = m->states.v[state].edges; e; e = m->edges.v[e - 1].next)
        if (m->edges.v[e - 1].word == word)
            return &m->edges.v[e - 1];
    return NULL;
}

static void add_edge(struct automaton *m, struct wd_arena *a, uint32_t state, uint32_t word, uint32_t to)
{
    wd_list_add(a, &m->edges, (struct edge){word, to, m->states.v[state].edges});
    m->states.v[state].edges = (uint32_t)m->edges.n;
}

static uint32_t split(struct automaton *m, struct wd_arena *a, uint32_t state, uint32_t longest)
{
    uint32_t copy = (uint32_t)m->states.n;
    struct state *old = &m->states.v[state];
    wd_list_add(a, &m->states, (struct state){.longest = longest, .link = old->link, .end = NOWHERE});
    for (uint32_t e = m->states.v[state].edges; e; e = m->edges.v[e - 1].next)
        add_edge(m, a, copy, m->edges.v[e - 1].word, m->edges.v[e - 1].to);
    m->states.v[state].link = copy;
    return copy;
}

static void add_word(struct automaton *m, struct wd_arena *a, uint32_t word, uint32_t end)
{
    uint32_t at = m->last, made = (uint32_t)m->states.n;
    struct edge *e = NULL;
    wd_list_add(a, &m->states, (struct state){.longest = end, .end = end});
    for (; at != NOWHERE && !(e = edge_of(m, at, word)); at = m->states.v[at].link)
        add_edge(m, a, at, word, made);
    if (e) {
        uint32_t to = e->to, link = to;
        if (m->states.v[at].longest + 1 != m->states.v[to].longest) {
            link = split(m, a, to, m->states.v[at].longest + 1);
            for (; at != NOWHERE && (e = edge_of(m, at, word)) && e->to == to; at = m->states.v[at].link)
                e->to = link;
        }
        m->states.v[made].link = link;
    }
    m->last = made;
}

static struct automaton automaton_of(struct wd_arena *a, const uint32_t *words, size_t n)
{
    struct automaton m = {.ends = wd_arena_array(a, n + 1, sizeof *m.ends)};
    wd_list_add(a, &m.states, (struct state){.link = NOWHERE, .end = NOWHERE});
    for (size_t i = 0; i < n; i++)
        add_word(&m, a, words[i], (uint32_t)i + 1);
    for (uint32_t s = 1; s < m.states.n; s++) {
        m.states.v[s].sibling = m.states.v[m.states.v[s].link].child;
        m.states.v[m.states.v[s].link].child = s + 1;
    }
    /* down the tree: the places of a state are those of all below it */
    uint32_t placed = 0, s = 0;
    for (;;) {
        m.states.v[s].from = placed;
        if (m.states.v[s].end != NOWHERE)
            m.ends[placed++] = m.states.v[s].end;
        if (m.states.v[s].child) {
            s = m.states.v[s].child - 1;
            continue;
        }
        m.states.v[s].to = placed;
        while (s && !m.states.v[s].sibling) {
            s = m.states.v[s].link;
            m.states.v[s].to = placed;
        }
        if (!s)
            return m;
        s = m.states.v[s].sibling - 1;
    }
}

/* ---- what it finds ---- */

struct pair {
    const uint32_t *in, *of;
    size_t in_n, of_n;
};

struct found {
    wd_runs matches;
    size_t work; /* pairs of equal grams, and the words of all matches */
};

/* The places of `range` without those of `but`, each `words` before its end the start of a passage that ends before word `of_end`. */
static void take_ends(const struct automaton *m, struct wd_arena *a, const struct pair *p, const struct state *range,
                      const struct state *but, uint32_t words, uint32_t of_end, struct found *f)
{
    for (uint32_t i = range->from; i < range->to; i++) {
        if (but && i >= but->from && i < but->to) {
            i = but->to - 1;
            continue;
        }
        uint32_t end = m->ends[i];
        f->work++;
        if (end < p->in_n && of_end < p->of_n && p->in[end] == p->of[of_end])
            continue;
        f->work += words;
        wd_list_add(a, &f->matches, (struct wd_run){end - words, of_end - words, words});
    }
}

static int by_of(const void *pa, const void *pb)
{
    const struct wd_run *a = pa, *b = pb;
    if (a->start_of != b->start_of)
        return a->start_of < b->start_of ? -1 : 1;
    return (a->start_in > b->start_in) - (a->start_in < b->start_in);
}

static struct found matches_of(const struct automaton *m, struct wd_arena *a, const struct pair *p, uint32_t least)
{
    struct found f = {0};
    uint32_t s = 0, words = 0;
    for (uint32_t j = 0; j < p->of_n; j++) {
        struct edge *e;
        while (!(e = edge_of(m, s, p->of[j])) && s) {
            s = m->states.v[s].link;
            words = m->states.v[s].longest;
        }
        s = e ? e->to : 0;
        words = e ? words + 1 : 0;
        const struct state *but = NULL;
        uint32_t here = words;
        for (uint32_t t = s; t && here >= least; t = m->states.v[t].link, here = m->states.v[t].longest) {
            take_ends(m, a, p, &m->states.v[t], but, here, j + 1, &f);
            but = &m->states.v[t];
        }
    }
    if (f.matches.n)
        qsort(f.matches.v, f.matches.n, sizeof *f.matches.v, by_of);
    return f;
}

/* The longest stretch of a match that no run has taken yet, the first of several. */
static struct wd_run free_part(struct wd_run m, const bool *taken)
{
    struct wd_run best = {0};
    uint32_t n = 0;
    for (uint32_t i = 0; i < m.words; i++) {
        n = taken[m.start_in + i] ? 0 : n + 1;
        if (n > best.words)
            best = (struct wd_run){m.start_in + i + 1 - n, m.start_of + i + 1 - n, n};
    }
    return best;
}

static wd_runs tiles_of(struct wd_arena *a, const wd_runs *matches, size_t in_n, uint32_t least)
{
    wd_runs tiles = {0}, left = {0};
    bool *taken = wd_arena_array(a, in_n + 1, sizeof *taken);
    for (size_t i = 0; i < matches->n; i++)
        wd_list_add(a, &left, matches->v[i]);
    for (;;) {
        struct wd_run best = {0};
        size_t kept = 0;
        for (size_t i = 0; i < left.n; i++) {
            struct wd_run r = free_part(left.v[i], taken);
            if (r.words < least)
                continue;
            left.v[kept++] = left.v[i];
            if (r.words > best.words ||
                (r.words == best.words && (r.start_in < best.start_in || (r.start_in == best.start_in && r.start_of < best.start_of))))
                best = r;
        }
        left.n = kept;
        if (!kept)
            break;
        for (uint32_t i = 0; i < best.words; i++)
            taken[best.start_in + i] = true;
        size_t at = tiles.n;
        wd_list_add(a, &tiles, best);
        for (; at && tiles.v[at - 1].start_in > best.start_in; at--)
            tiles.v[at] = tiles.v[at - 1];
        tiles.v[at] = best;
    }
    return tiles;
}

/* ---- shares and relation, by sorted arrays ---- */

struct gram {
    uint32_t words[WD_GRAM_WORDS];
};
struct gram_set {
    struct gram *v;
    size_t n;
};

static int by_words(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct gram));
}

/* flags: only grams without a word of a notice. */
static struct gram_set gram_set_of(struct wd_arena *a, const uint32_t *words, size_t n, const uint8_t *flags)
{
    struct gram_set set = {.v = wd_arena_array(a, n + 1, sizeof *set.v)};
    for (size_t i = 0; i + WD_GRAM_WORDS <= n; i++) {
        bool clear = true;
        for (size_t w = i; flags && w < i + WD_GRAM_WORDS; w++)
            clear &= !(flags[w] & WD_COPY_IN_NOTICE);
        if (clear)
            memcpy(set.v[set.n++].words, words + i, sizeof *set.v);
    }
    qsort(set.v, set.n, sizeof *set.v, by_words);
    size_t distinct = 0;
    for (size_t i = 0; i < set.n; i++)
        if (!i || by_words(&set.v[i], &set.v[i - 1]) != 0)
            set.v[distinct++] = set.v[i];
    set.n = distinct;
    return set;
}

static size_t common_of(const struct gram_set *x, const struct gram_set *y)
{
    size_t common = 0;
    for (size_t i = 0, j = 0; i < x->n && j < y->n;) {
        int order = by_words(&x->v[i], &y->v[j]);
        common += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return common;
}

/* As copies.h has it. */
static int relation_of(const wd_runs *runs, const uint8_t *flags, double of_copy, double of_source)
{
    size_t together = 0, body_runs = 0;
    bool outside_somewhere = false, long_stretch = false;
    for (size_t r = 0; r < runs->n; r++) {
        size_t outside = 0, body = 0, stretch = 0;
        for (size_t i = runs->v[r].start_in; i < runs->v[r].start_in + runs->v[r].words; i++) {
            body += !flags || !(flags[i] & WD_COPY_IN_NOTICE);
            stretch = !flags || !flags[i] ? stretch + 1 : 0;
            outside += stretch > 0;
            outside_somewhere |= stretch == 5;
            long_stretch |= stretch == 30;
        }
        body_runs += body >= 5;
        together += outside >= 8 ? outside : 0;
    }
    if (of_copy >= 0.5)
        return WD_REL_COPY;
    if (body_runs && !outside_somewhere)
        return WD_REL_QUOTES;
    return of_copy >= 0.1 || of_source >= 0.1 || long_stretch || together >= 16 ? WD_REL_DERIVED : WD_REL_INDEPENDENT;
}

static bool same_runs(const wd_runs *x, const wd_runs *y)
{
    return x->n == y->n && (!x->n || memcmp(x->v, y->v, x->n * sizeof *x->v) == 0);
}

/* Common passages that do not go on, in order. */
static bool true_runs(const wd_runs *runs, const struct pair *p)
{
    for (size_t i = 0; i < runs->n; i++) {
        struct wd_run r = runs->v[i];
        size_t in = r.start_in + r.words, of = r.start_of + r.words;
        if (!r.words || in > p->in_n || of > p->of_n || memcmp(p->in + r.start_in, p->of + r.start_of, r.words * sizeof *p->in) != 0)
            return false;
        if ((in < p->in_n && of < p->of_n && p->in[in] == p->of[of]) || (i && by_of(&runs->v[i - 1], &runs->v[i]) >= 0))
            return false;
    }
    return true;
}

/* ---- random pairs ---- */

struct tally {
    size_t pairs, aligned, verified, matches, shares, relations, past_budget, relation_seen[8];
};

static uint8_t *random_flags(struct wd_arena *a, struct chance *c, size_t n)
{
    if (chance_next(c, 3) == 0)
        return NULL;
    uint8_t *flags = wd_arena_array(a, n, 1);
    for (uint32_t stretches = chance_next(c, 6); stretches && n; stretches--) {
        size_t from = chance_next(c, (uint32_t)n), words = chance_next(c, 100);
        for (size_t i = from; i < n && i < from + words; i++)
            flags[i] |= stretches & 1 ? WD_COPY_IN_QUOTE : WD_COPY_IN_NOTICE;
    }
    return flags;
}

/* Passages of `from` set over those of `to`, whole, with two words changed places, or twice over. */
static void plant(struct chance *c, uint32_t *to, size_t n, const uint32_t *from, size_t m)
{
    for (uint32_t pieces = chance_next(c, 6); pieces && n && m; pieces--) {
        size_t read = chance_next(c, (uint32_t)m), at = chance_next(c, (uint32_t)n), words = chance_next(c, 60);
        words = WD_MIN(words, WD_MIN(n - at, m - read));
        memmove(to + at, from + read, words * sizeof *to);
        if (words > 2 && chance_next(c, 3) == 0) {
            size_t x = at + chance_next(c, (uint32_t)words), y = at + chance_next(c, (uint32_t)words);
            uint32_t swap = to[x];
            to[x] = to[y];
            to[y] = swap;
        }
        if (chance_next(c, 3) == 0 && at + 2 * words <= n)
            memcpy(to + at + words, to + at, words * sizeof *to);
    }
}

static void check_verify(struct wd_arena *a, const struct pair *p, const uint8_t *flags, const struct found *five, bool in_budget,
                         struct tally *t)
{
    struct wd_copy_doc doc = {.key = 2, .article = 2, .hashes = p->in, .flags = flags, .words = p->in_n};
    struct wd_newer newer;
    struct wd_reuse reuse;
    struct gram_set in = gram_set_of(a, p->in, p->in_n, NULL), of = gram_set_of(a, p->of, p->of_n, NULL);
    struct gram_set body = gram_set_of(a, p->in, p->in_n, flags);
    size_t common = common_of(&in, &of), common_body = common_of(&body, &of);
    struct wd_older older = {.key = 1, .article = 1, .hashes = p->of, .words = p->of_n, .distinct = of.n};
    wd_runs tiles = tiles_of(a, &five->matches, p->in_n, WD_RUN_WORDS);
    int relation =
        relation_of(&tiles, flags, body.n ? (double)common_body / (double)body.n : 0, of.n ? (double)common_body / (double)of.n : 0);
    bool same = common && common == in.n && common == of.n;
    bool expected = (common >= WD_REUSE_GRAMS || same) && (tiles.n || relation != WD_REL_INDEPENDENT);

    wd_newer_make(&newer, a, &doc, wd_gram_values(a, p->in, p->in_n));
    bool found = wd_verify(&newer, a, &older, &reuse);
    t->shares += newer.grams.distinct != in.n || newer.body_distinct != body.n;
    if (in_budget)
        t->verified += found != expected;
    if (!found)
        return;
    t->shares += reuse.share_of_copy != (double)common / (double)in.n || reuse.share_of_source != (double)common / (double)of.n;
    t->matches += in_budget ? !same_runs(&reuse.matches, &five->matches) : !true_runs(&reuse.matches, p);
    if (!in_budget)
        return;
    t->verified += !same_runs(&reuse.runs, &tiles);
    t->relations += reuse.relation != relation;
    t->relation_seen[reuse.relation]++;
}

static void check_pair(struct wd_arena *a, struct chance *c, uint32_t longest, uint32_t vocabulary, struct tally *t)
{
    struct pair p = {.in_n = chance_next(c, longest + 1), .of_n = chance_next(c, longest + 1)};
    uint32_t *in = random_words(a, c, p.in_n, vocabulary), *of = random_words(a, c, p.of_n, vocabulary);
    plant(c, in, p.in_n, in, p.in_n);
    plant(c, in, p.in_n, of, p.of_n);
    p.in = in;
    p.of = of;
    struct automaton m = automaton_of(a, in, p.in_n);
    struct found five = matches_of(&m, a, &p, WD_GRAM_WORDS);
    size_t budget = WD_GRAM_BUDGET + WD_GRAM_BUDGET_A_WORD * (p.in_n + p.of_n);
    t->pairs++;
    t->past_budget += five.work > budget;
    check_verify(a, &p, random_flags(a, c, p.in_n), &five, five.work <= budget, t);

    uint32_t least = 1 + chance_next(c, 12);
    struct found found = least < WD_GRAM_WORDS ? matches_of(&m, a, &p, least) : five;
    if (found.work > budget)
        return;
    struct wd_copy_doc in_doc = doc_of(2, p.in, p.in_n), of_doc = doc_of(1, p.of, p.of_n);
    wd_runs runs, tiles = tiles_of(a, &found.matches, p.in_n, least);
    wd_align_runs(a, &in_doc, &of_doc, least, &runs);
    t->aligned += !same_runs(&runs, &tiles);
}

static void test_pairs(void)
{
    static const struct {
        uint32_t pairs, longest, vocabulary;
    } kinds[] = {{1500, 120, 2}, {1500, 250, 4}, {2000, 400, 20}, {2000, 400, 300}, {2950, 400, 5000}, {50, 3000, 5000}, {20, 3000, 2}};
    struct wd_arena a;
    struct chance c = {11};
    struct tally t = {0};
    wd_arena_init(&a);
    for (size_t k = 0; k < WD_COUNT(kinds); k++)
        for (uint32_t i = 0; i < kinds[k].pairs; i++) {
            check_pair(&a, &c, kinds[k].longest, kinds[k].vocabulary, &t);
            wd_arena_reset(&a);
        }
    ok(t.matches == 0, "matches of %zu pairs are those of a suffix automaton (%zu differ)", t.pairs, t.matches);
    ok(t.shares == 0, "shares are those of sorted arrays (%zu differ)", t.shares);
    ok(t.verified == 0, "runs of verification are those tiled from the automaton's matches (%zu differ)", t.verified);
    ok(t.relations == 0, "relations are those of the rule (%zu differ)", t.relations);
    ok(t.aligned == 0, "runs of alignment are those tiled from the automaton's matches (%zu differ)", t.aligned);
    ok(t.past_budget && t.past_budget < t.pairs / 20, "some pairs are past the budget (%zu)", t.past_budget);
    ok(t.relation_seen[WD_REL_COPY] > 100 && t.relation_seen[WD_REL_DERIVED] > 100 && t.relation_seen[WD_REL_QUOTES] > 10 &&
           t.relation_seen[WD_REL_INDEPENDENT] > 10,
       "copies %zu, derived %zu, quotes %zu, independent %zu", t.relation_seen[WD_REL_COPY], t.relation_seen[WD_REL_DERIVED],
       t.relation_seen[WD_REL_QUOTES], t.relation_seen[WD_REL_INDEPENDENT]);
    wd_arena_done(&a);
}

/* ---- fingerprints ---- */

/* Takes from every window the smallest, the last of equal ones. */
static void mark_least(const uint64_t *values, size_t count, size_t window, bool *taken)
{
    window = WD_MIN(window, count);
    for (size_t from = 0; window && from + window <= count; from++) {
        size_t least = from;
        for (size_t i = from; i < from + window; i++)
            if ((uint32_t)values[i] <= (uint32_t)values[least])
                least = i;
        taken[least] = true;
    }
}

static void test_winnow(void)
{
    struct wd_arena a;
    struct chance c = {5};
    size_t wrong = 0, wrong_wider = 0, taken_n = 0;
    wd_arena_init(&a);
    for (int round = 0; round < 2000; round++) {
        size_t count = chance_next(&c, 120);
        uint32_t window = 1 + chance_next(&c, 12), wider = window + chance_next(&c, 20), different = round & 1 ? 6 : 1u << 30;
        uint64_t *values = wd_arena_array(&a, count, sizeof *values);
        for (size_t i = 0; i < count; i++)
            values[i] = (uint64_t)chance_next(&c, 1u << 30) << 32 | chance_next(&c, different);
        bool *taken = wd_arena_array(&a, count, sizeof *taken), *taken_wider = wd_arena_array(&a, count, sizeof *taken_wider);
        wd_prints prints;
        mark_least(values, count, window, taken);
        mark_least(values, count, wider, taken_wider);
        wd_winnow(&a, values, count, window, wider, &prints);
        size_t n = 0;
        for (size_t i = 0; i < count; i++) {
            if (!taken[i])
                continue;
            if (n == prints.n || prints.v[n].position != i || prints.v[n].value != values[i] >> 32)
                wrong++;
            else
                wrong_wider += prints.v[n].wider != taken_wider[i];
            n = WD_MIN(n + 1, prints.n);
        }
        wrong += n != prints.n;
        taken_n += n;
        wd_arena_reset(&a);
    }
    ok(wrong == 0, "fingerprints of 2,000 texts are the least of each window (%zu of %zu are not)", wrong, taken_n);
    ok(wrong_wider == 0, "and those of wider windows are marked (%zu are not)", wrong_wider);
    wd_arena_done(&a);
}

int main(void)
{
    test_pairs();
    test_winnow();
    return done();
}
