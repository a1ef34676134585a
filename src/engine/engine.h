/* engine/engine.h - applies analysed articles in log order: copies, stories, and what is put right later.
 * Duty:      the one place where order matters. Wrapped by the desk, ingest, replay and the filters. An article is placed once, when it
 *            comes; later two stories may turn out to be one (at most one such pair an article), and an operator may move, join and split.
 * Input:     articles as prepare (desk/prepare.h) makes them.
 * Ownership: the engine copies what it keeps; results in `a`.
 * Errors:    WD_E_TOOBIG for an article beyond the caps (not applied). WD_E_CORRUPT, WD_E_IO, WD_E_FULL of the shelf: the engine is to be
 *            made again on a cleared shelf.
 * Threads:   one engine, one thread; no input or output.   Cost: copies.h and stories.h. */
#ifndef WD_ENGINE_ENGINE_H
#define WD_ENGINE_ENGINE_H

#include "copies/origin.h"
#include "model/placed.h"
#include "stories/heads.h"
#include "stories/stories.h"

/* The heavy part of preparing, done by workers: pure. */
struct wd_engine_input {
    const struct wd_article *article;
    struct wd_copy_doc doc;
    struct wd_features features;
    struct wd_head_units head; /* for links between stories; none where they are not wanted */
};
int wd_engine_prepare(struct wd_arena *a, struct wd_stems *stems, const struct wd_article *article, struct wd_engine_input *ret) WD_MUST;
/* Also what links between stories need. */
int wd_engine_prepare_head(struct wd_arena *a, struct wd_engine_input *in) WD_MUST;
/* The article turned out to be another than it was prepared as; `article` carries the key. */
void wd_engine_rename(struct wd_engine_input *in, const struct wd_article *article);

struct wd_engine_options {
    const struct wd_copy_options *copies;   /* NULL: the default */
    const struct wd_story_options *stories; /* NULL: the default */
    /* What has left the window of the stories is forgotten, its text with it: an archive streams through in constant memory. A later
     * version of an article that is forgotten is a new article then. */
    bool forgets;
    void (*forgotten)(void *context, uint64_t article); /* may be NULL */
    void *context;
};
struct wd_engine;
/* shelf: of the copy index (copies.h), which is opened: WD_E_CORRUPT where it is damaged. */
int wd_engine_new(const struct wd_engine_options *options, const struct wd_copy_shelf *shelf, struct wd_engine **ret,
                  struct wd_where *ret_where) WD_MUST;
void wd_engine_free(struct wd_engine *e);
int wd_engine_apply(struct wd_engine *e, struct wd_arena *a, const struct wd_engine_input *in, struct wd_placed *ret) WD_MUST;
/* Applies what was decided before: placement and acts are taken as they are. State afterwards equals that after apply. in NULL: the text
 * was purged; the article came, and lies where it lay. */
int wd_engine_follow(struct wd_engine *e, const struct wd_engine_input *in, const struct wd_placed *placed) WD_MUST;
/* Does what an operator asked for, as far as it can be done: what changed, one act a story that articles left. Of a merge the story that
 * was founded first stays; where the founding article is split off, it keeps the story and the others leave. The stories are no longer
 * joined with others by the engine itself. WD_E_NOTFOUND: an article or story is not known; WD_E_INVALID: there is nothing to do. */
int wd_engine_act(struct wd_engine *e, struct wd_arena *a, const struct wd_wish *wish, wd_acts *ret_acts,
                  struct wd_where *ret_where) WD_MUST;

/* What a story is linked with now. */
void wd_engine_links(struct wd_engine *e, struct wd_arena *a, uint64_t story, wd_story_links *ret_links);

/* Restoring: every version that was applied before, in its order, with the story that its article lies in now; the state afterwards equals
 * that after applying them all; a version that comes again is passed over. Texts that are sealed on the shelf are found there again;
 * WD_E_CORRUPT where another lies in their place. */
int wd_engine_restore(struct wd_engine *e, const struct wd_engine_input *in, uint64_t story) WD_MUST;
/* Of a version whose text was purged: that it came, and where it lies. */
void wd_engine_restore_purged(struct wd_engine *e, uint64_t article, uint64_t version, uint64_t story);
/* Of an act by hand, its stories. */
void wd_engine_restore_act(struct wd_engine *e, const struct wd_act *act);
/* When all was taken in: WD_E_CORRUPT where the shelf holds texts that did not come. */
int wd_engine_restored(const struct wd_engine *e) WD_MUST;
/* Story of an article, 0 where it never came or is forgotten; articles of a story; how many stories there are. */
uint64_t wd_engine_story(const struct wd_engine *e, uint64_t article);
/* Whether the article was ever in this state. */
bool wd_engine_has(const struct wd_engine *e, uint64_t article, uint64_t version);
uint32_t wd_engine_story_size(const struct wd_engine *e, uint64_t story);
size_t wd_engine_stories(const struct wd_engine *e);
/* After a kill. */
int wd_engine_forget(struct wd_engine *e, uint64_t article) WD_MUST;

#endif
