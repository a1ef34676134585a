/* cmd/stories.h - what the rule of placement sees, for training.
 * Duty:      each article goes into the story that it is said to lie in; its candidates are told as they were before.
 * Ownership: wd_story_trainer_free.   Errors: those of copies.h.   Threads: one.   Cost: memory is flat at a constant window. */
#ifndef WD_CMD_STORIES_H
#define WD_CMD_STORIES_H

#include "base/json.h"
#include "engine/engine.h"

struct wd_story_trainer;
int wd_story_trainer_new(const struct wd_story_options *options, struct wd_story_trainer **ret, struct wd_where *ret_where) WD_MUST;
void wd_story_trainer_free(struct wd_story_trainer *c);
/* Candidates, and then the article is put into its story. */
int wd_story_trainer_look(struct wd_story_trainer *c, struct wd_arena *a, const struct wd_engine_input *in, uint64_t story,
                          wd_story_candidates *ret_candidates) WD_MUST;
/* `stories --features`: adds "story", "number" and "candidates" to the object that is being written. The "story" of an event may lie there
 * in "part"s, as it does after a wrong split; any of them is right. After a wrong join an article lies in another, "into". Numbers tell
 * which story a candidate is. */
int wd_story_trainer_line(struct wd_story_trainer *c, struct wd_arena *a, const struct wd_engine_input *in, const struct wd_json *line,
                          struct wd_jw *j) WD_MUST;

#endif
