/* model/push.h - WebSub: hubs that push feeds to this desk, and who is pushed the desk's own feeds.
 * Duty:      the records that are kept of both, and what the web side hands to the desk when a hub or a subscriber calls.
 * Ownership: in the arena of whoever made or read it. token and secret are secrets: they stand in no log line, page or export.
 * Record tables: wd_push_record, wd_subscriber_record.
 * Source:    WebSub, W3C Recommendation of 23 January 2018. */
#ifndef WD_MODEL_PUSH_H
#define WD_MODEL_PUSH_H

#include "model/record.h"

enum wd_push_state {
    WD_PUSH_ASKED,  /* wanted; the hub has not confirmed it, or no longer */
    WD_PUSH_LIVE,   /* confirmed; pushed until until_utc */
    WD_PUSH_DENIED, /* the hub does not want it; error says why */
    WD_PUSH_LEAVING /* no longer wanted; feed is empty */
};
extern const char *const wd_push_state_names[];

/* One feed at one hub. */
struct wd_push {
    struct wd_str token;        /* of its callback address: nobody else can know it */
    struct wd_str feed, source; /* subscription, and the address that its polls ask */
    struct wd_str hub, topic, secret;
    wd_strs hubs; /* all that the feed names */
    /* Of the callback address, as it was told to the hub; empty: the desk cannot be reached just now. */
    struct wd_str base;
    int state;                              /* enum wd_push_state */
    bool pending;                           /* asked of the hub, which is to verify it */
    bool doubted;                           /* the last push was dropped: polls go on as if there were no hub */
    int64_t since_utc, until_utc, next_utc; /* next: when the hub is to be asked, or has to have verified */
    int64_t last_utc;                       /* of the last push */
    int64_t failures, pushes, dropped;
    struct wd_str error; /* last one in words; empty: none */
};
typedef WD_LIST(struct wd_push) wd_pushes;
extern const struct wd_record wd_push_record;
/* "pushed by HUB until T, 12 so far", "denied by HUB: reason"; empty while the desk cannot be reached. For the list of feeds and its page.
 */
struct wd_str wd_push_words(struct wd_arena *a, const struct wd_push *p, int64_t now_utc);

/* Somebody who is pushed one of the desk's own feeds. */
struct wd_subscriber {
    struct wd_str topic;            /* path of the feed: "/atom.xml" */
    struct wd_str callback, secret; /* secret empty: pushes are not signed */
    uint64_t sent;                  /* hash of the content that it has */
    int64_t since_utc, until_utc, next_utc, failures, pushes;
};
typedef WD_LIST(struct wd_subscriber) wd_subscribers;
extern const struct wd_record wd_subscriber_record;

struct wd_push_call {
    bool post, too_big;  /* too_big: the body is not there */
    struct wd_str token; /* empty: to the hub */
    struct wd_str query, content_type, signature, body;
};
struct wd_push_reply {
    int status;
    struct wd_str text; /* plain */
    bool retry;         /* later */
};

#endif
