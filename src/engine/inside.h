/* engine/inside.h - the engine's parts; private to this folder. acts.c changes which story articles lie in. */
#ifndef WD_ENGINE_INSIDE_H
#define WD_ENGINE_INSIDE_H

#include "engine/engine.h"
#include "engine/places.h"

struct wd_engine {
    bool forgets;
    struct wd_copies *copies;
    struct wd_stories *stories;
    struct wd_heads *heads;
    struct wd_places places;
};

void wd_engine_join(struct wd_engine *e, uint64_t from, uint64_t into);
/* Joins the two; the one that was founded first stays. */
struct wd_act wd_engine_merge(struct wd_engine *e, struct wd_arena *a, uint64_t one, uint64_t other);

#endif
