#include <stdlib.h>

#include "stories/parts.h"

enum {
    ORIGINALS_MAX = 64,
    SENTENCES_LOOKED_AT = 400,
    ONLY_MOST = 12,
    TOLD_MOST = 12,
    UNITS_LEAST = 3,
    NUMBER_UNITS = 3,
    MORE_UNITS = 4,
    EARLIER_MOST = 2
};
/* Shared weight over that of the sentence itself (UNLIKE), of the lighter one (LIKE). */
static const double UNLIKE = 0.3, LIKE_FEW = 0.7, LIKE = 0.5, LIKE_MORE = 0.36;
/* Shared weight with two sentences of one other group, and that of the words that are no names; and where the lighter side is alike. */
static const double COVERED = 0.42, COVERED_PLAIN = 0.15, COVERED_PLAIN_ALONE = 0.25, OWN_LEAST = 0.25;

static bool tells_the_same(const struct wd_likeness *l)
{
    if (l->overlap.shared < OWN_LEAST * l->overlap.of_a)
        return false;
    if (l->overlap.numbers && l->overlap.units > NUMBER_UNITS)
        return true;
    if (l->overlap.units <= UNITS_LEAST)
        return l->overlap.units == UNITS_LEAST && l->value >= LIKE_FEW; /* a title and its author alone tell nothing */
    return l->value >= LIKE || (l->overlap.units > MORE_UNITS && l->value >= LIKE_MORE);
}

/* Sentences that carry a statement which other groups carry too. */
static void lined_up(struct wd_compose *c, struct wd_map *ret_sentences, const struct wd_map *by_article)
{
    for (size_t i = 0; i < c->story->statements.n; i++) {
        const struct wd_statement *st = &c->story->statements.v[i];
        uint32_t group = UINT32_MAX;
        bool several = false;
        for (size_t k = 0; k < st->carriers.n; k++) {
            uint32_t g = c->parts[*wd_map_find(by_article, st->carriers.v[k].article)].group;
            several |= group != UINT32_MAX && g != group;
            group = g;
        }
        for (size_t k = 0; several && k < st->carriers.n; k++) {
            uint64_t part = *wd_map_find(by_article, st->carriers.v[k].article);
            const struct wd_article *art = c->parts[part].article;
            for (size_t s = wd_content_sentence(art, st->carriers.v[k].span.start);
                 s < art->sentences.n && art->sentences.v[s].start < st->carriers.v[k].span.end; s++)
                *wd_map_at(ret_sentences, part << 32 | s) = 1;
        }
    }
}

static struct wd_told told(const struct wd_compose *c, size_t part, size_t s)
{
    const struct wd_article *art = c->parts[part].article;
    const struct wd_member *m = &c->story->members.v[part];
    return (struct wd_told){wd_str_span(art->body, art->sentences.v[s]), m->article, m->serial, m->letter, art->sentences.v[s]};
}

struct only {
    uint32_t sentence;
    double value; /* likeness to the nearest of the others, less for what says more */
};

static int least_like_first(const void *a, const void *b)
{
    const struct only *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return x->sentence < y->sentence ? -1 : x->sentence > y->sentence;
}

static int by_sentence(const void *a, const void *b)
{
    const struct only *x = a, *y = b;
    return x->sentence < y->sentence ? -1 : x->sentence > y->sentence;
}

static bool is_question(struct wd_str s)
{
    return s.n && (s.p[s.n - 1] == '?' || wd_str_ends(s, "?”") || wd_str_ends(s, "?\""));
}

/* Whether another group tells what a sentence tells: in one of its sentences, or in two. */
static bool told_elsewhere(struct wd_sentence_index *x, const wd_units *u, uint32_t group, double *ret_likeness)
{
    struct wd_likeness own = wd_sentence_index_best(x, u, UINT32_MAX, group, true);
    *ret_likeness = own.value;
    if (own.overlap.units >= 2 && (own.value >= UNLIKE || (own.overlap.numbers && own.overlap.units > NUMBER_UNITS)))
        return true;
    struct wd_covered covered = wd_sentence_index_covered(x, u, group);
    if (covered.all >= COVERED && covered.plain >= COVERED_PLAIN)
        return true;
    struct wd_likeness either = wd_sentence_index_best(x, u, UINT32_MAX, group, false);
    return covered.plain >= COVERED_PLAIN_ALONE && tells_the_same(&either);
}

static void only_in(struct wd_compose *c, struct wd_sentence_index *x, const struct wd_map *lined, size_t part)
{
    const struct wd_part *p = &c->parts[part];
    WD_LIST(struct only) found = {0};
    for (size_t s = 0; s < p->article->sentences.n && s < SENTENCES_LOOKED_AT; s++) {
        const wd_units *u = &p->units[s];
        struct wd_span span = p->article->sentences.v[s];
        if (u->n < UNITS_LEAST || wd_map_find(lined, (uint64_t)part << 32 | s) || is_question(wd_str_span(p->article->body, span)) ||
            !wd_content_tells(p->article, span))
            continue;
        double likeness;
        if (!told_elsewhere(x, u, p->group, &likeness))
            wd_list_add(c->a, &found, (struct only){(uint32_t)s, likeness - 0.01 * (double)WD_MIN(u->n, (size_t)15)});
    }
    if (!found.n)
        return;
    qsort(found.v, found.n, sizeof(*found.v), least_like_first);
    found.n = WD_MIN(found.n, (size_t)ONLY_MOST);
    qsort(found.v, found.n, sizeof(*found.v), by_sentence);
    const struct wd_member *m = &c->story->members.v[part];
    struct wd_only *only = wd_list_push(c->a, &c->story->only_in);
    *only = (struct wd_only){.article = m->article, .serial = m->serial, .letter = m->letter, .outlet = m->outlet};
    for (size_t i = 0; i < found.n; i++)
        wd_list_add(c->a, &only->sentences, told(c, part, found.v[i].sentence));
}

/* Sentences of the first original that each other group tells too. */
static void told_by_all(struct wd_compose *c, struct wd_sentence_index *x, struct wd_map *told_sentences, const uint32_t *standing,
                        size_t n)
{
    const struct wd_part *p = &c->parts[standing[0]];
    for (size_t s = 0; s < p->article->sentences.n && s < SENTENCES_LOOKED_AT && c->story->told_by_all.n < TOLD_MOST; s++) {
        bool all = p->units[s].n >= UNITS_LEAST && wd_content_tells(p->article, p->article->sentences.v[s]);
        for (size_t g = 1; g < n && all; g++) {
            struct wd_likeness l = wd_sentence_index_best(x, &p->units[s], c->parts[standing[g]].group, 0, false);
            all = tells_the_same(&l);
        }
        if (!all)
            continue;
        wd_list_add(c->a, &c->story->told_by_all, told(c, standing[0], s));
        *wd_map_at(told_sentences, (uint64_t)standing[0] << 32 | s) = 1;
    }
}

static void add_sentences(struct wd_sentence_index *x, const struct wd_compose *c, uint32_t part)
{
    for (uint32_t s = 0; s < c->parts[part].article->sentences.n && s < SENTENCES_LOOKED_AT; s++)
        wd_sentence_index_add(x, part, s);
}

/* A copy of an earlier state goes on telling what its source no longer does: the first such copies of a group count with it. */
static void add_earlier(struct wd_sentence_index *x, struct wd_compose *c, uint32_t group)
{
    for (uint32_t i = 0, added = 0; i < c->analysed && added < EARLIER_MOST; i++) {
        struct wd_part *p = &c->parts[i];
        if (p->group != group || p->stands || p->from->killed || !c->story->members.v[i].carries_earlier)
            continue;
        p->units = wd_arena_array(c->a, p->article->sentences.n, sizeof(*p->units));
        for (size_t s = 0; s < p->article->sentences.n; s++)
            wd_content_units(c, p->article->language, wd_str_span(p->article->body, p->article->sentences.v[s]), &p->units[s]);
        add_sentences(x, c, i);
        added++;
    }
}

void wd_compose_told(struct wd_compose *c)
{
    uint32_t standing[ORIGINALS_MAX];
    size_t n = 0;
    for (uint32_t i = 0; i < c->n && n < ORIGINALS_MAX; i++)
        if (c->parts[i].stands && !c->parts[i].withdrawn && !c->parts[i].article->summary_only && c->parts[i].article->sentences.n)
            standing[n++] = i;
    if (n < 2)
        return;
    struct wd_map by_article, lined;
    wd_map_init(&by_article);
    wd_map_init(&lined);
    for (size_t i = 0; i < c->n; i++)
        *wd_map_at(&by_article, c->parts[i].article->key) = i;
    lined_up(c, &lined, &by_article);
    struct wd_sentence_index *x = wd_sentence_index_new(c);
    for (size_t i = 0; i < n; i++) {
        add_sentences(x, c, standing[i]);
        add_earlier(x, c, c->parts[standing[i]].group);
    }
    told_by_all(c, x, &lined, standing, n);
    for (size_t i = 0; i < n; i++)
        only_in(c, x, &lined, standing[i]);
    wd_map_done(&lined);
    wd_map_done(&by_article);
}
