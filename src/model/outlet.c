#include "model/outlet.h"

const char *const wd_output_names[] = {"own account", "rewrite", "copy", NULL};
const int64_t wd_delay_bounds_s[WD_DELAY_CLASSES - 1] = {300, 900, 1800, 3600, 3 * 3600, 12 * 3600, 24 * 3600};
