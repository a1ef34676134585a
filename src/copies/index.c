#include "copies/index.h"

#include <stdlib.h>

#include "base/limits.h"

enum { HOT_TEXTS = 131072 };
const struct wd_copy_options wd_copy_defaults = {
    .window = 8, .sealed_window = 16, .posting_cap = 64, .max_candidates = WD_MAX_REUSE, .hot_texts = HOT_TEXTS};

/* From so many postings of one list on, one outlet may hold a quarter of it. */
enum { CROWDED_POSTINGS = 16 };
/* A text that is taken out is looked for among so many behind the last one. */
enum { NEAR_LAST = 64 };
/* So many that were taken out, and one in so many, stay in the hot table before it is closed up: what that costs a text is little. */
enum { MOST_GONE = 2048, MOST_GONE_ONE_IN = 8 };

int wd_copies_new(const struct wd_copy_options *options, const struct wd_copy_shelf *shelf, struct wd_copies **ret_copies,
                  struct wd_where *ret_where)
{
    if (options && options->passing && shelf)
        return wd_where_set(ret_where, WD_E_INVALID, "texts that pass are not laid on a shelf");
    struct wd_copies *c = wd_calloc(1, sizeof *c);
    c->options = options ? *options : wd_copy_defaults;
    c->options.posting_cap = WD_MIN(WD_MAX(c->options.posting_cap, 4u), (uint32_t)WD_LARGEST_CAP);
    c->options.max_candidates = WD_MAX(c->options.max_candidates, 1u);
    c->options.sealed_window = WD_MAX(c->options.sealed_window, c->options.window);
    if (!c->options.hot_texts || c->options.hot_texts > WD_POSTING_SLOTS)
        c->options.hot_texts = WD_POSTING_SLOTS;
    c->half = WD_MAX(c->options.hot_texts / 2, 1u);
    c->own = shelf ? NULL : wd_memory_shelf_new();
    c->shelf = shelf ? shelf : wd_memory_shelf_of(c->own);
    wd_postings_init(&c->postings);
    wd_templates_init(&c->templates);
    wd_arena_init(&c->scratch);
    int err = wd_index_open(c, ret_where);
    if (err)
        wd_copies_free(c);
    else
        *ret_copies = c;
    return err;
}

void wd_copies_free(struct wd_copies *c)
{
    if (!c)
        return;
    wd_postings_done(&c->postings);
    wd_templates_done(&c->templates);
    wd_memory_shelf_free(c->own);
    wd_arena_done(&c->scratch);
    free(c->sealed);
    free(c->hot);
    free(c->keys);
    free(c);
}

/* ---- keys of hot texts ---- */

static void key_put(struct wd_copies *c, size_t slot)
{
    size_t at = wd_map_home(c->hot[slot].key, c->key_room);
    while (c->keys[at])
        at = (at + 1) & (c->key_room - 1);
    c->keys[at] = (uint32_t)slot + 1;
}

void wd_index_rekey(struct wd_copies *c)
{
    size_t room = 64;
    while (room * 3 < (c->hot_n + 1) * 4)
        room *= 2;
    free(c->keys);
    c->keys = wd_calloc(room, sizeof *c->keys);
    c->key_room = room;
    for (size_t i = 0; i < c->hot_n; i++)
        if (c->hot[i].place != WD_NO_PLACE)
            key_put(c, i);
}

/* The hot text of a key, or SIZE_MAX. */
static size_t slot_of(const struct wd_copies *c, uint64_t key)
{
    if (!c->key_room)
        return SIZE_MAX;
    for (size_t at = wd_map_home(key, c->key_room); c->keys[at]; at = (at + 1) & (c->key_room - 1)) {
        const struct wd_hot *hot = &c->hot[c->keys[at] - 1];
        if (hot->key == key && hot->place != WD_NO_PLACE)
            return c->keys[at] - 1;
    }
    return SIZE_MAX;
}

static size_t add_hot(struct wd_copies *c, struct wd_hot hot)
{
    if (c->hot_n == c->hot_room) {
        c->hot_room += c->hot_room / 4 + 64;
        c->hot = wd_realloc(c->hot, c->hot_room * sizeof *c->hot);
    }
    c->hot[c->hot_n++] = hot;
    if (c->hot_n * 4 > c->key_room * 3)
        wd_index_rekey(c);
    else
        key_put(c, c->hot_n - 1);
    return c->hot_n - 1;
}

/* ---- taking in ---- */

/* One outlet that prints the same paragraph again and again must not fill the list for all others: what it says so often is its
 * template. Slots below `from` are of the other half. */
static bool outlet_crowds(const struct wd_copies *c, const struct wd_used_print *print, uint64_t outlet, uint32_t from)
{
    uint32_t slots[2 * WD_LARGEST_CAP];
    if (!outlet || (c->listed && print->length < CROWDED_POSTINGS))
        return false;
    size_t found = wd_postings_find(&c->postings, print->value, slots, WD_COUNT(slots)), same = 0;
    for (size_t i = 0; i < found; i++)
        same += slots[i] >= from && c->hot[slots[i]].outlet == (uint32_t)outlet;
    return same >= WD_MAX(c->options.posting_cap / 4, (uint32_t)CROWDED_POSTINGS);
}

static void take_in_prints(struct wd_copies *c, size_t slot)
{
    uint64_t outlet = c->doc.outlet;
    uint32_t from = slot >= c->half && !c->options.passing ? (uint32_t)c->half : 0;
    for (size_t i = 0; i < c->template_n; i++)
        wd_templates_meet(&c->templates, outlet, c->template_prints[i]);
    for (size_t i = 0; i < c->print_n; i++) {
        const struct wd_used_print *print = &c->prints[i];
        if (outlet_crowds(c, print, outlet, from))
            wd_templates_meet(&c->templates, outlet, print->value);
        else if (wd_postings_insert(&c->postings, (struct wd_posting){print->value, (uint32_t)slot, print->wider}, from,
                                    c->options.posting_cap))
            c->half_postings[from > 0] += print->wider;
    }
}

/* Fingerprints that were not put in are not there to be taken out. Where the record is damaged the postings stay, and lead nowhere. */
static int take_out_prints(struct wd_copies *c, size_t slot)
{
    const struct wd_hot *hot = &c->hot[slot];
    struct wd_arena a;
    struct wd_row_record record;
    wd_arena_init(&a);
    int err = wd_row_read(c->shelf, &a, hot->place, c->row_end, hot->words, &record);
    if (!err && record.head.words) {
        wd_prints prints;
        uint32_t words = record.head.words;
        size_t grams = words >= WD_GRAM_WORDS ? words - WD_GRAM_WORDS + 1 : 0;
        wd_winnow(&a, wd_gram_values(&a, record.hashes, words), grams, c->options.window, c->options.sealed_window, &prints);
        for (size_t i = 0; i < prints.n; i++)
            while (wd_postings_remove(&c->postings, prints.v[i].value, (uint32_t)slot))
                ;
    }
    wd_arena_done(&a);
    return err == WD_E_CORRUPT ? 0 : err;
}

static int remove_hot(struct wd_copies *c, size_t slot)
{
    struct wd_hot *hot = &c->hot[slot];
    int err = c->options.passing ? 0 : take_out_prints(c, slot);
    if (!err)
        err = c->shelf->blank(c->shelf->context, hot->place, wd_row_bytes(hot->words));
    if (err)
        return err;
    *hot = (struct wd_hot){.place = WD_NO_PLACE};
    c->hot_gone++;
    c->listed = false;
    if (!c->options.passing)
        return 0;
    wd_postings_forget(&c->postings, (uint32_t)slot);
    if (c->hot_gone >= WD_MAX(c->hot_n / MOST_GONE_ONE_IN, (size_t)MOST_GONE))
        wd_index_close_up(c);
    return 0;
}

/* The head of a sealed text; blank where it was taken out. */
static int sealed_head(const struct wd_copies *c, uint64_t number, struct wd_row_head *ret_head)
{
    uint64_t place = wd_index_sealed_place(c, number);
    if (place != WD_NO_PLACE)
        return wd_row_read_head(c->shelf, place, c->row_end, ret_head);
    *ret_head = (struct wd_row_head){0};
    return 0;
}

/* The next of the texts that lay on the shelf; those that were taken out are passed over. */
static int meet_again(struct wd_copies *c, uint64_t key, bool *ret_met)
{
    for (; c->resumed < c->opened_texts; c->resumed++) {
        struct wd_row_head head;
        int err = sealed_head(c, c->resumed, &head);
        if (!err && wd_row_is_blank(&head))
            continue;
        if (!err && head.key != key) {
            c->damaged = wd_index_sealed_place(c, c->resumed);
            err = WD_E_CORRUPT;
        }
        if (err)
            return err;
        c->resumed++;
        *ret_met = true;
        return 0;
    }
    *ret_met = false;
    return 0;
}

bool wd_copies_resumed(const struct wd_copies *c)
{
    struct wd_row_head head = {0};
    bool none = true;
    for (uint64_t number = c->resumed; none && number < c->opened_texts; number++)
        none = !sealed_head(c, number, &head) && wd_row_is_blank(&head);
    return none;
}

int wd_copies_insert(struct wd_copies *c, const struct wd_copy_doc *doc)
{
    bool met;
    int err = meet_again(c, doc->key, &met);
    if (err || met)
        return err;
    size_t before = slot_of(c, doc->key);
    err = wd_index_prepare(c, doc);
    if (!err && before != SIZE_MAX)
        err = remove_hot(c, before);
    if (!err)
        err = wd_index_make_room(c);
    if (!err && c->sealed_texts + c->hot_n >= UINT32_MAX - 1)
        err = WD_E_FULL;
    if (err)
        return err;
    struct wd_row_head head = {.key = doc->key,
                               .article = doc->article,
                               .outlet = doc->outlet,
                               .words = (uint32_t)doc->words,
                               .distinct = (uint32_t)c->newer.grams.distinct};
    uint64_t place;
    err = wd_row_append(c->shelf, head, doc->hashes, &place);
    if (err)
        return err;
    c->row_end = place + wd_row_bytes(head.words);
    take_in_prints(c, add_hot(c, (struct wd_hot){doc->key, place, (uint32_t)doc->outlet, head.words}));
    c->prepared = false; /* what is a template may be so since now */
    return 0;
}

/* ---- taking out ---- */

static int blank_sealed(struct wd_copies *c, uint64_t number, const struct wd_row_head *head)
{
    struct wd_row_record record;
    struct wd_arena a;
    uint64_t place = wd_index_sealed_place(c, number);
    wd_arena_init(&a);
    int err = wd_row_read(c->shelf, &a, place, c->row_end, head->words, &record);
    wd_arena_done(&a);
    if (err) {
        c->damaged = place;
        return err;
    }
    c->taken_out = number + 1;
    err = c->shelf->blank(c->shelf->context, place, wd_row_bytes(record.head.words));
    if (!err && c->options.passing)
        wd_index_sealed_left(c, number);
    return err;
}

/* Whether the text is number `number`; then it is taken out. */
static int try_sealed(struct wd_copies *c, uint64_t number, uint64_t version, bool *ret_done)
{
    struct wd_row_head head;
    int err = sealed_head(c, number, &head);
    if (!err && head.key == version && !wd_row_is_blank(&head)) {
        *ret_done = true;
        err = blank_sealed(c, number, &head);
    }
    return err;
}

/* The text lies somewhere among all that are sealed. Texts that leave with a window go in the order in which they came: it is looked for
 * behind the one that went last; else the heads of all are read, the newest first. */
static int remove_sealed(struct wd_copies *c, uint64_t version)
{
    bool done = false;
    int err = 0;
    uint64_t first = c->sealed_n ? c->sealed[0].segment.first : c->sealed_texts;
    uint64_t near = WD_MIN(c->sealed_texts, c->taken_out + NEAR_LAST);
    for (uint64_t number = c->taken_out; number < near && !done && !err; number++)
        err = try_sealed(c, number, version, &done);
    for (uint64_t number = c->sealed_texts; number-- > first && !done && !err;)
        err = try_sealed(c, number, version, &done);
    return err;
}

int wd_copies_remove(struct wd_copies *c, uint64_t version)
{
    size_t slot = slot_of(c, version);
    return slot != SIZE_MAX ? remove_hot(c, slot) : remove_sealed(c, version);
}

/* ---- what it is ---- */

uint64_t wd_copies_sealed(const struct wd_copies *c)
{
    return c->sealed_texts;
}

uint64_t wd_copies_damaged(const struct wd_copies *c)
{
    return c->damaged;
}

struct wd_copies_size wd_copies_size(const struct wd_copies *c)
{
    struct wd_copies_size size = {.hot_texts = c->hot_n - c->hot_gone,
                                  .sealed_texts = c->sealed_texts,
                                  .segments = c->sealed_n,
                                  .postings = c->work.postings,
                                  .candidates = c->work.verified};
    size.hot_bytes = sizeof *c + c->postings.bytes + c->hot_room * sizeof *c->hot + c->key_room * sizeof *c->keys +
                     c->sealed_room * sizeof *c->sealed + WD_TEMPLATE_ROWS * WD_TEMPLATE_WAYS * sizeof *c->templates.marks;
    for (size_t i = 0; i < c->sealed_n; i++)
        size.sealed_bytes += c->sealed[i].segment.bytes.n;
    size.words_bytes = c->own ? wd_memory_shelf_words(c->own) : (size_t)c->row_end;
    return size;
}

static int mix_posting(void *context, struct wd_posting posting)
{
    uint64_t *h = context;
    *h = wd_hash_mix(wd_hash_mix(*h, posting.print), (uint64_t)posting.slot << 1 | posting.marked);
    return 0;
}

uint64_t wd_copies_digest(const struct wd_copies *c)
{
    uint64_t h = wd_hash_mix(c->sealed_texts, c->hot_n);
    if (wd_postings_each(&c->postings, &h, mix_posting))
        return 0;
    for (size_t i = 0; i < c->hot_n; i++)
        h = wd_hash_mix(wd_hash_mix(wd_hash_mix(h, c->hot[i].key), c->hot[i].place), (uint64_t)c->hot[i].outlet << 32 | c->hot[i].words);
    for (size_t i = 0; i < c->sealed_n; i++)
        h = wd_hash_mix(h, wd_hash(c->sealed[i].segment.bytes));
    return wd_hash_mix(wd_hash_mix(h, wd_templates_digest(&c->templates)), c->row_end);
}
