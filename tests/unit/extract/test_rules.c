/* What was learned about pages: names and words are found, forests answer, and a model that is broken is refused with its line. */
#include "base/hash.h"
#include "extract/rows.h"
#include "extract/rules.h"
#include "tap.h"

static struct wd_arena a;

static int read_with(const char *lines, const struct wd_page_rules **ret, struct wd_where *w)
{
    *w = (struct wd_where){0};
    return wd_page_rules_read(&a, wd_arena_printf(&a, "# a comment\nfeatures %.*s\n%s", WD_STR_ARG(wd_page_features_version()), lines), ret,
                              w);
}

static void tables(void)
{
    const struct wd_page_rules *r = NULL;
    struct wd_where w;
    bool comments = false;
    uint32_t body = wd_hash_fnv(WD_STR("body")), article = wd_hash_fnv(WD_STR("article")), pair = article * 2654435761u ^ body;
    const char *lines = wd_arena_printf(&a, "name %u 1.5 body\nname %u -2 article\nname %u 3.25 article-body\nword %u -1.5 subscribe\n",
                                        body, article, pair, wd_hash_fnv(WD_STR("subscribe")))
                            .p;
    ok(read_with(lines, &r, &w) == 0, "a model of names and words");
    struct wd_evidence e = wd_page_name(r, WD_STR("ArticleBody"), (struct wd_evidence){0, 0}, &comments);
    ok(e.most == 3.25F && e.least == -2 && !comments, "humps part words; words and pairs of them are found");
    e = wd_page_name(r, WD_STR("x article body"), (struct wd_evidence){0, 0}, &comments);
    ok(e.most == 1.5F && e.least == -2, "words of two names are no pair");
    e = wd_page_name(r, WD_STR("nobody antibody 123"), (struct wd_evidence){0, 0}, &comments);
    ok(e.most == 0 && e.least == 0, "parts of words are not");
    (void)wd_page_name(r, WD_STR("wp-comment-list"), e, &comments);
    ok(comments, "comments of readers are known by their name");
    ok(wd_page_word(r, wd_hash_fnv(WD_STR("subscribe"))) == -1.5F && wd_page_word(r, 77) == 0, "words of text");
}

/* Feature 0 over 1: a second question; else 2. */
#define TREE "first 0 1 -1 1 1 5 -2 -3 | -2 0.5 2\n"

static void forests(void)
{
    const struct wd_page_rules *r = NULL;
    struct wd_where w;
    float x[WD_PAGE_FEATURES] = {0};
    ok(read_with(TREE TREE, &r, &w) == 0, "two trees");
    float low = wd_page_chance(r, WD_FOREST_FIRST, x);
    x[0] = 2;
    float middle = wd_page_chance(r, WD_FOREST_FIRST, x);
    x[1] = 6;
    float high = wd_page_chance(r, WD_FOREST_FIRST, x);
    ok(low > .0179F && low < .0181F && middle > .73F && middle < .74F && high > .98F && high < .983F,
       "their leaves are added, and the sum is a chance: %.4f %.4f %.4f", (double)low, (double)middle, (double)high);
    ok(wd_page_chance(r, WD_FOREST_SECOND, x) == .5F, "a forest without trees knows nothing");
}

static void broken(void)
{
    static const struct {
        const char *lines, *why;
    } cases[] = {
        {"first 0 1 -1 -2\n", "a tree without leaves"},
        {"first 0 1 -1 | 1 2\n", "a node cut off"},
        {"first 0 1 -1 0 | 1 2\n", "a node that leads back"},
        {"first 0 1 -1 -4 | 1 2\n", "a leaf that there is not"},
        {"first 200 1 -1 -2 | 1 2\n", "a feature that there is not"},
        {"first 0 x -1 -2 | 1 2\n", "no number"},
        {"first 0 1 -1 -2 | 1 y\n", "no number in a leaf"},
        {"first | 1\n", "a tree without a question"},
        {"name 12\n", "a name without odds"},
        {"word -3 1 x\n", "a number below 0"},
        {"third 0 1 -1 -2 | 1 2\n", "an unknown kind of line"},
    };
    const struct wd_page_rules *r = NULL;
    struct wd_where w;
    for (size_t i = 0; i < WD_COUNT(cases); i++)
        ok(read_with(cases[i].lines, &r, &w) == WD_E_FORMAT && w.line == 3 && w.message[0], "refused, line %zu: %s", (size_t)w.line,
           cases[i].why);
    ok(wd_page_rules_read(&a, WD_STR("features words other 0\n" TREE), &r, &w) == WD_E_FORMAT, "a model for other features");
    ok(wd_page_rules_read(&a, WD_STR(""), &r, NULL) == 0, "the one that ships is none of these");
}

int main(void)
{
    wd_arena_init(&a);
    tables();
    forests();
    broken();
    wd_arena_done(&a);
    return done();
}
