#include "base/hash.h"
#include "base/utf8.h"
#include "stories/head_nouns.h"
#include "stories/head_numbers.h"
#include "stories/head_places.h"
#include "stories/heads.h"
#include "stories/spelling.h"
#include "text/date_words.h"
#include "text/fold.h"

enum {
    NAMES = 7,
    PLACES = 2,
    NUMBERS = 3,
    TERMS = 7,
    TERMS_SEEN = 32,   /* of which these are chosen */
    FOUND = 64,        /* candidates of a kind that are looked at */
    LEAD_BYTES = 400,  /* of the body */
    HEAD_BYTES = 2500, /* of the body that are looked at for places and numbers */
    NAME_WORDS = 4,
    COUNT_MOST = 15,
    PLAIN_BYTES = 64
};
_Static_assert(NAMES + PLACES + NUMBERS + TERMS <= WD_HEAD_UNITS, "all have room");

struct found {
    struct wd_head_unit unit;
    uint32_t times, order;
    bool title, lead, name; /* name: article->names has it */
    bool family_of_several;
    int like_names; /* of head_nouns.h */
};
struct finds {
    uint32_t n;
    struct found v[FOUND];
};
struct maker {
    struct wd_arena *a;
    const struct wd_article *article;
    const struct wd_features *features;
    struct finds names, places, numbers, terms;
    uint32_t given[FOUND]; /* given names, which are no names by themselves */
    uint32_t given_n;
    bool nouns_are_capital;
};

/* ---- candidates ---- */

static struct found *find(struct finds *f, uint32_t hash)
{
    for (uint32_t i = 0; i < f->n; i++)
        if (f->v[i].unit.hash == hash)
            return &f->v[i];
    return NULL;
}

/* The candidate of that hash, made where it is new; NULL: there is no room, or the hash is 0. */
static struct found *add(struct finds *f, enum wd_head_kind kind, uint32_t hash, struct wd_str word)
{
    struct found *x = hash ? find(f, hash) : NULL;
    if (x || !hash || f->n == FOUND)
        return x;
    f->v[f->n] = (struct found){.unit = {.hash = hash, .kind = (uint8_t)kind, .word = word}, .order = f->n};
    return &f->v[f->n++];
}

static uint32_t rank_of(const struct found *x)
{
    return 4 * WD_MIN(x->times, 8u) + (x->title ? 14 : 0) + (x->lead ? 6 : 0) + (x->name ? 8 : 0) + (x->unit.given ? 8 : 0) +
           (uint32_t)WD_MIN(WD_MAX(x->like_names, 0), 3) * 8;
}

static uint8_t stands_out(const struct found *x)
{
    uint32_t count = WD_MIN(x->times, 5u) + (x->title ? 6 : 0) + (x->lead ? 4 : 0);
    return (uint8_t)WD_MIN(WD_MAX(count, 1u), (uint32_t)COUNT_MOST);
}

/* Moves the weightiest into the result. */
static void take(struct finds *f, uint32_t most, struct wd_head_units *ret)
{
    for (uint32_t k = 0; k < most; k++) {
        struct found *best = NULL;
        for (uint32_t i = 0; i < f->n; i++)
            if (f->v[i].unit.hash && (!best || rank_of(&f->v[i]) > rank_of(best)))
                best = &f->v[i];
        if (!best)
            return;
        if (!best->unit.count)
            best->unit.count = stands_out(best);
        ret->v[ret->n++] = best->unit;
        best->unit.hash = 0;
    }
}

/* Puts x into its place among the weightiest. */
static void keep_best(struct finds *f, const struct found *x)
{
    uint32_t at = f->n < TERMS_SEEN ? f->n++ : TERMS_SEEN, rank = rank_of(x);
    if (at == TERMS_SEEN && rank_of(&f->v[--at]) >= rank)
        return;
    for (; at > 0 && rank_of(&f->v[at - 1]) < rank; at--)
        f->v[at] = f->v[at - 1];
    f->v[at] = *x;
}

/* ---- names ---- */

static uint32_t key_hash(struct wd_str word, enum wd_head_kind kind)
{
    char key[WD_NAME_KEY_BYTES];
    size_t n = wd_name_key(word, key);
    return n ? (uint32_t)wd_hash_seed(wd_str_n(key, n), (uint64_t)kind + 1) : 0;
}

/* First letter and a little of the rest: enough to tell two people of one family name apart. */
static uint8_t given_tag(struct wd_str word)
{
    char key[WD_NAME_KEY_BYTES];
    size_t n = wd_name_key(word, key);
    if (n)
        return (uint8_t)((unsigned char)key[0] << 3 | (wd_hash(wd_str_n(key, n)) & 7));
    return 0;
}

static bool begins_with_capital(struct wd_str word)
{
    struct wd_cp c = wd_utf8_at(word, 0);
    return wd_cp_is_upper(c.cp);
}

static bool is_date_word(struct wd_str word)
{
    char plain[PLAIN_BYTES];
    struct wd_str s = {plain, wd_date_plain(word, plain, sizeof(plain))};
    return wd_date_month(s) || wd_date_is_filler(s);
}

/* A word by itself that languages name differently; it counts as a place. */
static bool is_place(struct wd_arena *a, struct wd_str word)
{
    wd_words words = {0};
    size_t taken;
    int err = wd_words_of(a, word, &words);
    return !err && words.n == 1 && wd_head_place_at(word, &words, 0, &taken);
}

static bool can_name(struct maker *m, struct wd_str word)
{
    return word.n >= 3 && begins_with_capital(word) && !is_date_word(word) &&
           !wd_is_stopword(m->article->language, wd_lower_str(m->a, word)) && !is_place(m->a, word);
}

static void note(struct found *x, uint32_t start)
{
    x->times++;
    x->name = true;
    x->lead |= start < LEAD_BYTES;
}

static struct wd_str word_of(struct wd_str text, const wd_words *words, size_t i)
{
    return wd_str_n(text.p + words->v[i].start, words->v[i].end - words->v[i].start);
}

/* The last word is the family's; the nearest before it that is no particle and no initial the given one: titles stand farther off. */
static void add_person(struct maker *m, const struct wd_name *name, const wd_words *words, struct wd_str text)
{
    size_t last = words->n - 1, given = WD_COUNT(m->given);
    while (last > 0 && wd_spelling_is_suffix(word_of(text, words, last)))
        last--;
    for (size_t i = last; i > 0 && given == WD_COUNT(m->given); i--)
        if (words->v[i - 1].end - words->v[i - 1].start > 1 && words->v[i - 1].flags & WD_WORD_CAPITAL)
            given = i - 1;
    struct wd_str family = word_of(text, words, last);
    struct found *x = can_name(m, family) ? add(&m->names, WD_HEAD_NAME, key_hash(family, WD_HEAD_NAME), family) : NULL;
    if (!x)
        return;
    note(x, name->span.start);
    if (given == WD_COUNT(m->given))
        return;
    uint8_t tag = given_tag(word_of(text, words, given));
    if (x->family_of_several || (x->unit.given && x->unit.given != tag)) {
        x->family_of_several = true; /* two of one family: the name alone tells neither from others */
        x->unit.given = 0;
        x->unit.word = family;
    } else if (!x->unit.given) {
        x->unit.given = tag;
        x->unit.word = wd_str_from(text, words->v[given].start);
    }
    if (m->given_n < WD_COUNT(m->given))
        m->given[m->given_n++] = key_hash(word_of(text, words, given), WD_HEAD_NAME);
}

/* Whether the name reads as one: no word in it is another part of speech. */
static bool reads_whole(const struct maker *m, const wd_words *words)
{
    for (size_t i = 0; i < words->n; i++)
        if (!(words->v[i].flags & WD_WORD_CAPITAL))
            return false;
    return !m->nouns_are_capital;
}

static void add_named(struct maker *m, const struct wd_name *name, const wd_words *words, struct wd_str text)
{
    bool whole = reads_whole(m, words);
    for (size_t i = 0; i < words->n && i < NAME_WORDS; i++) {
        struct wd_str word = word_of(text, words, i);
        struct found *x = can_name(m, word) ? add(&m->names, WD_HEAD_NAME, key_hash(word, WD_HEAD_NAME), whole ? text : word) : NULL;
        if (x)
            note(x, name->span.start);
    }
}

static int names_of(struct maker *m)
{
    for (size_t i = 0; i < m->article->names.n; i++) {
        const struct wd_name *name = &m->article->names.v[i];
        struct wd_str text = name->name.n ? name->name : wd_str_span(m->article->body, name->span);
        wd_words words = {0};
        int err = wd_words_of(m->a, text, &words);
        if (err)
            return err;
        if (words.n && name->type == WD_NAME_PERSON)
            add_person(m, name, &words, text);
        else if (words.n)
            add_named(m, name, &words, text);
    }
    return 0;
}

static bool is_given(const struct maker *m, uint32_t hash)
{
    for (uint32_t i = 0; i < m->given_n; i++)
        if (m->given[i] == hash)
            return true;
    return false;
}

/* What stands with a capital where neither its place nor its language asks for one, and was in no name that analysis found. */
static void capitals_of(struct maker *m)
{
    for (size_t i = 0; i < m->features->terms.n; i++) {
        const struct wd_term *t = &m->features->terms.v[i];
        uint32_t hash = t->kind == WD_TERM_NAME ? key_hash(t->word, WD_HEAD_NAME) : 0;
        struct found *x = hash ? find(&m->names, hash) : NULL;
        if (!x && hash && !m->nouns_are_capital && !is_given(m, hash) && can_name(m, t->word))
            x = add(&m->names, WD_HEAD_NAME, hash, t->word);
        if (!x)
            continue;
        x->times = WD_MAX(x->times, (uint32_t)t->tf);
        x->title |= (t->flags & WD_TERM_IN_TITLE) != 0;
        x->lead |= (t->flags & WD_TERM_IN_LEAD) != 0;
    }
}

/* Where all nouns have capitals, where they stand says which are names. */
static int nouns_of(struct maker *m)
{
    wd_words title = {0}, body = {0};
    wd_head_nouns nouns = {0};
    struct wd_str text = wd_utf8_cut(m->article->body, HEAD_BYTES);
    int err = wd_words_of(m->a, m->article->title, &title);
    if (!err)
        err = wd_words_of(m->a, text, &body);
    if (err)
        return err;
    wd_head_nouns_of(m->a, m->article->title, &title, &nouns);
    size_t of_title = nouns.n;
    wd_head_nouns_of(m->a, text, &body, &nouns);
    for (size_t i = 0; i < nouns.n; i++) {
        const struct wd_head_noun *noun = &nouns.v[i];
        uint32_t hash = key_hash(noun->word, WD_HEAD_NAME);
        bool names = noun->like_names >= 0 && !is_given(m, hash) && can_name(m, noun->word);
        struct found *x = names ? add(&m->names, WD_HEAD_NAME, hash, noun->word) : find(&m->names, hash);
        if (!x)
            continue;
        x->like_names = noun->like_names;
        x->times = WD_MAX(x->times, noun->times);
        x->title |= i < of_title;
        x->lead |= i >= of_title && noun->at < LEAD_BYTES;
    }
    uint32_t n = 0;
    for (uint32_t i = 0; i < m->names.n; i++)
        if (m->names.v[i].like_names >= 0)
            m->names.v[n++] = m->names.v[i];
    m->names.n = n;
    return 0;
}

/* ---- places ---- */

static int places_in(struct maker *m, struct wd_str text, bool title)
{
    wd_words words = {0};
    int err = wd_words_of(m->a, wd_utf8_cut(text, HEAD_BYTES), &words);
    if (err)
        return err;
    for (size_t i = 0, taken = 1; i < words.n; i += taken) {
        const struct wd_head_place *p = wd_head_place_at(text, &words, i, &taken);
        if (!p) {
            taken = 1;
            continue;
        }
        struct wd_str word = wd_str_n(text.p + words.v[i].start, words.v[i + taken - 1].end - words.v[i].start);
        struct found *x = add(&m->places, WD_HEAD_PLACE, (uint32_t)wd_hash_seed(wd_str_c(p->code), WD_HEAD_PLACE + 1), word);
        if (!x)
            continue;
        x->times++;
        x->name |= (p->flags & WD_HEAD_PLACE_CITY) != 0;
        x->title |= title;
        x->lead |= !title && words.v[i].start < LEAD_BYTES;
    }
    return 0;
}

/* ---- numbers ---- */

static void numbers_in(struct maker *m, struct wd_str text, bool title)
{
    struct wd_str head = wd_utf8_cut(text, HEAD_BYTES);
    wd_head_numbers numbers = {0};
    wd_head_numbers_of(m->a, head, m->article->language, &numbers);
    for (size_t i = 0; i < numbers.n; i++) {
        const struct wd_head_number *number = &numbers.v[i];
        struct found *x = add(&m->numbers, WD_HEAD_NUMBER, number->hash, wd_str_span(head, number->span));
        if (!x)
            continue;
        x->times += x->times ? 1 : number->telling; /* the more telling are kept */
        x->unit.count = number->telling;
        x->title |= title;
        x->lead |= !title && number->span.start < LEAD_BYTES;
    }
}

/* ---- terms ---- */

static bool can_be_term(struct maker *m, const struct wd_term *t)
{
    uint32_t key = key_hash(t->word, WD_HEAD_NAME);
    return !is_given(m, key) && !(key && find(&m->names, key)) && !is_place(m->a, t->word) && !is_date_word(t->word);
}

/* The weightiest that are neither names nor places nor dates; only as many are looked at as are needed. */
static void terms_of(struct maker *m, struct wd_head_units *units)
{
    struct finds *all = &m->terms;
    for (size_t i = 0; i < m->features->terms.n; i++) {
        const struct wd_term *t = &m->features->terms.v[i];
        struct found x = {.unit = {.hash = (uint32_t)wd_hash_mix(t->hash, WD_HEAD_TERM + 1), .kind = WD_HEAD_TERM, .word = t->word},
                          .times = (uint32_t)t->tf,
                          .order = (uint32_t)i,
                          .title = (t->flags & WD_TERM_IN_TITLE) != 0,
                          .lead = (t->flags & WD_TERM_IN_LEAD) != 0};
        if (t->kind != WD_TERM_NUMBER && t->word.n >= 4)
            keep_best(all, &x);
    }
    uint32_t taken = 0;
    for (uint32_t i = 0; i < all->n && taken < TERMS; i++) {
        struct found *x = &all->v[i];
        if (!can_be_term(m, &m->features->terms.v[x->order]))
            continue;
        x->unit.count = stands_out(x);
        units->v[units->n++] = x->unit;
        taken++;
    }
}

int wd_head_units_make(struct wd_arena *a, const struct wd_article *article, const struct wd_features *features, struct wd_head_units *ret)
{
    struct maker *m = WD_NEW(a, struct maker);
    m->a = a;
    m->article = article;
    m->features = features;
    m->nouns_are_capital = wd_str_starts(article->language, "de");
    int err = names_of(m);
    if (!err)
        err = places_in(m, article->title, true);
    if (!err)
        err = places_in(m, article->body, false);
    if (err)
        return err;
    capitals_of(m);
    if (m->nouns_are_capital)
        err = nouns_of(m);
    if (err)
        return err;
    numbers_in(m, article->title, true);
    numbers_in(m, article->body, false);
    struct wd_head_units units = {0};
    struct wd_head_units terms = {0};
    terms_of(m, &terms);
    take(&m->names, NAMES, &units);
    take(&m->places, PLACES, &units);
    take(&m->numbers, NUMBERS, &units);
    for (uint32_t i = 0; i < terms.n; i++)
        units.v[units.n++] = terms.v[i];
    *ret = units;
    return 0;
}
