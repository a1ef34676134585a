#include <stdlib.h>

#include "base/utf8.h"
#include "extract/cut.h"
#include "extract/inside.h"
#include "extract/rows.h"

enum {
    RUNNING_WORDS = 12, /* so many make running text */
    NOTED_WORDS = 5     /* and so many a block that is remembered of a host, whatever its chance */
};
#define SURE 0.5F
#define FURNITURE (-1.0F)     /* instead of a chance: the host has it on its other pages, too */
#define WD_LEAST_CHANCE 0.02F /* below it a piece is not asked about again, nor kept */

static int kind_of(const struct wd_pieces *p, size_t i, const float *x, bool began)
{
    const struct wd_box *b = &p->boxes.v[p->list.v[i].box];
    uint16_t kind = b->node->kind;
    if (kind >= WD_TAG_H1 && kind <= WD_TAG_H6)
        return WD_BLOCK_HEADING;
    if (b->inside & WD_IN_FIGURE)
        return WD_BLOCK_CAPTION;
    if (!began && x[WD_F_standfirst_like] > .8F && x[WD_F_standfirst_in] > .5F)
        return WD_BLOCK_STANDFIRST;
    if (b->inside & WD_IN_QUOTE)
        return WD_BLOCK_QUOTE;
    return kind == WD_TAG_LI ? WD_BLOCK_LIST_ITEM : WD_BLOCK_PARAGRAPH;
}

/* What spoke most plainly against a piece, or for it; for people. */
static const char *why(const struct wd_pieces *p, size_t i, const float *x, float chance, bool kept)
{
    uint32_t inside = p->boxes.v[p->list.v[i].box].inside;
    const struct {
        bool holds;
        const char *reason;
    } against[] = {
        {chance < 0, "stands on other pages of the host, too"},
        {x[WD_F_is_title] > 0, "the headline"},
        {x[WD_F_same_text_chance] > .5F, "a repetition"},
        {inside & (WD_IN_NAV | WD_IN_FOOTER | WD_IN_FORM | WD_IN_BUTTON | WD_IN_DIALOG), "in navigation, a footer, a form or a dialog"},
        {x[WD_F_path_worst] < -1.5F, "in a box whose name tells furniture"},
        {x[WD_F_link_share] > .6F, "mostly links"},
        {(inside & WD_IN_ASIDE) != 0, "in an aside"},
        {x[WD_F_won] == 0, "outside the cut that won"},
        {x[WD_F_kept_before] < .02F, "before the text begins"},
        {x[WD_F_kept_after] < .02F, "after the text ends"},
    };
    if (kept)
        return x[WD_F_won] > 0 ? "in the cut that won" : "like the text of the cut that won";
    for (size_t k = 0; k < WD_COUNT(against); k++)
        if (against[k].holds)
            return against[k].reason;
    return "little chance by what is round it";
}

static void ask_again(const struct wd_page_rules *rules, const struct wd_pieces *p, struct wd_rows *rows)
{
    for (size_t i = 0; i < p->list.n; i++)
        if (rows->chance[i] >= WD_LEAST_CHANCE)
            rows->chance[i] = wd_page_chance(rules, WD_FOREST_SECOND, rows->v[i]);
}

struct likely {
    float chance;
    uint32_t words;
};

static int by_chance(const void *a, const void *b)
{
    const struct likely *x = a, *y = b;
    return x->chance != y->chance ? (x->chance < y->chance ? 1 : -1) : x->words < y->words ? 1 : x->words > y->words ? -1 : 0;
}

/* The chance from which pieces are kept: where the F1 of words that is to be expected is highest. Never above SURE. On a page whose pieces
 * are all in doubt it lies low: there, too, the likeliest are its article. (Lewis 1995: the best threshold is half of the best F1.) */
static float least_chance(struct wd_arena *a, const struct wd_pieces *p, const float *chance)
{
    size_t n = 0;
    double expected = 0;
    struct likely *v = wd_arena_array(a, p->list.n + 1, sizeof(*v));
    for (size_t i = 0; i < p->list.n; i++) {
        expected += (double)chance[i] * p->list.v[i].words;
        if (chance[i] >= WD_LEAST_CHANCE)
            v[n++] = (struct likely){chance[i], p->list.v[i].words};
    }
    qsort(v, n, sizeof(*v), by_chance);
    double kept = 0, right = 0, best = -1;
    float least = SURE;
    for (size_t i = 0; i < n; i++) {
        kept += v[i].words;
        right += (double)v[i].chance * v[i].words;
        double f1 = kept + expected > 0 ? 2 * right / (kept + expected) : 0;
        if (f1 > best) {
            best = f1;
            least = v[i].chance;
        }
    }
    return WD_MIN(least, SURE);
}

static void explain(struct wd_arena *a, const struct wd_pieces *p, const struct wd_rows *rows, float least, struct wd_page_body *body)
{
    for (size_t i = 0; i < p->list.n; i++) {
        bool kept = rows->chance[i] >= least;
        wd_list_add(a, &body->decisions,
                    (struct wd_decision){wd_piece_text(p, i), wd_box_path(a, p, p->list.v[i].box), kept,
                                         (double)WD_MAX(rows->chance[i], 0.0F), why(p, i, rows->v[i], rows->chance[i], kept)});
    }
}

static void assemble(struct wd_arena *a, const struct wd_pieces *p, const struct wd_rows *rows, float least, struct wd_page_body *body)
{
    char *text = wd_arena_raw(a, p->text.n + 1);
    size_t n = 0;
    double sure = 0, words = 0;
    bool began = false;
    for (size_t i = 0; i < p->list.n; i++) {
        const struct wd_piece *piece = &p->list.v[i];
        if (rows->chance[i] < least)
            continue;
        if (n)
            text[n++] = '\n';
        uint32_t start = (uint32_t)n;
        memcpy(text + n, p->text.p + piece->at, piece->n);
        n += piece->n;
        int kind = kind_of(p, i, rows->v[i], began);
        bool running = piece->words >= RUNNING_WORDS && kind != WD_BLOCK_CAPTION;
        began = began || (running && kind != WD_BLOCK_STANDFIRST);
        wd_list_add(a, &body->blocks, (struct wd_block){kind, {start, (uint32_t)n}});
        wd_list_add(a, &body->sources, (struct wd_span){piece->from, piece->to});
        body->paragraphs += running;
        sure += (double)rows->chance[i] * piece->words;
        words += piece->words;
    }
    body->text = wd_str_n(text, n);
    body->chance = words > 0 ? sure / words : 0;
}

/* What the host's other pages have, too, is not the article's, whatever the forests say. */
static void ask_memory(struct wd_arena *a, const struct wd_pieces *p, const struct wd_extract_context *context, float least,
                       struct wd_rows *rows, struct wd_page_body *body)
{
    if (!context->memory && !context->note)
        return;
    size_t n = p->list.n, noted = 0;
    uint32_t *piece = wd_arena_array(a, n + 1, sizeof *piece), box = UINT32_MAX;
    struct wd_template_block *blocks = wd_arena_array(a, n + 1, sizeof *blocks);
    uint64_t path = 0;
    for (size_t i = 0; i < n; i++) {
        if (rows->chance[i] < WD_LEAST_CHANCE && p->list.v[i].words < NOTED_WORDS)
            continue; /* an item of a menu tells nothing of other pages' text */
        if (p->list.v[i].box != box)
            path = wd_template_path(p->boxes.v[box = p->list.v[i].box].node);
        blocks[noted] = wd_template_block_of(path, wd_piece_text(p, i), rows->chance[i] >= least);
        piece[noted++] = (uint32_t)i;
    }
    body->template_blocks = blocks;
    body->template_block_n = noted;
    if (!context->memory)
        return;
    struct wd_template_answer *answers = wd_arena_array(a, noted + 1, sizeof *answers);
    wd_template_look(context->memory, blocks, noted, answers);
    for (size_t k = 0; k < noted; k++)
        if (answers[k].furniture)
            rows->chance[piece[k]] = FURNITURE;
}

void wd_page_body_of(struct wd_arena *a, const struct wd_html *page, const struct wd_page_meta *meta,
                     const struct wd_extract_context *context, const struct wd_page_rules *rules, struct wd_page_body *ret)
{
    struct wd_page_body body = {.text = {"", 0}};
    struct wd_pieces pieces;
    struct wd_rows rows;
    wd_pieces_of(a, page, rules, &pieces);
    wd_page_rows_of(a, &pieces, meta, context, rules, &rows);
    wd_page_rows_ask(rules, pieces.list.n, &rows);
    uint32_t won = wd_page_cut(a, &pieces, &rows, context->explain ? &body.cuts : NULL);
    wd_page_rows_again(a, &pieces, won, &rows);
    ask_again(rules, &pieces, &rows);
    float least = least_chance(a, &pieces, rows.chance);
    ask_memory(a, &pieces, context, least, &rows, &body);
    if (context->explain)
        explain(a, &pieces, &rows, least, &body);
    assemble(a, &pieces, &rows, least, &body);
    *ret = body;
}
