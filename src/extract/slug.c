#include "extract/slug.h"

#include "base/form.h"
#include "base/url.h"
#include "base/utf8.h"
#include "text/fold.h"

enum { LEAST_WORDS = 5, MOST_WORDS = 40, LEAST_LETTERS = 2, LONGEST_WORD = 60, LONG_NUMBER = 5, LEAST_PERCENT = 70 };

/* "article410390514" and "3000000218734" are numbers of articles, "2026" may be a year. */
static bool is_number(struct wd_str word)
{
    size_t run = 0, longest = 0;
    for (size_t i = 0; i < word.n; i++) {
        run = wd_is_digit(word.p[i]) ? run + 1 : 0;
        longest = WD_MAX(longest, run);
    }
    return longest >= LONG_NUMBER;
}

static void add_words(struct wd_arena *a, struct wd_str segment, wd_strs *to)
{
    for (size_t at = 0; at < segment.n && to->n < MOST_WORDS;) {
        size_t from = at;
        while (at < segment.n && (wd_is_alpha(segment.p[at]) || wd_is_digit(segment.p[at]) || (unsigned char)segment.p[at] >= 0x80))
            at++;
        struct wd_str word = wd_str_n(segment.p + from, at - from);
        if (word.n >= LEAST_LETTERS && word.n <= LONGEST_WORD && !is_number(word))
            wd_list_add(a, to, wd_lower_str(a, word));
        at += at < segment.n;
    }
}

static struct wd_str without_ending(struct wd_str segment)
{
    static const char *const endings[] = {".html", ".htm", ".php", ".shtml", ".aspx", ".jsp", ".ece"};
    for (size_t i = 0; i < WD_COUNT(endings); i++)
        if (wd_str_ends(segment, endings[i]))
            return wd_str_n(segment.p, segment.n - strlen(endings[i]));
    return segment;
}

struct wd_slug wd_slug_of(struct wd_arena *a, struct wd_str url)
{
    struct wd_slug slug = {0};
    struct wd_str segment, rest = wd_url_split(url).path;
    while (wd_str_cut(&rest, '/', &segment)) {
        struct wd_str plain;
        wd_strs words = {0};
        if (wd_percent_decode(a, segment, false, &plain) != 0)
            continue;
        add_words(a, without_ending(plain), &words);
        if (words.n > slug.words.n)
            slug.words = words;
    }
    return slug;
}

/* A letter beyond ASCII stands for itself, or for up to two plain ones: "städte" is "staedte", "stadte" and "stdte". */
static bool same_word(struct wd_str plain, struct wd_str word)
{
    uint64_t ends = 1; /* bit n: the letters so far are the first n bytes of plain */
    for (size_t w = 0; w < word.n && ends;) {
        struct wd_cp c = wd_utf8_at(word, w);
        uint64_t next = c.cp < 0x80 ? 0 : ends | ends << 1 | ends << 2;
        for (size_t p = 0; p + c.bytes <= plain.n && ends >> p; p++)
            if (ends >> p & 1 && memcmp(plain.p + p, word.p + w, c.bytes) == 0)
                next |= (uint64_t)1 << (p + c.bytes);
        ends = next;
        w += c.bytes;
    }
    return ends >> plain.n & 1;
}

size_t wd_slug_shared(const struct wd_slug *slug, struct wd_str folded)
{
    size_t n = 0;
    for (size_t i = 0; i < slug->words.n; i++) {
        struct wd_str word, rest = folded;
        bool found = false;
        while (!found && wd_str_cut(&rest, ' ', &word))
            found = same_word(slug->words.v[i], word);
        n += found;
    }
    return n;
}

bool wd_slug_is_of(const struct wd_slug *slug, struct wd_str folded)
{
    size_t words = 1;
    for (size_t i = 0; i < folded.n; i++)
        words += folded.p[i] == ' ';
    return slug->words.n >= LEAST_WORDS && slug->words.n * 100 >= words * LEAST_PERCENT && wd_slug_shared(slug, folded) == slug->words.n;
}
