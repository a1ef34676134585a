#include "helper.h"

#include "base/buf.h"

static void test_append(const char *folder)
{
    struct wd_arena a;
    struct wd_where w = {0};
    struct wd_store *s = NULL, *second = NULL;
    wd_arena_init(&a);
    ok(wd_store_open_reader(folder, &s, &w) == WD_E_NOTFOUND, "no store to read before there is one");
    is_int(wd_store_open(folder, &s, &w), 0, "the folder is made");
    ok(wd_store_open(folder, &second, &w) == WD_E_LOCKED && strstr(w.message, "lock"), "a second writer is told who holds it: %s",
       w.message);

    struct wd_event e1 = make_event("one.xml", "<rss>one</rss>"), e2 = make_event("two.xml", "<rss>one</rss>"),
                    e3 = make_event("one.xml", "<rss>three</rss>"), clock = {.kind = WD_EVENT_CLOCK, .instant_utc = T0};
    e1.content_type = WD_STR("application/rss+xml");
    struct wd_append all[] = {{.event = &e1}, {.event = &e2}, {.event = &e1}, {.event = &e3}, {.event = &clock}, {.event = &clock}};
    is_int(wd_store_append(s, all, WD_COUNT(all)), 0, "six at once");
    ok(all[0].seq == 1 && all[1].seq == 2 && !all[1].was_there, "the same bytes from another source are another delivery");
    ok(all[2].seq == 1 && all[2].was_there, "the same once more is not");
    ok(all[3].seq == 3 && all[4].seq == 4 && all[5].seq == 5 && !all[5].was_there, "clock events are never the same");

    struct wd_event got;
    is_int(wd_store_event(s, &a, 0, &got), 0, "first event");
    is_str(got.body, "<rss>one</rss>", "its body");
    is_str(got.content_type, "application/rss+xml", "its media type");
    ok(got.seq == 1 && got.kind == WD_EVENT_DELIVERY && got.instant_utc == T0, "its number, kind and instant");
    ok(wd_store_event(s, &a, 5, &got) == WD_E_NOTFOUND, "none after the last");

    struct wd_poll poll = {.feed = WD_STR("courier"), .etag = WD_STR("\"7\""), .next_utc = T0 + 60, .failures = 2}, back;
    struct wd_append again = {.event = &e1};
    is_int(wd_store_append_polls(s, &again, 1, &poll, 1), 0, "delivery and polling state");
    ok(again.was_there && again.seq == 1, "the delivery was there");
    is_int(wd_store_poll(s, &a, WD_STR("courier"), &back), 0, "polling state is there");
    is_str(back.etag, "\"7\"", "its validator");
    ok(back.next_utc == T0 + 60 && back.failures == 2, "its numbers");
    ok(wd_store_poll(s, &a, WD_STR("nobody"), &back) == WD_E_NOTFOUND, "none of a feed that was never polled");
    wd_store_close(s);

    is_int(wd_store_open_reader(folder, &s, &w), 0, "a reader");
    int64_t last = 0;
    is_int(wd_store_last_seq(s, &last), 0, "last number");
    is_int(last, 5, "five events");
    struct wd_append denied = {.event = &e1};
    ok(wd_store_append(s, &denied, 1) == WD_E_DENIED, "a reader does not write");
    wd_store_close(s);
    wd_arena_done(&a);
}

/* The bytes of a file of the store, or of SQLite's log beside it. */
static bool file_has(const char *folder, const char *name, const char *needle)
{
    struct wd_arena a;
    struct wd_str bytes = {0};
    wd_arena_init(&a);
    bool has = wd_file_read(&a, inside(&a, folder, name), 64 << 20, &bytes, NULL) == 0 && wd_str_find(bytes, needle, 0) != SIZE_MAX;
    wd_arena_done(&a);
    return has;
}

static void test_redact(const char *folder)
{
    struct wd_arena a;
    struct wd_store *s = NULL;
    wd_arena_init(&a);
    if (wd_store_open(folder, &s, NULL) != 0)
        return;
    /* nothing in it to compress, so the bytes stand in the file as they are */
    struct wd_event e = make_event("wire.xml", "Qz7!kV2#pX9@mL4$wR8%tY1^"), got;
    struct wd_append append = {.event = &e};
    is_int(wd_store_append(s, &append, 1), 0, "a delivery to be killed");
    ok(file_has(folder, "log.db-wal", "kV2#pX9@mL4") || file_has(folder, "log.db", "kV2#pX9@mL4"), "its words are on the disk");
    is_int(wd_store_redact(s, append.seq, WD_STR("left over")), 0, "redacted");
    is_int(wd_store_event(s, &a, append.seq - 1, &got), 0, "event is still there");
    is_int(got.kind, WD_EVENT_REDACTED, "marked");
    is_str(got.body, "left over", "with what was left");
    is_str(got.source, "wire.xml", "from where it came");
    ok(wd_store_redact(s, 999, WD_STR("")) == WD_E_NOTFOUND, "nothing else can be redacted");
    struct wd_append again = {.event = &e};
    ok(wd_store_append(s, &again, 1) == 0 && again.was_there && again.seq == append.seq, "the killed delivery does not come back");
    wd_store_close(s);
    ok(!file_has(folder, "log.db-wal", "kV2#pX9@mL4") && !file_has(folder, "log.db", "kV2#pX9@mL4"), "its words are gone from the disk");
    wd_arena_done(&a);
}

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    char *base = temporary_folder(&a);
    char *folder = inside(&a, base, "deep/data");
    test_append(folder);
    test_redact(folder);
    wd_dir_remove(base);
    wd_arena_done(&a);
    return done();
}
