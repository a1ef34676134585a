/* desk/page_queue.h - article pages in rows by domain: one at a time, with a pause between.
 * Duty:      which page may be asked for now; holding a domain; trying again later. What is asked, and how, is pages.h's.
 * Input:     a clock that never goes back, in milliseconds.
 * Ownership: heap memory; a page is a number that is used again after wd_page_queue_end.
 * Errors:    none.   Threads: one.   Cost: O(log n) a step. */
#ifndef WD_DESK_PAGE_QUEUE_H
#define WD_DESK_PAGE_QUEUE_H

#include "base/hash.h"
#include "base/heap.h"

struct wd_page_domain {
    struct wd_heap waiting; /* pages, by when they may be asked for */
    int64_t free_at_ms;
    bool busy;
};
struct wd_page_place {
    size_t domain;
    uint32_t tries;
    bool used;
};
struct wd_page_queue {
    struct wd_page_domain *domains;
    size_t domain_n, domain_cap;
    struct wd_map domain_by_key;
    struct wd_page_place *pages;
    size_t page_n, page_cap; /* numbers given out so far */
    size_t *free;            /* numbers to be used again */
    size_t free_n;
    struct wd_heap ready; /* domains, by when they may be asked */
    size_t in_queue, under_way, most_under_way;
    uint32_t added; /* what may be asked for at one time is in the order in which it came */
};

void wd_page_queue_init(struct wd_page_queue *q, size_t most_under_way);
void wd_page_queue_done(struct wd_page_queue *q);
/* domain: a key. Gives the page's number. */
size_t wd_page_queue_add(struct wd_page_queue *q, uint64_t domain, int64_t now_ms);
/* The page to ask for now: its domain is busy until one of the three below. SIZE_MAX: none; ret_wait_ms: until there may be one, -1 where
 * only an answer can make one. */
size_t wd_page_queue_take(struct wd_page_queue *q, int64_t now_ms, int64_t *ret_wait_ms);
/* Its domain is left alone until free_at_ms. */
void wd_page_queue_end(struct wd_page_queue *q, size_t page, int64_t free_at_ms);
/* To be asked for again, in this domain or (after a redirect) in another one. */
void wd_page_queue_again(struct wd_page_queue *q, size_t page, uint64_t domain, int64_t at_ms, int64_t free_at_ms);

#endif
