#include "desk/outage.h"

enum wd_outage_change wd_outage_reached(struct wd_outage *o)
{
    bool was_down = o->down;
    *o = (struct wd_outage){0};
    return was_down ? WD_OUTAGE_ENDS : WD_OUTAGE_NONE;
}

enum wd_outage_change wd_outage_failed(struct wd_outage *o, size_t host, size_t feed, size_t known)
{
    if (o->down)
        return WD_OUTAGE_NONE;
    for (size_t i = 0; i < o->n; i++)
        if (o->hosts[i] == host)
            return WD_OUTAGE_NONE;
    o->hosts[o->n] = host;
    o->feeds[o->n++] = feed;
    size_t enough = WD_MIN(known, (size_t)WD_OUTAGE_HOSTS);
    o->down = enough >= 2 && o->n >= enough;
    return o->down ? WD_OUTAGE_BEGINS : WD_OUTAGE_NONE;
}
