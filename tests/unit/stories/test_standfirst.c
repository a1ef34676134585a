/* The standfirst of a story as it grows: by copies, by further accounts, by corrections and withdrawals. All names are invented. */
#include "article.h"
#include "tap.h"

static struct wd_arena a;

static struct wd_article *article(uint64_t key, const char *outlet, const char *title, const char *body)
{
    return make_article(&a, key, outlet, title, body);
}

enum { MOST = 40 };
/* A story in the making; each article has one state. */
struct growing {
    const struct wd_article *article[MOST];
    struct wd_copy_link link[MOST];
    struct wd_compose_member member[MOST];
    size_t n;
};

static void add(struct growing *g, const struct wd_article *x, uint64_t copy_of)
{
    size_t i = g->n++;
    g->article[i] = x;
    g->link[i] = (struct wd_copy_link){x->key, copy_of, WD_REL_COPY, 1, 1};
    g->member[i] = (struct wd_compose_member){
        .versions = &g->article[i], .version_n = 1, .serial = (uint32_t)i + 1, .links = &g->link[i], .link_n = copy_of ? 1 : 0};
}

/* The two sentences of the story, joined. */
static struct wd_str standfirst(const struct growing *g)
{
    struct wd_story s;
    struct wd_str text = WD_STR("");
    wd_story_compose(&a, 1, 1, g->member, g->n, &s);
    for (size_t i = 0; i < s.standfirst.n; i++)
        text = wd_arena_printf(&a, "%.*s|%.*s", WD_STR_ARG(text), WD_STR_ARG(s.standfirst.v[i].text));
    return text;
}

static const char title[] = "Mill in Torby burns down";
static const char first[] = "The old mill in Torby burned down on Friday night, the fire brigade said.\n"
                            "Forty firefighters fought the flames until four in the morning.\n"
                            "The mill was built in 1811 and had stood empty for nine years.\n"
                            "Nobody was hurt.";
static const char *const accounts[] = {
    "Torby has lost its mill: it burned down on Friday night.\nThe mayor, Edvin Roe, wept on the bridge as the roof fell.\n"
    "The mill was built in 1811 and had stood empty for nine years.",
    "Flames rose over Torby on Friday night.\nForty firefighters came too late for the mill, which was built in 1811.\n"
    "It had stood empty for nine years.",
    "A fire has destroyed the mill of Torby.\nPolice look for two boys who were seen on the roof.\n"
    "The mill was built in 1811, and forty firefighters could not save it.",
    "Edvin Roe, the mayor of Torby, wants to build the mill anew.\nThe mill burned down on Friday night.\n"
    "It was built in 1811 and had stood empty for nine years."};

static void grows(void)
{
    struct growing g = {.n = 0};
    add(&g, article(1, "Torby Post", title, first), 0);
    struct wd_str at_first = standfirst(&g);
    ok(wd_str_starts(at_first, "|The old mill in Torby burned down"), "the first sentence stands");
    size_t changes = 0;
    uint64_t key = 2;
    for (; key < 12; key++) {
        add(&g, article(key, "A copy", "Torby mill burns", first), 1);
        changes += !wd_str_eq(standfirst(&g), at_first);
    }
    is_int(changes, 0, "ten copies change nothing");
    for (size_t i = 0; i < WD_COUNT(accounts); i++) {
        add(&g, article(key++, "An account", "The mill is gone", accounts[i]), 0);
        changes += !wd_str_eq(standfirst(&g), at_first);
        for (int copies = 0; copies < 3; copies++, key++) {
            add(&g, article(key, "A copy", "The mill is gone", accounts[i]), key - 1 - (uint64_t)copies);
            changes += !wd_str_eq(standfirst(&g), at_first);
        }
    }
    is_int(changes, 0, "nor do four accounts of the same and their copies");
}

/* What is clearly better comes in; it then stays as well. */
static void improves(void)
{
    struct growing g = {.n = 0};
    add(&g, article(1, "Torby Post", title, "Mill in Torby burns.\nMore soon."), 0);
    struct wd_str flash = standfirst(&g);
    add(&g, article(2, "Devon Echo", "Fire in Torby", first), 0);
    struct wd_str full = standfirst(&g);
    ok(!wd_str_eq(flash, full) && wd_str_find(full, "|The old mill", 0) != SIZE_MAX, "a full account comes after a flash");
    size_t changes = 0;
    for (size_t i = 0; i < WD_COUNT(accounts); i++) {
        add(&g, article(3 + i, "An account", "The mill is gone", accounts[i]), 0);
        changes += !wd_str_eq(standfirst(&g), full);
    }
    is_int(changes, 0, "and stays");
}

static void what_never_stands(void)
{
    struct growing g = {.n = 0};
    add(&g,
        article(1, "Torby Post", title,
                "Correction: an earlier version of this report named the wrong mill in Torby.\n"
                "He said the mill in Torby had burned down on Friday night before anybody came.\n"
                "The Torby Post will report on the mill in Torby through the night.\n"
                "The old mill in Torby burned down on Friday night, the fire brigade said.\n"
                "Forty firefighters fought the flames until four in the morning."),
        0);
    struct wd_str text = standfirst(&g);
    ok(wd_str_find(text, "Correction", 0) == SIZE_MAX, "no notice of a correction");
    ok(wd_str_find(text, "He said", 0) == SIZE_MAX, "no sentence that opens with a pronoun");
    ok(wd_str_find(text, "will report", 0) == SIZE_MAX, "nothing of the outlet itself");
    ok(wd_str_starts(text, "|The old mill") && wd_str_find(text, "|Forty", 0) != SIZE_MAX, "but the two that tell the story");
}

static void withdrawn(void)
{
    struct growing g = {.n = 0};
    struct wd_article *gone = article(1, "Northern Wire", "", "");
    add(&g, gone, 0);
    g.member[0].killed = true;
    add(&g, article(2, "Torby Post", title, first), 1);
    is_int(standfirst(&g).n, 0, "a copy does not bring withdrawn text back");
    add(&g, article(3, "Devon Echo", "Fire in Torby", accounts[2]), 0);
    ok(wd_str_starts(standfirst(&g), "|A fire has destroyed the mill"), "an account of its own stands");
}

int main(void)
{
    wd_arena_init(&a);
    grows();
    improves();
    what_never_stands();
    withdrawn();
    wd_arena_done(&a);
    return done();
}
