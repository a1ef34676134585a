#include "text/sentences.h"

#include "base/utf8.h"
#include "text/abbreviations.h"
#include "text/fold.h"
#include "text/lower.h"
#include "text/run_on.h"
#include "text/stop_marks.h"
#include "text/stopwords.h"

enum {
    WORD_BYTES = WD_MAX_STOPWORD_BYTES, /* of a word beside a stop that is looked at */
    BRACKET_BYTES = 600,                /* a CJK bracket longer than this was never closed */
    ERA_WORDS = 8,                      /* a sentence shorter than this goes on after "44 B.C." */
    LIST_BYTES = 600                    /* looked back for the item before */
};

struct cutter {
    struct wd_arena *a;
    struct wd_str text;
    wd_spans *spans;
    size_t start; /* of the sentence that is open */
    int language; /* of the tables */
    const struct wd_abbreviations *abbreviations;
    bool ordinals, english;
    size_t line, line_spans; /* where the line starts, and the spans before it */

    uint32_t brackets; /* open CJK brackets */
    size_t bracket_at;
    uint32_t item; /* number or letter of the list item that the open sentence begins with; 0: none */
};

/* What stands at a stop, and after it. */
struct stop {
    size_t at, end;         /* first stop character; past stops and closing marks */
    uint32_t last;          /* last stop character */
    uint32_t dots;          /* full stops in the run */
    bool strong, ellipsis;  /* ! or ?; three dots or more */
    bool closed, bracketed; /* closing marks follow; a bracket among them */
    size_t next;            /* first character after the blanks */
    bool blank, line_end;   /* blanks, or a line end or nothing, follow */
};

static const unsigned char interesting[256] = {
    ['.'] = 1, ['!'] = 1,  ['?'] = 1,  ['\n'] = 1, ['\r'] = 1, ['\f'] = 1, ['\v'] = 1, [')'] = 1,
    [':'] = 1, [0xC2] = 2, [0xD8] = 2, [0xDB] = 2, [0xE0] = 2, [0xE2] = 2, [0xE3] = 2, [0xEF] = 2,
};

/* Closes the open sentence at `end`, without blanks at its ends, and opens the next there. */
static void cut(struct cutter *c, size_t end)
{
    size_t from = c->start, to = end;
    while (from < to) {
        struct wd_cp p = wd_utf8_at(c->text, from);
        if (!wd_cp_is_space(p.cp))
            break;
        from += p.bytes;
    }
    while (to > from) {
        struct wd_cp p = wd_utf8_before(c->text, to);
        if (!wd_cp_is_space(p.cp))
            break;
        to -= p.bytes;
    }
    if (from < to && c->english && c->spans->n == c->line_spans) {
        size_t behind = wd_run_on_heading(c->text, from, to);
        if (behind > from)
            wd_list_add(c->a, c->spans, (struct wd_span){(uint32_t)from, (uint32_t)behind - 1});
        from = behind;
    }
    if (from < to)
        wd_list_add(c->a, c->spans, (struct wd_span){(uint32_t)from, (uint32_t)to});
    c->start = end;
    c->item = 0;
}

/* "practice.11 12 Take": past the numbers of footnotes right after a stop at `stop`, or `at`. */
static size_t past_footnote_numbers(struct wd_str s, size_t stop, size_t at)
{
    if (stop < 2 || s.p[stop] != '.' || !(wd_is_lower(s.p[stop - 1]) || s.p[stop - 1] == ')') ||
        (s.p[stop - 1] != ')' && !wd_is_alpha(s.p[stop - 2])))
        return at;
    size_t i = at;
    for (int digits = 0; i < s.n && digits <= 3; i++) {
        if (wd_is_digit(s.p[i]))
            digits++;
        else if (s.p[i] == ' ' && digits && i + 1 < s.n && wd_is_digit(s.p[i + 1]))
            digits = 0;
        else
            return digits && digits <= 3 && s.p[i] == ' ' && i + 1 < s.n && wd_is_upper(s.p[i + 1]) ? i : at;
    }
    return at;
}

/* "word.[12]": past a footnote mark at `at`, or `at`. */
static size_t past_footnote(struct wd_str s, size_t at)
{
    size_t i = at + 1;
    while (i < s.n && i < at + 5 && wd_is_digit(s.p[i]))
        i++;
    return i > at + 1 && i < s.n && s.p[at] == '[' && s.p[i] == ']' ? i + 1 : at;
}

/* A mark after a blank closes only where nothing that it could open follows: "vrai. » Il". */
static bool closes_after_blank(struct wd_str s, size_t at)
{
    struct wd_cp mark = wd_utf8_at(s, at);
    if (mark.cp != '"' && mark.cp != 0x201D && mark.cp != 0xBB && mark.cp != 0x203A && !is_closing_bracket(mark.cp))
        return false;
    struct wd_cp next = wd_utf8_at(s, at + mark.bytes);
    return next.bytes == 0 || wd_cp_is_space(next.cp) || next.cp == '.' || next.cp == ',';
}

/* "ends. . . . What was left out": the three after a stop. */
static bool is_ellipsis_apart(struct wd_str s, size_t at)
{
    return wd_str_starts(wd_str_from(s, at), " . . . ") && at + 7 < s.n && wd_is_upper(s.p[at + 7]);
}

static void read_stop(const struct cutter *c, size_t at, struct stop *ret)
{
    struct stop s = {.at = at};
    struct wd_str t = c->text;
    for (;;) {
        struct wd_cp p = wd_utf8_at(t, at);
        if (p.bytes && is_stop(p.cp)) {
            s.last = p.cp;
            s.dots += p.cp == '.' ? 1 : p.cp == 0x2026 ? 3 : 0;
            s.strong = s.strong || is_strong_stop(p.cp) || is_wide_stop(p.cp);
            s.closed = s.bracketed = false;
            at += p.bytes;
        } else if (p.bytes && (is_closing_quote(p.cp) || is_closing_bracket(p.cp))) {
            s.closed = true;
            s.bracketed = s.bracketed || is_closing_bracket(p.cp);
            at += p.bytes;
        } else if (p.cp == '[' && past_footnote(t, at) != at) {
            at = past_footnote(t, at);
        } else if (p.cp == ' ' && s.last == '.' && !s.closed && at + 1 < t.n && t.p[at + 1] == '.' &&
                   (at + 2 >= t.n || !wd_is_digit(t.p[at + 2]))) {
            if (at == s.at + 1 && at > 1 && t.p[at - 2] != ' ' && is_ellipsis_apart(t, at))
                break;
            at++; /* ". . ." */
        } else if (p.bytes && p.cp != '\n' && wd_cp_is_space(p.cp) && closes_after_blank(t, at + p.bytes)) {
            at += p.bytes;
        } else {
            break;
        }
    }
    if (at == s.at + 1)
        at = past_footnote_numbers(t, s.at, at);
    s.ellipsis = s.dots >= 3;
    s.end = at;
    while (at < t.n) {
        struct wd_cp p = wd_utf8_at(t, at);
        if (!wd_cp_is_space(p.cp))
            break;
        s.blank = true;
        if (is_line_end(p.cp)) {
            s.line_end = true;
            break;
        }
        at += p.bytes;
    }
    s.line_end = s.line_end || at >= t.n;
    s.next = at;
    *ret = s;
}

/* The word before a stop, lower-cased into `out`: letters, digits, and the marks inside ("e.g", "Lt.-Gen", "S&P"). */
struct before {
    struct wd_str word;
    char bytes[WORD_BYTES + 8];
    size_t start;     /* in the text */
    uint32_t letters; /* code points */
    bool number, roman, initial, first, too_long;
    bool inner_stops; /* "u.s" */
    bool starts_upper;
};

static void word_before(const struct cutter *c, size_t stop, struct before *ret)
{
    struct before *b = ret;
    *b = (struct before){.start = stop, .number = true, .roman = true};
    while (b->start > c->start) {
        struct wd_cp p = wd_utf8_before(c->text, b->start);
        bool joint = (p.cp == '\'' || p.cp == 0x2019) && b->start < stop && wd_cp_is_letter(wd_utf8_before(c->text, b->start - p.bytes).cp);
        if (wd_cp_is_space(p.cp) || (is_opener(p.cp) && !joint) || (is_dash(p.cp) && p.cp != '-') || is_bullet(p.cp) || p.cp == '/' ||
            p.cp == ',' || p.cp == ':')
            break;
        if (stop - b->start + p.bytes > WORD_BYTES) {
            b->too_long = true;
            break;
        }
        b->start -= p.bytes;
    }
    if (b->start + 1 < stop && c->text.p[b->start] == '-' && wd_is_digit(c->text.p[b->start + 1]))
        b->start++; /* "1. -3. Jahrhundert" */
    size_t n = 0;
    for (size_t at = b->start; at < stop;) {
        struct wd_cp p = wd_utf8_at(c->text, at);
        if (at == b->start)
            b->starts_upper = wd_cp_is_upper(p.cp);
        b->number = b->number && p.cp < 0x80 && wd_is_digit((char)p.cp);
        b->roman = b->roman && (p.cp == 'I' || p.cp == 'V' || p.cp == 'X' || p.cp == 'L');
        b->inner_stops = b->inner_stops || (p.cp == '.' && at > b->start);
        b->letters += wd_cp_is_letter(p.cp);
        if (n + 4 <= sizeof b->bytes)
            n += wd_utf8_put(b->bytes + n, p.cp == 0x2019 ? '\'' : wd_lower_cp(p.cp));
        at += p.bytes;
    }
    b->word = wd_str_n(b->bytes, n);
    if (n == 0)
        b->number = b->roman = false;
    b->initial = b->letters == 1 && wd_utf8_count(b->word) == 1;
    size_t first = b->start;
    while (first > c->start) {
        struct wd_cp p = wd_utf8_before(c->text, first);
        if (wd_cp_is_letter(p.cp) || wd_cp_is_digit(p.cp) || b->start - first > 8)
            break;
        first -= p.bytes;
    }
    b->first = first == c->start;
}

enum next_kind { NEXT_OTHER, NEXT_UPPER, NEXT_LOWER, NEXT_LETTER, NEXT_NUMBER, NEXT_PUNCTUATION };
struct after {
    enum next_kind kind;
    struct wd_str word; /* lower-cased */
    char bytes[WORD_BYTES + 8];
    bool opened, dashed, stopped, label; /* an opening mark or a dash stands before it; a full stop or a colon after it */
    uint32_t first;                      /* the character itself, before marks were skipped */
};

static void word_after(struct wd_str t, size_t at, struct after *ret)
{
    struct after *n = ret;
    *n = (struct after){.first = wd_utf8_at(t, at).cp};
    struct wd_cp p;
    for (int skipped = 0; skipped < 6; skipped++) {
        p = wd_utf8_at(t, at);
        if (p.bytes && is_dash(p.cp))
            n->dashed = true;
        else if (p.bytes && is_opener(p.cp))
            n->opened = true;
        else if (!(n->dashed && wd_cp_is_space(p.cp)))
            break;
        at += p.bytes;
    }
    p = wd_utf8_at(t, at);
    switch (wd_cp_class(p.cp)) {
    case WD_CLASS_UPPER: n->kind = NEXT_UPPER; break;
    case WD_CLASS_LOWER: n->kind = NEXT_LOWER; break;
    case WD_CLASS_LETTER: n->kind = NEXT_LETTER; break;
    case WD_CLASS_NUMBER: n->kind = NEXT_NUMBER; break;
    default:
        n->kind = p.cp == ',' || p.cp == ';' || p.cp == ':' || p.cp == '/' || p.cp == '=' || p.cp == '%' || p.cp == '.' ? NEXT_PUNCTUATION
                                                                                                                        : NEXT_OTHER;
    }
    size_t length = 0;
    while (length < WORD_BYTES && (wd_cp_is_letter(p.cp) || (n->kind == NEXT_NUMBER && wd_cp_is_digit(p.cp)))) {
        length += wd_utf8_put(n->bytes + length, wd_lower_cp(p.cp));
        at += p.bytes;
        p = wd_utf8_at(t, at);
    }
    n->word = wd_str_n(n->bytes, length);
    n->stopped = p.cp == '.';
    n->label = p.cp == ':';
}

static bool is_starter(const struct cutter *c, const struct after *n)
{
    return n->label || wd_stopword_in(c->language, n->word) || wd_opens_sentence(c->language, n->word);
}

static char kind_of(const struct cutter *c, const struct before *b)
{
    char kind = wd_abbreviation_kind(c->abbreviations, b->word);
    for (size_t i = b->word.n; !kind && i > 0; i--)
        /* "Lt.-Gen", "l'av": what stands after the last joint */
        if (b->word.p[i - 1] == '-' || (b->word.p[i - 1] == '\'' && b->word.n - i > 1)) {
            kind = wd_abbreviation_kind(c->abbreviations, wd_str_from(b->word, i));
            return kind == 'C' ? 'T' : kind == 'M' ? 'E' : kind;
        }
    if (kind == 'C' || kind == 'M')
        return !b->starts_upper ? 0 : kind == 'C' ? 'T' : 'E';
    return kind;
}

/* "5. 12. 2019", "1. -3. Jahrhundert" */
static bool is_date_part(const struct cutter *c, const struct before *b, const struct after *n)
{
    bool day_before =
        b->start > c->start + 2 && c->text.p[b->start - 1] == ' ' && c->text.p[b->start - 2] == '.' && wd_is_digit(c->text.p[b->start - 3]);
    return n->dashed || (n->word.n <= 2 ? n->stopped : n->word.n == 4 && day_before);
}

/* The word before the one at `end`, if one blank stands between; empty: none. */
static struct wd_str word_in_front(const struct cutter *c, size_t end)
{
    if (end <= c->start || c->text.p[end - 1] != ' ')
        return (struct wd_str){0};
    size_t start = --end;
    while (start > c->start && end - start < WORD_BYTES && !wd_is_blank(c->text.p[start - 1]))
        start--;
    return wd_str_n(c->text.p + start, end - start);
}

/* "plan B", "group C", "50 a. C.", "Platz 3": what numbers a thing or names an era is no initial of a name, and no ordinal. */
static bool is_labelled(const struct cutter *c, const struct before *b)
{
    static const char *const words[] = {"plan",   "group",      "vitamin",  "grade",   "type",   "class",    "category", "hepatitis",
                                        "option", "gruppe",     "klasse",   "typ",     "groupe", "vitamine", "classe",   "grupo",
                                        "clase",  "tipo",       "vitamina", "gruppo",  "группы", "группе",   "класса",   "platz",
                                        "rang",   "seite",      "kapitel",  "artikel", "absatz", "nummer",   "stufe",    "position",
                                        "punkt",  "startplatz", "teil",     "version"};
    struct wd_str word = word_in_front(c, b->start);
    for (size_t i = 0; word.n && i < WD_COUNT(words); i++)
        if (wd_str_eqc_nocase(word, words[i]))
            return true;
    return wd_str_eqc(b->word, "c") && (wd_str_eqc(word, "a.") || wd_str_eqc(word, "d."));
}

/* "3:2", "12,5": the second part is no ordinal. */
static bool is_part_of_number(const struct cutter *c, const struct before *b)
{
    const char *p = c->text.p + b->start;
    return b->start > c->start + 1 && (p[-1] == ':' || p[-1] == ',') && wd_is_digit(p[-2]);
}

/* "Main St. The bus came": no saint is called that. */
static bool is_street(const struct cutter *c, const struct before *b, const struct after *n)
{
    static const char *const words[] = {"the", "it", "he", "she", "they", "there", "this", "we", "but", "in", "at", "on"};
    struct wd_str word = word_in_front(c, b->start);
    if (!c->english || !wd_str_eqc(b->word, "st") || !word.n || !(wd_is_upper(word.p[0]) || wd_is_digit(word.p[0])))
        return false;
    for (size_t i = 0; i < WD_COUNT(words); i++)
        if (wd_str_eqc(n->word, words[i]))
            return true;
    return false;
}

/* Blanks in the open sentence, counted up to `most`. */
static int words_so_far(const struct cutter *c, size_t end, int most)
{
    int blanks = 0;
    for (size_t i = c->start; i < end && blanks < most; i++)
        blanks += c->text.p[i] == ' ';
    return blanks;
}

/* Whether a full stop after `b`, before `n`, is more than the mark of an abbreviation. */
static bool ends_after_word(const struct cutter *c, const struct stop *s, const struct before *b, const struct after *n)
{
    if (b->too_long || s->dots == 2) /* "on Nov.. Then" */
        return true;
    if (b->first && ((b->number && b->word.n <= 3) || b->initial))
        return false; /* "1. First item", "A. An answer" */
    if (b->number && c->ordinals && !is_part_of_number(c, b) && !is_labelled(c, b))
        return b->word.n > 2 || (n->kind == NEXT_NUMBER && !is_date_part(c, b, n)) || n->opened ||
               (is_starter(c, n) && n->kind == NEXT_UPPER);
    if (b->roman && b->starts_upper && c->ordinals && b->letters > 1)
        return is_starter(c, n);
    if (b->initial && b->starts_upper && !s->closed && is_labelled(c, b))
        return true;
    char kind = s->closed ? 0 : kind_of(c, b);
    switch (kind) {
    case 'T': return is_street(c, b, n);
    case 'N':
        if (n->kind == NEXT_NUMBER)
            return false;
        break;
    case 'B': return n->kind != NEXT_NUMBER && is_starter(c, n);
    case 'A': return n->kind == NEXT_UPPER && !n->dashed && (is_starter(c, n) || words_so_far(c, s->at, ERA_WORDS) == ERA_WORDS);
    case 'E': return n->kind == NEXT_UPPER && is_starter(c, n);
    case 'P': return !wd_is_time_word(n->word) && words_so_far(c, s->at, 3) == 3; /* too little for a sentence that ends in "5 a.m." */
    default: break;
    }
    if (b->initial && !s->closed && (b->starts_upper || !kind))
        return n->kind == NEXT_OTHER || (is_starter(c, n) && !n->stopped) || (n->opened && n->kind == NEXT_UPPER && !b->starts_upper);
    if (b->inner_stops && b->letters && !s->closed && b->letters * 2 <= b->word.n + 1 + (b->word.n - b->letters) && b->letters <= 6) {
        /* letters and stops in turn: "U.S", "J.K", "J.-P" */
        bool in_turn = true;
        for (size_t i = 0, run = 0; i < b->word.n && in_turn; i++) {
            run = b->word.p[i] == '.' || b->word.p[i] == '-' ? 0 : run + (((unsigned char)b->word.p[i] & 0xC0) != 0x80);
            in_turn = run <= 1;
        }
        if (in_turn)
            return n->kind == NEXT_OTHER || is_starter(c, n) || (n->opened && n->first != '(');
    }
    return true;
}

static bool ends_after_ellipsis(const struct cutter *c, const struct stop *s, const struct after *n)
{
    if (s->bracketed)
        return n->kind == NEXT_UPPER && !n->opened;
    bool apart = s->at > c->start && c->text.p[s->at - 1] == ' ';
    if (apart && wd_str_eqc(n->word, "i"))
        return false; /* "the thing is ... I did not": its capital shows nothing */
    return n->kind == NEXT_UPPER || n->kind == NEXT_LETTER || n->opened;
}

/* "w) rope": a letter after the stop that does not go on with a list inside the sentence. */
static bool opens_list(const struct cutter *c, const struct stop *s)
{
    const char *p = c->text.p;
    if (s->next + 2 >= c->text.n || p[s->next + 1] != ')' || p[s->next + 2] != ' ')
        return false;
    for (size_t i = s->at; i > c->start + 1 && s->at - i < LIST_BYTES; i--)
        if (p[i] == ')' && p[i - 1] == p[s->next] - 1)
            return false;
    return true;
}

/* Whether the sentence ends at s->end. */
static bool ends(const struct cutter *c, const struct stop *s)
{
    if (s->line_end)
        return true;
    if (is_wide_stop(s->last))
        return c->brackets == 0;
    struct after n;
    word_after(c->text, s->next, &n);
    if (!s->blank) {
        /* a blank was forgotten: "said.The" */
        struct before b;
        if (s->dots != 1 || s->strong || s->closed || n.opened || n.dashed || n.kind != NEXT_UPPER || n.word.n < 2)
            return false;
        char kind = n.stopped ? wd_abbreviation_kind(c->abbreviations, n.word) : 0;
        if (n.stopped ? kind != 'T' && kind != 'C' : !is_starter(c, &n))
            return false;
        word_before(c, s->at, &b);
        return (b.number && b.word.n > 2) || (b.letters > 2 && !b.inner_stops && b.letters == wd_utf8_count(b.word));
    }
    if (n.kind == NEXT_LOWER && n.stopped && wd_str_eqc(n.word, "a") && !c->ordinals && c->language == 0)
        return true; /* "a." opens a list */
    if (n.kind == NEXT_LOWER && n.word.n == 1 && opens_list(c, s))
        return true;
    if (n.kind == NEXT_PUNCTUATION && s->dots == 1 && is_ellipsis_apart(c->text, s->end))
        return true;
    bool asks = n.first == 0xBF || n.first == 0xA1; /* "¿y la otra?" */
    if ((n.kind == NEXT_LOWER && !asks) || n.kind == NEXT_PUNCTUATION)
        return false;
    struct before b;
    word_before(c, s->at, &b);
    if (b.word.n == 0 && s->at == b.start && b.first && !s->strong)
        return false; /* nothing said yet: "... And then" */
    if (s->strong)
        return true;
    if (s->ellipsis)
        return ends_after_ellipsis(c, s, &n);
    if (s->closed && !s->bracketed && n.dashed)
        return false; /* "...," - the name of who said it follows */
    return ends_after_word(c, s, &b, &n);
}

static void count_bracket(struct cutter *c, uint32_t cp, size_t at)
{
    if (cp == 0x300C || cp == 0x300E || cp == 0xFF08) {
        if (c->brackets++ == 0)
            c->bracket_at = at;
    } else if ((cp == 0x300D || cp == 0x300F || cp == 0xFF09) && c->brackets) {
        c->brackets--;
    }
    if (c->brackets && at - c->bracket_at > BRACKET_BYTES)
        c->brackets = 0;
}

/* Number or letter of a list marker ("2.", "2)", "b.)", "(c)") whose mark stands at `at`; 0: none. Sets where the marker begins. */
static uint32_t item_marker(const struct cutter *c, size_t at, size_t *ret_start)
{
    const char *p = c->text.p;
    size_t i = at, digits = 0;
    uint32_t value = 0, unit = 1;
    if (i > c->start && p[at] == ')' && p[i - 1] == '.')
        i--;
    while (i > c->start && wd_is_digit(p[i - 1]) && digits < 2) {
        value += (uint32_t)(p[--i] - '0') * unit;
        unit *= 10;
        digits++;
    }
    if (!digits && i > c->start && wd_is_lower(p[i - 1]))
        value = 0x100u + (unsigned char)p[--i];
    if (i > c->start && p[at] == ')' && p[i - 1] == '(')
        i--;
    struct wd_cp before = wd_utf8_before(c->text, i), after = wd_utf8_at(c->text, at + 1);
    *ret_start = i;
    return (i == c->start || wd_cp_is_space(before.cp) || is_bullet(before.cp)) && (wd_cp_is_space(after.cp) || after.cp == ')') ? value
                                                                                                                                 : 0;
}

static bool only_blanks_between(const struct cutter *c, size_t from, size_t to)
{
    while (from < to) {
        struct wd_cp p = wd_utf8_at(c->text, from);
        if (!wd_cp_is_space(p.cp) && !is_bullet(p.cp))
            return false;
        from += p.bytes;
    }
    return true;
}

/* A list inside a line: the marker of the first item opens a sentence, and so does that of each that follows in turn. */
static void look_for_item(struct cutter *c, size_t at)
{
    size_t start;
    uint32_t value = item_marker(c, at, &start);
    if (!value)
        return;
    bool again = value == 1 || value == 0x100u + 'a';
    if (c->item && (value == c->item + 1 || again) && start > c->start && !(c->ordinals && c->text.p[at] == '.'))
        cut(c, start);
    if (at - c->start < 16 && only_blanks_between(c, c->start, start))
        c->item = value;
}

/* "Image: ", "Photo: " opens the credit of a picture, also where no stop stands before. */
static void look_for_credit(struct cutter *c, size_t at)
{
    static const char *const words[] = {"Image", "Photo", "Photograph", "Picture", "Foto", "Bild"};
    for (size_t i = 0; i < WD_COUNT(words); i++) {
        size_t n = strlen(words[i]);
        if (at >= c->start + n + 1 && c->text.p[at - n - 1] == ' ' && memcmp(c->text.p + at - n, words[i], n) == 0 && at + 1 < c->text.n &&
            c->text.p[at + 1] == ' ')
            cut(c, at - n);
    }
}

/* A quotation of several sentences with its author behind it is one. */
static void end_line(struct cutter *c, size_t end)
{
    size_t first = c->line_spans;
    if (c->spans->n < first + 2 || !wd_signed_quotation(c->text, c->spans->v[first].start, WD_MIN(end, c->spans->v[c->spans->n - 1].end)))
        return;
    c->spans->v[first].end = c->spans->v[c->spans->n - 1].end;
    c->spans->n = first + 1;
}

/* One interesting character at `at`; gives where to read on. */
static size_t look(struct cutter *c, size_t at)
{
    struct wd_cp p = wd_utf8_at(c->text, at);
    if (is_line_end(p.cp)) {
        c->brackets = 0;
        cut(c, at + p.bytes);
        end_line(c, at);
        c->line = at + p.bytes;
        c->line_spans = c->spans->n;
        return at + p.bytes;
    }
    if (p.cp >= 0x3000)
        count_bracket(c, p.cp, at);
    if (is_bullet(p.cp) && wd_cp_is_space(wd_utf8_before(c->text, at).cp)) {
        cut(c, at);
        return at + p.bytes;
    }
    if (p.cp == ':')
        look_for_credit(c, at);
    else if (p.cp == ')' || p.cp == '.')
        look_for_item(c, at);
    if (!is_stop(p.cp))
        return at + p.bytes;
    struct stop s;
    read_stop(c, at, &s);
    if (ends(c, &s))
        cut(c, s.end);
    return s.end;
}

void wd_sentences_of(struct wd_arena *a, struct wd_str text, struct wd_str language, wd_spans *ret_spans)
{
    wd_spans spans = {0};
    text.n = WD_MIN(text.n, (size_t)UINT32_MAX);
    int table = wd_stopword_language(language);
    struct cutter c = {.a = a, .text = text, .spans = &spans, .language = WD_MAX(table, 0)};
    c.abbreviations = &wd_abbreviation_tables[c.language];
    c.english = table >= 0 && wd_str_eqc(wd_str_c(wd_stopword_codes[table]), "en");
    c.ordinals = table >= 0 && wd_str_eqc(wd_str_c(wd_stopword_codes[table]), "de");
    size_t at = 0;
    while (at < text.n) {
        unsigned char byte = (unsigned char)text.p[at];
        at = interesting[byte] ? look(&c, at) : at + 1;
    }
    cut(&c, text.n);
    end_line(&c, text.n);
    *ret_spans = spans;
}
