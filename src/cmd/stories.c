#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/time.h"
#include "cmd/cmd.h"
#include "cmd/stories.h"
#include "text/language.h"

/* An article that a later line may print again, as its line named it. */
struct named {
    uint64_t article;
    int64_t number;
    struct wd_str text; /* p NULL: it is the number */
};
struct stories {
    struct wd_engine *engine;
    struct wd_story_trainer *trainer;
    struct wd_stems *stems;
    struct wd_map serials; /* story key -> number that is printed */
    uint64_t serial_n;
    struct wd_map ids;   /* article -> place in the ring + 1, counted from the first ever */
    struct named *named; /* ring, in order of arrival */
    size_t first, n, room;
};

static struct named *named_at(const struct stories *c, size_t number)
{
    return &c->named[number % c->room];
}

/* Ids of articles that the engine has forgotten go with them. */
static void name(struct stories *c, uint64_t article, const struct wd_json *id)
{
    if (wd_map_find(&c->ids, article))
        return;
    if (c->n == c->room) {
        size_t room = c->room ? c->room * 2 : 1024;
        struct named *wider = wd_calloc(room, sizeof *wider);
        for (size_t i = c->first; i < c->first + c->n; i++)
            wider[i % room] = c->named[i % c->room];
        free(c->named);
        c->named = wider;
        c->room = room;
    }
    struct named x = {.article = article, .number = id->integer};
    if (id->type == WD_JSON_STRING) {
        char *text = wd_malloc(id->string.n + 1);
        memcpy(text, id->string.p, id->string.n);
        x.text = wd_str_n(text, id->string.n);
    }
    *named_at(c, c->first + c->n) = x;
    *wd_map_at(&c->ids, article) = (uint64_t)(c->first + c->n++) + 1;
    while (c->n && !wd_engine_story(c->engine, named_at(c, c->first)->article)) {
        (void)wd_map_remove(&c->ids, named_at(c, c->first)->article);
        free((char *)named_at(c, c->first++)->text.p);
        c->n--;
    }
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
            const uint64_t *at = wd_map_find(&c->ids, acts->v[i].articles.v[k]);
            struct wd_jw j;
            if (!at)
                continue;
            wd_buf_byte(out, '\n');
            wd_jw_init(&j, out);
            wd_jw_object(&j);
            const struct named *x = named_at(c, (size_t)*at - 1);
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
    struct wd_article article;
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
        err = wd_story_trainer_line(c->trainer, a, &input, wd_json_get_str(in, "story"), wd_json_get_str(in, "part"), &j);
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

static int run(const struct wd_opts *opts, struct wd_where *w)
{
    struct wd_story_options options = wd_story_defaults;
    options.window_s = wd_opts_int(opts, "window") * 86400;
    struct stories c = {.stems = wd_stems_new()};
    wd_map_init(&c.serials);
    wd_map_init(&c.ids);
    int err = wd_opts_flag(opts, "features")
                  ? wd_story_trainer_new(&options, &c.trainer, w)
                  : wd_engine_new(&(struct wd_engine_options){.stories = &options, .forgets = true}, NULL, &c.engine, w);
    if (err)
        fprintf(stderr, "wiredesk stories: %s\n", w->message[0] ? w->message : wd_err_text(err));
    int status = err ? 1 : wd_filter(one, &c);
    for (size_t i = c.first; i < c.first + c.n; i++)
        free((char *)named_at(&c, i)->text.p);
    free(c.named);
    wd_map_done(&c.serials);
    wd_map_done(&c.ids);
    wd_story_trainer_free(c.trainer);
    wd_engine_free(c.engine);
    wd_stems_free(c.stems);
    return status;
}

int wd_cmd_stories(int argc, char **argv)
{
    static const struct wd_opt rows[] = {
        {"window", WD_OPT_INTEGER, "10", 0, 3650, NULL, "DAYS",
         "a story takes no article that comes so long after its last one; 0: it never closes", false},
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
                    "usage: wiredesk stories [--window DAYS] [--features] < NDJSON\n"
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
