/* stories/head_places.h - countries and cities that languages name differently, and the form in which names are compared across them.
 * Duty:      share/lexicons/countries.txt as a table (countries.py), looked up in running text; keys of names.
 * Input:     words as text/words.h cuts them.
 * Threads:   pure, a read-only table.   Cost: O(log rows) a word, mostly without looking at a row.
 * Source:    ISO 3166-1 and common usage; the letters of Russian, Ukrainian, Serbian and Greek as they are commonly transliterated. */
#ifndef WD_STORIES_HEAD_PLACES_H
#define WD_STORIES_HEAD_PLACES_H

#include "text/words.h"

enum { WD_HEAD_PLACE_STEM = 1, WD_HEAD_PLACE_CITY = 2, WD_HEAD_PLACE_CAPITAL = 4, WD_HEAD_PLACE_SHORT = 8 }; /* short: "US", all capitals */
struct wd_head_place {
    const char *form, *code;
    uint8_t bytes, flags; /* of the form; WD_HEAD_PLACE_* */
};
extern const struct wd_head_place wd_head_places[]; /* by form, in byte order */
extern const uint32_t wd_head_place_prefixes[];     /* the first four bytes of each form, the first highest; 0 where it is shorter */
extern const size_t wd_head_place_n;

/* The place that begins with word i, and of how many words it is; NULL: none. */
const struct wd_head_place *wd_head_place_at(struct wd_str text, const wd_words *words, size_t i, size_t *ret_taken);

enum { WD_NAME_KEY_BYTES = 32 };
/* The word as names are compared: without accents, transliterated, spelled alike where languages differ (w and v, sch and sh), without
 * the endings of cases. Bytes written; 0: too short to be compared. */
size_t wd_name_key(struct wd_str word, char out[WD_NAME_KEY_BYTES]);

#endif
