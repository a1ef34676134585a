#include "text/date_words.h"

#include <utf8proc.h>

#include "base/utf8.h"
#include "text/fold.h"

size_t wd_date_plain(struct wd_str word, char *out, size_t most)
{
    size_t n = 0;
    for (size_t at = 0; at < word.n && n + 4 <= most;) {
        struct wd_cp c = wd_utf8_at(word, at);
        at += c.bytes;
        utf8proc_int32_t parts[8];
        int boundary = 0;
        utf8proc_ssize_t count =
            c.cp < 0x80 ? 0 : utf8proc_decompose_char((utf8proc_int32_t)c.cp, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &boundary);
        uint32_t cp = count > 0 && c.cp < 0x1100 ? (uint32_t)parts[0] : c.cp; /* syllables of Hangul stay whole */
        if (utf8proc_category((utf8proc_int32_t)cp) != UTF8PROC_CATEGORY_MN)
            n += wd_utf8_put(out + n, wd_lower_cp(cp));
    }
    return n;
}

struct month {
    const char *name;
    int month;
};

/* clang-format off */
static const struct month months[] = {
    {"january", 1}, {"februar", 2}, {"february", 2}, {"march", 3}, {"april", 4}, {"may", 5}, {"june", 6}, {"july", 7}, {"august", 8},
    {"september", 9}, {"october", 10}, {"november", 11}, {"december", 12},
    {"januar", 1}, {"janner", 1}, {"jaenner", 1}, {"feber", 2}, {"marz", 3}, {"maerz", 3}, {"mrz", 3}, {"mai", 5}, {"juni", 6}, {"juli", 7},
    {"oktober", 10}, {"dezember", 12},
    {"janvier", 1}, {"fevrier", 2}, {"mars", 3}, {"avril", 4}, {"juin", 6}, {"juillet", 7}, {"aout", 8}, {"septembre", 9}, {"octobre", 10},
    {"novembre", 11}, {"decembre", 12},
    {"enero", 1}, {"febrero", 2}, {"marzo", 3}, {"abril", 4}, {"mayo", 5}, {"junio", 6}, {"julio", 7}, {"agosto", 8}, {"septiembre", 9},
    {"setiembre", 9}, {"octubre", 10}, {"noviembre", 11}, {"diciembre", 12},
    {"gennaio", 1}, {"febbraio", 2}, {"aprile", 4}, {"maggio", 5}, {"giugno", 6}, {"luglio", 7}, {"settembre", 9}, {"ottobre", 10}, {"dicembre", 12},
    {"janeiro", 1}, {"fevereiro", 2}, {"marco", 3}, {"maio", 5}, {"junho", 6}, {"julho", 7}, {"setembro", 9}, {"outubro", 10}, {"novembro", 11},
    {"dezembro", 12},
    {"januari", 1}, {"februari", 2}, {"maart", 3}, {"mrt", 3}, {"mei", 5}, {"augustus", 8},
    {"marcius", 3}, {"aprilis", 4}, {"majus", 5}, {"junius", 6}, {"julius", 7}, {"augusztus", 8}, {"szeptember", 9}, {"okt", 10},
    {"ιανουαριος", 1}, {"ιανουαριου", 1}, {"φεβρουαριος", 2}, {"φεβρουαριου", 2}, {"μαρτιος", 3}, {"μαρτιου", 3}, {"απριλιος", 4},
    {"απριλιου", 4}, {"μαιος", 5}, {"μαιου", 5}, {"ιουνιος", 6}, {"ιουνιου", 6}, {"ιουλιος", 7}, {"ιουλιου", 7}, {"αυγουστος", 8},
    {"αυγουστου", 8}, {"σεπτεμβριος", 9}, {"σεπτεμβριου", 9}, {"οκτωβριος", 10}, {"οκτωβριου", 10}, {"νοεμβριος", 11}, {"νοεμβριου", 11},
    {"δεκεμβριος", 12}, {"δεκεμβριου", 12},
    {"январь", 1}, {"января", 1}, {"февраль", 2}, {"февраля", 2}, {"март", 3}, {"марта", 3}, {"апрель", 4}, {"апреля", 4}, {"маи", 5},
    {"май", 5}, {"мая", 5}, {"июнь", 6}, {"июня", 6}, {"июль", 7}, {"июля", 7}, {"август", 8}, {"августа", 8}, {"сентябрь", 9}, {"сентября", 9},
    {"октябрь", 10}, {"октября", 10}, {"ноябрь", 11}, {"ноября", 11}, {"декабрь", 12}, {"декабря", 12},
};

static const char *const fillers[] = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "lundi", "mardi", "mercredi", "jeudi", "vendredi",
    "samedi", "dimanche", "lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica", "segunda", "terca", "quarta", "quinta", "sexta",
    "feira", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "hetfo", "kedd", "szerda", "csutortok", "pentek", "szombat",
    "vasarnap", "δευτερα", "τριτη", "τεταρτη", "πεμπτη", "παρασκευη", "σαββατο", "κυριακη", "понедельник", "вторник", "среда", "четверг", "пятница",
    "суббота", "воскресенье", "lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo", "at", "on", "of", "the", "st", "nd", "rd", "th",
    "um", "uhr", "den", "a", "le", "de", "del", "a", "as", "alle", "ore", "om", "uur", "er", "г", "года", "в", "klo", "hrs", "hours", "h", "o", "clock", "time",
};

#define H(hours) ((hours) * 3600)
#define HM(hours, minutes) ((hours) * 3600 + (minutes) * 60)
static const struct wd_date_zone zones[] = {
    {"z", WD_ZONE_PLAIN, 0, {0}}, {"ut", WD_ZONE_PLAIN, 0, {0}}, {"utc", WD_ZONE_PLAIN, 0, {0}}, {"gmt", WD_ZONE_PLAIN, 0, {0}},
    {"wet", WD_ZONE_PLAIN, 0, {0}}, {"west", WD_ZONE_PLAIN, H(1), {0}}, {"cet", WD_ZONE_PLAIN, H(1), {0}}, {"cest", WD_ZONE_PLAIN, H(2), {0}},
    {"met", WD_ZONE_PLAIN, H(1), {0}}, {"mez", WD_ZONE_PLAIN, H(1), {0}}, {"mest", WD_ZONE_PLAIN, H(2), {0}}, {"mesz", WD_ZONE_PLAIN, H(2), {0}},
    {"eet", WD_ZONE_PLAIN, H(2), {0}}, {"eest", WD_ZONE_PLAIN, H(3), {0}}, {"msk", WD_ZONE_PLAIN, H(3), {0}}, {"msd", WD_ZONE_PLAIN, H(4), {0}},
    {"trt", WD_ZONE_PLAIN, H(3), {0}}, {"ist", WD_ZONE_AMBIGUOUS, HM(5, 30), {H(2), H(1)}}, {"bst", WD_ZONE_AMBIGUOUS, H(1), {H(6), 0}},
    {"cst", WD_ZONE_AMBIGUOUS, H(-6), {H(8), 0}}, {"ast", WD_ZONE_AMBIGUOUS, H(-4), {H(3), 0}}, {"est", WD_ZONE_AMBIGUOUS, H(-5), {H(10), 0}},
    {"edt", WD_ZONE_PLAIN, H(-4), {0}}, {"cdt", WD_ZONE_PLAIN, H(-5), {0}}, {"mst", WD_ZONE_PLAIN, H(-7), {0}}, {"mdt", WD_ZONE_PLAIN, H(-6), {0}},
    {"pst", WD_ZONE_PLAIN, H(-8), {0}}, {"pdt", WD_ZONE_PLAIN, H(-7), {0}}, {"adt", WD_ZONE_PLAIN, H(-3), {0}}, {"nst", WD_ZONE_PLAIN, -HM(3, 30), {0}},
    {"ndt", WD_ZONE_PLAIN, -HM(2, 30), {0}}, {"akst", WD_ZONE_PLAIN, H(-9), {0}}, {"akdt", WD_ZONE_PLAIN, H(-8), {0}}, {"hst", WD_ZONE_PLAIN, H(-10), {0}},
    {"et", WD_ZONE_US, H(-5), {0}}, {"ct", WD_ZONE_US, H(-6), {0}}, {"mt", WD_ZONE_US, H(-7), {0}}, {"pt", WD_ZONE_US, H(-8), {0}},
    {"at", WD_ZONE_US, H(-4), {0}}, {"idt", WD_ZONE_PLAIN, H(3), {0}}, {"pkt", WD_ZONE_PLAIN, H(5), {0}}, {"npt", WD_ZONE_PLAIN, HM(5, 45), {0}},
    {"bdt", WD_ZONE_PLAIN, H(6), {0}}, {"slst", WD_ZONE_PLAIN, HM(5, 30), {0}}, {"aft", WD_ZONE_PLAIN, HM(4, 30), {0}}, {"irst", WD_ZONE_PLAIN, HM(3, 30), {0}},
    {"gst", WD_ZONE_PLAIN, H(4), {0}}, {"ict", WD_ZONE_PLAIN, H(7), {0}}, {"wib", WD_ZONE_PLAIN, H(7), {0}}, {"wita", WD_ZONE_PLAIN, H(8), {0}},
    {"wit", WD_ZONE_PLAIN, H(9), {0}}, {"sgt", WD_ZONE_PLAIN, H(8), {0}}, {"myt", WD_ZONE_PLAIN, H(8), {0}}, {"hkt", WD_ZONE_PLAIN, H(8), {0}},
    {"pht", WD_ZONE_PLAIN, H(8), {0}}, {"jst", WD_ZONE_PLAIN, H(9), {0}}, {"kst", WD_ZONE_PLAIN, H(9), {0}}, {"awst", WD_ZONE_PLAIN, H(8), {0}},
    {"acst", WD_ZONE_PLAIN, HM(9, 30), {0}}, {"acdt", WD_ZONE_PLAIN, HM(10, 30), {0}}, {"aest", WD_ZONE_PLAIN, H(10), {0}}, {"aedt", WD_ZONE_PLAIN, H(11), {0}},
    {"nzst", WD_ZONE_PLAIN, H(12), {0}}, {"nzdt", WD_ZONE_PLAIN, H(13), {0}}, {"sast", WD_ZONE_PLAIN, H(2), {0}}, {"cat", WD_ZONE_PLAIN, H(2), {0}},
    {"eat", WD_ZONE_PLAIN, H(3), {0}}, {"wat", WD_ZONE_PLAIN, H(1), {0}}, {"brt", WD_ZONE_PLAIN, H(-3), {0}}, {"art", WD_ZONE_PLAIN, H(-3), {0}},
    {"clt", WD_ZONE_PLAIN, H(-4), {0}}, {"cot", WD_ZONE_PLAIN, H(-5), {0}}, {"pet", WD_ZONE_PLAIN, H(-5), {0}}, {"vet", WD_ZONE_PLAIN, H(-4), {0}},
};
/* clang-format on */

/* Regions and languages in which an abbreviation has another meaning than its usual one, or confirms it. */
static const struct {
    const char *zone, *tag; /* tag: a region in two letters after '-', or a language */
    int32_t offset_s;
} meanings[] = {
    {"ist", "-in", HM(5, 30)}, {"ist", "-ie", H(1)}, {"ist", "-il", H(2)},  {"ist", "ga", H(1)},   {"ist", "he", H(2)},
    {"ist", "iw", H(2)},       {"bst", "-bd", H(6)}, {"bst", "-gb", H(1)},  {"bst", "bn", H(6)},   {"cst", "-cn", H(8)},
    {"cst", "-tw", H(8)},      {"cst", "-hk", H(8)}, {"cst", "-us", H(-6)}, {"cst", "zh", H(8)},   {"ast", "-sa", H(3)},
    {"ast", "-kw", H(3)},      {"ast", "-iq", H(3)}, {"ast", "-bh", H(3)},  {"ast", "-qa", H(3)},  {"ast", "-ye", H(3)},
    {"ast", "-ca", H(-4)},     {"ast", "ar", H(3)},  {"est", "-au", H(10)}, {"est", "-us", H(-5)},
};

static bool is_tagged(struct wd_str language, const char *tag)
{
    struct wd_str part;
    bool region = tag[0] == '-';
    for (bool first = true; wd_str_cut(&language, '-', &part); first = false)
        if (first != region && wd_str_eqc_nocase(part, region ? tag + 1 : tag))
            return true;
    return false;
}

int32_t wd_date_zone_by_language(const struct wd_date_zone *zone, struct wd_str language)
{
    for (size_t i = 0; language.n && i < WD_COUNT(meanings); i++)
        if (strcmp(zone->name, meanings[i].zone) == 0 && is_tagged(language, meanings[i].tag))
            return meanings[i].offset_s;
    return zone->offset_s;
}

int wd_date_month(struct wd_str plain)
{
    size_t letters = wd_utf8_count(plain);
    if (letters < 3)
        return 0;
    if (wd_str_eqc(plain, "sept"))
        return 9;
    if (wd_str_eqc(plain, "juil"))
        return 7;
    for (size_t i = 0; i < WD_COUNT(months); i++)
        if (months[i].name[0] == plain.p[0] && strncmp(months[i].name, plain.p, plain.n) == 0)
            return months[i].month;
    return 0;
}

bool wd_date_is_filler(struct wd_str plain)
{
    for (size_t i = 0; i < WD_COUNT(fillers); i++)
        if (wd_str_eqc(plain, fillers[i]))
            return true;
    return false;
}

const struct wd_date_zone *wd_date_zone(struct wd_str plain)
{
    for (size_t i = 0; i < WD_COUNT(zones); i++)
        if (wd_str_eqc(plain, zones[i].name))
            return &zones[i];
    return NULL;
}

bool wd_date_us_summer(struct wd_civil local)
{
    int month = local.month;
    int from = local.year >= 2007 ? 3 : 4, to = local.year >= 2007 ? 11 : 10;
    if (month < from || month > to)
        return false;
    if (month > from && month < to)
        return true;
    int64_t first = wd_time_from_civil((struct wd_civil){.year = local.year, .month = month, .day = 1});
    int sunday = 1 + (6 - wd_time_to_civil(first).weekday);
    if (month == 3)
        sunday += 7;
    while (month == 10 && sunday + 7 <= 31)
        sunday += 7;
    bool past = local.day > sunday || (local.day == sunday && local.hour >= 2);
    return month == from ? past : !past;
}
