#include "analyse/names.h"

#include "analyse/lexicon.h"
#include "base/hash.h"

enum { LONGEST_RUN = 8 };

/* Open addressing in the arena: hash to a number. Keys are not kept; a collision of 64 bits is a wrong name group at worst. */
struct table {
    struct wd_map_slot *slots;
    size_t mask;
};

static void table_init(struct table *t, struct wd_arena *a, size_t entries)
{
    size_t cap = 64;
    while (cap < 2 * entries)
        cap *= 2;
    t->slots = wd_arena_array(a, cap, sizeof *t->slots);
    t->mask = cap - 1;
}

static uint64_t *table_at(struct table *t, uint64_t key)
{
    size_t at = (key * 0x9E3779B97F4A7C15u >> 32) & t->mask;
    key |= 1;
    while (t->slots[at].key && t->slots[at].key != key)
        at = (at + 1) & t->mask;
    t->slots[at].key = key;
    return &t->slots[at].value;
}

struct naming {
    struct wd_arena *a;
    struct wd_str text;
    int language;
    const wd_tokens *tokens;
    wd_names *out;
    struct table seen_inside; /* capitalised words that stand inside a sentence */
};

static struct wd_str token_str(const struct naming *s, const struct wd_token *t)
{
    return wd_str_n(s->text.p + t->start, t->end - t->start);
}

static bool adjacent(const struct naming *s, size_t left)
{
    const struct wd_token *t = &s->tokens->v[left];
    return left + 1 < s->tokens->n && t[1].start - t->end <= 2 && t[1].kind == WD_TOKEN_WORD;
}

static bool is_capital_word(const struct wd_token *t)
{
    return t->kind == WD_TOKEN_WORD && (t->flags & WD_TOKEN_CAPITAL);
}

/* A capital that only the start of a sentence explains. */
static bool is_sentence_word(struct naming *s, size_t i)
{
    const struct wd_token *t = &s->tokens->v[i];
    bool known = t->tags & (WD_LEX_FIRST | WD_LEX_COUNTRY | WD_LEX_CITY | WD_LEX_NATION | WD_LEX_TITLE | WD_LEX_ORG);
    if (t->tags & (WD_LEX_FUNC | WD_LEX_DET | WD_LEX_PRON))
        return !(t->tags & (WD_LEX_FIRST | WD_LEX_COUNTRY)) || (t->tags & (WD_LEX_DET | WD_LEX_PRON));
    if (!(t->flags & WD_TOKEN_STARTS) || known || (t->flags & WD_TOKEN_ALLCAPS))
        return false;
    if (adjacent(s, i) && is_capital_word(t + 1) && !(t[1].tags & (WD_LEX_FUNC | WD_LEX_TIMEWORD)))
        return false;
    if (adjacent(s, i) && (t[1].tags & (WD_LEX_SAY | WD_LEX_TELL)) && !(t[1].tags & WD_LEX_BASE))
        return false;
    return !*table_at(&s->seen_inside, wd_hash(wd_token_bare(s->text, t)));
}

static size_t run_end(const struct naming *s, size_t first)
{
    size_t i = first;
    while (i - first < LONGEST_RUN && adjacent(s, i)) {
        const struct wd_token *t = &s->tokens->v[i], *next = t + 1;
        if ((t->flags & WD_TOKEN_POSSESSIVE) || (next->tags & WD_LEX_TIMEWORD))
            break;
        if (is_capital_word(next) && !(next->tags & WD_LEX_PRON)) {
            i++;
            continue;
        }
        struct wd_str word = token_str(s, next);
        bool of = wd_str_eqc(word, "of") && (t->tags & (WD_LEX_ORG | WD_LEX_TITLE));
        bool links = of || ((next->tags & WD_LEX_PARTICLE) && !(next->flags & WD_TOKEN_CAPITAL) && s->language != WD_LEX_LANG_FR);
        if (links && adjacent(s, i + 1) && is_capital_word(next + 1) && !(next[1].tags & (WD_LEX_TIMEWORD | WD_LEX_FUNC)))
            i += 2;
        else
            break;
    }
    return i + 1;
}

static void emit(struct naming *s, size_t from, size_t to, int type)
{
    if (from >= to || s->out->n >= WD_MAX_NAMES)
        return;
    const struct wd_token *t = s->tokens->v;
    struct wd_str last = wd_token_bare(s->text, &t[to - 1]);
    struct wd_name *n = wd_list_push(s->a, s->out);
    n->span.start = t[from].start;
    n->span.end = t[to - 1].start + (uint32_t)last.n;
    n->type = type;
    n->name = wd_str_span(s->text, n->span);
}

static uint64_t run_tags(const struct naming *s, size_t from, size_t to)
{
    const struct wd_token *t = s->tokens->v;
    if (to - from == 1)
        return t[from].tags;
    uint32_t end = t[to - 1].start + (uint32_t)wd_token_bare(s->text, &t[to - 1]).n;
    return wd_lex_tags(wd_str_n(s->text.p + t[from].start, end - t[from].start), s->language);
}

/* What a run without titles is. Undecided single words are WD_NAME_MISC until persons of that surname are known. */
static int type_of(const struct naming *s, size_t from, size_t to)
{
    const struct wd_token *t = s->tokens->v;
    uint64_t whole = run_tags(s, from, to);
    if (whole & (WD_LEX_COUNTRY | WD_LEX_CITY))
        return WD_NAME_PLACE;
    if (to - from == 1) {
        if (whole & WD_LEX_NATION)
            return WD_NAME_MISC;
        if ((t[from].flags & WD_TOKEN_ALLCAPS) || (whole & WD_LEX_ORG))
            return WD_NAME_ORG;
        if (whole & WD_LEX_FIRST)
            return WD_NAME_PERSON;
        if (from && t[from - 1].kind == WD_TOKEN_WORD && (t[from - 1].tags & WD_LEX_TITLE) && !(t[from - 1].tags & WD_LEX_PREP))
            return WD_NAME_PERSON;
        if (to < s->tokens->n && t[to].kind == WD_TOKEN_WORD && (t[to].tags & (WD_LEX_SAY | WD_LEX_TELL)) && (t[to].tags & WD_LEX_PAST))
            return WD_NAME_PERSON;
        if (from && (t[from - 1].tags & WD_LEX_PREP) && t[from - 1].end - t[from - 1].start == 2 && !(t[from - 1].tags & WD_LEX_AUX)) {
            struct wd_str p = token_str(s, &t[from - 1]);
            if (wd_str_eqc_nocase(p, "in") || wd_str_eqc_nocase(p, "at"))
                return WD_NAME_PLACE;
        }
        return WD_NAME_MISC;
    }
    if (t[from].tags & WD_LEX_FIRST)
        return WD_NAME_PERSON;
    bool all_caps = true;
    for (size_t i = from; i < to; i++) {
        if (t[i].tags & WD_LEX_ORG)
            return WD_NAME_ORG;
        all_caps = all_caps && (t[i].flags & WD_TOKEN_ALLCAPS);
    }
    if (all_caps || to - from > 4)
        return WD_NAME_ORG;
    return t[from].tags & WD_LEX_NATION ? WD_NAME_MISC : WD_NAME_PERSON;
}

/* German joins an office to what it is of: "Gewerkschaftschef", "Wasserministerin". */
static bool is_title(const struct naming *s, const struct wd_token *t)
{
    static const char *const offices[] = {
        "chef",      "chefin",   "minister",    "ministerin",   "präsident",  "präsidentin", "sprecher",    "sprecherin",  "leiter",
        "leiterin",  "direktor", "direktorin",  "kanzler",      "kanzlerin",  "kommissar",   "kommissarin", "kommandant",  "trainer",
        "trainerin", "experte",  "expertin",    "forscher",     "forscherin", "anwalt",      "anwältin",    "botschafter", "richter",
        "richterin", "vorstand", "vorsitzende", "vorsitzender", "sekretär",   "beauftragte", "beauftragter"};
    if (t->tags & WD_LEX_TITLE)
        return true;
    struct wd_str word = wd_token_bare(s->text, t);
    for (size_t i = 0; s->language == WD_LEX_LANG_DE && i < WD_COUNT(offices); i++)
        if (word.n > strlen(offices[i]) + 2 && wd_str_ends(word, offices[i]))
            return true;
    return false;
}

/* Last word of the titles at the head of the run ("U.S. Secretary of State" Antony Blinken), or `from` where there is none. */
static size_t past_titles(const struct naming *s, size_t from, size_t to)
{
    const struct wd_token *t = s->tokens->v;
    size_t past = from;
    for (size_t i = from; i < to; i++) {
        if (t[i].tags & WD_LEX_FIRST && !(t[i].tags & WD_LEX_TITLE))
            break;
        if (!is_title(s, &t[i]))
            continue;
        past = i + 1;
        if (past + 1 < to && wd_str_eqc(token_str(s, &t[past]), "of"))
            past += 2;
    }
    return past;
}

static void name_run(struct naming *s, size_t from, size_t to)
{
    const struct wd_token *t = s->tokens->v;
    while (from + 1 < to && (t[from].tags & (WD_LEX_DET | WD_LEX_FUNC)) && !(t[from].tags & (WD_LEX_COUNTRY | WD_LEX_FIRST)))
        from++;
    if (run_tags(s, from, to) & (WD_LEX_COUNTRY | WD_LEX_CITY)) {
        emit(s, from, to, WD_NAME_PLACE);
        return;
    }
    bool org = (t[to - 1].tags & WD_LEX_ORG) && !(t[from].tags & WD_LEX_FIRST);
    size_t past = org ? from : past_titles(s, from, to);
    if (past > from) {
        if (t[from].tags & (WD_LEX_COUNTRY | WD_LEX_NATION))
            emit(s, from, from + 1, t[from].tags & WD_LEX_COUNTRY ? WD_NAME_PLACE : WD_NAME_MISC);
        if (past < to)
            emit(s, past, to, WD_NAME_PERSON);
        return;
    }
    if (to - from > 1 && !org && (t[from].tags & (WD_LEX_NATION | WD_LEX_COUNTRY))) {
        emit(s, from, from + 1, t[from].tags & WD_LEX_COUNTRY ? WD_NAME_PLACE : WD_NAME_MISC);
        from++;
    }
    emit(s, from, to, type_of(s, from, to));
}

static struct wd_str last_word(struct wd_str name)
{
    size_t at = name.n;
    while (at && name.p[at - 1] != ' ')
        at--;
    return wd_str_from(name, at);
}

static struct wd_str first_word(struct wd_str name)
{
    size_t at = wd_str_find_byte(name, ' ', 0);
    return at == SIZE_MAX ? name : wd_str_n(name.p, at);
}

/* Full names by surname: the most frequent form for a surname alone, the longest for the same first and last word. */
void wd_names_group(struct wd_arena *a, struct wd_str text, wd_names *names)
{
    struct table by_surname, by_both, counts;
    table_init(&by_surname, a, names->n);
    table_init(&by_both, a, names->n);
    table_init(&counts, a, names->n);
    for (size_t i = 0; i < names->n; i++) {
        struct wd_name *n = &names->v[i];
        struct wd_str last = last_word(n->name);
        if (n->type != WD_NAME_PERSON || last.n == n->name.n)
            continue;
        uint64_t surname = wd_hash(last), both = wd_hash_mix(wd_hash(first_word(n->name)), surname);
        uint64_t *full = table_at(&by_both, both);
        if (!*full || names->v[*full - 1].name.n < n->name.n)
            *full = i + 1;
        uint64_t mine = ++*table_at(&counts, both), *best = table_at(&by_surname, surname);
        struct wd_str rival = *best ? names->v[*best - 1].name : (struct wd_str){0};
        if (!*best || mine > *table_at(&counts, wd_hash_mix(wd_hash(first_word(rival)), surname)))
            *best = i + 1;
    }
    for (size_t i = 0; i < names->n; i++) {
        struct wd_name *n = &names->v[i];
        struct wd_str own = wd_str_span(text, n->span), last = last_word(own);
        uint64_t surname = wd_hash(last);
        bool single = last.n == own.n;
        if (n->type == WD_NAME_PERSON && !single) {
            uint64_t *full = table_at(&by_both, wd_hash_mix(wd_hash(first_word(own)), surname));
            if (*full)
                n->name = wd_str_span(text, names->v[*full - 1].span);
        } else if (single && (n->type == WD_NAME_PERSON || n->type == WD_NAME_MISC)) {
            uint64_t *best = table_at(&by_surname, surname);
            if (!*best)
                continue;
            struct wd_str full = wd_str_span(text, names->v[*best - 1].span);
            uint64_t *longest = table_at(&by_both, wd_hash_mix(wd_hash(first_word(full)), surname));
            n->type = WD_NAME_PERSON;
            n->name = *longest ? wd_str_span(text, names->v[*longest - 1].span) : full;
        }
    }
}

static void note_capitals(struct naming *s)
{
    size_t capitals = 0;
    for (size_t i = 0; i < s->tokens->n; i++)
        capitals += is_capital_word(&s->tokens->v[i]);
    table_init(&s->seen_inside, s->a, capitals);
    for (size_t i = 0; i < s->tokens->n; i++) {
        const struct wd_token *t = &s->tokens->v[i];
        if (is_capital_word(t) && !(t->flags & WD_TOKEN_STARTS))
            *table_at(&s->seen_inside, wd_hash(wd_token_bare(s->text, t))) = 1;
    }
}

void wd_names_of(struct wd_arena *a, struct wd_str text, int lexicon_language, const wd_tokens *tokens, wd_names *ret_names)
{
    wd_names names = {0};
    struct naming s = {.a = a, .text = text, .language = lexicon_language, .tokens = tokens, .out = &names};
    note_capitals(&s);
    for (size_t i = 0; i < tokens->n;) {
        const struct wd_token *t = &tokens->v[i];
        bool skip = !is_capital_word(t) || (t->tags & WD_LEX_TIMEWORD) || t->end - t->start < 2;
        if (!skip && lexicon_language == WD_LEX_LANG_DE && !(t->tags & ~(uint64_t)WD_LEX_FUNC) && !adjacent(&s, i))
            skip = !(t->flags & WD_TOKEN_ALLCAPS);
        if (skip && !(is_capital_word(t) && t->end - t->start == 2 && adjacent(&s, i))) {
            i++;
            continue;
        }
        size_t end = run_end(&s, i);
        if (is_sentence_word(&s, i) && (end == i + 1 || (t->tags & (WD_LEX_DET | WD_LEX_PRON | WD_LEX_FUNC)))) {
            i++;
            continue;
        }
        name_run(&s, i, end);
        i = end;
    }
    wd_names_group(a, text, &names);
    *ret_names = names;
}

size_t wd_names_from(const wd_names *names, uint32_t at)
{
    size_t low = 0, high = names->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (names->v[mid].span.end > at)
            high = mid;
        else
            low = mid + 1;
    }
    return low;
}
