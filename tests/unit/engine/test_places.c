/* Where every article lies: held against lists that are searched from end to end, through random moves, joins and forgetting. */
#include "base/hash.h"
#include "engine/places.h"
#include "tap.h"

enum { STEPS = 4000, ARTICLES = 120, VERSIONS = 1600 };

struct simple {
    uint64_t article, version, story;
};
static struct simple all[VERSIONS];
static size_t all_n, dropped;

static uint64_t state = 11;
static uint32_t chance(uint32_t below)
{
    state += 0x9E3779B97F4A7C15u;
    return (uint32_t)(wd_hash_mix(state, 3) >> 33) % below;
}

static uint64_t story_of(uint64_t article)
{
    for (size_t i = all_n; i-- > 0;)
        if (all[i].article == article)
            return all[i].story;
    return 0;
}

static void set_story(uint64_t article, uint64_t story)
{
    for (size_t i = 0; i < all_n; i++)
        if (all[i].article == article)
            all[i].story = story;
}

static size_t size_of(uint64_t story)
{
    size_t n = 0;
    for (uint64_t a = 1; a <= ARTICLES; a++)
        n += story && story_of(a) == story;
    return n;
}

static bool agrees(const struct wd_places *p, uint64_t article)
{
    struct wd_arena a;
    wd_place_keys versions, members;
    bool same = wd_places_story(p, article) == story_of(article);
    wd_arena_init(&a);
    wd_places_versions(p, &a, article, &versions);
    size_t n = 0;
    for (size_t i = all_n; i-- > 0;)
        if (all[i].article == article)
            same = same && n < versions.n && versions.v[n++] == all[i].version && wd_places_has(p, article, all[i].version);
    same = same && n == versions.n;
    uint64_t story = story_of(article);
    wd_places_articles(p, &a, story, &members);
    same = same && members.n == size_of(story) && wd_places_size(p, story) == members.n;
    size_t at = 0;
    for (size_t i = 0; i < all_n && story; i++) {
        bool seen = !all[i].article || all[i].story != story;
        for (size_t k = 0; k < i && !seen; k++)
            seen = all[k].article == all[i].article;
        if (!seen && story_of(all[i].article) == story)
            same = same && at < members.n && members.v[at++] == all[i].article;
    }
    wd_arena_done(&a);
    return same;
}

static void add(struct wd_places *p)
{
    uint64_t article = 1 + chance(ARTICLES), now = story_of(article), story = now ? now : chance(3) ? story_of(1 + chance(ARTICLES)) : 0;
    struct simple x = {article, (all_n + 1) * 0x9E3779B97F4A7C15u, story ? story : article};
    if (!now && !story && size_of(article))
        return; /* its name is taken: others lie in the story that it founded */
    wd_places_add(p, x.article, x.version, x.story);
    all[all_n++] = x;
}

static void step(struct wd_places *p)
{
    uint64_t one = story_of(1 + chance(ARTICLES)), other = story_of(1 + chance(ARTICLES)), article = 1 + chance(ARTICLES);
    switch (chance(8)) {
    case 0:
        if (one && other && one != other) {
            wd_places_merge(p, one, other);
            for (uint64_t a = 1; a <= ARTICLES; a++)
                if (story_of(a) == one)
                    set_story(a, other);
        }
        break;
    case 1:
    case 2:
        if (story_of(article) && one) {
            uint64_t to = chance(2) || size_of(article) ? one : article;
            wd_places_move(p, article, to);
            set_story(article, to);
        }
        break;
    case 3:
        if (chance(3))
            break;
        wd_places_drop(p, article);
        dropped += story_of(article) != 0;
        for (size_t i = 0; i < all_n; i++)
            if (all[i].article == article)
                all[i].article = 0;
        break;
    default:
        if (all_n < VERSIONS)
            add(p);
    }
}

int main(void)
{
    struct wd_places p;
    size_t wrong = 0;
    wd_places_init(&p);
    for (size_t i = 0; i < STEPS; i++) {
        step(&p);
        wrong += !agrees(&p, 1 + chance(ARTICLES));
    }
    for (uint64_t a = 1; a <= ARTICLES; a++)
        wrong += !agrees(&p, a);
    ok(wrong == 0, "after each of %d steps an article lies where the lists say, with its versions and neighbours (%zu wrong)", STEPS,
       wrong);
    ok(all_n > 1000 && dropped > 100, "%zu versions came, %zu articles were forgotten", all_n, dropped);
    wd_places_done(&p);

    wd_places_init(&p);
    wd_places_add(&p, 5, 1, 5);
    wd_places_add(&p, 7, 1, 7);
    wd_places_add(&p, 6, 1, 7);
    ok(wd_places_older(&p, 7, 5) == 5 && wd_places_older(&p, 5, 7) == 5, "the story whose founder came first is the older one");
    wd_places_merge(&p, 5, 7);
    ok(wd_places_story(&p, 5) == 7 && wd_places_resolve(&p, 5) == 7, "a story that is no more is the one where its founder lies");
    is_int(wd_places_size(&p, 5), 0, "and has no articles");
    wd_places_move(&p, 5, 5);
    ok(wd_places_resolve(&p, 5) == 5 && wd_places_older(&p, 5, 7) == 5, "moved out again it is as old as it was");
    is_int(wd_places_resolve(&p, 99), 0, "what never came is in no story");
    wd_places_drop(&p, 7);
    wd_places_drop(&p, 6);
    ok(!wd_places_story(&p, 6) && !wd_places_has(&p, 7, 1) && !wd_places_size(&p, 7), "when all is forgotten the story is, too");
    wd_places_done(&p);
    return done();
}
