#include <stdio.h>

#include "cmd/cmd.h"
#include "os/os.h"

void wd_progress_show(struct wd_progress *p, int64_t done, int64_t last)
{
    int64_t now_ms = wd_monotonic_ms();
    if (!p->on || (done < last && now_ms - p->shown_ms < 100))
        return;
    p->shown_ms = now_ms;
    char bar[31];
    int full = last > 0 ? (int)(done * 30 / last) : 30;
    memset(bar, '.', 30);
    memset(bar, '#', (size_t)WD_MIN(full, 30));
    bar[30] = 0;
    if (p->bytes)
        fprintf(stderr, "\r[%s] %.1f of %.1f MB %s", bar, (double)done / 1e6, (double)last / 1e6, p->what);
    else
        fprintf(stderr, "\r[%s] %" PRId64 " of %" PRId64 " %s", bar, done, last, p->what);
    if (done >= last)
        fputs("\r\033[K", stderr);
}
