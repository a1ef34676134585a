/* analyse/german.h - where the subject of a German sentence stands.
 * Duty:      the finite verb comes second: what stands before it is the subject or an adjunct or object, and the subject follows it then;
 *            in clauses that open with "dass", "wie" and the like the verb comes last.
 * Input:     units [low, high) of one sentence; the verb as its unit.
 * Ownership: none.   Errors: from == to where no subject was found.   Threads: pure.   Cost: O(n) with bounded walks. */
#ifndef WD_ANALYSE_GERMAN_H
#define WD_ANALYSE_GERMAN_H

#include "analyse/phrase.h"

struct wd_units {
    size_t from, to;
};
/* Subject of the verb at `verb`. */
struct wd_units wd_german_subject(const struct wd_reading *r, size_t low, size_t verb, size_t high);
/* Unit of the finite verb of a main clause that starts at low; high where none is seen. */
size_t wd_german_finite(const struct wd_reading *r, size_t low, size_t high);

#endif
