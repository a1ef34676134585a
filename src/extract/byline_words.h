/* extract/byline_words.h - the words and marks that stand around names in bylines, in the languages that feeds come in.
 * Duty:      tables, and what asks them: what leads to a name, parts two, follows one, or is none; byline.c makes names of the rest.
 * Input:     a line or a part of one, its blanks squeezed.
 * Ownership: results are slices of what is given.   Errors: none.
 * Threads:   pure.   Cost: O(n) times the table, a few hundred short words. */
#ifndef WD_EXTRACT_BYLINE_WORDS_H
#define WD_EXTRACT_BYLINE_WORDS_H

#include "base/str.h"

/* All of s, in any case: "written by"; a job, or a word of lines beside a byline, that no name of a person has; "dpa". */
bool wd_byline_lead(struct wd_str s);
bool wd_byline_no_name(struct wd_str word);
bool wd_byline_agency(struct wd_str s);
/* "and", "und": what is left where two names are parted. */
bool wd_byline_joiner(struct wd_str part);
/* "Reviewed by", "Edited by": who follows did not write it. */
bool wd_byline_reviewer_lead(struct wd_str part);
/* Without "By ", "Von: ", "Ein Kommentar von " and blanks and marks at both ends. */
struct wd_str wd_byline_without_leads(struct wd_str s);
/* "신현주 기자": without the word for a reporter behind the name. */
struct wd_str wd_byline_without_rank(struct wd_str s);
/* The mark that parts two names at s.p[at]: its bytes, or 0. *ret_word: the mark is a word ("og"), so both sides must be whole names. */
size_t wd_byline_parts_at(struct wd_str s, size_t at, bool *ret_word);

#endif
