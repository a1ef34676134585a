#include "store/query.h"

#include "base/limits.h"
#include "base/time.h"
#include "base/utf8.h"
#include "text/fold.h"

enum { DAY_S = 86400 };

static bool is_mark(uint32_t cp)
{
    return cp == '"' || cp == 0x201C || cp == 0x201D || cp == 0x201E;
}

static void skip_blanks(struct wd_str *rest)
{
    for (struct wd_cp c = wd_utf8_at(*rest, 0); c.bytes && wd_cp_is_space(c.cp); c = wd_utf8_at(*rest, 0))
        *rest = wd_str_from(*rest, c.bytes);
}

/* A word up to a blank, or a phrase up to the mark that closes it (or the end). */
static struct wd_str cut_value(struct wd_str *rest)
{
    struct wd_cp c = wd_utf8_at(*rest, 0);
    bool phrase = c.bytes && is_mark(c.cp);
    if (phrase)
        *rest = wd_str_from(*rest, c.bytes);
    size_t at = 0;
    for (c = wd_utf8_at(*rest, 0); c.bytes; at += c.bytes, c = wd_utf8_at(*rest, at))
        if (phrase ? is_mark(c.cp) : wd_cp_is_space(c.cp) || is_mark(c.cp))
            break;
    struct wd_str value = wd_str_n(rest->p, at);
    *rest = wd_str_from(*rest, at + (phrase ? c.bytes : 0));
    return value;
}

static bool has_word(struct wd_str s)
{
    size_t at = 0;
    for (struct wd_cp c = wd_utf8_at(s, 0); c.bytes; at += c.bytes, c = wd_utf8_at(s, at))
        if (wd_cp_is_letter(c.cp) || wd_cp_is_digit(c.cp))
            return true;
    return false;
}

static const struct {
    const char *prefix;
    int field; /* -1: since, -2: until */
} prefixes[] = {
    {"speaker:", WD_QUERY_SPEAKER}, {"outlet:", WD_QUERY_OUTLET}, {"agency:", WD_QUERY_AGENCY}, {"since:", -1}, {"until:", -2},
};

static int put_date(struct wd_query *q, bool until, struct wd_str value, struct wd_where *ret_where)
{
    int64_t utc;
    if (value.n != 10 || !wd_time_parse_iso(value, &utc))
        return wd_where_set(ret_where, WD_E_USAGE, "%s needs a date such as 2024-01-31, not \"%.*s\"",
                            until ? "until:" : "since:", (int)WD_MIN(value.n, (size_t)40), value.p ? value.p : "");
    if (until)
        q->until_utc = WD_MIN(q->until_utc, utc + DAY_S);
    else
        q->since_utc = WD_MAX(q->since_utc, utc);
    return 0;
}

static int one_term(struct wd_arena *a, struct wd_str *rest, struct wd_query *q, struct wd_where *ret_where)
{
    struct wd_query_term term = {.field = WD_QUERY_TEXT};
    if (rest->n > 1 && rest->p[0] == '-' && !wd_is_blank(rest->p[1])) {
        term.excluded = true;
        *rest = wd_str_from(*rest, 1);
    }
    const char *prefix = NULL;
    for (size_t i = 0; i < WD_COUNT(prefixes) && !prefix; i++)
        if (wd_str_starts_nocase(*rest, prefixes[i].prefix)) {
            prefix = prefixes[i].prefix;
            term.field = prefixes[i].field;
            *rest = wd_str_from(*rest, strlen(prefix));
        }
    size_t before = rest->n;
    term.text = cut_value(rest);
    if (rest->n == before && !prefix && rest->n)
        *rest = wd_str_from(*rest, 1);
    if (term.field < 0)
        return put_date(q, term.field == -2, term.text, ret_where);
    if (!has_word(term.text))
        return prefix ? wd_where_set(ret_where, WD_E_USAGE, "%s needs a name right after the colon", prefix) : 0;
    if (q->terms.n == WD_QUERY_TERMS_MAX)
        return wd_where_set(ret_where, WD_E_USAGE, "more than %d words", WD_QUERY_TERMS_MAX);
    wd_list_add(a, &q->terms, term);
    q->wanted += !term.excluded;
    return 0;
}

int wd_query_parse(struct wd_arena *a, struct wd_str text, struct wd_query *ret_query, struct wd_where *ret_where)
{
    struct wd_query q = {.since_utc = INT64_MIN, .until_utc = INT64_MAX};
    if (text.n > WD_MAX_QUERY_BYTES)
        return wd_where_set(ret_where, WD_E_USAGE, "query of more than %u bytes", WD_MAX_QUERY_BYTES);
    if (!wd_utf8_valid(text) || memchr(text.n ? text.p : "", 0, text.n))
        return wd_where_set(ret_where, WD_E_USAGE, "query is not UTF-8 text");
    int err = 0;
    for (skip_blanks(&text); text.n && !err; skip_blanks(&text))
        err = one_term(a, &text, &q, ret_where);
    if (err)
        return err;
    bool dated = q.since_utc != INT64_MIN || q.until_utc != INT64_MAX;
    if (q.wanted == 0 && q.terms.n)
        return wd_where_set(ret_where, WD_E_USAGE, "only words to leave out; add one to find");
    if (q.wanted == 0 && !dated)
        return wd_where_set(ret_where, WD_E_USAGE, "no word to look for");
    *ret_query = q;
    return 0;
}
