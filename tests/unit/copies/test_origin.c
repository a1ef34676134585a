#include "base/time.h"
#include "copies/origin.h"
#include "random_docs.h"

enum { NOON = 1000000000, OWN_KEY = 10, OTHER_KEY = 20 };

static struct wd_article article_at(int64_t utc, const char *outlet)
{
    return (struct wd_article){.key = OWN_KEY, .created_utc = utc, .arrived_utc = utc, .outlet = wd_str_c(outlet)};
}

static void add_notice(struct wd_arena *a, struct wd_article *article, int kind, const char *text, const char *agency)
{
    struct wd_notice *n = wd_list_push(a, &article->notices);
    *n = (struct wd_notice){.kind = kind, .text = wd_str_c(text), .agency = wd_str_c(agency)};
}

static struct wd_reuse reuse_of(uint64_t article, int relation, double of_copy, double of_source)
{
    return (struct wd_reuse){
        .of = article, .of_article = article, .relation = relation, .share_of_copy = of_copy, .share_of_source = of_source};
}

static struct wd_source_facts facts_of(uint64_t article, const char *outlet, const char *agency, int64_t at_utc)
{
    return (struct wd_source_facts){.article = article, .outlet = wd_str_c(outlet), .agency = wd_str_c(agency), .at_utc = at_utc};
}

static struct wd_origin decide(struct wd_arena *a, const struct wd_article *article, struct wd_reuse *reuses,
                               const struct wd_source_facts *facts, size_t n)
{
    struct wd_origin origin;
    wd_reuses list = {.v = reuses, .n = n};
    struct wd_source_facts own = wd_source_facts_of(article);
    wd_origin_decide(a, article, &own, &list, facts, &origin);
    return origin;
}

static const char *kinds_of(struct wd_arena *a, const struct wd_origin *o)
{
    struct wd_str s = {"", 0};
    for (size_t i = 0; i < o->evidence.n; i++)
        s = wd_arena_printf(a, "%.*s%s%.*s", WD_STR_ARG(s), i ? ", " : "", WD_STR_ARG(o->evidence.v[i].kind));
    return wd_arena_c(a, s);
}

static void test_own_word(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    static const char unedited[] = "(This story has not been edited by Norvik Post staff and is auto-generated from a syndicated feed.)";
    struct wd_article x = article_at(NOON, "Norvik Post");
    add_notice(&a, &x, WD_NOTICE_CREDIT, "Norsk Wire | Updated: 26-01-2031", "Norsk Wire");
    add_notice(&a, &x, WD_NOTICE_SYNDICATED, unedited, "");
    struct wd_origin o = decide(&a, &x, NULL, NULL, 0);
    ok(o.relation == WD_REL_COPY && o.of == 0 && !o.received, "unedited by its own notice: a copy, its original not received");
    is_str(o.agency, "Norsk Wire", "the agency is the credit line's");
    is_str(wd_str_c(kinds_of(&a, &o)), "notice, credit line", "notice before credit line");
    is_str(o.evidence.v[0].text, unedited, "in the notice's own words");

    static const struct {
        int kind, relation;
        const char *agency, *evidence;
    } cases[] = {
        {WD_NOTICE_DATELINE, WD_REL_COPY, "Norsk Wire", "dateline"},   {WD_NOTICE_DATELINE, WD_REL_INDEPENDENT, "", ""},
        {WD_NOTICE_INPUTS, WD_REL_DERIVED, "Norsk Wire", "notice"},    {WD_NOTICE_CONTRIBUTED, WD_REL_DERIVED, "Norsk Wire", "notice"},
        {WD_NOTICE_PROVIDER, WD_REL_COPY, "Norsk Wire", "provider"},   {WD_NOTICE_CANONICAL, WD_REL_COPY, "", "canonical link"},
        {WD_NOTICE_COPYRIGHT, WD_REL_COPY, "Norsk Wire", "copyright"}, {WD_NOTICE_CREDIT, WD_REL_INDEPENDENT, "Norvik Post", ""},
        {WD_NOTICE_FURNITURE, WD_REL_INDEPENDENT, "Norsk Wire", ""},
    };
    for (size_t i = 0; i < WD_COUNT(cases); i++) {
        struct wd_article y = article_at(NOON, "Norvik Post");
        add_notice(&a, &y, cases[i].kind, "words of it", cases[i].agency);
        o = decide(&a, &y, NULL, NULL, 0);
        ok(o.relation == cases[i].relation && wd_str_eqc(wd_str_c(kinds_of(&a, &o)), cases[i].evidence), "%s of %s: %s (%s)",
           wd_notice_names[cases[i].kind], cases[i].agency, wd_relation_names[o.relation], kinds_of(&a, &o));
    }
    struct wd_article wire = article_at(NOON, "Norsk Wire");
    wire.is_wire = true;
    add_notice(&a, &wire, WD_NOTICE_DATELINE, "NORVIK (Norsk Wire) -", "Norsk Wire");
    o = decide(&a, &wire, NULL, NULL, 0);
    ok(o.relation == WD_REL_ORIGINAL && o.of == 0, "the wire item is the original");
    wd_arena_done(&a);
}

static void test_pairs(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    struct wd_article plain = article_at(NOON, "Norvik Post"), labelled = article_at(NOON, "Norvik Post");
    add_notice(&a, &labelled, WD_NOTICE_DATELINE, "NORVIK (Norsk Wire) -", "Norsk Wire");
    struct wd_reuse same = reuse_of(OTHER_KEY, WD_REL_COPY, 0.98, 0.95), part = reuse_of(OTHER_KEY, WD_REL_DERIVED, 0.2, 0.2);
    struct wd_reuse quotes = reuse_of(OTHER_KEY, WD_REL_QUOTES, 0.05, 0.05), short_one = reuse_of(OTHER_KEY, WD_REL_COPY, 0.95, 0.4);
    struct wd_source_facts wire = facts_of(OTHER_KEY, "Norsk Wire", "Norsk Wire", NOON + 60);
    wire.is_wire = true;

    struct wd_origin o = decide(&a, &labelled, &same, &wire, 1);
    ok(o.relation == WD_REL_COPY && o.of == OTHER_KEY && o.received, "the wire item is the source though it came a minute later");
    is_str(wd_str_c(kinds_of(&a, &o)), "dateline, containment", "evidence in order; the later time is none");
    wire.at_utc = NOON - 60;
    o = decide(&a, &labelled, &same, &wire, 1);
    is_str(wd_str_c(kinds_of(&a, &o)), "dateline, containment", "nor is a minute, where something else decides");
    wire.at_utc = NOON - 3600;
    o = decide(&a, &labelled, &same, &wire, 1);
    is_str(wd_str_c(kinds_of(&a, &o)), "dateline, containment, earliest", "an hour is");
    o = decide(&a, &labelled, &part, &wire, 1);
    ok(o.relation == WD_REL_COPY && o.of == OTHER_KEY && o.share_of_copy == 0.2,
       "what the agency's item has of it, be it a fifth, is its source");

    for (int order = -1; order <= 1; order += 2) {
        struct wd_source_facts other = facts_of(OTHER_KEY, "Daily Fjord", "", NOON + order * 300);
        o = decide(&a, &labelled, &same, &other, 1);
        ok(o.relation == WD_REL_COPY && o.of == 0, "an unlabelled copy is no source of a labelled one, %d s apart", order * 300);
        other.agency = WD_STR("Norsk Wire");
        o = decide(&a, &plain, &same, &other, 1);
        ok(o.of == OTHER_KEY && !o.received && wd_str_eqc(o.agency, "Norsk Wire"),
           "a labelled copy is the source of an unlabelled one, %d s apart", order * 300);
        other.agency = (struct wd_str){0};
        o = decide(&a, &plain, &short_one, &other, 1);
        ok(o.of == OTHER_KEY && o.relation == WD_REL_COPY, "within minutes the fuller text is the source, %d s apart", order * 300);
    }
    struct wd_source_facts early = facts_of(OTHER_KEY, "Daily Fjord", "", NOON - 7200),
                           late = facts_of(OTHER_KEY, "Daily Fjord", "", NOON + 7200);
    o = decide(&a, &plain, &same, &early, 1);
    ok(o.relation == WD_REL_COPY && o.of == OTHER_KEY && o.received, "without evidence the earlier one is the source");
    is_str(wd_str_c(kinds_of(&a, &o)), "containment, earliest", "and both facts are said");
    bool marks = false;
    for (size_t i = 0; i < o.evidence.n; i++)
        marks |= wd_str_find(o.evidence.v[i].text, "\"", 0) != SIZE_MAX;
    ok(!marks, "the desk's own words have no quotation marks");
    o = decide(&a, &plain, &same, &late, 1);
    ok(o.relation == WD_REL_ORIGINAL && o.of == 0, "what a later one copies is the original");
    o = decide(&a, &labelled, &part, &early, 1);
    ok(o.relation == WD_REL_COPY && o.of == 0 && o.share_of_copy == 0,
       "a labelled copy that shares a fifth with another goes back to the agency only");
    o = decide(&a, &plain, &part, &early, 1);
    ok(o.relation == WD_REL_DERIVED && o.of == OTHER_KEY, "a fifth of it: derived");
    o = decide(&a, &plain, &quotes, &early, 1);
    ok(o.relation == WD_REL_QUOTES && o.of == 0, "shared quotations make no source");

    struct wd_reuse two[] = {reuse_of(30, WD_REL_COPY, 0.9, 0.9), reuse_of(OTHER_KEY, WD_REL_COPY, 0.8, 0.9)};
    struct wd_source_facts facts[] = {facts_of(30, "Daily Fjord", "", NOON - 9000), wire};
    o = decide(&a, &plain, two, facts, 2);
    ok(o.of == OTHER_KEY, "the wire item goes before a copy with a larger share");
    wd_arena_done(&a);
}

/* What one of two says of itself decides against the clock, whoever is asked. */
static void test_word_before_time(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    struct wd_article plain = article_at(NOON - 3 * 3600, "Daily Fjord"), other = article_at(NOON, "Norvik Post");
    plain.key = OTHER_KEY;
    plain.url = WD_STR("https://www.daily-fjord.example/a/1");
    static const struct {
        int kind;
        const char *text, *what;
    } cases[] = {
        {WD_NOTICE_CANONICAL, "https://daily-fjord.example/a/1", "a canonical link to it"},
        {WD_NOTICE_CANONICAL, "Daily Fjord", "a source meta that names it"},
        {WD_NOTICE_SYNDICATED, "(This story has not been edited by Norvik Post staff and is published from a syndicated feed.)",
         "a notice that names nobody"},
    };
    for (size_t i = 0; i < WD_COUNT(cases); i++)
        for (int late = 0; late < 2; late++) {
            struct wd_article copy = other;
            add_notice(&a, &copy, cases[i].kind, cases[i].text, "");
            plain.created_utc = NOON + (late ? 1 : -1) * 3 * 3600;
            struct wd_source_facts of_plain = wd_source_facts_of(&plain), of_copy = wd_source_facts_of(&copy);
            struct wd_reuse there = reuse_of(OTHER_KEY, WD_REL_COPY, 0.97, 0.96), back = wd_reuse_turn(&there, OWN_KEY, OWN_KEY);
            struct wd_origin o = decide(&a, &copy, &there, &of_plain, 1), p = decide(&a, &plain, &back, &of_copy, 1);
            ok(o.of == OTHER_KEY && o.relation == WD_REL_COPY && p.of == 0 && p.relation == WD_REL_ORIGINAL, "%s makes it the original, %s",
               cases[i].what, late ? "though it came three hours later" : "as it came first");
        }
    ok(wd_origin_same_name(WD_STR("Norsk Wire Service"), WD_STR("NWS")) && wd_origin_same_name(WD_STR("nws"), WD_STR("NWS")) &&
           wd_origin_same_name(WD_STR("The Press Trust of Norvik"), WD_STR("PTN")),
       "an agency by its initials");
    ok(!wd_origin_same_name(WD_STR("Norsk Wire"), WD_STR("NW")) && !wd_origin_same_name(WD_STR("Norsk Wire Service"), WD_STR("NWA")) &&
           !wd_origin_same_name(WD_STR(""), WD_STR("")),
       "two letters are too few, others are another's, and no name is none");

    struct wd_source_facts wire = facts_of(OTHER_KEY, "NWS", "Norsk Wire Service", NOON);
    wire.is_wire = true;
    struct wd_article named = article_at(NOON, "Norvik Post");
    add_notice(&a, &named, WD_NOTICE_CREDIT, "Norsk Wire Service", "Norsk Wire Service");
    struct wd_reuse same = reuse_of(OTHER_KEY, WD_REL_COPY, 1, 1);
    struct wd_origin o = decide(&a, &named, &same, &wire, 1);
    is_str(o.agency, "NWS", "the agency is called as its feed is");
    ok(o.received, "and its item is the original");
    struct wd_article told = article_at(NOON, "Norvik Post");
    o = decide(&a, &told, &same, &wire, 1);
    ok(o.relation == WD_REL_COPY && wd_str_eqc(o.agency, "NWS"), "without a credit the words tell");
    struct wd_article item = article_at(NOON, "NWS");
    item.is_wire = true;
    item.agency = WD_STR("Norsk Wire Service");
    add_notice(&a, &item, WD_NOTICE_PROVIDER, "Norsk Wire Service", "Norsk Wire Service");
    o = decide(&a, &item, &same, &wire, 1);
    ok(o.relation == WD_REL_ORIGINAL && wd_str_eqc(wd_str_c(kinds_of(&a, &o)), "provider"), "the item itself shows its provider");

    struct wd_article handed_on = article_at(NOON - 60, "Halden Press");
    handed_on.is_wire = true;
    handed_on.agency = WD_STR("NWS");
    add_notice(&a, &handed_on, WD_NOTICE_PROVIDER, "Halden Press", "Halden Press");
    o = decide(&a, &handed_on, &same, &wire, 1);
    ok(o.relation == WD_REL_COPY && o.of == OTHER_KEY && o.received && wd_str_eqc(o.agency, "NWS"),
       "what one agency provides and credits to another is a copy of that one's item");
    is_str(wd_str_c(kinds_of(&a, &o)), "provider, credit line, containment", "as its fields say");
    o = decide(&a, &handed_on, NULL, NULL, 0);
    ok(o.relation == WD_REL_ORIGINAL && wd_str_eqc(o.agency, "Halden Press"), "alone it came from whoever provides it");

    /* through another: half as much again stands there, so the text came that way */
    struct wd_reuse two[] = {reuse_of(30, WD_REL_COPY, 0.95, 0.9), reuse_of(OTHER_KEY, WD_REL_COPY, 0.6, 0.9)};
    struct wd_source_facts between = facts_of(30, "Daily Fjord", "Norsk Wire Service", NOON - 3600), facts[] = {between, wire};
    o = decide(&a, &told, two, facts, 2);
    ok(o.of == 30 && !o.received, "a copy of a copy has its text from the one that has more of it");
    wd_arena_done(&a);
}

/* Two copies of one text: seen from either side, exactly one is the source. */
static void test_both_sides(void)
{
    struct wd_arena a;
    struct chance c = {29};
    size_t wrong = 0;
    wd_arena_init(&a);
    for (int round = 0; round < 2000; round++) {
        static const char *const agencies[] = {"", "", "Norsk Wire", "Sund News"};
        int64_t times[2] = {NOON + 300 * (int64_t)chance_next(&c, 12), NOON + 300 * (int64_t)chance_next(&c, 12)};
        const char *agency[2] = {agencies[chance_next(&c, 4)], agencies[chance_next(&c, 4)]};
        double shares[2] = {0.5 + chance_next(&c, 50) / 100.0, 0.5 + chance_next(&c, 50) / 100.0};
        uint64_t of[2];
        for (int i = 0; i < 2; i++) {
            struct wd_article x = article_at(times[i], i ? "Daily Fjord" : "Norvik Post");
            x.key = i ? OTHER_KEY : OWN_KEY;
            if (agency[i][0])
                add_notice(&a, &x, WD_NOTICE_DATELINE, "NORVIK -", agency[i]);
            struct wd_source_facts f = facts_of(i ? OWN_KEY : OTHER_KEY, i ? "Norvik Post" : "Daily Fjord", agency[!i], times[!i]);
            struct wd_reuse r = reuse_of(f.article, WD_REL_COPY, shares[i], shares[!i]);
            of[i] = decide(&a, &x, &r, &f, 1).of;
        }
        wrong += (of[0] != 0) == (of[1] != 0);
        wd_arena_reset(&a);
    }
    ok(wrong == 0, "of two copies one is the other's source, whoever is asked (%zu of 2,000 are not)", wrong);
    struct wd_reuse r = reuse_of(OTHER_KEY, WD_REL_DERIVED, 0.3, 0.9), t = wd_reuse_turn(&r, 7, 8);
    ok(t.of == 7 && t.of_article == 8 && t.share_of_copy == 0.9 && t.share_of_source == 0.3 && t.relation == WD_REL_COPY,
       "a pair turned round");
    wd_arena_done(&a);
}

int main(void)
{
    test_own_word();
    test_pairs();
    test_word_before_time();
    test_both_sides();
    return done();
}
