#include <stdlib.h>

#include "copies/index.h"

static struct wd_segment_sink sink_of(const struct wd_copies *c)
{
    return (struct wd_segment_sink){c->shelf->context, c->shelf->write};
}

static void add_sealed(struct wd_copies *c, struct wd_sealed sealed)
{
    if (c->sealed_n == c->sealed_room) {
        c->sealed_room = c->sealed_room ? c->sealed_room * 2 : 16;
        c->sealed = wd_realloc(c->sealed, c->sealed_room * sizeof *c->sealed);
    }
    c->sealed[c->sealed_n++] = sealed;
}

/* What was written since begin() becomes a segment that can be asked. */
static int keep(const struct wd_copies *c, struct wd_sealed *ret_sealed)
{
    struct wd_str bytes;
    int err = c->shelf->keep(c->shelf->context, &bytes);
    struct wd_sealed sealed = {.number = c->next_number};
    if (err)
        return err;
    err = wd_segment_open(bytes, &sealed.segment, NULL);
    if (err)
        c->shelf->drop(c->shelf->context, sealed.number);
    else
        *ret_sealed = sealed;
    return err;
}

/* ---- sealing the older half ---- */

static int put_posting(void *context, struct wd_posting posting)
{
    return wd_segment_put(context, posting.print, posting.slot);
}

static int count_posting(void *context, struct wd_posting posting)
{
    (void)posting;
    ++*(uint64_t *)context;
    return 0;
}

static int write_older(const struct wd_copies *c)
{
    struct wd_segment_writer *writer = NULL;
    uint32_t texts = (uint32_t)c->half;
    struct wd_segment_sink sink = sink_of(c);
    uint64_t *places = wd_malloc((size_t)c->half * sizeof *places), expected = c->half_postings[0];
    for (size_t i = 0; i < c->half; i++)
        places[i] = c->hot[i].place;
    int err = c->shelf->begin(c->shelf->context, c->next_number);
    if (err)
        goto out;
    if (c->options.passing) {
        expected = 0;
        err = wd_postings_each_marked(&c->postings, texts, &expected, count_posting);
    }
    writer = wd_segment_writer_new(c->sealed_texts, texts, c->half_end, expected, c->options.posting_cap, &sink);
    if (!err)
        err = wd_postings_each_marked(&c->postings, texts, writer, put_posting);
    if (!err)
        err = wd_segment_finish(writer, places);
    wd_segment_writer_free(writer);
out:
    free(places);
    return err;
}

static void forget_older(struct wd_copies *c)
{
    c->hot_n -= (size_t)c->half;
    memmove(c->hot, c->hot + c->half, c->hot_n * sizeof *c->hot);
    c->hot_room = c->hot_n;
    c->hot = wd_realloc(c->hot, c->hot_room * sizeof *c->hot);
    c->hot_gone = 0;
    for (size_t i = 0; i < c->hot_n; i++)
        c->hot_gone += c->hot[i].place == WD_NO_PLACE;
    c->sealed_texts += c->half;
    c->half_postings[0] = c->half_postings[1];
    c->half_postings[1] = 0;
    c->half_marked = false;
    wd_postings_shift(&c->postings, (uint32_t)c->half);
    wd_index_rekey(c);
    c->listed = false;
}

static int seal(struct wd_copies *c)
{
    struct wd_sealed sealed;
    int err = write_older(c);
    if (!err)
        err = keep(c, &sealed);
    if (err)
        return err;
    c->next_number++;
    add_sealed(c, sealed);
    forget_older(c);
    return 0;
}

/* ---- merging: each segment is more than twice as large as the next, so there are few. Where texts pass, whole segments go instead ---- */

static bool merge_is_due(const struct wd_copies *c)
{
    return !c->options.passing && c->sealed_n > 1 &&
           c->sealed[c->sealed_n - 2].segment.texts <= 2 * (uint64_t)c->sealed[c->sealed_n - 1].segment.texts;
}

static int merge(struct wd_copies *c)
{
    struct wd_sealed *older = &c->sealed[c->sealed_n - 2], *newer = older + 1, merged;
    struct wd_segment_sink sink = sink_of(c);
    int err = c->shelf->begin(c->shelf->context, c->next_number);
    if (!err)
        err = wd_segment_merge(&older->segment, &newer->segment, c->options.posting_cap, &sink);
    if (!err)
        err = keep(c, &merged);
    if (err)
        return err;
    c->next_number++;
    c->shelf->drop(c->shelf->context, older->number);
    c->shelf->drop(c->shelf->context, newer->number);
    *older = merged;
    c->sealed_n--;
    return 0;
}

/* ---- leaving ---- */

/* A full table is not closed up for less: then it is sealed. */
enum { CLOSED_UP_ONE_IN = 8 };

void wd_index_close_up(struct wd_copies *c)
{
    size_t left = 0;
    wd_postings_close_up(&c->postings, (uint32_t)c->hot_n);
    for (size_t i = 0; i < c->hot_n; i++)
        if (c->hot[i].place != WD_NO_PLACE)
            c->hot[left++] = c->hot[i];
    c->hot_n = left;
    c->hot_gone = 0;
    c->listed = false;
    wd_index_rekey(c);
}

/* The segment that starts last of those that start at or before the number. */
static size_t segment_of(const struct wd_copies *c, uint64_t number)
{
    size_t from = 0, to = c->sealed_n;
    while (to - from > 1) {
        size_t half = from + (to - from) / 2;
        if (c->sealed[half].segment.first <= number)
            from = half;
        else
            to = half;
    }
    return from;
}

void wd_index_sealed_left(struct wd_copies *c, uint64_t number)
{
    size_t which = segment_of(c, number);
    struct wd_sealed *sealed = &c->sealed[which];
    if (++sealed->gone < sealed->segment.texts)
        return;
    c->shelf->drop(c->shelf->context, sealed->number);
    c->sealed_n--;
    memmove(sealed, sealed + 1, (c->sealed_n - which) * sizeof *sealed);
    c->listed = false;
}

int wd_index_make_room(struct wd_copies *c)
{
    int err = 0;
    uint64_t most = 2 * c->half;
    if (c->options.passing && c->hot_n == most) {
        wd_index_close_up(c);
        most -= c->half / CLOSED_UP_ONE_IN;
    }
    if (c->hot_n >= most)
        err = seal(c);
    while (!err && merge_is_due(c))
        err = merge(c);
    if (err || c->options.passing || c->hot_n != c->half || c->half_marked)
        return err;
    /* An index opened again starts where the newer half starts, and must know what this one knows there. */
    err = wd_templates_save(&c->templates, c->shelf, &c->half_end);
    if (err)
        return err;
    c->row_end = c->half_end;
    c->half_marked = true;
    return 0;
}

/* ---- opening a shelf ---- */

/* Earlier first, then larger. */
static int by_texts(const void *pa, const void *pb)
{
    const struct wd_segment *a = &((const struct wd_sealed *)pa)->segment, *b = &((const struct wd_sealed *)pb)->segment;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return (a->texts < b->texts) - (a->texts > b->texts);
}

/* The chain that covers texts from 0 on without a gap. A crash between keeping a merged segment and dropping what it was made of leaves
 * both; what is behind a gap is of no use. */
static void choose_chain(struct wd_copies *c)
{
    size_t kept = 0;
    if (c->sealed_n > 1)
        qsort(c->sealed, c->sealed_n, sizeof *c->sealed, by_texts);
    for (size_t i = 0; i < c->sealed_n; i++) {
        const struct wd_segment *s = &c->sealed[i].segment;
        if (s->first == c->sealed_texts && s->texts) {
            c->sealed_texts += s->texts;
            c->half_end = s->words_end;
            c->sealed[kept++] = c->sealed[i];
        } else {
            c->shelf->drop(c->shelf->context, c->sealed[i].number);
        }
    }
    c->sealed_n = kept;
}

static int open_segments(struct wd_copies *c, struct wd_where *ret_where)
{
    for (size_t n = 0;; n++) {
        struct wd_sealed sealed = {0};
        struct wd_str bytes;
        struct wd_where where = {0};
        int err = c->shelf->segment(c->shelf->context, n, &sealed.number, &bytes);
        if (err == WD_E_NOTFOUND)
            return 0;
        if (!err)
            err = wd_segment_open(bytes, &sealed.segment, &where);
        if (err) {
            if (ret_where)
                *ret_where = where;
            return wd_where_set(ret_where, err, "segment %08u: %s", sealed.number, where.message);
        }
        c->next_number = WD_MAX(c->next_number, sealed.number + 1);
        add_sealed(c, sealed);
    }
}

int wd_index_open(struct wd_copies *c, struct wd_where *ret_where)
{
    int err = open_segments(c, ret_where);
    if (err)
        return err;
    uint64_t end = 0;
    choose_chain(c);
    err = c->shelf->words_end(c->shelf->context, &end);
    if (err)
        return wd_where_set(ret_where, err, "the words' end: %s", wd_err_text(err));
    if (end < c->half_end)
        return wd_where_set(ret_where, WD_E_CORRUPT, "words: %" PRIu64 " bytes, the segments need %" PRIu64, end, c->half_end);
    err = c->shelf->cut(c->shelf->context, c->half_end);
    if (!err)
        err = wd_templates_load(&c->templates, c->shelf, c->half_end);
    if (err)
        return wd_where_set(ret_where, err, "words before byte %" PRIu64 ": %s", c->half_end, wd_err_text(err));
    c->row_end = c->half_end;
    c->opened_texts = c->sealed_texts;
    return 0;
}

uint64_t wd_index_sealed_place(const struct wd_copies *c, uint64_t number)
{
    if (!c->sealed_n)
        return WD_NO_PLACE;
    const struct wd_segment *s = &c->sealed[segment_of(c, number)].segment;
    return number >= s->first && number - s->first < s->texts ? wd_segment_place(s, (uint32_t)(number - s->first)) : WD_NO_PLACE;
}
