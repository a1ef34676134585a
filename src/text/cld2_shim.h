/* text/cld2_shim.h - the one door to cld2, which is C++.
 * Duty:      best guess of the language of a plain text.
 * Input:     valid UTF-8.
 * Threads:   pure.   Cost: about 50 us a KB. */
#ifndef WD_TEXT_CLD2_SHIM_H
#define WD_TEXT_CLD2_SHIM_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Static code ("en", "zh-Hant", "un" for not known). */
const char *wd_cld2_guess(const char *text, size_t bytes, bool *ret_reliable);

#ifdef __cplusplus
}
#endif

#endif
