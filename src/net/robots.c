#include "net/robots.h"

#include "base/buf.h"
#include "base/url.h"

enum { MAX_PATH_BYTES = 8192 };

/* ---- addresses ---- */

static int hex_value(char c)
{
    return wd_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool is_unreserved(unsigned char c)
{
    return wd_is_alpha((char)c) || wd_is_digit((char)c) || c == '-' || c == '.' || c == '_' || c == '~';
}

static void put_encoded(struct wd_buf *out, unsigned char c)
{
    wd_buf_printf(out, "%%%02X", c);
}

/* One spelling for each address: what need not be encoded is not, what is not ASCII is, and digits are capitals. In an address, stars and
 * dollar signs are encoded, too: in a rule they mean something else. */
static void put_path(struct wd_buf *out, struct wd_str path, bool is_rule)
{
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];
        int high = c == '%' && i + 2 < path.n ? hex_value(path.p[i + 1]) : -1;
        int low = high >= 0 ? hex_value(path.p[i + 2]) : -1;
        if (low >= 0) {
            unsigned char meant = (unsigned char)(high << 4 | low);
            i += 2;
            if (is_unreserved(meant))
                wd_buf_byte(out, (char)meant);
            else
                put_encoded(out, meant);
        } else if (c <= ' ' || c >= 0x7F || (!is_rule && (c == '*' || c == '$'))) {
            put_encoded(out, c);
        } else {
            wd_buf_byte(out, (char)c);
        }
    }
}

/* ---- reading ---- */

/* What the groups for one agent said. */
struct told {
    bool any;
    struct wd_robots robots;
};
struct reading {
    struct wd_arena *a;
    const char *agent;
    struct told own, all;
    bool for_own, for_all; /* whom the group speaks to */
    bool in_rules;         /* the next User-agent begins another group */
    struct wd_buf path;
};

/* "wiredesk/1.0 (+https://...)" names wiredesk. */
static struct wd_str token_of(struct wd_str value)
{
    size_t n = 0;
    while (n < value.n && (wd_is_alpha(value.p[n]) || value.p[n] == '-' || value.p[n] == '_'))
        n++;
    return wd_str_n(value.p, n);
}

static void take_agent(struct reading *r, struct wd_str value)
{
    if (r->in_rules)
        r->for_own = r->for_all = r->in_rules = false;
    r->for_all |= value.n && value.p[0] == '*';
    r->for_own |= wd_str_eqc_nocase(token_of(value), r->agent);
    r->own.any |= r->for_own;
    r->all.any |= r->for_all;
}

static void add_rule(struct reading *r, struct told *to, struct wd_str path, bool allow)
{
    if (to->robots.rules.n < WD_ROBOTS_RULES)
        wd_list_add(r->a, &to->robots.rules, (struct wd_robots_rule){path, allow});
}

static void take_rule(struct reading *r, struct wd_str value, bool allow)
{
    r->in_rules = true;
    if (value.n == 0 || (!r->for_own && !r->for_all))
        return;
    wd_buf_reset(&r->path);
    put_path(&r->path, value, true);
    if (r->path.err)
        return;
    struct wd_str path = wd_arena_str(r->a, wd_buf_str(&r->path));
    if (r->for_own)
        add_rule(r, &r->own, path, allow);
    if (r->for_all)
        add_rule(r, &r->all, path, allow);
}

/* A group may ask for a pause and nothing else. */
static void take_delay(struct reading *r, struct wd_str value)
{
    double seconds;
    r->in_rules = true;
    if (!wd_str_to_f64(value, &seconds) || !(seconds > 0))
        return;
    int64_t ms = (int64_t)(WD_MIN(seconds, (double)WD_ROBOTS_LONGEST_DELAY_S) * 1000);
    if (r->for_own)
        r->own.robots.delay_ms = WD_MAX(r->own.robots.delay_ms, ms);
    if (r->for_all)
        r->all.robots.delay_ms = WD_MAX(r->all.robots.delay_ms, ms);
}

static void take_line(struct reading *r, struct wd_str line)
{
    size_t comment = wd_str_find_byte(line, '#', 0);
    struct wd_str value = comment == SIZE_MAX ? line : wd_str_n(line.p, comment), name;
    if (wd_str_find_byte(value, ':', 0) == SIZE_MAX || !wd_str_cut(&value, ':', &name))
        return;
    name = wd_str_trim(name);
    value = value.p ? wd_str_trim(value) : WD_STR("");
    if (wd_str_eqc_nocase(name, "user-agent"))
        take_agent(r, value);
    else if (wd_str_eqc_nocase(name, "allow"))
        take_rule(r, value, true);
    else if (wd_str_eqc_nocase(name, "disallow"))
        take_rule(r, value, false);
    else if (wd_str_eqc_nocase(name, "crawl-delay"))
        take_delay(r, value);
}

void wd_robots_read(struct wd_arena *a, struct wd_str text, const char *agent, struct wd_robots *ret)
{
    struct reading r = {.a = a, .agent = agent};
    wd_buf_init(&r.path, MAX_PATH_BYTES);
    text.n = WD_MIN(text.n, (size_t)WD_ROBOTS_BYTES);
    if (wd_str_starts(text, "\xEF\xBB\xBF"))
        text = wd_str_from(text, 3);
    for (size_t at = 0; at < text.n;) {
        size_t end = at;
        while (end < text.n && text.p[end] != '\n' && text.p[end] != '\r')
            end++;
        take_line(&r, wd_str_n(text.p + at, end - at));
        at = end + 1;
    }
    wd_buf_done(&r.path);
    *ret = r.own.any ? r.own.robots : r.all.robots;
}

/* ---- asking ---- */

/* Whether the rule fits the path from its beginning: the last star is tried again where what follows it does not fit. */
static bool fits(struct wd_str rule, struct wd_str path)
{
    bool to_end = rule.n && rule.p[rule.n - 1] == '$';
    size_t n = rule.n - to_end, i = 0, k = 0, star = SIZE_MAX, tried = 0;
    while (k < path.n || i < n) {
        if (i == n && !to_end)
            return true;
        if (i < n && rule.p[i] == '*') {
            star = i++;
            tried = k;
        } else if (i < n && k < path.n && rule.p[i] == path.p[k]) {
            i++;
            k++;
        } else if (star != SIZE_MAX && tried < path.n) {
            i = star + 1;
            k = ++tried;
        } else {
            return false;
        }
    }
    return true;
}

bool wd_robots_allows(const struct wd_robots *robots, struct wd_str url)
{
    struct wd_url u = wd_url_split(url);
    if (wd_str_eqc(u.path, "/robots.txt") || robots->rules.n == 0)
        return true;
    struct wd_buf path;
    wd_buf_init(&path, MAX_PATH_BYTES * 4);
    put_path(&path, u.path.n ? u.path : WD_STR("/"), false);
    if (u.has_query) {
        wd_buf_byte(&path, '?');
        put_path(&path, u.query, false);
    }
    size_t longest = 0;
    bool allowed = path.err == 0;
    for (size_t i = 0; i < robots->rules.n && !path.err; i++) {
        const struct wd_robots_rule *rule = &robots->rules.v[i];
        bool counts = rule->path.n > longest || (rule->path.n == longest && rule->allow && !allowed);
        if (!counts || !fits(rule->path, wd_buf_str(&path)))
            continue;
        longest = rule->path.n;
        allowed = rule->allow;
    }
    wd_buf_done(&path);
    return allowed;
}
