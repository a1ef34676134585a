#include "analyse/labelled.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/time.h"

enum { DEEPEST = 24, MOST_NUMBERS = 8 };

struct label {
    char kind; /* c s k P O L M */
    uint32_t numbers[MOST_NUMBERS], n;
    uint32_t start;
};
struct reader {
    struct wd_arena *a;
    struct wd_labelled *piece;
    struct wd_buf *text; /* of the piece, without labels */
    struct label open[DEEPEST];
    size_t depth;
    WD_LIST(uint32_t) numbers; /* of the piece's quotes, in order */
};

static struct wd_labelled_quote *quote_of(struct reader *x, uint32_t number)
{
    for (size_t i = 0; i < x->numbers.n; i++)
        if (x->numbers.v[i] == number)
            return &x->piece->quotes.v[i];
    wd_list_add(x->a, &x->numbers, number);
    return wd_list_push(x->a, &x->piece->quotes);
}

/* Bytes of "{c1,2 " at the start of s; 0: none. */
static size_t read_label(struct wd_str s, struct label *ret)
{
    size_t at = 2;
    if (s.n < 4 || !strchr("cskPOLM", s.p[1]))
        return 0;
    *ret = (struct label){.kind = s.p[1]};
    bool numbered = strchr("csk", s.p[1]) != NULL;
    while (numbered && at < s.n) {
        uint32_t number = 0;
        size_t from = at;
        while (at < s.n && wd_is_digit(s.p[at]) && at - from < 6)
            number = number * 10 + (uint32_t)(s.p[at++] - '0');
        if (at == from || ret->n == MOST_NUMBERS)
            return 0;
        ret->numbers[ret->n++] = number;
        if (at >= s.n || s.p[at] != ',')
            break;
        at++;
    }
    return at < s.n && s.p[at] == ' ' ? at + 1 : 0;
}

static void close_label(struct reader *x)
{
    const struct label *l = &x->open[--x->depth];
    struct wd_span span = {l->start, (uint32_t)x->text->n};
    if (l->kind == 'c' || l->kind == 's' || l->kind == 'k') {
        for (size_t i = 0; i < l->n; i++) {
            struct wd_labelled_quote *q = quote_of(x, l->numbers[i]);
            wd_list_add(x->a, l->kind == 'c' ? &q->content : l->kind == 's' ? &q->source : &q->cue, span);
        }
        return;
    }
    int type = l->kind == 'P' ? WD_NAME_PERSON : l->kind == 'O' ? WD_NAME_ORG : l->kind == 'L' ? WD_NAME_PLACE : WD_NAME_MISC;
    wd_list_add(x->a, &x->piece->names, (struct wd_name){.span = span, .type = type});
}

static int read_line(struct reader *x, struct wd_str line, struct wd_where *w)
{
    if (x->text->n)
        wd_buf_byte(x->text, '\n');
    for (size_t at = 0; at < line.n;) {
        if (line.p[at] == '{') {
            struct label l;
            size_t n = read_label(wd_str_from(line, at), &l);
            if (!n || x->depth == DEEPEST) {
                w->column = (uint32_t)at + 1;
                return wd_where_set(w, WD_E_SYNTAX, n ? "labels are nested too deep" : "no label after {");
            }
            l.start = (uint32_t)x->text->n;
            x->open[x->depth++] = l;
            at += n;
        } else if (line.p[at] == '}') {
            if (!x->depth) {
                w->column = (uint32_t)at + 1;
                return wd_where_set(w, WD_E_SYNTAX, "} closes nothing");
            }
            close_label(x);
            at++;
        } else {
            wd_buf_byte(x->text, line.p[at++]);
        }
    }
    return x->depth ? wd_where_set(w, WD_E_SYNTAX, "a label is not closed on its line") : 0;
}

static int by_place(const void *a, const void *b)
{
    const struct wd_span *p = a, *q = b;
    return (p->start > q->start) - (p->start < q->start);
}

static int by_name_place(const void *a, const void *b)
{
    const struct wd_name *p = a, *q = b;
    return by_place(&p->span, &q->span);
}

static void sort_spans(wd_spans *s)
{
    if (s->n)
        qsort(s->v, s->n, sizeof *s->v, by_place);
}

void wd_labelled_order(struct wd_labelled *d)
{
    size_t kept = 0;
    for (size_t i = 0; i < d->quotes.n; i++) {
        struct wd_labelled_quote *q = &d->quotes.v[i];
        sort_spans(&q->content);
        sort_spans(&q->source);
        sort_spans(&q->cue);
        if (q->content.n)
            d->quotes.v[kept++] = *q;
    }
    d->quotes.n = kept;
    if (d->names.n)
        qsort(d->names.v, d->names.n, sizeof *d->names.v, by_name_place);
}

static void finish(struct reader *x, struct wd_labelled *piece)
{
    if (!piece)
        return;
    piece->text = wd_arena_str(x->a, wd_buf_str(x->text));
    wd_labelled_order(piece);
    wd_buf_reset(x->text);
    x->numbers.n = 0;
}

int wd_labelled_read(struct wd_arena *a, struct wd_str file, wd_labelleds *documents, struct wd_where *w)
{
    struct wd_buf text;
    wd_buf_init(&text, WD_MAX_TEXT_BYTES);
    struct reader x = {.a = a, .text = &text};
    struct wd_str rest = file, line;
    uint32_t number = 0;
    int err = 0;
    while (!err && wd_str_cut(&rest, '\n', &line)) {
        line = wd_str_trim(line);
        w->line = ++number;
        if (!line.n || line.p[0] == '#')
            continue;
        if (line.p[0] == '@') {
            finish(&x, x.piece);
            struct wd_str head = wd_str_from(line, 1), language;
            (void)wd_str_cut(&head, ' ', &language);
            x.piece = wd_list_push(a, documents);
            *x.piece =
                (struct wd_labelled){.id = line, .language = language, .date_utc = WD_NO_TIME, .has_quotes = true, .has_names = true};
        } else if (!x.piece) {
            err = wd_where_set(w, WD_E_SYNTAX, "text before the first @ line");
        } else {
            err = read_line(&x, line, w);
        }
    }
    finish(&x, x.piece);
    if (!err)
        err = text.err;
    wd_buf_done(&text);
    return err;
}
