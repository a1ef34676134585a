#include "text/fold.h"

#include "tap.h"

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    is_str(wd_fold(&a, WD_STR("  \xE2\x80\x9CIt\xE2\x80\x99s  OVER\xE2\x80\x9D\xC2\xA0\xE2\x80\x93 \xC3\x84RGER\xE2\x80\xA6\n")),
           "\"it's over\" - \xC3\xA4rger...", "fold");
    is_str(wd_fold(&a, WD_STR("co\xC2\xADop\xE2\x80\x8B")), "coop", "marks without width go");
    is_str(wd_fold(&a, WD_STR("")), "", "nothing folds to nothing");
    is_str(wd_fold_words(&a, WD_STR("Don\xE2\x80\x99t, \"Reef-Lane\" 'tis O'Dara's!")), "dont reef lane tis odaras", "fold to words");
    is_str(wd_lower_str(&a, WD_STR("\xCE\x9F\xCE\x94\xCE\x9F\xCE\xA3 \xC8\xBA\xC4\xB0x")),
           "\xCE\xBF\xCE\xB4\xCE\xBF\xCF\x82 \xE2\xB1\xA5i\xCC\x87x", "lower case: final sigma, one that grows, dotted capital I");
    is_str(wd_squeeze(&a,
                      WD_STR(" a \t b\r\n\n c\xE3\x80\x80"
                             "d "),
                      false),
           "a b c d", "squeeze");
    is_str(wd_squeeze(&a,
                      WD_STR(" a \t b\r\n\n c\xE3\x80\x80"
                             "d "),
                      true),
           "a b\nc d", "squeeze and keep lines");
    is_str(wd_squeeze(&a, WD_STR("a \xE2\x80\xA8 b"), true), "a\nb", "line separator");
    ok(wd_cp_is_upper('Q') && wd_cp_is_upper(0x416) && !wd_cp_is_upper('q') && !wd_cp_is_upper('['), "upper");
    ok(wd_cp_is_letter('z') && wd_cp_is_letter(0x6E2F) && !wd_cp_is_letter('5') && !wd_cp_is_letter('_') && !wd_cp_is_letter('@'),
       "letter");
    ok(wd_cp_is_digit('0') && wd_cp_is_digit(0x661) && wd_cp_is_digit(0xBD) && !wd_cp_is_digit('/') && !wd_cp_is_digit(':'), "digit");
    ok(wd_cp_is_space(0xA0) && wd_cp_is_space(0x3000) && !wd_cp_is_space(0x200B), "space");
    ok(wd_cp_is_quote_mark(0xAB) && wd_cp_is_quote_mark(0x201E) && wd_cp_is_quote_mark(0x300C) && !wd_cp_is_quote_mark(','),
       "quotation mark");
    ok(wd_lower_cp('Z') == 'z' && wd_lower_cp('[') == '[' && wd_lower_cp(0x130) == 'i' && wd_lower_cp(0x416) == 0x436,
       "lower case of a code point");
    /* no input outgrows its room, bytes that are not UTF-8 included */
    char bytes[256 * 4];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i % 4 == 3 ? ' ' : 0x80 + i % 128);
    struct wd_str all = wd_str_n(bytes, sizeof bytes);
    ok(wd_fold(&a, all).n <= all.n * 3 && wd_lower_str(&a, all).n <= all.n * 3 && wd_fold_words(&a, all).n <= all.n * 3 &&
           wd_squeeze(&a, all, true).n <= all.n,
       "broken bytes");
    wd_arena_done(&a);
    return done();
}
