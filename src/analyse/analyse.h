/* analyse/analyse.h - what a text says of itself: language, sentences, names, dates, quotations with their speakers; and the
 * frame round a body: dateline, byline, credit line, notices, furniture.
 * Duty:      wd_frame_of takes the frame off a raw text; wd_analyse works on the clean body (or on a raw text for the filter).
 * Input:     valid UTF-8, blocks separated by '\n'. All spans are bytes of the text given.
 * Ownership: results in `a`, may borrow the input. Lexicons are static and shared by threads.
 * Errors:    WD_E_TOOBIG over WD_MAX_TEXT_BYTES.   Threads: pure.
 * Cost:      linear in the text, whatever it consists of; about 1,000,000 words a second. */
#ifndef WD_ANALYSE_ANALYSE_H
#define WD_ANALYSE_ANALYSE_H

#include "analyse/models.h"
#include "base/err.h"
#include "model/article.h"

struct wd_analyse_input {
    struct wd_str title, text;
    struct wd_str language;       /* certain; or empty */
    struct wd_str language_prior; /* likely; or empty */
    struct wd_str outlet;
    const wd_blocks *blocks;        /* of the text, for headings and captions; or NULL */
    int64_t date_utc;               /* the article's own date, for "on Wednesday"; WD_NO_TIME */
    const struct wd_models *models; /* NULL: rules alone */
};
struct wd_analysis {
    struct wd_str language;
    wd_spans sentences;
    wd_names names;
    wd_timexes timexes;
    /* In order of the text. Direct: span is from the first to the last piece. Mixed: span is all that the cue governs, pieces are the words
     * in marks. Indirect: pieces are the reported clause, two where the cue stands inside it. */
    wd_quotes quotes;
    wd_spans standfirst; /* the sentences that tell most, at most two; see standfirst.h */
};
int wd_analyse(struct wd_arena *a, const struct wd_analyse_input *in, struct wd_analysis *ret) WD_MUST;

struct wd_frame {
    struct wd_str body;           /* what is left, blocks separated by '\n' */
    wd_spans kept;                /* parts of the raw text that make body, in order (whole blocks, or a block without its dateline) */
    struct wd_str dateline;       /* "MOSCOW, Jan 26 (Reuters)", or empty */
    struct wd_span dateline_span; /* in the raw text */
    struct wd_str byline, credit; /* words; or empty */
    struct wd_span credit_span;
    struct wd_str agency; /* canonical: "Reuters"; from notice, credit or dateline */
    struct wd_str outlet; /* named by a notice; or empty */
    wd_notices notices;
    wd_spans notice_spans; /* one a notice, in the raw text */
};
/* title and standfirst: repeated at the head of the text they are furniture, and left out of body. */
void wd_frame_of(struct wd_arena *a, struct wd_str raw, struct wd_str title, struct wd_str standfirst, struct wd_frame *ret);

/* Canonical name of an agency named in s ("AP", "The Associated Press", "dpa"), or empty. Whole string must be a name. */
struct wd_str wd_agency_of(struct wd_str s);

#endif
