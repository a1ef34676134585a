#include "markup/charset.h"

#include <errno.h>
#include <uchardet/uchardet.h>

#include "base/scan.h"
#include "base/utf8.h"
#include "markup/build.h"
#include "markup/charset_byte.h"
#include "markup/charset_label.h"
#include "markup/entity_table.h"

#define HEAD_BYTES 4096u           /* where a declaration is looked for */
#define GUESS_BYTES (256u << 10)   /* what the detector is shown */
#define GUESS_LEAST_HIGH_BYTES 6u  /* below this a guess is a coin toss, and windows-1252 is likeliest */
#define ERRORS_ALLOWED_ONE_IN 100u /* of the bytes over 0x7F, for an encoding that somebody declared */

/* What the bytes are, seen as UTF-8. */
struct census {
    bool high, valid, nul; /* high: any over 0x7F */
    bool c1;               /* only where valid */
};
/* Of the bytes over 0x7F; counted where it matters only, since it takes its time. */
struct counts {
    size_t sequences, strays;
};

static bool has_c1(struct wd_str utf8)
{
    for (size_t at = 0; (at = wd_str_find_byte(utf8, '\xC2', at)) != SIZE_MAX; at++)
        if (at + 1 < utf8.n && (unsigned char)utf8.p[at + 1] >= 0x80 && (unsigned char)utf8.p[at + 1] < 0xA0)
            return true;
    return false;
}

static struct census look_at(struct wd_str bytes)
{
    struct census c = {.nul = bytes.n && memchr(bytes.p, 0, bytes.n), .valid = wd_utf8_valid(bytes)};
    c.high = !c.valid || wd_scan_high(bytes.p, 0, bytes.n) < bytes.n;
    c.c1 = c.valid && c.high && has_c1(bytes);
    return c;
}

static struct counts count_high(struct wd_str bytes)
{
    struct counts c = {0, 0};
    for (size_t at = 0; (at = wd_scan_high(bytes.p, at, bytes.n)) < bytes.n;) {
        unsigned n = wd_utf8_wide_bytes(bytes.p + at, bytes.n - at);
        c.sequences += n != 0;
        c.strays += n == 0;
        at += n ? n : 1;
    }
    return c;
}

static void put_cp1252(struct wd_build *out, unsigned char byte)
{
    char utf8[4];
    uint32_t cp = byte >= 0x80 && byte <= 0x9F ? wd_cp1252_c1[byte - 0x80] : byte;
    wd_build_put(out, utf8, wd_utf8_put(utf8, cp ? cp : 0xFFFD));
}

/* UTF-8 in which C1 characters and bytes that fit nowhere are windows-1252; NUL is dropped. */
static struct wd_str mend_utf8(struct wd_arena *a, struct wd_str bytes)
{
    struct wd_build out = {.a = a};
    wd_build_room(&out, bytes.n + bytes.n / 8);
    size_t from = 0;
    for (size_t at = 0; (at = wd_scan_high_or_nul(bytes.p, at, bytes.n)) < bytes.n;) {
        unsigned char b = (unsigned char)bytes.p[at];
        unsigned n = b ? wd_utf8_wide_bytes(bytes.p + at, bytes.n - at) : 0;
        bool c1 = n == 2 && b == 0xC2 && (unsigned char)bytes.p[at + 1] < 0xA0;
        if (n && !c1) {
            at += n;
            continue;
        }
        wd_build_put(&out, bytes.p + from, at - from);
        if (b)
            put_cp1252(&out, c1 ? (unsigned char)bytes.p[at + 1] : b);
        from = at += n ? n : 1;
    }
    wd_build_put(&out, bytes.p + from, bytes.n - from);
    return wd_build_done(&out);
}

static struct wd_str from_cp1252(struct wd_arena *a, struct wd_str bytes)
{
    struct wd_byte_table table;
    bool odd;
    wd_byte_table_cp1252(&table);
    return wd_byte_table_text(a, &table, bytes, &odd);
}

/* Converts with U+FFFD for what does not fit; counts those. False where iconv lacks the encoding. */
static bool convert(struct wd_arena *a, struct wd_str bytes, const struct wd_charset_row *row, struct wd_str *ret_text, size_t *ret_errors)
{
    iconv_t cd = iconv_open("UTF-8", row->iconv);
    if (cd == (iconv_t)-1)
        return false;
    struct wd_byte_table table;
    if (row->family == WD_CHARSET_ASCII_SUPERSET && wd_byte_table_make(cd, &table)) {
        bool odd = false;
        struct wd_str text = wd_byte_table_text(a, &table, bytes, &odd);
        if (!odd) {
            iconv_close(cd);
            *ret_text = text;
            *ret_errors = 0;
            return true;
        }
    }
    (void)iconv(cd, NULL, NULL, NULL, NULL);
    struct wd_build out = {.a = a};
    char *in = (char *)bytes.p; /* iconv does not write there, its prototype only says so */
    size_t left = bytes.n, errors = 0;
    wd_build_room(&out, bytes.n + bytes.n / 2 + 16);
    while (left) {
        wd_build_room(&out, 16);
        char *to = out.p + out.n;
        size_t room = out.cap - out.n;
        size_t result = iconv(cd, &in, &left, &to, &room);
        out.n = (size_t)(to - out.p);
        if (result != (size_t)-1) {
            wd_build_room(&out, 16);
            to = out.p + out.n;
            room = out.cap - out.n;
            (void)iconv(cd, NULL, NULL, &to, &room); /* the last letter waits for a mark on it */
            out.n = (size_t)(to - out.p);
            break;
        }
        if (errno == E2BIG) {
            wd_build_room(&out, left * 2 + 16);
            continue;
        }
        errors++;
        wd_build_put(&out, "\xEF\xBF\xBD", 3);
        size_t skip = WD_MIN(left, (size_t)row->unit_bytes);
        in += skip;
        left -= skip;
    }
    iconv_close(cd);
    struct wd_str text = wd_build_done(&out);
    struct census c = look_at(text); /* also proves it to be UTF-8 */
    *ret_text = c.nul || c.c1 || !c.valid ? mend_utf8(a, text) : text;
    *ret_errors = errors;
    return true;
}

struct wd_str wd_charset_of_content_type(struct wd_str content_type)
{
    for (size_t at = 0; (at = wd_str_find_nocase(content_type, "charset", at)) != SIZE_MAX; at += 7) {
        struct wd_str rest = wd_str_trim(wd_str_from(content_type, at + 7));
        if (!rest.n || rest.p[0] != '=')
            continue;
        rest = wd_str_trim(wd_str_from(rest, 1));
        if (rest.n && (rest.p[0] == '"' || rest.p[0] == '\''))
            rest = wd_str_from(rest, 1);
        size_t n = 0;
        while (n < rest.n && !wd_is_blank(rest.p[n]) && rest.p[n] != ';' && rest.p[n] != '"' && rest.p[n] != '\'')
            n++;
        return wd_str_n(rest.p, n);
    }
    return WD_STR("");
}

static struct wd_str xml_declared(struct wd_str head)
{
    size_t at = wd_str_find(head, "<?xml", 0);
    size_t end = at == SIZE_MAX ? SIZE_MAX : wd_str_find(head, "?>", at);
    if (end == SIZE_MAX)
        return WD_STR("");
    struct wd_str declaration = wd_str_n(head.p + at, end - at);
    at = wd_str_find(declaration, "encoding", 0);
    struct wd_str rest = at == SIZE_MAX ? WD_STR("") : wd_str_trim(wd_str_from(declaration, at + 8));
    if (!rest.n || rest.p[0] != '=')
        return WD_STR("");
    rest = wd_str_trim(wd_str_from(rest, 1));
    size_t close = rest.n && (rest.p[0] == '"' || rest.p[0] == '\'') ? wd_str_find_byte(rest, rest.p[0], 1) : SIZE_MAX;
    return close == SIZE_MAX ? WD_STR("") : wd_str_trim(wd_str_n(rest.p + 1, close - 1));
}

static struct wd_str html_declared(struct wd_str head)
{
    for (size_t at = 0; (at = wd_str_find_nocase(head, "<meta", at)) != SIZE_MAX; at += 5) {
        size_t end = wd_str_find_byte(head, '>', at);
        struct wd_str tag = wd_str_n(head.p + at, (end == SIZE_MAX ? head.n : end) - at);
        struct wd_str label = wd_charset_of_content_type(tag);
        if (label.n)
            return label.p[label.n - 1] == '/' ? wd_str_n(label.p, label.n - 1) : label;
    }
    return WD_STR("");
}

static const struct {
    const char bytes[4];
    uint8_t n;
    const char *label;
} BOMS[] = {
    {{'\xEF', '\xBB', '\xBF', 0}, 3, "utf-8"}, {{'\xFF', '\xFE', 0, 0}, 4, "utf-32le"}, {{0, 0, '\xFE', '\xFF'}, 4, "utf-32be"},
    {{'\xFF', '\xFE', 0, 0}, 2, "utf-16le"},   {{'\xFE', '\xFF', 0, 0}, 2, "utf-16be"},
};

static const struct wd_charset_row *by_bom(struct wd_str bytes, size_t *ret_bom_bytes)
{
    for (size_t i = 0; i < WD_COUNT(BOMS); i++) {
        if (bytes.n >= BOMS[i].n && memcmp(bytes.p, BOMS[i].bytes, BOMS[i].n) == 0) {
            *ret_bom_bytes = BOMS[i].n;
            return wd_charset_find(wd_str_c(BOMS[i].label));
        }
    }
    return NULL;
}

/* Markup in UTF-16 or UTF-32 has a NUL beside each of its ASCII characters. */
static const struct wd_charset_row *by_zeros(struct wd_str bytes)
{
    size_t n = WD_MIN(bytes.n, (size_t)512) & ~(size_t)3, zeros[4] = {0};
    for (size_t i = 0; i < n; i++)
        zeros[i & 3] += bytes.p[i] == 0;
    size_t some = n / 4 / 4; /* a quarter of a column */
    if (n < 8)
        return NULL;
    if (zeros[1] > some && zeros[2] > some && zeros[3] > some && zeros[0] <= some)
        return wd_charset_find(WD_STR("utf-32le"));
    if (zeros[0] > some && zeros[1] > some && zeros[2] > some && zeros[3] <= some)
        return wd_charset_find(WD_STR("utf-32be"));
    if (zeros[1] > some && zeros[3] > some && zeros[0] + zeros[2] <= some)
        return wd_charset_find(WD_STR("utf-16le"));
    if (zeros[0] > some && zeros[2] > some && zeros[1] + zeros[3] <= some)
        return wd_charset_find(WD_STR("utf-16be"));
    return NULL;
}

static const struct wd_charset_row *guess(struct wd_str bytes)
{
    uchardet_t detector = uchardet_new();
    if (!detector)
        return NULL;
    size_t high = 0;
    while (high < bytes.n && (unsigned char)bytes.p[high] < 0x80)
        high++;
    size_t from = high > GUESS_BYTES / 4 ? high - GUESS_BYTES / 4 : 0, n = WD_MIN(bytes.n - from, (size_t)GUESS_BYTES);
    const struct wd_charset_row *row = NULL;
    if (uchardet_handle_data(detector, bytes.p + from, n) == 0) {
        uchardet_data_end(detector);
        row = wd_charset_find(wd_str_c(uchardet_get_charset(detector)));
    }
    uchardet_delete(detector);
    return row && row->family != WD_CHARSET_UTF8 && row->family != WD_CHARSET_WIDE ? row : NULL;
}

struct task {
    struct wd_arena *a;
    struct wd_str bytes;
    struct census census;
    struct wd_decoded *ret;
};

static void settle(const struct task *t, struct wd_str text, const char *encoding, bool repaired)
{
    t->ret->text = text;
    t->ret->encoding = wd_str_c(encoding);
    t->ret->repaired = repaired;
}

static void settle_utf8(const struct task *t)
{
    const struct census *c = &t->census;
    bool clean = c->valid && !c->nul && !c->c1;
    settle(t, clean ? t->bytes : mend_utf8(t->a, t->bytes), "utf-8", !c->valid || c->nul);
}

/* Whether the bytes can be what `row` says; then the text is settled. */
static bool try_row(const struct task *t, const struct wd_charset_row *row, size_t one_error_in)
{
    bool high = t->census.high;
    struct counts counts = {0, 0};
    size_t errors = 0;
    struct wd_str text;
    switch (row->family) {
    case WD_CHARSET_UTF8:
        if (!t->census.valid)
            counts = count_high(t->bytes);
        if (counts.sequences < counts.strays)
            return false;
        settle_utf8(t);
        return true;
    case WD_CHARSET_CP1252:
        settle(t, high || t->census.nul ? from_cp1252(t->a, t->bytes) : t->bytes, row->name, t->census.nul);
        return true;
    case WD_CHARSET_ASCII_SUPERSET:
        if (!high) {
            settle(t, t->census.nul ? mend_utf8(t->a, t->bytes) : t->bytes, row->name, t->census.nul);
            return true;
        }
        break;
    case WD_CHARSET_STATEFUL:
        if (high)
            return false;
        break;
    case WD_CHARSET_WIDE: break;
    }
    if (!convert(t->a, t->bytes, row, &text, &errors))
        return false;
    if (errors && row->family != WD_CHARSET_WIDE)
        counts = count_high(t->bytes);
    if (errors > (row->family == WD_CHARSET_WIDE ? t->bytes.n : counts.sequences * 2 + counts.strays) / one_error_in)
        return false;
    settle(t, text, row->name, errors || (t->census.nul && row->family != WD_CHARSET_WIDE));
    return true;
}

static void decide(const struct task *t, const struct wd_charset_row *http, const struct wd_charset_row *declared)
{
    const struct census *c = &t->census;
    const struct wd_charset_row *told[2] = {http, declared};
    bool utf8_for_sure = c->high && c->valid;
    for (int i = 0; i < 2 && !utf8_for_sure; i++) {
        if (told[i] && told[i]->family != WD_CHARSET_WIDE && try_row(t, told[i], ERRORS_ALLOWED_ONE_IN))
            return;
    }
    struct counts counts = c->valid ? (struct counts){0, 0} : count_high(t->bytes);
    if (c->valid || counts.sequences > counts.strays) {
        settle_utf8(t);
        return;
    }
    const struct wd_charset_row *guessed = counts.strays + counts.sequences >= GUESS_LEAST_HIGH_BYTES ? guess(t->bytes) : NULL;
    if (guessed && try_row(t, guessed, ERRORS_ALLOWED_ONE_IN))
        return;
    settle(t, from_cp1252(t->a, t->bytes), "windows-1252", true);
}

void wd_charset_decode(struct wd_arena *a, struct wd_str bytes, struct wd_str content_type, enum wd_markup_kind kind,
                       struct wd_decoded *ret)
{
    *ret = (struct wd_decoded){.text = bytes, .encoding = WD_STR("utf-8")};
    if (!bytes.n)
        return;
    size_t bom = 0;
    const struct wd_charset_row *certain = by_bom(bytes, &bom);
    if (!certain)
        certain = by_zeros(bytes);
    struct task t = {.a = a, .bytes = wd_str_from(bytes, bom), .ret = ret};
    struct wd_str head = wd_str_n(bytes.p, WD_MIN(bytes.n, (size_t)HEAD_BYTES)), http = wd_charset_of_content_type(content_type);
    struct wd_str label = kind == WD_MARKUP_XML ? xml_declared(head) : kind == WD_MARKUP_HTML ? html_declared(head) : WD_STR("");
    const struct wd_charset_row *told_http = wd_charset_find(http), *told = wd_charset_find(label);
    if (certain && certain->family == WD_CHARSET_WIDE) {
        if (try_row(&t, certain, 4))
            return;
    }
    t.census = look_at(t.bytes);
    if (certain && certain->family == WD_CHARSET_UTF8)
        settle_utf8(&t);
    else
        decide(&t, told_http, told);
    const struct wd_charset_row *first = told_http ? told_http : told;
    ret->declaration_lied = (label.n && !told) || (first && !wd_str_eqc(ret->encoding, first->name));
}
