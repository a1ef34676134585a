#include "analyse/attribution.h"
#include "analyse/lexicon.h"

/* Where a change of role may cost differently. */
enum {
    PLACE_PLAIN,
    PLACE_COMMA,
    PLACE_PAST_COMMA,
    PLACE_MARK,
    PLACE_PAST_MARK,
    PLACE_HEAD,
    PLACE_PAST_HEAD,
    PLACE_QUOTE,
    PLACE_PAST_QUOTE,
    PLACE_JOIN,
    PLACE_OPEN,
    PLACE_FIRST
};

static const struct wd_token *unit(const struct wd_attributing *x, size_t i)
{
    return &x->r->units.v[i];
}

static bool is_mark(const struct wd_attributing *x, size_t i, char mark)
{
    return unit(x, i)->kind == WD_TOKEN_PUNCT && unit(x, i)->mark == mark;
}

size_t wd_frame_sentence(const struct wd_reading *r, size_t low)
{
    const struct wd_token *u = r->units.v;
    size_t end = low;
    if (u[low].kind == WD_TOKEN_BREAK)
        return low + 1;
    while (end < r->units.n && !(u[end].flags & WD_TOKEN_ENDS) && u[end].kind != WD_TOKEN_BREAK)
        end++;
    return end < r->units.n && u[end].kind != WD_TOKEN_BREAK ? end + 1 : end;
}

bool wd_goes_on(const struct wd_reading *r, size_t low)
{
    return low > 0 && r->units.v[low - 1].kind != WD_TOKEN_BREAK;
}

/* First unit that ends after byte `at`. */
static size_t unit_from(const struct wd_reading *r, uint32_t at)
{
    size_t low = 0, high = r->units.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (r->units.v[mid].end > at)
            high = mid;
        else
            low = mid + 1;
    }
    return low;
}

void wd_attributing_init(struct wd_attributing *x, const struct wd_reading *r, const wd_tokens *tokens, const struct wd_trait *traits,
                         const wd_quotes *rules)
{
    *x = (struct wd_attributing){.r = r, .rules = rules};
    x->traits = wd_unit_traits(r->a, r->text, tokens, traits, &r->units, r->regions);
    x->ruled = wd_arena_array(r->a, r->units.n + 1, sizeof *x->ruled);
    for (size_t k = 0; k < rules->n; k++) {
        const struct wd_quote *q = &rules->v[k];
        uint32_t number = (uint32_t)k + 1;
        bool whole = q->kind == WD_QUOTE_MIXED;
        for (size_t p = 0; p < (whole ? 1 : q->pieces.n); p++) {
            struct wd_span s = whole ? q->span : q->pieces.v[p];
            for (size_t i = unit_from(r, s.start); i < r->units.n && r->units.v[i].start < s.end; i++)
                if (!x->ruled[i].content || rules->v[x->ruled[i].content - 1].kind == WD_QUOTE_INDIRECT)
                    x->ruled[i].content = number;
        }
        for (size_t i = unit_from(r, q->cue_span.start); i < r->units.n && r->units.v[i].start < q->cue_span.end; i++)
            if (!x->ruled[i].cue)
                x->ruled[i].cue = number;
        for (size_t i = unit_from(r, q->speaker_span.start); i < r->units.n && r->units.v[i].start < q->speaker_span.end; i++)
            x->ruled[i].source = number;
    }
}

static unsigned rule_kind(const struct wd_attributing *x, uint32_t number)
{
    return number ? (unsigned)x->rules->v[number - 1].kind + 1 : 0;
}

static uint32_t coarse_at(const struct wd_attributing *x, size_t low, size_t high, size_t i, int by)
{
    if (by < 0 ? i < low + (size_t)-by : i + (size_t)by >= high)
        return (uint32_t)(1000 + by);
    return x->traits[by < 0 ? i - (size_t)-by : i + (size_t)by].coarse;
}

static uint32_t word_at(const struct wd_attributing *x, size_t low, size_t high, size_t i, int by)
{
    if (by < 0 ? i < low + (size_t)-by : i + (size_t)by >= high)
        return (uint32_t)(1000 + by);
    return x->traits[by < 0 ? i - (size_t)-by : i + (size_t)by].word;
}

static unsigned bucket(size_t n)
{
    return n < 5 ? (unsigned)n : n < 7 ? 5 : n < 10 ? 6 : n < 15 ? 7 : n < 22 ? 8 : 9;
}

bool wd_is_headline(const struct wd_attributing *x, size_t low, size_t high)
{
    return !(unit(x, high - 1)->kind == WD_TOKEN_PUNCT && strchr(".!?", unit(x, high - 1)->mark)) &&
           unit(x, high - 1)->kind != WD_TOKEN_QUOTE && low < high;
}

#define ADD(place, value) wd_chain_add(&x->chain, (place), (value))

/* Forms in which German tells what others say. */
static bool is_subjunctive(const struct wd_attributing *x, size_t i)
{
    static const char *const forms[] = {"sei",    "seien", "habe",    "hätten",  "hätte",  "werde", "würde", "würden", "könne", "könnten",
                                        "könnte", "müsse", "müssten", "solle",   "wolle",  "dürfe", "wäre",  "wären",  "gebe",  "gehe",
                                        "käme",   "liege", "bestehe", "brauche", "bleibe", "lasse", "stehe", "wisse",  "mache", "komme"};
    for (size_t k = 0; k < WD_COUNT(forms); k++)
        if (wd_unit_word(x->r, i, forms[k]))
            return true;
    return false;
}

struct frame {
    unsigned headline, quoted, told; /* told: the sentence before and the mood of this one */
};

/* The whole sentence, as far as a cue depends on it. */
static struct frame frame_of(const struct wd_attributing *x, size_t low, size_t high)
{
    struct frame f = {.headline = wd_is_headline(x, low, high)};
    bool subjunctive = false;
    for (size_t i = low; i < high; i++) {
        f.quoted |= unit(x, i)->kind == WD_TOKEN_QUOTE;
        subjunctive = subjunctive || (x->r->language == WD_LEX_LANG_DE && is_subjunctive(x, i));
    }
    f.told = 1 + subjunctive + (x->told_before ? 64u : 0u);
    bool first = low == 0 || unit(x, low - 1)->kind == WD_TOKEN_BREAK;
    for (size_t i = low; !first && i-- > 0 && low - i < WD_TAGGED_UNITS && unit(x, i)->kind != WD_TOKEN_BREAK;) {
        f.told |= 4u << rule_kind(x, x->ruled[i].content);
        if (i > 0 && (unit(x, i - 1)->flags & WD_TOKEN_ENDS))
            break;
    }
    return f;
}

static void one_cue(struct wd_attributing *x, size_t low, size_t high, size_t i, const struct frame *frame)
{
    unsigned headline = frame->headline, quoted = frame->quoted;
    const struct wd_trait *t = &x->traits[i];
    const struct wd_ruled *rule = &x->ruled[i];
    uint32_t w_1 = word_at(x, low, high, i, -1), w1 = word_at(x, low, high, i, 1), c_1 = coarse_at(x, low, high, i, -1),
             c1 = coarse_at(x, low, high, i, 1), c2 = coarse_at(x, low, high, i, 2), c_2 = coarse_at(x, low, high, i, -2);
    unsigned ruled = rule_kind(x, rule->cue) * 16 + rule_kind(x, rule->content) * 4 + (rule->source ? 1 : 0);
    ADD(0, 0);
    ADD(1, t->word);
    ADD(2, t->stem);
    ADD(3, t->tail);
    ADD(4, w_1);
    ADD(5, w1);
    ADD(6, word_at(x, low, high, i, -2));
    ADD(7, word_at(x, low, high, i, 2));
    ADD(8, wd_pair(w_1, t->word));
    ADD(9, wd_pair(t->word, w1));
    ADD(10, wd_pair(c_1, t->coarse));
    ADD(11, wd_pair(t->coarse, c1));
    ADD(12, wd_pair(wd_pair(c_1, t->coarse), c1));
    ADD(13, wd_pair(t->stem, c1));
    ADD(14, wd_pair(t->stem, c_1));
    ADD(15, wd_pair(wd_pair(t->stem, c1), c2));
    ADD(16, wd_pair(wd_pair(t->stem, c_1), c_2));
    ADD(17, unit(x, i)->tags & (WD_LEX_ANYCUE | WD_LEX_PAST | WD_LEX_PRESENT | WD_LEX_ING | WD_LEX_PARTICIPLE | WD_LEX_BASE));
    ADD(18, ruled);
    ADD(19, wd_pair(ruled, t->word));
    ADD(20, wd_pair(ruled, t->coarse));
    ADD(21, wd_pair(headline, t->stem));
    ADD(22, wd_pair(headline, wd_pair(c_1, t->coarse)));
    ADD(23, wd_pair(quoted, t->stem));
    ADD(24, wd_pair(t->shape, x->traits[i].name));
    ADD(25, i > low ? wd_pair(x->traits[i - 1].name, t->tail) : 1);
    ADD(26, wd_pair(c_1, c1));
    ADD(27, wd_pair(wd_pair(c_2, c_1), t->tail));
    ADD(28, wd_pair(t->tail, wd_pair(c1, c2)));
    ADD(29, i == low ? 1 : i + 1 == high ? 2 : i + 2 == high ? 3 : 0);
    ADD(30, wd_pair(word_at(x, low, high, i, -3), t->stem));
    ADD(32, i == low ? frame->told : 0);
    ADD(33, i == low ? wd_pair(frame->told, t->word) : 0);
    ADD(34, wd_pair(frame->told, t->coarse));
    ADD(31, i + 1 < high ? wd_pair(x->traits[i + 1].name, t->stem) : 1);
}

bool wd_may_be_cue(const struct wd_attributing *x, size_t i, bool headline)
{
    const struct wd_token *u = unit(x, i);
    if (x->ruled[i].cue)
        return true;
    if (u->kind == WD_TOKEN_PUNCT)
        return u->mark == ':' || u->mark == '-';
    if (u->kind != WD_TOKEN_WORD)
        return u->kind == WD_TOKEN_QUOTE;
    if (u->tags & (WD_LEX_DET | WD_LEX_PRON | WD_LEX_CONJ | WD_LEX_SUBORD | WD_LEX_MODAL | WD_LEX_NEG | WD_LEX_TIMEWORD))
        return false;
    bool name = (u->flags & WD_TOKEN_CAPITAL) && !(u->flags & WD_TOKEN_STARTS) && x->r->language == WD_LEX_LANG_EN;
    return !name || headline;
}

size_t wd_cue_features(struct wd_attributing *x, size_t low, size_t high, size_t ret_units[static WD_TAGGED_UNITS])
{
    wd_chain_clear(&x->chain);
    struct frame frame = frame_of(x, low, high);
    size_t n = 0;
    for (size_t i = low; i < high; i++) {
        if (!wd_may_be_cue(x, i, frame.headline) && i > low)
            continue;
        ret_units[n++] = i;
        wd_chain_open(x->r->a, &x->chain);
        one_cue(x, low, high, i, &frame);
        wd_chain_close(x->r->a, &x->chain, 0);
    }
    return n;
}

/* What lies between a unit and the head, seen from the head outwards. */
struct path {
    unsigned commas, verbs, quotes, that, heads, marks;
};

static unsigned path_key(const struct path *p)
{
    return WD_MIN(p->commas, 2u) + 3 * WD_MIN(p->verbs, 2u) + 9 * WD_MIN(p->quotes, 1u) + 18 * p->that + 36 * WD_MIN(p->heads, 2u) +
           108 * WD_MIN(p->marks, 1u);
}

static void walk(const struct wd_attributing *x, size_t i, bool is_head, struct path *p)
{
    const struct wd_token *u = unit(x, i);
    p->commas += is_mark(x, i, ',');
    p->quotes += u->kind == WD_TOKEN_QUOTE;
    p->marks += u->kind == WD_TOKEN_PUNCT && strchr(":;-()", u->mark) != NULL;
    p->verbs += u->kind == WD_TOKEN_WORD && (u->tags & (WD_LEX_BE | WD_LEX_HAVE | WD_LEX_MODAL | WD_LEX_AUX)) != 0;
    p->that |= u->kind == WD_TOKEN_WORD && (u->tags & WD_LEX_SUBORD) != 0;
    p->heads += is_head;
}

struct head {
    size_t at, low, high, np_left, np_left_end, np_right_end;
    uint32_t word, stem, tail, before, after;
    unsigned rule, inverted, headline;
};

/* The noun phrase before the head, over auxiliaries and adverbs. */
static void head_phrases(const struct wd_attributing *x, struct head *h)
{
    size_t end = h->at;
    while (end > h->low && unit(x, end - 1)->kind == WD_TOKEN_WORD &&
           (unit(x, end - 1)->tags & (WD_LEX_AUX | WD_LEX_ADV | WD_LEX_MODAL | WD_LEX_TIMEWORD | WD_LEX_HAVE | WD_LEX_BE | WD_LEX_NEG)) &&
           !(unit(x, end - 1)->tags & WD_LEX_PRON))
        end--;
    h->np_left_end = end;
    h->np_left = end > h->low ? wd_phrase_left(x->r, h->low, end) : end;
    h->np_right_end = h->at + 1 < h->high ? wd_phrase_right(x->r, h->at + 1, h->high) : h->at + 1;
}

static void one_role(struct wd_attributing *x, const struct head *h, size_t i, unsigned path, bool other_head)
{
    const struct wd_trait *t = &x->traits[i];
    const struct wd_ruled *rule = &x->ruled[i], *of = &x->ruled[h->at];
    unsigned side = i < h->at ? 0 : i > h->at ? 1 : 2;
    unsigned far = side * 16 + bucket(i < h->at ? h->at - i : i - h->at);
    unsigned ruled = (of->cue && rule->content == of->cue ? 1u : 0u) + (of->cue && rule->source && rule->source == of->cue ? 2u : 0u) +
                     (rule->content && rule->content != of->cue ? 4u : 0u) + 8 * h->rule + (rule->source ? 64u : 0u);
    unsigned phrase = (i >= h->np_left && i < h->np_left_end ? 1u : 0u) + (i > h->at && i < h->np_right_end ? 2u : 0u) +
                      (i > h->at && i >= h->np_right_end ? 4u : 0u);
    uint32_t w_1 = word_at(x, h->low, h->high, i, -1), w1 = word_at(x, h->low, h->high, i, 1), c_1 = coarse_at(x, h->low, h->high, i, -1),
             c1 = coarse_at(x, h->low, h->high, i, 1);
    unsigned route = path * 4 + side;
    ADD(100, side);
    ADD(101, wd_pair(t->word, side));
    ADD(102, wd_pair(t->coarse, far));
    ADD(103, wd_pair(h->word, far));
    ADD(104, wd_pair(wd_pair(h->word, t->coarse), side));
    ADD(105, route);
    ADD(106, wd_pair(route, t->coarse));
    ADD(107, wd_pair(w_1, side));
    ADD(108, wd_pair(w1, side));
    ADD(109, wd_pair(wd_pair(c_1, t->coarse), side));
    ADD(110, wd_pair(wd_pair(t->coarse, c1), side));
    ADD(111, wd_pair(h->word, route));
    ADD(112, wd_pair(wd_pair(h->stem, route), far));
    ADD(113, wd_pair(wd_pair(h->tail, h->before), route));
    ADD(114, ruled * 4 + side);
    ADD(115, wd_pair(ruled, route));
    ADD(116, wd_pair(ruled, h->word));
    ADD(117, wd_pair(ruled, t->coarse));
    ADD(118, wd_pair(t->name, far));
    ADD(119, wd_pair(phrase, wd_pair(h->tail, route)));
    ADD(120, wd_pair(phrase, wd_pair(h->stem, t->coarse)));
    ADD(121, (i == h->low ? 1u : i + 1 == h->high ? 2u : i + 2 == h->high ? 3u : 0u) * 4 + side);
    ADD(122, wd_pair(wd_pair(h->after, h->stem), route));
    ADD(123, wd_pair(wd_pair(h->before, h->inverted), far));
    ADD(124, wd_pair(t->tail, route));
    ADD(125, wd_pair(h->inverted * 2 + h->headline, far));
    ADD(126, wd_pair(h->inverted, wd_pair(h->tail, route)));
    ADD(127, wd_pair(other_head, wd_pair(route, t->tail)));
    ADD(128, wd_pair(h->before, wd_pair(h->after, route)));
    ADD(129, wd_pair(h->headline, wd_pair(route, t->coarse)));
    ADD(130, wd_pair(phrase, wd_pair(h->inverted, far)));
    ADD(131, wd_pair(wd_pair(h->after, t->coarse), far));
    ADD(132, wd_pair(t->shape, far));
    ADD(133, wd_pair(coarse_at(x, h->low, h->high, i, -2), wd_pair(c_1, side)));
    ADD(134, wd_pair(coarse_at(x, h->low, h->high, i, 2), wd_pair(c1, side)));
    ADD(135, wd_pair(phrase, wd_pair(t->name, route)));
}

static uint8_t place_of(const struct wd_attributing *x, size_t low, size_t head, size_t i)
{
    if (i == low)
        return PLACE_FIRST;
    if (i == head)
        return PLACE_HEAD;
    if (i == head + 1)
        return PLACE_PAST_HEAD;
    const struct wd_token *u = unit(x, i), *before = unit(x, i - 1);
    if (u->kind == WD_TOKEN_QUOTE)
        return PLACE_QUOTE;
    if (u->kind == WD_TOKEN_PUNCT)
        return u->mark == ',' ? PLACE_COMMA : PLACE_MARK;
    if (before->kind == WD_TOKEN_QUOTE)
        return PLACE_PAST_QUOTE;
    if (before->kind == WD_TOKEN_PUNCT)
        return before->mark == ',' ? PLACE_PAST_COMMA : PLACE_PAST_MARK;
    if (u->tags & (WD_LEX_SUBORD | WD_LEX_CONJ))
        return PLACE_JOIN;
    return u->tags & (WD_LEX_DET | WD_LEX_PREP) ? PLACE_OPEN : PLACE_PLAIN;
}

void wd_role_features(struct wd_attributing *x, size_t low, size_t high, size_t head, const size_t *heads, size_t n)
{
    struct head h = {.at = head, .low = low, .high = high};
    unsigned paths[WD_TAGGED_UNITS + 1];
    bool others[WD_TAGGED_UNITS + 1] = {false};
    const struct wd_trait *t = &x->traits[head];
    wd_chain_clear(&x->chain);
    h.word = t->word;
    h.stem = t->stem;
    h.tail = t->tail;
    h.before = coarse_at(x, low, high, head, -1);
    h.after = coarse_at(x, low, high, head, 1);
    h.rule = rule_kind(x, x->ruled[head].cue);
    h.headline = wd_is_headline(x, low, high);
    h.inverted = head > low && (unit(x, head - 1)->kind == WD_TOKEN_QUOTE || is_mark(x, head - 1, ','));
    head_phrases(x, &h);
    for (size_t k = 0; k < n; k++)
        others[heads[k] - low] = heads[k] != head;
    struct path p = {0};
    paths[head - low] = 0;
    for (size_t i = head; i-- > low;) {
        paths[i - low] = path_key(&p);
        walk(x, i, others[i - low], &p);
    }
    p = (struct path){0};
    for (size_t i = head + 1; i < high; i++) {
        paths[i - low] = path_key(&p);
        walk(x, i, others[i - low], &p);
    }
    for (size_t i = low; i < high; i++) {
        wd_chain_open(x->r->a, &x->chain);
        one_role(x, &h, i, paths[i - low], others[i - low]);
        wd_chain_close(x->r->a, &x->chain, place_of(x, low, head, i));
    }
}
