#include "base/embedded.h"
#include "stories/index.h"

extern const struct wd_embedded wd_stories_model[]; /* models/stories.txt */

const char *const wd_story_feature_names[WD_STORY_FEATURES] = {
    "cosine", "mean", "lead", "title",         "title-in",    "names",    "numbers",     "near",
    "size",   "copy", "rare", "cosine-margin", "lead-margin", "same-day", "cosine-near", "untitled"};

static int feature_number(struct wd_str name)
{
    for (int i = 0; i < WD_STORY_FEATURES; i++)
        if (wd_str_eqc(name, wd_story_feature_names[i]))
            return i;
    return wd_str_eqc(name, "constant") ? WD_STORY_FEATURES : -1;
}

/* A line is "dated NAME NUMBER" or "undated NAME NUMBER"; other lines say where the numbers come from. */
void wd_stories_weights(double ret_weights[2][WD_STORY_FEATURES + 1])
{
    memset(ret_weights, 0, 2 * sizeof(*ret_weights));
    struct wd_str rest = wd_stories_model[0].bytes, line, set, name, number;
    while (wd_str_cut(&rest, '\n', &line)) {
        number = wd_str_trim(line);
        if (!wd_str_cut(&number, ' ', &set) || !wd_str_cut(&number, ' ', &name))
            continue;
        int i = feature_number(name);
        double value;
        if (i >= 0 && wd_str_to_f64(wd_str_trim(number), &value) && (wd_str_eqc(set, "dated") || wd_str_eqc(set, "undated")))
            ret_weights[wd_str_eqc(set, "dated")][i] = value;
    }
}
