/* Walks a tree along the table of ninjs members. */
#include "base/limits.h"
#include "base/time.h"
#include "base/utf8.h"
#include "intake/ninjs_rules.h"

enum { MAX_QUOTED_BYTES = 60 };

/* Place in the document: a chain up to the root. */
struct place {
    const struct place *up;
    struct wd_str name; /* of a member; empty for an element */
    size_t index;
};

struct check {
    struct wd_arena *a;
    unsigned version;
    bool formats;         /* are asserted */
    wd_strs *reasons;     /* NULL: they are counted only */
    size_t count, at_top; /* faults; of them those of the item's own members */
    size_t strange;       /* of these, members that the version does not have */
};

static const char *const version_names[WD_NINJS_VERSIONS] = {"1.0", "1.1",       "1.2",       "1.3", "1.4", "1.5", "1.6",
                                                             "1.7", "1.8",       "1.x draft", "2.0", "2.1", "2.2", "2.3",
                                                             "2.4", "2.x draft", "3.0",       "3.1", "3.2", "3.3"};

const char *wd_ninjs_version_name(unsigned version)
{
    return version < WD_NINJS_VERSIONS ? version_names[version] : "?";
}

/* ---- telling ---- */

static struct wd_str path_of(struct wd_arena *a, const struct place *at)
{
    if (!at)
        return WD_STR("");
    struct wd_str up = path_of(a, at->up);
    const char *dot = up.n ? "." : "";
    if (!at->name.p)
        return wd_arena_printf(a, "%.*s%s%zu", WD_STR_ARG(up), dot, at->index);
    struct wd_str name = wd_utf8_cut(at->name, MAX_QUOTED_BYTES);
    return wd_arena_printf(a, "%.*s%s%.*s", WD_STR_ARG(up), dot, WD_STR_ARG(name));
}

/* what: a sentence about the place. */
static void tell(struct check *c, const struct place *at, struct wd_str what)
{
    if (!c->reasons || c->reasons->n >= WD_NINJS_REASONS)
        return;
    struct wd_str path = path_of(c->a, at);
    wd_list_add(c->a, c->reasons, path.n ? wd_arena_printf(c->a, "%.*s: %.*s", WD_STR_ARG(path), WD_STR_ARG(what)) : what);
}

static void count(struct check *c, const struct place *at)
{
    c->count++;
    c->at_top += !at || !at->up;
}

#define FAULT(c, at, ...) (count((c), (at)), (c)->reasons ? tell((c), (at), wd_arena_printf((c)->a, __VA_ARGS__)) : (void)0)

static const char *kind_of(const struct wd_json *v)
{
    static const char *const kinds[] = {"null", "true or false", "a number", "a string", "an array", "an object"};
    return kinds[v->type];
}

/* ---- forms of strings ---- */

static bool is_uri(struct wd_str s)
{
    size_t colon = wd_str_find_byte(s, ':', 0);
    if (colon == SIZE_MAX || colon == 0 || colon + 1 == s.n || !wd_is_alpha(s.p[0]))
        return false;
    for (size_t i = 0; i < colon; i++)
        if (!wd_is_alpha(s.p[i]) && !wd_is_digit(s.p[i]) && s.p[i] != '+' && s.p[i] != '-' && s.p[i] != '.')
            return false;
    for (size_t i = colon; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || strchr("<>\"{}|\\^`", s.p[i]))
            return false;
    return true;
}

/* One character of the form: d is a digit, others stand for themselves. */
static size_t takes_form(struct wd_str s, const char *form)
{
    size_t i = 0;
    for (; form[i]; i++)
        if (i >= s.n || (form[i] == 'd' ? !wd_is_digit(s.p[i]) : wd_lower(s.p[i]) != wd_lower(form[i])))
            return 0;
    return i;
}

static int two(struct wd_str s, size_t at)
{
    return (s.p[at] - '0') * 10 + (s.p[at + 1] - '0');
}

/* Behind the seconds: fraction and zone. */
static bool is_time_tail(struct wd_str s, size_t at, bool zone_wanted)
{
    if (at < s.n && s.p[at] == '.') {
        size_t digits = ++at;
        while (at < s.n && wd_is_digit(s.p[at]))
            at++;
        if (at == digits)
            return false;
    }
    if (at == s.n)
        return !zone_wanted;
    if (wd_lower(s.p[at]) == 'z')
        return at + 1 == s.n;
    struct wd_str zone = wd_str_from(s, at);
    bool form = takes_form(zone, "+dd:dd") || takes_form(zone, "-dd:dd");
    return form && zone.n == 6 && two(zone, 1) < 24 && two(zone, 4) < 60;
}

static bool is_time(struct wd_str s, bool zone_wanted)
{
    size_t n = takes_form(s, "dddd-dd-ddTdd:dd:dd");
    if (!n)
        return false;
    struct wd_civil c = {.year = two(s, 0) * 100 + two(s, 2),
                         .month = two(s, 5),
                         .day = two(s, 8),
                         .hour = two(s, 11),
                         .minute = two(s, 14),
                         .second = WD_MIN(two(s, 17), 60)};
    if (c.second == 60 && zone_wanted)
        c.second = two(s, 17) == 60 ? 59 : 60; /* a leap second */
    return wd_civil_valid(c) && is_time_tail(s, n, zone_wanted);
}

static bool is_part_of_time(struct wd_str s)
{
    if (takes_form(s, "dddd-dd-ddT"))
        return is_time(s, false);
    size_t n = takes_form(s, "dddd-dd-dd");
    n = n ? n : takes_form(s, "dddd-dd");
    n = n ? n : takes_form(s, "dddd");
    return n && n == s.n && (n < 7 || (two(s, 5) >= 1 && two(s, 5) <= 12)) && (n < 10 || (two(s, 8) >= 1 && two(s, 8) <= 31));
}

/* ---- values ---- */

static void check_object(struct check *c, const struct wd_json *o, const struct wd_ninjs_shape *shape, const struct place *at, int depth);

static bool is_whole(const struct wd_json *v)
{
    return v->type == WD_JSON_NUMBER &&
           (v->is_integer || (v->number > -1e15 && v->number < 1e15 && v->number == (double)(int64_t)v->number));
}

static bool wants(struct check *c, const struct wd_json *v, enum wd_json_type type, const char *wanted, const struct place *at)
{
    if (v->type == type)
        return true;
    FAULT(c, at, "%s is wanted, %s stands there", wanted, kind_of(v));
    return false;
}

static void check_enum(struct check *c, const struct wd_json *v, const char *const *values, const struct place *at)
{
    if (!wants(c, v, WD_JSON_STRING, "a string", at))
        return;
    struct wd_str list = WD_STR("");
    for (size_t i = 0; values[i]; i++) {
        if (wd_str_eqc(v->string, values[i]))
            return;
        if (c->reasons)
            list = wd_arena_printf(c->a, "%.*s%s%s", WD_STR_ARG(list), i ? ", " : "", values[i]);
    }
    struct wd_str got = wd_utf8_cut(v->string, MAX_QUOTED_BYTES);
    FAULT(c, at, "\"%.*s\" is none of %.*s", WD_STR_ARG(got), WD_STR_ARG(list));
}

static void check_integer(struct check *c, const struct wd_json *v, const struct wd_ninjs_member *m, const struct place *at)
{
    if (!is_whole(v))
        FAULT(c, at, "a whole number is wanted, %s stands there", v->type == WD_JSON_NUMBER ? "a broken one" : kind_of(v));
    else if (m->high && (v->number < m->low || v->number > m->high))
        FAULT(c, at, "a number from %d to %d is wanted", m->low, m->high);
}

static void check_each(struct check *c, const struct wd_json *v, const struct wd_ninjs_shape *shape, const struct place *at, int depth)
{
    for (size_t i = 0; i < v->n; i++) {
        struct place here = {.up = at, .index = i};
        if (shape)
            check_object(c, &v->items[i], shape, &here, depth + 1);
        else
            (void)wants(c, &v->items[i], WD_JSON_STRING, "a string", &here);
    }
}

static void check_map(struct check *c, const struct wd_json *v, const struct wd_ninjs_shape *shape, const struct place *at, int depth)
{
    for (size_t i = 0; i < v->n; i++) {
        struct place here = {.up = at, .name = v->names[i]};
        char first = v->names[i].n ? v->names[i].p[0] : ' ';
        if (!shape)
            (void)wants(c, &v->items[i], WD_JSON_STRING, "a string", &here);
        else if (wd_is_alpha(first) || wd_is_digit(first) || first == '_')
            check_object(c, &v->items[i], shape, &here, depth + 1);
        else
            FAULT(c, &here, "a name begins with a letter or a digit");
    }
}

static void check_positions(struct check *c, const struct wd_json *v, int nesting, const struct place *at)
{
    if (!wants(c, v, WD_JSON_ARRAY, "an array", at))
        return;
    if (nesting == 0 && v->n < 2)
        FAULT(c, at, "a position has two numbers");
    for (size_t i = 0; i < v->n; i++) {
        struct place here = {.up = at, .index = i};
        if (nesting)
            check_positions(c, &v->items[i], nesting - 1, &here);
        else
            (void)wants(c, &v->items[i], WD_JSON_NUMBER, "a number", &here);
    }
}

/* RFC 7946. */
static void check_geojson(struct check *c, const struct wd_json *v, const struct place *at, int depth)
{
    static const struct {
        const char *name, *holds;
        int nesting; /* of the coordinates; less than none: another object */
    } kinds[] = {
        {"Point", "coordinates", 0},
        {"MultiPoint", "coordinates", 1},
        {"LineString", "coordinates", 1},
        {"MultiLineString", "coordinates", 2},
        {"Polygon", "coordinates", 2},
        {"MultiPolygon", "coordinates", 3},
        {"GeometryCollection", "geometries", -1},
        {"FeatureCollection", "features", -1},
        {"Feature", "geometry", -2},
    };
    if (depth > WD_MAX_JSON_DEPTH || !wants(c, v, WD_JSON_OBJECT, "an object", at))
        return;
    struct wd_str type = wd_json_get_str(v, "type");
    for (size_t k = 0; k < WD_COUNT(kinds); k++) {
        if (!wd_str_eqc(type, kinds[k].name))
            continue;
        const struct wd_json *held = wd_json_get(v, kinds[k].holds);
        struct place here = {.up = at, .name = wd_str_c(kinds[k].holds)};
        if (!held)
            FAULT(c, &here, "missing");
        else if (kinds[k].nesting >= 0)
            check_positions(c, held, kinds[k].nesting, &here);
        else if (kinds[k].nesting == -2 && held->type != WD_JSON_NULL)
            check_geojson(c, held, &here, depth + 1);
        else if (kinds[k].nesting == -1 && wants(c, held, WD_JSON_ARRAY, "an array", &here))
            for (size_t i = 0; i < held->n; i++)
                check_geojson(c, &held->items[i], &here, depth + 1);
        return;
    }
    FAULT(c, at, "no GeoJSON: its type is missing or unknown");
}

static void check_value(struct check *c, const struct wd_json *v, const struct wd_ninjs_member *m, const struct place *at, int depth)
{
    switch (m->type) {
    case WD_NINJS_STRING: (void)wants(c, v, WD_JSON_STRING, "a string", at); break;
    case WD_NINJS_URI:
        if (wants(c, v, WD_JSON_STRING, "a string", at) && c->formats && !is_uri(v->string))
            FAULT(c, at, "no URI");
        break;
    case WD_NINJS_TIME:
        if (wants(c, v, WD_JSON_STRING, "a string", at) && c->formats && !is_time(v->string, true))
            FAULT(c, at, "no date and time of RFC 3339");
        break;
    case WD_NINJS_PART_OF_TIME:
        if (wants(c, v, WD_JSON_STRING, "a string", at) && !is_part_of_time(v->string))
            FAULT(c, at, "neither a year, a month, a day nor an instant");
        break;
    case WD_NINJS_NUMBER: (void)wants(c, v, WD_JSON_NUMBER, "a number", at); break;
    case WD_NINJS_INTEGER: check_integer(c, v, m, at); break;
    case WD_NINJS_ENUM: check_enum(c, v, m->values, at); break;
    case WD_NINJS_STRINGS:
    case WD_NINJS_LIST:
        if (wants(c, v, WD_JSON_ARRAY, "an array", at))
            check_each(c, v, m->shape, at, depth);
        break;
    case WD_NINJS_OBJECT: check_object(c, v, m->shape, at, depth + 1); break;
    case WD_NINJS_MAP:
    case WD_NINJS_STRING_MAP:
        if (wants(c, v, WD_JSON_OBJECT, "an object", at))
            check_map(c, v, m->shape, at, depth);
        break;
    case WD_NINJS_OPEN: (void)wants(c, v, WD_JSON_OBJECT, "an object", at); break;
    case WD_NINJS_GEOJSON: check_geojson(c, v, at, depth); break;
    }
}

/* ---- objects ---- */

static bool is_named(const struct wd_ninjs_member *m, struct wd_str name)
{
    if (!m->prefix)
        return wd_str_eqc(name, m->name);
    size_t n = strlen(m->name);
    return wd_str_starts(name, m->name) && name.n > n && (wd_is_alpha(name.p[n]) || wd_is_digit(name.p[n]) || name.p[n] == '_');
}

static const struct wd_ninjs_member *member_of(const struct wd_ninjs_shape *shape, struct wd_str name, uint32_t versions)
{
    for (; shape; shape = shape->base)
        for (size_t i = 0; shape->members && i < shape->n; i++)
            if ((shape->members[i].versions & versions) && is_named(&shape->members[i], name))
                return &shape->members[i];
    return NULL;
}

static void check_required(struct check *c, const struct wd_json *o, const struct wd_ninjs_shape *shape, const struct place *at)
{
    for (; shape; shape = shape->base)
        for (size_t i = 0; shape->members && i < shape->n; i++) {
            const struct wd_ninjs_member *m = &shape->members[i];
            struct place here = {.up = at, .name = wd_str_c(m->name)};
            if ((m->required >> c->version & 1) && !wd_json_get(o, m->name))
                FAULT(c, &here, "missing");
        }
}

static void check_pairs(struct check *c, const struct wd_json *o, const struct wd_ninjs_shape *shape, const struct place *at)
{
    for (size_t i = 0; i < shape->pairs_n; i++)
        if (!wd_json_get(o, shape->pairs[i].one) != !wd_json_get(o, shape->pairs[i].other))
            return;
    if (shape->pairs_n)
        FAULT(c, at, "either %s or %s is wanted", shape->pairs[0].one, shape->pairs[0].other);
}

static void check_object(struct check *c, const struct wd_json *o, const struct wd_ninjs_shape *shape, const struct place *at, int depth)
{
    if (depth > WD_MAX_JSON_DEPTH || !wants(c, o, WD_JSON_OBJECT, "an object", at))
        return;
    for (size_t i = 0; i < o->n; i++) {
        struct place here = {.up = at, .name = o->names[i]};
        const struct wd_ninjs_member *m = member_of(shape, o->names[i], 1u << c->version);
        if (m) {
            check_value(c, &o->items[i], m, &here, depth);
        } else if (!shape->open) {
            c->strange += !at;
            FAULT(c, &here, "no member of ninjs %s", version_names[c->version]);
        }
    }
    check_required(c, o, shape, at);
    check_pairs(c, o, shape, at);
}

/* ---- versions ---- */

/* "2.1" or "ninjs-schema_2.1.json": the last major.minor in it; "1.x" and the like are drafts. */
static unsigned version_in(struct wd_str text)
{
    unsigned found = WD_NINJS_VERSIONS;
    bool draft = wd_str_find_nocase(text, "dev", 0) != SIZE_MAX;
    for (size_t i = 0; i + 2 < text.n; i++) {
        char major = text.p[i], minor = text.p[i + 2];
        if (text.p[i + 1] != '.' || (i && (wd_is_digit(text.p[i - 1]) || text.p[i - 1] == '.')))
            continue;
        static const struct {
            char major;
            unsigned first, last, draft;
        } rows[] = {{'1', WD_NINJS_1_FIRST, WD_NINJS_1_LAST, WD_NINJS_1_DRAFT},
                    {'2', WD_NINJS_2_FIRST, WD_NINJS_2_LAST, WD_NINJS_2_DRAFT},
                    {'3', WD_NINJS_3_FIRST, WD_NINJS_3_LAST, WD_NINJS_3_LAST}};
        for (size_t k = 0; k < WD_COUNT(rows); k++) {
            if (major != rows[k].major)
                continue;
            unsigned last = rows[k].last - rows[k].first;
            bool numbered = wd_is_digit(minor) && !draft;
            found = numbered ? rows[k].first + WD_MIN((unsigned)(minor - '0'), last) : rows[k].draft;
        }
    }
    return found;
}

/* A declaration that is no member of the version it names contradicts itself and counts for nothing. */
unsigned wd_ninjs_declared(const struct wd_json *item)
{
    static const char *const names[] = {"standard", "$standard"};
    for (size_t i = 0; i < WD_COUNT(names); i++) {
        const struct wd_json *standard = wd_json_get(item, names[i]);
        unsigned version = version_in(wd_json_get_str(standard, "version"));
        if (version == WD_NINJS_VERSIONS)
            version = version_in(wd_json_get_str(standard, "schema"));
        if (version < WD_NINJS_VERSIONS && member_of(&wd_ninjs_item_shape, wd_str_c(names[i]), 1u << version))
            return version;
    }
    return WD_NINJS_VERSIONS;
}

bool wd_ninjs_knows(struct wd_str name)
{
    for (size_t i = 0; i < wd_ninjs_item_shape.n; i++) {
        const struct wd_ninjs_member *m = &wd_ninjs_item_shape.members[i];
        if (m->prefix ? wd_str_starts_nocase(name, m->name) : wd_str_eqc_nocase(name, m->name))
            return true;
    }
    return false;
}

static struct check checked(struct wd_arena *a, const struct wd_json *item, unsigned version, wd_strs *reasons)
{
    struct check c = {.a = a, .version = version, .reasons = reasons};
    c.formats = (version >= WD_NINJS_1_FIRST + 4 && version < WD_NINJS_2_FIRST) || version > WD_NINJS_2_FIRST;
    check_object(&c, item, &wd_ninjs_item_shape, NULL, 0);
    return c;
}

/* Negative: one fits better than the other. */
static int compare(const struct check *one, const struct check *other)
{
    if (one->strange != other->strange)
        return one->strange < other->strange ? -1 : 1;
    if (one->at_top != other->at_top)
        return one->at_top < other->at_top ? -1 : 1;
    return one->count == other->count ? 0 : one->count < other->count ? -1 : 1;
}

/* The version that fits best; of two as good the newer, but no draft. */
static unsigned best_version(struct wd_arena *a, const struct wd_json *item, bool *ret_valid)
{
    unsigned best = WD_NINJS_VERSIONS;
    struct check fewest = {.strange = SIZE_MAX};
    for (unsigned v = 0; v < WD_NINJS_VERSIONS; v++) {
        struct check c = checked(a, item, v, NULL);
        bool draft = v == WD_NINJS_1_DRAFT || v == WD_NINJS_2_DRAFT;
        int order = compare(&c, &fewest);
        if (order < 0 || (order == 0 && !draft)) {
            fewest = c;
            best = v;
        }
    }
    *ret_valid = fewest.count == 0;
    return best;
}

bool wd_ninjs_check(struct wd_arena *a, const struct wd_json *item, wd_strs *reasons)
{
    bool valid = false;
    unsigned version = wd_ninjs_declared(item);
    if (version == WD_NINJS_VERSIONS)
        version = best_version(a, item, &valid);
    if (valid)
        return true;
    size_t before = reasons->n, n = checked(a, item, version, reasons).count, untold = n - (reasons->n - before);
    if (untold && before < WD_NINJS_REASONS)
        wd_list_add(a, reasons, wd_arena_printf(a, "and %zu more such faults", untold));
    return n == 0;
}
