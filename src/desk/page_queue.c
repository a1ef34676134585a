#include "desk/page_queue.h"

#include <stdlib.h>

#include "base/arena.h"

void wd_page_queue_init(struct wd_page_queue *q, size_t most_under_way)
{
    *q = (struct wd_page_queue){.most_under_way = most_under_way};
    wd_map_init(&q->domain_by_key);
    wd_heap_init(&q->ready);
}

void wd_page_queue_done(struct wd_page_queue *q)
{
    for (size_t i = 0; i < q->domain_n; i++)
        wd_heap_done(&q->domains[i].waiting);
    free(q->domains);
    free(q->pages);
    free(q->free);
    wd_map_done(&q->domain_by_key);
    wd_heap_done(&q->ready);
}

static size_t domain_of(struct wd_page_queue *q, uint64_t key)
{
    uint64_t *at = wd_map_at(&q->domain_by_key, key);
    if (*at)
        return (size_t)*at - 1;
    if (q->domain_n == q->domain_cap) {
        q->domain_cap = q->domain_cap ? q->domain_cap * 2 : 16;
        q->domains = wd_realloc(q->domains, q->domain_cap * sizeof *q->domains);
    }
    q->domains[q->domain_n] = (struct wd_page_domain){.free_at_ms = INT64_MIN};
    wd_heap_init(&q->domains[q->domain_n].waiting);
    *at = ++q->domain_n;
    return q->domain_n - 1;
}

static void wait(struct wd_page_queue *q, size_t page, int64_t at_ms)
{
    wd_heap_push(&q->domains[q->pages[page].domain].waiting, at_ms, (uint64_t)q->added++ << 32 | page);
}

static size_t new_page(struct wd_page_queue *q)
{
    if (q->free_n)
        return q->free[--q->free_n];
    if (q->page_n == q->page_cap) {
        q->page_cap = q->page_cap ? q->page_cap * 2 : 64;
        q->pages = wd_realloc(q->pages, q->page_cap * sizeof *q->pages);
        q->free = wd_realloc(q->free, q->page_cap * sizeof *q->free);
    }
    return q->page_n++;
}

/* An entry that is out of date is noticed when it is taken. */
static void announce(struct wd_page_queue *q, size_t domain)
{
    const struct wd_page_domain *d = &q->domains[domain];
    if (!d->busy && d->waiting.n)
        wd_heap_push(&q->ready, WD_MAX(d->free_at_ms, d->waiting.v[0].at), domain);
}

size_t wd_page_queue_add(struct wd_page_queue *q, uint64_t domain, int64_t now_ms)
{
    size_t page = new_page(q);
    q->pages[page] = (struct wd_page_place){.domain = domain_of(q, domain), .used = true};
    wait(q, page, now_ms);
    q->in_queue++;
    announce(q, q->pages[page].domain);
    return page;
}

size_t wd_page_queue_take(struct wd_page_queue *q, int64_t now_ms, int64_t *ret_wait_ms)
{
    *ret_wait_ms = -1;
    while (q->ready.n && q->under_way < q->most_under_way) {
        if (q->ready.v[0].at > now_ms) {
            *ret_wait_ms = q->ready.v[0].at - now_ms;
            break;
        }
        size_t number = (size_t)wd_heap_pop(&q->ready).value;
        struct wd_page_domain *d = &q->domains[number];
        if (d->busy || !d->waiting.n)
            continue;
        if (WD_MAX(d->free_at_ms, d->waiting.v[0].at) > now_ms) {
            announce(q, number);
            continue;
        }
        d->busy = true;
        q->under_way++;
        return (size_t)(wd_heap_pop(&d->waiting).value & UINT32_MAX);
    }
    return SIZE_MAX;
}

static void release(struct wd_page_queue *q, size_t domain, int64_t free_at_ms)
{
    struct wd_page_domain *d = &q->domains[domain];
    d->busy = false;
    d->free_at_ms = WD_MAX(d->free_at_ms, free_at_ms);
    q->under_way--;
}

void wd_page_queue_end(struct wd_page_queue *q, size_t page, int64_t free_at_ms)
{
    size_t domain = q->pages[page].domain;
    release(q, domain, free_at_ms);
    q->pages[page].used = false;
    q->free[q->free_n++] = page;
    q->in_queue--;
    announce(q, domain);
}

void wd_page_queue_again(struct wd_page_queue *q, size_t page, uint64_t domain, int64_t at_ms, int64_t free_at_ms)
{
    size_t before = q->pages[page].domain;
    release(q, before, free_at_ms);
    q->pages[page].domain = domain_of(q, domain);
    wait(q, page, at_ms);
    announce(q, q->pages[page].domain);
    if (before != q->pages[page].domain)
        announce(q, before);
}
