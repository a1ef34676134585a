/* tests/unit/copies/indexes.h - an index whose errors are failures of the test. */
#ifndef WD_TESTS_COPIES_INDEXES_H
#define WD_TESTS_COPIES_INDEXES_H

#include "random_docs.h"

static inline struct wd_copies *index_new(const struct wd_copy_options *options, const struct wd_copy_shelf *shelf)
{
    struct wd_copies *index = NULL;
    struct wd_where where = {0};
    int err = wd_copies_new(options, shelf, &index, &where);
    if (err)
        ok(false, "a new index: %s, %s", wd_err_name(err), where.message);
    return index;
}
static inline wd_reuses query(struct wd_copies *c, struct wd_arena *a, const struct wd_copy_doc *doc)
{
    wd_reuses reuses = {0};
    int err = wd_copies_query(c, a, doc, &reuses);
    if (err)
        ok(false, "query of doc %" PRIu64 ": %s", doc->key, wd_err_name(err));
    return reuses;
}
static inline void insert(struct wd_copies *c, const struct wd_copy_doc *doc)
{
    int err = wd_copies_insert(c, doc);
    if (err)
        ok(false, "insert of doc %" PRIu64 ": %s", doc->key, wd_err_name(err));
}
static inline void remove_key(struct wd_copies *c, uint64_t key)
{
    int err = wd_copies_remove(c, key);
    if (err)
        ok(false, "removal of doc %" PRIu64 ": %s", key, wd_err_name(err));
}

#endif
