#include "extract/jsonld_mend.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "markup/entity.h"

/* What the last token was decides which commas are owed. */
enum last { AT_START, AFTER_OPEN, AFTER_VALUE, AFTER_COLON };

struct mend {
    struct wd_arena *a;
    struct wd_str in;
    size_t at;
    struct wd_buf out;
    char open[WD_MAX_JSON_DEPTH]; /* closers owed */
    int depth;
    enum last last;
    bool name_next; /* within an object, before a name */
    wd_jsons *to;
};

static char peek(const struct mend *m, size_t at)
{
    return at < m->in.n ? m->in.p[at] : 0;
}

static size_t skip_blanks(const struct mend *m, size_t at)
{
    while (at < m->in.n && (wd_is_blank(m->in.p[at]) || (unsigned char)m->in.p[at] < 0x20))
        at++;
    return at;
}

/* A comment, or a wrapper of the script, at m->at: passed over. */
static bool skip_aside(struct mend *m)
{
    static const struct {
        const char *from, *to;
    } asides[] = {{"/*", "*/"}, {"//", "\n"}, {"<!--", "\n"}, {"<![CDATA[", "["}, {"]]>", ">"}, {"-->", ">"}};
    struct wd_str rest = wd_str_from(m->in, m->at);
    for (size_t i = 0; i < WD_COUNT(asides); i++) {
        if (!wd_str_starts(rest, asides[i].from))
            continue;
        bool wrapper = asides[i].from[0] != '/';
        size_t end = wrapper ? strlen(asides[i].from) : wd_str_find(rest, asides[i].to, 2);
        struct wd_str line = wd_str_n(rest.p, WD_MIN(end, rest.n));
        if (asides[i].from[1] == '/' && wd_str_find(line, "[CDATA[", 0) != SIZE_MAX)
            end = wd_str_find(rest, "[CDATA[", 0) + 7;
        else if (!wrapper)
            end = end == SIZE_MAX ? rest.n : end + strlen(asides[i].to);
        m->at += WD_MIN(end, rest.n);
        return true;
    }
    return false;
}

static void before_value(struct mend *m)
{
    if (m->last == AFTER_VALUE)
        wd_buf_byte(&m->out, ',');
}

/* Whether the mark at `at` ends the string that it stands in: what follows must be able to follow a string. */
static bool ends_string(const struct mend *m, size_t at, char mark)
{
    size_t next = skip_blanks(m, at + 1);
    char c = peek(m, next);
    if (m->name_next)
        return c == ':' || c == '}' || c == ',' || c == 0;
    if (c == 0 || c == '}' || c == ']' || c == ';' || c == '<' || (c == '/' && (peek(m, next + 1) == '/' || peek(m, next + 1) == '*')))
        return true;
    if (c == ',') {
        next = skip_blanks(m, next + 1);
        c = peek(m, next);
        for (size_t i = 0; wd_is_alpha(c) && i < 30 && wd_is_alpha(peek(m, next)); i++)
            next++; /* a name without marks */
        if (wd_is_alpha(c) && peek(m, skip_blanks(m, next)) == ':')
            return true;
        bool in_object = m->depth && m->open[m->depth - 1] == '}';
        return c == 0 || c == mark || c == '"' || c == '}' || c == ']' || c == ',' || c == '/' || (!in_object && (c == '{' || c == '[')) ||
               (!in_object && (wd_is_digit(c) || c == '-' || c == 't' || c == 'f' || c == 'n'));
    }
    /* a comma is missing: only a line end says so */
    return c == mark && memchr(m->in.p + at, '\n', next - at) != NULL;
}

static void put_escape(struct mend *m)
{
    char c = peek(m, m->at + 1);
    bool hex = c == 'u';
    for (size_t i = 2; hex && i < 6; i++) {
        char h = wd_lower(peek(m, m->at + i));
        hex = wd_is_digit(h) || (h >= 'a' && h <= 'f');
    }
    if (c && (strchr("\"\\/bfnrt", c) || hex)) {
        wd_buf_byte(&m->out, '\\');
        wd_buf_byte(&m->out, c);
        m->at += 2;
    } else {
        m->at++; /* the backslash alone */
    }
}

/* A string that the end of the text cuts off says nothing: null stands for it. */
static void put_string(struct mend *m)
{
    char mark = m->in.p[m->at++];
    size_t start = m->out.n;
    bool ended = false;
    wd_buf_byte(&m->out, '"');
    while (m->at < m->in.n) {
        char c = m->in.p[m->at];
        if (c == mark && ends_string(m, m->at, mark)) {
            m->at++;
            ended = true;
            break;
        }
        if (c == '\\') {
            put_escape(m);
            continue;
        }
        if (c == '"')
            wd_buf_byte(&m->out, '\\');
        wd_buf_byte(&m->out, (unsigned char)c < 0x20 ? ' ' : c);
        m->at++;
    }
    if (!ended && !m->name_next) {
        m->out.n = start;
        wd_buf_putc(&m->out, "null");
        return;
    }
    wd_buf_byte(&m->out, '"');
}

/* true, false, null and numbers as they stand; any other word becomes a string. */
static void put_word(struct mend *m)
{
    size_t from = m->at;
    while (m->at < m->in.n && !wd_is_blank(m->in.p[m->at]) && !strchr(",:{}[]\"'", m->in.p[m->at]))
        m->at++;
    struct wd_str word = wd_str_n(m->in.p + from, m->at - from);
    double number;
    bool plain = wd_str_eqc(word, "true") || wd_str_eqc(word, "false") || wd_str_eqc(word, "null");
    bool json_number =
        wd_str_to_f64(word, &number) && word.p[0] != '+' && word.p[0] != '.' && !(word.n > 1 && word.p[0] == '0' && word.p[1] != '.');
    if (!m->name_next && (plain || json_number)) {
        wd_buf_puts(&m->out, word);
        return;
    }
    wd_buf_byte(&m->out, '"');
    for (size_t i = 0; i < word.n; i++)
        if ((unsigned char)word.p[i] >= 0x20 && word.p[i] != '\\')
            wd_buf_byte(&m->out, word.p[i]);
    wd_buf_byte(&m->out, '"');
}

static void end_value(struct mend *m)
{
    m->last = AFTER_VALUE;
    m->name_next = m->depth && m->open[m->depth - 1] == '}';
    if (m->depth)
        return;
    struct wd_json *json;
    if (m->to->n < WD_MAX_JSONLD_VALUES && wd_json_parse(m->a, wd_buf_str(&m->out), &json, NULL) == 0)
        wd_list_add(m->a, m->to, json);
    wd_buf_reset(&m->out);
    m->last = AT_START;
}

/* Closes up to the bracket that is meant; one that closes nothing is dropped. A name without a value gets null. */
static void close_bracket(struct mend *m, char closer)
{
    int to = m->depth;
    while (to && m->open[to - 1] != closer)
        to--;
    if (!to)
        return;
    if (m->last == AFTER_COLON)
        wd_buf_putc(&m->out, "null");
    while (m->depth >= to)
        wd_buf_byte(&m->out, m->open[--m->depth]);
    end_value(m);
}

static void value_or_name(struct mend *m)
{
    char c = m->in.p[m->at];
    bool name = m->name_next;
    before_value(m);
    if (c == '{' || c == '[') {
        if (name) { /* a value where a name should be */
            wd_buf_putc(&m->out, "\"\":");
        }
        wd_buf_byte(&m->out, c);
        m->open[m->depth++] = c == '{' ? '}' : ']';
        m->last = AFTER_OPEN;
        m->name_next = c == '{';
        m->at++;
        return;
    }
    if (c == '"' || c == '\'')
        put_string(m);
    else
        put_word(m);
    if (!name) {
        end_value(m);
        return;
    }
    wd_buf_byte(&m->out, ':');
    m->name_next = false;
    m->last = AFTER_COLON;
    size_t next = skip_blanks(m, m->at);
    if (peek(m, next) == ':')
        m->at = next + 1;
}

static void mend(struct wd_arena *a, struct wd_str in, wd_jsons *to)
{
    struct mend m = {.a = a, .in = in, .to = to};
    wd_buf_init(&m.out, 4 * WD_MAX_JSONLD_BYTES);
    while (m.to->n < WD_MAX_JSONLD_VALUES) {
        m.at = skip_blanks(&m, m.at);
        if (m.at >= in.n)
            break;
        char c = in.p[m.at];
        if (skip_aside(&m))
            continue;
        bool opens = c == '{' || c == '[';
        if ((m.depth == 0 && !opens) || c == ',' || c == ':' || c == ';' || (opens && m.depth == WD_MAX_JSON_DEPTH - 1)) {
            if (c == ',' && m.last == AFTER_COLON) { /* a template left the value out */
                wd_buf_putc(&m.out, "null");
                end_value(&m);
            }
            m.at++; /* what stands between values; commas are put where they are owed */
        } else if (c == '}' || c == ']') {
            close_bracket(&m, c);
            m.at++;
        } else {
            value_or_name(&m);
        }
    }
    if (m.depth)
        close_bracket(&m, m.open[0]);
    wd_buf_done(&m.out);
}

void wd_jsonld_read(struct wd_arena *a, struct wd_str script, wd_jsons *to)
{
    struct wd_json *json;
    struct wd_str text = wd_str_trim(script);
    if (text.n == 0 || text.n > WD_MAX_JSONLD_BYTES || to->n >= WD_MAX_JSONLD_VALUES)
        return;
    if (wd_json_parse(a, text, &json, NULL) == 0) {
        if (json->type == WD_JSON_OBJECT || json->type == WD_JSON_ARRAY)
            wd_list_add(a, to, json);
        return;
    }
    size_t first = wd_str_find(text, "&quot;", 0), mark = wd_str_find_byte(text, '"', 0);
    if (first != SIZE_MAX && first < mark)
        text = wd_entities_decode(a, text);
    mend(a, text, to);
}
