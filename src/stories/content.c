#include <math.h>
#include <stdlib.h>

#include "stories/parts.h"
#include "stories/synonyms.h"
#include "text/fold.h"

enum { INDEX_POSTINGS = 48, INDEX_TRIED = 12, UNITS_MAX = 96 };

static int by_hash(const void *a, const void *b)
{
    const struct wd_unit *x = a, *y = b;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static bool joined_by_stop(struct wd_str text, const struct wd_word *before, const struct wd_word *word)
{
    return word->start == before->end + 1 && text.p[before->end] == '.';
}

/* "U.S.", "U.K.": single letters joined by stops are one word. Gives how many words were taken. */
static size_t acronym(struct wd_str text, const wd_words *words, size_t at, char out[8], size_t *ret_n)
{
    size_t n = 0, i = at;
    while (i < words->n && n < 7 && words->v[i].end - words->v[i].start == 1 && wd_is_upper(text.p[words->v[i].start]) &&
           (i == at || joined_by_stop(text, &words->v[i - 1], &words->v[i]))) {
        out[n++] = wd_lower(text.p[words->v[i].start]);
        i++;
    }
    *ret_n = n;
    return n >= 2 ? i - at : 0;
}

static struct wd_str lower_of(struct wd_arena *a, struct wd_str text, const struct wd_word *w, char small[64])
{
    size_t n = w->end - w->start;
    if ((w->flags & WD_WORD_ASCII) && n <= 64) {
        for (size_t i = 0; i < n; i++)
            small[i] = wd_lower(text.p[w->start + i]);
        return wd_str_n(small, n);
    }
    return wd_lower_str(a, wd_str_n(text.p + w->start, n));
}

void wd_content_units(struct wd_compose *c, struct wd_str language, struct wd_str text, wd_units *ret_units)
{
    wd_words words = {0};
    int err = wd_words_of(c->a, text, &words);
    (void)err; /* over the cap the first WD_MAX_WORDS words count */
    wd_units units = {0};
    char small[64], letters[8];
    for (size_t i = 0; i < words.n && units.n < UNITS_MAX; i++) {
        const struct wd_word *w = &words.v[i];
        size_t n, taken = acronym(text, &words, i, letters, &n);
        struct wd_str lower;
        if (taken) {
            lower = wd_str_n(letters, n);
            i += taken - 1;
        } else {
            lower = lower_of(c->a, text, w, small);
            if (lower.n == 1 && !wd_is_digit(lower.p[0]))
                continue;
            if (wd_is_stopword(language, lower) && !((w->flags & WD_WORD_ALLCAPS) && lower.n > 1))
                continue;
            struct wd_str pair = wd_synonym_pair(
                lower, i + 1 < words.n ? wd_str_n(text.p + words.v[i + 1].start, words.v[i + 1].end - words.v[i + 1].start) : WD_STR(""));
            if (pair.n) {
                lower = pair;
                i++;
            }
        }
        struct wd_str group = wd_synonym_of(lower);
        struct wd_unit *u = wd_list_push(c->a, &units);
        uint64_t h = group.n ? wd_hash(group) : wd_stem_hash(c->stems, language, lower);
        u->hash = (uint32_t)(h ^ (h >> 32));
        u->flags = (uint8_t)((w->flags & WD_WORD_DIGIT ? WD_UNIT_NUMBER : 0) | (w->flags & WD_WORD_CAPITAL ? WD_UNIT_NAME : 0));
    }
    if (units.n)
        qsort(units.v, units.n, sizeof(*units.v), by_hash);
    size_t kept = 0;
    for (size_t i = 0; i < units.n; i++)
        if (kept == 0 || units.v[kept - 1].hash != units.v[i].hash)
            units.v[kept++] = units.v[i];
    units.n = kept;
    *ret_units = units;
}

double wd_content_weight(const struct wd_compose *c, uint32_t unit)
{
    const uint64_t *df = wd_map_find(&c->unit_df, unit);
    return log(1.0 + ((double)c->sentence_n + 4.0) / (double)(df && *df ? *df : 1));
}

struct wd_overlap wd_content_overlap(const struct wd_compose *c, const wd_units *a, const wd_units *b)
{
    struct wd_overlap o = {0};
    for (size_t i = 0, j = 0; i < a->n || j < b->n;) {
        if (j == b->n || (i < a->n && a->v[i].hash < b->v[j].hash)) {
            o.of_a += wd_content_weight(c, a->v[i++].hash);
        } else if (i == a->n || b->v[j].hash < a->v[i].hash) {
            o.of_b += wd_content_weight(c, b->v[j++].hash);
        } else {
            double w = wd_content_weight(c, a->v[i].hash);
            o.of_a += w;
            o.of_b += w;
            o.shared += w;
            o.units++;
            o.numbers += (a->v[i].flags & WD_UNIT_NUMBER) != 0;
            o.names += (a->v[i].flags & b->v[j].flags & WD_UNIT_NAME) != 0;
            i++;
            j++;
        }
    }
    return o;
}

size_t wd_content_sentence(const struct wd_article *article, uint32_t at)
{
    size_t from = 0, to = article->sentences.n;
    while (from < to) {
        size_t mid = (from + to) / 2;
        if (article->sentences.v[mid].end <= at)
            from = mid + 1;
        else
            to = mid;
    }
    return from < article->sentences.n && article->sentences.v[from].start <= at ? from : SIZE_MAX;
}

struct posting {
    uint32_t part, sentence;
};
struct postings {
    WD_LIST(struct posting) list;
};
struct wd_sentence_index {
    struct wd_compose *c;
    struct wd_map at; /* unit -> number of its postings + 1 */
    WD_LIST(struct postings) postings;
};

struct wd_sentence_index *wd_sentence_index_new(struct wd_compose *c)
{
    struct wd_sentence_index *x = WD_NEW(c->a, struct wd_sentence_index);
    x->c = c;
    wd_map_init(&x->at);
    return x;
}

void wd_sentence_index_done(struct wd_sentence_index *x)
{
    wd_map_done(&x->at);
}

void wd_sentence_index_add(struct wd_sentence_index *x, uint32_t part, uint32_t sentence)
{
    const wd_units *units = &x->c->parts[part].units[sentence];
    for (size_t u = 0; u < units->n; u++) {
        uint64_t *slot = wd_map_at(&x->at, units->v[u].hash);
        if (!*slot) {
            wd_list_push(x->c->a, &x->postings);
            *slot = x->postings.n;
        }
        struct postings *p = &x->postings.v[*slot - 1];
        /* a word that stands in more sentences tells nothing that rarer words do not tell better */
        if (p->list.n <= INDEX_POSTINGS)
            wd_list_add(x->c->a, &p->list, (struct posting){part, sentence});
    }
}

struct candidate {
    struct posting at;
    double weight;
};

static int by_weight(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    if (x->at.part != y->at.part)
        return x->at.part < y->at.part ? -1 : 1;
    return x->at.sentence < y->at.sentence ? -1 : x->at.sentence > y->at.sentence;
}

static int by_place(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->at.part != y->at.part)
        return x->at.part < y->at.part ? -1 : 1;
    return x->at.sentence < y->at.sentence ? -1 : x->at.sentence > y->at.sentence;
}

struct wd_likeness wd_sentence_index_best(struct wd_sentence_index *x, const wd_units *units, uint32_t group, uint32_t not_group, bool own)
{
    struct wd_likeness best = {0};
    WD_LIST(struct candidate) found = {0};
    for (size_t u = 0; u < units->n; u++) {
        const uint64_t *slot = wd_map_find(&x->at, units->v[u].hash);
        if (!slot)
            continue;
        const struct postings *p = &x->postings.v[*slot - 1];
        if (p->list.n > INDEX_POSTINGS)
            continue;
        double w = wd_content_weight(x->c, units->v[u].hash);
        for (size_t i = 0; i < p->list.n; i++) {
            uint32_t g = x->c->parts[p->list.v[i].part].group;
            if (group == UINT32_MAX ? g != not_group : g == group)
                wd_list_add(x->c->a, &found, (struct candidate){p->list.v[i], w});
        }
    }
    if (!found.n)
        return best;
    qsort(found.v, found.n, sizeof(*found.v), by_place);
    size_t kept = 0;
    for (size_t i = 0; i < found.n; i++) {
        if (kept && by_place(&found.v[kept - 1], &found.v[i]) == 0)
            found.v[kept - 1].weight += found.v[i].weight;
        else
            found.v[kept++] = found.v[i];
    }
    qsort(found.v, kept, sizeof(*found.v), by_weight);
    for (size_t i = 0; i < kept && i < INDEX_TRIED; i++) {
        struct posting at = found.v[i].at;
        struct wd_overlap o = wd_content_overlap(x->c, units, &x->c->parts[at.part].units[at.sentence]);
        double against = own ? o.of_a : WD_MIN(o.of_a, o.of_b);
        double value = against > 0 ? o.shared / against : 0;
        if (value > best.value)
            best = (struct wd_likeness){value, o, at.part, at.sentence};
    }
    return best;
}
