/* One host that cannot be reached is to blame itself; all of them are not. */
#include "desk/outage.h"

#include "tap.h"

int main(void)
{
    struct wd_outage o = {0};
    is_int(wd_outage_failed(&o, 1, 10, 9), WD_OUTAGE_NONE, "a host fails");
    is_int(wd_outage_failed(&o, 1, 11, 9), WD_OUTAGE_NONE, "the same host again, for another feed");
    is_int(wd_outage_failed(&o, 2, 20, 9), WD_OUTAGE_NONE, "another one");
    is_int(wd_outage_reached(&o), WD_OUTAGE_NONE, "one answers");
    is_int(wd_outage_failed(&o, 1, 10, 9), WD_OUTAGE_NONE, "so it begins anew");
    is_int(wd_outage_failed(&o, 2, 20, 9), WD_OUTAGE_NONE, "two");
    is_int(wd_outage_failed(&o, 3, 30, 9), WD_OUTAGE_BEGINS, "three in a row: it is the network");
    ok(o.n == 3 && o.feeds[0] == 10 && o.feeds[1] == 20 && o.feeds[2] == 30, "the feeds that failed before it was known");
    is_int(wd_outage_failed(&o, 4, 40, 9), WD_OUTAGE_NONE, "it is known");
    is_int(wd_outage_reached(&o), WD_OUTAGE_ENDS, "one answers: it is over");
    is_int(wd_outage_reached(&o), WD_OUTAGE_NONE, "once");
    is_int(wd_outage_failed(&o, 1, 10, 2), WD_OUTAGE_NONE, "of two hosts one");
    is_int(wd_outage_failed(&o, 2, 20, 2), WD_OUTAGE_BEGINS, "and the other");
    o = (struct wd_outage){0};
    is_int(wd_outage_failed(&o, 1, 10, 1), WD_OUTAGE_NONE, "where there is one host alone");
    is_int(wd_outage_failed(&o, 1, 10, 1), WD_OUTAGE_NONE, "nobody can tell");
    return done();
}
