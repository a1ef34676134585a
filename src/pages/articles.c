/* All articles of a story in order of time, some on a page: for stories whose own page does not show every one. */
#include <stdlib.h>

#include "pages/view.h"

struct articles_page {
    struct wd_head_view page;
    struct wd_str root, headline, language, story_href, count, shown, previous, next;
    int64_t first_utc, last_utc;
    wd_member_views rows;
};
static const struct wd_field page_fields[] = {
    WD_FIELD_OF(1, articles_page, page, WD_T_REC, &wd_head_view_record),
    WD_FIELD(1, articles_page, root, WD_T_STR),
    WD_FIELD(1, articles_page, headline, WD_T_STR),
    WD_FIELD(1, articles_page, language, WD_T_STR),
    WD_FIELD(1, articles_page, story_href, WD_T_STR),
    WD_FIELD(1, articles_page, count, WD_T_STR),
    WD_FIELD(1, articles_page, shown, WD_T_STR),
    WD_FIELD(1, articles_page, previous, WD_T_STR),
    WD_FIELD(1, articles_page, next, WD_T_STR),
    WD_FIELD(1, articles_page, first_utc, WD_T_TIME),
    WD_FIELD(1, articles_page, last_utc, WD_T_TIME),
    WD_FIELD_OF(1, articles_page, rows, WD_T_LIST, &wd_member_view_record),
};
WD_RECORD(wd_articles_page_record, articles_page, page_fields);

static const char ROOT[] = "../../";

struct place {
    const struct wd_member *m;
    int64_t at_utc;
    size_t number;
};

static int in_time(const void *x, const void *y)
{
    const struct place *p = x, *q = y;
    if (p->at_utc != q->at_utc)
        return p->at_utc < q->at_utc ? -1 : 1;
    return p->number < q->number ? -1 : p->number > q->number;
}

static struct wd_str list_href(struct wd_arena *a, size_t from)
{
    return from ? wd_arena_printf(a, "articles?from=%zu", from) : WD_STR("articles");
}

void wd_page_articles(const struct wd_page_context *c, struct wd_arena *a, const struct wd_story *s, size_t from, struct wd_buf *out)
{
    struct place *places = wd_arena_array(a, s->members.n, sizeof *places);
    struct wd_members members;
    size_t n = s->members.n, end = WD_MIN(n, from + WD_ARTICLES_SHOWN);
    wd_members_init(&members, s);
    members.root = ROOT;
    for (size_t i = 0; i < n; i++)
        places[i] = (struct place){&s->members.v[i], wd_member_at(&s->members.v[i]), i};
    if (n)
        qsort(places, n, sizeof *places, in_time);
    struct articles_page p = {
        .root = wd_str_c(ROOT),
        .headline = wd_format_line(a, s->headline),
        .language = wd_view_language(s->language, WD_STR("")),
        .story_href = wd_arena_printf(a, "../%" PRIu32, s->serial),
        .count = wd_format_count(a, n, "article", "articles"),
        .first_utc = n ? places[0].at_utc : WD_NO_TIME,
        .last_utc = n ? places[n - 1].at_utc : WD_NO_TIME,
    };
    if (end > from && end - from < n)
        p.shown = wd_arena_printf(a, "%zu to %zu of them on this page", from + 1, end);
    if (from)
        p.previous = list_href(a, from > WD_ARTICLES_SHOWN ? from - WD_ARTICLES_SHOWN : 0);
    if (end < n)
        p.next = list_href(a, end);
    for (size_t i = from; i < end; i++) {
        const struct wd_member *m = places[i].m;
        struct wd_member_view *v = wd_list_push(a, &p.rows);
        wd_view_member_brief(a, &members, m, ROOT, v);
        v->language = wd_view_language(m->language, s->language);
        v->title = m->killed ? WD_STR("") : wd_format_line(a, m->title);
    }
    wd_view_head(c, wd_arena_printf(a, "All articles: %.*s", WD_STR_ARG(p.headline)), ROOT, &p.page);
    p.page.noindex = true;
    struct wd_template_env env = {.zone = c->zone, .day_utc = s->created_utc};
    wd_template_render(a, "articles.html", &env, &wd_articles_page_record, &p, out);
    wd_members_done(&members);
}
