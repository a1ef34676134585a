/* store/query.h - what a reader typed into the search box, taken apart.
 * Duty:      words, "a phrase", -word, speaker:Name, outlet:Name, agency:Name, since:YYYY-MM-DD, until:YYYY-MM-DD. Typographic
 *            quotation marks count as plain ones. Anything else with a colon is a plain word.
 * Ownership: term texts borrow the query.
 * Errors:    WD_E_USAGE with ret_where->message for a query that means nothing: empty, only exclusions, a date that is none.
 * Threads:   pure.   Cost: O(n). */
#ifndef WD_STORE_QUERY_H
#define WD_STORE_QUERY_H

#include "base/err.h"
#include "base/list.h"

enum wd_query_field { WD_QUERY_TEXT, WD_QUERY_SPEAKER, WD_QUERY_OUTLET, WD_QUERY_AGENCY };
struct wd_query_term {
    int field; /* enum wd_query_field */
    bool excluded;
    struct wd_str text; /* one word or a phrase, as typed; has at least one letter or digit */
};
struct wd_query {
    WD_LIST(struct wd_query_term) terms;
    int64_t since_utc, until_utc; /* [since, until); INT64_MIN and INT64_MAX where not given */
    size_t wanted;                /* terms that are not excluded; 0 only with a date */
};
enum { WD_QUERY_TERMS_MAX = 64 };

int wd_query_parse(struct wd_arena *a, struct wd_str text, struct wd_query *ret_query, struct wd_where *ret_where) WD_MUST;

#endif
