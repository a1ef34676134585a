#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "store/query.h"
#include "store/sqlite/inside.h"

/* Matches of one month are sorted by their instant in runs of this many; without more than that the order is exact. */
enum { RUN = 400, GROUP = 100, SNIPPET_BYTES = 240, SNIPPET_LEAD_BYTES = 80, TOKEN_BYTES = 32 };

/* ---- tables of the months ---- */

static int month_of(int64_t utc)
{
    struct wd_civil c = wd_time_to_civil(utc == WD_NO_TIME ? 0 : utc);
    return c.year * 100 + c.month;
}

static void table_name(int month, char out[static TOKEN_BYTES])
{
    (void)snprintf(out, TOKEN_BYTES, "search_%04d_%02d", month / 100, month % 100);
}

/* Index only, no texts, no lengths (nothing is ranked); the texts come through the view of the same month. */
static int create_month(struct wd_store *s, int month)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_MONTH_ADD, &q);
    if (err)
        return err;
    wd_bind_i64(q, 1, month);
    err = wd_db_run(q);
    if (err || sqlite3_changes(s->derived.handle) == 0)
        return err;
    char name[TOKEN_BYTES];
    table_name(month, name);
    struct wd_buf sql;
    wd_buf_init(&sql, 1 << 14);
    wd_buf_printf(&sql, "CREATE VIEW %s_rows AS SELECT s.id AS id", name);
    for (int i = 0; i < WD_BODY_COLUMNS; i++)
        wd_buf_printf(&sql, ",wd_body(v.record,%d) AS %s", i, wd_body_columns[i]);
    wd_buf_printf(&sql, " FROM searchable s JOIN versions v ON v.id=s.id WHERE s.month=%d;CREATE VIRTUAL TABLE %s USING fts5(", month,
                  name);
    for (int i = 0; i < WD_BODY_COLUMNS; i++)
        wd_buf_printf(&sql, "%s,", wd_body_columns[i]);
    wd_buf_printf(&sql, "content='%s_rows',content_rowid='id',columnsize=0,tokenize='unicode61 remove_diacritics 2');", name);
    wd_buf_printf(&sql, "INSERT INTO %s(%s,rank) VALUES('hashsize',16777216);", name, name);
    wd_buf_printf(&sql, "INSERT INTO %s(%s,rank) VALUES('automerge',8);", name, name);
    wd_buf_printf(&sql, "INSERT INTO %s(%s,rank) VALUES('crisismerge',16);", name, name);
    wd_buf_byte(&sql, 0);
    err = sql.err ? sql.err : wd_db_exec(&s->derived, sql.p);
    wd_buf_done(&sql);
    return err;
}

static void forget_month(struct wd_month *m)
{
    (void)sqlite3_finalize(m->add);
    (void)sqlite3_finalize(m->drop);
    *m = (struct wd_month){0};
}

void wd_search_forget(struct wd_store *s)
{
    for (size_t i = 0; i < WD_MONTHS_KEPT; i++)
        forget_month(&s->months[i]);
}

static int prepare_month(struct wd_store *s, int month, struct wd_month *m)
{
    int err = create_month(s, month);
    if (err)
        return err;
    char name[TOKEN_BYTES], add[256], drop[256];
    table_name(month, name);
    (void)snprintf(add, sizeof add, "INSERT INTO %s(rowid,title,standfirst,body,speakers,outlet,agency) VALUES(?1,?2,?3,?4,?5,?6,?7)",
                   name);
    (void)snprintf(drop, sizeof drop,
                   "INSERT INTO %s(%s,rowid,title,standfirst,body,speakers,outlet,agency) VALUES('delete',?1,?2,?3,?4,?5,?6,?7)", name,
                   name);
    err = wd_db_prepare(&s->derived, add, &m->add);
    if (!err)
        err = wd_db_prepare(&s->derived, drop, &m->drop);
    if (err)
        forget_month(m);
    else
        m->month = month;
    return err;
}

/* The kept statements of a month; the months in use come first. */
static int use_month(struct wd_store *s, int month, struct wd_month **ret_month)
{
    size_t at = 0;
    while (at < WD_MONTHS_KEPT - 1 && s->months[at].month != month)
        at++;
    struct wd_month m = s->months[at];
    if (m.month != month) {
        forget_month(&s->months[at]);
        m = (struct wd_month){0};
        int err = prepare_month(s, month, &m);
        if (err)
            return err;
    }
    memmove(&s->months[1], &s->months[0], at * sizeof m);
    s->months[0] = m;
    *ret_month = &s->months[0];
    return 0;
}

static int run_texts(struct wd_store *s, sqlite3_stmt *q, int64_t id, const struct wd_article *article)
{
    struct wd_str texts[WD_BODY_COLUMNS];
    wd_body_texts(&s->scratch, article, texts);
    wd_bind_i64(q, 1, id);
    for (int i = 0; i < WD_BODY_COLUMNS; i++)
        wd_bind_text(q, i + 2, texts[i]);
    return wd_db_run(q);
}

/* The instant that a reader sees and searches by; an instant after the arrival is a mistake of the source. */
static int64_t shown_instant(const struct wd_article *article)
{
    int64_t at = article->updated_utc != WD_NO_TIME ? article->updated_utc : article->created_utc;
    return at == WD_NO_TIME || at > article->arrived_utc ? article->arrived_utc : at;
}

int wd_search_add(struct wd_store *s, int64_t version_id, uint32_t article, const struct wd_article *text)
{
    if (!wd_body_is_public(text))
        return 0;
    struct wd_month *m;
    sqlite3_stmt *q = NULL;
    int month = month_of(text->arrived_utc);
    int err = use_month(s, month, &m);
    if (!err)
        err = run_texts(s, m->add, version_id, text);
    if (!err)
        err = wd_db_use(&s->derived, WD_SQL_SEARCHABLE_ADD, &q);
    if (err)
        return err;
    wd_bind_i64(q, 1, version_id);
    wd_bind_i64(q, 2, month);
    wd_bind_i64(q, 3, article);
    wd_bind_i64(q, 4, shown_instant(text));
    return wd_db_run(q);
}

/* Month of a version that search knows; WD_E_NOTFOUND. */
static int month_of_version(struct wd_store *s, int64_t id, int *ret_month)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_SEARCHABLE_MONTH, &q);
    if (err)
        return err;
    wd_bind_i64(q, 1, id);
    int row = wd_db_step(q);
    if (row > 0) {
        *ret_month = sqlite3_column_int(q, 0);
        (void)sqlite3_reset(q);
    }
    return row < 0 ? row : row ? 0 : WD_E_NOTFOUND;
}

int wd_search_drop(struct wd_store *s, int64_t version_id, const struct wd_article *text, bool killed)
{
    struct wd_month *m;
    sqlite3_stmt *q = NULL;
    int month = 0;
    int err = month_of_version(s, version_id, &month);
    if (err)
        return err == WD_E_NOTFOUND ? 0 : err;
    err = use_month(s, month, &m);
    if (!err)
        err = run_texts(s, m->drop, version_id, text);
    if (!err)
        err = wd_db_use(&s->derived, WD_SQL_SEARCHABLE_DROP, &q);
    if (err)
        return err;
    wd_bind_i64(q, 1, version_id);
    err = wd_db_run(q);
    if (!err && killed)
        wd_list_add(&s->kept, &s->to_optimise, month);
    return err;
}

/* FTS5 marks a word as deleted and keeps it; merging all of a month into one forgets the killed words. */
int wd_search_optimise(struct wd_store *s)
{
    int err = 0;
    for (size_t i = 0; i < s->to_optimise.n && !err; i++) {
        bool done = false;
        for (size_t k = 0; k < i; k++)
            done = done || s->to_optimise.v[k] == s->to_optimise.v[i];
        char name[TOKEN_BYTES], sql[128];
        table_name(s->to_optimise.v[i], name);
        (void)snprintf(sql, sizeof sql, "INSERT INTO %s(%s) VALUES('optimize')", name, name);
        err = done ? 0 : wd_db_exec(&s->derived, sql);
    }
    return err;
}

uint64_t wd_search_hash(struct wd_store *s, const struct wd_article *text)
{
    struct wd_str texts[WD_BODY_COLUMNS];
    wd_body_texts(&s->scratch, text, texts);
    uint64_t hash = wd_body_is_public(text);
    for (size_t i = 0; i < WD_BODY_COLUMNS; i++)
        hash = wd_hash_seed(texts[i], hash);
    return wd_hash_mix(hash, (uint64_t)shown_instant(text));
}

/* ---- query ---- */

static void put_string(struct wd_buf *b, struct wd_str text)
{
    wd_buf_byte(b, '"');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            wd_buf_byte(b, '"');
        wd_buf_byte(b, text.p[i]);
    }
    wd_buf_byte(b, '"');
}

/* Every word goes in as a string of FTS5, so nothing that was typed is syntax. */
static struct wd_str match_of(struct wd_arena *a, const struct wd_query *query)
{
    static const char *const columns[] = {[WD_QUERY_TEXT] = "{title standfirst body}",
                                          [WD_QUERY_SPEAKER] = "{speakers}",
                                          [WD_QUERY_OUTLET] = "{outlet}",
                                          [WD_QUERY_AGENCY] = "{agency}"};
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    for (int excluded = 0; excluded < 2; excluded++)
        for (size_t i = 0, n = 0; i < query->terms.n; i++) {
            const struct wd_query_term *t = &query->terms.v[i];
            if (t->excluded != (excluded == 1))
                continue;
            wd_buf_putc(&b, excluded ? " NOT (" : n ? " AND (" : "((");
            wd_buf_printf(&b, "%s : ", columns[t->field]);
            put_string(&b, t->text);
            wd_buf_byte(&b, ')');
            if (!excluded && ++n == query->wanted)
                wd_buf_byte(&b, ')');
        }
    struct wd_str match = wd_arena_str(a, wd_buf_str(&b));
    wd_buf_done(&b);
    return match;
}

struct found {
    int64_t id, at;
    int month;
};
typedef WD_LIST(struct found) founds;

static int newer_first(const void *x, const void *y)
{
    const struct found *a = x, *b = y;
    if (a->at != b->at)
        return a->at > b->at ? -1 : 1;
    return a->id > b->id ? -1 : a->id < b->id;
}

struct search {
    struct wd_store *s;
    struct wd_arena *a;
    const struct wd_query *query;
    struct wd_str match; /* empty: dates only */
    size_t skip, want;
    founds found; /* the page */
};

/* Next run of one month, rows below `below`. */
static int read_run(struct search *x, sqlite3_stmt *q, int month, int64_t below, founds *ret_run)
{
    wd_bind_i64(q, 1, below);
    wd_bind_i64(q, 2, x->query->since_utc);
    wd_bind_i64(q, 3, x->query->until_utc);
    if (x->match.n)
        wd_bind_text(q, 4, x->match);
    int row;
    while ((row = wd_db_step(q)) > 0)
        wd_list_add(x->a, ret_run, (struct found){.id = sqlite3_column_int64(q, 0), .at = sqlite3_column_int64(q, 1), .month = month});
    return row;
}

static int prepare_find(struct search *x, int month, sqlite3_stmt **ret_find)
{
    char name[TOKEN_BYTES], sql[512];
    table_name(month, name);
    if (x->match.n)
        (void)snprintf(sql, sizeof sql,
                       "SELECT f.rowid,s.at FROM %s f CROSS JOIN searchable s ON s.id=f.rowid WHERE %s MATCH ?4 AND f.rowid<?1 AND "
                       "s.at>=?2 AND s.at<?3 ORDER BY f.rowid DESC LIMIT %d",
                       name, name, RUN);
    else
        (void)snprintf(sql, sizeof sql,
                       "SELECT s.id,s.at FROM searchable s WHERE s.month=%d AND s.id<?1 AND s.at>=?2 AND s.at<?3 ORDER BY s.id DESC "
                       "LIMIT %d",
                       month, RUN);
    return wd_db_prepare(&x->s->derived, sql, ret_find);
}

static int search_month(struct search *x, int month)
{
    sqlite3_stmt *q = NULL;
    int err = prepare_find(x, month, &q);
    if (err)
        return err;
    int64_t below = INT64_MAX;
    for (;;) {
        founds run = {0};
        err = read_run(x, q, month, below, &run);
        if (err || run.n == 0)
            break;
        below = run.v[run.n - 1].id;
        if (x->skip >= run.n) {
            x->skip -= run.n;
        } else {
            qsort(run.v, run.n, sizeof *run.v, newer_first);
            for (size_t i = x->skip; i < run.n && x->found.n < x->want; i++)
                wd_list_add(x->a, &x->found, run.v[i]);
            x->skip = 0;
        }
        if (x->found.n == x->want || run.n < RUN)
            break;
    }
    (void)sqlite3_finalize(q);
    return err;
}

typedef WD_LIST(int) months;
/* Newest first. What arrived before `since` was not published after it. */
static int months_since(struct wd_store *s, struct wd_arena *a, int64_t since_utc, months *ret_months)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_MONTHS, &q);
    if (err)
        return err;
    int least = since_utc == INT64_MIN ? 0 : month_of(since_utc), row;
    while ((row = wd_db_step(q)) > 0)
        if (sqlite3_column_int(q, 0) >= least)
            wd_list_add(a, ret_months, sqlite3_column_int(q, 0));
    return row;
}

/* ---- hits ---- */

/* A piece round the first mark, cut at blanks; marks themselves count as nothing. */
static struct wd_str snippet_of(struct wd_arena *a, struct wd_str marked)
{
    size_t mark = wd_str_find_byte(marked, '\x01', 0), from = 0;
    if (mark != SIZE_MAX && mark > SNIPPET_LEAD_BYTES) {
        from = mark - SNIPPET_LEAD_BYTES;
        /* back to a sentence or line that starts near enough, else on to the next word */
        size_t start = SIZE_MAX;
        for (size_t i = from; i < mark && start == SIZE_MAX; i++)
            if (marked.p[i] == '\n' || (marked.p[i] == ' ' && i && strchr(".!?", marked.p[i - 1])))
                start = i + 1;
        for (size_t i = from; i < mark && start == SIZE_MAX; i++)
            if (marked.p[i] == ' ')
                start = i + 1;
        from = start == SIZE_MAX ? mark : start;
    }
    struct wd_str piece = wd_utf8_cut(wd_str_from(marked, from), SNIPPET_BYTES);
    if (from + piece.n < marked.n) {
        size_t end = piece.n;
        while (end > SNIPPET_LEAD_BYTES && piece.p[end - 1] != ' ' && piece.p[end - 1] != '\n')
            end--;
        if (end > SNIPPET_LEAD_BYTES)
            piece.n = end;
    }
    piece = wd_str_trim(piece);
    size_t last_open = SIZE_MAX, last_close = SIZE_MAX;
    for (size_t i = 0; i < piece.n; i++) {
        if (piece.p[i] == '\x01')
            last_open = i;
        if (piece.p[i] == '\x02')
            last_close = i;
    }
    bool open = last_open != SIZE_MAX && (last_close == SIZE_MAX || last_close < last_open);
    return open ? wd_arena_printf(a, "%.*s\x02", WD_STR_ARG(piece)) : wd_arena_str(a, piece);
}

/* Asks for marked body, title and outlet of hits of one month at once: each match costs FTS5 a look into every segment of its index. */
static int prepare_show(struct search *x, const struct found *group, size_t n, sqlite3_stmt **ret_show)
{
    struct wd_buf sql;
    char name[TOKEN_BYTES];
    int64_t least = INT64_MAX, most = INT64_MIN;
    table_name(group[0].month, name);
    wd_buf_init(&sql, 1 << 16);
    if (x->match.n)
        wd_buf_printf(&sql, "SELECT rowid,title,outlet,highlight(%s,%d,char(1),char(2)) FROM %s WHERE %s MATCH ?1 AND +rowid IN (", name,
                      WD_BODY_BODY, name, name);
    else
        wd_buf_printf(&sql, "SELECT id,title,outlet,body FROM %s_rows WHERE id IN (", name);
    for (size_t i = 0; i < n; i++) {
        least = WD_MIN(least, group[i].id);
        most = WD_MAX(most, group[i].id);
        wd_buf_printf(&sql, "%s%" PRId64, i ? "," : "", group[i].id);
    }
    wd_buf_byte(&sql, ')');
    if (x->match.n)
        wd_buf_printf(&sql, " AND rowid BETWEEN %" PRId64 " AND %" PRId64, least, most);
    wd_buf_byte(&sql, 0);
    sqlite3_stmt *q = NULL;
    int err = sql.err ? sql.err : wd_db_prepare(&x->s->derived, sql.p, &q);
    wd_buf_done(&sql);
    if (err)
        return err;
    if (x->match.n)
        wd_bind_text(q, 1, x->match);
    *ret_show = q;
    return 0;
}

static int show_group(struct search *x, const struct found *group, struct wd_hit *hits, size_t n)
{
    sqlite3_stmt *q = NULL;
    int err = prepare_show(x, group, n, &q);
    if (err)
        return err;
    int row;
    while ((row = wd_db_step(q)) > 0) {
        size_t i = 0;
        while (i < n && group[i].id != sqlite3_column_int64(q, 0))
            i++;
        if (i == n)
            continue;
        hits[i].title = wd_arena_str(x->a, wd_column_str(q, 1));
        hits[i].outlet = wd_arena_str(x->a, wd_column_str(q, 2));
        hits[i].snippet = snippet_of(x->a, wd_column_str(q, 3));
    }
    (void)sqlite3_finalize(q);
    return row;
}

static int fill_hit(struct search *x, const struct found *f, struct wd_hit *hit)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&x->s->derived, WD_SQL_HIT, &q);
    if (err)
        return err;
    wd_bind_i64(q, 1, f->id);
    int row = wd_db_step(q);
    if (row > 0) {
        hit->at_utc = f->at;
        hit->article_serial = (uint32_t)sqlite3_column_int64(q, 0);
        hit->article = wd_column_key(q, 1);
        hit->story = wd_column_key(q, 2);
        (void)sqlite3_reset(q);
    }
    return row < 0 ? row : row ? 0 : WD_E_CORRUPT;
}

static int fill_hits(struct search *x, wd_hits *hits)
{
    int err = 0;
    for (size_t i = 0; i < x->found.n && !err; i++)
        err = fill_hit(x, &x->found.v[i], wd_list_push(x->a, hits));
    for (size_t from = 0, n; from < x->found.n && !err; from += n) {
        n = 1;
        while (n < GROUP && from + n < x->found.n && x->found.v[from + n].month == x->found.v[from].month)
            n++;
        err = show_group(x, &x->found.v[from], &hits->v[from], n);
    }
    return err;
}

static int run_search(struct search *x, wd_hits *hits)
{
    months all = {0};
    int err = months_since(x->s, &x->s->scratch, x->query->since_utc, &all);
    for (size_t i = 0; i < all.n && !err && x->found.n < x->want; i++)
        err = search_month(x, all.v[i]);
    return err ? err : fill_hits(x, hits);
}

int wd_store_search(struct wd_store *s, struct wd_arena *a, struct wd_str query, size_t limit, size_t offset, wd_hits *ret_hits,
                    struct wd_where *ret_where)
{
    struct wd_query q;
    int err = wd_query_parse(a, query, &q, ret_where);
    if (err)
        return err;
    struct search x = {.s = s, .a = a, .query = &q, .skip = offset, .want = limit};
    wd_hits hits = {0};
    bool own = false;
    if (q.wanted)
        x.match = match_of(a, &q);
    wd_db_lock(&s->derived);
    err = wd_db_read_begin(&s->derived, &own);
    if (!err)
        err = run_search(&x, &hits);
    wd_db_read_end(&s->derived, own);
    wd_arena_reset(&s->scratch);
    wd_db_unlock(&s->derived);
    for (size_t i = 0; i < hits.n && !err; i++) {
        err = wd_store_serial(s, 's', hits.v[i].story, &hits.v[i].story_serial);
        if (err == WD_E_NOTFOUND)
            err = 0;
    }
    if (err)
        return wd_where_set(ret_where, err, "%s: %s", s->derived.path, wd_err_text(err));
    *ret_hits = hits;
    return 0;
}
