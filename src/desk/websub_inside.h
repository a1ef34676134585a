/* desk/websub_inside.h - what the files of WebSub share: websub.c and websub_calls.c (subscriber), websub_hub.c (hub). */
#ifndef WD_DESK_WEBSUB_INSIDE_H
#define WD_DESK_WEBSUB_INSIDE_H

#include <pthread.h>

#include "base/hash.h"
#include "desk/websub.h"
#include "net/websub.h"

enum wd_errand_kind {
    WD_ERRAND_ASK,    /* a hub is asked to push, or to stop */
    WD_ERRAND_VERIFY, /* a subscriber is asked whether it wants what was asked in its name */
    WD_ERRAND_PUSH    /* a subscriber is pushed a feed */
};
/* One request of ours, from when it is known to when it was answered. */
struct wd_errand {
    struct wd_errand *next;
    struct wd_arena arena;
    uint64_t tag;
    enum wd_errand_kind kind;
    bool asked;
    struct wd_str token;     /* ASK */
    struct wd_hub_wish wish; /* VERIFY */
    struct wd_str challenge;
    struct wd_str topic, callback; /* VERIFY, PUSH; topic: as subscribers have it, a path */
    uint64_t content;
};

struct wd_websub {
    struct wd_desk *desk;
    struct wd_store *store;  /* the desk's */
    struct wd_store *reader; /* the fetch thread's */
    struct wd_arena arena;
    struct wd_str base;
    int64_t least_s;
    int (*make)(void *context, struct wd_arena *a, struct wd_str path, struct wd_buf *ret_body, struct wd_str *ret_type);
    void *make_context;
    pthread_mutex_t lock; /* of all below, and of every record of a hub while it is read, judged and put back */
    struct wd_errand *errands;
    size_t errand_n[3];
    uint64_t last_tag;
    struct wd_map good; /* hash of a feed's name -> until when its pushes may be relied on */
    uint64_t kept;      /* hash of the feeds that are polled, when they were last looked at */
    /* fetch thread only */
    int64_t looked_ms, applied_seq, retry_utc;
};

/* The lock is held. */
struct wd_errand *wd_errand_new(struct wd_websub *w, enum wd_errand_kind kind);
void wd_errand_free(struct wd_websub *w, struct wd_errand *e);
int wd_websub_save(struct wd_websub *w, const struct wd_push *p) WD_MUST;
int wd_websub_forget(struct wd_websub *w, const struct wd_push *p) WD_MUST;
/* What a stranger's server says, in one line of so many bytes; a page of HTML says nothing. */
struct wd_str wd_websub_said(struct wd_arena *a, struct wd_str text);
struct wd_str wd_websub_random(struct wd_arena *a);
/* What went wrong with a request, in words; empty where the answer is 2xx. */
struct wd_str wd_websub_refusal(struct wd_arena *a, const struct wd_fetched *got);

/* websub_hub.c */
void wd_hub_called(struct wd_websub *w, struct wd_arena *a, const struct wd_push_call *call, struct wd_push_reply *ret_reply);
int wd_hub_step(struct wd_websub *w, struct wd_fetcher *f, int64_t now_utc) WD_MUST;
/* Without the lock: subscribers' records are put by the fetch thread alone. */
void wd_hub_done(struct wd_websub *w, struct wd_errand *e, const struct wd_fetched *got, int64_t now_utc);

#endif
