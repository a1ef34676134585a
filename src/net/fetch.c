#include <arpa/inet.h>
#include <curl/curl.h>
#include <libpsl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/heap.h"
#include "base/limits.h"
#include "base/url.h"
#include "net/coding.h"
#include "net/net.h"
#include "net/reply.h"
#include "os/os.h"

enum { MAX_HOPS = 5, MAX_HEADER_BYTES = 64 << 10, CONNECT_S = 20, SLOW_BYTES_S = 50, SLOW_S = 30 };

struct transfer {
    struct transfer *next;
    struct wd_fetcher *fetcher;
    CURL *easy; /* while it is under way */
    struct curl_slist *headers, *resolve;
    struct wd_arena arena;
    struct wd_request request;
    struct wd_str url; /* of this hop */
    struct wd_fetched got;
    struct wd_reply reply;
    struct wd_ending ending;
    struct wd_buf body;
    struct wd_decoder *decoder;
    size_t header_bytes, domain;
    bool all_permanent, in_body;
    char detail[CURL_ERROR_SIZE], refused_address[INET6_ADDRSTRLEN];
};

/* One that is asked one at a time, with a pause between. */
struct domain {
    char *name;
    struct transfer *first, *last; /* waiting */
    int64_t free_at_ms;
    bool busy;
};

struct wd_fetcher {
    struct wd_fetcher_options o;
    char *agent, *allow;
    struct wd_arena resolve_arena;
    struct wd_map resolve; /* hash of "host:port" -> entry, as libcurl wants it */
    CURLM *multi;
    struct transfer *running;
    size_t waiting, active;
    struct domain *domains;
    size_t domain_n, domain_cap;
    struct wd_map domain_by_name;
    struct wd_heap ready; /* domains with something to ask, by when they are free again */
    CURL **idle;          /* handles to be used again */
    size_t idle_n;
    struct curl_slist *plain_headers;
    void (*done)(void *context, const struct wd_fetched *got);
    void *context;
};

static char *copy_c(struct wd_str s)
{
    char *c = wd_malloc(s.n + 1);
    memcpy(c, s.p ? s.p : "", s.n);
    c[s.n] = 0;
    return c;
}

static struct curl_slist *append(struct curl_slist *list, const char *line)
{
    struct curl_slist *longer = curl_slist_append(list, line);
    if (!longer)
        abort();
    return longer;
}

#define ACCEPT "Accept: application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
#define ACCEPT_CODINGS "Accept-Encoding: " WD_CODINGS_ACCEPTED

int wd_fetcher_new(const struct wd_fetcher_options *o, struct wd_fetcher **ret, struct wd_where *ret_where)
{
    if (wd_str_trim(o->contact).n == 0)
        return wd_where_set(ret_where, WD_E_USAGE, "a contact (mail or URL) is wanted before anything is polled");
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return wd_where_set(ret_where, WD_E_NET, "libcurl cannot be started");
    struct wd_fetcher *f = wd_calloc(1, sizeof *f);
    struct wd_arena a;
    wd_arena_init(&a);
    f->o = *o;
    wd_map_init(&f->domain_by_name);
    wd_heap_init(&f->ready);
    f->agent = copy_c(wd_arena_printf(&a, "wiredesk/%.*s (+%.*s)", WD_STR_ARG(o->version), WD_STR_ARG(o->contact)));
    f->allow = copy_c(wd_str_c(o->allow));
    wd_arena_init(&f->resolve_arena);
    wd_map_init(&f->resolve);
    wd_fetcher_resolve(f, o->resolve);
    f->idle = wd_calloc(o->max_connections, sizeof(CURL *));
    f->plain_headers = append(append(NULL, ACCEPT), ACCEPT_CODINGS);
    f->multi = curl_multi_init();
    if (!f->multi)
        abort();
    curl_multi_setopt(f->multi, CURLMOPT_MAX_HOST_CONNECTIONS, 1L);
    curl_multi_setopt(f->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)o->max_connections);
    curl_multi_setopt(f->multi, CURLMOPT_MAXCONNECTS, (long)o->max_connections);
    wd_arena_done(&a);
    *ret = f;
    return 0;
}

/* What belongs to one hop. */
static void end_hop(struct transfer *t)
{
    struct wd_fetcher *f = t->fetcher;
    if (t->easy) {
        curl_multi_remove_handle(f->multi, t->easy);
        f->idle[f->idle_n++] = t->easy;
        t->easy = NULL;
    }
    if (t->headers != f->plain_headers)
        curl_slist_free_all(t->headers);
    curl_slist_free_all(t->resolve);
    wd_decoder_free(t->decoder);
    t->headers = t->resolve = NULL;
    t->decoder = NULL;
}

static void free_transfer(struct transfer *t)
{
    end_hop(t);
    wd_buf_done(&t->body);
    wd_arena_done(&t->arena);
    free(t);
}

static void free_list(struct transfer *t)
{
    while (t) {
        struct transfer *next = t->next;
        free_transfer(t);
        t = next;
    }
}

void wd_fetcher_free(struct wd_fetcher *f)
{
    if (!f)
        return;
    free_list(f->running);
    for (size_t i = 0; i < f->domain_n; i++) {
        free_list(f->domains[i].first);
        free(f->domains[i].name);
    }
    for (size_t i = 0; i < f->idle_n; i++)
        curl_easy_cleanup(f->idle[i]);
    curl_multi_cleanup(f->multi);
    curl_slist_free_all(f->plain_headers);
    free((void *)f->idle);
    free(f->domains);
    wd_map_done(&f->domain_by_name);
    wd_heap_done(&f->ready);
    free(f->agent);
    free(f->allow);
    wd_map_done(&f->resolve);
    wd_arena_done(&f->resolve_arena);
    free(f);
}

size_t wd_fetcher_under_way(const struct wd_fetcher *f)
{
    return f->waiting + f->active;
}

void wd_fetcher_wake(struct wd_fetcher *f)
{
    curl_multi_wakeup(f->multi);
}

static uint64_t endpoint_key(struct wd_arena *a, struct wd_str host, struct wd_str port)
{
    struct wd_str text = wd_arena_printf(a, "%.*s:%.*s", WD_STR_ARG(host), WD_STR_ARG(port));
    char *lower = wd_arena_c(a, text);
    for (size_t i = 0; i < text.n; i++)
        lower[i] = wd_lower(lower[i]);
    return wd_hash(wd_str_n(lower, text.n));
}

void wd_fetcher_resolve(struct wd_fetcher *f, const char *resolve)
{
    struct wd_str rest = wd_str_c(resolve), entry;
    wd_map_done(&f->resolve);
    wd_arena_reset(&f->resolve_arena);
    while (wd_str_cut(&rest, ',', &entry)) {
        struct wd_str line = wd_arena_str(&f->resolve_arena, wd_str_trim(entry)), tail = line, host, port;
        if (wd_str_cut(&tail, ':', &host) && wd_str_cut(&tail, ':', &port))
            *wd_map_at(&f->resolve, endpoint_key(&f->resolve_arena, host, port)) = (uint64_t)(uintptr_t)line.p;
    }
}

struct wd_str wd_registered_domain(struct wd_arena *a, struct wd_str url)
{
    char *host = wd_arena_c(a, wd_url_host_key(a, url));
    unsigned char bytes[sizeof(struct in6_addr)];
    bool address = host[0] == '[' || inet_pton(AF_INET, host, bytes) == 1;
    const char *registered = address ? NULL : psl_registrable_domain(psl_builtin(), host);
    return wd_str_c(registered ? registered : host);
}

static size_t domain_of(struct wd_fetcher *f, struct wd_arena *a, struct wd_str url)
{
    struct wd_str name = wd_registered_domain(a, url);
    uint64_t *at = wd_map_at(&f->domain_by_name, wd_hash(name));
    if (*at)
        return (size_t)*at - 1;
    if (f->domain_n == f->domain_cap) {
        f->domain_cap = f->domain_cap ? f->domain_cap * 2 : 16;
        f->domains = wd_realloc(f->domains, f->domain_cap * sizeof *f->domains);
    }
    f->domains[f->domain_n++] = (struct domain){.name = copy_c(name)};
    *at = f->domain_n;
    return f->domain_n - 1;
}

/* first: before what waits already. */
static void enqueue(struct wd_fetcher *f, struct transfer *t, bool first)
{
    struct domain *d = &f->domains[t->domain];
    bool was_empty = d->first == NULL;
    t->next = first ? d->first : NULL;
    if (first || was_empty)
        d->first = t;
    else
        d->last->next = t;
    if (!t->next)
        d->last = t;
    f->waiting++;
    if (was_empty && !d->busy)
        wd_heap_push(&f->ready, d->free_at_ms, t->domain);
}

static void copy_texts(struct transfer *t)
{
    struct wd_request *r = &t->request;
    struct wd_str *texts[] = {&r->feed, &r->url, &r->etag, &r->last_modified, &r->post_type, &r->post};
    for (size_t i = 0; i < WD_COUNT(texts); i++)
        *texts[i] = wd_arena_str(&t->arena, *texts[i]);
    struct wd_header *headers = wd_arena_array(&t->arena, r->header_n, sizeof *headers);
    for (size_t i = 0; i < r->header_n; i++)
        headers[i] = (struct wd_header){wd_arena_str(&t->arena, r->headers[i].name), wd_arena_str(&t->arena, r->headers[i].value)};
    r->headers = headers;
}

void wd_fetcher_ask(struct wd_fetcher *f, const struct wd_request *r)
{
    struct transfer *t = wd_calloc(1, sizeof *t);
    t->fetcher = f;
    wd_arena_init(&t->arena);
    t->request = *r;
    copy_texts(t);
    t->url = t->request.url;
    t->all_permanent = true;
    wd_buf_init(&t->body, r->max_bytes ? r->max_bytes : WD_MAX_DELIVERY_BYTES);
    t->domain = domain_of(f, &t->arena, t->url);
    enqueue(f, t, false);
}

/* The address that is really connected to is judged, on every hop: a name that resolves anew cannot slip past. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct transfer *t = context;
    const struct sockaddr *sa = &address->addr;
    const char *kind = wd_address_kind(sa);
    struct wd_str host = wd_url_split(t->url).host;
    if (purpose != CURLSOCKTYPE_IPCXN || (kind && !wd_address_listed(t->fetcher->allow, host, sa))) {
        const void *bytes = sa->sa_family == AF_INET ? (const void *)&((const struct sockaddr_in *)(const void *)sa)->sin_addr
                                                     : (const void *)&((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr;
        bool ip = sa->sa_family == AF_INET || sa->sa_family == AF_INET6;
        if (!ip || !inet_ntop(sa->sa_family, bytes, t->refused_address, sizeof t->refused_address))
            t->refused_address[0] = 0;
        t->ending.refused_kind = kind ? kind : "local";
        t->ending.refused_address = t->refused_address;
        return CURL_SOCKET_BAD;
    }
    /* another of the host's addresses may do */
    t->ending.refused_kind = NULL;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t take_body(char *p, size_t size, size_t n, void *context)
{
    struct transfer *t = context;
    int err = 0;
    t->in_body = true;
    if (!t->decoder)
        err = wd_decoder_new(t->reply.content_encoding, &t->body, &t->decoder);
    if (!err)
        err = wd_decoder_put(t->decoder, wd_str_n(p, size * n));
    t->ending.body_too_big = err == WD_E_TOOBIG;
    t->ending.unknown_coding = err == WD_E_FORMAT;
    t->ending.damaged = err == WD_E_CORRUPT;
    return err ? 0 : size * n;
}

static void reset_answer(struct transfer *t)
{
    t->got = (struct wd_fetched){.retry_after_s = -1, .fresh_s = -1, .conditional = t->got.conditional};
    wd_reply_reset(&t->reply);
    wd_buf_reset(&t->body);
}

static size_t take_header(char *p, size_t size, size_t n, void *context)
{
    struct transfer *t = context;
    struct wd_str line = wd_str_n(p, size * n);
    t->header_bytes += line.n;
    t->ending.headers_too_big = t->header_bytes > MAX_HEADER_BYTES;
    if (t->ending.headers_too_big)
        return 0;
    if (t->in_body) /* trailers say nothing that counts */
        return line.n;
    if (wd_str_starts_nocase(line, "HTTP/"))
        reset_answer(t); /* the one before was an interim one */
    else
        wd_reply_header(&t->arena, line, &t->reply, &t->got);
    return line.n;
}

/* What is the same for every request is set once. */
static CURL *new_handle(struct wd_fetcher *f)
{
    CURL *e = curl_easy_init();
    if (!e)
        abort();
    curl_easy_setopt(e, CURLOPT_USERAGENT, f->agent);
    curl_easy_setopt(e, CURLOPT_HTTP_CONTENT_DECODING, 0L); /* coding.h notices what is cut off */
    curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(e, CURLOPT_PROXY, "");
    curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
    curl_easy_setopt(e, CURLOPT_TIMEOUT, (long)f->o.timeout_s);
    curl_easy_setopt(e, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES_S);
    curl_easy_setopt(e, CURLOPT_LOW_SPEED_TIME, (long)SLOW_S);
    curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    return e;
}

static void add_header(struct transfer *t, const char *name, struct wd_str value)
{
    if (value.n)
        t->headers = append(t->headers, wd_arena_printf(&t->arena, "%s: %.*s", name, WD_STR_ARG(value)).p);
}

static void set_headers(struct transfer *t)
{
    const struct wd_request *r = &t->request;
    t->got.conditional = r->etag.n || r->last_modified.n;
    if (!t->got.conditional && !r->post_type.n && !r->header_n && !r->tag) {
        t->headers = t->fetcher->plain_headers;
        return;
    }
    t->headers = append(NULL, ACCEPT_CODINGS);
    if (!r->tag)
        t->headers = append(t->headers, ACCEPT);
    add_header(t, "If-None-Match", r->etag);
    add_header(t, "If-Modified-Since", r->last_modified);
    add_header(t, "Content-Type", r->post_type);
    for (size_t i = 0; i < r->header_n; i++)
        add_header(t, wd_arena_c(&t->arena, r->headers[i].name), r->headers[i].value);
}

static void set_method(struct transfer *t)
{
    if (!t->request.post_type.n) {
        curl_easy_setopt(t->easy, CURLOPT_HTTPGET, 1L);
        return;
    }
    curl_easy_setopt(t->easy, CURLOPT_POST, 1L);
    curl_easy_setopt(t->easy, CURLOPT_POSTFIELDS, t->request.post.p);
    curl_easy_setopt(t->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)t->request.post.n);
}

/* The entry of `resolve` for this hop's host and port. */
static void set_resolve(struct transfer *t)
{
    if (t->fetcher->resolve.n == 0)
        return;
    struct wd_url url = wd_url_split(t->url);
    struct wd_str port = url.port.n ? url.port : wd_str_eqc_nocase(url.scheme, "https") ? WD_STR("443") : WD_STR("80");
    const uint64_t *at = wd_map_find(&t->fetcher->resolve, endpoint_key(&t->arena, url.host, port));
    if (at)
        t->resolve = append(NULL, (const char *)(uintptr_t)*at);
}

static void begin(struct wd_fetcher *f, struct transfer *t)
{
    struct domain *d = &f->domains[t->domain];
    CURL *e = f->idle_n ? f->idle[--f->idle_n] : new_handle(f);
    t->easy = e;
    t->header_bytes = 0;
    t->in_body = false;
    t->ending = (struct wd_ending){.hops = t->ending.hops};
    t->detail[0] = 0;
    set_headers(t);
    set_resolve(t);
    reset_answer(t);
    curl_easy_setopt(e, CURLOPT_URL, wd_arena_c(&t->arena, t->url));
    curl_easy_setopt(e, CURLOPT_PRIVATE, t);
    curl_easy_setopt(e, CURLOPT_HTTPHEADER, t->headers);
    curl_easy_setopt(e, CURLOPT_RESOLVE, t->resolve);
    curl_easy_setopt(e, CURLOPT_ERRORBUFFER, t->detail);
    curl_easy_setopt(e, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(e, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, t);
    /* a connection is kept for the next one of its host that waits, and for no one else: a domain has one at a time */
    bool kept = d->first && wd_str_eq_nocase(wd_url_split(d->first->url).authority, wd_url_split(t->url).authority);
    curl_easy_setopt(e, CURLOPT_FORBID_REUSE, kept ? 0L : 1L);
    curl_easy_setopt(e, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)t->body.max_bytes);
    set_method(t);
    d->busy = true;
    f->active++;
    t->next = f->running;
    f->running = t;
    curl_multi_add_handle(f->multi, e);
}

/* Starts what may start now; gives the time until the next one may (-1: none waits for time). */
static int64_t begin_waiting(struct wd_fetcher *f)
{
    int64_t now_ms = wd_monotonic_ms();
    while (f->ready.n && f->active < f->o.max_connections) {
        struct domain *d = &f->domains[f->ready.v[0].value];
        if (f->ready.v[0].at > now_ms)
            return f->ready.v[0].at - now_ms;
        (void)wd_heap_pop(&f->ready);
        struct transfer *t = d->first;
        if (d->busy || !t)
            continue;
        if (d->free_at_ms > now_ms) {
            wd_heap_push(&f->ready, d->free_at_ms, t->domain);
            continue;
        }
        d->first = t->next;
        f->waiting--;
        begin(f, t);
    }
    return -1;
}

static bool is_redirect(const struct transfer *t, long status)
{
    bool same_method = status == 307 || status == 308;
    bool any = same_method || status == 301 || status == 302 || status == 303;
    return !t->request.stay && (t->request.post_type.n ? same_method : any);
}

static void release(struct wd_fetcher *f, struct transfer *t)
{
    struct domain *d = &f->domains[t->domain];
    d->busy = false;
    d->free_at_ms = wd_monotonic_ms() + f->o.host_pause_ms;
    if (d->first)
        wd_heap_push(&f->ready, d->free_at_ms, t->domain);
}

/* True when the transfer goes on to another address. A hop within its domain is part of the same visit. */
static bool follow(struct wd_fetcher *f, struct transfer *t, long status)
{
    char *target = NULL;
    if (!is_redirect(t, status) || curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_URL, &target) != CURLE_OK || !target)
        return false;
    struct wd_str url = wd_arena_str(&t->arena, wd_str_c(target));
    t->ending.no_web_address = !wd_url_web(url);
    t->ending.too_many_hops = ++t->ending.hops > MAX_HOPS;
    if (t->ending.no_web_address || t->ending.too_many_hops)
        return false;
    t->all_permanent = t->all_permanent && (status == 301 || status == 308);
    t->url = url;
    end_hop(t);
    size_t domain = domain_of(f, &t->arena, url);
    if (domain == t->domain) {
        begin(f, t);
        return true;
    }
    release(f, t);
    t->domain = domain;
    enqueue(f, t, true);
    return true;
}

static void no_longer_running(struct wd_fetcher *f, struct transfer *t)
{
    struct transfer **link = &f->running;
    while (*link != t)
        link = &(*link)->next;
    *link = t->next;
    f->active--;
}

static void give(struct wd_fetcher *f, struct transfer *t)
{
    t->got.feed = t->request.feed;
    t->got.url = t->request.url;
    t->got.tag = t->request.tag;
    t->got.final_url = t->url;
    f->done(f->context, &t->got);
}

/* A host that wants to be left alone is: what waits for it is given back without having been asked. */
static void give_back(struct wd_fetcher *f, const struct transfer *busy)
{
    struct domain *d = &f->domains[busy->domain];
    struct transfer *waiting = d->first, *back = NULL, **link = &back;
    struct wd_str host = wd_url_split(busy->url).host;
    d->first = d->last = NULL;
    while (waiting) {
        struct transfer *t = waiting;
        waiting = t->next;
        f->waiting--;
        if (!wd_str_eq_nocase(wd_url_split(t->url).host, host)) {
            enqueue(f, t, false);
            continue;
        }
        *link = t;
        link = &t->next;
        t->next = NULL;
    }
    for (struct transfer *t = back; t; t = t->next) {
        t->got = (struct wd_fetched){.err = WD_E_BUSY,
                                     .trouble = WD_TROUBLE_BUSY,
                                     .message = WD_STR("its host asked to be left alone"),
                                     .retry_after_s = busy->got.retry_after_s,
                                     .fresh_s = -1};
        give(f, t);
    }
    free_list(back);
}

static void finish(struct wd_fetcher *f, struct transfer *t, CURLcode code)
{
    long status = 0;
    curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    no_longer_running(f, t);
    if (code == CURLE_OK && follow(f, t, status))
        return;
    if (code == CURLE_OK && t->decoder && wd_decoder_end(t->decoder) != 0) {
        t->ending.damaged = !t->body.err;
        t->ending.body_too_big = t->body.err == WD_E_TOOBIG;
    }
    char *target = NULL;
    if (code == CURLE_OK && t->request.stay && curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_URL, &target) == CURLE_OK && target)
        t->got.location = wd_arena_str(&t->arena, wd_str_c(target));
    t->ending.code = (int)code;
    t->ending.small_cap = t->request.max_bytes > 0;
    t->ending.detail = t->detail;
    curl_easy_getinfo(t->easy, CURLINFO_OS_ERRNO, &t->ending.os_error);
    t->got.status = (int)status;
    t->got.final_url = t->url;
    t->got.moved_permanently = t->ending.hops > 0 && t->all_permanent;
    wd_reply_close(&t->arena, &t->reply, wd_now_utc(), &t->got);
    wd_reply_judge(&t->arena, &t->reply, &t->ending, &t->got);
    t->got.body = wd_buf_str(&t->body);
    end_hop(t);
    release(f, t);
    if (t->got.trouble == WD_TROUBLE_BUSY && t->got.retry_after_s > 0)
        give_back(f, t);
    give(f, t);
    free_transfer(t);
}

int wd_fetcher_step(struct wd_fetcher *f, int64_t timeout_ms, void (*done)(void *context, const struct wd_fetched *got), void *context)
{
    f->done = done;
    f->context = context;
    int64_t soonest_ms = begin_waiting(f);
    int running = 0, left = 0;
    if (curl_multi_perform(f->multi, &running) != CURLM_OK)
        return WD_E_NET;
    int64_t wait_ms = soonest_ms >= 0 ? WD_MIN(soonest_ms, timeout_ms) : timeout_ms;
    if (curl_multi_poll(f->multi, NULL, 0, (int)wait_ms, NULL) != CURLM_OK || curl_multi_perform(f->multi, &running) != CURLM_OK)
        return WD_E_NET;
    for (CURLMsg *m; (m = curl_multi_info_read(f->multi, &left));) {
        struct transfer *t = NULL;
        if (m->msg == CURLMSG_DONE && curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&t) == CURLE_OK && t)
            finish(f, t, m->data.result);
    }
    return 0;
}
