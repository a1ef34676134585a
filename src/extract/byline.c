#include "extract/byline.h"

#include "base/url.h"
#include "base/utf8.h"
#include "text/fold.h"

enum { LONGEST_TEXT = 600, LONGEST_NAME = 80, MOST_WORDS = 6, MOST_WIDE = 6 };

/* What stands before names, in the languages that feeds come in. "b": only before a blank or a colon. */
static const char *const leads[] = {
    "written by",
    "words by",
    "text by",
    "posted by",
    "story by",
    "reported by",
    "published by",
    "report by",
    "authored by",
    "created by",
    "updated by",
    "reviewed by",
    "edited by",
    "analysis by",
    "by",
    "author",
    "authors",
    "text",
    "foto",
    "von",
    "ein artikel von",
    "eine analyse von",
    "ein kommentar von",
    "ein interview von",
    "interview von",
    "autor",
    "autorin",
    "autoren",
    "verfasst von",
    "par",
    "auteur",
    "auteure",
    "propos recueillis par",
    "publié par",
    "écrit par",
    "por",
    "escrito por",
    "publicado por",
    "autora",
    "autores",
    "de",
    "di",
    "autore",
    "a cura di",
    "scritto da",
    "door",
    "auteurs",
    "av",
    "af",
    "skrevet av",
    "skrevet af",
    "tekst",
    "tekst av",
    "skriven av",
    "przez",
    "od",
    "autor:",
    "oleh",
    "penulis",
    "yazan",
    "haber",
    "автор",
    "текст",
    "από",
    "του",
    "κείμενο",
    "文/",
    "文：",
    "取材・文",
};
/* Whole words that no name of a person has; jobs, and words of lines beside a byline. */
static const char *const no_names[] = {
    "about",
    "abo",
    "advertisement",
    "agencies",
    "agenturen",
    "aktualisiert",
    "all",
    "analyst",
    "article",
    "articles",
    "author",
    "board",
    "bureau",
    "chefredakteur",
    "chief",
    "columnist",
    "comments",
    "contributor",
    "contributors",
    "coordinator",
    "copywriter",
    "correspondent",
    "corresponsal",
    "critic",
    "desk",
    "director",
    "editor",
    "editorial",
    "editors",
    "expert",
    "follow",
    "founder",
    "freelance",
    "head",
    "her",
    "his",
    "how",
    "is",
    "journalist",
    "journaliste",
    "korrespondent",
    "korrespondentin",
    "last",
    "letzte",
    "manager",
    "mins",
    "minute",
    "minutes",
    "minuten",
    "more",
    "officer",
    "on",
    "photo",
    "photographer",
    "politics",
    "posted",
    "president",
    "producer",
    "published",
    "publié",
    "redacción",
    "redakteur",
    "redakteurin",
    "redaktör",
    "reporter",
    "reporterin",
    "review",
    "reviewer",
    "science",
    "senior",
    "share",
    "specialist",
    "sport",
    "sports",
    "staff",
    "strategist",
    "subscribe",
    "team",
    "the",
    "this",
    "today",
    "uhr",
    "updated",
    "view",
    "volontär",
    "was",
    "who",
    "with",
    "writer",
    "writes",
    "year",
    "years",
    "your",
    "marketing",
    "community",
    "development",
    "engineering",
    "research",
    "research.",
    "company",
    "university",
    "institute",
    "inc",
    "llc",
    "ltd",
    "gmbh",
    "group",
    "news",
    "media",
    "services",
    "product",
    "products",
    "design",
    "digital",
    "creative",
    "business",
    "finance",
    "technology",
    "agency",
    "association",
    "content",
    "guest",
    "full",
    "bio",
    "attorney",
    "developer",
    "consultant",
    "certified",
    "trial",
    "lawyer",
    "engineer",
    "advisor",
    "adviser",
    "author's",
    "profile",
    "photos",
    "getty",
    "images",
    "video",
    "credit",
    "source",
    "veröffentlicht",
    "lesezeit",
    "reading",
    "in",
    "at",
    "for",
    "and",
    "to",
};

/* Agencies beside names, as bylines abbreviate them: kept, where a degree or a job is not. */
static const char *const agencies[] = {"aap", "afp",     "ani",    "anp", "ansa", "ap",  "apa",  "ats", "cp",  "ctk",   "čtk",
                                       "dpa", "dts",     "efe",    "epd", "ians", "kna", "lusa", "mti", "ntb", "pa",    "pap",
                                       "pti", "reuters", "ritzau", "sda", "sid",  "stt", "tass", "tt",  "upi", "xinhua"};

static bool listed(struct wd_str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (wd_str_eqc_nocase(word, list[i]))
            return true;
    return false;
}

/* "신현주 기자": the word for a reporter behind the name. */
static struct wd_str without_rank(struct wd_str s)
{
    static const char *const ranks[] = {" 기자", "記者", " 記者", "记者", " 특파원", " 선임기자"};
    for (size_t i = 0; i < WD_COUNT(ranks); i++)
        if (wd_str_ends(s, ranks[i]) && s.n > strlen(ranks[i]) + 2)
            return wd_str_trim(wd_str_n(s.p, s.n - strlen(ranks[i])));
    return s;
}

static bool blank_or_mark(struct wd_str s, size_t at)
{
    return at >= s.n || wd_is_blank(s.p[at]) || s.p[at] == ':' || s.p[at] == '\n' || (unsigned char)s.p[at] == 0xC2;
}

/* Without "By ", "Von: ", "Ein Kommentar von " and blanks and marks at both ends. */
static struct wd_str without_leads(struct wd_str s)
{
    for (int round = 0; round < 3; round++) {
        size_t longest = 0;
        while (s.n && (wd_is_blank(s.p[0]) || strchr(":-,;|/*.", s.p[0])))
            s = wd_str_from(s, 1);
        for (size_t i = 0; i < WD_COUNT(leads); i++) {
            size_t n = strlen(leads[i]);
            bool wide = (unsigned char)leads[i][n - 1] >= 0xE3 || leads[i][n - 1] == '/' || (unsigned char)leads[i][0] >= 0xE3;
            if (n > longest && n < s.n && wd_str_starts_nocase(s, leads[i]) && (wide || blank_or_mark(s, n)))
                longest = n;
        }
        if (!longest)
            break;
        s = wd_str_from(s, longest);
    }
    s = wd_str_trim(s);
    while (s.n && strchr(":-,;|/*", s.p[s.n - 1]))
        s = wd_str_trim(wd_str_n(s.p, s.n - 1));
    return s;
}

/* The mark that parts two names at s.p[at]: its bytes, or 0. words: the mark is a word ("og"), so both sides must be whole names. */
static size_t parts_at(struct wd_str s, size_t at, bool *ret_word)
{
    static const char *const words[] = {" and ", " und ", " et ", " og ",  " och ", " y ",    " e ",    " en ",
                                        " i ",   " ve ",  " и ",  " και ", " ja ",  " oraz ", " with ", " mit "};
    static const char *const marks[] = {";", "|", "\n", "·", "•", " / ", " & ", "、", "，", " – ", " — ", " - ", "&amp;", "›", "‧", "@"};
    struct wd_str rest = wd_str_from(s, at);
    *ret_word = false;
    if (s.p[at] == ',')
        return 1;
    for (size_t i = 0; i < WD_COUNT(marks); i++)
        if (wd_str_starts(rest, marks[i]))
            return strlen(marks[i]);
    *ret_word = true;
    for (size_t i = 0; s.p[at] == ' ' && i < WD_COUNT(words); i++)
        if (wd_str_starts_nocase(rest, words[i]))
            return strlen(words[i]);
    return 0;
}

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
        if (listed(word, no_names, WD_COUNT(no_names)))
            return false;
    }
    return wide ? words <= 3 && wd_utf8_count(s) <= MOST_WIDE : words >= 2 && words <= MOST_WORDS && capitals >= 2 && small == 0;
}

static bool good_name(struct wd_str s, bool strict)
{
    if (!strict && listed(s, agencies, WD_COUNT(agencies)))
        return true;
    if (s.n < 3 || s.n > LONGEST_NAME || is_address(s) || listed(s, leads, WD_COUNT(leads)))
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
    if (listed(s, agencies, WD_COUNT(agencies)))
        return false;
    while (wd_str_cut(&rest, ' ', &word))
        if (listed(word, no_names, WD_COUNT(no_names)))
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
    part = without_leads(part);
    /* "Ann Lee for The Post", "Ann Lee in Lindal" */
    static const char *const tails[] = {" for ", " in ", " at ", " für ", " from "};
    for (size_t i = 0; i < WD_COUNT(tails); i++) {
        size_t at = wd_str_find(part, tails[i], 0);
        if (at != SIZE_MAX && looks_like_person(wd_str_n(part.p, at)))
            part.n = at;
    }
    part = without_rank(without_brackets(part));
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
    struct wd_str left = without_leads(wd_str_n(s.p + from, at - from));
    bool plain = mark >= 5; /* " and ", " und " */
    return plain || (words_in(left) >= 2 && words_in(wd_str_trim(wd_str_n(s.p + at + mark, end - at - mark))) >= 2) || at == from ||
           left.n == 0;
}

/* "Reviewed by", "Edited by": who follows did not write it. */
static bool is_reviewer_lead(struct wd_str part)
{
    static const char *const words[] = {"reviewed by",   "edited by",      "fact checked by", "fact-checked by", "photo by",
                                        "photos by",     "photography by", "foto:",           "foto von",        "illustration by",
                                        "translated by", "bearbeitet von", "übersetzt von"};
    for (size_t i = 0; i < WD_COUNT(words); i++)
        if (wd_str_find_nocase(part, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

static bool is_joiner(struct wd_str part)
{
    static const char *const joiners[] = {"and", "und", "et", "og", "och", "y", "e", "en", "i", "ve", "и", "και", "&"};
    return listed(part, joiners, WD_COUNT(joiners));
}

void wd_byline_names(struct wd_arena *a, struct wd_str text, bool strict, wd_strs *to)
{
    struct names n = {.a = a, .to = to, .strict = strict};
    bool open = true; /* a name may stand here */
    size_t from = 0, before = to->n;
    text = wd_squeeze(a, wd_utf8_cut(text, LONGEST_TEXT), true);
    for (size_t at = 0; at <= text.n;) {
        bool word = false;
        size_t mark = at < text.n ? parts_at(text, at, &word) : 1;
        if (!mark || (word && !word_parts(text, from, at, mark))) {
            at++;
            continue;
        }
        struct wd_str part = wd_str_trim(wd_str_n(text.p + from, at - from));
        size_t had = to->n;
        if (strict && had > before && is_reviewer_lead(part))
            break;
        /* what follows a name on a line of its own is about the one named */
        bool line_end = at < text.n && text.p[at] == '\n';
        if (open)
            take(&n, part, had == before);
        if (to->n > had)
            open = !line_end;
        else if (is_joiner(part) || word || (part.n == 0 && !line_end) || to->n == before)
            open = true;
        else
            open = open && !line_end;
        at += mark;
        from = at;
    }
}
