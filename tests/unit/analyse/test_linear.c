/* Ten times the text costs at most about ten times as much, whatever it consists of. */
#include <time.h>

#include "analyse/analyse.h"
#include "base/limits.h"
#include "tap.h"

enum { SMALL_BYTES = 100 << 10, LARGE_BYTES = 1000 << 10 };

static double cost_of(const char *unit, const char *language, size_t bytes, size_t *ret_bad)
{
    struct wd_arena a;
    wd_arena_init(&a);
    size_t n = strlen(unit), at = 0;
    char *p = wd_arena_raw(&a, bytes + n);
    for (; at < bytes; at += n)
        memcpy(p + at, unit, n);
    struct wd_analyse_input in = {.text = wd_str_n(p, at), .language = wd_str_c(language), .date_utc = 0};
    struct wd_analysis r = {0};
    struct wd_frame f;
    clock_t start = clock();
    if (wd_analyse(&a, &in, &r) != 0)
        ++*ret_bad;
    wd_frame_of(&a, in.text, WD_STR("A title"), WD_STR(""), &f);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    for (size_t i = 0; i < r.quotes.n; i++)
        *ret_bad += r.quotes.v[i].span.end > in.text.n || r.quotes.v[i].span.start >= r.quotes.v[i].span.end;
    wd_arena_done(&a);
    return seconds;
}

int main(void)
{
    static const char *const units[] = {"\"",
                                        "“",
                                        "'a ",
                                        "‘",
                                        "said ",
                                        "Said ",
                                        "a",
                                        "A",
                                        "A ",
                                        "Blum, ",
                                        "\"a\" said ",
                                        "(",
                                        "“a\n",
                                        "\n",
                                        ". ",
                                        "\"a,\" Blum said. ",
                                        "the ",
                                        "of ",
                                        "he said that ",
                                        "2 ",
                                        "10:",
                                        "U.",
                                        "-",
                                        "--AP\n",
                                        "„“",
                                        "«»",
                                        "last ",
                                        "May ",
                                        "according to ",
                                        "Rosa Blum ",
                                        "''",
                                        "BLUM: a b\n",
                                        "A: b c\n",
                                        "Rosa Blum: a b\n",
                                        "\"a b c d e f\"\n",
                                        "sei „a b c d e f g h“ ",
                                        "sagte er, ",
                                        "„a“, so Blum, ",
                                        "heißt es in ",
                                        "zitiert "};
    for (size_t i = 0; i < WD_COUNT(units); i++) {
        size_t bad = 0;
        for (size_t k = 0; k < 2; k++) {
            const char *language = k ? "de" : "en";
            double small = cost_of(units[i], language, SMALL_BYTES, &bad), large = cost_of(units[i], language, LARGE_BYTES, &bad);
            int shown = (int)strcspn(units[i], "\n"); /* a line end in a name would not be TAP */
            ok(large < 40 * small + 0.5 && bad == 0, "linear on %.*s%s in %s (%.3f s, %.3f s)", shown, units[i],
               units[i][shown] ? " and a line end" : "", language, small, large);
        }
    }
    struct wd_arena a;
    struct wd_analysis r;
    wd_arena_init(&a);
    struct wd_analyse_input in = {.text = wd_str_n("", WD_MAX_TEXT_BYTES + 1u), .date_utc = 0};
    is_int(wd_analyse(&a, &in, &r), WD_E_TOOBIG, "over the cap nothing is looked at");
    wd_arena_done(&a);
    return done();
}
