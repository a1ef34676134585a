#include "store/sqlite/body.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/limits.h"
#include "store/sqlite/zip.h"

const char *const wd_body_columns[WD_BODY_COLUMNS] = {"title", "standfirst", "body", "speakers", "outlet", "agency"};

struct wd_body {
    struct wd_zip zip;
    struct wd_arena arena;
    /* the columns of one row are asked for one after another */
    uint64_t record_hash;
    bool filled;
    struct wd_str texts[WD_BODY_COLUMNS];
};

bool wd_body_is_public(const struct wd_article *article)
{
    return article->pubstatus == WD_PUB_USABLE;
}

static struct wd_str speakers_of(struct wd_arena *a, const struct wd_article *article)
{
    size_t bytes = 0;
    for (size_t i = 0; i < article->quotes.n; i++)
        bytes += article->quotes.v[i].speaker.n + 1;
    char *p = wd_arena_raw(a, bytes + 1);
    size_t n = 0;
    struct wd_str before = {0};
    for (size_t i = 0; i < article->quotes.n; i++) {
        struct wd_str name = article->quotes.v[i].speaker;
        if (name.n == 0 || wd_str_eq(name, before))
            continue;
        memcpy(p + n, name.p, name.n);
        n += name.n;
        p[n++] = '\n';
        before = name;
    }
    return wd_str_n(p, n);
}

/* \x01 and \x02 mark matches in a snippet, so they may not stand in the text itself. */
static struct wd_str without_marks(struct wd_arena *a, struct wd_str text)
{
    if (text.n == 0 || (!memchr(text.p, 1, text.n) && !memchr(text.p, 2, text.n)))
        return text;
    struct wd_str copy = wd_arena_str(a, text);
    char *p = (char *)(uintptr_t)copy.p;
    for (size_t i = 0; i < copy.n; i++)
        if (p[i] == 1 || p[i] == 2)
            p[i] = ' ';
    return copy;
}

void wd_body_texts(struct wd_arena *a, const struct wd_article *article, struct wd_str out[static WD_BODY_COLUMNS])
{
    for (size_t i = 0; i < WD_BODY_COLUMNS; i++)
        out[i] = WD_STR("");
    if (!wd_body_is_public(article))
        return;
    out[WD_BODY_TITLE] = article->title;
    out[WD_BODY_OUTLET] = article->outlet;
    out[WD_BODY_AGENCY] = article->agency;
    if (article->no_index && !article->licensed)
        return;
    out[WD_BODY_STANDFIRST] = article->standfirst;
    out[WD_BODY_BODY] = without_marks(a, article->body);
    out[WD_BODY_SPEAKERS] = speakers_of(a, article);
}

static bool fill(struct wd_body *b, struct wd_str record)
{
    uint64_t hash = wd_hash(record);
    if (b->filled && b->record_hash == hash)
        return true;
    b->filled = false;
    wd_arena_reset(&b->arena);
    struct wd_str raw;
    struct wd_article article;
    if (wd_zip_open(&b->zip, &b->arena, record, WD_MAX_FILE_BYTES, &raw) || wd_record_unpack(&wd_article_record, &b->arena, raw, &article))
        return false;
    wd_body_texts(&b->arena, &article, b->texts);
    b->record_hash = hash;
    b->filled = true;
    return true;
}

static void body_function(sqlite3_context *context, int n, sqlite3_value **values)
{
    (void)n;
    struct wd_body *b = sqlite3_user_data(context);
    int column = sqlite3_value_int(values[1]);
    const void *p = sqlite3_value_blob(values[0]);
    struct wd_str record = wd_str_n(p, (size_t)sqlite3_value_bytes(values[0]));
    if (!p || column < 0 || column >= WD_BODY_COLUMNS || !fill(b, record)) {
        sqlite3_result_error_code(context, SQLITE_CORRUPT);
        return;
    }
    struct wd_str text = b->texts[column];
    sqlite3_result_text64(context, text.n ? text.p : "", text.n, SQLITE_TRANSIENT, SQLITE_UTF8);
}

int wd_body_register(struct wd_db *db, struct wd_body **ret_body)
{
    struct wd_body *b = wd_calloc(1, sizeof *b);
    wd_arena_init(&b->arena);
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    int code = sqlite3_create_function_v2(db->handle, "wd_body", 2, flags, b, body_function, NULL, NULL, NULL);
    if (code != SQLITE_OK) {
        wd_body_free(b);
        return wd_db_code(code);
    }
    *ret_body = b;
    return 0;
}

void wd_body_free(struct wd_body *b)
{
    if (!b)
        return;
    wd_zip_done(&b->zip);
    wd_arena_done(&b->arena);
    free(b);
}
