/* An article's fields beside its text, and where each came from: of pages, feeds, wire files. Invented outlets and people. */
#include "desk/article.h"
#include "desk/fields.h"
#include "tap.h"

static struct wd_arena arena;
static struct wd_scratch scratch;

static const char page_text[] =
    "<!DOCTYPE html><html lang=\"en\"><head><title>Tower clock stops at noon | The Ostrel Post</title>"
    "<link rel=\"canonical\" href=\"https://www.ostrel-post.example/town/clock\">"
    "<meta property=\"og:site_name\" content=\"The Ostrel Post\"><meta property=\"og:image\" "
    "content=\"https://img.ostrel-post.example/c.jpg\">"
    "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"Tower clock stops "
    "at noon\","
    "\"datePublished\":\"2026-03-14T11:20:00Z\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ivo "
    "Marsh\"},{\"@type\":\"Person\",\"name\":\"Lene Dahl\"}],"
    "\"isAccessibleForFree\":false}</script></head><body><main><article><h1>Tower clock stops at noon</h1>"
    "<p>The clock of the town hall in Ostrel stopped at noon on Saturday, and the crowd below waited for a twelfth stroke that never came. "
    "A repairer found that a nest of jackdaws had been built round the great wheel since the last cleaning in October.</p>"
    "<p>The mayor said that the birds would be moved to the old barn and that the clock would strike again by Monday evening at the "
    "latest. "
    "Until then the church across the square will ring for the market, as it did before the clock was put up in 1871.</p>"
    "<p>Nobody was late for anything, the market's warden said, because nobody in the town had trusted the clock for years.</p>"
    "</article></main></body></html>";

static uint32_t confidence_of(const struct wd_article *article, const char *field)
{
    const struct wd_provenance *p = wd_article_provenance(article, field);
    return p ? p->confidence : 0;
}

static struct wd_str source_of(const struct wd_article *article, const char *field)
{
    const struct wd_provenance *p = wd_article_provenance(article, field);
    return p ? p->source : WD_STR("(none)");
}

static void test_page(void)
{
    struct wd_document d = {.format = WD_STR("html"), .text = wd_str_c(page_text)};
    struct wd_event event = {.url = WD_STR("https://www.ostrel-post.example/town/clock?from=feed"), .content_type = WD_STR("text/html")};
    struct wd_item_context c = {.document = &d, .event = &event, .scratch = &scratch};
    struct wd_item item;
    struct wd_article article = {0};
    struct wd_where where = {0};
    wd_item_init(&d.feed);
    wd_item_init(&item);
    ok(wd_article_of_page(&arena, &c, &item, &article, &where) == 0, "a page is read: %s", where.message);
    ok(article.authors.n == 2 && wd_str_eqc(article.authors.v[1], "Lene Dahl"), "authors one by one");
    is_str(article.byline, "Ivo Marsh, Lene Dahl", "and in a line");
    ok(article.paywalled, "it says that it is not free");
    static const char *const found[] = {"title", "authors", "published", "site", "image", "language", "canonical"};
    for (size_t i = 0; i < WD_COUNT(found); i++)
        ok(source_of(&article, found[i]).n && confidence_of(&article, found[i]) > 0, "%s says where it was found", found[i]);
    ok(!wd_article_provenance(&article, "modified") && !wd_article_provenance(&article, "caption"), "what is not there was found nowhere");
    struct wd_buf b;
    struct wd_article again;
    wd_buf_init(&b, 1 << 20);
    wd_record_pack(&wd_article_record, &article, &b);
    ok(wd_record_unpack(&wd_article_record, &arena, wd_buf_str(&b), &again) == 0, "it is stored");
    ok(wd_str_eq(source_of(&again, "canonical"), source_of(&article, "canonical")) &&
           confidence_of(&again, "title") == confidence_of(&article, "title"),
       "and says the same after");
    ok(again.paywalled && again.authors.n == 2, "with all its fields");
    wd_buf_done(&b);
}

/* What extract found, given by hand: where from is told as it stands there; what the feed said otherwise stands beside it. */
static void test_sources(void)
{
    struct wd_document d = {.format = WD_STR("html")};
    struct wd_event event = {0};
    struct wd_feed feed = {.label = WD_STR("The Post of Ostrel")};
    struct wd_item_context c = {.document = &d, .event = &event, .scratch = &scratch};
    struct wd_extracted page = {.title = WD_STR("Tower clock stops at noon"),
                                .caption = WD_STR("The hands at twelve."),
                                .site = WD_STR("The Ostrel Post"),
                                .language = WD_STR("en"),
                                .published_utc = 1773487200,
                                .modified_utc = WD_NO_TIME};
    page.fields[WD_PAGE_TITLE] = (struct wd_origin_of_field){WD_FROM_OPEN_GRAPH, 70};
    page.fields[WD_PAGE_CAPTION] = (struct wd_origin_of_field){WD_FROM_TEXT, 40};
    page.fields[WD_PAGE_SITE] = (struct wd_origin_of_field){WD_FROM_JSON_LD, 95};
    page.fields[WD_PAGE_PUBLISHED] = (struct wd_origin_of_field){WD_FROM_JSON_LD, 98, WD_STR("2026-03-14T12:20:00+01:00")};
    struct wd_article article = {.title = page.title, .outlet = page.site, .language = WD_STR("da"), .created_utc = page.published_utc};
    struct wd_page_prior prior = {.title = WD_STR("Clock stops,  birds blamed"), .published_utc = page.published_utc - 7200};
    wd_fields_of_page(&arena, &c, &page, &prior, &article);
    is_str(source_of(&article, "title"), "Open Graph", "the title's source");
    is_int(confidence_of(&article, "title"), 70, "how sure it is");
    is_str(wd_article_provenance(&article, "title")->other, "Clock stops, birds blamed", "the feed's other title");
    is_str(wd_article_provenance(&article, "published")->other, "2026-03-14T09:20:00Z", "and its other date");
    is_str(wd_article_provenance(&article, "published")->printed, "2026-03-14T12:20:00+01:00", "the page's date as printed");
    is_str(source_of(&article, "caption"), "text of the page", "the caption");
    is_str(source_of(&article, "site"), "JSON-LD", "the outlet, as the page has it");
    is_str(source_of(&article, "language"), "words of the text", "a language that is not the one the page gives");
    article = (struct wd_article){.title = page.title, .outlet = feed.label, .language = WD_STR("en"), .created_utc = page.published_utc};
    prior = (struct wd_page_prior){.title = WD_STR(" Tower clock stops at noon\n"), .published_utc = page.published_utc + 30};
    c.feed = &feed;
    wd_fields_of_page(&arena, &c, &page, &prior, &article);
    is_str(source_of(&article, "site"), "set on this desk", "a name that the operator gave");
    ok(!wd_article_provenance(&article, "title")->other.n && !wd_article_provenance(&article, "published")->other.n,
       "a feed that says the same is not told");
    prior = (struct wd_page_prior){.published_utc = WD_NO_TIME};
    article.provenance.n = 0;
    wd_fields_of_page(&arena, &c, &page, &prior, &article);
    ok(!wd_article_provenance(&article, "title")->other.n && !wd_article_provenance(&article, "published")->other.n,
       "nor one that says nothing");
}

/* Where the article has what the feed said, that is its source, and the page's word stands beside it. */
static void test_feed_wins(void)
{
    struct wd_document d = {.format = WD_STR("html")};
    struct wd_event event = {0};
    struct wd_item_context c = {.document = &d, .event = &event, .scratch = &scratch};
    struct wd_extracted page = {.title = WD_STR("Tower clock stops at noon"),
                                .published_utc = WD_NO_TIME,
                                .modified_utc = 1773490000,
                                .caption = WD_STR("Of another picture")};
    page.fields[WD_PAGE_TITLE] = (struct wd_origin_of_field){WD_FROM_OPEN_GRAPH, 70};
    struct wd_page_prior prior = {.title = WD_STR("Clock stops, birds blamed"), .published_utc = 1773487200};
    wd_list_add(&arena, &prior.authors, WD_STR("Ivo Marsh"));
    struct wd_article article = {.title = prior.title,
                                 .outlet = WD_STR("Ostrel Post"),
                                 .section = WD_STR("Town"),
                                 .image = WD_STR("https://img.ostrel-post.example/feed.jpg"),
                                 .created_utc = prior.published_utc};
    wd_fields_of_page(&arena, &c, &page, &prior, &article);
    static const char *const fields[] = {"title", "authors", "published", "site", "section", "image"};
    for (size_t i = 0; i < WD_COUNT(fields); i++)
        ok(wd_str_eqc(source_of(&article, fields[i]), "feed"), "%s from the feed", fields[i]);
    is_str(wd_article_provenance(&article, "title")->other, "Tower clock stops at noon", "the page's title stands beside it");
    ok(article.authors.n == 1 && !article.caption.n, "with the feed's author, and no caption of another picture");
}

static void test_item(void)
{
    struct wd_document d = {.format = WD_STR("rss20")};
    struct wd_event event = {.feed = WD_STR("post"), .instant_utc = 1773490000};
    struct wd_item_context c = {.document = &d, .event = &event, .scratch = &scratch};
    struct wd_item item;
    struct wd_article article = {0};
    wd_item_init(&d.feed);
    wd_item_init(&item);
    d.feed.title = (struct wd_text){.value = WD_STR("Ostrel Post: Town"), .type = WD_STR("text/plain")};
    item.title = (struct wd_text){.value = WD_STR("Tower clock stops"), .type = WD_STR("text/plain")};
    item.summary = (struct wd_text){.value = WD_STR("The clock of the town hall stopped at noon."), .type = WD_STR("text/plain")};
    item.link = WD_STR("https://www.ostrel-post.example/town/clock");
    item.published_utc = 1773487200;
    item.published_text = WD_STR("Sat, 14 Mar 2026 12:20:00 +0100");
    item.image =
        (struct wd_image){.url = WD_STR("https://img.ostrel-post.example/c.jpg"), .description = WD_STR("The <b>hands</b> at twelve")};
    wd_list_add(&arena, &item.authors, (struct wd_person){.name = WD_STR("Ivo Marsh")});
    wd_list_add(&arena, &item.categories, (struct wd_category){.term = WD_STR("town")});
    wd_list_add(&arena, &item.categories, (struct wd_category){.term = WD_STR("x1"), .label = WD_STR("Clocks")});
    struct wd_want want;
    ok(wd_article_of_item(&arena, &c, &item, &article, &want) == 0 && article.summary_only, "an entry with its summary alone");
    is_str(source_of(&article, "title"), "feed", "its title is the feed's");
    is_str(wd_article_provenance(&article, "published")->printed, "Sat, 14 Mar 2026 12:20:00 +0100", "its date as printed");
    is_str(source_of(&article, "site"), "title of the feed", "its outlet");
    is_str(source_of(&article, "image"), "feed", "its image");
    is_str(article.caption, "The hands at twelve", "the words under it, plain");
    ok(article.keywords.n == 2 && wd_str_eqc(article.keywords.v[1], "Clocks"), "categories are keywords");
    ok(article.authors.n == 1 && !wd_article_provenance(&article, "modified"), "and its author");
    d.wire = true;
    d.format = WD_STR("newsml-g2");
    ok(wd_article_of_item(&arena, &c, &item, &article, &want) == 0, "the same of an agency");
    is_str(source_of(&article, "title"), "wire file", "is a wire file's");
    item.published_utc = WD_NO_TIME;
    item.updated_utc = 1773487200;
    ok(wd_article_of_item(&arena, &c, &item, &article, &want) == 0 && article.created_utc == item.updated_utc, "a date of change alone");
    is_str(source_of(&article, "published"), "instant of its last change", "stands in");
    ok(confidence_of(&article, "published") < confidence_of(&article, "modified"), "and is less sure");
}

int main(void)
{
    wd_arena_init(&arena);
    wd_scratch_init(&scratch, NULL);
    test_page();
    test_sources();
    test_feed_wins();
    test_item();
    wd_scratch_done(&scratch);
    wd_arena_done(&arena);
    return done();
}
