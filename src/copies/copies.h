/* copies/copies.h - who reuses whose words: index, exact shares, alignment.
 * Duty:      winnowed fingerprints in an inverted index find candidates online; exact containment and alignment verify them. Texts of
 *            late are hot (a table); past `hot_texts` the older half is sealed into segments (segment.h), which are merged as they grow.
 *            Passages that recur in one outlet's texts are learned as its template: they find nothing and do not make a relation.
 * Input:     words as text/words.h makes them; positions are word numbers; sentences as word ranges.
 * Ownership: the index copies what it keeps; words and segments lie on the shelf (shelf.h). Results live in `a`.
 * Errors:    WD_E_TOOBIG for texts over WD_MAX_WORDS; those of the shelf; WD_E_CORRUPT for a damaged record or segment.
 * Threads:   one index, one thread.   Cost: O(words) expected an article; posting lists are capped. Memory: at most 800 bytes a hot
 *            text of 450 words; sealed 210 (on the shelf). Where each text's words lie on the shelf is part of both.
 * Source:    Schleimer, Wilkerson, Aiken 2003 (winnowing); requirements/copies C1-C3. */
#ifndef WD_COPIES_COPIES_H
#define WD_COPIES_COPIES_H

#include "base/err.h"
#include "base/list.h"
#include "copies/shelf.h"
#include "model/story.h"
#include "text/words.h"

struct wd_copy_options {
    uint32_t window;         /* winnowing window in 5-grams of hot texts: 8 */
    uint32_t sealed_window;  /* of sealed ones: 16; not below `window`, so that the fingerprints kept are some of the hot ones */
    uint32_t posting_cap;    /* postings of one fingerprint, in each half of the hot table and in each segment: 64..256 */
    uint32_t max_candidates; /* verified for one article: 64 */
    uint32_t hot_texts;      /* when so many are hot, the older half is sealed; 0: as many as can be, half a million */
    /* Texts are taken out again, about in the order in which they came, and leave nothing: memory follows from those that are in. They
     * are sealed only where more than `hot_texts` are in at a time, and the hot table has no halves before. On the index's own memory
     * only: no shelf is opened again. */
    bool passing;
};
extern const struct wd_copy_options wd_copy_defaults;

/* One version as the index sees it. Flags are per word: WD_COPY_IN_QUOTE, WD_COPY_IN_NOTICE. */
enum { WD_COPY_IN_QUOTE = 1, WD_COPY_IN_NOTICE = 2 };
struct wd_copy_doc {
    uint64_t key;           /* of the version */
    uint64_t article;       /* same article: relation is version */
    uint64_t outlet;        /* hash, 0 not known */
    const uint32_t *hashes; /* word hashes */
    const uint8_t *flags;   /* per word, may be NULL */
    size_t words;
    const struct wd_span *sentences; /* as word ranges */
    size_t sentence_n;
};
/* Builds a doc from a text: words, quotation marks, notices recognised by `notice_spans` (bytes), sentences (bytes) as word ranges. */
int wd_copy_doc_make(struct wd_arena *a, struct wd_str text, const struct wd_span *sentences, size_t sentence_n,
                     const struct wd_span *notice_spans, size_t notice_n, struct wd_copy_doc *ret_doc) WD_MUST;

/* Spans (bytes) of what a text says about its own delivery: "(This story has not been edited by X staff ...)", "(With inputs from X)",
 * "(Reporting by ...)", copyright lines, a dateline that names a service. A light rule for texts that analyse/ has not seen. */
void wd_copy_notices(struct wd_arena *a, struct wd_str text, wd_spans *ret_spans);

/* wd_copy_doc_make with the notices that wd_copy_notices finds; most texts are told from a look at their words to have none. */
int wd_copy_doc_make_plain(struct wd_arena *a, struct wd_str text, const struct wd_span *sentences, size_t sentence_n,
                           struct wd_copy_doc *ret_doc) WD_MUST;

struct wd_run {
    uint32_t start_in, start_of, words; /* word numbers in the newer and in the older text */
};
typedef WD_LIST(struct wd_run) wd_runs;
struct wd_reuse {
    uint64_t of, of_article;               /* version key and article key of the source */
    double share_of_copy, share_of_source; /* distinct 5-grams as given: common over own */
    int relation;                          /* enum wd_relation */
    wd_runs runs;                          /* maximal common passages in order of start_in */
    wd_runs matches;                       /* all maximal matches of five words and more, in order of start_of */
};
typedef WD_LIST(struct wd_reuse) wd_reuses;

struct wd_copies;
/* shelf: NULL for the index's own memory; WD_E_INVALID with `passing` else. It is borrowed and must outlive the index. What it holds
 * already is opened: every segment is checked, and WD_E_CORRUPT says that one of them is damaged (where->message names it); the caller then
 * clears the shelf and inserts all texts again. What was hot when the index was left is not on the shelf: all texts are inserted again, in
 * the same order. */
int wd_copies_new(const struct wd_copy_options *options, const struct wd_copy_shelf *shelf, struct wd_copies **ret_copies,
                  struct wd_where *ret_where) WD_MUST;
void wd_copies_free(struct wd_copies *c);
/* Largest share first, at most options.max_candidates; ties by key. Does not insert. Pairs with fewer than eight common 5-grams (a run of
 * twelve words) are no reuse, unless the texts are the same. Relation, notices and templates left out: version (same article); copy (half
 * of the newer text's 5-grams); quotes (all runs in quotation marks); derived (a tenth of either text, a run of 30 words outside
 * quotation marks, or runs of eight and more of together 16 outside them); else independent. */
int wd_copies_query(struct wd_copies *c, struct wd_arena *a, const struct wd_copy_doc *doc, wd_reuses *ret_reuses) WD_MUST;
/* A key that is hot already is replaced. While an opened shelf is caught up with, a text that is sealed there is only looked up (its words
 * are not asked for): WD_E_CORRUPT where the shelf holds another in its place. */
int wd_copies_insert(struct wd_copies *c, const struct wd_copy_doc *doc) WD_MUST;
/* Takes a version out, hot or sealed (kill): nothing of its words stays on the shelf. For one that is sealed, or not there, the heads of
 * sealed texts are read, the newest first: half a microsecond each; texts that go in the order in which they came are found at once. With
 * `passing` the words go at once, and room in the hot table later, of many texts at a time. */
int wd_copies_remove(struct wd_copies *c, uint64_t version) WD_MUST;
/* Where on the shelf the record lies that the last WD_E_CORRUPT spoke of. */
uint64_t wd_copies_damaged(const struct wd_copies *c);
/* Texts that were sealed: the first so many inserted, whatever was removed of them (with `passing`, of those that had not left). */
uint64_t wd_copies_sealed(const struct wd_copies *c);
/* All that an opened shelf holds was inserted again (what was taken out of it need not be). */
bool wd_copies_resumed(const struct wd_copies *c);
/* Memory of the hot table and all that belongs to it; of segments (on the shelf, mapped); of words (on the shelf). */
struct wd_copies_size {
    uint64_t hot_texts, sealed_texts, segments;
    size_t hot_bytes, sealed_bytes, words_bytes;
    uint64_t postings, candidates; /* looked at, and verified, in all queries so far */
};
struct wd_copies_size wd_copies_size(const struct wd_copies *c);
/* Hash of all that the index knows: equal for an index grown live and one rebuilt from the same texts in the same order. */
uint64_t wd_copies_digest(const struct wd_copies *c);

/* Numbers of the sentences of the source that stand word for word in the copy; sentences as word ranges of the source, in order. */
typedef WD_LIST(uint32_t) wd_numbers;
void wd_reuse_verbatim(struct wd_arena *a, const struct wd_reuse *reuse, const struct wd_span *sentences, size_t sentence_n,
                       wd_numbers *ret_numbers);

#endif
