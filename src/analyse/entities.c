#include "analyse/entities.h"

#include "analyse/names.h"

static void emit(const struct wd_naming *x, size_t from, size_t to, int type, wd_names *names)
{
    const struct wd_token *last = &x->tokens->v[to - 1];
    struct wd_name *n = wd_list_push(x->a, names);
    n->span.start = x->tokens->v[from].start;
    n->span.end = last->start + (uint32_t)wd_token_bare(x->text, last).n;
    n->type = type;
    n->name = wd_str_span(x->text, n->span);
}

static void keep_light(const struct wd_naming *x, size_t low, size_t high, const wd_names *light, wd_names *names)
{
    for (size_t i = wd_names_from(light, x->tokens->v[low].start); i < light->n && light->v[i].span.start < x->tokens->v[high - 1].end; i++)
        wd_list_add(x->a, names, light->v[i]);
}

static void emit_all(const struct wd_naming *x, size_t low, size_t high, const uint8_t *labels, wd_names *names)
{
    for (size_t i = low; i < high;) {
        if (!labels[i - low]) {
            i++;
            continue;
        }
        size_t from = i++;
        int type = (labels[from - low] - 1) / 2;
        while (i < high && labels[i - low] == 2 + 2 * type)
            i++;
        if (names->n < WD_MAX_NAMES)
            emit(x, from, i, type, names);
    }
}

void wd_naming_tag(struct wd_naming *x, size_t low, size_t high, const struct wd_tagger *t, bool second, uint8_t *labels)
{
    size_t from, to = low;
    memset(labels, 0, high - low);
    while (wd_naming_run(x, low, high, to, &from, &to)) {
        wd_name_features(x, low, high, from, to, second);
        wd_tagger_decode(x->a, t, &x->chain, labels + (from - low));
    }
}

void wd_entities_of(struct wd_arena *a, struct wd_str text, const wd_tokens *tokens, struct wd_trait *traits, const wd_spans *sentences,
                    const struct wd_tagger *first, const struct wd_tagger *second, wd_names *names)
{
    struct wd_naming x;
    wd_names found = {0};
    uint8_t labels[WD_TAGGED_TOKENS];
    wd_naming_init(&x, a, text, tokens, traits);
    for (size_t i = 0, s = 0, end; i < tokens->n; i = end) {
        end = wd_naming_sentence(&x, sentences, &s, i);
        if (end - i <= WD_TAGGED_TOKENS)
            wd_naming_tag(&x, i, end, first, false, x.first + i);
    }
    wd_naming_vote(&x);
    for (size_t i = 0, s = 0, end; i < tokens->n; i = end) {
        end = wd_naming_sentence(&x, sentences, &s, i);
        if (end - i > WD_TAGGED_TOKENS) {
            keep_light(&x, i, end, names, &found);
            continue;
        }
        wd_naming_tag(&x, i, end, second, true, labels);
        emit_all(&x, i, end, labels, &found);
    }
    wd_naming_done(&x);
    wd_names_group(a, text, &found);
    *names = found;
}
