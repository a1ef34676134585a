/* One speaker: what was said, newest first, under the stories that it was said in. */
#include <stdio.h>

#include "base/json.h"
#include "pages/outlets.h"
#include "pages/speakers.h"

enum { FORMS_SHOWN = 8 };

static const struct wd_field heard_fields[] = {
    WD_FIELD(1, wd_heard_view, id, WD_T_STR),       WD_FIELD(1, wd_heard_view, form, WD_T_STR),
    WD_FIELD(1, wd_heard_view, label, WD_T_STR),    WD_FIELD(1, wd_heard_view, polarity, WD_T_STR),
    WD_FIELD(1, wd_heard_view, text, WD_T_STR),     WD_FIELD(1, wd_heard_view, context, WD_T_STR),
    WD_FIELD(1, wd_heard_view, language, WD_T_STR), WD_FIELD(1, wd_heard_view, outlet, WD_T_STR),
    WD_FIELD(1, wd_heard_view, href, WD_T_STR),     WD_FIELD(1, wd_heard_view, out, WD_T_STR),
    WD_FIELD(1, wd_heard_view, others, WD_T_STR),   WD_FIELD(1, wd_heard_view, first_outlet, WD_T_STR),
    WD_FIELD(1, wd_heard_view, quoted, WD_T_BOOL),  WD_FIELD_OF(1, wd_heard_view, quote, WD_T_REC, &wd_quote_view_record),
    WD_FIELD(1, wd_heard_view, at_utc, WD_T_TIME),
};
static WD_RECORD(heard_record, wd_heard_view, heard_fields);
static const struct wd_field group_fields[] = {
    WD_FIELD(1, wd_heard_group, headline, WD_T_STR),
    WD_FIELD(1, wd_heard_group, href, WD_T_STR),
    WD_FIELD(1, wd_heard_group, language, WD_T_STR),
    WD_FIELD_OF(1, wd_heard_group, heard, WD_T_LIST, &heard_record),
};
static WD_RECORD(group_record, wd_heard_group, group_fields);

struct speaker_page {
    struct wd_head_view page;
    struct wd_str root, name, role, also, roles, statements, stories, json, newer, older, place;
    bool described, none;
    int64_t last_utc;
    wd_heard_groups groups;
    wd_speaker_line_views near;
};
static const struct wd_field page_fields[] = {
    WD_FIELD_OF(1, speaker_page, page, WD_T_REC, &wd_head_view_record),
    WD_FIELD(1, speaker_page, root, WD_T_STR),
    WD_FIELD(1, speaker_page, name, WD_T_STR),
    WD_FIELD(1, speaker_page, role, WD_T_STR),
    WD_FIELD(1, speaker_page, also, WD_T_STR),
    WD_FIELD(1, speaker_page, roles, WD_T_STR),
    WD_FIELD(1, speaker_page, statements, WD_T_STR),
    WD_FIELD(1, speaker_page, stories, WD_T_STR),
    WD_FIELD(1, speaker_page, json, WD_T_STR),
    WD_FIELD(1, speaker_page, newer, WD_T_STR),
    WD_FIELD(1, speaker_page, older, WD_T_STR),
    WD_FIELD(1, speaker_page, place, WD_T_STR),
    WD_FIELD(1, speaker_page, described, WD_T_BOOL),
    WD_FIELD(1, speaker_page, none, WD_T_BOOL),
    WD_FIELD(1, speaker_page, last_utc, WD_T_TIME),
    WD_FIELD_OF(1, speaker_page, near, WD_T_LIST, &wd_speaker_line_view_record),
    WD_FIELD_OF(1, speaker_page, groups, WD_T_LIST, &group_record),
};
WD_RECORD(wd_speaker_page_record, speaker_page, page_fields);

const struct wd_carrier *wd_statement_carrier(const struct wd_statement *s)
{
    const struct wd_carrier *best = NULL;
    for (size_t i = 0; i < s->carriers.n; i++) {
        const struct wd_carrier *c = &s->carriers.v[i];
        bool same = wd_str_eq(c->words, s->words), better = !best || (same && !wd_str_eq(best->words, s->words));
        if (better || (same && c->article == s->first_article && best->article != s->first_article))
            best = c;
    }
    return best;
}

static struct wd_str outlet_of(const struct wd_member *m)
{
    return m->outlet.n ? m->outlet : m->agency.n ? m->agency : WD_STR("Outlet not named");
}

static void view_one(struct wd_arena *a, const struct wd_members *members, const struct wd_heard *h, const char *root,
                     struct wd_heard_view *v)
{
    static const char *const forms[] = {"same", "part", "reported"}, *const labels[] = {"quoted", "quoted in part", "reported"};
    const struct wd_statement *s = h->statement;
    int kind = s->kind >= WD_QUOTE_DIRECT && s->kind <= WD_QUOTE_INDIRECT ? s->kind : WD_QUOTE_INDIRECT;
    const struct wd_carrier *c = wd_statement_carrier(s);
    const struct wd_member *m = c ? wd_members_find(members, c->article) : NULL, *first = wd_members_find(members, s->first_article);
    *v = (struct wd_heard_view){
        .id = wd_arena_printf(a, "q%016" PRIx64, s->key),
        .form = wd_str_c(forms[kind]),
        .label = wd_str_c(labels[kind]),
        .polarity = s->denied ? WD_STR("denied") : WD_STR(""),
        .quoted = kind != WD_QUOTE_INDIRECT,
        .quote = {.words = s->words},
        .at_utc = h->at_utc,
    };
    if (!v->quoted)
        v->text = wd_format_line(a, s->words);
    if (v->quoted && c)
        v->context = wd_view_context(a, s, c);
    size_t articles = wd_statement_articles(s);
    if (articles > 1)
        v->others = wd_format_count(a, articles - 1, "further article", "further articles");
    if (!m)
        return;
    v->language = wd_view_language(m->language, h->story->language);
    v->outlet = outlet_of(m);
    v->article = m->serial;
    v->href = wd_arena_printf(a, "%sa/%" PRIu32, root, m->serial);
    v->out = wd_format_fragment(a, m->url, c->words);
    if (first && first != m)
        v->first_outlet = outlet_of(first);
}

void wd_view_heard(struct wd_arena *a, const struct wd_speaker_record *r, const char *root, wd_heard_groups *ret_groups)
{
    struct wd_members members = {0};
    struct wd_heard_group *group = NULL;
    for (size_t i = 0; i < r->heard.n; i++) {
        const struct wd_story *story = r->heard.v[i].story;
        if (!group || members.story != story) {
            if (members.story)
                wd_members_done(&members);
            wd_members_init(&members, story);
            group = wd_list_push(a, ret_groups);
            *group = (struct wd_heard_group){
                .headline = story->headline.n ? wd_format_line(a, story->headline) : WD_STR("Without a headline"),
                .href = wd_arena_printf(a, "%ss/%" PRIu32, root, story->serial),
                .language = story->headline.n ? wd_view_language(story->language, WD_STR("")) : WD_STR(""),
                .story = story->serial,
            };
        }
        view_one(a, &members, &r->heard.v[i], root, wd_list_push(a, &group->heard));
    }
    if (members.story)
        wd_members_done(&members);
}

struct wd_str wd_format_forms(struct wd_arena *a, const wd_speaker_forms *forms)
{
    struct wd_str line = WD_STR("");
    for (size_t i = 0; i < forms->n && i < FORMS_SHOWN; i++)
        line = wd_arena_printf(a, "%.*s%s%.*s", WD_STR_ARG(line), i ? ", " : "", WD_STR_ARG(wd_format_line(a, forms->v[i].text)));
    return line;
}

static struct wd_str page_at(struct wd_arena *a, struct wd_str path, int64_t from)
{
    return from > 0 ? wd_arena_printf(a, "%.*s?from=%" PRId64, WD_STR_ARG(path), from) : path;
}

void wd_page_speaker(const struct wd_page_context *c, struct wd_arena *a, const struct wd_speaker_page_view *view, struct wd_buf *out)
{
    const struct wd_speaker_record *r = &view->record;
    struct wd_str path = wd_view_speaker_href(a, "../", r->line.name);
    struct speaker_page p = {
        .root = WD_STR("../"),
        .name = wd_format_line(a, r->line.name),
        .role = wd_format_line(a, r->line.role),
        .also = wd_format_forms(a, &r->forms),
        .roles = wd_format_forms(a, &r->roles),
        .statements = wd_arena_printf(a, "%" PRId64, r->line.statements),
        .stories = wd_arena_printf(a, "%" PRId64, r->line.stories),
        .json = wd_arena_printf(a, "%.*s.json", WD_STR_ARG(path)),
        .described = !r->line.named,
        .none = r->heard.n == 0,
        .last_utc = r->line.last_utc,
    };
    if (view->from > 0)
        p.newer = page_at(a, path, WD_MAX(view->from - WD_SPEAKER_STATEMENTS, (int64_t)0));
    if (view->next)
        p.older = page_at(a, path, view->next);
    if ((p.newer.n || p.older.n) && r->heard.n)
        p.place = wd_arena_printf(a, "%" PRId64 " to %" PRId64 " of %" PRId64, view->from + 1, view->from + (int64_t)r->heard.n,
                                  r->line.statements);
    wd_view_heard(a, r, "../", &p.groups);
    wd_view_speaker_lines(a, &r->near, "../", &p.near);
    wd_view_head(c, p.name, "../", &p.page);
    p.page.noindex = true;
    struct wd_template_env env = {.zone = c->zone, .day_utc = c->as_of_utc};
    wd_template_render(a, "speaker.html", &env, &wd_speaker_page_record, &p, out);
}

/* ---- JSON ---- */

void wd_json_speaker_line(const struct wd_speaker_line *line, struct wd_jw *w)
{
    wd_jw_kstr(w, "speaker", line->name);
    wd_jw_kstr(w, "role", line->role);
    wd_jw_kbool(w, "named", line->named);
    wd_jw_ki64(w, "statements", line->statements);
    wd_jw_ki64(w, "stories", line->stories);
    wd_json_time(w, "last", line->last_utc);
}

static void put_forms(struct wd_jw *w, const char *name, const wd_speaker_forms *forms)
{
    wd_jw_key(w, name);
    wd_jw_array(w);
    for (size_t i = 0; i < forms->n; i++) {
        wd_jw_object(w);
        wd_jw_kstr(w, "text", forms->v[i].text);
        wd_jw_ki64(w, "stories", forms->v[i].stories);
        wd_jw_end(w);
    }
    wd_jw_end(w);
}

static void put_heard(struct wd_jw *w, const struct wd_heard *h)
{
    char id[16];
    const struct wd_carrier *c = wd_statement_carrier(h->statement);
    wd_jw_object(w);
    (void)snprintf(id, sizeof id, "s%" PRIu32, h->story->serial);
    wd_jw_kstr(w, "story", wd_str_c(id));
    wd_jw_kstr(w, "headline", h->story->headline);
    for (size_t i = 0; c && i < h->story->members.n; i++) {
        const struct wd_member *m = &h->story->members.v[i];
        if (m->article != c->article)
            continue;
        (void)snprintf(id, sizeof id, "a%" PRIu32, m->serial);
        wd_jw_kstr(w, "article", wd_str_c(id));
        wd_jw_kstr(w, "outlet", m->outlet);
        wd_jw_kstr(w, "url", m->url);
    }
    wd_json_statement(h->statement, w);
    wd_jw_end(w);
}

void wd_json_speaker(const struct wd_speaker_page_view *view, struct wd_jw *w)
{
    const struct wd_speaker_record *r = &view->record;
    wd_jw_object(w);
    wd_json_speaker_line(&r->line, w);
    put_forms(w, "also", &r->forms);
    put_forms(w, "roles", &r->roles);
    wd_jw_key(w, "same_surname");
    wd_jw_array(w);
    for (size_t i = 0; i < r->near.n; i++) {
        wd_jw_object(w);
        wd_json_speaker_line(&r->near.v[i], w);
        wd_jw_end(w);
    }
    wd_jw_end(w);
    wd_jw_ki64(w, "from", view->from);
    if (view->next)
        wd_jw_ki64(w, "next", view->next);
    wd_jw_key(w, "said");
    wd_jw_array(w);
    for (size_t i = 0; i < r->heard.n; i++)
        put_heard(w, &r->heard.v[i]);
    wd_jw_end(w);
    wd_jw_end(w);
}
