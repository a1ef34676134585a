/* Names, times, marks and tokens. */
#include "analyse/analyse.h"
#include "analyse/lexicon.h"
#include "analyse/marks.h"
#include "analyse/scan.h"
#include "base/limits.h"
#include "base/time.h"
#include "tap.h"

static struct wd_arena a;

static struct wd_analysis read_on(const char *text, const char *date)
{
    struct wd_analyse_input in = {.text = wd_str_c(text), .language = WD_STR("en"), .date_utc = WD_NO_TIME};
    struct wd_analysis r = {0};
    if (date)
        ok(wd_time_parse_iso(wd_str_c(date), &in.date_utc), "a date of the article");
    is_int(wd_analyse(&a, &in, &r), 0, "analysed");
    return r;
}

static void name(const char *text, const struct wd_analysis *r, size_t i, const char *words, int type, const char *full)
{
    if (i >= r->names.n) {
        ok(false, "a name: %s", words);
        return;
    }
    is_str(wd_str_span(wd_str_c(text), r->names.v[i].span), words, "name");
    is_int(r->names.v[i].type, type, "  type");
    is_str(r->names.v[i].name, full, "  longest form");
}

static void names(void)
{
    const char *text = "U.S. Secretary of State Rosa Blum met Ivo Brandt in Paris. Blum left for the Bank of Lunaria.";
    struct wd_analysis r = read_on(text, NULL);
    name(text, &r, 0, "U.S.", WD_NAME_PLACE, "U.S.");
    name(text, &r, 1, "Rosa Blum", WD_NAME_PERSON, "Rosa Blum");
    name(text, &r, 2, "Ivo Brandt", WD_NAME_PERSON, "Ivo Brandt");
    name(text, &r, 3, "Paris", WD_NAME_PLACE, "Paris");
    name(text, &r, 4, "Blum", WD_NAME_PERSON, "Rosa Blum");
    text = "Russia's border was quiet.";
    r = read_on(text, NULL);
    name(text, &r, 0, "Russia", WD_NAME_PLACE, "Russia");
}

static void time_is(const char *text, const char *words, const char *type, const char *value)
{
    struct wd_analysis r = read_on(text, "2022-01-26T18:26:00Z"); /* a Wednesday */
    is_int(r.timexes.n, 1, text);
    if (r.timexes.n != 1)
        return;
    is_str(wd_str_span(wd_str_c(text), r.timexes.v[0].span), words, "  span");
    is_str(r.timexes.v[0].type, type, "  type");
    is_str(r.timexes.v[0].value, value, "  value");
}

static void times(void)
{
    time_is("It rained on Wednesday.", "Wednesday", "DATE", "2022-01-26");
    time_is("It rained on Monday.", "Monday", "DATE", "2022-01-24");
    time_is("It will rain next month.", "next month", "DATE", "2022-02");
    time_is("It rained on Dec. 31.", "Dec. 31", "DATE", "2021-12-31");
    time_is("It rained on March 3, 2019.", "March 3, 2019", "DATE", "2019-03-03");
    time_is("It rained two days ago.", "two days ago", "DATE", "2022-01-24");
    time_is("It rained for three weeks.", "three weeks", "DURATION", "P3W");
    time_is("It rained on Monday night.", "Monday night", "TIME", "2022-01-24TNI");
    time_is("It rained in 1998.", "1998", "DATE", "1998");
}

static void regions(void)
{
    wd_regions r;
    wd_marks_of(&a, WD_STR("“a ‘b’ c” \"d\" »e« „f“ 「g」"), &r);
    is_int(r.n, 5, "outermost regions of each kind of mark");
    wd_marks_of(&a, WD_STR("He said \"no.\nShe left.\n\"Yes,\" he said."), &r);
    is_int(r.n, 1, "a straight mark that its paragraph never closes is a stray one");
    is_int(r.v[0].start, 23, "and does not turn the next one round");
    wd_marks_of(&a, WD_STR("A 5\" nail and a 6\" one, and a stray \" mark."), &r);
    is_int(r.n, 0, "inches and a stray mark are no quotation");
}

static void words(void)
{
    wd_tokens t;
    is_int(wd_scan(&a, WD_STR("The U.S. didn’t pay $1,000.50 to Blum’s A.B. Corp."), WD_LEX_LANG_EN, &t), 0, "scanned");
    is_int(t.n, 10, "abbreviations, apostrophes and numbers keep together");
    ok(t.v[7].flags & WD_TOKEN_POSSESSIVE, "the possessive");
    ok(wd_lex_tags(WD_STR("SAID"), WD_LEX_LANG_EN) & WD_LEX_SAY, "cues in any case");
    ok(wd_lex_tags(WD_STR("Ägypten"), WD_LEX_LANG_DE) & WD_LEX_COUNTRY, "umlauts fold");
    is_int(wd_lex_tags(WD_STR("sagte"), WD_LEX_LANG_EN), 0, "each language has its own");
}

int main(void)
{
    wd_arena_init(&a);
    names();
    times();
    regions();
    words();
    wd_arena_done(&a);
    return done();
}
