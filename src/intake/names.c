#include "intake/names.h"

/* URIs in lower case without scheme, "www." and closing '/' or '#'. Source: the specifications of the modules and the variants that
 * are in use; several rows for one vocabulary are normal. */
static const struct row {
    const char *uri, *prefix;
    enum wd_ns ns;
} rows[] = {
    {"w3.org/2005/atom", "atom", WD_NS_CORE},
    {"purl.org/atom/ns", "atom03", WD_NS_CORE},
    {"purl.org/rss/1.0", "rss", WD_NS_CORE},
    {"purl.org/net/rss1.1", "", WD_NS_CORE},
    {"purl.org/rss/2.0", "", WD_NS_CORE},
    {"my.netscape.com/rdf/simple/0.9", "", WD_NS_CORE},
    {"my.netscape.com/publish/formats/rss-0.91.dtd", "", WD_NS_CORE},
    {"channel.netscape.com/rdf/simple/0.9", "", WD_NS_CORE},
    {"example.com/newformat", "", WD_NS_CORE},
    {"example.com/necho", "", WD_NS_CORE},
    {"purl.org/echo", "", WD_NS_CORE},
    {"uri/of/echo/namespace", "", WD_NS_CORE},
    {"purl.org/pie", "", WD_NS_CORE},
    {"backend.userland.com/rss2", "rss2", WD_NS_CORE},
    {"backend.userland.com/rss", "", WD_NS_CORE},
    {"blogs.law.harvard.edu/tech/rss", "", WD_NS_CORE},
    {"backend.userland.com/blogchannelmodule", "blogchannel", WD_NS_OTHER},
    {"purl.org/dc/elements/1.1", "dc", WD_NS_DC},
    {"purl.org/dc/elements/1.0", "dc", WD_NS_DC},
    {"purl.org/dc/terms", "dcterms", WD_NS_DCTERMS},
    {"purl.org/rss/1.0/modules/content", "content", WD_NS_CONTENT},
    {"search.yahoo.com/mrss", "media", WD_NS_MEDIA},
    {"video.search.yahoo.com/mrss", "media", WD_NS_MEDIA},
    {"tools.search.yahoo.com/mrss", "media", WD_NS_MEDIA},
    {"itunes.com/dtds/podcast-1.0.dtd", "itunes", WD_NS_ITUNES},
    {"example.com/dtds/podcast-1.0.dtd", "itunes", WD_NS_ITUNES},
    {"georss.org/georss", "georss", WD_NS_GEORSS},
    {"opengis.net/gml", "gml", WD_NS_GML},
    {"w3.org/2003/01/geo/wgs84_pos", "geo", WD_NS_GEO},
    {"purl.org/syndication/thread/1.0", "thr", WD_NS_THREAD},
    {"purl.org/rss/1.0/modules/syndication", "sy", WD_NS_SYNDICATION},
    {"purl.org/rss/1.0/modules/slash", "slash", WD_NS_SLASH},
    {"wellformedweb.org/commentapi", "wfw", WD_NS_WFW},
    {"rssnamespace.org/feedburner/ext/1.0", "feedburner", WD_NS_FEEDBURNER},
    {"web.resource.org/cc", "cc", WD_NS_CC},
    {"creativecommons.org/ns", "cc", WD_NS_CC},
    {"backend.userland.com/creativecommonsrssmodule", "creativecommons", WD_NS_CC},
    {"cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", "creativecommons", WD_NS_CC},
    {"webns.net/mvcb", "admin", WD_NS_ADMIN},
    {"podlove.org/simple-chapters", "psc", WD_NS_CHAPTERS},
    {"w3.org/1999/02/22-rdf-syntax-ns", "rdf", WD_NS_RDF},
    {"w3.org/1999/xhtml", "xhtml", WD_NS_XHTML},
    {"wiredesk.org/ns", "wd", WD_NS_WIREDESK},
};

struct wd_str wd_ns_prefix(struct wd_str name)
{
    size_t colon = wd_str_find_byte(name, ':', 0);
    return colon == SIZE_MAX ? wd_str_n(name.p, 0) : wd_str_n(name.p, colon);
}

static struct wd_str bare_uri(struct wd_str s)
{
    s = wd_str_trim(s);
    size_t scheme = wd_str_find(s, "://", 0);
    if (scheme != SIZE_MAX)
        s = wd_str_from(s, scheme + 3);
    if (wd_str_starts_nocase(s, "www."))
        s = wd_str_from(s, 4);
    while (s.n && (s.p[s.n - 1] == '/' || s.p[s.n - 1] == '#'))
        s.n--;
    return s;
}

static enum wd_ns look_up(struct wd_str space, struct wd_str prefix)
{
    struct wd_str uri = bare_uri(space);
    /* podlove has versions as path segments; itunes feeds say podcast-1.0.dtd in any case */
    if (uri.n) {
        for (size_t i = 0; i < WD_COUNT(rows); i++)
            if (wd_str_eqc_nocase(uri, rows[i].uri))
                return rows[i].ns;
    } else if (!prefix.n) {
        return WD_NS_CORE;
    }
    if (prefix.n)
        for (size_t i = 0; i < WD_COUNT(rows); i++)
            if (wd_str_eqc_nocase(prefix, rows[i].prefix))
                return rows[i].ns;
    return WD_NS_OTHER;
}

void wd_ns_root(struct wd_ns_cache *cache, const struct wd_xml *x)
{
    struct wd_str prefix = wd_ns_prefix(x->name);
    if (wd_str_eqc_nocase(x->local, "rdf"))
        return;
    cache->slot[0].space = x->space;
    cache->slot[0].prefix = prefix;
    cache->slot[0].ns = WD_NS_CORE;
    cache->used = 1;
}

enum wd_ns wd_ns_of(struct wd_ns_cache *cache, const struct wd_xml *x)
{
    struct wd_str prefix = wd_ns_prefix(x->name);
    if (!x->space.n && !prefix.n)
        return WD_NS_CORE;
    for (unsigned i = 0; i < cache->used; i++)
        if (cache->slot[i].space.n == x->space.n && (cache->slot[i].space.p == x->space.p || wd_str_eq(cache->slot[i].space, x->space)) &&
            wd_str_eq(cache->slot[i].prefix, prefix))
            return cache->slot[i].ns;
    enum wd_ns ns = look_up(x->space, prefix);
    unsigned slots = (unsigned)WD_COUNT(cache->slot), at = cache->used < slots ? cache->used++ : 1 + cache->next++ % (slots - 1);
    cache->slot[at].space = x->space;
    cache->slot[at].prefix = prefix;
    cache->slot[at].ns = ns;
    return ns;
}

struct wd_str wd_ns_extension_name(struct wd_arena *a, enum wd_ns ns, const struct wd_xml *x)
{
    struct wd_str prefix = wd_ns_prefix(x->name);
    if (ns != WD_NS_OTHER && ns != WD_NS_CORE)
        for (size_t i = 0; i < WD_COUNT(rows); i++)
            if (rows[i].ns == ns) {
                prefix = wd_str_c(rows[i].prefix);
                break;
            }
    if (ns == WD_NS_CORE)
        prefix.n = 0;
    char *p = wd_arena_raw(a, prefix.n + 1 + x->local.n);
    size_t n = 0;
    for (size_t i = 0; i < prefix.n; i++)
        p[n++] = wd_lower(prefix.p[i]);
    if (n)
        p[n++] = '_';
    for (size_t i = 0; i < x->local.n; i++)
        p[n++] = wd_lower(x->local.p[i]);
    return wd_str_n(p, n);
}
