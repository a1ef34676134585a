#include "desk/article.h"

#include "analyse/analyse.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/url.h"
#include "desk/fields.h"
#include "desk/full_text.h"
#include "extract/extract.h"
#include "markup/sanitise.h"
#include "text/fold.h"

/* A feed's description shorter than this, or of one paragraph, is a summary; some feeds put the whole article there. */
enum { SUMMARY_BYTES = 600, MAX_SUBJECTS = 64 };

/* The raw text of an item, before the frame is taken off. */
struct raw {
    struct wd_str text, standfirst, image;
    wd_blocks blocks;
    bool summary_only;
    enum wd_teaser teaser;
};

static struct wd_str plain(struct wd_arena *a, struct wd_str value, struct wd_str type)
{
    bool html = wd_str_eqc(type, "text/html") || wd_str_eqc(type, "application/xhtml+xml");
    return wd_squeeze(a, html ? wd_html_to_text(a, value) : value, false);
}

static void from_fragment(struct wd_arena *a, const struct wd_item_context *c, struct wd_str value, struct wd_str type, struct wd_str base,
                          struct raw *raw)
{
    struct wd_fragment f = {0};
    wd_extract_fragment(c->scratch->html, a, value, type, base, &f);
    raw->text = f.text;
    raw->blocks = f.blocks;
    raw->image = f.image;
}

/* The longest content wins; a summary stands in where there is none. */
static struct raw raw_of(struct wd_arena *a, const struct wd_item_context *c, const struct wd_item *item)
{
    struct raw raw = {0};
    const struct wd_text *best = NULL;
    for (size_t i = 0; i < item->content.n; i++)
        if (!best || item->content.v[i].value.n > best->value.n)
            best = &item->content.v[i];
    struct wd_str summary = plain(a, item->summary.value, item->summary.type);
    if (item->body_text.n) {
        raw.text = item->body_text;
    } else if (item->body_html.n) {
        from_fragment(a, c, item->body_html, WD_STR("text/html"), item->link, &raw);
    } else if (best && wd_str_trim(best->value).n) {
        from_fragment(a, c, best->value, best->type, best->base.n ? best->base : item->link, &raw);
    } else {
        from_fragment(a, c, item->summary.value, item->summary.type, item->summary.base.n ? item->summary.base : item->link, &raw);
        raw.summary_only = !c->document->wire && (raw.text.n < SUMMARY_BYTES || raw.blocks.n < 2);
        summary = wd_str_n("", 0);
    }
    raw.teaser = wd_teaser_of(
        a, &(struct wd_teaser_input){.text = raw.text, .summary = summary, .content = best || item->body_html.n || item->body_text.n});
    raw.standfirst = summary;
    return raw;
}

/* A place of the raw text in the body that the frame left; false where it was taken off. */
static bool place_in_body(const struct wd_frame *frame, uint32_t raw_at, uint32_t *ret_at)
{
    size_t body_at = 0;
    for (size_t i = 0; i < frame->kept.n; i++) {
        struct wd_span k = frame->kept.v[i];
        if (raw_at >= k.start && raw_at <= k.end) {
            *ret_at = (uint32_t)(body_at + (raw_at - k.start));
            return true;
        }
        body_at += k.end - k.start + 1;
    }
    return false;
}

static int kind_at(const wd_blocks *raw_blocks, const struct wd_frame *frame, struct wd_span in_body, size_t *from)
{
    for (; *from < raw_blocks->n; ++*from) {
        uint32_t end;
        if (!place_in_body(frame, raw_blocks->v[*from].span.end, &end) || end <= in_body.start)
            continue;
        uint32_t start;
        if (!place_in_body(frame, raw_blocks->v[*from].span.start, &start))
            start = in_body.start;
        return start < in_body.end ? raw_blocks->v[*from].kind : WD_BLOCK_PARAGRAPH;
    }
    return WD_BLOCK_PARAGRAPH;
}

static void blocks_of(struct wd_arena *a, struct wd_str body, const wd_blocks *raw_blocks, const struct wd_frame *frame, wd_blocks *ret)
{
    size_t from = 0;
    for (size_t at = 0; at < body.n;) {
        size_t end = wd_str_find_byte(body, '\n', at);
        if (end == SIZE_MAX)
            end = body.n;
        struct wd_span span = {(uint32_t)at, (uint32_t)end};
        wd_list_add(a, ret, (struct wd_block){kind_at(raw_blocks, frame, span, &from), span});
        at = end + 1;
    }
}

static void add_notice(struct wd_arena *a, wd_notices *notices, int kind, struct wd_str text, struct wd_str agency)
{
    if (text.n == 0)
        return;
    for (size_t i = 0; i < notices->n; i++)
        if (notices->v[i].kind == kind && wd_str_eq(notices->v[i].text, text))
            return;
    wd_list_add(a, notices, (struct wd_notice){.kind = kind, .text = text, .agency = agency});
}

/* What a field names, if it is an agency's name; on the wire the name stands even when the table does not know it. */
static struct wd_str agency_named(struct wd_str field, bool wire)
{
    struct wd_str agency = wd_agency_of(field);
    return agency.n ? agency : wire ? field : wd_str_n("", 0);
}

static void provenance(struct wd_arena *a, const struct wd_item_context *c, const struct wd_item *item, const struct wd_frame *frame,
                       struct wd_article *article)
{
    bool wire = wd_from_agency(c->document);
    for (size_t i = 0; i < frame->notices.n; i++)
        wd_list_add(a, &article->notices, frame->notices.v[i]);
    struct wd_str credit = agency_named(item->creditline, true), provider = agency_named(item->provider, wire);
    if (!wire)
        add_notice(a, &article->notices, WD_NOTICE_CREDIT, item->creditline, credit);
    add_notice(a, &article->notices, WD_NOTICE_PROVIDER, item->provider, provider);
    article->agency = frame->agency.n ? frame->agency : credit.n ? credit : provider;
    article->is_wire = wire;
}

static struct wd_str outlet_of(struct wd_arena *a, const struct wd_item_context *c, const struct wd_item *item,
                               const struct wd_frame *frame, const struct wd_article *article)
{
    if (c->feed && c->feed->label.n)
        return c->feed->label;
    if (item->outlet.n)
        return item->outlet;
    if (wd_from_agency(c->document) && article->agency.n)
        return article->agency;
    if (frame->outlet.n)
        return frame->outlet;
    struct wd_str title = plain(a, c->document->feed.title.value, c->document->feed.title.type);
    return title.n ? title : wd_url_host_key(a, item->link);
}

static struct wd_str byline_of(struct wd_arena *a, const struct wd_item *item, const struct wd_frame *frame)
{
    if (item->byline.n)
        return item->byline;
    struct wd_str line = wd_str_n("", 0);
    for (size_t i = 0; i < item->authors.n; i++)
        if (item->authors.v[i].name.n)
            line =
                line.n ? wd_arena_printf(a, "%.*s, %.*s", WD_STR_ARG(line), WD_STR_ARG(item->authors.v[i].name)) : item->authors.v[i].name;
    return line.n ? line : frame->byline;
}

static int analyse_body(struct wd_arena *a, const struct wd_item_context *c, const struct wd_item *item, struct wd_article *article)
{
    struct wd_str prior = item->language.n ? item->language : c->document->feed.language;
    if (c->feed && c->feed->language.n)
        prior = c->feed->language;
    struct wd_analyse_input in = {
        .title = article->title,
        .text = article->body,
        .language_prior = wd_str_n(prior.p, WD_MIN(prior.n, (size_t)2)),
        .outlet = article->outlet,
        .blocks = &article->blocks,
        .models = c->scratch->models,
        .date_utc = article->created_utc != WD_NO_TIME ? article->created_utc : article->arrived_utc,
    };
    struct wd_analysis found = {0};
    int err = wd_analyse(a, &in, &found);
    if (err)
        return err;
    article->language = found.language.n ? found.language : in.language_prior;
    article->sentences = found.sentences;
    article->names = found.names;
    article->timexes = found.timexes;
    for (size_t i = 0; i < found.quotes.n; i++)
        if (!found.quotes.v[i].attitude)
            wd_list_add(a, &article->quotes, found.quotes.v[i]);
    if (!article->standfirst.n && !article->summary_only)
        article->standfirst_spans = found.standfirst;
    return 0;
}

static struct wd_str section_of(const struct wd_item_context *c, const struct wd_item *item)
{
    if (c->feed && c->feed->section.n)
        return c->feed->section;
    for (size_t i = 0; i < item->categories.n; i++)
        if (item->categories.v[i].label.n || item->categories.v[i].term.n)
            return item->categories.v[i].label.n ? item->categories.v[i].label : item->categories.v[i].term;
    return wd_str_n("", 0);
}

static int finish(struct wd_arena *a, const struct wd_item_context *c, const struct wd_item *item, const struct raw *raw,
                  struct wd_article *article)
{
    struct wd_frame frame = {0};
    wd_frame_of(a, raw->text, article->title, raw->standfirst, &frame);
    article->body = frame.body;
    if (article->body.n > WD_MAX_TEXT_BYTES)
        return WD_E_TOOBIG;
    if (wd_str_trim(article->title).n == 0 && wd_str_trim(article->body).n == 0)
        return WD_E_EMPTY;
    blocks_of(a, article->body, &raw->blocks, &frame, &article->blocks);
    provenance(a, c, item, &frame, article);
    article->standfirst = raw->standfirst;
    article->dateline = frame.dateline;
    article->byline = byline_of(a, item, &frame);
    article->outlet = outlet_of(a, c, item, &frame, article);
    article->summary_only = raw->summary_only;
    uint64_t version = wd_hash_seed(article->body, wd_hash(article->title));
    article->version = wd_hash_mix(version, (uint64_t)article->signal << 8 | (uint64_t)article->pubstatus);
    return analyse_body(a, c, item, article);
}

/* Terms of use and copyright, word for word, a line each. */
static struct wd_str rights_of(struct wd_arena *a, const struct wd_item *item)
{
    struct wd_str terms = item->usage_terms, notice = item->copyright_notice;
    if (!terms.n && !notice.n)
        return plain(a, item->rights.value, item->rights.type);
    if (!terms.n || !notice.n || wd_str_eq(terms, notice))
        return terms.n ? terms : notice;
    return wd_arena_printf(a, "%.*s\n%.*s", WD_STR_ARG(terms), WD_STR_ARG(notice));
}

static void head_of_item(struct wd_arena *a, const struct wd_item_context *c, const struct wd_item *item, struct wd_article *article)
{
    *article = (struct wd_article){
        .feed = c->event->feed,
        .source = c->event->source,
        .url = item->link,
        .title = plain(a, item->title.value, item->title.type),
        .section = section_of(c, item),
        .image = item->image.url,
        .zone = item->zone,
        .rights = rights_of(a, item),
        .wire_version = item->version,
        .slug = item->slugline,
        .urgency = item->urgency,
        .arrived_utc = c->event->instant_utc,
        .created_utc = item->published_utc != WD_NO_TIME ? item->published_utc : item->created_utc,
        .updated_utc = item->updated_utc != WD_NO_TIME ? item->updated_utc : item->published_utc,
        .embargo_utc = item->embargo_utc,
        .licensed = c->feed && c->feed->licensed,
        .archived = wd_str_eqc(c->event->content_type, WD_RECORD_TYPE),
        .signal = item->signal,
        .pubstatus = item->pubstatus,
    };
    if (article->created_utc == WD_NO_TIME)
        article->created_utc = article->updated_utc;
    for (size_t i = 0; i < item->subjects.n && article->subjects.n < MAX_SUBJECTS; i++)
        if (item->subjects.v[i].name.n)
            wd_list_add(a, &article->subjects, item->subjects.v[i].name);
}

int wd_article_of_item(struct wd_arena *a, const struct wd_item_context *c, const struct wd_item *item, struct wd_article *ret,
                       struct wd_want *ret_want)
{
    struct wd_article article;
    head_of_item(a, c, item, &article);
    struct raw raw = raw_of(a, c, item);
    if (!article.image.n)
        article.image = raw.image;
    int err = finish(a, c, item, &raw, &article);
    if (err)
        return err;
    wd_fields_of_item(a, c, item, &article);
    wd_full_text_wanted(a, c, item, raw.teaser, &article, ret_want);
    *ret = article;
    return 0;
}

int wd_article_of_page(struct wd_arena *a, const struct wd_item_context *c, const struct wd_item *item, struct wd_article *ret,
                       struct wd_where *ret_where)
{
    struct wd_str url = c->event->url.n ? c->event->url : item->link;
    struct wd_extracted page = {0};
    const struct wd_asked *asked = c->event->asked.n ? &c->event->asked.v[0] : NULL;
    struct wd_extract_context context = {.prior.published_utc = WD_NO_TIME, .memory = c->scratch->memory, .note = true};
    if (asked)
        context.prior = (struct wd_page_prior){
            .title = asked->title, .summary = asked->summary, .authors = asked->authors, .published_utc = asked->published_utc};
    int err = wd_extract_page(c->scratch->extractor, a, c->document->text, url, &context, &page, ret_where);
    if (err)
        return err;
    c->scratch->note = page.note;
    if (page.kind != WD_PAGE_ARTICLE)
        return wd_where_set(ret_where, WD_E_EMPTY, "%s: %.*s", wd_full_text_no_article(asked != NULL, page.kind), WD_STR_ARG(page.reason));
    struct wd_item found = *item;
    found.link = page.canonical.n && !page.syndicated_from.n ? page.canonical : url;
    found.title = (struct wd_text){.value = page.title, .type = WD_STR("text/plain")};
    found.published_utc = page.published_utc;
    found.updated_utc = page.modified_utc;
    found.language = page.language;
    found.outlet = page.site;
    found.image.url = page.image;
    for (size_t i = 0; i < page.authors.n; i++)
        wd_list_add(a, &found.authors, (struct wd_person){.name = page.authors.v[i]});
    if (asked)
        wd_full_text_prior(a, asked, &found);
    struct wd_article article;
    head_of_item(a, c, &found, &article);
    if (asked) {
        article.from_page = true;
        article.rights = asked->rights;
        article.section = c->feed && c->feed->section.n ? c->feed->section : asked->section;
    }
    if (page.section.n && (!asked || !article.section.n))
        article.section = page.section;
    article.no_index = page.no_index || (asked && wd_full_text_no_index(asked->robots));
    struct raw raw = {.text = page.text, .standfirst = page.standfirst, .blocks = page.blocks};
    err = finish(a, c, &found, &raw, &article);
    if (err)
        return err;
    if (asked && page.paywalled && !wd_full_text_adds(a, asked, &article))
        return wd_where_set(ret_where, WD_E_EMPTY, "%s", wd_full_text_no_article(true, WD_PAGE_PAYWALL));
    if (page.syndicated_from.n)
        add_notice(a, &article.notices, WD_NOTICE_CANONICAL, page.syndicated_from, wd_str_n("", 0));
    wd_fields_of_page(a, c, &page, asked ? &context.prior : NULL, &article);
    *ret = article;
    return 0;
}
