#include "extract/template.h"

#include <stdlib.h>

#include "base/hash.h"
#include "extract/template_inside.h"

enum {
    PATH_COUNTS = 512,                  /* blocks counted at a path before they are halved */
    OWN_PERCENT = 30,                   /* of what the rule keeps of a page must be new for it to count */
    BODY_PERCENT = 30,                  /* of a page's own words stand at the path of its body, at least */
    LATE_PAGES = 4 * WD_TEMPLATE_WINDOW /* a block not seen for so many pages of the host is the first to go */
};

/* How often a block must have stood, on what share of the pages with its path and of all pages. Any row that is met is enough. */
struct evidence {
    unsigned pages, percent, host_percent;
};
static const struct evidence not_kept[] = {{3, 30, 0}};  /* the rule is of the same mind */
static const struct evidence apart[] = {{4, 50, 9}};     /* in a container of its own */
static const struct evidence recurring[] = {{3, 10, 9}}; /* in one whose contents recur */
static const struct evidence in_body[] = {{6, 75, 9},
                                          {10, 40, 9}}; /* where the article's own words stand: a report's background recurs, too */
static const struct evidence strict[] = {{8, 75, 40}};  /* an opening line; a sentence with other numbers */

struct wd_template_memory *wd_template_new(void)
{
    return wd_calloc(1, sizeof(struct wd_template_memory));
}

void wd_template_free(struct wd_template_memory *m)
{
    if (m)
        free(m->entries);
    free(m);
}

uint32_t wd_template_pages(const struct wd_template_memory *m)
{
    return m->pages;
}

void wd_template_room(struct wd_template_memory *m, size_t n)
{
    if (n <= m->entry_cap)
        return;
    m->entry_cap = (uint32_t)WD_MAX(n, (size_t)m->entry_cap * 3 / 2);
    m->entries = wd_realloc(m->entries, m->entry_cap * sizeof *m->entries);
}

static uint32_t shifted(uint32_t history, uint32_t by)
{
    return by < WD_TEMPLATE_WINDOW ? history << by : 0;
}

/* ---- looking up ---- */

static struct wd_template_path *path_at(const struct wd_template_memory *m, uint32_t path)
{
    size_t low = 0, high = m->path_n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (m->paths[middle].path < path)
            low = middle + 1;
        else
            high = middle;
    }
    return low < m->path_n && m->paths[low].path == path ? (struct wd_template_path *)&m->paths[low] : NULL;
}

static struct wd_template_entry *entry_at(const struct wd_template_memory *m, uint64_t key)
{
    size_t low = 0, high = m->entry_n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (m->entries[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < m->entry_n && m->entries[low].key == key ? &m->entries[low] : NULL;
}

/* What is known of a block as of now; pages 0: it is new. */
struct seen {
    const struct wd_template_path *path;
    unsigned pages, of, host_percent; /* host_percent: of all late pages, those on which it stood */
    bool varied;
};

static struct seen seen_of(const struct wd_template_memory *m, uint64_t key, uint32_t path)
{
    struct seen s = {.path = path_at(m, path)};
    const struct wd_template_entry *e = s.path ? entry_at(m, key) : NULL;
    if (!e)
        return s;
    uint32_t since = s.path->pages - e->synced;
    s.pages = (unsigned)__builtin_popcount(shifted(e->history, since));
    s.of = WD_MIN(e->age + since, (uint32_t)WD_TEMPLATE_WINDOW);
    s.varied = e->varied;
    unsigned with_path = (unsigned)__builtin_popcount(shifted(s.path->history, m->pages - s.path->synced));
    unsigned all = WD_MIN(m->pages, (uint32_t)WD_TEMPLATE_WINDOW);
    s.host_percent = s.of ? with_path * s.pages * 100 / (all * s.of) : 0;
    return s;
}

/* ---- look ---- */

/* The page's own words: how many bytes of what the rule keeps are new, in all and at each path. */
struct own {
    size_t bytes, at[WD_TEMPLATE_PATHS], anew; /* anew: at paths that are new */
};

static bool body_path(const struct wd_template_memory *m, const struct own *own, const struct seen *s)
{
    return s->path && own->at[s->path - m->paths] * 100 >= own->bytes * BODY_PERCENT && own->bytes;
}

static bool met(const struct evidence *rows, size_t n, const struct seen *s)
{
    for (const struct evidence *e = rows; e < rows + n; e++)
        if (s->pages >= e->pages && s->pages * 100 >= s->of * e->percent && s->host_percent >= e->host_percent)
            return true;
    return false;
}

static bool is_furniture(const struct wd_template_block *b, const struct seen *s, bool in_the_body, bool opening)
{
    if (b->credit)
        return false;
    if (!b->kept)
        return met(not_kept, WD_COUNT(not_kept), s);
    if (opening || (s->varied && b->sentence))
        return met(strict, WD_COUNT(strict), s);
    if (in_the_body)
        return met(in_body, WD_COUNT(in_body), s);
    bool recurs = 2 * s->path->again >= s->path->kept + s->path->dropped;
    return met(apart, WD_COUNT(apart), s) || (recurs && met(recurring, WD_COUNT(recurring), s));
}

static void count_own(const struct wd_template_memory *m, const struct wd_template_block *blocks, const struct seen *seen, size_t n,
                      struct own *own)
{
    *own = (struct own){0};
    for (size_t i = 0; i < n; i++) {
        if (!blocks[i].kept || seen[i].pages > 1)
            continue;
        own->bytes += blocks[i].bytes;
        if (seen[i].path)
            own->at[seen[i].path - m->paths] += blocks[i].bytes;
    }
}

/* A page that is nothing but sentences with other numbers has them for its text. */
static void spare_varied(const struct wd_template_block *blocks, const struct seen *seen, size_t n, struct wd_template_answer *answers)
{
    size_t kept = 0, left = 0;
    for (size_t i = 0; i < n; i++) {
        kept += blocks[i].kept ? blocks[i].bytes : 0;
        left += blocks[i].kept && !answers[i].furniture ? blocks[i].bytes : 0;
    }
    for (size_t i = 0; i < n && left * 100 < kept * OWN_PERCENT; i++)
        if (blocks[i].kept && seen[i].varied && blocks[i].sentence)
            answers[i].furniture = false;
}

void wd_template_look(const struct wd_template_memory *m, const struct wd_template_block *blocks, size_t n, struct wd_template_answer *ret)
{
    struct own own;
    struct seen *seen = wd_calloc(n + 1, sizeof *seen);
    for (size_t i = 0; i < n; i++)
        seen[i] = seen_of(m, wd_hash_mix(blocks[i].path, blocks[i].text), wd_template_path32(blocks[i].path));
    count_own(m, blocks, seen, n, &own);
    bool began = false;
    for (size_t i = 0; i < n; i++) {
        const struct seen *s = &seen[i];
        bool in_the_body = body_path(m, &own, s), opening = blocks[i].kept && in_the_body && !began;
        began |= opening;
        ret[i] = (struct wd_template_answer){
            .furniture = s->pages && is_furniture(&blocks[i], s, in_the_body, opening), .pages = (uint16_t)s->pages, .of = (uint16_t)s->of};
        if (s->path) {
            ret[i].path_seen = (uint16_t)(s->path->kept + s->path->dropped);
            ret[i].path_kept = s->path->kept;
            ret[i].path_again = s->path->again;
        }
    }
    spare_varied(blocks, seen, n, ret);
    free(seen);
}

/* ---- note ---- */

/* To the front of those known; true: it was among them. */
static bool know(struct wd_template_memory *m, uint64_t page)
{
    uint32_t at = 0;
    while (at < m->known_n && m->known[at] != page)
        at++;
    bool was = at < m->known_n;
    if (!was) {
        m->known_n = WD_MIN(m->known_n + 1, (uint32_t)WD_TEMPLATE_PAGES);
        at = m->known_n - 1;
    }
    memmove(m->known + 1, m->known, at * sizeof *m->known);
    m->known[0] = page;
    return was;
}

/* Whether the page has words of its own, beside what is known to recur. */
static bool has_own(const struct wd_template_memory *m, const struct wd_template_page *page)
{
    size_t own = 0, all = 0;
    for (const struct wd_template_noted *b = page->v; b < page->v + page->n; b++) {
        if (!b->kept || b->credit)
            continue;
        struct seen s = seen_of(m, b->key, b->path);
        if (met(apart, WD_COUNT(apart), &s))
            continue;
        all += b->bytes;
        own += s.of ? 0 : b->bytes;
    }
    return own && own * 100 >= all * OWN_PERCENT;
}

/* The path, made where it is new; NULL where there is no room and none that is out of date. */
static struct wd_template_path *make_path(struct wd_template_memory *m, uint32_t path)
{
    if (m->path_n == WD_TEMPLATE_PATHS) {
        struct wd_template_path *oldest = m->paths;
        for (struct wd_template_path *p = m->paths; p < m->paths + m->path_n; p++)
            if (p->synced < oldest->synced)
                oldest = p;
        if (oldest->synced == m->pages)
            return NULL;
        memmove(oldest, oldest + 1, (size_t)(m->paths + m->path_n - oldest - 1) * sizeof *oldest);
        m->path_n--;
    }
    size_t at = m->path_n;
    for (; at && m->paths[at - 1].path > path; at--)
        m->paths[at] = m->paths[at - 1];
    m->path_n++;
    m->paths[at] = (struct wd_template_path){.path = path, .synced = m->pages - 1};
    return &m->paths[at];
}

/* The page is one of those with this path. */
static void count_at_path(struct wd_template_memory *m, const struct wd_template_noted *b)
{
    struct wd_template_path *p = path_at(m, b->path);
    if (!p)
        p = make_path(m, b->path);
    if (!p)
        return;
    if (p->synced != m->pages) {
        p->history = shifted(p->history, m->pages - p->synced) | 1;
        p->synced = m->pages;
        p->pages++;
    }
    p->kept += b->kept;
    p->dropped += !b->kept;
    p->again += entry_at(m, b->key) != NULL;
    if (p->kept + p->dropped > PATH_COUNTS) {
        p->kept /= 2;
        p->dropped /= 2;
        p->again /= 2;
    }
}

static void see_again(struct wd_template_entry *e, const struct wd_template_noted *b, const struct wd_template_path *p, uint32_t pages)
{
    uint32_t since = p->pages - e->synced;
    e->history = shifted(e->history, since) | 1;
    e->age = since < WD_TEMPLATE_WINDOW ? (uint8_t)WD_MIN(e->age + since, 255u) : 1;
    e->varied = e->varied || e->exact != b->exact;
    e->exact = b->exact;
    e->kept = b->kept;
    e->synced = p->pages;
    e->last = pages;
}

/* Old entries and the page's, merged; both are in order. */
static void merge(struct wd_template_memory *m, const struct wd_template_page *page)
{
    size_t fresh = 0;
    for (const struct wd_template_noted *b = page->v; b < page->v + page->n; b++) {
        const struct wd_template_path *p = path_at(m, b->path);
        struct wd_template_entry *e = p ? entry_at(m, b->key) : NULL;
        if (e)
            see_again(e, b, p, m->pages);
        fresh += p && !e;
    }
    wd_template_room(m, m->entry_n + fresh);
    size_t from = m->entry_n, to = from + fresh, at = page->n;
    m->entry_n = (uint32_t)to;
    while (fresh) {
        const struct wd_template_noted *b = &page->v[at - 1];
        const struct wd_template_path *p = path_at(m, b->path);
        if (!p || (from && m->entries[from - 1].key == b->key)) {
            at--;
        } else if (from && m->entries[from - 1].key > b->key) {
            m->entries[--to] = m->entries[--from];
        } else {
            m->entries[--to] = (struct wd_template_entry){.key = b->key,
                                                          .path = b->path,
                                                          .exact = b->exact,
                                                          .history = 1,
                                                          .synced = p->pages,
                                                          .last = m->pages,
                                                          .age = 1,
                                                          .kept = b->kept};
            at--;
            fresh--;
        }
    }
}

/* ---- forgetting ---- */

struct rank {
    uint32_t worth, last, at;
};

static int least_first(const void *x, const void *y)
{
    const struct rank *a = x, *b = y;
    if (a->worth != b->worth)
        return a->worth < b->worth ? -1 : 1;
    if (a->last != b->last)
        return a->last < b->last ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

/* What recurs is worth most, then what a page had of its own, then what was dropped once. */
static uint32_t worth(const struct wd_template_memory *m, const struct wd_template_entry *e)
{
    const struct wd_template_path *p = path_at(m, e->path);
    if (!p || m->pages - e->last > LATE_PAGES)
        return 0;
    return __builtin_popcount(shifted(e->history, p->pages - e->synced)) > 1 ? 3 : e->kept ? 2 : 1;
}

/* Down to three quarters, so that it is not done for every page. */
static void forget(struct wd_template_memory *m)
{
    if (m->entry_n <= WD_TEMPLATE_ENTRIES)
        return;
    struct rank *ranks = wd_calloc(m->entry_n, sizeof *ranks);
    for (uint32_t i = 0; i < m->entry_n; i++)
        ranks[i] = (struct rank){worth(m, &m->entries[i]), m->entries[i].last, i};
    qsort(ranks, m->entry_n, sizeof *ranks, least_first);
    uint32_t gone = m->entry_n - WD_TEMPLATE_ENTRIES * 3 / 4, left = 0;
    for (uint32_t i = 0; i < gone; i++)
        m->entries[ranks[i].at].age = 0;
    for (uint32_t i = 0; i < m->entry_n; i++)
        if (m->entries[i].age)
            m->entries[left++] = m->entries[i];
    m->entry_n = left;
    free(ranks);
}

int wd_template_note(struct wd_template_memory *m, struct wd_str note)
{
    struct wd_template_noted blocks[WD_TEMPLATE_PAGE_BLOCKS];
    struct wd_template_page page = {.v = blocks};
    int err = wd_template_unpack_page(note, &page);
    if (err)
        return err;
    if (know(m, page.page) || !has_own(m, &page))
        return 0;
    m->pages++;
    for (uint32_t i = 0; i < page.n; i++)
        count_at_path(m, &blocks[i]);
    merge(m, &page);
    forget(m);
    return 0;
}
