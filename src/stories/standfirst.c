#include "analyse/standfirst.h"
#include "stories/parts.h"

enum { ORIGINALS_MAX = 64 };
static const double MARGIN = 1.25, VOTES_FULL = 4.0;

struct choice {
    uint32_t part, sentence, seen; /* seen: sentences of its text before it */
    double score;
};
/* The originals in order of arrival. Whatever is weighed is counted over those that have come so far, so a choice that was made once is
 * made again in the same way, however many come later. */
struct choosing {
    struct wd_compose *c;
    wd_units titles;
    uint32_t *votes; /* by unit: sentences of the originals so far that hold it */
};

static size_t words_in(const struct wd_article *art, uint32_t sentence)
{
    return wd_stand_words(wd_str_span(art->body, art->sentences.v[sentence]));
}

static double common_units(const wd_units *a, const wd_units *b)
{
    size_t n = 0;
    for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
        if (a->v[i].hash == b->v[k].hash)
            n++;
        if (a->v[i].hash <= b->v[k].hash)
            i++;
        else
            k++;
    }
    return (double)n;
}

/* Position first; then how much of the story, and of its title, a sentence holds. */
static double score(const struct choosing *x, const struct choice *choice)
{
    const struct wd_part *p = &x->c->parts[choice->part];
    const wd_units *u = &p->units[choice->sentence];
    double common = 0;
    for (size_t i = 0; i < u->n; i++) {
        uint32_t votes = u->v[i].number != WD_NO_UNIT ? x->votes[u->v[i].number] : 0;
        common += votes > 1 ? WD_MIN(1.0, (double)(votes - 1) / VOTES_FULL) : 0;
    }
    double title = x->titles.n ? common_units(u, &x->titles) / (double)x->titles.n : 0;
    return wd_stand_score(choice->seen, u->n ? common / (double)u->n : 0, title, words_in(p->article, choice->sentence));
}

static void count_votes(struct choosing *x, uint32_t part)
{
    const struct wd_part *p = &x->c->parts[part];
    for (size_t s = 0; s < p->article->sentences.n; s++)
        for (size_t u = 0; u < p->units[s].n; u++)
            x->votes[p->units[s].v[u].number]++;
}

static bool tell_the_same(const wd_units *a, const wd_units *b)
{
    return common_units(a, b) >= WD_STAND_REDUNDANT * (double)WD_MIN(a->n, b->n);
}

/* The best sentence, and the best other one that tells something else; of an outlet without a licence no more is shown than
 * WD_STAND_WORDS_MOST words of both together. */
static void two_of(const struct choosing *x, uint32_t part, struct choice best[2])
{
    const struct wd_part *p = &x->c->parts[part];
    struct choice choices[WD_STAND_LOOKED_AT] = {{0}};
    size_t n = 0;
    uint32_t seen = 0;
    for (uint32_t s = 0; s < p->article->sentences.n && seen < WD_STAND_LOOKED_AT; s++) {
        struct wd_span span = p->article->sentences.v[s];
        if (!wd_content_tells(p->article, span))
            continue;
        struct choice choice = {part, s, seen++, 0};
        if (p->units[s].n + 2 < WD_STAND_WORDS_LEAST || !wd_may_stand(wd_str_span(p->article->body, span), p->article->language))
            continue;
        choice.score = score(x, &choice);
        choices[n++] = choice;
    }
    memset(best, 0, 2 * sizeof *best);
    for (size_t i = 0; i < n; i++)
        if (choices[i].score > best[0].score)
            best[0] = choices[i];
    for (size_t i = 0; i < n; i++) {
        bool fits = p->article->licensed ||
                    words_in(p->article, choices[i].sentence) + words_in(p->article, best[0].sentence) <= WD_STAND_WORDS_MOST;
        bool other = choices[i].sentence != best[0].sentence && !tell_the_same(&p->units[choices[i].sentence], &p->units[best[0].sentence]);
        if (other && fits && choices[i].score > best[1].score)
            best[1] = choices[i];
    }
}

static double worth(const struct choosing *x, const struct choice two[2])
{
    double sum = 0;
    for (size_t i = 0; i < 2; i++)
        sum += two[i].score > 0 ? score(x, &two[i]) : 0;
    return sum;
}

static void put(struct wd_compose *c, const struct choice *choice)
{
    const struct wd_article *art = c->parts[choice->part].article;
    const struct wd_member *m = &c->story->members.v[choice->part];
    struct wd_span span = art->sentences.v[choice->sentence];
    wd_list_add(c->a, &c->story->standfirst, (struct wd_told){wd_str_span(art->body, span), m->article, m->serial, m->letter, span});
}

void wd_compose_standfirst(struct wd_compose *c)
{
    struct choosing x = {.c = c, .votes = wd_arena_array(c->a, c->unit_df.n, sizeof(uint32_t))};
    struct choice kept[2] = {{0, 0, 0, 0}, {0, 0, 0, 0}};
    wd_content_units(c, c->story->language, c->story->headline, &x.titles);
    /* an incumbent of an earlier original goes only for one that is clearly better, so that the page does not flicker */
    for (uint32_t i = 0, originals = 0; i < c->n && originals < ORIGINALS_MAX; i++) {
        if (!c->parts[i].stands || c->parts[i].withdrawn)
            continue;
        originals++;
        count_votes(&x, i);
        struct choice best[2];
        two_of(&x, i, best);
        if (worth(&x, best) > MARGIN * worth(&x, kept))
            memcpy(kept, best, sizeof(kept));
    }
    bool turned = kept[1].score > 0 && kept[1].sentence < kept[0].sentence;
    for (size_t i = 0; i < 2; i++)
        if (kept[i != turned].score > 0)
            put(c, &kept[i != turned]);
}
