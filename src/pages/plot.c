/* The articles of an outlet over time, as bars: own accounts at the foot, rewrites on them, copies on top. */
#include "pages/view.h"

static const struct wd_field bar_fields[] = {
    WD_FIELD(1, wd_plot_bar_view, label, WD_T_STR),
    WD_FIELD(1, wd_plot_bar_view, own, WD_T_U32),
    WD_FIELD(1, wd_plot_bar_view, rewrites, WD_T_U32),
    WD_FIELD(1, wd_plot_bar_view, copies, WD_T_U32),
    WD_FIELD(1, wd_plot_bar_view, x, WD_T_U32),
    WD_FIELD(1, wd_plot_bar_view, own_y, WD_T_U32),
    WD_FIELD(1, wd_plot_bar_view, own_height, WD_T_U32),
    WD_FIELD(1, wd_plot_bar_view, rewrite_y, WD_T_U32),
    WD_FIELD(1, wd_plot_bar_view, rewrite_height, WD_T_U32),
    WD_FIELD(1, wd_plot_bar_view, copy_y, WD_T_U32),
    WD_FIELD(1, wd_plot_bar_view, copy_height, WD_T_U32),
    WD_FIELD(1, wd_plot_bar_view, any, WD_T_BOOL),
};
static WD_RECORD(bar_record, wd_plot_bar_view, bar_fields);

static const struct wd_field plot_fields[] = {
    WD_FIELD(1, wd_plot_view, width, WD_T_STR),  WD_FIELD(1, wd_plot_view, step, WD_T_STR),
    WD_FIELD(1, wd_plot_view, most, WD_T_STR),   WD_FIELD(1, wd_plot_view, half, WD_T_STR),
    WD_FIELD(1, wd_plot_view, first, WD_T_STR),  WD_FIELD(1, wd_plot_view, last, WD_T_STR),
    WD_FIELD(1, wd_plot_view, label, WD_T_STR),  WD_FIELD_OF(1, wd_plot_view, bars, WD_T_LIST, &bar_record),
    WD_FIELD(1, wd_plot_view, shown, WD_T_BOOL), WD_FIELD(1, wd_plot_view, older, WD_T_BOOL),
};
WD_RECORD(wd_plot_view_record, wd_plot_view, plot_fields);

enum { HOUR_S = 3600, DAY_S = 86400, LEAST_BARS = 8 };
static const struct {
    int64_t length_s;
    const char *name;
} steps[] = {{HOUR_S, "hour"}, {DAY_S, "day"}, {7 * DAY_S, "week"}, {28 * DAY_S, "four weeks"}, {364 * DAY_S, "52 weeks"}};

/* Instants as a clock on the wall shows them, so that a bar is a day of the zone. */
static int64_t local(const struct wd_zone *zone, int64_t utc)
{
    return utc + wd_zone_offset_at(zone, utc, NULL);
}

/* Number of the step that an instant falls into; weeks begin on Monday, and 1970 began on a Thursday. */
static int64_t step_of(int64_t local_s, int64_t length_s)
{
    if (length_s > DAY_S)
        local_s += 3 * DAY_S;
    return local_s / length_s - (local_s % length_s < 0);
}

static int64_t start_of(int64_t step, int64_t length_s)
{
    return step * length_s - (length_s > DAY_S ? 3 * DAY_S : 0);
}

/* The label is of local time already, so it is printed as if that were UTC. */
static struct wd_str label_of(struct wd_arena *a, int64_t local_s, bool hours, int64_t last_local_s)
{
    struct wd_str at = wd_format_time(a, NULL, local_s, WD_TIME_CLOCK, hours ? last_local_s : WD_NO_TIME);
    if (hours)
        return at;
    /* "14 Mar 2026, 00:00" */
    size_t comma = wd_str_find_byte(at, ',', 0);
    return comma == SIZE_MAX ? at : wd_str_n(at.p, comma);
}

static uint32_t scaled(uint64_t n, uint64_t most)
{
    return (uint32_t)((n * WD_PLOT_HEIGHT + most - 1) / most);
}

static void set_heights(struct wd_plot_bar_view *b, uint64_t most)
{
    uint64_t own = b->own, rewritten = own + b->rewrites, all = rewritten + b->copies;
    uint32_t low = scaled(own, most), middle = scaled(rewritten, most), high = scaled(all, most);
    b->own_y = WD_PLOT_HEIGHT - low;
    b->own_height = low;
    b->rewrite_y = WD_PLOT_HEIGHT - middle;
    b->rewrite_height = middle - low;
    b->copy_y = WD_PLOT_HEIGHT - high;
    b->copy_height = high - middle;
    b->any = all > 0;
}

/* Shortest step by which first to last makes no more than WD_PLOT_BARS bars; the longest where none does. */
static size_t choose_step(int64_t first_s, int64_t last_s)
{
    size_t k = 0;
    while (k + 1 < WD_COUNT(steps) && step_of(last_s, steps[k].length_s) - step_of(first_s, steps[k].length_s) >= WD_PLOT_BARS)
        k++;
    return k;
}

static void count(const struct wd_zone *zone, const struct wd_outlet *o, int64_t length_s, int64_t least, struct wd_plot_view *p)
{
    for (size_t i = 0; i < o->points.n; i++) {
        int64_t step = step_of(local(zone, o->points.v[i].at_utc), length_s) - least;
        if (step < 0 || (size_t)step >= p->bars.n) {
            p->older |= step < 0;
            continue;
        }
        struct wd_plot_bar_view *b = &p->bars.v[step];
        switch (o->points.v[i].kind) {
        case WD_OUTPUT_REWRITE: b->rewrites++; break;
        case WD_OUTPUT_COPY: b->copies++; break;
        default: b->own++; break;
        }
    }
}

void wd_view_plot(struct wd_arena *a, const struct wd_zone *zone, const struct wd_outlet_page_view *view, struct wd_plot_view *ret_plot)
{
    const struct wd_outlet *o = &view->outlet;
    struct wd_plot_view p = {0};
    *ret_plot = p;
    if (!o->points.n)
        return;
    /* from its first article in the period to its last: what lies before and after is no news of it */
    int64_t first_s = local(zone, o->line.first_utc), last_s = local(zone, o->line.last_utc);
    size_t k = choose_step(first_s, last_s);
    int64_t length_s = steps[k].length_s, most_recent = step_of(last_s, length_s);
    int64_t least = WD_MAX(WD_MIN(step_of(first_s, length_s), most_recent - LEAST_BARS + 1), most_recent - WD_PLOT_BARS + 1);
    int64_t step = least;
    do {
        struct wd_plot_bar_view *b = wd_list_push(a, &p.bars);
        b->x = (uint32_t)(step - least) * WD_PLOT_STEP;
        b->label = label_of(a, start_of(step, length_s), length_s < DAY_S, last_s);
    } while (++step <= most_recent);
    count(zone, o, length_s, least, &p);
    uint64_t most = 0, peak = 0;
    for (size_t i = 0; i < p.bars.n; i++) {
        uint64_t n = (uint64_t)p.bars.v[i].own + p.bars.v[i].rewrites + p.bars.v[i].copies;
        if (n > most) {
            most = n;
            peak = i;
        }
    }
    uint64_t top = WD_MAX(most + (most & 1), (uint64_t)2); /* even, so that half of it is a number of articles */
    for (size_t i = 0; i < p.bars.n; i++)
        set_heights(&p.bars.v[i], top);
    p.shown = true;
    p.width = wd_arena_printf(a, "%zu", p.bars.n * WD_PLOT_STEP);
    p.step = wd_str_c(steps[k].name);
    p.most = wd_arena_printf(a, "%" PRIu64, top);
    p.half = wd_arena_printf(a, "%" PRIu64, top / 2);
    p.first = p.bars.v[0].label;
    p.last = p.bars.n > 1 ? p.bars.v[p.bars.n - 1].label : WD_STR("");
    p.label = wd_arena_printf(a, "Articles per %s from %.*s to %.*s: %s, %s, %s; most, %" PRIu64 ", in the %s of %.*s", steps[k].name,
                              WD_STR_ARG(p.first), WD_STR_ARG(p.bars.v[p.bars.n - 1].label),
                              wd_format_count(a, (uint64_t)o->line.of_kind[WD_OUTPUT_OWN], "own account", "own accounts").p,
                              wd_format_count(a, (uint64_t)o->line.of_kind[WD_OUTPUT_REWRITE], "rewrite", "rewrites").p,
                              wd_format_count(a, (uint64_t)o->line.of_kind[WD_OUTPUT_COPY], "copy", "copies").p, most, steps[k].name,
                              WD_STR_ARG(p.bars.v[peak].label));
    *ret_plot = p;
}
