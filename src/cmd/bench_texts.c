#include "cmd/bench_texts.h"

#include "base/hash.h"

const char *const wd_planted_names[WD_PLANTED_KINDS] = {"original", "whole", "edited", "half", "sentences"};

enum {
    WORD_BITS = 18,
    PHRASE_BITS = 16, /* steps of ranks, from 2^PHRASE_FROM on: no phrase is in every text */
    PHRASE_FROM = 7,
    PHRASE_WORDS = 5,   /* to 8 */
    STEPS_A_PHRASE = 9, /* one of so many steps puts a phrase, the others a word: about 30 phrases in 450 words */
    COPIES_IN_1000 = 400,
    ANY_AGE_IN_1000 = 50,
    BLOCK_BITS = 9, /* sources are popular within their block of so many texts */
    RECENT_BLOCKS = 8,
    SOURCE_TRIES = 8,
    OUTLETS = 500,
    OUTLET_BITS = 9,
    FOOTER_OUTLETS = 8,
    FOOTER_WORDS = 40,
    NOTICE_WORDS = 18,
    SENTENCE_LEAST = 14,
    SENTENCE_MORE = 16,
    QUOTE_WORDS = 20,
    LIFTED = 3,
    EDITED_ONE_IN = 20,
    FLOOD_WORDS = 150,
    FLOOD_PARAGRAPH = 60,
};

/* What a stream of random numbers is for; one text has several that must not hang together. */
enum purpose { FOR_PLAN = 1, FOR_WORDS, FOR_SHAPE, FOR_BLOCK, FOR_PHRASE, FOR_FOOTER, FOR_NOTICE, FOR_FLOOD };

struct random {
    uint64_t state;
};

static struct random random_of(uint64_t seed, enum purpose purpose, uint64_t number)
{
    return (struct random){wd_hash_mix(wd_hash_mix(seed, (uint64_t)purpose), number)};
}

static uint64_t next(struct random *r)
{
    /* splitmix64 */
    uint64_t z = (r->state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* Below n, from 32 random bits. */
static uint32_t scale(uint32_t bits, uint32_t n)
{
    return (uint32_t)(((uint64_t)bits * n) >> 32);
}

static uint32_t below(struct random *r, uint32_t n)
{
    return scale((uint32_t)next(r), n);
}

/* Zipf's law in steps of two: each power of two of ranks is as likely as any other. */
static uint32_t rank_of(uint64_t random, uint32_t from_bit, uint32_t bits)
{
    uint32_t bit = from_bit + scale((uint32_t)random, bits);
    return (1u << bit) - 1 + (uint32_t)((random >> 32) & ((1u << bit) - 1));
}

static uint32_t word_of(uint64_t random)
{
    uint32_t h = (rank_of(random, 0, WORD_BITS) + 1) * 0x9E3779B1u;
    h = (h ^ (h >> 15)) * 0x85EBCA6Bu;
    return h ^ (h >> 13);
}

static size_t put_fixed(uint64_t seed, enum purpose purpose, uint64_t number, size_t n, uint32_t *out)
{
    struct random r = random_of(seed, purpose, number);
    for (size_t i = 0; i < n; i++)
        out[i] = word_of(next(&r));
    return n;
}

/* A quarter of the phrases fall on all steps of the ranks alike, the others more on the rare ones: so their number grows as in news. */
static size_t put_phrase(struct random *r, uint64_t seed, size_t most, uint32_t *out)
{
    uint64_t dice = next(r);
    uint32_t one = (uint32_t)(dice & 0xF), other = (uint32_t)(dice >> 4 & 0xF), uniform = (dice >> 8 & 3) == 0;
    uint32_t bit = PHRASE_FROM + (uniform ? one : WD_MAX(one, other)) * PHRASE_BITS / 16;
    uint64_t rank = (1u << bit) + (dice >> 32 & ((1u << bit) - 1));
    struct random phrase = random_of(seed, FOR_PHRASE, rank);
    size_t n = WD_MIN((size_t)PHRASE_WORDS + (next(&phrase) & 3), most);
    for (size_t i = 0; i < n; i++)
        out[i] = word_of(next(&phrase));
    return n;
}

static void put_own(struct random *r, uint64_t seed, size_t n, uint32_t *out)
{
    for (size_t at = 0; at < n;) {
        uint64_t dice = next(r);
        if (dice % STEPS_A_PHRASE == 0)
            at += put_phrase(r, seed, n - at, out + at);
        else
            out[at++] = word_of(dice * 0xD6E8FEB86659FD93u);
    }
}

/* ---- who copies whom ---- */

struct plan {
    enum wd_planted planted;
    uint64_t source;
};

static bool is_original(uint64_t seed, uint64_t number)
{
    struct random r = random_of(seed, FOR_PLAN, number);
    return below(&r, 1000) >= COPIES_IN_1000;
}

static struct plan plan_of(uint64_t seed, uint64_t number)
{
    struct plan plan = {WD_PLANTED_NONE, number};
    struct random r = random_of(seed, FOR_PLAN, number);
    if (below(&r, 1000) >= COPIES_IN_1000)
        return plan;
    enum wd_planted planted = WD_PLANTED_WHOLE + (enum wd_planted)below(&r, WD_PLANTED_KINDS - WD_PLANTED_WHOLE);
    bool any_age = below(&r, 1000) < ANY_AGE_IN_1000;
    uint64_t blocks = (number >> BLOCK_BITS) + 1;
    for (int i = 0; i < SOURCE_TRIES; i++) {
        uint64_t back = any_age ? next(&r) % blocks : WD_MIN((uint64_t)below(&r, RECENT_BLOCKS), blocks - 1);
        uint64_t block = blocks - 1 - back;
        struct random order = random_of(seed, FOR_BLOCK, block);
        uint32_t rank = rank_of(next(&r), 0, BLOCK_BITS);
        uint64_t source = (block << BLOCK_BITS) + ((rank * 0x2C9u + next(&order)) & ((1u << BLOCK_BITS) - 1));
        if (source < number && is_original(seed, source))
            return (struct plan){planted, source};
    }
    return plan;
}

uint64_t wd_invented_text_root(uint64_t seed, uint64_t number)
{
    return plan_of(seed, number).source;
}

/* ---- texts ---- */

struct shape {
    struct random own; /* the stream of its words */
    size_t words;
    uint32_t outlet;
};

static struct shape shape_of(uint64_t seed, uint32_t words, uint64_t number)
{
    struct random r = random_of(seed, FOR_SHAPE, number);
    uint32_t spread = words * 8 / 10;
    return (struct shape){.own = random_of(seed, FOR_WORDS, number),
                          .words = words - spread / 2 + below(&r, spread + 1),
                          .outlet = 1 + rank_of(next(&r), 0, OUTLET_BITS) % OUTLETS};
}

/* Places of the stretches in the copy are in order, so that they do not cover each other. */
static void lift_sentences(struct random *r, const uint32_t *source, size_t source_n, uint32_t *to, size_t n)
{
    for (size_t i = 0; i < LIFTED; i++) {
        size_t room = n / LIFTED;
        size_t length = WD_MIN((size_t)SENTENCE_LEAST + below(r, SENTENCE_MORE), WD_MIN(room, source_n));
        size_t from = below(r, (uint32_t)(source_n - length + 1)), at = i * room + below(r, (uint32_t)(room - length + 1));
        memcpy(to + at, source + from, length * sizeof *to);
    }
}

static size_t put_copy(struct wd_arena *a, uint64_t seed, uint32_t words, const struct plan *plan, struct shape *shape, uint32_t *out)
{
    struct shape source = shape_of(seed, words, plan->source);
    size_t n = source.words;
    if (plan->planted == WD_PLANTED_SENTENCES) {
        uint32_t *lifted = wd_arena_raw(a, n * sizeof *lifted);
        put_own(&source.own, seed, n, lifted);
        put_own(&shape->own, seed, shape->words, out);
        lift_sentences(&shape->own, lifted, n, out, shape->words);
        return shape->words;
    }
    put_own(&source.own, seed, n, out);
    if (plan->planted == WD_PLANTED_HALF) {
        size_t from = below(&shape->own, (uint32_t)(n - n / 2 + 1));
        n /= 2;
        memmove(out, out + from, n * sizeof *out);
    } else if (plan->planted == WD_PLANTED_EDITED) {
        for (size_t i = below(&shape->own, EDITED_ONE_IN); i < n; i += 1 + below(&shape->own, 2 * EDITED_ONE_IN - 1))
            out[i] = word_of(next(&shape->own));
    }
    return n;
}

static void finish(struct wd_invented_text *t, uint64_t number, uint32_t outlet, uint32_t *hashes, const uint8_t *flags, size_t n)
{
    t->hashes = hashes;
    t->doc =
        (struct wd_copy_doc){.key = number + 1, .article = number + 1, .outlet = outlet + 1, .hashes = hashes, .flags = flags, .words = n};
}

void wd_invented_text_make(struct wd_arena *a, uint64_t seed, uint32_t words, uint64_t number, struct wd_invented_text *ret)
{
    struct plan plan = plan_of(seed, number);
    struct shape shape = shape_of(seed, words, number);
    size_t room = (size_t)words * 14 / 10 + FOOTER_WORDS + NOTICE_WORDS + 1;
    uint32_t *hashes = wd_arena_raw(a, room * sizeof *hashes);
    uint8_t *flags = wd_arena_array(a, room, 1);
    size_t n = shape.words;
    if (plan.planted == WD_PLANTED_NONE)
        put_own(&shape.own, seed, n, hashes);
    else
        n = put_copy(a, seed, words, &plan, &shape, hashes);
    for (size_t i = 0; i < LIFTED && n > QUOTE_WORDS; i++)
        memset(flags + below(&shape.own, (uint32_t)(n - QUOTE_WORDS)), WD_COPY_IN_QUOTE, QUOTE_WORDS);
    if (plan.planted == WD_PLANTED_WHOLE) {
        memset(flags + n, WD_COPY_IN_NOTICE, NOTICE_WORDS);
        n += put_fixed(seed, FOR_NOTICE, shape.outlet, NOTICE_WORDS, hashes + n);
    }
    if (shape.outlet % FOOTER_OUTLETS == 0)
        n += put_fixed(seed, FOR_FOOTER, shape.outlet, FOOTER_WORDS, hashes + n);
    *ret = (struct wd_invented_text){.planted = plan.planted, .source = plan.source};
    finish(ret, number, shape.outlet, hashes, flags, n);
}

void wd_invented_flood_make(struct wd_arena *a, uint64_t seed, uint64_t number, struct wd_invented_text *ret)
{
    uint32_t *hashes = wd_arena_raw(a, FLOOD_WORDS * sizeof *hashes);
    uint8_t *flags = wd_arena_array(a, FLOOD_WORDS, 1);
    struct random own = random_of(seed, FOR_WORDS, number);
    put_own(&own, seed, FLOOD_WORDS, hashes);
    *ret = (struct wd_invented_text){.source = number};
    finish(ret, number, 0, hashes, flags, FLOOD_WORDS);
}

void wd_invented_flood_repeat(uint64_t seed, struct wd_invented_text *text)
{
    if (text->doc.words >= FLOOD_PARAGRAPH)
        (void)put_fixed(seed, FOR_FLOOD, 0, FLOOD_PARAGRAPH, text->hashes + (text->doc.words - FLOOD_PARAGRAPH) / 2);
}
