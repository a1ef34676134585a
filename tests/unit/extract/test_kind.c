/* Invented pages of all kinds in seven languages (the folder pages), each after a line "=== kind address". Those of first_sight.txt were
 * written after the rules. */
#include "page_checks.h"
#include "tap.h"

static struct wd_html_parser *parser;
static struct wd_extractor *extractor;
static size_t right, pages;

static bool has(struct wd_str text, const char *words)
{
    return wd_str_find(text, words, 0) != SIZE_MAX;
}

/* What walls and errors say, and no article of the files. */
static bool boilerplate(struct wd_str text)
{
    static const char *const words[] = {"Get full access", "Already a subscriber", "Accept all", "Reject all", NULL};
    for (size_t i = 0; words[i]; i++)
        if (has(text, words[i]))
            return true;
    return false;
}

static void check(struct wd_str kind, struct wd_str url, struct wd_str html)
{
    struct wd_arena a;
    struct wd_extracted e = {0};
    wd_arena_init(&a);
    int err = page_extract(extractor, &a, html, url, NULL, &e);
    bool hit = !err && wd_str_eqc(kind, wd_page_kind_names[e.kind]);
    pages++;
    right += hit;
    ok(hit, "%.*s of %.*s: %s%s%.*s", WD_STR_ARG(kind), WD_STR_ARG(url), wd_page_kind_names[e.kind], e.reason.n ? ", " : "",
       WD_STR_ARG(e.reason));
    if (e.kind == WD_PAGE_ARTICLE)
        ok(e.reason.n == 0 && e.text.n && e.blocks.n && !boilerplate(e.text), "it has a text, and no reason to have none");
    else
        ok(e.reason.n && e.text.n == 0 && e.blocks.n == 0 && e.sources.n == 0, "it has a reason, and no text");
    wd_arena_done(&a);
}

static void check_file(const char *path)
{
    static char bytes[1 << 20];
    FILE *file = fopen(path, "rb");
    size_t n = file ? fread(bytes, 1, sizeof(bytes) - 1, file) : 0;
    if (file)
        fclose(file);
    struct wd_str rest = wd_str_n(bytes, n);
    while (wd_str_starts(rest, "=== ")) {
        struct wd_str line, kind;
        size_t end = wd_str_find(rest, "\n=== ", 0);
        struct wd_str page = wd_str_n(rest.p, WD_MIN(end, rest.n));
        rest = end == SIZE_MAX ? wd_str_n("", 0) : wd_str_from(rest, end + 1);
        if (!wd_str_cut(&page, '\n', &line))
            break;
        line = wd_str_from(line, 4);
        if (wd_str_cut(&line, ' ', &kind))
            check(kind, line, page);
    }
}

int main(int argc, char **argv)
{
    parser = wd_html_parser_new();
    if (!ok(wd_extractor_new(parser, WD_STR(""), &extractor, NULL) == 0, "the model that ships"))
        return done();
    for (int i = 1; i < argc; i++) {
        right = pages = 0;
        check_file(argv[i]);
        ok(pages > 20, "%s has pages: %zu, %zu as they should be", argv[i], pages, right);
    }
    ok(argc > 1, "files of pages are given");
    wd_extractor_free(extractor);
    wd_html_parser_free(parser);
    return done();
}
