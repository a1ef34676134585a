#include "helper.h"

#define HEAD \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" " \
    "xmlns:n=\"http://www.google.com/schemas/sitemap-news/0.9\" xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">"
#define PLAIN_PAGE "<url><loc>https://quay.example/about</loc><lastmod>2024-02-01</lastmod></url>"

static void news(void)
{
    struct wd_document d = parsed(
        HEAD PLAIN_PAGE
        "<url><loc> https://quay.example/wall?a=1&amp;b=2 </loc><lastmod>2024-03-05T17:04:09+01:00</lastmod>"
        "<n:news><n:publication><n:name>Quay Herald</n:name><n:language>en</n:language></n:publication><n:genres>Blog, Opinion</n:genres>"
        "<n:publication_date>2024-03-05T16:00:00+01:00</n:publication_date><n:title>Wall &amp; quay &#8211; a survey</n:title>"
        "<n:keywords>harbour, wall , survey</n:keywords><n:stock_tickers>XQAY:WALL</n:stock_tickers></n:news>"
        "<image:image><image:loc>https://quay.example/w.jpg</image:loc><image:caption>The wall</image:caption></image:image>"
        "<image:image><image:loc>https://quay.example/x.jpg</image:loc></image:image></url>"
        "<url><loc>javascript:alert(1)</loc><n:news><n:title>No page</n:title></n:news></url></urlset>");
    is_str(d.format, "news-sitemap", "format");
    ok(d.wellformed, "well formed");
    is_int(d.items.n, 1, "one article: the other pages have no news, or no address");
    struct wd_item e = first(&d);
    is_str(e.link, "https://quay.example/wall?a=1&b=2", "address");
    is_str(e.title.value, "Wall & quay \xE2\x80\x93 a survey", "headline");
    is_str(e.outlet, "Quay Herald", "publication");
    is_str(e.language, "en", "its language");
    is_time(e.published_utc, "2024-03-05T15:00:00Z", "published");
    is_time(e.updated_utc, "2024-03-05T16:04:09Z", "last modified");
    is_str(e.published_text, "2024-03-05T16:00:00+01:00", "as written");
    is_int(e.keywords.n, 3, "keywords");
    is_str(e.keywords.v[1], "wall", "without blanks");
    is_int(e.categories.n, 5, "keywords and genres are categories");
    is_str(e.categories.v[0].scheme, "genre", "genres say so");
    is_str(e.image.url, "https://quay.example/w.jpg", "the first image");
    is_str(e.image.description, "The wall", "and its caption");
    is_str(e.extensions.v[0].name, "news_stock_tickers", "the rest is kept by name");
    is_str(d.feed.title.value, "Quay Herald", "the publication is the feed's name");
    is_str(d.feed.language, "en", "its language the feed's");
}

static void dates(void)
{
    struct wd_document d = parsed(HEAD "<url><loc>https://quay.example/1</loc><n:news><n:publication><n:name>Q</n:name>"
                                       "<n:language>bn</n:language></n:publication><n:publication_date>5 Mar 2024 17:04 BST"
                                       "</n:publication_date><n:title>T</n:title></n:news></url></urlset>");
    is_time(first(&d).published_utc, "2024-03-05T11:04:00Z", "the publication's language says which BST it is");
}

static void repaired(void)
{
    struct wd_document d = parsed("<urlset><url><loc>https://quay.example/1</loc><news:news><news:title>Q & A</news:title>"
                                  "<news:publication_date>2024-03-05</news:publication_date></news:news></url><url><loc>https://quay.e");
    is_int(d.items.n, 1, "what is complete is kept");
    is_str(first(&d).title.value, "Q & A", "undeclared prefix and bare ampersand");
    ok(!d.wellformed && d.repairs.n > 1, "and told");
}

static void refused(struct wd_str body, const char *words)
{
    struct wd_document d = {0};
    is_int(parse_at(body, "", &d), WD_E_FORMAT, words);
    ok(wd_str_find_nocase(wd_str_c(where.message), words, 0) != SIZE_MAX, "says: %s", where.message);
}

int main(void)
{
    wd_arena_init(&arena);
    news();
    dates();
    repaired();
    refused(WD_STR(HEAD PLAIN_PAGE PLAIN_PAGE "</urlset>"), "a sitemap of 2 pages without news");
    refused(WD_STR("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>https://quay.example/s.xml</loc>"
                   "</sitemap></sitemapindex>"),
            "a sitemap index (subscribe");
    wd_arena_done(&arena);
    return done();
}
