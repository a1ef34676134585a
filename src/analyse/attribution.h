/* analyse/attribution.h - attributions found by learned taggers, laid over what the rules found.
 * Duty:      two passes over each sentence of the frame: "cues" finds the words that make an attribution, "roles" finds for each of them
 *            which units are its content and which its source, seeing the other cues and what the rules say. A sentence that goes on with
 *            what was said before (the German subjunctive) has its first unit for a cue. Direct quotations stay as the
 *            rules have them; mixed and reported ones come from the taggers.
 * Input:     a reading with its units, the rules' quotes of it, both taggers of its language.
 * Ownership: in the reading's arena.   Errors: none; sentences over WD_TAGGED_UNITS are left to the rules.
 * Threads:   pure.   Cost: O(units) for cues, O(cues * units of their sentence) for roles. */
#ifndef WD_ANALYSE_ATTRIBUTION_H
#define WD_ANALYSE_ATTRIBUTION_H

#include "analyse/phrase.h"
#include "analyse/tagger.h"
#include "analyse/traits.h"

enum { WD_TAGGED_UNITS = 240, WD_MAX_HEADS = 24 };
enum { WD_ROLE_NONE, WD_ROLE_CONTENT, WD_ROLE_SOURCE, WD_ROLES };
enum { WD_CUE_NONE, WD_CUE_HEAD, WD_CUES };

/* What the rules say of a unit. Quotes are numbers in their list + 1; 0: none. */
struct wd_ruled {
    uint32_t content, cue, source;
};
struct wd_attributing {
    const struct wd_reading *r;
    const wd_quotes *rules;
    struct wd_trait *traits;
    struct wd_ruled *ruled; /* by unit */
    struct wd_chain chain;
    bool told_before; /* the sentence before, in the same paragraph, has content: German goes on in the subjunctive without a cue */
};
/* traits: of the tokens that the units were made of. */
void wd_attributing_init(struct wd_attributing *x, const struct wd_reading *r, const wd_tokens *tokens, const struct wd_trait *traits,
                         const wd_quotes *rules);
/* The sentence of the frame that starts at `low`: its end. Breaks between paragraphs are sentences of their own. */
size_t wd_frame_sentence(const struct wd_reading *r, size_t low);
/* Whether a sentence that starts at `low` goes on in the paragraph of the one before. */
bool wd_goes_on(const struct wd_reading *r, size_t low);
/* Fills x->chain with the units of a sentence [low, high) that may be cues: ret_units says which, WD_TAGGED_UNITS at most. */
size_t wd_cue_features(struct wd_attributing *x, size_t low, size_t high, size_t ret_units[static WD_TAGGED_UNITS]);
/* Whether a unit may be a cue at all: no little word, number or name; of marks colon, dash and quotation. headline: all words may. */
bool wd_may_be_cue(const struct wd_attributing *x, size_t unit, bool headline);
bool wd_is_headline(const struct wd_attributing *x, size_t low, size_t high);
/* The same for the roles round the cue at `head`; heads: all cues of the sentence, ascending. */
void wd_role_features(struct wd_attributing *x, size_t low, size_t high, size_t head, const size_t *heads, size_t n);

void wd_attributions_of(const struct wd_reading *r, const wd_tokens *tokens, const struct wd_trait *traits, const struct wd_tagger *cues,
                        const struct wd_tagger *roles, wd_quotes *quotes);

#endif
