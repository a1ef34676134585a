#include "cmd/bench_news.h"

#include <stdlib.h>

#include "base/time.h"

enum { WORDS = 20000, STORIES = 512, TOPIC_WORDS = 40, KEPT = 256, ARTICLE_WORDS = 450, OUTLETS = 40 };

struct story {
    uint32_t topic[TOPIC_WORDS];
    uint32_t person[3];
    uint64_t number;
};

struct kept {
    char *text;
    size_t n;
    uint64_t story;
};

struct wd_news_stream {
    uint64_t state, number;
    int64_t at_utc, step_s;
    char words[WORDS][16];
    struct story stories[STORIES];
    struct kept kept[KEPT];
};

static uint64_t next(struct wd_news_stream *s)
{
    /* splitmix64 */
    uint64_t z = (s->state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static uint32_t below(struct wd_news_stream *s, uint32_t n)
{
    return (uint32_t)(next(s) % n);
}

/* Small numbers are common: close to Zipf without floating point. */
static uint32_t zipf(struct wd_news_stream *s, uint32_t n)
{
    uint32_t bits = 0;
    for (uint32_t m = n; m > 1; m >>= 1)
        bits++;
    uint32_t top = 1u << (1 + below(s, bits));
    uint32_t at = top - 1 + below(s, top);
    return WD_MIN(at, n - 1);
}

static void make_word(struct wd_news_stream *s, char out[16], uint32_t rank)
{
    static const char *const syllables[] = {"ba", "ren", "lo",  "tik", "mar", "en",  "so", "vel", "dur", "ka",
                                            "in", "pol", "ste", "rum", "ga",  "nor", "li", "tor", "ane", "quil"};
    size_t n = 0;
    for (uint32_t left = 1 + below(s, 2) + (rank > 400) + (rank > 6000); left && n < 11; left--) {
        const char *syllable = syllables[below(s, WD_COUNT(syllables))];
        size_t length = strlen(syllable);
        memcpy(out + n, syllable, length);
        n += length;
    }
    out[n] = 0;
}

static void new_story(struct wd_news_stream *s, struct story *story)
{
    for (size_t i = 0; i < TOPIC_WORDS; i++)
        story->topic[i] = 300 + below(s, WORDS - 300);
    for (size_t i = 0; i < WD_COUNT(story->person); i++)
        story->person[i] = below(s, WORDS);
    story->number = s->number;
}

struct wd_news_stream *wd_news_new(uint64_t seed, int64_t from_utc, int64_t step_s)
{
    struct wd_news_stream *s = wd_calloc(1, sizeof *s);
    s->state = seed;
    s->at_utc = from_utc;
    s->step_s = step_s;
    for (uint32_t i = 0; i < WORDS; i++)
        make_word(s, s->words[i], i);
    for (size_t i = 0; i < STORIES; i++)
        new_story(s, &s->stories[i]);
    return s;
}

void wd_news_free(struct wd_news_stream *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < KEPT; i++)
        free(s->kept[i].text);
    free(s);
}

static void put_name(struct wd_news_stream *s, struct wd_buf *b, uint32_t word)
{
    const char *first = s->words[word % 300], *last = s->words[word];
    wd_buf_byte(b, (char)(first[0] - 32));
    wd_buf_putc(b, first + 1);
    wd_buf_byte(b, ' ');
    wd_buf_byte(b, (char)(last[0] - 32));
    wd_buf_putc(b, last + 1);
}

static void put_words(struct wd_news_stream *s, struct wd_buf *b, const struct story *story, uint32_t n)
{
    static const char *const function[] = {"the",  "of", "to", "and",  "in", "a",   "that", "for", "on",   "was",
                                           "with", "by", "at", "from", "is", "has", "as",   "it",  "were", "after"};
    for (uint32_t i = 0; i < n; i++) {
        const char *word = below(s, 100) < 42   ? function[zipf(s, WD_COUNT(function))]
                           : below(s, 100) < 30 ? s->words[story->topic[zipf(s, TOPIC_WORDS)]]
                                                : s->words[zipf(s, WORDS)];
        if (i)
            wd_buf_byte(b, ' ');
        if (i == 0) {
            wd_buf_byte(b, (char)(word[0] - 32));
            wd_buf_putc(b, word + 1);
        } else if (below(s, 60) == 0) {
            wd_buf_printf(b, "%u", 2 + below(s, 5000));
        } else {
            wd_buf_putc(b, word);
        }
    }
}

static void put_paragraph(struct wd_news_stream *s, struct wd_buf *b, const struct story *story, bool quoted)
{
    if (quoted) {
        wd_buf_putc(b, "\"");
        put_words(s, b, story, 12 + below(s, 12));
        wd_buf_putc(b, ",\" ");
        put_name(s, b, story->person[zipf(s, WD_COUNT(story->person))]);
        wd_buf_putc(b, " said. ");
    }
    for (uint32_t i = 0; i < 2; i++) {
        put_words(s, b, story, 14 + below(s, 16));
        wd_buf_putc(b, i ? "." : ". ");
    }
}

void wd_news_next(struct wd_news_stream *s, struct wd_arena *a, struct wd_news *ret)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    struct story *story = &s->stories[zipf(s, STORIES)];
    if (below(s, 12) == 0)
        new_story(s, story);
    const struct kept *copied = below(s, 5) < 2 ? &s->kept[below(s, KEPT)] : NULL;
    s->number++;
    s->at_utc += s->step_s;
    struct wd_news news = {.number = s->number, .outlet = below(s, OUTLETS), .at_utc = s->at_utc};
    news.outlet_name = wd_arena_printf(a, "The %s Post", s->words[1000 + news.outlet]);
    put_words(s, &b, story, 8);
    news.title = wd_arena_str(a, wd_buf_str(&b));
    wd_buf_reset(&b);
    if (copied && copied->text) {
        wd_buf_put(&b, copied->text, copied->n);
    } else {
        for (uint32_t i = 0; i < ARTICLE_WORDS / 50; i++) {
            if (i)
                wd_buf_byte(&b, '\n');
            put_paragraph(s, &b, story, i % 3 == 1);
        }
        struct kept *slot = &s->kept[below(s, KEPT)];
        free(slot->text);
        *slot = (struct kept){wd_malloc(b.n), b.n, story->number};
        memcpy(slot->text, b.p, b.n);
    }
    news.text = wd_arena_str(a, wd_buf_str(&b));
    wd_buf_done(&b);
    *ret = news;
}

void wd_news_rss(struct wd_news_stream *s, struct wd_arena *a, size_t n, struct wd_buf *out)
{
    wd_buf_putc(out,
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" "
                "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>"
                "<title>Bench Post</title><link>https://bench.example/</link><description>invented</description><language>en</language>\n");
    for (size_t i = 0; i < n; i++) {
        struct wd_news news;
        wd_news_next(s, a, &news);
        char iso[24];
        wd_time_iso(news.at_utc, iso);
        wd_buf_printf(
            out,
            "<item><title>%.*s</title><link>https://o%" PRIu64 ".example/news/%" PRIu64 "</link><guid isPermaLink=\"false\">n%" PRIu64
            "</guid><pubDate>%s</pubDate><description>%.*s</description>\n<content:encoded><![CDATA[<p>",
            WD_STR_ARG(news.title), news.outlet, news.number, news.number, iso, (int)WD_MIN(news.text.n, (size_t)160), news.text.p);
        for (size_t k = 0; k < news.text.n; k++) {
            if (news.text.p[k] == '\n')
                wd_buf_putc(out, "</p>\n<p>");
            else
                wd_buf_byte(out, news.text.p[k]);
        }
        wd_buf_putc(out, "</p>]]></content:encoded></item>\n");
    }
    wd_buf_putc(out, "</channel></rss>\n");
}
