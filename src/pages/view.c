#include "pages/view.h"

#include "base/url.h"

static const struct wd_field head_fields[] = {
    WD_FIELD(1, wd_head_view, title, WD_T_STR),        WD_FIELD(1, wd_head_view, desk, WD_T_STR),
    WD_FIELD(1, wd_head_view, root, WD_T_STR),         WD_FIELD(1, wd_head_view, rules, WD_T_STR),
    WD_FIELD(1, wd_head_view, feed, WD_T_STR),         WD_FIELD(1, wd_head_view, query, WD_T_STR),
    WD_FIELD(1, wd_head_view, watch, WD_T_STR),        WD_FIELD(1, wd_head_view, noindex, WD_T_BOOL),
    WD_FIELD(1, wd_head_view, on_front, WD_T_BOOL),    WD_FIELD(1, wd_head_view, on_outlets, WD_T_BOOL),
    WD_FIELD(1, wd_head_view, on_speakers, WD_T_BOOL), WD_FIELD(1, wd_head_view, on_feeds, WD_T_BOOL),
    WD_FIELD(1, wd_head_view, on_about, WD_T_BOOL),    WD_FIELD(1, wd_head_view, live, WD_T_BOOL),
    WD_FIELD(1, wd_head_view, since_utc, WD_T_I64),
};
WD_RECORD(wd_head_view_record, wd_head_view, head_fields);

static const struct wd_field source_fields[] = {
    WD_FIELD(1, wd_source_view, letter, WD_T_STR),
    WD_FIELD(1, wd_source_view, href, WD_T_STR),
    WD_FIELD(1, wd_source_view, outlet, WD_T_STR),
    WD_FIELD(1, wd_source_view, out, WD_T_STR),
};
WD_RECORD(wd_source_view_record, wd_source_view, source_fields);

static const struct wd_field state_fields[] = {
    WD_FIELD(1, wd_state_view, kind, WD_T_STR),
    WD_FIELD(1, wd_state_view, label, WD_T_STR),
};
WD_RECORD(wd_state_view_record, wd_state_view, state_fields);

static const struct wd_field told_fields[] = {
    WD_FIELD(1, wd_told_view, text, WD_T_STR),
    WD_FIELD(1, wd_told_view, language, WD_T_STR),
    WD_FIELD_OF(1, wd_told_view, source, WD_T_REC, &wd_source_view_record),
};
WD_RECORD(wd_told_view_record, wd_told_view, told_fields);

void wd_members_init(struct wd_members *m, const struct wd_story *story)
{
    m->story = story;
    m->rows_page = WD_STR("");
    m->root = "../";
    m->rows_known = false;
    wd_map_init(&m->map);
    wd_map_init(&m->rows);
    for (size_t i = 0; i < story->members.n; i++)
        *wd_map_at(&m->map, story->members.v[i].article) = i + 1;
}

void wd_members_done(struct wd_members *m)
{
    wd_map_done(&m->map);
    wd_map_done(&m->rows);
}

const struct wd_member *wd_members_find(const struct wd_members *m, uint64_t article)
{
    const uint64_t *number = wd_map_find(&m->map, article);
    return number ? &m->story->members.v[*number - 1] : NULL;
}

void wd_view_head(const struct wd_page_context *c, struct wd_str title, const char *root, struct wd_head_view *ret_head)
{
    *ret_head = (struct wd_head_view){
        .title = title,
        .desk = c->desk_name.n ? c->desk_name : WD_STR("wiredesk"),
        .root = wd_str_c(root),
        .rules = c->rules,
    };
}

struct wd_str wd_view_row_href(struct wd_arena *a, const struct wd_members *members, const struct wd_member *m)
{
    bool row = members->rows_page.n  ? members->story->members.n <= WD_ROWS_SURE
               : members->rows_known ? wd_map_find(&members->rows, m->article) != NULL
                                     : true;
    return row ? wd_arena_printf(a, "%.*s#a%" PRIu32, WD_STR_ARG(members->rows_page), m->serial)
               : wd_arena_printf(a, "%sa/%" PRIu32, members->root, m->serial);
}

void wd_view_source(struct wd_arena *a, const struct wd_members *members, uint64_t article, struct wd_str letter, struct wd_str sentence,
                    struct wd_source_view *ret_source)
{
    const struct wd_member *member = wd_members_find(members, article);
    *ret_source = (struct wd_source_view){.letter = letter};
    if (!member)
        return;
    ret_source->letter = letter.n ? letter : member->letter;
    ret_source->href = wd_view_row_href(a, members, member);
    ret_source->outlet = member->outlet.n ? member->outlet : WD_STR("the source");
    ret_source->out = wd_format_fragment(a, member->url, sentence);
}

void wd_view_states(struct wd_arena *a, bool developing, bool corrected, bool killed, wd_state_views *ret_states)
{
    if (killed)
        wd_list_add(a, ret_states, (struct wd_state_view){WD_STR("killed"), WD_STR("withdrawn")});
    if (corrected)
        wd_list_add(a, ret_states, (struct wd_state_view){WD_STR("corrected"), WD_STR("corrected")});
    if (developing && !killed)
        wd_list_add(a, ret_states, (struct wd_state_view){WD_STR("developing"), WD_STR("developing")});
}

struct wd_str wd_view_outlet(const struct wd_member *m)
{
    return m->outlet.n ? m->outlet : m->agency.n ? m->agency : WD_STR("Outlet not named");
}

struct wd_str wd_view_counts(struct wd_arena *a, uint64_t origins, uint64_t articles, uint64_t copies, uint64_t rewrites)
{
    struct wd_str line = wd_format_count(a, origins, "independent origin", "independent origins");
    struct wd_str more = wd_format_count(a, articles, "article", "articles");
    line = wd_arena_printf(a, "%.*s, %.*s", WD_STR_ARG(line), WD_STR_ARG(more));
    more = copies ? wd_format_count(a, copies, "copy", "copies") : WD_STR("no copies");
    if (copies || articles > 1)
        line = wd_arena_printf(a, "%.*s, %.*s", WD_STR_ARG(line), WD_STR_ARG(more));
    more = wd_format_count(a, rewrites, "rewrite", "rewrites");
    return rewrites ? wd_arena_printf(a, "%.*s, %.*s", WD_STR_ARG(line), WD_STR_ARG(more)) : line;
}

struct wd_str wd_view_duration(struct wd_arena *a, int64_t seconds)
{
    int64_t minutes = (seconds + 30) / 60, hours = (seconds + 1800) / 3600, days = (seconds + 43200) / 86400;
    if (minutes < 60)
        return wd_arena_printf(a, "%" PRId64 " min", minutes);
    if (minutes < 180)
        return minutes % 60 ? wd_arena_printf(a, "%" PRId64 " h %" PRId64 " min", minutes / 60, minutes % 60)
                            : wd_arena_printf(a, "%" PRId64 " h", minutes / 60);
    return hours < 48 ? wd_arena_printf(a, "%" PRId64 " h", hours) : wd_format_count(a, (uint64_t)days, "day", "days");
}

struct wd_str wd_view_later(struct wd_arena *a, int64_t first_utc, int64_t at_utc)
{
    if (first_utc == WD_NO_TIME || at_utc == WD_NO_TIME)
        return WD_STR("");
    int64_t gap = at_utc > first_utc ? at_utc - first_utc : first_utc - at_utc;
    if (gap < 30)
        return WD_STR("in the same minute");
    struct wd_str length = wd_view_duration(a, gap);
    return wd_arena_printf(a, "%.*s %s", WD_STR_ARG(length), at_utc > first_utc ? "later" : "earlier");
}

struct wd_str wd_view_segment(struct wd_arena *a, struct wd_str name)
{
    struct wd_str segment = wd_format_percent(a, name);
    if (!wd_str_ends(name, ".json"))
        return segment;
    segment.n -= strlen(".json");
    return wd_arena_printf(a, "%.*s%%2Ejson", WD_STR_ARG(segment));
}

struct wd_str wd_view_name_href(struct wd_arena *a, const char *root, const char *folder, struct wd_str name)
{
    return wd_arena_printf(a, "%s%s/%.*s", root, folder, WD_STR_ARG(wd_view_segment(a, name)));
}

struct wd_str wd_view_language(struct wd_str language, struct wd_str otherwise)
{
    struct wd_str l = language.n ? language : otherwise;
    return wd_str_eqc(l, "en") ? WD_STR("") : l;
}

void wd_view_told(struct wd_arena *a, const struct wd_members *members, const wd_tolds *tolds, wd_told_views *ret_views, size_t *ret_left)
{
    size_t words = 0;
    *ret_left = 0;
    for (size_t i = 0; i < tolds->n; i++) {
        const struct wd_told *t = &tolds->v[i];
        const struct wd_member *m = wd_members_find(members, t->article);
        words += wd_count_words(t->text);
        bool open = m && m->licensed;
        /* the first sentence is shown even where it alone is longer: half a sentence would say something else */
        if (!open && ret_views->n > 0 && (ret_views->n >= WD_SHOWN_SENTENCES || words > WD_SHOWN_WORDS)) {
            *ret_left += tolds->n - i;
            return;
        }
        struct wd_told_view v = {.text = wd_format_line(a, t->text)};
        if (m)
            v.language = wd_view_language(m->language, members->story->language);
        wd_view_source(a, members, t->article, t->letter, t->text, &v.source);
        wd_list_add(a, ret_views, v);
    }
}
