/* What the headers of an answer mean: how long it is valid, when to come again, and in which words a failure is told. */
#include <curl/curl.h>
#include <errno.h>

#include "net/reply.h"
#include "tap.h"

/* Sat, 14 Mar 2026 10:00:00 GMT */
enum { NOW = 1773482400 };

static const struct {
    const char *what, *headers; /* a line each */
    int64_t fresh_s, retry_after_s;
} times[] = {
    {"nothing said", "Content-Type: text/xml", -1, -1},
    {"max-age", "Cache-Control: public, max-age=600", 600, -1},
    {"max-age in marks and capitals", "CACHE-CONTROL: Max-Age=\"600\"", 600, -1},
    {"max-age less Age", "Cache-Control: max-age=600\nAge: 200", 400, -1},
    {"older than it is valid", "Age: 2000\nCache-Control: max-age=600", 0, -1},
    {"s-maxage alone", "Cache-Control: s-maxage=300", 300, -1},
    {"max-age counts before s-maxage", "Cache-Control: s-maxage=9000, max-age=60", 60, -1},
    {"max-age counts before Expires", "Expires: Sat, 14 Mar 2026 20:00:00 GMT\nCache-Control: max-age=60", 60, -1},
    {"no-cache", "Cache-Control: no-cache, max-age=600", -1, -1},
    {"no-store in a line of its own", "Cache-Control: max-age=600\nCache-Control: no-store", -1, -1},
    {"not a number", "Cache-Control: max-age=soon", -1, -1},
    {"negative", "Cache-Control: max-age=-5", -1, -1},
    {"more than there are numbers", "Cache-Control: max-age=99999999999999", INT32_MAX, -1},
    {"Expires by the server's own clock", "Date: Sat, 14 Mar 2026 08:00:00 GMT\nExpires: Sat, 14 Mar 2026 08:30:00 GMT", 1800, -1},
    {"Expires without a Date", "Expires: Sat, 14 Mar 2026 10:05:00 GMT", 300, -1},
    {"Expires in the past", "Expires: Thu, 01 Jan 1970 00:00:00 GMT", 0, -1},
    {"Expires of 0", "Expires: 0", -1, -1},
    {"Expires less Age", "Age: 100\nExpires: Sat, 14 Mar 2026 10:05:00 GMT", 200, -1},
    {"Retry-After in seconds", "Retry-After: 120", -1, 120},
    {"Retry-After as a date", "Retry-After: Sat, 14 Mar 2026 11:00:00 GMT", -1, 3600},
    {"Retry-After as a date, by the server's own clock", "Date: Sat, 14 Mar 2026 10:30:00 GMT\nRetry-After: Sat, 14 Mar 2026 11:00:00 GMT",
     -1, 1800},
    {"Retry-After in the past", "Retry-After: Sat, 14 Mar 2026 09:00:00 GMT", -1, 0},
    {"Retry-After in an old form of date", "Retry-After: Saturday, 14-Mar-26 11:00:00 GMT", -1, 3600},
    {"Retry-After that says nothing", "Retry-After: later", -1, -1},
};

static void read_headers(struct wd_arena *a, const char *headers, struct wd_reply *r, struct wd_fetched *got)
{
    struct wd_str rest = wd_str_c(headers), line;
    wd_reply_reset(r);
    *got = (struct wd_fetched){0};
    while (wd_str_cut(&rest, '\n', &line))
        wd_reply_header(a, line, r, got);
    wd_reply_close(a, r, NOW, got);
}

static void of_times(struct wd_arena *a)
{
    for (size_t i = 0; i < WD_COUNT(times); i++) {
        struct wd_reply r;
        struct wd_fetched got;
        read_headers(a, times[i].headers, &r, &got);
        is_int(got.fresh_s, times[i].fresh_s, times[i].what);
        is_int(got.retry_after_s, times[i].retry_after_s, times[i].what);
    }
}

static const struct {
    int status;
    const char *headers;
    bool conditional;
    enum wd_trouble trouble;
    const char *words; /* in the message; NULL: none */
} answers[] = {
    {200, "", false, WD_TROUBLE_NONE, NULL},
    {304, "", true, WD_TROUBLE_NONE, NULL},
    {304, "", false, WD_TROUBLE_ANSWER, "had not been asked"},
    {401, "", false, WD_TROUBLE_REFUSED, "sign-in"},
    {403, "", false, WD_TROUBLE_REFUSED, "forbids"},
    {403, "WWW-Authenticate: Basic realm=\"x\"", false, WD_TROUBLE_REFUSED, "asks for a sign-in"},
    {403, "cf-mitigated: challenge", false, WD_TROUBLE_REFUSED, "bot challenge"},
    {429, "cf-mitigated: challenge", false, WD_TROUBLE_REFUSED, "bot challenge"},
    {503, "x-amzn-waf-action: captcha", false, WD_TROUBLE_REFUSED, "bot challenge"},
    {200, "cf-mitigated: challenge", false, WD_TROUBLE_NONE, NULL},
    {404, "", false, WD_TROUBLE_MISSING, "nothing at this address"},
    {410, "", false, WD_TROUBLE_GONE, "gone for good"},
    {418, "", false, WD_TROUBLE_MISSING, "418"},
    {429, "", false, WD_TROUBLE_BUSY, "too often"},
    {451, "", false, WD_TROUBLE_REFUSED, "legal reasons"},
    {500, "", false, WD_TROUBLE_SERVER, "fault"},
    {503, "", false, WD_TROUBLE_BUSY, "overloaded"},
    {599, "", false, WD_TROUBLE_SERVER, "599"},
    {301, "", false, WD_TROUBLE_SERVER, "301"},
};

static const struct {
    struct wd_ending ending;
    int err;
    enum wd_trouble trouble;
    const char *words;
} endings[] = {
    {{.code = CURLE_COULDNT_RESOLVE_HOST}, WD_E_NET, WD_TROUBLE_NETWORK, "name is not found"},
    {{.code = CURLE_COULDNT_CONNECT, .os_error = ECONNREFUSED}, WD_E_NET, WD_TROUBLE_NETWORK, "refuses the connection"},
    {{.code = CURLE_COULDNT_CONNECT, .os_error = ENETUNREACH}, WD_E_NET, WD_TROUBLE_NETWORK, "cannot be connected to"},
    {{.code = CURLE_OPERATION_TIMEDOUT}, WD_E_TIMEOUT, WD_TROUBLE_NETWORK, "in time"},
    {{.code = CURLE_OPERATION_TIMEDOUT, .detail = "Operation too slow. Less than 50 bytes/sec: speed"},
     WD_E_TIMEOUT,
     WD_TROUBLE_SERVER,
     "too slowly"},
    {{.code = CURLE_PEER_FAILED_VERIFICATION, .detail = "certificate has expired"},
     WD_E_DENIED,
     WD_TROUBLE_SERVER,
     "certificate has expired"},
    {{.code = CURLE_SSL_CONNECT_ERROR}, WD_E_NET, WD_TROUBLE_SERVER, "no secure connection"},
    {{.code = CURLE_PARTIAL_FILE}, WD_E_NET, WD_TROUBLE_SERVER, "cut off"},
    {{.code = CURLE_RECV_ERROR}, WD_E_NET, WD_TROUBLE_SERVER, "broke off"},
    {{.code = CURLE_GOT_NOTHING}, WD_E_NET, WD_TROUBLE_SERVER, "without an answer"},
    {{.code = CURLE_UNSUPPORTED_PROTOCOL}, WD_E_NET, WD_TROUBLE_SERVER, "no web server"},
    {{.code = CURLE_FILESIZE_EXCEEDED}, WD_E_TOOBIG, WD_TROUBLE_ANSWER, "larger than 32 MB"},
    {{.code = CURLE_WRITE_ERROR, .body_too_big = true}, WD_E_TOOBIG, WD_TROUBLE_ANSWER, "larger than 32 MB"},
    {{.code = CURLE_WRITE_ERROR, .headers_too_big = true}, WD_E_TOOBIG, WD_TROUBLE_ANSWER, "headers are larger"},
    {{.code = CURLE_WRITE_ERROR, .damaged = true}, WD_E_CORRUPT, WD_TROUBLE_ANSWER, "damaged or cut off"},
    {{.code = CURLE_WRITE_ERROR, .unknown_coding = true}, WD_E_FORMAT, WD_TROUBLE_ANSWER, "not known"},
    {{.code = CURLE_OK, .too_many_hops = true}, WD_E_NET, WD_TROUBLE_SERVER, "too many redirects"},
    {{.code = CURLE_OK, .no_web_address = true}, WD_E_NET, WD_TROUBLE_SERVER, "no web address"},
    {{.code = CURLE_COULDNT_CONNECT, .refused_kind = "loopback", .refused_address = "127.0.0.1", .hops = 1},
     WD_E_DENIED,
     WD_TROUBLE_REFUSED,
     "wire.example, where a redirect leads, has the loopback address 127.0.0.1"},
    {{.code = CURLE_TOO_MANY_REDIRECTS}, WD_E_NET, WD_TROUBLE_SERVER, "the request failed"},
};

static void of_words(struct wd_arena *a)
{
    struct wd_reply r;
    struct wd_fetched got;
    for (size_t i = 0; i < WD_COUNT(answers); i++) {
        read_headers(a, answers[i].headers, &r, &got);
        got.status = answers[i].status;
        got.conditional = answers[i].conditional;
        wd_reply_judge(a, &r, &(struct wd_ending){0}, &got);
        bool said = answers[i].words ? wd_str_find(got.message, answers[i].words, 0) != SIZE_MAX : got.message.n == 0;
        ok(said && got.trouble == answers[i].trouble, "%d %s: %.*s", answers[i].status, answers[i].headers, WD_STR_ARG(got.message));
    }
    for (size_t i = 0; i < WD_COUNT(endings); i++) {
        read_headers(a, "", &r, &got);
        got.final_url = WD_STR("http://wire.example/feed");
        wd_reply_judge(a, &r, &endings[i].ending, &got);
        ok(wd_str_find(got.message, endings[i].words, 0) != SIZE_MAX && got.err == endings[i].err && got.trouble == endings[i].trouble,
           "%.*s", WD_STR_ARG(got.message));
    }
}

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    of_times(&a);
    of_words(&a);
    struct wd_reply r;
    struct wd_fetched got;
    read_headers(&a, "ETag: W/\"1\"\nLink: <a>; rel=hub\nlink:<b>; rel=self\nLast-Modified:x\nnonsense\n: y\nContent-Encoding: gzip", &r,
                 &got);
    is_str(got.etag, "W/\"1\"", "ETag as it stands");
    is_str(got.link, "<a>; rel=hub, <b>; rel=self", "all Link headers");
    is_str(got.last_modified, "x", "Last-Modified");
    is_str(r.content_encoding, "gzip", "Content-Encoding");
    wd_arena_done(&a);
    return done();
}
