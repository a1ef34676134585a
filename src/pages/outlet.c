#include <stdio.h>

#include "base/json.h"
#include "base/url.h"
#include "pages/outlets.h"

enum { ROWS_SHOWN = 40 };

/* A row of one of the tables: a name or class, its counts, and a bar. */
struct sum_view {
    struct wd_str name, href, note, articles, copies, rewrites, share, delay, width;
};
typedef WD_LIST(struct sum_view) sum_views;
static const struct wd_field sum_fields[] = {
    WD_FIELD(1, sum_view, name, WD_T_STR),     WD_FIELD(1, sum_view, href, WD_T_STR),   WD_FIELD(1, sum_view, note, WD_T_STR),
    WD_FIELD(1, sum_view, articles, WD_T_STR), WD_FIELD(1, sum_view, copies, WD_T_STR), WD_FIELD(1, sum_view, rewrites, WD_T_STR),
    WD_FIELD(1, sum_view, share, WD_T_STR),    WD_FIELD(1, sum_view, delay, WD_T_STR),  WD_FIELD(1, sum_view, width, WD_T_STR),
};
static WD_RECORD(sum_record, sum_view, sum_fields);

struct newest_view {
    struct wd_str title, href, url, language, tag, tag_kind, note, story;
    int64_t at_utc;
};
static const struct wd_field newest_fields[] = {
    WD_FIELD(1, newest_view, title, WD_T_STR),    WD_FIELD(1, newest_view, href, WD_T_STR),  WD_FIELD(1, newest_view, url, WD_T_STR),
    WD_FIELD(1, newest_view, language, WD_T_STR), WD_FIELD(1, newest_view, tag, WD_T_STR),   WD_FIELD(1, newest_view, tag_kind, WD_T_STR),
    WD_FIELD(1, newest_view, note, WD_T_STR),     WD_FIELD(1, newest_view, story, WD_T_STR), WD_FIELD(1, newest_view, at_utc, WD_T_TIME),
};
static WD_RECORD(newest_record, newest_view, newest_fields);

struct outlet_page {
    struct wd_head_view page;
    struct wd_str root, name, period, share, speed, unknown, edits, bar_label, json;
    struct wd_str median, unedited_share, more_sources, more_copiers;
    struct wd_str verbatim, edited_at, edited, own_at, own_words;
    int64_t last_utc;
    bool none, capped, has_bar, has_copies;
    wd_period_views periods;
    struct wd_plot_view plot;
    sum_views facts, sources, classes, kinds, copiers;
    WD_LIST(struct newest_view) newest;
};
static const struct wd_field outlet_fields[] = {
    WD_FIELD_OF(1, outlet_page, page, WD_T_REC, &wd_head_view_record),
    WD_FIELD(1, outlet_page, root, WD_T_STR),
    WD_FIELD(1, outlet_page, name, WD_T_STR),
    WD_FIELD(1, outlet_page, period, WD_T_STR),
    WD_FIELD(1, outlet_page, share, WD_T_STR),
    WD_FIELD(1, outlet_page, speed, WD_T_STR),
    WD_FIELD(1, outlet_page, unknown, WD_T_STR),
    WD_FIELD(1, outlet_page, edits, WD_T_STR),
    WD_FIELD(1, outlet_page, bar_label, WD_T_STR),
    WD_FIELD(1, outlet_page, json, WD_T_STR),
    WD_FIELD(1, outlet_page, median, WD_T_STR),
    WD_FIELD(1, outlet_page, unedited_share, WD_T_STR),
    WD_FIELD(1, outlet_page, more_sources, WD_T_STR),
    WD_FIELD(1, outlet_page, more_copiers, WD_T_STR),
    WD_FIELD(1, outlet_page, verbatim, WD_T_STR),
    WD_FIELD(1, outlet_page, edited_at, WD_T_STR),
    WD_FIELD(1, outlet_page, edited, WD_T_STR),
    WD_FIELD(1, outlet_page, own_at, WD_T_STR),
    WD_FIELD(1, outlet_page, own_words, WD_T_STR),
    WD_FIELD(1, outlet_page, last_utc, WD_T_TIME),
    WD_FIELD(1, outlet_page, none, WD_T_BOOL),
    WD_FIELD(1, outlet_page, capped, WD_T_BOOL),
    WD_FIELD(1, outlet_page, has_bar, WD_T_BOOL),
    WD_FIELD(1, outlet_page, has_copies, WD_T_BOOL),
    WD_FIELD_OF(1, outlet_page, periods, WD_T_LIST, &wd_period_view_record),
    WD_FIELD_OF(1, outlet_page, plot, WD_T_REC, &wd_plot_view_record),
    WD_FIELD_OF(1, outlet_page, facts, WD_T_LIST, &sum_record),
    WD_FIELD_OF(1, outlet_page, sources, WD_T_LIST, &sum_record),
    WD_FIELD_OF(1, outlet_page, classes, WD_T_LIST, &sum_record),
    WD_FIELD_OF(1, outlet_page, kinds, WD_T_LIST, &sum_record),
    WD_FIELD_OF(1, outlet_page, copiers, WD_T_LIST, &sum_record),
    WD_FIELD_OF(1, outlet_page, newest, WD_T_LIST, &newest_record),
};
WD_RECORD(wd_outlet_page_record, outlet_page, outlet_fields);

static struct wd_str number(struct wd_arena *a, int64_t n)
{
    return wd_arena_printf(a, "%" PRId64, n);
}

static void add_fact(struct wd_arena *a, struct outlet_page *p, int64_t n, const char *one, const char *many)
{
    wd_list_add(a, &p->facts, (struct sum_view){.name = wd_str_c(n == 1 ? one : many), .articles = number(a, n)});
}

static void set_sources(struct wd_arena *a, const struct wd_outlet *o, struct outlet_page *p)
{
    int64_t reused = o->line.of_kind[WD_OUTPUT_COPY] + o->line.of_kind[WD_OUTPUT_REWRITE];
    for (size_t i = 0; i < o->sources.n && i < ROWS_SHOWN; i++) {
        const struct wd_outlet_source *s = &o->sources.v[i];
        wd_list_add(a, &p->sources,
                    (struct sum_view){.name = s->name.n ? s->name : WD_STR("Source not named"),
                                      .href = s->here ? wd_view_outlet_href(a, "../", s->name) : WD_STR(""),
                                      .note = s->agency ? WD_STR("agency") : WD_STR("outlet"),
                                      .articles = number(a, s->copies + s->rewrites),
                                      .copies = number(a, s->copies),
                                      .rewrites = number(a, s->rewrites),
                                      .share = wd_format_share(a, s->copies + s->rewrites, reused),
                                      .delay = s->delays.known ? wd_format_delay(a, s->delays.median_s) : WD_STR(""),
                                      .width = wd_format_width(a, s->copies + s->rewrites, reused)});
    }
}

static void set_copiers(struct wd_arena *a, const struct wd_outlet *o, struct outlet_page *p)
{
    int64_t most = 1;
    for (size_t i = 0; i < o->copiers.n; i++)
        most = WD_MAX(most, o->copiers.v[i].copies + o->copiers.v[i].rewrites);
    for (size_t i = 0; i < o->copiers.n && i < ROWS_SHOWN; i++) {
        const struct wd_outlet_copier *x = &o->copiers.v[i];
        wd_list_add(a, &p->copiers,
                    (struct sum_view){.name = wd_outlet_shown(x->name),
                                      .href = wd_view_outlet_href(a, "../", x->name),
                                      .articles = number(a, x->copies + x->rewrites),
                                      .copies = number(a, x->copies),
                                      .rewrites = number(a, x->rewrites),
                                      .width = wd_format_width(a, x->copies + x->rewrites, most)});
    }
}

/* From the first class that has a copy to the last. */
static void set_classes(struct wd_arena *a, const struct wd_outlet *o, struct outlet_page *p)
{
    static const char *const names[WD_DELAY_CLASSES] = {"up to 5 min", "5 to 15 min", "15 to 30 min", "30 min to 1 h",
                                                        "1 to 3 h",    "3 to 12 h",   "12 to 24 h",   "more than a day"};
    size_t first = 0, end = WD_DELAY_CLASSES;
    while (first < end && !o->delay_classes[first])
        first++;
    while (end > first && !o->delay_classes[end - 1])
        end--;
    for (size_t i = first; i < end; i++)
        wd_list_add(a, &p->classes,
                    (struct sum_view){.name = wd_str_c(names[i]),
                                      .copies = number(a, o->delay_classes[i]),
                                      .share = wd_format_share(a, o->delay_classes[i], o->line.delays.known),
                                      .width = wd_format_width(a, o->delay_classes[i], o->line.delays.known)});
}

static void set_speed(struct wd_arena *a, const struct wd_outlet *o, struct outlet_page *p)
{
    const struct wd_delays *d = &o->line.delays;
    int64_t copies = o->line.of_kind[WD_OUTPUT_COPY];
    const char *quarter = wd_arena_c(a, wd_format_delay(a, d->quarter_s)), *three = wd_arena_c(a, wd_format_delay(a, d->three_quarters_s));
    if (copies > d->known)
        p->unknown = wd_arena_printf(a, "The delay of %s is not known: the source is not here, or states no time before that of the copy.",
                                     wd_arena_c(a, wd_format_count(a, (uint64_t)(copies - d->known), "further copy", "further copies")));
    if (!d->known)
        return;
    p->median = wd_format_delay(a, d->median_s);
    p->speed =
        d->known == 1
            ? wd_arena_printf(a, "Its copy came %s after what it is copied from.", wd_arena_c(a, p->median))
            : wd_arena_printf(
                  a, "Half of its copies come within %s of what they are copied from, a quarter within %s, three quarters within %s.",
                  wd_arena_c(a, p->median), quarter, three);
    set_classes(a, o, p);
}

static void add_kind(struct wd_arena *a, struct outlet_page *p, const char *name, const char *note, int64_t n, int64_t all)
{
    wd_list_add(a, &p->kinds,
                (struct sum_view){.name = wd_str_c(name),
                                  .note = wd_str_c(note),
                                  .articles = number(a, n),
                                  .share = wd_format_share(a, n, all),
                                  .width = wd_format_width(a, n, all)});
}

static void set_edits(struct wd_arena *a, const struct wd_outlet *o, struct outlet_page *p)
{
    const struct wd_outlet_edits *e = &o->edits;
    int64_t rewrites = o->line.of_kind[WD_OUTPUT_REWRITE], all = o->line.of_kind[WD_OUTPUT_COPY] + rewrites;
    if (!all)
        return;
    p->unedited_share = e->unedited + e->edited ? wd_format_share(a, e->unedited, e->unedited + e->edited) : WD_STR("");
    add_kind(a, p, "Unedited", "copies of which 95 of 100 words or more stand in sentences taken word for word", e->unedited, all);
    add_kind(a, p, "Lightly edited", "other copies", e->edited, all);
    add_kind(a, p, "Rewritten", "a part, or one long passage, is taken over", rewrites, all);
    if (e->not_compared)
        add_kind(a, p, "Not compared", "copies by their own notice; the original is not here", e->not_compared, all);
    if (!e->words)
        return;
    int64_t own = e->words - e->verbatim_words - e->edited_words;
    p->has_bar = true;
    p->verbatim = wd_format_width(a, e->verbatim_words, e->words);
    p->edited_at = p->verbatim;
    p->edited = wd_format_width(a, e->edited_words, e->words);
    p->own_at = wd_format_width(a, e->verbatim_words + e->edited_words, e->words);
    p->own_words = wd_format_width(a, own, e->words);
    p->bar_label =
        wd_arena_printf(a, "Words of its copies: %s in sentences taken word for word, %s in edited ones, %s in its own",
                        wd_arena_c(a, wd_format_share(a, e->verbatim_words, e->words)),
                        wd_arena_c(a, wd_format_share(a, e->edited_words, e->words)), wd_arena_c(a, wd_format_share(a, own, e->words)));
}

static void set_newest(struct wd_arena *a, const struct wd_outlet *o, struct outlet_page *p)
{
    static const char *const kinds[] = {"own", "rewrite", "copy"};
    for (size_t i = 0; i < o->newest.n; i++) {
        const struct wd_outlet_article *x = &o->newest.v[i];
        struct newest_view v = {
            .title = x->title.n ? wd_format_line(a, x->title) : WD_STR("Without a headline"),
            .href = wd_arena_printf(a, "../a/%" PRIu32, x->serial),
            .story = x->story_serial ? wd_arena_printf(a, "../s/%" PRIu32, x->story_serial) : WD_STR(""),
            .url = wd_url_web(x->url) ? x->url : WD_STR(""),
            .language = x->title.n ? wd_view_language(x->language, WD_STR("")) : WD_STR(""),
            .tag = wd_str_c(wd_output_names[x->kind]),
            .tag_kind = wd_str_c(kinds[x->kind]),
            .at_utc = x->at_utc,
        };
        if (!x->serial)
            continue;
        if (x->kind != WD_OUTPUT_OWN && x->source.n)
            v.note = wd_arena_printf(a, "of %.*s", WD_STR_ARG(x->source));
        if (v.note.n && x->delay_s != WD_NO_TIME)
            v.note = wd_arena_printf(a, "%.*s, %s after it", WD_STR_ARG(v.note), wd_arena_c(a, wd_format_delay(a, x->delay_s)));
        wd_list_add(a, &p->newest, v);
    }
}

void wd_page_outlet(const struct wd_page_context *c, struct wd_arena *a, const struct wd_outlet_page_view *view, struct wd_buf *out)
{
    const struct wd_outlet *o = &view->outlet;
    const struct wd_outlet_line *line = &o->line;
    struct wd_str path = wd_view_outlet_href(a, "../", line->name);
    struct outlet_page p = {
        .root = WD_STR("../"),
        .name = wd_outlet_shown(line->name),
        .period = wd_format_period(a, c, view->days),
        .share = wd_format_share(a, line->of_kind[WD_OUTPUT_COPY], line->articles),
        .json = wd_arena_printf(a, "%.*s.json", WD_STR_ARG(path)),
        .last_utc = line->last_utc,
        .none = line->articles == 0,
        .capped = o->capped,
        .has_copies = line->of_kind[WD_OUTPUT_COPY] > 0,
    };
    add_fact(a, &p, line->articles, "article", "articles");
    add_fact(a, &p, line->of_kind[WD_OUTPUT_OWN], "own account", "own accounts");
    add_fact(a, &p, line->of_kind[WD_OUTPUT_REWRITE], "rewrite", "rewrites");
    add_fact(a, &p, line->of_kind[WD_OUTPUT_COPY], "copy", "copies");
    wd_view_periods(a, path, view->days, &p.periods);
    wd_view_plot(a, c->zone, view, &p.plot);
    set_sources(a, o, &p);
    set_copiers(a, o, &p);
    if (o->sources.n > ROWS_SHOWN)
        p.more_sources = wd_format_count(a, o->sources.n - ROWS_SHOWN, "further source", "further sources");
    if (o->copiers.n > ROWS_SHOWN)
        p.more_copiers = wd_format_count(a, o->copiers.n - ROWS_SHOWN, "further outlet", "further outlets");
    set_speed(a, o, &p);
    set_edits(a, o, &p);
    set_newest(a, o, &p);
    wd_view_head(c, p.name, "../", &p.page);
    struct wd_template_env env = {.zone = c->zone, .day_utc = c->as_of_utc};
    wd_template_render(a, "outlet.html", &env, &wd_outlet_page_record, &p, out);
}

/* ---- JSON ---- */

static void put_sources(const struct wd_outlet *o, struct wd_jw *w)
{
    wd_jw_key(w, "sources");
    wd_jw_array(w);
    for (size_t i = 0; i < o->sources.n; i++) {
        wd_jw_object(w);
        wd_jw_kstr(w, "name", o->sources.v[i].name);
        wd_jw_kbool(w, "agency", o->sources.v[i].agency);
        wd_jw_ki64(w, "copies", o->sources.v[i].copies);
        wd_jw_ki64(w, "rewrites", o->sources.v[i].rewrites);
        wd_json_delays(&o->sources.v[i].delays, w);
        wd_jw_end(w);
    }
    wd_jw_end(w);
}

static void put_copiers(const struct wd_outlet *o, struct wd_jw *w)
{
    wd_jw_key(w, "copied_by");
    wd_jw_array(w);
    for (size_t i = 0; i < o->copiers.n; i++) {
        wd_jw_object(w);
        wd_jw_kstr(w, "outlet", o->copiers.v[i].name);
        wd_jw_ki64(w, "copies", o->copiers.v[i].copies);
        wd_jw_ki64(w, "rewrites", o->copiers.v[i].rewrites);
        wd_jw_end(w);
    }
    wd_jw_end(w);
}

static void put_edits(const struct wd_outlet *o, struct wd_jw *w)
{
    wd_jw_key(w, "edited");
    wd_jw_object(w);
    wd_jw_ki64(w, "unedited", o->edits.unedited);
    wd_jw_ki64(w, "lightly_edited", o->edits.edited);
    wd_jw_ki64(w, "rewritten", o->line.of_kind[WD_OUTPUT_REWRITE]);
    wd_jw_ki64(w, "not_compared", o->edits.not_compared);
    wd_jw_ki64(w, "words", o->edits.words);
    wd_jw_ki64(w, "verbatim_words", o->edits.verbatim_words);
    wd_jw_ki64(w, "edited_words", o->edits.edited_words);
    wd_jw_end(w);
}

static void put_newest(const struct wd_outlet *o, struct wd_jw *w)
{
    char id[16];
    wd_jw_key(w, "newest");
    wd_jw_array(w);
    for (size_t i = 0; i < o->newest.n; i++) {
        const struct wd_outlet_article *x = &o->newest.v[i];
        if (!x->serial)
            continue;
        wd_jw_object(w);
        (void)snprintf(id, sizeof id, "a%" PRIu32, x->serial);
        wd_jw_kstr(w, "id", wd_str_c(id));
        (void)snprintf(id, sizeof id, "s%" PRIu32, x->story_serial);
        wd_jw_kstr(w, "story", x->story_serial ? wd_str_c(id) : WD_STR(""));
        wd_jw_kstr(w, "title", x->title);
        wd_jw_kstr(w, "url", x->url);
        wd_jw_kstr(w, "kind", wd_str_c(wd_output_names[x->kind]));
        wd_jw_kstr(w, "source", x->source);
        wd_json_time(w, "at", x->at_utc);
        if (x->delay_s != WD_NO_TIME)
            wd_jw_ki64(w, "delay_s", x->delay_s);
        wd_jw_end(w);
    }
    wd_jw_end(w);
}

void wd_json_outlet(const struct wd_outlet_page_view *view, struct wd_jw *w)
{
    const struct wd_outlet *o = &view->outlet;
    wd_jw_object(w);
    wd_json_period(view->days, view->period, w);
    wd_json_outlet_line(&o->line, w);
    if (o->capped)
        wd_jw_kbool(w, "newest_only", true);
    put_sources(o, w);
    put_copiers(o, w);
    wd_jw_key(w, "delay_classes");
    wd_jw_array(w);
    for (size_t i = 0; i < WD_DELAY_CLASSES; i++) {
        wd_jw_object(w);
        if (i + 1 < WD_DELAY_CLASSES)
            wd_jw_ki64(w, "up_to_s", wd_delay_bounds_s[i]);
        wd_jw_ki64(w, "copies", o->delay_classes[i]);
        wd_jw_end(w);
    }
    wd_jw_end(w);
    put_edits(o, w);
    put_newest(o, w);
    wd_jw_end(w);
}
