#include "text/fold.h"

#include <utf8proc.h>

#include "base/utf8.h"
#include "text/lower.h"

int wd_cp_class(uint32_t cp)
{
    if (cp < 0x80) {
        uint32_t byte = wd_word_byte[cp];
        return byte & WD_BYTE_UPPER    ? WD_CLASS_UPPER
               : byte & WD_BYTE_LOWER  ? WD_CLASS_LOWER
               : byte & WD_BYTE_NUMBER ? WD_CLASS_NUMBER
                                       : WD_CLASS_OTHER;
    }
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT: return WD_CLASS_UPPER;
    case UTF8PROC_CATEGORY_LL: return WD_CLASS_LOWER;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return WD_CLASS_LETTER;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return WD_CLASS_NUMBER;
    default: return WD_CLASS_OTHER;
    }
}

uint32_t wd_lower_wide(uint32_t cp)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

bool wd_wide_is_upper(uint32_t cp)
{
    return wd_cp_class(cp) == WD_CLASS_UPPER;
}

bool wd_wide_is_letter(uint32_t cp)
{
    int class = wd_cp_class(cp);
    return class != WD_CLASS_OTHER && class != WD_CLASS_NUMBER;
}

bool wd_wide_is_digit(uint32_t cp)
{
    return wd_cp_class(cp) == WD_CLASS_NUMBER;
}

bool wd_wide_is_space(uint32_t cp)
{
    return cp == 0x85 || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F ||
           cp == 0x205F || cp == 0x3000;
}

bool wd_cp_is_quote_mark(uint32_t cp)
{
    if (cp < 0x80)
        return cp == '"' || cp == '\'' || cp == '`';
    return cp == 0xAB || cp == 0xBB || cp == 0xB4 || (cp >= 0x2018 && cp <= 0x201F) || cp == 0x2039 || cp == 0x203A ||
           (cp >= 0x300C && cp <= 0x300F) || (cp >= 0x301D && cp <= 0x301F) || cp == 0xFF02 || cp == 0xFF07 || cp == 0xFF62 || cp == 0xFF63;
}

static bool is_line_end(uint32_t cp)
{
    return (cp >= 10 && cp <= 13) || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

/* Marks without width that a text may carry anywhere: soft hyphen, zero-width blank and joiners, byte order mark. */
static bool is_invisible(uint32_t cp)
{
    return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || cp == 0x2060 || cp == 0xFEFF;
}

/* What is written for a mark in folded text; NULL: itself. */
static const char *plain_mark(uint32_t cp)
{
    switch (cp) {
    case 0xB4:
    case '`':
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x2039:
    case 0x203A:
    case 0x2BC:
    case 0xFF07: return "'";
    case 0xAB:
    case 0xBB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0x300C:
    case 0x300D:
    case 0x300E:
    case 0x300F:
    case 0x301D:
    case 0x301E:
    case 0x301F:
    case 0xFF02:
    case 0xFF62:
    case 0xFF63: return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212: return "-";
    case 0x2026: return "...";
    default: return NULL;
    }
}

/* Lower case never needs more than one and a half times the bytes (U+023A: 2 to 3, U+0130: 2 to 3). */
struct out {
    char *p;
    size_t n;
};

static struct out out_new(struct wd_arena *a, size_t bytes)
{
    return (struct out){wd_arena_raw(a, bytes + bytes / 2 + 8), 0};
}

/* A byte that is not UTF-8 counts as a question mark, so that no output outgrows out_new. */
static struct wd_cp next(struct wd_str text, size_t at)
{
    struct wd_cp c = wd_utf8_at(text, at);
    if (c.cp == 0xFFFD && c.bytes == 1)
        c.cp = '?';
    return c;
}

static void out_cp(struct out *o, uint32_t cp)
{
    if (cp < 0x80)
        o->p[o->n++] = (char)cp;
    else
        o->n += wd_utf8_put(o->p + o->n, cp);
}

struct wd_str wd_fold(struct wd_arena *a, struct wd_str text)
{
    struct out o = out_new(a, text.n);
    bool blank = false;
    for (size_t at = 0; at < text.n;) {
        struct wd_cp c = next(text, at);
        at += c.bytes;
        if (wd_cp_is_space(c.cp)) {
            blank = o.n > 0;
            continue;
        }
        if (c.cp >= 0x80 && is_invisible(c.cp))
            continue;
        if (blank)
            o.p[o.n++] = ' ';
        blank = false;
        const char *mark = c.cp == '`' || c.cp >= 0x80 ? plain_mark(c.cp) : NULL;
        if (!mark)
            out_cp(&o, wd_lower_cp(c.cp));
        else
            while (*mark)
                o.p[o.n++] = *mark++;
    }
    return wd_str_n(o.p, o.n);
}

static bool is_word(uint32_t cp)
{
    return cp < 0x80 ? wd_word_byte[cp] != 0 : wd_cp_class(cp) != WD_CLASS_OTHER;
}

static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019 || cp == 0x2BC;
}

/* What wd_fold_words writes, code point by code point. */
struct folding {
    struct wd_str text;
    size_t at;
    uint32_t held; /* comes next: what a blank was put before; 0: nothing */
    bool inside, apart, begun;
};

/* 0 at the end. */
static uint32_t next_folded(struct folding *f)
{
    uint32_t cp = f->held;
    f->held = 0;
    while (!cp && f->at < f->text.n) {
        struct wd_cp c = wd_utf8_at(f->text, f->at);
        f->at += c.bytes;
        if (is_word(c.cp) && c.cp != 0x2BC) {
            cp = wd_lower_cp(c.cp);
            if (f->apart && f->begun) {
                f->held = cp;
                cp = ' ';
            }
            f->apart = false;
            f->inside = f->begun = true;
        } else if (!(f->inside && is_apostrophe(c.cp) && is_word(wd_utf8_at(f->text, f->at).cp))) {
            f->inside = false;
            f->apart = true;
        }
    }
    return cp;
}

struct wd_str wd_fold_words(struct wd_arena *a, struct wd_str text)
{
    struct out o = out_new(a, text.n);
    struct folding f = {.text = text};
    for (uint32_t cp; (cp = next_folded(&f));)
        out_cp(&o, cp);
    return wd_str_n(o.p, o.n);
}

bool wd_same_words(struct wd_str a, struct wd_str b)
{
    struct folding x = {.text = a}, y = {.text = b};
    uint32_t cp;
    do {
        cp = next_folded(&x);
        if (cp != next_folded(&y))
            return false;
    } while (cp);
    return true;
}

/* Σ is ς at the end of a word, as Unicode's special casing has it. */
static bool ends_word(struct wd_str text, size_t start, size_t end)
{
    return is_word(wd_utf8_before(text, start).cp) && start && !(end < text.n && is_word(wd_utf8_at(text, end).cp));
}

struct wd_str wd_lower_str(struct wd_arena *a, struct wd_str text)
{
    struct out o = out_new(a, text.n);
    for (size_t at = 0; at < text.n;) {
        unsigned char byte = (unsigned char)text.p[at];
        if (byte < 0x80) {
            o.p[o.n++] = wd_lower((char)byte);
            at++;
            continue;
        }
        struct wd_cp c = next(text, at);
        if (c.cp == WD_CP_SIGMA && ends_word(text, at, at + c.bytes))
            out_cp(&o, WD_CP_FINAL_SIGMA);
        else
            out_cp(&o, wd_lower_cp(c.cp));
        if (c.cp == WD_CP_I_WITH_DOT)
            out_cp(&o, 0x307);
        at += c.bytes;
    }
    return wd_str_n(o.p, o.n);
}

/* End of a run of words of ASCII that single blanks part: it is copied as it is. */
static size_t plain_end(struct wd_str text, size_t at)
{
    while (at < text.n) {
        unsigned char c = (unsigned char)text.p[at];
        if (c > ' ' ? c >= 0x80 : c != ' ' || at + 1 == text.n || (unsigned char)(text.p[at + 1] - '!') >= 0x80 - '!')
            break;
        at++;
    }
    return at;
}

struct wd_str wd_squeeze(struct wd_arena *a, struct wd_str text, bool keep_lines)
{
    struct out o = out_new(a, text.n);
    bool blank = false, line = false;
    for (size_t at = 0; at < text.n;) {
        struct wd_cp c = wd_utf8_at(text, at);
        if (wd_cp_is_space(c.cp)) {
            blank = true;
            line = line || (keep_lines && is_line_end(c.cp));
            at += c.bytes;
            continue;
        }
        if (blank && o.n)
            o.p[o.n++] = line ? '\n' : ' ';
        blank = line = false;
        size_t end = WD_MAX(plain_end(text, at), at + c.bytes);
        memcpy(o.p + o.n, text.p + at, end - at);
        o.n += end - at;
        at = end;
    }
    return wd_str_n(o.p, o.n);
}
