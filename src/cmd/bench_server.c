#include "cmd/bench_server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"

enum { REQUEST_BYTES = 4096, EVENTS = 256, ITEMS = 20, ANSWER_BYTES = 1 << 16 };

struct connection {
    int fd;
    size_t n;
    uint64_t host; /* 0: not known yet */
    char request[REQUEST_BYTES];
};

struct server {
    int epoll, control;
    struct connection listeners[WD_BENCH_ADDRESSES], stop;
    struct wd_buf body, answer;
    struct wd_map hosts; /* hash of the host -> connections open */
    uint32_t open;
    struct wd_bench_server_counts counts;
};

static void make_body(struct wd_buf *b)
{
    wd_buf_putc(b, "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Bench Post</title>");
    for (int i = 0; i < ITEMS; i++)
        wd_buf_printf(
            b,
            "<item><title>Keeper of lock %d counts the barges</title><link>https://bench.example/%d</link><guid>bench-%d</guid>"
            "<pubDate>Sat, 14 Mar 2026 %02d:00:00 GMT</pubDate><description>At lock %d the keeper counted more barges than in any "
            "week since the dry summer, most of them laden with gravel for the new quay.</description></item>",
            i, i, i, i, i);
    wd_buf_putc(b, "</channel></rss>");
}

static void watch(struct server *s, struct connection *c)
{
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = c};
    if (epoll_ctl(s->epoll, EPOLL_CTL_ADD, c->fd, &e) != 0)
        _exit(1);
}

static void greet(struct server *s, const struct connection *listener)
{
    int fd;
    while ((fd = accept4(listener->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        struct connection *c = wd_calloc(1, sizeof *c);
        c->fd = fd;
        watch(s, c);
        s->counts.connections++;
        s->open++;
        s->counts.open_most = WD_MAX(s->counts.open_most, s->open);
    }
}

static void leave(struct server *s, struct connection *c)
{
    if (c->host)
        --*wd_map_at(&s->hosts, c->host);
    s->open--;
    close(c->fd);
    free(c);
}

static void note_host(struct server *s, struct connection *c, struct wd_str head)
{
    size_t at = wd_str_find_nocase(head, "\nhost:", 0), end = wd_str_find(head, "\r\n", at == SIZE_MAX ? 0 : at + 1);
    if (c->host || at == SIZE_MAX || end == SIZE_MAX)
        return;
    c->host = wd_hash(wd_str_n(head.p + at, end - at)) | 1;
    uint64_t *open = wd_map_at(&s->hosts, c->host);
    ++*open;
    s->counts.host_most = WD_MAX(s->counts.host_most, (uint32_t)*open);
}

static bool answer(struct server *s, struct connection *c)
{
    struct wd_str head = wd_str_n(c->request, c->n);
    note_host(s, c, head);
    bool known = wd_str_find_nocase(head, "\nif-none-match:", 0) != SIZE_MAX;
    wd_buf_reset(&s->answer);
    if (known)
        wd_buf_putc(&s->answer, "HTTP/1.1 304 Not Modified\r\nETag: \"bench\"\r\n\r\n");
    else
        wd_buf_printf(&s->answer,
                      "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: \"bench\"\r\nContent-Length: %zu\r\n\r\n%.*s",
                      s->body.n, WD_STR_ARG(wd_buf_str(&s->body)));
    s->counts.requests++;
    s->counts.not_modified += known;
    c->n = 0;
    return send(c->fd, s->answer.p, s->answer.n, MSG_NOSIGNAL) == (ssize_t)s->answer.n;
}

static void hear(struct server *s, struct connection *c)
{
    ssize_t got = recv(c->fd, c->request + c->n, sizeof c->request - c->n, 0);
    if (got < 0 && errno == EAGAIN)
        return;
    if (got <= 0) {
        leave(s, c);
        return;
    }
    c->n += (size_t)got;
    if (c->n >= 4 && memcmp(c->request + c->n - 4, "\r\n\r\n", 4) == 0 ? !answer(s, c) : c->n == sizeof c->request)
        leave(s, c);
}

static void serve(struct server *s)
{
    struct epoll_event events[EVENTS];
    for (;;) {
        int n = epoll_wait(s->epoll, events, EVENTS, -1);
        for (int i = 0; i < n; i++) {
            struct connection *c = events[i].data.ptr;
            if (c == &s->stop) {
                ssize_t put = write(s->control, &s->counts, sizeof s->counts);
                _exit(put == (ssize_t)sizeof s->counts ? 0 : 1);
            }
            if (c >= s->listeners && c < s->listeners + WD_BENCH_ADDRESSES)
                greet(s, c);
            else
                hear(s, c);
        }
    }
}

static int listen_on(uint32_t address, uint16_t port, int *ret_fd, uint16_t *ret_port)
{
    struct sockaddr_in sa = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(address)};
    socklen_t n = sizeof sa;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return WD_E_IO;
    if (bind(fd, (struct sockaddr *)&sa, n) != 0 || listen(fd, 1024) != 0 || getsockname(fd, (struct sockaddr *)&sa, &n) != 0) {
        close(fd);
        return WD_E_IO;
    }
    *ret_fd = fd;
    *ret_port = ntohs(sa.sin_port);
    return 0;
}

/* In the child. */
static _Noreturn void run(struct server *s, int control)
{
    (void)signal(SIGINT, SIG_IGN);
    s->control = control;
    s->stop.fd = control;
    s->epoll = epoll_create1(EPOLL_CLOEXEC);
    wd_buf_init(&s->body, ANSWER_BYTES);
    wd_buf_init(&s->answer, 2 * ANSWER_BYTES);
    wd_map_init(&s->hosts);
    make_body(&s->body);
    watch(s, &s->stop);
    for (size_t i = 0; i < WD_BENCH_ADDRESSES; i++)
        watch(s, &s->listeners[i]);
    serve(s);
    _exit(1);
}

int wd_bench_server_start(struct wd_bench_server *ret_server, struct wd_where *ret_where)
{
    struct server *s = wd_calloc(1, sizeof *s);
    struct wd_bench_server server = {0};
    int ends[2] = {-1, -1}, err = 0;
    for (uint32_t i = 0; i < WD_BENCH_ADDRESSES; i++)
        s->listeners[i].fd = -1;
    for (uint32_t i = 0; i < WD_BENCH_ADDRESSES && !err; i++)
        err = listen_on(0x7F000001u + i, server.port, &s->listeners[i].fd, &server.port);
    if (!err && socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        err = WD_E_IO;
    (void)fflush(stdout);
    server.process = err ? -1 : fork();
    if (server.process == 0) {
        close(ends[0]);
        run(s, ends[1]);
    }
    for (uint32_t i = 0; i < WD_BENCH_ADDRESSES; i++)
        if (s->listeners[i].fd >= 0)
            close(s->listeners[i].fd);
    free(s);
    if (ends[1] >= 0)
        close(ends[1]);
    if (err || server.process < 0)
        return wd_where_set(ret_where, WD_E_IO, "no server can be started on the loopback addresses");
    server.control = ends[0];
    *ret_server = server;
    return 0;
}

int wd_bench_server_stop(struct wd_bench_server *server, struct wd_bench_server_counts *ret_counts)
{
    struct wd_bench_server_counts counts;
    bool told = write(server->control, "", 1) == 1 && read(server->control, &counts, sizeof counts) == (ssize_t)sizeof counts;
    close(server->control);
    while (waitpid(server->process, NULL, 0) < 0 && errno == EINTR)
        ;
    if (told)
        *ret_counts = counts;
    return told ? 0 : WD_E_IO;
}
