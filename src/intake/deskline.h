/* intake/deskline.h - what wire desks write above, below and between the copy of a story.
 * Duty:      take words (2ND LEAD, CORRECTION, KILL), embargo lines, bylines, datelines, notes to editors, sign-offs: recognised and read.
 * Input:     one clean line, valid UTF-8, without blanks at its ends.
 * Ownership: results in `a` or borrowed from the line.
 * Errors:    false: it is none. An embargo whose time cannot be read withholds the item: better late than early.
 * Threads:   pure.   Cost: O(length) by a table's rows.
 * Source:    IPTC 7901 rev. 5, ANPA 84-2; the words as agencies' style guides have them. */
#ifndef WD_INTAKE_DESKLINE_H
#define WD_INTAKE_DESKLINE_H

#include "base/arena.h"
#include "model/item.h"
#include "text/date.h"

/* A line of nothing but take words raises the item's signal. */
bool wd_deskline_take(struct wd_item *item, struct wd_str line);
/* The words of a version field ("1stLd-Writethru") or of a note in brackets, among others. */
void wd_deskline_words(struct wd_item *item, struct wd_str text);
bool wd_deskline_embargo(struct wd_arena *a, const struct wd_date_options *dates, struct wd_str line, struct wd_item *item);
/* What stands behind "Embargo:"; year: to be added where it has none, 0: none known. */
void wd_deskline_embargo_value(struct wd_arena *a, const struct wd_date_options *dates, struct wd_str value, struct wd_item *item);
bool wd_deskline_byline(struct wd_str line, struct wd_str *ret_name);
/* "Eds: With photos." */
bool wd_deskline_note(struct wd_str line, struct wd_str *ret_note);
/* From this line on nothing is for publication. */
bool wd_deskline_notes_begin(struct wd_str line);
/* "dpa abc xy": the agency and who wrote and edited. */
bool wd_deskline_sign_off(struct wd_str line, struct wd_str agency);
/* Sets dateline and credit by the start of the first paragraph; nothing is taken off it. */
void wd_deskline_dateline(struct wd_item *item, struct wd_str paragraph);
/* An IPTC subject code of eight digits; none twice. */
void wd_deskline_subject(struct wd_arena *a, struct wd_item *item, struct wd_str code);
/* Agencies count urgency from 1 (flash) to 9; words and letters of the older codes as well. 0: not known. */
int wd_deskline_urgency(struct wd_str word);

#endif
