#include "desk/hosts.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/url.h"
#include "os/os.h"

struct wd_hosts {
    struct wd_store *store;
    struct wd_host_memory **hosts;
    size_t n, cap;
    struct wd_map places; /* host -> place in hosts + 1 */
    uint64_t clock;
};

struct wd_hosts *wd_hosts_new(struct wd_store *store)
{
    struct wd_hosts *t = wd_calloc(1, sizeof *t);
    t->store = store;
    wd_map_init(&t->places);
    return t;
}

static void free_host(struct wd_host_memory *h)
{
    wd_template_free(h->memory);
    wd_buf_done(&h->unsaved);
    free(h);
}

void wd_hosts_free(struct wd_hosts *t)
{
    if (!t)
        return;
    for (size_t i = 0; i < t->n; i++)
        free_host(t->hosts[i]);
    wd_map_done(&t->places);
    free(t->hosts);
    free(t);
}

/* What is told of a delivery before it is parsed. A feed that is sent as HTML costs a look-up. */
static bool may_be_page(const struct wd_event *event)
{
    if (!event->url.n)
        return false;
    return event->kind == WD_EVENT_PAGE || ((event->kind == WD_EVENT_DELIVERY || event->kind == WD_EVENT_REDACTED) &&
                                            (!event->content_type.n || wd_str_find_nocase(event->content_type, "html", 0) != SIZE_MAX));
}

static void drop_oldest(struct wd_hosts *t)
{
    size_t oldest = SIZE_MAX;
    for (size_t i = 0; i < t->n; i++) {
        const struct wd_host_memory *h = t->hosts[i];
        if (!h->lent && !h->unsaved.n && (oldest == SIZE_MAX || h->used < t->hosts[oldest]->used))
            oldest = i;
    }
    if (oldest == SIZE_MAX)
        return;
    (void)wd_map_remove(&t->places, t->hosts[oldest]->host);
    free_host(t->hosts[oldest]);
    t->hosts[oldest] = t->hosts[--t->n];
    if (oldest < t->n)
        *wd_map_at(&t->places, t->hosts[oldest]->host) = oldest + 1;
}

static int load(struct wd_hosts *t, struct wd_arena *a, uint64_t host, struct wd_template_memory **ret)
{
    struct wd_str bytes = {0};
    int err = wd_store_template(t->store, a, host, &bytes);
    if (err)
        return err;
    if (bytes.n && wd_template_unpack(bytes, ret) == 0)
        return 0;
    if (bytes.n)
        wd_log(WD_LOG_NOTE, "what was remembered of the pages of host %016" PRIx64 " is damaged; it is learnt anew", host);
    *ret = wd_template_new();
    return 0;
}

static int add(struct wd_hosts *t, struct wd_arena *a, uint64_t host, struct wd_host_memory **ret)
{
    struct wd_template_memory *memory = NULL;
    int err = load(t, a, host, &memory);
    if (err)
        return err;
    if (t->n >= WD_HOSTS_KEPT)
        drop_oldest(t);
    if (t->n == t->cap) {
        t->cap = t->cap ? t->cap * 2 : 64;
        t->hosts = wd_realloc(t->hosts, t->cap * sizeof(struct wd_host_memory *));
    }
    struct wd_host_memory *h = wd_calloc(1, sizeof *h);
    h->host = host;
    h->memory = memory;
    wd_buf_init(&h->unsaved, WD_TEMPLATE_BYTES);
    t->hosts[t->n++] = h;
    *wd_map_at(&t->places, host) = t->n;
    *ret = h;
    return 0;
}

int wd_hosts_lend(struct wd_hosts *t, struct wd_arena *a, const struct wd_event *event, struct wd_host_memory **ret)
{
    *ret = NULL;
    struct wd_str name = may_be_page(event) ? wd_url_host_key(a, event->url) : wd_str_n("", 0);
    if (!name.n)
        return 0;
    uint64_t host = wd_hash(name);
    const uint64_t *place = wd_map_find(&t->places, host);
    struct wd_host_memory *h = place ? t->hosts[*place - 1] : NULL;
    int err = h ? 0 : add(t, a, host, &h);
    if (err)
        return err;
    h->lent++;
    h->used = ++t->clock;
    *ret = h;
    return 0;
}

void wd_hosts_give_back(struct wd_hosts *t, struct wd_host_memory *host, struct wd_str bytes)
{
    (void)t;
    if (!host)
        return;
    host->lent--;
    if (!bytes.n)
        return;
    wd_buf_reset(&host->unsaved);
    wd_buf_puts(&host->unsaved, bytes);
}

int wd_hosts_save(struct wd_hosts *t)
{
    int err = 0;
    for (size_t i = 0; i < t->n && !err; i++) {
        struct wd_host_memory *h = t->hosts[i];
        if (!h->unsaved.n)
            continue;
        err = h->unsaved.err ? h->unsaved.err : wd_store_put_template(t->store, h->host, wd_buf_str(&h->unsaved));
        wd_buf_reset(&h->unsaved);
    }
    return err;
}
