#include "analyse/quotes.h"

#include <stdlib.h>

#include "analyse/cues.h"
#include "analyse/lexicon.h"
#include "analyse/speakers.h"
#include "analyse/wording.h"

enum { LONGEST_CLAUSE = 160, SCARE_WORDS = 4, WAITING = 64, NO_QUOTE = -1 };

struct reader {
    const struct wd_reading *r;
    struct wd_speaker_memory memory;
    wd_quotes *out;
    bool *taken;             /* by region: belongs to a quote already */
    size_t waiting[WAITING]; /* quotes at the head of the text, before anybody was named */
    size_t waiting_n;
    struct wd_speaker announced; /* "Koch continued:" at the end of the paragraph before */
    struct wd_span announced_cue;
    bool is_announced;
    int open; /* quote that a quotation standing alone right after it continues; NO_QUOTE: none */
    bool paragraph_starts, first_paragraph;
    uint32_t paragraph_start;
    struct wd_speaker speakers[WD_MAX_CUES]; /* of the cues of this sentence */
    bool spoke[WD_MAX_CUES];
    struct wd_span clauses[WD_MAX_CUES]; /* units governed */
};

static const struct wd_token *unit(const struct reader *x, size_t i)
{
    return &x->r->units.v[i];
}

static bool is_quote(const struct reader *x, size_t i, size_t high)
{
    return i < high && unit(x, i)->kind == WD_TOKEN_QUOTE;
}

static bool is_free(const struct reader *x, size_t i, size_t high)
{
    return is_quote(x, i, high) && !x->taken[unit(x, i)->region];
}

static struct wd_str inner(const struct reader *x, size_t i)
{
    const struct wd_region *g = &x->r->regions->v[unit(x, i)->region];
    return wd_str_trim(wd_str_span(x->r->text, (struct wd_span){g->inner_start, g->inner_end}));
}

static struct wd_quote *add(struct reader *x, int kind, const struct wd_speaker *s, const struct wd_cue *c)
{
    struct wd_quote *q = wd_list_push(x->r->a, x->out);
    q->kind = kind;
    if (s) {
        q->speaker_span = s->span;
        q->speaker = s->name;
        q->role = s->role;
    }
    if (c) {
        q->cue_span.start = unit(x, c->at)->start;
        q->cue_span.end = unit(x, c->end - 1)->end;
        q->denied = (c->tags & WD_LEX_DENY) != 0;
    }
    return q;
}

static void add_piece(struct reader *x, struct wd_quote *q, uint32_t start, uint32_t end)
{
    wd_list_add(x->r->a, &q->pieces, (struct wd_span){start, end});
    if (q->pieces.n == 1)
        q->span = (struct wd_span){start, end};
    q->span.end = WD_MAX(q->span.end, end);
    q->span.start = WD_MIN(q->span.start, start);
}

static void take(struct reader *x, struct wd_quote *q, size_t i)
{
    add_piece(x, q, unit(x, i)->start, unit(x, i)->end);
    x->taken[unit(x, i)->region] = true;
}

/* The speaker of a cue becomes known; quotes at the head of the text that waited for one get it. */
static void settle(struct reader *x, const struct wd_speaker *s)
{
    if (!s->name.n)
        return;
    for (size_t i = 0; i < x->waiting_n; i++) {
        struct wd_quote *q = &x->out->v[x->waiting[i]];
        q->speaker = s->name;
        q->role = s->role;
    }
    x->waiting_n = 0;
    wd_speaker_remember(&x->memory, s);
}

/* Where the clause after a cue ends: before the stop, a later cue's attribution, or what is told beside it. */
static size_t clause_end(const struct reader *x, size_t from, size_t high, const struct wd_cue *cues, size_t n, size_t next_cue)
{
    size_t limit = WD_MIN(high, from + LONGEST_CLAUSE);
    size_t k = next_cue;
    for (size_t i = from; i < limit; i++) {
        while (k < n && cues[k].from < i)
            k++;
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
static size_t trim_end(const struct reader *x, size_t from, size_t to)
{
    while (to > from) {
        const struct wd_token *u = unit(x, to - 1);
        bool cut = (u->kind == WD_TOKEN_PUNCT && strchr(",.;:-!?", u->mark)) || u->kind == WD_TOKEN_BREAK ||
                   (u->kind == WD_TOKEN_WORD && (wd_unit_word(x->r, to - 1, "and") || wd_unit_word(x->r, to - 1, "but")));
        if (!cut)
            break;
        to--;
    }
    return to;
}

static size_t trim_start(const struct reader *x, size_t from, size_t to)
{
    while (from < to &&
           ((unit(x, from)->kind == WD_TOKEN_PUNCT && strchr(",.;:-", unit(x, from)->mark)) || unit(x, from)->kind == WD_TOKEN_BREAK))
        from++;
    return from;
}

/* The words of [from, to) with the quotations in them as one quote: mixed where there is one, else indirect. */
static struct wd_quote *take_clause(struct reader *x, size_t from, size_t to, const struct wd_speaker *s, const struct wd_cue *c)
{
    from = trim_start(x, from, to);
    to = trim_end(x, from, to);
    if (from >= to)
        return NULL;
    size_t quotes = 0;
    for (size_t i = from; i < to; i++)
        quotes += is_free(x, i, to);
    bool apart = quotes && x->r->language == WD_LEX_LANG_DE;
    struct wd_quote *q = add(x, quotes && !apart ? WD_QUOTE_MIXED : WD_QUOTE_INDIRECT, s, c);
    if (apart) { /* the subjunctive tells the rest as reported; the marked words are quotes of their own */
        add_piece(x, q, unit(x, from)->start, unit(x, to - 1)->end);
        for (size_t i = from; i < to; i++)
            if (is_free(x, i, to))
                take(x, add(x, WD_QUOTE_MIXED, s, c), i);
        return &x->out->v[x->out->n - 1];
    }
    for (size_t i = from; i < to; i++)
        if (is_free(x, i, to))
            take(x, q, i);
    if (!quotes)
        add_piece(x, q, unit(x, from)->start, unit(x, to - 1)->end);
    q->span = (struct wd_span){unit(x, from)->start, unit(x, to - 1)->end};
    return q;
}

/* "…," he said[, "…"]: the quotation or the clause before the attribution. Returns whether the cue is used up. */
static bool before_cue(struct reader *x, size_t low, size_t high, struct wd_cue *cues, size_t n, size_t k, size_t floor)
{
    struct wd_cue *c = &cues[k];
    size_t left = c->from;
    if (left <= floor)
        return false;
    bool mark = wd_unit_is(x->r, left - 1, ',') || wd_unit_is(x->r, left - 1, '-');
    size_t q_at = mark && left >= floor + 2 ? left - 2 : left - 1;
    bool apart = mark || !wd_lex_marks_apart(x->r->language); /* компания «…» сообщила */
    bool quote = is_free(x, q_at, left) && q_at >= floor && (apart || wd_wording_is_ended(inner(x, q_at)));
    if (quote && q_at > floor && unit(x, q_at - 1)->kind == WD_TOKEN_WORD && !(unit(x, q_at - 1)->tags & (WD_LEX_CONJ | WD_LEX_ADV)) &&
        !(c->is_inverted || c->at == left) && wd_wording_is_title(inner(x, q_at)))
        quote = false; /* on "Face the Nation," Ryan said */
    if (quote && (c->tags & WD_LEX_CALL) && !(c->tags & (WD_LEX_SAY | WD_LEX_TELL | WD_LEX_WEAK)))
        quote = wd_wording_opens_upper(inner(x, q_at)) && wd_wording_count(inner(x, q_at), 5) >= 4;
    if (quote) {
        struct wd_speaker s = x->speakers[k];
        size_t start = q_at;
        while (start > floor && (is_quote(x, start - 1, high) || unit(x, start - 1)->kind == WD_TOKEN_PUNCT))
            start--;
        size_t words_from = trim_start(x, floor, q_at);
        while (words_from < q_at && (unit(x, words_from)->tags & (WD_LEX_CONJ | WD_LEX_ADV)) && unit(x, words_from)->kind == WD_TOKEN_WORD)
            words_from++;
        words_from = trim_start(x, words_from, q_at);
        bool mixed = false;
        for (size_t i = words_from; i < q_at; i++)
            mixed = mixed || unit(x, i)->kind == WD_TOKEN_WORD;
        struct wd_quote *q;
        if (mixed && words_from >= low && !wd_wording_opens_upper(inner(x, q_at))) {
            q = take_clause(x, words_from, q_at + 1, &s, c);
        } else {
            q = add(x, WD_QUOTE_DIRECT, &s, c);
            for (size_t i = start; i <= q_at; i++)
                if (is_free(x, i, high))
                    take(x, q, i);
        }
        if (!q)
            return false;
        size_t after = wd_phrase_adjuncts(x->r, c->to, high);
        for (size_t tries = 0; tries < 2 && after < high && !is_quote(x, after, high); tries++)
            if (wd_unit_is(x->r, after, ',') || wd_unit_is(x->r, after, '-') || wd_unit_is(x->r, after, ':'))
                after++;
        size_t limit = k + 1 < n ? WD_MIN(high, cues[k + 1].from) : high;
        limit = WD_MIN(limit, after + 20);
        for (size_t i = after; i < limit; i++)
            if (is_free(x, i, high) && (i == after || wd_unit_is(x->r, i - 1, ','))) {
                take(x, q, i);
                break;
            }
        x->spoke[k] = true;
        x->open = (int)(x->out->n - 1);
        return true;
    }
    if (!(c->tags & (WD_LEX_SAY | WD_LEX_TELL)) && !c->is_according)
        return false;
    if (!c->is_tight || !wd_unit_is(x->r, left - 1, ',') || c->subject_from == c->subject_to || c->is_inherited)
        return false;
    size_t from = trim_start(x, floor, left);
    bool adverbial = (unit(x, from)->tags & (WD_LEX_PREP | WD_LEX_ADV)) && left - from < 8;
    size_t least = wd_unit_is(x->r, c->to, ',') ? 2 : 3;
    if (left - 1 - from < least || (adverbial && !c->is_according))
        return false;
    if (wd_unit_word(x->r, from, "when") || wd_unit_word(x->r, from, "asked"))
        return false;
    if (!c->is_according && wd_unit_is(x->r, c->to, ',') && is_quote(x, c->to + 1, high))
        return false;
    struct wd_speaker s = x->speakers[k];
    struct wd_quote *q = take_clause(x, from, left - 1, &s, c);
    size_t after = c->to;
    if (q && !c->is_according && wd_unit_is(x->r, after, ',') &&
        !(k + 1 < n && cues[k + 1].from <= after + 2 && (cues[k + 1].tags & (WD_LEX_SAY | WD_LEX_TELL)))) {
        size_t end = trim_end(x, after + 1, clause_end(x, after + 1, high, cues, n, k + 1));
        bool finite = end > after + 1 && !wd_unit_word(x->r, after + 1, "who") && !wd_unit_word(x->r, after + 1, "which");
        if (finite && q->kind == WD_QUOTE_INDIRECT)
            add_piece(x, q, unit(x, after + 1)->start, unit(x, end - 1)->end);
    }
    x->spoke[k] = true;
    return q != NULL;
}

/* A verb with its own subject within the next words: what "said" may govern without "that". */
static bool looks_like_clause(const struct reader *x, size_t from, size_t high)
{
    size_t limit = WD_MIN(high, from + 25);
    if (from >= limit || (unit(x, from)->tags & (WD_LEX_CONJ | WD_LEX_BE)))
        return (unit(x, from)->tags & WD_LEX_SUBORD) && limit > from + 3;
    for (size_t i = from + 1; i < limit; i++) {
        const struct wd_token *u = unit(x, i);
        if (u->kind != WD_TOKEN_WORD)
            continue;
        if (u->tags & (WD_LEX_AUX | WD_LEX_MODAL | WD_LEX_BE | WD_LEX_HAVE) && !wd_unit_word(x->r, i, "to") &&
            !wd_unit_word(x->r, i, "being"))
            return true;
        struct wd_str w = wd_unit_str(x->r, i);
        if (!(u->flags & WD_TOKEN_CAPITAL) && w.n > 3 && (wd_str_ends(w, "ed") || (i == from + 1 && wd_str_ends(w, "s"))))
            return true;
        if ((unit(x, i - 1)->tags & WD_LEX_PRON) && !(unit(x, i - 1)->tags & WD_LEX_ADDRESSEE))
            return true;
    }
    return false;
}

static bool first_quote(const struct reader *x, size_t from, size_t to, size_t *ret_at)
{
    for (size_t i = from; i < to; i++)
        if (is_free(x, i, to)) {
            *ret_at = i;
            return true;
        }
    return false;
}

/* Whether a quotation right after a cue is the whole of what was said there. */
static bool stands_alone(const struct reader *x, size_t at, size_t high, bool marked)
{
    struct wd_str words = inner(x, at);
    size_t next = at + 1;
    bool closed = next >= high || unit(x, next)->kind == WD_TOKEN_PUNCT || wd_unit_word(x->r, next, "and") ||
                  wd_unit_word(x->r, next, "but") || unit(x, next)->kind == WD_TOKEN_BREAK;
    if (marked)
        return true;
    return closed && (wd_wording_opens_upper(words) || wd_wording_count(words, 8) >= 6);
}

static void after_cue(struct reader *x, size_t high, struct wd_cue *cues, size_t n, size_t k)
{
    struct wd_cue *c = &cues[k];
    size_t p = c->to, q_at = 0;
    bool bare_ing = (c->tags & WD_LEX_ING) && !(c->tags & WD_LEX_PAST);
    if (c->subject_from == c->subject_to && !c->is_inherited && x->r->language == WD_LEX_LANG_EN)
        return;
    size_t far = wd_phrase_adjuncts(x->r, p, high);
    bool marked = false, that = false;
    if (far < high &&
        (wd_unit_word(x->r, far, "that") || wd_unit_is(x->r, far, ':') || wd_unit_is(x->r, far, ',') || is_quote(x, far, high)))
        p = far;
    else
        p = wd_phrase_times(x->r, p, high);
    if (wd_unit_is(x->r, p, ':')) {
        marked = true;
        p++;
        if (p >= high || unit(x, p)->kind == WD_TOKEN_BREAK) {
            x->announced = x->speakers[k];
            x->announced_cue = (struct wd_span){unit(x, c->at)->start, unit(x, c->end - 1)->end};
            x->is_announced = true;
            x->spoke[k] = true;
            return;
        }
    } else if (wd_unit_is(x->r, p, ',')) {
        bool goes_on = is_quote(x, p + 1, high) || c->is_according || x->r->language == WD_LEX_LANG_DE ||
                       (x->r->language == WD_LEX_LANG_RU && p + 1 < high && (unit(x, p + 1)->tags & WD_LEX_SUBORD));
        if (!goes_on)
            return;
        marked = is_quote(x, p + 1, high);
        p++;
    }
    if (p >= high)
        return;
    if (marked && !is_quote(x, p, high) && x->r->language == WD_LEX_LANG_EN)
        marked = false;
    if (is_free(x, p, high) && stands_alone(x, p, high, marked)) {
        struct wd_speaker s = x->speakers[k];
        bool title = !marked && (c->tags & WD_LEX_CALL);
        struct wd_quote *q = add(x, title ? WD_QUOTE_MIXED : WD_QUOTE_DIRECT, &s, c);
        take(x, q, p);
        while ((is_free(x, p + 1, high)) || ((wd_unit_is(x->r, p + 1, ',') || wd_unit_is(x->r, p + 1, '-')) && is_free(x, p + 2, high))) {
            p = is_quote(x, p + 1, high) ? p + 1 : p + 2;
            take(x, q, p);
        }
        x->spoke[k] = true;
        x->open = (int)(x->out->n - 1);
        return;
    }
    that = wd_unit_word(x->r, p, "that") || (unit(x, p)->tags & WD_LEX_SUBORD && x->r->language != WD_LEX_LANG_EN);
    size_t end = clause_end(x, p, high, cues, n, k + 1);
    bool quoted = first_quote(x, p, end, &q_at);
    if (bare_ing && !quoted && p > c->to)
        return; /* "responding to comments that" */
    bool call = (c->tags & WD_LEX_CALL) && !(c->tags & (WD_LEX_SAY | WD_LEX_TELL));
    bool deny = c->tags & WD_LEX_DENY;
    bool say = c->tags & (WD_LEX_SAY | WD_LEX_TELL);
    if (deny && !quoted) {
        struct wd_str w = wd_unit_str(x->r, p);
        if (!(that || wd_str_ends(w, "ing") || (unit(x, p)->tags & WD_LEX_DET)))
            return;
    } else if (call && !quoted) {
        return;
    } else if (!that && !quoted && !c->is_according) {
        bool german = x->r->language == WD_LEX_LANG_DE;
        if (c->subject_from == c->subject_to)
            return;
        if (!say || !(german ? wd_unit_is(x->r, p - 1, ',') : looks_like_clause(x, p, end)))
            return;
    } else if (quoted && !that && !say && !c->is_according && q_at > p + 12) {
        return;
    }
    if (quoted && call)
        end = WD_MIN(end, q_at + 1);
    struct wd_speaker s = x->speakers[k];
    if (!quoted && trim_end(x, p, end) < p + (deny ? 2 : 3))
        return;
    take_clause(x, p, end, &s, c);
    x->clauses[k] = (struct wd_span){(uint32_t)p, (uint32_t)end};
    x->spoke[k] = true;
}

/* "Minister: 'No shortage'" and "Ceasefire to start - mediator", in headlines without a verb of speech. */
static bool headline(struct reader *x, size_t low, size_t high)
{
    size_t colon = low;
    while (colon < high && colon < low + 8 && !wd_unit_is(x->r, colon, ':'))
        colon++;
    if (wd_unit_is(x->r, colon, ':') && colon > low && colon + 1 < high) {
        bool quote = is_free(x, colon + 1, high);
        if (wd_phrase_left(x->r, low, colon) == low &&
            (quote || (x->first_paragraph && high - colon > 3 && !wd_unit_is(x->r, high - 1, '.')))) {
            struct wd_speaker s = wd_speaker_of(x->r, &x->memory, low, colon);
            if (quote && (colon + 2 >= high || unit(x, colon + 2)->kind == WD_TOKEN_PUNCT)) {
                take(x, add(x, WD_QUOTE_DIRECT, &s, NULL), colon + 1);
                x->open = (int)(x->out->n - 1);
            } else {
                take_clause(x, colon + 1, high, &s, NULL);
            }
            settle(x, &s);
            return true;
        }
    }
    if (!x->first_paragraph || high - low < 5 || wd_unit_is(x->r, high - 1, '.'))
        return false;
    for (size_t i = high - 1; i > low + 3 && high - i < 6; i--) {
        bool dash =
            wd_unit_is(x->r, i, '-') && (unit(x, i)->flags & WD_TOKEN_GAP) && i + 1 < high && (unit(x, i + 1)->flags & WD_TOKEN_GAP);
        if (!dash)
            continue;
        if (wd_phrase_right(x->r, i + 1, high) != high)
            return false;
        struct wd_speaker s = wd_speaker_of(x->r, &x->memory, i + 1, high);
        take_clause(x, low, i, &s, NULL);
        settle(x, &s);
        return true;
    }
    return false;
}

/* A sentence of nothing but quotations. */
static void stands_free(struct reader *x, size_t low, size_t high)
{
    struct wd_speaker s = x->is_announced ? x->announced : x->memory.last;
    for (size_t i = low; i < high; i++) {
        if (!is_free(x, i, high))
            continue;
        struct wd_quote *before = x->open == NO_QUOTE || x->paragraph_starts ? NULL : &x->out->v[x->open];
        if (before && before->kind == WD_QUOTE_DIRECT) {
            take(x, before, i);
            continue;
        }
        if (x->paragraph_starts && wd_wording_is_title(inner(x, i)) && wd_wording_count(inner(x, i), 7) < 7 && high - low < 3)
            continue; /* a heading */
        if (!x->is_announced && wd_wording_count(inner(x, i), 4) < 3 && !x->paragraph_starts)
            continue;
        struct wd_quote *q = add(x, WD_QUOTE_DIRECT, NULL, NULL);
        q->speaker = s.name;
        q->role = s.role;
        if (!x->is_announced && s.name.n && s.span.start >= x->paragraph_start)
            q->speaker_span = s.span;
        if (x->is_announced) {
            q->speaker_span = s.span;
            q->cue_span = x->announced_cue;
        } else if (!s.name.n && x->waiting_n < WAITING) {
            x->waiting[x->waiting_n++] = x->out->n - 1;
        }
        take(x, q, i);
        x->open = (int)(x->out->n - 1);
        x->paragraph_starts = false;
    }
}

/* "…" - Ines Moreau: nothing but quotation, dash and name. */
static bool signed_quote(struct reader *x, size_t low, size_t high)
{
    if (!is_free(x, low, high) || !wd_unit_is(x->r, low + 1, '-') || low + 2 >= high)
        return false;
    size_t past = wd_phrase_right(x->r, low + 2, high);
    if (past == low + 2 || !(past == high || wd_unit_is(x->r, past, '.') || wd_unit_is(x->r, past, ',')))
        return false;
    struct wd_speaker s = wd_speaker_of(x->r, &x->memory, low + 2, past);
    take(x, add(x, WD_QUOTE_DIRECT, &s, NULL), low);
    settle(x, &s);
    return true;
}

/* Quotations that no cue governs: long ones are somebody's words, short ones are titles and scare quotes. */
static void left_over(struct reader *x, size_t low, size_t high)
{
    for (size_t i = low; i < high; i++) {
        if (!is_free(x, i, high))
            continue;
        struct wd_str words = inner(x, i);
        size_t n = wd_wording_count(words, 12);
        bool work = i > low && (unit(x, i - 1)->tags & WD_LEX_WORK), colon = i > low && wd_unit_is(x->r, i - 1, ':');
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
        struct wd_quote *q = add(x, colon || (wd_wording_opens_upper(words) && n > 6) ? WD_QUOTE_DIRECT : WD_QUOTE_MIXED, &none, NULL);
        q->speaker = said.name;
        q->role = said.role;
        take(x, q, i);
    }
}

static bool only_quotes(const struct reader *x, size_t low, size_t high)
{
    bool any = false;
    for (size_t i = low; i < high; i++) {
        const struct wd_token *u = unit(x, i);
        if (u->kind == WD_TOKEN_QUOTE)
            any = true;
        else if (u->kind != WD_TOKEN_PUNCT)
            return false;
    }
    return any;
}

/* Reported speech inside reported speech is told by the outer clause. Quotes of later cues come first here. */
static void drop_nested(struct reader *x, size_t first)
{
    wd_quotes *q = x->out;
    size_t kept = first;
    for (size_t i = first; i < q->n; i++) {
        bool nested = false;
        for (size_t k = i + 1; k < q->n && !nested && q->v[i].kind == WD_QUOTE_INDIRECT; k++)
            nested = q->v[k].span.start <= q->v[i].span.start && q->v[i].span.end <= q->v[k].span.end;
        if (!nested)
            q->v[kept++] = q->v[i];
    }
    q->n = kept;
}

static bool is_inside(const struct reader *x, size_t k, size_t unit_at)
{
    for (size_t j = 0; j < k; j++)
        if (x->clauses[j].start <= unit_at && unit_at < x->clauses[j].end)
            return true;
    return false;
}

static void read_sentence(struct reader *x, size_t low, size_t high)
{
    struct wd_cue cues[WD_MAX_CUES];
    bool used[WD_MAX_CUES] = {false};
    if (only_quotes(x, low, high)) {
        stands_free(x, low, high);
        x->is_announced = false;
        return;
    }
    x->is_announced = false;
    x->open = NO_QUOTE;
    size_t n = wd_cues_of(x->r, low, high, cues), floor = low;
    for (size_t k = 0; k < n; k++) {
        x->speakers[k] = wd_speaker_of(x->r, &x->memory, cues[k].subject_from, cues[k].subject_to);
        if (cues[k].subject_from == cues[k].subject_to && wd_lex_drops_subject(x->r->language)) {
            x->speakers[k] = x->memory.last, x->speakers[k].span = (struct wd_span){0, 0}; /* "«…», ha aggiunto" */
        }
        x->spoke[k] = false;
        x->clauses[k] = (struct wd_span){0, 0};
    }
    for (size_t k = 0; k < n; k++) {
        used[k] = before_cue(x, low, high, cues, n, k, floor);
        if (used[k])
            floor = cues[k].to;
    }
    size_t first = x->out->n;
    for (size_t k = n; k-- > 0;)
        if (!used[k])
            after_cue(x, high, cues, n, k);
    drop_nested(x, first);
    for (size_t k = 0; k < n; k++)
        if (x->spoke[k] && !is_inside(x, k, cues[k].at))
            settle(x, &x->speakers[k]);
    if (n == 0 && !signed_quote(x, low, high))
        headline(x, low, high);
    left_over(x, low, high);
}

static int by_place(const void *a, const void *b)
{
    const struct wd_quote *p = a, *q = b;
    if (p->span.start != q->span.start)
        return p->span.start < q->span.start ? -1 : 1;
    if (p->span.end != q->span.end)
        return p->span.end < q->span.end ? -1 : 1;
    return p->kind < q->kind ? -1 : p->kind > q->kind;
}

void wd_quotes_of(const struct wd_reading *r, wd_quotes *ret_quotes)
{
    wd_quotes quotes = {0};
    struct reader x = {.r = r, .out = &quotes, .open = NO_QUOTE, .paragraph_starts = true, .first_paragraph = true};
    x.taken = wd_arena_array(r->a, r->regions->n + 1, sizeof *x.taken);
    for (size_t i = 0; i < r->units.n;) {
        if (r->units.v[i].kind == WD_TOKEN_BREAK) {
            x.paragraph_starts = true;
            x.first_paragraph = x.first_paragraph && i == 0;
            i++;
            continue;
        }
        if (x.paragraph_starts)
            x.paragraph_start = r->units.v[i].start;
        size_t end = i;
        while (end < r->units.n && !(r->units.v[end].flags & WD_TOKEN_ENDS) && r->units.v[end].kind != WD_TOKEN_BREAK)
            end++;
        if (end < r->units.n && r->units.v[end].kind != WD_TOKEN_BREAK)
            end++;
        read_sentence(&x, i, end);
        x.paragraph_starts = false;
        i = end;
    }
    if (quotes.n)
        qsort(quotes.v, quotes.n, sizeof *quotes.v, by_place);
    *ret_quotes = quotes;
}
