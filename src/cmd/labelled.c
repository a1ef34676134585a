#include "cmd/labelled.h"

#include "base/json.h"
#include "base/limits.h"
#include "base/time.h"
#include "base/utf8.h"
#include "os/file.h"
#include "text/date.h"

/* Bytes of code points: at[n] is where code point n starts. */
struct places {
    uint32_t *at;
    size_t n;
};

static struct places places_of(struct wd_arena *a, struct wd_str text)
{
    struct places p = {wd_arena_array(a, text.n + 1, sizeof(uint32_t)), 0};
    for (size_t i = 0; i < text.n; i++)
        if (((unsigned char)text.p[i] & 0xC0) != 0x80)
            p.at[p.n++] = (uint32_t)i;
    p.at[p.n] = (uint32_t)text.n;
    return p;
}

static bool span_of(const struct places *p, const struct wd_json *json, struct wd_span *ret)
{
    const struct wd_json *from = wd_json_at(json, 0), *to = wd_json_at(json, 1);
    if (!from || !to || !from->is_integer || !to->is_integer || from->integer < 0 || to->integer < from->integer ||
        to->integer > (int64_t)p->n)
        return false;
    *ret = (struct wd_span){p->at[from->integer], p->at[to->integer]};
    return true;
}

/* "spans" or, where there are none, "span". */
static bool spans_of(struct wd_arena *a, const struct places *p, const struct wd_json *quote, const char *many, const char *one,
                     wd_spans *ret)
{
    const struct wd_json *list = wd_json_get(quote, many), *single = wd_json_get(quote, one);
    struct wd_span s;
    if (list && list->type == WD_JSON_ARRAY) {
        for (size_t i = 0; i < list->n; i++) {
            if (!span_of(p, &list->items[i], &s))
                return false;
            wd_list_add(a, ret, s);
        }
        return true;
    }
    if (!single || single->type == WD_JSON_NULL)
        return true;
    if (!span_of(p, single, &s))
        return false;
    wd_list_add(a, ret, s);
    return true;
}

static int name_type(struct wd_str type)
{
    for (int i = WD_NAME_PERSON; i <= WD_NAME_MISC; i++)
        if (wd_str_eqc(type, wd_name_types[i]))
            return i;
    return -1;
}

static int read_names(struct wd_arena *a, const struct places *p, const struct wd_json *list, struct wd_labelled *d, struct wd_where *w)
{
    for (size_t i = 0; list && i < list->n; i++) {
        struct wd_name n = {.type = name_type(wd_json_get_str(&list->items[i], "type"))};
        if (!span_of(p, wd_json_get(&list->items[i], "span"), &n.span))
            return wd_where_set(w, WD_E_INVALID, "a name's \"span\" is not [start, end) of the text");
        if (n.type >= 0)
            wd_list_add(a, &d->names, n);
    }
    return 0;
}

static int read_document(struct wd_arena *a, struct wd_str line, struct wd_labelled *d, struct wd_where *w)
{
    struct wd_json *json;
    int err = wd_json_parse(a, line, &json, w);
    if (err)
        return err;
    const struct wd_json *text = wd_json_get(json, "text"), *quotes = wd_json_get(json, "quotes"), *names = wd_json_get(json, "entities");
    if (!text || text->type != WD_JSON_STRING)
        return wd_where_set(w, WD_E_INVALID, "no \"text\"");
    struct places p = places_of(a, text->string);
    *d = (struct wd_labelled){.id = wd_json_get_str(json, "id"),
                              .text = text->string,
                              .title = wd_json_get_str(json, "title"),
                              .language = wd_json_get_str(json, "lang"),
                              .date_utc = WD_NO_TIME,
                              .has_quotes = quotes != NULL,
                              .has_names = names != NULL};
    for (size_t i = 0; quotes && i < quotes->n; i++) {
        struct wd_labelled_quote q = {0};
        if (!spans_of(a, &p, &quotes->items[i], "spans", "span", &q.content) ||
            !spans_of(a, &p, &quotes->items[i], "speaker_spans", "speaker_span", &q.source) ||
            !spans_of(a, &p, &quotes->items[i], "cue_spans", "cue_span", &q.cue))
            return wd_where_set(w, WD_E_INVALID, "a quote's span is not [start, end) of the text");
        wd_list_add(a, &d->quotes, q);
    }
    err = read_names(a, &p, names, d, w);
    wd_labelled_order(d);
    return err;
}

static void put_spans(struct wd_jw *j, struct wd_str text, const char *key, const wd_spans *spans)
{
    struct wd_cp_index x;
    wd_cp_index_init(&x, text);
    wd_jw_key(j, key);
    wd_jw_array(j);
    for (size_t i = 0; i < spans->n; i++) {
        wd_jw_array(j);
        wd_jw_u64(j, wd_cp_index_at(&x, spans->v[i].start));
        wd_jw_u64(j, wd_cp_index_at(&x, spans->v[i].end));
        wd_jw_end(j);
    }
    wd_jw_end(j);
}

void wd_labelled_print(const struct wd_labelled *d, struct wd_buf *b)
{
    struct wd_jw j;
    wd_jw_init(&j, b);
    wd_jw_object(&j);
    wd_jw_kstr(&j, "id", d->id);
    wd_jw_kstr(&j, "lang", d->language);
    wd_jw_key(&j, "text");
    wd_jw_str(&j, d->text);
    if (d->has_quotes) {
        wd_jw_key(&j, "quotes");
        wd_jw_array(&j);
        for (size_t i = 0; i < d->quotes.n; i++) {
            wd_jw_object(&j);
            put_spans(&j, d->text, "spans", &d->quotes.v[i].content);
            put_spans(&j, d->text, "speaker_spans", &d->quotes.v[i].source);
            put_spans(&j, d->text, "cue_spans", &d->quotes.v[i].cue);
            wd_jw_end(&j);
        }
        wd_jw_end(&j);
    }
    if (d->has_names) {
        wd_jw_key(&j, "entities");
        wd_jw_array(&j);
        for (size_t i = 0; i < d->names.n; i++) {
            struct wd_span s = d->names.v[i].span;
            struct wd_cp_index x;
            wd_cp_index_init(&x, d->text);
            wd_jw_object(&j);
            wd_jw_key(&j, "span");
            wd_jw_array(&j);
            wd_jw_u64(&j, wd_cp_index_at(&x, s.start));
            wd_jw_u64(&j, wd_cp_index_at(&x, s.end));
            wd_jw_end(&j);
            wd_jw_kstr(&j, "type", wd_str_c(wd_name_types[d->names.v[i].type]));
            wd_jw_end(&j);
        }
        wd_jw_end(&j);
    }
    wd_jw_end(&j);
    wd_buf_byte(b, '\n');
}

int wd_labelled_load(struct wd_arena *a, const char *path, wd_labelleds *documents, struct wd_where *w)
{
    struct wd_str file, line;
    int err = wd_file_read(a, path, WD_MAX_FILE_BYTES, &file, w);
    if (err)
        return err;
    uint32_t number = 0;
    bool json = wd_str_starts(wd_str_trim(file), "{\"");
    if (!wd_utf8_valid(file))
        err = wd_where_set(w, WD_E_CHARSET, "not UTF-8");
    else if (!json)
        err = wd_labelled_read(a, file, documents, w);
    for (struct wd_str rest = file; json && !err && wd_str_cut(&rest, '\n', &line);) {
        number++;
        if (wd_str_trim(line).n)
            err = read_document(a, line, wd_list_push(a, documents), w);
        w->line = number;
    }
    if (err) {
        struct wd_where inner = *w;
        return wd_where_set(w, err, "%s:%u: %s", path, inner.line, inner.message[0] ? inner.message : wd_err_text(err));
    }
    return 0;
}
