/* intake/wire.h - what the wire formats share: bodies, concepts, signals.
 * Duty:      XHTML and NITF bodies to cleaned HTML without head, notepad and what is not for publication; vocabulary entries; commands.
 * Input:     a reader at an OPEN; functions leave it at the CLOSE.
 * Ownership: r->a.   Errors: none.   Threads: pure.   Cost: O(n). */
#ifndef WD_INTAKE_WIRE_H
#define WD_INTAKE_WIRE_H

#include "intake/adapters.h"
#include "intake/feed.h"

/* As wd_reader_init, with dates that are not clamped. */
void wd_wire_reader_init(struct wd_reader *r, const struct wd_adapter_input *in, struct wd_document *d);
/* Steps to the OPEN of the root; false where there is none. */
bool wd_wire_root(struct wd_reader *r);

/* wire_body.c */
/* At <body>, <body.content> or the like. A paragraph of class "teaser" is also the item's summary, pictures are its links; item may be
 * NULL. */
struct wd_str wd_wire_body(struct wd_reader *r, struct wd_item *item);
/* At the element that holds <nitf>, <html>, <body> or another one with the text: fills what is empty in item. */
void wd_wire_document(struct wd_reader *r, struct wd_item *item);
/* A first paragraph of the body that is a byline and nothing else goes into item->byline. */
void wd_wire_take_byline(struct wd_item *item);
/* A heading that the body begins with and that says the headline again is dropped. */
void wd_wire_drop_headline(struct wd_reader *r, struct wd_item *item);
/* Plain text as paragraphs. */
struct wd_str wd_wire_paragraphs(struct wd_reader *r, struct wd_str text);
/* wire.c */
/* Text of the element with blanks squeezed to one space. */
struct wd_str wd_wire_line(struct wd_reader *r);
struct wd_str wd_wire_squeeze(struct wd_reader *r, struct wd_str text);

/* Adds a line to a value of several, unless it is said there already. */
void wd_wire_add_line(struct wd_reader *r, struct wd_str *field, struct wd_str line);

/* Adds to a body that grows; *cap is what it has room for, 0 at first. */
void wd_wire_append(struct wd_reader *r, struct wd_str *body, size_t *cap, struct wd_str more);

/* "code" and "scheme" from the qcode; no entry twice. */
void wd_wire_concept_add(struct wd_reader *r, wd_concepts *list, struct wd_concept c);
/* Raises item->signal by the code of a signal ("update" of "sig:update"); what asks more of the desk stays. */
void wd_wire_signal(struct wd_item *item, struct wd_str scheme, struct wd_str code);
void wd_wire_signal_raise(struct wd_item *item, enum wd_signal signal);
enum wd_pubstatus wd_wire_pubstatus(struct wd_str code);
/* A language tag without a region that says no more ("nl-NL"); empty where it is none. */
struct wd_str wd_wire_language(struct wd_reader *r, struct wd_str tag);
/* Who a copyright notice names, where it is only a name; borrowed. */
struct wd_str wd_wire_copyright_holder(struct wd_str notice);

/* homezone.c */
/* The zone of a country's only clock by the end of a host name; NULL where it tells none. */
const struct wd_zone *wd_home_zone(struct wd_arena *a, struct wd_str host);
/* The host in an identifier of the newsml or tag kind. */
struct wd_str wd_wire_authority(struct wd_str id);

/* nitf.c: at the OPEN of <nitf>; fills what is empty in item. */
void wd_nitf_read(struct wd_reader *r, struct wd_item *item);
/* nitf_head.c: at the OPEN of its <head>; <title> is only for who has no headline. */
void wd_nitf_read_head(struct wd_reader *r, struct wd_item *item, struct wd_str *ret_title);
/* The instant in an attribute of the current OPEN, which is read through; *field stays where there is none. */
void wd_nitf_read_date(struct wd_reader *r, int64_t *field, const char *attribute);

#endif
