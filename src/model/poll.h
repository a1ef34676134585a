/* model/poll.h - how a subscription does: what its server said last, when it is asked again and why then.
 * Duty:      the stored state of polling, and the words that people read about it.
 * Input:     instants in seconds UTC, WD_NO_TIME where not known.
 * Ownership: in the arena of whoever made or read it; words are static.
 * Errors:    none.   Threads: pure.
 * Record table: wd_poll_record. */
#ifndef WD_MODEL_POLL_H
#define WD_MODEL_POLL_H

#include "model/event.h"

/* What went wrong, coarsely: what the desk does about it follows from this. wd_poll.error has the words. */
enum wd_trouble {
    WD_TROUBLE_NONE,
    WD_TROUBLE_NETWORK, /* no server was reached: name not found, no way there, connection refused, silence */
    WD_TROUBLE_SERVER,  /* reached, but it failed: 5xx, TLS, broken off */
    WD_TROUBLE_BUSY,    /* 429, 503: later */
    WD_TROUBLE_REFUSED, /* sign-in, challenge, forbidden, withheld by law, a private address */
    WD_TROUBLE_MISSING, /* 404 and the like */
    WD_TROUBLE_GONE,    /* 410: never again, unless the user says so */
    WD_TROUBLE_ANSWER   /* the answer is of no use: too large, damaged, a web page */
};
/* Why a poll is due no sooner. */
enum wd_wait {
    WD_WAIT_DEFAULT, /* nothing is known of its rhythm */
    WD_WAIT_RHYTHM,
    WD_WAIT_MISSED, /* sooner, because entries may have been missed */
    WD_WAIT_TTL,
    WD_WAIT_FRESH, /* Cache-Control, Expires */
    WD_WAIT_RETRY_AFTER,
    WD_WAIT_BACK_OFF,
    WD_WAIT_SKIP,     /* skipHours, skipDays */
    WD_WAIT_HOST,     /* another feed of this host was told to wait */
    WD_WAIT_INTERVAL, /* the user's own least interval */
    WD_WAIT_PUSH,     /* its hub says when there is something */
    WD_WAIT_NETWORK   /* the desk has no network */
};
extern const char *const wd_trouble_names[];
extern const char *const wd_wait_names[];

struct wd_poll {
    struct wd_str feed;
    struct wd_str url;                   /* as subscribed when this state was made: another one begins anew */
    struct wd_str etag, last_modified;   /* of the body that was taken last */
    struct wd_str url_now;               /* after permanent redirects that held for days; empty: url */
    struct wd_str moved_to;              /* where permanent redirects lead so far */
    struct wd_str title;                 /* of the feed */
    struct wd_str error;                 /* the last one in words; empty: none */
    struct wd_str seen;                  /* entries of the last body: 32 bits of each one's identity */
    int64_t last_utc, next_utc;          /* asked last; asked next */
    int64_t last_new_utc;                /* newest date of an entry */
    int64_t found_utc;                   /* when a new entry was last found */
    int64_t error_utc;                   /* of the last error, also when it is over */
    int64_t moved_since_utc, missed_utc; /* permanent redirect seen first; entries may have been missed last */
    int64_t hold_until_utc;              /* its host wants to be left alone until then */
    int64_t retried_utc;                 /* the user's wish to ask again (wd_feed.retry_utc) that was met */
    int64_t rate_utc;                    /* instant of per_day */
    int64_t failures, polls, entries;    /* failures: one after the other; entries: new ones in all */
    int64_t missed, moved_polls;         /* times that entries may have been missed; polls that led to moved_to */
    int64_t interval_s, gap_s;           /* last interval; median gap between entries */
    int64_t ttl_s;                       /* ttl or update period of the feed */
    uint64_t body;                       /* hash of the last body; 0: none */
    double per_day;                      /* entries a day, of about the last week */
    uint32_t skip_hours, skip_days;      /* bit h: not in hour h UTC; bit 0: not on Mondays */
    int trouble;                         /* enum wd_trouble, of the last poll */
    int wait;                            /* enum wd_wait */
    bool gone;
    bool moved_same; /* what was found at moved_to is this feed */
};
extern const struct wd_record wd_poll_record;

/* All zero, with every instant WD_NO_TIME. The strings are borrowed. */
void wd_poll_init(struct wd_poll *poll, struct wd_str feed, struct wd_str url);

enum wd_feed_state {
    WD_FEED_BY_HAND,
    WD_FEED_PAUSED,
    WD_FEED_NOT_ASKED,
    WD_FEED_GOOD,
    WD_FEED_MOVED,
    WD_FEED_WAITING,
    WD_FEED_FAILING,
    WD_FEED_REFUSED,
    WD_FEED_GONE
};
extern const char *const wd_feed_state_names[]; /* as printed: "good", "not asked" */
enum wd_feed_state wd_feed_state_of(const struct wd_feed *feed, const struct wd_poll *poll);
/* "the server asks for it (Retry-After)"; never empty. */
struct wd_str wd_wait_words(int wait);
/* What a user should know beside state and error: where it moved to, that entries may have been missed. A sentence each. */
void wd_poll_notes(struct wd_arena *a, const struct wd_poll *poll, wd_strs *ret_notes);

#endif
