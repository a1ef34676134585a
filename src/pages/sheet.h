/* pages/sheet.h - tables for a terminal whose first column takes what the others leave; private to this folder.
 * Ownership: rows live in the sheet's arena.   Errors: the buffer's.   Threads: pure.   Cost: O(cells). */
#ifndef WD_PAGES_SHEET_H
#define WD_PAGES_SHEET_H

#include "pages/view.h"

enum { WD_SHEET_CELLS = 8 };

struct wd_sheet_row {
    struct wd_str cells[WD_SHEET_CELLS];
    size_t n;
};
typedef WD_LIST(struct wd_sheet_row) wd_sheet_rows;

struct wd_sheet {
    struct wd_arena *a;
    struct wd_buf *out;
    uint32_t width;
    bool colour;
};

/* A row of names: the head, which is to be the first. */
struct wd_sheet_row *wd_sheet_head(struct wd_sheet *x, wd_sheet_rows *rows, const char *const *names, size_t n);
struct wd_sheet_row *wd_sheet_add(struct wd_sheet *x, wd_sheet_rows *rows, struct wd_str name);
void wd_sheet_put(struct wd_sheet_row *row, struct wd_str cell);
void wd_sheet_number(struct wd_sheet *x, struct wd_sheet_row *row, int64_t n);
/* Columns from the right that the width has no room for are left out. */
void wd_sheet_print(struct wd_sheet *x, wd_sheet_rows *rows);
/* One line, cut at the width. */
void wd_sheet_line(struct wd_sheet *x, struct wd_str text);
void wd_sheet_heading(struct wd_sheet *x, const char *text);

#endif
