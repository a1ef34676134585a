/* intake/newsml_g2.h - what the files of the NewsML-G2 adapter share.
 * Duty:      metadata of items (newsml_g2_meta.c), catalogs that tell what a QCode means (newsml_g2_catalog.c), messages, items and
 *            their content (newsml_g2.c).
 * Input:     a reader at an OPEN; read functions leave it at the CLOSE.
 * Ownership: all in r.a or borrowed from the input.
 * Errors:    none: what cannot be used is left out.   Threads: pure.   Cost: O(n).
 * Source:    IPTC NewsML-G2 2.x specification and guidelines; aliases of the IPTC's standard catalog. */
#ifndef WD_INTAKE_NEWSML_G2_H
#define WD_INTAKE_NEWSML_G2_H

#include "intake/wire.h"

struct g2_scheme {
    struct wd_str alias, uri;
};
/* What a concept of the item is called, said apart from where it is used. */
struct g2_name {
    struct wd_str qcode, name;
};

struct g2 {
    struct wd_reader r;
    struct wd_str priority; /* of the message */
    struct wd_str provider; /* of the item, as a name */
    struct wd_str language; /* of the item */
    WD_LIST(struct g2_scheme) schemes;
    WD_LIST(struct g2_name) asserted;
    WD_LIST(struct g2_name) headlines; /* by language (in qcode) */
    WD_LIST(struct wd_item *) others;  /* the text of the item in other languages */
    struct wd_str first_language;
    bool small_image;
    bool held;      /* under an embargo whose end is told otherwise */
    size_t skipped; /* items of kinds that are no news */
};

/* newsml_g2_catalog.c */
/* At a <catalog>: its schemes, which stand before the well-known ones. */
void wd_g2_read_catalog(struct g2 *g);
/* The URI of a concept; empty where no catalog at hand knows the alias. */
struct wd_str wd_g2_uri(struct g2 *g, struct wd_str qcode);
struct wd_str wd_g2_code(struct wd_str qcode);
struct wd_str wd_g2_alias(struct wd_str qcode);
/* The qcode of the current OPEN; of its uri where it has that only. */
struct wd_str wd_g2_qcode(struct g2 *g);

/* newsml_g2_meta.c */
void wd_g2_read_rights(struct g2 *g, struct wd_item *item);
void wd_g2_read_item_meta(struct g2 *g, struct wd_item *item);
void wd_g2_read_content_meta(struct g2 *g, struct wd_item *item);
/* At a <link>, <itemRef> or the like. */
void wd_g2_read_link(struct g2 *g, struct wd_item *item);
void wd_g2_read_assert(struct g2 *g);
/* Gives names that were asserted to concepts that have none. */
void wd_g2_name_concepts(struct g2 *g, struct wd_item *item);

#endif
