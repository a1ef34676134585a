#include "copies/postings.h"

#include <stdlib.h>

enum { ENTRY_BYTES = 6, SLOT_BITS = 28, PRINT_BITS = 20, FIRST_HOMES = 16, DOUBLED_HOMES = 64, PAD_BYTES = 2 };

static const uint64_t FREE_ENTRY = ((uint64_t)1 << 48) - 1;

void wd_postings_init(struct wd_postings *p)
{
    *p = (struct wd_postings){.parts = wd_calloc(WD_POSTING_PARTS, sizeof *p->parts), .bytes = WD_POSTING_PARTS * sizeof *p->parts};
}

void wd_postings_done(struct wd_postings *p)
{
    for (size_t i = 0; p->parts && i < WD_POSTING_PARTS; i++)
        free(p->parts[i].entries);
    free(p->parts);
    *p = (struct wd_postings){0};
}

/* Eight bytes are read for an entry of six: the room ends with two bytes more. */
static inline uint64_t entry_at(const struct wd_posting_part *part, size_t at)
{
    uint64_t e;
    memcpy(&e, part->entries + at * ENTRY_BYTES, sizeof e);
    return e & FREE_ENTRY;
}

static inline void entry_put(struct wd_posting_part *part, size_t at, uint64_t e)
{
    uint32_t low = (uint32_t)e;
    uint16_t high = (uint16_t)(e >> 32);
    memcpy(part->entries + at * ENTRY_BYTES, &low, sizeof low);
    memcpy(part->entries + at * ENTRY_BYTES + sizeof low, &high, sizeof high);
}

static inline struct wd_posting_part *part_of(const struct wd_postings *p, uint32_t print)
{
    return &p->parts[print >> PRINT_BITS];
}

static inline uint32_t rest_of(uint32_t print)
{
    return print & ((1u << PRINT_BITS) - 1);
}

static inline size_t home_of(const struct wd_posting_part *part, uint32_t rest)
{
    return (size_t)(((uint64_t)rest * part->homes) >> PRINT_BITS);
}

static void set_room(struct wd_postings *p, struct wd_posting_part *part, uint32_t room)
{
    p->bytes += (size_t)(room - part->room) * ENTRY_BYTES;
    part->entries = wd_realloc(part->entries, (size_t)room * ENTRY_BYTES + PAD_BYTES);
    memset(part->entries + (size_t)part->room * ENTRY_BYTES, 0xFF, (size_t)(room - part->room) * ENTRY_BYTES + PAD_BYTES);
    part->room = room;
}

static uint32_t room_for(uint32_t homes)
{
    return homes + homes / 64 + 8;
}

/* Entries stand in order of fingerprint, so one pass puts them into the wider part. */
static void widen(struct wd_postings *p, struct wd_posting_part *part)
{
    struct wd_posting_part old = *part;
    part->homes = !old.homes ? FIRST_HOMES : old.homes < DOUBLED_HOMES ? old.homes * 2 : old.homes + old.homes / 4;
    part->entries = NULL;
    part->room = 0;
    set_room(p, part, room_for(part->homes));
    size_t to = 0;
    for (size_t i = 0; i < old.room; i++) {
        uint64_t e = entry_at(&old, i);
        if (e == FREE_ENTRY)
            continue;
        to = WD_MAX(to, home_of(part, (uint32_t)(e >> SLOT_BITS)));
        if (to >= part->room)
            set_room(p, part, part->room + part->room / 8 + 8);
        entry_put(part, to++, e);
    }
    p->bytes -= (size_t)old.room * ENTRY_BYTES;
    free(old.entries);
}

void wd_postings_prefetch(const struct wd_postings *p, uint32_t print)
{
    const struct wd_posting_part *part = part_of(p, print);
    if (part->entries)
        __builtin_prefetch(part->entries + home_of(part, rest_of(print)) * ENTRY_BYTES);
}

size_t wd_postings_find(const struct wd_postings *p, uint32_t print, uint32_t *slots, size_t most)
{
    const struct wd_posting_part *part = part_of(p, print);
    uint32_t rest = rest_of(print);
    size_t n = 0;
    for (size_t at = home_of(part, rest); at < part->room && n < most; at++) {
        uint64_t e = entry_at(part, at);
        if ((e >> SLOT_BITS) > rest || e == FREE_ENTRY)
            break;
        if ((e >> SLOT_BITS) == rest)
            slots[n++] = (uint32_t)e & WD_POSTING_SLOTS;
    }
    return n;
}

bool wd_postings_insert(struct wd_postings *p, uint32_t print, uint32_t slot, size_t most)
{
    struct wd_posting_part *part = part_of(p, print);
    if ((uint64_t)(part->n + 1) * 10 > (uint64_t)part->homes * 9)
        widen(p, part);
    uint32_t rest = rest_of(print);
    uint64_t entry = ((uint64_t)rest << SLOT_BITS) | slot, e = 0;
    size_t at = home_of(part, rest), end, same = 0;
    for (; at < part->room && (e = entry_at(part, at)) != FREE_ENTRY && (e >> SLOT_BITS) <= rest; at++)
        same += (e >> SLOT_BITS) == rest;
    if (same >= most)
        return false;
    for (end = at; end < part->room && entry_at(part, end) != FREE_ENTRY;)
        end++;
    if (end == part->room)
        set_room(p, part, part->room + part->room / 8 + 8);
    memmove(part->entries + (at + 1) * ENTRY_BYTES, part->entries + at * ENTRY_BYTES, (end - at) * ENTRY_BYTES);
    entry_put(part, at, entry);
    part->n++;
    p->n++;
    return true;
}

bool wd_postings_remove(struct wd_postings *p, uint32_t print, uint32_t slot)
{
    struct wd_posting_part *part = part_of(p, print);
    uint32_t rest = rest_of(print);
    uint64_t entry = ((uint64_t)rest << SLOT_BITS) | slot;
    size_t at = home_of(part, rest), end;
    for (;; at++) {
        if (at >= part->room || entry_at(part, at) == FREE_ENTRY || (entry_at(part, at) >> SLOT_BITS) > rest)
            return false;
        if (entry_at(part, at) == entry)
            break;
    }
    /* What follows moves up, as far as each entry stays at or behind its home. */
    for (end = at + 1; end < part->room; end++) {
        uint64_t e = entry_at(part, end);
        if (e == FREE_ENTRY || home_of(part, (uint32_t)(e >> SLOT_BITS)) >= end)
            break;
    }
    memmove(part->entries + at * ENTRY_BYTES, part->entries + (at + 1) * ENTRY_BYTES, (end - at - 1) * ENTRY_BYTES);
    entry_put(part, end - 1, FREE_ENTRY);
    part->n--;
    p->n--;
    return true;
}
