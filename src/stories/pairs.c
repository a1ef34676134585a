#include "stories/pairs.h"

#include "copies/grams.h"

/* A member of so many or more articles with one text has no link to each of them: only the nearest are kept. */
enum { ALL_LINKED = 8 };
static const uint64_t MEMO_PAIR = 0x70616972;

/* The reuse of two members, as the one that it was found for saw it. */
struct pair {
    size_t by, of;
    struct wd_copy_link link;
};
struct pairs {
    struct wd_compose *c;
    const struct wd_source_facts *facts;
    struct wd_side *sides;
    struct wd_map at; /* both numbers, the smaller first -> number of the pair + 1 */
    WD_LIST(struct pair) all;
};

static int standing(const struct wd_source_facts *f)
{
    return f->is_wire && !f->borrowed.n ? 3 : f->agency.n ? 2 : !f->copied;
}

int wd_by_standing(const struct wd_source_facts *x, const struct wd_source_facts *y)
{
    if (standing(x) != standing(y))
        return standing(x) > standing(y) ? -1 : 1;
    if (x->at_utc != y->at_utc)
        return x->at_utc < y->at_utc ? -1 : 1;
    return x->article < y->article ? -1 : x->article > y->article;
}

static struct pair *pair_of(struct pairs *o, size_t x, size_t y)
{
    uint64_t *at = wd_map_at(&o->at, (uint64_t)WD_MIN(x, y) << 32 | WD_MAX(x, y));
    if (!*at) {
        (void)wd_list_push(o->c->a, &o->all);
        *at = o->all.n;
    }
    return &o->all.v[*at - 1];
}

/* Links of one pair: later versions have one each. The one that shares most tells how the two hang together. */
static bool tells_more(const struct wd_copy_link *x, const struct wd_copy_link *y)
{
    double of_x = x->share_of_copy + x->share_of_source, of_y = y->share_of_copy + y->share_of_source;
    return of_x != of_y ? of_x > of_y : x->article < y->article;
}

static void read_links(struct pairs *o, const struct wd_map *by_article)
{
    for (size_t i = 0; i < o->c->n; i++) {
        const struct wd_compose_member *from = o->c->parts[i].from;
        for (size_t l = 0; l < from->link_n; l++) {
            const uint64_t *of = wd_map_find(by_article, from->links[l].of);
            if (!of || *of == i)
                continue;
            struct wd_copy_link link = from->links[l];
            link.article = o->facts[i].article;
            struct pair *p = pair_of(o, i, *of);
            if (!p->link.article || tells_more(&link, &p->link))
                *p = (struct pair){i, *of, link};
        }
    }
}

struct common {
    uint32_t of_x, of_y, both; /* distinct 5-grams */
};

static struct common counted(struct wd_compose *c, struct wd_str x, struct wd_str y)
{
    struct common n = {0};
    wd_words of_x = {0}, of_y = {0};
    int over = wd_words_of(c->a, x, &of_x) | wd_words_of(c->a, y, &of_y);
    struct wd_map seen; /* gram -> 1: of x only, 2: met in y */
    (void)over;         /* over the cap: as many as are looked at */
    wd_map_init(&seen);
    for (int side = 0; side < 2; side++) {
        const wd_words *w = side ? &of_y : &of_x;
        uint32_t hashes[WD_GRAM_WORDS];
        for (size_t i = 0; i + WD_GRAM_WORDS <= w->n; i++) {
            for (size_t k = 0; k < WD_GRAM_WORDS; k++)
                hashes[k] = w->v[i + k].hash;
            uint64_t *mark = wd_map_at(&seen, wd_gram_value(hashes, WD_GRAM_WORDS));
            n.of_x += !side && !*mark;
            n.both += side && *mark == 1;
            n.of_y += side && *mark != 2;
            *mark = side ? 2 : 1;
        }
    }
    wd_map_done(&seen);
    return n;
}

/* The link that there would be, had all been kept. */
static void hold_against(struct pairs *o, size_t by, size_t of)
{
    struct wd_compose *c = o->c;
    const struct wd_article *x = c->parts[by].article, *y = c->parts[of].article;
    size_t bytes;
    if (!x->body.n || !y->body.n || wd_map_find(&o->at, (uint64_t)WD_MIN(by, of) << 32 | WD_MAX(by, of)))
        return;
    struct wd_memo_key in = wd_memo_key_of(MEMO_PAIR, x->body), source = wd_memo_key_of(MEMO_PAIR, y->body);
    struct wd_memo_key key = {wd_hash_mix(in.a, source.a), wd_hash_mix(in.b, source.b)};
    const struct common *n = wd_memo_find(c->memo, key, &bytes);
    if (!n) {
        struct common made = counted(c, x->body, y->body);
        n = wd_memo_add(c->memo, key, &made, sizeof(made));
    }
    if (n->both * 2 >= n->of_x && n->both)
        *pair_of(o, by, of) = (struct pair){by,
                                            of,
                                            {.article = x->key,
                                             .of = y->key,
                                             .relation = WD_REL_COPY,
                                             .share_of_copy = (double)n->both / n->of_x,
                                             .share_of_source = (double)n->both / n->of_y}};
}

/* Where one text came in many times, the links reach from copy to copy: each is held against the first of them once. */
static void complete_pairs(struct pairs *o)
{
    struct wd_compose *c = o->c;
    size_t *parent = wd_set_each(c), *first = wd_arena_array(c->a, c->n, sizeof(*first)), *size = wd_arena_array(c->a, c->n, sizeof(*size));
    for (size_t p = 0; p < o->all.n; p++)
        if (o->all.v[p].link.relation == WD_REL_COPY)
            wd_set_join(parent, o->all.v[p].by, o->all.v[p].of);
    for (size_t i = 0; i < c->n; i++) {
        size_t root = wd_set_root(parent, i);
        if (!size[root]++ || wd_by_standing(&o->facts[i], &o->facts[first[root]]) < 0)
            first[root] = i;
    }
    for (size_t i = 0; i < c->n; i++) {
        size_t root = wd_set_root(parent, i);
        if (size[root] > ALL_LINKED && first[root] != i)
            hold_against(o, i, first[root]);
    }
}

static void add_side(struct pairs *o, size_t i, size_t other, struct wd_reuse reuse)
{
    wd_list_add(o->c->a, &o->sides[i].reuses, reuse);
    wd_list_add(o->c->a, &o->sides[i].sources, o->facts[other]);
}

static void set_sides(struct pairs *o)
{
    for (size_t p = 0; p < o->all.n; p++) {
        const struct pair *pair = &o->all.v[p];
        const struct wd_article *by = o->c->parts[pair->by].article;
        struct wd_reuse reuse = {.of = pair->link.of,
                                 .of_article = pair->link.of,
                                 .share_of_copy = pair->link.share_of_copy,
                                 .share_of_source = pair->link.share_of_source,
                                 .relation = pair->link.relation};
        add_side(o, pair->by, pair->of, reuse);
        add_side(o, pair->of, pair->by, wd_reuse_turn(&reuse, by->version, by->key));
    }
}

struct wd_side *wd_pairs_of(struct wd_compose *c, const struct wd_map *by_article, const struct wd_source_facts *facts)
{
    struct pairs o = {.c = c, .facts = facts, .sides = wd_arena_array(c->a, c->n, sizeof(*o.sides))};
    wd_map_init(&o.at);
    read_links(&o, by_article);
    complete_pairs(&o);
    set_sides(&o);
    wd_map_done(&o.at);
    return o.sides;
}
