/* analyse/scan.h - a text as tokens with what the lexicon knows of them.
 * Duty:      one pass over the text: words (abbreviations and inner apostrophes kept together), numbers, marks of punctuation, line ends.
 * Ownership: the list lives in `a`.
 * Errors:    WD_E_TOOBIG over WD_MAX_WORDS: the list holds the first.   Threads: pure.   Cost: O(n), one look-up a word. */
#ifndef WD_ANALYSE_SCAN_H
#define WD_ANALYSE_SCAN_H

#include "base/err.h"
#include "base/list.h"

enum wd_token_kind { WD_TOKEN_WORD, WD_TOKEN_NUMBER, WD_TOKEN_PUNCT, WD_TOKEN_BREAK, WD_TOKEN_QUOTE };
enum {
    WD_TOKEN_CAPITAL = 1,
    WD_TOKEN_ALLCAPS = 2,    /* two letters at least */
    WD_TOKEN_POSSESSIVE = 4, /* ends with 's or ’s */
    WD_TOKEN_GAP = 8,        /* blanks before it */
    WD_TOKEN_STARTS = 16,    /* first of a sentence */
    WD_TOKEN_ENDS = 32,      /* last of a sentence of the frame (quotations taken as one token) */
    WD_TOKEN_IN_QUOTE = 64   /* stands inside a quotation */
};
struct wd_token {
    uint32_t start, end;
    uint64_t tags;   /* WD_LEX_* */
    uint32_t region; /* of WD_TOKEN_QUOTE */
    uint8_t kind, flags;
    char mark; /* punctuation folded to ASCII: - for dashes, e for an ellipsis, " and ' for quotation marks */
};
typedef WD_LIST(struct wd_token) wd_tokens;

int wd_scan(struct wd_arena *a, struct wd_str text, int lexicon_language, wd_tokens *ret_tokens) WD_MUST;
/* The bytes of a token, without a possessive 's. */
struct wd_str wd_token_bare(struct wd_str text, const struct wd_token *t);

#endif
