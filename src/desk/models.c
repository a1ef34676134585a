#include "desk/models.h"

#include "base/hash.h"
#include "base/limits.h"
#include "desk/desk.h"
#include "os/file.h"

static const char *path_of(struct wd_arena *a, const char *folder, const char *below, const char *name)
{
    return wd_arena_printf(a, "%s/%s%s", folder, below, name).p;
}

int wd_models_load(struct wd_arena *a, const char *folder, struct wd_models *models, uint64_t *hash, struct wd_where *w)
{
    size_t found = 0;
    for (size_t i = 0; wd_model_name(i); i++) {
        const char *path = path_of(a, folder, "", wd_model_name(i));
        struct wd_str bytes;
        if (!wd_file_exists(path))
            continue;
        int err = wd_file_read(a, path, WD_MAX_FILE_BYTES, &bytes, w);
        if (err)
            return err;
        err = wd_model_add(models, i, bytes, true);
        if (err)
            return wd_where_set(w, err, "%s: %s", path, err == WD_E_FORMAT ? "no model of this kind" : wd_err_text(err));
        *hash = wd_hash_mix(wd_hash_mix(*hash, i), wd_hash(bytes));
        found++;
    }
    return found ? 0 : wd_where_set(w, WD_E_NOTFOUND, "%s: no model in this folder (such as %s)", folder, wd_model_name(0));
}

int wd_models_of(struct wd_arena *a, const char *data, struct wd_models *ret, uint64_t *ret_rules, struct wd_where *w)
{
    struct wd_models models;
    uint64_t rules = wd_rules_version();
    struct wd_where none = {0};
    wd_models_built_in(&models);
    int err = wd_models_load(a, path_of(a, data, "models", ""), &models, &rules, &none);
    if (err && err != WD_E_NOTFOUND) {
        *w = none;
        return err;
    }
    *ret = models;
    *ret_rules = rules;
    return 0;
}

int wd_story_rule_of(struct wd_arena *a, const char *data, const struct wd_story_model **ret_rule, uint64_t *rules, struct wd_where *w)
{
    const char *path = path_of(a, data, "models/", WD_STORY_RULE_FILE);
    struct wd_where inside = {0};
    struct wd_str bytes;
    *ret_rule = NULL;
    if (!wd_file_exists(path))
        return 0;
    int err = wd_file_read(a, path, WD_MAX_FILE_BYTES, &bytes, w);
    if (err)
        return err;
    err = wd_story_rule_read(a, bytes, ret_rule, &inside);
    if (err)
        return wd_where_set(w, err, "%s: %s", path, inside.message);
    *rules = wd_hash_mix(*rules, wd_hash(bytes));
    return 0;
}

static int copy_one(struct wd_arena *a, const char *data, const char *to_data, const char *name, struct wd_where *w)
{
    const char *from = path_of(a, data, "models/", name);
    struct wd_str bytes;
    if (!wd_file_exists(from))
        return 0;
    int err = wd_file_read(a, from, WD_MAX_FILE_BYTES, &bytes, w);
    if (!err)
        err = wd_dir_make(path_of(a, to_data, "models", ""), w);
    return err ? err : wd_file_write(path_of(a, to_data, "models/", name), bytes, w);
}

int wd_models_copy(const char *data, const char *to_data, struct wd_where *w)
{
    struct wd_arena a;
    int err = 0;
    wd_arena_init(&a);
    for (size_t i = 0; wd_model_name(i) && !err; i++)
        err = copy_one(&a, data, to_data, wd_model_name(i), w);
    if (!err)
        err = copy_one(&a, data, to_data, WD_STORY_RULE_FILE, w);
    wd_arena_done(&a);
    return err;
}
