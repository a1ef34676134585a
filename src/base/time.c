#include "base/time.h"

#include <stdio.h>

static int64_t days_from_civil(int y, int m, int d)
{
    y -= m <= 2;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t yoe = y - era * 400;
    int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

int64_t wd_time_from_civil(struct wd_civil c)
{
    return days_from_civil(c.year, c.month, c.day) * 86400 + c.hour * 3600 + c.minute * 60 + c.second;
}

struct wd_civil wd_time_to_civil(int64_t utc)
{
    int64_t days = utc / 86400, rest = utc % 86400;
    if (rest < 0) {
        rest += 86400;
        days--;
    }
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    struct wd_civil c;
    c.day = (int)(doy - (153 * mp + 2) / 5 + 1);
    c.month = (int)(mp < 10 ? mp + 3 : mp - 9);
    c.year = (int)(yoe + era * 400 + (c.month <= 2));
    c.hour = (int)(rest / 3600);
    c.minute = (int)(rest / 60 % 60);
    c.second = (int)(rest % 60);
    c.weekday = (int)(((days + 3) % 7 + 7) % 7);
    return c;
}

bool wd_civil_valid(struct wd_civil c)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (c.year < 1 || c.year > 9999 || c.month < 1 || c.month > 12 || c.day < 1)
        return false;
    bool leap = (c.year % 4 == 0 && c.year % 100 != 0) || c.year % 400 == 0;
    if (c.day > lengths[c.month - 1] + (c.month == 2 && leap))
        return false;
    return c.hour >= 0 && c.hour <= 23 && c.minute >= 0 && c.minute <= 59 && c.second >= 0 && c.second <= 59;
}

void wd_time_iso(int64_t utc, char out[static 24])
{
    out[0] = 0;
    if (utc == WD_NO_TIME)
        return;
    struct wd_civil c = wd_time_to_civil(utc);
    if (c.year >= 0 && c.year <= 9999) {
        const int fields[] = {c.year / 100, c.year % 100, c.month, c.day, c.hour, c.minute, c.second};
        memcpy(out, "0000-00-00T00:00:00Z", 21);
        static const uint8_t places[] = {0, 2, 5, 8, 11, 14, 17};
        for (size_t i = 0; i < WD_COUNT(fields); i++) {
            out[places[i]] = (char)('0' + fields[i] / 10);
            out[places[i] + 1] = (char)('0' + fields[i] % 10);
        }
        return;
    }
    char text[96];
    int n = snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year, c.month, c.day, c.hour, c.minute, c.second);
    if (n > 0 && n < 24)
        memcpy(out, text, (size_t)n + 1);
}

static bool digits(struct wd_str s, size_t *at, size_t n, int *ret)
{
    int value = 0;
    if (*at + n > s.n)
        return false;
    for (size_t i = 0; i < n; i++) {
        char c = s.p[*at + i];
        if (!wd_is_digit(c))
            return false;
        value = value * 10 + (c - '0');
    }
    *at += n;
    *ret = value;
    return true;
}

static bool byte_at(struct wd_str s, size_t *at, char c)
{
    if (*at >= s.n || s.p[*at] != c)
        return false;
    ++*at;
    return true;
}

bool wd_time_parse_iso(struct wd_str s, int64_t *ret_utc)
{
    struct wd_civil c = {0};
    size_t at = 0;
    int offset = 0;
    if (!digits(s, &at, 4, &c.year) || !byte_at(s, &at, '-') || !digits(s, &at, 2, &c.month) || !byte_at(s, &at, '-') ||
        !digits(s, &at, 2, &c.day))
        return false;
    if (at < s.n) {
        if (!byte_at(s, &at, 'T') && !byte_at(s, &at, ' '))
            return false;
        if (!digits(s, &at, 2, &c.hour) || !byte_at(s, &at, ':') || !digits(s, &at, 2, &c.minute))
            return false;
        if (byte_at(s, &at, ':') && !digits(s, &at, 2, &c.second))
            return false;
        if (byte_at(s, &at, '.'))
            while (at < s.n && wd_is_digit(s.p[at]))
                at++;
        if (at < s.n && (s.p[at] == '+' || s.p[at] == '-')) {
            int sign = s.p[at++] == '-' ? -1 : 1, hours = 0, minutes = 0;
            if (!digits(s, &at, 2, &hours))
                return false;
            (void)byte_at(s, &at, ':');
            if (!digits(s, &at, 2, &minutes) || hours > 24 || minutes > 59)
                return false;
            offset = sign * (hours * 3600 + minutes * 60);
        } else {
            (void)byte_at(s, &at, 'Z');
        }
    }
    if (at != s.n || !wd_civil_valid(c))
        return false;
    *ret_utc = wd_time_from_civil(c) - offset;
    return true;
}
