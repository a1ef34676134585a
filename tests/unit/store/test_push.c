/* WebSub's file: who pushes and who is pushed to; its owner's alone, and never in a backup. */
#include <sys/stat.h>

#include "helper.h"

static struct wd_arena arena;

static struct wd_push push_of(const char *token, const char *feed, int64_t next_utc)
{
    return (struct wd_push){.token = wd_str_c(token),
                            .feed = wd_str_c(feed),
                            .secret = WD_STR("quiet"),
                            .hub = WD_STR("https://hub.example/"),
                            .next_utc = next_utc,
                            .since_utc = WD_NO_TIME,
                            .until_utc = T0 + 60,
                            .last_utc = WD_NO_TIME};
}

static void test_pushes(struct wd_store *s)
{
    struct wd_push courier = push_of("t1", "courier", T0), post = push_of("t2", "post", T0 - 5), left = push_of("t3", "", T0 + 9), back;
    wd_pushes due = {0};
    is_int(wd_store_put_push(s, &courier), 0, "put");
    is_int(wd_store_put_push(s, &post), 0, "another");
    is_int(wd_store_put_push(s, &left), 0, "one that is being left");
    ok(wd_store_push(s, &arena, WD_STR("t1"), &back) == 0 && wd_str_eqc(back.feed, "courier") && wd_str_eqc(back.secret, "quiet") &&
           back.until_utc == T0 + 60 && back.since_utc == WD_NO_TIME,
       "by its token");
    ok(wd_store_push_of(s, &arena, WD_STR("post"), &back) == 0 && wd_str_eqc(back.token, "t2"), "by its feed");
    is_int(wd_store_push_of(s, &arena, WD_STR(""), &back), WD_E_NOTFOUND, "what is left belongs to no feed");
    is_int(wd_store_push(s, &arena, WD_STR("t9"), &back), WD_E_NOTFOUND, "no such token");
    ok(wd_store_pushes(s, &arena, T0, 10, &due) == 0 && due.n == 2 && wd_str_eqc(due.v[0].token, "t2"),
       "those that are due, the earliest first");
    ok(wd_store_pushes(s, &arena, INT64_MAX, 1, &due) == 0 && due.n == 1, "not more than asked for");
    courier.next_utc = T0 + 100;
    is_int(wd_store_put_push(s, &courier), 0, "put again");
    ok(wd_store_pushes(s, &arena, T0, 10, &due) == 0 && due.n == 1, "it replaces what was there");
    is_int(wd_store_drop_push(s, WD_STR("t2")), 0, "dropped");
    is_int(wd_store_push(s, &arena, WD_STR("t2"), &back), WD_E_NOTFOUND, "and gone");
}

static void test_subscribers(struct wd_store *s)
{
    struct wd_subscriber one = {.topic = WD_STR("/atom.xml"), .callback = WD_STR("https://a.example/"), .until_utc = T0}, two = one, back;
    wd_subscribers all = {0};
    two.topic = WD_STR("/s/1.atom");
    is_int(wd_store_put_subscriber(s, &two), 0, "put");
    is_int(wd_store_put_subscriber(s, &one), 0, "the same callback for another topic");
    one.pushes = 7;
    is_int(wd_store_put_subscriber(s, &one), 0, "put again");
    ok(wd_store_subscribers(s, &arena, &all) == 0 && all.n == 2 && wd_str_eqc(all.v[0].topic, "/atom.xml") && all.v[0].pushes == 7,
       "all, by topic");
    ok(wd_store_subscriber(s, &arena, two.topic, two.callback, &back) == 0 && back.pushes == 0, "one of them");
    is_int(wd_store_drop_subscriber(s, one.topic, one.callback), 0, "dropped");
    is_int(wd_store_subscriber(s, &arena, one.topic, one.callback, &back), WD_E_NOTFOUND, "and gone");
}

static void test_reader(const char *folder)
{
    struct wd_store *reader = NULL;
    struct wd_where w = {0};
    struct wd_push back, put = push_of("t8", "courier", T0);
    wd_pushes due = {0};
    wd_subscribers all = {0};
    ok(wd_store_open_reader(folder, &reader, &w) == 0, "a reader %s", w.message);
    ok(wd_store_push_of(reader, &arena, WD_STR("courier"), &back) == 0, "reads");
    is_int(wd_store_put_push(reader, &put), WD_E_DENIED, "and does not write");
    wd_store_close(reader);
    (void)unlink(inside(&arena, folder, "secrets.db"));
    ok(wd_store_open_reader(folder, &reader, &w) == 0, "a folder without the file %s", w.message);
    ok(wd_store_push_of(reader, &arena, WD_STR("courier"), &back) == WD_E_NOTFOUND && wd_store_pushes(reader, &arena, T0, 9, &due) == 0 &&
           due.n == 0 && wd_store_subscribers(reader, &arena, &all) == 0 && all.n == 0,
       "has nothing of it");
    wd_store_close(reader);
}

int main(void)
{
    struct wd_store *s = NULL;
    struct wd_where w = {0};
    struct stat about;
    wd_arena_init(&arena);
    char *folder = temporary_folder(&arena), *copy = inside(&arena, folder, "copy"), *file = inside(&arena, folder, "secrets.db");
    ok(wd_store_open(folder, &s, &w) == 0, "a store %s", w.message);
    if (!s)
        return done();
    ok(stat(file, &about) == 0 && (about.st_mode & 0777) == 0600, "nobody else may read the file");
    test_pushes(s);
    test_subscribers(s);
    ok(stat(wd_arena_printf(&arena, "%s-wal", file).p, &about) == 0 && (about.st_mode & 0777) == 0600, "nor the log beside it");
    ok(wd_store_backup(s, copy, &w) == 0, "a backup %s", w.message);
    ok(wd_file_exists(inside(&arena, copy, "log.db")) && !wd_file_exists(inside(&arena, copy, "secrets.db")), "is without it");
    struct wd_buf report;
    wd_buf_init(&report, 1 << 20);
    ok(wd_store_check(s, &report) == 0 && report.n == 0, "the check finds nothing");
    wd_buf_done(&report);
    wd_store_close(s);
    test_reader(folder);
    wd_dir_remove(folder);
    wd_arena_done(&arena);
    return done();
}
