/* extract/kind.h - private to the kind of a page: what it says and what it shows, as counts.
 * Duty:      phrases of pages that are no articles, found in texts (kind_phrase.c over the table of kind_words.c); one look over the tree
 *            (kind_sight.c). kind.c decides.
 * Input:     texts as wd_fold makes them.
 * Ownership: phrases are constants; texts live in the arena given.   Errors: none.
 * Threads:   pure.   Cost: O(nodes); phrases are looked for in a few KB only. */
#ifndef WD_EXTRACT_KIND_H
#define WD_EXTRACT_KIND_H

#include "extract/inside.h"

enum wd_says {
    WD_SAYS_CONSENT, /* asks for consent to cookies */
    WD_SAYS_MISSING, /* not found, gone */
    WD_SAYS_REFUSED, /* forbidden, blocked, not in this country */
    WD_SAYS_BROKEN,  /* the server fails, or is being mended */
    WD_SAYS_CHECK,   /* is the reader a robot? */
    WD_SAYS_SCRIPT,  /* wants JavaScript */
    WD_SAYS_PAY,     /* the rest is for subscribers */
    WD_SAYS_LOGIN,   /* a form to log in or register with */
    WD_SAYS_SHOP,    /* sells */
    WD_SAYS_SEARCH,  /* results of a search, or none */
    WD_SAYS_RULES,   /* terms, privacy, imprint */
    WD_SAYS_COUNT
};
enum { WD_PHRASE_PART, WD_PHRASE_WHOLE }; /* WHOLE: counts as a title alone, not within a longer text */

struct wd_phrase {
    const char *words; /* folded; begins at a word's start, ends anywhere: "abonnent" finds "abonnenten" */
    uint8_t says, weight, whole;
};
extern const struct wd_phrase wd_phrases[];
extern const size_t wd_phrases_n;

struct wd_heard {
    unsigned weight[WD_SAYS_COUNT];   /* each phrase once */
    const char *words[WD_SAYS_COUNT]; /* the weightiest; NULL: none */
};
#define WD_PHRASES_MAX 1024u
#define WD_PHRASE_STARTS 1024u
/* The phrases by how they begin, for one page's texts. */
struct wd_phrase_index {
    uint16_t first[WD_PHRASE_STARTS], next[WD_PHRASES_MAX];
    uint8_t bytes[WD_PHRASES_MAX];
};
void wd_phrase_index_init(struct wd_phrase_index *index);
/* Adds what `folded` says. title: it is one, or a segment of one. */
void wd_hear(const struct wd_phrase_index *index, struct wd_str folded, bool title, struct wd_heard *to);

struct wd_sight {
    struct wd_heard title, body, around; /* <title> and h1; the blocks of the body; what stands outside them */
    size_t body_bytes;                   /* of blocks that say none of this: what could be an article */
    size_t body_blocks;                  /* of them those of running text */
    size_t consent_bytes;                /* of blocks of the body that speak of consent */
    size_t shown_bytes, link_bytes;      /* all text that is shown, navigation left out; of it in links */
    size_t links, headlines;             /* links; links that stand alone and are as long as a headline */
    size_t headlines_within;             /* between the first and the last block of the body */
    size_t cards;                        /* <article> elements that hold a link */
    size_t passwords, players, script_bytes;
    bool wall;      /* an element shown is named after a paywall */
    bool challenge; /* an element is named after a check for robots */
    bool shop;      /* og:type or the like is a product */
    bool list_type; /* JSON-LD or a class of <body> says that it is a list */
    bool app_root;  /* an empty element that scripts fill */
    bool cut;       /* the body ends in the middle */
};
/* The body's own part of the sight, which sets *ret; then the page's, which adds to it. */
void wd_sight_of_body(struct wd_arena *a, const struct wd_phrase_index *index, const struct wd_page_body *body, struct wd_sight *ret);
void wd_sight_of_page(struct wd_arena *a, const struct wd_phrase_index *index, const struct wd_html *page, const struct wd_page_meta *meta,
                      const struct wd_page_body *body, struct wd_sight *to);

#endif
