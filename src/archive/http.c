#include "archive/http.h"

#include "archive/stream.h"

bool wd_http_header(struct wd_str line, struct wd_str *ret_name, struct wd_str *ret_value)
{
    size_t colon = wd_str_find_byte(line, ':', 0);
    if (colon == SIZE_MAX || colon == 0)
        return false;
    *ret_name = wd_str_trim(wd_str_n(line.p, colon));
    *ret_value = wd_str_trim(wd_str_from(line, colon + 1));
    return true;
}

static bool hex_size(struct wd_str s, size_t *ret)
{
    size_t v = 0, i = 0;
    s = wd_str_trim(s);
    for (; i < s.n && s.p[i] != ';' && !wd_is_blank(s.p[i]); i++) {
        char c = wd_lower(s.p[i]);
        if (!wd_is_digit(c) && (c < 'a' || c > 'f'))
            return false;
        v = WD_MIN(v, SIZE_MAX / 32) * 16 + (size_t)(wd_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    *ret = v;
    return i > 0;
}

/* Some archives store the payload unchunked under the old header: then it is taken as it is. */
static struct wd_str unchunk(struct wd_arena *a, struct wd_str body)
{
    struct wd_str rest = body, line;
    char *out = wd_arena_raw(a, body.n + 1);
    size_t n = 0;
    for (;;) {
        size_t size;
        if (!wd_str_cut(&rest, '\n', &line) || !hex_size(line, &size))
            return n ? wd_str_n(out, n) : body;
        if (size == 0)
            return wd_str_n(out, n);
        size = WD_MIN(size, rest.n);
        memcpy(out + n, rest.p, size);
        n += size;
        rest = wd_str_from(rest, size);
        if (wd_str_starts(rest, "\r\n"))
            rest = wd_str_from(rest, 2);
        else if (wd_str_starts(rest, "\n"))
            rest = wd_str_from(rest, 1);
        if (rest.n == 0)
            return wd_str_n(out, n);
    }
}

static bool looks_like_text(struct wd_str body)
{
    body = wd_str_trim(body);
    return body.n && (body.p[0] == '<' || body.p[0] == '{');
}

static int undo(struct wd_arena *a, struct wd_str coding, size_t max_bytes, struct wd_str *body, struct wd_where *ret_where)
{
    static const struct {
        const char *name;
        enum wd_coding coding;
    } codings[] = {{"gzip", WD_CODING_GZIP},
                   {"x-gzip", WD_CODING_GZIP},
                   {"deflate", WD_CODING_DEFLATE},
                   {"zstd", WD_CODING_ZSTD},
                   {"br", WD_CODING_BROTLI}};
    coding = wd_str_trim(coding);
    if (coding.n == 0 || wd_str_eqc_nocase(coding, "identity"))
        return 0;
    for (size_t i = 0; i < WD_COUNT(codings); i++)
        if (wd_str_eqc_nocase(coding, codings[i].name)) {
            struct wd_str raw;
            int err = wd_unpack(a, codings[i].coding, *body, max_bytes, &raw);
            if (!err)
                *body = raw;
            /* archives that unpack and keep the header are common; brotli has no mark of its own to tell by */
            if (err == WD_E_CORRUPT && codings[i].coding == WD_CODING_BROTLI && looks_like_text(*body))
                return 0;
            return err && err != WD_E_FORMAT ? wd_where_set(ret_where, err, "content coding %s: %s", codings[i].name, wd_err_text(err)) : 0;
        }
    return wd_where_set(ret_where, WD_E_FORMAT, "content coding not known: %.*s", (int)WD_MIN(coding.n, (size_t)40), coding.p);
}

static bool status_of(struct wd_str line, int *ret_status)
{
    int64_t status;
    if (!wd_str_starts_nocase(line, "HTTP/"))
        return false;
    size_t blank = wd_str_find_byte(line, ' ', 0);
    struct wd_str rest = wd_str_trim(wd_str_from(line, blank == SIZE_MAX ? line.n : blank));
    if (rest.n < 3 || !wd_str_to_i64(wd_str_n(rest.p, 3), &status) || status < 100)
        return false;
    *ret_status = (int)status;
    return true;
}

/* The codings were put on in the order of the list, so the last comes off first. */
static int undo_all(struct wd_arena *a, struct wd_str codings, size_t max_bytes, struct wd_str *body, struct wd_where *ret_where)
{
    int err = 0;
    for (int i = 0; i < 4 && codings.n && !err; i++) {
        size_t comma = codings.n;
        while (comma && codings.p[comma - 1] != ',')
            comma--;
        err = undo(a, wd_str_from(codings, comma), max_bytes, body, ret_where);
        codings.n = comma ? comma - 1 : 0;
    }
    return err;
}

int wd_http_response_read(struct wd_arena *a, struct wd_str block, size_t max_bytes, struct wd_http_response *ret,
                          struct wd_where *ret_where)
{
    struct wd_http_response r = {0};
    struct wd_str line, name, value, codings = {0};
    bool chunked = false;
    if (!wd_str_cut(&block, '\n', &line) || !status_of(line, &r.status))
        return wd_where_set(ret_where, WD_E_SYNTAX, "no HTTP response in the record");
    while (wd_str_cut(&block, '\n', &line) && wd_str_trim(line).n) {
        if (!wd_http_header(line, &name, &value))
            continue;
        if (wd_str_eqc_nocase(name, "content-type"))
            r.content_type = value;
        else if (wd_str_eqc_nocase(name, "content-encoding"))
            codings = value;
        else if (wd_str_eqc_nocase(name, "transfer-encoding"))
            chunked = wd_str_find_nocase(value, "chunked", 0) != SIZE_MAX;
    }
    r.body = chunked ? unchunk(a, block) : block;
    int err = undo_all(a, codings, max_bytes, &r.body, ret_where);
    if (!err && r.body.n > max_bytes)
        err = wd_where_set(ret_where, WD_E_TOOBIG, "payload of more than %zu bytes", max_bytes);
    if (!err)
        *ret = r;
    return err;
}
