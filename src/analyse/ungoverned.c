#include "analyse/laying.h"
#include "analyse/lexicon.h"
#include "analyse/wording.h"

enum { SCARE_WORDS = 8, SCARE_WORDS_MARKED = 4, LOOKED_AT = 60 }; /* German and its like mark words of others where English does without */

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

/* The subjunctive in which German goes on telling what somebody said. */
static bool is_reported(const struct wd_laying *x, size_t low, size_t high)
{
    static const char *const verbs[] = {"sei",   "seien", "habe", "müsse",  "könne", "solle", "werde",  "dürfe",
                                        "wolle", "gebe",  "gehe", "hätten", "hätte", "würde", "würden", "müssten"};
    for (size_t i = low; i < high && i < low + LOOKED_AT; i++)
        for (size_t k = 0; k < WD_COUNT(verbs); k++)
            if (wd_unit_word(x->r, i, verbs[k]))
                return true;
    return false;
}

/* Whether the quotation before, in another paragraph, asks something: somebody else answers then. */
static bool is_answer(const struct wd_laying *x)
{
    if (x->open == WD_LAY_NONE || !x->paragraph_starts)
        return false;
    const struct wd_quote *q = &x->out->v[x->open];
    struct wd_str before = wd_str_span(x->r->text, q->pieces.v[q->pieces.n - 1]);
    return wd_str_find_byte(before, '?', before.n > 5 ? before.n - 5 : 0) != SIZE_MAX;
}

/* A paragraph that is nothing but one quotation, in marks that this text does not use for speech, or of a word or two: a heading. */
static bool is_heading(const struct wd_laying *x, size_t i, bool alone)
{
    struct wd_str words = wd_lay_inner(x, i);
    if (!x->paragraph_starts || !alone)
        return false;
    return (x->speech_is_double && !wd_lay_is_double(x, i)) || (!x->is_announced && !is_answer(x) && wd_wording_count(words, 4) < 4) ||
           (wd_wording_is_title(words) && wd_wording_count(words, 7) < 7);
}

/* The quote that this quotation goes on with: the one right before it, also over a line end where whole paragraphs are quoted. A
 * question is not continued in the next paragraph: somebody answers there. */
static struct wd_quote *continued(const struct wd_laying *x, size_t i, bool alone)
{
    if (x->open == WD_LAY_NONE)
        return NULL;
    struct wd_quote *q = &x->out->v[x->open];
    if (q->kind != WD_QUOTE_DIRECT)
        return NULL;
    if (!x->paragraph_starts)
        return q;
    bool long_one = wd_str_find_byte(wd_lay_inner(x, i), '\n', 0) != SIZE_MAX; /* of several paragraphs: a statement of its own */
    return alone && !long_one && !is_answer(x) ? q : NULL;
}

/* A sentence of nothing but quotations. */
void wd_lay_standing_free(struct wd_laying *x, size_t low, size_t high)
{
    struct wd_speaker s = x->is_announced ? x->announced : x->memory.last, subject;
    if (!x->is_announced && is_answer(x))
        s = x->memory.other;
    bool told = x->r->language == WD_LEX_LANG_DE && is_reported(x, x->before_low, x->before_high);
    if (!x->is_announced && !told && wd_lay_subject(x, x->before_low, x->before_high, false, &subject))
        s = subject;
    bool alone = high >= x->r->units.n || wd_lay_unit(x, high)->kind == WD_TOKEN_BREAK;
    for (size_t i = low; i < high; i++) {
        if (!wd_lay_is_free(x, i, high))
            continue;
        struct wd_quote *before = continued(x, i, alone);
        if (before) {
            wd_lay_take(x, before, i);
            x->paragraph_starts = false;
            continue;
        }
        if (is_heading(x, i, alone))
            continue;
        if (!x->is_announced && wd_wording_count(wd_lay_inner(x, i), 4) < 3 && !x->paragraph_starts)
            continue;
        struct wd_quote *q = wd_lay_add(x, WD_QUOTE_DIRECT, &s, NULL);
        if (x->is_announced)
            q->cue_span = x->announced_cue;
        else if (!s.name.n && x->waiting_n < WD_LAY_WAITING)
            x->waiting[x->waiting_n++] = x->out->n - 1;
        wd_lay_take(x, q, i);
        x->open = (int)(x->out->n - 1);
        if (alone && x->paragraph_starts && !x->is_announced)
            x->unsigned_quote = x->open;
        x->paragraph_starts = false;
    }
}

/* "The guild has yet to answer one question:" at the end of a paragraph: who speaks in the next one, where no cue stands at the colon. */
void wd_lay_announce(struct wd_laying *x, const struct wd_sentence *s)
{
    size_t colon = s->high - 1;
    if (x->is_announced || !wd_unit_is(x->r, colon, ':'))
        return;
    for (size_t k = 0; k < s->n && !x->is_announced; k++)
        if (!x->spoke[k] && s->cues[k].subject_from < s->cues[k].subject_to && !s->cues[k].is_inherited)
            wd_lay_announce_by(x, s, k);
    if (!x->is_announced && wd_lay_subject(x, s->low, s->high, true, &x->announced)) {
        x->announced_cue = (struct wd_span){wd_lay_unit(x, colon)->start, wd_lay_unit(x, colon)->end};
        x->is_announced = true;
    }
}

void wd_lay_announce_by(struct wd_laying *x, const struct wd_sentence *s, size_t k)
{
    x->announced = x->speakers[k];
    x->announced_cue = (struct wd_span){wd_lay_unit(x, s->cues[k].at)->start, wd_lay_unit(x, s->cues[k].end - 1)->end};
    x->is_announced = true;
}

/* "- Ines Moreau, mayor" in a paragraph of its own below a quotation. */
bool wd_lay_signature(struct wd_laying *x, size_t low, size_t high)
{
    if (x->unsigned_quote == WD_LAY_NONE || !x->paragraph_starts)
        return false;
    struct wd_quote *q = &x->out->v[x->unsigned_quote];
    x->unsigned_quote = WD_LAY_NONE;
    bool dash = wd_unit_is(x->r, low, '-');
    low += dash;
    size_t past = low < high ? wd_phrase_right(x->r, low, high) : low;
    bool ends = past >= high || wd_unit_is(x->r, past, '.') || (dash && wd_unit_is(x->r, past, ','));
    if (past == low || !ends)
        return false;
    struct wd_speaker s = wd_speaker_of(x->r, &x->memory, low, past);
    if (!s.is_person && !dash)
        return false;
    q->speaker_span = s.span;
    q->speaker = s.name;
    q->role = s.role;
    return true;
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
    size_t scare = x->r->language == WD_LEX_LANG_EN ? SCARE_WORDS : SCARE_WORDS_MARKED;
    for (size_t i = low; i < high; i++) {
        if (!wd_lay_is_free(x, i, high))
            continue;
        struct wd_str words = wd_lay_inner(x, i);
        size_t n = wd_wording_count(words, 12);
        bool work = i > low && (wd_lay_unit(x, i - 1)->tags & WD_LEX_WORK), colon = i > low && wd_unit_is(x->r, i - 1, ':');
        if (!colon && (n <= scare || work || wd_wording_is_title(words)))
            continue;
        struct wd_speaker none = {0}, said = {0};
        struct wd_speaker subject;
        if (x->memory.last.span.start >= x->paragraph_start)
            said = x->memory.last;
        bool german = x->r->language == WD_LEX_LANG_DE;
        if (german && !colon && is_reported(x, low, high))
            none = said = x->memory.last;
        else if ((colon || german) && wd_lay_subject(x, low, i, colon, &subject))
            none = said = subject;
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
