#include "cmd/bench_prose.h"

#include "base/utf8.h"

const char *const wd_script_languages[WD_SCRIPTS] = {"en", "de", "pl", "ru", "zh"};

static const char *const english[] = {"the", "of",  "to",  "and", "in",  "a",   "that", "for", "on",  "was", "with", "by", "at",  "from",
                                      "is",  "has", "as",  "it",  "ren", "lo",  "tik",  "mar", "so",  "vel", "dur",  "ka", "pol", "ster",
                                      "rum", "ga",  "nor", "li",  "tor", "ane", "qu",   "il",  "ent", "ba",  "mo",   "dis"};
static const char *const german[] = {"der", "die", "und", "in",    "den", "von",  "zu",   "das", "mit", "sich", "des", "auf",  "für",
                                     "ist", "im",  "dem", "nicht", "ein", "rück", "stel", "ker", "wal", "bürg", "mei", "ster", "läd",
                                     "ung", "ver", "haf", "ßen",   "tör", "lich", "ge",   "bau", "men", "heit", "ort", "tal"};
static const char *const polish[] = {"w",   "i",   "na",  "z",    "się", "do", "nie",  "że",  "jest", "o",   "to",  "dla", "po",
                                     "od",  "jak", "ale", "przy", "był", "ść", "kra",  "wie", "nią",  "pod", "czy", "łod", "mia",
                                     "sto", "ków", "ząd", "roz",  "sta", "wę", "górz", "cki", "ńsk",  "ło",  "ra",  "mo"};
static const char *const russian[] = {"в",   "и",   "не",  "на",  "что", "с",   "по",  "как", "из",  "для", "это", "от",  "до",
                                      "за",  "его", "при", "но",  "так", "ста", "ров", "ник", "мос", "ков", "ло",  "дня", "вер",
                                      "гор", "од",  "пре", "зид", "ент", "ска", "зал", "ме",  "жду", "ли",  "тов", "ный"};
enum { COMMON = 18 }; /* of each list: words of their own; the others are syllables */
static const struct {
    const char *const *parts;
    uint32_t n;
    const char *open, *close, *dash;
} scripts[] = {
    [WD_SCRIPT_ENGLISH] = {english, WD_COUNT(english), "\xE2\x80\x9C", "\xE2\x80\x9D", " \xE2\x80\x93 "},
    [WD_SCRIPT_GERMAN] = {german, WD_COUNT(german), "\xE2\x80\x9E", "\xE2\x80\x9C", " \xE2\x80\x93 "},
    [WD_SCRIPT_POLISH] = {polish, WD_COUNT(polish), "\"", "\"", " - "},
    [WD_SCRIPT_RUSSIAN] = {russian, WD_COUNT(russian), "\xC2\xAB", "\xC2\xBB", " \xE2\x80\x94 "},
};

static uint32_t below(struct wd_prose *p, uint32_t n)
{
    return wd_random_below(&p->random, n);
}

static void put_word(struct wd_prose *p, struct wd_buf *out)
{
    uint32_t n = scripts[p->script].n;
    const char *const *parts = scripts[p->script].parts;
    if (below(p, 5) < 2) {
        wd_buf_putc(out, parts[below(p, COMMON)]);
        return;
    }
    for (uint32_t left = 2 + below(p, 2); left; left--)
        wd_buf_putc(out, parts[COMMON + below(p, n - COMMON)]);
}

/* Characters of the common plane, the first ones oftener. */
static void put_chinese(struct wd_prose *p, uint32_t n, struct wd_buf *out)
{
    for (uint32_t i = 0; i < n; i++) {
        char utf8[4];
        wd_buf_put(out, utf8, wd_utf8_put(utf8, 0x4E00 + wd_random_rank(&p->random, 5, 14)));
    }
}

void wd_prose_words(struct wd_prose *p, uint32_t n, struct wd_buf *out)
{
    if (p->script == WD_SCRIPT_CHINESE) {
        put_chinese(p, n * 2, out);
        return;
    }
    size_t from = out->n;
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            wd_buf_byte(out, ' ');
        if (i && below(p, 40) == 0)
            wd_buf_printf(out, "%u", 2 + below(p, 5000));
        else
            put_word(p, out);
    }
    if (out->n > from && wd_is_lower(out->p[from]))
        out->p[from] = (char)(out->p[from] - 32);
}

void wd_prose_name(struct wd_prose *p, struct wd_buf *out)
{
    wd_prose_words(p, 1, out);
    if (p->script != WD_SCRIPT_CHINESE)
        wd_buf_byte(out, ' ');
    wd_prose_words(p, 1, out);
}

static void put_sentence(struct wd_prose *p, struct wd_buf *out)
{
    bool chinese = p->script == WD_SCRIPT_CHINESE, quoted = !chinese && below(p, 6) == 0;
    if (quoted)
        wd_buf_putc(out, scripts[p->script].open);
    wd_prose_words(p, 6 + below(p, 12), out);
    if (quoted)
        wd_buf_putc(out, scripts[p->script].close);
    else if (below(p, 3) == 0)
        wd_buf_putc(out, chinese ? "\xEF\xBC\x8C" : below(p, 3) ? ", " : scripts[p->script].dash);
    else
        wd_buf_putc(out, chinese ? "" : " ");
    wd_prose_words(p, 3 + below(p, 8), out);
    wd_buf_putc(out, chinese ? "\xE3\x80\x82" : ". ");
}

void wd_prose_text(struct wd_prose *p, size_t bytes, struct wd_buf *out)
{
    for (size_t from = out->n; out->n - from < bytes && !out->err;)
        put_sentence(p, out);
    while (out->n && out->p[out->n - 1] == ' ')
        out->n--;
}

static void put_link(struct wd_prose *p, struct wd_buf *out)
{
    bool relative = below(p, 6) == 0;
    wd_buf_printf(out, "<a href=\"%s/2026/03/%02u/item-%" PRIu64 "-%u/%s\"", relative ? "" : "https://www.posten.example", 1 + below(p, 28),
                  p->number, below(p, 100000), below(p, 4) ? "" : "?utm_source=feed&amp;utm_medium=rss");
    if (below(p, 2))
        wd_buf_putc(out, " target=\"_blank\" rel=\"noopener noreferrer\"");
    wd_buf_byte(out, '>');
    wd_prose_words(p, 2 + below(p, 4), out);
    wd_buf_putc(out, "</a> ");
}

static void put_paragraph(struct wd_prose *p, struct wd_buf *out)
{
    static const char *const tags[] = {"strong", "em", "b", "i"};
    static const char *const references[] = {"&nbsp;", "&#8217;s ", "&#8230; ", "&amp; "};
    wd_buf_putc(out, below(p, 8) ? "<p>" : "<p class=\"has-text-align-left\" style=\"margin-top: 1em; font-size: 14px\">");
    for (uint32_t n = 2 + below(p, 4); n; n--) {
        put_sentence(p, out);
        uint32_t dice = below(p, 10);
        if (dice < 2) {
            put_link(p, out);
        } else if (dice == 2) {
            const char *tag = tags[below(p, WD_COUNT(tags))];
            wd_buf_printf(out, "<%s>", tag);
            wd_prose_words(p, 3, out);
            wd_buf_printf(out, "</%s> ", tag);
        } else if (dice == 3) {
            wd_buf_putc(out, references[below(p, WD_COUNT(references) - p->xhtml) + p->xhtml]);
        } else if (dice == 4) {
            wd_buf_putc(out, "<br />\n");
        }
    }
    wd_buf_putc(out, "</p>\n");
}

static void put_picture(struct wd_prose *p, struct wd_buf *out)
{
    uint32_t n = below(p, 90000);
    wd_buf_printf(out,
                  "<figure class=\"wp-block-image size-large\"><img loading=\"lazy\" decoding=\"async\" width=\"1024\" height=\"683\" "
                  "data-attachment-id=\"%u\" src=\"%s/media/2026/03/photo-%u-1024x683.jpg\" alt=\"",
                  n, below(p, 4) ? "https://img.posten.example" : "", n);
    wd_prose_words(p, 6, out);
    wd_buf_printf(out,
                  "\" class=\"wp-image-%u\" srcset=\"https://img.posten.example/media/2026/03/photo-%u-1024x683.jpg 1024w, "
                  "https://img.posten.example/media/2026/03/photo-%u-300x200.jpg 300w\" sizes=\"(max-width: 1024px) 100vw, 1024px\" />"
                  "<figcaption>",
                  n, n, n);
    wd_prose_words(p, 9, out);
    wd_buf_putc(out, "</figcaption></figure>\n");
}

static void put_list(struct wd_prose *p, struct wd_buf *out)
{
    wd_buf_putc(out, "<ul>\n");
    for (uint32_t n = 3 + below(p, 4); n; n--) {
        wd_buf_putc(out, "<li>");
        if (below(p, 2))
            put_link(p, out);
        wd_prose_words(p, 8, out);
        wd_buf_putc(out, "</li>\n");
    }
    wd_buf_putc(out, "</ul>\n");
}

/* What editors and widgets leave behind. */
static void put_leftover(struct wd_prose *p, struct wd_buf *out)
{
    static const char *const leftovers[] = {
        "<!-- wp:paragraph {\"align\":\"left\"} -->\n",
        "<div class=\"sharedaddy sd-sharing-enabled\"><span style=\"color: #333333; font-weight: bold\">&#8212;</span></div>\n",
        "<div><div><span></span></div></div>\n",
        "<hr class=\"wp-block-separator\" />\n",
        "<script type=\"text/javascript\">var slot = window.slots || 0; if (slot != 3) { slot = 3; }</script>\n",
        "<iframe src=\"https://player.posten.example/embed/4711\" width=\"560\" height=\"315\" title=\"player\"></iframe>\n",
        "<img src=\"https://count.posten.example/pixel.gif?a=1&amp;b=2\" width=\"1\" height=\"1\" alt=\"\" />\n",
    };
    wd_buf_putc(out, leftovers[below(p, WD_COUNT(leftovers))]);
}

void wd_prose_html(struct wd_prose *p, size_t bytes, struct wd_buf *out)
{
    for (size_t from = out->n; out->n - from < bytes && !out->err;) {
        uint32_t dice = below(p, 24);
        if (dice < 17) {
            put_paragraph(p, out);
        } else if (dice < 19) {
            put_picture(p, out);
        } else if (dice == 19) {
            put_list(p, out);
        } else if (dice == 20) {
            wd_buf_putc(out, "<blockquote><p>");
            put_sentence(p, out);
            wd_buf_putc(out, "</p></blockquote>\n");
        } else if (dice == 21) {
            wd_buf_putc(out, "<h2>");
            wd_prose_words(p, 5, out);
            wd_buf_putc(out, "</h2>\n");
        } else {
            put_leftover(p, out);
        }
    }
}
