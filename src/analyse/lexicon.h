/* analyse/lexicon.h - what is known of words: cues, titles, little words, given names, places.
 * Duty:      one look-up for all lists of share/lexicons (put into a table of constants at build, lexicon.py).
 * Input:     a word in any case; curly apostrophes count as straight ones.
 * Threads:   pure, the table is constant.   Cost: O(length), no allocation. */
#ifndef WD_ANALYSE_LEXICON_H
#define WD_ANALYSE_LEXICON_H

#include "base/str.h"

/* The names after '@' in the lists, and the shapes of verbs. */
#define WD_LEX_SAY (UINT64_C(1) << 0)
#define WD_LEX_TELL (UINT64_C(1) << 1)
#define WD_LEX_CALL (UINT64_C(1) << 2)
#define WD_LEX_DENY (UINT64_C(1) << 3)
#define WD_LEX_BESIDE (UINT64_C(1) << 4)
#define WD_LEX_WEAK (UINT64_C(1) << 5)
#define WD_LEX_CUE (UINT64_C(1) << 6)
#define WD_LEX_BASE (UINT64_C(1) << 7)
#define WD_LEX_PRESENT (UINT64_C(1) << 8)
#define WD_LEX_PAST (UINT64_C(1) << 9)
#define WD_LEX_ING (UINT64_C(1) << 10)
#define WD_LEX_PARTICIPLE (UINT64_C(1) << 11)
#define WD_LEX_SAIDNOUN (UINT64_C(1) << 12)
#define WD_LEX_WORK (UINT64_C(1) << 13)
#define WD_LEX_DET (UINT64_C(1) << 14)
#define WD_LEX_PREP (UINT64_C(1) << 15)
#define WD_LEX_NP_PREP (UINT64_C(1) << 16)
#define WD_LEX_CONJ (UINT64_C(1) << 17)
#define WD_LEX_SUBORD (UINT64_C(1) << 18)
#define WD_LEX_AUX (UINT64_C(1) << 19)
#define WD_LEX_BE (UINT64_C(1) << 20)
#define WD_LEX_HAVE (UINT64_C(1) << 21)
#define WD_LEX_NEG (UINT64_C(1) << 22)
#define WD_LEX_MODAL (UINT64_C(1) << 23)
#define WD_LEX_ADV (UINT64_C(1) << 24)
#define WD_LEX_PRON (UINT64_C(1) << 25)
#define WD_LEX_MALE (UINT64_C(1) << 26)
#define WD_LEX_FEMALE (UINT64_C(1) << 27)
#define WD_LEX_PLURAL (UINT64_C(1) << 28)
#define WD_LEX_IT (UINT64_C(1) << 29)
#define WD_LEX_OTHER (UINT64_C(1) << 30)
#define WD_LEX_ADDRESSEE (UINT64_C(1) << 31)
#define WD_LEX_FUNC (UINT64_C(1) << 32)
#define WD_LEX_TIMEWORD (UINT64_C(1) << 33)
#define WD_LEX_WEEKDAY (UINT64_C(1) << 34)
#define WD_LEX_TITLE (UINT64_C(1) << 35)
#define WD_LEX_ROLE (UINT64_C(1) << 36)
#define WD_LEX_ABBR (UINT64_C(1) << 37)
#define WD_LEX_ORG (UINT64_C(1) << 38)
#define WD_LEX_FIRST (UINT64_C(1) << 39)
#define WD_LEX_PARTICLE (UINT64_C(1) << 40)
#define WD_LEX_COUNTRY (UINT64_C(1) << 41)
#define WD_LEX_CITY (UINT64_C(1) << 42)
#define WD_LEX_NATION (UINT64_C(1) << 43)
#define WD_LEX_AFTER (UINT64_C(1) << 44)
#define WD_LEX_ACCORDING (UINT64_C(1) << 45)
#define WD_LEX_ANYCUE (WD_LEX_SAY | WD_LEX_TELL | WD_LEX_CALL | WD_LEX_DENY | WD_LEX_BESIDE | WD_LEX_WEAK)

struct wd_lexeme {
    const char *key; /* lower case; NULL: empty slot */
    uint8_t bytes, language;
    uint32_t hash; /* wd_hash_fnv of the key, the same in all languages: a word is found in one walk */
    uint64_t tags;
};
extern const uint32_t wd_lexicon_size; /* power of two, at least half empty */
extern const struct wd_lexeme wd_lexicon[];

enum {
    WD_LEX_LANG_ANY,
    WD_LEX_LANG_EN,
    WD_LEX_LANG_DE,
    WD_LEX_LANG_FR,
    WD_LEX_LANG_ES,
    WD_LEX_LANG_IT,
    WD_LEX_LANG_PT,
    WD_LEX_LANG_NL,
    WD_LEX_LANG_RU
};
/* Languages that set quotations apart from their attribution by marks of their own ("«…», — сказал", "« … », dit"), never inside them. */
static inline bool wd_lex_marks_apart(int language)
{
    return language == WD_LEX_LANG_FR || language == WD_LEX_LANG_ES || language == WD_LEX_LANG_IT || language == WD_LEX_LANG_PT ||
           language == WD_LEX_LANG_RU;
}
/* Languages whose verbs stand without a pronoun. */
static inline bool wd_lex_drops_subject(int language)
{
    return language == WD_LEX_LANG_ES || language == WD_LEX_LANG_IT || language == WD_LEX_LANG_PT;
}
/* Number of a language ("en", "de-AT"); WD_LEX_LANG_ANY where there are no lists for it. */
int wd_lex_language(struct wd_str language);
/* WD_LEX_* of the word in the language and in the lists for all; 0: in no list. */
uint64_t wd_lex_tags(struct wd_str word, int language);

#endif
