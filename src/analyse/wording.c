#include "analyse/wording.h"

#include "base/utf8.h"
#include "text/fold.h"

size_t wd_wording_count(struct wd_str s, size_t most)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < most; i++)
        n += !wd_is_blank(s.p[i]) && (i == 0 || wd_is_blank(s.p[i - 1]));
    return n;
}

bool wd_wording_opens_upper(struct wd_str s)
{
    struct wd_cp c = {0, 0};
    for (size_t at = 0; at < s.n; at += c.bytes) {
        c = wd_utf8_at(s, at);
        if (wd_cp_is_letter(c.cp))
            return wd_cp_is_upper(c.cp);
        if (wd_cp_is_digit(c.cp))
            return true;
    }
    return false;
}

bool wd_wording_is_ended(struct wd_str s)
{
    struct wd_cp c = wd_utf8_before(s, s.n);
    return c.cp == ',' || c.cp == '.' || c.cp == '!' || c.cp == '?' || c.cp == 0x2026;
}

/* "The Salt Road": each longer word with a capital. */
bool wd_wording_is_title(struct wd_str s)
{
    struct wd_str rest = s, word;
    size_t words = 0;
    while (wd_str_cut(&rest, ' ', &word)) {
        struct wd_cp c = wd_utf8_at(word, 0);
        if (word.n > 3 && !wd_cp_is_upper(c.cp) && !wd_cp_is_digit(c.cp))
            return false;
        words += word.n > 0;
    }
    return words >= 2 && wd_wording_opens_upper(s);
}
