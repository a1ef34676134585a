#include "analyse/models.h"

#include <stdlib.h>

#include "base/embedded.h"

extern const struct wd_embedded wd_analyse_models[]; /* the *.model files of models/ */

static const char *const languages[WD_MODEL_LANGUAGES] = {"en", "de"};
static const char *const kinds[WD_MODEL_KINDS] = {"cues", "roles", "names", "names"};
static const char *const names[] = {"cues-en.model",    "roles-en.model",   "names-en.model",
                                    "renames-en.model", "cues-de.model",    "roles-de.model",
                                    "names-de.model",   "renames-de.model", NULL};

const char *wd_model_name(size_t i)
{
    return i < WD_COUNT(names) ? names[i] : NULL;
}

int wd_model_add(struct wd_models *m, size_t i, struct wd_str bytes, bool check)
{
    size_t language = i / WD_MODEL_KINDS, kind = i % WD_MODEL_KINDS;
    int err = wd_tagger_read(bytes, check, &m->taggers[language][kind]);
    if (!err && !wd_str_eqc(m->taggers[language][kind].kind, kinds[kind]))
        err = WD_E_FORMAT;
    m->has[language][kind] = !err;
    return err;
}

const struct wd_tagger *wd_model_of(const struct wd_models *m, struct wd_str language, enum wd_model_kind kind)
{
    for (size_t i = 0; m && i < WD_MODEL_LANGUAGES; i++)
        if (wd_str_starts_nocase(language, languages[i]) && m->has[i][kind])
            return &m->taggers[i][kind];
    return NULL;
}

void wd_models_built_in(struct wd_models *ret)
{
    *ret = (struct wd_models){0};
    for (size_t k = 0; wd_analyse_models[k].name; k++)
        for (size_t i = 0; names[i]; i++)
            if (strcmp(names[i], wd_analyse_models[k].name) == 0 && wd_model_add(ret, i, wd_analyse_models[k].bytes, false) != 0)
                abort(); /* the build made it */
}
