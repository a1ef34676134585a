#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/time.h"
#include "cmd/cmd.h"
#include "os/file.h"
#include "os/os.h"
#include "pages/pages.h"
#include "store/store.h"
#include "web/records.h"

enum { STORIES_AT_ONCE = 500, LEAST_COLUMNS = 40, MOST_COLUMNS = 110 };

static const struct wd_opt options[] = {
    {.name = "data", .kind = WD_OPT_STRING, .argument = "DIR", .help = "data folder (default: as XDG says)"},
    {.name = "json", .kind = WD_OPT_FLAG, .help = "one JSON object, for programs"},
    {.name = "outlets", .kind = WD_OPT_FLAG, .help = "outlets: what of their output is copied, and how fast"},
    {.name = "outlet",
     .kind = WD_OPT_STRING,
     .argument = "NAME",
     .help = "one outlet: from whom, how fast, how much edited, who copies it"},
    {.name = "speakers", .kind = WD_OPT_FLAG, .help = "speakers: who was heard, how often and when last"},
    {.name = "described", .kind = WD_OPT_FLAG, .help = "of speakers: those without a name"},
    {.name = "find", .kind = WD_OPT_STRING, .argument = "TEXT", .help = "of speakers: those whose name holds this"},
    {.name = "speaker", .kind = WD_OPT_STRING, .argument = "NAME", .help = "all that one speaker said, newest first"},
    {.name = "from",
     .kind = WD_OPT_INTEGER,
     .value = "0",
     .least = 0,
     .most = 100000,
     .argument = "N",
     .help = "of speakers and statements: leave out the first N"},
    {.name = "days",
     .kind = WD_OPT_INTEGER,
     .value = "0",
     .least = 0,
     .most = 36500,
     .argument = "N",
     .help = "of outlets: the last N days up to --as-of (default: all)"},
    {.name = "as-of", .kind = WD_OPT_STRING, .argument = "T", .help = "leave out stories that began after this instant"},
    {.name = "zone", .kind = WD_OPT_STRING, .value = "UTC", .argument = "NAME", .help = "time zone to print times in, as Europe/Berlin"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

struct show {
    struct wd_store *store;
    struct wd_arena *a;
    struct wd_page_context page;
    struct wd_buf out;
    struct wd_jw json;
    bool as_json, colour;
    uint32_t width;
    size_t shown;
};

static int usage(FILE *to)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    wd_buf_putc(&b, "usage: wiredesk show [options] [sN|aN]...\nWithout a story or article all stories, newest change first.\n");
    wd_opts_usage(options, WD_COUNT(options), &b);
    (void)fwrite(b.p, 1, b.n, to);
    wd_buf_done(&b);
    return to == stdout ? 0 : 2;
}

/* Output goes out story by story, so that memory stays flat. */
static int flush(struct show *x)
{
    int err = x->out.err;
    if (!err && x->out.n && fwrite(x->out.p, 1, x->out.n, stdout) != x->out.n)
        err = WD_E_IO;
    wd_buf_reset(&x->out);
    return err;
}

static int show_story(struct show *x, struct wd_arena *a, uint64_t key)
{
    struct wd_story s;
    int err = wd_store_story(x->store, a, key, &s);
    if (err)
        return err;
    if (s.created_utc != WD_NO_TIME && s.created_utc > x->page.as_of_utc)
        return 0;
    struct wd_around around;
    struct wd_page_context page = x->page;
    wd_around_read(x->store, a, &s, &around);
    page.around = &around;
    if (x->as_json) {
        wd_json_story(&s, &around, &x->json);
    } else {
        if (x->shown)
            wd_buf_putc(&x->out, "\n\n");
        wd_text_story(&page, a, &s, x->width, x->colour, &x->out);
    }
    x->shown++;
    return flush(x);
}

/* The cursor is an instant that several stories may share, so each page is asked for from its last instant on and what was shown is
 * passed over. */
static int show_all(struct show *x)
{
    struct wd_map seen;
    wd_map_init(&seen);
    int64_t before = 0;
    int err = 0;
    size_t limit = STORIES_AT_ONCE;
    for (bool more = true; more && !err;) {
        struct wd_arena a;
        wd_arena_init(&a);
        wd_story_rows rows = {0};
        err = wd_store_stories(x->store, &a, WD_STR(""), before, limit, &rows);
        size_t fresh = 0;
        for (size_t i = 0; i < rows.n && !err; i++) {
            if (wd_map_find(&seen, rows.v[i].key))
                continue;
            *wd_map_at(&seen, rows.v[i].key) = 1;
            fresh++;
            struct wd_arena one;
            wd_arena_init(&one);
            err = show_story(x, &one, rows.v[i].key);
            wd_arena_done(&one);
        }
        more = !err && rows.n >= limit; /* those of one instant stay together, so there may be more */
        if (more) {
            int64_t last = rows.v[rows.n - 1].updated_utc;
            if (fresh == 0)
                limit *= 2; /* more stories of one instant than a page holds */
            before = last + 1;
        }
        wd_arena_done(&a);
    }
    wd_map_done(&seen);
    return err;
}

static int show_article(struct show *x, uint64_t key)
{
    struct wd_article_rows rows = {0};
    struct wd_story story;
    struct wd_article_view v = {0};
    int err = wd_article_read(x->store, x->a, key, &rows, &story, &v);
    if (err)
        return err;
    if (x->as_json) {
        wd_jw_key(&x->json, "article");
        wd_json_article(&v, true, &x->json);
    } else {
        wd_text_article(&x->page, x->a, &v, x->width, x->colour, &x->out);
    }
    return flush(x);
}

static int show_one(struct show *x, const char *name)
{
    uint32_t serial;
    uint64_t key;
    if (!wd_serial_of(name, 's', &serial) && !wd_serial_of(name, 'a', &serial))
        return WD_E_USAGE;
    int err = wd_store_key(x->store, name[0], serial, &key);
    if (err)
        return err;
    if (name[0] == 'a')
        return show_article(x, key);
    if (!x->as_json)
        return show_story(x, x->a, key);
    wd_jw_key(&x->json, "stories");
    wd_jw_array(&x->json);
    err = show_story(x, x->a, key);
    wd_jw_end(&x->json);
    return err;
}

static int show_outlets(struct show *x, int64_t days)
{
    struct wd_outlets_view v = {.days = days, .period = wd_outlet_period(&x->page, days)};
    int err = wd_store_outlets(x->store, x->a, v.period, &v.lines);
    if (err)
        return err;
    if (x->as_json)
        wd_json_outlets(&v, &x->json);
    else
        wd_text_outlets(&x->page, x->a, &v, x->width, x->colour, &x->out);
    return 0;
}

static int show_outlet(struct show *x, struct wd_str name, int64_t days)
{
    struct wd_outlet_page_view v = {.days = days, .period = wd_outlet_period(&x->page, days)};
    int err = wd_store_outlet(x->store, x->a, name, v.period, &v.outlet);
    if (err)
        return err;
    if (x->as_json)
        wd_json_outlet(&v, &x->json);
    else
        wd_text_outlet(&x->page, x->a, &v, x->width, x->colour, &x->out);
    return 0;
}

static int show_speakers(struct show *x, const struct wd_opts *o)
{
    struct wd_speakers_view v = {.find = wd_opts_str(o, "find"), .described = wd_opts_flag(o, "described"), .from = wd_opts_int(o, "from")};
    struct wd_speaker_query query = {v.find, v.described, (size_t)v.from, WD_SPEAKERS_SHOWN + 1};
    int err = wd_store_speakers(x->store, x->a, &query, &v.lines);
    if (err)
        return err;
    if (v.lines.n > WD_SPEAKERS_SHOWN) {
        v.lines.n = WD_SPEAKERS_SHOWN;
        v.next = v.from + WD_SPEAKERS_SHOWN;
    }
    if (x->as_json)
        wd_json_speakers(&v, &x->json);
    else
        wd_text_speakers(&x->page, x->a, &v, x->width, x->colour, &x->out);
    return 0;
}

static int show_speaker(struct show *x, struct wd_str name, int64_t from)
{
    struct wd_speaker_page_view v = {.from = from};
    int err = wd_store_speaker(x->store, x->a, name, (size_t)from, WD_SPEAKER_STATEMENTS, &v.record);
    if (err)
        return err;
    v.next = v.record.more ? from + WD_SPEAKER_STATEMENTS : 0;
    if (x->as_json)
        wd_json_speaker(&v, &x->json);
    else
        wd_text_speaker(&x->page, x->a, &v, x->width, x->colour, &x->out);
    return 0;
}

/* Which of the lists and pages that are no stories was asked for; NULL: none, and ret_n says how many were. */
static const char *wanted_list(const struct wd_opts *o, size_t *ret_n)
{
    static const char *const flags[] = {"outlets", "speakers"}, *const names[] = {"outlet", "speaker"};
    const char *wanted = NULL;
    *ret_n = 0;
    for (size_t i = 0; i < WD_COUNT(flags); i++) {
        if (wd_opts_flag(o, flags[i]))
            wanted = flags[i], ++*ret_n;
        if (wd_opts_has(o, names[i]))
            wanted = names[i], ++*ret_n;
    }
    return wanted;
}

/* Outlets or speakers instead of stories: one object, one table. */
static int show_list(struct show *x, const struct wd_opts *o, const char *wanted)
{
    bool outlet = strcmp(wanted, "outlet") == 0, speaker = strcmp(wanted, "speaker") == 0;
    struct wd_str name = outlet || speaker ? wd_opts_str(o, wanted) : WD_STR("");
    int64_t days = wd_opts_int(o, "days");
    if (days && x->page.as_of_utc == INT64_MAX)
        x->page.as_of_utc = wd_now_utc();
    wd_jw_init(&x->json, &x->out);
    int err = outlet                            ? show_outlet(x, name, days)
              : speaker                         ? show_speaker(x, name, wd_opts_int(o, "from"))
              : strcmp(wanted, "speakers") == 0 ? show_speakers(x, o)
                                                : show_outlets(x, days);
    if (x->as_json)
        wd_buf_byte(&x->out, '\n');
    if (err)
        fprintf(stderr, "wiredesk show: %.*s: %s\n", WD_STR_ARG(name), wd_err_text(err));
    else
        err = flush(x);
    return !err && fflush(stdout) != 0 ? WD_E_IO : err;
}

static uint32_t terminal_width(void)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 80;
    return WD_MIN(WD_MAX((uint32_t)size.ws_col, LEAST_COLUMNS), MOST_COLUMNS);
}

static int read_context(struct show *x, const struct wd_opts *o, struct wd_where *w)
{
    struct wd_str as_of = wd_opts_str(o, "as-of");
    x->page.as_of_utc = INT64_MAX;
    if (as_of.n && !wd_time_parse_iso(as_of, &x->page.as_of_utc))
        return wd_where_set(w, WD_E_USAGE, "--as-of %.*s: an ISO instant is wanted", WD_STR_ARG(as_of));
    return wd_zone_load(x->a, wd_opts_str(o, "zone"), &x->page.zone, w);
}

static int show(struct show *x, const struct wd_opts *o)
{
    int err = 0;
    wd_jw_init(&x->json, &x->out);
    if (x->as_json)
        wd_jw_object(&x->json);
    if (o->rest_n == 0) {
        if (x->as_json) {
            wd_jw_key(&x->json, "stories");
            wd_jw_array(&x->json);
        }
        err = show_all(x);
        if (x->as_json)
            wd_jw_end(&x->json);
    }
    for (size_t i = 0; i < o->rest_n && !err; i++) {
        err = show_one(x, o->rest[i]);
        if (err)
            fprintf(stderr, "wiredesk show: %s: %s\n", o->rest[i],
                    err == WD_E_USAGE ? "no story (s12) or article (a34)" : wd_err_text(err));
    }
    if (x->as_json) {
        wd_jw_end(&x->json);
        wd_buf_byte(&x->out, '\n');
    }
    int flushed = flush(x);
    if (fflush(stdout) != 0)
        flushed = WD_E_IO;
    if (err && o->rest_n == 0)
        fprintf(stderr, "wiredesk show: %s\n", wd_err_text(err));
    return err ? err : flushed;
}

int wd_cmd_show(int argc, char **argv)
{
    struct wd_arena a;
    wd_arena_init(&a);
    struct wd_opts o;
    struct wd_where w = {0};
    struct show x = {.a = &a};
    wd_buf_init(&x.out, (size_t)WD_MAX_PAGE_BYTES * 2);
    int status = 0, err = 0;
    wd_opts_init(&o, &a, options, WD_COUNT(options));
    err = wd_opts_read_args(&o, &a, argc, argv, 1, &w);
    if (!err && wd_opts_flag(&o, "help")) {
        status = usage(stdout);
        goto out;
    }
    if (!err)
        err = read_context(&x, &o, &w);
    if (!err && o.rest_n > 1 && wd_opts_flag(&o, "json"))
        err = wd_where_set(&w, WD_E_USAGE, "--json takes one story or article");
    size_t lists = 0;
    const char *wanted = err ? NULL : wanted_list(&o, &lists);
    if (lists && (o.rest_n || lists > 1))
        err = wd_where_set(&w, WD_E_USAGE, "--outlets, --outlet NAME, --speakers or --speaker NAME alone");
    if (err == WD_E_USAGE) {
        fprintf(stderr, "wiredesk show: %s\n", w.message);
        status = usage(stderr);
        goto out;
    }
    if (!err) {
        struct wd_str data = wd_opts_has(&o, "data") ? wd_opts_str(&o, "data") : wd_default_data_dir(&a);
        err = wd_store_open_reader(wd_arena_c(&a, data), &x.store, &w);
    }
    if (err) {
        fprintf(stderr, "wiredesk show: %s\n", w.message[0] ? w.message : wd_err_text(err));
        status = 1;
        goto out;
    }
    x.as_json = wd_opts_flag(&o, "json");
    x.colour = !x.as_json && isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
    x.width = terminal_width();
    err = wanted ? show_list(&x, &o, wanted) : show(&x, &o);
    status = err == WD_E_USAGE ? 2 : err ? 1 : 0;
out:
    wd_store_close(x.store);
    wd_buf_done(&x.out);
    wd_arena_done(&a);
    return status;
}
