/* The fetcher against a server of the test's own: names that lead elsewhere from one moment to the next, one request a domain at a time,
 * and hosts that ask to be left alone. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/net.h"
#include "os/os.h"
#include "tap.h"

enum { ROUNDS = 600, STEP_MS = 100, KEPT = 64 };

struct server {
    int fd;
    uint16_t port;
    _Atomic int open, open_most, requests;
};

static void answer(struct server *s, int c, const char *request)
{
    char reply[512];
    if (strstr(request, "GET /to-inside "))
        (void)snprintf(reply, sizeof reply, "HTTP/1.1 302 Found\r\nLocation: http://moving.example:%u/inside\r\nContent-Length: 0\r\n\r\n",
                       s->port);
    else if (strstr(request, "GET /busy "))
        (void)snprintf(reply, sizeof reply, "HTTP/1.1 503 Busy\r\nRetry-After: 600\r\nContent-Length: 0\r\n\r\n");
    else
        (void)snprintf(reply, sizeof reply, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    s->requests++;
    (void)!send(c, reply, strlen(reply), MSG_NOSIGNAL);
}

static void *serve_one(void *context)
{
    struct server *s = ((struct server **)context)[0];
    int c = (int)(intptr_t)((void **)context)[1];
    char request[4096];
    free(context);
    int open = ++s->open;
    if (open > s->open_most)
        s->open_most = open;
    for (ssize_t n; (n = recv(c, request, sizeof request - 1, 0)) > 0;) {
        request[n] = 0;
        wd_sleep_ms(20);
        answer(s, c, request);
    }
    --s->open;
    close(c);
    return NULL;
}

static void *serve(void *context)
{
    struct server *s = context;
    for (int c; (c = accept(s->fd, NULL, NULL)) >= 0;) {
        void **pair = malloc(2 * sizeof *pair);
        pthread_t thread;
        pair[0] = s;
        pair[1] = (void *)(intptr_t)c;
        if (wd_thread_start(&thread, serve_one, pair, "answer") == 0)
            pthread_detach(thread);
    }
    return NULL;
}

/* On 127.0.0.1 and 127.0.0.2 alike. */
static bool start(struct server *s, pthread_t *thread)
{
    struct sockaddr_in sa = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof sa;
    s->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(s->fd, (struct sockaddr *)&sa, n) != 0 || listen(s->fd, 64) != 0 || getsockname(s->fd, (struct sockaddr *)&sa, &n) != 0)
        return false;
    s->port = ntohs(sa.sin_port);
    return wd_thread_start(thread, serve, s, "serve") == 0;
}

struct results {
    struct wd_arena a;
    size_t n;
    struct {
        int status, err;
        enum wd_trouble trouble;
        struct wd_str message, feed;
    } v[KEPT];
};

static void keep(void *context, const struct wd_fetched *got)
{
    struct results *r = context;
    if (r->n == KEPT)
        return;
    r->v[r->n].status = got->status;
    r->v[r->n].err = got->err;
    r->v[r->n].trouble = got->trouble;
    r->v[r->n].message = wd_arena_str(&r->a, got->message);
    r->v[r->n++].feed = wd_arena_str(&r->a, got->feed);
}

static void finish(struct wd_fetcher *f, struct results *r)
{
    for (int i = 0; i < ROUNDS && wd_fetcher_under_way(f); i++)
        (void)!wd_fetcher_step(f, STEP_MS, keep, r);
}

static void ask(struct wd_fetcher *f, struct results *r, const char *host, const struct server *s, const char *path)
{
    struct wd_str url = wd_arena_printf(&r->a, "http://%s:%u%s", host, s->port, path);
    wd_fetcher_ask(f, &(struct wd_request){.feed = wd_str_c(host), .url = url});
}

static struct wd_fetcher *fetcher(const char *allow, int64_t pause_ms)
{
    struct wd_fetcher_options o = wd_fetcher_defaults;
    struct wd_fetcher *f = NULL;
    o.contact = WD_STR("test@wire.example");
    o.allow = allow;
    o.host_pause_ms = pause_ms;
    return wd_fetcher_new(&o, &f, NULL) == 0 ? f : NULL;
}

static const char *line(struct results *r, const char *host, const struct server *s, const char *address)
{
    return wd_arena_printf(&r->a, "%s:%u:%s", host, s->port, address).p;
}

/* 127.0.0.1 is allowed as an address, so the name's address decides; it changes behind the fetcher's back. */
static void names_that_move(struct server *s)
{
    struct results r = {0};
    wd_arena_init(&r.a);
    struct wd_fetcher *f = fetcher("127.0.0.1", 0);
    wd_fetcher_resolve(f, line(&r, "moving.example", s, "127.0.0.1"));
    ask(f, &r, "moving.example", s, "/");
    finish(f, &r);
    ok(r.n == 1 && r.v[0].status == 200, "a name whose address is allowed");
    int requests = s->requests;
    wd_fetcher_resolve(f, line(&r, "moving.example", s, "127.0.0.2"));
    ask(f, &r, "moving.example", s, "/");
    finish(f, &r);
    ok(r.n == 2 && r.v[1].err == WD_E_DENIED && r.v[1].trouble == WD_TROUBLE_REFUSED, "the same name, with another address: %.*s",
       WD_STR_ARG(r.v[1].message));
    ok(wd_str_find(r.v[1].message, "127.0.0.2", 0) != SIZE_MAX, "which is named");
    wd_fetcher_resolve(f, wd_arena_printf(&r.a, "first.example:%u:127.0.0.1,moving.example:%u:[::ffff:127.0.0.2]", s->port, s->port).p);
    ask(f, &r, "first.example", s, "/to-inside");
    finish(f, &r);
    ok(r.n == 3 && r.v[2].err == WD_E_DENIED, "a redirect to it: %.*s", WD_STR_ARG(r.v[2].message));
    is_int(s->requests, requests + 1, "nothing was sent to where it may not go");
    wd_fetcher_resolve(f, wd_arena_printf(&r.a, "moving.example:%u:127.0.0.1", s->port).p);
    ask(f, &r, "moving.example", s, "/");
    finish(f, &r);
    ok(r.n == 4 && r.v[3].status == 200, "and back");
    wd_fetcher_free(f);
    wd_arena_done(&r.a);
}

static void one_at_a_time(struct server *s)
{
    struct results r = {0};
    wd_arena_init(&r.a);
    struct wd_fetcher *f = fetcher("127.0.0.1", 0);
    struct wd_str all = wd_arena_printf(&r.a, "a.mill.example:%u:127.0.0.1,b.mill.example:%u:127.0.0.1,mill.example:%u:127.0.0.1", s->port,
                                        s->port, s->port);
    wd_fetcher_resolve(f, all.p);
    s->open_most = 0;
    for (int i = 0; i < 10; i++) {
        ask(f, &r, "a.mill.example", s, "/");
        ask(f, &r, "b.mill.example", s, "/");
        ask(f, &r, "mill.example", s, "/");
    }
    finish(f, &r);
    size_t good = 0;
    for (size_t i = 0; i < r.n; i++)
        good += r.v[i].status == 200;
    is_int(good, 30, "thirty requests to one domain");
    /* the server may notice the end of one after the beginning of the next */
    ok(s->open_most <= 2, "over one connection at a time: %d", s->open_most);
    wd_fetcher_free(f);
    wd_arena_done(&r.a);
}

static void busy_hosts(struct server *s)
{
    struct results r = {0};
    wd_arena_init(&r.a);
    struct wd_fetcher *f = fetcher("127.0.0.1", 0);
    struct wd_str all = wd_arena_printf(&r.a, "a.mill.example:%u:127.0.0.1,b.mill.example:%u:127.0.0.1", s->port, s->port);
    wd_fetcher_resolve(f, all.p);
    int requests = s->requests;
    ask(f, &r, "a.mill.example", s, "/busy");
    for (int i = 0; i < 5; i++)
        ask(f, &r, "a.mill.example", s, "/");
    ask(f, &r, "b.mill.example", s, "/");
    finish(f, &r);
    size_t back = 0, asked = 0;
    for (size_t i = 0; i < r.n; i++) {
        back += r.v[i].err == WD_E_BUSY && r.v[i].status == 0;
        asked += r.v[i].status == 200 && wd_str_eqc(r.v[i].feed, "b.mill.example");
    }
    is_int(r.n, 7, "seven answers");
    is_int(back, 5, "what waits for a host that wants to be left alone is given back");
    is_int(asked, 1, "another host of the domain is asked");
    is_int(s->requests, requests + 2, "two requests were made");
    for (int i = 0; i < 5; i++)
        ask(f, &r, "b.mill.example", s, "/");
    wd_fetcher_free(f); /* with requests that wait */
    wd_arena_done(&r.a);
}

int main(void)
{
    struct server s = {0};
    pthread_t thread = 0;
    struct wd_fetcher *f = NULL;
    struct wd_fetcher_options o = wd_fetcher_defaults;
    o.contact = WD_STR("  ");
    is_int(wd_fetcher_new(&o, &f, NULL), WD_E_USAGE, "without a contact nothing is asked");
    struct wd_arena a;
    wd_arena_init(&a);
    is_str(wd_registered_domain(&a, WD_STR("https://feeds.news.mill.co.uk:8443/rss")), "mill.co.uk", "a registered domain");
    is_str(wd_registered_domain(&a, WD_STR("http://10.1.2.3/rss")), "10.1.2.3", "an address is one of its own");
    is_str(wd_registered_domain(&a, WD_STR("http://[2001:db8::1]:80/rss")), "[2001:db8::1]", "of either kind");
    is_str(wd_registered_domain(&a, WD_STR("http://intranet/rss")), "intranet", "so is a name without dots");
    wd_arena_done(&a);
    if (!ok(start(&s, &thread), "a server"))
        return done();
    names_that_move(&s);
    one_at_a_time(&s);
    busy_hosts(&s);
    shutdown(s.fd, SHUT_RDWR);
    pthread_join(thread, NULL);
    close(s.fd);
    for (int i = 0; i < ROUNDS && s.open; i++)
        wd_sleep_ms(10);
    return done();
}
