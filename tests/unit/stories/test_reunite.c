/* Moves and merges: the index is the same as if the articles had been put there at once; two halves of one story are found. */
#include "base/hash.h"
#include "stories/stories.h"
#include "tap.h"

enum { HOUR_S = 3600 };
static const int64_t START = 1700000000;
static struct wd_arena a;
static struct wd_stems *stems;

static const char *const titles[] = {"Cracks shut Norrvik harbour bridge", "Norrvik bridge closed after cracks in pillars",
                                     "Bridge at Norrvik shut", "Tallin school choir takes island prize"};
static const char *const texts[] = {"Engineers closed the harbour bridge at Norrvik on Monday after cracks were found in three of its "
                                    "steel pillars. Minister Pia Lund said the "
                                    "repairs would take 14 months and cost 30 million crowns. Lorries must take the Osthamn tunnel.",
                                    "The Norrvik harbour bridge has been shut because of cracks in its steel pillars. Repairs are to cost "
                                    "30 million crowns and will last 14 "
                                    "months, Pia Lund said. The tunnel at Osthamn takes the lorries.",
                                    "Cracks in three steel pillars: the harbour bridge of Norrvik is closed. Lorries go through the "
                                    "Osthamn tunnel for 14 months, said minister "
                                    "Pia Lund. The engineers reckon with 30 million crowns for the repairs.",
                                    "A choir of forty pupils from the Tallin primary school won the island prize for young singers. The "
                                    "judges praised their teacher Omar Haddad, "
                                    "who wrote two of the songs himself. The trophy will stand in the library."};

static struct wd_features features(uint64_t key, size_t text, int64_t at_utc, const char *language)
{
    struct wd_features f;
    int err = wd_features_make(&a, stems, key, wd_str_c(titles[text]), wd_str_c(texts[text]), wd_str_c(language), at_utc, &f);
    if (err)
        ok(false, "features of the test's own text");
    return f;
}

static void put(struct wd_stories *s, uint64_t key, size_t text, int64_t at_utc, uint64_t story)
{
    struct wd_features f = features(key, text, at_utc, "en");
    wd_stories_insert(s, &f, story);
}

static bool same_answer(struct wd_stories *x, struct wd_stories *y)
{
    struct wd_features f = features(99, 2, START + HOUR_S, "en");
    struct wd_placement p, q;
    wd_stories_decide(x, &a, &f, NULL, &p);
    wd_stories_decide(y, &a, &f, NULL, &q);
    return p.story == q.story && memcmp(&p.score, &q.score, sizeof(p.score)) == 0;
}

static void merges(void)
{
    struct wd_stories *s = wd_stories_new(NULL), *at_once = wd_stories_new(NULL);
    static const uint64_t before[] = {1, 2, 1, 2, 5};
    for (uint64_t i = 0; i < 5; i++) {
        put(s, i + 1, i % 4, START + (int64_t)i, before[i]);
        put(at_once, i + 1, i % 4, START + (int64_t)i, i < 4 ? 1 : 5);
    }
    wd_stories_fix(s, 2);
    ok(wd_stories_fixed(s, 2) && !wd_stories_fixed(s, 1) && !wd_stories_fixed(s, 77), "a story can be fixed by hand");
    wd_stories_merge(s, 2, 1);
    is_int(wd_stories_newest(s, 2), 0, "the other story is gone");
    ok(wd_stories_of(s, 4) == 1 && wd_stories_newest(s, 1) == 4, "each knows its story, and the story its newest");
    ok(same_answer(s, at_once), "decides as an index does that had them in one story from the start");
    wd_stories_merge(s, 2, 1);
    wd_stories_merge(s, 1, 1);
    is_int(wd_stories_of(s, 4), 1, "a story that is not there, or the same, changes nothing");

    wd_stories_move(s, 2, 5);
    ok(wd_stories_of(s, 2) == 5 && wd_stories_newest(s, 5) == 5, "one article moved is in its place by arrival");
    wd_stories_move(s, 2, 200);
    is_int(wd_stories_newest(s, 200), 2, "an article can be moved into a story of its own");
    wd_stories_move(s, 2, 1);
    is_int(wd_stories_newest(s, 200), 0, "and back");
    ok(same_answer(s, at_once), "which leaves no trace");
    for (uint64_t i = 0; i < 5; i++)
        wd_stories_remove(s, i + 1);
    is_int(wd_stories_live(s), 0, "all can be removed");
    wd_stories_free(s);
    wd_stories_free(at_once);
}

/* Two halves of one story, and an article that is near to both. */
static bool reunited(int64_t later_s, bool fixed, size_t of_second, struct wd_story_pair *ret)
{
    struct wd_stories *s = wd_stories_new(NULL);
    put(s, 1, 0, START, 1);
    put(s, 3, 3, START, 3);
    put(s, 2, of_second, START + later_s, 2);
    if (fixed)
        wd_stories_fix(s, 1);
    struct wd_features f = features(4, 2, START + later_s + HOUR_S, "en");
    struct wd_placement p;
    wd_stories_decide(s, &a, &f, NULL, &p);
    wd_stories_insert(s, &f, p.story);
    bool found = wd_stories_reunite(s, &a, &f, NULL, ret);
    is_int(wd_stories_of(s, 4), (long long)p.story, "nothing is changed by asking");
    wd_stories_free(s);
    return found;
}

static void reunites(void)
{
    struct wd_story_pair pair = {0};
    ok(reunited(HOUR_S, false, 1, &pair), "two stories of one event are found to be one");
    ok(pair.one + pair.other == 3 && pair.one != pair.other, "both are named");
    ok(pair.score > 0.5 && pair.score <= 1 && pair.why.n > 0, "with a score and a reason");
    ok(!reunited(HOUR_S, true, 1, &pair), "not one that was fixed by hand");
    ok(!reunited(HOUR_S, false, 3, &pair), "not two events");
    ok(!reunited(9 * 24 * HOUR_S, false, 1, &pair), "not what was told many days apart");
}

int main(void)
{
    wd_arena_init(&a);
    stems = wd_stems_new();
    merges();
    reunites();
    wd_stems_free(stems);
    wd_arena_done(&a);
    return done();
}
