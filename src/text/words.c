#include "text/words.h"

#include <endian.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/err.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/lower.h"

#define U(lower) ((lower) | WD_BYTE_UPPER)
#define L(lower) ((lower) | WD_BYTE_LOWER)
#define N(digit) ((digit) | WD_BYTE_NUMBER)
#define X WD_BYTE_MULTI
/* clang-format off */
const uint16_t wd_word_byte[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, N(48), N(49), N(50), N(51), N(52), N(53), N(54), N(55), N(56), N(57), 0, 0, 0, 0, 0, 0, 0, U(97), U(98), U(99), U(100), U(101), U(102), U(103), U(104), U(105), U(106), U(107), U(108), U(109), U(110), U(111), U(112), U(113), U(114), U(115), U(116), U(117), U(118), U(119), U(120), U(121), U(122), 0, 0, 0, 0, 95, 0, L(97), L(98), L(99), L(100), L(101), L(102), L(103), L(104), L(105), L(106), L(107), L(108), L(109), L(110), L(111), L(112), L(113), L(114), L(115), L(116), L(117), L(118), L(119), L(120), L(121), L(122), 0, 0, 0, 0, 0, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X, X
};
/* clang-format on */
#undef U
#undef L
#undef N
#undef X

static const uint64_t HASH_START = 0xCBF29CE484222325u;

static inline uint64_t hash_byte(uint64_t h, unsigned char byte)
{
    return (h ^ byte) * 0x100000001B3u;
}

/* The multiplications above leave the low bits weak. */
static inline uint32_t hash_end(uint64_t h)
{
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93u;
    return (uint32_t)(h >> 32);
}

static uint64_t hash_cp(uint64_t h, uint32_t cp)
{
    char bytes[4];
    size_t n = wd_utf8_put(bytes, cp);
    for (size_t i = 0; i < n; i++)
        h = hash_byte(h, (unsigned char)bytes[i]);
    return h;
}

/* A word while it is read: what is or-ed over its characters, and how many are capitals. */
struct reading {
    uint64_t hash;
    uint32_t seen; /* WD_BYTE_* */
    uint32_t capitals;
    uint32_t start;
    bool starts_capital;
};

static inline void put_word(struct wd_word *w, const struct reading *r, size_t end)
{
    unsigned flags = r->seen & WD_BYTE_MULTI ? 0 : WD_WORD_ASCII;
    flags |= r->starts_capital ? WD_WORD_CAPITAL : 0;
    flags |= r->capitals > 1 && !(r->seen & WD_BYTE_LOWER) ? WD_WORD_ALLCAPS : 0;
    flags |= r->seen & WD_BYTE_NUMBER ? WD_WORD_DIGIT : 0;
    *w = (struct wd_word){r->start, (uint32_t)end, hash_end(r->hash), (uint8_t)flags};
}

/* Reads on from a byte over 0x7F; gives where the word ends (r->start where none stands there). */
static size_t read_wide(struct wd_str text, size_t at, struct reading *r)
{
    while (at < text.n) {
        unsigned char first = (unsigned char)text.p[at];
        if (first < 0x80) {
            uint32_t byte = wd_word_byte[first];
            if (!byte)
                return at;
            r->hash = hash_byte(r->hash, (unsigned char)byte);
            r->seen |= byte;
            r->capitals += byte >> 8 & 1;
            at++;
            continue;
        }
        struct wd_cp c = wd_utf8_at(text, at);
        int class = wd_cp_class(c.cp);
        if (class == WD_CLASS_OTHER)
            return at;
        if (at == r->start)
            r->starts_capital = class == WD_CLASS_UPPER;
        r->capitals += class == WD_CLASS_UPPER;
        r->seen |= (uint32_t)WD_BYTE_MULTI | (class == WD_CLASS_LOWER ? (uint32_t)WD_BYTE_LOWER : 0) |
                   (class == WD_CLASS_NUMBER ? (uint32_t)WD_BYTE_NUMBER : 0);
        r->hash = hash_cp(r->hash, wd_lower_cp(c.cp));
        at += c.bytes;
        if (c.cp == WD_CP_I_WITH_DOT)
            return at;
    }
    return at;
}

/* ---- a stretch of plain ASCII at a time ---- */

enum { STRETCH = 64, MOST_IN_STRETCH = STRETCH / 2 };

typedef unsigned char lanes __attribute__((vector_size(16)));

/* What STRETCH bytes are, a bit each. */
struct stretch {
    lanes lower[STRETCH / sizeof(lanes) + 1]; /* in lower case; the last ones are zeros */
    uint64_t word, upper, number;
};

static inline uint64_t load_8(const unsigned char *p)
{
    uint64_t x;
    memcpy(&x, p, sizeof x);
    return le64toh(x);
}

/* A bit for each lane: its highest. */
static inline uint64_t bits_of(lanes l)
{
#ifdef __SSE2__
    return (uint64_t)(unsigned)_mm_movemask_epi8((__m128i)l);
#else
    uint64_t bits = 0;
    for (unsigned i = 0; i < sizeof l; i += 8)
        bits |= ((load_8((const unsigned char *)&l + i) >> 7 & 0x0101010101010101u) * 0x0102040810204080u >> 56) << i;
    return bits;
#endif
}

/* Reads the `n` bytes at p. From the first on that is not plain, all count as one word that does not end. Plain is ASCII but '_', and
 * the punctuation of U+2000 to U+203F: quotation marks, dashes, dots. */
static inline void read_stretch(const unsigned char *p, size_t n, struct stretch *s)
{
    uint64_t word = 0, upper = 0, number = 0, underscore = 0, wide = 0, e2 = 0, x80 = 0;
    unsigned char short_one[STRETCH] = {0};
    if (n < STRETCH)
        p = memcpy(short_one, p, n);
    for (unsigned i = 0; i < STRETCH; i += sizeof(lanes)) {
        lanes c;
        memcpy(&c, p + i, sizeof c);
        lanes is_upper = (lanes)((lanes)(c - 'A') < 26), lower = c | (is_upper & 0x20);
        lanes is_number = (lanes)((lanes)(c - '0') < 10), is_word = (lanes)((lanes)(lower - 'a') < 26) | is_number;
        s->lower[i / sizeof(lanes)] = lower;
        word |= bits_of(is_word) << i;
        upper |= bits_of(is_upper) << i;
        number |= bits_of(is_number) << i;
        underscore |= bits_of((lanes)(c == '_')) << i;
        wide |= bits_of(c) << i;
        e2 |= bits_of((lanes)(c == 0xE2)) << i;
        x80 |= bits_of((lanes)(c == 0x80)) << i;
    }
    s->lower[STRETCH / sizeof(lanes)] = (lanes){0};
    uint64_t mark = e2 & x80 >> 1 & wide >> 2, not_plain = underscore | (wide & ~(mark | mark << 1 | mark << 2));
    s->word = word | -(not_plain & -not_plain);
    s->upper = upper;
    s->number = number;
}

/* Hash after n of the 8 bytes at p. All eight are taken, for words differ in length in no order that can be guessed. */
static inline uint64_t hash_8(uint64_t h, const unsigned char *p, size_t n)
{
    uint64_t after[8];
    for (size_t i = 0; i < 8; i++)
        after[i] = h = hash_byte(h, p[i]);
    return after[n - 1];
}

static inline uint64_t hash_plain(const unsigned char *lower, size_t n)
{
    uint64_t h = HASH_START;
    for (; n > 8; n -= 8, lower += 8)
        h = hash_8(h, lower, 8);
    return hash_8(h, lower, n);
}

/* Reads on from the start of a word or between two, up to `end` or a word that does not end in the stretch, and gives where that is.
 * There is room for MOST_IN_STRETCH words. */
static size_t read_plain(const unsigned char *p, size_t at, size_t end, wd_words *words)
{
    struct stretch s;
    struct wd_word *w = words->v + words->n;
    const unsigned char *lower = (const unsigned char *)s.lower;
    read_stretch(p + at, end - at, &s);
    uint64_t left = s.word;
    while (left) {
        uint64_t first = left & -left, after = left + first;
        if (!after)
            break;
        uint64_t word = left & ~after, upper = word & s.upper;
        unsigned from = (unsigned)__builtin_ctzll(first), to = (unsigned)__builtin_ctzll(after);
        unsigned flags = WD_WORD_ASCII;
        flags |= upper & first ? WD_WORD_CAPITAL : 0;
        flags |= (upper & (upper - 1)) && !(word & ~(s.upper | s.number)) ? WD_WORD_ALLCAPS : 0;
        flags |= word & s.number ? WD_WORD_DIGIT : 0;
        *w++ = (struct wd_word){(uint32_t)at + from, (uint32_t)at + to, hash_end(hash_plain(lower + from, to - from)), (uint8_t)flags};
        left &= after;
    }
    words->n = (size_t)(w - words->v);
    return left ? at + (size_t)__builtin_ctzll(left) : WD_MIN(at + STRETCH, end);
}

/* ---- all of it ---- */

static void room(struct wd_arena *a, wd_words *words, size_t bytes_left)
{
    size_t cap = WD_MIN(words->cap + bytes_left / 5 + MOST_IN_STRETCH, (size_t)WD_MAX_WORDS + MOST_IN_STRETCH);
    struct wd_word *v = wd_arena_raw(a, cap * sizeof *v);
    if (words->n)
        memcpy(v, words->v, words->n * sizeof *v);
    words->v = v;
    words->cap = cap;
}

/* One word of any kind, or the character that none begins with; gives where it ends. */
static size_t read_word(struct wd_str text, size_t at, wd_words *words)
{
    uint32_t byte = wd_word_byte[(unsigned char)text.p[at]];
    struct reading r = {.hash = HASH_START, .start = (uint32_t)at, .starts_capital = byte & WD_BYTE_UPPER};
    size_t to = read_wide(text, at, &r);
    if (to == at)
        return at + wd_utf8_at(text, at).bytes;
    put_word(&words->v[words->n++], &r, to);
    return to;
}

/* Whether a stretch from `at` on is worth reading: in most languages with letters beyond ASCII one stands near. */
static inline bool looks_plain(const unsigned char *p, size_t at, size_t end)
{
    uint64_t wide = end - at < 8 ? 0 : load_8(p + at) & 0x8080808080808080u;
    return !wide || p[at + (size_t)__builtin_ctzll(wide) / 8] == 0xE2;
}

int wd_words_of(struct wd_arena *a, struct wd_str text, wd_words *ret_words)
{
    wd_words words = {0};
    const unsigned char *p = (const unsigned char *)text.p;
    size_t at = 0, end = WD_MIN(text.n, (size_t)UINT32_MAX);
    text.n = end;
    while (at < end && words.n <= WD_MAX_WORDS) {
        if (words.cap - words.n < MOST_IN_STRETCH)
            room(a, &words, end - at);
        size_t from = at;
        if (looks_plain(p, at, end))
            at = read_plain(p, at, end, &words);
        if (at == from)
            at = wd_word_byte[p[at]] ? read_word(text, at, &words) : at + 1;
    }
    int err = words.n > WD_MAX_WORDS ? WD_E_TOOBIG : 0;
    words.n = WD_MIN(words.n, (size_t)WD_MAX_WORDS);
    *ret_words = words;
    return err;
}

uint32_t wd_word_hash(struct wd_str word)
{
    uint64_t h = HASH_START;
    for (size_t at = 0; at < word.n;) {
        struct wd_cp c = wd_utf8_at(word, at);
        h = hash_cp(h, wd_lower_cp(c.cp));
        at += c.bytes;
    }
    return hash_end(h);
}
