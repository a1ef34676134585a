#include "analyse/phrase.h"

#include "analyse/lexicon.h"
#include "base/utf8.h"
#include "text/fold.h"

enum { LONGEST_PHRASE = 16, LONGEST_ADJUNCT = 14, LONGEST_MARKED_NAME = 48 };

#define FUNCTION_WORDS (WD_LEX_CONJ | WD_LEX_SUBORD | WD_LEX_PRON | WD_LEX_AUX | WD_LEX_MODAL)

static bool is_word(const struct wd_token *u)
{
    return u->kind == WD_TOKEN_WORD || u->kind == WD_TOKEN_NUMBER;
}

static bool is_name(const struct wd_token *u)
{
    return u->kind == WD_TOKEN_WORD && (u->flags & WD_TOKEN_CAPITAL);
}

/* The last byte of what a quotation says: , . ? ! - decide whether its sentence goes on. */
static char last_mark(const struct wd_reading *r, const struct wd_region *g)
{
    size_t end = g->inner_end;
    while (end > g->inner_start && (wd_is_blank(r->text.p[end - 1]) || r->text.p[end - 1] == '\'' || r->text.p[end - 1] == '"'))
        end--;
    if (end == g->inner_start)
        return 0;
    struct wd_cp c = wd_utf8_before(r->text, end);
    if (c.cp == 0x2019 && end - 3 > g->inner_start)
        c = wd_utf8_before(r->text, end - 3);
    return c.cp < 0x80 ? (char)c.cp : c.cp == 0x2026 ? 'e' : c.cp == 0x2014 || c.cp == 0x2013 ? '-' : 0;
}

/* After a quotation that ends like a sentence: "Koch asked." or "said Koch" still belongs to it. */
static bool attribution_follows(const struct wd_reading *r, size_t at, bool ends_open)
{
    size_t i = at;
    const struct wd_token *u = r->units.v;
    if (wd_unit_is(r, i, '-'))
        return true;
    if (i < r->units.n && u[i].kind == WD_TOKEN_WORD && !(u[i].flags & WD_TOKEN_CAPITAL))
        return true;
    if (wd_unit_is(r, i, ','))
        return true;
    while (i < r->units.n && i - at < 7 && is_word(&u[i]) &&
           !((u[i].tags & (WD_LEX_SAY | WD_LEX_TELL | WD_LEX_WEAK | WD_LEX_BESIDE)) && i > at))
        i++;
    if (i == at || i >= r->units.n || !is_word(&u[i]) || !(u[i].tags & (WD_LEX_PAST | WD_LEX_PRESENT)))
        return false;
    bool simple = (u[at].tags & WD_LEX_PRON) || is_name(&u[at]) || (u[at].tags & WD_LEX_DET);
    size_t told = i + 1;
    if ((u[i].tags & WD_LEX_TELL) && told < r->units.n && !wd_unit_word(r, told, "that"))
        told = u[told].tags & WD_LEX_ADDRESSEE ? told + 1 : wd_phrase_right(r, told, r->units.n);
    size_t after = wd_phrase_adjuncts(r, told, r->units.n);
    if (ends_open && simple &&
        (wd_unit_word(r, after, "when") || wd_unit_word(r, after, "as") || wd_unit_word(r, after, "after") ||
         wd_unit_word(r, after, "while")))
        return true; /* "…?" Koch asked as she left. */
    if (wd_unit_is(r, after, ',') && after + 1 < r->units.n && u[after + 1].kind == WD_TOKEN_QUOTE)
        return ends_open; /* "…." She adds, "…" */
    return simple && (after >= r->units.n || wd_unit_is(r, after, '.') || wd_unit_is(r, after, ',') || u[after].kind == WD_TOKEN_BREAK);
}

static void mark_ends(struct wd_reading *r, const wd_spans *sentences)
{
    size_t s = 0;
    struct wd_token *u = r->units.v;
    for (size_t i = 0; i < r->units.n; i++) {
        if (u[i].kind == WD_TOKEN_BREAK)
            continue;
        bool last = i + 1 == r->units.n || u[i + 1].kind == WD_TOKEN_BREAK;
        uint32_t next = last ? u[i].end : u[i + 1].start;
        while (s < sentences->n && sentences->v[s].end < u[i].end)
            s++;
        bool ends = last || (s < sentences->n && sentences->v[s].end <= next);
        if (u[i].kind == WD_TOKEN_QUOTE && !last) {
            char m = last_mark(r, &r->regions->v[u[i].region]);
            if (m == ',')
                ends = false;
            else if (m == '.' || m == '?' || m == '!' || m == 'e' || m == '-')
                ends = u[i + 1].kind == WD_TOKEN_QUOTE || (!(u[i + 1].kind == WD_TOKEN_PUNCT && u[i + 1].mark == '-') &&
                                                           is_word(&u[i + 1]) && !attribution_follows(r, i + 1, m != '.'));
            else if (ends && attribution_follows(r, i + 1, true))
                ends = false;
        }
        if (ends)
            u[i].flags |= WD_TOKEN_ENDS;
    }
}

/* "pleasantly": English makes adverbs faster than a list can name them. */
static bool is_ly_adverb(struct wd_str word)
{
    static const char *const nouns[] = {"family",   "reply",   "supply",  "assembly", "ally",     "rally",
                                        "monopoly", "anomaly", "bully",   "only",     "friendly", "elderly",
                                        "daily",    "weekly",  "monthly", "early",    "likely",   "multiply"};
    if (word.n < 5 || !wd_str_ends(word, "ly"))
        return false;
    for (size_t i = 0; i < WD_COUNT(nouns); i++)
        if (wd_str_ends(word, nouns[i]))
            return false;
    return true;
}

void wd_units_of(struct wd_reading *r, const wd_tokens *tokens, const wd_spans *sentences)
{
    wd_tokens units = {0};
    size_t g = 0;
    const wd_regions *regions = r->regions;
    units.v = wd_arena_array(r->a, tokens->n + 1, sizeof *units.v);
    units.cap = tokens->n + 1;
    for (size_t i = 0; i < tokens->n; i++) {
        const struct wd_token *t = &tokens->v[i];
        while (g < regions->n && regions->v[g].end <= t->start)
            g++;
        bool inside = g < regions->n && t->end > regions->v[g].start;
        if (!inside) {
            bool dash_after_comma = units.n > 1 && t->kind == WD_TOKEN_PUNCT && t->mark == '-' &&
                                    units.v[units.n - 1].kind == WD_TOKEN_PUNCT && units.v[units.n - 1].mark == ',' &&
                                    units.v[units.n - 2].kind == WD_TOKEN_QUOTE;
            if (dash_after_comma)
                units.n--; /* "…", — said: one mark is enough */
            units.v[units.n] = *t;
            bool small = t->kind == WD_TOKEN_WORD && !(t->flags & WD_TOKEN_CAPITAL);
            if (small && r->language == WD_LEX_LANG_EN && is_ly_adverb(wd_str_n(r->text.p + t->start, t->end - t->start)))
                units.v[units.n].tags |= WD_LEX_ADV;
            units.n++;
            continue;
        }
        if (units.n && units.v[units.n - 1].kind == WD_TOKEN_QUOTE && units.v[units.n - 1].region == g)
            continue;
        struct wd_token *u = &units.v[units.n++];
        *u = (struct wd_token){.start = regions->v[g].start, .end = regions->v[g].end, .region = (uint32_t)g, .kind = WD_TOKEN_QUOTE};
        u->flags = t->flags & (WD_TOKEN_GAP | WD_TOKEN_STARTS);
    }
    r->units = units;
    mark_ends(r, sentences);
}

/* A word that may stand in a noun phrase before a verb: neither a little word nor a verb of speech in the past. */
static bool is_nominal(const struct wd_token *u)
{
    if (u->kind == WD_TOKEN_NUMBER)
        return true;
    if (u->kind != WD_TOKEN_WORD)
        return false;
    if (u->flags & WD_TOKEN_CAPITAL)
        return !(u->tags & (WD_LEX_SUBORD | WD_LEX_PRON | WD_LEX_CONJ));
    if ((u->tags & WD_LEX_ANYCUE && u->tags & WD_LEX_PAST) || (u->tags & (WD_LEX_SAY | WD_LEX_TELL) && u->tags & WD_LEX_ING))
        return false;
    return !(u->tags & (FUNCTION_WORDS | WD_LEX_PREP | WD_LEX_ADV));
}

/* "компания «…»", "le quotidien « … »": a name in marks behind the noun at `unit` - 1. */
static bool is_marked_name(const struct wd_reading *r, size_t low, size_t unit)
{
    const struct wd_token *u = &r->units.v[unit];
    if (!wd_lex_marks_apart(r->language) || u->kind != WD_TOKEN_QUOTE || unit <= low || u->end - u->start > LONGEST_MARKED_NAME)
        return false;
    const struct wd_region *g = &r->regions->v[u->region];
    uint32_t last = wd_utf8_before(r->text, g->inner_end).cp;
    bool is_word_end = wd_cp_is_letter(last) || wd_cp_is_digit(last) || last == ' ' || last == 0xA0;
    return is_word_end && is_nominal(u - 1) && u[-1].kind == WD_TOKEN_WORD;
}

size_t wd_phrase_left(const struct wd_reading *r, size_t low, size_t end)
{
    const struct wd_token *u = r->units.v;
    size_t at = end, floor = end > low + LONGEST_PHRASE ? end - LONGEST_PHRASE : low;
    if (at > low && is_marked_name(r, low, at - 1))
        at--;
    if (at == low || !is_word(&u[at - 1]))
        return end;
    if ((u[at - 1].tags & WD_LEX_PRON) && !(u[at - 1].tags & WD_LEX_ORG))
        return at - 1;
    while (at > floor) {
        const struct wd_token *w = &u[at - 1];
        if (w->tags & WD_LEX_DET &&
            !(w->flags & WD_TOKEN_CAPITAL && is_nominal(w) && !(w->flags & WD_TOKEN_STARTS) && !(w->tags & WD_LEX_FUNC))) {
            at--;
            bool attached =
                at > floor + 1 && (u[at - 1].tags & WD_LEX_NP_PREP) && is_nominal(&u[at - 2]) && !(u[at - 2].tags & WD_LEX_TIMEWORD);
            bool quantity = at > floor && (u[at - 1].tags & WD_LEX_DET);
            if (attached) {
                at--;
                continue;
            }
            if (quantity)
                continue;
            break;
        }
        if (is_nominal(w)) {
            at--;
            continue;
        }
        if (at < end && at > floor + 1 && (w->tags & WD_LEX_NP_PREP) && !(w->flags & WD_TOKEN_CAPITAL) && is_nominal(&u[at - 2])) {
            at--;
            continue;
        }
        bool both_names = at < end && at > floor + 1 && (wd_unit_word(r, at - 1, "and") || wd_unit_word(r, at - 1, "und")) &&
                          is_name(&u[at]) && is_name(&u[at - 2]);
        if (!both_names)
            break;
        at--;
    }
    while (at < end && (u[at].tags & (WD_LEX_PREP | WD_LEX_CONJ)) && !is_name(&u[at]))
        at++;
    return at;
}

size_t wd_phrase_right(const struct wd_reading *r, size_t start, size_t high)
{
    const struct wd_token *u = r->units.v;
    size_t at = start, limit = WD_MIN(high, start + LONGEST_PHRASE);
    if (at < limit && (u[at].tags & WD_LEX_PRON) && !(u[at].tags & WD_LEX_DET))
        return at + 1;
    while (at < limit && (u[at].tags & WD_LEX_DET))
        at++;
    size_t head = at;
    while (at < limit) {
        if (is_nominal(&u[at]) && !((u[at].tags & WD_LEX_TIMEWORD) && at > head) && !((u[at].tags & WD_LEX_DET) && !is_name(&u[at]))) {
            at++;
            continue;
        }
        bool links = at > head && at + 1 < limit && (u[at].tags & WD_LEX_NP_PREP) && !(u[at + 1].tags & WD_LEX_TIMEWORD) &&
                     !(wd_unit_word(r, at, "on") || wd_unit_word(r, at, "to"));
        if (links) {
            size_t past = at + 1;
            while (past < limit && (u[past].tags & WD_LEX_DET))
                past++;
            if (past < limit && is_nominal(&u[past]) && u[past].kind == WD_TOKEN_WORD) {
                at = past + 1;
                continue;
            }
        }
        if (at > head && at + 1 < limit && wd_unit_word(r, at, "and") && is_name(&u[at - 1]) && is_name(&u[at + 1])) {
            at += 2;
            continue;
        }
        break;
    }
    if (at > head && at < limit && is_marked_name(r, head, at))
        at++;
    return at == head && head == start ? start : at == head ? start : at;
}

size_t wd_phrase_times(const struct wd_reading *r, size_t at, size_t high)
{
    const struct wd_token *u = r->units.v;
    size_t limit = WD_MIN(high, at + LONGEST_ADJUNCT);
    while (at < limit) {
        if (u[at].tags & (WD_LEX_TIMEWORD | WD_LEX_ADV)) {
            at++;
            continue;
        }
        bool late =
            wd_unit_word(r, at, "late") || wd_unit_word(r, at, "early") || wd_unit_word(r, at, "last") || wd_unit_word(r, at, "this");
        bool prep = (u[at].tags & WD_LEX_PREP) || late;
        size_t next = at + 1;
        while (prep && next < limit && next < at + 3 && !(u[next].tags & WD_LEX_TIMEWORD) && u[next].kind == WD_TOKEN_WORD &&
               !(u[next].flags & WD_TOKEN_CAPITAL))
            next++;
        bool year = next < limit && u[next].kind == WD_TOKEN_NUMBER && u[next].end - u[next].start == 4 && next == at + 1;
        bool week = next < limit && late &&
                    (wd_unit_word(r, at + 1, "week") || wd_unit_word(r, at + 1, "month") || wd_unit_word(r, at + 1, "year"));
        if (prep && week) {
            at += 2;
            continue;
        }
        if (!prep || next >= limit || !((u[next].tags & WD_LEX_TIMEWORD) || year))
            break;
        at = next + 1;
        if (at < limit && u[at].kind == WD_TOKEN_NUMBER)
            at++;
    }
    return at;
}

size_t wd_phrase_adjuncts(const struct wd_reading *r, size_t at, size_t high)
{
    const struct wd_token *u = r->units.v;
    size_t limit = WD_MIN(high, at + LONGEST_ADJUNCT);
    while (at < limit) {
        size_t times = wd_phrase_times(r, at, limit);
        if (times > at) {
            at = times;
            continue;
        }
        if (u[at].kind != WD_TOKEN_WORD || !(u[at].tags & WD_LEX_PREP) || wd_unit_word(r, at, "that"))
            break;
        size_t noun = at + 1 < limit ? wd_phrase_right(r, at + 1, limit) : at + 1;
        if (noun == at + 1) {
            if (at + 1 < limit && u[at + 1].kind == WD_TOKEN_WORD && (u[at + 1].tags & WD_LEX_ADDRESSEE))
                noun = at + 2;
            else
                break;
        }
        at = noun;
    }
    return at;
}

static bool has(const struct wd_token *u, uint64_t tags)
{
    return (u->tags & tags) != 0;
}

/* A noun follows it, never a verb. */
static bool is_article(const struct wd_reading *r, size_t unit)
{
    static const char *const articles[] = {"the", "a",  "an",   "his", "her", "its",  "their",
                                           "our", "my", "your", "no",  "any", "each", "every"};
    for (size_t i = 0; i < WD_COUNT(articles); i++)
        if (wd_unit_word(r, unit, articles[i]))
            return true;
    return false;
}

/* "la cuenta", "qualifié de": a noun behind its article, a participle without its auxiliary. */
static bool is_noun_or_passive(const struct wd_reading *r, size_t low, size_t unit)
{
    const struct wd_token *u = r->units.v;
    size_t at = unit;
    while (at > low && u[at - 1].kind == WD_TOKEN_WORD && has(&u[at - 1], WD_LEX_ADV))
        at--;
    bool passive = has(&u[unit], WD_LEX_PARTICIPLE) && !(at > low && has(&u[at - 1], WD_LEX_HAVE));
    return passive || (unit > low && u[unit - 1].kind == WD_TOKEN_WORD && has(&u[unit - 1], WD_LEX_DET));
}

/* "44 emails", "swing states", "similar comments": the plural of a noun where a verb in the present would need one subject. */
static bool is_plural_noun(const struct wd_reading *r, size_t low, size_t unit, size_t left)
{
    const struct wd_token *u = &r->units.v[unit], *before = &r->units.v[left - 1];
    if (!has(u, WD_LEX_PRESENT) || has(u, WD_LEX_PAST) || wd_unit_word(r, unit, "says") || before->kind == WD_TOKEN_QUOTE)
        return false;
    if (before->kind == WD_TOKEN_NUMBER)
        return true;
    if (before->kind != WD_TOKEN_WORD || (before->flags & WD_TOKEN_CAPITAL) || has(before, WD_LEX_PRON))
        return false;
    if (has(before, WD_LEX_DET))
        return !wd_unit_word(r, left - 1, "one") && !wd_unit_word(r, left - 1, "another") && !wd_unit_word(r, left - 1, "each");
    size_t start = wd_phrase_left(r, low, left);
    if (start == left)
        return false;
    for (size_t i = start; i < left; i++)
        if (has(&r->units.v[i], WD_LEX_DET) || (r->units.v[i].flags & (WD_TOKEN_CAPITAL | WD_TOKEN_POSSESSIVE)))
            return false;
    return true;
}

bool wd_unit_is_cue(const struct wd_reading *r, size_t low, size_t unit, size_t high)
{
    const struct wd_token *u = &r->units.v[unit];
    if (u->kind != WD_TOKEN_WORD || !has(u, WD_LEX_ANYCUE) || (u->flags & WD_TOKEN_POSSESSIVE))
        return false;
    if ((u->flags & WD_TOKEN_CAPITAL) && unit > low && !(r->units.v[unit - 1].kind == WD_TOKEN_PUNCT && unit < low + 3))
        return false;
    if (wd_lex_marks_apart(r->language) && is_noun_or_passive(r, low, unit))
        return false;
    if (r->language != WD_LEX_LANG_EN)
        return !(u->flags & WD_TOKEN_CAPITAL);
    size_t left = unit;
    while (left > low && has(u - (unit - left) - 1, WD_LEX_ADV) && r->units.v[left - 1].kind == WD_TOKEN_WORD)
        left--;
    const struct wd_token *before = left > low ? &r->units.v[left - 1] : NULL;
    if (has(u, WD_LEX_ING) && !has(u, WD_LEX_PAST | WD_LEX_PRESENT | WD_LEX_BASE))
        return !before || before->kind != WD_TOKEN_WORD || !(has(before, WD_LEX_DET) || has(before, WD_LEX_NP_PREP));
    if (!before)
        return has(u, WD_LEX_PAST | WD_LEX_PRESENT) || (unit + 1 < high && r->units.v[unit + 1].kind == WD_TOKEN_QUOTE);
    if (is_article(r, left - 1) || is_plural_noun(r, low, unit, left))
        return false;
    if ((before->flags & WD_TOKEN_POSSESSIVE) && before->kind == WD_TOKEN_WORD)
        return false;
    if (before->kind == WD_TOKEN_WORD && has(before, WD_LEX_BE))
        return false;
    if (wd_unit_word(r, left - 1, "to"))
        return unit + 1 < high && has(u, WD_LEX_BASE) && r->units.v[unit + 1].kind == WD_TOKEN_QUOTE;
    if (has(before, WD_LEX_PREP) && before->kind == WD_TOKEN_WORD && !has(u, WD_LEX_PAST))
        return false;
    if (has(u, WD_LEX_PARTICIPLE) && !has(u, WD_LEX_PAST | WD_LEX_BASE) && !has(before, WD_LEX_HAVE))
        return false;
    if (has(u, WD_LEX_BASE) && !has(u, WD_LEX_PAST | WD_LEX_PRESENT)) {
        size_t next = wd_unit_is(r, unit + 1, ':') || wd_unit_is(r, unit + 1, ',') ? unit + 2 : unit + 1;
        bool governs = wd_unit_word(r, unit + 1, "that") || (next < high && r->units.v[next].kind == WD_TOKEN_QUOTE);
        if (has(before, WD_LEX_MODAL))
            return governs;
        bool plural = before->kind == WD_TOKEN_WORD &&
                      (has(before, WD_LEX_PLURAL | WD_LEX_OTHER) || (before->end - before->start > 3 && r->text.p[before->end - 1] == 's'));
        return plural;
    }
    return true;
}
