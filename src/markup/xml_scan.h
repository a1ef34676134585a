/* markup/xml_scan.h - private to markup/xml_*.c: the scanner's state.
 * Duty:      what the files of the scanner share: the position, the stack of open elements, namespace bindings, the text that is being
 *            collected, internal entities.
 * Ownership: all of it lives in the arena of wd_xml_init.   Threads: as xml.h. */
#ifndef WD_MARKUP_XML_SCAN_H
#define WD_MARKUP_XML_SCAN_H

#include "base/limits.h"
#include "markup/build.h"
#include "markup/xml.h"

#define WD_XML_MAX_BINDINGS 256u /* namespace declarations in scope */
#define WD_XML_MAX_ENTITIES 4096u
#define WD_XML_NS_CACHE 16u
#define WD_XML_XHTML "http://www.w3.org/1999/xhtml"

struct wd_xml_base_node { /* one xml:base in scope */
    struct wd_str raw, resolved;
    const char *document; /* what `resolved` was resolved against, NULL: not yet */
    struct wd_xml_base_node *parent;
};
struct wd_xml_open { /* an element on the stack */
    struct wd_str name, space, local;
    struct wd_str lang;
    struct wd_xml_base_node *base;
    uint32_t bindings; /* in scope before it */
};
struct wd_xml_binding {
    struct wd_str prefix, uri;
};
struct wd_xml_entity {
    struct wd_str name, value;
    struct wd_xml_entity *next;
};
struct wd_xml_tag { /* a start tag that was read and not yet delivered */
    struct wd_str name;
    bool empty, pending, values; /* values: it has an attribute with '=' */
    size_t byte;
};

struct wd_xml_state {
    struct wd_arena *a;
    const char *p;
    size_t n, at;

    struct wd_xml_open stack[WD_MAX_XML_DEPTH];
    uint32_t depth;        /* elements on the stack */
    uint32_t close_to;     /* CLOSE events are due down to this depth */
    uint16_t open_of[256]; /* elements on the stack by a hash of their name: a stray end tag is refused at once */
    uint32_t dropped;      /* elements deeper than the cap, whose end tags are still to come */
    uint32_t dropped_of[256];
    struct wd_xml_tag tag;
    WD_LIST(struct wd_xml_attribute) declared; /* xmlns attributes of the tag */
    bool close_due;                            /* the element just opened was empty */
    bool seen_root;
    bool html_voids; /* inside read_*: <br> needs no end tag */

    WD_LIST(struct wd_xml_binding) bindings;
    uint32_t ns_generation;
    struct {
        struct wd_str prefix, uri;
        uint32_t generation;
    } ns_cache[WD_XML_NS_CACHE];

    /* the text being collected: `slice` of the input as long as nothing had to change, then `scratch` */
    struct wd_str slice;
    struct wd_build scratch;
    size_t text_byte;
    bool text_cdata, text_cut;

    struct wd_xml_entity *entities[256];
    uint32_t entity_n;
    size_t entity_chars;
    bool entities_spent, external_subset, bad_doctype;

    /* repairs by kind (a literal's address), and the lines counted for them */
    struct {
        const char *what;
        uint32_t times;
    } told[48];
    size_t told_n, counted_to;
    uint32_t lines;

    /* searches that reached the end once need not be tried again: this keeps hostile input linear */
    bool no_comment_end, no_cdata_end, no_pi_end, no_quote[2];
};

/* xml_scan.c */
void wd_xml_repair(struct wd_xml *x, const char *what, size_t byte);
/* Position of the needle at or after `from`, or SIZE_MAX; *ret_none is set when there is none to the end. */
size_t wd_xml_find(const struct wd_xml_state *s, const char *needle, size_t from, bool *ret_none);

/* xml_text.c: characters of content, from s->at up to the next '<' (or all of n bytes of a CDATA section). */
void wd_xml_text_run(struct wd_xml *x);
void wd_xml_text_cdata(struct wd_xml *x, struct wd_str section);
void wd_xml_text_literal(struct wd_xml *x, struct wd_str as_written);
bool wd_xml_text_any(const struct wd_xml_state *s);
struct wd_str wd_xml_text_take(struct wd_xml *x);
/* References of an attribute value decoded, line ends and tabs as blanks. */
struct wd_str wd_xml_attribute_value(struct wd_xml *x, struct wd_str raw, size_t byte);

/* xml_tag.c: at '<' and a name. False: it is no tag but text. */
bool wd_xml_tag_read(struct wd_xml *x);
void wd_xml_tag_deliver(struct wd_xml *x);
/* At "</": reads it; true when CLOSE events are due. */
bool wd_xml_end_tag_read(struct wd_xml *x);
void wd_xml_close_one(struct wd_xml *x);
bool wd_xml_is_name_start(char c);
size_t wd_xml_name_end(const struct wd_xml_state *s, size_t from);

/* xml_name.c */
void wd_xml_declare(struct wd_xml *x, struct wd_str prefix, struct wd_str uri);
struct wd_str wd_xml_space_of(struct wd_xml *x, struct wd_str prefix, bool is_element);
void wd_xml_split_name(struct wd_str name, struct wd_str *ret_prefix, struct wd_str *ret_local);

/* xml_doctype.c: at "<!DOCTYPE"; moves past it. */
void wd_xml_doctype_read(struct wd_xml *x);
struct wd_xml_entity *wd_xml_entity_find(const struct wd_xml_state *s, struct wd_str name);

/* Elements of HTML that have no content. */
bool wd_html_void_name(struct wd_str local);

#endif
