/* What items may be known by, as their documents and feeds show it. Invented outlets. */
#include "desk/identity.h"
#include "tap.h"

static struct wd_arena arena;

struct entry {
    const char *guid, *link, *title;
    bool guid_is_link;
};
/* A feed of entries, read as `feed`, and what each may be known by. */
static void identify(const char *home, const char *feed, const struct entry *entries, size_t n, struct wd_document_identity *ret_whole,
                     struct wd_identity *ret)
{
    struct wd_document d = {.format = WD_STR("rss20")};
    struct wd_event event = {.feed = wd_str_c(feed)};
    struct wd_item_context c = {.document = &d, .event = &event};
    wd_item_init(&d.feed);
    d.feed.link = wd_str_c(home);
    for (size_t i = 0; i < n; i++) {
        struct wd_item *item = wd_list_push(&arena, &d.items);
        wd_item_init(item);
        item->id = wd_str_c(entries[i].guid);
        item->id_is_link = entries[i].guid_is_link;
        item->link = wd_str_c(entries[i].link);
        item->title.value = wd_str_c(entries[i].title);
    }
    wd_identity_of_document(&arena, &c, ret_whole);
    for (size_t i = 0; i < n; i++) {
        struct wd_article article = {.feed = event.feed,
                                     .outlet = event.feed,
                                     .url = d.items.v[i].link,
                                     .title = d.items.v[i].title.value,
                                     .created_utc = WD_NO_TIME,
                                     .version = wd_hash(d.items.v[i].title.value)};
        wd_identity_of_item(&arena, &c, ret_whole, i, &article, &ret[i]);
    }
}

#define HOME "https://www.fennmoor-globe.example/"
#define NEWS HOME "news/"
enum { MOST = 8 };
static struct wd_document_identity whole;
static struct wd_identity id[MOST], other[MOST];
#define IDENTIFY(home, feed, ids, ...) \
    do { \
        const struct entry list_[] = {__VA_ARGS__}; \
        identify(home, feed, list_, WD_COUNT(list_), &whole, ids); \
    } while (0)

static void test_repeats(void)
{
    IDENTIFY(HOME, "globe", id, {"1", NEWS "a", "A", false}, {"2", NEWS "b", "B", false}, {"3", NEWS "c", "C", false});
    ok(!whole.guids_repeat && id[0].guid && id[0].guid != id[1].guid && id[0].link && id[0].link != id[1].link,
       "guids and addresses of their own");
    IDENTIFY(HOME, "globe", id, {"1", NEWS "a", "A", false}, {"1", NEWS "b", "B", false}, {"3", NEWS "c", "C", false});
    ok(whole.guids_repeat && !id[0].guid && !id[1].guid && id[2].guid, "one guid for two entries is none of both");
    ok(id[0].link && id[1].link && !id[0].link_shared, "their addresses are");
    IDENTIFY(HOME, "globe", id, {"1", NEWS "a", "A", false}, {"1", NEWS "a?utm_source=x", "A", false});
    ok(!whole.guids_repeat && id[0].guid && id[0].guid == id[1].guid, "an entry that stands there twice repeats nothing");
    IDENTIFY(HOME, "globe", id, {"1", NEWS, "A", false}, {"2", NEWS, "B", false}, {"2", NEWS, "B", false}, {"3", NEWS "c", "C", false});
    ok(id[0].link_shared && id[1].link_shared && id[2].link_shared && !id[3].link_shared, "one address of two entries is shared");
    ok(!whole.guids_repeat && id[0].guid != id[1].guid && id[1].guid == id[2].guid, "while their guids count");
    IDENTIFY(HOME, "globe", id, {"1", "", "A", false}, {"1", "", "B", false});
    ok(whole.guids_repeat && !id[0].guid && !id[0].link && id[0].title && id[0].title != id[1].title && id[0].state != id[1].state,
       "without addresses the titles tell them apart");
}

static void test_addresses(void)
{
    IDENTIFY(HOME, "globe", id, {"", NEWS "a", "A", false}, {"", "http://m.fennmoor-globe.example/news/a/?fbclid=4", "A", false});
    ok(id[0].link && id[0].link == id[1].link && !id[0].guid && !id[0].link_shared, "forms of one address are one");
    IDENTIFY(HOME, "globe", id, {"", HOME, "A", false}, {"", "#", "B", false}, {"", "/news/a", "C", false},
             {"", "https://fennmoor-globe.example", "D", false});
    ok(!id[0].link && !id[1].link && !id[2].link && !id[3].link, "the front page and what is no address name no entry");
    IDENTIFY(NEWS, "globe", id, {"", NEWS "?utm_medium=rss", "A", false});
    ok(!id[0].link, "nor does the page that the feed is of");
    IDENTIFY(HOME, "globe", id, {NEWS "a", NEWS "a", "A", true}, {"a", NEWS "b", "B", false});
    ok(!id[0].guid && id[0].link && id[1].guid, "a guid that is the address says nothing more");
    IDENTIFY(HOME, "globe", id, {NEWS "live#1", NEWS "live#1", "A", true}, {NEWS "live#2", NEWS "live#2", "B", true});
    ok(id[0].guid && id[1].guid && id[0].guid != id[1].guid, "but where entries share it but for its last part");
}

static void test_scopes(void)
{
    IDENTIFY(HOME, "globe", id, {"17", NEWS "a", "A", false}, {"tag:fennmoor:17", NEWS "b", "B", false});
    IDENTIFY(HOME "sport", "globe sport", other, {"17", "http://fennmoor-globe.example/sport/a", "A", false},
             {"tag:fennmoor:17", NEWS "b", "B", false});
    ok(id[0].guid == other[0].guid && id[1].guid == other[1].guid && id[1].link == other[1].link, "two feeds of one site");
    ok(id[0].guid_in_feed && id[0].guid_in_feed != other[0].guid_in_feed, "are two feeds");
    IDENTIFY("https://heron-times.example", "heron", other, {"17", "https://heron-times.example/a", "A", false});
    ok(id[0].guid != other[0].guid && id[0].guid_in_feed != other[0].guid_in_feed, "another site's guid is another");
    IDENTIFY("https://digest.example", "digest", other, {"17", NEWS "a", "A", false}, {"tag:fennmoor:17", NEWS "b", "B", false},
             {"17", "https://heron-times.example/b", "B", false});
    ok(id[0].guid != other[0].guid && id[0].link != other[0].link && id[1].guid != other[1].guid, "what others collect is theirs");
    ok(!other[0].guid_in_feed && other[1].guid_in_feed, "and a number says nothing there without the site");
    IDENTIFY("https://rss.co.uk", "x", other, {"17", "https://globe.co.uk/a", "A", false});
    IDENTIFY("https://feeds.globe.co.uk", "x", id, {"17", "https://news.globe.co.uk/a", "A", false});
    ok(!other[0].guid_in_feed && id[0].guid_in_feed, "a site is told from the domain that it is registered under");
    IDENTIFY("", "", id, {"a", NEWS "a", "A", false});
    IDENTIFY("", "", other, {"A", "http://amp.fennmoor-globe.example/news/a/amp", "A", false});
    ok(id[0].guid != other[0].guid && id[0].link == other[0].link, "case counts in guids");
    IDENTIFY(HOME, "globe", id, {"http://fennmoor-globe.example/?p=12", NEWS "a", "A", false});
    IDENTIFY(HOME, "globe", other, {"https://www.fennmoor-globe.example/?p=12", NEWS "2026/a", "A", false});
    ok(id[0].guid != other[0].guid && id[0].guid_in_feed == other[0].guid_in_feed, "a guid that is an address may change its form");
}

static void test_settled(void)
{
    struct wd_document d = {.format = WD_STR("nitf"), .wire = true};
    struct wd_event event = {.feed = WD_STR("kustwire")};
    struct wd_item_context c = {.document = &d, .event = &event};
    wd_item_init(&d.feed);
    for (int i = 0; i < 2; i++) {
        struct wd_item *item = wd_list_push(&arena, &d.items);
        wd_item_init(item);
        item->id = WD_STR("k-1");
        item->title.value = i ? WD_STR("Second") : WD_STR("First");
    }
    struct wd_article article = {.feed = event.feed, .created_utc = WD_NO_TIME, .licensed = true}, open = article, archived = article;
    wd_identity_of_document(&arena, &c, &whole);
    wd_identity_of_item(&arena, &c, &whole, 0, &article, &id[0]);
    open.licensed = false;
    wd_identity_of_item(&arena, &c, &whole, 1, &open, &id[1]);
    ok(!whole.guids_repeat && id[0].settled && id[0].guid == wd_hash_seed(WD_STR("k-1"), 'w'), "a licensed wire's guid is the world's");
    ok(id[1].settled && id[1].guid && id[1].guid != id[0].guid, "an open feed's of that name is not");
    d.format = WD_STR("ndjson");
    d.wire = false;
    archived.archived = true;
    archived.url = WD_STR(NEWS "a");
    wd_identity_of_item(&arena, &c, &whole, 0, &archived, &id[0]);
    ok(id[0].settled && id[0].guid == wd_hash_seed(WD_STR("k-1"), wd_hash_seed(WD_STR("fennmoor-globe.example"), 'g')),
       "a record of an archive is what its id says, on its site");
}

int main(void)
{
    wd_arena_init(&arena);
    test_repeats();
    test_addresses();
    test_scopes();
    test_settled();
    wd_arena_done(&arena);
    return done();
}
