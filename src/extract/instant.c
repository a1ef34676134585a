#include "extract/instant.h"

#include <stdlib.h>

#include "base/time.h"
#include "base/url.h"
#include "text/fold.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400, NEAR = 150, FAR = 1500, LONGEST_SCRIPT = 1 << 20, EARLIEST_YEAR = 1990 };

/* "/2024/05/03/", "/2024-05-03-", "20240503": the day that the address names. */
static bool day_in_url(struct wd_str url, int64_t *ret)
{
    struct wd_str path = wd_url_split(url).path;
    for (size_t at = 0; at + 8 <= path.n; at++) {
        const char *p = path.p + at;
        if ((at && wd_is_digit(p[-1])) || (p[0] != '1' && p[0] != '2') || !wd_is_digit(p[1]) || !wd_is_digit(p[2]) || !wd_is_digit(p[3]))
            continue;
        size_t left = path.n - at, n = 4;
        char mark = p[4];
        bool marked = mark == '/' || mark == '-' || mark == '_' || mark == '.';
        int part[2] = {0, 0};
        bool good = true;
        for (int i = 0; i < 2 && good; i++) {
            n += marked;
            size_t digits = 0;
            while (n < left && digits < 2 && wd_is_digit(p[n])) {
                part[i] = part[i] * 10 + (p[n++] - '0');
                digits++;
            }
            good = digits == 2 || (digits == 1 && marked);
            good = good && (i == 1 || !marked || (n < left && p[n] == mark));
        }
        struct wd_civil c = {.year = atoi((char[]){p[0], p[1], p[2], p[3], 0}), .month = part[0], .day = part[1]};
        if (good && (n >= left || !wd_is_digit(p[n])) && c.year >= EARLIEST_YEAR && c.year < 2100 && part[0] && part[1] &&
            wd_civil_valid(c)) {
            *ret = wd_time_from_civil(c);
            return true;
        }
    }
    return false;
}

/* "datePublished":"..." in the page's data: the first of each name. */
static void from_scripts(struct wd_page_evidence *e)
{
    static const struct {
        const char *name;
        bool modified;
        int trust;
    } names[] = {{"datePublished\"", false, 52}, {"publishedAt\"", false, 50},     {"published_at\"", false, 48},
                 {"publishDate\"", false, 48},   {"publicationDate\"", false, 48}, {"firstPublished\"", false, 48},
                 {"dateModified\"", true, 52},   {"updatedAt\"", true, 44}};
    size_t left = LONGEST_SCRIPT;
    for (size_t s = 0; s < e->scripts.n && left; s++) {
        struct wd_str text = wd_str_n(e->scripts.v[s].p, WD_MIN(e->scripts.v[s].n, left));
        left -= text.n;
        for (size_t i = 0; i < WD_COUNT(names); i++) {
            const char *hit = memmem(text.p, text.n, names[i].name, strlen(names[i].name));
            if (!hit)
                continue;
            struct wd_str rest = wd_str_trim(wd_str_from(text, (size_t)(hit - text.p) + strlen(names[i].name)));
            size_t n = 0;
            while (n < rest.n && n < 4 && (rest.p[n] == ':' || rest.p[n] == '"' || rest.p[n] == ' ' || rest.p[n] == '\\'))
                n++;
            size_t end = n;
            while (end < rest.n && end < n + 60 && !strchr("\"\\,}<", rest.p[end]))
                end++;
            wd_evidence_add_time(names[i].modified ? &e->modified : &e->published, e->a, wd_str_n(rest.p + n, end - n), WD_FROM_STATE,
                                 names[i].trust);
        }
    }
}

/* Times and dates that a reader sees, by their nearness to the headline. */
static void from_sight(struct wd_page_evidence *e, uint32_t headline)
{
    for (size_t i = 0; i < e->dates.n; i++) {
        struct wd_seen_date d = e->dates.v[i];
        uint32_t far = d.place > headline ? d.place - headline : headline - d.place;
        int trust = d.time.trust -
                    (far > FAR    ? 25
                     : far > NEAR ? 10
                                  : 0) -
                    (d.place < headline && far > NEAR ? 6 : 0) - (d.furniture ? 40 : 0);
        d.time.trust = (uint8_t)WD_MAX(trust, 1);
        wd_found_times *to = d.modified ? &e->modified : &e->published;
        if (to->n < WD_MAX_FOUND && trust > 15)
            wd_list_add(e->a, to, d.time);
    }
}

static bool same_local(int64_t a, int64_t b)
{
    int64_t apart = a > b ? a - b : b - a;
    return apart % (15 * MINUTE) < 61 && apart <= 14 * HOUR;
}

/* Evidence for t: its own trust, and what others add. */
static int weight_of(const wd_found_times *all, size_t index)
{
    const struct wd_found_time *t = &all->v[index];
    int weight = t->trust;
    unsigned counted = 0; /* a source counts once */
    for (size_t i = 0; i < all->n; i++) {
        const struct wd_found_time *o = &all->v[i];
        if (i == index || o->source == t->source || counted >> o->source & 1)
            continue;
        int64_t apart = o->utc > t->utc ? o->utc - t->utc : t->utc - o->utc;
        bool exact = apart <= MINUTE && o->has_time && t->has_time, day = apart < DAY && (!o->has_time || o->utc / DAY == t->utc / DAY);
        if (exact || day) {
            weight += (exact ? 12 : 6) * o->trust / 100;
            counted |= 1u << o->source;
        }
    }
    return weight;
}

static const struct wd_found_time *best_of(const wd_found_times *all, int *ret_weight)
{
    const struct wd_found_time *best = NULL;
    int best_weight = 0;
    for (size_t i = 0; i < all->n; i++) {
        int weight = weight_of(all, i);
        if (!best || weight > best_weight) {
            best = &all->v[i];
            best_weight = weight;
        }
    }
    *ret_weight = best_weight;
    const struct wd_found_time *chosen = best;
    for (size_t i = 0; best && i < all->n; i++) {
        const struct wd_found_time *o = &all->v[i];
        bool finer = !best->has_time && o->has_time && o->utc >= best->utc - 14 * HOUR && o->utc < best->utc + DAY + 12 * HOUR;
        bool zoned = best->has_time && !best->has_zone && o->has_zone && o->has_time && same_local(best->utc, o->utc);
        /* "11:21Z" and "11:21+01:00" are one clock on the wall; who took the trouble to name the zone is right */
        bool mislabelled = best->has_time && best->has_zone && !best->offset_s && o->offset_s && o->utc + o->offset_s == best->utc;
        if ((finer || zoned || mislabelled) && o->trust >= 40 && (chosen == best || o->trust > chosen->trust))
            chosen = o;
    }
    return chosen;
}

static uint8_t confidence(const struct wd_found_time *t, int weight)
{
    int c = weight - (t->has_time && !t->has_zone ? 15 : 0);
    return (uint8_t)WD_MAX(1, WD_MIN(c, 99));
}

static struct wd_origin_of_field origin_of(struct wd_arena *a, const struct wd_found_time *t, uint8_t confidence_percent)
{
    return (struct wd_origin_of_field){t->source, confidence_percent, wd_squeeze(a, t->printed, false)};
}

void wd_instants_of(struct wd_page_evidence *e, uint32_t headline, int64_t prior_utc, int64_t *ret_published_utc, int64_t *ret_modified_utc,
                    struct wd_origin_of_field *ret_published, struct wd_origin_of_field *ret_modified)
{
    int64_t day;
    int weight;
    from_sight(e, headline);
    if (prior_utc != WD_NO_TIME)
        wd_list_add(e->a, &e->published, (struct wd_found_time){prior_utc, true, true, WD_FROM_FEED, 70, 0, {0}});
    if (day_in_url(e->url, &day))
        wd_list_add(e->a, &e->published, (struct wd_found_time){day, false, false, WD_FROM_URL, 55, 0, {0}});
    int strongest = 0;
    for (size_t i = 0; i < e->published.n; i++)
        strongest = WD_MAX(strongest, e->published.v[i].has_time ? e->published.v[i].trust : 0);
    if (strongest < 60)
        from_scripts(e);
    const struct wd_found_time *published = best_of(&e->published, &weight);
    if (published) {
        *ret_published_utc = published->utc;
        *ret_published = origin_of(e->a, published, confidence(published, weight));
    }
    const struct wd_found_time *modified = best_of(&e->modified, &weight);
    if (!modified)
        return;
    if (!published || modified->utc >= published->utc) {
        *ret_modified_utc = modified->utc;
        *ret_modified = origin_of(e->a, modified, confidence(modified, weight));
    }
    /* an update alone says that the page is at least that old */
    if (!published && weight > 30) {
        *ret_published_utc = modified->utc;
        *ret_published = origin_of(e->a, modified, 30);
    }
}
