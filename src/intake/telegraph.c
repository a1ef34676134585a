#include "intake/telegraph.h"

#include "base/limits.h"
#include "intake/lines.h"

enum { PRE_HEADER_BYTES = 1024, HEAD_LINES = 4, MAX_REPAIRS = 100 };

/* ZCZC at the start of a line, blanks aside; gives the byte behind it. */
static size_t find_zczc(struct wd_str s, size_t from, size_t *ret_behind)
{
    for (size_t at = from; (at = wd_str_find(s, "ZCZC", at)) != SIZE_MAX; at += 4) {
        size_t before = at;
        while (before > 0 && (s.p[before - 1] == ' ' || s.p[before - 1] == '\t' || (s.p[before - 1] > 0 && s.p[before - 1] < '\t')))
            before--;
        if (before == 0 || s.p[before - 1] == '\n' || s.p[before - 1] == '\r' || s.p[before - 1] == '\f') {
            *ret_behind = at + 4;
            return at;
        }
    }
    return SIZE_MAX;
}

static struct wd_str first_line(struct wd_str s)
{
    struct wd_str line = {"", 0};
    for (size_t i = 0; i < 8 && s.n && !wd_str_trim(line).n; i++)
        line = wd_line_next(&s);
    return wd_str_trim(line);
}

bool wd_telegraph_is(struct wd_str bytes)
{
    struct wd_str head = wd_str_n(bytes.p, WD_MIN(bytes.n, (size_t)PRE_HEADER_BYTES));
    size_t behind = 0, soh = wd_str_find_byte(head, WD_SOH, 0), first = 0;
    while (first < head.n && ((unsigned char)head.p[first] <= ' ' || head.p[first] == 0x7F) && head.p[first] != WD_SOH)
        first++;
    if (first == head.n || head.p[first] == '<' || head.p[first] == '{')
        return false;
    if (soh != SIZE_MAX) {
        struct wd_str line = first_line(wd_str_from(bytes, soh + 1));
        if (wd_iptc7901_is_header(line) || wd_anpa_is_header(line) || (soh == first && wd_str_find_byte(line, WD_US, 0) != SIZE_MAX))
            return true;
        bool printable = line.n && wd_is_alpha(line.p[0]);
        for (size_t i = 0; i < line.n; i++)
            printable = printable && (unsigned char)line.p[i] >= ' ';
        return soh == first && printable && wd_str_find_byte(bytes, WD_STX, soh) != SIZE_MAX;
    }
    return find_zczc(head, 0, &behind) <= 64 || wd_iptc7901_is_header(first_line(head));
}

static struct wd_str between(struct wd_str s, size_t from, size_t to)
{
    return from < to ? wd_str_n(s.p + from, to - from) : wd_str_n("", 0);
}

/* Where the head ends that no STX closes: behind the catchwords (a line that ends with "/") in the next lines, else behind the first line.
 */
static size_t head_without_stx(struct wd_str s)
{
    struct wd_str rest = s;
    size_t end = 0;
    for (unsigned i = 0; i < HEAD_LINES && rest.n; i++) {
        struct wd_str line = wd_str_trim(wd_line_next(&rest));
        if (i == 0 || (line.n && line.p[line.n - 1] == '/'))
            end = s.n - rest.n;
        if (i > 0 && line.n)
            break;
    }
    return end;
}

/* The last lines of a text without ETX may be a time of sending. */
static bool is_time_of_sending(struct wd_str line)
{
    size_t digits = 0;
    while (digits < line.n && wd_is_digit(line.p[digits]))
        digits++;
    return digits == 6 && line.n > 10 && line.n < 24 && line.p[6] == ' ' && wd_is_alpha(line.p[7]) && wd_is_digit(line.p[line.n - 1]);
}

static void cut_tail(struct wd_message *m)
{
    struct wd_str rest = m->text, before = m->text;
    size_t tail = SIZE_MAX;
    while (rest.n) {
        size_t at = m->text.n - rest.n;
        struct wd_str line = wd_line_next(&rest);
        if (wd_str_trim(line).n)
            tail = is_time_of_sending(wd_str_trim(line)) ? at : SIZE_MAX;
    }
    if (tail == SIZE_MAX)
        return;
    m->text = wd_str_n(before.p, tail);
    m->tail = wd_str_from(before, tail);
    m->cut = false;
}

static struct wd_message message_of(struct wd_str s)
{
    size_t stx = wd_str_find_byte(s, WD_STX, 0), etx = wd_str_find_byte(s, WD_ETX, stx == SIZE_MAX ? 0 : stx);
    size_t eot = wd_str_find_byte(s, WD_EOT, 0), end = WD_MIN(eot, s.n), text_end = WD_MIN(WD_MIN(etx, eot), s.n);
    size_t head_end = stx < text_end ? stx : WD_MIN(head_without_stx(s), text_end);
    struct wd_message m = {.head = between(s, 0, head_end),
                           .text = between(s, stx < text_end ? stx + 1 : head_end, text_end),
                           .tail = etx == SIZE_MAX ? wd_str_n("", 0) : between(s, etx + 1, WD_MAX(end, etx + 1)),
                           .cut = etx == SIZE_MAX && eot == SIZE_MAX};
    if (etx == SIZE_MAX)
        cut_tail(&m);
    return m;
}

/* A head of neither format, fields parted by US: results services send such. */
static bool fields_read(struct wd_telegraph *t, const struct wd_message *m, struct wd_item *item)
{
    struct wd_str rest = m->head, field;
    wd_buf_reset(&t->scratch);
    while (wd_str_cut(&rest, WD_US, &field)) {
        field = wd_line_clean(t->a, field);
        if (!field.n)
            continue;
        if (!item->slugline.n)
            item->slugline = field;
        if (t->scratch.n)
            wd_buf_byte(&t->scratch, ' ');
        wd_buf_puts(&t->scratch, field);
    }
    item->title.value = wd_arena_str(t->a, wd_buf_str(&t->scratch));
    wd_telegraph_body(t, m->text, m->cut, wd_str_n("", 0), item);
    return true;
}

static void repair(struct wd_telegraph *t, size_t number, const char *what)
{
    if (t->document->repairs.n < MAX_REPAIRS)
        wd_list_add(t->a, &t->document->repairs, wd_arena_printf(t->a, "message %zu %s", number, what));
}

static const struct {
    const char *format;
    wd_message_reader *read;
} framed[] = {{"anpa", wd_anpa_read}, {"iptc7901", wd_iptc7901_read}, {"anpa", fields_read}}, telegram[] = {{"zczc", wd_zczc_read}};

static void take_message(struct wd_telegraph *t, const struct wd_message *m, size_t number, bool zczc)
{
    struct wd_document *d = t->document;
    struct wd_item item;
    const char *format = telegram[0].format;
    wd_item_init(&item);
    item.type = WD_STR("text");
    item.language = t->in->input->content_language;
    if (zczc) {
        (void)wd_zczc_read(t, m, &item);
    } else {
        size_t i = 0;
        while (!framed[i].read(t, m, &item))
            i++;
        format = framed[i].format;
    }
    if (!item.title.value.n && !item.body_html.n && !item.body_text.n) {
        repair(t, number, "holds neither a headline nor a text and was left out");
        return;
    }
    if (m->cut)
        repair(t, number, "has no end: what is whole of it was kept");
    item.title.type = item.summary.type = WD_STR("text/plain");
    if (!d->format.n)
        d->format = wd_str_c(format);
    wd_list_add(t->a, &d->items, item);
}

static bool full(struct wd_telegraph *t)
{
    if (t->document->items.n < WD_MAX_ITEMS)
        return false;
    if (!t->document->capped)
        wd_list_add(t->a, &t->document->repairs, wd_arena_printf(t->a, "messages after the first %u were left out", WD_MAX_ITEMS));
    return t->document->capped = true;
}

static size_t read_framed(struct wd_telegraph *t, struct wd_str s)
{
    size_t number = 0;
    for (size_t at = wd_str_find_byte(s, WD_SOH, 0); at != SIZE_MAX && !full(t);) {
        size_t next = wd_str_find_byte(s, WD_SOH, at + 1);
        struct wd_message m = message_of(between(s, at + 1, WD_MIN(next, s.n)));
        take_message(t, &m, ++number, false);
        at = next;
    }
    return number;
}

static size_t end_of_telegram(struct wd_str s, size_t from)
{
    for (size_t at = from; (at = wd_str_find(s, "NNNN", at)) != SIZE_MAX; at += 4) {
        size_t before = at, behind = at + 4;
        while (before > 0 && (s.p[before - 1] == ' ' || s.p[before - 1] == '\t'))
            before--;
        bool starts = before == 0 || s.p[before - 1] == '\n' || s.p[before - 1] == '\r' || (unsigned char)s.p[before - 1] < 0x20;
        if (starts && (behind == s.n || (unsigned char)s.p[behind] <= ' ' || s.p[behind] == 0x7F))
            return at;
    }
    return SIZE_MAX;
}

static size_t read_telegrams(struct wd_telegraph *t, struct wd_str s)
{
    size_t number = 0, behind = 0;
    for (size_t at = find_zczc(s, 0, &behind); at != SIZE_MAX && !full(t);) {
        size_t start = behind, next = find_zczc(s, start, &behind), nnnn = end_of_telegram(wd_str_n(s.p, WD_MIN(next, s.n)), start);
        struct wd_str whole = between(s, start, WD_MIN(WD_MIN(nnnn, next), s.n)), rest = whole;
        struct wd_message m = {.cut = nnnn == SIZE_MAX};
        m.head = rest.n ? wd_line_next(&rest) : rest;
        m.text = rest;
        take_message(t, &m, ++number, true);
        at = next;
    }
    return number;
}

/* Without SOH: each header line begins a message, if the line before it is blank or there is none. */
static size_t read_headed(struct wd_telegraph *t, struct wd_str s)
{
    size_t number = 0, start = SIZE_MAX;
    bool blank = true;
    for (struct wd_str rest = s; rest.n && !full(t);) {
        size_t at = s.n - rest.n;
        struct wd_str line = wd_str_trim(wd_line_next(&rest));
        if (blank && wd_iptc7901_is_header(line)) {
            if (start != SIZE_MAX) {
                struct wd_message m = message_of(between(s, start, at));
                take_message(t, &m, ++number, false);
            }
            start = at;
        }
        blank = !line.n || is_time_of_sending(line);
    }
    if (start != SIZE_MAX && !full(t)) {
        struct wd_message m = message_of(between(s, start, s.n));
        m.cut = false;
        take_message(t, &m, ++number, false);
    }
    return number;
}

int wd_telegraph_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w)
{
    struct wd_telegraph t = {.a = in->a, .in = in, .document = d, .dates = {.zone = in->input->zone, .now_utc = in->input->arrived_utc}};
    wd_buf_init(&t.scratch, WD_MAX_TEXT_BYTES);
    wd_buf_init(&t.notes, WD_MAX_TEXT_BYTES);
    d->wire = true;
    size_t n = read_framed(&t, in->text);
    if (!n)
        n = read_telegrams(&t, in->text);
    if (!n)
        n = read_headed(&t, in->text);
    wd_buf_done(&t.scratch);
    wd_buf_done(&t.notes);
    if (d->items.n)
        return 0;
    return wd_where_set(w, WD_E_FORMAT, "a wire file (IPTC 7901, ANPA 1312 or ZCZC) of %zu messages, but none can be used", n);
}
