#include "extract/look_inside.h"
#include "extract/meta_tags.h"
#include "extract/picture.h"
#include "text/fold.h"

enum {
    RUNNING_TEXT = 90, /* bytes that a paragraph has at least */
    MOST_SCRIPTS = 40,
    MOST_CRUMBS = 8,
    MOST_FIGURES = 300
};

static void heading(struct wd_walk *w, const struct wd_html_node *n, const struct wd_above *above)
{
    struct wd_page_evidence *e = w->e;
    if (e->headings.n >= WD_MAX_HEADINGS)
        return;
    struct wd_str text = wd_evidence_text(e->a, wd_lines_of(e->a, n, WD_LONGEST_FIELD));
    if (!above->furniture)
        w->paragraphs_at_h1 = w->paragraphs;
    if (text.n)
        wd_list_add(e->a, &e->headings, (struct wd_heading){text, w->place, above->inside, above->furniture});
}

static bool says(struct wd_str value, const char *word)
{
    size_t at = wd_str_find_nocase(value, word, 0);
    return at != SIZE_MAX && (at == 0 || !wd_is_alpha(value.p[at - 1])) &&
           (at + strlen(word) >= value.n || !wd_is_alpha(value.p[at + strlen(word)]));
}

/* itemprop and property (RDFa) of a visible element. */
static void member(struct wd_walk *w, const struct wd_html_node *n, const struct wd_look_of *look, const struct wd_above *above)
{
    struct wd_page_evidence *e = w->e;
    struct wd_str name = look->itemprop.n ? look->itemprop : look->property;
    if (!name.n || above->furniture)
        return;
    if (wd_str_ends(name, "datePublished") || wd_str_ends(name, "dateModified")) {
        struct wd_str value = look->datetime.n ? look->datetime : wd_html_attribute(n, "content");
        if (!value.n && wd_text_is_small(n, WD_LONGEST_DATE_LINE))
            value = wd_lines_of(e->a, n, WD_LONGEST_DATE_LINE);
        wd_evidence_add_time(wd_str_ends(name, "Published") ? &e->published : &e->modified, e->a, value, WD_FROM_MICRODATA, 85);
    } else if (wd_str_ends(name, "headline") && wd_text_is_small(n, 400)) {
        wd_evidence_add(e, WD_PAGE_TITLE, wd_lines_of(e->a, n, 400), WD_FROM_MICRODATA, 72);
    } else if (wd_str_eqc(name, "articleSection") && wd_text_is_small(n, 80)) {
        wd_evidence_add(e, WD_PAGE_SECTION, wd_lines_of(e->a, n, 80), WD_FROM_MICRODATA, 70);
    }
}

static void crumbs(struct wd_walk *w, const struct wd_html_node *n)
{
    struct wd_str last = {"", 0};
    size_t steps = 0;
    for (const struct wd_html_node *at = n->first; at && steps++ < 100; at = wd_html_next(at, n))
        if (at->kind == WD_TAG_A && wd_text_is_small(at, 60))
            last = wd_lines_of(w->e->a, at, 60);
    wd_evidence_add(w->e, WD_PAGE_SECTION, last, WD_FROM_LINK, 50);
}

static void head_element(struct wd_walk *w, const struct wd_html_node *n)
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
    case WD_TAG_BASE: w->e->base = w->e->base.n ? w->e->base : wd_html_attribute(n, "href"); break;
    default: break;
    }
}

static void script(struct wd_walk *w, const struct wd_html_node *n)
{
    if (!n->first)
        return;
    struct wd_str type = wd_html_attribute(n, "type");
    if (wd_str_starts_nocase(wd_str_trim(type), "application/ld+json"))
        wd_jsonld_read(w->e->a, n->first->text, w->jsonld);
    else if (w->e->scripts.n < MOST_SCRIPTS && n->first->text.n > 100)
        wd_list_add(w->e->a, &w->e->scripts, n->first->text);
}

static struct wd_str caption_of(struct wd_walk *w, const struct wd_html_node *figure)
{
    size_t steps = 0;
    for (const struct wd_html_node *at = figure->first; at && steps++ < 200; at = wd_html_next(at, figure))
        if (at->kind == WD_TAG_FIGCAPTION)
            return wd_squeeze(w->e->a, wd_lines_of(w->e->a, at, 1000), false);
    return wd_str_n("", 0);
}

static void visit_children(struct wd_walk *w, const struct wd_html_node *n, const struct wd_above *above);

static bool is_furniture(struct wd_walk *w, const struct wd_html_node *n, const struct wd_look_of *look, bool inside)
{
    bool by_kind = n->kind == WD_TAG_NAV || n->kind == WD_TAG_FOOTER || n->kind == WD_TAG_ASIDE;
    if (!by_kind && !(look->roles & WD_ROLE_FURNITURE))
        return false;
    if (n->kind == WD_TAG_BODY || n->kind == WD_TAG_HTML || n->kind == WD_TAG_MAIN || n->kind == WD_TAG_H1)
        return false;
    if ((n->kind == WD_TAG_ASIDE || n->kind == WD_TAG_FOOTER) && inside && wd_text_is_small(n, WD_LONGEST_DATE_LINE))
        return false; /* a note on the article itself */
    return !wd_map_find(&w->above_h1, (uint64_t)(uintptr_t)n);
}

bool wd_below_headline(const struct wd_walk *w)
{
    return w->e->headings.n && w->paragraphs <= w->paragraphs_at_h1 + 2;
}

static void element(struct wd_walk *w, const struct wd_html_node *n, const struct wd_above *above)
{
    struct wd_look_of look = wd_look_of(&w->roles, n);
    struct wd_above here = *above;
    here.roles = look.roles | (above->figure ? above->roles : 0);
    here.inside = above->inside || n->kind == WD_TAG_ARTICLE || n->kind == WD_TAG_MAIN;
    here.furniture = above->furniture || is_furniture(w, n, &look, here.inside);
    here.linked = above->linked || n->kind == WD_TAG_A;
    if (look.roles & WD_ROLE_BREADCRUMB && !above->furniture && w->crumbs++ < MOST_CRUMBS)
        crumbs(w, n);
    if (n->kind == WD_TAG_FIGURE && !here.furniture && w->figures++ < MOST_FIGURES) {
        here.figure = n;
        here.caption = caption_of(w, n);
    }
    member(w, n, &look, &here);
    bool by_author = wd_str_eqc(look.itemprop, "author") || wd_str_eqc(look.rel, "author") || says(look.property, "author");
    if ((look.roles & WD_ROLE_BYLINE || by_author) && !here.furniture && n->kind != WD_TAG_BODY && n->kind != WD_TAG_IMG) {
        bool biography = look.roles & (WD_ROLE_BIOGRAPHY | WD_ROLE_LOGO);
        wd_look_byline(w, n, biography ? 30 : by_author ? 75 : look.roles & WD_ROLE_NAME ? 72 : 66, &here);
    } else if (n->kind == WD_TAG_A && !here.furniture && wd_below_headline(w) && wd_leads_to_author(wd_html_attribute(n, "href")))
        wd_look_byline(w, n, 60, &here);
    if (n->kind == WD_TAG_TIME ||
        (look.roles & (WD_ROLE_DATE | WD_ROLE_MODIFIED) && !here.furniture && wd_text_is_small(n, WD_LONGEST_DATE_LINE)))
        wd_look_date(w, n, &look, &here);
    if (n->kind == WD_TAG_H1)
        heading(w, n, &here);
    visit_children(w, n, &here);
}

static void visit(struct wd_walk *w, const struct wd_html_node *n, const struct wd_above *above)
{
    w->place++;
    switch (n->kind) {
    case WD_TAG_SCRIPT: script(w, n); break;
    case WD_TAG_META:
        if (!above->furniture)
            wd_meta_tag(w->e, n);
        break;
    case WD_TAG_TITLE:
    case WD_TAG_LINK:
    case WD_TAG_BASE: head_element(w, n); break;
    case WD_TAG_TEXT:
        if (!above->furniture && wd_str_trim(n->text).n < RUNNING_TEXT + 40) {
            wd_look_bare_byline(w, n, above);
            wd_look_bare_date(w, n, above);
        }
        w->paragraphs +=
            wd_str_trim(n->text).n > RUNNING_TEXT && !above->furniture && n->parent->kind != WD_TAG_FIGCAPTION && !above->figure;
        break;
    case WD_TAG_COMMENT:
    case WD_TAG_STYLE:
    case WD_TAG_SVG:
    case WD_TAG_TEMPLATE:
    case WD_TAG_SELECT:
    case WD_TAG_TEXTAREA:
    case WD_TAG_OPTION: break;
    case WD_TAG_IMG:
        if (w->e->pictures.n < WD_MAX_PICTURES && !above->furniture) {
            struct wd_picture p = {.place = w->place,
                                   .paragraphs = w->paragraphs,
                                   .inside = above->inside,
                                   .linked = above->linked,
                                   .figure = above->figure != NULL,
                                   .caption = above->caption};
            if (wd_picture_of(w->e->a, &w->roles, n, above->roles, &p))
                wd_list_add(w->e->a, &w->e->pictures, p);
        }
        break;
    default:
        if (!above->furniture) {
            element(w, n, above);
            break;
        }
        /* only scripts count there, and a link that says itself that it leads to the author */
        if (n->kind == WD_TAG_A && above->inside && wd_str_eqc(wd_html_attribute(n, "rel"), "author"))
            wd_look_byline(w, n, 58, above);
        visit_children(w, n, above);
    }
}

static void visit_children(struct wd_walk *w, const struct wd_html_node *n, const struct wd_above *above)
{
    for (const struct wd_html_node *c = n ? n->first : NULL; c; c = c->next)
        visit(w, c, above);
}

void wd_look_at(struct wd_page_evidence *e, const struct wd_html *page, wd_jsons *to_jsonld, struct wd_look *ret)
{
    struct wd_look look = {.language = wd_html_attribute(page->root, "lang")};
    struct wd_walk w = {.e = e, .jsonld = to_jsonld, .look = &look};
    struct wd_above above = {0};
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
