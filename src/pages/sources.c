/* Who reported: originals in order, each with its copies, and the evidence for that; what changed. */
#include <stdlib.h>

#include "base/url.h"
#include "pages/view.h"

static const struct wd_field evidence_fields[] = {
    WD_FIELD(1, wd_evidence_view, kind, WD_T_STR),
    WD_FIELD(1, wd_evidence_view, text, WD_T_STR),
};
static WD_RECORD(evidence_record, wd_evidence_view, evidence_fields);

static const struct wd_field member_fields[] = {
    WD_FIELD(1, wd_member_view, letter, WD_T_STR),    WD_FIELD(1, wd_member_view, id, WD_T_STR),
    WD_FIELD(1, wd_member_view, href, WD_T_STR),      WD_FIELD(1, wd_member_view, title, WD_T_STR),
    WD_FIELD(1, wd_member_view, outlet, WD_T_STR),    WD_FIELD(1, wd_member_view, byline, WD_T_STR),
    WD_FIELD(1, wd_member_view, language, WD_T_STR),  WD_FIELD(1, wd_member_view, tag, WD_T_STR),
    WD_FIELD(1, wd_member_view, tag_kind, WD_T_STR),  WD_FIELD(1, wd_member_view, note, WD_T_STR),
    WD_FIELD(1, wd_member_view, versions, WD_T_STR),  WD_FIELD(1, wd_member_view, why, WD_T_STR),
    WD_FIELD(1, wd_member_view, url, WD_T_STR),       WD_FIELD(1, wd_member_view, at_utc, WD_T_TIME),
    WD_FIELD(1, wd_member_view, killed, WD_T_BOOL),   WD_FIELD(1, wd_member_view, corrected, WD_T_BOOL),
    WD_FIELD(1, wd_member_view, has_bar, WD_T_BOOL),  WD_FIELD(1, wd_member_view, bar_label, WD_T_STR),
    WD_FIELD(1, wd_member_view, verbatim, WD_T_STR),  WD_FIELD(1, wd_member_view, edited, WD_T_STR),
    WD_FIELD(1, wd_member_view, edited_at, WD_T_STR), WD_FIELD(1, wd_member_view, own, WD_T_STR),
    WD_FIELD(1, wd_member_view, own_at, WD_T_STR),    WD_FIELD_OF(1, wd_member_view, evidence, WD_T_LIST, &evidence_record),
};
WD_RECORD(wd_member_view_record, wd_member_view, member_fields);

static const struct wd_field origin_fields[] = {
    WD_FIELD(1, wd_origin_view, name, WD_T_STR),
    WD_FIELD(1, wd_origin_view, note, WD_T_STR),
    WD_FIELD(1, wd_origin_view, at_utc, WD_T_TIME),
    WD_FIELD_OF(1, wd_origin_view, original, WD_T_LIST, &wd_member_view_record),
    WD_FIELD_OF(1, wd_origin_view, open, WD_T_LIST, &wd_member_view_record),
    WD_FIELD_OF(1, wd_origin_view, folded, WD_T_LIST, &wd_member_view_record),
    WD_FIELD(1, wd_origin_view, folded_label, WD_T_STR),
};
WD_RECORD(wd_origin_view_record, wd_origin_view, origin_fields);

static const struct wd_field change_fields[] = {
    WD_FIELD(1, wd_change_view, label, WD_T_STR),   WD_FIELD(1, wd_change_view, outlet, WD_T_STR),
    WD_FIELD(1, wd_change_view, kind, WD_T_STR),    WD_FIELD_OF(1, wd_change_view, source, WD_T_REC, &wd_source_view_record),
    WD_FIELD(1, wd_change_view, at_utc, WD_T_TIME), WD_FIELD_OF(1, wd_change_view, differences, WD_T_LIST, &wd_diff_view_record),
};
WD_RECORD(wd_change_view_record, wd_change_view, change_fields);

enum { OPEN_COPIES = 3, FOLDED_NAMES = 3, LONGEST_CHAIN = 64 };

static bool is_reuse(const struct wd_member *m)
{
    return m->relation == WD_REL_COPY || m->relation == WD_REL_DERIVED;
}

static struct wd_str outlet_of(const struct wd_member *m)
{
    return m->outlet.n ? m->outlet : m->agency.n ? m->agency : WD_STR("Outlet not named");
}

static void set_tag(struct wd_arena *a, const struct wd_member *m, struct wd_member_view *v)
{
    static const struct {
        const char *kind, *label;
    } tags[] = {{"own", "own account"}, {"original", "original"}, {"copy", "copy"},
                {"rewrite", "rewrite"}, {"own", "own account"},   {"version", "version"}};
    size_t r = m->relation >= WD_REL_INDEPENDENT && m->relation <= WD_REL_VERSION ? (size_t)m->relation : 0;
    v->tag_kind = wd_str_c(tags[r].kind);
    v->tag = is_reuse(m) && m->share_of_copy > 0 ? wd_arena_printf(a, "%s %" PRIu32 " %%", tags[r].label, wd_percent(m->share_of_copy))
                                                 : wd_str_c(tags[r].label);
    if (m->killed) {
        v->tag_kind = WD_STR("killed");
        v->tag = WD_STR("withdrawn");
    }
}

static struct wd_str of_hundred(struct wd_arena *a, uint64_t part, uint64_t whole)
{
    return wd_arena_printf(a, "%.1f", (double)part * 100 / (double)whole);
}

static void set_bar(struct wd_arena *a, const struct wd_member *m, struct wd_member_view *v)
{
    uint64_t verbatim = m->verbatim_words, edited = m->edited_words, words = m->words;
    if (words == 0 || verbatim + edited == 0 || verbatim + edited > words)
        return;
    uint64_t own = words - verbatim - edited;
    v->has_bar = true;
    v->verbatim = of_hundred(a, verbatim, words);
    v->edited_at = v->verbatim;
    v->edited = of_hundred(a, edited, words);
    v->own_at = of_hundred(a, verbatim + edited, words);
    v->own = of_hundred(a, own, words);
    v->bar_label = wd_arena_printf(a, "%" PRIu32 " %% word for word, %" PRIu32 " %% edited, %" PRIu32 " %% its own",
                                   wd_percent((double)verbatim / (double)words), wd_percent((double)edited / (double)words),
                                   wd_percent((double)own / (double)words));
}

void wd_view_member(struct wd_arena *a, const struct wd_members *members, const struct wd_member *m, const char *root,
                    struct wd_member_view *ret_view)
{
    struct wd_member_view v = {
        .letter = m->letter,
        .id = wd_arena_printf(a, "a%" PRIu32, m->serial),
        .href = wd_arena_printf(a, "%sa/%" PRIu32, root, m->serial),
        .title = m->killed ? WD_STR("") : wd_format_line(a, m->title),
        .outlet = outlet_of(m),
        .byline = m->killed ? WD_STR("") : m->byline,
        .language = wd_view_language(m->language, members->story->language),
        .at_utc = m->created_utc != WD_NO_TIME ? m->created_utc : m->updated_utc,
        .killed = m->killed,
        .corrected = m->corrected && !m->killed,
        .url = wd_url_web(m->url) ? m->url : WD_STR(""),
    };
    set_tag(a, m, &v);
    if (m->killed) {
        v.note = WD_STR("Withdrawn by its source; text and quotations were removed here.");
    } else {
        set_bar(a, m, &v);
        const struct wd_member *of = m->of ? wd_members_find(members, m->of) : NULL;
        if (m->relation == WD_REL_COPY && of && of->killed)
            v.note = WD_STR("Its original was withdrawn; this outlet still carries the text.");
        else if (m->relation == WD_REL_QUOTES && of)
            v.note = wd_arena_printf(a, "Shares quotations with %.*s, and no longer passage outside them.", WD_STR_ARG(of->letter));
        else if (m->relation == WD_REL_QUOTES)
            v.note = WD_STR("Shares quotations only.");
        if (m->summary_only)
            v.note = wd_arena_printf(a, "%.*s%sOnly the summary in its feed was received.", WD_STR_ARG(v.note), v.note.n ? " " : "");
        if (m->versions > 1)
            v.versions = wd_arena_printf(a, "%" PRIu32 " versions", m->versions);
        for (size_t i = 0; i < m->evidence.n; i++)
            wd_list_add(a, &v.evidence, (struct wd_evidence_view){m->evidence.v[i].kind, wd_format_line(a, m->evidence.v[i].text)});
        if (v.evidence.n)
            v.why = wd_arena_printf(a, "why: %zu piece%s of evidence", v.evidence.n, v.evidence.n == 1 ? "" : "s");
    }
    *ret_view = v;
}

/* The member that m goes back to on this desk: m itself where there is none. A loop of damaged links ends too. */
static const struct wd_member *root_of(const struct wd_members *members, const struct wd_member *m)
{
    for (size_t step = 0; step < LONGEST_CHAIN && is_reuse(m) && m->of; step++) {
        const struct wd_member *of = wd_members_find(members, m->of);
        if (!of || of == m)
            break;
        m = of;
    }
    return m;
}

struct group {
    const struct wd_member *original; /* NULL: not received */
    struct wd_str agency;
    int64_t at_utc;
    WD_LIST(const struct wd_member *) copies;
    size_t number;
};
typedef WD_LIST(struct group) groups;

/* Copies without their original here stand together by what they go back to. numbers: groups by their key. */
static struct group *group_of(struct wd_arena *a, groups *all, struct wd_map *numbers, const struct wd_member *root)
{
    bool lacks_original = is_reuse(root);
    struct wd_str agency = root->origin_agency.n ? root->origin_agency : root->agency;
    uint64_t *number = wd_map_at(numbers, lacks_original ? wd_hash_seed(agency, 1) : root->article);
    if (*number)
        return &all->v[*number - 1];
    struct group *g = wd_list_push(a, all);
    *number = g->number = all->n;
    g->original = lacks_original ? NULL : root;
    g->agency = agency;
    g->at_utc = wd_member_at(root);
    return g;
}

static int64_t order_of(int64_t utc)
{
    return utc == WD_NO_TIME ? INT64_MAX : utc;
}

static int by_time(const void *x, const void *y)
{
    const struct group *p = x, *q = y;
    if (p->at_utc != q->at_utc)
        return order_of(p->at_utc) < order_of(q->at_utc) ? -1 : 1;
    return p->number < q->number ? -1 : 1;
}

static void fold_label(struct wd_arena *a, struct wd_origin_view *v)
{
    struct wd_str names = WD_STR("");
    for (size_t i = 0; i < v->folded.n && i < FOLDED_NAMES; i++)
        names = wd_arena_printf(a, "%.*s%s%.*s", WD_STR_ARG(names), i ? ", " : "", WD_STR_ARG(v->folded.v[i].outlet));
    v->folded_label = wd_arena_printf(a, "%s: %.*s%s", wd_format_count(a, v->folded.n, "more copy", "more copies").p, WD_STR_ARG(names),
                                      v->folded.n > FOLDED_NAMES ? " ..." : "");
}

static void view_group(struct wd_arena *a, const struct wd_members *members, const struct group *g, const char *root,
                       struct wd_origin_view *v)
{
    v->at_utc = WD_NO_TIME;
    if (g->original) {
        struct wd_member_view *m = wd_list_push(a, &v->original);
        wd_view_member(a, members, g->original, root, m);
        v->at_utc = m->at_utc;
    } else {
        v->name = g->agency.n ? g->agency : WD_STR("An original not named");
        v->note =
            g->copies.n == 1 ? WD_STR("Not received here; known from its copy.") : WD_STR("Not received here; known from its copies.");
    }
    size_t open = g->copies.n <= OPEN_COPIES + 1 ? g->copies.n : OPEN_COPIES;
    for (size_t i = 0; i < g->copies.n; i++) {
        struct wd_member_view *m = i < open ? wd_list_push(a, &v->open) : wd_list_push(a, &v->folded);
        wd_view_member(a, members, g->copies.v[i], root, m);
        if (v->original.n && wd_str_eq(m->title, v->original.v[0].title))
            m->title = WD_STR(""); /* the same headline again says nothing */
    }
    if (v->folded.n)
        fold_label(a, v);
}

void wd_view_origins(struct wd_arena *a, const struct wd_members *members, const char *root, wd_origin_views *ret)
{
    groups all = {0};
    struct wd_map numbers;
    wd_map_init(&numbers);
    const struct wd_story *s = members->story;
    for (size_t i = 0; i < s->members.n; i++) {
        const struct wd_member *m = &s->members.v[i], *from = root_of(members, m);
        struct group *g = group_of(a, &all, &numbers, from);
        if (g->original != m)
            wd_list_add(a, &g->copies, m);
        if (!g->original && order_of(wd_member_at(m)) < order_of(g->at_utc))
            g->at_utc = wd_member_at(m);
    }
    wd_map_done(&numbers);
    if (all.n)
        qsort(all.v, all.n, sizeof all.v[0], by_time);
    for (size_t i = 0; i < all.n; i++)
        view_group(a, members, &all.v[i], root, wd_list_push(a, ret));
}

struct wd_str wd_view_origins_line(struct wd_arena *a, const struct wd_story *story)
{
    struct through {
        struct wd_str agency;
        uint32_t outlets;
        struct wd_str outlet; /* the last of them */
    };
    WD_LIST(struct through) through = {0};
    uint32_t own = 0;
    for (size_t i = 0; i < story->members.n; i++) {
        const struct wd_member *m = &story->members.v[i];
        if (m->killed)
            continue;
        struct wd_str agency = m->origin_agency.n ? m->origin_agency : m->agency;
        if (!is_reuse(m) || agency.n == 0) {
            own += m->relation != WD_REL_VERSION && !is_reuse(m);
            continue;
        }
        size_t k = 0;
        while (k < through.n && !wd_str_eq(through.v[k].agency, agency))
            k++;
        if (k == through.n)
            wd_list_add(a, &through, (struct through){.agency = agency});
        through.v[k].outlets++;
        through.v[k].outlet = m->outlet;
    }
    struct wd_str line = WD_STR("");
    for (size_t i = 0; i < through.n; i++) {
        const struct through *t = &through.v[i];
        struct wd_str outlets = wd_format_count(a, t->outlets, "outlet", "outlets");
        struct wd_str way = t->outlets == 1 && t->outlet.n ? wd_arena_printf(a, "via %.*s", WD_STR_ARG(t->outlet))
                                                           : wd_arena_printf(a, "through %.*s", WD_STR_ARG(outlets));
        line = wd_arena_printf(a, "%.*s%s%.*s %.*s", WD_STR_ARG(line), i ? ", " : "", WD_STR_ARG(t->agency), WD_STR_ARG(way));
    }
    if (own) {
        struct wd_str accounts = wd_format_count(a, own, "account of its own", "accounts of their own");
        line = wd_arena_printf(a, "%.*s%s%.*s", WD_STR_ARG(line), through.n ? ", and " : "", WD_STR_ARG(accounts));
    }
    return line;
}

void wd_view_changes(struct wd_arena *a, const struct wd_members *members, const struct wd_change *changes, size_t n, wd_change_views *ret)
{
    for (size_t i = 0; i < n; i++) {
        const struct wd_change *c = &changes[i];
        if (c->kind < WD_CHANGE_HEADLINE || c->kind > WD_CHANGE_KILL)
            continue;
        struct wd_change_view v = {.at_utc = c->at_utc, .outlet = c->outlet.n ? c->outlet : WD_STR("Outlet not named")};
        v.label = wd_str_c(wd_change_names[c->kind]);
        v.kind = c->kind == WD_CHANGE_KILL ? WD_STR("killed") : c->kind == WD_CHANGE_CORRECTION ? WD_STR("corrected") : WD_STR("minor");
        wd_view_source(a, members, c->article, c->letter, WD_STR(""), &v.source);
        v.differences = c->differences;
        wd_list_add(a, ret, v);
    }
}
