/* extract/role.h - what the names that newsrooms give to elements say about them.
 * Duty:      class, id, rel and itemprop of an element, cut into words, to a set of roles; the attributes that metadata needs, read once.
 * Input:     "article__author-name" and "articleAuthorName" are three words each.
 * Ownership: borrows the node.   Errors: none; at most 400 bytes of an attribute are read.
 * Threads:   pure.   Cost: one pass over the attributes, a few comparisons a word. */
#ifndef WD_EXTRACT_ROLE_H
#define WD_EXTRACT_ROLE_H

#include "markup/html.h"

enum {
    WD_ROLE_BYLINE = 1 << 0,
    WD_ROLE_DATE = 1 << 1,
    WD_ROLE_MODIFIED = 1 << 2,
    WD_ROLE_FURNITURE = 1 << 3, /* what surrounds articles: links to others, comments, adverts, boxes about an author */
    WD_ROLE_LOGO = 1 << 4,
    WD_ROLE_BREADCRUMB = 1 << 5,
    WD_ROLE_KICKER = 1 << 6,
    WD_ROLE_HERO = 1 << 7, /* the lead image, an opener */
    WD_ROLE_CAPTION = 1 << 8,
    WD_ROLE_CREDIT = 1 << 9,
    WD_ROLE_BIOGRAPHY = 1 << 10,
    WD_ROLE_TITLE = 1 << 11,
    WD_ROLE_NAME = 1 << 12,
    WD_ROLE_PUBLISHED = 1 << 13,
    WD_ROLE_HIDDEN = 1 << 14
};
struct wd_look_of { /* attributes of an element */
    struct wd_str itemprop, rel, datetime, property;
    unsigned roles; /* WD_ROLE_*: of class and id */
};
/* Where each letter's words begin; made once a page. */
struct wd_roles {
    uint8_t first[27];
};
void wd_roles_init(struct wd_roles *r);
struct wd_look_of wd_look_of(const struct wd_roles *r, const struct wd_html_node *n);
unsigned wd_roles_of_names(const struct wd_roles *r, struct wd_str names);

#endif
