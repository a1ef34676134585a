#include "text/number.h"

#include "tap.h"

static const struct {
    const char *language, *text, *want; /* "text=value;..." */
} cases[] = {
    {"en", "100,000 people and 3.25 boats", "100,000=100000;3.25=3.25;"},
    {"en", "one hundred thousand", "one hundred thousand=100000;"},
    {"en", "two hundred and forty-one boats", "two hundred and forty-one=241;"},
    {"en", "three million two hundred thousand and five", "three million two hundred thousand and five=3200005;"},
    {"en", "a hundred men, two dozen women", "hundred=100;two dozen=24;"},
    {"en", "$2bn, $5m, 10k and 3.5 million", "2bn=2000000000;5m=5000000;10k=10000;3.5 million=3500000;"},
    {"en", "5m deep, F16 and B-52", "5=5;52=52;"},
    {"en", "up 40% in 2024, the 3rd or second time", "40%=40;2024=2024;3=3;second=2;"},
    {"en", "1,2,3 and 1,00,000 rupees, 5 lakh", "1=1;2=2;3=3;1,00,000=100000;5 lakh=500000;"},
    {"en", "twenty ten", "twenty=20;ten=10;"},
    {"en", "seven, eight", "seven=7;eight=8;"},
    {"de", "100.000 Menschen, 3,5 Milliarden Euro", "100.000=100000;3,5 Milliarden=3500000000;"},
    {"de", "zwei Millionen und drei", "zwei Millionen und drei=2000003;"},
    {"fr",
     "1\xC2\xA0"
     "250,5 tonnes, deux cents",
     "1\xC2\xA0"
     "250,5=1250.5;deux cents=200;"},
    {"es", "dos mil personas, 1.500", "dos mil=2000;1.500=1500;"},
    {"it", "tre milioni", "tre milioni=3000000;"},
    {"pt",
     "dois milh\xC3\xB5"
     "es",
     "dois milh\xC3\xB5"
     "es=2000000;"},
    {"nl", "vijf miljoen", "vijf miljoen=5000000;"},
    {"ru", "\xD0\xB4\xD0\xB2\xD0\xB5 \xD1\x82\xD1\x8B\xD1\x81\xD1\x8F\xD1\x87\xD0\xB8",
     "\xD0\xB4\xD0\xB2\xD0\xB5 \xD1\x82\xD1\x8B\xD1\x81\xD1\x8F\xD1\x87\xD0\xB8=2000;"},
    {"", "nothing here", ""},
};

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    for (size_t i = 0; i < WD_COUNT(cases); i++) {
        struct wd_str text = wd_str_c(cases[i].text), got = {"", 0};
        wd_numbers numbers;
        wd_numbers_of(&a, text, wd_str_c(cases[i].language), &numbers);
        for (size_t k = 0; k < numbers.n; k++)
            got = wd_arena_printf(&a, "%.*s%.*s=%.12g;", WD_STR_ARG(got), WD_STR_ARG(wd_str_span(text, numbers.v[k].span)),
                                  numbers.v[k].value);
        is_str(got, cases[i].want, cases[i].text);
    }
    wd_arena_done(&a);
    return done();
}
