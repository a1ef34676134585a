/* The tree of a NewsItem's components as items: what is an article, what are its parts, what are pictures beside it. */
#include "base/limits.h"
#include "base/url.h"
#include "intake/newsml_1.h"
#include "markup/sanitise.h"

enum { MAX_EQUIVALENTS = 256 };
enum duty { DUTY_NONE, DUTY_TITLE, DUTY_LEAD, DUTY_BODY, DUTY_CAPTION, DUTY_ASIDE };

/* Roles are free names of each provider; these are what parts of one article are called. */
static const struct {
    const char *role;
    enum duty duty;
} roles[] = {
    {"title", DUTY_TITLE},       {"headline", DUTY_TITLE}, {"header", DUTY_TITLE},        {"subtitle", DUTY_ASIDE},
    {"subheadline", DUTY_ASIDE}, {"lead", DUTY_LEAD},      {"lede", DUTY_LEAD},           {"intro", DUTY_LEAD},
    {"abstract", DUTY_LEAD},     {"summary", DUTY_LEAD},   {"teaser", DUTY_LEAD},         {"standfirst", DUTY_LEAD},
    {"body", DUTY_BODY},         {"bodytext", DUTY_BODY},  {"maintext", DUTY_BODY},       {"caption", DUTY_CAPTION},
    {"legend", DUTY_CAPTION},    {"note", DUTY_ASIDE},     {"editorialnote", DUTY_ASIDE}, {"notepad", DUTY_ASIDE},
    {"contact", DUTY_ASIDE},     {"contacts", DUTY_ASIDE},
};

static enum duty duty_of(struct wd_str role)
{
    for (size_t i = 0; i < WD_COUNT(roles); i++)
        if (wd_str_eqc_nocase(role, roles[i].role))
            return roles[i].duty;
    return DUTY_NONE;
}

static bool same_tongue(struct wd_str a, struct wd_str b)
{
    return !a.n || !b.n || wd_str_eq_nocase(a, b);
}

void wd_n1_weigh(struct n1_component *c)
{
    enum duty duty = duty_of(c->role);
    bool speaks = duty == DUTY_NONE || duty == DUTY_LEAD || duty == DUTY_BODY;
    for (size_t i = 0; i < c->contents.n; i++)
        c->has_text |= speaks && c->contents.v[i].html.n > 0;
    struct wd_str tongue = {"", 0};
    for (size_t i = 0; i < c->parts.n; i++) {
        const struct n1_component *part = c->parts.v[i];
        c->has_text |= speaks && part->has_text;
        c->has_media |= part->has_media;
        c->tongues |= part->has_text && !same_tongue(tongue, part->own.language);
        tongue = part->has_text && part->own.language.n ? part->own.language : tongue;
    }
}

/* ---- what a component says over what those around it say ---- */

static const size_t strings[] = {
    offsetof(struct wd_item, title.value),      offsetof(struct wd_item, summary.value),    offsetof(struct wd_item, slugline),
    offsetof(struct wd_item, byline),           offsetof(struct wd_item, dateline_city),    offsetof(struct wd_item, dateline_text),
    offsetof(struct wd_item, creditline),       offsetof(struct wd_item, provider),         offsetof(struct wd_item, credit_source),
    offsetof(struct wd_item, copyright_holder), offsetof(struct wd_item, copyright_notice), offsetof(struct wd_item, usage_terms),
    offsetof(struct wd_item, ednote),           offsetof(struct wd_item, urgency),          offsetof(struct wd_item, language),
    offsetof(struct wd_item, word_count),
};

static const size_t concepts[] = {offsetof(struct wd_item, subjects), offsetof(struct wd_item, genres), offsetof(struct wd_item, places)};

/* item: a copy with lists of its own. only_empty: what is there already stays. */
static void overlay(struct n1 *n, struct wd_item *item, const struct wd_item *own, bool only_empty)
{
    for (size_t i = 0; i < WD_COUNT(strings); i++) {
        const struct wd_str *from = (const void *)((const char *)own + strings[i]);
        struct wd_str *to = (void *)((char *)item + strings[i]);
        if (from->n && !(only_empty && to->n))
            *to = *from;
    }
    for (size_t i = 0; i < WD_COUNT(concepts); i++) {
        const wd_concepts *from = (const void *)((const char *)own + concepts[i]);
        for (size_t k = 0; k < from->n; k++)
            wd_wire_concept_add(&n->r, (wd_concepts *)(void *)((char *)item + concepts[i]), from->v[k]);
    }
    if (own->keywords.n && !(only_empty && item->keywords.n))
        item->keywords = own->keywords;
    for (size_t k = 0; k < own->links.n; k++)
        wd_list_add(n->r.a, &item->links, own->links.v[k]);
}

/* The head of NITF inside: for what the wrapper does not say. Its key list repeats the wrapper's vocabulary in free form. */
static void take_head(struct n1 *n, struct wd_item *item, const struct wd_item *nitf)
{
    struct wd_item head = *nitf;
    head.language.n = head.slugline.n = 0;
    head.keywords.n = head.links.n = 0;
    if (item->subjects.n)
        head.subjects.n = 0;
    overlay(n, item, &head, true);
    if (nitf->embargo_utc != WD_NO_TIME && item->embargo_utc == WD_NO_TIME)
        item->embargo_utc = nitf->embargo_utc;
    if (nitf->expired_utc != WD_NO_TIME && item->expired_utc == WD_NO_TIME)
        item->expired_utc = nitf->expired_utc;
    if (nitf->pubstatus > item->pubstatus)
        item->pubstatus = nitf->pubstatus;
    wd_wire_signal_raise(item, nitf->signal);
    if (nitf->image.url.n && !item->image.url.n)
        item->image = nitf->image;
}

/* ---- contents ---- */

static void take_media(struct n1 *n, struct wd_item *item, const struct n1_content *c, struct wd_str role)
{
    struct wd_str href = wd_url_web(c->href) ? c->href : (struct wd_str){"", 0};
    if (!item->type.n)
        item->type = c->medium;
    if (!href.n)
        return;
    wd_list_add(n->r.a, &item->enclosures, (struct wd_link){.rel = WD_STR("enclosure"), .href = href, .type = c->mime, .length = c->size});
    bool small = wd_str_eqc_nocase(role, "thumbnail") || wd_str_eqc_nocase(role, "quicklook");
    if (!item->image.url.n && !small && (wd_str_eqc(c->medium, "picture") || wd_str_eqc(c->medium, "graphic")))
        item->image = (struct wd_image){.url = href, .width = c->width, .height = c->height};
}

static bool same_words(struct n1 *n, struct wd_str a, struct wd_str b)
{
    return wd_str_eq(wd_html_to_text(n->r.a, a), wd_html_to_text(n->r.a, b));
}

static void take_text(struct n1 *n, struct wd_item *item, const struct n1_content *c, enum duty duty)
{
    struct wd_str plain =
        duty == DUTY_BODY || duty == DUTY_NONE ? (struct wd_str){"", 0} : wd_wire_squeeze(&n->r, wd_html_to_text(n->r.a, c->html));
    switch (duty) {
    case DUTY_TITLE:
        if (!item->title.value.n)
            item->title.value = plain;
        return;
    case DUTY_CAPTION:
        if (!item->image.description.n)
            item->image.description = plain;
        return;
    case DUTY_ASIDE: return;
    case DUTY_LEAD:
        if (plain.n)
            item->summary.value = plain;
        break;
    default: break;
    }
    if (c->nitf)
        take_head(n, item, c->nitf);
    if (!item->word_count.n)
        item->word_count = c->words;
    if (!item->body_html.n || !same_words(n, n->last_text, c->html))
        wd_wire_append(&n->r, &item->body_html, &n->body_cap, c->html);
    n->last_text = c->html;
}

/* Several texts in one component are one text in several forms: the richest counts. */
static void take_contents(struct n1 *n, struct wd_item *item, const struct n1_component *c, enum duty duty, bool text, bool media)
{
    const struct n1_content *best = NULL;
    for (size_t i = 0; i < c->contents.n; i++) {
        const struct n1_content *content = &c->contents.v[i];
        if (content->html.n && (!best || content->form > best->form))
            best = content;
        if (media && content->form == N1_OTHER)
            take_media(n, item, content, c->role);
    }
    if (text && best)
        take_text(n, item, best, duty);
}

/* A picture, film or sound with all below it; its words are its caption. */
static void take_beside(struct n1 *n, struct wd_item *item, const struct n1_component *c)
{
    take_contents(n, item, c, duty_of(c->role) == DUTY_NONE ? DUTY_CAPTION : duty_of(c->role), true, true);
    for (size_t i = 0; i < c->parts.n; i++)
        take_beside(n, item, c->parts.v[i]);
}

/* ---- items ---- */

/* A copy that grows lists of its own. */
static struct wd_item *copy_of(struct n1 *n, const struct wd_item *from)
{
    struct wd_item *item = WD_NEW(&n->scratch, struct wd_item);
    *item = *from;
    item->enclosures.cap = item->enclosures.n;
    item->links.cap = item->links.n;
    item->keywords.cap = item->keywords.n;
    item->subjects.cap = item->subjects.n;
    item->genres.cap = item->genres.n;
    item->places.cap = item->places.n;
    return item;
}

struct emission {
    struct n1 *n;
    size_t first;  /* of the document's items, that of this NewsItem */
    wd_strs marks; /* what tells each from the others of the NewsItem: Duid or language */
};

static void push(struct emission *e, struct wd_item *item, const struct n1_component *c)
{
    struct wd_document *d = e->n->r.document;
    if (d->items.n >= WD_MAX_ITEMS) {
        e->n->r.items_capped = true;
        return;
    }
    struct wd_str mark = c->duid.n ? c->duid : item->language;
    for (size_t i = 0; i < e->marks.n && mark.n && e->marks.n < 64; i++)
        if (wd_str_eq(e->marks.v[i], mark))
            mark.n = 0;
    if (!mark.n)
        mark = wd_arena_printf(e->n->r.a, "%zu", e->marks.n + 1);
    wd_list_add(e->n->r.a, &e->marks, mark);
    struct wd_str medium = wd_n1_medium(c->role);
    if (medium.n || item->body_html.n)
        item->type = medium.n ? medium : WD_STR("text");
    wd_list_add(e->n->r.a, &d->items, *item);
}

/* Whether part i of c is an article of its own; one without headline in the language of the others is a piece of one text. */
static bool stands_alone(const struct n1_component *c, size_t i)
{
    const struct n1_component *part = c->parts.v[i];
    enum duty duty = duty_of(part->role);
    if (part->own.title.value.n)
        return true;
    if (duty != DUTY_NONE)
        return false;
    for (size_t k = 0; k < part->parts.n; k++)
        if (part->parts.v[k]->own.title.value.n)
            return true;
    return c->tongues && part->own.language.n;
}

static enum n1_form form_of(const struct n1_component *c)
{
    enum n1_form best = N1_NOTHING;
    for (size_t i = 0; i < c->contents.n; i++)
        best = WD_MAX(best, c->contents.v[i].form);
    for (size_t i = 0; i < c->parts.n; i++)
        best = WD_MAX(best, form_of(c->parts.v[i]));
    return best;
}

/* Of equivalents in one language one is read: the richest, then the first. */
static bool is_outdone(const struct n1_component *c, size_t i)
{
    if (!c->equivalents || c->parts.n > MAX_EQUIVALENTS)
        return false;
    enum n1_form mine = form_of(c->parts.v[i]);
    for (size_t k = 0; k < c->parts.n; k++) {
        const struct n1_component *other = c->parts.v[k];
        if (k == i || !other->has_text || !same_tongue(other->own.language, c->parts.v[i]->own.language))
            continue;
        enum n1_form theirs = form_of(other);
        if (theirs > mine || (theirs == mine && k < i))
            return true;
    }
    return false;
}

static void take_part(struct n1 *n, struct wd_item *item, const struct n1_component *part, enum duty duty)
{
    enum duty own = duty_of(part->role);
    duty = own == DUTY_NONE ? duty : own;
    overlay(n, item, &part->own, false);
    take_contents(n, item, part, duty, true, true);
    for (size_t i = 0; i < part->parts.n; i++) {
        if (part->parts.v[i]->has_media && !part->parts.v[i]->has_text)
            take_beside(n, item, part->parts.v[i]);
        else
            take_part(n, item, part->parts.v[i], duty);
    }
}

static void emit(struct emission *e, const struct wd_item *around, const struct n1_component *c);

static void emit_text(struct emission *e, const struct wd_item *base, const struct n1_component *c)
{
    struct wd_item *below = copy_of(e->n, base);
    take_contents(e->n, below, c, DUTY_CAPTION, false, true);
    for (size_t i = 0; i < c->parts.n; i++)
        if (!c->parts.v[i]->has_text && c->parts.v[i]->has_media)
            take_beside(e->n, below, c->parts.v[i]);
    struct wd_item *item = copy_of(e->n, below);
    take_contents(e->n, item, c, DUTY_NONE, true, false);
    for (size_t i = 0; i < c->parts.n; i++) {
        const struct n1_component *part = c->parts.v[i];
        bool beside = part->has_media && !part->has_text;
        if (!beside && !stands_alone(c, i) && !(part->has_text && is_outdone(c, i)))
            take_part(e->n, item, part, DUTY_NONE);
    }
    if (item->body_html.n)
        push(e, item, c);
    for (size_t i = 0; i < c->parts.n; i++)
        if (c->parts.v[i]->has_text && stands_alone(c, i) && !is_outdone(c, i))
            emit(e, below, c->parts.v[i]);
}

/* No text anywhere: pictures, sounds, a flash that is a headline and nothing else. */
static void emit_silent(struct emission *e, const struct wd_item *base, const struct n1_component *c)
{
    struct wd_item *item = copy_of(e->n, base);
    size_t alone = 0;
    take_contents(e->n, item, c, DUTY_CAPTION, true, true);
    for (size_t i = 0; i < c->parts.n; i++) {
        if (c->parts.v[i]->own.title.value.n)
            alone++;
        else
            take_beside(e->n, item, c->parts.v[i]);
    }
    if (!item->summary.value.n)
        item->summary.value = item->image.description;
    bool says = item->title.value.n || item->summary.value.n || item->enclosures.n || item->links.n;
    if (says && (!alone || item->enclosures.n > base->enclosures.n))
        push(e, item, c);
    for (size_t i = 0; i < c->parts.n && alone; i++)
        if (c->parts.v[i]->own.title.value.n)
            emit(e, base, c->parts.v[i]);
}

static void emit(struct emission *e, const struct wd_item *around, const struct n1_component *c)
{
    struct wd_item *base = copy_of(e->n, around);
    overlay(e->n, base, &c->own, false);
    if (c->has_text)
        emit_text(e, base, c);
    else
        emit_silent(e, base, c);
}

static void finish(struct n1 *n, struct wd_item *item)
{
    int64_t ignored;
    if (!wd_str_to_i64(item->urgency, &ignored))
        item->urgency.n = 0;
    if (!item->priority.n)
        item->priority = n->priority.n ? n->priority : item->urgency;
    if (!item->copyright_holder.n)
        item->copyright_holder = wd_wire_copyright_holder(item->copyright_notice);
    if (!item->credit_source.n)
        item->credit_source = item->provider;
    if (!item->type.n)
        item->type = WD_STR("text");
    wd_wire_drop_headline(&n->r, item);
    wd_wire_take_byline(item);
    item->title.type = item->summary.type = WD_STR("text/plain");
}

void wd_n1_emit(struct n1 *n, const struct wd_item *base, const struct n1_component *root)
{
    struct wd_document *d = n->r.document;
    struct emission e = {.n = n, .first = d->items.n};
    if (root)
        emit(&e, base, root);
    if (d->items.n == e.first && (base->signal == WD_SIGNAL_KILL || base->pubstatus != WD_PUB_USABLE) && d->items.n < WD_MAX_ITEMS)
        wd_list_add(n->r.a, &d->items, *base); /* an order without words is an order */
    bool several = d->items.n > e.first + 1;
    for (size_t i = e.first; i < d->items.n; i++) {
        struct wd_item *item = &d->items.v[i];
        struct wd_str mark = i - e.first < e.marks.n ? e.marks.v[i - e.first] : (struct wd_str){"", 0};
        if (!item->id.n && root && root->duid.n) {
            item->id = several ? wd_arena_printf(n->r.a, "%.*s#%.*s", WD_STR_ARG(root->duid), WD_STR_ARG(mark)) : root->duid;
            item->uri = item->id; /* without identification the component's own mark is all there is */
        } else if (item->id.n && several) {
            item->id = wd_arena_printf(n->r.a, "%.*s#%.*s", WD_STR_ARG(item->id), WD_STR_ARG(mark));
            item->uri = wd_arena_printf(n->r.a, "%.*s#%.*s", WD_STR_ARG(item->uri), WD_STR_ARG(mark));
        }
        finish(n, item);
    }
}
