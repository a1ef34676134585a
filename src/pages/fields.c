#include "pages/fields.h"

#include "base/url.h"
#include "text/sentences.h"

static const struct wd_field field_fields[] = {
    WD_FIELD(1, wd_field_view, label, WD_T_STR),      WD_FIELD(1, wd_field_view, text, WD_T_STR),
    WD_FIELD(1, wd_field_view, href, WD_T_STR),       WD_FIELD(1, wd_field_view, here, WD_T_STR),
    WD_FIELD(1, wd_field_view, in_utc, WD_T_STR),     WD_FIELD(1, wd_field_view, language, WD_T_STR),
    WD_FIELD(1, wd_field_view, source, WD_T_STR),     WD_FIELD(1, wd_field_view, sure, WD_T_STR),
    WD_FIELD(1, wd_field_view, sure_kind, WD_T_STR),  WD_FIELD(1, wd_field_view, printed, WD_T_STR),
    WD_FIELD(1, wd_field_view, other, WD_T_STR),      WD_FIELD(1, wd_field_view, at_utc, WD_T_TIME),
    WD_FIELD(1, wd_field_view, other_utc, WD_T_TIME), WD_FIELD(1, wd_field_view, words, WD_T_STRS),
    WD_FIELD(1, wd_field_view, published, WD_T_BOOL), WD_FIELD(1, wd_field_view, who, WD_T_STR),
};
WD_RECORD(wd_field_view_record, wd_field_view, field_fields);

enum { CERTAIN = 90, LIKELY = 60, KEYWORDS_SHOWN = 24, ADDRESS_BYTES = 120 };

const char *wd_confidence_word(uint32_t percent)
{
    return percent >= CERTAIN ? "certain" : percent >= LIKELY ? "likely" : "uncertain";
}

/* ---- what may be shown ---- */

bool wd_standfirst_in_body(struct wd_arena *a, const struct wd_article *article)
{
    struct wd_str rest = article->body, first = WD_STR("");
    return article->standfirst.n && wd_str_cut(&rest, '\n', &first) &&
           wd_str_eq(wd_format_line(a, first), wd_format_line(a, article->standfirst));
}

void wd_article_shown_both(struct wd_arena *a, const struct wd_article *article, struct wd_shown *ret_shown)
{
    bool within = wd_standfirst_in_body(a, article);
    struct wd_shown shown = {within ? WD_STR("") : article->standfirst, wd_article_shown(article)};
    *ret_shown = shown;
    if (article->licensed || !shown.standfirst.n)
        return;
    shown = (struct wd_shown){WD_STR(""), WD_STR("")};
    if (!article->no_index) {
        wd_spans sentences = {0};
        wd_sentences_of(a, article->standfirst, article->language, &sentences);
        size_t last = WD_MIN(sentences.n, article->body.n ? (size_t)1 : (size_t)WD_SHOWN_SENTENCES);
        shown.standfirst = last ? wd_str_n(article->standfirst.p, sentences.v[last - 1].end) : WD_STR("");
        (void)wd_cut_words(shown.standfirst, WD_SHOWN_WORDS, &shown.standfirst);
        struct wd_str first = article->sentences.n ? wd_str_n(article->body.p, article->sentences.v[0].end) : WD_STR("");
        if (wd_count_words(shown.standfirst) + wd_count_words(first) <= WD_SHOWN_WORDS)
            shown.body = first;
    }
    *ret_shown = shown;
}

/* A caption is a sentence of the source like any other. */
static struct wd_str caption_shown(const struct wd_article *article)
{
    struct wd_str cut = WD_STR("");
    if (article->licensed)
        return article->caption;
    if (!article->no_index && !wd_cut_words(article->caption, WD_SHOWN_WORDS / 2, &cut))
        return article->caption;
    return cut;
}

/* ---- rows ---- */

struct making {
    const struct wd_page_context *c;
    struct wd_arena *a;
    const struct wd_article *article;
    struct wd_str language;
    wd_field_views *views;
};

/* A row with its origin; values are set by the caller. */
static struct wd_field_view *row(struct making *m, const char *field, const char *label)
{
    struct wd_field_view *v = wd_list_push(m->a, m->views);
    *v = (struct wd_field_view){.label = wd_str_c(label), .at_utc = WD_NO_TIME, .other_utc = WD_NO_TIME};
    const struct wd_provenance *p = wd_article_provenance(m->article, field);
    if (!p)
        return v;
    v->source = p->source;
    v->sure = wd_str_c(wd_confidence_word(p->confidence));
    v->sure_kind = v->sure;
    v->printed = wd_format_line(m->a, p->printed);
    v->who = wd_str_eqc(p->source, "feed") ? WD_STR("the page has") : WD_STR("the feed has");
    if (!wd_time_parse_iso(p->other, &v->other_utc))
        v->other = wd_format_line(m->a, p->other);
    return v;
}

static void instant(struct making *m, const char *field, const char *label, int64_t utc)
{
    if (utc == WD_NO_TIME)
        return;
    struct wd_field_view *v = row(m, field, label);
    v->at_utc = utc;
    v->in_utc = wd_format_utc(m->a, m->c->zone, utc);
}

static void words(struct making *m, const char *field, const char *label, const wd_strs *list)
{
    if (!list->n)
        return;
    struct wd_field_view *v = row(m, field, label);
    v->published = true;
    for (size_t i = 0; i < list->n && i < KEYWORDS_SHOWN; i++)
        wd_list_add(m->a, &v->words, wd_format_line(m->a, list->v[i]));
    if (list->n > KEYWORDS_SHOWN)
        v->text = wd_format_count(m->a, list->n - KEYWORDS_SHOWN, "more", "more");
}

static void text(struct making *m, const char *field, const char *label, struct wd_str value, bool published)
{
    if (!value.n)
        return;
    struct wd_field_view *v = row(m, field, label);
    v->text = wd_format_line(m->a, value);
    v->published = published;
    if (published)
        v->language = m->language;
}

/* A link out: the page itself asks nobody. */
static void address(struct making *m, const char *field, const char *label, const char *what, struct wd_str url)
{
    if (!wd_url_web(url))
        return;
    struct wd_field_view *v = row(m, field, label);
    struct wd_str host = wd_url_host_key(m->a, url), line = wd_str_from(url, wd_str_find(url, "//", 0) + 2);
    v->href = url;
    v->text = *what ? wd_arena_printf(m->a, "%s at %.*s", what, WD_STR_ARG(host)) : line.n <= ADDRESS_BYTES ? line : host;
}

static void here(struct making *m, const char *field, const char *label, struct wd_str value, const char *where)
{
    if (value.n)
        row(m, field, label)->here = where ? wd_str_c(where) : WD_STR("the source's to show");
}

void wd_view_fields(const struct wd_page_context *c, struct wd_arena *a, const struct wd_article *article, wd_field_views *ret_views)
{
    struct making m = {c, a, article, wd_view_language(article->language, WD_STR("en")), ret_views};
    struct wd_shown shown;
    wd_article_shown_both(a, article, &shown);
    here(&m, "title", "Headline", article->title, "as above");
    bool within = wd_standfirst_in_body(a, article) && shown.body.n;
    here(&m, "standfirst", "Standfirst", article->standfirst, within ? "first in the text" : shown.standfirst.n ? "as above" : NULL);
    if (article->authors.n)
        words(&m, "authors", article->authors.n > 1 ? "Authors" : "Author", &article->authors);
    else
        text(&m, "authors", "Byline", article->byline, true);
    instant(&m, "published", "Published", article->created_utc);
    if (wd_article_provenance(article, "modified"))
        instant(&m, "modified", "Modified", article->updated_utc);
    text(&m, "site", "Outlet", article->outlet, true);
    text(&m, "section", "Section", article->section, true);
    words(&m, "keywords", "Keywords", &article->keywords);
    address(&m, "image", "Lead image", "image", article->image);
    text(&m, "caption", "Caption", caption_shown(article), true);
    address(&m, "canonical", "Address", "", article->url);
    text(&m, "language", "Language", wd_format_language(article->language), false);
    if (article->paywalled)
        text(&m, "access", "Access", WD_STR("not free, as the page itself says"), false);
}

/* ---- JSON ---- */

static void put_strs(struct wd_jw *w, const wd_strs *list)
{
    wd_jw_array(w);
    for (size_t i = 0; i < list->n; i++)
        wd_jw_str(w, list->v[i]);
    wd_jw_end(w);
}

static void put_instant(struct wd_jw *w, int64_t utc)
{
    char iso[24];
    wd_time_iso(utc, iso);
    wd_jw_str(w, wd_str_c(iso));
}

static void put_value(const struct wd_article *article, const struct wd_shown *shown, struct wd_str caption, struct wd_str field,
                      struct wd_jw *w)
{
    const struct {
        const char *name;
        struct wd_str value;
    } texts[] = {{"title", article->title}, {"standfirst", shown->standfirst}, {"site", article->outlet},   {"image", article->image},
                 {"caption", caption},      {"language", article->language},   {"canonical", article->url}, {"section", article->section}};
    const struct {
        const char *name;
        int64_t utc;
    } instants[] = {{"published", article->created_utc}, {"modified", article->updated_utc}};
    wd_jw_key(w, "value");
    for (size_t i = 0; i < WD_COUNT(instants); i++)
        if (wd_str_eqc(field, instants[i].name)) {
            put_instant(w, instants[i].utc);
            return;
        }
    for (size_t i = 0; i < WD_COUNT(texts); i++)
        if (wd_str_eqc(field, texts[i].name)) {
            wd_jw_str(w, texts[i].value);
            return;
        }
    put_strs(w, wd_str_eqc(field, "authors") ? &article->authors : &article->keywords);
}

void wd_json_fields(const struct wd_article *article, const struct wd_shown *shown, bool whole, struct wd_jw *w)
{
    struct wd_str caption = whole ? article->caption : caption_shown(article);
    wd_jw_key(w, "fields");
    wd_jw_object(w);
    for (size_t i = 0; i < article->provenance.n; i++) {
        const struct wd_provenance *p = &article->provenance.v[i];
        wd_jw_key_str(w, p->field);
        wd_jw_object(w);
        put_value(article, shown, caption, p->field, w);
        wd_jw_kstr(w, "source", p->source);
        wd_jw_key(w, "confidence");
        wd_jw_f64(w, p->confidence / 100.0, 2);
        wd_jw_kstr(w, "printed", p->printed);
        wd_jw_kstr(w, "other", p->other);
        wd_jw_end(w);
    }
    wd_jw_end(w);
    if (article->paywalled)
        wd_jw_kbool(w, "paywalled", true);
    if (article->summary_only)
        wd_jw_kbool(w, "summary_only", true);
}
