/* base/buf.h - a growing byte buffer that must be given its maximum when made.
 * Duty:      collect output. The first failure sticks in `err`; later puts do nothing, so callers check once.
 * Ownership: heap; wd_buf_done frees. wd_buf_str borrows until the next put.
 * Errors:    WD_E_TOOBIG past max_bytes. Out of memory aborts.
 * Threads:   one buffer, one thread. */
#ifndef WD_BASE_BUF_H
#define WD_BASE_BUF_H

#include "base/str.h"

struct wd_buf {
    char *p;
    size_t n, cap, max_bytes;
    int err;
};

void wd_buf_init(struct wd_buf *b, size_t max_bytes);
void wd_buf_done(struct wd_buf *b);
/* Empties it and clears err; keeps the memory. */
void wd_buf_reset(struct wd_buf *b);
void wd_buf_grow(struct wd_buf *b, size_t more);
static inline void wd_buf_put(struct wd_buf *b, const void *p, size_t n)
{
    if (n > b->cap - b->n)
        wd_buf_grow(b, n);
    if (b->err || n == 0)
        return;
    memcpy(b->p + b->n, p, n);
    b->n += n;
}
static inline void wd_buf_puts(struct wd_buf *b, struct wd_str s)
{
    wd_buf_put(b, s.p, s.n);
}
static inline void wd_buf_putc(struct wd_buf *b, const char *nul_terminated)
{
    wd_buf_put(b, nul_terminated, strlen(nul_terminated));
}
void wd_buf_printf(struct wd_buf *b, const char *format, ...) WD_PRINTF(2, 3);
static inline void wd_buf_byte(struct wd_buf *b, char c)
{
    if (b->n + 1 > b->cap)
        wd_buf_grow(b, 1);
    if (!b->err)
        b->p[b->n++] = c;
}
static inline struct wd_str wd_buf_str(const struct wd_buf *b)
{
    return wd_str_n(b->p ? b->p : "", b->n);
}

#endif
