/* Text that is nearly JSON. Tokens go through one by one; what stands between them is put anew. */
#include "base/limits.h"
#include "intake/jsondoc.h"

enum before { AT_START, AFTER_OPEN, AFTER_COMMA, AFTER_NAME, AFTER_COLON, AFTER_VALUE };
enum mended { CONTROL, ESCAPE, NO_COMMA, LOOSE_COMMA, BARE, COMMENT, NO_VALUE, BEHIND, CUT_SHORT, MENDINGS };

static const char *const sentences[MENDINGS] = {
    [CONTROL] = "line ends and control characters inside strings were escaped",
    [ESCAPE] = "escapes that JSON does not have were taken as the character itself",
    [NO_COMMA] = "commas were put where they were missing",
    [LOOSE_COMMA] = "commas with nothing behind them were dropped",
    [BARE] = "names without quotation marks were put into them",
    [COMMENT] = "comments were skipped",
    [NO_VALUE] = "null was put where a value was missing",
    [BEHIND] = "what stood behind the end was left out",
    [CUT_SHORT] = "the text ends too early: what was open was closed",
};

struct mender {
    struct wd_str text;
    size_t at;
    struct wd_buf out;
    char open[WD_MAX_JSON_DEPTH]; /* '{' or '[' */
    size_t depth;
    enum before before;
    bool comma; /* read, not put yet */
    bool done[MENDINGS];
};

static void mark(struct mender *m, enum mended what)
{
    m->done[what] = true;
}

/* Past blanks and comments. */
static void skip(struct mender *m)
{
    for (;;) {
        while (m->at < m->text.n && (wd_is_blank(m->text.p[m->at]) || m->text.p[m->at] == '\0'))
            m->at++;
        struct wd_str rest = wd_str_from(m->text, m->at);
        bool line = wd_str_starts(rest, "//");
        if (!line && !wd_str_starts(rest, "/*"))
            return;
        mark(m, COMMENT);
        size_t end = wd_str_find(rest, line ? "\n" : "*/", 2);
        m->at = end == SIZE_MAX ? m->text.n : m->at + end + (line ? 1 : 2);
    }
}

static bool inside(const struct mender *m, char bracket)
{
    return m->depth && m->open[m->depth - 1] == bracket;
}

/* A value or a name comes next: the comma before it. False where none may stand here. */
static bool make_room(struct mender *m)
{
    if (m->before == AFTER_NAME)
        return false;
    if (m->before == AFTER_VALUE && !m->comma)
        mark(m, NO_COMMA);
    if (m->before == AFTER_VALUE)
        wd_buf_byte(&m->out, ',');
    else if (m->comma)
        mark(m, LOOSE_COMMA);
    m->comma = false;
    return true;
}

static bool is_name_next(const struct mender *m)
{
    return inside(m, '{') && m->before != AFTER_COLON;
}

static void put_escape(struct mender *m, char c)
{
    static const char letters[] = "\b\f\n\r\t", names[] = "bfnrt";
    const char *letter = c ? strchr(letters, c) : NULL;
    mark(m, CONTROL);
    if (letter) {
        wd_buf_byte(&m->out, '\\');
        wd_buf_byte(&m->out, names[letter - letters]);
    }
}

static bool is_hex4(struct wd_str s)
{
    if (s.n < 4)
        return false;
    for (size_t i = 0; i < 4; i++) {
        char c = wd_lower(s.p[i]);
        if (!wd_is_digit(c) && (c < 'a' || c > 'f'))
            return false;
    }
    return true;
}

/* At the backslash. */
static void take_escape(struct mender *m)
{
    struct wd_str rest = wd_str_from(m->text, m->at + 1);
    if (rest.n && rest.p[0] && strchr("\"\\/bfnrt", rest.p[0])) {
        wd_buf_put(&m->out, m->text.p + m->at, 2);
        m->at += 2;
    } else if (rest.n && rest.p[0] == 'u' && is_hex4(wd_str_from(rest, 1))) {
        wd_buf_put(&m->out, m->text.p + m->at, 6);
        m->at += 6;
    } else {
        mark(m, ESCAPE);
        m->at++;
    }
}

/* At the opening quotation mark. */
static void take_string(struct mender *m)
{
    wd_buf_byte(&m->out, '"');
    m->at++;
    while (m->at < m->text.n && m->text.p[m->at] != '"') {
        char c = m->text.p[m->at];
        if (c == '\\') {
            take_escape(m);
        } else if ((unsigned char)c < 0x20 || c == 0x7F) {
            put_escape(m, c);
            m->at++;
        } else {
            wd_buf_byte(&m->out, c);
            m->at++;
        }
    }
    if (m->at == m->text.n)
        mark(m, CUT_SHORT);
    m->at = WD_MIN(m->at + 1, m->text.n);
    wd_buf_byte(&m->out, '"');
}

static bool is_number(struct wd_str s)
{
    double unused;
    return s.n && (wd_is_digit(s.p[0]) || s.p[0] == '-') && wd_is_digit(s.p[s.n - 1]) && wd_str_to_f64(s, &unused) &&
           !(s.n > 1 && s.p[0] == '0' && wd_is_digit(s.p[1])) && !(s.n > 2 && s.p[0] == '-' && s.p[1] == '0' && wd_is_digit(s.p[2]));
}

/* A word or a number. */
static bool take_bare(struct mender *m, bool name)
{
    size_t from = m->at;
    while (m->at < m->text.n) {
        char c = m->text.p[m->at];
        if (!wd_is_alpha(c) && !wd_is_digit(c) && c != '_' && c != '-' && c != '+' && c != '.' && c != '$')
            break;
        m->at++;
    }
    struct wd_str word = wd_str_n(m->text.p + from, m->at - from);
    if (!word.n)
        return false;
    if (name) {
        mark(m, BARE);
        wd_buf_byte(&m->out, '"');
        wd_buf_puts(&m->out, word);
        wd_buf_byte(&m->out, '"');
    } else if (wd_str_eqc(word, "true") || wd_str_eqc(word, "false") || wd_str_eqc(word, "null") || is_number(word)) {
        wd_buf_puts(&m->out, word);
    } else if (m->at == m->text.n || wd_str_eqc(word, "undefined") || wd_str_eqc(word, "NaN") || wd_str_eqc(word, "None")) {
        mark(m, m->at == m->text.n ? CUT_SHORT : NO_VALUE);
        wd_buf_putc(&m->out, "null");
    } else {
        return false;
    }
    return true;
}

static void close_one(struct mender *m)
{
    if (m->before == AFTER_NAME)
        wd_buf_byte(&m->out, ':');
    if (m->before == AFTER_NAME || m->before == AFTER_COLON) {
        mark(m, NO_VALUE);
        wd_buf_putc(&m->out, "null");
    }
    if (m->comma)
        mark(m, LOOSE_COMMA);
    m->comma = false;
    wd_buf_byte(&m->out, inside(m, '{') ? '}' : ']');
    m->depth--;
    m->before = AFTER_VALUE;
}

static bool take_open(struct mender *m, char c)
{
    if (is_name_next(m) || m->depth == WD_MAX_JSON_DEPTH || !make_room(m))
        return false;
    m->open[m->depth++] = c;
    wd_buf_byte(&m->out, c);
    m->before = AFTER_OPEN;
    m->at++;
    return true;
}

static bool take_comma(struct mender *m)
{
    if (m->before == AFTER_COLON || m->before == AFTER_NAME) {
        mark(m, NO_VALUE);
        wd_buf_putc(&m->out, m->before == AFTER_NAME ? ":null" : "null");
        m->before = AFTER_VALUE;
    }
    if (m->comma || m->before != AFTER_VALUE)
        mark(m, LOOSE_COMMA);
    m->comma = m->before == AFTER_VALUE;
    m->at++;
    return true;
}

/* One token; false where it cannot stand here. */
static bool take(struct mender *m)
{
    char c = m->text.p[m->at];
    switch (c) {
    case '{':
    case '[': return take_open(m, c);
    case '}':
    case ']':
        if (!inside(m, c == '}' ? '{' : '['))
            return false;
        close_one(m);
        m->at++;
        return true;
    case ',': return take_comma(m);
    case ':':
        if (m->before != AFTER_NAME)
            return false;
        wd_buf_byte(&m->out, c);
        m->before = AFTER_COLON;
        m->at++;
        return true;
    default: break;
    }
    bool name = is_name_next(m);
    if (!make_room(m))
        return false;
    if (c == '"')
        take_string(m);
    else if (!take_bare(m, name))
        return false;
    m->before = name ? AFTER_NAME : AFTER_VALUE;
    return true;
}

bool wd_json_mend(struct wd_arena *a, struct wd_str text, struct wd_str *ret_text, wd_strs *repairs)
{
    struct mender m = {.text = text};
    bool ok = true;
    wd_buf_init(&m.out, WD_MAX_FILE_BYTES);
    while (ok && (skip(&m), m.at < text.n)) {
        if (!m.depth && m.before != AT_START) {
            mark(&m, BEHIND);
            break;
        }
        ok = take(&m);
        ok = ok && (m.depth || m.before == AFTER_VALUE);
    }
    if (ok && m.depth)
        mark(&m, CUT_SHORT);
    while (ok && m.depth)
        close_one(&m);
    ok = ok && m.before == AFTER_VALUE && !m.out.err;
    if (ok) {
        *ret_text = wd_arena_str(a, wd_buf_str(&m.out));
        for (size_t i = 0; i < MENDINGS; i++)
            if (m.done[i])
                wd_list_add(a, repairs, wd_str_c(sentences[i]));
    }
    wd_buf_done(&m.out);
    return ok;
}
