#include "base/url.h"
#include "markup/xml_scan.h"

static const struct {
    const char *prefix, *uri;
} WELL_KNOWN[] = {
    {"a10", "http://www.w3.org/2005/Atom"},
    {"app", "http://www.w3.org/2007/app"},
    {"atom", "http://www.w3.org/2005/Atom"},
    {"atom10", "http://www.w3.org/2005/Atom"},
    {"blogchannel", "http://backend.userland.com/blogChannelModule"},
    {"cc", "http://web.resource.org/cc/"},
    {"content", "http://purl.org/rss/1.0/modules/content/"},
    {"creativecommons", "http://backend.userland.com/creativeCommonsRssModule"},
    {"dc", "http://purl.org/dc/elements/1.1/"},
    {"dcterms", "http://purl.org/dc/terms/"},
    {"feedburner", "http://rssnamespace.org/feedburner/ext/1.0"},
    {"geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"},
    {"georss", "http://www.georss.org/georss"},
    {"gml", "http://www.opengis.net/gml"},
    {"image", "http://www.google.com/schemas/sitemap-image/1.1"},
    {"itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"},
    {"media", "http://search.yahoo.com/mrss/"},
    {"news", "http://www.google.com/schemas/sitemap-news/0.9"},
    {"podcast", "https://podcastindex.org/namespace/1.0"},
    {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
    {"slash", "http://purl.org/rss/1.0/modules/slash/"},
    {"sy", "http://purl.org/rss/1.0/modules/syndication/"},
    {"thr", "http://purl.org/syndication/thread/1.0"},
    {"trackback", "http://madskills.com/public/xml/rss/module/trackback/"},
    {"wfw", "http://wellformedweb.org/CommentAPI/"},
    {"xhtml", WD_XML_XHTML},
    {"xlink", "http://www.w3.org/1999/xlink"},
    {"xml", "http://www.w3.org/XML/1998/namespace"},
    {"xsi", "http://www.w3.org/2001/XMLSchema-instance"},
};

void wd_xml_split_name(struct wd_str name, struct wd_str *ret_prefix, struct wd_str *ret_local)
{
    const char *colon = memchr(name.p, ':', name.n);
    size_t n = colon ? (size_t)(colon - name.p) : 0;
    *ret_prefix = wd_str_n(name.p, n);
    *ret_local = n && n + 1 < name.n ? wd_str_n(colon + 1, name.n - n - 1) : name;
    if (ret_local->p == name.p)
        ret_prefix->n = 0;
}

void wd_xml_declare(struct wd_xml *x, struct wd_str prefix, struct wd_str uri)
{
    struct wd_xml_state *s = x->state;
    if (s->bindings.n >= WD_XML_MAX_BINDINGS) {
        if (!x->capped)
            wd_xml_repair(x, "namespace declarations over the limit dropped", s->tag.byte);
        x->capped = true;
        return;
    }
    wd_list_add(s->a, &s->bindings, (struct wd_xml_binding){prefix, wd_str_trim(uri)});
    s->ns_generation++;
}

static struct wd_str look_up(struct wd_xml *x, struct wd_str prefix)
{
    const struct wd_xml_state *s = x->state;
    for (size_t i = s->bindings.n; i-- > 0;) {
        if (wd_str_eq(s->bindings.v[i].prefix, prefix))
            return s->bindings.v[i].uri;
    }
    if (!prefix.n)
        return WD_STR("");
    struct wd_str uri = WD_STR("");
    for (size_t i = 0; i < WD_COUNT(WELL_KNOWN); i++) {
        if (wd_str_eqc_nocase(prefix, WELL_KNOWN[i].prefix))
            uri = wd_str_c(WELL_KNOWN[i].uri);
    }
    if (!wd_str_eqc(prefix, "xml"))
        wd_xml_repair(x, "undeclared namespace prefix", s->tag.byte);
    return uri;
}

struct wd_str wd_xml_space_of(struct wd_xml *x, struct wd_str prefix, bool is_element)
{
    struct wd_xml_state *s = x->state;
    if (!prefix.n && !is_element)
        return WD_STR("");
    unsigned slot = prefix.n ? ((unsigned)prefix.n * 5 + (unsigned char)prefix.p[0] + (unsigned char)prefix.p[prefix.n - 1] * 3u) : 0;
    slot %= WD_XML_NS_CACHE;
    if (s->ns_cache[slot].generation == s->ns_generation && wd_str_eq(s->ns_cache[slot].prefix, prefix))
        return s->ns_cache[slot].uri;
    struct wd_str uri = look_up(x, prefix);
    s->ns_cache[slot].prefix = prefix;
    s->ns_cache[slot].uri = uri;
    s->ns_cache[slot].generation = s->ns_generation;
    return uri;
}

static struct wd_str resolve_base(struct wd_xml_state *s, struct wd_xml_base_node *node, struct wd_str document_base)
{
    /* outermost first, without recursion: the chain may be as long as the stack is deep */
    struct wd_xml_base_node *chain[WD_MAX_XML_DEPTH];
    size_t n = 0;
    struct wd_str base = document_base;
    for (; node && n < WD_COUNT(chain); node = node->parent) {
        if (node->document && node->document == document_base.p) {
            base = node->resolved;
            break;
        }
        chain[n++] = node;
    }
    while (n-- > 0) {
        struct wd_str resolved = wd_url_resolve(s->a, base, chain[n]->raw);
        if (resolved.n)
            base = resolved;
        chain[n]->resolved = base;
        chain[n]->document = document_base.p;
    }
    return base;
}

struct wd_str wd_xml_base(const struct wd_xml *x, struct wd_str document_base)
{
    struct wd_xml_state *s = x->state;
    uint32_t depth = x->event == WD_XML_CLOSE ? x->depth : s->depth;
    struct wd_xml_base_node *node = depth ? s->stack[depth - 1].base : NULL;
    return node ? resolve_base(s, node, document_base) : document_base;
}

struct wd_str wd_xml_lang(const struct wd_xml *x)
{
    const struct wd_xml_state *s = x->state;
    uint32_t depth = x->event == WD_XML_CLOSE ? x->depth : s->depth;
    return depth ? s->stack[depth - 1].lang : WD_STR("");
}

struct wd_str wd_xml_attribute_ns(const struct wd_xml *x, const char *space, const char *local)
{
    for (size_t i = 0; i < x->attributes.n; i++) {
        const struct wd_xml_attribute *a = &x->attributes.v[i];
        if (wd_str_eqc(a->local, local) && wd_str_eqc(a->space, space))
            return a->value;
    }
    return WD_STR("");
}

struct wd_str wd_xml_attribute(const struct wd_xml *x, const char *local)
{
    struct wd_str plain = wd_xml_attribute_ns(x, "", local);
    if (plain.n)
        return plain;
    for (size_t i = 0; i < x->attributes.n; i++) {
        if (wd_str_eqc_nocase(x->attributes.v[i].local, local))
            return x->attributes.v[i].value;
    }
    return WD_STR("");
}
