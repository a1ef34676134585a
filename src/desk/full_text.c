#include "desk/full_text.h"

#include <stdlib.h>

#include "base/url.h"
#include "desk/article.h"
#include "text/words.h"

enum { DAY_S = 86400, SUMMARY_BYTES = 4000, LEAST_MORE_WORDS = 20 };

static uint32_t words_in(struct wd_arena *a, struct wd_str text)
{
    wd_words words = {0};
    int over = wd_words_of(a, text, &words);
    (void)over; /* as many as are looked at */
    return (uint32_t)words.n;
}

/* ---- entries ---- */

/* The first bytes, to the end of a character. */
static struct wd_str beginning_of(struct wd_str text)
{
    size_t n = WD_MIN(text.n, (size_t)SUMMARY_BYTES);
    while (n < text.n && n > 0 && ((unsigned char)text.p[n] & 0xC0) == 0x80)
        n--;
    return wd_str_n(text.p, n);
}

static bool is_wanted(const struct wd_item_context *c, enum wd_teaser teaser, const struct wd_article *article)
{
    int option = c->feed ? c->feed->full_text : WD_FULL_NEVER;
    bool old = article->created_utc != WD_NO_TIME && c->event->instant_utc - article->created_utc > (int64_t)WD_FULL_TEXT_DAYS * DAY_S;
    bool open = !c->document->wire && !article->archived && article->pubstatus == WD_PUB_USABLE && c->feed && c->feed->url.n;
    if (!open || old || !wd_url_web(article->url))
        return false;
    return option == WD_FULL_ALWAYS || (option == WD_FULL_AUTO && teaser != WD_TEASER_NONE);
}

void wd_full_text_wanted(struct wd_arena *a, const struct wd_item_context *c, const struct wd_item *item, enum wd_teaser teaser,
                         struct wd_article *article, struct wd_want *ret)
{
    *ret = (struct wd_want){.asked = {.published_utc = WD_NO_TIME}, .at_utc = WD_NO_TIME};
    if (!is_wanted(c, teaser, article))
        return;
    article->summary_only |= teaser == WD_TEASER_MARKED;
    ret->feed = c->event->feed;
    ret->url = article->url;
    ret->at_utc = c->event->instant_utc;
    ret->asked = (struct wd_asked){
        .version = article->version,
        .title = article->title,
        .summary = beginning_of(article->standfirst.n && !article->summary_only ? article->standfirst : article->body),
        .outlet = article->outlet,
        .section = article->section,
        .rights = article->rights,
        .image = article->image,
        .published_utc = article->created_utc,
        .words = words_in(a, article->body),
        .learns = c->feed->full_text == WD_FULL_AUTO,
    };
    for (size_t i = 0; i < item->authors.n; i++)
        if (item->authors.v[i].name.n)
            wd_list_add(a, &ret->asked.authors, item->authors.v[i].name);
}

static int later_first(const void *x, const void *y)
{
    const struct wd_want *const *a = x, *const *b = y;
    int64_t one = (*a)->asked.published_utc, other = (*b)->asked.published_utc;
    if (one != other)
        return one > other ? -1 : 1;
    return (*a > *b) - (*a < *b);
}

void wd_full_text_newest(struct wd_arena *a, struct wd_prepared *prepared)
{
    struct wd_want **wanted = wd_arena_array(a, prepared->wants.n, sizeof(struct wd_want *));
    size_t n = 0;
    for (size_t i = 0; i < prepared->wants.n; i++)
        if (prepared->wants.v[i].url.n)
            wanted[n++] = &prepared->wants.v[i];
    if (n <= WD_FULL_TEXT_PAGES)
        return;
    qsort((void *)wanted, n, sizeof(struct wd_want *), later_first);
    for (size_t i = WD_FULL_TEXT_PAGES; i < n; i++)
        wanted[i]->url = WD_STR("");
}

/* ---- pages ---- */

const char *wd_full_text_no_article(bool asked, enum wd_page_kind kind)
{
    static const char *const words[] = {
        [WD_PAGE_ARTICLE] = "the page is an article",      [WD_PAGE_EMPTY] = "the page holds no text",
        [WD_PAGE_PAYWALL] = "the page is for subscribers", [WD_PAGE_CONSENT] = "the page asks for consent first",
        [WD_PAGE_ERROR] = "the page is an error",          [WD_PAGE_LISTING] = "the page is a list of others",
        [WD_PAGE_OTHER] = "the page holds no article",
    };
    return asked && (size_t)kind < WD_COUNT(words) ? words[kind] : "the page holds no article";
}

bool wd_full_text_no_index(struct wd_str robots)
{
    static const char *const wishes[] = {"noindex", "nosnippet", "none"};
    struct wd_str rest = robots, piece;
    while (wd_str_cut(&rest, ',', &piece)) {
        piece = wd_str_trim(piece);
        size_t colon = wd_str_find_byte(piece, ':', 0); /* of a robot's own, or with a value */
        bool named = colon != SIZE_MAX && !wd_str_starts_nocase(piece, "max-") && !wd_str_starts_nocase(piece, "unavailable_after");
        if (named && !wd_str_starts_nocase(piece, "wiredesk"))
            continue;
        if (named)
            piece = wd_str_trim(wd_str_from(piece, colon + 1));
        for (size_t i = 0; i < WD_COUNT(wishes); i++)
            if (wd_str_eqc_nocase(piece, wishes[i]))
                return true;
    }
    return false;
}

void wd_full_text_prior(struct wd_arena *a, const struct wd_asked *asked, struct wd_item *found)
{
    struct wd_str title = asked->title;
    bool cut = wd_str_ends(title, "...") || wd_str_ends(title, "\u2026");
    if (title.n && (!cut || !found->title.value.n))
        found->title = (struct wd_text){.value = title, .type = WD_STR("text/plain")};
    if (asked->outlet.n)
        found->outlet = asked->outlet;
    if (!found->image.url.n)
        found->image.url = asked->image;
    if (found->published_utc == WD_NO_TIME)
        found->published_utc = asked->published_utc;
    if (found->authors.n)
        return;
    for (size_t i = 0; i < asked->authors.n; i++)
        wd_list_add(a, &found->authors, (struct wd_person){.name = asked->authors.v[i]});
}

static int read_page(struct wd_arena *a, struct wd_scratch *scratch, const struct wd_event *event, const struct wd_feed *feed,
                     const struct wd_zone *zone, struct wd_article *article, struct wd_where *w)
{
    struct wd_document document = {0};
    struct wd_item item;
    int err = wd_prepare_document(a, event, zone, &document, w);
    if (err)
        return err;
    if (!wd_str_eqc(document.format, "html"))
        return wd_where_set(w, WD_E_FORMAT, "the answer is no web page");
    struct wd_item_context c = {.document = &document, .event = event, .feed = feed, .scratch = scratch};
    wd_item_init(&item);
    return wd_article_of_page(a, &c, &item, article, w);
}

bool wd_full_text_adds(struct wd_arena *a, const struct wd_asked *asked, const struct wd_article *article)
{
    return words_in(a, article->body) >= asked->words + WD_MAX((uint32_t)LEAST_MORE_WORDS, asked->words / 10);
}

int wd_prepare_page(struct wd_arena *a, struct wd_scratch *scratch, const struct wd_event *event, const struct wd_feed *feed,
                    const struct wd_zone *zone, struct wd_prepared *ret)
{
    const struct wd_asked *asked = &event->asked.v[0];
    struct wd_prepared prepared = {.same_page = wd_str_eqc(event->content_type, WD_SAME_PAGE_TYPE)};
    struct wd_article *article = WD_NEW(a, struct wd_article);
    struct wd_engine_input input = {0};
    struct wd_where w = {0};
    int err = 0;
    if (wd_str_eqc(event->content_type, WD_NO_PAGE_TYPE))
        prepared.no_text = event->body;
    if (prepared.same_page || prepared.no_text.n)
        goto out;
    err = read_page(a, scratch, event, feed, zone, article, &w);
    if (!err && !wd_full_text_adds(a, asked, article)) {
        prepared.no_text = WD_STR("the page says no more than the feed");
        goto out;
    }
    article->key = asked->article;
    if (!err)
        err = wd_engine_prepare(a, scratch->stems, article, &input);
    if (!err)
        err = wd_engine_prepare_head(a, &input);
    if (err) {
        prepared.no_text = wd_arena_str(a, wd_str_c(w.message[0] ? w.message : wd_err_text(err)));
        goto out;
    }
    wd_list_add(a, &prepared.inputs, input);
    wd_list_add(a, &prepared.identities, (struct wd_identity){.guid = asked->article, .settled = true});
    wd_list_add(a, &prepared.items, (uint32_t)0);
    wd_list_add(a, &prepared.wants, (struct wd_want){.asked = {.published_utc = WD_NO_TIME}});
out:
    prepared.note = scratch->note;
    *ret = prepared;
    return 0;
}
