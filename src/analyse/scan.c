#include "analyse/scan.h"

#include "analyse/lexicon.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/fold.h"

static bool is_wordy(uint32_t cp)
{
    if (cp < 0x80)
        return wd_is_alpha((char)cp) || wd_is_digit((char)cp) || cp == '_';
    return wd_cp_is_letter(cp) || wd_cp_is_digit(cp) || (cp >= 0x300 && cp <= 0x36F);
}

static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019;
}

static char fold_mark(uint32_t cp)
{
    switch (cp) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015: return '-';
    case 0x2026: return 'e';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0xAB:
    case 0xBB: return '"';
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2039:
    case 0x203A: return '\'';
    case 0x3002:
    case 0xFF0E: return '.';
    case 0xFF0C:
    case 0x3001: return ',';
    case 0xFF1A: return ':';
    case 0xFF1B: return ';';
    case 0xFF01: return '!';
    case 0xFF1F: return '?';
    default: return cp < 0x80 ? (char)cp : '*';
    }
}

/* "U.S.", "J.": every letter so far stands alone before a full stop. */
static bool is_initials(struct wd_str text, size_t start, size_t at)
{
    if (at - start > 8 || !wd_is_upper(text.p[start]))
        return at - start == 2 && (unsigned char)text.p[start] == 0xC3;
    for (size_t i = start; i < at; i++)
        if (((i - start) % 2 == 0) != (wd_is_alpha(text.p[i]) != 0))
            return false;
    return (at - start) % 2 == 1;
}

static size_t word_end(struct wd_str text, size_t start)
{
    size_t at = start;
    while (at < text.n) {
        char c = text.p[at];
        if (wd_is_alpha(c) || wd_is_digit(c) || c == '_') {
            at++;
            continue;
        }
        struct wd_cp here = wd_utf8_at(text, at);
        if (here.cp >= 0x80 && is_wordy(here.cp)) {
            at += here.bytes;
            continue;
        }
        bool joins = is_apostrophe(here.cp) || here.cp == '-' || here.cp == 0x2010 || here.cp == 0x2011 || here.cp == '&';
        if (joins && at > start) {
            struct wd_cp next = wd_utf8_at(text, at + here.bytes);
            if (next.bytes && is_wordy(next.cp)) {
                at += here.bytes + next.bytes;
                continue;
            }
        }
        if (c == '.' && is_initials(text, start, at)) {
            at++;
            if (at < text.n && wd_is_alpha(text.p[at]) && (at + 1 == text.n || !wd_is_alpha(text.p[at + 1])))
                continue;
        }
        break;
    }
    return at;
}

static size_t number_end(struct wd_str text, size_t start)
{
    size_t at = start;
    while (at < text.n) {
        char c = text.p[at];
        if (wd_is_digit(c) || ((c == ',' || c == '.' || c == ':') && at + 1 < text.n && wd_is_digit(text.p[at + 1])))
            at++;
        else
            break;
    }
    return at;
}

static void note_case(struct wd_str word, struct wd_token *t)
{
    size_t upper = 0, letters = 0;
    struct wd_cp first = wd_utf8_at(word, 0);
    if (first.cp < 0x80 ? wd_is_upper((char)first.cp) : wd_cp_is_upper(first.cp))
        t->flags |= WD_TOKEN_CAPITAL;
    if (!(t->flags & WD_TOKEN_CAPITAL))
        return;
    for (size_t i = 0; i < word.n; i++) {
        letters += wd_is_alpha(word.p[i]) || (unsigned char)word.p[i] >= 0x80;
        upper += wd_is_upper(word.p[i]);
    }
    if (upper >= 2 && upper == letters)
        t->flags |= WD_TOKEN_ALLCAPS;
}

struct wd_str wd_token_bare(struct wd_str text, const struct wd_token *t)
{
    struct wd_str s = wd_str_n(text.p + t->start, t->end - t->start);
    if (t->flags & WD_TOKEN_POSSESSIVE)
        s.n -= s.p[s.n - 2] == '\'' ? 2 : 4;
    return s;
}

static void finish_word(struct wd_str text, int language, struct wd_token *t)
{
    struct wd_str word = wd_str_n(text.p + t->start, t->end - t->start);
    note_case(word, t);
    if (word.n > 2 && (wd_str_ends(word, "'s") || wd_str_ends(word, "'S")))
        t->flags |= WD_TOKEN_POSSESSIVE;
    if (word.n > 4 && (wd_str_ends(word, "’s") || wd_str_ends(word, "’S")))
        t->flags |= WD_TOKEN_POSSESSIVE;
    t->tags = wd_lex_tags(wd_token_bare(text, t), language);
    if (t->end < text.n && text.p[t->end] == '.' && word.n <= 6 && !(t->flags & WD_TOKEN_POSSESSIVE)) {
        uint64_t dotted = wd_lex_tags(wd_str_n(word.p, word.n + 1), language);
        if (dotted & WD_LEX_ABBR) {
            t->end++;
            t->tags |= dotted;
        }
    }
}

/* "explique-t-elle", "a-t-il": where the verb of a French word ends; `end` where no pronoun is joined to it. */
static size_t verb_end(struct wd_str text, size_t start, size_t end, size_t *ret_pronoun)
{
    static const char *const pronouns[] = {"-t-il", "-t-elle", "-t-on", "-il", "-elle", "-on", "-ils", "-elles", "-je"};
    struct wd_str word = wd_str_n(text.p + start, end - start);
    for (size_t i = 0; i < WD_COUNT(pronouns); i++) {
        size_t n = strlen(pronouns[i]);
        if (word.n > n && wd_str_ends(word, pronouns[i])) {
            *ret_pronoun = end - n + (i < 3 ? 3 : 1);
            return end - n;
        }
    }
    return end;
}

int wd_scan(struct wd_arena *a, struct wd_str text, int lexicon_language, wd_tokens *ret_tokens)
{
    wd_tokens list = {0};
    bool gap = true, starts = true;
    size_t at = 0;
    int err = 0;
    while (at < text.n) {
        char c = text.p[at];
        if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
            gap = true;
            at++;
            continue;
        }
        struct wd_cp here = wd_utf8_at(text, at);
        if (here.cp >= 0x80 && wd_cp_is_space(here.cp)) {
            gap = true;
            at += here.bytes;
            continue;
        }
        if (list.n >= WD_MAX_WORDS) {
            err = WD_E_TOOBIG;
            break;
        }
        struct wd_token *t = wd_list_push(a, &list);
        t->start = (uint32_t)at;
        t->flags = gap ? WD_TOKEN_GAP : 0;
        gap = false;
        if (c == '\n') {
            t->kind = WD_TOKEN_BREAK;
            while (at < text.n && wd_is_blank(text.p[at]))
                at++;
            t->end = (uint32_t)at;
            gap = starts = true;
            continue;
        }
        if (wd_is_digit(c)) {
            size_t numeral = number_end(text, at), word = word_end(text, at);
            t->kind = numeral >= word ? WD_TOKEN_NUMBER : WD_TOKEN_WORD;
            at = WD_MAX(numeral, word);
        } else if (is_wordy(here.cp)) {
            t->kind = WD_TOKEN_WORD;
            at = word_end(text, at);
        } else {
            t->kind = WD_TOKEN_PUNCT;
            t->mark = fold_mark(here.cp);
            at += here.bytes;
        }
        t->end = (uint32_t)at;
        if (t->kind == WD_TOKEN_WORD) {
            size_t pronoun = at;
            if (lexicon_language == WD_LEX_LANG_FR)
                t->end = (uint32_t)verb_end(text, t->start, at, &pronoun);
            finish_word(text, lexicon_language, t);
            at = WD_MAX(pronoun, t->end);
        }
        if (starts)
            t->flags |= WD_TOKEN_STARTS;
        starts = t->kind == WD_TOKEN_PUNCT &&
                 (t->mark == '.' || t->mark == '!' || t->mark == '?' || t->mark == ':' || (starts && strchr("\"'([-", t->mark)));
        if (t->kind == WD_TOKEN_PUNCT && t->mark == '"' && (t->flags & WD_TOKEN_GAP))
            starts = true;
    }
    *ret_tokens = list;
    return err;
}
