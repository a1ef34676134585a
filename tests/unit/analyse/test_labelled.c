#include <string.h>

#include "analyse/judge.h"
#include "analyse/labelled.h"
#include "analyse/models.h"
#include "tap.h"

static struct wd_arena a;
static struct wd_models shipped;

static const char PIECE[] = "# a comment\n"
                            "@en council\n"
                            "{s1 Mayor {P Ona Brandt}} {k1 said} {c1 the bridge in {L Orla} was “dead.”}\n"
                            "\n"
                            "{c2 “We start,”} {s2,3 she} {k2 said}, {c2 “today.”} {k3 Adding} {c3 that it rained}.\n"
                            "@de rat\n"
                            "Nichts.\n";

static void is_span(const struct wd_labelled *d, struct wd_span s, const char *want, const char *what)
{
    is_str(wd_str_span(d->text, s), want, what);
}

static void reads(void)
{
    wd_labelleds all = {0};
    struct wd_where w = {0};
    is_int(wd_labelled_read(&a, wd_str_c(PIECE), &all, &w), 0, "labelled text is read");
    if (!is_int(all.n, 2, "two pieces"))
        return;
    const struct wd_labelled *d = &all.v[0];
    is_str(d->text, "Mayor Ona Brandt said the bridge in Orla was “dead.”\n“We start,” she said, “today.” Adding that it rained.",
           "the text without labels, a paragraph a line");
    is_str(d->language, "en", "language");
    is_int(d->quotes.n, 3, "three attributions");
    is_span(d, d->quotes.v[0].content.v[0], "the bridge in Orla was “dead.”", "content");
    is_span(d, d->quotes.v[0].source.v[0], "Mayor Ona Brandt", "source");
    is_span(d, d->quotes.v[0].cue.v[0], "said", "cue");
    is_int(d->quotes.v[1].content.n, 2, "content in two pieces");
    is_span(d, d->quotes.v[1].content.v[1], "“today.”", "the second of them");
    is_span(d, d->quotes.v[2].source.v[0], "she", "a source of two attributions");
    is_int(d->names.n, 2, "names");
    is_span(d, d->names.v[0].span, "Ona Brandt", "a person");
    is_int(d->names.v[1].type, WD_NAME_PLACE, "a place");
    is_int(all.v[1].quotes.n, 0, "a piece without labels");
}

static void refuses(const char *text, uint32_t line, const char *what)
{
    wd_labelleds all = {0};
    struct wd_where w = {0};
    int err = wd_labelled_read(&a, wd_str_c(text), &all, &w);
    ok(err == WD_E_SYNTAX && w.line == line && w.message[0], "%s: line %u, %s", what, w.line, w.message);
}

static struct wd_judgement judge(const struct wd_labelled *d, const struct wd_models *models)
{
    struct wd_analyse_input in = {.text = d->text, .language = d->language, .date_utc = d->date_utc, .models = models};
    struct wd_analysis found;
    struct wd_judgement sums = {0};
    if (wd_analyse(&a, &in, &found) == 0)
        wd_judge(&a, d, &found, &sums);
    return sums;
}

static void judges(void)
{
    wd_labelleds all = {0};
    struct wd_where w = {0};
    static const char text[] = "@en x\n"
                               "{c1 “We rebuild the whole of the old bridge,”} {s1 {P Ona Brandt}} {k1 said} on Monday.\n"
                               "{c2 “It will cost more than anybody thinks,”} the deputy said, and {s2 nobody} laughed.\n"
                               "{c3 The river rose in the night.}\n";
    is_int(wd_labelled_read(&a, wd_str_c(text), &all, &w), 0, "labels to judge by");
    struct wd_judgement j = judge(&all.v[0], NULL);
    is_int(j.all.wanted, 3, "wanted");
    is_int(j.all.found, 2, "found");
    is_int(j.all.right, 2, "right words");
    is_int(j.all.said, 1, "of which one under the right speaker");
    is_int(j.direct.wanted, 2, "direct ones are those in marks");
    is_int(j.names.wanted, 1, "names wanted");
    is_int(j.names.right, 1, "names right");
    ok(wd_score_f1(&j.all, false) == 0.8 && wd_score_f1(&j.all, true) == 0.4, "F1 is the harmonic mean");
    ok(wd_score_f1(&(struct wd_score){0}, false) == 0, "of nothing it is 0");
}

/* Verbs that no list knows: the taggers learn them from a few examples, the rules never can. */
static void teaches(void)
{
    static const char *const who[] = {"Ona Brandt", "the ministry", "The union", "Ivo Tarn", "the court", "Rosa Blum"};
    static const char *const what[] = {"that the dam is safe", "that wages will rise", "that two men were hurt",
                                       "that the road stays shut"};
    struct wd_buf text, cues, roles;
    wd_buf_init(&text, 1 << 20);
    wd_buf_init(&cues, 1 << 24);
    wd_buf_init(&roles, 1 << 24);
    for (int i = 0; i < 60; i++)
        wd_buf_printf(&text, "@en piece\nThe day was long. {s1 %s} {k1 %s} {c1 %s} on Monday.\nNobody left the %s.\n", who[i % 6],
                      i % 2 ? "quorbled" : "frantled", what[i % 4], i % 3 ? "hall" : "house");
    wd_labelleds all = {0}, test = {0};
    struct wd_where w = {0};
    is_int(wd_labelled_read(&a, wd_buf_str(&text), &all, &w), 0, "examples");
    struct wd_training how = {.epochs = 5, .runs = 2, .bits = 14, .least = 1};
    is_int(wd_train_quotes(&a, &all, &how, &cues, &roles), 0, "taggers are learned");
    struct wd_models own = {0};
    is_int(wd_model_add(&own, 0, wd_buf_str(&cues), true), 0, "the cues");
    is_int(wd_model_add(&own, 1, wd_buf_str(&roles), true), 0, "the roles");
    is_int(wd_model_add(&own, 1, wd_buf_str(&cues), true), WD_E_FORMAT, "one is not the other");
    is_int(wd_model_add(&own, 1, wd_buf_str(&roles), true), 0, "the roles again");
    is_int(wd_labelled_read(&a, WD_STR("@en test\nIt rained. {s1 The mayor} {k1 quorbled} {c1 that the ferry was late} on Friday.\n"),
                            &test, &w),
           0, "a sentence that was not shown");
    struct wd_judgement rules = judge(&test.v[0], NULL), taught = judge(&test.v[0], &own);
    is_int(rules.all.right, 0, "the rules do not know the verb");
    is_int(taught.all.right, 1, "the taggers do");
    is_int(taught.all.said, 1, "with its source");
    struct wd_analyse_input in = {.text = test.v[0].text, .language = WD_STR("en"), .models = &own};
    struct wd_analysis found = {0};
    is_int(wd_analyse(&a, &in, &found), 0, "analysed");
    ok(found.quotes.n == 1 && found.quotes.v[0].attitude, "it is told apart from what is said");
    all.n = 0;
    is_int(wd_train_quotes(&a, &all, &how, &cues, &roles), WD_E_EMPTY, "no documents: nothing learned");
    wd_buf_done(&text);
    wd_buf_done(&cues);
    wd_buf_done(&roles);
}

static struct wd_analysis analyse(const char *text, const char *language)
{
    struct wd_analyse_input in = {.text = wd_str_c(text), .language = wd_str_c(language), .models = &shipped};
    struct wd_analysis r = {0};
    is_int(wd_analyse(&a, &in, &r), 0, "analysed");
    return r;
}

static void ships(void)
{
    wd_models_built_in(&shipped);
    static const char text[] =
        "Residents fear that the dam is unsafe. The union wants a ten percent rise. Critics see the move as a retreat. "
        "\"We will not pay,\" Rosa Blum of the Harbour Union said.";
    struct wd_analysis r = analyse(text, "en");
    size_t attitudes = 0, direct = 0, orgs = 0;
    for (size_t i = 0; i < r.quotes.n; i++) {
        attitudes += r.quotes.v[i].attitude && r.quotes.v[i].speaker.n;
        direct += r.quotes.v[i].kind == WD_QUOTE_DIRECT && !r.quotes.v[i].attitude && wd_str_eqc(r.quotes.v[i].speaker, "Rosa Blum");
    }
    for (size_t i = 0; i < r.names.n; i++)
        orgs += r.names.v[i].type == WD_NAME_ORG && wd_str_eqc(wd_str_span(wd_str_c(text), r.names.v[i].span), "Harbour Union");
    ok(attitudes >= 2, "most of what is feared, wanted and thought (%zu of 3)", attitudes);
    is_int(direct, 1, "the direct quotation is the rules'");
    is_int(orgs, 1, "a name of an organisation");
    static const char german[] =
        "Der Minister sagte am Montag, der Damm sei sicher. Niemand müsse sein Haus verlassen. Am Abend regnete es.";
    struct wd_analysis de = analyse(german, "de");
    size_t on = 0;
    for (size_t i = 0; i < de.quotes.n; i++) {
        const struct wd_quote *q = &de.quotes.v[i];
        bool words = wd_str_eqc(wd_str_span(wd_str_c(german), q->span), "Niemand müsse sein Haus verlassen");
        on += words && q->cue_span.start == q->cue_span.end && wd_str_eqc(q->speaker, "Der Minister");
    }
    is_int(on, 1, "what goes on in the subjunctive is the same speaker's");
    for (size_t i = 0; wd_model_name(i); i++)
        ok(wd_model_of(&shipped, i < WD_MODEL_KINDS ? WD_STR("en-GB") : WD_STR("de"), (enum wd_model_kind)(i % WD_MODEL_KINDS)) != NULL,
           "%s ships", wd_model_name(i));
    ok(wd_model_of(&shipped, WD_STR("fr"), WD_MODEL_CUES) == NULL, "none for French");
}

int main(void)
{
    wd_arena_init(&a);
    reads();
    refuses("@en x\n{c1 open\n", 2, "a label not closed");
    refuses("@en x\nshut} it\n", 2, "one not opened");
    refuses("@en x\n\n{z1 what}\n", 3, "no such label");
    refuses("@en x\n{c what}\n", 2, "a number is missing");
    refuses("{c1 what}\n", 1, "text before the first piece");
    judges();
    teaches();
    ships();
    wd_arena_done(&a);
    return done();
}
