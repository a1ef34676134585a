#include "analyse/speech.h"

#include "analyse/lexicon.h"

enum { LONGEST_ATTRIBUTION = 24, CUE_WITHIN = 4 };

struct speech {
    struct wd_arena *a;
    int language;
    const struct wd_token *t;
    wd_regions *out;
};
/* A stretch of tokens that is speech with attributions in it. Bounds of the first and last piece where marks stand round it. */
struct stretch {
    size_t from, to;
    const struct wd_region *marked; /* NULL: introduced by a dash */
};
/* Where an attribution stands: the token before which the speech ends, and the one at which it goes on. */
struct gap {
    size_t speech_end, resume;
};

static bool is_mark(const struct wd_token *t, const char *marks)
{
    return t->kind == WD_TOKEN_PUNCT && t->mark && strchr(marks, t->mark);
}

static bool is_cue(const struct wd_token *t)
{
    return t->kind == WD_TOKEN_WORD && !(t->flags & WD_TOKEN_CAPITAL) && (t->tags & (WD_LEX_SAY | WD_LEX_TELL | WD_LEX_DENY));
}

/* Past the cue of an attribution that begins at `at`; `at` where none begins. strict: nothing but an auxiliary before the verb, and
 * a subject right behind it. */
static size_t cue_from(const struct speech *s, size_t at, size_t to, bool strict)
{
    for (size_t i = at; i < to && i < at + CUE_WITHIN; i++) {
        const struct wd_token *t = &s->t[i];
        if (t->kind != WD_TOKEN_WORD || (t->flags & WD_TOKEN_CAPITAL))
            return at;
        if (is_cue(t) && !(i > at && (s->t[i - 1].tags & WD_LEX_DET))) {
            bool before = i > at && (s->t[i - 1].tags & WD_LEX_PRON);
            bool behind = i + 1 < to && s->t[i + 1].kind == WD_TOKEN_WORD &&
                          ((s->t[i + 1].flags & WD_TOKEN_CAPITAL) || (s->t[i + 1].tags & (WD_LEX_PRON | WD_LEX_DET | WD_LEX_TITLE)));
            return !strict || before || behind ? i + 1 : at;
        }
        bool little = t->tags & (WD_LEX_HAVE | WD_LEX_AUX | WD_LEX_PRON | WD_LEX_ADV);
        if (!little && (strict || s->language != WD_LEX_LANG_RU))
            return at;
    }
    return at;
}

/* ", — сказал X. —" and " —dijo X—." */
static bool dashed_gap(const struct speech *s, size_t from, size_t at, size_t to, struct gap *ret)
{
    const struct wd_token *t = s->t;
    bool marked_before = at > from && is_mark(&t[at - 1], ",.!?e\"");
    if (!is_mark(&t[at], "-") || !(t[at].flags & WD_TOKEN_GAP) || at == from || (s->language == WD_LEX_LANG_RU && !marked_before))
        return false;
    size_t cue = cue_from(s, at + 1, to, false);
    if (cue == at + 1)
        return false;
    ret->speech_end = is_mark(&t[at - 1], ",") ? at - 1 : at;
    ret->resume = to;
    for (size_t i = cue; i < to && i < cue + LONGEST_ATTRIBUTION && t[i].kind != WD_TOKEN_BREAK; i++) {
        if (!is_mark(&t[i], "-") || (s->language == WD_LEX_LANG_RU && !is_mark(&t[i - 1], ",.!?:")))
            continue;
        size_t next = i + 1;
        while (next < to && is_mark(&t[next], ".,;:"))
            next++;
        ret->resume = next;
        break;
    }
    return true;
}

/* ", dit X," */
static bool comma_gap(const struct speech *s, const struct stretch *x, size_t from, size_t at, struct gap *ret)
{
    const struct wd_token *t = s->t;
    if (s->language != WD_LEX_LANG_FR || at == from || !is_mark(&t[at], ",!?e"))
        return false;
    size_t cue = cue_from(s, at + 1, x->to, true);
    if (cue == at + 1)
        return false;
    ret->speech_end = t[at].mark == ',' ? at : at + 1;
    ret->resume = x->to;
    for (size_t i = cue; x->marked && i < x->to && i < cue + LONGEST_ATTRIBUTION; i++)
        if (is_mark(&t[i], ",.")) {
            ret->resume = i + 1;
            break;
        }
    return true;
}

static void emit(struct speech *s, const struct stretch *x, size_t from, size_t to)
{
    if (from >= to || s->out->n >= WD_MAX_QUOTES)
        return;
    struct wd_region r = {.start = s->t[from].start, .end = s->t[to - 1].end, .is_closed = true};
    r.inner_start = r.start;
    r.inner_end = r.end;
    if (x->marked && from == x->from) {
        r.start = x->marked->start;
        r.inner_start = x->marked->inner_start;
    }
    if (x->marked && to == x->to) {
        r.end = x->marked->end;
        r.inner_end = x->marked->inner_end;
        r.is_closed = x->marked->is_closed;
    }
    wd_list_add(s->a, s->out, r);
}

/* The pieces of a stretch. Returns whether an attribution stands in it; without one nothing is put out. */
static bool cut(struct speech *s, const struct stretch *x)
{
    size_t from = x->from;
    bool found = false;
    for (size_t i = from; i < x->to;) {
        struct gap g;
        if (!dashed_gap(s, from, i, x->to, &g) && !comma_gap(s, x, from, i, &g)) {
            i++;
            continue;
        }
        emit(s, x, from, g.speech_end);
        from = i = g.resume;
        found = true;
    }
    if (found)
        emit(s, x, from, x->to);
    return found;
}

/* A paragraph that a dash opens; `from` is past the dash. */
static bool is_dash_paragraph(const wd_tokens *tokens, size_t at)
{
    const struct wd_token *t = tokens->v;
    bool first = at == 0 || t[at - 1].kind == WD_TOKEN_BREAK;
    if (!first || !is_mark(&t[at], "-") || at + 1 >= tokens->n || t[at + 1].kind == WD_TOKEN_BREAK)
        return false;
    return t[at].end - t[at].start > 1 || (t[at + 1].flags & WD_TOKEN_GAP);
}

void wd_speech_of(struct wd_arena *a, int lexicon_language, const wd_tokens *tokens, wd_regions *regions)
{
    wd_regions out = {0};
    struct speech s = {.a = a, .language = lexicon_language, .t = tokens->v, .out = &out};
    size_t region = 0;
    if (!wd_lex_marks_apart(lexicon_language))
        return;
    for (size_t i = 0; i < tokens->n;) {
        while (region < regions->n && regions->v[region].end <= tokens->v[i].start) /* without a token: "«»" */
            wd_list_add(a, &out, regions->v[region++]);
        const struct wd_region *r = region < regions->n ? &regions->v[region] : NULL;
        struct stretch x = {.from = i};
        if (r && tokens->v[i].end > r->start) {
            while (x.from < tokens->n && tokens->v[x.from].end <= r->inner_start)
                x.from++;
            x.to = x.from;
            while (x.to < tokens->n && tokens->v[x.to].start < r->inner_end)
                x.to++;
            x.marked = r;
            if (!cut(&s, &x))
                wd_list_add(a, &out, *r);
            region++;
            i = WD_MAX(x.to, i + 1);
            continue;
        }
        if (is_dash_paragraph(tokens, i)) {
            x.from = i + 1;
            x.to = x.from;
            while (x.to < tokens->n && tokens->v[x.to].kind != WD_TOKEN_BREAK)
                x.to++;
            size_t inside = region;
            while (inside < regions->n && regions->v[inside].start < tokens->v[x.to - 1].end)
                inside++;
            bool crosses = inside > region && regions->v[inside - 1].end > tokens->v[x.to - 1].end;
            if (!crosses && cut(&s, &x)) {
                region = inside;
                i = x.to;
                continue;
            }
        }
        i++;
    }
    while (region < regions->n)
        wd_list_add(a, &out, regions->v[region++]);
    *regions = out;
}
