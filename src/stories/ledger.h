/* stories/ledger.h - statements in the making; private to this folder.
 * Duty:      statements.c gathers what was said and prints the ledger; quoted.c lines up quoted words, reported.c reported speech,
 *            claims.c takes it apart into claims; kin.c says who may be who.
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
    uint32_t line;
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
    struct wd_map kin; /* two speakers -> their wd_kin + 1 */
};

/* One thing that a report says: a clause without what it rests on. */
typedef WD_LIST(double) wd_claim_numbers;
struct wd_claim {
    wd_units units;
    wd_claim_numbers numbers;
    bool negated; /* by the words or by whoever denies them, not by both */
};
typedef WD_LIST(struct wd_claim) wd_claims;
/* How like two claims must be: shared weight over that of the lighter, with two units in common and with more; over both, added up. */
struct wd_agreeing {
    double lighter_two, lighter_more, both;
};
void wd_ledger_claims(struct wd_ledger *l, struct wd_str language, struct wd_str text, bool denied, wd_claims *ret_claims);
/* Of the two claims most alike, 0 to 2 and a little; 0: no two say the same. */
double wd_ledger_agreement(const struct wd_ledger *l, const wd_claims *x, const wd_claims *y, const struct wd_agreeing *how);

/* kin.c: whether one speaker may be the other. */
enum wd_kin {
    WD_KIN_NONE,
    WD_KIN_MAYBE, /* an office and who holds it, a body and its spokesman, a body under a longer name, people not named */
    WD_KIN_SAME
};
enum wd_kin wd_ledger_kin(struct wd_ledger *l, uint32_t x, uint32_t y);

void wd_ledger_line_up_quoted(struct wd_ledger *l);
void wd_ledger_line_up_reported(struct wd_ledger *l);
/* Founds a statement with said number i, or adds to one. */
uint32_t wd_ledger_found(struct wd_ledger *l, uint32_t i);
void wd_ledger_add(struct wd_ledger *l, uint32_t line, uint32_t i);

#endif
