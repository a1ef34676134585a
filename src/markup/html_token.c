#include "markup/html_token.h"

/* What ends the name of a tag; of an attribute in a tag; of an attribute in what was cut out of a tag. */
enum { TAG_NAME = 1, NAME = 2, CUT_NAME = 4 };
static const uint8_t ENDS[256] = {
    [' '] = TAG_NAME | NAME | CUT_NAME,
    ['\t'] = TAG_NAME | NAME | CUT_NAME,
    ['\n'] = TAG_NAME | NAME | CUT_NAME,
    ['\r'] = TAG_NAME | NAME | CUT_NAME,
    ['\f'] = TAG_NAME | NAME | CUT_NAME,
    ['/'] = TAG_NAME | NAME | CUT_NAME,
    ['>'] = TAG_NAME | NAME,
    ['='] = NAME | CUT_NAME,
    ['<'] = TAG_NAME,
};

static bool at_end_quote_plausible(struct wd_str html, size_t from, size_t end)
{
    char after = end + 1 < html.n ? html.p[end + 1] : '>';
    return wd_is_blank(after) || after == '>' || after == '/' || !memchr(html.p + from, '<', end - from);
}

static size_t skip_blanks(struct wd_str h, size_t at)
{
    while (at < h.n && wd_is_blank(h.p[at]))
        at++;
    return at;
}

/* After '=' and blanks: moves past the value. */
static size_t read_value(struct wd_html_scan *k, size_t at, struct wd_str *ret)
{
    struct wd_str h = k->html;
    if (at < h.n && (h.p[at] == '"' || h.p[at] == '\'')) {
        bool *none = &k->no_quote[h.p[at] == '\''];
        const char *close = *none ? NULL : memchr(h.p + at + 1, h.p[at], h.n - at - 1);
        *none = !close;
        size_t end = close ? (size_t)(close - h.p) : 0;
        if (close && (k->standard || at_end_quote_plausible(h, at + 1, end))) {
            *ret = wd_str_n(h.p + at + 1, end - at - 1);
            return end + 1;
        }
    }
    size_t from = at;
    while (at < h.n && !wd_is_blank(h.p[at]) && h.p[at] != '>')
        at++;
    *ret = wd_str_n(h.p + from, at - from);
    return at;
}

/* Position of the '>' of the tag whose name ends at `at`, or SIZE_MAX. The states are those of the HTML standard's tokenizer. */
static size_t tag_end(struct wd_html_scan *k, size_t at)
{
    struct wd_str h = k->html;
    if (k->no_gt)
        return SIZE_MAX;
    if (at < h.n && h.p[at] == '>')
        return at;
    size_t limit = k->max_tag_bytes ? WD_MIN(h.n, at + k->max_tag_bytes) : h.n;
    for (size_t i = at; !k->no_tag_end;) {
        while (i < limit && (wd_is_blank(h.p[i]) || h.p[i] == '/'))
            i++;
        k->too_long = i >= limit && limit < h.n;
        if (k->too_long)
            return SIZE_MAX;
        if (i >= h.n)
            break;
        if (h.p[i] == '>')
            return i;
        struct wd_html_attribute attribute = {.name = {h.p + i, 0}, .value = WD_STR("")};
        for (i++; i < limit && !(ENDS[(unsigned char)h.p[i]] & NAME); i++)
            ;
        attribute.name.n = (size_t)(h.p + i - attribute.name.p);
        size_t equals = skip_blanks(h, i);
        if (equals < h.n && h.p[equals] == '=')
            i = read_value(k, skip_blanks(h, equals + 1), &attribute.value);
        if (k->attribute_n < k->attribute_room)
            k->attributes[k->attribute_n++] = attribute;
    }
    k->no_tag_end = true;
    size_t gt = wd_str_find_byte(h, '>', at);
    k->no_gt = gt == SIZE_MAX;
    return gt;
}

/* Position after "-->" or "--!>", or SIZE_MAX. */
static size_t comment_end(struct wd_html_scan *k, size_t from)
{
    struct wd_str h = k->html;
    while (!k->no_comment_end && from < h.n) {
        const char *found = memmem(h.p + from, h.n - from, "--", 2);
        if (!found)
            break;
        size_t at = (size_t)(found - h.p) + 2;
        at += at < h.n && h.p[at] == '!';
        if (at < h.n && h.p[at] == '>')
            return at + 1;
        from = (size_t)(found - h.p) + 1;
    }
    k->no_comment_end = true;
    return SIZE_MAX;
}

static size_t find_once(struct wd_str h, const char *needle, size_t from, bool *none)
{
    if (*none || from > h.n)
        return SIZE_MAX;
    const char *found = memmem(h.p + from, h.n - from, needle, strlen(needle));
    *none = !found;
    return found ? (size_t)(found - h.p) : SIZE_MAX;
}

/* "<!" or "<?" or "</" before something else than a name: moves past it. False: it is text. */
static bool skip_declaration(struct wd_html_scan *k)
{
    struct wd_str h = k->html, rest = wd_str_from(h, k->at);
    if (wd_str_starts(rest, "<!--")) {
        bool empty = wd_str_starts(rest, "<!-->") || wd_str_starts(rest, "<!--->");
        size_t end = empty ? wd_str_find_byte(h, '>', k->at) + 1 : comment_end(k, k->at + 4);
        if (end != SIZE_MAX) {
            k->at = end;
            return true;
        }
        size_t gt = k->no_gt ? SIZE_MAX : wd_str_find_byte(h, '>', k->at);
        k->no_gt = gt == SIZE_MAX;
        k->at = gt == SIZE_MAX ? k->at + 4 : gt + 1;
        return true;
    }
    if (wd_str_starts(rest, "<![CDATA[") && (k->foreign || !k->standard)) {
        size_t end = find_once(h, "]]>", k->at + 9, &k->no_cdata_end);
        if (end == SIZE_MAX)
            return false;
        k->at += 9;
        k->cdata_end = end;
        return true;
    }
    size_t gt = k->no_gt ? SIZE_MAX : wd_str_find_byte(h, '>', k->at);
    k->no_gt = gt == SIZE_MAX;
    if (gt == SIZE_MAX)
        return false;
    k->at = gt + 1;
    return true;
}

/* At '<' and a letter, or "</" and a letter. False: it is text. */
static bool read_tag(struct wd_html_scan *k, struct wd_html_token *t)
{
    struct wd_str h = k->html;
    bool end_tag = h.p[k->at + 1] == '/';
    size_t from = k->at + 1 + end_tag, at = from;
    while (at < h.n && !(ENDS[(unsigned char)h.p[at]] & TAG_NAME))
        at++;
    k->attribute_n = 0;
    size_t gt = tag_end(k, at);
    if (gt == SIZE_MAX)
        return false;
    t->kind = end_tag ? WD_HTML_END : WD_HTML_START;
    t->name = wd_str_n(h.p + from, at - from);
    t->rest = wd_str_n(h.p + at, gt - at);
    t->empty = gt > at && h.p[gt - 1] == '/';
    k->at = gt + 1;
    return true;
}

bool wd_html_scan_next(struct wd_html_scan *k, struct wd_html_token *ret)
{
    struct wd_str h = k->html;
    while (k->at < h.n) {
        if (k->cdata_end != SIZE_MAX && k->at >= k->cdata_end) {
            k->at = k->at == k->cdata_end ? k->at + 3 : k->at;
            k->cdata_end = SIZE_MAX;
            continue;
        }
        size_t from = k->at;
        if (h.p[from] == '<' && from + 1 < h.n) {
            char c = h.p[from + 1];
            bool end_tag = c == '/';
            if (end_tag && from + 2 < h.n)
                c = h.p[from + 2];
            *ret = (struct wd_html_token){0};
            if (wd_is_alpha(c)) {
                if (read_tag(k, ret))
                    return true;
                if (k->standard) { /* cut within a tag */
                    k->at = h.n;
                    return false;
                }
            } else if ((end_tag || c == '!' || c == '?') && skip_declaration(k)) {
                if (!k->standard)
                    continue;
                *ret = (struct wd_html_token){.kind = WD_HTML_DECLARATION, .text = wd_str_n(h.p + from, k->at - from)};
                return true;
            }
        }
        size_t limit = WD_MIN(h.n, k->cdata_end);
        size_t end = from + 1;
        const char *lt = end < limit ? memchr(h.p + end, '<', limit - end) : NULL;
        k->at = lt ? (size_t)(lt - h.p) : WD_MAX(limit, end);
        *ret = (struct wd_html_token){.kind = WD_HTML_TEXT, .text = wd_str_n(h.p + from, k->at - from)};
        return true;
    }
    return false;
}

/* Whether a tag's name stands at `at`, and ends there. */
static bool names(struct wd_str h, size_t at, struct wd_str name)
{
    if (at > h.n || h.n - at < name.n || !wd_str_eq_nocase(wd_str_n(h.p + at, name.n), name))
        return false;
    at += name.n;
    return at == h.n || h.p[at] == '>' || h.p[at] == '/' || wd_is_blank(h.p[at]);
}

/* At the '<' of an end tag. */
static void skip_end_tag(struct wd_html_scan *k, size_t at)
{
    const char *gt = memchr(k->html.p + at, '>', k->html.n - at);
    k->at = gt ? (size_t)(gt - k->html.p) + 1 : k->html.n;
}

bool wd_html_scan_skip_content(struct wd_html_scan *k, struct wd_str name)
{
    struct wd_str h = k->html;
    for (size_t at = k->at; at < h.n && !k->no_content_end; at++) {
        const char *lt = memchr(h.p + at, '<', h.n - at);
        if (!lt)
            break;
        at = (size_t)(lt - h.p);
        if (at + 1 == h.n || h.p[at + 1] != '/' || !names(h, at + 2, name))
            continue;
        k->content_end = at;
        skip_end_tag(k, at);
        return true;
    }
    k->no_content_end = true;
    return false;
}

bool wd_html_scan_skip_script(struct wd_html_scan *k)
{
    struct wd_str h = k->html, name = WD_STR("script");
    enum { DATA, ESCAPED, TWICE } state = DATA; /* "<!--" escapes; "<script" within that escapes twice, up to its own end tag */
    size_t escape_end = 0;
    for (size_t at = k->at; at < h.n && !k->no_script_end; at++) {
        const char *lt = memchr(h.p + at, '<', h.n - at);
        if (!lt)
            break;
        at = (size_t)(lt - h.p);
        if (state != DATA && at >= escape_end)
            state = DATA;
        bool end_tag = at + 1 < h.n && h.p[at + 1] == '/';
        if (end_tag && names(h, at + 2, name) && state != TWICE) {
            k->content_end = at;
            skip_end_tag(k, at);
            return true;
        }
        if (state == TWICE && end_tag && names(h, at + 2, name)) {
            state = ESCAPED;
        } else if (state == ESCAPED && names(h, at + 1, name)) {
            state = TWICE;
        } else if (state == DATA && wd_str_starts(wd_str_from(h, at), "<!--")) {
            size_t end = find_once(h, "-->", at + 2, &k->no_script_comment_end);
            escape_end = end == SIZE_MAX ? h.n : end;
            state = end == SIZE_MAX ? DATA : ESCAPED; /* a page that forgot it goes on behind its script */
        }
    }
    k->no_script_end = true;
    return wd_html_scan_skip_content(k, name); /* what never ends by the rule may by its words */
}

bool wd_html_attribute_cut(struct wd_str *rest, struct wd_str *ret_name, struct wd_str *ret_value)
{
    const char *p = rest->p;
    size_t n = rest->n, at = 0;
    while (at < n && (wd_is_blank(p[at]) || p[at] == '/'))
        at++;
    if (at >= n)
        return false;
    size_t from = at++;
    while (at < n && !(ENDS[(unsigned char)p[at]] & CUT_NAME))
        at++;
    *ret_name = wd_str_n(p + from, at - from);
    *ret_value = WD_STR("");
    size_t equals = at;
    while (equals < n && wd_is_blank(p[equals]))
        equals++;
    if (equals < n && p[equals] == '=') {
        at = equals + 1;
        while (at < n && wd_is_blank(p[at]))
            at++;
        bool quoted = at < n && (p[at] == '"' || p[at] == '\'');
        const char *close = quoted ? memchr(p + at + 1, p[at], n - at - 1) : NULL;
        from = at + quoted;
        if (close) {
            at = (size_t)(close - p);
        } else {
            for (at = from; at < n && !wd_is_blank(p[at]); at++)
                ;
        }
        *ret_value = wd_str_n(p + from, at - from);
        at += close != NULL;
    }
    *rest = wd_str_n(p + at, n - at);
    return true;
}
