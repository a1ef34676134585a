/* desk/page_reply.h - what an answer means for the page that was asked for.
 * Duty:      a page, the page that is there already, another address, later, or never and why; what the answer to a robots.txt means.
 * Input:     an answer to a request that follows no redirect.
 * Ownership: reasons live in `a`, or borrow the answer.
 * Errors:    none.   Threads: pure.   Cost: O(1).
 * Source:    RFC 9309, 2.3.1, for robots.txt that cannot be had. */
#ifndef WD_DESK_PAGE_REPLY_H
#define WD_DESK_PAGE_REPLY_H

#include "net/net.h"

enum { WD_PAGE_TRIES = 3, WD_PAGE_HOPS = 5 };

enum wd_page_outcome {
    WD_PAGE_TAKE,
    WD_PAGE_SAME,   /* 304 */
    WD_PAGE_FOLLOW, /* got->location */
    WD_PAGE_LATER,  /* and after WD_PAGE_TRIES never */
    WD_PAGE_NEVER
};
struct wd_page_reply {
    enum wd_page_outcome outcome;
    struct wd_str reason; /* LATER and NEVER: in words, for readers */
    int64_t in_ms;        /* LATER: when */
    bool counts;          /* LATER: as one of the tries */
    int64_t hold_ms;      /* its host wants to be left alone so long; 0: it does not say */
};
/* tries: that failed before; no_network: the desk's own trouble. */
struct wd_page_reply wd_page_reply_of(struct wd_arena *a, const struct wd_fetched *got, uint32_t tries, uint32_t hops, bool no_network);

enum wd_robots_answer { WD_ROBOTS_RULES_CAME, WD_ROBOTS_NONE, WD_ROBOTS_NOT_NOW };
enum wd_robots_answer wd_robots_answer_of(const struct wd_fetched *got);

#endif
