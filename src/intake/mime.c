#include "intake/mime.h"

#include "base/limits.h"
#include "intake/lines.h"
#include "markup/charset.h"

enum { MAX_CONTINUATIONS = 32, LONGEST_BOUNDARY = 200, LONGEST_VALUE = 16 << 10 };

static struct wd_str raw_line(struct wd_str *rest)
{
    size_t end = wd_str_find_byte(*rest, '\n', 0), next = end == SIZE_MAX ? rest->n : end + 1;
    struct wd_str line = wd_str_n(rest->p, end == SIZE_MAX ? rest->n : end);
    *rest = wd_str_from(*rest, next);
    if (line.n && line.p[line.n - 1] == '\r')
        line.n--;
    return line;
}

void wd_mime_split(struct wd_str mail, struct wd_str *ret_head, struct wd_str *ret_body)
{
    struct wd_str rest = mail;
    while (rest.n) {
        size_t at = mail.n - rest.n;
        if (!raw_line(&rest).n) {
            *ret_head = wd_str_n(mail.p, at);
            *ret_body = rest;
            return;
        }
    }
    *ret_head = mail;
    *ret_body = wd_str_from(mail, mail.n);
}

struct wd_str wd_mime_field(struct wd_arena *a, struct wd_str head, const char *name)
{
    size_t n = strlen(name);
    while (head.n) {
        const char *start = head.p;
        struct wd_str line = raw_line(&head);
        if (line.n <= n || line.p[n] != ':' || !wd_str_starts_nocase(line, name))
            continue;
        bool folded = false;
        struct wd_str end = line;
        while (head.n && (head.p[0] == ' ' || head.p[0] == '\t')) {
            folded = true;
            end = raw_line(&head);
        }
        struct wd_str value = wd_str_n(start, (size_t)(end.p + end.n - start));
        value = wd_str_trim(wd_str_from(value, n + 1));
        if (!folded)
            return value;
        char *p = wd_arena_raw(a, value.n);
        size_t out = 0;
        for (size_t i = 0; i < value.n; i++)
            if (value.p[i] != '\r' && value.p[i] != '\n')
                p[out++] = value.p[i] == '\t' ? ' ' : value.p[i];
        return wd_str_n(p, out);
    }
    return wd_str_n("", 0);
}

static int hex_digit(char c)
{
    return wd_is_digit(c) ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Escapes of two hexadecimal digits after `mark`; in encoded words _ is a blank. */
static struct wd_str unescape(struct wd_arena *a, struct wd_str s, char mark, bool word)
{
    char *p = wd_arena_raw(a, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        int high = i + 2 < s.n && s.p[i] == mark ? hex_digit(s.p[i + 1]) : -1, low = high >= 0 ? hex_digit(s.p[i + 2]) : -1;
        if (low >= 0) {
            p[n++] = (char)(high << 4 | low);
            i += 2;
        } else {
            p[n++] = word && s.p[i] == '_' ? ' ' : s.p[i];
        }
    }
    return wd_str_n(p, n);
}

static struct wd_str from_quoted_printable(struct wd_arena *a, struct wd_str s)
{
    char *p = wd_arena_raw(a, s.n);
    size_t n = 0;
    while (s.n) {
        size_t before = s.n;
        struct wd_str line = raw_line(&s);
        bool ended = before > line.n && s.p[-1] == '\n';
        while (line.n && (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t'))
            line.n--;
        bool soft = line.n && line.p[line.n - 1] == '=';
        struct wd_str bytes = unescape(a, wd_str_n(line.p, line.n - soft), '=', false);
        memcpy(p + n, bytes.p, bytes.n);
        n += bytes.n;
        if (ended && !soft)
            p[n++] = '\n';
    }
    return wd_str_n(p, n);
}

static struct wd_str from_base64(struct wd_arena *a, struct wd_str s)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    enum { NONE = 64 };
    unsigned char value[256];
    memset(value, NONE, sizeof value);
    for (unsigned char i = 0; i < 64; i++)
        value[(unsigned char)digits[i]] = i;
    char *p = wd_arena_raw(a, s.n / 4 * 3 + 3);
    size_t n = 0;
    uint32_t bits = 0;
    unsigned count = 0;
    for (size_t i = 0; i < s.n; i++) {
        uint32_t v = value[(unsigned char)s.p[i]];
        if (s.p[i] == '=') { /* several pieces may stand behind one another */
            bits = count = 0;
            continue;
        }
        if (v == NONE)
            continue;
        bits = bits << 6 | v;
        if (++count < 2)
            continue;
        if (count == 2)
            p[n++] = (char)(bits >> 4);
        else if (count == 3)
            p[n++] = (char)(bits >> 2);
        else {
            p[n++] = (char)bits;
            bits = count = 0;
        }
    }
    return wd_str_n(p, n);
}

struct wd_str wd_mime_decode(struct wd_arena *a, struct wd_str body, struct wd_str transfer_encoding)
{
    transfer_encoding = wd_str_trim(transfer_encoding);
    if (wd_str_starts_nocase(transfer_encoding, "quoted-printable"))
        return from_quoted_printable(a, body);
    if (wd_str_starts_nocase(transfer_encoding, "base64"))
        return from_base64(a, body);
    return body;
}

/* ---- encoded words ---- */

struct word {
    struct wd_str charset, bytes;
    size_t end; /* behind "?=" */
};

/* "=?charset*language?Q?text?=" at `at`. */
static bool encoded_word(struct wd_arena *a, struct wd_str s, size_t at, struct word *ret)
{
    size_t charset = at + 2, mark = wd_str_find_byte(s, '?', charset);
    if (!wd_str_starts(wd_str_from(s, at), "=?") || mark == SIZE_MAX || mark == charset || mark - charset > 60 || mark + 3 > s.n ||
        s.p[mark + 2] != '?')
        return false;
    char kind = wd_lower(s.p[mark + 1]);
    size_t text = mark + 3, end = wd_str_find(s, "?=", text);
    if (end == SIZE_MAX || (kind != 'q' && kind != 'b'))
        return false;
    struct wd_str value = wd_str_n(s.p + text, end - text);
    ret->charset = wd_str_n(s.p + charset, mark - charset);
    size_t language = wd_str_find_byte(ret->charset, '*', 0);
    if (language != SIZE_MAX)
        ret->charset.n = language;
    ret->bytes = kind == 'q' ? unescape(a, value, '=', true) : from_base64(a, value);
    ret->end = end + 2;
    return true;
}

static void put_decoded(struct wd_arena *a, struct wd_buf *out, struct wd_str bytes, struct wd_str charset)
{
    struct wd_decoded d;
    struct wd_str type = charset.n ? wd_arena_printf(a, "text/plain; charset=\"%.*s\"", WD_STR_ARG(charset)) : charset;
    wd_charset_decode(a, bytes, type, WD_MARKUP_TEXT, &d);
    wd_buf_puts(out, d.text);
}

static size_t skip_blanks(struct wd_str s, size_t at)
{
    while (at < s.n && wd_is_blank(s.p[at]))
        at++;
    return at;
}

/* A run of encoded words of one charset: their bytes belong together, a character may be cut between two. */
static size_t put_words(struct wd_arena *a, struct wd_str s, struct word first, struct wd_buf *out)
{
    struct wd_buf bytes;
    struct word next;
    struct wd_str charset = first.charset;
    wd_buf_init(&bytes, s.n + 1);
    wd_buf_puts(&bytes, first.bytes);
    size_t end = first.end;
    for (size_t at = skip_blanks(s, end); encoded_word(a, s, at, &next); at = skip_blanks(s, end)) {
        if (!wd_str_eq_nocase(next.charset, charset)) {
            put_decoded(a, out, wd_arena_str(a, wd_buf_str(&bytes)), charset);
            wd_buf_reset(&bytes);
            charset = next.charset;
        }
        wd_buf_puts(&bytes, next.bytes);
        end = next.end;
    }
    put_decoded(a, out, wd_arena_str(a, wd_buf_str(&bytes)), charset);
    wd_buf_done(&bytes);
    return end;
}

struct wd_str wd_mime_text(struct wd_arena *a, struct wd_str value)
{
    struct wd_buf out;
    size_t from = 0;
    value.n = WD_MIN(value.n, (size_t)LONGEST_VALUE);
    wd_buf_init(&out, value.n * 4 + 16);
    for (size_t at = wd_str_find(value, "=?", 0); at != SIZE_MAX; at = wd_str_find(value, "=?", at)) {
        struct word word;
        if (!encoded_word(a, value, at, &word)) {
            at += 2;
            continue;
        }
        put_decoded(a, &out, wd_str_n(value.p + from, at - from), wd_str_n("", 0));
        at = from = put_words(a, value, word, &out);
    }
    put_decoded(a, &out, wd_str_from(value, from), wd_str_n("", 0));
    struct wd_str text = wd_line_clean(a, wd_arena_str(a, wd_buf_str(&out)));
    wd_buf_done(&out);
    return text;
}

/* ---- parameters ---- */

/* The value at `at`: a token or a quoted string; gives where it ends. */
static size_t parameter_value(struct wd_arena *a, struct wd_str s, size_t at, struct wd_str *ret)
{
    size_t n = 0;
    if (at >= s.n || s.p[at] != '"') {
        size_t end = at;
        while (end < s.n && s.p[end] != ';' && !wd_is_blank(s.p[end]))
            end++;
        *ret = wd_str_n(s.p + at, end - at);
        return end;
    }
    char *p = wd_arena_raw(a, s.n - at);
    for (at++; at < s.n && s.p[at] != '"'; at++) {
        if (s.p[at] == '\\' && at + 1 < s.n)
            at++;
        p[n++] = s.p[at];
    }
    *ret = wd_str_n(p, n);
    return at + 1;
}

struct parameter {
    struct wd_str pieces[MAX_CONTINUATIONS];
    bool encoded[MAX_CONTINUATIONS];
    unsigned n;
};

/* Reads "name", "name*", "name*0", "name*1*" into its place. */
static void take_parameter(struct parameter *k, struct wd_str name, const char *want, struct wd_str value)
{
    size_t n = strlen(want);
    if (name.n < n || !wd_str_starts_nocase(name, want) || (name.n > n && name.p[n] != '*'))
        return;
    struct wd_str rest = wd_str_from(name, n);
    unsigned place = 0;
    bool encoded = rest.n && rest.p[rest.n - 1] == '*';
    for (size_t i = 1; i < rest.n && wd_is_digit(rest.p[i]) && place < MAX_CONTINUATIONS; i++)
        place = place * 10 + (unsigned)(rest.p[i] - '0');
    if (place >= MAX_CONTINUATIONS || (k->pieces[place].n && !encoded))
        return;
    k->pieces[place] = value;
    k->encoded[place] = encoded;
    k->n = WD_MAX(k->n, place + 1);
}

struct wd_str wd_mime_parameter(struct wd_arena *a, struct wd_str value, const char *name)
{
    struct parameter k = {.n = 0};
    value.n = WD_MIN(value.n, (size_t)LONGEST_VALUE);
    for (size_t at = wd_str_find_byte(value, ';', 0); at != SIZE_MAX && at < value.n; at = wd_str_find_byte(value, ';', at)) {
        size_t start = skip_blanks(value, at + 1), equals = start;
        while (equals < value.n && value.p[equals] != '=' && value.p[equals] != ';')
            equals++;
        at = equals;
        if (equals >= value.n || value.p[equals] != '=')
            continue;
        struct wd_str one;
        at = parameter_value(a, value, skip_blanks(value, equals + 1), &one);
        take_parameter(&k, wd_str_trim(wd_str_n(value.p + start, equals - start)), name, one);
    }
    if (!k.n)
        return wd_str_n("", 0);
    struct wd_buf bytes;
    struct wd_str charset = {"", 0};
    wd_buf_init(&bytes, value.n * 4 + 16);
    for (unsigned i = 0; i < k.n; i++) {
        struct wd_str piece = k.pieces[i];
        size_t quote = i == 0 && k.encoded[0] ? wd_str_find_byte(piece, '\'', 0) : SIZE_MAX;
        size_t second = quote == SIZE_MAX ? SIZE_MAX : wd_str_find_byte(piece, '\'', quote + 1);
        if (second != SIZE_MAX) {
            charset = wd_str_n(piece.p, quote);
            piece = wd_str_from(piece, second + 1);
        }
        wd_buf_puts(&bytes, k.encoded[i] ? unescape(a, piece, '%', false) : piece);
    }
    struct wd_str whole = wd_arena_str(a, wd_buf_str(&bytes));
    wd_buf_reset(&bytes);
    put_decoded(a, &bytes, whole, charset);
    whole = wd_arena_str(a, wd_buf_str(&bytes));
    wd_buf_done(&bytes);
    return whole;
}

/* ---- parts ---- */

struct walk {
    struct wd_arena *a;
    struct wd_mail_leaves *leaves;
};
struct context {
    unsigned depth, alternative;
    bool digest;
};

static void walk_part(struct walk *k, struct wd_str head, struct wd_str body, struct context c);

/* Whether the line that starts at s.p[at] is the boundary; closing: with "--" behind it. */
static bool is_boundary(struct wd_str s, size_t at, struct wd_str boundary, bool *ret_closing)
{
    if (at + 2 + boundary.n > s.n || s.p[at] != '-' || s.p[at + 1] != '-' || memcmp(s.p + at + 2, boundary.p, boundary.n) != 0)
        return false;
    size_t end = at + 2 + boundary.n;
    *ret_closing = end + 1 < s.n && s.p[end] == '-' && s.p[end + 1] == '-';
    end += *ret_closing ? 2 : 0;
    while (end < s.n && (s.p[end] == ' ' || s.p[end] == '\t' || s.p[end] == '\r'))
        end++;
    return end >= s.n || s.p[end] == '\n';
}

static void walk_multipart(struct walk *k, struct wd_str body, struct wd_str boundary, struct context c)
{
    size_t start = SIZE_MAX;
    bool closing = false;
    for (size_t at = 0; at <= body.n && !closing;) {
        bool end_of_body = at >= body.n;
        if (end_of_body || is_boundary(body, at, boundary, &closing)) {
            if (start != SIZE_MAX && start < at) {
                struct wd_str part = wd_str_n(body.p + start, at - start), head, inner;
                if (!end_of_body && part.n && part.p[part.n - 1] == '\n') { /* the line end before a boundary belongs to it */
                    part.n--;
                    part.n -= part.n && part.p[part.n - 1] == '\r';
                }
                wd_mime_split(part, &head, &inner);
                walk_part(k, head, inner, c);
            }
            if (end_of_body)
                break;
            size_t line_end = wd_str_find_byte(body, '\n', at);
            start = at = line_end == SIZE_MAX ? body.n : line_end + 1;
            continue;
        }
        size_t line_end = wd_str_find_byte(body, '\n', at);
        at = line_end == SIZE_MAX ? body.n : line_end + 1;
    }
}

static struct wd_str lower(struct wd_arena *a, struct wd_str s)
{
    char *p = wd_arena_raw(a, s.n);
    for (size_t i = 0; i < s.n; i++)
        p[i] = (unsigned char)s.p[i] > ' ' && (unsigned char)s.p[i] < 0x7F ? wd_lower(s.p[i]) : '?';
    return wd_str_n(p, s.n);
}

static void walk_part(struct walk *k, struct wd_str head, struct wd_str body, struct context c)
{
    struct wd_arena *a = k->a;
    if (c.depth > WD_MAX_MAIL_DEPTH || k->leaves->parts.n >= WD_MAX_MAIL_PARTS) {
        k->leaves->capped = true;
        return;
    }
    struct wd_str type_field = wd_mime_field(a, head, "Content-Type"), disposition = wd_mime_field(a, head, "Content-Disposition");
    size_t semicolon = wd_str_find_byte(type_field, ';', 0);
    struct wd_str type = lower(a, wd_str_trim(semicolon == SIZE_MAX ? type_field : wd_str_n(type_field.p, semicolon)));
    if (wd_str_find_byte(type, '/', 0) == SIZE_MAX)
        type = c.digest ? WD_STR("message/rfc822") : WD_STR("text/plain");
    if (wd_str_starts(type, "multipart/")) {
        struct wd_str boundary = wd_mime_parameter(a, type_field, "boundary");
        if (boundary.n && boundary.n <= LONGEST_BOUNDARY) {
            struct context inner = {.depth = c.depth + 1, .alternative = c.alternative};
            if (wd_str_eqc(type, "multipart/alternative"))
                inner.alternative = ++k->leaves->alternatives;
            inner.digest = wd_str_eqc(type, "multipart/digest");
            walk_multipart(k, body, boundary, inner);
            return;
        }
        type = WD_STR("text/plain");
    }
    struct wd_mail_part *part = wd_list_push(a, &k->leaves->parts);
    part->type = type;
    part->content_type = type_field;
    part->name = wd_mime_parameter(a, disposition, "filename");
    if (!part->name.n)
        part->name = wd_mime_parameter(a, type_field, "name");
    part->name = wd_mime_text(a, part->name);
    part->attachment = wd_str_starts_nocase(disposition, "attachment");
    part->flowed = wd_str_eqc_nocase(wd_mime_parameter(a, type_field, "format"), "flowed");
    part->delete_space = wd_str_eqc_nocase(wd_mime_parameter(a, type_field, "delsp"), "yes");
    part->alternative = c.alternative;
    part->body = wd_mime_decode(a, body, wd_mime_field(a, head, "Content-Transfer-Encoding"));
}

void wd_mime_leaves(struct wd_arena *a, struct wd_str head, struct wd_str body, struct wd_mail_leaves *ret)
{
    struct walk k = {.a = a, .leaves = ret};
    *ret = (struct wd_mail_leaves){.alternatives = 0};
    walk_part(&k, head, body, (struct context){.depth = 0});
}
