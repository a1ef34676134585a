/* analyse/labelled.h - texts with their right answers, and what the taggers learn from them.
 * Duty:      reads labelled text (models/labelled/README.md) and makes models out of labelled documents; the same way of reading as
 *            wd_analyse takes, so that what is learned from is what will be seen.
 * Input:     spans are bytes of the text. A document of which has_quotes or has_names is not set teaches nothing of these.
 * Ownership: documents in `a`, may borrow the input; models are appended to buffers.
 * Errors:    WD_E_SYNTAX with line and reason; WD_E_EMPTY where nothing is labelled.   Threads: pure.
 * Cost:      some 20 us a word and epoch. */
#ifndef WD_ANALYSE_LABELLED_H
#define WD_ANALYSE_LABELLED_H

#include "analyse/analyse.h"
#include "base/buf.h"

struct wd_labelled_quote {
    wd_spans content, source, cue;
};
struct wd_labelled {
    struct wd_str id, text, title, language;
    int64_t date_utc;
    bool has_quotes, has_names;
    WD_LIST(struct wd_labelled_quote) quotes;
    wd_names names;
};
typedef WD_LIST(struct wd_labelled) wd_labelleds;

/* A file of pieces in braces. */
int wd_labelled_read(struct wd_arena *a, struct wd_str file, wd_labelleds *documents, struct wd_where *ret_where) WD_MUST;

/* Spans in the order of the text; quotes without content, which teach nothing, are left out. */
void wd_labelled_order(struct wd_labelled *d);

struct wd_training {
    int epochs, bits, runs;
    uint32_t least; /* how often a feature must be seen */
    float cue_bias; /* for more cues or fewer, in steps of learning */
    bool defers;    /* see wd_tagger.defers */
};
/* Of the documents of one language. */
int wd_train_quotes(struct wd_arena *a, const wd_labelleds *documents, const struct wd_training *how, struct wd_buf *cues,
                    struct wd_buf *roles) WD_MUST;
int wd_train_names(struct wd_arena *a, const wd_labelleds *documents, const struct wd_training *how, struct wd_buf *first,
                   struct wd_buf *second) WD_MUST;

#endif
