#include "analyse/standfirst.h"
#include "stories/parts.h"

enum { ORIGINALS_MAX = 64 };
static const double MARGIN = 1.15;

struct choice {
    uint32_t part, sentence;
    double score;
};

static size_t words_in(const struct wd_article *art, uint32_t sentence)
{
    return wd_stand_words(wd_str_span(art->body, art->sentences.v[sentence]));
}

/* Position first; then how much of the story, and of its titles, a sentence holds. */
static double score(const struct wd_compose *c, const struct wd_part *p, size_t s, const wd_units *titles, uint32_t seen)
{
    const wd_units *u = &p->units[s];
    double common = 0, weight = 0;
    for (size_t i = 0; i < u->n; i++) {
        double share = u->v[i].number != WD_NO_UNIT ? WD_MIN(1.0, (double)(c->unit_df.v[u->v[i].number] - 1) / 4.0) : 0;
        common += share;
        weight += 1;
    }
    struct wd_overlap o = wd_content_overlap(c, u, titles);
    double title = o.of_b > 0 ? o.shared / o.of_b : 0;
    return wd_stand_score(seen, weight > 0 ? common / weight : 0, title, words_in(p->article, (uint32_t)s));
}

/* The best sentence, and the best other one that tells something else; of an outlet without a licence no more is shown than
 * WD_STAND_WORDS_MOST words of both together. */
static void two_of(struct wd_compose *c, size_t part, const wd_units *titles, struct choice best[2])
{
    const struct wd_part *p = &c->parts[part];
    struct choice choices[WD_STAND_LOOKED_AT];
    size_t n = 0;
    uint32_t seen = 0;
    for (size_t s = 0; s < p->article->sentences.n && seen < WD_STAND_LOOKED_AT; s++) {
        struct wd_str text = wd_str_span(p->article->body, p->article->sentences.v[s]);
        if (!wd_content_tells(p->article, p->article->sentences.v[s]))
            continue;
        uint32_t position = seen++;
        if (p->units[s].n + 2 >= WD_STAND_WORDS_LEAST && wd_may_stand(text, p->article->language))
            choices[n++] = (struct choice){(uint32_t)part, (uint32_t)s, score(c, p, s, titles, position)};
    }
    memset(best, 0, 2 * sizeof *best);
    for (size_t i = 0; i < n; i++)
        if (choices[i].score > best[0].score)
            best[0] = choices[i];
    for (size_t i = 0; i < n; i++) {
        struct wd_overlap o = wd_content_overlap(c, &p->units[choices[i].sentence], &p->units[best[0].sentence]);
        bool fits = p->article->licensed ||
                    words_in(p->article, choices[i].sentence) + words_in(p->article, best[0].sentence) <= WD_STAND_WORDS_MOST;
        bool other = choices[i].sentence != best[0].sentence && o.shared < WD_STAND_REDUNDANT * WD_MIN(o.of_a, o.of_b);
        if (other && fits && choices[i].score > best[1].score)
            best[1] = choices[i];
    }
}

void wd_compose_standfirst(struct wd_compose *c)
{
    wd_units titles = {0};
    wd_content_units(c, c->story->language, c->story->headline, &titles);
    struct choice kept[2] = {{0, 0, 0}, {0, 0, 0}};
    /* an incumbent of an earlier original goes only for one that is clearly better, so that the page does not flicker */
    for (size_t i = 0, originals = 0; i < c->n && originals < ORIGINALS_MAX; i++) {
        if (!c->parts[i].stands)
            continue;
        originals++;
        struct choice best[2];
        two_of(c, i, &titles, best);
        if (best[0].score + best[1].score > MARGIN * (kept[0].score + kept[1].score))
            memcpy(kept, best, sizeof(kept));
    }
    if (kept[1].score > 0 && kept[0].part == kept[1].part && kept[1].sentence < kept[0].sentence) {
        struct choice swap = kept[0];
        kept[0] = kept[1];
        kept[1] = swap;
    }
    for (size_t i = 0; i < 2; i++) {
        if (kept[i].score <= 0)
            continue;
        const struct wd_article *art = c->parts[kept[i].part].article;
        const struct wd_member *m = &c->story->members.v[kept[i].part];
        struct wd_span span = art->sentences.v[kept[i].sentence];
        wd_list_add(c->a, &c->story->standfirst, (struct wd_told){wd_str_span(art->body, span), m->article, m->serial, m->letter, span});
    }
}
