/* Lanes: jobs come back in the order they were put, however many workers prepare them; each with its own result. */
#include "desk/lanes.h"
#include "os/os.h"
#include "tap.h"

enum { JOBS = 400, HOSTS = 23, AHEAD = 64 };

/* Some deliveries are long, so that lanes finish out of order; every eleventh is broken, every seventh needs no work. */
static bool broken(int64_t n)
{
    return n % 11 == 10;
}
static bool unprepared(int64_t n)
{
    return n % 7 == 3;
}

static struct wd_str record(struct wd_arena *a, int64_t n)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    if (broken(n))
        wd_buf_putc(&b, "{\"id\": \"cut off");
    else {
        struct wd_jw w;
        wd_jw_init(&w, &b);
        wd_jw_object(&w);
        wd_jw_ki64(&w, "id", n);
        wd_jw_kstr(&w, "title", wd_arena_printf(a, "Ferry number %" PRId64 " leaves the harbour of Osthamn", n));
        struct wd_buf text;
        wd_buf_init(&text, 1 << 20);
        for (int64_t i = 0; i < (n % 5 == 0 ? 120 : 2); i++)
            wd_buf_printf(&text, "The captain of boat %" PRId64 ", Pia Lund, counted %" PRId64 " crates of herring on Tuesday. ", n, i);
        wd_jw_kstr(&w, "text", wd_buf_str(&text));
        wd_buf_done(&text);
        wd_jw_kstr(&w, "date", WD_STR("2026-03-14T08:00:00Z"));
        wd_jw_end(&w);
    }
    struct wd_str body = wd_arena_str(a, wd_buf_str(&b));
    wd_buf_done(&b);
    return body;
}

static void put(struct wd_lanes *lanes, int64_t n)
{
    struct wd_job *job = wd_lanes_new_job(lanes);
    job->event = (struct wd_event){
        .seq = n + 1,
        .instant_utc = 1773475200,
        .kind = WD_EVENT_DELIVERY,
        .source = WD_STR("harbour.ndjson"),
        .url = wd_arena_printf(&job->arena, "https://outlet-%d.example/%" PRId64, (int)(n % HOSTS), n),
        .content_type = WD_STR(WD_RECORD_TYPE),
        .body = record(&job->arena, n),
    };
    wd_lanes_put(lanes, job, !unprepared(n));
}

/* What a job came to, for comparing runs. */
struct outcome {
    int64_t seq;
    int err;
    size_t articles;
    uint64_t key, version;
};

static struct outcome take(struct wd_lanes *lanes, int64_t n, size_t *wrong)
{
    struct wd_job *job = wd_lanes_take(lanes);
    struct outcome o = {.seq = job->event.seq, .err = job->err, .articles = job->prepared.inputs.n};
    if (o.articles) {
        const struct wd_article *article = job->prepared.inputs.v[0].article;
        o.key = article->key;
        o.version = article->version;
        struct wd_arena a;
        wd_arena_init(&a);
        struct wd_str want = wd_arena_printf(&a, "Ferry number %" PRId64 " leaves the harbour of Osthamn", n);
        *wrong += !wd_str_eq(article->title, want) || article->sentences.n != (size_t)(n % 5 == 0 ? 120 : 2);
        wd_arena_done(&a);
    }
    *wrong += job->event.seq != n + 1;
    *wrong += (job->err != 0) != (broken(n) && !unprepared(n));
    *wrong += o.articles != (size_t)(broken(n) || unprepared(n) ? 0 : 1);
    wd_lanes_recycle(lanes, job);
    return o;
}

static void run(uint32_t workers, size_t ahead, struct outcome *outcomes)
{
    struct wd_lanes *lanes = wd_lanes_new(workers, ahead, NULL);
    size_t wrong = 0, full = 0;
    int64_t taken = 0;
    ok(wd_lanes_empty(lanes) && !wd_lanes_full(lanes), "%u workers: empty at first", workers);
    for (int64_t n = 0; n < JOBS; n++) {
        if (wd_lanes_full(lanes)) {
            full++;
            outcomes[taken] = take(lanes, taken, &wrong);
            taken++;
        }
        put(lanes, n);
    }
    for (; taken < JOBS; taken++)
        outcomes[taken] = take(lanes, taken, &wrong);
    ok(wrong == 0, "%u workers, %zu ahead: each job in its place and with its own article (%zu wrong)", workers, ahead, wrong);
    ok(full > 0 && wd_lanes_empty(lanes), "%u workers: the line was full %zu times and is empty at the end", workers, full);
    wd_lanes_free(lanes);
}

int main(void)
{
    static struct outcome one[JOBS], eight[JOBS], narrow[JOBS];
    run(1, AHEAD, one);
    run(8, AHEAD, eight);
    run(8, 1, narrow);
    size_t differ = 0;
    for (size_t i = 0; i < JOBS; i++)
        differ +=
            one[i].key != eight[i].key || one[i].version != eight[i].version || one[i].key != narrow[i].key || one[i].err != eight[i].err;
    ok(differ == 0 && one[0].key != one[1].key, "one worker and eight find the same (%zu differ)", differ);

    struct wd_lanes *lanes = wd_lanes_new(8, AHEAD, NULL);
    for (int64_t n = 0; n < AHEAD; n++)
        put(lanes, n);
    ok(wd_lanes_full(lanes), "as many as it was made for");
    wd_lanes_free(lanes);
    ok(true, "a desk that stops gives back what is still under way");
    return done();
}
