#include "markup/html_feed.h"

#include <stdlib.h>

#include "markup/build.h"
#include "markup/entity.h"

enum { CODE_LETTERS = 4, KEPT_BYTES = 4 << 20, KEPT_PIECES = 1 << 16 };
static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void wd_html_feed_init(struct wd_html_feed *f)
{
    wd_buf_init(&f->text, (size_t)WD_MAX_DELIVERY_BYTES * 4);
}

void wd_html_feed_done(struct wd_html_feed *f)
{
    wd_buf_done(&f->text);
    free(f->pieces);
    f->pieces = NULL;
    f->n = f->room = 0;
}

void wd_html_feed_reset(struct wd_html_feed *f)
{
    if (f->text.cap > KEPT_BYTES || f->room > KEPT_PIECES)
        wd_html_feed_done(f);
    wd_buf_reset(&f->text);
    f->n = 0;
}

/* ---- names ---- */

static uint16_t id_of(struct wd_str name, const struct wd_html_name *row)
{
    if (row)
        return (uint16_t)wd_html_element_number(row);
    unsigned h = 17;
    for (size_t i = 0; i < name.n && i < 32; i++)
        h = h * 31 + (unsigned char)wd_lower(name.p[i]);
    return (uint16_t)(WD_HTML_NAME_ROWS + (h & (WD_HTML_IDS - WD_HTML_NAME_ROWS - 1)));
}

static uint8_t content_of(struct wd_str name)
{
    static const struct {
        const char *name;
        uint8_t content;
    } rows[] = {{"script", WD_HTML_SCRIPT}, {"style", WD_HTML_RAW},    {"xmp", WD_HTML_RAW},     {"iframe", WD_HTML_RAW},
                {"noembed", WD_HTML_RAW},   {"noframes", WD_HTML_RAW}, {"title", WD_HTML_TITLE}, {"textarea", WD_HTML_TITLE},
                {"plaintext", WD_HTML_RAW}};
    for (size_t i = 0; i < WD_COUNT(rows); i++)
        if (wd_str_eqc_nocase(name, rows[i].name))
            return rows[i].content;
    return WD_HTML_MARKUP;
}

/* Letters in lower case; what is no letter may become something else, but the same every time. */
static uint64_t key_of(struct wd_str html, struct wd_str name)
{
    uint64_t key = 0;
    size_t n = WD_MIN(name.n, sizeof key);
    if ((size_t)(name.p - html.p) + sizeof key <= html.n) {
        memcpy(&key, name.p, sizeof key);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        key &= n < sizeof key ? ((uint64_t)1 << n * 8) - 1 : ~(uint64_t)0;
#else
        key &= n < sizeof key ? ~(((uint64_t)1 << (sizeof key - n) * 8) - 1) : ~(uint64_t)0;
#endif
    } else {
        memcpy(&key, name.p, n);
    }
    return key | 0x2020202020202020u;
}

const struct wd_html_element *wd_html_feed_element(struct wd_html_feed *f, struct wd_str html, struct wd_str name)
{
    uint64_t key = key_of(html, name);
    struct wd_html_element *e = &f->known[((key + name.n) * 0x9E3779B97F4A7C15u) >> 56];
    if (e->key == key && e->name.n == name.n && name.n <= sizeof key)
        return e;
    const struct wd_html_name *row = wd_html_element(name);
    *e = (struct wd_html_element){.key = key, .name = name, .row = row, .id = id_of(name, row), .content = content_of(name)};
    e->frame = wd_str_eqc_nocase(name, "html") || wd_str_eqc_nocase(name, "head") || wd_str_eqc_nocase(name, "body");
    return e;
}

/* ---- what goes in ---- */

static struct wd_html_piece *add_piece(struct wd_html_feed *f, size_t byte)
{
    if (f->n == f->room) {
        f->room = f->room ? f->room * 2 : 4096;
        f->pieces = wd_realloc(f->pieces, f->room * sizeof *f->pieces);
    }
    struct wd_html_piece *piece = &f->pieces[f->n++];
    *piece = (struct wd_html_piece){.at = (uint32_t)f->text.n, .byte = (uint32_t)byte};
    return piece;
}

struct wd_html_piece *wd_html_feed_tag(struct wd_html_feed *f, size_t byte)
{
    return add_piece(f, byte);
}

static void put_code(struct wd_html_feed *f)
{
    size_t number = f->n - 1;
    char code[CODE_LETTERS];
    for (size_t i = CODE_LETTERS; i-- > 0; number >>= 6)
        code[i] = LETTERS[number & 63];
    wd_buf_put(&f->text, code, sizeof code);
}

void wd_html_feed_text(struct wd_html_feed *f, struct wd_str html, size_t from, size_t end, enum wd_html_text_kind kind)
{
    struct wd_html_piece *last = f->n ? &f->pieces[f->n - 1] : NULL;
    if (last && last->n && last->byte + last->n == from && last->text == kind && last->at + CODE_LETTERS == f->text.n) {
        last->n += (uint32_t)(end - from);
        return;
    }
    size_t start = from;
    while (start < end && wd_is_blank(html.p[start]))
        start++;
    wd_buf_put(&f->text, html.p + from, start - from);
    if (start == end)
        return;
    last = add_piece(f, start);
    last->n = (uint32_t)(end - start);
    last->text = (uint8_t)kind;
    put_code(f);
}

void wd_html_feed_comment(struct wd_html_feed *f, size_t from, size_t end)
{
    wd_buf_put(&f->text, "<!--", 4);
    struct wd_html_piece *piece = add_piece(f, from);
    piece->n = (uint32_t)(end - from);
    piece->text = WD_HTML_VERBATIM;
    put_code(f);
    wd_buf_put(&f->text, "-->", 3);
}

/* ---- what comes out ---- */

static size_t last_up_to(const struct wd_html_feed *f, size_t at)
{
    size_t low = 0, high = f->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (f->pieces[middle].at <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct wd_html_piece *wd_html_feed_find(const struct wd_html_feed *f, size_t at, size_t *cursor)
{
    enum { STEPS = 8 };
    size_t i = *cursor, steps = 0;
    if (i < f->n && f->pieces[i].at <= at) {
        while (i + 1 < f->n && f->pieces[i + 1].at <= at && steps++ < STEPS)
            i++;
        if (i + 1 == f->n || f->pieces[i + 1].at > at) {
            *cursor = i;
            return &f->pieces[i];
        }
    }
    i = last_up_to(f, at);
    if (!i)
        return NULL;
    *cursor = i - 1;
    return &f->pieces[i - 1];
}

static const struct wd_html_piece *decode_code(const struct wd_html_feed *f, struct wd_str coded)
{
    static const uint8_t values[256] = {
        ['A'] = 1,  ['B'] = 2,  ['C'] = 3,  ['D'] = 4,  ['E'] = 5,  ['F'] = 6,  ['G'] = 7,  ['H'] = 8,  ['I'] = 9,  ['J'] = 10, ['K'] = 11,
        ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16, ['Q'] = 17, ['R'] = 18, ['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22,
        ['W'] = 23, ['X'] = 24, ['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30, ['e'] = 31, ['f'] = 32, ['g'] = 33,
        ['h'] = 34, ['i'] = 35, ['j'] = 36, ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40, ['o'] = 41, ['p'] = 42, ['q'] = 43, ['r'] = 44,
        ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48, ['w'] = 49, ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54, ['2'] = 55,
        ['3'] = 56, ['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60, ['8'] = 61, ['9'] = 62, ['-'] = 63, ['_'] = 64};
    size_t number = 0;
    for (size_t i = 0; i < CODE_LETTERS; i++) {
        uint8_t value = i < coded.n ? values[(unsigned char)coded.p[i]] : 0;
        if (!value)
            return NULL;
        number = number << 6 | (value - 1u);
    }
    return number < f->n ? &f->pieces[number] : NULL;
}

/* As the standard has it: a line ends with LF. */
static struct wd_str line_ends(struct wd_arena *a, struct wd_str s)
{
    if (!s.n || !memchr(s.p, '\r', s.n))
        return s;
    char *p = wd_arena_raw(a, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
            continue;
        p[n++] = s.p[i] == '\r' ? '\n' : s.p[i];
    }
    return wd_str_n(p, n);
}

static struct wd_str meant(struct wd_arena *a, struct wd_str written, enum wd_html_text_kind kind)
{
    written = line_ends(a, written);
    return kind == WD_HTML_DECODED ? wd_entities_decode(a, written) : written;
}

struct wd_str wd_html_feed_meant(struct wd_arena *a, struct wd_str value)
{
    return value.n ? wd_entities_decode_attribute(a, line_ends(a, value)) : value;
}

/* Texts that stand apart in the page and together in the tree. */
static struct wd_str read_joined(const struct wd_html_feed *f, struct wd_arena *a, struct wd_str html, struct wd_str coded)
{
    struct wd_build out = {.a = a};
    for (size_t at = 0; at < coded.n;) {
        const struct wd_html_piece *piece = decode_code(f, wd_str_from(coded, at));
        if (piece)
            wd_build_puts(&out, meant(a, wd_str_n(html.p + piece->byte, piece->n), piece->text));
        else
            wd_build_byte(&out, coded.p[at]);
        at += piece ? CODE_LETTERS : 1;
    }
    return wd_build_done(&out);
}

struct wd_str wd_html_feed_read(const struct wd_html_feed *f, struct wd_arena *a, struct wd_str html, struct wd_str coded,
                                const struct wd_html_piece **ret_piece)
{
    size_t blanks = 0;
    while (blanks < coded.n && wd_is_blank(coded.p[blanks]))
        blanks++;
    const struct wd_html_piece *piece = decode_code(f, wd_str_from(coded, blanks));
    *ret_piece = piece;
    if (!piece)
        return coded.n ? wd_arena_str(a, coded) : WD_STR("");
    size_t before = 0;
    while (before < blanks && before < piece->byte && wd_is_blank(html.p[piece->byte - before - 1]))
        before++;
    if (coded.n > blanks + CODE_LETTERS || before < blanks)
        return read_joined(f, a, html, coded);
    return meant(a, wd_str_n(html.p + piece->byte - blanks, piece->n + blanks), piece->text);
}
