/* stories/parts.h - what the parts of wd_story_compose share; private to this folder.
 * Duty:      one struct that holds a story in the making, and one function a duty.
 * Input:     wd_compose_begin has read the members; the functions below are called in the order of compose.c.
 * Ownership: everything in c->a, may borrow the articles.
 * Errors:    none.   Threads: pure.   Cost: linear in the words of the members; see each function. */
#ifndef WD_STORIES_PARTS_H
#define WD_STORIES_PARTS_H

#include "base/hash.h"
#include "stories/compose.h"
#include "stories/memo.h"
#include "text/stem.h"
#include "text/words.h"

#define WD_NO_SPEAKER UINT32_MAX

/* A content word: stem or synonym; stop words are none. Units of a sentence are sorted and distinct. */
struct wd_unit {
    uint32_t hash;
    uint32_t number;  /* among the units of the story; WD_NO_UNIT: no sentence that counts holds it */
    uint8_t flags;    /* WD_UNIT_* */
    uint8_t excludes; /* number of a kind of words of which one says that the others do not hold; 0: of none */
};
#define WD_NO_UNIT UINT32_MAX
enum { WD_UNIT_NUMBER = 1, WD_UNIT_NAME = 2 };
typedef WD_LIST(struct wd_unit) wd_units;

/* A member as compose works on it. */
struct wd_part {
    const struct wd_compose_member *from;
    const struct wd_article *article; /* current state */
    uint32_t group;                   /* number of its text's group, by first arrival: an original with its copies */
    bool withdrawn;                   /* it, or a member of its group, was killed */
    bool stands;                      /* speaks for its group: the original, or its earliest copy */
    wd_units *units;                  /* one list a sentence of the article; only where it stands */
};

/* Someone who speaks or is named. */
struct wd_entity {
    struct wd_str name, role; /* as printed */
    struct wd_str beside;     /* what a text has behind the name: "a spokesman for the railway", be it an office or not; may be empty */
    bool person, named;       /* named: it has a name, be it a body's; else it is only described */
    uint32_t mentions;
    wd_strs variants; /* distinct printed forms, by first appearance; the name is one of them */
};

/* The unit of a word met before, by the hash of language and word; one place a hash, the later word wins. */
enum { WD_WORD_UNITS = 1 << 13 };
struct wd_word_unit {
    uint64_t word;
    uint32_t unit;
    uint8_t excludes;
};

struct wd_compose {
    struct wd_arena *a;
    struct wd_stems *stems;
    struct wd_story *story;
    struct wd_part *parts;
    size_t n;
    uint32_t groups;
    struct wd_memo *memo;
    struct wd_word_unit *word_units; /* WD_WORD_UNITS */
    size_t analysed;                 /* members that are looked into; the rest is listed */
    uint32_t sentence_n;             /* of all current states */
    struct wd_map unit_at;           /* unit hash -> its number + 1 */
    WD_LIST(uint32_t) unit_df;       /* by number: sentences that hold it, one vote per group and sentence */
    double *weight;                  /* by number; NULL until all are counted */
    double weight_alone;             /* of a unit without a number */
    struct wd_map speakers;          /* see speakers.c */
    WD_LIST(struct wd_entity) entities;
};

/* content.c */
void wd_content_units(struct wd_compose *c, struct wd_str language, struct wd_str text, wd_units *ret_units);
/* Counts the units of a sentence and gives them their numbers. */
void wd_content_count(struct wd_compose *c, wd_units *units);
/* All are counted: weights are known from here on. */
void wd_content_weigh(struct wd_compose *c);
/* Rarity of a unit within the story, about .7 to 7. */
static inline double wd_content_weight(const struct wd_compose *c, const struct wd_unit *u)
{
    return u->number == WD_NO_UNIT ? c->weight_alone : c->weight[u->number];
}
struct wd_overlap {
    double shared, of_a, of_b; /* weights */
    uint32_t units, numbers, names;
};
struct wd_overlap wd_content_overlap(const struct wd_compose *c, const wd_units *a, const wd_units *b);
/* Whether a sentence tells something of the story: no heading, no caption, no fragment, no notice of a correction, nothing about the outlet
 * itself. */
bool wd_content_tells(const struct wd_article *article, struct wd_span sentence);
/* Number of the sentence that holds byte `at`, or SIZE_MAX. */
size_t wd_content_sentence(const struct wd_article *article, uint32_t at);
/* likeness.c. Where several texts have something in common: the rare-word index of sentences. Finds the best partner of `units` among the
 * sentences added; likeness is 0..1: shared weight over the lighter side, or over `units` where `own`. */
struct wd_likeness {
    double value;
    struct wd_overlap overlap;
    uint32_t part, sentence;
};
struct wd_sentence_index;
/* Lives in c->a; add parts that stand, in their order. */
struct wd_sentence_index *wd_sentence_index_new(struct wd_compose *c);
void wd_sentence_index_add(struct wd_sentence_index *x, uint32_t part, uint32_t sentence);
/* After the last add. group: only sentences of it (UINT32_MAX: of any but `not_group`). */
struct wd_likeness wd_sentence_index_best(struct wd_sentence_index *x, const wd_units *units, uint32_t group, uint32_t not_group, bool own);
/* Share of the weight of `units` that two sentences of one other group have together, those that have most; and of those units that are
 * no names: a story's sentences have its names in common, whatever they tell. */
struct wd_covered {
    double all, plain;
};
struct wd_covered wd_sentence_index_covered(struct wd_sentence_index *x, const wd_units *units, uint32_t not_group);

/* members.c: letters, shares and counts; sets stands. */
void wd_compose_members(struct wd_compose *c);
/* origins.c: what each member goes back to, out of the links of both directions, so that the order of arrival has no influence; relations,
 * evidence, roots and groups. */
void wd_compose_origins(struct wd_compose *c, const struct wd_map *by_article);
/* speakers.c */
void wd_compose_speakers(struct wd_compose *c);
uint32_t wd_ledger_speaker_of(const struct wd_compose *c, size_t part, const struct wd_quote *quote);
void wd_compose_people(struct wd_compose *c);
/* voices.c: who speaks, out of the statements. Gives each statement its voice. */
void wd_compose_voices(struct wd_compose *c);
/* statements.c: the ledger. */
void wd_compose_statements(struct wd_compose *c);
/* standfirst.c */
void wd_compose_standfirst(struct wd_compose *c);
/* told.c: only_in and told_by_all. Needs the statements. */
void wd_compose_told(struct wd_compose *c);
/* changes.c */
void wd_compose_changes(struct wd_compose *c);

/* wording.c: how two wordings relate. */
enum wd_wording { WD_WORDING_DIFFERENT, WD_WORDING_SAME, WD_WORDING_PART, WD_WORDING_ALTERED };
struct wd_token {
    uint32_t hash;
    uint8_t flags; /* WD_TOKEN_* */
};
enum {
    WD_TOKEN_BRACKET = 1, /* [words]: stand for up to four others */
    WD_TOKEN_ELISION = 2, /* ...: stands for any number */
    WD_TOKEN_NUMBER = 4,
    WD_TOKEN_NEGATION = 8,
    WD_TOKEN_CAPITAL = 16
};
typedef WD_LIST(struct wd_token) wd_tokens;
/* The words of the pieces (spans of text), each piece after the first behind an elision of nothing. */
void wd_wording_tokens(struct wd_arena *a, struct wd_str text, wd_tokens *ret_tokens);
/* Whether it says no. */
bool wd_wording_negated(const wd_tokens *tokens);
/* How `carrier` stands to `best`, at least as long. ret_share: words of the shorter found in the longer, in order. */
enum wd_wording wd_wording_compare(struct wd_arena *a, const wd_tokens *best, const wd_tokens *carrier, double *ret_share);

#endif
