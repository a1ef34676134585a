#include "cmd/bench_run.h"

#include "os/os.h"

/* Words that lie there already would be cut off by the index: they are somebody's. */
static int refuse_used(const struct wd_copy_shelf *shelf, const char *folder, struct wd_where *ret_where)
{
    uint64_t end = 0;
    int err = shelf->words_end(shelf->context, &end);
    return err || !end ? err : wd_where_set(ret_where, WD_E_EXISTS, "%s: holds texts already", folder ? folder : "temporary folder");
}

int wd_bench_run_open(struct wd_bench_run *r, const char *folder, struct wd_where *ret_where)
{
    wd_arena_init(&r->results);
    int err = wd_shelf_open(folder, &r->shelf, ret_where);
    if (!err)
        err = refuse_used(wd_shelf_of(r->shelf), folder, ret_where);
    if (!err)
        err = wd_copies_new(&wd_copy_defaults, wd_shelf_of(r->shelf), &r->index, ret_where);
    return err;
}

void wd_bench_run_close(struct wd_bench_run *r)
{
    wd_copies_free(r->index);
    if (r->shelf)
        wd_shelf_close(r->shelf);
    wd_arena_done(&r->results);
}

/* The texts one after the other, each asked about and then taken in. */
int wd_bench_run_block(struct wd_bench_run *r, struct wd_arena *a, const struct wd_invented_text *texts, size_t n)
{
    int err = 0;
    r->pairs = (wd_bench_pairs){0};
    double from = wd_thread_cpu_s();
    for (size_t i = 0; i < n && !err; i++) {
        wd_reuses reuses;
        r->sealed[i] = wd_copies_sealed(r->index);
        wd_arena_reset(&r->results);
        err = wd_copies_query(r->index, &r->results, &texts[i].doc, &reuses);
        for (size_t k = 0; k < reuses.n && !err; k++)
            wd_list_add(a, &r->pairs, (struct wd_bench_pair){reuses.v[k].of, (uint32_t)i, reuses.v[k].relation});
        if (!err)
            err = wd_copies_insert(r->index, &texts[i].doc);
    }
    r->block_s = wd_thread_cpu_s() - from;
    return err;
}
