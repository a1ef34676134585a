/* analyse/cues.h - the words of a sentence that introduce what somebody says, with their subjects.
 * Duty:      verbs of speech ("said", "told reporters"), "according to", and where their attribution starts and ends.
 * Input:     a sentence of the frame, units [low, high).
 * Ownership: fills an array of the caller's.   Errors: none; at most WD_MAX_CUES a sentence.   Threads: pure.
 * Cost:      O(n) with bounded walks. */
#ifndef WD_ANALYSE_CUES_H
#define WD_ANALYSE_CUES_H

#include "analyse/phrase.h"

enum { WD_MAX_CUES = 24 };
struct wd_cue {
    size_t at, end;                  /* units of the cue word(s) */
    size_t subject_from, subject_to; /* equal: none; may stand on either side */
    size_t from, to;                 /* the attribution: subject, cue, addressee, adjuncts */
    uint64_t tags;
    bool is_inverted;  /* subject after the cue */
    bool is_inherited; /* subject is that of the cue before ("adding", "and said") */
    bool is_according; /* "according to", "laut" */
    bool is_tight;     /* nothing but the attribution stands up to the next mark, quotation or end */
};
/* Units of the subject of a sentence as a whole: what follows its opening phrases; equal: none. */
void wd_subject_of_sentence(const struct wd_reading *r, size_t low, size_t high, size_t *ret_from, size_t *ret_to);
size_t wd_cues_of(const struct wd_reading *r, size_t low, size_t high, struct wd_cue cues[static WD_MAX_CUES]);

#endif
