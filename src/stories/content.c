#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "copies/versions.h"
#include "stories/parts.h"
#include "stories/synonyms.h"
#include "text/fold.h"
#include "text/lower.h"

enum { UNITS_MAX = 96, SENTENCE_WORDS = 12 };
static const uint64_t MEMO_UNITS = 0x756E697473;

/* A sentence has few units: they are put in order where they stand. Equal hashes: the first one stays. */
static void sort_units(wd_units *units)
{
    for (size_t i = 1; i < units->n; i++) {
        struct wd_unit u = units->v[i];
        size_t at = i;
        for (; at > 0 && units->v[at - 1].hash > u.hash; at--)
            units->v[at] = units->v[at - 1];
        units->v[at] = u;
    }
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

/* Its synonyms' group, or its stem. */
static const struct wd_word_unit *unit_of(struct wd_compose *c, uint64_t seed, struct wd_str language, struct wd_str lower)
{
    uint64_t word = wd_hash_seed(lower, seed);
    struct wd_word_unit *known = &c->word_units[word & (WD_WORD_UNITS - 1)];
    if (known->word != word || !word) {
        struct wd_str group = wd_synonym_of(lower);
        uint64_t h = group.n ? wd_hash(group) : wd_stem_hash(c->stems, language, lower);
        *known = (struct wd_word_unit){word, (uint32_t)(h ^ (h >> 32)), wd_synonym_excludes(group.n ? group : lower)};
    }
    return known;
}

static void read_units(struct wd_compose *c, struct wd_str language, struct wd_str text, wd_units *ret_units)
{
    wd_words words = {0};
    int err = wd_words_of(c->a, text, &words);
    (void)err; /* over the cap the first WD_MAX_WORDS words count */
    wd_units units = {0};
    uint64_t seed = wd_hash(language);
    bool nouns = wd_str_starts(language, "de"); /* have capitals, too */
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
        struct wd_unit *u = wd_list_push(c->a, &units);
        const struct wd_word_unit *unit = unit_of(c, seed, language, lower);
        u->hash = unit->unit;
        u->excludes = unit->excludes;
        u->number = WD_NO_UNIT;
        u->flags = (uint8_t)((w->flags & WD_WORD_DIGIT ? WD_UNIT_NUMBER : 0) | ((w->flags & WD_WORD_CAPITAL) && !nouns ? WD_UNIT_NAME : 0));
    }
    sort_units(&units);
    size_t kept = 0;
    for (size_t i = 0; i < units.n; i++)
        if (kept == 0 || units.v[kept - 1].hash != units.v[i].hash)
            units.v[kept++] = units.v[i];
    units.n = kept;
    *ret_units = units;
}

/* The same sentence comes again with every member that is added to its story. */
void wd_content_units(struct wd_compose *c, struct wd_str language, struct wd_str text, wd_units *ret_units)
{
    struct wd_memo_key key = wd_memo_key_of(wd_hash_seed(language, MEMO_UNITS), text);
    wd_units units = {0};
    size_t bytes;
    const struct wd_unit *known = wd_memo_find(c->memo, key, &bytes);
    if (!known) {
        read_units(c, language, text, &units);
        bytes = units.n * sizeof(*known);
        known = wd_memo_add(c->memo, key, units.v, bytes);
    }
    units.n = units.cap = bytes / sizeof(*known);
    units.v = wd_arena_raw(c->a, bytes);
    memcpy(units.v, known, bytes);
    for (size_t u = 0; c->weight && u < units.n; u++) {
        const uint64_t *at = wd_map_find(&c->unit_at, units.v[u].hash);
        if (at)
            units.v[u].number = (uint32_t)(*at - 1);
    }
    *ret_units = units;
}

void wd_content_count(struct wd_compose *c, wd_units *units)
{
    for (size_t u = 0; u < units->n; u++) {
        uint64_t *at = wd_map_at(&c->unit_at, units->v[u].hash);
        if (!*at) {
            wd_list_push(c->a, &c->unit_df);
            *at = c->unit_df.n;
        }
        units->v[u].number = (uint32_t)(*at - 1);
        c->unit_df.v[*at - 1]++;
    }
}

/* A logarithm for each count that occurs, not for each unit. */
void wd_content_weigh(struct wd_compose *c)
{
    uint32_t most = 1;
    for (size_t i = 0; i < c->unit_df.n; i++)
        most = WD_MAX(most, c->unit_df.v[i]);
    double *of_count = wd_arena_array(c->a, (size_t)most + 1, sizeof(double));
    double all = (double)c->sentence_n + 4.0;
    c->weight = wd_arena_array(c->a, c->unit_df.n, sizeof(double));
    c->weight_alone = of_count[1] = log(1.0 + all);
    for (size_t i = 0; i < c->unit_df.n; i++) {
        uint32_t df = c->unit_df.v[i];
        if (of_count[df] == 0)
            of_count[df] = log(1.0 + all / (double)df);
        c->weight[i] = of_count[df];
    }
}

struct wd_overlap wd_content_overlap(const struct wd_compose *c, const wd_units *a, const wd_units *b)
{
    struct wd_overlap o = {0};
    for (size_t i = 0, j = 0; i < a->n || j < b->n;) {
        if (j == b->n || (i < a->n && a->v[i].hash < b->v[j].hash)) {
            o.of_a += wd_content_weight(c, &a->v[i++]);
        } else if (i == a->n || b->v[j].hash < a->v[i].hash) {
            o.of_b += wd_content_weight(c, &b->v[j++]);
        } else {
            double w = wd_content_weight(c, &a->v[i]);
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

static bool in_heading(const struct wd_article *article, struct wd_span s)
{
    size_t from = 0, to = article->blocks.n;
    while (from < to) {
        size_t mid = (from + to) / 2;
        if (article->blocks.v[mid].span.end <= s.start)
            from = mid + 1;
        else
            to = mid;
    }
    if (from == article->blocks.n || article->blocks.v[from].span.start > s.start)
        return false;
    return article->blocks.v[from].kind == WD_BLOCK_HEADING || article->blocks.v[from].kind == WD_BLOCK_CAPTION;
}

/* "The Harbour Daily will report from the quay through the day." */
static bool of_outlet_itself(const struct wd_article *article, struct wd_str sentence)
{
    struct wd_str outlet = article->outlet;
    if (!outlet.n || article->is_wire)
        return false;
    if (!wd_str_starts_nocase(sentence, "the ") && wd_str_starts_nocase(outlet, "the "))
        outlet = wd_str_from(outlet, 4);
    if (wd_str_starts_nocase(sentence, "the ") && !wd_str_starts_nocase(outlet, "the "))
        sentence = wd_str_from(sentence, 4);
    return sentence.n > outlet.n && sentence.p[outlet.n] == ' ' && wd_str_eq_nocase(wd_str_n(sentence.p, outlet.n), outlet);
}

/* "10 years ago": few words without an end are no sentence but a line of the page. */
static bool is_fragment(struct wd_str text)
{
    size_t words = 1;
    for (size_t i = 0; i < text.n; i++)
        words += text.p[i] == ' ';
    struct wd_cp last = wd_utf8_before(text, text.n);
    int class = wd_cp_class(last.cp);
    return words < SENTENCE_WORDS && (class == WD_CLASS_LOWER || class == WD_CLASS_UPPER || class == WD_CLASS_NUMBER);
}

bool wd_content_tells(const struct wd_article *article, struct wd_span s)
{
    struct wd_str text = wd_str_span(article->body, s);
    return !in_heading(article, s) && !is_fragment(text) && !wd_versions_corrects(text) && !of_outlet_itself(article, text);
}
