/* JSON documents on any bytes: ninjs, digitalwires, JSON Feed, wrappers, broken ones. What comes out is UTF-8, within the caps and can be
 * written; what mending calls JSON is JSON. */
#include "fuzz.h"

#include "base/limits.h"
#include "intake/intake.h"
#include "intake/jsondoc.h"
#include "intake/ninjs_rules.h"
#include "markup/charset.h"

static void check_document(struct wd_arena *a, const struct wd_document *d)
{
    struct wd_buf out;
    struct wd_json *neutral = NULL;
    HOLDS(d->items.n <= WD_MAX_ITEMS);
    HOLDS(d->validity == WD_VALIDITY_UNKNOWN || d->wire);
    HOLDS(d->validity != WD_INVALID || d->repairs.n > 0);
    for (size_t i = 0; i < d->items.n; i++) {
        const struct wd_item *item = &d->items.v[i];
        HOLDS(wd_utf8_valid(item->title.value) && wd_utf8_valid(item->body_html) && wd_utf8_valid(item->id));
        HOLDS(wd_str_find_nocase(item->body_html, "<script", 0) == SIZE_MAX);
    }
    wd_buf_init(&out, 256u << 20);
    wd_document_json(d, &out);
    HOLDS(out.err == 0);
    HOLDS(wd_json_parse(a, wd_buf_str(&out), &neutral, NULL) == 0);
    wd_buf_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wd_arena a;
    struct wd_document d = {0};
    struct wd_where w = {0};
    struct wd_str body = wd_str_n((const char *)data, size), mended;
    wd_strs repairs = {0};
    struct wd_json *tree = NULL;
    wd_arena_init(&a);
    struct wd_intake_input in = {
        .body = body, .file = WD_STR("drop/wire.json"), .url = WD_STR("https://wire.example/"), .arrived_utc = WD_NO_TIME};
    if (wd_intake_parse(&a, &in, &d, &w) == 0)
        check_document(&a, &d);
    else
        HOLDS(w.message[0] != '\0');
    struct wd_decoded text;
    wd_charset_decode(&a, body, WD_STR(""), WD_MARKUP_TEXT, &text);
    if (wd_json_mend(&a, text.text, &mended, &repairs))
        HOLDS(wd_json_parse(&a, mended, &tree, NULL) == 0);
    if (tree) {
        wd_strs reasons = {0};
        bool valid = wd_ninjs_check(&a, tree, &reasons);
        HOLDS(valid == (reasons.n == 0));
    }
    wd_arena_done(&a);
    return 0;
}
