/* markup/xml.h - the tolerant XML scanner, one for feeds and wire.
 * Duty:      one pass over UTF-8, events pulled one at a time, no tree. Ill-formed input is mended as requirements/intake R3 says
 *            and each mending is counted; nothing complete is lost. No external entities; internal ones within a budget; caps of limits.h.
 * Input:     valid UTF-8 (markup/charset.h), any length.
 * Ownership: names, attributes and texts live in `a` or borrow the input; valid as long as both.
 * Errors:    next never fails for bad input: repairs tell. What is over a cap is dropped (deeper elements, more attributes, the rest of a
 *            text) or stays as written (entities), with x->capped set; the rest of the document is read.
 * Threads:   pure.   Cost: O(n), about 150 MB/s and more. */
#ifndef WD_MARKUP_XML_H
#define WD_MARKUP_XML_H

#include "base/list.h"

enum wd_xml_event { WD_XML_END_OF_INPUT, WD_XML_OPEN, WD_XML_CLOSE, WD_XML_TEXT };

struct wd_xml_attribute {
    struct wd_str name;  /* as written, "xlink:href" */
    struct wd_str space; /* namespace URI, or empty */
    struct wd_str local; /* "href" */
    struct wd_str value; /* references decoded */
};

struct wd_xml {
    /* the current event */
    enum wd_xml_event event;
    struct wd_str name;                          /* OPEN, CLOSE: as written, "dc:creator" */
    struct wd_str space;                         /* namespace URI; for undeclared prefixes the well-known one, else empty */
    struct wd_str local;                         /* "creator" */
    WD_LIST(struct wd_xml_attribute) attributes; /* OPEN; without xmlns declarations */
    bool empty;                                  /* OPEN of <x/>: its CLOSE follows all the same */
    struct wd_str text;                          /* TEXT: references decoded; consecutive text and CDATA are one event */
    bool cdata;                                  /* TEXT had a CDATA section */
    uint32_t depth;                              /* of the element: root is 1 */
    size_t byte;                                 /* where the event starts */

    wd_strs repairs; /* what was mended and in which line; at most 32, and 3 of a kind; repair_count counts all */
    size_t repair_count;
    uint32_t lines_before; /* lines of the file that stand before the text given, for the line numbers of repairs */
    bool capped;

    struct wd_xml_state *state; /* private */
};

void wd_xml_init(struct wd_xml *x, struct wd_arena *a, struct wd_str text);
enum wd_xml_event wd_xml_next(struct wd_xml *x);
struct wd_str wd_xml_attribute(const struct wd_xml *x, const char *local); /* of the current OPEN; empty where none */
struct wd_str wd_xml_attribute_ns(const struct wd_xml *x, const char *space, const char *local);
/* In scope at the current element: xml:base chain resolved against document_base, xml:lang. */
struct wd_str wd_xml_base(const struct wd_xml *x, struct wd_str document_base);
struct wd_str wd_xml_lang(const struct wd_xml *x);
/* At an OPEN: reads on to its CLOSE. Text of it and of what it encloses, joined; or its inner markup as written (well nested,
 * prefixes of the XHTML namespace dropped); or nothing. The CLOSE is the current event afterwards. */
struct wd_str wd_xml_read_text(struct wd_xml *x);
struct wd_str wd_xml_read_markup(struct wd_xml *x);
/* Either of the two: its text where it holds no element, else its inner markup with *ret_is_markup set. */
struct wd_str wd_xml_read_mixed(struct wd_xml *x, bool *ret_is_markup);
void wd_xml_skip(struct wd_xml *x);

#endif
