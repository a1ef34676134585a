/* Parses a literal and keeps the arena for the test's life. */
#ifndef WD_TESTS_INTAKE_HELPER_H
#define WD_TESTS_INTAKE_HELPER_H

#include "intake/intake.h"
#include "tap.h"

static struct wd_arena arena;
static struct wd_where where;

__attribute__((unused)) static int parse_at(struct wd_str body, const char *url, struct wd_document *d)
{
    struct wd_intake_input in = {.body = body, .file = WD_STR("drop/harbour-wall.txt"), .url = wd_str_c(url), .arrived_utc = WD_NO_TIME};
    where = (struct wd_where){0};
    return wd_intake_parse(&arena, &in, d, &where);
}

__attribute__((unused)) static struct wd_document parsed(const char *text)
{
    struct wd_document d = {0};
    ok(parse_at(wd_str_c(text), "", &d) == 0, "parses: %.50s", text);
    return d;
}

__attribute__((unused)) static struct wd_item first(const struct wd_document *d)
{
    static struct wd_item none;
    ok(d->items.n > 0, "has an item");
    wd_item_init(&none);
    return d->items.n ? d->items.v[0] : none;
}

__attribute__((unused)) static void is_time(int64_t utc, const char *want, const char *what)
{
    char iso[24];
    wd_time_iso(utc, iso);
    is_str(wd_str_c(iso), want, what);
}

#endif
