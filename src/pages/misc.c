/* The small pages: search, feed health, how it was made, errors, withdrawn. */
#include "base/url.h"
#include "base/utf8.h"
#include "model/poll.h"
#include "pages/view.h"
#include "text/fold.h"

/* A snippet's pieces: the matches are marked, the words are the source's. */
struct piece_view {
    struct wd_str text;
    bool match;
};
static const struct wd_field piece_fields[] = {
    WD_FIELD(1, piece_view, text, WD_T_STR),
    WD_FIELD(1, piece_view, match, WD_T_BOOL),
};
static WD_RECORD(piece_record, piece_view, piece_fields);

struct hit_view {
    struct wd_str article_href, story_href, title, outlet;
    WD_LIST(struct piece_view) pieces;
    int64_t at_utc;
};
static const struct wd_field hit_fields[] = {
    WD_FIELD(1, hit_view, article_href, WD_T_STR),
    WD_FIELD(1, hit_view, story_href, WD_T_STR),
    WD_FIELD(1, hit_view, title, WD_T_STR),
    WD_FIELD(1, hit_view, outlet, WD_T_STR),
    WD_FIELD_OF(1, hit_view, pieces, WD_T_LIST, &piece_record),
    WD_FIELD(1, hit_view, at_utc, WD_T_TIME),
};
static WD_RECORD(hit_record, hit_view, hit_fields);

struct search_page {
    struct wd_head_view page;
    struct wd_str root, query, error, found, more;
    bool asked, none;
    WD_LIST(struct hit_view) hits;
};
static const struct wd_field search_fields[] = {
    WD_FIELD_OF(1, search_page, page, WD_T_REC, &wd_head_view_record),
    WD_FIELD(1, search_page, root, WD_T_STR),
    WD_FIELD(1, search_page, query, WD_T_STR),
    WD_FIELD(1, search_page, error, WD_T_STR),
    WD_FIELD(1, search_page, found, WD_T_STR),
    WD_FIELD(1, search_page, more, WD_T_STR),
    WD_FIELD(1, search_page, asked, WD_T_BOOL),
    WD_FIELD(1, search_page, none, WD_T_BOOL),
    WD_FIELD_OF(1, search_page, hits, WD_T_LIST, &hit_record),
};
WD_RECORD(wd_search_page_record, search_page, search_fields);

static void split_snippet(struct wd_arena *a, struct wd_str snippet, struct hit_view *v)
{
    size_t from = 0;
    bool match = false;
    for (size_t i = 0; i <= snippet.n; i++) {
        if (i < snippet.n && snippet.p[i] != '\x01' && snippet.p[i] != '\x02')
            continue;
        if (i > from)
            wd_list_add(a, &v->pieces, (struct piece_view){wd_str_n(snippet.p + from, i - from), match});
        match = i < snippet.n && snippet.p[i] == '\x01';
        from = i + 1;
    }
}

/* An echo of what was asked stands in no quotation marks, not even in the asker's own: marks are for sources. */
static struct wd_str without_marks(struct wd_arena *a, struct wd_str query)
{
    char *kept = wd_arena_c(a, query);
    size_t n = 0;
    for (size_t at = 0; at < query.n;) {
        struct wd_cp c = wd_utf8_at(query, at);
        if (!wd_cp_is_quote_mark(c.cp)) {
            memcpy(kept + n, query.p + at, c.bytes);
            n += c.bytes;
        }
        at += c.bytes;
    }
    return wd_str_n(kept, n);
}

void wd_page_search(const struct wd_page_context *c, struct wd_arena *a, const struct wd_search_view *view, struct wd_buf *out)
{
    struct search_page p = {.root = WD_STR("./"), .query = without_marks(a, view->query), .error = view->error, .asked = view->query.n > 0};
    for (size_t i = 0; i < view->hits.n; i++) {
        const struct wd_search_hit *h = &view->hits.v[i];
        struct hit_view *v = wd_list_push(a, &p.hits);
        v->article_href = wd_arena_printf(a, "./a/%" PRIu32, h->article_serial);
        v->story_href = h->story_serial ? wd_arena_printf(a, "./s/%" PRIu32, h->story_serial) : WD_STR("");
        v->title = h->title.n ? wd_format_line(a, h->title) : WD_STR("Without a headline");
        v->outlet = h->outlet.n ? h->outlet : WD_STR("Outlet not named");
        v->at_utc = h->at_utc;
        split_snippet(a, h->snippet, v);
    }
    p.none = p.asked && view->error.n == 0 && view->hits.n == 0;
    if (view->hits.n)
        p.found = wd_arena_printf(a, "%zu %s, newest first", view->hits.n, view->hits.n == 1 ? "article" : "articles");
    if (view->next_offset) {
        struct wd_str query = wd_format_percent(a, view->query);
        p.more = wd_arena_printf(a, "./search?q=%.*s&from=%" PRId64, WD_STR_ARG(query), view->next_offset);
    }
    wd_view_head(c, WD_STR("Search"), "./", &p.page);
    p.page.noindex = true;
    p.page.query = view->query;
    struct wd_template_env env = {.zone = c->zone, .day_utc = c->as_of_utc};
    wd_template_render(a, "search.html", &env, &wd_search_page_record, &p, out);
}

struct feed_view {
    struct wd_str push;
    struct wd_str label, url, state, state_kind, error, error_kind, times, entries, per_day, why_next;
    int64_t last_utc, next_utc, found_utc, error_utc;
    bool licensed;
    wd_strs notes;
};
static const struct wd_field feed_fields[] = {
    WD_FIELD(1, feed_view, label, WD_T_STR),      WD_FIELD(1, feed_view, url, WD_T_STR),
    WD_FIELD(1, feed_view, state, WD_T_STR),      WD_FIELD(1, feed_view, state_kind, WD_T_STR),
    WD_FIELD(1, feed_view, error, WD_T_STR),      WD_FIELD(1, feed_view, error_kind, WD_T_STR),
    WD_FIELD(1, feed_view, times, WD_T_STR),      WD_FIELD(1, feed_view, entries, WD_T_STR),
    WD_FIELD(1, feed_view, per_day, WD_T_STR),    WD_FIELD(1, feed_view, why_next, WD_T_STR),
    WD_FIELD(1, feed_view, last_utc, WD_T_TIME),  WD_FIELD(1, feed_view, next_utc, WD_T_TIME),
    WD_FIELD(1, feed_view, found_utc, WD_T_TIME), WD_FIELD(1, feed_view, error_utc, WD_T_TIME),
    WD_FIELD(1, feed_view, licensed, WD_T_BOOL),  WD_FIELD(1, feed_view, notes, WD_T_STRS),
    WD_FIELD(1, feed_view, push, WD_T_STR),
};
static WD_RECORD(feed_record, feed_view, feed_fields);

struct feeds_page {
    struct wd_head_view page;
    struct wd_str root, count;
    bool none;
    WD_LIST(struct feed_view) rows;
    wd_strs faults;
};
static const struct wd_field feeds_fields[] = {
    WD_FIELD_OF(1, feeds_page, page, WD_T_REC, &wd_head_view_record),
    WD_FIELD(1, feeds_page, root, WD_T_STR),
    WD_FIELD(1, feeds_page, count, WD_T_STR),
    WD_FIELD(1, feeds_page, none, WD_T_BOOL),
    WD_FIELD_OF(1, feeds_page, rows, WD_T_LIST, &feed_record),
    WD_FIELD(1, feeds_page, faults, WD_T_STRS),
};
WD_RECORD(wd_feeds_page_record, feeds_page, feeds_fields);

static int64_t known(int64_t utc)
{
    return utc > 0 ? utc : WD_NO_TIME;
}

static void set_feed(struct wd_arena *a, const struct wd_feed_row *r, struct feed_view *v)
{
    static const char *const kinds[] = {[WD_FEED_FINE] = "developing", [WD_FEED_ODD] = "corrected", [WD_FEED_BAD] = "killed"};
    v->label = r->label.n ? r->label : r->name;
    v->url = wd_url_web(r->url) ? r->url : WD_STR("");
    v->state = r->state;
    v->state_kind = wd_str_c(kinds[r->mood]);
    v->error = r->error;
    v->error_kind = r->error_over ? WD_STR("meta") : WD_STR("problem");
    if (r->error.n && r->error_over)
        v->times = WD_STR("over now");
    else if (r->failures > 1)
        v->times = wd_arena_printf(a, "%" PRId64 " times in a row", r->failures);
    v->entries = wd_format_count(a, (uint64_t)WD_MAX(r->entries, (int64_t)0), "entry", "entries");
    if (r->entries)
        v->per_day = wd_arena_printf(a, "%.1f a day", r->per_day);
    v->why_next = r->why_next;
    v->last_utc = known(r->last_utc);
    v->next_utc = known(r->next_utc);
    v->found_utc = known(r->found_utc);
    v->error_utc = known(r->error_utc);
    v->licensed = r->licensed;
    v->notes = r->notes;
    v->push = r->push;
}

/* "12 subscriptions: 9 good, 1 moved, 2 failing" */
static struct wd_str count_feeds(struct wd_arena *a, const struct wd_feeds_view *view)
{
    struct wd_str text = wd_format_count(a, view->rows.n, "subscription", "subscriptions");
    const char *between = ": ";
    for (size_t s = 0; wd_feed_state_names[s]; s++) {
        size_t n = 0;
        for (size_t i = 0; i < view->rows.n; i++)
            n += wd_str_eqc(view->rows.v[i].state, wd_feed_state_names[s]);
        if (n == 0)
            continue;
        text = wd_arena_printf(a, "%.*s%s%zu %s", WD_STR_ARG(text), between, n, wd_feed_state_names[s]);
        between = ", ";
    }
    return text;
}

void wd_page_feeds(const struct wd_page_context *c, struct wd_arena *a, const struct wd_feeds_view *view, struct wd_buf *out)
{
    struct feeds_page p = {.root = WD_STR("./"), .none = view->rows.n == 0};
    p.count = count_feeds(a, view);
    for (size_t i = 0; i < view->rows.n; i++)
        set_feed(a, &view->rows.v[i], wd_list_push(a, &p.rows));
    p.faults = view->faults;
    wd_view_head(c, WD_STR("Feeds"), "./", &p.page);
    p.page.on_feeds = true;
    p.page.noindex = true;
    struct wd_template_env env = {.zone = c->zone, .day_utc = c->as_of_utc};
    wd_template_render(a, "feeds.html", &env, &wd_feeds_page_record, &p, out);
}

struct notice_page {
    struct wd_head_view page;
    struct wd_str root, title, what, who;
    int64_t at_utc;
};
static const struct wd_field notice_fields[] = {
    WD_FIELD_OF(1, notice_page, page, WD_T_REC, &wd_head_view_record),
    WD_FIELD(1, notice_page, root, WD_T_STR),
    WD_FIELD(1, notice_page, title, WD_T_STR),
    WD_FIELD(1, notice_page, what, WD_T_STR),
    WD_FIELD(1, notice_page, who, WD_T_STR),
    WD_FIELD(1, notice_page, at_utc, WD_T_TIME),
};
WD_RECORD(wd_notice_page_record, notice_page, notice_fields);

static void render_notice(const struct wd_page_context *c, struct wd_arena *a, const char *template_name, struct notice_page *p,
                          struct wd_buf *out)
{
    struct wd_template_env env = {.zone = c->zone, .day_utc = WD_NO_TIME};
    wd_template_render(a, template_name, &env, &wd_notice_page_record, p, out);
}

void wd_page_about(const struct wd_page_context *c, struct wd_arena *a, struct wd_buf *out)
{
    struct notice_page p = {.root = WD_STR("./"), .title = WD_STR("How it was made"), .at_utc = WD_NO_TIME};
    wd_view_head(c, p.title, "./", &p.page);
    p.page.on_about = true;
    render_notice(c, a, "about.html", &p, out);
}

void wd_page_error(const struct wd_page_context *c, struct wd_arena *a, int status, struct wd_str what, struct wd_buf *out)
{
    static const struct {
        int status;
        const char *title;
    } titles[] = {{301, "Moved"},
                  {302, "Found"},
                  {400, "Request not understood"},
                  {404, "No such page"},
                  {405, "Only reading is possible here"},
                  {410, "Withdrawn"},
                  {413, "Too large"},
                  {414, "Address too long"},
                  {421, "Not this desk's name"},
                  {500, "Something failed"},
                  {503, "Not ready"}};
    /* an error may stand at any depth, so its links start from the top */
    struct notice_page p = {.root = WD_STR("/"), .title = WD_STR("Something failed"), .what = what, .at_utc = WD_NO_TIME};
    for (size_t i = 0; i < WD_COUNT(titles); i++) {
        if (titles[i].status == status)
            p.title = wd_str_c(titles[i].title);
    }
    wd_view_head(c, p.title, "/", &p.page);
    p.page.noindex = true;
    render_notice(c, a, "error.html", &p, out);
}

void wd_page_killed(const struct wd_page_context *c, struct wd_arena *a, struct wd_str agency_or_outlet, int64_t at_utc, struct wd_buf *out)
{
    struct notice_page p = {.root = WD_STR("/"), .title = WD_STR("Withdrawn"), .at_utc = at_utc};
    p.who = agency_or_outlet.n ? agency_or_outlet : WD_STR("Its source");
    wd_view_head(c, p.title, "/", &p.page);
    p.page.noindex = true;
    render_notice(c, a, "killed.html", &p, out);
}

const struct wd_template_use wd_template_uses[] = {
    {"front.html", &wd_front_view_record},
    {"story.html", &wd_story_view_record},
    {"article.html", &wd_article_page_record},
    {"search.html", &wd_search_page_record},
    {"feeds.html", &wd_feeds_page_record},
    {"about.html", &wd_notice_page_record},
    {"outlets.html", &wd_outlets_page_record},
    {"outlet.html", &wd_outlet_page_record},
    {"speaker_index.html", &wd_speakers_page_record},
    {"speaker.html", &wd_speaker_page_record},
    {"versions.html", &wd_versions_page_record},
    {"beside.html", &wd_beside_page_record},
    {"articles.html", &wd_articles_page_record},
    {"error.html", &wd_notice_page_record},
    {"killed.html", &wd_notice_page_record},
    {NULL, NULL},
};
