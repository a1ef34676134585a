#include "desk/desk.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/limits.h"
#include "desk/apply.h"
#include "desk/models.h"
#include "desk/shelf.h"
#include "os/os.h"
#include "rules.h"

enum { COMMIT_ARTICLES = 2048, COMMIT_MS = 100, JOBS_A_LANE = 8 };

struct wd_desk {
    char *folder;
    uint32_t workers;
    struct wd_copy_options copies;
    struct wd_store *store;
    struct wd_shelf *shelf;
    struct wd_engine *engine;
    struct wd_applier *applier;
    struct wd_lanes *lanes;
    struct wd_arena model_arena;
    struct wd_models models;
    const struct wd_story_model *rule; /* the folder's own, or NULL */
    uint64_t articles;                 /* applied by appliers before this one */
    int64_t read_seq;                  /* last event given to the lanes */
    int64_t repaired_seq;              /* what was applied when the engine was last made again; -1: never */
    _Atomic int64_t clock_seq;         /* newest clock event; another is only due when it is applied */
    _Atomic int64_t applied_seq;
    int64_t begun_ms, commit_ms, before_ms; /* when what is not committed was begun; what the last commit took, and the one before */
    pthread_mutex_t mutex;
    pthread_cond_t appended;
    bool wake;
};

uint64_t wd_rules_version(void)
{
    return WD_RULES_HASH;
}

const char *wd_rules_text(void)
{
    return WD_PROGRAM_VERSION "-" WD_RULES_SHORT;
}

struct restoring {
    struct wd_desk *desk;
    struct wd_arena arena;
    struct wd_stems *stems;
};

static int restore_version(void *context, const struct wd_version *version)
{
    struct restoring *r = context;
    struct wd_engine_input in = {0};
    wd_arena_reset(&r->arena);
    if (version->killed) {
        wd_engine_restore_purged(r->desk->engine, version->article.key, version->article.version, version->story);
        return 0;
    }
    int err = wd_engine_prepare(&r->arena, r->stems, &version->article, &in);
    if (!err)
        err = wd_engine_prepare_head(&r->arena, &in);
    return err ? err : wd_engine_restore(r->desk->engine, &in, version->story);
}

static int restore_acts(struct restoring *r)
{
    wd_acts acts = {0};
    wd_arena_reset(&r->arena);
    int err = wd_store_acts(r->desk->store, &r->arena, 0, 0, SIZE_MAX, &acts);
    for (size_t i = 0; i < acts.n && !err; i++)
        if (acts.v[i].by_hand)
            wd_engine_restore_act(r->desk->engine, &acts.v[i]);
    return err;
}

static int restore(struct wd_desk *d)
{
    struct restoring r = {.desk = d, .stems = wd_stems_new()};
    wd_arena_init(&r.arena);
    int err = wd_store_each_version(d->store, 0, restore_version, &r);
    if (!err)
        err = restore_acts(&r);
    wd_arena_done(&r.arena);
    wd_stems_free(r.stems);
    return err ? err : wd_engine_restored(d->engine);
}

static int engine_on_shelf(struct wd_desk *d, struct wd_where *w)
{
    struct wd_story_options stories = wd_story_defaults;
    stories.rule = d->rule;
    struct wd_engine_options options = {.copies = &d->copies, .stories = &stories};
    int err = wd_engine_new(&options, wd_shelf_of(d->shelf), &d->engine, w);
    return err ? err : restore(d);
}

static int clear_shelf(struct wd_desk *d)
{
    wd_engine_free(d->engine);
    d->engine = NULL;
    return wd_shelf_clear(d->shelf);
}

/* What lies on the shelf can all be made again from the store: damage is said, and mended. */
static int make_engine(struct wd_desk *d, struct wd_where *w)
{
    int err = engine_on_shelf(d, w);
    if (err != WD_E_CORRUPT)
        return err;
    wd_log(WD_LOG_NOTE, "the copy index is made again from the store: %s",
           w->message[0] ? w->message : "it does not hold the texts that the store holds");
    *w = (struct wd_where){0};
    err = clear_shelf(d);
    return err ? err : engine_on_shelf(d, w);
}

/* Engine and applier as the store has it applied; nothing is in the lanes. */
static int start_applying(struct wd_desk *d, struct wd_where *w)
{
    int err = wd_store_applied(d->store, &d->read_seq);
    if (!err)
        err = make_engine(d, w);
    if (err)
        return err;
    d->applier = wd_applier_new(d->store, d->engine, &d->models);
    d->lanes = wd_lanes_new(d->workers, (size_t)d->workers * JOBS_A_LANE, &d->models);
    return wd_applier_resume(d->applier, d->read_seq);
}

static void stop_applying(struct wd_desk *d)
{
    wd_lanes_free(d->lanes);
    d->lanes = NULL;
    if (d->applier)
        d->articles += wd_applier_articles(d->applier);
    wd_applier_free(d->applier);
    d->applier = NULL;
}

/* Damage met while applying: back to the last commit, and the index made again. Twice at one place, it is not the shelf's. */
static int repair(struct wd_desk *d)
{
    struct wd_where w = {0};
    int64_t applied;
    stop_applying(d);
    int err = wd_store_applied(d->store, &applied);
    if (!err && applied == d->repaired_seq)
        err = WD_E_CORRUPT;
    if (err)
        return err;
    d->repaired_seq = applied;
    wd_log(WD_LOG_NOTE, "%s: the copy index is damaged; it is made again from the store", d->folder);
    err = clear_shelf(d);
    return err ? err : start_applying(d, &w);
}

static int open_shelf(struct wd_desk *d, struct wd_where *ret_where)
{
    struct wd_arena a;
    wd_arena_init(&a);
    int err = wd_shelf_open(wd_arena_c(&a, wd_arena_printf(&a, "%s/copies", d->folder)), &d->shelf, ret_where);
    wd_arena_done(&a);
    return err;
}

/* A commit that changes nothing. */
static int try_to_write(struct wd_desk *d)
{
    int64_t applied;
    int err = wd_store_applied(d->store, &applied);
    if (!err)
        err = wd_store_begin(d->store);
    if (!err)
        err = wd_store_commit(d->store, applied);
    if (err)
        wd_store_rollback(d->store);
    return err;
}

int wd_desk_recover(struct wd_desk *d, struct wd_where *ret_where)
{
    stop_applying(d);
    int err = try_to_write(d);
    if (err)
        return err;
    wd_engine_free(d->engine);
    d->engine = NULL;
    wd_shelf_close(d->shelf);
    d->shelf = NULL;
    err = open_shelf(d, ret_where);
    return err ? err : start_applying(d, ret_where);
}

static int open_derived(struct wd_desk *d, struct wd_where *w)
{
    uint64_t rules = 0, wanted = 0;
    int err = wd_models_of(&d->model_arena, d->folder, &d->models, &wanted, w);
    if (!err)
        err = wd_story_rule_of(&d->model_arena, d->folder, &d->rule, &wanted, w);
    if (!err)
        err = wd_store_rules_version(d->store, &rules);
    if (err || rules == wanted)
        return err;
    err = wd_store_reset_derived(d->store, wanted);
    return err ? err : wd_shelf_clear(d->shelf);
}

int wd_desk_open(const struct wd_desk_options *o, struct wd_desk **ret, struct wd_where *ret_where)
{
    struct wd_desk *d = wd_calloc(1, sizeof *d);
    pthread_mutex_init(&d->mutex, NULL);
    pthread_cond_init(&d->appended, NULL);
    d->folder = memcpy(wd_malloc(strlen(o->data) + 1), o->data, strlen(o->data) + 1);
    d->workers = o->workers ? o->workers : wd_cpu_count();
    d->copies = o->copies ? *o->copies : wd_copy_defaults;
    d->repaired_seq = -1;
    wd_arena_init(&d->model_arena);
    int err = wd_store_open(o->data, &d->store, ret_where);
    if (!err)
        err = open_shelf(d, ret_where);
    if (err)
        goto out;
    err = open_derived(d, ret_where);
    if (!err)
        err = start_applying(d, ret_where);
    if (err) {
        if (!ret_where->message[0])
            (void)wd_where_set(ret_where, err, "%s: the derived tables cannot be read: %s", o->data, wd_err_text(err));
        goto out;
    }
    *ret = d;
    d = NULL;
out:
    wd_desk_close(d);
    return err;
}

void wd_desk_close(struct wd_desk *d)
{
    if (!d)
        return;
    stop_applying(d);
    wd_engine_free(d->engine);
    wd_shelf_close(d->shelf);
    wd_store_close(d->store);
    wd_arena_done(&d->model_arena);
    free(d->folder);
    pthread_cond_destroy(&d->appended);
    pthread_mutex_destroy(&d->mutex);
    free(d);
}

struct wd_store *wd_desk_store(struct wd_desk *d)
{
    return d->store;
}

uint64_t wd_desk_articles(const struct wd_desk *d)
{
    return d->articles + (d->applier ? wd_applier_articles(d->applier) : 0);
}

void wd_desk_wake(struct wd_desk *d)
{
    pthread_mutex_lock(&d->mutex);
    d->wake = true;
    pthread_cond_broadcast(&d->appended);
    pthread_mutex_unlock(&d->mutex);
}

int wd_desk_append(struct wd_desk *d, struct wd_append *appends, size_t n)
{
    int err = wd_store_append(d->store, appends, n);
    if (!err)
        wd_desk_wake(d);
    return err;
}

void wd_desk_wait(struct wd_desk *d, int64_t timeout_ms)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += timeout_ms / 1000;
    until.tv_nsec += timeout_ms % 1000 * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    pthread_mutex_lock(&d->mutex);
    while (!d->wake && pthread_cond_timedwait(&d->appended, &d->mutex, &until) == 0)
        continue;
    d->wake = false;
    pthread_mutex_unlock(&d->mutex);
}

/* Reads ahead until the lanes are full. WD_E_NOTFOUND: nothing more in the log. */
static int fill(struct wd_desk *d)
{
    while (!wd_lanes_full(d->lanes)) {
        struct wd_job *job = wd_lanes_new_job(d->lanes);
        int err = wd_store_event(d->store, &job->arena, d->read_seq, &job->event);
        bool feed = !err && (job->event.kind == WD_EVENT_FEED || job->event.kind == WD_EVENT_UNFEED);
        if (feed)
            err = wd_applier_note_feed(d->applier, &job->event);
        if (!err)
            err = wd_applier_lend(d->applier, job);
        if (err) {
            wd_lanes_recycle(d->lanes, job);
            return err;
        }
        d->read_seq = job->event.seq;
        job->feed = wd_applier_feed(d->applier, job->event.feed);
        job->zone = wd_applier_zone(d->applier, job->feed);
        wd_lanes_put(d->lanes, job, !feed && job->event.kind != WD_EVENT_CLOCK && job->event.kind != WD_EVENT_ACT);
    }
    return 0;
}

/* Whoever follows the log commits often enough for readers, but spends no more than a quarter of its time on it. Of the last two commits
 * the shorter counts: one that composed a large story says little of the next. */
static bool is_time(struct wd_desk *d, bool follow)
{
    size_t pending = wd_applier_pending(d->applier);
    int64_t age_ms = follow && pending ? wd_monotonic_ms() - d->begun_ms : 0;
    return pending >= COMMIT_ARTICLES || age_ms >= WD_MAX((int64_t)COMMIT_MS, 3 * WD_MIN(d->commit_ms, d->before_ms));
}

static int commit(struct wd_desk *d, bool all)
{
    int64_t from_ms = wd_monotonic_ms();
    int err = all ? wd_applier_commit(d->applier) : wd_applier_commit_due(d->applier);
    d->before_ms = d->commit_ms;
    d->commit_ms = wd_monotonic_ms() - from_ms;
    return err;
}

static int apply_next(struct wd_desk *d, bool follow)
{
    struct wd_job *job = wd_lanes_take(d->lanes);
    if (!wd_applier_pending(d->applier))
        d->begun_ms = wd_monotonic_ms();
    int err = wd_applier_apply(d->applier, job);
    if (!err)
        atomic_store(&d->applied_seq, job->event.seq);
    wd_lanes_recycle(d->lanes, job);
    return !err && is_time(d, follow) ? commit(d, false) : err;
}

static int apply_all(struct wd_desk *d, bool follow, void (*progress)(void *context, int64_t done, int64_t last), void *context)
{
    int64_t last = 0;
    int err = wd_store_last_seq(d->store, &last);
    while (!err && !wd_stop_asked()) {
        err = fill(d);
        bool end = err == WD_E_NOTFOUND;
        if (err && !end)
            break;
        err = 0;
        if (wd_lanes_empty(d->lanes))
            break;
        err = apply_next(d, follow);
        int64_t done = atomic_load(&d->applied_seq);
        if (progress && !err)
            progress(context, done, WD_MAX(last, done));
        if (err == WD_E_CORRUPT)
            err = repair(d);
    }
    return err;
}

int wd_desk_drain(struct wd_desk *d, void (*progress)(void *context, int64_t done, int64_t last), void *context)
{
    int err = apply_all(d, false, progress, context);
    return err ? err : commit(d, true);
}

int wd_desk_follow(struct wd_desk *d, int64_t *ret_due_ms)
{
    int err = apply_all(d, true, NULL, NULL);
    if (!err)
        err = commit(d, false);
    if (!err)
        *ret_due_ms = wd_applier_due_ms(d->applier);
    return err;
}

int wd_desk_clock(struct wd_desk *d, int64_t now_utc)
{
    if (atomic_load(&d->applied_seq) < atomic_load(&d->clock_seq))
        return 0;
    struct wd_arena a;
    wd_arena_init(&a);
    wd_helds due = {0};
    int err = wd_store_held_due(d->store, &a, now_utc, &due);
    wd_arena_done(&a);
    if (err || due.n == 0)
        return err;
    struct wd_event event = {.instant_utc = now_utc, .kind = WD_EVENT_CLOCK};
    struct wd_append append = {.event = &event};
    err = wd_desk_append(d, &append, 1);
    if (!err)
        atomic_store(&d->clock_seq, append.seq);
    return err;
}
