/* model/event.h - the numbered log: deliveries, acts and clock events; and the subscriptions they belong to.
 * Duty:      the truth of a data folder. Everything else is derived from these in order of seq.
 * Ownership: in the arena of whoever made or read it.
 * Record tables: wd_event_head_record (all but body), wd_feed_record. */
#ifndef WD_MODEL_EVENT_H
#define WD_MODEL_EVENT_H

#include "model/want.h"

enum wd_event_kind {
    WD_EVENT_DELIVERY, /* bytes as they arrived */
    WD_EVENT_PAGE,     /* a fetched article page: a delivery that enriches an article */
    WD_EVENT_FEED,     /* subscription added or changed; body is the packed wd_feed */
    WD_EVENT_UNFEED,   /* subscription removed; feed names it */
    WD_EVENT_CLOCK,    /* time passed: what was due is due now */
    WD_EVENT_REDACTED, /* a delivery after a kill: body is its parsed items without the killed one */
    WD_EVENT_ACT       /* an operator puts stories right; body is the packed wd_wish */
};
struct wd_event {
    int64_t seq;         /* from 1; 0 until appended */
    int64_t instant_utc; /* of arrival; nothing after the log reads a clock */
    int kind;
    struct wd_str feed;   /* name of the subscription; "" by hand */
    struct wd_str source; /* file name or URL of the delivery */
    struct wd_str url, content_type, content_location, content_language, etag, last_modified;
    wd_askeds asked; /* PAGE: the one that asked for it */
    struct wd_str body;
};
extern const struct wd_record wd_event_head_record;

enum wd_full_text { WD_FULL_AUTO, WD_FULL_ALWAYS, WD_FULL_NEVER };
extern const char *const wd_full_text_names[];
struct wd_feed {
    struct wd_str name;                    /* unique; the URL where the user gave none */
    struct wd_str url;                     /* empty: fed by hand or by a folder */
    struct wd_str label;                   /* outlet name to show; empty: the feed's own title */
    struct wd_str section, language, zone; /* zone: "Asia/Kolkata", decides ambiguous and missing zones */
    struct wd_str site;                    /* home page */
    bool licensed;                         /* full text may be shown and wire commands (kill, correction) are obeyed */
    bool paused;                           /* kept, not polled */
    int full_text;                         /* enum wd_full_text */
    int64_t interval_s;                    /* least time between polls; 0: the default */
    int64_t retry_utc;                     /* the user's last wish to have it asked again, whatever it answered; WD_NO_TIME: none */
};
extern const struct wd_record wd_feed_record;

#endif
