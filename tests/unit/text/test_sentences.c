#include "text/sentences.h"

#include "tap.h"

/* Language, and sentences with | between them; the text is what stands there without the bars. */
static const struct {
    const char *language, *text;
} cases[] = {
    {"en", "The ferry left. |It came back."},
    {"en", "Is it late? |No! |Go on."},
    {"en", "Mr. Odell met Dr. Vance at 5 p.m. Monday in St. Orla."},
    {"en", "He left at 5 p.m. |The tide was out."},
    {"en", "She works for Reef Corp. in the U.S. Navy."},
    {"en", "They sold Reef Corp. |The price was not told."},
    {"en", "He lives in the U.S. |His brother does not."},
    {"en", "J. R. Tarn and A. B. Quill agreed."},
    {"en", "It cost $3.50 on www.reef.example. |Nobody paid."},
    {"en", "\"Stay here.\" |She went out."},
    {"en", "\"Stay here!\" she said."},
    {"en", "\"Is that all?\" |\"Yes.\""},
    {"en", "He said (it was late.) nothing."},
    {"en", "He waited ... and waited."},
    {"en", "He waited... |Nobody came."},
    {"en", "It was item No. 5 on Jan. 26 of vol. 3."},
    {"en", "First line without a stop\n|Second line"},
    {"en", "One.\r\n|\r\n|Two."},
    {"en", "1. Buy rope. |2. Tie it."},
    {"en", "1) Buy rope |2) Tie it"},
    {"en", "\xE2\x80\xA2 Rope |\xE2\x80\xA2 Tar"},
    {"en", "He said.|The end came."},
    {"en", "\xE2\x80\x9CWe wait.\xE2\x80\x9D |\xE2\x80\x9CWe go.\xE2\x80\x9D"},
    {"en", "A bridge at night |Image: Ada Tarn."},
    {"en", "Gen. Vance and Lt.-Gen. Tarn vs. Reef Inc. met."},
    {"en", "He fell ill. |Police helped the man. |Divers came."},
    {"de", "Am 3. Mai kam das Schiff. |Es fuhr am 4. wieder ab."},
    {"de", "Das 19. Jahrhundert, z. B. die Schifffahrt, usw. endete. |Es war 1899. |Danach kam nichts."},
    {"de", "\xE2\x80\x9EWir warten.\xE2\x80\x9C |Er ging."},
    {"de", "Dr. Tarn sprach mit Frau Prof. Vance bzw. ihrem Mann."},
    {"fr", "M. Tarn est parti. |\xC2\xAB Il reviendra. \xC2\xBB |Voil\xC3\xA0."},
    {"es", "\xC2\xBFViene el Sr. Tarn? |\xC2\xA1No! |Los EE.UU. no responden."},
    {"it", "Il sig. Tarn \xC3\xA8 partito. |Ecco l'avv. Vance."},
    {"pt", "O Sr. Tarn saiu. |A Dra. Vance ficou."},
    {"ru", "\xD0\x90. \xD0\x98. \xD0\xA2\xD0\xB0\xD1\x80\xD0\xBD \xD1\x83\xD1\x88\xD1\x91\xD0\xBB. |\xD0\x92 2010 \xD0\xB3. "
           "\xD0\xBE\xD0\xBD \xD0\xB1\xD1\x8B\xD0\xBB \xD0\xB4\xD0\xBE\xD0\xBC\xD0\xB0."},
    {"ja", "\xE8\x88\xB9\xE3\x81\xA7\xE3\x81\x99\xE3\x80\x82|\xE6\xB8\xAF\xE3\x81\xA7\xE3\x81\x99\xE3\x80\x82"},
    {"en", "They can't. |Officials deny it. |It was Orla's. |Tarn agreed."},
    {"en", "It is called version 2.0. |Version 3.1 came later."},
    {"en", "This is plan B. |Plan C is for later."},
    {"en", "In 44 B.C. Rome was calm. |The great war of the two brothers ended in 44 B.C. |Rome was calm."},
    {"en", "Tarn's words stay. |. . . The rest is lost."},
    {"en", "The fleet of Reef |In the northern district, the ships of the line were sold to a rich man."},
    {"en", "The singer of In the Rain, a song of the year, went home to her small house by the sea."},
    {"en", "\"The tide turned. We stayed.\" - Ada Tarn\n|He left."},
    {"en", "1) Rope |2) Tar |1) Nails |2) Planks"},
    {"en", "They went out. |a) rope |b) tar"},
    {"de", "Er kam am 5. 12. 2019. |Im 1. -3. Jahrhundert nicht."},
    {"de", "Orla siegte mit 3:2. |Bayern verlor. |Tarn belegte Platz 3. |Vance kam am 3. Mai."},
    {"en", "They met on 5th St. |The bus came to St. Orla."},
    {"de", "Nach Abs. 1 sind max. 5 Boote erlaubt. |Im Jahr 44 v. Chr. starb Caesar."},
    {"fr", "J.-P. Tarn et M.-A. Vance sont l\xC3\xA0. |Ils partent selon l'art. 5 de la loi."},
    {"es", "Muri\xC3\xB3 lejos de su casa y de sus hijos en el 20 d. C. |Roma cay\xC3\xB3 m\xC3\xA1s tarde."},
    {"it", "L'on. Tarn parla spesso e a lungo di quel che accadde nel 50 a.C. |Roma cadde dopo."},
    {"", "No language is known. |It works by the common rules."},
};

static void cut_as_marked(struct wd_arena *a, const char *language, const char *marked)
{
    struct wd_str rest = wd_str_c(marked), piece, text, got = {"", 0}, want = {"", 0};
    char *plain = wd_arena_alloc(a, rest.n + 1);
    size_t n = 0;
    while (wd_str_cut(&rest, '|', &piece)) {
        memcpy(plain + n, piece.p, piece.n);
        n += piece.n;
        if (wd_str_trim(piece).n)
            want = wd_arena_printf(a, "%.*s%s%.*s", WD_STR_ARG(want), want.n ? " | " : "", WD_STR_ARG(wd_str_trim(piece)));
    }
    text = wd_str_n(plain, n);
    wd_spans spans;
    wd_sentences_of(a, text, wd_str_c(language), &spans);
    for (size_t i = 0; i < spans.n; i++)
        got = wd_arena_printf(a, "%.*s%s%.*s", WD_STR_ARG(got), got.n ? " | " : "", WD_STR_ARG(wd_str_span(text, spans.v[i])));
    is_str(got, wd_arena_c(a, want), language);
}

/* Spans are in order, apart, without blanks at their ends, and hold every character that is no blank. */
static bool sound(struct wd_arena *a, struct wd_str text)
{
    wd_spans spans;
    wd_sentences_of(a, text, WD_STR("en"), &spans);
    size_t at = 0;
    for (size_t i = 0; i < spans.n; i++) {
        struct wd_span s = spans.v[i];
        if (s.start < at || s.end <= s.start || s.end > text.n || wd_is_blank(text.p[s.start]) || wd_is_blank(text.p[s.end - 1]))
            return false;
        if (wd_str_trim(wd_str_n(text.p + at, s.start - at)).n)
            return false;
        at = s.end;
    }
    return wd_str_trim(wd_str_from(text, at)).n == 0;
}

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    for (size_t i = 0; i < WD_COUNT(cases); i++)
        cut_as_marked(&a, cases[i].language, cases[i].text);
    static const char *const alphabet[] = {"a",
                                           "A",
                                           "1",
                                           " ",
                                           " ",
                                           ".",
                                           ".",
                                           "!",
                                           "?",
                                           "\n",
                                           "\"",
                                           "'",
                                           ")",
                                           "(",
                                           "]",
                                           "[",
                                           ":",
                                           "-",
                                           "\xE2\x80\xA6",
                                           "\xE2\x80\x9D",
                                           "\xC2\xBB",
                                           "\xE3\x80\x82",
                                           "\xEF\xBC\x88",
                                           "\xE2\x80\xA2",
                                           "\xFF"};
    uint64_t state = 12345;
    bool right = true;
    for (int round = 0; round < 5000; round++) {
        char text[64];
        size_t n = 0;
        while (n < sizeof text - 4) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            const char *piece = alphabet[(state >> 33) % WD_COUNT(alphabet)];
            memcpy(text + n, piece, strlen(piece));
            n += strlen(piece);
        }
        right = right && sound(&a, wd_str_n(text, n));
        wd_arena_reset(&a);
    }
    ok(right, "random texts are cut into ordered pieces that lose nothing");
    wd_spans spans;
    wd_sentences_of(&a, WD_STR(" \n \xC2\xA0"), WD_STR("en"), &spans);
    is_int(spans.n, 0, "blanks are no sentence");
    wd_arena_done(&a);
    return done();
}
