/* base/zone.h - time zones from TZif tables, passed as data.
 * Duty:      parse the bytes of a TZif file (RFC 8536, versions 1 to 4, with the POSIX footer rule for later years) and
 *            answer the offset at an instant, or of a local time.
 * Ownership: the zone lives in the arena given to parse; os/ reads the files, once.
 * Errors:    WD_E_SYNTAX for bytes that are no TZif table.   Threads: a parsed zone is read-only.   Cost: O(log n). */
#ifndef WD_BASE_ZONE_H
#define WD_BASE_ZONE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/time.h"

struct wd_zone;

int wd_zone_parse(struct wd_arena *a, struct wd_str name, struct wd_str tzif, const struct wd_zone **ret_zone) WD_MUST;
/* A zone of one fixed offset (seconds east of UTC) and abbreviation. */
const struct wd_zone *wd_zone_fixed(struct wd_arena *a, struct wd_str abbreviation, int32_t offset_s);
/* A zone of a POSIX rule, "CET-1CEST,M3.5.0,M10.5.0/3". */
int wd_zone_of_rule(struct wd_arena *a, struct wd_str name, struct wd_str rule, const struct wd_zone **ret_zone) WD_MUST;
struct wd_str wd_zone_name(const struct wd_zone *z); /* "Asia/Kolkata" */
/* Seconds east of UTC at the instant; NULL zone is UTC. ret_abbreviation may be NULL ("IST"). */
int32_t wd_zone_offset_at(const struct wd_zone *z, int64_t utc, struct wd_str *ret_abbreviation);
/* Offset of a local wall time; in a gap or fold the offset before the change. */
int32_t wd_zone_offset_local(const struct wd_zone *z, struct wd_civil local);

#endif
