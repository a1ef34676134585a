/* base/banned.h - calls that this project does not use; forced into every C file by the build.
 * Duty: turn calls that overflow, hide state or read a global clock into compile errors. */
#ifndef WD_BASE_BANNED_H
#define WD_BASE_BANNED_H

#include <stdio.h>
#include <string.h>
#include <time.h>

#define WD_BANNED(call) wd_banned_##call##_see_base_banned_h
#undef strcpy
#define strcpy(d, s) WD_BANNED(strcpy)
#undef strcat
#define strcat(d, s) WD_BANNED(strcat)
#undef strncpy
#define strncpy(d, s, n) WD_BANNED(strncpy)
#undef strncat
#define strncat(d, s, n) WD_BANNED(strncat)
#undef sprintf
#define sprintf(...) WD_BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) WD_BANNED(vsprintf)
#undef strtok
#define strtok(s, d) WD_BANNED(strtok)
#undef gmtime
#define gmtime(t) WD_BANNED(gmtime)
#undef localtime
#define localtime(t) WD_BANNED(localtime)
#undef ctime
#define ctime(t) WD_BANNED(ctime)
#undef asctime
#define asctime(t) WD_BANNED(asctime)
#undef mktime
#define mktime(t) WD_BANNED(mktime)

#endif
