#include "text/date.h"

#include "tap.h"

static const struct {
    const char *text, *value; /* NULL: no date */
} cases[] = {
    {"Tue, 05 Mar 2024 17:04:09 +0530", "2024-03-05T11:34:09Z"},
    {"Tue, 5 Mar 24 17:04 GMT", "2024-03-05T17:04:00Z"},
    {"05 Mar 2024 17:04:09 EST", "2024-03-05T22:04:09Z"},
    {"Tue Mar  5 17:04:09 2024", "2024-03-05T17:04:09Z"},
    {"2024-03-05T17:04:09.123Z", "2024-03-05T17:04:09Z"},
    {"2024-03-05T17:04:09,5+01", "2024-03-05T16:04:09Z"},
    {"2024-03-05 17:04", "2024-03-05T17:04:00Z"},
    {"20240305T170409Z", "2024-03-05T17:04:09Z"},
    {"20240305170409", "2024-03-05T17:04:09Z"},
    {"2024-065", "2024-03-05T00:00:00Z"},
    {"2024065", "2024-03-05T00:00:00Z"},
    {"2024-W10-2", "2024-03-05T00:00:00Z"},
    {"2024W102", "2024-03-05T00:00:00Z"},
    {"2024-03", "2024-03-01T00:00:00Z"},
    {"2024", "2024-01-01T00:00:00Z"},
    {"240305", "2024-03-05T00:00:00Z"},
    {"1709658249", "2024-03-05T17:04:09Z"},
    {"1709658249123", "2024-03-05T17:04:09Z"},
    {"05-03-2024 17:04 IST", "2024-03-05T11:34:00Z"},
    {"05.03.2024, 17:04 Uhr", "2024-03-05T17:04:00Z"},
    {"05.03.2024 - 17.04 Uhr", "2024-03-05T17:04:00Z"},
    {"3/5/2024 5:04 PM", "2024-03-05T17:04:00Z"},
    {"25/3/2024", "2024-03-25T00:00:00Z"},
    {"Updated: March 5, 2024 at 5:04 p.m. ET", "2024-03-05T22:04:00Z"},
    {"July 5, 2024 5 pm ET", "2024-07-05T21:00:00Z"},
    {"5 mars 2024 \xC3\xA0 17h04", "2024-03-05T17:04:00Z"},
    {"5. M\xC3\xA4rz 2024, 17:04", "2024-03-05T17:04:00Z"},
    {"5 de marzo de 2024", "2024-03-05T00:00:00Z"},
    {"5 de mar\xC3\xA7o de 2024", "2024-03-05T00:00:00Z"},
    {"5 maggio 2024", "2024-05-05T00:00:00Z"},
    {"5 mei 2024", "2024-05-05T00:00:00Z"},
    {"2024. m\xC3\xA1jus 5.", "2024-05-05T00:00:00Z"},
    {"5 \xD0\xBC\xD0\xB0\xD1\x8F 2024 \xD0\xB3. 17:04", "2024-05-05T17:04:00Z"},
    {"5 \xCE\x9C\xCE\xB1\xCE\x90\xCE\xBF\xCF\x85 2024", "2024-05-05T00:00:00Z"},
    {"2024\xEB\x85\x84 3\xEC\x9B\x94 5\xEC\x9D\xBC", "2024-03-04T15:00:00Z"},
    {"2024-03-05T24:00:00Z", "2024-03-06T00:00:00Z"},
    {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
    {"Tue, 05 Mar 2024 12:00 AM GMT", "2024-03-05T00:00:00Z"},
    {"Tue, 05 Mar 2024 17:04:09 Z | Created: 4 Mar 2024", "2024-03-05T17:04:09Z"},
    {"", NULL},
    {"yesterday", NULL},
    {"March 2024 or so", "2024-03-01T00:00:00Z"},
    {"5 Mar", NULL},
    {"31 Feb 2024", NULL},
    {"2024-02-30", NULL},
    {"2024-03-05T25:00:00Z", NULL},
    {"2024-03-05T10:00:00+99:00", NULL},
    {"2024-03-05T10:00:00Zulu", NULL},
    {"2024-xx-05", NULL},
    {"2024-03-05-06", NULL},
    {"99 Jun 2024", NULL},
    {"1:2:3:4", NULL},
    {"-", NULL},
};

/* A zone of two rules: summer from March to October, by a table of no transitions. */
static const struct wd_zone *zone_of(struct wd_arena *a, const char *rule)
{
    static const char head[] = "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\1";
    static const char block[] = "\0\0\0\0\0\0\0";
    char *p = wd_arena_alloc(a, 300);
    size_t n = 0;
    for (int i = 0; i < 2; i++) {
        memcpy(p + n, head, 44);
        n += 44;
        memcpy(p + n, block, 7);
        n += 7;
    }
    n += (size_t)snprintf(p + n, 100, "\n%s\n", rule);
    const struct wd_zone *z = NULL;
    return wd_zone_parse(a, WD_STR("Test"), wd_str_n(p, n), &z) == 0 ? z : NULL;
}

static void in_zone(struct wd_arena *a, const char *rule, const char *text, const char *want)
{
    struct wd_date_options o = {.zone = zone_of(a, rule), .now_utc = WD_NO_TIME};
    struct wd_date d;
    char iso[24] = "";
    if (o.zone && wd_date_parse(wd_str_c(text), &o, &d))
        wd_time_iso(d.utc, iso);
    is_str(wd_str_c(iso), want, rule);
}

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    struct wd_date_options o = {.zone = NULL, .now_utc = WD_NO_TIME};
    for (size_t i = 0; i < WD_COUNT(cases); i++) {
        struct wd_date d = {.utc = 77};
        char iso[24] = "";
        bool found = wd_date_parse(wd_str_c(cases[i].text), &o, &d);
        if (found)
            wd_time_iso(d.utc, iso);
        ok(found == (cases[i].value != NULL) && (found || d.utc == 77), "%s: \"%s\"", cases[i].value ? "read" : "refused", cases[i].text);
        is_str(wd_str_c(iso), cases[i].value ? cases[i].value : "", "value");
    }
    in_zone(&a, "IST-5:30", "05-03-2024 17:04", "2024-03-05T11:34:00Z");
    in_zone(&a, "IST-2IDT,M3.4.4/26,M10.5.0", "05-07-2024 17:04 IST", "2024-07-05T15:04:00Z");
    in_zone(&a, "GMT0IST,M3.5.0/1,M10.5.0", "05-07-2024 17:04 IST", "2024-07-05T16:04:00Z");
    in_zone(&a, "CST-8", "05-03-2024 17:04 CST", "2024-03-05T09:04:00Z");
    in_zone(&a, "CST6CDT,M3.2.0,M11.1.0", "05-03-2024 17:04 CST", "2024-03-05T23:04:00Z");
    in_zone(&a, "AEST-10AEDT,M10.1.0,M4.1.0/3", "05-07-2024 17:04 EST", "2024-07-05T07:04:00Z");
    in_zone(&a, "GMT0BST,M3.5.0/1,M10.5.0", "5 July 2024 17:04", "2024-07-05T16:04:00Z");
    in_zone(&a, "GMT0BST,M3.5.0/1,M10.5.0", "5 July 2024 17:04 +0000", "2024-07-05T17:04:00Z");
    struct wd_date d;
    o.now_utc = 1709658249;
    ok(wd_date_parse(WD_STR("2034-01-01"), &o, &d) && d.utc == o.now_utc, "a date in the future is clamped to now");
    ok(wd_date_parse(WD_STR("05-03-2024 17:04 IST"), &o, &d) && d.has_time && d.has_zone, "time and zone are known");
    is_str(d.zone_text, "IST", "zone as printed");
    ok(wd_date_parse(WD_STR("2024-03-05"), &o, &d) && !d.has_time && !d.has_zone, "neither is");
    uint64_t state = 99;
    static const char alphabet[] = "0123456789 :-+/.,TZapmMaryJun\xC3\xA4\xEB\x85\x84\xFF";
    for (int round = 0; round < 20000; round++) {
        char text[40];
        for (size_t i = 0; i < sizeof text; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            text[i] = alphabet[(state >> 33) % (sizeof alphabet - 1)];
        }
        (void)wd_date_parse(wd_str_n(text, (size_t)round % sizeof text), &o, &d);
    }
    ok(d.utc <= o.now_utc, "random texts do no harm");
    wd_arena_done(&a);
    return done();
}
