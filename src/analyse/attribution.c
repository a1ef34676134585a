#include "analyse/attribution.h"

#include "analyse/lexicon.h"
#include "analyse/quotes.h"
#include "analyse/speakers.h"

/* A quote that the taggers found, before it is laid beside the others. */
struct found {
    struct wd_quote quote;
    struct wd_span sentence;
    float lead;
    bool dropped;
};
typedef WD_LIST(struct found) founds;

struct attributor {
    struct wd_attributing x;
    const struct wd_tagger *cues, *roles;
    struct wd_speaker_memory memory;
    founds found;
};

static const struct wd_token *unit(const struct attributor *t, size_t i)
{
    return &t->x.r->units.v[i];
}

static void add_piece(struct attributor *t, struct wd_quote *q, uint32_t start, uint32_t end)
{
    wd_list_add(t->x.r->a, &q->governed, (struct wd_span){start, end});
    q->span = q->governed.n == 1 ? (struct wd_span){start, end} : (struct wd_span){q->span.start, end};
}

/* The content of a quote in pieces: runs of its units, without punctuation at their ends. */
static void contents(struct attributor *t, size_t low, size_t high, const uint8_t *labels, struct wd_quote *q)
{
    bool words = false;
    for (size_t i = low; i < high;) {
        if (labels[i - low] != WD_ROLE_CONTENT) {
            i++;
            continue;
        }
        size_t from = i, to;
        while (i < high && labels[i - low] == WD_ROLE_CONTENT)
            i++;
        to = i;
        while (from < to && unit(t, from)->kind == WD_TOKEN_PUNCT && unit(t, from)->mark != '(' && unit(t, from)->mark != '$')
            from++;
        while (to > from && unit(t, to - 1)->kind == WD_TOKEN_PUNCT && unit(t, to - 1)->mark != ')' && unit(t, to - 1)->mark != '%')
            to--;
        if (from == to)
            continue;
        add_piece(t, q, unit(t, from)->start, unit(t, to - 1)->end);
        for (size_t k = from; k < to; k++) {
            words = words || unit(t, k)->kind == WD_TOKEN_WORD || unit(t, k)->kind == WD_TOKEN_NUMBER;
            if (unit(t, k)->kind == WD_TOKEN_QUOTE)
                wd_list_add(t->x.r->a, &q->pieces, (struct wd_span){unit(t, k)->start, unit(t, k)->end});
        }
    }
    q->kind = !q->pieces.n ? WD_QUOTE_INDIRECT : words ? WD_QUOTE_MIXED : WD_QUOTE_DIRECT;
    if (q->kind == WD_QUOTE_INDIRECT)
        q->pieces = q->governed;
}

/* The longest run of source units. */
static bool source(const struct attributor *t, size_t low, size_t high, const uint8_t *labels, size_t *ret_from, size_t *ret_to)
{
    size_t best = 0;
    for (size_t i = low; i < high;) {
        size_t from = i;
        while (i < high && labels[i - low] == WD_ROLE_SOURCE)
            i++;
        size_t to = i;
        while (from < to && unit(t, from)->kind == WD_TOKEN_PUNCT)
            from++;
        while (to > from && unit(t, to - 1)->kind == WD_TOKEN_PUNCT)
            to--;
        if (to - from > best) {
            best = to - from;
            *ret_from = from;
            *ret_to = to;
        }
        i += i < high && labels[i - low] != WD_ROLE_SOURCE;
    }
    return best > 0;
}

static void governed_of(struct wd_arena *a, const struct wd_quote *q, wd_spans *ret)
{
    *ret = q->governed;
    if (ret->n)
        return;
    if (q->kind == WD_QUOTE_MIXED)
        wd_list_add(a, ret, q->span);
    else
        *ret = q->pieces;
}

static void one_head(struct attributor *t, size_t low, size_t high, size_t head, const uint8_t *labels, float lead)
{
    struct found f = {.sentence = {unit(t, low)->start, unit(t, high - 1)->end}, .lead = lead};
    const struct wd_token *u = unit(t, head);
    size_t from = 0, to = 0;
    contents(t, low, high, labels, &f.quote);
    if (!f.quote.governed.n)
        return;
    bool cued = u->kind == WD_TOKEN_WORD && labels[head - low] != WD_ROLE_CONTENT;
    if (cued)
        f.quote.cue_span = (struct wd_span){u->start, u->end};
    f.quote.denied = (u->tags & WD_LEX_DENY) != 0;
    f.quote.attitude = u->kind != WD_TOKEN_WORD || !(u->tags & (WD_LEX_SAY | WD_LEX_TELL | WD_LEX_DENY));
    if (source(t, low, high, labels, &from, &to)) {
        struct wd_speaker s = wd_speaker_of(t->x.r, &t->memory, from, to);
        f.quote.speaker_span = (struct wd_span){unit(t, from)->start, unit(t, to - 1)->end};
        f.quote.speaker = s.name;
        f.quote.role = s.role;
        wd_speaker_remember(&t->memory, &s);
    } else if (!cued && t->x.told_before) { /* it goes on with what was said before */
        f.quote.speaker_span = t->memory.last.span;
        f.quote.speaker = t->memory.last.name;
        f.quote.role = t->memory.last.role;
    }
    wd_list_add(t->x.r->a, &t->found, f);
}

static void read_sentence(struct attributor *t, size_t low, size_t high)
{
    uint8_t labels[WD_TAGGED_UNITS];
    size_t heads[WD_MAX_HEADS], n = 0;
    size_t units[WD_TAGGED_UNITS], all = wd_cue_features(&t->x, low, high, units);
    wd_tagger_decode(t->x.r->a, t->cues, &t->x.chain, labels);
    for (size_t i = 0; i < all && n < WD_MAX_HEADS; i++)
        if (labels[i] == WD_CUE_HEAD)
            heads[n++] = units[i];
    for (size_t k = 0; k < n; k++) {
        if (t->roles->defers && t->x.ruled[heads[k]].cue)
            continue;
        wd_role_features(&t->x, low, high, heads[k], heads, n);
        float lead = wd_tagger_decode(t->x.r->a, t->roles, &t->x.chain, labels);
        one_head(t, low, high, heads[k], labels, lead);
    }
}

/* Two quotes of nearly the same words: the surer stays. */
static void drop_doubles(struct attributor *t)
{
    for (size_t i = 0; i < t->found.n; i++)
        for (size_t k = i + 1; k < t->found.n && k < i + WD_MAX_HEADS; k++) {
            struct found *p = &t->found.v[i], *q = &t->found.v[k];
            uint32_t both = wd_spans_common(&p->quote.governed, &q->quote.governed);
            if (p->dropped || q->dropped || both * 5 < 4 * WD_MAX(wd_spans_bytes(&p->quote.governed), wd_spans_bytes(&q->quote.governed)))
                continue;
            (p->lead < q->lead ? p : q)->dropped = true;
        }
}

/* The rules' quote stands; of what the taggers say of the same words it takes a source that it lacks. */
static void stand(struct wd_quote *q, struct found *f)
{
    f->dropped = true;
    if (q->speaker_span.start < q->speaker_span.end || f->quote.speaker_span.start == f->quote.speaker_span.end)
        return;
    q->speaker_span = f->quote.speaker_span;
    if (!q->speaker.n)
        q->speaker = f->quote.speaker;
}

/* The taggers' quote takes the place of the rules', which know better who is meant by the same source. */
static void replace(const struct wd_quote *q, struct found *f)
{
    if (wd_spans_common(&(wd_spans){&(struct wd_span){q->speaker_span.start, q->speaker_span.end}, 1, 1},
                        &(wd_spans){&f->quote.speaker_span, 1, 1})) {
        f->quote.speaker = q->speaker;
        f->quote.role = q->role;
    }
    f->quote.denied = q->denied;
    f->quote.attitude = false;
}

/* Whether a quote of the rules is kept beside those found from number `from` on, which are of its first sentence or later. */
static bool keeps(struct attributor *t, struct wd_quote *q, size_t from)
{
    /* German tells the subjunctive round marked words apart from them. */
    bool marked = q->kind == WD_QUOTE_DIRECT || (q->kind == WD_QUOTE_MIXED && t->x.r->language == WD_LEX_LANG_DE);
    bool stands = marked || t->roles->defers, keep = stands || q->cue_span.start == q->cue_span.end;
    wd_spans own;
    governed_of(t->x.r->a, q, &own);
    uint32_t ours = wd_spans_bytes(&own);
    for (size_t i = from; i < t->found.n && t->found.v[i].sentence.start < q->span.end; i++) {
        struct found *f = &t->found.v[i];
        /* Of a direct quotation the taggers see what stands in one sentence. */
        uint32_t both = f->dropped ? 0 : wd_spans_common(&own, &f->quote.governed), theirs = wd_spans_bytes(&f->quote.governed);
        if (!both || both * 2 < (marked ? theirs : WD_MAX(ours, theirs)))
            continue;
        if (stands)
            stand(q, f);
        else
            replace(q, f);
        keep = keep && stands;
    }
    return keep;
}

static void lay_over(struct attributor *t, wd_quotes *quotes)
{
    wd_quotes all = {0};
    size_t from = 0;
    for (size_t k = 0; k < quotes->n; k++) {
        while (from < t->found.n && t->found.v[from].sentence.end <= quotes->v[k].span.start)
            from++;
        if (keeps(t, &quotes->v[k], from))
            wd_list_add(t->x.r->a, &all, quotes->v[k]);
    }
    for (size_t i = 0; i < t->found.n; i++)
        if (!t->found.v[i].dropped)
            wd_list_add(t->x.r->a, &all, t->found.v[i].quote);
    wd_quotes_order(&all);
    *quotes = all;
}

/* Whom the rules hear in a sentence is remembered; whether they find anything there. */
static bool note_rules(struct attributor *t, size_t low, size_t high)
{
    bool any = false;
    for (size_t i = low; i < high; i++) {
        const struct wd_ruled *u = &t->x.ruled[i];
        const struct wd_quote *q = u->content ? &t->x.rules->v[u->content - 1] : NULL;
        any = any || q;
        if (q && q->speaker.n)
            t->memory.last = (struct wd_speaker){.span = q->speaker_span, .name = q->speaker, .role = q->role};
    }
    return any;
}

void wd_attributions_of(const struct wd_reading *r, const wd_tokens *tokens, const struct wd_trait *traits, const struct wd_tagger *cues,
                        const struct wd_tagger *roles, wd_quotes *quotes)
{
    struct attributor t = {.cues = cues, .roles = roles};
    bool told = false;
    wd_attributing_init(&t.x, r, tokens, traits, quotes);
    for (size_t i = 0; i < r->units.n;) {
        size_t end = wd_frame_sentence(r, i), before = t.found.n;
        t.x.told_before = told && wd_goes_on(r, i);
        if (end > i + 1 && end - i <= WD_TAGGED_UNITS)
            read_sentence(&t, i, end);
        told = note_rules(&t, i, end) || t.found.n > before;
        i = end;
    }
    drop_doubles(&t);
    lay_over(&t, quotes);
}
