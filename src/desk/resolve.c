#include "desk/resolve.h"

#include "base/hash.h"

/* What rows beside "this hash is that article" say; the hash is mixed with these. */
enum mark { GUIDS_REPEAT = 'r', LINK_SHARED = 's', GUIDS_KEPT = 'n' };

static int marked(struct wd_resolver *r, uint64_t hash, enum mark mark, uint64_t *ret_value)
{
    return wd_store_identity(r->store, wd_hash_mix(hash, (uint64_t)mark), ret_value);
}

static int set_mark(struct wd_resolver *r, uint64_t hash, enum mark mark, uint64_t value)
{
    return wd_store_put_identity(r->store, wd_hash_mix(hash, (uint64_t)mark), value);
}

int wd_resolve_document(struct wd_resolver *r, const struct wd_prepared *prepared)
{
    uint64_t repeat = 0;
    int err = marked(r, prepared->feed, GUIDS_REPEAT, &repeat);
    if (!err && !repeat && prepared->guids_repeat)
        err = set_mark(r, prepared->feed, GUIDS_REPEAT, 1);
    if (!err)
        r->by_guid = !repeat && !prepared->guids_repeat;
    return err;
}

/* The article that goes by this hash: as its key, or as one of its other names. */
static int named(struct wd_resolver *r, uint64_t hash, uint64_t *ret_article)
{
    if (!hash || wd_engine_story(r->engine, hash)) {
        *ret_article = hash;
        return 0;
    }
    return wd_store_identity(r->store, hash, ret_article);
}

static int put_name(struct wd_resolver *r, uint64_t hash, uint64_t article)
{
    return hash && hash != article ? wd_store_put_identity(r->store, hash, article) : 0;
}

/* An address that different entries had in common is no identity, then and later. */
static int is_shared(struct wd_resolver *r, const struct wd_identity *id, bool *ret_shared)
{
    uint64_t shared = 0;
    int err = id->link ? marked(r, id->link, LINK_SHARED, &shared) : 0;
    if (!err && id->link && id->link_shared && !shared)
        err = set_mark(r, id->link, LINK_SHARED, 1);
    if (!err)
        *ret_shared = shared || id->link_shared;
    return err;
}

/* Whether the entry may be the article of its address, though its guid is another. */
static int is_near(struct wd_resolver *r, const struct wd_article *article, uint64_t of, bool *ret_near)
{
    if (wd_engine_has(r->engine, of, article->version)) {
        *ret_near = true;
        return 0;
    }
    int64_t first_utc;
    int err = wd_store_arrived(r->store, of, &first_utc);
    if (err && err != WD_E_NOTFOUND)
        return err;
    *ret_near = err || article->arrived_utc - first_utc <= WD_IDENTITY_DAYS * INT64_C(86400);
    return 0;
}

/* The article came under another guid, and will be known by it. */
static int keep_guid(struct wd_resolver *r, const struct wd_identity *id, uint64_t article)
{
    uint64_t kept = 0;
    int err = marked(r, article, GUIDS_KEPT, &kept);
    if (err || kept >= WD_IDENTITY_GUIDS)
        return err;
    err = set_mark(r, article, GUIDS_KEPT, kept + 1);
    if (!err)
        err = put_name(r, id->guid, article);
    return err ? err : put_name(r, id->guid_in_feed, article);
}

/* shared: what goes by another guid's name was taken for that article by mistake. */
static int by_guid(struct wd_resolver *r, const struct wd_identity *id, bool shared, uint64_t *ret_article)
{
    uint64_t found = 0;
    int err = named(r, id->guid, &found);
    if (!err && !found && id->guid_in_feed)
        err = named(r, id->guid_in_feed, &found);
    if (!err && (found == id->guid || !shared))
        *ret_article = found;
    return err;
}

static int by_link(struct wd_resolver *r, const struct wd_identity *id, const struct wd_article *article, bool has_guid, bool shared,
                   uint64_t *ret_article)
{
    uint64_t found = 0;
    int err = named(r, id->link, &found);
    if (err || !found)
        return err;
    bool is_it = true;
    if (shared)
        is_it = wd_engine_has(r->engine, found, article->version);
    else if (has_guid)
        err = is_near(r, article, found, &is_it);
    if (!err && is_it && has_guid)
        err = keep_guid(r, id, found);
    if (!err && is_it)
        *ret_article = found;
    return err;
}

static int by_title(struct wd_resolver *r, const struct wd_identity *id, uint64_t *ret_article)
{
    uint64_t found = 0;
    int err = named(r, id->title, &found);
    if (!err && !found)
        err = named(r, id->state, &found);
    if (!err && !found) {
        found = id->title;
        err = put_name(r, id->state, found);
    }
    if (!err)
        *ret_article = found;
    return err;
}

/* An article that is new. */
static int found_one(struct wd_resolver *r, const struct wd_identity *id, uint64_t guid, bool shared, uint64_t *ret_article)
{
    uint64_t link = shared ? 0 : id->link, key = guid ? guid : link;
    if (!key)
        return by_title(r, id, ret_article);
    int err = put_name(r, link, key);
    if (!err && guid)
        err = put_name(r, id->guid_in_feed, key);
    if (!err)
        *ret_article = key;
    return err;
}

int wd_resolve(struct wd_resolver *r, const struct wd_identity *id, const struct wd_article *article, uint64_t *ret_key)
{
    uint64_t guid = r->by_guid ? id->guid : 0, found = 0;
    bool shared = false;
    int err = 0;
    if (id->settled || (guid && wd_engine_story(r->engine, guid))) {
        *ret_key = id->guid;
        return 0;
    }
    err = is_shared(r, id, &shared);
    if (!err && guid)
        err = by_guid(r, id, shared, &found);
    if (!err && !found)
        err = by_link(r, id, article, guid != 0, shared, &found);
    if (!err && !found)
        err = found_one(r, id, guid, shared, &found);
    if (!err)
        *ret_key = found;
    return err;
}
