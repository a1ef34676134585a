#include "markup/html_name.h"

enum {
    KEEP = WD_ELEMENT_KEEP,
    VOID = WD_ELEMENT_VOID,
    BLOCK = WD_ELEMENT_BLOCK,
    RAW = WD_ELEMENT_RAW,
    FOREIGN = WD_ELEMENT_FOREIGN,
    CELL = WD_ELEMENT_CELL,
    VERBATIM = WD_ELEMENT_VERBATIM,
    FORMATTING = WD_ELEMENT_FORMATTING,
};

/* Both tables by length, then by name. Groups of the last two columns: 1 p, 2 li, 4 dt dd, 8 tr, 0x10 td th, 0x20 option, 0x40 a,
 * 0x80 thead tbody tfoot. Not kept on purpose: form (nothing is sent from a page), iframe, object, embed, link, meta, base. */
static const struct wd_html_name ELEMENTS[] = {
    {"a", 1, KEEP | FORMATTING, 0x40, 0x40},
    {"b", 1, KEEP | FORMATTING, 0, 0},
    {"i", 1, KEEP | FORMATTING, 0, 0},
    {"m", 1, KEEP, 0, 0},
    {"p", 1, KEEP | BLOCK, 0x1, 0x1},
    {"q", 1, KEEP, 0, 0},
    {"s", 1, KEEP | FORMATTING, 0, 0},
    {"u", 1, KEEP | FORMATTING, 0, 0},
    {"br", 2, KEEP | VOID | BLOCK, 0, 0},
    {"dd", 2, KEEP | BLOCK, 0x5, 0x4},
    {"dl", 2, KEEP | BLOCK, 0x1, 0},
    {"dt", 2, KEEP | BLOCK, 0x5, 0x4},
    {"em", 2, KEEP | FORMATTING, 0, 0},
    {"h1", 2, KEEP | BLOCK, 0x1, 0},
    {"h2", 2, KEEP | BLOCK, 0x1, 0},
    {"h3", 2, KEEP | BLOCK, 0x1, 0},
    {"h4", 2, KEEP | BLOCK, 0x1, 0},
    {"h5", 2, KEEP | BLOCK, 0x1, 0},
    {"h6", 2, KEEP | BLOCK, 0x1, 0},
    {"hr", 2, KEEP | VOID | BLOCK, 0x1, 0},
    {"li", 2, KEEP | BLOCK, 0x3, 0x2},
    {"ol", 2, KEEP | BLOCK, 0x1, 0},
    {"rp", 2, KEEP, 0, 0},
    {"rt", 2, KEEP, 0, 0},
    {"td", 2, KEEP | CELL, 0x11, 0x10},
    {"th", 2, KEEP | CELL, 0x11, 0x10},
    {"tr", 2, KEEP | BLOCK, 0x19, 0x8},
    {"tt", 2, KEEP | FORMATTING, 0, 0},
    {"ul", 2, KEEP | BLOCK, 0x1, 0},
    {"bdi", 3, KEEP, 0, 0},
    {"bdo", 3, KEEP, 0, 0},
    {"big", 3, KEEP | FORMATTING, 0, 0},
    {"col", 3, KEEP | VOID, 0, 0},
    {"del", 3, KEEP, 0, 0},
    {"dfn", 3, KEEP, 0, 0},
    {"dir", 3, KEEP | BLOCK, 0x1, 0},
    {"div", 3, KEEP | BLOCK, 0x1, 0},
    {"img", 3, KEEP | VOID, 0, 0},
    {"ins", 3, KEEP, 0, 0},
    {"kbd", 3, KEEP, 0, 0},
    {"map", 3, KEEP, 0, 0},
    {"nav", 3, KEEP | BLOCK, 0x1, 0},
    {"pre", 3, KEEP | BLOCK | VERBATIM, 0x1, 0},
    {"sub", 3, KEEP, 0, 0},
    {"sup", 3, KEEP, 0, 0},
    {"svg", 3, KEEP | FOREIGN | WD_ELEMENT_SVG, 0, 0},
    {"var", 3, KEEP, 0, 0},
    {"wbr", 3, KEEP | VOID, 0, 0},
    {"xmp", 3, RAW, 0, 0},
    {"abbr", 4, KEEP, 0, 0},
    {"area", 4, KEEP | VOID, 0, 0},
    {"base", 4, VOID, 0, 0},
    {"body", 4, BLOCK, 0, 0},
    {"cite", 4, KEEP, 0, 0},
    {"code", 4, KEEP | FORMATTING, 0, 0},
    {"data", 4, KEEP, 0, 0},
    {"font", 4, KEEP | FORMATTING, 0, 0},
    {"form", 4, BLOCK, 0x1, 0},
    {"head", 4, BLOCK, 0, 0},
    {"html", 4, BLOCK, 0, 0},
    {"link", 4, VOID, 0, 0},
    {"main", 4, BLOCK, 0x1, 0},
    {"mark", 4, KEEP, 0, 0},
    {"math", 4, KEEP | FOREIGN | WD_ELEMENT_MATH, 0, 0},
    {"menu", 4, KEEP | BLOCK, 0x1, 0},
    {"meta", 4, VOID, 0, 0},
    {"nobr", 4, KEEP | FORMATTING, 0, 0},
    {"ruby", 4, KEEP, 0, 0},
    {"samp", 4, KEEP, 0, 0},
    {"span", 4, KEEP, 0, 0},
    {"time", 4, KEEP, 0, 0},
    {"aside", 5, KEEP | BLOCK, 0x1, 0},
    {"audio", 5, KEEP, 0, 0},
    {"embed", 5, VOID, 0, 0},
    {"frame", 5, VOID, 0, 0},
    {"input", 5, KEEP | VOID, 0, 0},
    {"label", 5, KEEP, 0, 0},
    {"meter", 5, KEEP, 0, 0},
    {"param", 5, VOID, 0, 0},
    {"small", 5, KEEP | FORMATTING, 0, 0},
    {"sound", 5, KEEP, 0, 0},
    {"style", 5, RAW, 0, 0},
    {"table", 5, KEEP | BLOCK, 0x1, 0},
    {"tbody", 5, KEEP | BLOCK, 0x99, 0x80},
    {"tfoot", 5, KEEP | BLOCK, 0x99, 0x80},
    {"thead", 5, KEEP | BLOCK, 0x99, 0x80},
    {"title", 5, BLOCK, 0, 0},
    {"track", 5, VOID, 0, 0},
    {"video", 5, KEEP, 0, 0},
    {"applet", 6, FOREIGN, 0, 0},
    {"button", 6, KEEP, 0, 0},
    {"canvas", 6, KEEP, 0, 0},
    {"center", 6, KEEP | BLOCK, 0x1, 0},
    {"dialog", 6, KEEP | BLOCK, 0x1, 0},
    {"figure", 6, KEEP | BLOCK, 0x1, 0},
    {"footer", 6, KEEP | BLOCK, 0x1, 0},
    {"header", 6, KEEP | BLOCK, 0x1, 0},
    {"hgroup", 6, KEEP | BLOCK, 0x1, 0},
    {"iframe", 6, 0, 0, 0},
    {"keygen", 6, KEEP, 0, 0},
    {"legend", 6, KEEP | BLOCK, 0, 0},
    {"nextid", 6, KEEP, 0, 0},
    {"object", 6, 0, 0, 0},
    {"option", 6, KEEP, 0x20, 0x20},
    {"output", 6, KEEP, 0, 0},
    {"script", 6, RAW, 0, 0},
    {"search", 6, BLOCK, 0x1, 0},
    {"select", 6, KEEP, 0, 0},
    {"source", 6, KEEP | VOID, 0, 0},
    {"spacer", 6, KEEP, 0, 0},
    {"strike", 6, KEEP | FORMATTING, 0, 0},
    {"strong", 6, KEEP | FORMATTING, 0, 0},
    {"acronym", 7, KEEP, 0, 0},
    {"address", 7, KEEP | BLOCK, 0x1, 0},
    {"article", 7, KEEP | BLOCK, 0x1, 0},
    {"bgsound", 7, VOID, 0, 0},
    {"caption", 7, KEEP | BLOCK, 0, 0},
    {"command", 7, KEEP, 0, 0},
    {"details", 7, KEEP | BLOCK, 0x1, 0},
    {"noembed", 7, RAW, 0, 0},
    {"picture", 7, KEEP, 0, 0},
    {"section", 7, KEEP | BLOCK, 0x1, 0},
    {"summary", 7, KEEP | BLOCK, 0, 0},
    {"basefont", 8, VOID, 0, 0},
    {"colgroup", 8, KEEP | BLOCK, 0, 0},
    {"datagrid", 8, KEEP, 0, 0},
    {"datalist", 8, KEEP, 0, 0},
    {"fieldset", 8, KEEP | BLOCK, 0x1, 0},
    {"frameset", 8, 0, 0, 0},
    {"multicol", 8, KEEP | BLOCK, 0x1, 0},
    {"noframes", 8, RAW, 0, 0},
    {"noscript", 8, KEEP, 0, 0},
    {"optgroup", 8, KEEP, 0x20, 0},
    {"progress", 8, KEEP, 0, 0},
    {"template", 8, RAW, 0, 0},
    {"textarea", 8, KEEP | VERBATIM, 0, 0},
    {"plaintext", 9, RAW, 0, 0},
    {"blockquote", 10, KEEP | BLOCK, 0x1, 0},
    {"figcaption", 10, KEEP | BLOCK, 0, 0},
    {"event-source", 12, KEEP, 0, 0},
};

static const struct wd_html_name ATTRIBUTES[] = {
    {"ch", 2, WD_ATTRIBUTE_PLAIN},
    {"id", 2, WD_ATTRIBUTE_PLAIN},
    {"alt", 3, WD_ATTRIBUTE_PLAIN},
    {"dir", 3, WD_ATTRIBUTE_PLAIN},
    {"end", 3, WD_ATTRIBUTE_PLAIN},
    {"for", 3, WD_ATTRIBUTE_PLAIN},
    {"low", 3, WD_ATTRIBUTE_PLAIN},
    {"max", 3, WD_ATTRIBUTE_PLAIN},
    {"min", 3, WD_ATTRIBUTE_PLAIN},
    {"pqg", 3, WD_ATTRIBUTE_PLAIN},
    {"rel", 3, WD_ATTRIBUTE_PLAIN},
    {"rev", 3, WD_ATTRIBUTE_PLAIN},
    {"src", 3, WD_ATTRIBUTE_SOURCE},
    {"urn", 3, WD_ATTRIBUTE_LINK},
    {"abbr", 4, WD_ATTRIBUTE_PLAIN},
    {"axis", 4, WD_ATTRIBUTE_PLAIN},
    {"char", 4, WD_ATTRIBUTE_PLAIN},
    {"cite", 4, WD_ATTRIBUTE_LINK},
    {"cols", 4, WD_ATTRIBUTE_PLAIN},
    {"data", 4, WD_ATTRIBUTE_LINK},
    {"face", 4, WD_ATTRIBUTE_PLAIN},
    {"form", 4, WD_ATTRIBUTE_PLAIN},
    {"high", 4, WD_ATTRIBUTE_PLAIN},
    {"href", 4, WD_ATTRIBUTE_LINK},
    {"icon", 4, WD_ATTRIBUTE_SOURCE},
    {"lang", 4, WD_ATTRIBUTE_PLAIN},
    {"list", 4, WD_ATTRIBUTE_PLAIN},
    {"loop", 4, WD_ATTRIBUTE_PLAIN},
    {"name", 4, WD_ATTRIBUTE_PLAIN},
    {"open", 4, WD_ATTRIBUTE_PLAIN},
    {"rows", 4, WD_ATTRIBUTE_PLAIN},
    {"size", 4, WD_ATTRIBUTE_PLAIN},
    {"span", 4, WD_ATTRIBUTE_PLAIN},
    {"step", 4, WD_ATTRIBUTE_PLAIN},
    {"type", 4, WD_ATTRIBUTE_PLAIN},
    {"vrml", 4, WD_ATTRIBUTE_PLAIN},
    {"wrap", 4, WD_ATTRIBUTE_PLAIN},
    {"align", 5, WD_ATTRIBUTE_PLAIN},
    {"choff", 5, WD_ATTRIBUTE_PLAIN},
    {"class", 5, WD_ATTRIBUTE_PLAIN},
    {"clear", 5, WD_ATTRIBUTE_PLAIN},
    {"color", 5, WD_ATTRIBUTE_PLAIN},
    {"delay", 5, WD_ATTRIBUTE_PLAIN},
    {"frame", 5, WD_ATTRIBUTE_PLAIN},
    {"ismap", 5, WD_ATTRIBUTE_PLAIN},
    {"label", 5, WD_ATTRIBUTE_PLAIN},
    {"media", 5, WD_ATTRIBUTE_PLAIN},
    {"rules", 5, WD_ATTRIBUTE_PLAIN},
    {"scope", 5, WD_ATTRIBUTE_PLAIN},
    {"shape", 5, WD_ATTRIBUTE_PLAIN},
    {"start", 5, WD_ATTRIBUTE_PLAIN},
    {"style", 5, WD_ATTRIBUTE_STYLE},
    {"title", 5, WD_ATTRIBUTE_PLAIN},
    {"value", 5, WD_ATTRIBUTE_PLAIN},
    {"width", 5, WD_ATTRIBUTE_PLAIN},
    {"accept", 6, WD_ATTRIBUTE_PLAIN},
    {"action", 6, WD_ATTRIBUTE_LINK},
    {"border", 6, WD_ATTRIBUTE_PLAIN},
    {"coords", 6, WD_ATTRIBUTE_PLAIN},
    {"dynsrc", 6, WD_ATTRIBUTE_SOURCE},
    {"gutter", 6, WD_ATTRIBUTE_PLAIN},
    {"height", 6, WD_ATTRIBUTE_PLAIN},
    {"hidden", 6, WD_ATTRIBUTE_PLAIN},
    {"hspace", 6, WD_ATTRIBUTE_PLAIN},
    {"lowsrc", 6, WD_ATTRIBUTE_SOURCE},
    {"method", 6, WD_ATTRIBUTE_PLAIN},
    {"nohref", 6, WD_ATTRIBUTE_PLAIN},
    {"nowrap", 6, WD_ATTRIBUTE_PLAIN},
    {"poster", 6, WD_ATTRIBUTE_SOURCE},
    {"prompt", 6, WD_ATTRIBUTE_PLAIN},
    {"target", 6, WD_ATTRIBUTE_PLAIN},
    {"usemap", 6, WD_ATTRIBUTE_LINK},
    {"valign", 6, WD_ATTRIBUTE_PLAIN},
    {"volume", 6, WD_ATTRIBUTE_PLAIN},
    {"vspace", 6, WD_ATTRIBUTE_PLAIN},
    {"balance", 7, WD_ATTRIBUTE_PLAIN},
    {"bgcolor", 7, WD_ATTRIBUTE_PLAIN},
    {"charoff", 7, WD_ATTRIBUTE_PLAIN},
    {"charset", 7, WD_ATTRIBUTE_PLAIN},
    {"checked", 7, WD_ATTRIBUTE_PLAIN},
    {"colspan", 7, WD_ATTRIBUTE_PLAIN},
    {"compact", 7, WD_ATTRIBUTE_PLAIN},
    {"datafld", 7, WD_ATTRIBUTE_PLAIN},
    {"datasrc", 7, WD_ATTRIBUTE_LINK},
    {"default", 7, WD_ATTRIBUTE_PLAIN},
    {"enctype", 7, WD_ATTRIBUTE_PLAIN},
    {"headers", 7, WD_ATTRIBUTE_PLAIN},
    {"keytype", 7, WD_ATTRIBUTE_PLAIN},
    {"loopend", 7, WD_ATTRIBUTE_PLAIN},
    {"noshade", 7, WD_ATTRIBUTE_PLAIN},
    {"optimum", 7, WD_ATTRIBUTE_PLAIN},
    {"pattern", 7, WD_ATTRIBUTE_PLAIN},
    {"preload", 7, WD_ATTRIBUTE_PLAIN},
    {"replace", 7, WD_ATTRIBUTE_PLAIN},
    {"rowspan", 7, WD_ATTRIBUTE_PLAIN},
    {"summary", 7, WD_ATTRIBUTE_PLAIN},
    {"controls", 8, WD_ATTRIBUTE_PLAIN},
    {"datetime", 8, WD_ATTRIBUTE_PLAIN},
    {"disabled", 8, WD_ATTRIBUTE_PLAIN},
    {"hreflang", 8, WD_ATTRIBUTE_PLAIN},
    {"itemprop", 8, WD_ATTRIBUTE_PLAIN},
    {"longdesc", 8, WD_ATTRIBUTE_LINK},
    {"multiple", 8, WD_ATTRIBUTE_PLAIN},
    {"readonly", 8, WD_ATTRIBUTE_PLAIN},
    {"required", 8, WD_ATTRIBUTE_PLAIN},
    {"reversed", 8, WD_ATTRIBUTE_PLAIN},
    {"selected", 8, WD_ATTRIBUTE_PLAIN},
    {"suppress", 8, WD_ATTRIBUTE_PLAIN},
    {"tabindex", 8, WD_ATTRIBUTE_PLAIN},
    {"template", 8, WD_ATTRIBUTE_PLAIN},
    {"variable", 8, WD_ATTRIBUTE_PLAIN},
    {"xml:lang", 8, WD_ATTRIBUTE_PLAIN},
    {"accesskey", 9, WD_ATTRIBUTE_PLAIN},
    {"autofocus", 9, WD_ATTRIBUTE_PLAIN},
    {"challenge", 9, WD_ATTRIBUTE_PLAIN},
    {"draggable", 9, WD_ATTRIBUTE_PLAIN},
    {"hidefocus", 9, WD_ATTRIBUTE_PLAIN},
    {"inputmode", 9, WD_ATTRIBUTE_PLAIN},
    {"loopcount", 9, WD_ATTRIBUTE_PLAIN},
    {"loopstart", 9, WD_ATTRIBUTE_PLAIN},
    {"maxlength", 9, WD_ATTRIBUTE_PLAIN},
    {"background", 10, WD_ATTRIBUTE_SOURCE},
    {"galleryimg", 10, WD_ATTRIBUTE_PLAIN},
    {"point-size", 10, WD_ATTRIBUTE_PLAIN},
    {"radiogroup", 10, WD_ATTRIBUTE_PLAIN},
    {"repeat-max", 10, WD_ATTRIBUTE_PLAIN},
    {"repeat-min", 10, WD_ATTRIBUTE_PLAIN},
    {"toppadding", 10, WD_ATTRIBUTE_PLAIN},
    {"bordercolor", 11, WD_ATTRIBUTE_PLAIN},
    {"cellpadding", 11, WD_ATTRIBUTE_PLAIN},
    {"cellspacing", 11, WD_ATTRIBUTE_PLAIN},
    {"leftspacing", 11, WD_ATTRIBUTE_PLAIN},
    {"autocomplete", 12, WD_ATTRIBUTE_PLAIN},
    {"bgproperties", 12, WD_ATTRIBUTE_PLAIN},
    {"datapagesize", 12, WD_ATTRIBUTE_PLAIN},
    {"rightspacing", 12, WD_ATTRIBUTE_PLAIN},
    {"unselectable", 12, WD_ATTRIBUTE_PLAIN},
    {"bottompadding", 13, WD_ATTRIBUTE_PLAIN},
    {"accept-charset", 14, WD_ATTRIBUTE_PLAIN},
    {"bordercolordark", 15, WD_ATTRIBUTE_PLAIN},
    {"contenteditable", 15, WD_ATTRIBUTE_PLAIN},
    {"bordercolorlight", 16, WD_ATTRIBUTE_PLAIN},
};

static int order(struct wd_str name, const struct wd_html_name *row)
{
    if (name.n != row->n)
        return name.n < row->n ? -1 : 1;
    for (size_t i = 0; i < name.n; i++) {
        int difference = (unsigned char)wd_lower(name.p[i]) - (unsigned char)row->name[i];
        if (difference)
            return difference;
    }
    return 0;
}

static const struct wd_html_name *find(const struct wd_html_name *rows, size_t n, struct wd_str name)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int difference = order(name, &rows[middle]);
        if (!difference)
            return &rows[middle];
        if (difference < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const struct wd_html_name *wd_html_element(struct wd_str name)
{
    return find(ELEMENTS, WD_COUNT(ELEMENTS), name);
}

const struct wd_html_name *wd_html_attribute_allowed(struct wd_str name)
{
    return find(ATTRIBUTES, WD_COUNT(ATTRIBUTES), name);
}

size_t wd_html_attribute_number(const struct wd_html_name *row)
{
    return (size_t)(row - ATTRIBUTES);
}

size_t wd_html_element_number(const struct wd_html_name *row)
{
    return (size_t)(row - ELEMENTS);
}

static bool sorted(const struct wd_html_name *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct wd_str name = wd_str_c(rows[i].name);
        if (name.n != rows[i].n || (i && order(name, &rows[i - 1]) <= 0))
            return false;
    }
    return true;
}

bool wd_html_names_sorted(void)
{
    return sorted(ELEMENTS, WD_COUNT(ELEMENTS)) && sorted(ATTRIBUTES, WD_COUNT(ATTRIBUTES)) && WD_COUNT(ELEMENTS) < WD_HTML_NAME_ROWS &&
           WD_COUNT(ATTRIBUTES) < WD_HTML_NAME_ROWS;
}
