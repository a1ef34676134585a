/* markup/html_feed.h - private to markup: what the parser is given in place of a page.
 * Duty:      the parser behind html.h is asked for the tree alone: it gets tags without their attributes, and for a text its blanks in front
 *            and a code. What they stand for is kept here as pieces, slices of the page, by code and by position in the feed.
 * Ownership: the feed is reused from page to page; pieces hold places of the page, which outlives them.
 * Errors:    none here: html_prescan.h counts what is put in.   Threads: one feed, one thread.   Cost: O(n). */
#ifndef WD_MARKUP_HTML_FEED_H
#define WD_MARKUP_HTML_FEED_H

#include "base/buf.h"
#include "base/limits.h"
#include "markup/html.h"
#include "markup/html_name.h"

enum wd_html_text_kind { WD_HTML_DECODED, WD_HTML_VERBATIM }; /* whether references in it mean characters */
struct wd_html_piece {
    uint32_t at;   /* in the feed */
    uint32_t byte; /* in the page: of a tag its '<', of a text where it goes on behind its blanks */
    uint32_t n;    /* bytes of a text, from `byte` on */
    uint16_t attribute_n;
    uint8_t text; /* enum wd_html_text_kind */
    const struct wd_html_attribute *attributes;
};
/* How a tag is read on. */
enum wd_html_content {
    WD_HTML_MARKUP,
    WD_HTML_SCRIPT,
    WD_HTML_RAW,  /* text up to the end tag */
    WD_HTML_TITLE /* the same, with references */
};
struct wd_html_element {
    uint64_t key; /* the first eight letters */
    struct wd_str name;
    const struct wd_html_name *row;
    uint16_t id; /* below WD_HTML_IDS; other names share some */
    uint8_t content;
    bool frame; /* html, head, body: a page has one, wherever the tag stands */
};
#define WD_HTML_IDS 512u
#define WD_HTML_KNOWN 256u
struct wd_html_feed {
    struct wd_buf text;
    struct wd_html_piece *pieces;
    size_t n, room;
    struct wd_html_element known[WD_HTML_KNOWN]; /* names met last */
    struct wd_html_attribute attributes[WD_MAX_XML_ATTRIBUTES]; /* of the tag at hand */
};
void wd_html_feed_init(struct wd_html_feed *f);
void wd_html_feed_done(struct wd_html_feed *f);
/* Empties it, and gives memory of an uncommonly large page back. */
void wd_html_feed_reset(struct wd_html_feed *f);
/* name is a slice of html. Valid until the next call. */
const struct wd_html_element *wd_html_feed_element(struct wd_html_feed *f, struct wd_str html, struct wd_str name);

/* Bytes from..end of the page as text; joins what goes on where the last text ended. */
void wd_html_feed_text(struct wd_html_feed *f, struct wd_str html, size_t from, size_t end, enum wd_html_text_kind kind);
void wd_html_feed_comment(struct wd_html_feed *f, size_t from, size_t end);
/* A piece for the tag that comes next in the feed. */
struct wd_html_piece *wd_html_feed_tag(struct wd_html_feed *f, size_t byte);

/* The value of an attribute as it is meant. */
struct wd_str wd_html_feed_meant(struct wd_arena *a, struct wd_str value);

/* The piece whose tag stands at `at` of the feed, or the last before; NULL where there is none. *cursor: where the last was found. */
const struct wd_html_piece *wd_html_feed_find(const struct wd_html_feed *f, size_t at, size_t *cursor);
/* What a text of the parser's tree stands for. *ret_piece: the first of its pieces; NULL where it is blanks only. */
struct wd_str wd_html_feed_read(const struct wd_html_feed *f, struct wd_arena *a, struct wd_str html, struct wd_str coded,
                                const struct wd_html_piece **ret_piece);

#endif
