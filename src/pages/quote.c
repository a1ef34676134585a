#include "pages/quote.h"

#include "pages/format.h"

static const struct wd_field diff_fields[] = {
    WD_FIELD_ENUM(1, wd_diff, op, wd_diff_names),
    WD_FIELD(2, wd_diff, text, WD_T_STR),
};
WD_RECORD(wd_diff_view_record, wd_diff, diff_fields);

static const struct wd_field quote_fields[] = {
    WD_FIELD(1, wd_quote_view, words, WD_T_STR),
    WD_FIELD_OF(2, wd_quote_view, differences, WD_T_LIST, &wd_diff_view_record),
};
WD_RECORD(wd_quote_view_record, wd_quote_view, quote_fields);

#define OPENING "\xE2\x80\x9C"
#define CLOSING "\xE2\x80\x9D"

void wd_page_diff(const wd_diffs *differences, struct wd_buf *out)
{
    static const char *const open[] = {"", "<ins>", "<del>"}, *const close[] = {"", "</ins>", "</del>"};
    for (size_t i = 0; i < differences->n; i++) {
        const struct wd_diff *d = &differences->v[i];
        if (d->text.n == 0 || d->op < WD_DIFF_KEEP || d->op > WD_DIFF_DELETE)
            continue;
        wd_buf_putc(out, open[d->op]);
        wd_escape(out, d->text);
        wd_buf_putc(out, close[d->op]);
    }
}

void wd_page_quote(const struct wd_quote_view *quote, struct wd_buf *out)
{
    if (quote->words.n == 0)
        return;
    wd_buf_putc(out, OPENING);
    if (quote->differences.n)
        wd_page_diff(&quote->differences, out);
    else
        wd_escape(out, quote->words);
    wd_buf_putc(out, CLOSING);
}

void wd_text_diff(const wd_diffs *differences, struct wd_buf *out)
{
    static const char *const open[] = {"", "{+", "[-"}, *const close[] = {"", "+}", "-]"};
    for (size_t i = 0; i < differences->n; i++) {
        const struct wd_diff *d = &differences->v[i];
        if (d->text.n == 0 || d->op < WD_DIFF_KEEP || d->op > WD_DIFF_DELETE)
            continue;
        wd_buf_putc(out, open[d->op]);
        wd_buf_puts(out, d->text);
        wd_buf_putc(out, close[d->op]);
    }
}

void wd_text_quote(const struct wd_quote_view *quote, struct wd_buf *out)
{
    if (quote->words.n == 0)
        return;
    wd_buf_putc(out, OPENING);
    if (quote->differences.n)
        wd_text_diff(&quote->differences, out);
    else
        wd_buf_puts(out, quote->words);
    wd_buf_putc(out, CLOSING);
}
