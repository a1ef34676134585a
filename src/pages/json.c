/* JSON of stories and articles: ids are "s12" and "a34", spans are bytes of the article's text. */
#include "pages/fields.h"
#include "pages/json_parts.h"

static void put_text(struct wd_jw *w, const char *name, struct wd_str s)
{
    wd_jw_key(w, name);
    wd_jw_str(w, s);
}

static void put_span(struct wd_jw *w, struct wd_span span)
{
    wd_jw_key(w, "span");
    wd_jw_array(w);
    wd_jw_u64(w, span.start);
    wd_jw_u64(w, span.end);
    wd_jw_end(w);
}

static void put_told(struct wd_jw *w, const struct wd_told *t, bool with_article)
{
    wd_jw_object(w);
    put_text(w, "text", t->text);
    if (with_article)
        wd_json_id(w, "article", 'a', t->serial);
    put_span(w, t->span);
    wd_jw_end(w);
}

static void put_tolds(struct wd_jw *w, const char *name, const wd_tolds *tolds, bool with_article)
{
    wd_jw_key(w, name);
    wd_jw_array(w);
    for (size_t i = 0; i < tolds->n; i++)
        put_told(w, &tolds->v[i], with_article);
    wd_jw_end(w);
}

static const char *choice(const char *const *names, int n)
{
    int i = 0;
    while (i < n && names[i])
        i++;
    return names[i] ? names[i] : "";
}

/* What is known of an article beside its text; of, root: serials of what it was copied from and of what that goes back to, 0 for none. */
static void put_member(struct wd_jw *w, const struct wd_member *m, uint32_t of, uint32_t root)
{
    wd_json_id(w, "id", 'a', m->serial);
    wd_jw_kstr(w, "letter", m->letter);
    put_text(w, "source", m->source);
    wd_jw_kstr(w, "url", m->url);
    put_text(w, "outlet", m->outlet);
    put_text(w, "agency", m->agency);
    wd_jw_kstr(w, "credit", m->credit);
    put_text(w, "title", m->title);
    wd_jw_kstr(w, "byline", m->byline);
    wd_jw_kstr(w, "language", m->language);
    wd_json_time(w, "created", m->created_utc);
    wd_json_time(w, "updated", m->updated_utc);
    wd_json_time(w, "arrived", m->arrived_utc);
    put_text(w, "relation", wd_str_c(choice(wd_relation_names, m->relation)));
    if (of) {
        wd_json_id(w, "of", 'a', of);
        wd_jw_key(w, "share_of_copy");
        wd_jw_f64(w, m->share_of_copy, 4);
        wd_jw_key(w, "share_of_source");
        wd_jw_f64(w, m->share_of_source, 4);
    }
    wd_jw_key(w, "origin");
    wd_jw_object(w);
    put_text(w, "agency", m->origin_agency);
    wd_jw_kbool(w, "received", m->origin_received);
    if (root)
        wd_json_id(w, "article", 'a', root);
    wd_jw_end(w);
    wd_jw_key(w, "evidence");
    wd_jw_array(w);
    for (size_t i = 0; i < m->evidence.n; i++) {
        wd_jw_object(w);
        put_text(w, "kind", m->evidence.v[i].kind);
        put_text(w, "text", m->evidence.v[i].text);
        wd_jw_end(w);
    }
    wd_jw_end(w);
    if (m->carries_earlier)
        wd_jw_kbool(w, "carries_earlier", true);
    if (m->corrected)
        wd_jw_kbool(w, "corrected", true);
    if (m->killed)
        wd_jw_kbool(w, "killed", true);
}

static void put_differences(struct wd_jw *w, const wd_diffs *differences)
{
    if (differences->n == 0)
        return;
    wd_jw_key(w, "differences");
    wd_jw_array(w);
    for (size_t i = 0; i < differences->n; i++) {
        wd_jw_array(w);
        wd_jw_str(w, wd_str_c(choice(wd_diff_names, differences->v[i].op)));
        wd_jw_str(w, differences->v[i].text);
        wd_jw_end(w);
    }
    wd_jw_end(w);
}

void wd_json_statement(const struct wd_statement *s, struct wd_jw *w)
{
    put_text(w, "speaker", s->speaker);
    wd_jw_kstr(w, "role", s->role);
    put_text(w, "kind", s->kind == WD_QUOTE_INDIRECT ? WD_STR("reported") : wd_str_c(choice(wd_quote_kinds, s->kind)));
    put_text(w, "words", s->words);
    put_text(w, "polarity", s->denied ? WD_STR("denied") : WD_STR("asserted"));
    wd_json_time(w, "first", s->first_utc);
    wd_jw_key(w, "carriers");
    wd_jw_array(w);
    for (size_t i = 0; i < s->carriers.n; i++) {
        const struct wd_carrier *c = &s->carriers.v[i];
        wd_jw_object(w);
        wd_json_id(w, "article", 'a', c->serial);
        put_span(w, c->span);
        put_text(w, "words", c->words);
        put_text(w, "form", wd_str_c(choice(wd_form_names, c->form)));
        put_differences(w, &c->differences);
        wd_jw_end(w);
    }
    wd_jw_end(w);
}

static void put_members(struct wd_jw *w, const struct wd_story *s)
{
    struct wd_members members;
    wd_members_init(&members, s);
    wd_jw_key(w, "articles");
    wd_jw_array(w);
    for (size_t i = 0; i < s->members.n; i++) {
        const struct wd_member *m = &s->members.v[i], *of = m->of ? wd_members_find(&members, m->of) : NULL;
        const struct wd_member *root = m->origin_received ? wd_members_find(&members, m->root) : NULL;
        wd_jw_object(w);
        put_member(w, m, of ? of->serial : 0, root ? root->serial : 0);
        wd_jw_end(w);
    }
    wd_jw_end(w);
    wd_members_done(&members);
}

/* Who has the old words today: span is of the first such sentence, and left out for a headline. */
static void put_still(struct wd_jw *w, const struct wd_change *c)
{
    if (c->still.n == 0)
        return;
    wd_jw_key(w, "still");
    wd_jw_array(w);
    for (size_t i = 0; i < c->still.n; i++) {
        const struct wd_still *s = &c->still.v[i];
        wd_jw_object(w);
        wd_json_id(w, "article", 'a', s->serial);
        wd_jw_kstr(w, "outlet", s->outlet);
        if (s->span.end > s->span.start)
            put_span(w, s->span);
        wd_jw_kbool(w, "whole", s->whole);
        wd_jw_end(w);
    }
    wd_jw_end(w);
}

static void put_changes(struct wd_jw *w, const struct wd_story *s)
{
    wd_jw_key(w, "changes");
    wd_jw_array(w);
    for (size_t i = 0; i < s->changes.n; i++) {
        const struct wd_change *c = &s->changes.v[i];
        wd_jw_object(w);
        wd_json_id(w, "article", 'a', c->serial);
        put_text(w, "kind", wd_str_c(choice(wd_change_names, c->kind)));
        wd_json_time(w, "at", c->at_utc);
        if (c->part)
            wd_jw_kbool(w, "part", true);
        put_differences(w, &c->differences);
        put_still(w, c);
        wd_jw_end(w);
    }
    wd_jw_end(w);
}

static void put_people(struct wd_jw *w, const struct wd_story *s)
{
    wd_jw_key(w, "people");
    wd_jw_array(w);
    for (size_t i = 0; i < s->people.n; i++) {
        wd_jw_object(w);
        put_text(w, "name", s->people.v[i].name);
        wd_jw_kstr(w, "role", s->people.v[i].role);
        wd_jw_key(w, "variants");
        wd_jw_array(w);
        for (size_t k = 0; k < s->people.v[i].variants.n; k++)
            wd_jw_str(w, s->people.v[i].variants.v[k]);
        wd_jw_end(w);
        wd_jw_end(w);
    }
    wd_jw_end(w);
}

void wd_json_story(const struct wd_story *s, const struct wd_around *around, struct wd_jw *w)
{
    wd_jw_object(w);
    wd_json_id(w, "id", 's', s->serial);
    put_text(w, "headline", s->headline);
    wd_jw_kstr(w, "language", s->language);
    wd_jw_kstr(w, "section", s->section);
    wd_json_time(w, "created", s->created_utc);
    wd_json_time(w, "updated", s->updated_utc);
    wd_jw_ki64(w, "origins", s->origins);
    wd_jw_ki64(w, "copies", s->copies);
    wd_jw_ki64(w, "rewrites", s->rewrites);
    if (s->developing)
        wd_jw_kbool(w, "developing", true);
    if (s->corrected)
        wd_jw_kbool(w, "corrected", true);
    if (s->killed)
        wd_jw_kbool(w, "killed", true);
    put_tolds(w, "standfirst", &s->standfirst, true);
    put_members(w, s);
    wd_jw_key(w, "statements");
    wd_jw_array(w);
    for (size_t i = 0; i < s->statements.n; i++) {
        wd_jw_object(w);
        wd_json_statement(&s->statements.v[i], w);
        wd_jw_end(w);
    }
    wd_jw_end(w);
    wd_jw_key(w, "only_in");
    wd_jw_array(w);
    for (size_t i = 0; i < s->only_in.n; i++) {
        wd_jw_object(w);
        wd_json_id(w, "article", 'a', s->only_in.v[i].serial);
        put_tolds(w, "sentences", &s->only_in.v[i].sentences, false);
        wd_jw_end(w);
    }
    wd_jw_end(w);
    put_tolds(w, "told_by_all", &s->told_by_all, true);
    put_people(w, s);
    put_changes(w, s);
    wd_json_around(w, s, around);
    wd_jw_end(w);
}

/* Those that stand before `shown`. */
static void put_sentences(struct wd_jw *w, const struct wd_article *art, size_t shown)
{
    wd_tolds list = {0};
    struct wd_told told[2];
    list.v = told;
    for (size_t i = 0; i < art->standfirst_spans.n && list.n < WD_COUNT(told); i++)
        if (art->standfirst_spans.v[i].end <= shown)
            told[list.n++] =
                (struct wd_told){.text = wd_str_span(art->body, art->standfirst_spans.v[i]), .span = art->standfirst_spans.v[i]};
    put_tolds(w, "standfirst_sentences", &list, false);
}

static void put_moves(struct wd_jw *w, const struct wd_article_view *view)
{
    struct wd_members members;
    wd_members_init(&members, view->story);
    wd_json_acts(w, &members, &view->acts);
    wd_members_done(&members);
}

/* What the agency's own labels say. */
static void put_wire(struct wd_jw *w, const struct wd_article *art)
{
    if (!art->is_wire)
        return;
    wd_jw_key(w, "wire");
    wd_jw_object(w);
    wd_jw_kstr(w, "slug", art->slug);
    wd_jw_kstr(w, "urgency", art->urgency);
    wd_jw_kstr(w, "version", art->wire_version);
    put_text(w, "pubstatus", wd_str_c(wd_pubstatus_names[art->pubstatus]));
    wd_json_time(w, "embargoed", art->embargo_utc);
    if (art->subjects.n) {
        wd_jw_key(w, "subjects");
        wd_jw_array(w);
        for (size_t i = 0; i < art->subjects.n; i++)
            wd_jw_str(w, art->subjects.v[i]);
        wd_jw_end(w);
    }
    wd_jw_end(w);
}

void wd_json_article(const struct wd_article_view *view, bool full_text, struct wd_jw *w)
{
    const struct wd_article *const *versions = view->own.versions;
    size_t n = view->own.n;
    wd_jw_object(w);
    put_member(w, view->member, 0, 0);
    wd_json_id(w, "story", 's', view->story->serial);
    wd_json_placing(w, &view->placing);
    if (view->acts.n)
        put_moves(w, view);
    if (n) {
        const struct wd_article *now = versions[n - 1];
        struct wd_arena a;
        wd_arena_init(&a);
        struct wd_shown shown = {now->standfirst, now->body};
        if (!full_text)
            wd_article_shown_both(&a, now, &shown);
        if (!shown.standfirst.n && wd_standfirst_in_body(&a, now)) /* what is shown of it begins the text */
            shown.standfirst = wd_str_n(now->standfirst.p, WD_MIN(now->standfirst.n, shown.body.n));
        wd_jw_kstr(w, "standfirst", shown.standfirst);
        if (now->standfirst_spans.n)
            put_sentences(w, now, shown.body.n);
        wd_jw_kstr(w, "dateline", now->dateline);
        wd_jw_kstr(w, "rights", now->rights);
        put_wire(w, now);
        wd_json_fields(now, &shown, full_text, w);
        if (now->from_page)
            wd_jw_kbool(w, "from_page", true);
        wd_jw_kstr(w, "full_text_note", now->full_text_note);
        put_text(w, "text", shown.body);
        wd_arena_done(&a);
        wd_jw_key(w, "notices");
        wd_jw_array(w);
        for (size_t i = 0; i < now->notices.n; i++) {
            wd_jw_object(w);
            put_text(w, "kind", wd_str_c(choice(wd_notice_names, now->notices.v[i].kind)));
            put_text(w, "text", now->notices.v[i].text);
            wd_jw_end(w);
        }
        wd_jw_end(w);
    }
    wd_jw_key(w, "versions");
    wd_jw_array(w);
    for (size_t i = 0; i < n; i++) {
        const struct wd_article *v = versions[i];
        char key[24];
        snprintf(key, sizeof key, "%016" PRIx64, v->version);
        wd_jw_object(w);
        wd_jw_kstr(w, "version", wd_str_c(key));
        put_text(w, "title", v->title);
        wd_json_time(w, "created", v->created_utc);
        wd_json_time(w, "updated", v->updated_utc);
        wd_json_time(w, "arrived", v->arrived_utc);
        put_text(w, "signal", wd_str_c(choice(wd_signal_names, (int)v->signal)));
        if (full_text)
            put_text(w, "text", v->body);
        wd_jw_end(w);
    }
    wd_jw_end(w);
    wd_jw_end(w);
}
