#include "text/stopwords.h"

#include "base/hash.h"

int wd_stopword_language(struct wd_str language)
{
    if (language.n >= 2 && (language.n == 2 || language.p[2] == '-' || language.p[2] == '_'))
        for (int i = 0; i < WD_STOPWORD_LANGUAGES; i++)
            if (wd_lower(language.p[0]) == wd_stopword_codes[i][0] && wd_lower(language.p[1]) == wd_stopword_codes[i][1])
                return i;
    return -1;
}

unsigned wd_stopword_languages(struct wd_str lower_word)
{
    if (lower_word.n == 0 || lower_word.n > WD_MAX_STOPWORD_BYTES)
        return 0;
    uint32_t hash = wd_hash_fnv(lower_word);
    for (uint32_t at = hash & (wd_stopword_slots - 1); wd_stopwords[at].word; at = (at + 1) & (wd_stopword_slots - 1)) {
        const struct wd_stopword *w = &wd_stopwords[at];
        if (w->hash == hash && wd_str_eq(wd_str_n(w->word, w->bytes), lower_word))
            return w->languages;
    }
    return 0;
}

bool wd_stopword_in(int language, struct wd_str lower_word)
{
    return language >= 0 && wd_stopword_languages(lower_word) >> language & 1;
}
