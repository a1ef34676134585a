#include "extract/cut.h"

struct sums {
    double gain, prose, anchored, summary;
};

struct choosing {
    const struct wd_pieces *p;
    const struct wd_rows *rows;
    struct sums *sums; /* n + 1, up to each piece */
};

static struct sums of(const struct choosing *k, uint32_t b)
{
    const struct wd_box *box = &k->p->boxes.v[b];
    const struct sums *from = &k->sums[box->from], *to = &k->sums[box->to];
    return (struct sums){to->gain - from->gain, to->prose - from->prose, to->anchored - from->anchored, to->summary - from->summary};
}

static void add_up(struct choosing *k, struct wd_arena *a)
{
    size_t n = k->p->list.n;
    k->sums = wd_arena_array(a, n + 1, sizeof(*k->sums));
    for (size_t i = 0; i < n; i++) {
        const struct wd_piece *p = &k->p->list.v[i];
        const float *x = k->rows->v[i];
        double words = p->words;
        k->sums[i + 1] = (struct sums){
            k->sums[i].gain + words * (k->rows->chance[i] - .5),
            k->sums[i].prose + wd_piece_prose(p),
            k->sums[i].anchored + (x[WD_F_body_like] > .6F ? words : 0),
            k->sums[i].summary + (x[WD_F_summary_like] > .7F && p->words > 8 ? words : 0),
        };
    }
}

/* The smallest box that holds most of what `part` counts; the whole where nothing is counted. */
static uint32_t smallest_with(const struct choosing *k, size_t part, double most)
{
    const double *all = (const double *)&k->sums[k->p->list.n] + part;
    uint32_t best = 0;
    for (uint32_t b = 1; *all > 0 && b < k->p->boxes.n; b++) {
        struct sums s = of(k, b);
        bool smaller = k->p->boxes.v[b].to - k->p->boxes.v[b].from <= k->p->boxes.v[best].to - k->p->boxes.v[best].from;
        if (smaller && ((const double *)&s)[part] >= *all * most)
            best = b;
    }
    return best;
}

static uint32_t most_prose(const struct choosing *k, uint32_t inside, uint16_t kind)
{
    uint32_t best = 0;
    double most = 0;
    for (uint32_t b = 1; b < k->p->boxes.n; b++) {
        const struct wd_box *box = &k->p->boxes.v[b];
        if (kind ? box->node->kind != kind : !(box->inside & inside) || k->p->boxes.v[box->parent].inside & inside)
            continue;
        double prose = of(k, b).prose;
        if (prose > most) {
            most = prose;
            best = b;
        }
    }
    return best;
}

static uint32_t best_named(const struct choosing *k)
{
    uint32_t best = 0;
    double most = 0;
    for (uint32_t b = 1; b < k->p->boxes.n; b++) {
        double score = of(k, b).prose * (double)(k->p->boxes.v[b].own.most + k->p->boxes.v[b].own.least);
        if (score > most) {
            most = score;
            best = b;
        }
    }
    return best;
}

/* The box whose pieces are, taken together, most likely the article's. */
static uint32_t best_gain(const struct choosing *k)
{
    uint32_t best = 0;
    double most = of(k, 0).gain;
    for (uint32_t b = 1; b < k->p->boxes.n; b++) {
        double gain = of(k, b).gain;
        if (gain > most || (gain >= most && k->p->boxes.v[b].depth > k->p->boxes.v[best].depth)) {
            most = gain;
            best = b;
        }
    }
    return best;
}

uint32_t wd_page_cut(struct wd_arena *a, const struct wd_pieces *p, const struct wd_rows *rows, wd_cuts *ret_cuts)
{
    struct choosing k = {p, rows, NULL};
    add_up(&k, a);
    const struct {
        const char *name;
        uint32_t box;
    } cuts[] = {
        {"names of classes", best_named(&k)},
        {"most prose", rows->best},
        {"most prose in <article>", most_prose(&k, 0, WD_TAG_ARTICLE)},
        {"most prose in <main>", most_prose(&k, WD_IN_MAIN, 0)},
        {"marked as articleBody", most_prose(&k, WD_IN_ARTICLE_BODY, 0)},
        {"holds the JSON-LD text", smallest_with(&k, 2, .8)},
        {"holds the feed's summary", smallest_with(&k, 3, .8)},
        {"holds most of the prose", smallest_with(&k, 1, .7)},
        {"most likely pieces", best_gain(&k)},
        {"whole page", 0},
    };
    size_t best = 0;
    for (size_t i = 1; i < WD_COUNT(cuts); i++) {
        double gain = of(&k, cuts[i].box).gain, most = of(&k, cuts[best].box).gain;
        if (gain > most || (gain >= most && p->boxes.v[cuts[i].box].depth > p->boxes.v[cuts[best].box].depth))
            best = i;
    }
    for (size_t i = 0; ret_cuts && i < WD_COUNT(cuts); i++) {
        if (!cuts[i].box && i + 1 < WD_COUNT(cuts))
            continue; /* this way found nothing */
        const struct wd_box *b = &p->boxes.v[cuts[i].box];
        size_t bytes = 0;
        for (uint32_t j = b->from; j < b->to; j++)
            bytes += p->list.v[j].n;
        wd_list_add(a, ret_cuts,
                    (struct wd_cut){cuts[i].name, wd_box_path(a, p, cuts[i].box), b->to - b->from, bytes, of(&k, cuts[i].box).gain,
                                    i == best || (!cuts[i].box && !cuts[best].box)});
    }
    return cuts[best].box;
}
