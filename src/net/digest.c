#include "net/digest.h"

#include <sodium.h>

const char *const wd_digest_names[WD_DIGESTS] = {"sha1", "sha256", "sha384", "sha512"};

struct sha1 {
    uint32_t h[5];
    uint64_t bytes;
    unsigned char block[64];
};
union state {
    struct sha1 sha1;
    crypto_hash_sha256_state sha256;
    crypto_hash_sha512_state sha512;
};

/* ---- SHA-1 ---- */

static uint32_t rotate(uint32_t x, unsigned by)
{
    return x << by | x >> (32 - by);
}

static void sha1_block(uint32_t h[static 5], const unsigned char *p)
{
    uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 | (uint32_t)p[4 * i + 2] << 8 | p[4 * i + 3];
    for (int i = 16; i < 80; i++)
        w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
        uint32_t f = i < 20 ? (b & c) | (~b & d) : i >= 40 && i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
        uint32_t k = i < 20 ? 0x5A827999 : i < 40 ? 0x6ED9EBA1 : i < 60 ? 0x8F1BBCDC : 0xCA62C1D6;
        uint32_t next = rotate(a, 5) + f + e + k + w[i];
        e = d;
        d = c;
        c = rotate(b, 30);
        b = a;
        a = next;
    }
    h[0] += a;
    h[1] += b;
    h[2] += c;
    h[3] += d;
    h[4] += e;
}

static void sha1_init(union state *s)
{
    s->sha1 = (struct sha1){.h = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0}};
}

static void sha1_put(union state *s, const unsigned char *p, size_t n)
{
    struct sha1 *x = &s->sha1;
    size_t held = (size_t)(x->bytes % sizeof x->block);
    x->bytes += n;
    while (n) {
        size_t take = WD_MIN(n, sizeof x->block - held);
        memcpy(x->block + held, p, take);
        p += take;
        n -= take;
        held += take;
        if (held == sizeof x->block) {
            sha1_block(x->h, x->block);
            held = 0;
        }
    }
}

static void sha1_end(union state *s, unsigned char *out)
{
    static const unsigned char padding[64] = {0x80};
    struct sha1 *x = &s->sha1;
    uint64_t bits = x->bytes * 8;
    unsigned char length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (unsigned char)(bits >> (56 - 8 * i));
    sha1_put(s, padding, 1 + (119 - x->bytes % 64) % 64);
    sha1_put(s, length, sizeof length);
    for (int i = 0; i < 20; i++)
        out[i] = (unsigned char)(x->h[i / 4] >> (24 - 8 * (i % 4)));
}

/* ---- the others ---- */

static void sha256_init(union state *s)
{
    (void)crypto_hash_sha256_init(&s->sha256);
}
static void sha256_put(union state *s, const unsigned char *p, size_t n)
{
    (void)crypto_hash_sha256_update(&s->sha256, p, n);
}
static void sha256_end(union state *s, unsigned char *out)
{
    (void)crypto_hash_sha256_final(&s->sha256, out);
}

static void sha384_init(union state *s)
{
    static const uint64_t start[8] = {0xCBBB9D5DC1059ED8, 0x629A292A367CD507, 0x9159015A3070DD17, 0x152FECD8F70E5939,
                                      0x67332667FFC00B31, 0x8EB44A8768581511, 0xDB0C2E0D64F98FA7, 0x47B5481DBEFA4FA4};
    (void)crypto_hash_sha512_init(&s->sha512);
    memcpy(s->sha512.state, start, sizeof start);
}
static void sha512_init(union state *s)
{
    (void)crypto_hash_sha512_init(&s->sha512);
}
static void sha512_put(union state *s, const unsigned char *p, size_t n)
{
    (void)crypto_hash_sha512_update(&s->sha512, p, n);
}
static void sha512_end(union state *s, unsigned char *out)
{
    (void)crypto_hash_sha512_final(&s->sha512, out);
}

/* ---- one table ---- */

static const struct {
    size_t bytes, block_bytes;
    void (*init)(union state *s);
    void (*put)(union state *s, const unsigned char *p, size_t n);
    void (*end)(union state *s, unsigned char *out);
} digests[WD_DIGESTS] = {
    [WD_DIGEST_SHA1] = {20, 64, sha1_init, sha1_put, sha1_end},
    [WD_DIGEST_SHA256] = {32, 64, sha256_init, sha256_put, sha256_end},
    [WD_DIGEST_SHA384] = {48, 128, sha384_init, sha512_put, sha512_end},
    [WD_DIGEST_SHA512] = {64, 128, sha512_init, sha512_put, sha512_end},
};

size_t wd_digest(enum wd_digest which, struct wd_str message, unsigned char ret_digest[static WD_DIGEST_BYTES_MAX])
{
    union state s;
    digests[which].init(&s);
    digests[which].put(&s, (const unsigned char *)message.p, message.n);
    digests[which].end(&s, ret_digest);
    return digests[which].bytes;
}

size_t wd_hmac(enum wd_digest which, struct wd_str key, struct wd_str message, unsigned char ret_digest[static WD_DIGEST_BYTES_MAX])
{
    enum { BLOCK_MAX = 128 };
    unsigned char inner[BLOCK_MAX] = {0}, outer[BLOCK_MAX], digest[WD_DIGEST_BYTES_MAX];
    size_t block = digests[which].block_bytes, bytes = digests[which].bytes;
    union state s;
    if (key.n > block) {
        (void)wd_digest(which, key, digest);
        memcpy(inner, digest, bytes);
    } else if (key.n) {
        memcpy(inner, key.p, key.n);
    }
    for (size_t i = 0; i < block; i++) {
        outer[i] = inner[i] ^ 0x5C;
        inner[i] ^= 0x36;
    }
    digests[which].init(&s);
    digests[which].put(&s, inner, block);
    digests[which].put(&s, (const unsigned char *)message.p, message.n);
    digests[which].end(&s, digest);
    digests[which].init(&s);
    digests[which].put(&s, outer, block);
    digests[which].put(&s, digest, bytes);
    digests[which].end(&s, ret_digest);
    sodium_memzero(inner, sizeof inner);
    sodium_memzero(outer, sizeof outer);
    sodium_memzero(&s, sizeof s);
    return bytes;
}

bool wd_digest_same(const unsigned char *a, const unsigned char *b, size_t n)
{
    return sodium_memcmp(a, b, n) == 0;
}
