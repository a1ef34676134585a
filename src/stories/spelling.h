/* stories/spelling.h - the names of speakers in one spelling, so that they are the same speaker in every story.
 * Duty:      a key of a name: accents, titles of address, articles and a single middle initial do not count; given and family names in
 *            other transliterations, states and bodies by their abbreviations are the form that share/lexicons/spellings.txt gives them.
 *            Short forms (Dan, Daniel) and names of other languages (John, Jan) stay apart, and so does what has another suffix (Jr.).
 * Input:     a name or description as printed, UTF-8.
 * Ownership: results live in `a`.
 * Errors:    none.   Threads: pure.   Cost: O(n log table). */
#ifndef WD_STORIES_SPELLING_H
#define WD_STORIES_SPELLING_H

#include "base/arena.h"

/* One row of the table, which is made at build (spellings.py): sorted by kind, then variant. */
enum wd_spelling_kind { WD_SPELLING_GIVEN, WD_SPELLING_FAMILY, WD_SPELLING_NAME, WD_SPELLING_COMMON };
struct wd_spelling {
    enum wd_spelling_kind kind;
    const char *variant, *form;
};
extern const struct wd_spelling wd_spellings[];
extern const size_t wd_spelling_n;

/* The name as it is compared: "Sergey Lavrov" is "sergei lavrov", "the U.S." is "united states". Empty where no letter is left. */
struct wd_str wd_spelling_of(struct wd_arena *a, struct wd_str name);
/* Of one word. */
struct wd_str wd_spelling_given(struct wd_arena *a, struct wd_str word);
struct wd_str wd_spelling_family(struct wd_arena *a, struct wd_str word);
/* A hash of wd_spelling_of, never 0; 0 where that is empty. */
uint64_t wd_spelling_key(struct wd_arena *a, struct wd_str name);
/* A letter beyond ASCII, in lower case, without its accent: how many letters of `out` it is (none for a combining mark); SIZE_MAX: not
 * Latin. */
size_t wd_spelling_base_letters(uint32_t cp, char out[2]);
/* "Jr.", "Sr.", "II", "III". */
bool wd_spelling_is_suffix(struct wd_str word);
/* "a court spokesman", "ein Sprecher": somebody, not the one who was named. */
bool wd_spelling_indefinite(struct wd_str name);
/* Whether it names somebody or something: it has a capital letter that neither its place (first: at the start of a sentence) nor its
 * language explains. */
bool wd_spelling_names(struct wd_arena *a, struct wd_str name, bool first);

#endif
