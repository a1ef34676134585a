#include <arpa/inet.h>
#include <curl/curl.h>
#include <libpsl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/url.h"
#include "net/net.h"
#include "os/os.h"

enum { MAX_HOPS = 5, MAX_HEADER_BYTES = 64 << 10, CONNECT_S = 20, SLOW_BYTES_S = 50, SLOW_S = 30 };

struct domain {
    char *name;
    int64_t free_at_ms;
    bool busy;
};

struct transfer {
    struct transfer *next;
    struct wd_fetcher *fetcher;
    CURL *easy;
    struct curl_slist *headers;
    struct wd_arena arena;
    struct wd_request request;
    struct wd_str url; /* of this hop */
    struct wd_fetched got;
    struct wd_buf body;
    size_t header_bytes, domain;
    int hops;
    int64_t begun_ms;
    bool all_permanent, refused_address, challenge;
};

struct wd_fetcher {
    struct wd_fetcher_options o;
    struct wd_arena arena; /* lives as long as the fetcher */
    char *agent, *allow;
    CURLM *multi;
    struct transfer *first, *last; /* waiting */
    struct transfer *running;
    size_t waiting, active;
    struct domain *domains;
    size_t domain_n, domain_cap;
    struct wd_map domain_by_name;
};

int wd_fetcher_new(const struct wd_fetcher_options *o, struct wd_fetcher **ret, struct wd_where *ret_where)
{
    if (wd_str_trim(o->contact).n == 0)
        return wd_where_set(ret_where, WD_E_USAGE, "a contact (mail or URL) is wanted before anything is polled");
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return wd_where_set(ret_where, WD_E_NET, "libcurl cannot be started");
    struct wd_fetcher *f = wd_calloc(1, sizeof *f);
    f->o = *o;
    wd_arena_init(&f->arena);
    wd_map_init(&f->domain_by_name);
    f->agent = wd_arena_c(&f->arena, wd_arena_printf(&f->arena, "wiredesk/%.*s (+%.*s)", WD_STR_ARG(o->version), WD_STR_ARG(o->contact)));
    f->allow = o->allow ? wd_arena_c(&f->arena, wd_str_c(o->allow)) : NULL;
    f->multi = curl_multi_init();
    if (!f->multi)
        abort();
    curl_multi_setopt(f->multi, CURLMOPT_MAX_HOST_CONNECTIONS, 1L);
    curl_multi_setopt(f->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)o->max_connections);
    *ret = f;
    return 0;
}

static void free_transfer(struct transfer *t)
{
    if (t->easy) {
        curl_multi_remove_handle(t->fetcher->multi, t->easy);
        curl_easy_cleanup(t->easy);
    }
    curl_slist_free_all(t->headers);
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
    free_list(f->first);
    free_list(f->running);
    curl_multi_cleanup(f->multi);
    for (size_t i = 0; i < f->domain_n; i++)
        free(f->domains[i].name);
    free(f->domains);
    wd_map_done(&f->domain_by_name);
    wd_arena_done(&f->arena);
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

/* Registered domain of a host; the host itself for addresses and unknown suffixes. */
static size_t domain_of(struct wd_fetcher *f, struct wd_arena *a, struct wd_str url)
{
    char *host = wd_arena_c(a, wd_url_host_key(a, url));
    const char *registered = psl_registrable_domain(psl_builtin(), host);
    const char *name = registered ? registered : host;
    uint64_t *at = wd_map_at(&f->domain_by_name, wd_hash(wd_str_c(name)));
    if (*at)
        return (size_t)*at - 1;
    if (f->domain_n == f->domain_cap) {
        f->domain_cap = f->domain_cap ? f->domain_cap * 2 : 16;
        f->domains = wd_realloc(f->domains, f->domain_cap * sizeof *f->domains);
    }
    size_t n = strlen(name);
    struct domain d = {.name = wd_malloc(n + 1)};
    memcpy(d.name, name, n + 1);
    f->domains[f->domain_n++] = d;
    *at = f->domain_n;
    return f->domain_n - 1;
}

static void enqueue(struct wd_fetcher *f, struct transfer *t)
{
    t->next = NULL;
    if (f->last)
        f->last->next = t;
    else
        f->first = t;
    f->last = t;
    f->waiting++;
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
    t->domain = domain_of(f, &t->arena, t->url);
    wd_buf_init(&t->body, r->max_bytes ? r->max_bytes : WD_MAX_DELIVERY_BYTES);
    enqueue(f, t);
}

static bool listed(const char *allow, const char *name)
{
    struct wd_str rest = wd_str_c(allow), piece;
    while (allow && wd_str_cut(&rest, ',', &piece)) {
        piece = wd_str_trim(piece);
        if (piece.n > 2 && piece.p[0] == '[' && piece.p[piece.n - 1] == ']')
            piece = wd_str_n(piece.p + 1, piece.n - 2);
        if (wd_str_eqc_nocase(piece, name))
            return true;
    }
    return false;
}

/* The address that is really connected to is judged, on every hop: a name that resolves anew cannot slip past. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct transfer *t = context;
    char text[INET6_ADDRSTRLEN] = "";
    const struct sockaddr *sa = &address->addr;
    if (sa->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)sa)->sin_addr, text, sizeof text);
    else if (sa->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr, text, sizeof text);
    const char *host = wd_arena_c(&t->arena, wd_url_split(t->url).host);
    bool allowed = wd_address_public(sa) || listed(t->fetcher->allow, text) || listed(t->fetcher->allow, host);
    if (purpose != CURLSOCKTYPE_IPCXN || !allowed) {
        t->refused_address = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t take_body(char *p, size_t size, size_t n, void *context)
{
    struct transfer *t = context;
    wd_buf_put(&t->body, p, size * n);
    return t->body.err ? 0 : size * n;
}

static int64_t seconds_or_date(struct wd_arena *a, struct wd_str value)
{
    int64_t seconds;
    if (wd_str_to_i64(value, &seconds))
        return seconds < 0 ? 0 : seconds;
    time_t at = curl_getdate(wd_arena_c(a, value), NULL);
    return at == (time_t)-1 ? -1 : WD_MAX((int64_t)at - wd_now_utc(), (int64_t)0);
}

static int64_t max_age(struct wd_str cache_control)
{
    size_t at = wd_str_find_nocase(cache_control, "max-age=", 0);
    int64_t seconds = -1;
    if (at != SIZE_MAX) {
        struct wd_str rest = wd_str_from(cache_control, at + 8);
        size_t n = 0;
        while (n < rest.n && wd_is_digit(rest.p[n]))
            n++;
        if (!wd_str_to_i64(wd_str_n(rest.p, n), &seconds))
            seconds = -1;
    }
    return seconds;
}

static size_t take_header(char *p, size_t size, size_t n, void *context)
{
    struct transfer *t = context;
    struct wd_str line = wd_str_n(p, size * n), value = line, name;
    t->header_bytes += line.n;
    if (t->header_bytes > MAX_HEADER_BYTES)
        return 0;
    if (wd_str_starts_nocase(line, "HTTP/")) {
        /* a new response: an interim one, or after a redirect of the server's own */
        t->got = (struct wd_fetched){.retry_after_s = -1, .max_age_s = -1};
        wd_buf_reset(&t->body);
        return line.n;
    }
    if (!wd_str_cut(&value, ':', &name) || !value.p)
        return line.n;
    value = wd_str_trim(value);
    const struct {
        const char *name;
        struct wd_str *to;
    } kept[] = {
        {"etag", &t->got.etag},
        {"last-modified", &t->got.last_modified},
        {"content-type", &t->got.content_type},
        {"content-location", &t->got.content_location},
        {"content-language", &t->got.content_language},
    };
    for (size_t i = 0; i < WD_COUNT(kept); i++)
        if (wd_str_eqc_nocase(name, kept[i].name))
            *kept[i].to = wd_arena_str(&t->arena, value);
    if (wd_str_eqc_nocase(name, "link"))
        t->got.link = t->got.link.n ? wd_arena_printf(&t->arena, "%.*s, %.*s", WD_STR_ARG(t->got.link), WD_STR_ARG(value))
                                    : wd_arena_str(&t->arena, value);
    if (wd_str_eqc_nocase(name, "retry-after"))
        t->got.retry_after_s = seconds_or_date(&t->arena, value);
    if (wd_str_eqc_nocase(name, "cache-control"))
        t->got.max_age_s = max_age(value);
    if (wd_str_eqc_nocase(name, "cf-mitigated") || wd_str_eqc_nocase(name, "www-authenticate"))
        t->challenge = true;
    return line.n;
}

static void add_header(struct transfer *t, const char *name, struct wd_str value)
{
    if (value.n == 0)
        return;
    struct curl_slist *longer = curl_slist_append(t->headers, wd_arena_printf(&t->arena, "%s: %.*s", name, WD_STR_ARG(value)).p);
    if (!longer)
        abort();
    t->headers = longer;
}

static void add_headers(struct transfer *t)
{
    const struct wd_request *r = &t->request;
    if (!r->tag)
        add_header(t, "Accept",
                   WD_STR("application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"));
    add_header(t, "If-None-Match", r->etag);
    add_header(t, "If-Modified-Since", r->last_modified);
    add_header(t, "Content-Type", r->post_type);
    for (size_t i = 0; i < r->header_n; i++)
        add_header(t, wd_arena_c(&t->arena, r->headers[i].name), r->headers[i].value);
}

static void set_post(struct transfer *t)
{
    curl_easy_setopt(t->easy, CURLOPT_POST, 1L);
    curl_easy_setopt(t->easy, CURLOPT_POSTFIELDS, t->request.post.p);
    curl_easy_setopt(t->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)t->request.post.n);
}

static void begin(struct wd_fetcher *f, struct transfer *t)
{
    t->easy = curl_easy_init();
    if (!t->easy)
        abort();
    if (!t->headers)
        add_headers(t);
    curl_easy_setopt(t->easy, CURLOPT_URL, wd_arena_c(&t->arena, t->url));
    curl_easy_setopt(t->easy, CURLOPT_PRIVATE, t);
    curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
    curl_easy_setopt(t->easy, CURLOPT_USERAGENT, f->agent);
    curl_easy_setopt(t->easy, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(t->easy, CURLOPT_PROXY, "");
    curl_easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(t->easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
    curl_easy_setopt(t->easy, CURLOPT_TIMEOUT, (long)f->o.timeout_s);
    curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES_S);
    curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_TIME, (long)SLOW_S);
    curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(t->easy, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETDATA, t);
    if (t->request.post_type.n)
        set_post(t);
    t->header_bytes = 0;
    t->refused_address = false;
    t->got = (struct wd_fetched){.retry_after_s = -1, .max_age_s = -1};
    wd_buf_reset(&t->body);
    f->domains[t->domain].busy = true;
    f->active++;
    t->next = f->running;
    f->running = t;
    curl_multi_add_handle(f->multi, t->easy);
}

/* Starts what may start now; gives the time until the next one may (-1: none waits for time). */
static int64_t begin_waiting(struct wd_fetcher *f)
{
    int64_t now_ms = wd_monotonic_ms(), soonest = -1;
    struct transfer **link = &f->first;
    f->last = NULL;
    while (*link) {
        struct transfer *t = *link;
        struct domain *d = &f->domains[t->domain];
        if (!d->busy && d->free_at_ms <= now_ms && f->active < f->o.max_connections) {
            *link = t->next;
            f->waiting--;
            begin(f, t);
            continue;
        }
        if (!d->busy && d->free_at_ms > now_ms && (soonest < 0 || d->free_at_ms - now_ms < soonest))
            soonest = d->free_at_ms - now_ms;
        f->last = t;
        link = &t->next;
    }
    return soonest;
}

static bool is_redirect(const struct transfer *t, long status)
{
    bool same_method = status == 307 || status == 308;
    bool any = same_method || status == 301 || status == 302 || status == 303;
    return !t->request.stay && (t->request.post_type.n ? same_method : any);
}

static void describe(struct transfer *t, CURLcode code)
{
    struct wd_fetched *g = &t->got;
    if (t->body.err || code == CURLE_FILESIZE_EXCEEDED) {
        g->err = WD_E_TOOBIG;
        g->message = t->request.max_bytes ? WD_STR("the answer is too large") : WD_STR("the answer is larger than 32 MB");
    } else if (t->header_bytes > MAX_HEADER_BYTES) {
        g->err = WD_E_TOOBIG;
        g->message = WD_STR("the answer's headers are larger than 64 kB");
    } else if (t->refused_address) {
        g->err = WD_E_DENIED;
        g->message = WD_STR("the host has a private address; allow it by name to poll it");
    } else if (code == CURLE_OPERATION_TIMEDOUT) {
        g->err = WD_E_TIMEOUT;
        g->message = WD_STR("the server did not answer in time");
    } else if (code != CURLE_OK) {
        g->err = WD_E_NET;
        g->message = wd_str_c(curl_easy_strerror(code));
    } else if (g->status == 403 && t->challenge) {
        g->message = WD_STR("403: the server asks for a sign-in or a challenge");
    } else if (g->status >= 400) {
        g->message = wd_arena_printf(&t->arena, "the server answered %d", g->status);
    }
}

/* True when the transfer goes on to another address. */
static bool follow(struct wd_fetcher *f, struct transfer *t, long status)
{
    char *target = NULL;
    if (!is_redirect(t, status) || curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_URL, &target) != CURLE_OK || !target)
        return false;
    t->url = wd_arena_str(&t->arena, wd_str_c(target));
    t->all_permanent = t->all_permanent && (status == 301 || status == 308);
    if (++t->hops > MAX_HOPS || !wd_url_web(t->url))
        return false;
    curl_multi_remove_handle(f->multi, t->easy);
    curl_easy_cleanup(t->easy);
    t->easy = NULL;
    t->domain = domain_of(f, &t->arena, t->url);
    enqueue(f, t);
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

static void finish(struct wd_fetcher *f, struct transfer *t, CURLcode code, void (*done)(void *context, const struct wd_fetched *got),
                   void *context)
{
    long status = 0;
    curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    struct domain *d = &f->domains[t->domain];
    d->busy = false;
    d->free_at_ms = wd_monotonic_ms() + f->o.host_pause_ms;
    no_longer_running(f, t);
    if (code == CURLE_OK && follow(f, t, status))
        return;
    t->got.status = (int)status;
    describe(t, code);
    if (!t->got.err && is_redirect(t, status)) {
        t->got.err = WD_E_NET;
        t->got.message = WD_STR("too many redirects, or one to no web address");
    }
    t->got.feed = t->request.feed;
    t->got.tag = t->request.tag;
    t->got.url = t->request.url;
    t->got.final_url = t->url;
    t->got.moved_permanently = t->hops > 0 && t->all_permanent;
    t->got.body = wd_buf_str(&t->body);
    done(context, &t->got);
    free_transfer(t);
}

int wd_fetcher_step(struct wd_fetcher *f, int64_t timeout_ms, void (*done)(void *context, const struct wd_fetched *got), void *context)
{
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
            finish(f, t, m->data.result, done, context);
    }
    return 0;
}
