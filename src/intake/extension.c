/* Media RSS, iTunes, GeoRSS and GML, and the small modules. */
#include "base/limits.h"
#include "base/url.h"
#include "intake/feed.h"

/* One object of the element's attributes, then "content" where it has text. */
static struct wd_str object_of(struct wd_reader *r, const char *url_member, bool words)
{
    struct wd_jw w;
    wd_jw_init(&w, wd_reader_json(r));
    wd_jw_object(&w);
    for (size_t i = 0; i < r->x.attributes.n; i++) {
        const struct wd_xml_attribute *at = &r->x.attributes.v[i];
        if (wd_str_starts(at->name, "xmlns"))
            continue;
        wd_jw_key_str(&w, wd_lowered(r->a, at->local));
        bool url = wd_str_eqc_nocase(at->local, url_member) || wd_str_eqc_nocase(at->local, "href");
        wd_jw_str(&w, url ? wd_url_here(r, at->value) : at->value);
    }
    struct wd_str text = wd_plain(r), word;
    if (words) {
        wd_jw_key(&w, "content");
        wd_jw_array(&w);
        while (wd_str_cut(&text, ' ', &word))
            if (word.n)
                wd_jw_str(&w, word);
        wd_jw_end(&w);
    } else {
        wd_jw_kstr(&w, "content", text);
    }
    wd_jw_end(&w);
    return r->json.err ? WD_STR("{}") : wd_arena_str(r->a, wd_buf_str(&r->json));
}

static void weak_image(struct wd_reader *r, struct wd_handling *h, struct wd_str url)
{
    url = wd_url_here(r, url);
    if (url.n && !h->item->image.url.n) {
        h->item->image = (struct wd_image){.url = url, .width = wd_attribute_of(r, "width"), .height = wd_attribute_of(r, "height")};
        h->weak |= WD_WEAK_IMAGE;
    }
}

enum { MEDIA_CREDIT, MEDIA_THUMBNAIL, MEDIA_LICENSE, MEDIA_PLAYER, MEDIA_RATING, MEDIA_RESTRICTION };
static void on_media_object(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    static const struct {
        const char *name;
        bool list, words;
    } kinds[] = {{"media_credit", true, false},  {"media_thumbnail", true, false}, {"media_license", false, false},
                 {"media_player", false, false}, {"media_rating", false, false},   {"media_restriction", false, true}};
    if (arg == MEDIA_THUMBNAIL)
        weak_image(r, h, wd_attribute_of(r, "url"));
    struct wd_str json = object_of(r, "url", kinds[arg].words);
    if (kinds[arg].list)
        wd_extension_push(r, h->item, wd_str_c(kinds[arg].name), json, true);
    else
        wd_extension_add(r, h->item, wd_str_c(kinds[arg].name), json, true);
}

/* An object of its own that may hold titles, thumbnails and credits. */
static void on_media_content(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_str url = wd_attribute_of(r, "url");
    if (wd_str_eqc_nocase(wd_attribute_of(r, "medium"), "image") || wd_str_starts_nocase(wd_attribute_of(r, "type"), "image/"))
        weak_image(r, h, url);
    struct wd_jw w;
    wd_jw_init(&w, wd_reader_json(r));
    wd_jw_object(&w);
    wd_attributes_json(r, &w);
    wd_jw_end(&w);
    if (!r->json.err && url.n)
        wd_extension_push(r, h->item, WD_STR("media_content"), wd_arena_str(r->a, wd_buf_str(&r->json)), true);
    wd_feed_children(r, h);
}

static void on_group(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    wd_feed_children(r, h);
}

static void on_weak_summary(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    struct wd_text t;
    wd_construct(r, (enum wd_text_default)arg, &t);
    wd_set_summary(r, h, t, true);
}

static void on_media_category(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_category c = {.scheme = wd_attribute_of(r, "scheme"), .label = wd_attribute_of(r, "label")};
    if (!c.scheme.n)
        c.scheme = WD_STR("http://search.yahoo.com/mrss/category_schema");
    c.term = wd_plain(r);
    wd_category_add(r, h->item, c);
}

static const struct wd_element media_elements[] = {
    {"category", on_media_category, 0, WD_IN_ANY},
    {"content", on_media_content, 0, WD_IN_ANY},
    {"credit", on_media_object, MEDIA_CREDIT, WD_IN_ANY},
    {"description", on_weak_summary, WD_TEXT_HTML, WD_IN_ANY},
    {"group", on_group, 0, WD_IN_ANY},
    {"license", on_media_object, MEDIA_LICENSE, WD_IN_ANY},
    {"player", on_media_object, MEDIA_PLAYER, WD_IN_ANY},
    {"rating", on_media_object, MEDIA_RATING, WD_IN_ANY},
    {"restriction", on_media_object, MEDIA_RESTRICTION, WD_IN_ANY},
    {"thumbnail", on_media_object, MEDIA_THUMBNAIL, WD_IN_ANY},
    {"title", wd_on_title, 1, WD_IN_ANY},
};
const struct wd_vocabulary wd_media_vocabulary = {media_elements, WD_COUNT(media_elements)};

static void on_itunes_category(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    wd_category_add(r, h->item, (struct wd_category){.term = wd_attribute_of(r, "text"), .scheme = WD_STR("http://www.itunes.com/")});
    wd_feed_children(r, h);
}

static void on_itunes_keywords(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_str rest = wd_plain(r), word;
    char separator = wd_str_find_byte(rest, ',', 0) == SIZE_MAX ? ' ' : ',';
    while (wd_str_cut(&rest, separator, &word))
        wd_category_add(r, h->item, (struct wd_category){.term = word, .scheme = WD_STR("http://www.itunes.com/")});
}

static void add_bool(struct wd_reader *r, struct wd_handling *h, const char *name, bool value)
{
    wd_extension_add(r, h->item, wd_str_c(name), value ? WD_STR("true") : WD_STR("false"), true);
}

static void on_itunes_block(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    add_bool(r, h, "itunes_block", wd_str_eqc(wd_xml_read_text(&r->x), "yes"));
}

static void on_itunes_explicit(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_str value = wd_xml_read_text(&r->x);
    if (wd_str_eqc(value, "yes") || wd_str_eqc(value, "true"))
        add_bool(r, h, "itunes_explicit", true);
    else if (wd_str_eqc(value, "no") || wd_str_eqc(value, "false") || wd_str_eqc(value, "clean"))
        add_bool(r, h, "itunes_explicit", false);
}

static void on_itunes_subtitle(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_text t;
    wd_construct(r, WD_TEXT_UNKNOWN, &t);
    if (h->owner == WD_IN_ENTRY)
        wd_extension_add(r, h->item, WD_STR("subtitle"), t.value, false);
    else
        wd_set_summary(r, h, t, true);
}

static const struct wd_element itunes_elements[] = {
    {"author", wd_on_person, WD_PERSON_AUTHOR, WD_IN_ANY},
    {"block", on_itunes_block, 0, WD_IN_ANY},
    {"category", on_itunes_category, 0, WD_IN_ANY},
    {"explicit", on_itunes_explicit, 0, WD_IN_ANY},
    {"image", wd_on_image, 1, WD_IN_ANY},
    {"keywords", on_itunes_keywords, 0, WD_IN_ANY},
    {"link", wd_on_link, 0, WD_IN_ANY},
    {"owner", wd_on_person, WD_PERSON_PUBLISHER, WD_IN_ANY},
    {"subtitle", on_itunes_subtitle, 0, WD_IN_ANY},
    {"summary", on_weak_summary, WD_TEXT_UNKNOWN, WD_IN_ANY},
    {"title", wd_on_title, 1, WD_IN_ANY},
};
const struct wd_vocabulary wd_itunes_vocabulary = {itunes_elements, WD_COUNT(itunes_elements)};

/* A projected system has its easting first already; geographic ones say latitude first. */
static bool latitude_first(struct wd_str system)
{
    static const char *const mark = "EPSG";
    size_t at = wd_str_find_nocase(system, mark, 0);
    if (at == SIZE_MAX)
        return true;
    size_t n = system.n;
    while (n > at && wd_is_digit(system.p[n - 1]))
        n--;
    return system.n - n == 4 && system.p[n] == '4';
}

enum { GEO_POINT, GEO_LINE, GEO_POLYGON, GEO_BOX };
static const char *const shapes[] = {"Point", "LineString", "Polygon", "Box"};
enum { MAX_COORDINATES = 100000 };

static void put_position(struct wd_jw *w, const double *p, size_t dimensions, bool swap)
{
    wd_jw_array(w);
    wd_jw_f64(w, p[swap ? 1 : 0], 6);
    wd_jw_f64(w, p[swap ? 0 : 1], 6);
    if (dimensions == 3)
        wd_jw_f64(w, p[2], 6);
    wd_jw_end(w);
}

static void add_where(struct wd_reader *r, struct wd_handling *h, unsigned shape, struct wd_str text, size_t dimensions, bool swap)
{
    WD_LIST(double) numbers = {0};
    for (size_t i = 0; i < text.n && numbers.n < MAX_COORDINATES;) {
        while (i < text.n && (wd_is_blank(text.p[i]) || text.p[i] == ','))
            i++;
        size_t start = i;
        while (i < text.n && !wd_is_blank(text.p[i]) && text.p[i] != ',')
            i++;
        double v;
        if (i > start && !wd_str_to_f64(wd_str_n(text.p + start, i - start), &v))
            return;
        if (i > start)
            wd_list_add(r->a, &numbers, v);
    }
    size_t positions = numbers.n / dimensions, least = shape == GEO_POINT ? 1 : shape == GEO_POLYGON ? 4 : 2;
    if (!numbers.v || positions < least)
        return;
    struct wd_jw w;
    wd_jw_init(&w, wd_reader_json(r));
    wd_jw_object(&w);
    wd_jw_kstr(&w, "type", wd_str_c(shapes[shape]));
    wd_jw_key(&w, "coordinates");
    if (shape == GEO_POINT) {
        put_position(&w, numbers.v, dimensions, swap);
    } else {
        wd_jw_array(&w);
        if (shape == GEO_POLYGON)
            wd_jw_array(&w);
        for (size_t i = 0; i < positions; i++)
            put_position(&w, numbers.v + i * dimensions, dimensions, swap);
        if (shape == GEO_POLYGON)
            wd_jw_end(&w);
        wd_jw_end(&w);
    }
    wd_jw_end(&w);
    if (!r->json.err)
        wd_extension_add(r, h->item, WD_STR("where"), wd_arena_str(r->a, wd_buf_str(&r->json)), true);
}

static void on_georss(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    add_where(r, h, arg, wd_plain(r), 2, true);
}

/* GML nests its positions at will: the first list of numbers under the shape counts. */
static void on_gml(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    uint32_t depth = r->x.depth;
    struct wd_str system = wd_attribute_of(r, "srsName"), dimension = wd_attribute_of(r, "srsDimension"), positions = {"", 0};
    for (;;) {
        enum wd_xml_event event = wd_xml_next(&r->x);
        if (event == WD_XML_END_OF_INPUT || (event == WD_XML_CLOSE && r->x.depth <= depth))
            break;
        if (event == WD_XML_OPEN && !system.n)
            system = wd_attribute_of(r, "srsName");
        if (event == WD_XML_OPEN && !dimension.n)
            dimension = wd_attribute_of(r, "srsDimension");
        if (event == WD_XML_TEXT && !positions.n)
            positions = wd_str_trim(r->x.text);
    }
    add_where(r, h, arg, positions, wd_str_eqc(dimension, "3") ? 3 : 2, latitude_first(system));
}

static const struct wd_element geo_elements[] = {
    {"box", on_georss, GEO_BOX, WD_IN_ANY},      {"featuremember", on_group, 0, WD_IN_ANY}, {"line", on_georss, GEO_LINE, WD_IN_ANY},
    {"linestring", on_gml, GEO_LINE, WD_IN_ANY}, {"point", on_gml, GEO_POINT, WD_IN_ANY},   {"polygon", on_gml, GEO_POLYGON, WD_IN_ANY},
    {"where", on_group, 0, WD_IN_ANY},
};
const struct wd_vocabulary wd_geo_vocabulary = {geo_elements, WD_COUNT(geo_elements)};

static void on_original_link(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_str url = wd_plain_url(r);
    if (!url.n)
        return;
    h->item->link = url;
    h->has_link_element = true;
}

static void on_browser_friendly(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    wd_construct(r, WD_TEXT_UNKNOWN, &h->item->info);
}

static void on_license(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_str url = wd_url_here(r, wd_attribute_of(r, "resource")), text = wd_plain_url(r);
    if (!h->item->license.n)
        h->item->license = url.n ? url : text;
}

static void on_generator_agent(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_str url = wd_attribute_of(r, "resource");
    wd_xml_skip(&r->x);
    if (!h->item->generator.n)
        h->item->generator = url;
}

static void on_url_extension(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_str name = wd_ns_extension_name(r->a, wd_ns_of(&r->names, &r->x), &r->x), url = wd_plain_url(r);
    if (url.n)
        wd_extension_add(r, h->item, name, url, false);
}

static void on_chapters(struct wd_reader *r, struct wd_handling *h, unsigned arg)
{
    (void)arg;
    struct wd_jw w;
    wd_jw_init(&w, wd_reader_json(r));
    wd_jw_object(&w);
    wd_jw_kstr(&w, "version", wd_attribute_of(r, "version"));
    wd_jw_key(&w, "chapters");
    wd_jw_array(&w);
    uint32_t depth = r->x.depth;
    while (wd_child(&r->x, depth)) {
        if (wd_str_eqc_nocase(r->x.local, "chapter")) {
            wd_jw_object(&w);
            wd_attributes_json(r, &w);
            wd_jw_end(&w);
        }
        wd_xml_skip(&r->x);
    }
    wd_jw_end(&w);
    wd_jw_end(&w);
    if (!r->json.err)
        wd_extension_add(r, h->item, WD_STR("psc_chapters"), wd_arena_str(r->a, wd_buf_str(&r->json)), true);
}

static const struct wd_element module_elements[] = {
    {"body", wd_on_content, WD_TEXT_XHTML, WD_IN_ENTRY},
    {"browserfriendly", on_browser_friendly, 0, WD_IN_FEED},
    {"chapters", on_chapters, 0, WD_IN_ENTRY},
    {"comment", on_url_extension, 0, WD_IN_ENTRY},
    {"commentrss", on_url_extension, 0, WD_IN_ENTRY},
    {"div", wd_on_content, WD_TEXT_XHTML, WD_IN_ENTRY},
    {"encoded", wd_on_content, WD_TEXT_HTML, WD_IN_ENTRY},
    {"generatoragent", on_generator_agent, 0, WD_IN_ANY},
    {"license", on_license, 0, WD_IN_ANY},
    {"origlink", on_original_link, 0, WD_IN_ENTRY},
    {"updatefrequency", wd_on_update_frequency, 0, WD_IN_FEED},
    {"updateperiod", wd_on_update_period, 0, WD_IN_FEED},
};
const struct wd_vocabulary wd_module_vocabulary = {module_elements, WD_COUNT(module_elements)};
