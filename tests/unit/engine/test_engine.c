/* The engine: versions, forgetting, and that an engine restored from recorded placements decides as the one that made them. */
#include "base/hash.h"
#include "base/limits.h"
#include "engine/engine.h"
#include "tap.h"

enum { ARTICLES = 300, EVENTS = 30, FACTS = 9, ALL_HOT = 0 };

struct chance {
    uint64_t state;
};
static uint32_t next(struct chance *c, uint32_t below)
{
    c->state += 0x9E3779B97F4A7C15u;
    return (uint32_t)(wd_hash_mix(c->state, 7) >> 33) % below;
}

static struct wd_stems *stems;

/* Names and words of a country that is on no map; each event draws its own few. */
static void put_word(struct wd_buf *b, uint32_t n, bool name)
{
    static const char *const start[] = {"bal", "dor", "fen", "gar", "hol", "kes", "lin", "mor", "nar", "pel", "ros", "tam", "vor", "wes"};
    static const char *const middle[] = {"a", "e", "i", "o", "u", "an", "el", "ir", "ost", "und"};
    static const char *const end[] = {"ber", "da", "fell", "gen", "hus", "ka", "lund", "mir", "nes", "ra", "stad", "tor", "vik"};
    size_t from = b->n;
    wd_buf_putc(b, start[n % WD_COUNT(start)]);
    wd_buf_putc(b, middle[n / WD_COUNT(start) % WD_COUNT(middle)]);
    wd_buf_putc(b, end[n / (WD_COUNT(start) * WD_COUNT(middle)) % WD_COUNT(end)]);
    if (name)
        b->p[from] = (char)(b->p[from] - 32);
}

static void put_fact(struct wd_buf *b, uint32_t event, uint32_t fact)
{
    struct chance c = {event * 1000u + fact};
    wd_buf_putc(b, "The ");
    put_word(b, event * 17 + fact % 3, true);
    wd_buf_putc(b, " office said that ");
    for (int i = 0; i < 11; i++) {
        put_word(b, event * 29 + next(&c, 24), next(&c, 5) == 0);
        wd_buf_putc(b, " ");
    }
    wd_buf_printf(b, "cost %u crowns in ", 100 + next(&c, 900));
    put_word(b, event * 13 + fact % 2, true);
    wd_buf_putc(b, ".");
}

struct drawn {
    uint32_t event, first, facts, outlet;
    uint64_t key, version;
    int64_t at_utc;
    uint32_t own; /* an event of which it tells one more fact; 0: none */
};

/* An article of an event tells some of its facts in its own order; one in six is a later state of an article before it, one in
 * twelve the same state once more, one in five a copy of a neighbour. */
static void draw(struct drawn *all)
{
    struct chance c = {41};
    for (uint32_t i = 0; i < ARTICLES; i++) {
        struct drawn d = {next(&c, EVENTS), next(&c, FACTS), 3 + next(&c, 4), next(&c, 7), i + 1, 1, 1760000000 + (int64_t)i * 2400};
        uint32_t kind = i < 20 ? 99 : next(&c, 60), earlier = i < 20 ? 0 : i - 1 - next(&c, 19);
        if (kind < 10) {
            d = all[earlier];
            d.version++;
            d.facts++;
        } else if (kind < 15) {
            d = all[earlier];
        } else if (kind < 27) {
            d.event = all[earlier].event;
            d.first = all[earlier].first;
            d.facts = all[earlier].facts;
        }
        all[i] = d;
        /* events stay in the news for a while, then others take over */
        if (kind >= 27)
            all[i].event = (i / 50 * 5 + d.event % 8) % EVENTS;
    }
}

static const struct wd_article *written(struct wd_arena *a, const struct drawn *d)
{
    struct wd_article *article = WD_NEW(a, struct wd_article);
    struct wd_buf b;
    wd_buf_init(&b, WD_MAX_TEXT_BYTES);
    *article = (struct wd_article){.key = d->key,
                                   .version = d->version,
                                   .outlet = wd_arena_printf(a, "Outlet %u", d->outlet),
                                   .language = WD_STR("en"),
                                   .arrived_utc = d->at_utc,
                                   .created_utc = d->at_utc,
                                   .updated_utc = WD_NO_TIME,
                                   .embargo_utc = WD_NO_TIME};
    for (uint32_t i = 0; i < d->facts; i++) {
        uint32_t start = (uint32_t)b.n;
        put_fact(&b, d->event, (d->first + i) % FACTS);
        wd_list_add(a, &article->sentences, (struct wd_span){start, (uint32_t)b.n});
        wd_buf_putc(&b, "\n");
    }
    if (d->own) {
        uint32_t start = (uint32_t)b.n;
        put_fact(&b, d->own, 0);
        wd_list_add(a, &article->sentences, (struct wd_span){start, (uint32_t)b.n});
        wd_buf_putc(&b, "\n");
    }
    article->body = wd_arena_str(a, wd_str_n(b.p, b.n - 1));
    wd_buf_reset(&b);
    put_word(&b, d->event * 17, true);
    wd_buf_putc(&b, " and ");
    put_word(&b, d->event * 29 + d->outlet, false);
    wd_buf_putc(&b, " cost crowns");
    article->title = wd_arena_str(a, wd_buf_str(&b));
    wd_buf_done(&b);
    return article;
}

static struct wd_engine *new_engine(int64_t window_s, uint32_t hot_texts)
{
    struct wd_story_options stories = wd_story_defaults;
    struct wd_copy_options copies = wd_copy_defaults;
    struct wd_engine *e = NULL;
    struct wd_where w = {0};
    stories.window_s = window_s;
    copies.hot_texts = hot_texts;
    if (wd_engine_new(&(struct wd_engine_options){.copies = &copies, .stories = &stories}, NULL, &e, &w) != 0)
        abort();
    return e;
}

static struct wd_engine_input prepared(struct wd_arena *a, const struct drawn *d)
{
    struct wd_engine_input in = {0};
    if (wd_engine_prepare(a, stems, written(a, d), &in) != 0)
        ok(false, "the test's own article is prepared");
    return in;
}

static struct wd_placed applied(struct wd_engine *e, struct wd_arena *a, const struct drawn *d)
{
    struct wd_engine_input in = prepared(a, d);
    struct wd_placed placed = {0};
    if (wd_engine_apply(e, a, &in, &placed) != 0)
        ok(false, "the test's own article is applied");
    return placed;
}

static bool same_decision(const struct wd_placed *x, const struct wd_placed *y)
{
    struct wd_buf b, c;
    wd_buf_init(&b, WD_MAX_TEXT_BYTES);
    wd_buf_init(&c, WD_MAX_TEXT_BYTES);
    wd_record_pack(&wd_placed_record, x, &b);
    wd_record_pack(&wd_placed_record, y, &c);
    bool same = x->known == y->known && wd_str_eq(wd_buf_str(&b), wd_buf_str(&c));
    wd_buf_done(&b);
    wd_buf_done(&c);
    return same;
}

/* The second engine takes in the first half as the store has it (packed), then both go on. */
static void restored_goes_on(const struct drawn *all, int64_t window_s, uint32_t hot_texts, uint64_t forgotten, const char *what)
{
    struct wd_engine *live = new_engine(window_s, hot_texts), *again = new_engine(window_s, hot_texts);
    struct wd_arena a;
    wd_arena_init(&a);
    size_t wrong = 0, founded = 0, joined = 0, linked = 0, updates = 0, known = 0;
    for (uint32_t i = 0; i < ARTICLES; i++) {
        struct wd_placed placed = applied(live, &a, &all[i]), other = {0};
        founded += placed.founded;
        updates += placed.is_update;
        known += placed.known;
        joined += !placed.founded && !placed.is_update && !placed.known;
        linked += placed.links.n > 0;
        if (i < ARTICLES / 2) {
            struct wd_engine_input in = prepared(&a, &all[i]);
            struct wd_buf b;
            wd_buf_init(&b, WD_MAX_TEXT_BYTES);
            wd_record_pack(&wd_placed_record, &placed, &b);
            /* what was known already changed nothing, so the store has no second record of it */
            if (!placed.known &&
                (wd_record_unpack(&wd_placed_record, &a, wd_buf_str(&b), &other) != 0 || wd_engine_follow(again, &in, &other) != 0))
                wrong++;
            wd_buf_done(&b);
        } else {
            other = applied(again, &a, &all[i]);
            if (!same_decision(&placed, &other) && wrong++ == 0)
                printf("# first difference at article %u: story %" PRIu64 " (%f), restored %" PRIu64 " (%f)\n", i, placed.story,
                       placed.score, other.story, other.score);
        }
        if (forgotten && i == ARTICLES / 2 - 1) {
            ok(wd_engine_forget(live, forgotten) == 0 && wd_engine_forget(again, forgotten) == 0, "%s: both engines forget an article",
               what);
        }
        wd_arena_reset(&a);
    }
    printf("# %zu founded, %zu joined, %zu updates, %zu known, %zu with links\n", founded, joined, updates, known, linked);
    ok(wrong == 0, "%s: restored midway, every later decision is the same to the last bit (%zu differ)", what, wrong);
    ok(founded > 10 && joined > 50 && updates > 20 && known > 5 && linked > 30, "%s: the articles put every case to it", what);
    wd_arena_done(&a);
    wd_engine_free(live);
    wd_engine_free(again);
}

/* What an operator might ask for: articles and stories drawn from those that came. */
static struct wd_wish wish(struct wd_engine *e, struct wd_arena *a, struct chance *c, const struct drawn *all, uint32_t n)
{
    struct wd_wish w = {
        .kind = (int)next(c, 3), .from = wd_engine_story(e, all[next(c, n)].key), .into = wd_engine_story(e, all[next(c, n)].key)};
    for (uint32_t i = 0; i < n; i++)
        if (w.kind == WD_ACT_SPLIT ? wd_engine_story(e, all[i].key) == w.from && next(c, 2) : next(c, n) < 2)
            wd_list_add(a, &w.articles, all[i].key);
    return w;
}

/* An operator joins, moves and splits while articles come. An engine that takes in all versions with the story that they lie in at last
 * decides as the one that did it all. */
static void restored_after_acts(const struct drawn *all, int64_t window_s)
{
    struct wd_engine *live = new_engine(window_s, ALL_HOT), *again = new_engine(window_s, ALL_HOT);
    struct wd_arena a, kept;
    struct chance c = {5};
    size_t done_n = 0, refused = 0, wrong = 0, joined = 0;
    wd_acts acts = {0};
    wd_arena_init(&a);
    wd_arena_init(&kept);
    for (uint32_t i = 0; i < ARTICLES / 2; i++) {
        (void)applied(live, &a, &all[i]);
        if (i > 20 && next(&c, 4) == 0) {
            struct wd_wish w = wish(live, &kept, &c, all, i);
            wd_acts one = {0};
            int err = wd_engine_act(live, &kept, &w, &one, NULL);
            refused += err != 0;
            for (size_t k = 0; k < one.n && !err; k++)
                wd_list_add(&kept, &acts, one.v[k]);
            done_n += one.n;
        }
        wd_arena_reset(&a);
    }
    for (uint32_t i = 0; i < ARTICLES / 2; i++) {
        struct wd_engine_input in = prepared(&a, &all[i]);
        bool before = false;
        for (uint32_t k = 0; k < i; k++)
            before = before || (all[k].key == all[i].key && all[k].version == all[i].version);
        if (!before && wd_engine_restore(again, &in, wd_engine_story(live, all[i].key)) != 0)
            wrong++;
        wd_arena_reset(&a);
    }
    for (size_t i = acts.n; i-- > 0;)
        wd_engine_restore_act(again, &acts.v[i]);
    for (uint32_t i = 0; i < ARTICLES / 2; i++)
        wrong += wd_engine_story(live, all[i].key) != wd_engine_story(again, all[i].key);
    for (uint32_t i = ARTICLES / 2; i < ARTICLES; i++) {
        struct wd_placed placed = applied(live, &a, &all[i]), other = applied(again, &a, &all[i]);
        wrong += !same_decision(&placed, &other);
        joined += !placed.founded && !placed.is_update && !placed.known;
        wd_arena_reset(&a);
    }
    printf("# %zu acts, %zu refused, %zu joined after them\n", done_n, refused, joined);
    ok(wrong == 0, "restored after acts by hand, every later decision is the same to the last bit (%zu differ)", wrong);
    ok(done_n > 20 && joined > 20, "there were acts, and articles that joined after them");
    wd_arena_done(&a);
    wd_arena_done(&kept);
    wd_engine_free(live);
    wd_engine_free(again);
}

/* Founder and copies: who keeps the key, and what is refused. */
static void acts(void)
{
    struct wd_engine *e = new_engine(14 * 86400, ALL_HOT);
    struct wd_arena a;
    struct wd_where w = {0};
    wd_acts done_acts = {0};
    wd_arena_init(&a);
    struct drawn first = {3, 0, 6, 1, 41, 1, 1760000000}, copy = {3, 0, 6, 2, 42, 1, 1760000600}, other = {8, 0, 6, 3, 43, 1, 1760000700};
    (void)applied(e, &a, &first);
    (void)applied(e, &a, &copy);
    (void)applied(e, &a, &other);
    struct wd_wish join = {.kind = WD_ACT_MERGE, .from = 41, .into = 43}, split = {.kind = WD_ACT_SPLIT, .from = 43},
                   none = {.kind = WD_ACT_MOVE};
    is_int(wd_engine_act(e, &a, &join, &done_acts, &w), 0, "two stories are joined");
    ok(done_acts.n == 1 && done_acts.v[0].into == 41 && done_acts.v[0].from == 43 && done_acts.v[0].articles.n == 1 &&
           done_acts.v[0].by_hand,
       "the older one stays, whichever was named first");
    is_int(wd_engine_act(e, &a, &join, &done_acts, &w), WD_E_INVALID, "what is one cannot be joined: the old name means the same story");
    wd_list_add(&a, &split.articles, 41);
    is_int(wd_engine_act(e, &a, &split, &done_acts, &w), 0, "a story is split, by a name that it had");
    ok(done_acts.n == 1 && done_acts.v[0].from == 41 && done_acts.v[0].into == 42 && done_acts.v[0].articles.n == 2,
       "the founding article keeps the story; the others found one, with the key of the first of them");
    ok(wd_engine_story(e, 41) == 41 && wd_engine_story(e, 43) == 42, "each lies where the act says");
    is_int(wd_engine_act(e, &a, &none, &done_acts, &w), WD_E_INVALID, "to move nothing is refused");
    wd_list_add(&a, &none.articles, 4711);
    is_int(wd_engine_act(e, &a, &none, &done_acts, &w), WD_E_NOTFOUND, "so is an article that never came");
    struct drawn later = {3, 0, 6, 4, 44, 1, 1760000900};
    struct wd_placed p = applied(e, &a, &later);
    ok(!p.founded && (p.story == 41 || p.story == 42), "a later copy joins one of the two");
    wd_arena_done(&a);
    wd_engine_free(e);
}

static void versions(void)
{
    struct wd_engine *e = new_engine(14 * 86400, ALL_HOT);
    struct wd_arena a;
    wd_arena_init(&a);
    struct drawn first = {3, 0, 6, 1, 11, 1, 1760000000}, copy = {3, 0, 6, 2, 12, 1, 1760000600}, second = first, back = first;
    second.version = 2;
    second.facts = 7;
    struct wd_placed p = applied(e, &a, &first);
    ok(p.founded && p.story == 11 && !p.known && !p.is_update, "a first article founds a story with its own key");
    ok(p.links.n == 0, "and copies nobody");
    p = applied(e, &a, &copy);
    ok(!p.founded && p.story == 11, "its copy joins it");
    ok(p.links.n == 1 && p.links.v[0].of == 11 && p.links.v[0].relation == WD_REL_COPY && p.links.v[0].share_of_copy > 0.99,
       "and is told to be a copy of it");
    p = applied(e, &a, &second);
    ok(p.is_update && p.story == 11 && !p.founded && !p.known, "a later state stays in the story");
    ok(p.links.n == 1 && p.links.v[0].of == 12, "it is linked to the other article, not to its own earlier state");
    p = applied(e, &a, &second);
    ok(p.known && p.story == 11, "the same state again changes nothing");
    p = applied(e, &a, &back);
    ok(p.known && p.story == 11, "nor does an earlier state that comes back");
    wd_arena_done(&a);
    wd_engine_free(e);
}

static void forgetting(void)
{
    struct wd_engine *e = new_engine(14 * 86400, ALL_HOT);
    struct wd_arena a;
    wd_arena_init(&a);
    struct drawn first = {5, 0, 6, 1, 21, 1, 1760000000}, second = first, copy = {5, 0, 7, 2, 22, 1, 1760000600};
    second.version = 2;
    second.facts = 7;
    (void)applied(e, &a, &first);
    (void)applied(e, &a, &second);
    is_int(wd_engine_forget(e, 21), 0, "an article is forgotten with all its states");
    is_int(wd_engine_forget(e, 4711), 0, "one that never came is no error");
    struct wd_placed p = applied(e, &a, &copy);
    ok(p.founded && p.story == 22, "after a kill the story is not joined any more");
    is_int(p.links.n, 0, "and no state of the killed article is named as a source");
    wd_arena_done(&a);
    wd_engine_free(e);
}

/* Time is what three articles agree on: a date in a far future moves nothing. */
static void window(void)
{
    struct wd_engine *e = new_engine(86400, ALL_HOT);
    struct wd_arena a;
    wd_arena_init(&a);
    const int64_t start_utc = 1760000000, future_utc = 4000000000;
    struct drawn old = {6, 0, 6, 1, 31, 1, start_utc}, astray = {9, 0, 6, 5, 32, 1, future_utc},
                 soon = {6, 0, 6, 2, 33, 1, start_utc + 600};
    (void)applied(e, &a, &old);
    (void)applied(e, &a, &astray);
    struct wd_placed p = applied(e, &a, &soon);
    ok(p.story == 31 && p.links.n == 1, "one date in a far future closes no story and empties no index");
    for (uint32_t i = 0; i < 4; i++) {
        struct drawn other = {10 + i, 0, 6, 3, 40 + i, 1, start_utc + 90000 + i};
        (void)applied(e, &a, &other);
    }
    struct drawn late = {6, 0, 6, 4, 50, 1, start_utc + 90060};
    p = applied(e, &a, &late);
    ok(p.story != 31, "a story without news for longer than the window is not joined");
    ok(p.links.n > 0 && (p.links.v[0].of == 31 || p.links.v[0].of == 33), "but its articles are still named as sources of the words");
    wd_arena_done(&a);
    wd_engine_free(e);
}

/* One outlet prints the same text four times a day for a month, each time with a sentence of its own. Only the first few are found as
 * sources, and after ten days they have left the window. */
static void repeated_for_a_month(void)
{
    enum { TIMES = 120, OTHERS = 20 };
    struct wd_engine *e = new_engine(10 * 86400, ALL_HOT);
    struct wd_arena a;
    wd_arena_init(&a);
    size_t founded = 0, others = 0;
    for (uint32_t i = 0; i < TIMES; i++) {
        const int64_t at_utc = 1760000000 + (int64_t)i * 6 * 3600;
        struct drawn repeated = {7, 0, 4, 1, 1000 + i, 1, at_utc, 2000 + i}, other = {100 + i, 0, 6, 2 + i % 5, 5000 + i, 1, at_utc, 0};
        founded += applied(e, &a, &repeated).founded;
        others += applied(e, &a, &other).founded;
    }
    is_int((long long)founded, 1, "a text that comes again and again is one story, however long it goes on");
    ok(others > OTHERS, "and other texts are others");
    wd_arena_done(&a);
    wd_engine_free(e);
}

int main(void)
{
    static struct drawn all[ARTICLES];
    stems = wd_stems_new();
    versions();
    forgetting();
    window();
    repeated_for_a_month();
    draw(all);
    restored_goes_on(all, 14 * 86400, ALL_HOT, 0, "a wide window");
    restored_goes_on(all, 2 * 86400, ALL_HOT, 0, "a narrow window");
    restored_goes_on(all, 14 * 86400, ALL_HOT, all[ARTICLES / 2 - 10].key, "after a kill");
    restored_goes_on(all, 14 * 86400, 32, 0, "most texts sealed");
    restored_goes_on(all, 14 * 86400, 32, all[20].key, "a sealed text killed");
    restored_after_acts(all, 14 * 86400);
    restored_after_acts(all, 2 * 86400);
    acts();
    wd_stems_free(stems);
    return done();
}
