/* intake/adapters.h - one adapter per format.
 * Duty:      each turns decoded text into the document it is given, whose format, encoding and flags are set by detect.c where the
 *            adapter does not know better.
 * Input:     valid UTF-8.   Ownership: results in `a` or borrowed from text.
 * Errors:    as wd_intake_parse, where filled.   Threads: pure.   Cost: O(n). */
#ifndef WD_INTAKE_ADAPTERS_H
#define WD_INTAKE_ADAPTERS_H

#include "intake/intake.h"

struct wd_adapter_input {
    struct wd_arena *a;
    const struct wd_intake_input *input;
    struct wd_str text;    /* decoded */
    struct wd_str base;    /* Content-Location against the URL */
    uint32_t lines_before; /* of the file, skipped before the text */
    unsigned depth;        /* of mails in mails */
};
int wd_xml_feed_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
int wd_sitemap_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
int wd_json_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
int wd_newsml_g2_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
int wd_newsml_1_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
int wd_nitf_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
int wd_newsxml_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
int wd_text_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
int wd_telegraph_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
/* Reads the raw bytes of in->input: each part has its own encoding. */
int wd_mail_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
bool wd_mail_is(struct wd_str bytes);
int wd_html_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;

/* detect.c: as wd_intake_parse, of what hangs on something else. */
int wd_intake_parse_within(struct wd_arena *a, const struct wd_intake_input *input, unsigned depth, struct wd_document *ret_document,
                           struct wd_where *ret_where) WD_MUST;

#endif
