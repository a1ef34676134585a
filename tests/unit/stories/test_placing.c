/* Placing articles: alike joins, unlike founds, the window closes, and inserting again restores. */
#include "base/hash.h"
#include "stories/stories.h"
#include "tap.h"

static struct wd_arena a;
static struct wd_stems *stems;

static const char *const topics[][2] = {
    {"Bridge at Norrvik closes after cracks are found",
     "Engineers closed the harbour bridge at Norrvik on Monday after cracks were found in three of its steel pillars. Minister Pia Lund "
     "said the "
     "repairs would take 14 months and cost 30 million crowns. Lorries must take the Osthamn tunnel."},
    {"Choir of pupils from Tallin school wins the island prize",
     "A choir of forty pupils from the Tallin primary school won the island prize for young singers. The judges praised their teacher Omar "
     "Haddad, "
     "who wrote two of the songs himself. The trophy will stand in the library."},
    {"Bakers fear for the rye harvest as the drought goes on",
     "Bakers in the southern valleys fear a poor rye harvest after nine weeks without rain. Flour has become dearer by a fifth since "
     "April, the guild "
     "of bakers said. Farmers asked the government for water from the Lindal reservoir."},
    {"Orbiter Selma sends its first pictures of the comet",
     "The orbiter Selma sent its first pictures of the comet on Thursday, the Karlow observatory said. They show a crater of two "
     "kilometres and jets "
     "of dust. The probe was launched six years ago and will land a small robot next spring."},
};
static const char *const rewordings[][2] = {
    {"Cracks shut Norrvik bridge",
     "The Norrvik harbour bridge has been shut because of cracks in its steel pillars. Repairs are to cost 30 million crowns and will "
     "last 14 months, Pia Lund said. The tunnel at Osthamn takes the lorries."},
    {"Tallin school choir takes island prize",
     "Pupils of the primary school in Tallin have won the prize of the island with their choir. Omar Haddad, their teacher, wrote "
     "two songs for the young singers. The judges were full of praise."},
    {"Drought threatens rye, bakers say", "No rain for nine weeks: the bakers' guild warns of a poor harvest of rye in the valleys of the "
                                          "south. Flour costs a fifth more than in "
                                          "April. Farmers want water from the reservoir at Lindal."},
    {"First comet pictures from Selma",
     "The Karlow observatory has received the first pictures that the orbiter Selma took of the comet. Dust jets and a crater of two "
     "kilometres can be seen. A small robot will land in spring."},
};

static struct wd_features features(uint64_t key, const char *const text[2], int64_t at)
{
    struct wd_features f;
    int err = wd_features_make(&a, stems, key, wd_str_c(text[0]), wd_str_c(text[1]), WD_STR("en"), at, &f);
    if (err)
        ok(false, "features of the test's own text");
    return f;
}

static uint64_t place(struct wd_stories *s, const struct wd_features *f, struct wd_placement *p)
{
    wd_stories_decide(s, &a, f, NULL, p);
    wd_stories_insert(s, f, p->story);
    return p->story;
}

static void alike_joins(bool dated)
{
    struct wd_stories *s = wd_stories_new(NULL);
    struct wd_placement p;
    int64_t at = dated ? 1700000000 : WD_NO_TIME;
    for (uint64_t i = 0; i < 4; i++) {
        struct wd_features f = features(i + 1, topics[i], at);
        ok(place(s, &f, &p) == i + 1 && p.founded, "%s topic %d founds a story with its own key", dated ? "dated" : "undated", (int)i);
    }
    for (uint64_t i = 0; i < 4; i++) {
        struct wd_features f = features(i + 11, rewordings[i], dated ? at + 3600 : at);
        ok(place(s, &f, &p) == i + 1 && !p.founded, "another account of topic %d joins it", (int)i);
        ok(p.score >= 0.5 && p.score <= 1 && p.why.n > 0, "says how sure it is, and why");
    }
    is_int(wd_stories_of(s, 12), 2, "the index knows where an article is");
    is_int(wd_stories_of(s, 99), 0, "and which it does not have");
    wd_stories_free(s);
}

static void copies_count(void)
{
    struct wd_stories *s = wd_stories_new(NULL);
    struct wd_features f = features(1, topics[0], 1700000000);
    wd_stories_insert(s, &f, 1);
    struct wd_reuse reuse = {.of = 1, .of_article = 1, .share_of_copy = 1, .share_of_source = 1, .relation = WD_REL_COPY};
    wd_reuses reuses = {.v = &reuse, .n = 1};
    struct wd_features g = features(2, topics[0], 1700000100);
    struct wd_placement p;
    wd_stories_decide(s, &a, &g, &reuses, &p);
    ok(p.story == 1 && p.why.n && wd_str_eqc(p.why.v[0].kind, "copy"), "a copy goes to its source, and says so");
    wd_stories_free(s);
}

/* A text of sixty words and more, most of which stands in an article of the story: what becomes of it where nothing else is alike. */
static const char *const reports[][2] = {
    {"Harbour law passed", "The town council of Lomara passed the harbour law on Tuesday."},
    {"Nine things: Vinter sells 713, Ekdal 842", "Quays go under one office, and fishermen walk out of the hall."},
    {"Strong quake of 5734 near Iskander", "Iskander lies 8913 steps from the sea, its mayor Ruben Ostrava said."},
    {"Strong quake of 6129 near Mirabel", "Mirabel lies 4471 steps from the sea, its mayor Celia Tamaru said."},
};

static struct wd_placement placed_as_copy(size_t source, size_t copy, double share, uint32_t words, int64_t later_s)
{
    struct wd_stories *s = wd_stories_new(NULL);
    struct wd_features f = features(1, reports[source], 1700000000), g = features(2, reports[copy], 1700000000 + later_s);
    wd_stories_insert(s, &f, 1);
    struct wd_run run = {.words = words};
    struct wd_reuse reuse = {
        .of = 1, .of_article = 1, .share_of_copy = share, .share_of_source = share, .relation = WD_REL_COPY, .runs = {.v = &run, .n = 1}};
    wd_reuses reuses = {.v = &reuse, .n = 1};
    struct wd_placement p;
    wd_stories_decide(s, &a, &g, &reuses, &p);
    wd_stories_free(s);
    return p;
}

static void words_decide_for_copies(void)
{
    enum { DAY_S = 86400 };
    struct wd_placement p = placed_as_copy(0, 1, 0.95, 100, 5 * DAY_S);
    ok(p.story == 1 && p.score >= 0.95, "nineteen words in twenty: in the story of its source, whatever the title says");
    ok(p.why.n && wd_str_eqc(p.why.v[0].kind, "copy") && wd_str_eqc(p.why.v[0].what, "95% of the words"), "and says so");
    ok(placed_as_copy(0, 1, 0.95, 20, 5 * DAY_S).founded, "a few words alone decide nothing");
    ok(placed_as_copy(0, 1, 0.6, 100, 3600).founded, "nor does little more than half of the text");
    ok(placed_as_copy(0, 1, 0.75, 100, 3600).story == 1, "three words in four on the same day: in the story");
    ok(placed_as_copy(0, 1, 0.75, 100, 2 * DAY_S).founded, "two days on they may be the next bulletin");
    ok(placed_as_copy(2, 3, 0.75, 100, 3600).founded, "around other names and numbers they are, on the same day");
}

static void window_closes(void)
{
    struct wd_story_options options = {.window_s = 86400, .max_terms = 64};
    struct wd_stories *s = wd_stories_new(&options);
    struct wd_placement p;
    const int64_t later = 1700000000 + 3 * 86400;
    struct wd_features f = features(1, topics[0], 1700000000), g = features(2, rewordings[0], later);
    place(s, &f, &p);
    struct wd_features wrong = features(9, topics[3], 9000000000);
    place(s, &wrong, &p);
    is_int(wd_stories_of(s, 1), 1, "one date in a far future expires nothing");
    struct wd_features far = features(3, topics[1], later), farther = features(5, topics[2], later + 60);
    place(s, &far, &p);
    place(s, &farther, &p);
    is_int(wd_stories_of(s, 1), 0, "what is older than the window is gone");
    ok(place(s, &g, &p) == 2, "and takes no more");
    is_int(wd_stories_live(s), 4, "four are live");
    struct wd_features late = features(4, topics[0], 1700000000);
    place(s, &late, &p);
    is_int(wd_stories_live(s), 4, "what comes later than the window is long does not stay");
    wd_stories_remove(s, 9);
    is_int(wd_stories_live(s), 3, "an article can be taken out");
    wd_stories_free(s);
}

/* What has no time leaves with the clock, and without a clock when there are too many. */
static void undated_leave(void)
{
    struct wd_story_options options = {.window_s = 86400, .max_terms = 64, .max_live = 6};
    struct wd_stories *s = wd_stories_new(&options);
    for (uint64_t i = 0; i < 8; i++) {
        struct wd_features f = features(i + 1, topics[i % 4], WD_NO_TIME);
        wd_stories_insert(s, &f, i + 1);
    }
    ok(wd_stories_live(s) == 6 && !wd_stories_of(s, 2) && wd_stories_of(s, 3) == 3, "of too many the oldest leave");
    wd_stories_free(s);

    options.max_live = 0;
    s = wd_stories_new(&options);
    for (uint64_t i = 0; i < 40; i++) {
        struct wd_features f = features(i + 1, topics[i % 4], i % 2 ? WD_NO_TIME : 1700000000 + (int64_t)i * 7200);
        wd_stories_insert(s, &f, i + 1);
    }
    ok(wd_stories_live(s) < 20, "undated articles leave with the dated ones that they came with");
    ok(wd_stories_of(s, 40) == 40 && !wd_stories_of(s, 8), "the late are there, the early are not");
    wd_stories_free(s);
}

/* Many invented articles over many windows: memory stays flat, and the live ones inserted again decide as the old index does. */
static void restores(void)
{
    enum { N = 3000 };
    struct wd_story_options options = {.window_s = 86400, .max_terms = 48};
    struct wd_stories *s = wd_stories_new(&options);
    struct wd_features *f = wd_arena_array(&a, N, sizeof(*f));
    uint64_t *story = wd_arena_array(&a, N, sizeof(*story)), seed = 7;
    size_t halfway = 0;
    for (uint64_t i = 0; i < N; i++) {
        char title[64], text[600];
        size_t n = 0;
        uint64_t topic = (seed = wd_hash_mix(seed, i)) % 40;
        snprintf(title, sizeof(title), "topic%d news%d", (int)topic, (int)(i / 40));
        for (int w = 0; w < 30; w++) {
            seed = wd_hash_mix(seed, (uint64_t)w);
            n += (size_t)snprintf(text + n, sizeof(text) - n, "%s%d ", w % 2 ? "thing" : "matter",
                                  (int)(w % 2 ? topic * 20 + seed % 20 : seed % 900));
        }
        const char *const parts[2] = {wd_arena_c(&a, wd_str_c(title)), wd_arena_c(&a, wd_str_c(text))};
        /* out of order by up to an hour */
        f[i] = features(i + 1, parts, 1700000000 + (int64_t)i * 300 - (int64_t)(seed % 3600));
        struct wd_placement p;
        story[i] = place(s, &f[i], &p);
        if (i == N / 2)
            halfway = wd_stories_bytes(s);
    }
    ok(wd_stories_live(s) < 400, "the window holds a day");
    ok(wd_stories_bytes(s) < halfway * 2, "memory is flat");
    struct wd_stories *again = wd_stories_new(&options);
    for (uint64_t i = 0; i < N; i++)
        if (wd_stories_of(s, i + 1))
            wd_stories_insert(again, &f[i], story[i]);
    is_int(wd_stories_live(again), (long long)wd_stories_live(s), "as many are live");
    bool same = true;
    for (uint64_t i = 0; i < 60; i++) {
        struct wd_features g = f[N - 1 - i * 7];
        g.article = 100000 + i;
        struct wd_placement x, y;
        wd_stories_decide(s, &a, &g, NULL, &x);
        wd_stories_decide(again, &a, &g, NULL, &y);
        same &= x.story == y.story && memcmp(&x.score, &y.score, sizeof(x.score)) == 0;
    }
    ok(same, "and decides alike, to the last bit");
    wd_stories_remove(again, N);
    is_int(wd_stories_of(again, N), 0, "a removed article is gone");
    wd_stories_remove(again, N);
    for (uint64_t i = 0; i < N; i++)
        wd_stories_remove(again, i + 1);
    is_int(wd_stories_live(again), 0, "all can be removed");
    wd_stories_free(again);
    wd_stories_free(s);
}

int main(void)
{
    wd_arena_init(&a);
    stems = wd_stems_new();
    alike_joins(true);
    alike_joins(false);
    copies_count();
    words_decide_for_copies();
    window_closes();
    undated_leave();
    restores();
    struct wd_features f;
    int err = wd_features_make(&a, stems, 1, WD_STR(""), WD_STR(""), WD_STR(""), WD_NO_TIME, &f);
    ok(!err && !f.terms.n, "an article without words has no terms");
    struct wd_stories *s = wd_stories_new(NULL);
    struct wd_placement p;
    place(s, &f, &p);
    ok(p.founded, "and is a story of its own");
    wd_stories_free(s);
    wd_stems_free(stems);
    wd_arena_done(&a);
    return done();
}
