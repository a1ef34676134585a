/* Answers over a store made by hand: joined stories, linked ones, why an article is where it is, the list of all articles. */
#include "web/answers.h"

#include "base/limits.h"
#include "engine/engine.h"
#include "unit/store/helper.h"

static struct wd_arena arena;
static struct wd_store *store;

static struct wd_http_reply ask(const char *target)
{
    struct wd_str path = wd_str_c(target), query = WD_STR("");
    size_t mark = wd_str_find_byte(path, '?', 0);
    if (mark != SIZE_MAX) {
        query = wd_str_from(path, mark + 1);
        path.n = mark;
    }
    struct wd_address address;
    struct wd_http_request request = {.arena = &arena, .path = path, .query = query};
    struct wd_http_reply reply = {.status = 200, .type = "text/html"};
    struct wd_answer x = {.store = store, .a = &arena, .request = &request, .address = &address, .reply = &reply};
    x.page = (struct wd_page_context){.as_of_utc = T0, .rules = WD_STR("0"), .desk_name = WD_STR("wiredesk")};
    wd_buf_init(&reply.body, WD_MAX_PAGE_BYTES);
    is_int(wd_address_parse(&arena, path, &address), 0, target);
    wd_answer(&x);
    return reply;
}

static bool answers(const char *target, int status, const char *with)
{
    struct wd_http_reply reply = ask(target);
    bool holds = reply.status == status && wd_str_find(wd_buf_str(&reply.body), with, 0) != SIZE_MAX;
    if (!holds)
        printf("# %d %.*s\n", reply.status, WD_STR_ARG(wd_buf_str(&reply.body)));
    wd_buf_done(&reply.body);
    return holds;
}

static bool leads_to(const char *target, const char *location)
{
    struct wd_http_reply reply = ask(target);
    bool holds = reply.status == 301 && wd_str_eqc(reply.location, location);
    wd_buf_done(&reply.body);
    return holds;
}

/* A story of one article, as the desk would put it; placed: what the engine says of it. */
static int put(const char *name, const char *language, const struct wd_placed *placed, struct wd_story *story)
{
    struct wd_article article = make_article(name, name, "A crane fell on Friday. Nobody was hurt.", T0);
    struct wd_stored_article sa = {.article = &article, .story = article.key, .seq = 1};
    struct wd_buf packed;
    wd_buf_init(&packed, WD_MAX_PAGE_BYTES);
    wd_record_pack(&wd_placed_record, placed, &packed);
    sa.placed = wd_buf_str(&packed);
    story->key = article.key;
    story->headline = wd_str_c(name);
    story->language = wd_str_c(language);
    story->created_utc = story->updated_utc = T0;
    story->articles = story->outlets = story->origins = 1;
    struct wd_member m = {
        .article = article.key, .root = article.key, .letter = WD_STR("A"), .outlet = article.outlet, .title = article.title};
    m.arrived_utc = m.created_utc = m.updated_utc = T0;
    m.versions = 1;
    int err = wd_store_serial(store, 'a', article.key, &sa.serial);
    if (!err)
        err = wd_store_put_article(store, &sa);
    m.serial = sa.serial;
    wd_list_add(&arena, &story->members, m);
    if (!err)
        err = wd_store_serial(store, 's', story->key, &story->serial);
    if (!err)
        err = wd_store_put_story(store, story);
    wd_buf_done(&packed);
    return err;
}

static void fill(void)
{
    struct wd_placed founder = {.founded = true, .score = 0.88}, joined = {.score = 0.97};
    struct wd_story stories[3] = {0};
    wd_list_add(&arena, &joined.why, (struct wd_why){WD_STR("name"), WD_STR("Port Elland"), 0.12});
    is_int(wd_store_begin(store), 0, "begin");
    is_int(put("Crane falls", "en", &founder, &stories[0]), 0, "a story");
    is_int(put("Kran umgefallen", "de", &founder, &stories[1]), 0, "one in another language");
    is_int(put("Crane raised", "en", &joined, &stories[2]), 0, "a third one");
    wd_story_links links = {0};
    wd_list_add(&arena, &links, (struct wd_story_link){.other = stories[1].key, .kind = WD_STORY_LANGUAGE, .score = 0.9});
    wd_list_add(&arena, &links, (struct wd_story_link){.other = stories[0].key, .kind = WD_STORY_THREAD, .score = 0.8});
    is_int(wd_store_put_links(store, stories[2].key, &links), 0, "which is linked with both");
    is_int(wd_store_commit(store, 1), 0, "commit");
}

static void test_pages(void)
{
    ok(answers("/s/3", 200, "In other languages") && answers("/s/3", 200, "Kran umgefallen") && answers("/s/3", 200, ">German<"),
       "a linked story stands on the page");
    ok(answers("/s/3", 200, "<h3>Earlier</h3>") && answers("/s/3.json", 200, "\"when\":\"earlier\""), "and one of the thread");
    ok(answers("/s/3.json", 200, "\"linked\":[{\"id\":\"s2\",\"language\":\"de\",\"headline\":\"Kran umgefallen\""), "in JSON, too");
    ok(answers("/a/3", 200, "Placed in this story with 97\xC2\xA0% certainty, because it shares 1 name"), "why an article is there");
    ok(answers("/a/3.json", 200, "\"placing\":{\"founded\":false,\"score\":0.9700"), "in JSON, too");
    ok(answers("/a/1", 200, "It founded this story: nothing nearer than 12\xC2\xA0% was there."), "and a founder");
    ok(answers("/s/3/articles", 200, "1 article in order of time"), "all articles");
    ok(answers("/s/3/articles?from=1", 404, "not that long") && answers("/s/3/articles?from=-1", 400, "from"), "no further than they go");
}

static void test_joined(void)
{
    is_int(wd_store_begin(store), 0, "begin");
    is_int(wd_store_redirect(store, wd_hash(WD_STR("Crane raised")), wd_hash(WD_STR("Crane falls"))), 0, "two stories become one");
    is_int(wd_store_commit(store, 2), 0, "commit");
    ok(leads_to("/s/3", "/s/1"), "the page of the one leads to that of the other");
    ok(leads_to("/s/3.json", "/s/1.json") && leads_to("/s/3.atom", "/s/1.atom") && leads_to("/s/3/articles", "/s/1/articles"),
       "and so do its other forms");
    ok(answers("/s/1", 200, "Crane falls"), "which is there");
}

int main(void)
{
    struct wd_where where = {0};
    wd_arena_init(&arena);
    char *folder = temporary_folder(&arena);
    is_int(wd_store_open(folder, &store, &where), 0, "a store");
    fill();
    test_pages();
    test_joined();
    wd_store_close(store);
    static const char *const files[] = {"log.db", "derived.db", "readers.db", "secrets.db", "lock"};
    for (size_t i = 0; i < WD_COUNT(files); i++)
        (void)unlink(inside(&arena, folder, files[i]));
    (void)rmdir(folder);
    wd_arena_done(&arena);
    return done();
}
