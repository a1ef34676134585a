#include "cmd/bench_arrive.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/hash.h"
#include "cmd/bench_posts.h"
#include "desk/desk.h"
#include "os/os.h"
#include "pages/pages.h"

enum { PAGES_A_S = 50, APPEND_MOST = 64, LOOK_MS = 2, LOOK_AGAIN_MS = 20, DESK_WAIT_MS = 250, PAGE_BYTES = 64 << 20 };

struct seen {
    double committed_ms, page_ms; /* latencies; below 0: not seen, not in the sample */
};
struct arriving {
    struct wd_desk *desk;
    struct wd_posts_options options;
    wd_posts posts;
    struct seen *seen; /* one a post */
    int64_t *seqs;     /* in the log, as appended */
    _Atomic size_t appended;
    _Atomic bool failed;
    _Atomic int64_t from_ms; /* the clock's when the first was due */
    const char *folder;
    int append_err, desk_err, read_err;
    double desk_behind_s, reader_cpu_s;
    size_t pages;
    _Atomic bool done; /* all is committed and seen */
    /* instead of the clock: CPU time counted so far, and where this thread's stood then */
    bool undisturbed;
    double counted_s, counted_from_s;
};

static void give_up(struct arriving *r, int *err_of, int err)
{
    *err_of = err;
    atomic_store(&r->failed, true);
}

static bool goes_on(const struct arriving *r)
{
    return !atomic_load(&r->done) && !atomic_load(&r->failed) && !wd_stop_asked();
}

static double now_s(const struct arriving *r)
{
    if (r->undisturbed)
        return r->counted_s + (wd_thread_cpu_s() - r->counted_from_s);
    return (double)(wd_monotonic_ms() - atomic_load(&r->from_ms)) / 1e3;
}

/* ---- the three threads ---- */

/* What is due goes to the log together: the log is synced once for all of it. */
static int append_due(struct arriving *r, size_t at, size_t *ret_n)
{
    struct wd_append appends[APPEND_MOST];
    size_t n = 0;
    for (double now = now_s(r); at + n < r->posts.n && n < APPEND_MOST && r->posts.v[at + n].due_s <= now; n++)
        appends[n] = (struct wd_append){.event = &r->posts.v[at + n].event};
    int err = n ? wd_desk_append(r->desk, appends, n) : 0;
    for (size_t i = 0; i < n && !err; i++)
        r->seqs[at + i] = appends[i].seq;
    *ret_n = n;
    return err;
}

static void *append_by_the_clock(void *context)
{
    struct arriving *r = context;
    size_t at = 0, n = 0;
    int err = 0;
    while (at < r->posts.n && !err && goes_on(r)) {
        err = append_due(r, at, &n);
        at += n;
        atomic_store(&r->appended, at);
        if (!n)
            wd_sleep_ms(1);
    }
    if (err)
        give_up(r, &r->append_err, err);
    return NULL;
}

static void *apply(void *context)
{
    struct arriving *r = context;
    int64_t due_ms = -1;
    while (goes_on(r)) {
        wd_desk_wait(r->desk, due_ms < 0 ? DESK_WAIT_MS : WD_MIN(due_ms, (int64_t)DESK_WAIT_MS));
        int err = wd_desk_follow(r->desk, &due_ms);
        if (err)
            give_up(r, &r->desk_err, err);
    }
    int err = wd_desk_drain(r->desk, NULL, NULL);
    if (err)
        give_up(r, &r->desk_err, err);
    return NULL;
}

struct reading {
    struct arriving *r;
    struct wd_store *store;
    struct wd_arena arena;
    struct wd_buf page;
    size_t *waiting, waiting_n; /* posts of the sample whose pages do not show them yet */
    int64_t looked_ms;
};

/* The story of a post as it can be read; WD_E_NOTFOUND while it does not show the post's article. */
static int read_story(struct reading *d, size_t post, struct wd_story *ret_story)
{
    struct wd_article_rows rows = {0};
    uint64_t key;
    /* every delivery has one article that is new, so the numbers of articles are those of the deliveries */
    int err = wd_store_key(d->store, 'a', (uint32_t)post + 1, &key);
    if (!err)
        err = wd_store_article(d->store, &d->arena, key, &rows);
    if (!err)
        err = wd_store_story(d->store, &d->arena, rows.story, ret_story);
    bool within = false;
    for (size_t i = 0; !err && i < ret_story->members.n; i++)
        within |= ret_story->members.v[i].article == key;
    return err ? err : within ? 0 : WD_E_NOTFOUND;
}

static int make_page(struct reading *d, size_t post)
{
    struct wd_page_context c = {.as_of_utc = d->r->posts.v[post].event.instant_utc,
                                .base_url = WD_STR("http://127.0.0.1"),
                                .rules = wd_str_c(wd_rules_text()),
                                .desk_name = WD_STR("wiredesk")};
    struct wd_story story = {0};
    wd_arena_reset(&d->arena);
    wd_buf_reset(&d->page);
    int err = read_story(d, post, &story);
    if (!err)
        wd_page_story(&c, &d->arena, &story, &d->page);
    return err ? err : d->page.err;
}

/* Of the deliveries that a commit has brought: all are seen at once, and some are to have their pages made. */
static void see(struct reading *d, size_t from, size_t to)
{
    struct arriving *r = d->r;
    double now = now_s(r);
    size_t every = WD_MAX(r->options.rate / PAGES_A_S, 1u);
    for (size_t i = from; i < to; i++) {
        r->seen[i].committed_ms = (now - r->posts.v[i].due_s) * 1e3;
        if (!r->posts.v[i].flood && i % every == 0)
            d->waiting[d->waiting_n++] = i;
    }
}

static int make_pages(struct reading *d)
{
    struct arriving *r = d->r;
    size_t left = 0;
    int err = 0;
    for (size_t i = 0; i < d->waiting_n && !err; i++) {
        size_t post = d->waiting[i];
        err = make_page(d, post);
        if (err == WD_E_NOTFOUND) {
            d->waiting[left++] = post;
            err = 0;
            continue;
        }
        r->seen[post].page_ms = (now_s(r) - r->posts.v[post].due_s) * 1e3;
        r->pages++;
    }
    d->waiting_n = left;
    d->looked_ms = wd_monotonic_ms();
    return err;
}

/* A story that was composed late shows by no number of the log: it is looked for again and again. */
static int look(struct reading *d, size_t *seen)
{
    struct arriving *r = d->r;
    int64_t applied = 0;
    int err = wd_store_applied(d->store, &applied);
    size_t to = *seen, appended = atomic_load(&r->appended);
    while (to < appended && r->seqs[to] <= applied)
        to++;
    bool nothing_new = to == *seen;
    see(d, *seen, to);
    if (!err && d->waiting_n && (!nothing_new || wd_monotonic_ms() - d->looked_ms >= LOOK_AGAIN_MS))
        err = make_pages(d);
    if (to == r->posts.n && !d->waiting_n) {
        r->desk_behind_s = r->seen[to - 1].committed_ms / 1e3;
        atomic_store(&r->done, true);
    } else if (nothing_new) {
        wd_sleep_ms(LOOK_MS);
    }
    *seen = to;
    return err;
}

static int reading_open(struct reading *d, struct arriving *r)
{
    *d = (struct reading){.r = r, .waiting = wd_calloc(r->posts.n + 1, sizeof *d->waiting)};
    wd_arena_init(&d->arena);
    wd_buf_init(&d->page, PAGE_BYTES);
    return wd_store_open_reader(r->folder, &d->store, NULL);
}

static void reading_close(struct reading *d)
{
    wd_store_close(d->store);
    wd_buf_done(&d->page);
    wd_arena_done(&d->arena);
    free(d->waiting);
}

static void *read_pages(void *context)
{
    struct arriving *r = context;
    struct reading d;
    size_t seen = 0;
    double from = wd_thread_cpu_s();
    int err = reading_open(&d, r);
    while (!err && goes_on(r))
        err = look(&d, &seen);
    if (err)
        give_up(r, &r->read_err, err);
    reading_close(&d);
    r->reader_cpu_s = wd_thread_cpu_s() - from;
    return NULL;
}

/* ---- undisturbed ---- */

/* What came while the desk was at work is one batch. It takes as long as the desk's thread needs for it, or as all threads do that share
 * the cores; what waits for the disk is not counted. */
static int count_batch(struct arriving *r, size_t *at, int64_t *ret_due_ms)
{
    double process_s = wd_cpu_s();
    int err = 0;
    for (size_t n = 1; n && !err; *at += n)
        err = append_due(r, *at, &n);
    atomic_store(&r->appended, *at);
    double thread_s = wd_thread_cpu_s();
    if (!err)
        err = wd_desk_follow(r->desk, ret_due_ms);
    double desk_s = wd_thread_cpu_s() - thread_s, all_s = (wd_cpu_s() - process_s) / wd_cpu_count();
    r->counted_s += WD_MAX(desk_s, all_s);
    r->counted_from_s = wd_thread_cpu_s();
    return err;
}

static int run_undisturbed(struct arriving *r)
{
    struct reading d;
    size_t at = 0, seen = 0;
    int64_t due_ms = -1;
    int err = reading_open(&d, r);
    r->counted_from_s = wd_thread_cpu_s();
    while (!err && goes_on(r)) {
        double next_s = at < r->posts.n ? r->posts.v[at].due_s : r->counted_s;
        if (at == r->posts.n && due_ms > 0) {
            wd_sleep_ms(due_ms);
            r->counted_s += (double)due_ms / 1e3;
        }
        r->counted_s = WD_MAX(r->counted_s, next_s);
        r->counted_from_s = wd_thread_cpu_s();
        err = count_batch(r, &at, &due_ms);
        double from = wd_thread_cpu_s();
        if (!err)
            err = look(&d, &seen);
        r->reader_cpu_s += wd_thread_cpu_s() - from;
    }
    reading_close(&d);
    return err;
}

/* ---- figures ---- */

static int by_value(const void *x, const void *y)
{
    const double *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

static struct wd_latency latency_of(struct wd_arena *a, const struct arriving *r, bool of_pages)
{
    struct wd_latency l = {0};
    double *values = wd_arena_array(a, r->posts.n, sizeof *values);
    for (size_t i = 0; i < r->posts.n; i++) {
        double value = of_pages ? r->seen[i].page_ms : r->seen[i].committed_ms;
        if (value >= 0 && !r->posts.v[i].flood)
            values[l.n++] = value;
    }
    if (!l.n)
        return l;
    qsort(values, l.n, sizeof *values, by_value);
    l.p50 = values[l.n / 2];
    l.p99 = values[l.n * 99 / 100];
    l.most = values[l.n - 1];
    return l;
}

/* Into how many stories the flood went, and what became of the one that has its first article. */
static int count_flood(struct wd_arena *a, const struct arriving *r, struct wd_arrived *ret)
{
    struct wd_store *store = wd_desk_store(r->desk);
    struct wd_map stories;
    struct wd_story first = {0};
    int err = 0;
    wd_map_init(&stories);
    for (size_t i = 0; i < r->posts.n && !err; i++) {
        if (!r->posts.v[i].flood)
            continue;
        struct wd_article_rows rows = {0};
        struct wd_arena row;
        uint64_t key;
        wd_arena_init(&row);
        err = wd_store_key(store, 'a', (uint32_t)i + 1, &key);
        if (!err)
            err = wd_store_article(store, &row, key, &rows);
        if (!err && !ret->flood_articles++)
            err = wd_store_story(store, a, rows.story, &first);
        *wd_map_at(&stories, rows.story) = 1;
        wd_arena_done(&row);
    }
    struct wd_page_context c = {.base_url = WD_STR("http://127.0.0.1"), .desk_name = WD_STR("wiredesk")};
    struct wd_buf page;
    wd_buf_init(&page, PAGE_BYTES);
    if (!err && ret->flood_articles)
        wd_page_story(&c, a, &first, &page);
    ret->flood_page_bytes = page.n;
    ret->flood_stories = stories.n;
    ret->flood_members = first.members.n;
    ret->flood_copies = first.copies;
    wd_buf_done(&page);
    wd_map_done(&stories);
    return err;
}

static int finish(struct wd_arena *a, const struct arriving *r, double cpu_s, struct wd_arrived *ret)
{
    int err = r->append_err ? r->append_err : r->desk_err ? r->desk_err : r->read_err;
    if (err || wd_stop_asked())
        return err;
    *ret = (struct wd_arrived){.committed = latency_of(a, r, false),
                               .page = latency_of(a, r, true),
                               .behind_s = r->desk_behind_s,
                               .desk_us = (cpu_s - r->reader_cpu_s) * 1e6 / (double)r->posts.n,
                               .reader_us = r->reader_cpu_s * 1e6 / (double)WD_MAX(r->pages, (size_t)1),
                               .articles = r->posts.n};
    return count_flood(a, r, ret);
}

/* The three threads, until all is done. */
static int run_by_the_clock(struct arriving *r)
{
    static void *(*const threads[])(void *) = {apply, read_pages, append_by_the_clock};
    static const char *const names[] = {"desk", "reader", "append"};
    pthread_t started[WD_COUNT(threads)];
    size_t n = 0;
    int err = 0;
    atomic_store(&r->from_ms, wd_monotonic_ms());
    for (; n < WD_COUNT(threads) && !err; n += !err)
        err = wd_thread_start(&started[n], threads[n], r, names[n]);
    if (err)
        atomic_store(&r->failed, true);
    for (size_t i = 0; i < n; i++)
        pthread_join(started[i], NULL);
    return err;
}

int wd_arrive(const char *folder, const struct wd_arrive_options *o, struct wd_arrived *ret, struct wd_where *ret_where)
{
    struct wd_arena a;
    struct wd_desk_options desk = {.data = folder};
    struct arriving r = {.options = {o->seed, o->rate, o->seconds, o->flood}, .folder = folder, .undisturbed = o->undisturbed};
    wd_arena_init(&a);
    wd_posts_make(&a, &r.options, &r.posts);
    r.seen = wd_arena_array(&a, r.posts.n, sizeof *r.seen);
    r.seqs = wd_arena_array(&a, r.posts.n, sizeof *r.seqs);
    for (size_t i = 0; i < r.posts.n; i++)
        r.seen[i] = (struct seen){-1, -1};
    int err = wd_desk_open(&desk, &r.desk, ret_where);
    double from = wd_cpu_s();
    if (!err)
        err = o->undisturbed ? run_undisturbed(&r) : run_by_the_clock(&r);
    if (!err)
        err = finish(&a, &r, wd_cpu_s() - from, ret);
    wd_desk_close(r.desk);
    wd_arena_done(&a);
    return err;
}
