/* copies/pairing.h - two texts lined up sentence by sentence.
 * Duty:      read the sentences of a text as words, and give each its counterpart in another text: the same words, edited, moved.
 * Input:     articles with their sentences in order. Case, marks and blanks do not count.
 * Ownership: results live in `a` and borrow the articles.
 * Errors:    none; of a text over WD_MAX_WORDS the first so many words are looked at.
 * Threads:   pure.
 * Cost:      O(words) expected: words that stand in many sentences stop voting for partners.
 * Source:    alignment by hashes and by words in common, longest increasing run for the order. */
#ifndef WD_COPIES_PAIRING_H
#define WD_COPIES_PAIRING_H

#include "copies/align.h"

/* The sentences of one text as hashes of words. */
struct wd_sentences {
    const struct wd_article *article;
    const uint32_t *words;        /* of the body */
    const struct wd_span *ranges; /* one a sentence: numbers of its words */
    const uint64_t *keys;         /* one a sentence: equal where the words are; 0 where it has none */
    size_t n;
};
void wd_sentences_read(struct wd_arena *a, const struct wd_article *article, struct wd_sentences *ret_sentences);
/* Key of a text of its own, as of a sentence with these words. */
uint64_t wd_sentence_key(struct wd_arena *a, struct wd_str text);
/* Sorted copy of the words of a sentence, at most `most`, for wd_words_in_common. */
size_t wd_sentence_words(const struct wd_sentences *s, size_t sentence, uint32_t *words, size_t most);
/* Whether the words of sentence s stand in a row in sentence t of another text (of so many words as are looked at in one sentence). */
bool wd_sentence_within(const struct wd_sentences *x, size_t s, const struct wd_sentences *y, size_t t);
/* Whether two sentences of different articles are one made from the other, not two that tell the same: five words stand in a row in both,
 * or half of the shorter one. */
bool wd_sentence_taken(const struct wd_sentences *x, size_t s, const struct wd_sentences *y, size_t t);
size_t wd_words_in_common(const uint32_t *x, size_t n, const uint32_t *y, size_t m);

/* A sentence and its counterpart in the other text. */
struct wd_pair {
    int mark;       /* enum wd_mark; NEW: it has none */
    uint32_t other; /* number of the counterpart; only if not NEW */
    bool moved;     /* the counterpart stands in another place among those that stayed in order */
    bool again;     /* the words were there before in this text: `other` belongs to that sentence first */
};
struct wd_pairing {
    struct wd_pair *x, *y; /* one a sentence; each counterpart is the other's, `again` apart */
};
/* Sentences of two states of one article are edited where half of the words are the same; of two articles see wd_sentence_taken, too. */
void wd_sentences_pair(struct wd_arena *a, const struct wd_sentences *x, const struct wd_sentences *y, struct wd_pairing *ret_pairing);

#endif
