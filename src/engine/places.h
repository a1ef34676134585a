/* engine/places.h - which story every article lies in, and in what order articles came.
 * Duty:      articles with their versions, stories with their articles; moving, joining, forgetting. Knows nothing of texts or time.
 * Input:     keys. A story's key is that of the article that founded it.
 * Ownership: heap, freed by wd_places_done.
 * Errors:    none; more than 2^32 versions abort.   Threads: one.
 * Cost:      O(1) expected; joining costs the articles of the smaller story. 40 bytes a version, and two or three slots of maps; what is
 *            dropped is closed up when it is the half. */
#ifndef WD_ENGINE_PLACES_H
#define WD_ENGINE_PLACES_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/list.h"

typedef WD_LIST(uint64_t) wd_place_keys;

/* A version; those of one article are a chain, the newest first. Only the newest lies in a story. */
struct wd_place {
    uint64_t article, version; /* article 0: dropped */
    uint64_t came;             /* how many versions came before it */
    uint32_t before;           /* number of the version before it + 1; 0: none */
    uint32_t story;            /* number of a struct wd_place_story */
    uint32_t prev, next;       /* numbers + 1 of others in the story */
};
struct wd_place_story {
    uint64_t key;
    uint64_t founded; /* when the founding article came; where it never did, the first of the story */
    uint32_t n, last; /* articles; number + 1 of one of them */
};
struct wd_places {
    struct wd_place *v; /* in order of arrival */
    uint32_t n, cap, dropped;
    uint64_t came;
    struct wd_place_story *stories;
    uint32_t story_n, story_cap, *free_stories, free_n, free_cap;
    struct wd_map by_article, by_version, by_story; /* to numbers + 1; versions as a mix of article and version */
};
void wd_places_init(struct wd_places *p);
void wd_places_done(struct wd_places *p);

/* The next version of an article: it lies in the story, whatever one the article lay in before. */
void wd_places_add(struct wd_places *p, uint64_t article, uint64_t version, uint64_t story);
bool wd_places_has(const struct wd_places *p, uint64_t article, uint64_t version);
/* 0: the article never came. */
uint64_t wd_places_story(const struct wd_places *p, uint64_t article);
/* Versions of the article, newest first. */
void wd_places_versions(const struct wd_places *p, struct wd_arena *a, uint64_t article, wd_place_keys *ret_versions);
/* Articles of the story in order of their arrival. */
void wd_places_articles(const struct wd_places *p, struct wd_arena *a, uint64_t story, wd_place_keys *ret_articles);
/* 0: there is no such story. */
uint32_t wd_places_size(const struct wd_places *p, uint64_t story);
/* The story itself; where it is no more, the one that its founding article lies in; 0. */
uint64_t wd_places_resolve(const struct wd_places *p, uint64_t story);
/* The one whose founding article came first, or the one that is there. */
uint64_t wd_places_older(const struct wd_places *p, uint64_t one, uint64_t other);
void wd_places_merge(struct wd_places *p, uint64_t from, uint64_t into);
/* Founds the story where it is not there; an article's old story is no more when it was its last. */
void wd_places_move(struct wd_places *p, uint64_t article, uint64_t story);
/* Forgets an article with all its versions. */
void wd_places_drop(struct wd_places *p, uint64_t article);

#endif
