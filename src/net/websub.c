/* Discovery and signatures. */
#include "net/websub.h"

#include "base/url.h"
#include "net/digest.h"

enum { LINKS_MAX = 64 };

/* ---- Link headers ---- */

static void skip(struct wd_str *s, const char *any)
{
    while (s->n && strchr(any, s->p[0]) && s->p[0])
        *s = wd_str_from(*s, 1);
}

/* A token, or what stands between quotation marks (escapes kept: no relation and no type has any). */
static struct wd_str take_value(struct wd_str *s)
{
    bool quoted = s->n && s->p[0] == '"';
    if (quoted)
        *s = wd_str_from(*s, 1);
    size_t n = 0;
    while (n < s->n && (quoted ? s->p[n] != '"' : !strchr(" \t,;=", s->p[n]) || !s->p[n]))
        n += quoted && s->p[n] == '\\' && n + 1 < s->n ? 2 : 1;
    struct wd_str value = wd_str_n(s->p, n);
    *s = wd_str_from(*s, n + (quoted ? 1 : 0));
    return value;
}

/* What follows "<target>": the first rel counts. */
static void take_parameters(struct wd_str *s, struct wd_str *rel, struct wd_str *type)
{
    for (;;) {
        skip(s, " \t");
        if (!s->n || s->p[0] != ';')
            return;
        skip(s, "; \t");
        struct wd_str name = take_value(s), value = WD_STR("");
        skip(s, " \t");
        if (s->n && s->p[0] == '=') {
            skip(s, "= \t");
            value = take_value(s);
        } else if (!name.n) {
            return;
        }
        if (!rel->p && wd_str_eqc_nocase(name, "rel"))
            *rel = value;
        if (!type->p && wd_str_eqc_nocase(name, "type"))
            *type = value;
    }
}

void wd_link_header_read(struct wd_arena *a, struct wd_str header, struct wd_str base, wd_links *ret_links)
{
    while (header.n && ret_links->n < LINKS_MAX) {
        skip(&header, " \t,");
        size_t close = wd_str_find_byte(header, '>', 0);
        if (!header.n || header.p[0] != '<' || close == SIZE_MAX) {
            /* not a link: the next one begins after a comma */
            size_t comma = wd_str_find_byte(header, ',', 0);
            header = wd_str_from(header, comma == SIZE_MAX ? header.n : comma);
            continue;
        }
        struct wd_str target = wd_str_n(header.p + 1, close - 1), rel = {0}, type = {0}, one;
        header = wd_str_from(header, close + 1);
        take_parameters(&header, &rel, &type);
        struct wd_str href = wd_url_resolve(a, base, target);
        while (href.n && wd_str_cut(&rel, ' ', &one) && ret_links->n < LINKS_MAX)
            if (one.n)
                wd_list_add(a, ret_links, (struct wd_link){.rel = one, .href = href, .type = type});
    }
}

/* ---- discovery ---- */

static bool is_rel(const struct wd_link *l, const char *rel)
{
    return wd_str_eqc_nocase(l->rel, rel) && wd_url_web(l->href) && l->href.n <= WD_PUSH_URL_BYTES_MAX;
}

static struct wd_str first(const wd_links *links, const char *rel)
{
    for (size_t i = 0; links && i < links->n; i++)
        if (is_rel(&links->v[i], rel))
            return links->v[i].href;
    return WD_STR("");
}

static void add_hubs(struct wd_arena *a, const wd_links *links, struct wd_str now, struct wd_push_place *place)
{
    for (size_t i = 0; links && i < links->n && place->hubs.n < WD_PUSH_HUBS; i++) {
        if (!is_rel(&links->v[i], "hub"))
            continue;
        wd_list_add(a, &place->hubs, links->v[i].href);
        if (place->hubs.n == 1 || wd_str_eq(links->v[i].href, now))
            place->hub = links->v[i].href;
    }
}

/* The topic is what a publisher tells its hub: without a fragment. */
static struct wd_str without_fragment(struct wd_str url)
{
    size_t at = wd_str_find_byte(url, '#', 0);
    return at == SIZE_MAX ? url : wd_str_n(url.p, at);
}

bool wd_push_discover(struct wd_arena *a, struct wd_str link_header, const wd_links *document, struct wd_str url, struct wd_str now,
                      struct wd_push_place *ret)
{
    wd_links headers = {0};
    wd_link_header_read(a, link_header, url, &headers);
    struct wd_push_place place = {0};
    add_hubs(a, first(&headers, "hub").n ? &headers : document, now, &place);
    if (!place.hubs.n)
        return false;
    place.topic = first(&headers, "self");
    if (!place.topic.n)
        place.topic = first(document, "self");
    place.topic = without_fragment(place.topic.n ? place.topic : url);
    *ret = place;
    return true;
}

/* ---- signatures ---- */

static int hex_digit(char c)
{
    c = wd_lower(c);
    return wd_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_hex(struct wd_str s, unsigned char *out, size_t n)
{
    if (s.n != 2 * n)
        return false;
    for (size_t i = 0; i < n; i++) {
        int high = hex_digit(s.p[2 * i]), low = hex_digit(s.p[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

bool wd_signature_holds(struct wd_str header, struct wd_str secret, struct wd_str body)
{
    struct wd_str hex = wd_str_trim(header), name;
    unsigned char said[WD_DIGEST_BYTES_MAX], made[WD_DIGEST_BYTES_MAX];
    if (!secret.n || !wd_str_cut(&hex, '=', &name) || !hex.p)
        return false;
    for (int i = 0; i < WD_DIGESTS; i++) {
        if (!wd_str_eqc_nocase(wd_str_trim(name), wd_digest_names[i]))
            continue;
        size_t n = wd_hmac((enum wd_digest)i, secret, body, made);
        return read_hex(wd_str_trim(hex), said, n) && wd_digest_same(said, made, n);
    }
    return false;
}

static struct wd_str as_hex(struct wd_arena *a, const unsigned char *p, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    char *out = wd_arena_raw(a, 2 * n + 1);
    for (size_t i = 0; i < n; i++) {
        out[2 * i] = digits[p[i] >> 4];
        out[2 * i + 1] = digits[p[i] & 15];
    }
    out[2 * n] = '\0';
    return wd_str_n(out, 2 * n);
}

struct wd_str wd_signature(struct wd_arena *a, struct wd_str secret, struct wd_str body)
{
    unsigned char made[WD_DIGEST_BYTES_MAX];
    size_t n = wd_hmac(WD_DIGEST_SHA256, secret, body, made);
    return wd_arena_printf(a, "%s=%s", wd_digest_names[WD_DIGEST_SHA256], as_hex(a, made, n).p);
}

struct wd_str wd_push_token(struct wd_arena *a, const unsigned char random[static WD_PUSH_TOKEN_BYTES])
{
    return as_hex(a, random, WD_PUSH_TOKEN_BYTES);
}
