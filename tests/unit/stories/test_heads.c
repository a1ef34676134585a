/* What is kept to link stories: moves, merges, removal, forgetting, and that inserting again restores it. */
#include "base/hash.h"
#include "base/time.h"
#include "stories/heads.h"
#include "tap.h"

enum { DAY_S = 86400, START = 1700000000, MANY = 6000 };

static struct wd_arena a;

static void add(struct wd_head_units *u, enum wd_head_kind kind, const char *word, uint8_t count, uint8_t given)
{
    uint32_t hash = (uint32_t)wd_hash_seed(wd_str_c(word), (uint64_t)kind);
    u->v[u->n++] = (struct wd_head_unit){.hash = hash, .kind = (uint8_t)kind, .count = count, .given = given, .word = wd_str_c(word)};
}

/* An affair by its number: three names, two numbers, and the terms of an event of it. */
static struct wd_head_units units_of(unsigned affair, unsigned event, const char *language)
{
    struct wd_head_units u = {0};
    const char *const names[] = {"Sollander", "Kolmarhavn", "Baltrans"};
    for (size_t i = 0; i < WD_COUNT(names); i++)
        add(&u, WD_HEAD_NAME, wd_arena_printf(&a, "%s%u", names[i], affair).p, 12, i == 0 ? 7 : 0);
    add(&u, WD_HEAD_NUMBER, wd_arena_printf(&a, "1%03u.%u", affair, event).p, 14, 0);
    add(&u, WD_HEAD_NUMBER, wd_arena_printf(&a, "2%03u.%u", affair, event).p, 14, 0);
    add(&u, WD_HEAD_TERM, wd_arena_printf(&a, "cranes-%s%u", language, affair).p, 12, 0);
    add(&u, WD_HEAD_TERM, wd_arena_printf(&a, "dockers-%s%u", language, affair).p, 12, 0);
    add(&u, WD_HEAD_TERM, wd_arena_printf(&a, "event-%s%u", language, event).p, 12, 0);
    return u;
}

static void insert(struct wd_heads *h, uint64_t article, unsigned affair, unsigned event, const char *language, int64_t at, uint64_t story)
{
    struct wd_head_units u = units_of(affair, event, language);
    wd_heads_insert(h, article, &u, wd_str_c(language), at, story);
}

static wd_story_links links_of(struct wd_heads *h, uint64_t story)
{
    wd_story_links links;
    wd_heads_links(h, &a, story, &links);
    return links;
}

static bool has(struct wd_heads *h, uint64_t story, uint64_t other, int kind)
{
    wd_story_links links = links_of(h, story);
    for (size_t i = 0; i < links.n; i++)
        if (links.v[i].other == other && links.v[i].kind == kind)
            return true;
    return false;
}

static void links(void)
{
    struct wd_heads *h = wd_heads_new(NULL);
    insert(h, 1, 1, 1, "en", START, 1);
    insert(h, 2, 1, 1, "de", START + 3600, 2);
    insert(h, 3, 1, 2, "en", START + 9 * DAY_S, 3);
    insert(h, 4, 2, 3, "de", START + 3600, 4);
    ok(has(h, 1, 2, WD_STORY_LANGUAGE) && has(h, 2, 1, WD_STORY_LANGUAGE), "one event in two languages: each links the other");
    ok(has(h, 1, 3, WD_STORY_THREAD) && has(h, 3, 1, WD_STORY_THREAD), "an affair goes on: each links the other");
    ok(!has(h, 3, 2, WD_STORY_LANGUAGE), "nine days apart they are two events, in whatever languages");
    is_int(links_of(h, 4).n, 0, "another affair is linked with nothing");
    is_int(links_of(h, 99).n, 0, "nor is a story that is not known");
    wd_story_links found = links_of(h, 1);
    ok(found.n == 2 && found.v[0].kind == WD_STORY_LANGUAGE && found.v[0].score > 0.5 && found.v[0].score <= 1,
       "languages first, with a score");
    double sum = 0;
    for (size_t i = 0; i < found.v[0].why.n; i++)
        sum += found.v[0].why.v[i].weight;
    ok(found.v[0].why.n >= 3 && sum > 0.999 && sum < 1.001, "reasons are parts of a whole");
    is_str(found.v[0].why.v[0].kind, "number", "and say of what kind they are");
    wd_heads_free(h);
}

static void people(void)
{
    struct wd_heads *h = wd_heads_new(NULL);
    struct wd_head_units x = {0}, y = {0};
    add(&x, WD_HEAD_NAME, "Keller", 12, 9 << 3);
    add(&x, WD_HEAD_NAME, "Norrail", 12, 0);
    y = x;
    y.v[0].given = 5 << 3;
    wd_heads_insert(h, 1, &x, WD_STR("en"), START, 1);
    wd_heads_insert(h, 2, &y, WD_STR("de"), START, 2);
    is_int(links_of(h, 1).n, 0, "two people of one family name are two");
    wd_heads_insert(h, 2, &x, WD_STR("de"), START, 2);
    is_int(links_of(h, 1).n, 1, "the same one is the same; an article that comes again takes the place of its earlier state");
    is_int(wd_heads_live(h), 2, "and is there once");
    wd_heads_free(h);
}

static void partners(void)
{
    struct wd_heads *h = wd_heads_new(NULL);
    insert(h, 1, 1, 1, "en", START, 1);
    insert(h, 2, 1, 2, "en", START + 2 * DAY_S, 2);
    insert(h, 3, 1, 1, "de", START, 3);
    insert(h, 4, 1, 2, "de", START + 2 * DAY_S, 4);
    ok(has(h, 1, 3, WD_STORY_LANGUAGE) && has(h, 2, 4, WD_STORY_LANGUAGE), "two events of an affair, each with its own partner");
    ok(!has(h, 1, 4, WD_STORY_LANGUAGE) && !has(h, 2, 3, WD_STORY_LANGUAGE), "and not with the other's");
    wd_heads_free(h);
}

static void moves(void)
{
    struct wd_heads *h = wd_heads_new(NULL);
    insert(h, 1, 1, 1, "en", START, 1);
    insert(h, 2, 1, 1, "de", START, 2);
    insert(h, 3, 1, 1, "de", START, 3);
    ok(has(h, 1, 2, WD_STORY_LANGUAGE) && has(h, 1, 3, WD_STORY_LANGUAGE), "both are linked while they are two");
    wd_heads_merge(h, 3, 2);
    ok(has(h, 1, 2, WD_STORY_LANGUAGE) && !has(h, 1, 3, WD_STORY_LANGUAGE), "merged, the story that stays is linked");
    ok(!wd_heads_due(h, 3) && wd_heads_due(h, 2), "the other is not known any more");
    wd_heads_move(h, 3, 3);
    ok(has(h, 1, 3, WD_STORY_LANGUAGE), "an article that is moved out is a story again");
    wd_heads_move(h, 2, 3);
    ok(!has(h, 1, 2, WD_STORY_LANGUAGE), "a story without articles is gone");
    wd_heads_move(h, 77, 1);
    wd_heads_merge(h, 77, 1);
    wd_heads_remove(h, 77);
    is_int(wd_heads_live(h), 3, "what is not known moves nothing");
    wd_heads_remove(h, 2);
    wd_heads_remove(h, 3);
    is_int(links_of(h, 1).n, 0, "removed, they are linked no more");
    wd_heads_free(h);
}

static void due(void)
{
    struct wd_heads *h = wd_heads_new(NULL);
    unsigned asked = 0;
    for (uint64_t i = 1; i <= 1024; i++) {
        insert(h, i, 1, 1, "en", START, 1);
        asked += wd_heads_due(h, 1);
    }
    is_int(asked, 11, "a flood of a thousand copies asks eleven times");
    wd_heads_free(h);
}

static void forgets(void)
{
    struct wd_heads_options options = wd_heads_defaults;
    options.thread_s = 10 * DAY_S;
    struct wd_heads *h = wd_heads_new(&options);
    insert(h, 1, 1, 1, "en", START, 1);
    insert(h, 9, 9, 9, "en", START + 400ll * DAY_S, 9);
    insert(h, 2, 2, 2, "en", START + DAY_S, 2);
    insert(h, 3, 3, 3, "en", WD_NO_TIME, 3);
    is_int(wd_heads_live(h), 4, "one date in a far future forgets nothing");
    for (uint64_t i = 10; i < 13; i++)
        insert(h, i, (unsigned)i, 1, "en", START + 20 * DAY_S, i);
    is_int(wd_heads_live(h), 4, "when others agree on the time, what is older than a thread reaches is forgotten");
    insert(h, 1, 1, 1, "en", START, 1);
    is_int(wd_heads_live(h), 4, "and does not stay when it comes late");
    insert(h, 20, 20, 1, "en", WD_NO_TIME, 20);
    is_int(wd_heads_live(h), 5, "an article without a time has the time of the others");
    wd_heads_remove(h, 9);
    is_int(wd_heads_live(h), 4, "the far one can be taken out");
    wd_heads_free(h);
    options.most = 100;
    h = wd_heads_new(&options);
    for (uint64_t i = 1; i <= 500; i++)
        insert(h, i, (unsigned)i, 1, "en", START, i);
    is_int(wd_heads_live(h), 100, "no more are kept than was said");
    ok(wd_heads_due(h, 500) && !wd_heads_due(h, 400), "the earliest went first");
    wd_heads_free(h);
}

static bool same_links(struct wd_heads *x, struct wd_heads *y, uint64_t story)
{
    wd_story_links p = links_of(x, story), q = links_of(y, story);
    bool same = p.n == q.n;
    for (size_t i = 0; same && i < p.n; i++) {
        same = p.v[i].other == q.v[i].other && p.v[i].kind == q.v[i].kind && memcmp(&p.v[i].score, &q.v[i].score, sizeof(double)) == 0 &&
               p.v[i].why.n == q.v[i].why.n;
        for (size_t k = 0; same && k < p.v[i].why.n; k++)
            same = wd_str_eq(p.v[i].why.v[k].what, q.v[i].why.v[k].what) &&
                   memcmp(&p.v[i].why.v[k].weight, &q.v[i].why.v[k].weight, sizeof(double)) == 0;
    }
    return same;
}

/* Many articles over many windows, with moves, merges and removals: the live ones inserted again answer as the old index does. */
static void restores(void)
{
    struct wd_heads_options options = wd_heads_defaults;
    options.thread_s = 10 * DAY_S;
    struct wd_heads *h = wd_heads_new(&options), *again = wd_heads_new(&options);
    static uint64_t story[MANY + 1];
    static unsigned affair[MANY + 1];
    static bool gone[MANY + 1];
    uint64_t seed = 5;
    size_t halfway = 0, linked = 0;
    for (uint64_t i = 1; i <= MANY; i++) {
        seed = wd_hash_mix(seed, i);
        affair[i] = (unsigned)(i / 6 + seed % 9);
        story[i] = 1 + affair[i] * 4 + (seed >> 8) % 4;
        insert(h, i, affair[i], (unsigned)(seed >> 8) % 4, i % 3 ? "en" : "de", START + (int64_t)i * 1000 - (int64_t)(seed >> 16) % 90000,
               story[i]);
        if (i % 7 == 0) {
            story[i - 3] = story[i];
            wd_heads_move(h, i - 3, story[i]);
        }
        if (i % 97 == 0) {
            uint64_t from = story[i - 1], into = story[i];
            wd_heads_merge(h, from, into);
            for (uint64_t k = 1; k <= i; k++)
                story[k] = story[k] == from ? into : story[k];
        }
        if (i % 31 == 0) {
            gone[i - 9] = true;
            wd_heads_remove(h, i - 9);
        }
        if (i == MANY / 2)
            halfway = wd_heads_bytes(h);
    }
    ok(wd_heads_live(h) < 1100 && wd_heads_bytes(h) < halfway * 5 / 4, "memory is flat at a constant window");
    for (uint64_t i = 1; i <= MANY; i++)
        if (!gone[i])
            insert(again, i, affair[i], (unsigned)0, "en", START, 1); /* wrong at first: the second time counts */
    wd_heads_free(again);
    again = wd_heads_new(&options);
    seed = 5;
    for (uint64_t i = 1; i <= MANY; i++) {
        seed = wd_hash_mix(seed, i);
        if (!gone[i])
            insert(again, i, affair[i], (unsigned)(seed >> 8) % 4, i % 3 ? "en" : "de",
                   START + (int64_t)i * 1000 - (int64_t)(seed >> 16) % 90000, story[i]);
    }
    is_int(wd_heads_live(again), (long long)wd_heads_live(h), "as many are live");
    bool same = true;
    for (uint64_t i = MANY - 900; i <= MANY; i++) {
        same &= same_links(h, again, story[i]);
        linked += links_of(h, story[i]).n;
    }
    ok(linked > 500, "%zu links were found", linked);
    ok(same, "and they are the same, to the last bit");
    for (uint64_t i = 1; i <= MANY; i++)
        wd_heads_remove(again, i);
    is_int(wd_heads_live(again), 0, "all can be removed");
    wd_heads_free(again);
    wd_heads_free(h);
}

int main(void)
{
    wd_arena_init(&a);
    links();
    people();
    partners();
    moves();
    due();
    forgets();
    restores();
    struct wd_head_units none;
    struct wd_article article = {0};
    struct wd_features features = {0};
    int err = wd_head_units_make(&a, &article, &features, &none);
    ok(!err && !none.n, "an article without words has no units");
    struct wd_heads *h = wd_heads_new(NULL);
    wd_heads_insert(h, 1, &none, WD_STR(""), WD_NO_TIME, 1);
    is_int(links_of(h, 1).n, 0, "and is linked with nothing");
    wd_heads_free(h);
    wd_heads_free(NULL);
    wd_arena_done(&a);
    return done();
}
