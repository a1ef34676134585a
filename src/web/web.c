#include "web/web.h"

#include <stdlib.h>

#include "os/os.h"
#include "web/answers.h"

struct wd_web {
    struct wd_web_options o;
    struct wd_arena arena;
    struct wd_str rules;
    char *data;
    struct wd_http *http;
};

static struct wd_page_context context_of(const struct wd_web *w, struct wd_arena *a, struct wd_str host)
{
    struct wd_page_context c = {.zone = w->o.zone, .rules = w->rules, .desk_name = WD_STR("wiredesk")};
    c.as_of_utc = w->o.as_of_utc == WD_NO_TIME ? wd_now_utc() : w->o.as_of_utc;
    c.base_url = wd_arena_printf(a, "http://%.*s", WD_STR_ARG(host.n ? host : wd_str_c(w->o.listen)));
    return c;
}

/* Routes that need no store answer before there is one. */
static bool needs_store(enum wd_route route)
{
    return route != WD_ROUTE_ABOUT && route != WD_ROUTE_ASSET && route != WD_ROUTE_ROBOTS;
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
}

static void refuse(void *context, struct wd_arena *a, int status, struct wd_buf *out)
{
    static const struct {
        int status;
        const char *what;
    } whats[] = {{400, "The request names no host that could be one."},
                 {405, "This desk answers GET and HEAD."},
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
    w->o = *o;
    w->data = wd_arena_c(&w->arena, wd_str_c(o->data));
    w->rules = wd_arena_str(&w->arena, o->rules);
    w->o.listen = wd_arena_c(&w->arena, wd_str_c(o->listen));
    struct wd_http_options http = {
        .listen = w->o.listen,
        .threads = o->threads ? o->threads : wd_cpu_count(),
        .handle = handle,
        .refuse = refuse,
        .free_state = free_reader,
        .context = w,
    };
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
    wd_arena_done(&w->arena);
    free(w);
}
