#include "copies/memory_shelf.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"

enum { CHUNK = 1 << 16, FIRST_CHUNKS = 16 };

/* A piece of the row; NULL where all of it was blanked. */
struct chunk {
    char *bytes;
    uint32_t live; /* bytes appended and not blanked */
};
static const struct chunk blanked;

struct kept {
    uint32_t number;
    struct wd_buf bytes;
};

struct wd_memory_shelf {
    struct wd_copy_shelf calls;
    struct chunk *chunks;                   /* of the row's pieces those behind the first `left`, which are blanked */
    size_t left, chunk_n, chunk_room, held; /* held: chunks with bytes */
    uint64_t end;
    char *read; /* what was read last, where it lay in more chunks than one */
    size_t read_room;
    struct kept *kept, begun;
    size_t kept_n, kept_room;
};

static const struct chunk *chunk_at(const struct wd_memory_shelf *s, size_t which)
{
    return which < s->left ? &blanked : &s->chunks[which - s->left];
}

static void give_back(struct wd_memory_shelf *s, struct chunk *chunk)
{
    s->held -= chunk->bytes != NULL;
    free(chunk->bytes);
    chunk->bytes = NULL;
}

/* The last chunk was whole. Where half of them and more are blanked at the front, these are left out from now on. */
static void add_chunk(struct wd_memory_shelf *s)
{
    size_t blank_n = 0;
    if (s->chunk_n && !s->chunks[s->chunk_n - 1].live)
        give_back(s, &s->chunks[s->chunk_n - 1]);
    if (s->chunk_n == s->chunk_room) {
        while (blank_n < s->chunk_n && !s->chunks[blank_n].bytes)
            blank_n++;
        if (blank_n && blank_n >= s->chunk_n / 2) {
            s->left += blank_n;
            s->chunk_n -= blank_n;
            memmove(s->chunks, s->chunks + blank_n, s->chunk_n * sizeof *s->chunks);
        } else {
            s->chunk_room = s->chunk_room ? s->chunk_room * 2 : FIRST_CHUNKS;
            s->chunks = wd_realloc(s->chunks, s->chunk_room * sizeof *s->chunks);
        }
    }
    s->chunks[s->chunk_n++] = (struct chunk){0};
}

static void put(struct wd_memory_shelf *s, struct wd_str bytes)
{
    while (bytes.n) {
        size_t which = (size_t)(s->end / CHUNK), at = (size_t)(s->end % CHUNK), n = WD_MIN(bytes.n, CHUNK - at);
        if (which == s->left + s->chunk_n)
            add_chunk(s);
        struct chunk *chunk = &s->chunks[which - s->left];
        if (!chunk->bytes) {
            chunk->bytes = wd_calloc(1, CHUNK);
            s->held++;
        }
        memcpy(chunk->bytes + at, bytes.p, n);
        chunk->live += (uint32_t)n;
        s->end += n;
        bytes = wd_str_from(bytes, n);
    }
}

static int append(void *context, struct wd_str head, struct wd_str body, uint64_t *ret_at)
{
    struct wd_memory_shelf *s = context;
    uint64_t at = s->end;
    put(s, head);
    put(s, body);
    *ret_at = at;
    return 0;
}

static int read_row(void *context, uint64_t at, size_t n, struct wd_str *ret_bytes)
{
    struct wd_memory_shelf *s = context;
    if (at > s->end || n > s->end - at)
        return WD_E_NOTFOUND;
    size_t which = (size_t)(at / CHUNK), from = (size_t)(at % CHUNK);
    if (n && from + n <= CHUNK && chunk_at(s, which)->bytes) {
        *ret_bytes = wd_str_n(chunk_at(s, which)->bytes + from, n);
        return 0;
    }
    if (n > s->read_room || !s->read) {
        s->read_room = WD_MAX(n, (size_t)CHUNK);
        s->read = wd_realloc(s->read, s->read_room);
    }
    for (size_t done = 0; done < n; which++, from = 0) {
        size_t some = WD_MIN(n - done, CHUNK - from);
        const char *bytes = chunk_at(s, which)->bytes;
        if (bytes)
            memcpy(s->read + done, bytes + from, some);
        else
            memset(s->read + done, 0, some);
        done += some;
    }
    *ret_bytes = wd_str_n(s->read, n);
    return 0;
}

static int blank(void *context, uint64_t at, size_t n)
{
    struct wd_memory_shelf *s = context;
    if (at > s->end || n > s->end - at)
        return WD_E_NOTFOUND;
    size_t which = (size_t)(at / CHUNK), from = (size_t)(at % CHUNK);
    for (; n; which++, from = 0) {
        size_t some = WD_MIN(n, CHUNK - from);
        n -= some;
        if (!chunk_at(s, which)->bytes)
            continue;
        struct chunk *chunk = &s->chunks[which - s->left];
        memset(chunk->bytes + from, 0, some);
        chunk->live -= WD_MIN(chunk->live, (uint32_t)some);
        if (chunk->live == 0 && which + 1 < s->left + s->chunk_n)
            give_back(s, chunk);
    }
    return 0;
}

static int words_end(void *context, uint64_t *ret_end)
{
    const struct wd_memory_shelf *s = context;
    *ret_end = s->end;
    return 0;
}

static int cut(void *context, uint64_t end)
{
    struct wd_memory_shelf *s = context;
    size_t keep = (size_t)((end + CHUNK - 1) / CHUNK);
    if (end >= s->end)
        return 0;
    while (s->chunk_n && s->left + s->chunk_n > keep)
        give_back(s, &s->chunks[--s->chunk_n]);
    s->left = WD_MIN(s->left, (size_t)(end / CHUNK));
    if (s->chunk_n)
        s->chunks[s->chunk_n - 1].live = WD_MIN(s->chunks[s->chunk_n - 1].live, (uint32_t)((end - 1) % CHUNK + 1));
    s->end = end;
    return 0;
}

static int begin(void *context, uint32_t number)
{
    struct wd_memory_shelf *s = context;
    wd_buf_done(&s->begun.bytes);
    s->begun.number = number;
    wd_buf_init(&s->begun.bytes, SIZE_MAX);
    return 0;
}

static int write_segment(void *context, struct wd_str bytes)
{
    struct wd_memory_shelf *s = context;
    wd_buf_puts(&s->begun.bytes, bytes);
    return s->begun.bytes.err;
}

static int keep(void *context, struct wd_str *ret_segment)
{
    struct wd_memory_shelf *s = context;
    if (s->kept_n == s->kept_room) {
        s->kept_room = s->kept_room ? s->kept_room * 2 : 8;
        s->kept = wd_realloc(s->kept, s->kept_room * sizeof *s->kept);
    }
    /* the buffer grew by doubling: what is over goes back */
    if (s->begun.bytes.n)
        s->begun.bytes.p = wd_realloc(s->begun.bytes.p, s->begun.bytes.n);
    s->begun.bytes.cap = s->begun.bytes.n;
    s->kept[s->kept_n] = s->begun;
    *ret_segment = wd_buf_str(&s->kept[s->kept_n++].bytes);
    wd_buf_init(&s->begun.bytes, SIZE_MAX);
    return 0;
}

static void drop(void *context, uint32_t number)
{
    struct wd_memory_shelf *s = context;
    size_t left = 0;
    for (size_t i = 0; i < s->kept_n; i++) {
        if (s->kept[i].number == number)
            wd_buf_done(&s->kept[i].bytes);
        else
            s->kept[left++] = s->kept[i];
    }
    s->kept_n = left;
}

static int segment(void *context, size_t n, uint32_t *ret_number, struct wd_str *ret_segment)
{
    const struct wd_memory_shelf *s = context;
    if (n >= s->kept_n)
        return WD_E_NOTFOUND;
    *ret_number = s->kept[n].number;
    *ret_segment = wd_buf_str(&s->kept[n].bytes);
    return 0;
}

struct wd_memory_shelf *wd_memory_shelf_new(void)
{
    struct wd_memory_shelf *s = wd_calloc(1, sizeof *s);
    s->calls = (struct wd_copy_shelf){.context = s,
                                      .append = append,
                                      .read = read_row,
                                      .blank = blank,
                                      .words_end = words_end,
                                      .cut = cut,
                                      .begin = begin,
                                      .write = write_segment,
                                      .keep = keep,
                                      .drop = drop,
                                      .segment = segment};
    wd_buf_init(&s->begun.bytes, SIZE_MAX);
    return s;
}

void wd_memory_shelf_free(struct wd_memory_shelf *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < s->chunk_n; i++)
        free(s->chunks[i].bytes);
    for (size_t i = 0; i < s->kept_n; i++)
        wd_buf_done(&s->kept[i].bytes);
    wd_buf_done(&s->begun.bytes);
    free(s->chunks);
    free(s->kept);
    free(s->read);
    free(s);
}

const struct wd_copy_shelf *wd_memory_shelf_of(const struct wd_memory_shelf *s)
{
    return &s->calls;
}

size_t wd_memory_shelf_words(const struct wd_memory_shelf *s)
{
    return s->held * CHUNK + s->chunk_room * sizeof *s->chunks;
}
