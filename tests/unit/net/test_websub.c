/* WebSub's rules: discovery, signatures, the states of a subscription, the wishes of subscribers. */
#include "base/form.h"
#include "net/websub.h"
#include "tap.h"

/* 2026-03-14T10:00:00Z */
#define T0 INT64_C(1773482400)
enum { LEAST = 900, DAY = 86400 };

static struct wd_arena arena;

static struct wd_str links_of(const char *header)
{
    wd_links links = {0};
    struct wd_buf b;
    wd_link_header_read(&arena, wd_str_c(header), WD_STR("https://loop.example/news/feed"), &links);
    wd_buf_init(&b, 1 << 16);
    for (size_t i = 0; i < links.n; i++)
        wd_buf_printf(&b, "%.*s=%.*s;", WD_STR_ARG(links.v[i].rel), WD_STR_ARG(links.v[i].href));
    struct wd_str s = wd_arena_str(&arena, wd_buf_str(&b));
    wd_buf_done(&b);
    return s;
}

static void test_link_headers(void)
{
    static const struct {
        const char *what, *header, *want;
    } rows[] = {
        {"two links", "<https://hub.example/>; rel=\"hub\", <https://loop.example/feed>; rel=\"self\"",
         "hub=https://hub.example/;self=https://loop.example/feed;"},
        {"no marks, no blanks", "<https://hub.example/>;rel=hub,</self>;rel=self",
         "hub=https://hub.example/;self=https://loop.example/self;"},
        {"other parameters first, odd case", "<https://hub.example/> ; Title=\"a, b; c>\" ; REL=hub", "hub=https://hub.example/;"},
        {"two relations", "<x>; rel=\"hub  self\"", "hub=https://loop.example/news/x;self=https://loop.example/news/x;"},
        {"a comma in an address", "<https://hub.example/a,b>; rel=hub", "hub=https://hub.example/a,b;"},
        {"a second rel is not read", "<https://hub.example/>; rel=hub; rel=self", "hub=https://hub.example/;"},
        {"an escaped mark", "<https://hub.example/>; title=\"say \\\"hub\\\"\"; rel=hub", "hub=https://hub.example/;"},
        {"junk before a link", "junk, <https://hub.example/>; rel=hub", "hub=https://hub.example/;"},
        {"no end", "<https://hub.example/; rel=hub", ""},
        {"a mark without end", "<https://hub.example/>; rel=\"hub", "hub=https://hub.example/;"},
        {"no relation", "<https://hub.example/>", ""},
        {"a script", "<javascript:x>; rel=hub", ""},
        {"nothing", "", ""},
        {"signs alone", ";;=,,<>;=;\"", ""},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++)
        is_str(links_of(rows[i].header), rows[i].want, rows[i].what);
    struct wd_buf many;
    wd_links links = {0};
    wd_buf_init(&many, 1 << 20);
    for (int i = 0; i < 5000; i++)
        wd_buf_printf(&many, "<https://h%d.example/>; rel=hub, ", i);
    wd_link_header_read(&arena, wd_buf_str(&many), WD_STR(""), &links);
    is_int(links.n, 64, "of thousands of links 64 are read");
    wd_buf_done(&many);
}

static void test_discovery(void)
{
    struct wd_str url = WD_STR("https://loop.example/feed");
    struct wd_push_place place;
    wd_links document = {0};
    wd_list_add(&arena, &document, (struct wd_link){.rel = WD_STR("self"), .href = WD_STR("https://loop.example/self#top")});
    ok(!wd_push_discover(&arena, WD_STR(""), &document, url, WD_STR(""), &place), "a feed without a hub");
    wd_list_add(&arena, &document, (struct wd_link){.rel = WD_STR("hub"), .href = WD_STR("https://one.example/")});
    wd_list_add(&arena, &document, (struct wd_link){.rel = WD_STR("hub"), .href = WD_STR("https://two.example/")});
    ok(wd_push_discover(&arena, WD_STR(""), &document, url, WD_STR(""), &place), "a hub in the feed");
    is_str(place.hub, "https://one.example/", "the first");
    is_str(place.topic, "https://loop.example/self", "self, without its fragment");
    ok(wd_push_discover(&arena, WD_STR(""), &document, url, WD_STR("https://two.example/"), &place), "again");
    is_str(place.hub, "https://two.example/", "one that is used stays");
    struct wd_push p = {.hub = WD_STR("https://one.example/"), .hubs = place.hubs};
    is_str(wd_push_other_hub(&p), "https://two.example/", "after it failed the other has its turn");
    p.hub = WD_STR("https://two.example/");
    is_str(wd_push_other_hub(&p), "https://one.example/", "and then the first again");
    p.hubs.n = 0;
    is_str(wd_push_other_hub(&p), "https://two.example/", "where there is no other, it stays");
    ok(wd_push_discover(&arena, WD_STR("<https://head.example/>; rel=hub"), &document, url, WD_STR("https://two.example/"), &place),
       "a header");
    is_str(place.hub, "https://head.example/", "counts before the feed");
    is_str(place.topic, "https://loop.example/self", "what it lacks is taken from the feed");
    ok(wd_push_discover(&arena, WD_STR("<https://head.example/>; rel=hub"), NULL, url, WD_STR(""), &place), "a hub without self");
    is_str(place.topic, "https://loop.example/feed", "the topic is the address that answered");
    document.n = 0;
    wd_list_add(&arena, &document, (struct wd_link){.rel = WD_STR("hub"), .href = WD_STR("mailto:hub@loop.example")});
    ok(!wd_push_discover(&arena, WD_STR(""), &document, url, WD_STR(""), &place), "a hub is a web address");
}

static void test_signatures(void)
{
    struct wd_str secret = WD_STR("quiet"), body = WD_STR("the mill grinds again");
    struct wd_str made = wd_signature(&arena, secret, body);
    ok(wd_str_starts(made, "sha256=") && made.n == 7 + 64, "ours is SHA-256");
    ok(wd_signature_holds(made, secret, body), "and holds");
    struct wd_str upper = wd_arena_str(&arena, made);
    for (size_t i = 7; i < upper.n; i++)
        ((char *)(uintptr_t)upper.p)[i] = (char)(wd_is_lower(upper.p[i]) ? upper.p[i] - 32 : upper.p[i]);
    ok(wd_signature_holds(upper, secret, body), "letters of either case");
    ok(!wd_signature_holds(made, WD_STR("loud"), body) && !wd_signature_holds(made, secret, WD_STR("the mill")),
       "not of another secret or body");
    for (size_t n = 0; n < made.n; n++)
        if (wd_signature_holds(wd_str_n(made.p, n), secret, body))
            ok(false, "%zu bytes of a signature hold", n);
    static const struct wd_str bad[] = {WD_STR_INIT(""),       WD_STR_INIT("="),         WD_STR_INIT("sha256"),  WD_STR_INIT("sha256="),
                                        WD_STR_INIT("md5=00"), WD_STR_INIT("sha512=00"), WD_STR_INIT("sha1=zz"), WD_STR_INIT("sha256 00")};
    for (size_t i = 0; i < WD_COUNT(bad); i++)
        ok(!wd_signature_holds(bad[i], secret, body), "no signature: \"%.*s\"", WD_STR_ARG(bad[i]));
    ok(!wd_signature_holds(wd_signature(&arena, WD_STR(""), body), WD_STR(""), body), "without a secret nothing holds");
    unsigned char random[WD_PUSH_TOKEN_BYTES] = {0xFF, 0x01};
    ok(wd_str_starts(wd_push_token(&arena, random), "ff010000") && wd_push_token(&arena, random).n == 48, "a token");
}

static struct wd_push fresh(void)
{
    return (struct wd_push){.token = WD_STR("ab12"),
                            .feed = WD_STR("loop"),
                            .hub = WD_STR("https://hub.example/"),
                            .topic = WD_STR("https://loop.example/feed?a=1&b=2"),
                            .secret = WD_STR("quiet"),
                            .base = WD_STR("https://desk.example"),
                            .since_utc = WD_NO_TIME,
                            .until_utc = WD_NO_TIME,
                            .last_utc = WD_NO_TIME,
                            .next_utc = T0};
}

static struct wd_push_intent intent(const struct wd_push *p, const char *mode, const char *lease)
{
    return (struct wd_push_intent){.mode = wd_str_c(mode), .topic = p->topic, .challenge = WD_STR("c1"), .lease = wd_str_c(lease)};
}

static void test_asking(void)
{
    struct wd_push p = fresh();
    struct wd_buf form;
    struct wd_str value;
    wd_buf_init(&form, 1 << 16);
    wd_push_ask_put(&p, &form);
    struct wd_str text = wd_buf_str(&form);
    ok(!wd_query_get(&arena, text, "hub.topic", &value) && wd_str_eq(value, p.topic), "the topic comes whole");
    ok(!wd_query_get(&arena, text, "hub.callback", &value) && wd_str_eqc(value, "https://desk.example/websub/ab12"), "the callback");
    ok(!wd_query_get(&arena, text, "hub.secret", &value) && wd_str_eqc(value, "quiet"), "the secret");
    ok(!wd_query_get(&arena, text, "hub.mode", &value) && wd_str_eqc(value, "subscribe"), "the mode");
    ok(!wd_query_get(&arena, text, "hub.lease_seconds", &value) && wd_str_eqc(value, "864000"), "ten days");
    wd_buf_reset(&form);
    wd_push_leave(&p, T0);
    wd_push_ask_put(&p, &form);
    ok(wd_str_starts(wd_buf_str(&form), "hub.mode=unsubscribe&") && wd_str_find(wd_buf_str(&form), "secret", 0) == SIZE_MAX,
       "the end of it names no secret");
    wd_buf_done(&form);
}

static void test_life(void)
{
    struct wd_push p = fresh();
    struct wd_push_intent yes = intent(&p, "subscribe", "1000000");
    ok(!wd_push_verify(&p, &yes, LEAST, T0), "nothing is verified before it is asked for");
    is_int(wd_push_turn(&p, LEAST, T0), WD_PUSH_ASK, "its turn");
    is_int(wd_push_good_until(&p), WD_NO_TIME, "asked is not pushed");
    wd_push_answered(&p, LEAST, WD_STR(""), T0 + 5);
    is_int(p.next_utc, T0 + 5 + LEAST, "the hub has that long");
    struct wd_push_intent wrong = yes;
    wrong.topic = WD_STR("https://loop.example/other");
    ok(!wd_push_verify(&p, &wrong, LEAST, T0 + 6), "another topic");
    wrong = yes;
    wrong.challenge = WD_STR("");
    ok(!wd_push_verify(&p, &wrong, LEAST, T0 + 6), "no challenge");
    static const char *const leases[] = {"0", "-5", "soon", "99999999999999999999"};
    for (size_t i = 0; i < WD_COUNT(leases); i++) {
        wrong = intent(&p, "subscribe", leases[i]);
        ok(!wd_push_verify(&p, &wrong, LEAST, T0 + 6), "a lease of \"%s\"", leases[i]);
    }
    wrong = intent(&p, "unsubscribe", "");
    ok(!wd_push_verify(&p, &wrong, LEAST, T0 + 6), "its end was not asked for");
    ok(p.state == WD_PUSH_ASKED && p.pending, "none of these changes anything");
    ok(wd_push_verify(&p, &yes, LEAST, T0 + 10), "verified");
    is_int(wd_push_good_until(&p), T0 + 10 + 1000000, "pushed until the lease ends");
    ok(p.next_utc <= T0 + 10 + 800000 && p.next_utc >= T0 + 10 + 750000, "renewed at 80 %% of it, or a little sooner");
    ok(!wd_push_verify(&p, &yes, LEAST, T0 + 11), "once");

    int64_t t = p.next_utc;
    is_int(wd_push_turn(&p, LEAST, t), WD_PUSH_ASK, "renewal");
    ok(wd_push_good_until(&p) != WD_NO_TIME, "it is pushed meanwhile");
    wd_push_answered(&p, LEAST, WD_STR("it answered 500"), t + 1);
    is_int(wd_push_good_until(&p), WD_NO_TIME, "a hub that fails is not relied on");
    ok(p.next_utc >= t + 1 + LEAST && p.next_utc <= t + 1 + LEAST + LEAST / 10, "it is tried again");
    is_int(wd_push_turn(&p, LEAST, p.next_utc), WD_PUSH_ASK, "then");
    ok(wd_push_verify(&p, &yes, LEAST, t + 2000) && p.failures == 0 && p.error.n == 0, "and is good again");

    t = p.until_utc + 1;
    is_int(wd_push_turn(&p, LEAST, t), WD_PUSH_ASK, "a lease that ended is asked for again");
    ok(p.state == WD_PUSH_ASKED, "and is no longer one");
    is_int(wd_push_turn(&p, LEAST, p.next_utc), WD_PUSH_WAIT, "no verification: a failure");
    ok(p.failures == 1 && p.error.n > 0 && !p.pending, "that says so");
    int64_t last = 0;
    for (int i = 0; i < 40; i++) {
        int64_t at = p.next_utc;
        ok(wd_push_turn(&p, LEAST, at) == WD_PUSH_ASK, "asked again");
        wd_push_answered(&p, LEAST, WD_STR("it answered 500"), at);
        last = p.next_utc - at;
    }
    ok(last >= DAY && last <= DAY + DAY / 10, "at least once a day");
    struct wd_push_intent early = yes;
    ok(!wd_push_verify(&p, &early, LEAST, T0), "what failed is not verified later");
}

static void test_short_leases(void)
{
    struct wd_push p = fresh();
    struct wd_push_intent yes = intent(&p, "subscribe", "1");
    is_int(wd_push_turn(&p, LEAST, T0), WD_PUSH_ASK, "asked");
    ok(wd_push_verify(&p, &yes, LEAST, T0), "a lease of one second");
    is_int(p.next_utc, T0 + LEAST, "does not make the desk ask every second");
    p = fresh();
    yes = intent(&p, "subscribe", "9000000000000000000");
    is_int(wd_push_turn(&p, LEAST, T0), WD_PUSH_ASK, "asked");
    ok(wd_push_verify(&p, &yes, LEAST, T0) && p.until_utc <= T0 + 366 * (int64_t)DAY, "one without end is a year");
    p = fresh();
    yes = intent(&p, "subscribe", "");
    is_int(wd_push_turn(&p, LEAST, T0), WD_PUSH_ASK, "asked");
    ok(wd_push_verify(&p, &yes, LEAST, T0) && p.until_utc == T0 + WD_PUSH_LEASE_S, "one that is not said is what was asked for");
}

static void test_ends(void)
{
    struct wd_push p = fresh();
    struct wd_push_intent no = {.mode = WD_STR("denied"), .topic = p.topic, .reason = WD_STR("only paying readers")};
    struct wd_push_intent other = no;
    other.topic = WD_STR("https://loop.example/");
    is_int(wd_push_turn(&p, LEAST, T0), WD_PUSH_ASK, "asked");
    ok(!wd_push_denied(&p, &other, T0 + 1), "another topic is denied");
    ok(wd_push_denied(&p, &no, T0 + 1), "denied");
    ok(wd_str_find(wd_push_words(&arena, &p, T0 + 2), "denied by https://hub.example/: only paying readers", 0) == 0, "in words");
    wd_push_answered(&p, LEAST, WD_STR(""), T0 + 3);
    ok(p.next_utc > T0 + DAY, "asked again after a day");
    p = fresh();
    is_int(wd_push_turn(&p, LEAST, T0), WD_PUSH_ASK, "asked");
    struct wd_push_intent yes = intent(&p, "subscribe", "1000");
    ok(wd_push_verify(&p, &yes, LEAST, T0), "live");
    ok(wd_str_find(wd_push_words(&arena, &p, T0 + 2), "pushed by https://hub.example/ until 2026-03-14T10:16:40Z", 0) == 0, "in words");
    p.doubted = true;
    is_int(wd_push_good_until(&p), WD_NO_TIME, "in doubt it is not relied on");
    wd_push_leave(&p, T0 + 5);
    ok(p.feed.n == 0 && wd_push_good_until(&p) == WD_NO_TIME, "left");
    ok(!wd_push_denied(&p, &no, T0 + 5), "what is left cannot be denied");
    struct wd_push_intent end = intent(&p, "unsubscribe", "");
    ok(!wd_push_verify(&p, &end, LEAST, T0 + 5), "its end is not verified before it is asked for");
    is_int(wd_push_turn(&p, LEAST, T0 + 5), WD_PUSH_ASK, "asked to stop");
    ok(!wd_push_verify(&p, &yes, LEAST, T0 + 6), "it does not begin again");
    ok(wd_push_verify(&p, &end, LEAST, T0 + 6), "confirmed");
    enum wd_push_turn turn = WD_PUSH_WAIT;
    int turns = 0;
    while (turns++ < 20 && (turn = wd_push_turn(&p, LEAST, p.next_utc)) != WD_PUSH_FORGET)
        wd_push_answered(&p, LEAST, WD_STR("it answered 500"), p.next_utc);
    ok(turn == WD_PUSH_FORGET && turns > 3, "a hub that does not hear of it is forgotten in the end");
}

static void test_intents(void)
{
    struct wd_push_intent i;
    ok(wd_push_intent_read(
           &arena, WD_STR("hub.mode=subscribe&hub.topic=https%3A%2F%2Floop.example%2F&hub.challenge=a%2Bb&hub.lease_seconds=60"), &i) == 0,
       "a query");
    ok(wd_str_eqc(i.mode, "subscribe") && wd_str_eqc(i.topic, "https://loop.example/") && wd_str_eqc(i.challenge, "a+b") &&
           wd_str_eqc(i.lease, "60"),
       "its parts");
    ok(wd_push_intent_read(&arena, WD_STR("hub.challenge=%00"), &i) == WD_E_INVALID, "no text");
    ok(wd_push_intent_read(&arena, WD_STR(""), &i) == 0 && i.mode.n == 0, "empty");
}

static void test_wishes(void)
{
    struct wd_hub_wish w;
    struct wd_where where = {0};
    ok(wd_hub_wish_read(
           &arena,
           WD_STR(
               "hub.mode=subscribe&hub.callback=https%3A%2F%2Freader.example%2Fc%3Fk%3D1&hub.topic=https%3A%2F%2Fdesk.example%2Fatom.xml"),
           &w, &where) == 0 &&
           w.subscribe && w.lease_s == WD_PUSH_LEASE_S && w.secret.n == 0,
       "a wish");
    is_str(wd_hub_verify_url(&arena, &w, WD_STR("c1")),
           "https://reader.example/"
           "c?k=1&hub.mode=subscribe&hub.topic=https%3A%2F%2Fdesk.example%2Fatom.xml&hub.challenge=c1&hub.lease_seconds=864000",
           "is verified at its own address, with its own query");
    w.callback = WD_STR("https://reader.example/c");
    w.subscribe = false;
    is_str(wd_hub_verify_url(&arena, &w, WD_STR("c1")),
           "https://reader.example/c?hub.mode=unsubscribe&hub.topic=https%3A%2F%2Fdesk.example%2Fatom.xml&hub.challenge=c1",
           "or without one");
    static const struct {
        const char *lease;
        int64_t want_s;
    } leases[] = {
        {"1", 300}, {"301", 301}, {"864001", 864000}, {"", 864000}, {"-7", 864000}, {"x", 864000}, {"99999999999999999999", 864000}};
    for (size_t i = 0; i < WD_COUNT(leases); i++) {
        struct wd_str form =
            wd_arena_printf(&arena, "hub.mode=subscribe&hub.callback=http://a.example/&hub.topic=t&hub.lease_seconds=%s", leases[i].lease);
        ok(wd_hub_wish_read(&arena, form, &w, &where) == 0 && w.lease_s == leases[i].want_s, "a lease of \"%s\"", leases[i].lease);
    }
    static const char *const bad[] = {"",
                                      "hub.mode=publish&hub.callback=http://a.example/",
                                      "hub.mode=subscribe",
                                      "hub.mode=subscribe&hub.callback=/here",
                                      "hub.mode=subscribe&hub.callback=http://a.example/%23top",
                                      "hub.mode=subscribe&hub.callback=http://a.example/%20b",
                                      "hub.mode=subscribe&hub.callback=ftp://a.example/",
                                      "hub.mode=subscribe&hub.callback=http://a.example/&hub.secret=%FF"};
    for (size_t i = 0; i < WD_COUNT(bad); i++) {
        where.message[0] = 0;
        ok(wd_hub_wish_read(&arena, wd_str_c(bad[i]), &w, &where) == WD_E_INVALID && where.message[0], "no wish: \"%s\"", bad[i]);
    }
    struct wd_subscriber s = {.callback = WD_STR("http://a.example/"), .next_utc = T0};
    int64_t before = 0;
    for (int i = 0; i < 5; i++) {
        wd_subscriber_failed(&s, LEAST, T0);
        ok(s.next_utc - T0 > before, "each failure waits longer");
        before = s.next_utc - T0;
    }
    s.failures = 1000000;
    wd_subscriber_failed(&s, LEAST, T0);
    ok(s.next_utc - T0 <= 3600 + 360, "at most about an hour");
}

int main(void)
{
    wd_arena_init(&arena);
    test_link_headers();
    test_discovery();
    test_signatures();
    test_asking();
    test_life();
    test_short_leases();
    test_ends();
    test_intents();
    test_wishes();
    wd_arena_done(&arena);
    return done();
}
