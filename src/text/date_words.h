/* text/date_words.h - words inside dates: months, zones, fillers; tables for date.c.
 * Duty:      month names of en de fr es it pt nl hu el ru, zone abbreviations with their offsets.
 * Input:     words in lower case without accents, as wd_date_plain makes them.
 * Threads:   pure, read-only tables.   Cost: O(rows). */
#ifndef WD_TEXT_DATE_WORDS_H
#define WD_TEXT_DATE_WORDS_H

#include "base/time.h"

/* Lower case without accents into out; gives the bytes written, at most `most`. */
size_t wd_date_plain(struct wd_str word, char *out, size_t most);
/* 1..12, or 0. Abbreviations of three letters and more are known as beginnings of the names. */
int wd_date_month(struct wd_str plain);
/* Weekdays, and words that stand between the parts of a date ("at", "um", "de"). */
bool wd_date_is_filler(struct wd_str plain);

enum { WD_ZONE_PLAIN, WD_ZONE_AMBIGUOUS, WD_ZONE_US };
struct wd_date_zone {
    const char *name; /* lower case */
    int kind;         /* WD_ZONE_US: summer time by the rule of the United States */
    int32_t offset_s;
    int32_t others_s[2]; /* of WD_ZONE_AMBIGUOUS; 0: none */
};
const struct wd_date_zone *wd_date_zone(struct wd_str plain);
/* Summer time of the United States: since 2007 from the second Sunday of March to the first of November, before from the first
 * Sunday of April to the last of October. */
bool wd_date_us_summer(struct wd_civil local);
/* What an ambiguous abbreviation means in a text of that language tag: by its region, else by its language; its usual meaning where
 * neither says anything. */
int32_t wd_date_zone_by_language(const struct wd_date_zone *zone, struct wd_str language);

#endif
