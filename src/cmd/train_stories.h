/* cmd/train_stories.h - the rule of placement, learned from what an operator put right.
 * Duty:      reads the articles of a data folder in their order, each with the story that it lies in now, and looks at what the rule saw of
 *            each candidate. Placements that were put right by hand count fully, all others a little, so that the rule does not forget; the
 *            weights of the sum are moved as far as that asks for (a penalised logistic fit, Newton's method), the units stay.
 * Errors:    those of the store; WD_E_EMPTY where nothing was put right by hand.
 * Threads:   one.   Cost: one pass over the stored versions; memory: the candidates. */
#ifndef WD_CMD_TRAIN_STORIES_H
#define WD_CMD_TRAIN_STORIES_H

#include "base/err.h"

/* Writes stories.txt into the folder `out`, and says on stdout what it does better, and what it does otherwise. */
int wd_train_stories(const char *data, const char *out, struct wd_where *ret_where) WD_MUST;

#endif
