/* text/abbreviations.h - words that carry a stop without ending a sentence, for sentences.c.
 * Duty:      tables of our own for en de fr es it pt nl ru.
 * Threads:   pure, read-only tables.   Cost: O(log n) comparisons. */
#ifndef WD_TEXT_ABBREVIATIONS_H
#define WD_TEXT_ABBREVIATIONS_H

#include "base/str.h"

enum { WD_ABBREVIATION_LANGUAGES = 8, WD_MAX_ABBREVIATION_BYTES = 24 };

/* T never ends a sentence; N is joined to a number that follows; E ends one only before a word that often opens sentences;
 * A ends one before any capital (eras); B is N before a number and E else; P is an hour mark (a.m.), joined to zones, days and months. C
 * and M are T and E for words with a capital only ("Gen.", "Wash."). */
struct wd_abbreviation {
    const char *word;
    char kind;
};
struct wd_abbreviations {
    char code[3];
    const struct wd_abbreviation *rows;
    size_t n;
};
/* In the order of the stop-word tables of stopwords.h. */
extern const struct wd_abbreviations wd_abbreviation_tables[WD_ABBREVIATION_LANGUAGES];

/* Kind of a word without its final stop; 0: not in the table. */
char wd_abbreviation_kind(const struct wd_abbreviations *t, struct wd_str lower_word);

/* Whether a word that is no function word opens sentences much more often than it follows "U.S." or "5 km.". Language as above. */
bool wd_opens_sentence(int language, struct wd_str lower_word);
/* English names of days, months and zones, that go on after "5 p.m.". */
bool wd_is_time_word(struct wd_str lower_word);

#endif
