/* What of an address stays the same where the article does. */
#include "base/url.h"

/* Parameters that say where a reader came from, never what is shown. Some of their names are also used for the article itself: those count
 * only with a value that is no number, or with the values given.
 * Source: the vendors' own documentation of campaign and click parameters - Google (utm_, gclid, _ga), Meta (fbclid, igshid), Microsoft
 * (msclkid), Yandex, X, TikTok, LinkedIn, Mailchimp (mc_), HubSpot (_hs), Marketo, Piwik (pk_, mtm_), AT Internet (at_, xtor), Adobe and
 * Webtrends (cmp, wt_mc), Yahoo (guce), AMP (amp, outputType) - and those seen in the feeds of news sites (ns_, ocid, taid). */
enum tracking_rule { ALWAYS, PREFIX, UNLESS_NUMBER, IF_AMP };
static const struct {
    const char *name;
    enum tracking_rule rule;
} tracking[] = {
    {"utm_", PREFIX},          {"at_", PREFIX},           {"pk_", PREFIX},
    {"mtm_", PREFIX},          {"_hs", PREFIX},           {"fbclid", ALWAYS},
    {"gclid", ALWAYS},         {"gclsrc", ALWAYS},        {"gbraid", ALWAYS},
    {"wbraid", ALWAYS},        {"dclid", ALWAYS},         {"msclkid", ALWAYS},
    {"yclid", ALWAYS},         {"twclid", ALWAYS},        {"ttclid", ALWAYS},
    {"li_fat_id", ALWAYS},     {"igshid", ALWAYS},        {"igsh", ALWAYS},
    {"mc_cid", ALWAYS},        {"mc_eid", ALWAYS},        {"mkt_tok", ALWAYS},
    {"_ga", ALWAYS},           {"_gl", ALWAYS},           {"cmpid", ALWAYS},
    {"ocid", ALWAYS},          {"ito", ALWAYS},           {"ns_source", ALWAYS},
    {"ns_mchannel", ALWAYS},   {"ns_campaign", ALWAYS},   {"taid", ALWAYS},
    {"ref_src", ALWAYS},       {"ref_url", ALWAYS},       {"ftag", ALWAYS},
    {"wt_mc", ALWAYS},         {"wt_zmc", ALWAYS},        {"xtor", ALWAYS},
    {"guccounter", ALWAYS},    {"guce_referrer", ALWAYS}, {"guce_referrer_sig", ALWAYS},
    {"smid", ALWAYS},          {"partner_rss", ALWAYS},   {"feedtype", ALWAYS},
    {"feedname", ALWAYS},      {"amp", ALWAYS},           {"outputtype", IF_AMP},
    {"cmp", UNLESS_NUMBER},    {"ref", UNLESS_NUMBER},    {"referrer", UNLESS_NUMBER},
    {"source", UNLESS_NUMBER}, {"rss", UNLESS_NUMBER},    {"via", UNLESS_NUMBER},
};

static bool is_number(struct wd_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!wd_is_digit(s.p[i]))
            return false;
    return s.n > 0;
}

static bool is_tracking(struct wd_str parameter)
{
    size_t equals = wd_str_find_byte(parameter, '=', 0);
    struct wd_str name = equals == SIZE_MAX ? parameter : wd_str_n(parameter.p, equals);
    struct wd_str value = equals == SIZE_MAX ? wd_str_n("", 0) : wd_str_from(parameter, equals + 1);
    for (size_t i = 0; i < WD_COUNT(tracking); i++) {
        if (tracking[i].rule == PREFIX ? !wd_str_starts_nocase(name, tracking[i].name) : !wd_str_eqc_nocase(name, tracking[i].name))
            continue;
        return tracking[i].rule == UNLESS_NUMBER ? !is_number(value) : tracking[i].rule != IF_AMP || wd_str_eqc_nocase(value, "amp");
    }
    return false;
}

static struct wd_str bare_host(struct wd_str host)
{
    while (host.n && host.p[host.n - 1] == '.')
        host.n--;
    return wd_str_starts_nocase(host, "www.") && host.n > 4 ? wd_str_from(host, 4) : host;
}

struct wd_str wd_url_desktop_host(struct wd_str host)
{
    static const char *const prefixes[] = {"m.", "mobile.", "amp."};
    host = bare_host(host);
    for (size_t i = 0; i < WD_COUNT(prefixes); i++) {
        size_t n = strlen(prefixes[i]);
        if (wd_str_starts_nocase(host, prefixes[i]) && wd_str_find_byte(host, '.', n) != SIZE_MAX)
            return bare_host(wd_str_from(host, n));
    }
    return host;
}

static void put(char *out, size_t *n, struct wd_str s, bool lower)
{
    for (size_t i = 0; i < s.n; i++)
        out[(*n)++] = lower ? wd_lower(s.p[i]) : s.p[i];
}

struct wd_str wd_url_host_key(struct wd_arena *a, struct wd_str url)
{
    struct wd_str host = bare_host(wd_url_split(url).host);
    char *out = wd_arena_raw(a, host.n + 1);
    size_t n = 0;
    put(out, &n, host, true);
    return wd_str_n(out, n);
}

/* The path without what asks for the page's light form: "/amp/a", "/a/amp/", "/a.amp", "/a.amp.html". */
static struct wd_str desktop_path(struct wd_str path)
{
    static const char *const ends[] = {"/amp", ".amp", ".amp.html"};
    while (path.n && path.p[path.n - 1] == '/')
        path.n--;
    if (wd_str_starts_nocase(path, "/amp/"))
        path = wd_str_from(path, 4);
    for (size_t i = 0; i < WD_COUNT(ends); i++) {
        size_t n = strlen(ends[i]);
        if (path.n > n && wd_str_eqc_nocase(wd_str_from(path, path.n - n), ends[i]))
            return wd_str_n(path.p, path.n - n);
    }
    return path;
}

struct wd_str wd_url_key(struct wd_arena *a, struct wd_str url)
{
    struct wd_url u = wd_url_split(url);
    char *out = wd_arena_raw(a, url.n + 4);
    size_t n = 0;
    if (!u.has_authority) {
        put(out, &n, wd_str_trim(url), false);
        return wd_str_n(out, n);
    }
    put(out, &n, wd_url_desktop_host(u.host), true);
    if (u.port.n && !wd_str_eqc(u.port, "80") && !wd_str_eqc(u.port, "443")) {
        put(out, &n, WD_STR(":"), false);
        put(out, &n, u.port, false);
    }
    put(out, &n, desktop_path(u.path), false);
    struct wd_str rest = u.query, parameter;
    char joint = '?';
    while (wd_str_cut(&rest, '&', &parameter)) {
        if (!parameter.n || is_tracking(parameter))
            continue;
        out[n++] = joint;
        put(out, &n, parameter, false);
        joint = '&';
    }
    return wd_str_n(out, n);
}
