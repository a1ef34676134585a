#include "base/utf8.h"

#include "tap.h"

static bool round_trip(void)
{
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp += cp < 0x3000 ? 1 : 97) {
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        char bytes[4];
        size_t n = wd_utf8_put(bytes, cp);
        struct wd_cp at = wd_utf8_at(wd_str_n(bytes, n), 0), before = wd_utf8_before(wd_str_n(bytes, n), n);
        if (at.cp != cp || at.bytes != n || before.cp != cp || before.bytes != n || !wd_utf8_valid(wd_str_n(bytes, n)))
            return false;
    }
    return true;
}

static void invalid(void)
{
    static const struct {
        struct wd_str bytes;
        const char *what;
    } rows[] = {
        {WD_STR_INIT("\xC0\xAF"), "overlong slash"},        {WD_STR_INIT("\xE0\x80\x80"), "overlong NUL"},
        {WD_STR_INIT("\xED\xA0\x80"), "surrogate"},         {WD_STR_INIT("\xF4\x90\x80\x80"), "over U+10FFFF"},
        {WD_STR_INIT("\x80"), "continuation alone"},        {WD_STR_INIT("\xE2\x82"), "cut short"},
        {WD_STR_INIT("\xC3(\xA4"), "broken in the middle"}, {WD_STR_INIT("\xFF"), "no lead byte"},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        struct wd_cp c = wd_utf8_at(rows[i].bytes, 0);
        ok(!wd_utf8_valid(rows[i].bytes) && c.cp == 0xFFFD && c.bytes == 1, "refused: %s", rows[i].what);
    }
}

/* One sequence after the other. */
static size_t plain_prefix(struct wd_str s)
{
    for (size_t at = 0; at < s.n;) {
        struct wd_cp c = wd_utf8_at(s, at);
        if (c.cp == 0xFFFD && c.bytes == 1)
            return at;
        at += c.bytes;
    }
    return s.n;
}

/* Whatever stands where: sequences of all lengths and what only looks like them, at every length around the vectors'. */
static bool same_as_one_by_one(uint32_t seed)
{
    static const char *const good[] = {
        "a", " ", "b", "\xC3\xA9", "\xD0\xB6", "\xE4\xB8\xAD", "\xF0\x9F\x98\x80", "\xE0\xA4\x85", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"};
    static const char *const bad[] = {
        "\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80",
        "\xFF", "\xE4\xB8", "\xC3",     "\xF0\x9F\x98", "\xE4"};
    for (int round = 0; round < 20000; round++) {
        char bytes[128];
        size_t n = 0, least = seed % 90, script = seed >> 10 & 3;
        while (n < least) {
            seed = seed * 1664525 + 1013904223;
            uint32_t dice = seed >> 12;
            const char *one = dice % 97 == 0 ? bad[dice / 97 % WD_COUNT(bad)]
                              : script       ? good[2 + dice % 2 * script]
                                             : good[dice % WD_COUNT(good)];
            memcpy(bytes + n, one, strlen(one));
            n += strlen(one);
        }
        seed = seed * 1664525 + 1013904223;
        size_t from = n ? seed % WD_MIN(n, (size_t)5) : 0, end = n - (n > 8 ? seed >> 8 & 3 : 0);
        char *p = malloc(end - from + 1); /* a sanitizer sees what is read outside */
        memcpy(p, bytes + from, end - from);
        struct wd_str s = wd_str_n(p, end - from);
        size_t got = wd_utf8_valid_prefix(s), want = plain_prefix(s);
        free(p);
        if (got != want)
            return false;
    }
    return true;
}

static void repairing(void)
{
    struct wd_buf b;
    wd_buf_init(&b, 1000);
    wd_utf8_repair(&b, WD_STR("a\xC3\xA4\xFF"
                              "b\0c\xE2\x82"));
    is_str(wd_buf_str(&b),
           "a\xC3\xA4\xEF\xBF\xBD"
           "bc\xEF\xBF\xBD\xEF\xBF\xBD",
           "invalid bytes become U+FFFD, NUL goes");
    ok(wd_utf8_valid(wd_buf_str(&b)), "what was mended is valid");
    wd_buf_done(&b);
}

static void counting(void)
{
    struct wd_str s = WD_STR("Z\xC3\xBCrich \xE2\x82\xAC"
                             "5 \xF0\x9F\x9A\xA2!");
    is_int(wd_utf8_count(s), 12, "code points");
    is_str(wd_utf8_cut(s, 2), "Z", "a cut does not split a sequence");
    is_int(wd_utf8_cut(s, 3).n, 3, "a cut between two");
    struct wd_cp_index x;
    wd_cp_index_init(&x, s);
    bool right = true;
    for (size_t round = 0; round < 3; round++)
        for (size_t i = 0; i <= s.n; i++) {
            size_t byte = round == 1 ? s.n - i : round == 2 ? i * 7 % (s.n + 1) : i;
            if (byte < s.n && ((unsigned char)s.p[byte] & 0xC0) == 0x80)
                continue;
            right = right && wd_cp_index_at(&x, byte) == wd_utf8_count(wd_str_n(s.p, byte));
        }
    ok(right, "the index agrees with counting, forwards, backwards and in leaps");
    wd_cp_index_init(&x, WD_STR("plain"));
    is_int(wd_cp_index_at(&x, 99), 5, "past the end");
}

int main(void)
{
    ok(round_trip(), "what is put is read back, forwards and backwards");
    invalid();
    for (uint32_t seed = 1; seed <= 4; seed++)
        ok(same_as_one_by_one(seed), "checked by vectors as one by one, seed %u", seed);
    repairing();
    counting();
    return done();
}
