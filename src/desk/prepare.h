/* desk/prepare.h - from a delivery to analysed articles: parse, extract, analyse. What a worker does.
 * Duty:      one event in, its articles out, in the order of its items.
 * Input:     the event with its body, its feed's options (may be NULL: by hand), zones.
 * Ownership: results in `a`; scratch (parser, stems) is the caller's, one a thread.
 * Errors:    those of intake: a delivery that cannot be read at all. A single bad item is left out and told in faults.
 * Threads:   pure but for the scratch, and the memory in it: a page is read with it, and changes it.   Cost: the sum of the stages. */
#ifndef WD_DESK_PREPARE_H
#define WD_DESK_PREPARE_H

#include "analyse/models.h"
#include "base/zone.h"
#include "engine/engine.h"
#include "extract/extract.h"
#include "extract/template.h"
#include "markup/html.h"
#include "model/event.h"

/* What an article may be known by: hashes, 0 for what it does not have. See desk/identity.h and resolve.h. */
struct wd_identity {
    uint64_t guid;         /* within its site */
    uint64_t guid_in_feed; /* whatever the site, and whatever changes in a guid that is an address */
    uint64_t link;         /* the address without what changes */
    uint64_t title;        /* with the date */
    uint64_t state;        /* what it says, within its feed */
    bool link_shared;      /* others of the document have the address, too */
    bool settled;          /* guid is the key of the article, whatever else is known */
};
struct wd_prepared {
    WD_LIST(struct wd_engine_input) inputs;
    WD_LIST(struct wd_identity) identities; /* one an input; the article's key is the first of them, until it is resolved */
    WD_LIST(uint32_t) items;                /* number of the item in its delivery, one an input */
    uint64_t feed;                          /* what the feed is remembered by */
    bool guids_repeat;                      /* different entries of the document have one guid */
    WD_LIST(struct wd_want) wants;          /* one an input; without an address: its page is not wanted */
    struct wd_str no_text;                  /* PAGE that was asked for: why it has no text for the article, in words */
    bool same_page;                         /* it was not sent again, as it had not changed */
    struct wd_str feed_title;               /* as the document has it */
    wd_strs faults;
    struct wd_str note; /* of a page: see extract/template.h */
};
struct wd_scratch {
    struct wd_html_parser *html;
    struct wd_extractor *extractor;
    struct wd_stems *stems;
    const struct wd_models *models;    /* NULL: rules alone */
    struct wd_template_memory *memory; /* of the host that the next page comes from; NULL: none is asked nor told */
    struct wd_str note;                /* what a memory is told of the page that was prepared last; in its arena */
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
