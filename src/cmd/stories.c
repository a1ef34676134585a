#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/time.h"
#include "cmd/cmd.h"
#include "cmd/stories.h"
#include "desk/shelf.h"
#include "text/language.h"

/* An article that a later line may print again, as its line named it. */
struct named {
    int64_t number;
    struct wd_str text; /* p NULL: it is the number */
};
struct stories {
    struct wd_engine *engine;
    struct wd_shelf *shelf;
    struct wd_story_trainer *trainer;
    struct wd_stems *stems;
    struct wd_map serials; /* story key -> number that is printed */
    uint64_t serial_n;
    struct wd_map names; /* article -> address of its struct named */
};

static struct named *named_at(const struct stories *c, uint64_t article)
{
    const uint64_t *at = wd_map_find(&c->names, article);
    return at ? (struct named *)(uintptr_t)*at : NULL;
}

static void forget(void *context, uint64_t article)
{
    struct stories *c = context;
    free(named_at(c, article));
    (void)wd_map_remove(&c->names, article);
}

/* Ids of articles that the engine forgets go with them. */
static void name(struct stories *c, uint64_t article, const struct wd_json *id)
{
    if (named_at(c, article) || !wd_engine_story(c->engine, article))
        return;
    struct wd_str text = id->type == WD_JSON_STRING ? id->string : WD_STR("");
    struct named *x = wd_malloc(sizeof *x + text.n);
    *x = (struct named){.number = id->integer};
    if (id->type == WD_JSON_STRING) {
        memcpy(x + 1, text.p, text.n);
        x->text = wd_str_n((const char *)(x + 1), text.n);
    }
    *wd_map_at(&c->names, article) = (uintptr_t)x;
}

/* Numbers of stories that are no more go when they are the half. */
static void drop_serials(struct stories *c)
{
    if (c->serials.n < 1024 || c->serials.n < 2 * wd_engine_stories(c->engine))
        return;
    struct wd_map kept;
    wd_map_init(&kept);
    for (size_t i = 0; i < c->serials.cap; i++)
        if (c->serials.slots[i].key && wd_engine_story_size(c->engine, c->serials.slots[i].key))
            *wd_map_at(&kept, c->serials.slots[i].key) = c->serials.slots[i].value;
    wd_map_done(&c->serials);
    c->serials = kept;
}

static void put_id(struct wd_jw *j, struct wd_str text, int64_t number)
{
    wd_jw_key(j, "id");
    if (text.p)
        wd_jw_str(j, text);
    else
        wd_jw_i64(j, number);
}

static void put_story(struct stories *c, struct wd_jw *j, uint64_t story)
{
    char text[24];
    uint64_t *serial = wd_map_at(&c->serials, story);
    if (!*serial)
        *serial = ++c->serial_n;
    int n = snprintf(text, sizeof(text), "s%" PRIu64, *serial);
    wd_jw_kstr(j, "story", wd_str_n(text, (size_t)n));
}

static void put_reasons(struct wd_jw *j, double score, const wd_whys *why)
{
    wd_jw_key(j, "score");
    wd_jw_f64(j, score, 4);
    wd_jw_key(j, "why");
    wd_jw_array(j);
    for (size_t i = 0; i < why->n; i++) {
        wd_jw_object(j);
        wd_jw_kstr(j, "kind", why->v[i].kind);
        wd_jw_kstr(j, "what", why->v[i].what);
        wd_jw_key(j, "weight");
        wd_jw_f64(j, why->v[i].weight, 4);
        wd_jw_end(j);
    }
    wd_jw_end(j);
}

/* A line for each article whose story is another now. */
static void put_acts(struct stories *c, struct wd_buf *out, const wd_acts *acts)
{
    for (size_t i = 0; i < acts->n; i++)
        for (size_t k = 0; k < acts->v[i].articles.n; k++) {
            const struct named *x = named_at(c, acts->v[i].articles.v[k]);
            struct wd_jw j;
            if (!x)
                continue;
            wd_buf_byte(out, '\n');
            wd_jw_init(&j, out);
            wd_jw_object(&j);
            put_id(&j, x->text, x->number);
            put_story(c, &j, acts->v[i].into);
            put_reasons(&j, acts->v[i].score, &acts->v[i].why);
            wd_jw_end(&j);
        }
}

static int read_article(struct wd_arena *a, const struct wd_json *in, struct wd_article *ret, struct wd_where *w)
{
    const struct wd_json *id = wd_json_get(in, "id");
    if (!id || (id->type != WD_JSON_STRING && !(id->type == WD_JSON_NUMBER && id->is_integer)))
        return wd_where_set(w, WD_E_INVALID, "\"id\" is missing, or neither text nor a whole number");
    struct wd_article x = {.title = wd_json_get_str(in, "title"),
                           .body = wd_json_get_str(in, "text"),
                           .language = wd_json_get_str(in, "lang"),
                           .outlet = wd_json_get_str(in, "outlet"),
                           .arrived_utc = WD_NO_TIME,
                           .created_utc = WD_NO_TIME,
                           .updated_utc = WD_NO_TIME};
    struct wd_str date = wd_json_get_str(in, "date");
    if (date.n && !wd_time_parse_iso(date, &x.created_utc))
        return wd_where_set(w, WD_E_INVALID, "\"date\" is not an ISO 8601 date");
    if (!x.language.n)
        x.language = wd_arena_str(a, wd_language_of(x.title, x.body, WD_STR("")));
    x.key = id->type == WD_JSON_STRING ? wd_hash(id->string) : wd_hash_mix(1, (uint64_t)id->integer);
    x.key += !x.key;
    x.version = wd_hash_mix(wd_hash(x.title), wd_hash(x.body));
    *ret = x;
    return 0;
}

static int one(void *context, struct wd_arena *a, const struct wd_json *in, struct wd_buf *out, struct wd_where *w)
{
    struct stories *c = context;
    const struct wd_json *id = wd_json_get(in, "id");
    struct wd_article article = {0};
    struct wd_engine_input input = {0};
    struct wd_placed placed = {0};
    int err = read_article(a, in, &article, w);
    if (err)
        return err;
    if (wd_engine_prepare(a, c->stems, &article, &input) != 0)
        return wd_where_set(w, WD_E_TOOBIG, "text of more words than are looked at");
    if (!c->trainer)
        err = wd_engine_apply(c->engine, a, &input, &placed);
    if (err)
        return err;
    struct wd_jw j;
    wd_jw_init(&j, out);
    wd_jw_object(&j);
    put_id(&j, id->type == WD_JSON_STRING ? id->string : wd_str_n(NULL, 0), id->integer);
    if (c->trainer) {
        err = wd_story_trainer_line(c->trainer, a, &input, in, &j);
        wd_jw_end(&j);
        return err;
    }
    put_story(c, &j, placed.story);
    put_reasons(&j, placed.score, &placed.why);
    wd_jw_end(&j);
    name(c, article.key, id);
    put_acts(c, out, &placed.acts);
    drop_serials(c);
    return 0;
}

/* keep: all texts lie in temporary files, as they lie in a desk's folder. */
static int open_engine(struct stories *c, const struct wd_story_options *options, bool keep, struct wd_where *w)
{
    int err = keep ? wd_shelf_open(NULL, &c->shelf, w) : 0;
    if (err)
        return err;
    const struct wd_engine_options o = {.stories = options, .forgets = !keep, .forgotten = forget, .context = c};
    return wd_engine_new(&o, keep ? wd_shelf_of(c->shelf) : NULL, &c->engine, w);
}

static void close_all(struct stories *c)
{
    for (size_t i = 0; i < c->names.cap; i++)
        if (c->names.slots[i].key)
            free((void *)(uintptr_t)c->names.slots[i].value);
    wd_map_done(&c->names);
    wd_map_done(&c->serials);
    wd_story_trainer_free(c->trainer);
    wd_engine_free(c->engine);
    if (c->shelf)
        wd_shelf_close(c->shelf);
    wd_stems_free(c->stems);
}

static int run(const struct wd_opts *opts, struct wd_where *w)
{
    struct wd_story_options options = wd_story_defaults;
    options.window_s = wd_opts_int(opts, "window") * 86400;
    struct stories c = {.stems = wd_stems_new()};
    wd_map_init(&c.serials);
    wd_map_init(&c.names);
    int err = wd_opts_flag(opts, "features") ? wd_story_trainer_new(&options, &c.trainer, w)
                                             : open_engine(&c, &options, wd_opts_flag(opts, "keep"), w);
    if (err)
        fprintf(stderr, "wiredesk stories: %s\n", w->message[0] ? w->message : wd_err_text(err));
    int status = err ? 1 : wd_filter(one, &c);
    close_all(&c);
    return status;
}

int wd_cmd_stories(int argc, char **argv)
{
    static const struct wd_opt rows[] = {
        {"window", WD_OPT_INTEGER, "10", 0, 3650, NULL, "DAYS",
         "a story takes no article that comes so long after its last one; 0: it never closes", false},
        {"keep", WD_OPT_FLAG, NULL, 0, 0, NULL, NULL,
         "texts outside the window have a say, too, as they have on a desk: 5 kB in temporary files and 150 bytes of memory an article",
         false},
        {"features", WD_OPT_FLAG, NULL, 0, 0, NULL, NULL,
         "for training: each line names its \"story\"; print what the rule sees of each candidate", false},
        {"help", WD_OPT_FLAG, NULL, 0, 0, NULL, NULL, "print this", false},
    };
    struct wd_arena a;
    struct wd_opts opts;
    struct wd_where w = {0};
    int status = 0;
    wd_arena_init(&a);
    wd_opts_init(&opts, &a, rows, WD_COUNT(rows));
    int err = wd_opts_read_args(&opts, &a, argc, argv, 1, &w);
    if (err || opts.rest_n || wd_opts_flag(&opts, "help")) {
        struct wd_buf usage;
        wd_buf_init(&usage, 1 << 16);
        wd_buf_putc(&usage,
                    "usage: wiredesk stories [--window DAYS] [--keep] [--features] < NDJSON\n"
                    "One line per article, {\"id\",\"date\"?,\"lang\"?,\"title\",\"text\",\"outlet\"?}, in order of arrival; prints "
                    "{\"id\",\"story\",\"score\",\"why\"}, and again for articles whose story is another later.\n");
        wd_opts_usage(rows, WD_COUNT(rows), &usage);
        if (err)
            fprintf(stderr, "wiredesk: %s\n", w.message);
        bool wanted = !err && wd_opts_flag(&opts, "help");
        fprintf(wanted ? stdout : stderr, "%.*s", WD_STR_ARG(wd_buf_str(&usage)));
        wd_buf_done(&usage);
        status = wanted ? 0 : 2;
        goto out;
    }
    status = run(&opts, &w);
out:
    wd_arena_done(&a);
    return status;
}
