#include <stdlib.h>

#include "stories/pairs.h"

static const size_t NONE = SIZE_MAX;

struct origins {
    struct wd_compose *c;
    struct wd_source_facts *facts;
    struct wd_side *sides;
    size_t *source; /* number of the member that each has its text from, or NONE */
};

static bool is_reuse(const struct wd_member *m)
{
    return m->relation == WD_REL_COPY || m->relation == WD_REL_DERIVED || m->relation == WD_REL_VERSION;
}

static bool goes_first(const struct origins *o, size_t x, size_t y)
{
    return wd_by_standing(&o->facts[x], &o->facts[y]) < 0;
}

static void decide(struct origins *o, const struct wd_map *by_article, size_t i, const struct wd_side *side)
{
    struct wd_member *m = &o->c->story->members.v[i];
    struct wd_origin origin;
    wd_origin_decide(o->c->a, o->c->parts[i].article, &o->facts[i], &side->reuses, side->sources.v, &origin);
    m->relation = origin.relation;
    m->of = origin.of;
    m->share_of_copy = origin.share_of_copy;
    m->share_of_source = origin.share_of_source;
    m->origin_agency = origin.agency;
    m->evidence = origin.evidence;
    const uint64_t *of = m->of ? wd_map_find(by_article, m->of) : NULL;
    o->source[i] = of ? *of : NONE;
}

/* What is decided pair by pair can lead round in a ring; then the first of the ring is the original. */
static void open_rings(struct origins *o, const struct wd_map *by_article)
{
    size_t n = o->c->n, *turn = wd_arena_array(o->c->a, n, sizeof(*turn));
    for (size_t i = 0; i < n; i++) {
        size_t at = i;
        for (; at != NONE && !turn[at]; at = o->source[at])
            turn[at] = i + 1;
        if (at == NONE || turn[at] != i + 1)
            continue;
        size_t first = at;
        for (size_t k = o->source[at]; k != at; k = o->source[k])
            first = goes_first(o, k, first) ? k : first;
        decide(o, by_article, first, &(struct wd_side){0});
        if (o->c->story->members.v[first].relation == WD_REL_INDEPENDENT)
            o->c->story->members.v[first].relation = WD_REL_ORIGINAL;
    }
}

/* Chains end at what was received, or at a copy whose original was not. What others have their text from is an original, and its name is
 * that of the group. */
static void follow_chains(struct origins *o)
{
    struct wd_member *members = o->c->story->members.v;
    size_t n = o->c->n, *end = wd_arena_array(o->c->a, n, sizeof(*end)), *path = wd_arena_array(o->c->a, n, sizeof(*path));
    for (size_t i = 0; i < n; i++)
        end[i] = NONE;
    for (size_t i = 0; i < n; i++) {
        size_t depth = 0, at = i;
        for (; end[at] == NONE && o->source[at] != NONE; at = o->source[at])
            path[depth++] = at;
        size_t last = end[at] == NONE ? (end[at] = at) : end[at];
        if (depth && !is_reuse(&members[last]))
            members[last].relation = WD_REL_ORIGINAL;
        while (depth-- > 0) {
            struct wd_member *m = &members[path[depth]];
            end[path[depth]] = last;
            m->origin_received = !is_reuse(&members[last]);
            if (o->facts[last].is_wire)
                m->origin_agency = wd_origin_name(&o->facts[last]);
            else if (!m->origin_agency.n)
                m->origin_agency = members[o->source[path[depth]]].origin_agency;
        }
    }
    for (size_t i = 0; i < n; i++)
        members[i].origin_received |= members[i].relation == WD_REL_ORIGINAL;
}

/* Where a name stands in a text as a whole word, for a text too short to be worth an index. */
static bool has_name(struct wd_str text, struct wd_str name)
{
    for (size_t at = 0; (at = wd_str_find_nocase(text, name.p, at)) != SIZE_MAX; at++)
        if ((at == 0 || !wd_is_alpha(text.p[at - 1])) && (at + name.n == text.n || !wd_is_alpha(text.p[at + name.n])))
            return true;
    return false;
}

/* An agency that no table knows is known by its item in the story: "(With inputs from NWS)", or "(NWS)" as the last line. */
static struct wd_str credit_line(struct wd_compose *c, const struct wd_article *x, struct wd_str agency)
{
    struct wd_str name = wd_str_c(wd_arena_c(c->a, agency)), last = x->body;
    for (size_t i = 0; i < x->notices.n; i++)
        if (has_name(x->notices.v[i].text, name))
            return x->notices.v[i].text;
    for (size_t at = last.n; at-- > 0;)
        if (last.p[at] == '\n') {
            last = wd_str_from(last, at + 1);
            break;
        }
    bool brackets = last.n > 2 && last.p[0] == '(' && last.p[last.n - 1] == ')';
    return brackets && wd_origin_same_name(wd_str_n(last.p + 1, last.n - 2), name) ? last : (struct wd_str){0};
}

static void read_credits(struct origins *o)
{
    for (size_t i = 0; i < o->c->n; i++) {
        struct wd_member *m = &o->c->story->members.v[i];
        if (!is_reuse(m) || m->credit.n || !m->origin_received || !m->origin_agency.n || i >= o->c->analysed)
            continue;
        struct wd_str line = credit_line(o->c, o->c->parts[i].article, m->origin_agency);
        if (!line.n)
            continue;
        m->credit = m->origin_agency;
        bool shown = false;
        for (size_t e = 0; e < m->evidence.n; e++)
            shown |= wd_str_eq(m->evidence.v[e].text, line);
        if (!shown)
            wd_list_add(o->c->a, &m->evidence, (struct wd_evidence){WD_STR("credit line"), line});
    }
}

/* Agencies by name: a name and its initials lead to one member. */
struct names {
    struct wd_map at; /* hash of the folded name -> member + 1 */
};

static uint64_t name_hash(struct wd_str name, bool initials)
{
    char folded[64];
    size_t n = 0;
    for (size_t i = 0; i < name.n && n < sizeof(folded); i++)
        if (!initials || (wd_is_upper(name.p[i]) && (i == 0 || name.p[i - 1] == ' ')))
            folded[n++] = wd_lower(name.p[i]);
    return wd_hash(wd_str_n(folded, n));
}

static size_t find_name(const struct names *names, struct wd_str name, const struct wd_str *of_member)
{
    for (int initials = 0; initials < 2; initials++) {
        const uint64_t *at = wd_map_find(&names->at, name_hash(name, initials));
        if (at && *at && wd_origin_same_name(name, of_member[*at - 1]))
            return *at - 1;
    }
    return NONE;
}

static void put_name(struct names *names, struct wd_str name, size_t member, struct wd_str *of_member)
{
    if (!name.n)
        return;
    of_member[member] = name;
    for (int initials = 0; initials < 2; initials++) {
        uint64_t *at = wd_map_at(&names->at, name_hash(name, initials));
        if (!*at)
            *at = member + 1;
    }
}

/* Copies join what they have their text from. Where that is not here, they join what their agency has here, else one another. */
static void join_copies(struct origins *o, const size_t *order, bool rewrites, size_t *parent)
{
    const struct wd_member *members = o->c->story->members.v;
    struct wd_str *name = wd_arena_array(o->c->a, o->c->n, sizeof(*name));
    struct names names;
    wd_map_init(&names.at);
    for (size_t k = 0; k < o->c->n && rewrites; k++) {
        size_t i = order[k];
        const struct wd_source_facts *f = &o->facts[i];
        if (!is_reuse(&members[i]))
            put_name(&names, f->is_wire ? wd_origin_name(f) : f->outlet, i, name);
    }
    for (size_t k = 0; k < o->c->n; k++) {
        size_t i = order[k];
        if (!is_reuse(&members[i]) || (members[i].relation == WD_REL_DERIVED && !rewrites))
            continue;
        if (o->source[i] != NONE) {
            wd_set_join(parent, i, o->source[i]);
            continue;
        }
        if (!members[i].origin_agency.n)
            continue;
        size_t first = find_name(&names, members[i].origin_agency, name);
        if (first == NONE)
            put_name(&names, members[i].origin_agency, i, name);
        else
            wd_set_join(parent, i, first);
    }
    wd_map_done(&names.at);
}

struct place {
    const struct wd_source_facts *facts;
    size_t member;
};

static int by_place(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return wd_by_standing(x->facts, y->facts);
}

/* The members as goes_first has them. */
static size_t *ordered(struct origins *o)
{
    struct place *places = wd_arena_array(o->c->a, o->c->n, sizeof(*places));
    size_t *order = wd_arena_array(o->c->a, o->c->n, sizeof(*order));
    for (size_t i = 0; i < o->c->n; i++)
        places[i] = (struct place){&o->facts[i], i};
    qsort(places, o->c->n, sizeof(*places), by_place);
    for (size_t i = 0; i < o->c->n; i++)
        order[i] = places[i].member;
    return order;
}

/* An original leads its group; where it was not received, a copy that has its text from no other. */
static int leads(const struct origins *o, size_t i)
{
    return !is_reuse(&o->c->story->members.v[i]) ? 2 : o->source[i] == NONE;
}

/* One group an original, with its copies and rewrites: that is what counts as an independent origin. */
static void set_roots(struct origins *o, const size_t *order)
{
    struct wd_compose *c = o->c;
    struct wd_member *members = c->story->members.v;
    size_t *parent = wd_set_each(c), *head = wd_arena_array(c->a, c->n, sizeof(*head));
    join_copies(o, order, true, parent);
    for (size_t i = 0; i < c->n; i++)
        head[i] = NONE;
    for (size_t k = 0; k < c->n; k++) {
        size_t *h = &head[wd_set_root(parent, order[k])];
        if (*h == NONE) {
            c->story->origins++;
            *h = order[k];
        } else if (leads(o, order[k]) > leads(o, *h)) {
            *h = order[k];
        }
    }
    for (size_t i = 0; i < c->n; i++)
        members[i].root = members[head[wd_set_root(parent, i)]].article;
}

/* One group a text: a rewrite has words of its own to add. */
static void set_groups(struct origins *o, const size_t *order)
{
    struct wd_compose *c = o->c;
    size_t *parent = wd_set_each(c);
    join_copies(o, order, false, parent);
    uint32_t *number = wd_arena_array(c->a, c->n, sizeof(*number));
    for (size_t i = 0; i < c->n; i++) {
        size_t root = wd_set_root(parent, i);
        if (root == i)
            number[i] = c->groups++;
        c->parts[i].group = number[root];
    }
}

void wd_compose_origins(struct wd_compose *c, const struct wd_map *by_article)
{
    struct origins o = {.c = c};
    o.facts = wd_arena_array(c->a, c->n, sizeof(*o.facts));
    o.source = wd_arena_array(c->a, c->n, sizeof(*o.source));
    for (size_t i = 0; i < c->n; i++) {
        const struct wd_article *first = c->parts[i].from->versions[0], *now = c->parts[i].article;
        o.facts[i] = wd_source_facts_of(now);
        if (first->created_utc != WD_NO_TIME || now->created_utc == WD_NO_TIME)
            o.facts[i].at_utc = first->created_utc != WD_NO_TIME ? first->created_utc : first->arrived_utc;
    }
    o.sides = wd_pairs_of(c, by_article, o.facts);
    for (size_t i = 0; i < c->n; i++)
        decide(&o, by_article, i, &o.sides[i]);
    open_rings(&o, by_article);
    follow_chains(&o);
    read_credits(&o);
    size_t *order = ordered(&o);
    set_groups(&o, order);
    set_roots(&o, order);
}
