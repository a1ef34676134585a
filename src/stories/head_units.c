#include "base/hash.h"
#include "base/utf8.h"
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
    FOUND = 96,       /* candidates of a kind that are looked at */
    LEAD_BYTES = 400, /* of the body */
    HEAD_WORDS = 500, /* of the body, for places */
    HEAD_BYTES = 4000,
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
    return 4 * WD_MIN(x->times, 8u) + (x->title ? 14 : 0) + (x->lead ? 6 : 0) + (x->name ? 8 : 0) + (x->unit.given ? 2 : 0);
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
    return !wd_str_starts(m->article->language, "de");
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

/* What stands with a capital where neither its place nor its language asks for one, and was in no name that analysis found. Where all nouns
 * have capitals that says less: such a word counts only where no better one is left, and little. */
static void capitals_of(struct maker *m)
{
    bool nouns = wd_str_starts(m->article->language, "de");
    for (size_t i = 0; i < m->features->terms.n; i++) {
        const struct wd_term *t = &m->features->terms.v[i];
        uint32_t hash = key_hash(t->word, WD_HEAD_NAME);
        struct found *x = hash ? find(&m->names, hash) : NULL;
        if (x) {
            x->title |= (t->flags & WD_TERM_IN_TITLE) != 0;
            x->lead |= (t->flags & WD_TERM_IN_LEAD) != 0;
            x->times = WD_MAX(x->times, (uint32_t)t->tf);
            continue;
        }
        if (t->kind != WD_TERM_NAME || nouns || !hash || is_given(m, hash) || !can_name(m, t->word))
            continue;
        x = add(&m->names, WD_HEAD_NAME, hash, t->word);
        if (x) {
            x->times = (uint32_t)t->tf;
            x->title = (t->flags & WD_TERM_IN_TITLE) != 0;
            x->lead = (t->flags & WD_TERM_IN_LEAD) != 0;
        }
    }
}

/* ---- places ---- */

static int places_in(struct maker *m, struct wd_str text, bool title)
{
    wd_words words = {0};
    int err = wd_words_of(m->a, wd_utf8_cut(text, HEAD_BYTES), &words);
    if (err)
        return err;
    for (size_t i = 0, taken = 1; i < words.n && i < HEAD_WORDS; i += taken) {
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

static void terms_of(struct maker *m)
{
    for (size_t i = 0; i < m->features->terms.n; i++) {
        const struct wd_term *t = &m->features->terms.v[i];
        uint32_t key = key_hash(t->word, WD_HEAD_NAME);
        if (t->kind == WD_TERM_NUMBER || t->word.n < 4 || is_given(m, key) || find(&m->names, key) || is_place(m->a, t->word) ||
            is_date_word(t->word))
            continue;
        struct found *x = add(&m->terms, WD_HEAD_TERM, (uint32_t)wd_hash_mix(t->hash, WD_HEAD_TERM + 1), t->word);
        if (!x)
            continue;
        x->times = (uint32_t)t->tf;
        x->title = (t->flags & WD_TERM_IN_TITLE) != 0;
        x->lead = (t->flags & WD_TERM_IN_LEAD) != 0;
    }
}

int wd_head_units_make(struct wd_arena *a, const struct wd_article *article, const struct wd_features *features, struct wd_head_units *ret)
{
    struct maker *m = WD_NEW(a, struct maker);
    m->a = a;
    m->article = article;
    m->features = features;
    int err = names_of(m);
    if (!err)
        err = places_in(m, article->title, true);
    if (!err)
        err = places_in(m, article->body, false);
    if (err)
        return err;
    capitals_of(m);
    numbers_in(m, article->title, true);
    numbers_in(m, article->body, false);
    terms_of(m);
    struct wd_head_units units = {0};
    take(&m->names, NAMES, &units);
    take(&m->places, PLACES, &units);
    take(&m->numbers, NUMBERS, &units);
    take(&m->terms, TERMS, &units);
    *ret = units;
    return 0;
}
