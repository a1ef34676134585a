#include "analyse/lexicon.h"

#include "base/hash.h"

enum { LONGEST_KEY = 48 };

/* Second byte of a Cyrillic capital (U+0401, U+0410 to U+042F) to the two of its small letter; ё counts as е. */
static void fold_cyrillic(unsigned char lead, unsigned char second, char out[static 2])
{
    bool is_yo = (lead == 0xD0 && second == 0x81) || (lead == 0xD1 && second == 0x91);
    bool is_late = lead == 0xD0 && second >= 0xA0 && second <= 0xAF; /* from Р on the small letters have the next lead byte */
    bool is_early = lead == 0xD0 && second >= 0x90 && second <= 0x9F;
    out[0] = (char)(is_yo ? 0xD0 : is_late ? 0xD1 : lead);
    out[1] = (char)(is_yo ? 0xB5 : is_late ? second - 0x20 : is_early ? second + 0x20 : second);
}

/* Lower case of ASCII, Latin-1 and Cyrillic in UTF-8, where case is one bit or a fixed step; ’ becomes '. SIZE_MAX: too long for a key. */
static size_t fold_key(struct wd_str word, char out[static LONGEST_KEY])
{
    size_t n = 0;
    if (word.n >= LONGEST_KEY)
        return SIZE_MAX;
    for (size_t i = 0; i < word.n; i++) {
        unsigned char c = (unsigned char)word.p[i];
        if (c < 0x80) {
            out[n++] = wd_lower((char)c);
        } else if (c == 0xC3 && i + 1 < word.n) {
            unsigned char d = (unsigned char)word.p[++i];
            out[n++] = (char)c;
            out[n++] = (char)(d >= 0x80 && d <= 0x9E && d != 0x97 ? d + 0x20 : d);
        } else if ((c == 0xD0 || c == 0xD1) && i + 1 < word.n) {
            fold_cyrillic(c, (unsigned char)word.p[++i], out + n);
            n += 2;
        } else if (c == 0xE2 && i + 2 < word.n && (unsigned char)word.p[i + 1] == 0x80 && (unsigned char)word.p[i + 2] == 0x99) {
            out[n++] = '\'';
            i += 2;
        } else {
            out[n++] = (char)c;
        }
    }
    return n;
}

uint64_t wd_lex_tags(struct wd_str word, int language)
{
    char key[LONGEST_KEY];
    size_t n = fold_key(word, key);
    if (n == SIZE_MAX || n == 0)
        return 0;
    uint32_t h = wd_hash_fnv(wd_str_n(key, n));
    uint64_t tags = 0;
    for (uint32_t at = h & (wd_lexicon_size - 1); wd_lexicon[at].key; at = (at + 1) & (wd_lexicon_size - 1)) {
        const struct wd_lexeme *x = &wd_lexicon[at];
        bool counts = x->language == WD_LEX_LANG_ANY || x->language == language;
        if (x->hash == h && counts && x->bytes == n && memcmp(x->key, key, n) == 0)
            tags |= x->tags;
    }
    return tags;
}

int wd_lex_language(struct wd_str language)
{
    static const char *const codes[] = {"", "en", "de", "fr", "es", "it", "pt", "nl", "ru"};
    if (language.n > 2 && language.p[2] != '-' && language.p[2] != '_')
        return WD_LEX_LANG_ANY;
    for (int i = 1; i < (int)WD_COUNT(codes); i++)
        if (language.n >= 2 && wd_lower(language.p[0]) == codes[i][0] && wd_lower(language.p[1]) == codes[i][1])
            return i;
    return WD_LEX_LANG_ANY;
}
