/* Outlets for a terminal. */
#include "pages/outlets.h"
#include "pages/sheet.h"

static void put_delay(struct wd_sheet *x, struct wd_sheet_row *row, const struct wd_delays *d)
{
    wd_sheet_put(row, d->known ? wd_format_delay(x->a, d->median_s) : WD_STR("-"));
}

void wd_text_outlets(const struct wd_page_context *c, struct wd_arena *a, const struct wd_outlets_view *view, uint32_t width, bool colour,
                     struct wd_buf *out)
{
    static const char *const names[] = {"Outlet", "articles", "copied", "copies", "rewrites", "own", "median delay", "last seen"};
    struct wd_sheet x = {a, out, width, colour};
    wd_sheet_rows rows = {0};
    (void)wd_sheet_head(&x, &rows, names, WD_COUNT(names));
    for (size_t i = 0; i < view->lines.n; i++) {
        const struct wd_outlet_line *l = &view->lines.v[i];
        struct wd_sheet_row *row = wd_sheet_add(&x, &rows, wd_outlet_shown(l->name));
        wd_sheet_number(&x, row, l->articles);
        wd_sheet_put(row, wd_format_share(a, l->of_kind[WD_OUTPUT_COPY], l->articles));
        wd_sheet_number(&x, row, l->of_kind[WD_OUTPUT_COPY]);
        wd_sheet_number(&x, row, l->of_kind[WD_OUTPUT_REWRITE]);
        wd_sheet_number(&x, row, l->of_kind[WD_OUTPUT_OWN]);
        put_delay(&x, row, &l->delays);
        wd_sheet_put(row, wd_format_time(a, c->zone, l->last_utc, WD_TIME_CLOCK, c->as_of_utc == INT64_MAX ? WD_NO_TIME : c->as_of_utc));
    }
    if (view->lines.n)
        wd_sheet_print(&x, &rows);
    else
        wd_sheet_line(&x, WD_STR("No article in this time."));
}

static void print_plot(struct wd_sheet *x, const struct wd_page_context *c, const struct wd_outlet_page_view *view)
{
    struct wd_plot_view plot;
    wd_sheet_rows rows = {0};
    wd_view_plot(x->a, c->zone, view, &plot);
    if (!plot.shown)
        return;
    const char *const names[] = {wd_arena_c(x->a, wd_arena_printf(x->a, "By %.*s", WD_STR_ARG(plot.step))), "copies", "rewrites", "own"};
    wd_sheet_heading(x, "OVER TIME");
    (void)wd_sheet_head(x, &rows, names, WD_COUNT(names));
    for (size_t i = 0; i < plot.bars.n; i++) {
        const struct wd_plot_bar_view *b = &plot.bars.v[i];
        if (!b->any)
            continue;
        struct wd_sheet_row *row = wd_sheet_add(x, &rows, b->label);
        wd_sheet_number(x, row, b->copies);
        wd_sheet_number(x, row, b->rewrites);
        wd_sheet_number(x, row, b->own);
    }
    wd_sheet_print(x, &rows);
}

static void print_sources(struct wd_sheet *x, const struct wd_outlet *o)
{
    static const char *const from[] = {"Source", "copies", "rewrites", "median delay"}, *const by[] = {"Outlet", "copies", "rewrites"};
    wd_sheet_rows rows = {0}, copiers = {0};
    (void)wd_sheet_head(x, &rows, from, WD_COUNT(from));
    for (size_t i = 0; i < o->sources.n; i++) {
        struct wd_sheet_row *row = wd_sheet_add(x, &rows, o->sources.v[i].name.n ? o->sources.v[i].name : WD_STR("Source not named"));
        wd_sheet_number(x, row, o->sources.v[i].copies);
        wd_sheet_number(x, row, o->sources.v[i].rewrites);
        put_delay(x, row, &o->sources.v[i].delays);
    }
    if (o->sources.n) {
        wd_sheet_heading(x, "WHAT IT COPIES FROM");
        wd_sheet_print(x, &rows);
    }
    (void)wd_sheet_head(x, &copiers, by, WD_COUNT(by));
    for (size_t i = 0; i < o->copiers.n; i++) {
        struct wd_sheet_row *row = wd_sheet_add(x, &copiers, wd_outlet_shown(o->copiers.v[i].name));
        wd_sheet_number(x, row, o->copiers.v[i].copies);
        wd_sheet_number(x, row, o->copiers.v[i].rewrites);
    }
    if (o->copiers.n) {
        wd_sheet_heading(x, "WHO COPIES IT");
        wd_sheet_print(x, &copiers);
    }
}

static void print_edits(struct wd_sheet *x, const struct wd_outlet *o)
{
    static const char *const names[] = {"Copies and rewrites", "articles"};
    const struct {
        const char *name;
        int64_t n;
    } kinds[] = {{"unedited", o->edits.unedited},
                 {"lightly edited", o->edits.edited},
                 {"rewritten", o->line.of_kind[WD_OUTPUT_REWRITE]},
                 {"not compared", o->edits.not_compared}};
    wd_sheet_rows rows = {0};
    (void)wd_sheet_head(x, &rows, names, WD_COUNT(names));
    for (size_t i = 0; i < WD_COUNT(kinds); i++)
        wd_sheet_number(x, wd_sheet_add(x, &rows, wd_str_c(kinds[i].name)), kinds[i].n);
    wd_sheet_heading(x, "HOW MUCH EDITED");
    wd_sheet_print(x, &rows);
}

static void print_newest(struct wd_sheet *x, const struct wd_page_context *c, const struct wd_outlet *o)
{
    static const char *const names[] = {"Newest articles", "id", "kind", "at"};
    wd_sheet_rows rows = {0};
    (void)wd_sheet_head(x, &rows, names, WD_COUNT(names));
    for (size_t i = 0; i < o->newest.n; i++) {
        const struct wd_outlet_article *n = &o->newest.v[i];
        if (!n->serial)
            continue;
        struct wd_sheet_row *row = wd_sheet_add(x, &rows, n->title.n ? wd_format_line(x->a, n->title) : WD_STR("Without a headline"));
        wd_sheet_put(row, wd_arena_printf(x->a, "a%" PRIu32, n->serial));
        wd_sheet_put(row, wd_str_c(wd_output_names[n->kind]));
        wd_sheet_put(row, wd_format_time(x->a, c->zone, n->at_utc, WD_TIME_CLOCK, c->as_of_utc == INT64_MAX ? WD_NO_TIME : c->as_of_utc));
    }
    wd_buf_byte(x->out, '\n');
    wd_sheet_print(x, &rows);
}

void wd_text_outlet(const struct wd_page_context *c, struct wd_arena *a, const struct wd_outlet_page_view *view, uint32_t width,
                    bool colour, struct wd_buf *out)
{
    const struct wd_outlet *o = &view->outlet;
    const struct wd_outlet_line *l = &o->line;
    struct wd_sheet x = {a, out, width, colour};
    wd_sheet_line(&x, wd_outlet_shown(l->name));
    if (!l->articles) {
        wd_sheet_line(&x, WD_STR("No article in this time."));
        return;
    }
    wd_sheet_line(&x, wd_arena_printf(a, "%s: %s (%s), %s, %s", wd_format_count(a, (uint64_t)l->articles, "article", "articles").p,
                                      wd_format_count(a, (uint64_t)l->of_kind[WD_OUTPUT_COPY], "copy", "copies").p,
                                      wd_format_share(a, l->of_kind[WD_OUTPUT_COPY], l->articles).p,
                                      wd_format_count(a, (uint64_t)l->of_kind[WD_OUTPUT_REWRITE], "rewrite", "rewrites").p,
                                      wd_format_count(a, (uint64_t)l->of_kind[WD_OUTPUT_OWN], "own account", "own accounts").p));
    if (l->delays.known)
        wd_sheet_line(&x, wd_arena_printf(a, "Delay of its copies: median %s, quartiles %s and %s",
                                          wd_arena_c(a, wd_format_delay(a, l->delays.median_s)),
                                          wd_arena_c(a, wd_format_delay(a, l->delays.quarter_s)),
                                          wd_arena_c(a, wd_format_delay(a, l->delays.three_quarters_s))));
    print_plot(&x, c, view);
    print_sources(&x, o);
    if (o->sources.n)
        print_edits(&x, o);
    print_newest(&x, c, o);
}
