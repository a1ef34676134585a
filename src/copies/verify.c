#include "copies/verify.h"

/* A stretch of this many words outside quotation marks makes a run more than a quotation with its "he said". */
enum { OUTSIDE_WORDS = 5 };
/* Derived: one run of so many words outside quotation marks, or whole sentences of so many words in all. */
enum { DERIVED_RUN_WORDS = 30, DERIVED_SENTENCE_WORDS = 16 };

static const double COPY_SHARE = 0.5, DERIVED_SHARE = 0.1;

void wd_newer_make(struct wd_newer *newer, struct wd_arena *a, const struct wd_copy_doc *doc, const uint64_t *values)
{
    *newer = (struct wd_newer){.doc = doc};
    wd_grams_build(&newer->grams, a, doc->hashes, doc->words, WD_GRAM_WORDS, values);
    newer->body_distinct = newer->grams.distinct;
    bool notices = false;
    for (size_t i = 0; doc->flags && i < doc->words; i++)
        notices |= (doc->flags[i] & WD_COPY_IN_NOTICE) != 0;
    if (!notices)
        return;
    uint8_t *body = wd_arena_array(a, newer->grams.count, 1);
    size_t clear = 0; /* words before i + 1 since the last one of a notice */
    newer->body_distinct = 0;
    for (size_t i = 0; i < doc->words; i++) {
        clear = doc->flags[i] & WD_COPY_IN_NOTICE ? 0 : clear + 1;
        if (clear < WD_GRAM_WORDS)
            continue;
        /* A gram that stands outside notices once is of the body, wherever else it stands. */
        size_t first = newer->grams.first[i + 1 - WD_GRAM_WORDS] - 1;
        newer->body_distinct += !body[first];
        body[first] = 1;
    }
    newer->body = body;
}

struct outside {
    bool any_run, inside_only, long_run;
};

/* Where the runs stand: notices do not count at all, and words in quotation marks do not make a run long. */
static struct outside look_at_runs(const struct wd_copy_doc *doc, const wd_runs *runs)
{
    struct outside found = {.inside_only = true};
    for (size_t r = 0; r < runs->n; r++) {
        uint32_t here = 0, body = 0;
        for (uint32_t i = runs->v[r].start_in; i < runs->v[r].start_in + runs->v[r].words; i++) {
            uint8_t flag = doc->flags ? doc->flags[i] : 0;
            body += !(flag & WD_COPY_IN_NOTICE);
            here = flag ? 0 : here + 1;
            found.inside_only &= here < OUTSIDE_WORDS;
            found.long_run |= here >= DERIVED_RUN_WORDS;
        }
        found.any_run |= body >= WD_GRAM_WORDS;
    }
    return found;
}

/* What a pair shares, before it has a name. */
struct shared {
    size_t common, common_body;
    size_t sentence_words; /* of the older text's sentences that stand in the newer one outside quotation marks and notices */
};

static int relation_of(const struct wd_newer *newer, const struct wd_older *older, const struct wd_reuse *reuse,
                       const struct shared *shared)
{
    double of_copy = newer->body_distinct ? (double)shared->common_body / (double)newer->body_distinct : 0;
    double of_source = older->distinct ? (double)shared->common_body / (double)older->distinct : 0;
    if (older->article == newer->doc->article && older->article)
        return WD_REL_VERSION;
    if (of_copy >= COPY_SHARE)
        return WD_REL_COPY;
    struct outside outside = look_at_runs(newer->doc, &reuse->runs);
    if (outside.any_run && outside.inside_only)
        return WD_REL_QUOTES;
    if (of_copy >= DERIVED_SHARE || of_source >= DERIVED_SHARE || outside.long_run || shared->sentence_words >= DERIVED_SENTENCE_WORDS)
        return WD_REL_DERIVED;
    return WD_REL_INDEPENDENT;
}

static size_t unflagged(const struct wd_copy_doc *doc, size_t from, size_t n)
{
    size_t words = 0;
    for (size_t i = from; i < from + n; i++)
        words += !doc->flags || !doc->flags[i];
    return words;
}

/* The older text's sentences that stand in the newer one. Matches come in order of their place in the older text, so the one that
 * reaches furthest so far tells whether any covers a sentence. */
static void find_sentences(const struct wd_newer *newer, struct wd_arena *a, const struct wd_older *older, const wd_matches *matches,
                           struct wd_reuse *reuse, struct shared *shared)
{
    struct wd_match far = {0};
    size_t m = 0;
    for (size_t s = 0; s < older->sentence_n; s++) {
        struct wd_span words = older->sentences[s];
        for (; m < matches->n && matches->v[m].of <= words.start; m++)
            if (matches->v[m].of + matches->v[m].words > far.of + far.words)
                far = matches->v[m];
        if (words.end <= words.start || far.of > words.start || far.of + far.words < words.end)
            continue;
        wd_list_add(a, &reuse->verbatim, (uint32_t)s);
        size_t n = unflagged(newer->doc, far.in + (words.start - far.of), words.end - words.start);
        shared->sentence_words += n >= OUTSIDE_WORDS ? n : 0;
    }
}

bool wd_verify(struct wd_newer *newer, struct wd_arena *a, const struct wd_older *older, struct wd_reuse *ret_reuse)
{
    struct wd_reuse reuse = {.of = older->key, .of_article = older->article};
    struct shared shared = {0};
    wd_matches matches;
    wd_grams_scan(&newer->grams, a, older->hashes, older->words, newer->body, &matches, &shared.common, &shared.common_body);
    bool same = shared.common && shared.common == newer->grams.distinct && shared.common == older->distinct;
    if (shared.common < WD_REUSE_GRAMS && !same)
        return false;
    reuse.share_of_copy = (double)shared.common / (double)newer->grams.distinct;
    reuse.share_of_source = (double)shared.common / (double)older->distinct;
    wd_grams_tile(a, &matches, newer->doc->words, WD_RUN_WORDS, &reuse.runs);
    find_sentences(newer, a, older, &matches, &reuse, &shared);
    reuse.relation = relation_of(newer, older, &reuse, &shared);
    *ret_reuse = reuse;
    return reuse.runs.n || reuse.relation != WD_REL_INDEPENDENT;
}
