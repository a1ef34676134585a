#include "extract/jsonld.h"

#include "base/hash.h"
#include "base/url.h"
#include "text/fold.h"

enum { MAX_DEPTH = 24, MAX_LIST = 40 };
enum { NO_TYPE, PAGE, THING, ARTICLE }; /* how likely a node of the type is the page's article */

struct node {
    const struct wd_json *json;
    int rank;    /* of its type */
    bool beside; /* within a list or a member that names other works */
};
struct graph {
    struct wd_page_evidence *e;
    WD_LIST(struct node) nodes;
    struct wd_map by_id; /* hash of @id to the fullest node of it, its number plus one */
    size_t visited;
    struct wd_str keys[2]; /* of the page's own address and of the canonical one */
};

static int type_rank(struct wd_str type)
{
    static const struct {
        const char *name;
        int rank;
    } types[] = {{"BlogPosting", ARTICLE},
                 {"Report", ARTICLE},
                 {"LiveBlogPosting", ARTICLE},
                 {"SocialMediaPosting", ARTICLE},
                 {"WebPage", PAGE},
                 {"ItemPage", PAGE},
                 {"MediaObject", NO_TYPE},
                 {"NewsMediaOrganization", NO_TYPE},
                 {"VideoObject", THING},
                 {"Recipe", THING},
                 {"Review", THING},
                 {"ClaimReview", THING},
                 {"HowTo", THING},
                 {"CreativeWork", THING}};
    size_t slash = SIZE_MAX;
    for (size_t at = wd_str_find_byte(type, '/', 0); at != SIZE_MAX; at = wd_str_find_byte(type, '/', at + 1))
        slash = at;
    if (slash != SIZE_MAX)
        type = wd_str_from(type, slash + 1);
    else if (wd_str_starts(type, "schema:"))
        type = wd_str_from(type, 7);
    if (wd_str_ends(type, "Article"))
        return ARTICLE;
    for (size_t i = 0; i < WD_COUNT(types); i++)
        if (wd_str_eqc(type, types[i].name))
            return types[i].rank;
    return NO_TYPE;
}

static int rank_of(const struct wd_json *j)
{
    const struct wd_json *type = wd_json_get(j, "@type");
    int rank = type_rank(wd_json_str(type));
    for (size_t i = 0; type && type->type == WD_JSON_ARRAY && i < WD_MIN(type->n, (size_t)MAX_LIST); i++)
        rank = WD_MAX(rank, type_rank(wd_json_str(&type->items[i])));
    return rank;
}

static bool names_others(struct wd_str member)
{
    static const char *const members[] = {"itemListElement", "relatedLink",     "isPartOf",  "mentions", "citation",
                                          "liveBlogUpdate",  "isBasedOn",       "about",     "comment",  "significantLink",
                                          "subjectOf",       "review",          "publisher", "author",   "hasPart",
                                          "associatedMedia", "potentialAction", "video"};
    for (size_t i = 0; i < WD_COUNT(members); i++)
        if (wd_str_eqc(member, members[i]))
            return true;
    return false;
}

static void gather(struct graph *g, const struct wd_json *j, bool beside, int depth)
{
    if (depth > MAX_DEPTH || g->visited++ > WD_MAX_JSONLD_NODES || (j->type != WD_JSON_OBJECT && j->type != WD_JSON_ARRAY))
        return;
    if (j->type == WD_JSON_OBJECT) {
        struct wd_str id = wd_json_get_str(j, "@id");
        wd_list_add(g->e->a, &g->nodes, (struct node){j, rank_of(j), beside});
        if (id.n && j->n > 1) {
            uint64_t *known = wd_map_at(&g->by_id, wd_hash(id));
            if (!*known || g->nodes.v[*known - 1].json->n < j->n)
                *known = g->nodes.n;
        }
    }
    for (size_t i = 0; i < j->n; i++)
        gather(g, &j->items[i], beside || (j->type == WD_JSON_OBJECT && names_others(j->names[i])), depth + 1);
}

/* {"@id":"#x"} stands for the node that has more to say under that id. */
static const struct wd_json *resolved(const struct graph *g, const struct wd_json *j)
{
    struct wd_str id = wd_json_get_str(j, "@id");
    if (!j || j->type != WD_JSON_OBJECT || !id.n || j->n > 3)
        return j;
    const uint64_t *known = wd_map_find(&g->by_id, wd_hash(id));
    const struct wd_json *full = known ? g->nodes.v[*known - 1].json : j;
    return full->n > j->n ? full : j;
}

static const struct wd_json *get(const struct graph *g, const struct wd_json *j, const char *name)
{
    return resolved(g, wd_json_get(j, name));
}

/* The first of a list stands for it. */
static const struct wd_json *one(const struct graph *g, const struct wd_json *j)
{
    return resolved(g, j && j->type == WD_JSON_ARRAY ? wd_json_at(j, 0) : j);
}

static struct wd_str one_str(const struct graph *g, const struct wd_json *j, const char *name)
{
    const struct wd_json *value = one(g, wd_json_get(j, name));
    if (value && value->type == WD_JSON_OBJECT) {
        struct wd_str s = wd_json_get_str(value, "@value");
        return s.n ? s : wd_json_get_str(value, "name");
    }
    return wd_json_str(value);
}

static bool is_address(const struct graph *g, struct wd_str said)
{
    if (!said.n)
        return false;
    struct wd_str key = wd_url_key(g->e->a, wd_url_resolve(g->e->a, g->e->url, said));
    return key.n && (wd_str_eq(key, g->keys[0]) || wd_str_eq(key, g->keys[1]));
}

static bool is_headline(const struct wd_page_evidence *e, struct wd_str headline)
{
    struct wd_str text = wd_evidence_text(e->a, headline);
    for (size_t i = 0; text.n && i < e->headings.n; i++)
        if (wd_same_words(text, e->headings.v[i].text))
            return true;
    const wd_founds *titles = &e->fields[WD_PAGE_TITLE];
    for (size_t i = 0; text.n && i < titles->n; i++)
        if (wd_same_words(text, titles->v[i].text))
            return true;
    return text.n > 15 && wd_str_starts(e->document_title, wd_arena_c(e->a, text));
}

static int score_of(const struct graph *g, const struct node *n)
{
    static const char *const telling[] = {"headline", "datePublished", "author", "articleBody", "image"};
    const struct wd_json *j = n->json, *main = wd_json_get(j, "mainEntityOfPage");
    int score = n->rank * 10 - (n->beside ? 12 : 0);
    for (size_t i = 0; i < WD_COUNT(telling); i++)
        score += wd_json_get(j, telling[i]) != NULL;
    struct wd_str main_id = main && main->type == WD_JSON_OBJECT ? wd_json_get_str(main, "@id") : wd_json_str(main);
    if (is_address(g, wd_json_get_str(j, "url")) || is_address(g, main_id) || is_address(g, wd_json_get_str(j, "@id")))
        score += 8;
    if (is_headline(g->e, one_str(g, j, n->rank == ARTICLE ? "headline" : "name")))
        score += 10;
    return score;
}

enum { MAX_SCORED = 60 }; /* a page that lists more articles than these is no article */

static const struct node *best_node(const struct graph *g, int least_rank, int most_rank)
{
    const struct node *best = NULL;
    int best_score = 0, scored = 0;
    for (size_t i = 0; i < g->nodes.n && scored < MAX_SCORED; i++) {
        const struct node *n = &g->nodes.v[i];
        if (n->rank < least_rank || n->rank > most_rank)
            continue;
        scored++;
        int score = score_of(g, n);
        if (!best || score > best_score) {
            best = n;
            best_score = score;
        }
    }
    return best;
}

static bool is_organisation(const struct wd_json *j)
{
    const struct wd_json *type = wd_json_get(j, "@type");
    struct wd_str name = wd_json_str(type && type->type == WD_JSON_ARRAY ? wd_json_at(type, 0) : type);
    return wd_str_ends(name, "Organization") || wd_str_ends(name, "Corporation") || wd_str_ends(name, "WebSite");
}

/* Names and bylines as they stand; byline.c makes names of them. */
static void add_authors(const struct graph *g, const struct wd_json *j, int trust, int depth)
{
    struct wd_page_evidence *e = g->e;
    wd_founds *to = &e->fields[WD_PAGE_AUTHORS];
    j = resolved(g, j);
    if (!j || depth > 4)
        return;
    size_t before = to->n;
    if (j->type == WD_JSON_STRING) {
        wd_evidence_add(e, WD_PAGE_AUTHORS, j->string, WD_FROM_JSON_LD, trust);
    } else if (j->type == WD_JSON_OBJECT) {
        const struct wd_json *name = wd_json_get(j, "name");
        add_authors(g, name ? name : wd_json_get(j, "author"), trust, depth + 1);
        if (to->n == before && wd_json_get(j, "familyName"))
            wd_evidence_add(e, WD_PAGE_AUTHORS,
                            wd_arena_printf(e->a, "%.*s %.*s", WD_STR_ARG(wd_json_get_str(j, "givenName")),
                                            WD_STR_ARG(wd_json_get_str(j, "familyName"))),
                            WD_FROM_JSON_LD, trust);
        for (size_t i = before; is_organisation(j) && i < to->n; i++)
            to->v[i].organisation = true;
    } else if (j->type == WD_JSON_ARRAY) {
        for (size_t i = 0; i < j->n && i < WD_MAX_AUTHORS; i++)
            add_authors(g, &j->items[i], trust, depth + 1);
    }
}

static struct wd_str address_of_image(const struct graph *g, const struct wd_json *j)
{
    j = one(g, j);
    if (!j || j->type != WD_JSON_OBJECT)
        return wd_json_str(j);
    static const char *const members[] = {"contentUrl", "url", "@id", "thumbnailUrl"};
    for (size_t i = 0; i < WD_COUNT(members); i++) {
        struct wd_str url = one_str(g, j, members[i]);
        if (url.n && (i != 2 || wd_url_web(url)))
            return url;
    }
    return wd_str_n("", 0);
}

static void add_list(const struct graph *g, const struct wd_json *j, enum wd_page_field field)
{
    if (!j)
        return;
    for (size_t i = 0; j->type == WD_JSON_ARRAY && i < j->n && i < MAX_LIST; i++)
        add_list(g, &j->items[i], field);
    struct wd_str text = j->type == WD_JSON_OBJECT ? wd_json_get_str(j, "name") : wd_json_str(j);
    wd_evidence_add(g->e, field, text, WD_FROM_JSON_LD, 90);
}

static bool says_not_free(const struct wd_json *j)
{
    const struct wd_json *is_free = wd_json_get(j, "isAccessibleForFree");
    return is_free && ((is_free->type == WD_JSON_BOOL && !is_free->boolean) || wd_str_eqc_nocase(wd_json_str(is_free), "false") ||
                       wd_str_ends(wd_json_str(is_free), "/False"));
}

static bool paywalled(const struct graph *g, const struct wd_json *j)
{
    const struct wd_json *part = wd_json_get(j, "hasPart");
    bool not_free = says_not_free(j) || says_not_free(resolved(g, part));
    for (size_t i = 0; !not_free && part && part->type == WD_JSON_ARRAY && i < part->n && i < MAX_LIST; i++)
        not_free = says_not_free(resolved(g, &part->items[i]));
    return not_free;
}

/* trust: of an article's node; a page's or a video's node says the same with less weight. */
static void add_node(const struct graph *g, const struct wd_json *j, int less)
{
    struct wd_page_evidence *e = g->e;
    const struct wd_json *image = wd_json_get(j, "image");
    wd_evidence_add(e, WD_PAGE_TITLE, one_str(g, j, "headline"), WD_FROM_JSON_LD, 90 - less);
    if (!wd_json_get(j, "headline"))
        wd_evidence_add(e, WD_PAGE_TITLE, one_str(g, j, "name"), WD_FROM_JSON_LD, 70 - less);
    wd_evidence_add(e, WD_PAGE_STANDFIRST, one_str(g, j, "description"), WD_FROM_JSON_LD, 80 - less);
    wd_evidence_add(e, WD_PAGE_SECTION, one_str(g, j, "articleSection"), WD_FROM_JSON_LD, 90 - less);
    wd_evidence_add(e, WD_PAGE_LANGUAGE, one_str(g, j, "inLanguage"), WD_FROM_JSON_LD, 80 - less);
    wd_evidence_add(e, WD_PAGE_SITE, one_str(g, j, "publisher"), WD_FROM_JSON_LD, 80 - less);
    wd_evidence_add(e, WD_PAGE_IMAGE, address_of_image(g, image), WD_FROM_JSON_LD, 75 - less);
    if (!image)
        wd_evidence_add(e, WD_PAGE_IMAGE, one_str(g, j, "thumbnailUrl"), WD_FROM_JSON_LD, 60 - less);
    add_list(g, wd_json_get(j, "keywords"), WD_PAGE_KEYWORDS);
    add_authors(g, wd_json_get(j, wd_json_get(j, "author") ? "author" : "creator"), 90 - less, 0);
    wd_evidence_add_time(&e->published, e->a, one_str(g, j, "datePublished"), WD_FROM_JSON_LD, 95 - less);
    wd_evidence_add_time(&e->published, e->a, one_str(g, j, "dateCreated"), WD_FROM_JSON_LD, 60 - less);
    wd_evidence_add_time(&e->published, e->a, one_str(g, j, "uploadDate"), WD_FROM_JSON_LD, 60 - less);
    wd_evidence_add_time(&e->modified, e->a, one_str(g, j, "dateModified"), WD_FROM_JSON_LD, 95 - less);
    e->paywalled = e->paywalled || paywalled(g, j);
}

void wd_jsonld_evidence(struct wd_page_evidence *e, const wd_jsons *values, struct wd_str canonical)
{
    struct graph g = {.e = e, .keys = {wd_url_key(e->a, e->url), wd_url_key(e->a, canonical)}};
    wd_map_init(&g.by_id);
    for (size_t i = 0; i < values->n; i++)
        gather(&g, values->v[i], false, 0);
    const struct node *article = best_node(&g, ARTICLE, ARTICLE), *page = best_node(&g, PAGE, THING);
    if (article) {
        const struct wd_json *body = get(&g, article->json, "articleBody");
        e->article_body = wd_json_str(body && body->type == WD_JSON_ARRAY ? wd_json_at(body, 0) : body);
        e->says_article = true;
        add_node(&g, article->json, article->beside ? 25 : 0);
        e->paywalled = e->paywalled || (page && !page->beside && says_not_free(page->json));
    }
    if (page && !page->beside && (!article || page->rank == PAGE))
        add_node(&g, page->json, article ? 40 : page->rank == PAGE ? 25 : 15);
    wd_map_done(&g.by_id);
}
