/* What was said: statements by speaker, each with the lines that say who has it and how. */
#include "pages/view.h"

static const struct wd_field line_fields[] = {
    WD_FIELD(1, wd_line_view, form, WD_T_STR),       WD_FIELD(1, wd_line_view, label, WD_T_STR),
    WD_FIELD(1, wd_line_view, text, WD_T_STR),       WD_FIELD_OF(1, wd_line_view, sources, WD_T_LIST, &wd_source_view_record),
    WD_FIELD(1, wd_line_view, has_quote, WD_T_BOOL), WD_FIELD_OF(1, wd_line_view, quote, WD_T_REC, &wd_quote_view_record),
    WD_FIELD(1, wd_line_view, more, WD_T_STR),
};
static WD_RECORD(line_record, wd_line_view, line_fields);

static const struct wd_field statement_fields[] = {
    WD_FIELD(1, wd_statement_view, id, WD_T_STR),
    WD_FIELD(1, wd_statement_view, form, WD_T_STR),
    WD_FIELD(1, wd_statement_view, text, WD_T_STR),
    WD_FIELD(1, wd_statement_view, polarity, WD_T_STR),
    WD_FIELD(1, wd_statement_view, first_letter, WD_T_STR),
    WD_FIELD(1, wd_statement_view, language, WD_T_STR),
    WD_FIELD(1, wd_statement_view, quoted, WD_T_BOOL),
    WD_FIELD_OF(1, wd_statement_view, quote, WD_T_REC, &wd_quote_view_record),
    WD_FIELD_OF(1, wd_statement_view, lines, WD_T_LIST, &line_record),
    WD_FIELD(1, wd_statement_view, first_utc, WD_T_TIME),
};
WD_RECORD(wd_statement_view_record, wd_statement_view, statement_fields);

static const struct wd_field speaker_fields[] = {
    WD_FIELD(1, wd_speaker_view, name, WD_T_STR),
    WD_FIELD(1, wd_speaker_view, role, WD_T_STR),
    WD_FIELD(1, wd_speaker_view, segment, WD_T_STR),
    WD_FIELD_OF(1, wd_speaker_view, shown, WD_T_LIST, &wd_statement_view_record),
    WD_FIELD_OF(1, wd_speaker_view, folded, WD_T_LIST, &wd_statement_view_record),
    WD_FIELD(1, wd_speaker_view, folded_label, WD_T_STR),
};
WD_RECORD(wd_speaker_view_record, wd_speaker_view, speaker_fields);

enum { SHOWN_ALONE = 4, CONTEXT_WORDS = 45, MOST_LINES = 40, MOST_LETTERS = 24 };

static size_t count_same(const struct wd_statement *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->carriers.n; i++)
        n += s->carriers.v[i].form == WD_FORM_SAME;
    return n;
}

/* Shown words of a form, and its colour class. */
static void set_form(struct wd_line_view *line, const struct wd_statement *s, const struct wd_carrier *c)
{
    static const char *const labels[] = {"same words", "in part", "altered", "reported"};
    line->form = wd_str_c(wd_form_names[c->form]);
    line->label = wd_str_c(labels[c->form]);
    if (s->kind == WD_QUOTE_INDIRECT) {
        line->form = WD_STR("reported");
        line->label = WD_STR("reported");
    } else if (c->form == WD_FORM_SAME && count_same(s) == 1) {
        line->label = s->kind == WD_QUOTE_MIXED ? WD_STR("in part") : WD_STR("quoted");
    }
}

/* Carriers that would print the same line share it. */
static bool same_line(const struct wd_carrier *x, const struct wd_carrier *y)
{
    if (x->form != y->form || (x->differences.n == 0) != (y->differences.n == 0))
        return false;
    return (x->form == WD_FORM_SAME && x->differences.n == 0) || wd_str_eq(x->words, y->words);
}

struct wd_str wd_view_context(struct wd_arena *a, const struct wd_statement *s, const struct wd_carrier *c)
{
    /* a quotation of a few words says little without the clause it stands in */
    bool brief = s->kind == WD_QUOTE_MIXED || c->form == WD_FORM_PART;
    if (brief && c->context.n && !wd_str_eq(c->context, c->words) && wd_count_words(c->context) <= CONTEXT_WORDS)
        return wd_format_line(a, c->context);
    return WD_STR("");
}

static struct wd_str text_of_line(struct wd_arena *a, const struct wd_statement *s, const struct wd_carrier *c)
{
    bool reported = s->kind == WD_QUOTE_INDIRECT || c->form == WD_FORM_REPORTED;
    if (reported)
        return wd_str_eq(c->words, s->words) ? WD_STR("") : wd_format_line(a, c->words);
    return wd_view_context(a, s, c);
}

static void view_lines(struct wd_arena *a, const struct wd_members *members, const struct wd_statement *s, struct wd_statement_view *v)
{
    WD_LIST(const struct wd_carrier *) heads = {0};
    size_t further = 0;
    for (size_t i = 0; i < s->carriers.n; i++) {
        const struct wd_carrier *c = &s->carriers.v[i];
        if (c->form < WD_FORM_SAME || c->form > WD_FORM_REPORTED)
            continue;
        size_t k = 0;
        while (k < heads.n && !same_line(heads.v[k], c))
            k++;
        if (k == heads.n && k == MOST_LINES) {
            further++;
            continue;
        }
        if (k == heads.n) {
            wd_list_add(a, &heads, c);
            struct wd_line_view *line = wd_list_push(a, &v->lines);
            set_form(line, s, c);
            line->rank = c->form == WD_FORM_SAME && c->differences.n == 0 ? 0 : c->form + 1;
            line->text = text_of_line(a, s, c);
            bool quoted = v->quoted && c->form != WD_FORM_REPORTED;
            line->has_quote = quoted && line->text.n == 0 && (c->differences.n || c->form != WD_FORM_SAME);
            line->quote = (struct wd_quote_view){.words = c->words};
            /* what a part leaves out is seen above it; striking it through would only be noise */
            if (c->form != WD_FORM_PART)
                line->quote.differences = c->differences;
        }
        struct wd_line_view *line = &v->lines.v[k];
        /* carriers stand in the order of their articles, so one article's are neighbours */
        if (line->last_article == c->article)
            continue;
        line->last_article = c->article;
        if (line->sources.n == MOST_LETTERS) {
            line->left++;
            continue;
        }
        wd_view_source(a, members, c->article, c->letter, c->words, wd_list_push(a, &line->sources));
    }
    for (size_t k = 0; k < v->lines.n; k++)
        if (v->lines.v[k].left)
            v->lines.v[k].more = wd_arena_printf(a, "and %zu more", v->lines.v[k].left);
    if (further) {
        struct wd_line_view *line = wd_list_push(a, &v->lines);
        line->label = WD_STR("and");
        line->text = wd_format_count(a, further, "further wording", "further wordings");
        line->rank = WD_FORM_REPORTED + 2;
    }
}

/* Nearest to the words first: same, in part, altered, reported; equals in the order of their articles. */
static void order_lines(struct wd_statement_view *v)
{
    for (size_t i = 1; i < v->lines.n; i++) {
        struct wd_line_view line = v->lines.v[i];
        size_t k = i;
        for (; k > 0 && v->lines.v[k - 1].rank > line.rank; k--)
            v->lines.v[k] = v->lines.v[k - 1];
        v->lines.v[k] = line;
    }
}

size_t wd_statement_articles(const struct wd_statement *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->carriers.n; i++)
        n += i == 0 || s->carriers.v[i].article != s->carriers.v[i - 1].article;
    return n;
}

static bool carried_by(const struct wd_statement *s, uint64_t article)
{
    for (size_t i = 0; i < s->carriers.n; i++) {
        if (s->carriers.v[i].article == article)
            return true;
    }
    return false;
}

static void view_statement(struct wd_arena *a, const struct wd_members *members, const struct wd_statement *s, struct wd_statement_view *v)
{
    static const char *const forms[] = {"same", "part", "reported"};
    int kind = s->kind >= WD_QUOTE_DIRECT && s->kind <= WD_QUOTE_INDIRECT ? s->kind : WD_QUOTE_INDIRECT;
    *v = (struct wd_statement_view){
        .id = wd_arena_printf(a, "q%016" PRIx64, s->key),
        .form = wd_str_c(forms[kind]),
        .quoted = kind != WD_QUOTE_INDIRECT,
        .quote = {.words = s->words},
        .polarity = s->denied ? WD_STR("denied") : WD_STR(""),
        .first_utc = wd_statement_articles(s) > 1 ? s->first_utc : WD_NO_TIME,
    };
    if (!v->quoted)
        v->text = wd_format_line(a, s->words);
    view_lines(a, members, s, v);
    order_lines(v);
    for (size_t i = 0; i < v->lines.n && v->quoted; i++) {
        if (wd_str_eqc(v->lines.v[i].form, "altered"))
            v->form = WD_STR("altered");
    }
    const struct wd_member *first = wd_members_find(members, s->first_article), *any = NULL;
    for (size_t i = 0; i < s->carriers.n && !any; i++)
        any = wd_members_find(members, s->carriers.v[i].article);
    if (any)
        v->language = wd_view_language(any->language, members->story->language);
    if (first)
        v->first_letter = first->letter;
}

/* A speaker's statements: those of several articles first in line to be shown, then as many single ones as make the block readable. */
static void fold(struct wd_arena *a, const struct wd_members *members, const struct wd_statement *const *all, size_t n,
                 struct wd_speaker_view *v)
{
    size_t several = 0, single_seen = 0;
    for (size_t i = 0; i < n; i++)
        several += wd_statement_articles(all[i]) > 1;
    size_t singles = n - several;
    size_t room = several >= SHOWN_ALONE ? 0 : SHOWN_ALONE - several;
    if (singles <= room + 1)
        room = singles;
    for (size_t i = 0; i < n; i++) {
        bool shown = wd_statement_articles(all[i]) > 1 || single_seen++ < room;
        struct wd_statement_view *s = shown ? wd_list_push(a, &v->shown) : wd_list_push(a, &v->folded);
        view_statement(a, members, all[i], s);
    }
    if (v->folded.n) {
        struct wd_str by = v->name.n ? wd_arena_printf(a, " by %.*s", WD_STR_ARG(v->name)) : WD_STR("");
        v->folded_label =
            wd_arena_printf(a, "%zu more%.*s, %s in one article", v->folded.n, WD_STR_ARG(by), v->folded.n == 1 ? "" : "each");
    }
}

void wd_view_ledger(struct wd_arena *a, const struct wd_members *members, uint64_t article, wd_speaker_views *ret)
{
    const wd_statements *all = &members->story->statements;
    for (size_t i = 0; i < all->n;) {
        WD_LIST(const struct wd_statement *) of = {0};
        struct wd_speaker_view v = {.name = all->v[i].speaker};
        size_t end = i;
        for (; end < all->n && wd_str_eq(all->v[end].speaker, v.name); end++) {
            const struct wd_statement *s = &all->v[end];
            if (s->words.n == 0 || (article && !carried_by(s, article)))
                continue;
            wd_list_add(a, &of, s);
            if (v.role.n == 0)
                v.role = s->role;
        }
        i = end;
        if (of.n == 0)
            continue;
        if (v.name.n && all->v[end - 1].voice)
            v.segment = wd_view_segment(a, v.name);
        fold(a, members, of.v, of.n, &v);
        wd_list_add(a, ret, v);
    }
}
