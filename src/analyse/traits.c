#include "analyse/traits.h"

#include "analyse/lexicon.h"
#include "analyse/wording.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "text/fold.h"

enum { LONGEST_FORM = 40, STEM_BYTES = 5, TAIL_BYTES = 3 };

#define LITTLE_WORDS \
    (WD_LEX_DET | WD_LEX_PREP | WD_LEX_CONJ | WD_LEX_SUBORD | WD_LEX_AUX | WD_LEX_BE | WD_LEX_HAVE | WD_LEX_NEG | WD_LEX_MODAL | \
     WD_LEX_PRON)
#define TELLING_LISTS (WD_LEX_ANYCUE | WD_LEX_TIMEWORD | WD_LEX_ROLE | WD_LEX_TITLE | WD_LEX_ADDRESSEE | WD_LEX_ADV | WD_LEX_SAIDNOUN)

static size_t lower_form(struct wd_str word, char out[static LONGEST_FORM + 4])
{
    size_t n = 0;
    for (size_t at = 0; at < word.n && n < LONGEST_FORM;) {
        struct wd_cp c = wd_utf8_at(word, at);
        n += wd_utf8_put(out + n, c.cp == 0x2019 ? '\'' : wd_lower_cp(c.cp));
        at += c.bytes ? c.bytes : 1;
    }
    return n;
}

static uint8_t shape_of(const struct wd_token *t, struct wd_str word)
{
    bool digit = false, hyphen = false, inner = false;
    for (size_t i = 0; i < word.n && i < LONGEST_FORM; i++) {
        digit = digit || wd_is_digit(word.p[i]);
        hyphen = hyphen || word.p[i] == '-';
        inner = inner || (i > 0 && wd_is_upper(word.p[i]));
    }
    return (uint8_t)(t->kind + 8 * ((t->flags & WD_TOKEN_CAPITAL) != 0) + 16 * ((t->flags & WD_TOKEN_ALLCAPS) != 0) + 32 * digit +
                     64 * hyphen + 128 * inner);
}

static void of_quotation(struct wd_str text, const struct wd_region *g, struct wd_trait *x)
{
    struct wd_str inner = wd_str_trim(wd_str_n(text.p + g->inner_start, g->inner_end - g->inner_start));
    size_t words = wd_wording_count(inner, 12);
    uint32_t size = words <= 1 ? 0 : words <= 3 ? 1 : words <= 6 ? 2 : words < 12 ? 3 : 4;
    char last = inner.n ? inner.p[inner.n - 1] : 0;
    x->word = 0x51554F54u;
    x->stem = x->word + (wd_wording_opens_upper(inner) ? 1u : 0u);
    x->tail = x->word + (strchr(".,!?", last) ? (uint32_t)(unsigned char)last : 0u);
    x->coarse = x->stem + 2 * size;
}

static void of_word(struct wd_str text, const struct wd_token *t, struct wd_trait *x)
{
    char form[LONGEST_FORM + 4];
    struct wd_str word = wd_token_bare(text, t);
    size_t n = lower_form(word, form);
    x->word = wd_hash_fnv(wd_str_n(form, n));
    x->stem = wd_hash_fnv(wd_str_n(form, WD_MIN(n, (size_t)STEM_BYTES)));
    x->tail = wd_hash_fnv(wd_str_n(form + n - WD_MIN(n, (size_t)TAIL_BYTES), WD_MIN(n, (size_t)TAIL_BYTES)));
    x->shape = shape_of(t, word);
    if (t->tags & LITTLE_WORDS)
        x->coarse = x->word;
    else
        x->coarse = (uint32_t)(wd_pair(wd_pair(t->tags & TELLING_LISTS, x->shape & ~32u), t->flags & WD_TOKEN_CAPITAL ? 0 : x->tail) >> 32);
    if (t->flags & WD_TOKEN_POSSESSIVE)
        x->coarse ^= 0x5A5A5A5Au;
}

struct wd_trait *wd_traits_of(struct wd_arena *a, struct wd_str text, const wd_tokens *tokens, const wd_names *names)
{
    struct wd_trait *traits = wd_arena_array(a, tokens->n + 1, sizeof *traits);
    size_t name = 0;
    for (size_t i = 0; i < tokens->n; i++) {
        const struct wd_token *t = &tokens->v[i];
        struct wd_trait *x = &traits[i];
        if (t->kind == WD_TOKEN_PUNCT || t->kind == WD_TOKEN_BREAK) {
            x->word = x->stem = x->tail = x->coarse = (uint32_t)(unsigned char)t->mark;
            x->shape = t->kind;
        } else {
            of_word(text, t, x);
        }
        while (names && name < names->n && names->v[name].span.end <= t->start)
            name++;
        if (names && name < names->n && names->v[name].span.start < t->end)
            x->name = (uint8_t)(names->v[name].type + 1 + (names->v[name].span.start == t->start ? 8 : 0));
    }
    return traits;
}

struct wd_trait *wd_unit_traits(struct wd_arena *a, struct wd_str text, const wd_tokens *tokens, const struct wd_trait *traits,
                                const wd_tokens *units, const wd_regions *regions)
{
    struct wd_trait *own = wd_arena_array(a, units->n + 1, sizeof *own);
    for (size_t i = 0, k = 0; i < units->n; i++) {
        const struct wd_token *u = &units->v[i];
        if (u->kind == WD_TOKEN_QUOTE) {
            of_quotation(text, &regions->v[u->region], &own[i]);
            own[i].shape = WD_TOKEN_QUOTE;
            continue;
        }
        while (k < tokens->n && tokens->v[k].start < u->start)
            k++;
        if (k < tokens->n)
            own[i] = traits[k];
    }
    return own;
}
