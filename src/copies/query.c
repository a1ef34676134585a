#include <stdlib.h>

#include "base/limits.h"
#include "copies/index.h"

/* Hits are weighed in quarters: a fingerprint that many texts hold says less. */
enum {
    WEIGHT_RARE = 4,
    WEIGHT_COMMON = 2,
    WEIGHT_FULL = 1,
    WEIGHT_CANDIDATE = 8,
    RARE_POSTINGS = 16,
    SHORT_WORDS = 120,
    EXPECTED_WORDS = 600
};
/* In a segment a list this short tells even more. */
enum { WEIGHT_TELLING = 5, TELLING_POSTINGS = 4 };

static uint64_t checksum_of(const struct wd_copy_doc *doc)
{
    uint64_t h = wd_hash(wd_str_n((const char *)doc->hashes, doc->words * sizeof *doc->hashes));
    h = wd_hash_mix(h, doc->flags ? wd_hash(wd_str_n((const char *)doc->flags, doc->words)) : 1);
    return wd_hash_mix(wd_hash_mix(wd_hash_mix(h, doc->key), doc->article), doc->outlet);
}

static void flag_words(struct wd_newer *newer, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        newer->flags[i] |= WD_IN_TEMPLATE;
}

/* The windows of two neighbouring fingerprints cover all that lies between them, and those of the first and the last what lies before and
 * after. A text that is mostly what its outlet said before is no article with a template, but a copy. */
static void flag_templates(struct wd_copies *c, const wd_prints *prints)
{
    c->template_n = 0;
    if (!c->doc.outlet || !wd_templates_any(&c->templates, c->doc.outlet) || !prints->n)
        return;
    uint8_t *known = wd_arena_raw(&c->scratch, prints->n);
    for (size_t i = 0; i < prints->n; i++) {
        known[i] = wd_templates_has(&c->templates, c->doc.outlet, prints->v[i].value);
        c->template_n += known[i];
    }
    if (c->template_n * 2 > prints->n)
        c->template_n = 0;
    if (!c->template_n)
        return;
    size_t n = 0;
    c->template_prints = wd_arena_raw(&c->scratch, c->template_n * sizeof *c->template_prints);
    for (size_t i = 0; i < prints->n; i++) {
        if (!known[i])
            continue;
        size_t from = i ? prints->v[i].position : 0;
        size_t to = i + 1 == prints->n ? c->doc.words : prints->v[known[i + 1] ? i + 1 : i].position + WD_GRAM_WORDS;
        flag_words(&c->newer, from, to);
        c->template_prints[n++] = prints->v[i].value;
    }
    wd_newer_find_body(&c->newer, &c->scratch);
}

/* The fingerprints that are used: each gram once a text, and not from within a notice or a template. */
static void use_prints(struct wd_copies *c, const wd_prints *prints)
{
    struct wd_grams *grams = &c->newer.grams;
    c->prints = wd_arena_raw(&c->scratch, prints->n * sizeof *c->prints);
    c->print_n = 0;
    grams->turn++;
    for (size_t i = 0; i < prints->n; i++) {
        uint32_t first = grams->first[prints->v[i].position] - 1;
        if (grams->seen[first] == grams->turn || (c->newer.body && !c->newer.body[first]))
            continue;
        grams->seen[first] = grams->turn;
        c->prints[c->print_n++] = (struct wd_used_print){.value = prints->v[i].value, .wider = prints->v[i].wider};
    }
}

int wd_index_prepare(struct wd_copies *c, const struct wd_copy_doc *doc)
{
    if (doc->words > WD_MAX_WORDS)
        return WD_E_TOOBIG;
    uint64_t checksum = checksum_of(doc);
    c->doc = *doc; /* the hashes may have moved since the query */
    if (c->prepared && checksum == c->checksum && c->newer.grams.words == doc->words) {
        c->newer.grams.hashes = doc->hashes;
        return 0;
    }
    wd_prints prints;
    wd_arena_reset(&c->scratch);
    uint64_t *values = wd_gram_values(&c->scratch, doc->hashes, doc->words);
    size_t grams = doc->words >= WD_GRAM_WORDS ? doc->words - WD_GRAM_WORDS + 1 : 0;
    wd_winnow(&c->scratch, values, grams, c->options.window, c->options.sealed_window, &prints);
    /* the postings come from memory while the table of grams is made */
    for (size_t i = 0; i < prints.n; i++) {
        wd_postings_prefetch(&c->postings, prints.v[i].value);
        for (size_t s = 0; s < c->sealed_n && prints.v[i].wider; s++)
            wd_segment_prefetch(&c->sealed[s].segment, prints.v[i].value);
    }
    wd_newer_make(&c->newer, &c->scratch, &c->doc, values);
    flag_templates(c, &prints);
    use_prints(c, &prints);
    c->checksum = checksum;
    c->prepared = true;
    c->listed = false;
    return 0;
}

/* ---- candidates ---- */

struct hit {
    uint32_t number_1; /* number + 1; 0 is free */
    uint32_t weight;
};
struct hits {
    struct hit *table;
    size_t mask, n;
};

static void hits_add(struct hits *h, struct wd_arena *a, uint32_t number, uint32_t weight)
{
    if ((h->n + 1) * 2 > h->mask + 1) {
        struct hits wider = {.mask = h->table ? h->mask * 2 + 1 : 1023};
        wider.table = wd_arena_array(a, wider.mask + 1, sizeof *wider.table);
        for (size_t i = 0; h->table && i <= h->mask; i++)
            if (h->table[i].number_1)
                hits_add(&wider, a, h->table[i].number_1 - 1, h->table[i].weight);
        *h = wider;
    }
    size_t at = (number * 0x9E3779B1u >> 7) & h->mask;
    while (h->table[at].number_1 && h->table[at].number_1 != number + 1)
        at = (at + 1) & h->mask;
    h->n += !h->table[at].number_1;
    h->table[at].number_1 = number + 1;
    h->table[at].weight += weight;
}

static uint32_t weight_of(const struct wd_copies *c, size_t found)
{
    return found <= RARE_POSTINGS ? WEIGHT_RARE : found < c->options.posting_cap ? WEIGHT_COMMON : WEIGHT_FULL;
}

/* Long lists cost most and say least. A phrase of the language has one or two of them; what many have copied has them one after the other,
 * and then a few of them, spread evenly, find it. */
enum { LONG_POSTINGS = 24, LONG_SEALED_POSTINGS = 48, LONG_RUN = 2, LONG_LISTS = 16 };

/* lengths: of all lists in order of position, cut behind `most`; longer ones are long. Fills `picked`, room for LONG_LISTS, and gives how
 * many. */
static size_t pick_long(const uint32_t *lengths, size_t n, uint32_t most, size_t run, uint32_t *picked)
{
    size_t picked_n = 0, all = 0, in_run = 0;
    for (int turn = 0; turn < 2; turn++) {
        size_t step = all / LONG_LISTS + 1, at = 0;
        for (size_t i = 0; i <= n; i++) {
            if (i < n && lengths[i] > most) {
                in_run++;
                continue;
            }
            for (size_t k = i - in_run; in_run >= run && k < i; k++, at++)
                if (turn && at % step == 0 && picked_n < LONG_LISTS)
                    picked[picked_n++] = (uint32_t)k;
            in_run = 0;
        }
        all = at;
    }
    return picked_n;
}

static void add_all(struct wd_copies *c, struct wd_arena *a, struct hits *hits, uint64_t first, const uint32_t *slots, size_t found)
{
    uint32_t weight = weight_of(c, found);
    if (first < c->sealed_texts && found <= TELLING_POSTINGS)
        weight = WEIGHT_TELLING;
    c->work.postings += found;
    for (size_t s = 0; s < found; s++)
        hits_add(hits, a, (uint32_t)first + slots[s], weight);
}

static void hit_hot(struct wd_copies *c, struct wd_arena *a, struct hits *hits)
{
    uint32_t slots[2 * WD_LARGEST_CAP], picked[LONG_LISTS];
    uint32_t *lengths = wd_arena_raw(a, c->print_n * sizeof *lengths);
    for (size_t i = 0; i < c->print_n; i++) {
        size_t found = wd_postings_find(&c->postings, c->prints[i].value, slots, LONG_POSTINGS + 1);
        lengths[i] = c->prints[i].length = (uint32_t)found;
        if (found <= LONG_POSTINGS)
            add_all(c, a, hits, c->sealed_texts, slots, found);
    }
    size_t n = pick_long(lengths, c->print_n, LONG_POSTINGS, LONG_RUN, picked);
    for (size_t i = 0; i < n; i++)
        add_all(c, a, hits, c->sealed_texts, slots, wd_postings_find(&c->postings, c->prints[picked[i]].value, slots, WD_COUNT(slots)));
    c->listed = true;
}

static void hit_segment(struct wd_copies *c, struct wd_arena *a, const struct wd_segment *segment, const uint32_t *prints, size_t n,
                        struct hits *hits)
{
    uint32_t texts[WD_LARGEST_CAP], picked[LONG_LISTS];
    uint32_t *lengths = wd_arena_raw(a, n * sizeof *lengths);
    for (size_t i = 0; i < n; i++) {
        lengths[i] = (uint32_t)wd_segment_find(segment, prints[i], texts, LONG_SEALED_POSTINGS + 1);
        if (lengths[i] <= LONG_SEALED_POSTINGS)
            add_all(c, a, hits, segment->first, texts, lengths[i]);
    }
    size_t long_n = pick_long(lengths, n, LONG_SEALED_POSTINGS, LONG_RUN, picked);
    for (size_t i = 0; i < long_n; i++)
        add_all(c, a, hits, segment->first, texts, wd_segment_find(segment, prints[picked[i]], texts, WD_COUNT(texts)));
}

/* The hot table is asked while the segments' entries come from memory; where they are came while the doc was prepared. */
static void hit_all(struct wd_copies *c, struct wd_arena *a, struct hits *hits)
{
    uint32_t *wider = wd_arena_raw(a, c->print_n * sizeof *wider);
    size_t n = 0;
    for (size_t i = 0; i < c->print_n; i++)
        if (c->prints[i].wider)
            wider[n++] = c->prints[i].value;
    for (size_t s = 0; s < c->sealed_n; s++)
        for (size_t i = 0; i < n; i++)
            wd_segment_prefetch_entries(&c->sealed[s].segment, wider[i]);
    hit_hot(c, a, hits);
    for (size_t s = 0; s < c->sealed_n; s++)
        hit_segment(c, a, &c->sealed[s].segment, wider, n, hits);
}

struct candidate {
    uint32_t number, weight;
};
typedef WD_LIST(struct candidate) wd_candidates;

static int by_weight(const void *pa, const void *pb)
{
    const struct candidate *a = pa, *b = pb;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static int by_number(const void *pa, const void *pb)
{
    const struct candidate *a = pa, *b = pb;
    return (a->number > b->number) - (a->number < b->number);
}

/* Of a sealed text only the fingerprints of the wider window are left, and a paragraph may have but one of them: some texts with a single
 * telling hit are looked at, too, unless the segment is so large that fingerprints meet in it by chance. */
enum { WEAK_CANDIDATES = 2, WEAK_MOST_POSTINGS = 1 << (WD_SEGMENT_PRINT_BITS - 5) };

/* Latest first, for copies are made soon. */
static int by_weakness(const void *pa, const void *pb)
{
    const struct candidate *a = pa, *b = pb;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return (a->number < b->number) - (a->number > b->number);
}

struct candidate_lists {
    wd_candidates strong, weak;
};

static void add_hot_candidate(const struct wd_copies *c, struct wd_arena *a, struct candidate candidate, struct candidate_lists *lists)
{
    const struct wd_hot *hot = &c->hot[candidate.number - c->sealed_texts];
    bool is_short = WD_MIN(c->doc.words, (size_t)hot->words) <= SHORT_WORDS;
    if (hot->place != WD_NO_PLACE && hot->key != c->doc.key && candidate.weight >= (is_short ? WEIGHT_RARE : WEIGHT_CANDIDATE))
        wd_list_add(a, &lists->strong, candidate);
}

/* How long a sealed text is stands on the shelf only. */
static void add_sealed_candidate(const struct wd_copies *c, struct wd_arena *a, struct candidate candidate, struct candidate_lists *lists)
{
    if (candidate.weight >= WEIGHT_CANDIDATE) {
        wd_list_add(a, &lists->strong, candidate);
    } else if (candidate.weight >= (c->doc.words <= SHORT_WORDS ? WEIGHT_RARE : WEIGHT_TELLING)) {
        size_t s = 0;
        while (c->sealed[s].segment.first + c->sealed[s].segment.texts <= candidate.number)
            s++;
        if (c->sealed[s].segment.postings <= WEAK_MOST_POSTINGS || c->doc.words <= SHORT_WORDS)
            wd_list_add(a, &lists->weak, candidate);
    }
}

static void cut(wd_candidates *list, size_t most, int (*order)(const void *, const void *))
{
    if (list->n <= most)
        return;
    qsort(list->v, list->n, sizeof *list->v, order);
    /* Of those that weigh the same where it is cut, half are the first and half the last: what they go back to, and what is new. */
    size_t from = most, to = most;
    while (from && list->v[from - 1].weight == list->v[most].weight)
        from--;
    while (to < list->n && list->v[to].weight == list->v[most].weight)
        to++;
    size_t last = (most - from) / 2;
    if (last)
        memmove(&list->v[most - last], &list->v[to - last], last * sizeof *list->v);
    list->n = most;
}

/* In order of number, which is the order on the shelf. */
static void find_candidates(struct wd_copies *c, struct wd_arena *a, wd_candidates *ret_candidates)
{
    struct candidate_lists lists = {0};
    struct hits hits = {0};
    hit_all(c, a, &hits);
    for (size_t i = 0; hits.table && i <= hits.mask; i++) {
        if (hits.table[i].weight < WEIGHT_RARE)
            continue;
        struct candidate candidate = {hits.table[i].number_1 - 1, hits.table[i].weight};
        if (candidate.number >= c->sealed_texts)
            add_hot_candidate(c, a, candidate, &lists);
        else
            add_sealed_candidate(c, a, candidate, &lists);
    }
    cut(&lists.strong, c->options.max_candidates, by_weight);
    cut(&lists.weak, WD_MIN(c->options.max_candidates - lists.strong.n, (size_t)WEAK_CANDIDATES), by_weakness);
    for (size_t i = 0; i < lists.weak.n; i++)
        wd_list_add(a, &lists.strong, lists.weak.v[i]);
    if (lists.strong.n > 1)
        qsort(lists.strong.v, lists.strong.n, sizeof *lists.strong.v, by_number);
    *ret_candidates = lists.strong;
}

/* ---- verification ---- */

/* Runs of a template alone, with the few words at its edge that no fingerprint covers, are no reuse. */
static bool of_template_only(const struct wd_newer *newer, const struct wd_reuse *reuse)
{
    for (size_t r = 0; r < reuse->runs.n; r++) {
        struct wd_run run = reuse->runs.v[r];
        size_t own = 0;
        for (uint32_t i = run.start_in; i < run.start_in + run.words; i++)
            own += !(newer->flags[i] & WD_IN_TEMPLATE);
        if (own >= WD_RUN_WORDS)
            return false;
    }
    return true;
}

static int verify(struct wd_copies *c, struct wd_arena *a, uint32_t number, wd_reuses *reuses)
{
    const struct wd_hot *hot = number >= c->sealed_texts ? &c->hot[number - c->sealed_texts] : NULL;
    uint64_t place = hot ? hot->place : wd_index_sealed_place(c, number);
    struct wd_row_record record;
    if (place == WD_NO_PLACE)
        return 0;
    int err = wd_row_read(c->shelf, a, place, c->row_end, hot ? hot->words : EXPECTED_WORDS, &record);
    if (err) {
        c->damaged = place;
        return err;
    }
    if (!record.head.words || record.head.key == c->doc.key)
        return 0;
    c->work.verified++;
    struct wd_older older = {.key = record.head.key,
                             .article = record.head.article,
                             .hashes = record.hashes,
                             .words = record.head.words,
                             .distinct = record.head.distinct};
    struct wd_reuse reuse;
    if (!wd_verify(&c->newer, a, &older, &reuse))
        return 0;
    if (c->template_n && reuse.relation == WD_REL_INDEPENDENT && of_template_only(&c->newer, &reuse))
        return 0;
    wd_list_add(a, reuses, reuse);
    return 0;
}

static int by_share(const void *pa, const void *pb)
{
    const struct wd_reuse *a = pa, *b = pb;
    if (a->share_of_copy != b->share_of_copy)
        return a->share_of_copy > b->share_of_copy ? -1 : 1;
    if (a->share_of_source != b->share_of_source)
        return a->share_of_source > b->share_of_source ? -1 : 1;
    return (a->of > b->of) - (a->of < b->of);
}

int wd_copies_query(struct wd_copies *c, struct wd_arena *a, const struct wd_copy_doc *doc, wd_reuses *ret_reuses)
{
    int err = wd_index_prepare(c, doc);
    if (err)
        return err;
    wd_reuses reuses = {0};
    wd_candidates candidates;
    find_candidates(c, a, &candidates);
    for (size_t i = 0; i < candidates.n && !err; i++)
        err = verify(c, a, candidates.v[i].number, &reuses);
    if (err)
        return err;
    if (reuses.n > 1)
        qsort(reuses.v, reuses.n, sizeof *reuses.v, by_share);
    *ret_reuses = reuses;
    return 0;
}

/* Matches come in order of their place in the source, so the one that reaches furthest so far tells whether any covers a sentence. */
void wd_reuse_verbatim(struct wd_arena *a, const struct wd_reuse *reuse, const struct wd_span *sentences, size_t sentence_n,
                       wd_numbers *ret_numbers)
{
    const wd_runs *matches = &reuse->matches;
    wd_numbers numbers = {0};
    uint32_t reaches = 0;
    size_t m = 0;
    for (size_t s = 0; s < sentence_n; s++) {
        for (; m < matches->n && matches->v[m].start_of <= sentences[s].start; m++)
            reaches = WD_MAX(reaches, matches->v[m].start_of + matches->v[m].words);
        if (sentences[s].end > sentences[s].start && reaches >= sentences[s].end)
            wd_list_add(a, &numbers, (uint32_t)s);
    }
    *ret_numbers = numbers;
}
