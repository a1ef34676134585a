/* markup/entity_table.h - private to markup: the rows of entity_table.c.
 * Duty: named character references with their semicolon left off, in byte order of names. */
#ifndef WD_MARKUP_ENTITY_TABLE_H
#define WD_MARKUP_ENTITY_TABLE_H

#include "base/common.h"

#define WD_ENTITY_ROWS 2125
#define WD_ENTITY_NAME_MAX 31
#define WD_ENTITY_LEGACY_MAX 6 /* longest name that HTML allows without semicolon */

struct wd_entity_row {
    char name[WD_ENTITY_NAME_MAX + 1];
    char bytes[7];
    uint8_t name_n, bytes_n;
    uint8_t legacy; /* also allowed without a semicolon */
};
extern const struct wd_entity_row wd_entity_rows[WD_ENTITY_ROWS];
extern const uint16_t wd_entity_start[53];

/* What windows-1252 has at 0x80..0x9F; 0 where it has nothing. */
extern const uint16_t wd_cp1252_c1[32];

#endif
