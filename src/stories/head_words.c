#include <stdlib.h>

#include "base/utf8.h"
#include "stories/head_index.h"

enum { FORM_BYTES = 40, POOL_FROM = 4096 };

static bool same_word(const struct wd_heads *h, uint32_t number, uint64_t hash)
{
    return h->words[number].hash == hash;
}

static uint32_t hash_of_word(const struct wd_heads *h, uint32_t number)
{
    return h->words[number].hash;
}

/* ---- forms ---- */

static uint32_t form_n(const char *forms)
{
    return (unsigned char)forms[0] >> 2;
}

static uint32_t forms_bytes(const char *forms)
{
    uint32_t at = 1;
    for (uint32_t i = form_n(forms); i > 0; i--)
        at += 2u + (unsigned char)forms[at + 1];
    return at;
}

static uint32_t pool_room(struct wd_heads *h, uint32_t bytes)
{
    if (h->pool_n + bytes > h->pool_cap) {
        h->pool_cap = WD_MAX(h->pool_n + bytes, h->pool_cap + h->pool_cap / 8 + POOL_FROM);
        h->pool = wd_realloc(h->pool, h->pool_cap);
    }
    uint32_t at = h->pool_n;
    h->pool_n += bytes;
    return at;
}

static void pool_squeeze(struct wd_heads *h)
{
    if (h->pool_dead < POOL_FROM || h->pool_dead < h->pool_n / 6)
        return;
    char *old = h->pool;
    h->pool_cap = h->pool_n - h->pool_dead + POOL_FROM;
    h->pool = wd_malloc(h->pool_cap);
    h->pool_n = h->pool_dead = 0;
    for (uint32_t i = 0; i < h->word_n; i++) {
        if (!h->words[i].df)
            continue;
        uint32_t n = forms_bytes(old + h->words[i].forms);
        memcpy(h->pool + h->pool_n, old + h->words[i].forms, n);
        h->words[i].forms = h->pool_n;
        h->pool_n += n;
    }
    free(old);
}

struct wd_str wd_head_form(const struct wd_heads *h, uint32_t word, uint8_t form, uint8_t *ret_given)
{
    const char *forms = h->pool + h->words[word].forms;
    *ret_given = 0;
    if (form >= form_n(forms))
        return wd_str_n("", 0);
    uint32_t at = 1;
    for (; form > 0; form--)
        at += 2u + (unsigned char)forms[at + 1];
    *ret_given = (uint8_t)forms[at];
    return wd_str_n(forms + at + 2, (unsigned char)forms[at + 1]);
}

/* Number of the form among those of its unit, put there where it is new. */
static uint8_t form_of(struct wd_heads *h, uint32_t word, const struct wd_head_unit *unit)
{
    struct wd_str printed = wd_utf8_cut(unit->word, FORM_BYTES);
    uint32_t n = form_n(h->pool + h->words[word].forms);
    for (uint32_t i = 0; i < n; i++) {
        uint8_t given;
        struct wd_str known = wd_head_form(h, word, (uint8_t)i, &given);
        if (given == unit->given && wd_str_eq(known, printed))
            return (uint8_t)i;
    }
    if (n == WD_HEAD_FORMS)
        return WD_HEAD_FORMS;
    uint32_t old_bytes = forms_bytes(h->pool + h->words[word].forms), old = h->words[word].forms;
    uint32_t at = pool_room(h, old_bytes + 2 + (uint32_t)printed.n);
    memcpy(h->pool + at, h->pool + old, old_bytes);
    h->pool[at] = (char)((unsigned char)h->pool[at] + 4);
    h->pool[at + old_bytes] = (char)unit->given;
    h->pool[at + old_bytes + 1] = (char)printed.n;
    if (printed.n)
        memcpy(h->pool + at + old_bytes + 2, printed.p, printed.n);
    h->words[word].forms = at;
    h->pool_dead += old_bytes;
    return (uint8_t)n;
}

/* ---- units ---- */

static uint32_t word_new(struct wd_heads *h, const struct wd_head_unit *unit)
{
    uint32_t number = h->free_word;
    if (number != WD_HEAD_NONE) {
        h->free_word = h->words[number].last;
    } else {
        if (h->word_n == h->word_cap) {
            h->word_cap += h->word_cap / 8 + 256;
            h->words = wd_realloc(h->words, h->word_cap * sizeof(*h->words));
        }
        number = h->word_n++;
    }
    uint32_t at = pool_room(h, 1);
    h->pool[at] = (char)unit->kind;
    h->words[number] = (struct wd_head_word){.hash = unit->hash, .last = WD_HEAD_NONE, .forms = at};
    wd_head_table_add(h, &h->by_word, number, hash_of_word);
    h->live_words++;
    return number;
}

uint32_t wd_head_word_add(struct wd_heads *h, const struct wd_head_unit *unit, uint8_t *ret_form)
{
    uint32_t number = wd_head_table_find(h, &h->by_word, unit->hash, unit->hash, same_word);
    if (number == WD_HEAD_NONE)
        number = word_new(h, unit);
    h->words[number].df++;
    *ret_form = form_of(h, number, unit);
    pool_squeeze(h);
    return number;
}

void wd_head_word_drop(struct wd_heads *h, uint32_t word)
{
    struct wd_head_word *w = &h->words[word];
    if (--w->df)
        return;
    wd_head_table_remove(h, &h->by_word, word, hash_of_word);
    h->pool_dead += forms_bytes(h->pool + w->forms);
    w->last = h->free_word;
    h->free_word = word;
    h->live_words--;
}
