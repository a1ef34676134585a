/* intake/jsondoc.h - JSON documents: which of them it is, and what their adapters share.
 * Duty:      one reading of the text (strict; else line by line; else mended), one decision, one adapter each for JSON Feed, ninjs and
 *            digitalwires; wrappers of APIs are looked into.
 * Input:     trees of base/json.h.   Ownership: r.a.
 * Errors:    as wd_intake_parse; the message names what was found.
 * Threads:   pure.   Cost: O(n). */
#ifndef WD_INTAKE_JSONDOC_H
#define WD_INTAKE_JSONDOC_H

#include "base/json.h"
#include "intake/adapters.h"
#include "intake/wire.h"

/* jsonfeed.c */
bool wd_json_feed_is(const struct wd_json *root);
void wd_json_feed_read(const struct wd_adapter_input *in, const struct wd_json *root, struct wd_document *d);
/* ninjs.c: one item with those associated with it */
bool wd_ninjs_is(const struct wd_json *o);
void wd_ninjs_read(struct wd_reader *r, const struct wd_json *o);
/* digitalwires.c */
bool wd_digitalwire_is(const struct wd_json *o);
void wd_digitalwire_read(struct wd_reader *r, const struct wd_json *o);

/* jsonmend.c: text that is nearly JSON made JSON: raw control characters in strings, wrong escapes, missing and surplus commas, names
 * without quotation marks, comments, a text that ends too early. false: it is too far from it. repairs: a sentence for each kind. */
bool wd_json_mend(struct wd_arena *a, struct wd_str text, struct wd_str *ret_text, wd_strs *repairs);

/* Member by name, else by name in any case ("versionCreated" for "versioncreated"). */
const struct wd_json *wd_json_member(const struct wd_json *o, const char *name);
/* A string trimmed, or a number as text; empty for others. */
struct wd_str wd_json_scalar(struct wd_arena *a, const struct wd_json *value);
/* The first of the names that gives a scalar; names end with NULL. */
struct wd_str wd_json_first(struct wd_arena *a, const struct wd_json *o, const char *const *names);
/* Elements of an array, the values of an object, or the value itself: element i, NULL behind the last. */
const struct wd_json *wd_json_each(const struct wd_json *value, size_t i);
/* A vocabulary entry from its name and identifiers, a URI taken apart; a string is a name. */
void wd_json_concept(struct wd_reader *r, const struct wd_json *value, wd_concepts *to);
void wd_json_concepts(struct wd_reader *r, const struct wd_json *list, wd_concepts *to);
/* "sig:update", "correction", {"qcode":...}. */
void wd_json_signal(struct wd_reader *r, struct wd_item *item, const struct wd_json *value);
/* The picture of the item: the largest web image of the renditions (object or array). */
void wd_json_image(struct wd_reader *r, struct wd_item *item, const struct wd_json *renditions);
void wd_json_link(struct wd_reader *r, struct wd_item *item, const char *rel, struct wd_str href, struct wd_str title);
/* NULL where the cap of items is reached. */
struct wd_item *wd_json_item(struct wd_reader *r);

#endif
