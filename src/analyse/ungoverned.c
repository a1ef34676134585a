#include "analyse/laying.h"
#include "analyse/lexicon.h"
#include "analyse/wording.h"

enum { SCARE_WORDS = 4 };

/* "Minister: 'No shortage'" and "Ceasefire to start - mediator", in headlines without a verb of speech. */
bool wd_lay_headline(struct wd_laying *x, size_t low, size_t high)
{
    size_t colon = low;
    while (colon < high && colon < low + 8 && !wd_unit_is(x->r, colon, ':'))
        colon++;
    if (wd_unit_is(x->r, colon, ':') && colon > low && colon + 1 < high) {
        bool quote = wd_lay_is_free(x, colon + 1, high);
        if (wd_phrase_left(x->r, low, colon) == low &&
            (quote || (x->first_paragraph && high - colon > 3 && !wd_unit_is(x->r, high - 1, '.')))) {
            struct wd_speaker s = wd_speaker_of(x->r, &x->memory, low, colon);
            if (quote && (colon + 2 >= high || wd_lay_unit(x, colon + 2)->kind == WD_TOKEN_PUNCT)) {
                wd_lay_take(x, wd_lay_add(x, WD_QUOTE_DIRECT, &s, NULL), colon + 1);
                x->open = (int)(x->out->n - 1);
            } else {
                wd_lay_clause(x, colon + 1, high, &s, NULL);
            }
            wd_lay_settle(x, &s);
            return true;
        }
    }
    if (!x->first_paragraph || high - low < 5 || wd_unit_is(x->r, high - 1, '.'))
        return false;
    for (size_t i = high - 1; i > low + 3 && high - i < 6; i--) {
        bool dash = wd_unit_is(x->r, i, '-') && (wd_lay_unit(x, i)->flags & WD_TOKEN_GAP) && i + 1 < high &&
                    (wd_lay_unit(x, i + 1)->flags & WD_TOKEN_GAP);
        if (!dash)
            continue;
        if (wd_phrase_right(x->r, i + 1, high) != high)
            return false;
        struct wd_speaker s = wd_speaker_of(x->r, &x->memory, i + 1, high);
        wd_lay_clause(x, low, i, &s, NULL);
        wd_lay_settle(x, &s);
        return true;
    }
    return false;
}

/* A sentence of nothing but quotations. */
void wd_lay_standing_free(struct wd_laying *x, size_t low, size_t high)
{
    struct wd_speaker s = x->is_announced ? x->announced : x->memory.last;
    for (size_t i = low; i < high; i++) {
        if (!wd_lay_is_free(x, i, high))
            continue;
        struct wd_quote *before = x->open == WD_LAY_NONE || x->paragraph_starts ? NULL : &x->out->v[x->open];
        if (before && before->kind == WD_QUOTE_DIRECT) {
            wd_lay_take(x, before, i);
            continue;
        }
        if (x->paragraph_starts && wd_wording_is_title(wd_lay_inner(x, i)) && wd_wording_count(wd_lay_inner(x, i), 7) < 7 && high - low < 3)
            continue; /* a heading */
        if (!x->is_announced && wd_wording_count(wd_lay_inner(x, i), 4) < 3 && !x->paragraph_starts)
            continue;
        struct wd_quote *q = wd_lay_add(x, WD_QUOTE_DIRECT, NULL, NULL);
        q->speaker = s.name;
        q->role = s.role;
        if (!x->is_announced && s.name.n && s.span.start >= x->paragraph_start)
            q->speaker_span = s.span;
        if (x->is_announced) {
            q->speaker_span = s.span;
            q->cue_span = x->announced_cue;
        } else if (!s.name.n && x->waiting_n < WD_LAY_WAITING) {
            x->waiting[x->waiting_n++] = x->out->n - 1;
        }
        wd_lay_take(x, q, i);
        x->open = (int)(x->out->n - 1);
        x->paragraph_starts = false;
    }
}

/* "…" - Ines Moreau: nothing but quotation, dash and name. */
bool wd_lay_signed(struct wd_laying *x, size_t low, size_t high)
{
    if (!wd_lay_is_free(x, low, high) || !wd_unit_is(x->r, low + 1, '-') || low + 2 >= high)
        return false;
    size_t past = wd_phrase_right(x->r, low + 2, high);
    if (past == low + 2 || !(past == high || wd_unit_is(x->r, past, '.') || wd_unit_is(x->r, past, ',')))
        return false;
    struct wd_speaker s = wd_speaker_of(x->r, &x->memory, low + 2, past);
    wd_lay_take(x, wd_lay_add(x, WD_QUOTE_DIRECT, &s, NULL), low);
    wd_lay_settle(x, &s);
    return true;
}

/* Quotations that no cue governs: long ones are somebody's words, short ones are titles and scare quotes. */
void wd_lay_left_over(struct wd_laying *x, size_t low, size_t high)
{
    for (size_t i = low; i < high; i++) {
        if (!wd_lay_is_free(x, i, high))
            continue;
        struct wd_str words = wd_lay_inner(x, i);
        size_t n = wd_wording_count(words, 12);
        bool work = i > low && (wd_lay_unit(x, i - 1)->tags & WD_LEX_WORK), colon = i > low && wd_unit_is(x->r, i - 1, ':');
        if (!colon && (n <= SCARE_WORDS || work || wd_wording_is_title(words)))
            continue;
        struct wd_speaker none = {0}, said = {0};
        if (x->memory.last.span.start >= x->paragraph_start)
            said = x->memory.last;
        if (colon) {
            size_t past = wd_phrase_right(x->r, low, i);
            struct wd_speaker subject = wd_speaker_of(x->r, &x->memory, low, past);
            if (subject.is_person)
                none = said = subject;
        }
        struct wd_quote *q =
            wd_lay_add(x, colon || (wd_wording_opens_upper(words) && n > 6) ? WD_QUOTE_DIRECT : WD_QUOTE_MIXED, &none, NULL);
        q->speaker = said.name;
        q->role = said.role;
        wd_lay_take(x, q, i);
    }
}

bool wd_lay_only_quotes(const struct wd_laying *x, size_t low, size_t high)
{
    bool any = false;
    for (size_t i = low; i < high; i++) {
        const struct wd_token *u = wd_lay_unit(x, i);
        if (u->kind == WD_TOKEN_QUOTE)
            any = true;
        else if (u->kind != WD_TOKEN_PUNCT)
            return false;
    }
    return any;
}
