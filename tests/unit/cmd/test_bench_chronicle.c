/* The invented archive is what the benchmark says of it: the same again, in order of time, stories of the sizes that are told, copies. */
#include <math.h>

#include "base/hash.h"
#include "cmd/bench_chronicle.h"
#include "tap.h"

enum { ARTICLES = 40000, WORDS = 120, LIVE = 1000, DAY_S = 86400, FROM_UTC = 1767225600 };
static const struct wd_chronicle_options options = {
    .seed = 5, .words = WORDS, .live = LIVE, .from_utc = FROM_UTC, .window_s = (int64_t)10 * DAY_S};

struct seen {
    struct wd_arena arena, texts;
    struct wd_chronicle *news, *again;
    struct wd_map texts_of, sizes, last_utc; /* mix of story and text -> 1; story -> articles; story -> its last article's instant */
    size_t kinds[WD_CHRONICLE_EDITED + 1], unlike, early, strangers;
    uint64_t words;
    int64_t last_at_utc;
};

static void take(struct seen *s)
{
    struct wd_chronicle_article x, y;
    wd_arena_reset(&s->texts);
    wd_chronicle_next(s->news, &s->texts, &x);
    wd_chronicle_next(s->again, &s->texts, &y);
    s->unlike += !wd_str_eq(x.text, y.text) || !wd_str_eq(x.title, y.title) || x.story != y.story || x.at_utc != y.at_utc;
    s->early += x.at_utc < s->last_at_utc;
    s->last_at_utc = x.at_utc;
    s->kinds[x.kind]++;
    ++*wd_map_at(&s->sizes, x.story);
    *wd_map_at(&s->last_utc, x.story) = (uint64_t)x.at_utc;
    uint64_t *known = wd_map_at(&s->texts_of, wd_hash_mix(x.story, wd_hash(x.text)));
    s->strangers += x.kind == WD_CHRONICLE_HEADLINE && !*known;
    *known = 1;
    for (size_t i = 0; i < x.text.n && x.kind == WD_CHRONICLE_OWN; i++)
        s->words += x.text.p[i] == ' ' || x.text.p[i] == '\n';
}

static void judge(const struct seen *s)
{
    size_t copies = 0, single = 0, large = 0, live = 0;
    for (int k = WD_CHRONICLE_WHOLE; k <= WD_CHRONICLE_EDITED; k++)
        copies += s->kinds[k];
    for (size_t i = 0; i < s->sizes.cap; i++) {
        if (!s->sizes.slots[i].key)
            continue;
        single += s->sizes.slots[i].value == 1;
        large += s->sizes.slots[i].value >= 100;
        live += (int64_t)*wd_map_find(&s->last_utc, s->sizes.slots[i].key) >= s->last_at_utc - options.window_s;
    }
    is_int((long long)s->unlike, 0, "the same options give the same articles");
    is_int((long long)s->early, 0, "in order of time");
    is_int((long long)s->strangers, 0, "a copy under another headline has the text of an earlier article of its story");
    ok(fabs((double)copies / ARTICLES - 0.4) < 0.02, "two in five are copies: %zu of %d", copies, ARTICLES);
    ok(fabs((double)single / (double)s->sizes.n - 0.61) < 0.03, "six stories in ten have one article: %zu of %zu", single, s->sizes.n);
    ok(large > 5 && large < s->sizes.n / 100, "a few have hundreds: %zu", large);
    ok(fabs((double)live / LIVE - 1) < 0.15, "as many are live as were asked for: %zu of %d", live, LIVE);
    double words = (double)s->words / (double)s->kinds[WD_CHRONICLE_OWN];
    ok(fabs(words / WORDS - 1) < 0.2, "texts are as long as was asked for: %.0f words", words);
}

int main(void)
{
    struct seen s = {.news = wd_chronicle_new(&options), .again = wd_chronicle_new(&options)};
    wd_arena_init(&s.texts);
    for (size_t i = 0; i < ARTICLES; i++)
        take(&s);
    judge(&s);
    wd_chronicle_free(s.news);
    wd_chronicle_free(s.again);
    wd_map_done(&s.texts_of);
    wd_map_done(&s.sizes);
    wd_map_done(&s.last_utc);
    wd_arena_done(&s.texts);
    return done();
}
