#include "store/outlets.h"

#include <stdlib.h>

#include "base/hash.h"

enum { LONGEST_CHAIN = 64, UNEDITED_OF_100 = 95 };

uint64_t wd_outlet_key(struct wd_str name)
{
    return name.n ? wd_hash(name) : 0;
}

/* Members and changes of a story by article. */
struct story_index {
    const struct wd_story *story;
    struct wd_map members, changes; /* article -> number + 1; of changes the first, the others follow by `next` */
    size_t *next;
};

static void index_story(struct wd_arena *a, const struct wd_story *story, struct story_index *x)
{
    x->story = story;
    wd_map_init(&x->members);
    wd_map_init(&x->changes);
    for (size_t i = 0; i < story->members.n; i++)
        *wd_map_at(&x->members, story->members.v[i].article) = i + 1;
    x->next = wd_arena_array(a, story->changes.n, sizeof *x->next);
    for (size_t i = 0; i < story->changes.n; i++) {
        uint64_t *first = wd_map_at(&x->changes, story->changes.v[i].article);
        x->next[i] = *first;
        *first = i + 1;
    }
}

static bool is_reuse(const struct wd_member *m)
{
    return m->relation == WD_REL_COPY || m->relation == WD_REL_DERIVED;
}

/* What m goes back to among the members: itself where that is not here. */
static const struct wd_member *root_of(const struct story_index *x, const struct wd_member *m)
{
    for (size_t step = 0; step < LONGEST_CHAIN && is_reuse(m) && m->of; step++) {
        const uint64_t *at = wd_map_find(&x->members, m->of);
        if (!at || &x->story->members.v[*at - 1] == m)
            break;
        m = &x->story->members.v[*at - 1];
    }
    return m;
}

static int64_t stated(const struct wd_member *m)
{
    return m->created_utc != WD_NO_TIME ? m->created_utc : m->updated_utc;
}

/* Latest instant of a state of m that is not after `until`; WD_NO_TIME where none is. */
static int64_t state_before(const struct story_index *x, const struct wd_member *m, int64_t until_utc)
{
    int64_t best_utc = WD_NO_TIME; /* the least of all instants */
    if (m->created_utc <= until_utc)
        best_utc = m->created_utc;
    if (m->updated_utc <= until_utc)
        best_utc = WD_MAX(best_utc, m->updated_utc);
    const uint64_t *first = wd_map_find(&x->changes, m->article);
    for (size_t i = first ? *first : 0; i; i = x->next[i - 1]) {
        const struct wd_change *change = &x->story->changes.v[i - 1];
        if (change->kind != WD_CHANGE_KILL && change->at_utc <= until_utc)
            best_utc = WD_MAX(best_utc, change->at_utc);
    }
    return best_utc;
}

static int64_t delay_of(const struct story_index *x, const struct wd_member *m, const struct wd_member *root)
{
    int64_t at_utc = stated(m);
    if (root == m || at_utc == WD_NO_TIME)
        return WD_NO_TIME;
    int64_t source_utc = state_before(x, root, at_utc);
    if (m->carries_earlier && m->of == root->article && source_utc != WD_NO_TIME && state_before(x, root, INT64_MAX) == source_utc) {
        /* the last state was out, but this is not the one that it has */
        int64_t earlier_utc = state_before(x, root, source_utc - 1);
        source_utc = earlier_utc != WD_NO_TIME ? earlier_utc : source_utc;
    }
    return source_utc == WD_NO_TIME ? WD_NO_TIME : at_utc - source_utc;
}

static void add(struct wd_arena *a, const struct story_index *x, const struct wd_member *m, wd_named_outputs *rows)
{
    struct wd_named_output *o = wd_list_push(a, rows);
    o->names.outlet = m->outlet;
    o->row = (struct wd_output){.outlet = wd_outlet_key(m->outlet),
                                .article = m->article,
                                .story = x->story->key,
                                .at_utc = stated(m) != WD_NO_TIME ? stated(m) : m->arrived_utc,
                                .delay_s = WD_NO_TIME,
                                .kind = WD_OUTPUT_OWN,
                                .words = m->words};
    if (!is_reuse(m))
        return;
    const struct wd_member *root = root_of(x, m);
    o->names.agency = m->origin_agency.n ? m->origin_agency : is_reuse(root) ? root->origin_agency : root->agency;
    o->names.origin = root != m && root->outlet.n ? root->outlet : o->names.agency;
    o->row.agency = wd_outlet_key(o->names.agency);
    o->row.origin = wd_outlet_key(o->names.origin);
    if (o->row.origin == o->row.outlet) {
        /* it repeats itself, or does not say whose text it has and nobody knows who it is */
        o->row.origin = o->row.agency = 0;
        if (o->row.outlet)
            return;
    }
    o->row.kind = m->relation == WD_REL_COPY ? WD_OUTPUT_COPY : WD_OUTPUT_REWRITE;
    o->row.delay_s = delay_of(x, m, root);
    o->row.verbatim_words = m->verbatim_words;
    o->row.edited_words = m->edited_words;
}

void wd_outputs_of(struct wd_arena *a, const struct wd_story *story, wd_named_outputs *ret_rows)
{
    struct story_index x;
    index_story(a, story, &x);
    for (size_t i = 0; i < story->members.n; i++)
        if (!story->members.v[i].killed)
            add(a, &x, &story->members.v[i], ret_rows);
    wd_map_done(&x.members);
    wd_map_done(&x.changes);
}

/* ---- adding up ---- */

void wd_outlet_line_add(struct wd_arena *a, struct wd_outlet_line *line, wd_delay_list *delays, enum wd_output_kind kind, int64_t at_utc,
                        int64_t delay_s)
{
    line->articles++;
    line->of_kind[kind]++;
    line->first_utc = line->first_utc == WD_NO_TIME ? at_utc : WD_MIN(line->first_utc, at_utc);
    line->last_utc = WD_MAX(line->last_utc, at_utc);
    if (kind == WD_OUTPUT_COPY && delay_s != WD_NO_TIME)
        wd_list_add(a, delays, delay_s);
}

static int by_value(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

/* The least delay that so many quarters of them do not exceed. */
static int64_t rank(const wd_delay_list *delays, size_t quarters)
{
    return delays->v[(delays->n * quarters + 3) / 4 - 1];
}

void wd_delays_of(wd_delay_list *delays, struct wd_delays *ret_delays)
{
    *ret_delays = (struct wd_delays){.known = (int64_t)delays->n};
    if (!delays->n)
        return;
    qsort(delays->v, delays->n, sizeof *delays->v, by_value);
    ret_delays->quarter_s = rank(delays, 1);
    ret_delays->median_s = rank(delays, 2);
    ret_delays->three_quarters_s = rank(delays, 3);
}

void wd_outlet_edits_add(struct wd_outlet_edits *edits, const struct wd_output *row)
{
    if (row->kind != WD_OUTPUT_COPY)
        return;
    uint64_t taken = (uint64_t)row->verbatim_words + row->edited_words;
    if (taken == 0 || taken > row->words) {
        edits->not_compared++;
        return;
    }
    if ((uint64_t)row->verbatim_words * 100 >= (uint64_t)row->words * UNEDITED_OF_100)
        edits->unedited++;
    else
        edits->edited++;
    edits->words += row->words;
    edits->verbatim_words += row->verbatim_words;
    edits->edited_words += row->edited_words;
}

size_t wd_delay_class(int64_t delay_s)
{
    size_t c = 0;
    while (c < WD_DELAY_CLASSES - 1 && delay_s > wd_delay_bounds_s[c])
        c++;
    return c;
}
