#include "desk/wanting.h"

static int find(struct wd_store *store, struct wd_arena *a, uint64_t article, struct wd_want *ret, bool *ret_there)
{
    int err = wd_store_want(store, a, article, ret);
    *ret_there = err == 0;
    return err == WD_E_NOTFOUND ? 0 : err;
}

/* Pages of a feed that added nothing to its texts are left alone, but for one now and then: it may have changed. */
static int is_useless(struct wd_store *store, const struct wd_want *want, bool *ret_useless)
{
    uint64_t n = 0;
    *ret_useless = false;
    int err = want->asked.learns ? wd_store_useless(store, want->feed, &n) : 0;
    if (err || n < WD_USELESS_PAGES)
        return err;
    *ret_useless = (n + 1) % WD_USELESS_EVERY != 0;
    return wd_store_put_useless(store, want->feed, n + 1);
}

static int open_want(struct wd_store *store, const struct wd_article *article, const struct wd_want *want, const struct wd_want *before)
{
    struct wd_want opened = *want;
    if (before && before->times >= WD_WANT_TIMES)
        return 0;
    opened.times = before ? before->times + 1 : 1;
    opened.asked.article = article->key;
    opened.state = WD_WANT_OPEN;
    if (before && before->has_text) {
        opened.has_text = true;
        if (wd_str_eq(before->url, opened.url)) {
            opened.etag = before->etag;
            opened.last_modified = before->last_modified;
        }
    }
    return wd_store_put_want(store, &opened);
}

int wd_wanting_stands(struct wd_store *store, struct wd_arena *a, const struct wd_article *article, const struct wd_want *want,
                      bool *ret_stands)
{
    struct wd_want before;
    bool there, asks = want && want->url.n;
    *ret_stands = false;
    if ((!asks && !article->summary_only) || article->from_page || article->is_wire || article->signal != WD_SIGNAL_NONE)
        return 0;
    int err = find(store, a, article->key, &before, &there);
    if (err || !there || !before.has_text)
        return err;
    *ret_stands = true;
    return asks && before.asked.version != article->version ? open_want(store, article, want, &before) : 0;
}

int wd_wanting_open(struct wd_store *store, struct wd_arena *a, const struct wd_article *article, const struct wd_want *want)
{
    struct wd_want before;
    bool there, useless;
    if (!want || !want->url.n)
        return 0;
    int err = is_useless(store, want, &useless);
    if (!err && !useless)
        err = find(store, a, article->key, &before, &there);
    return err || useless ? err : open_want(store, article, want, there ? &before : NULL);
}

static int learn(struct wd_store *store, const struct wd_event *event, bool added)
{
    uint64_t n = 0;
    if (!event->asked.v[0].learns)
        return 0;
    int err = wd_store_useless(store, event->feed, &n);
    uint64_t now = added ? 0 : n + 1;
    return err || now == n ? err : wd_store_put_useless(store, event->feed, now);
}

int wd_wanting_close(struct wd_store *store, struct wd_arena *a, const struct wd_event *event, struct wd_str no_text)
{
    struct wd_want want;
    bool there, page = !wd_str_eqc(event->content_type, WD_NO_PAGE_TYPE) && !wd_str_eqc(event->content_type, WD_SAME_PAGE_TYPE);
    int err = find(store, a, event->asked.v[0].article, &want, &there);
    if (!err && page)
        err = learn(store, event, no_text.n == 0);
    if (err || !there)
        return err;
    bool newest = want.asked.version == event->asked.v[0].version;
    want.has_text |= page && !no_text.n;
    if (page && !no_text.n) {
        want.etag = event->etag;
        want.last_modified = event->last_modified;
    }
    if (newest) {
        want.state = no_text.n ? WD_WANT_REFUSED : WD_WANT_MET;
        want.reason = no_text;
    }
    return newest ? wd_store_put_want(store, &want) : wd_store_keep_want(store, &want);
}
