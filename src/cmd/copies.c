#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/limits.h"
#include "cmd/cmd.h"
#include "copies/copies.h"
#include "text/sentences.h"

/* Texts that are held against new ones; past it the oldest go. */
static const size_t MOST_KEPT_BYTES = (size_t)2 << 30;

/* A sentence, or what stands between two stops of one. */
struct piece {
    struct wd_span span;
    uint32_t sentence;
};
typedef WD_LIST(struct piece) wd_pieces;

/* An article as it is printed again: its id as it was given, and the sentences that a later answer may name. */
struct shown {
    struct piece *pieces; /* then id and text: one allocation */
    char *bytes;
    uint32_t id_n, text_n, piece_n;
    bool id_is_number;
};

struct copies {
    struct wd_copies *index;
    struct shown *shown;          /* ring: articles first .. first + n - 1, key is number + 1 */
    size_t first, n, bytes, room; /* room: a power of two */
};

static struct shown *shown_at(struct copies *c, size_t number)
{
    return &c->shown[number & (c->room - 1)];
}

static size_t shown_bytes(const struct shown *s)
{
    return sizeof *s + s->id_n + s->text_n + s->piece_n * sizeof *s->pieces;
}

static void forget_oldest(struct copies *c)
{
    struct shown *s = shown_at(c, c->first);
    wd_copies_remove(c->index, c->first + 1);
    c->bytes -= shown_bytes(s);
    free(s->pieces);
    *s = (struct shown){0};
    c->first++;
    c->n--;
}

static void make_room(struct copies *c)
{
    if (c->n < c->room)
        return;
    size_t room = c->room ? c->room * 2 : 1024;
    struct shown *wider = wd_calloc(room, sizeof *wider);
    for (size_t i = c->first; i < c->first + c->n; i++)
        wider[i % room] = *shown_at(c, i);
    free(c->shown);
    c->shown = wider;
    c->room = room;
}

static void remember(struct copies *c, const struct wd_json *id, struct wd_str id_text, struct wd_str text, const wd_pieces *pieces)
{
    make_room(c);
    struct shown s = {.id_n = (uint32_t)id_text.n,
                      .text_n = (uint32_t)text.n,
                      .piece_n = (uint32_t)pieces->n,
                      .id_is_number = id->type == WD_JSON_NUMBER};
    s.pieces = wd_malloc(pieces->n * sizeof *s.pieces + id_text.n + text.n);
    s.bytes = (char *)(s.pieces + pieces->n);
    if (pieces->n)
        memcpy(s.pieces, pieces->v, pieces->n * sizeof *s.pieces);
    memcpy(s.bytes, id_text.p, id_text.n);
    if (text.n)
        memcpy(s.bytes + id_text.n, text.p, text.n);
    *shown_at(c, c->first + c->n) = s;
    c->n++;
    c->bytes += shown_bytes(&s);
    while (c->bytes > MOST_KEPT_BYTES && c->n > 1)
        forget_oldest(c);
}

static void put_id(struct wd_jw *j, const char *name, struct wd_str id, bool is_number)
{
    int64_t number;
    if (is_number && wd_str_to_i64(id, &number)) {
        wd_jw_ki64(j, name, number);
        return;
    }
    wd_jw_key(j, name);
    wd_jw_str(j, id);
}

static void put_reuse(struct copies *c, struct wd_jw *j, const struct wd_reuse *reuse)
{
    const struct shown *of = shown_at(c, reuse->of - 1);
    struct wd_str text = wd_str_n(of->bytes + of->id_n, of->text_n);
    put_id(j, "of", wd_str_n(of->bytes, of->id_n), of->id_is_number);
    wd_jw_key(j, "share_of_copy");
    wd_jw_f64(j, reuse->share_of_copy, 4);
    wd_jw_key(j, "share_of_source");
    wd_jw_f64(j, reuse->share_of_source, 4);
    wd_jw_kstr(j, "relation", wd_str_c(wd_relation_names[reuse->relation]));
    wd_jw_key(j, "runs");
    wd_jw_array(j);
    for (size_t i = 0; i < reuse->runs.n; i++) {
        wd_jw_array(j);
        wd_jw_i64(j, reuse->runs.v[i].start_in);
        wd_jw_i64(j, reuse->runs.v[i].start_of);
        wd_jw_i64(j, reuse->runs.v[i].words);
        wd_jw_end(j);
    }
    wd_jw_end(j);
    wd_jw_key(j, "verbatim");
    wd_jw_array(j);
    for (size_t i = 0; i < reuse->verbatim.n;) {
        const struct piece *first = &of->pieces[reuse->verbatim.v[i]], *last = first;
        for (i++; i < reuse->verbatim.n && last + 1 == &of->pieces[reuse->verbatim.v[i]] && last[1].sentence == first->sentence; i++)
            last++;
        wd_jw_str(j, wd_str_span(text, (struct wd_span){first->span.start, last->span.end}));
    }
    wd_jw_end(j);
}

/* The language is not known here, so neither is whether the stop of "Mr." ends a sentence: sentences are cut at each stop before a blank
 * and a capital, and neighbouring pieces that both stand in the copy are printed as one. */
static void cut_at_stops(struct wd_arena *a, struct wd_str text, const wd_spans *sentences, wd_spans *ret_cuts, wd_pieces *ret_pieces)
{
    wd_spans cuts = {0};
    wd_pieces pieces = {0};
    for (size_t i = 0; i < sentences->n; i++) {
        struct wd_span s = sentences->v[i];
        struct wd_str sentence = wd_str_span(text, s);
        for (size_t at = 0; (at = wd_str_find_byte(sentence, '.', at)) != SIZE_MAX; at++) {
            bool starts = at + 2 < sentence.n && sentence.p[at + 1] == ' ' &&
                          (wd_is_upper(sentence.p[at + 2]) || (unsigned char)sentence.p[at + 2] >= 0x80);
            if (!starts)
                continue;
            struct wd_span cut = {s.start, sentences->v[i].start + (uint32_t)at + 1};
            wd_list_add(a, &cuts, cut);
            wd_list_add(a, &pieces, (struct piece){cut, (uint32_t)i});
            s.start = cut.end + 1;
        }
        wd_list_add(a, &cuts, s);
        wd_list_add(a, &pieces, (struct piece){s, (uint32_t)i});
    }
    *ret_cuts = cuts;
    *ret_pieces = pieces;
}

static int answer(void *context, struct wd_arena *a, const struct wd_json *in, struct wd_buf *out, struct wd_where *w)
{
    struct copies *c = context;
    const struct wd_json *id = wd_json_get(in, "id"), *body = wd_json_get(in, "text");
    if (!id || (id->type != WD_JSON_STRING && !(id->type == WD_JSON_NUMBER && id->is_integer)))
        return wd_where_set(w, WD_E_INVALID, "\"id\" is missing");
    if (!body || body->type != WD_JSON_STRING)
        return wd_where_set(w, WD_E_INVALID, "\"text\" is missing");
    struct wd_str text = body->string, outlet = wd_json_get_str(in, "outlet");
    struct wd_str id_text = id->type == WD_JSON_STRING ? id->string : wd_arena_printf(a, "%" PRId64, id->integer);
    if (text.n > WD_MAX_TEXT_BYTES)
        return wd_where_set(w, WD_E_TOOBIG, "text of more than %u MB", WD_MAX_TEXT_BYTES >> 20);

    wd_spans whole = {0}, sentences = {0};
    wd_pieces pieces;
    wd_reuses reuses;
    struct wd_copy_doc doc;
    wd_sentences_of(a, text, WD_STR(""), &whole);
    cut_at_stops(a, text, &whole, &sentences, &pieces);
    int err = wd_copy_doc_make_plain(a, text, sentences.v, sentences.n, &doc);
    if (err)
        return err;
    doc.key = c->first + c->n + 1;
    doc.outlet = outlet.n ? wd_hash(outlet) : 0;
    /* the same outlet and id again is a new state of that article */
    doc.article = wd_hash_mix(wd_hash(id_text), doc.outlet);
    err = wd_copies_query(c->index, a, &doc, &reuses);
    if (!err)
        err = wd_copies_insert(c->index, &doc);
    if (err)
        return err;

    for (size_t i = 0; i < WD_MAX(reuses.n, 1); i++) {
        struct wd_jw j;
        if (i)
            wd_buf_byte(out, '\n');
        wd_jw_init(&j, out);
        wd_jw_object(&j);
        put_id(&j, "id", id_text, id->type == WD_JSON_NUMBER);
        if (reuses.n)
            put_reuse(c, &j, &reuses.v[i]);
        wd_jw_end(&j);
    }
    remember(c, id, id_text, text, &pieces);
    return 0;
}

static const struct wd_opt options[] = {
    {.name = "help", .kind = WD_OPT_FLAG, .help = "Print this."},
};

int wd_cmd_copies(int argc, char **argv)
{
    struct wd_arena a;
    struct wd_opts o;
    struct wd_where w = {0};
    int status = 2;
    wd_arena_init(&a);
    wd_opts_init(&o, &a, options, WD_COUNT(options));
    if (wd_opts_read_args(&o, &a, argc, argv, 1, &w)) {
        fprintf(stderr, "wiredesk copies: %s\n", w.message);
    } else if (o.rest_n) {
        fprintf(stderr, "wiredesk copies: reads standard input; \"%s\" is not an option\n", o.rest[0]);
    } else if (wd_opts_flag(&o, "help")) {
        printf("usage: wiredesk copies < ARTICLES.ndjson\nOne JSON object a line, {\"id\",\"text\",\"date\"?,\"outlet\"?}, in order of "
               "arrival; "
               "one line for each earlier article whose words it uses.\n");
        status = 0;
    } else {
        struct copies c = {.index = wd_copies_new(&wd_copy_defaults)};
        status = wd_filter(answer, &c);
        for (size_t i = c.first; i < c.first + c.n; i++)
            free(shown_at(&c, i)->pieces);
        free(c.shown);
        wd_copies_free(c.index);
    }
    wd_arena_done(&a);
    return status;
}
