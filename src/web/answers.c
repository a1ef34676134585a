#include "web/answers.h"

#include "base/json.h"
#include "base/limits.h"

enum { RESULTS = 30, FURTHEST = 100000 };

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

static void story(struct wd_answer *x)
{
    static const char *const suffix[] = {[WD_ROUTE_STORY] = "", [WD_ROUTE_STORY_JSON] = ".json", [WD_ROUTE_STORY_ATOM] = ".atom"};
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
    if (x->address->route == WD_ROUTE_STORY_JSON) {
        struct wd_jw w;
        set_type(x, "application/json");
        wd_jw_init(&w, &x->reply->body);
        wd_json_story(&s, &w);
        return;
    }
    if (x->address->route == WD_ROUTE_STORY_ATOM) {
        set_type(x, "application/atom+xml; charset=utf-8");
        wd_atom_story(&x->page, x->a, &s, &x->reply->body);
        return;
    }
    wd_refs_read(x->store, x->a, &s, &x->page);
    wd_page_story(&x->page, x->a, &s, &x->reply->body);
}

static void article(struct wd_answer *x)
{
    uint64_t key;
    struct wd_article_rows rows = {0};
    struct wd_story s;
    struct wd_article_view v = {0};
    int err = wd_store_key(x->store, 'a', x->address->serial, &key);
    if (!err)
        err = wd_article_read(x->store, x->a, key, &rows, &s, &v);
    if (err && !rows.killed) {
        store_failed(x, err);
        return;
    }
    if (rows.killed) {
        struct wd_str who = err ? WD_STR("") : v.member->outlet.n ? v.member->outlet : v.member->agency;
        killed(x, who, err ? WD_NO_TIME : kill_instant(&s, key));
        return;
    }
    if (x->address->route == WD_ROUTE_ARTICLE) {
        wd_page_article(&x->page, x->a, &v, &x->reply->body);
        return;
    }
    const struct wd_article **versions = wd_arena_array(x->a, rows.versions.n, sizeof *versions);
    for (size_t i = 0; i < rows.versions.n; i++)
        versions[i] = &rows.versions.v[i].article;
    struct wd_jw w;
    set_type(x, "application/json");
    wd_jw_init(&w, &x->reply->body);
    wd_json_article(versions, rows.versions.n, v.member, v.article->licensed, &w);
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
    int err = wd_feeds_read(x->store, x->a, &v);
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
    wd_buf_putc(&x->reply->body, "User-agent: *\nDisallow: /search\nDisallow: /changes\n");
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

static void about(struct wd_answer *x)
{
    wd_page_about(&x->page, x->a, &x->reply->body);
}

void wd_answer(struct wd_answer *x)
{
    static void (*const routes[])(struct wd_answer *) = {
        [WD_ROUTE_FRONT] = front,      [WD_ROUTE_SECTION] = front,   [WD_ROUTE_STORY] = story,          [WD_ROUTE_STORY_JSON] = story,
        [WD_ROUTE_STORY_ATOM] = story, [WD_ROUTE_ARTICLE] = article, [WD_ROUTE_ARTICLE_JSON] = article, [WD_ROUTE_SEARCH] = search,
        [WD_ROUTE_FEEDS] = feeds,      [WD_ROUTE_ABOUT] = about,     [WD_ROUTE_ATOM] = front_atom,      [WD_ROUTE_ASSET] = asset,
        [WD_ROUTE_ROBOTS] = robots,    [WD_ROUTE_HEALTH] = health,   [WD_ROUTE_CHANGES] = changes,
    };
    routes[x->address->route](x);
}
