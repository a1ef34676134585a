/* Stories that change are due in the order of their first change; one that took long waits in proportion, and no other waits for it. */
#include "desk/pace.h"
#include "tap.h"

enum { NOW_MS = 1000000 };

static void test_order(void)
{
    struct wd_pace p = {0};
    is_int(wd_pace_due_ms(&p, NOW_MS), -1, "nothing has changed, nothing is due");
    wd_pace_change(&p, 30, false, false);
    wd_pace_change(&p, 10, false, false);
    wd_pace_change(&p, 30, false, false);
    wd_pace_change(&p, 0, false, false);
    is_int((long long)p.n, 2, "a story that changes twice is one");
    ok(p.changed[0].story == 30 && p.changed[1].story == 10, "in order of the first change");
    is_int(wd_pace_due_ms(&p, NOW_MS), 0, "both are due");
    wd_pace_keep(&p, (const bool[]){false, true});
    ok(p.n == 1 && p.changed[0].story == 10, "what was composed goes, the others stay");
    wd_pace_change(&p, 10, false, false);
    is_int((long long)p.n, 1, "and are known to be there");
    wd_pace_done(&p);
}

static void test_waiting(void)
{
    struct wd_pace p = {0};
    wd_pace_composed(&p, 1, 50, NOW_MS);
    wd_pace_composed(&p, 2, 1, NOW_MS);
    wd_pace_change(&p, 1, false, false);
    wd_pace_change(&p, 2, false, false);
    is_int(wd_pace_wait_ms(&p, &p.changed[0], NOW_MS + 100), 50 * WD_PACE_TIMES - 100, "one that took long waits in proportion");
    is_int(wd_pace_wait_ms(&p, &p.changed[1], NOW_MS), 0, "one that was quick does not");
    is_int(wd_pace_wait_ms(&p, &p.changed[0], NOW_MS + 50 * WD_PACE_TIMES), 0, "then it is due");
    wd_pace_keep(&p, (const bool[]){true, false});
    is_int(wd_pace_due_ms(&p, NOW_MS), 50 * WD_PACE_TIMES, "so long until the first is due");
    wd_pace_change(&p, 1, true, false);
    is_int(wd_pace_due_ms(&p, NOW_MS), 0, "what was withdrawn does not wait");
    wd_pace_composed(&p, 1, 1e9, NOW_MS);
    wd_pace_keep(&p, (const bool[]){false});
    wd_pace_change(&p, 1, false, true);
    ok(wd_pace_due_ms(&p, NOW_MS) > 0 && wd_pace_due_ms(&p, NOW_MS) <= 10000, "no story waits longer than ten seconds");
    ok(p.changed[0].marked, "that the store knows is kept");
    wd_pace_done(&p);
}

int main(void)
{
    test_order();
    test_waiting();
    return done();
}
