#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/time.h"
#include "cmd/cmd.h"
#include "stories/stories.h"
#include "text/language.h"

enum { PARTS = 256 };

/* Articles whose texts the copy index holds, oldest first; they leave it with the window of the stories. */
struct held {
    uint64_t article, version;
    struct wd_json id; /* owns its string */
};
struct stories {
    struct wd_stories *index;
    struct wd_copies *copies;
    struct wd_stems *stems;
    struct wd_map serials; /* story key -> number that is printed */
    uint64_t serial_n, version_n;
    struct held *held; /* ring */
    size_t first, n, room;
    uint64_t gone;            /* that left the ring */
    struct wd_map by_article; /* to gone + place in the ring + 1 */
    bool features;
};

static int hold(struct stories *c, struct held h)
{
    if (c->n == c->room) {
        size_t room = c->room ? c->room * 2 : 1024;
        struct held *wider = wd_calloc(room, sizeof(*wider));
        for (size_t i = 0; i < c->n; i++)
            wider[i] = c->held[(c->first + i) % c->room];
        free(c->held);
        c->held = wider;
        c->first = 0;
        c->room = room;
    }
    c->held[(c->first + c->n++) % c->room] = h;
    *wd_map_at(&c->by_article, h.article) = c->gone + c->n;
    while (c->n && !wd_stories_of(c->index, c->held[c->first].article)) {
        int err = wd_copies_remove(c->copies, c->held[c->first].version);
        if (err)
            return err;
        uint64_t *at = wd_map_at(&c->by_article, c->held[c->first].article);
        if (*at == c->gone + 1)
            wd_map_remove(&c->by_article, c->held[c->first].article);
        free((char *)(uintptr_t)c->held[c->first].id.string.p);
        c->gone++;
        c->first = (c->first + 1) % c->room;
        c->n--;
    }
    return 0;
}

static uint64_t serial_of(struct stories *c, uint64_t story)
{
    uint64_t *serial = wd_map_at(&c->serials, story);
    if (!*serial)
        *serial = ++c->serial_n;
    return *serial;
}

static void put_id(struct wd_jw *j, const struct wd_json *id)
{
    if (id && id->type == WD_JSON_NUMBER && id->is_integer) {
        wd_jw_ki64(j, "id", id->integer);
        return;
    }
    wd_jw_key(j, "id");
    wd_jw_str(j, wd_json_str(id));
}

static void put_placement(struct stories *c, struct wd_jw *j, uint64_t story, double score, const wd_whys *why)
{
    char text[24];
    int n = snprintf(text, sizeof(text), "s%" PRIu64, serial_of(c, story));
    wd_jw_kstr(j, "story", wd_str_n(text, (size_t)n));
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

/* Stories that have turned out to be one: what lies in the younger is printed again. */
static void put_merge(struct stories *c, struct wd_arena *a, struct wd_buf *out, const struct wd_features *f, const wd_reuses *reuses)
{
    struct wd_story_pair pair;
    wd_story_members members;
    if (!wd_stories_reunite(c->index, a, f, reuses, &pair))
        return;
    wd_stories_members(c->index, a, pair.other, &members);
    wd_stories_merge(c->index, pair.other, pair.one);
    for (size_t i = 0; i < members.n; i++) {
        const uint64_t *at = wd_map_find(&c->by_article, members.v[i]);
        struct wd_jw j;
        wd_buf_byte(out, '\n');
        wd_jw_init(&j, out);
        wd_jw_object(&j);
        put_id(&j, &c->held[(c->first + *at - c->gone - 1) % c->room].id);
        put_placement(c, &j, pair.one, pair.score, &pair.why);
        wd_jw_end(&j);
    }
}

/* What a story is called in training: that of the event, and the number of its part. */
static uint64_t story_named(const struct wd_json *in, const char *name, const char *part)
{
    return (wd_hash(wd_json_get_str(in, name)) & ~(uint64_t)(PARTS - 1)) | (wd_hash(wd_json_get_str(in, part)) & (PARTS - 1));
}

/* For training: the candidates of the article are printed, and it goes into the story that the line names. The "story" of an event may lie
 * there in "part"s, as it does after a wrong split; any of them is right. After a wrong join an article lies in another, "into". Numbers
 * tell which story a candidate is. */
static uint64_t put_features(struct stories *c, struct wd_arena *a, struct wd_jw *j, const struct wd_json *in, const struct wd_features *f,
                             const wd_reuses *reuses)
{
    uint64_t event = story_named(in, "story", "part"), story = event;
    if (wd_json_get_str(in, "into").n)
        story = story_named(in, "into", "into-part");
    wd_story_candidates list = {0};
    wd_stories_candidates(c->index, a, f, reuses, &list);
    wd_jw_kstr(j, "story", wd_json_get_str(in, "story"));
    wd_jw_key(j, "number");
    wd_jw_u64(j, serial_of(c, event));
    wd_jw_key(j, "candidates");
    wd_jw_array(j);
    for (size_t i = 0; i < list.n; i++) {
        wd_jw_array(j);
        wd_jw_i64(j, (list.v[i].story ^ event) < PARTS);
        wd_jw_u64(j, serial_of(c, list.v[i].story));
        for (size_t k = 0; k < WD_STORY_FEATURES; k++)
            wd_jw_f64(j, list.v[i].feature[k], 6);
        wd_jw_f64(j, list.v[i].score, 4);
        wd_jw_end(j);
    }
    wd_jw_end(j);
    return story;
}

static struct wd_json owned(const struct wd_json *id)
{
    struct wd_json copy = *id;
    if (copy.type == WD_JSON_STRING) {
        char *p = wd_malloc(copy.string.n + 1);
        memcpy(p, copy.string.p, copy.string.n);
        copy.string.p = p;
    }
    return copy;
}

static int one(void *context, struct wd_arena *a, const struct wd_json *in, struct wd_buf *out, struct wd_where *w)
{
    struct stories *c = context;
    const struct wd_json *id = wd_json_get(in, "id");
    if (!id || (id->type != WD_JSON_STRING && !(id->type == WD_JSON_NUMBER && id->is_integer)))
        return wd_where_set(w, WD_E_INVALID, "\"id\" is missing, or neither text nor a whole number");
    struct wd_str title = wd_json_get_str(in, "title"), text = wd_json_get_str(in, "text"), date = wd_json_get_str(in, "date");
    struct wd_str language = wd_json_get_str(in, "lang");
    if (!language.n)
        language = wd_language_of(title, text, WD_STR(""));
    int64_t at_utc = WD_NO_TIME;
    if (date.n && !wd_time_parse_iso(date, &at_utc))
        return wd_where_set(w, WD_E_INVALID, "\"date\" is not an ISO 8601 date");
    uint64_t article = id->type == WD_JSON_STRING ? wd_hash(id->string) : wd_hash_mix(1, (uint64_t)id->integer);
    article += !article;

    struct wd_features f;
    struct wd_copy_doc doc = {0};
    wd_reuses reuses = {0};
    int err = wd_features_make(a, c->stems, article, title, text, language, at_utc, &f);
    if (!err)
        err = wd_copy_doc_make(a, text, NULL, 0, NULL, 0, &doc);
    if (err)
        return wd_where_set(w, err, "text of more words than are looked at");
    doc.key = ++c->version_n;
    doc.article = article;
    doc.outlet = wd_json_get_str(in, "outlet").n ? wd_hash(wd_json_get_str(in, "outlet")) : 0;
    f.outlet = doc.outlet;
    err = wd_copies_query(c->copies, a, &doc, &reuses);
    if (err)
        return err;
    struct wd_jw j;
    wd_jw_init(&j, out);
    wd_jw_object(&j);
    put_id(&j, id);
    uint64_t story;
    if (c->features) {
        story = put_features(c, a, &j, in, &f, &reuses);
    } else {
        struct wd_placement p;
        wd_stories_decide(c->index, a, &f, &reuses, &p);
        put_placement(c, &j, p.story, p.score, &p.why);
        story = p.story;
    }
    wd_jw_end(&j);
    wd_stories_insert(c->index, &f, story);
    err = wd_copies_insert(c->copies, &doc);
    if (!err)
        err = hold(c, (struct held){article, doc.key, owned(id)});
    if (!err && !c->features)
        put_merge(c, a, out, &f, &reuses);
    return err;
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
                    "{\"id\",\"story\",\"score\",\"why\"}.\n");
        wd_opts_usage(rows, WD_COUNT(rows), &usage);
        if (err)
            fprintf(stderr, "wiredesk: %s\n", w.message);
        bool wanted = !err && wd_opts_flag(&opts, "help");
        fprintf(wanted ? stdout : stderr, "%.*s", WD_STR_ARG(wd_buf_str(&usage)));
        wd_buf_done(&usage);
        status = wanted ? 0 : 2;
        goto out;
    }
    struct wd_story_options options = wd_story_defaults;
    options.window_s = wd_opts_int(&opts, "window") * 86400;
    struct wd_copy_options copies = wd_copy_defaults;
    copies.max_candidates = 8; /* the nearest decide; the `copies` filter prints them all */
    copies.hot_texts = 0;      /* texts leave with the window */
    struct stories c = {.index = wd_stories_new(&options), .stems = wd_stems_new(), .features = wd_opts_flag(&opts, "features")};
    wd_map_init(&c.serials);
    wd_map_init(&c.by_article);
    err = wd_copies_new(&copies, NULL, &c.copies, &w);
    if (err)
        fprintf(stderr, "wiredesk stories: %s\n", w.message[0] ? w.message : wd_err_text(err));
    status = err ? 1 : wd_filter(one, &c);
    wd_map_done(&c.serials);
    wd_stories_free(c.index);
    wd_copies_free(c.copies);
    wd_stems_free(c.stems);
    for (size_t i = 0; i < c.n; i++)
        free((char *)(uintptr_t)c.held[(c.first + i) % c.room].id.string.p);
    free(c.held);
    wd_map_done(&c.by_article);
out:
    wd_arena_done(&a);
    return status;
}
