#include "desk/feeds.h"

#include <stdlib.h>

#include "base/hash.h"
#include "os/file.h"
#include "os/os.h"

struct wd_feed_table {
    struct wd_arena arena;
    struct wd_map feeds, zones; /* hash of name -> address; 0: none */
};

static void set(struct wd_feed_table *t, const struct wd_feed *feed)
{
    struct wd_feed *copy = WD_NEW(&t->arena, struct wd_feed);
    wd_record_copy(&wd_feed_record, &t->arena, feed, copy);
    *wd_map_at(&t->feeds, wd_hash(copy->name)) = (uint64_t)(uintptr_t)copy;
}

struct wd_feed_table *wd_feed_table_new(struct wd_store *store)
{
    struct wd_feed_table *t = wd_calloc(1, sizeof *t);
    wd_arena_init(&t->arena);
    wd_map_init(&t->feeds);
    wd_map_init(&t->zones);
    struct wd_arena a;
    wd_arena_init(&a);
    wd_feeds feeds = {0};
    if (wd_store_feeds(store, &a, &feeds) == 0)
        for (size_t i = 0; i < feeds.n; i++)
            set(t, &feeds.v[i]);
    wd_arena_done(&a);
    return t;
}

void wd_feed_table_free(struct wd_feed_table *t)
{
    if (!t)
        return;
    wd_map_done(&t->feeds);
    wd_map_done(&t->zones);
    wd_arena_done(&t->arena);
    free(t);
}

const struct wd_feed *wd_feed_table_find(const struct wd_feed_table *t, struct wd_str name)
{
    const uint64_t *at = name.n ? wd_map_find(&t->feeds, wd_hash(name)) : NULL;
    return at ? (const struct wd_feed *)(uintptr_t)*at : NULL;
}

const struct wd_zone *wd_feed_table_zone(struct wd_feed_table *t, const struct wd_feed *feed)
{
    if (!feed || feed->zone.n == 0)
        return NULL;
    uint64_t *at = wd_map_at(&t->zones, wd_hash(feed->zone));
    if (!*at) {
        const struct wd_zone *zone = NULL;
        struct wd_where w = {0};
        if (wd_zone_load(&t->arena, feed->zone, &zone, &w) != 0) {
            wd_log(WD_LOG_WARNING, "feed %.*s: zone %.*s: %s; its times are read as UTC", WD_STR_ARG(feed->name), WD_STR_ARG(feed->zone),
                   w.message);
            zone = wd_zone_fixed(&t->arena, WD_STR("UTC"), 0);
        }
        *at = (uint64_t)(uintptr_t)zone;
    }
    return (const struct wd_zone *)(uintptr_t)*at;
}

int wd_feed_table_note(struct wd_feed_table *t, const struct wd_event *event)
{
    if (event->kind == WD_EVENT_UNFEED) {
        (void)wd_map_remove(&t->feeds, wd_hash(event->feed));
        return 0;
    }
    struct wd_arena a;
    wd_arena_init(&a);
    struct wd_feed feed;
    int err = wd_record_unpack(&wd_feed_record, &a, event->body, &feed);
    if (!err)
        set(t, &feed);
    wd_arena_done(&a);
    return err;
}
