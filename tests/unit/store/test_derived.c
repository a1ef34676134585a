#include "helper.h"

#include "base/buf.h"

static struct wd_arena arena;

static struct wd_member member(uint64_t article, int64_t arrived_utc, int relation)
{
    return (struct wd_member){.article = article,
                              .outlet = WD_STR("The Elland Courier"),
                              .title = WD_STR("Crane falls"),
                              .arrived_utc = arrived_utc,
                              .created_utc = WD_NO_TIME,
                              .updated_utc = WD_NO_TIME,
                              .relation = relation};
}

static struct wd_story make_story(const char *name, int64_t updated_utc, uint32_t serial)
{
    struct wd_story story = {.key = wd_hash(wd_str_c(name)),
                             .serial = serial,
                             .headline = wd_str_c(name),
                             .section = WD_STR("world"),
                             .created_utc = updated_utc,
                             .updated_utc = updated_utc,
                             .articles = 3,
                             .origins = 2,
                             .copies = 1};
    wd_list_add(&arena, &story.standfirst, (struct wd_told){.text = WD_STR("All berths were shut.")});
    wd_list_add(&arena, &story.members, member(1, T0, WD_REL_INDEPENDENT));
    wd_list_add(&arena, &story.members, member(2, T0 + 3600, WD_REL_COPY));
    wd_list_add(&arena, &story.members, member(3, T0 + 3700, WD_REL_INDEPENDENT));
    return story;
}

static void test_stale(struct wd_store *s)
{
    wd_keys keys = {0};
    is_int(wd_store_set_stale(s, 7, true), WD_E_INVALID, "no mark outside a transaction");
    is_int(wd_store_begin(s), 0, "begin");
    ok(!wd_store_set_stale(s, UINT64_MAX, true) && !wd_store_set_stale(s, 7, true) && !wd_store_set_stale(s, 7, true), "two are marked");
    is_int(wd_store_commit(s, 3), 0, "commit");
    is_int(wd_store_stale(s, &arena, &keys), 0, "the marked ones");
    ok(keys.n == 2 && keys.v[0] == 7 && keys.v[1] == UINT64_MAX, "are both, each once");
    is_int(wd_store_begin(s), 0, "begin");
    is_int(wd_store_set_stale(s, UINT64_MAX, false), 0, "a mark is taken off");
    is_int(wd_store_set_stale(s, 8, false), 0, "one that is not there, too");
    wd_store_rollback(s);
    ok(!wd_store_stale(s, &arena, &keys) && keys.n == 2, "what is rolled back did not happen");
    is_int(wd_store_begin(s), 0, "begin");
    ok(!wd_store_set_stale(s, UINT64_MAX, false) && !wd_store_set_stale(s, 7, false), "both are taken off");
    is_int(wd_store_commit(s, 3), 0, "commit");
    ok(!wd_store_stale(s, &arena, &keys) && keys.n == 0, "none is left");
}

static void test_articles(struct wd_store *s)
{
    struct wd_article first = make_article("a1", "Crane falls in Port Elland", "A crane fell on Friday.\nNobody was hurt.", T0);
    struct wd_article changed = make_article("a1", "Crane falls in Port Elland", "A crane fell on Friday.\nTwo were hurt.", T0 + 600);
    struct wd_article other = make_article("a2", "Quay shut", "The northern quay was shut.", T0 + 60);
    struct wd_stored_article outside = {.article = &first, .serial = 1};
    is_int(wd_store_put_article(s, &outside), WD_E_INVALID, "nothing is put outside a transaction");

    is_int(wd_store_begin(s), 0, "begin");
    is_int(put_article(s, &first, 77, 1), 0, "first state");
    is_int(put_article(s, &other, 77, 2), 0, "another article");
    is_int(put_article(s, &changed, 77, 3), 0, "second state");
    is_int(put_article(s, &changed, 78, 3), 0, "the same state, moved to another story");
    is_int(wd_store_commit(s, 3), 0, "commit");

    struct wd_article_rows rows;
    is_int(wd_store_article(s, &arena, first.key, &rows), 0, "read back");
    is_int((long long)rows.versions.n, 2, "two states");
    is_str(rows.versions.v[0].article.body, "A crane fell on Friday.\nNobody was hurt.", "oldest first");
    is_str(rows.versions.v[1].article.body, "A crane fell on Friday.\nTwo were hurt.", "newest last");
    is_str(rows.versions.v[1].placed, "placed", "placing kept");
    ok(rows.story == 78 && rows.serial == 1 && !rows.killed && rows.versions.v[1].seq == 3, "story, serial number, event");
    wd_keys keys;
    is_int(wd_store_members(s, &arena, 77, &keys), 0, "members");
    ok(keys.n == 1 && keys.v[0] == other.key, "the moved one has left");
    int64_t applied = 0;
    ok(wd_store_applied(s, &applied) == 0 && applied == 3, "applied up to 3");

    is_int(wd_store_begin(s), 0, "begin again");
    struct wd_article lost = make_article("a9", "Lost", "Lost.", T0);
    is_int(put_article(s, &lost, 0, 4), 0, "put");
    wd_store_rollback(s);
    ok(wd_store_article(s, &arena, lost.key, &rows) == WD_E_NOTFOUND, "rolled back: not there");
    uint32_t serial = 0;
    ok(wd_store_serial(s, 'a', first.key, &serial) == 0 && serial == 1, "a serial number stays");
    ok(wd_store_serial(s, 'x', first.key, &serial) == WD_E_INVALID, "only articles and stories have them");
}

struct seen {
    size_t n;
    int64_t last_seq;
    bool in_order;
};
static int see(void *context, const struct wd_version *version)
{
    struct seen *seen = context;
    seen->in_order = seen->in_order && version->seq >= seen->last_seq;
    seen->last_seq = version->seq;
    seen->n++;
    return seen->n == 100 ? 1 : 0;
}

static void test_each(struct wd_store *s)
{
    struct seen all = {.in_order = true}, some = {.in_order = true};
    is_int(wd_store_each_version(s, 0, see, &all), 0, "walk over all");
    ok(all.n == 3 && all.in_order, "three states in order of the log");
    is_int(wd_store_each_version(s, 2, see, &some), 0, "walk after 2");
    is_int((long long)some.n, 1, "one state");
}

static void test_kill(struct wd_store *s)
{
    uint64_t key = wd_hash(WD_STR("a1"));
    bool killed = true;
    ok(wd_store_is_killed(s, key, &killed) == 0 && !killed, "not killed yet");
    is_int(wd_store_begin(s), 0, "begin");
    is_int(wd_store_kill(s, key, T0 + 900), 0, "kill");
    is_int(wd_store_kill(s, 4711, T0 + 900), 0, "kill of what never came");
    is_int(wd_store_commit(s, 5), 0, "commit");
    struct wd_article_rows rows;
    is_int(wd_store_article(s, &arena, key, &rows), 0, "the row stays");
    ok(rows.killed && rows.versions.n == 2 && rows.versions.v[0].article.title.n == 0 && rows.versions.v[1].article.body.n == 0,
       "no text stays");
    is_str(rows.versions.v[0].article.outlet, "The Elland Courier", "whose it was stays");
    ok(wd_store_is_killed(s, key, &killed) == 0 && killed && wd_store_is_killed(s, 4711, &killed) == 0 && killed,
       "both keys are remembered");
    wd_hits hits;
    ok(wd_store_search(s, &arena, WD_STR("hurt"), 10, 0, &hits, NULL) == 0 && hits.n == 0, "search does not find it");
    struct wd_article back = make_article("a1", "Crane falls once more", "It comes back.", T0 + 1000);
    is_int(wd_store_begin(s), 0, "begin");
    is_int(put_article(s, &back, 78, 6), 0, "put again");
    is_int(wd_store_commit(s, 6), 0, "commit");
    ok(wd_store_article(s, &arena, key, &rows) == 0 && rows.versions.v[rows.versions.n - 1].article.body.n == 0,
       "its text is not taken in");
    ok(wd_store_search(s, &arena, WD_STR("comes back"), 10, 0, &hits, NULL) == 0 && hits.n == 0, "nor found");
}

static void test_stories(struct wd_store *s)
{
    uint32_t serial[3] = {0};
    const char *names[] = {"Crane falls", "Rate held", "Talks resume"};
    is_int(wd_store_begin(s), 0, "begin");
    for (int i = 0; i < 3; i++) {
        is_int(wd_store_serial(s, 's', wd_hash(wd_str_c(names[i])), &serial[i]), 0, "serial number");
        struct wd_story story = make_story(names[i], T0 + i * 100, serial[i]);
        if (i == 1)
            story.section = WD_STR("money");
        is_int(wd_store_put_story(s, &story), 0, "story");
    }
    is_int(wd_store_commit(s, 7), 0, "commit");
    ok(serial[0] == 1 && serial[1] == 2 && serial[2] == 3, "numbers from one");

    struct wd_story story;
    uint64_t key = 0;
    ok(wd_store_key(s, 's', 2, &key) == 0 && wd_store_story(s, &arena, key, &story) == 0, "a story by its number");
    is_str(story.headline, "Rate held", "its headline");
    is_int((long long)story.members.n, 3, "its members");
    ok(wd_store_key(s, 's', 99, &key) == WD_E_NOTFOUND && wd_store_story(s, &arena, 99, &story) == WD_E_NOTFOUND, "no others");

    wd_story_rows rows;
    is_int(wd_store_stories(s, &arena, WD_STR(""), 0, 2, &rows), 0, "a list of two");
    ok(rows.n == 2 && wd_str_eqc(rows.v[0].headline, "Talks resume") && wd_str_eqc(rows.v[1].headline, "Rate held"), "newest first");
    is_str(rows.v[0].stand, "All berths were shut.", "with its standfirst");
    is_str(rows.v[0].newest_kind, "own account", "and what came last");
    ok(rows.v[0].bars.n == 3 && rows.v[0].bars.v[0].originals == 1 && rows.v[0].bars.v[1].originals == 0 &&
           rows.v[0].bars.v[2].copies == 1 && rows.v[0].bars.v[2].originals == 1 && rows.v[0].bars.v[0].from_utc == T0,
       "and its bars without a gap");
    is_int(wd_store_stories(s, &arena, WD_STR(""), rows.v[1].updated_utc, 2, &rows), 0, "the next page");
    ok(rows.n == 1 && wd_str_eqc(rows.v[0].headline, "Crane falls"), "has the rest");
    ok(wd_store_stories(s, &arena, WD_STR("money"), 0, 10, &rows) == 0 && rows.n == 1, "a section");

    is_int(wd_store_begin(s), 0, "begin");
    is_int(wd_store_redirect(s, wd_hash(WD_STR("Rate held")), wd_hash(WD_STR("Talks resume"))), 0, "two stories become one");
    is_int(wd_store_commit(s, 8), 0, "commit");
    ok(wd_store_key(s, 's', 2, &key) == 0 && key == wd_hash(WD_STR("Talks resume")), "the old number leads to the new story");
    ok(wd_store_stories(s, &arena, WD_STR(""), 0, 10, &rows) == 0 && rows.n == 2, "the old one is in no list");
    is_int(wd_store_redirect(s, wd_hash(WD_STR("Talks resume")), wd_hash(WD_STR("Rate held"))), 0, "and back");
    ok(wd_store_key(s, 's', 2, &key) == 0 && key == wd_hash(WD_STR("Rate held")), "no circle");
    struct wd_counts counts;
    is_int(wd_store_counts(s, T0, &counts), 0, "counts");
    ok(counts.articles == 2 && counts.stories == 2 && counts.origins == 4 && counts.last_arrival_utc == T0 + 60, "of what arrived");
}

static void test_tables(struct wd_store *s)
{
    struct wd_feed feed = {.name = WD_STR("courier"), .url = WD_STR("https://courier.example/feed"), .licensed = true}, got;
    struct wd_feed other = {.name = WD_STR("atlas")};
    wd_feeds feeds;
    is_int(wd_store_begin(s), 0, "begin");
    int64_t before = 0, put = 0, after = 0;
    is_int(wd_store_feeds_mark(s, &before), 0, "the mark of the feeds");
    is_int(wd_store_put_feed(s, &feed), 0, "a feed");
    is_int(wd_store_put_feed(s, &other), 0, "another");
    struct wd_held late = {.article = 9, .due_utc = T0 + 20, .seq = 2, .item = 0},
                   soon = {.article = 8, .due_utc = T0 + 10, .seq = 3, .item = 1};
    is_int(wd_store_hold(s, &late), 0, "held");
    is_int(wd_store_hold(s, &soon), 0, "held");
    is_int(wd_store_put_fault(s, 1, WD_STR("courier"), WD_STR("bad.xml"), WD_STR("not well formed")), 0, "a fault");
    is_int(wd_store_commit(s, 9), 0, "commit");
    ok(wd_store_feeds(s, &arena, &feeds) == 0 && feeds.n == 2 && wd_str_eqc(feeds.v[0].name, "atlas"), "feeds by name");
    ok(wd_store_feed(s, &arena, WD_STR("courier"), &got) == 0 && got.licensed, "one feed");
    ok(wd_store_feeds_mark(s, &put) == 0 && put != before, "the mark is another one");
    ok(wd_store_drop_feed(s, WD_STR("courier")) == 0 && wd_store_feed(s, &arena, WD_STR("courier"), &got) == WD_E_NOTFOUND, "dropped");
    ok(wd_store_feeds_mark(s, &after) == 0 && after != put, "and another after that");
    wd_helds helds;
    ok(wd_store_held_due(s, &arena, T0 + 9, &helds) == 0 && helds.n == 0, "none due before its instant");
    ok(wd_store_held_due(s, &arena, T0 + 20, &helds) == 0 && helds.n == 2 && helds.v[0].article == 8 && helds.v[0].item == 1,
       "soonest first");
    ok(wd_store_release(s, &helds.v[0]) == 0 && wd_store_held_due(s, &arena, T0 + 99, &helds) == 0 && helds.n == 1, "released");
    wd_faults faults;
    ok(wd_store_faults(s, &arena, 10, &faults) == 0 && faults.n == 1, "faults");
    is_str(faults.v[0].message, "not well formed", "in words");
    is_int(faults.v[0].at_utc, T0, "at the instant of the delivery");
}

static void test_reset(struct wd_store *s, struct wd_store *reader)
{
    uint64_t rules = 0;
    int64_t applied = 1;
    uint32_t serial = 0;
    struct wd_article_rows rows;
    wd_hits hits;
    is_int(wd_store_reset_derived(s, 0xFEDCBA9876543210u), 0, "derived tables thrown away beside a reader");
    ok(wd_store_rules_version(s, &rules) == 0 && rules == 0xFEDCBA9876543210u, "rules' version kept");
    ok(wd_store_applied(s, &applied) == 0 && applied == 0, "nothing applied");
    ok(wd_store_article(reader, &arena, wd_hash(WD_STR("a2")), &rows) == WD_E_NOTFOUND, "the reader sees it");
    ok(wd_store_search(reader, &arena, WD_STR("quay"), 10, 0, &hits, NULL) == 0 && hits.n == 0, "and finds nothing");
    ok(wd_store_serial(s, 'a', wd_hash(WD_STR("a2")), &serial) == 0 && serial == 2, "serial numbers stay");
    struct wd_article again = make_article("a2", "Quay shut", "The northern quay was shut.", T0 + 60);
    is_int(wd_store_begin(s), 0, "begin");
    is_int(put_article(s, &again, 77, 2), 0, "applied again");
    is_int(wd_store_commit(s, 2), 0, "commit");
    ok(wd_store_search(reader, &arena, WD_STR("quay"), 10, 0, &hits, NULL) == 0 && hits.n == 1 && hits.v[0].article_serial == 2,
       "found again");
}

int main(void)
{
    struct wd_where w = {0};
    struct wd_store *s = NULL, *reader = NULL;
    wd_arena_init(&arena);
    char *folder = temporary_folder(&arena);
    is_int(wd_store_open(folder, &s, &w), 0, "open");
    struct wd_event event = make_event("one.xml", "one");
    struct wd_append append = {.event = &event};
    is_int(wd_store_append(s, &append, 1), 0, "an event");
    test_articles(s);
    test_stale(s);
    test_each(s);
    test_kill(s);
    test_stories(s);
    test_tables(s);
    wd_store_close(s);
    is_int(wd_store_open(folder, &s, &w), 0, "open again");
    wd_feeds feeds;
    ok(wd_store_feeds(s, &arena, &feeds) == 0 && feeds.n == 1, "what was committed is there");
    is_int(wd_store_open_reader(folder, &reader, &w), 0, "a reader beside it");
    test_reset(s, reader);
    struct wd_buf report;
    wd_buf_init(&report, 1 << 20);
    is_int(wd_store_check(s, &report), 0, "check");
    is_str(wd_buf_str(&report), "", "finds nothing");
    wd_buf_done(&report);
    wd_store_close(reader);
    wd_store_close(s);
    wd_dir_remove(folder);
    wd_arena_done(&arena);
    return done();
}
