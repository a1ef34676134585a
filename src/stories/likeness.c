#include "stories/parts.h"

/* A word that stands in more sentences tells nothing that rarer words do not tell better. */
enum { INDEX_POSTINGS = 48, INDEX_TRIED = 12 };
/* So that a sum in another order is never the smaller one. */
static const double ROUNDING = 1 + 1e-9;

struct place {
    uint32_t part, sentence;
    const wd_units *units;
    double total; /* weight of its units */
};
/* Places of one group: one member of each stands, so they are neighbours. */
struct range {
    uint32_t from, to;
};
struct tried {
    uint32_t place;
    double votes;
};
struct wd_sentence_index {
    struct wd_compose *c;
    WD_LIST(struct place) places; /* in order of part and sentence */
    struct range *of_group;
    uint32_t *first, *postings; /* by unit, numbers of places; one more `first` than units */
    /* the latest question: */
    const wd_units *asked;
    double asked_total;
    double left_out; /* weight of the units that stand too often to vote */
    double *votes;
    uint32_t *touched;
    size_t touched_n;
    uint32_t tried_not_group; /* and its likeliest places outside a group, UINT32_MAX: not looked for yet */
    struct tried tried[INDEX_TRIED];
    size_t tried_n;
};

struct wd_sentence_index *wd_sentence_index_new(struct wd_compose *c)
{
    struct wd_sentence_index *x = WD_NEW(c->a, struct wd_sentence_index);
    x->c = c;
    x->of_group = wd_arena_array(c->a, c->groups, sizeof(*x->of_group));
    return x;
}

static double total_of(const struct wd_compose *c, const wd_units *units)
{
    double total = 0;
    for (size_t u = 0; u < units->n; u++)
        total += wd_content_weight(c, &units->v[u]);
    return total;
}

void wd_sentence_index_add(struct wd_sentence_index *x, uint32_t part, uint32_t sentence)
{
    const struct wd_part *p = &x->c->parts[part];
    const wd_units *units = &p->units[sentence];
    struct range *range = &x->of_group[p->group];
    if (range->from == range->to)
        range->from = (uint32_t)x->places.n;
    wd_list_add(x->c->a, &x->places, (struct place){part, sentence, units, total_of(x->c, units)});
    range->to = (uint32_t)x->places.n;
}

/* All sentences are in: where each unit stands. */
static void build(struct wd_sentence_index *x)
{
    struct wd_compose *c = x->c;
    size_t units = c->unit_df.n, n = 0;
    x->first = wd_arena_array(c->a, units + 1, sizeof(uint32_t));
    for (size_t i = 0; i < x->places.n; i++)
        for (size_t u = 0; u < x->places.v[i].units->n; u++) {
            if (x->places.v[i].units->v[u].number == WD_NO_UNIT)
                continue; /* no sentence that asks has it */
            x->first[x->places.v[i].units->v[u].number]++;
            n++;
        }
    uint32_t *next = wd_arena_array(c->a, units + 1, sizeof(uint32_t)), at = 0;
    for (size_t u = 0; u < units; u++) {
        uint32_t count = x->first[u];
        x->first[u] = next[u] = at;
        at += count;
    }
    x->first[units] = at;
    x->postings = wd_arena_array(c->a, n, sizeof(uint32_t));
    for (uint32_t i = 0; i < x->places.n; i++)
        for (size_t u = 0; u < x->places.v[i].units->n; u++)
            if (x->places.v[i].units->v[u].number != WD_NO_UNIT)
                x->postings[next[x->places.v[i].units->v[u].number]++] = i;
    x->votes = wd_arena_array(c->a, x->places.n, sizeof(double));
    x->touched = wd_arena_array(c->a, x->places.n, sizeof(uint32_t));
}

/* Weight in common with each sentence, summed in the order of the units. */
static void ask(struct wd_sentence_index *x, const wd_units *units)
{
    if (!x->first)
        build(x);
    for (size_t i = 0; i < x->touched_n; i++)
        x->votes[x->touched[i]] = 0;
    x->touched_n = 0;
    x->tried_not_group = UINT32_MAX;
    x->asked = units;
    x->asked_total = total_of(x->c, units);
    x->left_out = 0;
    for (size_t u = 0; u < units->n; u++) {
        uint32_t number = units->v[u].number;
        if (number == WD_NO_UNIT)
            continue;
        uint32_t from = x->first[number], to = x->first[number + 1];
        if (to - from > INDEX_POSTINGS) {
            x->left_out += x->c->weight[number];
            continue;
        }
        double weight = x->c->weight[number];
        for (uint32_t i = from; i < to; i++) {
            uint32_t place = x->postings[i];
            if (x->votes[place] == 0)
                x->touched[x->touched_n++] = place;
            x->votes[place] += weight;
        }
    }
}

/* The likeliest first; of equal ones that which comes first. */
static size_t put_in(struct tried best[INDEX_TRIED], size_t n, uint32_t place, double votes)
{
    size_t at = n;
    while (at > 0 && (votes > best[at - 1].votes || (votes == best[at - 1].votes && place < best[at - 1].place)))
        at--;
    if (at == INDEX_TRIED)
        return n;
    n = WD_MIN(n + 1, (size_t)INDEX_TRIED);
    memmove(&best[at + 1], &best[at], (n - at - 1) * sizeof(*best));
    best[at] = (struct tried){place, votes};
    return n;
}

static size_t likeliest_of(const struct wd_sentence_index *x, uint32_t group, struct tried best[INDEX_TRIED])
{
    size_t n = 0;
    for (uint32_t place = x->of_group[group].from; place < x->of_group[group].to; place++)
        if (x->votes[place] > 0)
            n = put_in(best, n, place, x->votes[place]);
    return n;
}

static void likeliest_outside(struct wd_sentence_index *x, uint32_t not_group)
{
    struct range own_group = x->of_group[not_group];
    if (x->tried_not_group == not_group)
        return;
    x->tried_not_group = not_group;
    x->tried_n = 0;
    for (size_t i = 0; i < x->touched_n; i++) {
        uint32_t place = x->touched[i];
        if (place < own_group.from || place >= own_group.to)
            x->tried_n = put_in(x->tried, x->tried_n, place, x->votes[place]);
    }
}

struct wd_likeness wd_sentence_index_best(struct wd_sentence_index *x, const wd_units *units, uint32_t group, uint32_t not_group, bool own)
{
    struct wd_likeness best = {0};
    struct tried of_group[INDEX_TRIED];
    const struct tried *tried = of_group;
    const struct place *found = NULL;
    size_t n;
    if (x->asked != units)
        ask(x, units);
    if (group != UINT32_MAX) {
        n = likeliest_of(x, group, of_group);
    } else {
        likeliest_outside(x, not_group);
        tried = x->tried;
        n = x->tried_n;
    }
    for (size_t i = 0; i < n; i++) {
        const struct place *p = &x->places.v[tried[i].place];
        double shared = tried[i].votes, against = own ? x->asked_total : WD_MIN(x->asked_total, p->total);
        /* the votes are the weight in common, but for units that stand nearly everywhere: even with all of these? */
        if (x->left_out > 0 && (shared + x->left_out) * ROUNDING <= best.value * against)
            continue;
        if (x->left_out > 0)
            shared = wd_content_overlap(x->c, units, p->units).shared;
        double value = against > 0 ? shared / against : 0;
        if (value > best.value) {
            best.value = value;
            found = p;
        }
    }
    if (found) {
        best.overlap = wd_content_overlap(x->c, units, found->units);
        best.part = found->part;
        best.sentence = found->sentence;
    }
    return best;
}

/* Which of `units` a sentence has, a bit each. */
struct held {
    uint32_t group;
    uint64_t bits[2];
};

static void hold(const wd_units *units, const wd_units *of, struct held *ret)
{
    for (size_t i = 0, k = 0; i < units->n && i < 128 && k < of->n;) {
        if (units->v[i].hash < of->v[k].hash) {
            i++;
        } else if (of->v[k].hash < units->v[i].hash) {
            k++;
        } else {
            ret->bits[i / 64] |= 1ull << (i % 64);
            i++;
            k++;
        }
    }
}

/* The weights of what was asked, and of its words that are no names. */
struct asked_weights {
    double of[128], all, plain;
    uint64_t plain_bits[2];
};

static void weigh(const struct wd_compose *c, const wd_units *units, struct asked_weights *ret)
{
    memset(ret, 0, sizeof(*ret));
    for (size_t u = 0; u < units->n && u < 128; u++) {
        ret->of[u] = wd_content_weight(c, &units->v[u]);
        ret->all += ret->of[u];
        if (units->v[u].flags & WD_UNIT_NAME)
            continue;
        ret->plain += ret->of[u];
        ret->plain_bits[u / 64] |= 1ull << (u % 64);
    }
}

static double sum_of(const struct asked_weights *w, uint64_t low, uint64_t high)
{
    double sum = 0;
    for (; low; low &= low - 1)
        sum += w->of[__builtin_ctzll(low)];
    for (; high; high &= high - 1)
        sum += w->of[64 + __builtin_ctzll(high)];
    return sum;
}

struct wd_covered wd_sentence_index_covered(struct wd_sentence_index *x, const wd_units *units, uint32_t not_group)
{
    struct held held[INDEX_TRIED];
    struct asked_weights w;
    double most = 0;
    uint64_t low = 0, high = 0;
    if (x->asked != units)
        ask(x, units);
    likeliest_outside(x, not_group);
    weigh(x->c, units, &w);
    memset(held, 0, sizeof(held));
    for (size_t i = 0; i < x->tried_n; i++) {
        const struct place *p = &x->places.v[x->tried[i].place];
        held[i].group = x->c->parts[p->part].group;
        hold(units, p->units, &held[i]);
        for (size_t k = 0; k <= i; k++) {
            if (held[k].group != held[i].group)
                continue;
            uint64_t l = held[i].bits[0] | held[k].bits[0], h = held[i].bits[1] | held[k].bits[1];
            double both = sum_of(&w, l, h);
            if (both > most) {
                most = both;
                low = l;
                high = h;
            }
        }
    }
    double plain = sum_of(&w, low & w.plain_bits[0], high & w.plain_bits[1]);
    return (struct wd_covered){most / WD_MAX(w.all, 1e-9), w.plain > 0 ? plain / w.plain : 1};
}
