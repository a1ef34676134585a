#include "base/utf8.h"
#include "extract/kind.h"
#include "text/fold.h"

enum {
    MAX_AROUND_BYTES = 16u << 10, /* text outside the body in which phrases are looked for */
    MAX_BLOCK_BYTES = 2048,       /* of a block, in which they are looked for */
    MAX_BODY_BYTES = 4u << 10,    /* the same, of all blocks */
    MAX_NAMES_BYTES = 256,        /* of an element's class or id */
    LAST_BLOCKS = 4,              /* in which they are looked for in any case: walls come last */
    MIN_HEADLINE = 24,
    MAX_HEADLINE = 240,
    LONG_TEXT = 3000, /* bytes of it from which on what stands around it does not count */
    RUNNING_TEXT = 80 /* bytes of a block from which on it is a paragraph */
};

struct look {
    struct wd_arena *a;
    const struct wd_page_body *body;
    struct wd_sight *to;
    struct wd_buf around;
    struct wd_span range; /* from the first block of the body to the last */
    size_t source;        /* the block's source that comes next */
    size_t link_text;     /* of the link that is open */
    bool long_text;       /* what stands around it does not count */
    int in_link, in_menu;
};

static bool hides(struct wd_str style)
{
    return wd_str_find_nocase(style, "display:none", 0) != SIZE_MAX || wd_str_find_nocase(style, "display: none", 0) != SIZE_MAX;
}

/* What an element's attributes say of it, in one pass: there are many elements. */
static void read_attributes(const struct wd_html_node *n, bool *ret_hidden, bool *ret_menu)
{
    *ret_hidden = *ret_menu = false;
    for (size_t i = 0; i < n->attribute_n; i++) {
        struct wd_str name = n->attributes[i].name, value = n->attributes[i].value;
        if (name.n == 5 && name.p[0] == 's' && wd_str_eqc(name, "style"))
            *ret_hidden |= hides(value);
        else if (name.n == 6 && name.p[0] == 'h' && wd_str_eqc(name, "hidden"))
            *ret_hidden = true;
        else if (name.n == 11 && wd_str_eqc(name, "aria-hidden"))
            *ret_hidden |= wd_str_eqc(value, "true");
        else if (name.n == 4 && wd_str_eqc(name, "role"))
            *ret_menu |= wd_str_eqc(value, "navigation");
    }
}

/* A page's header is a menu too, an article's is not. */
static bool menu(const struct wd_html_node *n)
{
    if (n->kind != WD_TAG_HEADER)
        return n->kind == WD_TAG_NAV || n->kind == WD_TAG_FOOTER;
    const struct wd_html_node *up = n->parent;
    if (up && up->kind == WD_TAG_DIV)
        up = up->parent;
    return !up || up->kind == WD_TAG_BODY;
}

/* Within a block of the body? Blocks and text nodes come in the same order but for a standfirst. */
static bool in_body(struct look *l, uint32_t byte)
{
    const wd_spans *s = &l->body->sources;
    while (l->source < s->n && s->v[l->source].end <= byte)
        l->source++;
    return l->source < s->n && s->v[l->source].start <= byte;
}

static void see_text(struct look *l, const struct wd_html_node *n)
{
    struct wd_str text = wd_str_trim(n->text);
    if (text.n == 0)
        return;
    bool of_body = in_body(l, n->byte);
    if (l->in_link)
        l->link_text += text.n;
    if (l->in_menu)
        return;
    l->to->shown_bytes += text.n;
    l->to->link_bytes += l->in_link ? text.n : 0;
    if (!of_body && !l->long_text && l->around.n < MAX_AROUND_BYTES) {
        wd_buf_byte(&l->around, ' ');
        wd_buf_puts(&l->around, wd_utf8_cut(n->text, MAX_BLOCK_BYTES));
    }
}

static bool blank_or_none(const struct wd_html_node *n)
{
    return !n || n->kind != WD_TAG_TEXT || wd_str_trim(n->text).n == 0;
}

static void see_link(struct look *l, const struct wd_html_node *n)
{
    struct wd_sight *to = l->to;
    struct wd_str to_where = wd_html_attribute(n, "href");
    if (l->in_menu || to_where.n == 0 || to_where.p[0] == '#')
        return;
    to->links++;
    if (l->link_text < MIN_HEADLINE || l->link_text > MAX_HEADLINE || !blank_or_none(n->prev) || !blank_or_none(n->next))
        return;
    to->headlines++;
    to->headlines_within += n->byte > l->range.start && n->byte < l->range.end;
}

static bool json_ld(const struct wd_html_node *script)
{
    return wd_str_eqc_nocase(wd_html_attribute(script, "type"), "application/ld+json");
}

/* Types that schema.org gives to pages that are lists or goods; looked for as strings, since such scripts are often broken. */
static void see_script(struct look *l, const struct wd_html_node *n)
{
    static const char *const lists[] = {"\"CollectionPage\"", "\"ItemList\"", "\"SearchResultsPage\"", NULL};
    struct wd_str text = n->first ? n->first->text : wd_str_n("", 0);
    l->to->script_bytes += text.n + wd_html_attribute(n, "src").n;
    if (!json_ld(n))
        return;
    text.n = WD_MIN(text.n, (size_t)MAX_BODY_BYTES);
    for (size_t i = 0; lists[i]; i++)
        l->to->list_type |= wd_str_find(text, lists[i], 0) != SIZE_MAX;
    l->to->shop |= wd_str_find(text, "\"Product\"", 0) != SIZE_MAX && wd_str_find(text, "\"offers\"", 0) != SIZE_MAX;
}

static bool begins_at(struct wd_str names, size_t at, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (wd_str_starts_nocase(wd_str_from(names, at), words[i]))
            return true;
    return false;
}

/* Names are looked through once: of the first letters below few stand in a class. */
static void see_name(struct wd_sight *to, struct wd_str names)
{
    static const char *const walls[] = {"wall", "piano-", "locked", "subscription-required", NULL};
    static const char *const checks[] = {"captcha", "challenge-", "cf-error", "cf-wrapper", "datadome", NULL};
    names.n = WD_MIN(names.n, (size_t)MAX_NAMES_BYTES);
    for (size_t i = 0; i < names.n; i++) {
        char c = wd_lower(names.p[i]);
        if (c == 'w' || c == 'p' || c == 'l' || c == 's')
            to->wall |= begins_at(names, i, walls) && !wd_str_starts_nocase(wd_str_from(names, i), "wallp");
        else if (c == 'c' || c == 'd')
            to->challenge |= begins_at(names, i, checks);
    }
}

static void see_names(struct look *l, const struct wd_html_node *n)
{
    static const char *const roots[] = {"root", "app", "__next", "__nuxt", "react-root", "app-root", NULL};
    if (n->attribute_n == 0 || l->long_text)
        return;
    struct wd_str id = wd_html_attribute(n, "id");
    see_name(l->to, id);
    see_name(l->to, wd_html_attribute(n, "class"));
    for (size_t i = 0; id.n && !n->first && roots[i]; i++)
        l->to->app_root |= wd_str_eqc(id, roots[i]);
}

static void see_element(struct look *l, const struct wd_html_node *n)
{
    switch (n->kind) {
    case WD_TAG_INPUT: l->to->passwords += wd_str_eqc_nocase(wd_html_attribute(n, "type"), "password"); return;
    case WD_TAG_VIDEO:
    case WD_TAG_AUDIO: l->to->players++; return;
    case WD_TAG_DIV:
    case WD_TAG_SECTION:
    case WD_TAG_ASIDE:
    case WD_TAG_FORM:
    case WD_TAG_OTHER: see_names(l, n); return;
    default: return;
    }
}

static bool inline_kind(uint16_t kind)
{
    switch (kind) {
    case WD_TAG_A:
    case WD_TAG_ABBR:
    case WD_TAG_B:
    case WD_TAG_EM:
    case WD_TAG_FONT:
    case WD_TAG_I:
    case WD_TAG_SMALL:
    case WD_TAG_SPAN:
    case WD_TAG_STRONG:
    case WD_TAG_U: return true;
    default: return false;
    }
}

/* A page's tree is no deeper than WD_MAX_HTML_DEPTH. */
static void look_at(struct look *l, const struct wd_html_node *n)
{
    if (n->kind == WD_TAG_TEXT) {
        see_text(l, n);
        return;
    }
    if (n->kind == WD_TAG_SCRIPT)
        see_script(l, n);
    if (n->kind == WD_TAG_SCRIPT || n->kind == WD_TAG_STYLE || n->kind == WD_TAG_TEMPLATE || n->kind == WD_TAG_COMMENT ||
        n->kind == WD_TAG_SVG || n->kind == WD_TAG_TITLE)
        return;
    bool link = n->kind == WD_TAG_A, is_hidden, is_menu;
    read_attributes(n, &is_hidden, &is_menu);
    if (is_hidden)
        return;
    is_menu |= menu(n);
    see_element(l, n);
    size_t links = l->to->links;
    if (link && l->in_link == 0)
        l->link_text = 0;
    l->in_link += link;
    l->in_menu += is_menu;
    for (const struct wd_html_node *c = n->first; c; c = c->next)
        look_at(l, c);
    l->to->cards += n->kind == WD_TAG_ARTICLE && l->to->links > links;
    l->in_menu -= is_menu;
    l->in_link -= link;
    if (link && l->in_link == 0)
        see_link(l, n);
    if (!l->long_text && l->around.n < MAX_AROUND_BYTES && !inline_kind(n->kind))
        wd_buf_putc(&l->around, " ; "); /* no phrase goes on from one block to the next */
}

/* A title, and its pieces between the marks that part a headline from the name of the site. */
static void hear_title(struct wd_arena *a, const struct wd_phrase_index *index, struct wd_str title, struct wd_heard *to)
{
    static const char *const marks[] = {" | ", " - ", " / ", NULL};
    title = wd_fold(a, wd_utf8_cut(title, MAX_BLOCK_BYTES));
    while (title.n) {
        size_t end = title.n, skip = 0;
        for (size_t i = 0; marks[i]; i++) {
            size_t at = wd_str_find(title, marks[i], 0);
            if (at < end) {
                end = at;
                skip = strlen(marks[i]);
            }
        }
        wd_hear(index, wd_str_n(title.p, end), true, to);
        title = wd_str_from(title, end + skip);
    }
}

static unsigned loudest(const struct wd_heard *h)
{
    unsigned most = 0;
    for (size_t i = 0; i <= WD_SAYS_LOGIN; i++)
        most = WD_MAX(most, h->weight[i]);
    return most;
}

static void add_heard(struct wd_heard *to, const struct wd_heard *more)
{
    for (size_t i = 0; i < WD_SAYS_COUNT; i++) {
        to->weight[i] += more->weight[i];
        to->words[i] = to->words[i] && more->weight[i] < 3 ? to->words[i] : more->words[i] ? more->words[i] : to->words[i];
    }
}

/* What a wall says comes last: where the text goes on after it, an article tells of walls. */
static void text_goes_on(struct wd_sight *to, size_t *wall_bytes)
{
    to->body.weight[WD_SAYS_PAY] = 0;
    to->body_bytes += *wall_bytes;
    *wall_bytes = 0;
}

static void hear_body(struct wd_arena *a, const struct wd_phrase_index *index, const struct wd_page_body *body, struct wd_sight *to)
{
    size_t looked = 0, wall_bytes = 0;
    for (size_t i = 0; i < body->blocks.n; i++) {
        struct wd_str block = wd_str_span(body->text, body->blocks.v[i].span);
        struct wd_heard heard = {0};
        if (looked < MAX_BODY_BYTES || (body->text.n < LONG_TEXT && i + LAST_BLOCKS > body->blocks.n)) {
            looked += WD_MIN(block.n, (size_t)MAX_BLOCK_BYTES);
            wd_hear(index, wd_fold(a, wd_utf8_cut(block, MAX_BLOCK_BYTES)), block.n < MIN_HEADLINE, &heard);
            add_heard(&to->body, &heard);
        }
        to->consent_bytes += heard.weight[WD_SAYS_CONSENT] ? block.n : 0;
        if (loudest(&heard) >= 2) {
            wall_bytes += heard.weight[WD_SAYS_PAY] >= 2 ? block.n : 0;
            continue;
        }
        to->body_bytes += block.n;
        to->body_blocks += block.n >= RUNNING_TEXT;
        if (wall_bytes && block.n >= RUNNING_TEXT)
            text_goes_on(to, &wall_bytes);
    }
}

static bool ends_in_the_middle(struct wd_str text)
{
    static const char *const ends[] = {"...", "\xE2\x80\xA6", "[...]", "[\xE2\x80\xA6]", "(...)", "(\xE2\x80\xA6)", NULL};
    for (size_t i = 0; ends[i]; i++)
        if (wd_str_ends(text, ends[i]))
            return true;
    return text.n && text.p[text.n - 1] == ',';
}

/* The last block of running text; what follows it may be the wall's own words. */
static bool body_is_cut(const struct wd_page_body *body)
{
    for (size_t i = body->blocks.n; i > 0; i--) {
        struct wd_str block = wd_str_span(body->text, body->blocks.v[i - 1].span);
        if (block.n >= RUNNING_TEXT)
            return ends_in_the_middle(block);
    }
    return false;
}

static struct wd_span range_of(const wd_spans *sources)
{
    struct wd_span range = {UINT32_MAX, 0};
    for (size_t i = 0; i < sources->n; i++) {
        if (sources->v[i].end == 0)
            continue;
        range.start = WD_MIN(range.start, sources->v[i].start);
        range.end = WD_MAX(range.end, sources->v[i].end);
    }
    return range;
}

void wd_sight_of_body(struct wd_arena *a, const struct wd_phrase_index *index, const struct wd_page_body *body, struct wd_sight *ret)
{
    *ret = (struct wd_sight){.cut = body_is_cut(body)};
    hear_body(a, index, body, ret);
}

void wd_sight_of_page(struct wd_arena *a, const struct wd_phrase_index *index, const struct wd_html *page, const struct wd_page_meta *meta,
                      const struct wd_page_body *body, struct wd_sight *to)
{
    struct look l = {.a = a, .body = body, .to = to, .long_text = to->body_bytes >= LONG_TEXT, .range = range_of(&body->sources)};
    wd_buf_init(&l.around, MAX_AROUND_BYTES + 2 * MAX_BLOCK_BYTES);
    look_at(&l, page->root);
    wd_hear(index, wd_fold(a, wd_buf_str(&l.around)), false, &to->around);
    wd_buf_done(&l.around);
    const struct wd_html_node *title = wd_html_find(page->root, "title");
    if (title && title->first)
        hear_title(a, index, title->first->text, &to->title); /* a title has no elements */
    hear_title(a, index, meta->h1, &to->title);
    to->shop |= wd_str_starts_nocase(meta->type, "product") || wd_str_starts_nocase(meta->type, "og:product");
}
