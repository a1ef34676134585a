#include "extract/look.h"

#include "base/hash.h"
#include "extract/meta_tags.h"
#include "extract/picture.h"
#include "extract/role.h"
#include "text/fold.h"

enum {
    LONGEST_LINES = 600,  /* bytes of a byline that are read */
    MOST_PIECES = 40,     /* texts of one */
    LONGEST_DATE = 160,   /* an element that holds more is no date line */
    RUNNING_TEXT = 90,    /* bytes that a paragraph has at least */
    MOST_SCRIPTS = 40,
    MOST_DATES = 60
};

/* What stands above a node. */
struct above {
    bool inside, furniture, linked, byline, heading;
    const struct wd_html_node *figure;
    struct wd_str caption; /* of the figure */
    unsigned roles;        /* of the nearest elements, for images */
};
struct walk {
    struct wd_evidence *e;
    wd_jsons *jsonld;
    struct wd_look *look;
    struct wd_roles roles;
    struct wd_map above_h1; /* nodes that hold a headline: they are no furniture, whatever their names */
    uint32_t place, paragraphs, paragraphs_at_h1;
    size_t h1_n;
};

static bool is_script_kind(const struct wd_html_node *n)
{
    return n->kind == WD_TAG_SCRIPT || n->kind == WD_TAG_STYLE || n->kind == WD_TAG_TEMPLATE || n->kind == WD_TAG_SVG;
}

static bool inline_kind(int kind)
{
    return kind == WD_TAG_B || kind == WD_TAG_I || kind == WD_TAG_EM || kind == WD_TAG_STRONG || kind == WD_TAG_SUP || kind == WD_TAG_SUB ||
           kind == WD_TAG_MARK || kind == WD_TAG_WBR || kind == WD_TAG_Q || kind == WD_TAG_FONT || kind == WD_TAG_SMALL;
}

/* The texts below n, a line each; elements that only set letters apart do not end a line. */
static struct wd_str lines_of(struct wd_arena *a, const struct wd_html_node *n, size_t most)
{
    struct wd_buf b;
    size_t pieces = 0, steps = 0;
    bool broken = false;
    wd_buf_init(&b, most + 4096);
    for (const struct wd_html_node *at = n->first; at && pieces < MOST_PIECES && b.n < most && steps++ < 400;) {
        if (is_script_kind(at)) {
            at = wd_html_next_skip(at, n);
            continue;
        }
        if (at->kind == WD_TAG_TEXT && wd_str_trim(at->text).n) {
            bool joins = !broken && ((at->prev == NULL && inline_kind(at->parent->kind)) || (at->prev && strchr(",.;:!?')", at->text.p[0])));
            joins = joins || (!broken && at->prev && inline_kind(at->prev->kind));
            if (b.n && !joins)
                wd_buf_byte(&b, '\n');
            struct wd_str text = wd_str_n(at->text.p, WD_MIN(at->text.n, most));
            for (size_t i = 0; i < text.n; i++)
                wd_buf_byte(&b, wd_is_blank(text.p[i]) ? ' ' : text.p[i]);
            pieces++;
            broken = false;
        } else if (at->kind == WD_TAG_BR) {
            broken = true;
        }
        at = wd_html_next(at, n);
    }
    struct wd_str lines = wd_squeeze(a, wd_buf_str(&b), true);
    wd_buf_done(&b);
    return lines;
}

/* True where the element's text is short; looks no further than it must. */
static bool small(const struct wd_html_node *n, size_t most)
{
    size_t bytes = 0, steps = 0;
    for (const struct wd_html_node *at = n->first; at;) {
        if (is_script_kind(at)) {
            at = wd_html_next_skip(at, n);
            continue;
        }
        if (at->kind == WD_TAG_TEXT)
            bytes += wd_str_trim(at->text).n;
        if (bytes > most || steps++ > 80)
            return false;
        at = wd_html_next(at, n);
    }
    return bytes > 0;
}

static void heading(struct walk *w, const struct wd_html_node *n, const struct above *above)
{
    struct wd_evidence *e = w->e;
    if (e->headings.n >= WD_MAX_HEADINGS)
        return;
    struct wd_str text = wd_evidence_text(e->a, lines_of(e->a, n, WD_LONGEST_FIELD));
    if (!above->furniture)
        w->paragraphs_at_h1 = w->paragraphs;
    if (text.n)
        wd_list_add(e->a, &e->headings, (struct wd_heading){text, w->place, above->inside, above->furniture});
}

static void date_line(struct walk *w, const struct wd_html_node *n, const struct wd_look_of *look, const struct above *above)
{
    struct wd_evidence *e = w->e;
    wd_found_times found = {0};
    bool time = n->kind == WD_TAG_TIME;
    if (e->dates.n >= MOST_DATES)
        return;
    if (look->datetime.n)
        wd_evidence_add_time(&found, e->a, look->datetime, WD_FROM_TIME_ELEMENT, 75);
    if (!found.n && small(n, LONGEST_DATE))
        wd_evidence_add_time(&found, e->a, wd_squeeze(e->a, lines_of(e->a, n, LONGEST_DATE), false), time ? WD_FROM_TIME_ELEMENT : WD_FROM_TEXT,
                             time ? 70 : 62);
    for (size_t i = 0; i < found.n; i++)
        wd_list_add(e->a, &e->dates,
                    (struct wd_seen_date){found.v[i], w->place, above->furniture, (look->roles & WD_ROLE_MODIFIED) && !(look->roles & WD_ROLE_PUBLISHED), true});
}

static bool says(struct wd_str value, const char *word)
{
    size_t at = wd_str_find_nocase(value, word, 0);
    return at != SIZE_MAX && (at == 0 || !wd_is_alpha(value.p[at - 1])) && (at + strlen(word) >= value.n || !wd_is_alpha(value.p[at + strlen(word)]));
}

static void byline(struct walk *w, const struct wd_html_node *n, int trust, const struct above *above)
{
    struct wd_evidence *e = w->e;
    if (e->bylines.n >= WD_MAX_BYLINES || !small(n, 400))
        return;
    struct wd_str lines = lines_of(e->a, n, LONGEST_LINES);
    if (lines.n)
        wd_list_add(e->a, &e->bylines, (struct wd_byline){lines, w->place, (uint8_t)trust, above->furniture});
}

/* "/author/ann-lee", "/autoren/12": the address of a page about who wrote it. */
static bool leads_to_author(struct wd_str href)
{
    static const char *const parts[] = {"/author/", "/authors/", "/autor/", "/autoren/", "/autores/", "/auteur/", "/auteurs/", "/autore/", "/reporter/", "/journalist/", "/journalists/", "/redakteur/", "/profile/", "/people/", "/staff/", "/contributor/", "/contributors/", "/by/", "/columnist/", "author="};
    if (href.n < 8 || href.n > 300)
        return false;
    for (size_t i = 0; i < WD_COUNT(parts); i++)
        if (wd_str_find(href, parts[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* A short text that begins with "By " or is that word alone, after the headline and before the article's text. */
static void bare_byline(struct walk *w, const struct wd_html_node *text, const struct above *above)
{
    static const char *const words[] = {"by", "von", "par", "por", "di", "door", "af", "av", "autor", "author", "text", "written by", "words by", "posted by", "reviewed by"};
    struct wd_str s = wd_str_trim(text->text);
    if (s.n > 120 || s.n < 2 || above->furniture || !w->e->headings.n || w->paragraphs > w->paragraphs_at_h1 + 1 || w->e->bylines.n >= WD_MAX_BYLINES)
        return;
    for (size_t i = 0; i < WD_COUNT(words); i++) {
        size_t n = strlen(words[i]);
        if (!wd_str_starts_nocase(s, words[i]) || (s.n > n && s.p[n] != ' ' && s.p[n] != ':'))
            continue;
        bool alone = s.n <= n + 2;
        const struct wd_html_node *from = text->parent;
        if (alone && from && from->first == from->last && from->parent)
            from = from->parent;
        struct wd_str lines = alone || from->kind == WD_TAG_P || from->kind == WD_TAG_SPAN || from->kind == WD_TAG_DIV ? lines_of(w->e->a, from, 200) : s;
        if (!wd_str_starts_nocase(lines, words[i])) {
            size_t at = wd_str_find(lines, wd_arena_c(w->e->a, s), 0);
            lines = at == SIZE_MAX ? s : wd_str_from(lines, at);
        }
        wd_list_add(w->e->a, &w->e->bylines, (struct wd_byline){lines, w->place, 58, false});
        return;
    }
}

/* itemprop and property (RDFa) of a visible element. */
static void member(struct walk *w, const struct wd_html_node *n, const struct wd_look_of *look, const struct above *above)
{
    struct wd_evidence *e = w->e;
    struct wd_str name = look->itemprop.n ? look->itemprop : look->property;
    if (!name.n || above->furniture)
        return;
    if (wd_str_ends(name, "datePublished") || wd_str_ends(name, "dateModified")) {
        struct wd_str value = look->datetime.n ? look->datetime : wd_html_attribute(n, "content");
        if (!value.n && small(n, LONGEST_DATE))
            value = lines_of(e->a, n, LONGEST_DATE);
        wd_evidence_add_time(wd_str_ends(name, "Published") ? &e->published : &e->modified, e->a, value, WD_FROM_MICRODATA, 85);
    } else if (wd_str_ends(name, "headline") && small(n, 400)) {
        wd_evidence_add(e, WD_PAGE_TITLE, lines_of(e->a, n, 400), WD_FROM_MICRODATA, 72);
    } else if (wd_str_eqc(name, "articleSection") && small(n, 80)) {
        wd_evidence_add(e, WD_PAGE_SECTION, lines_of(e->a, n, 80), WD_FROM_MICRODATA, 70);
    }
}

static void crumbs(struct walk *w, const struct wd_html_node *n)
{
    struct wd_str last = {"", 0}, before = {"", 0};
    size_t steps = 0;
    for (const struct wd_html_node *at = n->first; at && steps++ < 100; at = wd_html_next(at, n))
        if (at->kind == WD_TAG_A && small(at, 60)) {
            before = last;
            last = lines_of(w->e->a, at, 60);
        }
    (void)before;
    wd_evidence_add(w->e, WD_PAGE_SECTION, last, WD_FROM_LINK, 50);
}

static void head_element(struct walk *w, const struct wd_html_node *n)
{
    struct wd_str rel;
    switch (n->kind) {
    case WD_TAG_TITLE:
        if (!w->e->document_title.n)
            w->e->document_title = wd_evidence_text(w->e->a, wd_html_text(w->e->a, n));
        break;
    case WD_TAG_LINK:
        rel = wd_html_attribute(n, "rel");
        if (wd_str_eqc_nocase(rel, "canonical") && !w->look->canonical.n)
            w->look->canonical = wd_html_attribute(n, "href");
        else if (wd_str_eqc_nocase(rel, "image_src"))
            wd_evidence_add(w->e, WD_PAGE_IMAGE, wd_html_attribute(n, "href"), WD_FROM_LINK, 50);
        break;
    case WD_TAG_BASE:
        w->e->base = w->e->base.n ? w->e->base : wd_html_attribute(n, "href");
        break;
    default:
        break;
    }
}

static void script(struct walk *w, const struct wd_html_node *n)
{
    if (!n->first)
        return;
    struct wd_str type = wd_html_attribute(n, "type");
    if (wd_str_starts_nocase(wd_str_trim(type), "application/ld+json"))
        wd_jsonld_read(w->e->a, n->first->text, w->jsonld);
    else if (w->e->scripts.n < MOST_SCRIPTS && n->first->text.n > 100)
        wd_list_add(w->e->a, &w->e->scripts, n->first->text);
}

static struct wd_str caption_of(struct walk *w, const struct wd_html_node *figure)
{
    size_t steps = 0;
    for (const struct wd_html_node *at = figure->first; at && steps++ < 200; at = wd_html_next(at, figure))
        if (at->kind == WD_TAG_FIGCAPTION)
            return wd_squeeze(w->e->a, lines_of(w->e->a, at, 1000), false);
    return wd_str_n("", 0);
}

static void visit_children(struct walk *w, const struct wd_html_node *n, const struct above *above);

static bool is_furniture(struct walk *w, const struct wd_html_node *n, const struct wd_look_of *look)
{
    bool by_kind = n->kind == WD_TAG_NAV || n->kind == WD_TAG_FOOTER || n->kind == WD_TAG_ASIDE;
    if (!by_kind && !(look->roles & WD_ROLE_FURNITURE))
        return false;
    if (n->kind == WD_TAG_BODY || n->kind == WD_TAG_HTML || n->kind == WD_TAG_MAIN || n->kind == WD_TAG_H1)
        return false;
    return !wd_map_find(&w->above_h1, (uint64_t)(uintptr_t)n);
}

/* After a headline, before much of a text. */
static bool below_headline(const struct walk *w)
{
    return w->e->headings.n && w->paragraphs <= w->paragraphs_at_h1 + 2;
}

static void element(struct walk *w, const struct wd_html_node *n, const struct above *above)
{
    struct wd_look_of look = wd_look_of(&w->roles, n);
    struct above here = *above;
    here.roles = look.roles | (above->figure ? above->roles : 0);
    here.inside = above->inside || n->kind == WD_TAG_ARTICLE || n->kind == WD_TAG_MAIN;
    here.furniture = above->furniture || is_furniture(w, n, &look);
    here.linked = above->linked || n->kind == WD_TAG_A;
    if (look.roles & WD_ROLE_BREADCRUMB && !above->furniture)
        crumbs(w, n);
    if (n->kind == WD_TAG_FIGURE && !here.furniture) {
        here.figure = n;
        here.caption = caption_of(w, n);
    }
    member(w, n, &look, &here);
    bool by_author = wd_str_eqc(look.itemprop, "author") || wd_str_eqc(look.rel, "author") || says(look.property, "author");
    if ((look.roles & WD_ROLE_BYLINE || by_author) && !here.furniture && n->kind != WD_TAG_BODY && n->kind != WD_TAG_IMG) {
        bool biography = look.roles & (WD_ROLE_BIOGRAPHY | WD_ROLE_LOGO);
        byline(w, n, biography ? 30 : by_author ? 75 : look.roles & WD_ROLE_NAME ? 72 : 66, &here);
    }
    else if (n->kind == WD_TAG_A && !here.furniture && below_headline(w) && leads_to_author(wd_html_attribute(n, "href")))
        byline(w, n, 60, &here);
    if (n->kind == WD_TAG_TIME || (look.roles & (WD_ROLE_DATE | WD_ROLE_MODIFIED) && !here.furniture && small(n, LONGEST_DATE)))
        date_line(w, n, &look, &here);
    if (n->kind == WD_TAG_H1)
        heading(w, n, &here);
    visit_children(w, n, &here);
}

static void visit(struct walk *w, const struct wd_html_node *n, const struct above *above)
{
    w->place++;
    switch (n->kind) {
    case WD_TAG_SCRIPT:
        script(w, n);
        break;
    case WD_TAG_META:
        if (!above->furniture)
            wd_meta_tag(w->e, n);
        break;
    case WD_TAG_TITLE:
    case WD_TAG_LINK:
    case WD_TAG_BASE:
        head_element(w, n);
        break;
    case WD_TAG_TEXT:
        bare_byline(w, n, above);
        w->paragraphs += n->text.n > RUNNING_TEXT && !above->furniture && n->parent->kind != WD_TAG_FIGCAPTION && !above->figure;
        break;
    case WD_TAG_COMMENT:
    case WD_TAG_STYLE:
    case WD_TAG_SVG:
    case WD_TAG_TEMPLATE:
    case WD_TAG_SELECT:
    case WD_TAG_TEXTAREA:
    case WD_TAG_OPTION:
        break;
    case WD_TAG_IMG:
        if (w->e->pictures.n < WD_MAX_PICTURES && !above->furniture) {
            struct wd_picture p = {.place = w->place, .paragraphs = w->paragraphs, .inside = above->inside, .linked = above->linked,
                                   .figure = above->figure != NULL, .caption = above->caption};
            if (wd_picture_of(w->e->a, &w->roles, n, above->roles, &p))
                wd_list_add(w->e->a, &w->e->pictures, p);
        }
        break;
    default:
        if (above->furniture) /* only scripts count there */
            visit_children(w, n, above);
        else
            element(w, n, above);
    }
}

static void visit_children(struct walk *w, const struct wd_html_node *n, const struct above *above)
{
    for (const struct wd_html_node *c = n->first; c; c = c->next)
        visit(w, c, above);
}

void wd_look_at(struct wd_evidence *e, const struct wd_html *page, wd_jsons *to_jsonld, struct wd_look *ret)
{
    struct wd_look look = {.language = wd_html_attribute(page->root, "lang")};
    struct walk w = {.e = e, .jsonld = to_jsonld, .look = &look};
    struct above above = {0};
    wd_roles_init(&w.roles);
    wd_map_init(&w.above_h1);
    for (const struct wd_html_node *n = page->root; n && w.h1_n < WD_MAX_HEADINGS; n = wd_html_next(n, page->root))
        if (n->kind == WD_TAG_H1) {
            w.h1_n++;
            for (const struct wd_html_node *up = n->parent; up; up = up->parent)
                *wd_map_at(&w.above_h1, (uint64_t)(uintptr_t)up) = 1;
        }
    visit_children(&w, page->root, &above);
    wd_map_done(&w.above_h1);
    if (!look.language.n)
        look.language = wd_html_attribute(page->root, "xml:lang");
    *ret = look;
}
