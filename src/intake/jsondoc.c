/* Which JSON document it is; lists, lines and wrappers of them. */
#include "intake/jsondoc.h"

#include "base/limits.h"
#include "base/url.h"
#include "base/utf8.h"
#include "intake/ninjs_rules.h"

enum { MAX_WRAPPERS = 5, MAX_NAMES_TOLD = 8, MAX_NAME_BYTES = 40 };

/* ---- helpers of the adapters ---- */

const struct wd_json *wd_json_member(const struct wd_json *o, const char *name)
{
    const struct wd_json *exact = wd_json_get(o, name);
    if (exact || !o || o->type != WD_JSON_OBJECT)
        return exact;
    for (size_t i = 0; i < o->n; i++)
        if (wd_str_eqc_nocase(o->names[i], name))
            return &o->items[i];
    return NULL;
}

struct wd_str wd_json_scalar(struct wd_arena *a, const struct wd_json *value)
{
    if (value && value->type == WD_JSON_NUMBER && value->is_integer)
        return wd_arena_printf(a, "%lld", (long long)value->integer);
    if (value && value->type == WD_JSON_NUMBER)
        return wd_arena_printf(a, "%g", value->number);
    return wd_str_trim(wd_json_str(value));
}

struct wd_str wd_json_first(struct wd_arena *a, const struct wd_json *o, const char *const *names)
{
    for (; *names; names++) {
        struct wd_str s = wd_json_scalar(a, wd_json_member(o, *names));
        if (s.n)
            return s;
    }
    return WD_STR("");
}

const struct wd_json *wd_json_each(const struct wd_json *value, size_t i)
{
    if (value && (value->type == WD_JSON_ARRAY || value->type == WD_JSON_OBJECT))
        return i < value->n ? &value->items[i] : NULL;
    return i == 0 && value && value->type != WD_JSON_NULL ? value : NULL;
}

/* "http://cv.iptc.org/newscodes/mediatopic/20000737" is a code in the vocabulary before it. */
static void split_uri(struct wd_concept *c)
{
    size_t end = c->qcode.n;
    while (end && c->qcode.p[end - 1] != '/' && c->qcode.p[end - 1] != '#')
        end--;
    if (!end || end == c->qcode.n)
        return;
    c->code = wd_str_from(c->qcode, end);
    if (!c->scheme.n)
        c->scheme = wd_str_n(c->qcode.p, end);
}

void wd_json_concept(struct wd_reader *r, const struct wd_json *value, wd_concepts *to)
{
    static const char *const names[] = {"name", "label", "title", NULL}, *const schemes[] = {"scheme", "type", NULL},
                             *const codes[] = {"qcode", "uri", "code", "literal", "id", NULL};
    if (to->n >= WD_MAX_XML_ATTRIBUTES)
        return;
    if (value->type == WD_JSON_STRING) {
        wd_wire_concept_add(r, to, (struct wd_concept){.name = wd_str_trim(value->string)});
        return;
    }
    struct wd_concept c = {.name = wd_json_first(r->a, value, names),
                           .scheme = wd_json_first(r->a, value, schemes),
                           .qcode = wd_json_first(r->a, value, codes)};
    if (wd_url_web(c.qcode))
        split_uri(&c);
    wd_wire_concept_add(r, to, c);
}

void wd_json_concepts(struct wd_reader *r, const struct wd_json *list, wd_concepts *to)
{
    if (list && list->type == WD_JSON_OBJECT) {
        wd_json_concept(r, list, to);
        return;
    }
    const struct wd_json *one;
    for (size_t i = 0; (one = wd_json_each(list, i)); i++)
        wd_json_concept(r, one, to);
}

void wd_json_signal(struct wd_reader *r, struct wd_item *item, const struct wd_json *value)
{
    static const char *const codes[] = {"qcode", "code", "literal", "uri", "name", NULL};
    struct wd_concept c = {.qcode = value->type == WD_JSON_STRING ? wd_str_trim(value->string) : wd_json_first(r->a, value, codes)};
    if (!c.qcode.n)
        return;
    if (value->type == WD_JSON_OBJECT)
        c.name = wd_str_trim(wd_json_get_str(value, "name"));
    size_t at = c.qcode.n;
    while (at && c.qcode.p[at - 1] != ':' && c.qcode.p[at - 1] != '/')
        at--;
    c.code = wd_str_from(c.qcode, at);
    c.scheme = wd_str_n(c.qcode.p, at ? at - 1 : 0);
    wd_wire_concept_add(r, &item->signals, c);
    wd_wire_signal(item, c.scheme, c.code);
}

void wd_json_link(struct wd_reader *r, struct wd_item *item, const char *rel, struct wd_str href, struct wd_str title)
{
    if (href.n && item->links.n < WD_MAX_XML_ATTRIBUTES)
        wd_list_add(r->a, &item->links, (struct wd_link){.rel = wd_str_c(rel), .href = href, .title = title});
}

void wd_json_image(struct wd_reader *r, struct wd_item *item, const struct wd_json *renditions)
{
    static const char *const hrefs[] = {"href", "url", NULL}, *const types[] = {"mimetype", "contenttype", NULL},
                             *const widths[] = {"width", NULL}, *const heights[] = {"height", NULL};
    const struct wd_json *one;
    double widest = -1;
    bool taken = item->image.url.n > 0;
    for (size_t i = 0; (one = wd_json_each(renditions, i)); i++) {
        struct wd_str href = wd_json_first(r->a, one, hrefs), type = wd_json_first(r->a, one, types),
                      width = wd_json_first(r->a, one, widths);
        double pixels = 0;
        if (!wd_url_web(href) || (type.n && !wd_str_starts_nocase(type, "image/")))
            continue;
        (void)wd_str_to_f64(width, &pixels);
        if (taken || pixels <= widest)
            continue;
        widest = pixels;
        item->image.url = href;
        item->image.width = width;
        item->image.height = wd_json_first(r->a, one, heights);
    }
}

struct wd_item *wd_json_item(struct wd_reader *r)
{
    if (r->document->items.n >= WD_MAX_ITEMS) {
        r->items_capped = true;
        return NULL;
    }
    struct wd_item *item = wd_list_push(r->a, &r->document->items);
    wd_item_init(item);
    return item;
}

/* ---- which document ---- */

/* Reads what is in the tree; how many wire items there were. */
static size_t read_wire(struct wd_reader *r, const struct wd_json *v, wd_strs *reasons, int depth)
{
    static const char *const wrappers[] = {"items",     "item",      "entries", "data",     "results", "_items", "news",
                                           "newsitems", "documents", "hits",    "response", "_source", "feed"};
    struct wd_document *d = r->document;
    size_t found = 0;
    if (depth > MAX_WRAPPERS)
        return 0;
    if (v->type == WD_JSON_ARRAY) {
        for (size_t i = 0; i < v->n; i++)
            found += read_wire(r, &v->items[i], reasons, depth + 1);
        return found;
    }
    if (v->type != WD_JSON_OBJECT)
        return 0;
    if (wd_digitalwire_is(v)) {
        d->format = WD_STR("digitalwires");
        wd_digitalwire_read(r, v);
        return 1;
    }
    if (wd_ninjs_is(v)) {
        bool valid = wd_ninjs_check(r->a, v, reasons);
        d->format = WD_STR("ninjs");
        d->validity = valid && d->validity != WD_INVALID ? WD_VALID : WD_INVALID;
        wd_ninjs_read(r, v);
        return 1;
    }
    for (size_t i = 0; i < WD_COUNT(wrappers); i++) {
        const struct wd_json *inner = wd_json_get(v, wrappers[i]);
        if (inner && (found = read_wire(r, inner, reasons, depth + 1)))
            return found;
    }
    return 0;
}

static bool holds_wire(const struct wd_json *v, int depth)
{
    if (v && v->type == WD_JSON_ARRAY)
        return v->n && depth < MAX_WRAPPERS && holds_wire(&v->items[0], depth + 1);
    return wd_ninjs_is(v) || wd_digitalwire_is(v);
}

/* "an object with a, b and c". */
static int nothing_known(struct wd_arena *a, const struct wd_json *root, struct wd_where *w)
{
    static const char *const kinds[] = {"null", "true or false", "a number", "a string", "a list", "an object"};
    const struct wd_json *shown = root->type == WD_JSON_ARRAY && root->n ? &root->items[0] : root;
    struct wd_str names = WD_STR("");
    for (size_t i = 0; shown->type == WD_JSON_OBJECT && i < shown->n && i < MAX_NAMES_TOLD; i++) {
        struct wd_str name = wd_utf8_cut(shown->names[i], MAX_NAME_BYTES);
        names = wd_arena_printf(a, "%.*s%s%.*s", WD_STR_ARG(names), i ? ", " : " with ", WD_STR_ARG(name));
    }
    return wd_where_set(w, WD_E_FORMAT, "format not known: JSON, but neither JSON Feed, ninjs nor digitalwires: %s%s%.*s%s",
                        shown == root ? "" : "a list of which the first is ", kinds[shown->type], WD_STR_ARG(names),
                        shown->type == WD_JSON_OBJECT && shown->n > MAX_NAMES_TOLD ? " ..." : "");
}

static int read_root(const struct wd_adapter_input *in, const struct wd_json *root, bool mended, struct wd_document *d, struct wd_where *w)
{
    if (wd_json_feed_is(root) && !holds_wire(wd_json_get(root, "items"), 0)) {
        wd_json_feed_read(in, root, d);
        return 0;
    }
    struct wd_reader r;
    wd_strs reasons = {0};
    wd_wire_reader_init(&r, in, d);
    wd_xml_init(&r.x, in->a, WD_STR("")); /* no markup to be scanned */
    size_t found = read_wire(&r, root, &reasons, 0);
    if (!found && root->type == WD_JSON_OBJECT && root->n == 0) {
        /* an item of which nothing is said */
        d->format = WD_STR("ninjs");
        d->validity = WD_INVALID;
        found = !wd_ninjs_check(in->a, root, &reasons);
    }
    if (mended && d->validity == WD_VALID)
        d->validity = WD_INVALID;
    for (size_t i = 0; i < reasons.n; i++)
        wd_list_add(in->a, &d->repairs, reasons.v[i]);
    if (r.items_capped)
        wd_list_add(in->a, &d->repairs, wd_arena_printf(in->a, "items after the first %u were left out", WD_MAX_ITEMS));
    wd_reader_end(&r);
    if (found)
        return 0;
    d->wire = false;
    return nothing_known(in->a, root, w);
}

/* A document a line. NULL: it is not that. */
static struct wd_json *read_lines(const struct wd_adapter_input *in, wd_strs *repairs)
{
    struct wd_str rest = in->text, line;
    WD_LIST(struct wd_json) list = {0};
    for (unsigned number = 1; wd_str_cut(&rest, '\n', &line); number++) {
        struct wd_json *one;
        struct wd_where w = {0};
        line = wd_str_trim(line);
        if (!line.n)
            continue;
        if (wd_json_parse(in->a, line, &one, &w) == 0 && one->type == WD_JSON_OBJECT)
            wd_list_add(in->a, &list, *one);
        else if (!list.n)
            return NULL; /* the first line is no document */
        else if (repairs->n < WD_NINJS_REASONS)
            wd_list_add(in->a, repairs, wd_arena_printf(in->a, "line %u was left out: %s", number, w.message[0] ? w.message : "no object"));
    }
    if (list.n < 2)
        return NULL;
    struct wd_json *root = WD_NEW(in->a, struct wd_json);
    *root = (struct wd_json){.type = WD_JSON_ARRAY, .items = list.v, .n = list.n};
    return root;
}

int wd_json_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w)
{
    struct wd_json *root = NULL;
    struct wd_str mended;
    wd_strs repairs = {0};
    int err = wd_json_parse(in->a, in->text, &root, w);
    bool mend = false;
    if (err == WD_E_SYNTAX) {
        root = read_lines(in, &repairs);
        if (root) {
            err = 0;
        } else if (wd_json_mend(in->a, in->text, &mended, &repairs) && wd_json_parse(in->a, mended, &root, NULL) == 0) {
            err = 0;
            mend = true;
        }
    }
    if (err)
        return err;
    for (size_t i = 0; i < repairs.n; i++)
        wd_list_add(in->a, &d->repairs, repairs.v[i]);
    return read_root(in, root, mend, d, w);
}

bool wd_json_is_wire(const struct wd_json *object)
{
    return holds_wire(object, 0);
}
