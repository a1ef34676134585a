#include "base/url.h"
#include "extract/byline.h"
#include "text/fold.h"

enum { NEAR = 250, FAR = 2500, LEAST_TRUST = 40, MARKED_TRUST = 62 };

struct wd_str wd_outlet_letters(struct wd_arena *a, struct wd_str s)
{
    struct wd_str folded = wd_fold_words(a, s);
    char *to = wd_arena_raw(a, folded.n);
    size_t n = 0;
    for (size_t i = 0; i < folded.n; i++)
        if (folded.p[i] != ' ' && folded.p[i] != '_')
            to[n++] = folded.p[i];
    return wd_str_n(to, n);
}

static bool within(struct wd_str small, struct wd_str large)
{
    return small.n >= 3 && small.n * 3 >= large.n && memmem(large.p, large.n, small.p, small.n);
}

bool wd_same_letters(struct wd_str one, struct wd_str other)
{
    return within(one, other) || within(other, one);
}

bool wd_same_outlet(struct wd_arena *a, struct wd_str one, struct wd_str other)
{
    struct wd_str x = wd_outlet_letters(a, one), y = wd_outlet_letters(a, other);
    return wd_same_letters(x, y);
}

static bool is_desk(struct wd_str name)
{
    static const char *const words[] = {"redaktion", "redacción", "rédaction", "redazione", "redactie",     "redacție", "staff",
                                        "newsroom",  "news desk", "newsdesk",  "web desk",  "editorial",    "editors",  "admin",
                                        "team",      "agencies",  "agenturen", "agencias",  "correspondent"};
    for (size_t i = 0; i < WD_COUNT(words); i++)
        if (wd_str_find_nocase(name, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

struct choice {
    struct wd_arena *a;
    struct wd_str site, host;
    const struct wd_page_evidence *e;
};

static bool is_outlet(const struct choice *c, struct wd_str name)
{
    return (c->site.n && wd_same_outlet(c->a, name, c->site)) || wd_same_outlet(c->a, name, c->host);
}

static bool holds(const wd_strs *list, struct wd_str name)
{
    for (size_t i = 0; i < list->n; i++)
        if (wd_same_words(list->v[i], name))
            return true;
    return false;
}

static void join(struct wd_arena *a, wd_strs *to, const wd_strs *more)
{
    for (size_t i = 0; i < more->n && to->n < WD_MAX_AUTHORS; i++)
        if (!holds(to, more->v[i]))
            wd_list_add(a, to, more->v[i]);
}

static bool has_person(const struct choice *c, const wd_strs *names)
{
    for (size_t i = 0; i < names->n; i++)
        if (!is_outlet(c, names->v[i]) && !is_desk(names->v[i]))
            return true;
    return false;
}

/* Names that tags of one trust and source give; organisations only beside the persons they work with, or alone. */
static void named_by(const struct choice *c, const struct wd_found *like, wd_strs *ret, wd_strs *ret_organisations)
{
    const wd_founds *found = &c->e->fields[WD_PAGE_AUTHORS];
    for (size_t i = 0; i < found->n; i++) {
        const struct wd_found *f = &found->v[i];
        if (f->source != like->source || f->trust != like->trust)
            continue;
        if (f->organisation) {
            if (!holds(ret_organisations, f->text))
                wd_list_add(c->a, ret_organisations, f->text);
        }
        size_t before = ret->n;
        wd_byline_names(c->a, f->text, false, ret);
        if (ret->n > before + 1 && is_outlet(c, ret->v[before]))
            ret->n = before + 1; /* an outlet and where it is at home */
    }
}

/* The outlet itself, a host or a desk beside persons is no author. */
static void drop_outlets(const struct choice *c, wd_strs *names, const wd_strs *organisations)
{
    size_t kept = 0;
    for (size_t i = 0; i < names->n; i++) {
        bool organisation = holds(organisations, names->v[i]);
        if (!is_outlet(c, names->v[i]) && !(organisation && is_desk(names->v[i])))
            names->v[kept++] = names->v[i];
    }
    names->n = kept;
}

/* The visible bylines nearest to the headline: names of persons alone. */
static void seen(const struct choice *c, uint32_t headline, wd_strs *ret, int *ret_trust)
{
    const struct wd_page_evidence *e = c->e;
    int best = 0;
    wd_strs best_names = {0};
    uint32_t best_place = 0;
    for (size_t i = 0; i < e->bylines.n; i++) {
        const struct wd_byline *b = &e->bylines.v[i];
        wd_strs names = {0};
        wd_byline_names(c->a, b->lines, true, &names);
        if (b->trust < 66 || names.n > 1) /* who runs a site alone may have named it so */
            drop_outlets(c, &names, &(wd_strs){0});
        uint32_t far = b->place > headline ? b->place - headline : headline - b->place;
        int trust = b->trust - (far > FAR ? 25 : far > NEAR ? 10 : 0) - (b->place < headline && far > NEAR ? 15 : 0);
        if (!names.n || trust < LEAST_TRUST)
            continue;
        bool beside = best && b->place - best_place < 40 && trust + 6 >= best;
        if (beside) {
            join(c->a, &best_names, &names);
            best_place = b->place;
        } else if (trust > best) {
            best = trust;
            best_names = names;
            best_place = b->place;
        }
    }
    *ret = best_names;
    *ret_trust = best;
}

void wd_byline_authors(const struct wd_page_evidence *e, struct wd_str site, uint32_t headline, const wd_strs *prior, wd_strs *ret_authors,
                       struct wd_origin_of_field *ret_origin)
{
    struct choice c = {.a = e->a, .site = site, .host = wd_url_host_key(e->a, e->url), .e = e};
    const wd_founds *found = &e->fields[WD_PAGE_AUTHORS];
    wd_strs outlets = {0}, visible = {0};
    struct wd_origin_of_field outlets_from = {0};
    uint8_t tried[WD_MAX_FOUND] = {0};
    for (;;) { /* the most trusted first */
        const struct wd_found *next = NULL;
        for (size_t i = 0; i < found->n; i++)
            if (!tried[i] && (!next || found->v[i].trust > next->trust))
                next = &found->v[i];
        if (!next)
            break;
        for (size_t i = 0; i < found->n; i++)
            tried[i] |= found->v[i].trust == next->trust && found->v[i].source == next->source;
        wd_strs names = {0}, organisations = {0};
        named_by(&c, next, &names, &organisations);
        if (has_person(&c, &names)) {
            drop_outlets(&c, &names, &organisations);
            *ret_authors = names;
            *ret_origin = (struct wd_origin_of_field){next->source, next->trust};
            return;
        }
        if (names.n && !outlets.n) {
            outlets = names;
            outlets_from = (struct wd_origin_of_field){next->source, 50};
        }
    }
    int trust;
    seen(&c, headline, &visible, &trust);
    /* where the page names itself as the author, a name needs a mark of its own to be believed */
    if (visible.n && trust >= (outlets_from.source == WD_FROM_JSON_LD ? MARKED_TRUST : LEAST_TRUST)) {
        *ret_authors = visible;
        *ret_origin = (struct wd_origin_of_field){WD_FROM_BYLINE, (uint8_t)trust};
    } else if (prior->n) {
        for (size_t i = 0; i < prior->n; i++)
            wd_byline_names(e->a, prior->v[i], false, ret_authors);
        *ret_origin = (struct wd_origin_of_field){WD_FROM_FEED, 60};
    } else {
        *ret_authors = outlets;
        *ret_origin = outlets_from;
    }
}
