/* copies/copies.h - who reuses whose words: index, exact shares, alignment.
 * Duty:      winnowed fingerprints in an inverted index find candidates online; exact containment and alignment verify them.
 * Input:     words as text/words.h makes them; positions are word numbers; sentences as word ranges.
 * Ownership: the index copies what it keeps (word hashes, sentence bounds). Results live in `a`.
 * Errors:    WD_E_TOOBIG for texts over WD_MAX_WORDS.
 * Threads:   one index, one thread.   Cost: O(words) expected an article; posting lists are capped.
 * Source:    Schleimer, Wilkerson, Aiken 2003 (winnowing); requirements/copies C1-C3. */
#ifndef WD_COPIES_COPIES_H
#define WD_COPIES_COPIES_H

#include "base/err.h"
#include "base/list.h"
#include "model/story.h"
#include "text/words.h"

struct wd_copy_options {
    uint32_t window;         /* winnowing window in 5-grams: 8 */
    uint32_t posting_cap;    /* postings of one fingerprint: 64..256 */
    uint32_t max_candidates; /* verified for one article: 64 */
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
    WD_LIST(uint32_t) verbatim;            /* numbers of the sentences of the source that stand in the copy */
};
typedef WD_LIST(struct wd_reuse) wd_reuses;

struct wd_copies;
struct wd_copies *wd_copies_new(const struct wd_copy_options *options);
void wd_copies_free(struct wd_copies *c);
/* Largest share first, at most options.max_candidates; ties by key. Does not insert. Pairs with fewer than eight common 5-grams (a run of
 * twelve words) are no reuse, unless the texts are the same. Relation, notices left out: version (same article); copy (half of the newer
 * text's 5-grams); quotes (all runs in quotation marks); derived (a tenth of either text, a run of 30 words outside quotation marks, or
 * whole sentences of the source of together 16 words outside them); else independent. */
int wd_copies_query(struct wd_copies *c, struct wd_arena *a, const struct wd_copy_doc *doc, wd_reuses *ret_reuses) WD_MUST;
int wd_copies_insert(struct wd_copies *c, const struct wd_copy_doc *doc) WD_MUST;
/* Takes a version out (kill, expiry). */
void wd_copies_remove(struct wd_copies *c, uint64_t version);
size_t wd_copies_bytes(const struct wd_copies *c);

#endif
