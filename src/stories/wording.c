#include "stories/parts.h"
#include "text/fold.h"

enum { BRACKET_WORDS = 4, ALTERED_LEAST = 4, LCS_MAX = 1024, TABLE_MAX = 1 << 16 };
static const double ALTERED_SHARE = 0.8;

/* clang-format off */
static const char *const negations[] = {
    "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "cant", "wont", "dont", "doesnt", "didnt",
    "isnt", "arent", "wasnt", "werent", "hasnt", "havent", "hadnt", "wouldnt", "shouldnt", "couldnt", "nicht", "kein", "keine", "keinen",
    "keinem", "keiner", "keines", "ohne", "nie", "niemand", "nichts", "pas", "jamais", "rien", "nunca", "nada", "non", "niente"};
/* clang-format on */
/* Position is the value. */
/* clang-format off */
static const char *const number_words[] = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
/* clang-format on */
/* clang-format off */
static const char *const large_numbers[] = {
    "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion", "trillion", "dozen",
    "half"};
/* clang-format on */

static bool among(const char *const *table, size_t n, struct wd_str word)
{
    for (size_t i = 0; i < n; i++)
        if (wd_str_eqc(word, table[i]))
            return true;
    return false;
}

static void word_token(struct wd_arena *a, struct wd_str word, bool capital, wd_tokens *tokens)
{
    struct wd_token *t = wd_list_push(a, tokens);
    t->hash = wd_word_hash(word);
    if (capital)
        t->flags |= WD_TOKEN_CAPITAL;
    if (wd_is_digit(word.p[0]) || among(large_numbers, WD_COUNT(large_numbers), word))
        t->flags |= WD_TOKEN_NUMBER;
    for (size_t i = 0; i < WD_COUNT(number_words) && !(t->flags & WD_TOKEN_NUMBER); i++)
        if (i != 1 && wd_str_eqc(word, number_words[i]))
            t->flags |= WD_TOKEN_NUMBER;
    if (among(negations, WD_COUNT(negations), word))
        t->flags |= WD_TOKEN_NEGATION;
}

/* Words of a stretch without wild cards. Capitals are read from the source, word by word, as folding keeps their order. */
static void stretch(struct wd_arena *a, struct wd_str text, wd_tokens *tokens)
{
    if (!text.n)
        return;
    struct wd_str rest = wd_fold_words(a, text), word;
    wd_words words = {0};
    int err = wd_words_of(a, text, &words);
    (void)err;
    size_t at = 0, folded_end = 0;
    while (wd_str_cut(&rest, ' ', &word)) {
        if (!word.n)
            continue;
        bool capital = at < words.n && (words.v[at].flags & WD_WORD_CAPITAL);
        if (at < words.n) {
            /* an apostrophe parts words in the source but not in the fold */
            folded_end = words.v[at].end - words.v[at].start;
            at++;
            while (at < words.n && folded_end < word.n) {
                folded_end += words.v[at].end - words.v[at].start;
                at++;
            }
        }
        word_token(a, word, capital, tokens);
    }
}

static size_t elision_at(struct wd_str text, size_t at)
{
    if (text.n - at >= 3 && memcmp(text.p + at, "\xE2\x80\xA6", 3) == 0)
        return 3;
    size_t n = 0;
    while (at + n < text.n && text.p[at + n] == '.')
        n++;
    return n >= 3 ? n : 0;
}

static void wild(struct wd_arena *a, wd_tokens *tokens, uint8_t flag)
{
    if (tokens->n && (tokens->v[tokens->n - 1].flags & (WD_TOKEN_ELISION | WD_TOKEN_BRACKET)))
        tokens->v[tokens->n - 1].flags |= flag;
    else
        wd_list_push(a, tokens)->flags = flag;
}

void wd_wording_tokens(struct wd_arena *a, struct wd_str text, wd_tokens *ret_tokens)
{
    size_t from = 0, at = 0;
    while (at < text.n) {
        size_t n = elision_at(text, at);
        if (n) {
            stretch(a, wd_str_n(text.p + from, at - from), ret_tokens);
            wild(a, ret_tokens, WD_TOKEN_ELISION);
            from = at = at + n;
            continue;
        }
        size_t close = text.p[at] == '[' ? wd_str_find_byte(text, ']', at) : SIZE_MAX;
        if (close != SIZE_MAX && close - at <= 80) {
            stretch(a, wd_str_n(text.p + from, at - from), ret_tokens);
            bool elision = elision_at(text, at + 1) != 0;
            wild(a, ret_tokens, elision ? WD_TOKEN_ELISION : WD_TOKEN_BRACKET);
            from = at = close + 1;
            continue;
        }
        at++;
    }
    stretch(a, wd_str_n(text.p + from, text.n - from), ret_tokens);
}

static wd_tokens without_edges(const wd_tokens *t)
{
    size_t from = 0, to = t->n;
    while (from < to && (t->v[from].flags & WD_TOKEN_ELISION))
        from++;
    while (to > from && (t->v[to - 1].flags & WD_TOKEN_ELISION))
        to--;
    wd_tokens r = {.v = t->v + from, .n = to - from};
    return r;
}

static bool is_wild(const struct wd_token *t)
{
    return (t->flags & (WD_TOKEN_ELISION | WD_TOKEN_BRACKET)) != 0;
}

static size_t plain_count(const wd_tokens *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++)
        n += !is_wild(&t->v[i]);
    return n;
}

/* Where v[from, from + n) stands in `in` at or after `at`, at most `gap` words on; SIZE_MAX: nowhere. A wild card of `in` matches nothing.
 */
static size_t find_run(const wd_tokens *in, size_t at, size_t gap, const struct wd_token *v, size_t n)
{
    for (size_t s = at; s + n <= in->n && s - at <= gap; s++) {
        size_t k = 0;
        while (k < n && in->v[s + k].hash == v[k].hash && !is_wild(&in->v[s + k]))
            k++;
        if (k == n)
            return s;
    }
    return SIZE_MAX;
}

/* `pattern`, wild cards and all, found in `in`. ret_whole: it covers all of `in`. ret_elided: words were left out by an ellipsis. */
static bool matches(const wd_tokens *in, const wd_tokens *pattern, bool *ret_whole, bool *ret_elided)
{
    size_t at = 0, gap = SIZE_MAX, i = 0, first = SIZE_MAX;
    bool elided = false;
    if (i < pattern->n && (pattern->v[0].flags & WD_TOKEN_BRACKET))
        first = 0; /* a bracket at the head stands for what the text begins with */
    while (i < pattern->n) {
        if (is_wild(&pattern->v[i])) {
            bool elision = (pattern->v[i].flags & WD_TOKEN_ELISION) != 0;
            gap = elision || first == SIZE_MAX || (i == 0) ? SIZE_MAX : BRACKET_WORDS;
            elided |= elision;
            i++;
            continue;
        }
        size_t n = 0;
        while (i + n < pattern->n && !is_wild(&pattern->v[i + n]))
            n++;
        size_t s = find_run(in, at, gap, pattern->v + i, n);
        if (s == SIZE_MAX)
            return false;
        if (i == 0)
            first = s;
        else if (first == 0 && i == 1 && s > BRACKET_WORDS)
            first = s;
        at = s + n;
        i += n;
        gap = 0;
    }
    bool bracket_end = pattern->n && (pattern->v[pattern->n - 1].flags & WD_TOKEN_BRACKET);
    *ret_whole = first == 0 && (at == in->n || (bracket_end && in->n - at <= BRACKET_WORDS));
    *ret_elided = elided;
    return true;
}

/* Length of the longest common subsequence, 64 words at a time (Hyyrö 2004). */
static size_t common(struct wd_arena *a, const wd_tokens *x, const wd_tokens *y)
{
    size_t rows = WD_MIN(x->n, (size_t)LCS_MAX), blocks = (rows + 63) / 64;
    struct wd_map where; /* hash -> number of its mask + 1 */
    wd_map_init(&where);
    uint64_t *masks = wd_arena_alloc(a, (rows + 1) * blocks * sizeof(uint64_t)), *v = wd_arena_raw(a, (blocks + 1) * sizeof(uint64_t));
    size_t n = 0;
    for (size_t i = 0; i < rows; i++) {
        if (is_wild(&x->v[i]))
            continue;
        uint64_t *slot = wd_map_at(&where, (uint64_t)x->v[i].hash + 1);
        if (!*slot)
            *slot = ++n;
        masks[(*slot - 1) * blocks + i / 64] |= 1ull << (i % 64);
    }
    memset(v, 0xFF, blocks * sizeof(uint64_t));
    for (size_t j = 0; j < WD_MIN(y->n, (size_t)LCS_MAX); j++) {
        const uint64_t *slot = is_wild(&y->v[j]) ? NULL : wd_map_find(&where, (uint64_t)y->v[j].hash + 1);
        if (!slot)
            continue;
        const uint64_t *m = masks + (*slot - 1) * blocks;
        uint64_t carry = 0;
        for (size_t b = 0; b < blocks; b++) {
            uint64_t u = v[b] & m[b], sum = v[b] + u, next = sum < v[b];
            sum += carry;
            next |= sum < carry;
            v[b] = sum | (v[b] & ~m[b]);
            carry = next;
        }
    }
    size_t length = 0;
    for (size_t i = 0; i < rows; i++)
        length += !(v[i / 64] >> (i % 64) & 1);
    wd_map_done(&where);
    return length;
}

/* What stands between two matched words, on one side. */
struct gap {
    uint32_t numbers, capitals, first_capital;
    uint64_t number_sum, negations;
};

static void into_gap(struct gap *g, const struct wd_token *t, bool opens)
{
    if (t->flags & WD_TOKEN_NUMBER) {
        uint64_t h = t->hash;
        for (size_t i = 0; i < WD_COUNT(number_words); i++) {
            char digits[3] = {(char)('0' + i / 10), (char)('0' + i % 10), 0};
            if (h == wd_word_hash(wd_str_c(number_words[i])))
                h = wd_word_hash(wd_str_c(i < 10 ? digits + 1 : digits));
        }
        g->numbers++;
        g->number_sum += h;
    }
    g->negations += (t->flags & WD_TOKEN_NEGATION) != 0;
    g->capitals += (t->flags & WD_TOKEN_CAPITAL) && !opens;
}

/* Numbers, negations and names that one side has in place of others: then the two say different things. */
static bool gap_differs(const struct gap *x, const struct gap *y)
{
    if (x->negations % 2 != y->negations % 2)
        return true;
    if (x->numbers && y->numbers && x->number_sum != y->number_sum)
        return true;
    return x->capitals && y->capitals && !x->numbers && !y->numbers;
}

/* Walks one longest common subsequence and weighs what lies between. */
static bool agree(struct wd_arena *a, const wd_tokens *x, const wd_tokens *y)
{
    size_t cols = y->n + 1;
    uint16_t *t = wd_arena_alloc(a, (x->n + 1) * cols * sizeof(uint16_t));
    for (size_t i = x->n; i-- > 0;)
        for (size_t j = y->n; j-- > 0;) {
            bool same = x->v[i].hash == y->v[j].hash && !is_wild(&x->v[i]) && !is_wild(&y->v[j]);
            t[i * cols + j] = same ? (uint16_t)(t[(i + 1) * cols + j + 1] + 1) : WD_MAX(t[(i + 1) * cols + j], t[i * cols + j + 1]);
        }
    struct gap gx = {0}, gy = {0};
    size_t i = 0, j = 0;
    bool begun = false;
    while (i < x->n && j < y->n && t[i * cols + j] > 0) {
        if (x->v[i].hash == y->v[j].hash && !is_wild(&x->v[i]) && !is_wild(&y->v[j])) {
            if (!begun)
                gy = (struct gap){0}; /* what the longer has before the shorter begins is not compared */
            if (gap_differs(&gx, &gy))
                return false;
            gx = gy = (struct gap){0};
            begun = true;
            i++;
            j++;
        } else if (t[(i + 1) * cols + j] >= t[i * cols + j + 1]) {
            into_gap(&gx, &x->v[i], i == 0);
            i++;
        } else {
            into_gap(&gy, &y->v[j], j == 0);
            j++;
        }
    }
    for (; i < x->n; i++)
        into_gap(&gx, &x->v[i], i == 0);
    if (gx.negations || gx.numbers) {
        /* the shorter ends in words of its own: they are held against as many of the longer */
        for (size_t k = 0; j < y->n && k < 4; k++, j++)
            into_gap(&gy, &y->v[j], false);
        return !gap_differs(&gx, &gy) && gx.numbers == gy.numbers;
    }
    return true;
}

bool wd_wording_negated(const wd_tokens *tokens)
{
    for (size_t i = 0; i < tokens->n; i++)
        if (tokens->v[i].flags & WD_TOKEN_NEGATION)
            return true;
    return false;
}

/* For wordings too long for a table: the same numbers and as many negations. */
static bool agree_roughly(const wd_tokens *x, const wd_tokens *y)
{
    struct gap gx = {0}, gy = {0};
    for (size_t i = 0; i < x->n; i++)
        into_gap(&gx, &x->v[i], true);
    for (size_t j = 0; j < y->n; j++)
        into_gap(&gy, &y->v[j], true);
    return gx.number_sum == gy.number_sum && gx.negations == gy.negations;
}

enum wd_wording wd_wording_compare(struct wd_arena *a, const wd_tokens *best, const wd_tokens *carrier, double *ret_share)
{
    wd_tokens x = without_edges(carrier), y = without_edges(best);
    size_t words_x = plain_count(&x), words_y = plain_count(&y);
    *ret_share = 0;
    if (!words_x || !words_y)
        return WD_WORDING_DIFFERENT;
    bool whole = false, elided = false;
    if (matches(&y, &x, &whole, &elided)) {
        *ret_share = 1;
        return whole && !elided ? WD_WORDING_SAME : WD_WORDING_PART;
    }
    if (words_y < y.n && matches(&x, &y, &whole, &elided)) {
        *ret_share = 1;
        return whole && !elided ? WD_WORDING_SAME : WD_WORDING_PART;
    }
    const wd_tokens *shorter = words_x <= words_y ? &x : &y, *longer = words_x <= words_y ? &y : &x;
    size_t least = WD_MIN(words_x, words_y);
    if (least < ALTERED_LEAST)
        return WD_WORDING_DIFFERENT;
    *ret_share = (double)common(a, shorter, longer) / (double)least;
    if (*ret_share < ALTERED_SHARE)
        return WD_WORDING_DIFFERENT;
    bool same = (shorter->n + 1) * (longer->n + 1) <= TABLE_MAX ? agree(a, shorter, longer) : agree_roughly(shorter, longer);
    return same ? WD_WORDING_ALTERED : WD_WORDING_DIFFERENT;
}
