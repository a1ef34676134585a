#include "text/date_exact.h"

enum { MAIL_BYTES = 25, ISO_BYTES = 19 }; /* up to the zone */

/* Two digits, or a number no field takes. */
static int two(const char *p)
{
    return wd_is_digit(p[0]) && wd_is_digit(p[1]) ? (p[0] - '0') * 10 + (p[1] - '0') : 100;
}

/* Position in a list of words of three letters, from 1; 0: none of them. */
static int word3(const char *p, const char *words)
{
    for (int i = 0; words[i]; i += 3)
        if (memcmp(p, words + i, 3) == 0)
            return i / 3 + 1;
    return 0;
}

static bool settle(struct wd_civil c, struct wd_str zone, bool colon, struct wd_date *ret)
{
    if (c.year < 1000 || c.hour > 23 || c.minute > 59 || c.second > 59 || !wd_civil_valid(c))
        return false;
    struct wd_date d = {.utc = wd_time_from_civil(c), .has_time = true, .has_zone = true, .zone_text = {"", 0}};
    if (wd_str_eqc(zone, colon ? "Z" : "GMT")) {
        d.zone_text = zone;
    } else {
        if (zone.n != 5 + (size_t)colon || (zone.p[0] != '+' && zone.p[0] != '-') || (colon && zone.p[3] != ':'))
            return false;
        int hours = two(zone.p + 1), minutes = two(zone.p + 3 + colon);
        if (hours > 12 || minutes > 59)
            return false;
        d.utc -= (zone.p[0] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
    }
    *ret = d;
    return true;
}

/* "Sat, 14 Mar 2026 10:02:00 " */
static bool mail(struct wd_str s, struct wd_date *ret)
{
    const char *p = s.p;
    if (s.n < MAIL_BYTES + 4 || memcmp(p + 3, ", ", 2) != 0 || p[7] != ' ' || p[11] != ' ' || p[16] != ' ' || p[19] != ':' ||
        p[22] != ':' || p[25] != ' ' || !word3(p, "MonTueWedThuFriSatSun"))
        return false;
    struct wd_civil c = {.year = two(p + 12) * 100 + two(p + 14),
                         .month = word3(p + 8, "JanFebMarAprMayJunJulAugSepOctNovDec"),
                         .day = two(p + 5),
                         .hour = two(p + 17),
                         .minute = two(p + 20),
                         .second = two(p + 23)};
    return two(p + 12) < 100 && two(p + 14) < 100 && settle(c, wd_str_from(s, MAIL_BYTES + 1), false, ret);
}

/* "2026-03-14T10:02:00" */
static bool iso(struct wd_str s, struct wd_date *ret)
{
    const char *p = s.p;
    if (s.n < ISO_BYTES + 1 || p[4] != '-' || p[7] != '-' || p[10] != 'T' || p[13] != ':' || p[16] != ':')
        return false;
    struct wd_civil c = {.year = two(p) * 100 + two(p + 2),
                         .month = two(p + 5),
                         .day = two(p + 8),
                         .hour = two(p + 11),
                         .minute = two(p + 14),
                         .second = two(p + 17)};
    size_t at = ISO_BYTES;
    if (p[at] == '.' && at + 1 < s.n && wd_is_digit(p[at + 1]))
        for (at++; at < s.n && wd_is_digit(p[at]); at++)
            ;
    return two(p) < 100 && two(p + 2) < 100 && settle(c, wd_str_from(s, at), true, ret);
}

bool wd_date_exact(struct wd_str text, struct wd_date *ret_date)
{
    return mail(text, ret_date) || iso(text, ret_date);
}
