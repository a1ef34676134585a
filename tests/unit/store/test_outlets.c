#include "helper.h"

#include "store/outlets.h"
#include "store/sqlite/inside.h"

static struct wd_arena arena;

/* Northern Wire's text, its copies and a rewrite, an account of its own; minutes after T0. */
static struct wd_member member(uint64_t article, const char *outlet, int relation, uint64_t of, int64_t minute)
{
    return (struct wd_member){.article = article,
                              .of = of,
                              .serial = (uint32_t)article,
                              .outlet = wd_str_c(outlet),
                              .title = wd_arena_printf(&arena, "Title %u", (unsigned)article),
                              .arrived_utc = T0 + (minute + 1) * 60,
                              .created_utc = minute < 0 ? WD_NO_TIME : T0 + minute * 60,
                              .updated_utc = WD_NO_TIME,
                              .relation = relation,
                              .origin_agency = relation == WD_REL_COPY ? WD_STR("Northern Wire") : WD_STR(""),
                              .words = 100};
}

static void add(struct wd_story *story, struct wd_member m)
{
    wd_list_add(&arena, &story->members, m);
}

static struct wd_story make_story(uint64_t key)
{
    return (struct wd_story){.key = key, .serial = (uint32_t)key, .headline = WD_STR("Dam"), .created_utc = T0, .updated_utc = T0};
}

static struct wd_story the_dam(void)
{
    struct wd_story s = make_story(900);
    add(&s, member(1, "Northern Wire", WD_REL_ORIGINAL, 0, 0));
    struct wd_member copy = member(2, "The Elland Courier", WD_REL_COPY, 1, 10);
    copy.verbatim_words = 96;
    add(&s, copy);
    copy = member(3, "The Elland Courier", WD_REL_COPY, 1, 70);
    copy.verbatim_words = 60;
    copy.edited_words = 30;
    add(&s, copy);
    add(&s, member(4, "The Elland Courier", WD_REL_DERIVED, 1, 90));
    add(&s, member(5, "The Elland Courier", WD_REL_INDEPENDENT, 0, 95));
    add(&s, member(6, "Harbour Post", WD_REL_COPY, 2, 40)); /* through the Courier */
    add(&s, member(7, "Harbour Post", WD_REL_COPY, 1, -1)); /* states no time */
    add(&s, member(8, "Harbour Post", WD_REL_COPY, 0, 30)); /* of what was not received */
    add(&s, member(9, "", WD_REL_QUOTES, 1, 50));
    struct wd_change *change = wd_list_push(&arena, &s.changes);
    *change = (struct wd_change){.article = 1, .kind = WD_CHANGE_FIGURE, .at_utc = T0 + 60 * 60};
    return s;
}

static const struct wd_output *row_of(const wd_named_outputs *rows, uint64_t article)
{
    for (size_t i = 0; i < rows->n; i++)
        if (rows->v[i].row.article == article)
            return &rows->v[i].row;
    return NULL;
}

static void test_rows(void)
{
    struct wd_story s = the_dam();
    wd_named_outputs rows = {0};
    s.members.v[8].killed = true;
    wd_outputs_of(&arena, &s, &rows);
    is_int((long long)rows.n, 8, "a row a member, none for what was killed");
    uint64_t wire = wd_outlet_key(WD_STR("Northern Wire"));
    const struct wd_output *r = row_of(&rows, 2);
    ok(r && r->kind == WD_OUTPUT_COPY && r->origin == wire && r->agency == wire && r->delay_s == 600, "a copy, ten minutes after");
    r = row_of(&rows, 3);
    ok(r && r->delay_s == 600, "the state that was out when the copy came counts");
    r = row_of(&rows, 6);
    ok(r && r->origin == wire && r->delay_s == 40 * 60, "a copy of a copy goes back to the original");
    r = row_of(&rows, 7);
    ok(r && r->delay_s == WD_NO_TIME && r->at_utc == T0, "without a stated time there is no delay; it stands where it arrived");
    r = row_of(&rows, 8);
    ok(r && r->delay_s == WD_NO_TIME && r->origin == wire, "an agency's text that was not received");
    r = row_of(&rows, 4);
    ok(r && r->kind == WD_OUTPUT_REWRITE && r->origin == wire && r->agency == 0, "a rewrite");
    r = row_of(&rows, 1);
    ok(r && r->kind == WD_OUTPUT_OWN && r->origin == 0, "the original is the wire's own");
    s.members.v[2].carries_earlier = true;
    s.members.v[5].outlet = WD_STR("Northern Wire");
    memset(&rows, 0, sizeof rows);
    wd_outputs_of(&arena, &s, &rows);
    r = row_of(&rows, 3);
    ok(r && r->delay_s == 70 * 60, "a copy that has the earlier state came so long after that one");
    r = row_of(&rows, 6);
    ok(r && r->kind == WD_OUTPUT_OWN && r->origin == 0, "who repeats a text of one's own copies nobody");
    struct wd_story loop = make_story(901);
    add(&loop, member(1, "A", WD_REL_COPY, 2, 5));
    add(&loop, member(2, "B", WD_REL_COPY, 1, 6));
    memset(&rows, 0, sizeof rows);
    wd_outputs_of(&arena, &loop, &rows);
    is_int((long long)rows.n, 2, "a loop of damaged links ends");
}

static void test_ranks(void)
{
    wd_delay_list delays = {0};
    struct wd_delays d;
    wd_delays_of(&delays, &d);
    ok(d.known == 0 && d.median_s == 0, "no delays");
    for (int i = 9; i >= 1; i--)
        wd_list_add(&arena, &delays, i * 60);
    wd_delays_of(&delays, &d);
    ok(d.known == 9 && d.quarter_s == 180 && d.median_s == 300 && d.three_quarters_s == 420, "nearest ranks of nine");
    delays.n = 1;
    wd_delays_of(&delays, &d);
    ok(d.quarter_s == 60 && d.median_s == 60 && d.three_quarters_s == 60, "of one");
    ok(wd_delay_class(300) == 0 && wd_delay_class(301) == 1 && wd_delay_class(INT64_MAX) == WD_DELAY_CLASSES - 1, "classes");
}

static const struct wd_period all = {INT64_MIN, INT64_MAX};

static int put(struct wd_store *s, const struct wd_story *story)
{
    int err = wd_store_begin(s);
    if (!err)
        err = wd_store_put_story(s, story);
    return err ? err : wd_store_commit(s, 1);
}

static const struct wd_outlet_line *line_of(const wd_outlet_lines *lines, const char *name)
{
    for (size_t i = 0; i < lines->n; i++)
        if (wd_str_eqc(lines->v[i].name, name))
            return &lines->v[i];
    return NULL;
}

static void test_lists(struct wd_store *s)
{
    struct wd_story story = the_dam();
    wd_outlet_lines lines;
    struct wd_outlet o;
    is_int(put(s, &story), 0, "put");
    is_int(wd_store_outlets(s, &arena, all, &lines), 0, "all outlets");
    is_int((long long)lines.n, 4, "four of them, one without a name");
    const struct wd_outlet_line *l = line_of(&lines, "The Elland Courier");
    ok(l == &lines.v[0], "most articles first");
    ok(l && l->articles == 4 && l->of_kind[WD_OUTPUT_COPY] == 2 && l->of_kind[WD_OUTPUT_REWRITE] == 1 && l->of_kind[WD_OUTPUT_OWN] == 1,
       "its articles by kind");
    ok(l && l->delays.known == 2 && l->delays.median_s == 600 && l->last_utc == T0 + 95 * 60, "its delays, last seen");
    l = line_of(&lines, "");
    ok(l && l->articles == 1 && l->of_kind[WD_OUTPUT_OWN] == 1, "the one without a name");
    struct wd_period hour = {T0 + 60 * 60, T0 + 90 * 60};
    ok(wd_store_outlets(s, &arena, hour, &lines) == 0 && lines.n == 1 && lines.v[0].articles == 2, "a period holds both its ends");

    is_int(wd_store_outlet(s, &arena, WD_STR("Harbour Post"), all, &o), 0, "one outlet");
    ok(o.line.articles == 3 && o.points.n == 3 && o.points.v[0].at_utc == T0 + 40 * 60, "its articles, newest first");
    ok(o.sources.n == 1 && wd_str_eqc(o.sources.v[0].name, "Northern Wire") && o.sources.v[0].agency && o.sources.v[0].here &&
           o.sources.v[0].copies == 3 && o.sources.v[0].delays.known == 1,
       "whom it copies");
    ok(o.edits.not_compared == 3 && o.delay_classes[3] == 1, "what cannot be compared; delays by class");
    is_int(wd_store_outlet(s, &arena, WD_STR("Northern Wire"), all, &o), 0, "the wire");
    ok(o.copiers.n == 2 && wd_str_eqc(o.copiers.v[0].name, "Harbour Post") && o.copiers.v[0].copies == 3 && o.copiers.v[1].copies == 2 &&
           o.copiers.v[1].rewrites == 1,
       "who copies it");
    is_int(wd_store_outlet(s, &arena, WD_STR("The Elland Courier"), all, &o), 0, "the Courier");
    ok(o.edits.unedited == 1 && o.edits.edited == 1 && o.edits.words == 200 && o.edits.verbatim_words == 156, "how much it edits");
    ok(wd_store_outlet(s, &arena, WD_STR("The Elland Courier"), (struct wd_period){0, 1}, &o) == 0 && o.line.articles == 0,
       "known, but not in that time");
    is_int(wd_store_outlet(s, &arena, WD_STR("Nobody"), all, &o), WD_E_NOTFOUND, "not known");
}

static int64_t articles_of(struct wd_store *s, const char *name)
{
    struct wd_outlet o;
    int err = wd_store_outlet(s, &arena, wd_str_c(name), all, &o);
    return err == WD_E_NOTFOUND ? 0 : err ? err : o.line.articles;
}

static void test_changes(struct wd_store *s)
{
    struct wd_story story = the_dam(), other = make_story(902);
    is_int(wd_store_begin(s), 0, "begin");
    is_int(wd_store_kill(s, 2, T0 + 3600), 0, "kill");
    is_int(wd_store_commit(s, 2), 0, "commit");
    is_int(articles_of(s, "The Elland Courier"), 3, "a kill takes its row out");
    story.members.v[1].killed = true;
    is_int(put(s, &story), 0, "the story put again");
    is_int(articles_of(s, "The Elland Courier"), 3, "does not bring it back");

    story.members.v[4].outlet = WD_STR("Elland Courier");
    is_int(put(s, &story), 0, "an outlet's name is another one");
    ok(articles_of(s, "The Elland Courier") == 2 && articles_of(s, "Elland Courier") == 1, "the row goes with it");

    /* two articles move to another story, then the old story is taken out */
    add(&other, story.members.v[0]);
    add(&other, story.members.v[8]);
    story.members.n--;
    is_int(wd_store_begin(s), 0, "begin");
    ok(wd_store_put_story(s, &story) == 0 && wd_store_put_story(s, &other) == 0, "two articles have moved");
    is_int(wd_store_commit(s, 3), 0, "commit");
    is_int(articles_of(s, ""), 1, "each has one row");
    is_int(wd_store_begin(s), 0, "begin");
    is_int(wd_store_redirect(s, story.key, other.key), 0, "the old story leads to the new one");
    is_int(wd_store_commit(s, 4), 0, "commit");
    ok(articles_of(s, "Harbour Post") == 0 && articles_of(s, "The Elland Courier") == 0, "its rows are out");
    ok(articles_of(s, "Northern Wire") == 1 && articles_of(s, "") == 1, "those that have moved on stay");
    is_int(put(s, &story), 0, "it comes back");
    is_int(articles_of(s, "Harbour Post"), 3, "with its rows");
    story.members.n = 0;
    is_int(put(s, &story), 0, "without members it is taken out");
    is_int(articles_of(s, "Harbour Post"), 0, "and its rows");

    is_int(put(s, &other), 0, "the other story again");
    other.members.v[0].outlet = WD_STR("Lost Wire");
    is_int(wd_store_begin(s), 0, "begin");
    is_int(wd_store_put_story(s, &other), 0, "put");
    wd_store_rollback(s);
    ok(articles_of(s, "Lost Wire") == 0 && articles_of(s, "Northern Wire") == 1, "rolled back");
    is_int(put(s, &other), 0, "put once more");
    is_int(articles_of(s, "Lost Wire"), 1, "this time it is written");
}

/* A story of many, put again with one more. SQLite counts the rows that it changes. */
static void test_growth(struct wd_store *s)
{
    enum { MANY = 500, STORY_ROWS = 3 /* record, list row, applied_seq */ };
    struct wd_story story = make_story(903);
    add(&story, member(10000, "Northern Wire", WD_REL_ORIGINAL, 0, 0));
    for (uint64_t i = 1; i < MANY; i++)
        add(&story, member(10000 + i, "The Mirror", WD_REL_COPY, 10000, (int64_t)i));
    sqlite3_int64 at = sqlite3_total_changes64(s->derived.handle);
    is_int(put(s, &story), 0, "a story of 500");
    ok(sqlite3_total_changes64(s->derived.handle) - at >= MANY, "500 rows are written");
    add(&story, member(10000 + MANY, "The Mirror", WD_REL_COPY, 10000, MANY));
    at = sqlite3_total_changes64(s->derived.handle);
    is_int(put(s, &story), 0, "one more");
    is_int(sqlite3_total_changes64(s->derived.handle) - at, STORY_ROWS + 1, "one row is written");
    wd_outlets_forget(s);
    at = sqlite3_total_changes64(s->derived.handle);
    is_int(put(s, &story), 0, "put again after a restart");
    is_int(sqlite3_total_changes64(s->derived.handle) - at, STORY_ROWS, "no row is written");
    is_int(articles_of(s, "The Mirror"), MANY, "all are there");
}

int main(void)
{
    struct wd_where w = {0};
    struct wd_store *s = NULL;
    wd_arena_init(&arena);
    char *folder = temporary_folder(&arena);
    test_rows();
    test_ranks();
    is_int(wd_store_open(folder, &s, &w), 0, "open");
    test_lists(s);
    test_changes(s);
    test_growth(s);
    wd_store_close(s);
    wd_dir_remove(folder);
    wd_arena_done(&arena);
    return done();
}
