/* IPTC 7901: one message. */
#include "intake/deskline.h"
#include "intake/lines.h"
#include "intake/telegraph.h"

enum { HEADLINE_LINES = 8, LONGEST_HEADLINE = 400, REFERENCE_BYTES = 600, MAX_CATCHWORDS = 32 };

struct header {
    struct wd_str sender, number, priority, category, words, agency, agency_number;
};

static struct wd_str next_word(struct wd_str *rest)
{
    *rest = wd_str_trim(*rest);
    size_t n = 0;
    while (n < rest->n && !wd_is_blank(rest->p[n]))
        n++;
    struct wd_str word = wd_str_n(rest->p, n);
    *rest = wd_str_from(*rest, n);
    return word;
}

static bool all_digits(struct wd_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!wd_is_digit(s.p[i]))
            return false;
    return s.n > 0;
}

/* "eca062 4 i 211 ccccb   dpa 061": sender and number, priority, category, words, optional information. */
static bool read_header(struct wd_str line, struct header *h)
{
    struct wd_str rest = line, first = next_word(&rest);
    size_t letters = 0;
    while (letters < first.n && wd_is_alpha(first.p[letters]))
        letters++;
    if (!letters || letters > 6 || line.n > 200)
        return false;
    h->sender = wd_str_n(first.p, letters);
    h->number = letters < first.n ? wd_str_from(first, letters) : next_word(&rest);
    h->priority = next_word(&rest);
    h->category = next_word(&rest);
    h->words = next_word(&rest);
    if (!all_digits(h->number) || h->number.n > 6 || h->priority.n != 1 || !wd_is_digit(h->priority.p[0]) || !h->category.n ||
        h->category.n > 4 || !all_digits(h->words) || h->words.n > 5)
        return false;
    for (size_t i = 0; i < h->category.n; i++)
        if (!wd_is_alpha(h->category.p[i]))
            return false;
    /* the last word that a number follows is the agency with its own running number */
    for (struct wd_str before = next_word(&rest), word; before.n; before = word) {
        word = next_word(&rest);
        if (word.n && wd_is_digit(word.p[0]) && wd_is_alpha(before.p[0])) {
            h->agency = before;
            h->agency_number = word;
        }
    }
    return true;
}

bool wd_iptc7901_is_header(struct wd_str line)
{
    struct header h = {{0}};
    return read_header(line, &h);
}

static struct wd_str without_zeros(struct wd_str number)
{
    while (number.n > 1 && number.p[0] == '0')
        number = wd_str_from(number, 1);
    return number;
}

/* "Harbour/Weather/": the whole line is the slug, its parts are keywords. */
static void read_catchwords(struct wd_telegraph *t, struct wd_str line, struct wd_item *item)
{
    struct wd_str word, rest = line;
    bool headless = line.n && line.p[0] == '/'; /* the first catchword, which names the story, is missing */
    while (rest.n && rest.p[rest.n - 1] == '/')
        rest.n--;
    if (!headless && !item->slugline.n)
        item->slugline = rest;
    while (item->keywords.n < MAX_CATCHWORDS && wd_str_cut(&rest, '/', &word))
        if (wd_str_trim(word).n)
            wd_list_add(t->a, &item->keywords, wd_str_trim(word));
}

static void read_head(struct wd_telegraph *t, struct wd_str head, struct header *h, struct wd_item *item)
{
    bool seen = false;
    while (head.n) {
        struct wd_str line = wd_line_clean(t->a, wd_line_next(&head));
        if (!line.n)
            continue;
        if (!seen)
            seen = read_header(line, h);
        else if (!wd_deskline_embargo(t->a, &t->dates, line, item))
            read_catchwords(t, line, item);
    }
}

struct headline {
    struct wd_str title, takes;
    bool closed; /* "=" */
};

static struct wd_str joined(struct wd_telegraph *t, struct wd_str a, struct wd_str b)
{
    return a.n ? wd_arena_printf(t->a, "%.*s %.*s", WD_STR_ARG(a), WD_STR_ARG(b)) : b;
}

/* A line in brackets: "(Correction: time)", "(With photo)". */
static bool in_brackets(struct wd_str line)
{
    return line.n > 2 && line.p[0] == '(' && line.p[line.n - 1] == ')' && wd_str_find_byte(line, ')', 0) == line.n - 1;
}

/* One line of the block above the text. */
static void read_headline_line(struct wd_telegraph *t, struct wd_str line, struct headline *h, struct wd_item *item)
{
    struct wd_str note;
    if (in_brackets(line)) {
        if (!wd_deskline_embargo(t->a, &t->dates, line, item)) {
            wd_deskline_words(item, line);
            wd_telegraph_note(t, item, line);
        }
    } else if (wd_deskline_embargo(t->a, &t->dates, line, item)) {
        return;
    } else if (!h->title.n && wd_deskline_take(item, line)) {
        h->takes = joined(t, h->takes, line);
    } else if (h->title.n && !item->byline.n && wd_deskline_byline(line, &note)) {
        item->byline = note;
    } else if (wd_deskline_note(line, &note)) {
        wd_telegraph_note(t, item, note);
    } else if (!h->closed && h->title.n + line.n < LONGEST_HEADLINE) {
        h->title = joined(t, h->title, line);
    } else {
        item->summary.value = joined(t, item->summary.value, line);
    }
}

static bool belongs_to_head(struct wd_telegraph *t, struct wd_str line, bool equals, struct wd_item *item)
{
    struct wd_str name;
    struct wd_item scratch = *item;
    return equals || in_brackets(line) || wd_deskline_byline(line, &name) || wd_deskline_note(line, &name) ||
           wd_deskline_embargo(t->a, &t->dates, line, &scratch);
}

/* The block up to "=" or a blank line, and what belongs to it behind that; gives where the text begins. Without "=" and without a blank
 * line the first line that is no take line is the headline. */
static struct wd_str read_headline(struct wd_telegraph *t, struct wd_str text, struct wd_item *item)
{
    struct headline h = {.closed = false};
    struct wd_str rest = text, look = text;
    bool equals_ahead = false, blank_ahead = false;
    for (unsigned i = 0; i < HEADLINE_LINES && look.n && !blank_ahead && !equals_ahead; i++) {
        struct wd_str line = wd_str_trim(wd_line_next(&look));
        equals_ahead = line.n && line.p[line.n - 1] == '=';
        blank_ahead = !line.n && i > 0;
    }
    for (unsigned i = 0; i < HEADLINE_LINES * 2 && rest.n; i++) {
        struct wd_str before = rest, raw = wd_line_next(&rest), line = wd_line_clean(t->a, raw);
        bool equals = line.n && line.p[line.n - 1] == '=';
        while (line.n && (line.p[line.n - 1] == '=' || line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '<'))
            line.n--;
        if (!line.n) {
            h.closed = h.closed || h.title.n;
            continue;
        }
        bool open = !h.closed && (equals_ahead || blank_ahead || !h.title.n) && !(h.title.n && wd_line_indented(raw));
        if (!open && !belongs_to_head(t, line, equals, item)) {
            rest = before;
            break;
        }
        read_headline_line(t, line, &h, item);
        h.closed = h.closed || (equals && h.title.n);
    }
    item->title.value = h.title;
    item->version = h.takes;
    return rest;
}

/* A correction or a kill names the message it speaks of by the agency's number ("dpa 061") or the sender's ("eca062"): the item then is
 * that one, else nothing could be withdrawn. */
static struct wd_str message_meant(const struct header *h, struct wd_str text, struct wd_str note)
{
    struct wd_str places[] = {wd_str_n(text.p, WD_MIN(text.n, (size_t)REFERENCE_BYTES)), note};
    struct wd_str names[] = {h->agency, h->sender};
    for (size_t p = 0; p < WD_COUNT(places); p++)
        for (size_t n = 0; n < WD_COUNT(names); n++)
            for (size_t at = 0; names[n].n && at + names[n].n < places[p].n; at++) {
                if (!wd_str_eq(wd_str_n(places[p].p + at, names[n].n), names[n]) || (at > 0 && wd_is_alpha(places[p].p[at - 1])))
                    continue;
                struct wd_str number = wd_str_from(places[p], at + names[n].n);
                if (number.n && (number.p[0] == ' ' || number.p[0] == '-'))
                    number = wd_str_from(number, 1);
                size_t digits = 0;
                while (digits < number.n && wd_is_digit(number.p[digits]))
                    digits++;
                if (digits >= 3 && digits <= 6)
                    return without_zeros(wd_str_n(number.p, digits));
            }
    return (struct wd_str){"", 0};
}

bool wd_iptc7901_read(struct wd_telegraph *t, const struct wd_message *m, struct wd_item *item)
{
    struct header h = {{0}};
    struct wd_str head = m->head;
    if (!head.n || !wd_iptc7901_is_header(wd_line_clean(t->a, wd_line_next(&head))))
        return false;
    wd_telegraph_time(t, m->tail, item);
    read_head(t, m->head, &h, item);
    struct wd_str text = read_headline(t, m->text, item);
    wd_telegraph_body(t, text, m->cut, h.agency.n ? h.agency : h.sender, item);
    if (!item->title.value.n)
        item->title.value = item->slugline;
    item->urgency = item->priority = h.priority;
    item->word_count = without_zeros(h.words);
    item->provider = item->credit_source.n ? item->credit_source : h.agency.n ? h.agency : h.sender;
    wd_telegraph_category(t, h.category, item);
    struct wd_str number = without_zeros(h.agency.n && all_digits(h.agency_number) ? h.agency_number : h.number);
    struct wd_str meant = item->signal == WD_SIGNAL_KILL || item->signal == WD_SIGNAL_CORRECTION ? message_meant(&h, text, item->ednote)
                                                                                                 : (struct wd_str){"", 0};
    struct wd_str day = wd_telegraph_day(t, item);
    if (wd_str_eqc(number, "0")) /* not numbered */
        number = item->title.value;
    item->id =
        wd_arena_printf(t->a, "iptc7901:%.*s:%.*s:%.*s", WD_STR_ARG(h.sender), WD_STR_ARG(day), WD_STR_ARG(meant.n ? meant : number));
    return true;
}
