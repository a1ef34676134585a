/* tests/page_checks.h - what holds of every extracted page, whatever its bytes; shared by the fuzz target and the mutated pages.
 * Duty: wd_page_broken names the first thing that does not hold, or is NULL. */
#ifndef WD_TESTS_PAGE_CHECKS_H
#define WD_TESTS_PAGE_CHECKS_H

#include "base/limits.h"
#include "base/url.h"
#include "base/utf8.h"
#include "extract/extract.h"

/* The one call of the tests here. prior may be NULL. */
static inline int page_extract(struct wd_extractor *extractor, struct wd_arena *a, struct wd_str html, struct wd_str url,
                               const struct wd_page_prior *prior, struct wd_extracted *ret)
{
    struct wd_extract_context context = {.explain = prior != NULL, .prior = {.published_utc = WD_NO_TIME}};
    struct wd_where where = {0};
    if (prior)
        context.prior = *prior;
    return wd_extract_page(extractor, a, html, url, &context, ret, &where);
}

static inline bool page_code(const struct wd_html_node *n)
{
    return wd_html_is(n, "style") || wd_html_is(n, "script");
}

static inline bool page_data(const struct wd_html_node *n)
{
    struct wd_str type = wd_html_attribute(n, "type");
    return wd_html_is(n, "script") && wd_str_find_nocase(type, "json", 0) != SIZE_MAX;
}

static inline void page_letters(struct wd_str text, struct wd_buf *out)
{
    for (size_t i = 0; i < text.n; i++)
        if (wd_is_alpha(text.p[i]) || wd_is_digit(text.p[i]))
            wd_buf_byte(out, text.p[i]);
}

/* The page's own words in order, without blanks and without marks that have no width; then those of its data, but never its code. */
static inline void page_words(const struct wd_html_node *root, struct wd_buf *out)
{
    for (const struct wd_html_node *n = root; n; n = page_code(n) ? wd_html_next_skip(n, root) : wd_html_next(n, root))
        if (n->kind == WD_TAG_TEXT)
            page_letters(n->text, out);
    wd_buf_byte(out, ' ');
    for (const struct wd_html_node *n = root; n; n = wd_html_next(n, root))
        if (page_data(n) && n->first)
            page_letters(n->first->text, out);
}

static inline bool page_finds(struct wd_str words, struct wd_str run, size_t *at)
{
    char word[64];
    size_t n = WD_MIN(run.n, sizeof(word) - 1);
    memcpy(word, run.p, n);
    word[n] = '\0';
    size_t found = wd_str_find(words, word, *at);
    if (found == SIZE_MAX)
        found = wd_str_find(words, word, 0);
    *at = found == SIZE_MAX ? *at : found + n;
    return found != SIZE_MAX;
}

/* Runs of ASCII letters and digits of the block stand in the page; `at` goes along, since blocks mostly come in order. What stands on
 * both sides of an element that is not shown is one run to a reader. */
static inline bool page_has_words(struct wd_str words, struct wd_str block, size_t *at)
{
    for (size_t i = 0; i < block.n;) {
        size_t start = i;
        while (i < block.n && (wd_is_alpha(block.p[i]) || wd_is_digit(block.p[i])))
            i++;
        struct wd_str run = wd_str_n(block.p + start, i - start);
        bool found = run.n == 0 || page_finds(words, run, at);
        for (size_t part = 1; part < run.n && !found; part++)
            found = page_finds(words, wd_str_n(run.p, part), at) && page_finds(words, wd_str_from(run, part), at);
        if (!found)
            return false;
        i += run.n == 0;
    }
    return true;
}

/* A block a line, in order, none empty, to the end of the text. */
static inline bool page_tiles(struct wd_str text, const wd_blocks *blocks)
{
    uint32_t at = 0;
    for (size_t i = 0; i < blocks->n; i++) {
        struct wd_span s = blocks->v[i].span;
        if (s.start != at || s.end <= s.start || s.end > text.n || wd_str_find_byte(wd_str_span(text, s), '\n', 0) != SIZE_MAX)
            return false;
        at = s.end + 1;
    }
    return blocks->n == 0 ? text.n == 0 : at == text.n + 1;
}

static inline bool page_sources(const wd_spans *sources, size_t blocks, size_t input)
{
    if (sources->n != blocks)
        return false;
    for (size_t i = 0; i < sources->n; i++)
        if (sources->v[i].start > sources->v[i].end || sources->v[i].end > input)
            return false;
    return true;
}

static inline bool page_origins(const struct wd_extracted *e)
{
    const bool has[WD_PAGE_FIELDS] = {
        [WD_PAGE_TITLE] = e->title.n,       [WD_PAGE_STANDFIRST] = e->standfirst.n,
        [WD_PAGE_AUTHORS] = e->authors.n,   [WD_PAGE_PUBLISHED] = e->published_utc != WD_NO_TIME,
        [WD_PAGE_SITE] = e->site.n,         [WD_PAGE_MODIFIED] = e->modified_utc != WD_NO_TIME,
        [WD_PAGE_IMAGE] = e->image.n,       [WD_PAGE_CAPTION] = e->caption.n,
        [WD_PAGE_LANGUAGE] = e->language.n, [WD_PAGE_CANONICAL] = e->canonical.n,
        [WD_PAGE_SECTION] = e->section.n,   [WD_PAGE_KEYWORDS] = e->keywords.n,
    };
    for (size_t i = 0; i < WD_PAGE_FIELDS; i++)
        if (e->fields[i].confidence > 100 || ((e->fields[i].source != 0) != has[i]))
            return false;
    return true;
}

static inline const char *page_fields(const struct wd_extracted *e)
{
    const struct {
        const char *broken;
        struct wd_str text;
    } fields[] = {
        {"the title is no valid text", e->title},     {"the standfirst is no valid text", e->standfirst},
        {"the site is no valid text", e->site},       {"the image is no valid text", e->image},
        {"the caption is no valid text", e->caption}, {"the language is no valid text", e->language},
        {"the section is no valid text", e->section}, {"the canonical address is no valid text", e->canonical},
        {"the reason is no valid text", e->reason},   {"the source is no valid text", e->syndicated_from},
        {"the text is no valid text", e->text},
    };
    for (size_t i = 0; i < WD_COUNT(fields); i++)
        if (!wd_utf8_valid(fields[i].text) || wd_str_find_byte(fields[i].text, '\0', 0) != SIZE_MAX)
            return fields[i].broken;
    for (size_t i = 0; i < e->authors.n; i++)
        if (!wd_utf8_valid(e->authors.v[i]) || e->authors.v[i].n == 0)
            return "an author is no valid text";
    return NULL;
}

static inline const char *page_words_missing(const struct wd_html *page, const struct wd_extracted *e)
{
    struct wd_buf words;
    bool all = true;
    size_t at = 0;
    wd_buf_init(&words, WD_MAX_DELIVERY_BYTES);
    page_words(page->root, &words);
    for (size_t i = 0; i < e->blocks.n && all; i++)
        all = page_has_words(wd_buf_str(&words), wd_str_span(e->text, e->blocks.v[i].span), &at);
    wd_buf_done(&words);
    return all ? NULL : "a block has words that the page does not show";
}

/* All but the words, which take a search each. html: the input as it was given. */
static inline const char *page_misshapen(struct wd_str html, const struct wd_extracted *e)
{
    const char *broken = page_fields(e);
    if (broken)
        return broken;
    if (!page_tiles(e->text, &e->blocks))
        return "the blocks do not tile the text";
    if (!page_sources(&e->sources, e->blocks.n, html.n))
        return "a source is not within the input";
    if ((e->kind == WD_PAGE_ARTICLE) != (e->text.n > 0) || (e->kind == WD_PAGE_ARTICLE) != (e->reason.n == 0))
        return "an article has a text, all else a reason";
    if (!page_origins(e))
        return "a field that is not there has an origin";
    if ((e->image.n && !wd_url_web(e->image)) || (e->canonical.n && !wd_url_web(e->canonical)))
        return "an address is none of the web";
    return NULL;
}

static inline const char *page_broken(struct wd_str html, const struct wd_html *page, const struct wd_extracted *e)
{
    const char *broken = page_misshapen(html, e);
    return broken ? broken : page_words_missing(page, e);
}

static inline bool page_same_origins(const struct wd_extracted *a, const struct wd_extracted *b)
{
    for (size_t i = 0; i < WD_PAGE_FIELDS; i++) {
        const struct wd_origin_of_field *x = &a->fields[i], *y = &b->fields[i];
        if (x->source != y->source || x->confidence != y->confidence || !wd_str_eq(x->printed, y->printed))
            return false;
    }
    return true;
}

static inline bool page_same(const struct wd_extracted *a, const struct wd_extracted *b)
{
    return a->kind == b->kind && wd_str_eq(a->text, b->text) && wd_str_eq(a->title, b->title) && wd_str_eq(a->reason, b->reason) &&
           wd_str_eq(a->standfirst, b->standfirst) && a->authors.n == b->authors.n && a->published_utc == b->published_utc &&
           a->modified_utc == b->modified_utc && a->blocks.n == b->blocks.n && a->decisions.n == b->decisions.n && a->cuts.n == b->cuts.n &&
           page_same_origins(a, b);
}

#endif
