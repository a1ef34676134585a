#include <stdlib.h>

#include "copies/segment_shape.h"

/* A posting within the writer and in merging: print above, text below, so that keys compare as postings are ordered. */
struct wd_segment_writer {
    struct wd_segment shape;
    struct wd_segment_sink sink;
    uint32_t cap, print; /* print: the last that was put */
    size_t block;        /* the one that is being filled */
    uint64_t block_end;  /* keys from here on belong to later ones */
    size_t n;            /* keys in the block */
    uint64_t *before;    /* `cap` keys of no print, and then */
    uint64_t *keys;      /* those of the block */
    uint8_t *out;        /* the block as it is written; later a chunk of the tail */
    uint64_t *starts;    /* of blocks */
    uint64_t at;         /* bytes written */
    uint64_t tail_sum;
    size_t tail_n;
    int err;
};

struct wd_segment_writer *wd_segment_writer_new(uint64_t first, uint32_t texts, uint64_t words_end, uint64_t expected, uint32_t cap,
                                                const struct wd_segment_sink *sink)
{
    struct wd_segment_writer *w = wd_calloc(1, sizeof *w);
    *w = (struct wd_segment_writer){
        .shape = {.first = first,
                  .words_end = words_end,
                  .texts = texts,
                  .bucket_bits = BLOCK_BITS,
                  .block_bits = BLOCK_BITS,
                  .text_bits = text_bits(texts)},
        .sink = *sink,
        .cap = WD_MIN(WD_MAX(cap, 1u), (uint32_t)BLOCK_ENTRIES),
    };
    struct wd_segment *s = &w->shape;
    while (s->bucket_bits < WD_SEGMENT_PRINT_BITS && expected > (uint64_t)BUCKET_ENTRIES << s->bucket_bits)
        s->bucket_bits++;
    s->block_n = (size_t)1 << (s->bucket_bits - BLOCK_BITS);
    w->block_end = (uint64_t)1 << block_shift(s);
    w->starts = wd_malloc(s->block_n * sizeof *w->starts);
    w->before = wd_malloc(((size_t)w->cap + BLOCK_ENTRIES) * sizeof *w->before);
    memset(w->before, 0xFF, w->cap * sizeof *w->before);
    w->keys = w->before + w->cap;
    w->out = wd_malloc(WD_MAX(block_bytes(s, BLOCK_ENTRIES) + 8, (size_t)TAIL_CHUNK));
    return w;
}

void wd_segment_writer_free(struct wd_segment_writer *w)
{
    if (!w)
        return;
    free(w->starts);
    free(w->before);
    free(w->out);
    free(w);
}

static int to_sink(struct wd_segment_writer *w, size_t n)
{
    int err = w->sink.write(w->sink.context, slice(w->out, n));
    w->at += n;
    return err;
}

/* The keys packed, entry after entry without gaps. */
static uint8_t *pack(const struct wd_segment_writer *w, uint8_t *to)
{
    const struct wd_segment *s = &w->shape;
    uint32_t width = entry_bits(s), text = s->text_bits;
    uint64_t rest = ones(rest_bits(s)), bits = 0;
    uint32_t held = 0; /* bits that are not a whole byte yet */
    for (size_t i = 0; i < w->n; i++) {
        bits |= (((w->keys[i] >> 32) & rest) << text | (uint32_t)w->keys[i]) << held;
        put64(to, bits);
        held += width;
        to += held >> 3;
        bits >>= held & ~7u;
        held &= 7;
    }
    return to + (held > 0);
}

static int end_block(struct wd_segment_writer *w)
{
    const struct wd_segment *s = &w->shape;
    size_t n = block_bytes(s, w->n);
    uint16_t ends[BLOCK_BUCKETS + 1] = {0};
    uint32_t shift = 32 + rest_bits(s);
    /* keys ascend: the last of a bucket leaves its end */
    for (size_t i = 0; i < w->n; i++)
        ends[((w->keys[i] >> shift) & (BLOCK_BUCKETS - 1)) + 1] = (uint16_t)(i + 1);
    for (size_t i = 1; i <= BLOCK_BUCKETS; i++)
        ends[i] = WD_MAX(ends[i], ends[i - 1]);
    for (size_t i = 0; i <= BLOCK_BUCKETS; i++)
        put16(w->out + 8 + 2 * i, ends[i]);
    uint8_t *end = pack(w, w->out + BLOCK_HEAD);
    memset(end, 0, n - (size_t)(end - w->out));
    put64(w->out, wd_hash_seed(slice(w->out + 8, n - 8), w->block));
    w->starts[w->block++] = w->at;
    w->shape.postings += w->n;
    w->n = 0;
    return to_sink(w, n);
}

/* The blocks before that of `key`; once an error has ended the writing, every posting comes here. */
static int reach_block(struct wd_segment_writer *w, uint64_t key)
{
    while (key >= w->block_end && !w->err) {
        w->err = end_block(w);
        w->block_end += (uint64_t)1 << block_shift(&w->shape);
    }
    if (w->err)
        w->block_end = 0;
    return w->err;
}

/* As n-th key it would be one of its print too many: the key `cap` places before is of that print too. */
static inline bool over_cap(const struct wd_segment_writer *w, size_t n, uint64_t key)
{
    return (w->before[n] ^ key) >> 32 == 0;
}

/* Two prints may be one once they are cut: then texts need not ascend, and one may come twice. The `cap` lowest are kept. */
static void put_between(struct wd_segment_writer *w, uint64_t key)
{
    size_t at = w->n;
    while (at > 0 && w->keys[at - 1] > key)
        at--;
    if (at > 0 && w->keys[at - 1] == key)
        return;
    if (over_cap(w, w->n, key) || w->n == BLOCK_ENTRIES)
        w->n--;
    memmove(&w->keys[at + 1], &w->keys[at], (w->n - at) * sizeof *w->keys);
    w->keys[at] = key;
    w->n++;
}

/* The print of the key is not below that of the last one. */
static inline int put(struct wd_segment_writer *w, uint64_t key)
{
    int err = key >= w->block_end ? reach_block(w, key) : 0;
    if (err)
        return err;
    if (w->n && w->keys[w->n - 1] >= key)
        put_between(w, key);
    else if (w->n < BLOCK_ENTRIES && !over_cap(w, w->n, key))
        w->keys[w->n++] = key;
    return 0;
}

int wd_segment_put(struct wd_segment_writer *w, uint32_t print, uint32_t text)
{
    uint64_t key = (uint64_t)(print >> PRINT_CUT) << 32 | text;
    if (text >= w->shape.texts || key >> 32 < w->print)
        return WD_E_INVALID;
    w->print = (uint32_t)(key >> 32);
    return put(w, key);
}

/* ---- the end of a segment: places, starts of blocks, footer ---- */

static void end_chunk(struct wd_segment_writer *w)
{
    w->tail_sum = wd_hash_seed(slice(w->out, w->tail_n), w->tail_sum);
    if (!w->err)
        w->err = to_sink(w, w->tail_n);
    w->tail_n = 0;
}

static void put_tail(struct wd_segment_writer *w, const uint8_t *p, size_t n)
{
    while (n) {
        size_t some = WD_MIN(n, TAIL_CHUNK - w->tail_n);
        memcpy(w->out + w->tail_n, p, some);
        w->tail_n += some;
        p += some;
        n -= some;
        if (w->tail_n == TAIL_CHUNK)
            end_chunk(w);
    }
}

static int end_blocks(struct wd_segment_writer *w)
{
    while (w->block < w->shape.block_n && !w->err)
        w->err = end_block(w);
    return w->err;
}

static int end_segment(struct wd_segment_writer *w)
{
    const struct wd_segment *s = &w->shape;
    for (size_t i = 0; i < s->block_n; i++) {
        uint8_t start[8];
        put64(start, w->starts[i]);
        put_tail(w, start, sizeof start);
    }
    if (w->tail_n)
        end_chunk(w);
    uint8_t *f = w->out;
    memcpy(f + AT_MAGIC, MAGIC, sizeof MAGIC);
    put64(f + AT_FIRST, s->first);
    put64(f + AT_WORDS_END, s->words_end);
    put64(f + AT_POSTINGS, s->postings);
    put32(f + AT_TEXTS, s->texts);
    const uint8_t widths[4] = {(uint8_t)s->bucket_bits, (uint8_t)s->block_bits, (uint8_t)s->text_bits, WD_SEGMENT_PRINT_BITS};
    memcpy(f + AT_WIDTHS, widths, sizeof widths);
    put64(f + AT_TAIL_SUM, w->tail_sum);
    put64(f + AT_FOOTER_SUM, wd_hash(slice(f, AT_FOOTER_SUM)));
    if (!w->err)
        w->err = to_sink(w, FOOTER_BYTES);
    return w->err;
}

int wd_segment_finish(struct wd_segment_writer *w, const uint64_t *places)
{
    for (uint32_t i = 0; i < w->shape.texts; i++)
        if (places[i] != UINT64_MAX && places[i] >= NO_PLACE)
            return WD_E_TOOBIG;
    int err = end_blocks(w);
    if (err)
        return err;
    for (uint32_t i = 0; i < w->shape.texts; i++) {
        uint8_t place[8];
        put64(place, places[i]);
        put_tail(w, place, PLACE_BYTES);
    }
    return end_segment(w);
}

/* ---- merging ---- */

/* Postings of a segment in order, as keys, a block at a time. */
struct cursor {
    const struct wd_segment *segment;
    uint32_t add; /* to the numbers of texts */
    size_t block;
    uint64_t *keys;
    size_t at, n;
};

static void read_block(struct cursor *c)
{
    const struct wd_segment *s = c->segment;
    const uint8_t *block = block_at(s, c->block), *counts = block + 8;
    uint32_t width = entry_bits(s), rest = rest_bits(s), text = s->text_bits;
    for (size_t b = 0; b < BLOCK_BUCKETS; b++) {
        uint64_t bucket = (uint64_t)(c->block << BLOCK_BITS | b) << rest, end = get16(counts + 2 * b + 2);
        for (uint64_t i = get16(counts + 2 * b); i < end; i++) {
            uint64_t e = entry_at(block + BLOCK_HEAD, i * width, width);
            c->keys[i] = (bucket | e >> text) << 32 | ((uint32_t)(e & ones(text)) + c->add);
        }
    }
    c->n = get16(counts + 2 * (size_t)BLOCK_BUCKETS);
    c->at = 0;
    c->block++;
}

/* False at the end. */
static bool more(struct cursor *c)
{
    while (c->at == c->n && c->block < c->segment->block_n)
        read_block(c);
    return c->at < c->n;
}

static int put_rest(struct wd_segment_writer *w, struct cursor *c)
{
    int err = 0;
    while (!err && more(c))
        err = put(w, c->keys[c->at++]);
    return err;
}

/* Until one of the two has no more at hand. Which is first is anyone's guess, the processor's too: it is chosen without a branch. */
static int put_both(struct wd_segment_writer *w, struct cursor *x, struct cursor *y)
{
    int err = 0;
    while (!err && x->at < x->n && y->at < y->n) {
        uint64_t a = x->keys[x->at], b = y->keys[y->at], least = WD_MIN(a, b);
        x->at += a < b;
        y->at += b <= a;
        err = put(w, least);
    }
    return err;
}

int wd_segment_merge(const struct wd_segment *older, const struct wd_segment *newer, uint32_t cap, const struct wd_segment_sink *sink)
{
    if (older->first + older->texts != newer->first)
        return WD_E_INVALID;
    if (newer->texts > UINT32_MAX - older->texts)
        return WD_E_TOOBIG;
    struct cursor x = {.segment = older}, y = {.segment = newer, .add = older->texts};
    x.keys = wd_malloc(BLOCK_ENTRIES * sizeof *x.keys);
    y.keys = wd_malloc(BLOCK_ENTRIES * sizeof *y.keys);
    struct wd_segment_writer *w =
        wd_segment_writer_new(older->first, older->texts + newer->texts, newer->words_end, older->postings + newer->postings, cap, sink);
    int err = 0;
    while (!err && more(&x) && more(&y))
        err = put_both(w, &x, &y);
    if (!err)
        err = put_rest(w, &x);
    if (!err)
        err = put_rest(w, &y);
    if (!err)
        err = end_blocks(w);
    if (!err) {
        put_tail(w, older->places, (size_t)older->texts * PLACE_BYTES);
        put_tail(w, newer->places, (size_t)newer->texts * PLACE_BYTES);
        err = end_segment(w);
    }
    wd_segment_writer_free(w);
    free(x.keys);
    free(y.keys);
    return err;
}
