#include "analyse/cues.h"

#include "analyse/german.h"
#include "analyse/lexicon.h"
#include "analyse/names.h"

enum { LOOK_BACK = 40, LONGEST_ADDRESSEE = 40 };

static bool is_quote(const struct wd_reading *r, size_t unit)
{
    return unit < r->units.n && r->units.v[unit].kind == WD_TOKEN_QUOTE;
}

static bool is_pause(const struct wd_reading *r, size_t unit, size_t high)
{
    if (unit >= high)
        return true;
    const struct wd_token *u = &r->units.v[unit];
    return u->kind == WD_TOKEN_QUOTE || u->kind == WD_TOKEN_BREAK || (u->kind == WD_TOKEN_PUNCT && strchr(",.;:-!?()e", u->mark)) ||
           wd_unit_word(r, unit, "who") || wd_unit_word(r, unit, "and") || wd_unit_word(r, unit, "but") || wd_unit_word(r, unit, "after") ||
           wd_unit_word(r, unit, "when") || wd_unit_word(r, unit, "as") || wd_unit_word(r, unit, "while") ||
           wd_unit_word(r, unit, "before");
}

/* "John Kasich (R-OH)": to the end of what stands before the bracket that closes at `at`; `at` itself where none does. */
static size_t before_bracket(const struct wd_reading *r, size_t low, size_t at)
{
    size_t open = at, floor = at > low + LOOK_BACK ? at - LOOK_BACK : low;
    if (at == low || !wd_unit_is(r, at - 1, ')'))
        return at;
    while (open > floor && !wd_unit_is(r, open, '('))
        open--;
    return wd_unit_is(r, open, '(') && open > low ? open : at;
}

/* What stands before the cue within an attribution: auxiliaries, adverbs, days, "in a statement". */
static size_t skip_left(const struct wd_reading *r, size_t low, size_t at)
{
    const struct wd_token *u = r->units.v;
    for (;;) {
        size_t before = at;
        while (at > low && u[at - 1].kind == WD_TOKEN_WORD &&
               (u[at - 1].tags & (WD_LEX_AUX | WD_LEX_ADV | WD_LEX_MODAL | WD_LEX_TIMEWORD | WD_LEX_HAVE)) &&
               !(u[at - 1].tags & WD_LEX_PRON))
            at--;
        if (at > low && at < before && (u[at].tags & WD_LEX_TIMEWORD) && (u[at - 1].tags & WD_LEX_PREP))
            at--;
        at = before_bracket(r, low, at);
        if (at == before)
            return at;
    }
}

/* "X, a longtime ally, said" and "X, who did so, said": to the end of X. `at` is past the second comma. */
static size_t skip_apposition(const struct wd_reading *r, size_t low, size_t at)
{
    const struct wd_token *u = r->units.v;
    size_t comma = at - 1, floor = comma > low + LOOK_BACK ? comma - LOOK_BACK : low;
    if (before_bracket(r, low, comma) < comma)
        return before_bracket(r, low, comma);
    for (size_t i = comma; i > floor + 1; i--) {
        if (u[i - 1].kind == WD_TOKEN_QUOTE)
            return at;
        if (wd_unit_is(r, i - 1, ',')) {
            size_t head = before_bracket(r, low, i - 1);
            bool name = u[head - 1].kind == WD_TOKEN_WORD && comma > i;
            return name ? head : at;
        }
    }
    return at;
}

/* Whether a sentence opens with a phrase that its comma parts from the subject: "In May,", "Eight years ago,", "Minutes later,". */
static bool opens_with_adjunct(const struct wd_reading *r, size_t low, size_t comma)
{
    const struct wd_token *u = &r->units.v[low];
    bool word = u->kind == WD_TOKEN_WORD;
    bool opening = word && ((u->tags & (WD_LEX_PREP | WD_LEX_SUBORD | WD_LEX_ADV)) || ((u->tags & WD_LEX_ING) && !(u->tags & WD_LEX_PAST)));
    bool time = wd_unit_word(r, comma - 1, "ago") || wd_unit_word(r, comma - 1, "later") || wd_unit_word(r, comma - 1, "earlier");
    return opening || (time && comma - low < 5) || (u->tags & WD_LEX_TIMEWORD);
}

void wd_subject_of_sentence(const struct wd_reading *r, size_t low, size_t high, size_t *ret_from, size_t *ret_to)
{
    const struct wd_token *u = r->units.v;
    if (r->language == WD_LEX_LANG_DE) {
        size_t verb = wd_german_finite(r, low, high);
        struct wd_units s = verb < high ? wd_german_subject(r, low, verb, high) : (struct wd_units){low, wd_phrase_right(r, low, high)};
        *ret_from = s.from;
        *ret_to = s.to;
        return;
    }
    size_t at = low, limit = WD_MIN(high, low + LOOK_BACK);
    if (low < high && u[low].kind == WD_TOKEN_WORD &&
        (wd_unit_word(r, low, "but") || wd_unit_word(r, low, "and") || wd_unit_word(r, low, "so")))
        at = ++low;
    for (size_t i = low + 1; i < limit && i < low + 14; i++)
        if (wd_unit_is(r, i, '-') && wd_unit_is(r, i - 1, ')')) {
            at = i + 1; /* a dateline */
            break;
        }
    for (size_t i = at + 1; i < limit; i++)
        if (wd_unit_is(r, i, ',')) {
            if (!opens_with_adjunct(r, at, i))
                break;
            at = i + 1;
        }
    while (at < limit && u[at].kind == WD_TOKEN_WORD && (u[at].tags & WD_LEX_ADV) && !(u[at].tags & (WD_LEX_DET | WD_LEX_PRON)))
        at++;
    *ret_from = at;
    *ret_to = at < high ? wd_phrase_right(r, at, high) : at;
}

static bool carries_words(const struct wd_reading *r, size_t unit)
{
    static const char *const carriers[] = {"sign",     "signs",  "banner",  "banners", "poster",    "placard",
                                           "placards", "shirt",  "t-shirt", "hat",     "hats",      "billboard",
                                           "sticker",  "plaque", "ad",      "voice",   "voiceover", "narrator"};
    for (size_t i = 0; i < WD_COUNT(carriers); i++)
        if (wd_unit_word(r, unit, carriers[i]))
            return true;
    return false;
}

static void subject_left(const struct wd_reading *r, size_t low, struct wd_cue *c, const struct wd_cue *before)
{
    const struct wd_token *u = r->units.v;
    size_t end = skip_left(r, low, c->at);
    c->from = end;
    c->subject_from = c->subject_to = end;
    bool named =
        end > low && u[end - 1].kind == WD_TOKEN_WORD && ((u[end - 1].flags & WD_TOKEN_CAPITAL) || (u[end - 1].tags & WD_LEX_PRON));
    bool bare_ing = (c->tags & WD_LEX_ING) && !(c->tags & WD_LEX_PAST) && !named;
    if (end > low && wd_unit_is(r, end - 1, ',') && !bare_ing) {
        size_t head = skip_apposition(r, low, end);
        if (head < end) {
            size_t start = wd_phrase_left(r, low, head);
            if (start < head) {
                c->subject_from = c->from = start;
                c->subject_to = head;
                return;
            }
        }
    }
    if (end > low && (wd_unit_word(r, end - 1, "who") || wd_unit_word(r, end - 1, "which") || wd_unit_word(r, end - 1, "that"))) {
        size_t head = end - 1;
        if (head > low && wd_unit_is(r, head - 1, ','))
            head--;
        size_t start = wd_phrase_left(r, low, head);
        if (start < head) {
            c->subject_from = c->from = start;
            c->subject_to = head;
            return;
        }
    }
    bool joined = end > low && u[end - 1].kind == WD_TOKEN_WORD &&
                  (wd_unit_word(r, end - 1, "and") || wd_unit_word(r, end - 1, "but") || wd_unit_word(r, end - 1, "then"));
    if (bare_ing && end > low && carries_words(r, end - 1)) { /* held up a sign saying "…" */
        c->subject_from = c->from = wd_phrase_left(r, low, end);
        c->subject_to = end;
        return;
    }
    if (joined || bare_ing) {
        c->from = c->at;
        c->is_inherited = true;
        if (before && before->subject_from < before->subject_to) {
            c->subject_from = before->subject_from;
            c->subject_to = before->subject_to;
            return;
        }
        wd_subject_of_sentence(r, low, c->at, &c->subject_from, &c->subject_to);
        return;
    }
    size_t start = wd_phrase_left(r, low, end), floor = end > low + LOOK_BACK ? end - LOOK_BACK : low;
    while (start < end && start > floor + 1 && u[start - 1].kind == WD_TOKEN_WORD && (u[start - 1].tags & WD_LEX_PREP) &&
           u[start - 2].kind == WD_TOKEN_WORD && !(u[start - 2].tags & (WD_LEX_AUX | WD_LEX_CONJ | WD_LEX_SUBORD | WD_LEX_TIMEWORD))) {
        size_t further = wd_phrase_left(r, floor, start - 1);
        if (further == start - 1)
            break;
        start = further;
    }
    c->subject_from = start;
    c->subject_to = end;
    if (start < end)
        c->from = start;
}

static bool quote_before(const struct wd_reading *r, size_t low, size_t at)
{
    if (at > low && is_quote(r, at - 1))
        return true;
    return at > low + 1 && (wd_unit_is(r, at - 1, ',') || wd_unit_is(r, at - 1, '-')) && is_quote(r, at - 2);
}

/* Before "тихо" of "«…», — тихо сказал Петров"; `at` where more than adverbs stand there. */
static size_t before_manner(const struct wd_reading *r, size_t low, size_t at)
{
    const struct wd_token *u = r->units.v;
    size_t from = at;
    while (from > low && at - from < 3 && u[from - 1].kind == WD_TOKEN_WORD && !(u[from - 1].flags & WD_TOKEN_CAPITAL) &&
           !(u[from - 1].tags & (WD_LEX_PRON | WD_LEX_TITLE | WD_LEX_SUBORD)))
        from--;
    return r->language == WD_LEX_LANG_RU && from > low && wd_unit_is(r, from - 1, '-') && quote_before(r, low, from) ? from : at;
}

/* The verb comes right after a quotation, in a language that then has the subject next whatever follows it. */
static bool subject_must_follow(const struct wd_reading *r, const struct wd_cue *c)
{
    size_t at = c->at;
    while (at > 0 && r->units.v[at - 1].kind == WD_TOKEN_WORD && (r->units.v[at - 1].tags & (WD_LEX_HAVE | WD_LEX_ACCORDING)))
        at--;
    if (at > 1 && at == c->at && (r->units.v[at - 1].tags & WD_LEX_ADV) && (r->units.v[at - 2].tags & WD_LEX_HAVE))
        at -= 2;
    at = before_manner(r, 0, at);
    return r->language == WD_LEX_LANG_DE || (wd_lex_marks_apart(r->language) && quote_before(r, 0, at));
}

/* "рассказал «Маяку» депутат": a short name in marks between the verb and its subject. */
static bool is_marked_addressee(const struct wd_reading *r, size_t at, size_t high)
{
    const struct wd_token *u = r->units.v;
    if (at + 1 >= high || !is_quote(r, at) || u[at].end - u[at].start > LONGEST_ADDRESSEE || u[at + 1].kind != WD_TOKEN_WORD)
        return false;
    const struct wd_region *g = &r->regions->v[u[at].region];
    for (uint32_t i = g->inner_start; i < g->inner_end; i++)
        if (strchr(" .,!?", r->text.p[i]))
            return false;
    return !(u[at + 1].tags & (WD_LEX_CONJ | WD_LEX_SUBORD | WD_LEX_PREP));
}

/* "a dit hier à l'AFP le maire": past what may stand between the verb and its subject, if a subject follows. */
static size_t past_addressee(const struct wd_reading *r, size_t start, size_t high)
{
    const struct wd_token *u = r->units.v;
    size_t at = start;
    while (at < high && at < start + 3 && u[at].kind == WD_TOKEN_WORD && (u[at].tags & (WD_LEX_ADV | WD_LEX_ADDRESSEE)))
        at++;
    if (at < high && u[at].kind == WD_TOKEN_WORD && (u[at].tags & WD_LEX_PREP)) {
        size_t past = WD_MIN(at + 2, high);
        while (past < high && past < at + 5 && u[past].kind == WD_TOKEN_WORD && !(u[past].flags & WD_TOKEN_CAPITAL) &&
               !(u[past].tags & WD_LEX_DET))
            past++;
        bool subject = past < high && u[past].kind == WD_TOKEN_WORD && ((u[past].flags & WD_TOKEN_CAPITAL) || (u[past].tags & WD_LEX_DET));
        at = subject ? past : at;
    }
    return at;
}

/* Whether the words after the cue up to the next pause are nothing but its subject. */
static bool subject_right(const struct wd_reading *r, size_t high, struct wd_cue *c, bool adjacent)
{
    size_t start = c->end;
    const struct wd_token *u = r->units.v;
    bool only_tells = (c->tags & WD_LEX_TELL) && !(c->tags & (WD_LEX_SAY | WD_LEX_WEAK | WD_LEX_BESIDE));
    if (only_tells && r->language == WD_LEX_LANG_EN)
        return false; /* "told the guild": who is told, never who tells */
    while (start < high && (u[start].tags & WD_LEX_ADV) && u[start].kind == WD_TOKEN_WORD && r->language == WD_LEX_LANG_DE)
        start++;
    if (wd_lex_marks_apart(r->language) && is_marked_addressee(r, start, high))
        start++;
    if (wd_lex_marks_apart(r->language) && subject_must_follow(r, c))
        start = past_addressee(r, start, high);
    size_t past = wd_phrase_right(r, start, high);
    if (past == start || ((u[start].tags & WD_LEX_ADDRESSEE) && past == start + 1) || (u[start].tags & WD_LEX_TIMEWORD))
        return false;
    size_t after = wd_phrase_adjuncts(r, past, high);
    bool said = adjacent && (c->tags & WD_LEX_SAY) && (c->tags & (WD_LEX_PAST | WD_LEX_PRESENT)) && !(u[start].tags & WD_LEX_ADDRESSEE);
    if (!is_pause(r, after, high) && !is_pause(r, past, high) && !said && !subject_must_follow(r, c))
        return false;
    c->subject_from = start;
    c->subject_to = past;
    c->to = past;
    c->is_inverted = true;
    return true;
}

/* Past addressee and adjuncts after a cue whose subject stands before it. */
static size_t attribution_end(const struct wd_reading *r, size_t high, const struct wd_cue *c)
{
    const struct wd_token *u = r->units.v;
    size_t at = c->end;
    if (at < high && (c->tags & WD_LEX_TELL) && !(u[at].tags & WD_LEX_TIMEWORD)) {
        bool one = u[at].kind == WD_TOKEN_WORD && (u[at].tags & WD_LEX_ADDRESSEE);
        size_t past = one ? at + 1 : wd_phrase_right(r, at, high);
        bool verb_next =
            past < high && (u[past].tags & (WD_LEX_AUX | WD_LEX_MODAL | WD_LEX_BE | WD_LEX_HAVE)) && !wd_unit_word(r, past, "to");
        bool subject = verb_next && !wd_unit_word(r, c->at, "told") && !wd_unit_word(r, c->at, "tells");
        if (!subject && !wd_unit_word(r, at, "that") && (one || (past > at && !(u[at].tags & WD_LEX_PRON))))
            at = past;
    }
    return at;
}

/* "Sundline, which runs the line, promised rooms": the comma before the verb closes a relative clause, so the subject stands before it. */
static bool closes_relative(const struct wd_reading *r, size_t low, size_t comma)
{
    static const char *const openers[] = {"which", "who", "whose", "whom", "where"};
    size_t floor = comma > low + LOOK_BACK ? comma - LOOK_BACK : low;
    for (size_t i = comma; i-- > floor;) {
        if (!wd_unit_is(r, i, ','))
            continue;
        for (size_t k = 0; k < WD_COUNT(openers); k++)
            if (wd_unit_word(r, i + 1, openers[k]))
                return true;
        return false;
    }
    return false;
}

/* "heißt es in dem Schreiben", "in dem Schreiben hieß es": it speaks from where it stands. */
static struct wd_units place_of_words(const struct wd_reading *r, size_t low, size_t high, const struct wd_cue *c)
{
    const struct wd_token *u = r->units.v;
    size_t at = low;
    while (at < c->at && (u[at].tags & WD_LEX_ADV) && !(u[at].tags & WD_LEX_PREP))
        at++;
    if (at < c->at && (u[at].tags & WD_LEX_PREP)) {
        size_t past = wd_phrase_right(r, at + 1, c->at);
        if (past > at + 1)
            return (struct wd_units){at, past};
    }
    size_t es = c->at + 1;
    while (es < c->at + 3 && es < high && !wd_unit_word(r, es, "es"))
        es++;
    size_t in = es + 1;
    while (in < high && wd_unit_word(r, es, "es") && (u[in].tags & WD_LEX_ADV) && !(u[in].tags & WD_LEX_PREP))
        in++;
    if (in < high && wd_unit_word(r, es, "es") && (u[in].tags & WD_LEX_PREP)) {
        size_t noun = in + 1;
        while (noun < high && noun < in + 6 && u[noun].kind == WD_TOKEN_WORD && !(u[noun].flags & WD_TOKEN_CAPITAL))
            noun++;
        size_t past = wd_phrase_right(r, noun, high);
        if (past > noun)
            return (struct wd_units){in, past};
    }
    return (struct wd_units){c->at, c->at};
}

/* "Der Sender zitierte Blum", "wird Blum zitiert": the words are those of the one who is quoted. */
static bool is_quoted_by(const struct wd_reading *r, size_t low, size_t high, const struct wd_cue *c, struct wd_units *ret)
{
    if (!wd_unit_word(r, c->at, "zitiert") && !wd_unit_word(r, c->at, "zitierte") && !wd_unit_word(r, c->at, "zitieren"))
        return false;
    const struct wd_token *u = r->units.v;
    for (size_t i = c->at; i > low && i + 12 > c->at; i--)
        if (wd_unit_word(r, i - 1, "wird") || wd_unit_word(r, i - 1, "wurde") || wd_unit_word(r, i - 1, "werden"))
            return false; /* in the passive the subject says it */
    size_t past = WD_MIN(high, c->at + 12), floor = c->at > low + 12 ? c->at - 12 : low;
    for (int side = 0; side < 2; side++) {
        size_t from = side ? floor : c->at + 1, to = side ? c->at : past;
        if (from >= to)
            continue;
        for (size_t i = wd_names_from(r->names, u[from].start); i < r->names->n && r->names->v[i].span.start < u[to - 1].end; i++)
            for (size_t k = from; r->names->v[i].type == WD_NAME_PERSON && k < to; k++)
                if (u[k].start == r->names->v[i].span.start) {
                    *ret = (struct wd_units){k, wd_phrase_right(r, k, to)};
                    return ret->to > k;
                }
    }
    return false;
}

static void german(const struct wd_reading *r, size_t low, size_t high, struct wd_cue *c)
{
    struct wd_units s = wd_german_subject(r, low, c->at, high), place;
    if (wd_unit_word(r, s.from, "es") && s.to == s.from + 1) {
        place = place_of_words(r, low, high, c);
        if (place.from < place.to)
            s = place;
    }
    if (is_quoted_by(r, low, high, c, &place))
        s = place;
    c->subject_from = s.from;
    c->subject_to = s.to;
    c->is_inverted = s.from > c->at;
    if (s.from < s.to) {
        c->from = WD_MIN(s.from, c->at);
        if (c->from > low && c->from < c->at && r->units.v[c->from - 1].kind == WD_TOKEN_WORD &&
            (r->units.v[c->from - 1].tags & (WD_LEX_HAVE | WD_LEX_AUX)))
            c->from--; /* "„…“, hatte Blum am Montag erklärt" */
        c->to = WD_MAX(s.to, c->end);
    }
}

/* "Ivo Brandt, a keeper, said the gate was shut": nothing but a noun phrase and its apposition before the verb. */
static bool heads_sentence(const struct wd_reading *r, size_t low, size_t at)
{
    size_t head = skip_apposition(r, low, at);
    size_t start =
        low < head && (r->units.v[low].tags & (WD_LEX_CONJ | WD_LEX_ADV)) ? low + 1 : low; /* "As Ivo Brandt, a keeper, put it" */
    return head < at && head - low < 9 && wd_phrase_left(r, low, head) == start;
}

static void complete(const struct wd_reading *r, size_t low, size_t high, struct wd_cue *c, const struct wd_cue *before)
{
    bool english = r->language == WD_LEX_LANG_EN || r->language == WD_LEX_LANG_ANY;
    bool comma_before = c->at > low && wd_unit_is(r, c->at - 1, ',');
    size_t bare = c->at;
    const struct wd_token *u = r->units.v;
    while (!english && bare > low && u[bare - 1].kind == WD_TOKEN_WORD && (u[bare - 1].tags & (WD_LEX_HAVE | WD_LEX_ACCORDING)))
        bare--;
    bool between = !english && bare > low + 1 && (u[bare - 1].tags & WD_LEX_ADV) && (u[bare - 2].tags & WD_LEX_HAVE);
    if (between && u[bare - 1].kind == WD_TOKEN_WORD && r->language != WD_LEX_LANG_DE)
        bare -= 2; /* "ha poi precisato" */
    size_t manner = before_manner(r, low, bare);
    c->from = c->at;
    c->to = c->end;
    bool adjacent = quote_before(r, low, manner);
    bool parted = comma_before && r->language != WD_LEX_LANG_DE && !heads_sentence(r, low, c->at); /* German finds it out itself */
    if ((adjacent || (parted && !(c->tags & WD_LEX_ING) && !closes_relative(r, low, c->at - 1))) && subject_right(r, high, c, adjacent)) {
        c->at = bare;
        c->from = adjacent ? manner : bare;
        if (r->language == WD_LEX_LANG_DE && (wd_unit_word(r, c->subject_from, "es") || wd_str_starts(wd_unit_str(r, c->at), "zitiert")))
            german(r, low, high, c);
    } else if (r->language == WD_LEX_LANG_DE) {
        german(r, low, high, c);
    } else {
        subject_left(r, low, c, before);
        bool weak_left = c->subject_from == c->subject_to || (c->subject_from > low && (u[c->subject_from - 1].tags & WD_LEX_PREP));
        if (c->subject_from == c->subject_to && english && c->at <= low + 2 && !(c->tags & WD_LEX_ING)) {
            struct wd_cue other = *c;
            other.from = other.at;
            if (subject_right(r, high, &other, false))
                *c = other; /* "Said Ellis: …" */
        }
        weak_left = weak_left || (c->subject_from < c->subject_to && (u[c->subject_from].tags & (WD_LEX_ADV | WD_LEX_PREP)));
        if (weak_left && !english && !c->is_inverted) {
            struct wd_cue other = *c;
            other.from = other.at;
            if (subject_right(r, high, &other, false))
                *c = other;
        }
        bool asked = !c->is_inverted && c->from > low && c->from < c->at && (u[c->from].tags & WD_LEX_PRON);
        if (asked && !english && (u[c->from - 1].tags & WD_LEX_HAVE))
            c->from--; /* "a-t-il ajouté" */
        if (!c->is_inverted)
            c->to = attribution_end(r, high, c);
    }
    c->is_tight = is_pause(r, wd_phrase_adjuncts(r, c->to, high), high);
    if (wd_unit_is(r, wd_phrase_adjuncts(r, c->to, high), ':'))
        c->is_tight = false;
}

/* "nach Ansicht der Gilde", "nach den Worten des Ministers". */
static bool is_view(const struct wd_reading *r, size_t at, size_t high)
{
    static const char *const views[] = {"angaben",  "ansicht",     "meinung",      "auffassung",  "worten",      "aussage",
                                        "aussagen", "darstellung", "einschätzung", "überzeugung", "information", "informationen",
                                        "bericht",  "berichten",   "schätzung",    "schätzungen"};
    if (at < high && (r->units.v[at].tags & (WD_LEX_DET | WD_LEX_PRON)))
        at++;
    for (size_t i = 0; i < WD_COUNT(views); i++)
        if (wd_unit_word(r, at, views[i]))
            return true;
    return false;
}

static bool according(const struct wd_reading *r, size_t low, size_t at, size_t high, struct wd_cue *c)
{
    const struct wd_token *u = &r->units.v[at];
    *c = (struct wd_cue){.at = at, .end = at + 1, .tags = u->tags, .is_according = true, .is_tight = true};
    if (wd_unit_word(r, at, "according") && wd_unit_word(r, at + 1, "to")) {
        c->end = at + 2;
    } else if (u->tags & (WD_LEX_AFTER | WD_LEX_ACCORDING)) {
        bool after_comma = at > low && (wd_unit_is(r, at - 1, ',') || is_quote(r, at - 1));
        bool agreed = wd_unit_word(r, at, "acuerdo") || wd_unit_word(r, at, "acordo");
        if (agreed && at + 1 < high && (u[1].tags & WD_LEX_PREP))
            c->end = at + 2;
        else if (agreed)
            return false;
        if (r->language == WD_LEX_LANG_RU || agreed) { /* "по словам", "de acuerdo con": a noun that needs its preposition */
            if (at == low || !(r->units.v[at - 1].tags & WD_LEX_PREP))
                return false;
            c->at = at = at - 1;
            after_comma = at > low && (wd_unit_is(r, at - 1, ',') || wd_unit_is(r, at - 1, '-') || is_quote(r, at - 1));
        }
        bool view = wd_unit_word(r, at, "nach") && is_view(r, at + 1, high);
        bool laut = wd_unit_word(r, at, "laut");
        if (!view && !laut && ((u->tags & WD_LEX_ACCORDING) ? !(at == low || after_comma) : !after_comma))
            return false;
        if (wd_unit_word(r, at, "nach") && !view)
            return false;
    } else {
        return false;
    }
    size_t past = wd_phrase_right(r, c->end, high);
    if (past == c->end)
        return false;
    c->subject_from = c->end;
    c->subject_to = past;
    c->from = at;
    c->to = past;
    return true;
}

size_t wd_cues_of(const struct wd_reading *r, size_t low, size_t high, struct wd_cue cues[static WD_MAX_CUES])
{
    size_t n = 0;
    for (size_t i = low; i < high && n < WD_MAX_CUES; i++) {
        const struct wd_token *u = &r->units.v[i];
        if (u->kind != WD_TOKEN_WORD)
            continue;
        if (according(r, low, i, high, &cues[n])) {
            i = cues[n].to - 1;
            n++;
            continue;
        }
        if (!wd_unit_is_cue(r, low, i, high))
            continue;
        struct wd_cue *c = &cues[n];
        *c = (struct wd_cue){.at = i, .end = i + 1, .tags = u->tags};
        complete(r, low, high, c, n ? &cues[n - 1] : NULL);
        n++;
    }
    return n;
}
