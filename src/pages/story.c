#include "pages/around.h"
#include "pages/why.h"

struct fact_view {
    struct wd_str number, label;
};
static const struct wd_field fact_fields[] = {
    WD_FIELD(1, fact_view, number, WD_T_STR),
    WD_FIELD(1, fact_view, label, WD_T_STR),
};
static WD_RECORD(fact_record, fact_view, fact_fields);

struct only_view {
    struct wd_str letter, href, article, outlet, from, more; /* from: "own account", "from Northwire" */
    wd_told_views sentences;
};
static const struct wd_field only_fields[] = {
    WD_FIELD(1, only_view, from, WD_T_STR),
    WD_FIELD(1, only_view, letter, WD_T_STR),
    WD_FIELD(1, only_view, href, WD_T_STR),
    WD_FIELD(1, only_view, article, WD_T_STR),
    WD_FIELD(1, only_view, outlet, WD_T_STR),
    WD_FIELD(1, only_view, more, WD_T_STR),
    WD_FIELD_OF(1, only_view, sentences, WD_T_LIST, &wd_told_view_record),
};
static WD_RECORD(only_record, only_view, only_fields);

struct story_view {
    struct wd_head_view page;
    struct wd_str root, serial, headline, outlet, section, section_href, language, created_in_utc, updated_in_utc, origins_line, counts;
    wd_state_views states;
    struct wd_source_view headline_source;
    int64_t created_utc, updated_utc;
    WD_LIST(struct fact_view) facts;
    wd_told_views standfirst, told_by_all;
    wd_speaker_views speakers;
    wd_origin_views origins;
    wd_change_views changes, older_changes;
    struct wd_str older_label, versions_note, more_origins, more_changes, more_only, all_href;
    WD_LIST(struct only_view) only_in;
    wd_news_views news;
    wd_ref_views earlier, later, linked;
    bool thread;
    struct wd_built_view built;
};
static const struct wd_field story_fields[] = {
    WD_FIELD_OF(1, story_view, page, WD_T_REC, &wd_head_view_record),
    WD_FIELD(1, story_view, root, WD_T_STR),
    WD_FIELD(1, story_view, serial, WD_T_STR),
    WD_FIELD(1, story_view, headline, WD_T_STR),
    WD_FIELD(1, story_view, outlet, WD_T_STR),
    WD_FIELD(1, story_view, section, WD_T_STR),
    WD_FIELD(1, story_view, section_href, WD_T_STR),
    WD_FIELD(1, story_view, language, WD_T_STR),
    WD_FIELD(1, story_view, created_in_utc, WD_T_STR),
    WD_FIELD(1, story_view, updated_in_utc, WD_T_STR),
    WD_FIELD(1, story_view, origins_line, WD_T_STR),
    WD_FIELD(1, story_view, counts, WD_T_STR),
    WD_FIELD_OF(1, story_view, states, WD_T_LIST, &wd_state_view_record),
    WD_FIELD_OF(1, story_view, headline_source, WD_T_REC, &wd_source_view_record),
    WD_FIELD(1, story_view, created_utc, WD_T_TIME),
    WD_FIELD(1, story_view, updated_utc, WD_T_TIME),
    WD_FIELD_OF(1, story_view, facts, WD_T_LIST, &fact_record),
    WD_FIELD_OF(1, story_view, standfirst, WD_T_LIST, &wd_told_view_record),
    WD_FIELD_OF(1, story_view, told_by_all, WD_T_LIST, &wd_told_view_record),
    WD_FIELD_OF(1, story_view, speakers, WD_T_LIST, &wd_speaker_view_record),
    WD_FIELD_OF(1, story_view, origins, WD_T_LIST, &wd_origin_view_record),
    WD_FIELD_OF(1, story_view, changes, WD_T_LIST, &wd_change_view_record),
    WD_FIELD_OF(1, story_view, older_changes, WD_T_LIST, &wd_change_view_record),
    WD_FIELD(1, story_view, older_label, WD_T_STR),
    WD_FIELD(1, story_view, versions_note, WD_T_STR),
    WD_FIELD_OF(1, story_view, only_in, WD_T_LIST, &only_record),
    WD_FIELD(1, story_view, more_origins, WD_T_STR),
    WD_FIELD(1, story_view, more_changes, WD_T_STR),
    WD_FIELD(1, story_view, more_only, WD_T_STR),
    WD_FIELD(1, story_view, all_href, WD_T_STR),
    WD_FIELD_OF(1, story_view, news, WD_T_LIST, &wd_news_view_record),
    WD_FIELD_OF(1, story_view, earlier, WD_T_LIST, &wd_ref_view_record),
    WD_FIELD_OF(1, story_view, later, WD_T_LIST, &wd_ref_view_record),
    WD_FIELD_OF(1, story_view, linked, WD_T_LIST, &wd_ref_view_record),
    WD_FIELD(1, story_view, thread, WD_T_BOOL),
    WD_FIELD_OF(1, story_view, built, WD_T_REC, &wd_built_view_record),
};
WD_RECORD(wd_story_view_record, story_view, story_fields);

enum { SHOWN_CHANGES = 6, FOLDED_CHANGES = 60, SHOWN_ONLY = 24 };
static const char ROOT[] = "../";

static void add_fact(struct wd_arena *a, struct story_view *v, uint64_t n, const char *one, const char *many)
{
    if (n)
        wd_list_add(a, &v->facts, (struct fact_view){wd_arena_printf(a, "%" PRIu64, n), wd_str_c(n == 1 ? one : many)});
}

/* Its own, and those in which the same event is told beside it. */
static uint32_t languages_of(const struct wd_story *s, const struct wd_around *around)
{
    uint32_t n = s->languages;
    for (size_t i = 0; around && i < around->refs.n; i++) {
        bool known = around->refs.v[i].kind != WD_STORY_LANGUAGE;
        for (size_t k = 0; k < i && !known; k++)
            known = around->refs.v[k].kind == WD_STORY_LANGUAGE && wd_str_eq(around->refs.v[k].language, around->refs.v[i].language);
        n += !known;
    }
    return n;
}

static void set_facts(struct wd_arena *a, const struct wd_story *s, const struct wd_around *around, struct story_view *v)
{
    size_t several = 0;
    for (size_t i = 0; i < s->statements.n; i++) {
        const wd_carriers *c = &s->statements.v[i].carriers;
        several += c->n > 1 && c->v[0].article != c->v[c->n - 1].article;
    }
    add_fact(a, v, s->origins, "independent origin", "independent origins");
    add_fact(a, v, s->articles, "article", "articles");
    add_fact(a, v, s->copies, "copy", "copies");
    add_fact(a, v, s->rewrites, "rewrite", "rewrites");
    const char *many = several ? wd_arena_printf(a, "statements, %zu in several articles", several).p : "statements";
    add_fact(a, v, s->statements.n, "statement", many);
    add_fact(a, v, languages_of(s, around), "language", "languages");
}

static void set_only(struct wd_arena *a, const struct wd_members *members, struct story_view *v)
{
    const struct wd_story *s = members->story;
    for (size_t i = 0; i < s->only_in.n; i++) {
        const struct wd_only *o = &s->only_in.v[i];
        if (v->only_in.n == SHOWN_ONLY) {
            v->more_only = wd_format_count(a, s->only_in.n - i, "more account has", "more accounts have");
            return;
        }
        const struct wd_member *m = wd_members_find(members, o->article);
        struct only_view view = {
            .letter = o->letter,
            .href = m ? wd_view_row_href(a, members, m) : WD_STR(""),
            .article = wd_arena_printf(a, "%sa/%" PRIu32, ROOT, o->serial),
            .outlet = o->outlet.n        ? o->outlet
                      : m && m->agency.n ? m->agency
                                         : WD_STR("Outlet not named"),
        };
        if (m && (m->relation == WD_REL_COPY || m->relation == WD_REL_DERIVED) && m->origin_agency.n)
            view.from = wd_arena_printf(a, "from %.*s", WD_STR_ARG(m->origin_agency));
        else if (m && (m->relation == WD_REL_INDEPENDENT || m->relation == WD_REL_QUOTES))
            view.from = WD_STR("own account");
        size_t left = 0;
        wd_view_told(a, members, &o->sentences, &view.sentences, &left);
        if (left)
            view.more = wd_arena_printf(a, "%zu more sentence%s", left, left == 1 ? "" : "s");
        if (view.sentences.n)
            wd_list_add(a, &v->only_in, view);
    }
}

static void set_changes(struct wd_arena *a, const struct wd_members *members, struct story_view *v)
{
    wd_change_views all = {0};
    wd_view_changes(a, members, members->story->changes.v, members->story->changes.n, &all);
    size_t shown = all.n <= SHOWN_CHANGES + 1 ? all.n : SHOWN_CHANGES;
    for (size_t i = 0; i < all.n && i < shown + FOLDED_CHANGES; i++) {
        if (i < shown)
            wd_list_add(a, &v->changes, all.v[i]);
        else
            wd_list_add(a, &v->older_changes, all.v[i]);
    }
    if (v->older_changes.n)
        v->older_label = wd_format_count(a, all.n - shown, "earlier change", "earlier changes");
    if (all.n > shown + FOLDED_CHANGES)
        v->more_changes = wd_arena_printf(a, "%zu more stand on the pages of their articles.", all.n - shown - FOLDED_CHANGES);
    uint64_t versions = 0;
    for (size_t i = 0; i < members->story->members.n; i++)
        versions += members->story->members.v[i].versions;
    if (all.n == 0)
        v->versions_note = versions > members->story->members.n ? WD_STR("Later versions brought no change in the words.")
                                                                : WD_STR("One version of each article so far.");
}

static void set_head(const struct wd_page_context *c, struct wd_arena *a, const struct wd_members *members, struct story_view *v)
{
    const struct wd_story *s = members->story;
    wd_view_head(c, wd_format_line(a, s->headline), ROOT, &v->page);
    v->page.feed = wd_arena_printf(a, "%ss/%" PRIu32 ".atom", ROOT, s->serial);
    v->page.live = true;
    v->page.watch = v->serial;
    for (size_t i = 0; i < s->members.n; i++) {
        if (s->members.v[i].arrived_utc != WD_NO_TIME)
            v->page.since_utc = WD_MAX(v->page.since_utc, s->members.v[i].arrived_utc);
    }
    /* the page of one copied article says nothing that its source does not */
    if (s->members.n == 1) {
        int relation = s->members.v[0].relation;
        v->page.noindex = relation == WD_REL_COPY || relation == WD_REL_DERIVED;
    }
}

/* Comes first: it says which articles have a row to lead to. */
static void set_origins(struct wd_arena *a, struct wd_members *members, struct story_view *v)
{
    struct wd_origins_view origins;
    wd_view_origins(a, members, ROOT, &origins);
    v->origins = origins.list;
    v->origins_line = origins.line;
    if (origins.left == 0)
        return;
    v->all_href = wd_arena_printf(a, "%.*s/articles", WD_STR_ARG(v->serial));
    v->more_origins =
        wd_format_count(a, origins.left, "more original, with what was made from it", "more originals, with what was made from them");
}

static void set_around(const struct wd_page_context *c, struct wd_arena *a, const struct wd_members *members, struct story_view *v)
{
    struct wd_around_view around;
    wd_view_around(a, members->story, c->around, &around);
    v->earlier = around.earlier;
    v->later = around.later;
    v->linked = around.linked;
    v->thread = around.earlier.n + around.later.n > 0;
    wd_view_built(a, members, c->around ? &c->around->acts : &(const wd_acts){0}, ROOT, &v->built);
}

void wd_page_story(const struct wd_page_context *c, struct wd_arena *a, const struct wd_story *s, struct wd_buf *out)
{
    struct wd_members members;
    wd_members_init(&members, s);
    const struct wd_member *chosen = wd_members_find(&members, s->headline_article);
    struct story_view v = {
        .root = wd_str_c(ROOT),
        .serial = wd_arena_printf(a, "%" PRIu32, s->serial),
        .headline = wd_format_line(a, s->headline),
        .outlet = s->headline_outlet.n         ? s->headline_outlet
                  : chosen && chosen->agency.n ? chosen->agency
                                               : WD_STR("the source"),
        .section = s->section,
        .section_href = wd_format_percent(a, s->section),
        .language = wd_view_language(s->language, WD_STR("")),
        .counts = s->articles ? wd_view_counts(a, s->origins, s->articles, s->copies, s->rewrites) : WD_STR(""),
        .created_utc = s->created_utc,
        .updated_utc = s->updated_utc,
    };
    v.created_in_utc = wd_format_utc(a, c->zone, s->created_utc);
    v.updated_in_utc = wd_format_utc(a, c->zone, s->updated_utc);
    wd_view_states(a, s->developing, s->corrected, s->killed, &v.states);
    set_origins(a, &members, &v);
    wd_view_source(a, &members, s->headline_article, s->headline_letter, WD_STR(""), &v.headline_source);
    set_head(c, a, &members, &v);
    set_facts(a, s, c->around, &v);
    wd_view_news(a, &members, &v.news);
    size_t left = 0;
    wd_view_told(a, &members, &s->standfirst, &v.standfirst, &left);
    wd_view_told(a, &members, &s->told_by_all, &v.told_by_all, &left);
    wd_view_ledger(a, &members, 0, &v.speakers);
    set_changes(a, &members, &v);
    set_only(a, &members, &v);
    set_around(c, a, &members, &v);
    struct wd_template_env env = {.zone = c->zone, .day_utc = s->created_utc};
    wd_template_render(a, "story.html", &env, &wd_story_view_record, &v, out);
    wd_members_done(&members);
}
