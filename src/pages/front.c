#include "pages/around.h"

struct rect_view {
    struct wd_str kind;
    uint32_t x, y, height;
};
static const struct wd_field rect_fields[] = {
    WD_FIELD(1, rect_view, kind, WD_T_STR),
    WD_FIELD(1, rect_view, x, WD_T_U32),
    WD_FIELD(1, rect_view, y, WD_T_U32),
    WD_FIELD(1, rect_view, height, WD_T_U32),
};
static WD_RECORD(rect_record, rect_view, rect_fields);

struct row_view {
    struct wd_str href, headline, language, stand, stand_outlet, news, news_outlet, news_outlet_href, origin_number, counts;
    wd_state_views states;
    int64_t updated_utc;
    WD_LIST(struct rect_view) rects;
};
static const struct wd_field row_fields[] = {
    WD_FIELD(1, row_view, href, WD_T_STR),
    WD_FIELD(1, row_view, headline, WD_T_STR),
    WD_FIELD(1, row_view, language, WD_T_STR),
    WD_FIELD(1, row_view, stand, WD_T_STR),
    WD_FIELD(1, row_view, stand_outlet, WD_T_STR),
    WD_FIELD(1, row_view, news, WD_T_STR),
    WD_FIELD(1, row_view, news_outlet, WD_T_STR),
    WD_FIELD(1, row_view, news_outlet_href, WD_T_STR),
    WD_FIELD(1, row_view, origin_number, WD_T_STR),
    WD_FIELD(1, row_view, counts, WD_T_STR),
    WD_FIELD_OF(1, row_view, states, WD_T_LIST, &wd_state_view_record),
    WD_FIELD(1, row_view, updated_utc, WD_T_TIME),
    WD_FIELD_OF(1, row_view, rects, WD_T_LIST, &rect_record),
};
static WD_RECORD(row_record, row_view, row_fields);

struct section_view {
    struct wd_str name, href;
    bool here;
};
static const struct wd_field section_fields[] = {
    WD_FIELD(1, section_view, name, WD_T_STR),
    WD_FIELD(1, section_view, href, WD_T_STR),
    WD_FIELD(1, section_view, here, WD_T_BOOL),
};
static WD_RECORD(section_record, section_view, section_fields);

struct front_view {
    struct wd_head_view page;
    struct wd_str root, title, day, articles, stories, origins, older, feeds;
    int64_t last_arrival_utc;
    bool none, all_sections, today;
    WD_LIST(struct section_view) sections;
    WD_LIST(struct row_view) rows;
};
static const struct wd_field front_fields[] = {
    WD_FIELD_OF(1, front_view, page, WD_T_REC, &wd_head_view_record),
    WD_FIELD(1, front_view, root, WD_T_STR),
    WD_FIELD(1, front_view, title, WD_T_STR),
    WD_FIELD(1, front_view, day, WD_T_STR),
    WD_FIELD(1, front_view, articles, WD_T_STR),
    WD_FIELD(1, front_view, stories, WD_T_STR),
    WD_FIELD(1, front_view, origins, WD_T_STR),
    WD_FIELD(1, front_view, older, WD_T_STR),
    WD_FIELD(1, front_view, feeds, WD_T_STR),
    WD_FIELD(1, front_view, last_arrival_utc, WD_T_TIME),
    WD_FIELD(1, front_view, none, WD_T_BOOL),
    WD_FIELD(1, front_view, today, WD_T_BOOL),
    WD_FIELD(1, front_view, all_sections, WD_T_BOOL),
    WD_FIELD_OF(1, front_view, sections, WD_T_LIST, &section_record),
    WD_FIELD_OF(1, front_view, rows, WD_T_LIST, &row_record),
};
WD_RECORD(wd_front_view_record, front_view, front_fields);

enum { BARS = 48, BAR_STEP = 4, BAR_HEIGHT = 24 }; /* a day */

/* The last BARS half hours, heights to scale: copies stand on originals. */
static void set_bars(struct wd_arena *a, const struct wd_front_row *row, struct row_view *v)
{
    size_t first = row->bars.n > BARS ? row->bars.n - BARS : 0;
    uint64_t most = 0;
    for (size_t i = first; i < row->bars.n; i++)
        most = WD_MAX(most, (uint64_t)row->bars.v[i].originals + row->bars.v[i].copies);
    if (most == 0)
        return;
    most = WD_MAX(most, 4); /* one article alone is no peak */
    for (size_t i = first; i < row->bars.n; i++) {
        uint32_t x = (uint32_t)((BARS - (row->bars.n - i)) * BAR_STEP);
        uint64_t originals = row->bars.v[i].originals, both = originals + row->bars.v[i].copies;
        uint32_t low = (uint32_t)((originals * BAR_HEIGHT + most - 1) / most), high = (uint32_t)((both * BAR_HEIGHT + most - 1) / most);
        if (low)
            wd_list_add(a, &v->rects, (struct rect_view){WD_STR("o"), x, BAR_HEIGHT - low, low});
        if (high > low)
            wd_list_add(a, &v->rects, (struct rect_view){WD_STR("c"), x, BAR_HEIGHT - high, high - low});
    }
}

static void set_row(struct wd_arena *a, const struct wd_front_row *row, const char *root, struct row_view *v)
{
    *v = (struct row_view){
        .href = wd_arena_printf(a, "%ss/%" PRIu32, root, row->serial),
        .headline = row->killed ? WD_STR("Notice: a story was withdrawn by its source") : wd_format_line(a, row->headline),
        .language = row->killed ? WD_STR("") : wd_view_language(row->language, WD_STR("")),
        .news = wd_news_words(row->newest_kind),
        .news_outlet = row->newest_outlet,
        .news_outlet_href = row->newest_outlet.n ? wd_view_outlet_href(a, root, row->newest_outlet) : WD_STR(""),
        .origin_number = wd_arena_printf(a, "%" PRIu32, row->origins),
        .updated_utc = row->updated_utc,
    };
    wd_view_states(a, row->developing, row->corrected, row->killed, &v->states);
    struct wd_str articles = wd_format_count(a, row->articles, "article", "articles");
    v->counts = wd_arena_printf(a, "%s \xC2\xB7 %.*s", row->origins == 1 ? "origin" : "origins", WD_STR_ARG(articles));
    if (row->copies)
        v->counts = wd_arena_printf(a, "%.*s \xC2\xB7 %s", WD_STR_ARG(v->counts), wd_format_count(a, row->copies, "copy", "copies").p);
    if (row->languages > 1)
        v->counts = wd_arena_printf(a, "%.*s \xC2\xB7 %" PRIu32 " languages", WD_STR_ARG(v->counts), row->languages);
    if (row->killed)
        return;
    v->stand = wd_format_line(a, row->stand);
    v->stand_outlet = row->stand_outlet;
    set_bars(a, row, v);
}

void wd_page_front(const struct wd_page_context *c, struct wd_arena *a, const struct wd_front *front, struct wd_buf *out)
{
    const char *root = front->section.n ? "../" : "./";
    struct front_view v = {
        .root = wd_str_c(root),
        .title = front->section.n ? front->section : WD_STR("Stories"),
        .day = wd_format_day(a, c->zone, c->as_of_utc),
        .articles = wd_format_count(a, (uint64_t)front->articles_today, "article", "articles"),
        .stories = wd_format_count(a, (uint64_t)front->stories_today, "story", "stories"),
        .origins = wd_format_count(a, (uint64_t)front->origins_today, "independent origin", "independent origins"),
        .feeds = front->feeds ? wd_format_count(a, (uint64_t)front->feeds, "feed", "feeds") : WD_STR("files given by hand"),
        .last_arrival_utc = front->last_arrival_utc,
        .none = front->rows.n == 0,
        .today = front->articles_today > 0,
        .all_sections = front->section.n == 0,
    };
    wd_view_head(c, v.title, root, &v.page);
    v.page.feed = wd_arena_printf(a, "%satom.xml", root);
    v.page.on_front = front->section.n == 0;
    v.page.live = true;
    v.page.since_utc = front->last_arrival_utc == WD_NO_TIME ? 0 : front->last_arrival_utc;
    if (front->next_before_utc) {
        struct wd_str name = wd_format_percent(a, front->section);
        v.older = front->section.n ? wd_arena_printf(a, "%ssection/%.*s?before=%" PRId64, root, WD_STR_ARG(name), front->next_before_utc)
                                   : wd_arena_printf(a, "%s?before=%" PRId64, root, front->next_before_utc);
    }
    for (size_t i = 0; i < front->sections.n; i++) {
        struct wd_str name = front->sections.v[i], encoded = wd_format_percent(a, name);
        wd_list_add(a, &v.sections,
                    (struct section_view){.name = name,
                                          .href = wd_arena_printf(a, "%ssection/%.*s", root, WD_STR_ARG(encoded)),
                                          .here = wd_str_eq(name, front->section)});
    }
    for (size_t i = 0; i < front->rows.n; i++)
        set_row(a, &front->rows.v[i], root, wd_list_push(a, &v.rows));
    struct wd_template_env env = {.zone = c->zone, .day_utc = c->as_of_utc};
    wd_template_render(a, "front.html", &env, &wd_front_view_record, &v, out);
}
