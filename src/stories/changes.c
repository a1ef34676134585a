#include <stdlib.h>

#include "copies/versions.h"
#include "stories/parts.h"

enum { CHANGES_MAX = 64 };
static const uint64_t MEMO_KEYS = 0x73656E74656E6365;

struct changes {
    struct wd_compose *c;
    struct wd_standing standing; /* of the current states that share words with others; empty until it is asked */
    bool standing_read;
    WD_LIST(struct wd_change) list;
};

static struct wd_change *note(struct changes *x, size_t part, const struct wd_article *now, int kind)
{
    const struct wd_member *m = &x->c->story->members.v[part];
    struct wd_change *ch = wd_list_push(x->c->a, &x->list);
    ch->article = m->article;
    ch->serial = m->serial;
    ch->letter = m->letter;
    ch->outlet = m->outlet;
    ch->kind = kind;
    ch->at_utc = now->updated_utc != WD_NO_TIME ? now->updated_utc : now->arrived_utc;
    return ch;
}

/* Keys of the headline and of each sentence of a current state. */
static const uint64_t *keys_of(struct wd_compose *c, const struct wd_article *article, size_t *ret_n)
{
    uint64_t salt = wd_hash_seed(article->title, MEMO_KEYS);
    struct wd_str spans = wd_str_n((const char *)article->sentences.v, article->sentences.n * sizeof(*article->sentences.v));
    struct wd_memo_key key = wd_memo_key_of(wd_hash_seed(spans, salt), article->body);
    size_t bytes;
    const uint64_t *known = wd_memo_find(c->memo, key, &bytes);
    if (!known) {
        struct wd_sentences read;
        wd_sentences_read(c->a, article, &read);
        uint64_t *keys = wd_arena_array(c->a, read.n + 1, sizeof *keys);
        keys[0] = wd_sentence_key(c->a, article->title);
        for (size_t s = 0; s < read.n; s++)
            keys[s + 1] = read.keys[s];
        bytes = (read.n + 1) * sizeof *keys;
        known = wd_memo_add(c->memo, key, keys, bytes);
    }
    *ret_n = bytes / sizeof *known;
    return known;
}

static void read_standing(struct changes *x)
{
    struct wd_compose *c = x->c;
    x->standing_read = true;
    for (size_t i = 0; i < c->n && i < c->analysed; i++) {
        const struct wd_compose_member *from = c->parts[i].from;
        bool shares = from->link_n || c->story->members.v[i].relation != WD_REL_INDEPENDENT;
        if (from->killed || !shares)
            continue;
        size_t n;
        const uint64_t *keys = keys_of(c, c->parts[i].article, &n);
        for (size_t s = 0; s < n; s++)
            wd_standing_add(&x->standing, (uint32_t)i, s ? (uint32_t)(s - 1) : WD_IN_HEADLINE, keys[s]);
    }
}

static void compare(struct changes *x, size_t part, const struct wd_article *before, const struct wd_article *now)
{
    struct wd_compose *c = x->c;
    struct wd_sentences old, new;
    wd_version_changes found;
    if (x->list.n >= CHANGES_MAX)
        return;
    wd_versions_compare(c->a, before, now, CHANGES_MAX - x->list.n, &found);
    if (!found.n)
        return;
    wd_sentences_read(c->a, before, &old);
    wd_sentences_read(c->a, now, &new);
    if (!x->standing_read)
        read_standing(x);
    for (size_t i = 0; i < found.n && x->list.n < CHANGES_MAX; i++) {
        const struct wd_version_change *f = &found.v[i];
        struct wd_change *ch = note(x, part, now, f->kind);
        ch->differences = f->differences;
        ch->part = f->part;
        wd_lefts lefts;
        wd_versions_left(c->a, f, &old, &new, &x->standing, (uint32_t)part, &lefts);
        for (size_t k = 0; k < lefts.n; k++) {
            const struct wd_member *m = &c->story->members.v[lefts.v[k].text];
            struct wd_still *still = wd_list_push(c->a, &ch->still);
            *still = (struct wd_still){
                .article = m->article, .serial = m->serial, .letter = m->letter, .outlet = m->outlet, .whole = lefts.v[k].whole};
            if (lefts.v[k].sentence != WD_IN_HEADLINE)
                still->span = c->parts[lefts.v[k].text].article->sentences.v[lefts.v[k].sentence];
        }
    }
}

struct order {
    const struct wd_change *change;
    size_t at;
};

static int newest_first(const void *a, const void *b)
{
    const struct order *x = a, *y = b;
    if (x->change->at_utc != y->change->at_utc)
        return x->change->at_utc > y->change->at_utc ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

void wd_compose_changes(struct wd_compose *c)
{
    struct changes x = {.c = c};
    wd_standing_init(&x.standing, c->a);
    for (size_t i = 0; i < c->n; i++) {
        const struct wd_compose_member *from = c->parts[i].from;
        if (from->killed) {
            if (x.list.n < CHANGES_MAX)
                note(&x, i, c->parts[i].article, WD_CHANGE_KILL);
            continue;
        }
        for (size_t v = from->version_n - 1; v > 0 && i < c->analysed; v--)
            compare(&x, i, from->versions[v - 1], from->versions[v]);
    }
    wd_standing_done(&x.standing);
    for (size_t i = 0; i < x.list.n; i++)
        c->story->corrected |= x.list.v[i].kind == WD_CHANGE_CORRECTION;
    struct order *order = wd_arena_array(c->a, x.list.n, sizeof(*order));
    for (size_t i = 0; i < x.list.n; i++)
        order[i] = (struct order){&x.list.v[i], i};
    if (x.list.n)
        qsort(order, x.list.n, sizeof(*order), newest_first);
    for (size_t i = 0; i < x.list.n; i++)
        wd_list_add(c->a, &c->story->changes, *order[i].change);
}
