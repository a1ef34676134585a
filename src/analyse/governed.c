#include "analyse/laying.h"
#include "analyse/lexicon.h"
#include "analyse/wording.h"

enum { LONGEST_ADJUNCT = 16, LONGEST_FIELD = 40, FURTHEST_PIECE = 20, FURTHEST_NAME = 12, FURTHEST_BESIDE = 3 };

/* A quotation announced past adjuncts: "said with a smile: "…"", "said in a letter to the guild, "…"". SIZE_MAX: none. */
static size_t announced_at(const struct wd_laying *x, const struct wd_sentence *s, size_t from, size_t k)
{
    size_t high = s->high, next_cue = k + 1 < s->n ? s->cues[k + 1].from : high;
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

/* Whether a cue leads right up to a quotation: "he warned, "…"". */
static bool introduces(const struct wd_laying *x, const struct wd_cue *c, size_t at)
{
    bool marked = wd_unit_is(x->r, at - 1, ',') || wd_unit_is(x->r, at - 1, ':');
    return marked && !c->is_according && c->to < at && c->subject_from < c->subject_to && wd_phrase_adjuncts(x->r, c->to, at) + 1 >= at;
}

/* The quotation that ends before an attribution, its comma between them; SIZE_MAX: none. */
static size_t quote_left_of(const struct wd_laying *x, const struct wd_sentence *s, size_t k, size_t floor)
{
    const struct wd_cue *c = &s->cues[k];
    size_t left = c->from;
    bool mark = wd_unit_is(x->r, left - 1, ',') || wd_unit_is(x->r, left - 1, '-');
    size_t at = mark && left >= floor + 2 ? left - 2 : left - 1;
    if (at < floor || !wd_lay_is_free(x, at, left) || (at > floor && names_a_thing(x, at)))
        return SIZE_MAX; /* on "Face the Nation," Ryan said */
    struct wd_str words = wd_lay_inner(x, at);
    if (!mark && wd_lex_marks_apart(x->r->language) && !wd_wording_is_ended(words))
        return SIZE_MAX; /* компания «…» сообщила */
    bool ends = words.n && (strchr(",.?!-", words.p[words.n - 1]) || (unsigned char)words.p[words.n - 1] >= 0x80);
    if (x->r->language == WD_LEX_LANG_EN && !mark && !ends && !c->is_inverted && c->at > left && wd_wording_count(words, 6) < 6)
        return SIZE_MAX; /* "Late Tide" host Ivo Brandt said */
    if (c->is_according && wd_wording_count(words, 3) < 3)
        return SIZE_MAX;
    if (k > 0 && !x->spoke[k - 1] && introduces(x, &s->cues[k - 1], at))
        return SIZE_MAX;
    if ((c->tags & WD_LEX_CALL) && !(c->tags & (WD_LEX_SAY | WD_LEX_TELL | WD_LEX_WEAK)) &&
        !(wd_wording_opens_upper(words) && wd_wording_count(words, 5) >= 4))
        return SIZE_MAX;
    return at;
}

/* The quotation at `at` with those right before it; or with the words before it, where it only ends what they begin. */
static struct wd_quote *take_before(struct wd_laying *x, const struct wd_sentence *s, size_t k, size_t at, size_t floor)
{
    const struct wd_cue *c = &s->cues[k];
    size_t start = at, from = wd_lay_trim_start(x, floor, at);
    while (start > floor && (wd_lay_is_quote(x, start - 1, s->high) || wd_lay_unit(x, start - 1)->kind == WD_TOKEN_PUNCT))
        start--;
    while (from < at && (wd_lay_unit(x, from)->tags & (WD_LEX_CONJ | WD_LEX_ADV)) && wd_lay_unit(x, from)->kind == WD_TOKEN_WORD)
        from++;
    from = wd_lay_trim_start(x, from, at);
    bool mixed = false;
    for (size_t i = from; i < at; i++)
        mixed = mixed || wd_lay_unit(x, i)->kind == WD_TOKEN_WORD;
    if (mixed && from >= s->low && !wd_wording_opens_upper(wd_lay_inner(x, at)))
        return wd_lay_clause(x, from, at + 1, &x->speakers[k], c);
    struct wd_quote *q = wd_lay_add(x, WD_QUOTE_DIRECT, &x->speakers[k], c);
    for (size_t i = start; i <= at; i++)
        if (wd_lay_is_free(x, i, s->high))
            wd_lay_take(x, q, i);
    return q;
}

/* ", "…"" behind an attribution: the quotation that goes on. */
static void take_behind(struct wd_laying *x, const struct wd_sentence *s, size_t k, struct wd_quote *q)
{
    size_t after = wd_phrase_adjuncts(x->r, s->cues[k].to, s->high);
    for (size_t tries = 0; tries < 2 && after < s->high && !wd_lay_is_quote(x, after, s->high); tries++)
        if (wd_unit_is(x->r, after, ',') || wd_unit_is(x->r, after, '-') || wd_unit_is(x->r, after, ':'))
            after++;
    size_t limit = k + 1 < s->n ? WD_MIN(s->high, s->cues[k + 1].from) : s->high;
    limit = WD_MIN(limit, after + FURTHEST_PIECE);
    for (size_t i = after; i < limit; i++)
        if (wd_lay_is_free(x, i, s->high) && (i == after || wd_unit_is(x->r, i - 1, ','))) {
            wd_lay_take(x, q, i);
            return;
        }
}

/* "The gate was shut, Blum said[, and would stay so]". */
static bool clause_left_of(struct wd_laying *x, const struct wd_sentence *s, size_t k, size_t floor)
{
    const struct wd_cue *c = &s->cues[k];
    size_t left = c->from, high = s->high, from = wd_lay_trim_start(x, floor, left);
    if (!(c->tags & (WD_LEX_SAY | WD_LEX_TELL)) && !c->is_according)
        return false;
    if (!c->is_tight || !wd_unit_is(x->r, left - 1, ',') || c->subject_from == c->subject_to || c->is_inherited)
        return false;
    bool adverbial = (wd_lay_unit(x, from)->tags & (WD_LEX_PREP | WD_LEX_ADV)) && left - from < 8;
    size_t least = wd_unit_is(x->r, c->to, ',') ? 2 : 3;
    if (left - 1 - from < least || (adverbial && !c->is_according))
        return false;
    if (wd_unit_word(x->r, from, "when") || wd_unit_word(x->r, from, "asked"))
        return false;
    if (!c->is_according && wd_unit_is(x->r, c->to, ',') && wd_lay_is_quote(x, c->to + 1, high))
        return false;
    if (x->r->language == WD_LEX_LANG_DE && announced_at(x, s, c->to, k) != SIZE_MAX)
        return false;
    struct wd_quote *q = wd_lay_clause(x, from, left - 1, &x->speakers[k], c);
    size_t after = c->to;
    bool other = k + 1 < s->n && s->cues[k + 1].from <= after + 2 && (s->cues[k + 1].tags & (WD_LEX_SAY | WD_LEX_TELL));
    if (q && q->kind == WD_QUOTE_INDIRECT && !c->is_according && wd_unit_is(x->r, after, ',') && !other) {
        size_t end = wd_lay_trim_end(x, after + 1, wd_lay_clause_end(x, s, after + 1, k + 1));
        if (end > after + 1 && !wd_unit_word(x->r, after + 1, "who") && !wd_unit_word(x->r, after + 1, "which"))
            wd_lay_piece(x, q, wd_lay_unit(x, after + 1)->start, wd_lay_unit(x, end - 1)->end);
    }
    x->spoke[k] = true;
    return q != NULL;
}

/* "…," he said[, "…"]: the quotation or the clause before the attribution. Returns whether the cue is used up. */
bool wd_lay_before_cue(struct wd_laying *x, const struct wd_sentence *s, size_t k, size_t floor)
{
    if (s->cues[k].from <= floor)
        return false;
    size_t at = quote_left_of(x, s, k, floor);
    if (at == SIZE_MAX)
        return clause_left_of(x, s, k, floor);
    struct wd_quote *q = take_before(x, s, k, at, floor);
    if (!q)
        return false;
    take_behind(x, s, k, q);
    x->spoke[k] = true;
    x->open = (int)(x->out->n - 1);
    return true;
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

static size_t first_quote(const struct wd_laying *x, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (wd_lay_is_free(x, i, to))
            return i;
    return SIZE_MAX;
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

/* Where what a cue governs begins, past adjuncts and a colon or comma; SIZE_MAX: it governs nothing here. */
static size_t opening(struct wd_laying *x, const struct wd_sentence *s, size_t k, bool *ret_marked)
{
    const struct wd_cue *c = &s->cues[k];
    size_t p = c->to, far = wd_phrase_adjuncts(x->r, p, s->high);
    bool opens = far < s->high && (wd_unit_word(x->r, far, "that") || wd_unit_is(x->r, far, ':') || wd_unit_is(x->r, far, ',') ||
                                   wd_lay_is_quote(x, far, s->high));
    p = opens ? far : wd_phrase_times(x->r, p, s->high);
    *ret_marked = false;
    if (wd_unit_is(x->r, p, ':')) {
        *ret_marked = true;
        p++;
        if (p >= s->high || wd_lay_unit(x, p)->kind == WD_TOKEN_BREAK) {
            wd_lay_announce_by(x, s, k);
            x->spoke[k] = true;
            return SIZE_MAX;
        }
    } else if (wd_unit_is(x->r, p, ',')) {
        *ret_marked = wd_lay_is_quote(x, p + 1, s->high);
        bool clause = x->r->language == WD_LEX_LANG_RU && p + 1 < s->high && (wd_lay_unit(x, p + 1)->tags & WD_LEX_SUBORD);
        bool goes_on =
            *ret_marked || c->is_according || x->r->language == WD_LEX_LANG_DE || clause || announced_at(x, s, p + 1, k) != SIZE_MAX;
        if (!goes_on)
            return SIZE_MAX;
        p++;
    }
    if (p >= s->high)
        return SIZE_MAX;
    bool knows = x->r->language == WD_LEX_LANG_EN || x->r->language == WD_LEX_LANG_DE;
    size_t past = knows && !wd_lay_is_quote(x, p, s->high) ? announced_at(x, s, p, k) : SIZE_MAX;
    if (past != SIZE_MAX) {
        *ret_marked = true;
        return past;
    }
    if (!wd_lay_is_quote(x, p, s->high) && x->r->language == WD_LEX_LANG_EN)
        *ret_marked = false;
    return p;
}

static void take_whole(struct wd_laying *x, const struct wd_sentence *s, size_t k, size_t p, bool marked)
{
    const struct wd_cue *c = &s->cues[k];
    bool title = !marked && (c->tags & WD_LEX_CALL);
    struct wd_quote *q = wd_lay_add(x, title ? WD_QUOTE_MIXED : WD_QUOTE_DIRECT, &x->speakers[k], c);
    wd_lay_take(x, q, p);
    while (wd_lay_is_free(x, p + 1, s->high) ||
           ((wd_unit_is(x->r, p + 1, ',') || wd_unit_is(x->r, p + 1, '-')) && wd_lay_is_free(x, p + 2, s->high))) {
        p = wd_lay_is_quote(x, p + 1, s->high) ? p + 1 : p + 2;
        wd_lay_take(x, q, p);
    }
    x->spoke[k] = true;
    x->open = (int)(x->out->n - 1);
}

/* Whether a cue of that kind reports the clause [p, end), which has a quotation at q_at or none (SIZE_MAX). */
static bool reports(const struct wd_laying *x, const struct wd_cue *c, size_t p, size_t end, size_t q_at)
{
    bool quoted = q_at != SIZE_MAX, german = x->r->language == WD_LEX_LANG_DE;
    bool call = (c->tags & WD_LEX_CALL) && !(c->tags & (WD_LEX_SAY | WD_LEX_TELL)), deny = c->tags & WD_LEX_DENY;
    bool say = c->tags & (WD_LEX_SAY | WD_LEX_TELL), bare_ing = (c->tags & WD_LEX_ING) && !(c->tags & WD_LEX_PAST);
    bool that = wd_unit_word(x->r, p, "that") || (wd_lay_unit(x, p)->tags & WD_LEX_SUBORD && x->r->language != WD_LEX_LANG_EN);
    if (quoted)
        return that || say || deny || c->is_according || q_at <= p + (call || (c->tags & WD_LEX_WEAK) ? FURTHEST_NAME : FURTHEST_BESIDE);
    if ((bare_ing && p > c->to) || wd_lay_trim_end(x, p, end) < p + (deny ? 2 : 3))
        return false; /* "responding to comments that" */
    if (deny)
        return that || wd_str_ends(wd_unit_str(x->r, p), "ing") || (wd_lay_unit(x, p)->tags & WD_LEX_DET);
    if (call)
        return false;
    if (that || c->is_according)
        return true;
    if (c->subject_from == c->subject_to || !say)
        return false;
    return german ? wd_unit_is(x->r, p - 1, ',') : looks_like_clause(x, p, end);
}

void wd_lay_after_cue(struct wd_laying *x, const struct wd_sentence *s, size_t k)
{
    const struct wd_cue *c = &s->cues[k];
    bool marked;
    if (c->subject_from == c->subject_to && !c->is_inherited && x->r->language == WD_LEX_LANG_EN)
        return;
    size_t p = opening(x, s, k, &marked);
    if (p == SIZE_MAX)
        return;
    if (wd_lay_is_free(x, p, s->high) && stands_alone(x, p, s->high, marked)) {
        take_whole(x, s, k, p, marked);
        return;
    }
    bool call = (c->tags & WD_LEX_CALL) && !(c->tags & (WD_LEX_SAY | WD_LEX_TELL));
    bool asks_for = (c->tags & WD_LEX_CALL) && (wd_unit_word(x->r, p, "for") || wd_unit_word(x->r, p, "on")); /* "called for" */
    p += asks_for;
    size_t end = wd_lay_clause_end(x, s, p, k + 1), q_at = first_quote(x, p, end);
    if (p >= s->high || !reports(x, c, p, end, q_at))
        return;
    if (q_at != SIZE_MAX && call && !asks_for)
        end = WD_MIN(end, q_at + 1);
    wd_lay_clause(x, p, end, &x->speakers[k], c);
    x->clauses[k] = (struct wd_span){(uint32_t)p, (uint32_t)end};
    x->spoke[k] = true;
}
