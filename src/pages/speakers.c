/* All speakers: those with a name, those who are only described, or those whose name was asked for. */
#include "pages/speakers.h"
#include "base/json.h"

static const struct wd_field line_fields[] = {
    WD_FIELD(1, wd_speaker_line_view, name, WD_T_STR),    WD_FIELD(1, wd_speaker_line_view, href, WD_T_STR),
    WD_FIELD(1, wd_speaker_line_view, role, WD_T_STR),    WD_FIELD(1, wd_speaker_line_view, statements, WD_T_STR),
    WD_FIELD(1, wd_speaker_line_view, stories, WD_T_STR), WD_FIELD(1, wd_speaker_line_view, last_utc, WD_T_TIME),
};
WD_RECORD(wd_speaker_line_view_record, wd_speaker_line_view, line_fields);

struct speakers_page {
    struct wd_head_view page;
    struct wd_str root, find, json, before, after;
    bool none, all_named, all_described, found;
    wd_speaker_line_views lines;
};
static const struct wd_field page_fields[] = {
    WD_FIELD_OF(1, speakers_page, page, WD_T_REC, &wd_head_view_record),
    WD_FIELD(1, speakers_page, root, WD_T_STR),
    WD_FIELD(1, speakers_page, find, WD_T_STR),
    WD_FIELD(1, speakers_page, json, WD_T_STR),
    WD_FIELD(1, speakers_page, before, WD_T_STR),
    WD_FIELD(1, speakers_page, after, WD_T_STR),
    WD_FIELD(1, speakers_page, none, WD_T_BOOL),
    WD_FIELD(1, speakers_page, all_named, WD_T_BOOL),
    WD_FIELD(1, speakers_page, all_described, WD_T_BOOL),
    WD_FIELD(1, speakers_page, found, WD_T_BOOL),
    WD_FIELD_OF(1, speakers_page, lines, WD_T_LIST, &wd_speaker_line_view_record),
};
WD_RECORD(wd_speakers_page_record, speakers_page, page_fields);

struct wd_str wd_view_speaker_href(struct wd_arena *a, const char *root, struct wd_str name)
{
    return wd_view_name_href(a, root, "p", name);
}

void wd_view_speaker_lines(struct wd_arena *a, const wd_speaker_lines *lines, const char *root, wd_speaker_line_views *ret_views)
{
    for (size_t i = 0; i < lines->n; i++) {
        const struct wd_speaker_line *line = &lines->v[i];
        wd_list_add(a, ret_views,
                    (struct wd_speaker_line_view){.name = wd_format_line(a, line->name),
                                                  .href = wd_view_speaker_href(a, root, line->name),
                                                  .role = wd_format_line(a, line->role),
                                                  .statements = wd_arena_printf(a, "%" PRId64, line->statements),
                                                  .stories = wd_arena_printf(a, "%" PRId64, line->stories),
                                                  .last_utc = line->last_utc});
    }
}

/* The list from another place on. */
static struct wd_str list_at(struct wd_arena *a, const char *path, const struct wd_speakers_view *view, int64_t from)
{
    struct wd_str query = view->find.n      ? wd_arena_printf(a, "?find=%.*s", WD_STR_ARG(wd_format_percent(a, view->find)))
                          : view->described ? WD_STR("?described=yes")
                                            : WD_STR("");
    struct wd_str place = from > 0 ? wd_arena_printf(a, "%sfrom=%" PRId64, query.n ? "&" : "?", from) : WD_STR("");
    return wd_arena_printf(a, "%s%.*s%.*s", path, WD_STR_ARG(query), WD_STR_ARG(place));
}

void wd_page_speakers(const struct wd_page_context *c, struct wd_arena *a, const struct wd_speakers_view *view, struct wd_buf *out)
{
    struct speakers_page p = {
        .root = WD_STR("./"),
        .find = view->find,
        .json = list_at(a, "./speakers.json", view, view->from),
        .none = view->lines.n == 0,
        .found = view->find.n > 0,
        .all_named = !view->find.n && !view->described,
        .all_described = !view->find.n && view->described,
    };
    wd_view_speaker_lines(a, &view->lines, "./", &p.lines);
    if (view->from > 0)
        p.before = list_at(a, "./speakers", view, WD_MAX(view->from - WD_SPEAKERS_SHOWN, (int64_t)0));
    if (view->next)
        p.after = list_at(a, "./speakers", view, view->next);
    wd_view_head(c, WD_STR("Speakers"), "./", &p.page);
    p.page.on_speakers = true;
    p.page.noindex = view->find.n > 0 || view->from > 0;
    struct wd_template_env env = {.zone = c->zone, .day_utc = c->as_of_utc};
    wd_template_render(a, "speaker_index.html", &env, &wd_speakers_page_record, &p, out);
}

void wd_json_speakers(const struct wd_speakers_view *view, struct wd_jw *w)
{
    wd_jw_object(w);
    wd_jw_kstr(w, "find", view->find);
    if (!view->find.n)
        wd_jw_kbool(w, "described", view->described);
    wd_jw_ki64(w, "from", view->from);
    if (view->next)
        wd_jw_ki64(w, "next", view->next);
    wd_jw_key(w, "speakers");
    wd_jw_array(w);
    for (size_t i = 0; i < view->lines.n; i++) {
        wd_jw_object(w);
        wd_json_speaker_line(&view->lines.v[i], w);
        wd_jw_end(w);
    }
    wd_jw_end(w);
    wd_jw_end(w);
}
