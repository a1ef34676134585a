/* Any bytes as a feed: the neutral JSON is JSON, its texts are UTF-8, and the HTML in them has nothing that runs and stays the same when
 * it is cleaned again. */
#include "fuzz.h"

#include "base/json.h"
#include "base/url.h"
#include "intake/intake.h"
#include "markup/html_token.h"
#include "markup/sanitise.h"

static void check_url(struct wd_str url)
{
    HOLDS(!url.n || wd_url_web(url) || !wd_url_absolute(url));
}

static void check_tag(struct wd_str rest)
{
    struct wd_str name, value;
    while (wd_html_attribute_cut(&rest, &name, &value)) {
        HOLDS(!wd_str_starts_nocase(name, "on"));
        HOLDS(!wd_str_starts_nocase(wd_str_trim(value), "javascript:") && !wd_str_starts_nocase(wd_str_trim(value), "vbscript:"));
        HOLDS(wd_str_find_nocase(value, "expression(", 0) == SIZE_MAX || !wd_str_eqc_nocase(name, "style"));
    }
}

static void check_text(struct wd_arena *a, const struct wd_text *t)
{
    HOLDS(wd_utf8_valid(t->value) && wd_utf8_valid(t->type) && wd_utf8_valid(t->base));
    if (wd_str_eqc(t->type, "text/plain") || wd_str_find_byte(t->value, '<', 0) == SIZE_MAX)
        return;
    if (!wd_str_eqc_nocase(t->type, "text/html") && !wd_str_ends_nocase(t->type, "xml"))
        return;
    struct wd_html_scan scan;
    struct wd_html_token token;
    struct wd_str again;
    wd_html_scan_init(&scan, t->value);
    while (wd_html_scan_next(&scan, &token))
        if (token.kind == WD_HTML_START) {
            HOLDS(!wd_str_eqc_nocase(token.name, "script") && !wd_str_eqc_nocase(token.name, "style") &&
                  !wd_str_eqc_nocase(token.name, "foreignobject"));
            check_tag(token.rest);
        }
    HOLDS(wd_sanitise(NULL, a, t->value, WD_STR(""), &again) != 0 || wd_str_eq(again, t->value));
    HOLDS(wd_utf8_valid(wd_text_plain(a, t)));
}

static void check_item(struct wd_arena *a, const struct wd_item *i, bool wire)
{
    const struct wd_text body = {.value = i->body_html, .type = WD_STR("text/html")};
    check_text(a, &body);
    check_text(a, &i->title);
    check_text(a, &i->summary);
    check_text(a, &i->rights);
    check_text(a, &i->info);
    for (size_t k = 0; k < i->content.n; k++)
        check_text(a, &i->content.v[k]);
    for (size_t k = 0; k < i->links.n && !wire; k++)
        check_url(i->links.v[k].href);
    if (!wire) /* a wire's links are its own names for things */
        check_url(i->link);
    check_url(i->image.url);
    if (i->source)
        check_item(a, i->source, wire);
}

/* What is stored is what was read. */
static void check_record(struct wd_arena *a, const struct wd_document *d)
{
    struct wd_buf packed, again;
    struct wd_document back;
    wd_buf_init(&packed, 64u << 20);
    wd_buf_init(&again, 64u << 20);
    wd_record_pack(&wd_document_record, d, &packed);
    HOLDS(packed.err || wd_record_unpack(&wd_document_record, a, wd_buf_str(&packed), &back) == 0);
    if (!packed.err) {
        wd_record_pack(&wd_document_record, &back, &again);
        HOLDS(again.err || wd_str_eq(wd_buf_str(&packed), wd_buf_str(&again)));
    }
    wd_buf_done(&packed);
    wd_buf_done(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wd_arena a;
    struct wd_document d;
    struct wd_where w = {0};
    struct wd_intake_input in = {.body = wd_str_n((const char *)data, size),
                                 .file = WD_STR("feed.xml"),
                                 .url = WD_STR("http://a.example/feed"),
                                 .content_type = WD_STR("text/xml"),
                                 .arrived_utc = 1700000000};
    wd_arena_init(&a);
    int err = wd_intake_parse(&a, &in, &d, &w);
    HOLDS(err <= 0 && (err == 0 || w.message[0]));
    if (err == 0) {
        struct wd_buf json;
        struct wd_json *parsed = NULL;
        check_item(&a, &d.feed, d.wire);
        for (size_t i = 0; i < d.items.n; i++) {
            check_item(&a, &d.items.v[i], d.wire);
            HOLDS(d.items.v[i].published_utc == WD_NO_TIME || d.wire || d.items.v[i].published_utc <= in.arrived_utc);
        }
        wd_buf_init(&json, 256u << 20);
        wd_document_json(&d, &json);
        HOLDS(json.err || (wd_utf8_valid(wd_buf_str(&json)) && wd_json_parse(&a, wd_buf_str(&json), &parsed, &w) == 0));
        wd_buf_done(&json);
        check_record(&a, &d);
    }
    wd_arena_done(&a);
    return 0;
}
