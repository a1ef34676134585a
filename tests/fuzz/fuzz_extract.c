/* Any bytes as a page: what is extracted is sound (page_checks.h), the same each time, also with a prior, and the page sanitised has
 * nothing left that runs. */
#include "fuzz.h"

#include "markup/charset.h"
#include "markup/sanitise.h"
#include "page_checks.h"

#define URL WD_STR("https://lindalpost.example/2026/03/09/bridge")

/* Tags of the sanitised page have no handler and no element that runs; a "<" in its text is escaped. */
static void check_clean(struct wd_str html)
{
    static const char *const never[] = {"<script", "<style", "<iframe", "<object", "<embed", "<form", "<meta", "<link", "<base"};
    HOLDS(wd_utf8_valid(html));
    for (size_t i = 0; i < WD_COUNT(never); i++)
        HOLDS(wd_str_find_nocase(html, never[i], 0) == SIZE_MAX);
    for (size_t at = wd_str_find_byte(html, '<', 0); at != SIZE_MAX; at = wd_str_find_byte(html, '<', at + 1)) {
        bool quoted = false;
        for (size_t i = at; i < html.n && (quoted || html.p[i] != '>'); i++) {
            quoted ^= html.p[i] == '"';
            HOLDS(quoted || !wd_str_starts_nocase(wd_str_from(html, i), " on"));
        }
    }
}

static void check(struct wd_html_parser *parser, struct wd_extractor *extractor, struct wd_arena *a, struct wd_str html,
                  const struct wd_page_prior *prior)
{
    struct wd_extracted e, again;
    struct wd_html page;
    if (page_extract(extractor, a, html, URL, prior, &e) != 0)
        return;
    HOLDS(wd_html_parse(parser, a, html, &page, NULL) == 0);
    const char *broken = page_broken(html, &page, &e);
    if (broken)
        fprintf(stderr, "%s\n", broken);
    HOLDS(!broken);
    HOLDS(page_extract(extractor, a, html, URL, prior, &again) == 0 && page_same(&e, &again));
    for (size_t i = 0; i < e.decisions.n; i++)
        HOLDS(wd_utf8_valid(e.decisions.v[i].text) && wd_utf8_valid(e.decisions.v[i].path) && e.decisions.v[i].reason);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct wd_html_parser *parser; /* they live as long as the process, as a lane's do */
    static struct wd_extractor *extractor;
    if (!parser) {
        parser = wd_html_parser_new();
        HOLDS(wd_extractor_new(parser, WD_STR(""), &extractor, NULL) == 0);
    }
    struct wd_arena a;
    struct wd_decoded d;
    struct wd_str clean, authors[] = {WD_STR("Ines Varga"), WD_STR("Omar Haddad")};
    const struct wd_page_prior prior = {.title = WD_STR("Cracks close bridge at Norrvik"),
                                        .summary = WD_STR("Engineers found cracks in three pillars of the bridge."),
                                        .authors = {authors, 2, 2},
                                        .published_utc = 1773037800};
    wd_arena_init(&a);
    wd_charset_decode(&a, wd_str_n((const char *)data, size), WD_STR(""), WD_MARKUP_HTML, &d);
    check(parser, extractor, &a, d.text, NULL);
    check(parser, extractor, &a, d.text, &prior);
    if (wd_sanitise(parser, &a, d.text, URL, &clean) == 0)
        check_clean(clean);
    wd_arena_done(&a);
    return 0;
}
