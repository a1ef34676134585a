#include "analyse/marks.h"

#include "base/utf8.h"
#include "text/fold.h"

enum style {
    CURLY,
    STRAIGHT,
    LOW,
    GUILLEMET,
    GUILLEMET_INWARD,
    CORNER,
    CORNER_DOUBLE,
    TICKS,
    DOUBLED,
    RIGHT_RIGHT,
    SINGLE,
    SINGLE_STRAIGHT,
    SINGLE_LOW,
    SINGLE_ANGLE
};

struct open_mark {
    uint32_t region;
    enum style style;
    uint32_t weak_end, weak_inner; /* where a doubtful closing apostrophe stands; 0: none */
};
struct candidate {
    struct wd_region r;
    uint32_t parent; /* index + 1; 0: none */
    bool alive;
};
struct machine {
    struct wd_arena *a;
    struct wd_str text;
    WD_LIST(struct candidate) list;
    struct open_mark stack[WD_MAX_QUOTE_DEPTH];
    int depth;
    uint32_t paragraph; /* where it starts */
    bool only_opened;   /* nothing but blanks since the paragraph began */
};

static bool is_single(enum style s)
{
    return s >= SINGLE;
}

static void push(struct machine *m, enum style style, uint32_t start, uint32_t inner)
{
    if (m->depth == WD_MAX_QUOTE_DEPTH || m->list.n >= 4u * WD_MAX_QUOTES)
        return;
    struct candidate *c = wd_list_push(m->a, &m->list);
    c->r.start = start;
    c->r.inner_start = inner;
    c->parent = m->depth ? m->stack[m->depth - 1].region + 1 : 0;
    m->stack[m->depth++] = (struct open_mark){(uint32_t)(m->list.n - 1), style, 0, 0};
}

static void close_at(struct machine *m, int level, uint32_t inner, uint32_t end, bool is_closed)
{
    if (m->stack[level].region >= m->list.n)
        return;
    struct candidate *c = &m->list.v[m->stack[level].region];
    c->r.inner_end = inner;
    c->r.end = end;
    c->r.is_closed = is_closed;
    c->alive = end > c->r.start && inner > c->r.inner_start;
    m->depth = level;
}

/* Level of the innermost open mark of one of the styles (a bit set), or -1. */
static int level_of(const struct machine *m, unsigned styles)
{
    for (int i = m->depth - 1; i >= 0; i--)
        if (styles & (1u << m->stack[i].style))
            return i;
    return -1;
}

static bool closes(struct machine *m, unsigned styles, uint32_t at, uint32_t end)
{
    int level = level_of(m, styles);
    if (level < 0)
        return false;
    close_at(m, level, at, end, true);
    return true;
}

/* A second opening mark of the same style: the first was never closed. Nested ones of one style are kept by the others' closing. */
static void opens(struct machine *m, enum style style, uint32_t at, uint32_t inner)
{
    int level = level_of(m, 1u << style);
    if (level >= 0 && (style == STRAIGHT || style == DOUBLED || is_single(style)))
        m->depth = level;
    push(m, style, at, inner);
}

struct around {
    struct wd_cp before, after;
    bool gap_before, gap_after; /* blank or edge of the paragraph */
};

static struct around look(struct wd_str text, uint32_t at, uint32_t end)
{
    struct around x;
    x.before = wd_utf8_before(text, at);
    x.after = wd_utf8_at(text, end);
    x.gap_before = !x.before.bytes || wd_cp_is_space(x.before.cp);
    x.gap_after = !x.after.bytes || wd_cp_is_space(x.after.cp);
    return x;
}

static bool is_opening_neighbour(uint32_t cp)
{
    return cp == '(' || cp == '[' || cp == '{' || cp == 0x2014 || cp == 0x2013 || cp == '-' || cp == '/' || cp == '"' || cp == '\'' ||
           cp == 0x201C || cp == 0x2018 || cp == 0x201E || cp == ':' || cp == 0xFF1A || cp == 0xAB || cp == 0xBB;
}

static bool is_wordy(uint32_t cp)
{
    return wd_cp_is_letter(cp) || wd_cp_is_digit(cp);
}

static void straight(struct machine *m, uint32_t at)
{
    struct around x = look(m->text, at, at + 1);
    bool is_open = level_of(m, 1u << STRAIGHT) >= 0;
    if (!is_open && wd_cp_is_digit(x.before.cp))
        return; /* inches or seconds */
    if (x.gap_before && !x.gap_after) {
        opens(m, STRAIGHT, at, at + 1);
    } else if (!x.gap_before && x.gap_after) {
        if (!closes(m, 1u << STRAIGHT, at, at + 1) && !closes(m, 1u << CURLY, at, at + 1) && x.before.cp == ':')
            opens(m, STRAIGHT, at, at + 1);
    } else if (is_open) {
        closes(m, 1u << STRAIGHT, at, at + 1);
    } else if (!x.gap_after && is_opening_neighbour(x.before.cp)) {
        opens(m, STRAIGHT, at, at + 1);
    } else if (x.gap_before && x.gap_after && x.after.bytes && x.after.cp != '\n') {
        opens(m, STRAIGHT, at, at + 1); /* a text with blanks on both sides of its marks */
    } else if (!x.gap_after && is_wordy(x.after.cp) && !is_wordy(x.before.cp)) {
        opens(m, STRAIGHT, at, at + 1);
    }
}

/* ’ and ': close, or stand in a word. bytes: length of the mark. */
static bool apostrophe(struct machine *m, uint32_t at, uint32_t bytes, unsigned styles)
{
    int level = level_of(m, styles);
    if (level < 0)
        return false;
    struct around x = look(m->text, at, at + bytes);
    if (is_wordy(x.after.cp) || x.gap_before)
        return true;
    bool plural = (x.before.cp == 's' || x.before.cp == 'S' || x.before.cp == 'z' || x.before.cp == 'n') && x.after.cp == ' ';
    if (plural) {
        struct wd_cp next = wd_utf8_at(m->text, at + bytes + 1);
        plural = is_wordy(next.cp) && !wd_cp_is_upper(next.cp);
    }
    if (plural) { /* "the boys’ house": closes only if nothing better comes */
        m->stack[level].weak_inner = at;
        m->stack[level].weak_end = at + bytes;
        return true;
    }
    close_at(m, level, at, at + bytes, true);
    return true;
}

/* Gives up what the paragraph left open: singles fall back on a doubtful end or are dropped; doubles run to its end when they are
 * continued or began it. Returns whether a double stays open into the next paragraph. */
static bool end_paragraph(struct machine *m, uint32_t end, uint32_t next)
{
    bool continues = false;
    while (m->depth) {
        struct open_mark *o = &m->stack[m->depth - 1];
        struct candidate *c = &m->list.v[o->region];
        if (is_single(o->style)) {
            if (o->weak_end)
                close_at(m, m->depth - 1, o->weak_inner, o->weak_end, true);
            else
                m->depth--;
            continue;
        }
        struct wd_cp opener = wd_utf8_at(m->text, next), first = wd_utf8_at(m->text, c->r.start);
        uint32_t letter = wd_utf8_at(m->text, c->r.inner_start).cp;
        bool fragment = c->r.start != m->paragraph && wd_cp_is_letter(letter) && !wd_cp_is_upper(letter); /* never closed */
        if (m->depth == 1 && next < m->text.n && opener.cp == first.cp && opener.bytes && !fragment) {
            continues = true;
            break;
        }
        if ((o->style == STRAIGHT || o->style == DOUBLED) && c->r.start != m->paragraph) {
            m->depth--; /* a stray mark */
            continue;
        }
        uint32_t inner = end;
        while (inner > c->r.inner_start && wd_is_blank(m->text.p[inner - 1]))
            inner--;
        close_at(m, m->depth - 1, inner, inner, false);
    }
    return continues;
}

static void mark_e2(struct machine *m, uint32_t at)
{
    const unsigned char *p = (const unsigned char *)m->text.p + at;
    uint32_t end = at + 3;
    struct around x;
    switch (p[2]) {
    case 0x9C: /* “ closes „, otherwise opens */
        if (!closes(m, 1u << LOW, at, end))
            opens(m, CURLY, at, end);
        break;
    case 0x9D: /* ” closes “ „ and a stray ", or opens where Swedes write it so */
        x = look(m->text, at, end);
        if (!closes(m, 1u << CURLY | 1u << LOW | 1u << RIGHT_RIGHT, at, end)) {
            if (x.gap_before && !x.gap_after)
                push(m, RIGHT_RIGHT, at, end);
            else
                closes(m, 1u << STRAIGHT, at, end);
        }
        break;
    case 0x9E: opens(m, LOW, at, end); break;
    case 0x9F: opens(m, CURLY, at, end); break;
    case 0x98: /* ‘ closes ‚, otherwise opens */
        x = look(m->text, at, end);
        if (closes(m, 1u << SINGLE_LOW, at, end))
            break;
        if (!x.gap_after && (x.gap_before || is_opening_neighbour(x.before.cp)))
            opens(m, SINGLE, at, end);
        break;
    case 0x99:
        if (!apostrophe(m, at, 3, 1u << SINGLE | 1u << SINGLE_LOW))
            apostrophe(m, at, 3, 1u << SINGLE_STRAIGHT);
        break;
    case 0x9A: opens(m, SINGLE_LOW, at, end); break;
    case 0xB9: push(m, SINGLE_ANGLE, at, end); break;
    case 0xBA: closes(m, 1u << SINGLE_ANGLE, at, end); break;
    default: break;
    }
}

static void guillemet(struct machine *m, uint32_t at, bool left)
{
    enum style own = left ? GUILLEMET : GUILLEMET_INWARD, other = left ? GUILLEMET_INWARD : GUILLEMET;
    if (closes(m, 1u << other, at, at + 2))
        return;
    push(m, own, at, at + 2);
}

static void single_straight(struct machine *m, uint32_t at)
{
    struct around x = look(m->text, at, at + 1);
    if (apostrophe(m, at, 1, 1u << SINGLE_STRAIGHT) && !x.gap_before)
        return;
    if ((x.gap_before || is_opening_neighbour(x.before.cp)) && (wd_cp_is_letter(x.after.cp) || x.after.cp == '"' || x.after.cp == 0x201C))
        opens(m, SINGLE_STRAIGHT, at, at + 1);
}

/* '' closes ``, or stands for " where a wire could not send one. */
static void doubled_straight(struct machine *m, uint32_t at)
{
    struct around x = look(m->text, at, at + 2);
    if (closes(m, 1u << TICKS, at, at + 2))
        return;
    bool is_open = level_of(m, 1u << DOUBLED) >= 0;
    if (is_open && (!x.gap_before || x.gap_after))
        closes(m, 1u << DOUBLED, at, at + 2);
    else if (!x.gap_after && (x.gap_before || is_opening_neighbour(x.before.cp)))
        opens(m, DOUBLED, at, at + 2);
}

static void corner(struct machine *m, uint32_t at)
{
    switch ((unsigned char)m->text.p[at + 2]) {
    case 0x8C: opens(m, CORNER, at, at + 3); break;
    case 0x8D: closes(m, 1u << CORNER, at, at + 3); break;
    case 0x8E: opens(m, CORNER_DOUBLE, at, at + 3); break;
    case 0x8F: closes(m, 1u << CORNER_DOUBLE, at, at + 3); break;
    default: break;
    }
}

/* Line end: returns the first byte of the next paragraph, past the mark with which it opens again. */
static uint32_t next_paragraph(struct machine *m, uint32_t at)
{
    uint32_t next = at;
    while (next < m->text.n && wd_is_blank(m->text.p[next]))
        next++;
    bool continues = end_paragraph(m, at, next);
    m->paragraph = next;
    return continues ? next + wd_utf8_at(m->text, next).bytes : next;
}

/* Outermost living candidates; those inside a dead one come up. */
static void collect(struct machine *m, wd_regions *ret)
{
    uint32_t covered = 0;
    for (size_t i = 0; i < m->list.n && ret->n < WD_MAX_QUOTES; i++) {
        const struct candidate *c = &m->list.v[i];
        if (!c->alive || c->r.start < covered)
            continue;
        wd_list_add(m->a, ret, c->r);
        covered = c->r.end;
    }
}

void wd_marks_of(struct wd_arena *a, struct wd_str text, wd_regions *ret_regions)
{
    struct machine m = {.a = a, .text = text};
    wd_regions regions = {0};
    uint32_t at = 0, n = (uint32_t)text.n;
    while (at < n) {
        unsigned char c = (unsigned char)text.p[at];
        if (c == '\n') {
            at = next_paragraph(&m, at);
        } else if (c == '"') {
            straight(&m, at++);
        } else if (c == '\'' && at + 1 < n && text.p[at + 1] == '\'' && wd_utf8_before(text, at).cp != '\'') {
            doubled_straight(&m, at);
            at += 2;
        } else if (c == '\'') {
            single_straight(&m, at++);
        } else if (c == '`' && at + 1 < n && text.p[at + 1] == '`') {
            opens(&m, TICKS, at, at + 2);
            at += 2;
        } else if (c == 0xC2 && at + 1 < n && ((unsigned char)text.p[at + 1] == 0xAB || (unsigned char)text.p[at + 1] == 0xBB)) {
            guillemet(&m, at, (unsigned char)text.p[at + 1] == 0xAB);
            at += 2;
        } else if (c == 0xE2 && at + 2 < n && (unsigned char)text.p[at + 1] == 0x80) {
            mark_e2(&m, at);
            at += 3;
        } else if (c == 0xE3 && at + 2 < n && (unsigned char)text.p[at + 1] == 0x80) {
            corner(&m, at);
            at += 3;
        } else {
            at++;
        }
    }
    end_paragraph(&m, n, n);
    collect(&m, &regions);
    *ret_regions = regions;
}
