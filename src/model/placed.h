/* model/placed.h - what applying an article had for effect: its story, why, whose words it uses, and what followed.
 * Duty:      the engine's answer, which the store keeps with each version and pages read.
 * Ownership: in the arena of whoever made or read it.   Record table: wd_placed_record. */
#ifndef WD_MODEL_PLACED_H
#define WD_MODEL_PLACED_H

#include "model/act.h"

struct wd_placed {
    uint64_t article, version, story;
    bool founded;
    bool known;     /* this very version was applied before: nothing changed */
    bool is_update; /* another version of the article was */
    double score;
    wd_whys why;
    WD_LIST(struct wd_copy_link) links; /* nearest source first, at most 8 */
    bool linked;                        /* what its story is linked with was looked for: */
    wd_story_links related;             /* of the story that the article lies in after the acts */
    wd_acts acts;                       /* of the engine's own, that followed; neither seq, instant nor serials are set */
};
extern const struct wd_record wd_placed_record;

#endif
