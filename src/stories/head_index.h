/* stories/head_index.h - what is kept of articles to link their stories; private to heads.c and head_*.c.
 * Duty:      articles with their units, chained by unit (newest first), by story and by day; units with the number of articles that hold
 *            them and their printed forms. All of it is a function of the articles kept, in order, and their stories.
 * Ownership: heap, freed by wd_heads_free.
 * Errors:    none.   Threads: one index, one thread.
 * Cost:      of an article 40 bytes, 5 a unit, 4 more one that is posted; of a unit 16, its forms, and 6 in its table. */
#ifndef WD_STORIES_HEAD_INDEX_H
#define WD_STORIES_HEAD_INDEX_H

#include "stories/clock.h"
#include "stories/heads.h"

#define WD_HEAD_NONE UINT32_MAX
#define WD_HEAD_FORMS 15
#define WD_HEAD_DAYS 256
#define WD_HEAD_LANGUAGES 64

/* Numbers by a hash of 32 bits; the hashes stand with what is numbered. */
struct wd_head_table {
    uint32_t *v; /* number + 1; 0: free */
    uint32_t n, cap;
};
struct wd_head_article {
    uint64_t article;
    uint32_t *blob;        /* units[n], then of the first `posted` the article before that holds it, then a byte of traits each */
    uint32_t at_s, story;  /* seconds since 1970; number of the story */
    uint32_t older, newer; /* in the story, by sequence number */
    uint32_t day_before;   /* of the same day modulo WD_HEAD_DAYS */
    uint8_t n, posted, language, live;
};
struct wd_head_word {
    uint32_t hash, df;
    uint32_t last;  /* the article that holds it and came last; of a free one the next free one */
    uint32_t forms; /* in the pool: kind and number of forms, then of each the given name's tag, its bytes, the bytes */
};
struct wd_head_story {
    uint64_t key;
    uint32_t last, n;
    float votes; /* of head_candidates.c, while mark is that of the search */
    uint32_t mark;
};

struct wd_heads {
    struct wd_heads_options options;
    struct wd_head_article *articles; /* of sequence number base on */
    uint32_t base, first, next, cap, live;
    struct wd_head_word *words;
    uint32_t word_n, word_cap, free_word, live_words;
    struct wd_head_story *stories;
    uint32_t story_n, story_cap, free_story;
    struct wd_head_table by_article, by_word, by_story;
    char *pool;
    uint32_t pool_n, pool_cap, pool_dead;
    uint32_t days[WD_HEAD_DAYS]; /* the article of the day that came last */
    int64_t done_day;            /* days before are forgotten */
    struct wd_index_clock clock;
    uint64_t languages[WD_HEAD_LANGUAGES];
    uint32_t language_n, mark;
    size_t blob_bytes;
};

static inline struct wd_head_article *wd_head_at(const struct wd_heads *h, uint32_t seq)
{
    return &h->articles[seq - h->base];
}
static inline uint32_t *wd_head_before(const struct wd_head_article *x)
{
    return x->blob + x->n;
}
/* Of each unit: number of its form in the low half, WD_HEAD_FORMS for none; count in the high one. */
static inline uint8_t *wd_head_traits(const struct wd_head_article *x)
{
    return (uint8_t *)(x->blob + x->n + x->posted);
}
static inline int wd_head_kind(const struct wd_heads *h, uint32_t word)
{
    return h->pool[h->words[word].forms] & 3;
}

/* head_table.c: a number whose hash is `hash` and that `same` agrees to, or WD_HEAD_NONE. */
typedef bool (*wd_head_same)(const struct wd_heads *h, uint32_t number, uint64_t key);
typedef uint32_t (*wd_head_hash)(const struct wd_heads *h, uint32_t number);
uint32_t wd_head_table_find(const struct wd_heads *h, const struct wd_head_table *t, uint32_t hash, uint64_t key, wd_head_same same);
void wd_head_table_add(const struct wd_heads *h, struct wd_head_table *t, uint32_t number, wd_head_hash hash_of);
void wd_head_table_remove(const struct wd_heads *h, struct wd_head_table *t, uint32_t number, wd_head_hash hash_of);

/* head_words.c: number of a unit, made where it is new; one more article holds it. The form's number goes to *ret_form. */
uint32_t wd_head_word_add(struct wd_heads *h, const struct wd_head_unit *unit, uint8_t *ret_form);
void wd_head_word_drop(struct wd_heads *h, uint32_t word);
/* A printed form, and the tag of the given name in it. */
struct wd_str wd_head_form(const struct wd_heads *h, uint32_t word, uint8_t form, uint8_t *ret_given);

/* Number of a story, WD_HEAD_NONE: not known. */
uint32_t wd_head_story_find(const struct wd_heads *h, uint64_t key);

#endif
