#include "proof.h"

#include "base/utf8.h"

enum { MARK = '"', BLOCK = '\n' };
enum { LEAST_PIECE_WORDS = 2 };

/* ---- folding ---- */

static bool is_double_mark(uint32_t cp)
{
    return cp == '"' || cp == 0xAB || cp == 0xBB || (cp >= 0x201C && cp <= 0x201F) || cp == 0x300C || cp == 0x300D || cp == 0x300E ||
           cp == 0x300F || cp == 0xFF02;
}

static bool is_blank_cp(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == '\r' || cp == '\f' || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200B) || cp == 0x202F ||
           cp == 0x3000 || cp == 0xFEFF;
}

/* One kind of mark, one blank, "..." for an ellipsis; ends of lines stay ends of blocks where keep_lines, else are blanks. */
static struct wd_str fold(struct wd_arena *a, struct wd_str s, bool keep_lines)
{
    char *out = wd_arena_raw(a, 3 * s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        struct wd_cp cp = wd_utf8_at(s, i);
        bool line = cp.cp == '\n';
        if (is_blank_cp(cp.cp) || (line && !keep_lines)) {
            if (n && out[n - 1] != ' ' && out[n - 1] != BLOCK)
                out[n++] = ' ';
        } else if (line) {
            if (n && out[n - 1] == ' ')
                n--;
            out[n++] = BLOCK;
        } else if (is_double_mark(cp.cp)) {
            out[n++] = MARK;
        } else if (cp.cp == 0x2018 || cp.cp == 0x2019 || cp.cp == 0x201B || cp.cp == 0x2B9 || cp.cp == 0x2BC) {
            out[n++] = '\'';
        } else if (cp.cp == 0x2013 || cp.cp == 0x2014 || cp.cp == 0x2015) {
            out[n++] = '-';
        } else if (cp.cp == 0x2026) {
            memcpy(out + n, "...", 3);
            n += 3;
        } else {
            memcpy(out + n, s.p + i, cp.bytes);
            n += cp.bytes;
        }
        i += cp.bytes ? cp.bytes : 1;
    }
    out[n] = '\0';
    return wd_str_n(out, n);
}

/* ---- the page as text ---- */

static bool is_block_tag(struct wd_str name)
{
    static const char *const blocks[] = {"p",       "h1",    "h2",      "h3",      "li",   "ul",  "ol",         "div",    "section",
                                         "article", "main",  "head",    "dl",      "dt",   "dd",  "header",     "footer", "nav",
                                         "form",    "title", "summary", "details", "body", "br",  "blockquote", "table",  "tr",
                                         "td",      "th",    "button",  "small",   "svg",  "html"};
    for (size_t i = 0; i < WD_COUNT(blocks); i++) {
        if (wd_str_eqc_nocase(name, blocks[i]))
            return true;
    }
    return false;
}

static void put_entity(struct wd_buf *out, struct wd_str html, size_t *at)
{
    static const struct {
        const char *name, *text;
    } entities[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&apos;", "'"}, {"&nbsp;", " "}};
    for (size_t i = 0; i < WD_COUNT(entities); i++) {
        if (wd_str_starts(wd_str_from(html, *at), entities[i].name)) {
            wd_buf_putc(out, entities[i].text);
            *at += strlen(entities[i].name);
            return;
        }
    }
    wd_buf_byte(out, '&');
    (*at)++;
}

/* Values that a reader sees or hears are text too, blocks of their own. */
static void put_attributes(struct wd_buf *out, struct wd_str tag)
{
    static const char *const seen[] = {" aria-label=\"", " title=\"", " alt=\"", " placeholder=\"", " content=\""};
    for (size_t i = 0; i < WD_COUNT(seen); i++) {
        size_t from = wd_str_find(tag, seen[i], 0);
        if (from == SIZE_MAX)
            continue;
        from += strlen(seen[i]);
        size_t end = wd_str_find_byte(tag, '"', from);
        struct wd_str value = wd_str_n(tag.p + from, (end == SIZE_MAX ? tag.n : end) - from);
        wd_buf_byte(out, BLOCK);
        for (size_t at = 0; at < value.n;) {
            if (value.p[at] == '&')
                put_entity(out, value, &at);
            else
                wd_buf_byte(out, value.p[at++]);
        }
        wd_buf_byte(out, BLOCK);
    }
}

/* Text of the page, a block a line, without the elements called `left_out`. */
static struct wd_str page_text(struct wd_arena *a, struct wd_str html, const char *left_out)
{
    struct wd_buf out;
    wd_buf_init(&out, 4 * html.n + 64);
    size_t hidden = 0;
    for (size_t at = 0; at < html.n;) {
        char c = html.p[at];
        if (c != '<') {
            if (hidden) {
                at++;
            } else if (c == '&') {
                put_entity(&out, html, &at);
            } else {
                wd_buf_byte(&out, c == '\n' ? ' ' : c);
                at++;
            }
            continue;
        }
        size_t close = wd_str_find_byte(html, '>', at);
        if (close == SIZE_MAX)
            break;
        struct wd_str tag = wd_str_n(html.p + at + 1, close - at - 1);
        at = close + 1;
        bool end = wd_str_starts(tag, "/");
        struct wd_str name = end ? wd_str_from(tag, 1) : tag;
        size_t n = 0;
        while (n < name.n && !wd_is_blank(name.p[n]) && name.p[n] != '/')
            n++;
        name.n = n;
        if (wd_str_eqc_nocase(name, left_out) || wd_str_eqc_nocase(name, "script") || wd_str_eqc_nocase(name, "style"))
            hidden = end ? (hidden ? hidden - 1 : 0) : hidden + 1;
        if (!end && !hidden)
            put_attributes(&out, tag);
        if (is_block_tag(name))
            wd_buf_byte(&out, BLOCK);
    }
    struct wd_str text = fold(a, wd_buf_str(&out), true);
    wd_buf_done(&out);
    return text;
}

/* ---- looking a quotation up ---- */

static bool stands_in(struct wd_arena *a, struct wd_str source, struct wd_str words)
{
    return wd_str_find(source, wd_arena_c(a, words), 0) != SIZE_MAX;
}

static struct wd_str trim_punctuation(struct wd_str s)
{
    s = wd_str_trim(s);
    while (s.n && (s.p[s.n - 1] == ',' || s.p[s.n - 1] == '.' || s.p[s.n - 1] == ';' || s.p[s.n - 1] == ':'))
        s.n--;
    return wd_str_trim(s);
}

static size_t word_count(struct wd_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] != ' ' && (i == 0 || s.p[i - 1] == ' ');
    return n;
}

/* The longest run of whole words of `words` from `from` that stands in source at or after `after` and begins or ends at a mark there. */
static bool next_piece(struct wd_arena *a, struct wd_str source, size_t after, struct wd_str words, size_t from, size_t *ret_end,
                       size_t *ret_after)
{
    for (size_t end = words.n; end > from; end--) {
        if (end < words.n && words.p[end] != ' ')
            continue;
        struct wd_str piece = trim_punctuation(wd_str_n(words.p + from, end - from));
        if (piece.n == 0 || (word_count(piece) < LEAST_PIECE_WORDS && end < words.n))
            continue;
        const char *needle = wd_arena_c(a, piece);
        for (size_t at = wd_str_find(source, needle, after); at != SIZE_MAX; at = wd_str_find(source, needle, at + 1)) {
            size_t stop = at + piece.n;
            while (stop < source.n && (source.p[stop] == ',' || source.p[stop] == '.' || source.p[stop] == '!' || source.p[stop] == '?'))
                stop++;
            bool at_mark = (at && source.p[at - 1] == MARK) || (stop < source.n && source.p[stop] == MARK);
            if (!at_mark)
                continue;
            *ret_end = end;
            *ret_after = at + piece.n;
            return true;
        }
    }
    return false;
}

static bool stands_split(struct wd_arena *a, struct wd_str source, struct wd_str words)
{
    size_t after = 0, from = 0;
    while (from < words.n) {
        if (!next_piece(a, source, after, words, from, &from, &after))
            return false;
        while (from < words.n && words.p[from] == ' ')
            from++;
    }
    return true;
}

/* Between ellipses and brackets every piece must stand there, in order. */
static bool stands_elided(struct wd_arena *a, struct wd_str source, struct wd_str words)
{
    size_t after = 0, from = 0;
    bool cut = false;
    while (from <= words.n) {
        size_t end = from, next;
        while (end < words.n && words.p[end] != '[' && !wd_str_starts(wd_str_from(words, end), "..."))
            end++;
        next = end;
        if (end < words.n) {
            cut = true;
            size_t close = words.p[end] == '[' ? wd_str_find_byte(words, ']', end) : end + 2;
            next = close == SIZE_MAX ? words.n : close + 1;
        }
        struct wd_str piece = trim_punctuation(wd_str_n(words.p + from, end - from));
        if (piece.n) {
            size_t at = wd_str_find(source, wd_arena_c(a, piece), after);
            if (at == SIZE_MAX)
                return false;
            after = at + piece.n;
        }
        if (end >= words.n)
            break;
        from = next;
    }
    return cut;
}

static bool has_source(struct wd_arena *a, const wd_strs *folded, struct wd_str words)
{
    for (size_t i = 0; i < folded->n; i++) {
        if (stands_in(a, folded->v[i], words))
            return true;
    }
    for (size_t i = 0; i < folded->n; i++) {
        if (stands_elided(a, folded->v[i], words) || stands_split(a, folded->v[i], words))
            return true;
    }
    return false;
}

/* ---- what stands in marks ---- */

/* Whether the mark opens: it stands at the start, or behind a blank or bracket. */
static bool opens(struct wd_str block, size_t mark)
{
    if (mark + 1 >= block.n)
        return false;
    if (mark == 0)
        return true;
    char before = block.p[mark - 1];
    return before == ' ' || before == '(' || before == '[' || before == '-' || before == MARK;
}

static void look_up(struct wd_arena *a, const wd_strs *folded, struct wd_str words, struct proof *p)
{
    words = wd_str_trim(words);
    if (words.n == 0)
        return;
    p->quotations++;
    if (has_source(a, folded, words) || has_source(a, folded, trim_punctuation(words)))
        return;
    for (size_t i = 0; i < p->faults.n; i++) {
        if (wd_str_eq(p->faults.v[i], words))
            return;
    }
    wd_list_add(a, &p->faults, words);
}

static void read_block(struct wd_arena *a, struct wd_str block, const wd_strs *folded, struct proof *p)
{
    size_t open = SIZE_MAX, mark = wd_str_find_byte(block, MARK, 0);
    bool any = false;
    for (; mark != SIZE_MAX; mark = wd_str_find_byte(block, MARK, mark + 1)) {
        if (open == SIZE_MAX && opens(block, mark)) {
            open = mark;
        } else {
            size_t from = open == SIZE_MAX ? 0 : open + 1;
            if (open != SIZE_MAX || !any)
                look_up(a, folded, wd_str_n(block.p + from, mark - from), p);
            open = SIZE_MAX;
        }
        any = true;
    }
    if (open != SIZE_MAX)
        look_up(a, folded, wd_str_from(block, open + 1), p);
}

void proof_page(struct wd_arena *a, struct wd_str html, const wd_strs *sources, struct proof *ret)
{
    static const char *const left_out[] = {"del", "ins"};
    struct proof p = {0};
    wd_strs folded = {0};
    for (size_t i = 0; i < sources->n; i++)
        wd_list_add(a, &folded, fold(a, sources->v[i], false));
    for (size_t i = 0; i < WD_COUNT(left_out); i++) {
        struct wd_str rest = page_text(a, html, left_out[i]), block;
        while (wd_str_cut(&rest, BLOCK, &block))
            read_block(a, block, &folded, &p);
    }
    *ret = p;
}
