#include "base/hash.h"
#include "stories/stories.h"
#include "text/fold.h"
#include "text/words.h"

enum { LEAD_WORDS = 60, SMALL = 64, STOPWORD_MOST = 14, STOPWORD_LONG = 8, FORMS_MOST = 152, AHEAD = 8, RANKS = 4 * 32 + 16 + 6 + 3 + 2 };

/* Words of one form, counted before they are stemmed. */
struct form {
    uint32_t hash, count;
    uint32_t capitals; /* where a sentence does not begin */
    uint32_t small;    /* in lower case */
    uint8_t flags;
    bool digit, name;
    struct wd_str word;
};
struct forms {
    struct form *v;
    size_t n, mask;
    uint32_t *table; /* number + 1 */
};

static struct form *form_at(struct wd_arena *a, struct forms *f, uint32_t hash)
{
    if ((f->n + 1) * 2 > f->mask) {
        size_t slots = f->table ? (f->mask + 1) * 2 : 1024;
        uint32_t *table = wd_arena_alloc(a, slots * sizeof(*table));
        struct form *v = wd_arena_array(a, slots / 2, sizeof(*v));
        if (f->n)
            memcpy(v, f->v, f->n * sizeof(*v));
        f->v = v;
        f->table = table;
        f->mask = slots - 1;
        for (size_t i = 0; i < f->n; i++) {
            size_t at = v[i].hash & f->mask;
            while (table[at])
                at = (at + 1) & f->mask;
            table[at] = (uint32_t)i + 1;
        }
    }
    size_t at = hash & f->mask;
    while (f->table[at] && f->v[f->table[at] - 1].hash != hash)
        at = (at + 1) & f->mask;
    if (!f->table[at]) {
        f->v[f->n] = (struct form){.hash = hash};
        f->table[at] = (uint32_t)++f->n;
    }
    return &f->v[f->table[at] - 1];
}

/* A capital says nothing after a stop, a colon, an opening mark or a line end. */
static bool begins_sentence(struct wd_str text, const wd_words *words, size_t i)
{
    if (i == 0)
        return true;
    for (uint32_t at = words->v[i - 1].end; at < words->v[i].start; at++)
        if (text.p[at] != ' ' && text.p[at] != ',' && text.p[at] != '-')
            return !(text.p[at] == '.' && words->v[i - 1].end - words->v[i - 1].start == 1);
    return false;
}

/* "100,000" and "3.5" are one number; gives the number of words taken. */
static size_t number_words(struct wd_str text, const wd_words *words, size_t i)
{
    size_t n = 1;
    while (i + n < words->n && n < 4 && (words->v[i + n].flags & WD_WORD_DIGIT) && words->v[i + n].start == words->v[i + n - 1].end + 1 &&
           (text.p[words->v[i + n - 1].end] == ',' || text.p[words->v[i + n - 1].end] == '.'))
        n++;
    return n;
}

/* Whether a capital within the title says that a word is a name: not in Titles Like This One. */
static bool title_tells(const wd_words *words)
{
    size_t small = 0;
    for (size_t i = 0; i < words->n; i++)
        small += !(words->v[i].flags & (WD_WORD_CAPITAL | WD_WORD_DIGIT)) && words->v[i].end - words->v[i].start > 3;
    return small > 1;
}

static int count_words(struct wd_arena *a, struct forms *forms, struct wd_str text, bool is_title)
{
    wd_words words = {0};
    int err = wd_words_of(a, text, &words);
    if (err)
        return err;
    bool capitals_tell = !is_title || title_tells(&words);
    for (size_t i = 0; i < words.n; i++) {
        const struct wd_word *w = &words.v[i];
        uint32_t n = w->end - w->start;
        bool digit = (w->flags & WD_WORD_DIGIT) && wd_is_digit(text.p[w->start]);
        size_t taken = digit ? number_words(text, &words, i) : 1;
        if (n < 2 && !digit)
            continue;
        struct wd_str word = wd_str_n(text.p + w->start, words.v[i + taken - 1].end - w->start);
        uint32_t hash = taken > 1 ? (uint32_t)wd_hash(word) : w->hash;
        struct form *f = form_at(a, forms, hash);
        if (!f->count)
            f->word = word;
        f->count++;
        f->flags |= is_title ? WD_TERM_IN_TITLE : i < LEAD_WORDS ? WD_TERM_IN_LEAD : 0;
        f->digit |= digit;
        if (!(w->flags & WD_WORD_CAPITAL))
            f->small++;
        else if (capitals_tell && !begins_sentence(text, &words, i))
            f->capitals++;
        i += taken - 1;
    }
    return 0;
}

static struct wd_str lower_of(struct wd_arena *a, struct wd_str word, char small[SMALL])
{
    bool ascii = word.n <= SMALL;
    for (size_t i = 0; i < word.n && ascii; i++) {
        ascii = (unsigned char)word.p[i] < 0x80;
        small[i] = wd_lower(word.p[i]);
    }
    return ascii ? wd_str_n(small, word.n) : wd_lower_str(a, word);
}

/* Terms by hash, to bring the forms of one stem together; in order of the text. */
struct stems {
    uint32_t *table; /* number + 1 */
    size_t mask;
};

static struct wd_term *term_at(struct stems *t, struct wd_features *f, uint64_t hash)
{
    size_t at = hash & t->mask;
    while (t->table[at] && f->terms.v[t->table[at] - 1].hash != hash)
        at = (at + 1) & t->mask;
    if (!t->table[at]) {
        f->terms.v[f->terms.n] = (struct wd_term){.hash = hash};
        t->table[at] = (uint32_t)++f->terms.n;
    }
    return &f->terms.v[t->table[at] - 1];
}

static uint32_t rank_of(const struct form *x)
{
    uint32_t rank = 4 * WD_MIN(x->count, 32u) + (x->flags & WD_TERM_IN_TITLE ? 16 : 0) + (x->flags & WD_TERM_IN_LEAD ? 6 : 0);
    return rank + (x->name ? 3 : 0) + 1;
}

/* Keeps the FORMS_MOST that say most, in their order; stemming a word costs more than counting it. */
static size_t weightiest(struct form *v, size_t n)
{
    uint32_t of_rank[RANKS] = {0}, least = RANKS, above = 0;
    if (n <= FORMS_MOST)
        return n;
    for (size_t i = 0; i < n; i++)
        of_rank[rank_of(&v[i])]++;
    while (least > 0 && above + of_rank[least - 1] <= FORMS_MOST)
        above += of_rank[--least];
    size_t kept = 0, room = FORMS_MOST - above; /* of the next rank those that come first */
    for (size_t i = 0; i < n; i++) {
        uint32_t rank = rank_of(&v[i]);
        if (rank < least && (rank + 1 < least || !room))
            continue;
        room -= rank < least;
        v[kept++] = v[i];
    }
    return kept;
}

int wd_features_make(struct wd_arena *a, struct wd_stems *stems, uint64_t article, struct wd_str title, struct wd_str text,
                     struct wd_str language, int64_t at_utc, struct wd_features *ret)
{
    struct forms forms = {0};
    int err = count_words(a, &forms, title, true);
    if (!err)
        err = count_words(a, &forms, text, false);
    if (err)
        return err;
    struct wd_features f = {.article = article, .language = language, .at_utc = at_utc};
    struct stems table = {.mask = 255};
    while (table.mask < forms.n * 2)
        table.mask = table.mask * 2 + 1;
    table.table = wd_arena_array(a, table.mask + 1, sizeof(*table.table));
    uint64_t by_language = wd_hash(language);
    char small[SMALL];
    size_t n = 0;
    for (size_t i = 0; i < forms.n; i++) {
        struct form *x = &forms.v[i];
        x->name = x->capitals > x->small;
        struct wd_str lower = lower_of(a, x->word, small);
        /* a long word that stands once is looked up in vain nearly always, and does no harm where not */
        bool long_once = lower.n > STOPWORD_MOST || (lower.n >= STOPWORD_LONG && x->count == 1);
        if (x->digit || (x->name && lower.n > 2) || long_once || !wd_is_stopword(language, lower))
            forms.v[n++] = *x;
    }
    forms.n = weightiest(forms.v, n);
    f.terms.v = wd_arena_array(a, forms.n, sizeof(*f.terms.v));
    f.terms.cap = forms.n;
    for (size_t i = 0; i < forms.n + AHEAD; i++) {
        if (i < forms.n) /* nearly every look at the cache of stems would wait for memory */
            wd_stem_prefetch(stems, language, lower_of(a, forms.v[i].word, small));
        if (i < AHEAD)
            continue;
        const struct form *x = &forms.v[i - AHEAD];
        struct wd_str lower = lower_of(a, x->word, small);
        uint64_t hash = x->digit ? wd_hash(lower) : wd_stem_hash(stems, language, lower);
        struct wd_term *t = term_at(&table, &f, wd_hash_mix(hash, by_language));
        if ((float)x->count > t->tf) /* of several forms the most frequent says what it is */
            t->kind = x->digit ? WD_TERM_NUMBER : x->name ? WD_TERM_NAME : WD_TERM_WORD;
        if (!t->word.n)
            t->word = x->word;
        t->tf += (float)x->count;
        t->flags |= x->flags;
    }
    *ret = f;
    return 0;
}
