/* desk/pace.h - when stories that changed are composed: most with the next commit, large ones as often as they can be afforded.
 * Duty:      keeps the stories that changed, in order of their first change, and says which of them are due. A story whose last composing
 *            took long waits WD_PACE_TIMES as long before it is composed again, so that a story of thousands takes a small share of the
 *            desk's time however often it changes, and no other story waits for it.
 * Ownership: heap, wd_pace_free.
 * Errors:    none.   Threads: one.
 * Cost:      O(1) a change; memory: the stories that wait, and those that lately took long. */
#ifndef WD_DESK_PACE_H
#define WD_DESK_PACE_H

#include "base/hash.h"

enum { WD_PACE_TIMES = 8 };

struct wd_changed {
    uint64_t story;
    bool at_once; /* whatever it takes: something was withdrawn, or put right by hand */
    bool marked;  /* the store knows that it waits */
};
struct wd_pace {
    struct wd_changed *changed;
    size_t n, cap;
    struct wd_map is_changed; /* story -> place in changed + 1 */
    struct wd_map next_ms;    /* story that took long -> when it may be composed again, at the earliest */
};

void wd_pace_done(struct wd_pace *p);
void wd_pace_change(struct wd_pace *p, uint64_t story, bool at_once, bool marked);
/* Milliseconds until it is due, 0: now. */
int64_t wd_pace_wait_ms(const struct wd_pace *p, const struct wd_changed *changed, int64_t now_ms);
/* It was composed at now_ms, which took so long. */
void wd_pace_composed(struct wd_pace *p, uint64_t story, double took_ms, int64_t now_ms);
/* Those whose bit in `keep` (one a place) is set stay, in their order. */
void wd_pace_keep(struct wd_pace *p, const bool *keep);
/* Milliseconds until the first is due; -1: none waits. */
int64_t wd_pace_due_ms(const struct wd_pace *p, int64_t now_ms);

#endif
