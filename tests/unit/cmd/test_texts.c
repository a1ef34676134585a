#include "cmd/texts.h"

#include <stdlib.h>

#include "tap.h"

enum { TEXTS = 14000 };

static uint64_t next(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

/* The n-th text: all that it is follows from its number. One is larger than what is kept in memory, one is empty. */
static struct wd_kept_text made(struct wd_arena *a, uint64_t n)
{
    uint64_t state = n * 2 + 1;
    size_t bytes = n == 3000         ? WD_TEXTS_KEPT_BYTES + 77777u
                   : n % 1000 == 999 ? 300000 + next(&state) % 100000
                   : n == 17         ? 0
                                     : next(&state) % 4000;
    char *text = wd_arena_raw(a, bytes + 1);
    uint64_t eight = 0;
    for (size_t i = 0; i < bytes; i++) {
        if (i % 4 == 0)
            eight = next(&state);
        text[i] = (char)(eight >> (i % 4 * 8));
    }
    size_t part_n = n % 3 == 0 ? next(&state) % 40 : 0;
    struct wd_kept_part *parts = wd_arena_raw(a, part_n * sizeof *parts);
    for (size_t i = 0; i < part_n; i++)
        parts[i] = (struct wd_kept_part){.bytes = {(uint32_t)next(&state), (uint32_t)i}, .words = {(uint32_t)n, (uint32_t)next(&state)}};
    return (struct wd_kept_text){.id = wd_arena_printf(a, "%" PRIu64, n),
                                 .text = wd_str_n(text, bytes),
                                 .id_is_number = n % 2 == 0,
                                 .parts_are_sentences = n % 5 == 0,
                                 .parts = parts,
                                 .part_n = part_n};
}

static bool is_there(const struct wd_texts *t, struct wd_arena *a, uint64_t n)
{
    struct wd_kept_text got, want = made(a, n);
    struct wd_where w = {0};
    return wd_texts_get(t, a, n, &got, &w) == 0 && wd_str_eq(got.id, want.id) && wd_str_eq(got.text, want.text) &&
           got.id_is_number == want.id_is_number && got.parts_are_sentences == want.parts_are_sentences && got.part_n == want.part_n &&
           memcmp(got.parts, want.parts, want.part_n * sizeof *want.parts) == 0;
}

static void far_and_near(void)
{
    struct wd_arena a;
    struct wd_where w = {0};
    struct wd_texts *t = wd_texts_new();
    size_t failed = 0, wrong_now = 0, wrong_near = 0, wrong_far = 0;
    uint64_t state = 1;
    wd_arena_init(&a);
    for (uint64_t n = 0; n < TEXTS; n++) {
        struct wd_kept_text text = made(&a, n);
        failed += wd_texts_put(t, &text, &w) != 0;
        wrong_now += !is_there(t, &a, n);
        if (n % 7 == 0) {
            uint64_t back = next(&state) % 5000;
            wrong_near += !is_there(t, &a, n - WD_MIN(n, back));
            wrong_far += !is_there(t, &a, next(&state) % (n + 1));
        }
        wd_arena_reset(&a);
    }
    is_int(wd_texts_count(t), TEXTS, "all texts are counted");
    is_int(failed, 0, "and were taken");
    is_int(wrong_now, 0, "each is there at once, as it was given");
    is_int(wrong_near, 0, "and while it may be in memory");
    is_int(wrong_far, 0, "and from the file");
    size_t wrong = 0;
    for (uint64_t n = 0; n < TEXTS; n++) {
        wrong += !is_there(t, &a, n);
        wd_arena_reset(&a);
    }
    is_int(wrong, 0, "and at the end all of them");
    wd_texts_free(t);
    wd_arena_done(&a);
}

static void no_folder(void)
{
    struct wd_arena a;
    struct wd_where w = {0};
    wd_arena_init(&a);
    setenv("TMPDIR", "/nowhere/at/all", 1);
    struct wd_texts *t = wd_texts_new();
    int err = 0;
    uint64_t n = 0;
    for (; n < TEXTS && !err; n++) {
        struct wd_kept_text text = made(&a, n);
        err = wd_texts_put(t, &text, &w);
        wd_arena_reset(&a);
    }
    ok(n > 1000, "few texts need no file");
    ok(err < 0 && strstr(w.message, "/nowhere/at/all: "), "without a folder for it the file's failing is told, with the folder: %s",
       w.message);
    wd_texts_free(t);
    wd_arena_done(&a);
}

int main(void)
{
    far_and_near();
    no_folder();
    return done();
}
