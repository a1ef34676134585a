#include "cmd/bench_take.h"

#include <stdlib.h>

#include "base/hash.h"
#include "os/os.h"

enum { CLOSELY_ONE_IN = 16, LOOKS = 20000, CANDIDATES = 16 };

const char *const wd_take_names[WD_TAKE_PARTS] = {"features", "doc", "query", "keep", "drop", "decide", "place", "join"};

/* An article within the window, and where it belongs. */
struct held {
    uint64_t article, truth;
};
struct wd_take {
    struct wd_stories *index;
    struct wd_copies *copies;
    struct wd_stems *stems;
    struct wd_arena arena; /* of a block */
    struct held *held;     /* ring, oldest first */
    size_t first, n, room;
    struct wd_take_times times;
    double closely_s[WD_TAKE_PARTS]; /* of the blocks that were looked into, for parts that take turns */
    double look_s;
    uint64_t blocks, joined;
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
    return times->part_s[WD_TAKE_FEATURES] + times->part_s[WD_TAKE_DECIDE] + times->part_s[WD_TAKE_PLACE] + times->part_s[WD_TAKE_JOIN];
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
    copies.hot_texts = 0;
    copies.passing = true; /* texts leave with the window */
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
}

static int drop_old(struct wd_take *t)
{
    int err = 0;
    size_t dropped = 0;
    double from = wd_thread_cpu_s();
    for (; dropped < t->n && !wd_stories_of(t->index, held_at(t, dropped)->article) && !err; dropped++)
        err = wd_copies_remove(t->copies, held_at(t, dropped)->article);
    t->times.part_s[WD_TAKE_DROP] += wd_thread_cpu_s() - from;
    t->first = t->room ? (t->first + dropped) % t->room : 0;
    t->n -= dropped;
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

/* Parts that take turns, looked at one by one in some of the blocks. */
struct turns {
    struct wd_take *t;
    bool closely;
    double from_s, at_s;
    uint64_t looks;
};

static struct turns begin_turns(struct wd_take *t, bool closely)
{
    double now_s = wd_thread_cpu_s();
    return (struct turns){.t = t, .closely = closely, .from_s = now_s, .at_s = now_s};
}

static void end_turn(struct turns *u, enum wd_take_part part)
{
    if (!u->closely)
        return;
    double now_s = wd_thread_cpu_s();
    u->t->closely_s[part] += now_s - u->at_s - u->t->look_s;
    u->at_s = now_s;
    u->looks++;
}

/* What all turns took is shared out as it was in the blocks that were looked into. */
static void end_turns(struct turns *u, enum wd_take_part first, enum wd_take_part last)
{
    struct wd_take *t = u->t;
    double took_s = wd_thread_cpu_s() - u->from_s - (double)u->looks * t->look_s, sum_s = 0;
    for (int i = (int)first; i <= (int)last; i++)
        sum_s += t->closely_s[i];
    for (int i = (int)first; i <= (int)last && sum_s > 0; i++)
        t->times.part_s[i] += took_s * t->closely_s[i] / sum_s;
}

static int match_copies(struct wd_take *t, size_t n, struct taken *taken, bool closely)
{
    int err = 0;
    struct turns turns = begin_turns(t, closely);
    for (size_t i = 0; i < n && !err; i++) {
        err = wd_copies_query(t->copies, &t->arena, &taken[i].doc, &taken[i].reuses);
        end_turn(&turns, WD_TAKE_QUERY);
        if (!err)
            err = wd_copies_insert(t->copies, &taken[i].doc);
        end_turn(&turns, WD_TAKE_KEEP);
    }
    end_turns(&turns, WD_TAKE_QUERY, WD_TAKE_KEEP);
    return err;
}

static void place(struct wd_take *t, size_t n, const struct taken *taken, bool closely)
{
    struct turns turns = begin_turns(t, closely);
    for (size_t i = 0; i < n; i++) {
        const struct wd_features *f = &taken[i].features;
        struct wd_placement placement;
        struct wd_story_pair pair;
        wd_stories_decide(t->index, &t->arena, f, &taken[i].reuses, &placement);
        end_turn(&turns, WD_TAKE_DECIDE);
        wd_stories_insert(t->index, f, placement.story);
        end_turn(&turns, WD_TAKE_PLACE);
        if (wd_stories_reunite(t->index, &t->arena, f, &taken[i].reuses, &pair)) {
            wd_stories_merge(t->index, pair.other, pair.one);
            t->joined++;
        }
        end_turn(&turns, WD_TAKE_JOIN);
    }
    end_turns(&turns, WD_TAKE_DECIDE, WD_TAKE_JOIN);
}

int wd_take_block(struct wd_take *t, const struct wd_chronicle_article *articles, size_t n)
{
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
    place(t, n, taken, closely);
    for (size_t i = 0; i < n; i++)
        hold(t, (struct held){key_of(&articles[i]), articles[i].story});
    return drop_old(t);
}

/* ---- figures ---- */

const struct wd_take_times *wd_take_times_of(const struct wd_take *t)
{
    return &t->times;
}

uint64_t wd_take_joined(const struct wd_take *t)
{
    return t->joined;
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

struct wd_take_state wd_take_judge(const struct wd_take *t)
{
    struct wd_map by_story, by_truth, by_both;
    struct wd_take_state b = {.articles = t->n};
    wd_map_init(&by_story);
    wd_map_init(&by_truth);
    wd_map_init(&by_both);
    for (size_t i = 0; i < t->n; i++) {
        uint64_t story = wd_stories_of(t->index, held_at(t, i)->article), truth = held_at(t, i)->truth;
        ++*wd_map_at(&by_story, story);
        ++*wd_map_at(&by_truth, truth);
        ++*wd_map_at(&by_both, wd_hash_mix(story, truth));
    }
    for (size_t i = 0; i < t->n; i++) {
        uint64_t story = wd_stories_of(t->index, held_at(t, i)->article), truth = held_at(t, i)->truth;
        double both = (double)*wd_map_find(&by_both, wd_hash_mix(story, truth));
        b.precision += both / (double)*wd_map_find(&by_story, story) / (double)t->n;
        b.recall += both / (double)*wd_map_find(&by_truth, truth) / (double)t->n;
    }
    b.stories = by_story.n;
    b.true_stories = by_truth.n;
    b.f1 = t->n ? 2 * b.precision * b.recall / (b.precision + b.recall) : 0;
    wd_map_done(&by_story);
    wd_map_done(&by_truth);
    wd_map_done(&by_both);
    return b;
}
