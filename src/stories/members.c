#include "copies/align.h"
#include "stories/parts.h"

enum { SHARES_MAX = 256, VERSIONS_MAX = 8 };
static const uint64_t MEMO_SHARED = 0x736861726564;

static struct wd_str letters(struct wd_arena *a, size_t number)
{
    char text[8];
    size_t at = sizeof(text);
    for (size_t n = number + 1; n > 0 && at > 0; n = (n - 1) / 26)
        text[--at] = (char)('A' + (n - 1) % 26);
    return wd_arena_str(a, wd_str_n(text + at, sizeof(text) - at));
}

struct shared {
    uint32_t verbatim_words, edited_words, sentences;
};

static struct shared compared(struct wd_compose *c, const struct wd_article *x, const struct wd_article *y)
{
    struct wd_copy_doc in = {0}, source = {0};
    struct shared found = {0};
    if (wd_copy_doc_make(c->a, x->body, x->sentences.v, x->sentences.n, NULL, 0, &in) ||
        wd_copy_doc_make(c->a, y->body, y->sentences.v, y->sentences.n, NULL, 0, &source))
        return found;
    wd_sentence_marks marks = {0};
    wd_align_sentences(c->a, &in, &source, &marks);
    for (size_t s = 0; s < marks.n && s < in.sentence_n; s++) {
        uint32_t words = in.sentences[s].end - in.sentences[s].start;
        if (marks.v[s].mark == WD_MARK_VERBATIM) {
            found.verbatim_words += words;
            found.sentences++;
        } else if (marks.v[s].mark == WD_MARK_EDITED) {
            found.edited_words += words;
        }
    }
    return found;
}

static uint64_t hash_of(const struct wd_article *x, uint64_t salt)
{
    struct wd_str spans = wd_str_n((const char *)x->sentences.v, x->sentences.n * sizeof(*x->sentences.v));
    return wd_hash_seed(x->body, x->sentences.n ? wd_hash_seed(spans, salt) : salt);
}

static struct shared shared_with(struct wd_compose *c, const struct wd_article *x, const struct wd_article *y)
{
    if (!y->body.n)
        return (struct shared){0};
    struct wd_memo_key key = {wd_hash_mix(hash_of(x, MEMO_SHARED), hash_of(y, MEMO_SHARED)),
                              wd_hash_mix(hash_of(x, ~MEMO_SHARED), hash_of(y, ~MEMO_SHARED))};
    size_t bytes;
    const struct shared *known = wd_memo_find(c->memo, key, &bytes);
    if (!known) {
        struct shared made = compared(c, x, y);
        known = wd_memo_add(c->memo, key, &made, sizeof(made));
    }
    return *known;
}

static bool shares_more(const struct shared *x, const struct shared *y)
{
    return x->verbatim_words != y->verbatim_words ? x->verbatim_words > y->verbatim_words : x->edited_words > y->edited_words;
}

/* How much of the body stands word for word, or edited, in what it is a copy of: in that state of it which has the most. */
static void shares(struct wd_compose *c, size_t i, size_t of)
{
    const struct wd_article *x = c->parts[i].article;
    const struct wd_compose_member *from = c->parts[of].from;
    struct wd_member *m = &c->story->members.v[i];
    struct shared best = {0};
    if (!x->body.n)
        return;
    for (size_t v = from->version_n; v-- > 0 && from->version_n - v <= VERSIONS_MAX;) {
        struct shared found = shared_with(c, x, from->versions[v]);
        if (!shares_more(&found, &best))
            continue;
        best = found;
        m->carries_earlier = v + 1 < from->version_n;
    }
    m->verbatim_words = best.verbatim_words;
    m->edited_words = best.edited_words;
    m->shared_sentences = best.sentences;
}

static bool was_corrected(const struct wd_compose_member *from)
{
    for (size_t v = 0; v < from->version_n; v++)
        if (from->versions[v]->signal == WD_SIGNAL_CORRECTION)
            return true;
    return false;
}

/* Whom the text names, be it for a part only. */
static struct wd_str credit_of(const struct wd_article *article)
{
    if (article->agency.n)
        return article->agency;
    for (size_t i = 0; i < article->notices.n; i++)
        if (article->notices.v[i].agency.n && article->notices.v[i].kind != WD_NOTICE_FURNITURE)
            return article->notices.v[i].agency;
    return (struct wd_str){0};
}

static void fill(struct wd_compose *c, size_t i)
{
    const struct wd_compose_member *from = c->parts[i].from;
    const struct wd_article *art = c->parts[i].article;
    struct wd_member *m = &c->story->members.v[i];
    m->article = art->key;
    m->version = art->version;
    m->serial = from->serial;
    m->letter = letters(c->a, i);
    m->source = art->source;
    m->url = art->url;
    m->outlet = art->outlet;
    m->agency = art->agency;
    m->credit = credit_of(art);
    m->title = art->title;
    m->byline = art->byline;
    m->language = art->language;
    m->zone = art->zone;
    m->arrived_utc = from->versions[0]->arrived_utc;
    m->created_utc = from->versions[0]->created_utc != WD_NO_TIME ? from->versions[0]->created_utc : art->created_utc;
    m->updated_utc = art->updated_utc;
    m->killed = from->killed;
    m->corrected = was_corrected(from);
    m->licensed = art->licensed;
    m->summary_only = art->summary_only;
    m->versions = (uint32_t)from->version_n;
    m->words = from->words;
    if (!m->words && art->body.n) {
        wd_words words = {0};
        int err = wd_words_of(c->a, art->body, &words);
        (void)err; /* over the cap: as many as are looked at */
        m->words = (uint32_t)words.n;
    }
}

/* Who speaks for a group: its original where it was received, else the earliest copy. A killed member speaks for nobody, and the copies
 * of what was killed only where the story has nothing else. */
static void choose_standing(struct wd_compose *c)
{
    size_t *chosen = wd_arena_array(c->a, c->groups, sizeof(*chosen));
    bool *by_original = wd_arena_array(c->a, c->groups, sizeof(*by_original));
    bool *withdrawn = wd_arena_array(c->a, c->groups, sizeof(*withdrawn)), others = false;
    for (size_t g = 0; g < c->groups; g++) {
        chosen[g] = SIZE_MAX;
        by_original[g] = false;
    }
    for (size_t i = 0; i < c->n; i++) {
        const struct wd_member *m = &c->story->members.v[i];
        uint32_t g = c->parts[i].group;
        withdrawn[g] = withdrawn[g] || m->killed;
        if (m->killed || i >= c->analysed)
            continue;
        bool original = m->relation != WD_REL_COPY && m->relation != WD_REL_VERSION;
        if (chosen[g] == SIZE_MAX || (original && !by_original[g])) {
            chosen[g] = i;
            by_original[g] = original;
        }
    }
    for (size_t g = 0; g < c->groups; g++)
        others = others || (chosen[g] != SIZE_MAX && !withdrawn[g]);
    for (size_t g = 0; g < c->groups; g++)
        if (chosen[g] != SIZE_MAX && !(withdrawn[g] && others))
            c->parts[chosen[g]].stands = true;
    for (size_t i = 0; i < c->n; i++)
        c->parts[i].withdrawn = withdrawn[c->parts[i].group];
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a == WD_NO_TIME ? b : b == WD_NO_TIME ? a : WD_MIN(a, b);
}

static int64_t later(int64_t a, int64_t b)
{
    return a == WD_NO_TIME ? b : b == WD_NO_TIME ? a : WD_MAX(a, b);
}

static void count(struct wd_compose *c)
{
    struct wd_story *story = c->story;
    struct wd_map outlets;
    wd_map_init(&outlets);
    int64_t first_arrival = WD_NO_TIME, last_arrival = WD_NO_TIME;
    size_t killed = 0;
    for (size_t i = 0; i < c->n; i++) {
        const struct wd_member *m = &story->members.v[i];
        const struct wd_article *art = c->parts[i].article;
        story->articles++;
        story->copies += m->relation == WD_REL_COPY;
        story->rewrites += m->relation == WD_REL_DERIVED;
        story->corrected |= m->corrected;
        killed += m->killed;
        story->developing |= !m->killed && (art->signal == WD_SIGNAL_UPDATE || m->versions > 1);
        if (m->outlet.n)
            *wd_map_at(&outlets, wd_hash(m->outlet)) = 1;
        if (!story->language.n)
            story->language = m->language;
        if (!story->section.n)
            story->section = art->section;
        story->created_utc = earlier(story->created_utc, m->created_utc);
        story->updated_utc = later(story->updated_utc, later(m->updated_utc, m->created_utc));
        first_arrival = earlier(first_arrival, m->arrived_utc);
        last_arrival = later(last_arrival, m->arrived_utc);
    }
    story->outlets = (uint32_t)(outlets.n + outlets.has_zero);
    story->killed = killed == c->n;
    /* no source says when: the desk can still say since when it has the story */
    if (story->created_utc == WD_NO_TIME)
        story->created_utc = first_arrival;
    if (story->updated_utc == WD_NO_TIME)
        story->updated_utc = last_arrival;
    wd_map_done(&outlets);
}

void wd_compose_members(struct wd_compose *c)
{
    struct wd_story *story = c->story;
    struct wd_map by_article; /* article key -> member */
    wd_map_init(&by_article);
    for (size_t i = 0; i < c->n; i++) {
        wd_list_push(c->a, &story->members);
        *wd_map_at(&by_article, c->parts[i].article->key) = i;
    }
    for (size_t i = 0; i < c->n; i++)
        fill(c, i);
    wd_compose_origins(c, &by_article);
    for (size_t i = 0; i < c->n && i < SHARES_MAX; i++) {
        const struct wd_member *m = &story->members.v[i];
        const uint64_t *of = m->of ? wd_map_find(&by_article, m->of) : NULL;
        if (of)
            shares(c, i, *of);
    }
    choose_standing(c);
    count(c);
    wd_map_done(&by_article);
}
