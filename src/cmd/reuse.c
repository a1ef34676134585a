#include "cmd/reuse.h"

#include <stdlib.h>

#include "base/json.h"
#include "desk/shelf.h"
#include "text/sentences.h"

/* Sources that were named last: of one text many copies come one after the other. */
enum { SOURCES = 2048, SOURCES_BYTES = 16 << 20 };

/* A sentence, or what stands between two stops of one. */
struct piece {
    struct wd_span bytes, words;
    uint32_t sentence; /* its first byte */
};
typedef WD_LIST(struct piece) wd_pieces;

/* Only those parts of a text are cut into sentences that something was taken from. */
struct source {
    uint64_t number_1; /* 0: free */
    wd_pieces *pieces; /* of each part */
};

struct wd_reuse_lines {
    struct wd_shelf *shelf;
    struct wd_copies *index;
    struct wd_texts *texts;
    struct wd_arena pair;   /* of one line */
    struct wd_arena memory; /* of sources; begun anew when it is full */
    size_t memory_bytes;
    struct source sources[SOURCES]; /* by number */
    bool broken;
};

int wd_reuse_lines_new(struct wd_reuse_lines **ret_lines, struct wd_where *ret_where)
{
    struct wd_reuse_lines *r = wd_calloc(1, sizeof *r);
    wd_arena_init(&r->pair);
    wd_arena_init(&r->memory);
    int err = wd_shelf_open(NULL, &r->shelf, ret_where);
    if (!err)
        err = wd_copies_new(&wd_copy_defaults, wd_shelf_of(r->shelf), &r->index, ret_where);
    if (err) {
        wd_reuse_lines_free(r);
        return err;
    }
    r->texts = wd_texts_new();
    *ret_lines = r;
    return 0;
}

void wd_reuse_lines_free(struct wd_reuse_lines *r)
{
    if (!r)
        return;
    wd_arena_done(&r->pair);
    wd_arena_done(&r->memory);
    wd_texts_free(r->texts);
    wd_copies_free(r->index);
    wd_shelf_close(r->shelf);
    free(r);
}

bool wd_reuse_lines_broken(const struct wd_reuse_lines *r)
{
    return r->broken;
}

/* The language is not known, so neither is whether the stop of "Mr." ends a sentence: sentences are cut at each stop before a blank
 * and a capital, and neighbouring pieces that both stand in the copy are printed as one. */
static void cut_at_stops(struct wd_arena *a, struct wd_str text, struct wd_span sentence, wd_pieces *pieces)
{
    struct wd_str whole = wd_str_span(text, sentence);
    struct piece rest = {.bytes = sentence, .sentence = sentence.start};
    for (size_t at = 0; (at = wd_str_find_byte(whole, '.', at)) != SIZE_MAX; at++) {
        bool starts =
            at + 2 < whole.n && whole.p[at + 1] == ' ' && (wd_is_upper(whole.p[at + 2]) || (unsigned char)whole.p[at + 2] >= 0x80);
        if (!starts)
            continue;
        struct piece cut = rest;
        cut.bytes.end = sentence.start + (uint32_t)at + 1;
        wd_list_add(a, pieces, cut);
        rest.bytes.start = cut.bytes.end + 1;
    }
    wd_list_add(a, pieces, rest);
}

/* The words of each piece; pieces are in order. `first`: the first of these words in the whole text. */
static void number_words(const wd_words *words, uint32_t first, wd_pieces *pieces)
{
    size_t at = 0;
    for (size_t i = 0; i < pieces->n; i++) {
        struct piece *p = &pieces->v[i];
        while (at < words->n && words->v[at].start < p->bytes.start)
            at++;
        p->words.start = first + (uint32_t)at;
        while (at < words->n && words->v[at].start < p->bytes.end)
            at++;
        p->words.end = first + (uint32_t)at;
    }
}

static void copy_pieces(struct wd_arena *to, const wd_pieces *pieces, uint32_t first_byte, wd_pieces *ret_pieces)
{
    wd_pieces copy = {.v = wd_arena_array(to, pieces->n, sizeof *copy.v), .n = pieces->n, .cap = pieces->n};
    for (size_t i = 0; i < pieces->n; i++) {
        copy.v[i] = pieces->v[i];
        copy.v[i].bytes.start += first_byte;
        copy.v[i].bytes.end += first_byte;
        copy.v[i].sentence += first_byte;
    }
    *ret_pieces = copy;
}

static int cut_part(struct wd_reuse_lines *r, const struct wd_kept_text *of, size_t part, wd_pieces *ret_pieces)
{
    const struct wd_kept_part *p = &of->parts[part];
    struct wd_str text = wd_str_span(of->text, p->bytes);
    struct wd_arena *a = &r->pair;
    wd_pieces pieces = {0};
    if (of->parts_are_sentences) {
        wd_list_add(a, &pieces, (struct piece){.bytes = {0, (uint32_t)text.n}, .words = p->words});
    } else {
        wd_spans sentences = {0};
        wd_words words = {0};
        int err = wd_words_of(a, text, &words);
        if (err)
            return err;
        wd_sentences_of(a, text, WD_STR(""), &sentences);
        for (size_t i = 0; i < sentences.n; i++)
            cut_at_stops(a, text, sentences.v[i], &pieces);
        number_words(&words, p->words.start, &pieces);
    }
    copy_pieces(&r->memory, &pieces, p->bytes.start, ret_pieces);
    r->memory_bytes += pieces.n * sizeof *pieces.v;
    return 0;
}

static struct source *source_of(struct wd_reuse_lines *r, uint64_t number, size_t part_n)
{
    struct source *s = &r->sources[number % SOURCES];
    if (s->number_1 != number + 1) {
        *s = (struct source){number + 1, wd_arena_array(&r->memory, part_n, sizeof *s->pieces)};
        r->memory_bytes += part_n * sizeof *s->pieces;
    }
    return s;
}

static void forget_sources(struct wd_reuse_lines *r)
{
    wd_arena_reset(&r->memory);
    r->memory_bytes = 0;
    memset(r->sources, 0, sizeof r->sources);
}

/* Pieces of those parts that a match touches. Matches come in order of their place in the source. */
static int touched_pieces(struct wd_reuse_lines *r, const struct wd_kept_text *of, struct source *s, const wd_runs *matches,
                          wd_pieces *ret_pieces)
{
    wd_pieces touched = {0};
    uint32_t reach = 0;
    size_t m = 0;
    for (size_t i = 0; i < of->part_n; i++) {
        for (; m < matches->n && matches->v[m].start_of < of->parts[i].words.end; m++)
            reach = WD_MAX(reach, matches->v[m].start_of + matches->v[m].words);
        if (reach <= of->parts[i].words.start)
            continue;
        int err = s->pieces[i].v ? 0 : cut_part(r, of, i, &s->pieces[i]);
        if (err)
            return err;
        for (size_t k = 0; k < s->pieces[i].n; k++)
            wd_list_add(&r->pair, &touched, s->pieces[i].v[k]);
    }
    *ret_pieces = touched;
    return 0;
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

static int put_verbatim(struct wd_reuse_lines *r, const struct wd_kept_text *of, const struct wd_reuse *reuse, struct wd_jw *j)
{
    wd_pieces pieces;
    int err = touched_pieces(r, of, source_of(r, reuse->of - 1, of->part_n), &reuse->matches, &pieces);
    if (err)
        return err;
    struct wd_span *words = wd_arena_raw(&r->pair, pieces.n * sizeof *words);
    for (size_t i = 0; i < pieces.n; i++)
        words[i] = pieces.v[i].words;
    wd_numbers found;
    wd_reuse_verbatim(&r->pair, reuse, words, pieces.n, &found);
    wd_jw_key(j, "verbatim");
    wd_jw_array(j);
    for (size_t i = 0; pieces.v && i < found.n;) {
        const struct piece *first = &pieces.v[found.v[i]], *last = first;
        for (i++; i < found.n && last + 1 == &pieces.v[found.v[i]] && last[1].sentence == first->sentence; i++)
            last++;
        wd_jw_str(j, wd_str_span(of->text, (struct wd_span){first->bytes.start, last->bytes.end}));
    }
    wd_jw_end(j);
    return 0;
}

static int put_reuse(struct wd_reuse_lines *r, const struct wd_reuse *reuse, struct wd_jw *j, struct wd_where *w)
{
    struct wd_kept_text of;
    wd_arena_reset(&r->pair);
    int err = wd_texts_get(r->texts, &r->pair, reuse->of - 1, &of, w);
    if (err)
        return err;
    put_id(j, "of", of.id, of.id_is_number);
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
    return put_verbatim(r, &of, reuse, j);
}

/* Lines, several where they are short: so many bytes at least, so that their number stays below that of words. */
enum { LINE_BYTES = 64 };

static void lines_of(struct wd_arena *a, struct wd_str text, wd_spans *ret_lines)
{
    wd_spans lines = {0};
    for (size_t from = 0; from < text.n;) {
        size_t end = wd_str_find_byte(text, '\n', from + LINE_BYTES);
        end = end == SIZE_MAX ? text.n : end + 1;
        wd_list_add(a, &lines, (struct wd_span){(uint32_t)from, (uint32_t)end});
        from = end;
    }
    *ret_lines = lines;
}

static int put_lines(struct wd_reuse_lines *r, const struct wd_kept_text *text, const wd_reuses *reuses, struct wd_buf *out,
                     struct wd_where *w)
{
    int err = 0;
    for (size_t i = 0; i < WD_MAX(reuses->n, 1) && !err; i++) {
        struct wd_jw j;
        if (i)
            wd_buf_byte(out, '\n');
        wd_jw_init(&j, out);
        wd_jw_object(&j);
        put_id(&j, "id", text->id, text->id_is_number);
        if (reuses->n)
            err = put_reuse(r, &reuses->v[i], &j, w);
        wd_jw_end(&j);
    }
    return err;
}

static int make_doc(struct wd_arena *a, const struct wd_reuse_in *in, struct wd_copy_doc *ret_doc, struct wd_kept_text *ret_text)
{
    wd_spans lines = {0};
    if (!in->sentences)
        lines_of(a, in->text, &lines);
    const wd_spans *parts = in->sentences ? in->sentences : &lines;
    struct wd_copy_doc doc;
    int err = in->sentences ? wd_copy_doc_make(a, in->text, parts->v, parts->n, NULL, 0, &doc)
                            : wd_copy_doc_make_plain(a, in->text, parts->v, parts->n, &doc);
    if (err)
        return err;
    struct wd_kept_part *kept = wd_arena_raw(a, parts->n * sizeof *kept);
    for (size_t i = 0; i < parts->n; i++)
        kept[i] = (struct wd_kept_part){parts->v[i], doc.sentences[i]};
    doc.article = in->article;
    doc.outlet = in->outlet;
    *ret_doc = doc;
    *ret_text = (struct wd_kept_text){.id = in->id,
                                      .text = in->text,
                                      .id_is_number = in->id_is_number,
                                      .parts_are_sentences = in->sentences != NULL,
                                      .parts = kept,
                                      .part_n = parts->n};
    return 0;
}

int wd_reuse_lines_put(struct wd_reuse_lines *r, struct wd_arena *a, const struct wd_reuse_in *in, struct wd_buf *out,
                       struct wd_where *ret_where)
{
    struct wd_where w = {0};
    struct wd_copy_doc doc;
    struct wd_kept_text text;
    wd_reuses reuses = {0};
    size_t before = out->n;
    if (r->memory_bytes > SOURCES_BYTES)
        forget_sources(r);
    int err = make_doc(a, in, &doc, &text);
    if (err)
        return wd_where_set(ret_where, err, "text of more words than are looked at");
    doc.key = wd_texts_count(r->texts) + 1;
    if (!in->silent)
        err = wd_copies_query(r->index, a, &doc, &reuses);
    if (!err)
        err = wd_copies_insert(r->index, &doc);
    if (!err && !in->silent)
        err = put_lines(r, &text, &reuses, out, &w);
    if (!err)
        err = wd_texts_put(r->texts, &text, &w);
    if (!err)
        return 0;
    r->broken = true;
    out->n = before;
    if (!w.message[0])
        return wd_where_set(ret_where, err, "%s: %s", wd_texts_folder(), wd_err_text(err));
    *ret_where = w;
    return err;
}
