#include "analyse/learn.h"

#include <math.h>
#include <stdlib.h>

enum { LARGEST_WEIGHT = 16000 };

struct learner {
    int labels;
    uint32_t mask;
    float *w;      /* weights now */
    double *sum;   /* of step number times change, for the mean */
    uint8_t *seen; /* by row, up to 255 */
    uint32_t least;
    wd_changes change;
    double change_sum[WD_TAGGER_CLASSES][WD_TAGGER_LABELS + 1][WD_TAGGER_LABELS];
    double step;
    float *all; /* sum of the means of all runs */
    double change_all[WD_TAGGER_CLASSES][WD_TAGGER_LABELS + 1][WD_TAGGER_LABELS];
    uint8_t *found;
};

void wd_examples_add(struct wd_arena *a, wd_examples *examples, const struct wd_chain *chain, const uint8_t *labels)
{
    struct wd_example *e = wd_list_push(a, examples);
    e->chain.n = chain->n;
    e->chain.features.v = wd_arena_array(a, chain->features.n + 1, sizeof *chain->features.v);
    e->chain.ends.v = wd_arena_array(a, chain->n + 1, sizeof *chain->ends.v);
    e->chain.classes.v = wd_arena_array(a, chain->n + 1, 1);
    e->labels = wd_arena_array(a, chain->n + 1, 1);
    memcpy(e->chain.features.v, chain->features.v, chain->features.n * sizeof *chain->features.v);
    memcpy(e->chain.ends.v, chain->ends.v, chain->n * sizeof *chain->ends.v);
    memcpy(e->chain.classes.v, chain->classes.v, chain->n);
    memcpy(e->labels, labels, chain->n);
    e->chain.features.n = chain->features.n;
    e->chain.ends.n = e->chain.classes.n = chain->n;
}

static void score(struct wd_arena *a, const struct learner *l, struct wd_chain *c, struct wd_chain *room)
{
    size_t wide = (size_t)l->labels;
    room->scores.n = 0;
    for (size_t i = 0, f = 0; i < c->n; i++) {
        float sum[WD_TAGGER_LABELS] = {0};
        for (; f < c->ends.v[i]; f++) {
            size_t row = c->features.v[f] & l->mask;
            for (size_t y = 0; l->seen[row] >= l->least && y < wide; y++)
                sum[y] += l->w[row * wide + y];
        }
        for (size_t y = 0; y < wide; y++)
            wd_list_add(a, &room->scores, sum[y]);
    }
}

static void move(struct learner *l, const struct wd_chain *c, size_t i, uint8_t label, float by)
{
    for (size_t f = i ? c->ends.v[i - 1] : 0; f < c->ends.v[i]; f++) {
        size_t row = c->features.v[f] & l->mask;
        if (l->seen[row] < l->least)
            continue;
        l->w[row * (size_t)l->labels + label] += by;
        l->sum[row * (size_t)l->labels + label] += l->step * (double)by;
    }
}

static void move_change(struct learner *l, uint8_t class, int from, uint8_t to, float by)
{
    l->change[class][from][to] += by;
    l->change_sum[class][from][to] += l->step * (double)by;
}

static void step(struct wd_arena *a, struct learner *l, struct wd_example *e, struct wd_chain *room)
{
    struct wd_chain *c = &e->chain;
    score(a, l, c, room);
    room->n = c->n;
    room->classes.v = c->classes.v;
    wd_chain_best(a, room, l->labels, l->change, l->found);
    l->step++;
    for (size_t i = 0; i < c->n; i++) {
        uint8_t right = e->labels[i], found = l->found[i];
        int before = i ? e->labels[i - 1] : l->labels, found_before = i ? l->found[i - 1] : l->labels;
        if (right != found) {
            move(l, c, i, right, 1);
            move(l, c, i, found, -1);
        }
        if (right != found || before != found_before) {
            move_change(l, c->classes.v[i], before, right, 1);
            move_change(l, c->classes.v[i], found_before, found, -1);
        }
    }
}

static void shuffle(uint32_t *order, size_t n, uint64_t *seed)
{
    for (size_t i = n; i > 1; i--) {
        *seed = *seed * 6364136223846793005u + 1442695040888963407u;
        size_t k = (size_t)((*seed >> 33) % i);
        uint32_t keep = order[i - 1];
        order[i - 1] = order[k];
        order[k] = keep;
    }
}

static double mean(const struct learner *l, double now, double sum)
{
    return now - sum / (l->step + 1);
}

/* Adds the mean of a run to those before and forgets the run. */
static void finish_run(struct learner *l)
{
    size_t n = ((size_t)l->mask + 1) * (size_t)l->labels;
    for (size_t i = 0; i < n; i++)
        l->all[i] += (float)mean(l, (double)l->w[i], l->sum[i]);
    for (int k = 0; k < WD_TAGGER_CLASSES; k++)
        for (int x = 0; x <= l->labels; x++)
            for (int y = 0; y < l->labels; y++)
                l->change_all[k][x][y] += mean(l, (double)l->change[k][x][y], l->change_sum[k][x][y]);
    memset(l->w, 0, n * sizeof *l->w);
    memset(l->sum, 0, n * sizeof *l->sum);
    memset(l->change, 0, sizeof l->change);
    memset(l->change_sum, 0, sizeof l->change_sum);
    l->step = 0;
}

static void write_model(const struct learner *l, const struct wd_learning *how, struct wd_buf *b)
{
    struct wd_tagger t = {.kind = how->kind, .labels = how->labels, .bits = how->bits, .defers = how->defers};
    size_t n = (size_t)how->labels << how->bits;
    double most = 1e-9;
    for (size_t i = 0; i < n; i++)
        most = fmax(most, fabs((double)l->all[i]));
    for (int k = 0; k < WD_TAGGER_CLASSES; k++)
        for (int x = 0; x <= how->labels; x++)
            for (int y = 0; y < how->labels; y++)
                most = fmax(most, fabs(l->change_all[k][x][y]));
    double scale = LARGEST_WEIGHT / most;
    int16_t *weights = wd_malloc(n * sizeof *weights);
    for (size_t i = 0; i < n; i++)
        weights[i] = (int16_t)lrint(scale * (double)l->all[i]);
    for (int k = 0; k < WD_TAGGER_CLASSES; k++)
        for (int x = 0; x <= how->labels; x++)
            for (int y = 0; y < how->labels; y++)
                t.change[k][x][y] = (int16_t)lrint(scale * l->change_all[k][x][y]);
    for (int y = 1; y < how->labels; y++)
        t.bias[y] = (int32_t)lrint(scale * (double)how->bias * how->runs);
    t.weights = weights;
    wd_tagger_write(&t, b);
    free(weights);
}

int wd_learn(struct wd_arena *a, const struct wd_learning *how, wd_examples *examples, struct wd_buf *b)
{
    if (!examples->n)
        return WD_E_EMPTY;
    size_t rows = (size_t)1 << how->bits, wide = (size_t)how->labels, longest = 1;
    struct learner l = {.labels = how->labels, .mask = (uint32_t)rows - 1, .least = how->least};
    l.w = wd_calloc(rows * wide, sizeof *l.w);
    l.sum = wd_calloc(rows * wide, sizeof *l.sum);
    l.all = wd_calloc(rows * wide, sizeof *l.all);
    l.seen = wd_calloc(rows, 1);
    uint32_t *order = wd_calloc(examples->n, sizeof *order);
    for (size_t i = 0; i < examples->n; i++) {
        const struct wd_chain *c = &examples->v[i].chain;
        order[i] = (uint32_t)i;
        longest = WD_MAX(longest, c->n);
        for (size_t f = 0; f < c->features.n; f++)
            if (l.seen[c->features.v[f] & l.mask] < 255)
                l.seen[c->features.v[f] & l.mask]++;
    }
    l.found = wd_calloc(longest, 1);
    struct wd_chain room = {0};
    uint64_t seed = 1;
    for (int run = 0; run < how->runs; run++) {
        for (int epoch = 0; epoch < how->epochs; epoch++) {
            shuffle(order, examples->n, &seed);
            for (size_t i = 0; i < examples->n; i++)
                step(a, &l, &examples->v[order[i]], &room);
        }
        finish_run(&l);
    }
    write_model(&l, how, b);
    free(l.w);
    free(l.sum);
    free(l.all);
    free(l.seen);
    free(order);
    free(l.found);
    return b->err;
}
