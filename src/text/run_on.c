#include "text/run_on.h"

#include "base/utf8.h"
#include "text/fold.h"

enum { LONGEST_HEADING = 100, LEAST_WORDS_AFTER = 8, LONGEST_SIGNED = 800, LONGEST_NAME = 48 };

static bool is_one_of(struct wd_str word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (wd_str_eqc(word, words[i]))
            return true;
    return false;
}

/* Little words that are written small inside a sentence and inside most titles, and that open an adverbial. */
static bool opens_adverbial(struct wd_str word)
{
    static const char *const words[] = {"In", "On", "At", "After", "Before", "During", "According", "Since", "Under"};
    return is_one_of(word, words, WD_COUNT(words));
}

static bool is_small_in_titles(struct wd_str word)
{
    static const char *const words[] = {"of", "and", "the", "for", "a", "from", "with", "by", "in", "on", "to", "at"};
    return is_one_of(word, words, WD_COUNT(words));
}

static bool is_day(struct wd_str word)
{
    static const char *const words[] = {"Monday,", "Tuesday,", "Wednesday,", "Thursday,", "Friday,", "Saturday,", "Sunday,"};
    return is_one_of(word, words, WD_COUNT(words));
}

/* A comma within the phrase that `at` opens, and words enough after it for a sentence. */
static bool is_sentence(struct wd_str text, size_t at, size_t to)
{
    size_t comma = at, words = 0;
    while (comma < to && comma < at + LONGEST_HEADING && text.p[comma] != ',' && text.p[comma] != '.')
        comma++;
    if (comma >= to || text.p[comma] != ',')
        return false;
    for (size_t i = comma; i < to && words < LEAST_WORDS_AFTER; i++)
        words += text.p[i] == ' ';
    return words == LEAST_WORDS_AFTER && text.p[to - 1] == '.';
}

size_t wd_run_on_heading(struct wd_str text, size_t from, size_t to)
{
    bool as_title = true; /* every word so far is written as in a title */
    size_t start = from, limit = WD_MIN(to, from + LONGEST_HEADING);
    struct wd_str before = {0};
    for (size_t words = 0; start < limit; words++) {
        size_t end = start;
        while (end < limit && text.p[end] != ' ')
            end++;
        if (end >= limit || end == start)
            return from;
        struct wd_str word = wd_str_n(text.p + start, end - start);
        char next = text.p[end + 1];
        char last = before.n ? before.p[before.n - 1] : 0;
        bool open_before = wd_is_alpha(last) || wd_is_digit(last), small_before = !as_title || wd_is_digit(last);
        if (words >= 2 && open_before && !is_small_in_titles(before) && opens_adverbial(word)) {
            size_t day = end + 1;
            while (day < to && text.p[day] != ' ')
                day++;
            bool goes_on = wd_is_lower(next) || is_day(wd_str_n(text.p + end + 1, day - end - 1));
            return goes_on && (small_before || words <= 8) && is_sentence(text, start, to) ? start : from;
        }
        as_title = as_title && (wd_is_upper(word.p[0]) || is_small_in_titles(word));
        before = word;
        start = end + 1;
    }
    return from;
}

/* One to four words with capitals. */
static bool is_name(struct wd_str s)
{
    struct wd_str word;
    int words = 0;
    while (wd_str_cut(&s, ' ', &word))
        if (!word.n || !wd_cp_is_upper(wd_utf8_at(word, 0).cp) || ++words > 4)
            return false;
    return words > 0;
}

bool wd_signed_quotation(struct wd_str text, size_t from, size_t to)
{
    if (to - from > LONGEST_SIGNED || to - from < 4)
        return false;
    struct wd_str line = wd_str_n(text.p + from, to - from);
    struct wd_cp first = wd_utf8_at(line, 0);
    if (!wd_cp_is_quote_mark(first.cp) || first.cp == '\'')
        return false;
    size_t at = line.n, floor = line.n > LONGEST_NAME ? line.n - LONGEST_NAME : 0;
    struct wd_cp p = {0};
    while (at > floor && !((p = wd_utf8_before(line, at)).cp == '-' || p.cp == 0x2013 || p.cp == 0x2014))
        at -= p.bytes;
    if (at <= floor || !is_name(wd_str_trim(wd_str_from(line, at))))
        return false;
    while (at > 0 && ((p = wd_utf8_before(line, at)).cp == ' ' || p.cp == '-' || p.cp == 0x2013 || p.cp == 0x2014))
        at -= p.bytes;
    if (!wd_cp_is_quote_mark(p.cp))
        return false;
    for (size_t i = first.bytes; i + p.bytes < at;) { /* no mark but apostrophes between the first and the last */
        struct wd_cp inner = wd_utf8_at(line, i);
        if (wd_cp_is_quote_mark(inner.cp) && inner.cp != '\'' && inner.cp != 0x2019)
            return false;
        i += inner.bytes;
    }
    return true;
}
