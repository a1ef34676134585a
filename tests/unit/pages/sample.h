/* tests/unit/pages/sample.h - an invented story with everything a page can show, and the texts its sources would have.
 * Duty: one fixture for all page tests: copies with and without their original, a rewrite, an own account, a withdrawn article,
 *       statements in all forms, changes, and sentences that one account has alone. People, outlets and places do not exist. */
#ifndef WD_TESTS_PAGES_SAMPLE_H
#define WD_TESTS_PAGES_SAMPLE_H

#include "pages/pages.h"

struct sample {
    struct wd_story story;
    struct wd_article article; /* B, licensed */
    struct wd_article copy;    /* C, not licensed, copied from B */
    struct wd_front front;
    struct wd_story german;  /* linked with the story */
    struct wd_around around; /* stories of both kinds, and how the story was put together */
    wd_strs sources;         /* all that any source says, word for word */
};
void sample_make(struct wd_arena *a, struct sample *s);
struct wd_page_context sample_context(struct wd_arena *a, const struct sample *s);
/* Reasons of all kinds. */
wd_whys sample_why(struct wd_arena *a);

#endif
