#include "analyse/quotes.h"

#include <stdlib.h>

#include "analyse/laying.h"
#include "analyse/lexicon.h"
#include "analyse/transcript.h"

/* Reported speech inside reported speech is told by the outer clause. Quotes of later cues come first here. */
static void drop_nested(struct wd_laying *x, size_t first)
{
    wd_quotes *q = x->out;
    size_t kept = first;
    for (size_t i = first; i < q->n; i++) {
        bool nested = false;
        for (size_t k = i + 1; k < q->n && !nested && q->v[i].kind == WD_QUOTE_INDIRECT; k++)
            nested = q->v[k].span.start <= q->v[i].span.start && q->v[i].span.end <= q->v[k].span.end;
        if (nested && x->open > (int)kept)
            x->open--;
        if (!nested)
            q->v[kept++] = q->v[i];
    }
    q->n = kept;
}

static bool is_inside(const struct wd_laying *x, size_t k, size_t unit_at)
{
    for (size_t j = 0; j < k; j++)
        if (x->clauses[j].start <= unit_at && unit_at < x->clauses[j].end)
            return true;
    return false;
}

static void read_sentence(struct wd_laying *x, size_t low, size_t high)
{
    struct wd_cue cues[WD_MAX_CUES];
    bool used[WD_MAX_CUES] = {false};
    x->pass = WD_LAY_REST;
    if (wd_lay_only_quotes(x, low, high)) {
        wd_lay_standing_free(x, low, high);
        x->is_announced = false;
        return;
    }
    x->is_announced = false;
    x->open = WD_LAY_NONE;
    bool spoken = wd_lay_signature(x, low, high);
    size_t n = wd_cues_of(x->r, low, high, cues), floor = low;
    struct wd_sentence s = {low, high, cues, n};
    for (size_t k = 0; k < n; k++) {
        x->speakers[k] = wd_speaker_of(x->r, &x->memory, cues[k].subject_from, cues[k].subject_to);
        if (cues[k].subject_from == cues[k].subject_to && wd_lex_drops_subject(x->r->language)) {
            x->speakers[k] = x->memory.last; /* "«…», ha aggiunto" */
            x->speakers[k].span = (struct wd_span){0, 0};
        }
        x->spoke[k] = false;
        x->clauses[k] = (struct wd_span){0, 0};
    }
    x->pass = WD_LAY_ATTRIBUTED;
    for (size_t k = 0; k < n; k++) {
        used[k] = wd_lay_before_cue(x, &s, k, floor);
        if (used[k])
            floor = cues[k].to;
    }
    x->pass = WD_LAY_INTRODUCED;
    size_t first = x->out->n;
    for (size_t k = n; k-- > 0;)
        if (!used[k])
            wd_lay_after_cue(x, &s, k);
    drop_nested(x, first);
    for (size_t k = 0; k < n; k++)
        if (x->spoke[k] && !is_inside(x, k, cues[k].at)) {
            wd_lay_settle(x, &x->speakers[k]);
            spoken = true;
        }
    x->pass = WD_LAY_REST;
    if (n == 0 && !wd_lay_signed(x, low, high))
        wd_lay_headline(x, low, high);
    wd_lay_left_over(x, low, high);
    wd_lay_announce(x, &s);
    x->before_low = low;
    x->before_high = spoken ? low : high;
}

/* Who is interviewed: the person named most often, and twice at least, before the first question. */
static struct wd_str interviewed(const struct wd_reading *r, uint32_t first_turn)
{
    enum { LOOKED_AT = 64 };
    struct wd_str best = {0};
    size_t most = 1;
    for (size_t i = 0; i < r->names->n && i < LOOKED_AT && r->names->v[i].span.end <= first_turn; i++) {
        size_t times = 0;
        for (size_t k = 0; k <= i; k++)
            times += r->names->v[k].type == WD_NAME_PERSON && wd_str_eq(r->names->v[k].name, r->names->v[i].name);
        if (times > most) {
            most = times;
            best = r->names->v[i].name;
        }
    }
    return best;
}

/* The person of that surname, or the label as it stands. */
static struct wd_str named_by(const struct wd_reading *r, struct wd_str label)
{
    enum { LOOKED_AT = 256 };
    for (size_t i = 0; i < r->names->n && i < LOOKED_AT; i++) {
        const struct wd_name *n = &r->names->v[i];
        bool longer = n->type == WD_NAME_PERSON && n->name.n > label.n && n->name.p[n->name.n - label.n - 1] == ' ';
        if (longer && wd_str_eq_nocase(wd_str_from(n->name, n->name.n - label.n), label))
            return n->name;
    }
    return label;
}

/* The lines of a transcript are quotes; quotation marks in and around them count no more. */
static void read_turns(struct wd_laying *x, const wd_turns *turns)
{
    const wd_regions *g = x->r->regions;
    size_t region = 0;
    struct wd_str guest = turns->n ? interviewed(x->r, turns->v[0].label.start) : (struct wd_str){0};
    for (size_t i = 0; i < turns->n; i++) {
        const struct wd_turn *t = &turns->v[i];
        struct wd_str label = wd_str_span(x->r->text, t->label);
        struct wd_speaker s = {.span = t->label, .is_person = true};
        s.name = wd_str_eqc(label, "A") ? guest : named_by(x->r, label);
        if (!wd_str_eqc(label, "Q")) { /* what a paper asks states nothing */
            struct wd_quote *q = wd_lay_add(x, WD_QUOTE_DIRECT, &s, NULL);
            q->cue_span = (struct wd_span){t->label.end, t->label.end + 1};
            wd_lay_piece(x, q, t->words.start, t->words.end);
        }
        while (region < g->n && g->v[region].end <= t->label.start)
            region++;
        for (size_t k = region; k < g->n && g->v[k].start < t->words.end; k++)
            x->taken[k] = WD_LAY_REST;
    }
}

static int by_place(const void *a, const void *b)
{
    const struct wd_quote *p = a, *q = b;
    if (p->span.start != q->span.start)
        return p->span.start < q->span.start ? -1 : 1;
    if (p->span.end != q->span.end)
        return p->span.end < q->span.end ? -1 : 1;
    return p->kind != q->kind ? (p->kind < q->kind ? -1 : 1)
                              : (p->cue_span.start > q->cue_span.start) - (p->cue_span.start < q->cue_span.start);
}

void wd_quotes_order(wd_quotes *quotes)
{
    if (quotes->n)
        qsort(quotes->v, quotes->n, sizeof *quotes->v, by_place);
}

void wd_quotes_of(const struct wd_reading *r, wd_quotes *ret_quotes)
{
    wd_quotes quotes = {0};
    struct wd_laying x = {
        .r = r, .out = &quotes, .open = WD_LAY_NONE, .unsigned_quote = WD_LAY_NONE, .paragraph_starts = true, .first_paragraph = true};
    x.speech_is_double = wd_lay_any_double(r);
    x.taken = wd_arena_array(r->a, r->regions->n + 1, sizeof *x.taken);
    wd_turns turns;
    size_t turn = 0;
    wd_turns_of(r->a, r->text, &turns);
    read_turns(&x, &turns);
    for (size_t i = 0; i < r->units.n;) {
        if (r->units.v[i].kind == WD_TOKEN_BREAK) {
            x.paragraph_starts = true;
            x.before_low = x.before_high = i;
            x.first_paragraph = x.first_paragraph && i == 0;
            i++;
            continue;
        }
        if (x.paragraph_starts)
            x.paragraph_start = r->units.v[i].start;
        size_t end = i;
        while (end < r->units.n && !(r->units.v[end].flags & WD_TOKEN_ENDS) && r->units.v[end].kind != WD_TOKEN_BREAK)
            end++;
        if (end < r->units.n && r->units.v[end].kind != WD_TOKEN_BREAK)
            end++;
        while (turn < turns.n && turns.v[turn].words.end <= r->units.v[i].start)
            turn++;
        if (turn == turns.n || r->units.v[i].start < turns.v[turn].label.start)
            read_sentence(&x, i, end);
        x.paragraph_starts = false;
        i = end;
    }
    wd_quotes_order(&quotes);
    *ret_quotes = quotes;
}
