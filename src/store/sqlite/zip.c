#include "store/sqlite/zip.h"

#include <stdlib.h>
#include <zstd.h>

void wd_zip_done(struct wd_zip *z)
{
    (void)ZSTD_freeCCtx(z->packer);
    (void)ZSTD_freeDCtx(z->opener);
    free(z->out);
    *z = (struct wd_zip){0};
}

int wd_zip_pack(struct wd_zip *z, struct wd_str raw, int level, struct wd_str *ret_packed)
{
    if (!z->packer && !(z->packer = ZSTD_createCCtx()))
        abort();
    size_t need = ZSTD_compressBound(raw.n);
    if (need > z->cap) {
        z->out = wd_realloc(z->out, need);
        z->cap = need;
    }
    size_t n = ZSTD_compressCCtx(z->packer, z->out, z->cap, raw.n ? raw.p : "", raw.n, level);
    if (ZSTD_isError(n))
        return WD_E_TOOBIG;
    *ret_packed = wd_str_n(z->out, n);
    return 0;
}

int wd_zip_open(struct wd_zip *z, struct wd_arena *a, struct wd_str packed, size_t max_bytes, struct wd_str *ret_raw)
{
    if (!z->opener && !(z->opener = ZSTD_createDCtx()))
        abort();
    unsigned long long size = ZSTD_getFrameContentSize(packed.p, packed.n);
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
        return WD_E_CORRUPT;
    if (size > max_bytes)
        return WD_E_TOOBIG;
    char *raw = wd_arena_raw(a, (size_t)size + 1);
    size_t n = ZSTD_decompressDCtx(z->opener, raw, (size_t)size, packed.p, packed.n);
    if (ZSTD_isError(n) || n != size)
        return WD_E_CORRUPT;
    raw[n] = 0;
    *ret_raw = wd_str_n(raw, n);
    return 0;
}
