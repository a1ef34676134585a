/* copies/index.h - the copy index from inside: what its files share, and nobody else includes.
 * Duty:      index.c owns the hot table and takes texts in and out; query.c works out what is asked about a text and finds its sources;
 *            sealing.c turns the older half of the hot table into a segment, merges segments, and opens a shelf again.
 * Input:     texts are numbered in order of insertion. Those below `sealed_texts` lie in segments, the others are hot: slot = number -
 *            sealed_texts. Hot texts come in two halves; what is decided at an insert (full lists, crowded lists) depends on the own half
 *            alone, so that an index opened again goes on as one that was never closed. Where texts pass there are no halves, but for
 *            what is sealed at a time; those taken out leave the hot table together, and the slots of the others change.
 * Ownership: as copies.h says.   Errors: those of copies.h.   Threads: one index, one thread. */
#ifndef WD_COPIES_INDEX_H
#define WD_COPIES_INDEX_H

#include "base/hash.h"
#include "copies/memory_shelf.h"
#include "copies/postings.h"
#include "copies/row.h"
#include "copies/segment.h"
#include "copies/templates.h"
#include "copies/verify.h"
#include "copies/winnow.h"

enum { WD_LARGEST_CAP = 256, WD_IN_TEMPLATE = 4 }; /* WD_IN_TEMPLATE: a word's flag beside those of copies.h */
#define WD_NO_PLACE UINT64_MAX

struct wd_hot {
    uint64_t key, place; /* WD_NO_PLACE: taken out */
    uint32_t outlet;     /* low half of the hash: it is only counted by */
    uint32_t words;
};
struct wd_sealed {
    struct wd_segment segment;
    uint32_t number; /* on the shelf */
    uint32_t gone;   /* texts taken out since it was sealed; counted where they pass */
};
/* A fingerprint of the doc asked about, and how many postings its hot list has. */
struct wd_used_print {
    uint32_t value, length;
    bool wider;
};

struct wd_copies {
    struct wd_copy_options options;
    struct wd_memory_shelf *own; /* where none was given */
    const struct wd_copy_shelf *shelf;
    uint64_t row_end; /* of the shelf's words */
    uint64_t damaged;

    struct wd_postings postings;
    struct wd_templates templates;
    struct wd_hot *hot;
    size_t hot_n, hot_room, hot_gone;
    uint32_t *keys; /* slot + 1 by hash of key; slots of texts taken out stay until the table is made again */
    size_t key_room;
    uint64_t half;             /* texts */
    uint64_t half_end;         /* where the row of words ended when the older half was full, or opened: the newer half starts there */
    bool half_marked;          /* half_end is so; it stays if an insert fails behind it */
    uint64_t half_postings[2]; /* marked ones that went into each half; where texts pass, they are counted when it is sealed */

    struct wd_sealed *sealed; /* in order of texts */
    size_t sealed_n, sealed_room;
    uint64_t sealed_texts;
    uint64_t taken_out; /* place among them after the one that was taken out last */
    uint32_t next_number;
    uint64_t opened_texts, resumed; /* sealed ones that lay on the shelf when it was opened; how many of them were inserted again */

    /* What was worked out for the doc asked about last; the insert that follows uses it again. */
    struct wd_arena scratch;
    struct wd_newer newer;
    struct wd_copy_doc doc;
    struct wd_used_print *prints;
    size_t print_n;
    uint32_t *template_prints; /* of the doc's own outlet */
    size_t template_n;
    uint64_t checksum;
    bool prepared, listed; /* listed: the lengths in prints are up to date */
    struct {
        uint64_t postings, verified;
    } work; /* looked at in all queries so far: what the cost of a query hangs on */
};

/* query.c: fingerprints, templates and the table of 5-grams of doc, unless they are there already. */
int wd_index_prepare(struct wd_copies *c, const struct wd_copy_doc *doc) WD_MUST;

/* sealing.c: makes room for one more hot text: seals the older half where both are full, merges, and marks where the newer half starts. */
int wd_index_make_room(struct wd_copies *c) WD_MUST;
/* Where texts pass: those of the hot table that were taken out leave it, and the others are counted anew in their order. */
void wd_index_close_up(struct wd_copies *c);
/* Where texts pass: a sealed one was taken out; a segment of which none is left goes. */
void wd_index_sealed_left(struct wd_copies *c, uint64_t number);
/* Takes up what lies on the shelf. */
int wd_index_open(struct wd_copies *c, struct wd_where *ret_where) WD_MUST;
/* The place of a sealed text; WD_NO_PLACE where its segment is gone. */
uint64_t wd_index_sealed_place(const struct wd_copies *c, uint64_t number);

/* index.c: the table of keys from the hot texts, after they were renumbered. */
void wd_index_rekey(struct wd_copies *c);

#endif
