/* Stories put right: articles that move, addresses that lead on, acts that people read, links both ways, and what check says of them. */
#include "helper.h"

static struct wd_arena arena;
static struct wd_store *s;

static uint64_t key(const char *name)
{
    return wd_hash(wd_str_c(name));
}

static void place(const char *name, uint64_t story)
{
    struct wd_article article = make_article(name, name, "The crane fell on Friday.", T0);
    ok(put_article(s, &article, story, 1) == 0, "article %s", name);
}

/* With the members that the store has. */
static void put_story(uint64_t story)
{
    wd_keys members = {0};
    struct wd_story x = {.key = story, .headline = WD_STR("Crane"), .created_utc = T0, .updated_utc = T0};
    int err = wd_store_members(s, &arena, story, &members);
    for (size_t i = 0; i < members.n; i++)
        wd_list_add(&arena, &x.members,
                    (struct wd_member){.article = members.v[i], .arrived_utc = T0, .created_utc = T0, .updated_utc = T0});
    if (!err)
        err = wd_store_serial(s, 's', story, &x.serial);
    ok(!err && wd_store_put_story(s, &x) == 0, "a story of %zu articles", members.n);
}

static uint64_t leads_to(uint32_t serial)
{
    uint64_t found = 0;
    return wd_store_key(s, 's', serial, &found) == 0 ? found : 0;
}

static size_t links_of(uint64_t story, wd_story_links *links)
{
    return wd_store_links(s, &arena, story, links) == 0 ? links->n : SIZE_MAX;
}

static void moves(void)
{
    uint64_t a = key("a"), b = key("b");
    is_int(wd_store_begin(s), 0, "begin");
    place("a", a);
    place("b", b);
    place("c", b);
    put_story(a);
    put_story(b);
    is_int(wd_store_commit(s, 1), 0, "commit");
    ok(leads_to(1) == a && leads_to(2) == b, "each number is its own story");

    is_int(wd_store_move(s, b, a), WD_E_INVALID, "nothing moves outside a transaction");
    is_int(wd_store_begin(s), 0, "begin");
    is_int(wd_store_move(s, key("nobody"), a), WD_E_NOTFOUND, "an article that is not there cannot move");
    ok(wd_store_move(s, b, a) == 0 && wd_store_move(s, key("c"), a) == 0, "both articles of the second move into the first");
    put_story(a);
    put_story(b);
    is_int(wd_store_commit(s, 2), 0, "commit");
    struct wd_story gone;
    is_int(wd_store_story(s, &arena, b, &gone), WD_E_NOTFOUND, "the second is gone");
    ok(leads_to(2) == a, "its number leads to where its founding article lies, without a redirect");

    is_int(wd_store_begin(s), 0, "begin");
    is_int(wd_store_redirect(s, b, a), 0, "a redirect");
    is_int(wd_store_move(s, b, b), 0, "the founder moves out again");
    put_story(a);
    put_story(b);
    is_int(wd_store_commit(s, 3), 0, "commit");
    ok(leads_to(2) == b, "a story that lives counts before any redirect");
}

static void links(void)
{
    uint64_t a = key("a"), b = key("b"), c = key("c");
    wd_story_links list = {0}, found = {0};
    wd_whys why = {0};
    wd_list_add(&arena, &why, (struct wd_why){WD_STR("name"), WD_STR("Port Elland"), 0.5});
    wd_list_add(&arena, &list, (struct wd_story_link){.other = b, .kind = WD_STORY_LANGUAGE, .score = 0.7, .why = why});
    wd_list_add(&arena, &list, (struct wd_story_link){.other = c, .kind = WD_STORY_THREAD, .score = 0.9});
    is_int(wd_store_begin(s), 0, "begin");
    is_int(wd_store_put_links(s, a, &list), 0, "two links");
    ok(links_of(a, &found) == 2 && found.v[0].other == c && found.v[1].other == b, "strongest first");
    found.n = 0;
    ok(links_of(b, &found) == 1 && found.v[0].other == a && found.v[0].kind == WD_STORY_LANGUAGE && found.v[0].why.n == 1,
       "the other side knows, and why");
    is_str(found.v[0].why.v[0].what, "Port Elland", "in the same words");
    struct wd_story story;
    ok(wd_store_story(s, &arena, a, &story) == 0 && story.linked.n == 1 && story.linked.v[0] == b && story.thread.n == 1 &&
           story.thread.v[0] == c,
       "a story that is read has them by kind");
    list.n = 1;
    is_int(wd_store_put_links(s, a, &list), 0, "one is left");
    found.n = 0;
    ok(links_of(c, &found) == 0, "and the other side has lost it, too");
    is_int(wd_store_commit(s, 4), 0, "commit");
    struct wd_buf report;
    wd_buf_init(&report, 1 << 16);
    ok(wd_store_check(s, &report) == 0 && report.n == 0, "the folder is sound");
    wd_buf_done(&report);

    is_int(wd_store_begin(s), 0, "begin");
    is_int(wd_store_redirect(s, b, a), 0, "the linked story is joined with this one");
    is_int(wd_store_commit(s, 5), 0, "commit");
    found.n = 0;
    ok(links_of(a, &found) == 0, "its links go with it");
}

static void acts(void)
{
    uint64_t a = key("a"), b = key("b");
    struct wd_act act = {
        .seq = 7, .at_utc = T0, .kind = WD_ACT_MERGE, .from = b, .into = a, .from_serial = 2, .into_serial = 1, .score = 0.8};
    wd_acts found = {0};
    wd_list_add(&arena, &act.articles, b);
    wd_list_add(&arena, &act.articles, key("c"));
    is_int(wd_store_begin(s), 0, "begin");
    is_int(wd_store_put_act(s, &act), 0, "an act of the desk's own");
    act.by_hand = true;
    act.kind = WD_ACT_MOVE;
    act.seq = 8;
    act.note = WD_STR("by mistake");
    act.articles.n = 1;
    is_int(wd_store_put_act(s, &act), 0, "and one by hand");
    is_int(wd_store_commit(s, 6), 0, "commit");
    ok(wd_store_acts(s, &arena, 0, 0, 10, &found) == 0 && found.n == 2 && found.v[0].seq == 8 && found.v[1].seq == 7, "newest first");
    is_str(found.v[0].note, "by mistake", "with the note");
    ok(found.v[0].by_hand && !found.v[1].by_hand && found.v[1].score > 0.79 && found.v[1].articles.n == 2, "and all that was said");
    ok(wd_store_acts(s, &arena, a, 0, 10, &found) == 0 && found.n == 2, "of the story that took them in");
    ok(!wd_act_leads_here(&found, 0, a) && wd_act_leads_here(&found, 1, a),
       "the joined story leads here, as long as it has not come to life again");
    ok(wd_store_acts(s, &arena, b, 0, 1, &found) == 0 && found.n == 1 && found.v[0].seq == 8, "of the one that they left, the newest");
    ok(wd_store_acts(s, &arena, 0, key("c"), 10, &found) == 0 && found.n == 1 && found.v[0].seq == 7, "of an article");
    ok(wd_store_acts(s, &arena, 0, a, 10, &found) == 0 && found.n == 0, "an article that stayed has none, though it has its story's key");
}

int main(void)
{
    struct wd_where w = {0};
    wd_arena_init(&arena);
    is_int(wd_store_open(temporary_folder(&arena), &s, &w), 0, "a store");
    moves();
    links();
    acts();
    wd_store_close(s);
    wd_arena_done(&arena);
    return done();
}
