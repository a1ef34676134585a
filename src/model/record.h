/* model/record.h - a table that describes a struct, and what follows from it.
 * Duty:      one field table per record gives its stored form (tagged binary, readable by later versions), its JSON, and its
 *            names in page templates. A field is added by adding a line to the table.
 * Input:     structs whose lists are WD_LIST and whose texts are wd_str.
 * Ownership: unpack and from_json borrow the bytes given (unpack) or the arena; strings of unpack point INTO the packed bytes.
 * Errors:    unpack: WD_E_CORRUPT, never partial. Unknown tags are skipped, missing ones stay zero (WD_T_TIME: WD_NO_TIME).
 * Threads:   pure.   Cost: O(bytes); packing is a varint tag, then varint, 8 bytes or length and bytes. */
#ifndef WD_MODEL_RECORD_H
#define WD_MODEL_RECORD_H

#include "base/json.h"
#include "base/list.h"
#include "base/time.h"

enum wd_field_type {
    WD_T_STR,   /* struct wd_str */
    WD_T_BOOL,  /* bool */
    WD_T_ENUM,  /* int; names in .choices, printed as text */
    WD_T_I64,   /* int64_t */
    WD_T_U32,   /* uint32_t */
    WD_T_U64,   /* uint64_t; JSON: a decimal number */
    WD_T_KEY,   /* uint64_t; JSON: 16 hex digits */
    WD_T_F64,   /* double; JSON with 4 decimals */
    WD_T_TIME,  /* int64_t seconds UTC; JSON: ISO text, left out for WD_NO_TIME */
    WD_T_SPAN,  /* struct wd_span; JSON: [start, end] */
    WD_T_REC,   /* a struct, .of */
    WD_T_LIST,  /* WD_LIST(struct), .of */
    WD_T_STRS,  /* wd_strs */
    WD_T_SPANS, /* wd_spans */
    WD_T_KEYS   /* WD_LIST(uint64_t), as WD_T_KEY */
};

struct wd_record;
struct wd_field {
    uint16_t tag; /* never reused within a record; 0 is not a tag */
    const char *name;
    enum wd_field_type type;
    size_t offset;
    const struct wd_record *of;
    const char *const *choices; /* NULL-terminated */
};
struct wd_record {
    const char *name;
    size_t bytes;
    const struct wd_field *fields;
    size_t n;
};

#define WD_FIELD(tag, record, member, type) \
    { \
        tag, #member, type, offsetof(struct record, member), NULL, NULL \
    }
#define WD_FIELD_OF(tag, record, member, type, of) \
    { \
        tag, #member, type, offsetof(struct record, member), of, NULL \
    }
#define WD_FIELD_ENUM(tag, record, member, choices) \
    { \
        tag, #member, WD_T_ENUM, offsetof(struct record, member), NULL, choices \
    }
#define WD_RECORD(symbol, record, fields) const struct wd_record symbol = {#record, sizeof(struct record), fields, WD_COUNT(fields)}

void wd_record_pack(const struct wd_record *r, const void *from, struct wd_buf *out);
/* *to must be r->bytes large; it is zeroed first. */
int wd_record_unpack(const struct wd_record *r, struct wd_arena *a, struct wd_str packed, void *to) WD_MUST;
/* Writes an object; empty texts, empty lists, unknown times and zero keys are left out. */
void wd_record_json(const struct wd_record *r, const void *from, struct wd_jw *w);
/* Fills *to from an object; members that the table does not know are ignored. WD_E_INVALID for a member of a wrong type. */
int wd_record_from_json(const struct wd_record *r, struct wd_arena *a, const struct wd_json *object, void *to,
                        struct wd_where *ret_where) WD_MUST;
/* Deep copy into the arena: nothing points at the original afterwards. */
void wd_record_copy(const struct wd_record *r, struct wd_arena *a, const void *from, void *to);

#endif
