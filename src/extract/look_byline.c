#include "extract/look_inside.h"

enum { LONGEST_LINES = 600, LONGEST_BYLINE = 400 };

void wd_look_byline(struct wd_walk *w, const struct wd_html_node *n, int trust, const struct wd_above *above)
{
    struct wd_page_evidence *e = w->e;
    if (e->bylines.n >= WD_MAX_BYLINES || !wd_text_is_small(n, LONGEST_BYLINE))
        return;
    struct wd_str lines = wd_lines_of(e->a, n, LONGEST_LINES);
    if (lines.n)
        wd_list_add(e->a, &e->bylines, (struct wd_byline){lines, w->place, (uint8_t)trust, above->furniture});
}

/* "/author/ann-lee", "/autoren/12": the address of a page about who wrote it. */
bool wd_leads_to_author(struct wd_str href)
{
    static const char *const parts[] = {"/author/",      "/authors/",      "/autor/",   "/autoren/",   "/autores/",
                                        "/auteur/",      "/auteurs/",      "/autore/",  "/reporter/",  "/journalist/",
                                        "/journalists/", "/redakteur/",    "/profile/", "/people/",    "/staff/",
                                        "/contributor/", "/contributors/", "/by/",      "/columnist/", "author="};
    if (href.n < 8 || href.n > 300)
        return false;
    for (size_t i = 0; i < WD_COUNT(parts); i++)
        if (wd_str_find(href, parts[i], 0) != SIZE_MAX)
            return true;
    return false;
}

void wd_look_bare_byline(struct wd_walk *w, const struct wd_html_node *text, const struct wd_above *above)
{
    static const char *const words[] = {"by",    "von",    "par",  "por",        "di",       "door",      "af",         "av",
                                        "autor", "author", "text", "written by", "words by", "posted by", "reviewed by"};
    struct wd_str s = wd_str_trim(text->text);
    if (s.n > 120 || s.n < 2 || above->furniture || !w->e->headings.n || w->paragraphs > w->paragraphs_at_h1 + 1 ||
        w->e->bylines.n >= WD_MAX_BYLINES)
        return;
    for (size_t i = 0; i < WD_COUNT(words); i++) {
        size_t n = strlen(words[i]);
        if (!wd_str_starts_nocase(s, words[i]) || (s.n > n && s.p[n] != ' ' && s.p[n] != ':'))
            continue;
        bool alone = s.n <= n + 2;
        const struct wd_html_node *from = text->parent;
        if (alone && from && from->first == from->last && from->parent)
            from = from->parent;
        struct wd_str lines =
            alone || from->kind == WD_TAG_P || from->kind == WD_TAG_SPAN || from->kind == WD_TAG_DIV ? wd_lines_of(w->e->a, from, 200) : s;
        if (!wd_str_starts_nocase(lines, words[i])) {
            size_t at = wd_str_find(lines, wd_arena_c(w->e->a, s), 0);
            lines = at == SIZE_MAX ? s : wd_str_from(lines, at);
        }
        wd_list_add(w->e->a, &w->e->bylines, (struct wd_byline){lines, w->place, 58, false});
        return;
    }
}
