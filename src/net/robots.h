/* net/robots.h - what a robots.txt says to this program.
 * Duty:      the groups for a product token, or else those for all; whether an address may be fetched; the pause that is asked for.
 * Input:     the bytes as they came, whatever they are; the first WD_ROBOTS_BYTES count.
 * Ownership: rules live in `a`.
 * Errors:    none: lines that cannot be understood are passed over.
 * Threads:   pure.   Cost: O(bytes) to read; O(rules) an address, a rule with stars at most its length times the address's.
 * Source:    RFC 9309. Crawl-delay is not in it, but widely written and meant. */
#ifndef WD_NET_ROBOTS_H
#define WD_NET_ROBOTS_H

#include "base/list.h"

#define WD_ROBOTS_AGENT "wiredesk"
enum { WD_ROBOTS_BYTES = 500 << 10, WD_ROBOTS_RULES = 20000, WD_ROBOTS_LONGEST_DELAY_S = 300 };

struct wd_robots_rule {
    struct wd_str path; /* percent-encoding as in wd_robots_allows; may hold stars, and end in a dollar sign */
    bool allow;
};
struct wd_robots {
    WD_LIST(struct wd_robots_rule) rules;
    int64_t delay_ms; /* least time between two requests; 0: none was asked for */
};
void wd_robots_read(struct wd_arena *a, struct wd_str text, const char *agent, struct wd_robots *ret);
/* url: absolute. The longest rule that fits counts; of two as long the one that allows. */
bool wd_robots_allows(const struct wd_robots *robots, struct wd_str url);

#endif
