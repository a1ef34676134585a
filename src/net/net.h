/* net/net.h - fetching, politely.
 * Duty:      conditional requests, one connection and a pause a registered domain, the answer's body undone of its codings under a cap, the
 *            guard on every address that a connection goes to, and what the answer means in words. When to ask again (schedule.c).
 * Input:     contact is required: without it nothing real is asked. Defaults of requirements/norms.md.
 * Ownership: the fetcher copies what it is given; a wd_fetched is borrowed during the call-back.
 * Errors:    a feed's failure is its poll's error in words, never the fetcher's.
 * Threads:   one fetcher, one thread; wake may come from any.
 * Cost:      O(log domains) a request beside libcurl's own; connections and their handles are used again. */
#ifndef WD_NET_NET_H
#define WD_NET_NET_H

#include "base/err.h"
#include "base/list.h"
#include "model/poll.h"

struct wd_fetcher_options {
    struct wd_str contact; /* mail or URL for the User-Agent */
    struct wd_str version;
    /* Comma lists; NULL: none. allow: names, addresses or networks that may be private ("127.0.0.1,[::1],10.2.0.0/16,intranet.example").
     * resolve: "HOST:PORT:ADDRESS", looked up here and not in the DNS; the guard holds for these addresses, too. */
    const char *allow, *resolve;
    int64_t min_interval_s, max_interval_s, default_interval_s;
    int64_t host_pause_ms; /* between two requests to one domain */
    uint32_t max_connections;
    int64_t timeout_s;
    uint32_t asks_a_second; /* of all feeds that are due at once; 0: as many as ask them all within minutes */
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
    uint64_t tag;
    int status;              /* HTTP; 0: none */
    int err;                 /* 0 or WD_E_*; WD_E_BUSY with status 0: not asked, its host was just told to wait (retry_after_s) */
    enum wd_trouble trouble; /* of err or status */
    struct wd_str message;   /* in words, where there is trouble */
    struct wd_str body;      /* codings undone, whole: a body that was cut off is an error */
    struct wd_str content_type, content_location, content_language, etag, last_modified;
    struct wd_str link, robots;     /* all Link headers, all X-Robots-Tag headers, joined by ", " */
    struct wd_str location;         /* of a redirect that was not followed, absolute */
    int64_t retry_after_s, fresh_s; /* -1: not given. fresh_s: how long the answer is valid yet (RFC 9111) */
    bool moved_permanently;         /* every hop was 301 or 308 */
    bool conditional;               /* a validator was sent */
};
struct wd_fetcher;
int wd_fetcher_new(const struct wd_fetcher_options *o, struct wd_fetcher **ret, struct wd_where *ret_where) WD_MUST;
void wd_fetcher_free(struct wd_fetcher *f);
/* Queues a request; done is called on the thread that runs the fetcher. May be called by done. */
void wd_fetcher_ask(struct wd_fetcher *f, const struct wd_request *r);
/* Works until something ended or timeout_ms passed; calls done for each that ended. */
int wd_fetcher_step(struct wd_fetcher *f, int64_t timeout_ms, void (*done)(void *context, const struct wd_fetched *got),
                    void *context) WD_MUST;
size_t wd_fetcher_under_way(const struct wd_fetcher *f);
/* Wakes a step that waits, from any thread. */
void wd_fetcher_wake(struct wd_fetcher *f);
/* What `resolve` says from now on; NULL: nothing. */
void wd_fetcher_resolve(struct wd_fetcher *f, const char *resolve);
/* Registered domain of a URL's host, else the host; for pacing. */
struct wd_str wd_registered_domain(struct wd_arena *a, struct wd_str url);

/* schedule.c, pure: when to ask again. */
struct wd_schedule_input {
    int64_t gap_s;                                          /* median gap between new entries; 0: not known */
    int64_t quiet_s;                                        /* since the last new entry; 0: not known */
    int64_t last_interval_s, ttl_s, retry_after_s, fresh_s; /* 0 or -1: not given */
    enum wd_trouble trouble;
    int64_t failures;
    bool all_new;  /* every entry was new: some may have been missed */
    uint64_t seed; /* jitter */
};
struct wd_schedule {
    int64_t in_s, rhythm_s; /* rhythm_s: without jitter and without what the server asked for; the next one's last_interval_s */
    enum wd_wait wait;
};
struct wd_schedule wd_schedule_next(const struct wd_fetcher_options *o, const struct wd_schedule_input *in);
int64_t wd_schedule_median_gap_s(const int64_t *gaps_s, size_t n);
/* The first instant from utc on that lies in no skipped hour (bit h, UTC) nor day (bit 0: Monday); utc where all are skipped. */
int64_t wd_schedule_allowed(int64_t utc, uint32_t skip_hours, uint32_t skip_days);
/* More than any wait that is asked for: what lies farther ahead comes from a clock that was wrong. */
int64_t wd_schedule_longest_s(const struct wd_fetcher_options *o);

/* guard.c, pure: whether an address may be connected to. */
struct sockaddr;
/* "private", "loopback", ...: what kind of address that is not public it is; NULL: a public one. */
const char *wd_address_kind(const struct sockaddr *address);
static inline bool wd_address_public(const struct sockaddr *address)
{
    return wd_address_kind(address) == NULL;
}
/* Whether a comma list of names, addresses and networks has this host or address. */
bool wd_address_listed(const char *list, struct wd_str host, const struct sockaddr *address);

#endif
