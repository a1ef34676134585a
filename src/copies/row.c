#include "copies/row.h"

#include "base/hash.h"
#include "base/limits.h"

static uint64_t checksum_of(const struct wd_row_head *head, const uint32_t *hashes)
{
    uint64_t seed = wd_hash(wd_str_n((const char *)head, offsetof(struct wd_row_head, checksum)));
    return wd_hash_seed(wd_str_n((const char *)hashes, head->words * sizeof *hashes), seed);
}

int wd_row_append(const struct wd_copy_shelf *shelf, struct wd_row_head head, const uint32_t *hashes, uint64_t *ret_at)
{
    if (head.words > WD_MAX_WORDS)
        return WD_E_TOOBIG;
    head.checksum = checksum_of(&head, hashes);
    return shelf->append(shelf->context, wd_str_n((const char *)&head, sizeof head),
                         wd_str_n((const char *)hashes, head.words * sizeof *hashes), ret_at);
}

static int read_at(const struct wd_copy_shelf *shelf, uint64_t at, size_t n, struct wd_str *ret_bytes)
{
    struct wd_str bytes;
    int err = shelf->read(shelf->context, at, n, &bytes);
    if (err)
        return err;
    if (bytes.n < n)
        return WD_E_CORRUPT;
    *ret_bytes = bytes;
    return 0;
}

int wd_row_read(const struct wd_copy_shelf *shelf, struct wd_arena *a, uint64_t at, uint64_t row_end, uint32_t words,
                struct wd_row_record *ret_record)
{
    struct wd_row_record record = {0};
    struct wd_str bytes;
    if (at > row_end || row_end - at < sizeof record.head)
        return WD_E_CORRUPT;
    int err = read_at(shelf, at, (size_t)WD_MIN(row_end - at, wd_row_bytes(WD_MIN(words, WD_MAX_WORDS))), &bytes);
    if (err)
        return err;
    memcpy(&record.head, bytes.p, sizeof record.head);
    if (wd_row_is_blank(&record.head)) {
        *ret_record = record;
        return 0;
    }
    size_t n = wd_row_bytes(record.head.words);
    if (record.head.words > WD_MAX_WORDS || n > row_end - at)
        return WD_E_CORRUPT;
    if (n > bytes.n)
        err = read_at(shelf, at, n, &bytes);
    if (err)
        return err;
    const char *hashes = bytes.p + sizeof record.head;
    if ((uintptr_t)hashes % sizeof(uint32_t)) {
        char *aligned = wd_arena_raw(a, n);
        memcpy(aligned, hashes, n - sizeof record.head);
        hashes = aligned;
    }
    record.hashes = (const uint32_t *)(const void *)hashes;
    if (checksum_of(&record.head, record.hashes) != record.head.checksum)
        return WD_E_CORRUPT;
    *ret_record = record;
    return 0;
}

int wd_row_read_head(const struct wd_copy_shelf *shelf, uint64_t at, uint64_t row_end, struct wd_row_head *ret_head)
{
    struct wd_str bytes;
    if (at > row_end || row_end - at < sizeof *ret_head)
        return WD_E_CORRUPT;
    int err = read_at(shelf, at, sizeof *ret_head, &bytes);
    if (!err)
        memcpy(ret_head, bytes.p, sizeof *ret_head);
    return err;
}
