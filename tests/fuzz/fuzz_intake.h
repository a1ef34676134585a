/* tests/fuzz/fuzz_intake.h - a document that the intake gave, held to what every caller relies on. */
#ifndef WD_TESTS_FUZZ_INTAKE_H
#define WD_TESTS_FUZZ_INTAKE_H

#include "base/limits.h"
#include "fuzz.h"
#include "intake/intake.h"

static void check_item(const struct wd_item *item)
{
    struct wd_str texts[] = {
        item->id,     item->title.value, item->summary.value, item->slugline,      item->byline,     item->body_html,     item->body_text,
        item->ednote, item->provider,    item->version,       item->dateline_city, item->outlet,     item->dateline_text, item->language,
        item->link,   item->urgency,     item->priority,      item->word_count,    item->creditline, item->credit_source};
    for (size_t i = 0; i < WD_COUNT(texts); i++)
        HOLDS(wd_utf8_valid(texts[i]));
    for (size_t i = 0; i < item->keywords.n; i++)
        HOLDS(wd_utf8_valid(item->keywords.v[i]));
    for (size_t i = 0; i < item->subjects.n; i++)
        HOLDS(item->subjects.v[i].code.n && wd_utf8_valid(item->subjects.v[i].code));
    HOLDS(item->body_html.n <= WD_MAX_TEXT_BYTES * 2u && item->body_text.n <= WD_MAX_TEXT_BYTES);
    HOLDS(item->signal <= WD_SIGNAL_ADVISORY && item->pubstatus <= WD_PUB_CANCELED);
}

static void parse_and_check(struct wd_arena *a, struct wd_str bytes)
{
    struct wd_intake_input in = {.body = bytes, .file = WD_STR("fuzz.txt"), .arrived_utc = 1773500000};
    struct wd_document d = {0};
    struct wd_where w = {0};
    if (wd_intake_parse(a, &in, &d, &w) != 0) {
        HOLDS(w.message[0]);
        return;
    }
    HOLDS(d.items.n <= WD_MAX_ITEMS && d.format.n && wd_utf8_valid(d.encoding));
    for (size_t i = 0; i < d.items.n; i++)
        check_item(&d.items.v[i]);
    for (size_t i = 0; i < d.repairs.n; i++)
        HOLDS(wd_utf8_valid(d.repairs.v[i]));
    struct wd_buf out;
    wd_buf_init(&out, WD_MAX_FILE_BYTES);
    wd_document_json(&d, &out);
    HOLDS(out.err || wd_utf8_valid(wd_buf_str(&out)));
    wd_buf_done(&out);
}

#endif
