/* pages/speakers.h - what the pages of speakers share, for HTML and for a terminal; private to this folder.
 * Duty:      the statements of one speaker by story, each with the article that has its words.
 * Ownership: results live in `a`.
 * Errors:    none.   Threads: pure.   Cost: O(members of the stories + statements). */
#ifndef WD_PAGES_SPEAKERS_H
#define WD_PAGES_SPEAKERS_H

#include "pages/view.h"

struct wd_heard_view {
    struct wd_str id, form, label, polarity, text, context, language; /* form: colour class; context: words round a short quotation */
    struct wd_str outlet, href, out, others, first_outlet;            /* first_outlet: where another one had it first */
    bool quoted;
    struct wd_quote_view quote;
    int64_t at_utc;
    uint32_t article; /* serial */
};
/* A line of the list, and of those of the same surname. */
struct wd_speaker_line_view {
    struct wd_str name, href, role, statements, stories;
    int64_t last_utc;
};
typedef WD_LIST(struct wd_speaker_line_view) wd_speaker_line_views;
extern const struct wd_record wd_speaker_line_view_record;
void wd_view_speaker_lines(struct wd_arena *a, const wd_speaker_lines *lines, const char *root, wd_speaker_line_views *ret_views);
/* Neighbours of one story. */
struct wd_heard_group {
    struct wd_str headline, href, language;
    uint32_t story; /* serial */
    WD_LIST(struct wd_heard_view) heard;
};
typedef WD_LIST(struct wd_heard_group) wd_heard_groups;
void wd_view_heard(struct wd_arena *a, const struct wd_speaker_record *r, const char *root, wd_heard_groups *ret_groups);
/* "Sergey Lavrov, Lavrov"; of more than a few forms the first. */
struct wd_str wd_format_forms(struct wd_arena *a, const wd_speaker_forms *forms);
/* The carrier that has the statement's very words; the first one where several do. */
const struct wd_carrier *wd_statement_carrier(const struct wd_statement *s);

#endif
