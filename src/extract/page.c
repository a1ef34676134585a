#include <stdlib.h>

#include "base/hash.h"
#include "base/url.h"
#include "base/utf8.h"
#include "extract/inside.h"
#include "extract/rows.h"
#include "text/fold.h"

/* Another host in rel=canonical or a source meta: the page says that it is not the original. */
static struct wd_str other_host(struct wd_arena *a, struct wd_str url, const struct wd_page_meta *m)
{
    const struct wd_str said[] = {m->source, m->canonical};
    for (size_t i = 0; i < WD_COUNT(said); i++)
        if (wd_url_web(said[i]) && url.n && !wd_str_eq(wd_url_host_key(a, said[i]), wd_url_host_key(a, url)))
            return said[i];
    return wd_str_n("", 0);
}

/* What the page is known by: what it calls itself, as long as that is on its host. */
static uint64_t page_hash(struct wd_arena *a, struct wd_str url, struct wd_str canonical)
{
    bool own = wd_url_web(canonical) && wd_str_eq(wd_url_host_key(a, canonical), wd_url_host_key(a, url));
    return wd_hash(wd_url_key(a, own ? canonical : url));
}

/* The memory is told whatever kind of page it is: the kind depends on what the memory said. */
static int take_note(struct wd_arena *a, struct wd_str url, const struct wd_page_meta *m, const struct wd_page_body *body,
                     const struct wd_extract_context *context, struct wd_str *ret_note)
{
    if (!context->memory && !context->note)
        return 0;
    struct wd_str note = wd_template_note_of(a, page_hash(a, url, m->canonical), body->template_blocks, body->template_block_n);
    *ret_note = note;
    return context->memory ? wd_template_note(context->memory, note) : 0;
}

const char *const wd_source_of_names[] = {
    "",           "JSON-LD", "Open Graph",       "meta",    "microdata",   "time element", "link", "heading",
    "page title", "byline",  "text of the page", "address", "page's data", "feed",         NULL};
const char *const wd_page_field_names[] = {"title",   "standfirst", "authors",   "published", "modified", "site", "image",
                                           "caption", "language",   "canonical", "section",   "keywords", NULL};

struct wd_extractor {
    struct wd_html_parser *parser;
    const struct wd_page_rules *rules;
    struct wd_arena arena; /* of the rules */
};

int wd_extractor_new(struct wd_html_parser *p, struct wd_str rules, struct wd_extractor **ret, struct wd_where *ret_where)
{
    struct wd_extractor *x = wd_calloc(1, sizeof(*x));
    x->parser = p;
    wd_arena_init(&x->arena);
    int err = wd_page_rules_read(&x->arena, rules, &x->rules, ret_where);
    if (err) {
        wd_extractor_free(x);
        return err;
    }
    *ret = x;
    return 0;
}

void wd_extractor_free(struct wd_extractor *x)
{
    if (!x)
        return;
    wd_arena_done(&x->arena);
    free(x);
}

static const struct wd_extract_context nothing = {.prior = {.published_utc = WD_NO_TIME}};

int wd_extract_features(struct wd_extractor *x, struct wd_arena *a, struct wd_str html, struct wd_str url, struct wd_buf *out,
                        struct wd_where *ret_where)
{
    struct wd_html page = {0};
    struct wd_page_meta m;
    int err = wd_html_parse(x->parser, a, html, &page, ret_where);
    if (err)
        return err;
    wd_page_meta_of(a, &page, url, &nothing.prior, &m);
    wd_page_features_put(a, &page, &m, x->rules, out);
    return 0;
}

/* The parser does not always know where a text stood: a place that cannot be is none. */
static void keep_places(wd_spans *sources, size_t input_bytes)
{
    for (size_t i = 0; i < sources->n; i++)
        if (sources->v[i].start > sources->v[i].end || sources->v[i].end > input_bytes)
            sources->v[i] = (struct wd_span){0, 0};
}

int wd_extract_page(struct wd_extractor *x, struct wd_arena *a, struct wd_str html, struct wd_str url,
                    const struct wd_extract_context *context, struct wd_extracted *ret, struct wd_where *ret_where)
{
    struct wd_html page = {0};
    context = context ? context : &nothing;
    int err = wd_html_parse(x->parser, a, html, &page, ret_where);
    if (err)
        return err;
    struct wd_page_meta m;
    struct wd_page_body body;
    wd_page_meta_of(a, &page, url, &context->prior, &m);
    wd_page_body_of(a, &page, &m, context, x->rules, &body);
    keep_places(&body.sources, html.n);
    struct wd_extracted out = {
        .title = m.title,
        .standfirst = m.standfirst,
        .site = m.site,
        .image = m.image,
        .caption = m.caption,
        .language = wd_utf8_cut(m.language, 2),
        .canonical = m.canonical,
        .section = m.section,
        .authors = m.authors,
        .keywords = m.keywords,
        .published_utc = m.published_utc,
        .modified_utc = m.modified_utc,
        .text = body.text,
        .blocks = body.blocks,
        .sources = body.sources,
        .paywalled = m.paywalled,
        .no_index = m.no_index,
        .syndicated_from = other_host(a, url, &m),
        .decisions = body.decisions,
        .cuts = body.cuts,
    };
    memcpy(out.fields, m.fields, sizeof(out.fields));
    out.kind = wd_page_kind_of(a, &page, url, &m, &body, &out.reason);
    if (out.kind != WD_PAGE_ARTICLE) {
        out.text = wd_str_n("", 0);
        out.blocks.n = out.sources.n = 0;
    }
    err = take_note(a, url, &m, &body, context, &out.note);
    if (!err)
        *ret = out;
    return err;
}
