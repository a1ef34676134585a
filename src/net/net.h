/* net/net.h - fetching, politely.
 * Duty:      poll subscriptions by schedule (conditional requests, one connection and a pause a domain, Retry-After, back-off), guard the
 *            address that a connection goes to, hand over what came.
 * Input:     contact is required: without it nothing real is asked. Defaults of requirements/norms.md.
 * Ownership: the fetcher copies what it is given; a wd_fetched is borrowed during the call-back.
 * Errors:    a feed's failure is its poll's error in words, never the fetcher's.
 * Threads:   one fetcher, one thread; wd_fetcher_run returns when stop() answers true.   Cost: no allocation a 304 but the headers. */
#ifndef WD_NET_NET_H
#define WD_NET_NET_H

#include "base/err.h"
#include "base/list.h"
#include "model/event.h"

struct wd_fetcher_options {
    struct wd_str contact; /* mail or URL for the User-Agent */
    struct wd_str version;
    const char *allow; /* comma list of hosts or addresses that may be private ("127.0.0.1,[::1],intranet.example"); NULL: none */
    int64_t min_interval_s, max_interval_s, default_interval_s;
    int64_t host_pause_ms; /* between two requests to one domain */
    uint32_t max_connections;
    int64_t timeout_s;
};
extern const struct wd_fetcher_options wd_fetcher_defaults;

struct wd_header {
    struct wd_str name, value;
};
/* A GET, or a POST where post_type is given. The first four alone make a poll. */
struct wd_request {
    struct wd_str feed, url, etag, last_modified;
    struct wd_str post_type, post; /* Content-Type and body; only 307 and 308 lead a POST elsewhere */
    const struct wd_header *headers;
    size_t header_n;
    uint64_t tag;     /* given back; polls have 0 */
    size_t max_bytes; /* of the answer; 0: WD_MAX_DELIVERY_BYTES */
    bool stay;        /* a redirect is the answer: it is not followed */
};
struct wd_fetched {
    struct wd_str feed, url, final_url;
    int status;            /* HTTP; 0: none */
    int err;               /* 0 or WD_E_* */
    struct wd_str message; /* in words, where err or status >= 400 */
    struct wd_str body, content_type, content_location, content_language, etag, last_modified;
    struct wd_str link;               /* all Link headers of the last answer, joined by commas */
    uint64_t tag;                     /* of the request */
    int64_t retry_after_s, max_age_s; /* -1: not given */
    bool moved_permanently;           /* every hop was 301 or 308 */
};
struct wd_fetcher;
int wd_fetcher_new(const struct wd_fetcher_options *o, struct wd_fetcher **ret, struct wd_where *ret_where) WD_MUST;
void wd_fetcher_free(struct wd_fetcher *f);
/* Queues a request; done is called on the thread that runs the fetcher. */
void wd_fetcher_ask(struct wd_fetcher *f, const struct wd_request *r);
/* Works until nothing is under way or timeout_ms passed; calls done for each that ended. */
int wd_fetcher_step(struct wd_fetcher *f, int64_t timeout_ms, void (*done)(void *context, const struct wd_fetched *got),
                    void *context) WD_MUST;
size_t wd_fetcher_under_way(const struct wd_fetcher *f);
/* Wakes a step that waits, from any thread. */
void wd_fetcher_wake(struct wd_fetcher *f);

/* schedule.c, pure: when to ask again. gaps_s: between new entries, newest first. */
struct wd_schedule_input {
    const int64_t *gaps_s;
    size_t gap_n;
    int64_t last_interval_s, ttl_s, retry_after_s, max_age_s; /* 0 or -1: not given */
    int status;
    int64_t failures;
    bool all_new;  /* every entry was new: some may have been missed */
    uint64_t seed; /* jitter */
};
int64_t wd_schedule_next_s(const struct wd_fetcher_options *o, const struct wd_schedule_input *in);

/* guard.c, pure: whether an address may be connected to. */
struct sockaddr;
bool wd_address_public(const struct sockaddr *address);

#endif
