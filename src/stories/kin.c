#include "stories/ledger.h"
#include "stories/roles.h"
#include "text/stem.h"

/* The words of a name or an office that tell something, as printed. */
struct told_words {
    struct wd_str v[WD_NAME_WORDS];
    size_t n;
};

static bool says_nothing(struct wd_str word)
{
    static const char *const small[] = {"the", "a",   "an",  "of",  "for", "in",  "at",  "and",
                                        "der", "die", "das", "des", "den", "dem", "von", "für"};
    for (size_t i = 0; i < WD_COUNT(small); i++)
        if (wd_str_eqc_nocase(word, small[i]))
            return true;
    return false;
}

static struct told_words words_of(struct wd_str text)
{
    struct wd_str words[WD_NAME_WORDS];
    struct told_words told = {.n = 0};
    size_t n = wd_name_split(text, words);
    for (size_t i = 0; i < n; i++) {
        struct wd_str word = wd_name_bare(words[i]);
        wd_name_genitive(&word);
        if (word.n && !says_nothing(word))
            told.v[told.n++] = word;
    }
    return told;
}

static bool has_word(const struct told_words *t, struct wd_str word)
{
    for (size_t i = 0; i < t->n; i++)
        if (wd_str_eq_nocase(t->v[i], word))
            return true;
    return false;
}

static bool all_in(const struct told_words *few, const struct told_words *many)
{
    for (size_t i = 0; i < few->n; i++)
        if (!has_word(many, few->v[i]))
            return false;
    return few->n > 0;
}

/* People whom a source does not want to name, or cannot. */
static bool nobody_in_particular(const struct told_words *t)
{
    static const char *const crowds[] = {"source",  "sources",   "people",      "person",   "official",  "officials",
                                         "witness", "witnesses", "residents",   "insiders", "diplomats", "diplomat",
                                         "Kreise",  "Insider",   "Augenzeugen", "Anwohner", "Diplomaten"};
    for (size_t i = 0; i < WD_COUNT(crowds); i++)
        if (has_word(t, wd_str_c(crowds[i])))
            return true;
    return false;
}

/* "Hydrologist Owen Marr" ends in "Owen Marr". */
static bool plainer_name(const struct told_words *longer, const struct told_words *shorter)
{
    if (shorter->n < 2 || longer->n <= shorter->n)
        return false;
    size_t from = longer->n - shorter->n;
    for (size_t i = 0; i < shorter->n; i++)
        if (!wd_str_eq_nocase(longer->v[from + i], shorter->v[i]))
            return false;
    return wd_name_upper(shorter->v[0]);
}

/* Somebody with an office, and that office or the body that it belongs to. */
static bool speaks_for(const struct wd_entity *somebody, const struct told_words *body)
{
    struct told_words office = words_of(somebody->role), beside = words_of(somebody->beside);
    return all_in(body, &office) || all_in(body, &beside) || all_in(&office, body);
}

static enum wd_kin kin_of(const struct wd_entity *a, const struct wd_entity *b)
{
    struct told_words name_a = words_of(a->name), name_b = words_of(b->name);
    if (plainer_name(&name_a, &name_b) || plainer_name(&name_b, &name_a))
        return WD_KIN_SAME;
    if (a->person && b->person)
        return WD_KIN_NONE;
    bool crowd_a = nobody_in_particular(&name_a), crowd_b = nobody_in_particular(&name_b);
    if (crowd_a || crowd_b)
        return crowd_a && crowd_b ? WD_KIN_MAYBE : WD_KIN_NONE;
    bool may = speaks_for(a, &name_b) || speaks_for(b, &name_a);
    if (!a->person && !b->person)
        may |= all_in(&name_a, &name_b) || all_in(&name_b, &name_a);
    return may ? WD_KIN_MAYBE : WD_KIN_NONE;
}

enum wd_kin wd_ledger_kin(struct wd_ledger *l, uint32_t x, uint32_t y)
{
    if (x == WD_NO_SPEAKER || y == WD_NO_SPEAKER)
        return WD_KIN_MAYBE;
    if (x == y)
        return WD_KIN_SAME;
    uint64_t *known = wd_map_at(&l->kin, ((uint64_t)WD_MIN(x, y) + 1) << 32 | WD_MAX(x, y));
    if (!*known)
        *known = (uint64_t)kin_of(&l->c->entities.v[x], &l->c->entities.v[y]) + 1;
    return (enum wd_kin)(*known - 1);
}
