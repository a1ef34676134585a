/* net/digest.h - keyed digests of what hubs push (HMAC).
 * Duty:      the four digests that WebSub names. SHA-256 and SHA-512 are libsodium's, which the desk has anyway; SHA-384 is its SHA-512
 *            started from another state; SHA-1, which old hubs still sign with, is sixty lines here rather than a second crypto library.
 * Ownership: none.   Errors: none.   Threads: pure.   Cost: O(n).
 * Source:    FIPS 180-4, FIPS 198-1 (RFC 2104). */
#ifndef WD_NET_DIGEST_H
#define WD_NET_DIGEST_H

#include "base/str.h"

enum wd_digest { WD_DIGEST_SHA1, WD_DIGEST_SHA256, WD_DIGEST_SHA384, WD_DIGEST_SHA512, WD_DIGESTS };
enum { WD_DIGEST_BYTES_MAX = 64 };
extern const char *const wd_digest_names[WD_DIGESTS]; /* "sha1", ... */
/* Bytes of the digest. */
size_t wd_digest(enum wd_digest which, struct wd_str message, unsigned char ret_digest[static WD_DIGEST_BYTES_MAX]);
size_t wd_hmac(enum wd_digest which, struct wd_str key, struct wd_str message, unsigned char ret_digest[static WD_DIGEST_BYTES_MAX]);
/* In time that depends on n alone. */
bool wd_digest_same(const unsigned char *a, const unsigned char *b, size_t n);

#endif
