/* One name in its spellings, and what stays apart; speakers of a story joined by them. Names of the stories are invented. */
#include "article.h"
#include "stories/spelling.h"
#include "tap.h"

static struct wd_arena a;

static void is_form(const char *name, const char *form)
{
    is_str(wd_spelling_of(&a, wd_str_c(name)), form, name);
}

static void apart(const char *x, const char *y)
{
    ok(wd_spelling_key(&a, wd_str_c(x)) != wd_spelling_key(&a, wd_str_c(y)), "%s is not %s", x, y);
}

static void joined(const char *x, const char *y)
{
    ok(wd_spelling_key(&a, wd_str_c(x)) == wd_spelling_key(&a, wd_str_c(y)), "%s is %s", x, y);
}

static void test_table(void)
{
    bool sorted = true;
    for (size_t i = 1; i < wd_spelling_n; i++) {
        const struct wd_spelling *x = &wd_spellings[i - 1], *y = &wd_spellings[i];
        sorted &= x->kind < y->kind || (x->kind == y->kind && strcmp(x->variant, y->variant) < 0);
    }
    ok(sorted, "the table is sorted");
    size_t odd = 0;
    for (size_t i = 0; i < wd_spelling_n; i++)
        if (wd_spellings[i].kind == WD_SPELLING_NAME)
            odd += !wd_str_eqc(wd_spelling_of(&a, wd_str_c(wd_spellings[i].variant)), wd_spellings[i].form);
    is_int((long long)odd, 0, "each variant of a name has the form that it is given");
}

static void test_names(void)
{
    is_form("Sergey Lavrov", "sergei lavrov");
    is_form("the U.S.", "united states");
    is_form("Mr. Lavrov", "lavrov");
    joined("Sergei Lavrov", "Sergej Lawrow");
    joined("Muhammad Khan", "Mohammed Khan");
    joined("Volodymyr Zelensky", "Volodymyr Zelenskyy");
    joined("John F. Hale", "John Hale");
    joined("Thomas Müller", "Thomas Mueller");
    joined("Jürgen Weber", "Juergen Weber");
    joined("Kim Jong-un", "Kim Jong Un");
    joined("Abdel Fattah al-Sisi", "Abdel Fattah el-Sissi");
    joined("US", "United States");
    joined("the White House", "White House");
    joined("U.K.", "Britain");
    joined("Dr. Ada Finch", "Ada Finch");
    apart("Jon Hale", "John Hale");
    apart("Dan Smith", "Daniel Smith");
    apart("Paul Ryan", "Paula Ryan");
    apart("Thomas Bauer", "Thomas Baur");
    apart("George W. Bush", "George H. W. Bush");
    apart("Don Hale", "Don Hale Jr.");
    apart("Russia", "Moscow");
    apart("Sergei Lavrov", "Lavrov");
    apart("Ministry of Foreign Affairs", "Ministry of Home Affairs");
    ok(wd_spelling_key(&a, WD_STR("")) == 0 && wd_spelling_key(&a, WD_STR(" - ")) == 0, "no letter, no key");
    ok(wd_spelling_key(&a, WD_STR("Лавров")) != 0 && wd_spelling_key(&a, WD_STR("\xff")) != 1, "other scripts have keys");
}

static void test_descriptions(void)
{
    static const char *const names[] = {"Norrail", "the White House", "Anna Reuss", "the observatory on Mount Esk"};
    static const char *const others[] = {
        "police", "the coast guard", "a person familiar with the inquiry", "The operator", "Polizei", "die Staatsanwaltschaft", "Fishermen",
        ""};
    for (size_t i = 0; i < WD_COUNT(names) && names[i]; i++)
        ok(wd_spelling_names(&a, wd_str_c(names[i]), false), "%s is a name", names[i]);
    for (size_t i = 0; i < WD_COUNT(others) && others[i]; i++)
        ok(!wd_spelling_names(&a, wd_str_c(others[i]), true), "\"%s\" is none", others[i]);
    ok(wd_spelling_indefinite(WD_STR("a court spokesman")) && !wd_spelling_indefinite(WD_STR("the spokesman")), "somebody");
}

/* ---- within a story ---- */

static struct wd_article *article(uint64_t key, const char *body)
{
    return make_article(&a, key, wd_arena_printf(&a, "Outlet %u", (unsigned)key).p, "Talks", body);
}

static struct wd_span find(const struct wd_article *x, const char *words)
{
    size_t at = wd_str_find(x->body, words, 0);
    return at == SIZE_MAX ? (struct wd_span){0, 0} : (struct wd_span){(uint32_t)at, (uint32_t)(at + strlen(words))};
}

static void person(struct wd_article *x, const char *name)
{
    *wd_list_push(&a, &x->names) = (struct wd_name){.span = find(x, name), .type = WD_NAME_PERSON, .name = wd_str_c(name)};
}

static void said(struct wd_article *x, const char *words, const char *speaker)
{
    *wd_list_push(&a, &x->quotes) = (struct wd_quote){.span = find(x, words), .kind = WD_QUOTE_INDIRECT, .speaker_span = find(x, speaker)};
}

static struct wd_str speaker_of(const struct wd_story *s, const char *words)
{
    for (size_t i = 0; i < s->statements.n; i++)
        if (wd_str_find(s->statements.v[i].words, words, 0) != SIZE_MAX)
            return s->statements.v[i].speaker;
    return WD_STR("(none)");
}

static const struct wd_voice *voice(const struct wd_story *s, const char *name)
{
    for (size_t i = 0; i < s->voices.n; i++)
        if (wd_str_eqc(s->voices.v[i].name, name))
            return &s->voices.v[i];
    return NULL;
}

static void test_story(void)
{
    struct wd_article *x = article(1, "U.S. Secretary of State Anton Blink said that the talks had begun in Lund.\n"
                                      "Sarmian Foreign Minister Sergei Lavrik said that the river was deep enough.\n"
                                      "Pia Holm, the harbour director, walked out.\n"
                                      "Lund's envoy, Ada Krog, slept.\n"
                                      "The United States said that no troops would move at all.\n"
                                      "Maurice Dahl sang, and Maurica Dahl danced.");
    struct wd_article *y = article(2, "Sergey Lavrik said that bridges were being mended everywhere.\n"
                                      "The Secretary of State said that lunch was excellent on Friday.\n"
                                      "The harbour director said that ships were leaving by night.\n"
                                      "A harbour director said that tugs were lying idle in spring.\n"
                                      "The U.S. said that maps were printed wrongly last year.\n"
                                      "Lavrik said that nothing else was agreed so far.\n"
                                      "The foreign minister said that winter was coming early.\n"
                                      "Fishermen said that cod was scarce again.\n"
                                      "Lund's envoy said that trains were never late there.\n"
                                      "Dahl said that singing helps.");
    person(x, "Anton Blink");
    person(x, "Sergei Lavrik");
    person(x, "Pia Holm");
    person(x, "Maurice Dahl");
    person(x, "Ada Krog");
    person(x, "Maurica Dahl");
    person(y, "Sergey Lavrik");
    said(x, "the talks had begun in Lund", "Anton Blink");
    said(x, "the river was deep enough", "Sergei Lavrik");
    said(x, "no troops would move at all", "The United States");
    said(y, "bridges were being mended everywhere", "Sergey Lavrik");
    said(y, "lunch was excellent on Friday", "The Secretary of State");
    said(y, "ships were leaving by night", "The harbour director");
    said(y, "tugs were lying idle in spring", "A harbour director");
    said(y, "maps were printed wrongly last year", "The U.S.");
    said(y, "nothing else was agreed so far", "Lavrik");
    said(y, "winter was coming early", "The foreign minister");
    said(y, "cod was scarce again", "Fishermen");
    said(y, "trains were never late there", "Lund's envoy");
    said(y, "singing helps", "Dahl");
    const struct wd_article *vx[] = {x}, *vy[] = {y};
    struct wd_compose_member members[] = {{vx, 1, 1, NULL, 0, false}, {vy, 1, 2, NULL, 0, false}};
    struct wd_story s;
    wd_story_compose(&a, 1, 1, members, 2, &s);
    is_str(speaker_of(&s, "bridges"), "Sergei Lavrik", "another spelling of the given name");
    is_str(speaker_of(&s, "nothing else"), "Sergei Lavrik", "the surname alone");
    is_str(speaker_of(&s, "lunch"), "Anton Blink", "the office, which the story gives with its country");
    is_str(speaker_of(&s, "winter"), "Sergei Lavrik", "the office of two words");
    is_str(speaker_of(&s, "ships"), "Pia Holm", "the office that stands behind the name");
    is_str(speaker_of(&s, "trains"), "Ada Krog", "and before it, apart");
    is_str(speaker_of(&s, "tugs"), "A harbour director", "somebody of that office is not the one named");
    is_str(speaker_of(&s, "maps"), "The United States", "a state by its letters");
    is_str(speaker_of(&s, "singing"), "Dahl", "a surname that two people have joins neither");
    const struct wd_voice *v = voice(&s, "Sergei Lavrik");
    ok(v && v->key == wd_spelling_key(&a, WD_STR("Sergey Lavrik")) && v->named, "a voice with the key of its name");
    bool printed = false;
    for (size_t i = 0; v && i < v->variants.n; i++)
        printed |= wd_str_eqc(v->variants.v[i], "Sergey Lavrik");
    ok(printed, "and its other spelling");
    v = voice(&s, "Fishermen");
    ok(v && !v->named, "who is only described");
    v = voice(&s, "The United States");
    ok(v && v->named, "states have names");
}

int main(void)
{
    wd_arena_init(&a);
    test_table();
    test_names();
    test_descriptions();
    test_story();
    wd_arena_done(&a);
    return done();
}
