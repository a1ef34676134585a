#include "pages/around.h"

#include <stdlib.h>

#include "pages/why.h"

static const struct wd_field said_fields[] = {
    WD_FIELD(1, wd_said_view, speaker, WD_T_STR),
    WD_FIELD(1, wd_said_view, text, WD_T_STR),
    WD_FIELD(1, wd_said_view, language, WD_T_STR),
    WD_FIELD(1, wd_said_view, quoted, WD_T_BOOL),
    WD_FIELD_OF(1, wd_said_view, quote, WD_T_REC, &wd_quote_view_record),
};
static WD_RECORD(said_record, wd_said_view, said_fields);
static const struct wd_field ref_fields[] = {
    WD_FIELD(1, wd_ref_view, id, WD_T_STR),
    WD_FIELD(1, wd_ref_view, href, WD_T_STR),
    WD_FIELD(1, wd_ref_view, headline, WD_T_STR),
    WD_FIELD(1, wd_ref_view, language, WD_T_STR),
    WD_FIELD(1, wd_ref_view, tongue, WD_T_STR),
    WD_FIELD(1, wd_ref_view, outlets, WD_T_STR),
    WD_FIELD(1, wd_ref_view, counts, WD_T_STR),
    WD_FIELD(1, wd_ref_view, why, WD_T_STR),
    WD_FIELD(1, wd_ref_view, at_utc, WD_T_TIME),
    WD_FIELD_OF(1, wd_ref_view, stand, WD_T_LIST, &wd_told_view_record),
    WD_FIELD_OF(1, wd_ref_view, said, WD_T_LIST, &said_record),
};
WD_RECORD(wd_ref_view_record, wd_ref_view, ref_fields);
static const struct wd_field news_fields[] = {
    WD_FIELD(1, wd_news_view, outlet, WD_T_STR), WD_FIELD(1, wd_news_view, did, WD_T_STR),    WD_FIELD(1, wd_news_view, href, WD_T_STR),
    WD_FIELD(1, wd_news_view, now, WD_T_STR),    WD_FIELD(1, wd_news_view, before, WD_T_STR), WD_FIELD(1, wd_news_view, at_utc, WD_T_TIME),
};
WD_RECORD(wd_news_view_record, wd_news_view, news_fields);

enum { SHORT_BYTES = 40, SHORT_WORDS = 4 };

/* ---- other stories ---- */

bool wd_ref_is_earlier(const struct wd_story *story, const struct wd_story_ref *ref)
{
    if (ref->created_utc == story->created_utc || ref->created_utc == WD_NO_TIME || story->created_utc == WD_NO_TIME)
        return ref->serial < story->serial;
    return ref->created_utc < story->created_utc;
}

/* The first sentence of its standfirst, and its first statements. */
static void add_words(struct wd_arena *a, const struct wd_story *s, struct wd_ref_view *v)
{
    struct wd_members members;
    wd_members_init(&members, s);
    members.rows_page = v->href;
    wd_tolds first = {.v = s->standfirst.v, .n = WD_MIN(s->standfirst.n, (size_t)1)};
    size_t left = 0;
    wd_view_told(a, &members, &first, &v->stand, &left);
    for (size_t i = 0; i < s->statements.n && v->said.n < WD_LINKED_STATEMENTS; i++) {
        const struct wd_statement *st = &s->statements.v[i];
        if (st->words.n == 0)
            continue;
        struct wd_said_view *said = wd_list_push(a, &v->said);
        said->speaker = st->speaker;
        said->language = v->language;
        said->quoted = st->kind != WD_QUOTE_INDIRECT;
        if (said->quoted)
            said->quote.words = st->words;
        else
            said->text = wd_format_line(a, st->words);
    }
    wd_members_done(&members);
}

static struct wd_ref_view view_ref(struct wd_arena *a, const struct wd_story *story, const struct wd_story_ref *ref)
{
    bool foreign = ref->kind == WD_STORY_LANGUAGE;
    struct wd_ref_view v = {
        .id = wd_arena_printf(a, "s%" PRIu32, ref->serial),
        .href = wd_arena_printf(a, "%" PRIu32, ref->serial),
        .headline = wd_format_line(a, ref->headline),
        .language = wd_view_language(ref->language, foreign ? WD_STR("") : story->language),
        .tongue = foreign ? wd_format_language(ref->language) : WD_STR(""),
        .outlets = ref->outlets ? wd_format_count(a, ref->outlets, "outlet", "outlets") : WD_STR(""),
        .why = wd_view_common(a, &ref->why),
        .at_utc = ref->created_utc != WD_NO_TIME ? ref->created_utc : ref->updated_utc,
    };
    if (ref->articles) {
        struct wd_str articles = wd_format_count(a, ref->articles, "article", "articles");
        struct wd_str origins = wd_format_count(a, ref->origins, "independent origin", "independent origins");
        v.counts = wd_arena_printf(a, "%.*s%s%.*s%s%.*s", WD_STR_ARG(articles), v.outlets.n ? ", " : "", WD_STR_ARG(v.outlets),
                                   ref->origins ? ", " : "", WD_STR_ARG(ref->origins ? origins : WD_STR("")));
    }
    if (foreign && ref->story)
        add_words(a, ref->story, &v);
    return v;
}

static int64_t order_of(int64_t utc)
{
    return utc == WD_NO_TIME ? INT64_MAX : utc;
}

static int in_time(const void *x, const void *y)
{
    const struct wd_story_ref *p = *(const struct wd_story_ref *const *)x, *q = *(const struct wd_story_ref *const *)y;
    if (p->created_utc != q->created_utc)
        return order_of(p->created_utc) < order_of(q->created_utc) ? -1 : 1;
    return p->serial < q->serial ? -1 : p->serial > q->serial;
}

void wd_view_around(struct wd_arena *a, const struct wd_story *story, const struct wd_around *around, struct wd_around_view *ret_view)
{
    struct wd_around_view v = {0};
    WD_LIST(const struct wd_story_ref *) thread = {0};
    for (size_t i = 0; around && i < around->refs.n; i++) {
        const struct wd_story_ref *ref = &around->refs.v[i];
        if (ref->kind == WD_STORY_THREAD)
            wd_list_add(a, &thread, ref);
        else if (v.linked.n < WD_LINKED_SHOWN)
            wd_list_add(a, &v.linked, view_ref(a, story, ref));
    }
    if (thread.n)
        qsort(thread.v, thread.n, sizeof thread.v[0], in_time);
    for (size_t i = 0; i < thread.n; i++) {
        wd_ref_views *list = wd_ref_is_earlier(story, thread.v[i]) ? &v.earlier : &v.later;
        wd_list_add(a, list, view_ref(a, story, thread.v[i]));
    }
    *ret_view = v;
}

/* ---- news ---- */

struct wd_str wd_news_words(struct wd_str kind)
{
    static const struct {
        const char *kind, *words;
    } table[] = {
        {"copy", "added a copy"},
        {"rewrite", "added a rewrite"},
        {"own account", "added its own account"},
        {"headline", "changed its headline"},
        {"figure", "changed a figure"},
        {"quote added", "added a quotation"},
        {"paragraph added", "added a passage"},
        {"paragraph removed", "took a passage out"},
        {"edited", "edited its text"},
        {"correction", "corrected its report"},
        {"withdrawn", "withdrew its report"},
        {"moved", "moved a passage"},
    };
    for (size_t i = 0; i < WD_COUNT(table); i++)
        if (wd_str_eqc(kind, table[i].kind))
            return wd_str_c(table[i].words);
    return kind;
}

static bool is_short(struct wd_str s)
{
    return s.n > 0 && s.n <= SHORT_BYTES && wd_count_words(s) <= SHORT_WORDS && wd_count_words(s) > 0;
}

/* "214 for 241", where that is all of the change. */
static void set_exchange(struct wd_arena *a, const struct wd_change *c, struct wd_news_view *v)
{
    struct wd_str now = WD_STR(""), before = WD_STR("");
    size_t pieces = 0;
    if (c->kind != WD_CHANGE_FIGURE && c->kind != WD_CHANGE_CORRECTION)
        return;
    for (size_t i = 0; i < c->differences.n; i++) {
        const struct wd_diff *d = &c->differences.v[i];
        pieces += d->op != WD_DIFF_KEEP;
        if (d->op == WD_DIFF_INSERT)
            now = d->text;
        else if (d->op == WD_DIFF_DELETE)
            before = d->text;
    }
    if (pieces == 2 && is_short(now) && is_short(before)) {
        v->now = wd_format_line(a, now);
        v->before = wd_format_line(a, before);
    }
}

/* "added a copy of Northwire's report" */
static struct wd_str what_came(struct wd_arena *a, const struct wd_members *members, const struct wd_member *m, struct wd_str did)
{
    if (m->relation != WD_REL_COPY && m->relation != WD_REL_DERIVED)
        return did;
    const struct wd_member *root = m->root ? wd_members_find(members, m->root) : NULL;
    struct wd_str of = m->origin_agency.n ? m->origin_agency : root && root != m ? wd_view_outlet(root) : WD_STR("");
    if (of.n == 0)
        return did;
    return wd_str_eq(of, m->outlet) ? wd_arena_printf(a, "%.*s of its own report", WD_STR_ARG(did))
                                    : wd_arena_printf(a, "%.*s of the report by %.*s", WD_STR_ARG(did), WD_STR_ARG(of));
}

void wd_view_news(struct wd_arena *a, const struct wd_members *members, wd_news_views *ret_news)
{
    struct wd_newest newest;
    if (!wd_story_newest(members->story, &newest))
        return;
    const struct wd_member *m = newest.member;
    struct wd_news_view v = {.did = wd_news_words(wd_str_c(newest.kind)), .at_utc = newest.at_utc};
    if (newest.change) {
        v.outlet = newest.change->outlet.n ? newest.change->outlet : m ? wd_view_outlet(m) : WD_STR("Outlet not named");
        v.href = WD_STR("#changed");
        set_exchange(a, newest.change, &v);
    } else {
        v.outlet = wd_view_outlet(m);
        v.href = wd_view_row_href(a, members, m);
        v.did = what_came(a, members, m, v.did);
    }
    wd_list_add(a, ret_news, v);
}
