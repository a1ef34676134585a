#include "stories/heads.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/time.h"
#include "stories/head_index.h"

enum { DAY_S = 86400, FEW = 2, DEAD_MOST = 1024, SLIDE_FROM = 256 };

const struct wd_heads_options wd_heads_defaults = {.thread_s = 60 * DAY_S, .language_s = 3 * DAY_S, .most = 400000};

static uint32_t fold_key(uint64_t key)
{
    return (uint32_t)(key ^ key >> 32);
}

static uint32_t hash_of_article(const struct wd_heads *h, uint32_t seq)
{
    return fold_key(wd_head_at(h, seq)->article);
}

static bool same_article(const struct wd_heads *h, uint32_t seq, uint64_t key)
{
    return wd_head_at(h, seq)->article == key;
}

static uint32_t hash_of_story(const struct wd_heads *h, uint32_t number)
{
    return fold_key(h->stories[number].key);
}

static bool same_story(const struct wd_heads *h, uint32_t number, uint64_t key)
{
    return h->stories[number].key == key;
}

static uint32_t article_find(const struct wd_heads *h, uint64_t key)
{
    return wd_head_table_find(h, &h->by_article, fold_key(key), key, same_article);
}

uint32_t wd_head_story_find(const struct wd_heads *h, uint64_t key)
{
    return wd_head_table_find(h, &h->by_story, fold_key(key), key, same_story);
}

struct wd_heads *wd_heads_new(const struct wd_heads_options *options)
{
    struct wd_heads *h = wd_calloc(1, sizeof(*h));
    h->options = options ? *options : wd_heads_defaults;
    h->options.thread_s = WD_MIN(WD_MAX(h->options.thread_s, (int64_t)DAY_S), (int64_t)(WD_HEAD_DAYS - 2) * DAY_S);
    h->options.most = WD_MAX(h->options.most, 1u);
    h->free_word = h->free_story = WD_HEAD_NONE;
    h->done_day = INT64_MAX;
    wd_clock_start(&h->clock);
    for (size_t i = 0; i < WD_HEAD_DAYS; i++)
        h->days[i] = WD_HEAD_NONE;
    return h;
}

void wd_heads_free(struct wd_heads *h)
{
    if (!h)
        return;
    for (uint32_t seq = h->first; seq < h->next; seq++)
        free(wd_head_at(h, seq)->blob);
    free(h->articles);
    free(h->words);
    free(h->stories);
    free(h->by_article.v);
    free(h->by_word.v);
    free(h->by_story.v);
    free(h->pool);
    free(h);
}

size_t wd_heads_live(const struct wd_heads *h)
{
    return h->live;
}

size_t wd_heads_bytes(const struct wd_heads *h)
{
    size_t tables = ((size_t)h->by_article.cap + h->by_word.cap + h->by_story.cap) * sizeof(uint32_t);
    return sizeof(*h) + h->cap * sizeof(*h->articles) + h->blob_bytes + h->word_cap * sizeof(*h->words) +
           h->story_cap * sizeof(*h->stories) + h->pool_cap + tables;
}

/* ---- stories ---- */

static uint32_t story_number(struct wd_heads *h, uint64_t key)
{
    uint32_t number = wd_head_story_find(h, key);
    if (number != WD_HEAD_NONE)
        return number;
    number = h->free_story;
    if (number != WD_HEAD_NONE) {
        h->free_story = h->stories[number].last;
    } else {
        if (h->story_n == h->story_cap) {
            h->story_cap += h->story_cap / 8 + 256;
            h->stories = wd_realloc(h->stories, h->story_cap * sizeof(*h->stories));
        }
        number = h->story_n++;
    }
    h->stories[number] = (struct wd_head_story){.key = key, .last = WD_HEAD_NONE};
    wd_head_table_add(h, &h->by_story, number, hash_of_story);
    return number;
}

/* The chain of a story is in the order of arrival, whenever its articles came into it. */
static void enter(struct wd_heads *h, uint32_t seq, uint32_t story)
{
    struct wd_head_article *x = wd_head_at(h, seq);
    struct wd_head_story *s = &h->stories[story];
    uint32_t newer = WD_HEAD_NONE, older = s->last;
    while (older != WD_HEAD_NONE && older > seq) {
        newer = older;
        older = wd_head_at(h, older)->older;
    }
    x->story = story;
    x->older = older;
    x->newer = newer;
    if (older != WD_HEAD_NONE)
        wd_head_at(h, older)->newer = seq;
    if (newer != WD_HEAD_NONE)
        wd_head_at(h, newer)->older = seq;
    else
        s->last = seq;
    s->n++;
}

static void story_drop(struct wd_heads *h, uint32_t story)
{
    wd_head_table_remove(h, &h->by_story, story, hash_of_story);
    h->stories[story].last = h->free_story;
    h->free_story = story;
}

static void leave(struct wd_heads *h, uint32_t seq)
{
    struct wd_head_article *x = wd_head_at(h, seq);
    struct wd_head_story *s = &h->stories[x->story];
    if (x->newer != WD_HEAD_NONE)
        wd_head_at(h, x->newer)->older = x->older;
    else
        s->last = x->older;
    if (x->older != WD_HEAD_NONE)
        wd_head_at(h, x->older)->newer = x->newer;
    if (--s->n == 0)
        story_drop(h, x->story);
}

void wd_heads_move(struct wd_heads *h, uint64_t article, uint64_t story)
{
    uint32_t seq = article_find(h, article);
    if (seq == WD_HEAD_NONE || h->stories[wd_head_at(h, seq)->story].key == story)
        return;
    leave(h, seq);
    enter(h, seq, story_number(h, story));
}

/* Two chains become one, in the order of arrival. */
void wd_heads_merge(struct wd_heads *h, uint64_t from_key, uint64_t into_key)
{
    uint32_t from = wd_head_story_find(h, from_key);
    if (from == WD_HEAD_NONE || from_key == into_key)
        return;
    uint32_t into = story_number(h, into_key), newer = WD_HEAD_NONE;
    struct wd_head_story *a = &h->stories[into], *b = &h->stories[from];
    uint32_t left = a->last, right = b->last;
    a->last = WD_HEAD_NONE;
    while (left != WD_HEAD_NONE || right != WD_HEAD_NONE) {
        bool take_left = right == WD_HEAD_NONE || (left != WD_HEAD_NONE && left > right);
        uint32_t seq = take_left ? left : right;
        struct wd_head_article *x = wd_head_at(h, seq);
        *(take_left ? &left : &right) = x->older;
        x->story = into;
        x->newer = newer;
        x->older = WD_HEAD_NONE;
        if (newer != WD_HEAD_NONE)
            wd_head_at(h, newer)->older = seq;
        else
            a->last = seq;
        newer = seq;
    }
    a->n += b->n;
    story_drop(h, from);
}

bool wd_heads_due(const struct wd_heads *h, uint64_t story)
{
    uint32_t number = wd_head_story_find(h, story);
    uint32_t n = number == WD_HEAD_NONE ? 0 : h->stories[number].n;
    return n && (n <= FEW || (n & (n - 1)) == 0);
}

/* ---- the clock ---- */

/* One of the articles that the clock goes by was taken out: it is read from what is left. */
static void clock_again(struct wd_heads *h)
{
    wd_clock_start(&h->clock);
    for (uint32_t seq = h->first; seq < h->next; seq++)
        if (wd_head_at(h, seq)->live)
            wd_clock_in(&h->clock, wd_head_at(h, seq)->at_s);
}

/* 0 where it is not known yet. */
static int64_t day_now(const struct wd_heads *h)
{
    int64_t clock_utc = wd_clock_now(&h->clock);
    return clock_utc == WD_NO_TIME ? 0 : clock_utc / DAY_S;
}

/* ---- articles ---- */

static void forget_blob(struct wd_heads *h, struct wd_head_article *x)
{
    h->blob_bytes -= (size_t)x->n * 5 + (size_t)x->posted * 4;
    free(x->blob);
    x->blob = NULL;
}

/* What was dropped stays in the chains of its units until it is the earliest. */
static void drop(struct wd_heads *h, uint32_t seq)
{
    struct wd_head_article *x = wd_head_at(h, seq);
    leave(h, seq);
    wd_head_table_remove(h, &h->by_article, seq, hash_of_article);
    for (uint32_t i = 0; i < x->n; i++)
        wd_head_word_drop(h, x->blob[i]);
    x->live = 0;
    h->live--;
    while (h->first < h->next && !wd_head_at(h, h->first)->live)
        forget_blob(h, wd_head_at(h, h->first++));
}

static void post(struct wd_heads *h, uint32_t seq)
{
    struct wd_head_article *x = wd_head_at(h, seq);
    for (uint32_t i = 0; i < x->posted; i++) {
        wd_head_before(x)[i] = h->words[x->blob[i]].last;
        h->words[x->blob[i]].last = seq;
    }
    uint32_t *day = &h->days[(x->at_s / DAY_S) % WD_HEAD_DAYS];
    x->day_before = *day;
    *day = seq;
}

/* Gives the live articles new numbers from 0 on, in their order, so that those dropped out of order take no room. */
static void renumber(struct wd_heads *h)
{
    uint32_t old_n = h->next - h->first, n = 0;
    uint32_t *now = wd_malloc((old_n + 1) * sizeof(*now));
    memmove(h->articles, wd_head_at(h, h->first), old_n * sizeof(*h->articles));
    for (uint32_t i = 0; i < old_n; i++) {
        now[i] = h->articles[i].live ? n : WD_HEAD_NONE;
        if (h->articles[i].live)
            h->articles[n++] = h->articles[i];
        else
            forget_blob(h, &h->articles[i]);
    }
    uint32_t was_first = h->first;
    h->base = h->first = 0;
    h->next = n;
    for (uint32_t i = 0; i < h->word_n; i++)
        if (h->words[i].df)
            h->words[i].last = WD_HEAD_NONE;
    for (uint32_t i = 0; i < WD_HEAD_DAYS; i++)
        h->days[i] = WD_HEAD_NONE;
    memset(h->by_article.v, 0, h->by_article.cap * sizeof(*h->by_article.v));
    h->by_article.n = 0;
    for (uint32_t seq = 0; seq < n; seq++) {
        struct wd_head_article *x = &h->articles[seq];
        x->older = x->older == WD_HEAD_NONE ? WD_HEAD_NONE : now[x->older - was_first];
        x->newer = x->newer == WD_HEAD_NONE ? WD_HEAD_NONE : now[x->newer - was_first];
        if (x->newer == WD_HEAD_NONE)
            h->stories[x->story].last = seq;
        post(h, seq);
        wd_head_table_add(h, &h->by_article, seq, hash_of_article);
    }
    free(now);
}

/* Room for one more; what is dropped at the front is slid away. */
static void make_room(struct wd_heads *h)
{
    uint32_t dead = h->next - h->first - h->live;
    if ((dead > DEAD_MOST && dead > h->live / 4) || h->next == WD_HEAD_NONE - 1)
        renumber(h);
    uint32_t gone = h->first - h->base, held = h->next - h->first;
    if (gone > SLIDE_FROM + held / 8) {
        memmove(h->articles, wd_head_at(h, h->first), held * sizeof(*h->articles));
        h->base = h->first;
    }
    if (h->next - h->base == h->cap) {
        h->cap += h->cap / 8 + 256;
        h->articles = wd_realloc(h->articles, h->cap * sizeof(*h->articles));
    }
}

/* Empties the days that lie further back than a thread reaches; far ones that share their place stay. */
static void expire(struct wd_heads *h)
{
    int64_t oldest = day_now(h) - h->options.thread_s / DAY_S;
    h->done_day = WD_MAX(h->done_day, WD_MAX(oldest - WD_HEAD_DAYS, 0));
    for (; h->done_day < oldest; h->done_day++) {
        uint32_t *link = &h->days[h->done_day % WD_HEAD_DAYS];
        for (uint32_t seq = *link; seq != WD_HEAD_NONE && seq >= h->first;) {
            struct wd_head_article *x = wd_head_at(h, seq);
            uint32_t before = x->day_before;
            bool stays = x->live && x->at_s / DAY_S >= oldest;
            if (stays)
                link = &x->day_before;
            else
                *link = before;
            if (x->live && !stays)
                drop(h, seq);
            seq = before;
        }
    }
    while (h->live > h->options.most)
        drop(h, h->first);
}

/* What is in a language that is not known, or in one too many, is linked with nothing. */
static uint8_t language_number(struct wd_heads *h, struct wd_str language)
{
    if (!language.n)
        return WD_HEAD_LANGUAGES;
    uint64_t hash = wd_hash(language);
    for (uint32_t i = 0; i < h->language_n; i++)
        if (h->languages[i] == hash)
            return (uint8_t)i;
    if (h->language_n == WD_HEAD_LANGUAGES)
        return WD_HEAD_LANGUAGES;
    h->languages[h->language_n] = hash;
    return (uint8_t)h->language_n++;
}

static void fill_blob(struct wd_heads *h, struct wd_head_article *x, const struct wd_head_units *units)
{
    x->n = (uint8_t)WD_MIN(units->n, (uint32_t)WD_HEAD_UNITS);
    while (x->posted < x->n && units->v[x->posted].kind != WD_HEAD_TERM)
        x->posted++;
    size_t bytes = (size_t)x->n * 5 + (size_t)x->posted * 4;
    x->blob = wd_malloc(bytes + 1);
    h->blob_bytes += bytes;
    for (uint32_t i = 0; i < x->n; i++) {
        uint8_t form;
        x->blob[i] = wd_head_word_add(h, &units->v[i], &form);
        wd_head_traits(x)[i] = (uint8_t)(form | WD_MIN(units->v[i].count, 15) << 4);
    }
}

void wd_heads_insert(struct wd_heads *h, uint64_t article, const struct wd_head_units *units, struct wd_str language, int64_t at_utc,
                     uint64_t story)
{
    wd_heads_remove(h, article);
    int64_t at = at_utc == WD_NO_TIME ? wd_clock_now(&h->clock) : at_utc;
    at = WD_MIN(WD_MAX(at, (int64_t)0), (int64_t)UINT32_MAX);
    if (at_utc != WD_NO_TIME)
        wd_clock_in(&h->clock, at);
    make_room(h);
    uint32_t seq = h->next++;
    struct wd_head_article *x = wd_head_at(h, seq);
    *x = (struct wd_head_article){.article = article, .at_s = (uint32_t)at, .live = 1, .language = language_number(h, language)};
    fill_blob(h, x, units);
    wd_head_table_add(h, &h->by_article, seq, hash_of_article);
    enter(h, seq, story_number(h, story));
    post(h, seq);
    h->live++;
    h->done_day = WD_MIN(h->done_day, at / DAY_S);
    expire(h);
}

void wd_heads_remove(struct wd_heads *h, uint64_t article)
{
    uint32_t seq = article_find(h, article);
    if (seq == WD_HEAD_NONE)
        return;
    int64_t at = wd_head_at(h, seq)->at_s;
    drop(h, seq);
    if (at >= wd_clock_now(&h->clock))
        clock_again(h);
}
