#include "tap.h"
#include "text/abbreviations.h"
#include "text/date_words.h"
#include "text/fold.h"
#include "text/stopwords.h"

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    for (int i = 0; i < WD_STOPWORD_LANGUAGES; i++) {
        const struct wd_stopwords *t = &wd_stopword_tables[i];
        bool sorted = true, found = true, lower = true;
        for (size_t k = 0; k < t->n; k++) {
            struct wd_str w = wd_str_c(t->words[k]);
            sorted = sorted && (k == 0 || strcmp(t->words[k - 1], t->words[k]) < 0);
            found = found && w.n <= WD_MAX_STOPWORD_BYTES && wd_stopword_in(i, w);
            lower = lower && wd_str_eq(wd_lower_str(&a, w), w);
        }
        ok(sorted && found && lower, "stop words of %s are in order, found, and in lower case", t->code);
        is_int(wd_stopword_language(wd_str_c(t->code)), i, "the language is found");
    }
    for (int i = 0; i < WD_ABBREVIATION_LANGUAGES; i++) {
        const struct wd_abbreviations *t = &wd_abbreviation_tables[i];
        bool sorted = true, found = true;
        for (size_t k = 0; k < t->n; k++) {
            sorted = sorted && (k == 0 || strcmp(t->rows[k - 1].word, t->rows[k].word) < 0);
            found = found && wd_abbreviation_kind(t, wd_str_c(t->rows[k].word)) == t->rows[k].kind && strchr("TNEBPCM", t->rows[k].kind);
        }
        ok(sorted && found, "abbreviations of %s are in order and found", t->code);
        ok(strcmp(t->code, wd_stopword_tables[i].code) == 0, "both tables list %s at the same place", t->code);
    }
    is_int(wd_stopword_language(WD_STR("EN-in")), 0, "region and case are ignored");
    ok(wd_stopword_language(WD_STR("eng")) < 0 && wd_stopword_language(WD_STR("")) < 0 && wd_stopword_language(WD_STR("ja")) < 0,
       "languages without a table");
    ok(!wd_stopword_in(-1, WD_STR("the")) && !wd_stopword_in(0, WD_STR("ferry")), "no stop words");
    is_int(wd_date_month(WD_STR("sept")), 9, "sept");
    ok(wd_date_month(WD_STR("ma")) == 0 && wd_date_month(WD_STR("maybe")) == 0, "neither too short nor too long");
    ok(wd_date_zone(WD_STR("ist")) && !wd_date_zone(WD_STR("xyz")), "zones");
    wd_arena_done(&a);
    return done();
}
