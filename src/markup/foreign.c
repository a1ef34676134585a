#include "markup/foreign.h"

enum {
    KEEP = WD_ELEMENT_KEEP,
    FOREIGN = WD_ELEMENT_FOREIGN,
    SVG = WD_ELEMENT_SVG,
    MATH = WD_ELEMENT_MATH,
    HOST = WD_ELEMENT_HOST,
};

/* By name without case, first SVG, then MathML. FOREIGN: dropped with its content; what stands in no row loses its tags only. */
static const struct wd_html_name ELEMENTS[] = {
    {"a", 1, KEEP | SVG, 0, 0},
    {"animate", 7, FOREIGN | SVG, 0, 0},
    {"animateColor", 12, FOREIGN | SVG, 0, 0},
    {"animateMotion", 13, FOREIGN | SVG, 0, 0},
    {"animateTransform", 16, FOREIGN | SVG, 0, 0},
    {"audio", 5, FOREIGN | SVG, 0, 0},
    {"circle", 6, KEEP | SVG, 0, 0},
    {"clipPath", 8, FOREIGN | SVG, 0, 0},
    {"defs", 4, KEEP | SVG, 0, 0},
    {"desc", 4, KEEP | SVG | HOST, 0, 0},
    {"ellipse", 7, KEEP | SVG, 0, 0},
    {"filter", 6, FOREIGN | SVG, 0, 0},
    {"font", 4, FOREIGN | SVG, 0, 0},
    {"font-face", 9, FOREIGN | SVG, 0, 0},
    {"foreignObject", 13, FOREIGN | SVG, 0, 0},
    {"g", 1, KEEP | SVG, 0, 0},
    {"handler", 7, FOREIGN | SVG, 0, 0},
    {"iframe", 6, FOREIGN | SVG, 0, 0},
    {"image", 5, FOREIGN | SVG, 0, 0},
    {"line", 4, KEEP | SVG, 0, 0},
    {"linearGradient", 14, KEEP | SVG, 0, 0},
    {"marker", 6, FOREIGN | SVG, 0, 0},
    {"mask", 4, FOREIGN | SVG, 0, 0},
    {"metadata", 8, FOREIGN | SVG, 0, 0},
    {"path", 4, KEEP | SVG, 0, 0},
    {"pattern", 7, FOREIGN | SVG, 0, 0},
    {"polygon", 7, KEEP | SVG, 0, 0},
    {"polyline", 8, KEEP | SVG, 0, 0},
    {"radialGradient", 14, KEEP | SVG, 0, 0},
    {"rect", 4, KEEP | SVG, 0, 0},
    {"script", 6, FOREIGN | SVG, 0, 0},
    {"set", 3, FOREIGN | SVG, 0, 0},
    {"stop", 4, KEEP | SVG, 0, 0},
    {"style", 5, FOREIGN | SVG, 0, 0},
    {"svg", 3, KEEP | SVG, 0, 0},
    {"switch", 6, KEEP | SVG, 0, 0},
    {"symbol", 6, FOREIGN | SVG, 0, 0},
    {"text", 4, KEEP | SVG, 0, 0},
    {"title", 5, KEEP | SVG | HOST, 0, 0},
    {"tspan", 5, KEEP | SVG, 0, 0},
    {"video", 5, FOREIGN | SVG, 0, 0},
    /* MathML */
    {"annotation", 10, FOREIGN | MATH, 0, 0},
    {"annotation-xml", 14, FOREIGN | MATH, 0, 0},
    {"maction", 7, KEEP | MATH, 0, 0},
    {"maligngroup", 11, KEEP | MATH, 0, 0},
    {"malignmark", 10, KEEP | MATH, 0, 0},
    {"math", 4, KEEP | MATH, 0, 0},
    {"menclose", 8, KEEP | MATH, 0, 0},
    {"merror", 6, KEEP | MATH, 0, 0},
    {"mfenced", 7, KEEP | MATH, 0, 0},
    {"mfrac", 5, KEEP | MATH, 0, 0},
    {"mglyph", 6, FOREIGN | MATH, 0, 0},
    {"mi", 2, KEEP | MATH | HOST, 0, 0},
    {"mlabeledtr", 10, KEEP | MATH, 0, 0},
    {"mmultiscripts", 13, KEEP | MATH, 0, 0},
    {"mn", 2, KEEP | MATH | HOST, 0, 0},
    {"mo", 2, KEEP | MATH | HOST, 0, 0},
    {"mover", 5, KEEP | MATH, 0, 0},
    {"mpadded", 7, KEEP | MATH, 0, 0},
    {"mphantom", 8, KEEP | MATH, 0, 0},
    {"mprescripts", 11, KEEP | MATH, 0, 0},
    {"mroot", 5, KEEP | MATH, 0, 0},
    {"mrow", 4, KEEP | MATH, 0, 0},
    {"ms", 2, KEEP | MATH | HOST, 0, 0},
    {"mspace", 6, KEEP | MATH, 0, 0},
    {"msqrt", 5, KEEP | MATH, 0, 0},
    {"mstyle", 6, KEEP | MATH, 0, 0},
    {"msub", 4, KEEP | MATH, 0, 0},
    {"msubsup", 7, KEEP | MATH, 0, 0},
    {"msup", 4, KEEP | MATH, 0, 0},
    {"mtable", 6, KEEP | MATH, 0, 0},
    {"mtd", 3, KEEP | MATH, 0, 0},
    {"mtext", 5, KEEP | MATH | HOST, 0, 0},
    {"mtr", 3, KEEP | MATH, 0, 0},
    {"munder", 6, KEEP | MATH, 0, 0},
    {"munderover", 10, KEEP | MATH, 0, 0},
    {"none", 4, KEEP | MATH, 0, 0},
    {"script", 6, FOREIGN | MATH, 0, 0},
    {"semantics", 9, KEEP | MATH, 0, 0},
    {"style", 5, FOREIGN | MATH, 0, 0},
};

static const struct wd_foreign_attribute ATTRIBUTES[] = {
    {"accent", WD_FOREIGN_VALUE},
    {"accentunder", WD_FOREIGN_VALUE},
    {"actiontype", WD_FOREIGN_VALUE},
    {"align", WD_FOREIGN_VALUE},
    {"alignment-baseline", WD_FOREIGN_VALUE},
    {"alttext", WD_FOREIGN_TEXT},
    {"aria-label", WD_FOREIGN_TEXT},
    {"baseline-shift", WD_FOREIGN_VALUE},
    {"baseProfile", WD_FOREIGN_VALUE},
    {"bevelled", WD_FOREIGN_VALUE},
    {"class", WD_FOREIGN_VALUE},
    {"close", WD_FOREIGN_VALUE},
    {"color", WD_FOREIGN_VALUE},
    {"color-rendering", WD_FOREIGN_VALUE},
    {"columnalign", WD_FOREIGN_VALUE},
    {"columnlines", WD_FOREIGN_VALUE},
    {"columnspacing", WD_FOREIGN_VALUE},
    {"columnspan", WD_FOREIGN_VALUE},
    {"cx", WD_FOREIGN_VALUE},
    {"cy", WD_FOREIGN_VALUE},
    {"d", WD_FOREIGN_VALUE},
    {"depth", WD_FOREIGN_VALUE},
    {"dir", WD_FOREIGN_VALUE},
    {"direction", WD_FOREIGN_VALUE},
    {"display", WD_FOREIGN_VALUE},
    {"displaystyle", WD_FOREIGN_VALUE},
    {"dominant-baseline", WD_FOREIGN_VALUE},
    {"dx", WD_FOREIGN_VALUE},
    {"dy", WD_FOREIGN_VALUE},
    {"equalcolumns", WD_FOREIGN_VALUE},
    {"equalrows", WD_FOREIGN_VALUE},
    {"fence", WD_FOREIGN_VALUE},
    {"fill", WD_FOREIGN_VALUE},
    {"fill-opacity", WD_FOREIGN_VALUE},
    {"fill-rule", WD_FOREIGN_VALUE},
    {"font-family", WD_FOREIGN_VALUE},
    {"font-size", WD_FOREIGN_VALUE},
    {"font-stretch", WD_FOREIGN_VALUE},
    {"font-style", WD_FOREIGN_VALUE},
    {"font-variant", WD_FOREIGN_VALUE},
    {"font-weight", WD_FOREIGN_VALUE},
    {"fontstyle", WD_FOREIGN_VALUE},
    {"fontweight", WD_FOREIGN_VALUE},
    {"form", WD_FOREIGN_VALUE},
    {"frame", WD_FOREIGN_VALUE},
    {"framespacing", WD_FOREIGN_VALUE},
    {"fx", WD_FOREIGN_VALUE},
    {"fy", WD_FOREIGN_VALUE},
    {"gradientTransform", WD_FOREIGN_VALUE},
    {"gradientUnits", WD_FOREIGN_VALUE},
    {"height", WD_FOREIGN_VALUE},
    {"href", WD_FOREIGN_LINK},
    {"id", WD_FOREIGN_VALUE},
    {"lang", WD_FOREIGN_VALUE},
    {"largeop", WD_FOREIGN_VALUE},
    {"lengthAdjust", WD_FOREIGN_VALUE},
    {"letter-spacing", WD_FOREIGN_VALUE},
    {"linethickness", WD_FOREIGN_VALUE},
    {"lquote", WD_FOREIGN_VALUE},
    {"lspace", WD_FOREIGN_VALUE},
    {"mathbackground", WD_FOREIGN_VALUE},
    {"mathcolor", WD_FOREIGN_VALUE},
    {"mathsize", WD_FOREIGN_VALUE},
    {"mathvariant", WD_FOREIGN_VALUE},
    {"maxsize", WD_FOREIGN_VALUE},
    {"minsize", WD_FOREIGN_VALUE},
    {"movablelimits", WD_FOREIGN_VALUE},
    {"notation", WD_FOREIGN_VALUE},
    {"offset", WD_FOREIGN_VALUE},
    {"opacity", WD_FOREIGN_VALUE},
    {"open", WD_FOREIGN_VALUE},
    {"overflow", WD_FOREIGN_VALUE},
    {"pathLength", WD_FOREIGN_VALUE},
    {"points", WD_FOREIGN_VALUE},
    {"preserveAspectRatio", WD_FOREIGN_VALUE},
    {"r", WD_FOREIGN_VALUE},
    {"role", WD_FOREIGN_VALUE},
    {"rotate", WD_FOREIGN_VALUE},
    {"rowalign", WD_FOREIGN_VALUE},
    {"rowlines", WD_FOREIGN_VALUE},
    {"rowspacing", WD_FOREIGN_VALUE},
    {"rowspan", WD_FOREIGN_VALUE},
    {"rquote", WD_FOREIGN_VALUE},
    {"rspace", WD_FOREIGN_VALUE},
    {"rx", WD_FOREIGN_VALUE},
    {"ry", WD_FOREIGN_VALUE},
    {"scriptlevel", WD_FOREIGN_VALUE},
    {"selection", WD_FOREIGN_VALUE},
    {"separator", WD_FOREIGN_VALUE},
    {"separators", WD_FOREIGN_VALUE},
    {"shape-rendering", WD_FOREIGN_VALUE},
    {"spreadMethod", WD_FOREIGN_VALUE},
    {"stop-color", WD_FOREIGN_VALUE},
    {"stop-opacity", WD_FOREIGN_VALUE},
    {"stretchy", WD_FOREIGN_VALUE},
    {"stroke", WD_FOREIGN_VALUE},
    {"stroke-dasharray", WD_FOREIGN_VALUE},
    {"stroke-dashoffset", WD_FOREIGN_VALUE},
    {"stroke-linecap", WD_FOREIGN_VALUE},
    {"stroke-linejoin", WD_FOREIGN_VALUE},
    {"stroke-miterlimit", WD_FOREIGN_VALUE},
    {"stroke-opacity", WD_FOREIGN_VALUE},
    {"stroke-width", WD_FOREIGN_VALUE},
    {"style", WD_FOREIGN_STYLE},
    {"subscriptshift", WD_FOREIGN_VALUE},
    {"superscriptshift", WD_FOREIGN_VALUE},
    {"symmetric", WD_FOREIGN_VALUE},
    {"text-anchor", WD_FOREIGN_VALUE},
    {"text-decoration", WD_FOREIGN_VALUE},
    {"text-rendering", WD_FOREIGN_VALUE},
    {"textLength", WD_FOREIGN_VALUE},
    {"title", WD_FOREIGN_TEXT},
    {"transform", WD_FOREIGN_VALUE},
    {"unicode-bidi", WD_FOREIGN_VALUE},
    {"vector-effect", WD_FOREIGN_VALUE},
    {"version", WD_FOREIGN_VALUE},
    {"viewBox", WD_FOREIGN_VALUE},
    {"visibility", WD_FOREIGN_VALUE},
    {"voffset", WD_FOREIGN_VALUE},
    {"width", WD_FOREIGN_VALUE},
    {"word-spacing", WD_FOREIGN_VALUE},
    {"writing-mode", WD_FOREIGN_VALUE},
    {"x", WD_FOREIGN_VALUE},
    {"x1", WD_FOREIGN_VALUE},
    {"x2", WD_FOREIGN_VALUE},
    {"xlink:href", WD_FOREIGN_LINK},
    {"xlink:show", WD_FOREIGN_VALUE},
    {"xlink:title", WD_FOREIGN_TEXT},
    {"xlink:type", WD_FOREIGN_VALUE},
    {"xml:lang", WD_FOREIGN_VALUE},
    {"xml:space", WD_FOREIGN_VALUE},
    {"y", WD_FOREIGN_VALUE},
    {"y1", WD_FOREIGN_VALUE},
    {"y2", WD_FOREIGN_VALUE},
};

static int order(struct wd_str name, const char *row)
{
    size_t i = 0;
    for (; i < name.n && row[i]; i++) {
        int difference = (unsigned char)wd_lower(name.p[i]) - (unsigned char)wd_lower(row[i]);
        if (difference)
            return difference;
    }
    return i < name.n ? 1 : row[i] ? -1 : 0;
}

static size_t first_of_math(void)
{
    size_t i = 0;
    while (i < WD_COUNT(ELEMENTS) && ELEMENTS[i].kind & SVG)
        i++;
    return i;
}

const struct wd_html_name *wd_foreign_element(struct wd_str name, unsigned space)
{
    size_t border = first_of_math(), low = space == WD_ELEMENT_SVG ? 0 : border;
    size_t high = space == WD_ELEMENT_SVG ? border : WD_COUNT(ELEMENTS);
    while (low < high) {
        size_t middle = (low + high) / 2;
        int difference = order(name, ELEMENTS[middle].name);
        if (!difference)
            return &ELEMENTS[middle];
        if (difference < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const struct wd_foreign_attribute *wd_foreign_attribute(struct wd_str name)
{
    size_t low = 0, high = WD_COUNT(ATTRIBUTES);
    while (low < high) {
        size_t middle = (low + high) / 2;
        int difference = order(name, ATTRIBUTES[middle].name);
        if (!difference)
            return &ATTRIBUTES[middle];
        if (difference < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

size_t wd_foreign_element_number(const struct wd_html_name *row)
{
    return (size_t)(row - ELEMENTS);
}

size_t wd_foreign_attribute_number(const struct wd_foreign_attribute *row)
{
    return (size_t)(row - ATTRIBUTES);
}

const char *wd_foreign_space(unsigned space)
{
    return space & WD_ELEMENT_SVG ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1998/Math/MathML";
}

bool wd_foreign_harmless(struct wd_str value)
{
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];
        struct wd_str before = wd_str_n(value.p, i);
        if (c == ':' || c == '\\' || c == '@' || (c == '/' && i + 1 < value.n && value.p[i + 1] == '*'))
            return false;
        if (c == '(' && (wd_str_ends_nocase(before, "expression") ||
                         (wd_str_ends_nocase(before, "url") && !wd_str_starts(wd_str_from(value, i + 1), "#"))))
            return false;
    }
    return true;
}

static bool sorted(size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (strlen(ELEMENTS[i].name) != ELEMENTS[i].n || (i > from && order(wd_str_c(ELEMENTS[i].name), ELEMENTS[i - 1].name) <= 0))
            return false;
    return true;
}

bool wd_foreign_sorted(void)
{
    for (size_t i = 1; i < WD_COUNT(ATTRIBUTES); i++)
        if (order(wd_str_c(ATTRIBUTES[i].name), ATTRIBUTES[i - 1].name) <= 0)
            return false;
    size_t border = first_of_math();
    return sorted(0, border) && sorted(border, WD_COUNT(ELEMENTS)) && WD_COUNT(ELEMENTS) <= WD_FOREIGN_ROWS &&
           WD_COUNT(ATTRIBUTES) < WD_HTML_NAME_ROWS;
}
