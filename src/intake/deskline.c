#include "intake/deskline.h"

#include "intake/wire.h"

enum { LONGEST_BYLINE = 90, LONGEST_EMBARGO = 200, LONGEST_DATELINE = 90, LONGEST_SIGN_OFF = 40, LONGEST_TAKE = 60, DAY_S = 86400 };

static const struct {
    const char *word;
    const char *signal; /* NULL: a take word that asks nothing of the desk */
} words[] = {
    {"lead", "update"},
    {"ld", "update"},
    {"writethru", "update"},
    {"write-thru", "update"},
    {"writethrough", "update"},
    {"update", "update"},
    {"updates", "update"},
    {"updated", "update"},
    {"refile", "update"},
    {"recast", "update"},
    {"recasts", "update"},
    {"sub", "update"},
    {"subs", "update"},
    {"insert", "update"},
    {"zusammenfassung", NULL},
    {"neufassung", "update"},
    {"aktualisierung", "update"},
    {"aktualisiert", "update"},
    {"actualizacion", "update"},
    {"actualisation", "update"},
    {"correction", "correction"},
    {"corrects", "correction"},
    {"corrected", "correction"},
    {"corrective", "correction"},
    {"correct", "correction"},
    {"berichtigung", "correction"},
    {"berichtigt", "correction"},
    {"korrektur", "correction"},
    {"rectificatif", "correction"},
    {"correccion", "correction"},
    {"rettifica", "correction"},
    {"errata", "correction"},
    {"kill", "kill"},
    {"killed", "kill"},
    {"elim", "kill"},
    {"elimination", "kill"},
    {"withdrawal", "kill"},
    {"withdrawn", "kill"},
    {"retraction", "kill"},
    {"annulation", "kill"},
    {"annullierung", "kill"},
    {"storno", "kill"},
    {"anulacion", "kill"},
    {"advisory", "advisory"},
    {"advisories", "advisory"},
    {"memo", "advisory"},
    {"extra", NULL},
    {"flash", NULL},
    {"bulletin", NULL},
    {"urgent", NULL},
    {"alert", NULL},
    {"snap", NULL},
    {"eil", NULL},
    {"eilmeldung", NULL},
    {"net", NULL},
    {"night", NULL},
    {"final", NULL},
    {"exclusive", NULL},
    {"repeat", NULL},
    {"rpt", NULL},
    {"add", NULL},
    {"take", NULL},
    {"mandatory", NULL},
    {"attention", NULL},
};

/* "1st", "2ND", "3.", "4" */
static size_t ordinal_bytes(struct wd_str s)
{
    static const char *const ends[] = {"st", "nd", "rd", "th", "."};
    size_t n = 0;
    while (n < s.n && wd_is_digit(s.p[n]))
        n++;
    for (size_t i = 0; n && i < WD_COUNT(ends); i++)
        if (wd_str_starts_nocase(wd_str_from(s, n), ends[i]))
            return n + strlen(ends[i]);
    return n;
}

static bool is_word_byte(char c)
{
    return wd_is_alpha(c) || wd_is_digit(c) || (unsigned char)c >= 0x80 || c == '.';
}

/* Reads all words of s; gives whether every one is a take word, and one at least is no bare number. */
static bool read_words(struct wd_item *item, struct wd_str s, bool act)
{
    bool all = true, some = false; /* every word is one; there is more than numbers */
    for (size_t at = 0; at < s.n;) {
        size_t end = at;
        while (end < s.n && is_word_byte(s.p[end]))
            end++;
        struct wd_str word = wd_str_n(s.p + at, end - at);
        at = end == at ? at + 1 : end;
        word = wd_str_from(word, ordinal_bytes(word));
        if (!word.n)
            continue;
        size_t row = 0;
        while (row < WD_COUNT(words) && !wd_str_eqc_nocase(word, words[row].word))
            row++;
        if (row == WD_COUNT(words)) {
            all = false;
            continue;
        }
        some = true;
        if (act && words[row].signal)
            wd_wire_signal(item, (struct wd_str){"", 0}, wd_str_c(words[row].signal));
    }
    return all && some;
}

bool wd_deskline_take(struct wd_item *item, struct wd_str line)
{
    if (line.n > LONGEST_TAKE || !read_words(item, line, false))
        return false;
    return read_words(item, line, true);
}

void wd_deskline_words(struct wd_item *item, struct wd_str text)
{
    (void)read_words(item, text, true);
}

int wd_deskline_urgency(struct wd_str word)
{
    static const struct {
        const char *word;
        int urgency;
    } rows[] = {{"flash", 1},    {"f", 1}, {"alert", 1},    {"bulletin", 2}, {"b", 2},       {"snap", 2},
                {"urgent", 3},   {"u", 3}, {"r", 4},        {"regular", 4},  {"routine", 4}, {"normal", 4},
                {"ordinary", 4}, {"d", 5}, {"deferred", 5}, {"a", 6},        {"w", 6},       {"s", 6},
                {"h", 6},        {"z", 6}, {"advance", 6},  {"holdable", 6}, {"low", 6},     {"high", 3}};
    int64_t n;
    if (wd_str_to_i64(word, &n))
        return n >= 1 && n <= 9 ? (int)n : 0;
    for (size_t i = 0; i < WD_COUNT(rows); i++)
        if (wd_str_eqc_nocase(word, rows[i].word))
            return rows[i].urgency;
    return 0;
}

void wd_deskline_subject(struct wd_arena *a, struct wd_item *item, struct wd_str code)
{
    for (size_t i = 0; i < item->subjects.n; i++)
        if (wd_str_eq(item->subjects.v[i].code, code))
            return;
    wd_list_add(a, &item->subjects, (struct wd_concept){.qcode = code, .code = code, .scheme = WD_STR("subj")});
}

/* "1800 GMT" as "18:00 GMT": a clock time without colon. A year stays one: 1900 to 2099 is a time only beside another year. */
static struct wd_str with_colons(struct wd_arena *a, struct wd_str text)
{
    char *p = wd_arena_raw(a, text.n * 2 + 1);
    size_t n = 0;
    unsigned years = 0;
    for (size_t i = 0; i + 4 <= text.n; i++)
        years += (i == 0 || !wd_is_digit(text.p[i - 1])) &&
                 (wd_str_starts(wd_str_from(text, i), "19") || wd_str_starts(wd_str_from(text, i), "20")) && wd_is_digit(text.p[i + 2]) &&
                 wd_is_digit(text.p[i + 3]) && (i + 4 == text.n || !wd_is_digit(text.p[i + 4]));
    for (size_t i = 0; i < text.n;) {
        size_t digits = 0;
        while (i + digits < text.n && wd_is_digit(text.p[i + digits]))
            digits++;
        if (digits != 4) {
            digits += digits == 0;
            memcpy(p + n, text.p + i, digits);
            n += digits;
            i += digits;
            continue;
        }
        struct wd_str d = wd_str_n(text.p + i, 4), rest = wd_str_from(text, i + 4);
        bool year = (wd_str_starts(d, "19") || wd_str_starts(d, "20")) && years < 2;
        bool zoned = rest.n > 2 && rest.p[0] == ' ' && (wd_is_upper(rest.p[1]) || wd_str_starts(rest, " h")) && wd_is_alpha(rest.p[2]);
        bool clock = !year && zoned && (d.p[0] < '2' || (d.p[0] == '2' && d.p[1] < '4')) && d.p[2] < '6';
        memcpy(p + n, d.p, 2);
        n += 2;
        if (clock)
            p[n++] = ':';
        memcpy(p + n, d.p + 2, 2);
        n += 2;
        years -= clock && years && (wd_str_starts(d, "19") || wd_str_starts(d, "20"));
        i += 4;
    }
    return wd_str_n(p, n);
}

void wd_deskline_embargo_value(struct wd_arena *a, const struct wd_date_options *dates, struct wd_str value, struct wd_item *item)
{
    static const char *const lifted[] = {"none", "no", "lifted", "keine", "aufgehoben", "frei", "immediate", "aucun", "n/a", "-"};
    struct wd_date_options options = {.zone = dates->zone, .now_utc = WD_NO_TIME};
    struct wd_date d;
    value = wd_str_trim(value);
    for (size_t i = 0; i < WD_COUNT(lifted); i++)
        if (wd_str_eqc_nocase(value, lifted[i]) || (strlen(lifted[i]) > 4 && wd_str_starts_nocase(value, lifted[i])))
            return;
    struct wd_str text = with_colons(a, value);
    bool read = wd_date_parse(text, &options, &d);
    int64_t said = item->updated_utc != WD_NO_TIME ? item->updated_utc : item->published_utc;
    if (!read && said != WD_NO_TIME) {
        char iso[24];
        wd_time_iso(said, iso);
        read = wd_date_parse(wd_arena_printf(a, "%.*s %.4s", WD_STR_ARG(text), iso), &options, &d);
    }
    if (read)
        item->embargo_utc = d.has_time ? d.utc : d.utc + DAY_S; /* a day without a time: until it is over */
    else
        item->pubstatus = WD_PUB_WITHHELD;
}

bool wd_deskline_embargo(struct wd_arena *a, const struct wd_date_options *dates, struct wd_str line, struct wd_item *item)
{
    static const struct {
        const char *start;
        bool capitals; /* counts in capitals only: the same words begin sentences */
    } starts[] = {{"embargo:", false},
                  {"embargo until", false},
                  {"embargo ", true},
                  {"embargoed:", false},
                  {"embargoed until", false},
                  {"embargoed till", false},
                  {"embargoed for", false},
                  {"embargoed to", false},
                  {"under embargo until", false},
                  {"strictly embargoed until", false},
                  {"not for release before", false},
                  {"not for release until", false},
                  {"not for publication before", false},
                  {"not for publication until", false},
                  {"not for use before", false},
                  {"not to be published before", false},
                  {"hold for release", false},
                  {"for release ", true},
                  {"sperrfrist:", false},
                  {"sperrfrist bis", false},
                  {"sperrfrist ", true},
                  {"gesperrt bis", false},
                  {"sous embargo jusqu", false},
                  {"embargo jusqu", false},
                  {"embargo hasta", false},
                  {"embargado hasta", false},
                  {"embargo fino", false}};
    if (line.n > LONGEST_EMBARGO)
        return false;
    if (line.n > 2 && (line.p[0] == '(' || line.p[0] == '+' || line.p[0] == '*' || line.p[0] == '[')) {
        while (line.n && strchr("(+*[ ", line.p[0]))
            line = wd_str_from(line, 1);
        while (line.n && strchr(")+*] ", line.p[line.n - 1]))
            line.n--;
    }
    for (size_t i = 0; i < WD_COUNT(starts); i++) {
        if (!wd_str_starts_nocase(line, starts[i].start) || (starts[i].capitals && !(line.n > 1 && wd_is_upper(line.p[1]))))
            continue;
        struct wd_str value = wd_str_from(line, strlen(starts[i].start));
        while (value.n && (value.p[0] == ':' || value.p[0] == ' '))
            value = wd_str_from(value, 1);
        wd_deskline_embargo_value(a, dates, value, item);
        return true;
    }
    return false;
}

bool wd_deskline_byline(struct wd_str line, struct wd_str *ret_name)
{
    static const char *const starts[] = {"By ", "BY ", "by ", "Von ", "Par ", "Por ", "Di ", "Da ", "Door ", "Av "};
    for (size_t i = 0; i < WD_COUNT(starts); i++) {
        if (line.n > LONGEST_BYLINE || !wd_str_starts(line, starts[i]))
            continue;
        struct wd_str name = wd_str_trim(wd_str_from(line, strlen(starts[i])));
        while (name.n && (name.p[name.n - 1] == '=' || name.p[name.n - 1] == '<' || name.p[name.n - 1] == ' '))
            name.n--;
        bool dpa_staff = wd_str_starts(name, "dpa ");
        if (name.n < 3 || name.p[name.n - 1] == '.' || !(wd_is_upper(name.p[0]) || (unsigned char)name.p[0] >= 0x80 || dpa_staff) ||
            wd_str_find(name, ". ", 8) != SIZE_MAX)
            return false;
        *ret_name = name;
        return true;
    }
    return false;
}

bool wd_deskline_note(struct wd_str line, struct wd_str *ret_note)
{
    static const char *const starts[] = {"editor's note",
                                         "editors' note",
                                         "editors note",
                                         "eds:",
                                         "ed note",
                                         "ed's note",
                                         "eds note",
                                         "note to editors",
                                         "notes to editors",
                                         "attention editors",
                                         "achtung redaktionen",
                                         "note aux r",
                                         "nota a los editores",
                                         "redaktionelle hinweise",
                                         "editors:"};
    for (size_t i = 0; i < WD_COUNT(starts); i++) {
        if (!wd_str_starts_nocase(line, starts[i]))
            continue;
        struct wd_str note = wd_str_from(line, strlen(starts[i]));
        size_t mark = 0;
        while (mark < note.n && strchr(" :_-)=", note.p[mark]) && note.p[mark])
            mark++;
        *ret_note = wd_str_trim(mark ? wd_str_from(note, mark) : line);
        return true;
    }
    return false;
}

bool wd_deskline_notes_begin(struct wd_str line)
{
    static const char *const starts[] = {"the following information is not",
                                         "die folgenden informationen sind nicht",
                                         "folgende informationen sind nicht",
                                         "not for publication:",
                                         "nicht zur ver",
                                         "the information below is not for publication"};
    for (size_t i = 0; i < WD_COUNT(starts); i++)
        if (wd_str_starts_nocase(line, starts[i]))
            return true;
    if (!wd_str_starts(line, "# "))
        return false;
    static const char *const books[] = {
        "notebook", "notizblock", "notepad", "bloc-notes", "cuaderno", "note to editors", "redaktionelle hinweise"};
    for (size_t i = 0; i < WD_COUNT(books); i++)
        if (line.n < 60 && wd_str_ends_nocase(line, books[i]))
            return true;
    return false;
}

bool wd_deskline_sign_off(struct wd_str line, struct wd_str agency)
{
    if (!agency.n || line.n > LONGEST_SIGN_OFF || line.n < agency.n || !wd_str_eq_nocase(wd_str_n(line.p, agency.n), agency) ||
        (line.n > agency.n && line.p[agency.n] != ' '))
        return false;
    bool lower = true, upper = true;
    for (size_t i = agency.n; i < line.n; i++) {
        lower = lower && !wd_is_upper(line.p[i]) && (unsigned char)line.p[i] < 0x80 && line.p[i] != '.';
        upper = upper && !wd_is_lower(line.p[i]) && (unsigned char)line.p[i] < 0x80 && line.p[i] != '.';
    }
    return lower || upper;
}

/* Byte of a dash between blanks, and how long it is. */
static size_t dash_in(struct wd_str s, size_t *ret_bytes)
{
    static const char *const dashes[] = {" - ", " -- ", " _ ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " = "};
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < WD_COUNT(dashes); i++) {
        size_t at = wd_str_find(s, dashes[i], 0);
        if (at < first) {
            first = at;
            *ret_bytes = strlen(dashes[i]);
        }
    }
    return first;
}

void wd_deskline_dateline(struct wd_item *item, struct wd_str paragraph)
{
    size_t dash_bytes = 0;
    struct wd_str head = wd_str_n(paragraph.p, WD_MIN(paragraph.n, (size_t)LONGEST_DATELINE));
    size_t close = wd_str_find_byte(head, ')', 0), open = wd_str_find_byte(head, '(', 0), dash = dash_in(head, &dash_bytes);
    struct wd_str source = {"", 0}, place;
    size_t end;
    if (open != SIZE_MAX && close != SIZE_MAX && open > 0 && close > open + 1 && close - open < 30 && (dash == SIZE_MAX || open < dash)) {
        source = wd_str_n(head.p + open + 1, close - open - 1);
        place = wd_str_trim(wd_str_n(head.p, open));
        end = close + 1;
    } else if (dash != SIZE_MAX) {
        /* "MELBOURNE, March 3 AAP - ": the last word, in capitals, behind a comma */
        place = wd_str_trim(wd_str_n(head.p, dash));
        size_t last = place.n;
        while (last > 0 && place.p[last - 1] != ' ')
            last--;
        struct wd_str word = wd_str_from(place, last);
        if (wd_str_find_byte(place, ',', 0) != SIZE_MAX && word.n >= 2 && word.n <= 5 && wd_is_upper(word.p[0]) && wd_is_upper(word.p[1])) {
            source = word;
            place.n = last;
        }
        end = dash;
        if (!(place.n > 1 && wd_is_upper(place.p[0]) && wd_is_upper(place.p[1])))
            return;
    } else {
        return;
    }
    size_t comma = wd_str_find_byte(place, ',', 0);
    struct wd_str city = wd_str_trim(comma == SIZE_MAX ? place : wd_str_n(place.p, comma));
    if (!city.n || city.n > 50 || !(wd_is_upper(city.p[0]) || (unsigned char)city.p[0] >= 0x80) ||
        wd_str_find_byte(city, '.', 0) < city.n - 1)
        return;
    item->dateline_city = city;
    item->dateline_text = wd_str_trim(wd_str_n(head.p, end));
    size_t slash = wd_str_find_byte(source, '/', 0);
    if (source.n && !item->credit_source.n)
        item->credit_source = slash == SIZE_MAX ? source : wd_str_n(source.p, slash);
}
