/* Any bytes as OPML: what is read is sound, and comes back the same from what is written of it. */
#include "fuzz.h"

#include "base/url.h"
#include "intake/intake.h"

static void check_same(const wd_outlines *x, const wd_outlines *y)
{
    HOLDS(x->n == y->n);
    for (size_t i = 0; i < x->n; i++) {
        const struct wd_outline *a = &x->v[i], *b = &y->v[i];
        HOLDS(wd_str_eq(a->url, b->url) && wd_str_eq(a->site, b->site) && wd_str_eq(a->zone, b->zone));
        HOLDS(wd_str_eq(a->name, b->name) && wd_str_eq(a->label, b->label) && wd_str_eq(a->language, b->language));
        HOLDS(a->licensed == b->licensed && a->paused == b->paused && a->interval_s == b->interval_s);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wd_arena a;
    struct wd_where w = {0};
    wd_outlines list = {0}, again = {0};
    wd_arena_init(&a);
    int err = wd_opml_parse(&a, wd_str_n((const char *)data, size), &list, &w);
    HOLDS(err == 0 || w.message[0]);
    for (size_t i = 0; err == 0 && i < list.n; i++) {
        const struct wd_outline *o = &list.v[i];
        HOLDS(wd_url_web(o->url) || (!o->url.n && o->name.n));
        HOLDS(wd_utf8_valid(o->title) && wd_utf8_valid(o->url) && wd_utf8_valid(o->section) && wd_utf8_valid(o->label));
        HOLDS(o->interval_s >= 0);
    }
    if (err == 0) {
        struct wd_buf out;
        wd_buf_init(&out, 256u << 20);
        wd_opml_write(list.v, list.n, WD_STR("a & b"), &out);
        if (!out.err) {
            HOLDS(wd_utf8_valid(wd_buf_str(&out)));
            HOLDS(wd_opml_parse(&a, wd_buf_str(&out), &again, &w) == 0);
            check_same(&list, &again);
        }
        wd_buf_done(&out);
    }
    wd_arena_done(&a);
    return 0;
}
