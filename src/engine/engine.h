/* engine/engine.h - applies analysed articles in log order: copies, stories.
 * Duty:      the one place where order matters. Wrapped by the desk, ingest, replay and the filters.
 * Input:     articles as prepare (desk/prepare.h) makes them.
 * Ownership: the engine copies what it keeps; results in `a`.
 * Errors:    WD_E_TOOBIG for an article beyond the caps (not applied). WD_E_CORRUPT, WD_E_IO, WD_E_FULL of the shelf: the engine is to be
 *            made again on a cleared shelf.
 * Threads:   one engine, one thread; no input or output.   Cost: copies.h and stories.h. */
#ifndef WD_ENGINE_ENGINE_H
#define WD_ENGINE_ENGINE_H

#include "copies/origin.h"
#include "stories/stories.h"

/* The heavy part of preparing, done by workers: pure. */
struct wd_engine_input {
    const struct wd_article *article;
    struct wd_copy_doc doc;
    struct wd_features features;
};
int wd_engine_prepare(struct wd_arena *a, struct wd_stems *stems, const struct wd_article *article, struct wd_engine_input *ret) WD_MUST;

/* What applying an article had for effect. */
struct wd_placed {
    uint64_t article, version, story;
    bool founded;
    bool known;     /* this very version was applied before: nothing changed */
    bool is_update; /* another version of the article was */
    double score;
    wd_whys why;
    WD_LIST(struct wd_copy_link) links; /* nearest source first, at most 8 */
};
extern const struct wd_record wd_placed_record;

struct wd_engine;
/* shelf: of the copy index (copies.h), which is opened: WD_E_CORRUPT where it is damaged. */
int wd_engine_new(const struct wd_copy_options *copies, const struct wd_copy_shelf *shelf, const struct wd_story_options *stories,
                  struct wd_engine **ret, struct wd_where *ret_where) WD_MUST;
void wd_engine_free(struct wd_engine *e);
int wd_engine_apply(struct wd_engine *e, struct wd_arena *a, const struct wd_engine_input *in, struct wd_placed *ret) WD_MUST;
/* Takes in what was applied before, without deciding again: state afterwards equals that after apply. Texts that are sealed on the
 * shelf are found there again; WD_E_CORRUPT where another lies in their place. */
int wd_engine_restore(struct wd_engine *e, const struct wd_engine_input *in, const struct wd_placed *placed) WD_MUST;
/* When all was taken in: WD_E_CORRUPT where the shelf holds texts that did not come. */
int wd_engine_restored(const struct wd_engine *e) WD_MUST;
/* After a kill. */
int wd_engine_forget(struct wd_engine *e, uint64_t article) WD_MUST;

#endif
