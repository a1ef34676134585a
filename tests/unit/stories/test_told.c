/* What one outlet alone tells, and what all tell. All names are invented. */
#include "article.h"
#include "tap.h"

static struct wd_arena a;

static struct wd_article *article(uint64_t key, const char *outlet, const char *body)
{
    return make_article(&a, key, outlet, "Ferry on a sandbank", body);
}

static bool holds(const wd_tolds *told, const char *words)
{
    for (size_t i = 0; i < told->n; i++)
        if (wd_str_find(told->v[i].text, words, 0) != SIZE_MAX)
            return true;
    return false;
}

static bool only(const struct wd_story *s, uint64_t key, const char *words)
{
    for (size_t i = 0; i < s->only_in.n; i++)
        if (s->only_in.v[i].article == key && holds(&s->only_in.v[i].sentences, words))
            return true;
    return false;
}

static void no_sentence_is_both(const struct wd_story *s)
{
    bool both = false;
    for (size_t i = 0; i < s->told_by_all.n; i++)
        for (size_t k = 0; k < s->only_in.n; k++)
            both |= s->only_in.v[k].article == s->told_by_all.v[i].article &&
                    holds(&s->only_in.v[k].sentences, wd_arena_c(&a, s->told_by_all.v[i].text));
    ok(!both, "no sentence is told by all and only in one");
}

static void two_accounts(void)
{
    struct wd_article *x =
        article(1, "Ravik Post",
                "The ferry Marabel ran aground off Ravik on Sunday, but the owners said that she would sail again in April.\n"
                "Divers found a hole of two metres in the hull.\n"
                "A brass band played on the quay while the passengers came ashore.");
    struct wd_article *y = article(2, "Torby Echo",
                                   "The Marabel has run aground near Ravik.\n"
                                   "The owners want to let her sail again in April.\n"
                                   "The hull has a hole of two metres, divers found.\n"
                                   "Torby Echo will report from the quay all day.\n"
                                   "10 years ago\n"
                                   "Correction: an earlier version gave a wrong name for the captain of the lifeboat.");
    const struct wd_article *vx[] = {x}, *vy[] = {y};
    struct wd_compose_member members[] = {{.versions = vx, .version_n = 1, .serial = 1}, {.versions = vy, .version_n = 1, .serial = 2}};
    struct wd_story s;
    wd_story_compose(&a, 1, 1, members, 2, &s);
    ok(only(&s, 1, "A brass band"), "one alone has the band");
    ok(!only(&s, 1, "ran aground off Ravik"), "what the other tells in two sentences is not only in one");
    ok(holds(&s.told_by_all, "hole of two metres") && !only(&s, 1, "hole of two"), "both have the hole");
    ok(!only(&s, 2, "will report"), "nothing of the outlet itself");
    ok(!only(&s, 2, "10 years ago"), "no line of the page");
    ok(!only(&s, 2, "Correction"), "no notice of a correction");
    no_sentence_is_both(&s);
}

/* The wire has gone on; a copy of its first state has not. */
static void earlier_states(void)
{
    static const char first[] = "The ferry Marabel ran aground off Ravik on Sunday.\n"
                                "The owners offered the passengers rooms in a hotel and promised an inquiry into the accident.\n"
                                "Nobody was hurt when the ferry struck the bank in thick fog.";
    struct wd_article *old = article(1, "Wire", first);
    struct wd_article *now = article(1, "Wire",
                                     "Two tugs pulled the ferry Marabel free on Monday at noon.\n"
                                     "She reached the yard under her own power and will be mended there.");
    now->version = 11;
    struct wd_article *copy = article(2, "Ravik Post", first);
    struct wd_article *own = article(3, "Torby Echo",
                                     "Passengers of the Marabel were given rooms in a hotel, and the owners promised an inquiry.\n"
                                     "A teacher from Torby lost her violin in the water.");
    const struct wd_article *vx[] = {old, now}, *vy[] = {copy}, *vz[] = {own};
    struct wd_copy_link link = {2, 1, WD_REL_COPY, 1, 1};
    struct wd_compose_member members[] = {{.versions = vx, .version_n = 2, .serial = 1},
                                          {.versions = vy, .version_n = 1, .serial = 2, .links = &link, .link_n = 1},
                                          {.versions = vz, .version_n = 1, .serial = 3}};
    struct wd_story s;
    wd_story_compose(&a, 1, 1, members, 3, &s);
    ok(s.members.v[1].carries_earlier, "the copy has the first state");
    ok(!only(&s, 3, "rooms in a hotel"), "what it still tells is not only in another");
    ok(only(&s, 3, "violin"), "the violin is");
    ok(only(&s, 1, "Two tugs"), "and what the wire tells now");

    struct wd_article gone = *now;
    gone.title = gone.body = WD_STR("");
    gone.sentences.n = 0;
    const struct wd_article *killed[] = {&gone};
    members[0].versions = killed;
    members[0].version_n = 1;
    members[0].killed = true;
    wd_story_compose(&a, 1, 1, members, 3, &s);
    ok(!only(&s, 2, "ran aground") && !only(&s, 2, "hotel"), "of withdrawn text nothing is told as somebody's own");
}

int main(void)
{
    wd_arena_init(&a);
    two_accounts();
    earlier_states();
    wd_arena_done(&a);
    return done();
}
