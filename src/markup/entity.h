/* markup/entity.h - character references.
 * Duty:      decode &amp; &#60; &#x3c; and all named references of HTML5 (with and, where HTML allows, without semicolon);
 *            numeric C1 values mean windows-1252. Source of the table: the HTML standard's list of named character references.
 * Ownership: result in `a`, or the input itself where it has no '&'.   Threads: pure.   Cost: O(n). */
#ifndef WD_MARKUP_ENTITY_H
#define WD_MARKUP_ENTITY_H

#include "base/arena.h"
#include "base/buf.h"

/* Decodes once. */
struct wd_str wd_entities_decode(struct wd_arena *a, struct wd_str text);
/* The same in the value of an HTML attribute, where "&copy=1" without semicolon is part of a URL. */
struct wd_str wd_entities_decode_attribute(struct wd_arena *a, struct wd_str value);
/* The reference that starts at text.p[at] == '&': writes its characters (at most 8 bytes) to out, gives bytes read, 0 if it is none. */
size_t wd_entity_at(struct wd_str text, size_t at, char out[8], size_t *ret_out_bytes);
/* Text as markup: < > & as references; in the value of an attribute also the double quotation mark. */
void wd_put_escaped(struct wd_buf *b, struct wd_str s, bool attribute);

#endif
