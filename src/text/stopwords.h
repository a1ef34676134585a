/* text/stopwords.h - function words of eight languages, for stem.c, language.c and sentences.c.
 * Duty:      whether a word is one, and of which languages; the lists of share/lexicons are a table at build (stopwords.py).
 * Input:     words in lower case. A language is a number from 0 on, or negative: no list.
 * Threads:   pure, read-only tables.   Cost: O(length), one look-up for all languages. */
#ifndef WD_TEXT_STOPWORDS_H
#define WD_TEXT_STOPWORDS_H

#include "base/str.h"

enum { WD_STOPWORD_LANGUAGES = 8, WD_MAX_STOPWORD_BYTES = 40 };

struct wd_stopword {
    const char *word; /* NULL: empty slot */
    uint32_t hash;    /* wd_hash_fnv */
    uint8_t bytes, languages;
};
extern const struct wd_stopword wd_stopwords[];
extern const uint32_t wd_stopword_slots; /* power of two, at least half empty */
extern const char wd_stopword_codes[WD_STOPWORD_LANGUAGES][3];

/* Number of "en", "en-IN", ...; -1 where there is no list. */
int wd_stopword_language(struct wd_str language);
/* Bit i: language i has the word. */
unsigned wd_stopword_languages(struct wd_str lower_word);
bool wd_stopword_in(int language, struct wd_str lower_word);

#endif
