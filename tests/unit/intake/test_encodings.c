/* Encodings of feeds, in the order in which they are believed: byte order mark, HTTP, the declaration, valid UTF-8, a guess, windows-1252.
 */
#include "helper.h"

#define HEAD(encoding) "<?xml version=\"1.0\" encoding=\"" encoding "\"?><rss version=\"2.0\"><channel><title>"
#define PLAIN "<rss version=\"2.0\"><channel><title>"
#define TAIL "</title></channel></rss>"

static const struct {
    const char *what, *bytes, *content_type, *title, *encoding;
    const char *repair; /* words of a repair; NULL: none is wanted */
} rows[] = {
    {"a byte order mark is stronger than HTTP and the declaration", "\xEF\xBB\xBF" HEAD("windows-1251") "Caf\xC3\xA9" TAIL,
     "text/xml; charset=iso-8859-1", "Caf\xC3\xA9", "utf-8", "the declared encoding"},
    {"HTTP is stronger than the declaration", HEAD("utf-8") "Caf\xE9 \x80" TAIL, "application/rss+xml; charset=iso-8859-1",
     "Caf\xC3\xA9 \xE2\x82\xAC", "windows-1252", NULL},
    {"unless the bytes are none of it", HEAD("windows-1251") "\xCF\xEE\xF0\xF2 \xEE\xF2\xEA\xF0\xFB\xF2" TAIL, "text/xml; charset=utf-8",
     "\xD0\x9F\xD0\xBE\xD1\x80\xD1\x82 \xD0\xBE\xD1\x82\xD0\xBA\xD1\x80\xD1\x8B\xD1\x82", "windows-1251", "the declared encoding"},
    {"the declaration", HEAD("iso-8859-2") "\xB1\xEA" TAIL, "text/xml", "\xC4\x85\xC4\x99", "iso-8859-2", NULL},
    {"a declaration in single marks, with blanks",
     "<?xml version = '1.0' encoding = 'koi8-r' ?><rss version=\"2.0\"><channel><title>\xD0\xCF\xD2\xD4" TAIL, "",
     "\xD0\xBF\xD0\xBE\xD1\x80\xD1\x82", "koi8-r", NULL},
    {"a declaration that lies: the bytes are UTF-8", HEAD("windows-1251") "\xD0\x9F\xD0\xBE\xD1\x80\xD1\x82" TAIL, "",
     "\xD0\x9F\xD0\xBE\xD1\x80\xD1\x82", "utf-8", "the declared encoding"},
    {"HTTP that lies: the bytes are UTF-8", PLAIN "na\xC3\xAFve \xE2\x80\x93 \xE6\xB8\xAF" TAIL, "text/xml; charset=windows-1252",
     "na\xC3\xAFve \xE2\x80\x93 \xE6\xB8\xAF", "utf-8", "the declared encoding"},
    {"text/xml without a charset is not ASCII", PLAIN "Caf\xC3\xA9" TAIL, "text/xml", "Caf\xC3\xA9", "utf-8", NULL},
    {"latin 1 means windows-1252", HEAD("ISO-8859-1") "don\x92t \x80" TAIL, "", "don\xE2\x80\x99t \xE2\x82\xAC", "windows-1252", NULL},
    {"us-ascii means windows-1252", HEAD("us-ascii") "don\x92t" TAIL, "", "don\xE2\x80\x99t", "windows-1252", NULL},
    {"gb2312 means gb18030", HEAD("gb2312") "\x81\x30\x81\x30 \xB8\xDB\xBF\xDA\xD6\xD8\xBF\xAA" TAIL, "",
     "\xE2\x82\xAC \xE6\xB8\xAF\xE5\x8F\xA3\xE9\x87\x8D\xE5\xBC\x80", "gb18030", NULL},
    {"shift_jis means code page 932", HEAD("shift_jis") "\x87\x40\x8D\x60" TAIL, "", "\xE2\x91\xA0\xE6\xB8\xAF", "shift_jis", NULL},
    {"ks_c_5601-1987 means euc-kr", HEAD("ks_c_5601-1987") "\xC7\xD7\xB1\xB8" TAIL, "", "\xED\x95\xAD\xEA\xB5\xAC", "euc-kr", NULL},
    {"big5", HEAD("Big5") "\xB4\xE4\xA4\x66" TAIL, "", "\xE6\xB8\xAF\xE5\x8F\xA3", "big5", NULL},
    {"euc-jp", HEAD("x-euc-jp") "\xB9\xC1" TAIL, "", "\xE6\xB8\xAF", "euc-jp", NULL},
    {"nobody says, the bytes are UTF-8", PLAIN "Caf\xC3\xA9" TAIL, "", "Caf\xC3\xA9", "utf-8", NULL},
    {"nobody says, and it is a guess",
     PLAIN "\xC2 \xEF\xEE\xF0\xF2\xF3 \xF1\xED\xEE\xE2\xE0 \xEE\xF2\xEA\xF0\xFB\xEB\xE8 \xEF\xE0\xF0\xEE\xEC\xED\xF3\xFE "
           "\xEF\xE5\xF0\xE5\xEF\xF0\xE0\xE2\xF3, "
           "\xF1\xEE\xEE\xE1\xF9\xE0\xE5\xF2 \xE0\xE3\xE5\xED\xF2\xF1\xF2\xE2\xEE" TAIL,
     "",
     "\xD0\x92 \xD0\xBF\xD0\xBE\xD1\x80\xD1\x82\xD1\x83 \xD1\x81\xD0\xBD\xD0\xBE\xD0\xB2\xD0\xB0 "
     "\xD0\xBE\xD1\x82\xD0\xBA\xD1\x80\xD1\x8B\xD0\xBB\xD0\xB8 "
     "\xD0\xBF\xD0\xB0\xD1\x80\xD0\xBE\xD0\xBC\xD0\xBD\xD1\x83\xD1\x8E "
     "\xD0\xBF\xD0\xB5\xD1\x80\xD0\xB5\xD0\xBF\xD1\x80\xD0\xB0\xD0\xB2\xD1\x83, "
     "\xD1\x81\xD0\xBE\xD0\xBE\xD0\xB1\xD1\x89\xD0\xB0\xD0\xB5\xD1\x82 "
     "\xD0\xB0\xD0\xB3\xD0\xB5\xD0\xBD\xD1\x82\xD1\x81\xD1\x82\xD0\xB2\xD0\xBE",
     "windows-1251", NULL},
    {"nobody says, and there is too little to guess from", PLAIN "Caf\xE9" TAIL, "", "Caf\xC3\xA9", "windows-1252", "were mended"},
    {"runs of windows-1252 inside UTF-8", HEAD("utf-8") "\xC3\xA9\xC3\xA8 \x93Tide\x94 \xC3\xA0" TAIL, "",
     "\xC3\xA9\xC3\xA8 \xE2\x80\x9CTide\xE2\x80\x9D \xC3\xA0", "utf-8", "read as windows-1252, the first in line 1"},
    {"C1 controls mean windows-1252", HEAD("utf-8") "don\xC2\x92t" TAIL, "", "don\xE2\x80\x99t", "utf-8", NULL},
    {"C1 numbers, too", HEAD("utf-8") "don&#146;t &#x80;" TAIL, "", "don\xE2\x80\x99t \xE2\x82\xAC", "utf-8", NULL},
    {"a label that nobody knows", HEAD("x-tide") "Caf\xC3\xA9" TAIL, "", "Caf\xC3\xA9", "utf-8", "the declared encoding"},
    {"UTF-16 declared in bytes that are not", HEAD("utf-16") "Caf\xC3\xA9" TAIL, "", "Caf\xC3\xA9", "utf-8", "the declared encoding"},
};

static bool repairs_say(const struct wd_document *d, const char *words)
{
    for (size_t i = 0; i < d->repairs.n; i++)
        if (wd_str_find(d->repairs.v[i], words, 0) != SIZE_MAX)
            return true;
    return false;
}

static struct wd_document parse_typed(struct wd_str bytes, const char *content_type, const char *what)
{
    struct wd_document d = {0};
    struct wd_intake_input in = {.body = bytes, .file = WD_STR("x"), .content_type = wd_str_c(content_type), .arrived_utc = WD_NO_TIME};
    ok(wd_intake_parse(&arena, &in, &d, &where) == 0, "parses: %s", what);
    return d;
}

static void table(void)
{
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        struct wd_document d = parse_typed(wd_str_c(rows[i].bytes), rows[i].content_type, rows[i].what);
        is_str(d.feed.title.value, rows[i].title, "its text");
        is_str(d.encoding, rows[i].encoding, "its encoding");
        if (rows[i].repair)
            ok(repairs_say(&d, rows[i].repair) && !d.wellformed, "the repairs say: %s", rows[i].repair);
        else
            is_int(d.repairs.n, 0, "nothing was mended");
    }
}

/* ASCII widened to units of 2 or 4 bytes, with one character outside it. */
static struct wd_str widened(const char *ascii, int unit_bytes, bool big, bool mark)
{
    size_t n = 0, length = strlen(ascii);
    char *out = wd_arena_alloc(&arena, (length + 1) * (size_t)unit_bytes);
    for (size_t i = 0; i < length + mark; i++) {
        uint32_t c = mark && !i ? 0xFEFF : (uint32_t)(unsigned char)ascii[i - mark];
        if (c == '~')
            c = 0x6E2F;
        for (int k = 0; k < unit_bytes; k++)
            out[n++] = (char)(c >> 8 * (big ? unit_bytes - 1 - k : k));
    }
    return wd_str_n(out, n);
}

static void wide(void)
{
    for (int i = 0; i < 8; i++) {
        int unit = i & 1 ? 2 : 4;
        bool big = i & 2, mark = i & 4;
        char label[16];
        (void)snprintf(label, sizeof label, "utf-%d%s", unit * 8, big ? "be" : "le");
        struct wd_document d =
            parse_typed(widened(PLAIN "Tide ~" TAIL, unit, big, mark), i & 4 ? "text/xml; charset=utf-8" : "text/xml", label);
        is_str(d.feed.title.value, "Tide \xE6\xB8\xAF", mark ? "by its mark" : "by the pattern of its zeros");
        is_str(d.encoding, label, "its encoding");
    }
    struct wd_str cut = widened(PLAIN "Tide ~" TAIL, 2, false, true);
    cut.n--;
    is_str(parse_typed(cut, "", "cut in a character").feed.title.value, "Tide \xE6\xB8\xAF", "what is complete is kept");
}

int main(void)
{
    wd_arena_init(&arena);
    table();
    wide();
    wd_arena_done(&arena);
    return done();
}
