#include "cmd/bench_posts.h"

#include "cmd/bench_chronicle.h"
#include "cmd/bench_words.h"
#include "stories/stories.h"

enum { LIVE_STORIES = 10000, WORDS = 300, FLOOD_WORDS = 150, FLOOD_OUTLET = 1 << 20, FROM_UTC = 1767225600, RSS_BYTES = 1 << 20 };
static const uint64_t FLOOD_NUMBERS = UINT64_C(1) << 40, FLOOD_KEY = 0x666C6F6F64;

struct maker {
    struct wd_arena *a, texts;
    struct wd_buf rss;
    struct wd_chronicle *news;
    struct wd_str flood_title, flood_text, flood_outlet;
    int64_t now_utc;
    wd_posts posts;
};

static void post(struct maker *m, const struct wd_chronicle_article *x, double due_s, bool flood)
{
    wd_buf_reset(&m->rss);
    wd_chronicle_rss(x, &m->rss);
    struct wd_event event = {.kind = WD_EVENT_DELIVERY,
                             .instant_utc = x->at_utc,
                             .source = wd_arena_printf(m->a, "o%u.xml", x->outlet),
                             .url = wd_arena_printf(m->a, "https://o%u.example/feed", x->outlet),
                             .content_type = WD_STR("application/rss+xml"),
                             .body = wd_arena_str(m->a, wd_buf_str(&m->rss))};
    wd_list_add(m->a, &m->posts, (struct wd_post){event, due_s, flood});
    m->now_utc = x->at_utc;
    wd_arena_reset(&m->texts);
}

static void post_news(struct maker *m, double due_s)
{
    struct wd_chronicle_article x;
    wd_chronicle_next(m->news, &m->texts, &x);
    post(m, &x, due_s, false);
}

static void post_flood(struct maker *m, uint32_t number, double due_s)
{
    struct wd_chronicle_article x = {.number = FLOOD_NUMBERS + number,
                                     .outlet = FLOOD_OUTLET,
                                     .outlet_name = m->flood_outlet,
                                     .title = m->flood_title,
                                     .at_utc = m->now_utc};
    x.text = wd_arena_printf(&m->texts, "Bulletin %u of %02u:%02u:%02u. %.*s\nReference %u.", number, number / 3600 % 24, number / 60 % 60,
                             number % 60, WD_STR_ARG(m->flood_text), number * 7919 % 100003);
    post(m, &x, due_s, true);
}

static void know_flood(struct maker *m)
{
    struct wd_lexicon *lexicon = wd_arena_raw(m->a, sizeof *lexicon);
    struct wd_scene scene;
    wd_lexicon_make(lexicon);
    wd_scene_make(FLOOD_KEY, &scene);
    m->flood_title = wd_scene_title(lexicon, &scene, m->a, 0);
    m->flood_text = wd_scene_text(lexicon, &scene, m->a, 0, FLOOD_WORDS);
    m->flood_outlet = wd_outlet_name(m->a, FLOOD_OUTLET);
}

void wd_posts_make(struct wd_arena *a, const struct wd_posts_options *o, wd_posts *ret)
{
    struct wd_chronicle_options news = {
        .seed = o->seed, .words = WORDS, .live = LIVE_STORIES, .from_utc = FROM_UTC, .window_s = wd_story_defaults.window_s};
    struct maker m = {.a = a, .news = wd_chronicle_new(&news), .now_utc = FROM_UTC};
    wd_arena_init(&m.texts);
    wd_buf_init(&m.rss, RSS_BYTES);
    know_flood(&m);
    uint32_t n = o->rate * o->seconds, seconds = WD_MIN(o->seconds, 60u), flood_n = o->flood ? WD_FLOOD_A_MINUTE * seconds / 60 : 0;
    for (uint32_t i = 0, k = 0; i < n || k < flood_n;) {
        double news_s = (double)i / o->rate, flood_s = (double)k * seconds / (flood_n + 1);
        if (k == flood_n || (i < n && news_s <= flood_s)) {
            post_news(&m, news_s);
            i++;
        } else {
            post_flood(&m, k++, flood_s);
        }
    }
    wd_buf_done(&m.rss);
    wd_arena_done(&m.texts);
    wd_chronicle_free(m.news);
    *ret = m.posts;
}
