#include "cmd/bench_page.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/list.h"
#include "cmd/bench_prose.h"
#include "markup/entity.h"

enum { MAX_PARAGRAPHS = 40, CODE_SHARE = 60 /* percent of a page that is code, as on pages in use */ };

/* How an outlet marks up an article. */
struct shape {
    const char *open, *close; /* around the body */
    const char *paragraph, *paragraph_end;
    const char *heading;                    /* NULL: none */
    bool standfirst, quotes, list, between; /* between: advertisements and links in the middle of the text */
};
static const struct shape shapes[] = {
    {"<main><article class=\"article\"><div class=\"article__body\">", "</div></article></main>", "<p>", "</p>\n", "h2", true, true, false,
     true},
    {"<div id=\"content\" class=\"site-content\"><div class=\"post hentry\"><div class=\"entry-content\">", "</div></div></div>", "<p>",
     "</p>\n\n", "h3", false, true, true, false},
    {"<table width=\"100%\"><tr><td class=\"story\">", "</td></tr></table>", "<p class=\"txt\">", "\n", NULL, false, false, false, false},
    {"<div class=\"l-main\"><div class=\"c-story__text\">", "</div></div>", "", "<br><br>\n", NULL, false, false, false, false},
    {"<section itemscope itemtype=\"http://schema.org/NewsArticle\"><div itemprop=\"articleBody\">", "</div></section>",
     "<div class=\"paragraph\"><p data-t='{\"n\":\"p\"}'>", "</p></div>", "h2", true, false, true, true},
    {"<div class=\"css-1a2b3c\"><div class=\"css-9z8y7x\" data-component=\"text-block\">", "</div></div>",
     "<div class=\"css-5q5q5q\"><p class=\"css-0p0p0p\"><span>", "</span></p></div>", "h3", false, true, false, true},
};

struct page {
    struct wd_prose prose;
    const struct shape *shape;
    struct wd_buf *out, *text;
    struct wd_buf words; /* the piece at hand */
    uint64_t number;
};

static uint32_t below(struct page *p, uint32_t n)
{
    return wd_random_below(&p->prose.random, n);
}

static void put(struct page *p, const char *markup)
{
    wd_buf_putc(p->out, markup);
}

static struct wd_str words(struct page *p, uint32_t n)
{
    wd_buf_reset(&p->words);
    wd_prose_words(&p->prose, n, &p->words);
    return wd_buf_str(&p->words);
}

static struct wd_str sentences(struct page *p, size_t bytes)
{
    wd_buf_reset(&p->words);
    wd_prose_text(&p->prose, bytes, &p->words);
    return wd_str_trim(wd_buf_str(&p->words));
}

/* Into the page as markup, and as a block of what is true. */
static void put_true(struct page *p, struct wd_str text)
{
    wd_put_escaped(p->out, text, false);
    wd_buf_puts(p->text, text);
    wd_buf_byte(p->text, '\n');
}

static void put_false(struct page *p, struct wd_str text)
{
    wd_put_escaped(p->out, text, false);
}

/* ---- what is code ---- */

static void put_script(struct page *p, size_t bytes)
{
    size_t end = p->out->n + bytes;
    put(p, "<script>window.__state = {");
    while (p->out->n < end)
        wd_buf_printf(p->out, "\"k%x\":{\"id\":%u,\"html\":\"<b>%u</b>\",\"on\":a<b&&c>d?[1,2,%u]:null},", below(p, 1u << 20),
                      below(p, 100000), below(p, 100), below(p, 1000));
    put(p, "};</script>\n");
}

static void put_style(struct page *p, size_t bytes)
{
    size_t end = p->out->n + bytes;
    put(p, "<style>");
    while (p->out->n < end)
        wd_buf_printf(p->out, ".css-%x>a:hover{margin:0 %upx;color:#%06x}@media (min-width:%upx){.c%u{display:none}}", below(p, 1u << 24),
                      below(p, 40), below(p, 1u << 24), below(p, 1400), below(p, 100));
    put(p, "</style>\n");
}

static void put_drawing(struct page *p)
{
    put(p, "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M");
    for (uint32_t n = 10 + below(p, 30); n; n--)
        wd_buf_printf(p->out, "%u.%u %u,", below(p, 24), below(p, 100), below(p, 24));
    put(p, "z\"/></svg>");
}

/* ---- what stands around ---- */

static void put_link(struct page *p, const char *class, uint32_t n)
{
    wd_buf_printf(p->out, "<a class=\"%s\" href=\"/%x/%u.html?from=%x&amp;pos=%u\" data-track='{\"type\":\"link\",\"id\":%u}'>", class,
                  below(p, 4096), below(p, 1000000), below(p, 65536), below(p, 40), below(p, 1000000));
    put_false(p, words(p, n));
    put(p, "</a>");
}

static void put_links(struct page *p, const char *open, const char *close, uint32_t n, uint32_t words_each)
{
    put(p, open);
    while (n--) {
        put(p, "<li class=\"item item--linked\">");
        put_link(p, "item__link", words_each);
        put(p, "</li>\n");
    }
    put(p, close);
}

static void put_card(struct page *p)
{
    wd_buf_printf(p->out,
                  "<div class=\"card teaser\"><img loading=\"lazy\" src=\"/i/%x.jpg\" srcset=\"/i/%x-320.jpg 320w, /i/%x-640.jpg 640w\" "
                  "alt=\"\" style=\"aspect-ratio:3/2\">",
                  below(p, 65536), below(p, 65536), below(p, 65536));
    put_link(p, "card__title", 7 + below(p, 5));
    put(p, "<span class=\"card__time\">12:40</span></div>\n");
}

static void put_head(struct page *p, struct wd_str title, size_t code_bytes)
{
    const char *language = wd_script_languages[p->prose.script];
    wd_buf_printf(p->out, "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><title>%.*s | The Invented Courier</title>\n",
                  language, WD_STR_ARG(title));
    wd_buf_printf(p->out, "<meta property=\"og:title\" content=\"%.*s\"><meta property=\"og:type\" content=\"article\">\n",
                  WD_STR_ARG(title));
    wd_buf_printf(
        p->out,
        "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"%.*s\","
        "\"datePublished\":\"2026-03-%02uT08:15:00+01:00\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ida Morrow\"}]}</script>\n",
        WD_STR_ARG(title), 1 + (unsigned)(p->number % 28));
    put_style(p, code_bytes / 3);
    put_script(p, code_bytes / 3);
    put(p, "</head><body class=\"page page--article\">\n<!-- served from cache -->\n");
}

static void put_above(struct page *p)
{
    put(p, "<header class=\"site-header\"><div class=\"logo\">");
    put_drawing(p);
    put_links(p, "</div><nav class=\"main-nav\"><ul>", "</ul></nav>", 12 + below(p, 10), 1);
    put(p, "</header><div class=\"cookie-banner\" hidden>");
    put_false(p, sentences(p, 200));
    put(p, "<button>OK</button></div>\n");
}

/* What no class tells apart from the text. */
static void put_between_plain(struct page *p)
{
    put(p, "<p><strong>");
    put_link(p, "css-7k7k7k", 9);
    put(p, "</strong></p>\n<figure class=\"css-3f3f3f\"><img src=\"/i/a.jpg\" alt=\"\"><figcaption>");
    put_false(p, sentences(p, 110));
    put(p, "</figcaption></figure>\n<p class=\"css-2m2m2m\">");
    put_link(p, "css-7k7k7k", 6);
    put(p, "</p>\n");
}

static void put_between(struct page *p)
{
    if (below(p, 2)) {
        put_between_plain(p);
        return;
    }
    put(p, "<aside class=\"newsletter-box\"><h4>");
    put_false(p, words(p, 3));
    put(p, "</h4><form><input type=\"email\" placeholder=\"you@mail.example\"><button>");
    put_false(p, words(p, 2));
    put(p, "</button></form></aside>");
    put_links(p, "<div class=\"related related-links\"><ul>", "</ul></div>\n", 3, 8);
}

static void put_below(struct page *p, size_t bytes)
{
    size_t end = p->out->n + bytes;
    put(p, "<div class=\"css-8b8b8b\"><img src=\"/i/m.jpg\" alt=\"\"><p>Ida Morrow: ");
    put_false(p, sentences(p, 180));
    put(p, "</p></div>\n");
    put(p, "<section class=\"comments\"><h3>");
    put_false(p, words(p, 2));
    put(p, "</h3>");
    for (uint32_t n = below(p, 6); n; n--) {
        put(p, "<div class=\"comment\"><b>guest</b><p>");
        put_false(p, sentences(p, 120));
        put(p, "</p></div>");
    }
    put(p, "</section><aside class=\"sidebar most-read\">");
    while (p->out->n < end)
        put_card(p);
    put_links(p, "</aside><footer class=\"footer\"><ul>", "</ul>", 20, 2);
    put(p, "<p>&copy; 2026 The Invented Courier. ");
    put_false(p, sentences(p, 150));
    put(p, "</p></footer>\n");
}

/* ---- the article ---- */

static void put_block(struct page *p, const char *tag, struct wd_str text)
{
    wd_buf_printf(p->out, "<%s>", tag);
    put_true(p, text);
    wd_buf_printf(p->out, "</%s>\n", tag);
}

static void put_article(struct page *p, struct wd_str title, uint32_t paragraphs)
{
    const struct shape *s = p->shape;
    put(p, s->open);
    wd_buf_printf(p->out,
                  "<h1>%.*s</h1>\n<div class=\"byline\">Ida Morrow <time datetime=\"2026-03-%02uT08:15:00+01:00\">08:15</time></div>",
                  WD_STR_ARG(title), 1 + (unsigned)(p->number % 28));
    if (s->standfirst) {
        put(p, "<p class=\"standfirst\">");
        put_true(p, sentences(p, 120));
        put(p, "</p>\n");
    }
    for (uint32_t i = 0; i < paragraphs; i++) {
        if (s->heading && i && i % 6 == 0)
            put_block(p, s->heading, words(p, 4));
        put(p, s->paragraph);
        put_true(p, sentences(p, 150 + below(p, 400)));
        put(p, s->paragraph_end);
        if (s->quotes && i % 7 == 3)
            put_block(p, "blockquote", sentences(p, 160));
        if (s->between && i % 5 == 2)
            put_between(p);
    }
    if (s->list) {
        put(p, "<ul>");
        for (int i = 0; i < 4; i++)
            put_block(p, "li", sentences(p, 70));
        put(p, "</ul>");
    }
    put(p, s->close);
}

void wd_invented_page_make(uint64_t seed, uint64_t number, size_t bytes, struct wd_buf *page, struct wd_buf *text)
{
    enum { PURPOSE = 0x70616765, ARTICLE_BYTES = 14000 };
    struct page p = {.prose = {.random = wd_random_of(seed, PURPOSE, number), .script = (enum wd_script)(number % WD_SCRIPT_CHINESE)},
                     .shape = &shapes[number / WD_SCRIPT_CHINESE % WD_COUNT(shapes)],
                     .out = page,
                     .text = text,
                     .number = number};
    wd_buf_init(&p.words, 1 << 20);
    struct wd_arena a;
    wd_arena_init(&a);
    struct wd_str title = wd_arena_str(&a, words(&p, 8));
    size_t code = bytes * CODE_SHARE / 100, furniture = bytes > code + ARTICLE_BYTES ? bytes - code - ARTICLE_BYTES : 0;
    put_head(&p, title, code);
    put_above(&p);
    put_article(&p, title, 6 + below(&p, MAX_PARAGRAPHS - 6));
    put_below(&p, furniture);
    put_script(&p, code / 3);
    put(&p, "</body></html>\n");
    wd_arena_done(&a);
    wd_buf_done(&p.words);
}

/* ---- likeness ---- */

typedef WD_LIST(uint64_t) hashes;

static bool of_word(char c)
{
    return wd_is_alpha(c) || wd_is_digit(c) || (unsigned char)c >= 0x80;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Runs of four words, sorted; of a text with fewer, that one run. */
static void runs_of(struct wd_arena *a, struct wd_str text, hashes *ret)
{
    enum { RUN = 4 };
    uint64_t last[RUN] = {0};
    size_t n = 0;
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        while (at < text.n && of_word(text.p[at]))
            at++;
        if (at == from) {
            at++;
            continue;
        }
        memmove(last, last + 1, sizeof last - sizeof last[0]);
        last[RUN - 1] = wd_hash(wd_str_n(text.p + from, at - from));
        if (++n >= RUN)
            wd_list_add(a, ret, wd_hash_mix(wd_hash_mix(last[0], last[1]), wd_hash_mix(last[2], last[3])));
    }
    if (n && n < RUN)
        wd_list_add(a, ret, wd_hash_mix(last[RUN - 2], last[RUN - 1]));
    if (ret->n)
        qsort(ret->v, ret->n, sizeof ret->v[0], by_value);
}

double wd_text_likeness(struct wd_str text, struct wd_str truth)
{
    struct wd_arena a;
    hashes x = {0}, y = {0};
    wd_arena_init(&a);
    runs_of(&a, text, &x);
    runs_of(&a, truth, &y);
    size_t same = 0, all = x.n + y.n;
    for (size_t i = 0, k = 0; i < x.n && k < y.n;) {
        same += x.v[i] == y.v[k];
        uint64_t left = x.v[i], right = y.v[k];
        i += left <= right;
        k += right <= left;
    }
    wd_arena_done(&a);
    return all ? 2.0 * (double)same / (double)all : 1;
}
