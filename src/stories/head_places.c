#include "stories/head_places.h"

#include "base/utf8.h"
#include "stories/spelling.h"
#include "text/fold.h"

#define NO_ROW SIZE_MAX
enum { FORM_BYTES = 64, FORM_WORDS = 3, PREFIX_BYTES = 4, PLAIN_BYTES = 64, LEAST_KEY = 3, LEAST_STEM = 4 };

/* ---- places ---- */

/* Words i.. in lower case with one blank between, as far as only a blank, hyphen or apostrophe parts them; lengths after each word. */
static size_t lower_words(struct wd_str text, const wd_words *words, size_t i, char out[FORM_BYTES], size_t after[FORM_WORDS])
{
    size_t n = 0, taken = 0;
    for (; taken < FORM_WORDS && i + taken < words->n; taken++) {
        const struct wd_word *w = &words->v[i + taken];
        if (taken) {
            struct wd_str between = wd_str_n(text.p + w[-1].end, w->start - w[-1].end);
            if (!wd_str_eqc(between, " ") && !wd_str_eqc(between, "-") && !wd_str_eqc(between, "'") && !wd_str_eqc(between, "\u2019") &&
                !wd_str_eqc(between, ". ") && !wd_str_eqc(between, "."))
                break;
            if (n + 1 < FORM_BYTES)
                out[n++] = ' ';
        }
        for (size_t at = w->start; at < w->end;) {
            struct wd_cp c = wd_utf8_at(text, at);
            if (n + 4 > FORM_BYTES)
                return taken;
            n += wd_utf8_put(out + n, wd_lower_cp(c.cp));
            at += WD_MAX(c.bytes, 1u);
        }
        after[taken] = n;
    }
    return taken;
}

/* Whether the row is what the words say; gives the number of words. */
static size_t match(const struct wd_head_place *p, const char form[FORM_BYTES], const size_t after[FORM_WORDS], size_t n,
                    uint8_t word_flags)
{
    if ((p->flags & WD_HEAD_PLACE_CAPITAL && !(word_flags & WD_WORD_CAPITAL)) ||
        (p->flags & WD_HEAD_PLACE_SHORT && !(word_flags & WD_WORD_ALLCAPS)))
        return 0;
    size_t bytes = p->bytes;
    for (size_t k = n; k > 0; k--)
        if (after[k - 1] == bytes && memcmp(form, p->form, bytes) == 0)
            return k;
    /* a beginning of one word does not reach into the next */
    bool begins = p->flags & WD_HEAD_PLACE_STEM && memcmp(form, p->form, WD_MIN(bytes, after[n - 1])) == 0;
    for (size_t k = 1; begins && k <= n; k++)
        if (bytes < after[k - 1])
            return k == 1 || bytes > after[k - 2] ? k : 0;
    return 0;
}

/* The first row with the prefix, or NO_ROW. */
static size_t row_of(uint32_t prefix)
{
    size_t low = 0, high = wd_head_place_n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (wd_head_place_prefixes[middle] < prefix)
            low = middle + 1;
        else
            high = middle;
    }
    return low < wd_head_place_n && wd_head_place_prefixes[low] == prefix ? low : NO_ROW;
}

/* The longest form that stands at word i, of the rows with the prefix of `row`. */
static const struct wd_head_place *find(size_t row, struct wd_str text, const wd_words *words, size_t i, size_t *ret_taken)
{
    char form[FORM_BYTES];
    size_t after[FORM_WORDS] = {0}, n = lower_words(text, words, i, form, after);
    const struct wd_head_place *best = NULL;
    uint32_t prefix = wd_head_place_prefixes[row];
    for (; n && row < wd_head_place_n && wd_head_place_prefixes[row] == prefix; row++) {
        size_t taken = match(&wd_head_places[row], form, after, n, words->v[i].flags);
        if (!taken || (best && (taken < *ret_taken || wd_head_places[row].bytes < best->bytes)))
            continue;
        best = &wd_head_places[row];
        *ret_taken = taken;
    }
    return best;
}

/* The first bytes of the text from `at` on in lower case; whatever parts two words is a blank. */
static uint32_t prefix_at(struct wd_str text, size_t at, size_t end)
{
    uint32_t prefix = 0;
    for (uint32_t n = 0; n < PREFIX_BYTES; n++) {
        unsigned char byte = at < end ? (unsigned char)text.p[at] : 0;
        if (byte >= 0x80) {
            char bytes[4];
            struct wd_cp c = wd_utf8_at(text, at);
            size_t k = wd_utf8_put(bytes, wd_lower_cp(c.cp));
            for (size_t b = 0; b < k && n < PREFIX_BYTES; b++, n++)
                prefix |= (uint32_t)(unsigned char)bytes[b] << (8 * (PREFIX_BYTES - 1 - n));
            n--;
            at += WD_MAX(c.bytes, 1u);
            continue;
        }
        bool part = !byte || wd_is_alpha((char)byte) || wd_is_digit((char)byte);
        prefix |= (uint32_t)(unsigned char)(part ? wd_lower((char)byte) : ' ') << (8 * (PREFIX_BYTES - 1 - n));
        at++;
    }
    return prefix;
}

const struct wd_head_place *wd_head_place_at(struct wd_str text, const wd_words *words, size_t i, size_t *ret_taken)
{
    const struct wd_word *w = &words->v[i];
    bool is_short = w->end - w->start < PREFIX_BYTES;
    size_t row = is_short ? row_of(prefix_at(text, w->start, text.n)) : NO_ROW;
    const struct wd_head_place *p = row == NO_ROW ? NULL : find(row, text, words, i, ret_taken);
    if (p)
        return p;
    row = row_of(prefix_at(text, w->start, w->end));
    return row == NO_ROW ? NULL : find(row, text, words, i, ret_taken);
}

/* ---- keys of names ---- */

/* U+0430 to U+044F. */
static const char *const cyrillic[32] = {"a", "b", "v", "g", "d", "e", "zh", "z", "i",  "i",  "k", "l", "m", "n", "o",  "p",
                                         "r", "s", "t", "u", "f", "h", "ts", "h", "sh", "sh", "",  "i", "",  "e", "iu", "ia"};
/* U+03B1 to U+03C9. */
static const char *const greek[25] = {"a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l",  "m", "n",
                                      "x", "o", "p", "r", "s", "s", "t", "i",  "f", "h", "ps", "o"};
struct other_letter {
    uint32_t cp;
    const char *letters;
};
static const struct other_letter others[] = {
    {0x451, "e"}, {0x454, "e"}, {0x456, "i"}, {0x457, "i"}, {0x458, "i"}, {0x45E, "u"}, {0x491, "g"}, {0x452, "d"},
    {0x459, "l"}, {0x45A, "n"}, {0x45B, "h"}, {0x45F, "d"}, {0x3AC, "a"}, {0x3AD, "e"}, {0x3AE, "i"}, {0x3AF, "i"},
    {0x3CA, "i"}, {0x3CB, "i"}, {0x3CC, "o"}, {0x3CD, "i"}, {0x3CE, "o"}, {0x131, "i"},
};

static const char *transliterated(uint32_t cp)
{
    if (cp >= 0x430 && cp < 0x450)
        return cyrillic[cp - 0x430];
    if (cp >= 0x3B1 && cp < 0x3CA)
        return greek[cp - 0x3B1];
    for (size_t i = 0; i < WD_COUNT(others); i++)
        if (others[i].cp == cp)
            return others[i].letters;
    return NULL;
}

/* Latin letters a to z alone; other scripts stay as they are. Whether it was Cyrillic. */
static bool plain_letters(struct wd_str word, char out[PLAIN_BYTES], size_t *ret_n)
{
    bool slavic = false;
    size_t n = 0;
    for (size_t at = 0; at < word.n && n + 4 < PLAIN_BYTES;) {
        struct wd_cp c = wd_utf8_at(word, at);
        at += WD_MAX(c.bytes, 1u);
        uint32_t cp = wd_lower_cp(c.cp);
        char base[2];
        const char *letters = cp < 0x80 ? NULL : transliterated(cp);
        size_t k = cp < 0x80 || letters ? SIZE_MAX : wd_spelling_base_letters(cp, base);
        slavic |= cp >= 0x430 && cp < 0x492;
        if (letters) {
            while (*letters)
                out[n++] = *letters++;
        } else if (k != SIZE_MAX) {
            memcpy(out + n, base, k);
            n += k;
        } else {
            n += wd_utf8_put(out + n, cp);
        }
    }
    *ret_n = n;
    return slavic;
}

/* Endings of Russian cases that do not end in a vowel (those that do fall with the vowels). */
static size_t without_case(const char *s, size_t n)
{
    static const char *const endings[] = {"ogo", "ego", "omu", "emu", "imi", "ami", "iami", "om", "em", "im", "ih", "ah", "iah", "am"};
    size_t best = n;
    for (size_t i = 0; i < WD_COUNT(endings); i++) {
        size_t k = strlen(endings[i]);
        if (n >= k + LEAST_STEM && memcmp(s + n - k, endings[i], k) == 0)
            best = WD_MIN(best, n - k);
    }
    return best;
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == 'j';
}

/* Letters that are written for one sound, by their first letter; the first that stands at the place counts. */
struct sound {
    const char *from, *to;
};
static const struct sound sounds[] = {
    {"ae", "a"}, {"ch", "h"},  {"ck", "k"},   {"cz", "h"}, {"ce", "se"}, {"ci", "si"},  {"cy", "si"}, {"c", "k"},  {"dh", "d"},
    {"gh", "g"}, {"ie", "i"},  {"j", "i"},    {"kh", "h"}, {"oe", "o"},  {"ph", "f"},   {"qu", "k"},  {"q", "k"},  {"rh", "r"},
    {"rz", "s"}, {"sch", "s"}, {"shch", "s"}, {"sh", "s"}, {"sz", "s"},  {"tsch", "h"}, {"tch", "h"}, {"th", "t"}, {"ts", "s"},
    {"tz", "s"}, {"ue", "u"},  {"w", "v"},    {"x", "ks"}, {"y", "i"},   {"zh", "s"},   {"z", "s"},
};
/* Of each letter: where its rows begin. */
static const uint8_t first_sound[] = {
    ['a' - 'a'] = 0,  ['b' - 'a'] = 1,  ['c' - 'a'] = 1,  ['d' - 'a'] = 8,  ['e' - 'a'] = 9,  ['f' - 'a'] = 9,      ['g' - 'a'] = 9,
    ['h' - 'a'] = 10, ['i' - 'a'] = 10, ['j' - 'a'] = 11, ['k' - 'a'] = 12, ['l' - 'a'] = 13, ['m' - 'a'] = 13,     ['n' - 'a'] = 13,
    ['o' - 'a'] = 13, ['p' - 'a'] = 14, ['q' - 'a'] = 15, ['r' - 'a'] = 17, ['s' - 'a'] = 19, ['t' - 'a'] = 23,     ['u' - 'a'] = 28,
    ['v' - 'a'] = 29, ['w' - 'a'] = 29, ['x' - 'a'] = 30, ['y' - 'a'] = 31, ['z' - 'a'] = 32, ['z' - 'a' + 1] = 34,
};
_Static_assert(WD_COUNT(sounds) == 34, "where the rows of z end");

/* How one sound at `at` is written in a key; *at moves past it. */
static struct wd_str sound_at(struct wd_str s, size_t *at)
{
    if (wd_is_lower(s.p[*at])) {
        size_t letter = (size_t)(s.p[*at] - 'a');
        for (size_t i = first_sound[letter]; i < first_sound[letter + 1]; i++)
            if (wd_str_starts(wd_str_from(s, *at), sounds[i].from)) {
                *at += strlen(sounds[i].from);
                return wd_str_c(sounds[i].to);
            }
    }
    return wd_str_n(s.p + (*at)++, 1);
}

size_t wd_name_key(struct wd_str word, char out[WD_NAME_KEY_BYTES])
{
    char letters[PLAIN_BYTES];
    struct wd_str plain = {letters, 0};
    size_t n = 0;
    if (plain_letters(word, letters, &plain.n))
        plain.n = without_case(letters, plain.n);
    for (size_t at = 0; at < plain.n && n + 2 < WD_NAME_KEY_BYTES;) {
        struct wd_str sound = sound_at(plain, &at);
        for (size_t i = 0; i < sound.n; i++) {
            char c = sound.p[i];
            bool glide = c == 'i' && n && is_vowel(out[n - 1]) && at < plain.n && is_vowel(plain.p[at]);
            if (!glide && !(n && out[n - 1] == c))
                out[n++] = c;
        }
    }
    while (n > LEAST_STEM && is_vowel(out[n - 1]))
        n--;
    return n < LEAST_KEY ? 0 : n;
}
