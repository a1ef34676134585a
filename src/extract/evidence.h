/* extract/evidence.h - what a page says of itself, gathered before anything is believed.
 * Duty:      one list of candidates per field, each with where it was found and how far that place is to be trusted; the gatherers
 *            (jsonld.c, meta_tags.c, look.c) fill it, the deciders (headline.c, authors.c, instant.c, picture.c, meta.c) weigh it.
 * Input:     texts are plain: references decoded, tags gone, blanks squeezed (wd_evidence_text).
 * Ownership: all lives in `a` or borrows the page.
 * Errors:    none; what is over a cap is left out.   Threads: pure.   Cost: O(1) a candidate. */
#ifndef WD_EXTRACT_EVIDENCE_H
#define WD_EXTRACT_EVIDENCE_H

#include "extract/inside.h"

enum {
    WD_MAX_FOUND = 32,      /* candidates of one field */
    WD_MAX_HEADINGS = 12,   /* h1 of a page that are looked at */
    WD_MAX_BYLINES = 40,    /* places that look like a byline */
    WD_MAX_PICTURES = 150,  /* images of a page that are looked at */
    WD_MAX_AUTHORS = 12,    /* names of one article */
    WD_LONGEST_FIELD = 4000 /* bytes of a value that are read */
};

struct wd_found {
    struct wd_str text;
    uint8_t source; /* enum wd_source_of */
    uint8_t trust;  /* percent, before it is compared with others */
    bool organisation;
};
typedef WD_LIST(struct wd_found) wd_founds;

struct wd_found_time {
    int64_t utc;
    bool has_time, has_zone;
    uint8_t source, trust;
    int32_t offset_s;      /* of the zone, where it is written in hours */
    struct wd_str printed; /* as the page has it */
};
typedef WD_LIST(struct wd_found_time) wd_found_times;

/* Places are numbers of nodes in document order; containers end where the next begins. */
struct wd_heading {
    struct wd_str text;
    uint32_t place;
    bool inside;    /* of <article> or <main> */
    bool furniture; /* of a header of the site, a sidebar, a list of links */
};
struct wd_byline {
    struct wd_str lines; /* its texts, a line each */
    uint32_t place;
    uint8_t trust;
    bool furniture;
};
struct wd_picture {
    struct wd_str url; /* its largest form, as written */
    struct wd_str caption;
    uint32_t place, paragraphs; /* running paragraphs before it */
    uint32_t width;             /* 0: not said */
    bool inside, furniture, figure, hero, logo, linked;
};
struct wd_seen_date {
    struct wd_found_time time;
    uint32_t place;
    bool furniture, modified, marked; /* marked: <time>, or an element named after a date */
};

struct wd_page_evidence {
    struct wd_arena *a;
    struct wd_str url;
    wd_founds fields[WD_PAGE_FIELDS]; /* of AUTHORS: a name or a byline each */
    wd_found_times published, modified;
    WD_LIST(struct wd_heading) headings;
    WD_LIST(struct wd_byline) bylines;
    WD_LIST(struct wd_picture) pictures;
    WD_LIST(struct wd_seen_date) dates;
    wd_strs scripts; /* those that may hold the page's data */
    struct wd_str document_title, source, type, robots;
    struct wd_str base; /* what addresses of the page are relative to */
    struct wd_str article_body;
    int label_is_author; /* number of the twitter: label that says so */
    bool paywalled, says_article;
};

/* References decoded (once more than the page had them: many are encoded twice), tags dropped, blanks squeezed, cut. */
struct wd_str wd_evidence_text(struct wd_arena *a, struct wd_str value);
/* An address of the page, made whole; empty where it is none of the web, whatever it says of itself ("Ine+01:00"). */
struct wd_str wd_evidence_address(const struct wd_page_evidence *e, struct wd_str said);
/* Adds the text where it is not empty. */
void wd_evidence_add(struct wd_page_evidence *e, enum wd_page_field field, struct wd_str value, enum wd_source_of source, int trust);
/* Adds what the text says as a time, where it is one; a time without a zone counts for less. */
void wd_evidence_add_time(wd_found_times *to, struct wd_arena *a, struct wd_str value, enum wd_source_of source, int trust);
/* The most trusted candidate, the first of equals; NULL where there is none. */
const struct wd_found *wd_evidence_best(const wd_founds *found);

#endif
