/* net/websub.h - WebSub as rules on records: what a feed's hub is, what is said to hubs and subscribers, and what follows from answers.
 * Duty:      discovery, signatures, the requests of both sides, the states of a subscription (model/push.h). Whoever keeps the records and
 *            does the asking is desk/websub.h.
 * Input:     instants are given, no clock is read; texts of hubs are bytes of strangers.
 * Ownership: what is put into a record lives in `a` or is borrowed from the call's texts.
 * Errors:    as said at each.
 * Threads:   pure.   Cost: O(input).
 * Source:    WebSub, W3C Recommendation of 23 January 2018; Link headers: RFC 8288. */
#ifndef WD_NET_WEBSUB_H
#define WD_NET_WEBSUB_H

#include "base/err.h"
#include "model/item.h"
#include "model/push.h"

enum {
    WD_PUSH_LEASE_S = 10 * 24 * 3600, /* asked of hubs; the most, and the default, that the desk's own hub gives */
    WD_PUSH_LEAST_LEASE_S = 300,      /* the least that the desk's own hub gives */
    WD_PUSH_SECRET_BYTES_MAX = 200,
    WD_PUSH_URL_BYTES_MAX = 2048,
    WD_PUSH_TOKEN_BYTES = 24 /* of randomness, in a token and in a secret */
};

/* ---- discovery ---- */
/* The links of Link headers, one for each relation, resolved against base. At most 64. */
void wd_link_header_read(struct wd_arena *a, struct wd_str header, struct wd_str base, wd_links *ret_links);
struct wd_push_place {
    struct wd_str hub, topic;
    wd_strs hubs; /* all that are named, at most WD_PUSH_HUBS */
};
enum { WD_PUSH_HUBS = 8 };
/* Headers count before the document (NULL: it was not read). Of several hubs `now`, where it is one of them. Without rel=self the topic is
 * the address that answered. False: no hub is named. */
bool wd_push_discover(struct wd_arena *a, struct wd_str link_header, const wd_links *document, struct wd_str url, struct wd_str now,
                      struct wd_push_place *ret);

/* ---- signatures ---- */
/* "sha256=9f86d0..." of a body; the digest is any of net/digest.h. */
bool wd_signature_holds(struct wd_str header, struct wd_str secret, struct wd_str body);
struct wd_str wd_signature(struct wd_arena *a, struct wd_str secret, struct wd_str body);
/* Unguessable letters and digits, out of random bytes. */
struct wd_str wd_push_token(struct wd_arena *a, const unsigned char random[static WD_PUSH_TOKEN_BYTES]);

/* ---- subscriber ---- */
/* What a hub calls the callback address with. */
struct wd_push_intent {
    struct wd_str mode, topic, challenge, lease, reason;
};
/* WD_E_INVALID for a query that is no text. */
int wd_push_intent_read(struct wd_arena *a, struct wd_str query, struct wd_push_intent *ret) WD_MUST;
/* Body of the request to the hub: subscribe, or unsubscribe where it is being left. */
void wd_push_ask_put(const struct wd_push *p, struct wd_buf *out);

enum wd_push_turn { WD_PUSH_WAIT, WD_PUSH_ASK, WD_PUSH_FORGET };
/* next_utc has come. least_s: the time that a hub has to verify, the first back-off, and the least time between two requests. ASK: the
 * record says already that it was asked. */
enum wd_push_turn wd_push_turn(struct wd_push *p, int64_t least_s, int64_t now_utc);
/* The hub's answer to the request. err_text: empty where it took it. */
void wd_push_answered(struct wd_push *p, int64_t least_s, struct wd_str err_text, int64_t now_utc);
/* The hub asks whether that was wanted. True: yes, the challenge is the answer. A subscription that was being left is then to be
 * forgotten. */
bool wd_push_verify(struct wd_push *p, const struct wd_push_intent *intent, int64_t least_s, int64_t now_utc);
/* The hub does not want it. False: it speaks of something else. */
bool wd_push_denied(struct wd_push *p, const struct wd_push_intent *intent, int64_t now_utc);
/* The hub behind its own, so that each has its turn; its own where there is no other. */
struct wd_str wd_push_other_hub(const struct wd_push *p);
/* No longer wanted. */
void wd_push_leave(struct wd_push *p, int64_t now_utc);
/* Until when pushes may be relied on; WD_NO_TIME: not at all, polls go on. */
int64_t wd_push_good_until(const struct wd_push *p);

/* ---- hub ---- */
struct wd_hub_wish {
    bool subscribe;
    struct wd_str callback, topic, secret;
    int64_t lease_s; /* within bounds */
};
/* WD_E_INVALID with ret_where->message in words for the subscriber. */
int wd_hub_wish_read(struct wd_arena *a, struct wd_str form, struct wd_hub_wish *ret, struct wd_where *ret_where) WD_MUST;
/* Address to verify it at. */
struct wd_str wd_hub_verify_url(struct wd_arena *a, const struct wd_hub_wish *wish, struct wd_str challenge);
/* A push failed: when the next may be tried, after one more failure. */
void wd_subscriber_failed(struct wd_subscriber *s, int64_t least_s, int64_t now_utc);

#endif
