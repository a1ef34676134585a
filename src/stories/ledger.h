/* stories/ledger.h - statements in the making; private to this folder.
 * Duty:      statements.c gathers what was said and prints the ledger; quoted.c lines up quoted words, reported.c reported speech.
 * Ownership: everything in c->a.   Errors: none.   Threads: pure.   Cost: linear; posting lists and tries are capped. */
#ifndef WD_STORIES_LEDGER_H
#define WD_STORIES_LEDGER_H

#include "stories/parts.h"

#define WD_NO_LINE UINT32_MAX

/* One quotation of one member; a mixed one with several pieces is several. */
struct wd_said {
    struct wd_str text; /* its words without outer marks; pieces that a speaker's name parts are joined by an ellipsis */
    bool split;         /* it has such pieces */
    uint32_t part, speaker;
    const struct wd_quote *quote;
    struct wd_span span; /* inside the marks */
    int kind;
    uint64_t folded; /* hash of the words, pieces apart */
    wd_tokens tokens;
    wd_units units; /* reported speech only */
    uint32_t line;
};
/* A sentence of a statement, for reported speech to meet. */
struct wd_target {
    uint32_t line, part;
    bool quoted;
    wd_units units;
};
/* A statement: the sayings that belong to it, by number. */
struct wd_line {
    uint32_t founder, speaker;
    bool quoted, denied;
    WD_LIST(uint32_t) said;
};
struct wd_ledger {
    struct wd_compose *c;
    WD_LIST(struct wd_said) said;
    WD_LIST(struct wd_line) lines;
};

void wd_ledger_line_up_quoted(struct wd_ledger *l);
void wd_ledger_line_up_reported(struct wd_ledger *l);
/* Founds a statement with said number i, or adds to one. */
uint32_t wd_ledger_found(struct wd_ledger *l, uint32_t i);
void wd_ledger_add(struct wd_ledger *l, uint32_t line, uint32_t i);

#endif
