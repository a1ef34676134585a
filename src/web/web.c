#include "web/web.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/url.h"
#include "os/os.h"
#include "web/answers.h"

struct wd_web {
    struct wd_web_options o;
    struct wd_arena arena;
    struct wd_str rules;
    char *data;
    struct wd_http *http;
    pthread_mutex_t feed_lock;
    void *feed_state; /* the reader of wd_web_feed */
};

enum { HUB_FORM_BYTES = 64 << 10, RETRY_S = 60 };

static struct wd_page_context context_of(const struct wd_web *w, struct wd_arena *a, struct wd_str host)
{
    struct wd_page_context c = {.zone = w->o.zone, .rules = w->rules, .desk_name = WD_STR("wiredesk")};
    c.as_of_utc = w->o.as_of_utc == WD_NO_TIME ? wd_now_utc() : w->o.as_of_utc;
    c.base_url = wd_arena_printf(a, "http://%.*s", WD_STR_ARG(host.n ? host : wd_str_c(w->o.listen)));
    if (w->o.push) {
        c.base_url = w->o.push->base;
        c.hub_url = wd_arena_printf(a, "%.*s/hub", WD_STR_ARG(c.base_url));
    }
    return c;
}

/* Routes that need no store answer before there is one. */
static bool needs_store(enum wd_route route)
{
    return route != WD_ROUTE_ABOUT && route != WD_ROUTE_ASSET && route != WD_ROUTE_ROBOTS;
}

static size_t room(void *context, struct wd_str path)
{
    const struct wd_web *w = context;
    struct wd_arena a;
    struct wd_address address;
    size_t bytes = 0;
    wd_arena_init(&a);
    if (w->o.push && wd_address_parse(&a, path, &address) == 0) {
        if (address.route == WD_ROUTE_HUB)
            bytes = HUB_FORM_BYTES;
        else if (address.route == WD_ROUTE_WEBSUB)
            bytes = w->o.push->room(w->o.push->context, address.name);
    }
    wd_arena_done(&a);
    return bytes;
}

/* Hubs and subscribers; they read plain text. */
static void answer_push(struct wd_answer *x, const struct wd_web_push *push)
{
    const struct wd_http_request *r = x->request;
    bool to_hub = x->address->route == WD_ROUTE_HUB;
    if (!push || r->head || (to_hub && !r->post)) {
        wd_answer_error(x, 404,
                        push && to_hub ? "This is the hub of this desk's feeds: subscribers post to it."
                                       : "Nothing on this desk has this address.");
        return;
    }
    struct wd_push_call call = {.post = r->post,
                                .too_big = r->too_big,
                                .token = to_hub ? WD_STR("") : x->address->name,
                                .query = r->query,
                                .content_type = r->content_type,
                                .signature = r->signature,
                                .body = r->body};
    struct wd_push_reply reply = {.status = 404};
    push->answer(push->context, x->a, &call, &reply);
    x->reply->status = reply.status;
    x->reply->type = "text/plain; charset=utf-8";
    x->reply->no_store = true;
    x->reply->retry_s = reply.retry ? RETRY_S : 0;
    wd_buf_puts(&x->reply->body, reply.text);
}

static bool is_feed(const char *type)
{
    static const char *const feeds[] = {"application/atom+xml", "application/rss+xml", "application/feed+json"};
    for (size_t i = 0; i < WD_COUNT(feeds); i++)
        if (wd_str_starts(wd_str_c(type), feeds[i]))
            return true;
    return false;
}

/* Where subscribers find the hub, without reading the feed. */
static void link_hub(const struct wd_answer *x)
{
    x->reply->link = wd_arena_printf(x->a, "<%.*s>; rel=\"hub\", <%.*s%.*s>; rel=\"self\"", WD_STR_ARG(x->page.hub_url),
                                     WD_STR_ARG(x->page.base_url), WD_STR_ARG(x->request->path));
}

static void handle(void *context, void **thread_state, const struct wd_http_request *request, struct wd_http_reply *reply)
{
    struct wd_web *w = context;
    struct wd_address address;
    struct wd_answer x = {.a = request->arena, .request = request, .address = &address, .reply = reply};
    x.page = context_of(w, request->arena, request->host);
    int err = wd_address_parse(request->arena, request->path, &address);
    if (err) {
        if (err == WD_E_NOTFOUND)
            wd_answer_error(&x, 404, "Nothing on this desk has this address.");
        else
            wd_answer_error(&x, 400, "The address holds bytes that are no text.");
        return;
    }
    if (address.route == WD_ROUTE_HUB || address.route == WD_ROUTE_WEBSUB) {
        answer_push(&x, w->o.push);
        return;
    }
    if (needs_store(address.route) && !*thread_state) {
        struct wd_where where = {0};
        struct wd_store *reader = NULL;
        err = wd_store_open_reader(w->data, &reader, &where);
        if (err) {
            wd_log(WD_LOG_WARNING, "store not readable data=%s error=\"%s\"", w->data, where.message[0] ? where.message : wd_err_text(err));
            wd_answer_error(&x, 503, "The desk's store cannot be read just now. Try again in a moment.");
            return;
        }
        *thread_state = reader;
    }
    x.store = *thread_state;
    wd_answer(&x);
    if (x.page.hub_url.n && reply->status == 200 && is_feed(reply->type))
        link_hub(&x);
}

int wd_web_feed(void *web, struct wd_arena *a, struct wd_str path, struct wd_buf *ret_body, struct wd_str *ret_type)
{
    struct wd_web *w = web;
    struct wd_http_request request = {.arena = a, .path = path, .head = true}; /* nobody is verified by it */
    struct wd_http_reply reply = {.status = 200, .type = "text/html; charset=utf-8"};
    wd_buf_init(&reply.body, WD_MAX_DELIVERY_BYTES);
    pthread_mutex_lock(&w->feed_lock);
    handle(w, &w->feed_state, &request, &reply);
    pthread_mutex_unlock(&w->feed_lock);
    int err = reply.body.err                               ? reply.body.err
              : reply.status == 200 && is_feed(reply.type) ? 0
              : reply.status == 503                        ? WD_E_BUSY
                                                           : WD_E_NOTFOUND;
    if (!err) {
        wd_buf_puts(ret_body, wd_buf_str(&reply.body));
        *ret_type = wd_str_c(reply.type);
        err = ret_body->err;
    }
    wd_buf_done(&reply.body);
    return err;
}

static void refuse(void *context, struct wd_arena *a, int status, struct wd_buf *out)
{
    static const struct {
        int status;
        const char *what;
    } whats[] = {{400, "The request names no host that could be one."},
                 {405, "This desk answers GET and HEAD."},
                 {413, "The request is larger than what is taken here."},
                 {414, "The address is longer than any page's."},
                 {421, "This desk listens on this machine only and does not answer to that host name."},
                 {500, "The page could not be made."}};
    struct wd_page_context c = context_of(context, a, WD_STR(""));
    struct wd_str what = WD_STR("");
    for (size_t i = 0; i < WD_COUNT(whats); i++) {
        if (whats[i].status == status)
            what = wd_str_c(whats[i].what);
    }
    wd_page_error(&c, a, status, what, out);
}

static void free_reader(void *reader)
{
    wd_store_close(reader);
}

int wd_web_start(const struct wd_web_options *o, struct wd_web **ret, struct wd_where *ret_where)
{
    struct wd_web *w = wd_calloc(1, sizeof *w);
    wd_arena_init(&w->arena);
    pthread_mutex_init(&w->feed_lock, NULL);
    w->o = *o;
    w->data = wd_arena_c(&w->arena, wd_str_c(o->data));
    w->rules = wd_arena_str(&w->arena, o->rules);
    w->o.listen = wd_arena_c(&w->arena, wd_str_c(o->listen));
    struct wd_http_options http = {
        .listen = w->o.listen,
        .threads = o->threads ? o->threads : wd_cpu_count(),
        .room = room,
        .handle = handle,
        .refuse = refuse,
        .free_state = free_reader,
        .context = w,
    };
    if (o->push)
        http.also_host = wd_arena_c(&w->arena, wd_url_split(o->push->base).host);
    int err = wd_http_start(&http, &w->http, ret_where);
    if (err) {
        wd_web_stop(w);
        return err;
    }
    *ret = w;
    return 0;
}

uint16_t wd_web_port(const struct wd_web *w)
{
    return wd_http_port(w->http);
}

void wd_web_stop(struct wd_web *w)
{
    if (!w)
        return;
    wd_http_stop(w->http);
    free_reader(w->feed_state);
    pthread_mutex_destroy(&w->feed_lock);
    wd_arena_done(&w->arena);
    free(w);
}
