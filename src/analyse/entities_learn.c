#include <stdlib.h>

#include "analyse/entities.h"
#include "analyse/labelled.h"
#include "analyse/learn.h"
#include "analyse/lexicon.h"
#include "analyse/reading.h"

enum { HANDS = 4 };

struct document {
    struct wd_read read;
    struct wd_naming x;
    uint8_t *labels; /* right ones, by token */
};
struct school {
    struct wd_arena *a;
    const struct wd_training *how;
    struct document *documents;
    size_t n;
};

/* Persons are named without what they are: of "US President Barack Obama" the last two words. */
static size_t past_titles(const wd_tokens *tokens, size_t from, size_t to)
{
    size_t at = from;
    while (at + 1 < to && (tokens->v[at].tags & (WD_LEX_TITLE | WD_LEX_ROLE | WD_LEX_COUNTRY | WD_LEX_NATION | WD_LEX_DET)) &&
           !(tokens->v[at].tags & WD_LEX_FIRST))
        at++;
    return at;
}

static int by_length(const void *a, const void *b)
{
    const struct wd_name *p = a, *q = b;
    uint32_t n = p->span.end - p->span.start, m = q->span.end - q->span.start;
    if (n != m)
        return n > m ? -1 : 1;
    return (p->span.start > q->span.start) - (p->span.start < q->span.start);
}

/* Longer names first; one that stands in another is left out. */
static void label(struct school *s, struct document *d, const struct wd_labelled *l)
{
    const wd_tokens *tokens = &d->read.tokens;
    wd_names names = {0};
    d->labels = wd_arena_array(s->a, tokens->n + 1, 1);
    for (size_t i = 0; i < l->names.n; i++)
        wd_list_add(s->a, &names, l->names.v[i]);
    if (names.n)
        qsort(names.v, names.n, sizeof *names.v, by_length);
    for (size_t k = 0; k < names.n; k++) {
        size_t from = 0;
        while (from < tokens->n && tokens->v[from].start < names.v[k].span.start)
            from++;
        size_t to = from;
        bool taken = false;
        while (to < tokens->n && tokens->v[to].start + wd_token_bare(l->text, &tokens->v[to]).n <= names.v[k].span.end)
            taken = d->labels[to++] || taken;
        if (names.v[k].type == WD_NAME_PERSON)
            from = past_titles(tokens, from, to);
        for (size_t i = from; i < to && !taken; i++)
            d->labels[i] = (uint8_t)(1 + 2 * names.v[k].type + (i > from));
    }
}

static void examples_of(struct school *s, struct document *d, bool second, wd_examples *examples)
{
    for (size_t i = 0, sentence = 0, end; i < d->read.tokens.n; i = end) {
        end = wd_naming_sentence(&d->x, &d->read.sentences, &sentence, i);
        if (end - i > WD_TAGGED_TOKENS || d->read.tokens.v[i].kind == WD_TOKEN_BREAK)
            continue;
        size_t from, to = i;
        while (wd_naming_run(&d->x, i, end, to, &from, &to)) {
            wd_name_features(&d->x, i, end, from, to, second);
            wd_examples_add(s->a, examples, &d->x.chain, d->labels + from);
        }
    }
}

static int learn(struct school *s, wd_examples *examples, struct wd_buf *b)
{
    struct wd_learning how = {.kind = WD_STR("names"),
                              .labels = WD_NAME_LABELS,
                              .bits = s->how->bits,
                              .epochs = s->how->epochs,
                              .runs = s->how->runs,
                              .least = s->how->least};
    return wd_learn(s->a, &how, examples, b);
}

static int first_pass(struct school *s, size_t without, struct wd_buf *b)
{
    wd_examples examples = {0};
    for (size_t i = 0; i < s->n; i++)
        if (i % HANDS != without)
            examples_of(s, &s->documents[i], false, &examples);
    return learn(s, &examples, b);
}

/* What the first pass says of documents that it was not taught. */
static int tag_hand(struct school *s, size_t hand)
{
    struct wd_buf model;
    struct wd_tagger t;
    wd_buf_init(&model, SIZE_MAX / 2);
    int err = first_pass(s, hand, &model);
    if (!err)
        err = wd_tagger_read(wd_buf_str(&model), true, &t);
    for (size_t k = hand; !err && k < s->n; k += HANDS) {
        struct document *d = &s->documents[k];
        for (size_t i = 0, sentence = 0, end; i < d->read.tokens.n; i = end) {
            end = wd_naming_sentence(&d->x, &d->read.sentences, &sentence, i);
            if (end - i > WD_TAGGED_TOKENS || d->read.tokens.v[i].kind == WD_TOKEN_BREAK)
                continue;
            wd_naming_tag(&d->x, i, end, &t, false, d->x.first + i);
        }
        wd_naming_vote(&d->x);
    }
    wd_buf_done(&model);
    return err;
}

int wd_train_names(struct wd_arena *a, const wd_labelleds *documents, const struct wd_training *how, struct wd_buf *first,
                   struct wd_buf *second)
{
    struct school s = {.a = a, .how = how};
    int err = 0;
    s.documents = wd_arena_array(a, documents->n + 1, sizeof *s.documents);
    for (size_t i = 0; i < documents->n && !err; i++) {
        const struct wd_labelled *l = &documents->v[i];
        if (!l->has_names)
            continue;
        struct document *d = &s.documents[s.n];
        struct wd_analyse_input in = {.title = l->title, .text = l->text, .language = l->language, .date_utc = l->date_utc};
        err = wd_read_text(a, &in, &d->read);
        if (err)
            break;
        s.n++;
        wd_naming_init(&d->x, a, l->text, &d->read.tokens, wd_traits_of(a, l->text, &d->read.tokens, &d->read.names));
        label(&s, d, l);
    }
    for (size_t hand = 0; hand < HANDS && !err; hand++)
        err = tag_hand(&s, hand);
    wd_examples examples = {0};
    for (size_t i = 0; i < s.n && !err; i++)
        examples_of(&s, &s.documents[i], true, &examples);
    if (!err)
        err = learn(&s, &examples, second);
    if (!err)
        err = first_pass(&s, HANDS, first);
    for (size_t i = 0; i < s.n; i++)
        wd_naming_done(&s.documents[i].x);
    return err;
}
