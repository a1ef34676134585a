#include "analyse/cases.h"

/* Endings of the nominative, and those that take their place in the genitive; "" stands for a consonant at the end. */
static const struct {
    const char *nominative, *genitive;
} endings[] = {{"", "а"},    {"й", "я"},   {"ь", "я"},    {"а", "ы"},    {"а", "и"},    {"я", "и"},    {"а", "ой"},  {"я", "ей"},
               {"ая", "ой"}, {"яя", "ей"}, {"ий", "ого"}, {"ый", "ого"}, {"ой", "ого"}, {"ий", "его"}, {"ья", "ьи"}, {"ел", "ла"}};

static bool is_genitive_of(struct wd_str word, struct wd_str nominative)
{
    for (size_t i = 0; i < WD_COUNT(endings); i++) {
        if (!wd_str_ends(word, endings[i].genitive) || !wd_str_ends(nominative, endings[i].nominative))
            continue;
        struct wd_str stem = wd_str_n(word.p, word.n - strlen(endings[i].genitive));
        if (stem.n > 2 && wd_str_eq(stem, wd_str_n(nominative.p, nominative.n - strlen(endings[i].nominative))))
            return true;
    }
    return false;
}

static bool cut_last(struct wd_str *s, struct wd_str *ret_word)
{
    size_t at = s->n;
    while (at > 0 && s->p[at - 1] != ' ')
        at--;
    *ret_word = wd_str_from(*s, at);
    s->n = at > 0 ? at - 1 : 0;
    return ret_word->n > 0;
}

/* Whether every word of `name` is the genitive of the word at its place, from the last on, in `full`. */
static bool is_case_of(struct wd_str name, struct wd_str full)
{
    struct wd_str word, nominative;
    while (name.n)
        if (!cut_last(&name, &word) || !cut_last(&full, &nominative) || !is_genitive_of(word, nominative))
            return false;
    return true;
}

void wd_speakers_in_nominative(struct wd_str text, const wd_names *names, wd_quotes *quotes)
{
    for (size_t i = 0; i < quotes->n; i++) {
        struct wd_quote *q = &quotes->v[i];
        struct wd_str cue = wd_str_span(text, q->cue_span);
        if (!q->speaker.n || !(wd_str_starts(cue, "По ") || wd_str_starts(cue, "по ")))
            continue;
        for (size_t k = 0; k < names->n && k < WD_CASES_LOOKED_AT; k++)
            if (names->v[k].type == WD_NAME_PERSON && is_case_of(q->speaker, names->v[k].name)) {
                q->speaker = names->v[k].name;
                break;
            }
    }
}
