#include "extract/pieces.h"

#include "base/hash.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "text/stopwords.h"

/* How an element takes part in the flow of text. */
enum flow { BLOCK, INLINE, SKIPPED, BREAK, CELL };

static const uint8_t flows[WD_TAG_COUNT] = {
    [WD_TAG_COMMENT] = SKIPPED, [WD_TAG_SCRIPT] = SKIPPED, [WD_TAG_STYLE] = SKIPPED,  [WD_TAG_TEMPLATE] = SKIPPED,
    [WD_TAG_HEAD] = SKIPPED,    [WD_TAG_SVG] = SKIPPED,    [WD_TAG_SELECT] = SKIPPED, [WD_TAG_TEXTAREA] = SKIPPED,
    [WD_TAG_IFRAME] = SKIPPED,  [WD_TAG_OBJECT] = SKIPPED, [WD_TAG_EMBED] = SKIPPED,  [WD_TAG_AUDIO] = SKIPPED,
    [WD_TAG_VIDEO] = SKIPPED,   [WD_TAG_CANVAS] = SKIPPED, [WD_TAG_INPUT] = SKIPPED,  [WD_TAG_LINK] = SKIPPED,
    [WD_TAG_META] = SKIPPED,    [WD_TAG_OPTION] = SKIPPED, [WD_TAG_TITLE] = SKIPPED,  [WD_TAG_MATH] = INLINE,
    [WD_TAG_BR] = BREAK,        [WD_TAG_HR] = BREAK,       [WD_TAG_TD] = CELL,        [WD_TAG_TH] = CELL,
    [WD_TAG_TEXT] = INLINE,     [WD_TAG_A] = INLINE,       [WD_TAG_ABBR] = INLINE,    [WD_TAG_B] = INLINE,
    [WD_TAG_CITE] = INLINE,     [WD_TAG_CODE] = INLINE,    [WD_TAG_DEL] = INLINE,     [WD_TAG_DFN] = INLINE,
    [WD_TAG_EM] = INLINE,       [WD_TAG_FONT] = INLINE,    [WD_TAG_I] = INLINE,       [WD_TAG_IMG] = INLINE,
    [WD_TAG_INS] = INLINE,      [WD_TAG_KBD] = INLINE,     [WD_TAG_MARK] = INLINE,    [WD_TAG_Q] = INLINE,
    [WD_TAG_RP] = INLINE,       [WD_TAG_RT] = INLINE,      [WD_TAG_RUBY] = INLINE,    [WD_TAG_S] = INLINE,
    [WD_TAG_SAMP] = INLINE,     [WD_TAG_SMALL] = INLINE,   [WD_TAG_SOURCE] = INLINE,  [WD_TAG_SPAN] = INLINE,
    [WD_TAG_STRIKE] = INLINE,   [WD_TAG_STRONG] = INLINE,  [WD_TAG_SUB] = INLINE,     [WD_TAG_SUP] = INLINE,
    [WD_TAG_TIME] = INLINE,     [WD_TAG_TT] = INLINE,      [WD_TAG_U] = INLINE,       [WD_TAG_VAR] = INLINE,
    [WD_TAG_WBR] = INLINE,      [WD_TAG_BIG] = INLINE,
};
static const uint32_t insides[WD_TAG_COUNT] = {
    [WD_TAG_ARTICLE] = WD_IN_ARTICLE,
    [WD_TAG_MAIN] = WD_IN_MAIN,
    [WD_TAG_SECTION] = WD_IN_SECTION,
    [WD_TAG_ASIDE] = WD_IN_ASIDE,
    [WD_TAG_NAV] = WD_IN_NAV,
    [WD_TAG_HEADER] = WD_IN_HEADER,
    [WD_TAG_FOOTER] = WD_IN_FOOTER,
    [WD_TAG_FIGURE] = WD_IN_FIGURE,
    [WD_TAG_FIGCAPTION] = WD_IN_FIGURE,
    [WD_TAG_UL] = WD_IN_LIST,
    [WD_TAG_OL] = WD_IN_LIST,
    [WD_TAG_DL] = WD_IN_LIST,
    [WD_TAG_TABLE] = WD_IN_TABLE,
    [WD_TAG_FORM] = WD_IN_FORM,
    [WD_TAG_FIELDSET] = WD_IN_FORM,
    [WD_TAG_BLOCKQUOTE] = WD_IN_QUOTE,
    [WD_TAG_A] = WD_IN_LINK,
    [WD_TAG_BUTTON] = WD_IN_BUTTON,
    [WD_TAG_LABEL] = WD_IN_FORM,
    [WD_TAG_NOSCRIPT] = WD_IN_NOSCRIPT,
    [WD_TAG_DIALOG] = WD_IN_DIALOG,
    [WD_TAG_ADDRESS] = WD_IN_ADDRESS,
    [WD_TAG_DETAILS] = WD_IN_DETAILS,
    [WD_TAG_PRE] = WD_IN_PRE,
    [WD_TAG_MENU] = WD_IN_NAV,
};
static const struct {
    struct wd_str role;
    uint32_t inside;
} roles[] = {
    {WD_STR_INIT("navigation"), WD_IN_NAV}, {WD_STR_INIT("complementary"), WD_IN_ASIDE}, {WD_STR_INIT("contentinfo"), WD_IN_FOOTER},
    {WD_STR_INIT("banner"), WD_IN_HEADER},  {WD_STR_INIT("dialog"), WD_IN_DIALOG},       {WD_STR_INIT("alertdialog"), WD_IN_DIALOG},
    {WD_STR_INIT("search"), WD_IN_FORM},    {WD_STR_INIT("button"), WD_IN_BUTTON},       {WD_STR_INIT("menu"), WD_IN_NAV},
    {WD_STR_INIT("main"), WD_IN_MAIN},      {WD_STR_INIT("article"), WD_IN_ARTICLE},     {WD_STR_INIT("form"), WD_IN_FORM},
};

/* IS_UPPER is what makes a capital of ASCII small. */
enum { IS_BLANK = 1, IS_COMMA = 2, IS_STOP = 4, IS_BAR = 8, IS_DIGIT = 16, IS_UPPER = 32, IS_WORD = 64, IS_WIDE = 128 };
static const uint8_t classes[256] = {
    [' '] = IS_BLANK,
    ['\t'] = IS_BLANK,
    ['\n'] = IS_BLANK,
    ['\r'] = IS_BLANK,
    ['\f'] = IS_BLANK,
    [','] = IS_COMMA,
    ['.'] = IS_STOP,
    ['!'] = IS_STOP,
    ['?'] = IS_STOP,
    ['|'] = IS_BAR,
    ['_'] = IS_WORD,
    ['a' ... 'z'] = IS_WORD,
    ['A' ... 'Z'] = IS_WORD | IS_UPPER,
    ['0' ... '9'] = IS_WORD | IS_DIGIT,
    [0x80 ... 0xFF] = IS_WIDE,
};

/* What is known of an element by its attributes. */
struct marks {
    uint32_t inside, shape;
    struct wd_evidence name;
    bool author;
};

/* What names of classes told of late: a page says the same ones over and over. */
enum { LATE_NAMES = 256 };
struct late_name {
    uint64_t hash;
    struct wd_evidence found;
    bool comments;
};

struct walk {
    struct late_name late[LATE_NAMES];
    struct wd_arena *a;
    const struct wd_page_rules *rules;
    struct wd_pieces *out;
    char *text;
    size_t text_n, text_cap;
    uint32_t *words; /* one for two bytes of text at most */
    size_t words_n;
    uint32_t box;
    struct wd_piece run; /* the piece that is being read; n counts from run.at */
    uint32_t word_hash, word_bytes;
    bool begun, blank, capital;
    uint32_t in_link, in_strong;
    uint32_t inside_inline; /* of inline elements that are open */
};

static void look_up_names(struct walk *w, struct wd_str names, uint64_t hash, struct marks *m)
{
    struct late_name *late = &w->late[hash % LATE_NAMES];
    if (late->hash != hash) {
        *late = (struct late_name){.hash = hash};
        late->found = wd_page_name(w->rules, names, late->found, &late->comments);
    }
    m->name.most = WD_MAX(m->name.most, late->found.most);
    m->name.least = WD_MIN(m->name.least, late->found.least);
    m->inside |= late->comments ? (uint32_t)WD_IN_COMMENTS : 0;
}

static struct marks marks_of(struct walk *w, const struct wd_html_node *n)
{
    struct marks m = {.shape = n->kind ? n->kind : wd_hash_fnv(n->tag)};
    m.inside = insides[n->kind];
    for (uint32_t i = 0; i < n->attribute_n; i++) {
        struct wd_str name = n->attributes[i].name, value = n->attributes[i].value;
        switch (name.n) {
        case 2:
            if (name.p[0] == 'i')
                look_up_names(w, value, wd_hash(value), &m);
            break;
        case 3: m.author = m.author || (wd_str_eqc(name, "rel") && wd_str_eqc(value, "author")); break;
        case 4:
            if (wd_str_eqc(name, "role"))
                for (size_t k = 0; k < WD_COUNT(roles); k++)
                    m.inside |= wd_str_eq(value, roles[k].role) ? roles[k].inside : 0;
            break;
        case 5:
            if (wd_str_eqc(name, "class")) {
                uint64_t hash = wd_hash(value);
                look_up_names(w, value, hash, &m);
                m.shape = (uint32_t)wd_hash_mix(m.shape, hash);
            } else if (wd_str_eqc(name, "style") &&
                       (wd_str_find(value, "display:none", 0) != SIZE_MAX || wd_str_find(value, "display: none", 0) != SIZE_MAX)) {
                m.inside |= WD_IN_HIDDEN;
            }
            break;
        case 6:
            if (wd_str_eqc(name, "hidden"))
                m.inside |= WD_IN_HIDDEN;
            break;
        case 8:
            if (wd_str_eqc(name, "itemprop") && wd_str_find(value, "articleBody", 0) != SIZE_MAX)
                m.inside |= WD_IN_ARTICLE_BODY;
            break;
        case 11:
            if (wd_str_eqc(name, "aria-hidden") && wd_str_eqc(value, "true"))
                m.inside |= WD_IN_HIDDEN;
            break;
        default: break;
        }
    }
    return m;
}

static bool is_stopword(uint32_t hash, uint32_t bytes)
{
    for (uint32_t at = hash & (wd_stopword_slots - 1); wd_stopwords[at].word; at = (at + 1) & (wd_stopword_slots - 1))
        if (wd_stopwords[at].hash == hash && wd_stopwords[at].bytes == bytes)
            return true;
    return false;
}

static void end_word(struct walk *w)
{
    if (!w->word_bytes)
        return;
    w->words[w->words_n++] = w->word_hash;
    w->run.words++;
    w->run.link_words += w->in_link != 0;
    w->run.title_words += w->capital;
    w->run.stopwords += is_stopword(w->word_hash, w->word_bytes);
    w->word_bytes = 0;
}

static void end_run(struct walk *w)
{
    if (!w->begun)
        return;
    end_word(w);
    w->run.n = (uint32_t)(w->text_n - w->run.at);
    w->text[w->text_n++] = '\n';
    w->run.link_bytes = WD_MIN(w->run.link_bytes, w->run.n);
    w->run.strong_bytes = WD_MIN(w->run.strong_bytes, w->run.n);
    wd_list_add(w->a, &w->out->list, w->run);
    w->begun = w->blank = false;
}

static void begin_run(struct walk *w, const struct wd_html_node *n)
{
    struct wd_evidence name = w->run.name;
    uint32_t flags = w->run.flags;
    w->run = (struct wd_piece){.box = w->box, .at = (uint32_t)w->text_n, .from = n->byte, .word = (uint32_t)w->words_n};
    w->run.name = name;
    w->run.flags = flags;
    w->begun = true;
    w->blank = false;
}

static void reserve(struct walk *w, size_t more)
{
    if (w->text_n + more <= w->text_cap)
        return;
    size_t cap = WD_MAX(w->text_cap * 2, w->text_n + more + 65536);
    char *bigger = wd_arena_raw(w->a, cap);
    uint32_t *more_words = wd_arena_raw(w->a, (cap / 2 + 1) * sizeof(*more_words));
    if (w->text_n)
        memcpy(bigger, w->text, w->text_n);
    if (w->words_n)
        memcpy(more_words, w->words, w->words_n * sizeof(*more_words));
    w->text = bigger;
    w->words = more_words;
    w->text_cap = cap;
}

static void put_byte(struct walk *w, char c)
{
    if (w->blank && w->text_n > w->run.at)
        w->text[w->text_n++] = ' ';
    w->blank = false;
    w->text[w->text_n++] = c;
}

/* Beyond ASCII: marks of sentences and blanks that count; all else is a letter of a word. Gives the bytes it took. */
static size_t take_wide(struct walk *w, struct wd_str s, size_t at, const struct wd_html_node *n)
{
    struct wd_cp c = wd_utf8_at(s, at);
    if (c.cp == 0xA0 || (c.cp >= 0x2000 && c.cp <= 0x200B) || c.cp == 0x202F || c.cp == 0x3000 || c.cp == 0xFEFF) {
        end_word(w);
        w->blank = w->begun && c.cp != 0x200B && c.cp != 0xFEFF ? true : w->blank;
        return c.bytes;
    }
    if (!w->begun)
        begin_run(w, n);
    bool mark = (c.cp >= 0x2010 && c.cp <= 0x205E) || (c.cp >= 0x3001 && c.cp <= 0x301F) || c.cp == 0xAB || c.cp == 0xBB || c.cp == 0xB7 ||
                (c.cp >= 0xFF01 && c.cp <= 0xFF0F) || c.cp == 0xFF1A || c.cp == 0xFF1F;
    if (mark) {
        end_word(w);
        w->run.stops += c.cp == 0x3002 || c.cp == 0x2026 || c.cp == 0xFF01 || c.cp == 0xFF1F;
        w->run.commas += c.cp == 0x3001 || c.cp == 0xFF0C;
        w->run.bars += c.cp == 0x2022 || c.cp == 0xB7;
    } else {
        if (!w->word_bytes) {
            w->word_hash = 2166136261u;
            w->capital = false;
        }
        for (size_t i = 0; i < c.bytes; i++)
            w->word_hash = (w->word_hash ^ (unsigned char)s.p[at + i]) * 16777619u;
        w->word_bytes += c.bytes;
        w->run.letters++;
    }
    for (size_t i = 0; i < c.bytes; i++)
        put_byte(w, s.p[at + i]);
    return c.bytes;
}

/* A run of letters, digits and '_' of ASCII from s.p[at] on; gives where it ends. */
static size_t take_word(struct walk *w, struct wd_str s, size_t at)
{
    uint32_t hash = w->word_bytes ? w->word_hash : 2166136261u, upper = 0, digits = 0;
    if (!w->word_bytes)
        w->capital = classes[(unsigned char)s.p[at]] & IS_UPPER;
    char *to = w->text + w->text_n;
    size_t i = at;
    for (unsigned k; i < s.n && (k = classes[(unsigned char)s.p[i]]) & IS_WORD; i++) {
        unsigned c = (unsigned char)s.p[i];
        upper += (k & IS_UPPER) != 0;
        digits += (k & IS_DIGIT) != 0;
        hash = (hash ^ (c | (k & IS_UPPER))) * 16777619u;
        *to++ = (char)c;
    }
    uint32_t n = (uint32_t)(i - at);
    w->text_n += n;
    w->word_hash = hash;
    w->word_bytes += n;
    w->run.letters += n - digits;
    w->run.capitals += upper;
    w->run.digits += digits;
    return i;
}

static void take_text(struct walk *w, const struct wd_html_node *n)
{
    struct wd_str s = n->text;
    if (w->text_n + s.n * 2 + 2 > WD_MAX_TEXT_BYTES)
        return;
    reserve(w, s.n * 2 + 2);
    size_t before = w->begun ? w->text_n : SIZE_MAX;
    for (size_t i = 0; i < s.n;) {
        unsigned c = (unsigned char)s.p[i], k = classes[c];
        if (k & IS_BLANK || (c < ' ' && !k)) {
            end_word(w);
            w->blank = w->begun;
            i++;
            continue;
        }
        if (k & IS_WIDE) {
            i += take_wide(w, s, i, n);
            continue;
        }
        if (!w->begun)
            begin_run(w, n);
        if (w->blank) {
            w->text[w->text_n] = ' ';
            w->text_n += w->text_n > w->run.at;
            w->blank = false;
        }
        if (k & IS_WORD) {
            i = take_word(w, s, i);
            continue;
        }
        end_word(w);
        w->run.commas += k == IS_COMMA;
        w->run.stops += k == IS_STOP;
        w->run.bars += k == IS_BAR;
        w->text[w->text_n++] = (char)c;
        i++;
    }
    if (!w->begun)
        return;
    size_t put = w->text_n - (before == SIZE_MAX ? w->run.at : before);
    w->run.link_bytes += w->in_link ? (uint32_t)put : 0;
    w->run.strong_bytes += w->in_strong ? (uint32_t)put : 0;
    w->run.to = n->byte + (uint32_t)s.n;
}

static void visit(struct walk *w, const struct wd_html_node *n);

static void visit_below(struct walk *w, const struct wd_html_node *n)
{
    for (const struct wd_html_node *c = n->first; c; c = c->next)
        visit(w, c);
}

static void visit_inline(struct walk *w, const struct wd_html_node *n)
{
    bool link = n->kind == WD_TAG_A,
         strong = n->kind == WD_TAG_B || n->kind == WD_TAG_STRONG || n->kind == WD_TAG_EM || n->kind == WD_TAG_I;
    uint32_t outer = w->inside_inline;
    if (n->kind == WD_TAG_IMG)
        w->out->boxes.v[w->box].images++;
    if (n->attribute_n) {
        struct marks m = marks_of(w, n);
        w->inside_inline |= m.inside & ~(uint32_t)WD_IN_LINK;
        if (m.author)
            w->run.flags |= WD_PIECE_AUTHOR;
        if (!w->begun) {
            w->run.name.most = WD_MAX(w->run.name.most, m.name.most);
            w->run.name.least = WD_MIN(w->run.name.least, m.name.least);
        }
    }
    if (n->kind == WD_TAG_TIME)
        w->run.flags |= WD_PIECE_TIME;
    w->in_link += link;
    w->in_strong += strong;
    w->run.links += link;
    visit_below(w, n);
    w->in_link -= link;
    w->in_strong -= strong;
    w->inside_inline = outer;
}

static void forget_marks(struct walk *w)
{
    w->run.name = (struct wd_evidence){0, 0};
    w->run.flags = 0;
    w->run.links = 0;
}

static void visit_block(struct walk *w, const struct wd_html_node *n)
{
    end_run(w);
    forget_marks(w);
    struct marks m = marks_of(w, n);
    uint32_t outer = w->box, number = (uint32_t)w->out->boxes.n;
    struct wd_box around = w->out->boxes.v[outer];
    bool frame = n->kind == WD_TAG_BODY || n->kind == WD_TAG_HTML;
    struct wd_box box = {
        .node = n,
        .parent = outer,
        .from = (uint32_t)w->out->list.n,
        .inside = around.inside | w->inside_inline | (frame ? 0 : m.inside) | (w->in_link ? (uint32_t)WD_IN_LINK : 0),
        .tags = around.tags * 31 + (n->kind ? n->kind : wd_hash_fnv(n->tag)),
        .shape = (uint32_t)wd_hash_mix(around.shape, m.shape),
        .depth = (uint16_t)(around.depth + 1),
        .own = m.name,
        .worst = around.worst,
        .best = around.best,
    };
    if (frame)
        box.own = (struct wd_evidence){0, 0};
    box.worst.least = WD_MIN(box.worst.least, box.own.least);
    box.worst.most = WD_MIN(around.worst.most, box.own.most);
    box.best.most = WD_MAX(around.best.most, box.own.most);
    box.best.least = WD_MAX(around.best.least, box.own.least);
    wd_list_add(w->a, &w->out->boxes, box);
    w->box = number;
    visit_below(w, n);
    end_run(w);
    forget_marks(w);
    w->out->boxes.v[number].to = (uint32_t)w->out->list.n;
    w->out->boxes.v[outer].images += w->out->boxes.v[number].images;
    w->box = outer;
}

static bool holds_blocks(const struct wd_html_node *n)
{
    for (const struct wd_html_node *c = n->first; c; c = c->next)
        if (flows[c->kind] == BLOCK && c->kind != WD_TAG_OTHER)
            return true;
    return false;
}

static void visit(struct walk *w, const struct wd_html_node *n)
{
    if (n->kind == WD_TAG_TEXT) {
        take_text(w, n);
        return;
    }
    switch (flows[n->kind]) {
    case SKIPPED: break;
    case INLINE: visit_inline(w, n); break;
    case BREAK:
        if (w->begun)
            w->run.flags |= WD_PIECE_BREAK;
        end_run(w);
        forget_marks(w);
        break;
    case CELL: /* a row of figures is one line; a table that only lays out a page has blocks in its cells */
        if (holds_blocks(n)) {
            visit_block(w, n);
        } else {
            end_word(w);
            w->blank = w->begun;
            visit_inline(w, n);
        }
        break;
    default: visit_block(w, n); break;
    }
}

void wd_pieces_of(struct wd_arena *a, const struct wd_html *page, const struct wd_page_rules *rules, struct wd_pieces *ret)
{
    *ret = (struct wd_pieces){.text = {"", 0}};
    struct walk *w = WD_NEW(a, struct walk);
    w->a = a;
    w->rules = rules;
    w->out = ret;
    reserve(w, 1);
    wd_list_add(a, &ret->boxes, (struct wd_box){.node = page->root});
    visit_below(w, page->root);
    end_run(w);
    ret->boxes.v[0].to = (uint32_t)ret->list.n;
    ret->text = wd_str_n(w->text, w->text_n);
    ret->words = w->words;
}

bool wd_box_within(const struct wd_pieces *p, uint32_t b, uint32_t top)
{
    while (p->boxes.v[b].depth > p->boxes.v[top].depth)
        b = p->boxes.v[b].parent;
    return b == top;
}

enum { PATH_STEPS = 12 };

struct wd_str wd_box_path(struct wd_arena *a, const struct wd_pieces *p, uint32_t b)
{
    struct wd_str path = {"", 0};
    for (int step = 0; b && step < PATH_STEPS; step++, b = p->boxes.v[b].parent) {
        const struct wd_html_node *n = p->boxes.v[b].node;
        struct wd_str names = wd_html_attribute(n, "class"), first = {"", 0};
        names = wd_str_trim(names.n ? names : wd_html_attribute(n, "id"));
        wd_str_cut(&names, ' ', &first);
        first = wd_utf8_cut(first.n ? first : names, 40);
        path = wd_arena_printf(a, "%.*s%s%.*s%s%.*s", WD_STR_ARG(n->tag), first.n ? "." : "", WD_STR_ARG(first), path.n ? " > " : "",
                               WD_STR_ARG(path));
    }
    return path;
}
