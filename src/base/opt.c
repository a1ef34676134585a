#include "base/opt.h"

static const struct wd_str YES = WD_STR_INIT("yes"), NO = WD_STR_INIT("no");

void wd_opts_init(struct wd_opts *o, struct wd_arena *a, const struct wd_opt *rows, size_t n)
{
    *o = (struct wd_opts){.rows = rows, .n = n, .values = wd_arena_array(a, n, sizeof(struct wd_str))};
    for (size_t i = 0; i < n; i++)
        if (rows[i].value)
            o->values[i] = wd_str_c(rows[i].value);
}

/* Index of a row, or o->n. */
static size_t find(const struct wd_opts *o, struct wd_str name)
{
    size_t i = 0;
    while (i < o->n && !wd_str_eqc(name, o->rows[i].name))
        i++;
    return i;
}

static bool read_flag(struct wd_str value, struct wd_str *ret)
{
    static const char *const yes[] = {"yes", "true", "on", "1"}, *const no[] = {"no", "false", "off", "0"};
    for (size_t i = 0; i < WD_COUNT(yes); i++) {
        if (wd_str_eqc_nocase(value, yes[i])) {
            *ret = YES;
            return true;
        }
        if (wd_str_eqc_nocase(value, no[i])) {
            *ret = NO;
            return true;
        }
    }
    return false;
}

static bool is_choice(const char *choices, struct wd_str value)
{
    struct wd_str rest = wd_str_c(choices), choice;
    while (wd_str_cut(&rest, '|', &choice))
        if (wd_str_eq(choice, value))
            return true;
    return false;
}

/* Checks and keeps a value; `where_from` says in the message where it stood ("--", "WIREDESK_", ""). */
static int set(struct wd_opts *o, size_t i, struct wd_str value, const char *prefix, struct wd_where *w)
{
    const struct wd_opt *row = &o->rows[i];
    int64_t number;
    switch (row->kind) {
    case WD_OPT_FLAG:
        if (!read_flag(value, &value))
            return wd_where_set(w, WD_E_USAGE, "%s%s: \"%.*s\" is neither yes nor no", prefix, row->name, WD_STR_ARG(value));
        break;
    case WD_OPT_INTEGER:
        if (!wd_str_to_i64(value, &number) || number < row->least || number > row->most)
            return wd_where_set(w, WD_E_USAGE, "%s%s: \"%.*s\" is no number from %" PRId64 " to %" PRId64, prefix, row->name,
                                WD_STR_ARG(value), row->least, row->most);
        break;
    case WD_OPT_CHOICE:
        if (!is_choice(row->choices, value))
            return wd_where_set(w, WD_E_USAGE, "%s%s: \"%.*s\" is none of %s", prefix, row->name, WD_STR_ARG(value), row->choices);
        break;
    case WD_OPT_STRING: break;
    }
    if (!value.p)
        value.p = "";
    o->values[i] = value;
    return 0;
}

static struct wd_str unquote(struct wd_str s)
{
    return s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"' ? wd_str_n(s.p + 1, s.n - 2) : s;
}

static int read_ini_line(struct wd_opts *o, struct wd_str line, bool *in_desk, struct wd_where *w)
{
    if (!line.n || line.p[0] == '#' || line.p[0] == ';')
        return 0;
    if (line.p[0] == '[') {
        *in_desk = wd_str_eqc(line, "[desk]");
        return *in_desk ? 0 : wd_where_set(w, WD_E_USAGE, "section %.*s is not known; the only one is [desk]", WD_STR_ARG(line));
    }
    size_t equals = wd_str_find_byte(line, '=', 0);
    if (equals == SIZE_MAX)
        return wd_where_set(w, WD_E_USAGE, "\"%.*s\" is not of the form name = value", WD_STR_ARG(line));
    struct wd_str name = wd_str_trim(wd_str_n(line.p, equals));
    if (!*in_desk)
        return wd_where_set(w, WD_E_USAGE, "%.*s stands before [desk]", WD_STR_ARG(name));
    size_t i = find(o, name);
    if (i == o->n || !o->rows[i].in_file)
        return wd_where_set(w, WD_E_USAGE, "\"%.*s\" is no option of the configuration file", WD_STR_ARG(name));
    return set(o, i, unquote(wd_str_trim(wd_str_from(line, equals + 1))), "", w);
}

int wd_opts_read_ini(struct wd_opts *o, struct wd_str text, struct wd_where *ret_where)
{
    if (wd_str_starts(text, "\xEF\xBB\xBF"))
        text = wd_str_from(text, 3);
    struct wd_str rest = text, line;
    bool in_desk = false;
    for (uint32_t number = 1; wd_str_cut(&rest, '\n', &line); number++) {
        int err = read_ini_line(o, wd_str_trim(line), &in_desk, ret_where);
        if (err) {
            if (ret_where) {
                ret_where->line = number;
                ret_where->column = 1;
                ret_where->byte = (uint64_t)(line.p - text.p);
            }
            return err;
        }
    }
    return 0;
}

int wd_opts_read_env(struct wd_opts *o, struct wd_arena *a, const char *(*lookup)(const char *name), struct wd_where *ret_where)
{
    for (size_t i = 0; i < o->n; i++) {
        if (!o->rows[i].in_file)
            continue;
        char *name = wd_arena_c(a, wd_arena_printf(a, "WIREDESK_%s", o->rows[i].name));
        for (char *p = name; *p; p++)
            *p = *p == '-' ? '_' : wd_is_lower(*p) ? (char)(*p - 32) : *p;
        const char *value = lookup(name);
        int err = value ? set(o, i, wd_str_c(value), "WIREDESK_", ret_where) : 0;
        if (err)
            return err;
    }
    return 0;
}

/* One "--name[=value]"; *at is moved past the value where that is an argument of its own. */
static int read_flag_argument(struct wd_opts *o, int argc, char **argv, int *at, struct wd_where *w)
{
    struct wd_str name = wd_str_from(wd_str_c(argv[*at]), 2), value = {0};
    size_t equals = wd_str_find_byte(name, '=', 0);
    if (equals != SIZE_MAX) {
        value = wd_str_from(name, equals + 1);
        name.n = equals;
    }
    size_t i = find(o, name);
    if (i == o->n)
        return wd_where_set(w, WD_E_USAGE, "--%.*s is no option here", WD_STR_ARG(name));
    if (equals == SIZE_MAX) {
        if (o->rows[i].kind == WD_OPT_FLAG)
            value = YES;
        else if (*at + 1 >= argc)
            return wd_where_set(w, WD_E_USAGE, "--%s needs %s after it", o->rows[i].name,
                                o->rows[i].argument ? o->rows[i].argument : "a value");
        else
            value = wd_str_c(argv[++*at]);
    }
    return set(o, i, value, "--", w);
}

int wd_opts_read_args(struct wd_opts *o, struct wd_arena *a, int argc, char **argv, int first, struct wd_where *ret_where)
{
    char **rest = wd_arena_array(a, argc > first ? (size_t)(argc - first) + 1 : 1, sizeof *rest);
    size_t n = 0;
    bool options = true;
    for (int i = first; i < argc; i++) {
        bool is_option = options && argv[i][0] == '-' && argv[i][1] != 0;
        if (!is_option) {
            rest[n++] = argv[i];
        } else if (strcmp(argv[i], "--") == 0) {
            options = false;
        } else if (argv[i][1] != '-') {
            return wd_where_set(ret_where, WD_E_USAGE, "%s is no option here", argv[i]);
        } else {
            int err = read_flag_argument(o, argc, argv, &i, ret_where);
            if (err)
                return err;
        }
    }
    o->rest = rest;
    o->rest_n = n;
    return 0;
}

struct wd_str wd_opts_str(const struct wd_opts *o, const char *name)
{
    size_t i = find(o, wd_str_c(name));
    return i < o->n && o->values[i].p ? o->values[i] : wd_str_n("", 0);
}

int64_t wd_opts_int(const struct wd_opts *o, const char *name)
{
    int64_t v = 0;
    wd_str_to_i64(wd_opts_str(o, name), &v);
    return v;
}

bool wd_opts_flag(const struct wd_opts *o, const char *name)
{
    struct wd_str value = wd_opts_str(o, name), plain;
    return read_flag(value, &plain) && wd_str_eq(plain, YES);
}

bool wd_opts_has(const struct wd_opts *o, const char *name)
{
    size_t i = find(o, wd_str_c(name));
    return i < o->n && o->values[i].p;
}

static size_t left_width(const struct wd_opt *row)
{
    return strlen(row->name) + (row->argument ? strlen(row->argument) + 1 : 0);
}

void wd_opts_usage(const struct wd_opt *rows, size_t n, struct wd_buf *out)
{
    size_t width = 0;
    for (size_t i = 0; i < n; i++)
        width = WD_MAX(width, left_width(&rows[i]));
    for (size_t i = 0; i < n; i++) {
        const struct wd_opt *r = &rows[i];
        wd_buf_printf(out, "  --%s%s%s%*s   %s", r->name, r->argument ? " " : "", r->argument ? r->argument : "",
                      (int)(width - left_width(r)), "", r->help ? r->help : "");
        if (r->value && r->value[0] && r->kind != WD_OPT_FLAG)
            wd_buf_printf(out, " (default %s)", r->value);
        wd_buf_byte(out, '\n');
    }
}
