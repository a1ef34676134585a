/* intake/feed.h - what the adapters of RSS, Atom and their extensions share: the reader, its tables, text constructs.
 * Duty:      one walk over the scanner's events; each vocabulary is a table of element names and handlers. Feeds mix vocabularies, so
 *            all tables apply under any root.
 * Input:     a handler is called at the OPEN of its element and must leave the reader at its CLOSE.
 * Ownership: all in r->a or borrowed from the input.
 * Errors:    none: what cannot be used is left out, and r->x.repairs tells of mending.
 * Threads:   pure.   Cost: O(n). */
#ifndef WD_INTAKE_FEED_H
#define WD_INTAKE_FEED_H

#include "base/json.h"
#include "intake/intake.h"
#include "intake/names.h"
#include "text/date.h"

/* An element that was looked up before: a feed has a dozen names, thousands of times. */
struct wd_known_element {
    struct wd_str name, space; /* borrow the input */
    const struct wd_element *element;
    unsigned owner;
};

struct wd_reader {
    struct wd_arena *a;
    struct wd_xml x;
    struct wd_ns_cache names;
    const struct wd_intake_input *input;
    struct wd_document *document;
    struct wd_str base;       /* of the document: Content-Location against the URL */
    struct wd_str language;   /* of the document: Content-Language */
    struct wd_str entry_link; /* of the entry that is being read, as far as known: its HTML is relative to it */
    struct wd_date_options dates;
    struct wd_buf scratch;
    struct wd_buf json; /* of one extension at a time */
    struct wd_known_element known[64];
    uint32_t period_s, frequency; /* sy:updatePeriod and sy:updateFrequency; 0: not given */
    bool atom;                    /* root is Atom: text constructs say what they are */
    bool atom03;                  /* with mode= and media types */
    bool items_capped;            /* WD_MAX_ITEMS reached */
};

/* Where an element stands. */
enum wd_owner { WD_IN_FEED = 1, WD_IN_ENTRY = 2, WD_IN_SOURCE = 4, WD_IN_ANY = 7 };

struct wd_handling {
    struct wd_item *item;
    enum wd_owner owner;
    bool guid_is_permalink;
    bool has_link_element;
    unsigned weak; /* WD_WEAK_*: what an extension gave, which the format's own element may replace */
};
enum { WD_WEAK_TITLE = 1, WD_WEAK_SUMMARY = 2, WD_WEAK_LINK = 4, WD_WEAK_IMAGE = 8, WD_WEAK_NO_PAGE = 16 }; /* the link is no HTML */
typedef void wd_handler(struct wd_reader *r, struct wd_handling *h, unsigned arg);
struct wd_element {
    const char *local; /* lower case; tables are sorted by it */
    wd_handler *handler;
    unsigned arg;
    unsigned owners; /* enum wd_owner, or-ed */
};
struct wd_vocabulary {
    const struct wd_element *elements;
    size_t n;
};

/* Empty, until the next call. */
static inline struct wd_buf *wd_reader_json(struct wd_reader *r)
{
    wd_buf_reset(&r->json);
    return &r->json;
}

/* rss.c, atom.c, extension.c */
extern const struct wd_vocabulary wd_rss_vocabulary, wd_atom_vocabulary, wd_dc_vocabulary, wd_media_vocabulary, wd_itunes_vocabulary,
    wd_geo_vocabulary, wd_module_vocabulary;

/* feed.c */
struct wd_adapter_input;
/* At the beginning of the text. wd_reader_end must follow, which hands the repairs to the document. */
void wd_reader_init(struct wd_reader *r, const struct wd_adapter_input *in, struct wd_document *d);
/* Moves to the root's OPEN. On 0 wd_reader_end must follow, which hands the repairs to the document. */
int wd_reader_begin(struct wd_reader *r, const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
void wd_reader_end(struct wd_reader *r);
/* The current event is the OPEN of the root, which is known to be a feed's. */
void wd_feed_read(struct wd_reader *r);
/* Children of the current OPEN, each through its handler; ends at the CLOSE. */
void wd_feed_children(struct wd_reader *r, struct wd_handling *h);
void wd_feed_entry(struct wd_reader *r, struct wd_handling *h, unsigned arg);
/* Sets where nothing stronger is there; weak: from an extension. */
void wd_set_title(struct wd_handling *h, struct wd_text text, bool weak);
void wd_set_summary(struct wd_reader *r, struct wd_handling *h, struct wd_text text, bool weak);
void wd_category_add(struct wd_reader *r, struct wd_item *item, struct wd_category c);

/* Handlers that several tables use. */
void wd_on_person(struct wd_reader *r, struct wd_handling *h, unsigned arg);
void wd_on_date(struct wd_reader *r, struct wd_handling *h, unsigned arg);
void wd_on_subject(struct wd_reader *r, struct wd_handling *h, unsigned arg);
void wd_on_title(struct wd_reader *r, struct wd_handling *h, unsigned arg); /* arg: weak */
void wd_on_rights(struct wd_reader *r, struct wd_handling *h, unsigned arg);
void wd_on_language(struct wd_reader *r, struct wd_handling *h, unsigned arg);
void wd_on_image(struct wd_reader *r, struct wd_handling *h, unsigned arg);
void wd_on_link(struct wd_reader *r, struct wd_handling *h, unsigned arg);
void wd_on_content(struct wd_reader *r, struct wd_handling *h, unsigned arg); /* arg: enum wd_text_default */
void wd_on_extension(struct wd_reader *r, struct wd_handling *h, unsigned arg);
enum { WD_PERSON_AUTHOR, WD_PERSON_CONTRIBUTOR, WD_PERSON_PUBLISHER };
enum { WD_DATE_PUBLISHED, WD_DATE_UPDATED, WD_DATE_CREATED, WD_DATE_EXPIRED };

/* Steps to the next child of the element whose OPEN had `depth`: true at a child's OPEN, false at the CLOSE or the end of input. A child
 * that was not read through gives its own children next. */
bool wd_child(struct wd_xml *x, uint32_t depth);

/* cadence.c: how often the feed wants to be read. */
enum { WD_SKIP_HOURS, WD_SKIP_DAYS };
void wd_on_skip(struct wd_reader *r, struct wd_handling *h, unsigned arg);
void wd_on_update_period(struct wd_reader *r, struct wd_handling *h, unsigned arg);
void wd_on_update_frequency(struct wd_reader *r, struct wd_handling *h, unsigned arg);

/* construct.c: at an OPEN; reads through its CLOSE. */
enum wd_text_default { WD_TEXT_UNKNOWN, WD_TEXT_PLAIN, WD_TEXT_HTML, WD_TEXT_XHTML };
void wd_construct(struct wd_reader *r, enum wd_text_default unknown, struct wd_text *ret_text);
/* Text of a plain element, trimmed. */
struct wd_str wd_plain(struct wd_reader *r);
/* The same, as a URL against the element's base; empty where it is none of the web. */
struct wd_str wd_plain_url(struct wd_reader *r);
/* The same of a person: mailto: is one, too. */
struct wd_str wd_plain_address(struct wd_reader *r);
struct wd_str wd_url_here(struct wd_reader *r, struct wd_str reference);
/* At an OPEN: its inner markup, references in text escaped again; prefixes of names dropped where strip_prefix. *ret_elements counts
 * elements inside. */
struct wd_str wd_inner_markup(struct wd_reader *r, bool escape, bool strip_prefix, size_t *ret_elements);
/* Cleaned HTML; the text alone where it cannot be cleaned. */
struct wd_str wd_clean_html(struct wd_arena *a, struct wd_str html, struct wd_str base);
struct wd_str wd_base64(struct wd_arena *a, struct wd_str text);
int64_t wd_date_of(struct wd_reader *r, struct wd_str text);
/* The same for what lies ahead by nature, embargo and expiry: never clamped. */
int64_t wd_date_ahead(struct wd_reader *r, struct wd_str text);
/* "Name <mail>", "mail (Name)", "Name (mail)". */
struct wd_person wd_person_of(struct wd_str text);
/* Copy in lower case; borrowed where it is already. */
struct wd_str wd_lowered(struct wd_arena *a, struct wd_str s);
void wd_extension_add(struct wd_reader *r, struct wd_item *item, struct wd_str name, struct wd_str value, bool is_json);
/* The same for names that stand several times in an item: printed as an array. */
void wd_extension_push(struct wd_reader *r, struct wd_item *item, struct wd_str name, struct wd_str value, bool is_json);
/* Attribute of the current OPEN by local name in any case; empty where none. */
struct wd_str wd_attribute_of(const struct wd_reader *r, const char *local);
/* xml:lang in scope, with '-' for '_'; else the document's. */
struct wd_str wd_language_here(struct wd_reader *r);
/* Attributes of the current OPEN as members (names in lower case) of the object that is open in w. */
void wd_attributes_json(struct wd_reader *r, struct wd_jw *w);

#endif
