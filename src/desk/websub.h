/* desk/websub.h - WebSub of a running desk: subscribed to hubs of its feeds, and a hub of its own feeds.
 * Duty:      keeps the records of both (store.h), asks hubs and subscribers through the poller's fetcher, answers their calls, and puts
 * what hubs push into the log. The rules are those of net/websub.h. Input:     base is an address at which hubs reach this desk. Ownership:
 * borrows the desk. Errors:    a hub's or a subscriber's own are words in its record and log lines, never the desk's. Threads:   room,
 * call: any, many at a time; all else: the fetch thread. Nothing waits for the network; no lock is held while the log is written or a feed
 * is made. Cost:      a push is one commit of the log. A feed of the desk that has subscribers is made once a look, and looked at when
 * events were applied, at most every two seconds. At most WD_HUB_SUBSCRIBERS of them, and WD_HUB_OF_HOST of one host. */
#ifndef WD_DESK_WEBSUB_H
#define WD_DESK_WEBSUB_H

#include "desk/desk.h"
#include "net/net.h"

enum { WD_HUB_SUBSCRIBERS = 2000, WD_HUB_OF_HOST = 100, WD_HUB_WISHES = 200, WD_HUB_WISHES_OF_HOST = 10, WD_HUB_AT_A_TIME = 64 };

struct wd_websub_options {
    const char *data;
    struct wd_str base; /* without a slash at its end */
    int64_t least_s;    /* the time that a hub has to verify, the first back-off, the least time between two requests to it */
};
struct wd_websub;
int wd_websub_new(struct wd_desk *desk, const struct wd_websub_options *o, struct wd_websub **ret, struct wd_where *ret_where) WD_MUST;
void wd_websub_free(struct wd_websub *w);
/* How one of the desk's own feeds is made, by its path; WD_E_NOTFOUND where there is none. Before the first step. */
void wd_websub_feeds_by(struct wd_websub *w,
                        int (*make)(void *context, struct wd_arena *a, struct wd_str path, struct wd_buf *ret_body,
                                    struct wd_str *ret_type),
                        void *context);
/* "https://desk.example/" as base; WD_E_USAGE for what is no such address. */
int wd_websub_base(struct wd_arena *a, struct wd_str address, struct wd_str *ret_base, struct wd_where *ret_where) WD_MUST;
/* A desk that cannot be reached: nothing is pushed to it until it can be again; then hubs are asked anew. */
int wd_websub_none(struct wd_desk *desk) WD_MUST;

/* ---- calls of hubs and subscribers (web/web.h) ---- */
size_t wd_websub_room(void *websub, struct wd_str token);
void wd_websub_call(void *websub, struct wd_arena *a, const struct wd_push_call *call, struct wd_push_reply *ret_reply);

/* ---- fetch thread. websub may be NULL: then nothing is ever pushed ---- */
/* Asks whom it is time to ask. */
int wd_websub_step(struct wd_websub *w, struct wd_fetcher *f, int64_t now_utc) WD_MUST;
/* An answer whose tag is not 0. */
void wd_websub_done(struct wd_websub *w, const struct wd_fetched *got, int64_t now_utc);
/* A poll was answered well; links of the feed itself, NULL where there was nothing new to read. */
void wd_websub_found(struct wd_websub *w, struct wd_str feed, struct wd_str source, const struct wd_fetched *got, const wd_links *links,
                     int64_t now_utc);
/* All feeds that are polled: hubs of any other are left. */
void wd_websub_keep(struct wd_websub *w, const struct wd_str *feeds, size_t n, int64_t now_utc);
/* Whether pushes of this feed may be relied on just now. */
bool wd_websub_live(struct wd_websub *w, struct wd_str feed, int64_t now_utc);

#endif
