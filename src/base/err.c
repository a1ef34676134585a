#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
    int number;
    const char *name, *text;
    bool retry;
} errors[] = {
#define WD_ERR_ROW(code, number, text, retry) {number, #code, text, retry},
    WD_ERRORS(WD_ERR_ROW)
#undef WD_ERR_ROW
};

static int row_of(int code)
{
    for (size_t i = 0; i < WD_COUNT(errors); i++)
        if (errors[i].number == code)
            return (int)i;
    return -1;
}

const char *wd_err_text(int code)
{
    int row = row_of(code);
    return code == 0 ? "ok" : row < 0 ? "unknown error" : errors[row].text;
}

const char *wd_err_name(int code)
{
    int row = row_of(code);
    return code == 0 ? "WD_OK" : row < 0 ? "WD_E_UNKNOWN" : errors[row].name;
}

bool wd_err_retry(int code)
{
    int row = row_of(code);
    return row >= 0 && errors[row].retry;
}

/* What was cut off may have split the last character. */
static void end_with_a_character(char message[static 1])
{
    size_t n = strlen(message);
    while (n && ((unsigned char)message[n - 1] & 0xC0) == 0x80)
        n--;
    if (n && (unsigned char)message[n - 1] >= 0xC0)
        n--;
    message[n] = 0;
}

int wd_where_set(struct wd_where *w, int code, const char *format, ...)
{
    if (w) {
        va_list args;
        va_start(args, format);
        int n = vsnprintf(w->message, sizeof w->message, format, args);
        va_end(args);
        if (n >= (int)sizeof w->message)
            end_with_a_character(w->message);
    }
    return code;
}

void wd_where_locate(struct wd_where *w, const char *text, size_t n, size_t byte)
{
    if (!w)
        return;
    byte = WD_MIN(byte, n);
    w->byte = byte;
    w->line = 1;
    size_t line_start = 0;
    for (size_t i = 0; i < byte; i++)
        if (text[i] == '\n') {
            w->line++;
            line_start = i + 1;
        }
    w->column = (uint32_t)(byte - line_start + 1);
}
