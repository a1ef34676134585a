#include "base/time.h"
#include "base/url.h"
#include "copies/facts.h"

/* Copies that are this close in time came off the wire together: which was stamped first says nothing. */
enum { TOGETHER_S = 15 * 60 };
/* The fuller of two texts is the source when the shares differ by so much. */
static const double FULLER = 0.2;
static const double COPY_SHARE = 0.5;

static void put_evidence(struct wd_arena *a, wd_evidences *list, const char *kind, struct wd_str text)
{
    wd_list_add(a, list, (struct wd_evidence){.kind = wd_str_c(kind), .text = text});
}

/* How well another article would serve as the source of this one. AGAINST: it is the later one of the two. */
enum rank { RANK_AGAINST, RANK_EARLIER, RANK_SAME_AGENCY, RANK_LABELLED, RANK_WIRE, RANK_NAMED };

static struct wd_str host_of(struct wd_str url)
{
    struct wd_str host = wd_url_split(url).host;
    return wd_str_starts_nocase(host, "www.") ? wd_str_from(host, 4) : host;
}

static bool is_at(struct wd_str canonical, const struct wd_source_facts *y)
{
    if (wd_url_web(canonical))
        return wd_url_web(y->url) && wd_str_eq_nocase(host_of(canonical), host_of(y->url));
    return wd_origin_same_name(canonical, y->outlet) || (y->is_wire && wd_origin_same_name(canonical, y->agency));
}

static bool names(struct wd_str agency, const struct wd_source_facts *y)
{
    return wd_origin_same_name(agency, y->outlet) || (y->is_wire && wd_origin_same_name(agency, y->agency));
}

/* How strongly what the two say of themselves makes y the source of x. */
static enum rank leads_to(const struct wd_source_facts *x, const struct wd_source_facts *y)
{
    if (x->is_wire)
        return y->is_wire && !y->borrowed.n && names(x->borrowed, y) ? RANK_WIRE : RANK_AGAINST;
    if (x->canonical.n && is_at(x->canonical, y))
        return RANK_NAMED;
    if (names(x->agency, y) || (y->is_wire && !x->agency.n))
        return RANK_WIRE;
    if (x->agency.n)
        return RANK_AGAINST;
    /* the text is the agency's, as y says; or a copy by its own word, which y does not say of itself */
    return y->agency.n || (x->copied && !y->copied) ? RANK_LABELLED : RANK_AGAINST;
}

enum basis { BY_WORD, BY_TIME, BY_SHARE };
struct direction {
    enum rank rank;
    enum basis basis;
};

/* Without evidence on either side: time where it is clear, else the fuller text, else time again, else the smaller key. */
static bool came_before(const struct wd_source_facts *own, const struct wd_reuse *reuse, const struct wd_source_facts *facts,
                        enum basis *ret_basis)
{
    int64_t here = own->at_utc, there = facts->at_utc;
    bool timed = here != WD_NO_TIME && there != WD_NO_TIME && here != there;
    bool apart = timed && (here > there ? here - there : there - here) > TOGETHER_S;
    double fuller = reuse->share_of_copy - reuse->share_of_source;
    *ret_basis = apart || (fuller < FULLER && fuller > -FULLER) ? BY_TIME : BY_SHARE;
    if (*ret_basis == BY_SHARE)
        return fuller > 0;
    return timed ? there < here : facts->article < own->article;
}

static struct direction direction_of(const struct wd_source_facts *own, const struct wd_reuse *reuse, const struct wd_source_facts *facts)
{
    enum rank mine = leads_to(own, facts), theirs = leads_to(facts, own);
    if (mine != theirs)
        return (struct direction){mine > theirs ? mine : RANK_AGAINST, BY_WORD};
    struct direction d = {.rank = RANK_AGAINST};
    if (came_before(own, reuse, facts, &d.basis))
        d.rank = mine ? mine : wd_origin_same_name(own->agency, facts->agency) ? RANK_SAME_AGENCY : RANK_EARLIER;
    return d;
}

struct choice {
    size_t best;
    struct direction direction;
    bool found, copied; /* copied: another article is a copy of this one */
    size_t quoted;      /* the reuse of shared quotations with the largest share */
    bool quotes;
};

/* Ties end at the key, so that the order of the list has no influence. */
static bool better(const wd_reuses *reuses, const struct wd_source_facts *facts, size_t i, enum rank rank, const struct choice *than)
{
    if (!than->found || rank != than->direction.rank)
        return !than->found || rank > than->direction.rank;
    const struct wd_reuse *x = &reuses->v[i], *y = &reuses->v[than->best];
    if ((x->relation == WD_REL_COPY) != (y->relation == WD_REL_COPY))
        return x->relation == WD_REL_COPY;
    if (facts[i].at_utc != facts[than->best].at_utc && x->relation == WD_REL_COPY)
        return facts[i].at_utc < facts[than->best].at_utc;
    if (x->share_of_copy != y->share_of_copy)
        return x->share_of_copy > y->share_of_copy;
    return facts[i].article < facts[than->best].article;
}

/* What has so many words more in common than the best source took them from it: its text came through there. */
static void prefer_nearer(const struct wd_source_facts *own, const wd_reuses *reuses, const struct wd_source_facts *facts, struct choice *c)
{
    size_t nearest = c->best;
    if (c->direction.rank == RANK_NAMED)
        return;
    for (size_t i = 0; i < reuses->n; i++) {
        const struct wd_reuse *r = &reuses->v[i], *so_far = &reuses->v[nearest];
        if (r->relation != WD_REL_COPY || r->share_of_copy < reuses->v[c->best].share_of_copy + FULLER ||
            direction_of(own, r, &facts[i]).rank == RANK_AGAINST)
            continue;
        if (nearest == c->best || r->share_of_copy > so_far->share_of_copy ||
            (r->share_of_copy == so_far->share_of_copy && facts[i].article < facts[nearest].article))
            nearest = i;
    }
    c->best = nearest;
    c->direction = direction_of(own, &reuses->v[nearest], &facts[nearest]);
}

static struct choice choose(const struct wd_source_facts *own, const wd_reuses *reuses, const struct wd_source_facts *facts)
{
    struct choice c = {0};
    for (size_t i = 0; i < reuses->n; i++) {
        const struct wd_reuse *r = &reuses->v[i];
        if (facts[i].article == own->article || r->relation == WD_REL_VERSION || r->relation == WD_REL_INDEPENDENT)
            continue;
        if (r->relation == WD_REL_QUOTES) {
            if (!c.quotes || r->share_of_copy > reuses->v[c.quoted].share_of_copy)
                c.quoted = i;
            c.quotes = true;
            continue;
        }
        struct direction d = direction_of(own, r, &facts[i]);
        if (d.rank == RANK_AGAINST) {
            c.copied |= r->share_of_source >= COPY_SHARE;
        } else if (better(reuses, facts, i, d.rank, &c)) {
            c.best = i;
            c.direction = d;
            c.found = true;
        }
    }
    if (c.found)
        prefer_nearer(own, reuses, facts, &c);
    return c;
}

static struct wd_str instant(struct wd_arena *a, int64_t utc)
{
    char text[24];
    wd_time_iso(utc, text);
    return wd_arena_str(a, wd_str_c(text));
}

/* Minutes are told as evidence only where they are: of texts that came together the stamps say nothing, unless nothing else does. */
static void explain_source(struct wd_arena *a, const struct wd_source_facts *own, const struct wd_source_facts *facts,
                           struct direction direction, struct wd_origin *origin)
{
    struct wd_str who = facts->outlet.n ? facts->outlet : facts->agency.n ? facts->agency : WD_STR("another outlet");
    if (direction.rank == RANK_WIRE && !own->agency.n && !own->is_wire)
        put_evidence(a, &origin->evidence, "source", wd_arena_printf(a, "the article of %.*s is an agency's own item", WD_STR_ARG(who)));
    else if (direction.rank == RANK_LABELLED && facts->agency.n)
        put_evidence(a, &origin->evidence, "source",
                     wd_arena_printf(a, "the article of %.*s says whose text it is: %.*s", WD_STR_ARG(who), WD_STR_ARG(facts->agency)));
    put_evidence(a, &origin->evidence, "containment",
                 wd_arena_printf(a, "%.0f %% of its words, five at a time, stand in the article of %.*s", origin->share_of_copy * 100,
                                 WD_STR_ARG(who)));
    int64_t here = own->at_utc, there = facts->at_utc;
    if (there == WD_NO_TIME || here == WD_NO_TIME || there >= here || (direction.basis != BY_TIME && here - there <= TOGETHER_S))
        return;
    struct wd_str there_text = instant(a, there), here_text = instant(a, here);
    put_evidence(a, &origin->evidence, "earliest",
                 wd_arena_printf(a, "%.*s, this article %.*s", WD_STR_ARG(there_text), WD_STR_ARG(here_text)));
}

static void take_source(struct wd_arena *a, const struct wd_source_facts *own, const wd_reuses *reuses, const struct wd_source_facts *facts,
                        const struct choice *c, struct wd_origin *origin)
{
    const struct wd_reuse *r = &reuses->v[c->best];
    const struct wd_source_facts *f = &facts[c->best];
    origin->of = f->article;
    origin->share_of_copy = r->share_of_copy;
    origin->share_of_source = r->share_of_source;
    origin->received = f->is_wire || c->direction.rank == RANK_WIRE || (!f->agency.n && !f->copied && !origin->agency.n);
    if (f->is_wire)
        origin->agency = wd_origin_name(f);
    else if (!origin->agency.n)
        origin->agency = f->agency;
    explain_source(a, own, f, c->direction, origin);
}

/* The wire item itself: what its fields and lines say is whose it is. Where it credits another agency whose item is here, too, it is a
 * copy of that. */
static void take_wire(struct wd_arena *a, const struct wd_article *article, const struct wd_source_facts *own, const wd_reuses *reuses,
                      const struct wd_source_facts *facts, struct wd_origin *origin)
{
    origin->relation = WD_REL_ORIGINAL;
    origin->agency = wd_origin_name(own);
    wd_wire_evidence(a, article, own, &origin->evidence);
    struct choice c = own->borrowed.n ? choose(own, reuses, facts) : (struct choice){0};
    if (!c.found || c.direction.rank < RANK_WIRE)
        return;
    origin->relation = WD_REL_COPY;
    take_source(a, own, reuses, facts, &c, origin);
}

void wd_origin_decide(struct wd_arena *a, const struct wd_article *article, const struct wd_source_facts *own, const wd_reuses *reuses,
                      const struct wd_source_facts *facts, struct wd_origin *ret_origin)
{
    struct wd_origin origin = {.relation = WD_REL_INDEPENDENT};
    if (article->is_wire) {
        take_wire(a, article, own, reuses, facts, &origin);
        *ret_origin = origin;
        return;
    }
    struct wd_said said = wd_said_of(a, article, &origin.evidence);
    origin.agency = said.agency;
    struct choice c = choose(own, reuses, facts);
    /* A copy by its own word; another article is its source if the words bear it out, or if it is that very agency's. */
    bool proven = c.found && (reuses->v[c.best].relation == WD_REL_COPY || c.direction.rank >= RANK_WIRE);
    if (said.claim == WD_CLAIM_COPY) {
        origin.relation = WD_REL_COPY;
        if (proven)
            take_source(a, own, reuses, facts, &c, &origin);
    } else if (c.found) {
        origin.relation = reuses->v[c.best].relation;
        take_source(a, own, reuses, facts, &c, &origin);
    } else if (said.claim == WD_CLAIM_PART) {
        origin.relation = WD_REL_DERIVED;
    } else if (c.copied) {
        origin.relation = WD_REL_ORIGINAL;
    } else if (c.quotes) {
        origin.relation = WD_REL_QUOTES;
        origin.share_of_copy = reuses->v[c.quoted].share_of_copy;
        origin.share_of_source = reuses->v[c.quoted].share_of_source;
    }
    *ret_origin = origin;
}

struct wd_reuse wd_reuse_turn(const struct wd_reuse *reuse, uint64_t version, uint64_t article)
{
    struct wd_reuse turned = {.of = version,
                              .of_article = article,
                              .share_of_copy = reuse->share_of_source,
                              .share_of_source = reuse->share_of_copy,
                              .relation = reuse->relation};
    if (reuse->relation == WD_REL_VERSION || reuse->relation == WD_REL_INDEPENDENT)
        return turned;
    if (turned.share_of_copy >= COPY_SHARE)
        turned.relation = WD_REL_COPY;
    else if (reuse->relation == WD_REL_COPY)
        turned.relation = WD_REL_DERIVED;
    return turned;
}
