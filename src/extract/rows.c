#include "extract/rows.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "text/fold.h"

const char *const wd_page_feature_names[WD_PAGE_FEATURES] = {
#define WD_PAGE_FEATURE(name) #name,
    WD_PAGE_FIRST_FEATURES(WD_PAGE_FEATURE) WD_PAGE_SECOND_FEATURES(WD_PAGE_FEATURE)
#undef WD_PAGE_FEATURE
};

struct wd_str wd_page_features_version(void)
{
#define WD_PAGE_FEATURE(name) #name " "
    return WD_STR(WD_PAGE_FIRST_FEATURES(WD_PAGE_FEATURE) "| " WD_PAGE_SECOND_FEATURES(WD_PAGE_FEATURE) "1");
#undef WD_PAGE_FEATURE
}

static float share(double part, double whole)
{
    return whole > 0 ? (float)(part / whole) : 0;
}

/* About the binary logarithm of 1 + n: straight between powers of two, for a forest asks only what is more. The same on every machine. */
static float logged(double n)
{
    float y = (float)(1 + n);
    uint32_t bits;
    memcpy(&bits, &y, sizeof(bits));
    return (float)((int32_t)bits - 0x3F800000) * 0x1p-23F;
}

float wd_piece_prose(const struct wd_piece *p)
{
    if (p->words < 8 || p->link_bytes * 2 > p->n || (!p->stops && !p->commas))
        return 0;
    return (float)(p->words - p->link_words);
}

/* Sums up to each piece, so that those of any run of pieces are one subtraction. */
struct sums {
    double words, link_words, bytes, prose;
};

struct filling {
    struct wd_arena *a;
    const struct wd_pieces *p;
    const struct wd_page_meta *meta;
    const struct wd_page_rules *rules;
    struct sums *sums; /* n + 1 */
    uint32_t heading;  /* the piece that is the title, or SIZE */
    float *prose_since, *prose_until;
    struct wd_map shapes, tags, texts;
};

static struct sums between(const struct filling *f, uint32_t from, uint32_t to)
{
    const struct sums *a = &f->sums[from], *b = &f->sums[to];
    return (struct sums){b->words - a->words, b->link_words - a->link_words, b->bytes - a->bytes, b->prose - a->prose};
}

static struct sums of_box(const struct filling *f, const struct wd_box *b)
{
    return between(f, b->from, b->to);
}

static void add_up(struct filling *f)
{
    size_t n = f->p->list.n;
    f->sums = wd_arena_array(f->a, n + 1, sizeof(*f->sums));
    for (size_t i = 0; i < n; i++) {
        const struct wd_piece *p = &f->p->list.v[i];
        f->sums[i + 1] = (struct sums){f->sums[i].words + p->words, f->sums[i].link_words + p->link_words, f->sums[i].bytes + p->n,
                                       f->sums[i].prose + wd_piece_prose(p)};
    }
}

/* A set of hashes of words or of runs of them, small, with misses that are never wrong. */
struct set {
    uint64_t bits[256];
    size_t n;
};

static void set_add(struct set *s, uint32_t h)
{
    h *= 2654435761u;
    s->bits[h >> 24] |= 1ull << (h >> 18 & 63);
    s->n++;
}

static bool set_has(const struct set *s, uint32_t h)
{
    h *= 2654435761u;
    return s->bits[h >> 24] >> (h >> 18 & 63) & 1;
}

/* Words of a text outside the page's pieces, hashed as pieces.c does. */
static void words_of(struct wd_str text, size_t run, void (*one)(void *context, uint32_t hash), void *context)
{
    uint32_t hash = 2166136261u, before[2] = {0, 0};
    size_t bytes = 0, n = 0;
    for (size_t i = 0; i <= text.n; i++) {
        unsigned c = i < text.n ? (unsigned char)text.p[i] : ' ';
        bool upper = c - 'A' < 26u;
        if (upper || c - 'a' < 26u || c - '0' < 10u || c == '_' ||
            (c >= 0x80 && !(c == 0xE2 && i + 1 < text.n && text.p[i + 1] == '\x80'))) {
            hash = (hash ^ (upper ? c + 32u : c)) * 16777619u;
            bytes++;
            continue;
        }
        if (c == 0xE2)
            i += 2;
        if (bytes) {
            n++;
            if (run == 1)
                one(context, hash);
            else if (n >= 3)
                one(context, (before[0] * 31 + before[1]) * 31 + hash);
            before[0] = before[1];
            before[1] = hash;
        }
        bytes = 0;
        hash = 2166136261u;
    }
}

static void into_set(void *context, uint32_t hash)
{
    set_add(context, hash);
}

struct large_set {
    uint64_t *bits; /* 2^16 of them */
    size_t n;
};

static void into_large(void *context, uint32_t hash)
{
    struct large_set *s = context;
    hash *= 2654435761u;
    s->bits[hash >> 22] |= 1ull << (hash >> 16 & 63);
    s->n++;
}

static float overlap(const struct wd_pieces *p, const struct wd_piece *piece, const struct set *s)
{
    if (!s->n || !piece->words)
        return 0;
    uint32_t hits = 0;
    for (uint32_t i = 0; i < piece->words; i++)
        hits += set_has(s, p->words[piece->word + i]);
    return share(hits, piece->words);
}

static float overlap_runs(const struct wd_pieces *p, const struct wd_piece *piece, const struct large_set *s)
{
    if (!s->n || piece->words < 3)
        return 0;
    uint32_t hits = 0;
    for (uint32_t i = 2; i < piece->words; i++) {
        const uint32_t *w = &p->words[piece->word + i];
        uint32_t h = ((w[-2] * 31 + w[-1]) * 31 + w[0]) * 2654435761u;
        hits += s->bits[h >> 22] >> (h >> 16 & 63) & 1;
    }
    return share(hits, piece->words - 2);
}

static void fill_text(const struct filling *f, const struct wd_piece *p, float *x)
{
    struct wd_str t = wd_str_n(f->p->text.p + p->at, p->n);
    unsigned first = (unsigned char)t.p[0], last = (unsigned char)t.p[t.n - 1];
    x[WD_F_words] = logged(p->words);
    x[WD_F_word_bytes] = share(p->n, p->words);
    x[WD_F_link_share] = share(p->link_bytes, p->n);
    x[WD_F_links] = (float)p->links;
    x[WD_F_stops] = logged(p->stops);
    x[WD_F_stops_a_word] = share(p->stops, p->words);
    x[WD_F_commas] = share(p->commas, p->words);
    x[WD_F_digit_share] = share(p->digits, p->n);
    x[WD_F_title_share] = share(p->title_words, p->words);
    x[WD_F_capital_share] = share(p->capitals, p->letters);
    x[WD_F_strong_share] = share(p->strong_bytes, p->n);
    x[WD_F_stopword_share] = share(p->stopwords, p->words);
    bool mark = last == '"' || last == '\'' || last == ')' || (t.n > 3 && last >= 0x80);
    x[WD_F_end] = last == '.' || last == '!' || last == '?' ? 3 : last == ':' ? 1 : last == ',' || last == ';' ? 4 : mark ? 2 : 0;
    x[WD_F_begin] = first - 'a' < 26u               ? 1
                    : first - '0' < 10u             ? 2
                    : first == '"' || first == '\'' ? 3
                    : first >= 0x80                 ? 4
                    : first - 'A' < 26u             ? 0
                                                    : 5;
    x[WD_F_bars] = (float)p->bars;
    x[WD_F_time] = (p->flags & WD_PIECE_TIME) != 0;
    x[WD_F_author] = (p->flags & WD_PIECE_AUTHOR) != 0;
    x[WD_F_broken] = (p->flags & WD_PIECE_BREAK) != 0;
}

static float tag_number(const struct wd_html_node *n)
{
    switch (n->kind) {
    case WD_TAG_P: return 6;
    case WD_TAG_BLOCKQUOTE: return 5;
    case WD_TAG_LI: return 4;
    case WD_TAG_PRE: return 3;
    case WD_TAG_TD:
    case WD_TAG_TR:
    case WD_TAG_TH: return 2;
    case WD_TAG_DIV: return 1;
    case WD_TAG_SECTION:
    case WD_TAG_ARTICLE: return 0;
    case WD_TAG_FIGCAPTION: return -2;
    case WD_TAG_BUTTON:
    case WD_TAG_LABEL: return -3;
    default: return n->kind >= WD_TAG_H1 && n->kind <= WD_TAG_H6 ? 7 : -1;
    }
}

static void fill_inside(const struct wd_box *b, float *x)
{
    static const struct {
        uint32_t bit;
        enum wd_page_feature feature;
    } bits[] = {
        {WD_IN_ARTICLE, WD_F_inside_article}, {WD_IN_MAIN, WD_F_inside_main},     {WD_IN_SECTION, WD_F_inside_section},
        {WD_IN_ASIDE, WD_F_inside_aside},     {WD_IN_NAV, WD_F_inside_nav},       {WD_IN_HEADER, WD_F_inside_header},
        {WD_IN_FOOTER, WD_F_inside_footer},   {WD_IN_FIGURE, WD_F_inside_figure}, {WD_IN_LIST, WD_F_inside_list},
        {WD_IN_TABLE, WD_F_inside_table},     {WD_IN_FORM, WD_F_inside_form},     {WD_IN_QUOTE, WD_F_inside_quote},
        {WD_IN_LINK, WD_F_inside_link},       {WD_IN_BUTTON, WD_F_inside_button}, {WD_IN_NOSCRIPT, WD_F_inside_noscript},
        {WD_IN_HIDDEN, WD_F_inside_hidden},   {WD_IN_DIALOG, WD_F_inside_dialog}, {WD_IN_ARTICLE_BODY, WD_F_inside_body},
        {WD_IN_ADDRESS, WD_F_inside_address}, {WD_IN_PRE, WD_F_inside_pre},       {WD_IN_COMMENTS, WD_F_inside_comments},
    };
    for (size_t i = 0; i < WD_COUNT(bits); i++)
        x[bits[i].feature] = (b->inside & bits[i].bit) != 0;
    x[WD_F_tag] = tag_number(b->node);
    x[WD_F_heading] = b->node->kind >= WD_TAG_H1 && b->node->kind <= WD_TAG_H6 ? (float)(b->node->kind - WD_TAG_H1 + 1) : 0;
    x[WD_F_path_worst] = b->worst.least;
    x[WD_F_path_best] = b->best.most;
    x[WD_F_own_most] = b->own.most;
    x[WD_F_own_least] = b->own.least;
    x[WD_F_depth] = b->depth;
    x[WD_F_image] = (float)WD_MIN(b->images, 3u);
}

static void fill_words(const struct filling *f, const struct wd_piece *p, float *x)
{
    float sum = 0, most = 0, least = 0;
    uint32_t n = WD_MIN(p->words, 40u);
    for (uint32_t i = 0; i < n; i++) {
        float odds = wd_page_word(f->rules, f->p->words[p->word + i]);
        sum += odds;
        most = WD_MAX(most, odds);
        least = WD_MIN(least, odds);
    }
    x[WD_F_word_most] = most;
    x[WD_F_word_least] = least;
    x[WD_F_word_mean] = n ? sum / (float)n : 0;
    x[WD_F_lead_word] = n ? wd_page_word(f->rules, f->p->words[p->word]) : 0;
}

static void fill_boxes(const struct filling *f, const struct wd_box *b, float *x)
{
    const struct wd_box *boxes = f->p->boxes.v, *up = &boxes[b->parent], *up2 = &boxes[up->parent], *up3 = &boxes[up2->parent];
    struct sums own = of_box(f, b), of_up = of_box(f, up), of_up2 = of_box(f, up2), of_up3 = of_box(f, up3);
    double prose = f->sums[f->p->list.n].prose;
    x[WD_F_up_most] = up->own.most;
    x[WD_F_up_least] = up->own.least;
    x[WD_F_up2_most] = up2->own.most;
    x[WD_F_up2_least] = up2->own.least;
    x[WD_F_up3_most] = up3->own.most;
    x[WD_F_up3_least] = up3->own.least;
    x[WD_F_box_pieces] = logged(b->to - b->from);
    x[WD_F_box_links] = share(own.link_words, own.words);
    x[WD_F_box_bytes] = logged(own.bytes);
    x[WD_F_box_prose] = share(own.prose, own.words);
    x[WD_F_up_pieces] = logged(up->to - up->from);
    x[WD_F_up_links] = share(of_up.link_words, of_up.words);
    x[WD_F_up_bytes] = logged(of_up.bytes);
    x[WD_F_up_prose] = share(of_up.prose, of_up.words);
    x[WD_F_up2_pieces] = logged(up2->to - up2->from);
    x[WD_F_up2_links] = share(of_up2.link_words, of_up2.words);
    x[WD_F_up2_bytes] = logged(of_up2.bytes);
    x[WD_F_up2_prose] = share(of_up2.prose, of_up2.words);
    x[WD_F_up2_share] = share(of_up2.prose, prose);
    x[WD_F_up3_prose] = share(of_up3.prose, of_up3.words);
    x[WD_F_up3_share] = share(of_up3.prose, prose);
    x[WD_F_up_image] = (float)WD_MIN(up->images, 3u);
}

/* Steps from a box up to the first that holds `other`, too. */
static float steps_to(const struct wd_pieces *p, uint32_t b, uint32_t other)
{
    uint32_t steps = 0;
    const struct wd_box *o = &p->boxes.v[other];
    while (!(p->boxes.v[b].from <= o->from && p->boxes.v[b].to >= o->to) && b) {
        b = p->boxes.v[b].parent;
        steps++;
    }
    return (float)steps;
}

struct kin { /* pieces of one shape, or of one way of tags */
    uint32_t n, words, link_words;
};

static void fill_kin(const struct filling *f, const struct wd_piece *p, const struct kin *shapes, const struct kin *tags, float *x)
{
    const struct wd_box *b = &f->p->boxes.v[p->box];
    const struct kin *s = &shapes[*wd_map_find(&f->shapes, b->shape)], *t = &tags[*wd_map_find(&f->tags, b->tags)];
    x[WD_F_same_shape] = logged(s->n);
    x[WD_F_same_shape_words] = logged(share(s->words, s->n));
    x[WD_F_same_shape_links] = share(s->link_words, s->words);
    x[WD_F_same_tags] = logged(t->n);
    x[WD_F_same_tags_words] = logged(share(t->words, t->n));
}

static void count_kin(struct filling *f, struct wd_map *map, bool by_shape, struct kin *kin)
{
    uint64_t n = 0;
    for (size_t i = 0; i < f->p->list.n; i++) {
        const struct wd_piece *p = &f->p->list.v[i];
        const struct wd_box *b = &f->p->boxes.v[p->box];
        size_t before = map->n + map->has_zero;
        uint64_t *at = wd_map_at(map, by_shape ? b->shape : b->tags);
        if (map->n + map->has_zero > before)
            *at = n++;
        struct kin *k = &kin[*at];
        k->n++;
        k->words += p->words;
        k->link_words += p->link_words;
    }
}

static bool heading(const struct filling *f, size_t i)
{
    uint16_t kind = f->p->boxes.v[f->p->list.v[i].box].node->kind;
    return kind >= WD_TAG_H1 && kind <= WD_TAG_H6;
}

static void fill_neighbours(const struct filling *f, size_t i, float *x)
{
    const struct wd_piece *v = f->p->list.v, *p = &v[i];
    size_t n = f->p->list.n;
    const struct wd_box *boxes = f->p->boxes.v;
    if (i >= 1) {
        x[WD_F_prev_words] = logged(v[i - 1].words);
        x[WD_F_prev_links] = share(v[i - 1].link_bytes, v[i - 1].n);
        x[WD_F_prev_near] = v[i - 1].box == p->box ? 2 : boxes[v[i - 1].box].parent == boxes[p->box].parent;
        x[WD_F_prev_heading] = heading(f, i - 1);
    }
    if (i >= 2) {
        x[WD_F_prev2_words] = logged(v[i - 2].words);
        x[WD_F_prev2_links] = share(v[i - 2].link_bytes, v[i - 2].n);
    }
    if (i + 1 < n) {
        x[WD_F_next_words] = logged(v[i + 1].words);
        x[WD_F_next_links] = share(v[i + 1].link_bytes, v[i + 1].n);
        x[WD_F_next_near] = v[i + 1].box == p->box ? 2 : boxes[v[i + 1].box].parent == boxes[p->box].parent;
        x[WD_F_next_heading] = heading(f, i + 1);
    }
    if (i + 2 < n) {
        x[WD_F_next2_words] = logged(v[i + 2].words);
        x[WD_F_next2_links] = share(v[i + 2].link_bytes, v[i + 2].n);
    }
}

static void fill_place(const struct filling *f, size_t i, float *x)
{
    size_t n = f->p->list.n;
    const struct sums *all = &f->sums[n];
    const struct wd_piece *p = &f->p->list.v[i];
    const struct wd_box *up = &f->p->boxes.v[f->p->boxes.v[p->box].parent];
    x[WD_F_place] = share((double)i, (double)n);
    x[WD_F_place_bytes] = share(f->sums[i].bytes, all->bytes);
    bool after = f->heading < n && i >= f->heading;
    x[WD_F_since_heading] = after ? logged((double)(i - f->heading)) : -1;
    x[WD_F_before_heading] = f->heading < n && !after ? logged((double)(f->heading - i)) : -1;
    x[WD_F_page_pieces] = logged((double)n);
    x[WD_F_page_prose] = logged(all->prose);
    x[WD_F_prose_before] = share(f->sums[i].prose, all->prose);
    x[WD_F_prose_after] = share(all->prose - f->sums[i + 1].prose, all->prose);
    x[WD_F_box_from_start] = logged((double)(i - up->from));
    x[WD_F_box_from_end] = logged((double)(up->to - 1 - i));
    x[WD_F_since_prose] = f->prose_since[i];
    x[WD_F_until_prose] = f->prose_until[i];
}

/* How many pieces since, and until, one of plain prose. */
static void measure_prose(struct filling *f)
{
    size_t n = f->p->list.n;
    f->prose_since = wd_arena_array(f->a, n + 1, sizeof(float));
    f->prose_until = wd_arena_array(f->a, n + 1, sizeof(float));
    double since = 1000;
    for (size_t i = 0; i < n; i++) {
        f->prose_since[i] = logged(since);
        since = wd_piece_prose(&f->p->list.v[i]) >= 20 ? 0 : since + 1;
    }
    since = 1000;
    for (size_t i = n; i-- > 0;) {
        f->prose_until[i] = logged(since);
        since = wd_piece_prose(&f->p->list.v[i]) >= 20 ? 0 : since + 1;
    }
}

/* The piece that is the headline: an h1 like the title, else whatever is most like it. */
static uint32_t find_heading(const struct filling *f, const struct set *title, size_t title_words)
{
    uint32_t best = UINT32_MAX;
    double best_score = .5;
    for (size_t i = 0; i < f->p->list.n; i++) {
        const struct wd_piece *p = &f->p->list.v[i];
        uint16_t kind = f->p->boxes.v[p->box].node->kind;
        if (!p->words || p->words > 60 || (kind != WD_TAG_H1 && p->words > title_words * 2))
            continue;
        double like = title_words ? overlap(f->p, p, title) * WD_MIN(1.0, (double)p->words / (double)title_words) : .1;
        double score = like + (kind == WD_TAG_H1 ? .45 : kind == WD_TAG_H2 ? .1 : 0);
        if (score > best_score) {
            best_score = score;
            best = (uint32_t)i;
        }
    }
    return best;
}

/* Prose of a piece counts for the boxes round it, less and less the farther they are. */
static uint32_t best_box(const struct filling *f)
{
    size_t n = f->p->boxes.n;
    float *score = wd_arena_array(f->a, n, sizeof(*score));
    uint32_t best = 0;
    for (size_t i = 0; i < f->p->list.n; i++) {
        float part = wd_piece_prose(&f->p->list.v[i]);
        if (part < 10)
            continue;
        uint32_t b = f->p->boxes.v[f->p->list.v[i].box].parent;
        for (int step = 0; step < 4; step++, part /= 2, b = f->p->boxes.v[b].parent)
            score[b] += part;
    }
    for (uint32_t b = 1; b < n; b++)
        if (score[b] > score[best])
            best = b;
    return best;
}

/* Navigation, footers and dialogs are never asked about, unless they hold much of the prose: then an end tag is missing somewhere. */
static void give_up(const struct filling *f, float *chance)
{
    double there = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < f->p->list.n; i++) {
            const struct wd_piece *p = &f->p->list.v[i];
            if (!(f->p->boxes.v[p->box].inside & (WD_IN_NAV | WD_IN_FOOTER | WD_IN_DIALOG)))
                continue;
            if (pass == 0)
                there += (double)wd_piece_prose(p);
            else if (there * 5 <= f->sums[f->p->list.n].prose)
                chance[i] = WD_GIVEN_UP;
        }
}

void wd_page_rows_of(struct wd_arena *a, const struct wd_pieces *p, const struct wd_page_meta *meta,
                     const struct wd_extract_context *context, const struct wd_page_rules *rules, struct wd_rows *ret)
{
    size_t n = p->list.n;
    struct filling f = {.a = a, .p = p, .meta = meta, .rules = rules};
    struct wd_rows rows = {.v = wd_arena_array(a, n + 1, sizeof(*rows.v)), .chance = wd_arena_array(a, n + 1, sizeof(float))};
    struct set title = {0}, standfirst = {0}, summary = {0};
    struct large_set body = {.bits = wd_arena_array(a, 1024, sizeof(uint64_t))};
    wd_map_init(&f.shapes);
    wd_map_init(&f.tags);
    wd_map_init(&f.texts);
    words_of(meta->title, 1, into_set, &title);
    words_of(meta->standfirst, 1, into_set, &standfirst);
    words_of(context->prior.summary, 1, into_set, &summary);
    words_of(meta->article_body, 3, into_large, &body);
    add_up(&f);
    measure_prose(&f);
    f.heading = find_heading(&f, &title, title.n);
    rows.best = best_box(&f);
    struct kin *shapes = wd_arena_array(a, n + 1, sizeof(*shapes)), *tags = wd_arena_array(a, n + 1, sizeof(*tags));
    count_kin(&f, &f.shapes, true, shapes);
    count_kin(&f, &f.tags, false, tags);
    uint64_t *texts = wd_arena_array(a, n + 1, sizeof(*texts));
    for (size_t i = 0; i < n; i++) {
        texts[i] = wd_hash(wd_piece_text(p, i));
        ++*wd_map_at(&f.texts, texts[i]);
    }
    struct sums best = of_box(&f, &p->boxes.v[rows.best]);
    give_up(&f, rows.chance);
    for (size_t i = 0; i < n; i++) {
        if (rows.chance[i] == WD_GIVEN_UP)
            continue;
        const struct wd_piece *piece = &p->list.v[i];
        const struct wd_box *b = &p->boxes.v[piece->box];
        float *x = rows.v[i];
        fill_text(&f, piece, x);
        fill_inside(b, x);
        fill_words(&f, piece, x);
        fill_boxes(&f, b, x);
        fill_kin(&f, piece, shapes, tags, x);
        fill_neighbours(&f, i, x);
        fill_place(&f, i, x);
        x[WD_F_inline_most] = piece->name.most;
        x[WD_F_inline_least] = piece->name.least;
        x[WD_F_far_best] = steps_to(p, piece->box, rows.best);
        x[WD_F_in_best] = i >= p->boxes.v[rows.best].from && i < p->boxes.v[rows.best].to;
        x[WD_F_best_share] = share(best.prose, f.sums[n].prose);
        x[WD_F_title_like] = overlap(p, piece, &title);
        x[WD_F_is_title] = i == f.heading ? 2 : title.n && piece->words == title.n && x[WD_F_title_like] == 1;
        x[WD_F_standfirst_like] = overlap(p, piece, &standfirst);
        x[WD_F_standfirst_in] = standfirst.n ? WD_MIN(4, share(piece->words, (double)standfirst.n)) : -1;
        x[WD_F_body_like] = overlap_runs(p, piece, &body);
        x[WD_F_has_body] = logged((double)body.n);
        x[WD_F_summary_like] = overlap(p, piece, &summary);
        x[WD_F_twice] = (float)WD_MIN(*wd_map_find(&f.texts, texts[i]), (uint64_t)4);
    }
    wd_map_done(&f.shapes);
    wd_map_done(&f.tags);
    wd_map_done(&f.texts);
    *ret = rows;
}

void wd_page_rows_ask(const struct wd_page_rules *rules, size_t n, struct wd_rows *rows)
{
    for (size_t i = 0; i < n; i++)
        rows->chance[i] = rows->chance[i] == WD_GIVEN_UP ? 0 : wd_page_chance(rules, WD_FOREST_FIRST, rows->v[i]);
}

void wd_page_rows_again(struct wd_arena *a, const struct wd_pieces *p, uint32_t won, struct wd_rows *rows)
{
    size_t n = p->list.n;
    const float *c = rows->chance;
    double *sum = wd_arena_array(a, n + 1, sizeof(*sum)), *words = wd_arena_array(a, n + 1, sizeof(*words));
    for (size_t i = 0; i < n; i++) {
        sum[i + 1] = sum[i] + c[i] * p->list.v[i].words;
        words[i + 1] = words[i] + p->list.v[i].words;
    }
    struct wd_map texts, shapes;
    wd_map_init(&texts);
    wd_map_init(&shapes);
    double *shape_sum = wd_arena_array(a, n + 1, sizeof(*shape_sum)), *shape_words = wd_arena_array(a, n + 1, sizeof(*shape_words));
    uint64_t shape_n = 0;
    for (size_t i = 0; i < n; i++) {
        size_t before = shapes.n + shapes.has_zero;
        uint64_t *at = wd_map_at(&shapes, p->boxes.v[p->list.v[i].box].shape);
        if (shapes.n + shapes.has_zero > before)
            *at = shape_n++;
        shape_sum[*at] += (double)c[i] * (p->list.v[i].words + 1);
        shape_words[*at] += p->list.v[i].words + 1;
    }
    size_t first = n, last = 0;
    for (size_t i = 0; i < n; i++)
        if (c[i] > .6F && p->list.v[i].words >= 12) {
            first = WD_MIN(first, i);
            last = i;
        }
    const struct wd_box *w = &p->boxes.v[won];
    double since = 1000;
    for (size_t i = 0; i < n; i++) {
        float *x = rows->v[i];
        if (c[i] < WD_LEAST_CHANCE) {
            since++;
            continue;
        }
        const struct wd_box *b = &p->boxes.v[p->list.v[i].box], *up = &p->boxes.v[b->parent], *up2 = &p->boxes.v[up->parent];
        x[WD_F_chance] = c[i];
        x[WD_F_chance_prev] = i >= 1 ? c[i - 1] : 0;
        x[WD_F_chance_prev2] = i >= 2 ? c[i - 2] : 0;
        x[WD_F_chance_prev3] = i >= 3 ? c[i - 3] : 0;
        x[WD_F_chance_next] = i + 1 < n ? c[i + 1] : 0;
        x[WD_F_chance_next2] = i + 2 < n ? c[i + 2] : 0;
        x[WD_F_chance_next3] = i + 3 < n ? c[i + 3] : 0;
        x[WD_F_chance_box] = share(sum[b->to] - sum[b->from], words[b->to] - words[b->from]);
        x[WD_F_chance_up] = share(sum[up->to] - sum[up->from], words[up->to] - words[up->from]);
        x[WD_F_chance_up2] = share(sum[up2->to] - sum[up2->from], words[up2->to] - words[up2->from]);
        uint64_t shape = *wd_map_find(&shapes, b->shape);
        x[WD_F_chance_shape] = share(shape_sum[shape], shape_words[shape]);
        x[WD_F_won] = i >= w->from && i < w->to;
        x[WD_F_far_won] = steps_to(p, p->list.v[i].box, won);
        x[WD_F_kept_before] = share(sum[i], sum[n]);
        x[WD_F_kept_after] = share(sum[n] - sum[i + 1], sum[n]);
        x[WD_F_kept_share] = logged(sum[n]);
        x[WD_F_won_mean] = share(sum[w->to] - sum[w->from], words[w->to] - words[w->from]);
        x[WD_F_first_kept] = first == n ? 0 : i < first ? -logged((double)(first - i)) : logged((double)(i - first));
        x[WD_F_last_kept] = first == n ? 0 : i > last ? -logged((double)(i - last)) : logged((double)(last - i));
        x[WD_F_since_kept] = logged(since);
        since = c[i] > .7F && p->list.v[i].words >= 8 ? 0 : since + 1;
        uint64_t *seen = wd_map_at(&texts, wd_hash(wd_piece_text(p, i)));
        x[WD_F_same_text_chance] = (float)*seen / 1000;
        *seen = WD_MAX(*seen, (uint64_t)(c[i] * 1000));
    }
    since = 1000;
    for (size_t i = n; i-- > 0;) {
        rows->v[i][WD_F_until_kept] = logged(since);
        since = c[i] > .7F && p->list.v[i].words >= 8 ? 0 : since + 1;
    }
    wd_map_done(&texts);
    wd_map_done(&shapes);
}
