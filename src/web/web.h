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

struct wd_web_options {
    const char *listen, *data;
    const struct wd_zone *zone;
    int64_t as_of_utc; /* WD_NO_TIME: the clock */
    struct wd_str rules;
    uint32_t threads; /* 0: as many as cores */
};
struct wd_web;
int wd_web_start(const struct wd_web_options *o, struct wd_web **ret, struct wd_where *ret_where) WD_MUST;
/* Port in use. */
uint16_t wd_web_port(const struct wd_web *w);
void wd_web_stop(struct wd_web *w);

#endif
