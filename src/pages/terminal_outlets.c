/* Outlets for a terminal: tables whose first column takes what the others leave. */
#include "base/utf8.h"
#include "pages/outlets.h"

enum { CELLS = 8, LEAST_NAME = 12 };

struct table {
    struct wd_str cells[CELLS];
    size_t n;
};
typedef WD_LIST(struct table) table_rows;

struct sheet {
    struct wd_arena *a;
    struct wd_buf *out;
    uint32_t width;
    bool colour;
};

static void blanks(struct wd_buf *out, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        wd_buf_byte(out, ' ');
}

/* As much of s as fits, whole characters. */
static struct wd_str fitting(struct wd_buf *out, struct wd_str s, uint32_t width)
{
    uint32_t used = 0;
    for (size_t at = 0; at < s.n;) {
        struct wd_cp c = wd_utf8_at(s, at);
        size_t bytes = WD_MAX(c.bytes, 1u);
        used += wd_text_word(out, wd_str_n(s.p + at, bytes), false);
        if (used > width)
            return wd_str_n(s.p, at);
        at += bytes;
    }
    return s;
}

static void print_row(struct sheet *x, const struct table *row, const uint32_t *widths, bool bold)
{
    if (bold && x->colour)
        wd_buf_putc(x->out, "\033[1m");
    for (size_t k = 0; k < row->n; k++) {
        struct wd_str cell = fitting(x->out, row->cells[k], widths[k]);
        uint32_t wide = wd_text_word(x->out, cell, false);
        if (k)
            blanks(x->out, 2 + widths[k] - wide);
        wd_text_word(x->out, cell, true);
        if (k == 0)
            blanks(x->out, widths[k] - wide);
    }
    if (bold && x->colour)
        wd_buf_putc(x->out, "\033[0m");
    wd_buf_byte(x->out, '\n');
}

/* The first row is the head. Columns from the right that the width has no room for are left out. */
static void print_table(struct sheet *x, table_rows *rows)
{
    uint32_t widths[CELLS] = {0}, used = 0;
    size_t columns = rows->n ? rows->v[0].n : 0;
    for (size_t i = 0; i < rows->n; i++)
        for (size_t k = 0; k < columns; k++)
            widths[k] = WD_MAX(widths[k], wd_text_word(x->out, rows->v[i].cells[k], false));
    while (columns > 1) {
        used = 0;
        for (size_t k = 1; k < columns; k++)
            used += widths[k] + 2;
        if (used + LEAST_NAME <= x->width)
            break;
        columns--;
        used = 0;
    }
    widths[0] = WD_MIN(widths[0], x->width - used);
    for (size_t i = 0; i < rows->n; i++) {
        rows->v[i].n = columns;
        print_row(x, &rows->v[i], widths, i == 0);
    }
}

static void line(struct sheet *x, struct wd_str text)
{
    (void)wd_text_word(x->out, fitting(x->out, text, x->width), true);
    wd_buf_byte(x->out, '\n');
}

static void heading(struct sheet *x, const char *text)
{
    wd_buf_printf(x->out, "\n%s%s%s\n", x->colour ? "\033[1m" : "", text, x->colour ? "\033[0m" : "");
}

static struct table *row_of(struct sheet *x, table_rows *rows, struct wd_str name)
{
    struct table *row = wd_list_push(x->a, rows);
    row->cells[row->n++] = name;
    return row;
}

static void put(struct table *row, struct wd_str cell)
{
    row->cells[row->n++] = cell;
}

static void put_number(struct sheet *x, struct table *row, int64_t n)
{
    put(row, wd_arena_printf(x->a, "%" PRId64, n));
}

static struct table *head_of(struct sheet *x, table_rows *rows, const char *const *names, size_t n)
{
    struct table *row = row_of(x, rows, wd_str_c(names[0]));
    for (size_t i = 1; i < n; i++)
        put(row, wd_str_c(names[i]));
    return row;
}

static void put_delay(struct sheet *x, struct table *row, const struct wd_delays *d)
{
    put(row, d->known ? wd_format_delay(x->a, d->median_s) : WD_STR("-"));
}

void wd_text_outlets(const struct wd_page_context *c, struct wd_arena *a, const struct wd_outlets_view *view, uint32_t width, bool colour,
                     struct wd_buf *out)
{
    static const char *const names[] = {"Outlet", "articles", "copied", "copies", "rewrites", "own", "median delay", "last seen"};
    struct sheet x = {a, out, width, colour};
    table_rows rows = {0};
    (void)head_of(&x, &rows, names, WD_COUNT(names));
    for (size_t i = 0; i < view->lines.n; i++) {
        const struct wd_outlet_line *l = &view->lines.v[i];
        struct table *row = row_of(&x, &rows, wd_outlet_shown(l->name));
        put_number(&x, row, l->articles);
        put(row, wd_format_share(a, l->of_kind[WD_OUTPUT_COPY], l->articles));
        put_number(&x, row, l->of_kind[WD_OUTPUT_COPY]);
        put_number(&x, row, l->of_kind[WD_OUTPUT_REWRITE]);
        put_number(&x, row, l->of_kind[WD_OUTPUT_OWN]);
        put_delay(&x, row, &l->delays);
        put(row, wd_format_time(a, c->zone, l->last_utc, WD_TIME_CLOCK, c->as_of_utc == INT64_MAX ? WD_NO_TIME : c->as_of_utc));
    }
    if (view->lines.n)
        print_table(&x, &rows);
    else
        line(&x, WD_STR("No article in this time."));
}

static void print_plot(struct sheet *x, const struct wd_page_context *c, const struct wd_outlet_page_view *view)
{
    struct wd_plot_view plot;
    table_rows rows = {0};
    wd_view_plot(x->a, c->zone, view, &plot);
    if (!plot.shown)
        return;
    const char *const names[] = {wd_arena_c(x->a, wd_arena_printf(x->a, "By %.*s", WD_STR_ARG(plot.step))), "copies", "rewrites", "own"};
    heading(x, "OVER TIME");
    (void)head_of(x, &rows, names, WD_COUNT(names));
    for (size_t i = 0; i < plot.bars.n; i++) {
        const struct wd_plot_bar_view *b = &plot.bars.v[i];
        if (!b->any)
            continue;
        struct table *row = row_of(x, &rows, b->label);
        put_number(x, row, b->copies);
        put_number(x, row, b->rewrites);
        put_number(x, row, b->own);
    }
    print_table(x, &rows);
}

static void print_sources(struct sheet *x, const struct wd_outlet *o)
{
    static const char *const from[] = {"Source", "copies", "rewrites", "median delay"}, *const by[] = {"Outlet", "copies", "rewrites"};
    table_rows rows = {0}, copiers = {0};
    (void)head_of(x, &rows, from, WD_COUNT(from));
    for (size_t i = 0; i < o->sources.n; i++) {
        struct table *row = row_of(x, &rows, o->sources.v[i].name.n ? o->sources.v[i].name : WD_STR("Source not named"));
        put_number(x, row, o->sources.v[i].copies);
        put_number(x, row, o->sources.v[i].rewrites);
        put_delay(x, row, &o->sources.v[i].delays);
    }
    if (o->sources.n) {
        heading(x, "WHAT IT COPIES FROM");
        print_table(x, &rows);
    }
    (void)head_of(x, &copiers, by, WD_COUNT(by));
    for (size_t i = 0; i < o->copiers.n; i++) {
        struct table *row = row_of(x, &copiers, wd_outlet_shown(o->copiers.v[i].name));
        put_number(x, row, o->copiers.v[i].copies);
        put_number(x, row, o->copiers.v[i].rewrites);
    }
    if (o->copiers.n) {
        heading(x, "WHO COPIES IT");
        print_table(x, &copiers);
    }
}

static void print_edits(struct sheet *x, const struct wd_outlet *o)
{
    static const char *const names[] = {"Copies and rewrites", "articles"};
    const struct {
        const char *name;
        int64_t n;
    } kinds[] = {{"unedited", o->edits.unedited},
                 {"lightly edited", o->edits.edited},
                 {"rewritten", o->line.of_kind[WD_OUTPUT_REWRITE]},
                 {"not compared", o->edits.not_compared}};
    table_rows rows = {0};
    (void)head_of(x, &rows, names, WD_COUNT(names));
    for (size_t i = 0; i < WD_COUNT(kinds); i++)
        put_number(x, row_of(x, &rows, wd_str_c(kinds[i].name)), kinds[i].n);
    heading(x, "HOW MUCH EDITED");
    print_table(x, &rows);
}

static void print_newest(struct sheet *x, const struct wd_page_context *c, const struct wd_outlet *o)
{
    static const char *const names[] = {"Newest articles", "id", "kind", "at"};
    table_rows rows = {0};
    (void)head_of(x, &rows, names, WD_COUNT(names));
    for (size_t i = 0; i < o->newest.n; i++) {
        const struct wd_outlet_article *n = &o->newest.v[i];
        if (!n->serial)
            continue;
        struct table *row = row_of(x, &rows, n->title.n ? wd_format_line(x->a, n->title) : WD_STR("Without a headline"));
        put(row, wd_arena_printf(x->a, "a%" PRIu32, n->serial));
        put(row, wd_str_c(wd_output_names[n->kind]));
        put(row, wd_format_time(x->a, c->zone, n->at_utc, WD_TIME_CLOCK, c->as_of_utc == INT64_MAX ? WD_NO_TIME : c->as_of_utc));
    }
    wd_buf_byte(x->out, '\n');
    print_table(x, &rows);
}

void wd_text_outlet(const struct wd_page_context *c, struct wd_arena *a, const struct wd_outlet_page_view *view, uint32_t width,
                    bool colour, struct wd_buf *out)
{
    const struct wd_outlet *o = &view->outlet;
    const struct wd_outlet_line *l = &o->line;
    struct sheet x = {a, out, width, colour};
    line(&x, wd_outlet_shown(l->name));
    if (!l->articles) {
        line(&x, WD_STR("No article in this time."));
        return;
    }
    line(&x, wd_arena_printf(a, "%s: %s (%s), %s, %s", wd_format_count(a, (uint64_t)l->articles, "article", "articles").p,
                             wd_format_count(a, (uint64_t)l->of_kind[WD_OUTPUT_COPY], "copy", "copies").p,
                             wd_format_share(a, l->of_kind[WD_OUTPUT_COPY], l->articles).p,
                             wd_format_count(a, (uint64_t)l->of_kind[WD_OUTPUT_REWRITE], "rewrite", "rewrites").p,
                             wd_format_count(a, (uint64_t)l->of_kind[WD_OUTPUT_OWN], "own account", "own accounts").p));
    if (l->delays.known)
        line(&x,
             wd_arena_printf(a, "Delay of its copies: median %s, quartiles %s and %s",
                             wd_arena_c(a, wd_format_delay(a, l->delays.median_s)), wd_arena_c(a, wd_format_delay(a, l->delays.quarter_s)),
                             wd_arena_c(a, wd_format_delay(a, l->delays.three_quarters_s))));
    print_plot(&x, c, view);
    print_sources(&x, o);
    if (o->sources.n)
        print_edits(&x, o);
    print_newest(&x, c, o);
}
