/* analyse/models.h - the learned taggers of each language.
 * Duty:      those that ship (built in), or those of a folder's files, by file name: "cues-en.model".
 * Ownership: borrows the bytes it was given; constant after, shared by threads.
 * Errors:    as wd_tagger_read.   Threads: pure.   Cost: one pass over the bytes (checksum). */
#ifndef WD_ANALYSE_MODELS_H
#define WD_ANALYSE_MODELS_H

#include "analyse/tagger.h"

enum { WD_MODEL_LANGUAGES = 2 };
enum wd_model_kind { WD_MODEL_CUES, WD_MODEL_ROLES, WD_MODEL_NAMES, WD_MODEL_RENAMES, WD_MODEL_KINDS };
struct wd_models {
    struct wd_tagger taggers[WD_MODEL_LANGUAGES][WD_MODEL_KINDS];
    bool has[WD_MODEL_LANGUAGES][WD_MODEL_KINDS];
};
/* Those that ship. */
void wd_models_built_in(struct wd_models *ret);
/* "cues-en.model": the name of a model's file; a literal. NULL past the last. */
const char *wd_model_name(size_t i);
/* check: see wd_tagger_read. */
int wd_model_add(struct wd_models *m, size_t i, struct wd_str bytes, bool check) WD_MUST;
/* NULL: there is none. */
const struct wd_tagger *wd_model_of(const struct wd_models *m, struct wd_str language, enum wd_model_kind kind);

#endif
