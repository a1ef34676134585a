/* How two wordings of a quotation relate, and the table of synonyms. */
#include "stories/parts.h"
#include "stories/synonyms.h"
#include "tap.h"

static const struct {
    const char *best, *carrier;
    enum wd_wording want;
} cases[] = {
    {"The bridge is safe, and it will stay open", "the bridge is safe and it will stay open.", WD_WORDING_SAME},
    {"We won’t close the bridge", "We won't close the bridge", WD_WORDING_SAME},
    {"The bridge is safe, and it will stay open all winter", "it will stay open all winter", WD_WORDING_PART},
    {"The bridge is safe, we have checked it, and it will stay open", "The bridge is safe … and it will stay open", WD_WORDING_PART},
    {"The bridge is safe, we have checked it, and it will stay open", "The bridge is safe ... it will stay open ...", WD_WORDING_PART},
    {"Their bridge stands", "[Our] bridge stands", WD_WORDING_SAME},
    {"The engineers told us that it is safe", "The engineers told us that [the bridge] is safe", WD_WORDING_SAME},
    {"We will not close the bridge this year", "We won't close the bridge this year", WD_WORDING_ALTERED},
    {"It was a very long and cold night", "It was a really long and cold night", WD_WORDING_ALTERED},
    {"We counted four boats in the harbour", "We counted no boats in the harbour", WD_WORDING_DIFFERENT},
    {"We counted four boats in the old harbour", "We counted 4 boats in the old harbour", WD_WORDING_ALTERED},
    {"I expect the toll to rise by 3 percent", "I expect the toll to rise by 7 percent", WD_WORDING_DIFFERENT},
    {"We will close the bridge before the winter", "We will not close the bridge before the winter", WD_WORDING_DIFFERENT},
    {"The letter came from Lund on Monday morning", "The letter came from Haddad on Monday morning", WD_WORDING_DIFFERENT},
    {"The bridge is safe", "Nobody asked the pilots", WD_WORDING_DIFFERENT},
    {"Yes", "No", WD_WORDING_DIFFERENT},
};

static void long_input(struct wd_arena *a)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    for (int i = 0; i < 3000; i++)
        wd_buf_printf(&b, "word%d ", i % 700);
    wd_tokens x = {0}, y = {0};
    wd_wording_tokens(a, wd_buf_str(&b), &x);
    wd_wording_tokens(a, wd_str_n(b.p, b.n / 2), &y);
    double share;
    ok(wd_wording_compare(a, &x, &y, &share) != WD_WORDING_SAME, "a half is not the whole, however long");
    wd_buf_done(&b);
}

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    for (size_t i = 0; i < WD_COUNT(cases); i++) {
        wd_tokens best = {0}, carrier = {0};
        wd_wording_tokens(&a, wd_str_c(cases[i].best), &best);
        wd_wording_tokens(&a, wd_str_c(cases[i].carrier), &carrier);
        double share = -1;
        is_int(wd_wording_compare(&a, &best, &carrier, &share), cases[i].want, cases[i].carrier);
        ok(share >= 0 && share <= 1, "the share is one");
    }
    long_input(&a);
    ok(wd_synonyms_sorted(), "the table of synonyms can be searched");
    is_str(wd_synonym_of(WD_STR("discussions")), "discuss", "a form of discuss");
    is_str(wd_synonym_of(WD_STR("prepared")), "ready", "prepared is ready");
    ok(wd_synonym_of(WD_STR("bridge")).n == 0, "bridge has no synonyms here");
    is_str(wd_synonym_pair(WD_STR("united"), WD_STR("States")), "us", "two words that are one");
    wd_arena_done(&a);
    return done();
}
