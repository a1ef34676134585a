#include "analyse/german.h"

#include "analyse/lexicon.h"
#include "analyse/names.h"
#include "analyse/speakers.h"
#include "analyse/wording.h"

enum { LONGEST_FIELD = 40 };

static bool is_word(const struct wd_token *u)
{
    return u->kind == WD_TOKEN_WORD;
}

static bool is_one_of(const struct wd_reading *r, size_t unit, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (wd_unit_word(r, unit, words[i]))
            return true;
    return false;
}

/* Words that open a phrase which cannot be a subject. */
static bool is_oblique(const struct wd_reading *r, size_t unit)
{
    static const char *const words[] = {"den",    "dem",    "des",    "einen", "einem", "eines", "diesen", "diesem",  "dieses",
                                        "seinen", "seinem", "seines", "ihren", "ihrem", "ihres", "keinen", "keinem",  "jeden",
                                        "jedem",  "sich",   "ihm",    "ihn",   "ihnen", "als",   "wie",    "jegliche"};
    return (r->units.v[unit].tags & (WD_LEX_PREP | WD_LEX_ADV | WD_LEX_SUBORD)) || is_one_of(r, unit, words, WD_COUNT(words));
}

static bool is_subordinate(const struct wd_reading *r, size_t unit)
{
    static const char *const words[] = {"dass", "daß", "wie", "weil",  "nachdem", "während", "obwohl",
                                        "wenn", "ob",  "da",  "indem", "wobei",   "worin",   "wonach"};
    return is_one_of(r, unit, words, WD_COUNT(words));
}

static bool is_relative(const struct wd_reading *r, size_t unit)
{
    static const char *const words[] = {"der", "die", "das", "dem", "den", "deren", "dessen"};
    return wd_unit_is(r, unit - 1, ',') && is_one_of(r, unit, words, WD_COUNT(words));
}

/* "Unmissverständlich sagt das Gericht": one word with a capital that only the start of the sentence explains. */
static bool is_adverb(const struct wd_reading *r, size_t unit)
{
    static const char *const ends[] = {"lich", "ig", "end", "isch", "weise", "bar", "sam", "los", "haft", "ßend"};
    struct wd_str word = wd_unit_str(r, unit);
    for (size_t i = 0; i < WD_COUNT(ends); i++)
        if ((r->units.v[unit].flags & WD_TOKEN_STARTS) && wd_str_ends(word, ends[i]))
            return true;
    return false;
}

static bool is_person_at(const struct wd_reading *r, size_t from, size_t to)
{
    if (from >= to)
        return false;
    size_t i = wd_names_from(r->names, r->units.v[from].start);
    for (; i < r->names->n && r->names->v[i].span.start < r->units.v[to - 1].end; i++)
        if (r->names->v[i].type == WD_NAME_PERSON && wd_name_is_whole(&r->names->v[i]))
            return true;
    return false;
}

static size_t clause_start(const struct wd_reading *r, size_t low, size_t at)
{
    size_t floor = at > low + LONGEST_FIELD ? at - LONGEST_FIELD : low;
    for (size_t i = at; i > floor; i--)
        if (wd_unit_is(r, i - 1, ',') || wd_unit_is(r, i - 1, ';') || wd_unit_is(r, i - 1, ':') ||
            (wd_unit_is(r, i - 1, '-') && (r->units.v[i].flags & WD_TOKEN_GAP)))
            return i;
    return floor;
}

/* "Rosa Blum, Sprecherin der Stadt, sagte": the phrase that an apposition or a relative clause parts from its verb. */
static struct wd_units parted(const struct wd_reading *r, size_t low, size_t verb)
{
    size_t inner = clause_start(r, low, verb - 1);
    if (inner <= low + 1 || !wd_unit_is(r, inner - 1, ','))
        return (struct wd_units){verb, verb};
    size_t outer = clause_start(r, low, inner - 1), head = inner - 1, from = outer;
    while (from < head && ((r->units.v[from].tags & (WD_LEX_ADV | WD_LEX_CONJ)) || is_subordinate(r, from)) &&
           r->units.v[from].kind == WD_TOKEN_WORD)
        from++;
    if (from >= head || (wd_phrase_right(r, from, head) != head && wd_phrase_left(r, from, head) != from))
        return (struct wd_units){verb, verb};
    bool near = verb - 1 - inner < 7 && is_person_at(r, inner, verb - 1) && !is_person_at(r, from, head);
    return from < head ? (struct wd_units){from, near ? verb - 1 : head} : (struct wd_units){verb, verb};
}

/* "die Sprecherin der Stadt, Rosa Blum": past the name that a comma parts from the office. */
static size_t past_name(const struct wd_reading *r, size_t from, size_t past, size_t high)
{
    if (!wd_unit_is(r, past, ',') || past + 1 >= high || is_person_at(r, from, past))
        return past;
    size_t further = wd_phrase_right(r, past + 1, high);
    return further > past + 1 && further - past < 7 && is_person_at(r, past + 1, further) ? further : past;
}

static bool is_short(const struct wd_reading *r, size_t unit)
{
    const struct wd_region *g = &r->regions->v[r->units.v[unit].region];
    return wd_wording_count(wd_str_span(r->text, (struct wd_span){g->inner_start, g->inner_end}), 4) < 4;
}

static struct wd_units behind(const struct wd_reading *r, size_t verb, size_t high)
{
    size_t at = verb + 1;
    while (at < high && is_word(&r->units.v[at]) && (r->units.v[at].tags & WD_LEX_ADV))
        at++;
    while (at < high && is_word(&r->units.v[at]) && (r->units.v[at].tags & WD_LEX_PREP)) { /* "sagte am Montag der Minister" */
        size_t past = wd_phrase_right(r, at + 1, high);
        if (past == at + 1)
            break;
        at = past;
    }
    if (at >= high || is_oblique(r, at))
        return (struct wd_units){verb, verb};
    size_t noun = at + (wd_unit_word(r, at, "dessen") || wd_unit_word(r, at, "deren"));
    size_t past = wd_phrase_right(r, noun, high), quoted = noun + (is_word(&r->units.v[noun]) && (r->units.v[noun].tags & WD_LEX_DET) != 0);
    if (quoted < high && past <= quoted && r->units.v[quoted].kind == WD_TOKEN_QUOTE && is_short(r, quoted))
        return (struct wd_units){at, quoted + 1}; /* schrieb die „Abendpost“ */
    return (struct wd_units){at, past == noun ? at : past_name(r, at, past, high)};
}

/* The auxiliary that a participle at the end of the clause belongs to; the verb itself where there is none. */
static size_t auxiliary(const struct wd_reading *r, size_t start, size_t verb)
{
    for (size_t i = start; i < verb; i++)
        if (is_word(&r->units.v[i]) && (r->units.v[i].tags & (WD_LEX_HAVE | WD_LEX_AUX)))
            return i;
    return verb;
}

struct wd_units wd_german_subject(const struct wd_reading *r, size_t low, size_t verb, size_t high)
{
    struct wd_units none = {verb, verb};
    const struct wd_token *u = r->units.v;
    if (verb > low && wd_unit_is(r, verb - 1, ',')) {
        struct wd_units s = parted(r, low, verb);
        if (verb + 1 < high && (u[verb + 1].tags & (WD_LEX_MALE | WD_LEX_FEMALE)) && (u[verb + 1].tags & WD_LEX_PRON))
            return (struct wd_units){verb + 1, verb + 2};
        if (s.from < s.to && !is_oblique(r, s.from))
            return s;
        return behind(r, verb, high);
    }
    size_t start = clause_start(r, low, verb), opens = start;
    while (start < verb && is_word(&u[start]) &&
           (wd_unit_word(r, start, "und") || wd_unit_word(r, start, "aber") || wd_unit_word(r, start, "doch")))
        start++;
    if (start < verb && is_subordinate(r, start)) {
        size_t past = wd_phrase_right(r, start + 1, verb);
        if (past > start + 1)
            return (struct wd_units){start + 1, past_name(r, start + 1, past, verb)};
    }
    if (start > low && start + 1 < verb && is_relative(r, start)) { /* ", die Blum zum Maßstab erklärt hatte" and ", der dazu sagte" */
        bool other = is_person_at(r, start + 1, start + 2) || (u[start + 1].tags & WD_LEX_PRON);
        return other ? (struct wd_units){start + 1, wd_phrase_right(r, start + 1, verb)} : (struct wd_units){start, start + 1};
    }
    verb = auxiliary(r, start, verb);
    if (verb == start && opens < start && opens > low) { /* ", und verglich": the subject of the clause before goes on */
        size_t first = wd_german_finite(r, low, opens);
        return first < opens ? wd_german_subject(r, low, first, opens) : none;
    }
    if (verb == start)
        return behind(r, verb, high);
    while (start + 1 < verb && (wd_unit_word(r, start, "auch") || wd_unit_word(r, start, "selbst") || wd_unit_word(r, start, "sogar")))
        start++;
    if (verb > start && wd_unit_is(r, verb - 1, ','))
        return parted(r, low, verb);
    struct wd_units right = behind(r, verb, high);
    bool pronoun = right.to == right.from + 1 && (u[right.from].tags & WD_LEX_PRON);
    if (is_oblique(r, start) || pronoun || is_adverb(r, start))
        return right;
    size_t past = wd_phrase_right(r, start, verb);
    if (past == start)
        return right;
    if (right.from < right.to && is_person_at(r, right.from, right.to) && !is_person_at(r, start, past) && right.from == verb + 1)
        return right; /* "Die Vorwürfe nannte Blum haltlos" */
    return (struct wd_units){start, past};
}

size_t wd_german_finite(const struct wd_reading *r, size_t low, size_t high)
{
    const struct wd_token *u = r->units.v;
    size_t limit = WD_MIN(high, low + LONGEST_FIELD);
    for (size_t i = low + 1; i < limit; i++) {
        if (!is_word(&u[i]) || (u[i].flags & WD_TOKEN_CAPITAL))
            continue;
        if (u[i].tags & (WD_LEX_AUX | WD_LEX_HAVE | WD_LEX_BE | WD_LEX_ANYCUE))
            return i;
        if (u[i].tags & (WD_LEX_PREP | WD_LEX_DET | WD_LEX_ADV | WD_LEX_CONJ | WD_LEX_SUBORD | WD_LEX_PRON | WD_LEX_NP_PREP))
            continue;
        /* nouns have capitals, and adjectives stand before them: a small word after one is a verb */
        const struct wd_token *before = &u[i - 1];
        if ((before->flags & WD_TOKEN_CAPITAL) || before->kind != WD_TOKEN_WORD || (before->tags & (WD_LEX_ADV | WD_LEX_PRON)))
            return i;
    }
    return high;
}
