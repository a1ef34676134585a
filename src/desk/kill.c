#include "desk/kill.h"

#include "base/limits.h"
#include "desk/redacted.h"

/* Placements stored with a delivery from `from_seq` on. */
struct collected {
    struct wd_arena *a;
    struct wd_redacted *redacted;
};

static int collect(void *context, const struct wd_version *version)
{
    struct collected *c = context;
    struct wd_placed placed;
    int err = wd_record_unpack(&wd_placed_record, c->a, version->placed, &placed);
    if (err)
        return err;
    wd_record_copy(&wd_placed_record, c->a, &placed, wd_list_push(c->a, &c->redacted->decided));
    return 0;
}

static void purge_item(struct wd_item *item)
{
    struct wd_item left;
    wd_item_init(&left);
    left.id = item->id;
    left.id_is_link = item->id_is_link;
    left.link = item->link;
    left.published_utc = item->published_utc;
    left.updated_utc = item->updated_utc;
    left.purged = true;
    *item = left;
}

static int placed_of(struct wd_arena *a, const struct wd_article_rows *rows, uint64_t version, struct wd_placed *ret)
{
    for (size_t i = 0; i < rows->versions.n; i++)
        if (rows->versions.v[i].article.version == version)
            return wd_record_unpack(&wd_placed_record, a, rows->versions.v[i].placed, ret);
    *ret = (struct wd_placed){.article = rows->versions.n ? rows->versions.v[0].article.key : 0};
    return 0;
}

/* One delivery: its items but the killed ones, which are purged. */
static int redact_delivery(struct wd_arena *a, const struct wd_kill *k, const struct wd_article_rows *rows, const struct wd_event *event)
{
    const struct wd_feed *feed = wd_feed_table_find(k->feeds, event->feed);
    const struct wd_zone *zone = wd_feed_table_zone(k->feeds, feed);
    struct wd_redacted redacted = {0};
    int err = event->kind == WD_EVENT_REDACTED ? wd_record_unpack(&wd_redacted_record, a, event->body, &redacted)
                                               : wd_prepare_document(a, event, zone, &redacted.document, NULL);
    struct wd_prepared prepared = {0};
    if (!err)
        err = wd_prepare(a, k->scratch, event, feed, zone, &prepared, NULL);
    if (err)
        return err;
    bool found = false;
    for (size_t i = 0; i < prepared.inputs.n; i++) {
        const struct wd_article *article = prepared.inputs.v[i].article;
        if (article->key != k->article)
            continue;
        found = true;
        struct wd_purged *purged = wd_list_push(a, &redacted.purged);
        purged->item = prepared.items.v[i];
        purged->article = *article;
        err = placed_of(a, rows, article->version, &purged->placed);
        if (err)
            return err;
        wd_article_purge(&purged->article);
        purge_item(&redacted.document.items.v[purged->item]);
    }
    if (!found)
        return 0;
    struct collected c = {a, &redacted};
    err = wd_store_each_version(k->store, event->seq - 1, collect, &c);
    if (err)
        return err;
    struct wd_buf packed;
    wd_buf_init(&packed, WD_MAX_FILE_BYTES);
    wd_record_pack(&wd_redacted_record, &redacted, &packed);
    err = packed.err ? packed.err : wd_store_redact(k->store, event->seq, wd_buf_str(&packed));
    wd_buf_done(&packed);
    return err;
}

int wd_kill_article(struct wd_arena *a, const struct wd_kill *k, bool redact, uint64_t *ret_story)
{
    struct wd_article_rows rows = {0};
    int err = wd_store_article(k->store, a, k->article, &rows);
    if (err && err != WD_E_NOTFOUND)
        return err;
    err = 0;
    int64_t before = 0;
    for (size_t i = 0; redact && i < rows.versions.n && !err; i++) {
        struct wd_event event = {0};
        if (rows.versions.v[i].seq == before)
            continue;
        before = rows.versions.v[i].seq;
        err = wd_store_event(k->store, a, before - 1, &event);
        if (!err)
            err = redact_delivery(a, k, &rows, &event);
    }
    if (!err && redact)
        err = redact_delivery(a, k, &rows, k->event);
    if (!err)
        err = wd_store_kill(k->store, k->article, k->event->instant_utc);
    if (!err)
        *ret_story = rows.story;
    return err;
}
