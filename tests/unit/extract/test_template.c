/* A host of our invention, page after page: what recurs goes, nothing of an article is lost. */
#include "base/hash.h"
#include "extract/extract.h"
#include "extract/template.h"
#include "tap.h"

static struct wd_arena a;
static struct wd_html_parser *parser;
static struct wd_extractor *extractor;

/* ---- invented articles ---- */

static const char *const who[] = {"The harbour master",     "A spokeswoman of the council", "The ferry company Solveig",
                                  "Professor Tomas Brekke", "The owner of the mill",        "Coach Ines Varga",
                                  "The minister for fish",  "An engineer of the railway",   "The choir of Lammer",
                                  "Judge Henrik Moss",      "The island's only baker",      "The weather office"};
static const char *const did[] = {"announced",  "denied",   "delayed", "defended", "criticised", "approved",
                                  "questioned", "withdrew", "praised", "reviewed", "rejected",   "explained"};
static const char *const what[] = {"the plan for a second pier",  "a new timetable of the night ferry",
                                   "the sale of the old brewery", "the count of the storks",
                                   "the price of rye bread",      "a bridge over the sound",
                                   "the closing of the school",   "the search for the lost buoy",
                                   "the festival of lanterns",    "the dredging of the channel",
                                   "a tax on empty houses",       "the new rules for kites"};
static const char *const where[] = {"in Norrvik",
                                    "at Osthamn",
                                    "near Ostbruck",
                                    "on the isle of Torsay",
                                    "in the hall of Lammer",
                                    "before the court of Brackwater",
                                    "at the station",
                                    "on the quay",
                                    "in the upper town",
                                    "by the lighthouse",
                                    "at a meeting",
                                    "in a letter"};
static const char *const when[] = {
    "on Monday",     "late on Tuesday", "on Wednesday morning",     "after three years",   "at noon", "before the vote",
    "in the spring", "a week early",    "without a word of notice", "for the second time", "at last", "to the surprise of many"};

static const char *pick(const char *const *from, uint64_t *state)
{
    *state = wd_hash_mix(*state, 11);
    return from[*state % WD_COUNT(who)];
}

/* No two of them are the same but by a rare chance. */
static struct wd_str sentence(uint64_t article, unsigned paragraph, unsigned number)
{
    uint64_t s = wd_hash_mix(wd_hash_mix(article, paragraph + 1), number + 1);
    const char *subject = pick(who, &s), *verb = pick(did, &s), *object = pick(what, &s), *place = pick(where, &s), *time = pick(when, &s);
    const char *other = pick(who, &s), *second = pick(what, &s);
    return wd_arena_printf(&a, "%s %s %s %s %s, and %c%s had something to say about %s.", subject, verb, object, place, time, other[0] | 32,
                           other + 1, second);
}

static unsigned paragraphs_of(uint64_t article)
{
    return 4 + (unsigned)(wd_hash_mix(article, 5) % 5);
}

static struct wd_str paragraph(uint64_t article, unsigned n)
{
    struct wd_str first = sentence(article, n, 0), second = sentence(article, n, 1);
    return wd_arena_printf(&a, "%.*s %.*s", WD_STR_ARG(first), WD_STR_ARG(second));
}

/* ---- the host ---- */

#define BOX "Every morning our editors choose the five things that will matter in Torsay, and they write to you about them."
#define LISTEN "You can also hear this report, read by a member of our staff in the studio above the bakery."
#define PRINTED "The Courier is printed at the harbour, and nothing in it may be used elsewhere without a letter from its owner."
#define ERRORS "Whoever finds an error in one of our reports is asked to tell the desk, which corrects it and says so."
#define OPINION "What is written in letters by readers is their own opinion, and the paper shortens them where it has to."
#define SPORTS "All results of the island league are counted by hand, and the table is made anew after each match day."
static const char *const bios[] = {
    "Mara Lind has been with the paper for eleven years, and she writes about the harbour and those who work there.",
    "Jon Aker came to the island as a cook, and he writes about the council, the courts and the price of bread.",
    "Pia Storm looks after the pictures of the paper, and she writes when somebody else is ill."};
static const char *const recurring[] = {BOX,
                                        LISTEN,
                                        PRINTED,
                                        ERRORS,
                                        OPINION,
                                        SPORTS,
                                        "people are reading about Torsay",
                                        "Mara Lind has been",
                                        "Jon Aker came",
                                        "Pia Storm looks",
                                        "The new letter from the editors"};

enum layout { OLD, SPORT, NEW };
struct made {
    enum layout layout;
    uint64_t article;
    unsigned number;     /* of the page */
    const char *head;    /* stands above the text, in its container; or NULL */
    const char *address; /* or NULL: by article */
    unsigned paragraphs; /* 0: as many as the article has */
};

static void put_teasers(struct wd_buf *b, const struct made *m)
{
    for (unsigned i = 0; i < 8; i++) {
        struct wd_str t = sentence(m->article + 1000, m->number, i);
        wd_buf_printf(b, "<li><a href='/t%u'>%u. %.*s</a></li>", i, i + m->number, WD_STR_ARG(t));
    }
}

static void put_body(struct wd_buf *b, const struct made *m, const char *between)
{
    unsigned n = m->paragraphs ? m->paragraphs : paragraphs_of(m->article);
    if (m->head)
        wd_buf_printf(b, "<p>%s</p>", m->head);
    for (unsigned i = 0; i < n; i++) {
        struct wd_str p = paragraph(m->article, i);
        wd_buf_printf(b, "<p>%.*s</p>%s", WD_STR_ARG(p), i == 1 ? between : "");
    }
}

/* No class tells what is what. */
static struct wd_str html_of(const struct made *m)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    struct wd_str title = sentence(m->article, 99, 0);
    wd_buf_printf(&b, "<html><head><title>%.*s</title></head><body><div class=q1><ul>", WD_STR_ARG(title));
    wd_buf_putc(&b, "<li><a href=/>Home</a></li><li><a href=/h>Harbour</a></li><li><a href=/c>Council</a></li></ul></div>");
    wd_buf_printf(&b, "<div class='q2 post-%u'><h1>%.*s</h1>", m->number, WD_STR_ARG(title));
    if (m->layout == OLD) {
        wd_buf_printf(&b, "<div class=q7><p>" LISTEN "</p></div><div class=k1>");
        put_body(&b, m, "<div class=q8><div><p>" BOX "</p></div></div>");
        wd_buf_printf(&b, "<p>Right now %u,%03u people are reading about Torsay, and %u of them write to us.</p>", m->number % 9 + 1,
                      m->number * 37 % 1000, m->number % 50);
        wd_buf_printf(&b, "<div class=q3><p>%s</p></div><p>" PRINTED "</p><p>" ERRORS "</p></div>", bios[m->number % 3]);
    } else if (m->layout == SPORT) {
        wd_buf_putc(&b, "<section class=k5>");
        put_body(&b, m, "<div class=q9><p>" BOX "</p></div>");
        wd_buf_putc(&b, "<p>" SPORTS "</p><p>" PRINTED "</p></section>");
    } else {
        wd_buf_putc(&b, "<main class=z1><section>");
        put_body(&b, m,
                 "<blockquote class=z2>The new letter from the editors comes on Fridays, with all that the week brought.</blockquote>");
        wd_buf_putc(&b, "<p>" OPINION "</p><p>" PRINTED "</p></section></main>");
    }
    wd_buf_putc(&b, "<div class=q4><ul>");
    put_teasers(&b, m);
    wd_buf_putc(&b, "</ul></div></div><div class=q5><p>The Courier of Torsay, since 1871.</p></div></body></html>");
    struct wd_str html = wd_arena_str(&a, wd_buf_str(&b));
    wd_buf_done(&b);
    return html;
}

static struct wd_extracted extract(struct wd_template_memory *memory, const struct made *m)
{
    struct wd_extracted e = {0};
    struct wd_extract_context c = {.prior.published_utc = WD_NO_TIME, .memory = memory, .note = true};
    struct wd_str url = m->address ? wd_str_c(m->address) : wd_arena_printf(&a, "https://courier.example/%" PRIu64, m->article);
    int err = wd_extract_page(extractor, &a, html_of(m), url, &c, &e, NULL);
    if (err)
        ok(false, "page %u: %s", m->number, wd_err_text(err));
    return e;
}

static size_t furniture_in(struct wd_str text)
{
    size_t n = 0;
    for (size_t i = 0; i < WD_COUNT(recurring); i++)
        n += wd_str_find(text, recurring[i], 0) != SIZE_MAX;
    return n;
}

static size_t lost_of(struct wd_str text, const struct made *m)
{
    size_t lost = 0;
    unsigned n = m->paragraphs ? m->paragraphs : paragraphs_of(m->article);
    for (unsigned i = 0; i < n; i++)
        lost += wd_str_find(text, wd_arena_c(&a, paragraph(m->article, i)), 0) == SIZE_MAX;
    return lost + (m->head && wd_str_find(text, m->head, 0) == SIZE_MAX);
}

struct outcome {
    size_t lost, kept; /* paragraphs of articles; pieces of furniture from page `quiet` on */
};

static void see(struct wd_template_memory *memory, const struct made *m, bool quiet, struct outcome *sum)
{
    struct wd_extracted e = extract(memory, m);
    sum->lost += lost_of(e.text, m);
    sum->kept += quiet ? furniture_in(e.text) : 0;
}

/* ---- tests ---- */

static void one_template(void)
{
    struct wd_template_memory *memory = wd_template_new();
    struct outcome with = {0}, without = {0};
    for (unsigned i = 0; i < 50; i++) {
        struct made m = {OLD, 100 + i, i, NULL, NULL, 0};
        see(memory, &m, i >= 10, &with);
        see(NULL, &m, i >= 10, &without);
    }
    ok(without.kept >= 40 * 3, "the rule alone keeps %zu pieces of furniture on forty pages", without.kept);
    is_int(with.kept, 0, "with a memory none is left after ten pages");
    is_int(with.lost + without.lost, 0, "and no paragraph is lost on any page");
    is_int(wd_template_pages(memory), 50, "each page counted");
    wd_template_free(memory);
}

static void two_templates(void)
{
    struct wd_template_memory *memory = wd_template_new();
    struct outcome sum = {0};
    for (unsigned i = 0; i < 60; i++)
        see(memory, &(struct made){i % 4 == 3 ? SPORT : OLD, 200 + i, i, NULL, NULL, 0}, i >= 40, &sum);
    ok(sum.kept == 0 && sum.lost == 0, "a section has furniture of its own: %zu kept, %zu lost", sum.kept, sum.lost);
    wd_template_free(memory);
}

static void redesign(void)
{
    struct wd_template_memory *memory = wd_template_new();
    struct outcome sum = {0};
    for (unsigned i = 0; i < 120; i++)
        see(memory, &(struct made){i < 60 ? OLD : NEW, 300 + i, i, NULL, NULL, 0}, i >= 10 && (i < 60 || i >= 70), &sum);
    ok(sum.kept == 0 && sum.lost == 0, "a redesign is learnt within ten pages: %zu kept, %zu lost", sum.kept, sum.lost);
    /* what was furniture and left is an article's own when one quotes it */
    struct made quoting = {NEW, 900, 999, ERRORS, NULL, 0};
    is_int(lost_of(extract(memory, &quoting).text, &quoting), 0, "what the old design had is no furniture of the new one");
    wd_template_free(memory);
}

static void again_and_again(void)
{
    struct wd_template_memory *memory = wd_template_new();
    struct outcome sum = {0};
    for (unsigned i = 0; i < 20; i++)
        see(memory, &(struct made){OLD, 400, i, NULL, NULL, 0}, false, &sum);
    is_int(wd_template_pages(memory), 1, "an article that is fetched twenty times is one page");
    for (unsigned i = 0; i < 20; i++)
        see(memory, &(struct made){OLD, 401, i, NULL, NULL, 3 + i / 2}, false, &sum);
    is_int(wd_template_pages(memory), 2, "and so is one that grows");
    for (unsigned i = 0; i < 20; i++) {
        struct wd_str address = wd_arena_printf(&a, "https://courier.example/copy/%u", i);
        see(memory, &(struct made){i % 2 ? OLD : SPORT, 402, i, NULL, wd_arena_c(&a, address), 0}, false, &sum);
    }
    ok(wd_template_pages(memory) <= 4, "one text under twenty addresses is hardly more: %u", wd_template_pages(memory));
    is_int(sum.lost, 0, "nothing of them is lost");
    wd_template_free(memory);
}

/* A running text with furniture known, and among its pages some that have an opening of their own in common. */
static size_t lost_with_head(const char *head, unsigned each)
{
    struct wd_template_memory *memory = wd_template_new();
    struct outcome sum = {0};
    for (unsigned i = 0; i < 90; i++)
        see(memory, &(struct made){OLD, 500 + i, i, i % each ? NULL : head, NULL, 0}, false, &sum);
    wd_template_free(memory);
    return sum.lost;
}

static void what_recurs_and_is_no_furniture(void)
{
    is_int(lost_with_head("LAMMER, isle of Torsay (Nordwire) \xE2\x80\x94", 1), 0, "a dateline on every page stays");
    is_int(lost_with_head("With material from the agency Nordwire", 1), 0, "and a line that names an agency");
    is_int(lost_with_head("Good morning, this is the column that counts the storks of Lammer, whatever the weather.", 5), 0,
           "the greeting of a column stays");
    is_int(lost_with_head("Highs of 12 degrees and lows of 3 are expected on the coast, with a wind from the north.", 4), 0,
           "and a report that differs by its numbers only");
}

static void credits(void)
{
    static const struct {
        const char *text;
        bool credit;
    } lines[] = {{"LAMMER (Nordwire) \xE2\x80\x94", true},
                 {"(Nordwire)", true},
                 {"Photos (NW)", true},
                 {"NW", true},
                 {"nw/tor", true},
                 {"SDA/ATS", true},
                 {"Quelle: Nordwire", true},
                 {"By Mara Lind", true},
                 {"Comments (12)", false},
                 {"Advertisement", false},
                 {"SUBSCRIBE", false},
                 {"Read more", false},
                 {PRINTED, false},
                 {BOX, false},
                 {"Most read", false},
                 {"", false}};
    for (size_t i = 0; i < WD_COUNT(lines); i++)
        ok(wd_template_block_of(1, wd_str_c(lines[i].text), true).credit == lines[i].credit, "line %zu is %s credit: %.*s", i,
           lines[i].credit ? "a" : "no", WD_STR_ARG(wd_str_c(lines[i].text)));
    struct wd_template_block one = wd_template_block_of(1, WD_STR("Read 1,204 comments of 3:15"), true),
                             two = wd_template_block_of(1, WD_STR("Read 7 comments of 12:40"), true);
    ok(one.text == two.text && one.exact != two.exact, "numbers are folded");
    one = wd_template_block_of(1, WD_STR("Published on Monday, 3 March 2026 at 14:05"), true);
    two = wd_template_block_of(1, WD_STR("Published on Sunday, 29 November 2026 at 9:30"), true);
    ok(one.text == two.text, "and so are dates in a short line");
    one = wd_template_block_of(1, WD_STR("Norrvik 2, Lammer 1"), true);
    two = wd_template_block_of(1, WD_STR("Osthamn 2, Lammer 1"), true);
    ok(one.text != two.text, "other words are not");
}

/* The same words in a body of several articles of one week: background, as agencies repeat it. */
static void background(void)
{
    struct wd_template_memory *memory = wd_template_new();
    struct outcome sum = {0};
    for (unsigned i = 0; i < 90; i++)
        see(memory,
            &(struct made){OLD, 600 + i, i,
                           i >= 50 && i % 3 == 0 ? "The ferry Solveig ran aground in the winter, and its owner has been in court since."
                                                 : NULL,
                           NULL, 0},
            i >= 10, &sum);
    ok(sum.lost == 0 && sum.kept == 0, "background that a third of the pages repeat for a while stays: %zu lost, %zu kept", sum.lost,
       sum.kept);
    wd_template_free(memory);
}

/* A page that is fetched again and again while it grows, between others. */
static void liveblog(void)
{
    struct wd_template_memory *memory = wd_template_new();
    struct outcome sum = {0};
    for (unsigned i = 0; i < 60; i++) {
        see(memory, &(struct made){OLD, 700 + i, i, NULL, NULL, 0}, i >= 10, &sum);
        see(memory, &(struct made){OLD, 799, i, "We report live from the quay, and the newest lines stand at the end.", NULL, 2 + i / 2},
            false, &sum);
    }
    ok(sum.lost == 0 && sum.kept == 0, "nothing of a page that grows is lost: %zu lost, %zu kept", sum.lost, sum.kept);
    is_int(wd_template_pages(memory), 61, "and it is one page");
    wd_template_free(memory);
}

static void bytes(void)
{
    struct wd_template_memory *memory = wd_template_new(), *other = NULL;
    size_t largest = 0;
    for (unsigned i = 0; i < 300; i++) {
        (void)extract(memory, &(struct made){i % 3 ? OLD : SPORT, 1000 + i, i, NULL, NULL, 60});
        largest = WD_MAX(largest, wd_template_pack(&a, memory).n);
        if (i != 30)
            continue;
        struct wd_str packed = wd_template_pack(&a, memory);
        ok(wd_template_unpack(packed, &other) == 0 && wd_str_eq(wd_template_pack(&a, other), packed),
           "a memory comes back as it was packed");
        size_t accepted = 0;
        for (size_t at = 0; at < packed.n; at += packed.n / 500 + 1) {
            char *broken = memcpy(wd_arena_alloc(&a, packed.n), packed.p, packed.n);
            broken[at] ^= 0x10;
            struct wd_template_memory *none = NULL;
            accepted += wd_template_unpack(wd_str_n(broken, packed.n), &none) == 0 || none;
            accepted += wd_template_unpack(wd_str_n(packed.p, at), &none) == 0 || none;
        }
        is_int(accepted, 0, "damaged or cut bytes are refused");
        wd_template_free(memory);
        memory = other;
    }
    ok(largest <= WD_TEMPLATE_BYTES, "a memory takes %zu bytes at most", largest);
    struct made m = {OLD, 2000, 7, NULL, NULL, 0};
    struct wd_str before = wd_template_pack(&a, memory);
    ok(wd_str_eq(extract(NULL, &m).note, extract(memory, &m).note), "a note is a function of the page, whatever the memory knows");
    ok(!wd_str_eq(before, wd_template_pack(&a, memory)), "which is told of it");
    struct wd_str cut = extract(NULL, &m).note;
    ok(wd_template_note(memory, wd_str_n(cut.p, cut.n - 1)) == WD_E_CORRUPT && wd_template_note(memory, wd_str_n("", 0)) == WD_E_CORRUPT,
       "a note that is damaged is refused");
    wd_template_free(memory);
}

/* How often blocks at a path are kept is told. */
static void paths(void)
{
    struct wd_template_memory *memory = wd_template_new();
    struct wd_template_block blocks[3];
    struct wd_template_answer answers[3];
    for (unsigned i = 0; i < 6; i++) {
        for (unsigned k = 0; k < 3; k++)
            blocks[k] = wd_template_block_of(k < 2 ? UINT64_C(7) << 32 : UINT64_C(9) << 32, sentence(3000 + i, k, 0), k < 2);
        if (wd_template_note(memory, wd_template_note_of(&a, i, blocks, 3)) != 0)
            ok(false, "a note is taken");
    }
    wd_template_look(memory, blocks, 3, answers);
    ok(answers[0].path_seen == 12 && answers[0].path_kept == 12 && answers[0].path_again == 0 && answers[2].path_seen == 6 &&
           answers[2].path_kept == 0,
       "a path knows how many of its blocks were kept: %u of %u, %u of %u", answers[0].path_kept, answers[0].path_seen,
       answers[2].path_kept, answers[2].path_seen);
    ok(!answers[0].furniture && !answers[2].furniture && answers[0].pages == 1, "texts that differ are no furniture");
    wd_template_free(memory);
}

int main(void)
{
    wd_arena_init(&a);
    parser = wd_html_parser_new();
    if (wd_extractor_new(parser, WD_STR(""), &extractor, NULL) != 0)
        abort();
    one_template();
    two_templates();
    redesign();
    again_and_again();
    what_recurs_and_is_no_furniture();
    credits();
    background();
    liveblog();
    bytes();
    paths();
    wd_extractor_free(extractor);
    wd_html_parser_free(parser);
    wd_arena_done(&a);
    return done();
}
