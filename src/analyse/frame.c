#include "analyse/analyse.h"
#include "analyse/notices.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/sentences.h"

enum { HEAD_BLOCKS = 10, TAIL_BLOCKS = 10, LONGEST_DATELINE = 140, MAX_BLOCKS = 1 << 18 };

struct block {
    struct wd_span span; /* without blanks at the ends */
    bool dropped;
};
struct framing {
    struct wd_arena *a;
    struct wd_str raw;
    struct wd_frame *out;
    WD_LIST(struct block) blocks;
};

static struct wd_str words(const struct framing *f, size_t i)
{
    return wd_str_span(f->raw, f->blocks.v[i].span);
}

static void cut_blocks(struct framing *f)
{
    uint32_t at = 0, n = (uint32_t)f->raw.n;
    while (at < n && f->blocks.n < MAX_BLOCKS) {
        size_t line_end = wd_str_find_byte(f->raw, '\n', at);
        uint32_t end = line_end == SIZE_MAX || f->blocks.n + 1 == MAX_BLOCKS ? n : (uint32_t)line_end;
        struct wd_str line = wd_str_trim(wd_str_n(f->raw.p + at, end - at));
        if (line.n) {
            struct block *b = wd_list_push(f->a, &f->blocks);
            b->span.start = (uint32_t)(line.p - f->raw.p);
            b->span.end = b->span.start + (uint32_t)line.n;
        }
        at = end + 1;
    }
}

static void note(struct framing *f, int kind, struct wd_span span, struct wd_str agency, struct wd_str outlet)
{
    struct wd_notice n = {.kind = kind, .text = wd_str_span(f->raw, span), .agency = agency, .outlet = outlet};
    wd_list_add(f->a, &f->out->notices, n);
    wd_list_add(f->a, &f->out->notice_spans, span);
    if (agency.n && !f->out->agency.n && kind != WD_NOTICE_FURNITURE && kind != WD_NOTICE_INPUTS && kind != WD_NOTICE_CONTRIBUTED)
        f->out->agency = agency;
    if (outlet.n && !f->out->outlet.n)
        f->out->outlet = outlet;
}

static bool is_sentence(struct wd_str s)
{
    return wd_str_ends(s, ".") || wd_str_ends(s, "!") || wd_str_ends(s, "?") || wd_str_ends(s, "\"") || wd_str_ends(s, "”");
}

/* Whether every sentence of block i stands, word for word, in the text after it. */
static bool stands_later(const struct framing *f, size_t i)
{
    wd_spans sentences;
    struct wd_str s = words(f, i), rest = wd_str_from(f->raw, f->blocks.v[i].span.end);
    wd_sentences_of(f->a, s, WD_STR("en"), &sentences);
    if (sentences.n == 0 || sentences.n > 12 || s.n < 12)
        return false;
    for (size_t k = 0; k < sentences.n; k++) {
        struct wd_str one = wd_str_span(s, sentences.v[k]);
        if (!one.n || !memmem(rest.p, rest.n, one.p, one.n))
            return false;
    }
    return true;
}

static bool same_words(struct wd_str x, struct wd_str y)
{
    return x.n && y.n && x.n <= 4 * y.n && y.n <= 4 * x.n && wd_same_words(x, y);
}

/* Whether every sentence of the block stands once more further down: only then is a standfirst no part of the text. */
static bool told_again(const struct framing *f, size_t i)
{
    struct wd_str s = words(f, i), rest = wd_str_from(f->raw, f->blocks.v[i].span.end);
    wd_spans sentences = {0};
    wd_sentences_of(f->a, s, (struct wd_str){0}, &sentences);
    for (size_t k = 0; k < sentences.n; k++)
        if (wd_str_find(rest, wd_arena_c(f->a, wd_str_span(s, sentences.v[k])), 0) == SIZE_MAX)
            return false;
    return sentences.n > 0;
}

/* Title and standfirst at the head, given or found by standing there twice. */
static void drop_repeats(struct framing *f, struct wd_str title, struct wd_str standfirst)
{
    size_t head = WD_MIN(f->blocks.n, (size_t)HEAD_BLOCKS);
    for (size_t i = 0; i < head; i++) {
        struct block *b = &f->blocks.v[i];
        struct wd_str s = words(f, i);
        bool again = same_words(s, title) || (same_words(s, standfirst) && told_again(f, i));
        for (size_t k = 0; k < i && !again; k++)
            again = f->blocks.v[k].dropped && !is_sentence(s) && wd_str_eq(words(f, k), s);
        if (again || (i + 1 < f->blocks.n && stands_later(f, i))) {
            b->dropped = true;
            note(f, WD_NOTICE_FURNITURE, b->span, (struct wd_str){0}, (struct wd_str){0});
        }
    }
}

static bool is_dash(struct wd_str s, size_t at, size_t *ret_past)
{
    struct wd_cp c = wd_utf8_at(s, at);
    if (c.cp != '-' && c.cp != 0x2013 && c.cp != 0x2014 && c.cp != ':')
        return false;
    at += c.bytes;
    while (at < s.n && (s.p[at] == '-' || s.p[at] == ' '))
        at++;
    *ret_past = at;
    return true;
}

/* "AP", "AP/Reuters", "Reuters Health": the agency that a bracket of a dateline names first. */
static struct wd_str bracket_agency(struct wd_str s)
{
    struct wd_str whole = wd_agency_of(s), rest = s, piece;
    if (whole.n)
        return whole;
    while (wd_str_cut(&rest, '/', &piece))
        if ((whole = wd_agency_of(piece)).n)
            return whole;
    size_t blank = wd_str_find_byte(s, ' ', 0);
    return blank == SIZE_MAX || blank < 5 ? whole : wd_agency_of(wd_str_n(s.p, blank));
}

static bool place_word(struct wd_str w)
{
    struct wd_cp c = wd_utf8_at(w, 0);
    return wd_cp_is_upper(c.cp) || wd_cp_is_digit(c.cp) || c.cp == '[' || wd_str_eqc(w, "de") || wd_str_eqc(w, "am") || wd_str_eqc(w, "of");
}

/* Past the place and date of a dateline that starts at 0: capitals, numbers, commas; `ret_caps`: the first word is in capitals only. */
static size_t place_and_date(struct wd_str s, bool *ret_caps)
{
    size_t at = 0, count = 0;
    *ret_caps = false;
    while (at < s.n && at < LONGEST_DATELINE && count < 10) {
        size_t end = at;
        while (end < s.n && !wd_is_blank(s.p[end]) && s.p[end] != '(')
            end++;
        struct wd_str w = wd_str_n(s.p + at, end - at);
        size_t past;
        if (w.n == 0 || is_dash(s, at, &past) || !place_word(w))
            break;
        if (count++ == 0) {
            size_t upper = 0;
            for (size_t i = 0; i < w.n; i++)
                upper += wd_is_lower(w.p[i]) ? 0 : wd_is_upper(w.p[i]);
            *ret_caps = upper >= 3;
            for (size_t i = 0; i < w.n; i++)
                *ret_caps = *ret_caps && !wd_is_lower(w.p[i]);
        }
        at = end;
        while (at < s.n && s.p[at] == ' ')
            at++;
    }
    return at;
}

/* One to four words that begin with a capital, without figures. */
static bool could_be_agency(struct wd_str s)
{
    struct wd_str rest = s, word;
    size_t n = 0;
    while (wd_str_cut(&rest, ' ', &word)) {
        if (!wd_cp_is_upper(wd_utf8_at(word, 0).cp) || ++n > 4)
            return false;
        for (size_t i = 0; i < word.n; i++)
            if (wd_is_digit(word.p[i]))
                return false;
    }
    return n > 0;
}

/* Length of the dateline at the head of s with what parts it from the text, 0 for none. */
static size_t dateline(struct wd_str s, size_t *ret_words, struct wd_str *ret_agency)
{
    bool caps;
    size_t at = place_and_date(s, &caps), past = 0;
    *ret_agency = (struct wd_str){0};
    if (at < s.n && s.p[at] == '(') {
        size_t close = wd_str_find_byte(s, ')', at);
        if (close == SIZE_MAX || close > at + 40)
            return 0;
        struct wd_str bracket = wd_str_n(s.p + at + 1, close - at - 1), agency = bracket_agency(bracket);
        size_t words_end = close + 1;
        at = words_end;
        while (at < s.n && s.p[at] == ' ')
            at++;
        bool dash = is_dash(s, at, &past);
        /* an agency that the table does not know: the form "PLACE, date (Name) -" says that it is one */
        if (!agency.n && caps && dash && could_be_agency(bracket))
            agency = bracket;
        if (!agency.n)
            return 0;
        *ret_agency = agency;
        *ret_words = words_end;
        return dash ? past : at;
    }
    if (!caps || at == 0 || !is_dash(s, at, &past) || s.p[at - 1] != ' ' || s.p[at] == ':')
        return 0;
    size_t end = at;
    while (end > 0 && s.p[end - 1] == ' ')
        end--;
    *ret_words = end;
    return past;
}

static bool find_dateline(struct framing *f, size_t i)
{
    struct wd_str s = words(f, i), agency;
    size_t n = 0, past = dateline(s, &n, &agency);
    if (!past || past >= s.n)
        return false;
    struct block *b = &f->blocks.v[i];
    f->out->dateline = wd_str_n(s.p, n);
    f->out->dateline_span = (struct wd_span){b->span.start, b->span.start + (uint32_t)n};
    if (agency.n)
        note(f, WD_NOTICE_DATELINE, f->out->dateline_span, agency, (struct wd_str){0});
    b->span.start += (uint32_t)past;
    return true;
}

/* Byline, credit line and time line above the text. */
static void read_head(struct framing *f)
{
    size_t head = WD_MIN(f->blocks.n, (size_t)HEAD_BLOCKS);
    for (size_t i = 0; i < head; i++) {
        struct block *b = &f->blocks.v[i];
        struct wd_str s = words(f, i), name;
        if (b->dropped)
            continue;
        struct wd_credit credit;
        if (wd_credit_of(s, &credit)) {
            if (credit.agency.n && !f->out->credit.n) {
                uint32_t start = (uint32_t)(credit.words.p - f->raw.p);
                f->out->credit = credit.words;
                f->out->credit_span = (struct wd_span){start, start + (uint32_t)credit.words.n};
            }
            note(f, credit.agency.n ? WD_NOTICE_CREDIT : WD_NOTICE_FURNITURE, b->span, credit.agency, (struct wd_str){0});
            b->dropped = true;
        } else if (wd_byline_of(s, &name)) {
            if (!f->out->byline.n)
                f->out->byline = name;
            struct wd_str agency = wd_agency_of(name);
            note(f, agency.n ? WD_NOTICE_CREDIT : WD_NOTICE_FURNITURE, b->span, agency, (struct wd_str){0});
            b->dropped = true;
        } else if (!f->out->dateline.n && find_dateline(f, i)) {
            break;
        }
    }
}

/* Notices and furniture below the text, from the last block up; and a notice in brackets at the end of the last paragraph. */
static void read_tail(struct framing *f)
{
    size_t at = f->blocks.n, seen = 0;
    while (at > 0 && seen < TAIL_BLOCKS) {
        struct block *b = &f->blocks.v[--at];
        if (b->dropped)
            continue;
        seen++;
        struct wd_notice n;
        if (wd_notice_of(words(f, at), &n)) {
            note(f, n.kind, b->span, n.agency, n.outlet);
            b->dropped = true;
            seen = 0;
            continue;
        }
        struct wd_str s = words(f, at);
        size_t cut = wd_notice_tail(s, &n);
        if (cut) {
            struct wd_span span = {b->span.start + (uint32_t)cut, b->span.end};
            note(f, n.kind, span, n.agency, n.outlet);
            struct wd_str left = wd_str_trim(wd_str_n(s.p, cut));
            b->span.end = b->span.start + (uint32_t)left.n;
            b->dropped = left.n == 0;
        }
    }
}

static void join(struct framing *f)
{
    size_t n = 0;
    for (size_t i = 0; i < f->blocks.n; i++)
        if (!f->blocks.v[i].dropped)
            n += words(f, i).n + 1;
    char *p = wd_arena_raw(f->a, n + 1);
    size_t at = 0;
    for (size_t i = 0; i < f->blocks.n; i++) {
        if (f->blocks.v[i].dropped)
            continue;
        struct wd_str s = words(f, i);
        if (at)
            p[at++] = '\n';
        memcpy(p + at, s.p, s.n);
        at += s.n;
        wd_list_add(f->a, &f->out->kept, f->blocks.v[i].span);
    }
    f->out->body = wd_str_n(p, at);
}

void wd_frame_of(struct wd_arena *a, struct wd_str raw, struct wd_str title, struct wd_str standfirst, struct wd_frame *ret)
{
    struct wd_frame out = {0};
    struct framing f = {.a = a, .raw = raw, .out = &out};
    f.raw = wd_str_n(raw.p ? raw.p : "", raw.n);
    cut_blocks(&f);
    read_tail(&f);
    drop_repeats(&f, title, standfirst);
    read_head(&f);
    join(&f);
    *ret = out;
}
