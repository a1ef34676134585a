/* intake/ninjs_rules.h - what a ninjs document may hold, version by version.
 * Duty:      one table of members: name, versions, type, allowed values, what is required; wd_ninjs_check walks a tree along it.
 * Input:     a JSON tree. The version is the one that "standard" names; where none is named, any published version may fit.
 * Ownership: reasons live in `a`.
 * Errors:    none: the answer is whether it is valid; reasons say what is not, a sentence each, at most WD_NINJS_REASONS.
 * Threads:   pure.   Cost: O(n) members times the versions tried.
 * Source:    the published IPTC ninjs JSON schemas 1.0 to 1.8, 2.0 to 2.4, 3.0 to 3.3 (iptc.org/std/ninjs), and the working drafts'
 *            "advices"; RFC 7946 for geographic objects. "format" is an annotation in the schemas: it is asserted from 1.4, 2.1 and 3.0
 *            on, where IPTC's own test suite began to. */
#ifndef WD_INTAKE_NINJS_RULES_H
#define WD_INTAKE_NINJS_RULES_H

#include "base/json.h"
#include "base/list.h"

enum { WD_NINJS_REASONS = 20 };

/* Versions are bits, in order of their publication within a major one; the drafts come after what they change. */
enum {
    WD_NINJS_1_FIRST = 0,
    WD_NINJS_1_LAST = 8,
    WD_NINJS_1_DRAFT = 9,
    WD_NINJS_2_FIRST = 10,
    WD_NINJS_2_LAST = 14,
    WD_NINJS_2_DRAFT = 15,
    WD_NINJS_3_FIRST = 16,
    WD_NINJS_3_LAST = 19,
    WD_NINJS_VERSIONS = 20
};

enum wd_ninjs_type {
    WD_NINJS_STRING,
    WD_NINJS_URI,
    WD_NINJS_TIME,
    WD_NINJS_PART_OF_TIME, /* year, month, day or instant */
    WD_NINJS_NUMBER,
    WD_NINJS_INTEGER,
    WD_NINJS_ENUM,
    WD_NINJS_STRINGS,    /* array of strings */
    WD_NINJS_OBJECT,     /* of the shape */
    WD_NINJS_LIST,       /* array of objects of the shape */
    WD_NINJS_MAP,        /* object of objects of the shape, by names */
    WD_NINJS_OPEN,       /* any object */
    WD_NINJS_STRING_MAP, /* object of strings */
    WD_NINJS_GEOJSON
};

struct wd_ninjs_shape;
struct wd_ninjs_member {
    const char *name;
    uint32_t versions;
    enum wd_ninjs_type type;
    const struct wd_ninjs_shape *shape;
    const char *const *values; /* WD_NINJS_ENUM: NULL-terminated */
    int low, high;             /* WD_NINJS_INTEGER: where high is set */
    uint32_t required;         /* versions */
    bool prefix;               /* the name is a beginning, after which a letter, digit or underscore comes */
};
struct wd_ninjs_pair {
    const char *one, *other;
};
struct wd_ninjs_shape {
    const struct wd_ninjs_member *members;
    size_t n;
    const struct wd_ninjs_shape *base; /* its members are allowed and required, too */
    const struct wd_ninjs_pair *pairs; /* of at least one of the pairs exactly one member must be there */
    size_t pairs_n;
    bool open; /* other members are allowed */
};
extern const struct wd_ninjs_shape wd_ninjs_item_shape;

/* "2.1". */
const char *wd_ninjs_version_name(unsigned version);
/* The version that the document names, or WD_NINJS_VERSIONS. */
unsigned wd_ninjs_declared(const struct wd_json *item);
/* Member of any version by this name, in any case. */
bool wd_ninjs_knows(struct wd_str name);
/* reasons: what is wrong by the version that fits best; nothing is added where it is valid. */
bool wd_ninjs_check(struct wd_arena *a, const struct wd_json *item, wd_strs *reasons);

#endif
