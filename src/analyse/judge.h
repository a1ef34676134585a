/* analyse/judge.h - how well quotations and names are found, against labels.
 * Duty:      counts of what was wanted, found and right. A quote is right when the bytes of its content, without marks and stops at the
 * ends of its pieces, share half with those of the label (intersection over union, best pairs first); it counts for `said` too where both
 * sources share a byte or neither has one. A name is right when span and type are. Input:     an analysis and the labels of the same text.
 * Ownership: scratch in `a`.   Errors: none.   Threads: pure.   Cost: O(quotes^2) of a text. */
#ifndef WD_ANALYSE_JUDGE_H
#define WD_ANALYSE_JUDGE_H

#include "analyse/labelled.h"

struct wd_score {
    size_t wanted, found, right, said;
};
struct wd_judgement {
    struct wd_score direct, all, names; /* direct: labels and finds that stand in marks as a whole */
};
void wd_judge(struct wd_arena *a, const struct wd_labelled *labels, const struct wd_analysis *found, struct wd_judgement *sums);
/* Harmonic mean of precision and recall; 0 where nothing is right. */
double wd_score_f1(const struct wd_score *s, bool said);

#endif
