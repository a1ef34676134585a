/* markup/html_tag.h - elements by number, so that a walk over a tree compares no names.
 * Duty:   the one list of them; a name that is not in it is WD_TAG_OTHER, and has its name in the node.
 * Source: HTML Living Standard, the elements that pages of news are made of, and those that its parsing has rules for. */
#ifndef WD_MARKUP_HTML_TAG_H
#define WD_MARKUP_HTML_TAG_H

/* clang-format off */
#define WD_HTML_TAGS(X) \
    X(A, "a") X(ABBR, "abbr") X(ADDRESS, "address") X(AREA, "area") X(ARTICLE, "article") X(ASIDE, "aside") X(AUDIO, "audio") X(B, "b") \
    X(BASE, "base") X(BIG, "big") X(BLOCKQUOTE, "blockquote") X(BODY, "body") X(BR, "br") X(BUTTON, "button") X(CANVAS, "canvas") \
    X(CAPTION, "caption") X(CENTER, "center") X(CITE, "cite") X(CODE, "code") X(COL, "col") X(DD, "dd") X(DEL, "del") \
    X(DETAILS, "details") X(DFN, "dfn") X(DIALOG, "dialog") X(DIV, "div") X(DL, "dl") X(DT, "dt") X(EM, "em") X(EMBED, "embed") \
    X(FIELDSET, "fieldset") X(FIGCAPTION, "figcaption") X(FIGURE, "figure") X(FONT, "font") X(FOOTER, "footer") X(FORM, "form") \
    X(H1, "h1") X(H2, "h2") X(H3, "h3") X(H4, "h4") X(H5, "h5") X(H6, "h6") X(HEAD, "head") X(HEADER, "header") X(HGROUP, "hgroup") \
    X(HR, "hr") X(HTML, "html") X(I, "i") X(IFRAME, "iframe") X(IMG, "img") X(INPUT, "input") X(INS, "ins") X(KBD, "kbd") \
    X(LABEL, "label") X(LEGEND, "legend") X(LI, "li") X(LINK, "link") X(MAIN, "main") X(MARK, "mark") X(MATH, "math") X(MENU, "menu") \
    X(META, "meta") X(NAV, "nav") X(NOSCRIPT, "noscript") X(OBJECT, "object") X(OL, "ol") X(OPTION, "option") X(P, "p") X(PRE, "pre") \
    X(Q, "q") X(RP, "rp") X(RT, "rt") X(RUBY, "ruby") X(S, "s") X(SAMP, "samp") X(SCRIPT, "script") X(SECTION, "section") \
    X(SELECT, "select") X(SMALL, "small") X(SOURCE, "source") X(SPAN, "span") X(STRIKE, "strike") X(STRONG, "strong") X(STYLE, "style") \
    X(SUB, "sub") X(SUMMARY, "summary") X(SUP, "sup") X(SVG, "svg") X(TABLE, "table") X(TBODY, "tbody") X(TD, "td") \
    X(TEMPLATE, "template") X(TEXTAREA, "textarea") X(TFOOT, "tfoot") X(TH, "th") X(THEAD, "thead") X(TIME, "time") X(TITLE, "title") \
    X(TR, "tr") X(TT, "tt") X(U, "u") X(UL, "ul") X(VAR, "var") X(VIDEO, "video") X(WBR, "wbr") X(APPLET, "applet") \
    X(BASEFONT, "basefont") X(BGSOUND, "bgsound") X(COLGROUP, "colgroup") X(DIR, "dir") X(FRAME, "frame") X(FRAMESET, "frameset") \
    X(IMAGE, "image") X(KEYGEN, "keygen") X(LISTING, "listing") X(MARQUEE, "marquee") X(NOBR, "nobr") X(NOEMBED, "noembed") \
    X(NOFRAMES, "noframes") X(OPTGROUP, "optgroup") X(PARAM, "param") X(PLAINTEXT, "plaintext") X(RB, "rb") X(RTC, "rtc") \
    X(SEARCH, "search") X(TRACK, "track") X(XMP, "xmp") X(ANNOTATION_XML, "annotation-xml") X(DESC, "desc") \
    X(FOREIGNOBJECT, "foreignobject") X(MALIGNMARK, "malignmark") X(MGLYPH, "mglyph") X(MI, "mi") X(MN, "mn") X(MO, "mo") X(MS, "ms") \
    X(MTEXT, "mtext")
/* clang-format on */

enum wd_html_tag {
    WD_TAG_OTHER,
    WD_TAG_TEXT,
    WD_TAG_COMMENT,
#define WD_HTML_TAG(upper, name) WD_TAG_##upper,
    WD_HTML_TAGS(WD_HTML_TAG)
#undef WD_HTML_TAG
        WD_TAG_COUNT
};

#endif
