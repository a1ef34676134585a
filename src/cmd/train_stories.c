#include "cmd/train_stories.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/limits.h"
#include "cmd/stories.h"
#include "desk/models.h"
#include "os/file.h"
#include "store/store.h"

enum { N = WD_STORY_FEATURES + 1, ROUNDS = 30, CANDIDATES = 8 };
static const double RIDGE = 0.1, BY_RULE = 0.25, JOIN_FROM = 0.5;

/* A candidate as the rule saw it. */
struct seen {
    double x[N], z; /* the last one is 1; z: the log odds that the rule gave */
    bool belongs, dated;
};
/* An article with its candidates. */
struct placed {
    size_t first, n;
    bool by_hand;
};
struct lesson {
    struct wd_arena arena, one;
    struct wd_store *store;
    struct wd_stems *stems;
    struct wd_story_trainer *trainer;
    const struct wd_story_model *rule;
    struct wd_str rule_text;
    struct wd_map by_hand, met; /* articles */
    WD_LIST(struct seen) seen;
    WD_LIST(struct placed) placed;
    double add[2][N];
};

/* ---- what there is to learn from ---- */

static int learn_acts(struct lesson *l)
{
    wd_acts acts = {0};
    int err = wd_store_acts(l->store, &l->arena, 0, 0, SIZE_MAX, &acts);
    for (size_t i = 0; i < acts.n && !err; i++)
        for (size_t k = 0; k < acts.v[i].articles.n && acts.v[i].by_hand; k++)
            *wd_map_at(&l->by_hand, acts.v[i].articles.v[k]) = 1;
    return err;
}

static void look(struct lesson *l, const wd_story_candidates *list, uint64_t article, uint64_t story)
{
    struct placed p = {.first = l->seen.n, .n = WD_MIN(list->n, (size_t)CANDIDATES), .by_hand = wd_map_find(&l->by_hand, article) != NULL};
    for (size_t i = 0; i < p.n; i++) {
        const struct wd_story_candidate *c = &list->v[i];
        struct seen s = {.belongs = c->story == story, .dated = c->dated};
        memcpy(s.x, c->feature, sizeof c->feature);
        s.x[N - 1] = 1;
        double score = fmin(fmax(wd_story_rule_score(l->rule, c->dated, c->feature), 1e-9), 1 - 1e-9);
        s.z = log(score / (1 - score));
        wd_list_add(&l->arena, &l->seen, s);
    }
    wd_list_add(&l->arena, &l->placed, p);
}

/* The first state of each article. */
static int one_version(void *context, const struct wd_version *version)
{
    struct lesson *l = context;
    struct wd_engine_input in = {0};
    wd_story_candidates list = {0};
    uint64_t *met = wd_map_at(&l->met, version->article.key);
    if (version->killed || *met)
        return 0;
    *met = 1;
    wd_arena_reset(&l->one);
    int err = wd_engine_prepare(&l->one, l->stems, &version->article, &in);
    if (!err)
        err = wd_story_trainer_look(l->trainer, &l->one, &in, version->story, &list);
    if (!err)
        look(l, &list, version->article.key, version->story);
    return err;
}

/* ---- the fit ---- */

static double odds(const struct lesson *l, const struct seen *s, bool learned)
{
    double z = s->z;
    for (int i = 0; i < N && learned; i++)
        z += l->add[s->dated][i] * s->x[i];
    return z;
}

/* Solves m y = v in place, m being positive definite. */
static void solve(double m[N][N], double v[N])
{
    for (int i = 0; i < N; i++)
        for (int k = i + 1; k < N; k++) {
            double f = m[k][i] / m[i][i];
            for (int j = i; j < N; j++)
                m[k][j] -= f * m[i][j];
            v[k] -= f * v[i];
        }
    for (int i = N - 1; i >= 0; i--) {
        for (int j = i + 1; j < N; j++)
            v[i] -= m[i][j] * v[j];
        v[i] /= m[i][i];
    }
}

/* One step of Newton's for one half of the rule. */
static void step(struct lesson *l, bool dated)
{
    double curve[N][N] = {{0}}, slope[N];
    for (int i = 0; i < N; i++) {
        slope[i] = RIDGE * l->add[dated][i];
        curve[i][i] = RIDGE;
    }
    for (size_t k = 0; k < l->placed.n; k++) {
        const struct placed *p = &l->placed.v[k];
        for (size_t c = 0; c < p->n; c++) {
            const struct seen *s = &l->seen.v[p->first + c];
            if (s->dated != dated)
                continue;
            double weight = p->by_hand ? 1 : BY_RULE, q = 1 / (1 + exp(-odds(l, s, true)));
            for (int i = 0; i < N; i++) {
                slope[i] += weight * (q - s->belongs) * s->x[i];
                for (int j = 0; j < N; j++)
                    curve[i][j] += weight * q * (1 - q) * s->x[i] * s->x[j];
            }
        }
    }
    solve(curve, slope);
    for (int i = 0; i < N; i++)
        l->add[dated][i] -= slope[i];
}

/* Whether the likeliest candidate is the right one, or none is likely where none is right. */
static bool is_right(const struct lesson *l, const struct placed *p, bool learned)
{
    const struct seen *best = NULL;
    double most = log(JOIN_FROM / (1 - JOIN_FROM));
    bool any = false;
    for (size_t c = 0; c < p->n; c++) {
        const struct seen *s = &l->seen.v[p->first + c];
        any = any || s->belongs;
        if (odds(l, s, learned) >= most) {
            most = odds(l, s, learned);
            best = s;
        }
    }
    return best ? best->belongs : !any;
}

static void say(const struct lesson *l)
{
    size_t n[2] = {0}, before[2] = {0}, after[2] = {0};
    for (size_t i = 0; i < l->placed.n; i++) {
        const struct placed *p = &l->placed.v[i];
        n[p->by_hand]++;
        before[p->by_hand] += is_right(l, p, false);
        after[p->by_hand] += is_right(l, p, true);
    }
    printf("put right by hand: %zu articles; the rule has %zu of them right, the learned one %zu\n", n[1], before[1], after[1]);
    printf("all others: %zu articles; the rule has %zu where they lie, the learned one %zu\n", n[0], before[0], after[0]);
}

static int write_rule(struct lesson *l, const char *out, struct wd_where *w)
{
    struct wd_buf b;
    wd_buf_init(&b, WD_MAX_FILE_BYTES);
    wd_story_rule_nudge(l->rule_text, l->add, &b);
    int err = b.err ? b.err : wd_dir_make(out, w);
    if (!err)
        err = wd_file_write(wd_arena_printf(&l->arena, "%s/%s", out, WD_STORY_RULE_FILE).p, wd_buf_str(&b), w);
    wd_buf_done(&b);
    return err;
}

/* The folder's own rule is learned on, where it has one. */
static int open_lesson(struct lesson *l, const char *data, struct wd_where *w)
{
    const char *path = wd_arena_printf(&l->arena, "%s/models/%s", data, WD_STORY_RULE_FILE).p;
    struct wd_story_options options = wd_story_defaults;
    l->stems = wd_stems_new();
    l->rule_text = wd_story_rule_shipped();
    int err = wd_store_open_reader(data, &l->store, w);
    if (!err && wd_file_exists(path))
        err = wd_file_read(&l->arena, path, WD_MAX_FILE_BYTES, &l->rule_text, w);
    if (!err)
        err = wd_story_rule_read(&l->arena, l->rule_text, &l->rule, w);
    options.rule = l->rule;
    return err ? err : wd_story_trainer_new(&options, &l->trainer, w);
}

int wd_train_stories(const char *data, const char *out, struct wd_where *ret_where)
{
    struct lesson *l = wd_calloc(1, sizeof *l);
    wd_arena_init(&l->arena);
    wd_arena_init(&l->one);
    wd_map_init(&l->by_hand);
    wd_map_init(&l->met);
    int err = open_lesson(l, data, ret_where);
    if (!err)
        err = learn_acts(l);
    if (!err && !l->by_hand.n)
        err = wd_where_set(ret_where, WD_E_EMPTY, "nothing was put right by hand in %s: there is nothing to learn from", data);
    if (!err)
        err = wd_store_each_version(l->store, 0, one_version, l);
    for (int i = 0; i < ROUNDS && !err; i++) {
        step(l, false);
        step(l, true);
    }
    if (!err)
        err = write_rule(l, out, ret_where);
    if (!err)
        say(l);
    wd_story_trainer_free(l->trainer);
    wd_store_close(l->store);
    wd_stems_free(l->stems);
    wd_map_done(&l->by_hand);
    wd_map_done(&l->met);
    wd_arena_done(&l->one);
    wd_arena_done(&l->arena);
    free(l);
    return err;
}
