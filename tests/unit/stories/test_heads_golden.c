/* Invented stories in five languages: which are linked, against what was said beforehand (tests/golden/heads*.jsonl). */
#include "analyse/analyse.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/time.h"
#include "stories/heads.h"
#include "tap.h"

enum { MOST = 256, FILE_BYTES = 1 << 20 };

struct told {
    struct wd_str story, event, affair, language;
    struct wd_head_units units;
    int64_t at_utc;
    uint64_t key;
    bool first; /* of its story */
};
static struct wd_arena a;
static struct told told[MOST];
static size_t n;
static bool loud;

static const struct told *by_key(uint64_t key)
{
    for (size_t i = 0; i < n; i++)
        if (told[i].key == key)
            return &told[i];
    return NULL;
}

static bool read_line(struct wd_stems *stems, struct wd_str line)
{
    struct wd_json *tree = NULL;
    struct wd_where where = {0};
    if (wd_json_parse(&a, line, &tree, &where))
        return false;
    struct told *t = &told[n];
    struct wd_article article = {
        .title = wd_json_get_str(tree, "title"), .body = wd_json_get_str(tree, "text"), .language = wd_json_get_str(tree, "lang")};
    t->story = wd_json_get_str(tree, "story");
    t->event = wd_json_get_str(tree, "event");
    t->affair = wd_json_get_str(tree, "affair");
    t->language = article.language;
    if (!wd_time_parse_iso(wd_json_get_str(tree, "date"), &t->at_utc))
        return false;
    struct wd_analyse_input in = {.title = article.title, .text = article.body, .language_prior = article.language, .date_utc = t->at_utc};
    struct wd_analysis found = {0};
    struct wd_features features;
    if (wd_analyse(&a, &in, &found))
        return false;
    article.names = found.names;
    article.key = n + 1;
    t->key = wd_hash(t->story);
    t->first = !by_key(t->key);
    if (wd_features_make(&a, stems, article.key, article.title, article.body, article.language, t->at_utc, &features) ||
        wd_head_units_make(&a, &article, &features, &t->units))
        return false;
    n++;
    return true;
}

static bool read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    char *bytes = wd_arena_raw(&a, FILE_BYTES);
    size_t got = fread(bytes, 1, FILE_BYTES, f);
    fclose(f);
    struct wd_str rest = wd_str_n(bytes, got), line;
    struct wd_stems *stems = wd_stems_new();
    bool good = true;
    while (good && n < MOST && wd_str_cut(&rest, '\n', &line))
        good = !line.n || read_line(stems, line);
    wd_stems_free(stems);
    return good;
}

static void print_units(const struct told *t)
{
    printf("# %.*s:", WD_STR_ARG(t->story));
    for (uint32_t i = 0; i < t->units.n; i++)
        printf(" %c%u:%.*s", "npdt"[t->units.v[i].kind], t -> units.v[i].count, WD_STR_ARG(t->units.v[i].word));
    printf("\n");
}

static void print_link(const struct told *from, const struct wd_story_link *link, bool right)
{
    const struct told *to = by_key(link->other);
    printf("# %s %s %.3f %.*s -> %.*s:", right ? "right" : "WRONG", wd_story_link_names[link->kind], link->score, WD_STR_ARG(from->story),
           WD_STR_ARG(to->story));
    for (size_t i = 0; i < link->why.n; i++)
        printf(" %.*s %.*s %.2f,", WD_STR_ARG(link->why.v[i].kind), WD_STR_ARG(link->why.v[i].what), link->why.v[i].weight);
    printf("\n");
}

/* Whether two stories belong beside each other. */
static bool belongs(const struct told *x, const struct told *y, int kind)
{
    bool event = wd_str_eq(x->event, y->event), affair = wd_str_eq(x->affair, y->affair), language = wd_str_eq(x->language, y->language);
    return kind == WD_STORY_LANGUAGE ? event && !language : affair && !event && language;
}

static void judge(int kind, double least_precision, double least_recall)
{
    struct wd_heads *h = wd_heads_new(NULL);
    for (size_t i = 0; i < n; i++)
        wd_heads_insert(h, i + 1, &told[i].units, told[i].language, told[i].at_utc, told[i].key);
    size_t got = 0, right = 0, wanted = 0;
    for (size_t i = 0; i < n; i++) {
        if (!told[i].first)
            continue;
        wd_story_links links = {0};
        wd_heads_links(h, &a, told[i].key, &links);
        bool seen[MOST] = {false};
        for (size_t k = 0; k < links.n; k++) {
            if (links.v[k].kind != kind)
                continue;
            const struct told *other = by_key(links.v[k].other);
            bool good = belongs(&told[i], other, kind);
            got++;
            right += good;
            seen[other - told] = true;
            if (loud || !good)
                print_link(&told[i], &links.v[k], good);
        }
        for (size_t k = 0; k < n; k++)
            if (k != i && told[k].first && belongs(&told[i], &told[k], kind)) {
                wanted++;
                if (!seen[k])
                    printf("# missed %s %.*s -> %.*s\n", wd_story_link_names[kind], WD_STR_ARG(told[i].story), WD_STR_ARG(told[k].story));
            }
    }
    double precision = got ? (double)right / (double)got : 0, recall = wanted ? (double)right / (double)wanted : 0;
    ok(precision >= least_precision, "%s links: precision %.3f (%zu of %zu)", wd_story_link_names[kind], precision, right, got);
    ok(recall >= least_recall, "%s links: recall %.3f (%zu of %zu)", wd_story_link_names[kind], recall, right, wanted);
    wd_heads_free(h);
}

int main(int argc, char **argv)
{
    wd_arena_init(&a);
    loud = argc > 2;
    bool read = argc > 1 && read_file(argv[1]);
    ok(read && n >= 20, "%zu articles were read", n);
    if (loud)
        for (size_t i = 0; i < n; i++)
            print_units(&told[i]);
    judge(WD_STORY_LANGUAGE, 0.95, 0.85);
    judge(WD_STORY_THREAD, 0.9, 0.55);
    wd_arena_done(&a);
    return done();
}
