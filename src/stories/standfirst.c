#include "base/utf8.h"
#include "stories/parts.h"
#include "text/fold.h"

enum { ORIGINALS_MAX = 64, LOOKED_AT = 12, WORDS_LEAST = 6, WORDS_MOST = 60 };
static const double MARGIN = 1.15, REDUNDANT = 0.6;

struct choice {
    uint32_t part, sentence;
    double score;
};

static bool opens_with_pronoun(struct wd_str s)
{
    /* clang-format off */
    static const char *const words[] = {
        "he", "she", "they", "it", "we", "this", "that", "these", "those", "his", "her", "their", "its", "but", "and", "or", "so", "er",
        "sie", "es", "wir", "dies", "das", "dieser", "diese", "sein", "ihr", "il", "elle", "ils", "elles", "ce", "cela", "cette", "él",
        "ella", "ellos", "esto", "esta", "lui", "lei", "questo"};
    /* clang-format on */
    size_t n = 0;
    while (n < s.n && !wd_is_blank(s.p[n]) && s.p[n] != ',')
        n++;
    struct wd_str first = wd_str_n(s.p, n);
    for (size_t i = 0; i < WD_COUNT(words); i++)
        if (wd_str_eqc_nocase(first, words[i]))
            return true;
    return false;
}

/* Double marks that open must close; a sentence that is nothing but a quotation does not say who speaks. */
static bool marks_are_whole(struct wd_str s)
{
    int depth = 0, straight = 0;
    for (size_t at = 0; at < s.n;) {
        struct wd_cp c = wd_utf8_at(s, at);
        if (!c.bytes)
            break;
        if (c.cp == '"')
            straight++;
        else if (c.cp == 0x201C && depth > 0)
            depth--; /* closes a German opening */
        else if (c.cp == 0x201C || c.cp == 0x201E || c.cp == 0xAB)
            depth++;
        else if (c.cp == 0x201D || c.cp == 0xBB) {
            if (--depth < 0)
                return false;
        }
        at += c.bytes;
    }
    return depth == 0 && straight % 2 == 0;
}

static bool may_stand(struct wd_str s, size_t units)
{
    if (units < WORDS_LEAST - 2 || !s.n)
        return false;
    char last = s.p[s.n - 1];
    if (last == '?' || last == ':' || wd_str_find(s, "?\"", 0) != SIZE_MAX || wd_str_ends(s, "?”"))
        return false;
    if (s.p[0] == '(' || s.p[0] == '-' || wd_str_ends(s, "…"))
        return false;
    struct wd_cp first = wd_utf8_at(s, 0);
    if (wd_cp_is_quote_mark(first.cp)) {
        struct wd_cp end = wd_utf8_before(s, s.n);
        if (wd_cp_is_quote_mark(end.cp))
            return false;
        return marks_are_whole(s);
    }
    return !opens_with_pronoun(s) && marks_are_whole(s);
}

static size_t blanks(struct wd_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == ' ';
    return n;
}

/* Position first; then how much of the story, and of its titles, a sentence holds. */
static double score(const struct wd_compose *c, const struct wd_part *p, size_t s, const wd_units *titles, uint32_t seen)
{
    const wd_units *u = &p->units[s];
    double common = 0, weight = 0;
    for (size_t i = 0; i < u->n; i++) {
        double share = u->v[i].number != WD_NO_UNIT ? WD_MIN(1.0, (double)(c->unit_df.v[u->v[i].number] - 1) / 4.0) : 0;
        common += share;
        weight += 1;
    }
    struct wd_overlap o = wd_content_overlap(c, u, titles);
    double title = o.of_b > 0 ? o.shared / o.of_b : 0, position = 1.0 / (1.0 + 0.35 * (double)seen);
    size_t words = blanks(wd_str_span(p->article->body, p->article->sentences.v[s])) + 1;
    double length = words > WORDS_MOST ? 0.6 : words < 10 ? 0.8 : 1.0;
    return (0.6 * position + 0.25 * (weight > 0 ? common / weight : 0) + 0.15 * title) * length;
}

static bool is_heading(const struct wd_article *art, struct wd_span s)
{
    for (size_t b = 0; b < art->blocks.n; b++)
        if (art->blocks.v[b].span.start <= s.start && s.end <= art->blocks.v[b].span.end)
            return art->blocks.v[b].kind == WD_BLOCK_HEADING || art->blocks.v[b].kind == WD_BLOCK_CAPTION;
    return false;
}

static size_t words_in(const struct wd_article *art, uint32_t sentence)
{
    return blanks(wd_str_span(art->body, art->sentences.v[sentence])) + 1;
}

/* The best sentence, and the best other one that tells something else; of an outlet without a licence no more is shown than
 * WORDS_MOST words of both together. */
static void two_of(struct wd_compose *c, size_t part, const wd_units *titles, struct choice best[2])
{
    const struct wd_part *p = &c->parts[part];
    struct choice choices[LOOKED_AT];
    size_t n = 0;
    uint32_t seen = 0;
    for (size_t s = 0; s < p->article->sentences.n && seen < LOOKED_AT; s++) {
        struct wd_str text = wd_str_span(p->article->body, p->article->sentences.v[s]);
        if (is_heading(p->article, p->article->sentences.v[s]))
            continue;
        uint32_t position = seen++;
        if (may_stand(text, p->units[s].n))
            choices[n++] = (struct choice){(uint32_t)part, (uint32_t)s, score(c, p, s, titles, position)};
    }
    memset(best, 0, 2 * sizeof *best);
    for (size_t i = 0; i < n; i++)
        if (choices[i].score > best[0].score)
            best[0] = choices[i];
    for (size_t i = 0; i < n; i++) {
        struct wd_overlap o = wd_content_overlap(c, &p->units[choices[i].sentence], &p->units[best[0].sentence]);
        bool fits =
            p->article->licensed || words_in(p->article, choices[i].sentence) + words_in(p->article, best[0].sentence) <= WORDS_MOST;
        bool other = choices[i].sentence != best[0].sentence && o.shared < REDUNDANT * WD_MIN(o.of_a, o.of_b);
        if (other && fits && choices[i].score > best[1].score)
            best[1] = choices[i];
    }
}

void wd_compose_standfirst(struct wd_compose *c)
{
    wd_units titles = {0};
    wd_content_units(c, c->story->language, c->story->headline, &titles);
    struct choice kept[2] = {{0, 0, 0}, {0, 0, 0}};
    /* an incumbent of an earlier original goes only for one that is clearly better, so that the page does not flicker */
    for (size_t i = 0, originals = 0; i < c->n && originals < ORIGINALS_MAX; i++) {
        if (!c->parts[i].stands)
            continue;
        originals++;
        struct choice best[2];
        two_of(c, i, &titles, best);
        if (best[0].score + best[1].score > MARGIN * (kept[0].score + kept[1].score))
            memcpy(kept, best, sizeof(kept));
    }
    if (kept[1].score > 0 && kept[0].part == kept[1].part && kept[1].sentence < kept[0].sentence) {
        struct choice swap = kept[0];
        kept[0] = kept[1];
        kept[1] = swap;
    }
    for (size_t i = 0; i < 2; i++) {
        if (kept[i].score <= 0)
            continue;
        const struct wd_article *art = c->parts[kept[i].part].article;
        const struct wd_member *m = &c->story->members.v[kept[i].part];
        struct wd_span span = art->sentences.v[kept[i].sentence];
        wd_list_add(c->a, &c->story->standfirst, (struct wd_told){wd_str_span(art->body, span), m->article, m->serial, m->letter, span});
    }
}
