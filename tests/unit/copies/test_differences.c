#include "base/buf.h"
#include "copies/align.h"
#include "random_docs.h"

static struct wd_str side(struct wd_arena *a, const wd_diffs *diffs, int with)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    for (size_t i = 0; i < diffs->n; i++)
        if (diffs->v[i].op == WD_DIFF_KEEP || diffs->v[i].op == with)
            wd_buf_puts(&b, diffs->v[i].text);
    struct wd_str s = wd_arena_str(a, wd_buf_str(&b));
    wd_buf_done(&b);
    return s;
}

/* "=kept -out +in" with bars between. */
static struct wd_str printed(struct wd_arena *a, const char *of, const char *in)
{
    wd_diffs diffs;
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    wd_align_differences(a, wd_str_c(of), wd_str_c(in), &diffs);
    for (size_t i = 0; i < diffs.n; i++)
        wd_buf_printf(&b, "%s%c%.*s", i ? "|" : "", "=+-"[diffs.v[i].op], WD_STR_ARG(diffs.v[i].text));
    struct wd_str s = wd_arena_str(a, wd_buf_str(&b));
    wd_buf_done(&b);
    return s;
}

static void test_readable(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    is_str(printed(&a, "All told it sets out", "All told, it sets out"), "=All told|+,|= it sets out", "a comma put in is one piece");
    is_str(printed(&a, "a red car came", "a blue bus came"), "=a |-red car|+blue bus|= came", "neighbouring changes are one");
    is_str(printed(&a, "the same", "the same"), "=the same", "nothing changed");
    is_str(printed(&a, "", "new"), "+new", "all new");
    is_str(printed(&a, "old", ""), "-old", "all gone");
    is_str(printed(&a, "", ""), "", "nothing at all");
    is_str(printed(&a, "über 40 Schiffe", "über 50 Schiffe"), "=über |-40|+50|= Schiffe", "a figure between words beyond ASCII");
    wd_arena_done(&a);
}

static struct wd_str random_text(struct wd_arena *a, struct chance *c, uint32_t words)
{
    static const char *const pieces[] = {"ferry", "Norvik", " ", " ", ", ", "é", "\n", ".", "“", "3", "strike"};
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    for (uint32_t i = 0; i < words; i++)
        wd_buf_putc(&b, pieces[chance_next(c, WD_COUNT(pieces))]);
    struct wd_str s = wd_arena_str(a, wd_buf_str(&b));
    wd_buf_done(&b);
    return s;
}

static void test_covers(void)
{
    struct wd_arena a;
    struct chance c = {7};
    size_t wrong = 0, split = 0;
    wd_arena_init(&a);
    for (int round = 0; round < 2000; round++) {
        uint32_t words = round % 100 == 0 ? 3000 : 40;
        struct wd_str of = random_text(&a, &c, chance_next(&c, words)), in = random_text(&a, &c, chance_next(&c, words));
        wd_diffs diffs;
        wd_align_differences(&a, of, in, &diffs);
        wrong += !wd_str_eq(side(&a, &diffs, WD_DIFF_DELETE), of) || !wd_str_eq(side(&a, &diffs, WD_DIFF_INSERT), in);
        for (size_t i = 1; i < diffs.n; i++)
            split += diffs.v[i].op == diffs.v[i - 1].op;
        wd_arena_reset(&a);
    }
    ok(wrong == 0, "keep and insert give the one text, keep and delete the other (%zu of 2,000 do not)", wrong);
    ok(split == 0, "no two pieces of a kind side by side");
    wd_arena_done(&a);
}

int main(void)
{
    test_readable();
    test_covers();
    return done();
}
