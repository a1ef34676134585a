/* analyse/phrase.h - the frame of a text outside its quotations: sentences in which a quotation is one unit, and noun phrases.
 * Duty:      wd_units_of puts each quotation into one token and marks where sentences of the frame end; the walks find subjects,
 *            addressees and adjuncts next to a cue. Every walk is bounded.
 * Input:     tokens, regions and sentences of the same text.
 * Ownership: units live in `a`.   Errors: none.   Threads: pure.   Cost: O(n). */
#ifndef WD_ANALYSE_PHRASE_H
#define WD_ANALYSE_PHRASE_H

#include "analyse/marks.h"
#include "analyse/scan.h"
#include "model/article.h"

struct wd_reading {
    struct wd_arena *a;
    struct wd_str text;
    int language; /* WD_LEX_LANG_* */
    const wd_names *names;
    const wd_regions *regions;
    wd_tokens units;
};
void wd_units_of(struct wd_reading *r, const wd_tokens *tokens, const wd_spans *sentences);

/* First unit of the noun phrase that ends before `end`; `end` itself where there is none. Not before `low`. */
size_t wd_phrase_left(const struct wd_reading *r, size_t low, size_t end);
/* Past the last unit of the noun phrase that starts at `start`; `start` where there is none. */
size_t wd_phrase_right(const struct wd_reading *r, size_t start, size_t high);
/* Past adverbs, names of days and prepositional phrases from `at` on. */
size_t wd_phrase_adjuncts(const struct wd_reading *r, size_t at, size_t high);
/* Past adverbs and times only ("on Wednesday", "late Tuesday", "in 2019"). */
size_t wd_phrase_times(const struct wd_reading *r, size_t at, size_t high);

static inline struct wd_str wd_unit_str(const struct wd_reading *r, size_t unit)
{
    const struct wd_token *u = &r->units.v[unit];
    return wd_str_n(r->text.p + u->start, u->end - u->start);
}
static inline bool wd_unit_is(const struct wd_reading *r, size_t unit, char mark)
{
    return unit < r->units.n && r->units.v[unit].kind == WD_TOKEN_PUNCT && r->units.v[unit].mark == mark;
}
static inline bool wd_unit_word(const struct wd_reading *r, size_t unit, const char *lower)
{
    return unit < r->units.n && r->units.v[unit].kind == WD_TOKEN_WORD && wd_str_eqc_nocase(wd_unit_str(r, unit), lower);
}
/* Whether the unit is a verb that reports, by its form and its neighbours. */
bool wd_unit_is_cue(const struct wd_reading *r, size_t low, size_t unit, size_t high);

#endif
