#include "base/embedded.h"
#include "stories/index.h"

extern const struct wd_embedded wd_stories_background[]; /* models/common_words.txt */

enum { WORDS_PER_MILLE = 1000, MOST_PER_MILLE = 500, SMALL_NUMBERS = 31, SMALL_NUMBER = 25, YEARS_FROM = 1990, YEARS_TO = 2040, YEAR = 12 };

static void add(struct wd_stories *s, uint64_t hash, uint32_t per_mille)
{
    uint32_t number = wd_stories_term(s, hash);
    struct wd_term_slot *slot = &s->terms[number];
    uint32_t more = slot->prior + (per_mille * WD_STORY_SMOOTHING + WORDS_PER_MILLE / 2) / WORDS_PER_MILLE;
    slot->prior = (uint16_t)WD_MIN(more, (uint32_t)(MOST_PER_MILLE * WD_STORY_SMOOTHING / WORDS_PER_MILLE));
}

/* Day and month, hours, small counts, and the years around. */
static void add_numbers(struct wd_stories *s, uint64_t by_language)
{
    for (uint32_t i = 0; i <= YEARS_TO; i++) {
        char digits[8];
        size_t n = sizeof(digits);
        for (uint32_t left = i; n == sizeof(digits) || left; left /= 10)
            digits[--n] = (char)('0' + left % 10);
        if (i <= SMALL_NUMBERS || i >= YEARS_FROM)
            add(s, wd_hash_mix(wd_hash(wd_str_n(digits + n, sizeof(digits) - n)), by_language), i <= SMALL_NUMBERS ? SMALL_NUMBER : YEAR);
    }
}

/* A line is "LANGUAGE PER_MILLE WORD..."; others say where the numbers come from. */
void wd_stories_know_background(struct wd_stories *s)
{
    struct wd_stems *stems = wd_stems_new();
    struct wd_str rest = wd_stories_background[0].bytes, line, language, per_mille, word, last = {0};
    while (wd_str_cut(&rest, '\n', &line)) {
        double value;
        if (!line.n || line.p[0] == '#' || !wd_str_cut(&line, ' ', &language) || !wd_str_cut(&line, ' ', &per_mille) ||
            !wd_str_to_f64(per_mille, &value) || value < 0 || value > MOST_PER_MILLE)
            continue;
        uint64_t by_language = wd_hash(language);
        if (!wd_str_eq(language, last))
            add_numbers(s, by_language);
        last = language;
        while (wd_str_cut(&line, ' ', &word))
            if (word.n)
                add(s, wd_hash_mix(wd_stem_hash(stems, language, word), by_language), (uint32_t)value);
    }
    wd_stems_free(stems);
}
