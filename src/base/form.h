/* base/form.h - percent encoding, query strings, and the forms that are written like them.
 * Duty:      one name out of "a=b&c=d"; texts to and from %XX.
 * Ownership: decoded texts live in `a`.
 * Errors:    WD_E_INVALID for bad escapes, what is not UTF-8, and control characters.
 * Threads:   pure.   Cost: O(n).
 * Source:    RFC 3986, section 2.1; application/x-www-form-urlencoded of the URL standard. */
#ifndef WD_BASE_FORM_H
#define WD_BASE_FORM_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* %XX, and "+" as a blank where plus. */
int wd_percent_decode(struct wd_arena *a, struct wd_str s, bool plus, struct wd_str *ret) WD_MUST;
/* All but letters, digits, ".", "_" and "~" as %XX. "-" and "," have a meaning in text fragments, so they are encoded there and harmless
 * everywhere. */
void wd_percent_put(struct wd_buf *out, struct wd_str s);
/* First parameter of that name, decoded; empty where there is none. */
int wd_query_get(struct wd_arena *a, struct wd_str query, const char *name, struct wd_str *ret) WD_MUST;
/* "&name=value", encoded; without "&" at the start of `out`. */
void wd_query_put(struct wd_buf *out, const char *name, struct wd_str value);

#endif
