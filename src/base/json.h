/* base/json.h - JSON in and out.
 * Duty:      reading: strict RFC 8259 through json-c (the only file that knows it), into a tree in an arena;
 *            writing: a streaming writer that puts commas and escapes, straight into a buffer.
 * Input:     UTF-8. Depth at most WD_MAX_JSON_DEPTH.
 * Ownership: the tree and its strings live in the arena. The writer borrows the buffer.
 * Errors:    WD_E_SYNTAX (where filled), WD_E_DEPTH, WD_E_CHARSET, WD_E_EMPTY. The writer's errors are the buffer's.
 * Threads:   pure.   Cost: O(n). */
#ifndef WD_BASE_JSON_H
#define WD_BASE_JSON_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum wd_json_type { WD_JSON_NULL, WD_JSON_BOOL, WD_JSON_NUMBER, WD_JSON_STRING, WD_JSON_ARRAY, WD_JSON_OBJECT };

struct wd_json {
    enum wd_json_type type;
    bool boolean;
    bool is_integer; /* integer holds the number exactly */
    int64_t integer;
    double number;
    struct wd_str string;
    struct wd_json *items; /* array elements, or object values */
    struct wd_str *names;  /* object member names, in order of the text; the last of equal names counts */
    size_t n;
};

int wd_json_parse(struct wd_arena *a, struct wd_str text, struct wd_json **ret_tree, struct wd_where *ret_where) WD_MUST;
/* Member of an object, or NULL; NULL and non-objects have none, so calls can be chained. */
const struct wd_json *wd_json_get(const struct wd_json *object, const char *name);
/* Element of an array, or NULL. */
const struct wd_json *wd_json_at(const struct wd_json *array, size_t i);
/* The string, or the empty slice where it is none. */
struct wd_str wd_json_str(const struct wd_json *value);
struct wd_str wd_json_get_str(const struct wd_json *object, const char *name);

/* Writer: wd_jw_object(w); wd_jw_key(w, "id"); wd_jw_str(w, s); wd_jw_end(w). */
struct wd_jw {
    struct wd_buf *out;
    uint32_t depth;
    bool comma, after_key;
    char closers[96];
};
void wd_jw_init(struct wd_jw *w, struct wd_buf *out);
void wd_jw_object(struct wd_jw *w);
void wd_jw_array(struct wd_jw *w);
void wd_jw_end(struct wd_jw *w);
void wd_jw_key(struct wd_jw *w, const char *name);       /* a name from the code: put as it stands */
void wd_jw_key_str(struct wd_jw *w, struct wd_str name); /* any other */
void wd_jw_str(struct wd_jw *w, struct wd_str s);        /* invalid UTF-8 becomes U+FFFD */
void wd_jw_i64(struct wd_jw *w, int64_t v);
void wd_jw_u64(struct wd_jw *w, uint64_t v);
void wd_jw_f64(struct wd_jw *w, double v, int decimals); /* not finite: null */
void wd_jw_bool(struct wd_jw *w, bool v);
void wd_jw_null(struct wd_jw *w);
/* key and value in one; the _str form leaves the member out where s is empty. */
void wd_jw_kstr(struct wd_jw *w, const char *name, struct wd_str s);
void wd_jw_ki64(struct wd_jw *w, const char *name, int64_t v);
void wd_jw_kbool(struct wd_jw *w, const char *name, bool v);

#endif
