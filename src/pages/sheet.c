#include "pages/sheet.h"

#include "base/utf8.h"

enum { LEAST_NAME = 12 };

static void blanks(struct wd_buf *out, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        wd_buf_byte(out, ' ');
}

/* As much of s as fits, whole characters. */
static struct wd_str fitting(struct wd_buf *out, struct wd_str s, uint32_t width)
{
    uint32_t used = 0;
    for (size_t at = 0; at < s.n;) {
        struct wd_cp c = wd_utf8_at(s, at);
        size_t bytes = WD_MAX(c.bytes, 1u);
        used += wd_text_word(out, wd_str_n(s.p + at, bytes), false);
        if (used > width)
            return wd_str_n(s.p, at);
        at += bytes;
    }
    return s;
}

static void print_row(struct wd_sheet *x, const struct wd_sheet_row *row, const uint32_t *widths, bool bold)
{
    if (bold && x->colour)
        wd_buf_putc(x->out, "\033[1m");
    for (size_t k = 0; k < row->n; k++) {
        struct wd_str cell = fitting(x->out, row->cells[k], widths[k]);
        uint32_t wide = wd_text_word(x->out, cell, false);
        if (k)
            blanks(x->out, 2 + widths[k] - wide);
        wd_text_word(x->out, cell, true);
        if (k == 0)
            blanks(x->out, widths[k] - wide);
    }
    if (bold && x->colour)
        wd_buf_putc(x->out, "\033[0m");
    wd_buf_byte(x->out, '\n');
}

void wd_sheet_print(struct wd_sheet *x, wd_sheet_rows *rows)
{
    uint32_t widths[WD_SHEET_CELLS] = {0}, used = 0;
    size_t columns = rows->n ? rows->v[0].n : 0;
    for (size_t i = 0; i < rows->n; i++)
        for (size_t k = 0; k < columns; k++)
            widths[k] = WD_MAX(widths[k], wd_text_word(x->out, rows->v[i].cells[k], false));
    while (columns > 1) {
        used = 0;
        for (size_t k = 1; k < columns; k++)
            used += widths[k] + 2;
        if (used + LEAST_NAME <= x->width)
            break;
        columns--;
        used = 0;
    }
    widths[0] = WD_MIN(widths[0], x->width - used);
    for (size_t i = 0; i < rows->n; i++) {
        rows->v[i].n = columns;
        print_row(x, &rows->v[i], widths, i == 0);
    }
}

void wd_sheet_line(struct wd_sheet *x, struct wd_str text)
{
    (void)wd_text_word(x->out, fitting(x->out, text, x->width), true);
    wd_buf_byte(x->out, '\n');
}

void wd_sheet_heading(struct wd_sheet *x, const char *text)
{
    wd_buf_printf(x->out, "\n%s%s%s\n", x->colour ? "\033[1m" : "", text, x->colour ? "\033[0m" : "");
}

struct wd_sheet_row *wd_sheet_add(struct wd_sheet *x, wd_sheet_rows *rows, struct wd_str name)
{
    struct wd_sheet_row *row = wd_list_push(x->a, rows);
    row->cells[row->n++] = name;
    return row;
}

void wd_sheet_put(struct wd_sheet_row *row, struct wd_str cell)
{
    row->cells[row->n++] = cell;
}

void wd_sheet_number(struct wd_sheet *x, struct wd_sheet_row *row, int64_t n)
{
    wd_sheet_put(row, wd_arena_printf(x->a, "%" PRId64, n));
}

struct wd_sheet_row *wd_sheet_head(struct wd_sheet *x, wd_sheet_rows *rows, const char *const *names, size_t n)
{
    struct wd_sheet_row *row = wd_sheet_add(x, rows, wd_str_c(names[0]));
    for (size_t i = 1; i < n; i++)
        wd_sheet_put(row, wd_str_c(names[i]));
    return row;
}
