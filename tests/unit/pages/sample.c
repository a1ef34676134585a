#include "sample.h"

#define OKAFOR "Ines Okafor"
#define HARBOUR_QUOTE "No ship will move until every crane on the quay has been checked"
#define CRANE_QUOTE "We heard a sound like a bell, and then it was on its side"

static const char courier_body[] =
    "All berths on the northern quay were shut at 10:20, the authority said.\n"
    "\xE2\x80\x9C" HARBOUR_QUOTE ",\xE2\x80\x9D harbour master Ines Okafor told reporters. Two workers were taken to hospital.\n"
    "\xE2\x80\x9C" CRANE_QUOTE ",\xE2\x80\x9D a docker said.\n"
    "Okafor denied that the crane had been overloaded. She called the inspection \"thorough and recent\".\n"
    "The next ferry to Norland leaves on Monday at the earliest.\n"
    "Port Elland handles a third of Norland's grain. The quay was rebuilt after the flood of 1987.";
static const char meridian_body[] = "Port Elland closed its northern quay on Saturday after a crane fell, officials said.\n"
                                    "\"No ship will move until every crane on the quay is checked,\" said harbour master Ines Okafor.\n"
                                    "Okafor expects the quay to open again on Monday. Insurers were at the site by noon.\n"
                                    "Two workers were hurt.";
static const char meridian_notice[] = "(This text was taken from a wire feed and has not been edited by Harbour Today staff.)";
static const char old_sentence[] = "Three workers were taken to hospital.";
static const char post_extra[] = "The quay handled 1,204 ships last year, the Post has counted.";

static struct wd_span span_of(struct wd_str body, const char *words)
{
    size_t at = wd_str_find(body, words, 0);
    if (at == SIZE_MAX)
        return (struct wd_span){0, 0};
    return (struct wd_span){(uint32_t)at, (uint32_t)(at + strlen(words))};
}

static void add_evidence(struct wd_arena *a, struct wd_member *m, const char *kind, const char *text)
{
    wd_list_add(a, &m->evidence, (struct wd_evidence){wd_str_c(kind), wd_str_c(text)});
}

static struct wd_member *add_member(struct wd_arena *a, struct sample *s, const char *outlet, const char *title, int relation,
                                    int64_t minute)
{
    struct wd_member *m = wd_list_push(a, &s->story.members);
    uint32_t serial = (uint32_t)(30 + s->story.members.n);
    m->serial = serial;
    m->article = m->root = 0xA000 + serial;
    m->letter = wd_arena_printf(a, "%c", (int)('A' + (int)s->story.members.n - 1));
    m->outlet = wd_str_c(outlet);
    m->title = wd_str_c(title);
    m->language = WD_STR("en");
    m->relation = relation;
    m->versions = 1;
    m->created_utc = 1773484200 + minute * 60; /* 2026-03-14T10:30Z */
    m->updated_utc = WD_NO_TIME;
    m->arrived_utc = m->created_utc + 90;
    m->words = 120;
    m->url = wd_arena_printf(a, "https://news%" PRIu32 ".example.org/port/crane?id=%" PRIu32, serial, serial);
    m->source = WD_STR("saturday.xml");
    wd_list_add(a, &s->sources, m->title);
    return m;
}

static void make_members(struct wd_arena *a, struct sample *s)
{
    struct wd_member *m = add_member(a, s, "Harbour Today", "Crane falls in Port Elland, quay closed", WD_REL_COPY, 0);
    m->agency = WD_STR("Meridian Press");
    m->origin_agency = m->credit = m->agency;
    add_evidence(a, m, "notice", meridian_notice);
    add_evidence(a, m, "credit line", "Meridian Press");
    m = add_member(a, s, "The Elland Courier", "Harbour authority closes Port Elland after crane collapse", WD_REL_INDEPENDENT, 14);
    m->versions = 2;
    m->corrected = true;
    m->licensed = true;
    uint64_t courier = m->article;
    static const char *const outlets[] = {"Norland Post", "Coast Daily", "Grain and Freight", "Bay Radio", "The Lantern", "Quay Weekly"};
    for (size_t i = 0; i < WD_COUNT(outlets); i++) {
        m = add_member(a, s, outlets[i], "Harbour authority closes Port Elland after crane collapse", i == 1 ? WD_REL_DERIVED : WD_REL_COPY,
                       20 + (int64_t)i * 7);
        m->of = m->root = courier;
        m->origin_received = true;
        m->share_of_copy = i == 1 ? 0.412 : 0.977;
        m->share_of_source = i == 1 ? 0.3 : 0.9;
        m->verbatim_words = i == 1 ? 40 : 110;
        m->edited_words = i == 1 ? 12 : 6;
        add_evidence(a, m, "containment", i == 1 ? "41 % of its word sequences" : "98 % of its word sequences");
    }
    m = add_member(a, s, "Kai & S\xC3\xB6hne", "Hafen: \"No ship will move\"", WD_REL_QUOTES, 70);
    m->of = courier;
    m->language = WD_STR("de");
    m->created_utc = WD_NO_TIME;
    m = add_member(a, s, "Far Shore News", "", WD_REL_INDEPENDENT, 75);
    m->killed = true;
    s->story.languages = 2;
}

static struct wd_statement *add_statement(struct wd_arena *a, struct sample *s, const char *speaker, int kind, const char *words)
{
    struct wd_statement *st = wd_list_push(a, &s->story.statements);
    st->key = 0x1000 + s->story.statements.n;
    st->speaker = wd_str_c(speaker);
    st->kind = kind;
    st->words = wd_str_c(words);
    st->first_utc = 1773484200;
    return st;
}

static struct wd_carrier *add_carrier(struct wd_arena *a, struct sample *s, struct wd_statement *st, size_t member, int form,
                                      const char *words)
{
    const struct wd_member *m = &s->story.members.v[member];
    struct wd_carrier *c = wd_list_push(a, &st->carriers);
    c->article = m->article;
    st->first_article = st->first_article ? st->first_article : m->article;
    c->serial = m->serial;
    c->letter = m->letter;
    c->form = form;
    c->words = wd_str_c(words);
    return c;
}

static void make_statements(struct wd_arena *a, struct sample *s)
{
    struct wd_statement *st = add_statement(a, s, OKAFOR, WD_QUOTE_DIRECT, HARBOUR_QUOTE);
    st->role = WD_STR("harbour master");
    struct wd_carrier *c = add_carrier(a, s, st, 0, WD_FORM_ALTERED, "No ship will move until every crane on the quay is checked");
    wd_list_add(a, &c->differences, (struct wd_diff){WD_DIFF_KEEP, WD_STR("No ship will move until every crane on the quay ")});
    wd_list_add(a, &c->differences, (struct wd_diff){WD_DIFF_DELETE, WD_STR("has been")});
    wd_list_add(a, &c->differences, (struct wd_diff){WD_DIFF_INSERT, WD_STR("is")});
    wd_list_add(a, &c->differences, (struct wd_diff){WD_DIFF_KEEP, WD_STR(" checked")});
    add_carrier(a, s, st, 1, WD_FORM_SAME, HARBOUR_QUOTE);
    add_carrier(a, s, st, 2, WD_FORM_SAME, HARBOUR_QUOTE);
    add_carrier(a, s, st, 4, WD_FORM_SAME, HARBOUR_QUOTE);
    c = add_carrier(a, s, st, 8, WD_FORM_PART, "No ship will move");
    c->context = WD_STR("Hafen: \"No ship will move\"");
    st = add_statement(a, s, OKAFOR, WD_QUOTE_MIXED, "thorough and recent");
    c = add_carrier(a, s, st, 1, WD_FORM_SAME, "thorough and recent");
    c->context = WD_STR("She called the inspection \"thorough and recent\".");
    st = add_statement(a, s, OKAFOR, WD_QUOTE_INDIRECT, "the crane had been overloaded");
    st->denied = true;
    add_carrier(a, s, st, 1, WD_FORM_REPORTED, "the crane had been overloaded");
    st = add_statement(a, s, OKAFOR, WD_QUOTE_INDIRECT, "the quay to open again on Monday");
    add_carrier(a, s, st, 0, WD_FORM_REPORTED, "the quay to open again on Monday");
    add_carrier(a, s, st, 1, WD_FORM_REPORTED, "The next ferry to Norland leaves on Monday at the earliest");
    for (int i = 0; i < 6; i++) {
        static const char *const single[] = {
            "Insurers were at the site by noon",  "Two workers were hurt",        "The quay was rebuilt after the flood of 1987",
            "Two workers were taken to hospital", "a crane fell, officials said", "Port Elland handles a third of Norland's grain"};
        st = add_statement(a, s, "Harbour authority", WD_QUOTE_INDIRECT, single[i]);
        add_carrier(a, s, st, i == 2 || i == 3 || i == 5 ? 1 : 0, WD_FORM_REPORTED, single[i]);
    }
    st = add_statement(a, s, "", WD_QUOTE_DIRECT, CRANE_QUOTE);
    add_carrier(a, s, st, 1, WD_FORM_SAME, CRANE_QUOTE);
}

static void add_told(struct wd_arena *a, struct sample *s, wd_tolds *list, size_t member, const char *text)
{
    const struct wd_member *m = &s->story.members.v[member];
    struct wd_str body = wd_str_c(member == 0 ? meridian_body : courier_body);
    wd_list_add(a, list, (struct wd_told){wd_str_c(text), m->article, m->serial, m->letter, span_of(body, text)});
}

static void make_told(struct wd_arena *a, struct sample *s)
{
    struct wd_story *story = &s->story;
    add_told(a, s, &story->standfirst, 1, "All berths on the northern quay were shut at 10:20, the authority said.");
    add_told(a, s, &story->standfirst, 0, "Two workers were hurt.");
    struct wd_only *only = wd_list_push(a, &story->only_in);
    *only = (struct wd_only){.article = story->members.v[1].article,
                             .serial = story->members.v[1].serial,
                             .letter = WD_STR("B"),
                             .outlet = WD_STR("The Elland Courier")};
    add_told(a, s, &only->sentences, 1, "Port Elland handles a third of Norland's grain.");
    add_told(a, s, &only->sentences, 1, "She called the inspection \"thorough and recent\".");
    add_told(a, s, &only->sentences, 1, "The quay was rebuilt after the flood of 1987.");
    only = wd_list_push(a, &story->only_in);
    *only = (struct wd_only){.article = story->members.v[0].article,
                             .serial = story->members.v[0].serial,
                             .letter = WD_STR("A"),
                             .outlet = WD_STR("Harbour Today")};
    add_told(a, s, &only->sentences, 0, "Insurers were at the site by noon.");
    add_told(a, s, &only->sentences, 0, "Okafor expects the quay to open again on Monday.");
    add_told(a, s, &only->sentences, 0, "Port Elland closed its northern quay on Saturday after a crane fell, officials said.");
    add_told(a, s, &story->told_by_all, 0, "Two workers were hurt.");
    struct wd_people *p = wd_list_push(a, &story->people);
    p->name = WD_STR(OKAFOR);
    wd_list_add(a, &p->variants, WD_STR("Okafor"));
}

static void make_changes(struct wd_arena *a, struct sample *s)
{
    const struct wd_member *m = &s->story.members.v[1];
    struct wd_change *c = wd_list_push(a, &s->story.changes);
    *c = (struct wd_change){.article = s->story.members.v[9].article,
                            .serial = 40,
                            .letter = WD_STR("J"),
                            .outlet = WD_STR("Far Shore News"),
                            .kind = WD_CHANGE_KILL,
                            .at_utc = 1773490000};
    c = wd_list_push(a, &s->story.changes);
    *c = (struct wd_change){.article = m->article,
                            .serial = m->serial,
                            .letter = m->letter,
                            .outlet = m->outlet,
                            .kind = WD_CHANGE_CORRECTION,
                            .at_utc = 1773488000};
    wd_list_add(a, &c->differences, (struct wd_diff){WD_DIFF_DELETE, WD_STR("Three")});
    wd_list_add(a, &c->differences, (struct wd_diff){WD_DIFF_INSERT, WD_STR("Two")});
    wd_list_add(a, &c->differences, (struct wd_diff){WD_DIFF_KEEP, WD_STR(" workers were taken to hospital.")});
    m = &s->story.members.v[0];
    wd_list_add(a, &c->still,
                (struct wd_still){
                    .article = m->article, .serial = m->serial, .letter = m->letter, .outlet = m->outlet, .span = {0, 1}, .whole = true});
}

static void make_articles(struct wd_arena *a, struct sample *s)
{
    static const char *const sentences[] = {"All berths on the northern quay were shut at 10:20, the authority said.",
                                            "\xE2\x80\x9C" HARBOUR_QUOTE ",\xE2\x80\x9D harbour master Ines Okafor told reporters.",
                                            "Two workers were taken to hospital.",
                                            "\xE2\x80\x9C" CRANE_QUOTE ",\xE2\x80\x9D a docker said.",
                                            "Okafor denied that the crane had been overloaded.",
                                            "She called the inspection \"thorough and recent\".",
                                            "The next ferry to Norland leaves on Monday at the earliest.",
                                            "Port Elland handles a third of Norland's grain.",
                                            "The quay was rebuilt after the flood of 1987."};
    const struct wd_member *m = &s->story.members.v[1];
    struct wd_article *b = &s->article;
    b->key = m->article;
    b->version = 0xB2;
    b->title = m->title;
    b->outlet = m->outlet;
    b->language = WD_STR("en");
    b->url = m->url;
    b->created_utc = m->created_utc;
    b->updated_utc = m->created_utc + 3800;
    b->arrived_utc = m->arrived_utc;
    b->embargo_utc = WD_NO_TIME;
    b->zone = WD_STR("CET");
    b->rights = WD_STR("Copyright 2026 The Elland Courier");
    b->licensed = true;
    b->body = wd_str_c(courier_body);
    for (size_t i = 0; i < WD_COUNT(sentences); i++)
        wd_list_add(a, &b->sentences, span_of(b->body, sentences[i]));
    wd_list_add(a, &b->standfirst_spans, b->sentences.v[0]);
    wd_list_add(a, &b->standfirst_spans, b->sentences.v[6]);
    s->copy = *b;
    s->copy.key = s->story.members.v[2].article;
    s->copy.outlet = s->story.members.v[2].outlet;
    s->copy.licensed = false;
    s->copy.rights = WD_STR("");
}

static void make_front(struct wd_arena *a, struct sample *s)
{
    struct wd_front *f = &s->front;
    f->articles_today = 212;
    f->stories_today = 64;
    f->origins_today = 81;
    f->feeds = 38;
    f->last_arrival_utc = 1773490100;
    f->next_before_utc = 1773400000;
    wd_list_add(a, &f->sections, WD_STR("Norland"));
    wd_list_add(a, &f->sections, WD_STR("Trade & ports"));
    static const struct {
        const char *headline, *stand, *kind, *outlet, *text, *language;
        uint32_t origins, articles, copies;
    } rows[] = {
        {"Harbour authority closes Port Elland after crane collapse",
         "All berths on the northern quay were shut at 10:20, the authority said.", "quote added", "The Elland Courier", "", "en", 4, 19,
         13},
        {"Central bank of Norland holds rate at 3.25 per cent", "Governor Teo Almeida spoke for eleven minutes.", "correction",
         "Meridian Press", "", "en", 2, 11, 9},
        {"Gespr\xC3\xA4"
         "che \xC3\xBC"
         "ber den Sava-Vertrag in Brod",
         "Beide Delegationen kamen am Freitag an.", "own account", "Kai & S\xC3\xB6hne", "", "de", 3, 5, 0},
        {"", "", "withdrawn", "Far Shore News", "", "en", 1, 1, 0},
    };
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        struct wd_front_row *r = wd_list_push(a, &f->rows);
        *r = (struct wd_front_row){.serial = (uint32_t)(12 + i),
                                   .origins = rows[i].origins,
                                   .articles = rows[i].articles,
                                   .copies = rows[i].copies,
                                   .languages = 1,
                                   .headline = wd_str_c(rows[i].headline),
                                   .language = wd_str_c(rows[i].language),
                                   .stand = wd_str_c(rows[i].stand),
                                   .newest_kind = wd_str_c(rows[i].kind),
                                   .newest_outlet = wd_str_c(rows[i].outlet),
                                   .updated_utc = 1773490000 - (int64_t)i * 1900,
                                   .developing = i == 0,
                                   .corrected = i == 1,
                                   .killed = i == 3};
        for (uint32_t k = 0; k < 9 && i < 3; k++)
            wd_list_add(a, &r->bars, (struct wd_bar_view){(k + (uint32_t)i) % 3, k % 4});
        wd_list_add(a, &s->sources, r->headline);
        wd_list_add(a, &s->sources, r->stand);
    }
}

static void add_why(struct wd_arena *a, wd_whys *why, const char *kind, const char *what, double weight)
{
    wd_list_add(a, why, (struct wd_why){wd_str_c(kind), wd_str_c(what), weight});
}

wd_whys sample_why(struct wd_arena *a)
{
    wd_whys why = {0};
    add_why(a, &why, "copy", "64% of the words", 0.641);
    add_why(a, &why, "name", "Ines Okafor", 0.12);
    add_why(a, &why, "name", "Port Elland", 0.09);
    add_why(a, &why, "term", "crane", 0.06);
    add_why(a, &why, "number", "10:20", 0.03);
    add_why(a, &why, "time", "3.4 hours", 0.98);
    return why;
}

#define GERMAN_QUOTE \
    "Kein Schiff wird fahren, bevor jeder Kran gepr\xC3\xBC" \
    "ft ist"

/* The same event in German. */
static void make_german(struct wd_arena *a, struct sample *s)
{
    struct wd_story *g = &s->german;
    *g = (struct wd_story){.key = 0x78,
                           .serial = 10,
                           .headline = WD_STR("Kran st\xC3\xBCrzt im Hafen um"),
                           .language = WD_STR("de"),
                           .created_utc = 1773486000,
                           .updated_utc = 1773488000,
                           .origins = 1,
                           .articles = 2,
                           .copies = 1,
                           .outlets = 2};
    struct wd_member *m = wd_list_push(a, &g->members);
    *m = (struct wd_member){.article = 0xB001, .serial = 50, .letter = WD_STR("A"), .outlet = WD_STR("Kai & S\xC3\xB6hne"), .versions = 1};
    m->language = WD_STR("de");
    m->created_utc = m->updated_utc = m->arrived_utc = 1773486000;
    struct wd_str sentence = WD_STR("Am Kai von Port Elland ist am Samstag ein Kran umgest\xC3\xBCrzt.");
    wd_list_add(a, &g->standfirst, (struct wd_told){sentence, m->article, m->serial, m->letter, {0, (uint32_t)sentence.n}});
    struct wd_statement *st = wd_list_push(a, &g->statements);
    *st = (struct wd_statement){.speaker = WD_STR(OKAFOR), .kind = WD_QUOTE_DIRECT, .words = WD_STR(GERMAN_QUOTE)};
    st = wd_list_push(a, &g->statements);
    *st = (struct wd_statement){.kind = WD_QUOTE_INDIRECT, .words = WD_STR("der Kai bleibe bis Montag geschlossen")};
    st = wd_list_push(a, &g->statements);
    *st = (struct wd_statement){.kind = WD_QUOTE_INDIRECT, .words = WD_STR("der Kran sei alt")};
    wd_list_add(a, &s->sources, sentence);
    wd_list_add(a, &s->sources, WD_STR("\xE2\x80\x9E" GERMAN_QUOTE "\xE2\x80\x9C, sagte Okafor."));
}

static void make_around(struct wd_arena *a, struct sample *s)
{
    static const struct {
        const char *headline;
        uint64_t key;
        uint32_t serial, outlets;
        int64_t created_utc;
    } thread[] = {{"Port Elland orders new cranes", 0x77, 9, 3, 1773000000},
                  {"Inquiry into crane collapse begins", 0x79, 19, 1, 1773600000}};
    wd_whys why = sample_why(a);
    why.v++; /* a link has no copy */
    why.n--;
    for (size_t i = 0; i < WD_COUNT(thread); i++)
        wd_list_add(a, &s->around.refs,
                    (struct wd_story_ref){.key = thread[i].key,
                                          .kind = WD_STORY_THREAD,
                                          .serial = thread[i].serial,
                                          .articles = 4,
                                          .outlets = thread[i].outlets,
                                          .origins = 1,
                                          .headline = wd_str_c(thread[i].headline),
                                          .language = WD_STR("en"),
                                          .created_utc = thread[i].created_utc,
                                          .updated_utc = thread[i].created_utc,
                                          .why = why});
    const struct wd_story *g = &s->german;
    wd_list_add(a, &s->around.refs,
                (struct wd_story_ref){.key = g->key,
                                      .kind = WD_STORY_LANGUAGE,
                                      .serial = g->serial,
                                      .articles = g->articles,
                                      .outlets = g->outlets,
                                      .origins = g->origins,
                                      .headline = g->headline,
                                      .language = g->language,
                                      .created_utc = g->created_utc,
                                      .updated_utc = g->updated_utc,
                                      .why = why,
                                      .story = g});
    struct wd_act *act = wd_list_push(a, &s->around.acts);
    *act = (struct wd_act){.at_utc = 1773489000,
                           .kind = WD_ACT_MOVE,
                           .by_hand = true,
                           .from = 0x80,
                           .into = s->story.key,
                           .from_serial = 21,
                           .into_serial = 12,
                           .note = WD_STR("Same crane, \"not\" the one of May; the desk's guess was wrong")};
    wd_list_add(a, &act->articles, s->story.members.v[5].article);
    act = wd_list_push(a, &s->around.acts);
    *act = (struct wd_act){.at_utc = 1773487000,
                           .kind = WD_ACT_MERGE,
                           .from = 0x81,
                           .into = s->story.key,
                           .from_serial = 14,
                           .into_serial = 12,
                           .score = 0.97,
                           .why = why};
    wd_list_add(a, &act->articles, s->story.members.v[6].article);
    wd_list_add(a, &act->articles, s->story.members.v[7].article);
}

void sample_make(struct wd_arena *a, struct sample *s)
{
    memset(s, 0, sizeof *s);
    struct wd_story *story = &s->story;
    make_members(a, s);
    *story = (struct wd_story){.key = story->members.v[1].article,
                               .serial = 12,
                               .headline = story->members.v[1].title,
                               .headline_letter = WD_STR("B"),
                               .headline_outlet = story->members.v[1].outlet,
                               .headline_article = story->members.v[1].article,
                               .language = WD_STR("en"),
                               .section = WD_STR("Norland"),
                               .created_utc = 1773484200,
                               .updated_utc = 1773490000,
                               .origins = 4,
                               .articles = 10,
                               .copies = 7,
                               .languages = 2,
                               .outlets = 10,
                               .corrected = true,
                               .developing = true,
                               .members = story->members};
    make_statements(a, s);
    make_told(a, s);
    make_changes(a, s);
    wd_list_add(a, &story->thread, UINT64_C(0x77));
    wd_list_add(a, &story->linked, UINT64_C(0x78));
    make_german(a, s);
    make_around(a, s);
    make_articles(a, s);
    make_front(a, s);
    static const char *const texts[] = {courier_body, meridian_body, meridian_notice, old_sentence, post_extra};
    for (size_t i = 0; i < WD_COUNT(texts); i++)
        wd_list_add(a, &s->sources, wd_str_c(texts[i]));
}

struct wd_page_context sample_context(struct wd_arena *a, const struct sample *s)
{
    return (struct wd_page_context){.zone = wd_zone_fixed(a, WD_STR("CET"), 3600),
                                    .as_of_utc = 1773490500,
                                    .base_url = WD_STR("http://127.0.0.1:8080"),
                                    .rules = WD_STR("0.1"),
                                    .desk_name = WD_STR("wiredesk"),
                                    .around = &s->around};
}
