#include "analyse/entities.h"
#include "analyse/lexicon.h"

enum { PLACE_LOWER, PLACE_CAPITAL, PLACE_FIRST, PLACE_RUN };
enum { LONGEST_RUN = 12 };

#define NAME_LISTS \
    (WD_LEX_FIRST | WD_LEX_MALE | WD_LEX_FEMALE | WD_LEX_PARTICLE | WD_LEX_TITLE | WD_LEX_ORG | WD_LEX_COUNTRY | WD_LEX_CITY | \
     WD_LEX_NATION | WD_LEX_TIMEWORD | WD_LEX_ROLE)

static const struct wd_token *token(const struct wd_naming *x, size_t i)
{
    return &x->tokens->v[i];
}

static bool is_capital(const struct wd_naming *x, size_t i)
{
    return (token(x, i)->flags & WD_TOKEN_CAPITAL) && token(x, i)->kind == WD_TOKEN_WORD;
}

void wd_naming_init(struct wd_naming *x, struct wd_arena *a, struct wd_str text, const wd_tokens *tokens, struct wd_trait *traits)
{
    *x = (struct wd_naming){.a = a, .text = text, .tokens = tokens, .traits = traits};
    x->first = wd_arena_array(a, tokens->n + 1, 1);
    wd_map_init(&x->written);
    wd_map_init(&x->votes);
    for (size_t i = 0; i < tokens->n; i++) {
        const struct wd_token *t = token(x, i);
        if (t->kind != WD_TOKEN_WORD)
            continue;
        if (!(t->flags & WD_TOKEN_CAPITAL))
            *wd_map_at(&x->written, x->traits[i].word) += 1;
        else if (!(t->flags & WD_TOKEN_STARTS))
            *wd_map_at(&x->written, x->traits[i].word) += UINT64_C(1) << 32;
    }
}

void wd_naming_done(struct wd_naming *x)
{
    wd_map_done(&x->written);
    wd_map_done(&x->votes);
}

size_t wd_naming_sentence(const struct wd_naming *x, const wd_spans *sentences, size_t *sentence, size_t low)
{
    if (token(x, low)->kind == WD_TOKEN_BREAK)
        return low + 1;
    while (*sentence < sentences->n && sentences->v[*sentence].end <= token(x, low)->start)
        ++*sentence;
    uint32_t stop = *sentence < sentences->n ? sentences->v[*sentence].end : UINT32_MAX;
    size_t end = low + 1;
    while (end < x->tokens->n && token(x, end)->kind != WD_TOKEN_BREAK && token(x, end)->start < stop)
        end++;
    return end;
}

void wd_naming_vote(struct wd_naming *x)
{
    for (size_t i = 0; i < x->tokens->n; i++) {
        if (!x->first[i])
            continue;
        uint64_t *votes = wd_map_at(&x->votes, x->traits[i].word);
        unsigned shift = 16u * (unsigned)((x->first[i] - 1) / 2);
        if ((*votes >> shift & 0xFFFF) < 0xFFFF)
            *votes += UINT64_C(1) << shift;
    }
}

static uint32_t form_hash(const struct wd_naming *x, size_t i)
{
    return wd_hash_fnv(wd_token_bare(x->text, token(x, i)));
}

/* "Xx", "XX", "X.X.", "Xx-Xx", "0x": runs of one kind of letter count once. */
static uint32_t pattern_of(struct wd_str s)
{
    uint32_t h = 7;
    char before = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i], k = wd_is_upper(c) ? 'X' : wd_is_lower(c) || (unsigned char)c >= 0x80 ? 'x' : wd_is_digit(c) ? '0' : c;
        if (k != before)
            h = (h ^ (unsigned char)k) * 16777619u;
        before = k;
    }
    return h;
}

static uint32_t edge_hash(struct wd_str s, size_t bytes, bool end)
{
    size_t n = WD_MIN(s.n, bytes);
    return wd_hash_fnv(wd_str_n(end ? s.p + s.n - n : s.p, n)) + (s.n == n);
}

/* The type most votes went to, and how clearly: 0 none. A word's own label is not counted. */
static unsigned vote_of(const struct wd_naming *x, size_t i)
{
    const uint64_t *votes = wd_map_find(&x->votes, x->traits[i].word);
    uint64_t counts[4] = {0}, all = 0, most = 0;
    unsigned best = 0;
    for (unsigned k = 0; votes && k < 4; k++)
        counts[k] = *votes >> (16 * k) & 0xFFFF;
    if (x->first[i])
        counts[(x->first[i] - 1) / 2] -= counts[(x->first[i] - 1) / 2] > 0;
    for (unsigned k = 0; k < 4; k++) {
        all += counts[k];
        if (counts[k] > most) {
            most = counts[k];
            best = k + 1;
        }
    }
    return best ? best + 8 * (most * 3 > all * 2) : 0;
}

struct run {
    size_t low, high; /* of the sentence */
    size_t from, to;  /* of capitals round the token */
};

static uint32_t at(const struct wd_naming *x, const struct run *r, size_t i, int by, bool coarse)
{
    if (by < 0 ? i < r->low + (size_t)-by : i + (size_t)by >= r->high)
        return (uint32_t)(1000 + by);
    const struct wd_trait *t = &x->traits[by < 0 ? i - (size_t)-by : i + (size_t)by];
    return coarse ? t->coarse : t->word;
}

#define ADD(place, value) wd_chain_add(&x->chain, (place), (value))

static void second_pass(struct wd_naming *x, const struct run *r, size_t i)
{
    unsigned own = x->first[i], vote = vote_of(x, i);
    unsigned before = i > r->low ? x->first[i - 1] : 15, after = i + 1 < r->high ? x->first[i + 1] : 15;
    ADD(250, own);
    ADD(251, own * 16 + before);
    ADD(252, own * 16 + after);
    ADD(253, (own * 16 + before) * 16 + after);
    ADD(254, vote);
    ADD(255, vote * 16 + own);
    ADD(256, wd_pair(vote, at(x, r, i, -1, true)));
    ADD(257, r->to > r->from ? vote_of(x, r->to - 1) * 16 + own : 255);
    ADD(258, vote_of(x, r->from) * 16 + own);
}

static void one_token(struct wd_naming *x, const struct run *r, size_t i, unsigned upper_line, bool second)
{
    const struct wd_token *t = token(x, i);
    const struct wd_trait *f = &x->traits[i];
    struct wd_str word = wd_token_bare(x->text, t);
    uint32_t form = form_hash(x, i), pattern = pattern_of(word);
    uint32_t w_1 = at(x, r, i, -1, false), w1 = at(x, r, i, 1, false), c_1 = at(x, r, i, -1, true), c1 = at(x, r, i, 1, true);
    const uint64_t *written = wd_map_find(&x->written, f->word);
    unsigned lower = written && (uint32_t)*written ? 1 : 0, inside = written && *written >> 32 ? 2 : 0;
    unsigned starts = (t->flags & WD_TOKEN_STARTS) != 0 || i == r->low;
    unsigned light_1 = i > r->low ? x->traits[i - 1].name : 0, light1 = i + 1 < r->high ? x->traits[i + 1].name : 0;
    uint64_t lists = t->tags & NAME_LISTS, lists_1 = i > r->low ? token(x, i - 1)->tags & NAME_LISTS : 0,
             lists1 = i + 1 < r->high ? token(x, i + 1)->tags & NAME_LISTS : 0;
    unsigned place = (unsigned)WD_MIN(i - r->from, (size_t)3) * 8 + (unsigned)WD_MIN(r->to - r->from, (size_t)5);
    ADD(200, 0);
    ADD(201, form);
    ADD(202, f->word);
    ADD(203, f->stem);
    ADD(204, f->tail);
    ADD(205, edge_hash(word, 2, true));
    ADD(206, edge_hash(word, 4, true));
    ADD(207, edge_hash(word, 3, false));
    ADD(208, edge_hash(word, 2, false));
    ADD(209, pattern);
    ADD(210, wd_pair(pattern, starts));
    ADD(211, w_1);
    ADD(212, w1);
    ADD(213, at(x, r, i, -2, false));
    ADD(214, at(x, r, i, 2, false));
    ADD(215, wd_pair(w_1, f->word));
    ADD(216, wd_pair(f->word, w1));
    ADD(217, wd_pair(c_1, pattern));
    ADD(218, wd_pair(pattern, c1));
    ADD(219, wd_pair(wd_pair(c_1, pattern), c1));
    ADD(220, lists);
    ADD(221, wd_pair(lists_1, lists));
    ADD(222, wd_pair(lists, lists1));
    ADD(223, f->name);
    ADD(224, wd_pair(f->name, pattern));
    ADD(225, wd_pair(f->name, light_1));
    ADD(226, wd_pair(f->name, light1));
    ADD(227, (lower | inside) * 8 + starts * 4 + upper_line);
    ADD(228, wd_pair((lower | inside) * 8 + starts * 4, pattern));
    ADD(229, place);
    ADD(230, wd_pair(place, f->tail));
    ADD(231, wd_pair(x->traits[r->to - 1].word, place));
    ADD(232, wd_pair(x->traits[r->from].word, place));
    ADD(233, r->from > r->low ? x->traits[r->from - 1].word : 1);
    ADD(234, r->to < r->high ? x->traits[r->to].word : 1);
    ADD(235, wd_pair(r->from > r->low ? x->traits[r->from - 1].coarse : 1, place));
    ADD(236, wd_pair(r->to < r->high ? x->traits[r->to].coarse : 1, place));
    ADD(237, wd_pair(token(x, r->to - 1)->tags & NAME_LISTS, place));
    ADD(238, wd_pair(token(x, r->from)->tags & NAME_LISTS, place));
    ADD(239, wd_pair(upper_line, pattern));
    ADD(240, wd_pair(w_1, pattern));
    ADD(241, wd_pair(w1, pattern));
    ADD(242, wd_pair(wd_pair(at(x, r, i, -2, true), c_1), pattern));
    ADD(243, wd_pair(wd_pair(c1, at(x, r, i, 2, true)), pattern));
    ADD(244, wd_pair(f->name, wd_pair(c_1, c1)));
    if (second)
        second_pass(x, r, i);
}

/* Capitals with at most one small word between them ("Bank of England"). */
static void widen(const struct wd_naming *x, struct run *r, size_t i)
{
    if (r->from <= i && i < r->to)
        return;
    r->from = r->to = i;
    if (!is_capital(x, i)) {
        r->to = i + 1;
        return;
    }
    while (r->to < r->high && r->to - r->from < LONGEST_RUN && is_capital(x, r->to) &&
           !(r->to > i && (token(x, r->to - 1)->flags & WD_TOKEN_POSSESSIVE)))
        r->to++;
}

static bool may_be_name(const struct wd_naming *x, size_t low, size_t high, size_t i)
{
    if (is_capital(x, i) || token(x, i)->kind == WD_TOKEN_NUMBER)
        return true;
    if (i + 1 >= high || token(x, i)->kind == WD_TOKEN_BREAK)
        return false;
    bool one = i > low && is_capital(x, i - 1) && (is_capital(x, i + 1) || (i + 2 < high && is_capital(x, i + 2)));
    return one || (i > low + 1 && is_capital(x, i - 2) && is_capital(x, i + 1));
}

bool wd_naming_run(const struct wd_naming *x, size_t low, size_t high, size_t from, size_t *ret_from, size_t *ret_to)
{
    size_t at = from;
    bool capital = false;
    while (at < high && !may_be_name(x, low, high, at))
        at++;
    *ret_from = at;
    for (; at < high && may_be_name(x, low, high, at); at++)
        capital = capital || is_capital(x, at);
    *ret_to = at;
    if (!capital && at < high)
        return wd_naming_run(x, low, high, at, ret_from, ret_to);
    return capital;
}

void wd_name_features(struct wd_naming *x, size_t low, size_t high, size_t from, size_t to, bool second)
{
    struct run r = {.low = low, .high = high};
    size_t capitals = 0, words = 0;
    wd_chain_clear(&x->chain);
    for (size_t i = low; i < high; i++) {
        words += token(x, i)->kind == WD_TOKEN_WORD && token(x, i)->end - token(x, i)->start > 3;
        capitals += is_capital(x, i) && token(x, i)->end - token(x, i)->start > 3;
    }
    unsigned upper_line = words > 2 && capitals * 4 > words * 3 ? 1 : 0;
    for (size_t i = from; i < to; i++) {
        bool capital = is_capital(x, i);
        widen(x, &r, i);
        wd_chain_open(x->a, &x->chain);
        one_token(x, &r, i, upper_line, second);
        wd_chain_close(x->a, &x->chain, i == low ? PLACE_FIRST : !capital ? PLACE_LOWER : is_capital(x, i - 1) ? PLACE_RUN : PLACE_CAPITAL);
    }
}
