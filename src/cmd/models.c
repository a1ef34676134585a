#include "cmd/models.h"

#include "base/limits.h"
#include "os/file.h"

int wd_models_load(struct wd_arena *a, const char *dir, struct wd_models *ret, struct wd_where *w)
{
    struct wd_models models = {0};
    size_t found = 0;
    for (size_t i = 0; wd_model_name(i); i++) {
        const char *path = wd_arena_printf(a, "%s/%s", dir, wd_model_name(i)).p;
        struct wd_str bytes;
        if (!wd_file_exists(path))
            continue;
        int err = wd_file_read(a, path, WD_MAX_FILE_BYTES, &bytes, w);
        if (!err)
            err = wd_model_add(&models, i, bytes);
        if (err)
            return wd_where_set(w, err, "%s: %s", path, wd_err_text(err));
        found++;
    }
    if (!found)
        return wd_where_set(w, WD_E_NOTFOUND, "%s: no model in this folder (such as %s)", dir, wd_model_name(0));
    *ret = models;
    return 0;
}
