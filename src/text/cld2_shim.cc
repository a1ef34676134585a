#include <cstdio> // the headers of cld2 use FILE without it

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "text/cld2_shim.h"

const char *wd_cld2_guess(const char *text, size_t bytes, bool *ret_reliable)
{
    CLD2::Language three[3];
    int percent[3], text_bytes = 0;
    double score[3];
    CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    *ret_reliable = false;
    CLD2::Language best = CLD2::ExtDetectLanguageSummary(text, static_cast<int>(bytes), true, &hints, CLD2::kCLDFlagBestEffort, three,
                                                         percent, score, nullptr, &text_bytes, ret_reliable);
    return CLD2::LanguageCode(best);
}
