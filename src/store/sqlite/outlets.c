#include "store/outlets.h"
#include "base/limits.h"
#include "store/sqlite/inside.h"

#include <stdlib.h>

/* 16 bytes a slot: as many rows as a busy desk puts again in an hour */
enum { KNOWN_MAX = 200000 };

/* ---- writing ---- */

void wd_outlets_forget(struct wd_store *s)
{
    wd_map_done(&s->outlet_rows);
    wd_map_done(&s->outlet_names);
}

static int put_name(struct wd_store *s, uint64_t key, struct wd_str name)
{
    sqlite3_stmt *q = NULL;
    if (wd_map_find(&s->outlet_names, key))
        return 0;
    int err = wd_db_use(&s->derived, WD_SQL_OUTLET_NAME_ADD, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, key);
    wd_bind_text(q, 2, name);
    err = wd_db_run(q);
    if (!err)
        *wd_map_at(&s->outlet_names, key) = 1;
    return err;
}

static int add_row(struct wd_store *s, const struct wd_output *row)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_OUTLET_ROW_ADD, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, row->outlet);
    wd_bind_i64(q, 2, row->at_utc);
    wd_bind_key(q, 3, row->article);
    wd_bind_key(q, 4, row->story);
    wd_bind_i64(q, 5, row->kind);
    wd_bind_key(q, 6, row->agency);
    wd_bind_key(q, 7, row->origin);
    if (row->delay_s != WD_NO_TIME)
        wd_bind_i64(q, 8, row->delay_s);
    wd_bind_i64(q, 9, row->words);
    wd_bind_i64(q, 10, row->verbatim_words);
    wd_bind_i64(q, 11, row->edited_words);
    return wd_db_run(q);
}

static int64_t delay_at(sqlite3_stmt *q, int column)
{
    return sqlite3_column_type(q, column) == SQLITE_NULL ? WD_NO_TIME : sqlite3_column_int64(q, column);
}

static enum wd_output_kind kind_at(sqlite3_stmt *q, int column)
{
    int kind = sqlite3_column_int(q, column);
    return kind >= 0 && kind < WD_OUTPUT_KINDS ? (enum wd_output_kind)kind : WD_OUTPUT_OWN;
}

/* The columns as OUTLET_ROW and OUTLET_ROWS give them. */
static void read_row(sqlite3_stmt *q, struct wd_output *ret_row)
{
    memset(ret_row, 0, sizeof *ret_row);
    ret_row->outlet = wd_column_key(q, 0);
    ret_row->at_utc = sqlite3_column_int64(q, 1);
    ret_row->article = wd_column_key(q, 2);
    ret_row->story = wd_column_key(q, 3);
    ret_row->kind = kind_at(q, 4);
    ret_row->agency = wd_column_key(q, 5);
    ret_row->origin = wd_column_key(q, 6);
    ret_row->delay_s = delay_at(q, 7);
    ret_row->words = (uint32_t)sqlite3_column_int64(q, 8);
    ret_row->verbatim_words = (uint32_t)sqlite3_column_int64(q, 9);
    ret_row->edited_words = (uint32_t)sqlite3_column_int64(q, 10);
}

static int get_row(struct wd_store *s, uint64_t article, struct wd_output *ret_row)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_OUTLET_ROW, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, article);
    int found = wd_db_step(q);
    if (found > 0) {
        read_row(q, ret_row);
        (void)sqlite3_reset(q);
    }
    return found < 0 ? found : found ? 0 : WD_E_NOTFOUND;
}

static int drop_row(struct wd_store *s, uint64_t article)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_OUTLET_ROW_DROP, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, article);
    return wd_db_run(q);
}

static uint64_t hash_of(const struct wd_output *r)
{
    uint64_t h = wd_hash_mix(r->outlet, (uint64_t)r->at_utc);
    h = wd_hash_mix(wd_hash_mix(h, r->story), r->agency);
    h = wd_hash_mix(wd_hash_mix(h, r->origin), (uint64_t)r->delay_s);
    h = wd_hash_mix(h, (uint64_t)r->kind << 32 | r->words);
    return wd_hash_mix(h, (uint64_t)r->verbatim_words << 32 | r->edited_words);
}

static int put_row(struct wd_store *s, const struct wd_named_output *o, uint64_t hash)
{
    struct wd_output before;
    int err = put_name(s, o->row.outlet, o->names.outlet);
    if (!err && o->row.agency)
        err = put_name(s, o->row.agency, o->names.agency);
    if (!err && o->row.origin)
        err = put_name(s, o->row.origin, o->names.origin);
    if (err)
        return err;
    err = get_row(s, o->row.article, &before);
    if (!err && hash_of(&before) == hash)
        return 0;
    if (!err)
        err = drop_row(s, o->row.article);
    return err && err != WD_E_NOTFOUND ? err : add_row(s, &o->row);
}

int wd_outlets_put(struct wd_store *s, const struct wd_story *story)
{
    wd_named_outputs rows = {0};
    int err = 0;
    wd_outputs_of(&s->scratch, story, &rows);
    if (s->outlet_rows.n + rows.n > KNOWN_MAX)
        wd_map_done(&s->outlet_rows);
    for (size_t i = 0; i < rows.n && !err; i++) {
        uint64_t hash = hash_of(&rows.v[i].row);
        const uint64_t *known = wd_map_find(&s->outlet_rows, rows.v[i].row.article);
        if (known && *known == hash)
            continue;
        err = put_row(s, &rows.v[i], hash);
        if (!err)
            *wd_map_at(&s->outlet_rows, rows.v[i].row.article) = hash;
    }
    for (size_t i = 0; i < story->members.n && !err && rows.n < story->members.n; i++)
        if (story->members.v[i].killed)
            err = wd_outlets_drop(s, story->members.v[i].article);
    return err;
}

int wd_outlets_drop(struct wd_store *s, uint64_t article)
{
    (void)wd_map_remove(&s->outlet_rows, article);
    return drop_row(s, article);
}

/* Articles that have moved on belong to another story by now, and keep their rows. */
int wd_outlets_drop_story(struct wd_store *s, uint64_t key)
{
    sqlite3_stmt *q = NULL;
    struct wd_str raw = {0};
    struct wd_story story = {0};
    int err = wd_db_use(&s->derived, WD_SQL_STORY_GET, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, key);
    int found = wd_db_step(q);
    if (found > 0) {
        err = wd_zip_open(&s->zip, &s->scratch, wd_column_str(q, 0), WD_MAX_FILE_BYTES, &raw);
        (void)sqlite3_reset(q);
        if (!err)
            err = wd_record_unpack(&wd_story_record, &s->scratch, raw, &story);
    }
    for (size_t i = 0; i < story.members.n && !err; i++) {
        struct wd_output row;
        err = get_row(s, story.members.v[i].article, &row);
        if (!err && row.story == key)
            err = wd_outlets_drop(s, row.article);
        if (err == WD_E_NOTFOUND)
            err = 0;
    }
    return err ? err : found < 0 ? found : 0;
}

/* ---- reading ---- */

static int name_of(struct wd_store *s, struct wd_arena *a, uint64_t key, struct wd_str *ret_name)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_OUTLET_NAME, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, key);
    int found = wd_db_step(q);
    if (found >= 0)
        *ret_name = found ? wd_arena_str(a, wd_column_str(q, 0)) : WD_STR("");
    if (found > 0)
        (void)sqlite3_reset(q);
    return found < 0 ? found : 0;
}

static void bind_period(sqlite3_stmt *q, uint64_t key, struct wd_period period)
{
    wd_bind_key(q, 1, key);
    wd_bind_i64(q, 2, period.from_utc);
    wd_bind_i64(q, 3, period.to_utc);
}

struct outlet_name {
    uint64_t key;
    struct wd_str name;
};
typedef WD_LIST(struct outlet_name) outlet_names;

static int read_names(struct wd_store *s, outlet_names *ret_names)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_OUTLET_NAMES, &q);
    if (err)
        return err;
    int found;
    while ((found = wd_db_step(q)) > 0)
        wd_list_add(&s->scratch, ret_names, (struct outlet_name){wd_column_key(q, 0), wd_arena_str(&s->scratch, wd_column_str(q, 1))});
    return found;
}

static int read_line(struct wd_store *s, struct wd_arena *one, uint64_t key, struct wd_period period, struct wd_outlet_line *line)
{
    sqlite3_stmt *q = NULL;
    wd_delay_list delays = {0};
    int err = wd_db_use(&s->derived, WD_SQL_OUTLET_LINE, &q);
    if (err)
        return err;
    bind_period(q, key, period);
    int found;
    while ((found = wd_db_step(q)) > 0)
        wd_outlet_line_add(one, line, &delays, kind_at(q, 1), sqlite3_column_int64(q, 0), delay_at(q, 2));
    wd_delays_of(&delays, &line->delays);
    return found;
}

static int by_articles(const void *x, const void *y)
{
    const struct wd_outlet_line *a = x, *b = y;
    return a->articles != b->articles ? (a->articles < b->articles) - (a->articles > b->articles) : wd_str_cmp(a->name, b->name);
}

static int read_lines(struct wd_store *s, struct wd_arena *a, struct wd_period period, wd_outlet_lines *lines)
{
    outlet_names names = {0};
    struct wd_arena one;
    wd_arena_init(&one);
    int err = read_names(s, &names);
    for (size_t i = 0; i < names.n && !err; i++) {
        struct wd_outlet_line line = {.first_utc = WD_NO_TIME, .last_utc = WD_NO_TIME};
        err = read_line(s, &one, names.v[i].key, period, &line);
        wd_arena_reset(&one);
        if (err || !line.articles)
            continue;
        line.name = wd_arena_str(a, names.v[i].name);
        wd_list_add(a, lines, line);
    }
    wd_arena_done(&one);
    if (lines->n)
        qsort(lines->v, lines->n, sizeof *lines->v, by_articles);
    return err;
}

int wd_store_outlets(struct wd_store *s, struct wd_arena *a, struct wd_period period, wd_outlet_lines *ret_lines)
{
    wd_outlet_lines lines = {0};
    bool own = false;
    wd_db_lock(&s->derived);
    int err = wd_db_read_begin(&s->derived, &own);
    if (!err)
        err = read_lines(s, a, period, &lines);
    wd_db_read_end(&s->derived, own);
    wd_arena_reset(&s->scratch);
    wd_db_unlock(&s->derived);
    if (!err)
        *ret_lines = lines;
    return err;
}

/* ---- one outlet ---- */

static int is_known(struct wd_store *s, uint64_t key)
{
    struct wd_period ever = {INT64_MIN, INT64_MAX};
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_OUTLET_ROWS, &q);
    if (err)
        return err;
    bind_period(q, key, ever);
    wd_bind_i64(q, 4, 1);
    int found = wd_db_step(q);
    if (found > 0)
        (void)sqlite3_reset(q);
    return found < 0 ? found : found ? 0 : WD_E_NOTFOUND;
}

struct source_sum {
    uint64_t key;
    bool agency;
    int64_t copies, rewrites;
    wd_delay_list delays;
};
struct reading {
    struct wd_store *s;
    struct wd_arena *a;
    struct wd_period period;
    uint64_t key;
    struct wd_outlet *outlet;
    wd_delay_list delays;
    struct wd_map by_source; /* key -> number in sums + 1 */
    WD_LIST(struct source_sum) sums;
    wd_outputs newest;
};

static void add_source(struct reading *r, const struct wd_output *row)
{
    uint64_t *number = wd_map_at(&r->by_source, row->origin);
    if (!*number) {
        wd_list_push(&r->s->scratch, &r->sums);
        *number = r->sums.n;
        r->sums.v[*number - 1].key = row->origin;
    }
    struct source_sum *sum = &r->sums.v[*number - 1];
    sum->agency |= row->agency != 0;
    sum->copies += row->kind == WD_OUTPUT_COPY;
    sum->rewrites += row->kind == WD_OUTPUT_REWRITE;
    if (row->kind == WD_OUTPUT_COPY && row->delay_s != WD_NO_TIME)
        wd_list_add(&r->s->scratch, &sum->delays, row->delay_s);
}

static void add_output(struct reading *r, const struct wd_output *row)
{
    struct wd_outlet *o = r->outlet;
    wd_outlet_line_add(&r->s->scratch, &o->line, &r->delays, row->kind, row->at_utc, row->delay_s);
    wd_list_add(r->a, &o->points, (struct wd_output_point){row->at_utc, row->kind});
    wd_outlet_edits_add(&o->edits, row);
    if (row->kind == WD_OUTPUT_COPY && row->delay_s != WD_NO_TIME)
        o->delay_classes[wd_delay_class(row->delay_s)]++;
    if (row->kind != WD_OUTPUT_OWN)
        add_source(r, row);
    if (r->newest.n < WD_OUTLET_NEWEST)
        wd_list_add(&r->s->scratch, &r->newest, *row);
}

static int read_rows(struct reading *r)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&r->s->derived, WD_SQL_OUTLET_ROWS, &q);
    if (err)
        return err;
    bind_period(q, r->key, r->period);
    wd_bind_i64(q, 4, WD_OUTLET_ARTICLES + 1);
    int found;
    while ((found = wd_db_step(q)) > 0) {
        struct wd_output row;
        if (r->outlet->points.n == WD_OUTLET_ARTICLES) {
            r->outlet->capped = true;
            (void)sqlite3_reset(q);
            return 0;
        }
        read_row(q, &row);
        add_output(r, &row);
    }
    return found;
}

static int by_copies(const void *x, const void *y)
{
    const struct wd_outlet_source *a = x, *b = y;
    if (a->copies != b->copies)
        return (a->copies < b->copies) - (a->copies > b->copies);
    if (a->rewrites != b->rewrites)
        return (a->rewrites < b->rewrites) - (a->rewrites > b->rewrites);
    return wd_str_cmp(a->name, b->name);
}

static int put_sources(struct reading *r)
{
    struct wd_outlet *o = r->outlet;
    int err = 0;
    wd_delays_of(&r->delays, &o->line.delays);
    for (size_t i = 0; i < r->sums.n && !err; i++) {
        struct source_sum *sum = &r->sums.v[i];
        struct wd_outlet_source *source = wd_list_push(r->a, &o->sources);
        *source = (struct wd_outlet_source){.agency = sum->agency, .copies = sum->copies, .rewrites = sum->rewrites};
        wd_delays_of(&sum->delays, &source->delays);
        err = name_of(r->s, r->a, sum->key, &source->name);
        if (err)
            break;
        err = sum->key ? is_known(r->s, sum->key) : WD_E_NOTFOUND;
        source->here = err == 0;
        if (err == WD_E_NOTFOUND)
            err = 0;
    }
    if (o->sources.n)
        qsort(o->sources.v, o->sources.n, sizeof *o->sources.v, by_copies);
    return err;
}

static int by_copiers(const void *x, const void *y)
{
    const struct wd_outlet_copier *a = x, *b = y;
    if (a->copies != b->copies)
        return (a->copies < b->copies) - (a->copies > b->copies);
    if (a->rewrites != b->rewrites)
        return (a->rewrites < b->rewrites) - (a->rewrites > b->rewrites);
    return wd_str_cmp(a->name, b->name);
}

static int read_copiers(struct reading *r)
{
    sqlite3_stmt *q = NULL;
    struct wd_outlet *o = r->outlet;
    WD_LIST(uint64_t) keys = {0};
    int err = r->key ? wd_db_use(&r->s->derived, WD_SQL_OUTLET_COPIERS, &q) : WD_E_NOTFOUND;
    if (err)
        return err == WD_E_NOTFOUND ? 0 : err;
    bind_period(q, r->key, r->period);
    int found;
    while ((found = wd_db_step(q)) > 0) {
        /* rows of one outlet follow one another */
        uint64_t key = wd_column_key(q, 0);
        if (!keys.n || keys.v[keys.n - 1] != key) {
            wd_list_add(&r->s->scratch, &keys, key);
            wd_list_push(r->a, &o->copiers);
        }
        struct wd_outlet_copier *c = &o->copiers.v[o->copiers.n - 1];
        *(kind_at(q, 1) == WD_OUTPUT_COPY ? &c->copies : &c->rewrites) += sqlite3_column_int64(q, 2);
    }
    for (size_t i = 0; i < keys.n && !found; i++)
        found = name_of(r->s, r->a, keys.v[i], &o->copiers.v[i].name);
    if (o->copiers.n)
        qsort(o->copiers.v, o->copiers.n, sizeof *o->copiers.v, by_copiers);
    return found;
}

static int put_newest(struct reading *r, wd_keys *ret_articles)
{
    int err = 0;
    for (size_t i = 0; i < r->newest.n && !err; i++) {
        const struct wd_output *row = &r->newest.v[i];
        struct wd_outlet_article *x = wd_list_push(r->a, &r->outlet->newest);
        *x = (struct wd_outlet_article){.kind = row->kind, .at_utc = row->at_utc, .delay_s = row->delay_s};
        wd_list_add(r->a, ret_articles, row->article);
        if (row->kind != WD_OUTPUT_OWN)
            err = name_of(r->s, r->a, row->origin, &x->source);
    }
    return err;
}

/* Titles are the articles' own. */
static int put_titles(struct wd_store *s, struct wd_arena *a, const wd_keys *articles, struct wd_outlet *outlet)
{
    int err = 0;
    for (size_t i = 0; i < articles->n && !err; i++) {
        struct wd_article_rows rows = {0};
        struct wd_outlet_article *x = &outlet->newest.v[i];
        err = wd_store_article(s, a, articles->v[i], &rows);
        if (err == WD_E_NOTFOUND || rows.killed || !rows.versions.n) {
            /* it went between the two readings */
            err = err == WD_E_NOTFOUND ? 0 : err;
            continue;
        }
        const struct wd_article *article = &rows.versions.v[rows.versions.n - 1].article;
        x->serial = rows.serial;
        x->title = article->title;
        x->language = article->language;
        x->url = article->url;
        if (!err && wd_store_serial(s, 's', rows.story, &x->story_serial))
            x->story_serial = 0;
    }
    return err;
}

int wd_store_outlet(struct wd_store *s, struct wd_arena *a, struct wd_str name, struct wd_period period, struct wd_outlet *ret_outlet)
{
    struct wd_outlet outlet = {.line = {.name = name, .first_utc = WD_NO_TIME, .last_utc = WD_NO_TIME}};
    struct reading r = {.s = s, .a = a, .period = period, .key = wd_outlet_key(name), .outlet = &outlet};
    wd_keys articles = {0};
    bool own = false;
    wd_db_lock(&s->derived);
    int err = wd_db_read_begin(&s->derived, &own);
    if (!err)
        err = is_known(s, r.key);
    if (!err)
        err = read_rows(&r);
    if (!err)
        err = put_sources(&r);
    if (!err)
        err = read_copiers(&r);
    if (!err)
        err = put_newest(&r, &articles);
    wd_db_read_end(&s->derived, own);
    wd_map_done(&r.by_source);
    wd_arena_reset(&s->scratch);
    wd_db_unlock(&s->derived);
    if (!err)
        err = put_titles(s, a, &articles, &outlet);
    if (!err)
        *ret_outlet = outlet;
    return err;
}
