/* What changed in an article: as entries on any page, and the page with every state of one article. */
#include "copies/versions.h"
#include "pages/view.h"

static const struct wd_field still_fields[] = {
    WD_FIELD_OF(1, wd_still_view, source, WD_T_REC, &wd_source_view_record),
    WD_FIELD(1, wd_still_view, outlet, WD_T_STR),
    WD_FIELD(1, wd_still_view, where, WD_T_STR),
};
static WD_RECORD(still_record, wd_still_view, still_fields);

static const struct wd_field change_fields[] = {
    WD_FIELD(1, wd_change_view, label, WD_T_STR),
    WD_FIELD(1, wd_change_view, outlet, WD_T_STR),
    WD_FIELD(1, wd_change_view, kind, WD_T_STR),
    WD_FIELD(1, wd_change_view, kept, WD_T_STR),
    WD_FIELD(1, wd_change_view, language, WD_T_STR),
    WD_FIELD(1, wd_change_view, versions, WD_T_STR),
    WD_FIELD_OF(1, wd_change_view, source, WD_T_REC, &wd_source_view_record),
    WD_FIELD(1, wd_change_view, at_utc, WD_T_TIME),
    WD_FIELD_OF(1, wd_change_view, differences, WD_T_LIST, &wd_diff_view_record),
    WD_FIELD_OF(1, wd_change_view, still, WD_T_LIST, &still_record),
    WD_FIELD(1, wd_change_view, still_more, WD_T_STR),
};
WD_RECORD(wd_change_view_record, wd_change_view, change_fields);

struct option_view {
    struct wd_str number, label;
    bool from, to; /* chosen as */
};
static const struct wd_field option_fields[] = {
    WD_FIELD(1, option_view, number, WD_T_STR),
    WD_FIELD(1, option_view, label, WD_T_STR),
    WD_FIELD(1, option_view, from, WD_T_BOOL),
    WD_FIELD(1, option_view, to, WD_T_BOOL),
};
static WD_RECORD(option_record, option_view, option_fields);

struct version_view {
    struct wd_str id, number, title, words, signal, note;
    int64_t created_utc, updated_utc, arrived_utc;
    wd_change_views changes;
};
static const struct wd_field version_fields[] = {
    WD_FIELD(1, version_view, id, WD_T_STR),           WD_FIELD(1, version_view, number, WD_T_STR),
    WD_FIELD(1, version_view, title, WD_T_STR),        WD_FIELD(1, version_view, words, WD_T_STR),
    WD_FIELD(1, version_view, signal, WD_T_STR),       WD_FIELD(1, version_view, note, WD_T_STR),
    WD_FIELD(1, version_view, created_utc, WD_T_TIME), WD_FIELD(1, version_view, updated_utc, WD_T_TIME),
    WD_FIELD(1, version_view, arrived_utc, WD_T_TIME), WD_FIELD_OF(1, version_view, changes, WD_T_LIST, &wd_change_view_record),
};
static WD_RECORD(version_record, version_view, version_fields);

struct versions_page {
    struct wd_head_view page;
    struct wd_str root, title, outlet, letter, language, story_href, story_headline, article_href, count, from, to, compared_note,
        shown_note;
    bool several, compared;
    wd_change_views between;
    WD_LIST(struct option_view) options;
    WD_LIST(struct version_view) versions;
};
static const struct wd_field page_fields[] = {
    WD_FIELD_OF(1, versions_page, page, WD_T_REC, &wd_head_view_record),
    WD_FIELD(1, versions_page, root, WD_T_STR),
    WD_FIELD(1, versions_page, title, WD_T_STR),
    WD_FIELD(1, versions_page, outlet, WD_T_STR),
    WD_FIELD(1, versions_page, letter, WD_T_STR),
    WD_FIELD(1, versions_page, language, WD_T_STR),
    WD_FIELD(1, versions_page, story_href, WD_T_STR),
    WD_FIELD(1, versions_page, story_headline, WD_T_STR),
    WD_FIELD(1, versions_page, article_href, WD_T_STR),
    WD_FIELD(1, versions_page, count, WD_T_STR),
    WD_FIELD(1, versions_page, from, WD_T_STR),
    WD_FIELD(1, versions_page, to, WD_T_STR),
    WD_FIELD(1, versions_page, compared_note, WD_T_STR),
    WD_FIELD(1, versions_page, shown_note, WD_T_STR),
    WD_FIELD(1, versions_page, several, WD_T_BOOL),
    WD_FIELD(1, versions_page, compared, WD_T_BOOL),
    WD_FIELD_OF(1, versions_page, between, WD_T_LIST, &wd_change_view_record),
    WD_FIELD_OF(1, versions_page, options, WD_T_LIST, &option_record),
    WD_FIELD_OF(1, versions_page, versions, WD_T_LIST, &version_record),
};
WD_RECORD(wd_versions_page_record, versions_page, page_fields);

enum { SHOWN_STILL = 12, SHOWN_VERSIONS = 40, SHOWN_CHANGES = 400 };
static const char ROOT[] = "../../";

/* ---- entries ---- */

struct spent {
    uint32_t sentences, words;
};

/* What a page shows of the words of articles that are not licensed; an article's words are counted over the whole page. */
struct limits {
    struct wd_arena *a;
    struct wd_map at; /* article -> number in the list + 1 */
    WD_LIST(struct spent) list;
    bool none; /* the source asks for its headline alone */
};

static size_t words_of(const wd_diffs *differences)
{
    size_t n = 0;
    for (size_t i = 0; i < differences->n; i++)
        n += wd_count_words(differences->v[i].text);
    return n;
}

static bool may_show(struct limits *limits, const struct wd_member *m, const struct wd_change *c)
{
    if (!m || m->licensed || c->kind == WD_CHANGE_HEADLINE || c->differences.n == 0)
        return true;
    if (limits->none)
        return false;
    uint64_t *slot = wd_map_at(&limits->at, c->article);
    if (!*slot) {
        wd_list_push(limits->a, &limits->list);
        *slot = limits->list.n;
    }
    struct spent *spent = &limits->list.v[*slot - 1];
    spent->sentences++;
    spent->words += (uint32_t)words_of(&c->differences);
    return spent->sentences <= WD_SHOWN_SENTENCES && spent->words <= WD_SHOWN_WORDS;
}

static struct wd_str label_of(const struct wd_change *c)
{
    if (c->part && c->kind == WD_CHANGE_ADDED)
        return WD_STR("passage added");
    if (c->part && c->kind == WD_CHANGE_REMOVED)
        return WD_STR("passage removed");
    return wd_str_c(wd_change_names[c->kind]);
}

/* The older words of a difference. */
static struct wd_str old_words(struct wd_arena *a, const wd_diffs *differences)
{
    size_t n = 0;
    for (size_t i = 0; i < differences->n; i++)
        n += differences->v[i].op != WD_DIFF_INSERT ? differences->v[i].text.n : 0;
    char *text = wd_arena_raw(a, n + 1);
    n = 0;
    for (size_t i = 0; i < differences->n; i++) {
        if (differences->v[i].op == WD_DIFF_INSERT)
            continue;
        memcpy(text + n, differences->v[i].text.p, differences->v[i].text.n);
        n += differences->v[i].text.n;
    }
    return wd_str_n(text, n);
}

static void set_still(struct wd_arena *a, const struct wd_members *members, const struct wd_change *c, struct wd_change_view *v)
{
    struct wd_str old = old_words(a, &c->differences);
    for (size_t i = 0; i < c->still.n && i < SHOWN_STILL; i++) {
        const struct wd_still *s = &c->still.v[i];
        bool headline = s->span.start == s->span.end;
        struct wd_still_view *still = wd_list_push(a, &v->still);
        still->outlet = s->outlet.n ? s->outlet : WD_STR("Outlet not named");
        still->where = !s->whole ? WD_STR("in part") : WD_STR("");
        wd_view_source(a, members, s->article, s->letter, headline || !s->whole ? WD_STR("") : old, &still->source);
    }
    if (c->still.n > SHOWN_STILL)
        v->still_more = wd_arena_printf(a, "and %zu more", c->still.n - SHOWN_STILL);
}

static void view_change(const struct wd_members *members, const struct wd_change *c, struct limits *limits, wd_change_views *ret)
{
    struct wd_arena *a = limits->a;
    if (c->kind < WD_CHANGE_HEADLINE || c->kind > WD_CHANGE_MOVED)
        return;
    struct wd_change_view v = {.label = label_of(c), .at_utc = c->at_utc, .outlet = c->outlet.n ? c->outlet : WD_STR("Outlet not named")};
    v.kind = c->kind == WD_CHANGE_KILL ? WD_STR("killed") : c->kind == WD_CHANGE_CORRECTION ? WD_STR("corrected") : WD_STR("minor");
    wd_view_source(a, members, c->article, c->letter, WD_STR(""), &v.source);
    const struct wd_member *m = wd_members_find(members, c->article);
    if (m)
        v.language = wd_view_language(m->language, members->story->language);
    if (m && c->kind != WD_CHANGE_KILL)
        v.versions = wd_arena_printf(a, "../a/%" PRIu32 "/versions", m->serial);
    if (may_show(limits, m, c))
        v.differences = c->differences;
    else
        v.kept = wd_format_count(a, words_of(&c->differences), "word, the source's to show.", "words, the source's to show.");
    set_still(a, members, c, &v);
    wd_list_add(a, ret, v);
}

void wd_view_changes(struct wd_arena *a, const struct wd_members *members, const struct wd_change *changes, size_t n, wd_change_views *ret)
{
    struct limits limits = {.a = a};
    wd_map_init(&limits.at);
    for (size_t i = 0; i < n; i++)
        view_change(members, &changes[i], &limits, ret);
    wd_map_done(&limits.at);
}

void wd_view_changes_whole(struct wd_arena *a, const struct wd_members *members, const struct wd_change *changes, size_t n,
                           wd_change_views *ret)
{
    size_t first = ret->n;
    wd_view_changes(a, members, changes, n, ret);
    for (size_t i = 0, k = first; i < n && k < ret->n; i++) {
        if (changes[i].kind < WD_CHANGE_HEADLINE || changes[i].kind > WD_CHANGE_MOVED)
            continue;
        ret->v[k].differences = changes[i].differences;
        ret->v[k++].kept = WD_STR("");
    }
}

/* ---- the page ---- */

struct making {
    struct wd_arena *a;
    const struct wd_versions_view *view;
    struct wd_members members;
    struct limits limits;
    struct wd_map still; /* old words of the story's changes of this article -> number + 1 */
};

static void remember_still(struct making *x)
{
    const struct wd_story *s = x->view->story;
    for (size_t i = 0; i < s->changes.n; i++)
        if (s->changes.v[i].article == x->view->member->article && s->changes.v[i].still.n)
            *wd_map_at(&x->still, wd_hash(old_words(x->a, &s->changes.v[i].differences))) = i + 1;
}

/* What changed between two states, as the story would tell it. */
static void view_between(struct making *x, size_t from, size_t to, wd_change_views *ret)
{
    const struct wd_member *m = x->view->member;
    const struct wd_article *now = x->view->own.versions[to];
    wd_version_changes changes;
    wd_versions_compare(x->a, x->view->own.versions[from], now, SHOWN_CHANGES, &changes);
    for (size_t i = 0; i < changes.n; i++) {
        struct wd_change c = {.article = m->article,
                              .serial = m->serial,
                              .outlet = m->outlet,
                              .kind = changes.v[i].kind,
                              .part = changes.v[i].part,
                              .differences = changes.v[i].differences,
                              .at_utc = now->updated_utc != WD_NO_TIME ? now->updated_utc : now->arrived_utc};
        const uint64_t *known = c.differences.n ? wd_map_find(&x->still, wd_hash(old_words(x->a, &c.differences))) : NULL;
        if (known && c.kind != WD_CHANGE_MOVED)
            c.still = x->view->story->changes.v[*known - 1].still;
        view_change(&x->members, &c, &x->limits, ret);
    }
}

static struct wd_str signal_of(const struct wd_article *v)
{
    switch (v->signal) {
    case WD_SIGNAL_CORRECTION: return WD_STR("sent as a correction");
    case WD_SIGNAL_UPDATE: return WD_STR("sent as an update");
    default: return WD_STR("");
    }
}

static void add_version(struct making *x, size_t i, struct versions_page *p)
{
    const struct wd_article *v = x->view->own.versions[i];
    struct version_view view = {.id = wd_arena_printf(x->a, "v%zu", i + 1),
                                .number = wd_arena_printf(x->a, "%zu", i + 1),
                                .title = wd_format_line(x->a, v->title),
                                .words = wd_format_count(x->a, wd_count_words(v->body), "word", "words"),
                                .signal = signal_of(v),
                                .created_utc = v->created_utc,
                                .updated_utc = v->updated_utc,
                                .arrived_utc = v->arrived_utc};
    if (i == 0)
        view.note = WD_STR("The first state that was received.");
    else
        view_between(x, i - 1, i, &view.changes);
    if (i && view.changes.n == 0)
        view.note = v->from_page != x->view->own.versions[i - 1]->from_page
                        ? WD_STR("One of the two is what its feed had, the other the text of its page: that is no change.")
                    : v->summary_only || x->view->own.versions[i - 1]->summary_only
                        ? WD_STR("Only a summary was received of one of the two, so their texts are not compared.")
                        : WD_STR("No change in the words.");
    wd_list_add(x->a, &p->versions, view);
}

static void set_options(struct making *x, struct versions_page *p, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < x->view->own.n; i++) {
        struct wd_str number = wd_arena_printf(x->a, "%zu", i + 1);
        wd_list_add(x->a, &p->options, (struct option_view){number, number, i + 1 == from, i + 1 == to});
    }
}

void wd_page_versions(const struct wd_page_context *c, struct wd_arena *a, const struct wd_versions_view *view, struct wd_buf *out)
{
    size_t n = view->own.n;
    const struct wd_article *now = view->own.versions[n - 1];
    const struct wd_member *m = view->member;
    struct making x = {.a = a, .view = view, .limits = {.a = a, .none = now->no_index && !now->licensed}};
    wd_members_init(&x.members, view->story);
    x.members.root = ROOT;
    x.members.rows_page = wd_arena_printf(a, "%ss/%" PRIu32, ROOT, view->story->serial);
    wd_map_init(&x.limits.at);
    wd_map_init(&x.still);
    remember_still(&x);
    struct versions_page p = {
        .root = wd_str_c(ROOT),
        .title = wd_format_line(a, now->title),
        .outlet = m->outlet.n   ? m->outlet
                  : m->agency.n ? m->agency
                                : WD_STR("Outlet not named"),
        .letter = m->letter,
        .language = wd_view_language(now->language, view->story->language),
        .story_href = x.members.rows_page,
        .story_headline = wd_format_line(a, view->story->headline),
        .article_href = wd_arena_printf(a, "%sa/%" PRIu32, ROOT, m->serial),
        .count = wd_format_count(a, n, "version", "versions"),
        .several = n > 1,
        .shown_note = n > SHOWN_VERSIONS
                          ? wd_arena_printf(a, "The newest %d are below; the others can be compared above.", (int)SHOWN_VERSIONS)
                          : WD_STR(""),
        .compared = view->from && view->to,
    };
    if (p.compared) {
        p.from = wd_arena_printf(a, "%" PRIu32, view->from);
        p.to = wd_arena_printf(a, "%" PRIu32, view->to);
        view_between(&x, view->from - 1, view->to - 1, &p.between);
        if (p.between.n == 0)
            p.compared_note = WD_STR("The words of these two are the same.");
    }
    set_options(&x, &p, p.compared ? view->from : 1, p.compared ? view->to : (uint32_t)n);
    for (size_t i = n; i-- > 0 && n - i <= SHOWN_VERSIONS;)
        add_version(&x, i, &p);
    wd_view_head(c, wd_arena_printf(a, "Versions: %.*s", WD_STR_ARG(p.title)), ROOT, &p.page);
    p.page.noindex = true;
    struct wd_template_env env = {.zone = c->zone, .day_utc = now->created_utc};
    wd_template_render(a, "versions.html", &env, &wd_versions_page_record, &p, out);
    wd_map_done(&x.still);
    wd_map_done(&x.limits.at);
    wd_members_done(&x.members);
}
