#include "intake/plain.h"

#include "base/limits.h"
#include "intake/deskline.h"
#include "intake/lines.h"
#include "text/date.h"

enum {
    MAX_TITLE_BYTES = 300,
    MAX_TIME_LINE_BYTES = 300,
    MAX_CREDIT_BYTES = 80,
    MAX_BYLINE_BYTES = 160,
    DESK_LINE_BYTES = 12,
    HEAD_BLOCKS = 12 /* a time line, a byline and the headline again are looked for in these only */
};

/* "Reuters | Updated: 26-01-2022 23:56 IST | Created: ..."; also one piece alone. */
static bool read_time_line(struct wd_plain_reader *r, struct wd_str line)
{
    if (line.n > MAX_TIME_LINE_BYTES)
        return false;
    struct wd_str rest = line, piece, credit = {"", 0};
    bool dated = false;
    for (size_t i = 0; wd_str_cut(&rest, '|', &piece); i++) {
        enum wd_label label;
        struct wd_str value;
        struct wd_date d;
        piece = wd_str_trim(piece);
        if (wd_label_of(piece, &label, &value) && wd_label_is_date(label) && wd_date_parse(value, &r->dates, &d))
            dated = true;
        else if (piece.n > MAX_CREDIT_BYTES)
            return false;
        else if (i == 0)
            credit = piece;
    }
    if (!dated)
        return false;
    rest = line;
    while (wd_str_cut(&rest, '|', &piece)) {
        enum wd_label label;
        struct wd_str value;
        if (wd_label_of(wd_str_trim(piece), &label, &value) && wd_label_is_date(label))
            (void)wd_label_set_date(r, label, value);
    }
    if (credit.n && !r->item->creditline.n)
        r->item->creditline = credit;
    return true;
}

/* Headlines are printed again with other blanks and case. */
static bool same_line(struct wd_str a, struct wd_str b)
{
    return a.n && wd_str_eq_nocase(a, b);
}

static bool is_byline(struct wd_str line)
{
    return line.n <= MAX_BYLINE_BYTES && wd_str_starts_nocase(line, "by ") && line.n > 4 &&
           ((unsigned char)line.p[3] >= 0x80 || wd_is_upper(line.p[3])) && line.p[line.n - 1] != '.' &&
           wd_str_find(line, ". ", 8) == SIZE_MAX;
}

/* Header lines at the top, embargo lines among them; gives how many blocks they took. */
static size_t read_headers(struct wd_plain_reader *r, wd_paragraphs *list, size_t from)
{
    size_t i = from;
    for (; i < list->n && i < from + HEAD_BLOCKS * 2; i++) {
        enum wd_label label;
        struct wd_str value;
        if (wd_label_of(list->v[i].text, &label, &value))
            wd_label_set(r, label, value);
        else if (!wd_deskline_embargo(r->a, &r->dates, list->v[i].text, r->item))
            break;
        list->v[i].used = true;
    }
    return i;
}

static struct wd_str file_stem(struct wd_str file)
{
    size_t start = file.n;
    while (start > 0 && file.p[start - 1] != '/')
        start--;
    struct wd_str s = wd_str_from(file, start);
    size_t dot = s.n;
    while (dot > 1 && s.p[dot - 1] != '.')
        dot--;
    return dot > 1 ? wd_str_n(s.p, dot - 1) : s;
}

/* "A ** B ** C": one line of headlines, as tickers have them. */
static bool is_ticker(struct wd_str line, struct wd_str *ret_first)
{
    static const char mark[] = " ** ";
    size_t first = wd_str_find(line, mark, 0);
    if (first == SIZE_MAX || first == 0 || first > MAX_TITLE_BYTES || wd_str_find(line, mark, first + strlen(mark)) == SIZE_MAX)
        return false;
    *ret_first = wd_str_trim(wd_str_n(line.p, first));
    return true;
}

/* The headline, where no header line gave it; gives the first block behind it. */
static size_t read_title(struct wd_plain_reader *r, wd_paragraphs *list, size_t first, struct wd_str file)
{
    struct wd_item *item = r->item;
    if (item->title.value.n)
        return first;
    bool alone = first + 1 >= list->n;
    if (!alone && list->v[first].text.n <= MAX_TITLE_BYTES && !(first == 0 && read_time_line(r, list->v[0].text))) {
        item->title.value = list->v[first].text;
        list->v[first++].used = true;
    } else if (!(alone && first < list->n && is_ticker(list->v[first].text, &item->title.value))) {
        item->title.value = file_stem(file);
    }
    return read_headers(r, list, first);
}

/* A line of the desk's own ("SDA") may stand above the header lines: it is no text. */
static size_t skip_desk_line(wd_paragraphs *list)
{
    enum wd_label label;
    struct wd_str value;
    bool headed = list->n > 2 && list->v[0].text.n <= DESK_LINE_BYTES && !wd_label_of(list->v[0].text, &label, &value) &&
                  wd_label_of(list->v[1].text, &label, &value) && label == WD_LABEL_TITLE;
    if (headed)
        list->v[0].used = true;
    return headed;
}

static void read_head(struct wd_plain_reader *r, wd_paragraphs *list, struct wd_str file)
{
    struct wd_item *item = r->item;
    size_t first = read_title(r, list, read_headers(r, list, skip_desk_line(list)), file);
    size_t end = WD_MIN(list->n, first + HEAD_BLOCKS), body = first;
    for (size_t i = first; i < end; i++) {
        struct wd_paragraph *b = &list->v[i];
        if (same_line(b->text, item->title.value)) {
            b->used = true;
            body = i + 1;
        } else if (read_time_line(r, b->text)) {
            b->used = true;
            body = i + 1;
        } else if (!item->byline.n && i <= body + 1 && is_byline(b->text)) {
            item->byline = wd_str_from(b->text, 3);
            b->used = true;
            if (i == body)
                body = i + 1;
        } else if (i <= body + 1 && wd_deskline_embargo(r->a, &r->dates, b->text, item)) {
            b->used = true;
            if (i == body)
                body = i + 1;
        }
    }
    /* what stands between the headline and the credit or the headline again is the standfirst */
    for (size_t i = first; i < body; i++) {
        struct wd_paragraph *b = &list->v[i];
        if (b->used)
            continue;
        if (r->scratch.n)
            wd_buf_byte(&r->scratch, ' ');
        wd_buf_puts(&r->scratch, b->text);
        b->used = true;
    }
    if (r->scratch.n && !item->summary.value.n)
        item->summary.value = wd_arena_str(r->a, wd_buf_str(&r->scratch));
    wd_buf_reset(&r->scratch);
}

/* From "not for publication" on it is a note; so is a paragraph to the editors. */
static void take_notes(struct wd_plain_reader *r, wd_paragraphs *list)
{
    struct wd_item *item = r->item;
    bool notes = false;
    for (size_t i = 0; i < list->n; i++) {
        struct wd_paragraph *b = &list->v[i];
        struct wd_str note;
        if (b->used)
            continue;
        notes = notes || wd_deskline_notes_begin(b->text);
        if (!notes && !wd_deskline_note(b->text, &note))
            continue;
        b->used = true;
        if (r->scratch.n)
            wd_buf_byte(&r->scratch, '\n');
        wd_buf_puts(&r->scratch, notes ? b->text : note);
    }
    if (r->scratch.n && !item->ednote.n)
        item->ednote = wd_arena_str(r->a, wd_buf_str(&r->scratch));
    wd_buf_reset(&r->scratch);
}

void wd_plain_init(struct wd_plain_reader *r, const struct wd_adapter_input *in)
{
    *r = (struct wd_plain_reader){.a = in->a, .dates = {.zone = in->input->zone, .now_utc = in->input->arrived_utc}};
    wd_buf_init(&r->scratch, WD_MAX_TEXT_BYTES);
}

void wd_plain_done(struct wd_plain_reader *r)
{
    wd_buf_done(&r->scratch);
}

bool wd_plain_story(struct wd_plain_reader *r, struct wd_str text, struct wd_str file, struct wd_item *item)
{
    wd_paragraphs list = {0};
    r->item = item;
    wd_lines_paragraphs(r->a, &r->scratch, text, &list);
    if (!list.n)
        return false;
    read_head(r, &list, file);
    take_notes(r, &list);
    for (size_t i = 0; i < list.n; i++) {
        if (list.v[i].used)
            continue;
        if (r->scratch.n)
            wd_buf_byte(&r->scratch, '\n');
        wd_buf_puts(&r->scratch, list.v[i].text);
    }
    item->body_text = wd_arena_str(r->a, wd_buf_str(&r->scratch));
    item->title.type = item->summary.type = WD_STR("text/plain");
    item->type = WD_STR("text");
    return true;
}

static bool ends_sentence(struct wd_str s)
{
    static const char *const ends[] = {".", "!", "?", "\"", ")", "\xE2\x80\x9D", "\xC2\xBB", "***", "ENDS", "-30-"};
    s = wd_str_trim(s);
    for (size_t i = 0; i < WD_COUNT(ends); i++)
        if (wd_str_ends(s, ends[i]))
            return true;
    return s.n == 0;
}

/* Next story: up to a line NNNN, an end-of-text byte, or a form feed between the end of a sentence and a headline (else it is one of
 * the pages of a long text). */
static struct wd_str next_story(struct wd_str *rest)
{
    for (size_t i = 0; i < rest->n; i++) {
        bool line_start = i == 0 || rest->p[i - 1] == '\n' || rest->p[i - 1] == '\r';
        size_t mark = 0;
        if (rest->p[i] == '\x03' || rest->p[i] == '\x04') {
            mark = 1;
        } else if (line_start && wd_str_starts(wd_str_from(*rest, i), "NNNN")) {
            struct wd_str behind = wd_str_from(*rest, i);
            mark = wd_str_trim(wd_line_next(&behind)).n == 4 ? 4 : 0;
        } else if (rest->p[i] == '\f') {
            struct wd_str behind = wd_str_trim(wd_str_from(*rest, i + 1));
            mark = !behind.n || (ends_sentence(wd_str_n(rest->p, i)) && !wd_is_lower(behind.p[0]) &&
                                 wd_str_find_byte(behind, '\n', 0) < MAX_TITLE_BYTES);
        }
        if (mark) {
            struct wd_str story = wd_str_n(rest->p, i);
            *rest = wd_str_from(*rest, i + mark);
            return story;
        }
    }
    struct wd_str story = *rest;
    *rest = wd_str_from(*rest, rest->n);
    return story;
}

int wd_text_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w)
{
    struct wd_plain_reader r;
    struct wd_str rest = in->text;
    wd_plain_init(&r, in);
    while (rest.n && d->items.n < WD_MAX_ITEMS) {
        struct wd_item item;
        wd_item_init(&item);
        item.language = in->input->content_language;
        if (!wd_plain_story(&r, next_story(&rest), in->input->file, &item))
            continue;
        wd_list_add(in->a, &d->items, item);
        if (r.scratch.err) {
            d->capped = true;
            wd_list_add(in->a, &d->repairs, wd_arena_printf(in->a, "the text was cut at %u MB", WD_MAX_TEXT_BYTES >> 20));
        }
        wd_buf_reset(&r.scratch);
    }
    if (d->items.n == 1 && !d->items.v[0].link.n) /* several cannot all have come from there: they would be one article */
        d->items.v[0].link = in->input->url;
    if (d->items.n == WD_MAX_ITEMS && wd_str_trim(rest).n) {
        d->capped = true;
        wd_list_add(in->a, &d->repairs, wd_arena_printf(in->a, "stories after the first %u were left out", WD_MAX_ITEMS));
    }
    d->format = WD_STR("text");
    d->wire = true;
    wd_plain_done(&r);
    return d->items.n ? 0 : wd_where_set(w, WD_E_EMPTY, "there is nothing in it");
}
