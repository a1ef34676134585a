#include "base/zone.h"

#include "base/buf.h"
#include "tap.h"

static void put_be(struct wd_buf *b, uint64_t v, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--)
        wd_buf_byte(b, (char)(v >> (8 * i) & 255));
}

static void put_header(struct wd_buf *b, char version, uint32_t times, uint32_t types, uint32_t chars)
{
    wd_buf_putc(b, "TZif");
    wd_buf_byte(b, version);
    for (int i = 0; i < 15; i++)
        wd_buf_byte(b, 0);
    put_be(b, 0, 8);
    put_be(b, 0, 4);
    put_be(b, times, 4);
    put_be(b, types, 4);
    put_be(b, chars, 4);
}

static int64_t at(int year, int month, int day, int hour, int minute)
{
    return wd_time_from_civil((struct wd_civil){.year = year, .month = month, .day = day, .hour = hour, .minute = minute});
}

/* A zone of one hour east with summer time, by table in 2020 and by rule after. */
static void put_zone(struct wd_buf *b, const char *rule)
{
    put_header(b, '2', 0, 1, 1);
    put_be(b, 0, 6);
    wd_buf_byte(b, 0);
    put_header(b, '2', 2, 2, 10);
    put_be(b, (uint64_t)at(2020, 3, 29, 1, 0), 8);
    put_be(b, (uint64_t)at(2020, 10, 25, 1, 0), 8);
    wd_buf_put(b, "\1\0", 2);
    put_be(b, 3600, 4);
    wd_buf_put(b, "\0\0", 2);
    put_be(b, 7200, 4);
    wd_buf_put(b, "\1\4", 2);
    wd_buf_put(b, "AAA\0AAST\0\0", 10);
    wd_buf_byte(b, '\n');
    wd_buf_putc(b, rule);
    wd_buf_byte(b, '\n');
}

static int32_t local(const struct wd_zone *z, int64_t wall)
{
    return wd_zone_offset_local(z, wd_time_to_civil(wall));
}

static void table_and_rule(struct wd_arena *a)
{
    struct wd_buf b;
    const struct wd_zone *z = NULL;
    wd_buf_init(&b, 10000);
    put_zone(&b, "AAA-1AAST,M3.5.0,M10.5.0/3");
    is_int(wd_zone_parse(a, WD_STR("Test/Harbour"), wd_buf_str(&b), &z), 0, "a table of version 2");
    struct wd_str name;
    is_str(wd_zone_name(z), "Test/Harbour", "name");
    is_int(wd_zone_offset_at(z, at(1990, 7, 1, 0, 0), &name), 3600, "before the table: its first type");
    is_str(name, "AAA", "abbreviation");
    is_int(wd_zone_offset_at(z, at(2020, 3, 29, 0, 59), NULL), 3600, "a minute before the change");
    is_int(wd_zone_offset_at(z, at(2020, 3, 29, 1, 0), &name), 7200, "at the change");
    is_str(name, "AAST", "abbreviation of summer");
    is_int(wd_zone_offset_at(z, at(2031, 7, 1, 0, 0), NULL), 7200, "summer by the rule");
    is_int(wd_zone_offset_at(z, at(2031, 3, 30, 0, 59), NULL), 3600, "last Sunday of March 2031, before");
    is_int(wd_zone_offset_at(z, at(2031, 3, 30, 1, 0), NULL), 7200, "and at the change");
    is_int(wd_zone_offset_at(z, at(2031, 10, 26, 1, 0), NULL), 3600, "last Sunday of October 2031");
    is_int(local(z, at(2020, 3, 29, 2, 30)), 3600, "wall time in the gap: the offset before");
    is_int(local(z, at(2020, 3, 29, 3, 0)), 7200, "wall time after the gap");
    is_int(local(z, at(2020, 10, 25, 2, 30)), 7200, "wall time that comes twice: the offset before");
    is_int(local(z, at(2020, 10, 25, 3, 0)), 3600, "wall time after it");
    bool safe = true;
    for (size_t n = 0; n < b.n; n++) {
        const struct wd_zone *cut = NULL;
        char *copy = malloc(n + 1);
        if (!copy)
            abort();
        memcpy(copy, b.p, n);
        safe = safe && wd_zone_parse(a, WD_STR("cut"), wd_str_n(copy, n), &cut) == WD_E_SYNTAX && !cut;
        free(copy);
    }
    ok(safe, "every table cut short is refused");
    for (size_t i = 0; i < b.n; i++) {
        const struct wd_zone *bent = NULL;
        b.p[i] = (char)(b.p[i] ^ 0x55);
        if (wd_zone_parse(a, WD_STR("bent"), wd_buf_str(&b), &bent) == 0)
            safe = safe && wd_zone_offset_at(bent, at(2030, 1, 1, 0, 0), NULL) < 200000;
        b.p[i] = (char)(b.p[i] ^ 0x55);
    }
    ok(safe, "no damaged byte does harm");
    wd_buf_done(&b);
}

static void rules(struct wd_arena *a)
{
    static const struct {
        const char *rule;
        int32_t january, july;
    } rows[] = {
        {"<+0330>-3:30", 12600, 12600},
        {"XST4XDT,M11.1.0/0,M2.3.0", -10800, -14400},
        {"YST-10YDT,J60/26,J300/-2", 36000, 39600},
        {"ZST5ZDT4:30,59,300", -18000, -16200},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        struct wd_buf b;
        const struct wd_zone *z = NULL;
        wd_buf_init(&b, 10000);
        put_zone(&b, rows[i].rule);
        int err = wd_zone_parse(a, WD_STR("rule"), wd_buf_str(&b), &z);
        ok(!err && wd_zone_offset_at(z, at(2030, 1, 15, 12, 0), NULL) == rows[i].january &&
               wd_zone_offset_at(z, at(2030, 7, 15, 12, 0), NULL) == rows[i].july,
           "rule %s", rows[i].rule);
        wd_buf_done(&b);
    }
    static const char *const bad[] = {"A-1",  "AAA", "AAA-1BBB", "AAA-1BBB,M13.1.0,M1.1.0", "AAA-1BBB,M3.5.0", "AAA-1BBB,M3.5.0,M10.5.0x",
                                      "<AA-1"};
    for (size_t i = 0; i < WD_COUNT(bad); i++) {
        struct wd_buf b;
        const struct wd_zone *z = NULL;
        wd_buf_init(&b, 10000);
        put_zone(&b, bad[i]);
        is_int(wd_zone_parse(a, WD_STR("bad"), wd_buf_str(&b), &z), WD_E_SYNTAX, bad[i]);
        wd_buf_done(&b);
    }
}

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    table_and_rule(&a);
    rules(&a);
    struct wd_str name;
    const struct wd_zone *fixed = wd_zone_fixed(&a, WD_STR("IST"), 19800);
    is_int(wd_zone_offset_at(fixed, 0, &name), 19800, "a fixed zone");
    is_str(name, "IST", "its abbreviation");
    const struct wd_zone *ruled = NULL;
    is_int(wd_zone_of_rule(&a, WD_STR("dk"), WD_STR("CET-1CEST,M3.5.0,M10.5.0/3"), &ruled), 0, "a zone of a rule");
    is_int(wd_zone_offset_at(ruled, 1782900000, &name), 7200, "in summer");
    is_int(wd_zone_offset_at(ruled, 1767900000, &name), 3600, "in winter");
    is_str(wd_zone_name(ruled), "dk", "its name");
    is_int(wd_zone_of_rule(&a, WD_STR("x"), WD_STR("CET"), &ruled), WD_E_SYNTAX, "no rule");
    is_int(wd_zone_offset_at(NULL, 0, &name), 0, "no zone is UTC");
    is_str(wd_zone_name(NULL), "UTC", "by name too");
    wd_arena_done(&a);
    return done();
}
