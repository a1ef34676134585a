#include "stories/ledger.h"
#include "stories/synonyms.h"
#include "text/number.h"

enum { CLAUSES_MAX = 8, HEAD_UNITS_LEAST = 2, ASIDE_WORDS = 3, PLAIN_LEAST = 2 };

static const double POLARITY_FROM = 0.55, NAMES_ALONE = 0.75;
static const uint64_t MEMO_CLAUSE = 0x636C61757365, MEMO_CLAUSES = 0x636C6175736573;

/* Marks and words that join clauses of equal rank: each clause is a claim of its own. "and" does so before what begins a clause. */
static const char *const joints[] = {"; ",      ", but ",     ", and ", ", while ", " but that ", ", aber ",
                                     ", doch ", ", sondern ", ", und ", " – ",      " — "};
static const char *const ands[] = {" and ", " or ", " und "};
static const char *const openers[] = {"that ",  "is ",    "are ",    "was ",   "were ",   "has ", "have ",  "had ",  "will ",
                                      "would ", "can ",   "could ",  "must ",  "did ",    "it ",  "they ",  "he ",   "she ",
                                      "we ",    "I ",     "there ",  "never ", "not ",    "nie ", "nicht ", "dass ", "sei ",
                                      "seien ", "werde ", "würden ", "habe ",  "hätten ", "es ",  "sie ",   "er ",   "wir "};
/* Words that open what a claim rests on: when, after what, why. Two reports that have only that in common tell two things. */
static const char *const asides[] = {" after ", " when ",     " because ", ", which ", ", who ",   ", where ", " as the ", " as it ",
                                     ", as ",   ", nachdem ", ", weil ",   ", als ",   ", wobei ", ", der ",   ", die ",   ", das "};

/* Length of the words that stand right there, 0: others. */
static size_t stands_at(struct wd_str text, size_t at, const char *words)
{
    size_t n = 0;
    while (words[n] && at + n < text.n && text.p[at + n] == words[n])
        n++;
    return words[n] ? 0 : n;
}

static size_t any_at(struct wd_str text, size_t at, const char *const *table, size_t n)
{
    size_t length = 0;
    for (size_t i = 0; i < n && !length; i++)
        length = stands_at(text, at, table[i]);
    return length;
}

/* "and would": where it joins clauses, the length of the "and". */
static size_t and_at(struct wd_str text, size_t at)
{
    size_t n = any_at(text, at, ands, WD_COUNT(ands));
    return n && any_at(text, at + n, openers, WD_COUNT(openers)) ? n : 0;
}

/* Where the next clause begins, SIZE_MAX: none does. */
static size_t joint_of(struct wd_str text, size_t *ret_n)
{
    for (size_t at = 0; at < text.n; at++) {
        bool blank = text.p[at] == ' ';
        if (!blank && text.p[at] != ',' && text.p[at] != ';')
            continue;
        size_t n = any_at(text, at, joints, WD_COUNT(joints));
        if (!n && blank)
            n = and_at(text, at);
        if (n) {
            *ret_n = n;
            return at;
        }
    }
    return SIZE_MAX;
}

/* "…, five hours after it ran aground": the measure goes with the aside. */
static struct wd_str without_measure(struct wd_str head)
{
    size_t words = 0;
    for (size_t at = head.n; at > 0 && words <= ASIDE_WORDS; at--) {
        if (head.p[at - 1] == ',')
            return words ? wd_str_n(head.p, at - 1) : head;
        words += head.p[at - 1] == ' ';
    }
    return head;
}

static struct wd_str head_of(struct wd_str clause)
{
    for (size_t at = 0; at < clause.n; at++)
        if ((clause.p[at] == ' ' || clause.p[at] == ',') && any_at(clause, at, asides, WD_COUNT(asides)))
            return without_measure(wd_str_n(clause.p, at));
    return clause;
}

/* What is read out of a clause beside its units; the numbers follow. */
struct read_clause {
    size_t negated, numbers;
};

static const struct read_clause *read_clause(struct wd_ledger *l, struct wd_str language, struct wd_str text)
{
    struct wd_arena *a = l->c->a;
    wd_tokens tokens = {0};
    wd_numbers found = {0};
    wd_wording_tokens(a, text, &tokens);
    wd_numbers_of(a, text, language, &found);
    struct read_clause *read = wd_arena_alloc(a, sizeof(*read) + found.n * sizeof(double));
    read->negated = wd_wording_negated(&tokens);
    for (size_t i = 0; i < found.n; i++)
        if (found.v[i].value != 1) /* "no one", "the first": hardly ever a figure */
            ((double *)(read + 1))[read->numbers++] = found.v[i].value;
    return read;
}

/* The same clause comes again with every member that is added to its story. */
static void claim_of(struct wd_ledger *l, struct wd_str language, struct wd_str text, bool denied, wd_claims *claims)
{
    struct wd_claim claim = {0};
    wd_content_units(l->c, language, text, &claim.units);
    if (!claim.units.n)
        return;
    struct wd_memo_key key = wd_memo_key_of(wd_hash_seed(language, MEMO_CLAUSE), text);
    size_t bytes;
    const struct read_clause *read = wd_memo_find(l->c->memo, key, &bytes);
    if (!read) {
        read = read_clause(l, language, text);
        wd_memo_add(l->c->memo, key, read, sizeof(*read) + read->numbers * sizeof(double));
    }
    claim.negated = denied != (read->negated != 0);
    for (size_t i = 0; i < read->numbers; i++)
        wd_list_add(l->c->a, &claim.numbers, ((const double *)(read + 1))[i]);
    wd_list_add(l->c->a, claims, claim);
}

static wd_units merged(struct wd_arena *a, const wd_units *x, const wd_units *y)
{
    wd_units all = {0};
    size_t i = 0, k = 0;
    while (i < x->n && k < y->n) {
        uint32_t first = x->v[i].hash, second = y->v[k].hash;
        wd_list_add(a, &all, first <= second ? x->v[i] : y->v[k]);
        i += first <= second;
        k += second <= first;
    }
    for (; i < x->n; i++)
        wd_list_add(a, &all, x->v[i]);
    for (; k < y->n; k++)
        wd_list_add(a, &all, y->v[k]);
    return all;
}

/* All that a report says, as one claim: "hotels and an inquiry" is met by two clauses. */
static void claim_whole(struct wd_ledger *l, wd_claims *claims)
{
    struct wd_claim whole = {0};
    for (size_t i = 0; i < claims->n; i++) {
        const struct wd_claim *x = &claims->v[i];
        whole.units = merged(l->c->a, &whole.units, &x->units);
        for (size_t k = 0; k < x->numbers.n; k++)
            wd_list_add(l->c->a, &whole.numbers, x->numbers.v[k]);
        whole.negated |= x->negated;
    }
    wd_list_add(l->c->a, claims, whole);
}

/* A clause's place in its text, without what it rests on. */
struct clause {
    uint32_t at, n;
};
typedef WD_LIST(struct clause) clauses;

static void split(struct wd_ledger *l, struct wd_str language, struct wd_str text, clauses *ret)
{
    struct wd_str rest = text;
    while (rest.n && ret->n < CLAUSES_MAX) {
        size_t n = 0, at = ret->n + 1 < CLAUSES_MAX ? joint_of(rest, &n) : SIZE_MAX;
        struct wd_str one = at == SIZE_MAX ? rest : wd_str_n(rest.p, at), head = head_of(one);
        rest = at == SIZE_MAX ? WD_STR("") : wd_str_from(rest, at + n);
        wd_units units = {0};
        wd_content_units(l->c, language, head, &units);
        if (units.n < HEAD_UNITS_LEAST)
            head = one;
        wd_list_add(l->c->a, ret, (struct clause){(uint32_t)(head.p - text.p), (uint32_t)head.n});
    }
}

void wd_ledger_claims(struct wd_ledger *l, struct wd_str language, struct wd_str text, bool denied, wd_claims *ret_claims)
{
    struct wd_memo_key key = wd_memo_key_of(wd_hash_seed(language, MEMO_CLAUSES), text);
    size_t bytes;
    const struct clause *known = wd_memo_find(l->c->memo, key, &bytes);
    if (!known) {
        clauses found = {0};
        split(l, language, text, &found);
        bytes = found.n * sizeof(*known);
        known = wd_memo_add(l->c->memo, key, found.v, bytes);
    }
    for (size_t i = 0; i < bytes / sizeof(*known); i++)
        claim_of(l, language, wd_str_n(text.p + known[i].at, known[i].n), denied, ret_claims);
    if (ret_claims->n > 1)
        claim_whole(l, ret_claims);
}

static bool has_number(const wd_claim_numbers *numbers, double value)
{
    for (size_t i = 0; i < numbers->n; i++)
        if (numbers->v[i] == value)
            return true;
    return false;
}

static size_t numbers_alone(const wd_claim_numbers *x, const wd_claim_numbers *y)
{
    size_t n = 0;
    for (size_t i = 0; i < x->n; i++)
        n += !has_number(y, x->v[i]);
    return n;
}

static bool has_unit(const wd_units *units, uint32_t hash)
{
    size_t from = 0, to = units->n;
    while (from < to) {
        size_t mid = (from + to) / 2;
        if (units->v[mid].hash < hash)
            from = mid + 1;
        else
            to = mid;
    }
    return from < units->n && units->v[from].hash == hash;
}

/* Each has a word that the other has not, and the two exclude one another: the kind of such words, 0: none. */
static uint8_t words_exclude(const wd_units *x, const wd_units *y)
{
    uint8_t kind = 0;
    for (size_t i = 0; i < x->n; i++) {
        if (x->v[i].excludes <= kind || has_unit(y, x->v[i].hash))
            continue;
        for (size_t k = 0; k < y->n; k++)
            if (y->v[k].excludes == x->v[i].excludes && y->v[k].hash != x->v[i].hash && !has_unit(x, y->v[k].hash))
                kind = x->v[i].excludes;
    }
    return kind;
}

/* lighter: see agreement. An opposite with a "not" says the same; "no change" is another way to say "stays". */
static bool contradict(const struct wd_claim *x, const struct wd_claim *y, double lighter)
{
    uint8_t kind = words_exclude(&x->units, &y->units);
    if (kind >= WD_EXCLUDES_VALUES || (kind && x->negated == y->negated))
        return true;
    if (!kind && x->negated != y->negated && lighter >= POLARITY_FROM)
        return true;
    return x->numbers.n && y->numbers.n && numbers_alone(&x->numbers, &y->numbers) && numbers_alone(&y->numbers, &x->numbers);
}

static double agreement(const struct wd_compose *c, const struct wd_claim *x, const struct wd_claim *y, const struct wd_agreeing *how)
{
    struct wd_overlap o = wd_content_overlap(c, &x->units, &y->units);
    if (o.units < 2)
        return 0;
    double lighter = o.shared / WD_MAX(WD_MIN(o.of_a, o.of_b), 1e-9), heavier = o.shared / WD_MAX(WD_MAX(o.of_a, o.of_b), 1e-9);
    double least = o.units == 2 ? how->lighter_two : how->lighter_more;
    if (o.units - o.names < PLAIN_LEAST && lighter < NAMES_ALONE)
        return 0; /* the people and places of a story are in everything that is said */
    if (lighter < least || lighter + heavier < how->both || contradict(x, y, lighter))
        return 0;
    /* where two are as like, the one with more in common */
    return lighter + heavier + 0.01 * WD_MIN(o.units, 10u);
}

double wd_ledger_agreement(const struct wd_ledger *l, const wd_claims *x, const wd_claims *y, const struct wd_agreeing *how)
{
    double best = 0;
    for (size_t i = 0; i < x->n; i++)
        for (size_t k = 0; k < y->n; k++) {
            double value = agreement(l->c, &x->v[i], &y->v[k], how);
            best = WD_MAX(best, value);
        }
    return best;
}
