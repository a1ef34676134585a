#include "cmd/bench_take.h"

#include <stdlib.h>

#include "base/hash.h"
#include "os/os.h"

enum { CLOSELY_ONE_IN = 16, LOOKS = 20000, CANDIDATES = 16 };

const char *const wd_take_names[WD_TAKE_PARTS] = {"features", "doc", "query", "keep", "drop", "decide", "place"};

/* An article within the window: where it was placed, and where it belongs. */
struct held {
    uint64_t article, story, truth;
};
struct wd_take {
    struct wd_stories *index;
    struct wd_copies *copies;
    struct wd_stems *stems;
    struct wd_arena arena; /* of a block */
    struct held *held;     /* ring, oldest first */
    size_t first, n, room;
    struct wd_map by_story, by_truth; /* live articles of each */
    struct wd_take_times times;
    double query_s, keep_s, decide_s, place_s; /* of the blocks that were looked into */
    double look_s;
    uint64_t blocks;
};
/* What becomes of one article, from phase to phase. */
struct taken {
    struct wd_features features;
    struct wd_copy_doc doc;
    wd_reuses reuses;
};

double wd_take_total_s(const struct wd_take_times *times)
{
    double sum = 0;
    for (int i = 0; i < WD_TAKE_PARTS; i++)
        sum += times->part_s[i];
    return sum;
}

double wd_take_placing_s(const struct wd_take_times *times)
{
    return times->part_s[WD_TAKE_FEATURES] + times->part_s[WD_TAKE_DECIDE] + times->part_s[WD_TAKE_PLACE];
}

static double cost_of_a_look(void)
{
    double from = wd_thread_cpu_s(), to = from;
    for (int i = 0; i < LOOKS; i++)
        to = wd_thread_cpu_s();
    return (to - from) / LOOKS;
}

int wd_take_open(struct wd_take **ret, struct wd_where *ret_where)
{
    struct wd_copy_options copies = wd_copy_defaults;
    copies.max_candidates = WD_MIN(copies.max_candidates, (uint32_t)CANDIDATES);
    copies.hot_texts = 0; /* texts leave with the window */
    struct wd_take *t = wd_calloc(1, sizeof *t);
    wd_arena_init(&t->arena);
    t->stems = wd_stems_new();
    t->index = wd_stories_new(&wd_story_defaults);
    t->look_s = cost_of_a_look();
    int err = wd_copies_new(&copies, NULL, &t->copies, ret_where);
    if (err) {
        wd_take_close(t);
        return err;
    }
    *ret = t;
    return 0;
}

void wd_take_close(struct wd_take *t)
{
    if (!t)
        return;
    wd_stories_free(t->index);
    wd_copies_free(t->copies);
    wd_stems_free(t->stems);
    wd_map_done(&t->by_story);
    wd_map_done(&t->by_truth);
    wd_arena_done(&t->arena);
    free(t->held);
    free(t);
}

/* ---- who is live ---- */

static struct held *held_at(const struct wd_take *t, size_t i)
{
    return &t->held[(t->first + i) % t->room];
}

static void hold(struct wd_take *t, struct held h)
{
    if (t->n == t->room) {
        size_t room = t->room ? t->room * 2 : 1024;
        struct held *wider = wd_calloc(room, sizeof *wider);
        for (size_t i = 0; i < t->n; i++)
            wider[i] = *held_at(t, i);
        free(t->held);
        t->held = wider;
        t->first = 0;
        t->room = room;
    }
    *held_at(t, t->n++) = h;
    ++*wd_map_at(&t->by_story, h.story);
    ++*wd_map_at(&t->by_truth, h.truth);
}

static void count_down(struct wd_map *m, uint64_t key)
{
    if (--*wd_map_at(m, key) == 0)
        (void)wd_map_remove(m, key);
}

static int drop_old(struct wd_take *t)
{
    int err = 0;
    size_t dropped = 0;
    double from = wd_thread_cpu_s();
    for (; dropped < t->n && !wd_stories_of(t->index, held_at(t, dropped)->article) && !err; dropped++)
        err = wd_copies_remove(t->copies, held_at(t, dropped)->article);
    t->times.part_s[WD_TAKE_DROP] += wd_thread_cpu_s() - from;
    for (; dropped && !err; dropped--) {
        const struct held *h = held_at(t, 0);
        count_down(&t->by_story, h->story);
        count_down(&t->by_truth, h->truth);
        t->first = (t->first + 1) % t->room;
        t->n--;
    }
    return err;
}

/* ---- phases of a block ---- */

static uint64_t key_of(const struct wd_chronicle_article *x)
{
    return wd_hash_mix(1, x->number);
}

static int make_features(struct wd_take *t, const struct wd_chronicle_article *articles, size_t n, struct taken *taken)
{
    int err = 0;
    double from = wd_thread_cpu_s();
    for (size_t i = 0; i < n && !err; i++) {
        const struct wd_chronicle_article *x = &articles[i];
        err = wd_features_make(&t->arena, t->stems, key_of(x), x->title, x->text, WD_STR("en"), x->at_utc, &taken[i].features);
        taken[i].features.outlet = (uint64_t)x->outlet + 1;
    }
    t->times.part_s[WD_TAKE_FEATURES] += wd_thread_cpu_s() - from;
    return err;
}

static int make_docs(struct wd_take *t, const struct wd_chronicle_article *articles, size_t n, struct taken *taken)
{
    int err = 0;
    double from = wd_thread_cpu_s();
    for (size_t i = 0; i < n && !err; i++) {
        struct wd_copy_doc *doc = &taken[i].doc;
        err = wd_copy_doc_make_plain(&t->arena, articles[i].text, NULL, 0, doc);
        doc->key = doc->article = key_of(&articles[i]);
        doc->outlet = (uint64_t)articles[i].outlet + 1;
    }
    t->times.part_s[WD_TAKE_DOC] += wd_thread_cpu_s() - from;
    return err;
}

/* Two parts that take turns: what a phase took is shared out as it was when it was last looked into. */
static void share_out(struct wd_take *t, double took_s, enum wd_take_part one, double one_s, enum wd_take_part other, double other_s)
{
    double share = one_s + other_s > 0 ? one_s / (one_s + other_s) : 0.5;
    t->times.part_s[one] += took_s * share;
    t->times.part_s[other] += took_s * (1 - share);
}

static int match_copies(struct wd_take *t, size_t n, struct taken *taken, bool closely)
{
    int err = 0;
    double looks = 0, from = wd_thread_cpu_s(), at = from;
    for (size_t i = 0; i < n && !err; i++) {
        err = wd_copies_query(t->copies, &t->arena, &taken[i].doc, &taken[i].reuses);
        double asked = closely ? wd_thread_cpu_s() : 0;
        if (!err)
            err = wd_copies_insert(t->copies, &taken[i].doc);
        if (!closely)
            continue;
        t->query_s += asked - at - t->look_s;
        at = wd_thread_cpu_s();
        t->keep_s += at - asked - t->look_s;
        looks += 2;
    }
    share_out(t, wd_thread_cpu_s() - from - looks * t->look_s, WD_TAKE_QUERY, t->query_s, WD_TAKE_KEEP, t->keep_s);
    return err;
}

static void place(struct wd_take *t, size_t n, const struct taken *taken, uint64_t *ret_stories, bool closely)
{
    double looks = 0, from = wd_thread_cpu_s(), at = from;
    for (size_t i = 0; i < n; i++) {
        struct wd_placement p;
        wd_stories_decide(t->index, &t->arena, &taken[i].features, &taken[i].reuses, &p);
        double decided = closely ? wd_thread_cpu_s() : 0;
        wd_stories_insert(t->index, &taken[i].features, p.story);
        ret_stories[i] = p.story;
        if (!closely)
            continue;
        t->decide_s += decided - at - t->look_s;
        at = wd_thread_cpu_s();
        t->place_s += at - decided - t->look_s;
        looks += 2;
    }
    share_out(t, wd_thread_cpu_s() - from - looks * t->look_s, WD_TAKE_DECIDE, t->decide_s, WD_TAKE_PLACE, t->place_s);
}

int wd_take_block(struct wd_take *t, const struct wd_chronicle_article *articles, size_t n)
{
    uint64_t stories[WD_TAKE_BLOCK];
    wd_arena_reset(&t->arena);
    struct taken *taken = wd_arena_array(&t->arena, n, sizeof *taken);
    bool closely = t->blocks++ % CLOSELY_ONE_IN == 0;
    int err = make_features(t, articles, n, taken);
    if (!err)
        err = make_docs(t, articles, n, taken);
    if (!err)
        err = match_copies(t, n, taken, closely);
    if (err)
        return err;
    place(t, n, taken, stories, closely);
    for (size_t i = 0; i < n; i++)
        hold(t, (struct held){key_of(&articles[i]), stories[i], articles[i].story});
    return drop_old(t);
}

/* ---- figures ---- */

const struct wd_take_times *wd_take_times_of(const struct wd_take *t)
{
    return &t->times;
}

size_t wd_take_live_articles(const struct wd_take *t)
{
    return wd_stories_live(t->index);
}

size_t wd_take_live_stories(const struct wd_take *t, size_t *ret_true)
{
    *ret_true = t->by_truth.n;
    return t->by_story.n;
}

size_t wd_take_story_bytes(const struct wd_take *t)
{
    return wd_stories_bytes(t->index);
}

size_t wd_take_copy_bytes(const struct wd_take *t)
{
    struct wd_copies_size size = wd_copies_size(t->copies);
    return size.hot_bytes + size.words_bytes;
}

struct wd_take_b3 wd_take_judge(const struct wd_take *t)
{
    struct wd_map both;
    struct wd_take_b3 b = {0};
    wd_map_init(&both);
    for (size_t i = 0; i < t->n; i++)
        ++*wd_map_at(&both, wd_hash_mix(held_at(t, i)->story, held_at(t, i)->truth));
    for (size_t i = 0; i < t->n; i++) {
        const struct held *h = held_at(t, i);
        double common = (double)*wd_map_find(&both, wd_hash_mix(h->story, h->truth));
        b.precision += common / (double)*wd_map_find(&t->by_story, h->story);
        b.recall += common / (double)*wd_map_find(&t->by_truth, h->truth);
    }
    wd_map_done(&both);
    if (!t->n)
        return b;
    b.precision /= (double)t->n;
    b.recall /= (double)t->n;
    b.f1 = 2 * b.precision * b.recall / (b.precision + b.recall);
    return b;
}
