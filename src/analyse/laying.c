#include "analyse/laying.h"

#include "analyse/lexicon.h"
#include "base/utf8.h"

enum { LONGEST_CLAUSE = 160 };

static bool is_double(struct wd_str text, const struct wd_region *g)
{
    struct wd_cp first = wd_utf8_at(text, g->start);
    bool single = first.cp == 0x2018 || first.cp == 0x201A || first.cp == 0x2039 || (first.cp == '\'' && g->inner_start == g->start + 1);
    return !single;
}

bool wd_lay_is_double(const struct wd_laying *x, size_t i)
{
    return is_double(x->r->text, &x->r->regions->v[wd_lay_unit(x, i)->region]);
}

bool wd_lay_any_double(const struct wd_reading *r)
{
    for (size_t i = 0; i < r->regions->n; i++)
        if (is_double(r->text, &r->regions->v[i]))
            return true;
    return false;
}

/* Whom a sentence is about, if that is somebody who can speak; whoever it is where a colon announces words. */
bool wd_lay_subject(struct wd_laying *x, size_t low, size_t high, bool colon, struct wd_speaker *ret)
{
    size_t from, to;
    if (low >= high)
        return false;
    wd_subject_of_sentence(x->r, low, high, &from, &to);
    if (from >= to)
        return false;
    const struct wd_token *first = wd_lay_unit(x, from), *head = wd_lay_unit(x, to - 1);
    struct wd_speaker s = wd_speaker_of(x->r, &x->memory, from, to);
    bool pronoun = first->tags & WD_LEX_PRON, nobody = first->tags & (WD_LEX_IT | WD_LEX_OTHER);
    bool body =
        (first->tags & (WD_LEX_NATION | WD_LEX_COUNTRY)) || (head->tags & (WD_LEX_ROLE | WD_LEX_TITLE | WD_LEX_ORG | WD_LEX_SAIDNOUN));
    *ret = s;
    if (colon && (x->r->language == WD_LEX_LANG_DE || (first->tags & WD_LEX_DET) || (first->flags & WD_TOKEN_CAPITAL)))
        return !nobody;
    return s.is_person || (pronoun && !nobody) || body;
}

struct wd_quote *wd_lay_add(struct wd_laying *x, int kind, const struct wd_speaker *s, const struct wd_cue *c)
{
    struct wd_quote *q = wd_list_push(x->r->a, x->out);
    q->kind = kind;
    if (s) {
        q->speaker_span = s->span;
        q->speaker = s->name;
        q->role = s->role;
    }
    if (c) {
        q->cue_span.start = wd_lay_unit(x, c->at)->start;
        q->cue_span.end = wd_lay_unit(x, c->end - 1)->end;
        q->denied = (c->tags & WD_LEX_DENY) != 0;
    }
    return q;
}

void wd_lay_piece(struct wd_laying *x, struct wd_quote *q, uint32_t start, uint32_t end)
{
    wd_list_add(x->r->a, &q->pieces, (struct wd_span){start, end});
    if (q->pieces.n == 1)
        q->span = (struct wd_span){start, end};
    q->span.end = WD_MAX(q->span.end, end);
    q->span.start = WD_MIN(q->span.start, start);
}

void wd_lay_take(struct wd_laying *x, struct wd_quote *q, size_t i)
{
    wd_lay_piece(x, q, wd_lay_unit(x, i)->start, wd_lay_unit(x, i)->end);
    x->taken[wd_lay_unit(x, i)->region] = x->pass;
}

/* The speaker of a cue becomes known; quotes at the head of the text that waited for one get it. */
void wd_lay_settle(struct wd_laying *x, const struct wd_speaker *s)
{
    if (!s->name.n)
        return;
    for (size_t i = 0; i < x->waiting_n; i++) {
        struct wd_quote *q = &x->out->v[x->waiting[i]];
        q->speaker_span = s->span;
        q->speaker = s->name;
        q->role = s->role;
    }
    x->waiting_n = 0;
    wd_speaker_remember(&x->memory, s);
}

/* Where the clause after a cue ends: before the stop, a later cue's attribution, or what is told beside it. */
size_t wd_lay_clause_end(const struct wd_laying *x, const struct wd_sentence *s, size_t from, size_t next_cue)
{
    const struct wd_cue *cues = s->cues;
    size_t high = s->high, n = s->n;
    size_t limit = WD_MIN(high, from + LONGEST_CLAUSE);
    size_t k = next_cue;
    for (size_t i = from; i < limit; i++) {
        while (k < n && cues[k].from < i)
            k++;
        if (i > from && wd_lay_is_quote(x, i, high) && x->taken[wd_lay_unit(x, i)->region] == WD_LAY_ATTRIBUTED)
            return i; /* its own attribution follows */
        bool strong = k < n && (cues[k].tags & (WD_LEX_SAY | WD_LEX_TELL | WD_LEX_DENY) || cues[k].is_according);
        if (strong && i > from && cues[k].from == i) {
            bool joined = wd_unit_word(x->r, i - 1, "and") || wd_unit_word(x->r, i - 1, "but") ||
                          (wd_unit_word(x->r, i - 1, "while") && i > from + 3);
            bool apart = joined || wd_unit_is(x->r, i - 1, ',') || wd_unit_is(x->r, i - 1, ';');
            if (apart)
                return joined ? i - 1 : i;
        }
        if (i > from && wd_unit_is(x->r, i, ',') && wd_unit_word(x->r, i + 1, "as") && i > from + 3)
            return i;
        if (wd_unit_is(x->r, i, ';') && i > from + 3)
            return i;
    }
    return limit;
}

/* Without commas, stops and joining words at the end. */
size_t wd_lay_trim_end(const struct wd_laying *x, size_t from, size_t to)
{
    while (to > from) {
        const struct wd_token *u = wd_lay_unit(x, to - 1);
        bool cut = (u->kind == WD_TOKEN_PUNCT && strchr(",.;:-!?", u->mark)) || u->kind == WD_TOKEN_BREAK ||
                   (u->kind == WD_TOKEN_WORD && (wd_unit_word(x->r, to - 1, "and") || wd_unit_word(x->r, to - 1, "but")));
        if (!cut)
            break;
        to--;
    }
    return to;
}

size_t wd_lay_trim_start(const struct wd_laying *x, size_t from, size_t to)
{
    while (from < to && ((wd_lay_unit(x, from)->kind == WD_TOKEN_PUNCT && strchr(",.;:-", wd_lay_unit(x, from)->mark)) ||
                         wd_lay_unit(x, from)->kind == WD_TOKEN_BREAK))
        from++;
    return from;
}

/* The words of [from, to) with the quotations in them as one quote: mixed where there is one, else indirect. */
struct wd_quote *wd_lay_clause(struct wd_laying *x, size_t from, size_t to, const struct wd_speaker *s, const struct wd_cue *c)
{
    from = wd_lay_trim_start(x, from, to);
    to = wd_lay_trim_end(x, from, to);
    if (from >= to)
        return NULL;
    size_t quotes = 0;
    for (size_t i = from; i < to; i++)
        quotes += wd_lay_is_free(x, i, to);
    bool apart = quotes && x->r->language == WD_LEX_LANG_DE;
    struct wd_quote *q = wd_lay_add(x, quotes && !apart ? WD_QUOTE_MIXED : WD_QUOTE_INDIRECT, s, c);
    if (apart) { /* the subjunctive tells the rest as reported; the marked words are quotes of their own */
        wd_lay_piece(x, q, wd_lay_unit(x, from)->start, wd_lay_unit(x, to - 1)->end);
        for (size_t i = from; i < to; i++)
            if (wd_lay_is_free(x, i, to))
                wd_lay_take(x, wd_lay_add(x, WD_QUOTE_MIXED, s, c), i);
        return &x->out->v[x->out->n - 1];
    }
    for (size_t i = from; i < to; i++)
        if (wd_lay_is_free(x, i, to))
            wd_lay_take(x, q, i);
    if (!quotes)
        wd_lay_piece(x, q, wd_lay_unit(x, from)->start, wd_lay_unit(x, to - 1)->end);
    q->span = (struct wd_span){wd_lay_unit(x, from)->start, wd_lay_unit(x, to - 1)->end};
    return q;
}
