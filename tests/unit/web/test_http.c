/* The server over real sockets on loopback, with a handler of the test's own. */
#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "os/os.h"
#include "tap.h"
#include "web/http.h"

enum { HELD = 80, ANSWER_MS = 5000, ROOM = 100000 };

static void handle(void *context, void **thread_state, const struct wd_http_request *request, struct wd_http_reply *reply)
{
    int *calls = context;
    __atomic_add_fetch(calls, 1, __ATOMIC_RELAXED);
    if (!*thread_state)
        *thread_state = wd_malloc(1);
    if (wd_str_eqc(request->path, "/gone")) {
        reply->status = 410;
        reply->no_store = true;
    }
    if (wd_str_eqc(request->path, "/moved")) {
        reply->status = 301;
        reply->location = WD_STR("/there");
    }
    if (wd_str_eqc(request->path, "/linked"))
        reply->link = WD_STR("</hub>; rel=\"hub\"");
    if (wd_str_eqc(request->path, "/busy")) {
        reply->status = 503;
        reply->retry_s = 60;
    }
    wd_buf_printf(&reply->body, "path=%.*s query=%.*s", WD_STR_ARG(request->path), WD_STR_ARG(request->query));
    if (request->post)
        wd_buf_printf(&reply->body, " type=%.*s signature=%.*s big=%d body=%.*s", WD_STR_ARG(request->content_type),
                      WD_STR_ARG(request->signature), request->too_big, WD_STR_ARG(request->body));
}

static size_t room(void *context, struct wd_str path)
{
    (void)context;
    return wd_str_starts(path, "/in") ? ROOM : 0;
}

static void refuse(void *context, struct wd_arena *a, int status, struct wd_buf *out)
{
    (void)context;
    (void)a;
    wd_buf_printf(out, "refused %d", status);
}

static struct wd_arena arena;
static uint16_t port;

static int dial(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    if (connect(fd, (struct sockaddr *)(void *)&to, sizeof to) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Reads until the body of one answer is whole, the peer closes, or time is up. */
static struct wd_str answer(int fd, bool head)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    int64_t until = wd_monotonic_ms() + ANSWER_MS;
    for (;;) {
        struct wd_str s = wd_buf_str(&b);
        size_t end = wd_str_find(s, "\r\n\r\n", 0), length = wd_str_find_nocase(s, "content-length: ", 0);
        if (end != SIZE_MAX) {
            size_t want = 0;
            if (length != SIZE_MAX && length < end && !head) {
                for (size_t i = length + 16; wd_is_digit(s.p[i]); i++)
                    want = want * 10 + (size_t)(s.p[i] - '0');
            }
            if (s.n >= end + 4 + want)
                break;
        }
        struct pollfd p = {.fd = fd, .events = POLLIN};
        int64_t left = until - wd_monotonic_ms();
        if (left <= 0 || poll(&p, 1, (int)left) <= 0)
            break;
        char bytes[4096];
        ssize_t n = read(fd, bytes, sizeof bytes);
        if (n <= 0)
            break;
        wd_buf_put(&b, bytes, (size_t)n);
    }
    struct wd_str s = wd_arena_str(&arena, wd_buf_str(&b));
    wd_buf_done(&b);
    return s;
}

static struct wd_str ask_on(int fd, const char *request, bool head)
{
    if (write(fd, request, strlen(request)) < 0)
        return WD_STR("");
    return answer(fd, head);
}

static struct wd_str ask(const char *request)
{
    int fd = dial();
    if (fd < 0)
        return WD_STR("");
    struct wd_str s = ask_on(fd, request, wd_str_starts(wd_str_c(request), "HEAD"));
    close(fd);
    return s;
}

static bool has(struct wd_str s, const char *text)
{
    return wd_str_find(s, text, 0) != SIZE_MAX;
}

static void test_answers(void)
{
    struct wd_str r = ask("GET /a%20b?q=1+2 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ok(has(r, "HTTP/1.1 200") && has(r, "path=/a%20b query=q=1+2"), "the target comes as it was sent");
    ok(has(r, "default-src 'none'") && has(r, "frame-ancestors 'none'"), "a strict policy");
    ok(has(r, "X-Content-Type-Options: nosniff") && has(r, "Referrer-Policy: no-referrer"), "and its companions");
    size_t at = wd_str_find(r, "ETag: ", 0);
    ok(at != SIZE_MAX, "an entity tag");
    struct wd_str tag = at == SIZE_MAX ? WD_STR("") : wd_str_n(r.p + at + 6, 18);
    r = ask(wd_arena_printf(&arena, "GET /a%%20b?q=1+2 HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: %.*s\r\n\r\n", WD_STR_ARG(tag)).p);
    ok(has(r, "HTTP/1.1 304") && !has(r, "path="), "304 for what is known");
    r = ask("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ok(has(r, "HTTP/1.1 200") && !has(r, "path="), "HEAD has no body");
    r = ask("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
    ok(has(r, "HTTP/1.1 405") && has(r, "Allow: GET, HEAD"), "405 says what is allowed");
    r = ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    ok(has(r, "HTTP/1.1 421") && has(r, "refused 421"), "a foreign host name on loopback");
    r = ask("GET / HTTP/1.1\r\nHost: a\"b\r\n\r\n");
    ok(has(r, "HTTP/1.1 400"), "a host name that is none");
    r = ask("GET /gone HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ok(has(r, "HTTP/1.1 410") && has(r, "no-store") && !has(r, "ETag"), "410 is not kept");
    r = ask("GET /moved HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ok(has(r, "HTTP/1.1 301") && has(r, "Location: /there"), "301");
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    wd_buf_putc(&b, "GET /");
    for (int i = 0; i < 6000; i++)
        wd_buf_byte(&b, 'x');
    wd_buf_putc(&b, " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    wd_buf_byte(&b, '\0');
    r = ask(b.p);
    ok(has(r, "HTTP/1.1 414"), "an address without end");
    wd_buf_done(&b);
    r = ask("GET http://localhost/abs?x HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ok(has(r, "path=/abs query=x"), "an absolute target");
    r = ask("\x16\x03\x01 nonsense\r\n\r\n");
    ok(!has(r, " 200 "), "nonsense is not answered");
}

static struct wd_str post(const char *path, const char *headers, const char *body)
{
    return ask(wd_arena_printf(&arena, "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n%s", path, headers, body).p);
}

static void test_posts(void)
{
    struct wd_str r = post("/in?x=1", "Content-Length: 5\r\nContent-Type: text/odd\r\nX-Hub-Signature: sha1=00\r\n", "a=b&c");
    ok(has(r, " 200 ") && has(r, "path=/in query=x=1 type=text/odd signature=sha1=00 big=0 body=a=b&c"), "a body where there is room");
    ok(has(post("/in", "Content-Length: 0\r\n", ""), "big=0 body="), "an empty one");
    r = post("/in", "Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    ok(has(r, " 200 ") && has(r, "body=abcde"), "in chunks");
    ok(has(post("/elsewhere", "Content-Length: 5\r\n", "a=b&c"), " 405 "), "no room, no POST");
    ok(has(post("/in", "Content-Length: 100001\r\n", "x"), "big=1 body="), "one byte more than there is room for");
    ok(has(ask("PUT /in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx"), " 405 "), "nor is anything but POST");
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    for (int i = 0; i < 150; i++)
        wd_buf_printf(&b, "3e8\r\n%1000d\r\n", i);
    wd_buf_putc(&b, "0\r\n\r\n");
    wd_buf_byte(&b, '\0');
    r = post("/in", "Transfer-Encoding: chunked\r\n", b.p);
    ok(has(r, "big=1 body="), "chunks without end are counted, not kept");
    wd_buf_reset(&b);
    for (int i = 0; i < ROOM; i++)
        wd_buf_byte(&b, 'y');
    wd_buf_byte(&b, '\0');
    r = post("/in", "Content-Length: 100000\r\n", b.p);
    size_t at = wd_str_find(r, "body=", 0);
    ok(at != SIZE_MAX && r.n - at - 5 == ROOM, "all of a large one");
    wd_buf_done(&b);
    ok(has(ask("GET /linked HTTP/1.1\r\nHost: localhost\r\n\r\n"), "Link: </hub>; rel=\"hub\""), "a Link header");
    ok(has(ask("GET /busy HTTP/1.1\r\nHost: localhost\r\n\r\n"), "Retry-After: 60"), "when to come again");
    ok(has(ask("GET / HTTP/1.1\r\nHost: desk.example\r\n\r\n"), " 200 "), "the public name of the desk is its own");
}

static void test_many(void)
{
    int held[HELD], open = 0;
    for (int i = 0; i < HELD; i++) {
        held[i] = dial();
        open += held[i] >= 0;
        if (held[i] >= 0 && i % 2 && write(held[i], "GET /slow HTTP/1.1\r\nHo", 22) < 0)
            open--;
    }
    is_int(open, HELD, "many connections stand open, half of them in the middle of their headers");
    ok(has(ask("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"), " 200 "), "others are answered meanwhile");
    int answered = 0;
    for (int i = 0; i < HELD; i += 2)
        answered += has(ask_on(held[i], "GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n", false), "path=/held");
    is_int(answered, HELD / 2, "and those that waited");
    answered = 0;
    for (int i = 0; i < HELD; i += 2)
        answered += has(ask_on(held[i], "GET /again HTTP/1.1\r\nHost: localhost\r\n\r\n", false), "path=/again");
    is_int(answered, HELD / 2, "again, on the same connection");
    for (int i = 0; i < HELD; i++)
        close(held[i]);
}

int main(void)
{
    wd_arena_init(&arena);
    int calls = 0;
    struct wd_http_options o = {.listen = "127.0.0.1:0",
                                .also_host = "desk.example",
                                .threads = 2,
                                .room = room,
                                .handle = handle,
                                .refuse = refuse,
                                .free_state = free,
                                .context = &calls};
    struct wd_http *h = NULL, *other = NULL;
    struct wd_where w = {0};
    ok(wd_http_start(&o, &h, &w) == 0, "starts on a free port %s", w.message);
    if (!h)
        return done();
    port = wd_http_port(h);
    ok(port != 0, "says which");
    struct wd_http_options same = o;
    same.listen = wd_arena_printf(&arena, "127.0.0.1:%u", port).p;
    ok(wd_http_start(&same, &other, &w) == WD_E_EXISTS && strstr(w.message, same.listen), "an address in use is named");
    same.listen = "nowhere";
    ok(wd_http_start(&same, &other, &w) == WD_E_INVALID, "no address");
    test_answers();
    test_posts();
    test_many();
    wd_http_stop(h);
    ok(calls > HELD, "the handler was called");
    wd_arena_done(&arena);
    return done();
}
