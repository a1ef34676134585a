#include "copies/templates.h"

#include <stdlib.h>

#include "base/hash.h"

enum { MARKS = WD_TEMPLATE_ROWS * WD_TEMPLATE_WAYS };
static const uint64_t MAGIC = 0x74656D706C617465u;

/* A mark with its place, as it lies on the shelf; and what ends the list of them. */
struct laid {
    uint32_t place, mark;
};
struct tail {
    uint64_t count, checksum, magic;
};

void wd_templates_init(struct wd_templates *t)
{
    *t = (struct wd_templates){.marks = wd_calloc(MARKS, sizeof *t->marks)};
}

void wd_templates_done(struct wd_templates *t)
{
    free(t->marks);
    *t = (struct wd_templates){0};
}

static uint32_t *row_of(const struct wd_templates *t, uint64_t outlet, uint32_t print, uint32_t *ret_mark)
{
    uint64_t h = wd_hash_mix(outlet, print);
    *ret_mark = (uint32_t)h ? (uint32_t)h : 1;
    return t->marks + (h >> 32) % WD_TEMPLATE_ROWS * WD_TEMPLATE_WAYS;
}

bool wd_templates_has(const struct wd_templates *t, uint64_t outlet, uint32_t print)
{
    uint32_t mark;
    const uint32_t *row = row_of(t, outlet, print, &mark);
    bool has = false;
    for (size_t i = 0; i < WD_TEMPLATE_WAYS; i++)
        has |= row[i] == mark;
    return has;
}

void wd_templates_meet(struct wd_templates *t, uint64_t outlet, uint32_t print)
{
    uint32_t mark;
    uint32_t *row = row_of(t, outlet, print, &mark);
    size_t at = 0;
    while (at + 1 < WD_TEMPLATE_WAYS && row[at] && row[at] != mark)
        at++;
    t->n += !row[at];
    t->outlets[outlet % WD_TEMPLATE_OUTLETS] |= (uint64_t)1 << (outlet >> 58);
    memmove(row + 1, row, at * sizeof *row);
    row[0] = mark;
}

uint64_t wd_templates_digest(const struct wd_templates *t)
{
    return wd_hash_mix(wd_hash(wd_str_n((const char *)t->marks, MARKS * sizeof *t->marks)),
                       wd_hash(wd_str_n((const char *)t->outlets, sizeof t->outlets)));
}

int wd_templates_save(const struct wd_templates *t, const struct wd_copy_shelf *shelf, uint64_t *ret_end)
{
    struct laid *laid = wd_malloc(t->n * sizeof *laid + sizeof t->outlets);
    struct tail tail = {.magic = MAGIC};
    for (uint32_t i = 0; i < MARKS; i++)
        if (t->marks[i])
            laid[tail.count++] = (struct laid){i, t->marks[i]};
    memcpy(laid + tail.count, t->outlets, sizeof t->outlets);
    struct wd_str body = wd_str_n((const char *)laid, (size_t)tail.count * sizeof *laid + sizeof t->outlets);
    uint64_t at = 0;
    tail.checksum = wd_hash_seed(body, tail.count);
    int err = shelf->append(shelf->context, body, wd_str_n((const char *)&tail, sizeof tail), &at);
    free(laid);
    if (!err)
        *ret_end = at + body.n + sizeof tail;
    return err;
}

int wd_templates_load(struct wd_templates *t, const struct wd_copy_shelf *shelf, uint64_t end)
{
    struct tail tail;
    struct wd_str bytes;
    memset(t->marks, 0, MARKS * sizeof *t->marks);
    memset(t->outlets, 0, sizeof t->outlets);
    t->n = 0;
    if (end == 0)
        return 0;
    if (end < sizeof tail)
        return WD_E_CORRUPT;
    int err = shelf->read(shelf->context, end - sizeof tail, sizeof tail, &bytes);
    if (err)
        return err;
    if (bytes.n < sizeof tail)
        return WD_E_CORRUPT;
    memcpy(&tail, bytes.p, sizeof tail);
    size_t n = (size_t)WD_MIN(tail.count, MARKS + 1) * sizeof(struct laid) + sizeof t->outlets;
    if (tail.magic != MAGIC || tail.count > MARKS || n > end - sizeof tail)
        return WD_E_CORRUPT;
    err = shelf->read(shelf->context, end - sizeof tail - n, n, &bytes);
    if (err)
        return err;
    if (bytes.n < n || wd_hash_seed(bytes, tail.count) != tail.checksum)
        return WD_E_CORRUPT;
    for (size_t i = 0; i < tail.count; i++) {
        struct laid one;
        memcpy(&one, bytes.p + i * sizeof one, sizeof one);
        t->marks[one.place % MARKS] = one.mark;
    }
    memcpy(t->outlets, bytes.p + tail.count * sizeof(struct laid), sizeof t->outlets);
    t->n = (size_t)tail.count;
    return 0;
}
