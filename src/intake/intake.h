/* intake/intake.h - bytes to items, whatever the format.
 * Duty:      recognise the format by content, decode, hand to the adapter of that format, give one document.
 * Input:     a delivery's bytes and headers; zone decides ambiguous dates.
 * Ownership: all in `a`; may borrow input->body.
 * Errors:    WD_E_FORMAT (nothing known), WD_E_EMPTY, WD_E_SYNTAX (JSON), each with where; else 0, and what had to be mended is in
 *            document->repairs. Nothing complete is lost.
 * Threads:   pure.   Cost: O(n). */
#ifndef WD_INTAKE_INTAKE_H
#define WD_INTAKE_INTAKE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/zone.h"
#include "model/item.h"

struct wd_intake_input {
    struct wd_str body;
    struct wd_str file; /* name, for messages and for plain text without a title */
    struct wd_str content_type, url, content_location, content_language;
    const struct wd_zone *zone; /* of the feed; NULL: UTC */
    int64_t arrived_utc;        /* future dates are clamped to it (embargo and expiry are not); WD_NO_TIME: they are kept */
};
int wd_intake_parse(struct wd_arena *a, const struct wd_intake_input *input, struct wd_document *ret_document,
                    struct wd_where *ret_where) WD_MUST;

/* jsondoc.c: an item of ninjs or digitalwires, or a list of them. */
struct wd_json;
bool wd_json_is_wire(const struct wd_json *object);

/* construct.c: a text construct as plain text, block elements as line ends; for headlines and summaries. */
struct wd_str wd_text_plain(struct wd_arena *a, const struct wd_text *text);

/* standin.c: in place of what an entry lacks, for readers of the neutral JSON: the first words of its text, else its address; its first
 * enclosure, else the feed's page; the authors of its source, else of the feed (RFC 4287, 4.2.1). */
struct wd_text wd_standin_title(struct wd_arena *a, const struct wd_item *item);
struct wd_str wd_standin_link(const struct wd_document *d, const struct wd_item *item);
const wd_persons *wd_standin_authors(const struct wd_document *d, const struct wd_item *item);

/* neutral.c: the neutral JSON of a document (feed or wire schema), one object without line end. */
void wd_document_json(const struct wd_document *d, struct wd_buf *out);

/* opml.c */
struct wd_outline {
    struct wd_str title, url, site, section, language, zone; /* section: names of the enclosing outlines joined with "/" */
    bool licensed, paused;                                   /* wd:licensed, wd:paused: our own attributes */
    struct wd_str name, label;                               /* wd:name, wd:label */
    struct wd_str full_text;                                 /* wd:fullText: auto, always, never */
    int64_t interval_s;                                      /* wd:interval; 0: not given */
};
typedef WD_LIST(struct wd_outline) wd_outlines;
int wd_opml_parse(struct wd_arena *a, struct wd_str text, wd_outlines *ret_outlines, struct wd_where *ret_where) WD_MUST;
void wd_opml_write(const struct wd_outline *outlines, size_t n, struct wd_str title, struct wd_buf *out);

#endif
