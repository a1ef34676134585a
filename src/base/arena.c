#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_BLOCK_BYTES = 4096, LARGEST_BLOCK_BYTES = 1 << 20, ALIGN = 16 };

struct wd_arena_block {
    struct wd_arena_block *before;
    size_t bytes;
};

static const size_t HEAD_BYTES = (sizeof(struct wd_arena_block) + ALIGN - 1) & ~(size_t)(ALIGN - 1);

void *wd_malloc(size_t bytes)
{
    void *p = malloc(bytes ? bytes : 1);
    if (!p)
        abort();
    return p;
}

void *wd_calloc(size_t count, size_t bytes)
{
    void *p = calloc(count ? count : 1, bytes ? bytes : 1);
    if (!p)
        abort();
    return p;
}

void *wd_realloc(void *p, size_t bytes)
{
    void *grown = realloc(p, bytes ? bytes : 1);
    if (!grown)
        abort();
    return grown;
}

void wd_arena_init(struct wd_arena *a)
{
    *a = (struct wd_arena){.next_block_bytes = FIRST_BLOCK_BYTES};
}

void wd_arena_done(struct wd_arena *a)
{
    for (struct wd_arena_block *b = a->block; b;) {
        struct wd_arena_block *before = b->before;
        free(b);
        b = before;
    }
    wd_arena_init(a);
}

static void use_block(struct wd_arena *a, struct wd_arena_block *b)
{
    a->block = b;
    a->at = (char *)b + HEAD_BYTES;
    a->end = (char *)b + b->bytes;
}

void wd_arena_reset(struct wd_arena *a)
{
    struct wd_arena_block *keep = NULL;
    for (struct wd_arena_block *b = a->block; b;) {
        struct wd_arena_block *before = b->before;
        if (b->bytes <= LARGEST_BLOCK_BYTES && (!keep || b->bytes > keep->bytes)) {
            free(keep);
            keep = b;
        } else {
            free(b);
        }
        b = before;
    }
    a->block = NULL;
    a->at = a->end = NULL;
    if (keep) {
        keep->before = NULL;
        use_block(a, keep);
    }
}

static void *from_new_block(struct wd_arena *a, size_t bytes)
{
    if (!a->next_block_bytes)
        a->next_block_bytes = FIRST_BLOCK_BYTES;
    size_t want = a->next_block_bytes;
    if (bytes > SIZE_MAX / 2)
        abort();
    if (bytes + HEAD_BYTES > want)
        want = bytes + HEAD_BYTES;
    else if (a->next_block_bytes < LARGEST_BLOCK_BYTES)
        a->next_block_bytes *= 2;
    struct wd_arena_block *b = wd_malloc(want);
    /* a large piece of its own goes behind the block in use, whose rest stays usable */
    bool behind = a->block && bytes + HEAD_BYTES == want && (size_t)(a->end - a->at) > 256;
    struct wd_arena_block **place = behind ? &a->block->before : &a->block;
    b->bytes = want;
    b->before = *place;
    *place = b;
    if (behind)
        return (char *)b + HEAD_BYTES;
    use_block(a, b);
    a->at += bytes;
    return a->at - bytes;
}

void *wd_arena_raw(struct wd_arena *a, size_t bytes)
{
    if (bytes > SIZE_MAX / 4)
        abort();
    bytes = (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (bytes == 0)
        bytes = ALIGN;
    if ((size_t)(a->end - a->at) < bytes)
        return from_new_block(a, bytes);
    a->at += bytes;
    return a->at - bytes;
}

void *wd_arena_alloc(struct wd_arena *a, size_t bytes)
{
    return memset(wd_arena_raw(a, bytes), 0, bytes);
}

void *wd_arena_array(struct wd_arena *a, size_t count, size_t bytes)
{
    size_t total;
    if (__builtin_mul_overflow(count, bytes, &total))
        abort();
    return wd_arena_alloc(a, total);
}

struct wd_str wd_arena_str(struct wd_arena *a, struct wd_str s)
{
    char *p = wd_arena_raw(a, s.n + 1);
    if (s.n)
        memcpy(p, s.p, s.n);
    p[s.n] = 0;
    return wd_str_n(p, s.n);
}

char *wd_arena_c(struct wd_arena *a, struct wd_str s)
{
    return (char *)(uintptr_t)wd_arena_str(a, s).p;
}

struct wd_str wd_arena_printf(struct wd_arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *p = wd_arena_raw(a, (size_t)WD_MAX(n, 0) + 1);
    p[0] = 0;
    if (n > 0)
        (void)vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    return wd_str_n(p, (size_t)WD_MAX(n, 0));
}
