#include "text/words.h"

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

static void room(struct wd_arena *a, wd_words *words, size_t bytes_left)
{
    size_t cap = WD_MIN(words->cap + bytes_left / 5 + 16, (size_t)WD_MAX_WORDS);
    struct wd_word *v = wd_arena_raw(a, cap * sizeof *v);
    if (words->n)
        memcpy(v, words->v, words->n * sizeof *v);
    words->v = v;
    words->cap = cap;
}

int wd_words_of(struct wd_arena *a, struct wd_str text, wd_words *ret_words)
{
    wd_words words = {0};
    const unsigned char *p = (const unsigned char *)text.p;
    size_t at = 0, end = WD_MIN(text.n, (size_t)UINT32_MAX);
    int err = 0;
    text.n = end;
    while (at < end) {
        uint32_t byte = wd_word_byte[p[at]];
        if (!byte) {
            at++;
            continue;
        }
        struct reading r = {.hash = HASH_START, .start = (uint32_t)at, .starts_capital = byte & WD_BYTE_UPPER};
        while (byte && !(byte & WD_BYTE_MULTI)) {
            r.hash = hash_byte(r.hash, (unsigned char)byte);
            r.seen |= byte;
            r.capitals += byte >> 8 & 1;
            at++;
            byte = at < end ? wd_word_byte[p[at]] : 0;
        }
        if (byte) {
            size_t to = read_wide(text, at, &r);
            if (to == r.start) {
                at += wd_utf8_at(text, at).bytes;
                continue;
            }
            at = to;
        }
        if (words.n == WD_MAX_WORDS) {
            err = WD_E_TOOBIG;
            break;
        }
        if (words.n == words.cap)
            room(a, &words, end - at);
        put_word(&words.v[words.n++], &r, at);
    }
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
