#include "base/limits.h"
#include "base/url.h"
#include "base/utf8.h"
#include "extract/extract.h"
#include "markup/entity.h"
#include "markup/sanitise.h"
#include "text/fold.h"

/* Address of the first <img> that has one. */
static struct wd_str first_image(struct wd_arena *a, struct wd_str html, struct wd_str base)
{
    size_t at = 0;
    while ((at = wd_str_find_nocase(html, "<img", at)) != SIZE_MAX) {
        size_t end = WD_MIN(wd_str_find_byte(html, '>', at), html.n);
        struct wd_str tag = wd_str_n(html.p + at, end - at);
        size_t src = wd_str_find_nocase(tag, "src=", 0);
        at = end;
        if (src == SIZE_MAX || src + 5 >= tag.n)
            continue;
        char mark = tag.p[src + 4];
        struct wd_str value = wd_str_from(tag, src + 5);
        size_t close = mark == '"' || mark == '\'' ? wd_str_find_byte(value, mark, 0) : SIZE_MAX;
        if (close == SIZE_MAX)
            continue;
        struct wd_str url = wd_url_resolve(a, base, wd_entities_decode(a, wd_str_n(value.p, close)));
        if (url.n)
            return url;
    }
    return wd_str_n("", 0);
}

void wd_extract_fragment(struct wd_html_parser *p, struct wd_arena *a, struct wd_str value, struct wd_str type, struct wd_str base,
                         struct wd_fragment *ret)
{
    (void)p; /* the tree is not needed: lines are blocks */
    struct wd_fragment f = {0};
    bool html = wd_str_eqc(type, "text/html") || wd_str_eqc(type, "application/xhtml+xml");
    value = wd_utf8_cut(value, WD_MAX_TEXT_BYTES);
    f.text = wd_squeeze(a, html ? wd_html_to_text(a, value) : value, true);
    if (html)
        f.image = first_image(a, value, base);
    for (size_t at = 0; at < f.text.n;) {
        size_t end = wd_str_find_byte(f.text, '\n', at);
        if (end == SIZE_MAX)
            end = f.text.n;
        wd_list_add(a, &f.blocks, (struct wd_block){WD_BLOCK_PARAGRAPH, {(uint32_t)at, (uint32_t)end}});
        at = end + 1;
    }
    *ret = f;
}
