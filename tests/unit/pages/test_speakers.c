/* Pages of speakers, and speakers in an article's text. */
#include "pages/speakers.h"
#include "pages/spoken.h"
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

static void proven(struct wd_str page, const char *what)
{
    struct proof p = {0};
    proof_page(&a, page, &sample.sources, &p);
    for (size_t i = 0; i < p.faults.n; i++)
        printf("# %.*s\n", WD_STR_ARG(p.faults.v[i]));
    ok(p.faults.n == 0 && p.quotations > 0, "%s: %zu quotations, each in a source", what, p.quotations);
}

/* All that the sample has of Okafor, newest first as the store gives it. */
static struct wd_speaker_page_view okafor(void)
{
    struct wd_speaker_page_view v = {.from = 25, .next = 50};
    v.record.line = (struct wd_speaker_line){.key = 77,
                                             .name = WD_STR("Ines Okafor"),
                                             .role = WD_STR("harbour <master>"),
                                             .statements = 60,
                                             .stories = 2,
                                             .last_utc = context.as_of_utc,
                                             .named = true};
    wd_list_add(&a, &v.record.forms, (struct wd_speaker_form){WD_STR("Inés Okafor"), 2});
    wd_list_add(&a, &v.record.forms, (struct wd_speaker_form){WD_STR("Okafor"), 1});
    wd_list_add(&a, &v.record.roles, (struct wd_speaker_form){WD_STR("port captain"), 1});
    for (size_t i = 0; i < sample.story.statements.n; i++)
        if (wd_str_eqc(sample.story.statements.v[i].speaker, "Ines Okafor"))
            wd_list_add(&a, &v.record.heard, (struct wd_heard){&sample.story, &sample.story.statements.v[i], context.as_of_utc});
    return v;
}

static void test_page(struct wd_buf *b)
{
    struct wd_speaker_page_view v = okafor();
    wd_page_speaker(&context, &a, &v, b);
    struct wd_str page = take(b);
    proven(page, "a speaker's page");
    ok(has(page, "<h1 dir=\"auto\">Ines Okafor</h1>") && has(page, "harbour &lt;master&gt;"), "name and office");
    ok(has(page, "Also printed as: <span class=\"pub\">Inés Okafor, Okafor</span>") && has(page, "port captain"), "other forms");
    ok(has(page, "No ship will move until every crane on the quay has been checked”"), "the exact words");
    ok(has(page, "and in 4 further articles"), "who else has them");
    ok(has(page, ">quoted<") && has(page, ">quoted in part<") && has(page, ">reported<") && has(page, ">denied<"), "each form");
    ok(has(page, "She called the inspection &quot;thorough and recent&quot;."), "the clause round a few quoted words");
    ok(has(page, "href=\"../s/12\"") || has(page, "href=\"../s/"), "the story");
    ok(has(page, "href=\"../a/"), "the article");
    ok(has(page, "26 to 29 of 60") && has(page, "href=\"../p/Ines%20Okafor\" rel=\"prev\"") &&
           has(page, "href=\"../p/Ines%20Okafor?from=50\" rel=\"next\""),
       "pages");
    ok(has(page, "href=\"../p/Ines%20Okafor.json\""), "JSON");
    wd_page_speaker(&context, &a, &v, b);
    ok(wd_str_eq(take(b), page), "the same input gives the same bytes");
    v.record.line.named = false;
    v.record.heard.n = 0;
    v.from = v.next = 0;
    wd_page_speaker(&context, &a, &v, b);
    page = take(b);
    ok(has(page, "A description, not a name") && has(page, "Nothing further."), "who is only described; nothing to show");
}

static void test_index(struct wd_buf *b)
{
    struct wd_speakers_view v = {.next = 100};
    wd_list_add(&a, &v.lines, okafor().record.line);
    wd_list_add(&a, &v.lines, (struct wd_speaker_line){.key = 1, .name = WD_STR("a/b.json"), .statements = 1, .stories = 1});
    wd_page_speakers(&context, &a, &v, b);
    struct wd_str page = take(b);
    ok(has(page, "<a href=\"./p/Ines%20Okafor\" dir=\"auto\">Ines Okafor</a>") && has(page, "<td>60</td><td>2</td>"), "a line each");
    ok(has(page, "./p/a%2Fb%2Ejson"), "any name is one segment");
    ok(has(page, "./speakers?from=100") && has(page, "aria-current=\"page\">With a name"), "the next page");
    v.find = WD_STR("oka \"<");
    v.from = 100;
    wd_page_speakers(&context, &a, &v, b);
    page = take(b);
    ok(has(page, "find=oka%20%22%3C&amp;from=100") || has(page, "find=oka%20%22%3C"), "what was asked for stays");
    v.lines.n = 0;
    wd_page_speakers(&context, &a, &v, b);
    ok(has(take(b), "No speaker was printed under this name."), "none");
}

static void test_json(struct wd_buf *b)
{
    struct wd_speaker_page_view v = okafor();
    struct wd_jw w;
    struct wd_json *j = NULL;
    wd_jw_init(&w, b);
    wd_json_speaker(&v, &w);
    ok(wd_json_parse(&a, take(b), &j, NULL) == 0, "JSON is well formed");
    is_int(wd_json_get(j, "statements")->integer, 60, "statements");
    const struct wd_json *first = wd_json_at(wd_json_get(j, "said"), 0);
    is_str(wd_json_get_str(first, "kind"), "direct", "what was said");
    ok(wd_json_get_str(first, "outlet").n && wd_json_get_str(first, "article").n && wd_json_get_str(first, "story").n, "and where");
    struct wd_speakers_view all = {0};
    wd_list_add(&a, &all.lines, v.record.line);
    wd_jw_init(&w, b);
    wd_json_speakers(&all, &w);
    ok(wd_json_parse(&a, take(b), &j, NULL) == 0, "JSON of all is well formed");
    is_str(wd_json_get_str(wd_json_at(wd_json_get(j, "speakers"), 0), "speaker"), "Ines Okafor", "a speaker");
}

static void test_text(struct wd_buf *b)
{
    struct wd_speaker_page_view v = okafor();
    v.record.line.role = WD_STR("harbour\x1b[31m master");
    struct wd_speakers_view all = {.next = 100};
    wd_list_add(&a, &all.lines, v.record.line);
    for (uint32_t width = 40; width <= 110; width += 35) {
        wd_text_speakers(&context, &a, &all, width, false, b);
        wd_text_speaker(&context, &a, &v, width, false, b);
        struct wd_str rest = take(b), line;
        ok(has(rest, "Ines Okafor") && has(rest, "60 statements") && has(rest, "No ship will move") && has(rest, "--from 100"),
           "its parts");
        ok(!has(rest, "\x1b"), "a source does not steer the terminal");
        bool fits = true;
        while (wd_str_cut(&rest, '\n', &line)) {
            size_t columns = 0;
            for (size_t i = 0; i < line.n; i++)
                columns += ((unsigned char)line.p[i] & 0xC0) != 0x80;
            fits &= columns <= width;
        }
        ok(fits, "lines fit %u columns", width);
    }
}

/* ---- in the running text ---- */

static struct wd_span span_of(const char *words)
{
    size_t at = wd_str_find(sample.article.body, words, 0);
    return at == SIZE_MAX ? (struct wd_span){0, 0} : (struct wd_span){(uint32_t)at, (uint32_t)(at + strlen(words))};
}

static struct wd_quote *quote(int kind, const char *words, const char *speaker)
{
    struct wd_quote *q = wd_list_push(&a, &sample.article.quotes);
    *q = (struct wd_quote){.kind = kind, .span = span_of(words), .speaker = wd_str_c(speaker)};
    if (kind != WD_QUOTE_INDIRECT)
        wd_list_add(&a, &q->pieces, q->span);
    return q;
}

static void test_marks(struct wd_buf *b)
{
    for (size_t i = 0; i < sample.story.statements.n; i++) {
        struct wd_statement *st = &sample.story.statements.v[i];
        st->voice = st->speaker.n ? 77 : 0;
        for (size_t k = 0; k < st->carriers.n; k++)
            if (st->carriers.v[k].article == sample.article.key)
                st->carriers.v[k].span = span_of(wd_arena_c(&a, st->carriers.v[k].words));
    }
    quote(WD_QUOTE_DIRECT, "“No ship will move until every crane on the quay has been checked,”", "Okafor");
    quote(WD_QUOTE_DIRECT, "“We heard a sound like a bell, and then it was on its side,”", "");
    quote(WD_QUOTE_INDIRECT, "the crane had been overloaded", "Okafor")->denied = true;
    quote(WD_QUOTE_MIXED, "\"thorough and recent\"", "She");
    quote(WD_QUOTE_INDIRECT, "called the inspection \"thorough and", "She");
    quote(WD_QUOTE_INDIRECT, "All berths on the northern quay were shut", "the <port>");
    wd_spoken_marks marks = {0};
    wd_view_spoken(&a, &sample.story, &sample.article, "../", &marks);
    is_int((long long)marks.n, 5, "a report that ends inside quotation marks is left out");
    bool apart = true;
    for (size_t i = 1; i < marks.n; i++)
        apart &= marks.v[i - 1].span.end <= marks.v[i].span.start;
    ok(apart, "by place, none overlap");
    wd_piece_views pieces = {0};
    struct wd_span two = span_of("Okafor denied that the crane had been overloaded. She");
    wd_view_pieces(&a, sample.article.body, &marks, two, &pieces);
    ok(pieces.n == 3 && wd_str_eqc(pieces.v[0].text, "Okafor denied that ") && wd_str_eqc(pieces.v[1].form, "reported") &&
           wd_str_eqc(pieces.v[1].who, "Ines Okafor, denied") && wd_str_eqc(pieces.v[2].text, ". She"),
       "a sentence, cut along them");
    struct wd_article_view v = {.article = &sample.article, .member = &sample.story.members.v[1], .story = &sample.story};
    wd_page_article(&context, &a, &v, b);
    struct wd_str page = take(b);
    proven(page, "an article's page with marks");
    ok(has(page, "<span class=\"words direct\">“No ship will move until every crane on the quay has been checked,”</span>"
                 "<a class=\"src voice direct\" href=\"../p/Ines%20Okafor\"><span class=\"vh\">said by </span>Ines Okafor</a>"),
       "words, and the speaker's name as a link behind them");
    ok(has(page, "and then it was on its side,”</span> a docker"), "without a name where none is known");
    ok(has(page, "<span class=\"src voice reported\"><span class=\"vh\">reported of </span>the &lt;port&gt;</span>"),
       "a name without a page");
    ok(has(page, "<h3><a href=\"../p/Ines%20Okafor\">Ines Okafor</a></h3>"), "the list links there, too");
}

int main(void)
{
    wd_arena_init(&a);
    struct wd_buf b;
    wd_buf_init(&b, WD_MAX_PAGE_BYTES);
    sample_make(&a, &sample);
    context = sample_context(&a, &sample);
    test_page(&b);
    test_index(&b);
    test_json(&b);
    test_text(&b);
    test_marks(&b);
    wd_buf_done(&b);
    wd_arena_done(&a);
    return done();
}
