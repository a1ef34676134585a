#include "analyse/attribution.h"
#include "analyse/labelled.h"
#include "analyse/learn.h"
#include "analyse/lexicon.h"
#include "analyse/reading.h"
#include "base/hash.h"

/* Documents are dealt into so many hands: the cues that roles learn from are found by a tagger that has not seen their document. */
enum { HANDS = 4 };
/* A word is taken for the cue of a quote without one from so often on. */
static const double LEAST_SHARE = .05;

/* A cue and what it governs; a sentence that goes on without one has its first unit for it. */
struct lesson {
    size_t head;
    const struct wd_labelled_quote *quote;
};
struct document {
    struct wd_read read;
    struct wd_attributing x;
    const struct wd_labelled *labelled;
    WD_LIST(struct lesson) lessons;
};

struct school {
    struct wd_arena *a;
    const struct wd_training *how;
    struct document *documents;
    size_t n;
    struct wd_map seen, cued; /* word -> how often it stands in a text, in a cue */
};

static uint32_t common(struct wd_span a, struct wd_span b)
{
    uint32_t from = WD_MAX(a.start, b.start), to = WD_MIN(a.end, b.end);
    return to > from ? to - from : 0;
}

static bool covers(const wd_spans *spans, const struct wd_token *u)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < spans->n; i++)
        sum += common(spans->v[i], (struct wd_span){u->start, u->end});
    return sum * 2 > u->end - u->start;
}

static bool reaches(const wd_spans *spans, const struct wd_token *u)
{
    return spans->n && spans->v[0].start < u->end && spans->v[spans->n - 1].end > u->start;
}

static void count(struct school *s, const struct document *d)
{
    const wd_tokens *units = &d->read.reading.units;
    for (size_t i = 0; i < units->n; i++)
        ++*wd_map_at(&s->seen, d->x.traits[i].word);
    for (size_t k = 0; k < d->labelled->quotes.n; k++)
        for (size_t i = 0; i < units->n; i++)
            if (reaches(&d->labelled->quotes.v[k].cue, &units->v[i]) && covers(&d->labelled->quotes.v[k].cue, &units->v[i]))
                ++*wd_map_at(&s->cued, d->x.traits[i].word);
}

/* The unit of the cue whose word is most often one; of a quote without cue, its first quotation or word. */
static size_t head_of(const struct school *s, const struct document *d, const struct wd_labelled_quote *q)
{
    const wd_tokens *units = &d->read.reading.units;
    size_t best = SIZE_MAX;
    double most = 0;
    const wd_spans *where = q->cue.n ? &q->cue : &q->content;
    bool inside = q->source.n && q->source.v[0].start >= where->v[0].start && q->source.v[0].end <= where->v[where->n - 1].end;
    for (size_t i = 0; i < units->n; i++) {
        const struct wd_token *u = &units->v[i];
        if (!reaches(where, u) || !covers(where, u) || u->kind == WD_TOKEN_BREAK)
            continue;
        if (!q->cue.n) {
            if (u->kind == WD_TOKEN_QUOTE)
                return i;
            best = best == SIZE_MAX && u->kind != WD_TOKEN_PUNCT ? i : best;
        }
        const uint64_t *seen = wd_map_find(&s->seen, d->x.traits[i].word), *cued = wd_map_find(&s->cued, d->x.traits[i].word);
        double share = seen && cued ? (double)*cued / ((double)*seen + 2) : 0;
        if (u->tags & WD_LEX_ANYCUE)
            share += .5;
        if (covers(&q->source, u) || !wd_may_be_cue(&d->x, i, false))
            share /= 4;
        if (!q->cue.n && (!inside || (u->flags & WD_TOKEN_CAPITAL) || share < LEAST_SHARE))
            continue;
        if (best == SIZE_MAX || share > most) {
            best = i;
            most = share;
        }
    }
    return best;
}

static bool is_head(const struct document *d, size_t unit)
{
    for (size_t k = 0; k < d->lessons.n; k++)
        if (d->lessons.v[k].head == unit)
            return true;
    return false;
}

static bool has_content(const struct document *d, size_t low, size_t high)
{
    const struct wd_token *u = d->read.reading.units.v;
    for (size_t k = 0; k < d->labelled->quotes.n; k++) {
        const wd_spans *content = &d->labelled->quotes.v[k].content;
        for (size_t i = low; i < high && content->n && content->v[0].start < u[high - 1].end; i++)
            if (covers(content, &u[i]))
                return true;
    }
    return false;
}

typedef void visit(struct school *s, struct document *d, size_t low, size_t high, void *context);
static void each_sentence(struct school *s, struct document *d, visit *each, void *context)
{
    const struct wd_reading *r = &d->read.reading;
    bool told = false;
    for (size_t i = 0; i < r->units.n;) {
        size_t end = wd_frame_sentence(r, i);
        d->x.told_before = told && wd_goes_on(r, i);
        if (end > i + 1 && end - i <= WD_TAGGED_UNITS)
            each(s, d, i, end, context);
        told = has_content(d, i, end);
        i = end;
    }
}

/* Further sentences of content in words, which no cue introduces. */
static void going_on(struct school *s, struct document *d, size_t low, size_t high, void *context)
{
    (void)context;
    size_t all = d->lessons.n;
    for (size_t k = 0; k < all && d->x.told_before; k++) {
        const struct lesson l = d->lessons.v[k];
        bool words = false;
        for (size_t i = low; i < high; i++)
            words = words || (d->read.reading.units.v[i].kind == WD_TOKEN_WORD && covers(&l.quote->content, &d->read.reading.units.v[i]));
        if (words && l.head < low && !is_head(d, low))
            wd_list_add(s->a, &d->lessons, (struct lesson){low, l.quote});
    }
}

static void cue_example(struct school *s, struct document *d, size_t low, size_t high, void *context)
{
    uint8_t labels[WD_TAGGED_UNITS];
    size_t units[WD_TAGGED_UNITS], all = wd_cue_features(&d->x, low, high, units);
    for (size_t i = 0; i < all; i++)
        labels[i] = is_head(d, units[i]) ? WD_CUE_HEAD : WD_CUE_NONE;
    wd_examples_add(s->a, context, &d->x.chain, labels);
}

struct roles {
    wd_examples examples;
    struct wd_tagger cues;
};

static void role_example(struct school *s, struct document *d, size_t low, size_t high, void *context)
{
    struct roles *to = context;
    uint8_t found[WD_TAGGED_UNITS], labels[WD_TAGGED_UNITS];
    size_t heads[WD_MAX_HEADS], n = 0;
    size_t units[WD_TAGGED_UNITS], all = wd_cue_features(&d->x, low, high, units);
    wd_tagger_decode(s->a, &to->cues, &d->x.chain, found);
    for (size_t i = 0; i < all && n < WD_MAX_HEADS; i++)
        if (found[i] == WD_CUE_HEAD || is_head(d, units[i]))
            heads[n++] = units[i];
    for (size_t k = 0; k < n; k++) {
        const struct wd_labelled_quote *q = NULL;
        for (size_t i = 0; i < d->lessons.n; i++)
            if (d->lessons.v[i].head == heads[k])
                q = d->lessons.v[i].quote;
        for (size_t i = low; i < high; i++) {
            const struct wd_token *u = &d->read.reading.units.v[i];
            labels[i - low] = !q                       ? WD_ROLE_NONE
                              : covers(&q->content, u) ? WD_ROLE_CONTENT
                              : covers(&q->source, u)  ? WD_ROLE_SOURCE
                                                       : WD_ROLE_NONE;
        }
        wd_role_features(&d->x, low, high, heads[k], heads, n);
        wd_examples_add(s->a, &to->examples, &d->x.chain, labels);
    }
}

/* The tagger of cues of all documents but one hand. */
static int train_cues(struct school *s, size_t without, struct wd_buf *b)
{
    wd_examples examples = {0};
    for (size_t i = 0; i < s->n; i++)
        if (i % HANDS != without)
            each_sentence(s, &s->documents[i], cue_example, &examples);
    struct wd_learning how = {.kind = WD_STR("cues"),
                              .labels = WD_CUES,
                              .bits = s->how->bits,
                              .epochs = s->how->epochs,
                              .runs = s->how->runs,
                              .least = s->how->least,
                              .bias = s->how->cue_bias};
    return wd_learn(s->a, &how, &examples, b);
}

static int train_roles(struct school *s, struct wd_buf *b)
{
    struct roles roles = {0};
    for (size_t hand = 0; hand < HANDS; hand++) {
        struct wd_buf model;
        wd_buf_init(&model, SIZE_MAX / 2);
        int err = train_cues(s, hand, &model);
        if (!err)
            err = wd_tagger_read(wd_buf_str(&model), true, &roles.cues);
        for (size_t i = hand; !err && i < s->n; i += HANDS)
            each_sentence(s, &s->documents[i], role_example, &roles);
        wd_buf_done(&model);
        if (err)
            return err;
    }
    struct wd_learning how = {.kind = WD_STR("roles"),
                              .labels = WD_ROLES,
                              .bits = s->how->bits,
                              .epochs = s->how->epochs,
                              .runs = s->how->runs,
                              .least = s->how->least,
                              .defers = s->how->defers};
    return wd_learn(s->a, &how, &roles.examples, b);
}

static void lessons_of(struct school *s, struct document *d)
{
    for (size_t k = 0; k < d->labelled->quotes.n; k++) {
        const struct wd_labelled_quote *q = &d->labelled->quotes.v[k];
        size_t head = head_of(s, d, q);
        if (head != SIZE_MAX)
            wd_list_add(s->a, &d->lessons, (struct lesson){head, q});
    }
    each_sentence(s, d, going_on, NULL);
}

int wd_train_quotes(struct wd_arena *a, const wd_labelleds *documents, const struct wd_training *how, struct wd_buf *cues,
                    struct wd_buf *roles)
{
    struct school s = {.a = a, .how = how};
    int err = 0;
    wd_map_init(&s.seen);
    wd_map_init(&s.cued);
    s.documents = wd_arena_array(a, documents->n + 1, sizeof *s.documents);
    for (size_t i = 0; i < documents->n && !err; i++) {
        const struct wd_labelled *l = &documents->v[i];
        if (!l->has_quotes)
            continue;
        struct document *d = &s.documents[s.n++];
        struct wd_analyse_input in = {.title = l->title, .text = l->text, .language = l->language, .date_utc = l->date_utc};
        d->labelled = l;
        err = wd_read_text(a, &in, &d->read);
        if (err)
            break;
        wd_attributing_init(&d->x, &d->read.reading, &d->read.tokens, wd_traits_of(a, l->text, &d->read.tokens, &d->read.names),
                            &d->read.quotes);
        count(&s, d);
    }
    for (size_t i = 0; i < s.n && !err; i++)
        lessons_of(&s, &s.documents[i]);
    if (!err)
        err = train_roles(&s, roles);
    if (!err)
        err = train_cues(&s, HANDS, cues);
    wd_map_done(&s.seen);
    wd_map_done(&s.cued);
    return err;
}
