/* Atom (RFC 4287): a story is one entry whose id never changes; ids are tag: URIs (RFC 4151). */
#include "base/limits.h"
#include "base/url.h"
#include "pages/around.h"

/* A feed names so many of an entry's sources; the story's page leads to all of them. */
enum { VIA_LINKS = 200 };

static void element(struct wd_buf *out, const char *name, struct wd_str text)
{
    wd_buf_printf(out, "<%s>", name);
    wd_escape(out, text);
    wd_buf_printf(out, "</%s>\n", name);
}

static void element_time(struct wd_buf *out, const char *name, int64_t utc)
{
    char iso[24];
    wd_time_iso(utc == WD_NO_TIME ? 0 : utc, iso);
    element(out, name, wd_str_c(iso));
}

static void link_to(struct wd_buf *out, const char *rel, const char *type, struct wd_str href)
{
    wd_buf_printf(out, "<link rel=\"%s\"", rel);
    if (type)
        wd_buf_printf(out, " type=\"%s\"", type);
    wd_buf_putc(out, " href=\"");
    wd_escape(out, href);
    wd_buf_putc(out, "\"/>\n");
}

/* The authority of the desk, without port: "tag:127.0.0.1,2026:story/12". The date is when the scheme was fixed, not today. */
static struct wd_str tag_id(const struct wd_page_context *c, struct wd_arena *a, const char *what)
{
    struct wd_str host = wd_url_split(c->base_url).host;
    if (host.n == 0 || host.p[0] == '[')
        host = WD_STR("localhost");
    return wd_arena_printf(a, "tag:%.*s,2026:%s", WD_STR_ARG(host), what);
}

static void feed_head(const struct wd_page_context *c, struct wd_arena *a, struct wd_buf *out, struct wd_str title, const char *id,
                      const char *self, const char *page, int64_t updated_utc)
{
    wd_buf_putc(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n");
    element(out, "id", tag_id(c, a, id));
    element(out, "title", title);
    element_time(out, "updated", updated_utc);
    if (c->hub_url.n)
        link_to(out, "hub", NULL, c->hub_url);
    link_to(out, "self", "application/atom+xml", wd_arena_printf(a, "%.*s%s", WD_STR_ARG(c->base_url), self));
    link_to(out, "alternate", "text/html", wd_arena_printf(a, "%.*s%s", WD_STR_ARG(c->base_url), page));
    wd_buf_putc(out, "<author><name>");
    wd_escape(out, c->desk_name.n ? c->desk_name : WD_STR("wiredesk"));
    wd_buf_putc(out, "</name></author>\n<generator>wiredesk ");
    wd_escape(out, c->rules);
    wd_buf_putc(out, "</generator>\n");
}

static void counts_line(struct wd_buf *html, struct wd_str counts)
{
    wd_buf_putc(html, "<p>");
    wd_escape(html, counts);
    wd_buf_putc(html, "</p>");
}

/* HTML inside an Atom text construct is escaped once more. */
static void html_element(struct wd_buf *out, const char *name, struct wd_buf *html)
{
    wd_buf_printf(out, "<%s type=\"html\">", name);
    wd_escape(out, wd_buf_str(html));
    wd_buf_printf(out, "</%s>\n", name);
    if (html->err && !out->err)
        out->err = html->err;
    wd_buf_done(html);
}

static struct wd_str story_path(struct wd_arena *a, uint32_t serial)
{
    return wd_arena_printf(a, "/s/%" PRIu32, serial);
}

void wd_atom_front(const struct wd_page_context *c, struct wd_arena *a, const struct wd_front *front, struct wd_buf *out)
{
    int64_t updated = WD_NO_TIME;
    for (size_t i = 0; i < front->rows.n; i++)
        updated = WD_MAX(updated, front->rows.v[i].updated_utc);
    struct wd_str desk = c->desk_name.n ? c->desk_name : WD_STR("wiredesk");
    struct wd_str title = front->section.n ? wd_arena_printf(a, "%.*s: %.*s", WD_STR_ARG(desk), WD_STR_ARG(front->section))
                                           : wd_arena_printf(a, "%.*s: stories", WD_STR_ARG(desk));
    feed_head(c, a, out, title, "stories", "/atom.xml", "/", updated);
    for (size_t i = 0; i < front->rows.n; i++) {
        const struct wd_front_row *r = &front->rows.v[i];
        struct wd_str path = story_path(a, r->serial);
        wd_buf_putc(out, "<entry>\n");
        /* only a kill gets an id of its own: readers that know the story must see the notice as new */
        element(out, "id", tag_id(c, a, wd_arena_printf(a, "story/%" PRIu32 "%s", r->serial, r->killed ? "/withdrawn" : "").p));
        element(out, "title", r->killed ? WD_STR("Notice: a story was withdrawn by its source") : wd_format_line(a, r->headline));
        element_time(out, "updated", r->updated_utc);
        link_to(out, "alternate", "text/html", wd_arena_printf(a, "%.*s%.*s", WD_STR_ARG(c->base_url), WD_STR_ARG(path)));
        struct wd_buf html;
        wd_buf_init(&html, 1u << 20);
        if (r->stand.n && !r->killed) {
            wd_buf_putc(&html, "<p>");
            wd_escape(&html, wd_format_line(a, r->stand));
            if (r->stand_outlet.n) {
                wd_buf_putc(&html, " (");
                wd_escape(&html, r->stand_outlet);
                wd_buf_putc(&html, ")");
            }
            wd_buf_putc(&html, "</p>");
        }
        if (r->newest_kind.n) {
            wd_buf_putc(&html, "<p>New: ");
            wd_escape(&html, r->newest_outlet);
            if (r->newest_outlet.n)
                wd_buf_putc(&html, " ");
            wd_escape(&html, wd_news_words(r->newest_kind));
            wd_buf_putc(&html, "</p>");
        }
        counts_line(&html, wd_view_counts(a, r->origins, r->articles, r->copies, 0));
        html_element(out, "summary", &html);
        wd_buf_putc(out, "</entry>\n");
    }
    wd_buf_putc(out, "</feed>\n");
}

static void statement_html(struct wd_buf *html, const struct wd_statement *s)
{
    wd_buf_putc(html, "<blockquote><p>");
    if (s->kind == WD_QUOTE_INDIRECT)
        wd_escape(html, s->words);
    else
        wd_page_quote(&(struct wd_quote_view){.words = s->words}, html);
    wd_buf_putc(html, "</p></blockquote><p>");
    wd_escape(html, s->speaker.n ? s->speaker : WD_STR("Speaker not named"));
    wd_buf_putc(html, "</p>");
}

void wd_atom_story(const struct wd_page_context *c, struct wd_arena *a, const struct wd_story *s, struct wd_buf *out)
{
    struct wd_str path = story_path(a, s->serial);
    struct wd_str self = wd_arena_printf(a, "%.*s.atom", WD_STR_ARG(path));
    struct wd_str id = wd_arena_printf(a, "story/%" PRIu32, s->serial);
    feed_head(c, a, out, wd_format_line(a, s->headline), wd_arena_printf(a, "%s/feed", id.p).p, self.p, path.p, s->updated_utc);
    wd_buf_putc(out, "<entry>\n");
    element(out, "id", tag_id(c, a, id.p));
    element(out, "title", wd_format_line(a, s->headline));
    if (s->created_utc != WD_NO_TIME)
        element_time(out, "published", s->created_utc);
    element_time(out, "updated", s->updated_utc);
    link_to(out, "alternate", "text/html", wd_arena_printf(a, "%.*s%.*s", WD_STR_ARG(c->base_url), WD_STR_ARG(path)));
    size_t links = 0;
    for (size_t i = 0; i < s->members.n && links < VIA_LINKS; i++) {
        if (!wd_url_web(s->members.v[i].url) || s->members.v[i].killed)
            continue;
        link_to(out, "via", NULL, s->members.v[i].url);
        links++;
    }
    struct wd_buf html;
    wd_buf_init(&html, WD_MAX_PAGE_BYTES);
    struct wd_members members;
    wd_members_init(&members, s);
    wd_told_views standfirst = {0};
    size_t left = 0;
    wd_view_told(a, &members, &s->standfirst, &standfirst, &left);
    for (size_t i = 0; i < standfirst.n; i++) {
        wd_buf_putc(&html, "<p>");
        wd_escape(&html, standfirst.v[i].text);
        wd_buf_putc(&html, " (");
        wd_escape(&html, standfirst.v[i].source.outlet);
        wd_buf_putc(&html, ")</p>");
    }
    wd_members_done(&members);
    for (size_t i = 0; i < s->statements.n; i++)
        statement_html(&html, &s->statements.v[i]);
    counts_line(&html, wd_view_counts(a, s->origins, s->articles, s->copies, s->rewrites));
    html_element(out, "content", &html);
    wd_buf_putc(out, "</entry>\n</feed>\n");
}
