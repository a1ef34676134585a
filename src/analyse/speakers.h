/* analyse/speakers.h - who is meant by a subject, within one article.
 * Duty:      a noun phrase to the article's longest form of the name in it, with the office beside it; pronouns and descriptions
 *            ("the top U.S. diplomat") to the last fitting person.
 * Ownership: names borrow the text or live in the reading's arena.
 * Errors:    none: an empty name where nobody fits.   Threads: pure.   Cost: O(log names) and a bounded walk. */
#ifndef WD_ANALYSE_SPEAKERS_H
#define WD_ANALYSE_SPEAKERS_H

#include "analyse/names.h"
#include "analyse/phrase.h"

struct wd_speaker {
    struct wd_span span; /* the words that name the speaker here; empty: none */
    struct wd_str name, role;
    bool is_person;
    uint8_t gender; /* 0 not known, 1 male, 2 female */
};
struct wd_speaker_memory {
    struct wd_speaker last;  /* last one found, however */
    struct wd_speaker other; /* the last before that who is not the same */
    struct wd_speaker last_person, last_body;
    uint32_t last_person_at;
};
/* Not "der Gilde", which "Sprecher der Gilde" leaves behind: no name starts with an article. */
bool wd_name_is_whole(const struct wd_name *n);
struct wd_speaker wd_speaker_of(const struct wd_reading *r, struct wd_speaker_memory *memory, size_t from, size_t to);
void wd_speaker_remember(struct wd_speaker_memory *memory, const struct wd_speaker *s);

#endif
