#include "desk/identity.h"

#include "base/url.h"

bool wd_from_agency(const struct wd_document *d)
{
    return d->wire && !wd_str_eqc(d->format, "text") && !wd_str_eqc(d->format, "email");
}

/* ---- sites ---- */

/* The part of a host that names who runs it, near enough: its last two labels, or three after a short one ("co.uk"). */
static struct wd_str site_of(struct wd_str host)
{
    host = wd_url_desktop_host(host);
    if (!host.n || host.p[0] == '[' || wd_is_digit(host.p[host.n - 1]))
        return host;
    size_t labels = 0, end = host.n;
    for (size_t i = host.n; i > 0; i--) {
        if (host.p[i - 1] != '.')
            continue;
        bool is_short = ++labels == 2 && end - i <= 3;
        if (labels >= 2 && !is_short)
            return wd_str_from(host, i);
        end = i - 1;
    }
    return host;
}

static bool same_site(struct wd_str url, struct wd_str other)
{
    struct wd_str one = site_of(wd_url_split(url).host), two = site_of(wd_url_split(other).host);
    return one.n > 0 && wd_str_eq_nocase(one, two);
}

/* ---- a document ---- */

/* An address that many entries have because it is none of theirs: the front page, or the feed's own. */
static struct wd_str address_of(struct wd_arena *a, const struct wd_item_context *c, struct wd_str home, struct wd_str link)
{
    struct wd_str none = {"", 0};
    if (!wd_url_web(link))
        return none;
    struct wd_url u = wd_url_split(link);
    struct wd_str key = wd_url_key(a, link);
    if (wd_str_eqc(c->document->format, "html"))
        return key;
    bool front = (u.path.n == 0 || wd_str_eqc(u.path, "/")) && u.query.n == 0;
    bool own = c->event->url.n && wd_str_eq(key, wd_url_key(a, c->event->url));
    return front || own || (home.n && wd_str_eq(key, home)) ? none : key;
}

struct seen {
    struct wd_str link;
    const struct wd_item *item;
};

/* Two entries with one guid or one address: the same one twice, or two? Where the addresses say nothing, the titles do; beside a title that
 * was put right the old one may still stand, with guid, address and date of both. */
static bool differ(const struct seen *x, const struct seen *y)
{
    if (x->link.n && y->link.n && !wd_str_eq(x->link, y->link))
        return true;
    const struct wd_item *i = x->item, *k = y->item;
    bool same_guid = i->id.n && wd_str_eq(i->id, k->id);
    bool same_date = i->published_utc != WD_NO_TIME && i->published_utc == k->published_utc;
    if (!wd_str_eq(i->title.value, k->title.value))
        return !x->link.n || !y->link.n || !same_guid || !same_date;
    bool same_text = wd_str_eq(i->summary.value, k->summary.value) && i->content.n == k->content.n &&
                     (i->content.n == 0 || wd_str_eq(i->content.v[0].value, k->content.v[0].value));
    return i->id.n && k->id.n && !same_guid && !same_text;
}

/* Entries that have something in common, against the first that had it. */
struct common {
    struct wd_map at; /* hash -> number of the first + 1 */
    size_t *first;    /* by item, number of the first + 1; 0: it has none */
    bool *shared;
};

static void common_init(struct wd_arena *a, struct common *x, size_t items)
{
    wd_map_init(&x->at);
    x->first = wd_arena_array(a, items + 1, sizeof *x->first);
    x->shared = wd_arena_array(a, items + 1, sizeof *x->shared);
}

static void common_add(struct common *x, const struct seen *seen, size_t item, struct wd_str value)
{
    uint64_t *at = value.n ? wd_map_at(&x->at, wd_hash(value)) : NULL;
    if (!at)
        return;
    if (!*at)
        *at = item + 1;
    size_t first = (size_t)*at - 1;
    x->first[item] = first + 1;
    x->shared[first] = x->shared[first] || (first != item && differ(&seen[first], &seen[item]));
}

/* What holds for the first holds for all of them; true where there is any. */
static bool common_done(struct common *x, size_t items)
{
    bool any = false;
    for (size_t i = 0; i < items; i++) {
        x->shared[i] = x->first[i] && x->shared[x->first[i] - 1];
        any = any || x->shared[i];
    }
    wd_map_done(&x->at);
    return any;
}

void wd_identity_of_document(struct wd_arena *a, const struct wd_item_context *c, struct wd_document_identity *ret)
{
    const wd_items *items = &c->document->items;
    size_t n = items->n > 1 && !wd_from_agency(c->document) ? items->n : 0; /* one entry has nothing in common with another */
    struct wd_document_identity doc = {.home = wd_str_n("", 0)};
    if (wd_url_web(c->document->feed.link))
        doc.home = wd_url_key(a, c->document->feed.link);
    struct seen *seen = wd_arena_array(a, n + 1, sizeof *seen);
    struct common guids, links;
    common_init(a, &guids, items->n);
    common_init(a, &links, items->n);
    for (size_t i = 0; i < n; i++) {
        const struct wd_item *item = &items->v[i];
        seen[i] = (struct seen){address_of(a, c, doc.home, item->link), item};
        common_add(&guids, seen, i, item->id);
        common_add(&links, seen, i, seen[i].link);
    }
    doc.guids_repeat = common_done(&guids, n);
    (void)common_done(&links, n);
    doc.guid_repeats = guids.shared;
    doc.link_shared = links.shared;
    *ret = doc;
}

/* ---- an item ---- */

/* Who carries the entry: the site that it lies on; or, where a feed collects from other sites, the feed's own outlet. */
enum carrier { UNKNOWN, SITE, COLLECTOR };
static enum carrier carrier_of(const struct wd_item_context *c, struct wd_str link)
{
    struct wd_str of_feed = c->feed ? c->feed->url : wd_str_n("", 0);
    if (!link.n || (!c->event->url.n && !of_feed.n && !c->document->feed.link.n))
        return UNKNOWN;
    return same_site(link, c->event->url) || same_site(link, of_feed) || same_site(link, c->document->feed.link) ? SITE : COLLECTOR;
}

static uint64_t scope_of(struct wd_arena *a, const struct wd_article *article)
{
    struct wd_str host = wd_url_desktop_host(wd_url_host_key(a, article->url));
    return wd_hash_seed(host.n ? host : article->feed, 'g');
}

/* The guid as it is, or without what an address in it may change. */
static struct wd_str guid_key(struct wd_arena *a, struct wd_str guid)
{
    if (!wd_url_web(guid))
        return guid;
    struct wd_url u = wd_url_split(guid);
    struct wd_str key = wd_url_key(a, guid);
    return u.fragment.n ? wd_arena_printf(a, "%.*s#%.*s", WD_STR_ARG(key), WD_STR_ARG(u.fragment)) : key;
}

/* Says more than a number that each of several sites may count up. */
static bool is_telling(struct wd_str guid)
{
    return guid.n >= 20 || wd_str_find_byte(guid, ':', 0) != SIZE_MAX;
}

static uint64_t by_title(struct wd_arena *a, const struct wd_article *article)
{
    char iso[24];
    wd_time_iso(article->created_utc, iso);
    struct wd_str parts = wd_arena_printf(a, "%.*s\n%.*s\n%s", WD_STR_ARG(article->outlet), WD_STR_ARG(article->title), iso);
    return wd_hash_seed(parts, wd_hash_seed(article->feed, 't'));
}

/* A licensed wire's guid belongs to the world: what an open feed sends under it is an article of its own. */
static uint64_t settled_key(struct wd_arena *a, const struct wd_item_context *c, const struct wd_item *item,
                            const struct wd_article *article)
{
    /* some guids name one version; uri is what all versions have in common */
    struct wd_str wire = item->uri.n ? item->uri : item->id;
    if (wire.n && wd_from_agency(c->document))
        return wd_hash_seed(wire, article->licensed ? 'w' : wd_hash_seed(article->feed, 'u'));
    if (item->id.n && !item->id_is_link)
        return wd_hash_seed(item->id, scope_of(a, article));
    return article->url.n ? wd_hash_seed(wd_url_key(a, article->url), 'l') : by_title(a, article);
}

void wd_identity_of_item(struct wd_arena *a, const struct wd_item_context *c, const struct wd_document_identity *d, size_t number,
                         const struct wd_article *article, struct wd_identity *ret)
{
    const struct wd_item *item = &c->document->items.v[number];
    struct wd_identity id = {.settled = wd_from_agency(c->document) || article->archived};
    if (id.settled) {
        id.guid = settled_key(a, c, item, article);
        *ret = id;
        return;
    }
    struct wd_str address = address_of(a, c, d->home, article->url);
    enum carrier carrier = carrier_of(c, article->url);
    struct wd_str collector = (c->feed && c->feed->label.n) || !article->feed.n ? article->outlet : article->feed;
    uint64_t within = carrier == COLLECTOR ? wd_hash_seed(collector, 'o') : 'l';
    if (address.n)
        id.link = wd_hash_seed(address, within);
    id.link_shared = d->link_shared[number];
    /* a guid that is the address itself says more only where the address says nothing */
    bool guid = item->id.n && !d->guid_repeats[number] &&
                (!item->id_is_link || ((!id.link || id.link_shared) && address_of(a, c, d->home, item->id).n));
    if (guid) {
        uint64_t scope = scope_of(a, article);
        id.guid = wd_hash_seed(item->id, carrier == COLLECTOR ? wd_hash_mix(scope, within) : scope);
        if (article->feed.n && (carrier == SITE || is_telling(item->id)))
            id.guid_in_feed = wd_hash_seed(guid_key(a, item->id), wd_hash_seed(article->feed, 'f'));
    }
    id.title = by_title(a, article);
    id.state = wd_hash_mix(article->version, wd_hash_seed(article->feed, 's'));
    *ret = id;
}
