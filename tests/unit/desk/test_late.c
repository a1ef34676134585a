/* A desk that follows its log lets a story of hundreds wait, and shows it whole when the log is drained, or when the desk comes back. */
#include "base/buf.h"
#include "desk/desk.h"
#include "os/file.h"
#include "tap.h"

#include <unistd.h>

enum { COPIES = 1000, BATCH = 20, FROM_UTC = 1772323200, STEP_S = 60 };

static struct wd_arena arena;

/* One text again and again, with another number. */
static struct wd_event bulletin(size_t number)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    wd_buf_putc(&b, "<rss version=\"2.0\"><channel><title>Harbour Board</title>");
    wd_buf_printf(
        &b,
        "<item><title>Water level at Elland quay</title><guid isPermaLink=\"false\">b%zu</guid><pubDate>Sun, 01 Mar 2026 12:00:00 "
        "GMT</pubDate><description>Bulletin %zu. ",
        number, number);
    for (int i = 0; i < 12; i++)
        wd_buf_printf(
            &b, "The gauge at lock %d of the Elland quay was read by the warden, who said the swell from the west kept boats in. ", i);
    wd_buf_printf(&b, "The next reading is number %zu.</description></item></channel></rss>", number * 7 + 3);
    struct wd_event event = {.kind = WD_EVENT_DELIVERY,
                             .instant_utc = FROM_UTC + (int64_t)number * STEP_S,
                             .source = wd_arena_printf(&arena, "b%zu.xml", number),
                             .body = wd_arena_str(&arena, wd_buf_str(&b))};
    wd_buf_done(&b);
    return event;
}

static int append(struct wd_desk *d, size_t from, size_t n)
{
    struct wd_event events[BATCH];
    struct wd_append appends[BATCH];
    for (size_t i = 0; i < n; i++) {
        events[i] = bulletin(from + i);
        appends[i] = (struct wd_append){.event = &events[i]};
    }
    return wd_desk_append(d, appends, n);
}

static int open_desk(const char *folder, struct wd_desk **ret)
{
    struct wd_desk_options o = {.data = folder, .workers = 1};
    struct wd_where w = {0};
    return wd_desk_open(&o, ret, &w);
}

/* Members that the record of the story has, against those that lie in it. */
static void count(struct wd_desk *d, size_t *ret_shown, size_t *ret_there)
{
    struct wd_store *s = wd_desk_store(d);
    struct wd_story story = {0};
    wd_keys keys = {0};
    uint64_t key = 0;
    int err = wd_store_key(s, 's', 1, &key);
    if (!err)
        err = wd_store_story(s, &arena, key, &story);
    if (!err)
        err = wd_store_members(s, &arena, key, &keys);
    ok(err == 0, "the story is read");
    *ret_shown = story.members.n;
    *ret_there = keys.n;
}

static size_t stale(struct wd_desk *d)
{
    wd_keys keys = {0};
    return wd_store_stale(wd_desk_store(d), &arena, &keys) ? SIZE_MAX : keys.n;
}

int main(void)
{
    char folder[] = "/tmp/wiredesk-late-XXXXXX";
    struct wd_desk *d = NULL;
    size_t shown = 0, there = 0, marked = 0;
    int64_t due_ms = -1;
    int err = mkdtemp(folder) ? open_desk(folder, &d) : WD_E_IO;
    for (size_t at = 0; at < COPIES && !err; at += BATCH) {
        err = append(d, at, BATCH);
        if (!err)
            err = wd_desk_follow(d, &due_ms);
        if (!err && stale(d) == 1)
            marked++;
    }
    ok(err == 0, "all bulletins are applied");
    ok(marked > 0, "the story had to wait, and the store knew");
    for (int i = 0; i < 50 && !err && due_ms < 0; i++) {
        err = append(d, COPIES + (size_t)i, 1);
        if (!err)
            err = wd_desk_follow(d, &due_ms);
    }
    ok(!err && due_ms >= 0 && stale(d) == 1, "it waits when the desk ends");
    count(d, &shown, &there);
    ok(shown < there, "what came late is not shown yet");
    wd_desk_close(d);
    d = NULL;
    if (!err)
        err = open_desk(folder, &d);
    if (!err)
        err = wd_desk_drain(d, NULL, NULL);
    ok(err == 0, "the desk comes back");
    count(d, &shown, &there);
    ok(shown == there && there >= COPIES, "the story is whole");
    is_int((long long)stale(d), 0, "and no mark is left");
    wd_desk_close(d);
    wd_dir_remove(folder);
    wd_arena_done(&arena);
    return done();
}
