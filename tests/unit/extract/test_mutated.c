/* 20,000 pages made from the invented ones of pages/ by breaking them: cut, bytes turned, tags unclosed, doubled and lost, attributes
 * broken, nested deep, charsets that lie. The seed is fixed. What holds of every page (page_checks.h) holds of each of them. */
#include "markup/charset.h"
#include "page_checks.h"
#include "tap.h"

enum { MUTATED = 20000, MAX_PAGES = 256, MAX_BYTES = 64 << 10 };

static struct wd_str originals[MAX_PAGES];
static size_t originals_n;
static uint64_t state = UINT64_C(0x9E3779B97F4A7C15);

static size_t any(size_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return below ? (size_t)(state % below) : 0;
}

static void cut(struct wd_buf *b)
{
    b->n = any(b->n + 1);
}

static void turn_bytes(struct wd_buf *b)
{
    for (size_t i = any(20) + 1; i && b->n; i--)
        b->p[any(b->n)] = (char)any(256);
}

/* Position of a byte at or after a random place, or b->n. */
static size_t find_any(const struct wd_buf *b, char byte)
{
    size_t at = wd_str_find_byte(wd_buf_str(b), byte, any(b->n));
    return at == SIZE_MAX ? b->n : at;
}

static void take_out(struct wd_buf *b, size_t from, size_t n)
{
    n = WD_MIN(n, b->n - from);
    memmove(b->p + from, b->p + from + n, b->n - from - n);
    b->n -= n;
}

static void put_in(struct wd_buf *b, size_t at, struct wd_str what)
{
    if (b->n + what.n > MAX_BYTES)
        return;
    struct wd_buf more;
    wd_buf_init(&more, MAX_BYTES);
    wd_buf_puts(&more, wd_str_from(wd_buf_str(b), at));
    b->n = at;
    wd_buf_puts(b, what);
    wd_buf_puts(b, wd_buf_str(&more));
    wd_buf_done(&more);
}

static void unclose_tags(struct wd_buf *b)
{
    for (size_t i = any(6) + 1; i; i--) {
        size_t at = find_any(b, '>');
        if (at < b->n)
            take_out(b, at, 1);
    }
}

static size_t tag_bytes(const struct wd_buf *b, size_t at)
{
    size_t end = wd_str_find_byte(wd_buf_str(b), '>', at);
    return end == SIZE_MAX ? 0 : end + 1 - at;
}

static void lose_end_tags(struct wd_buf *b)
{
    for (size_t i = any(12) + 1; i; i--) {
        size_t at = wd_str_find(wd_buf_str(b), "</", any(b->n));
        if (at != SIZE_MAX)
            take_out(b, at, tag_bytes(b, at));
    }
}

static void double_tags(struct wd_buf *b)
{
    for (size_t i = any(6) + 1; i; i--) {
        size_t at = find_any(b, '<'), n = tag_bytes(b, at);
        char tag[200];
        if (n == 0 || n > sizeof(tag))
            continue;
        memcpy(tag, b->p + at, n);
        put_in(b, any(2) ? at : any(b->n), wd_str_n(tag, n));
    }
}

static void break_attributes(struct wd_buf *b)
{
    static const char marks[] = {'"', '\'', '=', ' '};
    for (size_t i = any(6) + 1; i; i--) {
        size_t at = find_any(b, marks[any(sizeof(marks))]);
        if (at < b->n && any(2))
            take_out(b, at, 1);
        else if (at < b->n)
            b->p[at] = marks[any(sizeof(marks))];
    }
}

static void nest(struct wd_buf *b)
{
    static const char *const tags[] = {"<div>",     "<b>", "<font size=1>", "<table><tr><td>", "<a href=/x>", "<ul><li>",
                                       "<article>", "<p>", "<svg>",         "<math><mi>",      "<select>",    "<template>"};
    const char *tag = tags[any(WD_COUNT(tags))];
    struct wd_buf deep;
    wd_buf_init(&deep, MAX_BYTES);
    for (size_t i = any(900) + 1; i; i--)
        wd_buf_putc(&deep, tag);
    put_in(b, any(b->n), wd_buf_str(&deep));
    wd_buf_done(&deep);
}

static void splice(struct wd_buf *b)
{
    struct wd_str other = originals[any(originals_n)];
    size_t from = any(other.n);
    put_in(b, any(b->n), wd_str_n(other.p + from, any(other.n - from + 1)));
}

static void odd_pieces(struct wd_buf *b)
{
    static const char *const pieces[] = {"<!--",
                                         "-->",
                                         "<script>",
                                         "</script>",
                                         "<![CDATA[",
                                         "<plaintext>",
                                         "<title>",
                                         "<textarea>",
                                         "<noscript>",
                                         "&#0;&#x110000;&nbsp;&lt",
                                         "\xE2\x80\xA8",
                                         "\xC2\xAD",
                                         "\0",
                                         "<base href='javascript:x'>",
                                         "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":[",
                                         "<meta name=author content='",
                                         "<time datetime=2026-99-99T99:99>",
                                         "<p hidden>",
                                         "<body><html lang=xx-yy-zz>"};
    for (size_t i = any(4) + 1; i; i--)
        put_in(b, any(b->n), wd_str_c(pieces[any(WD_COUNT(pieces))]));
}

/* Bytes of one encoding under the name of another. */
static void lie_of_charset(struct wd_buf *b)
{
    static const char *const named[] = {"utf-8", "iso-8859-1", "shift_jis", "utf-16", "gb18030", "windows-1251", "x-none", "utf-7"};
    char meta[64];
    (void)snprintf(meta, sizeof(meta), "<meta charset=%s>", named[any(WD_COUNT(named))]);
    struct wd_buf as;
    wd_buf_init(&as, 2 * MAX_BYTES);
    size_t way = any(5);
    for (size_t i = 0; i < b->n; i++) {
        unsigned char c = (unsigned char)b->p[i];
        if (way == 0 && c == 0xC3 && i + 1 < b->n) { /* Latin-1 */
            wd_buf_byte(&as, (char)((unsigned char)b->p[++i] + 0x40));
            continue;
        }
        if (way == 1 && c >= 0x80) /* Shift-JIS pairs */
            wd_buf_byte(&as, (char)(0x81 + c % 24));
        if (way == 2) /* UTF-16, big end first */
            wd_buf_byte(&as, '\0');
        wd_buf_byte(&as, (char)c);
        if (way == 3) /* and last */
            wd_buf_byte(&as, '\0');
    }
    b->n = 0;
    wd_buf_puts(b, wd_str_n(as.p, WD_MIN(as.n, (size_t)MAX_BYTES)));
    wd_buf_done(&as);
    put_in(b, 0, wd_str_c(any(8) ? meta : way == 2 ? "\xFE\xFF" : "\xFF\xFE"));
}

static const struct {
    const char *name;
    void (*make)(struct wd_buf *b);
} mutations[] = {
    {"cut", cut},
    {"bytes turned", turn_bytes},
    {"tags unclosed", unclose_tags},
    {"end tags lost", lose_end_tags},
    {"tags doubled", double_tags},
    {"attributes broken", break_attributes},
    {"nested deep", nest},
    {"spliced", splice},
    {"odd pieces", odd_pieces},
    {"charsets that lie", lie_of_charset},
};

static const char *extract(struct wd_html_parser *parser, struct wd_extractor *extractor, struct wd_arena *a, struct wd_str bytes,
                           bool twice)
{
    static const struct wd_page_prior nothing = {.published_utc = WD_NO_TIME};
    struct wd_str url = WD_STR("https://lindalpost.example/news/bridge");
    struct wd_decoded d;
    struct wd_extracted e, again;
    struct wd_html page;
    wd_charset_decode(a, bytes, wd_str_n("", 0), WD_MARKUP_HTML, &d);
    int err = page_extract(extractor, a, d.text, url, &nothing, &e);
    if (err)
        return err == WD_E_TOOBIG || err == WD_E_DEPTH ? NULL : "an error that is none of the caps'";
    if (wd_html_parse(parser, a, d.text, &page, NULL) != 0 || page.nodes > WD_MAX_HTML_NODES || e.text.n > WD_MAX_TEXT_BYTES)
        return "a page over the caps";
    if (twice && (page_extract(extractor, a, d.text, url, &nothing, &again) != 0 || !page_same(&e, &again)))
        return "not the same twice";
    return page_broken(d.text, &page, &e);
}

static void mutate_all(struct wd_html_parser *parser, struct wd_extractor *extractor)
{
    struct wd_buf b;
    struct wd_arena a;
    size_t broken[WD_COUNT(mutations)] = {0}, made[WD_COUNT(mutations)] = {0};
    wd_buf_init(&b, 4 * MAX_BYTES);
    wd_arena_init(&a);
    for (size_t i = 0; i < MUTATED; i++) {
        size_t first = i % WD_COUNT(mutations);
        wd_buf_reset(&b);
        wd_buf_puts(&b, originals[any(originals_n)]);
        mutations[first].make(&b);
        for (size_t more = any(3); more && b.n; more--)
            mutations[any(WD_COUNT(mutations))].make(&b);
        const char *why = extract(parser, extractor, &a, wd_buf_str(&b), i % 16 == 0);
        made[first]++;
        if (why && broken[first]++ < 3)
            printf("# page %zu (%s): %s\n", i, mutations[first].name, why);
        wd_arena_reset(&a);
    }
    for (size_t i = 0; i < WD_COUNT(mutations); i++)
        ok(made[i] && broken[i] == 0, "%zu pages, %s: %zu broken", made[i], mutations[i].name, broken[i]);
    wd_arena_done(&a);
    wd_buf_done(&b);
}

/* The pages of a file, each after its line "=== ...". */
static void read_pages(struct wd_arena *a, const char *path)
{
    static char bytes[1 << 20];
    FILE *file = fopen(path, "rb");
    size_t n = file ? fread(bytes, 1, sizeof(bytes), file) : 0;
    if (file)
        fclose(file);
    struct wd_str rest = wd_arena_str(a, wd_str_n(bytes, n)), line;
    while (originals_n < MAX_PAGES && wd_str_starts(rest, "=== ") && wd_str_cut(&rest, '\n', &line)) {
        size_t end = wd_str_find(rest, "\n=== ", 0);
        originals[originals_n++] = wd_str_n(rest.p, WD_MIN(end, rest.n));
        rest = end == SIZE_MAX ? wd_str_n("", 0) : wd_str_from(rest, end + 1);
    }
}

int main(int argc, char **argv)
{
    struct wd_arena a;
    wd_arena_init(&a);
    for (int i = 1; i < argc; i++)
        read_pages(&a, argv[i]);
    if (ok(originals_n > 60, "%zu invented pages to begin with", originals_n)) {
        struct wd_html_parser *parser = wd_html_parser_new();
        struct wd_extractor *extractor;
        if (ok(wd_extractor_new(parser, WD_STR(""), &extractor, NULL) == 0, "the model that ships")) {
            mutate_all(parser, extractor);
            wd_extractor_free(extractor);
        }
        wd_html_parser_free(parser);
    }
    wd_arena_done(&a);
    return done();
}
