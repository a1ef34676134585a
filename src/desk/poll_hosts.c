#include "desk/poll_hosts.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/time.h"
#include "base/url.h"

void wd_poll_hosts_init(struct wd_poll_hosts *h)
{
    *h = (struct wd_poll_hosts){0};
    wd_map_init(&h->by_name);
}

void wd_poll_hosts_done(struct wd_poll_hosts *h)
{
    free(h->hold_until_utc);
    wd_map_done(&h->by_name);
}

size_t wd_poll_host(struct wd_poll_hosts *h, struct wd_str url)
{
    struct wd_arena a;
    wd_arena_init(&a);
    uint64_t *at = wd_map_at(&h->by_name, wd_hash(wd_url_host_key(&a, url)));
    wd_arena_done(&a);
    if (*at)
        return (size_t)*at - 1;
    if (h->n == h->cap) {
        h->cap = h->cap ? h->cap * 2 : 64;
        h->hold_until_utc = wd_realloc(h->hold_until_utc, h->cap * sizeof *h->hold_until_utc);
    }
    h->hold_until_utc[h->n++] = WD_NO_TIME;
    *at = h->n;
    return h->n - 1;
}

void wd_poll_hosts_hold(struct wd_poll_hosts *h, size_t host, int64_t until_utc)
{
    h->hold_until_utc[host] = WD_MAX(h->hold_until_utc[host], until_utc);
}

void wd_poll_hosts_forget(struct wd_poll_hosts *h)
{
    for (size_t i = 0; i < h->n; i++)
        h->hold_until_utc[i] = WD_NO_TIME;
}
