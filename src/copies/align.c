#include "copies/align.h"

#include <stdlib.h>

#include "copies/grams.h"

enum { VOTES_A_WORD = 16, TRIED_SENTENCES = 3, EDITED_PERCENT = 60, LCS_WORDS = 512 };

void wd_align_runs(struct wd_arena *a, const struct wd_copy_doc *in, const struct wd_copy_doc *of, uint32_t min_words, wd_runs *ret_runs)
{
    struct wd_grams grams;
    wd_runs matches;
    size_t common, common_body;
    min_words = WD_MAX(min_words, 1u);
    wd_grams_build(&grams, a, in->hashes, in->words, WD_MIN(min_words, (uint32_t)WD_GRAM_WORDS), NULL);
    wd_grams_scan(&grams, a, of->hashes, of->words, NULL, &matches, &common, &common_body);
    wd_grams_tile(a, &matches, in->words, min_words, ret_runs);
}

/* Sentence of `of` that each of its words belongs to, UINT32_MAX for none. */
static uint32_t *sentence_of_words(struct wd_arena *a, const struct wd_copy_doc *of)
{
    uint32_t *owner = wd_arena_raw(a, of->words * sizeof *owner);
    memset(owner, 0xFF, of->words * sizeof *owner);
    for (size_t s = 0; s < of->sentence_n; s++)
        for (uint32_t i = of->sentences[s].start; i < of->sentences[s].end && i < of->words; i++)
            owner[i] = (uint32_t)s;
    return owner;
}

/* Per word of `in`, the match that reaches furthest among those that start at or before it. */
static struct wd_run *reaching(struct wd_arena *a, const wd_runs *matches, size_t in_words)
{
    struct wd_run *best = wd_arena_array(a, in_words, sizeof *best);
    for (size_t i = 0; i < matches->n; i++) {
        struct wd_run m = matches->v[i];
        if (m.words > best[m.start_in].words)
            best[m.start_in] = m;
    }
    for (size_t i = 1; i < in_words; i++)
        if (best[i - 1].start_in + best[i - 1].words > best[i].start_in + best[i].words || !best[i].words)
            best[i] = best[i - 1];
    return best;
}

/* Length of the longest common subsequence. */
static uint32_t common_in_order(struct wd_arena *a, const uint32_t *x, uint32_t nx, const uint32_t *y, uint32_t ny)
{
    nx = WD_MIN(nx, (uint32_t)LCS_WORDS);
    ny = WD_MIN(ny, (uint32_t)LCS_WORDS);
    uint32_t *row = wd_arena_array(a, ny + 1, sizeof *row);
    for (uint32_t i = 0; i < nx; i++) {
        uint32_t diagonal = 0;
        for (uint32_t j = 1; j <= ny; j++) {
            uint32_t above = row[j];
            row[j] = x[i] == y[j - 1] ? diagonal + 1 : WD_MAX(row[j], row[j - 1]);
            diagonal = above;
        }
    }
    return row[ny];
}

struct aligning {
    const struct wd_copy_doc *in, *of;
    struct wd_grams of_words; /* 1-grams of `of` */
    const uint32_t *owner;
    uint32_t *votes, *voted;
    struct wd_arena *a;
};

/* A sentence of `of` that is the same, word for word, from end to end: for those too short for a match. */
static bool same_sentence(const struct aligning *x, struct wd_span words, uint32_t *ret_of)
{
    uint32_t n = words.end - words.start;
    int64_t first = wd_grams_find(&x->of_words, x->in->hashes + words.start);
    uint32_t tries = VOTES_A_WORD;
    for (uint32_t j1 = first < 0 ? 0 : (uint32_t)first + 1; j1 && tries--; j1 = x->of_words.next[j1 - 1]) {
        uint32_t s = x->owner[j1 - 1];
        if (s == UINT32_MAX || x->of->sentences[s].start != j1 - 1 || x->of->sentences[s].end - (j1 - 1) != n)
            continue;
        if (memcmp(x->of->hashes + j1 - 1, x->in->hashes + words.start, n * sizeof *x->in->hashes) == 0) {
            *ret_of = s;
            return true;
        }
    }
    return false;
}

/* The sentence of `of` with the most words of this one in order; words that stand in few places say more about which it is. */
static struct wd_sentence_mark most_alike(struct aligning *x, struct wd_span words)
{
    struct wd_sentence_mark mark = {.mark = WD_MARK_NEW};
    uint32_t n = words.end - words.start, voted = 0, most = 0;
    for (uint32_t i = words.start; i < words.end; i++) {
        int64_t first = wd_grams_find(&x->of_words, x->in->hashes + i);
        uint32_t places = 0, j1;
        for (j1 = first < 0 ? 0 : (uint32_t)first + 1; j1 && places < VOTES_A_WORD; j1 = x->of_words.next[j1 - 1])
            places++;
        if (j1)
            continue;
        for (j1 = first < 0 ? 0 : (uint32_t)first + 1; j1; j1 = x->of_words.next[j1 - 1]) {
            uint32_t s = x->owner[j1 - 1];
            if (s == UINT32_MAX)
                continue;
            if (!x->votes[s])
                x->voted[voted++] = s;
            x->votes[s] += 64 / places;
        }
    }
    for (int tried = 0; tried < TRIED_SENTENCES; tried++) {
        uint32_t best = UINT32_MAX;
        for (uint32_t v = 0; v < voted; v++) {
            uint32_t s = x->voted[v];
            if (x->votes[s] && (best == UINT32_MAX || x->votes[s] > x->votes[best] || (x->votes[s] == x->votes[best] && s < best)))
                best = s;
        }
        if (best == UINT32_MAX)
            break;
        struct wd_span other = x->of->sentences[best];
        uint32_t common = common_in_order(x->a, x->in->hashes + words.start, n, x->of->hashes + other.start, other.end - other.start);
        if (common > most && common * 100 >= WD_MIN(n, (uint32_t)LCS_WORDS) * EDITED_PERCENT) {
            most = common;
            mark = (struct wd_sentence_mark){.mark = WD_MARK_EDITED, .of = best};
        }
        x->votes[best] = 0;
    }
    for (uint32_t v = 0; v < voted; v++)
        x->votes[x->voted[v]] = 0;
    return mark;
}

void wd_align_sentences(struct wd_arena *a, const struct wd_copy_doc *in, const struct wd_copy_doc *of, wd_sentence_marks *ret_marks)
{
    wd_sentence_marks marks = {0};
    wd_runs matches;
    size_t common, common_body;
    struct wd_grams grams;
    struct aligning x = {.in = in, .of = of, .owner = sentence_of_words(a, of), .a = a};
    wd_grams_build(&grams, a, in->hashes, in->words, WD_GRAM_WORDS, NULL);
    wd_grams_scan(&grams, a, of->hashes, of->words, NULL, &matches, &common, &common_body);
    wd_grams_build(&x.of_words, a, of->hashes, of->words, 1, NULL);
    x.votes = wd_arena_array(a, of->sentence_n, sizeof *x.votes);
    x.voted = wd_arena_array(a, of->sentence_n, sizeof *x.voted);
    const struct wd_run *reach = reaching(a, &matches, in->words);
    for (size_t s = 0; s < in->sentence_n; s++) {
        struct wd_sentence_mark mark = {.mark = WD_MARK_NEW};
        struct wd_span words = in->sentences[s];
        if (words.start < words.end) {
            struct wd_run m = reach[words.start];
            uint32_t at = m.start_of + (words.start - m.start_in);
            if (m.words && m.start_in + m.words >= words.end && x.owner[at] != UINT32_MAX)
                mark = (struct wd_sentence_mark){.mark = WD_MARK_VERBATIM, .of = x.owner[at]};
            else if (same_sentence(&x, words, &mark.of))
                mark.mark = WD_MARK_VERBATIM;
            else
                mark = most_alike(&x, words);
        }
        wd_list_add(a, &marks, mark);
    }
    *ret_marks = marks;
}
