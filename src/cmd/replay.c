#include <stdio.h>
#include <stdlib.h>

#include "cmd/cmd.h"
#include "desk/desk.h"
#include "desk/models.h"
#include "os/file.h"
#include "os/os.h"
#include "pages/pages.h"

static const struct wd_opt options[] = {
    {.name = "data", .kind = WD_OPT_STRING, .argument = "DIR", .help = "data folder (default: as XDG says)"},
    {.name = "workers",
     .kind = WD_OPT_INTEGER,
     .value = "0",
     .least = 0,
     .most = 256,
     .argument = "N",
     .help = "threads that read and analyse (0: as many as cores)"},
    {.name = "compare", .kind = WD_OPT_FLAG, .help = "change nothing: replay a copy and compare every page, byte for byte"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

/* Throws the derived tables of the folder away and makes them again. */
static int derive_anew(const char *folder, uint32_t workers, uint64_t *ret_articles, struct wd_where *w)
{
    struct wd_store *store = NULL;
    int err = wd_store_open(folder, &store, w);
    if (!err)
        err = wd_store_reset_derived(store, 0); /* no rules: the desk will say which */
    wd_store_close(store);
    struct wd_desk_options o = {.data = folder, .workers = workers};
    struct wd_desk *desk = NULL;
    if (!err)
        err = wd_desk_open(&o, &desk, w);
    if (!err)
        err = wd_desk_drain(desk, NULL, NULL);
    if (!err)
        *ret_articles = wd_desk_articles(desk);
    wd_desk_close(desk);
    return err;
}

static void page_of(struct wd_arena *a, const struct wd_story *story, struct wd_buf *out)
{
    struct wd_page_context c = {
        .as_of_utc = 0, .base_url = WD_STR("http://127.0.0.1"), .rules = wd_str_c(wd_rules_text()), .desk_name = WD_STR("wiredesk")};
    struct wd_jw j;
    wd_jw_init(&j, out);
    wd_page_story(&c, a, story, out);
    wd_atom_story(&c, a, story, out);
    wd_json_story(story, NULL, &j);
}

/* One serial in both folders; false in *ret_there when neither has it. */
static int same_page(struct wd_store *const stores[2], uint32_t serial, bool *ret_there, bool *ret_same)
{
    struct wd_arena a;
    struct wd_buf pages[2];
    bool there[2] = {false, false};
    int err = 0;
    wd_arena_init(&a);
    for (int i = 0; i < 2; i++) {
        wd_buf_init(&pages[i], 256u << 20);
        uint64_t key;
        struct wd_story story = {0};
        int got = wd_store_key(stores[i], 's', serial, &key);
        if (!got)
            got = wd_store_story(stores[i], &a, key, &story);
        if (got && got != WD_E_NOTFOUND)
            err = got;
        there[i] = got == 0;
        if (there[i])
            page_of(&a, &story, &pages[i]);
    }
    *ret_there = there[0] || there[1];
    *ret_same = there[0] == there[1] && wd_str_eq(wd_buf_str(&pages[0]), wd_buf_str(&pages[1]));
    wd_buf_done(&pages[0]);
    wd_buf_done(&pages[1]);
    wd_arena_done(&a);
    return err;
}

/* What the lists and pages of speakers are made of, but for the words, which are the stories' own. */
static int speakers_of(struct wd_store *store, struct wd_arena *a, const struct wd_speaker_line *line, struct wd_buf *out)
{
    struct wd_speaker_page_view v = {0};
    struct wd_jw j;
    int err = wd_store_speaker(store, a, line->name, 0, 0, &v.record);
    wd_jw_init(&j, out);
    if (err == WD_E_NOTFOUND)
        v.record.line = *line;
    wd_json_speaker(&v, &j);
    return err == WD_E_NOTFOUND ? 0 : err;
}

/* One page of the list in both folders. */
static int same_speakers(struct wd_store *const stores[2], const struct wd_speaker_query *query, bool *ret_more, bool *ret_same)
{
    struct wd_arena a;
    struct wd_buf pages[2];
    wd_speaker_lines lines[2] = {{0}, {0}};
    int err = 0;
    wd_arena_init(&a);
    for (int i = 0; i < 2; i++) {
        wd_buf_init(&pages[i], 256u << 20);
        if (!err)
            err = wd_store_speakers(stores[i], &a, query, &lines[i]);
        for (size_t k = 0; k < lines[i].n && !err; k++)
            err = speakers_of(stores[i], &a, &lines[i].v[k], &pages[i]);
    }
    *ret_more = lines[0].n == query->limit || lines[1].n == query->limit;
    *ret_same = wd_str_eq(wd_buf_str(&pages[0]), wd_buf_str(&pages[1]));
    wd_buf_done(&pages[0]);
    wd_buf_done(&pages[1]);
    wd_arena_done(&a);
    return err;
}

static int compare_speakers(struct wd_store *const stores[2], size_t *ret_different)
{
    enum { AT_ONCE = 200 };
    int err = 0;
    for (int described = 0; described < 2; described++) {
        struct wd_speaker_query query = {.described = described, .limit = AT_ONCE};
        for (bool more = true, same = true; more && !err; query.offset += AT_ONCE) {
            err = same_speakers(stores, &query, &more, &same);
            if (err || same)
                continue;
            ++*ret_different;
            printf("speakers from number %zu on differ\n", query.offset);
        }
    }
    return err;
}

static int compare(const char *folder, const char *copy, size_t *ret_pages, size_t *ret_different, struct wd_where *w)
{
    enum { GAP = 1000 }; /* serials without a page that end the comparison */
    struct wd_store *stores[2] = {NULL, NULL};
    int err = wd_store_open_reader(folder, &stores[0], w);
    if (!err)
        err = wd_store_open_reader(copy, &stores[1], w);
    size_t missing = 0;
    for (uint32_t serial = 1; !err && missing < GAP; serial++) {
        bool there = false, same = false;
        err = same_page(stores, serial, &there, &same);
        missing = there ? 0 : missing + 1;
        *ret_pages += there;
        if (there && !same) {
            ++*ret_different;
            printf("s%u differs\n", serial);
        }
    }
    if (!err)
        err = compare_speakers(stores, ret_different);
    wd_store_close(stores[0]);
    wd_store_close(stores[1]);
    return err;
}

static int replay_copy(struct wd_arena *a, const char *folder, uint32_t workers, struct wd_where *w, bool *ret_same)
{
    const char *temporary = getenv("TMPDIR");
    char *copy = wd_arena_c(a, wd_arena_printf(a, "%s/wiredesk-replay-XXXXXX", temporary ? temporary : "/tmp"));
    if (!mkdtemp(copy))
        return wd_where_set(w, WD_E_IO, "no temporary folder can be made");
    struct wd_store *store = NULL;
    size_t pages = 0, different = 0;
    uint64_t articles = 0;
    int err = wd_store_open_reader(folder, &store, w);
    if (!err)
        err = wd_store_backup(store, copy, w);
    if (!err)
        err = wd_models_copy(folder, copy, w);
    wd_store_close(store);
    if (!err)
        err = derive_anew(copy, workers, &articles, w);
    if (!err)
        err = compare(folder, copy, &pages, &different, w);
    wd_dir_remove(copy);
    if (!err)
        printf("%zu story pages from %" PRIu64 " articles and versions, %zu differ\n", pages, articles, different);
    *ret_same = different == 0;
    return err;
}

int wd_cmd_replay(int argc, char **argv)
{
    struct wd_arena a;
    struct wd_opts o;
    struct wd_where w = {0};
    wd_arena_init(&a);
    wd_opts_init(&o, &a, options, WD_COUNT(options));
    int err = wd_opts_read_args(&o, &a, argc, argv, 1, &w), status;
    if (err || o.rest_n || wd_opts_flag(&o, "help")) {
        struct wd_buf b;
        wd_buf_init(&b, 1 << 16);
        if (err)
            fprintf(stderr, "wiredesk replay: %s\n", w.message);
        wd_buf_putc(&b, "usage: wiredesk replay [OPTIONS]\n");
        wd_opts_usage(options, WD_COUNT(options), &b);
        status = !err && !o.rest_n ? 0 : 2;
        fwrite(b.p, 1, b.n, status ? stderr : stdout);
        wd_buf_done(&b);
    } else {
        struct wd_str data = wd_opts_has(&o, "data") ? wd_opts_str(&o, "data") : wd_default_data_dir(&a);
        const char *folder = wd_arena_c(&a, data);
        uint32_t workers = (uint32_t)wd_opts_int(&o, "workers");
        bool same = true;
        uint64_t articles = 0;
        if (wd_opts_flag(&o, "compare")) {
            err = replay_copy(&a, folder, workers, &w, &same);
        } else {
            err = derive_anew(folder, workers, &articles, &w);
            if (!err)
                printf("%" PRIu64 " articles and versions derived anew\n", articles);
        }
        if (err)
            fprintf(stderr, "wiredesk replay: %s\n", w.message[0] ? w.message : wd_err_text(err));
        status = err || !same ? 1 : 0;
    }
    wd_arena_done(&a);
    return status;
}
