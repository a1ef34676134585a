#include "copies/versions.h"

#include <stdlib.h>

#include "text/fold.h"

enum { NOWHERE = UINT32_MAX };

static struct wd_str sentence(const struct wd_sentences *x, size_t s)
{
    return wd_str_span(x->article->body, x->article->sentences.v[s]);
}

/* Words with digits, in order. */
static uint64_t figures(struct wd_arena *a, struct wd_str text)
{
    wd_words words = {0};
    int err = wd_words_of(a, text, &words);
    (void)err;
    uint64_t h = 0;
    for (size_t i = 0; i < words.n; i++)
        if (words.v[i].flags & WD_WORD_DIGIT)
            h = wd_hash_mix(h, words.v[i].hash);
    return h;
}

static bool holds_quote(const struct wd_article *art, struct wd_span s)
{
    for (size_t i = 0; i < art->quotes.n; i++)
        if (art->quotes.v[i].kind != WD_QUOTE_INDIRECT && art->quotes.v[i].span.start < s.end && s.start < art->quotes.v[i].span.end)
            return true;
    return false;
}

bool wd_versions_corrects(struct wd_str s)
{
    static const struct {
        const char *words;
        bool anywhere;
    } heads[] = {{"correction:", false},
                 {"correction ", false},
                 {"(corrects", false},
                 {"corrects ", false},
                 {"corrected:", false},
                 {"this story has been corrected", true},
                 {"this article has been corrected", true},
                 {"this story corrects", true},
                 {"an earlier version", true},
                 {"korrektur:", false},
                 {"correctif", false},
                 {"corrección:", false}};
    for (size_t i = 0; i < WD_COUNT(heads); i++)
        if (wd_str_starts_nocase(s, heads[i].words) || (heads[i].anywhere && wd_str_find_nocase(s, heads[i].words, 0) != SIZE_MAX))
            return true;
    return false;
}

struct comparing {
    struct wd_arena *a;
    struct wd_sentences old, now;
    struct wd_pairing pairing;
    wd_version_changes changes;
    struct wd_version_change *last; /* of them, of the bodies */
    size_t most;
};

static bool same_line(struct wd_str body, struct wd_span before, struct wd_span after)
{
    return wd_str_find_byte(wd_str_n(body.p, after.start), '\n', before.end) == SIZE_MAX;
}

/* Whether sentence s of a text stands right behind the n from `at` on, in their paragraph. */
static bool follows(const struct wd_sentences *x, uint32_t at, uint32_t n, size_t s)
{
    return n == 0 || (at + n == s && same_line(x->article->body, x->article->sentences.v[s - 1], x->article->sentences.v[s]));
}

/* s: a sentence, or NOWHERE. */
static void lengthen(const struct wd_sentences *x, size_t s, uint32_t *at, uint32_t *n, struct wd_span *span)
{
    if (s == NOWHERE)
        return;
    struct wd_span here = x->article->sentences.v[s];
    if (*n == 0) {
        *at = (uint32_t)s;
        *span = here;
    }
    ++*n;
    span->end = here.end;
}

/* Neighbours that share a fate are one change. */
static void note(struct comparing *x, int kind, size_t old, size_t now)
{
    struct wd_version_change *c = x->last;
    bool joins = c && c->kind == kind && (kind == WD_CHANGE_ADDED || kind == WD_CHANGE_REMOVED || kind == WD_CHANGE_MOVED) &&
                 (old == NOWHERE) == (c->old_n == 0) && (now == NOWHERE) == (c->now_n == 0) &&
                 (old == NOWHERE || follows(&x->old, c->old_at, c->old_n, old)) &&
                 (now == NOWHERE || follows(&x->now, c->now_at, c->now_n, now));
    if (!joins) {
        if (x->changes.n >= x->most)
            return;
        c = x->last = wd_list_push(x->a, &x->changes);
        c->kind = kind;
    }
    lengthen(&x->old, old, &c->old_at, &c->old_n, &c->old);
    lengthen(&x->now, now, &c->now_at, &c->now_n, &c->now);
}

static void note_sentence(struct comparing *x, size_t s)
{
    struct wd_pair p = x->pairing.y[s];
    if (p.mark == WD_MARK_VERBATIM) {
        if (p.moved)
            note(x, WD_CHANGE_MOVED, p.other, s);
        return;
    }
    struct wd_str text = sentence(&x->now, s);
    bool corrects = wd_versions_corrects(text);
    if (p.mark == WD_MARK_EDITED)
        note(x,
             corrects                                                           ? WD_CHANGE_CORRECTION
             : figures(x->a, sentence(&x->old, p.other)) != figures(x->a, text) ? WD_CHANGE_FIGURE
                                                                                : WD_CHANGE_EDITED,
             p.other, s);
    else
        note(x,
             corrects                                                      ? WD_CHANGE_CORRECTION
             : holds_quote(x->now.article, x->now.article->sentences.v[s]) ? WD_CHANGE_QUOTE
                                                                           : WD_CHANGE_ADDED,
             NOWHERE, s);
}

static bool in_order(const struct wd_pair *p)
{
    return p->mark != WD_MARK_NEW && !p->moved && !p->again;
}

/* The older sentence that the next one in order, from s on, goes back to: what stood before it belongs here. */
static size_t next_in_order(const struct comparing *x, size_t s)
{
    while (s < x->now.n && !in_order(&x->pairing.y[s]))
        s++;
    return s < x->now.n ? x->pairing.y[s].other : x->old.n;
}

/* Removed sentences stand behind what they stood behind. */
static void note_removed(struct comparing *x, size_t from, size_t to)
{
    for (size_t s = from; s < to; s++)
        if (x->pairing.x[s].mark == WD_MARK_NEW && x->old.keys[s])
            note(x, WD_CHANGE_REMOVED, s, NOWHERE);
}

static bool whole_lines(struct wd_str body, struct wd_span s)
{
    size_t from = s.start, to = wd_str_find_byte(body, '\n', s.end);
    while (from > 0 && body.p[from - 1] != '\n')
        from--;
    to = to == SIZE_MAX ? body.n : to;
    return wd_str_trim(wd_str_n(body.p + from, s.start - from)).n == 0 && wd_str_trim(wd_str_n(body.p + s.end, to - s.end)).n == 0;
}

/* Where less than half of the shorter text stays in its order, the pieces would read as a puzzle. */
static bool readable(const wd_diffs *differences, size_t shorter)
{
    size_t kept = 0;
    for (size_t i = 0; i < differences->n; i++)
        kept += differences->v[i].op == WD_DIFF_KEEP ? differences->v[i].text.n : 0;
    return kept * 2 >= shorter;
}

void wd_versions_differences(struct wd_arena *a, struct wd_str older, struct wd_str newer, wd_diffs *ret_differences)
{
    wd_diffs found = {0}, differences = {0};
    struct wd_arena scratch;
    wd_arena_init(&scratch);
    if (older.n && newer.n)
        wd_align_differences(&scratch, older, newer, &found);
    if (!readable(&found, WD_MIN(older.n, newer.n)) || !older.n || !newer.n) {
        found.n = 0;
        if (older.n)
            wd_list_add(&scratch, &found, (struct wd_diff){WD_DIFF_DELETE, older});
        if (newer.n)
            wd_list_add(&scratch, &found, (struct wd_diff){WD_DIFF_INSERT, newer});
    }
    for (size_t i = 0; i < found.n; i++)
        wd_list_add(a, &differences, found.v[i]);
    wd_arena_done(&scratch);
    *ret_differences = differences;
}

static void set_words(struct comparing *x, struct wd_version_change *c)
{
    struct wd_str old = wd_str_span(x->old.article->body, c->old), now = wd_str_span(x->now.article->body, c->now);
    wd_versions_differences(x->a, old, now, &c->differences);
    /* a sentence written anew has other figures, too: that is not what changed in it */
    if (c->kind == WD_CHANGE_FIGURE && c->differences.n == 2 && c->differences.v[0].op == WD_DIFF_DELETE)
        c->kind = WD_CHANGE_EDITED;
    if (c->kind == WD_CHANGE_REMOVED)
        c->part = !whole_lines(x->old.article->body, c->old);
    else if (c->kind == WD_CHANGE_ADDED || c->kind == WD_CHANGE_MOVED)
        c->part = !whole_lines(x->now.article->body, c->now);
}

static void compare_bodies(struct comparing *x, const struct wd_article *older, const struct wd_article *newer)
{
    wd_sentences_read(x->a, older, &x->old);
    wd_sentences_read(x->a, newer, &x->now);
    wd_sentences_pair(x->a, &x->old, &x->now, &x->pairing);
    size_t first = x->changes.n;
    note_removed(x, 0, next_in_order(x, 0));
    for (size_t s = 0; s < x->now.n; s++) {
        if (x->now.keys[s] && x->changes.n < x->most)
            note_sentence(x, s);
        if (in_order(&x->pairing.y[s]))
            note_removed(x, (size_t)x->pairing.y[s].other + 1, next_in_order(x, s + 1));
    }
    for (size_t i = first; i < x->changes.n; i++)
        set_words(x, &x->changes.v[i]);
}

void wd_versions_compare(struct wd_arena *a, const struct wd_article *older, const struct wd_article *newer, size_t most,
                         wd_version_changes *ret_changes)
{
    struct comparing x = {.a = a, .most = most};
    bool same_source = older->from_page == newer->from_page; /* the text of the page beside the feed's is no change */
    if (same_source && older->title.n && newer->title.n && !wd_str_eq(wd_fold(a, older->title), wd_fold(a, newer->title))) {
        struct wd_version_change *c = wd_list_push(a, &x.changes);
        c->kind = WD_CHANGE_HEADLINE;
        wd_versions_differences(a, older->title, newer->title, &c->differences);
    }
    if (same_source && !older->summary_only && !newer->summary_only)
        compare_bodies(&x, older, newer);
    bool said = newer->signal != WD_SIGNAL_CORRECTION;
    for (size_t i = 0; i < x.changes.n; i++)
        said |= x.changes.v[i].kind == WD_CHANGE_CORRECTION;
    if (!said)
        wd_list_push(a, &x.changes)->kind = WD_CHANGE_CORRECTION;
    *ret_changes = x.changes;
}

/* ---- where old words still stand ---- */

void wd_standing_init(struct wd_standing *s, struct wd_arena *a)
{
    *s = (struct wd_standing){.a = a};
    wd_map_init(&s->at);
}

void wd_standing_done(struct wd_standing *s)
{
    wd_map_done(&s->at);
}

void wd_standing_add(struct wd_standing *s, uint32_t text, uint32_t sentence_number, uint64_t key)
{
    if (!key)
        return;
    uint64_t *slot = wd_map_at(&s->at, key); /* first place + 1 in the lower half, last in the upper */
    wd_list_add(s->a, &s->places, (struct wd_place){text, sentence_number, 0});
    if (*slot)
        s->places.v[(*slot >> 32) - 1].next = (uint32_t)s->places.n;
    *slot = (*slot ? *slot & UINT32_MAX : s->places.n) | (uint64_t)s->places.n << 32;
}

const struct wd_place *wd_standing_find(const struct wd_standing *s, uint64_t key)
{
    const uint64_t *slot = key ? wd_map_find(&s->at, key) : NULL;
    return slot ? &s->places.v[(*slot & UINT32_MAX) - 1] : NULL;
}

const struct wd_place *wd_standing_next(const struct wd_standing *s, const struct wd_place *place)
{
    return place->next ? &s->places.v[place->next - 1] : NULL;
}

static bool takes_back(int kind)
{
    return kind == WD_CHANGE_HEADLINE || kind == WD_CHANGE_FIGURE || kind == WD_CHANGE_EDITED || kind == WD_CHANGE_CORRECTION ||
           kind == WD_CHANGE_REMOVED;
}

static int by_text(const void *a, const void *b)
{
    const struct wd_left *x = a, *y = b;
    return x->text < y->text ? -1 : x->text > y->text;
}

/* Texts that have the key are struck from the list. at: text -> its number in the list + 1, in the lower half. */
static void strike(const struct wd_standing *s, uint64_t key, bool headline, const struct wd_map *at, wd_lefts *lefts)
{
    for (const struct wd_place *p = wd_standing_find(s, key); p; p = wd_standing_next(s, p)) {
        const uint64_t *slot = (p->sentence == WD_IN_HEADLINE) == headline ? wd_map_find(at, p->text) : NULL;
        if (slot)
            lefts->v[(*slot & UINT32_MAX) - 1].text = NOWHERE;
    }
}

void wd_versions_left(struct wd_arena *a, const struct wd_version_change *change, const struct wd_sentences *older,
                      const struct wd_sentences *newer, const struct wd_standing *standing, uint32_t self, wd_lefts *ret_lefts)
{
    wd_lefts lefts = {0};
    bool headline = change->kind == WD_CHANGE_HEADLINE;
    size_t n = headline ? 1 : change->old_n;
    struct wd_map at; /* text -> its number in the list + 1, and how many of the sentences it has in the upper half */
    wd_map_init(&at);
    for (size_t i = 0; takes_back(change->kind) && i < n; i++) {
        uint64_t key = headline ? wd_sentence_key(a, older->article->title) : older->keys[change->old_at + i];
        for (const struct wd_place *p = wd_standing_find(standing, key); p; p = wd_standing_next(standing, p)) {
            if (p->text == self || (p->sentence == WD_IN_HEADLINE) != headline)
                continue;
            uint64_t *slot = wd_map_at(&at, p->text);
            if (!*slot) {
                wd_list_add(a, &lefts, (struct wd_left){.text = p->text, .sentence = p->sentence});
                *slot = lefts.n;
            }
            if (*slot >> 32 == i)
                *slot += UINT64_C(1) << 32;
            size_t k = (*slot & UINT32_MAX) - 1;
            if (k < lefts.n)
                lefts.v[k].whole = *slot >> 32 == n;
        }
    }
    for (size_t i = 0; i < change->now_n && lefts.n; i++)
        strike(standing, newer->keys[change->now_at + i], false, &at, &lefts);
    if (headline && lefts.n)
        strike(standing, wd_sentence_key(a, newer->article->title), true, &at, &lefts);
    wd_map_done(&at);
    if (lefts.n)
        qsort(lefts.v, lefts.n, sizeof lefts.v[0], by_text);
    while (lefts.n && lefts.v[lefts.n - 1].text == NOWHERE)
        lefts.n--;
    *ret_lefts = lefts;
}
