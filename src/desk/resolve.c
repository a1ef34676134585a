#include "desk/resolve.h"

#include "base/hash.h"

/* What rows beside "this hash is that article" say; the hash is mixed with these. */
enum mark { GUIDS_REPEAT = 'r', LINK_SHARED = 's', GUIDS_KEPT = 'n' };

static int marked(struct wd_store *store, uint64_t hash, enum mark mark, uint64_t *ret_value)
{
    return wd_store_identity(store, wd_hash_mix(hash, (uint64_t)mark), ret_value);
}

static int set_mark(struct wd_resolver *r, uint64_t hash, enum mark mark, uint64_t value)
{
    return wd_store_put_identity(r->store, wd_hash_mix(hash, (uint64_t)mark), value);
}

int wd_resolve_document(struct wd_resolver *r, const struct wd_prepared *prepared)
{
    uint64_t repeat = 0;
    int err = marked(r->store, prepared->feed, GUIDS_REPEAT, &repeat);
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
    int err = id->link ? marked(r->store, id->link, LINK_SHARED, &shared) : 0;
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
    int err = marked(r->store, article, GUIDS_KEPT, &kept);
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

/* ---- after the fact ---- */

/* What `named` finds, of an item that was resolved before: what is in the store, whether the engine has it still or not. */
static int noted(struct wd_store *store, uint64_t hash, uint64_t article, uint64_t *ret_article)
{
    int64_t arrived_utc;
    int err = hash && hash != article ? wd_store_arrived(store, hash, &arrived_utc) : 0;
    if (err == WD_E_NOTFOUND)
        return wd_store_identity(store, hash, ret_article);
    if (!err)
        *ret_article = hash;
    return err;
}

int wd_resolve_again(struct wd_store *store, struct wd_arena *a, const struct wd_prepared *prepared, size_t number, uint64_t article,
                     wd_keys *ret_names, bool *ret_is)
{
    const struct wd_identity *id = &prepared->identities.v[number];
    uint64_t repeat = 0, shared = 0, found = 0;
    *ret_is = id->guid == article;
    if (id->settled)
        return 0;
    int err = marked(store, prepared->feed, GUIDS_REPEAT, &repeat);
    if (!err && id->link)
        err = marked(store, id->link, LINK_SHARED, &shared);
    bool by_guid = id->guid && !repeat && !prepared->guids_repeat, by_link = id->link && !shared && !id->link_shared;
    const uint64_t hashes[] = {by_guid ? id->guid : 0, by_guid ? id->guid_in_feed : 0, by_link ? id->link : 0,
                               by_guid || by_link ? 0 : id->title, by_guid || by_link ? 0 : id->state};
    for (size_t i = 0; i < WD_COUNT(hashes) && !err; i++) {
        uint64_t of = 0;
        err = noted(store, hashes[i], article, &of);
        found = found ? found : of;
        if (!err && of == article && hashes[i] != article)
            wd_list_add(a, ret_names, hashes[i]);
    }
    *ret_is = !err && found == article;
    return err;
}
