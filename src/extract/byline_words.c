#include "extract/byline_words.h"

/* What stands before names, in the languages that feeds come in. */
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

bool wd_byline_lead(struct wd_str s)
{
    return listed(s, leads, WD_COUNT(leads));
}

bool wd_byline_no_name(struct wd_str word)
{
    return listed(word, no_names, WD_COUNT(no_names));
}

bool wd_byline_agency(struct wd_str s)
{
    return listed(s, agencies, WD_COUNT(agencies));
}

struct wd_str wd_byline_without_rank(struct wd_str s)
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

struct wd_str wd_byline_without_leads(struct wd_str s)
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

size_t wd_byline_parts_at(struct wd_str s, size_t at, bool *ret_word)
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

bool wd_byline_reviewer_lead(struct wd_str part)
{
    static const char *const words[] = {"reviewed by",   "edited by",      "fact checked by", "fact-checked by", "photo by",
                                        "photos by",     "photography by", "foto:",           "foto von",        "illustration by",
                                        "translated by", "bearbeitet von", "übersetzt von"};
    for (size_t i = 0; i < WD_COUNT(words); i++)
        if (wd_str_find_nocase(part, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

bool wd_byline_joiner(struct wd_str part)
{
    static const char *const joiners[] = {"and", "und", "et", "og", "och", "y", "e", "en", "i", "ve", "и", "και", "&"};
    return listed(part, joiners, WD_COUNT(joiners));
}
