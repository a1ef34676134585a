#include "stories/roles.h"

#include "base/utf8.h"
#include "stories/titles.h"
#include "text/fold.h"
#include "text/stem.h"

enum { ROLE_WORDS = 10 };

bool wd_name_genitive(struct wd_str *word)
{
    static const char *const ends[] = {"'s", "’s", "'", "’"};
    for (size_t i = 0; i < WD_COUNT(ends); i++)
        if (word->n > strlen(ends[i]) && wd_str_ends_nocase(*word, ends[i])) {
            word->n -= strlen(ends[i]);
            return true;
        }
    return false;
}

struct wd_str wd_name_bare(struct wd_str word)
{
    while (word.n && (word.p[word.n - 1] == ',' || word.p[word.n - 1] == '.' || word.p[word.n - 1] == ':' || word.p[word.n - 1] == ';'))
        word.n--;
    return word;
}

size_t wd_name_split(struct wd_str text, struct wd_str words[WD_NAME_WORDS])
{
    size_t n = 0;
    struct wd_str rest = text, word;
    while (n < WD_NAME_WORDS && wd_str_cut(&rest, ' ', &word)) {
        word = wd_str_trim(word);
        if (word.n)
            words[n++] = word;
    }
    return n;
}

bool wd_name_upper(struct wd_str word)
{
    return word.n && wd_cp_is_upper(wd_utf8_at(word, 0).cp);
}

/* Double ones: an apostrophe may stand in an office. */
static bool has_mark(struct wd_str text)
{
    for (size_t at = 0; at < text.n;) {
        struct wd_cp c = wd_utf8_at(text, at);
        if (c.cp == '"' || c.cp == 0xAB || c.cp == 0xBB || (c.cp >= 0x201C && c.cp <= 0x201F))
            return true;
        at += WD_MAX(c.bytes, 1u);
    }
    return false;
}

struct wd_str wd_role_trim(struct wd_str role)
{
    struct wd_cp c;
    while (role.n && (c = wd_utf8_at(role, 0)).bytes && wd_cp_is_space(c.cp))
        role = wd_str_from(role, c.bytes);
    while (role.n && (c = wd_utf8_before(role, role.n)).bytes && wd_cp_is_space(c.cp))
        role.n -= c.bytes;
    return role;
}

bool wd_role_says(struct wd_str role)
{
    struct wd_str words[WD_NAME_WORDS];
    size_t n = wd_name_split(role, words);
    if (n == 0 || has_mark(role))
        return false;
    struct wd_str last = wd_name_bare(words[n - 1]), cut = last;
    return !(n == 1 && wd_title_is_link(last)) && !wd_title_is_address(last) && !wd_name_genitive(&cut);
}

uint32_t wd_role_before(struct wd_arena *a, struct wd_str language, struct wd_str body, uint32_t least, uint32_t at)
{
    uint32_t start = at, end = at, best = at;
    for (int words = 0; words < ROLE_WORDS && end > least && (body.p[end - 1] == ' ' || (words == 0 && body.p[end - 1] == ',')); words++) {
        end--;
        start = end;
        while (start > least && body.p[start - 1] != ' ' && body.p[start - 1] != '\n')
            start--;
        struct wd_str raw = wd_str_n(body.p + start, end - start), w = raw;
        if (!w.n || has_mark(w) || w.p[w.n - 1] == ',' || w.p[w.n - 1] == ';' || w.p[w.n - 1] == ':')
            break;
        wd_name_genitive(&w);
        w = wd_name_bare(w);
        bool office = wd_title_is_office(w), link = wd_title_is_link(w);
        if (best == at && !office && words > 0 && !link)
            break;
        if (!office && !link && !wd_name_upper(w))
            break;
        if ((words == 0 && !office && !wd_name_upper(w)) || (!link && wd_is_stopword(language, wd_lower_str(a, w))))
            break;
        if (office || (best != at && wd_name_upper(raw)))
            best = start;
        end = start;
    }
    return best;
}

bool wd_role_alone(struct wd_str office)
{
    static const char *const offices[] = {"president",     "chancellor",      "premier",       "governor",       "mayor",   "pope",
                                          "king",          "queen",           "präsident",     "präsidentin",    "kanzler", "kanzlerin",
                                          "bundeskanzler", "bundeskanzlerin", "bürgermeister", "bürgermeisterin"};
    for (size_t i = 0; i < WD_COUNT(offices); i++)
        if (wd_str_eqc_nocase(office, offices[i]))
            return true;
    return false;
}

struct wd_str wd_role_after(struct wd_str body, uint32_t at)
{
    struct wd_str words[WD_NAME_WORDS], rest = wd_str_from(body, at);
    if (!wd_str_starts(rest, ", "))
        return (struct wd_str){0};
    rest = wd_str_n(rest.p + 2, WD_MIN(rest.n - 2, (size_t)120));
    size_t end = 0;
    while (end < rest.n && rest.p[end] != ',' && rest.p[end] != '\n' &&
           !(rest.p[end] == '.' && (end + 1 == rest.n || rest.p[end + 1] != ' ')))
        end++;
    struct wd_str role = wd_str_n(rest.p, end);
    size_t n = wd_name_split(role, words);
    bool office = false;
    for (size_t i = 0; i < n; i++)
        office |= wd_title_is_office(wd_name_bare(words[i]));
    bool opens = n && (wd_str_eqc_nocase(words[0], "the") || wd_name_upper(words[0]) || wd_title_is_office(words[0]));
    return office && opens && end < rest.n && rest.p[end] == ',' && n <= ROLE_WORDS ? role : (struct wd_str){0};
}

/* Whether a clause is nothing but an office: "The company's operations chief". */
static bool is_role(struct wd_arena *a, struct wd_str language, struct wd_str clause)
{
    struct wd_str words[WD_NAME_WORDS];
    size_t n = wd_name_split(clause, words);
    if (!n || n > 6 || !wd_title_is_office(words[n - 1]))
        return false;
    for (size_t i = wd_str_eqc_nocase(words[0], "the"); i < n; i++)
        if (wd_is_stopword(language, wd_lower_str(a, words[i])) && (i == 0 || !wd_title_is_link(words[i]) || wd_str_eqc(words[i], "the")))
            return false;
    return true;
}

struct wd_str wd_role_apart(struct wd_arena *a, const struct wd_article *art, uint32_t least, struct wd_span name)
{
    struct wd_str body = art->body;
    if (name.start < least + 2 || body.p[name.start - 2] != ',' || name.end >= body.n || body.p[name.end] != ',')
        return (struct wd_str){0};
    uint32_t end = name.start - 1, start = wd_role_before(a, art->language, body, least, end);
    struct wd_str clause = wd_str_n(body.p + least, end - 1 - least);
    for (size_t comma; (comma = wd_str_find(clause, ", ", 0)) != SIZE_MAX;)
        clause = wd_str_from(clause, comma + 2);
    if (is_role(a, art->language, clause))
        return clause;
    return start < end ? wd_str_n(body.p + start, end - 1 - start) : (struct wd_str){0};
}
