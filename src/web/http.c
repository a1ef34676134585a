#include "web/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/limits.h"
#include "os/os.h"
#include "web/address.h"

enum {
    IDLE_S = 75,           /* a kept connection between requests */
    HEADERS_MS = 15000,    /* from the request line to the end of the headers */
    WAITING_MS = 90000,    /* from the connection, or the last answer, to the end of the headers, however slowly bytes come */
    ANSWERING_MS = 120000, /* a reader that takes a page by drops */
    CONNECTIONS = 1000,
    MAX_TARGET_BYTES = 4096,
    MAX_BODIES_BYTES = 256 << 20, /* of all requests together */
    BACKLOG = 512
};

enum phase { WAITING, HEADERS, ANSWERING };

/* One open connection, for the watchdog: the library's time-out counts idleness only, and drops of bytes are no idleness. */
struct connection {
    struct connection *next, *before;
    int fd;
    enum phase phase;
    int64_t since_ms;
};

struct wd_http {
    struct wd_http_options o;
    struct wd_arena arena;
    struct wd_str host;
    bool loopback;
    uint16_t port;
    int fd;
    struct MHD_Daemon *daemon;
    pthread_key_t state;
    pthread_t watchdog;
    bool watching, stopping;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct connection *connections;
    _Atomic size_t bodies_bytes;
};

struct request {
    char *target;
    bool seen, post, too_big;
    struct wd_buf body;
};

static void set_phase(struct wd_http *h, struct MHD_Connection *c, enum phase phase)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct connection *mine = info ? info->socket_context : NULL;
    if (!mine)
        return;
    pthread_mutex_lock(&h->lock);
    mine->phase = phase;
    mine->since_ms = wd_monotonic_ms();
    pthread_mutex_unlock(&h->lock);
}

static void on_connection(void *context, struct MHD_Connection *c, void **socket_context, enum MHD_ConnectionNotificationCode what)
{
    struct wd_http *h = context;
    pthread_mutex_lock(&h->lock);
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        struct connection *mine = wd_calloc(1, sizeof *mine);
        const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
        mine->fd = info ? info->connect_fd : -1;
        mine->since_ms = wd_monotonic_ms();
        mine->next = h->connections;
        if (h->connections)
            h->connections->before = mine;
        h->connections = mine;
        *socket_context = mine;
    } else if (*socket_context) {
        struct connection *mine = *socket_context;
        if (mine->next)
            mine->next->before = mine->before;
        if (mine->before)
            mine->before->next = mine->next;
        else
            h->connections = mine->next;
        free(mine);
        *socket_context = NULL;
    }
    pthread_mutex_unlock(&h->lock);
}

static void *watch(void *context)
{
    static const int64_t limits_ms[] = {[WAITING] = WAITING_MS, [HEADERS] = HEADERS_MS, [ANSWERING] = ANSWERING_MS};
    struct wd_http *h = context;
    pthread_mutex_lock(&h->lock);
    while (!h->stopping) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_sec += 1;
        pthread_cond_timedwait(&h->wake, &h->lock, &until);
        int64_t now = wd_monotonic_ms();
        for (struct connection *c = h->connections; c; c = c->next) {
            /* the library notices the end and closes it in its own thread */
            if (c->fd >= 0 && now - c->since_ms > limits_ms[c->phase])
                shutdown(c->fd, SHUT_RDWR);
        }
    }
    pthread_mutex_unlock(&h->lock);
    return NULL;
}

/* The request line has come; keeps the target as it was sent. */
static void *on_target(void *context, const char *target, struct MHD_Connection *c)
{
    set_phase(context, c, HEADERS);
    struct request *r = wd_calloc(1, sizeof *r);
    size_t n = strnlen(target, MAX_TARGET_BYTES + 1);
    r->target = wd_malloc(n + 1);
    memcpy(r->target, target, n);
    r->target[n] = '\0';
    return r;
}

static void on_completed(void *context, struct MHD_Connection *c, void **state, enum MHD_RequestTerminationCode code)
{
    (void)code;
    struct wd_http *h = context;
    struct request *r = *state;
    if (r) {
        atomic_fetch_sub(&h->bodies_bytes, r->body.n);
        wd_buf_done(&r->body);
        free(r->target);
        free(r);
        *state = NULL;
    }
    set_phase(context, c, WAITING);
}

static void add_headers(struct MHD_Response *response, const struct wd_http_reply *reply, const char *etag)
{
    char retry[24];
    snprintf(retry, sizeof retry, "%" PRId64, reply->retry_s);
    const struct {
        const char *name, *value;
    } headers[] = {
        {"Content-Type", reply->type},
        {"Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
                                    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cache-Control", reply->no_store ? "no-store"
                          : reply->cache  ? "max-age=300"
                                          : "no-cache"},
        {"ETag", etag},
        {"Location", reply->location.n ? reply->location.p : NULL},
        {"Link", reply->link.n ? reply->link.p : NULL},
        {"Retry-After", reply->retry_s ? retry : NULL},
        {"Allow", reply->status == 405 ? "GET, HEAD" : NULL},
    };
    for (size_t i = 0; i < WD_COUNT(headers); i++) {
        if (headers[i].value)
            MHD_add_response_header(response, headers[i].name, headers[i].value);
    }
}

static enum MHD_Result send_reply(struct MHD_Connection *c, struct wd_http_reply *reply)
{
    char etag[24];
    snprintf(etag, sizeof etag, "\"%016" PRIx64 "\"", wd_hash(wd_buf_str(&reply->body)));
    bool tagged = reply->status == 200 && !reply->no_store;
    const char *known = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "If-None-Match");
    if (tagged && known && wd_etag_matches(wd_str_c(known), wd_str_c(etag))) {
        reply->status = 304;
        wd_buf_reset(&reply->body);
    }
    size_t n = reply->body.n;
    struct MHD_Response *response;
    if (n) {
        response = MHD_create_response_from_buffer(n, reply->body.p, MHD_RESPMEM_MUST_FREE);
        if (response)
            reply->body.p = NULL; /* the response's now */
    } else {
        response = MHD_create_response_from_buffer(0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);
    }
    if (!response)
        return MHD_NO;
    add_headers(response, reply, tagged ? etag : NULL);
    enum MHD_Result result = MHD_queue_response(c, (unsigned)reply->status, response);
    MHD_destroy_response(response);
    return result;
}

/* Status of a request that does not reach the handler; 0 where it does. */
static int refusal(const struct wd_http *h, const char *method, const struct request *r, struct wd_str host)
{
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0 && !r->post)
        return 405;
    if (strlen(r->target) > MAX_TARGET_BYTES)
        return 414;
    if (host.n && !wd_host_header_sane(host))
        return 400;
    bool ours = wd_host_header_local(host, h->host) || (h->o.also_host && wd_host_header_local(host, wd_str_c(h->o.also_host)));
    if (host.n && h->loopback && !ours)
        return 421;
    return 0;
}

/* Path and query; of an absolute target ("GET http://host/path") only its path counts. */
static struct wd_str split_target(struct wd_str target, struct wd_str *ret_query)
{
    size_t scheme = wd_str_find(target, "://", 0), question = wd_str_find_byte(target, '?', 0);
    if (scheme != SIZE_MAX && target.p[0] != '/' && scheme < question) {
        size_t slash = wd_str_find_byte(target, '/', scheme + 3);
        target = slash == SIZE_MAX ? WD_STR("/") : wd_str_from(target, slash);
        question = wd_str_find_byte(target, '?', 0);
    }
    *ret_query = question == SIZE_MAX ? WD_STR("") : wd_str_from(target, question + 1);
    return question == SIZE_MAX ? target : wd_str_n(target.p, question);
}

/* Whether a POST is taken; its body then comes with the next calls. */
static bool take_post(struct wd_http *h, struct MHD_Connection *c, const char *method, struct request *r)
{
    struct wd_str host = wd_str_c(MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Host")), query;
    size_t room = 0;
    if (strcmp(method, "POST") == 0 && h->o.room && strlen(r->target) <= MAX_TARGET_BYTES)
        room = h->o.room(h->o.context, split_target(wd_str_c(r->target), &query));
    r->post = room > 0;
    if (!room || refusal(h, method, r, host))
        return false;
    struct wd_str length = wd_str_c(MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Content-Length"));
    int64_t bytes;
    wd_buf_init(&r->body, room);
    /* answered before the body comes, which is then not read */
    r->too_big = length.n && (!wd_str_to_i64(length, &bytes) || bytes < 0 || (uint64_t)bytes > room);
    return !r->too_big;
}

static enum MHD_Result take_body(struct wd_http *h, struct request *r, const char *upload, size_t n)
{
    if (r->too_big)
        return MHD_YES; /* without a length: read to its end, within the time for it, so that the answer can be sent */
    if (atomic_fetch_add(&h->bodies_bytes, n) + n > MAX_BODIES_BYTES || r->body.n + n > r->body.max_bytes) {
        atomic_fetch_sub(&h->bodies_bytes, n + r->body.n);
        wd_buf_done(&r->body);
        r->too_big = true;
        return MHD_YES;
    }
    wd_buf_put(&r->body, upload, n);
    return MHD_YES;
}

static bool brings_body(struct MHD_Connection *c, const char *method)
{
    const char *length = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Content-Length");
    return (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0) || (length && strcmp(length, "0") != 0) ||
           MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Transfer-Encoding");
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *c, const char *url, const char *method, const char *version,
                                  const char *upload, size_t *upload_bytes, void **state)
{
    (void)url;
    (void)version;
    struct wd_http *h = context;
    struct request *r = *state;
    if (!r)
        return MHD_NO;
    if (!r->seen && take_post(h, c, method, r)) {
        r->seen = true;
        set_phase(h, c, ANSWERING);
        return MHD_YES;
    }
    if (r->post && *upload_bytes) {
        size_t n = *upload_bytes;
        *upload_bytes = 0;
        return take_body(h, r, upload, n);
    }
    /* an answer to the first call, which comes before any body, ends the connection: right for who sends one, and for nobody else */
    if (!r->seen && !brings_body(c, method)) {
        r->seen = true;
        return MHD_YES;
    }
    set_phase(h, c, ANSWERING);
    struct wd_arena a;
    wd_arena_init(&a);
    struct wd_http_reply reply = {.status = 200, .type = "text/html; charset=utf-8"};
    wd_buf_init(&reply.body, WD_MAX_PAGE_BYTES);
    struct wd_str target = wd_str_c(r->target), host = wd_str_c(MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Host"));
    int status = refusal(h, method, r, host);
    if (status) {
        reply.status = status;
        reply.no_store = true;
        h->o.refuse(h->o.context, &a, status, &reply.body);
    } else {
        struct wd_http_request request = {.arena = &a, .host = host, .head = strcmp(method, "HEAD") == 0, .post = r->post};
        request.path = split_target(target, &request.query);
        request.too_big = r->too_big;
        request.body = wd_buf_str(&r->body);
        request.content_type = wd_str_c(MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Content-Type"));
        request.signature = wd_str_c(MHD_lookup_connection_value(c, MHD_HEADER_KIND, "X-Hub-Signature"));
        void *thread_state = pthread_getspecific(h->state), *before = thread_state;
        h->o.handle(h->o.context, &thread_state, &request, &reply);
        if (thread_state != before)
            pthread_setspecific(h->state, thread_state);
        if (reply.body.err) {
            wd_buf_reset(&reply.body);
            reply.status = 500;
            reply.no_store = true;
            h->o.refuse(h->o.context, &a, 500, &reply.body);
        }
    }
    enum MHD_Result result = send_reply(c, &reply);
    wd_buf_done(&reply.body);
    wd_arena_done(&a);
    return result;
}

/* A socket of our own, so that an address in use is told apart from other faults, and port 0 can be asked for. */
static int open_socket(struct wd_http *h, uint16_t port, struct wd_where *w)
{
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV}, *list = NULL;
    char service[8];
    snprintf(service, sizeof service, "%u", port);
    int found = getaddrinfo(h->host.p, service, &hints, &list);
    if (found != 0)
        return wd_where_set(w, WD_E_INVALID, "%s: %s", h->o.listen, gai_strerror(found));
    int err = WD_E_NET, fd = -1;
    for (const struct addrinfo *i = list; i; i = i->ai_next) {
        fd = socket(i->ai_family, i->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, i->ai_protocol);
        if (fd < 0)
            continue;
        int on = 1;
        (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        if (bind(fd, i->ai_addr, i->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
            break;
        err = errno == EADDRINUSE ? WD_E_EXISTS : errno == EACCES ? WD_E_DENIED : WD_E_NET;
        wd_where_set(w, err, "%s: %s", h->o.listen, strerror(errno));
        close(fd);
        fd = -1;
    }
    freeaddrinfo(list);
    if (fd < 0)
        return err;
    union {
        struct sockaddr any;
        struct sockaddr_in four;
        struct sockaddr_in6 six;
    } bound = {.six = {.sin6_port = 0}};
    socklen_t n = sizeof bound;
    if (getsockname(fd, &bound.any, &n) == 0)
        h->port = ntohs(bound.any.sa_family == AF_INET6 ? bound.six.sin6_port : bound.four.sin_port);
    h->fd = fd;
    return 0;
}

int wd_http_start(const struct wd_http_options *o, struct wd_http **ret, struct wd_where *ret_where)
{
    struct wd_http *h = wd_calloc(1, sizeof *h);
    h->o = *o;
    h->fd = -1;
    wd_arena_init(&h->arena);
    pthread_mutex_init(&h->lock, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&h->wake, &monotonic);
    pthread_condattr_destroy(&monotonic);
    int err = 0;
    bool has_key = pthread_key_create(&h->state, o->free_state) == 0;
    if (!has_key) {
        err = wd_where_set(ret_where, WD_E_FULL, "no thread key left");
        goto out;
    }
    uint16_t port;
    err = wd_listen_parse(&h->arena, wd_str_c(o->listen), &h->host, &port);
    if (err) {
        wd_where_set(ret_where, err, "%s is no HOST:PORT", o->listen);
        goto out;
    }
    h->loopback = wd_host_is_loopback(h->host);
    err = open_socket(h, port, ret_where);
    if (err)
        goto out;
    uint32_t threads = WD_MAX(o->threads, 1);
    h->daemon =
        MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC, 0, NULL, NULL, on_request, h, MHD_OPTION_LISTEN_SOCKET, h->fd,
                         MHD_OPTION_THREAD_POOL_SIZE, (unsigned)WD_MAX(threads, 2), MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
                         MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_S, MHD_OPTION_NOTIFY_COMPLETED, on_completed, h,
                         MHD_OPTION_NOTIFY_CONNECTION, on_connection, h, MHD_OPTION_URI_LOG_CALLBACK, on_target, h, MHD_OPTION_END);
    if (!h->daemon) {
        err = wd_where_set(ret_where, WD_E_NET, "%s: the server did not start", o->listen);
        goto out;
    }
    h->fd = -1; /* the daemon's now */
    err = wd_thread_start(&h->watchdog, watch, h, "http-watch");
    h->watching = !err;
out:
    if (err) {
        if (!has_key)
            free(h);
        else
            wd_http_stop(h);
        return err;
    }
    *ret = h;
    return 0;
}

uint16_t wd_http_port(const struct wd_http *h)
{
    return h->port;
}

void wd_http_stop(struct wd_http *h)
{
    if (!h)
        return;
    if (h->daemon)
        MHD_stop_daemon(h->daemon);
    if (h->watching) {
        pthread_mutex_lock(&h->lock);
        h->stopping = true;
        pthread_cond_signal(&h->wake);
        pthread_mutex_unlock(&h->lock);
        pthread_join(h->watchdog, NULL);
    }
    if (h->fd >= 0)
        close(h->fd);
    pthread_key_delete(h->state);
    pthread_cond_destroy(&h->wake);
    pthread_mutex_destroy(&h->lock);
    wd_arena_done(&h->arena);
    free(h);
}
