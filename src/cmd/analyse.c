#include <stdio.h>

#include "analyse/analyse.h"
#include "base/time.h"
#include "base/utf8.h"
#include "cmd/cmd.h"
#include "desk/models.h"
#include "text/date.h"

/* Spans go out in code points; asked in any order, so each list keeps an index of its own. */
static void put_span(struct wd_jw *j, struct wd_cp_index *x, struct wd_span s)
{
    wd_jw_array(j);
    wd_jw_u64(j, wd_cp_index_at(x, s.start));
    wd_jw_u64(j, wd_cp_index_at(x, s.end));
    wd_jw_end(j);
}

static void put_key_span(struct wd_jw *j, struct wd_cp_index *x, const char *key, struct wd_span s)
{
    wd_jw_key(j, key);
    if (s.start < s.end)
        put_span(j, x, s);
    else
        wd_jw_null(j);
}

static void put_text(struct wd_jw *j, const char *key, struct wd_str s)
{
    wd_jw_key(j, key);
    if (s.n)
        wd_jw_str(j, s);
    else
        wd_jw_null(j);
}

static void put_quote(struct wd_jw *j, struct wd_cp_index *x, const struct wd_quote *q)
{
    wd_jw_object(j);
    wd_jw_key(j, "span");
    put_span(j, x, q->span);
    wd_jw_key(j, "spans");
    wd_jw_array(j);
    if (q->governed.n)
        for (size_t i = 0; i < q->governed.n; i++)
            put_span(j, x, q->governed.v[i]);
    else if (q->kind == WD_QUOTE_MIXED)
        put_span(j, x, q->span); /* what was said, marked words and the others */
    else
        for (size_t i = 0; i < q->pieces.n; i++)
            put_span(j, x, q->pieces.v[i]);
    wd_jw_end(j);
    wd_jw_kstr(j, "kind", wd_str_c(wd_quote_kinds[q->kind]));
    put_key_span(j, x, "speaker_span", q->speaker_span);
    put_key_span(j, x, "cue_span", q->cue_span);
    put_text(j, "speaker", q->speaker);
    wd_jw_kstr(j, "role", q->role);
    wd_jw_kstr(j, "polarity", q->denied ? WD_STR("denied") : WD_STR("affirmed"));
    wd_jw_end(j);
}

static void put_analysis(struct wd_jw *j, struct wd_str text, const struct wd_analysis *r)
{
    struct wd_cp_index x;
    put_text(j, "lang", r->language);
    wd_cp_index_init(&x, text);
    wd_jw_key(j, "sentences");
    wd_jw_array(j);
    for (size_t i = 0; i < r->sentences.n; i++)
        put_span(j, &x, r->sentences.v[i]);
    wd_jw_end(j);
    wd_cp_index_init(&x, text);
    wd_jw_key(j, "entities");
    wd_jw_array(j);
    for (size_t i = 0; i < r->names.n; i++) {
        const struct wd_name *n = &r->names.v[i];
        wd_jw_object(j);
        wd_jw_key(j, "span");
        put_span(j, &x, n->span);
        wd_jw_kstr(j, "type", wd_str_c(wd_name_types[n->type]));
        wd_jw_kstr(j, "name", n->name);
        wd_jw_end(j);
    }
    wd_jw_end(j);
    wd_cp_index_init(&x, text);
    wd_jw_key(j, "timex");
    wd_jw_array(j);
    for (size_t i = 0; i < r->timexes.n; i++) {
        const struct wd_timex *t = &r->timexes.v[i];
        wd_jw_object(j);
        wd_jw_key(j, "span");
        put_span(j, &x, t->span);
        wd_jw_kstr(j, "type", t->type);
        wd_jw_kstr(j, "value", t->value);
        wd_jw_end(j);
    }
    wd_jw_end(j);
    wd_cp_index_init(&x, text);
    wd_jw_key(j, "quotes");
    wd_jw_array(j);
    for (size_t i = 0; i < r->quotes.n; i++)
        put_quote(j, &x, &r->quotes.v[i]);
    wd_jw_end(j);
    wd_cp_index_init(&x, text);
    wd_jw_key(j, "standfirst");
    wd_jw_array(j);
    for (size_t i = 0; i < r->standfirst.n; i++) {
        wd_jw_object(j);
        wd_jw_kstr(j, "text", wd_str_span(text, r->standfirst.v[i]));
        wd_jw_key(j, "span");
        put_span(j, &x, r->standfirst.v[i]);
        wd_jw_end(j);
    }
    wd_jw_end(j);
}

static void put_frame(struct wd_jw *j, struct wd_str text, const struct wd_frame *f)
{
    struct wd_cp_index x;
    put_text(j, "dateline", f->dateline);
    put_text(j, "credit", f->credit);
    wd_jw_kstr(j, "byline", f->byline);
    wd_jw_kstr(j, "agency", f->agency);
    wd_jw_kstr(j, "outlet", f->outlet);
    wd_jw_key(j, "notices");
    wd_jw_array(j);
    wd_cp_index_init(&x, text);
    for (size_t i = 0; i < f->notices.n; i++) {
        const struct wd_notice *n = &f->notices.v[i];
        wd_jw_object(j);
        wd_jw_kstr(j, "kind", wd_str_c(wd_notice_names[n->kind]));
        wd_jw_kstr(j, "text", n->text);
        wd_jw_kstr(j, "agency", n->agency);
        wd_jw_kstr(j, "outlet", n->outlet);
        if (i < f->notice_spans.n) {
            wd_jw_key(j, "span");
            put_span(j, &x, f->notice_spans.v[i]);
        }
        wd_jw_end(j);
    }
    wd_jw_end(j);
}

static int analyse_line(void *context, struct wd_arena *a, const struct wd_json *in, struct wd_buf *out, struct wd_where *w)
{
    const struct wd_json *id = wd_json_get(in, "id"), *text = wd_json_get(in, "text");
    if (!text || text->type != WD_JSON_STRING)
        return wd_where_set(w, WD_E_INVALID, "no \"text\"");
    struct wd_analyse_input input = {.title = wd_json_get_str(in, "title"),
                                     .text = text->string,
                                     .language = wd_json_get_str(in, "lang"),
                                     .language_prior = wd_json_get_str(in, "lang_prior"),
                                     .outlet = wd_json_get_str(in, "outlet"),
                                     .date_utc = WD_NO_TIME,
                                     .models = context};
    struct wd_str date = wd_json_get_str(in, "date");
    struct wd_date parsed;
    if (date.n && !wd_time_parse_iso(date, &input.date_utc)) {
        static const struct wd_date_options options = {.now_utc = WD_NO_TIME};
        if (wd_date_parse(date, &options, &parsed))
            input.date_utc = parsed.utc;
    }
    struct wd_analysis r;
    struct wd_frame f;
    int err = wd_analyse(a, &input, &r);
    if (err)
        return err;
    wd_frame_of(a, input.text, input.title, (struct wd_str){0}, &f);
    struct wd_jw j;
    wd_jw_init(&j, out);
    wd_jw_object(&j);
    if (id && id->type == WD_JSON_NUMBER && id->is_integer)
        wd_jw_ki64(&j, "id", id->integer);
    else {
        wd_jw_key(&j, "id");
        wd_jw_str(&j, wd_json_str(id));
    }
    put_analysis(&j, input.text, &r);
    put_frame(&j, input.text, &f);
    wd_jw_end(&j);
    return out->err;
}

int wd_cmd_analyse(int argc, char **argv)
{
    static const struct wd_opt rows[] = {
        {.name = "models", .kind = WD_OPT_STRING, .argument = "DIR", .help = "Folder of taggers that replace those that ship."},
        {.name = "rules", .kind = WD_OPT_FLAG, .help = "Rules alone, without taggers."},
        {.name = "help", .kind = WD_OPT_FLAG, .help = "Show this."},
    };
    struct wd_arena a;
    struct wd_opts o;
    struct wd_where w = {0};
    int status = 2;
    wd_arena_init(&a);
    wd_opts_init(&o, &a, rows, WD_COUNT(rows));
    if (wd_opts_read_args(&o, &a, argc, argv, 1, &w) != 0 || o.rest_n > 0) {
        fprintf(stderr, "wiredesk analyse: %s\n", w.message[0] ? w.message : "takes no arguments");
        goto out;
    }
    if (wd_opts_flag(&o, "help")) {
        puts("usage: wiredesk analyse [--models DIR | --rules] < articles.ndjson");
        status = 0;
        goto out;
    }
    struct wd_models models;
    uint64_t hash = 0;
    wd_models_built_in(&models);
    if (wd_opts_has(&o, "models") && wd_models_load(&a, wd_arena_c(&a, wd_opts_str(&o, "models")), &models, &hash, &w) != 0) {
        fprintf(stderr, "wiredesk analyse: --models: %s\n", w.message);
        goto out;
    }
    status = wd_filter(analyse_line, wd_opts_flag(&o, "rules") ? NULL : &models);
out:
    wd_arena_done(&a);
    return status;
}
