/* The text of a wire message, its time and its section. */
#include "base/limits.h"
#include "intake/deskline.h"
#include "intake/lines.h"
#include "intake/telegraph.h"

enum { HEAD_LINES = 12, LEAST_YEAR = 70, DATELINE_PARAGRAPHS = 3 };

void wd_telegraph_note(struct wd_telegraph *t, struct wd_item *item, struct wd_str note)
{
    if (!note.n)
        return;
    item->ednote = item->ednote.n ? wd_arena_printf(t->a, "%.*s\n%.*s", WD_STR_ARG(item->ednote), WD_STR_ARG(note)) : note;
}

static bool ends_sentence(struct wd_str s)
{
    static const char *const ends[] = {".", "!", "?", "\"", ")", "''", "\xE2\x80\x9D", "\xE2\x80\x9C", "\xC2\xBB", "|"};
    for (size_t i = 0; i < WD_COUNT(ends); i++)
        if (wd_str_ends(s, ends[i]))
            return true;
    return false;
}

/* Without the paragraph that the end of the file cut, where others are whole. */
static struct wd_str without_stump(struct wd_str text)
{
    struct wd_str s = wd_str_trim(text);
    if (!s.n || ends_sentence(s))
        return s;
    for (size_t i = s.n; i-- > 1;) {
        bool blank_line = s.p[i] == '\n' && (s.p[i - 1] == '\n' || (i > 1 && s.p[i - 1] == '\r' && s.p[i - 2] == '\n'));
        bool indented = s.p[i] == '\n' && wd_line_indented(wd_str_from(s, i + 1));
        if (blank_line || indented)
            return wd_str_trim(wd_str_n(s.p, i));
    }
    return s;
}

/* The last line is taken off where it is a sign-off or a mark of the end. */
static struct wd_str without_sign_off(struct wd_telegraph *t, struct wd_str text, struct wd_str agency)
{
    static const char *const ends[] = {"END", "ENDS", "ENDE", "-30-", "###", "(MORE)", "MORE", "NNNN", "more"};
    for (unsigned i = 0; i < 3; i++) {
        text = wd_str_trim(text);
        size_t start = text.n;
        while (start > 0 && text.p[start - 1] != '\n' && text.p[start - 1] != '\r')
            start--;
        struct wd_str line = wd_line_clean(t->a, wd_str_from(text, start));
        while (line.n && (line.p[line.n - 1] == '<' || line.p[line.n - 1] == '='))
            line.n--;
        bool mark = !line.n || wd_deskline_sign_off(line, agency);
        for (size_t k = 0; k < WD_COUNT(ends); k++)
            mark = mark || wd_str_eqc(line, ends[k]);
        if (!mark || start == 0)
            break;
        text = wd_str_n(text.p, start);
    }
    return text;
}

/* "* * * *", "___": a rule, which is no text. */
static bool is_rule(struct wd_str line)
{
    size_t signs = 0;
    for (size_t i = 0; i < line.n; i++) {
        if (line.p[i] != ' ' && line.p[i] != line.p[0])
            return false;
        signs += line.p[i] != ' ';
    }
    return signs >= 3 && strchr("*_-=.+", line.p[0]);
}

void wd_telegraph_body(struct wd_telegraph *t, struct wd_str text, bool cut, struct wd_str agency, struct wd_item *item)
{
    struct wd_str rest = cut ? without_stump(text) : text;
    bool notes = false, note_block = false, blank = true;
    size_t lines = 0, paragraphs = 0;
    wd_buf_reset(&t->scratch);
    wd_buf_reset(&t->notes);
    while (rest.n) {
        struct wd_str raw = wd_line_next(&rest), line = wd_line_clean(t->a, raw), note;
        if (is_rule(line))
            raw = line = wd_str_n("", 0);
        note = line;
        bool begins = blank || wd_line_indented(raw);
        blank = !line.n;
        notes = notes || wd_deskline_notes_begin(line);
        if (!notes && line.n && lines++ < HEAD_LINES && wd_deskline_embargo(t->a, &t->dates, line, item))
            continue;
        if (begins)
            note_block = line.n && wd_deskline_note(line, &note);
        if (notes || note_block) {
            if (t->notes.n && note.n)
                wd_buf_byte(&t->notes, '\n');
            wd_buf_puts(&t->notes, note);
            continue;
        }
        /* a standfirst may stand before the paragraph with the dateline */
        if (begins && line.n && !item->dateline_city.n && paragraphs++ < DATELINE_PARAGRAPHS)
            wd_deskline_dateline(item, line);
        wd_buf_puts(&t->scratch, raw);
        wd_buf_byte(&t->scratch, '\n');
    }
    wd_telegraph_note(t, item, wd_arena_str(t->a, wd_buf_str(&t->notes)));
    struct wd_str body = wd_arena_str(t->a, wd_buf_str(&t->scratch));
    body = without_sign_off(t, body, agency.n ? agency : item->credit_source);
    wd_buf_reset(&t->scratch);
    wd_lines_html(t->a, body, &t->scratch);
    if (t->scratch.err || t->notes.err) {
        t->document->capped = true;
        wd_list_add(t->a, &t->document->repairs, wd_arena_printf(t->a, "a text was cut at %u MB", WD_MAX_TEXT_BYTES >> 20));
    }
    item->body_html = wd_arena_str(t->a, wd_buf_str(&t->scratch));
}

static int number_at(struct wd_str s, size_t at, size_t digits)
{
    int n = 0;
    for (size_t i = at; i < at + digits; i++) {
        if (i >= s.n || !wd_is_digit(s.p[i]))
            return -1;
        n = n * 10 + (s.p[i] - '0');
    }
    return n;
}

static int full_year(int year, size_t digits)
{
    return digits == 4 ? year : year + (year < LEAST_YEAR ? 2000 : 1900);
}

static void set_time(struct wd_telegraph *t, struct wd_str text, struct wd_item *item)
{
    struct wd_date d;
    if (!wd_date_parse(text, &t->dates, &d))
        return;
    item->created_utc = item->updated_utc = d.utc;
    item->updated_text = item->published_text = text;
}

/* DDHHMM, perhaps a zone, month, year. */
static bool day_time_month(struct wd_telegraph *t, struct wd_str line, struct wd_item *item)
{
    struct wd_str words[3] = {{"", 0}, {"", 0}, {"", 0}};
    size_t n = 0;
    int day = number_at(line, 0, 2), hour = number_at(line, 2, 2), minute = number_at(line, 4, 2);
    if (day < 1 || hour < 0 || minute < 0 || (line.n > 6 && wd_is_digit(line.p[6])))
        return false;
    for (struct wd_str rest = wd_str_from(line, 6), word; n < 3 && wd_str_cut(&rest, ' ', &word);)
        if (word.n)
            words[n++] = word;
    if (n < 2)
        return false;
    struct wd_str zone = n == 3 ? words[0] : wd_str_n("", 0), month = words[n - 2], year = words[n - 1];
    int y = number_at(year, 0, year.n == 4 ? 4 : 2);
    if (y < 0 || month.n < 3)
        return false;
    set_time(
        t, wd_arena_printf(t->a, "%d %.*s %d %02d:%02d %.*s", day, WD_STR_ARG(month), full_year(y, year.n), hour, minute, WD_STR_ARG(zone)),
        item);
    return item->updated_utc != WD_NO_TIME;
}

/* MM-DD-YY HHMM, perhaps a zone. */
static bool month_day_year(struct wd_telegraph *t, struct wd_str line, struct wd_item *item)
{
    int month = number_at(line, 0, 2), day = number_at(line, 3, 2), year = number_at(line, 6, 2);
    size_t year_digits = number_at(line, 6, 4) >= 0 ? 4 : 2, at = 6 + year_digits;
    if (month < 1 || month > 12 || day < 1 || year < 0 || line.p[2] != '-' || line.p[5] != '-')
        return false;
    if (year_digits == 4)
        year = number_at(line, 6, 4);
    while (at < line.n && line.p[at] == ' ')
        at++;
    int hour = number_at(line, at, 2), minute = number_at(line, at + 2, 2);
    if (hour < 0 || minute < 0)
        return false;
    struct wd_str zone = wd_str_trim(wd_str_from(line, at + 4));
    size_t letters = 0;
    while (letters < zone.n && wd_is_alpha(zone.p[letters]))
        letters++;
    set_time(t,
             wd_arena_printf(t->a, "%04d-%02d-%02d %02d:%02d %.*s", full_year(year, year_digits), month, day, hour, minute, (int)letters,
                             zone.p),
             item);
    return item->updated_utc != WD_NO_TIME;
}

void wd_telegraph_time(struct wd_telegraph *t, struct wd_str tail, struct wd_item *item)
{
    tail = wd_str_n(tail.p, WD_MIN(tail.n, (size_t)1024));
    while (tail.n && item->updated_utc == WD_NO_TIME) {
        struct wd_str line = wd_line_clean(t->a, wd_line_next(&tail));
        for (size_t i = 0; i + 8 < line.n; i++) {
            if (!wd_is_digit(line.p[i]) || (i > 0 && wd_is_digit(line.p[i - 1])))
                continue;
            struct wd_str from = wd_str_from(line, i);
            if (month_day_year(t, from, item) || day_time_month(t, from, item))
                break;
        }
    }
}

struct wd_str wd_telegraph_day(struct wd_telegraph *t, const struct wd_item *item)
{
    char iso[24];
    int64_t utc = item->updated_utc != WD_NO_TIME ? item->updated_utc : t->in->input->arrived_utc;
    if (utc == WD_NO_TIME)
        return wd_str_n("", 0);
    wd_time_iso(utc, iso);
    return wd_arena_printf(t->a, "%.10s", iso);
}

void wd_telegraph_category(struct wd_telegraph *t, struct wd_str code, struct wd_item *item)
{
    static const struct {
        const char *code, *name;
    } rows[] = {{"a", "National"}, {"b", "Special"},       {"c", "Features"},   {"d", "Food"},           {"e", "Entertainment"},
                {"f", "Finance"},  {"i", "International"}, {"j", "Lottery"},    {"k", "Commentary"},     {"l", "Lifestyle"},
                {"n", "Regional"}, {"o", "Weather"},       {"p", "Politics"},   {"q", "Scores"},         {"r", "Racing"},
                {"s", "Sport"},    {"t", "Travel"},        {"v", "Advisories"}, {"w", "Washington"},     {"pl", "Politics"},
                {"wi", "Economy"}, {"ku", "Culture"},      {"sp", "Sport"},     {"vm", "Miscellaneous"}, {"eu", "Europe"},
                {"wx", "Weather"}};
    if (!code.n)
        return;
    struct wd_category c = {.term = code, .scheme = WD_STR("category")};
    for (size_t i = 0; i < WD_COUNT(rows); i++)
        if (wd_str_eqc_nocase(code, rows[i].code))
            c.label = wd_str_c(rows[i].name);
    wd_list_add(t->a, &item->categories, c);
}
