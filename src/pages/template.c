#include "pages/template.h"

#include "pages/assets.h"
#include "pages/format.h"
#include "pages/quote.h"

enum { MAX_SCOPES = 12, MAX_PARTIALS = 8 };

enum op_kind { OP_TEXT, OP_VALUE, OP_TIME, OP_CLOCK, OP_QUOTE, OP_DIFF, OP_EACH, OP_IF, OP_IF_NOT };
struct op {
    enum op_kind kind;
    uint32_t scope; /* how many records out the field is */
    const struct wd_field *field;
    struct wd_str text;
    size_t end; /* first op behind the section */
};
struct wd_template {
    WD_LIST(struct op) ops;
};

/* An element of a list of texts is a record whose only field is the text itself. */
static const struct wd_field text_element_fields[] = {{1, ".", WD_T_STR, 0, NULL, NULL}};
static const struct wd_record text_element = {"text", sizeof(struct wd_str), text_element_fields, 1};

struct compiler {
    struct wd_arena *a;
    struct wd_template *t;
    struct wd_where *where;
    const struct wd_record *scopes[MAX_SCOPES];
    size_t scope_n, partial_n;
};

static const struct wd_field *find_field(const struct compiler *c, struct wd_str name, uint32_t *ret_scope)
{
    for (size_t s = c->scope_n; s-- > 0;) {
        const struct wd_record *r = c->scopes[s];
        for (size_t i = 0; i < r->n; i++) {
            if (wd_str_eqc(name, r->fields[i].name)) {
                *ret_scope = (uint32_t)(c->scope_n - 1 - s);
                return &r->fields[i];
            }
        }
    }
    return NULL;
}

static bool fits(enum op_kind kind, const struct wd_field *f)
{
    switch (kind) {
    case OP_VALUE: return f->type == WD_T_STR || f->type == WD_T_ENUM || f->type == WD_T_I64 || f->type == WD_T_U32 || f->type == WD_T_U64;
    case OP_TIME:
    case OP_CLOCK: return f->type == WD_T_TIME;
    case OP_QUOTE: return f->type == WD_T_REC && f->of == &wd_quote_view_record;
    case OP_DIFF: return f->type == WD_T_LIST && f->of == &wd_diff_view_record;
    case OP_EACH: return f->type == WD_T_LIST || f->type == WD_T_REC || f->type == WD_T_STRS;
    case OP_IF:
    case OP_IF_NOT:
        return f->type == WD_T_STR || f->type == WD_T_BOOL || f->type == WD_T_I64 || f->type == WD_T_U32 || f->type == WD_T_U64 ||
               f->type == WD_T_TIME || f->type == WD_T_LIST || f->type == WD_T_STRS;
    case OP_TEXT: break;
    }
    return false;
}

static const struct wd_record *element_of(const struct wd_field *f)
{
    return f->type == WD_T_STRS ? &text_element : f->of;
}

static int compile_text(struct compiler *c, struct wd_str text, size_t *at, struct wd_str section);

static int compile_partial(struct compiler *c, struct wd_str name)
{
    struct wd_str file = wd_arena_printf(c->a, "%.*s.html", WD_STR_ARG(name));
    const struct wd_embedded *e = wd_embedded_find(wd_templates, file);
    if (!e)
        return wd_where_set(c->where, WD_E_NOTFOUND, "no template %.*s", WD_STR_ARG(file));
    if (c->partial_n == MAX_PARTIALS)
        return wd_where_set(c->where, WD_E_DEPTH, "templates include one another: %.*s", WD_STR_ARG(file));
    c->partial_n++;
    size_t at = 0;
    int err = compile_text(c, e->bytes, &at, WD_STR(""));
    c->partial_n--;
    return err;
}

/* Opens a section or prints a value: the tag's kind, then the name. */
static int compile_tag(struct compiler *c, struct wd_str tag, struct wd_str text, size_t *at)
{
    static const struct {
        const char *prefix;
        enum op_kind kind;
    } kinds[] = {{"#", OP_EACH},       {"?", OP_IF},         {"^", OP_IF_NOT},   {"time ", OP_TIME},
                 {"clock ", OP_CLOCK}, {"quote ", OP_QUOTE}, {"diff ", OP_DIFF}, {"", OP_VALUE}};
    size_t k = 0;
    while (!wd_str_starts(tag, kinds[k].prefix))
        k++;
    enum op_kind kind = kinds[k].kind;
    struct wd_str name = wd_str_trim(wd_str_from(tag, strlen(kinds[k].prefix)));
    uint32_t scope = 0;
    const struct wd_field *f = find_field(c, name, &scope);
    if (!f)
        return wd_where_set(c->where, WD_E_SYNTAX, "{{%.*s}}: %s has no such field", WD_STR_ARG(tag), c->scopes[c->scope_n - 1]->name);
    if (!fits(kind, f))
        return wd_where_set(c->where, WD_E_SYNTAX, "{{%.*s}}: not a field for this kind of tag", WD_STR_ARG(tag));
    size_t mine = c->t->ops.n;
    wd_list_add(c->a, &c->t->ops, (struct op){.kind = kind, .scope = scope, .field = f});
    if (kind != OP_EACH && kind != OP_IF && kind != OP_IF_NOT)
        return 0;
    if (kind == OP_EACH) {
        if (c->scope_n == MAX_SCOPES)
            return wd_where_set(c->where, WD_E_DEPTH, "{{%.*s}}: nested too deep", WD_STR_ARG(tag));
        c->scopes[c->scope_n++] = element_of(f);
    }
    int err = compile_text(c, text, at, name);
    if (kind == OP_EACH)
        c->scope_n--;
    c->t->ops.v[mine].end = c->t->ops.n;
    return err;
}

/* Indentation is for whoever reads the template; it is not sent. */
static void add_text(struct compiler *c, struct wd_str s)
{
    char *out = wd_arena_raw(c->a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ' ' && n && out[n - 1] == '\n')
            continue;
        if (s.p[i] == '\n' && n && out[n - 1] == '\n')
            continue;
        out[n++] = s.p[i];
    }
    if (n)
        wd_list_add(c->a, &c->t->ops, (struct op){.kind = OP_TEXT, .text = wd_str_n(out, n)});
}

/* Up to {{/section}}, or the end of the text where section is empty. */
static int compile_text(struct compiler *c, struct wd_str text, size_t *at, struct wd_str section)
{
    while (text.p && *at < text.n) {
        size_t open = wd_str_find(text, "{{", *at);
        if (open == SIZE_MAX)
            open = text.n;
        add_text(c, wd_str_n(text.p + *at, open - *at));
        *at = open;
        if (open == text.n)
            break;
        size_t close = wd_str_find(text, "}}", open);
        if (close == SIZE_MAX)
            return wd_where_set(c->where, WD_E_SYNTAX, "tag without end");
        struct wd_str tag = wd_str_trim(wd_str_n(text.p + open + 2, close - open - 2));
        *at = close + 2;
        if (wd_str_starts(tag, "/")) {
            if (section.n && wd_str_eq(wd_str_from(tag, 1), section))
                return 0;
            return wd_where_set(c->where, WD_E_SYNTAX, "{{%.*s}} closes what is not open", WD_STR_ARG(tag));
        }
        int err = wd_str_starts(tag, ">") ? compile_partial(c, wd_str_from(tag, 1)) : compile_tag(c, tag, text, at);
        if (err)
            return err;
    }
    return section.n ? wd_where_set(c->where, WD_E_SYNTAX, "{{%.*s}} is not closed", WD_STR_ARG(section)) : 0;
}

int wd_template_compile_text(struct wd_arena *a, struct wd_str text, const struct wd_record *record,
                             const struct wd_template **ret_template, struct wd_where *ret_where)
{
    struct compiler c = {.a = a, .t = WD_NEW(a, struct wd_template), .where = ret_where, .scopes = {record}, .scope_n = 1};
    size_t at = 0;
    int err = compile_text(&c, text, &at, WD_STR(""));
    if (!err)
        *ret_template = c.t;
    return err;
}

int wd_template_compile(struct wd_arena *a, struct wd_str name, const struct wd_record *record, const struct wd_template **ret_template,
                        struct wd_where *ret_where)
{
    const struct wd_embedded *e = wd_embedded_find(wd_templates, name);
    if (!e)
        return wd_where_set(ret_where, WD_E_NOTFOUND, "no template %.*s", WD_STR_ARG(name));
    return wd_template_compile_text(a, e->bytes, record, ret_template, ret_where);
}

struct runner {
    const struct wd_template_env *env;
    struct wd_buf *out;
    struct wd_arena scratch;
    const char *scopes[MAX_SCOPES];
    size_t scope_n;
};

static bool says_something(const struct wd_field *f, const char *at)
{
    switch (f->type) {
    case WD_T_STR: return ((const struct wd_str *)(const void *)at)->n != 0;
    case WD_T_BOOL: return *(const bool *)at;
    case WD_T_I64:
    case WD_T_U64: return *(const int64_t *)(const void *)at != 0;
    case WD_T_U32: return *(const uint32_t *)(const void *)at != 0;
    case WD_T_TIME: return *(const int64_t *)(const void *)at != WD_NO_TIME;
    default: return ((const struct wd_list_any *)(const void *)at)->n != 0;
    }
}

static void print_value(struct wd_buf *out, const struct wd_field *f, const char *at)
{
    switch (f->type) {
    case WD_T_STR: wd_escape(out, *(const struct wd_str *)(const void *)at); break;
    case WD_T_ENUM: wd_escape(out, wd_str_c(f->choices[*(const int *)(const void *)at])); break;
    case WD_T_I64: wd_buf_printf(out, "%" PRId64, *(const int64_t *)(const void *)at); break;
    case WD_T_U64: wd_buf_printf(out, "%" PRIu64, *(const uint64_t *)(const void *)at); break;
    default: wd_buf_printf(out, "%" PRIu32, *(const uint32_t *)(const void *)at);
    }
}

static void print_time(struct runner *r, enum wd_time_style style, int64_t utc)
{
    struct wd_str text = wd_format_time(&r->scratch, r->env->zone, utc, style, r->env->day_utc);
    if (utc == WD_NO_TIME) {
        wd_buf_puts(r->out, text);
        return;
    }
    char iso[24];
    wd_time_iso(utc, iso);
    wd_buf_putc(r->out, "<time datetime=\"");
    wd_buf_putc(r->out, iso);
    wd_buf_putc(r->out, "\">");
    wd_escape(r->out, text);
    wd_buf_putc(r->out, "</time>");
    wd_arena_reset(&r->scratch);
}

static void run(struct runner *r, const struct op *ops, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct op *op = &ops[i];
        if (op->kind == OP_TEXT) {
            wd_buf_puts(r->out, op->text);
            continue;
        }
        const char *at = r->scopes[r->scope_n - 1 - op->scope] + op->field->offset;
        switch (op->kind) {
        case OP_VALUE: print_value(r->out, op->field, at); break;
        case OP_TIME: print_time(r, WD_TIME_FULL, *(const int64_t *)(const void *)at); break;
        case OP_CLOCK: print_time(r, WD_TIME_CLOCK, *(const int64_t *)(const void *)at); break;
        case OP_QUOTE: wd_page_quote((const struct wd_quote_view *)(const void *)at, r->out); break;
        case OP_DIFF: wd_page_diff((const wd_diffs *)(const void *)at, r->out); break;
        case OP_IF:
        case OP_IF_NOT:
            if (says_something(op->field, at) == (op->kind == OP_IF))
                run(r, ops, i + 1, op->end);
            i = op->end - 1;
            break;
        default: {
            const struct wd_list_any *list = (const struct wd_list_any *)(const void *)at;
            bool single = op->field->type == WD_T_REC;
            size_t n = single ? 1 : list->n, bytes = element_of(op->field)->bytes;
            const char *element = single ? at : list->v;
            r->scope_n++;
            for (size_t k = 0; k < n; k++) {
                r->scopes[r->scope_n - 1] = element + k * bytes;
                run(r, ops, i + 1, op->end);
            }
            r->scope_n--;
            i = op->end - 1;
        }
        }
    }
}

void wd_template_run(const struct wd_template *t, const struct wd_template_env *env, const void *record, struct wd_buf *out)
{
    struct runner r = {.env = env, .out = out, .scopes = {record}, .scope_n = 1};
    wd_arena_init(&r.scratch);
    run(&r, t->ops.v, 0, t->ops.n);
    wd_arena_done(&r.scratch);
}

void wd_template_render(struct wd_arena *a, const char *name, const struct wd_template_env *env, const struct wd_record *record,
                        const void *data, struct wd_buf *out)
{
    const struct wd_template *t = NULL;
    int err = wd_template_compile(a, wd_str_c(name), record, &t, NULL);
    if (err || !t) {
        if (!out->err)
            out->err = err;
        return;
    }
    wd_template_run(t, env, data, out);
}
