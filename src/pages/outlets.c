#include "pages/outlets.h"

#include "base/json.h"

static const struct wd_field period_fields[] = {
    WD_FIELD(1, wd_period_view, label, WD_T_STR),
    WD_FIELD(1, wd_period_view, href, WD_T_STR),
    WD_FIELD(1, wd_period_view, here, WD_T_BOOL),
};
WD_RECORD(wd_period_view_record, wd_period_view, period_fields);

enum { DAY_S = 86400, DAYS_OF_PAGE = 30 };

/* ---- in words ---- */

struct wd_period wd_outlet_period(const struct wd_page_context *c, int64_t days)
{
    struct wd_period p = {INT64_MIN, c->as_of_utc};
    if (days <= 0 || c->as_of_utc == WD_NO_TIME)
        return p;
    struct wd_civil day = wd_time_to_civil(c->as_of_utc + wd_zone_offset_at(c->zone, c->as_of_utc, NULL) - (days - 1) * DAY_S);
    day.hour = day.minute = day.second = 0;
    p.from_utc = wd_time_from_civil(day) - wd_zone_offset_local(c->zone, day);
    return p;
}

void wd_view_periods(struct wd_arena *a, struct wd_str path, int64_t days, wd_period_views *ret_views)
{
    static const struct {
        int64_t days;
        const char *label, *query;
    } periods[] = {{7, "7 days", "?days=7"}, {DAYS_OF_PAGE, "30 days", ""}, {0, "All", "?days=all"}};
    for (size_t i = 0; i < WD_COUNT(periods); i++)
        wd_list_add(a, ret_views,
                    (struct wd_period_view){.label = wd_str_c(periods[i].label),
                                            .href = wd_arena_printf(a, "%.*s%s", WD_STR_ARG(path), periods[i].query),
                                            .here = periods[i].days == days});
}

struct wd_str wd_format_period(struct wd_arena *a, const struct wd_page_context *c, int64_t days)
{
    if (days <= 0)
        return WD_STR("since this desk began");
    struct wd_str day = wd_format_day(a, c->zone, c->as_of_utc);
    return days == 1 ? wd_arena_printf(a, "on %.*s", WD_STR_ARG(day))
                     : wd_arena_printf(a, "in the %" PRId64 " days up to %.*s", days, WD_STR_ARG(day));
}

static struct wd_str two_units(struct wd_arena *a, int64_t n, int64_t part, const char *large, const char *small)
{
    return part ? wd_arena_printf(a, "%" PRId64 " %s %" PRId64 " %s", n, large, part, small)
                : wd_arena_printf(a, "%" PRId64 " %s", n, large);
}

struct wd_str wd_format_delay(struct wd_arena *a, int64_t delay_s)
{
    if (delay_s == WD_NO_TIME)
        return WD_STR("");
    int64_t minutes = delay_s / 60;
    if (minutes == 0)
        return WD_STR("less than a minute");
    if (minutes < 60)
        return wd_arena_printf(a, "%" PRId64 " min", minutes);
    if (minutes < 24 * 60)
        return two_units(a, minutes / 60, minutes % 60, "h", "min");
    return two_units(a, minutes / (24 * 60), minutes / 60 % 24, "d", "h");
}

struct wd_str wd_format_share(struct wd_arena *a, int64_t part, int64_t whole)
{
    return whole > 0 ? wd_arena_printf(a, "%" PRIu32 " %%", wd_percent((double)part / (double)whole)) : WD_STR("");
}

struct wd_str wd_format_width(struct wd_arena *a, int64_t part, int64_t whole)
{
    return wd_arena_printf(a, "%.1f", whole > 0 ? (double)part * 100 / (double)whole : 0.0);
}

struct wd_str wd_outlet_shown(struct wd_str name)
{
    return name.n ? name : WD_STR("Outlet not named");
}

struct wd_str wd_view_outlet_href(struct wd_arena *a, const char *root, struct wd_str outlet)
{
    return wd_view_name_href(a, root, "o", outlet);
}

/* ---- the page ---- */

struct line_view {
    struct wd_str name, href, articles, own, rewrites, copies, share, delay;
    struct wd_str own_width, rewrite_at, rewrite_width, copy_at, copy_width;
    int64_t last_utc;
};
static const struct wd_field line_fields[] = {
    WD_FIELD(1, line_view, name, WD_T_STR),          WD_FIELD(1, line_view, href, WD_T_STR),
    WD_FIELD(1, line_view, articles, WD_T_STR),      WD_FIELD(1, line_view, own, WD_T_STR),
    WD_FIELD(1, line_view, rewrites, WD_T_STR),      WD_FIELD(1, line_view, copies, WD_T_STR),
    WD_FIELD(1, line_view, share, WD_T_STR),         WD_FIELD(1, line_view, delay, WD_T_STR),
    WD_FIELD(1, line_view, own_width, WD_T_STR),     WD_FIELD(1, line_view, rewrite_at, WD_T_STR),
    WD_FIELD(1, line_view, rewrite_width, WD_T_STR), WD_FIELD(1, line_view, copy_at, WD_T_STR),
    WD_FIELD(1, line_view, copy_width, WD_T_STR),    WD_FIELD(1, line_view, last_utc, WD_T_TIME),
};
static WD_RECORD(line_record, line_view, line_fields);

struct outlets_page {
    struct wd_head_view page;
    struct wd_str root, period, outlets, articles, own, rewrites, copies, share, json;
    bool none;
    wd_period_views periods;
    WD_LIST(struct line_view) lines;
};
static const struct wd_field outlets_fields[] = {
    WD_FIELD_OF(1, outlets_page, page, WD_T_REC, &wd_head_view_record),
    WD_FIELD(1, outlets_page, root, WD_T_STR),
    WD_FIELD(1, outlets_page, period, WD_T_STR),
    WD_FIELD(1, outlets_page, outlets, WD_T_STR),
    WD_FIELD(1, outlets_page, articles, WD_T_STR),
    WD_FIELD(1, outlets_page, own, WD_T_STR),
    WD_FIELD(1, outlets_page, rewrites, WD_T_STR),
    WD_FIELD(1, outlets_page, copies, WD_T_STR),
    WD_FIELD(1, outlets_page, share, WD_T_STR),
    WD_FIELD(1, outlets_page, json, WD_T_STR),
    WD_FIELD(1, outlets_page, none, WD_T_BOOL),
    WD_FIELD_OF(1, outlets_page, periods, WD_T_LIST, &wd_period_view_record),
    WD_FIELD_OF(1, outlets_page, lines, WD_T_LIST, &line_record),
};
WD_RECORD(wd_outlets_page_record, outlets_page, outlets_fields);

static struct wd_str number(struct wd_arena *a, int64_t n)
{
    return wd_arena_printf(a, "%" PRId64, n);
}

static void set_line(struct wd_arena *a, const struct wd_outlet_line *line, struct line_view *v)
{
    int64_t own = line->of_kind[WD_OUTPUT_OWN], rewrites = line->of_kind[WD_OUTPUT_REWRITE], copies = line->of_kind[WD_OUTPUT_COPY];
    *v = (struct line_view){
        .name = wd_outlet_shown(line->name),
        .href = wd_view_outlet_href(a, "./", line->name),
        .articles = number(a, line->articles),
        .own = number(a, own),
        .rewrites = number(a, rewrites),
        .copies = number(a, copies),
        .share = wd_format_share(a, copies, line->articles),
        .delay = line->delays.known ? wd_format_delay(a, line->delays.median_s) : WD_STR(""),
        .own_width = wd_format_width(a, own, line->articles),
        .rewrite_at = wd_format_width(a, own, line->articles),
        .rewrite_width = wd_format_width(a, rewrites, line->articles),
        .copy_at = wd_format_width(a, own + rewrites, line->articles),
        .copy_width = wd_format_width(a, copies, line->articles),
        .last_utc = line->last_utc,
    };
}

void wd_page_outlets(const struct wd_page_context *c, struct wd_arena *a, const struct wd_outlets_view *view, struct wd_buf *out)
{
    struct outlets_page p = {
        .root = WD_STR("./"), .period = wd_format_period(a, c, view->days), .json = WD_STR("./outlets.json"), .none = view->lines.n == 0};
    int64_t articles = 0, of_kind[WD_OUTPUT_KINDS] = {0};
    for (size_t i = 0; i < view->lines.n; i++) {
        const struct wd_outlet_line *line = &view->lines.v[i];
        articles += line->articles;
        for (size_t k = 0; k < WD_OUTPUT_KINDS; k++)
            of_kind[k] += line->of_kind[k];
        set_line(a, line, wd_list_push(a, &p.lines));
    }
    p.outlets = wd_format_count(a, view->lines.n, "outlet", "outlets");
    p.articles = wd_format_count(a, (uint64_t)articles, "article", "articles");
    p.own = wd_format_count(a, (uint64_t)of_kind[WD_OUTPUT_OWN], "own account", "own accounts");
    p.rewrites = wd_format_count(a, (uint64_t)of_kind[WD_OUTPUT_REWRITE], "rewrite", "rewrites");
    p.copies = wd_format_count(a, (uint64_t)of_kind[WD_OUTPUT_COPY], "copy", "copies");
    p.share = wd_format_share(a, of_kind[WD_OUTPUT_COPY], articles);
    wd_view_periods(a, WD_STR("./outlets"), view->days, &p.periods);
    wd_view_head(c, WD_STR("Outlets"), "./", &p.page);
    p.page.on_outlets = true;
    struct wd_template_env env = {.zone = c->zone, .day_utc = c->as_of_utc};
    wd_template_render(a, "outlets.html", &env, &wd_outlets_page_record, &p, out);
}

/* ---- JSON ---- */

void wd_json_period(int64_t days, struct wd_period period, struct wd_jw *w)
{
    wd_jw_key(w, "period");
    wd_jw_object(w);
    if (days > 0)
        wd_jw_ki64(w, "days", days);
    if (days > 0)
        wd_json_time(w, "from", period.from_utc);
    wd_json_time(w, "to", period.to_utc);
    wd_jw_end(w);
}

void wd_json_delays(const struct wd_delays *delays, struct wd_jw *w)
{
    wd_jw_key(w, "delay");
    wd_jw_object(w);
    wd_jw_ki64(w, "known", delays->known);
    if (delays->known) {
        wd_jw_ki64(w, "quarter_s", delays->quarter_s);
        wd_jw_ki64(w, "median_s", delays->median_s);
        wd_jw_ki64(w, "three_quarters_s", delays->three_quarters_s);
    }
    wd_jw_end(w);
}

void wd_json_outlet_line(const struct wd_outlet_line *line, struct wd_jw *w)
{
    wd_jw_kstr(w, "outlet", line->name);
    wd_jw_ki64(w, "articles", line->articles);
    wd_jw_ki64(w, "own", line->of_kind[WD_OUTPUT_OWN]);
    wd_jw_ki64(w, "rewrites", line->of_kind[WD_OUTPUT_REWRITE]);
    wd_jw_ki64(w, "copies", line->of_kind[WD_OUTPUT_COPY]);
    if (line->articles) {
        wd_jw_key(w, "share_copied");
        wd_jw_f64(w, (double)line->of_kind[WD_OUTPUT_COPY] / (double)line->articles, 4);
    }
    wd_json_delays(&line->delays, w);
    wd_json_time(w, "first", line->first_utc);
    wd_json_time(w, "last", line->last_utc);
}

void wd_json_outlets(const struct wd_outlets_view *view, struct wd_jw *w)
{
    wd_jw_object(w);
    wd_json_period(view->days, view->period, w);
    wd_jw_key(w, "outlets");
    wd_jw_array(w);
    for (size_t i = 0; i < view->lines.n; i++) {
        wd_jw_object(w);
        wd_json_outlet_line(&view->lines.v[i], w);
        wd_jw_end(w);
    }
    wd_jw_end(w);
    wd_jw_end(w);
}
