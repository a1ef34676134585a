#include "base/url.h"
#include "extract/inside.h"
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

static struct wd_str why_not(const struct wd_page_meta *m, const struct wd_page_body *body)
{
    if (body->text.n == 0)
        return WD_STR("no running text on the page");
    if (body->paragraphs == 0 && body->text.n < 200 && !m->says_article)
        return m->paywalled ? WD_STR("the text is behind a paywall") : WD_STR("too little running text for an article");
    return wd_str_n("", 0);
}

int wd_extract_page(struct wd_html_parser *p, struct wd_arena *a, struct wd_str html, struct wd_str url, struct wd_extracted *ret,
                    struct wd_where *ret_where)
{
    struct wd_html page = {0};
    int err = wd_html_parse(p, a, html, &page, ret_where);
    if (err)
        return err;
    struct wd_page_meta m;
    struct wd_page_body body;
    wd_page_meta_of(a, &page, url, &m);
    wd_page_body_of(a, &page, &m, &body);
    struct wd_extracted out = {
        .reason = why_not(&m, &body),
        .title = m.title,
        .standfirst = m.standfirst,
        .site = m.site,
        .image = m.image,
        .language = wd_str_n(m.language.p, WD_MIN(m.language.n, (size_t)2)),
        .canonical = m.canonical,
        .section = m.section,
        .authors = m.authors,
        .published_utc = m.published_utc,
        .modified_utc = m.modified_utc,
        .text = body.text,
        .blocks = body.blocks,
        .sources = body.sources,
        .paywalled = m.paywalled,
        .no_index = m.no_index,
        .syndicated_from = other_host(a, url, &m),
    };
    out.article = out.reason.n == 0;
    if (!out.article) {
        out.text = wd_str_n("", 0);
        out.blocks.n = out.sources.n = 0;
    }
    *ret = out;
    return 0;
}
