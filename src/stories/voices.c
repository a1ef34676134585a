#include "stories/parts.h"
#include "stories/spelling.h"

/* The entity that a statement's speaker is; names of entities are distinct texts of the articles or of one another. */
static const struct wd_entity *entity_of(const struct wd_compose *c, const struct wd_statement *st)
{
    for (size_t e = 0; e < c->entities.n; e++) {
        const struct wd_entity *x = &c->entities.v[e];
        if (x->name.p == st->speaker.p && x->name.n == st->speaker.n)
            return x;
    }
    return NULL;
}

static void fill(struct wd_compose *c, const struct wd_statement *st, struct wd_voice *v)
{
    const struct wd_entity *x = entity_of(c, st);
    v->key = st->voice;
    v->name = st->speaker;
    v->role = st->role;
    v->named = x && (x->person ? wd_spelling_names(c->a, x->name, false) : x->named);
    for (size_t i = 0; x && i < x->variants.n; i++)
        if (!wd_str_eq(x->variants.v[i], v->name))
            wd_list_add(c->a, &v->variants, x->variants.v[i]);
}

void wd_compose_voices(struct wd_compose *c)
{
    struct wd_map seen;
    wd_map_init(&seen);
    struct wd_str last = {0};
    uint64_t key = 0;
    for (size_t i = 0; i < c->story->statements.n; i++) {
        struct wd_statement *st = &c->story->statements.v[i];
        /* a speaker's statements are neighbours */
        if (i == 0 || st->speaker.p != last.p || st->speaker.n != last.n)
            key = wd_spelling_key(c->a, st->speaker);
        last = st->speaker;
        st->voice = key;
        if (!key || *wd_map_at(&seen, key))
            continue;
        *wd_map_at(&seen, key) = 1;
        fill(c, st, wd_list_push(c->a, &c->story->voices));
    }
    wd_map_done(&seen);
}
