#include "base/buf.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "extract/inside.h"
#include "text/fold.h"

/* Names that newsrooms give to what is not the article. Our own list, from how such pages are commonly built. */
static const char *const furniture_names[] = {
    "comment",   "footer",    "sidebar",    "related",    "share",      "social",   "promo",   "newsletter",   "subscribe",
    "cookie",    "consent",   "breadcrumb", "advert",     "sponsor",    "popup",    "modal",   "recommend",    "trending",
    "most-read", "popular",   "outbrain",   "taboola",    "pagination", "tag-list", "taglist", "article-tags", "toolbar",
    "masthead",  "navbar",    "menu",       "login",      "signup",     "paywall-", "more-on", "also-read",    "read-more",
    "readmore",  "copyright", "disclaimer", "author-bio", "print-only", "hidden",   NULL,
};
static const char *const body_names[] = {
    "article-body", "articlebody",  "article__body", "article-content", "story-body",   "storybody",        "entry-content", "post-content",
    "body-text",    "article-text", "story-content", "post-body",       "content-body", "article__content", "articletext",   NULL};

bool wd_named(const struct wd_html_node *n, const char *const *words)
{
    struct wd_str names[2] = {wd_html_attribute(n, "class"), wd_html_attribute(n, "id")};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; names[k].n && words[i]; i++)
            if (wd_str_find_nocase(names[k], words[i], 0) != SIZE_MAX)
                return true;
    return false;
}

static bool one_of(const struct wd_html_node *n, const char *const *tags)
{
    for (size_t i = 0; tags[i]; i++)
        if (wd_html_is(n, tags[i]))
            return true;
    return false;
}

static bool skipped(const struct wd_html_node *n)
{
    static const char *const tags[] = {"script", "style", "noscript", "nav",      "footer",   "aside",  "form",       "button",
                                       "select", "svg",   "iframe",   "template", "head",     "figure", "figcaption", "object",
                                       "audio",  "video", "dialog",   "input",    "textarea", "label",  NULL};
    if (one_of(n, tags) || wd_str_eqc(wd_html_attribute(n, "aria-hidden"), "true") || wd_html_has_attribute(n, "hidden"))
        return true;
    struct wd_str role = wd_html_attribute(n, "role"), style = wd_html_attribute(n, "style");
    if (wd_str_eqc(role, "navigation") || wd_str_eqc(role, "complementary") || wd_str_eqc(role, "contentinfo") ||
        wd_str_find(style, "display:none", 0) != SIZE_MAX)
        return true;
    return wd_named(n, furniture_names) && !wd_html_is(n, "body") && !wd_html_is(n, "html") && !wd_html_is(n, "article") &&
           !wd_named(n, body_names);
}

static bool inline_tag(const struct wd_html_node *n)
{
    static const char *const tags[] = {"a",   "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn",   "em",   "font",   "i",
                                       "kbd", "mark", "q", "rp",  "rt",  "ruby", "s",    "samp", "small", "span", "strong", "sub",
                                       "sup", "time", "u", "var", "wbr", "del",  "ins",  "tt",   "big",   NULL};
    return n->tag.n == 0 || one_of(n, tags);
}

/* A block is a run of inline content within one block element. */
struct piece {
    const struct wd_html_node *parent;
    int kind;
    struct wd_str text;
    size_t link_bytes;
    uint32_t from, to; /* bytes of the page */
};

struct walk {
    struct wd_arena *a;
    WD_LIST(struct piece) pieces;
    struct wd_buf run;
    const struct wd_html_node *parent;
    size_t link_bytes;
    uint32_t from, to;
    int in_link;
};

static int kind_of(const struct wd_html_node *n)
{
    for (; n; n = n->parent) {
        if (n->tag.n == 2 && n->tag.p[0] == 'h' && n->tag.p[1] >= '1' && n->tag.p[1] <= '6')
            return WD_BLOCK_HEADING;
        if (wd_html_is(n, "li"))
            return WD_BLOCK_LIST_ITEM;
        if (wd_html_is(n, "blockquote"))
            return WD_BLOCK_QUOTE;
    }
    return WD_BLOCK_PARAGRAPH;
}

static void end_run(struct walk *w)
{
    struct wd_str text = wd_squeeze(w->a, wd_buf_str(&w->run), false);
    if (text.n)
        wd_list_add(w->a, &w->pieces, (struct piece){w->parent, kind_of(w->parent), text, WD_MIN(w->link_bytes, text.n), w->from, w->to});
    wd_buf_reset(&w->run);
    w->link_bytes = 0;
    w->parent = NULL;
}

static void visit(struct walk *w, const struct wd_html_node *n)
{
    if (n->tag.n && (n->tag.p[0] == '!' || skipped(n)))
        return;
    if (n->tag.n == 0) {
        if (!w->parent && wd_str_trim(n->text).n) {
            for (w->parent = n->parent; w->parent && inline_tag(w->parent); w->parent = w->parent->parent)
                continue;
            w->from = n->byte;
        }
        w->to = n->byte + (uint32_t)n->text.n;
        wd_buf_puts(&w->run, n->text);
        w->link_bytes += w->in_link ? n->text.n : 0;
        return;
    }
    bool block = !inline_tag(n), link = wd_html_is(n, "a");
    if (block)
        end_run(w);
    w->in_link += link;
    for (const struct wd_html_node *c = n->first; c; c = c->next)
        visit(w, c);
    w->in_link -= link;
    if (block)
        end_run(w);
}

static bool contains(const struct wd_html_node *top, const struct wd_html_node *n)
{
    while (n && n != top)
        n = n->parent;
    return n == top;
}

static double weight(const struct piece *p)
{
    if (p->kind == WD_BLOCK_HEADING || p->text.n < 25 || p->link_bytes * 2 > p->text.n)
        return 0;
    double commas = 0;
    for (size_t i = 0; i < p->text.n; i++)
        commas += p->text.p[i] == ',';
    return 1 + WD_MIN(commas, 6.0) + WD_MIN((double)p->text.n / 100, 4.0);
}

/* Thousandths that a paragraph's weight counts for in this container. */
static uint64_t factor_of(const struct wd_html_node *n)
{
    if (wd_named(n, body_names) || wd_str_eqc(wd_html_attribute(n, "itemprop"), "articleBody"))
        return 1500;
    return wd_html_is(n, "article") ? 1250 : 1000;
}

/* Each paragraph gives its weight to its container, half of it one step up, a quarter two steps up. */
static const struct wd_html_node *best_container(const struct walk *w)
{
    struct wd_map scores, factors; /* by node; a node's names are read once, however many paragraphs it holds */
    wd_map_init(&scores);
    wd_map_init(&factors);
    const struct wd_html_node *best = NULL;
    uint64_t best_score = 0;
    for (size_t i = 0; i < w->pieces.n; i++) {
        double share = weight(&w->pieces.v[i]);
        const struct wd_html_node *n = w->pieces.v[i].parent;
        if (n && (wd_html_is(n, "p") || wd_html_is(n, "li") || wd_html_is(n, "blockquote")))
            n = n->parent;
        for (int step = 0; n && step < 4 && share > 0; step++, n = n->parent) {
            uint64_t *factor = wd_map_at(&factors, (uint64_t)(uintptr_t)n), *score = wd_map_at(&scores, (uint64_t)(uintptr_t)n);
            if (!*factor)
                *factor = factor_of(n);
            *score += (uint64_t)(share * (double)*factor);
            share /= 2;
            if (*score > best_score) {
                best_score = *score;
                best = n;
            }
        }
    }
    wd_map_done(&scores);
    wd_map_done(&factors);
    return best;
}

/* Pieces are in document order, so those within a node are a run of them: [from, to). */
struct range {
    size_t from, to;
};

static struct range range_of(const struct walk *w, const struct wd_html_node *n)
{
    struct range r = {0, w->pieces.n};
    while (r.from < r.to && !contains(n, w->pieces.v[r.from].parent))
        r.from++;
    while (r.to > r.from && !contains(n, w->pieces.v[r.to - 1].parent))
        r.to--;
    return r;
}

struct sums {
    double weight, links, bytes;
};

static void add_piece(struct sums *s, const struct piece *p)
{
    s->weight += weight(p);
    s->links += (double)p->link_bytes;
    s->bytes += (double)p->text.n;
}

/* Up to the container that holds most of the running text: a body cut into sections is one body. */
static struct range widen(const struct walk *w, const struct wd_html_node *best)
{
    struct range all = range_of(w, best), kept = all;
    struct sums inside = {0, 0, 0}, more = {0, 0, 1};
    for (size_t i = all.from; i < all.to; i++)
        add_piece(&inside, &w->pieces.v[i]);
    for (const struct wd_html_node *n = best->parent; n && !wd_html_is(n, "body") && !wd_html_is(n, "html"); n = n->parent) {
        while (all.from > 0 && contains(n, w->pieces.v[all.from - 1].parent))
            add_piece(&more, &w->pieces.v[--all.from]);
        while (all.to < w->pieces.n && contains(n, w->pieces.v[all.to].parent))
            add_piece(&more, &w->pieces.v[all.to++]);
        if (more.weight >= inside.weight * 0.25 && more.links / more.bytes < 0.25) {
            kept = all;
            inside.weight += more.weight;
            more = (struct sums){0, 0, 1};
        }
    }
    return kept;
}

static bool keep(const struct piece *p, bool began, bool last_half)
{
    double links = (double)p->link_bytes / (double)WD_MAX(p->text.n, (size_t)1);
    if (p->kind == WD_BLOCK_HEADING)
        return began && links < 0.5;
    if (links > 0.6)
        return false;
    if (p->text.n < 25 && (!began || last_half)) {
        /* a short line counts in the middle of a text, and where it ends as a sentence does */
        char end = p->text.p[p->text.n - 1];
        return began && (end == '.' || end == '!' || end == '?' || (unsigned char)end >= 0x80);
    }
    return true;
}

/* What the rule alone keeps of the pieces within r. */
static bool *keep_alone(struct wd_arena *a, const struct walk *w, struct range r, size_t last, const struct wd_page_meta *meta)
{
    bool *kept = wd_arena_array(a, w->pieces.n + 1, sizeof *kept);
    memset(kept, 0, w->pieces.n + 1);
    bool began = false;
    for (size_t i = r.from; i < r.to && i <= last; i++) {
        const struct piece *p = &w->pieces.v[i];
        kept[i] = !wd_str_eq(p->text, meta->title) && !wd_str_eq(p->text, meta->h1) && keep(p, began, (i - r.from) * 2 > last - r.from);
        began |= kept[i];
    }
    return kept;
}

/* What the host's other pages have, too, is not the article's. */
static void ask_memory(struct wd_arena *a, const struct walk *w, const struct wd_page_context *context, bool *kept,
                       struct wd_page_body *body)
{
    if (!context->memory && !context->note)
        return;
    size_t n = w->pieces.n;
    body->template_blocks = wd_arena_array(a, n + 1, sizeof *body->template_blocks);
    body->template_block_n = n;
    for (size_t i = 0; i < n; i++)
        body->template_blocks[i] = wd_template_block_of(wd_template_path(w->pieces.v[i].parent), w->pieces.v[i].text, kept[i]);
    if (!context->memory)
        return;
    struct wd_template_answer *answers = wd_arena_array(a, n + 1, sizeof *answers);
    wd_template_look(context->memory, body->template_blocks, n, answers);
    for (size_t i = 0; i < n; i++)
        kept[i] = kept[i] && !answers[i].furniture;
}

void wd_page_body_of(struct wd_arena *a, const struct wd_html *page, const struct wd_page_meta *meta, const struct wd_page_context *context,
                     struct wd_page_body *ret)
{
    struct wd_page_body body = {0};
    struct walk w = {.a = a};
    wd_buf_init(&w.run, 16u << 20);
    const struct wd_html_node *top = wd_html_find(page->root, "body");
    visit(&w, top ? top : page->root);
    end_run(&w);
    wd_buf_done(&w.run);
    const struct wd_html_node *best = best_container(&w);
    struct range r = best ? widen(&w, best) : (struct range){0, 0};
    size_t last = r.from;
    for (size_t i = r.from; i < r.to; i++)
        if (weight(&w.pieces.v[i]) > 1.2)
            last = i;
    struct wd_buf out;
    wd_buf_init(&out, 16u << 20);
    bool *kept = keep_alone(a, &w, r, last, meta);
    ask_memory(a, &w, context, kept, &body);
    for (size_t i = r.from; i < r.to && i <= last; i++) {
        const struct piece *p = &w.pieces.v[i];
        if (!kept[i])
            continue;
        if (out.n)
            wd_buf_byte(&out, '\n');
        uint32_t start = (uint32_t)out.n;
        wd_buf_puts(&out, p->text);
        wd_list_add(a, &body.blocks, (struct wd_block){p->kind, {start, (uint32_t)out.n}});
        wd_list_add(a, &body.sources, (struct wd_span){p->from, p->to});
        body.paragraphs += weight(p) > 1.5;
    }
    body.text = wd_arena_str(a, wd_buf_str(&out));
    wd_buf_done(&out);
    *ret = body;
}
