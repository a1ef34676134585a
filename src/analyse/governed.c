#include "analyse/laying.h"
#include "analyse/lexicon.h"
#include "analyse/wording.h"

enum { LONGEST_ADJUNCT = 16, LONGEST_FIELD = 40 };

/* A quotation announced past adjuncts: "said with a smile: "…"", "said in a letter to the guild, "…"". SIZE_MAX: none. */
static size_t announced_at(const struct wd_laying *x, size_t from, size_t high, size_t next_cue)
{
    bool german = x->r->language == WD_LEX_LANG_DE; /* "fügte Blum mit Blick auf den Deich hinzu: „…“": a colon says all */
    size_t limit = WD_MIN(WD_MIN(high, next_cue), from + (german ? LONGEST_FIELD : LONGEST_ADJUNCT));
    for (size_t i = from; i < limit; i++) {
        const struct wd_token *u = wd_lay_unit(x, i);
        if (u->kind == WD_TOKEN_QUOTE) {
            bool marked = i > from && (wd_unit_is(x->r, i - 1, ':') || (!german && wd_unit_is(x->r, i - 1, ',')));
            return marked && wd_lay_is_free(x, i, high) && wd_wording_opens_upper(wd_lay_inner(x, i)) ? i : SIZE_MAX;
        }
        if (german && wd_unit_is(x->r, i, ';'))
            return SIZE_MAX;
        if (!german && u->kind == WD_TOKEN_WORD && (u->tags & (WD_LEX_AUX | WD_LEX_MODAL | WD_LEX_BE | WD_LEX_HAVE | WD_LEX_SUBORD)) &&
            !(u->tags & WD_LEX_PREP))
            return SIZE_MAX;
    }
    return SIZE_MAX;
}

/* A capitalised word or title in marks that belongs to the word before it: the hacker known as "Nightjar", on "Face the Nation". */
static bool names_a_thing(const struct wd_laying *x, size_t at)
{
    const struct wd_token *before = wd_lay_unit(x, at - 1);
    struct wd_str words = wd_lay_inner(x, at);
    bool as = wd_unit_word(x->r, at - 1, "as");
    if (before->kind != WD_TOKEN_WORD || (!as && (before->tags & (WD_LEX_CONJ | WD_LEX_ADV | WD_LEX_BE | WD_LEX_SAY))))
        return false;
    return wd_wording_is_title(words) || (wd_wording_count(words, 2) == 1 && wd_wording_opens_upper(words));
}

/* "…," he said[, "…"]: the quotation or the clause before the attribution. Returns whether the cue is used up. */
bool wd_lay_before_cue(struct wd_laying *x, size_t low, size_t high, struct wd_cue *cues, size_t n, size_t k, size_t floor)
{
    struct wd_cue *c = &cues[k];
    size_t left = c->from;
    if (left <= floor)
        return false;
    bool mark = wd_unit_is(x->r, left - 1, ',') || wd_unit_is(x->r, left - 1, '-');
    size_t q_at = mark && left >= floor + 2 ? left - 2 : left - 1;
    bool quote = wd_lay_is_free(x, q_at, left) && q_at >= floor;
    if (quote && q_at > floor && names_a_thing(x, q_at))
        quote = false; /* on "Face the Nation," Ryan said */
    if (quote && (c->tags & WD_LEX_CALL) && !(c->tags & (WD_LEX_SAY | WD_LEX_TELL | WD_LEX_WEAK)))
        quote = wd_wording_opens_upper(wd_lay_inner(x, q_at)) && wd_wording_count(wd_lay_inner(x, q_at), 5) >= 4;
    if (quote) {
        struct wd_speaker s = x->speakers[k];
        size_t start = q_at;
        while (start > floor && (wd_lay_is_quote(x, start - 1, high) || wd_lay_unit(x, start - 1)->kind == WD_TOKEN_PUNCT))
            start--;
        size_t words_from = wd_lay_trim_start(x, floor, q_at);
        while (words_from < q_at && (wd_lay_unit(x, words_from)->tags & (WD_LEX_CONJ | WD_LEX_ADV)) &&
               wd_lay_unit(x, words_from)->kind == WD_TOKEN_WORD)
            words_from++;
        words_from = wd_lay_trim_start(x, words_from, q_at);
        bool mixed = false;
        for (size_t i = words_from; i < q_at; i++)
            mixed = mixed || wd_lay_unit(x, i)->kind == WD_TOKEN_WORD;
        struct wd_quote *q;
        if (mixed && words_from >= low && !wd_wording_opens_upper(wd_lay_inner(x, q_at))) {
            q = wd_lay_clause(x, words_from, q_at + 1, &s, c);
        } else {
            q = wd_lay_add(x, WD_QUOTE_DIRECT, &s, c);
            for (size_t i = start; i <= q_at; i++)
                if (wd_lay_is_free(x, i, high))
                    wd_lay_take(x, q, i);
        }
        if (!q)
            return false;
        size_t after = wd_phrase_adjuncts(x->r, c->to, high);
        for (size_t tries = 0; tries < 2 && after < high && !wd_lay_is_quote(x, after, high); tries++)
            if (wd_unit_is(x->r, after, ',') || wd_unit_is(x->r, after, '-') || wd_unit_is(x->r, after, ':'))
                after++;
        size_t limit = k + 1 < n ? WD_MIN(high, cues[k + 1].from) : high;
        limit = WD_MIN(limit, after + 20);
        for (size_t i = after; i < limit; i++)
            if (wd_lay_is_free(x, i, high) && (i == after || wd_unit_is(x->r, i - 1, ','))) {
                wd_lay_take(x, q, i);
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
    size_t from = wd_lay_trim_start(x, floor, left);
    bool adverbial = (wd_lay_unit(x, from)->tags & (WD_LEX_PREP | WD_LEX_ADV)) && left - from < 8;
    size_t least = wd_unit_is(x->r, c->to, ',') ? 2 : 3;
    if (left - 1 - from < least || (adverbial && !c->is_according))
        return false;
    if (wd_unit_word(x->r, from, "when") || wd_unit_word(x->r, from, "asked"))
        return false;
    if (!c->is_according && wd_unit_is(x->r, c->to, ',') && wd_lay_is_quote(x, c->to + 1, high))
        return false;
    if (x->r->language == WD_LEX_LANG_DE && announced_at(x, c->to, high, k + 1 < n ? cues[k + 1].from : high) != SIZE_MAX)
        return false;
    struct wd_speaker s = x->speakers[k];
    struct wd_quote *q = wd_lay_clause(x, from, left - 1, &s, c);
    size_t after = c->to;
    if (q && !c->is_according && wd_unit_is(x->r, after, ',') &&
        !(k + 1 < n && cues[k + 1].from <= after + 2 && (cues[k + 1].tags & (WD_LEX_SAY | WD_LEX_TELL)))) {
        size_t end = wd_lay_trim_end(x, after + 1, wd_lay_clause_end(x, after + 1, high, cues, n, k + 1));
        bool finite = end > after + 1 && !wd_unit_word(x->r, after + 1, "who") && !wd_unit_word(x->r, after + 1, "which");
        if (finite && q->kind == WD_QUOTE_INDIRECT)
            wd_lay_piece(x, q, wd_lay_unit(x, after + 1)->start, wd_lay_unit(x, end - 1)->end);
    }
    x->spoke[k] = true;
    return q != NULL;
}

/* A verb with its own subject within the next words: what "said" may govern without "that". */
static bool looks_like_clause(const struct wd_laying *x, size_t from, size_t high)
{
    size_t limit = WD_MIN(high, from + 25);
    if (from >= limit || (wd_lay_unit(x, from)->tags & (WD_LEX_CONJ | WD_LEX_BE)))
        return (wd_lay_unit(x, from)->tags & WD_LEX_SUBORD) && limit > from + 3;
    for (size_t i = from + 1; i < limit; i++) {
        const struct wd_token *u = wd_lay_unit(x, i);
        if (u->kind != WD_TOKEN_WORD)
            continue;
        if (u->tags & (WD_LEX_AUX | WD_LEX_MODAL | WD_LEX_BE | WD_LEX_HAVE) && !wd_unit_word(x->r, i, "to") &&
            !wd_unit_word(x->r, i, "being"))
            return true;
        struct wd_str w = wd_unit_str(x->r, i);
        if (!(u->flags & WD_TOKEN_CAPITAL) && w.n > 3 && (wd_str_ends(w, "ed") || (i == from + 1 && wd_str_ends(w, "s"))))
            return true;
        if ((wd_lay_unit(x, i - 1)->tags & WD_LEX_PRON) && !(wd_lay_unit(x, i - 1)->tags & WD_LEX_ADDRESSEE))
            return true;
    }
    return false;
}

static bool first_quote(const struct wd_laying *x, size_t from, size_t to, size_t *ret_at)
{
    for (size_t i = from; i < to; i++)
        if (wd_lay_is_free(x, i, to)) {
            *ret_at = i;
            return true;
        }
    return false;
}

/* Whether a quotation right after a cue is the whole of what was said there. */
static bool stands_alone(const struct wd_laying *x, size_t at, size_t high, bool marked)
{
    struct wd_str words = wd_lay_inner(x, at);
    size_t next = at + 1;
    bool closed = next >= high || wd_lay_unit(x, next)->kind == WD_TOKEN_PUNCT || wd_unit_word(x->r, next, "and") ||
                  wd_unit_word(x->r, next, "but") || wd_lay_unit(x, next)->kind == WD_TOKEN_BREAK;
    if (marked)
        return true;
    return closed && (wd_wording_opens_upper(words) || wd_wording_count(words, 8) >= 6);
}

void wd_lay_after_cue(struct wd_laying *x, size_t high, struct wd_cue *cues, size_t n, size_t k)
{
    struct wd_cue *c = &cues[k];
    size_t p = c->to, q_at = 0;
    bool bare_ing = (c->tags & WD_LEX_ING) && !(c->tags & WD_LEX_PAST);
    if (c->subject_from == c->subject_to && !c->is_inherited && x->r->language == WD_LEX_LANG_EN)
        return;
    size_t far = wd_phrase_adjuncts(x->r, p, high);
    bool marked = false, that = false;
    if (far < high &&
        (wd_unit_word(x->r, far, "that") || wd_unit_is(x->r, far, ':') || wd_unit_is(x->r, far, ',') || wd_lay_is_quote(x, far, high)))
        p = far;
    else
        p = wd_phrase_times(x->r, p, high);
    if (wd_unit_is(x->r, p, ':')) {
        marked = true;
        p++;
        if (p >= high || wd_lay_unit(x, p)->kind == WD_TOKEN_BREAK) {
            x->announced = x->speakers[k];
            x->announced_cue = (struct wd_span){wd_lay_unit(x, c->at)->start, wd_lay_unit(x, c->end - 1)->end};
            x->is_announced = true;
            x->spoke[k] = true;
            return;
        }
    } else if (wd_unit_is(x->r, p, ',')) {
        bool goes_on = wd_lay_is_quote(x, p + 1, high) || c->is_according || x->r->language == WD_LEX_LANG_DE;
        if (!goes_on && announced_at(x, p + 1, high, k + 1 < n ? cues[k + 1].from : high) == SIZE_MAX)
            return;
        marked = wd_lay_is_quote(x, p + 1, high);
        p++;
    }
    if (p >= high)
        return;
    size_t past = (x->r->language == WD_LEX_LANG_EN || x->r->language == WD_LEX_LANG_DE) && !wd_lay_is_quote(x, p, high)
                      ? announced_at(x, p, high, k + 1 < n ? cues[k + 1].from : high)
                      : SIZE_MAX;
    if (past != SIZE_MAX) {
        p = past;
        marked = true;
    }
    if (marked && !wd_lay_is_quote(x, p, high) && x->r->language == WD_LEX_LANG_EN)
        marked = false;
    if (wd_lay_is_free(x, p, high) && stands_alone(x, p, high, marked)) {
        struct wd_speaker s = x->speakers[k];
        bool title = !marked && (c->tags & WD_LEX_CALL);
        struct wd_quote *q = wd_lay_add(x, title ? WD_QUOTE_MIXED : WD_QUOTE_DIRECT, &s, c);
        wd_lay_take(x, q, p);
        while ((wd_lay_is_free(x, p + 1, high)) ||
               ((wd_unit_is(x->r, p + 1, ',') || wd_unit_is(x->r, p + 1, '-')) && wd_lay_is_free(x, p + 2, high))) {
            p = wd_lay_is_quote(x, p + 1, high) ? p + 1 : p + 2;
            wd_lay_take(x, q, p);
        }
        x->spoke[k] = true;
        x->open = (int)(x->out->n - 1);
        return;
    }
    bool asks_for = (c->tags & WD_LEX_CALL) && (wd_unit_word(x->r, p, "for") || wd_unit_word(x->r, p, "on")); /* "called for" */
    p += asks_for;
    that = wd_unit_word(x->r, p, "that") || (wd_lay_unit(x, p)->tags & WD_LEX_SUBORD && x->r->language != WD_LEX_LANG_EN);
    size_t end = wd_lay_clause_end(x, p, high, cues, n, k + 1);
    bool quoted = first_quote(x, p, end, &q_at);
    if (bare_ing && !quoted && p > c->to)
        return; /* "responding to comments that" */
    bool call = (c->tags & WD_LEX_CALL) && !(c->tags & (WD_LEX_SAY | WD_LEX_TELL));
    bool deny = c->tags & WD_LEX_DENY;
    bool say = c->tags & (WD_LEX_SAY | WD_LEX_TELL);
    if (deny && !quoted) {
        struct wd_str w = wd_unit_str(x->r, p);
        if (!(that || wd_str_ends(w, "ing") || (wd_lay_unit(x, p)->tags & WD_LEX_DET)))
            return;
    } else if (call && !quoted) {
        return;
    } else if (!that && !quoted && !c->is_according) {
        bool german = x->r->language == WD_LEX_LANG_DE;
        if (c->subject_from == c->subject_to)
            return;
        if (!say || !(german ? wd_unit_is(x->r, p - 1, ',') : looks_like_clause(x, p, end)))
            return;
    } else if (quoted && !that && !say && !c->is_according && q_at > p + (call || (c->tags & WD_LEX_WEAK) ? 12 : 3)) {
        return;
    }
    if (quoted && call && !asks_for)
        end = WD_MIN(end, q_at + 1);
    struct wd_speaker s = x->speakers[k];
    if (!quoted && wd_lay_trim_end(x, p, end) < p + (deny ? 2 : 3))
        return;
    wd_lay_clause(x, p, end, &s, c);
    x->clauses[k] = (struct wd_span){(uint32_t)p, (uint32_t)end};
    x->spoke[k] = true;
}
