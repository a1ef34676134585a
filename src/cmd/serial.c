#include "cmd/cmd.h"

bool wd_serial_of(const char *text, char kind, uint32_t *ret_serial)
{
    int64_t serial = 0;
    if (text[0] != kind || !wd_str_to_i64(wd_str_c(text + 1), &serial) || serial < 1 || serial > INT32_MAX)
        return false;
    *ret_serial = (uint32_t)serial;
    return true;
}
