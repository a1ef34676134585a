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
struct node { /* of 8 bytes: a forest stays in the nearest cache */
    float threshold;
    uint8_t feature;
    int8_t child[2]; /* where x <= threshold, and where not; below 0: ~number of a leaf */
};
struct tree {
    uint32_t node, leaf; /* first of each */
};
struct forest {
    WD_LIST(struct tree) trees;
    WD_LIST(struct node) nodes;
    WD_LIST(float) leaves;
};
struct wd_page_rules {
    struct table names, words;
    struct forest forests[WD_PAGE_FORESTS];
};

enum {
    LONGEST_NAME = 24,   /* a longer word of a class is a number of a build */
    LONGEST_NAMES = 400, /* bytes of a class that are looked at */
    EARLY_TREES = 16,    /* after each so many trees what is plainly none is given up */
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
        const struct node *nodes = f->nodes.v + f->trees.v[t].node;
        int at = 0;
        while (at >= 0)
            at = nodes[at].child[x[nodes[at].feature] > nodes[at].threshold];
        sum += f->leaves.v[f->trees.v[t].leaf + (uint32_t)~at];
        if (t % EARLY_TREES == EARLY_TREES - 1 && sum < EARLY_SCORE)
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

/* Whether every way through the tree ends at a leaf of its own. */
static bool sound(const struct node *nodes, size_t n, size_t leaves, unsigned features)
{
    for (size_t i = 0; i < n; i++) {
        if (nodes[i].feature >= features)
            return false;
        for (int side = 0; side < 2; side++) {
            int child = nodes[i].child[side];
            if (child >= 0 ? (size_t)child <= i || (size_t)child >= n : (size_t)~child >= leaves)
                return false;
        }
    }
    return n > 0;
}

/* "feature threshold left right; ... | leaf leaf ..." */
static int read_tree(struct reading *k, struct forest *f, struct wd_str rest, unsigned features)
{
    struct tree tree = {(uint32_t)f->nodes.n, (uint32_t)f->leaves.n};
    struct wd_str nodes;
    if (!wd_str_cut(&rest, '|', &nodes))
        return broken(k, "a tree without leaves");
    nodes = wd_str_trim(nodes);
    rest = wd_str_trim(rest);
    double v[4];
    while (nodes.n) {
        for (int i = 0; i < 4; i++)
            if (!next_number(&nodes, &v[i]) || (i != 1 && fabs(v[i]) > (i ? INT8_MAX : UINT8_MAX)))
                return broken(k, "a node is four numbers");
        wd_list_add(k->a, &f->nodes, (struct node){(float)v[1], (uint8_t)v[0], {(int8_t)v[2], (int8_t)v[3]}});
    }
    while (rest.n) {
        if (!next_number(&rest, &v[0]))
            return broken(k, "a leaf is a number");
        wd_list_add(k->a, &f->leaves, (float)v[0]);
    }
    wd_list_add(k->a, &f->trees, tree);
    return sound(f->nodes.v + tree.node, f->nodes.n - tree.node, f->leaves.n - tree.leaf, features)
               ? 0
               : broken(k, "a tree that leads nowhere, or asks for a feature that there is not");
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
    if (!version)
        return broken(&k, "made for another version of the program");
    *ret = rules;
    return 0;
}
