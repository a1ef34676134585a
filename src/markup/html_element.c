#include "markup/html_element.h"

enum {
    SPECIAL = WD_TREE_SPECIAL,
    SCOPES = WD_TREE_SCOPE | WD_TREE_LIST_SCOPE | WD_TREE_BUTTON_SCOPE,
    IMPLIED = WD_TREE_IMPLIED_END,
    FORMATTING = WD_TREE_FORMATTING,
    VOID = WD_TREE_VOID,
    BLOCK = WD_TREE_BLOCK | WD_TREE_SPECIAL,
    HEADING = WD_TREE_HEADING | WD_TREE_SPECIAL | WD_TREE_BREAKOUT,
    HEAD = WD_TREE_HEAD | WD_TREE_SPECIAL,
    PART = WD_TREE_PART | WD_TREE_SPECIAL,
    SECTION = WD_TREE_PART | WD_TREE_SPECIAL | WD_TREE_SECTION | WD_TREE_TABLE,
    CELL = WD_TREE_PART | WD_TREE_SPECIAL | WD_TREE_CELL | SCOPES,
    OBJECT = WD_TREE_OBJECT | WD_TREE_SPECIAL | SCOPES,
    RAW = WD_TREE_RAW | WD_TREE_SPECIAL,
    BREAKOUT = WD_TREE_BREAKOUT,
};

const uint32_t wd_html_flags[WD_TAG_COUNT] = {
    [WD_TAG_A] = FORMATTING,
    [WD_TAG_ADDRESS] = BLOCK,
    [WD_TAG_APPLET] = OBJECT,
    [WD_TAG_AREA] = SPECIAL | VOID,
    [WD_TAG_ARTICLE] = BLOCK,
    [WD_TAG_ASIDE] = BLOCK,
    [WD_TAG_B] = FORMATTING | BREAKOUT,
    [WD_TAG_BASE] = HEAD | VOID,
    [WD_TAG_BASEFONT] = HEAD | VOID,
    [WD_TAG_BGSOUND] = HEAD | VOID,
    [WD_TAG_BIG] = FORMATTING | BREAKOUT,
    [WD_TAG_BLOCKQUOTE] = BLOCK | BREAKOUT,
    [WD_TAG_BODY] = SPECIAL | BREAKOUT,
    [WD_TAG_BR] = SPECIAL | VOID | BREAKOUT,
    [WD_TAG_BUTTON] = SPECIAL | WD_TREE_BUTTON_SCOPE,
    [WD_TAG_CAPTION] = PART | SCOPES,
    [WD_TAG_CENTER] = BLOCK | BREAKOUT,
    [WD_TAG_CODE] = FORMATTING | BREAKOUT,
    [WD_TAG_COL] = PART | VOID,
    [WD_TAG_COLGROUP] = PART,
    [WD_TAG_DD] = SPECIAL | IMPLIED | BREAKOUT,
    [WD_TAG_DESC] = WD_TREE_SVG_HTML,
    [WD_TAG_DETAILS] = BLOCK,
    [WD_TAG_DIALOG] = WD_TREE_BLOCK,
    [WD_TAG_DIR] = BLOCK,
    [WD_TAG_DIV] = BLOCK | BREAKOUT,
    [WD_TAG_DL] = BLOCK | BREAKOUT,
    [WD_TAG_DT] = SPECIAL | IMPLIED | BREAKOUT,
    [WD_TAG_EM] = FORMATTING | BREAKOUT,
    [WD_TAG_EMBED] = SPECIAL | VOID | BREAKOUT,
    [WD_TAG_FIELDSET] = BLOCK,
    [WD_TAG_FIGCAPTION] = BLOCK,
    [WD_TAG_FIGURE] = BLOCK,
    [WD_TAG_FONT] = FORMATTING,
    [WD_TAG_FOOTER] = BLOCK,
    [WD_TAG_FOREIGNOBJECT] = WD_TREE_SVG_HTML,
    [WD_TAG_FORM] = SPECIAL,
    [WD_TAG_FRAME] = SPECIAL | VOID,
    [WD_TAG_FRAMESET] = SPECIAL,
    [WD_TAG_H1] = HEADING,
    [WD_TAG_H2] = HEADING,
    [WD_TAG_H3] = HEADING,
    [WD_TAG_H4] = HEADING,
    [WD_TAG_H5] = HEADING,
    [WD_TAG_H6] = HEADING,
    [WD_TAG_HEAD] = SPECIAL | BREAKOUT,
    [WD_TAG_HEADER] = BLOCK,
    [WD_TAG_HGROUP] = BLOCK,
    [WD_TAG_HR] = SPECIAL | VOID | BREAKOUT,
    [WD_TAG_HTML] = SPECIAL | SCOPES | WD_TREE_TABLE_SCOPE,
    [WD_TAG_I] = FORMATTING | BREAKOUT,
    [WD_TAG_IFRAME] = RAW,
    [WD_TAG_IMAGE] = SPECIAL | VOID,
    [WD_TAG_IMG] = SPECIAL | VOID | BREAKOUT,
    [WD_TAG_INPUT] = SPECIAL | VOID,
    [WD_TAG_KEYGEN] = SPECIAL | VOID,
    [WD_TAG_LI] = SPECIAL | IMPLIED | BREAKOUT,
    [WD_TAG_LINK] = HEAD | VOID,
    [WD_TAG_LISTING] = SPECIAL | BREAKOUT,
    [WD_TAG_MAIN] = BLOCK,
    [WD_TAG_MARQUEE] = OBJECT,
    [WD_TAG_MENU] = BLOCK | BREAKOUT,
    [WD_TAG_META] = HEAD | VOID | BREAKOUT,
    [WD_TAG_MI] = WD_TREE_MATH_TEXT,
    [WD_TAG_MN] = WD_TREE_MATH_TEXT,
    [WD_TAG_MO] = WD_TREE_MATH_TEXT,
    [WD_TAG_MS] = WD_TREE_MATH_TEXT,
    [WD_TAG_MTEXT] = WD_TREE_MATH_TEXT,
    [WD_TAG_NAV] = BLOCK,
    [WD_TAG_NOBR] = FORMATTING | BREAKOUT,
    [WD_TAG_NOEMBED] = RAW,
    [WD_TAG_NOFRAMES] = RAW | HEAD,
    [WD_TAG_NOSCRIPT] = SPECIAL,
    [WD_TAG_OBJECT] = OBJECT,
    [WD_TAG_OL] = BLOCK | BREAKOUT | WD_TREE_LIST_SCOPE,
    [WD_TAG_OPTGROUP] = IMPLIED | WD_TREE_SELECT_THROUGH,
    [WD_TAG_OPTION] = IMPLIED | WD_TREE_SELECT_THROUGH,
    [WD_TAG_P] = BLOCK | IMPLIED | BREAKOUT,
    [WD_TAG_PARAM] = SPECIAL | VOID,
    [WD_TAG_PLAINTEXT] = SPECIAL,
    [WD_TAG_PRE] = SPECIAL | BREAKOUT,
    [WD_TAG_RB] = IMPLIED,
    [WD_TAG_RP] = IMPLIED,
    [WD_TAG_RT] = IMPLIED,
    [WD_TAG_RTC] = IMPLIED,
    [WD_TAG_RUBY] = BREAKOUT,
    [WD_TAG_S] = FORMATTING | BREAKOUT,
    [WD_TAG_SCRIPT] = RAW | HEAD,
    [WD_TAG_SEARCH] = BLOCK,
    [WD_TAG_SECTION] = BLOCK,
    [WD_TAG_SELECT] = SPECIAL,
    [WD_TAG_SMALL] = FORMATTING | BREAKOUT,
    [WD_TAG_SOURCE] = SPECIAL | VOID,
    [WD_TAG_SPAN] = BREAKOUT,
    [WD_TAG_STRIKE] = FORMATTING | BREAKOUT,
    [WD_TAG_STRONG] = FORMATTING | BREAKOUT,
    [WD_TAG_STYLE] = RAW | HEAD,
    [WD_TAG_SUB] = BREAKOUT,
    [WD_TAG_SUMMARY] = BLOCK,
    [WD_TAG_SUP] = BREAKOUT,
    [WD_TAG_TABLE] = SPECIAL | SCOPES | WD_TREE_TABLE_SCOPE | WD_TREE_TABLE | BREAKOUT,
    [WD_TAG_TBODY] = SECTION,
    [WD_TAG_TD] = CELL,
    [WD_TAG_TEMPLATE] = HEAD | SCOPES | WD_TREE_TABLE_SCOPE,
    [WD_TAG_TEXTAREA] = SPECIAL | WD_TREE_TITLE,
    [WD_TAG_TFOOT] = SECTION,
    [WD_TAG_TH] = CELL,
    [WD_TAG_THEAD] = SECTION,
    [WD_TAG_TITLE] = HEAD | WD_TREE_TITLE | WD_TREE_SVG_HTML,
    [WD_TAG_TR] = PART | WD_TREE_TABLE,
    [WD_TAG_TRACK] = SPECIAL | VOID,
    [WD_TAG_TT] = FORMATTING | BREAKOUT,
    [WD_TAG_U] = FORMATTING | BREAKOUT,
    [WD_TAG_UL] = BLOCK | BREAKOUT | WD_TREE_LIST_SCOPE,
    [WD_TAG_VAR] = BREAKOUT,
    [WD_TAG_WBR] = SPECIAL | VOID,
    [WD_TAG_XMP] = RAW,
};

const struct wd_str wd_html_names[WD_TAG_COUNT] = {[WD_TAG_TEXT] = WD_STR_INIT(""),
                                                   [WD_TAG_COMMENT] = WD_STR_INIT("!"),
#define WD_HTML_TAG(upper, name) [WD_TAG_##upper] = WD_STR_INIT(name),
                                                   WD_HTML_TAGS(WD_HTML_TAG)
#undef WD_HTML_TAG
};

/* The first eight bytes, letters in lower case; what is no letter may become something else, but the same every time. */
static uint64_t key_of(struct wd_str name)
{
    uint64_t key = 0;
    switch (name.n) { /* sizes that the compiler can make loads of */
    case 1: memcpy(&key, name.p, 1); break;
    case 2: memcpy(&key, name.p, 2); break;
    case 3: memcpy(&key, name.p, 3); break;
    case 4: memcpy(&key, name.p, 4); break;
    case 5: memcpy(&key, name.p, 5); break;
    case 6: memcpy(&key, name.p, 6); break;
    case 7: memcpy(&key, name.p, 7); break;
    default: memcpy(&key, name.p, WD_MIN(name.n, sizeof key)); break;
    }
    return key | 0x2020202020202020u;
}

static size_t slot_of(uint64_t key, size_t n)
{
    return (size_t)(((key ^ n) * 0x9E3779B97F4A7C15u) >> 32) & (WD_HTML_SLOTS - 1);
}

void wd_html_elements_init(struct wd_html_elements *e)
{
    memset(e, 0, sizeof *e);
    for (unsigned kind = WD_TAG_COMMENT + 1; kind < WD_TAG_COUNT; kind++) {
        uint64_t key = key_of(wd_html_names[kind]);
        size_t slot = slot_of(key, wd_html_names[kind].n);
        while (e->slots[slot].n)
            slot = (slot + 1) & (WD_HTML_SLOTS - 1);
        e->slots[slot].key = key;
        e->slots[slot].n = (uint8_t)wd_html_names[kind].n;
        e->slots[slot].kind = (uint8_t)kind;
    }
}

uint16_t wd_html_kind(const struct wd_html_elements *e, struct wd_str name)
{
    uint64_t key = key_of(name);
    for (size_t slot = slot_of(key, name.n); e->slots[slot].n; slot = (slot + 1) & (WD_HTML_SLOTS - 1))
        if (e->slots[slot].key == key && e->slots[slot].n == name.n && wd_str_eq_nocase(name, wd_html_names[e->slots[slot].kind]))
            return e->slots[slot].kind;
    return WD_TAG_OTHER;
}
