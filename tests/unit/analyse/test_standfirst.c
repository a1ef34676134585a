#include "analyse/standfirst.h"
#include "tap.h"
#include "text/sentences.h"

static struct wd_arena a;

static wd_spans choose(const char *title, const char *text, const char *language, const wd_blocks *blocks)
{
    wd_spans sentences, out;
    wd_sentences_of(&a, wd_str_c(text), wd_str_c(language), &sentences);
    wd_standfirst_of(&a, wd_str_c(text), wd_str_c(title), wd_str_c(language), &sentences, blocks, &out);
    return out;
}

static void is_first(const char *what, const char *title, const char *text, const char *language, const char *want)
{
    wd_spans s = choose(title, text, language, NULL);
    is_str(s.n ? wd_str_span(wd_str_c(text), s.v[0]) : (struct wd_str){0}, want, what);
}

static void alone(void)
{
    ok(wd_may_stand(WD_STR("The ferry sank off Orla."), WD_STR("en")), "a plain sentence stands alone");
    ok(!wd_may_stand(WD_STR("He left the ferry at Orla."), WD_STR("en")), "not behind a pronoun");
    ok(!wd_may_stand(WD_STR("Elle a quitté le bateau."), WD_STR("fr")), "of any language");
    ok(!wd_may_stand(WD_STR("Он уехал из города утром."), WD_STR("ru")), "of any script");
    ok(wd_may_stand(WD_STR("Il traghetto è partito da Orla."), WD_STR("it")), "an article of one is no pronoun of another");
    ok(wd_may_stand(WD_STR("Das Schiff sank vor Orla."), WD_STR("de")), "nor is an article before its noun");
    ok(!wd_may_stand(WD_STR("Das sagte der Kapitän gestern."), WD_STR("de")), "a pronoun before its verb is");
    ok(!wd_may_stand(WD_STR("«Restiamo a bordo»."), WD_STR("it")), "a bare quotation with its stop outside");
    ok(!wd_may_stand(WD_STR("Did the ferry sink off Orla?"), WD_STR("en")), "no question");
    ok(!wd_may_stand(WD_STR("The captain said: “We stay."), WD_STR("en")), "no quotation left open");
    ok(!wd_may_stand(WD_STR("“We stay on board.”"), WD_STR("en")), "no bare quotation");
    ok(wd_may_stand(WD_STR("“We stay on board,” the captain of the ferry said."), WD_STR("en")), "one with its speaker does");
    ok(!wd_may_stand(WD_STR("pilgrims on the quay in 2008."), WD_STR("en")), "no caption in small letters");
    ok(!wd_may_stand(WD_STR("Ada Tarn (left) and Ivo Brandt on the quay."), WD_STR("en")), "nor one that points");
}

static void chosen(void)
{
    static const char text[] = "Ferry sinks off Orla\n"
                               "ORLA, Jan 5 (Agency) - A ferry with forty people on board sank off Orla on Monday, the coast guard said.\n"
                               "It was an old ship.\n"
                               "Why did it sink?\n"
                               "The ferry had left the harbour in a storm, and the coast guard searched for hours.\n"
                               "A bakery on the quay sold more bread than on other days of the week.\n";
    wd_spans s = choose("Ferry sinks off Orla", text, "en", NULL);
    is_int(s.n, 2, "two sentences");
    struct wd_str t = wd_str_c(text);
    is_str(s.n ? wd_str_span(t, s.v[0]) : t, "A ferry with forty people on board sank off Orla on Monday, the coast guard said.",
           "the first without its dateline");
    is_str(s.n == 2 ? wd_str_span(t, s.v[1]) : t, "The ferry had left the harbour in a storm, and the coast guard searched for hours.",
           "and the one that holds most of the rest");
    static const char twice[] = "A ferry with forty people on board sank off Orla on Monday.\n"
                                "The ferry sank off Orla on Monday with forty people on board.\n";
    is_int(choose("", twice, "en", NULL).n, 1, "no second that tells the same");
    static const char same[] = "Ferry sinks off Orla with forty on board.\nThe coast guard found all of its people alive by noon.";
    is_first("the title again is none", "Ferry sinks off Orla with forty on board", same, "en",
             "The coast guard found all of its people alive by noon.");
    is_first("German", "Fähre gesunken", "Vor Orla ist am Montag eine Fähre mit vierzig Menschen an Bord gesunken.", "de",
             "Vor Orla ist am Montag eine Fähre mit vierzig Menschen an Bord gesunken.");
    is_first("no language", "", "Vor Orla ist am Montag eine Fähre mit vierzig Menschen an Bord gesunken.", "",
             "Vor Orla ist am Montag eine Fähre mit vierzig Menschen an Bord gesunken.");
    static const char captioned[] = "The quay of Orla on a quiet evening in May.\nA ferry with forty people on board sank off Orla.";
    wd_blocks blocks = {0};
    wd_list_add(&a, &blocks, (struct wd_block){WD_BLOCK_CAPTION, {0, 43}});
    wd_list_add(&a, &blocks, (struct wd_block){WD_BLOCK_PARAGRAPH, {44, sizeof captioned - 1}});
    s = choose("", captioned, "en", &blocks);
    is_int(s.n == 1 ? s.v[0].start : 0, 44, "captions are passed over");
    is_int(choose("x", "", "en", NULL).n, 0, "nothing out of nothing");
    is_int(choose("x", "Photo: Tarn.\nRead more", "en", NULL).n, 0, "credits and links are no sentences");
}

int main(void)
{
    wd_arena_init(&a);
    alone();
    chosen();
    wd_arena_done(&a);
    return done();
}
