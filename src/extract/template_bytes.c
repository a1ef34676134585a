/* Memories and notes as bytes: little-endian, fixed widths, a checksum over all before it at the end. */
#include <stdlib.h>

#include "base/hash.h"
#include "extract/template_inside.h"

enum {
    LAYOUT_MEMORY = 0x5701,
    LAYOUT_NOTE = 0x6E01,
    CHECK_BYTES = 8,
    HEAD_BYTES = 16,
    PATH_BYTES = 22,
    ENTRY_BYTES = 30,
    NOTED_BYTES = 21
};

struct out {
    unsigned char *p;
    size_t n;
};

static void put(struct out *o, uint64_t v, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        o->p[o->n++] = (unsigned char)(v >> 8 * i);
}

struct in {
    const unsigned char *p;
};

static uint64_t get(struct in *in, size_t bytes)
{
    uint64_t v = 0;
    for (size_t i = 0; i < bytes; i++)
        v |= (uint64_t)*in->p++ << 8 * i;
    return v;
}

static struct wd_str sealed(struct out *o)
{
    put(o, wd_hash(wd_str_n((char *)o->p, o->n)), CHECK_BYTES);
    return wd_str_n((char *)o->p, o->n);
}

/* At least a head, and nothing changed since it was packed. */
static int unseal(struct wd_str packed, unsigned layout)
{
    if (packed.n < HEAD_BYTES + CHECK_BYTES)
        return WD_E_CORRUPT;
    struct in check = {(const unsigned char *)packed.p + packed.n - CHECK_BYTES}, head = {(const unsigned char *)packed.p};
    if (get(&check, CHECK_BYTES) != wd_hash(wd_str_n(packed.p, packed.n - CHECK_BYTES)))
        return WD_E_CORRUPT;
    return get(&head, 2) == layout ? 0 : WD_E_VERSION;
}

struct wd_str wd_template_pack(struct wd_arena *a, const struct wd_template_memory *m)
{
    size_t bytes = HEAD_BYTES + m->known_n * 8u + m->path_n * (size_t)PATH_BYTES + m->entry_n * (size_t)ENTRY_BYTES + CHECK_BYTES;
    struct out o = {wd_arena_array(a, bytes, 1), 0};
    put(&o, LAYOUT_MEMORY, 2);
    put(&o, m->pages, 4);
    put(&o, m->known_n, 2);
    put(&o, m->path_n, 4);
    put(&o, m->entry_n, 4);
    for (size_t i = 0; i < m->known_n; i++)
        put(&o, m->known[i], 8);
    for (const struct wd_template_path *p = m->paths; p < m->paths + m->path_n; p++) {
        put(&o, p->path, 4);
        put(&o, p->pages, 4);
        put(&o, p->history, 4);
        put(&o, p->synced, 4);
        put(&o, p->kept, 2);
        put(&o, p->dropped, 2);
        put(&o, p->again, 2);
    }
    for (const struct wd_template_entry *e = m->entries; e < m->entries + m->entry_n; e++) {
        put(&o, e->key, 8);
        put(&o, e->path, 4);
        put(&o, e->exact, 4);
        put(&o, e->history, 4);
        put(&o, e->synced, 4);
        put(&o, e->last, 4);
        put(&o, e->age, 1);
        put(&o, (uint64_t)e->varied | (uint64_t)e->kept << 1, 1);
    }
    return sealed(&o);
}

static void read_path(struct in *in, struct wd_template_path *p)
{
    p->path = (uint32_t)get(in, 4);
    p->pages = (uint32_t)get(in, 4);
    p->history = (uint32_t)get(in, 4);
    p->synced = (uint32_t)get(in, 4);
    p->kept = (uint16_t)get(in, 2);
    p->dropped = (uint16_t)get(in, 2);
    p->again = (uint16_t)get(in, 2);
}

static void read_entry(struct in *in, struct wd_template_entry *e)
{
    e->key = get(in, 8);
    e->path = (uint32_t)get(in, 4);
    e->exact = (uint32_t)get(in, 4);
    e->history = (uint32_t)get(in, 4);
    e->synced = (uint32_t)get(in, 4);
    e->last = (uint32_t)get(in, 4);
    e->age = (uint8_t)get(in, 1);
    unsigned flags = (unsigned)get(in, 1);
    e->varied = flags & 1;
    e->kept = flags >> 1 & 1;
}

/* What is looked up by halves has to be in order. */
static bool in_order(const struct wd_template_memory *m)
{
    for (size_t i = 1; i < m->path_n; i++)
        if (m->paths[i - 1].path >= m->paths[i].path)
            return false;
    for (size_t i = 1; i < m->entry_n; i++)
        if (m->entries[i - 1].key >= m->entries[i].key)
            return false;
    return true;
}

int wd_template_unpack(struct wd_str packed, struct wd_template_memory **ret)
{
    int err = unseal(packed, LAYOUT_MEMORY);
    if (err)
        return err;
    struct in in = {(const unsigned char *)packed.p + 2};
    uint32_t pages = (uint32_t)get(&in, 4), known = (uint32_t)get(&in, 2), paths = (uint32_t)get(&in, 4), entries = (uint32_t)get(&in, 4);
    if (known > WD_TEMPLATE_PAGES || paths > WD_TEMPLATE_PATHS || entries > WD_TEMPLATE_ENTRIES ||
        packed.n != HEAD_BYTES + known * 8u + paths * (size_t)PATH_BYTES + entries * (size_t)ENTRY_BYTES + CHECK_BYTES)
        return WD_E_CORRUPT;
    struct wd_template_memory *m = wd_template_new();
    wd_template_room(m, entries);
    m->pages = pages;
    m->known_n = known;
    m->path_n = paths;
    m->entry_n = entries;
    for (size_t i = 0; i < known; i++)
        m->known[i] = get(&in, 8);
    for (size_t i = 0; i < paths; i++)
        read_path(&in, &m->paths[i]);
    for (size_t i = 0; i < entries; i++)
        read_entry(&in, &m->entries[i]);
    if (!in_order(m)) {
        wd_template_free(m);
        return WD_E_CORRUPT;
    }
    *ret = m;
    return 0;
}

struct wd_str wd_template_pack_page(struct wd_arena *a, const struct wd_template_page *page)
{
    struct out o = {wd_arena_array(a, HEAD_BYTES + page->n * (size_t)NOTED_BYTES + CHECK_BYTES, 1), 0};
    put(&o, LAYOUT_NOTE, 2);
    put(&o, page->page, 8);
    put(&o, page->n, 6);
    for (size_t i = 0; i < page->n; i++) {
        const struct wd_template_noted *b = &page->v[i];
        put(&o, b->key, 8);
        put(&o, b->path, 4);
        put(&o, b->exact, 4);
        put(&o, b->bytes, 4);
        put(&o, (uint64_t)b->kept | (uint64_t)b->credit << 1, 1);
    }
    return sealed(&o);
}

int wd_template_unpack_page(struct wd_str note, struct wd_template_page *ret)
{
    int err = unseal(note, LAYOUT_NOTE);
    if (err)
        return err;
    struct in in = {(const unsigned char *)note.p + 2};
    uint64_t page = get(&in, 8), n = get(&in, 6);
    if (n > WD_TEMPLATE_PAGE_BLOCKS || note.n != HEAD_BYTES + n * NOTED_BYTES + CHECK_BYTES)
        return WD_E_CORRUPT;
    ret->page = page;
    ret->n = (uint32_t)n;
    for (size_t i = 0; i < n; i++) {
        struct wd_template_noted *b = &ret->v[i];
        b->key = get(&in, 8);
        b->path = (uint32_t)get(&in, 4);
        b->exact = (uint32_t)get(&in, 4);
        b->bytes = (uint32_t)get(&in, 4);
        unsigned flags = (unsigned)get(&in, 1);
        b->kept = flags & 1;
        b->credit = flags >> 1 & 1;
    }
    return 0;
}
