/* Plain text as agencies and people file it: headline, perhaps header lines, a standfirst, a credit and time line, the body. */
#include "base/limits.h"
#include "intake/adapters.h"
#include "text/date.h"

enum {
    MAX_TITLE_BYTES = 300,
    MAX_TIME_LINE_BYTES = 300,
    MAX_CREDIT_BYTES = 80,
    MAX_BYLINE_BYTES = 160,
    HEAD_BLOCKS = 12, /* a time line, a byline and the headline again are looked for in these only */
    WRAP_LEAST = 45,
    WRAP_MOST = 100
};

struct block {
    struct wd_str text;
    bool used; /* of the head: no body */
};
typedef WD_LIST(struct block) blocks;

struct text_reader {
    struct wd_arena *a;
    struct wd_item *item;
    struct wd_date_options dates;
    struct wd_buf scratch;
};

/* One line: control bytes gone, blanks of any kind as one space. */
static struct wd_str clean_line(struct text_reader *r, struct wd_str line)
{
    line = wd_str_trim(line);
    bool clean = true;
    for (size_t i = 0; i < line.n && clean; i++)
        clean = ((unsigned char)line.p[i] >= 0x20 && line.p[i] != 0x7F) && !(line.p[i] == ' ' && line.p[i + 1] == ' ');
    if (clean)
        return line;
    char *p = wd_arena_raw(r->a, line.n);
    size_t n = 0;
    for (size_t i = 0; i < line.n; i++) {
        char c = wd_is_blank(line.p[i]) || line.p[i] == '\v' ? ' ' : line.p[i];
        if ((unsigned char)c < 0x20 || c == 0x7F || (c == ' ' && n && p[n - 1] == ' '))
            continue;
        p[n++] = c;
    }
    return wd_str_trim(wd_str_n(p, n));
}

static struct wd_str next_line(struct wd_str *rest)
{
    size_t i = 0;
    while (i < rest->n && rest->p[i] != '\n' && rest->p[i] != '\r')
        i++;
    struct wd_str line = wd_str_n(rest->p, i);
    if (i < rest->n)
        i += rest->p[i] == '\r' && i + 1 < rest->n && rest->p[i + 1] == '\n' ? 2 : 1;
    *rest = wd_str_from(*rest, i);
    return line;
}

/* Lines broken at a fixed width: paragraphs are then set apart by blank or indented lines. */
static bool is_wrapped(struct wd_str text)
{
    size_t paragraph = 0, full = 0, last = 0, wrapped = 0, loose = 0;
    while (text.n) {
        struct wd_str line = next_line(&text);
        size_t n = wd_str_trim(line).n;
        if (n > WRAP_MOST * 2)
            return false;
        if (n == 0 || (line.n > 1 && wd_is_blank(line.p[0]) && wd_is_blank(line.p[1]))) {
            if (paragraph >= 2) {
                if (full + 1 >= paragraph && last <= WRAP_MOST)
                    wrapped++;
                else
                    loose++;
            }
            paragraph = full = 0;
        }
        if (n) {
            paragraph++;
            full += n >= WRAP_LEAST && n <= WRAP_MOST;
            last = n;
        }
    }
    if (paragraph >= 2) {
        if (full + 1 >= paragraph)
            wrapped++;
        else
            loose++;
    }
    return wrapped > loose;
}

static bool starts_list_item(struct wd_str line)
{
    static const char *const marks[] = {"- ", "* ", "\xE2\x80\xA2 ", "\xE2\x80\xA2\t"};
    for (size_t i = 0; i < WD_COUNT(marks); i++)
        if (wd_str_starts(line, marks[i]))
            return true;
    return false;
}

static void flush_block(struct text_reader *r, blocks *list)
{
    struct wd_str joined = wd_str_trim(wd_buf_str(&r->scratch));
    if (joined.n)
        wd_list_add(r->a, list, (struct block){.text = wd_arena_str(r->a, joined)});
    wd_buf_reset(&r->scratch);
}

static void split_blocks(struct text_reader *r, struct wd_str text, blocks *list)
{
    bool wrapped = is_wrapped(text), first = true;
    while (text.n) {
        struct wd_str raw = next_line(&text), line = clean_line(r, raw);
        if (!line.n) {
            flush_block(r, list);
            continue;
        }
        if (!wrapped || first) {
            wd_list_add(r->a, list, (struct block){.text = line});
            first = false;
            continue;
        }
        bool indented = raw.n > 1 && wd_is_blank(raw.p[0]) && wd_is_blank(raw.p[1]);
        if (indented || starts_list_item(line))
            flush_block(r, list);
        if (r->scratch.n)
            wd_buf_byte(&r->scratch, ' ');
        wd_buf_puts(&r->scratch, line);
        if (r->scratch.err)
            flush_block(r, list);
    }
    flush_block(r, list);
}

enum label {
    LABEL_CREATED,
    LABEL_UPDATED,
    LABEL_PUBLISHED,
    LABEL_TITLE,
    LABEL_BYLINE,
    LABEL_CREDIT,
    LABEL_SUMMARY,
    LABEL_SLUG,
    LABEL_CITY,
    LABEL_LANGUAGE,
    LABEL_COPYRIGHT,
    LABEL_KEYWORDS,
    LABEL_EDNOTE,
    LABEL_URGENCY,
    LABEL_LINK,
    LABEL_EMBARGO,
    LABEL_OUTLET
};
static const struct {
    const char *name;
    enum label label;
} labels[] = {
    {"created", LABEL_CREATED},
    {"first published", LABEL_CREATED},
    {"updated", LABEL_UPDATED},
    {"last updated", LABEL_UPDATED},
    {"modified", LABEL_UPDATED},
    {"published", LABEL_PUBLISHED},
    {"published on", LABEL_PUBLISHED},
    {"posted", LABEL_PUBLISHED},
    {"date", LABEL_PUBLISHED},
    {"headline", LABEL_TITLE},
    {"title", LABEL_TITLE},
    {"byline", LABEL_BYLINE},
    {"by", LABEL_BYLINE},
    {"author", LABEL_BYLINE},
    {"credit", LABEL_CREDIT},
    {"source", LABEL_CREDIT},
    {"agency", LABEL_CREDIT},
    {"summary", LABEL_SUMMARY},
    {"standfirst", LABEL_SUMMARY},
    {"abstract", LABEL_SUMMARY},
    {"subhead", LABEL_SUMMARY},
    {"slug", LABEL_SLUG},
    {"slugline", LABEL_SLUG},
    {"city", LABEL_CITY},
    {"location", LABEL_CITY},
    {"dateline", LABEL_CITY},
    {"language", LABEL_LANGUAGE},
    {"copyright", LABEL_COPYRIGHT},
    {"keywords", LABEL_KEYWORDS},
    {"note to editors", LABEL_EDNOTE},
    {"editor's note", LABEL_EDNOTE},
    {"urgency", LABEL_URGENCY},
    {"url", LABEL_LINK},
    {"link", LABEL_LINK},
    {"embargo", LABEL_EMBARGO},
    {"embargoed until", LABEL_EMBARGO},
    {"outlet", LABEL_OUTLET},
    {"publication", LABEL_OUTLET},
};

/* "Label: value" with a label that is known. */
static bool labelled(struct wd_str line, enum label *ret_label, struct wd_str *ret_value)
{
    size_t colon = wd_str_find_byte(line, ':', 0);
    if (colon == SIZE_MAX || colon > 24)
        return false;
    struct wd_str name = wd_str_trim(wd_str_n(line.p, colon)), value = wd_str_trim(wd_str_from(line, colon + 1));
    for (size_t i = 0; i < WD_COUNT(labels); i++)
        if (wd_str_eqc_nocase(name, labels[i].name) && value.n) {
            *ret_label = labels[i].label;
            *ret_value = value;
            return true;
        }
    return false;
}

static bool read_date(struct text_reader *r, struct wd_str text, int64_t *field)
{
    struct wd_date d;
    struct wd_date_options options = r->dates;
    if (field == &r->item->embargo_utc)
        options.now_utc = WD_NO_TIME;
    if (!wd_date_parse(text, &options, &d))
        return false;
    if (field)
        *field = d.utc;
    if (field && d.has_zone && !r->item->zone.n && d.zone_text.n && wd_is_alpha(d.zone_text.p[0]))
        r->item->zone = d.zone_text;
    return true;
}

/* Date labels only; false where the value is no date. */
static bool set_date(struct text_reader *r, enum label label, struct wd_str value)
{
    struct wd_item *item = r->item;
    int64_t *field = label == LABEL_CREATED   ? &item->created_utc
                     : label == LABEL_UPDATED ? &item->updated_utc
                     : label == LABEL_EMBARGO ? &item->embargo_utc
                                              : &item->published_utc;
    if (!read_date(r, value, field))
        return false;
    if (label == LABEL_UPDATED)
        item->updated_text = value;
    else if (label != LABEL_EMBARGO)
        item->published_text = value;
    return true;
}

static void set_header(struct text_reader *r, enum label label, struct wd_str value)
{
    struct wd_item *item = r->item;
    switch (label) {
    case LABEL_CREATED:
    case LABEL_UPDATED:
    case LABEL_PUBLISHED:
    case LABEL_EMBARGO: (void)set_date(r, label, value); break;
    case LABEL_TITLE: item->title.value = value; break;
    case LABEL_BYLINE: item->byline = value; break;
    case LABEL_CREDIT: item->creditline = value; break;
    case LABEL_SUMMARY: item->summary.value = value; break;
    case LABEL_SLUG: item->slugline = value; break;
    case LABEL_CITY: item->dateline_city = value; break;
    case LABEL_LANGUAGE: item->language = value; break;
    case LABEL_COPYRIGHT: item->copyright_notice = value; break;
    case LABEL_EDNOTE: item->ednote = value; break;
    case LABEL_URGENCY: item->urgency = value; break;
    case LABEL_OUTLET: item->outlet = value; break;
    case LABEL_LINK:
        if (wd_str_starts_nocase(value, "http://") || wd_str_starts_nocase(value, "https://"))
            item->link = value;
        break;
    case LABEL_KEYWORDS: {
        struct wd_str word;
        while (wd_str_cut(&value, ',', &word))
            if (wd_str_trim(word).n)
                wd_list_add(r->a, &item->keywords, wd_str_trim(word));
        break;
    }
    }
}

static bool is_date_label(enum label label)
{
    return label == LABEL_CREATED || label == LABEL_UPDATED || label == LABEL_PUBLISHED;
}

/* "Reuters | Updated: 26-01-2022 23:56 IST | Created: ..."; also one piece alone. */
static bool read_time_line(struct text_reader *r, struct wd_str line)
{
    if (line.n > MAX_TIME_LINE_BYTES)
        return false;
    struct wd_str rest = line, piece, credit = {"", 0};
    bool dated = false;
    for (size_t i = 0; wd_str_cut(&rest, '|', &piece); i++) {
        enum label label;
        struct wd_str value;
        piece = wd_str_trim(piece);
        if (labelled(piece, &label, &value) && is_date_label(label) && read_date(r, value, NULL))
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
        enum label label;
        struct wd_str value;
        if (labelled(wd_str_trim(piece), &label, &value) && is_date_label(label))
            (void)set_date(r, label, value);
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

/* Header lines at the top; gives how many blocks they took. */
static size_t read_headers(struct text_reader *r, blocks *list, size_t from)
{
    size_t i = from;
    for (; i < list->n && i < from + HEAD_BLOCKS * 2; i++) {
        enum label label;
        struct wd_str value;
        if (!labelled(list->v[i].text, &label, &value))
            break;
        set_header(r, label, value);
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

static void read_head(struct text_reader *r, blocks *list, struct wd_str file)
{
    struct wd_item *item = r->item;
    size_t first = read_headers(r, list, 0);
    if (!item->title.value.n) {
        if (first + 1 < list->n && list->v[first].text.n <= MAX_TITLE_BYTES && !(first == 0 && read_time_line(r, list->v[0].text))) {
            item->title.value = list->v[first].text;
            list->v[first++].used = true;
        } else {
            item->title.value = file_stem(file);
        }
        first = read_headers(r, list, first);
    }
    size_t end = WD_MIN(list->n, first + HEAD_BLOCKS), body = first;
    for (size_t i = first; i < end; i++) {
        struct block *b = &list->v[i];
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
        }
    }
    /* what stands between the headline and the credit or the headline again is the standfirst */
    for (size_t i = first; i < body; i++) {
        struct block *b = &list->v[i];
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

int wd_text_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w)
{
    struct wd_item item;
    blocks list = {0};
    struct text_reader r = {.a = in->a, .item = &item, .dates = {.zone = in->input->zone, .now_utc = in->input->arrived_utc}};
    int err = 0;
    wd_item_init(&item);
    wd_buf_init(&r.scratch, WD_MAX_TEXT_BYTES);
    split_blocks(&r, in->text, &list);
    if (!list.n) {
        err = wd_where_set(w, WD_E_EMPTY, "there is nothing in it");
        goto out;
    }
    item.type = WD_STR("text");
    item.language = in->input->content_language;
    item.link = in->input->url;
    read_head(&r, &list, in->input->file);
    for (size_t i = 0; i < list.n; i++) {
        if (list.v[i].used)
            continue;
        if (r.scratch.n)
            wd_buf_byte(&r.scratch, '\n');
        wd_buf_puts(&r.scratch, list.v[i].text);
    }
    if (r.scratch.err) {
        d->capped = true;
        wd_list_add(in->a, &d->repairs, wd_arena_printf(in->a, "the text was cut at %u MB", WD_MAX_TEXT_BYTES >> 20));
    }
    item.body_text = wd_arena_str(in->a, wd_buf_str(&r.scratch));
    item.title.type = item.summary.type = WD_STR("text/plain");
    d->format = WD_STR("text");
    d->wire = true;
    wd_list_add(in->a, &d->items, item);
out:
    wd_buf_done(&r.scratch);
    return err;
}
