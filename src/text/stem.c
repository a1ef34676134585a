#include "text/stem.h"

#include <libstemmer.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "text/stopwords.h"

enum { CACHE_SLOTS = 1 << 15, MAX_WORD_BYTES = 64 };

static const char *const languages[] = {"en", "de", "fr", "es", "it", "pt", "nl", "ru", "da", "fi", "hu", "no", "ro", "sv", "tr"};

struct slot {
    uint64_t key, hash;
};
struct wd_stems {
    struct sb_stemmer *of[WD_COUNT(languages)];
    struct slot cache[CACHE_SLOTS]; /* the latest word of each slot */
    char language[3];               /* asked for last, and its number */
    size_t index;
};

struct wd_stems *wd_stems_new(void)
{
    return wd_calloc(1, sizeof(struct wd_stems));
}

void wd_stems_free(struct wd_stems *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < WD_COUNT(languages); i++)
        if (s->of[i])
            sb_stemmer_delete(s->of[i]);
    free(s);
}

static size_t language_index(struct wd_stems *s, struct wd_str language)
{
    if (language.n >= 2 && s->language[0] == language.p[0] && s->language[1] == language.p[1])
        return s->index;
    for (size_t i = 0; i < WD_COUNT(languages) && language.n >= 2; i++)
        if (languages[i][0] == language.p[0] && languages[i][1] == language.p[1]) {
            s->language[0] = language.p[0];
            s->language[1] = language.p[1];
            return s->index = i;
        }
    return WD_COUNT(languages);
}

uint64_t wd_stem_hash(struct wd_stems *s, struct wd_str language, struct wd_str lower_word)
{
    size_t index = language_index(s, language);
    if (index == WD_COUNT(languages) || lower_word.n > MAX_WORD_BYTES)
        return wd_hash(lower_word);
    uint64_t key = wd_hash_seed(lower_word, index + 1);
    struct slot *slot = &s->cache[key & (CACHE_SLOTS - 1)];
    if (slot->key == key && slot->hash)
        return slot->hash;
    if (!s->of[index])
        s->of[index] = sb_stemmer_new(languages[index], "UTF_8");
    if (!s->of[index])
        return wd_hash(lower_word);
    const sb_symbol *stem = sb_stemmer_stem(s->of[index], (const sb_symbol *)lower_word.p, (int)lower_word.n);
    uint64_t hash = stem ? wd_hash(wd_str_n((const char *)stem, (size_t)sb_stemmer_length(s->of[index]))) : wd_hash(lower_word);
    *slot = (struct slot){key, hash};
    return hash;
}

void wd_stem_prefetch(struct wd_stems *s, struct wd_str language, struct wd_str lower_word)
{
    size_t index = language_index(s, language);
    if (index < WD_COUNT(languages) && lower_word.n <= MAX_WORD_BYTES)
        __builtin_prefetch(&s->cache[wd_hash_seed(lower_word, index + 1) & (CACHE_SLOTS - 1)]);
}

bool wd_is_stopword(struct wd_str language, struct wd_str lower_word)
{
    return wd_stopword_in(wd_stopword_language(language), lower_word);
}
