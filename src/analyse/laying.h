/* analyse/laying.h - laying quotations to those who speak: what the parts of quotes.h share.
 * Duty:      the state of one walk over a text; laying.c takes regions and clauses, governed.c what a cue governs, ungoverned.c
 *            quotations that stand without one. Each region goes to one quote at most.
 * Input:     sentences of the frame as units [low, high), in order.
 * Ownership: quotes in the reading's arena.   Errors: none.   Threads: one walk, one thread.   Cost: O(n), every walk bounded. */
#ifndef WD_ANALYSE_LAYING_H
#define WD_ANALYSE_LAYING_H

#include "analyse/cues.h"
#include "analyse/quotes.h"
#include "analyse/speakers.h"

enum { WD_LAY_WAITING = 64, WD_LAY_NONE = -1 };
enum { WD_LAY_FREE, WD_LAY_ATTRIBUTED, WD_LAY_INTRODUCED, WD_LAY_REST }; /* passes: before a cue, after one, without */

struct wd_laying {
    const struct wd_reading *r;
    struct wd_speaker_memory memory;
    wd_quotes *out;
    uint8_t *taken; /* by region: the pass over its sentence that gave it to a quote; 0: none did */
    uint8_t pass;
    size_t waiting[WD_LAY_WAITING]; /* quotes at the head of the text, before anybody was named */
    size_t waiting_n;
    struct wd_speaker announced; /* "Koch continued:" at the end of the paragraph before */
    struct wd_span announced_cue;
    bool is_announced;
    size_t before_low, before_high; /* the sentence before, of the same paragraph; equal: none, or somebody spoke in it */
    int unsigned_quote;             /* a paragraph of its own that a line of its speaker's may follow */
    int open;                       /* quote that a quotation standing alone right after it continues; WD_LAY_NONE: none */
    bool paragraph_starts, first_paragraph;
    bool speech_is_double; /* the text has quotations in “ ” or " ": single marks are for titles and headings then */
    uint32_t paragraph_start;
    struct wd_speaker speakers[WD_MAX_CUES]; /* of the cues of this sentence */
    bool spoke[WD_MAX_CUES];
    struct wd_span clauses[WD_MAX_CUES]; /* units governed */
};

/* Units [low, high) with their cues. */
struct wd_sentence {
    size_t low, high;
    const struct wd_cue *cues;
    size_t n;
};

static inline const struct wd_token *wd_lay_unit(const struct wd_laying *x, size_t i)
{
    return &x->r->units.v[i];
}

static inline bool wd_lay_is_quote(const struct wd_laying *x, size_t i, size_t high)
{
    return i < high && wd_lay_unit(x, i)->kind == WD_TOKEN_QUOTE;
}

static inline bool wd_lay_is_free(const struct wd_laying *x, size_t i, size_t high)
{
    return wd_lay_is_quote(x, i, high) && !x->taken[wd_lay_unit(x, i)->region];
}

static inline struct wd_str wd_lay_inner(const struct wd_laying *x, size_t i)
{
    const struct wd_region *g = &x->r->regions->v[wd_lay_unit(x, i)->region];
    return wd_str_trim(wd_str_span(x->r->text, (struct wd_span){g->inner_start, g->inner_end}));
}

bool wd_lay_any_double(const struct wd_reading *r);
bool wd_lay_is_double(const struct wd_laying *x, size_t i);
bool wd_lay_subject(struct wd_laying *x, size_t low, size_t high, bool colon, struct wd_speaker *ret);
struct wd_quote *wd_lay_add(struct wd_laying *x, int kind, const struct wd_speaker *s, const struct wd_cue *c);
void wd_lay_piece(struct wd_laying *x, struct wd_quote *q, uint32_t start, uint32_t end);
void wd_lay_take(struct wd_laying *x, struct wd_quote *q, size_t i);
void wd_lay_settle(struct wd_laying *x, const struct wd_speaker *s);
size_t wd_lay_clause_end(const struct wd_laying *x, const struct wd_sentence *s, size_t from, size_t next_cue);
size_t wd_lay_trim_end(const struct wd_laying *x, size_t from, size_t to);
size_t wd_lay_trim_start(const struct wd_laying *x, size_t from, size_t to);
struct wd_quote *wd_lay_clause(struct wd_laying *x, size_t from, size_t to, const struct wd_speaker *s, const struct wd_cue *c);

bool wd_lay_before_cue(struct wd_laying *x, const struct wd_sentence *s, size_t k, size_t floor);
void wd_lay_after_cue(struct wd_laying *x, const struct wd_sentence *s, size_t k);
void wd_lay_announce_by(struct wd_laying *x, const struct wd_sentence *s, size_t k);

bool wd_lay_headline(struct wd_laying *x, size_t low, size_t high);
void wd_lay_standing_free(struct wd_laying *x, size_t low, size_t high);
bool wd_lay_signature(struct wd_laying *x, size_t low, size_t high);
void wd_lay_announce(struct wd_laying *x, const struct wd_sentence *s);
bool wd_lay_signed(struct wd_laying *x, size_t low, size_t high);
void wd_lay_left_over(struct wd_laying *x, size_t low, size_t high);
bool wd_lay_only_quotes(const struct wd_laying *x, size_t low, size_t high);

#endif
