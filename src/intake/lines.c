#include "intake/lines.h"

#include "base/utf8.h"
#include "markup/entity.h"

enum {
    WRAP_LEAST = 45,
    WRAP_MOST = 100,
    LONGEST_WORD = 40 /* a longer one says nothing about the width */
};

struct wd_str wd_line_next(struct wd_str *rest)
{
    size_t i = 0;
    while (i < rest->n && rest->p[i] != '\n' && rest->p[i] != '\r')
        i++;
    struct wd_str line = wd_str_n(rest->p, i);
    if (i < rest->n)
        i += rest->p[i] == '\r' && i + 1 < rest->n && rest->p[i + 1] == '\n' ? 2 : 1;
    *rest = wd_str_from(*rest, i);
    return line;
}

struct wd_str wd_line_clean(struct wd_arena *a, struct wd_str line)
{
    line = wd_str_trim(line);
    bool clean = true;
    for (size_t i = 0; i < line.n && clean; i++)
        clean = ((unsigned char)line.p[i] >= 0x20 && line.p[i] != 0x7F) && !(line.p[i] == ' ' && line.p[i + 1] == ' ');
    if (clean)
        return line;
    char *p = wd_arena_raw(a, line.n);
    size_t n = 0;
    for (size_t i = 0; i < line.n; i++) {
        char c = wd_is_blank(line.p[i]) || line.p[i] == '\v' ? ' ' : line.p[i];
        if ((unsigned char)c < 0x20 || c == 0x7F || (c == ' ' && n && p[n - 1] == ' '))
            continue;
        p[n++] = c;
    }
    return wd_str_trim(wd_str_n(p, n));
}

bool wd_line_indented(struct wd_str line)
{
    return line.n > 1 && wd_is_blank(line.p[0]) && wd_is_blank(line.p[1]);
}

/* Lines broken at a fixed width: paragraphs are then set apart by blank or indented lines. */
static bool is_wrapped(struct wd_str text)
{
    size_t paragraph = 0, full = 0, last = 0, wrapped = 0, loose = 0;
    while (text.n) {
        struct wd_str line = wd_line_next(&text);
        size_t n = wd_str_trim(line).n;
        if (n > WRAP_MOST * 2)
            return false;
        if (n == 0 || wd_line_indented(line)) {
            if (paragraph >= 2) {
                if (full + 1 >= paragraph && last <= WRAP_MOST)
                    wrapped++;
                else
                    loose++;
            }
            paragraph = full = 0;
        }
        if (n) {
            paragraph++;
            full += n >= WRAP_LEAST && n <= WRAP_MOST;
            last = n;
        }
    }
    if (paragraph >= 2) {
        if (full + 1 >= paragraph)
            wrapped++;
        else
            loose++;
    }
    return wrapped > loose;
}

static bool starts_list_item(struct wd_str line)
{
    static const char *const marks[] = {"- ", "* ", "+ ", "\xE2\x80\xA2 ", "\xE2\x80\xA2\t"};
    for (size_t i = 0; i < WD_COUNT(marks); i++)
        if (wd_str_starts(line, marks[i]))
            return true;
    return false;
}

static void flush_paragraph(struct wd_arena *a, struct wd_buf *scratch, wd_paragraphs *list)
{
    struct wd_str joined = wd_str_trim(wd_buf_str(scratch));
    if (joined.n)
        wd_list_add(a, list, (struct wd_paragraph){.text = wd_arena_str(a, joined)});
    wd_buf_reset(scratch);
}

void wd_lines_paragraphs(struct wd_arena *a, struct wd_buf *scratch, struct wd_str text, wd_paragraphs *ret)
{
    bool wrapped = is_wrapped(text), first = true;
    while (text.n) {
        struct wd_str raw = wd_line_next(&text), line = wd_line_clean(a, raw);
        if (!line.n) {
            flush_paragraph(a, scratch, ret);
            continue;
        }
        if (!wrapped || first) {
            wd_list_add(a, ret, (struct wd_paragraph){.text = line});
            first = false;
            continue;
        }
        if (wd_line_indented(raw) || starts_list_item(line))
            flush_paragraph(a, scratch, ret);
        if (scratch->n)
            wd_buf_byte(scratch, ' ');
        wd_buf_puts(scratch, line);
        if (scratch->err)
            flush_paragraph(a, scratch, ret);
    }
    flush_paragraph(a, scratch, ret);
}

/* With what stands before it: an indented line is as wide as the others. */
static size_t columns(struct wd_str raw)
{
    while (raw.n && (unsigned char)raw.p[raw.n - 1] <= ' ')
        raw.n--;
    return wd_utf8_count(raw);
}

/* The width that one line in twenty reaches: a few longer ones (addresses, tables) do not count. */
size_t wd_lines_width(struct wd_str text)
{
    size_t lengths[WRAP_MOST * 2 + 1] = {0}, lines = 0;
    while (text.n) {
        size_t n = columns(wd_line_next(&text));
        lengths[WD_MIN(n, (size_t)WRAP_MOST * 2)]++;
        lines += n > 0;
    }
    size_t least = lines / 20 + 1, seen = 0, width = WRAP_MOST * 2;
    while (width && (seen += lengths[width]) < least)
        width--;
    return width >= WRAP_LEAST && width <= WRAP_MOST ? width : 0;
}

/* Would the first word of the next line have stood behind this one? Then the writer broke the line there. */
static bool break_was_meant(struct wd_str raw, struct wd_str next, size_t width)
{
    size_t word = 0;
    while (word < next.n && !wd_is_blank(next.p[word]))
        word++;
    size_t letters = wd_utf8_count(wd_str_n(next.p, word));
    return !width || starts_list_item(next) || (letters <= LONGEST_WORD && columns(raw) + 1 + letters < width);
}

/* "| a | b |" as a row of cells. */
static void put_row(struct wd_buf *out, struct wd_str line)
{
    struct wd_str cells = wd_str_n(line.p + 1, line.n - 2), cell;
    wd_buf_putc(out, "<tr>");
    while (wd_str_cut(&cells, '|', &cell)) {
        wd_buf_putc(out, "<td>");
        wd_put_escaped(out, wd_str_trim(cell), false);
        wd_buf_putc(out, "</td>");
    }
    wd_buf_putc(out, "</tr>");
}

void wd_lines_html(struct wd_arena *a, struct wd_str text, struct wd_buf *out)
{
    enum { NONE, PARAGRAPH, TABLE } open = NONE;
    size_t width = wd_lines_width(text);
    struct wd_str last = {"", 0};
    bool list = false; /* inside an item of a list, whose lines may be indented */
    while (text.n) {
        struct wd_str raw = wd_line_next(&text), line = wd_line_clean(a, raw);
        bool row = line.n > 2 && line.p[0] == '|' && line.p[line.n - 1] == '|';
        if (open == TABLE && !row) {
            wd_buf_putc(out, "</table>\n");
            open = NONE;
        }
        bool goes_on = list && wd_line_indented(raw) && !starts_list_item(line) && !break_was_meant(last, line, width);
        if (open == PARAGRAPH && (!line.n || row || (wd_line_indented(raw) && !goes_on) || (!width && last.n > WRAP_MOST))) {
            wd_buf_putc(out, "</p>\n");
            open = NONE;
        }
        if (row) {
            wd_buf_putc(out, open == TABLE ? "\n" : "<table>");
            put_row(out, line);
            open = TABLE;
        } else if (line.n) {
            if (open == NONE)
                wd_buf_putc(out, "<p>");
            else if (break_was_meant(last, line, width))
                wd_buf_putc(out, "<br>");
            else
                wd_buf_byte(out, ' ');
            wd_put_escaped(out, line, false);
            open = PARAGRAPH;
        }
        list = line.n && (starts_list_item(line) || (list && goes_on));
        last = raw;
    }
    if (open != NONE)
        wd_buf_putc(out, open == TABLE ? "</table>" : "</p>");
}
