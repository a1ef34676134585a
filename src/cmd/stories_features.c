#include "cmd/stories.h"

#include <stdlib.h>

#include "base/hash.h"

enum { PARTS = 256 };

/* Articles whose texts the copy index holds, oldest first; they leave it with the window of the stories. */
struct held {
    uint64_t article, version;
};
struct wd_story_trainer {
    struct wd_stories *index;
    struct wd_copies *copies;
    uint64_t version_n;
    struct held *held; /* ring */
    size_t first, n, room;
};

static int hold(struct wd_story_trainer *c, struct held h)
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
    while (c->n && !wd_stories_of(c->index, c->held[c->first].article)) {
        int err = wd_copies_remove(c->copies, c->held[c->first].version);
        if (err)
            return err;
        c->first = (c->first + 1) % c->room;
        c->n--;
    }
    return 0;
}

int wd_story_trainer_new(const struct wd_story_options *options, struct wd_story_trainer **ret, struct wd_where *ret_where)
{
    struct wd_copy_options copies = wd_copy_defaults;
    struct wd_story_trainer *c = wd_calloc(1, sizeof *c);
    copies.max_candidates = 16;
    copies.hot_texts = 0;
    copies.passing = true;
    c->index = wd_stories_new(options);
    int err = wd_copies_new(&copies, NULL, &c->copies, ret_where);
    if (err)
        wd_story_trainer_free(c);
    else
        *ret = c;
    return err;
}

void wd_story_trainer_free(struct wd_story_trainer *c)
{
    if (!c)
        return;
    wd_stories_free(c->index);
    wd_copies_free(c->copies);
    free(c->held);
    free(c);
}

int wd_story_trainer_look(struct wd_story_trainer *c, struct wd_arena *a, const struct wd_engine_input *in, uint64_t story,
                          wd_story_candidates *ret_candidates)
{
    struct wd_copy_doc doc = in->doc;
    wd_reuses reuses = {0};
    wd_story_candidates list = {0};
    doc.key = ++c->version_n;
    int err = wd_copies_query(c->copies, a, &doc, &reuses);
    if (err)
        return err;
    wd_stories_candidates(c->index, a, &in->features, &reuses, &list);
    wd_stories_insert(c->index, &in->features, story);
    err = wd_copies_insert(c->copies, &doc);
    *ret_candidates = list;
    return err ? err : hold(c, (struct held){in->article->key, doc.key});
}

int wd_story_trainer_line(struct wd_story_trainer *c, struct wd_arena *a, const struct wd_engine_input *in, struct wd_str truth,
                          struct wd_str part, struct wd_jw *j)
{
    wd_story_candidates list;
    uint64_t story = (wd_hash(truth) & ~(uint64_t)(PARTS - 1)) | (wd_hash(part) & (PARTS - 1));
    int err = wd_story_trainer_look(c, a, in, story, &list);
    if (err)
        return err;
    wd_jw_kstr(j, "story", truth);
    wd_jw_key(j, "candidates");
    wd_jw_array(j);
    for (size_t i = 0; i < list.n; i++) {
        wd_jw_array(j);
        wd_jw_i64(j, (list.v[i].story ^ story) < PARTS);
        for (size_t k = 0; k < WD_STORY_FEATURES; k++)
            wd_jw_f64(j, list.v[i].feature[k], 6);
        wd_jw_f64(j, list.v[i].score, 4);
        wd_jw_end(j);
    }
    wd_jw_end(j);
    return 0;
}
