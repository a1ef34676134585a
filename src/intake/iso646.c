/* National variants of ISO 646: 7-bit text in which brackets and braces are letters. Source: ISO-IR registrations 21 (DE), 11 (SE, FI), 60
 * (NO, DK), 69 (FR), 17 (ES), 15 (IT). */
#include "base/utf8.h"
#include "intake/telegraph.h"
#include "markup/charset.h"

enum { POSITIONS = 8 };
static const char PLACES[POSITIONS + 1] = "[\\]{|}~`";

/* words: what shows the variant, with its letters as they stand in 7 bits; a blank is any blank or a sign. */
static const struct variant {
    const char *name, *language;
    const char *letters[POSITIONS];
    const char *words[18];
} variants[] = {
    {"iso646-de",
     "de",
     {"Ä", "Ö", "Ü", "ä", "ö", "ü", "ß", NULL},
     {" f}r ", " }ber ", " k|nn", " w{hr", "gro~", " m}ss", " h{tt", "pr{si", "stra~", "au~er", " w}rd", " sp{t", " m|gl", " fr}h", " ]ber",
      "|ffent", "verh{", "erkl{r"}},
    {"iso646-se",
     "sv",
     {"Ä", "Ö", "Å", "ä", "ö", "å", NULL, NULL},
     {" och ", " fr}n ", " f|r ", " {r ", " n{r ", " ocks} ", " m}ste ", " att ", " ett{", " h{n ", " my|s ", "ss{ ", "lt{ ", " ett ",
      " tv} ", "ll{ ", " v{g", " }r "}},
    {"iso646-no",
     "no",
     {"Æ", "Ø", "Å", "æ", "ø", "å", NULL, NULL},
     {" og ", " f|r ", " v{r", " ogs} ", " n}r ", " ikke ", " m} ", " av ", " l|r", " l{r", " |k", " st|rre", " br|d", " k|", " |nsk",
      " g|r ", " s}", " af "}},
    {"iso646-fr",
     "fr",
     {"°", "ç", "§", "é", "ù", "è", "¨", NULL},
     {" {t{ ", "tr}s ", "apr}s ", " d{j{", "pr{sid", "fran\\ais", "mani}re", "r{gion", " d{c", "s{curit{", " { la ", "gouvernement",
      "minist}re", "premi}re", "derni}re", " m{t{", "{e ", "{s "}},
    {"iso646-es",
     "es",
     {"¡", "Ñ", "¿", "°", "ñ", "ç", "~", NULL},
     {"espa|", " a|o", "se|or", "ma|ana", " ni|o", "peque|", "compa|", "campa|", "da|o", "monta|", "oto|o", "due|o", "sue|o", "se|al",
      "ense|", "ba|o", "cari|", "Mu|oz"}},
    {"iso646-it",
     "it",
     {"°", "ç", "é", "à", "ò", "è", "ì", "ù"},
     {"citt{ ", "perch] ", " pi` ", " cos~ ", " } stat", " gi{ ", " pu| ", " sar{ ", "societ{ ", "ivit{ ", " per| ", " ha ", " } ", "{ di ",
      "luned~", "venerd~", "unit{ ", "novit{ "}},
};

static bool word_at(struct wd_str text, size_t at, const char *word)
{
    for (size_t i = 0; word[i]; i++) {
        char c = at + i < text.n ? text.p[at + i] : ' ';
        bool sign = (unsigned char)c <= ' ' || c == '.' || c == ',' || c == ':' || c == ';' || c == '"' || c == '(' || c == ')' || c == '-';
        if (word[i] == ' ' ? !sign : wd_lower(c) != wd_lower(word[i]))
            return false;
    }
    return true;
}

static bool national(char c)
{
    return c && strchr(PLACES, c) != NULL;
}

/* How often each of its words stands in the text; words without a national letter only speak for a variant that others show. */
static unsigned score_of(const struct variant *v, struct wd_str text)
{
    unsigned shown = 0, besides = 0;
    for (size_t at = 0; at < text.n; at++)
        for (size_t w = 0; w < WD_COUNT(v->words) && v->words[w]; w++)
            if (word_at(text, at, v->words[w])) {
                bool letter = false;
                for (const char *p = v->words[w]; *p; p++)
                    letter = letter || national(*p);
                *(letter ? &shown : &besides) += 1;
            }
    return shown ? shown + besides : 0;
}

struct wd_str wd_iso646_text(struct wd_arena *a, struct wd_str text, struct wd_str language, const char **ret_variant)
{
    const struct variant *best = NULL;
    unsigned most = 0, second = 0;
    struct wd_str sample = wd_str_n(text.p, WD_MIN(text.n, (size_t)16384));
    bool any = false;
    for (size_t i = 0; i < sample.n && !any; i++)
        any = national(sample.p[i]);
    *ret_variant = NULL;
    if (!any)
        return text;
    for (size_t i = 0; i < WD_COUNT(variants); i++) {
        unsigned score = score_of(&variants[i], sample);
        if (language.n >= 2 && wd_str_eq_nocase(wd_str_n(language.p, 2), wd_str_c(variants[i].language)))
            score *= 3;
        if (score > most) {
            second = most;
            most = score;
            best = &variants[i];
        } else if (score > second) {
            second = score;
        }
    }
    if (!best || most < 2 || most == second)
        return text;
    char *p = wd_arena_raw(a, text.n * 2 + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        const char *place = national(text.p[i]) ? strchr(PLACES, text.p[i]) : NULL, *letter = place ? best->letters[place - PLACES] : NULL;
        size_t bytes = letter ? strlen(letter) : 1;
        for (size_t k = 0; k < bytes; k++)
            p[n++] = letter ? letter[k] : text.p[i];
    }
    *ret_variant = best->name;
    return wd_str_n(p, n);
}

/* Letters of IBM 850 (and 437) that windows-1252 has as signs or not at all, and those that windows-1252 has as letters. */
static const unsigned char DOS_LETTERS[] = {0x81, 0x82, 0x83, 0x84, 0x87, 0x88, 0x89, 0x8A, 0x8B,
                                            0x8C, 0x8D, 0x94, 0x95, 0xA1, 0xA2, 0xA3, 0xA4};

static bool is_letter(unsigned char c)
{
    return wd_is_alpha((char)c);
}

struct counts {
    unsigned dos, latin, accents, high;
};

/* By what stands beside the bytes over 0x7F. */
static struct counts count_letters(struct wd_str bytes)
{
    struct counts n = {0};
    for (size_t i = 0; i < bytes.n; i++) {
        unsigned char c = (unsigned char)bytes.p[i], before = i ? (unsigned char)bytes.p[i - 1] : ' ',
                      next = i + 1 < bytes.n ? (unsigned char)bytes.p[i + 1] : ' ';
        if (c < 0x80)
            continue;
        n.high++;
        bool inside = is_letter(before) && wd_is_lower((char)next);
        n.dos += inside && memchr(DOS_LETTERS, c, sizeof DOS_LETTERS);
        n.latin += c >= 0xDF && (is_letter(before) || is_letter(next));
        /* ISO 6937: an accent before its letter, where Latin-1 has capitals that stand in no word */
        bool accent = (c == 0xC1 || c == 0xC2 || c == 0xC3 || c == 0xC8) && next && strchr("aeiouAEIOU", (char)next);
        accent = accent || (c == 0xCB && (next == 'c' || next == 'C')) || (c == 0xC4 && next == 'n');
        n.accents += accent && is_letter(before) && wd_is_lower((char)next);
    }
    return n;
}

void wd_telegraph_decode(struct wd_arena *a, struct wd_str bytes, struct wd_str content_type, struct wd_str language,
                         struct wd_decoded *ret)
{
    struct counts n = count_letters(bytes);
    struct wd_str told = wd_charset_of_content_type(content_type);
    struct wd_str as = content_type;
    if (!told.n && n.high && !wd_utf8_valid(bytes)) {
        if (n.dos > n.latin && n.dos * 2 > n.high)
            as = WD_STR("text/plain; charset=ibm850");
        else if (n.accents > 1 && n.accents * 4 > n.high * 3)
            as = WD_STR("text/plain; charset=iso_6937");
    }
    wd_charset_decode(a, bytes, as, WD_MARKUP_TEXT, ret);
    if (n.high)
        return;
    const char *variant;
    ret->text = wd_iso646_text(a, ret->text, language, &variant);
    if (variant)
        ret->encoding = wd_str_c(variant);
}
