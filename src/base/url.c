#include "base/url.h"

static bool is_scheme_char(char c)
{
    return wd_is_alpha(c) || wd_is_digit(c) || c == '+' || c == '-' || c == '.';
}

/* Length of "scheme" before its colon; 0: none. */
static size_t scheme_length(struct wd_str s)
{
    if (!s.n || !wd_is_alpha(s.p[0]))
        return 0;
    size_t i = 1;
    while (i < s.n && is_scheme_char(s.p[i]))
        i++;
    return i < s.n && s.p[i] == ':' ? i : 0;
}

static bool is_edge(char c)
{
    return (unsigned char)c <= ' ';
}

static struct wd_str trim_edges(struct wd_str s)
{
    while (s.n && is_edge(s.p[0]))
        s = wd_str_from(s, 1);
    while (s.n && is_edge(s.p[s.n - 1]))
        s.n--;
    return s;
}

static size_t find_any(struct wd_str s, const char *bytes)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] && strchr(bytes, s.p[i]))
            return i;
    return s.n;
}

static void split_authority(struct wd_url *u)
{
    struct wd_str h = u->authority;
    for (size_t i = h.n; i > 0; i--)
        if (h.p[i - 1] == '@') {
            h = wd_str_from(h, i);
            break;
        }
    size_t bracket = h.n && h.p[0] == '[' ? wd_str_find_byte(h, ']', 0) : SIZE_MAX;
    size_t colon = wd_str_find_byte(h, ':', bracket == SIZE_MAX ? 0 : bracket);
    u->host = h;
    if (colon != SIZE_MAX) {
        u->host = wd_str_n(h.p, colon);
        u->port = wd_str_from(h, colon + 1);
    }
}

struct wd_url wd_url_split(struct wd_str url)
{
    struct wd_url u = {0};
    struct wd_str rest = trim_edges(url);
    size_t n = scheme_length(rest);
    if (n) {
        u.scheme = wd_str_n(rest.p, n);
        rest = wd_str_from(rest, n + 1);
    }
    n = wd_str_find_byte(rest, '#', 0);
    if (n != SIZE_MAX) {
        u.has_fragment = true;
        u.fragment = wd_str_from(rest, n + 1);
        rest.n = n;
    }
    n = wd_str_find_byte(rest, '?', 0);
    if (n != SIZE_MAX) {
        u.has_query = true;
        u.query = wd_str_from(rest, n + 1);
        rest.n = n;
    }
    if (wd_str_starts(rest, "//")) {
        rest = wd_str_from(rest, 2);
        n = find_any(rest, "/\\");
        u.has_authority = true;
        u.authority = wd_str_n(rest.p, n);
        split_authority(&u);
        rest = wd_str_from(rest, n);
    }
    u.path = rest;
    return u;
}

bool wd_url_absolute(struct wd_str url)
{
    return scheme_length(trim_edges(url)) > 0;
}

static bool is_web_scheme(struct wd_str scheme)
{
    return wd_str_eqc_nocase(scheme, "http") || wd_str_eqc_nocase(scheme, "https");
}

static bool is_host(struct wd_str host)
{
    for (size_t i = 0; i < host.n; i++)
        if ((unsigned char)host.p[i] <= ' ' || strchr("<>\"\\^`{|}%", host.p[i]))
            return false;
    return host.n > 0;
}

bool wd_url_web(struct wd_str url)
{
    struct wd_url u = wd_url_split(url);
    return is_web_scheme(u.scheme) && u.has_authority && is_host(u.host);
}

/* "http:///host" means "http://host". */
static size_t squeeze_slashes(char *url, size_t n)
{
    size_t scheme = scheme_length(wd_str_n(url, n)), end = scheme + 1;
    if (!is_web_scheme(wd_str_n(url, scheme)))
        return n;
    while (end < n && url[end] == '/')
        end++;
    size_t over = end > scheme + 3 ? end - (scheme + 3) : 0;
    memmove(url + end - over, url + end, n - end);
    return n - over;
}

/* The reference as the URL standard reads it: tabs and line ends inside dropped, blanks escaped, backslashes turned round before the
 * query where the scheme is one of the web's. */
static struct wd_str clean(struct wd_arena *a, struct wd_str s, bool web)
{
    s = trim_edges(s);
    char *out = wd_arena_raw(a, s.n * 3 + 1);
    size_t n = 0;
    bool in_path = true;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\t' || c == '\n' || c == '\r' || c == 0)
            continue;
        if (c == '?' || c == '#')
            in_path = false;
        if (c == '\\' && web && in_path)
            c = '/';
        if ((unsigned char)c <= ' ' || c == '"' || c == '<' || c == '>' || c == 0x7F) {
            static const char hex[] = "0123456789ABCDEF";
            out[n++] = '%';
            out[n++] = hex[(unsigned char)c >> 4];
            out[n++] = hex[c & 15];
        } else {
            out[n++] = c;
        }
    }
    return wd_str_n(out, web ? squeeze_slashes(out, n) : n);
}

/* RFC 3986, 5.2.4, on a path in `out`; gives its new length. */
static size_t remove_dots(char *out, size_t n)
{
    size_t to = 0, at = 0;
    while (at < n) {
        size_t end = at + 1;
        while (end < n && out[end] != '/')
            end++;
        size_t length = end - at; /* "/segment" */
        bool last = end == n;
        if (length == 2 && out[at + 1] == '.') {
            if (last)
                out[to++] = '/';
        } else if (length == 3 && out[at + 1] == '.' && out[at + 2] == '.') {
            while (to > 0 && out[--to] != '/')
                ;
            if (last)
                out[to++] = '/';
        } else {
            memmove(out + to, out + at, length);
            to += length;
        }
        at = end;
    }
    return to;
}

static struct wd_str merged_path(struct wd_arena *a, const struct wd_url *base, struct wd_str path)
{
    size_t keep = 0;
    if (!path.n || path.p[0] != '/') {
        for (size_t i = base->path.n; i > 0 && !keep; i--)
            if (base->path.p[i - 1] == '/')
                keep = i;
    }
    char *out = wd_arena_raw(a, keep + path.n + 2);
    size_t n = 0;
    if (keep)
        memcpy(out, base->path.p, keep);
    n = keep;
    if (!n && (!path.n || path.p[0] != '/'))
        out[n++] = '/';
    if (path.n)
        memcpy(out + n, path.p, path.n);
    n += path.n;
    return wd_str_n(out, out[0] == '/' ? remove_dots(out, n) : n);
}

static void put(char *out, size_t *n, struct wd_str s)
{
    if (s.n)
        memcpy(out + *n, s.p, s.n);
    *n += s.n;
}

static void put_lower(char *out, size_t *n, struct wd_str s)
{
    for (size_t i = 0; s.p && i < s.n; i++)
        out[(*n)++] = wd_lower(s.p[i]);
}

static struct wd_str together(struct wd_arena *a, const struct wd_url *u)
{
    char *out = wd_arena_raw(a, u->scheme.n + u->authority.n + u->path.n + u->query.n + u->fragment.n + 8);
    size_t n = 0;
    put_lower(out, &n, u->scheme);
    put(out, &n, WD_STR(":"));
    if (u->has_authority) {
        put(out, &n, WD_STR("//"));
        size_t user = u->host.p ? (size_t)(u->host.p - u->authority.p) : 0;
        put(out, &n, wd_str_n(u->authority.p, user));
        put_lower(out, &n, u->host);
        put(out, &n, wd_str_from(u->authority, user + u->host.n));
    }
    put(out, &n, u->path);
    if (u->has_query) {
        put(out, &n, WD_STR("?"));
        put(out, &n, u->query);
    }
    if (u->has_fragment) {
        put(out, &n, WD_STR("#"));
        put(out, &n, u->fragment);
    }
    return wd_str_n(out, n);
}

static bool is_refused(struct wd_str scheme)
{
    return wd_str_eqc_nocase(scheme, "javascript") || wd_str_eqc_nocase(scheme, "data") || wd_str_eqc_nocase(scheme, "vbscript");
}

/* "http:/path" and "http:path" are relative to a base of the same scheme, as browsers have it. */
static bool is_relative_in_disguise(const struct wd_url *r, const struct wd_url *base)
{
    return !r->has_authority && is_web_scheme(r->scheme) && wd_str_eq_nocase(r->scheme, base->scheme);
}

struct wd_str wd_url_resolve(struct wd_arena *a, struct wd_str base, struct wd_str reference)
{
    struct wd_url b = wd_url_split(clean(a, base, true));
    struct wd_str scheme = wd_str_n(reference.p, scheme_length(trim_edges(reference)));
    bool web = scheme.n == 0 || is_web_scheme(wd_url_split(reference).scheme);
    struct wd_str ref = clean(a, reference, web);
    struct wd_url r = wd_url_split(ref);
    const struct wd_str none = {"", 0};
    if (is_refused(r.scheme))
        return none;
    if (r.scheme.n && !is_relative_in_disguise(&r, &b)) {
        if (is_web_scheme(r.scheme)) {
            if (!r.has_authority || !is_host(r.host))
                return none;
            r.path = merged_path(a, &(struct wd_url){0}, r.path);
        }
        return together(a, &r);
    }
    if (!b.scheme.n || is_refused(b.scheme))
        return ref; /* nothing to resolve against: the reference stays as it is */
    bool keep_path = !r.has_authority && !r.path.n;
    struct wd_url out = r;
    out.scheme = b.scheme;
    if (!r.has_authority) {
        out.has_authority = b.has_authority;
        out.authority = b.authority;
        out.host = b.host;
        out.port = b.port;
        if (keep_path && !r.has_query) {
            out.has_query = b.has_query;
            out.query = b.query;
        }
    }
    if (is_web_scheme(out.scheme) && !is_host(out.host))
        return none;
    if (!out.has_authority && b.path.n && b.path.p[0] != '/')
        return keep_path
                   ? together(a,
                              &(struct wd_url){.scheme = b.scheme, .path = b.path, .has_fragment = r.has_fragment, .fragment = r.fragment})
                   : none; /* mailto:, urn: have no hierarchy */
    out.path = merged_path(a, &b, keep_path ? b.path : r.path);
    if (r.has_authority)
        out.path = merged_path(a, &(struct wd_url){0}, r.path);
    return together(a, &out);
}
