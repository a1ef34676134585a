#include "analyse/notices.h"

#include "analyse/analyse.h"
#include "base/utf8.h"

enum { LONGEST_NOTICE = 700, LONGEST_CREDIT = 200, LONGEST_BYLINE = 90 };

static const struct {
    const char *words;
    int kind;
} inside[] = {
    {"auto-generated from a syndicated feed", WD_NOTICE_SYNDICATED},
    {"published from a syndicated feed", WD_NOTICE_SYNDICATED},
    {"from a syndicated feed", WD_NOTICE_SYNDICATED},
    {"has not been edited by", WD_NOTICE_SYNDICATED},
    {"have been reworked by", WD_NOTICE_SYNDICATED},
    {"from a wire agency feed without modifications", WD_NOTICE_SYNDICATED},
    {"from a news agency feed", WD_NOTICE_SYNDICATED},
    {"rest of the content is auto-generated", WD_NOTICE_SYNDICATED},
    {"without modifications to the text", WD_NOTICE_SYNDICATED},
    {"with inputs from", WD_NOTICE_INPUTS},
    {"with agency inputs", WD_NOTICE_INPUTS},
    {"with input from", WD_NOTICE_INPUTS},
    {"reporting by ", WD_NOTICE_REPORTING},
    {"writing by ", WD_NOTICE_REPORTING},
    {"editing by ", WD_NOTICE_REPORTING},
    {"contributed to this report", WD_NOTICE_CONTRIBUTED},
    {"contributed to this story", WD_NOTICE_CONTRIBUTED},
    {"contributed reporting", WD_NOTICE_CONTRIBUTED},
    {"all rights reserved", WD_NOTICE_COPYRIGHT},
    {"may not be published, broadcast, rewritten", WD_NOTICE_COPYRIGHT},
};

/* Rows of `inside` whose words stand in s, as bits; one pass, which looks closer where three letters may begin one. */
static uint32_t rows_inside(struct wd_str s)
{
    uint32_t second[32] = {0}, third[32] = {0}, rows = 0; /* by first letter: a bit for each letter that may follow */
    for (size_t i = 0; i < WD_COUNT(inside); i++) {
        second[inside[i].words[0] & 31] |= 1u << (inside[i].words[1] & 31);
        third[inside[i].words[0] & 31] |= 1u << (inside[i].words[2] & 31);
    }
    for (size_t at = 0; at + 2 < s.n; at++) {
        if (!(second[s.p[at] & 31] >> (s.p[at + 1] & 31) & third[s.p[at] & 31] >> (s.p[at + 2] & 31) & 1))
            continue;
        for (size_t i = 0; i < WD_COUNT(inside); i++)
            rows |= (uint32_t)wd_str_starts_nocase(wd_str_from(s, at), inside[i].words) << i;
    }
    return rows;
}

/* Whole short lines that pages put under or over an article. */
static const char *const furniture[] = {"give feedback",
                                        "advertisement",
                                        "advertisements",
                                        "read more",
                                        "read full story",
                                        "read the full story",
                                        "read also",
                                        "also read",
                                        "share",
                                        "share this",
                                        "share this article",
                                        "share this story",
                                        "print",
                                        "email",
                                        "comments",
                                        "comment",
                                        "subscribe",
                                        "sign up",
                                        "sign in",
                                        "log in",
                                        "follow us",
                                        "more from this section",
                                        "related",
                                        "related stories",
                                        "related articles",
                                        "recommended",
                                        "trending",
                                        "top stories",
                                        "latest news",
                                        "loading",
                                        "continue reading",
                                        "story continues below advertisement",
                                        "show comments",
                                        "view comments",
                                        "post a comment",
                                        "leave a comment",
                                        "copy link",
                                        "tweet",
                                        "whatsapp",
                                        "facebook",
                                        "twitter",
                                        "click here",
                                        "back to top",
                                        "next story",
                                        "previous story",
                                        "live tv",
                                        "watch live",
                                        "download the app",
                                        "open in app",
                                        "read less",
                                        "see more",
                                        "show more",
                                        "mehr zum thema",
                                        "anzeige",
                                        "kommentare",
                                        "teilen",
                                        "drucken",
                                        "zur startseite",
                                        "newsletter",
                                        "publicité",
                                        "lire aussi",
                                        "publicidad",
                                        "compartir"};
static const char *const furniture_starts[] = {
    "first published:", "published on:",  "published:",    "also read:",   "also read |",  "read more:",
    "read also:",       "more:",          "follow us on",  "sign up for",  "subscribe to", "click here to",
    "download our app", "last updated:",  "updated:",      "created:",     "tags:",        "topics:",
    "lesen sie auch:",  "(catch all the", "catch all the", "for more news"};
static const char *const time_starts[] = {
    "updated:", "created:", "published:", "last updated:", "first published:", "posted:", "updated on", "published on", "last modified:"};

/* Names of agencies in running text: from each word on, the longest run that is one. */
static struct wd_str agency_in(struct wd_str s)
{
    for (size_t at = 0; at < s.n; at++) {
        bool starts = wd_is_alpha(s.p[at]) && (at == 0 || !(wd_is_alpha(s.p[at - 1]) || s.p[at - 1] == '-'));
        if (!starts)
            continue;
        size_t end = at, words = 0;
        struct wd_str best = {0};
        while (end < s.n && words < 4) {
            while (end < s.n && (wd_is_alpha(s.p[end]) || s.p[end] == '-' || (unsigned char)s.p[end] >= 0x80))
                end++;
            words++;
            struct wd_str name = wd_str_n(s.p + at, end - at), found = wd_agency_of(name);
            if (found.n)
                best = found;
            if (end >= s.n || s.p[end] != ' ')
                break;
            end++;
        }
        if (best.n)
            return best;
    }
    return (struct wd_str){0};
}

/* "edited by [the] X staff", "reworked by the X staff". */
static struct wd_str outlet_in(struct wd_str s)
{
    static const char *const leads[] = {"edited by ", "reworked by ", "curated by "};
    for (size_t i = 0; i < WD_COUNT(leads); i++) {
        size_t at = wd_str_find_nocase(s, leads[i], 0);
        if (at == SIZE_MAX)
            continue;
        struct wd_str rest = wd_str_from(s, at + strlen(leads[i]));
        size_t end = wd_str_find_nocase(rest, " staff", 0);
        size_t team = wd_str_find_nocase(rest, " team", 0);
        end = WD_MIN(end, team);
        if (end == SIZE_MAX || end > 60)
            continue;
        rest.n = end;
        if (wd_str_starts_nocase(rest, "the ") && !wd_str_starts(rest, "The "))
            rest = wd_str_from(rest, 4);
        return wd_str_trim(rest);
    }
    return (struct wd_str){0};
}

static bool in_brackets(struct wd_str s)
{
    return s.n > 2 && (s.p[0] == '(' || s.p[0] == '[') &&
           (wd_str_ends(s, ")") || wd_str_ends(s, "]") || wd_str_ends(s, ").") || wd_str_ends(s, ".)"));
}

/* "--IANS", "—PTI", "-- ANI ksk/": a sign-off. */
static bool sign_off(struct wd_str s, struct wd_str *ret_agency)
{
    size_t at = 0;
    while (at < s.n) {
        struct wd_cp c = wd_utf8_at(s, at);
        if (c.cp != '-' && c.cp != 0x2013 && c.cp != 0x2014 && c.cp != ' ')
            break;
        at += c.bytes;
    }
    struct wd_str rest = wd_str_from(s, at);
    size_t blank = wd_str_find_byte(rest, ' ', 0), slash = wd_str_find_byte(rest, '/', 0);
    struct wd_str name = wd_agency_of(rest);
    if (!name.n && WD_MIN(blank, slash) != SIZE_MAX && rest.n < 40 && at > 0)
        name = wd_agency_of(wd_str_n(rest.p, WD_MIN(blank, slash)));
    if (!name.n || (at == 0 && rest.n > 40))
        return false;
    *ret_agency = name;
    return true;
}

static bool is_furniture(struct wd_str s)
{
    struct wd_str bare = s;
    while (bare.n && strchr(".:!>|", bare.p[bare.n - 1]))
        bare.n--;
    bare = wd_str_trim(bare);
    for (size_t i = 0; i < WD_COUNT(furniture); i++)
        if (wd_str_eqc_nocase(bare, furniture[i]))
            return true;
    for (size_t i = 0; i < WD_COUNT(furniture_starts); i++)
        if (wd_str_starts_nocase(s, furniture_starts[i]) && s.n < LONGEST_CREDIT)
            return true;
    return false;
}

static bool counts_outside_brackets(int kind, struct wd_str s)
{
    switch (kind) {
    case WD_NOTICE_SYNDICATED: return s.n < 300;
    case WD_NOTICE_INPUTS: return s.n < 120 && wd_str_starts_nocase(s, "with ");
    case WD_NOTICE_REPORTING:
        return wd_str_starts_nocase(s, "reporting by ") || wd_str_starts_nocase(s, "writing by ") ||
               wd_str_starts_nocase(s, "editing by ") || wd_str_starts_nocase(s, "additional reporting by ");
    case WD_NOTICE_CONTRIBUTED: return s.n < 300;
    default: return true;
    }
}

bool wd_notice_of(struct wd_str block, struct wd_notice *ret)
{
    struct wd_notice n = {.kind = WD_NOTICE_FURNITURE};
    if (block.n == 0 || block.n > LONGEST_NOTICE)
        return false;
    if (is_furniture(block)) {
        *ret = n;
        return true;
    }
    if (wd_str_starts_nocase(block, "copyright ") || wd_str_starts(block, "©") || wd_str_starts_nocase(block, "(c) ") ||
        wd_str_starts(block, "(Copyright") || wd_str_starts(block, "(©")) {
        n.kind = WD_NOTICE_COPYRIGHT;
        n.agency = agency_in(block);
        *ret = n;
        return true;
    }
    uint32_t rows = rows_inside(block);
    for (size_t i = 0; i < WD_COUNT(inside); i++) {
        if (!(rows >> i & 1) || !(in_brackets(block) || counts_outside_brackets(inside[i].kind, block)))
            continue;
        n.kind = inside[i].kind;
        if (n.kind == WD_NOTICE_SYNDICATED)
            n.outlet = outlet_in(block);
        else
            n.agency = agency_in(block);
        *ret = n;
        return true;
    }
    struct wd_str inner = in_brackets(block) ? wd_str_n(block.p + 1, block.n - 2) : block;
    if (sign_off(inner, &n.agency)) {
        n.kind = WD_NOTICE_CREDIT;
        *ret = n;
        return true;
    }
    return false;
}

size_t wd_notice_tail(struct wd_str block, struct wd_notice *ret)
{
    size_t end = block.n, floor = block.n > LONGEST_NOTICE ? block.n - LONGEST_NOTICE : 0;
    if (end < 8)
        return 0;
    if (block.p[end - 1] == '.' && block.p[end - 2] == ')')
        end--;
    if (block.p[end - 1] == ')') {
        size_t open = end - 1;
        int depth = 0;
        for (;; open--) {
            depth += block.p[open] == ')' ? 1 : block.p[open] == '(' ? -1 : 0;
            if (depth == 0 || open == floor)
                break;
        }
        struct wd_str bracket = wd_str_n(block.p + open, block.n - open);
        return depth == 0 && open > 0 && wd_notice_of(bracket, ret) && ret->kind != WD_NOTICE_FURNITURE ? open : 0;
    }
    for (size_t at = end; at-- > floor && end - at < 24;) {
        struct wd_str tail = wd_str_n(block.p + at, end - at);
        struct wd_str agency;
        bool dashes = wd_str_starts(tail, "--") || wd_str_starts(tail, "—");
        if (dashes && at > 0 && sign_off(tail, &agency)) {
            while (at > 0 && block.p[at - 1] == '-')
                at--;
            *ret = (struct wd_notice){.kind = WD_NOTICE_CREDIT, .agency = agency};
            return at;
        }
    }
    return 0;
}

static bool is_time_line(struct wd_str s)
{
    for (size_t i = 0; i < WD_COUNT(time_starts); i++)
        if (wd_str_starts_nocase(s, time_starts[i]))
            return true;
    return wd_str_ends_nocase(s, "min read") || wd_str_ends_nocase(s, "minute read") || wd_str_ends_nocase(s, "minutes read");
}

bool wd_credit_of(struct wd_str block, struct wd_credit *ret)
{
    static const char *const labels[] = {"source:", "sources:", "source -", "quelle:", "agency:", "agencies:", "from:"};
    struct wd_credit c = {0};
    if (block.n > LONGEST_CREDIT)
        return false;
    struct wd_str s = block;
    for (size_t i = 0; i < WD_COUNT(labels); i++)
        if (wd_str_starts_nocase(block, labels[i]))
            s = wd_str_trim(wd_str_from(block, strlen(labels[i])));
    struct wd_str rest = s, piece;
    bool bars = wd_str_find_byte(s, '|', 0) != SIZE_MAX;
    while (wd_str_cut(&rest, '|', &piece)) {
        piece = wd_str_trim(piece);
        struct wd_str agency = wd_agency_of(piece);
        if (!agency.n && wd_str_starts_nocase(piece, "by "))
            agency = wd_agency_of(wd_str_from(piece, 3));
        if (!agency.n)
            continue;
        c.agency = agency;
        c.words = piece;
        break;
    }
    if (!c.agency.n && !(bars && (wd_str_find_nocase(s, "updated:", 0) != SIZE_MAX || wd_str_find_nocase(s, "created:", 0) != SIZE_MAX)) &&
        !is_time_line(block))
        return false;
    *ret = c;
    return true;
}

bool wd_byline_of(struct wd_str block, struct wd_str *ret_name)
{
    bool english = wd_str_starts(block, "By ") || wd_str_starts(block, "BY "), german = wd_str_starts(block, "Von ");
    if (block.n > LONGEST_BYLINE || !(english || german) || wd_str_ends(block, ".") || wd_str_ends(block, ":"))
        return false;
    struct wd_str name = wd_str_trim(wd_str_from(block, german ? 4 : 3));
    size_t words = 0, lower = 0;
    struct wd_str rest = name, word;
    while (wd_str_cut(&rest, ' ', &word)) {
        words += word.n > 0;
        lower += word.n > 3 && wd_is_lower(word.p[0]);
    }
    if (words == 0 || words > 9 || lower > 0)
        return false;
    *ret_name = name;
    return true;
}
