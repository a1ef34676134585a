#include "stories/spelling.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "stories/titles.h"
#include "text/fold.h"

enum { WORDS_MAX = 16 };

/* ---- letters ---- */

/* Base letters of U+00E0 to U+017F; upper case does not come here. */
static const char latin_1[] = "aaaaaaaceeeeiiiidnooooo ouuuuyty";
static const char latin_a[] = "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooo"
                              "rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
_Static_assert(sizeof latin_1 == 0x20 + 1 && sizeof latin_a == 0x80 + 1, "a letter each");

size_t wd_spelling_base_letters(uint32_t cp, char out[2])
{
    out[0] = out[1] = '\0';
    if (cp == 0xDF || cp == 0xE6 || cp == 0x153) {
        out[0] = cp == 0xDF ? 's' : cp == 0xE6 ? 'a' : 'o';
        out[1] = cp == 0xDF ? 's' : 'e';
        return 2;
    }
    if (cp >= 0x300 && cp < 0x370)
        return 0;
    if (cp >= 0xE0 && cp < 0x100)
        out[0] = latin_1[cp - 0xE0];
    else if (cp >= 0x100 && cp < 0x180)
        out[0] = latin_a[cp - 0x100];
    else if (cp >= 0x218 && cp < 0x21C)
        out[0] = cp < 0x21A ? 's' : 't';
    return out[0] ? 1 : SIZE_MAX;
}

/* Words in lower case with a blank between, without accents. */
static struct wd_str plain(struct wd_arena *a, struct wd_str text)
{
    struct wd_str f = wd_fold_words(a, text);
    char *out = wd_arena_raw(a, f.n * 2 + 1);
    size_t n = 0;
    for (size_t at = 0; at < f.n;) {
        struct wd_cp c = wd_utf8_at(f, at);
        size_t bytes = WD_MAX(c.bytes, 1u);
        char base[2];
        size_t letters = c.cp < 0x80 ? SIZE_MAX : wd_spelling_base_letters(c.cp, base);
        memcpy(out + n, letters == SIZE_MAX ? f.p + at : base, letters == SIZE_MAX ? bytes : letters);
        n += letters == SIZE_MAX ? bytes : letters;
        at += bytes;
    }
    return wd_str_n(out, n);
}

/* ---- the table ---- */

static const struct wd_spelling *find(enum wd_spelling_kind kind, struct wd_str variant)
{
    size_t low = 0, high = wd_spelling_n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct wd_spelling *s = &wd_spellings[middle];
        int order = s->kind != kind ? (s->kind > kind) - (s->kind < kind) : wd_str_cmp(wd_str_c(s->variant), variant);
        if (order == 0)
            return s;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static struct wd_str form_of(enum wd_spelling_kind kind, struct wd_str word)
{
    const struct wd_spelling *s = find(kind, word);
    return s ? wd_str_c(s->form) : word;
}

static bool vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'q';
}

/* Mueller is Müller, and -sky, -skiy, -skyy are one ending. */
static struct wd_str family_form(struct wd_arena *a, struct wd_str word)
{
    const struct wd_spelling *s = find(WD_SPELLING_FAMILY, word);
    if (s)
        return wd_str_c(s->form);
    char *out = wd_arena_raw(a, word.n + 2);
    size_t n = 0;
    for (size_t i = 0; i < word.n; i++) {
        out[n++] = word.p[i];
        bool umlaut = word.p[i] == 'a' || word.p[i] == 'o' || word.p[i] == 'u';
        if (umlaut && i > 0 && i + 2 < word.n && word.p[i + 1] == 'e' && !vowel(word.p[i - 1]))
            i++;
    }
    size_t end = n;
    while (end && (out[end - 1] == 'y' || out[end - 1] == 'i' || out[end - 1] == 'j'))
        end--;
    if (end > 3 && end < n && out[end - 1] == 'k' && out[end - 2] == 's') {
        out[end] = 'y';
        n = end + 1;
    }
    return wd_str_n(out, n);
}

struct wd_str wd_spelling_given(struct wd_arena *a, struct wd_str word)
{
    return form_of(WD_SPELLING_GIVEN, plain(a, word));
}

struct wd_str wd_spelling_family(struct wd_arena *a, struct wd_str word)
{
    return family_form(a, plain(a, word));
}

bool wd_spelling_is_suffix(struct wd_str word)
{
    static const char *const suffixes[] = {"jr", "jr.", "sr", "sr.", "ii", "iii"};
    for (size_t i = 0; i < WD_COUNT(suffixes); i++)
        if (wd_str_eqc_nocase(word, suffixes[i]))
            return true;
    return false;
}

/* ---- names ---- */

static const char *const indefinite[] = {"a", "an", "one", "another", "ein", "eine", "un", "une", "una", "uno"};
static const char *const definite[] = {"the", "der", "die", "das", "den", "dem"};

static bool among(const char *const *list, size_t n, struct wd_str word)
{
    for (size_t i = 0; i < n; i++)
        if (wd_str_eqc_nocase(word, list[i]))
            return true;
    return false;
}

bool wd_spelling_indefinite(struct wd_str name)
{
    struct wd_str rest = wd_str_trim(name), word;
    return wd_str_cut(&rest, ' ', &word) && rest.n && among(indefinite, WD_COUNT(indefinite), word);
}

static size_t split(struct wd_str text, struct wd_str words[WORDS_MAX])
{
    size_t n = 0;
    struct wd_str rest = text, word;
    while (n < WORDS_MAX && wd_str_cut(&rest, ' ', &word))
        if (word.n)
            words[n++] = word;
    if (rest.n && n == WORDS_MAX)
        words[n - 1].n = (size_t)(rest.p + rest.n - words[n - 1].p);
    return n;
}

static struct wd_str joined(struct wd_arena *a, const struct wd_str *words, size_t n)
{
    size_t bytes = 0, at = 0;
    for (size_t i = 0; i < n; i++)
        bytes += words[i].n + 1;
    char *out = wd_arena_raw(a, bytes + 1);
    for (size_t i = 0; i < n; i++) {
        if (i)
            out[at++] = ' ';
        memcpy(out + at, words[i].p, words[i].n);
        at += words[i].n;
    }
    return wd_str_n(out, at);
}

/* Articles, titles of address; in the middle the articles of Arabic names and an initial, if there is only one. */
static size_t without_small_words(struct wd_str words[WORDS_MAX], size_t n)
{
    size_t from = 0, initials = 0, kept = 0;
    while (from + 1 < n && (among(definite, WD_COUNT(definite), words[from]) || among(indefinite, WD_COUNT(indefinite), words[from]) ||
                            (wd_title_is_address(words[from]) && !wd_str_eqc(words[from], "st"))))
        from++;
    size_t last = n;
    while (last > from + 1 && wd_spelling_is_suffix(words[last - 1]))
        last--;
    for (size_t i = from + 1; i + 1 < last; i++)
        initials += words[i].n == 1;
    for (size_t i = from; i < n; i++) {
        bool middle = i > from && i + 1 < last;
        bool small = wd_str_eqc(words[i], "al") || wd_str_eqc(words[i], "el") || (initials == 1 && words[i].n == 1);
        if (!(middle && small))
            words[kept++] = words[i];
    }
    return kept;
}

struct wd_str wd_spelling_of(struct wd_arena *a, struct wd_str name)
{
    struct wd_str words[WORDS_MAX];
    struct wd_str text = plain(a, name);
    size_t n = split(text, words);
    /* "the U.S.": its letters are no initials of a person */
    size_t from = n > 1 && among(definite, WD_COUNT(definite), words[0]) ? 1 : 0;
    if (n)
        text = wd_str_from(text, (size_t)(words[from].p - text.p));
    const struct wd_spelling *whole = find(WD_SPELLING_NAME, text);
    if (whole)
        return wd_str_c(whole->form);
    n = without_small_words(words, n);
    size_t family = n;
    while (family > 1 && wd_spelling_is_suffix(words[family - 1]))
        family--;
    if (family > 0)
        words[family - 1] = family_form(a, words[family - 1]);
    if (family > 1)
        words[0] = form_of(WD_SPELLING_GIVEN, words[0]);
    return form_of(WD_SPELLING_NAME, joined(a, words, n));
}

uint64_t wd_spelling_key(struct wd_arena *a, struct wd_str name)
{
    struct wd_str form = wd_spelling_of(a, name);
    uint64_t key = form.n ? wd_hash(form) : 0;
    return form.n && key == 0 ? 1 : key;
}

bool wd_spelling_names(struct wd_arena *a, struct wd_str name, bool first)
{
    struct wd_str words[WORDS_MAX];
    size_t n = split(wd_str_trim(name), words), from = 0;
    while (from + 1 < n && (among(definite, WD_COUNT(definite), words[from]) || among(indefinite, WD_COUNT(indefinite), words[from]))) {
        from++;
        first = false;
    }
    bool capital = false;
    if (n == 0)
        return false;
    for (size_t i = from; i < n; i++) {
        bool common = find(WD_SPELLING_COMMON, plain(a, words[i])) || wd_title_is_office(words[i]);
        capital |= wd_cp_is_upper(wd_utf8_at(words[i], 0).cp) && !common && !(first && i == 0);
    }
    return capital && !find(WD_SPELLING_COMMON, plain(a, wd_str_n(words[from].p, (size_t)(name.p + name.n - words[from].p))));
}
