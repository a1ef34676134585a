#include "copies/trace.h"

enum { POSTINGS = 16, WORDS_MAX = 400, LEAST_EDITED_WORDS = 5, TRIED = 3 };
enum { VOTES_PERCENT = 40, EDITED_PERCENT = 60, KEPT_PERCENT = 50 };

/* A sentence that nobody else had before in the same words. */
struct own {
    uint32_t *words; /* sorted */
    size_t n;
    uint32_t votes;
    bool edited; /* what it was made from is known */
    bool done;   /* and nothing better can be found */
};

struct posting {
    uint32_t sentence[POSTINGS], n; /* n past POSTINGS: too many to vote */
};

struct tracing {
    struct wd_arena *a;
    struct wd_sentences in;
    struct wd_sentences *states;
    size_t state_n;
    struct own **open; /* per sentence; NULL where there is nothing to look for */
    struct wd_map at;  /* word -> posting + 1 */
    WD_LIST(struct posting) postings;
};

static bool is_own(const struct tracing *x, size_t state)
{
    return x->states[state].article->key == x->in.article->key;
}

/* The first state with the same words. */
static void find_same(struct tracing *x, struct wd_traced *traced)
{
    struct wd_standing first;
    wd_standing_init(&first, x->a);
    for (size_t i = 0; i < x->state_n; i++)
        for (size_t s = 0; s < x->states[i].n; s++)
            if (!wd_standing_find(&first, x->states[i].keys[s]))
                wd_standing_add(&first, (uint32_t)i, (uint32_t)s, x->states[i].keys[s]);
    for (size_t s = 0; s < x->in.n; s++) {
        const struct wd_place *p = wd_standing_find(&first, x->in.keys[s]);
        traced[s] = (struct wd_traced){.mark = WD_MARK_NEW, .state = p ? p->text : (uint32_t)x->state_n};
        if (p && !is_own(x, p->text))
            traced[s] = (struct wd_traced){.mark = WD_MARK_VERBATIM, .state = p->text, .sentence = p->sentence};
    }
    wd_standing_done(&first);
}

/* place: number in the list, from 1. NULL where the word has none. */
static struct posting *posting_at(const struct tracing *x, const uint64_t *place)
{
    return place && *place && *place <= x->postings.n ? &x->postings.v[*place - 1] : NULL;
}

/* Sentences that are new so far, by their words; a word of many sentences has no vote. */
static void index_new(struct tracing *x, const struct wd_traced *traced)
{
    for (size_t s = 0; s < x->in.n; s++) {
        struct wd_span r = x->in.ranges[s];
        if (traced[s].mark != WD_MARK_NEW || r.end - r.start < LEAST_EDITED_WORDS || traced[s].state == 0)
            continue;
        struct own *o = x->open[s] = WD_NEW(x->a, struct own);
        o->words = wd_arena_array(x->a, WD_MIN(r.end - r.start, (uint32_t)WORDS_MAX), sizeof *o->words);
        o->n = wd_sentence_words(&x->in, s, o->words, WORDS_MAX);
        for (size_t i = 0; i < o->n; i++) {
            if (i && o->words[i] == o->words[i - 1])
                continue;
            uint64_t *place = wd_map_at(&x->at, o->words[i]);
            if (!*place) {
                wd_list_push(x->a, &x->postings);
                *place = x->postings.n;
            }
            struct posting *p = posting_at(x, place);
            if (p && p->n < POSTINGS)
                p->sentence[p->n] = (uint32_t)s;
            if (p && p->n <= POSTINGS)
                p->n++;
        }
    }
}

static size_t kept_bytes(const wd_diffs *differences)
{
    size_t n = 0;
    for (size_t i = 0; i < differences->n; i++)
        n += differences->v[i].op == WD_DIFF_KEEP ? differences->v[i].text.n : 0;
    return n;
}

static struct wd_str text_of(const struct wd_sentences *x, size_t s)
{
    return wd_str_span(x->article->body, x->article->sentences.v[s]);
}

/* How sentence s stands to sentence t of a state: a part of it, made from it, or neither. */
static int compare(struct tracing *x, size_t s, const struct wd_sentences *state, size_t t, const uint32_t *words, size_t n,
                   wd_diffs *ret_differences)
{
    const struct own *o = x->open[s];
    size_t common = wd_words_in_common(o->words, o->n, words, n);
    if (common == o->n && wd_sentence_within(&x->in, s, state, t))
        return WD_MARK_VERBATIM;
    if (o->edited || common * 100 < o->n * EDITED_PERCENT)
        return WD_MARK_NEW;
    if (state->article->key != x->in.article->key && !wd_sentence_taken(&x->in, s, state, t))
        return WD_MARK_NEW;
    struct wd_str text = text_of(&x->in, s);
    wd_versions_differences(x->a, text_of(state, t), text, ret_differences);
    return kept_bytes(ret_differences) * 100 >= text.n * KEPT_PERCENT ? WD_MARK_EDITED : WD_MARK_NEW;
}

/* What was voted for by the words of sentence t of a state, most votes first; ties: the earlier sentence. */
static size_t most_voted(struct tracing *x, const uint32_t *voted, size_t n)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < n; i++) {
        uint32_t v = x->open[voted[i]]->votes;
        if (v && (best == SIZE_MAX || v > x->open[best]->votes || (v == x->open[best]->votes && voted[i] < best)))
            best = voted[i];
    }
    return best;
}

/* known: the first states that have the same words; found: what is better than its own. */
static void try_sentence(struct tracing *x, size_t state, size_t t, uint32_t *voted, const struct wd_traced *known, struct wd_traced *found)
{
    const struct wd_sentences *from = &x->states[state];
    struct wd_span r = from->ranges[t];
    size_t n = 0;
    for (uint32_t w = r.start; w < r.end && w < r.start + WORDS_MAX; w++) {
        const uint64_t *place = wd_map_find(&x->at, from->words[w]);
        const struct posting *p = posting_at(x, place);
        for (uint32_t i = 0; p && p->n <= POSTINGS && i < p->n; i++) {
            uint32_t s = p->sentence[i];
            if (x->open[s]->done || known[s].state <= state)
                continue;
            if (!x->open[s]->votes++)
                voted[n++] = s;
        }
    }
    uint32_t words[WORDS_MAX];
    size_t word_n = n ? wd_sentence_words(from, t, words, WORDS_MAX) : 0;
    for (int tried = 0; tried < TRIED; tried++) {
        size_t s = most_voted(x, voted, n);
        if (s == SIZE_MAX || x->open[s]->votes * 100 < x->open[s]->n * VOTES_PERCENT)
            break;
        wd_diffs differences = {0};
        x->open[s]->votes = 0;
        int mark = compare(x, s, from, t, words, word_n, &differences);
        if (mark == WD_MARK_NEW)
            continue;
        x->open[s]->edited = true;
        x->open[s]->done = mark == WD_MARK_VERBATIM || is_own(x, state);
        if (!is_own(x, state))
            found[s] = (struct wd_traced){mark, (uint32_t)state, (uint32_t)t, differences};
    }
    for (size_t i = 0; i < n; i++)
        x->open[voted[i]]->votes = 0;
}

void wd_trace(struct wd_arena *a, const struct wd_article *article, const struct wd_article *const *states, size_t n,
              wd_traceds *ret_traced)
{
    struct tracing x = {.a = a, .state_n = n};
    wd_sentences_read(a, article, &x.in);
    struct wd_traced *known = wd_arena_array(a, x.in.n, sizeof *known), *found = wd_arena_array(a, x.in.n, sizeof *found);
    x.states = wd_arena_array(a, n, sizeof *x.states);
    x.open = wd_arena_alloc(a, x.in.n * sizeof *x.open);
    for (size_t i = 0; i < n; i++)
        wd_sentences_read(a, states[i], &x.states[i]);
    wd_map_init(&x.at);
    find_same(&x, known);
    index_new(&x, known);
    uint32_t *voted = wd_arena_array(a, x.in.n, sizeof *voted);
    memcpy(found, known, x.in.n * sizeof *known);
    for (size_t i = 0; i < n && x.postings.n; i++)
        for (size_t t = 0; t < x.states[i].n; t++)
            try_sentence(&x, i, t, voted, known, found);
    wd_map_done(&x.at);
    *ret_traced = (wd_traceds){found, x.in.n, x.in.n};
}
