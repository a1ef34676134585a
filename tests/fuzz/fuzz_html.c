/* HTML on any bytes: what the sanitiser gives has nothing that runs, stays the same when cleaned again, and the tree is sound. */
#include "fuzz.h"

#include "markup/charset.h"
#include "markup/sanitise.h"

static void check_tree(const struct wd_html *h)
{
    size_t nodes = 1;
    for (const struct wd_html_node *n = h->root->first; n; n = wd_html_next(n, h->root)) {
        nodes++;
        HOLDS(n->parent && (n->prev ? n->prev->next == n : n->parent->first == n));
        HOLDS(n->next || n->parent->last == n);
    }
    HOLDS(nodes == h->nodes);
}

static void check_clean(struct wd_arena *a, struct wd_str html)
{
    static const char *const NEVER[] = {"<script", "<style",         "<iframe", "<object", "<embed",   "<form", "<meta", "<link",
                                        "<base",   "<foreignobject", "<use",    "<image",  "<animate", "<set",  "<!--"};
    HOLDS(wd_utf8_valid(html));
    for (size_t i = 0; i < WD_COUNT(NEVER); i++)
        HOLDS(wd_str_find_nocase(html, NEVER[i], 0) == SIZE_MAX);
    HOLDS(wd_str_find_nocase(html, "href=\"javascript", 0) == SIZE_MAX);
    struct wd_str again;
    if (wd_sanitise(NULL, a, html, WD_STR(""), &again) == 0)
        HOLDS(wd_str_eq(html, again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct wd_html_parser *parser; /* lives as long as the process, as a lane's does */
    if (!parser)
        parser = wd_html_parser_new();
    struct wd_arena a;
    struct wd_decoded d;
    struct wd_html h;
    struct wd_str clean;
    wd_arena_init(&a);
    wd_charset_decode(&a, wd_str_n((const char *)data, size), WD_STR(""), WD_MARKUP_HTML, &d);
    HOLDS(wd_utf8_valid(d.text));
    if (wd_sanitise(NULL, &a, d.text, WD_STR("http://a.example/"), &clean) == 0)
        check_clean(&a, clean);
    if (wd_sanitise(parser, &a, d.text, WD_STR("http://a.example/"), &clean) == 0)
        check_clean(&a, clean);
    struct wd_str text = wd_html_to_text(&a, d.text);
    HOLDS(wd_utf8_valid(text));
    if (wd_html_parse(parser, &a, d.text, &h, NULL) == 0) {
        check_tree(&h);
        (void)wd_html_text(&a, h.root);
    }
    wd_arena_done(&a);
    return 0;
}
