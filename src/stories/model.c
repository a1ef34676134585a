#include <math.h>

#include "base/embedded.h"
#include "stories/index.h"

extern const struct wd_embedded wd_stories_model[]; /* models/stories.txt */

const char *const wd_story_feature_names[WD_STORY_FEATURES] = {
    "cosine",    "mean",      "lead",          "title",       "title-in", "names",       "numbers",   "near",         "kin",
    "copy",      "rare",      "cosine-margin", "lead-margin", "same-day", "cosine-near", "untitled",  "own",          "own-share",
    "own-names", "own-title", "clash",         "brief",       "outlet",   "words",       "own-words", "number-clash", "topic-in"};

static int feature_number(struct wd_str name)
{
    for (int i = 0; i < WD_STORY_FEATURES; i++)
        if (wd_str_eqc(name, wd_story_feature_names[i]))
            return i;
    return wd_str_eqc(name, "constant") ? WD_STORY_FEATURES : wd_str_eqc(name, "out") ? WD_STORY_FEATURES + 1 : -1;
}

/* A line is "dated NAME NUMBER..." or "undated NAME NUMBER...": the weight of a feature in the sum, then its weights in each unit; "out" is
 * what the units weigh. Other lines say where the numbers come from. */
void wd_stories_model_read(struct wd_story_model ret_models[2])
{
    memset(ret_models, 0, 2 * sizeof(*ret_models));
    struct wd_str rest = wd_stories_model[0].bytes, line, set, name, number;
    while (wd_str_cut(&rest, '\n', &line)) {
        line = wd_str_trim(line);
        if (!wd_str_cut(&line, ' ', &set) || !wd_str_cut(&line, ' ', &name) || !(wd_str_eqc(set, "dated") || wd_str_eqc(set, "undated")))
            continue;
        struct wd_story_model *m = &ret_models[wd_str_eqc(set, "dated")];
        int i = feature_number(name);
        double value;
        for (size_t k = 0; i >= 0 && k <= WD_STORY_UNITS && wd_str_cut(&line, ' ', &number) && wd_str_to_f64(number, &value); k++)
            m->weight[i][k] = value;
    }
}

double wd_stories_score(const struct wd_story_model *m, const double x[WD_STORY_FEATURES])
{
    double z[1 + WD_STORY_UNITS];
    memcpy(z, m->weight[WD_STORY_FEATURES], sizeof(z));
    for (int i = 0; i < WD_STORY_FEATURES; i++)
        if (x[i] != 0)
            for (int k = 0; k <= WD_STORY_UNITS; k++)
                z[k] += m->weight[i][k] * x[i];
    for (int k = 1; k <= WD_STORY_UNITS; k++)
        z[0] += m->weight[WD_STORY_FEATURES + 1][k] * tanh(z[k]);
    return 1 / (1 + exp(-z[0]));
}
