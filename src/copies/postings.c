#include "copies/postings.h"

#include <stdlib.h>

enum { ENTRY_BYTES = 5, MARK_BIT = 19, SLOT_BITS = 20, PRINT_BITS = 20, FIRST_HOMES = 16, DOUBLED_HOMES = 64, PAD_BYTES = 3 };
/* Parts start at sizes spread evenly from one to two, so that their growing is spread, too. */
enum { PHASES = 16, CACHE_LINE = 64 };

static const uint64_t FREE_ENTRY = ((uint64_t)1 << 40) - 1;
static const uint64_t SLOT_MASK = WD_POSTING_SLOTS;

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

/* Eight bytes are read for an entry of five: the room ends with three bytes more. */
static inline uint64_t entry_at(const struct wd_posting_part *part, size_t at)
{
    uint64_t e;
    memcpy(&e, part->entries + at * ENTRY_BYTES, sizeof e);
    return e & FREE_ENTRY;
}

static inline void entry_put(struct wd_posting_part *part, size_t at, uint64_t e)
{
    uint32_t low = (uint32_t)e;
    memcpy(part->entries + at * ENTRY_BYTES, &low, sizeof low);
    part->entries[at * ENTRY_BYTES + sizeof low] = (uint8_t)(e >> 32);
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

/* Whether an entry is there and its slot is none of the first `texts`: a free one has the slot that no text has. */
static inline uint32_t stays(uint64_t e, uint32_t texts)
{
    return (uint32_t)(e & SLOT_MASK) - texts < WD_POSTING_SLOTS - texts;
}

/* Entries stand in order of fingerprint, so one pass puts them into their new places; those of the first `texts` slots are left out. */
static void rehouse(struct wd_postings *p, struct wd_posting_part *part, uint32_t homes, uint32_t texts)
{
    struct wd_posting_part old = *part, now;
    uint32_t n = 0;
    size_t to = 0;
    *part = (struct wd_posting_part){.homes = homes};
    set_room(p, part, room_for(homes));
    now = *part; /* a copy whose address nobody has: the bytes written do not make the compiler read it again */
    for (size_t i = 0; i < old.room; i++) {
        /* without branches: which entries are free is anyone's guess. What is written for one that stays behind is written over next. */
        uint64_t e = entry_at(&old, i);
        uint64_t comes = stays(e, texts), all = 0 - comes;
        to = WD_MAX(to, home_of(&now, (uint32_t)(e >> SLOT_BITS)) & all);
        if (to >= now.room) {
            set_room(p, part, now.room + now.room / 8 + 8);
            now = *part;
        }
        entry_put(&now, to, (e - texts) | ~all);
        to += comes;
        n += (uint32_t)comes;
    }
    part->n = n;
    p->bytes -= (size_t)old.room * ENTRY_BYTES;
    free(old.entries);
}

static uint32_t phase_of(const struct wd_postings *p, const struct wd_posting_part *part)
{
    return (uint32_t)(part - p->parts) % PHASES;
}

static void widen(struct wd_postings *p, struct wd_posting_part *part)
{
    uint32_t first = FIRST_HOMES + phase_of(p, part);
    rehouse(p, part, !part->homes ? first : part->homes < DOUBLED_HOMES ? part->homes * 2 : part->homes + part->homes / 4, 0);
}

void wd_postings_prefetch(const struct wd_postings *p, uint32_t print)
{
    const struct wd_posting_part *part = part_of(p, print);
    if (part->entries)
        __builtin_prefetch(part->entries + home_of(part, rest_of(print)) * ENTRY_BYTES);
}

void wd_postings_prefetch_more(const struct wd_postings *p, uint32_t print)
{
    const struct wd_posting_part *part = part_of(p, print);
    if (!part->entries)
        return;
    __builtin_prefetch(part->entries + home_of(part, rest_of(print)) * ENTRY_BYTES + CACHE_LINE);
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
            slots[n++] = (uint32_t)(e & SLOT_MASK);
    }
    return n;
}

bool wd_postings_insert(struct wd_postings *p, struct wd_posting posting, uint32_t from, size_t most)
{
    struct wd_posting_part *part = part_of(p, posting.print);
    if ((uint64_t)(part->n + 1) * 5 > (uint64_t)part->homes * 4)
        widen(p, part);
    uint32_t rest = rest_of(posting.print);
    uint64_t entry = ((uint64_t)rest << SLOT_BITS) | ((uint64_t)posting.marked << MARK_BIT) | posting.slot, e = 0;
    size_t at = home_of(part, rest), end, same = 0;
    for (; at < part->room && (e = entry_at(part, at)) != FREE_ENTRY && (e >> SLOT_BITS) <= rest; at++)
        same += (e >> SLOT_BITS) == rest && (e & SLOT_MASK) >= from;
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
    size_t at = home_of(part, rest), end;
    for (;; at++) {
        uint64_t e = at < part->room ? entry_at(part, at) : FREE_ENTRY;
        if (e == FREE_ENTRY || (e >> SLOT_BITS) > rest)
            return false;
        if ((e >> SLOT_BITS) == rest && (e & SLOT_MASK) == slot)
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

/* Inlined with a constant `marked`, so that the postings not asked for cost nothing. */
static inline __attribute__((always_inline)) int walk(const struct wd_postings *p, bool marked, uint32_t texts, void *context,
                                                      int (*visit)(void *context, struct wd_posting posting))
{
    int err = 0;
    for (uint32_t which = 0; which < WD_POSTING_PARTS; which++) {
        const struct wd_posting_part *part = &p->parts[which];
        for (size_t at = 0; at < part->room && !err; at++) {
            uint64_t e = entry_at(part, at);
            struct wd_posting posting = {.print = which << PRINT_BITS | (uint32_t)(e >> SLOT_BITS),
                                         .slot = (uint32_t)(e & SLOT_MASK),
                                         .marked = (e >> MARK_BIT) & 1};
            if (e == FREE_ENTRY || (marked && (!posting.marked || posting.slot >= texts)))
                continue;
            err = visit(context, posting);
        }
    }
    return err;
}

int wd_postings_each(const struct wd_postings *p, void *context, int (*visit)(void *context, struct wd_posting posting))
{
    return walk(p, false, 0, context, visit);
}

int wd_postings_each_marked(const struct wd_postings *p, uint32_t texts, void *context,
                            int (*visit)(void *context, struct wd_posting posting))
{
    return walk(p, true, texts, context, visit);
}

void wd_postings_shift(struct wd_postings *p, uint32_t texts)
{
    p->n = 0;
    for (size_t i = 0; i < WD_POSTING_PARTS; i++) {
        struct wd_posting_part *part = &p->parts[i];
        uint32_t left = 0;
        for (size_t at = 0; at < part->room; at++) {
            uint64_t e = entry_at(part, at);
            left += stays(e, texts);
        }
        if (part->room)
            rehouse(p, part, WD_MAX(left + left / 16 * 5 + left / 4 * phase_of(p, part) / PHASES, (uint32_t)FIRST_HOMES), texts);
        p->n += part->n;
    }
}
