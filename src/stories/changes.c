#include <stdlib.h>

#include "copies/align.h"
#include "stories/parts.h"
#include "text/fold.h"

enum { CHANGES_MAX = 64, PAIR_POSTINGS = 8, WORDS_MAX = 400 };
static const double EDITED = 0.5; /* of the words of the longer sentence */

struct side {
    const struct wd_article *article;
    uint64_t *folded; /* one a sentence */
    bool *matched;
};

static void read_side(struct wd_compose *c, const struct wd_article *art, struct side *ret)
{
    ret->article = art;
    ret->folded = wd_arena_array(c->a, art->sentences.n, sizeof(*ret->folded));
    ret->matched = wd_arena_alloc(c->a, art->sentences.n * sizeof(bool));
    for (size_t s = 0; s < art->sentences.n; s++)
        ret->folded[s] = wd_hash(wd_fold_words(c->a, wd_str_span(art->body, art->sentences.v[s])));
}

/* Sentences that stand in both, wherever. */
static void match_same(struct side *old, struct side *now)
{
    struct wd_map at; /* folded -> first unmatched sentence of the old + 1 */
    wd_map_init(&at);
    for (size_t s = old->article->sentences.n; s-- > 0;)
        *wd_map_at(&at, old->folded[s]) = s + 1;
    for (size_t s = 0; s < now->article->sentences.n; s++) {
        const uint64_t *slot = wd_map_find(&at, now->folded[s]);
        if (slot) {
            now->matched[s] = true;
            old->matched[*slot - 1] = true;
        }
    }
    /* a sentence that the old text has twice is there as often as it needs to be */
    for (size_t s = 0; s < old->article->sentences.n; s++) {
        const uint64_t *slot = wd_map_find(&at, old->folded[s]);
        if (slot && old->matched[*slot - 1])
            old->matched[s] = true;
    }
    wd_map_done(&at);
}

static struct wd_str sentence(const struct side *x, size_t s)
{
    return wd_str_span(x->article->body, x->article->sentences.v[s]);
}

struct posting {
    uint32_t sentence[PAIR_POSTINGS];
    size_t n;
};

static size_t words_in(struct wd_arena *a, struct wd_str text, uint32_t *hashes)
{
    wd_words words = {0};
    int err = wd_words_of(a, text, &words);
    (void)err;
    size_t n = WD_MIN(words.n, (size_t)WORDS_MAX);
    for (size_t i = 0; i < n; i++)
        hashes[i] = words.v[i].hash;
    return n;
}

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Words that two sorted lists have in common over the longer. */
static double alike(const uint32_t *x, size_t n, const uint32_t *y, size_t m)
{
    size_t common = 0;
    for (size_t i = 0, j = 0; i < n && j < m;) {
        if (x[i] == y[j]) {
            common++;
            i++;
            j++;
        } else if (x[i] < y[j]) {
            i++;
        } else {
            j++;
        }
    }
    return n && m ? (double)common / (double)WD_MAX(n, m) : 0;
}

typedef WD_LIST(struct posting) postings;

/* place: number in the list, from 1. NULL where the word has none. */
static struct posting *posting_at(const postings *lists, const uint64_t *place)
{
    return place && *place && *place <= lists->n ? &lists->v[*place - 1] : NULL;
}

/* For each sentence that is new the unmatched old one it was made from, SIZE_MAX for none. */
static void match_edited(struct wd_compose *c, struct side *old, struct side *now, size_t *ret_from)
{
    struct wd_map at;
    wd_map_init(&at);
    postings lists = {0};
    uint32_t x[WORDS_MAX], y[WORDS_MAX];
    for (size_t s = 0; s < old->article->sentences.n; s++) {
        size_t n = old->matched[s] ? 0 : words_in(c->a, sentence(old, s), x);
        for (size_t i = 0; i < n; i++) {
            uint64_t *place = wd_map_at(&at, x[i]);
            struct posting *p = posting_at(&lists, place);
            if (!p) {
                p = wd_list_push(c->a, &lists);
                *place = lists.n;
            }
            if (p->n < PAIR_POSTINGS && (!p->n || p->sentence[p->n - 1] != s))
                p->sentence[p->n++] = (uint32_t)s;
        }
    }
    uint32_t *votes = wd_arena_alloc(c->a, (old->article->sentences.n + 1) * sizeof(*votes));
    for (size_t s = 0; s < now->article->sentences.n; s++) {
        ret_from[s] = SIZE_MAX;
        if (now->matched[s])
            continue;
        size_t n = words_in(c->a, sentence(now, s), y), best = SIZE_MAX;
        for (size_t i = 0; i < n; i++) {
            const struct posting *p = posting_at(&lists, wd_map_find(&at, y[i]));
            for (size_t k = 0; p && k < p->n; k++) {
                uint32_t o = p->sentence[k];
                votes[o]++;
                if (!old->matched[o] && (best == SIZE_MAX || votes[o] > votes[best] || (votes[o] == votes[best] && o < best)))
                    best = o;
            }
        }
        for (size_t i = 0; i < n; i++) {
            const struct posting *p = posting_at(&lists, wd_map_find(&at, y[i]));
            for (size_t k = 0; p && k < p->n; k++)
                votes[p->sentence[k]] = 0;
        }
        if (best == SIZE_MAX)
            continue;
        size_t m = words_in(c->a, sentence(old, best), x);
        qsort(x, m, sizeof(*x), by_value);
        qsort(y, n, sizeof(*y), by_value);
        if (alike(x, m, y, n) >= EDITED) {
            ret_from[s] = best;
            old->matched[best] = true;
        }
    }
    wd_map_done(&at);
}

/* Words with digits, in order. */
static uint64_t figures(struct wd_arena *a, struct wd_str text)
{
    wd_words words = {0};
    int err = wd_words_of(a, text, &words);
    (void)err;
    uint64_t h = 0;
    for (size_t i = 0; i < words.n; i++)
        if (words.v[i].flags & WD_WORD_DIGIT)
            h = wd_hash_mix(h, words.v[i].hash);
    return h;
}

static bool holds_quote(const struct wd_article *art, struct wd_span s)
{
    for (size_t i = 0; i < art->quotes.n; i++)
        if (art->quotes.v[i].kind != WD_QUOTE_INDIRECT && art->quotes.v[i].span.start < s.end && s.start < art->quotes.v[i].span.end)
            return true;
    return false;
}

static bool says_correction(struct wd_str s)
{
    static const char *const heads[] = {"correction:",
                                        "correction ",
                                        "(corrects",
                                        "corrects ",
                                        "corrected:",
                                        "this story has been corrected",
                                        "this article has been corrected",
                                        "this story corrects",
                                        "an earlier version",
                                        "korrektur:",
                                        "correctif",
                                        "corrección:"};
    for (size_t i = 0; i < WD_COUNT(heads); i++)
        if (wd_str_starts_nocase(s, heads[i]) || (i >= 5 && i < 9 && wd_str_find_nocase(s, heads[i], 0) != SIZE_MAX))
            return true;
    return false;
}

struct changes {
    struct wd_compose *c;
    WD_LIST(struct wd_change) list;
};

static void note(struct changes *x, size_t part, const struct wd_article *now, int kind, struct wd_str old, struct wd_str new)
{
    if (x->list.n >= CHANGES_MAX)
        return;
    const struct wd_member *m = &x->c->story->members.v[part];
    struct wd_change *ch = wd_list_push(x->c->a, &x->list);
    ch->article = m->article;
    ch->serial = m->serial;
    ch->letter = m->letter;
    ch->outlet = m->outlet;
    ch->kind = kind;
    ch->at_utc = now->updated_utc != WD_NO_TIME ? now->updated_utc : now->arrived_utc;
    if (old.n && new.n)
        wd_align_differences(x->c->a, old, new, &ch->differences);
    else if (old.n)
        wd_list_add(x->c->a, &ch->differences, (struct wd_diff){WD_DIFF_DELETE, old});
    else if (new.n)
        wd_list_add(x->c->a, &ch->differences, (struct wd_diff){WD_DIFF_INSERT, new});
}

static void compare_bodies(struct changes *x, size_t part, const struct wd_article *before, const struct wd_article *now)
{
    struct wd_compose *c = x->c;
    struct side old, new;
    read_side(c, before, &old);
    read_side(c, now, &new);
    match_same(&old, &new);
    size_t *from = wd_arena_array(c->a, now->sentences.n, sizeof(*from));
    match_edited(c, &old, &new, from);
    for (size_t s = 0; s < now->sentences.n; s++) {
        if (new.matched[s])
            continue;
        struct wd_str text = sentence(&new, s), was = from[s] == SIZE_MAX ? WD_STR("") : sentence(&old, from[s]);
        int kind = was.n ? (figures(c->a, was) != figures(c->a, text) ? WD_CHANGE_FIGURE : WD_CHANGE_EDITED)
                   : holds_quote(now, now->sentences.v[s]) ? WD_CHANGE_QUOTE
                                                           : WD_CHANGE_ADDED;
        note(x, part, now, says_correction(text) ? WD_CHANGE_CORRECTION : kind, was, text);
    }
    for (size_t s = 0; s < before->sentences.n; s++)
        if (!old.matched[s])
            note(x, part, now, WD_CHANGE_REMOVED, sentence(&old, s), WD_STR(""));
}

static void compare(struct changes *x, size_t part, const struct wd_article *before, const struct wd_article *now)
{
    size_t noted = x->list.n;
    if (!wd_str_eq(wd_fold(x->c->a, before->title), wd_fold(x->c->a, now->title)) && before->title.n && now->title.n)
        note(x, part, now, WD_CHANGE_HEADLINE, before->title, now->title);
    /* a summary that its full text follows was not changed */
    if (!before->summary_only && !now->summary_only)
        compare_bodies(x, part, before, now);
    if (now->signal != WD_SIGNAL_CORRECTION)
        return;
    for (size_t i = noted; i < x->list.n; i++)
        if (x->list.v[i].kind == WD_CHANGE_CORRECTION)
            return;
    note(x, part, now, WD_CHANGE_CORRECTION, WD_STR(""), WD_STR(""));
}

struct order {
    const struct wd_change *change;
    size_t at;
};

static int newest_first(const void *a, const void *b)
{
    const struct order *x = a, *y = b;
    if (x->change->at_utc != y->change->at_utc)
        return x->change->at_utc > y->change->at_utc ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

void wd_compose_changes(struct wd_compose *c)
{
    struct changes x = {.c = c};
    for (size_t i = 0; i < c->n; i++) {
        const struct wd_compose_member *from = c->parts[i].from;
        if (from->killed) {
            note(&x, i, c->parts[i].article, WD_CHANGE_KILL, WD_STR(""), WD_STR(""));
            continue;
        }
        for (size_t v = from->version_n - 1; v > 0 && i < c->analysed; v--)
            compare(&x, i, from->versions[v - 1], from->versions[v]);
    }
    for (size_t i = 0; i < x.list.n; i++)
        c->story->corrected |= x.list.v[i].kind == WD_CHANGE_CORRECTION;
    struct order *order = wd_arena_array(c->a, x.list.n, sizeof(*order));
    for (size_t i = 0; i < x.list.n; i++)
        order[i] = (struct order){&x.list.v[i], i};
    if (x.list.n)
        qsort(order, x.list.n, sizeof(*order), newest_first);
    for (size_t i = 0; i < x.list.n; i++)
        wd_list_add(c->a, &c->story->changes, *order[i].change);
}
