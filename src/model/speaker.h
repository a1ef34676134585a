/* model/speaker.h - who was heard, over all stories.
 * Duty:      the store counts it, pages/ and `show` print it. A speaker is a person or body under one key (stories/spelling.h), in however
 *            many spellings; one that is only described ("the operator") is listed apart, for it may be several.
 * Ownership: in the arena of whoever read it. */
#ifndef WD_MODEL_SPEAKER_H
#define WD_MODEL_SPEAKER_H

#include "model/story.h"

struct wd_speaker_line {
    uint64_t key;
    struct wd_str name, role; /* as most stories have them; role empty: none is known */
    int64_t statements, stories, last_utc;
    bool named; /* in most of its stories; else it is only described */
};
typedef WD_LIST(struct wd_speaker_line) wd_speaker_lines;

struct wd_speaker_form {
    struct wd_str text;
    int64_t stories; /* that print it */
};
typedef WD_LIST(struct wd_speaker_form) wd_speaker_forms;

struct wd_heard {
    const struct wd_story *story;
    const struct wd_statement *statement;
    int64_t at_utc;
};
struct wd_speaker_record {
    struct wd_speaker_line line;
    wd_speaker_lines near;          /* share a surname with it that one of them has alone: the same one, or a namesake */
    wd_speaker_forms forms, roles;  /* other than line.name and line.role; most stories first */
    WD_LIST(struct wd_heard) heard; /* newest first, from the offset asked for */
    bool more;                      /* there are older ones */
};

#endif
