/* cmd/bench_invent.h - invented feeds of the kinds that are in use.
 * Duty:      RSS, Atom, RDF, JSON Feed; HTML in CDATA, escaped, as XHTML; summaries only or full text; several scripts and encodings; one
 *            kind that is ill-formed. The same seed, kind and number give the same bytes.
 * Ownership: the bytes are appended to the buffer given.   Errors: those of the buffer.   Threads: pure.   Cost: some 5 ns a byte. */
#ifndef WD_CMD_BENCH_INVENT_H
#define WD_CMD_BENCH_INVENT_H

#include "base/buf.h"

enum wd_feed_kind {
    WD_FEED_CDATA,
    WD_FEED_SUMMARIES,
    WD_FEED_ESCAPED,
    WD_FEED_ATOM_HTML,
    WD_FEED_ATOM_XHTML,
    WD_FEED_RDF,
    WD_FEED_JSON,
    WD_FEED_RUSSIAN,
    WD_FEED_CHINESE,
    WD_FEED_CP1252,
    WD_FEED_LATIN2,
    WD_FEED_CP1251,
    WD_FEED_ILL_FORMED,
    WD_FEED_KINDS
};
extern const char *const wd_feed_kind_names[WD_FEED_KINDS];

/* Sizes are those of feeds in use, half of them under 25 kB and the mean near 50: sixteen of them in turn, and 500 kB now and then. */
size_t wd_invented_feed_bytes(uint64_t number);
void wd_invented_feed_make(uint64_t seed, enum wd_feed_kind kind, uint64_t number, struct wd_buf *out);

#endif
