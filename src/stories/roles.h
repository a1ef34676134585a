/* stories/roles.h - the office beside a name in a text; private to this folder.
 * Duty:      "Russian Foreign Minister" before "Sergei Lavrov", "the water minister" behind "Karl Edding"; and the words of names.
 * Input:     bodies and spans as model/article.h has them.
 * Ownership: slices of the body.   Errors: none: empty, or the place asked about.   Threads: pure.   Cost: O(words of the office). */
#ifndef WD_STORIES_ROLES_H
#define WD_STORIES_ROLES_H

#include "model/article.h"

enum { WD_NAME_WORDS = 12 };

/* Takes the ending off; whether there was one. */
bool wd_name_genitive(struct wd_str *word);
/* Without a comma, a colon or full stops at the end. */
struct wd_str wd_name_bare(struct wd_str word);
bool wd_name_upper(struct wd_str word);
size_t wd_name_split(struct wd_str text, struct wd_str words[WD_NAME_WORDS]);

/* Start of the office before a name at `at`, not before `least`; `at` if there is none. A comma may stand right before `at`. */
uint32_t wd_role_before(struct wd_arena *a, struct wd_str language, struct wd_str body, uint32_t least, uint32_t at);
/* "Karl Edding, the water minister, said": at is where the name ends. */
struct wd_str wd_role_after(struct wd_str body, uint32_t at);
/* "Sarmia's envoy, Leila Horvat, said": the name stands between commas. */
struct wd_str wd_role_apart(struct wd_arena *a, const struct wd_article *art, uint32_t least, struct wd_span name);
/* Without blanks of any kind at its ends. */
struct wd_str wd_role_trim(struct wd_str role);
/* Whether it tells something: not "Dr.", "former" or "CNN's" alone, nor with a quotation mark in it. */
bool wd_role_says(struct wd_str role);
/* An office of which a story is unlikely to have a second holder without saying so. */
bool wd_role_alone(struct wd_str office);

#endif
