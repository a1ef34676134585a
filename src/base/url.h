/* base/url.h - URLs as feeds and pages write them.
 * Duty:      resolve against a base (RFC 3986, section 5.2, with the leniency of the URL standard for blanks and
 *            backslashes), take apart, and make the comparison key that finds the same article again.
 * Input:     UTF-8 as found in documents; surrounding blanks are dropped, inner blanks become %20.
 * Ownership: results live in the arena or borrow the input.
 * Errors:    resolve gives the empty slice for what is no usable URL (javascript:, data:, vbscript:, broken).
 * Threads:   pure.   Cost: O(n). */
#ifndef WD_BASE_URL_H
#define WD_BASE_URL_H

#include "base/arena.h"

struct wd_url {
    struct wd_str scheme, authority, host, port, path, query, fragment; /* without their delimiters; host without port and userinfo */
    bool has_authority, has_query, has_fragment;
};
/* Takes apart any reference, absolute or relative; never fails. */
struct wd_url wd_url_split(struct wd_str url);
bool wd_url_absolute(struct wd_str url);
/* http or https with a host. */
bool wd_url_web(struct wd_str url);
struct wd_str wd_url_resolve(struct wd_arena *a, struct wd_str base, struct wd_str reference);
/* Host in lower case without "www." ("news.example.org"). */
struct wd_str wd_url_host_key(struct wd_arena *a, struct wd_str url);
/* The host without "www.", "m.", "mobile." and "amp.", as it is written. */
struct wd_str wd_url_desktop_host(struct wd_str host);
/* Key for sameness: without scheme, "www.", mobile and AMP forms, default port, fragment, trailing slash and tracking parameters
 * (url_key.c has the table); the remaining parameters in their order. */
struct wd_str wd_url_key(struct wd_arena *a, struct wd_str url);

#endif
