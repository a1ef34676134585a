#include "desk/apply.h"

#include <stdlib.h>

#include "base/hash.h"
#include "desk/acts.h"
#include "desk/embargo.h"
#include "desk/feeds.h"
#include "desk/kill.h"
#include "desk/recompose.h"
#include "desk/redacted.h"
#include "desk/resolve.h"
#include "desk/wanting.h"
#include "os/os.h"

enum { WD_STATE_RETURNS = 3 };

struct wd_applier {
    struct wd_store *store;
    struct wd_engine *engine;
    struct wd_feed_table *feeds;
    struct wd_recomposer *recomposer;
    struct wd_scratch scratch;
    struct wd_map decided; /* version mix -> place in pins + 1: placements that a kill recorded */
    struct wd_arena pin_arena;
    WD_LIST(struct wd_placed) pins;
    struct wd_pace pace; /* stories that changed */
    struct wd_acting acting;
    struct wd_resolver resolver;
    struct wd_embargo embargo;
    struct wd_hosts *hosts;
    bool in_transaction;
    int64_t applied_seq;
    size_t pending;
    uint64_t articles;
};

struct wd_applier *wd_applier_new(struct wd_store *store, struct wd_engine *engine, const struct wd_models *models)
{
    struct wd_applier *ap = wd_calloc(1, sizeof *ap);
    ap->store = store;
    ap->engine = engine;
    ap->feeds = wd_feed_table_new(store);
    ap->recomposer = wd_recomposer_new(store);
    ap->acting = (struct wd_acting){store, engine, &ap->pace};
    ap->resolver = (struct wd_resolver){.store = store, .engine = engine};
    ap->hosts = wd_hosts_new(store);
    wd_embargo_init(&ap->embargo, store);
    wd_scratch_init(&ap->scratch, models);
    wd_map_init(&ap->decided);
    wd_arena_init(&ap->pin_arena);
    return ap;
}

void wd_applier_free(struct wd_applier *ap)
{
    if (!ap)
        return;
    if (ap->in_transaction)
        wd_store_rollback(ap->store);
    wd_feed_table_free(ap->feeds);
    wd_hosts_free(ap->hosts);
    wd_recomposer_free(ap->recomposer);
    wd_scratch_done(&ap->scratch);
    wd_embargo_done(&ap->embargo);
    wd_map_done(&ap->decided);
    wd_pace_done(&ap->pace);
    wd_arena_done(&ap->pin_arena);
    free(ap);
}

size_t wd_applier_pending(const struct wd_applier *ap)
{
    return ap->pending;
}

uint64_t wd_applier_articles(const struct wd_applier *ap)
{
    return ap->articles;
}

const struct wd_feed *wd_applier_feed(const struct wd_applier *ap, struct wd_str name)
{
    return wd_feed_table_find(ap->feeds, name);
}

const struct wd_zone *wd_applier_zone(struct wd_applier *ap, const struct wd_feed *feed)
{
    return wd_feed_table_zone(ap->feeds, feed);
}

int wd_applier_note_feed(struct wd_applier *ap, const struct wd_event *event)
{
    return wd_feed_table_note(ap->feeds, event);
}

int wd_applier_lend(struct wd_applier *ap, struct wd_job *job)
{
    return wd_hosts_lend(ap->hosts, &job->arena, &job->event, &job->host);
}

static void story_changed(struct wd_applier *ap, uint64_t story)
{
    wd_pace_change(&ap->pace, story, false, false);
}

static int put(struct wd_applier *ap, struct wd_arena *a, const struct wd_article *article, const struct wd_placed *placed, int64_t seq)
{
    uint32_t serial, story_serial;
    int err = wd_store_serial(ap->store, 'a', article->key, &serial);
    if (!err)
        err = wd_store_serial(ap->store, 's', placed->story, &story_serial);
    if (err)
        return err;
    struct wd_buf packed;
    wd_buf_init(&packed, 1 << 20);
    wd_record_pack(&wd_placed_record, placed, &packed);
    err = packed.err;
    if (!err) {
        struct wd_stored_article sa = {
            .article = article, .story = placed->story, .seq = seq, .serial = serial, .placed = wd_arena_str(a, wd_buf_str(&packed))};
        err = wd_store_put_article(ap->store, &sa);
    }
    wd_buf_done(&packed);
    if (err)
        return err;
    wd_recomposer_forget(ap->recomposer, article->key);
    if (!placed->is_update)
        wd_recomposer_offer(ap->recomposer, article, placed, serial);
    story_changed(ap, placed->story);
    ap->pending++;
    ap->articles++;
    return 0;
}

static bool is_kill(const struct wd_article *article)
{
    return article->licensed && (article->signal == WD_SIGNAL_KILL || article->pubstatus == WD_PUB_CANCELED);
}

/* ---- articles ---- */

static struct wd_kill kill_of(struct wd_applier *ap, uint64_t article, const struct wd_event *event)
{
    return (struct wd_kill){.store = ap->store, .scratch = &ap->scratch, .feeds = ap->feeds, .article = article, .event = event};
}

static int kill(struct wd_applier *ap, struct wd_arena *a, uint64_t article, const struct wd_event *event, bool redact)
{
    uint64_t story = 0;
    struct wd_kill k = kill_of(ap, article, event);
    int err = wd_kill_article(a, &k, redact, &story);
    if (!err)
        err = wd_embargo_supersede(&ap->embargo, a, article);
    if (err)
        return err;
    wd_recomposer_forget(ap->recomposer, article);
    wd_pace_change(&ap->pace, story, true, false);
    ap->pending++;
    err = wd_engine_forget(ap->engine, article);
    return err || !story ? err : wd_acts_link(&ap->acting, a, story);
}

/* Where an article stands that comes in a state it was in before. */
struct standing {
    bool stored; /* it was in this state */
    bool back;   /* its source went from another state back to this one */
};

/* The source of the newest state went back, not another source that never left, nor a late delivery of what is over. An outlet's caches
 * may disagree for days: after so many returns it is heard no more. */
static bool comes_back(const struct wd_article *article, const struct wd_article *newest, size_t times)
{
    bool dated = article->updated_utc != WD_NO_TIME && newest->updated_utc != WD_NO_TIME;
    return newest->version != article->version && times <= WD_STATE_RETURNS && article->feed.n && wd_str_eq(article->feed, newest->feed) &&
           article->arrived_utc >= newest->arrived_utc && (article->summary_only <= newest->summary_only) &&
           (dated ? article->updated_utc >= newest->updated_utc : !article->is_wire);
}

static int stand(struct wd_applier *ap, struct wd_arena *a, const struct wd_article *article, struct standing *ret)
{
    struct wd_article_rows rows = {0};
    uint64_t newest = 0;
    size_t times = 0;
    *ret = (struct standing){0};
    int err = wd_store_newest(ap->store, article->key, &newest);
    if (err || newest == article->version) {
        ret->stored = !err;
        return err == WD_E_NOTFOUND ? 0 : err;
    }
    err = wd_store_article(ap->store, a, article->key, &rows);
    for (size_t i = 0; i < rows.versions.n; i++)
        times += rows.versions.v[i].article.version == article->version;
    ret->stored = times > 0;
    ret->back = times > 0 && comes_back(article, &rows.versions.v[rows.versions.n - 1].article, times);
    return err;
}

/* A state that the engine knows, once more: a version of its own, so that what is shown is what the source says now. */
static int put_back(struct wd_applier *ap, struct wd_arena *a, const struct wd_article *article, const struct wd_event *event)
{
    struct wd_placed placed = {.article = article->key, .version = article->version, .is_update = true, .score = 1};
    placed.story = wd_engine_story(ap->engine, article->key);
    return put(ap, a, article, &placed, event->seq);
}

/* The decision that a kill recorded for this version holds once: where the version is there already, the engine knows it. */
static int take_pin(struct wd_applier *ap, struct wd_arena *a, const struct wd_article *article, const struct wd_placed **ret)
{
    uint64_t key = wd_hash_mix(article->key, article->version);
    const uint64_t *at = wd_map_find(&ap->decided, key);
    const struct wd_placed *pin = at ? &ap->pins.v[*at - 1] : NULL;
    struct standing standing = {0};
    int err = 0;
    if (pin) {
        (void)wd_map_remove(&ap->decided, key);
        err = stand(ap, a, article, &standing);
    }
    if (!err)
        *ret = standing.stored ? NULL : pin;
    return err;
}

static int place_state(struct wd_applier *ap, struct wd_arena *a, const struct wd_engine_input *in, const struct wd_event *event,
                       bool *ret_placed)
{
    struct wd_placed placed = {0};
    const struct wd_placed *pin = NULL;
    int err = take_pin(ap, a, in->article, &pin);
    if (err)
        return err;
    if (pin) {
        placed = *pin;
        err = wd_engine_follow(ap->engine, in, &placed);
    } else {
        err = wd_engine_apply(ap->engine, a, in, &placed);
    }
    if (err == WD_E_TOOBIG)
        return wd_store_put_fault(ap->store, event->seq, event->feed, event->source, WD_STR("an article is larger than the desk takes"));
    if (!err && placed.known) {
        struct standing standing;
        err = stand(ap, a, in->article, &standing);
        *ret_placed = !err && standing.back;
        return err || !standing.back ? err : put_back(ap, a, in->article, event);
    }
    if (err)
        return err;
    *ret_placed = true;
    err = put(ap, a, in->article, &placed, event->seq);
    return err ? err : wd_acts_follow(&ap->acting, a, &placed, event);
}

static int place(struct wd_applier *ap, struct wd_arena *a, const struct wd_engine_input *in, const struct wd_want *want,
                 const struct wd_event *event)
{
    bool stands = false, placed = false;
    int err = wd_wanting_stands(ap->store, a, in->article, want, &stands);
    if (!err && !stands)
        err = place_state(ap, a, in, event, &placed);
    return err || !placed ? err : wd_wanting_open(ap->store, a, in->article, want);
}

static int apply_article(struct wd_applier *ap, struct wd_arena *a, const struct wd_engine_input *in, const struct wd_want *want,
                         const struct wd_event *event, uint32_t item)
{
    const struct wd_article *article = in->article;
    bool killed = false;
    int err = wd_store_is_killed(ap->store, article->key, &killed);
    if (err)
        return err;
    if (killed) {
        struct wd_kill k = kill_of(ap, article->key, event);
        return wd_kill_again(a, &k);
    }
    if (is_kill(article))
        return kill(ap, a, article->key, event, true);
    if (wd_embargo_waits(article, event))
        return wd_embargo_hold(&ap->embargo, a, article, event->seq, item);
    err = wd_embargo_overtake(&ap->embargo, a, article);
    return err ? err : place(ap, a, in, want, event);
}

static void rename_input(struct wd_arena *a, struct wd_engine_input *in, uint64_t key)
{
    if (in->article->key == key)
        return;
    struct wd_article *renamed = WD_NEW(a, struct wd_article);
    *renamed = *in->article;
    renamed->key = key;
    wd_engine_rename(in, renamed);
}

static int resolve(struct wd_applier *ap, struct wd_arena *a, const struct wd_identity *identity, struct wd_engine_input *in)
{
    uint64_t key = 0;
    int err = wd_resolve(&ap->resolver, identity, in->article, &key);
    if (!err)
        rename_input(a, in, key);
    return err;
}

/* ---- release ---- */

/* What a kill left of an article: it came, and it lies in its story. */
static int put_purged(struct wd_applier *ap, struct wd_arena *a, const struct wd_purged *purged, const struct wd_event *event)
{
    int err = wd_engine_follow(ap->engine, NULL, &purged->placed);
    if (!err)
        err = put(ap, a, &purged->article, &purged->placed, event->seq);
    return err ? err : wd_acts_follow(&ap->acting, a, &purged->placed, event);
}

/* What a kill left of an item that was held: it comes in when it would have. */
static int release_purged(struct wd_applier *ap, struct wd_arena *a, const struct wd_event *event, uint32_t item)
{
    struct wd_redacted redacted;
    int err = wd_record_unpack(&wd_redacted_record, a, event->body, &redacted);
    for (size_t i = 0; i < redacted.purged.n && !err; i++)
        if (redacted.purged.v[i].item == item && redacted.purged.v[i].placed.story)
            err = put_purged(ap, a, &redacted.purged.v[i], event);
    return err;
}

static int release(struct wd_applier *ap, struct wd_arena *a, const struct wd_held *held)
{
    struct wd_event event = {0};
    struct wd_feed feed;
    struct wd_prepared prepared = {0};
    bool killed = false;
    int err = wd_store_event(ap->store, a, held->seq - 1, &event);
    if (!err)
        err = wd_store_is_killed(ap->store, held->article, &killed);
    if (err)
        return err;
    if (!killed && event.kind == WD_EVENT_REDACTED)
        err = release_purged(ap, a, &event, held->item);
    /* the subscription as applied: the dispatcher has read ahead */
    int found = event.feed.n ? wd_store_feed(ap->store, a, event.feed, &feed) : WD_E_NOTFOUND;
    if (!err && found != WD_E_NOTFOUND)
        err = found;
    if (!err && !killed)
        err = wd_prepare(a, &ap->scratch, &event, found ? NULL : &feed, wd_applier_zone(ap, found ? NULL : &feed), &prepared, NULL);
    for (size_t i = 0; i < prepared.inputs.n && !err; i++)
        if (prepared.items.v[i] == held->item) {
            rename_input(a, &prepared.inputs.v[i], held->article);
            err = place(ap, a, &prepared.inputs.v[i], &prepared.wants.v[i], &event);
        }
    return err ? err : wd_store_release(ap->store, held);
}

/* Everything under embargo that is due by now_utc goes in, in order of its time. */
static int release_due(struct wd_applier *ap, struct wd_arena *a, int64_t now_utc)
{
    wd_helds due = {0};
    int err = wd_embargo_due(&ap->embargo, a, now_utc, &due);
    for (size_t i = 0; i < due.n && !err; i++)
        err = release(ap, a, &due.v[i]);
    return err || !due.n ? err : wd_embargo_learn(&ap->embargo, a);
}

/* ---- after a kill ---- */

static int apply_purged(struct wd_applier *ap, struct wd_arena *a, const struct wd_purged *purged, const struct wd_event *event)
{
    const struct wd_article *article = &purged->article;
    bool done = false;
    int err = 0;
    for (size_t i = 0; i < purged->names.n && !err; i++)
        err = wd_store_put_identity(ap->store, purged->names.v[i], article->key);
    if (!err)
        err = wd_store_is_killed(ap->store, article->key, &done);
    if (err || done)
        return err;
    if (is_kill(article))
        return kill(ap, a, article->key, event, false);
    if (wd_embargo_waits(article, event))
        return wd_embargo_hold(&ap->embargo, a, article, event->seq, purged->item);
    err = wd_embargo_overtake(&ap->embargo, a, article);
    struct standing standing = {0};
    if (!err)
        err = stand(ap, a, article, &standing);
    if (!err && standing.back)
        return put_back(ap, a, article, event);
    return err || standing.stored || !purged->placed.story ? err : put_purged(ap, a, purged, event);
}

static void learn_decided(struct wd_applier *ap, const struct wd_redacted *redacted)
{
    for (size_t i = 0; i < redacted->decided.n; i++) {
        struct wd_placed *pin = wd_list_push(&ap->pin_arena, &ap->pins);
        wd_record_copy(&wd_placed_record, &ap->pin_arena, &redacted->decided.v[i], pin);
        uint64_t *at = wd_map_at(&ap->decided, wd_hash_mix(pin->article, pin->version));
        *at = *at ? *at : ap->pins.n; /* a state that came back was placed when it came first */
    }
}

/* Stories that were still to be composed when the desk ended. */
static int resume_stale(struct wd_applier *ap)
{
    struct wd_arena a;
    wd_keys stale = {0};
    wd_arena_init(&a);
    int err = wd_store_stale(ap->store, &a, &stale);
    for (size_t i = 0; i < stale.n && !err; i++)
        wd_pace_change(&ap->pace, stale.v[i], false, true);
    wd_arena_done(&a);
    return err;
}

/* Where the desk ended between a redacted delivery and the kill, what that delivery decided is learnt again. */
int wd_applier_resume(struct wd_applier *ap, int64_t applied_seq)
{
    int64_t seq = 0, last = 0;
    ap->applied_seq = applied_seq;
    int err = resume_stale(ap);
    if (!err)
        err = wd_store_last_seq(ap->store, &last);
    if (err || last <= applied_seq)
        return err;
    err = wd_kill_window(ap->store, applied_seq, &seq);
    struct wd_arena a;
    wd_arena_init(&a);
    for (; seq < applied_seq && !err; seq++) {
        struct wd_event event = {0};
        struct wd_redacted redacted;
        wd_arena_reset(&a);
        err = wd_store_event(ap->store, &a, seq, &event);
        if (err || event.kind != WD_EVENT_REDACTED)
            continue;
        err = wd_record_unpack(&wd_redacted_record, &a, event.body, &redacted);
        if (!err)
            learn_decided(ap, &redacted);
    }
    wd_arena_done(&a);
    return err;
}

/* ---- events ---- */

/* What is left of killed items comes in at the place that they had among the others. */
static int apply_purged_before(struct wd_applier *ap, struct wd_job *job, struct wd_redacted *redacted, uint32_t item)
{
    int err = 0;
    for (size_t i = 0; i < redacted->purged.n && !err; i++) {
        struct wd_purged *purged = &redacted->purged.v[i];
        if (purged->item >= item)
            continue;
        err = apply_purged(ap, &job->arena, purged, &job->event);
        purged->item = UINT32_MAX;
    }
    return err;
}

static int by_item(const void *x, const void *y)
{
    const struct wd_purged *a = x, *b = y;
    return (a->item > b->item) - (a->item < b->item);
}

static int open_redacted(struct wd_applier *ap, struct wd_job *job, struct wd_redacted *ret)
{
    int err = wd_record_unpack(&wd_redacted_record, &job->arena, job->event.body, ret);
    if (err)
        return err;
    learn_decided(ap, ret);
    if (ret->purged.n)
        qsort(ret->purged.v, ret->purged.n, sizeof *ret->purged.v, by_item);
    return 0;
}

static int put_unreadable(struct wd_applier *ap, struct wd_job *job)
{
    struct wd_str message = wd_str_c(job->where.message[0] ? job->where.message : wd_err_text(job->err));
    if (job->where.line)
        message = wd_arena_printf(&job->arena, "line %u, column %u: %.*s", job->where.line, job->where.column, WD_STR_ARG(message));
    return wd_store_put_fault(ap->store, job->event.seq, job->event.feed, job->event.source, message);
}

static int apply_delivery(struct wd_applier *ap, struct wd_job *job)
{
    struct wd_redacted redacted = {0};
    int err = 0;
    if (job->err)
        return put_unreadable(ap, job);
    if (job->event.kind == WD_EVENT_REDACTED)
        err = open_redacted(ap, job, &redacted);
    for (size_t i = 0; i < job->prepared.faults.n && !err; i++)
        err = wd_store_put_fault(ap->store, job->event.seq, job->event.feed, job->event.source, job->prepared.faults.v[i]);
    if (!err)
        err = wd_resolve_document(&ap->resolver, &job->prepared);
    for (size_t i = 0; i < job->prepared.inputs.n && !err; i++) {
        err = apply_purged_before(ap, job, &redacted, job->prepared.items.v[i]);
        if (!err)
            err = resolve(ap, &job->arena, &job->prepared.identities.v[i], &job->prepared.inputs.v[i]);
        if (!err)
            err = apply_article(ap, &job->arena, &job->prepared.inputs.v[i], &job->prepared.wants.v[i], &job->event,
                                job->prepared.items.v[i]);
    }
    return err ? err : apply_purged_before(ap, job, &redacted, UINT32_MAX);
}

/* ---- pages of articles ---- */

/* Why the article has no more than the feed's text is told with it; its state is as it was. */
static int note_no_text(struct wd_applier *ap, struct wd_arena *a, uint64_t key, struct wd_str why)
{
    struct wd_article_rows rows = {0};
    int err = wd_store_article(ap->store, a, key, &rows);
    if (err)
        return err == WD_E_NOTFOUND ? 0 : err;
    const struct wd_version *newest = &rows.versions.v[rows.versions.n - 1];
    struct wd_article article = newest->article;
    if (rows.killed || article.from_page || wd_str_eq(article.full_text_note, why))
        return 0;
    article.full_text_note = why;
    struct wd_stored_article sa = {
        .article = &article, .story = rows.story, .seq = newest->seq, .serial = rows.serial, .placed = newest->placed};
    err = wd_store_put_article(ap->store, &sa);
    wd_recomposer_forget(ap->recomposer, key);
    story_changed(ap, rows.story);
    ap->pending++;
    return err;
}

static int apply_page(struct wd_applier *ap, struct wd_job *job)
{
    const struct wd_event *event = &job->event;
    uint64_t key = event->asked.n ? event->asked.v[0].article : 0;
    struct wd_str no_text = job->prepared.no_text;
    if (!key)
        return apply_delivery(ap, job);
    if (!wd_engine_story(ap->engine, key)) /* what asked for it was killed, or is no more */
        return 0;
    int err = 0;
    for (size_t i = 0; i < job->prepared.inputs.n && !err; i++)
        err = apply_article(ap, &job->arena, &job->prepared.inputs.v[i], NULL, event, 0);
    if (!err && no_text.n)
        err = note_no_text(ap, &job->arena, key, no_text);
    return err ? err : wd_wanting_close(ap->store, &job->arena, event, no_text);
}

static int begin(struct wd_applier *ap)
{
    int err = ap->in_transaction ? 0 : wd_store_begin(ap->store);
    if (!err)
        ap->in_transaction = true;
    return err;
}

int wd_applier_apply(struct wd_applier *ap, struct wd_job *job)
{
    int err = begin(ap);
    if (err)
        return err;
    err = release_due(ap, &job->arena, job->event.instant_utc);
    if (err)
        return err;
    switch ((enum wd_event_kind)job->event.kind) {
    case WD_EVENT_REDACTED:
    case WD_EVENT_DELIVERY: err = apply_delivery(ap, job); break;
    case WD_EVENT_PAGE: err = apply_page(ap, job); break;
    case WD_EVENT_FEED: {
        struct wd_feed feed;
        err = wd_record_unpack(&wd_feed_record, &job->arena, job->event.body, &feed);
        if (!err)
            err = wd_store_put_feed(ap->store, &feed);
        break;
    }
    case WD_EVENT_ACT: err = wd_acts_fulfil(&ap->acting, &job->arena, &job->event); break;
    case WD_EVENT_UNFEED: err = wd_store_drop_feed(ap->store, job->event.feed); break;
    case WD_EVENT_CLOCK: break;
    }
    wd_hosts_give_back(ap->hosts, job->host, job->memory);
    if (!err)
        ap->applied_seq = job->event.seq;
    return err;
}

static int compose_one(struct wd_applier *ap, const struct wd_changed *changed)
{
    double from = wd_thread_cpu_s();
    int err = wd_recomposer_story(ap->recomposer, changed->story);
    if (!err && changed->marked)
        err = wd_store_set_stale(ap->store, changed->story, false);
    wd_pace_composed(&ap->pace, changed->story, (wd_thread_cpu_s() - from) * 1e3, wd_monotonic_ms());
    return err;
}

/* What is not composed now is marked in the store, with the articles that it lacks. */
static int compose_changed(struct wd_applier *ap, bool all)
{
    struct wd_pace *p = &ap->pace;
    bool *waits = wd_calloc(p->n + 1, sizeof *waits);
    int err = 0;
    for (size_t i = 0; i < p->n && !err; i++) {
        struct wd_changed *changed = &p->changed[i];
        waits[i] = !all && wd_pace_wait_ms(p, changed, wd_monotonic_ms()) > 0;
        if (!waits[i])
            err = compose_one(ap, changed);
        else if (!changed->marked)
            err = wd_store_set_stale(ap->store, changed->story, true);
        changed->marked |= waits[i];
    }
    if (!err)
        wd_pace_keep(p, waits);
    free(waits);
    return err;
}

static int commit(struct wd_applier *ap, bool all)
{
    bool due = all ? ap->pace.n > 0 : wd_applier_due_ms(ap) == 0;
    int err = due ? begin(ap) : 0;
    if (err || !ap->in_transaction)
        return err;
    err = compose_changed(ap, all);
    if (!err)
        err = wd_hosts_save(ap->hosts);
    if (!err)
        err = wd_store_commit(ap->store, ap->applied_seq);
    if (err) {
        wd_store_rollback(ap->store);
        wd_recomposer_forget_all(ap->recomposer);
    }
    ap->in_transaction = false;
    ap->pending = 0;
    return err;
}

int wd_applier_commit(struct wd_applier *ap)
{
    return commit(ap, true);
}

int wd_applier_commit_due(struct wd_applier *ap)
{
    return commit(ap, false);
}

int64_t wd_applier_due_ms(const struct wd_applier *ap)
{
    return wd_pace_due_ms(&ap->pace, wd_monotonic_ms());
}
