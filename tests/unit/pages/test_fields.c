/* The fields of an article, kinds of its blocks, and how much of its words is shown, on the page, on a terminal and as JSON. */
#include "pages/fields.h"
#include "proof.h"
#include "sample.h"
#include "tap.h"

#include "base/json.h"
#include "base/limits.h"
#include "text/sentences.h"

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

#define STAND "Marit Lunde moves in on Friday. The last keeper left in 1989. Nobody has lived there since."
#define FIRST "The lighthouse at Skarvik will have somebody under its lamp again."
#define SECOND "She was chosen from 63 people."

static void block(struct wd_article *x, int kind, const char *text)
{
    size_t from = x->body.n ? x->body.n + 1 : 0;
    x->body = x->body.n ? wd_arena_printf(&a, "%.*s\n%s", WD_STR_ARG(x->body), text) : wd_str_c(text);
    wd_list_add(&a, &x->blocks, (struct wd_block){kind, {(uint32_t)from, (uint32_t)x->body.n}});
}

static void found(struct wd_article *x, const char *field, const char *source, uint32_t confidence)
{
    wd_list_add(&a, &x->provenance, (struct wd_provenance){.field = wd_str_c(field), .source = wd_str_c(source), .confidence = confidence});
}

static struct wd_article make_article(bool licensed)
{
    struct wd_article x = {.key = sample.story.members.v[1].article,
                           .title = WD_STR("Old lighthouse gets a keeper"),
                           .standfirst = WD_STR(STAND),
                           .outlet = WD_STR("The Fenn Herald"),
                           .language = WD_STR("en"),
                           .section = WD_STR("Coast"),
                           .url = WD_STR("https://www.fenn-herald.example/coast/keeper"),
                           .image = WD_STR("https://img.fenn-herald.example/skarvik.jpg?w=1200&h=800"),
                           .caption = WD_STR("At the door of the <light>."),
                           .created_utc = 1773470400,
                           .updated_utc = 1773474000,
                           .arrived_utc = 1773474600,
                           .embargo_utc = WD_NO_TIME,
                           .licensed = licensed,
                           .paywalled = true};
    wd_list_add(&a, &x.authors, WD_STR("Hedda Brandvold"));
    wd_list_add(&a, &x.authors, WD_STR("Olle Tamm"));
    wd_list_add(&a, &x.keywords, WD_STR("lighthouses"));
    block(&x, WD_BLOCK_PARAGRAPH, FIRST " " SECOND);
    block(&x, WD_BLOCK_HEADING, "What she will do");
    block(&x, WD_BLOCK_LIST_ITEM, "Paint the seaward wall.");
    block(&x, WD_BLOCK_LIST_ITEM, "Mend the landing stage.");
    block(&x, WD_BLOCK_QUOTE, "Buy a second kettle.");
    block(&x, WD_BLOCK_CAPTION, "The stairs, in January.");
    block(&x, WD_BLOCK_LIST_ITEM, "Count the boats.");
    wd_sentences_of(&a, x.body, x.language, &x.sentences);
    found(&x, "title", "JSON-LD", 98);
    found(&x, "standfirst", "meta", 75);
    found(&x, "authors", "byline", 80);
    found(&x, "published", "JSON-LD", 98);
    found(&x, "modified", "Open Graph", 60);
    found(&x, "site", "Open Graph", 90);
    found(&x, "image", "Open Graph", 40);
    found(&x, "caption", "text of the page", 55);
    found(&x, "section", "address", 50);
    found(&x, "keywords", "meta", 90);
    x.provenance.v[0].other = WD_STR("A keeper for Skarvik");
    x.provenance.v[3].printed = WD_STR("2026-03-14T07:40:00+01:00");
    x.provenance.v[3].other = WD_STR("2026-03-14T05:00:00Z");
    return x;
}

static struct wd_str page_of(const struct wd_article *x, struct wd_buf *b)
{
    struct wd_article_view v = {.article = x, .member = &sample.story.members.v[1], .story = &sample.story};
    wd_page_article(&context, &a, &v, b);
    struct wd_str page = take(b);
    struct proof p;
    proof_page(&a, page, &sample.sources, &p);
    ok(p.faults.n == 0, "nothing is quoted that no source says");
    return page;
}

static void test_page(struct wd_buf *b)
{
    struct wd_article x = make_article(true);
    struct wd_str page = page_of(&x, b);
    ok(!has(page, "<img") && !has(page, "src=\"https:"), "nothing is fetched from elsewhere");
    ok(has(page, "<a href=\"https://img.fenn-herald.example/skarvik.jpg?w=1200&amp;h=800\" rel=\"external noopener\">image at "
                 "img.fenn-herald.example</a>"),
       "the image is a link that names its host");
    ok(has(page, "At the door of the &lt;light&gt;."), "with its caption");
    ok(has(page, "<p class=\"standfirst\" dir=\"auto\">" STAND "</p>"), "the standfirst as printed");
    ok(has(page, ">Hedda Brandvold</span></li><li>") && has(page, "<dt>Authors</dt>"), "authors one by one");
    ok(has(page, "JSON-LD · <span class=\"certain\">certain</span>") && has(page, "byline · <span class=\"likely\">likely</span>") &&
           has(page, "address · <span class=\"uncertain\">uncertain</span>"),
       "where from, and how sure, in words");
    ok(has(page, "printed as <span class=\"pub\" dir=\"auto\">2026-03-14T07:40:00+01:00</span>"), "an instant as the source has it");
    ok(has(page, "the feed has: <span class=\"pub\" dir=\"auto\">A keeper for Skarvik</span>"), "the feed's own title");
    ok(has(page, "the feed has: <time datetime=\"2026-03-14T05:00:00Z\">"), "and its date");
    ok(has(page, "not free there") && has(page, "<dt>Access</dt>"), "it says that it is not free");
    ok(has(page, "<h3>What she will do </h3>"), "a heading");
    ok(has(page, "<ul>\n<li>Paint the seaward wall. </li>\n<li>Mend the landing stage. </li>\n</ul>"), "a list is one list");
    ok(has(page, "<ul>\n<li>Count the boats. </li>\n</ul>"), "another is another");
    ok(has(page, "<blockquote class=\"quoted\"><p>Buy a second kettle. </p></blockquote>"), "a quotation set apart");
    ok(has(page, "<span class=\"kind\">caption</span> The stairs, in January."), "a caption says that it is one");
    ok(!has(page, "summary only"), "it is no summary");
    x.summary_only = true;
    ok(has(page_of(&x, b), "<span class=\"tag minor\">summary only</span>"), "a summary says so");
}

static void test_limits(struct wd_buf *b)
{
    struct wd_article x = make_article(false);
    struct wd_shown shown;
    wd_article_shown_both(&a, &x, &shown);
    is_str(shown.standfirst, "Marit Lunde moves in on Friday.", "not licensed: one sentence of the standfirst");
    is_str(shown.body, FIRST, "and one of the text");
    struct wd_str page = page_of(&x, b);
    ok(has(page, FIRST) && !has(page, "1989") && !has(page, "63 people") && !has(page, "seaward"), "no more stands on the page");
    struct wd_article empty = x;
    empty.body.n = empty.sentences.n = empty.blocks.n = 0;
    wd_article_shown_both(&a, &empty, &shown);
    is_str(shown.standfirst, "Marit Lunde moves in on Friday. The last keeper left in 1989.", "two, where there is nothing else");
    x.standfirst = x.body;
    memset(&x.blocks, 0, sizeof x.blocks);
    x.standfirst = WD_STR(FIRST " " SECOND);
    ok(wd_standfirst_in_body(&a, &x), "a standfirst that begins the text");
    wd_article_shown_both(&a, &x, &shown);
    ok(shown.standfirst.n == 0 && wd_str_eqc(shown.body, FIRST " " SECOND), "is shown there");
    ok(has(page_of(&x, b), "<p class=\"opening\">" FIRST), "and set as one");
    x = make_article(false);
    x.no_index = true;
    wd_article_shown_both(&a, &x, &shown);
    ok(shown.standfirst.n == 0 && shown.body.n == 0, "reserved: neither");
    page = page_of(&x, b);
    ok(!has(page, "Marit Lunde moves") && !has(page, "At the door") && has(page, "the source&#39;s to show"), "nor the caption");
    struct wd_str words = WD_STR("w");
    for (size_t i = 0; i < 99; i++)
        words = wd_arena_printf(&a, "%.*s w", WD_STR_ARG(words));
    x = make_article(false);
    x.standfirst = words;
    wd_article_shown_both(&a, &x, &shown);
    ok(wd_count_words(shown.standfirst) == 60 && shown.body.n == 0, "sixty words in all");
}

static void test_others(struct wd_buf *b)
{
    struct wd_article x = make_article(true), bare = {.title = WD_STR("T"), .created_utc = WD_NO_TIME, .updated_utc = WD_NO_TIME};
    const struct wd_article *versions[] = {&x};
    struct wd_article_view v = {.article = &x, .member = &sample.story.members.v[1], .story = &sample.story, .own = {versions, 1}};
    wd_text_article(&context, &a, &v, 60, false, b);
    struct wd_str text = take(b);
    ok(has(text, "ABOUT THIS TEXT") && has(text, "Lead image") && has(text, "JSON-LD, certain; printed as"), "on a terminal");
    ok(has(text, "  - Paint the seaward wall.") && has(text, "caption: The stairs"), "with the kinds of its blocks");
    struct wd_jw w;
    struct wd_json *j = NULL;
    wd_jw_init(&w, b);
    wd_json_article(&v, true, &w);
    ok(wd_json_parse(&a, take(b), &j, NULL) == 0, "JSON is well formed");
    const struct wd_json *fields = wd_json_get(j, "fields"), *published = wd_json_get(fields, "published");
    is_str(wd_json_get_str(published, "value"), "2026-03-14T06:40:00Z", "an instant");
    is_str(wd_json_get_str(published, "source"), "JSON-LD", "its source");
    ok(wd_json_get(published, "confidence")->number > 0.97, "how sure");
    is_str(wd_json_get_str(published, "printed"), "2026-03-14T07:40:00+01:00", "as printed");
    is_str(wd_json_get_str(wd_json_get(fields, "title"), "other"), "A keeper for Skarvik", "what the feed says");
    is_str(wd_json_str(wd_json_at(wd_json_get(wd_json_get(fields, "authors"), "value"), 1)), "Olle Tamm", "authors");
    is_str(wd_json_get_str(wd_json_get(fields, "image"), "value"), "https://img.fenn-herald.example/skarvik.jpg?w=1200&h=800", "image");
    is_str(wd_json_get_str(wd_json_get(fields, "caption"), "value"), "At the door of the <light>.", "caption");
    ok(wd_json_get(j, "paywalled")->boolean && !wd_json_get(j, "summary_only"), "marks");
    x.licensed = false;
    wd_jw_init(&w, b);
    wd_json_article(&v, false, &w);
    text = take(b);
    ok(!has(text, "1989") && !has(text, "63 people"), "not licensed: no more than on the page");
    wd_field_views rows = {0};
    wd_view_fields(&context, &a, &bare, &rows);
    is_int(rows.n, 1, "a bare headline is all of it");
    ok(rows.v[0].source.n == 0 && rows.v[0].sure.n == 0, "and nothing is made up of where it is from");
}

int main(void)
{
    wd_arena_init(&a);
    sample_make(&a, &sample);
    context = sample_context(&a, &sample);
    struct wd_buf b;
    wd_buf_init(&b, WD_MAX_PAGE_BYTES);
    test_page(&b);
    test_limits(&b);
    test_others(&b);
    static const uint32_t percents[] = {0, 59, 60, 89, 90, 100};
    static const char *const words[] = {"uncertain", "uncertain", "likely", "likely", "certain", "certain"};
    for (size_t i = 0; i < WD_COUNT(percents); i++)
        ok(strcmp(wd_confidence_word(percents[i]), words[i]) == 0, "%u %% in a word", percents[i]);
    wd_buf_done(&b);
    wd_arena_done(&a);
    return done();
}
