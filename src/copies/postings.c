#include "copies/postings.h"

#include <stdlib.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* A line of the cache: twelve tags (low bits of the fingerprint), twelve rests of three bytes, how many there are, and whether an entry
 * that is at home here lies in a line behind it. */
enum { LINE_BYTES = 64, LINE_ENTRIES = 12, TAG_BITS = 16, PRINT_BITS = 20, HIGH_BITS = PRINT_BITS - TAG_BITS, SLOT_BITS = 19 };
struct line {
    uint16_t tags[LINE_ENTRIES];
    uint8_t rests[LINE_ENTRIES][3];
    uint8_t n, spills, unused[2];
};
_Static_assert(sizeof(struct line) == LINE_BYTES, "a line of postings is a line of the cache");

/* A part is widened by two fifths when 85 % of it are used. Parts start at sizes spread evenly from one to two, so that their growing
 * is spread, too. */
enum { FIRST_HOMES = 2, DOUBLED_HOMES = 8, PHASES = 16, SPARE_LINES = 2 };

/* One entry, unpacked: fingerprint within the part, then slot, then mark, so that entries compare as their postings do. */
typedef uint64_t entry;
static inline entry entry_of(uint32_t rest, uint32_t slot, bool marked)
{
    return (uint64_t)rest << (SLOT_BITS + 1) | (uint64_t)slot << 1 | marked;
}
static inline uint32_t rest_of(entry e)
{
    return (uint32_t)(e >> (SLOT_BITS + 1));
}
static inline uint32_t slot_of(entry e)
{
    return (uint32_t)(e >> 1) & WD_POSTING_SLOTS;
}

static inline entry entry_at(const struct line *l, size_t i)
{
    uint32_t rest = l->rests[i][0] | (uint32_t)l->rests[i][1] << 8 | (uint32_t)l->rests[i][2] << 16;
    uint32_t print = (rest >> (SLOT_BITS + 1)) << TAG_BITS | l->tags[i];
    return entry_of(print, rest >> 1 & WD_POSTING_SLOTS, rest & 1);
}

static inline void entry_put(struct line *l, size_t i, entry e)
{
    uint32_t rest = rest_of(e) >> TAG_BITS << (SLOT_BITS + 1) | ((uint32_t)e & ((1u << (SLOT_BITS + 1)) - 1));
    l->tags[i] = (uint16_t)rest_of(e);
    l->rests[i][0] = (uint8_t)rest;
    l->rests[i][1] = (uint8_t)(rest >> 8);
    l->rests[i][2] = (uint8_t)(rest >> 16);
}

void wd_postings_init(struct wd_postings *p)
{
    *p = (struct wd_postings){.parts = wd_calloc(WD_POSTING_PARTS, sizeof *p->parts), .bytes = WD_POSTING_PARTS * sizeof *p->parts};
}

void wd_postings_done(struct wd_postings *p)
{
    for (size_t i = 0; p->parts && i < WD_POSTING_PARTS; i++)
        free(p->parts[i].allocated);
    free(p->parts);
    free(p->forgotten);
    *p = (struct wd_postings){0};
}

static inline struct wd_posting_part *part_of(const struct wd_postings *p, uint32_t print)
{
    return &p->parts[print >> PRINT_BITS];
}

static inline uint32_t within(uint32_t print)
{
    return print & ((1u << PRINT_BITS) - 1);
}

static inline size_t home_of(const struct wd_posting_part *part, uint32_t rest)
{
    return (size_t)(((uint64_t)rest * part->homes) >> PRINT_BITS);
}

static inline bool is_forgotten(const struct wd_postings *p, uint32_t slot)
{
    return p->forgotten && (p->forgotten[slot / 64] >> slot % 64 & 1);
}

/* Empty lines; the old ones stay the caller's. */
static void set_lines(struct wd_postings *p, struct wd_posting_part *part, uint32_t room)
{
    size_t bytes = (size_t)room * LINE_BYTES + LINE_BYTES - 1;
    part->allocated = wd_calloc(bytes, 1);
    part->lines = (struct line *)(void *)(((uintptr_t)part->allocated + LINE_BYTES - 1) & ~(uintptr_t)(LINE_BYTES - 1));
    part->room = room;
    p->bytes += bytes;
}

static void free_lines(struct wd_postings *p, struct wd_posting_part *part)
{
    if (part->allocated)
        p->bytes -= (size_t)part->room * LINE_BYTES + LINE_BYTES - 1;
    free(part->allocated);
}

/* The lines behind the last home are full: more of them. */
static void lengthen(struct wd_postings *p, struct wd_posting_part *part)
{
    struct wd_posting_part old = *part;
    set_lines(p, part, old.room + old.room / 8 + SPARE_LINES);
    memcpy(part->lines, old.lines, (size_t)old.room * LINE_BYTES);
    free_lines(p, &old);
}

static void put(struct wd_postings *p, struct wd_posting_part *part, entry e)
{
    size_t at = home_of(part, rest_of(e));
    while (part->lines[at].n == LINE_ENTRIES) {
        part->lines[at].spills = 1;
        if (++at == part->room)
            lengthen(p, part);
    }
    entry_put(&part->lines[at], part->lines[at].n++, e);
}

/* The entries of slots in [from, from + slots), counted from `from`; only marked ones where `marked` is 1. Without branches, for which of
 * them are wanted is anyone's guess. `v`: room for all. */
static size_t gather(const struct wd_posting_part *part, uint32_t from, uint32_t slots, uint32_t marked, entry *v)
{
    size_t n = 0;
    for (size_t at = 0; at < part->room; at++)
        for (size_t i = 0; i < part->lines[at].n; i++) {
            entry e = entry_at(&part->lines[at], i);
            v[n] = e - ((uint64_t)from << 1);
            n += (slot_of(e) - from < slots) & (uint32_t)(e | !marked);
        }
    return n;
}

static entry *room_for(const struct wd_posting_part *part)
{
    return wd_malloc(((size_t)part->n + 1) * sizeof(entry));
}

/* Into other lines. */
static void rehouse(struct wd_postings *p, struct wd_posting_part *part, uint32_t homes, const entry *v, size_t n)
{
    struct wd_posting_part old = *part;
    part->homes = homes;
    part->n = (uint32_t)n;
    set_lines(p, part, homes + SPARE_LINES);
    for (size_t i = 0; i < n; i++)
        put(p, part, v[i]);
    free_lines(p, &old);
}

static uint32_t phase_of(const struct wd_postings *p, const struct wd_posting_part *part)
{
    return (uint32_t)(part - p->parts) % PHASES;
}

static void widen(struct wd_postings *p, struct wd_posting_part *part)
{
    uint32_t homes = part->homes < DOUBLED_HOMES ? part->homes * 2 : part->homes + part->homes / 5 * 2;
    entry *v = room_for(part);
    rehouse(p, part, part->homes ? homes : FIRST_HOMES + phase_of(p, part) / DOUBLED_HOMES, v, gather(part, 0, UINT32_MAX, 0, v));
    free(v);
}

void wd_postings_prefetch(const struct wd_postings *p, uint32_t print)
{
    const struct wd_posting_part *part = part_of(p, print);
    if (!part->lines)
        return;
    const struct line *home = part->lines + home_of(part, within(print));
    __builtin_prefetch(home);
    __builtin_prefetch(home + 1);
}

/* A bit for each entry whose tag is this one. */
static inline uint32_t tagged(const struct line *l, uint16_t tag)
{
#ifdef __SSE2__
    __m128i wanted = _mm_set1_epi16((short)tag);
    __m128i low = _mm_loadu_si128((const __m128i *)(const void *)l->tags);
    __m128i high = _mm_loadu_si128((const __m128i *)(const void *)(l->tags + LINE_ENTRIES - 8));
    uint32_t bits = (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(_mm_cmpeq_epi16(low, wanted), _mm_cmpeq_epi16(high, wanted)));
    bits = (bits & 0xFF) | (bits >> 8) << (LINE_ENTRIES - 8);
#else
    uint32_t bits = 0;
    for (uint32_t i = 0; i < LINE_ENTRIES; i++)
        bits |= (uint32_t)(l->tags[i] == tag) << i;
#endif
    return bits & ((1u << l->n) - 1);
}

size_t wd_postings_find(const struct wd_postings *p, uint32_t print, uint32_t *slots, size_t most)
{
    const struct wd_posting_part *part = part_of(p, print);
    uint32_t rest = within(print);
    size_t n = 0;
    if (!part->lines)
        return 0;
    for (const struct line *l = part->lines + home_of(part, rest);; l++) {
        for (uint32_t bits = tagged(l, (uint16_t)rest); bits; bits &= bits - 1) {
            entry e = entry_at(l, (size_t)__builtin_ctz(bits));
            if (rest_of(e) == rest && n < most && !is_forgotten(p, slot_of(e)))
                slots[n++] = slot_of(e);
        }
        if (!l->spills || n == most)
            return n;
    }
}

bool wd_postings_insert(struct wd_postings *p, struct wd_posting posting, uint32_t from, size_t most)
{
    struct wd_posting_part *part = part_of(p, posting.print);
    uint32_t rest = within(posting.print);
    size_t same = 0;
    if ((uint64_t)(part->n + 1) * 20 > (uint64_t)part->homes * LINE_ENTRIES * 17)
        widen(p, part);
    for (const struct line *l = part->lines + home_of(part, rest);; l++) {
        for (uint32_t bits = tagged(l, (uint16_t)rest); bits; bits &= bits - 1) {
            entry e = entry_at(l, (size_t)__builtin_ctz(bits));
            same += rest_of(e) == rest && slot_of(e) >= from && !is_forgotten(p, slot_of(e));
        }
        if (!l->spills)
            break;
    }
    if (same >= most)
        return false;
    put(p, part, entry_of(rest, posting.slot, posting.marked));
    part->n++;
    p->n++;
    return true;
}

/* The line says still that it spills: a look-up goes on for nothing, until the part is rehoused. */
bool wd_postings_remove(struct wd_postings *p, uint32_t print, uint32_t slot)
{
    struct wd_posting_part *part = part_of(p, print);
    uint32_t rest = within(print);
    if (!part->lines)
        return false;
    for (struct line *l = part->lines + home_of(part, rest);; l++) {
        for (size_t i = 0; i < l->n; i++) {
            entry e = entry_at(l, i);
            if (rest_of(e) != rest || slot_of(e) != slot)
                continue;
            entry_put(l, i, entry_at(l, --l->n));
            part->n--;
            p->n--;
            return true;
        }
        if (!l->spills)
            return false;
    }
}

/* Lines stand in order of fingerprint and entries lie in or shortly behind theirs: few steps each. */
static void sort(entry *v, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        entry e = v[i];
        size_t at = i;
        for (; at && v[at - 1] > e; at--)
            v[at] = v[at - 1];
        v[at] = e;
    }
}

static int walk(const struct wd_postings *p, uint32_t marked, uint32_t texts, void *context,
                int (*visit)(void *context, struct wd_posting posting))
{
    int err = 0;
    for (uint32_t which = 0; which < WD_POSTING_PARTS && !err; which++) {
        const struct wd_posting_part *part = &p->parts[which];
        entry *v = room_for(part);
        size_t n = gather(part, 0, texts, marked, v);
        sort(v, n);
        for (size_t i = 0; i < n && !err; i++)
            if (!is_forgotten(p, slot_of(v[i])))
                err = visit(context, (struct wd_posting){which << PRINT_BITS | rest_of(v[i]), slot_of(v[i]), v[i] & 1});
        free(v);
    }
    return err;
}

int wd_postings_each(const struct wd_postings *p, void *context, int (*visit)(void *context, struct wd_posting posting))
{
    return walk(p, 0, UINT32_MAX, context, visit);
}

int wd_postings_each_marked(const struct wd_postings *p, uint32_t texts, void *context,
                            int (*visit)(void *context, struct wd_posting posting))
{
    return walk(p, 1, texts, context, visit);
}

/* Lines for n entries, with as much to spare as a part has after growing. */
static uint32_t homes_for(const struct wd_postings *p, const struct wd_posting_part *part, size_t n)
{
    uint32_t lines = (uint32_t)n / LINE_ENTRIES + 1;
    return WD_MAX(lines + lines / 16 * 3 + lines / 5 * 2 * phase_of(p, part) / PHASES, (uint32_t)FIRST_HOMES);
}

void wd_postings_shift(struct wd_postings *p, uint32_t texts)
{
    p->n = 0;
    for (size_t i = 0; i < WD_POSTING_PARTS; i++) {
        struct wd_posting_part *part = &p->parts[i];
        entry *v = room_for(part);
        size_t n = gather(part, texts, UINT32_MAX - texts, 0, v);
        if (part->room)
            rehouse(p, part, homes_for(p, part, n), v, n);
        p->n += part->n;
        free(v);
    }
}

/* ---- forgetting ---- */

enum { FORGOTTEN_BYTES = (WD_POSTING_SLOTS + 1) / 8 };

void wd_postings_forget(struct wd_postings *p, uint32_t slot)
{
    if (!p->forgotten) {
        p->forgotten = wd_calloc(1, FORGOTTEN_BYTES);
        p->bytes += FORGOTTEN_BYTES;
    }
    p->forgotten[slot / 64] |= (uint64_t)1 << slot % 64;
}

/* What is left of a line, from its start on; slots: UINT32_MAX for one that was forgotten. What is at home in a line before it is put anew,
 * for there may be room now: at the latest in this line, so nothing is overwritten that is still to be read. */
static void close_up_line(struct wd_postings *p, struct wd_posting_part *part, size_t at, const uint32_t *slots)
{
    struct line *l = &part->lines[at];
    size_t n = l->n;
    l->n = l->spills = 0;
    for (size_t i = 0; i < n; i++) {
        entry e = entry_at(l, i);
        uint32_t slot = slots[slot_of(e)];
        e = entry_of(rest_of(e), slot & WD_POSTING_SLOTS, e & 1);
        if (home_of(part, rest_of(e)) == at) {
            entry_put(l, l->n, e);
            l->n = (uint8_t)(l->n + (slot != UINT32_MAX));
        } else if (slot != UINT32_MAX) {
            put(p, part, e);
        }
    }
}

static void close_up_part(struct wd_postings *p, struct wd_posting_part *part, const uint32_t *slots)
{
    part->n = 0;
    for (size_t at = 0; at < part->room; at++)
        close_up_line(p, part, at, slots);
    for (size_t at = 0; at < part->room; at++)
        part->n += part->lines[at].n;
    uint32_t homes = homes_for(p, part, part->n);
    if (homes * 2 >= part->homes)
        return;
    entry *v = room_for(part);
    rehouse(p, part, homes, v, gather(part, 0, UINT32_MAX, 0, v));
    free(v);
}

void wd_postings_close_up(struct wd_postings *p, uint32_t texts)
{
    if (!p->forgotten)
        return;
    uint32_t *slots = wd_malloc(((size_t)texts + 1) * sizeof *slots), left = 0;
    for (uint32_t i = 0; i < texts; i++) {
        slots[i] = is_forgotten(p, i) ? UINT32_MAX : left;
        left += slots[i] != UINT32_MAX;
    }
    p->n = 0;
    for (size_t i = 0; i < WD_POSTING_PARTS; i++) {
        close_up_part(p, &p->parts[i], slots);
        p->n += p->parts[i].n;
    }
    memset(p->forgotten, 0, FORGOTTEN_BYTES);
    free(slots);
}
