#include "extract/evidence.h"

#include "base/url.h"
#include "base/utf8.h"
#include "markup/entity.h"
#include "text/date.h"
#include "text/fold.h"

enum { LESS_WITHOUT_ZONE = 8, LESS_WITHOUT_CLOCK = 14 };

/* "<p>Text <b>bold</b></p>" to "Text bold"; a sign that opens no tag stays. */
static struct wd_str without_tags(struct wd_arena *a, struct wd_str s)
{
    char *to = wd_arena_raw(a, s.n);
    size_t n = 0;
    for (size_t at = 0; at < s.n;) {
        bool tag = s.p[at] == '<' && at + 1 < s.n && (wd_is_alpha(s.p[at + 1]) || s.p[at + 1] == '/' || s.p[at + 1] == '!');
        size_t end = tag ? wd_str_find_byte(s, '>', at) : SIZE_MAX;
        if (end == SIZE_MAX) {
            to[n++] = s.p[at++];
        } else {
            to[n++] = ' ';
            at = end + 1;
        }
        if (tag && end == SIZE_MAX) { /* no tag ends after this one */
            memcpy(to + n, s.p + at, s.n - at);
            return wd_str_n(to, n + s.n - at);
        }
    }
    return wd_str_n(to, n);
}

struct wd_str wd_evidence_text(struct wd_arena *a, struct wd_str value)
{
    value = wd_utf8_cut(value, WD_LONGEST_FIELD);
    for (int round = 0; round < 2 && wd_str_find_byte(value, '&', 0) != SIZE_MAX; round++)
        value = wd_entities_decode(a, value);
    if (wd_str_find_byte(value, '<', 0) != SIZE_MAX)
        value = without_tags(a, value);
    return wd_squeeze(a, value, false);
}

struct wd_str wd_evidence_address(const struct wd_page_evidence *e, struct wd_str said)
{
    struct wd_str url = said.n ? wd_url_resolve(e->a, e->base, said) : said;
    return wd_url_web(url) ? url : wd_str_n("", 0);
}

void wd_evidence_add(struct wd_page_evidence *e, enum wd_page_field field, struct wd_str value, enum wd_source_of source, int trust)
{
    wd_founds *to = &e->fields[field];
    if (value.n == 0 || to->n >= WD_MAX_FOUND)
        return;
    struct wd_str text = wd_evidence_text(e->a, value);
    if (text.n)
        wd_list_add(e->a, to, (struct wd_found){.text = text, .source = (uint8_t)source, .trust = (uint8_t)trust});
}

/* Milliseconds since 1970, as scripts hold them. */
static bool epoch_ms(struct wd_str value, struct wd_date *ret)
{
    int64_t number;
    if (value.n != 13 || !wd_str_to_i64(value, &number) || number < 0)
        return false;
    *ret = (struct wd_date){.utc = number / 1000, .has_time = true, .has_zone = true};
    return true;
}

/* "+01:00" or "+0100" at the end, in seconds; 0 where there is none. */
static int32_t offset_at_end(struct wd_str s)
{
    size_t n = s.n > 6 && s.p[s.n - 3] == ':' ? 6 : 5;
    if (s.n < 16 || (s.p[s.n - n] != '+' && s.p[s.n - n] != '-'))
        return 0;
    const char *p = s.p + s.n - n + 1, *minutes = s.p + s.n - 2;
    if (!wd_is_digit(p[0]) || !wd_is_digit(p[1]) || !wd_is_digit(minutes[0]) || !wd_is_digit(minutes[1]))
        return 0;
    int32_t offset = ((p[0] - '0') * 10 + p[1] - '0') * 3600 + ((minutes[0] - '0') * 10 + minutes[1] - '0') * 60;
    return p[-1] == '-' ? -offset : offset;
}

/* "2024年5月3日 14時30分" and "2024. 5. 3. 14:30" in the form that dates are read in; any other text as it is. */
static struct wd_str east_asian(struct wd_arena *a, struct wd_str s)
{
    static const struct {
        const char *from, *to;
    } signs[] = {{"年", "-"}, {"月", "-"}, {"日", " "}, {"時", ":"}, {"点", ":"}, {"分", " "}};
    if (wd_str_find(s, "年", 0) == SIZE_MAX && wd_str_find(s, ". ", 0) == SIZE_MAX)
        return s;
    char *to = wd_arena_raw(a, s.n);
    size_t n = 0;
    for (size_t at = 0; at < s.n;) {
        size_t i = 0;
        while (i < WD_COUNT(signs) && !wd_str_starts(wd_str_from(s, at), signs[i].from))
            i++;
        bool after_digit = n && wd_is_digit(to[n - 1]);
        if (i < WD_COUNT(signs)) {
            if (after_digit)
                to[n++] = signs[i].to[0];
            at += strlen(signs[i].from);
        } else if (s.p[at] == '.' && after_digit && at + 2 < s.n && s.p[at + 1] == ' ' && wd_is_digit(s.p[at + 2])) {
            bool clock = wd_str_find_byte(wd_str_n(s.p + at + 2, WD_MIN(s.n - at - 2, (size_t)3)), ':', 0) != SIZE_MAX;
            to[n++] = clock ? ' ' : '.';
            at += 2;
        } else {
            to[n++] = s.p[at++];
        }
    }
    return wd_str_trim(wd_str_n(to, n));
}

void wd_evidence_add_time(wd_found_times *to, struct wd_arena *a, struct wd_str value, enum wd_source_of source, int trust)
{
    struct wd_date date;
    struct wd_date_options options = {.now_utc = WD_NO_TIME};
    value = wd_str_trim(value);
    if (to->n >= WD_MAX_FOUND || value.n < 6 || value.n > 200)
        return;
    struct wd_str printed = value;
    value = east_asian(a, value);
    if (!epoch_ms(value, &date) && !wd_date_parse(value, &options, &date))
        return;
    trust -= !date.has_time ? LESS_WITHOUT_CLOCK : !date.has_zone ? LESS_WITHOUT_ZONE : 0;
    wd_list_add(a, to,
                (struct wd_found_time){date.utc, date.has_time, date.has_zone, (uint8_t)source, (uint8_t)WD_MAX(trust, 1),
                                       date.has_zone ? offset_at_end(value) : 0, printed});
}

const struct wd_found *wd_evidence_best(const wd_founds *found)
{
    const struct wd_found *best = NULL;
    for (size_t i = 0; i < found->n; i++)
        if (!best || found->v[i].trust > best->trust)
            best = &found->v[i];
    return best;
}
