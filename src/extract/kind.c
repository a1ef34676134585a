#include "extract/kind.h"

#include "base/url.h"

const char *const wd_page_kind_names[] = {"article", "empty", "paywall", "consent", "error", "listing", "other", NULL};

/* How much there is that could be an article, by bytes of running text that say nothing of walls and errors. */
enum { NOTHING = 140, BRIEF = 250, TEASER = 350, LITTLE = 500, SHORT = 1400, LONG = 3000 };
enum { MANY_PARAGRAPHS = 5 };

struct page {
    const struct wd_page_meta *meta;
    const struct wd_page_body *body;
    struct wd_sight sight;
    struct wd_str path; /* of the address */
    bool front, list_path;
    bool claims; /* the page says that it is an article, with a day */
};

/* Weights of what is said of `what`, in titles twice. */
static unsigned says(const struct page *p, enum wd_says what)
{
    const struct wd_sight *s = &p->sight;
    return 2 * s->title.weight[what] + s->body.weight[what] + s->around.weight[what];
}

static bool small(const struct page *p, size_t bytes)
{
    return p->sight.body_bytes < bytes;
}

/* An error's words in the title, or the only words; an article about errors has a text. */
static bool fails(const struct page *p, enum wd_says what)
{
    const struct wd_sight *s = &p->sight;
    unsigned in_title = s->title.weight[what], in_body = s->body.weight[what], around = s->around.weight[what];
    if (p->claims && p->body->text.n >= BRIEF)
        return false;
    if (in_title >= 3)
        return small(p, p->claims ? NOTHING : LONG);
    if (in_title >= 2 && in_body + around >= 2)
        return small(p, p->claims ? NOTHING : SHORT);
    return small(p, p->claims ? NOTHING : LITTLE) && (in_body >= 3 || (around >= 3 && small(p, NOTHING)));
}

static bool missing(const struct page *p)
{
    return fails(p, WD_SAYS_MISSING);
}
static bool refused(const struct page *p)
{
    return fails(p, WD_SAYS_REFUSED);
}
static bool broken(const struct page *p)
{
    return fails(p, WD_SAYS_BROKEN);
}
static bool checks(const struct page *p)
{
    return fails(p, WD_SAYS_CHECK) || (p->sight.challenge && small(p, NOTHING) && says(p, WD_SAYS_CHECK) >= 2);
}

/* A banner over an article is no wall: the article's own text says nothing of cookies. */
static bool asks_consent(const struct page *p)
{
    const struct wd_sight *s = &p->sight;
    unsigned said = says(p, WD_SAYS_CONSENT);
    if (said < (p->claims ? 6u : 4u))
        return false;
    if (s->consent_bytes * 2 > p->body->text.n)
        return s->body.weight[WD_SAYS_CONSENT] >= 4 ? small(p, p->claims ? LITTLE : LONG) : small(p, LITTLE) && !p->claims;
    return s->body_blocks == 0 && small(p, NOTHING) && said > says(p, WD_SAYS_PAY) && !(s->passwords && s->title.weight[WD_SAYS_LOGIN]);
}

/* What speaks for a text that is withheld: what is said, how the text ends, how much there is of it. A long text is an article,
 * whatever it costs. */
static bool withheld(const struct page *p)
{
    const struct wd_sight *s = &p->sight;
    unsigned said = says(p, WD_SAYS_PAY);
    unsigned evidence = WD_MIN(said, 4u) + 3u * p->meta->paywalled + s->wall + 2u * s->cut + small(p, LITTLE);
    if (small(p, NOTHING) && (p->meta->paywalled || (said >= 3 && (s->body_blocks == 0 || s->wall || s->cut))))
        return true;
    return said >= 2 && small(p, SHORT) && evidence >= 5;
}

static bool logs_in(const struct page *p)
{
    return p->sight.passwords && small(p, p->sight.title.weight[WD_SAYS_LOGIN] ? LITTLE : NOTHING) && !p->claims;
}

/* Teasers: each paragraph has a headline of its own, whether the body took those in or not. */
static bool each_has_headline(const struct page *p)
{
    const struct wd_sight *s = &p->sight;
    size_t blocks = p->body->blocks.n;
    return blocks > 2 && 2 * s->headlines_within + 2 >= blocks && s->headlines_within + 1 >= s->body_blocks;
}

/* Headlines that link elsewhere outnumber the paragraphs, or stand among them. */
static bool lists(const struct page *p)
{
    const struct wd_sight *s = &p->sight;
    unsigned likely = 2u * p->front + 2u * p->list_path + s->list_type + (s->cards > 4) + (s->title.weight[WD_SAYS_SEARCH] >= 2) +
                      wd_str_eqc_nocase(p->meta->type, "website") + each_has_headline(p);
    if (p->claims || s->headlines < 4)
        return false;
    if (small(p, LITTLE) && s->link_bytes * 3 > s->shown_bytes && s->headlines * (1 + likely) >= (small(p, NOTHING) ? 6u : 16u))
        return true;
    return s->headlines_within >= 4 && s->headlines_within * TEASER >= s->body_bytes && likely >= 2;
}

static bool sells(const struct page *p)
{
    return !p->claims && says(p, WD_SAYS_SHOP) >= 2 && (p->sight.shop || says(p, WD_SAYS_SHOP) >= 4) && small(p, LONG);
}
static bool rules_of_house(const struct page *p)
{
    return !p->claims && p->sight.title.weight[WD_SAYS_RULES] >= 3;
}
static bool plays(const struct page *p)
{
    const struct wd_sight *s = &p->sight;
    return (s->players || wd_str_starts_nocase(p->meta->type, "video")) && small(p, NOTHING) && s->shown_bytes < s->link_bytes + LONG;
}
static bool wants_scripts(const struct page *p)
{
    const struct wd_sight *s = &p->sight;
    return small(p, NOTHING) && s->body_blocks == 0 &&
           (says(p, WD_SAYS_SCRIPT) >= 2 || s->app_root || (s->script_bytes > 400 && s->shown_bytes < 300));
}
static bool has_no_text(const struct page *p)
{
    return p->body->text.n == 0;
}
static bool has_too_little(const struct page *p)
{
    return p->body->paragraphs == 0 && p->body->text.n < 200 && !p->meta->says_article;
}

/* In this order: what a page says of itself goes before what its shape says. */
static const struct {
    bool (*holds)(const struct page *p);
    enum wd_page_kind kind;
    const char *reason;
} rules[] = {
    {checks, WD_PAGE_ERROR, "the page checks whether the reader is a robot before it shows anything"},
    {missing, WD_PAGE_ERROR, "the page says that it was not found (404)"},
    {refused, WD_PAGE_ERROR, "the server refuses to show the page (403)"},
    {broken, WD_PAGE_ERROR, "the server says that it has failed or is being mended (5xx)"},
    {asks_consent, WD_PAGE_CONSENT, "the page asks for consent to cookies before it shows anything"},
    {withheld, WD_PAGE_PAYWALL, NULL},
    {logs_in, WD_PAGE_OTHER, "the page is a form to log in"},
    {sells, WD_PAGE_OTHER, "the page offers goods for sale"},
    {rules_of_house, WD_PAGE_OTHER, "the page is about the site itself: its rules, its privacy or its address"},
    {lists, WD_PAGE_LISTING, "the page is a list of links to articles"},
    {plays, WD_PAGE_OTHER, "the page is a player with no text of its own"},
    {wants_scripts, WD_PAGE_EMPTY, "the page has no text until its scripts have run"},
    {has_no_text, WD_PAGE_EMPTY, "no running text on the page"},
    {has_too_little, WD_PAGE_OTHER, "too little running text for an article"},
};

static struct wd_str withheld_reason(struct wd_arena *a, const struct page *p)
{
    size_t shown = p->sight.body_blocks;
    if (shown == 0)
        return WD_STR("the text is for subscribers; nothing of it is shown");
    if (shown == 1)
        return WD_STR("only the first paragraph is shown; the rest is for subscribers");
    return wd_arena_printf(a, "only the first %zu paragraphs are shown; the rest is for subscribers", shown);
}

/* Parts of a path that lists are under, as newsrooms name them. */
static bool names_a_list(struct wd_str path)
{
    static const char *const parts[] = {"/tag/",      "/tags/",    "/category/", "/categories/", "/topic/",    "/topics/",
                                        "/search",    "/author/",  "/authors/",  "/auteur/",     "/auteurs/",  "/archive/",
                                        "/archives/", "/page/",    "/thema/",    "/themen/",     "/suche",     "/recherche",
                                        "/buscar",    "/busca",    "/cerca",     "/zoeken",      "/etiqueta/", "/kategorie/",
                                        "/autor/",    "/autoren/", "/sitemap",   "/section/",    "/rubrik/",   "/schlagwort/"};
    for (size_t i = 0; i < WD_COUNT(parts); i++)
        if (wd_str_find_nocase(path, parts[i], 0) != SIZE_MAX)
            return true;
    return false;
}

enum wd_page_kind wd_page_kind_of(struct wd_arena *a, const struct wd_html *page, struct wd_str url, const struct wd_page_meta *meta,
                                  const struct wd_page_body *body, struct wd_str *ret_reason)
{
    struct page p = {.meta = meta, .body = body, .path = wd_url_split(url).path};
    p.front = url.n && (p.path.n <= 1 || wd_str_starts_nocase(p.path, "/index."));
    p.list_path = names_a_list(p.path);
    p.claims = meta->says_article && meta->published_utc != WD_NO_TIME;
    *ret_reason = WD_STR("");
    if (p.claims && body->paragraphs >= MANY_PARAGRAPHS && body->text.n >= 2 * (size_t)LONG)
        return WD_PAGE_ARTICLE; /* most pages end here, without a look at their words */
    struct wd_phrase_index index;
    wd_phrase_index_init(&index);
    wd_sight_of_body(a, &index, body, &p.sight);
    if (p.claims && !small(&p, LONG))
        return WD_PAGE_ARTICLE; /* no rule holds */
    wd_sight_of_page(a, &index, page, meta, body, &p.sight);
    for (size_t i = 0; i < WD_COUNT(rules); i++) {
        if (!rules[i].holds(&p))
            continue;
        *ret_reason = rules[i].reason ? wd_str_c(rules[i].reason) : withheld_reason(a, &p);
        return rules[i].kind;
    }
    return WD_PAGE_ARTICLE;
}
