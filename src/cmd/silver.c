#include "cmd/silver.h"

#include "base/time.h"
#include "model/story.h"
#include "store/store.h"

enum { STORIES_AT_ONCE = 200, LEAST_OUTLETS = 2 };

struct maker {
    struct wd_arena *a;
    wd_labelleds *documents;
    const struct wd_story *story;
};

static struct wd_str outlet_of(const struct wd_story *story, uint64_t article)
{
    for (size_t i = 0; i < story->members.n; i++)
        if (story->members.v[i].article == article)
            return story->members.v[i].outlet;
    return wd_str_n("", 0);
}

/* Carried in the same words by two outlets, of which neither is unknown. */
static bool is_sure(const struct wd_story *story, const struct wd_statement *s)
{
    struct wd_str first = {0};
    if (!s->speaker.n)
        return false;
    for (size_t i = 0; i < s->carriers.n; i++) {
        const struct wd_carrier *c = &s->carriers.v[i];
        struct wd_str outlet = outlet_of(story, c->article);
        if ((c->form != WD_FORM_SAME && c->form != WD_FORM_PART) || !outlet.n)
            continue;
        if (first.n && !wd_str_eq(first, outlet))
            return true;
        first = outlet;
    }
    return false;
}

static bool is_known(const struct maker *m, const struct wd_article *art, const struct wd_quote *q)
{
    for (size_t i = 0; i < m->story->statements.n; i++) {
        const struct wd_statement *s = &m->story->statements.v[i];
        for (size_t k = 0; k < s->carriers.n; k++)
            if (s->carriers.v[k].article == art->key && s->carriers.v[k].span.start < q->span.end &&
                s->carriers.v[k].span.end > q->span.start)
                return is_sure(m->story, s);
    }
    return false;
}

static void add_span(struct wd_arena *a, wd_spans *to, struct wd_span s, int64_t by)
{
    if (s.end > s.start)
        wd_list_add(a, to, (struct wd_span){(uint32_t)(s.start + by), (uint32_t)(s.end + by)});
}

static void add_quote(struct maker *m, struct wd_labelled *d, const struct wd_quote *q, struct wd_span line, int64_t by)
{
    struct wd_labelled_quote *to = wd_list_push(m->a, &d->quotes);
    if (q->kind == WD_QUOTE_MIXED)
        add_span(m->a, &to->content, q->span, by);
    else
        for (size_t i = 0; i < q->pieces.n; i++)
            add_span(m->a, &to->content, q->pieces.v[i], by);
    if (q->speaker_span.start >= line.start && q->speaker_span.end <= line.end)
        add_span(m->a, &to->source, q->speaker_span, by);
    if (q->cue_span.start >= line.start && q->cue_span.end <= line.end)
        add_span(m->a, &to->cue, q->cue_span, by);
}

/* Whether every quotation of the line, one at least, is known and ends in it. */
static bool teaches(const struct maker *m, const struct wd_article *art, struct wd_span line)
{
    size_t n = 0;
    for (size_t i = 0; i < art->quotes.n; i++) {
        const struct wd_quote *q = &art->quotes.v[i];
        if (q->span.end <= line.start || q->span.start >= line.end)
            continue;
        if (q->span.start < line.start || q->span.end > line.end || !is_known(m, art, q))
            return false;
        n++;
    }
    return n > 0;
}

static void label(struct maker *m, const struct wd_article *art)
{
    struct wd_labelled d = {.language = art->language, .date_utc = art->created_utc, .has_quotes = true};
    struct wd_str body = art->body, text = {0};
    for (size_t at = 0; at < body.n;) {
        size_t end = WD_MIN(wd_str_find_byte(body, '\n', at), body.n);
        struct wd_span line = {(uint32_t)at, (uint32_t)end};
        at = end + 1;
        if (!teaches(m, art, line))
            continue;
        int64_t by = (int64_t)(text.n ? text.n + 1 : 0) - (int64_t)line.start;
        struct wd_str words = wd_str_span(body, line);
        text = text.n ? wd_arena_printf(m->a, "%.*s\n%.*s", WD_STR_ARG(text), WD_STR_ARG(words)) : words;
        for (size_t i = 0; i < art->quotes.n; i++)
            if (art->quotes.v[i].span.start >= line.start && art->quotes.v[i].span.end <= line.end)
                add_quote(m, &d, &art->quotes.v[i], line, by);
    }
    if (!d.quotes.n)
        return;
    d.id = wd_arena_printf(m->a, "%016" PRIx64, art->key);
    d.text = text;
    wd_list_add(m->a, m->documents, d);
}

static int one_story(struct wd_store *store, struct maker *m, uint64_t key)
{
    struct wd_story *story = WD_NEW(m->a, struct wd_story);
    int err = wd_store_story(store, m->a, key, story);
    m->story = story;
    for (size_t i = 0; i < story->members.n && !err; i++) {
        const struct wd_member *member = &story->members.v[i];
        struct wd_article_rows rows = {0};
        if (member->relation == WD_REL_COPY || member->killed || story->outlets < LEAST_OUTLETS)
            continue;
        err = wd_store_article(store, m->a, member->article, &rows);
        if (!err && rows.versions.n && !rows.killed)
            label(m, &rows.versions.v[rows.versions.n - 1].article);
    }
    return err;
}

int wd_silver_of(struct wd_arena *a, const char *data, wd_labelleds *documents, struct wd_where *w)
{
    struct wd_store *store = NULL;
    struct maker m = {.a = a, .documents = documents};
    int err = wd_store_open_reader(data, &store, w);
    int64_t before = 0;
    for (bool more = true; more && !err;) {
        wd_story_rows rows = {0};
        err = wd_store_stories(store, a, wd_str_n("", 0), before, STORIES_AT_ONCE, &rows);
        for (size_t i = 0; i < rows.n && !err; i++)
            err = one_story(store, &m, rows.v[i].key);
        more = rows.n >= STORIES_AT_ONCE;
        before = rows.n ? rows.v[rows.n - 1].updated_utc : 0;
    }
    wd_store_close(store);
    if (err && !w->message[0])
        (void)wd_where_set(w, err, "%s: %s", data, wd_err_text(err));
    return err;
}
