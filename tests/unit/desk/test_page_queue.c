/* Pages in rows by domain, and what answers mean; the clock is the test's. */
#include "desk/page_queue.h"
#include "desk/page_reply.h"

#include "base/arena.h"
#include "tap.h"

enum { PAUSE_MS = 5000 };

static void rows(void)
{
    struct wd_page_queue q;
    int64_t wait_ms;
    wd_page_queue_init(&q, 3);
    is_int(wd_page_queue_take(&q, 0, &wait_ms) == SIZE_MAX, 1, "nothing is wanted");
    is_int(wait_ms, -1, "and nothing will be");
    size_t a1 = wd_page_queue_add(&q, 'a', 100), a2 = wd_page_queue_add(&q, 'a', 100), b1 = wd_page_queue_add(&q, 'b', 100);
    is_int((long long)wd_page_queue_take(&q, 100, &wait_ms), (long long)a1, "the first of one domain");
    is_int((long long)wd_page_queue_take(&q, 100, &wait_ms), (long long)b1, "the first of the other");
    ok(wd_page_queue_take(&q, 100, &wait_ms) == SIZE_MAX && wait_ms == -1, "both are busy: an answer comes first");
    wd_page_queue_end(&q, a1, 200 + PAUSE_MS);
    ok(wd_page_queue_take(&q, 200, &wait_ms) == SIZE_MAX, "then comes the pause");
    is_int(wait_ms, PAUSE_MS, "as long as it is");
    is_int((long long)wd_page_queue_take(&q, 200 + PAUSE_MS, &wait_ms), (long long)a2, "and the next one of its row");
    is_int((long long)q.in_queue, 2, "one is done");
    wd_page_queue_again(&q, a2, 'a', 60000, 6000);
    ok(wd_page_queue_take(&q, 59999, &wait_ms) == SIZE_MAX && wait_ms == 1, "one that failed waits");
    size_t a3 = wd_page_queue_add(&q, 'a', 7000);
    is_int((long long)wd_page_queue_take(&q, 7000, &wait_ms), (long long)a3, "others of its domain need not wait for it");
    wd_page_queue_again(&q, a3, 'c', 7000, 90000);
    is_int((long long)wd_page_queue_take(&q, 7000, &wait_ms), (long long)a3, "one that is led to another domain goes there");
    ok(wd_page_queue_take(&q, 60000, &wait_ms) == SIZE_MAX && wait_ms == 30000, "a domain that wants to be left alone is");
    is_int((long long)wd_page_queue_take(&q, 90000, &wait_ms), (long long)a2, "until then");
    wd_page_queue_end(&q, a2, 0);
    wd_page_queue_end(&q, a3, 0);
    wd_page_queue_end(&q, b1, 0);
    is_int((long long)(q.in_queue + q.under_way), 0, "all are done");
    for (int i = 0; i < 5; i++)
        (void)wd_page_queue_add(&q, 1000 + (uint64_t)i, 100000);
    int taken = 0;
    while (wd_page_queue_take(&q, 100000, &wait_ms) != SIZE_MAX)
        taken++;
    is_int(taken, 3, "no more than so many at a time");
    wd_page_queue_done(&q);
}

/* A thousand pages of one domain come in the order in which they were wanted, each once. */
static void order(void)
{
    struct wd_page_queue q;
    int64_t wait_ms, now_ms = 0;
    size_t before = 0, wrong = 0, n = 0;
    wd_page_queue_init(&q, 16);
    for (int i = 0; i < 1000; i++)
        (void)wd_page_queue_add(&q, 'a', 0);
    for (; q.in_queue; now_ms += PAUSE_MS) {
        size_t page = wd_page_queue_take(&q, now_ms, &wait_ms);
        if (page == SIZE_MAX)
            break;
        wrong += n && page != before + 1;
        before = page;
        n++;
        wrong += wd_page_queue_take(&q, now_ms, &wait_ms) != SIZE_MAX;
        wd_page_queue_end(&q, page, now_ms + PAUSE_MS);
    }
    ok(n == 1000 && wrong == 0, "a thousand pages in their order, one at a time");
    wd_page_queue_done(&q);
}

static struct wd_arena arena;

static struct wd_fetched answer(int status, enum wd_trouble trouble)
{
    return (struct wd_fetched){.status = status,
                               .trouble = trouble,
                               .message = WD_STR("words"),
                               .content_type = WD_STR("text/html; charset=utf-8"),
                               .body = WD_STR("<p>x</p>"),
                               .retry_after_s = -1,
                               .fresh_s = -1};
}

static void answers(void)
{
    struct wd_fetched got = answer(200, WD_TROUBLE_NONE);
    is_int(wd_page_reply_of(&arena, &got, 0, 0, false).outcome, WD_PAGE_TAKE, "a page");
    got.content_type = WD_STR("APPLICATION/XHTML+XML");
    is_int(wd_page_reply_of(&arena, &got, 0, 0, false).outcome, WD_PAGE_TAKE, "XHTML");
    got.content_type = WD_STR("");
    is_int(wd_page_reply_of(&arena, &got, 0, 0, false).outcome, WD_PAGE_TAKE, "one without a type that begins like one");
    got.body = WD_STR("%PDF-1.7");
    is_int(wd_page_reply_of(&arena, &got, 0, 0, false).outcome, WD_PAGE_NEVER, "one that does not");
    got.content_type = WD_STR("application/pdf");
    is_str(wd_page_reply_of(&arena, &got, 0, 0, false).reason, "the answer is no web page, but application/pdf", "a paper");
    got.content_type = WD_STR("text/html");
    got.body = WD_STR(" \n");
    is_int(wd_page_reply_of(&arena, &got, 0, 0, false).outcome, WD_PAGE_NEVER, "an empty page");
    got = answer(304, WD_TROUBLE_NONE);
    is_int(wd_page_reply_of(&arena, &got, 0, 0, false).outcome, WD_PAGE_SAME, "not modified");
    static const int not_again[] = {400, 401, 403, 404, 451};
    for (size_t i = 0; i < WD_COUNT(not_again); i++) {
        got = answer(not_again[i], not_again[i] == 404 ? WD_TROUBLE_MISSING : WD_TROUBLE_REFUSED);
        ok(wd_page_reply_of(&arena, &got, 0, 0, false).outcome == WD_PAGE_NEVER, "%d: not again", not_again[i]);
    }
    got = answer(410, WD_TROUBLE_GONE);
    is_str(wd_page_reply_of(&arena, &got, 0, 0, false).reason, "the server answered 410: it is gone for good", "410");
    got = answer(302, WD_TROUBLE_SERVER);
    is_int(wd_page_reply_of(&arena, &got, 0, 0, false).outcome, WD_PAGE_NEVER, "a redirect to nowhere");
    got.location = WD_STR("https://news.example/b");
    is_int(wd_page_reply_of(&arena, &got, 0, 0, false).outcome, WD_PAGE_FOLLOW, "a redirect");
    is_int(wd_page_reply_of(&arena, &got, 0, WD_PAGE_HOPS, false).outcome, WD_PAGE_NEVER, "too many of them");
    got.location = WD_STR("file:///etc/passwd");
    is_int(wd_page_reply_of(&arena, &got, 0, 0, false).outcome, WD_PAGE_NEVER, "to a file");
}

static void later(void)
{
    struct wd_fetched got = answer(500, WD_TROUBLE_SERVER);
    int64_t in_all_ms = 0;
    uint32_t tries = 0;
    struct wd_page_reply r = wd_page_reply_of(&arena, &got, tries, 0, false);
    for (; r.outcome == WD_PAGE_LATER; r = wd_page_reply_of(&arena, &got, tries, 0, false)) {
        in_all_ms += r.in_ms;
        tries += r.counts;
    }
    ok(tries == WD_PAGE_TRIES - 1 && in_all_ms <= 3600 * 1000 && in_all_ms >= 1800 * 1000, "three tries within an hour");
    is_str(r.reason, "words", "and why it was given up");
    got = answer(0, WD_TROUBLE_NETWORK);
    is_int(wd_page_reply_of(&arena, &got, 2, 0, true).outcome, WD_PAGE_LATER, "what is the desk's own trouble does not count");
    got = answer(503, WD_TROUBLE_BUSY);
    got.retry_after_s = 90;
    r = wd_page_reply_of(&arena, &got, 0, 0, false);
    ok(r.outcome == WD_PAGE_LATER && r.in_ms == 90000 && r.hold_ms == 90000, "Retry-After is obeyed, for the host");
    got.retry_after_s = 30 * 24 * 3600;
    is_int(wd_page_reply_of(&arena, &got, 0, 0, false).outcome, WD_PAGE_NEVER, "nobody waits for a month");
    got = answer(0, WD_TROUBLE_BUSY);
    got.err = WD_E_BUSY;
    got.retry_after_s = 5;
    r = wd_page_reply_of(&arena, &got, 2, 0, false);
    ok(r.outcome == WD_PAGE_LATER && !r.counts, "what was not asked was no try");
}

static void robots(void)
{
    static const struct {
        int status;
        enum wd_robots_answer want;
    } cases[] = {{200, WD_ROBOTS_RULES_CAME}, {404, WD_ROBOTS_NONE},    {403, WD_ROBOTS_NONE},
                 {410, WD_ROBOTS_NONE},       {302, WD_ROBOTS_NONE},    {429, WD_ROBOTS_NOT_NOW},
                 {500, WD_ROBOTS_NOT_NOW},    {503, WD_ROBOTS_NOT_NOW}, {0, WD_ROBOTS_NOT_NOW}};
    for (size_t i = 0; i < WD_COUNT(cases); i++) {
        struct wd_fetched got = answer(cases[i].status, WD_TROUBLE_NONE);
        ok(wd_robots_answer_of(&got) == cases[i].want, "robots.txt: %d", cases[i].status);
    }
    struct wd_fetched got = answer(200, WD_TROUBLE_ANSWER);
    got.err = WD_E_TOOBIG;
    is_int(wd_robots_answer_of(&got), WD_ROBOTS_NOT_NOW, "one of many megabytes");
}

int main(void)
{
    wd_arena_init(&arena);
    rows();
    order();
    answers();
    later();
    robots();
    wd_arena_done(&arena);
    return done();
}
