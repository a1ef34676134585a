#include "desk/acts.h"

/* What an operator asked for is shown with the next commit. */
static void changed(const struct wd_acting *x, uint64_t story, bool by_hand)
{
    wd_pace_change(x->pace, story, by_hand, false);
}

/* Its articles lie elsewhere from now on; a story that has none left leads to the other one. */
static int take_act(const struct wd_acting *x, struct wd_arena *a, const struct wd_act *done, const struct wd_event *event)
{
    struct wd_act act = *done;
    wd_keys left = {0};
    act.seq = event->seq;
    act.at_utc = event->instant_utc;
    int err = wd_store_serial(x->store, 's', act.from, &act.from_serial);
    if (!err)
        err = wd_store_serial(x->store, 's', act.into, &act.into_serial);
    for (size_t i = 0; i < act.articles.n && !err; i++)
        err = wd_store_move(x->store, act.articles.v[i], act.into);
    if (!err)
        err = wd_store_members(x->store, a, act.from, &left);
    if (!err && !left.n)
        err = wd_store_redirect(x->store, act.from, act.into);
    if (!err)
        err = wd_store_put_act(x->store, &act);
    if (err)
        return err;
    if (left.n)
        changed(x, act.from, act.by_hand);
    changed(x, act.into, act.by_hand);
    return 0;
}

static int take_acts(const struct wd_acting *x, struct wd_arena *a, const wd_acts *acts, const struct wd_event *event)
{
    int err = 0;
    for (size_t i = 0; i < acts->n && !err; i++)
        err = take_act(x, a, &acts->v[i], event);
    return err;
}

/* All that followed from a placement. */
int wd_acts_follow(const struct wd_acting *x, struct wd_arena *a, const struct wd_placed *placed, const struct wd_event *event)
{
    int err = take_acts(x, a, &placed->acts, event);
    if (!err && placed->linked)
        err = wd_store_put_links(x->store, wd_engine_story(x->engine, placed->article), &placed->related);
    return err;
}

int wd_acts_link(const struct wd_acting *x, struct wd_arena *a, uint64_t story)
{
    wd_story_links links;
    wd_engine_links(x->engine, a, story, &links);
    return wd_store_put_links(x->store, story, &links);
}

/* Both stories of an act by hand are others than they were. */
static int link_anew(const struct wd_acting *x, struct wd_arena *a, const wd_acts *acts)
{
    int err = 0;
    for (size_t i = 0; i < acts->n && !err; i++) {
        err = wd_acts_link(x, a, acts->v[i].from);
        if (!err)
            err = wd_acts_link(x, a, acts->v[i].into);
    }
    return err;
}

int wd_acts_fulfil(const struct wd_acting *x, struct wd_arena *a, const struct wd_event *event)
{
    struct wd_wish wish;
    struct wd_where w = {0};
    wd_acts acts = {0};
    int err = wd_record_unpack(&wd_wish_record, a, event->body, &wish);
    if (!err)
        err = wd_engine_act(x->engine, a, &wish, &acts, &w);
    if (err == WD_E_NOTFOUND || err == WD_E_INVALID || err == WD_E_CORRUPT) {
        struct wd_str why = wd_str_c(w.message[0] ? w.message : wd_err_text(err));
        return wd_store_put_fault(x->store, event->seq, event->feed, event->source, why);
    }
    if (!err)
        err = take_acts(x, a, &acts, event);
    return err ? err : link_anew(x, a, &acts);
}
