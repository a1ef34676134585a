/* extract/pieces.h - private to extract: a page as pieces of text in boxes, in one pass over its tree.
 * Duty:      a piece is a run of inline content between block borders; a box is a block element that holds some. For both, what the rule of
 *            body.c looks at: counts of characters and words, links, names of classes, where it stands.
 * Ownership: all in `a`; nodes are borrowed.
 * Errors:    none: the tree is held to caps before. Text beyond WD_MAX_TEXT_BYTES is left out.
 * Threads:   pure.   Cost: O(nodes + bytes of text); about 100 bytes a piece, 80 a box, 4 a word. */
#ifndef WD_EXTRACT_PIECES_H
#define WD_EXTRACT_PIECES_H

#include "extract/rules.h"
#include "markup/html.h"

/* What a box is, or is in; bits. */
enum {
    WD_IN_ARTICLE = 1,
    WD_IN_MAIN = 1 << 1,
    WD_IN_SECTION = 1 << 2,
    WD_IN_ASIDE = 1 << 3,
    WD_IN_NAV = 1 << 4,
    WD_IN_HEADER = 1 << 5,
    WD_IN_FOOTER = 1 << 6,
    WD_IN_FIGURE = 1 << 7,
    WD_IN_LIST = 1 << 8,
    WD_IN_TABLE = 1 << 9,
    WD_IN_FORM = 1 << 10,
    WD_IN_QUOTE = 1 << 11,
    WD_IN_LINK = 1 << 12,
    WD_IN_BUTTON = 1 << 13,
    WD_IN_NOSCRIPT = 1 << 14,
    WD_IN_HIDDEN = 1 << 15,
    WD_IN_DIALOG = 1 << 16,
    WD_IN_ARTICLE_BODY = 1 << 17, /* itemprop=articleBody */
    WD_IN_ADDRESS = 1 << 18,
    WD_IN_DETAILS = 1 << 19,
    WD_IN_PRE = 1 << 20,
    WD_IN_COMMENTS = 1 << 21, /* of readers, by its name */
};

struct wd_box {
    const struct wd_html_node *node;
    uint32_t parent;   /* number of the box around it; box 0 is the whole, and its own parent */
    uint32_t from, to; /* its pieces */
    uint32_t inside;   /* WD_IN_* */
    uint32_t tags;     /* hash of the elements' names from the top to it */
    uint32_t shape;    /* the same with their classes */
    uint32_t images;   /* in it, with those of boxes inside */
    uint16_t depth;
    struct wd_evidence own, worst, best; /* of its class and id; least and most of it and those around it */
};
enum { WD_PIECE_TIME = 1, WD_PIECE_AUTHOR = 2, WD_PIECE_BREAK = 4 }; /* holds a <time>; rel=author; ends at a <br> */
struct wd_piece {
    uint32_t box;
    uint32_t at, n;       /* bytes of the text */
    uint32_t from, to;    /* bytes of the page */
    uint32_t word, words; /* of the list of words */
    uint32_t links, link_bytes, link_words, strong_bytes;
    uint32_t letters, capitals, digits, commas, stops, bars, stopwords, title_words; /* capitals: letters; title_words: begin with one */
    uint32_t flags;
    struct wd_evidence name; /* of the inline element that it begins with */
};
typedef WD_LIST(struct wd_box) wd_boxes;
typedef WD_LIST(struct wd_piece) wd_piece_list;

struct wd_pieces {
    struct wd_str text; /* of all pieces, each followed by '\n' */
    wd_piece_list list;
    wd_boxes boxes;
    const uint32_t *words; /* wd_hash_fnv of each in lower case (ASCII) */
};
void wd_pieces_of(struct wd_arena *a, const struct wd_html *page, const struct wd_page_rules *rules, struct wd_pieces *ret);

static inline struct wd_str wd_piece_text(const struct wd_pieces *p, size_t i)
{
    return wd_str_n(p->text.p + p->list.v[i].at, p->list.v[i].n);
}
/* Whether box b is `top` or inside it. */
bool wd_box_within(const struct wd_pieces *p, uint32_t b, uint32_t top);
/* "main > article.story > p" */
struct wd_str wd_box_path(struct wd_arena *a, const struct wd_pieces *p, uint32_t b);

#endif
