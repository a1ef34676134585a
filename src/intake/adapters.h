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
};
int wd_xml_feed_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
int wd_sitemap_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
int wd_json_feed_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
int wd_newsml_g2_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
int wd_newsml_1_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
int wd_nitf_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
int wd_newsxml_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
int wd_text_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;
int wd_html_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w) WD_MUST;

#endif
