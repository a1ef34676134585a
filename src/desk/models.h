/* desk/models.h - the taggers that a data folder is read with, and the rule of placement.
 * Duty:      those that ship, replaced one by one by the files that models/ of the folder holds (`train` writes them). What is there counts
 *            as rules: a change of it derives the folder anew.
 * Ownership: the bytes live in `a`, which must outlive the models.
 * Errors:    WD_E_NOTFOUND where a folder named by hand holds none; those of wd_tagger_read; where->message names file and reason.
 * Threads:   any.   Cost: reads the files once. */
#ifndef WD_DESK_MODELS_H
#define WD_DESK_MODELS_H

#include "analyse/models.h"
#include "base/arena.h"
#include "stories/stories.h"

/* Adds the files of a folder to *models; hashes them into *hash in the order of their names. At least one must be there. */
int wd_models_load(struct wd_arena *a, const char *folder, struct wd_models *models, uint64_t *hash, struct wd_where *ret_where) WD_MUST;
/* Of a data folder, with the version of the rules that it is derived by. */
int wd_models_of(struct wd_arena *a, const char *data, struct wd_models *ret, uint64_t *ret_rules, struct wd_where *ret_where) WD_MUST;
#define WD_STORY_RULE_FILE "stories.txt"
/* The rule of placement of a data folder, NULL where it has none of its own; hashed into *rules. */
int wd_story_rule_of(struct wd_arena *a, const char *data, const struct wd_story_model **ret_rule, uint64_t *rules,
                     struct wd_where *ret_where) WD_MUST;
/* The files of one data folder into another. */
int wd_models_copy(const char *data, const char *to_data, struct wd_where *ret_where) WD_MUST;

#endif
