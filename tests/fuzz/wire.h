/* tests/fuzz/wire.h - what must hold for any bytes that are read as a wire file: the answer is one readable JSON object, the same twice;
 * links lead to the web; nothing that scripts could run is left. */
#ifndef WD_TESTS_FUZZ_WIRE_H
#define WD_TESTS_FUZZ_WIRE_H

#include "fuzz.h"

#include "base/json.h"
#include "base/limits.h"
#include "base/url.h"
#include "intake/intake.h"

static void check_wire_item(const struct wd_item *item)
{
    HOLDS(wd_utf8_valid(item->body_html) && wd_utf8_valid(item->title.value));
    HOLDS(wd_str_find_nocase(item->body_html, "<script", 0) == SIZE_MAX);
    HOLDS(!item->image.url.n || wd_url_web(item->image.url));
    for (size_t i = 0; i < item->enclosures.n; i++)
        HOLDS(wd_url_web(item->enclosures.v[i].href));
}

static bool wire_json(struct wd_arena *a, struct wd_str body, struct wd_buf *out)
{
    struct wd_intake_input in = {
        .body = body, .file = WD_STR("drop/file"), .url = WD_STR("http://wire.example/f"), .arrived_utc = 1770000000};
    struct wd_document d = {0};
    struct wd_where w = {0};
    int err = wd_intake_parse(a, &in, &d, &w);
    if (err) {
        HOLDS(w.message[0]);
        return false;
    }
    HOLDS(d.items.n <= WD_MAX_ITEMS);
    for (size_t i = 0; d.wire && i < d.items.n; i++)
        check_wire_item(&d.items.v[i]);
    wd_document_json(&d, out);
    return true;
}

static int check_wire(const uint8_t *data, size_t size)
{
    struct wd_arena a;
    struct wd_buf first, second;
    struct wd_str body = wd_str_n((const char *)data, size);
    wd_arena_init(&a);
    wd_buf_init(&first, 64u << 20);
    wd_buf_init(&second, 64u << 20);
    bool read = wire_json(&a, body, &first), again = wire_json(&a, body, &second);
    HOLDS(read == again && wd_str_eq(wd_buf_str(&first), wd_buf_str(&second)));
    if (read && !first.err) {
        struct wd_json *tree = NULL;
        struct wd_where w = {0};
        HOLDS(wd_json_parse(&a, wd_buf_str(&first), &tree, &w) == 0);
    }
    wd_buf_done(&second);
    wd_buf_done(&first);
    wd_arena_done(&a);
    return 0;
}

#endif
