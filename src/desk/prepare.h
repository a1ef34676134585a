/* desk/prepare.h - from a delivery to analysed articles: parse, extract, analyse. What a worker does.
 * Duty:      one event in, its articles out, in the order of its items.
 * Input:     the event with its body, its feed's options (may be NULL: by hand), zones.
 * Ownership: results in `a`; scratch (parser, stems) is the caller's, one a thread.
 * Errors:    those of intake: a delivery that cannot be read at all. A single bad item is left out and told in faults.
 * Threads:   pure but for the scratch.   Cost: the sum of the stages. */
#ifndef WD_DESK_PREPARE_H
#define WD_DESK_PREPARE_H

#include "analyse/models.h"
#include "base/zone.h"
#include "engine/engine.h"
#include "markup/html.h"
#include "model/event.h"

struct wd_prepared {
    WD_LIST(struct wd_engine_input) inputs;
    WD_LIST(uint32_t) items;  /* number of the item in its delivery, one an input */
    struct wd_str feed_title; /* as the document has it */
    wd_strs faults;
};
struct wd_scratch {
    struct wd_html_parser *html;
    struct wd_stems *stems;
    const struct wd_models *models; /* NULL: rules alone */
};
/* models must outlive it. */
void wd_scratch_init(struct wd_scratch *s, const struct wd_models *models);
void wd_scratch_done(struct wd_scratch *s);
/* The media type that `ingest` gives to one line of an NDJSON archive. */
#define WD_RECORD_TYPE "application/vnd.wiredesk.record+json"
/* Only the parsing. */
int wd_prepare_document(struct wd_arena *a, const struct wd_event *event, const struct wd_zone *zone, struct wd_document *ret,
                        struct wd_where *ret_where) WD_MUST;
int wd_prepare(struct wd_arena *a, struct wd_scratch *scratch, const struct wd_event *event, const struct wd_feed *feed,
               const struct wd_zone *zone, struct wd_prepared *ret, struct wd_where *ret_where) WD_MUST;

#endif
