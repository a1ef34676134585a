#include "desk/prepare.h"

#include <stdlib.h>

#include "base/hash.h"
#include "desk/article.h"
#include "desk/full_text.h"
#include "desk/identity.h"
#include "desk/redacted.h"
#include "intake/intake.h"

void wd_scratch_init(struct wd_scratch *s, const struct wd_models *models)
{
    *s = (struct wd_scratch){.html = wd_html_parser_new(), .stems = wd_stems_new(), .models = models};
    if (wd_extractor_new(s->html, WD_STR(""), &s->extractor, NULL))
        abort(); /* the rules that ship are part of the program */
}

void wd_scratch_done(struct wd_scratch *s)
{
    wd_extractor_free(s->extractor);
    wd_html_parser_free(s->html);
    wd_stems_free(s->stems);
    *s = (struct wd_scratch){0};
}

static int parse_bytes(struct wd_arena *a, const struct wd_event *event, struct wd_str content_type, const struct wd_zone *zone,
                       struct wd_document *ret, struct wd_where *w)
{
    struct wd_intake_input in = {
        .body = event->body,
        .file = event->source,
        .content_type = content_type,
        .url = event->url,
        .content_location = event->content_location,
        .content_language = event->content_language,
        .zone = zone,
        .arrived_utc = event->instant_utc,
    };
    return wd_intake_parse(a, &in, ret, w);
}

/* One line of an NDJSON archive: {"id","title","text","date","outlet","lang","url","agency"}, or a document of a JSON wire format. */
static int parse_record(struct wd_arena *a, const struct wd_event *event, const struct wd_zone *zone, struct wd_document *ret,
                        struct wd_where *w)
{
    struct wd_json *json = NULL;
    int err = wd_json_parse(a, event->body, &json, w);
    if (err)
        return err;
    if (json->type != WD_JSON_OBJECT)
        return wd_where_set(w, WD_E_SYNTAX, "a record must be a JSON object");
    if (!wd_json_get(json, "text") && wd_json_is_wire(json))
        return parse_bytes(a, event, WD_STR("application/json"), zone, ret, w);
    struct wd_document d = {.format = WD_STR("ndjson"), .encoding = WD_STR("utf-8"), .wellformed = true};
    wd_item_init(&d.feed);
    struct wd_item *item = wd_list_push(a, &d.items);
    wd_item_init(item);
    const struct wd_json *id = wd_json_get(json, "id");
    item->id = id && id->type == WD_JSON_NUMBER && id->is_integer ? wd_arena_printf(a, "%" PRId64, id->integer) : wd_json_str(id);
    item->title = (struct wd_text){.value = wd_json_get_str(json, "title"), .type = WD_STR("text/plain")};
    item->body_text = wd_json_get_str(json, "text");
    item->language = wd_json_get_str(json, "lang");
    item->outlet = wd_json_get_str(json, "outlet");
    item->creditline = wd_json_get_str(json, "agency");
    item->link = wd_json_get_str(json, "url");
    struct wd_str date = wd_json_get_str(json, "date");
    if (date.n && !wd_time_parse_iso(date, &item->published_utc))
        return wd_where_set(w, WD_E_INVALID, "\"date\" is no ISO date: %.*s", WD_STR_ARG(date));
    if (item->title.value.n == 0 && item->body_text.n == 0)
        return wd_where_set(w, WD_E_EMPTY, "neither \"title\" nor \"text\"");
    *ret = d;
    return 0;
}

/* note: what a page left that was killed. */
static int document_of(struct wd_arena *a, const struct wd_event *event, const struct wd_zone *zone, struct wd_document *ret,
                       struct wd_str *ret_note, struct wd_where *w)
{
    if (event->kind == WD_EVENT_REDACTED) {
        struct wd_redacted redacted;
        int err = wd_record_unpack(&wd_redacted_record, a, event->body, &redacted);
        if (!err) {
            *ret = redacted.document;
            *ret_note = redacted.note;
        }
        return err ? wd_where_set(w, err, "the redacted delivery cannot be read") : 0;
    }
    if (wd_str_eqc(event->content_type, WD_RECORD_TYPE))
        return parse_record(a, event, zone, ret, w);
    return parse_bytes(a, event, event->content_type, zone, ret, w);
}

int wd_prepare_document(struct wd_arena *a, const struct wd_event *event, const struct wd_zone *zone, struct wd_document *ret,
                        struct wd_where *w)
{
    struct wd_str note;
    return document_of(a, event, zone, ret, &note, w);
}

/* Pictures, packages and plans of an agency are no articles, nor is an advisory, which speaks to editors; a script that goes with a film is
 * one. What is withdrawn must be heard. */
static bool is_article(const struct wd_document *d, const struct wd_item *item)
{
    static const struct {
        const char *type;
        bool with_body;
    } others[] = {{"picture", false}, {"graphic", false},  {"composite", true}, {"component", true}, {"audio", true},
                  {"video", true},    {"animation", true}, {"event", false},    {"planning", false}};
    if (!d->wire || item->pubstatus == WD_PUB_CANCELED || item->signal == WD_SIGNAL_KILL)
        return true;
    if (item->signal == WD_SIGNAL_ADVISORY)
        return false;
    for (size_t i = 0; i < WD_COUNT(others); i++)
        if (wd_str_eqc(item->type, others[i].type))
            return others[i].with_body && (item->body_html.n || item->body_text.n);
    return true;
}

int wd_prepare(struct wd_arena *a, struct wd_scratch *scratch, const struct wd_event *event, const struct wd_feed *feed,
               const struct wd_zone *zone, struct wd_prepared *ret, struct wd_where *ret_where)
{
    struct wd_document document = {0};
    scratch->note = wd_str_n("", 0);
    if (event->kind == WD_EVENT_PAGE && event->asked.n)
        return wd_prepare_page(a, scratch, event, feed, zone, ret);
    int err = document_of(a, event, zone, &document, &scratch->note, ret_where);
    if (!err && scratch->memory && scratch->note.n)
        err = wd_template_note(scratch->memory, scratch->note);
    if (err)
        return err;
    struct wd_prepared prepared = {.feed_title = document.feed.title.value};
    struct wd_item_context c = {.document = &document, .event = event, .feed = feed, .scratch = scratch};
    bool page = wd_str_eqc(document.format, "html");
    if (page && document.items.n == 0)
        wd_item_init(wd_list_push(a, &document.items));
    struct wd_document_identity whole;
    wd_identity_of_document(a, &c, &whole);
    prepared.guids_repeat = whole.guids_repeat;
    prepared.feed = wd_hash_seed(event->feed.n ? event->feed : document.feed.link.n ? document.feed.link : document.feed.title.value, 'f');
    for (size_t i = 0; i < document.items.n; i++) {
        const struct wd_item *item = &document.items.v[i];
        if (item->purged || !is_article(&document, item))
            continue;
        struct wd_article *article = WD_NEW(a, struct wd_article);
        struct wd_where w = {0};
        struct wd_want want = {0};
        err = page ? wd_article_of_page(a, &c, item, article, &w) : wd_article_of_item(a, &c, item, article, &want);
        struct wd_engine_input input = {0};
        struct wd_identity identity = {0};
        if (!err) {
            wd_identity_of_item(a, &c, &whole, i, article, &identity);
            article->key = identity.guid ? identity.guid : identity.link && !identity.link_shared ? identity.link : identity.title;
            err = wd_engine_prepare(a, scratch->stems, article, &input);
        }
        if (!err)
            err = wd_engine_prepare_head(a, &input);
        if (err) {
            struct wd_str why = wd_str_c(w.message[0] ? w.message : wd_err_text(err));
            wd_list_add(a, &prepared.faults, wd_arena_printf(a, "item %zu: %.*s", i + 1, WD_STR_ARG(why)));
            continue;
        }
        wd_list_add(a, &prepared.inputs, input);
        wd_list_add(a, &prepared.identities, identity);
        wd_list_add(a, &prepared.items, (uint32_t)i);
        wd_list_add(a, &prepared.wants, want);
    }
    prepared.note = scratch->note;
    wd_full_text_newest(a, &prepared);
    *ret = prepared;
    return 0;
}
