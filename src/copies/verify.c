#include "copies/verify.h"

/* A stretch of this many words outside quotation marks makes a run more than a quotation with its "he said". */
enum { OUTSIDE_WORDS = 5 };
/* Derived: one stretch of so many words outside quotation marks, or runs with so many each and so many in all. */
enum { DERIVED_STRETCH_WORDS = 30, DERIVED_RUN_WORDS = 8, DERIVED_WORDS = 16 };

static const double COPY_SHARE = 0.5, DERIVED_SHARE = 0.1;

void wd_newer_make(struct wd_newer *newer, struct wd_arena *a, const struct wd_copy_doc *doc, const uint64_t *values)
{
    *newer = (struct wd_newer){.doc = doc};
    wd_grams_build(&newer->grams, a, doc->hashes, doc->words, WD_GRAM_WORDS, values);
    newer->flags = doc->flags ? wd_arena_raw(a, doc->words) : wd_arena_array(a, doc->words, 1);
    if (doc->flags)
        memcpy(newer->flags, doc->flags, doc->words);
    wd_newer_find_body(newer, a);
}

static inline bool of_body(uint8_t flags)
{
    return !(flags & ~WD_COPY_IN_QUOTE);
}

void wd_newer_find_body(struct wd_newer *newer, struct wd_arena *a)
{
    const struct wd_grams *grams = &newer->grams;
    uint8_t seen = 0;
    for (size_t i = 0; i < grams->words; i++)
        seen |= newer->flags[i];
    newer->body = NULL;
    newer->body_distinct = grams->distinct;
    if (of_body(seen))
        return;
    uint8_t *body = wd_arena_array(a, grams->count, 1);
    size_t clear = 0; /* words of the body in a row, up to this one */
    newer->body_distinct = 0;
    for (size_t i = 0; i < grams->words; i++) {
        clear = of_body(newer->flags[i]) ? clear + 1 : 0;
        if (clear < WD_GRAM_WORDS)
            continue;
        /* A gram that stands in the body once is of the body, wherever else it stands. */
        size_t first = grams->first[i + 1 - WD_GRAM_WORDS] - 1;
        newer->body_distinct += !body[first];
        body[first] = 1;
    }
    newer->body = body;
}

/* Where the runs stand: what is not of the body does not count at all, and words in quotation marks do not make reuse of a text. */
struct outside {
    bool any_run, inside_only, long_stretch;
    size_t words; /* of runs with DERIVED_RUN_WORDS and more outside */
};

static struct outside look_at_runs(const struct wd_newer *newer, const wd_runs *runs)
{
    struct outside found = {.inside_only = true};
    for (size_t r = 0; r < runs->n; r++) {
        uint32_t here = 0, body = 0, outside = 0;
        for (uint32_t i = runs->v[r].start_in; i < runs->v[r].start_in + runs->v[r].words; i++) {
            body += of_body(newer->flags[i]);
            outside += !newer->flags[i];
            here = newer->flags[i] ? 0 : here + 1;
            found.inside_only &= here < OUTSIDE_WORDS;
            found.long_stretch |= here >= DERIVED_STRETCH_WORDS;
        }
        found.any_run |= body >= WD_GRAM_WORDS;
        found.words += outside >= DERIVED_RUN_WORDS ? outside : 0;
    }
    return found;
}

/* What a pair shares, before it has a name. */
struct shared {
    size_t common, common_body;
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
    struct outside outside = look_at_runs(newer, &reuse->runs);
    if (outside.any_run && outside.inside_only)
        return WD_REL_QUOTES;
    if (of_copy >= DERIVED_SHARE || of_source >= DERIVED_SHARE || outside.long_stretch || outside.words >= DERIVED_WORDS)
        return WD_REL_DERIVED;
    return WD_REL_INDEPENDENT;
}

bool wd_verify(struct wd_newer *newer, struct wd_arena *a, const struct wd_older *older, struct wd_reuse *ret_reuse)
{
    struct wd_reuse reuse = {.of = older->key, .of_article = older->article};
    struct shared shared = {0};
    wd_grams_scan(&newer->grams, a, older->hashes, older->words, newer->body, &reuse.matches, &shared.common, &shared.common_body);
    bool same = shared.common && shared.common == newer->grams.distinct && shared.common == older->distinct;
    if (shared.common < WD_REUSE_GRAMS && !same)
        return false;
    reuse.share_of_copy = (double)shared.common / (double)newer->grams.distinct;
    reuse.share_of_source = (double)shared.common / (double)older->distinct;
    wd_grams_tile(a, &reuse.matches, newer->doc->words, WD_RUN_WORDS, &reuse.runs);
    reuse.relation = relation_of(newer, older, &reuse, &shared);
    *ret_reuse = reuse;
    return reuse.runs.n || reuse.relation != WD_REL_INDEPENDENT;
}
