#include "copies/origin.h"

#include "base/time.h"

/* Copies that are this close in time came off the wire together: which was stamped first says nothing. */
enum { TOGETHER_S = 15 * 60 };
/* The fuller of two texts is the source when the shares differ by so much. */
static const double FULLER = 0.2;

/* What a kind of notice proves. COPY: the text is the agency's; PART: some of it is. */
enum claim { CLAIM_NONE, CLAIM_PART, CLAIM_COPY };
struct rule {
    enum wd_notice_kind kind;
    const char *evidence; /* as shown; in the order of the table */
    enum claim claim;
    bool needs_agency; /* proves nothing without a name */
};
static const struct rule rules[] = {
    {WD_NOTICE_SYNDICATED, "notice", CLAIM_COPY, false},  {WD_NOTICE_REPORTING, "notice", CLAIM_COPY, true},
    {WD_NOTICE_INPUTS, "notice", CLAIM_PART, false},      {WD_NOTICE_CONTRIBUTED, "notice", CLAIM_PART, false},
    {WD_NOTICE_CREDIT, "credit line", CLAIM_COPY, true},  {WD_NOTICE_DATELINE, "dateline", CLAIM_COPY, true},
    {WD_NOTICE_PROVIDER, "provider", CLAIM_COPY, true},   {WD_NOTICE_CANONICAL, "canonical link", CLAIM_COPY, false},
    {WD_NOTICE_COPYRIGHT, "copyright", CLAIM_COPY, true},
};

static void put_evidence(struct wd_arena *a, wd_evidences *list, const char *kind, struct wd_str text)
{
    wd_list_add(a, list, (struct wd_evidence){.kind = wd_str_c(kind), .text = text});
}

/* An agency that prints its own copy is no source beside itself. */
static bool own_name(const struct wd_article *article, struct wd_str name)
{
    return name.n && wd_str_eq_nocase(name, article->outlet);
}

/* Reads the notices in the order of the table. */
static enum claim read_notices(struct wd_arena *a, const struct wd_article *article, struct wd_origin *origin)
{
    enum claim claim = CLAIM_NONE;
    struct wd_str part_of = {0};
    for (size_t r = 0; r < WD_COUNT(rules); r++)
        for (size_t i = 0; i < article->notices.n; i++) {
            const struct wd_notice *n = &article->notices.v[i];
            if (n->kind != (int)rules[r].kind || own_name(article, n->agency) || (rules[r].needs_agency && !n->agency.n))
                continue;
            put_evidence(a, &origin->evidence, rules[r].evidence, n->text);
            claim = WD_MAX(claim, rules[r].claim);
            struct wd_str *agency = rules[r].claim == CLAIM_COPY ? &origin->agency : &part_of;
            if (!agency->n)
                *agency = n->agency;
        }
    if (claim == CLAIM_NONE && article->agency.n && !own_name(article, article->agency)) {
        put_evidence(a, &origin->evidence, "credit line", article->agency);
        claim = CLAIM_COPY;
    }
    if (!origin->agency.n)
        origin->agency = claim == CLAIM_COPY && article->agency.n && !own_name(article, article->agency) ? article->agency : part_of;
    return claim;
}

/* How well another article would serve as the source of this one. AGAINST: it is the later one of the two. */
enum rank { RANK_AGAINST, RANK_EARLIER, RANK_SAME_AGENCY, RANK_LABELLED, RANK_WIRE };

static int64_t time_of(const struct wd_article *article)
{
    return article->created_utc != WD_NO_TIME ? article->created_utc : article->arrived_utc;
}

/* Without evidence on either side: time where it is clear, else the fuller text, else time again, else the smaller key. */
static bool came_before(const struct wd_article *article, const struct wd_reuse *reuse, const struct wd_source_facts *facts)
{
    int64_t here = time_of(article), there = facts->at_utc;
    bool timed = here != WD_NO_TIME && there != WD_NO_TIME && here != there;
    if (timed && (here > there ? here - there : there - here) > TOGETHER_S)
        return there < here;
    if (reuse->share_of_copy - reuse->share_of_source >= FULLER)
        return true;
    if (reuse->share_of_source - reuse->share_of_copy >= FULLER)
        return false;
    return timed ? there < here : facts->article < article->key;
}

static enum rank rank_of(const struct wd_article *article, struct wd_str agency, const struct wd_reuse *reuse,
                         const struct wd_source_facts *facts)
{
    bool theirs = facts->agency.n && !wd_str_eq_nocase(facts->agency, facts->outlet);
    bool is_agency = agency.n && (wd_str_eq_nocase(agency, facts->outlet) || (facts->is_wire && wd_str_eq_nocase(agency, facts->agency)));
    if (is_agency || (facts->is_wire && !agency.n))
        return RANK_WIRE;
    if (theirs && !agency.n)
        return RANK_LABELLED;
    if (agency.n && !theirs)
        return RANK_AGAINST;
    if (!came_before(article, reuse, facts))
        return RANK_AGAINST;
    return theirs && wd_str_eq_nocase(agency, facts->agency) ? RANK_SAME_AGENCY : RANK_EARLIER;
}

struct choice {
    size_t best;
    enum rank rank;
    bool found, copied; /* copied: another article is a copy of this one */
    size_t quoted;      /* the reuse of shared quotations with the largest share */
    bool quotes;
};

static bool better(const wd_reuses *reuses, const struct wd_source_facts *facts, size_t i, enum rank rank, const struct choice *than)
{
    if (!than->found || rank != than->rank)
        return !than->found || rank > than->rank;
    const struct wd_reuse *x = &reuses->v[i], *y = &reuses->v[than->best];
    if ((x->relation == WD_REL_COPY) != (y->relation == WD_REL_COPY))
        return x->relation == WD_REL_COPY;
    if (facts[i].at_utc != facts[than->best].at_utc && x->relation == WD_REL_COPY)
        return facts[i].at_utc < facts[than->best].at_utc;
    if (x->share_of_copy != y->share_of_copy)
        return x->share_of_copy > y->share_of_copy;
    return facts[i].article < facts[than->best].article;
}

static struct choice choose(const struct wd_article *article, struct wd_str agency, const wd_reuses *reuses,
                            const struct wd_source_facts *facts)
{
    struct choice c = {0};
    for (size_t i = 0; i < reuses->n; i++) {
        const struct wd_reuse *r = &reuses->v[i];
        if (facts[i].article == article->key || r->relation == WD_REL_VERSION || r->relation == WD_REL_INDEPENDENT)
            continue;
        if (r->relation == WD_REL_QUOTES) {
            if (!c.quotes || r->share_of_copy > reuses->v[c.quoted].share_of_copy)
                c.quoted = i;
            c.quotes = true;
            continue;
        }
        enum rank rank = rank_of(article, agency, r, &facts[i]);
        if (rank == RANK_AGAINST) {
            c.copied |= r->share_of_source >= 0.5;
        } else if (better(reuses, facts, i, rank, &c)) {
            c.best = i;
            c.rank = rank;
            c.found = true;
        }
    }
    return c;
}

static struct wd_str instant(struct wd_arena *a, int64_t utc)
{
    char text[24];
    wd_time_iso(utc, text);
    return wd_arena_str(a, wd_str_c(text));
}

static void explain_source(struct wd_arena *a, const struct wd_article *article, const struct wd_source_facts *facts,
                           struct wd_origin *origin)
{
    struct wd_str who = facts->outlet.n ? facts->outlet : facts->agency;
    put_evidence(a, &origin->evidence, "containment",
                 wd_arena_printf(a, "%.0f %% of its words, five at a time, stand in the article of %.*s", origin->share_of_copy * 100,
                                 WD_STR_ARG(who.n ? who : WD_STR("another outlet"))));
    int64_t here = time_of(article);
    if (facts->at_utc == WD_NO_TIME || here == WD_NO_TIME || facts->at_utc >= here)
        return;
    struct wd_str there_text = instant(a, facts->at_utc), here_text = instant(a, here);
    put_evidence(a, &origin->evidence, "earliest",
                 wd_arena_printf(a, "%.*s, this article %.*s", WD_STR_ARG(there_text), WD_STR_ARG(here_text)));
}

static void take_source(struct wd_arena *a, const struct wd_article *article, const wd_reuses *reuses, const struct wd_source_facts *facts,
                        const struct choice *c, struct wd_origin *origin)
{
    const struct wd_reuse *r = &reuses->v[c->best];
    const struct wd_source_facts *f = &facts[c->best];
    origin->of = f->article;
    origin->share_of_copy = r->share_of_copy;
    origin->share_of_source = r->share_of_source;
    origin->received = f->is_wire || (!f->agency.n && !origin->agency.n) || wd_str_eq_nocase(f->agency, f->outlet);
    if (!origin->agency.n)
        origin->agency = f->agency;
    explain_source(a, article, f, origin);
}

void wd_origin_decide(struct wd_arena *a, const struct wd_article *article, const wd_reuses *reuses, const struct wd_source_facts *facts,
                      struct wd_origin *ret_origin)
{
    struct wd_origin origin = {.relation = WD_REL_INDEPENDENT};
    if (article->is_wire) {
        origin.relation = WD_REL_ORIGINAL;
        origin.agency = article->agency.n ? article->agency : article->outlet;
        *ret_origin = origin;
        return;
    }
    enum claim claim = read_notices(a, article, &origin);
    struct choice c = choose(article, claim == CLAIM_COPY ? origin.agency : (struct wd_str){0}, reuses, facts);
    bool copies_best = c.found && reuses->v[c.best].relation == WD_REL_COPY;
    if (claim == CLAIM_COPY) {
        /* A copy by its own word; another article is its source only if the words bear it out. */
        origin.relation = WD_REL_COPY;
        if (copies_best)
            take_source(a, article, reuses, facts, &c, &origin);
    } else if (c.found) {
        origin.relation = reuses->v[c.best].relation;
        take_source(a, article, reuses, facts, &c, &origin);
    } else if (claim == CLAIM_PART) {
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
    if (reuse->relation == WD_REL_COPY && reuse->share_of_source < 0.5)
        turned.relation = WD_REL_DERIVED;
    else if (reuse->relation == WD_REL_DERIVED && reuse->share_of_source >= 0.5)
        turned.relation = WD_REL_COPY;
    return turned;
}
