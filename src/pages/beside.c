/* Two articles of a story in two columns, sentence by sentence. */
#include "copies/verify.h"
#include "copies/versions.h"
#include "pages/view.h"

static const struct wd_field choice_fields[] = {
    WD_FIELD(1, wd_choice_view, value, WD_T_STR),
    WD_FIELD(1, wd_choice_view, label, WD_T_STR),
    WD_FIELD(1, wd_choice_view, chosen, WD_T_BOOL),
};
WD_RECORD(wd_choice_view_record, wd_choice_view, choice_fields);

struct fact_view {
    struct wd_str number, label;
};
static const struct wd_field fact_fields[] = {
    WD_FIELD(1, fact_view, number, WD_T_STR),
    WD_FIELD(1, fact_view, label, WD_T_STR),
};
static WD_RECORD(fact_record, fact_view, fact_fields);

/* note: in place of a text that is not shown; ref: where its counterpart stands, when not in this row. */
struct side_view {
    struct wd_str letter, language, text, note, ref, ref_href;
    wd_diffs differences;
};
static const struct wd_field side_fields[] = {
    WD_FIELD(1, side_view, letter, WD_T_STR),
    WD_FIELD(1, side_view, language, WD_T_STR),
    WD_FIELD(1, side_view, text, WD_T_STR),
    WD_FIELD(1, side_view, note, WD_T_STR),
    WD_FIELD(1, side_view, ref, WD_T_STR),
    WD_FIELD(1, side_view, ref_href, WD_T_STR),
    WD_FIELD_OF(1, side_view, differences, WD_T_LIST, &wd_diff_view_record),
};
static WD_RECORD(side_record, side_view, side_fields);

struct row_view {
    struct wd_str left_id, right_id, kind, label, kept; /* kept: of sentences that are counted, not shown */
    struct side_view left, right;
};
static const struct wd_field row_fields[] = {
    WD_FIELD(1, row_view, left_id, WD_T_STR),
    WD_FIELD(1, row_view, right_id, WD_T_STR),
    WD_FIELD(1, row_view, kind, WD_T_STR),
    WD_FIELD(1, row_view, label, WD_T_STR),
    WD_FIELD(1, row_view, kept, WD_T_STR),
    WD_FIELD_OF(1, row_view, left, WD_T_REC, &side_record),
    WD_FIELD_OF(1, row_view, right, WD_T_REC, &side_record),
};
static WD_RECORD(row_record, row_view, row_fields);

struct evidence_view {
    struct wd_str kind, text;
};
static const struct wd_field evidence_fields[] = {
    WD_FIELD(1, evidence_view, kind, WD_T_STR),
    WD_FIELD(1, evidence_view, text, WD_T_STR),
};
static WD_RECORD(evidence_record, evidence_view, evidence_fields);

/* Another version of the article that could stand there. */
struct state_view {
    struct wd_str number, href;
};
static const struct wd_field state_fields[] = {
    WD_FIELD(1, state_view, number, WD_T_STR),
    WD_FIELD(1, state_view, href, WD_T_STR),
};
static WD_RECORD(state_record, state_view, state_fields);

/* An article at the head of its column. */
struct head_view {
    struct wd_str letter, outlet, title, href, language, version;
    int64_t at_utc;
    WD_LIST(struct state_view) others;
};
static const struct wd_field head_fields[] = {
    WD_FIELD(1, head_view, letter, WD_T_STR),   WD_FIELD(1, head_view, outlet, WD_T_STR),
    WD_FIELD(1, head_view, title, WD_T_STR),    WD_FIELD(1, head_view, href, WD_T_STR),
    WD_FIELD(1, head_view, language, WD_T_STR), WD_FIELD(1, head_view, version, WD_T_STR),
    WD_FIELD(1, head_view, at_utc, WD_T_TIME),  WD_FIELD_OF(1, head_view, others, WD_T_LIST, &state_record),
};
static WD_RECORD(head_record, head_view, head_fields);

struct beside_page {
    struct wd_head_view page;
    struct wd_str root, story_href, story_headline, swap_href, action, direction;
    struct head_view left, right;
    WD_LIST(struct fact_view) facts;
    WD_LIST(struct evidence_view) evidence;
    WD_LIST(struct row_view) rows;
    wd_choice_views choices;
};
static const struct wd_field page_fields[] = {
    WD_FIELD_OF(1, beside_page, page, WD_T_REC, &wd_head_view_record),
    WD_FIELD(1, beside_page, root, WD_T_STR),
    WD_FIELD(1, beside_page, story_href, WD_T_STR),
    WD_FIELD(1, beside_page, story_headline, WD_T_STR),
    WD_FIELD(1, beside_page, swap_href, WD_T_STR),
    WD_FIELD(1, beside_page, action, WD_T_STR),
    WD_FIELD(1, beside_page, direction, WD_T_STR),
    WD_FIELD_OF(1, beside_page, left, WD_T_REC, &head_record),
    WD_FIELD_OF(1, beside_page, right, WD_T_REC, &head_record),
    WD_FIELD_OF(1, beside_page, facts, WD_T_LIST, &fact_record),
    WD_FIELD_OF(1, beside_page, evidence, WD_T_LIST, &evidence_record),
    WD_FIELD_OF(1, beside_page, rows, WD_T_LIST, &row_record),
    WD_FIELD_OF(1, beside_page, choices, WD_T_LIST, &wd_choice_view_record),
};
WD_RECORD(wd_beside_page_record, beside_page, page_fields);

enum { SHOWN_CHOICES = 200, TRIED_STATES = 16, SHOWN_STATES = 40 };
static const char ROOT[] = "../../../";

void wd_view_choices(struct wd_arena *a, const struct wd_members *members, const struct wd_member *but, uint64_t chosen,
                     wd_choice_views *ret)
{
    const struct wd_story *s = members->story;
    for (size_t i = 0; i < s->members.n && ret->n < SHOWN_CHOICES; i++) {
        const struct wd_member *m = &s->members.v[i];
        if (m->article == but->article || m->killed)
            continue;
        struct wd_str outlet = wd_view_outlet(m);
        wd_list_add(a, ret,
                    (struct wd_choice_view){wd_arena_printf(a, "%" PRIu32, m->serial),
                                            wd_arena_printf(a, "%.*s  %.*s", WD_STR_ARG(m->letter), WD_STR_ARG(outlet)),
                                            m->article == chosen});
    }
}

/* ---- rows ---- */

struct rows {
    struct wd_arena *a;
    struct wd_sentences left, right;
    struct wd_pairing pairing;
    bool right_is_newer;
    struct beside_page *page;
    struct { /* sentences since the last row that is shown */
        size_t same, part, edited, left, right;
    } kept;
    struct {
        size_t same, part, edited, moved, left, right;
    } all;
};

static struct wd_str text_of(const struct wd_sentences *x, size_t s)
{
    return wd_str_span(x->article->body, x->article->sentences.v[s]);
}

static bool shown(const struct wd_sentences *x, size_t s)
{
    return wd_sentence_shown(x->article, x->article->sentences.v[s]);
}

static struct wd_str joined(struct wd_arena *a, struct wd_str list, size_t n, const char *one, const char *many, struct wd_str of)
{
    if (n == 0)
        return list;
    return wd_arena_printf(a, "%.*s%s%s%.*s", WD_STR_ARG(list), list.n ? ", " : "", wd_format_count(a, n, one, many).p, WD_STR_ARG(of));
}

/* A row in words for what may not be shown. */
static void flush_kept(struct rows *x)
{
    struct wd_arena *a = x->a;
    struct wd_str list =
        joined(a, WD_STR(""), x->kept.same, "sentence word for word the same", "sentences word for word the same", WD_STR(""));
    list = joined(a, list, x->kept.part, "sentence word for word in part", "sentences word for word in part", WD_STR(""));
    list = joined(a, list, x->kept.edited, "sentence edited", "sentences edited", WD_STR(""));
    list = joined(a, list, x->kept.left, "sentence only in ", "sentences only in ", x->page->left.letter);
    list = joined(a, list, x->kept.right, "sentence only in ", "sentences only in ", x->page->right.letter);
    memset(&x->kept, 0, sizeof x->kept);
    if (list.n)
        wd_list_push(a, &x->page->rows)->kept = wd_arena_printf(a, "%.*s; the words are their source's to show.", WD_STR_ARG(list));
}

static struct row_view *add_row(struct rows *x, const char *kind, struct wd_str label)
{
    flush_kept(x);
    struct row_view *r = wd_list_push(x->a, &x->page->rows);
    r->kind = wd_str_c(kind);
    r->label = label;
    r->left.letter = x->page->left.letter;
    r->right.letter = x->page->right.letter;
    r->left.language = x->page->left.language;
    r->right.language = x->page->right.language;
    return r;
}

static void set_ids(struct rows *x, struct row_view *r, size_t l, size_t s)
{
    if (l != SIZE_MAX)
        r->left_id = wd_arena_printf(x->a, "l%zu", l + 1);
    if (s != SIZE_MAX)
        r->right_id = wd_arena_printf(x->a, "r%zu", s + 1);
}

/* How a pair stands to each other: "same"; "part": one is within the other word for word; "altered". */
static const char *kind_of(const struct rows *x, size_t l, size_t r)
{
    if (x->pairing.x[l].mark == WD_MARK_VERBATIM)
        return "same";
    return wd_sentence_within(&x->left, l, &x->right, r) || wd_sentence_within(&x->right, r, &x->left, l) ? "part" : "altered";
}

static void keep_both(struct rows *x, const char *kind)
{
    size_t *n = kind[0] == 's' ? &x->kept.same : kind[0] == 'p' ? &x->kept.part : &x->kept.edited;
    ++*n;
}

static void row_both(struct rows *x, size_t l, size_t r)
{
    const char *kind = kind_of(x, l, r);
    bool same = kind[0] == 's', left = shown(&x->left, l), right = shown(&x->right, r);
    if (!left && !right) {
        keep_both(x, kind);
        return;
    }
    struct row_view *row = add_row(x, kind, same ? WD_STR("same words") : kind[0] == 'p' ? WD_STR("in part") : WD_STR("edited"));
    set_ids(x, row, l, r);
    struct wd_str kept = same ? WD_STR("the same words") : WD_STR("the words are the source's to show");
    if (left)
        row->left.text = wd_format_line(x->a, text_of(&x->left, l));
    else
        row->left.note = kept;
    if (right)
        row->right.text = wd_format_line(x->a, text_of(&x->right, r));
    else
        row->right.note = kept;
    if (same || !left || !right)
        return;
    /* the later text shows what became of the earlier one */
    struct side_view *newer = x->right_is_newer ? &row->right : &row->left;
    struct wd_str before = x->right_is_newer ? text_of(&x->left, l) : text_of(&x->right, r);
    wd_versions_differences(x->a, before, x->right_is_newer ? text_of(&x->right, r) : text_of(&x->left, l), &newer->differences);
    newer->text = WD_STR("");
}

/* A sentence alone in its column; its counterpart, if it has one, stands elsewhere. */
static void row_alone(struct rows *x, bool left, size_t s)
{
    const struct wd_sentences *side = left ? &x->left : &x->right;
    const struct wd_pair *p = left ? &x->pairing.x[s] : &x->pairing.y[s];
    const struct head_view *here = left ? &x->page->left : &x->page->right, *there = left ? &x->page->right : &x->page->left;
    bool elsewhere = p->mark != WD_MARK_NEW;
    const char *kind = !elsewhere ? "own" : kind_of(x, left ? s : p->other, left ? p->other : s);
    if (!shown(side, s)) {
        if (!elsewhere)
            ++*(left ? &x->kept.left : &x->kept.right);
        else if (left)
            keep_both(x, kind);
        return;
    }
    struct wd_str label = !elsewhere       ? wd_arena_printf(x->a, "only in %.*s", WD_STR_ARG(here->letter))
                          : p->again       ? WD_STR("said again")
                          : kind[0] == 's' ? WD_STR("moved")
                          : kind[0] == 'p' ? WD_STR("moved, in part")
                                           : WD_STR("moved, edited");
    struct row_view *row = add_row(x, kind, label);
    set_ids(x, row, left ? s : SIZE_MAX, left ? SIZE_MAX : s);
    struct side_view *view = left ? &row->left : &row->right, *other = left ? &row->right : &row->left;
    view->text = wd_format_line(x->a, text_of(side, s));
    if (elsewhere && shown(left ? &x->right : &x->left, p->other)) {
        other->ref = wd_arena_printf(x->a, "stands elsewhere in %.*s", WD_STR_ARG(there->letter));
        other->ref_href = wd_arena_printf(x->a, "#%c%" PRIu32, left ? 'r' : 'l', p->other + 1);
    } else if (elsewhere) {
        other->note = wd_arena_printf(x->a, "stands elsewhere in %.*s, which is not shown", WD_STR_ARG(there->letter));
    }
}

static bool in_row(const struct wd_pair *p)
{
    return p->mark != WD_MARK_NEW && !p->moved && !p->again;
}

static void make_rows(struct rows *x)
{
    size_t r = 0;
    for (size_t l = 0; l < x->left.n; l++) {
        if (!in_row(&x->pairing.x[l])) {
            row_alone(x, true, l);
            continue;
        }
        for (; r < x->pairing.x[l].other; r++)
            row_alone(x, false, r);
        row_both(x, l, r++);
    }
    for (; r < x->right.n; r++)
        row_alone(x, false, r);
    flush_kept(x);
}

static void count(struct rows *x)
{
    for (size_t l = 0; l < x->left.n; l++) {
        const struct wd_pair *p = &x->pairing.x[l];
        x->all.same += p->mark == WD_MARK_VERBATIM;
        bool part = p->mark == WD_MARK_EDITED && kind_of(x, l, p->other)[0] == 'p';
        x->all.part += part;
        x->all.edited += p->mark == WD_MARK_EDITED && !part;
        x->all.moved += p->moved;
        x->all.left += p->mark == WD_MARK_NEW;
    }
    for (size_t r = 0; r < x->right.n; r++)
        x->all.right += x->pairing.y[r].mark == WD_MARK_NEW;
}

/* ---- what stands on top ---- */

static void add_fact(struct wd_arena *a, struct beside_page *p, struct wd_str number, struct wd_str label)
{
    wd_list_add(a, &p->facts, (struct fact_view){number, label});
}

/* What the later text has in common with an earlier one, as the copies of a story have it. */
struct shared {
    struct wd_newer newer;
    struct wd_copy_doc doc;
};

static int shared_make(struct wd_arena *a, const struct wd_article *newer, struct shared *ret)
{
    int err = wd_copy_doc_make(a, newer->body, newer->sentences.v, newer->sentences.n, NULL, 0, &ret->doc);
    if (!err)
        wd_newer_make(&ret->newer, a, &ret->doc, NULL);
    return err;
}

static struct wd_reuse shared_with(struct wd_arena *a, struct shared *shared, const struct wd_article *older)
{
    struct wd_copy_doc of;
    struct wd_grams grams;
    struct wd_reuse reuse = {0};
    if (wd_copy_doc_make(a, older->body, older->sentences.v, older->sentences.n, NULL, 0, &of))
        return reuse;
    wd_grams_build(&grams, a, of.hashes, of.words, WD_GRAM_WORDS, NULL);
    struct wd_older source = {
        .key = older->version, .article = older->key, .hashes = of.hashes, .words = of.words, .distinct = grams.distinct};
    return wd_verify(&shared->newer, a, &source, &reuse) ? reuse : (struct wd_reuse){0};
}

static void set_shares(struct wd_arena *a, const struct rows *x, const struct wd_reuse *reuse)
{
    struct beside_page *p = x->page;
    double of_left = x->right_is_newer ? reuse->share_of_source : reuse->share_of_copy;
    double of_right = x->right_is_newer ? reuse->share_of_copy : reuse->share_of_source;
    size_t words = 0, longest = 0;
    for (size_t i = 0; i < reuse->runs.n; i++) {
        words += reuse->runs.v[i].words;
        longest = WD_MAX(longest, (size_t)reuse->runs.v[i].words);
    }
    add_fact(a, p, wd_arena_printf(a, "%" PRIu32 " %%", wd_percent(of_left)),
             wd_arena_printf(a, "of %.*s stands in %.*s", WD_STR_ARG(p->left.letter), WD_STR_ARG(p->right.letter)));
    add_fact(a, p, wd_arena_printf(a, "%" PRIu32 " %%", wd_percent(of_right)),
             wd_arena_printf(a, "of %.*s stands in %.*s", WD_STR_ARG(p->right.letter), WD_STR_ARG(p->left.letter)));
    struct wd_str runs = wd_format_count(a, reuse->runs.n, "common run", "common runs");
    add_fact(a, p, wd_arena_printf(a, "%zu", words),
             reuse->runs.n > 1 ? wd_arena_printf(a, "words in %.*s, the longest of %zu", WD_STR_ARG(runs), longest)
                               : wd_arena_printf(a, "words in %.*s", WD_STR_ARG(runs)));
}

/* The state of the earlier article that the later one shares most with; ties: the newer state. */
static uint32_t choose_state(struct wd_arena *a, struct shared *shared, const struct wd_article_text *older)
{
    size_t best = older->n - 1;
    double most = 0;
    for (size_t v = older->n; v-- > 0 && older->n - v <= TRIED_STATES;) {
        double share = shared_with(a, shared, older->versions[v]).share_of_copy;
        if (share > most) {
            most = share;
            best = v;
        }
    }
    return (uint32_t)best + 1;
}

static void set_counts(struct wd_arena *a, const struct rows *x)
{
    struct beside_page *p = x->page;
    struct wd_str left = wd_arena_printf(a, "only in %.*s", WD_STR_ARG(p->left.letter));
    struct wd_str right = wd_arena_printf(a, "only in %.*s", WD_STR_ARG(p->right.letter));
    add_fact(a, p, wd_arena_printf(a, "%zu", x->all.same),
             x->all.same == 1 ? WD_STR("sentence word for word") : WD_STR("sentences word for word"));
    if (x->all.part)
        add_fact(a, p, wd_arena_printf(a, "%zu", x->all.part), WD_STR("within a longer one"));
    add_fact(a, p, wd_arena_printf(a, "%zu", x->all.edited), WD_STR("edited"));
    if (x->all.moved)
        add_fact(a, p, wd_arena_printf(a, "%zu", x->all.moved), WD_STR("of these moved"));
    add_fact(a, p, wd_arena_printf(a, "%zu", x->all.left), left);
    add_fact(a, p, wd_arena_printf(a, "%zu", x->all.right), right);
}

static void add_evidence(struct wd_arena *a, const struct wd_member *m, struct beside_page *p)
{
    for (size_t i = 0; i < m->evidence.n; i++)
        wd_list_add(a, &p->evidence, (struct evidence_view){m->evidence.v[i].kind, wd_format_line(a, m->evidence.v[i].text)});
}

static struct wd_str interval(struct wd_arena *a, int64_t seconds)
{
    if (seconds < 60)
        return WD_STR("less than a minute");
    if (seconds < 2 * 3600)
        return wd_format_count(a, (uint64_t)(seconds / 60), "minute", "minutes");
    if (seconds < 48 * 3600)
        return wd_format_count(a, (uint64_t)(seconds / 3600), "hour", "hours");
    return wd_format_count(a, (uint64_t)(seconds / 86400), "day", "days");
}

/* Who came first, and what says so. */
static void set_direction(struct wd_arena *a, const struct wd_beside_view *view, struct beside_page *p)
{
    const struct wd_member *l = view->left_member, *r = view->right_member;
    const struct wd_member *copy = l->of == r->article ? l : r->of == l->article ? r : NULL, *of = copy == l ? r : l;
    if (copy && copy->relation != WD_REL_QUOTES && copy->relation != WD_REL_INDEPENDENT) {
        p->direction = wd_arena_printf(a, "%.*s is a %s of %.*s. What says so:", WD_STR_ARG(copy->letter),
                                       copy->relation == WD_REL_DERIVED ? "rewrite" : "copy", WD_STR_ARG(of->letter));
        add_evidence(a, copy, p);
        return;
    }
    int64_t tl = wd_member_at(l), tr = wd_member_at(r);
    const char *why = copy                      ? "They share quotations"
                      : l->of && l->of == r->of ? "Both go back to one article"
                                                : "Neither names the other as its source";
    if (tl == WD_NO_TIME || tr == WD_NO_TIME || tl == tr)
        p->direction = wd_arena_printf(a, "%s, and their times do not tell which was first.", why);
    else
        p->direction = wd_arena_printf(a, "%s; %.*s was there first, by %s.", why, WD_STR_ARG(tl < tr ? l->letter : r->letter),
                                       interval(a, tl < tr ? tr - tl : tl - tr).p);
}

/* left: the head is that of the left column; version and beside: which states stand there. */
static void set_head(struct wd_arena *a, const struct wd_beside_view *view, bool left, uint32_t version, uint32_t beside,
                     struct head_view *ret)
{
    const struct wd_article_text *text = left ? &view->left : &view->right;
    const struct wd_member *m = left ? view->left_member : view->right_member;
    const struct wd_article *article = text->versions[version - 1];
    *ret = (struct head_view){.letter = m->letter,
                              .outlet = wd_view_outlet(m),
                              .title = wd_format_line(a, article->title),
                              .href = wd_arena_printf(a, "%sa/%" PRIu32, ROOT, m->serial),
                              .language = wd_view_language(article->language, view->story->language),
                              .at_utc = version > 1 && article->updated_utc != WD_NO_TIME ? article->updated_utc : wd_member_at(m)};
    if (text->n == 1)
        return;
    ret->version = wd_arena_printf(a, "version %" PRIu32 " of %zu", version, text->n);
    for (uint32_t v = 1; v <= text->n && v <= SHOWN_STATES; v++)
        if (v != version)
            wd_list_add(a, &ret->others,
                        (struct state_view){wd_arena_printf(a, "%" PRIu32, v),
                                            wd_arena_printf(a, "?left=%" PRIu32 "&right=%" PRIu32, left ? v : beside, left ? beside : v)});
}

static bool right_is_newer(const struct wd_beside_view *view)
{
    if (view->left_member->of == view->right_member->article)
        return false;
    if (view->right_member->of == view->left_member->article)
        return true;
    return wd_member_at(view->left_member) <= wd_member_at(view->right_member);
}

void wd_page_beside(const struct wd_page_context *c, struct wd_arena *a, const struct wd_beside_view *view, struct wd_buf *out)
{
    struct wd_members members;
    wd_members_init(&members, view->story);
    struct beside_page p = {
        .root = wd_str_c(ROOT),
        .story_href = wd_arena_printf(a, "%ss/%" PRIu32, ROOT, view->story->serial),
        .story_headline = wd_format_line(a, view->story->headline),
        .swap_href = wd_arena_printf(a, "%sa/%" PRIu32 "/beside/%" PRIu32, ROOT, view->right_member->serial, view->left_member->serial),
        .action = wd_arena_printf(a, "%sa/%" PRIu32 "/beside", ROOT, view->left_member->serial),
    };
    bool newer_right = right_is_newer(view);
    uint32_t left = view->left_version, right = view->right_version;
    struct shared shared = {0};
    if (newer_right)
        right = right ? right : (uint32_t)view->right.n;
    else
        left = left ? left : (uint32_t)view->left.n;
    int err = shared_make(a, newer_right ? view->right.versions[right - 1] : view->left.versions[left - 1], &shared);
    if (newer_right && !left)
        left = err ? (uint32_t)view->left.n : choose_state(a, &shared, &view->left);
    else if (!newer_right && !right)
        right = err ? (uint32_t)view->right.n : choose_state(a, &shared, &view->right);
    set_head(a, view, true, left, right, &p.left);
    set_head(a, view, false, right, left, &p.right);
    struct rows x = {.a = a, .page = &p, .right_is_newer = newer_right};
    wd_sentences_read(a, view->left.versions[left - 1], &x.left);
    wd_sentences_read(a, view->right.versions[right - 1], &x.right);
    wd_sentences_pair(a, &x.left, &x.right, &x.pairing);
    count(&x);
    if (!err) {
        struct wd_reuse reuse = shared_with(a, &shared, newer_right ? x.left.article : x.right.article);
        set_shares(a, &x, &reuse);
    }
    set_counts(a, &x);
    set_direction(a, view, &p);
    make_rows(&x);
    wd_view_choices(a, &members, view->left_member, view->right_member->article, &p.choices);
    struct wd_str title = wd_arena_printf(a, "%.*s (%.*s) beside %.*s (%.*s): %.*s", WD_STR_ARG(p.left.outlet), WD_STR_ARG(p.left.letter),
                                          WD_STR_ARG(p.right.outlet), WD_STR_ARG(p.right.letter), WD_STR_ARG(p.story_headline));
    wd_view_head(c, title, ROOT, &p.page);
    p.page.noindex = true;
    struct wd_template_env env = {.zone = c->zone, .day_utc = wd_member_at(view->left_member)};
    wd_template_render(a, "beside.html", &env, &wd_beside_page_record, &p, out);
    wd_members_done(&members);
}
