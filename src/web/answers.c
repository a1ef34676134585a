#include "web/answers.h"

#include "base/json.h"
#include "base/limits.h"
#include "pages/format.h"

enum { RESULTS = 30, FURTHEST = 100000, FURTHEST_ARTICLE = 100000000, DAYS = 30, MOST_DAYS = 36500 };

static void set_type(struct wd_answer *x, const char *type)
{
    x->reply->type = type;
}

void wd_answer_error(struct wd_answer *x, int status, const char *what)
{
    wd_buf_reset(&x->reply->body);
    x->reply->status = status;
    x->reply->no_store = true;
    set_type(x, "text/html; charset=utf-8");
    wd_page_error(&x->page, x->a, status, wd_str_c(what), &x->reply->body);
}

static void store_failed(struct wd_answer *x, int err)
{
    if (err == WD_E_NOTFOUND)
        wd_answer_error(x, 404, "Nothing on this desk has this address.");
    else if (wd_err_retry(err))
        wd_answer_error(x, 503, "The desk's store cannot be read just now. Try again in a moment.");
    else
        wd_answer_error(x, 500, "The desk's store could not be read.");
}

static int number_param(struct wd_answer *x, const char *name, int64_t *ret)
{
    struct wd_str text;
    int err = wd_query_get(x->a, x->request->query, name, &text);
    if (err || (text.n && !wd_str_to_i64(text, ret)))
        return WD_E_INVALID;
    return 0;
}

static void front(struct wd_answer *x)
{
    int64_t before = 0;
    if (number_param(x, "before", &before)) {
        wd_answer_error(x, 400, "The place in the list is not a number.");
        return;
    }
    struct wd_front f;
    int err = wd_front_read(x->store, x->a, &x->page, x->address->name, before, &f);
    if (err)
        store_failed(x, err);
    else if (x->address->route == WD_ROUTE_SECTION && f.rows.n == 0 && before == 0)
        wd_answer_error(x, 404, "No story stands in a section of this name.");
    else
        wd_page_front(&x->page, x->a, &f, &x->reply->body);
}

static void front_atom(struct wd_answer *x)
{
    struct wd_front f;
    int err = wd_front_read(x->store, x->a, &x->page, WD_STR(""), 0, &f);
    if (err) {
        store_failed(x, err);
        return;
    }
    set_type(x, "application/atom+xml; charset=utf-8");
    wd_atom_front(&x->page, x->a, &f, &x->reply->body);
}

static void killed(struct wd_answer *x, struct wd_str who, int64_t at_utc)
{
    x->reply->status = 410;
    x->reply->no_store = true;
    wd_page_killed(&x->page, x->a, who, at_utc, &x->reply->body);
}

static int64_t kill_instant(const struct wd_story *s, uint64_t article)
{
    for (size_t i = 0; i < s->changes.n; i++) {
        if (s->changes.v[i].kind == WD_CHANGE_KILL && (article == 0 || s->changes.v[i].article == article))
            return s->changes.v[i].at_utc;
    }
    return WD_NO_TIME;
}

static struct wd_str killer_of(const struct wd_story *s)
{
    for (size_t i = 0; i < s->members.n; i++) {
        const struct wd_member *m = &s->members.v[i];
        if (m->killed && (m->outlet.n || m->agency.n))
            return m->outlet.n ? m->outlet : m->agency;
    }
    return WD_STR("");
}

/* A place in a list that goes on page by page. */
static int from_param(struct wd_answer *x, int64_t furthest, int64_t *ret_from)
{
    *ret_from = 0;
    int err = number_param(x, "from", ret_from);
    return err || *ret_from < 0 || *ret_from > furthest ? WD_E_INVALID : 0;
}

static void articles(struct wd_answer *x, const struct wd_story *s)
{
    int64_t from = 0;
    if (from_param(x, FURTHEST_ARTICLE, &from))
        wd_answer_error(x, 400, "from is a place in the list.");
    else if (from && (size_t)from >= s->members.n)
        wd_answer_error(x, 404, "The list of this story's articles is not that long.");
    else
        wd_page_articles(&x->page, x->a, s, (size_t)from, &x->reply->body);
}

static void story(struct wd_answer *x)
{
    static const char *const suffix[] = {
        [WD_ROUTE_STORY] = "", [WD_ROUTE_STORY_JSON] = ".json", [WD_ROUTE_STORY_ATOM] = ".atom", [WD_ROUTE_STORY_ARTICLES] = "/articles"};
    uint64_t key;
    struct wd_story s;
    int err = wd_store_key(x->store, 's', x->address->serial, &key);
    if (!err)
        err = wd_store_story(x->store, x->a, key, &s);
    if (err) {
        store_failed(x, err);
        return;
    }
    if (s.serial != x->address->serial) {
        /* merged into an older story: ids are permanent, pages move once */
        x->reply->location = wd_arena_printf(x->a, "/s/%" PRIu32 "%s", s.serial, suffix[x->address->route]);
        wd_answer_error(x, 301, "This story was joined with another one.");
        return;
    }
    if (s.killed) {
        killed(x, killer_of(&s), kill_instant(&s, 0));
        return;
    }
    if (x->address->route == WD_ROUTE_STORY_ARTICLES) {
        articles(x, &s);
        return;
    }
    if (x->address->route == WD_ROUTE_STORY_ATOM) {
        set_type(x, "application/atom+xml; charset=utf-8");
        wd_atom_story(&x->page, x->a, &s, &x->reply->body);
        return;
    }
    struct wd_around around;
    wd_around_read(x->store, x->a, &s, &around);
    if (x->address->route == WD_ROUTE_STORY_JSON) {
        struct wd_jw w;
        set_type(x, "application/json");
        wd_jw_init(&w, &x->reply->body);
        wd_json_story(&s, &around, &w);
        return;
    }
    x->page.around = &around;
    wd_page_story(&x->page, x->a, &s, &x->reply->body);
}

/* An article with its story; false: there is nothing to show, and that has been answered. */
static bool read_article(struct wd_answer *x, uint32_t serial, struct wd_article_rows *rows, struct wd_story *s, struct wd_article_view *v)
{
    uint64_t key;
    int err = wd_store_key(x->store, 'a', serial, &key);
    if (!err)
        err = wd_article_read(x->store, x->a, key, rows, s, v);
    if (err && !rows->killed) {
        store_failed(x, err);
        return false;
    }
    if (rows->killed) {
        struct wd_str who = err ? WD_STR("") : v->member->outlet.n ? v->member->outlet : v->member->agency;
        killed(x, who, err ? WD_NO_TIME : kill_instant(s, key));
        return false;
    }
    return true;
}

static void article(struct wd_answer *x)
{
    struct wd_article_rows rows = {0};
    struct wd_story s;
    struct wd_article_view v = {0};
    if (!read_article(x, x->address->serial, &rows, &s, &v))
        return;
    if (x->address->route == WD_ROUTE_ARTICLE) {
        wd_article_read_others(x->store, x->a, &v);
        wd_page_article(&x->page, x->a, &v, &x->reply->body);
        return;
    }
    struct wd_jw w;
    set_type(x, "application/json");
    wd_jw_init(&w, &x->reply->body);
    wd_json_article(&v, v.article->licensed, &w);
}

static void versions(struct wd_answer *x)
{
    struct wd_article_rows rows = {0};
    struct wd_story s;
    struct wd_article_view v = {0};
    int64_t from = 0, to = 0;
    if (number_param(x, "from", &from) || number_param(x, "to", &to)) {
        wd_answer_error(x, 400, "from and to are numbers of versions.");
        return;
    }
    if (!read_article(x, x->address->serial, &rows, &s, &v))
        return;
    int64_t n = (int64_t)v.own.n;
    if (from < 0 || to < 0 || from > n || to > n || (from == 0) != (to == 0)) {
        wd_answer_error(x, 404, "This article has no two versions of these numbers.");
        return;
    }
    struct wd_versions_view view = {.own = v.own, .member = v.member, .story = &s, .from = (uint32_t)from, .to = (uint32_t)to};
    wd_page_versions(&x->page, x->a, &view, &x->reply->body);
}

/* The form's choice, or what the article goes back to, or the first other one. */
static uint32_t choose_other(const struct wd_article_view *v, int64_t with)
{
    uint32_t other = 0;
    for (size_t i = 0; with == 0 && i < v->story->members.n; i++) {
        const struct wd_member *m = &v->story->members.v[i];
        if (m != v->member && !m->killed && (!other || m->article == v->member->of))
            other = m->serial;
    }
    return with > 0 && with <= INT32_MAX ? (uint32_t)with : other;
}

static void beside(struct wd_answer *x)
{
    struct wd_article_rows rows = {0}, other_rows = {0};
    struct wd_story s, other_story;
    struct wd_article_view left = {0}, right = {0};
    int64_t with = 0, left_version = 0, right_version = 0;
    if (number_param(x, "with", &with) || number_param(x, "left", &left_version) || number_param(x, "right", &right_version)) {
        wd_answer_error(x, 400, "with is the number of an article, left and right are numbers of versions.");
        return;
    }
    if (!read_article(x, x->address->serial, &rows, &s, &left))
        return;
    if (x->address->other == 0) {
        uint32_t other = choose_other(&left, with);
        if (other) {
            x->reply->location = wd_arena_printf(x->a, "/a/%" PRIu32 "/beside/%" PRIu32, x->address->serial, other);
            wd_answer_error(x, 302, "The article was chosen.");
        } else {
            wd_answer_error(x, 404, "No other article tells this story.");
        }
        return;
    }
    if (x->address->other == x->address->serial) {
        wd_answer_error(x, 404, "An article cannot stand beside itself: choose two of one story.");
        return;
    }
    if (!read_article(x, x->address->other, &other_rows, &other_story, &right))
        return;
    if (s.key != other_story.key) {
        wd_answer_error(x, 404, "These two articles belong to two stories; only articles of one story are lined up.");
        return;
    }
    if (left_version < 0 || right_version < 0 || left_version > (int64_t)left.own.n || right_version > (int64_t)right.own.n) {
        wd_answer_error(x, 404, "There is no version of this number.");
        return;
    }
    struct wd_beside_view view = {left.own, right.own, left.member, right.member, &s, (uint32_t)left_version, (uint32_t)right_version};
    wd_page_beside(&x->page, x->a, &view, &x->reply->body);
}

static void search(struct wd_answer *x)
{
    struct wd_search_view v = {0};
    int64_t from = 0;
    if (wd_query_get(x->a, x->request->query, "q", &v.query) || number_param(x, "from", &from)) {
        wd_answer_error(x, 400, "The query holds bytes that are no text.");
        return;
    }
    v.query = wd_str_trim(v.query);
    if (v.query.n > WD_MAX_QUERY_BYTES)
        v.error = WD_STR("This query is too long.");
    if (v.query.n && !v.error.n) {
        struct wd_where where = {0};
        wd_hits hits = {0};
        size_t offset = from > 0 && from < FURTHEST ? (size_t)from : 0;
        int err = wd_store_search(x->store, x->a, v.query, RESULTS + 1, offset, &hits, &where);
        if (err == WD_E_USAGE) {
            v.error = where.message[0] ? wd_arena_str(x->a, wd_str_c(where.message)) : WD_STR("This query means nothing.");
        } else if (err) {
            store_failed(x, err);
            return;
        }
        for (size_t i = 0; i < hits.n && i < RESULTS; i++) {
            const struct wd_hit *h = &hits.v[i];
            wd_list_add(x->a, &v.hits,
                        (struct wd_search_hit){h->article_serial, h->story_serial, h->title, h->outlet, h->snippet, h->at_utc});
        }
        if (hits.n > RESULTS)
            v.next_offset = (int64_t)(offset + RESULTS);
    }
    wd_page_search(&x->page, x->a, &v, &x->reply->body);
}

static void feeds(struct wd_answer *x)
{
    struct wd_feeds_view v;
    int err = wd_feeds_read(x->store, x->a, x->page.as_of_utc, &v);
    if (err)
        store_failed(x, err);
    else
        wd_page_feeds(&x->page, x->a, &v, &x->reply->body);
}

/* How many articles have arrived since the page that asks was made; of one story where it is named. */
static int64_t count_changes(struct wd_answer *x, int64_t since_utc, int64_t serial, int *ret_err)
{
    int64_t n = 0;
    if (serial == 0) {
        struct wd_counts counts = {0};
        *ret_err = wd_store_counts(x->store, since_utc + 1, &counts);
        return counts.articles;
    }
    uint64_t key;
    struct wd_story s;
    *ret_err = serial < 0 || serial > INT32_MAX ? WD_E_NOTFOUND : wd_store_key(x->store, 's', (uint32_t)serial, &key);
    if (!*ret_err)
        *ret_err = wd_store_story(x->store, x->a, key, &s);
    for (size_t i = 0; !*ret_err && i < s.members.n; i++)
        n += s.members.v[i].arrived_utc > since_utc;
    return n;
}

static void changes(struct wd_answer *x)
{
    int64_t since = 0, serial = 0;
    if (number_param(x, "since", &since) || number_param(x, "story", &serial) || since < 0 || since > INT64_MAX / 2) {
        wd_answer_error(x, 400, "since and story are numbers.");
        return;
    }
    int err = 0;
    int64_t n = count_changes(x, since, serial, &err);
    if (err) {
        store_failed(x, err);
        return;
    }
    struct wd_jw w;
    set_type(x, "application/json");
    x->reply->no_store = true;
    wd_jw_init(&w, &x->reply->body);
    wd_jw_object(&w);
    wd_jw_ki64(&w, "changes", n);
    wd_jw_end(&w);
}

static void health(struct wd_answer *x)
{
    int64_t seq = 0;
    int err = wd_store_applied(x->store, &seq);
    set_type(x, "text/plain; charset=utf-8");
    x->reply->no_store = true;
    x->reply->status = err ? 503 : 200;
    if (err)
        wd_buf_printf(&x->reply->body, "%s\n", wd_err_text(err));
    else
        wd_buf_printf(&x->reply->body, "ok %" PRId64 "\n", seq);
}

static void robots(struct wd_answer *x)
{
    set_type(x, "text/plain; charset=utf-8");
    wd_buf_putc(&x->reply->body, "User-agent: *\nDisallow: /search\nDisallow: /changes\nDisallow: /a/*/beside\nDisallow: /a/*/versions\n");
}

static void asset(struct wd_answer *x)
{
    struct wd_asset found;
    if (!wd_asset_find(x->address->name, &found)) {
        wd_answer_error(x, 404, "No such file.");
        return;
    }
    set_type(x, found.type);
    x->reply->cache = true;
    wd_buf_puts(&x->reply->body, found.bytes);
}

/* ?days=7, ?days=all; without one a month. */
static int days_param(struct wd_answer *x, int64_t *ret_days)
{
    struct wd_str text;
    int64_t days = DAYS;
    int err = wd_query_get(x->a, x->request->query, "days", &text);
    if (err || (text.n && !wd_str_eqc(text, "all") && (!wd_str_to_i64(text, &days) || days < 1 || days > MOST_DAYS)))
        return WD_E_INVALID;
    *ret_days = wd_str_eqc(text, "all") ? 0 : days;
    return 0;
}

static void outlets(struct wd_answer *x)
{
    struct wd_outlets_view v;
    struct wd_jw w;
    int64_t days = 0;
    if (days_param(x, &days)) {
        wd_answer_error(x, 400, "days is a number, or all.");
        return;
    }
    int err = wd_outlets_read(x->store, x->a, &x->page, days, &v);
    if (err) {
        store_failed(x, err);
    } else if (x->address->route == WD_ROUTE_OUTLETS_JSON) {
        set_type(x, "application/json");
        wd_jw_init(&w, &x->reply->body);
        wd_json_outlets(&v, &w);
    } else {
        wd_page_outlets(&x->page, x->a, &v, &x->reply->body);
    }
}

static void outlet(struct wd_answer *x)
{
    struct wd_outlet_page_view v;
    struct wd_jw w;
    int64_t days = 0;
    if (days_param(x, &days)) {
        wd_answer_error(x, 400, "days is a number, or all.");
        return;
    }
    int err = wd_outlet_read(x->store, x->a, &x->page, x->address->name, days, &v);
    if (err) {
        store_failed(x, err);
    } else if (x->address->route == WD_ROUTE_OUTLET_JSON) {
        set_type(x, "application/json");
        wd_jw_init(&w, &x->reply->body);
        wd_json_outlet(&v, &w);
    } else {
        wd_page_outlet(&x->page, x->a, &v, &x->reply->body);
    }
}

static void speakers(struct wd_answer *x)
{
    struct wd_speakers_view v;
    struct wd_str find, described;
    struct wd_jw w;
    int64_t from = 0;
    if (wd_query_get(x->a, x->request->query, "find", &find) || wd_query_get(x->a, x->request->query, "described", &described) ||
        find.n > WD_MAX_QUERY_BYTES || from_param(x, FURTHEST, &from)) {
        wd_answer_error(x, 400, "find is a part of a name, from is a place in the list.");
        return;
    }
    int err = wd_speakers_read(x->store, x->a, wd_str_trim(find), described.n > 0, from, &v);
    if (err) {
        store_failed(x, err);
    } else if (x->address->route == WD_ROUTE_SPEAKERS_JSON) {
        set_type(x, "application/json");
        wd_jw_init(&w, &x->reply->body);
        wd_json_speakers(&v, &w);
    } else {
        wd_page_speakers(&x->page, x->a, &v, &x->reply->body);
    }
}

/* A name that several share, or a part of one: to the list of those who have it. */
static void speaker_not_found(struct wd_answer *x)
{
    struct wd_speakers_view v = {0};
    int err = x->address->name.n ? wd_speakers_read(x->store, x->a, x->address->name, false, 0, &v) : 0;
    if (!err && v.lines.n && x->address->route == WD_ROUTE_SPEAKER) {
        x->reply->location = wd_arena_printf(x->a, "/speakers?find=%s", wd_arena_c(x->a, wd_format_percent(x->a, x->address->name)));
        wd_answer_error(x, 302, "Several speakers have this name, or it is a part of one.");
        return;
    }
    store_failed(x, err ? err : WD_E_NOTFOUND);
}

static void speaker(struct wd_answer *x)
{
    struct wd_speaker_page_view v;
    struct wd_jw w;
    int64_t from = 0;
    if (from_param(x, FURTHEST, &from)) {
        wd_answer_error(x, 400, "from is a place in the list.");
        return;
    }
    int err = wd_speaker_read(x->store, x->a, x->address->name, from, &v);
    if (err == WD_E_NOTFOUND) {
        speaker_not_found(x);
    } else if (err) {
        store_failed(x, err);
    } else if (x->address->route == WD_ROUTE_SPEAKER_JSON) {
        set_type(x, "application/json");
        wd_jw_init(&w, &x->reply->body);
        wd_json_speaker(&v, &w);
    } else {
        wd_page_speaker(&x->page, x->a, &v, &x->reply->body);
    }
}

static void about(struct wd_answer *x)
{
    wd_page_about(&x->page, x->a, &x->reply->body);
}

void wd_answer(struct wd_answer *x)
{
    static void (*const routes[])(struct wd_answer *) = {
        [WD_ROUTE_FRONT] = front,
        [WD_ROUTE_SECTION] = front,
        [WD_ROUTE_STORY] = story,
        [WD_ROUTE_STORY_JSON] = story,
        [WD_ROUTE_STORY_ATOM] = story,
        [WD_ROUTE_STORY_ARTICLES] = story,
        [WD_ROUTE_ARTICLE] = article,
        [WD_ROUTE_ARTICLE_JSON] = article,
        [WD_ROUTE_SEARCH] = search,
        [WD_ROUTE_FEEDS] = feeds,
        [WD_ROUTE_ABOUT] = about,
        [WD_ROUTE_ATOM] = front_atom,
        [WD_ROUTE_ASSET] = asset,
        [WD_ROUTE_ROBOTS] = robots,
        [WD_ROUTE_HEALTH] = health,
        [WD_ROUTE_CHANGES] = changes,
        [WD_ROUTE_ARTICLE_VERSIONS] = versions,
        [WD_ROUTE_ARTICLE_BESIDE] = beside,
        [WD_ROUTE_OUTLETS] = outlets,
        [WD_ROUTE_OUTLETS_JSON] = outlets,
        [WD_ROUTE_OUTLET] = outlet,
        [WD_ROUTE_OUTLET_JSON] = outlet,
        [WD_ROUTE_SPEAKERS] = speakers,
        [WD_ROUTE_SPEAKERS_JSON] = speakers,
        [WD_ROUTE_SPEAKER] = speaker,
        [WD_ROUTE_SPEAKER_JSON] = speaker,
    };
    routes[x->address->route](x);
}
