/* What a report says, clause by clause, and whether another says the same; who may be whom. All names are invented. */
#include "base/buf.h"
#include "stories/ledger.h"
#include "tap.h"

static const struct {
    const char *a, *b;
    bool denied_a, denied_b, same;
} pairs[] = {
    {"the dam had held through the night", "the dam held all through the night", false, false, true},
    {"nobody had drowned, but the crew had spent six hours in the water", "the crew had spent six hours in the water", false, false, true},
    {"the mill would close in May and that 40 workers would be dismissed", "40 workers would be sacked", false, false, true},
    {"37 people were taken to hospital after the fire in the tunnel", "37 people had been taken to hospital", false, false, true},
    {"37 people were taken to hospital", "52 people were taken to hospital", false, false, false},
    {"four people were taken to hospital", "4 people were taken to hospital", false, false, true},
    {"rents in Dorn would rise this year", "rents in Dorn would fall this year", false, false, false},
    {"rents in Dorn would not rise this year", "rents in Dorn would fall this year", false, false, true},
    {"the state would pay for the harbour", "the state would not pay for the harbour", false, false, false},
    {"the state had paid for the harbour", "the state had paid for the harbour", false, true, false},
    {"the state had never paid for the harbour", "the state had paid for the harbour", false, true, true},
    {"the school would open on Thursday", "the school would open on Friday", false, false, false},
    {"the ferry ran aground outside Ravik with 90 people on board",
     "all 90 people were ashore by ten, four hours after the ferry ran aground outside Ravik", false, false, false},
    {"that", "the mill would close", false, false, false},
};

static void agree(struct wd_compose *c)
{
    static const struct wd_agreeing how = {0.6, 0.6, 1.3};
    struct wd_ledger l = {.c = c};
    for (size_t i = 0; i < WD_COUNT(pairs); i++) {
        wd_claims x = {0}, y = {0};
        wd_ledger_claims(&l, WD_STR("en"), wd_str_c(pairs[i].a), pairs[i].denied_a, &x);
        wd_ledger_claims(&l, WD_STR("en"), wd_str_c(pairs[i].b), pairs[i].denied_b, &y);
        ok((wd_ledger_agreement(&l, &x, &y, &how) > 0) == pairs[i].same, "%s: %s / %s", pairs[i].same ? "the same" : "not the same",
           pairs[i].a, pairs[i].b);
        ok((wd_ledger_agreement(&l, &y, &x, &how) > 0) == pairs[i].same, "and the other way round");
    }
    wd_claims none = {0};
    wd_ledger_claims(&l, WD_STR("en"), WD_STR(""), false, &none);
    is_int(none.n, 0, "nothing said, nothing claimed");
    wd_claims long_one = {0};
    struct wd_buf text;
    wd_buf_init(&text, 1 << 16);
    for (int i = 0; i < 200; i++)
        wd_buf_puts(&text, WD_STR("the dam held; and , "));
    wd_ledger_claims(&l, WD_STR("en"), wd_buf_str(&text), false, &long_one);
    ok(long_one.n <= 16, "a long list of clauses is capped");
    wd_buf_done(&text);
}

static uint32_t entity(struct wd_compose *c, const char *name, const char *role, const char *beside, bool person)
{
    struct wd_entity *e = wd_list_push(c->a, &c->entities);
    e->name = wd_str_c(name);
    e->role = wd_str_c(role);
    e->beside = wd_str_c(beside);
    e->person = person;
    return (uint32_t)(c->entities.n - 1);
}

static void kin(struct wd_compose *c)
{
    struct wd_ledger l = {.c = c};
    wd_map_init(&l.kin);
    uint32_t ruud = entity(c, "Dag Ruud", "", "a spokesman for the railway", true), railway = entity(c, "The railway", "", "", false);
    uint32_t marr = entity(c, "Owen Marr", "", "", true), expert = entity(c, "Hydrologist Owen Marr", "", "", true);
    uint32_t minister = entity(c, "Nora Wirth", "Education Minister", "", true),
             office = entity(c, "the education minister", "", "", false);
    uint32_t sources = entity(c, "Two sources close to the talks", "", "", false), people = entity(c, "People familiar", "", "", false);
    uint32_t league = entity(c, "The Norrland Hockey League", "", "", false), short_league = entity(c, "The league", "", "", false);
    is_int(wd_ledger_kin(&l, ruud, ruud), WD_KIN_SAME, "one and the same");
    is_int(wd_ledger_kin(&l, ruud, railway), WD_KIN_MAYBE, "a body and its spokesman");
    is_int(wd_ledger_kin(&l, expert, marr), WD_KIN_SAME, "what he is before his name");
    is_int(wd_ledger_kin(&l, ruud, marr), WD_KIN_NONE, "two people");
    is_int(wd_ledger_kin(&l, minister, office), WD_KIN_MAYBE, "an office and who holds it");
    is_int(wd_ledger_kin(&l, sources, people), WD_KIN_MAYBE, "people whom nobody names");
    is_int(wd_ledger_kin(&l, sources, ruud), WD_KIN_NONE, "of whom none is named");
    is_int(wd_ledger_kin(&l, league, short_league), WD_KIN_MAYBE, "a body under a longer name");
    is_int(wd_ledger_kin(&l, league, railway), WD_KIN_NONE, "two bodies");
    is_int(wd_ledger_kin(&l, WD_NO_SPEAKER, ruud), WD_KIN_MAYBE, "nobody named");
    wd_map_done(&l.kin);
}

int main(void)
{
    struct wd_arena a;
    struct wd_memo memo;
    wd_arena_init(&a);
    wd_memo_init(&memo, SIZE_MAX);
    struct wd_compose c = {.a = &a, .memo = &memo, .stems = wd_stems_new()};
    c.word_units = wd_arena_array(&a, WD_WORD_UNITS, sizeof(*c.word_units));
    wd_map_init(&c.unit_at);
    c.weight_alone = 1;
    agree(&c);
    kin(&c);
    wd_map_done(&c.unit_at);
    wd_stems_free(c.stems);
    wd_memo_done(&memo);
    wd_arena_done(&a);
    return done();
}
