/* text/stopwords.h - function words of the eight languages, for stem.c, language.c and sentences.c.
 * Duty:      tables of our own; whether a word is one.
 * Input:     words in lower case. A language is an index into the tables, or negative: no table.
 * Threads:   pure, read-only tables.   Cost: O(log n) comparisons. */
#ifndef WD_TEXT_STOPWORDS_H
#define WD_TEXT_STOPWORDS_H

#include "base/str.h"

enum { WD_STOPWORD_LANGUAGES = 8, WD_MAX_STOPWORD_BYTES = 40 };

struct wd_stopwords {
    char code[3];
    const char *const *words; /* in byte order */
    size_t n;
};
extern const struct wd_stopwords wd_stopword_tables[WD_STOPWORD_LANGUAGES];

/* Index of "en", "en-IN", ...; -1 where there is no table. */
int wd_stopword_language(struct wd_str language);
bool wd_stopword_in(int language, struct wd_str lower_word);

#endif
