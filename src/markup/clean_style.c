#include "markup/clean.h"

#define MAX_STYLE_BYTES 4096u

/* Properties that dress text. Not: position, z-index and the like, which move it over other things; nothing that loads. */
static const char *const PROPERTIES[] = {
    "background-color",
    "border-bottom-color",
    "border-collapse",
    "border-color",
    "border-left-color",
    "border-right-color",
    "border-top-color",
    "clear",
    "color",
    "cursor",
    "direction",
    "display",
    "float",
    "font",
    "font-family",
    "font-size",
    "font-style",
    "font-variant",
    "font-weight",
    "height",
    "letter-spacing",
    "line-height",
    "overflow",
    "text-align",
    "text-decoration",
    "text-indent",
    "unicode-bidi",
    "vertical-align",
    "white-space",
    "width",
};
/* Families in which each word of the value must be one of KEYWORDS or a number. */
static const char *const FAMILIES[] = {"background", "border", "margin", "padding"};
static const char *const KEYWORDS[] = {
    "!important", "aqua",   "auto",   "black",   "block",  "blue",        "bold",      "both",   "bottom", "brown", "center",
    "collapse",   "dashed", "dotted", "fuchsia", "gray",   "green",       "inherit",   "italic", "left",   "lime",  "maroon",
    "medium",     "navy",   "none",   "normal",  "nowrap", "olive",       "pointer",   "purple", "red",    "right", "silver",
    "solid",      "teal",   "thick",  "thin",    "top",    "transparent", "underline", "white",  "yellow",
};
static const char *const UNITS[] = {"", "%", "ch", "cm", "em", "ex", "in", "mm", "pc", "pt", "px", "rem"};

static bool one_of(struct wd_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (wd_str_eqc_nocase(s, words[i]))
            return true;
    }
    return false;
}

/* Letters, digits, blanks and harmless marks; a bracket only after rgb or rgba. What this refuses is what loads or runs: url(),
 * expression(), escapes, comments, at-rules. */
static bool harmless(struct wd_str value)
{
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];
        if (wd_is_alpha(c) || wd_is_digit(c) || wd_is_blank(c) || strchr(",#%.!-'\")", c))
            continue;
        bool colour =
            c == '(' && i >= 3 && (wd_str_ends_nocase(wd_str_n(value.p, i), "rgb") || wd_str_ends_nocase(wd_str_n(value.p, i), "rgba"));
        if (!colour)
            return false;
    }
    return true;
}

/* "12px", ".5em", "#ccc", "0" and the parts of "rgb(0, 0, 0)"; not more than four digits. */
static bool measure(struct wd_str word)
{
    while (word.n && (word.p[word.n - 1] == ',' || word.p[word.n - 1] == ')'))
        word.n--;
    if (wd_str_starts_nocase(word, "rgb("))
        word = wd_str_from(word, 4);
    if (word.n && word.p[0] == '#') {
        for (size_t i = 1; i < word.n; i++) {
            char c = wd_lower(word.p[i]);
            if (!wd_is_digit(c) && !(c >= 'a' && c <= 'f'))
                return false;
        }
        return word.n > 1 && word.n <= 9;
    }
    size_t at = 0, digits = 0;
    if (at < word.n && word.p[at] == '-')
        at++;
    for (; at < word.n && (wd_is_digit(word.p[at]) || word.p[at] == '.' || word.p[at] == ','); at++)
        digits += wd_is_digit(word.p[at]);
    return digits && digits <= 4 && one_of(wd_str_from(word, at), UNITS, WD_COUNT(UNITS));
}

static bool words_allowed(struct wd_str value)
{
    struct wd_str rest = value, word;
    while (wd_str_cut(&rest, ' ', &word)) {
        word = wd_str_trim(word);
        if (word.n && !one_of(word, KEYWORDS, WD_COUNT(KEYWORDS)) && !measure(word))
            return false;
    }
    return true;
}

static bool property_allowed(struct wd_str name, struct wd_str value)
{
    if (one_of(name, PROPERTIES, WD_COUNT(PROPERTIES)))
        return true;
    size_t dash = wd_str_find_byte(name, '-', 0);
    struct wd_str family = wd_str_n(name.p, dash == SIZE_MAX ? name.n : dash);
    return one_of(family, FAMILIES, WD_COUNT(FAMILIES)) && words_allowed(value);
}

struct wd_str wd_clean_style(struct wd_arena *a, struct wd_str style)
{
    struct wd_build out = {.a = a};
    struct wd_str rest = style.n > MAX_STYLE_BYTES ? WD_STR("") : style, declaration;
    while (wd_str_cut(&rest, ';', &declaration)) {
        size_t colon = wd_str_find_byte(declaration, ':', 0);
        if (colon == SIZE_MAX)
            continue;
        struct wd_str name = wd_str_trim(wd_str_n(declaration.p, colon)), value = wd_str_from(declaration, colon + 1);
        while (value.n && wd_is_blank(value.p[0]))
            value = wd_str_from(value, 1);
        if (!value.n || !harmless(value) || !property_allowed(name, value))
            continue;
        if (out.n)
            wd_build_byte(&out, ' ');
        wd_build_puts(&out, name);
        wd_build_put(&out, ": ", 2);
        wd_build_puts(&out, value);
        wd_build_byte(&out, ';');
    }
    return wd_build_done(&out);
}
