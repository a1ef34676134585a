#include "markup/build.h"
#include "markup/entity.h"
#include "markup/html_name.h"
#include "markup/html_token.h"
#include "markup/sanitise.h"

enum gap { NO_GAP, SPACE_GAP, LINE_GAP };
struct plain {
    struct wd_build out;
    enum gap gap; /* what stands between the last character and the next */
    size_t verbatim;
};

enum { WORD, BLANK, AMP, C2 };
static const unsigned char CLASS[256] = {
    [' '] = BLANK, ['\t'] = BLANK, ['\n'] = BLANK, ['\r'] = BLANK, ['\f'] = BLANK, ['&'] = AMP, [0xC2] = C2,
};

static inline unsigned char class_at(struct wd_str t, size_t at)
{
    return CLASS[(unsigned char)t.p[at]];
}

static void put_word(struct plain *k, const char *p, size_t n)
{
    if (k->gap && k->out.n)
        wd_build_byte(&k->out, k->gap == LINE_GAP ? '\n' : ' ');
    k->gap = NO_GAP;
    wd_build_put(&k->out, p, n);
}

static void put_blank(struct plain *k, char c)
{
    enum gap gap = c == '\n' && k->verbatim ? LINE_GAP : SPACE_GAP;
    k->gap = WD_MAX(k->gap, gap);
}

/* End of a run of words that single blanks part: it is copied as it is. */
static size_t words_end(struct wd_str t, size_t at)
{
    for (;; at++) {
        while (at < t.n && class_at(t, at) == WORD)
            at++;
        if (at + 1 >= t.n || t.p[at] != ' ' || class_at(t, at + 1) != WORD)
            return at;
    }
}

static void put_text(struct plain *k, struct wd_str t)
{
    for (size_t at = 0; at < t.n;) {
        char decoded[8];
        size_t n, read;
        switch (class_at(t, at)) {
        case WORD:
            n = words_end(t, at);
            put_word(k, t.p + at, n - at);
            at = n;
            break;
        case BLANK: put_blank(k, t.p[at++]); break;
        case C2: /* a no-break space is a blank */
            n = at + 1 < t.n ? 2 : 1;
            if (n == 2 && t.p[at + 1] == '\xA0')
                put_blank(k, ' ');
            else
                put_word(k, t.p + at, n);
            at += n;
            break;
        default:
            read = wd_entity_at(t, at, decoded, &n);
            if (!read)
                put_word(k, "&", 1);
            else if (class_at(wd_str_n(decoded, n), 0) == BLANK || (n == 2 && memcmp(decoded, "\xC2\xA0", 2) == 0))
                put_blank(k, decoded[0]);
            else
                put_word(k, decoded, n);
            at += read ? read : 1;
        }
    }
}

static void put_tag(struct plain *k, struct wd_html_scan *scan, const struct wd_html_token *t)
{
    const struct wd_html_name *row = wd_html_element(t->name);
    if (!row)
        return;
    bool start = t->kind == WD_HTML_START;
    if (start && row->kind & (WD_ELEMENT_RAW | WD_ELEMENT_FOREIGN)) {
        if (!(t->empty && row->kind & WD_ELEMENT_FOREIGN) && !wd_html_scan_skip_content(scan, t->name) && row->kind & WD_ELEMENT_RAW)
            scan->at = scan->html.n;
        return;
    }
    if (row->kind & WD_ELEMENT_BLOCK)
        k->gap = LINE_GAP;
    else if (row->kind & WD_ELEMENT_CELL)
        k->gap = WD_MAX(k->gap, SPACE_GAP);
    if (row->kind & WD_ELEMENT_VERBATIM)
        k->verbatim = start ? k->verbatim + 1 : k->verbatim - (k->verbatim > 0);
}

struct wd_str wd_html_to_text(struct wd_arena *a, struct wd_str html)
{
    struct plain k = {.out = {.a = a}};
    struct wd_html_scan scan;
    struct wd_html_token t;
    wd_build_room(&k.out, html.n);
    wd_html_scan_init(&scan, html);
    while (wd_html_scan_next(&scan, &t)) {
        if (t.kind == WD_HTML_TEXT)
            put_text(&k, t.text);
        else
            put_tag(&k, &scan, &t);
    }
    return wd_build_done(&k.out);
}
