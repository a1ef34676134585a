#include "tap.h"

#include "markup/charset.h"

static struct wd_arena arena;

struct row {
    const char *what, *bytes;
    int n; /* -1: up to NUL */
    const char *content_type;
    enum wd_markup_kind kind;
    const char *text, *encoding;
    int repaired, lied;
};

#define XML WD_MARKUP_XML
#define RUSSIAN_KOI8 \
    "\xEB\xC1\xCB \xD3\xCF\xCF\xC2\xDD\xC1\xC5\xD4 \xC1\xC7\xC5\xCE\xD4\xD3\xD4\xD7\xCF, \xD7\xD3\xD4\xD2\xC5\xDE\xC1 " \
    "\xD0\xD2\xCF\xDB\xCC\xC1 \xD7 \xD3\xD2\xC5\xC4\xD5"
#define RUSSIAN_UTF8 \
    "\xD0\x9A\xD0\xB0\xD0\xBA \xD1\x81\xD0\xBE\xD0\xBE\xD0\xB1\xD1\x89\xD0\xB0\xD0\xB5\xD1\x82 " \
    "\xD0\xB0\xD0\xB3\xD0\xB5\xD0\xBD\xD1\x82\xD1\x81\xD1\x82\xD0\xB2\xD0\xBE, \xD0\xB2\xD1\x81\xD1\x82\xD1\x80\xD0\xB5\xD1\x87\xD0\xB0 " \
    "\xD0\xBF\xD1\x80\xD0\xBE\xD1\x88\xD0\xBB\xD0\xB0 \xD0\xB2 \xD1\x81\xD1\x80\xD0\xB5\xD0\xB4\xD1\x83"

static const struct row ROWS[] = {
    {"ASCII", "<a>x</a>", -1, "", XML, "<a>x</a>", "utf-8", 0, 0},
    {"UTF-8", "<a>\xC3\xA9</a>", -1, "", XML, "<a>\xC3\xA9</a>", "utf-8", 0, 0},
    {"UTF-8 with BOM", "\xEF\xBB\xBF<a>\xC3\xA9</a>", -1, "text/xml; charset=iso-8859-1", XML, "<a>\xC3\xA9</a>", "utf-8", 0, 1},
    {"HTTP says latin 1", "<a>\xE9\x80</a>", -1, "text/xml; charset=\"ISO-8859-1\"", XML, "<a>\xC3\xA9\xE2\x82\xAC</a>", "windows-1252", 0,
     0},
    {"HTTP goes before the declaration", "<?xml version='1.0' encoding='koi8-r'?><a>\xE9</a>", -1, "text/xml;charset=windows-1252", XML,
     "<?xml version='1.0' encoding='koi8-r'?><a>\xC3\xA9</a>", "windows-1252", 0, 0},
    {"the declaration", "<?xml version='1.0' encoding='koi8-r'?><a>\xC1</a>", -1, "text/xml", XML,
     "<?xml version='1.0' encoding='koi8-r'?><a>\xD0\xB0</a>", "koi8-r", 0, 0},
    {"a declaration that lies", "<?xml version='1.0' encoding='windows-1251'?><a>\xC3\xA9</a>", -1, "", XML,
     "<?xml version='1.0' encoding='windows-1251'?><a>\xC3\xA9</a>", "utf-8", 0, 1},
    {"UTF-16 declared in ASCII", "<?xml version='1.0' encoding='utf-16'?><a>\xE2\x82\xAC</a>", -1, "", XML,
     "<?xml version='1.0' encoding='utf-16'?><a>\xE2\x82\xAC</a>", "utf-8", 0, 1},
    {"a label nobody knows", "<?xml version='1.0' encoding='bogus'?><a/>", -1, "", XML, "<?xml version='1.0' encoding='bogus'?><a/>",
     "utf-8", 0, 1},
    {"gb2312 means gb18030", "<?xml version='1.0' encoding='gb2312'?><a>\x81\x30\x81\x30\xC4\xE3</a>", -1, "", XML,
     "<?xml version='1.0' encoding='gb2312'?><a>\xE2\x82\xAC\xE4\xBD\xA0</a>", "gb18030", 0, 0},
    {"UTF-16 by its pattern", "<\0a\0>\0\xAC\x20<\0/\0a\0>\0", 16, "", XML, "<a>\xE2\x82\xAC</a>", "utf-16le", 0, 0},
    {"UTF-16 with BOM", "\xFE\xFF\0<\0a\0/\0>", 10, "text/xml; charset=utf-8", XML, "<a/>", "utf-16be", 0, 0},
    {"UTF-32 by its pattern", "\0\0\0<\0\0\0a\0\0\0/\0\0\0>", 16, "", XML, "<a/>", "utf-32be", 0, 0},
    {"windows-1252 runs in UTF-8", "<a>\xC3\xA9\xC3\xA8 \x93x\x94 \xC3\xA0</a>", -1, "", XML,
     "<a>\xC3\xA9\xC3\xA8 \xE2\x80\x9Cx\xE2\x80\x9D \xC3\xA0</a>", "utf-8", 1, 0},
    {"windows-1252 that nobody declared", "<a>caf\xE9</a>", -1, "", XML, "<a>caf\xC3\xA9</a>", "windows-1252", 1, 0},
    {"C1 characters", "<a>don\xC2\x92t</a>", -1, "", XML, "<a>don\xE2\x80\x99t</a>", "utf-8", 0, 0},
    {"NUL is dropped", "<a>x\0y</a>", 10, "", XML, "<a>xy</a>", "utf-8", 1, 0},
    {"a guess", RUSSIAN_KOI8, -1, "", WD_MARKUP_TEXT, RUSSIAN_UTF8, "koi8-r", 0, 0},
    {"a meta element", "<html><meta charset=shift_jis><p>\x83\x65", -1, "text/html", WD_MARKUP_HTML,
     "<html><meta charset=shift_jis><p>\xE3\x83\x86", "shift_jis", 0, 0},
    {"an old meta element", "<meta http-equiv=content-type content='text/html; charset=euc-kr'>\xB3\xE2", -1, "", WD_MARKUP_HTML,
     "<meta http-equiv=content-type content='text/html; charset=euc-kr'>\xEB\x85\x84", "euc-kr", 0, 0},
    {"nothing", "", -1, "", XML, "", "utf-8", 0, 0},
};

static void test_rows(void)
{
    for (size_t i = 0; i < WD_COUNT(ROWS); i++) {
        const struct row *r = &ROWS[i];
        struct wd_decoded d;
        size_t n = r->n < 0 ? strlen(r->bytes) : (size_t)r->n;
        char *exact = malloc(n ? n : 1); /* so that a read past the end is seen */
        memcpy(exact, r->bytes, n);
        wd_charset_decode(&arena, wd_str_n(exact, n), wd_str_c(r->content_type), r->kind, &d);
        is_str(d.text, r->text, r->what);
        is_str(d.encoding, r->encoding, "its encoding");
        ok(d.repaired == (bool)r->repaired && d.declaration_lied == (bool)r->lied, "repaired %d, lied %d", d.repaired, d.declaration_lied);
        free(exact);
    }
}

static void test_content_type(void)
{
    is_str(wd_charset_of_content_type(WD_STR("text/xml; charset=UTF-8")), "UTF-8", "a charset parameter");
    is_str(wd_charset_of_content_type(WD_STR("text/xml;Charset = 'us-ascii' ; q=1")), "us-ascii", "in quotation marks, with blanks");
    is_str(wd_charset_of_content_type(WD_STR("text/xml; charset:iso-8859-1")), "", "without '='");
    is_str(wd_charset_of_content_type(WD_STR("")), "", "none");
}

/* Every byte of an encoding of one byte a character, at every place around the vectors', is what it is alone. */
static bool by_table_as_alone(const char *encoding)
{
    struct wd_str content_type = wd_arena_printf(&arena, "text/plain; charset=%s", encoding);
    for (unsigned b = 0x80; b < 0x100; b++) {
        char byte = (char)b;
        struct wd_decoded alone;
        wd_charset_decode(&arena, wd_str_n(&byte, 1), content_type, WD_MARKUP_TEXT, &alone);
        if (!wd_str_eqc(alone.encoding, encoding))
            continue; /* no character: what the encoding is becomes a matter of more than one byte */
        for (size_t n = 1; n <= 40; n++)
            for (size_t at = 0; at < n; at += n < 20 || at < 2 ? 1 : 7) {
                char bytes[41];
                memset(bytes, 'a', n);
                bytes[at] = byte;
                struct wd_decoded d;
                wd_charset_decode(&arena, wd_str_n(bytes, n), content_type, WD_MARKUP_TEXT, &d);
                if (d.text.n != n - 1 + alone.text.n || memcmp(d.text.p + at, alone.text.p, alone.text.n) != 0)
                    return false;
                for (size_t i = 0; i < n; i++)
                    if (i != at && d.text.p[i < at ? i : i - 1 + alone.text.n] != 'a')
                        return false;
            }
        wd_arena_reset(&arena);
        content_type = wd_arena_printf(&arena, "text/plain; charset=%s", encoding);
    }
    return true;
}

int main(void)
{
    wd_arena_init(&arena);
    struct wd_str text = WD_STR("<a>\xC3\xA9\xE2\x80\x99\xF0\x9F\x98\x80</a>");
    struct wd_decoded d;
    wd_charset_decode(&arena, text, WD_STR(""), WD_MARKUP_XML, &d);
    ok(d.text.p == text.p && d.text.n == text.n, "valid UTF-8 is not copied");
    test_rows();
    test_content_type();
    static const char *const byte_encodings[] = {"windows-1252", "windows-1251", "iso-8859-2", "iso-8859-7", "koi8-r"};
    for (size_t i = 0; i < WD_COUNT(byte_encodings); i++)
        ok(by_table_as_alone(byte_encodings[i]), "each byte at each place: %s", byte_encodings[i]);
    wd_charset_decode(&arena, WD_STR("<a>a\xCC a</a>a"), WD_STR("text/xml; charset=windows-1258"), WD_MARKUP_XML, &d);
    is_str(d.text, "<a>\xC3\xA0 a</a>a", "what follows a letter has a say in it, and the last letter is not lost");
    wd_arena_done(&arena);
    return done();
}
