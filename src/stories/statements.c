#include <stdlib.h>

#include "base/utf8.h"
#include "copies/align.h"
#include "stories/ledger.h"
#include "text/fold.h"

enum { SAID_MAX = 20000, REPORTS_AN_ARTICLE = 3 };
static const uint64_t MEMO_TOKENS = 0x746F6B656E73;
static const double BEST_LEAST = 0.8; /* of the longest wording's words */

uint32_t wd_ledger_found(struct wd_ledger *l, uint32_t i)
{
    const struct wd_said *s = &l->said.v[i];
    struct wd_line *line = wd_list_push(l->c->a, &l->lines);
    line->founder = i;
    line->speaker = s->speaker;
    line->quoted = s->kind != WD_QUOTE_INDIRECT;
    line->denied = s->quote->denied;
    uint32_t number = (uint32_t)(l->lines.n - 1);
    wd_ledger_add(l, number, i);
    return number;
}

void wd_ledger_add(struct wd_ledger *l, uint32_t line, uint32_t i)
{
    struct wd_line *x = &l->lines.v[line];
    if (x->speaker == WD_NO_SPEAKER)
        x->speaker = l->said.v[i].speaker;
    l->said.v[i].line = line;
    wd_list_add(l->c->a, &x->said, i);
}

/* The span without one mark at each end. */
static struct wd_span inside_marks(struct wd_str body, struct wd_span span)
{
    struct wd_str s = wd_str_span(body, span);
    struct wd_cp first = wd_utf8_at(s, 0);
    if (first.bytes && wd_cp_is_quote_mark(first.cp)) {
        span.start += first.bytes;
        s = wd_str_from(s, first.bytes);
    }
    struct wd_cp last = wd_utf8_before(s, s.n);
    if (last.bytes && wd_cp_is_quote_mark(last.cp)) {
        span.end -= last.bytes;
        s.n -= last.bytes;
    }
    while (s.n && (wd_is_blank(s.p[0]))) {
        s = wd_str_from(s, 1);
        span.start++;
    }
    while (s.n && wd_is_blank(s.p[s.n - 1])) {
        s.n--;
        span.end--;
    }
    return span;
}

/* Reported speech without the word that opens its clause: "that it would rain" is told as "it would rain". */
static struct wd_span without_opening(struct wd_str body, struct wd_span span)
{
    static const char *const openings[] = {"that ", "dass ", "daß ", "que ", "qu’", "qu'", "che ", "dat "};
    struct wd_str s = wd_str_span(body, span);
    for (size_t i = 0; i < WD_COUNT(openings); i++)
        if (s.n > strlen(openings[i]) && wd_str_starts(s, openings[i])) {
            span.start += (uint32_t)strlen(openings[i]);
            break;
        }
    return span;
}

/* "If it rises," she said, "we leave": the pieces with an ellipsis where the name stood. */
static struct wd_str joined(struct wd_arena *a, struct wd_str body, const struct wd_span *pieces, size_t n)
{
    struct wd_str text = wd_str_span(body, pieces[0]);
    for (size_t i = 1; i < n; i++)
        text = wd_arena_printf(a, "%.*s … %.*s", WD_STR_ARG(text), WD_STR_ARG(wd_str_span(body, pieces[i])));
    return text;
}

/* A full stop between two pieces: "We lost," she said. "It was close." are two statements. */
static bool sentence_between(struct wd_str body, struct wd_span before, struct wd_span after)
{
    struct wd_str between = wd_str_trim(wd_str_span(body, (struct wd_span){before.end, after.start}));
    while (between.n) {
        struct wd_cp last = wd_utf8_before(between, between.n);
        if (last.cp == '.' || last.cp == '!' || last.cp == '?')
            return true;
        if (!wd_cp_is_quote_mark(last.cp) && !wd_cp_is_space(last.cp))
            return false;
        between.n -= last.bytes;
    }
    return false;
}

static void tokens_of(struct wd_compose *c, struct wd_str text, wd_tokens *tokens)
{
    /* pieces that follow others may join their wild cards */
    if (tokens->n) {
        wd_wording_tokens(c->a, text, tokens);
        return;
    }
    struct wd_memo_key key = wd_memo_key_of(MEMO_TOKENS, text);
    size_t bytes;
    const struct wd_token *known = wd_memo_find(c->memo, key, &bytes);
    if (!known) {
        wd_wording_tokens(c->a, text, tokens);
        wd_memo_add(c->memo, key, tokens->v, tokens->n * sizeof(*known));
        return;
    }
    tokens->n = tokens->cap = bytes / sizeof(*known);
    tokens->v = wd_arena_raw(c->a, bytes);
    memcpy(tokens->v, known, bytes);
}

static void say(struct wd_ledger *l, uint32_t part, const struct wd_quote *q, struct wd_span span, const struct wd_span *pieces, size_t n)
{
    struct wd_arena *a = l->c->a;
    const struct wd_article *art = l->c->parts[part].article;
    struct wd_said s = {.part = part, .quote = q, .span = span, .kind = q->kind, .line = WD_NO_LINE};
    s.speaker = wd_ledger_speaker_of(l->c, part, q);
    s.split = n > 1 && q->kind == WD_QUOTE_DIRECT;
    s.text = s.split ? joined(a, art->body, pieces, n) : wd_str_span(art->body, span);
    for (size_t i = 0; i < n; i++)
        tokens_of(l->c, wd_str_span(art->body, pieces[i]), &s.tokens);
    if (!s.tokens.n || l->said.n >= SAID_MAX)
        return;
    for (size_t i = 0; i < s.tokens.n; i++)
        if (!(s.tokens.v[i].flags & (WD_TOKEN_BRACKET | WD_TOKEN_ELISION)) || (i > 0 && i + 1 < s.tokens.n))
            s.folded = wd_hash_mix(s.folded, s.tokens.v[i].hash);
    wd_list_add(a, &l->said, s);
}

static void gather(struct wd_ledger *l)
{
    for (uint32_t i = 0; i < l->c->analysed; i++) {
        const struct wd_part *p = &l->c->parts[i];
        for (size_t k = 0; k < p->article->quotes.n && !p->from->killed; k++) {
            const struct wd_quote *q = &p->article->quotes.v[k];
            struct wd_str body = p->article->body;
            if (q->kind == WD_QUOTE_INDIRECT || !q->pieces.n) {
                struct wd_span whole = q->kind == WD_QUOTE_INDIRECT ? without_opening(body, q->span) : inside_marks(body, q->span);
                say(l, i, q, whole, &whole, 1);
                continue;
            }
            wd_spans inner = {0};
            for (size_t n = 0; n < q->pieces.n; n++)
                wd_list_add(l->c->a, &inner, inside_marks(body, q->pieces.v[n]));
            if (q->kind == WD_QUOTE_MIXED) {
                for (size_t n = 0; n < inner.n; n++)
                    say(l, i, q, inner.v[n], &inner.v[n], 1);
            } else {
                size_t from = 0;
                for (size_t n = 1; n <= inner.n; n++) {
                    if (n < inner.n && !sentence_between(body, inner.v[n - 1], inner.v[n]))
                        continue;
                    say(l, i, q, (struct wd_span){inner.v[from].start, inner.v[n - 1].end}, &inner.v[from], n - from);
                    from = n;
                }
            }
        }
    }
}

struct wording {
    uint64_t folded;
    uint32_t said; /* its first carrier */
    uint32_t carried, words;
    bool wild, split;
};

static size_t words_of(const struct wd_said *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->tokens.n; i++)
        n += !(s->tokens.v[i].flags & (WD_TOKEN_BRACKET | WD_TOKEN_ELISION));
    return n;
}

static bool has_inner_wild(const struct wd_said *s)
{
    for (size_t i = 1; i + 1 < s->tokens.n; i++)
        if (s->tokens.v[i].flags & (WD_TOKEN_BRACKET | WD_TOKEN_ELISION))
            return true;
    return s->tokens.n && (s->tokens.v[0].flags & WD_TOKEN_BRACKET);
}

static bool better(const struct wording *x, const struct wording *best, bool quoted)
{
    if (x->wild != best->wild)
        return !x->wild;
    if (x->carried != best->carried)
        return x->carried > best->carried;
    if (quoted && x->words != best->words)
        return x->words > best->words;
    if (x->split != best->split)
        return !x->split;
    return x->said < best->said;
}

/* Longest verbatim, most carried: of the wordings nearly as long as the longest the one that most articles have; quoted before reported. */
static uint32_t best_wording(struct wd_ledger *l, const struct wd_line *line)
{
    WD_LIST(struct wording) wordings = {0};
    struct wd_map at;
    wd_map_init(&at);
    size_t longest = 0;
    for (size_t i = 0; i < line->said.n; i++) {
        const struct wd_said *s = &l->said.v[line->said.v[i]];
        if (line->quoted && s->kind == WD_QUOTE_INDIRECT)
            continue;
        uint64_t *slot = wd_map_at(&at, s->folded);
        struct wording *w = *slot && *slot <= wordings.n ? &wordings.v[*slot - 1] : NULL;
        if (!w) {
            w = wd_list_push(l->c->a, &wordings);
            *w = (struct wording){s->folded, line->said.v[i], 0, (uint32_t)words_of(s), has_inner_wild(s), s->split};
            *slot = wordings.n;
            longest = WD_MAX(longest, (size_t)w->words);
        }
        w->carried++;
        const struct wd_said *first = &l->said.v[w->said];
        bool split = s->split;
        if ((w->split && !split) ||
            (w->split == split && (s->part < first->part || (s->part == first->part && s->span.start < first->span.start)))) {
            w->said = line->said.v[i];
            w->split = split;
        }
    }
    wd_map_done(&at);
    const struct wording *best = NULL;
    for (size_t i = 0; i < wordings.n; i++) {
        const struct wording *w = &wordings.v[i];
        if ((double)w->words < BEST_LEAST * (double)longest && line->quoted)
            continue;
        if (!best || better(w, best, line->quoted))
            best = w;
    }
    return best ? best->said : line->founder;
}

static struct wd_str context_of(const struct wd_article *art, const struct wd_said *s)
{
    if (s->kind == WD_QUOTE_DIRECT)
        return wd_str_span(art->body, s->span);
    if (s->kind == WD_QUOTE_MIXED && s->quote->span.end - s->quote->span.start > s->span.end - s->span.start + 8)
        return wd_str_span(art->body, s->quote->span);
    size_t n = wd_content_sentence(art, s->span.start);
    return n == SIZE_MAX ? wd_str_span(art->body, s->quote->span) : wd_str_span(art->body, art->sentences.v[n]);
}

static int form_of(struct wd_ledger *l, const struct wd_said *best, const struct wd_said *s)
{
    if (s->kind == WD_QUOTE_INDIRECT)
        return WD_FORM_REPORTED;
    if (s->folded == best->folded)
        return WD_FORM_SAME;
    double share;
    switch (wd_wording_compare(l->c->a, &best->tokens, &s->tokens, &share)) {
    case WD_WORDING_SAME: return WD_FORM_SAME;
    case WD_WORDING_PART: return WD_FORM_PART;
    case WD_WORDING_ALTERED:
    case WD_WORDING_DIFFERENT: break;
    }
    return WD_FORM_ALTERED;
}

static int by_place(const void *a, const void *b)
{
    const struct wd_said *const *x = a, *const *y = b;
    if ((*x)->part != (*y)->part)
        return (*x)->part < (*y)->part ? -1 : 1;
    if ((*x)->span.start != (*y)->span.start)
        return (*x)->span.start < (*y)->span.start ? -1 : 1;
    return (*x)->span.end < (*y)->span.end ? -1 : (*x)->span.end > (*y)->span.end;
}

static bool has_words(const struct wd_article *version, struct wd_str words)
{
    return version->body.n && memmem(version->body.p, version->body.n, words.p, words.n);
}

/* When the article said so first: with the earliest of its versions from which on all have the words. */
static int64_t said_at(const struct wd_compose *c, const struct wd_said *s)
{
    const struct wd_compose_member *from = c->parts[s->part].from;
    const struct wd_member *m = &c->story->members.v[s->part];
    const struct wd_article *now = c->parts[s->part].article;
    struct wd_str words = wd_str_span(now->body, s->span);
    size_t first = 0, has = from->version_n - 1;
    while (first < has) {
        size_t middle = first + (has - first) / 2;
        if (has_words(from->versions[middle], words))
            has = middle;
        else
            first = middle + 1;
    }
    if (first == 0)
        return m->created_utc != WD_NO_TIME ? m->created_utc : m->arrived_utc;
    const struct wd_article *version = from->versions[first];
    return version->updated_utc != WD_NO_TIME ? version->updated_utc : version->arrived_utc;
}

static void carry(struct wd_ledger *l, struct wd_statement *st, const struct wd_said *best, const struct wd_said *s, int form)
{
    struct wd_compose *c = l->c;
    const struct wd_article *art = c->parts[s->part].article;
    const struct wd_member *m = &c->story->members.v[s->part];
    struct wd_carrier *x = wd_list_push(c->a, &st->carriers);
    x->article = m->article;
    x->serial = m->serial;
    x->letter = m->letter;
    x->span = s->span;
    x->words = s->text;
    x->context = context_of(art, s);
    x->form = form;
    if (form != WD_FORM_REPORTED && s != best && !wd_str_eq(x->words, st->words))
        wd_align_differences(c->a, st->words, x->words, &x->differences);
    int64_t at = said_at(c, s);
    if (at != WD_NO_TIME && (st->first_utc == WD_NO_TIME || at < st->first_utc)) {
        st->first_utc = at;
        st->first_article = m->article;
    }
}

/* Of one article each quoted form once, the nearest to the best wording, and a few reports. */
static void carriers(struct wd_ledger *l, const struct wd_line *line, struct wd_statement *st, const struct wd_said *best)
{
    struct wd_arena *a = l->c->a;
    const struct wd_said **order = wd_arena_array(a, line->said.n, sizeof(*order));
    for (size_t i = 0; i < line->said.n; i++)
        order[i] = &l->said.v[line->said.v[i]];
    qsort(order, line->said.n, sizeof(*order), by_place);
    for (size_t from = 0, to; from < line->said.n; from = to) {
        size_t nearest = SIZE_MAX, reports = 0;
        int nearest_form = WD_FORM_REPORTED;
        for (to = from; to < line->said.n && order[to]->part == order[from]->part; to++) {
            int form = form_of(l, best, order[to]);
            if (form < nearest_form || order[to] == best) {
                nearest = to;
                nearest_form = order[to] == best && form != WD_FORM_REPORTED ? WD_FORM_SAME - 1 : form;
            }
        }
        for (size_t i = from; i < to; i++) {
            bool reported = order[i]->kind == WD_QUOTE_INDIRECT;
            if (reported ? reports++ < REPORTS_AN_ARTICLE : i == nearest)
                carry(l, st, best, order[i], reported ? WD_FORM_REPORTED : form_of(l, best, order[i]));
        }
    }
}

struct printed {
    struct wd_statement statement;
    uint32_t speaker, said;
    uint32_t group_first, group_size; /* of the speaker */
};

static int by_speaker_and_time(const void *a, const void *b)
{
    const struct printed *x = a, *y = b;
    bool nx = x->speaker == WD_NO_SPEAKER, ny = y->speaker == WD_NO_SPEAKER;
    if (nx != ny)
        return nx - ny;
    if (x->group_size != y->group_size)
        return x->group_size > y->group_size ? -1 : 1;
    if (x->group_first != y->group_first)
        return x->group_first < y->group_first ? -1 : 1;
    int64_t tx = x->statement.first_utc, ty = y->statement.first_utc;
    if (tx != ty)
        return tx == WD_NO_TIME ? 1 : ty == WD_NO_TIME ? -1 : tx < ty ? -1 : 1;
    return x->said < y->said ? -1 : x->said > y->said;
}

static uint32_t first_said(const struct wd_line *line)
{
    uint32_t first = line->said.v[0];
    for (size_t i = 1; i < line->said.n; i++)
        first = WD_MIN(first, line->said.v[i]);
    return first;
}

static void print_line(struct wd_ledger *l, const struct wd_line *line, struct printed *p)
{
    struct wd_compose *c = l->c;
    const struct wd_said *best = &l->said.v[best_wording(l, line)];
    struct wd_statement *st = &p->statement;
    p->speaker = line->speaker;
    p->said = first_said(line);
    st->kind = best->kind;
    st->words = best->text;
    st->denied = line->denied;
    st->first_utc = WD_NO_TIME;
    st->key = wd_hash_mix(c->story->key, l->said.v[p->said].folded);
    if (line->speaker != WD_NO_SPEAKER) {
        st->speaker = c->entities.v[line->speaker].name;
        st->role = c->entities.v[line->speaker].role;
    }
    carriers(l, line, st, best);
}

void wd_compose_statements(struct wd_compose *c)
{
    struct wd_ledger l = {.c = c};
    wd_map_init(&l.kin);
    gather(&l);
    wd_ledger_line_up_quoted(&l);
    wd_ledger_line_up_reported(&l);
    wd_map_done(&l.kin);
    struct printed *printed = wd_arena_alloc(c->a, (l.lines.n + 1) * sizeof(*printed));
    uint32_t *size = wd_arena_alloc(c->a, (c->entities.n + 1) * sizeof(*size)),
             *first = wd_arena_alloc(c->a, (c->entities.n + 1) * sizeof(*first));
    for (size_t i = 0; i < l.lines.n; i++) {
        print_line(&l, &l.lines.v[i], &printed[i]);
        size_t s = printed[i].speaker == WD_NO_SPEAKER ? c->entities.n : printed[i].speaker;
        if (!size[s]++ || printed[i].said < first[s])
            first[s] = printed[i].said;
    }
    for (size_t i = 0; i < l.lines.n; i++) {
        size_t s = printed[i].speaker == WD_NO_SPEAKER ? c->entities.n : printed[i].speaker;
        printed[i].group_size = size[s];
        printed[i].group_first = first[s];
    }
    if (l.lines.n)
        qsort(printed, l.lines.n, sizeof(*printed), by_speaker_and_time);
    for (size_t i = 0; i < l.lines.n; i++)
        wd_list_add(c->a, &c->story->statements, printed[i].statement);
}
