#include "pages/outlets.h"
#include "proof.h"
#include "tap.h"

#include "base/json.h"
#include "base/limits.h"

/* 2026-03-14T10:00:00Z, a Saturday */
#define T0 INT64_C(1773482400)
#define DAY INT64_C(86400)

static struct wd_arena a;
static struct wd_page_context context = {.as_of_utc = T0, .base_url = {"http://127.0.0.1", 16}};

static struct wd_str take(struct wd_buf *b)
{
    ok(b->err == 0, "no error");
    struct wd_str s = wd_arena_str(&a, wd_buf_str(b));
    wd_buf_done(b);
    wd_buf_init(b, WD_MAX_PAGE_BYTES);
    return s;
}

static bool has(struct wd_str page, const char *text)
{
    return wd_str_find(page, text, 0) != SIZE_MAX;
}

static void point(struct wd_outlet *o, int64_t at_utc, enum wd_output_kind kind)
{
    wd_list_add(&a, &o->points, (struct wd_output_point){at_utc, kind});
    o->line.articles++;
    o->line.of_kind[kind]++;
    o->line.first_utc = o->points.n == 1 ? at_utc : WD_MIN(o->line.first_utc, at_utc);
    o->line.last_utc = o->points.n == 1 ? at_utc : WD_MAX(o->line.last_utc, at_utc);
}

/* A month of the Elland Courier: a copy a day, two accounts of its own today, a rewrite last week. */
static struct wd_outlet_page_view courier(void)
{
    struct wd_outlet_page_view v = {.days = 30, .period = wd_outlet_period(&context, 30)};
    struct wd_outlet *o = &v.outlet;
    o->line.name = WD_STR("The Elland Courier");
    point(o, T0, WD_OUTPUT_OWN);
    point(o, T0 - 3600, WD_OUTPUT_OWN);
    for (int i = 0; i < 20; i++)
        point(o, T0 - i * DAY, WD_OUTPUT_COPY);
    point(o, T0 - 7 * DAY, WD_OUTPUT_REWRITE);
    o->line.delays = (struct wd_delays){20, 12 * 60, 38 * 60, 125 * 60};
    o->delay_classes[1] = 6;
    o->delay_classes[3] = 14;
    wd_list_add(&a, &o->sources, (struct wd_outlet_source){WD_STR("Northern Wire"), true, true, 15, 1, {15, 600, 1200, 1800}});
    wd_list_add(&a, &o->sources, (struct wd_outlet_source){WD_STR("Far Shore Agency"), true, false, 5, 0, {0, 0, 0, 0}});
    wd_list_add(&a, &o->copiers, (struct wd_outlet_copier){WD_STR("Harbour / Post?"), 2, 1});
    o->edits = (struct wd_outlet_edits){12, 6, 2, 1000, 900, 60};
    wd_list_add(&a, &o->newest,
                (struct wd_outlet_article){31, 12, WD_STR("Crane <falls>"), WD_STR("en"), WD_STR("https://courier.example/31"),
                                           WD_STR("Northern Wire"), WD_OUTPUT_COPY, T0, 38 * 60});
    wd_list_add(&a, &o->newest,
                (struct wd_outlet_article){32, 12, WD_STR("Kran f\xC3\xA4llt um"), WD_STR("de"), WD_STR("javascript:alert(1)"), WD_STR(""),
                                           WD_OUTPUT_OWN, T0, WD_NO_TIME});
    return v;
}

static void check_page(struct wd_str page, const char *name)
{
    wd_strs sources = {0};
    struct proof p;
    wd_list_add(&a, &sources, WD_STR("Crane <falls>\nKran f\xC3\xA4llt um"));
    proof_page(&a, page, &sources, &p);
    ok(p.faults.n == 0, "%s: nothing is quoted that no source says", name);
    ok(!has(page, "{{") && !has(page, "}}"), "%s: no tag is left", name);
    ok(!has(page, " style=") && !has(page, "<style") && !has(page, "<script>"), "%s: no inline style or script", name);
    ok(has(page, "<main id=\"main\"") && has(page, "<h1"), "%s: landmarks", name);
}

static void test_outlet(struct wd_buf *b)
{
    struct wd_outlet_page_view v = courier();
    wd_page_outlet(&context, &a, &v, b);
    struct wd_str page = take(b);
    check_page(page, "outlet");
    ok(has(page, "<h1 dir=\"auto\">The Elland Courier</h1>"), "its name");
    ok(has(page, "<dt>copies</dt><dd>20</dd>") && has(page, "<dt>rewrite</dt><dd>1</dd>") && has(page, "<dd>87 %</dd>"),
       "counts and share");
    ok(has(page,
           "Half of its copies come within 38 min of what they are copied from, a quarter within 12 min, three quarters within 2 h 5 min."),
       "how fast, in words");
    ok(has(page, "5 to 15 min") && has(page, "30 min to 1 h") && !has(page, "up to 5 min") && !has(page, "1 to 3 h"),
       "classes from the first to the last that has copies");
    ok(has(page, "90 % in sentences taken word for word, 6 % in edited ones, 4 % in its own"), "how much edited");
    ok(has(page, "<a href=\"../o/Northern%20Wire\">") && !has(page, "../o/Far%20Shore"), "sources that are here have a page");
    ok(has(page, "<a href=\"../o/Harbour%20%2F%20Post%3F\">"), "a name is one segment");
    ok(has(page, "Crane &lt;falls&gt;") && has(page, "href=\"../a/31\"") && has(page, "of Northern Wire, 38 min after it"),
       "newest articles");
    ok(has(page, "lang=\"de\"") && !has(page, "javascript:"), "foreign titles, no foreign schemes");
    ok(has(page, "role=\"img\" aria-label=\"Articles per day from 23 Feb 2026 to 14 Mar 2026: 2 own accounts, 1 rewrite, 20 copies"),
       "the plot in words");
    ok(has(page, "articles per day") && has(page, "<th scope=\"row\">7 Mar 2026</th><td>0</td><td>1</td><td>1</td>"), "and as a table");
    ok(has(page, "?days=7\"") && has(page, "aria-current=\"page\">30 days"), "periods");
    wd_page_outlet(&context, &a, &v, b);
    ok(wd_str_eq(take(b), page), "the same input gives the same bytes");
    for (int i = 0; i < 60; i++)
        wd_list_add(&a, &v.outlet.copiers, (struct wd_outlet_copier){wd_arena_printf(&a, "Copier %d", i), 1, 0});
    wd_page_outlet(&context, &a, &v, b);
    page = take(b);
    ok(has(page, "Copier 38") && !has(page, "Copier 39") && has(page, "21 further outlets in the JSON."), "long lists end, and say so");
    struct wd_outlet_page_view empty = {.days = 7, .period = wd_outlet_period(&context, 7)};
    wd_page_outlet(&context, &a, &empty, b);
    page = take(b);
    check_page(page, "empty outlet");
    ok(has(page, "Outlet not named") && has(page, "No article of this outlet in this time."), "nothing in this time");
}

static void test_outlets(struct wd_buf *b)
{
    struct wd_outlets_view v = {.days = 0, .period = wd_outlet_period(&context, 0)};
    wd_list_add(&a, &v.lines, courier().outlet.line);
    wd_list_add(&a, &v.lines, (struct wd_outlet_line){.articles = 1, .of_kind = {1, 0, 0}, .first_utc = T0, .last_utc = T0});
    v.lines.v[1].name = WD_STR("");
    wd_page_outlets(&context, &a, &v, b);
    struct wd_str page = take(b);
    check_page(page, "outlets");
    ok(has(page, "<b>24 articles</b> by <b>2 outlets</b>: 3 own accounts, 1 rewrite, 20 copies. <b>83 %</b>"), "all in a sentence");
    ok(has(page, "<a href=\"./o/The%20Elland%20Courier\">") && has(page, "<a href=\"./o/\">Outlet not named</a>"), "each has a page");
    ok(has(page, "<td data-label=\"Delay\">38 min</td>") && has(page, "<span class=\"none\">none</span>"), "median delay");
    ok(has(page, "class=\"e\" x=\"8.7\" y=\"0\" width=\"4.3\""), "widths are attributes");
    v.lines.n = 0;
    wd_page_outlets(&context, &a, &v, b);
    page = take(b);
    check_page(page, "no outlets");
    ok(has(page, "No article in this time."), "none");
}

static void test_plot(void)
{
    struct wd_plot_view p;
    struct wd_outlet_page_view v = {.days = 0};
    wd_view_plot(&a, NULL, &v, &p);
    ok(!p.shown, "no articles, no plot");
    /* 23:30 in UTC is the next day an hour east */
    point(&v.outlet, T0 + 13 * 3600 + 1800, WD_OUTPUT_COPY);
    point(&v.outlet, T0 - 5 * DAY, WD_OUTPUT_OWN);
    wd_view_plot(&a, NULL, &v, &p);
    ok(p.shown && wd_str_eqc(p.step, "day") && wd_str_eqc(p.last, "14 Mar 2026"), "days in UTC");
    wd_view_plot(&a, wd_zone_fixed(&a, WD_STR("CET"), 3600), &v, &p);
    ok(wd_str_eqc(p.last, "15 Mar 2026") && p.bars.n == 8, "days in the zone, no fewer than eight bars");
    ok(p.bars.v[7].copies == 1 && p.bars.v[1].own == 1 && p.bars.v[7].copy_height == WD_PLOT_HEIGHT / 2 && p.bars.v[7].copy_y == 50,
       "each in its bar, half as high as two articles");
    point(&v.outlet, T0 - 100 * DAY, WD_OUTPUT_REWRITE);
    wd_view_plot(&a, NULL, &v, &p);
    ok(wd_str_eqc(p.step, "week") && p.bars.n <= WD_PLOT_BARS && wd_str_eqc(p.last, "9 Mar 2026") && p.bars.v[0].rewrites == 1,
       "weeks from Monday on");
    point(&v.outlet, T0 - 100000 * DAY, WD_OUTPUT_OWN);
    wd_view_plot(&a, NULL, &v, &p);
    ok(wd_str_eqc(p.step, "52 weeks") && p.bars.n == WD_PLOT_BARS && p.older, "what is older than the bars is said to be so");
    struct wd_outlet_page_view day = {.days = 0};
    point(&day.outlet, T0, WD_OUTPUT_COPY);
    point(&day.outlet, T0 - 3 * 3600, WD_OUTPUT_COPY);
    point(&day.outlet, T0 - 3 * 3600 + 60, WD_OUTPUT_REWRITE);
    wd_view_plot(&a, NULL, &day, &p);
    ok(wd_str_eqc(p.step, "hour") && wd_str_eqc(p.last, "10:00") && wd_str_eqc(p.first, "03:00"), "hours of a day");
    const struct wd_plot_bar_view *b = &p.bars.v[4];
    ok(b->rewrites == 1 && b->copies == 1 && b->rewrite_y == 50 && b->copy_y == 0 && b->rewrite_height + b->copy_height == WD_PLOT_HEIGHT,
       "copies stand on rewrites");
    uint64_t drawn = 0;
    for (size_t i = 0; i < p.bars.n; i++)
        drawn += (uint64_t)p.bars.v[i].own + p.bars.v[i].rewrites + p.bars.v[i].copies;
    is_int((long long)drawn, 3, "every article stands in one bar");
}

static void test_words(void)
{
    static const struct {
        int64_t s;
        const char *text;
    } delays[] = {{0, "less than a minute"}, {60, "1 min"}, {3599, "59 min"},       {3600, "1 h"},
                  {7500, "2 h 5 min"},       {DAY, "1 d"},  {DAY + 3600, "1 d 1 h"}};
    for (size_t i = 0; i < WD_COUNT(delays); i++)
        is_str(wd_format_delay(&a, delays[i].s), delays[i].text, "delay");
    is_str(wd_view_outlet_href(&a, "../", WD_STR("a.json")), "../o/a%2Ejson", "a name that looks like the address of its JSON");
    is_str(wd_view_outlet_href(&a, "./", WD_STR("")), "./o/", "no name");
    struct wd_period p = wd_outlet_period(&context, 1);
    ok(p.from_utc == T0 - 10 * 3600 && p.to_utc == T0, "today begins at midnight");
    struct wd_page_context east = context;
    east.zone = wd_zone_fixed(&a, WD_STR("IST"), 19800);
    p = wd_outlet_period(&east, 7);
    ok(p.from_utc == T0 - 10 * 3600 - 19800 - 6 * DAY, "of the zone");
    ok(wd_outlet_period(&context, 0).from_utc == INT64_MIN, "all");
}

static void test_json(struct wd_buf *b)
{
    struct wd_outlet_page_view v = courier();
    struct wd_jw w;
    struct wd_json *j = NULL;
    wd_jw_init(&w, b);
    wd_json_outlet(&v, &w);
    ok(wd_json_parse(&a, take(b), &j, NULL) == 0, "JSON of an outlet is well formed");
    is_int(wd_json_get(j, "copies")->integer, 20, "copies");
    is_int(wd_json_get(wd_json_get(j, "delay"), "median_s")->integer, 38 * 60, "median");
    is_int(wd_json_get(wd_json_get(j, "edited"), "lightly_edited")->integer, 6, "lightly edited");
    is_str(wd_json_get_str(wd_json_at(wd_json_get(j, "sources"), 0), "name"), "Northern Wire", "whom it copies");
    is_str(wd_json_get_str(wd_json_at(wd_json_get(j, "newest"), 0), "id"), "a31", "newest");
    struct wd_outlets_view all = {.days = 30, .period = wd_outlet_period(&context, 30)};
    wd_list_add(&a, &all.lines, v.outlet.line);
    wd_jw_init(&w, b);
    wd_json_outlets(&all, &w);
    ok(wd_json_parse(&a, take(b), &j, NULL) == 0, "JSON of all is well formed");
    is_str(wd_json_get_str(wd_json_at(wd_json_get(j, "outlets"), 0), "outlet"), "The Elland Courier", "outlet");
    is_str(wd_json_get_str(wd_json_get(j, "period"), "from"), "2026-02-13T00:00:00Z", "period");
}

static void test_text(struct wd_buf *b)
{
    struct wd_outlet_page_view v = courier();
    struct wd_outlets_view all = {.days = 0, .period = wd_outlet_period(&context, 0)};
    wd_list_add(&a, &all.lines, v.outlet.line);
    all.lines.v[0].name = WD_STR("A name\x1b[31m that is much longer than a terminal of forty columns has room for");
    for (uint32_t width = 40; width <= 110; width += 35) {
        wd_text_outlets(&context, &a, &all, width, false, b);
        wd_text_outlet(&context, &a, &v, width, false, b);
        struct wd_str rest = take(b), line;
        ok(has(rest, "Elland") && has(rest, "HOW MUCH EDITED") && has(rest, "38 min"), "its parts at %u columns", width);
        ok(!has(rest, "\x1b"), "a name does not steer the terminal");
        bool fits = true;
        while (wd_str_cut(&rest, '\n', &line)) {
            size_t columns = 0;
            for (size_t i = 0; i < line.n; i++)
                columns += ((unsigned char)line.p[i] & 0xC0) != 0x80;
            fits &= columns <= width;
        }
        ok(fits, "lines fit %u columns", width);
    }
}

int main(void)
{
    wd_arena_init(&a);
    struct wd_buf b;
    wd_buf_init(&b, WD_MAX_PAGE_BYTES);
    test_outlet(&b);
    test_outlets(&b);
    test_plot();
    test_words();
    test_json(&b);
    test_text(&b);
    wd_buf_done(&b);
    wd_arena_done(&a);
    return done();
}
