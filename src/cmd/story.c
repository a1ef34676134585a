#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/time.h"
#include "cmd/cmd.h"
#include "desk/door.h"
#include "os/file.h"
#include "os/os.h"

static const struct wd_opt options[] = {
    {.name = "data", .kind = WD_OPT_STRING, .argument = "DIR", .help = "data folder (default: as XDG says)"},
    {.name = "note", .kind = WD_OPT_STRING, .argument = "TEXT", .help = "why: shown beside what was done"},
    {.name = "limit",
     .kind = WD_OPT_INTEGER,
     .value = "50",
     .least = 1,
     .most = 1000000,
     .argument = "N",
     .help = "of log: so many of the newest"},
    {.name = "json", .kind = WD_OPT_FLAG, .help = "one JSON object, for programs"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

enum { WAIT_MS = 10000, LOOK_MS = 20, NOTE_MOST = 2000 };

struct call {
    struct wd_arena arena;
    struct wd_opts o;
    struct wd_where w;
    const char *data;
    struct wd_store *store;
    int64_t last_seq; /* of the newest act before this one */
};

static int usage(FILE *to)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    wd_buf_putc(&b,
                "usage: wiredesk story merge sN sM           two stories are one: the older one stays, the other's address leads to it\n"
                "       wiredesk story move aN... sM         articles lie in another story\n"
                "       wiredesk story split sN aN...        articles out of a story, into one of their own\n"
                "       wiredesk story log [sN|aN]           what was put right, by hand and by the desk itself, newest first\n");
    wd_opts_usage(options, WD_COUNT(options), &b);
    fwrite(b.p, 1, b.n, to);
    wd_buf_done(&b);
    return to == stdout ? 0 : 2;
}

/* Key of s12 or a34. */
static int key_of(struct call *c, const char *name, char kind, uint64_t *ret_key)
{
    uint32_t serial;
    if (!wd_serial_of(name, kind, &serial))
        return wd_where_set(&c->w, WD_E_USAGE, "%s: %s is wanted", name, kind == 's' ? "a story (s12)" : "an article (a34)");
    int err = wd_store_key(c->store, kind, serial, ret_key);
    if (err == WD_E_NOTFOUND)
        (void)wd_where_set(&c->w, err, "%s: there is no such %s", name, kind == 's' ? "story" : "article");
    return err;
}

static int story_key(struct call *c, const char *name, uint64_t *ret_key)
{
    struct wd_story story;
    int err = key_of(c, name, 's', ret_key);
    if (!err)
        err = wd_store_story(c->store, &c->arena, *ret_key, &story);
    if (err == WD_E_NOTFOUND)
        (void)wd_where_set(&c->w, err, "%s: there is no such story", name);
    return err;
}

/* from: the story that they must lie in; 0: any. */
static int article_keys(struct call *c, char *const *names, size_t n, uint64_t from, struct wd_wish *wish)
{
    int err = n ? 0 : wd_where_set(&c->w, WD_E_USAGE, "no article is named");
    for (size_t i = 0; i < n && !err; i++) {
        struct wd_article_rows rows = {0};
        uint64_t key = 0;
        err = key_of(c, names[i], 'a', &key);
        if (!err)
            err = wd_store_article(c->store, &c->arena, key, &rows);
        if (err == WD_E_NOTFOUND)
            return wd_where_set(&c->w, err, "%s: there is no such article", names[i]);
        if (!err && from && rows.story != from)
            err = wd_where_set(&c->w, WD_E_INVALID, "%s lies in another story", names[i]);
        if (!err)
            wd_list_add(&c->arena, &wish->articles, key);
    }
    return err;
}

static int read_merge(struct call *c, char *const *names, size_t n, struct wd_wish *wish)
{
    wish->kind = WD_ACT_MERGE;
    if (n != 2)
        return wd_where_set(&c->w, WD_E_USAGE, "merge: two stories are wanted");
    int err = story_key(c, names[0], &wish->from);
    if (!err)
        err = story_key(c, names[1], &wish->into);
    if (!err && wish->from == wish->into)
        err = wd_where_set(&c->w, WD_E_INVALID, "%s and %s are one story already", names[0], names[1]);
    return err;
}

static int read_move(struct call *c, char *const *names, size_t n, struct wd_wish *wish)
{
    wish->kind = WD_ACT_MOVE;
    if (n < 2)
        return wd_where_set(&c->w, WD_E_USAGE, "move: articles and a story are wanted");
    int err = story_key(c, names[n - 1], &wish->into);
    return err ? err : article_keys(c, names, n - 1, 0, wish);
}

static int read_split(struct call *c, char *const *names, size_t n, struct wd_wish *wish)
{
    wd_keys members = {0};
    wish->kind = WD_ACT_SPLIT;
    if (n < 2)
        return wd_where_set(&c->w, WD_E_USAGE, "split: a story and articles of it are wanted");
    int err = story_key(c, names[0], &wish->from);
    if (!err)
        err = article_keys(c, names + 1, n - 1, wish->from, wish);
    if (!err)
        err = wd_store_members(c->store, &c->arena, wish->from, &members);
    if (!err && wish->articles.n >= members.n)
        err = wd_where_set(&c->w, WD_E_INVALID, "these are all articles of %s", names[0]);
    return err;
}

/* ---- what was done ---- */

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

static void put_act(const struct wd_act *act)
{
    char at[24];
    wd_time_iso(act->at_utc, at);
    size_t n = act->articles.n;
    printf("%s  ", at);
    switch ((enum wd_act_kind)act->kind) {
    case WD_ACT_MERGE:
        printf("s%" PRIu32 " joined to s%" PRIu32 " (%zu article%s)", act->from_serial, act->into_serial, n, plural(n));
        break;
    case WD_ACT_MOVE: printf("%zu article%s moved from s%" PRIu32 " to s%" PRIu32, n, plural(n), act->from_serial, act->into_serial); break;
    case WD_ACT_SPLIT: printf("%zu article%s split off s%" PRIu32 ": s%" PRIu32, n, plural(n), act->from_serial, act->into_serial); break;
    }
    if (act->by_hand)
        fputs(", by hand", stdout);
    else
        printf(", by the desk: %.0f %% sure", 100 * act->score);
    putchar('\n');
    if (act->note.n)
        printf("    %.*s\n", WD_STR_ARG(act->note));
    for (size_t i = 0; i < act->why.n; i++)
        printf("    %.*s: %.*s\n", WD_STR_ARG(act->why.v[i].kind), WD_STR_ARG(act->why.v[i].what));
}

static int put_acts(const struct call *c, const wd_acts *acts)
{
    struct wd_buf b;
    struct wd_jw j;
    bool json = wd_opts_flag(&c->o, "json");
    wd_buf_init(&b, WD_MAX_PAGE_BYTES);
    wd_jw_init(&j, &b);
    wd_jw_object(&j);
    wd_jw_key(&j, "acts");
    wd_jw_array(&j);
    for (size_t i = 0; i < acts->n; i++) {
        if (json)
            wd_record_json(&wd_act_record, &acts->v[i], &j);
        else
            put_act(&acts->v[i]);
    }
    wd_jw_end(&j);
    wd_jw_end(&j);
    int err = b.err;
    if (json && !err)
        printf("%.*s\n", WD_STR_ARG(wd_buf_str(&b)));
    wd_buf_done(&b);
    return err || fflush(stdout) == 0 ? err : WD_E_IO;
}

static bool same_wish(const struct wd_act *act, const struct wd_wish *wish)
{
    bool story = act->from == wish->from || act->into == wish->into || act->from == wish->into;
    return act->by_hand && act->kind == wish->kind && story;
}

/* A running desk applies what it was given a moment later. */
static int wait_for_acts(struct call *c, const struct wd_wish *wish, wd_acts *ret_acts)
{
    int64_t until = wd_monotonic_ms() + WAIT_MS;
    for (;;) {
        wd_acts all = {0}, mine = {0};
        int err = wd_store_acts(c->store, &c->arena, 0, 0, 64, &all);
        for (size_t i = 0; i < all.n && !err; i++)
            if (all.v[i].seq > c->last_seq && same_wish(&all.v[i], wish))
                wd_list_add(&c->arena, &mine, all.v[i]);
        if (err || mine.n) {
            *ret_acts = mine;
            return err;
        }
        if (wd_monotonic_ms() > until)
            return wd_where_set(&c->w, WD_E_TIMEOUT, "the desk has not done it yet; the feeds page lists what could not be done");
        wd_sleep_ms(LOOK_MS);
    }
}

static int hand_over(struct call *c, const struct wd_wish *wish)
{
    struct wd_desk_options o = {.data = c->data, .workers = 1};
    struct wd_door *door = NULL;
    struct wd_buf packed;
    wd_buf_init(&packed, 1 << 24);
    wd_record_pack(&wd_wish_record, wish, &packed);
    struct wd_event event = {.kind = WD_EVENT_ACT, .instant_utc = wd_now_utc(), .source = WD_STR("story"), .body = wd_buf_str(&packed)};
    int err = packed.err ? packed.err : wd_door_open(&o, &door, &c->w);
    if (!err)
        err = wd_door_put(door, &event);
    if (!err)
        err = wd_door_finish(door, NULL, NULL, NULL, &c->w);
    wd_door_close(door);
    wd_buf_done(&packed);
    return err;
}

static int act(struct call *c, int (*read)(struct call *c, char *const *names, size_t n, struct wd_wish *wish))
{
    struct wd_wish wish = {.note = wd_str_trim(wd_opts_str(&c->o, "note"))};
    wd_acts before = {0}, done = {0};
    int err = wish.note.n > NOTE_MOST ? wd_where_set(&c->w, WD_E_USAGE, "--note: at most %d bytes", NOTE_MOST) : 0;
    if (!err)
        err = read(c, c->o.rest + 1, c->o.rest_n - 1, &wish);
    if (!err)
        err = wd_store_acts(c->store, &c->arena, 0, 0, 1, &before);
    if (err)
        return err;
    c->last_seq = before.n ? before.v[0].seq : 0;
    err = hand_over(c, &wish);
    if (!err)
        err = wait_for_acts(c, &wish, &done);
    return err ? err : put_acts(c, &done);
}

static int put_log(struct call *c)
{
    wd_acts acts = {0};
    uint64_t story = 0, article = 0;
    int err = 0;
    if (c->o.rest_n > 2)
        return wd_where_set(&c->w, WD_E_USAGE, "log: one story or article, or none");
    if (c->o.rest_n == 2)
        err = c->o.rest[1][0] == 'a' ? key_of(c, c->o.rest[1], 'a', &article) : key_of(c, c->o.rest[1], 's', &story);
    if (!err)
        err = wd_store_acts(c->store, &c->arena, story, article, (size_t)wd_opts_int(&c->o, "limit"), &acts);
    return err ? err : put_acts(c, &acts);
}

static int dispatch(struct call *c)
{
    const char *verb = c->o.rest_n ? c->o.rest[0] : "";
    int err = wd_store_open_reader(c->data, &c->store, &c->w);
    if (err)
        return err;
    if (strcmp(verb, "merge") == 0)
        return act(c, read_merge);
    if (strcmp(verb, "move") == 0)
        return act(c, read_move);
    if (strcmp(verb, "split") == 0)
        return act(c, read_split);
    return put_log(c);
}

int wd_cmd_story(int argc, char **argv)
{
    static const char *const verbs[] = {"merge", "move", "split", "log"};
    struct call c = {0};
    bool known = false;
    wd_arena_init(&c.arena);
    wd_opts_init(&c.o, &c.arena, options, WD_COUNT(options));
    int err = wd_opts_read_args(&c.o, &c.arena, argc, argv, 1, &c.w), status = 0;
    for (size_t i = 0; i < WD_COUNT(verbs) && !err && c.o.rest_n; i++)
        known = known || strcmp(c.o.rest[0], verbs[i]) == 0;
    if (!err && wd_opts_flag(&c.o, "help")) {
        status = usage(stdout);
    } else if (err || !known) {
        if (err || c.o.rest_n)
            fprintf(stderr, "wiredesk story: %s\n", err ? c.w.message : "merge, move, split or log is wanted");
        status = usage(stderr);
    } else {
        struct wd_str data = wd_opts_has(&c.o, "data") ? wd_opts_str(&c.o, "data") : wd_default_data_dir(&c.arena);
        c.data = wd_arena_c(&c.arena, data);
        err = dispatch(&c);
        if (err)
            fprintf(stderr, "wiredesk story: %s\n", c.w.message[0] ? c.w.message : wd_err_text(err));
        status = err == WD_E_USAGE ? 2 : err ? 1 : 0;
    }
    wd_store_close(c.store);
    wd_arena_done(&c.arena);
    return status;
}
