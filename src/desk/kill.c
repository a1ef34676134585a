#include "desk/kill.h"

#include "base/limits.h"
#include "base/url.h"
#include "desk/redacted.h"
#include "desk/resolve.h"

enum { WINDOW_S = 31 * 24 * 3600 };

/* What the killed article is known by in a parsed delivery, before anything is analysed. */
struct identity {
    struct wd_str id, link_key;
};
typedef WD_LIST(struct identity) identities;

struct redaction {
    struct wd_arena *a; /* for as long as the kill lasts */
    const struct wd_kill *k;
    identities known;
    wd_placeds decided;
    bool seen; /* the killed article's first version went by: from here on its text had a say */
};

int wd_kill_window(struct wd_store *store, int64_t seq, int64_t *ret_seq)
{
    struct wd_arena a;
    wd_arena_init(&a);
    struct wd_event event = {0};
    int err = seq > 0 ? wd_store_event(store, &a, seq - 1, &event) : 0;
    int64_t since_utc = event.instant_utc - WINDOW_S, low = 0, high = WD_MAX(seq, (int64_t)0);
    while (!err && low < high) {
        int64_t middle = low + (high - low) / 2;
        wd_arena_reset(&a);
        err = wd_store_event(store, &a, middle, &event);
        if (!err && event.instant_utc < since_utc)
            low = middle + 1;
        else
            high = middle;
    }
    wd_arena_done(&a);
    if (!err)
        *ret_seq = low;
    return err;
}

static int collect(void *context, const struct wd_version *version)
{
    struct redaction *r = context;
    r->seen = r->seen || version->article.key == r->k->article;
    if (!r->seen)
        return 0;
    struct wd_arena one;
    wd_arena_init(&one);
    struct wd_placed placed;
    int err = wd_record_unpack(&wd_placed_record, &one, version->placed, &placed);
    if (!err)
        wd_record_copy(&wd_placed_record, r->a, &placed, wd_list_push(r->a, &r->decided));
    wd_arena_done(&one);
    return err;
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
    *ret = (struct wd_placed){.article = 0};
    int err = 0;
    /* a state that the source went back to stands there again, without a placement */
    for (size_t i = 0; i < rows->versions.n && !err && !ret->story; i++)
        if (rows->versions.v[i].article.version == version)
            err = wd_record_unpack(&wd_placed_record, a, rows->versions.v[i].placed, ret);
    /* the words that it shared with its story are words of its own */
    ret->why.n = 0;
    for (size_t i = 0; i < ret->related.n; i++)
        ret->related.v[i].why.n = 0;
    for (size_t i = 0; i < ret->acts.n; i++)
        ret->acts.v[i].why.n = 0;
    return err;
}

static bool is_page(const struct wd_document *d)
{
    return wd_str_eqc(d->format, "html");
}

static struct identity identity_of(struct wd_arena *a, const struct wd_item *item)
{
    return (struct identity){item->id, item->link.n ? wd_url_key(a, item->link) : item->link};
}

static bool known_by(const struct identity *x, const struct identity *y)
{
    if (x->id.n && wd_str_eq(x->id, y->id))
        return true;
    if (x->link_key.n && wd_str_eq(x->link_key, y->link_key))
        return true;
    return x->id.n + x->link_key.n + y->id.n + y->link_key.n == 0;
}

/* Cheap: may the delivery hold the article? Most do not, and are not analysed. */
static bool may_hold(const struct redaction *r, struct wd_arena *a, const struct wd_event *event, const struct wd_document *d)
{
    bool page = is_page(d);
    struct identity of_event = {.link_key = event->url.n ? wd_url_key(a, event->url) : event->url};
    for (size_t k = 0; k < r->known.n; k++) {
        const struct identity *known = &r->known.v[k];
        if (page && known->link_key.n &&
            (wd_str_eq(known->link_key, of_event.link_key) || memmem(d->text.p, d->text.n, known->link_key.p, known->link_key.n)))
            return true;
        for (size_t i = 0; i < d->items.n && !page; i++) {
            struct identity of_item = identity_of(a, &d->items.v[i]);
            if (!d->items.v[i].purged && known_by(known, &of_item))
                return true;
        }
    }
    return false;
}

static int feed_of(const struct wd_kill *k, struct wd_arena *a, struct wd_str name, const struct wd_feed **ret)
{
    struct wd_feed *feed = WD_NEW(a, struct wd_feed);
    int err = name.n ? wd_store_feed(k->store, a, name, feed) : WD_E_NOTFOUND;
    *ret = err ? NULL : feed;
    return err == WD_E_NOTFOUND ? 0 : err;
}

static void purge(struct wd_arena *a, struct wd_redacted *redacted, uint32_t item)
{
    if (is_page(&redacted->document))
        redacted->document.text = wd_str_n("", 0);
    if (redacted->document.items.n == 0)
        wd_item_init(wd_list_push(a, &redacted->document.items));
    purge_item(&redacted->document.items.v[item]);
}

/* names: NULL for none beside its key. */
static int add_purged(struct wd_arena *a, struct wd_redacted *redacted, const struct wd_article_rows *rows, uint32_t item,
                      const struct wd_article *article, uint64_t key, const wd_keys *names)
{
    struct wd_purged *purged = wd_list_push(a, &redacted->purged);
    purged->item = item;
    purged->article = *article;
    purged->article.key = key; /* it may have come under another guid */
    if (names)
        purged->names = *names;
    int err = placed_of(a, rows, article->version, &purged->placed);
    wd_article_purge(&purged->article);
    purge(a, redacted, item);
    return err;
}

/* A page was read with what its host's pages had in common by then, which is not known here: the version that it made counts. */
static const struct wd_article *made_by_page(const struct wd_article_rows *rows, const struct wd_event *event, const struct wd_document *d)
{
    for (size_t i = 0; i < rows->versions.n && is_page(d); i++)
        if (rows->versions.v[i].seq == event->seq)
            return &rows->versions.v[i].article;
    return NULL;
}

/* A page that the article asked for carries what the feed said, whether it came or not. */
static bool was_asked_for(const struct wd_kill *k, const struct wd_event *event)
{
    return event->kind == WD_EVENT_PAGE && event->asked.n && event->asked.v[0].article == k->article;
}

/* One delivery: its items but the killed ones, which are purged. The first that is rewritten carries the decisions. */
static int redact_delivery(struct redaction *r, struct wd_arena *a, const struct wd_article_rows *rows, const struct wd_event *event)
{
    const struct wd_kill *k = r->k;
    const struct wd_feed *feed = NULL;
    struct wd_redacted redacted = {0};
    int err = feed_of(k, a, event->feed, &feed);
    if (err)
        return err;
    const struct wd_zone *zone = wd_feed_table_zone(k->feeds, feed);
    if (event->kind == WD_EVENT_REDACTED)
        err = wd_record_unpack(&wd_redacted_record, a, event->body, &redacted);
    else if (was_asked_for(k, event))
        redacted.document = (struct wd_document){.format = WD_STR("html")};
    else if (wd_prepare_document(a, event, zone, &redacted.document, NULL) != 0)
        return 0; /* what cannot be read holds no article */
    bool found = was_asked_for(k, event);
    if (err || (!found && !may_hold(r, a, event, &redacted.document)))
        return err;
    struct wd_prepared prepared = {0};
    err = wd_prepare(a, k->scratch, event, feed, zone, &prepared, NULL);
    size_t before = redacted.purged.n;
    const struct wd_article *made = made_by_page(rows, event, &redacted.document);
    if (made && !err)
        err = add_purged(a, &redacted, rows, 0, made, k->article, NULL);
    for (size_t i = 0; i < prepared.inputs.n && !made && !err; i++) {
        bool is_it = false;
        wd_keys names = {0};
        err = wd_resolve_again(k->store, a, &prepared, i, k->article, &names, &is_it);
        if (!err && is_it)
            err = add_purged(a, &redacted, rows, prepared.items.v[i], prepared.inputs.v[i].article, k->article, &names);
    }
    if (err || (!found && redacted.purged.n == before))
        return err;
    if (was_asked_for(k, event))
        purge(a, &redacted, 0);
    if (prepared.note.n)
        redacted.note = prepared.note;
    for (size_t i = 0; i < r->decided.n; i++)
        wd_list_add(a, &redacted.decided, r->decided.v[i]);
    struct wd_buf packed;
    wd_buf_init(&packed, WD_MAX_FILE_BYTES);
    wd_record_pack(&wd_redacted_record, &redacted, &packed);
    err = packed.err ? packed.err : wd_store_redact(k->store, event->seq, wd_buf_str(&packed));
    wd_buf_done(&packed);
    r->decided.n = 0;
    return err;
}

/* From the delivery that brought the kill, and from where its versions lay: a feed's guid need not be in the kill. */
static int learn_identity(struct redaction *r, const struct wd_article_rows *rows)
{
    const struct wd_kill *k = r->k;
    const struct wd_feed *feed = NULL;
    struct wd_event event = {0};
    struct wd_document document = {0};
    struct wd_prepared prepared = {0};
    int err = wd_store_event(k->store, r->a, k->event->seq - 1, &event);
    if (!err)
        err = feed_of(k, r->a, event.feed, &feed);
    const struct wd_zone *zone = wd_feed_table_zone(k->feeds, feed);
    if (!err)
        err = wd_prepare_document(r->a, &event, zone, &document, NULL);
    if (!err)
        err = wd_prepare(r->a, k->scratch, &event, feed, zone, &prepared, NULL);
    for (size_t i = 0; i < prepared.inputs.n && !err; i++) {
        const struct wd_article *article = prepared.inputs.v[i].article;
        bool is_it = false;
        wd_keys names = {0};
        err = wd_resolve_again(k->store, r->a, &prepared, i, k->article, &names, &is_it);
        if (err || !is_it)
            continue;
        struct identity found = {.link_key = article->url.n ? wd_url_key(r->a, article->url) : article->url};
        if (prepared.items.v[i] < document.items.n)
            found.id = document.items.v[prepared.items.v[i]].id;
        wd_list_add(r->a, &r->known, found);
    }
    for (size_t i = 0; i < rows->versions.n && !err; i++) {
        struct wd_str url = rows->versions.v[i].article.url;
        if (url.n)
            wd_list_add(r->a, &r->known, ((struct identity){.link_key = wd_url_key(r->a, url)}));
    }
    return err;
}

/* The first delivery that may hold the article: where its first version came from, or where it was held under embargo. */
static int first_delivery(struct redaction *r, const struct wd_article_rows *rows, int64_t *ret_seq)
{
    int64_t first = r->k->event->seq;
    for (size_t i = 0; i < rows->versions.n; i++)
        first = WD_MIN(first, rows->versions.v[i].seq);
    wd_helds helds = {0};
    int err = wd_store_held_due(r->k->store, r->a, INT64_MAX, &helds);
    for (size_t i = 0; i < helds.n && !err; i++)
        if (helds.v[i].article == r->k->article)
            first = WD_MIN(first, helds.v[i].seq);
    if (!err)
        *ret_seq = first;
    return err;
}

static int collect_decided(struct redaction *r, int64_t first_seq)
{
    int64_t from;
    int err = wd_kill_window(r->k->store, r->k->event->seq, &from);
    return err ? err : wd_store_each_version(r->k->store, WD_MIN(from, first_seq - 1), collect, r);
}

static int redact_all(struct wd_arena *a, const struct wd_kill *k, const struct wd_article_rows *rows)
{
    struct redaction r = {.a = a, .k = k};
    int64_t seq = k->event->seq;
    int err = learn_identity(&r, rows);
    if (!err)
        err = first_delivery(&r, rows, &seq);
    if (!err && rows->versions.n)
        err = collect_decided(&r, seq);
    struct wd_arena one;
    wd_arena_init(&one);
    for (; seq <= k->event->seq && !err; seq++) {
        struct wd_event event = {0};
        wd_arena_reset(&one);
        err = wd_store_event(k->store, &one, seq - 1, &event);
        bool delivery = event.kind == WD_EVENT_DELIVERY || event.kind == WD_EVENT_PAGE || event.kind == WD_EVENT_REDACTED;
        if (!err && delivery)
            err = redact_delivery(&r, &one, rows, &event);
    }
    wd_arena_done(&one);
    return err;
}

int wd_kill_article(struct wd_arena *a, const struct wd_kill *k, bool redact, uint64_t *ret_story)
{
    struct wd_article_rows rows = {0};
    int err = wd_store_article(k->store, a, k->article, &rows);
    if (err == WD_E_NOTFOUND)
        err = 0;
    if (!err && redact)
        err = redact_all(a, k, &rows);
    if (!err)
        err = wd_store_kill(k->store, k->article, k->event->instant_utc);
    if (!err)
        *ret_story = rows.story;
    return err;
}

int wd_kill_again(struct wd_arena *a, const struct wd_kill *k)
{
    struct redaction r = {.a = a, .k = k};
    struct wd_article_rows none = {0};
    struct wd_event event = {0};
    int err = learn_identity(&r, &none);
    if (!err)
        err = wd_store_event(k->store, a, k->event->seq - 1, &event);
    return err ? err : redact_delivery(&r, a, &none, &event);
}
