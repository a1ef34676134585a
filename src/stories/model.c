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

static const char *const halves[] = {"undated", "dated"};

struct row {
    int half, feature;
    struct wd_str numbers;
};

/* A line is "dated NAME NUMBER..." or "undated NAME NUMBER...": the weight of a feature in the sum, then its weights in each unit; "out" is
 * what the units weigh. Other lines say where the numbers come from. false: such a line. */
static bool read_row(struct wd_str line, struct row *ret)
{
    struct wd_str half, name, rest = wd_str_trim(line);
    if (!wd_str_cut(&rest, ' ', &half) || !wd_str_cut(&rest, ' ', &name))
        return false;
    *ret = (struct row){wd_str_eqc(half, halves[1]), feature_number(name), rest};
    return ret->feature >= 0 && (ret->half || wd_str_eqc(half, halves[0]));
}

int wd_story_rule_read(struct wd_arena *a, struct wd_str text, const struct wd_story_model **ret_halves, struct wd_where *ret_where)
{
    struct wd_story_model *models = wd_arena_array(a, 2, sizeof(*models));
    bool found[2][WD_STORY_FEATURES + 2] = {{false}};
    struct wd_str rest = text, line, number;
    struct row row;
    while (wd_str_cut(&rest, '\n', &line)) {
        double value;
        if (!read_row(line, &row))
            continue;
        for (size_t k = 0; k <= WD_STORY_UNITS && wd_str_cut(&row.numbers, ' ', &number) && wd_str_to_f64(number, &value); k++)
            models[row.half].weight[row.feature][k] = value;
        found[row.half][row.feature] = true;
    }
    for (int half = 0; half < 2; half++)
        for (int i = 0; i <= WD_STORY_FEATURES; i++)
            if (!found[half][i])
                return wd_where_set(ret_where, WD_E_FORMAT, "no weights for %s %s: made for another version of the program, or none",
                                    halves[half], i < WD_STORY_FEATURES ? wd_story_feature_names[i] : "constant");
    *ret_halves = models;
    return 0;
}

struct wd_str wd_story_rule_shipped(void)
{
    return wd_stories_model[0].bytes;
}

double wd_story_rule_score(const struct wd_story_model *models, bool dated, const double x[WD_STORY_FEATURES])
{
    return wd_stories_score(&models[dated], x);
}

void wd_story_rule_nudge(struct wd_str text, double add[2][WD_STORY_FEATURES + 1], struct wd_buf *out)
{
    struct wd_str rest = text, line, number;
    while (wd_str_cut(&rest, '\n', &line)) {
        struct row row;
        double value;
        bool weights = read_row(line, &row) && row.feature <= WD_STORY_FEATURES;
        if (weights && wd_str_cut(&row.numbers, ' ', &number) && wd_str_to_f64(number, &value)) {
            wd_buf_put(out, line.p, (size_t)(number.p - line.p));
            wd_buf_printf(out, "%.6g", value + add[row.half][row.feature]);
            line = wd_str_n(number.p + number.n, (size_t)(line.p + line.n - (number.p + number.n)));
        }
        wd_buf_put(out, line.p, line.n);
        wd_buf_byte(out, '\n');
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
