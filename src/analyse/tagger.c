#include "analyse/tagger.h"

#include "base/hash.h"

/* A model file: the head as text in 64 bytes, then biases, changes and weights as little-endian numbers, then the hash of all before. */
static const char MAGIC[] = "wiredesk-tagger-1", DEFERS[] = "defers";
enum { HEAD_BYTES = 64, HASH_BYTES = 8 };
enum { AHEAD = 12 }; /* rows that are on their way from memory */

static size_t change_count(int labels)
{
    return (size_t)WD_TAGGER_CLASSES * (size_t)(labels + 1) * (size_t)labels;
}

static size_t file_bytes(int labels, int bits)
{
    return HEAD_BYTES + 4u * (size_t)labels + 2 * change_count(labels) + (2u * (size_t)labels << bits) + HASH_BYTES;
}

int wd_tagger_read(struct wd_str bytes, bool check, struct wd_tagger *ret)
{
    struct wd_tagger t = {0};
    struct wd_str head = wd_str_n(bytes.p, WD_MIN(bytes.n, (size_t)HEAD_BYTES)), word, rest = head;
    if (!wd_str_cut(&rest, ' ', &word) || !wd_str_eqc(word, MAGIC) || !wd_str_cut(&rest, ' ', &t.kind))
        return WD_E_FORMAT;
    int64_t labels = 0, bits = 0;
    if (!wd_str_cut(&rest, ' ', &word) || !wd_str_to_i64(word, &labels) || !wd_str_cut(&rest, ' ', &word) || !wd_str_to_i64(word, &bits))
        return WD_E_FORMAT;
    t.defers = wd_str_cut(&rest, ' ', &word) && wd_str_eqc(word, DEFERS);
    if (labels < 2 || labels > WD_TAGGER_LABELS || bits < 4 || bits > WD_TAGGER_MAX_BITS)
        return WD_E_FORMAT;
    t.labels = (int)labels;
    t.bits = (int)bits;
    if (bytes.n != file_bytes(t.labels, t.bits))
        return WD_E_CORRUPT;
    uint64_t sum;
    memcpy(&sum, bytes.p + bytes.n - HASH_BYTES, HASH_BYTES);
    if (check && sum != wd_hash(wd_str_n(bytes.p, bytes.n - HASH_BYTES)))
        return WD_E_CORRUPT;
    const char *at = bytes.p + HEAD_BYTES;
    memcpy(t.bias, at, 4u * (size_t)labels);
    at += 4u * (size_t)labels;
    for (int k = 0; k < WD_TAGGER_CLASSES; k++)
        for (int i = 0; i <= t.labels; i++, at += 2 * labels)
            memcpy(t.change[k][i], at, 2u * (size_t)labels);
    t.weights = (const int16_t *)(const void *)at;
    *ret = t;
    return 0;
}

void wd_tagger_write(const struct wd_tagger *t, struct wd_buf *b)
{
    size_t from = b->n;
    wd_buf_printf(b, "%s %.*s %d %d %s ", MAGIC, WD_STR_ARG(t->kind), t->labels, t->bits, t->defers ? DEFERS : "");
    while (b->n < from + HEAD_BYTES && !b->err)
        wd_buf_byte(b, b->n + 1 == from + HEAD_BYTES ? '\n' : ' ');
    wd_buf_put(b, t->bias, 4u * (size_t)t->labels);
    for (int k = 0; k < WD_TAGGER_CLASSES; k++)
        for (int i = 0; i <= t->labels; i++)
            wd_buf_put(b, t->change[k][i], 2u * (size_t)t->labels);
    wd_buf_put(b, t->weights, 2u * (size_t)t->labels << t->bits);
    uint64_t sum = wd_hash(wd_str_n(b->p + from, b->n - from));
    wd_buf_put(b, &sum, HASH_BYTES);
}

float wd_chain_best(struct wd_arena *a, struct wd_chain *c, int labels, wd_changes change, uint8_t *ret_labels)
{
    if (c->n == 0)
        return 0;
    size_t wide = (size_t)labels;
    float best[WD_TAGGER_LABELS] = {0}, next[WD_TAGGER_LABELS] = {0}, plain = 0;
    while (c->from.cap < c->n * wide)
        wd_list_grow(a, (struct wd_list_any *)(void *)&c->from, sizeof *c->from.v), c->from.n = c->from.cap;
    const float *scores = c->scores.v;
    uint8_t *from = c->from.v;
    for (int y = 0; y < labels; y++)
        best[y] = scores[y] + change[c->classes.v[0]][labels][y];
    plain = best[0];
    for (size_t i = 1; i < c->n; i++) {
        const float(*step)[WD_TAGGER_LABELS] = (const float(*)[WD_TAGGER_LABELS])change[c->classes.v[i]];
        for (int y = 0; y < labels; y++) {
            int first = 0;
            float most = best[0] + step[0][y];
            for (int x = 1; x < labels; x++)
                if (best[x] + step[x][y] > most) {
                    most = best[x] + step[x][y];
                    first = x;
                }
            next[y] = most + scores[i * wide + (size_t)y];
            from[i * wide + (size_t)y] = (uint8_t)first;
        }
        plain += scores[i * wide] + step[0][0];
        memcpy(best, next, sizeof best);
    }
    int last = 0;
    for (int y = 1; y < labels; y++)
        if (best[y] > best[last])
            last = y;
    float lead = best[last] - plain;
    for (size_t i = c->n; i-- > 0;) {
        ret_labels[i] = (uint8_t)last;
        last = i ? from[i * wide + (size_t)last] : 0;
    }
    return lead;
}

/* Inlined for each number of labels, so that the innermost loop is none. */
static inline __attribute__((always_inline)) void score(const struct wd_tagger *t, struct wd_chain *c, uint32_t mask, size_t labels)
{
    const uint32_t *features = c->features.v, *ends = c->ends.v;
    size_t all = c->features.n;
    float *to = c->scores.v;
    for (size_t i = 0, f = 0; i < c->n; i++, to += labels) {
        int32_t sum[WD_TAGGER_LABELS];
        for (size_t y = 0; y < labels; y++)
            sum[y] = t->bias[y];
        for (; f < ends[i]; f++) {
            if (f + AHEAD < all)
                __builtin_prefetch(t->weights + (size_t)(features[f + AHEAD] & mask) * labels);
            const int16_t *row = t->weights + (size_t)(features[f] & mask) * labels;
            for (size_t y = 0; y < labels; y++)
                sum[y] += row[y];
        }
        for (size_t y = 0; y < labels; y++)
            to[y] = (float)sum[y];
    }
}

float wd_tagger_decode(struct wd_arena *a, const struct wd_tagger *t, struct wd_chain *c, uint8_t *ret_labels)
{
    size_t labels = (size_t)t->labels;
    uint32_t mask = (1u << t->bits) - 1;
    wd_changes change;
    for (int k = 0; k < WD_TAGGER_CLASSES; k++)
        for (int x = 0; x <= t->labels; x++)
            for (int y = 0; y < t->labels; y++)
                change[k][x][y] = t->change[k][x][y];
    while (c->scores.cap < c->n * labels)
        wd_list_grow(a, (struct wd_list_any *)(void *)&c->scores, sizeof *c->scores.v), c->scores.n = c->scores.cap;
    if (labels == 2)
        score(t, c, mask, 2);
    else if (labels == 3)
        score(t, c, mask, 3);
    else
        score(t, c, mask, labels);
    return wd_chain_best(a, c, t->labels, change, ret_labels);
}
