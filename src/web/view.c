#include <stdlib.h>

#include "web/answers.h"

enum { FRONT_ROWS = 60, SECTIONS = 14, FAULTS = 40 };

static int64_t midnight(const struct wd_page_context *c)
{
    int64_t local = c->as_of_utc + wd_zone_offset_at(c->zone, c->as_of_utc, NULL);
    struct wd_civil day = wd_time_to_civil(local);
    day.hour = day.minute = day.second = 0;
    return wd_time_from_civil(day) - wd_zone_offset_local(c->zone, day);
}

static void add_section(struct wd_arena *a, wd_strs *sections, struct wd_str name)
{
    if (name.n == 0 || sections->n == SECTIONS)
        return;
    for (size_t i = 0; i < sections->n; i++) {
        if (wd_str_eq(sections->v[i], name))
            return;
    }
    wd_list_add(a, sections, name);
}

static int by_bytes(const void *x, const void *y)
{
    return wd_str_cmp(*(const struct wd_str *)x, *(const struct wd_str *)y);
}

static void set_row(struct wd_arena *a, const struct wd_story_row *from, struct wd_front_row *to)
{
    *to = (struct wd_front_row){.serial = from->serial,
                                .origins = from->origins,
                                .articles = from->articles,
                                .copies = from->copies,
                                .languages = from->languages,
                                .headline = from->headline,
                                .language = from->language,
                                .stand = from->stand,
                                .stand_outlet = from->headline_outlet,
                                .newest_kind = from->newest_kind,
                                .newest_outlet = from->newest_outlet,
                                .updated_utc = from->updated_utc,
                                .corrected = from->corrected,
                                .killed = from->killed,
                                .developing = from->developing};
    for (size_t i = 0; i < from->bars.n; i++)
        wd_list_add(a, &to->bars, (struct wd_bar_view){from->bars.v[i].originals, from->bars.v[i].copies});
}

int wd_front_read(struct wd_store *s, struct wd_arena *a, const struct wd_page_context *c, struct wd_str section, int64_t before_utc,
                  struct wd_front *ret_front)
{
    wd_story_rows rows = {0};
    int err = wd_store_stories(s, a, section, before_utc, FRONT_ROWS, &rows);
    if (err)
        return err;
    struct wd_front f = {.section = section};
    for (size_t i = 0; i < rows.n; i++) {
        set_row(a, &rows.v[i], wd_list_push(a, &f.rows));
        add_section(a, &f.sections, rows.v[i].section);
    }
    if (rows.n == FRONT_ROWS)
        f.next_before_utc = rows.v[rows.n - 1].updated_utc;
    add_section(a, &f.sections, section);
    wd_feeds feeds = {0};
    if (wd_store_feeds(s, a, &feeds) == 0) {
        for (size_t i = 0; i < feeds.n; i++)
            add_section(a, &f.sections, feeds.v[i].section);
    }
    if (f.sections.n)
        qsort(f.sections.v, f.sections.n, sizeof f.sections.v[0], by_bytes);
    struct wd_counts counts = {0};
    err = wd_store_counts(s, midnight(c), &counts);
    if (err)
        return err;
    f.articles_today = counts.articles;
    f.stories_today = counts.stories;
    f.origins_today = counts.origins;
    f.feeds = (int64_t)feeds.n;
    f.last_arrival_utc = counts.last_arrival_utc > 0 ? counts.last_arrival_utc : WD_NO_TIME;
    *ret_front = f;
    return 0;
}

/* How a reader should take it. */
static enum wd_feed_mood mood_of(enum wd_feed_state state)
{
    switch (state) {
    case WD_FEED_FAILING:
    case WD_FEED_REFUSED:
    case WD_FEED_GONE: return WD_FEED_BAD;
    case WD_FEED_PAUSED:
    case WD_FEED_WAITING:
    case WD_FEED_MOVED: return WD_FEED_ODD;
    case WD_FEED_BY_HAND:
    case WD_FEED_NOT_ASKED:
    case WD_FEED_GOOD: break;
    }
    return WD_FEED_FINE;
}

static void put_feed_row(struct wd_arena *a, const struct wd_feed *f, const struct wd_poll *p, struct wd_feed_row *r)
{
    enum wd_feed_state state = wd_feed_state_of(f, p);
    bool asked = state != WD_FEED_BY_HAND && state != WD_FEED_PAUSED && state != WD_FEED_GONE;
    *r = (struct wd_feed_row){
        .name = f->name,
        .url = f->url,
        .label = f->label,
        .state = wd_str_c(wd_feed_state_names[state]),
        .mood = mood_of(state),
        .error = p->error,
        .error_over = p->trouble == WD_TROUBLE_NONE,
        .why_next = asked && p->next_utc != WD_NO_TIME ? wd_wait_words(p->wait) : WD_STR(""),
        .last_utc = p->last_utc,
        .next_utc = asked ? p->next_utc : WD_NO_TIME,
        .found_utc = p->found_utc,
        .error_utc = p->error_utc,
        .failures = p->failures,
        .entries = p->entries,
        .per_day = p->per_day,
        .licensed = f->licensed,
    };
    wd_poll_notes(a, p, &r->notes);
}

int wd_feeds_read(struct wd_store *s, struct wd_arena *a, int64_t now_utc, struct wd_feeds_view *ret_view)
{
    struct wd_feeds_view v = {0};
    wd_feeds feeds = {0};
    int err = wd_store_feeds(s, a, &feeds);
    if (err)
        return err;
    for (size_t i = 0; i < feeds.n; i++) {
        const struct wd_feed *f = &feeds.v[i];
        struct wd_poll p;
        if (wd_store_poll(s, a, f->name, &p))
            wd_poll_init(&p, f->name, f->url);
        struct wd_feed_row *row = wd_list_push(a, &v.rows);
        put_feed_row(a, f, &p, row);
        struct wd_want_counts pages = {0};
        if (wd_store_want_counts(s, f->name, &pages) == 0 && wd_want_words(a, &pages).n)
            wd_list_add(a, &row->notes, wd_arena_printf(a, "%.*s.", WD_STR_ARG(wd_want_words(a, &pages))));
        struct wd_push push;
        if (wd_store_push_of(s, a, f->name, &push) == 0)
            row->push = wd_push_words(a, &push, now_utc);
    }
    wd_faults faults = {0};
    err = wd_store_faults(s, a, FAULTS, &faults);
    if (err)
        return err;
    for (size_t i = 0; i < faults.n; i++) {
        char iso[24];
        wd_time_iso(faults.v[i].at_utc, iso);
        wd_list_add(a, &v.faults,
                    wd_arena_printf(a, "%s %.*s: %.*s", iso, WD_STR_ARG(faults.v[i].source), WD_STR_ARG(faults.v[i].message)));
    }
    *ret_view = v;
    return 0;
}

int wd_outlets_read(struct wd_store *s, struct wd_arena *a, const struct wd_page_context *c, int64_t days, struct wd_outlets_view *ret_view)
{
    struct wd_outlets_view v = {.days = days, .period = wd_outlet_period(c, days)};
    int err = wd_store_outlets(s, a, v.period, &v.lines);
    if (!err)
        *ret_view = v;
    return err;
}

int wd_outlet_read(struct wd_store *s, struct wd_arena *a, const struct wd_page_context *c, struct wd_str name, int64_t days,
                   struct wd_outlet_page_view *ret_view)
{
    struct wd_outlet_page_view v = {.days = days, .period = wd_outlet_period(c, days)};
    int err = wd_store_outlet(s, a, name, v.period, &v.outlet);
    if (!err)
        *ret_view = v;
    return err;
}

int wd_speakers_read(struct wd_store *s, struct wd_arena *a, struct wd_str find, bool described, int64_t from,
                     struct wd_speakers_view *ret_view)
{
    struct wd_speakers_view v = {.find = find, .described = described, .from = from};
    struct wd_speaker_query query = {.find = find, .described = described, .offset = (size_t)from, .limit = WD_SPEAKERS_SHOWN + 1};
    int err = wd_store_speakers(s, a, &query, &v.lines);
    if (err)
        return err;
    if (v.lines.n > WD_SPEAKERS_SHOWN) {
        v.lines.n = WD_SPEAKERS_SHOWN;
        v.next = from + WD_SPEAKERS_SHOWN;
    }
    *ret_view = v;
    return 0;
}

int wd_speaker_read(struct wd_store *s, struct wd_arena *a, struct wd_str name, int64_t from, struct wd_speaker_page_view *ret_view)
{
    struct wd_speaker_page_view v = {.from = from};
    int err = wd_store_speaker(s, a, name, (size_t)from, WD_SPEAKER_STATEMENTS, &v.record);
    if (err)
        return err;
    v.next = v.record.more ? from + WD_SPEAKER_STATEMENTS : 0;
    *ret_view = v;
    return 0;
}
