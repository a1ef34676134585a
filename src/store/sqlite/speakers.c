#include "store/speakers.h"
#include "base/limits.h"
#include "store/sqlite/inside.h"

/* 16 bytes a slot: stories whose speakers are known to stand in the tables as they are */
enum { KNOWN_MAX = 100000, FORMS_MAX = 12 };

void wd_speakers_forget(struct wd_store *s)
{
    wd_map_done(&s->spoken);
}

/* ---- writing: what a story said before against what it says now ---- */

static int put_statement(struct wd_store *s, uint64_t story, const struct wd_spoken_statement *x, bool now)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, now ? WD_SQL_HEARD_ADD : WD_SQL_HEARD_DROP, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, x->speaker);
    wd_bind_i64(q, 2, x->at_utc);
    wd_bind_key(q, 3, story);
    wd_bind_key(q, 4, x->statement);
    return wd_db_run(q);
}

static int run_form(struct wd_store *s, enum wd_sql which, const struct wd_spoken_form *x, int64_t by)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, which, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, x->speaker);
    wd_bind_i64(q, 2, x->kind);
    wd_bind_text(q, 3, x->text);
    if (which != WD_SQL_FORM_DROP)
        wd_bind_i64(q, 4, by);
    return wd_db_run(q);
}

static int put_form(struct wd_store *s, const struct wd_spoken_form *x, bool now)
{
    int err = run_form(s, WD_SQL_FORM_COUNT, x, now ? 1 : -1);
    if (!err && now && sqlite3_changes(s->derived.handle) == 0)
        err = run_form(s, WD_SQL_FORM_ADD, x, 1);
    if (!err && !now)
        err = run_form(s, WD_SQL_FORM_DROP, x, 0);
    return err;
}

static int last_heard(struct wd_store *s, uint64_t speaker, int64_t *ret_utc)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_HEARD_LAST, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, speaker);
    int found = wd_db_step(q);
    if (found > 0) {
        *ret_utc = sqlite3_column_int64(q, 0);
        (void)sqlite3_reset(q);
    }
    return found < 0 ? found : found ? 0 : WD_E_NOTFOUND;
}

static int run_speaker(struct wd_store *s, enum wd_sql which, uint64_t speaker, const int64_t by[3], int64_t last_utc)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, which, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, speaker);
    if (by) {
        for (int i = 0; i < 3; i++)
            wd_bind_i64(q, 2 + i, by[i]);
        wd_bind_i64(q, 5, last_utc);
    }
    return wd_db_run(q);
}

/* by: stories that name it, statements, stories. */
static int put_speaker(struct wd_store *s, uint64_t speaker, const int64_t by[3])
{
    int64_t last_utc = 0;
    int err = last_heard(s, speaker, &last_utc);
    if (err == WD_E_NOTFOUND)
        return run_speaker(s, WD_SQL_SPEAKER_DROP, speaker, NULL, 0);
    if (!err)
        err = run_speaker(s, WD_SQL_SPEAKER_COUNT, speaker, by, last_utc);
    if (!err && sqlite3_changes(s->derived.handle) == 0)
        err = run_speaker(s, WD_SQL_SPEAKER_ADD, speaker, by, last_utc);
    return err;
}

static int diff_statements(struct wd_store *s, uint64_t story, const struct wd_spoken *was, const struct wd_spoken *is)
{
    int err = 0;
    for (size_t i = 0, k = 0; (i < was->statements.n || k < is->statements.n) && !err;) {
        int order = i == was->statements.n  ? 1
                    : k == is->statements.n ? -1
                                            : wd_spoken_statement_order(&was->statements.v[i], &is->statements.v[k]);
        if (order)
            err = put_statement(s, story, order < 0 ? &was->statements.v[i] : &is->statements.v[k], order > 0);
        i += order <= 0;
        k += order >= 0;
    }
    return err;
}

static int diff_forms(struct wd_store *s, const struct wd_spoken *was, const struct wd_spoken *is)
{
    int err = 0;
    for (size_t i = 0, k = 0; (i < was->forms.n || k < is->forms.n) && !err;) {
        int order = i == was->forms.n ? 1 : k == is->forms.n ? -1 : wd_spoken_form_order(&was->forms.v[i], &is->forms.v[k]);
        if (order)
            err = put_form(s, order < 0 ? &was->forms.v[i] : &is->forms.v[k], order > 0);
        i += order <= 0;
        k += order >= 0;
    }
    return err;
}

/* Each speaker of either state: even where the numbers are the same, the time of the last statement may not be. */
static int diff_voices(struct wd_store *s, const struct wd_spoken *was, const struct wd_spoken *is)
{
    int err = 0;
    for (size_t i = 0, k = 0; (i < was->voices.n || k < is->voices.n) && !err;) {
        const struct wd_spoken_voice *x = i < was->voices.n ? &was->voices.v[i] : NULL, *y = k < is->voices.n ? &is->voices.v[k] : NULL;
        if (x && y && x->speaker != y->speaker) {
            if (x->speaker < y->speaker)
                y = NULL;
            else
                x = NULL;
        }
        int64_t by[3] = {(y && y->named) - (x && x->named), (int64_t)(y ? y->statements : 0) - (int64_t)(x ? x->statements : 0),
                         (y != NULL) - (x != NULL)};
        err = put_speaker(s, y ? y->speaker : x ? x->speaker : 0, by);
        i += x != NULL;
        k += y != NULL;
    }
    return err;
}

static int read_before(struct wd_store *s, uint64_t story, struct wd_str *ret_packed)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_SPOKEN_GET, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, story);
    int found = wd_db_step(q);
    *ret_packed = found > 0 ? wd_arena_str(&s->scratch, wd_column_str(q, 0)) : WD_STR("");
    if (found > 0)
        (void)sqlite3_reset(q);
    return found < 0 ? found : 0;
}

static int write_now(struct wd_store *s, uint64_t story, const struct wd_spoken *is)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, is->voices.n ? WD_SQL_SPOKEN_SET : WD_SQL_SPOKEN_DROP, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, story);
    if (is->voices.n)
        wd_bind_blob(q, 2, wd_buf_str(&s->pack));
    return wd_db_run(q);
}

static int put(struct wd_store *s, uint64_t story, const struct wd_spoken *is)
{
    struct wd_str packed = {0};
    struct wd_spoken was = {0};
    wd_buf_reset(&s->pack);
    if (is->voices.n)
        wd_record_pack(&wd_spoken_record, is, &s->pack);
    if (s->pack.err)
        return s->pack.err;
    uint64_t hash = wd_hash(wd_buf_str(&s->pack));
    const uint64_t *known = wd_map_find(&s->spoken, story);
    if (known && *known == hash)
        return 0;
    int err = read_before(s, story, &packed);
    if (!err && packed.n)
        err = wd_record_unpack(&wd_spoken_record, &s->scratch, packed, &was);
    if (!err && !wd_str_eq(packed, wd_buf_str(&s->pack))) {
        err = diff_statements(s, story, &was, is);
        if (!err)
            err = diff_forms(s, &was, is);
        if (!err)
            err = diff_voices(s, &was, is);
        if (!err)
            err = write_now(s, story, is);
    }
    if (!err)
        *wd_map_at(&s->spoken, story) = hash;
    return err;
}

int wd_speakers_put(struct wd_store *s, const struct wd_story *story)
{
    struct wd_spoken is;
    if (s->spoken.n >= KNOWN_MAX)
        wd_map_done(&s->spoken);
    wd_spoken_of(&s->scratch, story, &is);
    return put(s, story->key, &is);
}

int wd_speakers_drop_story(struct wd_store *s, uint64_t story)
{
    struct wd_spoken none = {0};
    int err = put(s, story, &none);
    (void)wd_map_remove(&s->spoken, story);
    return err;
}

/* ---- reading ---- */

static int read_forms(struct wd_store *s, struct wd_arena *a, uint64_t speaker, enum wd_spoken_kind kind, size_t limit,
                      wd_speaker_forms *ret_forms)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_FORMS, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, speaker);
    wd_bind_i64(q, 2, kind);
    wd_bind_i64(q, 3, (int64_t)limit);
    int found;
    while ((found = wd_db_step(q)) > 0)
        wd_list_add(a, ret_forms, (struct wd_speaker_form){wd_arena_str(a, wd_column_str(q, 0)), sqlite3_column_int64(q, 1)});
    return found;
}

/* Name and office as most stories have them. */
static int put_names(struct wd_store *s, struct wd_arena *a, struct wd_speaker_line *line)
{
    wd_speaker_forms names = {0}, roles = {0};
    int err = read_forms(s, a, line->key, WD_SPOKEN_NAME, 1, &names);
    if (!err)
        err = read_forms(s, a, line->key, WD_SPOKEN_ROLE, 1, &roles);
    line->name = names.n ? names.v[0].text : WD_STR("");
    line->role = roles.n ? roles.v[0].text : WD_STR("");
    return err;
}

static void read_line(sqlite3_stmt *q, struct wd_speaker_line *line)
{
    line->key = wd_column_key(q, 0);
    line->named = sqlite3_column_int64(q, 1) * 2 > sqlite3_column_int64(q, 3);
    line->statements = sqlite3_column_int64(q, 2);
    line->stories = sqlite3_column_int64(q, 3);
    line->last_utc = sqlite3_column_int64(q, 4);
}

/* For LIKE: the text anywhere in a name. */
static struct wd_str anywhere(struct wd_arena *a, struct wd_str text)
{
    char *out = wd_arena_raw(a, text.n * 2 + 2);
    size_t n = 0;
    out[n++] = '%';
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '%' || text.p[i] == '_' || text.p[i] == '\\')
            out[n++] = '\\';
        out[n++] = text.p[i];
    }
    out[n++] = '%';
    return wd_str_n(out, n);
}

static int read_lines(struct wd_store *s, struct wd_arena *a, const struct wd_speaker_query *query, wd_speaker_lines *lines)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, query->find.n ? WD_SQL_SPEAKERS_FOUND : WD_SQL_SPEAKERS, &q);
    if (err)
        return err;
    if (query->find.n)
        wd_bind_text(q, 1, anywhere(a, query->find));
    else
        wd_bind_i64(q, 1, !query->described);
    wd_bind_i64(q, 2, (int64_t)query->limit);
    wd_bind_i64(q, 3, (int64_t)query->offset);
    int found;
    while ((found = wd_db_step(q)) > 0)
        read_line(q, wd_list_push(a, lines));
    for (size_t i = 0; i < lines->n && !found; i++)
        found = put_names(s, a, &lines->v[i]);
    return found;
}

int wd_store_speakers(struct wd_store *s, struct wd_arena *a, const struct wd_speaker_query *query, wd_speaker_lines *ret_lines)
{
    wd_speaker_lines lines = {0};
    bool own = false;
    wd_db_lock(&s->derived);
    int err = wd_db_read_begin(&s->derived, &own);
    if (!err)
        err = read_lines(s, a, query, &lines);
    wd_db_read_end(&s->derived, own);
    wd_db_unlock(&s->derived);
    if (!err)
        *ret_lines = lines;
    return err;
}

/* ---- one speaker ---- */

/* A name as stories show it, else another printed form that only one speaker has. */
static int find_speaker(struct wd_store *s, struct wd_str name, uint64_t *ret_speaker)
{
    uint64_t found_key = 0;
    size_t n = 0;
    int found = 0;
    for (int64_t kind = WD_SPOKEN_NAME; kind <= WD_SPOKEN_VARIANT && n == 0 && found == 0; kind++) {
        sqlite3_stmt *q = NULL;
        int err = wd_db_use(&s->derived, WD_SQL_FORM_OWNERS, &q);
        if (err)
            return err;
        wd_bind_text(q, 1, name);
        wd_bind_i64(q, 2, kind);
        while ((found = wd_db_step(q)) > 0) {
            found_key = wd_column_key(q, 0);
            n++;
        }
    }
    if (found < 0 || n != 1)
        return found < 0 ? found : WD_E_NOTFOUND;
    *ret_speaker = found_key;
    return 0;
}

struct heard_row {
    uint64_t story, statement;
    int64_t at_utc;
};
typedef WD_LIST(struct heard_row) heard_rows;

static int read_heard(struct wd_store *s, struct wd_arena *a, uint64_t speaker, size_t offset, size_t limit, heard_rows *rows)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_HEARD, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, speaker);
    wd_bind_i64(q, 2, (int64_t)limit);
    wd_bind_i64(q, 3, (int64_t)offset);
    int found;
    while ((found = wd_db_step(q)) > 0)
        wd_list_add(a, rows, (struct heard_row){wd_column_key(q, 1), wd_column_key(q, 2), sqlite3_column_int64(q, 0)});
    return found;
}

static int read_near(struct wd_store *s, struct wd_arena *a, uint64_t speaker, wd_speaker_lines *near)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_NEAR, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, speaker);
    int found;
    while ((found = wd_db_step(q)) > 0)
        read_line(q, wd_list_push(a, near));
    for (size_t i = 0; i < near->n && !found; i++)
        found = put_names(s, a, &near->v[i]);
    return found;
}

static int read_speaker(struct wd_store *s, struct wd_arena *a, uint64_t speaker, struct wd_speaker_record *r)
{
    sqlite3_stmt *q = NULL;
    int err = wd_db_use(&s->derived, WD_SQL_SPEAKER, &q);
    if (err)
        return err;
    wd_bind_key(q, 1, speaker);
    int found = wd_db_step(q);
    if (found <= 0)
        return found < 0 ? found : WD_E_NOTFOUND;
    read_line(q, &r->line);
    (void)sqlite3_reset(q);
    err = put_names(s, a, &r->line);
    if (!err)
        err = read_forms(s, a, speaker, WD_SPOKEN_NAME, FORMS_MAX, &r->forms);
    if (!err)
        err = read_forms(s, a, speaker, WD_SPOKEN_VARIANT, FORMS_MAX, &r->forms);
    if (!err)
        err = read_forms(s, a, speaker, WD_SPOKEN_ROLE, FORMS_MAX, &r->roles);
    if (!err && r->line.named)
        err = read_near(s, a, speaker, &r->near);
    return err;
}

/* Each text once, and not the one that is shown. */
static void without(wd_speaker_forms *forms, struct wd_str shown)
{
    size_t kept = 0;
    for (size_t i = 0; i < forms->n; i++) {
        bool again = wd_str_eq(forms->v[i].text, shown);
        for (size_t k = 0; k < kept && !again; k++)
            again = wd_str_eq(forms->v[k].text, forms->v[i].text);
        if (!again)
            forms->v[kept++] = forms->v[i];
    }
    forms->n = kept;
}

static const struct wd_statement *statement_of(const struct wd_story *story, uint64_t speaker, uint64_t statement)
{
    for (size_t i = 0; i < story->statements.n; i++)
        if (story->statements.v[i].key == statement && story->statements.v[i].voice == speaker)
            return &story->statements.v[i];
    return NULL;
}

/* The words are the stories' own. One that went between the two readings is left out. */
static int put_stories(struct wd_store *s, struct wd_arena *a, const heard_rows *rows, struct wd_speaker_record *r)
{
    struct wd_map at; /* story -> its record */
    int err = 0;
    wd_map_init(&at);
    for (size_t i = 0; i < rows->n && !err; i++) {
        uint64_t *slot = wd_map_at(&at, rows->v[i].story);
        if (!*slot) {
            struct wd_story *read = WD_NEW(a, struct wd_story);
            err = wd_store_story(s, a, rows->v[i].story, read);
            *slot = (uint64_t)(uintptr_t)read;
        }
        const struct wd_story *story = (const struct wd_story *)(uintptr_t)*slot;
        const struct wd_statement *st = err ? NULL : statement_of(story, r->line.key, rows->v[i].statement);
        if (st)
            wd_list_add(a, &r->heard, (struct wd_heard){story, st, rows->v[i].at_utc});
        err = err == WD_E_NOTFOUND ? 0 : err;
    }
    wd_map_done(&at);
    return err;
}

int wd_store_speaker(struct wd_store *s, struct wd_arena *a, struct wd_str name, size_t offset, size_t limit,
                     struct wd_speaker_record *ret_record)
{
    struct wd_speaker_record r = {0};
    heard_rows rows = {0};
    uint64_t speaker = 0;
    bool own = false;
    wd_db_lock(&s->derived);
    int err = wd_db_read_begin(&s->derived, &own);
    if (!err)
        err = find_speaker(s, name, &speaker);
    if (!err)
        err = read_speaker(s, a, speaker, &r);
    if (!err)
        err = read_heard(s, a, speaker, offset, limit + 1, &rows);
    wd_db_read_end(&s->derived, own);
    wd_db_unlock(&s->derived);
    if (err)
        return err;
    r.more = rows.n > limit;
    rows.n = WD_MIN(rows.n, limit);
    without(&r.forms, r.line.name);
    without(&r.roles, r.line.role);
    err = put_stories(s, a, &rows, &r);
    if (!err)
        *ret_record = r;
    return err;
}
