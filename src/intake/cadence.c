/* How often a feed wants to be read: skipHours and skipDays of RSS, the syndication module. */
#include "intake/feed.h"

enum { HOURS = 24, DAY_S = 86400, MAX_FREQUENCY = 10000 };

static uint32_t hour_bit(struct wd_str word)
{
    int64_t hour; /* 0 to 23; early versions count 1 to 24 */
    return wd_str_to_i64(word, &hour) && hour >= 0 && hour <= HOURS ? 1u << (hour % HOURS) : 0;
}

static uint32_t day_bit(struct wd_str word)
{
    static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    for (unsigned i = 0; i < WD_COUNT(days); i++)
        if (wd_str_starts_nocase(word, days[i]))
            return 1u << i;
    return 0;
}

/* An element a value is what the specifications say; lists in one text are met as well. */
void wd_on_skip(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)h;
    uint32_t depth = r->x.depth, *bits = arg == WD_SKIP_HOURS ? &r->document->skip_hours : &r->document->skip_days;
    for (;;) {
        enum wd_xml_event event = wd_xml_next(&r->x);
        if (event == WD_XML_END_OF_INPUT || (event == WD_XML_CLOSE && r->x.depth <= depth))
            break;
        struct wd_str rest = event == WD_XML_TEXT ? r->x.text : (struct wd_str){"", 0}, word;
        while (wd_str_cut(&rest, wd_str_find_byte(rest, ',', 0) == SIZE_MAX ? ' ' : ',', &word))
            *bits |= arg == WD_SKIP_HOURS ? hour_bit(wd_str_trim(word)) : day_bit(wd_str_trim(word));
    }
}

/* Either may be missing: daily and once are what the module's specification then takes. */
static void set_period(struct wd_reader *r)
{
    uint32_t period = r->period_s ? r->period_s : DAY_S, frequency = r->frequency ? r->frequency : 1;
    r->document->update_period_s = WD_MAX(period / frequency, 1u);
}

void wd_on_update_period(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    static const struct {
        const char *name;
        uint32_t seconds;
    } periods[] = {{"hourly", 3600}, {"daily", DAY_S}, {"weekly", 7 * DAY_S}, {"monthly", 30 * DAY_S}, {"yearly", 365 * DAY_S}};
    (void)arg;
    struct wd_str text = wd_plain(r);
    wd_extension_add(r, h->item, WD_STR("sy_updateperiod"), text, false);
    for (size_t i = 0; i < WD_COUNT(periods); i++)
        if (wd_str_eqc_nocase(text, periods[i].name)) {
            r->period_s = periods[i].seconds;
            set_period(r);
        }
}

void wd_on_update_frequency(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    int64_t n;
    struct wd_str text = wd_plain(r);
    wd_extension_add(r, h->item, WD_STR("sy_updatefrequency"), text, false);
    if (wd_str_to_i64(text, &n) && n > 0 && n <= MAX_FREQUENCY) {
        r->frequency = (uint32_t)n;
        set_period(r);
    }
}
