#include "desk/pages.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/url.h"
#include "desk/page_queue.h"
#include "desk/page_reply.h"
#include "net/robots.h"

enum {
    LOOK_MS = 1000,
    LOOK_ROWS = 256,
    ROBOTS_FRESH_S = 24 * 3600,
    ROBOTS_RETRY_MS = 10 * 60 * 1000,
    ROBOTS_BODY_BYTES = 4 << 20,
    FETCHES_ORIGINS = 4096 /* whose robots.txt is kept */
};
#define PAGE_TAG (UINT64_C(1) << 63)
#define ROBOTS_TAG (UINT64_C(1) << 62)

/* Whom a page is for: mostly one article. */
struct asker {
    uint64_t article;
    int64_t number; /* of its want */
};
struct page {
    char *url, *feed; /* url: of the next hop */
    uint64_t key;     /* of the address that was wanted */
    struct asker *askers;
    size_t asker_n;
    uint32_t tries, hops;
    bool whole; /* without validators: not everybody has the page that they stand for */
};

enum robots_state { ROBOTS_UNKNOWN, ROBOTS_KNOWN, ROBOTS_OUT_OF_REACH };
struct origin {
    enum robots_state state;
    int64_t until_ms;
    uint32_t failures; /* one after the other */
    struct wd_arena arena;
    struct wd_robots robots;
    struct wd_str trouble; /* OUT_OF_REACH */
};

struct wd_pages {
    struct wd_pages_options o;
    struct wd_page_queue queue;
    struct page *pages; /* by number */
    size_t page_cap;
    struct wd_map by_key; /* key of the address -> number + 1 */
    struct wd_map origins;
    size_t origin_n;
    int64_t last_number, look_at_ms;
};

struct wd_pages *wd_pages_new(const struct wd_pages_options *o)
{
    struct wd_pages *p = wd_calloc(1, sizeof *p);
    p->o = *o;
    wd_page_queue_init(&p->queue, WD_PAGES_UNDER_WAY);
    wd_map_init(&p->by_key);
    wd_map_init(&p->origins);
    return p;
}

static void free_page(struct page *x)
{
    free(x->url);
    free(x->feed);
    free(x->askers);
    *x = (struct page){0};
}

static void forget_origins(struct wd_pages *p)
{
    for (size_t i = 0; i < p->origins.cap; i++) {
        struct origin *x = (struct origin *)(uintptr_t)p->origins.slots[i].value;
        if (x)
            wd_arena_done(&x->arena);
        free(x);
    }
    wd_map_done(&p->origins);
    wd_map_init(&p->origins);
    p->origin_n = 0;
}

void wd_pages_free(struct wd_pages *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < p->queue.page_n; i++)
        free_page(&p->pages[i]);
    forget_origins(p);
    free(p->pages);
    wd_page_queue_done(&p->queue);
    wd_map_done(&p->by_key);
    free(p);
}

/* ---- what is wanted ---- */

static char *copy_c(struct wd_str s)
{
    char *c = wd_malloc(s.n + 1);
    memcpy(c, s.p ? s.p : "", s.n);
    c[s.n] = 0;
    return c;
}

static uint64_t domain_key(struct wd_arena *a, struct wd_str url)
{
    return wd_hash(wd_registered_domain(a, url));
}

static void add_asker(struct page *x, const struct wd_want *want)
{
    for (size_t i = 0; i < x->asker_n; i++)
        if (x->askers[i].article == want->asked.article) {
            x->askers[i].number = want->number;
            return;
        }
    x->askers = wd_realloc(x->askers, (x->asker_n + 1) * sizeof *x->askers);
    x->askers[x->asker_n++] = (struct asker){want->asked.article, want->number};
    x->whole |= x->asker_n > 1;
}

static void add(struct wd_pages *p, struct wd_arena *a, const struct wd_want *want, int64_t now_ms)
{
    uint64_t key = wd_hash(wd_url_key(a, want->url)), *at = wd_map_at(&p->by_key, key);
    if (*at) {
        add_asker(&p->pages[*at - 1], want);
        return;
    }
    size_t number = wd_page_queue_add(&p->queue, domain_key(a, want->url), now_ms);
    if (number >= p->page_cap) {
        p->page_cap = p->page_cap ? p->page_cap * 2 : 64;
        p->pages = wd_realloc(p->pages, p->page_cap * sizeof *p->pages);
    }
    struct page *x = &p->pages[number];
    *x = (struct page){.url = copy_c(want->url), .feed = copy_c(want->feed), .key = key};
    add_asker(x, want);
    *at = number + 1;
}

static int look(struct wd_pages *p, int64_t now_utc, int64_t now_ms)
{
    struct wd_arena a;
    wd_wants wants = {0};
    if (now_ms < p->look_at_ms || p->queue.in_queue >= WD_PAGES_QUEUED)
        return 0;
    wd_arena_init(&a);
    int err = wd_store_open_wants(p->o.reader, &a, p->last_number, now_utc - (int64_t)WD_PAGES_DAYS * 86400, LOOK_ROWS, &wants);
    for (size_t i = 0; i < wants.n && !err; i++) {
        add(p, &a, &wants.v[i], now_ms);
        p->last_number = wants.v[i].number;
    }
    if (wants.n < LOOK_ROWS)
        p->look_at_ms = now_ms + LOOK_MS;
    wd_arena_done(&a);
    return err;
}

static void end(struct wd_pages *p, size_t number, int64_t free_at_ms)
{
    (void)wd_map_remove(&p->by_key, p->pages[number].key);
    free_page(&p->pages[number]);
    wd_page_queue_end(&p->queue, number, free_at_ms);
}

/* ---- events ---- */

/* One event for each article that still wants the page, with what its feed said of it. */
static int deliver(struct wd_pages *p, size_t number, const struct wd_event *like, const struct wd_str *robots)
{
    const struct page *x = &p->pages[number];
    struct wd_arena a;
    int err = 0;
    wd_arena_init(&a);
    for (size_t i = 0; i < x->asker_n && !err; i++) {
        struct wd_want want;
        err = wd_store_want(p->o.reader, &a, x->askers[i].article, &want);
        bool wanted = !err && want.state == WD_WANT_OPEN && want.number == x->askers[i].number;
        err = err == WD_E_NOTFOUND ? 0 : err;
        if (!wanted)
            continue;
        struct wd_event event = *like;
        event.kind = WD_EVENT_PAGE;
        event.feed = want.feed;
        event.source = want.url;
        if (robots)
            want.asked.robots = *robots;
        event.asked = (wd_askeds){&want.asked, 1, 1};
        wd_poll_batch_deliver(p->o.batch, &event);
    }
    wd_arena_done(&a);
    return err;
}

static int refuse(struct wd_pages *p, size_t number, struct wd_str reason, int64_t now_utc)
{
    struct wd_event event = {.instant_utc = now_utc,
                             .url = wd_str_c(p->pages[number].url),
                             .content_type = WD_STR(WD_NO_PAGE_TYPE),
                             .body = reason.n ? reason : WD_STR("the server gave no usable answer")};
    return deliver(p, number, &event, NULL);
}

/* ---- robots.txt ---- */

static struct wd_str origin_of(struct wd_arena *a, struct wd_str url)
{
    struct wd_url u = wd_url_split(url);
    struct wd_str text = wd_arena_printf(a, "%.*s://%.*s", WD_STR_ARG(u.scheme), WD_STR_ARG(u.host));
    return u.port.n ? wd_arena_printf(a, "%.*s:%.*s", WD_STR_ARG(text), WD_STR_ARG(u.port)) : text;
}

static struct origin *find_origin(struct wd_pages *p, struct wd_arena *a, struct wd_str url)
{
    struct wd_str name = origin_of(a, url);
    char *lower = wd_arena_c(a, name);
    for (size_t i = 0; i < name.n; i++)
        lower[i] = wd_lower(lower[i]);
    if (p->origin_n >= FETCHES_ORIGINS)
        forget_origins(p);
    uint64_t *at = wd_map_at(&p->origins, wd_hash(wd_str_n(lower, name.n)));
    if (!*at) {
        struct origin *x = wd_calloc(1, sizeof *x);
        wd_arena_init(&x->arena);
        *at = (uintptr_t)x;
        p->origin_n++;
    }
    return (struct origin *)(uintptr_t)*at;
}

/* Where it cannot be had for now, nothing may be asked for; asked again as often as a page would be, its pages are not to be had. */
static void learn_robots(struct origin *x, const struct wd_fetched *got, bool no_network, int64_t now_ms)
{
    enum wd_robots_answer answer = wd_robots_answer_of(got);
    bool asked = got->status || got->err != WD_E_BUSY, not_now = answer == WD_ROBOTS_NOT_NOW;
    int64_t retry_ms = got->retry_after_s > 0 ? WD_MIN(got->retry_after_s, (int64_t)ROBOTS_FRESH_S) * 1000 : ROBOTS_RETRY_MS;
    wd_arena_reset(&x->arena);
    x->robots = (struct wd_robots){0};
    x->state = not_now ? ROBOTS_OUT_OF_REACH : ROBOTS_KNOWN;
    bool never = not_now && got->trouble == WD_TROUBLE_REFUSED; /* a private address */
    x->failures = never ? WD_PAGE_TRIES : not_now ? x->failures + (asked && !no_network) : 0;
    x->until_ms = now_ms + (not_now ? retry_ms : (int64_t)ROBOTS_FRESH_S * 1000);
    if (answer == WD_ROBOTS_RULES_CAME)
        wd_robots_read(&x->arena, wd_arena_str(&x->arena, got->body), WD_ROBOTS_AGENT, &x->robots);
    else if (answer == WD_ROBOTS_NOT_NOW)
        x->trouble = wd_arena_printf(&x->arena, "its robots.txt cannot be read: %.*s", WD_STR_ARG(got->message));
}

/* ---- asking ---- */

static int64_t pause_ms(const struct wd_pages *p, const struct origin *x)
{
    return x && x->state == ROBOTS_KNOWN ? WD_MAX(p->o.host_pause_ms, x->robots.delay_ms) : p->o.host_pause_ms;
}

/* The subscription may be another by now. */
static int still_wanted(struct wd_pages *p, struct wd_arena *a, const struct page *x, struct wd_want *ret_first, bool *ret_wanted)
{
    struct wd_feed feed;
    *ret_wanted = false;
    int err = wd_store_feed(p->o.reader, a, wd_str_c(x->feed), &feed);
    if (err || feed.full_text == WD_FULL_NEVER)
        return err == WD_E_NOTFOUND ? 0 : err;
    for (size_t i = 0; i < x->asker_n && !*ret_wanted; i++) {
        err = wd_store_want(p->o.reader, a, x->askers[i].article, ret_first);
        *ret_wanted = !err && ret_first->state == WD_WANT_OPEN && ret_first->number == x->askers[i].number;
        if (err && err != WD_E_NOTFOUND)
            return err;
    }
    return 0;
}

static void ask_page(struct wd_fetcher *f, const struct page *x, size_t number, const struct wd_want *want)
{
    static const struct wd_header accept = {WD_STR_INIT("Accept"), WD_STR_INIT("text/html, application/xhtml+xml;q=0.9, */*;q=0.1")};
    struct wd_request r = {.feed = wd_str_c(x->feed),
                           .url = wd_str_c(x->url),
                           .headers = &accept,
                           .header_n = 1,
                           .tag = PAGE_TAG | number,
                           .max_bytes = WD_MAX_ARTICLE_PAGE_BYTES,
                           .stay = true};
    if (!x->whole && want->has_text) {
        r.etag = want->etag;
        r.last_modified = want->last_modified;
    }
    wd_fetcher_ask(f, &r);
}

static void ask_robots(struct wd_fetcher *f, struct wd_arena *a, const struct page *x, size_t number)
{
    struct wd_str origin = origin_of(a, wd_str_c(x->url));
    wd_fetcher_ask(f, &(struct wd_request){.feed = wd_str_c(x->feed),
                                           .url = wd_arena_printf(a, "%.*s/robots.txt", WD_STR_ARG(origin)),
                                           .tag = PAGE_TAG | ROBOTS_TAG | number,
                                           .max_bytes = ROBOTS_BODY_BYTES});
}

/* The page whose turn it is: asked for, after its origin's robots.txt; or put off; or refused. */
static int ask(struct wd_pages *p, struct wd_fetcher *f, struct wd_arena *a, size_t number, int64_t now_utc, int64_t now_ms)
{
    struct page *x = &p->pages[number];
    struct wd_str url = wd_str_c(x->url);
    struct origin *origin = find_origin(p, a, url);
    struct wd_want want;
    bool wanted;
    int64_t held_utc = p->o.held_until_utc(p->o.context, url);
    bool refuses = origin->state == ROBOTS_OUT_OF_REACH && origin->failures >= WD_PAGE_TRIES && now_ms < origin->until_ms;
    if (held_utc != WD_NO_TIME && held_utc > now_utc && !refuses) {
        int64_t until_ms = now_ms + (held_utc - now_utc) * 1000;
        wd_page_queue_again(&p->queue, number, domain_key(a, url), until_ms, now_ms);
        return 0;
    }
    int err = still_wanted(p, a, x, &want, &wanted);
    if (err || !wanted) {
        end(p, number, now_ms);
        return err;
    }
    if (origin->state == ROBOTS_UNKNOWN || now_ms >= origin->until_ms) {
        ask_robots(f, a, x, number);
        return 0;
    }
    if (origin->state == ROBOTS_OUT_OF_REACH && origin->failures < WD_PAGE_TRIES) {
        wd_page_queue_again(&p->queue, number, domain_key(a, url), origin->until_ms, now_ms);
        return 0;
    }
    if (origin->state == ROBOTS_OUT_OF_REACH || !wd_robots_allows(&origin->robots, url)) {
        err = refuse(p, number, origin->state == ROBOTS_KNOWN ? WD_STR("its robots.txt forbids it") : origin->trouble, now_utc);
        end(p, number, now_ms);
        return err;
    }
    ask_page(f, x, number, &want);
    return 0;
}

int wd_pages_step(struct wd_pages *p, struct wd_fetcher *f, int64_t now_utc, int64_t now_ms, int64_t *ret_wait_ms)
{
    struct wd_arena a;
    int err = look(p, now_utc, now_ms);
    wd_arena_init(&a);
    for (size_t number; !err && (number = wd_page_queue_take(&p->queue, now_ms, ret_wait_ms)) != SIZE_MAX;) {
        err = ask(p, f, &a, number, now_utc, now_ms);
        wd_arena_reset(&a);
    }
    wd_arena_done(&a);
    return err;
}

/* ---- answers ---- */

bool wd_pages_own(uint64_t tag)
{
    return (tag & PAGE_TAG) != 0;
}

static int take_page(struct wd_pages *p, size_t number, const struct wd_fetched *got, bool same, int64_t now_utc)
{
    struct wd_event event = {.instant_utc = now_utc,
                             .url = got->final_url,
                             .content_type = same ? WD_STR(WD_SAME_PAGE_TYPE) : got->content_type,
                             .content_location = got->content_location,
                             .content_language = got->content_language,
                             .etag = got->etag,
                             .last_modified = got->last_modified,
                             .body = same ? WD_STR("") : got->body};
    return deliver(p, number, &event, &got->robots);
}

static int page_came(struct wd_pages *p, struct wd_arena *a, size_t number, const struct wd_fetched *got, bool no_network, int64_t now_utc,
                     int64_t now_ms)
{
    struct page *x = &p->pages[number];
    struct wd_str url = wd_str_c(x->url);
    struct wd_page_reply reply = wd_page_reply_of(a, got, x->tries, x->hops, no_network);
    int64_t free_ms = now_ms + WD_MAX(pause_ms(p, find_origin(p, a, url)), reply.hold_ms);
    int err = 0;
    switch (reply.outcome) {
    case WD_PAGE_FOLLOW: {
        struct wd_str target = wd_arena_str(a, got->location);
        x->hops++;
        free(x->url);
        x->url = copy_c(target);
        wd_page_queue_again(&p->queue, number, domain_key(a, target), now_ms, free_ms);
        return 0;
    }
    case WD_PAGE_LATER:
        x->tries += reply.counts;
        wd_page_queue_again(&p->queue, number, domain_key(a, url), now_ms + reply.in_ms, free_ms);
        return 0;
    case WD_PAGE_NEVER: err = refuse(p, number, reply.reason, now_utc); break;
    case WD_PAGE_SAME:
        if (x->whole) { /* another asker came meanwhile */
            wd_page_queue_again(&p->queue, number, domain_key(a, url), now_ms, free_ms);
            return 0;
        }
        err = take_page(p, number, got, true, now_utc);
        break;
    case WD_PAGE_TAKE: err = take_page(p, number, got, false, now_utc); break;
    }
    end(p, number, free_ms);
    return err;
}

int wd_pages_done(struct wd_pages *p, struct wd_fetcher *f, const struct wd_fetched *got, bool no_network, int64_t now_utc, int64_t now_ms)
{
    size_t number = (size_t)(got->tag & UINT32_MAX);
    struct wd_arena a;
    int err = 0;
    wd_arena_init(&a);
    if (got->tag & ROBOTS_TAG) {
        struct wd_str url = wd_str_c(p->pages[number].url);
        learn_robots(find_origin(p, &a, url), got, no_network, now_ms);
        err = ask(p, f, &a, number, now_utc, now_ms);
    } else {
        err = page_came(p, &a, number, got, no_network, now_utc, now_ms);
    }
    wd_arena_done(&a);
    return err;
}
