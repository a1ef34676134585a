#include "stories/head_numbers.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "text/number.h"

static const double MOST_EXACT = 9e12, MOST_WHOLE = 9e18;
enum { SMALL = 12, DAYS = 31, YEAR_FROM = 1900, YEAR_TO = 2100, DIGITS = 5, NUMBER_SEED = 3, NUMBER_BYTES = 48 };

/* How telling a number is by itself, 1..15; 0: years, small and round ones, which everybody prints. */
static uint8_t telling(double value)
{
    bool whole = value < 1e15 && (double)(int64_t)value == value;
    if (value < 0 || (whole && value <= SMALL) || (whole && value >= YEAR_FROM && value <= YEAR_TO))
        return 0;
    double v = value;
    int digits = 1;
    while (v >= 1e6)
        v /= 10;
    int64_t scaled = (int64_t)(v * 1000 + 0.5);
    while (scaled && scaled % 10 == 0)
        scaled /= 10;
    for (int64_t left = scaled; left >= 10; left /= 10)
        digits++;
    static const uint8_t by_digits[] = {0, 0, 3, 11, 14, 15};
    if (whole && value <= DAYS)
        return 1;
    if (digits == 1)
        return whole && value > 100 ? 1 : 2;
    return digits == 2 && (!whole || value >= 1000) ? 6 : by_digits[WD_MIN(digits, DIGITS)];
}

static void add(struct wd_arena *a, struct wd_str text, struct wd_span span, double value, wd_head_numbers *ret_numbers)
{
    uint8_t t = telling(value);
    if (!t)
        return;
    while (span.end > span.start && wd_is_blank(text.p[span.end - 1]))
        span.end--;
    uint64_t thousandths = value < MOST_EXACT ? (uint64_t)(value * 1000 + 0.5) : (uint64_t)WD_MIN(value, MOST_WHOLE);
    wd_list_add(a, ret_numbers, (struct wd_head_number){span, (uint32_t)wd_hash_mix(thousandths, NUMBER_SEED), t});
}

/* Words that are numbers tell nothing that digits do not: only what begins with a digit is read, with the mark before it. */
void wd_head_numbers_of(struct wd_arena *a, struct wd_str text, struct wd_str language, wd_head_numbers *ret_numbers)
{
    for (size_t at = 0; at < text.n;) {
        if (!wd_is_digit(text.p[at])) {
            at++;
            continue;
        }
        size_t from = at - wd_utf8_before(text, at).bytes, end = at;
        wd_numbers numbers = {0};
        wd_numbers_of(a, wd_utf8_cut(wd_str_from(text, from), NUMBER_BYTES), language, &numbers);
        for (size_t i = 0; i < numbers.n && end == at; i++)
            if (from + numbers.v[i].span.start <= at && from + numbers.v[i].span.end > at) {
                end = from + numbers.v[i].span.end;
                add(a, text, (struct wd_span){(uint32_t)at, (uint32_t)end}, numbers.v[i].value, ret_numbers);
            }
        for (at = end; at < text.n && wd_is_digit(text.p[at]);)
            at++; /* digits that are no number */
    }
}
