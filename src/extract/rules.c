#include "extract/rules.h"

#include <math.h>
#include <stdlib.h>

#include "base/embedded.h"
#include "base/hash.h"
#include "extract/rows.h"

extern const struct wd_embedded wd_extract_model[]; /* models/page.txt */

struct slot {
    uint32_t hash; /* 0: empty */
    float odds;
};
struct table {
    struct slot *slots;
    uint32_t mask;
};
struct node {        /* of 8 bytes: a forest stays in the near caches */
    float threshold; /* of a leaf: what it adds */
    uint8_t feature;
    uint8_t child[2]; /* where x <= threshold, and where not; a leaf leads to itself */
};
enum { TOGETHER = 4 };       /* trees are gone down so many at a time: each step waits for memory, and waits of four go side by side */
struct trees {               /* TOGETHER of them */
    uint32_t node[TOGETHER]; /* first of each */
    uint32_t depth;          /* of the deepest */
};
struct forest {
    WD_LIST(struct trees) trees;
    WD_LIST(struct node) nodes;
    size_t tree_n;
};
struct wd_page_rules {
    struct table names, words;
    struct forest forests[WD_PAGE_FORESTS];
};

enum {
    LONGEST_NAME = 24,   /* a longer word of a class is a number of a build */
    LONGEST_NAMES = 400, /* bytes of a class that are looked at */
    MOST_NODES = 120,    /* of one tree, without its leaves */
    EARLY = 2,           /* after each so many times TOGETHER trees what is plainly none is given up */
};
#define EARLY_SCORE (-4.3F)

static uint32_t not_zero(uint32_t hash)
{
    return hash ? hash : 1;
}

static float look_up(const struct table *t, uint32_t hash)
{
    hash = not_zero(hash);
    for (uint32_t at = hash & t->mask; t->slots[at].hash; at = (at + 1) & t->mask)
        if (t->slots[at].hash == hash)
            return t->slots[at].odds;
    return 0;
}

void wd_page_name_words(struct wd_str names, void (*one)(void *context, uint32_t hash, struct wd_str word), void *context)
{
    uint32_t before = 0, hash = 2166136261u;
    size_t from = 0, before_from = 0;
    names.n = WD_MIN(names.n, (size_t)LONGEST_NAMES);
    for (size_t i = 0; i <= names.n; i++) {
        unsigned c = i < names.n ? (unsigned char)names.p[i] : 0;
        bool upper = c - 'A' < 26u, letter = upper || c - 'a' < 26u;
        bool hump = upper && i > from && names.p[i - 1] >= 'a' && names.p[i - 1] <= 'z';
        if (letter && !hump) {
            hash = (hash ^ (upper ? c + 32u : c)) * 16777619u;
            continue;
        }
        size_t n = i - from;
        if (n > 1 && n <= LONGEST_NAME) {
            one(context, hash, wd_str_n(names.p + from, n));
            if (before)
                one(context, before * 2654435761u ^ hash, wd_str_n(names.p + before_from, i - before_from));
            before = hash;
            before_from = from;
        }
        if (c == ' ')
            before = 0;
        from = hump ? i : i + 1;
        hash = hump ? (2166136261u ^ (c + 32u)) * 16777619u : 2166136261u;
    }
}

struct looking {
    const struct table *table;
    struct wd_evidence found;
    bool comments;
};

/* "comments", "commentlist", "Kommentare", "comentarios": what holds the comments of readers is named so everywhere. */
static bool names_comments(struct wd_str word)
{
    static const char *const beginnings[] = {"comment", "komment", "comentario", "disqus"};
    char first = (char)(word.p[0] | 32);
    for (size_t i = 0; (first == 'c' || first == 'k' || first == 'd') && i < WD_COUNT(beginnings); i++)
        if (wd_str_starts_nocase(word, beginnings[i]))
            return true;
    return false;
}

static void look_at(void *context, uint32_t hash, struct wd_str word)
{
    struct looking *l = context;
    float odds = look_up(l->table, hash);
    l->comments = l->comments || names_comments(word);
    l->found.most = WD_MAX(l->found.most, odds);
    l->found.least = WD_MIN(l->found.least, odds);
}

struct wd_evidence wd_page_name(const struct wd_page_rules *r, struct wd_str names, struct wd_evidence so_far, bool *comments)
{
    struct looking l = {&r->names, so_far, false};
    wd_page_name_words(names, look_at, &l);
    *comments = *comments || l.comments;
    return l.found;
}

float wd_page_word(const struct wd_page_rules *r, uint32_t hash)
{
    return look_up(&r->words, hash);
}

float wd_page_chance(const struct wd_page_rules *r, enum wd_page_forest which, const float *x)
{
    const struct forest *f = &r->forests[which];
    float sum = 0;
    for (size_t t = 0; t < f->trees.n; t++) {
        const struct trees *trees = &f->trees.v[t];
        const struct node *n[TOGETHER];
        unsigned at[TOGETHER] = {0};
        for (int k = 0; k < TOGETHER; k++)
            n[k] = f->nodes.v + trees->node[k];
        for (uint32_t d = 0; d < trees->depth; d++)
            for (int k = 0; k < TOGETHER; k++)
                at[k] = n[k][at[k]].child[x[n[k][at[k]].feature] > n[k][at[k]].threshold];
        for (int k = 0; k < TOGETHER; k++)
            sum += n[k][at[k]].threshold;
        if (t % EARLY == EARLY - 1 && sum < EARLY_SCORE)
            break;
    }
    return 1 / (1 + expf(-sum));
}

static void put(struct table *t, uint32_t hash, float odds)
{
    hash = not_zero(hash);
    uint32_t at = hash & t->mask;
    while (t->slots[at].hash && t->slots[at].hash != hash)
        at = (at + 1) & t->mask;
    t->slots[at] = (struct slot){hash, odds};
}

static void table_init(struct table *t, struct wd_arena *a, size_t rows)
{
    uint32_t slots = 16;
    while (slots < rows * 2)
        slots *= 2;
    t->mask = slots - 1;
    t->slots = wd_arena_array(a, slots, sizeof(*t->slots));
}

struct reading {
    struct wd_arena *a;
    struct wd_page_rules *rules;
    struct wd_where *where;
    uint64_t line;
};

/* The next number of a line. A model has a hundred thousand of them, read whenever the program starts: those of a few plain digits are not
 * worth a general reader. */
static bool next_number(struct wd_str *rest, double *ret)
{
    static const double parts[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    size_t end = 0, digits = 0, point = SIZE_MAX;
    uint64_t value = 0;
    bool minus = rest->n && rest->p[0] == '-', plain = true;
    for (end = minus; end < rest->n && rest->p[end] != ' '; end++) {
        unsigned digit = (unsigned char)rest->p[end] - '0';
        if (digit < 10 && digits < 15) {
            value = value * 10 + digit;
            digits++;
        } else if (rest->p[end] == '.' && point == SIZE_MAX) {
            point = digits;
        } else {
            plain = false;
        }
    }
    struct wd_str word = wd_str_n(rest->p, end);
    size_t behind = point == SIZE_MAX ? 0 : digits - point;
    *rest = wd_str_from(*rest, WD_MIN(end + 1, rest->n));
    if (!plain || !digits || behind >= WD_COUNT(parts))
        return wd_str_to_f64(word, ret);
    *ret = (minus ? -1.0 : 1.0) * ((double)value / parts[behind]);
    return true;
}

static int broken(struct reading *k, const char *what)
{
    if (k->where)
        k->where->line = k->line;
    return wd_where_set(k->where, WD_E_FORMAT, "the model of pages, line %llu: %s", (unsigned long long)k->line, what);
}

static int read_odds(struct reading *k, struct table *t, struct wd_str rest)
{
    double hash, odds;
    if (!next_number(&rest, &hash) || !next_number(&rest, &odds) || hash < 0 || hash > UINT32_MAX)
        return broken(k, "a number of a word and its odds are wanted");
    put(t, (uint32_t)hash, (float)odds);
    return 0;
}

/* Steps from the root to the farthest leaf; 0: a way leads back, out of the tree, or to a feature that there is not. Children come after
 * their node, so that one pass does. */
static uint32_t depth_of(const struct node *nodes, size_t inner, size_t n, unsigned features)
{
    uint32_t depth[UINT8_MAX + 1] = {1}, deepest = 0;
    for (size_t i = 0; i < inner; i++) {
        if (nodes[i].feature >= features)
            return 0;
        for (int side = 0; side < 2; side++) {
            size_t child = nodes[i].child[side];
            if (child <= i || child >= n)
                return 0;
            depth[child] = depth[i] + 1;
            deepest = WD_MAX(deepest, depth[i]);
        }
    }
    return deepest;
}

static struct node leaf(size_t at, double value)
{
    return (struct node){(float)value, 0, {(uint8_t)at, (uint8_t)at}};
}

static void add_tree(struct reading *k, struct forest *f, uint32_t first, uint32_t depth)
{
    if (f->tree_n % TOGETHER == 0)
        wd_list_push(k->a, &f->trees);
    struct trees *trees = &f->trees.v[f->tree_n / TOGETHER];
    trees->node[f->tree_n++ % TOGETHER] = first;
    trees->depth = WD_MAX(trees->depth, depth);
}

/* "feature threshold left right ... | leaf leaf ...": children by number, leaves as -1, -2 and so on. */
static int read_tree(struct reading *k, struct forest *f, struct wd_str rest, unsigned features)
{
    struct wd_str inner;
    double v[MOST_NODES][4], value;
    size_t n = 0, leaves = 0;
    if (!wd_str_cut(&rest, '|', &inner))
        return broken(k, "a tree without leaves");
    inner = wd_str_trim(inner);
    rest = wd_str_trim(rest);
    for (; inner.n; n++)
        for (int i = 0; i < 4; i++)
            if (n == MOST_NODES || !next_number(&inner, &v[n][i]) || (i != 1 && fabs(v[n][i]) > UINT8_MAX))
                return broken(k, "a node is four numbers");
    uint32_t first = (uint32_t)f->nodes.n;
    for (size_t i = 0; i < n; i++) {
        struct node node = {(float)v[i][1], (uint8_t)v[i][0], {0, 0}};
        for (int side = 0; side < 2; side++)
            node.child[side] = (uint8_t)(v[i][2 + side] < 0 ? (double)n - 1 - v[i][2 + side] : v[i][2 + side]);
        wd_list_add(k->a, &f->nodes, node);
    }
    for (; rest.n; leaves++) {
        if (leaves > MOST_NODES || !next_number(&rest, &value))
            return broken(k, "a leaf is a number");
        wd_list_add(k->a, &f->nodes, leaf(n + leaves, value));
    }
    uint32_t depth = depth_of(f->nodes.v + first, n, n + leaves, features);
    if (!depth)
        return broken(k, "a tree that leads nowhere, or asks for a feature that there is not");
    add_tree(k, f, first, depth);
    return 0;
}

/* The last ones that are gone down together are filled up with trees of one leaf that adds nothing. */
static void fill_up(struct reading *k, struct forest *f)
{
    uint32_t nothing = (uint32_t)f->nodes.n;
    wd_list_add(k->a, &f->nodes, leaf(0, 0));
    while (f->tree_n % TOGETHER)
        add_tree(k, f, nothing, 0);
}

static size_t rows_of(struct wd_str text, struct wd_str kind)
{
    struct wd_str line;
    size_t n = 0;
    while (wd_str_cut(&text, '\n', &line))
        n += (line.n > kind.n && memcmp(line.p, kind.p, kind.n) == 0);
    return n;
}

int wd_page_rules_read(struct wd_arena *a, struct wd_str text, const struct wd_page_rules **ret, struct wd_where *ret_where)
{
    struct wd_page_rules *rules = WD_NEW(a, struct wd_page_rules);
    struct reading k = {a, rules, ret_where, 0};
    struct wd_str line, kind;
    if (!text.n)
        text = wd_extract_model[0].bytes;
    table_init(&rules->names, a, rows_of(text, WD_STR("name ")));
    table_init(&rules->words, a, rows_of(text, WD_STR("word ")));
    bool version = false;
    while (wd_str_cut(&text, '\n', &line)) {
        k.line++;
        line = wd_str_trim(line);
        if (!line.n || line.p[0] == '#' || !wd_str_cut(&line, ' ', &kind))
            continue;
        int err = 0;
        if (wd_str_eqc(kind, "features"))
            version = wd_str_eq(line, wd_page_features_version());
        else if (wd_str_eqc(kind, "name"))
            err = read_odds(&k, &rules->names, line);
        else if (wd_str_eqc(kind, "word"))
            err = read_odds(&k, &rules->words, line);
        else if (wd_str_eqc(kind, "first"))
            err = read_tree(&k, &rules->forests[WD_FOREST_FIRST], line, WD_FIRST_FEATURES);
        else if (wd_str_eqc(kind, "second"))
            err = read_tree(&k, &rules->forests[WD_FOREST_SECOND], line, WD_PAGE_FEATURES);
        else
            err = broken(&k, "neither features, name, word, first nor second");
        if (err)
            return err;
    }
    for (size_t i = 0; i < WD_PAGE_FORESTS; i++)
        fill_up(&k, &rules->forests[i]);
    if (!version)
        return broken(&k, "made for another version of the program");
    *ret = rules;
    return 0;
}
