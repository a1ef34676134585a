#include "desk/page_reply.h"

#include "base/err.h"
#include "base/url.h"

enum { MINUTE_MS = 60000, LONGEST_WAIT_S = 24 * 3600 };

/* Three tries within an hour. */
static const int64_t waits_ms[WD_PAGE_TRIES] = {10 * MINUTE_MS, 40 * MINUTE_MS, 40 * MINUTE_MS};

static struct wd_page_reply never(struct wd_str reason)
{
    return (struct wd_page_reply){.outcome = WD_PAGE_NEVER, .reason = reason};
}

static struct wd_page_reply later(const struct wd_fetched *got, uint32_t tries, bool no_network)
{
    bool asked = got->status || got->err != WD_E_BUSY; /* else it was given back by the fetcher */
    int64_t told_ms = got->retry_after_s > 0 ? got->retry_after_s * 1000 : 0;
    struct wd_page_reply r = {.outcome = WD_PAGE_LATER,
                              .reason = got->message,
                              .in_ms = told_ms ? told_ms : waits_ms[WD_MIN(tries, (uint32_t)WD_PAGE_TRIES - 1)],
                              .counts = asked && !no_network,
                              .hold_ms = told_ms};
    if (got->retry_after_s > LONGEST_WAIT_S || (r.counts && tries + 1 >= WD_PAGE_TRIES))
        r.outcome = WD_PAGE_NEVER;
    return r;
}

static bool is_page(const struct wd_fetched *got)
{
    struct wd_str type = got->content_type, name;
    if (!wd_str_trim(type).n) {
        struct wd_str body = wd_str_trim(got->body);
        return body.n && body.p[0] == '<';
    }
    (void)wd_str_cut(&type, ';', &name);
    name = wd_str_trim(name);
    return wd_str_eqc_nocase(name, "text/html") || wd_str_eqc_nocase(name, "application/xhtml+xml");
}

static struct wd_str type_of(const struct wd_fetched *got)
{
    struct wd_str type = got->content_type, name;
    return wd_str_cut(&type, ';', &name) ? wd_str_trim(name) : wd_str_n("", 0);
}

struct wd_page_reply wd_page_reply_of(struct wd_arena *a, const struct wd_fetched *got, uint32_t tries, uint32_t hops, bool no_network)
{
    if (got->status >= 300 && got->status < 400 && got->status != 304 && !got->err) {
        if (!got->location.n)
            return never(wd_arena_printf(a, "the server answered %d, but not where to go", got->status));
        if (!wd_url_web(got->location))
            return never(WD_STR("it redirects to something that is no web address"));
        if (hops >= WD_PAGE_HOPS)
            return never(WD_STR("too many redirects, one after the other"));
        return (struct wd_page_reply){.outcome = WD_PAGE_FOLLOW};
    }
    switch (got->trouble) {
    case WD_TROUBLE_NONE: break;
    case WD_TROUBLE_NETWORK:
    case WD_TROUBLE_SERVER:
    case WD_TROUBLE_BUSY: return later(got, tries, no_network);
    case WD_TROUBLE_GONE: return never(wd_arena_printf(a, "the server answered %d: it is gone for good", got->status));
    case WD_TROUBLE_REFUSED:
    case WD_TROUBLE_MISSING:
    case WD_TROUBLE_ANSWER: return never(got->message);
    }
    if (got->status == 304)
        return (struct wd_page_reply){.outcome = WD_PAGE_SAME};
    if (!wd_str_trim(got->body).n)
        return never(WD_STR("the answer is empty"));
    if (!is_page(got))
        return never(wd_arena_printf(a, "the answer is no web page%s%.*s", type_of(got).n ? ", but " : "", WD_STR_ARG(type_of(got))));
    return (struct wd_page_reply){.outcome = WD_PAGE_TAKE};
}

enum wd_robots_answer wd_robots_answer_of(const struct wd_fetched *got)
{
    if (got->status >= 200 && got->status < 300 && !got->err)
        return WD_ROBOTS_RULES_CAME;
    /* too many redirects, or there is none; who asks too often is to wait */
    bool none = got->status >= 300 && got->status < 500 && got->status != 429;
    return none ? WD_ROBOTS_NONE : WD_ROBOTS_NOT_NOW;
}
