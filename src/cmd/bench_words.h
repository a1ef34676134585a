/* cmd/bench_words.h - the words of an invented archive: in what words a story is told.
 * Duty:      a story's key gives its scene: who, where, how many, and its own words; a telling is a text or a headline about the scene.
 *            The same key, number and length give the same text.
 * Ownership: texts live in the arena given; a lexicon is the caller's.
 * Errors:    none.   Threads: a lexicon is only read once it is made.   Cost: some 10 ns a word. */
#ifndef WD_CMD_BENCH_WORDS_H
#define WD_CMD_BENCH_WORDS_H

#include "base/arena.h"
#include "cmd/bench_random.h"

enum { WD_LEXICON_BITS = 16, WD_SCENE_PEOPLE = 6, WD_SCENE_PLACES = 3, WD_SCENE_BODIES = 2, WD_SCENE_FIGURES = 5, WD_SCENE_WORDS = 16 };

struct wd_lexicon_word {
    char text[15];
    uint8_t n;
};
struct wd_lexicon {
    struct wd_lexicon_word words[1 << WD_LEXICON_BITS]; /* the commonest first */
};
void wd_lexicon_make(struct wd_lexicon *lexicon);

struct wd_scene {
    uint64_t key;
    const char *const *kind_words;
    uint32_t kind_word_n;
    uint32_t people[WD_SCENE_PEOPLE], places[WD_SCENE_PLACES], bodies[WD_SCENE_BODIES]; /* numbers that names are made of */
    uint32_t figures[WD_SCENE_FIGURES], words[WD_SCENE_WORDS];                          /* words: ranks in the lexicon */
};
void wd_scene_make(uint64_t key, struct wd_scene *ret);

/* number: of the article within its story; what is told grows with it. */
struct wd_str wd_scene_text(const struct wd_lexicon *lexicon, const struct wd_scene *scene, struct wd_arena *a, uint32_t number,
                            uint32_t words);
struct wd_str wd_scene_title(const struct wd_lexicon *lexicon, const struct wd_scene *scene, struct wd_arena *a, uint32_t number);
/* The text with one word in `one_in` exchanged for another. */
struct wd_str wd_scene_edited(const struct wd_lexicon *lexicon, struct wd_arena *a, struct wd_random *r, struct wd_str text,
                              uint32_t one_in);
/* "The Belokar Post"; the same number has the same name. */
struct wd_str wd_outlet_name(struct wd_arena *a, uint32_t number);

#endif
