#include "cmd/explained.h"

#include "base/utf8.h"

enum { SHOWN_BYTES = 90, WHY_COLUMN = 52 };

void wd_explained_put(struct wd_jw *j, const struct wd_extracted *x)
{
    wd_jw_key(j, "cuts");
    wd_jw_array(j);
    for (size_t i = 0; i < x->cuts.n; i++) {
        const struct wd_cut *c = &x->cuts.v[i];
        wd_jw_object(j);
        wd_jw_kstr(j, "name", wd_str_c(c->name));
        wd_jw_kbool(j, "won", c->won);
        wd_jw_key(j, "score");
        wd_jw_f64(j, c->score, 1);
        wd_jw_ki64(j, "blocks", (int64_t)c->blocks);
        wd_jw_ki64(j, "bytes", (int64_t)c->bytes);
        wd_jw_kstr(j, "path", c->path);
        wd_jw_end(j);
    }
    wd_jw_end(j);
    wd_jw_key(j, "decisions");
    wd_jw_array(j);
    for (size_t i = 0; i < x->decisions.n; i++) {
        const struct wd_decision *d = &x->decisions.v[i];
        wd_jw_object(j);
        wd_jw_kbool(j, "kept", d->kept);
        wd_jw_key(j, "chance");
        wd_jw_f64(j, d->chance, 3);
        wd_jw_kstr(j, "why", wd_str_c(d->reason));
        wd_jw_kstr(j, "path", d->path);
        wd_jw_kstr(j, "text", d->text);
        wd_jw_end(j);
    }
    wd_jw_end(j);
}

static void put_column(struct wd_buf *out, struct wd_str text, size_t width)
{
    wd_buf_puts(out, text);
    for (size_t n = text.n; n < width; n++)
        wd_buf_byte(out, ' ');
}

static void fields_text(const struct wd_extracted *x, struct wd_buf *out)
{
    const struct {
        enum wd_page_field field;
        struct wd_str value;
    } shown[] = {
        {WD_PAGE_TITLE, x->title},     {WD_PAGE_STANDFIRST, x->standfirst}, {WD_PAGE_SITE, x->site},
        {WD_PAGE_IMAGE, x->image},     {WD_PAGE_CAPTION, x->caption},       {WD_PAGE_LANGUAGE, x->language},
        {WD_PAGE_SECTION, x->section}, {WD_PAGE_CANONICAL, x->canonical},
    };
    for (size_t i = 0; i < WD_COUNT(shown); i++) {
        struct wd_origin_of_field from = x->fields[shown[i].field];
        if (!shown[i].value.n)
            continue;
        put_column(out, wd_str_c(wd_page_field_names[shown[i].field]), 12);
        wd_buf_puts(out, wd_utf8_cut(shown[i].value, SHOWN_BYTES));
        wd_buf_printf(out, "  [%s, %u %%]\n", wd_source_of_names[from.source], (unsigned)from.confidence);
    }
}

void wd_explained_text(const struct wd_extracted *x, struct wd_buf *out)
{
    if (x->kind != WD_PAGE_ARTICLE)
        wd_buf_printf(out, "no article (%s): %.*s\n", wd_page_kind_names[x->kind], WD_STR_ARG(x->reason));
    fields_text(x, out);
    wd_buf_putc(out, "\ncuts, and what they gain (words that are likely the article's, less the others)\n");
    for (size_t i = 0; i < x->cuts.n; i++) {
        const struct wd_cut *c = &x->cuts.v[i];
        wd_buf_printf(out, "%c %9.1f  %5zu blocks  ", c->won ? '*' : ' ', c->score, c->blocks);
        put_column(out, wd_str_c(c->name), 26);
        wd_buf_printf(out, "%.*s\n", WD_STR_ARG(c->path));
    }
    wd_buf_putc(out, "\nblocks: kept (+) or dropped (-), chance, why, where, how it begins\n");
    for (size_t i = 0; i < x->decisions.n; i++) {
        const struct wd_decision *d = &x->decisions.v[i];
        wd_buf_printf(out, "%c %3.0f %%  ", d->kept ? '+' : '-', d->chance * 100);
        put_column(out, wd_str_c(d->reason), WHY_COLUMN);
        wd_buf_printf(out, "%.*s\n         %.*s\n", WD_STR_ARG(d->path), WD_STR_ARG(wd_utf8_cut(d->text, SHOWN_BYTES)));
    }
}
