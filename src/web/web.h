/* web/web.h - the HTTP server of the desk.
 * Duty:      answer GET and HEAD for pages, feeds and assets, from the store, read-only; headers that keep a page safe (CSP, nosniff, no
 * referrer), ETag and 304, 410 for killed, 301 for merged stories, 404, 405, 400, 503 with an error page each. Input:     listen
 * "HOST:PORT" ("[::1]:8080"; port 0: any free one). Ownership: the server opens its own readers of the store, one a thread. Errors:
 * WD_E_EXISTS (address in use), WD_E_INVALID, WD_E_NET; where->message says the address. Threads:   own threads of libmicrohttpd; start,
 * stop from the main one.   Cost: a story page under 2 ms of CPU with 100,000 articles. */
#ifndef WD_WEB_WEB_H
#define WD_WEB_WEB_H

#include "base/err.h"
#include "base/zone.h"
#include "model/push.h"

/* WebSub: hubs and subscribers that call are answered by the desk. */
struct wd_web_push {
    struct wd_str base; /* public address of the desk, without a slash at its end; feeds name it and its hub */
    void *context;
    /* How many bytes a hub may push to the callback address of this token. */
    size_t (*room)(void *context, struct wd_str token);
    void (*answer)(void *context, struct wd_arena *a, const struct wd_push_call *call, struct wd_push_reply *ret_reply);
};
struct wd_web_options {
    const char *listen, *data;
    const struct wd_zone *zone;
    int64_t as_of_utc; /* WD_NO_TIME: the clock */
    struct wd_str rules;
    uint32_t threads;               /* 0: as many as cores */
    const struct wd_web_push *push; /* NULL: none; must outlive the server */
};
struct wd_web;
int wd_web_start(const struct wd_web_options *o, struct wd_web **ret, struct wd_where *ret_where) WD_MUST;
/* Port in use. */
uint16_t wd_web_port(const struct wd_web *w);
void wd_web_stop(struct wd_web *w);
/* One of the desk's own feeds, as it is served under this path: its bytes and media type. WD_E_NOTFOUND where no feed is. From
 * any thread, one after the other. */
int wd_web_feed(void *web, struct wd_arena *a, struct wd_str path, struct wd_buf *ret_body, struct wd_str *ret_type) WD_MUST;

#endif
