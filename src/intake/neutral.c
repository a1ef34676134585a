/* The neutral JSON of a document: one shape for feeds, one for wire. */
#include "base/json.h"
#include "intake/intake.h"
#include "intake/lines.h"
#include "markup/entity.h"

static void put_raw(struct wd_jw *w, struct wd_str json)
{
    if (w->comma && !w->after_key)
        wd_buf_byte(w->out, ',');
    wd_buf_puts(w->out, json);
    w->after_key = false;
    w->comma = true;
}

static void put_time(struct wd_jw *w, const char *name, int64_t utc)
{
    char iso[24];
    if (utc == WD_NO_TIME)
        return;
    wd_time_iso(utc, iso);
    wd_jw_kstr(w, name, wd_str_c(iso));
}

static void put_text(struct wd_jw *w, const char *name, const char *detail, const struct wd_text *t)
{
    if (!t->value.n && !t->src.n)
        return;
    wd_jw_kstr(w, name, t->value);
    wd_jw_key(w, detail);
    wd_jw_object(w);
    wd_jw_kstr(w, "type", t->type);
    wd_jw_kstr(w, "language", t->language);
    wd_jw_kstr(w, "base", t->base);
    wd_jw_end(w);
}

static void put_person(struct wd_jw *w, const struct wd_person *p)
{
    wd_jw_object(w);
    wd_jw_kstr(w, "name", p->name);
    wd_jw_kstr(w, "email", p->email);
    wd_jw_kstr(w, "uri", p->uri);
    wd_jw_end(w);
}

static void put_persons(struct wd_jw *w, const char *name, const wd_persons *list)
{
    if (!list->n)
        return;
    wd_jw_key(w, name);
    wd_jw_array(w);
    for (size_t i = 0; i < list->n; i++)
        put_person(w, &list->v[i]);
    wd_jw_end(w);
}

static void put_links(struct wd_jw *w, const wd_links *links)
{
    if (!links->n)
        return;
    wd_jw_key(w, "links");
    wd_jw_array(w);
    for (size_t i = 0; i < links->n; i++) {
        const struct wd_link *l = &links->v[i];
        wd_jw_object(w);
        wd_jw_kstr(w, "rel", l->rel);
        wd_jw_kstr(w, "href", l->href);
        wd_jw_kstr(w, "type", l->type);
        wd_jw_kstr(w, "title", l->title);
        wd_jw_kstr(w, "hreflang", l->hreflang);
        wd_jw_kstr(w, "length", l->length);
        wd_jw_end(w);
    }
    wd_jw_end(w);
}

static void put_image(struct wd_jw *w, const struct wd_image *i)
{
    if (!i->url.n && !i->title.n && !i->link.n)
        return;
    wd_jw_key(w, "image");
    wd_jw_object(w);
    wd_jw_kstr(w, "url", i->url);
    wd_jw_kstr(w, "title", i->title);
    wd_jw_kstr(w, "link", i->link);
    wd_jw_kstr(w, "width", i->width);
    wd_jw_kstr(w, "height", i->height);
    wd_jw_kstr(w, "description", i->description);
    wd_jw_end(w);
}

static void put_extensions(struct wd_jw *w, const wd_extensions *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct wd_extension *e = &list->v[i];
        bool earlier = false;
        for (size_t j = 0; e->is_list && j < i; j++)
            earlier |= list->v[j].is_list && wd_str_eq(list->v[j].name, e->name);
        if (earlier)
            continue;
        wd_jw_key_str(w, e->name);
        if (e->is_list)
            wd_jw_array(w);
        for (size_t j = i; j < (e->is_list ? list->n : i + 1); j++) {
            const struct wd_extension *one = &list->v[j];
            if (j != i && !(one->is_list && wd_str_eq(one->name, e->name)))
                continue;
            if (one->is_json)
                put_raw(w, one->value);
            else
                wd_jw_str(w, one->value);
        }
        if (e->is_list)
            wd_jw_end(w);
    }
}

static void put_categories(struct wd_jw *w, const wd_categories *list)
{
    if (!list->n)
        return;
    wd_jw_key(w, "categories");
    wd_jw_array(w);
    for (size_t i = 0; i < list->n; i++) {
        wd_jw_object(w);
        wd_jw_kstr(w, "term", list->v[i].term);
        wd_jw_kstr(w, "scheme", list->v[i].scheme);
        wd_jw_kstr(w, "label", list->v[i].label);
        wd_jw_end(w);
    }
    wd_jw_end(w);
}

static void put_authors(struct wd_jw *w, const wd_persons *list)
{
    if (list->n)
        wd_jw_kstr(w, "author", list->v[0].name.n ? list->v[0].name : list->v[0].email);
    put_persons(w, "authors", list);
}

/* What a feed, an entry and an entry's source have in common. */
static void put_common(struct wd_jw *w, const struct wd_item *i)
{
    put_text(w, "title", "title_detail", &i->title);
    put_text(w, "rights", "rights_detail", &i->rights);
    wd_jw_kstr(w, "id", i->id);
    wd_jw_kstr(w, "link", i->link);
    wd_jw_kstr(w, "language", i->language);
    put_authors(w, &i->authors);
    put_persons(w, "contributors", &i->contributors);
    if (i->publisher.name.n || i->publisher.email.n) {
        wd_jw_kstr(w, "publisher", i->publisher.name.n ? i->publisher.name : i->publisher.email);
        wd_jw_key(w, "publisher_detail");
        put_person(w, &i->publisher);
    }
    put_categories(w, &i->categories);
    put_links(w, &i->links);
    wd_jw_kstr(w, "comments", i->comments);
    wd_jw_kstr(w, "license", i->license);
    put_image(w, &i->image);
    put_time(w, "published", i->published_utc);
    put_time(w, "updated", i->updated_utc);
    put_time(w, "created", i->created_utc);
    put_time(w, "expired", i->expired_utc);
    put_extensions(w, &i->extensions);
}

static void put_feed(struct wd_jw *w, const struct wd_item *f)
{
    put_common(w, f);
    put_text(w, "subtitle", "subtitle_detail", &f->summary);
    put_text(w, "info", "info_detail", &f->info);
    wd_jw_kstr(w, "icon", f->icon);
    wd_jw_kstr(w, "logo", f->logo);
    wd_jw_kstr(w, "docs", f->docs);
    wd_jw_kstr(w, "ttl", f->ttl);
    wd_jw_kstr(w, "generator", f->generator);
    if (f->generator.n || f->generator_uri.n || f->generator_version.n) {
        wd_jw_key(w, "generator_detail");
        wd_jw_object(w);
        wd_jw_kstr(w, "name", f->generator);
        wd_jw_kstr(w, "uri", f->generator_uri);
        wd_jw_kstr(w, "version", f->generator_version);
        wd_jw_end(w);
    }
}

/* The title, address and author that a reader shows where the entry has none. */
static void put_standins(struct wd_jw *w, const struct wd_document *d, const struct wd_item *e)
{
    if (!e->title.value.n) {
        struct wd_arena a;
        wd_arena_init(&a);
        struct wd_text title = wd_standin_title(&a, e);
        put_text(w, "title", "title_detail", &title);
        wd_arena_done(&a);
    }
    if (!e->link.n)
        wd_jw_kstr(w, "link", wd_standin_link(d, e));
    if (!e->authors.n)
        put_authors(w, wd_standin_authors(d, e));
}

static void put_entry(struct wd_jw *w, const struct wd_document *d, const struct wd_item *e)
{
    wd_jw_object(w);
    put_common(w, e);
    put_standins(w, d, e);
    wd_jw_kstr(w, "outlet", e->outlet);
    /* who knows summaries only still gets the text */
    put_text(w, "summary", "summary_detail", e->summary.value.n || !e->content.n ? &e->summary : &e->content.v[0]);
    if (e->id.n)
        wd_jw_kbool(w, "id_is_link", e->id_is_link);
    if (e->content.n) {
        wd_jw_key(w, "content");
        wd_jw_array(w);
        for (size_t i = 0; i < e->content.n; i++) {
            const struct wd_text *t = &e->content.v[i];
            wd_jw_object(w);
            wd_jw_kstr(w, "value", t->value);
            wd_jw_kstr(w, "type", t->type);
            wd_jw_kstr(w, "language", t->language);
            wd_jw_kstr(w, "base", t->base);
            wd_jw_kstr(w, "src", t->src);
            wd_jw_end(w);
        }
        wd_jw_end(w);
    }
    if (e->enclosures.n) {
        wd_jw_key(w, "enclosures");
        wd_jw_array(w);
        for (size_t i = 0; i < e->enclosures.n; i++) {
            wd_jw_object(w);
            wd_jw_kstr(w, "url", e->enclosures.v[i].href);
            wd_jw_kstr(w, "type", e->enclosures.v[i].type);
            wd_jw_kstr(w, "length", e->enclosures.v[i].length);
            wd_jw_end(w);
        }
        wd_jw_end(w);
    }
    if (e->source) {
        wd_jw_key(w, "source");
        wd_jw_object(w);
        put_feed(w, e->source);
        wd_jw_kstr(w, "url", e->source->link);
        wd_jw_end(w);
    }
    wd_jw_end(w);
}

static void put_bits(struct wd_jw *w, const char *name, uint32_t bits)
{
    if (!bits)
        return;
    wd_jw_key(w, name);
    wd_jw_array(w);
    for (unsigned i = 0; i < 32; i++)
        if (bits >> i & 1)
            wd_jw_i64(w, i);
    wd_jw_end(w);
}

static void put_cadence(struct wd_jw *w, const struct wd_document *d)
{
    put_bits(w, "skip_hours", d->skip_hours);
    put_bits(w, "skip_days", d->skip_days);
    if (d->update_period_s)
        wd_jw_ki64(w, "update_period_s", d->update_period_s);
}

static void put_concepts(struct wd_jw *w, const char *name, const wd_concepts *list)
{
    if (!list->n)
        return;
    wd_jw_key(w, name);
    wd_jw_array(w);
    for (size_t i = 0; i < list->n; i++) {
        wd_jw_object(w);
        wd_jw_kstr(w, "qcode", list->v[i].qcode);
        wd_jw_kstr(w, "code", list->v[i].code);
        wd_jw_kstr(w, "name", list->v[i].name);
        wd_jw_kstr(w, "scheme", list->v[i].scheme);
        wd_jw_kstr(w, "uri", list->v[i].uri);
        wd_jw_end(w);
    }
    wd_jw_end(w);
}

static void put_dateline(struct wd_jw *w, const struct wd_item *i)
{
    if (!i->dateline_city.n && !i->dateline_text.n)
        return;
    wd_jw_key(w, "dateline");
    wd_jw_object(w);
    wd_jw_kstr(w, "text", i->dateline_text);
    wd_jw_kstr(w, "source", i->credit_source);
    if (i->dateline_city.n) {
        wd_jw_key(w, "located");
        wd_jw_object(w);
        wd_jw_kstr(w, "city", i->dateline_city);
        wd_jw_end(w);
    }
    wd_jw_end(w);
}

/* Numbers of the newsroom's own count: as a number where it is one. */
static void put_count(struct wd_jw *w, const char *name, struct wd_str text)
{
    int64_t n;
    if (wd_str_to_i64(text, &n))
        wd_jw_ki64(w, name, n);
    else
        wd_jw_kstr(w, name, text);
}

/* Plain text is given as HTML as well: who knows only that still gets the body. */
static void put_body(struct wd_jw *w, const struct wd_item *i)
{
    struct wd_str rest = i->body_text, line;
    struct wd_buf html;
    if (i->body_html.n || !i->body_text.n) {
        wd_jw_kstr(w, "body_html", i->body_html);
        return;
    }
    wd_buf_init(&html, w->out->max_bytes);
    while (wd_str_cut(&rest, '\n', &line)) {
        wd_buf_putc(&html, "<p>");
        wd_put_escaped(&html, line, false);
        wd_buf_putc(&html, "</p>\n");
    }
    wd_jw_kstr(w, "body_html", wd_str_trim(wd_buf_str(&html)));
    wd_buf_done(&html);
}

static void put_sentences(struct wd_jw *w, const char *name, const wd_strs *list)
{
    if (!list->n)
        return;
    wd_jw_key(w, name);
    wd_jw_array(w);
    for (size_t i = 0; i < list->n; i++)
        wd_jw_str(w, list->v[i]);
    wd_jw_end(w);
}

static void put_wire_item(struct wd_jw *w, const struct wd_item *i)
{
    wd_jw_object(w);
    wd_jw_kstr(w, "guid", i->id);
    wd_jw_kstr(w, "uri", i->uri.n ? i->uri : i->link);
    wd_jw_kstr(w, "version", i->version);
    wd_jw_kstr(w, "type", i->type);
    wd_jw_kstr(w, "headline", i->title.value);
    wd_jw_kstr(w, "slugline", i->slugline);
    wd_jw_kstr(w, "byline", i->byline);
    wd_jw_kstr(w, "abstract", i->summary.value);
    put_body(w, i);
    wd_jw_kstr(w, "body_text", i->body_text);
    put_dateline(w, i);
    put_time(w, "created", i->created_utc);
    put_time(w, "updated", i->updated_utc);
    put_time(w, "published", i->published_utc);
    put_time(w, "embargoed", i->embargo_utc);
    put_time(w, "expires", i->expired_utc);
    wd_jw_kstr(w, "time_zone", i->zone);
    wd_jw_kstr(w, "outlet", i->outlet);
    put_count(w, "urgency", i->urgency);
    put_count(w, "priority", i->priority);
    wd_jw_kstr(w, "pubstatus", wd_str_c(wd_pubstatus_names[i->pubstatus]));
    wd_jw_kstr(w, "language", i->language);
    wd_jw_kstr(w, "usage_terms", i->usage_terms);
    wd_jw_kstr(w, "copyright_holder", i->copyright_holder);
    wd_jw_kstr(w, "copyright_notice", i->copyright_notice);
    wd_jw_kstr(w, "source", i->credit_source);
    wd_jw_kstr(w, "provider", i->provider);
    wd_jw_kstr(w, "creditline", i->creditline);
    wd_jw_kstr(w, "ednote", i->ednote);
    put_concepts(w, "signal", &i->signals);
    put_concepts(w, "subject", &i->subjects);
    put_sentences(w, "keywords", &i->keywords);
    put_categories(w, &i->categories);
    put_concepts(w, "genre", &i->genres);
    put_concepts(w, "place", &i->places);
    put_persons(w, "authors", &i->authors);
    if (i->links.n) {
        wd_jw_key(w, "links");
        wd_jw_array(w);
        for (size_t k = 0; k < i->links.n; k++) {
            wd_jw_object(w);
            wd_jw_kstr(w, "rel", i->links.v[k].rel);
            wd_jw_kstr(w, "residref", i->links.v[k].href);
            wd_jw_kstr(w, "title", i->links.v[k].title);
            wd_jw_end(w);
        }
        wd_jw_end(w);
    }
    put_image(w, &i->image);
    put_count(w, "word_count", i->word_count);
    wd_jw_end(w);
}

void wd_document_json(const struct wd_document *d, struct wd_buf *out)
{
    struct wd_jw w;
    wd_jw_init(&w, out);
    wd_jw_object(&w);
    wd_jw_kstr(&w, "format", d->format);
    wd_jw_kstr(&w, "encoding", d->encoding);
    wd_jw_kbool(&w, "wellformed", d->wellformed);
    if (d->validity != WD_VALIDITY_UNKNOWN)
        wd_jw_kbool(&w, "valid", d->validity == WD_VALID);
    if (d->capped)
        wd_jw_kbool(&w, "capped", true);
    put_sentences(&w, "repairs", &d->repairs);
    put_sentences(&w, "notes", &d->notes);
    if (!d->wire) {
        wd_jw_key(&w, "feed");
        wd_jw_object(&w);
        if (!d->feed.title.value.n)
            wd_jw_kstr(&w, "title", d->feed.link);
        put_feed(&w, &d->feed);
        put_extensions(&w, &d->extensions);
        put_cadence(&w, d);
        wd_jw_end(&w);
    }
    wd_jw_key(&w, d->wire ? "items" : "entries");
    wd_jw_array(&w);
    for (size_t i = 0; i < d->items.n; i++) {
        if (d->wire)
            put_wire_item(&w, &d->items.v[i]);
        else
            put_entry(&w, d, &d->items.v[i]);
    }
    wd_jw_end(&w);
    wd_jw_end(&w);
}
