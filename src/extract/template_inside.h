/* extract/template_inside.h - the state of a template memory, shared among its files.
 * Duty:      template.c looks and notes, template_block.c makes blocks out of texts, template_bytes.c packs.
 * Ownership, errors, threads: as template.h. */
#ifndef WD_EXTRACT_TEMPLATE_INSIDE_H
#define WD_EXTRACT_TEMPLATE_INSIDE_H

#include "extract/template.h"

/* Histories: a bit a page that counted, the newest is bit 0. */
struct wd_template_path {
    uint32_t path, pages;     /* pages with this path, ever */
    uint32_t history, synced; /* over the host's pages, up to this one */
    uint16_t kept, dropped;   /* late blocks, all three halved when they are many */
    uint16_t again;           /* of these, those that another page had */
};
struct wd_template_entry {
    uint64_t key; /* of path and text */
    uint32_t path, exact;
    uint32_t history, synced; /* over the pages with its path, up to this one of them */
    uint32_t last;            /* of the host's pages */
    uint8_t age;              /* pages with its path since it was first seen, with the first; up to 255 */
    bool varied, kept;        /* its numbers have changed; it was kept when last seen */
};
struct wd_template_memory {
    uint32_t pages, path_n, entry_n, entry_cap, known_n;
    uint64_t known[WD_TEMPLATE_PAGES];                /* the latest first */
    struct wd_template_path paths[WD_TEMPLATE_PATHS]; /* ascending */
    struct wd_template_entry *entries;                /* ascending */
};
/* Room for n entries in all. */
void wd_template_room(struct wd_template_memory *m, size_t n);

/* One block of a note; blocks of equal key are one. */
struct wd_template_noted {
    uint64_t key;
    uint32_t path, exact, bytes;
    bool kept, credit;
};
struct wd_template_page {
    uint64_t page;
    struct wd_template_noted *v; /* ascending by key */
    uint32_t n;
};
static inline uint32_t wd_template_path32(uint64_t path)
{
    return (uint32_t)(path >> 32);
}
struct wd_str wd_template_pack_page(struct wd_arena *a, const struct wd_template_page *page);
/* v: room for WD_TEMPLATE_PAGE_BLOCKS. */
int wd_template_unpack_page(struct wd_str note, struct wd_template_page *ret) WD_MUST;

#endif
