/* Who reported: originals in order, each with its copies, and the evidence for that. */
#include <stdlib.h>

#include "base/url.h"
#include "pages/view.h"

static const struct wd_field evidence_fields[] = {
    WD_FIELD(1, wd_evidence_view, kind, WD_T_STR),
    WD_FIELD(1, wd_evidence_view, text, WD_T_STR),
    WD_FIELD(1, wd_evidence_view, printed, WD_T_BOOL),
};
static WD_RECORD(evidence_record, wd_evidence_view, evidence_fields);

static const struct wd_field member_fields[] = {
    WD_FIELD(1, wd_member_view, letter, WD_T_STR),
    WD_FIELD(1, wd_member_view, id, WD_T_STR),
    WD_FIELD(1, wd_member_view, href, WD_T_STR),
    WD_FIELD(1, wd_member_view, title, WD_T_STR),
    WD_FIELD(1, wd_member_view, outlet, WD_T_STR),
    WD_FIELD(1, wd_member_view, byline, WD_T_STR),
    WD_FIELD(1, wd_member_view, language, WD_T_STR),
    WD_FIELD(1, wd_member_view, tag, WD_T_STR),
    WD_FIELD(1, wd_member_view, tag_kind, WD_T_STR),
    WD_FIELD(1, wd_member_view, note, WD_T_STR),
    WD_FIELD(1, wd_member_view, versions, WD_T_STR),
    WD_FIELD(1, wd_member_view, why, WD_T_STR),
    WD_FIELD(1, wd_member_view, outlet_href, WD_T_STR),
    WD_FIELD(1, wd_member_view, url, WD_T_STR),
    WD_FIELD(1, wd_member_view, at_utc, WD_T_TIME),
    WD_FIELD(1, wd_member_view, killed, WD_T_BOOL),
    WD_FIELD(1, wd_member_view, corrected, WD_T_BOOL),
    WD_FIELD(1, wd_member_view, has_bar, WD_T_BOOL),
    WD_FIELD(1, wd_member_view, bar_label, WD_T_STR),
    WD_FIELD(1, wd_member_view, verbatim, WD_T_STR),
    WD_FIELD(1, wd_member_view, edited, WD_T_STR),
    WD_FIELD(1, wd_member_view, edited_at, WD_T_STR),
    WD_FIELD(1, wd_member_view, own, WD_T_STR),
    WD_FIELD(1, wd_member_view, own_at, WD_T_STR),
    WD_FIELD_OF(1, wd_member_view, evidence, WD_T_LIST, &evidence_record),
    WD_FIELD(1, wd_member_view, later, WD_T_STR),
    WD_FIELD(1, wd_member_view, beside, WD_T_STR),
    WD_FIELD(1, wd_member_view, of_letter, WD_T_STR),
    WD_FIELD(1, wd_member_view, named, WD_T_STR),
    WD_FIELD(1, wd_member_view, warning, WD_T_STR),
    WD_FIELD(1, wd_member_view, through, WD_T_BOOL),
    WD_FIELD(1, wd_member_view, how, WD_T_BOOL),
};
WD_RECORD(wd_member_view_record, wd_member_view, member_fields);

static const struct wd_field origin_fields[] = {
    WD_FIELD(1, wd_origin_view, name, WD_T_STR),
    WD_FIELD(1, wd_origin_view, note, WD_T_STR),
    WD_FIELD(1, wd_origin_view, summary, WD_T_STR),
    WD_FIELD(1, wd_origin_view, at_utc, WD_T_TIME),
    WD_FIELD_OF(1, wd_origin_view, original, WD_T_LIST, &wd_member_view_record),
    WD_FIELD_OF(1, wd_origin_view, open, WD_T_LIST, &wd_member_view_record),
    WD_FIELD_OF(1, wd_origin_view, folded, WD_T_LIST, &wd_member_view_record),
    WD_FIELD(1, wd_origin_view, folded_label, WD_T_STR),
    WD_FIELD(1, wd_origin_view, beyond, WD_T_STR),
    WD_FIELD(1, wd_origin_view, all_href, WD_T_STR),
    WD_FIELD(1, wd_origin_view, beyond_from_utc, WD_T_TIME),
    WD_FIELD(1, wd_origin_view, beyond_to_utc, WD_T_TIME),
};
WD_RECORD(wd_origin_view_record, wd_origin_view, origin_fields);

enum { OPEN_COPIES = 3, FOLDED_NAMES = 8 };
/* Folded rows beyond this say who and how much only: evidence and shares stand on the article's page. */
enum { FULL_ROWS = 24 };
/* No page grows with a flood: so many folded rows of one original, and so many originals, have rows; the others are counted. */
enum { FOLDED_ROWS = 60, ORIGIN_ROWS = 60 };

static bool is_reuse(const struct wd_member *m)
{
    return m->relation == WD_REL_COPY || m->relation == WD_REL_DERIVED;
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
    const struct {
        uint64_t words;
        const char *what;
    } parts[] = {{verbatim, "word for word"}, {edited, "edited"}, {own, "its own"}};
    v->bar_label = WD_STR("");
    for (size_t i = 0; i < WD_COUNT(parts); i++)
        if (parts[i].words)
            v->bar_label = wd_arena_printf(a, "%.*s%s%" PRIu32 " %% %s", WD_STR_ARG(v->bar_label), v->bar_label.n ? ", " : "",
                                           wd_percent((double)parts[i].words / (double)words), parts[i].what);
}

/* Who is named, and where it came from: what a text says of itself and what the desk found are two things. */
static void set_named(struct wd_arena *a, const struct wd_members *members, const struct wd_member *m, struct wd_member_view *v)
{
    const struct wd_member *root = m->root && m->origin_received ? wd_members_find(members, m->root) : NULL;
    struct wd_str credit = m->credit.n ? m->credit : is_reuse(m) ? WD_STR("none") : WD_STR("");
    for (size_t i = 0; i < m->evidence.n && !m->credit.n; i++)
        if (wd_str_eqc(m->evidence.v[i].kind, "notice"))
            credit = WD_STR("a feed that is not named");
    struct wd_str from = m->origin_agency, letter = WD_STR("");
    if (root && root != m) {
        from = root->origin_agency.n ? root->origin_agency : wd_view_outlet(root);
        letter = wd_arena_printf(a, " (%.*s)", WD_STR_ARG(root->letter));
    }
    if (credit.n && from.n && is_reuse(m))
        v->named = wd_arena_printf(a, "Credit: %.*s. Origin: %.*s%.*s%s.", WD_STR_ARG(credit), WD_STR_ARG(from), WD_STR_ARG(letter),
                                   root ? "" : ", not received here");
    else if (credit.n && !wd_str_eq_nocase(credit, m->outlet))
        v->named = wd_arena_printf(a, "Credit: %.*s.", WD_STR_ARG(credit));
}

/* What has become of the source since: a copy that stands is a copy of what was withdrawn or corrected. */
static void set_warning(const struct wd_members *members, const struct wd_member *m, struct wd_member_view *v)
{
    const struct wd_member *of = m->of ? wd_members_find(members, m->of) : NULL, *root = m->root ? wd_members_find(members, m->root) : NULL;
    if (!is_reuse(m) || !root || root == m)
        return;
    if (root->killed || (of && of->killed))
        v->warning = m->relation == WD_REL_COPY ? WD_STR("Its original was withdrawn; this outlet still carries the text.")
                                                : WD_STR("What it was rewritten from was withdrawn; this outlet still carries it.");
    else if (m->carries_earlier && ((of && of->corrected) || root->corrected))
        v->warning = WD_STR("Its original was corrected; this text is from before the correction.");
    else if (m->carries_earlier)
        v->note = WD_STR("From an earlier version of its original.");
}

static void add_note(struct wd_arena *a, struct wd_member_view *v, struct wd_str text)
{
    v->note = wd_arena_printf(a, "%.*s%s%.*s", WD_STR_ARG(v->note), v->note.n ? " " : "", WD_STR_ARG(text));
}

static void set_source(struct wd_arena *a, const struct wd_members *members, const struct wd_member *m, const char *root,
                       struct wd_member_view *v)
{
    const struct wd_member *of = m->of ? wd_members_find(members, m->of) : NULL,
                           *first = m->root ? wd_members_find(members, m->root) : NULL;
    if (first && first != m && m->origin_received)
        v->later = wd_view_later(a, wd_member_at(first), wd_member_at(m));
    if (!of || of->killed || m->killed)
        return;
    v->of_letter = of->letter;
    v->through = of != first;
    v->beside = wd_arena_printf(a, "%sa/%" PRIu32 "/beside/%" PRIu32, root, m->serial, of->serial);
    v->how = true;
}

void wd_view_member_brief(struct wd_arena *a, const struct wd_members *members, const struct wd_member *m, const char *root,
                          struct wd_member_view *ret_view)
{
    struct wd_member_view v = {
        .letter = m->letter,
        .id = wd_arena_printf(a, "a%" PRIu32, m->serial),
        .href = wd_arena_printf(a, "%sa/%" PRIu32, root, m->serial),
        .outlet = wd_view_outlet(m),
        .outlet_href = m->outlet.n && m->title.n && !m->killed ? wd_view_outlet_href(a, root, m->outlet)
                                                               : wd_arena_printf(a, "%sa/%" PRIu32, root, m->serial),
        .at_utc = m->created_utc != WD_NO_TIME ? m->created_utc : m->updated_utc,
        .killed = m->killed,
        .corrected = m->corrected && !m->killed,
    };
    set_tag(a, m, &v);
    set_source(a, members, m, root, &v);
    if (!m->killed)
        set_warning(members, m, &v);
    *ret_view = v;
}

void wd_view_member(struct wd_arena *a, const struct wd_members *members, const struct wd_member *m, const char *root,
                    struct wd_member_view *ret_view)
{
    struct wd_member_view v;
    wd_view_member_brief(a, members, m, root, &v);
    v.language = wd_view_language(m->language, members->story->language);
    v.url = wd_url_web(m->url) ? m->url : WD_STR("");
    if (m->killed) {
        v.note = WD_STR("Withdrawn by its source; text and quotations were removed here.");
    } else {
        v.title = wd_format_line(a, m->title);
        v.byline = m->byline;
        set_bar(a, m, &v);
        v.how |= v.has_bar;
        set_named(a, members, m, &v);
        if (m->relation == WD_REL_QUOTES)
            add_note(a, &v, WD_STR("Shares quotations with others, and no longer passage outside them."));
        if (m->summary_only)
            add_note(a, &v, WD_STR("Only the summary in its feed was received."));
        if (m->versions > 1)
            v.versions = wd_arena_printf(a, "%" PRIu32 " versions", m->versions);
        for (size_t i = 0; i < m->evidence.n; i++) {
            struct wd_str kind = m->evidence.v[i].kind;
            bool ours = wd_str_eqc(kind, "source") || wd_str_eqc(kind, "containment") || wd_str_eqc(kind, "earliest");
            wd_list_add(a, &v.evidence, (struct wd_evidence_view){kind, wd_format_line(a, m->evidence.v[i].text), !ours});
        }
        if (v.evidence.n)
            v.why = wd_arena_printf(a, "why: %zu piece%s of evidence", v.evidence.n, v.evidence.n == 1 ? "" : "s");
    }
    *ret_view = v;
}

/* A member in the tree of who has it from whom; numbers are places in the list + 1. */
struct node {
    const struct wd_member *m;
    int64_t at_utc;
    size_t number, group, child, next;
};
struct group {
    const struct wd_member *original; /* NULL: not received */
    const struct wd_member *root;
    struct wd_str agency;
    int64_t at_utc;
    size_t number, first; /* first: node of those right below the original */
    WD_LIST(const struct wd_member *) copies;
};
typedef WD_LIST(struct group) groups;

static int64_t order_of(int64_t utc)
{
    return utc == WD_NO_TIME ? INT64_MAX : utc;
}

static int earlier_node(const void *x, const void *y)
{
    const struct node *p = x, *q = y;
    if (p->at_utc != q->at_utc)
        return order_of(p->at_utc) < order_of(q->at_utc) ? -1 : 1;
    return p->number < q->number ? -1 : p->number > q->number;
}

static int by_time(const void *x, const void *y)
{
    const struct group *p = x, *q = y;
    if (p->at_utc != q->at_utc)
        return order_of(p->at_utc) < order_of(q->at_utc) ? -1 : 1;
    return p->number < q->number ? -1 : 1;
}

static struct group *group_of(struct wd_arena *a, groups *all, struct wd_map *numbers, const struct wd_member *root)
{
    uint64_t *number = wd_map_at(numbers, root->article);
    if (*number)
        return &all->v[*number - 1];
    struct group *g = wd_list_push(a, all);
    *number = g->number = all->n;
    g->root = root;
    g->original = is_reuse(root) ? NULL : root;
    g->agency = root->origin_agency.n ? root->origin_agency : root->agency;
    g->at_utc = wd_member_at(root);
    return g;
}

/* Members in order of time, each below what it has its text from, where that is a copy itself. */
static void make_groups(struct wd_arena *a, const struct wd_members *members, groups *ret_groups)
{
    const struct wd_story *s = members->story;
    size_t n = s->members.n;
    struct node *nodes = wd_arena_array(a, n, sizeof *nodes);
    size_t *place = wd_arena_array(a, n, sizeof *place); /* of a member: number of its node */
    struct wd_map group_at;
    wd_map_init(&group_at);
    for (size_t i = 0; i < n; i++)
        nodes[i] = (struct node){.m = &s->members.v[i], .at_utc = wd_member_at(&s->members.v[i]), .number = i};
    if (n)
        qsort(nodes, n, sizeof *nodes, earlier_node);
    for (size_t i = 0; i < n; i++)
        place[nodes[i].number] = i;
    for (size_t i = 0; i < n; i++) {
        const struct wd_member *root = wd_members_find(members, nodes[i].m->root);
        struct group *g = group_of(a, ret_groups, &group_at, root ? root : nodes[i].m);
        nodes[i].group = g->number - 1;
        if (!g->original && order_of(nodes[i].at_utc) < order_of(g->at_utc))
            g->at_utc = nodes[i].at_utc;
    }
    for (size_t i = n; i-- > 0;) { /* backwards, for each is put in front of the later ones */
        struct group *g = &ret_groups->v[nodes[i].group];
        const struct wd_member *of = nodes[i].m->of ? wd_members_find(members, nodes[i].m->of) : NULL;
        if (g->original == nodes[i].m)
            continue;
        struct node *above = of ? &nodes[place[of - s->members.v]] : NULL;
        bool below = above && above->group == nodes[i].group && of != g->original;
        size_t *head = below ? &above->child : &g->first;
        nodes[i].next = *head;
        *head = i + 1;
    }
    wd_map_done(&group_at);
    size_t *stack = wd_arena_array(a, n + 1, sizeof *stack);
    for (size_t g = 0; g < ret_groups->n; g++) {
        size_t depth = 0;
        stack[depth++] = ret_groups->v[g].first;
        while (depth > 0) {
            size_t at = stack[--depth];
            if (!at)
                continue;
            struct node *node = &nodes[at - 1];
            wd_list_add(a, &ret_groups->v[g].copies, node->m);
            if (node->next)
                stack[depth++] = node->next;
            if (node->child)
                stack[depth++] = node->child;
        }
    }
    if (ret_groups->n)
        qsort(ret_groups->v, ret_groups->n, sizeof ret_groups->v[0], by_time);
}

/* What the copies from number `from` on are: "7 more copies: Bay Radio, The Lantern and 3 more" */
static struct wd_str fold_label(struct wd_arena *a, const struct group *g, size_t from)
{
    wd_strs names = {0};
    struct wd_map seen;
    size_t outlets = 0;
    bool copies = true;
    wd_map_init(&seen);
    for (size_t i = from; i < g->copies.n; i++) {
        struct wd_str outlet = wd_view_outlet(g->copies.v[i]);
        uint64_t *times = wd_map_at(&seen, wd_hash(outlet));
        copies = copies && g->copies.v[i]->relation == WD_REL_COPY;
        outlets += ++*times == 1;
        if (*times == 1 && names.n < FOLDED_NAMES)
            wd_list_add(a, &names, outlet);
    }
    wd_map_done(&seen);
    struct wd_str label = copies ? wd_format_count(a, g->copies.n - from, "more copy", "more copies")
                                 : wd_format_count(a, g->copies.n - from, "more article", "more articles");
    for (size_t i = 0; i < names.n; i++)
        label = wd_arena_printf(a, "%.*s%s%.*s", WD_STR_ARG(label), i ? ", " : ": ", WD_STR_ARG(names.v[i]));
    return outlets > names.n ? wd_arena_printf(a, "%.*s and %zu more", WD_STR_ARG(label), outlets - names.n) : label;
}

/* Those that have no row: how many, and from when to when. */
static void count_beyond(struct wd_arena *a, const struct wd_story *s, const struct group *g, size_t from, struct wd_origin_view *v)
{
    v->beyond_from_utc = v->beyond_to_utc = WD_NO_TIME;
    if (from >= g->copies.n)
        return;
    v->beyond = wd_arena_printf(a, "%zu more", g->copies.n - from);
    v->all_href = wd_arena_printf(a, "%" PRIu32 "/articles", s->serial);
    for (size_t i = from; i < g->copies.n; i++) {
        int64_t at = wd_member_at(g->copies.v[i]);
        if (v->beyond_from_utc == WD_NO_TIME || at < v->beyond_from_utc)
            v->beyond_from_utc = at;
        v->beyond_to_utc = WD_MAX(v->beyond_to_utc, at);
    }
}

/* The whole text stands, word for word, in its source. */
static bool unedited(const struct wd_member *m)
{
    return m->relation == WD_REL_COPY && m->words > 0 && m->verbatim_words == m->words;
}

/* "4 copies in 5 h, 2 unedited, 1 rewrite" */
static struct wd_str summary_of(struct wd_arena *a, const struct group *g)
{
    size_t copies = 0, rewrites = 0, same = 0;
    int64_t last = WD_NO_TIME;
    for (size_t i = 0; i < g->copies.n; i++) {
        const struct wd_member *m = g->copies.v[i];
        copies += m->relation == WD_REL_COPY;
        rewrites += m->relation == WD_REL_DERIVED;
        same += unedited(m);
        last = WD_MAX(last, wd_member_at(m));
    }
    struct wd_str line = WD_STR("");
    if (copies)
        line = wd_format_count(a, copies, "copy", "copies");
    if (rewrites) {
        struct wd_str more = wd_format_count(a, rewrites, "rewrite", "rewrites");
        line = wd_arena_printf(a, "%.*s%s%.*s", WD_STR_ARG(line), line.n ? ", " : "", WD_STR_ARG(more));
    }
    struct wd_str took = g->at_utc != WD_NO_TIME && last > g->at_utc ? wd_view_duration(a, last - g->at_utc) : WD_STR("");
    if (line.n && took.n)
        line = wd_arena_printf(a, "%.*s in %.*s", WD_STR_ARG(line), WD_STR_ARG(took));
    if (same)
        line = wd_arena_printf(a, "%.*s, %zu unedited", WD_STR_ARG(line), same);
    return line;
}

static void view_row(struct wd_arena *a, struct wd_members *members, const struct wd_member *m, bool brief, const char *root,
                     wd_member_views *ret)
{
    *wd_map_at(&members->rows, m->article) = 1;
    if (brief)
        wd_view_member_brief(a, members, m, root, wd_list_push(a, ret));
    else
        wd_view_member(a, members, m, root, wd_list_push(a, ret));
}

static void view_group(struct wd_arena *a, struct wd_members *members, const struct group *g, const char *root, struct wd_origin_view *v)
{
    v->at_utc = WD_NO_TIME;
    if (g->original) {
        view_row(a, members, g->original, false, root, &v->original);
        v->at_utc = v->original.v[0].at_utc;
    } else {
        v->name = g->agency.n ? g->agency : WD_STR("An original not named");
        v->note =
            g->copies.n == 1 ? WD_STR("Not received here; known from its copy.") : WD_STR("Not received here; known from its copies.");
    }
    if (g->original || g->copies.n > 1)
        v->summary = summary_of(a, g);
    size_t open = g->copies.n <= OPEN_COPIES + 1 ? g->copies.n : OPEN_COPIES;
    size_t rows = WD_MIN(g->copies.n, open + FOLDED_ROWS);
    bool brief = g->copies.n - open > FULL_ROWS;
    struct wd_str headline = v->original.n ? v->original.v[0].title : WD_STR("");
    for (size_t i = 0; i < rows; i++) {
        wd_member_views *list = i < open ? &v->open : &v->folded;
        view_row(a, members, g->copies.v[i], brief && i >= open, root, list);
        struct wd_member_view *m = &list->v[list->n - 1];
        if ((v->original.n || i > 0) && wd_str_eq(m->title, headline))
            m->title = WD_STR(""); /* the same headline again says nothing */
        else if (!v->original.n && i == 0)
            headline = m->title;
    }
    if (v->folded.n)
        v->folded_label = fold_label(a, g, open);
    count_beyond(a, members->story, g, rows, v);
}

/* What carries an original's text: other outlets, or nobody. */
struct through {
    struct wd_str name, outlet; /* outlet: the last of them */
    uint32_t outlets;
};
typedef WD_LIST(struct through *) throughs;

/* at: name -> what carries it; name and outlet -> 1 where it is counted. An outlet with several copies is one; what an outlet
 * repeats of its own goes through nobody. */
static void add_through(struct wd_arena *a, throughs *all, struct wd_map *at, struct wd_str name, const struct group *group)
{
    uint64_t *known = wd_map_at(at, wd_hash(name));
    struct through *t = (struct through *)(uintptr_t)*known;
    if (!t) {
        t = wd_arena_alloc(a, sizeof *t);
        t->name = name;
        wd_list_add(a, all, t);
        *known = (uintptr_t)t;
    }
    for (size_t i = 0; i < group->copies.n; i++) {
        const struct wd_member *m = group->copies.v[i];
        if (m->killed || wd_str_eq(m->outlet, name) ||
            (*wd_map_at(at, wd_hash_mix(wd_hash(name), m->outlet.n ? wd_hash(m->outlet) : m->article)))++)
            continue;
        t->outlets++;
        t->outlet = m->outlet;
    }
}

/* "Northwire through 4 outlets, HPA, and 1 account of its own" */
static struct wd_str origins_line(struct wd_arena *a, const groups *found)
{
    struct wd_map at;
    throughs all = {0};
    uint32_t own = 0;
    wd_map_init(&at);
    for (size_t g = 0; g < found->n; g++) {
        const struct group *group = &found->v[g];
        bool standing = false;
        for (size_t i = 0; i < group->copies.n; i++)
            standing = standing || !group->copies.v[i]->killed;
        bool agency = group->agency.n > 0 && (!group->original || group->original->relation == WD_REL_ORIGINAL);
        if (!agency && group->original && !standing) {
            own += !group->original->killed;
        } else if (standing || (group->original && !group->original->killed)) {
            struct wd_str name = agency ? group->agency : group->original ? wd_view_outlet(group->original) : WD_STR("A source not named");
            add_through(a, &all, &at, name, group);
        }
    }
    wd_map_done(&at);
    struct wd_str line = WD_STR("");
    for (size_t i = 0; i < all.n; i++) {
        const struct through *t = all.v[i];
        struct wd_str way = WD_STR(""), outlets = wd_format_count(a, t->outlets, "outlet", "outlets");
        if (t->outlets)
            way = t->outlets == 1 && t->outlet.n ? wd_arena_printf(a, " via %.*s", WD_STR_ARG(t->outlet))
                                                 : wd_arena_printf(a, " through %.*s", WD_STR_ARG(outlets));
        line = wd_arena_printf(a, "%.*s%s%.*s%.*s", WD_STR_ARG(line), i ? ", " : "", WD_STR_ARG(t->name), WD_STR_ARG(way));
    }
    if (own) {
        struct wd_str accounts = wd_format_count(a, own, "account of its own", "accounts of their own");
        line = wd_arena_printf(a, "%.*s%s%.*s", WD_STR_ARG(line), all.n ? ", and " : "", WD_STR_ARG(accounts));
    }
    return line;
}

void wd_view_origins(struct wd_arena *a, struct wd_members *members, const char *root, struct wd_origins_view *ret_view)
{
    struct wd_origins_view v = {0};
    groups all = {0};
    make_groups(a, members, &all);
    members->rows_known = true;
    for (size_t i = 0; i < all.n && i < ORIGIN_ROWS; i++)
        view_group(a, members, &all.v[i], root, wd_list_push(a, &v.list));
    v.left = all.n > ORIGIN_ROWS ? all.n - ORIGIN_ROWS : 0;
    v.line = origins_line(a, &all);
    *ret_view = v;
}
