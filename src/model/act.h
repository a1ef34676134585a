/* model/act.h - corrections of which articles lie in which story: by the desk itself, later, or by who runs it.
 * Duty:      the log's events of kind WD_EVENT_ACT carry what an operator asked for (wd_wish); the store keeps what was done (wd_act), for
 *            pages and for `wiredesk story log`.
 * Ownership: in the arena of whoever made or read it.   Record tables: wd_wish_record, wd_act_record. */
#ifndef WD_MODEL_ACT_H
#define WD_MODEL_ACT_H

#include "model/story.h"

enum wd_act_kind {
    WD_ACT_MOVE,  /* articles into another story */
    WD_ACT_MERGE, /* all of a story into another; the older one stays, the other's address leads to it */
    WD_ACT_SPLIT  /* articles out of a story, into one of their own */
};
extern const char *const wd_act_names[]; /* "move", "merge", "split" */

/* What an operator asks for. Stories are named by key; a story that is no more is the one that its founding article lies in. */
struct wd_wish {
    int kind;                   /* enum wd_act_kind */
    uint64_t from, into;        /* merge: both, in any order; move: into; split: from */
    WD_LIST(uint64_t) articles; /* move, split */
    struct wd_str note;         /* why, in the operator's words; may be empty */
};
extern const struct wd_record wd_wish_record;

/* What was done. */
struct wd_act {
    int64_t seq, at_utc; /* event that it came with, and its instant */
    int kind;
    bool by_hand;        /* else the desk's own */
    uint64_t from, into; /* stories, before and after */
    uint32_t from_serial, into_serial;
    WD_LIST(uint64_t) articles; /* that changed their story */
    double score;               /* of the desk's own: how sure it is, 0..1 */
    wd_whys why;                /* of the desk's own */
    struct wd_str note;
};
typedef WD_LIST(struct wd_act) wd_acts;
extern const struct wd_record wd_act_record;
/* Of acts, newest first: whether number i joined another story to this one, and that other one has not come to life again since. */
bool wd_act_leads_here(const wd_acts *acts, size_t i, uint64_t story);

#endif
