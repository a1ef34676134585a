/* Keyed digests against the vectors of RFC 2202 and RFC 4231, and plain ones around the ends of blocks. */
#include "net/digest.h"
#include "tap.h"

static bool same(const unsigned char *digest, size_t n, const char *hex)
{
    if (strlen(hex) != 2 * n)
        return false;
    for (size_t i = 0; i < n; i++) {
        char two[3];
        (void)snprintf(two, sizeof two, "%02x", digest[i]);
        if (memcmp(two, hex + 2 * i, 2) != 0)
            return false;
    }
    return true;
}

struct vector {
    char key_byte;
    size_t key_n;
    struct wd_str key; /* where key_n is 0 */
    char data_byte;
    size_t data_n;
    struct wd_str data;
    const char *want[WD_DIGESTS];
};

#define LONG_DATA \
    "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used " \
    "by " \
    "the HMAC algorithm."

static const struct vector vectors[] = {
    {.key_byte = 0x0B,
     .key_n = 20,
     .data = WD_STR_INIT("Hi There"),
     .want = {"b617318655057264e28bc0b6fb378c8ef146be00", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
              "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6",
              "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a12"
              "6854"}},
    {.key = WD_STR_INIT("Jefe"),
     .data = WD_STR_INIT("what do ya want for nothing?"),
     .want = {"effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
              "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
              "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bc"
              "e737"}},
    {.key_byte = (char)0xAA,
     .key_n = 20,
     .data_byte = (char)0xDD,
     .data_n = 50,
     .want = {"125d7342b9ac11cd91a39af48aa17b4f63f175d3", "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
              "88062608d3e6ad8a0aa2ace014c8a86f0aa635d947ac9febe83ef4e55966144b2a5ab39dc13814b94e3ab6e101a34f27",
              "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e132"
              "92fb"}},
    {.key_byte = (char)0xAA,
     .key_n = 131,
     .data = WD_STR_INIT(LONG_DATA),
     .want = {NULL, "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
              "6617178e941f020d351e2f254e8fd32c602420feb0b8fb9adccebb82461e99c5a678cc31e799176d3860e6110c46523e",
              "e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944b6022cac3c4982b10d5eeb55c3e4de15134676fb6de0446065c97440fa8c"
              "6a58"}},
    {.key_byte = (char)0xAA,
     .key_n = 80,
     .data = WD_STR_INIT("Test Using Larger Than Block-Size Key - Hash Key First"),
     .want = {"aa4ae5e15272d00e95705637ce8a3b55ed402112"}},
};

static struct wd_str filled(char *buffer, char byte, size_t n, struct wd_str otherwise)
{
    memset(buffer, byte, n);
    return n ? wd_str_n(buffer, n) : otherwise;
}

static void keyed(void)
{
    for (size_t i = 0; i < WD_COUNT(vectors); i++) {
        char key_bytes[131], data_bytes[50];
        struct wd_str key = filled(key_bytes, vectors[i].key_byte, vectors[i].key_n, vectors[i].key);
        struct wd_str data = filled(data_bytes, vectors[i].data_byte, vectors[i].data_n, vectors[i].data);
        for (int d = 0; d < WD_DIGESTS; d++) {
            unsigned char got[WD_DIGEST_BYTES_MAX];
            if (!vectors[i].want[d])
                continue;
            size_t n = wd_hmac((enum wd_digest)d, key, data, got);
            ok(same(got, n, vectors[i].want[d]), "%s, vector %zu", wd_digest_names[d], i + 1);
        }
    }
}

/* FIPS 180-4: texts of the standard's examples. */
static void plain(void)
{
    static const struct {
        enum wd_digest which;
        struct wd_str text;
        const char *want;
    } rows[] = {
        {WD_DIGEST_SHA1, WD_STR_INIT(""), "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
        {WD_DIGEST_SHA1, WD_STR_INIT("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d"},
        {WD_DIGEST_SHA1, WD_STR_INIT("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
         "84983e441c3bd26ebaae4aa1f95129e5e54670f1"},
        {WD_DIGEST_SHA384, WD_STR_INIT("abc"),
         "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        unsigned char got[WD_DIGEST_BYTES_MAX];
        size_t n = wd_digest(rows[i].which, rows[i].text, got);
        ok(same(got, n, rows[i].want), "%s of %zu bytes", wd_digest_names[rows[i].which], rows[i].text.n);
    }
    unsigned char got[WD_DIGEST_BYTES_MAX];
    char *million = malloc(1000000);
    memset(million, 'a', 1000000);
    size_t n = wd_digest(WD_DIGEST_SHA1, wd_str_n(million, 1000000), got);
    ok(same(got, n, "34aa973cd4c4daa4f61eeb2bdbad27316534016f"), "sha1 of a million letters");
    /* a message that ends at, before and after the places where the padding needs a block more */
    static const struct {
        size_t n;
        const char *want;
    } ends[] = {{55, "c1c8bbdc22796e28c0e15163d20899b65621d65a"},
                {56, "c2db330f6083854c99d4b5bfb6e8f29f201be699"},
                {63, "03f09f5b158a7a8cdad920bddc29b81c18a551f5"},
                {64, "0098ba824b5c16427bd7a1122a5a442a25ec644d"}};
    for (size_t i = 0; i < WD_COUNT(ends); i++) {
        n = wd_digest(WD_DIGEST_SHA1, wd_str_n(million, ends[i].n), got);
        ok(same(got, n, ends[i].want), "sha1 of %zu letters", ends[i].n);
    }
    free(million);
}

int main(void)
{
    keyed();
    plain();
    unsigned char a[3] = {1, 2, 3}, b[3] = {1, 2, 4};
    ok(wd_digest_same(a, a, 3) && !wd_digest_same(a, b, 3) && wd_digest_same(a, b, 2), "digests are compared whole");
    return done();
}
