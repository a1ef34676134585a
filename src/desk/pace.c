#include "desk/pace.h"

#include <stdlib.h>

#include "base/arena.h"

/* What takes less is composed with every commit. SLOW_MOST: so many stories are remembered; beyond that all are forgotten and learnt
 * again. */
enum { SLOW_MOST = 4096, WAIT_MOST_MS = 10000 };
static const double SLOW_MS = 2;

void wd_pace_done(struct wd_pace *p)
{
    free(p->changed);
    wd_map_done(&p->is_changed);
    wd_map_done(&p->next_ms);
    *p = (struct wd_pace){0};
}

void wd_pace_change(struct wd_pace *p, uint64_t story, bool at_once, bool marked)
{
    if (!story)
        return;
    uint64_t *place = wd_map_at(&p->is_changed, story);
    if (!*place) {
        if (p->n == p->cap) {
            p->cap = p->cap ? p->cap * 2 : 64;
            p->changed = wd_realloc(p->changed, p->cap * sizeof *p->changed);
        }
        p->changed[p->n++] = (struct wd_changed){.story = story};
        *place = p->n;
    }
    p->changed[*place - 1].at_once |= at_once;
    p->changed[*place - 1].marked |= marked;
}

int64_t wd_pace_wait_ms(const struct wd_pace *p, const struct wd_changed *changed, int64_t now_ms)
{
    const uint64_t *next = changed->at_once ? NULL : wd_map_find(&p->next_ms, changed->story);
    return next && (int64_t)*next > now_ms ? (int64_t)*next - now_ms : 0;
}

void wd_pace_composed(struct wd_pace *p, uint64_t story, double took_ms, int64_t now_ms)
{
    if (took_ms < SLOW_MS) {
        (void)wd_map_remove(&p->next_ms, story);
        return;
    }
    if (p->next_ms.n >= SLOW_MOST)
        wd_map_done(&p->next_ms);
    double wait_ms = took_ms * WD_PACE_TIMES;
    *wd_map_at(&p->next_ms, story) = (uint64_t)now_ms + (uint64_t)(wait_ms < WAIT_MOST_MS ? wait_ms : WAIT_MOST_MS);
}

void wd_pace_keep(struct wd_pace *p, const bool *keep)
{
    size_t n = 0;
    wd_map_done(&p->is_changed);
    for (size_t i = 0; i < p->n; i++) {
        if (!keep[i])
            continue;
        p->changed[n++] = p->changed[i];
        *wd_map_at(&p->is_changed, p->changed[n - 1].story) = n;
    }
    p->n = n;
}

int64_t wd_pace_due_ms(const struct wd_pace *p, int64_t now_ms)
{
    int64_t soonest = -1;
    for (size_t i = 0; i < p->n; i++) {
        int64_t wait = wd_pace_wait_ms(p, &p->changed[i], now_ms);
        if (soonest < 0 || wait < soonest)
            soonest = wait;
    }
    return soonest;
}
