#include "net/reply.h"

#include <curl/curl.h>
#include <errno.h>

#include "base/url.h"

void wd_reply_reset(struct wd_reply *r)
{
    *r = (struct wd_reply){.date_utc = WD_NO_TIME, .age_s = -1, .max_age_s = -1, .shared_max_age_s = -1};
}

static int64_t date_of(struct wd_arena *a, struct wd_str text)
{
    time_t at = text.n ? curl_getdate(wd_arena_c(a, text), NULL) : (time_t)-1;
    return at == (time_t)-1 ? WD_NO_TIME : (int64_t)at;
}

static int64_t seconds_of(struct wd_str text)
{
    int64_t s;
    struct wd_str t = wd_str_trim(text);
    if (t.n > 1 && t.p[0] == '"' && t.p[t.n - 1] == '"')
        t = wd_str_n(t.p + 1, t.n - 2);
    if (!wd_str_to_i64(t, &s) || s < 0)
        return -1;
    return WD_MIN(s, (int64_t)INT32_MAX);
}

static void cache_control(struct wd_str value, struct wd_reply *r)
{
    struct wd_str rest = value, piece;
    while (wd_str_cut(&rest, ',', &piece)) {
        piece = wd_str_trim(piece);
        if (wd_str_eqc_nocase(piece, "no-cache") || wd_str_eqc_nocase(piece, "no-store"))
            r->no_cache = true;
        else if (wd_str_starts_nocase(piece, "max-age="))
            r->max_age_s = seconds_of(wd_str_from(piece, 8));
        else if (wd_str_starts_nocase(piece, "s-maxage="))
            r->shared_max_age_s = seconds_of(wd_str_from(piece, 9));
    }
}

static void challenge(struct wd_str name, struct wd_str value, struct wd_reply *r)
{
    if (wd_str_eqc_nocase(name, "www-authenticate"))
        r->challenge = WD_CHALLENGE_SIGN_IN;
    /* what the large shields against robots send along */
    bool bot = wd_str_eqc_nocase(name, "cf-mitigated") || wd_str_eqc_nocase(name, "x-datadome") || wd_str_eqc_nocase(name, "x-px-block") ||
               (wd_str_eqc_nocase(name, "x-amzn-waf-action") && value.n > 0);
    if (bot)
        r->challenge = WD_CHALLENGE_BOT;
}

void wd_reply_header(struct wd_arena *a, struct wd_str line, struct wd_reply *r, struct wd_fetched *got)
{
    struct wd_str value = line, name;
    if (!wd_str_cut(&value, ':', &name) || !value.p)
        return;
    value = wd_str_trim(value);
    const struct {
        const char *name;
        struct wd_str *to;
    } kept[] = {
        {"etag", &got->etag},
        {"last-modified", &got->last_modified},
        {"content-type", &got->content_type},
        {"content-location", &got->content_location},
        {"content-language", &got->content_language},
        {"expires", &r->expires},
        {"retry-after", &r->retry_after},
    };
    for (size_t i = 0; i < WD_COUNT(kept); i++)
        if (wd_str_eqc_nocase(name, kept[i].name))
            *kept[i].to = wd_arena_str(a, value);
    struct wd_str *const lists[] = {wd_str_eqc_nocase(name, "link") ? &got->link : NULL,
                                    wd_str_eqc_nocase(name, "x-robots-tag") ? &got->robots : NULL,
                                    wd_str_eqc_nocase(name, "content-encoding") ? &r->content_encoding : NULL};
    for (size_t i = 0; i < WD_COUNT(lists); i++)
        if (lists[i])
            *lists[i] = lists[i]->n ? wd_arena_printf(a, "%.*s, %.*s", WD_STR_ARG(*lists[i]), WD_STR_ARG(value)) : wd_arena_str(a, value);
    if (wd_str_eqc_nocase(name, "date"))
        r->date_utc = date_of(a, value);
    else if (wd_str_eqc_nocase(name, "age"))
        r->age_s = seconds_of(value);
    else if (wd_str_eqc_nocase(name, "cache-control"))
        cache_control(value, r);
    challenge(name, value, r);
}

/* A private cache's: s-maxage is for shared ones, but where a server gives nothing else, its own cache answers for so long. */
static int64_t fresh_s(struct wd_arena *a, const struct wd_reply *r, int64_t now_utc)
{
    int64_t age = WD_MAX(r->age_s, (int64_t)0), lasts = r->max_age_s >= 0 ? r->max_age_s : r->shared_max_age_s;
    if (r->no_cache)
        return -1;
    if (lasts >= 0)
        return WD_MAX(lasts - age, (int64_t)0);
    int64_t expires = date_of(a, r->expires);
    if (expires == WD_NO_TIME)
        return -1;
    return WD_MAX(expires - (r->date_utc != WD_NO_TIME ? r->date_utc : now_utc) - age, (int64_t)0);
}

void wd_reply_close(struct wd_arena *a, const struct wd_reply *r, int64_t now_utc, struct wd_fetched *got)
{
    got->fresh_s = fresh_s(a, r, now_utc);
    got->retry_after_s = -1;
    if (r->retry_after.n == 0)
        return;
    got->retry_after_s = seconds_of(r->retry_after);
    int64_t at = got->retry_after_s < 0 ? date_of(a, r->retry_after) : WD_NO_TIME;
    if (at != WD_NO_TIME)
        got->retry_after_s = WD_MAX(at - (r->date_utc != WD_NO_TIME ? r->date_utc : now_utc), (int64_t)0);
}

/* ---- in words ---- */

static void say(struct wd_fetched *got, int err, enum wd_trouble trouble, struct wd_str message)
{
    got->err = err;
    got->trouble = trouble;
    got->message = message;
}

static const struct {
    int code;
    int err;
    enum wd_trouble trouble;
    const char *words; /* "%s": libcurl's own */
} endings[] = {
    {CURLE_COULDNT_RESOLVE_HOST, WD_E_NET, WD_TROUBLE_NETWORK, "the host's name is not found"},
    {CURLE_COULDNT_CONNECT, WD_E_NET, WD_TROUBLE_NETWORK, "the host cannot be connected to"},
    {CURLE_OPERATION_TIMEDOUT, WD_E_TIMEOUT, WD_TROUBLE_NETWORK, "the server did not answer in time"},
    {CURLE_PEER_FAILED_VERIFICATION, WD_E_DENIED, WD_TROUBLE_SERVER, "the server's certificate is not valid"},
    {CURLE_SSL_CONNECT_ERROR, WD_E_NET, WD_TROUBLE_SERVER, "no secure connection could be agreed on"},
    {CURLE_SSL_CACERT_BADFILE, WD_E_NET, WD_TROUBLE_SERVER, "this machine's list of certificate authorities cannot be read"},
    {CURLE_GOT_NOTHING, WD_E_NET, WD_TROUBLE_SERVER, "the server closed the connection without an answer"},
    {CURLE_PARTIAL_FILE, WD_E_NET, WD_TROUBLE_SERVER, "the answer was cut off before its end"},
    {CURLE_RECV_ERROR, WD_E_NET, WD_TROUBLE_SERVER, "the connection broke off"},
    {CURLE_SEND_ERROR, WD_E_NET, WD_TROUBLE_SERVER, "the connection broke off"},
    {CURLE_HTTP2, WD_E_NET, WD_TROUBLE_SERVER, "the connection broke off"},
    {CURLE_HTTP2_STREAM, WD_E_NET, WD_TROUBLE_SERVER, "the connection broke off"},
    {CURLE_UNSUPPORTED_PROTOCOL, WD_E_NET, WD_TROUBLE_SERVER, "what answers is no web server"},
    {CURLE_WEIRD_SERVER_REPLY, WD_E_NET, WD_TROUBLE_SERVER, "what answers is no web server"},
    {CURLE_URL_MALFORMAT, WD_E_INVALID, WD_TROUBLE_MISSING, "the address is not well formed"},
};

/* Reasons that lie in libcurl's own words alone. */
static bool plainer(struct wd_arena *a, const struct wd_ending *e, struct wd_fetched *got)
{
    struct wd_str detail = wd_str_c(e->detail);
    if (e->code == CURLE_COULDNT_CONNECT && e->os_error == ECONNREFUSED)
        say(got, WD_E_NET, WD_TROUBLE_NETWORK, WD_STR("the host refuses the connection: no server is running there"));
    else if (e->code == CURLE_OPERATION_TIMEDOUT && wd_str_find_nocase(detail, "speed", 0) != SIZE_MAX)
        say(got, WD_E_TIMEOUT, WD_TROUBLE_SERVER, WD_STR("the answer came too slowly"));
    else if (e->code == CURLE_OPERATION_TIMEDOUT && wd_str_find_nocase(detail, "bytes received", 0) != SIZE_MAX && got->status)
        say(got, WD_E_TIMEOUT, WD_TROUBLE_SERVER, WD_STR("the answer did not end in time"));
    else if (e->code == CURLE_PEER_FAILED_VERIFICATION && detail.n)
        say(got, WD_E_DENIED, WD_TROUBLE_SERVER, wd_arena_printf(a, "the server's certificate is not valid: %.*s", WD_STR_ARG(detail)));
    else
        return false;
    return true;
}

static bool judge_ending(struct wd_arena *a, const struct wd_ending *e, struct wd_fetched *got)
{
    const char *where = e->hops ? ", where a redirect leads," : "";
    struct wd_str host = wd_url_split(got->final_url).host;
    if (e->body_too_big || e->code == CURLE_FILESIZE_EXCEEDED)
        say(got, WD_E_TOOBIG, WD_TROUBLE_ANSWER,
            e->small_cap ? WD_STR("the answer is too large") : WD_STR("the answer is larger than 32 MB"));
    else if (e->headers_too_big)
        say(got, WD_E_TOOBIG, WD_TROUBLE_ANSWER, WD_STR("the answer's headers are larger than 64 kB"));
    else if (e->refused_kind)
        say(got, WD_E_DENIED, WD_TROUBLE_REFUSED,
            wd_arena_printf(a, "%.*s%s has the %s address %s: a private address is only asked where it is allowed by name",
                            WD_STR_ARG(host), where, e->refused_kind, e->refused_address));
    else if (e->too_many_hops)
        say(got, WD_E_NET, WD_TROUBLE_SERVER, WD_STR("too many redirects, one after the other"));
    else if (e->no_web_address)
        say(got, WD_E_NET, WD_TROUBLE_SERVER, WD_STR("it redirects to something that is no web address"));
    else if (e->unknown_coding)
        say(got, WD_E_FORMAT, WD_TROUBLE_ANSWER, WD_STR("the answer is packed in a way that is not known"));
    else if (e->damaged)
        say(got, WD_E_CORRUPT, WD_TROUBLE_ANSWER, WD_STR("the answer is packed, and damaged or cut off"));
    else
        return false;
    return true;
}

static const struct {
    int status;
    enum wd_trouble trouble;
    const char *words;
} statuses[] = {
    {401, WD_TROUBLE_REFUSED, "the server asks for a sign-in"},
    {402, WD_TROUBLE_REFUSED, "the server asks for a payment"},
    {403, WD_TROUBLE_REFUSED, "the server forbids it"},
    {404, WD_TROUBLE_MISSING, "there is nothing at this address"},
    {407, WD_TROUBLE_REFUSED, "a proxy asks for a sign-in"},
    {410, WD_TROUBLE_GONE, "the feed is gone for good"},
    {429, WD_TROUBLE_BUSY, "it was asked too often"},
    {451, WD_TROUBLE_REFUSED, "it is withheld for legal reasons"},
    {500, WD_TROUBLE_SERVER, "the server has a fault"},
    {502, WD_TROUBLE_SERVER, "the server behind it does not answer"},
    {503, WD_TROUBLE_BUSY, "it is overloaded or under maintenance"},
    {504, WD_TROUBLE_SERVER, "the server behind it does not answer in time"},
};

static void judge_status(struct wd_arena *a, const struct wd_reply *r, struct wd_fetched *got)
{
    const char *words = NULL;
    got->trouble = got->status >= 500 ? WD_TROUBLE_SERVER : WD_TROUBLE_MISSING;
    for (size_t i = 0; i < WD_COUNT(statuses); i++)
        if (statuses[i].status == got->status) {
            words = statuses[i].words;
            got->trouble = statuses[i].trouble;
        }
    bool refused = got->status == 403 || got->status == 429 || got->status == 503;
    if (refused && r->challenge == WD_CHALLENGE_BOT) {
        words = "it wants proof that no program is asking (a bot challenge)";
        got->trouble = WD_TROUBLE_REFUSED;
    } else if (got->status == 403 && r->challenge == WD_CHALLENGE_SIGN_IN) {
        words = "it asks for a sign-in";
    }
    got->message = words ? wd_arena_printf(a, "the server answered %d: %s", got->status, words)
                         : wd_arena_printf(a, "the server answered %d", got->status);
}

void wd_reply_judge(struct wd_arena *a, const struct wd_reply *r, const struct wd_ending *e, struct wd_fetched *got)
{
    got->err = 0;
    got->trouble = WD_TROUBLE_NONE;
    got->message = WD_STR("");
    if (judge_ending(a, e, got))
        return;
    if (e->code != CURLE_OK) {
        if (plainer(a, e, got))
            return;
        for (size_t i = 0; i < WD_COUNT(endings); i++)
            if (endings[i].code == e->code) {
                say(got, endings[i].err, endings[i].trouble, wd_str_c(endings[i].words));
                return;
            }
        struct wd_str own = wd_str_c(curl_easy_strerror((CURLcode)e->code));
        say(got, WD_E_NET, WD_TROUBLE_SERVER, wd_arena_printf(a, "the request failed: %.*s", WD_STR_ARG(own)));
    } else if (got->status >= 400) {
        judge_status(a, r, got);
    } else if (got->status == 304 && !got->conditional) {
        say(got, 0, WD_TROUBLE_ANSWER, WD_STR("the server answered 304 (not modified), but had not been asked whether it was"));
    } else if (got->status != 304 && (got->status < 200 || got->status >= 300)) {
        say(got, 0, WD_TROUBLE_SERVER, wd_arena_printf(a, "the server answered %d", got->status));
    }
}
