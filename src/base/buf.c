#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/err.h"

void wd_buf_init(struct wd_buf *b, size_t max_bytes)
{
    *b = (struct wd_buf){.max_bytes = max_bytes};
}

void wd_buf_done(struct wd_buf *b)
{
    free(b->p);
    wd_buf_init(b, b->max_bytes);
}

void wd_buf_reset(struct wd_buf *b)
{
    b->n = 0;
    b->err = 0;
}

void wd_buf_grow(struct wd_buf *b, size_t more)
{
    if (b->err)
        return;
    if (more > b->max_bytes || b->n > b->max_bytes - more) {
        b->err = WD_E_TOOBIG;
        return;
    }
    size_t need = b->n + more;
    if (need <= b->cap)
        return;
    size_t cap = b->cap ? b->cap : 256;
    while (cap < need)
        cap *= 2;
    cap = WD_MIN(cap, b->max_bytes);
    b->p = wd_realloc(b->p, cap);
    b->cap = cap;
}

void wd_buf_printf(struct wd_buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n > 0) {
        wd_buf_grow(b, (size_t)n + 1);
        if (!b->err) {
            (void)vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
            b->n += (size_t)n;
        }
    }
    va_end(again);
}
