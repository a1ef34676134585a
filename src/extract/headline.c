#include "extract/headline.h"

#include "extract/byline.h"
#include "extract/slug.h"
#include "text/fold.h"

enum { LEAST_TITLE = 3, LONGEST_TITLE = 600, MOST_TITLES = 50 };

/* What stands between a headline and the name of the site; the first only where the name is certain. */
static const char *const marks[] = {" | ", " - ", " – ", " — ", " :: ", " // ", " / ", " · ", " • ", " « ",
                                    " » ", " : ", "ㅣ",  "｜",  " ‹ ",  " › ",  "|",   "_",   "-",   ": "};
enum { CLEAR_MARKS = 6 }; /* these part a title from what is not it, whatever that is */

struct cut {
    size_t at, n;
    size_t mark;
};

/* The last mark in s. */
static struct cut last_mark(struct wd_str s, size_t marks_n)
{
    struct cut best = {SIZE_MAX, 0, 0};
    for (size_t i = 0; i < marks_n; i++) {
        size_t n = strlen(marks[i]);
        for (size_t at = s.n; at-- > 0;) {
            if (s.p[at] != marks[i][0] || at + n > s.n || memcmp(s.p + at, marks[i], n) != 0)
                continue;
            if (best.at == SIZE_MAX || at > best.at)
                best = (struct cut){at, n, i};
            break;
        }
    }
    return best;
}

static bool names_site(struct wd_arena *a, struct wd_str s, const wd_strs *sites, struct wd_str section)
{
    s = wd_str_trim(s);
    if (s.n == 0 || s.n > 60)
        return s.n == 0;
    struct wd_str letters = wd_outlet_letters(a, s);
    for (size_t i = 0; i < sites->n; i++)
        if (wd_same_letters(letters, sites->v[i]))
            return true;
    return section.n && wd_same_words(s, section);
}

struct wd_str wd_headline_without_site(struct wd_arena *a, struct wd_str title, const wd_strs *sites, struct wd_str section)
{
    struct wd_str s = wd_str_trim(title);
    if (s.n > LONGEST_TITLE)
        return s;
    for (int round = 0; round < 4; round++) {
        struct cut c = last_mark(s, WD_COUNT(marks));
        if (c.at == SIZE_MAX || c.at < LEAST_TITLE || !names_site(a, wd_str_from(s, c.at + c.n), sites, section))
            break;
        s = wd_str_trim(wd_str_n(s.p, c.at));
    }
    for (size_t i = 0; i < WD_COUNT(marks); i++) { /* "Site: Headline" */
        size_t at = wd_str_find(s, marks[i], 0);
        if (at != SIZE_MAX && at > 1 && at * 2 < s.n && strcmp(marks[i], "-") != 0 && names_site(a, wd_str_n(s.p, at), sites, section))
            return wd_str_trim(wd_str_from(s, at + strlen(marks[i])));
    }
    return s;
}

/* Cut to a headline of the page where one stands before the last mark: what follows is the site, by whatever name. */
static struct wd_str cut_to_h1(const struct wd_page_evidence *e, struct wd_str title)
{
    struct cut c = last_mark(title.n > LONGEST_TITLE ? wd_str_n("", 0) : title, CLEAR_MARKS);
    struct wd_str head = c.at == SIZE_MAX ? title : wd_str_trim(wd_str_n(title.p, c.at));
    for (size_t i = 0; c.at != SIZE_MAX && i < e->headings.n; i++)
        if (wd_same_words(head, e->headings.v[i].text))
            return head;
    return title;
}

struct title {
    struct wd_str text, folded;
    uint8_t source, group; /* group: candidates of one never count twice for the same words */
    int weight;
    const struct wd_heading *h1;
};
typedef WD_LIST(struct title) titles;

static void add(const struct wd_page_evidence *e, titles *to, struct title t)
{
    if (t.text.n < LEAST_TITLE || t.text.n > LONGEST_TITLE || to->n >= MOST_TITLES)
        return;
    t.folded = wd_fold_words(e->a, t.text);
    if (t.folded.n)
        wd_list_add(e->a, to, t);
}

enum { GROUP_H1 = 20, GROUP_DOCUMENT, GROUP_FEED };
enum {
    WEIGHT_JSON_LD = 110,
    WEIGHT_H1 = 120,
    WEIGHT_LATER_H1 = 45,
    WEIGHT_OUTER_H1 = 25,
    WEIGHT_OPEN_GRAPH = 60,
    WEIGHT_MICRODATA = 45,
    WEIGHT_META = 25,
    WEIGHT_DOCUMENT = 50,
    WEIGHT_PART = 8, /* a part of <title>: for what agrees with it */
    WEIGHT_FEED = 70
};

static void gather_h1(const struct wd_page_evidence *e, titles *to, const wd_strs *sites)
{
    bool first = true, any_inside = false;
    for (size_t i = 0; i < e->headings.n; i++)
        any_inside = any_inside || (e->headings.v[i].inside && !e->headings.v[i].furniture);
    for (size_t i = 0; i < e->headings.n; i++) {
        const struct wd_heading *h = &e->headings.v[i];
        if (names_site(e->a, h->text, sites, wd_str_n("", 0)))
            continue;
        int weight = h->furniture || (any_inside && !h->inside) ? WEIGHT_OUTER_H1 : first ? WEIGHT_H1 : WEIGHT_LATER_H1;
        first = first && weight == WEIGHT_OUTER_H1;
        add(e, to, (struct title){.text = h->text, .source = WD_FROM_HEADING, .group = GROUP_H1, .weight = weight, .h1 = h});
    }
}

static void gather_document(const struct wd_page_evidence *e, titles *to, const wd_strs *sites, struct wd_str section)
{
    struct wd_str s = cut_to_h1(e, wd_headline_without_site(e->a, e->document_title, sites, section));
    add(e, to, (struct title){.text = s, .source = WD_FROM_TITLE, .group = GROUP_DOCUMENT, .weight = WEIGHT_DOCUMENT});
    for (int round = 0; round < 3 && s.n <= LONGEST_TITLE; round++) {
        struct cut c = last_mark(s, CLEAR_MARKS);
        if (c.at == SIZE_MAX)
            break;
        s = wd_str_trim(wd_str_n(s.p, c.at));
        /* what is cut off blindly must be short beside what stays */
        bool site_like = s.n >= 12 && s.n > 2 * (e->document_title.n - s.n) / 3;
        add(e, to,
            (struct title){.text = s,
                           .source = WD_FROM_TITLE,
                           .group = GROUP_DOCUMENT,
                           .weight = site_like && round == 0 ? WEIGHT_DOCUMENT + 2 : WEIGHT_PART});
    }
}

static void gather_tags(const struct wd_page_evidence *e, titles *to, const wd_strs *sites, struct wd_str section)
{
    const wd_founds *found = &e->fields[WD_PAGE_TITLE];
    for (size_t i = 0; i < found->n; i++) {
        const struct wd_found *f = &found->v[i];
        int weight = f->source == WD_FROM_JSON_LD      ? WEIGHT_JSON_LD * f->trust / 90
                     : f->source == WD_FROM_OPEN_GRAPH ? WEIGHT_OPEN_GRAPH
                     : f->source == WD_FROM_MICRODATA  ? WEIGHT_MICRODATA
                                                       : WEIGHT_META;
        add(e, to,
            (struct title){.text = cut_to_h1(e, wd_headline_without_site(e->a, f->text, sites, section)),
                           .source = f->source,
                           .group = f->source,
                           .weight = weight});
    }
}

/* Weight of all that say the same, each group once. */
static int sum_of(const titles *all, size_t index, const struct title **ret_shown)
{
    int by_group[32] = {0}, sum = 0;
    const struct title *t = &all->v[index];
    *ret_shown = t;
    for (size_t i = 0; i < all->n; i++) {
        const struct title *o = &all->v[i];
        if (!wd_str_eq(o->folded, t->folded))
            continue;
        by_group[o->group] = WD_MAX(by_group[o->group], o->weight);
        if (o->h1 && !(*ret_shown)->h1)
            *ret_shown = o;
    }
    for (size_t i = 0; i < WD_COUNT(by_group); i++)
        sum += by_group[i];
    return sum;
}

static bool supported(const titles *all, const struct title *t)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].group != GROUP_H1 && all->v[i].group != t->group && wd_str_eq(all->v[i].folded, t->folded))
            return true;
    return false;
}

/* A first h1 that nothing else knows is a name of the site or the section where a later one is known. */
static void demote_first(titles *all)
{
    struct title *first = NULL;
    for (size_t i = 0; i < all->n; i++) {
        struct title *t = &all->v[i];
        if (!t->h1 || t->weight == WEIGHT_OUTER_H1)
            continue;
        if (!first) {
            if (supported(all, t))
                return;
            first = t;
        } else if (supported(all, t)) {
            first->weight = WEIGHT_OUTER_H1;
            t->weight = WEIGHT_H1;
            return;
        }
    }
}

/* What the desk gives out as its headline; <title> is written for search engines, as addresses are. */
static bool given_out(const struct title *t)
{
    return t->source == WD_FROM_JSON_LD || t->source == WD_FROM_OPEN_GRAPH;
}

/* The heaviest of all, or of those given out that the address was made of. */
static const struct title *heaviest(const titles *all, const struct wd_slug *slug, int *ret_sum)
{
    const struct title *best = NULL;
    *ret_sum = 0;
    for (size_t i = 0; i < all->n; i++) {
        const struct title *shown;
        int sum = sum_of(all, i, &shown);
        if (sum > *ret_sum && (!slug || (given_out(&all->v[i]) && wd_slug_is_of(slug, shown->folded)))) {
            *ret_sum = sum;
            best = shown;
        }
    }
    return best;
}

enum { WORDED_ANEW_PERCENT = 80 }; /* of the address's words are in a headline that is still the one it was made of */

static const struct title *chosen(const struct wd_page_evidence *e, const titles *all, int *ret_sum)
{
    const struct title *best = heaviest(all, NULL, ret_sum), *first;
    struct wd_slug slug = wd_slug_of(e->a, e->url);
    int sum;
    if (!best || wd_slug_shared(&slug, best->folded) * 100 > slug.words.n * WORDED_ANEW_PERCENT)
        return best;
    first = heaviest(all, &slug, &sum);
    if (!first)
        return best;
    *ret_sum = sum;
    return first;
}

void wd_headline_of(const struct wd_page_evidence *e, const wd_strs *sites, struct wd_str section, struct wd_str prior,
                    struct wd_headline *ret)
{
    titles all = {0};
    gather_h1(e, &all, sites);
    gather_tags(e, &all, sites, section);
    gather_document(e, &all, sites, section);
    add(e, &all, (struct title){.text = wd_evidence_text(e->a, prior), .source = WD_FROM_FEED, .group = GROUP_FEED, .weight = WEIGHT_FEED});
    demote_first(&all);
    int best_sum;
    const struct title *best = chosen(e, &all, &best_sum), *h1 = NULL;
    for (size_t i = 0; i < all.n; i++) /* the headline's place, even where the title is worded otherwise */
        if (all.v[i].h1 && (!h1 || all.v[i].weight > h1->weight ||
                            (best && wd_str_eq(all.v[i].folded, best->folded) && !wd_str_eq(h1->folded, best->folded))))
            h1 = &all.v[i];
    if (best) {
        ret->title = best->text;
        ret->origin = (struct wd_origin_of_field){best->source, (uint8_t)WD_MIN(best_sum / 3 + 20, 98)};
    } else {
        ret->title = wd_str_trim(e->document_title);
        ret->origin = (struct wd_origin_of_field){ret->title.n ? WD_FROM_TITLE : WD_FROM_NOWHERE, ret->title.n ? 30 : 0};
    }
    if (h1) {
        ret->h1 = h1->text;
        ret->place = h1->h1->place;
    }
}
