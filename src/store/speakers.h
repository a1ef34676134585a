/* store/speakers.h - what a story adds to the tables of speakers.
 * Duty:      statements, names and speakers out of a story, sorted, so that two states of it can be held against each other. No SQL.
 * Input:     a story as composed; its voices have keys.
 * Ownership: lists in `a`; texts borrow the story. Record table: wd_spoken_record.
 * Errors:    none.   Threads: pure.   Cost: O(n log n) in statements and forms. */
#ifndef WD_STORE_SPEAKERS_H
#define WD_STORE_SPEAKERS_H

#include "model/speaker.h"

struct wd_spoken_statement {
    uint64_t speaker, statement;
    int64_t at_utc;
};
/* name: as the story shows the speaker; variant: other printed forms; role: the office. */
enum wd_spoken_kind { WD_SPOKEN_NAME, WD_SPOKEN_VARIANT, WD_SPOKEN_ROLE };
struct wd_spoken_form {
    uint64_t speaker;
    uint32_t kind; /* enum wd_spoken_kind */
    struct wd_str text;
};
struct wd_spoken_voice {
    uint64_t speaker;
    uint32_t statements;
    bool named;
};
struct wd_spoken {
    WD_LIST(struct wd_spoken_statement) statements; /* by speaker, time, statement; distinct */
    WD_LIST(struct wd_spoken_form) forms;           /* by speaker, kind, text; distinct */
    WD_LIST(struct wd_spoken_voice) voices;         /* by speaker; of those with statements */
};
extern const struct wd_record wd_spoken_record;

void wd_spoken_of(struct wd_arena *a, const struct wd_story *story, struct wd_spoken *ret_spoken);
int wd_spoken_statement_order(const void *x, const void *y);
int wd_spoken_form_order(const void *x, const void *y);

#endif
