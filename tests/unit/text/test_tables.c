#include "tap.h"
#include "text/abbreviations.h"
#include "text/date_words.h"
#include "text/fold.h"
#include "text/stopwords.h"

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    bool found = true, lower = true;
    size_t words[WD_STOPWORD_LANGUAGES] = {0};
    for (uint32_t at = 0; at < wd_stopword_slots; at++) {
        const struct wd_stopword *w = &wd_stopwords[at];
        if (!w->word)
            continue;
        found = found && w->bytes <= WD_MAX_STOPWORD_BYTES && wd_stopword_languages(wd_str_c(w->word)) == w->languages;
        lower = lower && wd_str_eq(wd_lower_str(&a, wd_str_c(w->word)), wd_str_c(w->word));
        for (int i = 0; i < WD_STOPWORD_LANGUAGES; i++)
            words[i] += w->languages >> i & 1;
    }
    ok(found && lower, "every stop word is found, and in lower case");
    for (int i = 0; i < WD_STOPWORD_LANGUAGES; i++) {
        ok(words[i] > 100, "stop words of %s", wd_stopword_codes[i]);
        is_int(wd_stopword_language(wd_str_c(wd_stopword_codes[i])), i, "the language is found");
    }
    ok(wd_stopword_in(0, WD_STR("the")) && !wd_stopword_in(1, WD_STR("the")) && wd_stopword_in(1, WD_STR("und")), "each in its own");
    ok(wd_stopword_in(0, WD_STR("in")) && wd_stopword_in(1, WD_STR("in")), "one word of two languages");
    for (int i = 0; i < WD_ABBREVIATION_LANGUAGES; i++) {
        const struct wd_abbreviations *t = &wd_abbreviation_tables[i];
        bool sorted = true, known = true;
        for (size_t k = 0; k < t->n; k++) {
            sorted = sorted && (k == 0 || strcmp(t->rows[k - 1].word, t->rows[k].word) < 0);
            known = known && wd_abbreviation_kind(t, wd_str_c(t->rows[k].word)) == t->rows[k].kind && strchr("TNEBPCMA", t->rows[k].kind);
        }
        ok(sorted && known, "abbreviations of %s are in order and found", t->code);
        ok(strcmp(t->code, wd_stopword_codes[i]) == 0, "both tables list %s at the same place", t->code);
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
