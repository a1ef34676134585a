/* Blocks of a page as a template memory compares them. */
#include <stdlib.h>

#include "base/hash.h"
#include "extract/template_inside.h"
#include "markup/html.h"
#include "text/date_words.h"

enum { FOLDED_BYTES = 512, LINE_BYTES = 80, DATE_WORD_BYTES = 24, CREDIT_BYTES = 80, SENTENCE_WORDS = 4, PATH_STEPS = 5 };

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool has_digit(struct wd_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (digit(s.p[i]))
            return true;
    return false;
}

/* A number with its points, commas and colons. */
static size_t number_at(struct wd_str s, size_t i)
{
    size_t from = i;
    while (i < s.n &&
           (digit(s.p[i]) || (i > from && (s.p[i] == '.' || s.p[i] == ',' || s.p[i] == ':') && i + 1 < s.n && digit(s.p[i + 1]))))
        i++;
    return i - from;
}

static size_t word_at(struct wd_str s, size_t i)
{
    size_t from = i;
    while (i < s.n && ((s.p[i] | 32) >= 'a' ? (s.p[i] | 32) <= 'z' : (unsigned char)s.p[i] >= 0x80))
        i++;
    return i - from;
}

/* A month, a day of the week, or what stands between the parts of a date. */
static bool of_date(struct wd_str word)
{
    char bytes[4 * DATE_WORD_BYTES];
    if (word.n > DATE_WORD_BYTES)
        return false;
    struct wd_str plain = wd_str_n(bytes, wd_date_plain(word, bytes, sizeof bytes));
    return wd_date_month(plain) || wd_date_is_filler(plain);
}

/* A number is one 0, and where wanted so is a word of a date; what goes beyond half a kilobyte stays as it is. */
static uint64_t folded(struct wd_str s, bool dates)
{
    char out[FOLDED_BYTES];
    size_t n = 0, i = 0;
    if (!has_digit(s))
        return wd_hash(s);
    while (i < s.n && n < sizeof out) {
        size_t number = number_at(s, i), word = dates && !number ? word_at(s, i) : 0;
        if (number || (word && of_date(wd_str_n(s.p + i, word)))) {
            out[n++] = '0';
            i += number + word;
            continue;
        }
        do
            out[n++] = s.p[i++];
        while (word > 1 && word-- && n < sizeof out);
    }
    return wd_hash_mix(wd_hash(wd_str_n(out, n)), i < s.n ? wd_hash(wd_str_n(s.p + i, s.n - i)) : 0);
}

static bool ends_sentence(struct wd_str s)
{
    static const char *const ends[] = {".", "!", "?", "\xE2\x80\xA6", "\xE3\x80\x82", "\xEF\xBC\x81", "\xEF\xBC\x9F", "\xE0\xA5\xA4"};
    static const char *const closers[] = {"\"", "'", ")", "]", "\xC2\xBB", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x99"};
    size_t words = 1;
    for (size_t i = 0; i < s.n; i++)
        words += s.p[i] == ' ';
    for (size_t i = 0; i < WD_COUNT(closers); i++)
        if (wd_str_ends(s, closers[i])) {
            s.n -= strlen(closers[i]);
            break;
        }
    for (size_t i = 0; i < WD_COUNT(ends); i++)
        if (wd_str_ends(s, ends[i]))
            return words >= SENTENCE_WORDS || ((unsigned char)ends[i][0] >= 0xE0 && i > 3);
    return false;
}

/* "AFP", "SDA/ATS", "dpa/lno": short names joined by strokes, or one in capitals. */
static bool initials(struct wd_str s)
{
    size_t capitals = 0, letters = 0, strokes = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
        if (!letter && c != '/')
            return false;
        capitals += c >= 'A' && c <= 'Z';
        letters += letter;
        strokes += c == '/';
    }
    return letters >= 2 && (strokes ? s.n <= 20 && letters <= 7 * (strokes + 1) : capitals == letters && letters <= 4);
}

/* What stands at the head or foot of a report and says where it comes from; by its shape, since the names are not known here. */
static bool is_credit(struct wd_str s)
{
    static const char *const openings[] = {"by ",
                                           "von ",
                                           "par ",
                                           "por ",
                                           "di ",
                                           "door ",
                                           "source:",
                                           "sources:",
                                           "quelle:",
                                           "quellen:",
                                           "agencies",
                                           "agenturen",
                                           "with agencies",
                                           "reporting by",
                                           "text: ",
                                           "with material",
                                           "mit material",
                                           "mit agentur",
                                           "additional reporting",
                                           "editing by"};
    static const char *const dashes[] = {"\xE2\x80\x94", "\xE2\x80\x93", " -", ")-", "):", "--"};
    if (s.n > CREDIT_BYTES)
        return false;
    for (size_t i = 0; i < WD_COUNT(dashes); i++)
        if (wd_str_ends(s, dashes[i]))
            return true;
    for (size_t i = 0; s.n && i < WD_COUNT(openings); i++)
        if ((s.p[0] | 32) == openings[i][0] && wd_str_starts_nocase(s, openings[i]))
            return true;
    size_t open = s.n && s.p[s.n - 1] == ')' ? wd_str_find_byte(s, '(', 0) : SIZE_MAX;
    if (open != SIZE_MAX && s.n - open <= 40)
        return !has_digit(s);
    return initials(s);
}

struct wd_template_block wd_template_block_of(uint64_t path, struct wd_str text, bool kept)
{
    return (struct wd_template_block){
        .path = path,
        .text = folded(text, text.n <= LINE_BYTES),
        .exact = (uint32_t)wd_hash(text),
        .bytes = (uint32_t)WD_MIN(text.n, (size_t)UINT32_MAX),
        .kept = kept,
        .sentence = ends_sentence(text),
        .credit = is_credit(text),
    };
}

static struct wd_str first_class(const struct wd_html_node *n)
{
    struct wd_str names = wd_str_trim(wd_html_attribute(n, "class"));
    size_t end = 0;
    while (end < names.n && (unsigned char)names.p[end] > ' ')
        end++;
    return wd_str_n(names.p, end);
}

uint64_t wd_template_path(const struct wd_html_node *node)
{
    uint64_t path = 0;
    for (int i = 0; i < PATH_STEPS && node && node->kind != WD_TAG_BODY && node->kind != WD_TAG_HTML; i++, node = node->parent)
        path = wd_hash_mix(wd_hash_mix(path, wd_hash(node->tag)), folded(first_class(node), false));
    return path;
}

static int by_key(const void *x, const void *y)
{
    const struct wd_template_noted *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    if (a->kept != b->kept)
        return a->kept ? -1 : 1; /* one that was kept stands for all */
    return (a->exact > b->exact) - (a->exact < b->exact);
}

struct wd_str wd_template_note_of(struct wd_arena *a, uint64_t page, const struct wd_template_block *blocks, size_t n)
{
    struct wd_template_page p = {page, wd_arena_array(a, WD_TEMPLATE_PAGE_BLOCKS, sizeof *p.v), 0};
    for (int kept = 1; kept >= 0; kept--)
        for (size_t i = 0; i < n && p.n < WD_TEMPLATE_PAGE_BLOCKS; i++)
            if (blocks[i].kept == (bool)kept)
                p.v[p.n++] = (struct wd_template_noted){.key = wd_hash_mix(blocks[i].path, blocks[i].text),
                                                        .path = wd_template_path32(blocks[i].path),
                                                        .exact = blocks[i].exact,
                                                        .bytes = blocks[i].bytes,
                                                        .kept = blocks[i].kept,
                                                        .credit = blocks[i].credit};
    if (p.n)
        qsort(p.v, p.n, sizeof *p.v, by_key);
    uint32_t unique = 0;
    for (uint32_t i = 0; i < p.n; i++)
        if (!unique || p.v[unique - 1].key != p.v[i].key)
            p.v[unique++] = p.v[i];
    p.n = unique;
    return wd_template_pack_page(a, &p);
}
