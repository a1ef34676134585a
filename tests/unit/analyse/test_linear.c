/* Four times the text costs at most about four times as much, whatever it consists of. */
#include <time.h>

#include "analyse/analyse.h"
#include "base/limits.h"
#include "tap.h"

enum { SMALL_BYTES = 128 << 10, LARGE_BYTES = 4 * SMALL_BYTES, HUGE_BYTES = 10 << 20 };

static struct wd_models models;

static double cost_of(const char *language, const char *unit, size_t bytes, size_t *ret_bad)
{
    struct wd_arena a;
    wd_arena_init(&a);
    size_t n = strlen(unit), at = 0;
    char *p = wd_arena_raw(&a, bytes + n);
    for (; at < bytes; at += n)
        memcpy(p + at, unit, n);
    struct wd_analyse_input in = {.text = wd_str_n(p, at), .language = wd_str_c(language), .date_utc = 0, .models = &models};
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

static const struct {
    const char *language, *text;
} units[] = {
    {"en", "\""},
    {"en", "“"},
    {"en", "”"},
    {"en", "'a "},
    {"en", "‘"},
    {"en", "’"},
    {"en", "„"},
    {"en", "‚"},
    {"en", "«"},
    {"en", "»"},
    {"en", "‹"},
    {"en", "``"},
    {"ja", "「"},
    {"ja", "」"},
    {"ja", "『』"},
    {"en", "said "},
    {"en", "Said "},
    {"en", "a"},
    {"en", "A"},
    {"en", "A "},
    {"en", "Blum, "},
    {"en", "(“«"},
    {"en", "“„«‘"},
    {"en", "\"a\" said "},
    {"en", "("},
    {"en", "“a\n"},
    {"en", "“He said that it rained.\n"},
    {"en", "“We go,” he said. She fears that it rained.\n"},
    {"en", "She fears that it rained, and wants 2 of 2 A. "},
    {"en", "\n"},
    {"en", "\r\n"},
    {"en", ". "},
    {"en", "."},
    {"en", ". . "},
    {"en", "…"},
    {"en", "? "},
    {"en", "\"a,\" Blum said. "},
    {"en", "the "},
    {"en", "of "},
    {"en", "he said that "},
    {"en", "2 "},
    {"en", "2"},
    {"en", "1) "},
    {"en", "1. "},
    {"en", "10:"},
    {"en", "U."},
    {"en", "-"},
    {"en", "--AP\n"},
    {"en", "„“"},
    {"en", "«»"},
    {"en", "last "},
    {"en", "May "},
    {"en", "according to "},
    {"en", "Rosa Blum "},
    {"en", "a'"},
    {"en", "In the a, "},
    {"en", "\"a. B.\" - Rosa\n"},
    {"en", "ORLA, May 5 (AP) - A\n"},
    {"en", "e\u0301"},
    {"en", "\u200b"},
    {"en", "😀"},
    {"zh", "的"},
    {"zh", "的。"},
    {"fr", "— a, dit-il\n"},
    {"fr", ", dit-il "},
    {"fr", "« a, dit il, "},
    {"es", "—a —dijo "},
    {"it", "«a – ha detto "},
    {"ru", "«а, — сказал он. — "},
    {"ru", " — "},
    {"ru", "«а» сказал "},
    {"ru", "по словам "},
    {"de", "5. "},
    {"en", "''"},
    {"de", "''"},
    {"en", "BLUM: a b\n"},
    {"de", "BLUM: a b\n"},
    {"en", "A: b c\n"},
    {"de", "A: b c\n"},
    {"en", "Rosa Blum: a b\n"},
    {"de", "Rosa Blum: a b\n"},
    {"en", "\"a b c d e f\"\n"},
    {"de", "\"a b c d e f\"\n"},
    {"de", "sagte er, "},
    {"de", "sei „a b c d e f g h“ "},
    {"de", "„a“, so Blum, "},
    {"de", "heißt es in "},
    {"de", "zitiert "},
    {"de", "\""},
    {"de", "“"},
    {"de", "said "},
    {"de", "Said "},
    {"de", "Blum, "},
    {"de", "Rosa Blum "},
    {"de", "„“"},
};

int main(void)
{
    wd_models_built_in(&models);
    for (size_t i = 0; i < WD_COUNT(units); i++) {
        size_t bad = 0;
        double small = cost_of(units[i].language, units[i].text, SMALL_BYTES, &bad),
               large = cost_of(units[i].language, units[i].text, LARGE_BYTES, &bad);
        ok(large < 16 * small + 0.5 && bad == 0, "linear on %.*s%s in %s (%.3f s, %.3f s)", (int)strcspn(units[i].text, "\r\n"),
           units[i].text, strpbrk(units[i].text, "\r\n") ? " and a line end" : "", units[i].language, small,
           large); /* a name is one line of TAP */
    }
    static const char *const largest[] = {"\"", ". ", "said "};
    size_t bad = 0;
    for (size_t i = 0; i < WD_COUNT(largest); i++)
        (void)cost_of("en", largest[i], HUGE_BYTES, &bad);
    is_int(bad, 0, "ten megabytes of a kind are answered");
    struct wd_arena a;
    struct wd_analysis r;
    wd_arena_init(&a);
    struct wd_analyse_input in = {.text = wd_str_n("", WD_MAX_TEXT_BYTES + 1u), .date_utc = 0};
    is_int(wd_analyse(&a, &in, &r), WD_E_TOOBIG, "over the cap nothing is looked at");
    wd_arena_done(&a);
    return done();
}
