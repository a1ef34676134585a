#include "pages/why.h"

#include "base/utf8.h"
#include "text/fold.h"

static const struct wd_field reason_fields[] = {
    WD_FIELD(1, wd_reason_view, kind, WD_T_STR),     WD_FIELD(1, wd_reason_view, what, WD_T_STR),
    WD_FIELD(1, wd_reason_view, share, WD_T_STR),    WD_FIELD(1, wd_reason_view, width, WD_T_STR),
    WD_FIELD(1, wd_reason_view, printed, WD_T_BOOL),
};
WD_RECORD(wd_reason_view_record, wd_reason_view, reason_fields);
static const struct wd_field act_fields[] = {
    WD_FIELD(1, wd_act_view, at_utc, WD_T_TIME),
    WD_FIELD(1, wd_act_view, before, WD_T_STR),
    WD_FIELD(1, wd_act_view, other, WD_T_STR),
    WD_FIELD(1, wd_act_view, href, WD_T_STR),
    WD_FIELD(1, wd_act_view, after, WD_T_STR),
    WD_FIELD(1, wd_act_view, by, WD_T_STR),
    WD_FIELD(1, wd_act_view, why, WD_T_STR),
    WD_FIELD(1, wd_act_view, note, WD_T_STR),
    WD_FIELD_OF(1, wd_act_view, articles, WD_T_LIST, &wd_source_view_record),
    WD_FIELD(1, wd_act_view, more, WD_T_STR),
};
WD_RECORD(wd_act_view_record, wd_act_view, act_fields);
static const struct wd_field placing_fields[] = {
    WD_FIELD(1, wd_placing_view, lead, WD_T_STR),
    WD_FIELD_OF(1, wd_placing_view, reasons, WD_T_LIST, &wd_reason_view_record),
    WD_FIELD_OF(1, wd_placing_view, acts, WD_T_LIST, &wd_act_view_record),
};
WD_RECORD(wd_placing_view_record, wd_placing_view, placing_fields);
static const struct wd_field built_fields[] = {
    WD_FIELD(1, wd_built_view, label, WD_T_STR),
    WD_FIELD(1, wd_built_view, leads, WD_T_STR),
    WD_FIELD_OF(1, wd_built_view, acts, WD_T_LIST, &wd_act_view_record),
};
WD_RECORD(wd_built_view_record, wd_built_view, built_fields);

/* a blank that no line breaks at, in running text */
#define UNBROKEN "\xC2\xA0"
enum { COMMON_OF_A_KIND = 4, ACT_LETTERS = 12, SHOWN_ACTS = 60 };

struct wd_str wd_view_unmarked(struct wd_arena *a, struct wd_str text)
{
    char *out = wd_arena_raw(a, text.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n;) {
        struct wd_cp cp = wd_utf8_at(text, i);
        size_t bytes = WD_MAX((size_t)cp.bytes, (size_t)1);
        bool letters = i > 0 && i + bytes < text.n && wd_is_alpha(text.p[i - 1]) && wd_is_alpha(text.p[i + bytes]);
        /* an apostrophe inside a word is none */
        if (cp.bytes && (letters || !wd_cp_is_quote_mark(cp.cp))) {
            memcpy(out + n, text.p + i, bytes);
            n += bytes;
        }
        i += bytes;
    }
    return wd_format_line(a, wd_str_n(out, n));
}

/* ---- reasons ---- */

enum why_kind { WHY_COPY, WHY_NAME, WHY_NUMBER, WHY_TERM, WHY_TIME, WHY_OTHER };
static const struct {
    const char *name, *shown, *common, *one, *many;
    enum why_kind kind;
} why_kinds[] = {
    {"copy", "copy", "", "", "", WHY_COPY},
    {"name", "name", "both name", "name", "names", WHY_NAME},
    {"place", "place", "both name", "name", "names", WHY_NAME},
    {"number", "number", "both give", "number", "numbers", WHY_NUMBER},
    {"term", "word", "both speak of", "word", "words", WHY_TERM},
    {"time", "time", "", "", "", WHY_TIME},
};

static enum why_kind kind_of(const struct wd_why *w, size_t *ret_row)
{
    for (size_t i = 0; i < WD_COUNT(why_kinds); i++) {
        *ret_row = i;
        if (wd_str_eqc(w->kind, why_kinds[i].name))
            return why_kinds[i].kind;
    }
    return WHY_OTHER;
}

/* "6.9 hours" as the desk prints lengths of time; other words as they are. */
static struct wd_str apart(struct wd_arena *a, struct wd_str what)
{
    int64_t tenths = 0;
    size_t i = 0, decimals = 0;
    bool point = false;
    for (; i < what.n && (wd_is_digit(what.p[i]) || (what.p[i] == '.' && !point)); i++) {
        if (what.p[i] == '.')
            point = true;
        else if (i < 12 && decimals < 1) {
            tenths = tenths * 10 + (what.p[i] - '0');
            decimals += point;
        }
    }
    if (i == 0 || !wd_str_eqc(wd_str_from(what, i), " hours"))
        return wd_view_unmarked(a, what);
    int64_t seconds = (decimals ? tenths : tenths * 10) * 360;
    return seconds ? wd_arena_printf(a, "%.*s apart", WD_STR_ARG(wd_view_duration(a, seconds))) : WD_STR("at the same time");
}

/* "a, b and c" */
static struct wd_str listed(struct wd_arena *a, const wd_strs *words)
{
    struct wd_str s = WD_STR("");
    for (size_t i = 0; i < words->n; i++)
        s = wd_arena_printf(a, "%.*s%s%.*s", WD_STR_ARG(s), i == 0 ? "" : i + 1 < words->n ? ", " : " and ", WD_STR_ARG(words->v[i]));
    return s;
}

static void of_kind(struct wd_arena *a, const wd_whys *why, enum why_kind kind, wd_strs *ret)
{
    for (size_t i = 0, row; i < why->n && ret->n < COMMON_OF_A_KIND; i++)
        if (kind_of(&why->v[i], &row) == kind)
            wd_list_add(a, ret, wd_view_unmarked(a, why->v[i].what));
}

struct wd_str wd_view_common(struct wd_arena *a, const wd_whys *why)
{
    wd_strs parts = {0};
    bool named = false;
    for (size_t i = 0, row; i < why->n; i++)
        if (kind_of(&why->v[i], &row) == WHY_COPY)
            wd_list_add(a, &parts, wd_arena_printf(a, "%" PRIu32 " %% of the words in common", wd_percent(why->v[i].weight)));
    for (enum why_kind kind = WHY_NAME; kind <= WHY_TERM; kind++) {
        wd_strs words = {0};
        of_kind(a, why, kind, &words);
        /* where names are shared, words say little */
        if (words.n == 0 || (kind == WHY_TERM && named))
            continue;
        named = named || kind == WHY_NAME;
        size_t row = 0;
        while (why_kinds[row].kind != kind)
            row++;
        wd_list_add(a, &parts, wd_arena_printf(a, "%s %.*s", why_kinds[row].common, WD_STR_ARG(listed(a, &words))));
    }
    for (size_t i = 0, row; i < why->n; i++) {
        enum why_kind kind = kind_of(&why->v[i], &row);
        if (kind == WHY_TIME)
            wd_list_add(a, &parts, apart(a, why->v[i].what));
        else if (kind == WHY_OTHER)
            wd_list_add(a, &parts,
                        wd_view_unmarked(a, wd_arena_printf(a, "%.*s %.*s", WD_STR_ARG(why->v[i].kind), WD_STR_ARG(why->v[i].what))));
    }
    struct wd_str s = WD_STR("");
    for (size_t i = 0; i < parts.n; i++)
        s = wd_arena_printf(a, "%.*s%s%.*s", WD_STR_ARG(s), i ? ", " : "", WD_STR_ARG(parts.v[i]));
    return s;
}

struct wd_str wd_view_certainty(struct wd_arena *a, double score)
{
    return wd_arena_printf(a, "%" PRIu32 " %% certain", wd_percent(score));
}

static void add_reason(struct wd_arena *a, const struct wd_why *w, double most, struct wd_placing_view *p)
{
    size_t row;
    enum why_kind kind = kind_of(w, &row);
    struct wd_reason_view *v = wd_list_push(a, &p->reasons);
    v->kind = kind == WHY_OTHER ? w->kind : wd_str_c(why_kinds[row].shown);
    v->printed = kind == WHY_NAME || kind == WHY_NUMBER || kind == WHY_TERM;
    if (kind == WHY_TIME) {
        v->what = apart(a, w->what);
        return;
    }
    v->what = kind == WHY_COPY ? WD_STR("words in sequence") : wd_view_unmarked(a, w->what);
    v->share = wd_arena_printf(a, "%" PRIu32 " %%", wd_percent(w->weight));
    double whole = kind == WHY_COPY || most <= 0 ? 1 : most;
    v->width = wd_arena_printf(a, "%.1f", 100 * WD_MIN(WD_MAX(w->weight, 0) / whole, 1));
}

/* "2 names, 3 words and 1 number" */
static struct wd_str counted(struct wd_arena *a, const wd_whys *why)
{
    wd_strs parts = {0};
    for (size_t row = 0; row < WD_COUNT(why_kinds); row++) {
        size_t n = 0;
        bool again = row > 0 && why_kinds[row].kind == why_kinds[row - 1].kind;
        for (size_t i = 0, r; i < why->n && why_kinds[row].one[0] && !again; i++)
            n += kind_of(&why->v[i], &r) == why_kinds[row].kind;
        if (n)
            wd_list_add(a, &parts, wd_format_count(a, n, why_kinds[row].one, why_kinds[row].many));
    }
    return listed(a, &parts);
}

static struct wd_str story_name(struct wd_arena *a, uint32_t serial)
{
    return serial ? wd_arena_printf(a, "s%" PRIu32, serial) : WD_STR("another story");
}

/* Where the article was put when it came, as a sentence names it; acts may have moved it since. A story's key is its founder's. */
static struct wd_str first_place(struct wd_arena *a, const struct wd_article_view *view)
{
    const struct wd_act *oldest = view->acts.n ? &view->acts.v[view->acts.n - 1] : NULL;
    uint64_t here = view->story->key, first = oldest ? oldest->from : here;
    if (view->placing.founded && view->member->article != here)
        first = first == here ? 0 : first;
    return first == here ? WD_STR("this story") : story_name(a, oldest && oldest->from == first ? oldest->from_serial : 0);
}

static struct wd_str lead_of(struct wd_arena *a, const struct wd_article_view *view)
{
    const struct wd_placing *p = &view->placing;
    struct wd_str place = first_place(a, view),
                  percent = wd_arena_printf(a, "%" PRIu32 UNBROKEN "%%", wd_percent(p->founded ? 1 - p->score : p->score));
    if (p->founded)
        return p->score >= 1
                   ? wd_arena_printf(a, "It founded %.*s: nothing like it was there.", WD_STR_ARG(place))
                   : wd_arena_printf(a, "It founded %.*s: nothing nearer than %.*s was there.", WD_STR_ARG(place), WD_STR_ARG(percent));
    struct wd_str lead = p->score >= 1 ? wd_arena_printf(a, "Placed in %.*s beyond doubt", WD_STR_ARG(place))
                                       : wd_arena_printf(a, "Placed in %.*s with %.*s certainty", WD_STR_ARG(place), WD_STR_ARG(percent));
    for (size_t i = 0, row; i < p->why.n; i++)
        if (kind_of(&p->why.v[i], &row) == WHY_COPY)
            return wd_arena_printf(
                a, "%.*s, because it shares %" PRIu32 UNBROKEN "%% of the words, in sequence, with an article that was there.",
                WD_STR_ARG(lead), wd_percent(p->why.v[i].weight));
    struct wd_str common = counted(a, &p->why);
    return common.n
               ? wd_arena_printf(a, "%.*s, because it shares %.*s with an article that was there.", WD_STR_ARG(lead), WD_STR_ARG(common))
               : wd_arena_printf(a, "%.*s.", WD_STR_ARG(lead));
}

/* ---- acts ---- */

/* The sentence, with the other story's name in it; `here` is the story of the page. */
static void say(struct wd_arena *a, const struct wd_act *act, uint64_t here, bool of_article, struct wd_act_view *v)
{
    bool came = act->into == here;
    struct wd_str n = wd_format_count(a, act->articles.n, "article", "articles");
    v->other = story_name(a, came ? act->from_serial : act->into_serial);
    switch (act->kind) {
    case WD_ACT_MERGE:
        v->before = of_article && came ? WD_STR("Came here with ") : came ? WD_STR("") : WD_STR("Joined to ");
        v->after = of_article && came ? WD_STR(", when that story was joined to this one")
                   : came             ? wd_arena_printf(a, " was joined to this story, %.*s", WD_STR_ARG(n))
                                      : WD_STR("");
        break;
    case WD_ACT_SPLIT:
        v->before = of_article && came ? WD_STR("Parted from ")
                    : of_article       ? WD_STR("Parted into ")
                    : came             ? WD_STR("This story was parted from ")
                                       : wd_arena_printf(a, "%.*s parted into ", WD_STR_ARG(n));
        v->after = of_article ? wd_str_c(came ? ", into this story" : "") : WD_STR("");
        break;
    default:
        v->before = of_article && came ? WD_STR("Moved here from ")
                    : of_article       ? WD_STR("Moved to ")
                                       : wd_arena_printf(a, "%.*s moved %s ", WD_STR_ARG(n), came ? "here from" : "to");
    }
}

static void view_act(struct wd_arena *a, const struct wd_members *members, const struct wd_act *act, bool of_article, const char *root,
                     struct wd_act_view *v)
{
    *v = (struct wd_act_view){.at_utc = act->at_utc, .note = wd_view_unmarked(a, act->note)};
    say(a, act, members->story->key, of_article, v);
    uint32_t other = act->into == members->story->key ? act->from_serial : act->into_serial;
    /* the address of a story that was joined to this one leads back here */
    if (other && !(act->kind == WD_ACT_MERGE && act->into == members->story->key))
        v->href = wd_arena_printf(a, "%ss/%" PRIu32, root, other);
    v->by = act->by_hand      ? WD_STR("by hand")
            : act->score <= 0 ? WD_STR("by the desk")
                              : wd_arena_printf(a, "by the desk, %.*s", WD_STR_ARG(wd_view_certainty(a, act->score)));
    if (!act->by_hand)
        v->why = wd_view_common(a, &act->why);
    size_t known = 0;
    for (size_t i = 0; i < act->articles.n && !of_article; i++) {
        const struct wd_member *m = wd_members_find(members, act->articles.v[i]);
        if (m && known++ < ACT_LETTERS)
            wd_view_source(a, members, m->article, m->letter, WD_STR(""), wd_list_push(a, &v->articles));
    }
    for (size_t i = 0; i < v->articles.n; i++)
        v->articles.v[i].out = WD_STR("");
    if (known > ACT_LETTERS)
        v->more = wd_arena_printf(a, "and %zu more", known - ACT_LETTERS);
}

void wd_view_placing(struct wd_arena *a, const struct wd_members *members, const struct wd_article_view *view, const char *root,
                     struct wd_placing_view *ret_placing)
{
    const struct wd_placing *placing = &view->placing;
    struct wd_placing_view p = {.lead = WD_STR("")};
    if (placing->known) {
        double most = 0;
        p.lead = lead_of(a, view);
        for (size_t i = 0, row; i < placing->why.n; i++)
            if (kind_of(&placing->why.v[i], &row) != WHY_COPY && kind_of(&placing->why.v[i], &row) != WHY_TIME)
                most = WD_MAX(most, placing->why.v[i].weight);
        for (size_t i = 0; i < placing->why.n; i++)
            add_reason(a, &placing->why.v[i], most, &p);
    }
    for (size_t i = 0; i < view->acts.n && i < SHOWN_ACTS; i++)
        view_act(a, members, &view->acts.v[i], true, root, wd_list_push(a, &p.acts));
    *ret_placing = p;
}

void wd_view_built(struct wd_arena *a, const struct wd_members *members, const wd_acts *acts, const char *root,
                   struct wd_built_view *ret_built)
{
    struct wd_built_view b = {.label = WD_STR("")};
    wd_strs leads = {0};
    for (size_t i = 0; i < acts->n; i++) {
        const struct wd_act *act = &acts->v[i];
        if (leads.n < SHOWN_ACTS && wd_act_leads_here(acts, i, members->story->key))
            wd_list_add(a, &leads, story_name(a, act->from_serial));
        if (i < SHOWN_ACTS)
            view_act(a, members, act, false, root, wd_list_push(a, &b.acts));
    }
    if (leads.n)
        b.leads = wd_arena_printf(a, "The %s of %.*s %s here.", leads.n == 1 ? "address" : "addresses", WD_STR_ARG(listed(a, &leads)),
                                  leads.n == 1 ? "leads" : "lead");
    if (acts->n)
        b.label = wd_format_count(a, acts->n, "change to its list of articles", "changes to its list of articles");
    *ret_built = b;
}
