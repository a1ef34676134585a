/* cmd/bench_posts.h - deliveries of invented news, each with the instant at which it is due.
 * Duty:      one article a delivery, of a chronicle, so many a second; with a flood, between them those of one outlet that sends one text
 *            again and again, with another time and other numbers in it.
 * Ownership: all in `a`.   Errors: none.   Threads: pure. */
#ifndef WD_CMD_BENCH_POSTS_H
#define WD_CMD_BENCH_POSTS_H

#include "base/list.h"
#include "model/event.h"

/* A minute of the flood. */
enum { WD_FLOOD_A_MINUTE = 10000 };

struct wd_post {
    struct wd_event event;
    double due_s; /* since the beginning */
    bool flood;
};
typedef WD_LIST(struct wd_post) wd_posts;
struct wd_posts_options {
    uint64_t seed;
    uint32_t rate, seconds;
    bool flood;
};
/* In the order in which they are due. */
void wd_posts_make(struct wd_arena *a, const struct wd_posts_options *options, wd_posts *ret);

#endif
