#include <endian.h>

#include "base/utf8.h"
#include "copies/notice.h"
#include "text/fold.h"

enum mark { NOT_A_MARK, OPENS, CLOSES, EITHER };

/* Single marks are left out: they cannot be told from apostrophes cheaply, and a quotation in them is rarely a run of its own. */
static enum mark mark_of(uint32_t cp)
{
    switch (cp) {
    case '"': return EITHER;
    case 0x201C: return EITHER; /* opens in English, closes in German */
    case 0x201E:
    case 0x300C:
    case 0x300E: return OPENS;
    case 0x201D:
    case 0x300D:
    case 0x300F: return CLOSES;
    case 0xAB:
    case 0xBB: return EITHER; /* French and German use them the other way round */
    default: return NOT_A_MARK;
    }
}

static void flag_words(uint8_t *flags, size_t from, size_t to, uint8_t flag)
{
    for (size_t i = from; i < to; i++)
        flags[i] |= flag;
}

/* Number of words that start before `byte`; *cursor is where the last question ended, so ascending questions cost O(n) in all. */
static uint32_t words_before(const wd_words *words, uint32_t byte, size_t *cursor)
{
    while (*cursor && words->v[*cursor - 1].start >= byte)
        --*cursor;
    while (*cursor < words->n && words->v[*cursor].start < byte)
        ++*cursor;
    return (uint32_t)*cursor;
}

struct quotes {
    struct wd_str text;
    const wd_words *words;
    uint8_t *flags;
    size_t cursor; /* of words_before */
    size_t from;   /* first word of the open quotation */
    size_t seen;   /* byte after the last mark */
    bool open;
};

/* Marks open and close; a line end breaks an open quotation off, unless the next paragraph opens with a mark of its own (a quotation over
 * several paragraphs is closed once). */
static void read_mark(struct quotes *q, size_t at, size_t bytes, enum mark m)
{
    size_t word = words_before(q->words, (uint32_t)at, &q->cursor), gap = word ? q->words->v[word - 1].end : 0;
    size_t line_end = q->open ? wd_str_find_byte(wd_str_n(q->text.p, at), '\n', q->seen) : SIZE_MAX;
    q->open &= line_end >= gap;
    bool goes_on = q->open && line_end != SIZE_MAX && m != CLOSES;
    if (q->open && (goes_on || m != OPENS))
        flag_words(q->flags, q->from, word, WD_COPY_IN_QUOTE);
    if (q->open && !goes_on && m != OPENS) {
        q->open = false;
    } else if (m != CLOSES) {
        q->open = true;
        q->from = word;
    }
    q->seen = at + bytes;
}

/* The bytes of eight that a mark may begin with (and now and then one after them): their highest bits. */
static inline uint64_t may_be_marks(const char *p)
{
    static const uint64_t ONES = 0x0101010101010101u;
    uint64_t bytes;
    memcpy(&bytes, p, sizeof bytes);
    bytes = le64toh(bytes);
    uint64_t straight = bytes ^ ONES * '"';
    return ((bytes & bytes << 1) | ((straight - ONES) & ~straight)) & ONES * 0x80;
}

static void look_for_mark(struct quotes *q, size_t at)
{
    unsigned char c = (unsigned char)q->text.p[at];
    if (c != '"' && c != 0xC2 && c != 0xE2 && c != 0xE3)
        return;
    struct wd_cp cp = wd_utf8_at(q->text, at);
    enum mark m = mark_of(cp.cp);
    if (m != NOT_A_MARK)
        read_mark(q, at, cp.bytes, m);
}

static void flag_quotes(struct wd_str text, const wd_words *words, uint8_t *flags)
{
    struct quotes q = {.text = text, .words = words, .flags = flags};
    size_t at = 0;
    for (; at + 8 <= text.n; at += 8)
        for (uint64_t marks = may_be_marks(text.p + at); marks; marks &= marks - 1)
            look_for_mark(&q, at + (size_t)__builtin_ctzll(marks) / 8);
    for (; at < text.n; at++)
        look_for_mark(&q, at);
}

static void flag_notices(const wd_words *words, const struct wd_span *spans, size_t n, uint8_t *flags)
{
    size_t cursor = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t from = words_before(words, spans[i].start, &cursor);
        flag_words(flags, from, words_before(words, spans[i].end, &cursor), WD_COPY_IN_NOTICE);
    }
}

static uint8_t *make_doc(struct wd_arena *a, struct wd_str text, const wd_words *words, const struct wd_span *sentences, size_t sentence_n,
                         struct wd_copy_doc *ret_doc)
{
    uint32_t *hashes = wd_arena_raw(a, words->n * sizeof *hashes);
    uint8_t *flags = wd_arena_array(a, words->n, 1);
    struct wd_span *ranges = wd_arena_raw(a, sentence_n * sizeof *ranges);
    for (size_t i = 0; i < words->n; i++)
        hashes[i] = words->v[i].hash;
    flag_quotes(text, words, flags);
    size_t cursor = 0;
    for (size_t i = 0; i < sentence_n; i++) {
        ranges[i].start = words_before(words, sentences[i].start, &cursor);
        ranges[i].end = words_before(words, sentences[i].end, &cursor);
    }
    *ret_doc = (struct wd_copy_doc){.hashes = hashes, .flags = flags, .words = words->n, .sentences = ranges, .sentence_n = sentence_n};
    return flags;
}

int wd_copy_doc_make(struct wd_arena *a, struct wd_str text, const struct wd_span *sentences, size_t sentence_n,
                     const struct wd_span *notice_spans, size_t notice_n, struct wd_copy_doc *ret_doc)
{
    wd_words words = {0};
    int err = wd_words_of(a, text, &words);
    if (!err)
        flag_notices(&words, notice_spans, notice_n, make_doc(a, text, &words, sentences, sentence_n, ret_doc));
    return err;
}

int wd_copy_doc_make_plain(struct wd_arena *a, struct wd_str text, const struct wd_span *sentences, size_t sentence_n,
                           struct wd_copy_doc *ret_doc)
{
    wd_words words = {0};
    int err = wd_words_of(a, text, &words);
    if (err)
        return err;
    wd_spans notices;
    wd_copy_notices_in(a, text, &words, &notices);
    flag_notices(&words, notices.v, notices.n, make_doc(a, text, &words, sentences, sentence_n, ret_doc));
    return 0;
}
