#include <stdlib.h>

#include "base/hash.h"
#include "base/limits.h"
#include "copies/postings.h"
#include "copies/verify.h"
#include "copies/winnow.h"

const struct wd_copy_options wd_copy_defaults = {.window = 8, .posting_cap = 64, .max_candidates = WD_MAX_REUSE};

/* Hits are weighed in quarters: a fingerprint that many texts hold says less. */
enum { WEIGHT_RARE = 4, WEIGHT_COMMON = 2, WEIGHT_FULL = 1, WEIGHT_CANDIDATE = 8, RARE_POSTINGS = 16, SHORT_WORDS = 120 };
/* From this length of a list on, one outlet may hold a quarter of it. */
enum { CROWDED_POSTINGS = 16, LARGEST_CAP = 256 };

struct kept {
    uint64_t key, article, outlet;
    uint32_t *data; /* word hashes, then sentences as pairs */
    uint32_t words, sentence_n, distinct;
};
typedef WD_LIST(uint32_t) wd_slots;

struct hit {
    uint32_t slot_1; /* slot + 1; 0 is free */
    uint32_t weight;
};

/* A fingerprint of the doc asked about, and how many postings its list has. */
struct used_print {
    uint32_t value, length;
};

struct wd_copies {
    struct wd_copy_options options;
    struct wd_postings postings;
    struct kept *kept;
    size_t n, room, kept_bytes;
    uint32_t *free_slots;
    size_t free_n, free_room;
    struct wd_map by_key;
    /* What was worked out for the doc asked about last; the insert that follows uses it again. */
    struct wd_arena scratch;
    struct wd_newer newer;
    struct wd_copy_doc doc;
    struct used_print *prints;
    size_t print_n;
    uint64_t checksum;
    bool prepared, listed; /* listed: the lengths in prints are up to date */
};

struct wd_copies *wd_copies_new(const struct wd_copy_options *options)
{
    struct wd_copies *c = wd_calloc(1, sizeof *c);
    c->options = options ? *options : wd_copy_defaults;
    c->options.posting_cap = WD_MIN(WD_MAX(c->options.posting_cap, 4u), (uint32_t)LARGEST_CAP);
    c->options.max_candidates = WD_MAX(c->options.max_candidates, 1u);
    wd_postings_init(&c->postings);
    wd_map_init(&c->by_key);
    wd_arena_init(&c->scratch);
    return c;
}

void wd_copies_free(struct wd_copies *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < c->n; i++)
        free(c->kept[i].data);
    free(c->kept);
    free(c->free_slots);
    wd_postings_done(&c->postings);
    wd_map_done(&c->by_key);
    wd_arena_done(&c->scratch);
    free(c);
}

size_t wd_copies_bytes(const struct wd_copies *c)
{
    return sizeof *c + c->postings.bytes + c->kept_bytes + c->room * sizeof *c->kept + c->free_room * sizeof *c->free_slots +
           c->by_key.cap * sizeof *c->by_key.slots;
}

static uint64_t checksum_of(const struct wd_copy_doc *doc)
{
    uint64_t h = wd_hash(wd_str_n((const char *)doc->hashes, doc->words * sizeof *doc->hashes));
    h = wd_hash_mix(h, doc->flags ? wd_hash(wd_str_n((const char *)doc->flags, doc->words)) : 1);
    return wd_hash_mix(wd_hash_mix(h, doc->key), doc->article);
}

/* The fingerprints that are used: each gram once a text, and not from within a notice. */
static void use_prints(struct wd_copies *c, const wd_prints *prints)
{
    struct wd_grams *grams = &c->newer.grams;
    c->prints = wd_arena_raw(&c->scratch, prints->n * sizeof *c->prints);
    c->print_n = 0;
    grams->turn++;
    for (size_t i = 0; i < prints->n; i++) {
        uint32_t first = grams->first[prints->v[i].position] - 1;
        if (grams->seen[first] == grams->turn || (c->newer.body && !c->newer.body[first]))
            continue;
        grams->seen[first] = grams->turn;
        wd_postings_prefetch(&c->postings, prints->v[i].value);
        c->prints[c->print_n++] = (struct used_print){.value = prints->v[i].value};
    }
}

static int prepare(struct wd_copies *c, const struct wd_copy_doc *doc)
{
    if (doc->words > WD_MAX_WORDS || doc->sentence_n > WD_MAX_WORDS)
        return WD_E_TOOBIG;
    uint64_t checksum = checksum_of(doc);
    c->doc = *doc; /* the hashes may have moved since the query */
    if (c->prepared && checksum == c->checksum && c->newer.grams.words == doc->words) {
        c->newer.grams.hashes = doc->hashes;
        return 0;
    }
    wd_prints prints;
    wd_arena_reset(&c->scratch);
    uint64_t *values = wd_gram_values(&c->scratch, doc->hashes, doc->words);
    wd_newer_make(&c->newer, &c->scratch, &c->doc, values);
    wd_winnow(&c->scratch, values, c->newer.grams.count, c->options.window, &prints);
    use_prints(c, &prints);
    c->checksum = checksum;
    c->prepared = true;
    c->listed = false;
    return 0;
}

struct hits {
    struct hit *table;
    size_t mask, n;
};

static void hits_add(struct hits *h, struct wd_arena *a, uint32_t slot, uint32_t weight)
{
    if ((h->n + 1) * 2 > h->mask + 1) {
        struct hits wider = {.mask = h->table ? h->mask * 2 + 1 : 63};
        wider.table = wd_arena_array(a, wider.mask + 1, sizeof *wider.table);
        for (size_t i = 0; h->table && i <= h->mask; i++)
            if (h->table[i].slot_1)
                hits_add(&wider, a, h->table[i].slot_1 - 1, h->table[i].weight);
        *h = wider;
    }
    size_t at = (slot * 0x9E3779B1u) & h->mask;
    while (h->table[at].slot_1 && h->table[at].slot_1 != slot + 1)
        at = (at + 1) & h->mask;
    h->n += !h->table[at].slot_1;
    h->table[at].slot_1 = slot + 1;
    h->table[at].weight += weight;
}

struct candidate {
    uint64_t key;
    uint32_t slot, weight;
};
typedef WD_LIST(struct candidate) wd_candidates;

static int by_weight(const void *pa, const void *pb)
{
    const struct candidate *a = pa, *b = pb;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return (a->key > b->key) - (a->key < b->key);
}

static int by_share(const void *pa, const void *pb)
{
    const struct wd_reuse *a = pa, *b = pb;
    if (a->share_of_copy != b->share_of_copy)
        return a->share_of_copy > b->share_of_copy ? -1 : 1;
    if (a->share_of_source != b->share_of_source)
        return a->share_of_source > b->share_of_source ? -1 : 1;
    return (a->of > b->of) - (a->of < b->of);
}

static void find_candidates(struct wd_copies *c, struct wd_arena *a, wd_candidates *ret_candidates)
{
    wd_candidates candidates = {0};
    struct hits hits = {0};
    uint32_t slots[LARGEST_CAP];
    for (size_t i = 0; i < c->print_n; i++) {
        size_t found = wd_postings_find(&c->postings, c->prints[i].value, slots, LARGEST_CAP);
        c->prints[i].length = (uint32_t)found;
        uint32_t weight = found <= RARE_POSTINGS ? WEIGHT_RARE : found < c->options.posting_cap ? WEIGHT_COMMON : WEIGHT_FULL;
        for (size_t s = 0; s < found; s++)
            hits_add(&hits, a, slots[s], weight);
    }
    c->listed = true;
    for (size_t i = 0; hits.table && i <= hits.mask; i++) {
        if (!hits.table[i].slot_1)
            continue;
        uint32_t slot = hits.table[i].slot_1 - 1;
        const struct kept *k = &c->kept[slot];
        uint32_t enough = WD_MIN(c->doc.words, (size_t)k->words) <= SHORT_WORDS ? WEIGHT_RARE : WEIGHT_CANDIDATE;
        if (hits.table[i].weight >= enough && k->key != c->doc.key)
            wd_list_add(a, &candidates, (struct candidate){k->key, slot, hits.table[i].weight});
    }
    if (candidates.n > 1)
        qsort(candidates.v, candidates.n, sizeof *candidates.v, by_weight);
    if (candidates.n > c->options.max_candidates)
        candidates.n = c->options.max_candidates;
    *ret_candidates = candidates;
}

int wd_copies_query(struct wd_copies *c, struct wd_arena *a, const struct wd_copy_doc *doc, wd_reuses *ret_reuses)
{
    int err = prepare(c, doc);
    if (err)
        return err;
    wd_reuses reuses = {0};
    wd_candidates candidates;
    find_candidates(c, a, &candidates);
    for (size_t i = 0; i < candidates.n; i++)
        __builtin_prefetch(c->kept[candidates.v[i].slot].data);
    for (size_t i = 0; i < candidates.n; i++) {
        const struct kept *k = &c->kept[candidates.v[i].slot];
        struct wd_older older = {.key = k->key,
                                 .article = k->article,
                                 .hashes = k->data,
                                 .words = k->words,
                                 .distinct = k->distinct,
                                 .sentences = (const struct wd_span *)(const void *)(k->data + k->words),
                                 .sentence_n = k->sentence_n};
        struct wd_reuse reuse;
        if (wd_verify(&c->newer, a, &older, &reuse))
            wd_list_add(a, &reuses, reuse);
    }
    if (reuses.n > 1)
        qsort(reuses.v, reuses.n, sizeof *reuses.v, by_share);
    *ret_reuses = reuses;
    return 0;
}

static uint32_t take_slot(struct wd_copies *c)
{
    if (c->free_n)
        return c->free_slots[--c->free_n];
    if (c->n == c->room) {
        c->room = c->room ? c->room + c->room / 2 : 64;
        c->kept = wd_realloc(c->kept, c->room * sizeof *c->kept);
    }
    return (uint32_t)c->n++;
}

static void give_slot(struct wd_copies *c, uint32_t slot)
{
    if (c->free_n == c->free_room) {
        c->free_room = c->free_room ? c->free_room * 2 : 64;
        c->free_slots = wd_realloc(c->free_slots, c->free_room * sizeof *c->free_slots);
    }
    c->free_slots[c->free_n++] = slot;
}

static size_t data_bytes(const struct kept *k)
{
    return k->words * sizeof *k->data + k->sentence_n * sizeof(struct wd_span);
}

/* One outlet that prints the same paragraph again and again must not fill the list for all others. */
static bool outlet_crowds(const struct wd_copies *c, const struct used_print *print, uint64_t outlet)
{
    uint32_t slots[LARGEST_CAP];
    if (!outlet || (c->listed && print->length < CROWDED_POSTINGS))
        return false;
    size_t found = wd_postings_find(&c->postings, print->value, slots, LARGEST_CAP), same = 0;
    for (size_t i = 0; i < found; i++)
        same += c->kept[slots[i]].outlet == outlet;
    return same >= WD_MAX(c->options.posting_cap / 4, (uint32_t)CROWDED_POSTINGS);
}

int wd_copies_insert(struct wd_copies *c, const struct wd_copy_doc *doc)
{
    int err = prepare(c, doc);
    if (err)
        return err;
    wd_copies_remove(c, doc->key);
    if (c->n >= WD_POSTING_SLOTS && !c->free_n)
        return WD_E_FULL;
    uint32_t slot = take_slot(c);
    struct kept k = {.key = doc->key,
                     .article = doc->article,
                     .outlet = doc->outlet,
                     .words = (uint32_t)doc->words,
                     .sentence_n = (uint32_t)doc->sentence_n,
                     .distinct = (uint32_t)c->newer.grams.distinct};
    k.data = wd_malloc(data_bytes(&k));
    if (doc->words)
        memcpy(k.data, doc->hashes, doc->words * sizeof *doc->hashes);
    if (doc->sentence_n)
        memcpy(k.data + doc->words, doc->sentences, doc->sentence_n * sizeof *doc->sentences);
    c->kept[slot] = k;
    c->kept_bytes += data_bytes(&k);
    *wd_map_at(&c->by_key, doc->key) = slot;
    for (size_t i = 0; i < c->print_n; i++)
        if (!outlet_crowds(c, &c->prints[i], doc->outlet))
            (void)wd_postings_insert(&c->postings, c->prints[i].value, slot, c->options.posting_cap);
    c->listed = false;
    return 0;
}

void wd_copies_remove(struct wd_copies *c, uint64_t version)
{
    const uint64_t *found = wd_map_find(&c->by_key, version);
    if (!found)
        return;
    uint32_t slot = (uint32_t)*found;
    struct kept *k = &c->kept[slot];
    struct wd_arena a;
    wd_arena_init(&a);
    wd_prints prints;
    size_t grams = k->words >= WD_GRAM_WORDS ? k->words - WD_GRAM_WORDS + 1 : 0;
    wd_winnow(&a, wd_gram_values(&a, k->data, k->words), grams, c->options.window, &prints);
    for (size_t i = 0; i < prints.n; i++)
        while (wd_postings_remove(&c->postings, prints.v[i].value, slot))
            ;
    wd_arena_done(&a);
    c->kept_bytes -= data_bytes(k);
    free(k->data);
    *k = (struct kept){0};
    wd_map_remove(&c->by_key, version);
    c->listed = false;
    give_slot(c, slot);
}
