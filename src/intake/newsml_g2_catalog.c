/* Catalogs: what the alias in front of a QCode stands for. The IPTC's own are known here, so that nothing is fetched. */
#include "intake/newsml_g2.h"

/* Aliases as the IPTC's standard catalog has them; their vocabularies are below one address. */
static const struct {
    const char *alias, *uri;
} known[] = {
    {"cpnat", "http://cv.iptc.org/newscodes/cpnature/"},
    {"crel", "http://cv.iptc.org/newscodes/conceptrelation/"},
    {"drol", "http://cv.iptc.org/newscodes/descriptionrole/"},
    {"frmt", "http://cv.iptc.org/newscodes/format/"},
    {"genre", "http://cv.iptc.org/newscodes/genre/"},
    {"hld", "http://cv.iptc.org/newscodes/headlinedetail/"},
    {"how", "http://cv.iptc.org/newscodes/howextracted/"},
    {"irel", "http://cv.iptc.org/newscodes/itemrelation/"},
    {"isin", "http://cv.iptc.org/newscodes/isin/"},
    {"iso3166-1a2", "http://cvx.iptc.org/iso3166-1a2/"},
    {"iso3166-1a3", "http://cvx.iptc.org/iso3166-1a3/"},
    {"isrol", "http://cv.iptc.org/newscodes/infosourcerole/"},
    {"medtop", "http://cv.iptc.org/newscodes/mediatopic/"},
    {"ninat", "http://cv.iptc.org/newscodes/ninature/"},
    {"nprov", "http://cv.iptc.org/newscodes/newsprovider/"},
    {"nrol", "http://cv.iptc.org/newscodes/namerole/"},
    {"pgrmod", "http://cv.iptc.org/newscodes/pkggroupmode/"},
    {"prodgenre", "http://cv.iptc.org/newscodes/productgenre/"},
    {"rnd", "http://cv.iptc.org/newscodes/rendition/"},
    {"scene", "http://cv.iptc.org/newscodes/scene/"},
    {"sig", "http://cv.iptc.org/newscodes/signal/"},
    {"stat", "http://cv.iptc.org/newscodes/pubstatusg2/"},
    {"subj", "http://cv.iptc.org/newscodes/subjectcode/"},
    {"why", "http://cv.iptc.org/newscodes/whypresent/"},
    {"wldreg", "http://cv.iptc.org/newscodes/worldregion/"},
};
enum { MAX_SCHEMES = 400 };

struct wd_str wd_g2_code(struct wd_str qcode)
{
    size_t colon = wd_str_find_byte(qcode, ':', 0);
    return colon == SIZE_MAX ? qcode : wd_str_from(qcode, colon + 1);
}

struct wd_str wd_g2_alias(struct wd_str qcode)
{
    size_t colon = wd_str_find_byte(qcode, ':', 0);
    return colon == SIZE_MAX ? wd_str_n("", 0) : wd_str_n(qcode.p, colon);
}

void wd_g2_read_catalog(struct g2 *g)
{
    struct wd_xml *x = &g->r.x;
    uint32_t depth = x->depth;
    while (wd_child(x, depth)) {
        struct g2_scheme s = {.alias = wd_str_trim(wd_xml_attribute(x, "alias")), .uri = wd_str_trim(wd_xml_attribute(x, "uri"))};
        if (wd_str_eqc(x->local, "scheme") && s.alias.n && s.uri.n && g->schemes.n < MAX_SCHEMES)
            wd_list_add(g->r.a, &g->schemes, s);
        wd_xml_skip(x);
    }
}

/* The catalog that stands nearest decides. */
static struct wd_str scheme_uri(const struct g2 *g, struct wd_str alias)
{
    for (size_t i = g->schemes.n; i > 0; i--)
        if (wd_str_eq(g->schemes.v[i - 1].alias, alias))
            return g->schemes.v[i - 1].uri;
    for (size_t i = 0; i < WD_COUNT(known); i++)
        if (wd_str_eqc(alias, known[i].alias))
            return wd_str_c(known[i].uri);
    return wd_str_n("", 0);
}

struct wd_str wd_g2_uri(struct g2 *g, struct wd_str qcode)
{
    struct wd_str alias = wd_g2_alias(qcode), uri = scheme_uri(g, alias);
    return uri.n ? wd_arena_printf(g->r.a, "%.*s%.*s", WD_STR_ARG(uri), WD_STR_ARG(wd_g2_code(qcode))) : uri;
}

struct wd_str wd_g2_qcode(struct g2 *g)
{
    struct wd_str qcode = wd_str_trim(wd_xml_attribute(&g->r.x, "qcode")), uri = wd_str_trim(wd_xml_attribute(&g->r.x, "uri"));
    if (qcode.n || !uri.n)
        return qcode;
    for (size_t i = 0; i < g->schemes.n; i++) {
        struct wd_str scheme = g->schemes.v[i].uri;
        if (uri.n > scheme.n && memcmp(uri.p, scheme.p, scheme.n) == 0)
            return wd_arena_printf(g->r.a, "%.*s:%.*s", WD_STR_ARG(g->schemes.v[i].alias), WD_STR_ARG(wd_str_from(uri, scheme.n)));
    }
    for (size_t i = 0; i < WD_COUNT(known); i++)
        if (wd_str_starts(uri, known[i].uri))
            return wd_arena_printf(g->r.a, "%s:%.*s", known[i].alias, WD_STR_ARG(wd_str_from(uri, strlen(known[i].uri))));
    return uri;
}
