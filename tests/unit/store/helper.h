/* tests/unit/store/helper.h - a temporary data folder and invented articles. */
#ifndef WD_TESTS_STORE_HELPER_H
#define WD_TESTS_STORE_HELPER_H

#include <stdlib.h>
#include <unistd.h>

#include "base/hash.h"
#include "os/file.h"
#include "store/store.h"
#include "tap.h"

/* 2026-03-14T10:00:00Z */
#define T0 INT64_C(1773482400)

__attribute__((unused)) static char *temporary_folder(struct wd_arena *a)
{
    const char *base = getenv("TMPDIR");
    char *path = wd_arena_c(a, wd_arena_printf(a, "%s/wiredesk-test-XXXXXX", base && base[0] ? base : "/tmp"));
    if (!mkdtemp(path))
        abort();
    return path;
}

__attribute__((unused)) static char *inside(struct wd_arena *a, const char *folder, const char *name)
{
    return wd_arena_c(a, wd_arena_printf(a, "%s/%s", folder, name));
}

__attribute__((unused)) static struct wd_article make_article(const char *name, const char *title, const char *body, int64_t arrived_utc)
{
    return (struct wd_article){.key = wd_hash(wd_str_c(name)),
                               .version = wd_hash_mix(wd_hash(wd_str_c(title)), wd_hash(wd_str_c(body))),
                               .source = wd_str_c(name),
                               .outlet = WD_STR("The Elland Courier"),
                               .title = wd_str_c(title),
                               .language = WD_STR("en"),
                               .body = wd_str_c(body),
                               .arrived_utc = arrived_utc,
                               .created_utc = arrived_utc,
                               .updated_utc = WD_NO_TIME,
                               .embargo_utc = WD_NO_TIME};
}

/* In a transaction of the caller's; story is the article's own unless given. */
__attribute__((unused)) static int put_article(struct wd_store *s, const struct wd_article *article, uint64_t story, int64_t seq)
{
    struct wd_stored_article sa = {.article = article, .story = story ? story : article->key, .seq = seq, .placed = WD_STR("placed")};
    int err = wd_store_serial(s, 'a', article->key, &sa.serial);
    return err ? err : wd_store_put_article(s, &sa);
}

__attribute__((unused)) static struct wd_event make_event(const char *source, const char *body)
{
    return (struct wd_event){
        .kind = WD_EVENT_DELIVERY, .instant_utc = T0, .feed = WD_STR("courier"), .source = wd_str_c(source), .body = wd_str_c(body)};
}

#endif
