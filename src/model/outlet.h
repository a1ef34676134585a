/* model/outlet.h - what an outlet makes of what it receives, in numbers.
 * Duty:      the store counts it, pages/ and `show` print it. One article is one of three kinds, whatever its number of states.
 * Ownership: in the arena of whoever counted it; names are outlets' own, empty: not known.
 * Words:     delay: from the source's stated instant to the copy's own, both stated. Of a source with several states the latest that was
 *            out when the copy came counts, unless the copy has an earlier one. A copy stated earlier than all of them has none. */
#ifndef WD_MODEL_OUTLET_H
#define WD_MODEL_OUTLET_H

#include "base/list.h"
#include "base/time.h"

enum wd_output_kind { WD_OUTPUT_OWN, WD_OUTPUT_REWRITE, WD_OUTPUT_COPY, WD_OUTPUT_KINDS };
extern const char *const wd_output_names[]; /* "own account", "rewrite", "copy" */

/* Both ends belong to it. */
struct wd_period {
    int64_t from_utc, to_utc;
};

/* Nearest ranks: half of the known ones are at most median_s. */
struct wd_delays {
    int64_t known, quarter_s, median_s, three_quarters_s;
};
struct wd_outlet_line {
    struct wd_str name;
    int64_t articles, of_kind[WD_OUTPUT_KINDS];
    struct wd_delays delays; /* of its copies */
    int64_t first_utc, last_utc;
};
typedef WD_LIST(struct wd_outlet_line) wd_outlet_lines;

/* Where copies and rewrites come from. agency: it is named as a wire service; else an outlet whose text was there first. */
struct wd_outlet_source {
    struct wd_str name;
    bool agency, here; /* here: it has articles of its own on this desk */
    int64_t copies, rewrites;
    struct wd_delays delays; /* of the copies */
};
struct wd_outlet_copier {
    struct wd_str name;
    int64_t copies, rewrites;
};
struct wd_output_point {
    int64_t at_utc;
    enum wd_output_kind kind;
};
struct wd_outlet_article {
    uint32_t serial, story_serial;
    struct wd_str title, language, url, source; /* source: name of what it goes back to */
    enum wd_output_kind kind;
    int64_t at_utc, delay_s; /* delay_s: WD_NO_TIME where it is not known */
};

/* Up to so long after the source; the last class has no end. */
enum { WD_DELAY_CLASSES = 8 };
extern const int64_t wd_delay_bounds_s[WD_DELAY_CLASSES - 1];

/* Copies whose source is here. Unedited: 95 of 100 words and more stand in sentences taken word for word. */
struct wd_outlet_edits {
    int64_t unedited, edited, not_compared;      /* copies */
    int64_t words, verbatim_words, edited_words; /* of the copies that were compared */
};
struct wd_outlet {
    struct wd_outlet_line line;
    bool capped;                              /* there were more articles than are counted */
    WD_LIST(struct wd_output_point) points;   /* newest first */
    WD_LIST(struct wd_outlet_source) sources; /* most copies first */
    WD_LIST(struct wd_outlet_copier) copiers; /* most copies first */
    WD_LIST(struct wd_outlet_article) newest; /* newest first */
    int64_t delay_classes[WD_DELAY_CLASSES];
    struct wd_outlet_edits edits;
};

#endif
