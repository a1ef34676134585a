/* web/http.h - requests in, replies out; http.c is the only file that knows libmicrohttpd.
 * Duty:      listen, read requests within deadlines, call the handler, send what it made with the headers every reply has: a strict
 *            Content-Security-Policy, nosniff, no referrer, ETag and 304, HEAD without a body, POST where there is room for its body, 405
 * for anything else, 421 for a host name that is not ours while listening on loopback (DNS rebinding). Ownership: request texts live until
 * the handler returns; the reply's buffer is made and released here. Errors:    WD_E_INVALID (listen), WD_E_EXISTS (address in use),
 * WD_E_NET. Threads:   the handler is called from several threads; what it keeps in *thread_state is given back to free_state when that
 * thread ends. Cost:      an idle connection costs no thread; 1,000 connections at most. */
#ifndef WD_WEB_HTTP_H
#define WD_WEB_HTTP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct wd_http_request {
    struct wd_arena *arena;
    struct wd_str path, query; /* as sent, not decoded */
    struct wd_str host;        /* as sent, checked for its letters; empty: none */
    bool head, post;
    struct wd_str body, content_type, signature; /* of a POST; signature: X-Hub-Signature */
    bool too_big;                                /* the body is larger than there was room for; it is not there */
};
struct wd_http_reply {
    int status;       /* 200 when the handler is called */
    const char *type; /* text/html when the handler is called */
    struct wd_buf body;
    struct wd_str location; /* of a redirect; lives in the request's arena */
    struct wd_str link;     /* Link header; lives there too */
    int64_t retry_s;        /* Retry-After; 0: none */
    bool no_store, cache;   /* never keep; keep for some minutes. Neither: keep, but ask again */
};
struct wd_http_options {
    const char *listen;
    const char *also_host; /* a name that this server is reached by beside what it listens on, through a proxy; NULL: none */
    uint32_t threads;
    /* How many bytes a POST to this path may bring; 0: none is taken. NULL: nowhere. */
    size_t (*room)(void *context, struct wd_str path);
    void (*handle)(void *context, void **thread_state, const struct wd_http_request *request, struct wd_http_reply *reply);
    /* An error page for what never reaches the handler (405, 413, 414, 421). */
    void (*refuse)(void *context, struct wd_arena *a, int status, struct wd_buf *out);
    void (*free_state)(void *thread_state);
    void *context;
};
struct wd_http;
int wd_http_start(const struct wd_http_options *o, struct wd_http **ret, struct wd_where *ret_where) WD_MUST;
uint16_t wd_http_port(const struct wd_http *h);
void wd_http_stop(struct wd_http *h);

#endif
