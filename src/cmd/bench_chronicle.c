#include "cmd/bench_chronicle.h"

#include <math.h>
#include <stdlib.h>

#include "base/time.h"
#include "cmd/bench_words.h"

enum { SIZE_MOST = 600, OUTLET_BITS = 11, SHAPES_TRIED = 4096, EDITED_ONE_IN = 25, BREAKING_FROM = 100, BREAKING_ONE_IN = 4 };
/* Of the articles that are not the first of their story; the first ones are a quarter of all. */
enum { COPIES_IN_1000 = 523 };
enum { FOR_STREAM = 31, FOR_ARTICLE };
static const double HOUR_S = 3600, SHORTEST_H = 2, LONGEST_H = 96, BURST_LEAST_H = 1, BURST_MOST_H = 6;

/* A story that has articles to come. */
struct story {
    uint64_t key, number;
    double start_s, burst_s, life_s;
    double placed; /* of the articles after the first: where between 0 and 1 the last one lies, half of them below a half */
    uint32_t size, made;
};
struct due {
    double at_s;
    uint32_t story;
};
struct wd_chronicle {
    struct wd_chronicle_options options;
    struct wd_lexicon lexicon;
    struct wd_random r;
    double sizes[SIZE_MOST]; /* summed up shares of the sizes from 1 on */
    double birth_s, births_a_s;
    uint64_t stories, articles;
    struct story *active;
    uint32_t active_n, active_cap, *free, free_n;
    struct due *heap; /* soonest first */
    uint32_t heap_n;
};

/* ---- when ---- */

static uint32_t draw_size(struct wd_chronicle *s)
{
    double x = wd_random_unit(&s->r) * s->sizes[SIZE_MOST - 1];
    uint32_t low = 0, high = SIZE_MOST - 1;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (s->sizes[middle] < x)
            low = middle + 1;
        else
            high = middle;
    }
    return low + 1;
}

static double draw_between(struct wd_chronicle *s, double least, double most)
{
    return least * pow(most / least, wd_random_unit(&s->r));
}

static struct story draw_story(struct wd_chronicle *s)
{
    struct story story = {.size = draw_size(s)};
    bool breaking = story.size >= BREAKING_FROM && wd_random_below(&s->r, BREAKING_ONE_IN) == 0;
    story.life_s = draw_between(s, SHORTEST_H, LONGEST_H) * HOUR_S;
    story.burst_s = breaking ? HOUR_S : fmin(draw_between(s, BURST_LEAST_H, BURST_MOST_H) * HOUR_S, story.life_s / 2);
    return story;
}

/* The next of the articles that are left, as they lie in order when each is thrown by itself. */
static double draw_next(struct wd_chronicle *s, struct story *story)
{
    uint32_t left = story->size - story->made;
    story->placed = 1 - (1 - story->placed) * pow(wd_random_unit(&s->r), 1.0 / left);
    double u = 2 * story->placed;
    return u < 1 ? story->burst_s * u : story->burst_s + (story->life_s - story->burst_s) * (u - 1) * (u - 1);
}

/* Stories begin as often as it takes for so many to be live at a time: each is from its first article until the window has passed its
 * last. */
static double births_a_s(struct wd_chronicle *s)
{
    double span_s = 0;
    for (int i = 0; i < SHAPES_TRIED; i++) {
        struct story story = draw_story(s);
        double last_s = 0;
        for (story.made = 1; story.made < story.size; story.made++)
            last_s = draw_next(s, &story);
        span_s += last_s;
    }
    return s->options.live / ((double)s->options.window_s + span_s / SHAPES_TRIED);
}

static bool sooner(const struct due *x, const struct due *y)
{
    return x->at_s != y->at_s ? x->at_s < y->at_s : x->story < y->story;
}

static void heap_push(struct wd_chronicle *s, struct due due)
{
    uint32_t i = s->heap_n++;
    for (; i > 0 && sooner(&due, &s->heap[(i - 1) / 2]); i = (i - 1) / 2)
        s->heap[i] = s->heap[(i - 1) / 2];
    s->heap[i] = due;
}

static void heap_pop(struct wd_chronicle *s)
{
    struct due last = s->heap[--s->heap_n];
    uint32_t i = 0, child;
    while ((child = 2 * i + 1) < s->heap_n) {
        child += child + 1 < s->heap_n && sooner(&s->heap[child + 1], &s->heap[child]);
        if (!sooner(&s->heap[child], &last))
            break;
        s->heap[i] = s->heap[child];
        i = child;
    }
    s->heap[i] = last;
}

static uint32_t begin_story(struct wd_chronicle *s)
{
    struct story story = draw_story(s);
    story.start_s = s->birth_s;
    story.number = ++s->stories;
    story.key = wd_hash_mix(s->options.seed, story.number);
    s->birth_s -= log(wd_random_unit(&s->r)) / s->births_a_s;
    if (!s->free_n && s->active_n == s->active_cap) {
        s->active_cap = s->active_cap ? s->active_cap * 2 : 1024;
        s->active = wd_realloc(s->active, s->active_cap * sizeof *s->active);
        s->free = wd_realloc(s->free, s->active_cap * sizeof *s->free);
        s->heap = wd_realloc(s->heap, s->active_cap * sizeof *s->heap);
    }
    uint32_t at = s->free_n ? s->free[--s->free_n] : s->active_n++;
    s->active[at] = story;
    return at;
}

struct wd_chronicle *wd_chronicle_new(const struct wd_chronicle_options *options)
{
    struct wd_chronicle *s = wd_calloc(1, sizeof *s);
    s->options = *options;
    s->r = wd_random_of(options->seed, FOR_STREAM, 0);
    wd_lexicon_make(&s->lexicon);
    for (uint32_t n = 1; n <= SIZE_MOST; n++)
        s->sizes[n - 1] = (n > 1 ? s->sizes[n - 2] : 0) + 1.0 / ((double)n * n);
    s->births_a_s = births_a_s(s);
    return s;
}

void wd_chronicle_free(struct wd_chronicle *s)
{
    if (!s)
        return;
    free(s->active);
    free(s->free);
    free(s->heap);
    free(s);
}

/* ---- what ---- */

struct plan {
    enum wd_chronicle_kind kind;
    uint32_t source; /* number of the article in the story whose text it has */
    struct wd_random r;
};

static struct plan plan_of(uint64_t key, uint32_t number)
{
    struct plan plan = {.source = number, .r = wd_random_of(key, FOR_ARTICLE, number)};
    if (number == 0 || wd_random_below(&plan.r, 1000) >= COPIES_IN_1000)
        return plan;
    plan.kind = WD_CHRONICLE_WHOLE + (enum wd_chronicle_kind)wd_random_below(&plan.r, WD_CHRONICLE_EDITED);
    uint32_t source = wd_random_below(&plan.r, number);
    for (struct plan of = plan_of(key, source); of.kind != WD_CHRONICLE_OWN; of = plan_of(key, source))
        source = of.source;
    plan.source = source;
    return plan;
}

/* The first sentences, four to eight tenths. */
static struct wd_str cut(struct wd_random *r, struct wd_str text)
{
    size_t end = text.n * (4 + wd_random_below(r, 5)) / 10;
    while (end < text.n && !(text.p[end - 1] == '.' && text.p[end] <= ' '))
        end++;
    return wd_str_n(text.p, end);
}

static struct wd_str with_notice(struct wd_arena *a, struct wd_str text, struct wd_str outlet)
{
    return wd_arena_printf(a, "%.*s\n(This story has not been edited by %.*s staff and is published from a syndicated feed.)",
                           WD_STR_ARG(text), WD_STR_ARG(outlet));
}

static void tell(struct wd_chronicle *s, struct wd_arena *a, const struct story *story, struct wd_chronicle_article *x)
{
    struct plan plan = plan_of(story->key, story->made);
    struct wd_scene scene;
    wd_scene_make(story->key, &scene);
    x->kind = plan.kind;
    x->outlet = wd_random_rank(&plan.r, 0, OUTLET_BITS);
    x->outlet_name = wd_outlet_name(a, x->outlet);
    x->text = wd_scene_text(&s->lexicon, &scene, a, plan.source, s->options.words);
    bool own_title = plan.kind == WD_CHRONICLE_HEADLINE || plan.kind == WD_CHRONICLE_EDITED;
    x->title = wd_scene_title(&s->lexicon, &scene, a, own_title ? story->made : plan.source);
    if (plan.kind == WD_CHRONICLE_CUT)
        x->text = cut(&plan.r, x->text);
    else if (plan.kind == WD_CHRONICLE_EDITED)
        x->text = wd_scene_edited(&s->lexicon, a, &plan.r, x->text, EDITED_ONE_IN);
    else if (plan.kind == WD_CHRONICLE_WHOLE && wd_random_below(&plan.r, 2))
        x->text = with_notice(a, x->text, x->outlet_name);
}

void wd_chronicle_next(struct wd_chronicle *s, struct wd_arena *a, struct wd_chronicle_article *ret)
{
    double at_s = s->birth_s;
    uint32_t at;
    if (s->heap_n && s->heap[0].at_s <= s->birth_s) {
        at = s->heap[0].story;
        at_s = s->heap[0].at_s;
        heap_pop(s);
    } else {
        at = begin_story(s);
    }
    struct story *story = &s->active[at];
    struct wd_chronicle_article x = {.number = ++s->articles, .story = story->number, .at_utc = s->options.from_utc + (int64_t)at_s};
    tell(s, a, story, &x);
    story->made++;
    if (story->made < story->size)
        heap_push(s, (struct due){story->start_s + draw_next(s, story), at});
    else
        s->free[s->free_n++] = at;
    *ret = x;
}

void wd_chronicle_rss(const struct wd_chronicle_article *x, struct wd_buf *out)
{
    char iso[24];
    wd_time_iso(x->at_utc, iso);
    wd_buf_printf(out,
                  "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" "
                  "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>%.*s</title>"
                  "<link>https://o%" PRIu32 ".example/</link><description>invented</description><language>en</language>\n"
                  "<item><title>%.*s</title><link>https://o%" PRIu32 ".example/news/%" PRIu64 "</link>"
                  "<guid isPermaLink=\"false\">n%" PRIu64 "</guid><pubDate>%s</pubDate>\n<content:encoded><![CDATA[<p>",
                  WD_STR_ARG(x->outlet_name), x->outlet, WD_STR_ARG(x->title), x->outlet, x->number, x->number, iso);
    for (size_t from = 0, end; from < x->text.n; from = end + 1) {
        end = WD_MIN(wd_str_find_byte(x->text, '\n', from), x->text.n);
        wd_buf_puts(out, wd_str_n(x->text.p + from, end - from));
        if (end < x->text.n)
            wd_buf_putc(out, "</p>\n<p>");
    }
    wd_buf_putc(out, "</p>]]></content:encoded></item>\n</channel></rss>\n");
}
