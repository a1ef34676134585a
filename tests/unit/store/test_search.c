#include "helper.h"

#include "base/buf.h"
#include "store/query.h"

static struct wd_arena arena;

/* Serial numbers of the hits, as "3 1". */
static struct wd_str found(struct wd_store *s, const char *query)
{
    wd_hits hits;
    struct wd_where w = {0};
    struct wd_buf b;
    int err = wd_store_search(s, &arena, wd_str_c(query), 100, 0, &hits, &w);
    if (err)
        return wd_arena_printf(&arena, "%s", wd_err_name(err));
    wd_buf_init(&b, 1 << 16);
    for (size_t i = 0; i < hits.n; i++)
        wd_buf_printf(&b, "%s%u", i ? " " : "", hits.v[i].article_serial);
    struct wd_str text = wd_arena_str(&arena, wd_buf_str(&b));
    wd_buf_done(&b);
    return text;
}

static void fill(struct wd_store *s)
{
    enum { DAY = 86400 };
    struct wd_article a[] = {
        make_article("a1", "Crane falls in Port Elland", "A crane fell on the northern quay on Friday.\nNobody was hurt.", T0),
        make_article("a2", "Bank holds rate", "The central bank held its rate.\nInflation in São Lourenço fell.", T0 - 40 * DAY),
        make_article("a3", "Quay reopens", "The northern quay reopened.\nOkafor said \"the crane is gone\".", T0 + 2 * DAY),
        make_article("a4", "Embargoed report", "The secret quay.", T0 + DAY),
        make_article("a5", "Not for search engines", "A hidden quay.", T0 + DAY),
        make_article("a6", "Old news that came late", "A very old quay.", T0 + 3 * DAY),
    };
    struct wd_quote quote = {.kind = WD_QUOTE_DIRECT, .speaker = WD_STR("Ines Okafor")};
    wd_list_add(&arena, &a[2].quotes, quote);
    a[1].outlet = WD_STR("Meridian Press");
    a[1].agency = WD_STR("Atlas News");
    a[3].pubstatus = WD_PUB_WITHHELD;
    a[4].no_index = true;
    a[5].created_utc = T0 - 400 * DAY;
    is_int(wd_store_begin(s), 0, "begin");
    for (size_t i = 0; i < WD_COUNT(a); i++)
        is_int(put_article(s, &a[i], 0, (int64_t)i + 1), 0, "put");
    is_int(wd_store_commit(s, 6), 0, "commit");
}

static void test_syntax(struct wd_store *s)
{
    static const struct {
        const char *query, *want;
    } rows[] = {
        {"quay", "3 1 6"},
        {"QUAY northern", "3 1"},
        {"\"northern quay\"", "3 1"},
        {"\"quay northern\"", ""},
        {"\xE2\x80\x9Cnorthern quay\xE2\x80\x9D", "3 1"},
        {"\"northern quay", "3 1"},
        {"northern -friday", "3"},
        {"northern -\"on friday\"", "3"},
        {"speaker:okafor", "3"},
        {"speaker:\"Ines Okafor\"", "3"},
        {"okafor", "3"},
        {"ines", ""},
        {"quay -speaker:Okafor", "1 6"},
        {"outlet:Meridian", "2"},
        {"Outlet:\"Meridian Press\" rate", "2"},
        {"agency:Atlas", "2"},
        {"meridian", ""},
        {"sao lourenco", "2"},
        {"S\xC3\xA3o", "2"},
        {"quay since:2026-03-15", "3"},
        {"quay until:2026-03-14", "1 6"},
        {"quay until:2026-03-13", "6"},
        {"since:2026-03-14", "3 5 1"},
        {"since:2026-03-14 until:2026-03-14", "1"},
        {"secret", ""},
        {"hidden", ""},
        {"engines", "5"},
        {"crane AND quay", ""},
        {"crane OR bank", ""},
        {"NEAR(crane quay)", ""},
        {"quay*", "3 1 6"},
        {"title:crane", ""},
        {"{body}:crane", ""},
        {"crane^2", ""},
        {"northern ' ; -- \"", "3 1"},
        {"", "WD_E_USAGE"},
        {"  \t ", "WD_E_USAGE"},
        {"-quay", "WD_E_USAGE"},
        {"\"\" !!! --", "WD_E_USAGE"},
        {"since:yesterday", "WD_E_USAGE"},
        {"since:2026-02-30", "WD_E_USAGE"},
        {"speaker: Okafor", "WD_E_USAGE"},
        {"bad \xFF byte", "WD_E_USAGE"},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++)
        is_str(found(s, rows[i].query), rows[i].want, rows[i].query);
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    for (int i = 0; i < 100; i++)
        wd_buf_putc(&b, "quay ");
    is_str(found(s, wd_arena_c(&arena, wd_buf_str(&b))), "WD_E_USAGE", "too many words");
    for (int i = 0; i < 200; i++)
        wd_buf_putc(&b, "northern ");
    is_str(found(s, wd_arena_c(&arena, wd_buf_str(&b))), "WD_E_USAGE", "too long");
    wd_buf_done(&b);
}

static void test_hits(struct wd_store *s)
{
    wd_hits hits;
    is_int(wd_store_search(s, &arena, WD_STR("northern"), 1, 1, &hits, NULL), 0, "second page of one");
    ok(hits.n == 1 && hits.v[0].article_serial == 1 && hits.v[0].at_utc == T0, "has the older one");
    is_str(hits.v[0].title, "Crane falls in Port Elland", "title");
    is_str(hits.v[0].outlet, "The Elland Courier", "outlet");
    is_str(hits.v[0].snippet, "A crane fell on the \x01northern\x02 quay on Friday.\nNobody was hurt.", "verbatim, with the match marked");

    /* a newer state takes the place of the older in search */
    struct wd_article now = make_article("a1", "Crane falls in Port Elland", "A crane fell on the southern quay on Friday.", T0 + 60);
    is_int(wd_store_begin(s), 0, "begin");
    is_int(put_article(s, &now, 0, 7), 0, "put");
    is_int(wd_store_commit(s, 7), 0, "commit");
    is_str(found(s, "southern"), "1", "the newer state is found");
    is_str(found(s, "northern"), "3", "the older is not");
}

static void test_long(struct wd_store *s)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    for (int i = 0; i < 3000; i++)
        wd_buf_putc(&b, "w\xC3\xB6rter ");
    wd_buf_putc(&b, ". The needle lies here.");
    for (int i = 0; i < 3000; i++)
        wd_buf_putc(&b, " w\xC3\xB6rter");
    struct wd_article a = make_article("long", "Long", wd_arena_c(&arena, wd_buf_str(&b)), T0);
    wd_buf_done(&b);
    is_int(wd_store_begin(s), 0, "begin");
    is_int(put_article(s, &a, 0, 8), 0, "put");
    is_int(wd_store_commit(s, 8), 0, "commit");
    wd_hits hits;
    ok(wd_store_search(s, &arena, WD_STR("needle"), 5, 0, &hits, NULL) == 0 && hits.n == 1, "found in a long text");
    ok(hits.v[0].snippet.n < 300 && wd_str_starts(hits.v[0].snippet, "The \x01needle\x02 lies here."), "snippet starts with its sentence");
    struct wd_buf report;
    wd_buf_init(&report, 1 << 20);
    is_int(wd_store_check(s, &report), 0, "check");
    is_str(wd_buf_str(&report), "", "index and texts agree");
    wd_buf_done(&report);
}

int main(void)
{
    struct wd_store *s = NULL;
    wd_arena_init(&arena);
    char *folder = temporary_folder(&arena);
    is_int(wd_store_open(folder, &s, NULL), 0, "open");
    fill(s);
    test_syntax(s);
    test_hits(s);
    test_long(s);
    wd_store_close(s);
    wd_dir_remove(folder);
    wd_arena_done(&arena);
    return done();
}
