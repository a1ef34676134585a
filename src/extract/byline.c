#include "extract/byline.h"

#include "base/utf8.h"
#include "extract/byline_words.h"
#include "text/fold.h"

enum { LONGEST_TEXT = 600, LONGEST_NAME = 80, MOST_WORDS = 6, MOST_WIDE = 6 };

static size_t words_in(struct wd_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] != ' ' && (i == 0 || s.p[i - 1] == ' ');
    return n;
}

/* "ANN LEE" to "Ann Lee"; "McCAIN" and "dpa" stay. */
static struct wd_str proper_case(struct wd_arena *a, struct wd_str s)
{
    size_t letters = 0;
    for (size_t at = 0; at < s.n;) {
        struct wd_cp c = wd_utf8_at(s, at);
        at += c.bytes;
        letters += wd_cp_is_letter(c.cp);
        if (wd_cp_is_letter(c.cp) && !wd_cp_is_upper(c.cp))
            return s;
    }
    if (letters < 6 || words_in(s) < 2)
        return s;
    struct wd_buf b;
    wd_buf_init(&b, 4 * LONGEST_NAME + 16);
    bool first = true;
    for (size_t at = 0; at < s.n;) {
        struct wd_cp c = wd_utf8_at(s, at);
        at += c.bytes;
        wd_utf8_append(&b, first ? c.cp : wd_lower_cp(c.cp));
        first = !wd_cp_is_letter(c.cp);
    }
    struct wd_str proper = wd_arena_str(a, wd_buf_str(&b));
    wd_buf_done(&b);
    return proper;
}

static bool is_address(struct wd_str s)
{
    return wd_str_find(s, "://", 0) != SIZE_MAX || wd_str_find_byte(s, '@', 0) != SIZE_MAX || wd_str_starts_nocase(s, "www.") ||
           (s.n && (s.p[0] == '/' || s.p[0] == '#' || s.p[0] == '{' || s.p[0] == '.'));
}

/* "post.example": letters, a dot, letters, no blank. */
static bool is_host(struct wd_str s)
{
    size_t dot = wd_str_find_byte(s, '.', 0);
    return dot != SIZE_MAX && dot > 1 && dot + 2 < s.n && wd_str_find_byte(s, ' ', 0) == SIZE_MAX;
}

/* Each word begins with a capital but for "van", "de", "al-"; at least two words, no digits, no words of other lines. */
static bool looks_like_person(struct wd_str s)
{
    struct wd_str word, rest = s;
    size_t words = 0, capitals = 0, small = 0;
    bool wide = false;
    while (wd_str_cut(&rest, ' ', &word)) {
        struct wd_cp c = wd_utf8_at(word, 0);
        if (!word.n)
            continue;
        words++;
        wide = wide || c.cp >= 0x2E80;
        bool capital =
            wd_cp_is_upper(c.cp) || c.cp == '\'' || (c.cp >= 0x80 && wd_cp_is_letter(c.cp) && wd_lower_cp(c.cp) == c.cp && c.cp > 0x3000);
        capitals += capital;
        small += !capital && word.n > 4;
        if (wd_byline_no_name(word))
            return false;
    }
    return wide ? words <= 3 && wd_utf8_count(s) <= MOST_WIDE : words >= 2 && words <= MOST_WORDS && capitals >= 2 && small == 0;
}

static bool good_name(struct wd_str s, bool strict)
{
    if (!strict && wd_byline_agency(s))
        return true;
    if (s.n < 3 || s.n > LONGEST_NAME || is_address(s) || wd_byline_lead(s))
        return false;
    bool letter = false;
    for (size_t i = 0; i < s.n; i++) {
        if (wd_is_digit(s.p[i]) && strict)
            return false;
        letter = letter || wd_is_alpha(s.p[i]) || (unsigned char)s.p[i] >= 0xC3;
    }
    return letter && (strict ? looks_like_person(s) : words_in(s) <= 8);
}

static bool known(const wd_strs *list, struct wd_str name)
{
    for (size_t i = 0; i < list->n; i++)
        if (wd_same_words(list->v[i], name))
            return true;
    return false;
}

/* A job or a degree after a name: "Senior Reporter", "MD". */
static bool is_job(struct wd_str s)
{
    struct wd_str word, rest = s;
    if (wd_byline_agency(s))
        return false;
    while (wd_str_cut(&rest, ' ', &word))
        if (wd_byline_no_name(word))
            return true;
    size_t capitals = 0;
    for (size_t i = 0; i < s.n; i++)
        capitals += wd_is_upper(s.p[i]);
    return (s.n <= 6 && capitals >= 2) || (s.n && wd_is_lower(s.p[0]));
}

static struct wd_str without_brackets(struct wd_str s)
{
    size_t at = wd_str_find_byte(s, '(', 0);
    if (at != SIZE_MAX && at > 2)
        s.n = at;
    return wd_str_trim(s);
}

struct names {
    struct wd_arena *a;
    wd_strs *to;
    bool strict;
};

static void take(struct names *n, struct wd_str part, bool first)
{
    part = wd_byline_without_leads(part);
    /* "Ann Lee for The Post", "Ann Lee in Lindal" */
    static const char *const tails[] = {" for ", " in ", " at ", " für ", " from "};
    for (size_t i = 0; i < WD_COUNT(tails); i++) {
        size_t at = wd_str_find(part, tails[i], 0);
        if (at != SIZE_MAX && looks_like_person(wd_str_n(part.p, at)))
            part.n = at;
    }
    part = wd_byline_without_rank(without_brackets(part));
    if (!good_name(part, n->strict) || n->to->n >= WD_MAX_AUTHORS)
        return;
    if (!first && !n->strict && (is_job(part) || (n->to->n && is_host(part))))
        return;
    part = proper_case(n->a, part);
    if (!known(n->to, part))
        wd_list_add(n->a, n->to, part);
}

/* Both sides of "og", "y", "i" must be names of two words: "Ortega y Gasset" is one. */
static bool word_parts(struct wd_str s, size_t from, size_t at, size_t mark)
{
    size_t end = at + mark;
    while (end < s.n && s.p[end] != ',' && s.p[end] != ';' && s.p[end] != '\n')
        end++;
    struct wd_str left = wd_byline_without_leads(wd_str_n(s.p + from, at - from));
    bool plain = mark >= 5; /* " and ", " und " */
    return plain || (words_in(left) >= 2 && words_in(wd_str_trim(wd_str_n(s.p + at + mark, end - at - mark))) >= 2) || at == from ||
           left.n == 0;
}

void wd_byline_names(struct wd_arena *a, struct wd_str text, bool strict, wd_strs *to)
{
    struct names n = {.a = a, .to = to, .strict = strict};
    bool open = true; /* a name may stand here */
    size_t from = 0, before = to->n;
    text = wd_squeeze(a, wd_utf8_cut(text, LONGEST_TEXT), true);
    for (size_t at = 0; at <= text.n;) {
        bool word = false;
        size_t mark = at < text.n ? wd_byline_parts_at(text, at, &word) : 1;
        if (!mark || (word && !word_parts(text, from, at, mark))) {
            at++;
            continue;
        }
        struct wd_str part = wd_str_trim(wd_str_n(text.p + from, at - from));
        size_t had = to->n;
        if (strict && had > before && wd_byline_reviewer_lead(part))
            break;
        /* what follows a name on a line of its own is about the one named */
        bool line_end = at < text.n && text.p[at] == '\n';
        if (open)
            take(&n, part, had == before);
        if (to->n > had)
            open = !line_end;
        else if (wd_byline_joiner(part) || word || (part.n == 0 && !line_end) || to->n == before)
            open = true;
        else
            open = open && !line_end;
        at += mark;
        from = at;
    }
}
