#include "pages/view.h"
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

/* Three of the copies of B, two of them folded, are of one outlet. */
static void test_outlets_of_copies(struct wd_buf *b)
{
    struct wd_member *copies = sample.story.members.v + 5;
    struct wd_str before[] = {copies[0].outlet, copies[1].outlet, copies[2].outlet};
    copies[0].outlet = copies[1].outlet = copies[2].outlet = WD_STR("Bay Radio");
    wd_page_story(&context, &a, &sample.story, b);
    struct wd_str page = take(b);
    ok(has(page, "The Elland Courier through 4 outlets"), "an outlet with three copies is one outlet");
    ok(has(page, "3 more copies: Bay Radio<"), "and named once");
    copies[0].outlet = copies[1].outlet = copies[2].outlet = WD_STR("The Elland Courier");
    wd_page_story(&context, &a, &sample.story, b);
    ok(has(take(b), "The Elland Courier through 3 outlets"), "what an outlet repeats itself goes through no other");
    for (size_t i = 0; i < WD_COUNT(before); i++)
        copies[i].outlet = before[i];
}

static void test_story(struct wd_buf *b)
{
    wd_page_story(&context, &a, &sample.story, b);
    struct wd_str page = take(b);
    check_page(page, "story");
    ok(has(page, "<h1 dir=\"auto\">Harbour authority closes Port Elland after crane collapse</h1>"), "the headline");
    ok(has(page, "Headline as <b>The Elland Courier</b> has it"), "whose it is");
    ok(has(page, "Meridian Press via Harbour Today, The Elland Courier through 6 outlets, and 1 account of its own"), "origins in words");
    ok(has(page, "(10:30 UTC)"), "times in the zone and UTC");
    ok(has(page, "the quay <del>has been</del><ins>is</ins> checked\xE2\x80\x9D"), "an altered wording shows its difference");
    ok(has(page, "<span class=\"form reported\">reported</span>"), "reported speech is called so");
    ok(has(page, "<span class=\"form altered\">denied</span>"), "a denial is called so");
    ok(!has(page, "\xE2\x80\x9Cthe crane had been overloaded"), "reported words have no marks");
    ok(has(page, "2 more by Harbour authority, each in one article"), "single statements fold");
    ok(has(page, "Not received here; known from its copy."), "an original that is not here is said to be so");
    ok(has(page, "3 more copies: Bay Radio, The Lantern, Quay Weekly"), "copies fold under their original");
    ok(has(page, "rewrite 41 %") && has(page, "copy 98 %"), "shares");
    ok(has(page, "5 copies, 1 rewrite in 41 min"), "what became of an original");
    ok(has(page, "6 min later"), "how long after it a copy came");
    ok(has(page, "../a/33/beside/32\">side by side with B</a>"), "a copy beside its source");
    ok(has(page, "<a href=\"../a/32/versions\">2 versions</a>"), "and of several versions the way to them");
    ok(has(page, "Credit: Meridian Press. Origin: Meridian Press, not received here."), "credit and origin are two things");
    ok(has(page, "Credit: none. Origin: The Elland Courier (B)."), "a copy that credits nobody");
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
    ok(has(page, "the authority said. <a class=\"src\" href=\"#t1\">"), "what stands in for a standfirst leads to its place");
    ok(has(page, "<span id=\"t7\" tabindex=\"-1\">The next ferry to Norland leaves on Monday at the earliest.</span>"), "which is marked");
    v = (struct wd_article_view){.article = &sample.copy, .member = &sample.story.members.v[2], .story = &sample.story};
    const struct wd_article *const original[] = {&sample.article};
    wd_list_add(&a, &v.others, (struct wd_article_text){original, 1});
    wd_page_article(&context, &a, &v, b);
    page = take(b);
    check_page(page, "copied article");
    ok(has(page,
           "<span class=\"same\" id=\"t1\" tabindex=\"-1\">All berths on the northern quay were shut at 10:20, the authority said.</span>"),
       "copied sentences are marked");
    ok(has(page, "harbour master Ines Okafor told reporters.") && !has(page, "Two workers were taken to hospital.</"),
       "not licensed: two sentences");
    ok(has(page, "words; the whole text is the source"), "what is kept back is said");
    ok(has(page, "href=\"#t1\"") && !has(page, "#t7") && !has(page, "The next ferry"), "a standfirst shows no more than the text below");
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

/* An article as it would be with this body, and a version of it. */
static const struct wd_article *with_body(const struct wd_article *like, const char *body, int64_t later)
{
    struct wd_article *x = WD_NEW(&a, struct wd_article);
    *x = *like;
    x->body = wd_str_c(body);
    x->updated_utc = like->created_utc + later;
    memset(&x->sentences, 0, sizeof x->sentences);
    memset(&x->standfirst_spans, 0, sizeof x->standfirst_spans);
    wd_sentences_of(&a, x->body, WD_STR("en"), &x->sentences);
    wd_list_add(&a, &sample.sources, x->body);
    return x;
}

#define BERTHS "All berths on the northern quay were shut at 10:20, the authority said."
#define HURT "Two workers were taken to hospital."
#define HURT_BEFORE "Three workers were taken to hospital."
#define FERRY "The next ferry to Norland leaves on Monday at the earliest."
#define GRAIN "Port Elland handles a third of Norland's grain."

static void test_traced(struct wd_buf *b)
{
    const struct wd_article *own[] = {with_body(&sample.article, BERTHS "\n" HURT "\n" FERRY "\n" GRAIN, 0)};
    const struct wd_article *source[] = {with_body(&sample.copy, BERTHS "\n" HURT_BEFORE, 0),
                                         with_body(&sample.copy, BERTHS "\n" GRAIN, 900000)};
    struct wd_article_view v = {.article = own[0], .member = &sample.story.members.v[1], .story = &sample.story, .own = {own, 1}};
    struct wd_member original = sample.story.members.v[2], copy = sample.story.members.v[1];
    sample.story.members.v[1].of = original.article;
    sample.story.members.v[2].of = 0;
    wd_article_keys keys;
    wd_article_others(&a, &sample.story, v.member, &keys);
    ok(keys.n > 1 && keys.v[0] == original.article, "what it goes back to is read first");
    for (size_t i = 0; i < keys.n; i++)
        ok(keys.v[i] != v.article->key && keys.v[i] != sample.story.members.v[9].article, "neither itself nor what was withdrawn");
    wd_list_add(&a, &v.others, (struct wd_article_text){source, 2});
    wd_page_article(&context, &a, &v, b);
    struct wd_str page = take(b);
    check_page(page, "traced article");
    ok(has(page, "2 of 4 sentences first appeared elsewhere: 2 in <a"), "how many sentences it took from whom");
    ok(has(page, ", 1 of them edited; 2 are its own."), "how many were edited, how many are its own");
    ok(has(page, "<span class=\"same\">" BERTHS "</span><a class=\"src from\" href=\"32/beside/33?left=1&amp;right=1#l1\">"),
       "word for word, with its way to the place");
    ok(has(page, "<span class=\"edited\">" HURT "</span>"), "edited");
    ok(has(page, "<p><del>Three</del><ins>Two</ins> workers"), "with the difference, for the earlier sentence may be shown");
    ok(has(page, "<p>The next ferry") && has(page, "<p>Port Elland handles"), "its own: what another had later is its own, too");
    struct wd_article reserved = *source[0];
    reserved.no_index = true;
    source[0] = &reserved;
    wd_page_article(&context, &a, &v, b);
    page = take(b);
    ok(has(page, "<span class=\"edited\">" HURT "</span>") && !has(page, "<del>Three"), "no words of a source that keeps them back");
    sample.story.members.v[1] = copy;
    sample.story.members.v[2] = original;
}

static void test_versions(struct wd_buf *b)
{
    const struct wd_article *states[] = {with_body(&sample.article, BERTHS "\n" HURT_BEFORE "\n" FERRY "\n" GRAIN, 0),
                                         with_body(&sample.article, BERTHS "\n" HURT "\n" FERRY "\n" GRAIN, 600),
                                         with_body(&sample.article, FERRY "\n" BERTHS "\n" HURT, 1200)};
    struct wd_versions_view v = {.own = {states, 3}, .member = &sample.story.members.v[1], .story = &sample.story};
    wd_page_versions(&context, &a, &v, b);
    struct wd_str page = take(b);
    check_page(page, "versions");
    ok(has(page, "id=\"v3\"") && has(page, "id=\"v1\"") && has(page, "The first state that was received."), "all versions");
    ok(has(page, "<span class=\"tag minor\">moved</span>") && has(page, "<span class=\"tag minor\">paragraph removed</span>"),
       "with their labels");
    ok(has(page, "<del>Three</del><ins>Two</ins> workers"), "and differences");
    ok(has(page, "still has the old words") && has(page, "#a31\""), "and who has the old words, as the story knows it");
    ok(!has(page, "id=\"between\""), "no comparison that nobody asked for");
    v.from = 1;
    v.to = 3;
    wd_page_versions(&context, &a, &v, b);
    page = take(b);
    check_page(page, "two versions");
    ok(has(page, "From version 1 to version 3") && has(page, "<option value=\"3\" selected>"), "any two");
    const struct wd_article *closed[] = {
        with_body(&sample.copy, BERTHS "\n" GRAIN, 0),
        with_body(&sample.copy, BERTHS "\n" HURT_BEFORE "\n" FERRY "\n" GRAIN " The quay was rebuilt after the flood of 1987.", 600)};
    v = (struct wd_versions_view){.own = {closed, 2}, .member = &sample.story.members.v[2], .story = &sample.story};
    wd_page_versions(&context, &a, &v, b);
    page = take(b);
    check_page(page, "versions of an unlicensed article");
    ok(has(page, "<ins>" HURT_BEFORE) && !has(page, "flood of 1987"), "not licensed: two sentences of its changes");
    ok(has(page, "words, the source&#39;s to show."), "and the rest as a count");
    struct wd_article reserved[2] = {*closed[0], *closed[1]};
    reserved[1].no_index = true;
    closed[0] = &reserved[0];
    closed[1] = &reserved[1];
    wd_page_versions(&context, &a, &v, b);
    ok(!has(take(b), "Three workers"), "text mining reserved: no words");
}

static void test_beside(struct wd_buf *b)
{
    const struct wd_article *left[] = {with_body(&sample.article, FERRY "\n" GRAIN, 0),
                                       with_body(&sample.article, BERTHS "\n" HURT_BEFORE "\n" FERRY "\n" GRAIN, 60)};
    const struct wd_article *right[] = {with_body(&sample.article, GRAIN "\n" BERTHS "\n" HURT "\nNobody was there.", 90)};
    struct wd_beside_view v = {{left, 2}, {right, 1}, &sample.story.members.v[1], &sample.story.members.v[3], &sample.story, 0, 0};
    wd_page_beside(&context, &a, &v, b);
    struct wd_str page = take(b);
    check_page(page, "beside");
    ok(has(page, "version 2 of 2"), "the version that the later article has most in common with");
    ok(has(page, "<span class=\"form same\">same words</span>") && has(page, "<span class=\"form altered\">edited</span>"), "rows of both");
    ok(has(page, "<del>Three</del><ins>Two</ins> workers") && has(page, ">" HURT_BEFORE "<"), "the later text shows the difference");
    ok(has(page, "only in B") && has(page, "only in D"), "sentences of one");
    ok(has(page, "<span class=\"form same\">moved</span>") && has(page, "stands elsewhere in D") && has(page, "href=\"#r1\""),
       "a moved one, with its place");
    ok(has(page, "<dd>2</dd>") && has(page, "sentences word for word"), "counts");
    v.left_version = 1;
    wd_page_beside(&context, &a, &v, b);
    ok(has(take(b), "version 1 of 2"), "another version where it is asked for");
    struct wd_article closed = *right[0];
    closed.licensed = false;
    right[0] = &closed;
    v.left_version = 0;
    wd_page_beside(&context, &a, &v, b);
    page = take(b);
    check_page(page, "beside an unlicensed article");
    ok(!has(page, "Nobody was there.") && !has(page, "<del>Three</del>") && has(page, "the words are the source&#39;s to show"),
       "what may not be shown is not");
    ok(has(page, "1 sentence only in D; the words are their source&#39;s to show."), "but counted");
    closed.no_index = true;
    left[0] = left[1] = right[0];
    wd_page_beside(&context, &a, &v, b);
    page = take(b);
    check_page(page, "beside, all kept back");
    ok(!has(page, "Norland&#39;s grain") && has(page, "4 sentences word for word the same; the words are"), "nothing but counts");
}

static void test_small(struct wd_buf *b)
{
    wd_page_front(&context, &a, &sample.front, b);
    struct wd_str page = take(b);
    check_page(page, "front");
    ok(has(page, "Saturday 14 March 2026") && has(page, "<b>64 stories</b>"), "the day in numbers");
    ok(has(page, "./section/Trade%20%26%20ports"), "sections");
    ok(has(page, "<a href=\"./o/The%20Elland%20Courier\">The Elland Courier</a> added a quotation"), "the newest change in words");
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

/* A copy of a copy stands below the one that it has its text from, and counts to the original. */
static void test_chain(struct wd_buf *b)
{
    static const struct {
        const char *letter, *outlet;
        uint64_t of;
        int64_t minute;
        int relation;
    } rows[] = {{"A", "Meridian Press", 0, 0, WD_REL_ORIGINAL},
                {"B", "Harbour Today", 1, 5, WD_REL_COPY},
                {"C", "The Elland Courier", 1, 10, WD_REL_COPY},
                {"D", "Bay Radio", 2, 200, WD_REL_COPY},
                {"E", "Quay Weekly", 1, 60 * 72, WD_REL_DERIVED}};
    struct wd_story s = {.serial = 1,
                         .created_utc = 0,
                         .updated_utc = 0,
                         .headline = WD_STR("Chain"),
                         .origins = 1,
                         .articles = 5,
                         .copies = 3,
                         .rewrites = 1};
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        struct wd_member *m = wd_list_push(&a, &s.members);
        *m = (struct wd_member){.article = i + 1, .root = 1, .of = rows[i].of, .serial = (uint32_t)i + 1, .versions = 1};
        m->letter = wd_str_c(rows[i].letter);
        m->outlet = wd_str_c(rows[i].outlet);
        m->title = wd_arena_printf(&a, "Title %zu", i);
        m->relation = rows[i].relation;
        m->created_utc = m->updated_utc = m->arrived_utc = 1773484200 + rows[i].minute * 60;
        m->words = 100;
        m->verbatim_words = i == 1 ? 100 : 50;
        m->origin_received = true;
        m->origin_agency = WD_STR("Meridian Press");
    }
    s.members.v[0].corrected = true;
    s.members.v[1].carries_earlier = true;
    wd_page_story(&context, &a, &s, b);
    struct wd_str page = take(b);
    size_t at_b = wd_str_find(page, "id=\"a2\"", 0), at_c = wd_str_find(page, "id=\"a3\"", 0), at_d = wd_str_find(page, "id=\"a4\"", 0);
    ok(at_b < at_d && at_d < at_c, "the copy of a copy follows that copy");
    ok(has(page, "from B \xC2\xB7 <a href=\"../a/4/beside/2\">side by side with B</a>"), "and leads to it");
    ok(has(page, "1 independent origin, 5 articles, 3 copies, 1 rewrite</p>"), "the count line");
    ok(has(page, "3 copies, 1 rewrite in 3 days, 1 unedited"), "all are the original's");
    ok(has(page, "3 h later") && has(page, "3 days later"), "times count from the original");
    ok(has(page, "Its original was corrected; this text is from before the correction."), "a copy of what was corrected says so");
    s.members.v[0].killed = true;
    wd_page_story(&context, &a, &s, b);
    page = take(b);
    size_t warned = 0;
    for (size_t at = 0; (at = wd_str_find(page, "still carries", at)) != SIZE_MAX; at++)
        warned++;
    is_int(warned, 4, "each one says that its original was withdrawn");
    s = (struct wd_story){.serial = 1, .created_utc = 0, .updated_utc = 0, .origins = 1, .articles = 1};
    wd_text_story(&context, &a, &s, 80, false, b);
    ok(has(take(b), "1 independent origin, 1 article\n"), "one of each");
    s.articles = 2;
    wd_text_story(&context, &a, &s, 80, false, b);
    ok(has(take(b), "1 independent origin, 2 articles, no copies\n"), "and none");
}

/* A story of thousands of articles: its page stays small, leads to the list of all, and no letter leads to a row that is not there. */
static void test_large(struct wd_buf *b)
{
    enum { MANY = 20000 };
    struct wd_story s = {.key = 1, .serial = 7, .created_utc = 0, .updated_utc = 0, .headline = WD_STR("Large"), .headline_article = MANY};
    struct wd_statement *st = wd_list_push(&a, &s.statements);
    st->words = WD_STR("all of it");
    for (uint32_t i = 0; i < MANY; i++) {
        struct wd_member *m = wd_list_push(&a, &s.members);
        *m = (struct wd_member){
            .article = i + 1, .of = i, .root = 1, .serial = i + 1, .relation = i ? WD_REL_COPY : WD_REL_ORIGINAL, .versions = 1};
        m->letter = wd_arena_printf(&a, "L%u", i);
        m->outlet = WD_STR("Bay Radio");
        m->created_utc = m->updated_utc = m->arrived_utc = 1773484200 + i;
        struct wd_carrier *c = wd_list_push(&a, &st->carriers);
        *c = (struct wd_carrier){.article = i + 1, .serial = i + 1, .letter = m->letter, .form = WD_FORM_ALTERED};
        c->words = wd_arena_printf(&a, "all of it %u", i);
    }
    struct wd_page_context alone = context;
    alone.around = NULL;
    wd_page_story(&alone, &a, &s, b);
    struct wd_str page = take(b);
    ok(page.n < 200000, "the page of a flood is small: %zu bytes", page.n);
    ok(has(page, "19960 further wordings"), "wordings without end are counted");
    ok(has(page, "19996 more copies: Bay Radio<"), "and so are copies");
    ok(has(page, "id=\"a64\"") && !has(page, "id=\"a65\""), "the first of a fold have rows");
    ok(has(page, "19936 more, <time") && has(page, "<a href=\"7/articles\">all articles</a>"),
       "the others are counted, with the list of all");
    ok(has(page, "href=\"../a/20000\"") && !has(page, "#a20000"), "what has no row is led to on its own page");
    wd_text_story(&alone, &a, &s, 80, false, b);
    ok(take(b).n < 60000, "short on a terminal, too");
    for (uint32_t i = 0; i < MANY; i++)
        s.members.v[i].of = s.members.v[i].root = 0, s.members.v[i].relation = WD_REL_INDEPENDENT;
    wd_page_story(&alone, &a, &s, b);
    page = take(b);
    ok(page.n < 200000 && has(page, "19940 more originals, with what was made from them: <a href=\"7/articles\">"), "as many originals");
    wd_page_articles(&alone, &a, &s, 19900, b);
    page = take(b);
    check_page(page, "all articles, the end");
    ok(has(page, "19901 to 20000 of them") && has(page, "id=\"a20000\"") && !has(page, "rel=\"next\""), "the last of them");
    ok(has(page, "<a href=\"articles?from=19800\" rel=\"prev\">"), "and the way back");
    wd_page_articles(&alone, &a, &s, 0, b);
    page = take(b);
    ok(has(page, "<a href=\"articles?from=100\" rel=\"next\">") && !has(page, "rel=\"prev\""), "the first of them");
    wd_page_articles(&context, &a, &sample.story, 0, b);
    page = take(b);
    check_page(page, "all articles");
    ok(has(page, "10 articles in order of time") && has(page, "withdrawn") && has(page, "lang=\"de\""), "of a small story, too");
}

/* Other stories, what happened last, and how the story was put together. */
static void test_around(struct wd_buf *b)
{
    wd_page_story(&context, &a, &sample.story, b);
    struct wd_str page = take(b);
    ok(has(page, "<span class=\"tag minor\">German</span>") && has(page, "2 articles, 2 outlets, 1 independent origin"),
       "another language by its name, with its counts");
    ok(has(page, "<h3 class=\"in\" lang=\"de\" dir=\"auto\"><a href=\"10\">Kran"), "its headline");
    ok(has(page, "<span lang=\"de\">Am Kai von Port Elland") && has(page, "href=\"10#a50\""), "what it says first, with its place");
    ok(has(page, "\xE2\x80\x9CKein Schiff") && has(page, "der Kai bleibe") && !has(page, "der Kran sei alt"), "its first two statements");
    ok(has(page, "both name Ines Okafor and Port Elland, both give 10:20, 3 h apart"), "and why they are linked");
    size_t earlier = wd_str_find(page, "<h3>Earlier</h3>", 0), later = wd_str_find(page, "<h3>Later</h3>", 0);
    size_t orders = wd_str_find(page, "orders new cranes", 0), begins = wd_str_find(page, "Inquiry into crane", 0);
    ok(earlier < orders && orders < later && later < begins && begins != SIZE_MAX, "the thread, before and after");
    ok(has(page, "Far Shore News <a href=\"#changed\">withdrew its report</a>"), "what happened last");
    ok(has(page, "Put together by rules") && has(page, "2 changes to its list of articles"), "how it was put together");
    ok(has(page, "s14 was joined to this story, 2 articles") && has(page, "by the desk, 97 % certain"), "by the desk");
    ok(has(page, "1 article moved here from <a href=\"../s/21\">s21</a>") && has(page, "<span class=\"tag minor\">by hand</span>"),
       "by hand");
    ok(has(page, "Same crane, not the one of May; the desk&#39;s guess was wrong"), "a note, without marks that no source has");
    ok(has(page, "The address of s14 leads here."), "what leads here");
    struct wd_page_context alone = context;
    alone.around = NULL;
    struct wd_story s = sample.story;
    memset(&s.changes, 0, sizeof s.changes);
    s.members.n = 8;
    wd_page_story(&alone, &a, &s, b);
    page = take(b);
    ok(!has(page, "id=\"rules\"") && !has(page, "id=\"thread\"") && !has(page, "id=\"languages\""), "nothing where there is nothing");
    ok(has(page, "Quay Weekly <a href=\"#a38\">added a copy of the report by The Elland Courier</a>"), "an article that came last");
    struct wd_change *figure = wd_list_push(&a, &s.changes);
    *figure = sample.story.changes.v[1];
    figure->kind = WD_CHANGE_FIGURE;
    wd_page_story(&alone, &a, &s, b);
    ok(has(take(b), "changed a figure</a>, <span class=\"pub\">Two</span> for <span class=\"pub\">Three</span>"), "a figure in words");
    s.members.n = 1;
    memset(&s.changes, 0, sizeof s.changes);
    wd_page_story(&alone, &a, &s, b);
    ok(!has(take(b), "Newest:"), "the only article of a story is no news of it");
    wd_text_story(&context, &a, &sample.story, 80, false, b);
    page = take(b);
    ok(has(page, "IN OTHER LANGUAGES") && has(page, "EARLIER") && has(page, "PUT TOGETHER BY RULES") && has(page, "Newest: Far Shore News"),
       "and all of it on a terminal");
}

static void test_placing(struct wd_buf *b)
{
    struct wd_article_view v = {.article = &sample.article, .member = &sample.story.members.v[5], .story = &sample.story};
    wd_page_article(&context, &a, &v, b);
    ok(!has(take(b), "id=\"why\""), "nothing is said where nobody has told");
    v.placing = (struct wd_placing){.known = true, .score = 0.9712, .why = sample_why(&a)};
    wd_page_article(&context, &a, &v, b);
    struct wd_str page = take(b);
    check_page(page, "placed article");
    ok(has(page, "Placed in this story with 97\xC2\xA0% certainty, because it shares 64\xC2\xA0% of the words, in sequence, with an "
                 "article that was there."),
       "how sure, and why");
    ok(has(page, "<span class=\"kind\">name</span> <span class=\"pub\">Ines Okafor</span>") &&
           has(page, "<span class=\"share\">12 %</span>"),
       "each reason with its weight");
    ok(has(page, "width=\"75.0\""), "its bar beside the others");
    ok(has(page, "3 h 24 min apart") || has(page, "3 h apart"), "the time between");
    wd_list_add(&a, &v.acts, sample.around.acts.v[0]);
    wd_page_article(&context, &a, &v, b);
    page = take(b);
    check_page(page, "moved article");
    ok(has(page, "Moved here from <a href=\"../s/21\">s21</a>") && has(page, "Note: "), "and what moved it since");
    ok(has(page, "Placed in s21 with"), "it was placed elsewhere then");
    v.placing.why.v++; /* without the copy */
    v.placing.why.n--;
    wd_page_article(&context, &a, &v, b);
    ok(has(take(b), "because it shares 2 names, 1 number and 1 word with an article"), "without a copy");
    v.placing = (struct wd_placing){.known = true, .founded = true, .score = 0.88};
    wd_page_article(&context, &a, &v, b);
    ok(has(take(b), "It founded s21: nothing nearer than"), "a founder of a story that is no more");
    v.acts.n = 0;
    wd_page_article(&context, &a, &v, b);
    ok(has(take(b), "It founded another story: "), "also where it is not known which");
    v.member = &sample.story.members.v[1];
    wd_page_article(&context, &a, &v, b);
    ok(has(take(b), "It founded this story: nothing nearer than 12\xC2\xA0% was there."), "a founder");
    wd_text_article(&context, &a, &v, 80, false, b);
    page = take(b);
    ok(has(page, "WHY IT IS HERE") && has(page, "It founded this story"), "on a terminal, too");
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
    wd_json_story(&sample.story, &sample.around, &w);
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
    const struct wd_json *linked = wd_json_get(j, "linked"), *thread = wd_json_get(j, "thread"), *acts = wd_json_get(j, "acts");
    is_str(wd_json_get_str(wd_json_at(linked, 0), "id"), "s10", "a story in another language");
    is_str(wd_json_get_str(wd_json_at(linked, 0), "language"), "de", "its language");
    is_str(wd_json_get_str(wd_json_at(wd_json_get(wd_json_at(linked, 0), "why"), 0), "kind"), "name", "why");
    is_str(wd_json_get_str(wd_json_at(thread, 0), "when"), "earlier", "the thread, before");
    is_str(wd_json_get_str(wd_json_at(thread, 1), "when"), "later", "and after");
    is_str(wd_json_get_str(wd_json_at(acts, 0), "by"), "hand", "what was put right by hand");
    is_str(wd_json_str(wd_json_at(wd_json_get(wd_json_at(acts, 1), "articles"), 0)), "a37", "and which articles came");
    is_str(wd_json_str(wd_json_at(wd_json_get(j, "leads_here"), 0)), "s14", "what leads here");
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
    struct wd_article_view v = {.member = &sample.story.members.v[1], .story = &sample.story, .own = {versions, 2}};
    v.placing = (struct wd_placing){.known = true, .score = 0.9712, .why = sample_why(&a)};
    wd_jw_init(&w, b);
    wd_json_article(&v, true, &w);
    text = take(b);
    ok(wd_json_parse(&a, text, &j, NULL) == 0, "JSON of an article is well formed");
    const struct wd_json *stand = wd_json_at(wd_json_get(j, "standfirst_sentences"), 0);
    is_str(wd_json_get_str(stand, "text"), "All berths on the northern quay were shut at 10:20, the authority said.", "what stands in");
    is_int(wd_json_at(wd_json_get(stand, "span"), 1)->integer, 71, "with its place");
    ok(wd_str_eq(wd_json_get_str(j, "text"), sample.article.body), "its text");
    is_int(wd_json_get(j, "versions")->n, 2, "its versions");
    is_str(wd_json_get_str(j, "story"), "s12", "its story");
    const struct wd_json *placing = wd_json_get(j, "placing");
    ok(has(text, "\"score\":0.9712") && !wd_json_get(placing, "founded")->boolean, "how sure its place is");
    is_str(wd_json_get_str(wd_json_at(wd_json_get(placing, "why"), 1), "what"), "Ines Okafor", "and why");
    versions[0] = versions[1] = &sample.copy;
    wd_jw_init(&w, b);
    v.member = &sample.story.members.v[2];
    wd_json_article(&v, false, &w);
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
    context = sample_context(&a, &sample);
    struct wd_buf b;
    wd_buf_init(&b, WD_MAX_PAGE_BYTES);
    test_story(&b);
    test_outlets_of_copies(&b);
    test_article(&b);
    test_traced(&b);
    test_versions(&b);
    test_beside(&b);
    test_small(&b);
    test_hostile(&b);
    test_chain(&b);
    test_large(&b);
    test_around(&b);
    test_placing(&b);
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
