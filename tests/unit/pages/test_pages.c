#include "pages/view.h"
#include "proof.h"
#include "sample.h"
#include "tap.h"

#include "base/json.h"
#include "base/limits.h"

static struct wd_arena a;
static struct sample sample;
static struct wd_page_context context;

static struct wd_str take(struct wd_buf *b)
{
    ok(b->err == 0, "no error");
    struct wd_str s = wd_arena_str(&a, wd_buf_str(b));
    wd_buf_done(b);
    wd_buf_init(b, WD_MAX_PAGE_BYTES);
    return s;
}

static bool has(struct wd_str page, const char *text)
{
    return wd_str_find(page, text, 0) != SIZE_MAX;
}

/* What every page must hold to. */
static void check_page(struct wd_str page, const char *name)
{
    struct proof p;
    proof_page(&a, page, &sample.sources, &p);
    ok(p.faults.n == 0, "%s: nothing is quoted that no source says (%zu quotations)", name, p.quotations);
    for (size_t i = 0; i < p.faults.n; i++)
        printf("# not said by any source: %.*s\n", WD_STR_ARG(p.faults.v[i]));
    ok(!has(page, "{{") && !has(page, "}}"), "%s: no tag is left", name);
    ok(!has(page, " style=") && !has(page, "<style") && !has(page, " onclick="), "%s: no inline style or script", name);
    ok(has(page, "<html lang=\"en\">") && has(page, "<main id=\"main\"") && has(page, "<h1") && has(page, "<title>"), "%s: landmarks",
       name);
    size_t depth = 0, least = 0, at = 0;
    bool headings = true;
    while ((at = wd_str_find(page, "<h", at)) != SIZE_MAX) {
        char level = page.p[at + 2];
        at += 2;
        if (level < '1' || level > '6')
            continue;
        headings &= (size_t)(level - '0') <= depth + 1;
        depth = (size_t)(level - '0');
        least++;
    }
    ok(headings && least > 0, "%s: headings do not skip a level", name);
}

static void test_story(struct wd_buf *b)
{
    wd_page_story(&context, &a, &sample.story, b);
    struct wd_str page = take(b);
    check_page(page, "story");
    ok(has(page, "<h1 dir=\"auto\">Harbour authority closes Port Elland after crane collapse</h1>"), "the headline");
    ok(has(page, "Headline as <b>The Elland Courier</b> has it"), "whose it is");
    ok(has(page, "Meridian Press via Harbour Today, and 2 accounts of their own"), "origins in words");
    ok(has(page, "(10:30 UTC)"), "times in the zone and UTC");
    ok(has(page, "the quay <del>has been</del><ins>is</ins> checked\xE2\x80\x9D"), "an altered wording shows its difference");
    ok(has(page, "<span class=\"form reported\">reported</span>"), "reported speech is called so");
    ok(has(page, "<span class=\"form altered\">denied</span>"), "a denial is called so");
    ok(!has(page, "\xE2\x80\x9Cthe crane had been overloaded"), "reported words have no marks");
    ok(has(page, "2 more by Harbour authority, each in one article"), "single statements fold");
    ok(has(page, "Not received here; known from its copy."), "an original that is not here is said to be so");
    ok(has(page, "3 more copies: Bay Radio, The Lantern, Quay Weekly"), "copies fold under their original");
    ok(has(page, "rewrite 41 %") && has(page, "copy 98 %"), "shares");
    ok(has(page, "width=\"91.7\"") && !has(page, "style="), "widths are attributes");
    ok(has(page, "has not been edited by Harbour Today staff"), "the evidence word for word");
    ok(has(page, "<span class=\"tag killed\">withdrawn</span>"), "a withdrawn member");
    ok(has(page, "<del>Three</del><ins>Two</ins> workers"), "what changed");
    ok(has(page, "1 more sentence</a> in its article"), "an unlicensed source shows two sentences");
    ok(!has(page, "Port Elland closed its northern quay on Saturday"), "and not the third");
    ok(has(page, "The quay was rebuilt after the flood of 1987."), "a licensed one shows all");
    ok(has(page, "#:~:text=All%20berths"), "sentences link to their place outside");
    ok(has(page, "lang=\"de\""), "foreign text says its language");
    ok(has(page, "Port Elland orders new cranes") && has(page, "Kran st"), "the thread and other languages");
    ok(!has(page, "name=\"robots\""), "a story of many may be indexed");
    ok(has(page, "<span class=\"form same\">quoted</span>") && has(page, "<span class=\"form same\">same words</span>"), "one or several");
    const char *order[] = {"<h1",         "class=\"standfirst\"", "id=\"said\"", "id=\"sources\"", "id=\"changed\"",
                           "id=\"only\"", "id=\"thread\"",        "<footer"};
    size_t at = 0;
    bool in_order = true;
    for (size_t i = 0; i < WD_COUNT(order) && in_order; i++) {
        at = wd_str_find(page, order[i], at);
        in_order = at != SIZE_MAX;
    }
    ok(in_order, "sections stand in reading order");
    wd_page_story(&context, &a, &sample.story, b);
    struct wd_str again = take(b);
    ok(wd_str_eq(page, again), "the same input gives the same bytes");
    struct wd_story one = sample.story;
    one.members.n = 1;
    wd_page_story(&context, &a, &one, b);
    ok(has(take(b), "<meta name=\"robots\" content=\"noindex\">"), "a single copied article is not to be indexed");
    wd_page_story(&context, &a, &(struct wd_story){.created_utc = WD_NO_TIME, .updated_utc = WD_NO_TIME}, b);
    ok(has(take(b), "Created undated"), "an empty story makes a page");
}

static void test_article(struct wd_buf *b)
{
    struct wd_article_view v = {.article = &sample.article, .member = &sample.story.members.v[1], .story = &sample.story};
    wd_page_article(&context, &a, &v, b);
    struct wd_str page = take(b);
    check_page(page, "article");
    ok(has(page, "The quay was rebuilt after the flood of 1987."), "licensed: the whole text");
    ok(has(page, "Copyright 2026 The Elland Courier"), "its terms");
    v = (struct wd_article_view){.article = &sample.copy, .member = &sample.story.members.v[2], .story = &sample.story};
    wd_list_add(&a, &v.marks, sample.copy.sentences.v[0]);
    wd_page_article(&context, &a, &v, b);
    page = take(b);
    check_page(page, "copied article");
    ok(has(page, "<span class=\"same\">All berths on the northern quay were shut at 10:20, the authority said.</span>"),
       "copied sentences are marked");
    ok(has(page, "harbour master Ines Okafor told reporters.") && !has(page, "Two workers were taken to hospital.</"),
       "not licensed: two sentences");
    ok(has(page, "words; the whole text is the source"), "what is kept back is said");
    ok(has(page, "content=\"noindex\""), "a copy is not to be indexed");
    struct wd_article reserved = sample.copy;
    reserved.no_index = true;
    v.article = &reserved;
    wd_page_article(&context, &a, &v, b);
    ok(!has(take(b), "All berths on the northern quay"), "text mining reserved: headline and link only");
    struct wd_article long_one = sample.copy;
    long_one.sentences.v = &(struct wd_span){0, (uint32_t)long_one.body.n};
    long_one.sentences.n = 1;
    ok(wd_count_words(wd_article_shown(&long_one)) == 60, "never more than sixty words");
}

static void test_small(struct wd_buf *b)
{
    wd_page_front(&context, &a, &sample.front, b);
    struct wd_str page = take(b);
    check_page(page, "front");
    ok(has(page, "Saturday 14 March 2026") && has(page, "<b>64 stories</b>"), "the day in numbers");
    ok(has(page, "./section/Trade%20%26%20ports"), "sections");
    ok(has(page, "quote added, The Elland Courier"), "the newest change in words");
    ok(has(page, "?before=1773400000"), "older stories");
    ok(has(page, "Notice: a story was withdrawn by its source"), "a withdrawn story is a notice");
    ok(has(page, "data-since=\"1773490100\""), "the page says how far it knows");
    wd_page_front(&context, &a, &(struct wd_front){.last_arrival_utc = WD_NO_TIME}, b);
    page = take(b);
    check_page(page, "empty front");
    ok(has(page, "No story yet."), "an empty desk says so");
    struct wd_search_view s = {.query = WD_STR("\"nobody said\" <b>")};
    struct wd_search_hit *h = wd_list_push(&a, &s.hits);
    *h = (struct wd_search_hit){32,
                                12,
                                WD_STR("Harbour"),
                                WD_STR("Courier"),
                                WD_STR("every \x01"
                                       "crane\x02 <i>"),
                                1773490000};
    s.next_offset = 30;
    wd_page_search(&context, &a, &s, b);
    page = take(b);
    ok(has(page, "every <mark>crane</mark> &lt;i&gt;"), "matches are marked, the rest is text");
    ok(has(page, "q=%22nobody%20said%22%20%3Cb%3E&amp;from=30"), "the query goes on");
    ok(!has(page, "<b>\"") && has(page, "value=\"&quot;nobody said&quot; &lt;b&gt;\""), "the query is escaped");
    wd_page_feeds(&context, &a, &(struct wd_feeds_view){0}, b);
    check_page(take(b), "feeds");
    wd_page_about(&context, &a, b);
    check_page(take(b), "about");
    wd_page_error(&context, &a, 404, WD_STR("Nothing <here>."), b);
    page = take(b);
    check_page(page, "error");
    ok(has(page, "Nothing &lt;here&gt;."), "what went wrong is text");
    wd_page_killed(&context, &a, WD_STR("Far Shore News"), 1773490000, b);
    page = take(b);
    check_page(page, "withdrawn");
    ok(has(page, "<b>Far Shore News</b> withdrew this report"), "who withdrew it");
}

static void test_hostile(struct wd_buf *b)
{
    static const char *const titles[] = {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{name}} {{>head}} }}",
                                         "]]>--><!-- &amp;",          "\xE2\x80\xAE reversed",           "a\x01\x1b[31m"};
    for (size_t i = 0; i < WD_COUNT(titles); i++) {
        struct sample s;
        sample_make(&a, &s);
        struct wd_str bad = wd_str_c(titles[i]);
        s.story.headline = s.story.section = s.story.headline_outlet = bad;
        for (size_t k = 0; k < s.story.members.n; k++) {
            struct wd_member *m = &s.story.members.v[k];
            m->title = m->outlet = m->byline = m->letter = m->language = bad;
            m->url = wd_arena_printf(&a, "javascript:%s", titles[i]);
        }
        for (size_t k = 0; k < s.story.statements.n; k++)
            s.story.statements.v[k].speaker = s.story.statements.v[k].words = s.story.statements.v[k].role = bad;
        wd_page_story(&context, &a, &s.story, b);
        struct wd_str page = take(b);
        ok(!has(page, "<script>a") && !has(page, "<img") && !has(page, "javascript:") && !has(page, "<!--") && !has(page, "\x1b"),
           "hostile text stays text: %zu", i);
        wd_atom_story(&context, &a, &s.story, b);
        struct wd_str atom = take(b);
        ok(!has(atom, "<script") && !has(atom, "<img") && !has(atom, "]]>") && !has(atom, "\x1b"), "in Atom too: %zu", i);
        wd_text_story(&context, &a, &s.story, 80, false, b);
        ok(!has(take(b), "\x1b"), "and on a terminal: %zu", i);
    }
}

/* A story of thousands of articles, each with wordings of its own, costs no more than its size. */
static void test_large(struct wd_buf *b)
{
    enum { MANY = 4000 };
    struct wd_story s = {.serial = 1, .created_utc = 0, .updated_utc = 0, .headline = WD_STR("Large")};
    struct wd_statement *st = wd_list_push(&a, &s.statements);
    st->words = WD_STR("all of it");
    for (uint32_t i = 0; i < MANY; i++) {
        struct wd_member *m = wd_list_push(&a, &s.members);
        *m = (struct wd_member){.article = i + 1, .of = i, .serial = i + 1, .relation = i ? WD_REL_COPY : WD_REL_ORIGINAL, .versions = 1};
        m->letter = wd_arena_printf(&a, "L%u", i);
        struct wd_carrier *c = wd_list_push(&a, &st->carriers);
        *c = (struct wd_carrier){.article = i + 1, .serial = i + 1, .letter = m->letter, .form = WD_FORM_ALTERED};
        c->words = wd_arena_printf(&a, "all of it %u", i);
    }
    wd_page_story(&context, &a, &s, b);
    struct wd_str page = take(b);
    ok(has(page, "3960 further wordings"), "wordings without end are counted");
    ok(has(page, "id=\"a4000\""), "every article has its row");
}

static void test_atom(struct wd_buf *b)
{
    wd_atom_front(&context, &a, &sample.front, b);
    struct wd_str feed = take(b);
    ok(has(feed, "<id>tag:127.0.0.1,2026:story/12</id>"), "a story has one id");
    ok(has(feed, "<updated>2026-03-14T12:06:40Z</updated>"), "updated is the newest story's");
    ok(has(feed, "story/15/withdrawn"), "a withdrawal has an id of its own");
    wd_atom_story(&context, &a, &sample.story, b);
    feed = take(b);
    ok(has(feed, "<link rel=\"via\" href=\"https://news31.example.org/port/crane?id=31\"/>"), "a via link per source");
    ok(!has(feed, "id=40"), "none to a withdrawn one");
    ok(has(feed, "&lt;blockquote&gt;&lt;p&gt;\xE2\x80\x9CNo ship"), "statements");
}

static void test_json(struct wd_buf *b)
{
    struct wd_jw w;
    wd_jw_init(&w, b);
    wd_json_story(&sample.story, &w);
    struct wd_str text = take(b);
    struct wd_json *j = NULL;
    ok(wd_json_parse(&a, text, &j, NULL) == 0, "JSON of a story is well formed");
    is_str(wd_json_get_str(j, "id"), "s12", "id");
    const struct wd_json *articles = wd_json_get(j, "articles"), *first = wd_json_at(articles, 0);
    is_int(articles ? (long long)articles->n : -1, 10, "all articles");
    is_str(wd_json_get_str(first, "id"), "a31", "article id");
    is_str(wd_json_get_str(first, "relation"), "copy", "relation");
    is_str(wd_json_get_str(wd_json_get(first, "origin"), "agency"), "Meridian Press", "origin");
    is_str(wd_json_get_str(wd_json_at(wd_json_get(first, "evidence"), 0), "kind"), "notice", "evidence");
    is_str(wd_json_get_str(wd_json_at(articles, 2), "of"), "a32", "of what it is a copy");
    const struct wd_json *s = wd_json_get(j, "statements");
    is_str(wd_json_get_str(wd_json_at(s, 0), "kind"), "direct", "direct");
    is_str(wd_json_get_str(wd_json_at(s, 1), "kind"), "mixed", "mixed");
    is_str(wd_json_get_str(wd_json_at(s, 2), "kind"), "reported", "reported");
    is_str(wd_json_get_str(wd_json_at(s, 2), "polarity"), "denied", "polarity");
    const struct wd_json *c = wd_json_at(wd_json_get(wd_json_at(s, 0), "carriers"), 0);
    is_str(wd_json_get_str(c, "form"), "altered", "form");
    is_int(wd_json_get(wd_json_at(wd_json_get(j, "only_in"), 0), "sentences")->n, 3, "all sentences that one has alone");
    ok(wd_json_get(wd_json_at(wd_json_get(j, "told_by_all"), 0), "span") != NULL, "told by all, with spans");
    is_str(wd_json_str(wd_json_at(wd_json_get(wd_json_at(wd_json_get(j, "people"), 0), "variants"), 0)), "Okafor", "people");
    const struct wd_article *versions[] = {&sample.article, &sample.article};
    wd_jw_init(&w, b);
    wd_json_article(versions, 2, &sample.story.members.v[1], true, &w);
    text = take(b);
    ok(wd_json_parse(&a, text, &j, NULL) == 0, "JSON of an article is well formed");
    ok(wd_str_eq(wd_json_get_str(j, "text"), sample.article.body), "its text");
    is_int(wd_json_get(j, "versions")->n, 2, "its versions");
    versions[0] = versions[1] = &sample.copy;
    wd_jw_init(&w, b);
    wd_json_article(versions, 2, &sample.story.members.v[2], false, &w);
    text = take(b);
    ok(!has(text, "flood of 1987"), "not licensed and not for the operator: no full text");
}

static void test_text(struct wd_buf *b)
{
    for (uint32_t width = 40; width <= 100; width += 20) {
        wd_text_story(&context, &a, &sample.story, width, false, b);
        struct wd_str rest = take(b), line;
        bool fits = true;
        ok(!has(rest, "\x1b"), "no colour unless asked for");
        ok(has(rest, "WHAT WAS SAID") && has(rest, "WHO REPORTED") && has(rest, "a31"), "sections and ids");
        while (wd_str_cut(&rest, '\n', &line)) {
            size_t columns = 0;
            for (size_t i = 0; i < line.n; i++)
                columns += ((unsigned char)line.p[i] & 0xC0) != 0x80;
            fits &= columns <= width;
        }
        ok(fits, "lines fit %u columns", width);
    }
    wd_text_story(&context, &a, &sample.story, 80, true, b);
    ok(has(take(b), "\x1b[1m"), "colour where asked for");
    struct wd_article_view v = {.article = &sample.article, .member = &sample.story.members.v[1], .story = &sample.story};
    wd_text_article(&context, &a, &v, 80, false, b);
    ok(has(take(b), "flood of 1987"), "an article's text");
}

int main(void)
{
    wd_arena_init(&a);
    sample_make(&a, &sample);
    context = sample_context(&a);
    struct wd_buf b;
    wd_buf_init(&b, WD_MAX_PAGE_BYTES);
    test_story(&b);
    test_article(&b);
    test_small(&b);
    test_hostile(&b);
    test_large(&b);
    test_atom(&b);
    test_json(&b);
    test_text(&b);
    struct wd_asset css;
    ok(wd_asset_find(WD_STR("desk.css"), &css) && css.bytes.n > 1000 && !has(css.bytes, "http:"),
       "the style sheet is embedded and asks nobody");
    ok(!wd_asset_find(WD_STR("nothing.css"), &css), "no other");
    wd_buf_done(&b);
    wd_arena_done(&a);
    return done();
}
