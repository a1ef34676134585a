/* intake/plain.h - plain text as agencies and people file it.
 * Duty:      header lines ("Headline: ..."), headline, standfirst, credit and time line, byline, the body of one story.
 * Input:     valid UTF-8. An item whose title is set keeps it unless a header line gives another.
 * Ownership: results in r->a or borrowed from the text.
 * Errors:    false where there is nothing in it; r->scratch.err where the body was cut.   Threads: pure.   Cost: O(n). */
#ifndef WD_INTAKE_PLAIN_H
#define WD_INTAKE_PLAIN_H

#include "intake/adapters.h"
#include "text/date.h"

struct wd_plain_reader {
    struct wd_arena *a;
    struct wd_item *item;
    struct wd_date_options dates;
    struct wd_buf scratch;
};
void wd_plain_init(struct wd_plain_reader *r, const struct wd_adapter_input *in);
void wd_plain_done(struct wd_plain_reader *r);
/* Fills the item, whose other fields stay; file names it where it has no headline. */
bool wd_plain_story(struct wd_plain_reader *r, struct wd_str text, struct wd_str file, struct wd_item *item);

/* labels.c */
enum wd_label {
    WD_LABEL_CREATED,
    WD_LABEL_UPDATED,
    WD_LABEL_PUBLISHED,
    WD_LABEL_TITLE,
    WD_LABEL_BYLINE,
    WD_LABEL_CREDIT,
    WD_LABEL_SUMMARY,
    WD_LABEL_SLUG,
    WD_LABEL_CITY,
    WD_LABEL_LANGUAGE,
    WD_LABEL_COPYRIGHT,
    WD_LABEL_USAGE,
    WD_LABEL_KEYWORDS,
    WD_LABEL_EDNOTE,
    WD_LABEL_URGENCY,
    WD_LABEL_PRIORITY,
    WD_LABEL_LINK,
    WD_LABEL_EMBARGO,
    WD_LABEL_OUTLET,
    WD_LABEL_SIGNAL,
    WD_LABEL_SUBJECT,
    WD_LABEL_PLACE,
    WD_LABEL_VERSION
};
bool wd_label_named(struct wd_str name, enum wd_label *ret_label);
/* "Label: value" with a label that is known. */
bool wd_label_of(struct wd_str line, enum wd_label *ret_label, struct wd_str *ret_value);
void wd_label_set(struct wd_plain_reader *r, enum wd_label label, struct wd_str value);
/* One of the times of publication; false where the value is none. */
bool wd_label_set_date(struct wd_plain_reader *r, enum wd_label label, struct wd_str value);
bool wd_label_is_date(enum wd_label label);

#endif
