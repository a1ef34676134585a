#include "markup/charset_label.h"

#define ROW(name, iconv, family, labels) \
    { \
        name, iconv, WD_CHARSET_##family, 1, labels \
    }

static const struct wd_charset_row ROWS[] = {
    ROW("utf-8", "UTF-8", UTF8, "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8"),
    ROW("windows-1252", "CP1252", CP1252,
        "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 latin1 l1 latin-1 csisolatin1 "
        "ascii "
        "us-ascii ansi_x3.4-1968 cp819 ibm819"),
    ROW("iso-8859-2", "ISO-8859-2", ASCII_SUPERSET,
        "iso-8859-2 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 iso-ir-101 latin2 l2 csisolatin2"),
    ROW("iso-8859-3", "ISO-8859-3", ASCII_SUPERSET,
        "iso-8859-3 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 iso-ir-109 latin3 l3 csisolatin3"),
    ROW("iso-8859-4", "ISO-8859-4", ASCII_SUPERSET,
        "iso-8859-4 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 iso-ir-110 latin4 l4 csisolatin4"),
    ROW("iso-8859-5", "ISO-8859-5", ASCII_SUPERSET,
        "iso-8859-5 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 iso-ir-144 cyrillic csisolatincyrillic"),
    ROW("iso-8859-6", "ISO-8859-6", ASCII_SUPERSET,
        "iso-8859-6 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 iso-ir-127 arabic asmo-708 ecma-114 csisolatinarabic iso-8859-6-e "
        "iso-8859-6-i"),
    ROW("iso-8859-7", "ISO-8859-7", ASCII_SUPERSET,
        "iso-8859-7 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 iso-ir-126 greek greek8 ecma-118 elot_928 sun_eu_greek csisolatingreek"),
    ROW("iso-8859-8", "ISO-8859-8", ASCII_SUPERSET,
        "iso-8859-8 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 iso-ir-138 hebrew visual csisolatinhebrew iso-8859-8-e iso-8859-8-i "
        "logical"),
    ROW("iso-8859-10", "ISO-8859-10", ASCII_SUPERSET, "iso-8859-10 iso8859-10 iso885910 iso-ir-157 latin6 l6 csisolatin6"),
    ROW("iso-8859-13", "ISO-8859-13", ASCII_SUPERSET, "iso-8859-13 iso8859-13 iso885913"),
    ROW("iso-8859-14", "ISO-8859-14", ASCII_SUPERSET, "iso-8859-14 iso8859-14 iso885914"),
    ROW("iso-8859-15", "ISO-8859-15", ASCII_SUPERSET, "iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 latin-9 latin9 csisolatin9"),
    ROW("iso-8859-16", "ISO-8859-16", ASCII_SUPERSET, "iso-8859-16 iso8859-16"),
    ROW("windows-1250", "CP1250", ASCII_SUPERSET, "windows-1250 cp1250 x-cp1250"),
    ROW("windows-1251", "CP1251", ASCII_SUPERSET, "windows-1251 cp1251 x-cp1251 win-1251"),
    ROW("windows-1253", "CP1253", ASCII_SUPERSET, "windows-1253 cp1253 x-cp1253"),
    ROW("windows-1254", "CP1254", ASCII_SUPERSET,
        "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 iso-ir-148 latin5 l5 csisolatin5"),
    ROW("windows-1255", "CP1255", ASCII_SUPERSET, "windows-1255 cp1255 x-cp1255"),
    ROW("windows-1256", "CP1256", ASCII_SUPERSET, "windows-1256 cp1256 x-cp1256"),
    ROW("windows-1257", "CP1257", ASCII_SUPERSET, "windows-1257 cp1257 x-cp1257"),
    ROW("windows-1258", "CP1258", ASCII_SUPERSET, "windows-1258 cp1258 x-cp1258"),
    ROW("tis-620", "CP874", ASCII_SUPERSET, "windows-874 tis-620 dos-874 iso-8859-11 iso8859-11 iso885911 cp874"),
    ROW("koi8-r", "KOI8-R", ASCII_SUPERSET, "koi8-r koi koi8 koi8_r cskoi8r"),
    ROW("koi8-u", "KOI8-U", ASCII_SUPERSET, "koi8-u koi8-ru"),
    ROW("ibm866", "IBM866", ASCII_SUPERSET, "ibm866 866 cp866 csibm866"),
    ROW("ibm850", "IBM850", ASCII_SUPERSET, "ibm850 cp850 850"),
    ROW("ibm437", "IBM437", ASCII_SUPERSET, "ibm437 cp437 437"),
    ROW("ibm855", "IBM855", ASCII_SUPERSET, "ibm855 cp855"),
    ROW("macintosh", "MACINTOSH", ASCII_SUPERSET, "macintosh mac x-mac-roman csmacintosh"),
    ROW("mac-cyrillic", "MAC-CYRILLIC", ASCII_SUPERSET, "x-mac-cyrillic x-mac-ukrainian mac-cyrillic"),
    ROW("iso_6937", "ISO_6937", ASCII_SUPERSET, "iso_6937 iso6937 iso_6937-2-add iso-ir-156"),
    ROW("viscii", "VISCII", ASCII_SUPERSET, "viscii"),
    ROW("gb18030", "GB18030", ASCII_SUPERSET,
        "gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 x-gbk cp936 gb-18030 euc-cn"),
    ROW("big5", "BIG5-HKSCS", ASCII_SUPERSET, "big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950"),
    ROW("euc-jp", "EUC-JP-MS", ASCII_SUPERSET, "euc-jp x-euc-jp cseucpkdfmtjapanese eucjp"),
    ROW("shift_jis", "CP932", ASCII_SUPERSET, "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis cp932"),
    ROW("euc-kr", "UHC", ASCII_SUPERSET,
        "euc-kr uhc cp949 cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949"),
    ROW("iso-2022-jp", "ISO-2022-JP", STATEFUL, "iso-2022-jp csiso2022jp"),
    {"utf-16le", "UTF-16LE", WD_CHARSET_WIDE, 2, "utf-16le utf-16 utf16 utf_16 u16 unicode iso-10646-ucs-2 ucs-2 csunicode unicodefeff"},
    {"utf-16be", "UTF-16BE", WD_CHARSET_WIDE, 2, "utf-16be unicodefffe"},
    {"utf-32le", "UTF-32LE", WD_CHARSET_WIDE, 4, "utf-32le utf-32 utf32 utf_32 u32 ucs-4 iso-10646-ucs-4"},
    {"utf-32be", "UTF-32BE", WD_CHARSET_WIDE, 4, "utf-32be"},
};

const struct wd_charset_row *wd_charset_find(struct wd_str label)
{
    label = wd_str_trim(label);
    for (size_t i = 0; label.n && i < WD_COUNT(ROWS); i++) {
        struct wd_str rest = wd_str_c(ROWS[i].labels), one;
        while (wd_str_cut(&rest, ' ', &one)) {
            if (wd_str_eq_nocase(one, label))
                return &ROWS[i];
        }
    }
    return NULL;
}
