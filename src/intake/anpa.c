/* ANPA 1312: one message. Its text marks lines: ^ flush left or centred, TAB a paragraph, BS a row of a table; < and = end them. */
#include "intake/deskline.h"
#include "intake/lines.h"
#include "intake/telegraph.h"

enum { MAX_HEAD_LINES = 24, LONGEST_ALERT = 300, DC1 = 0x11, DC2 = 0x12, BS = 0x08, DLE = 0x10 };

struct header {
    struct wd_str priority, category, slug, version, words;
};

/* "W2607" with what US parts from it. */
static bool is_service_line(struct wd_str line)
{
    if (line.n < 4 || !wd_is_alpha(line.p[0]))
        return false;
    size_t digits = 0;
    while (1 + digits < line.n && wd_is_digit(line.p[1 + digits]))
        digits++;
    size_t end = 1 + digits;
    return digits >= 3 && digits <= 5 && (end == line.n || line.p[end] == WD_US || line.p[end] == WD_RS);
}

/* "r a", the two bytes of the format, the slug. */
static bool is_story_line(struct wd_str line)
{
    if (line.n < 6 || !wd_is_lower(line.p[0]) || line.p[1] != ' ' || !wd_is_lower(line.p[2]))
        return false;
    return (line.p[3] >= DC1 && line.p[3] <= DC1 + 3) ||
           (line.p[3] == ' ' && line.n > 8 && wd_is_upper(line.p[4]) && wd_is_upper(line.p[5]) && line.p[6] == '-');
}

bool wd_anpa_is_header(struct wd_str line)
{
    return is_service_line(line) || is_story_line(line);
}

static bool is_month_day(struct wd_str s)
{
    size_t dash = wd_str_find_byte(s, '-', 0);
    if (dash == SIZE_MAX || dash == 0 || dash > 2 || s.n - dash < 2 || s.n - dash > 3)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (i != dash && !wd_is_digit(s.p[i]))
            return false;
    return true;
}

static bool all_digits(struct wd_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!wd_is_digit(s.p[i]))
            return false;
    return s.n > 0;
}

/* Cycle designator: AM, PM or both. */
static struct wd_str without_cycle(struct wd_str slug)
{
    static const char *const cycles[] = {"BC-", "AM-", "PM-", "AP-", "bc-", "am-", "pm-", "ap-"};
    for (size_t i = 0; i < WD_COUNT(cycles); i++)
        if (wd_str_starts(slug, cycles[i]))
            return wd_str_from(slug, 3);
    return slug;
}

static void read_story_line(struct wd_telegraph *t, struct wd_str raw, struct header *h)
{
    size_t at = 3;
    h->priority = wd_str_n(raw.p, 1);
    h->category = wd_str_n(raw.p + 2, 1);
    while (at < raw.n && (unsigned char)raw.p[at] <= ' ')
        at++;
    struct wd_str rest = wd_line_clean(t->a, wd_str_from(raw, at)), word, version = {"", 0};
    while (wd_str_cut(&rest, ' ', &word)) {
        if (!h->slug.n)
            h->slug = without_cycle(word);
        else if (is_month_day(word))
            break;
        else
            version = version.n ? wd_arena_printf(t->a, "%.*s %.*s", WD_STR_ARG(version), WD_STR_ARG(word)) : word;
    }
    rest = wd_str_trim(rest);
    h->version = version;
    h->words = all_digits(rest) ? rest : wd_str_n("", 0);
}

static bool read_header(struct wd_telegraph *t, struct wd_str head, struct header *h)
{
    bool seen = false;
    for (unsigned i = 0; i < 4 && head.n; i++) {
        struct wd_str line = wd_line_next(&head);
        if (is_story_line(line)) {
            read_story_line(t, line, h);
            return true;
        }
        seen = seen || is_service_line(wd_str_trim(line));
    }
    return seen;
}

/* `` and '' are quotation marks, _ alone a dash, a number and { a half. */
static void put_typographic(struct wd_buf *b, struct wd_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i], next = i + 1 < s.n ? s.p[i + 1] : ' ', last = i > 0 ? s.p[i - 1] : ' ';
        if (c == '`' && next == '`') {
            wd_buf_putc(b, "\xE2\x80\x9C");
            i++;
        } else if (c == '\'' && next == '\'') {
            wd_buf_putc(b, "\xE2\x80\x9D");
            i++;
        } else if (c == '`') {
            wd_buf_putc(b, "\xE2\x80\x98");
        } else if (c == '_' && next == ' ' && last == ' ') {
            wd_buf_putc(b, "\xE2\x80\x94");
        } else if (c == '{' && wd_is_digit(last)) {
            wd_buf_putc(b, "\xC2\xBD");
        } else {
            wd_buf_byte(b, c);
        }
    }
}

/* Cells are parted by US and RS; DLE is a blank that keeps words together. */
static void put_row(struct wd_telegraph *t, struct wd_str raw)
{
    bool cell = false;
    for (size_t i = 0; i < raw.n;) {
        size_t end = i;
        while (end < raw.n && raw.p[end] != WD_US && raw.p[end] != WD_RS)
            end++;
        char *p = wd_arena_raw(t->a, end - i + 1);
        for (size_t k = i; k < end; k++)
            p[k - i] = raw.p[k] == DLE ? ' ' : raw.p[k];
        struct wd_str text = wd_line_clean(t->a, wd_str_n(p, end - i));
        if (text.n) {
            if (wd_str_eqc(text, "^")) /* a cell that is empty */
                text.n = 0;
            wd_buf_putc(&t->scratch, cell ? " | " : "\n| ");
            put_typographic(&t->scratch, text);
            cell = true;
        }
        i = end + 1;
    }
    if (cell)
        wd_buf_putc(&t->scratch, " |");
}

/* Blanks, < and = at the end; which mark it was. */
static struct wd_str without_mark(struct wd_str line, char *ret_mark)
{
    *ret_mark = '\0';
    while (line.n && (line.p[line.n - 1] == '<' || line.p[line.n - 1] == '=' || line.p[line.n - 1] == ' ')) {
        if (line.p[line.n - 1] != ' ')
            *ret_mark = line.p[line.n - 1];
        line.n--;
    }
    return line;
}

struct head {
    unsigned lines;
    bool after_byline;
    struct wd_str editors_note, notes;
};

static struct wd_str typographic(struct wd_telegraph *t, struct wd_str s)
{
    wd_buf_reset(&t->notes);
    put_typographic(&t->notes, s);
    return wd_arena_str(t->a, wd_buf_str(&t->notes));
}

static void read_slug_line(struct wd_str line, struct wd_item *item)
{
    struct wd_str piece;
    bool first = true;
    while (wd_str_cut(&line, ',', &piece)) {
        piece = wd_str_trim(piece);
        if (first)
            item->slugline = without_cycle(piece);
        else if (all_digits(piece) && !item->word_count.n)
            item->word_count = piece;
        else
            wd_deskline_words(item, piece);
        first = false;
    }
}

/* "NW Photo UL101", "With photos.", "For use by ...": to the desks that take the story. */
static bool is_desk_line(struct wd_str line)
{
    static const char *const starts[] = {"Photo", "Video", "Graphic", "With ", "For use", "APNewsNow", "Moved ", "Adds "};
    size_t capitals = 0;
    while (capitals < line.n && wd_is_upper(line.p[capitals]))
        capitals++;
    bool agency = capitals >= 2 && capitals <= 5 && capitals + 1 < line.n && line.p[capitals] == ' ';
    for (size_t i = 0; i < WD_COUNT(starts); i++)
        if (wd_str_starts(line, starts[i]) || (agency && i < 3 && wd_str_starts(wd_str_from(line, capitals + 1), starts[i])))
            return true;
    return false;
}

static void add_note(struct wd_telegraph *t, struct head *head, struct wd_str note)
{
    head->notes = head->notes.n ? wd_arena_printf(t->a, "%.*s\n%.*s", WD_STR_ARG(head->notes), WD_STR_ARG(note)) : note;
}

/* A line above the text. False: a line of the text after all. */
static bool read_head_line(struct wd_telegraph *t, struct wd_str line, char mark, struct head *head, struct wd_item *item)
{
    struct wd_str value;
    if (head->lines++ == 0 && wd_str_find_byte(line, '-', 0) != SIZE_MAX && !wd_deskline_byline(line, &value)) {
        read_slug_line(line, item);
    } else if (wd_str_starts_nocase(line, "editor") && wd_deskline_note(line, &value)) {
        head->editors_note = value;
    } else if (wd_deskline_note(line, &value) || is_desk_line(line)) {
        add_note(t, head, wd_deskline_note(line, &value) ? value : line);
    } else if (wd_deskline_embargo(t->a, &t->dates, line, item)) {
        return true;
    } else if (wd_deskline_byline(line, &value)) {
        item->byline = value;
        head->after_byline = true;
    } else if (head->after_byline && mark == '=') {
        head->after_byline = false; /* the writer's title or paper */
    } else if (!item->title.value.n) {
        item->title.value = typographic(t, line);
    } else if (mark == '<' && !item->summary.value.n) {
        item->summary.value = typographic(t, line);
    } else if (mark == '<') {
        add_note(t, head, line);
    } else {
        return false;
    }
    return true;
}

/* The text as lines that telegraph_body.c reads; what stands above it goes into item and head. */
static struct wd_str plain_text(struct wd_telegraph *t, struct wd_str text, struct head *head, struct wd_item *item)
{
    bool body = false, open = false;
    wd_buf_reset(&t->scratch);
    while (text.n) {
        char mark;
        struct wd_str raw = wd_line_next(&text);
        bool flush = raw.n && raw.p[0] == '^', tab = raw.n && raw.p[0] == '\t', row = raw.n && raw.p[0] == BS;
        struct wd_str line = without_mark(wd_line_clean(t->a, wd_str_from(raw, flush || tab || row)), &mark);
        if (!line.n || wd_str_eqc(line, "___") || wd_str_eqc(line, "END")) {
            open = false;
            continue;
        }
        if (flush && !body && head->lines < MAX_HEAD_LINES && read_head_line(t, line, mark, head, item))
            continue;
        body = true;
        if (row || wd_str_find_byte(raw, WD_US, 0) != SIZE_MAX) {
            put_row(t, wd_str_from(raw, row));
            open = false;
            continue;
        }
        wd_buf_putc(&t->scratch, tab || flush || !open ? "\n\n" : " ");
        put_typographic(&t->scratch, line);
        open = mark == '\0';
    }
    return wd_arena_str(t->a, wd_buf_str(&t->scratch));
}

/* Who sent it: "AP-WF-11-13-13 0745GMT". */
static struct wd_str sender_of(struct wd_str tail)
{
    size_t at = 0;
    while (at < tail.n && ((unsigned char)tail.p[at] <= ' ' || tail.p[at] == '^'))
        at++;
    size_t n = 0;
    while (at + n < tail.n && wd_is_upper(tail.p[at + n]))
        n++;
    return n >= 2 && n <= 6 && at + n < tail.n && tail.p[at + n] == '-' ? wd_str_n(tail.p + at, n) : wd_str_n("", 0);
}

/* An alert of one paragraph is its own headline; else the slug has to do. */
static struct wd_str headline_of(struct wd_str text, const struct wd_item *item, const struct header *h)
{
    struct wd_str only = wd_str_trim(text), name = item->slugline.n ? item->slugline : h->slug;
    if (only.n && only.n <= LONGEST_ALERT && wd_str_find_byte(only, '\n', 0) == SIZE_MAX)
        return only;
    size_t dashes = wd_str_find(name, "--", 0);
    return dashes != SIZE_MAX && dashes + 2 < name.n ? wd_str_from(name, dashes + 2) : name;
}

bool wd_anpa_read(struct wd_telegraph *t, const struct wd_message *m, struct wd_item *item)
{
    struct header h = {{0}};
    struct head head = {0};
    if (!read_header(t, m->head, &h))
        return false;
    wd_telegraph_time(t, m->tail, item);
    wd_deskline_words(item, h.version);
    struct wd_str text = plain_text(t, m->text, &head, item), sender = sender_of(m->tail);
    wd_telegraph_body(t, text, m->cut, sender, item);
    /* the note of the story itself; only without it those to the desks that take it */
    wd_telegraph_note(t, item, head.editors_note.n ? head.editors_note : head.notes);
    if (!item->slugline.n)
        item->slugline = h.slug;
    if (!item->title.value.n)
        item->title.value = headline_of(text, item, &h);
    int urgency = wd_deskline_urgency(h.priority);
    if (urgency)
        item->urgency = item->priority = wd_arena_printf(t->a, "%d", urgency);
    if (h.words.n)
        item->word_count = h.words;
    while (item->word_count.n > 1 && item->word_count.p[0] == '0')
        item->word_count = wd_str_from(item->word_count, 1);
    item->version = h.version;
    item->provider = item->credit_source.n ? item->credit_source : sender;
    wd_telegraph_category(t, h.category, item);
    if (wd_str_eqc(h.category, "v") && item->signal == WD_SIGNAL_NONE)
        wd_deskline_words(item, WD_STR("advisory"));
    struct wd_str key = h.slug.n ? h.slug : item->slugline, day = wd_telegraph_day(t, item);
    if (key.n)
        item->id = wd_arena_printf(t->a, "anpa:%.*s:%.*s", WD_STR_ARG(key), WD_STR_ARG(day));
    return true;
}
