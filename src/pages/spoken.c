#include "pages/spoken.h"

#include <stdlib.h>

#include "base/utf8.h"

enum { MARKS_MAX = 2000 };

static const struct wd_field piece_fields[] = {
    WD_FIELD(1, wd_piece_view, text, WD_T_STR), WD_FIELD(1, wd_piece_view, form, WD_T_STR), WD_FIELD(1, wd_piece_view, says, WD_T_STR),
    WD_FIELD(1, wd_piece_view, who, WD_T_STR),  WD_FIELD(1, wd_piece_view, href, WD_T_STR),
};
WD_RECORD(wd_piece_view_record, wd_piece_view, piece_fields);

/* ---- who speaks ---- */

struct carried {
    struct wd_span span;
    const struct wd_statement *statement;
};
struct speaking {
    struct wd_arena *a;
    const struct wd_story *story;
    const struct wd_article *article;
    const char *root;
    WD_LIST(struct carried) carried;
    wd_spoken_marks marks;
};

static void gather(struct speaking *x)
{
    for (size_t i = 0; i < x->story->statements.n; i++) {
        const struct wd_statement *st = &x->story->statements.v[i];
        for (size_t k = 0; k < st->carriers.n; k++)
            if (st->carriers.v[k].article == x->article->key)
                wd_list_add(x->a, &x->carried, (struct carried){st->carriers.v[k].span, st});
    }
}

static const struct wd_statement *statement_at(const struct speaking *x, struct wd_span span)
{
    for (size_t i = 0; i < x->carried.n; i++)
        if (x->carried.v[i].span.start < span.end && span.start < x->carried.v[i].span.end)
            return x->carried.v[i].statement;
    return NULL;
}

static const struct wd_voice *voice_of(const struct wd_story *story, struct wd_str name)
{
    for (size_t i = 0; i < story->voices.n; i++) {
        const struct wd_voice *v = &story->voices.v[i];
        bool same = wd_str_eq(v->name, name);
        for (size_t k = 0; k < v->variants.n && !same; k++)
            same = wd_str_eq(v->variants.v[k], name);
        if (same)
            return v;
    }
    return NULL;
}

static void set_speaker(const struct speaking *x, const struct wd_quote *q, struct wd_spoken_mark *m)
{
    const struct wd_statement *st = statement_at(x, q->span);
    const struct wd_voice *v = st ? NULL : voice_of(x->story, q->speaker);
    m->who = st ? st->speaker : v ? v->name : q->speaker;
    if (m->who.n && (v || (st && st->voice)))
        m->href = wd_view_speaker_href(x->a, x->root, m->who);
}

/* ---- where ---- */

static bool opens(uint32_t cp)
{
    return cp == 0x201C || cp == 0x201E || cp == 0xAB || cp == 0x300C;
}
static bool closes(uint32_t cp)
{
    return cp == 0x201D || cp == 0xBB || cp == 0x300D;
}

/* What a speaker's name behind it would part: a stretch that ends inside quotation marks. */
static bool inside_marks(struct wd_str words)
{
    int depth = 0;
    size_t plain = 0;
    for (size_t at = 0; at < words.n;) {
        struct wd_cp c = wd_utf8_at(words, at);
        depth += opens(c.cp) - closes(c.cp);
        plain += c.cp == '"';
        at += WD_MAX(c.bytes, 1u);
    }
    return depth > 0 || plain % 2;
}

static void add(struct speaking *x, const struct wd_quote *q, struct wd_span span, bool last)
{
    if (span.end <= span.start || span.end > x->article->body.n || x->marks.n == MARKS_MAX)
        return;
    if (q->kind == WD_QUOTE_INDIRECT && inside_marks(wd_str_span(x->article->body, span)))
        return;
    struct wd_spoken_mark *m = wd_list_push(x->a, &x->marks);
    *m = (struct wd_spoken_mark){.span = span, .kind = q->kind, .last = last, .denied = q->denied};
    set_speaker(x, q, m);
}

/* Quoted ones before reported ones of the same place, so that they are kept. */
static int by_place(const void *a, const void *b)
{
    const struct wd_spoken_mark *x = a, *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind - y->kind;
    return x->span.end < y->span.end ? 1 : x->span.end > y->span.end ? -1 : 0;
}

/* Reported speech gives way to the quotations in it; of others that overlap the first stays. */
static size_t apart(struct wd_spoken_mark *v, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        bool reported = v[i].kind == WD_QUOTE_INDIRECT, hidden = kept && v[kept - 1].span.end > v[i].span.start;
        for (size_t k = i + 1; k < n && reported && !hidden && v[k].span.start < v[i].span.end; k++)
            hidden = v[k].kind != WD_QUOTE_INDIRECT;
        if (!hidden)
            v[kept++] = v[i];
    }
    return kept;
}

void wd_view_spoken(struct wd_arena *a, const struct wd_story *story, const struct wd_article *article, const char *root,
                    wd_spoken_marks *ret_marks)
{
    struct speaking x = {.a = a, .story = story, .article = article, .root = root};
    gather(&x);
    for (size_t i = 0; i < article->quotes.n; i++) {
        const struct wd_quote *q = &article->quotes.v[i];
        bool whole = q->kind == WD_QUOTE_INDIRECT || q->pieces.n == 0;
        if (whole)
            add(&x, q, q->span, true);
        for (size_t k = 0; k < q->pieces.n && !whole; k++)
            add(&x, q, q->pieces.v[k], k + 1 == q->pieces.n);
    }
    if (x.marks.n)
        qsort(x.marks.v, x.marks.n, sizeof *x.marks.v, by_place);
    x.marks.n = apart(x.marks.v, x.marks.n);
    *ret_marks = x.marks;
}

/* ---- a sentence, cut ---- */

/* Blanks at its edges stay, one each; what begins or ends a sentence has none. */
static struct wd_str squeezed(struct wd_arena *a, struct wd_str raw, bool first, bool last)
{
    struct wd_str line = wd_format_line(a, raw);
    bool before = raw.n && !first && wd_is_blank(raw.p[0]), after = raw.n && !last && line.n && wd_is_blank(raw.p[raw.n - 1]);
    return before || after ? wd_arena_printf(a, "%s%.*s%s", before ? " " : "", WD_STR_ARG(line), after ? " " : "") : line;
}

static void add_piece(struct wd_arena *a, struct wd_str body, struct wd_span s, struct wd_span sentence, const struct wd_spoken_mark *m,
                      wd_piece_views *ret)
{
    static const char *const forms[] = {"direct", "mixed", "reported"}, *const says[] = {"said by", "said in part by", "reported of"};
    if (s.end <= s.start)
        return;
    struct wd_piece_view *v = wd_list_push(a, ret);
    v->text = squeezed(a, wd_str_span(body, s), s.start == sentence.start, s.end == sentence.end);
    if (!m)
        return;
    v->form = wd_str_c(forms[m->kind]);
    if (!m->last || s.end != m->span.end || !m->who.n)
        return;
    v->says = wd_str_c(says[m->kind]);
    v->who = m->denied ? wd_arena_printf(a, "%.*s, denied", WD_STR_ARG(wd_format_line(a, m->who))) : wd_format_line(a, m->who);
    v->href = m->href;
}

void wd_view_pieces(struct wd_arena *a, struct wd_str body, const wd_spoken_marks *marks, struct wd_span sentence,
                    wd_piece_views *ret_pieces)
{
    uint32_t at = sentence.start;
    for (size_t i = 0; i < marks->n && marks->v[i].span.start < sentence.end; i++) {
        const struct wd_spoken_mark *m = &marks->v[i];
        if (m->span.end <= at)
            continue;
        struct wd_span s = {WD_MAX(m->span.start, at), WD_MIN(m->span.end, sentence.end)};
        add_piece(a, body, (struct wd_span){at, s.start}, sentence, NULL, ret_pieces);
        add_piece(a, body, s, sentence, m, ret_pieces);
        at = s.end;
    }
    add_piece(a, body, (struct wd_span){at, sentence.end}, sentence, NULL, ret_pieces);
}
