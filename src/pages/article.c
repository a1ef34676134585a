#include <stdlib.h>

#include "copies/trace.h"
#include "pages/fields.h"
#include "pages/spoken.h"
#include "pages/why.h"

/* id: where the standfirst takes it from here; kind: "same", "edited", or empty for its own; letter, href, at_utc: where it first appeared,
 * on the last sentence of a run. */
struct sentence_view {
    wd_piece_views pieces;
    struct wd_str kind, letter, href, outlet, id;
    int64_t at_utc;
};
/* A sentence of the text that stands above it. */
struct stand_view {
    struct wd_str text, href;
};
struct edit_view {
    struct wd_str letter, href, outlet;
    wd_diffs differences;
};
/* opens, closes: the first and the last of a run of list items. */
struct block_view {
    WD_LIST(struct sentence_view) sentences;
    bool paragraph, stand, heading, listed, quoted, caption, opens, closes; /* stand: a paragraph that is the standfirst */
    WD_LIST(struct edit_view) edits;
    struct wd_str edits_label;
};
/* How many of its sentences an article had first. */
struct taken_view {
    struct wd_str letter, href, outlet, count, comma;
};
struct article_page {
    struct wd_head_view page;
    struct wd_str root, title, outlet, language, story_href, story_headline, url, note, zone_note, rights, of_letter, of_href, agency,
        kept_back, created_in_utc, printed_standfirst, partial;
    wd_field_views fields;
    bool paywalled, summary_only;
    int64_t created_utc, updated_utc, arrived_utc;
    wd_state_views states;
    struct wd_member_view member;
    WD_LIST(struct block_view) blocks;
    WD_LIST(struct stand_view) standfirst;
    wd_speaker_views speakers;
    wd_change_views changes, outdated; /* outdated: changes of others whose old words this one still has */
    bool spoken;                       /* somebody is quoted or reported in what is shown */
    struct wd_str traced, traced_own, versions, versions_href, beside_href;
    WD_LIST(struct taken_view) taken;
    wd_choice_views choices;
    struct wd_placing_view placing;
    bool placed; /* there is something to say of it */
};

static const struct wd_field sentence_fields[] = {
    WD_FIELD_OF(1, sentence_view, pieces, WD_T_LIST, &wd_piece_view_record),
    WD_FIELD(1, sentence_view, kind, WD_T_STR),
    WD_FIELD(1, sentence_view, letter, WD_T_STR),
    WD_FIELD(1, sentence_view, href, WD_T_STR),
    WD_FIELD(1, sentence_view, outlet, WD_T_STR),
    WD_FIELD(1, sentence_view, at_utc, WD_T_TIME),
    WD_FIELD(1, sentence_view, id, WD_T_STR),
};
static const struct wd_field stand_fields[] = {
    WD_FIELD(1, stand_view, text, WD_T_STR),
    WD_FIELD(1, stand_view, href, WD_T_STR),
};
static WD_RECORD(stand_record, stand_view, stand_fields);
static WD_RECORD(sentence_record, sentence_view, sentence_fields);
static const struct wd_field edit_fields[] = {
    WD_FIELD(1, edit_view, letter, WD_T_STR),
    WD_FIELD(1, edit_view, href, WD_T_STR),
    WD_FIELD(1, edit_view, outlet, WD_T_STR),
    WD_FIELD_OF(1, edit_view, differences, WD_T_LIST, &wd_diff_view_record),
};
static WD_RECORD(edit_record, edit_view, edit_fields);
static const struct wd_field block_fields[] = {
    WD_FIELD_OF(1, block_view, sentences, WD_T_LIST, &sentence_record),
    WD_FIELD(1, block_view, paragraph, WD_T_BOOL),
    WD_FIELD(1, block_view, stand, WD_T_BOOL),
    WD_FIELD(1, block_view, heading, WD_T_BOOL),
    WD_FIELD(1, block_view, listed, WD_T_BOOL),
    WD_FIELD(1, block_view, quoted, WD_T_BOOL),
    WD_FIELD(1, block_view, caption, WD_T_BOOL),
    WD_FIELD(1, block_view, opens, WD_T_BOOL),
    WD_FIELD(1, block_view, closes, WD_T_BOOL),
    WD_FIELD_OF(1, block_view, edits, WD_T_LIST, &edit_record),
    WD_FIELD(1, block_view, edits_label, WD_T_STR),
};
static WD_RECORD(block_record, block_view, block_fields);
static const struct wd_field taken_fields[] = {
    WD_FIELD(1, taken_view, letter, WD_T_STR), WD_FIELD(1, taken_view, href, WD_T_STR),  WD_FIELD(1, taken_view, outlet, WD_T_STR),
    WD_FIELD(1, taken_view, count, WD_T_STR),  WD_FIELD(1, taken_view, comma, WD_T_STR),
};
static WD_RECORD(taken_record, taken_view, taken_fields);
static const struct wd_field page_fields[] = {
    WD_FIELD_OF(1, article_page, page, WD_T_REC, &wd_head_view_record),
    WD_FIELD(1, article_page, root, WD_T_STR),
    WD_FIELD(1, article_page, title, WD_T_STR),
    WD_FIELD(1, article_page, outlet, WD_T_STR),
    WD_FIELD(1, article_page, language, WD_T_STR),
    WD_FIELD(1, article_page, story_href, WD_T_STR),
    WD_FIELD(1, article_page, story_headline, WD_T_STR),
    WD_FIELD(1, article_page, url, WD_T_STR),
    WD_FIELD(1, article_page, note, WD_T_STR),
    WD_FIELD(1, article_page, zone_note, WD_T_STR),
    WD_FIELD(1, article_page, rights, WD_T_STR),
    WD_FIELD(1, article_page, of_letter, WD_T_STR),
    WD_FIELD(1, article_page, of_href, WD_T_STR),
    WD_FIELD(1, article_page, agency, WD_T_STR),
    WD_FIELD(1, article_page, kept_back, WD_T_STR),
    WD_FIELD(1, article_page, created_in_utc, WD_T_STR),
    WD_FIELD(1, article_page, printed_standfirst, WD_T_STR),
    WD_FIELD_OF(1, article_page, fields, WD_T_LIST, &wd_field_view_record),
    WD_FIELD(1, article_page, paywalled, WD_T_BOOL),
    WD_FIELD(1, article_page, summary_only, WD_T_BOOL),
    WD_FIELD(1, article_page, partial, WD_T_STR),
    WD_FIELD(1, article_page, created_utc, WD_T_TIME),
    WD_FIELD(1, article_page, updated_utc, WD_T_TIME),
    WD_FIELD(1, article_page, arrived_utc, WD_T_TIME),
    WD_FIELD_OF(1, article_page, states, WD_T_LIST, &wd_state_view_record),
    WD_FIELD_OF(1, article_page, member, WD_T_REC, &wd_member_view_record),
    WD_FIELD_OF(1, article_page, blocks, WD_T_LIST, &block_record),
    WD_FIELD_OF(1, article_page, standfirst, WD_T_LIST, &stand_record),
    WD_FIELD_OF(1, article_page, speakers, WD_T_LIST, &wd_speaker_view_record),
    WD_FIELD_OF(1, article_page, changes, WD_T_LIST, &wd_change_view_record),
    WD_FIELD_OF(1, article_page, outdated, WD_T_LIST, &wd_change_view_record),
    WD_FIELD(1, article_page, spoken, WD_T_BOOL),
    WD_FIELD(1, article_page, traced, WD_T_STR),
    WD_FIELD(1, article_page, traced_own, WD_T_STR),
    WD_FIELD(1, article_page, versions, WD_T_STR),
    WD_FIELD(1, article_page, versions_href, WD_T_STR),
    WD_FIELD(1, article_page, beside_href, WD_T_STR),
    WD_FIELD_OF(1, article_page, taken, WD_T_LIST, &taken_record),
    WD_FIELD_OF(1, article_page, choices, WD_T_LIST, &wd_choice_view_record),
    WD_FIELD_OF(1, article_page, placing, WD_T_REC, &wd_placing_view_record),
    WD_FIELD(1, article_page, placed, WD_T_BOOL),
};
WD_RECORD(wd_article_page_record, article_page, page_fields);

static const char ROOT[] = "../";

struct wd_str wd_article_shown(const struct wd_article *article)
{
    if (article->licensed)
        return article->body;
    if (article->no_index)
        return WD_STR("");
    size_t words = 0;
    uint32_t end = 0;
    for (size_t i = 0; i < article->sentences.n && i < WD_SHOWN_SENTENCES; i++) {
        words += wd_count_words(wd_str_span(article->body, article->sentences.v[i]));
        if (i && words > WD_SHOWN_WORDS)
            break;
        end = article->sentences.v[i].end;
    }
    if (words > WD_SHOWN_WORDS && end) {
        struct wd_str first = wd_str_span(article->body, (struct wd_span){0, end}), cut;
        if (wd_cut_words(first, WD_SHOWN_WORDS, &cut))
            return cut;
    }
    return wd_str_span(article->body, (struct wd_span){0, end});
}

struct wd_str wd_full_text_words(struct wd_arena *a, const struct wd_article *article)
{
    bool cut = article->summary_only || article->full_text_note.n;
    if (article->from_page || !cut)
        return WD_STR("");
    const char *what = article->summary_only ? "Only the summary in its feed was received" : "Only the text in its feed was received";
    if (!article->full_text_note.n)
        return wd_arena_printf(a, "%s.", what);
    return wd_arena_printf(a, "%s: %.*s.", what, WD_STR_ARG(article->full_text_note));
}

bool wd_sentence_shown(const struct wd_article *article, struct wd_span sentence)
{
    return sentence.end <= wd_article_shown(article).n;
}

/* ---- where its sentences come from ---- */

enum { LONGEST_CHAIN = 64, STATES = 12, RANK_ANCESTOR = 0, RANK_OWN, RANK_OTHER };

/* Whether `m` goes back to `to`, by the links of the story. */
static bool goes_back(const struct wd_members *members, const struct wd_member *m, uint64_t to)
{
    for (size_t step = 0; step < LONGEST_CHAIN && m && m->of; step++) {
        if (m->of == to)
            return true;
        m = wd_members_find(members, m->of);
    }
    return false;
}

static int64_t order_of(int64_t utc)
{
    return utc == WD_NO_TIME ? INT64_MAX : utc;
}

struct candidate {
    uint64_t article;
    int64_t at_utc;
    size_t number;
    bool ancestor;
};

static int earliest_first(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->ancestor != y->ancestor)
        return x->ancestor ? -1 : 1;
    if (x->at_utc != y->at_utc)
        return x->at_utc < y->at_utc ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

void wd_article_others(struct wd_arena *a, const struct wd_story *story, const struct wd_member *member, wd_article_keys *ret_keys)
{
    struct wd_members members;
    wd_members_init(&members, story);
    struct candidate *list = wd_arena_array(a, story->members.n, sizeof *list);
    int64_t last = order_of(member->updated_utc == WD_NO_TIME ? wd_member_at(member) : WD_MAX(member->updated_utc, wd_member_at(member)));
    size_t n = 0;
    for (size_t i = 0; i < story->members.n; i++) {
        const struct wd_member *m = &story->members.v[i];
        struct candidate x = {m->article, order_of(wd_member_at(m)), i, goes_back(&members, member, m->article)};
        bool foreign = m->language.n && member->language.n && !wd_str_eq(m->language, member->language);
        if (m != member && !m->killed && !foreign && (x.ancestor || x.at_utc <= last))
            list[n++] = x;
    }
    if (n)
        qsort(list, n, sizeof *list, earliest_first);
    wd_article_keys keys = {0};
    for (size_t i = 0; i < n && i < WD_TRACED_ARTICLES; i++)
        wd_list_add(a, &keys, list[i].article);
    wd_members_done(&members);
    *ret_keys = keys;
}

struct state {
    const struct wd_article *article;
    int64_t at_utc, said_utc; /* said: as its source dates it */
    size_t number, version;   /* in the list, and of its article, from 1 */
    int rank;
};
typedef WD_LIST(struct state) states;

static int in_time(const void *a, const void *b)
{
    const struct state *x = a, *y = b;
    if (x->at_utc != y->at_utc)
        return x->at_utc < y->at_utc ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank - y->rank;
    return x->number < y->number ? -1 : x->number > y->number;
}

static int64_t version_at(const struct wd_article *v, size_t number)
{
    int64_t at = number == 0 && v->created_utc != WD_NO_TIME ? v->created_utc : v->updated_utc;
    return at != WD_NO_TIME ? at : v->arrived_utc;
}

/* Of an article with a great many states the first, the last, and some between. */
static void add_states(struct wd_arena *a, const struct wd_article_text *text, int rank, states *ret)
{
    size_t n = WD_MIN(text->n, (size_t)STATES);
    for (size_t i = 0; i < n; i++) {
        size_t v = n > 1 ? i * (text->n - 1) / (n - 1) : 0;
        int64_t said = version_at(text->versions[v], v);
        wd_list_add(a, ret, (struct state){text->versions[v], order_of(said), said, ret->n, v + 1, rank});
    }
}

/* All states in order of time. What an article goes back to was there before it and what goes back to it came after, whatever the
 * clocks of their outlets say. */
static states order_states(struct wd_arena *a, const struct wd_members *members, const struct wd_article_view *view)
{
    states all = {0};
    const struct wd_article *const now[] = {view->article};
    add_states(a, view->own.n ? &view->own : &(struct wd_article_text){now, 1}, RANK_OWN, &all);
    int64_t first = all.n ? all.v[0].at_utc : INT64_MAX;
    for (size_t i = 0; i < view->others.n; i++) {
        const struct wd_member *m = view->others.v[i].n ? wd_members_find(members, view->others.v[i].versions[0]->key) : NULL;
        bool ancestor = m && goes_back(members, view->member, m->article);
        size_t from = all.n;
        if (m)
            add_states(a, &view->others.v[i], ancestor ? RANK_ANCESTOR : RANK_OTHER, &all);
        if (ancestor && from < all.n)
            all.v[from].at_utc = WD_MIN(all.v[from].at_utc, first);
        for (size_t k = from; m && k < all.n && goes_back(members, m, view->article->key); k++)
            all.v[k].at_utc = WD_MAX(all.v[k].at_utc, first);
    }
    if (all.n)
        qsort(all.v, all.n, sizeof all.v[0], in_time);
    return all;
}

struct tracing {
    struct wd_members members;
    states states;
    wd_traceds traced;
    struct wd_str here; /* address of this page, to put "/beside/34" behind */
    size_t version;     /* number of the state that is shown */
};

/* The member that had sentence s first; NULL for its own. */
static const struct wd_member *taken_from(const struct tracing *t, size_t s)
{
    if (s >= t->traced.n || t->traced.v[s].mark == WD_MARK_NEW)
        return NULL;
    return wd_members_find(&t->members, t->states.v[t->traced.v[s].state].article->key);
}

static void trace(struct wd_arena *a, const struct wd_article_view *view, struct tracing *t)
{
    if (view->others.n == 0)
        return;
    t->states = order_states(a, &t->members, view);
    const struct wd_article **list = wd_arena_array(a, t->states.n, sizeof *list);
    for (size_t i = 0; i < t->states.n; i++)
        list[i] = t->states.v[i].article;
    wd_trace(a, view->article, list, t->states.n, &t->traced);
}

/* "9 of 14 sentences first appeared elsewhere": counts per article, in order of first sight. */
static void sum_up(struct wd_arena *a, const struct tracing *t, struct article_page *p)
{
    WD_LIST(struct {
        const struct wd_member *member;
        size_t n;
    })
    taken = {0};
    size_t all = t->traced.n, own = 0, edited = 0;
    struct wd_map at;
    wd_map_init(&at);
    for (size_t s = 0; s < all; s++) {
        const struct wd_member *m = taken_from(t, s);
        own += !m;
        edited += m && t->traced.v[s].mark == WD_MARK_EDITED;
        uint64_t *slot = m ? wd_map_at(&at, m->article) : NULL;
        if (slot && !*slot) {
            wd_list_push(a, &taken)->member = m;
            *slot = taken.n;
        }
        if (slot && *slot <= taken.n)
            taken.v[*slot - 1].n++;
    }
    wd_map_done(&at);
    if (all == 0)
        return;
    if (own == all) {
        p->traced = all == 1 ? WD_STR("Its one sentence is its own.")
                             : wd_arena_printf(a, "All %zu sentences are its own: no earlier article here has them.", all);
        return;
    }
    p->traced = wd_arena_printf(a, "%zu of %s first appeared elsewhere:", all - own, wd_format_count(a, all, "sentence", "sentences").p);
    for (size_t i = 0; i < taken.n; i++)
        wd_list_add(a, &p->taken,
                    (struct taken_view){.letter = taken.v[i].member->letter,
                                        .href = wd_arena_printf(a, "%.*s/beside/%" PRIu32, WD_STR_ARG(t->here), taken.v[i].member->serial),
                                        .outlet = wd_view_outlet(taken.v[i].member),
                                        .count = wd_arena_printf(a, "%zu in", taken.v[i].n),
                                        .comma = i + 1 < taken.n ? WD_STR(",") : WD_STR("")});
    struct wd_str edits = edited ? wd_arena_printf(a, ", %zu of them edited", edited) : WD_STR("");
    p->traced_own = own == 0 ? wd_arena_printf(a, "%.*s; none is its own.", WD_STR_ARG(edits))
                             : wd_arena_printf(a, "%.*s; %zu %s its own.", WD_STR_ARG(edits), own, own == 1 ? "is" : "are");
}

/* ---- the text ---- */

static void add_sentence(struct wd_arena *a, const struct tracing *t, size_t s, const wd_piece_views *pieces, struct block_view *block)
{
    struct sentence_view v = {.pieces = *pieces, .at_utc = WD_NO_TIME};
    const struct wd_member *m = taken_from(t, s);
    if (m) {
        const struct wd_traced *traced = &t->traced.v[s];
        const struct state *from = &t->states.v[traced->state];
        struct wd_span there = from->article->sentences.v[traced->sentence];
        v.kind = traced->mark == WD_MARK_VERBATIM ? WD_STR("same") : WD_STR("edited");
        v.letter = m->letter;
        v.outlet = wd_view_outlet(m);
        v.at_utc = from->said_utc;
        v.href = wd_arena_printf(a, "%.*s/beside/%" PRIu32 "?left=%zu&right=%zu#l%zu", WD_STR_ARG(t->here), m->serial, t->version,
                                 from->version, s + 1);
        if (traced->mark == WD_MARK_EDITED && wd_sentence_shown(from->article, there))
            wd_list_add(a, &block->edits, (struct edit_view){v.letter, v.href, v.outlet, traced->differences});
    }
    wd_list_add(a, &block->sentences, v);
    size_t n = block->sentences.n;
    struct sentence_view *last = m && n > 1 ? &block->sentences.v[n - 2] : NULL;
    if (last && wd_str_eq(last->letter, v.letter) && wd_str_eq(last->kind, v.kind) && last->at_utc == v.at_utc)
        last->letter = WD_STR("");
}

/* A sentence that stands in for a standfirst leads to its place in the text, the last of the block. */
static void add_standfirst(struct wd_arena *a, struct wd_str text, size_t s, struct block_view *block, struct article_page *p)
{
    block->sentences.v[block->sentences.n - 1].id = wd_arena_printf(a, "t%zu", s + 1);
    wd_list_add(a, &p->standfirst, (struct stand_view){wd_format_line(a, text), wd_arena_printf(a, "#t%zu", s + 1)});
}

static int block_kind_at(const struct wd_article *art, size_t start)
{
    for (size_t i = 0; i < art->blocks.n; i++)
        if (art->blocks.v[i].span.start == start)
            return art->blocks.v[i].kind;
    return WD_BLOCK_PARAGRAPH;
}

static void set_kind(int kind, struct block_view *block)
{
    block->heading = kind == WD_BLOCK_HEADING;
    block->listed = kind == WD_BLOCK_LIST_ITEM;
    block->quoted = kind == WD_BLOCK_QUOTE;
    block->caption = kind == WD_BLOCK_CAPTION;
    block->stand = kind == WD_BLOCK_STANDFIRST;
    block->paragraph = !block->heading && !block->listed && !block->quoted && !block->caption;
}

/* What may be shown, as blocks of sentences. */
static void set_blocks(struct wd_arena *a, const struct wd_article *art, const struct tracing *t, struct wd_str shown,
                       struct article_page *p)
{
    wd_spoken_marks marks = {0};
    wd_view_spoken(a, t->members.story, art, ROOT, &marks);
    p->spoken = marks.n && marks.v[0].span.start < shown.n;
    size_t sentence = 0, line_start = 0;
    while (line_start < shown.n) {
        size_t line_end = wd_str_find_byte(shown, '\n', line_start);
        if (line_end == SIZE_MAX)
            line_end = shown.n;
        struct block_view *block = wd_list_push(a, &p->blocks);
        size_t done_to = line_start;
        for (; sentence < art->sentences.n && art->sentences.v[sentence].start < line_end; sentence++) {
            struct wd_span s = art->sentences.v[sentence];
            if (s.end > line_end)
                s.end = (uint32_t)line_end;
            wd_piece_views pieces = {0};
            wd_view_pieces(a, shown, &marks, s, &pieces);
            add_sentence(a, t, sentence, &pieces, block);
            for (size_t i = 0; i < art->standfirst_spans.n; i++)
                if (art->standfirst_spans.v[i].end == art->sentences.v[sentence].end && art->sentences.v[sentence].end <= shown.n)
                    add_standfirst(a, wd_str_span(shown, art->standfirst_spans.v[i]), sentence, block, p);
            done_to = s.end;
        }
        struct wd_str rest = wd_str_trim(wd_str_n(shown.p + done_to, line_end - done_to));
        if (rest.n) {
            struct sentence_view v = {.at_utc = WD_NO_TIME};
            wd_list_add(a, &v.pieces, (struct wd_piece_view){.text = wd_format_line(a, rest)});
            wd_list_add(a, &block->sentences, v);
        }
        set_kind(block_kind_at(art, line_start), block);
        if (block->edits.n)
            block->edits_label =
                wd_format_count(a, block->edits.n, "edited sentence: show the difference", "edited sentences: show the differences");
        line_start = line_end + 1;
    }
    if (p->blocks.n && wd_standfirst_in_body(a, art))
        set_kind(WD_BLOCK_STANDFIRST, &p->blocks.v[0]);
    for (size_t i = 0; i < p->blocks.n; i++) {
        p->blocks.v[i].opens = p->blocks.v[i].listed && (i == 0 || !p->blocks.v[i - 1].listed);
        p->blocks.v[i].closes = p->blocks.v[i].listed && (i + 1 == p->blocks.n || !p->blocks.v[i + 1].listed);
    }
    if (art->licensed || art->body.n == 0)
        return;
    size_t words = wd_count_words(art->body);
    if (shown.n < art->body.n)
        p->kept_back = wd_arena_printf(a, "%zu words; the whole text is the source's to show.", words);
}

static void set_outdated(struct wd_arena *a, const struct wd_members *members, uint64_t article, wd_change_views *ret)
{
    WD_LIST(struct wd_change) list = {0};
    for (size_t i = 0; i < members->story->changes.n; i++) {
        const struct wd_change *c = &members->story->changes.v[i];
        bool here = false;
        for (size_t k = 0; k < c->still.n && !here; k++)
            here = c->still.v[k].article == article;
        if (!here)
            continue;
        wd_list_add(a, &list, *c);
        memset(&list.v[list.n - 1].still, 0, sizeof c->still); /* who else has them stands with the article that changed */
    }
    wd_view_changes(a, members, list.v, list.n, ret);
}

void wd_page_article(const struct wd_page_context *c, struct wd_arena *a, const struct wd_article_view *view, struct wd_buf *out)
{
    const struct wd_article *art = view->article;
    const struct wd_member *m = view->member;
    struct tracing t = {.here = wd_arena_printf(a, "%" PRIu32, m->serial), .version = WD_MAX(view->own.n, (size_t)1)};
    struct wd_members *members = &t.members;
    wd_members_init(members, view->story);
    members->rows_page = wd_arena_printf(a, "%ss/%" PRIu32, ROOT, view->story->serial);
    struct article_page p = {
        .root = wd_str_c(ROOT),
        .title = wd_format_line(a, art->title),
        .outlet = art->outlet.n   ? art->outlet
                  : art->agency.n ? art->agency
                                  : WD_STR("Outlet not named"),
        .language = wd_view_language(art->language, view->story->language),
        .story_href = wd_arena_printf(a, "%ss/%" PRIu32, ROOT, view->story->serial),
        .story_headline = wd_format_line(a, view->story->headline),
        .agency = m->origin_agency.n ? m->origin_agency : art->agency,
        .rights = wd_format_line(a, art->rights),
        .created_utc = art->created_utc,
        .updated_utc = art->updated_utc,
        .arrived_utc = art->arrived_utc,
        .paywalled = art->paywalled,
        .summary_only = art->summary_only,
    };
    struct wd_shown shown;
    wd_article_shown_both(a, art, &shown);
    p.printed_standfirst = wd_format_line(a, shown.standfirst);
    wd_view_fields(c, a, art, &p.fields);
    if (art->zone.n)
        p.zone_note = wd_arena_printf(a, "Times were printed in %.*s.", WD_STR_ARG(art->zone));
    p.created_in_utc = wd_format_utc(a, c->zone, art->created_utc);
    if (art->no_index && !art->licensed)
        p.note = WD_STR("The source asks that no more than its headline and link be shown.");
    p.partial = wd_full_text_words(a, art);
    wd_view_states(a, false, m->corrected, m->killed, &p.states);
    wd_view_member(a, members, m, ROOT, &p.member);
    p.url = p.member.url;
    const struct wd_member *of = m->of ? wd_members_find(members, m->of) : NULL;
    if (of) {
        p.of_letter = of->letter;
        p.of_href = wd_arena_printf(a, "%sa/%" PRIu32, ROOT, of->serial);
    }
    set_outdated(a, members, art->key, &p.outdated);
    trace(a, view, &t);
    sum_up(a, &t, &p);
    set_blocks(a, art, &t, shown.body, &p);
    wd_view_choices(a, members, m, m->of, &p.choices);
    wd_view_placing(a, members, view, ROOT, &p.placing);
    p.placed = p.placing.lead.n || p.placing.acts.n;
    p.beside_href = wd_arena_printf(a, "%.*s/beside", WD_STR_ARG(t.here));
    if (m->versions > 1) {
        p.versions = wd_arena_printf(a, "All %" PRIu32 " versions, with their differences", m->versions);
        p.versions_href = wd_arena_printf(a, "%.*s/versions", WD_STR_ARG(t.here));
    }
    wd_view_ledger(a, members, art->key, &p.speakers);
    wd_view_changes(a, members, view->changes.v, view->changes.n, &p.changes);
    wd_view_head(c, p.title, ROOT, &p.page);
    p.page.noindex = m->relation == WD_REL_COPY || m->relation == WD_REL_DERIVED || art->no_index || !art->licensed;
    struct wd_template_env env = {.zone = c->zone, .day_utc = art->created_utc};
    wd_template_render(a, "article.html", &env, &wd_article_page_record, &p, out);
    wd_members_done(members);
}
