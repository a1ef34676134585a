#include "analyse/standfirst.h"

#include "base/utf8.h"
#include "text/fold.h"
#include "text/lower.h"
#include "text/stopwords.h"
#include "text/words.h"

enum {
    SLOTS = 1 << 12,
    SENTENCE_WORDS = 200,
    TITLE_WORDS = 60,
    WORD_BYTES = 40,
    LONGEST_DATELINE = 70,
    WIDE_WORD_BYTES = 6,
    LONGEST_BYTES = 1600
};
static const double REPEATS_TITLE = 0.85, FULL_SENTENCE = 8.0; /* words, counted by how often the text has them */

/* ---- whether a sentence may stand alone ---- */

/* Words that point back, each with a blank on either side. */
static const struct {
    char code[3];
    const char *words;
} openers[] = {
    {"en", " he she they it we i you this that these those his her their its but and or so however meanwhile also then there's it's "
           "he's she's they're that's "},
    {"de", " er sie es wir ich dies dieser diese dieses sein seine ihr ihre aber doch und auch außerdem danach dann dabei damit dazu "},
    {"fr",
     " il elle ils elles on nous ce c'est cela ça cette ces cet celui-ci celle-ci mais et ou donc car or aussi son sa ses leur leurs "},
    {"es", " él ella ellos ellas esto esta este estos estas eso esa ese pero y además también su sus lo así "},
    {"it", " lui lei loro egli essi questo questa questi queste ciò ma e anche inoltre poi suo sua "},
    {"pt", " ele ela eles elas isso isto este esta esse essa mas e também além seu sua "},
    {"nl", " hij zij ze wij deze dit dat maar en ook "},
    {"ru", " он она они оно это этот эта эти мы но а и также однако его её ее их "},
};

/* The first word, in lower case. */
static struct wd_str first_word(struct wd_str s, char *out, size_t cap)
{
    size_t n = 0, at = 0;
    for (struct wd_cp p; at < s.n && !wd_cp_is_space((p = wd_utf8_at(s, at)).cp) && p.cp != ',' && n + 5 < cap; at += p.bytes)
        n += wd_utf8_put(out + n, p.cp == 0x2019 ? '\'' : wd_lower_cp(p.cp));
    return wd_str_n(out, n);
}

static bool opens_with_pronoun(struct wd_str s, struct wd_str language)
{
    char bytes[32] = " ";
    size_t n = first_word(s, bytes + 1, sizeof bytes - 1).n, list = 0;
    struct wd_str word = wd_str_n(bytes + 1, n);
    memcpy(bytes + 1 + n, " ", 2);
    for (size_t i = 0; i < WD_COUNT(openers); i++)
        if (wd_str_starts(language, openers[i].code))
            list = i;
    if (wd_str_eqc(word, "das") && wd_str_starts(language, "de")) { /* an article before a noun, a pronoun before a verb */
        size_t next = wd_str_find_byte(s, ' ', 0);
        return next != SIZE_MAX && next + 1 < s.n && !wd_cp_is_upper(wd_utf8_at(s, next + 1).cp);
    }
    return n && strstr(openers[list].words, bytes) != NULL;
}

/* Double marks that open must close. */
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

bool wd_may_stand(struct wd_str s, struct wd_str language)
{
    if (!s.n)
        return false;
    char last = s.p[s.n - 1];
    if (last == '?' || last == ':' || wd_str_find(s, "?\"", 0) != SIZE_MAX || wd_str_ends(s, "?”"))
        return false;
    struct wd_cp first = wd_utf8_at(s, 0);
    struct wd_str bare = s;
    while (bare.n && strchr(".!,", bare.p[bare.n - 1]))
        bare.n--;
    struct wd_cp end = wd_utf8_before(bare, bare.n);
    if (s.p[0] == '(' || s.p[0] == '-' || wd_str_ends(s, "…") || wd_cp_class(first.cp) == WD_CLASS_LOWER)
        return false;
    if (wd_str_find(s, "(left)", 0) != SIZE_MAX || wd_str_find(s, "(right)", 0) != SIZE_MAX || wd_str_find(s, "(pictured)", 0) != SIZE_MAX)
        return false;                  /* a caption */
    if (wd_cp_is_quote_mark(first.cp)) /* nothing but a quotation does not say who speaks */
        return !wd_cp_is_quote_mark(end.cp) && marks_are_whole(s);
    return !opens_with_pronoun(s, language) && marks_are_whole(s);
}

size_t wd_stand_words(struct wd_str s)
{
    size_t blanks = 0;
    for (size_t i = 0; i < s.n; i++)
        blanks += s.p[i] == ' ';
    return blanks + 1;
}

double wd_stand_score(size_t seen, double common, double title, size_t words)
{
    double position = 1.0 / (1.0 + 0.35 * (double)seen), length = words > WD_STAND_WORDS_MOST ? 0.6 : words < 10 ? 0.8 : 1.0;
    return (0.5 * position + 0.25 * common + 0.25 * title) * length;
}

/* ---- of one article ---- */

/* Distinct content words by hash. `key` 0: empty. */
struct slot {
    uint32_t key, count;
    bool in_title;
};
struct candidate {
    struct wd_span span;
    uint32_t words[SENTENCE_WORDS];
    size_t n, seen;
    double score;
};
struct choosing {
    struct wd_arena *a;
    struct wd_str text;
    struct wd_str language;
    int stopwords;
    struct slot *slots; /* SLOTS */
    size_t used;
    uint32_t title[TITLE_WORDS];
    size_t title_n;
    struct candidate *list;
    size_t n;
};

static struct slot *slot_of(struct choosing *c, uint32_t key)
{
    uint32_t at = key * 2654435761u >> 20 & (SLOTS - 1);
    key += key == 0;
    while (c->slots[at].key && c->slots[at].key != key)
        at = (at + 1) & (SLOTS - 1);
    return &c->slots[at];
}

static bool is_stopword(const struct choosing *c, struct wd_str word)
{
    char lower[WORD_BYTES + 4];
    size_t n = 0;
    for (size_t at = 0; at < word.n && n < WORD_BYTES;) {
        struct wd_cp p = wd_utf8_at(word, at);
        n += wd_utf8_put(lower + n, wd_lower_cp(p.cp));
        at += p.bytes;
    }
    return wd_stopword_in(c->stopwords, wd_str_n(lower, n));
}

/* Distinct content words of a text of at most LONGEST_BYTES, at most `most`; each gets a place in the table. */
static size_t content_of(struct choosing *c, struct wd_str text, uint32_t *out, size_t most)
{
    wd_words words;
    int cut = wd_words_of(c->a, text, &words);
    (void)cut;
    size_t n = 0;
    for (size_t i = 0; i < words.n && n < most && c->used < SLOTS / 2; i++) {
        if (is_stopword(c, wd_str_n(text.p + words.v[i].start, words.v[i].end - words.v[i].start)))
            continue;
        bool again = false;
        for (size_t k = 0; k < n && !again; k++)
            again = out[k] == words.v[i].hash;
        if (again)
            continue;
        struct slot *s = slot_of(c, words.v[i].hash);
        c->used += s->key == 0;
        s->key = words.v[i].hash + (words.v[i].hash == 0);
        out[n++] = words.v[i].hash;
    }
    return n;
}

/* How often the text has each word of the table. */
static void count_words(struct choosing *c)
{
    wd_words words;
    int cut = wd_words_of(c->a, c->text, &words);
    (void)cut;
    for (size_t i = 0; i < words.n; i++) {
        struct slot *s = slot_of(c, words.v[i].hash);
        s->count += s->key != 0;
    }
}

static bool ends_as_sentence(struct wd_str s)
{
    size_t at = s.n;
    struct wd_cp p = {0, 0};
    while (at > 0 && ((p = wd_utf8_before(s, at)).cp == ')' || wd_cp_is_quote_mark(p.cp)))
        at -= p.bytes;
    return at > 0 && (p.cp == '.' || p.cp == '!' || p.cp == 0x3002 || p.cp == 0xFF01 || p.cp == 0x964 || p.cp == 0x6D4);
}

/* "ORLA, Jan 5 (Agency) - The ferry": past the dash; 0 where no dateline stands. */
static size_t dateline_end(struct wd_str s)
{
    struct wd_cp first = wd_utf8_at(s, 0), second = wd_utf8_at(s, first.bytes);
    if (!wd_cp_is_upper(first.cp) || !wd_cp_is_upper(second.cp))
        return 0;
    for (size_t at = 0; at < s.n && at < LONGEST_DATELINE;) {
        struct wd_cp p = wd_utf8_at(s, at);
        bool dash = p.cp == '-' || p.cp == 0x2013 || p.cp == 0x2014;
        at += p.bytes;
        if (p.cp == '.' || p.cp == ':')
            return 0;
        if (dash && at > 3 && (s.p[at - p.bytes - 1] == ' ' || s.p[at - p.bytes - 1] == ')')) {
            while (at < s.n && (s.p[at] == ' ' || s.p[at] == '-'))
                at++;
            return at;
        }
    }
    return 0;
}

static bool is_running_text(const wd_blocks *blocks, size_t *from, struct wd_span s)
{
    if (!blocks)
        return true;
    while (*from < blocks->n && blocks->v[*from].span.end < s.end)
        ++*from;
    int kind = *from < blocks->n && blocks->v[*from].span.start <= s.start ? blocks->v[*from].kind : WD_BLOCK_PARAGRAPH;
    return kind != WD_BLOCK_HEADING && kind != WD_BLOCK_CAPTION;
}

/* The first sentences of running text that may stand; those that may not keep their place in the count. */
static void find_candidates(struct choosing *c, const wd_spans *sentences, const wd_blocks *blocks)
{
    size_t seen = 0, block = 0;
    for (size_t i = 0; i < sentences->n && seen < WD_STAND_LOOKED_AT; i++) {
        struct wd_span span = sentences->v[i];
        if (!is_running_text(blocks, &block, span))
            continue;
        span.start += (uint32_t)dateline_end(wd_str_span(c->text, span));
        struct wd_str s = wd_str_span(c->text, span);
        bool wide = s.n && (unsigned char)s.p[0] >= 0xE3 && s.n / WIDE_WORD_BYTES >= WD_STAND_WORDS_LEAST;
        if (!ends_as_sentence(s) || (wd_stand_words(s) < WD_STAND_WORDS_LEAST && !wide))
            continue; /* a heading, a credit */
        size_t place = seen++;
        if (s.n > LONGEST_BYTES || !wd_may_stand(s, c->language))
            continue;
        struct candidate *x = &c->list[c->n++];
        x->span = span;
        x->seen = place;
        x->n = content_of(c, s, x->words, SENTENCE_WORDS);
    }
}

static void score(struct choosing *c, struct candidate *x)
{
    double common = 0, title = 0;
    for (size_t i = 0; i < x->n; i++) {
        const struct slot *s = slot_of(c, x->words[i]);
        common += WD_MIN(1.0, (double)(s->count - (s->count > 0)) / 4.0);
        title += s->in_title;
    }
    bool repeats = x->n && c->title_n > 2 && title >= REPEATS_TITLE * (double)WD_MAX(x->n, c->title_n);
    common = WD_MIN(1.0, common / FULL_SENTENCE);
    title = c->title_n ? title / (double)c->title_n : 0;
    x->score = repeats || x->n < 2 ? 0 : wd_stand_score(x->seen, common, title, wd_stand_words(wd_str_span(c->text, x->span)));
}

static bool tells_the_same(const struct candidate *x, const struct candidate *y)
{
    size_t shared = 0;
    for (size_t i = 0; i < x->n; i++)
        for (size_t k = 0; k < y->n; k++)
            shared += x->words[i] == y->words[k];
    return (double)shared >= WD_STAND_REDUNDANT * (double)WD_MIN(x->n, y->n);
}

void wd_standfirst_of(struct wd_arena *a, struct wd_str text, struct wd_str title, struct wd_str language, const wd_spans *sentences,
                      const wd_blocks *blocks, wd_spans *ret_spans)
{
    struct choosing c = {.a = a, .text = text, .language = language, .stopwords = wd_stopword_language(language)};
    wd_spans spans = {0};
    c.slots = wd_arena_array(a, SLOTS, sizeof *c.slots);
    c.list = wd_arena_array(a, WD_STAND_LOOKED_AT, sizeof *c.list);
    if (title.n <= LONGEST_BYTES)
        c.title_n = content_of(&c, title, c.title, TITLE_WORDS);
    for (size_t i = 0; i < c.title_n; i++)
        slot_of(&c, c.title[i])->in_title = true;
    find_candidates(&c, sentences, blocks);
    if (c.n)
        count_words(&c);
    const struct candidate *best = NULL, *second = NULL;
    for (size_t i = 0; i < c.n; i++) {
        score(&c, &c.list[i]);
        if (c.list[i].score > (best ? best->score : 0))
            best = &c.list[i];
    }
    for (size_t i = 0; best && i < c.n; i++)
        if (&c.list[i] != best && c.list[i].score > (second ? second->score : 0) && !tells_the_same(&c.list[i], best))
            second = &c.list[i];
    if (second && second < best) {
        const struct candidate *first = second;
        second = best;
        best = first;
    }
    if (best)
        wd_list_add(a, &spans, best->span);
    if (second)
        wd_list_add(a, &spans, second->span);
    *ret_spans = spans;
}
