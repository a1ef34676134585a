/* copies/grams.h - the k-grams of one text, by value, and what another text shares with them.
 * Duty:      one table of the newer text serves every older text it is held against: distinct common grams and all maximal matches.
 * Input:     word hashes; positions are word numbers.
 * Ownership: tables and lists live in the arena given; the hashes are borrowed.
 * Errors:    none within WD_MAX_WORDS.
 * Threads:   one table, one thread (the counting marks are in it).
 * Cost:      build O(n), at most 48 bytes a word; a scan O(n + m) steps of work: past a budget (pairs of equal grams, and words of
 *            matches), which only texts that repeat themselves reach, a gram is followed to one place, and not from within a match. */
#ifndef WD_COPIES_GRAMS_H
#define WD_COPIES_GRAMS_H

#include "copies/copies.h"

enum { WD_GRAM_WORDS = 5, WD_GRAM_NONE = -1, WD_GRAM_BUDGET = 1 << 14, WD_GRAM_BUDGET_A_WORD = 16 };

struct wd_grams {
    const uint32_t *hashes;
    size_t words, count; /* count: positions that start a gram */
    uint32_t k;
    uint32_t *slots; /* first position of a gram + 1, under a few bits of its value */
    uint32_t mask, turn;
    uint32_t *next;   /* the next position of the same gram + 1, or 0 */
    uint32_t *first;  /* the first position of the same gram + 1 */
    uint32_t *seen;   /* per first position: the scan that met it last */
    uint64_t *filter; /* a bit for each head that some gram has; filled for the first scan */
    uint32_t filter_shift;
    bool filtered;
    size_t distinct;
};

/* 64-bit value of the k words at p: tables and fingerprints are cut from it. The products do not wait for each other. */
static inline uint64_t wd_gram_value(const uint32_t *p, uint32_t k)
{
    uint64_t h = p[0] * 0x9E3779B97F4A7C15u;
    h += k > 1 ? p[1] * 0xC2B2AE3D27D4EB4Fu : 0;
    h += k > 2 ? p[2] * 0x165667B19E3779F9u : 0;
    h += k > 3 ? p[3] * 0xD6E8FEB86659FD93u : 0;
    h += k > 4 ? p[4] * 0xA0761D6478BD642Fu : 0;
    h ^= h >> 32;
    h *= 0xE7037ED1A0B428DBu;
    return h ^ (h >> 29);
}
/* The values of all 5-grams, for the table and for the fingerprints. */
uint64_t *wd_gram_values(struct wd_arena *a, const uint32_t *hashes, size_t words);

/* k: 1 to WD_GRAM_WORDS. values: as wd_gram_values gives them, or NULL (always where k is less). */
void wd_grams_build(struct wd_grams *g, struct wd_arena *a, const uint32_t *hashes, size_t words, uint32_t k, const uint64_t *values);
/* First position in the table's text of the k words at p, or WD_GRAM_NONE. */
int64_t wd_grams_find(const struct wd_grams *g, const uint32_t *p);
/* Maximal matches (they can be lengthened neither way) of at least k words in order of start_of, then start_in. *ret_common: distinct grams
 * in both; *ret_common_body: those of them whose first position in the table's text has body[position] set (body may be NULL). */
void wd_grams_scan(struct wd_grams *g, struct wd_arena *a, const uint32_t *of, size_t of_words, const uint8_t *body, wd_runs *ret_matches,
                   size_t *ret_common, size_t *ret_common_body);

/* Tiling: the longest match first (ties: smaller start_in, then smaller start_of), each word of the newer text in at most one run. */
void wd_grams_tile(struct wd_arena *a, const wd_runs *matches, size_t in_words, uint32_t min_words, wd_runs *ret_runs);

#endif
