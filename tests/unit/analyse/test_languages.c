/* Direct quotations of French, Spanish, Italian, Portuguese and Russian: marks, speaker, cue, inverted subject, speech after a dash. */
#include "analyse/analyse.h"
#include "analyse/lexicon.h"
#include "tap.h"

static struct wd_arena a;

/* pieces are joined with " + "; speaker and cue are those of the first quote. */
static const struct {
    const char *language, *text, *pieces, *speaker, *cue;
} cases[] = {
    {"fr", "« La digue tiendra », a déclaré Rosa Blum.", "« La digue tiendra »", "Rosa Blum", "a déclaré"},
    {"fr", "Rosa Blum a déclaré : « La digue tiendra. »", "« La digue tiendra. »", "Rosa Blum", "déclaré"},
    {"fr", "Rosa Blum est partie. « La digue tiendra », a-t-elle ajouté.", "« La digue tiendra »", "Rosa Blum", "ajouté"},
    {"fr", "Rosa Blum est partie. « La digue tiendra », explique-t-elle.", "« La digue tiendra »", "Rosa Blum", "explique"},
    {"fr", "« La digue, dit Ivo Brandt, tiendra dix ans. »", "« La digue + tiendra dix ans. »", "Ivo Brandt", "dit"},
    {"fr", "— Nous ne partirons pas, dit Ivo Brandt.", "Nous ne partirons pas", "Ivo Brandt", "dit"},
    {"fr", "« La digue tiendra », a indiqué à l'agence Ivo Brandt.", "« La digue tiendra »", "Ivo Brandt", "a indiqué"},
    {"fr", "Selon Ivo Brandt, « la digue tiendra dix ans ».", "« la digue tiendra dix ans »", "Ivo Brandt", "Selon"},
    {"es", "«La presa aguantará», dijo Juan Robledo tras la reunión.", "«La presa aguantará»", "Juan Robledo", "dijo"},
    {"es", "\"La presa aguantará\", ha dicho Juan Robledo este lunes.", "\"La presa aguantará\"", "Juan Robledo", "ha dicho"},
    {"es", "Juan Robledo dijo: “La presa aguantará”.", "“La presa aguantará”", "Juan Robledo", "dijo"},
    {"es", "—No nos iremos —dijo Juan Robledo—. La presa aguantará.", "No nos iremos + La presa aguantará.", "Juan Robledo", "dijo"},
    {"es", "“La presa aguantará”, según explicó la ministra Marta Quiroga.", "“La presa aguantará”", "Marta Quiroga", "según explicó"},
    {"es", "“La presa aguantará”, dijo el alcalde, Juan Robledo, en la plaza.", "“La presa aguantará”", "Juan Robledo", "dijo"},
    {"es", "La empresa \"Olas\" aseguró: “La presa aguantará”.", "“La presa aguantará”", "La empresa \"Olas\"", "aseguró"},
    {"es", "De acuerdo con Juan Robledo, \"la presa aguantará\".", "\"la presa aguantará\"", "Juan Robledo", "De acuerdo con"},
    {"it", "«La diga reggerà», ha detto Carlo Bassi.", "«La diga reggerà»", "Carlo Bassi", "ha detto"},
    {"it", "\"La diga reggerà\", ha detto ieri il ministro Carlo Bassi.", "\"La diga reggerà\"", "Carlo Bassi", "ha detto"},
    {"it", "«La diga – ha spiegato Carlo Bassi – reggerà a lungo».", "«La diga + reggerà a lungo»", "Carlo Bassi", "ha spiegato"},
    {"it", "\"La diga reggerà a lungo\", ha poi precisato Bassi.", "\"La diga reggerà a lungo\"", "Bassi", "ha poi precisato"},
    {"it", "Secondo Carlo Bassi, «la diga reggerà a lungo».", "«la diga reggerà a lungo»", "Carlo Bassi", "Secondo"},
    {"pt", "“A barragem vai aguentar”, disse o ministro Rui Teles.", "“A barragem vai aguentar”", "Rui Teles", "disse"},
    {"pt", "Rui Teles afirmou: \"A barragem vai aguentar\".", "\"A barragem vai aguentar\"", "Rui Teles", "afirmou"},
    {"pt", "— Não vamos sair daqui — disse Rui Teles.", "Não vamos sair daqui", "Rui Teles", "disse"},
    {"pt", "Segundo Rui Teles, \"a barragem vai aguentar\".", "\"a barragem vai aguentar\"", "Rui Teles", "Segundo"},
    {"ru", "«Плотина выдержит», — сказал Иван Белов.", "«Плотина выдержит»", "Иван Белов", "сказал"},
    {"ru", "„Плотина выдержит“, — заявила журналистам министр Анна Белова.", "„Плотина выдержит“", "Анна Белова", "заявила"},
    {"ru", "Иван Белов сообщил: «Плотина выдержит».", "«Плотина выдержит»", "Иван Белов", "сообщил"},
    {"ru", "Иван Белов приехал. «Плотина выдержит», — подчёркивает он.", "«Плотина выдержит»", "Иван Белов", "подчёркивает"},
    {"ru", "«Мы не уйдём, — сказал Иван Белов. — Плотина выдержит».", "«Мы не уйдём + Плотина выдержит»", "Иван Белов", "сказал"},
    {"ru", "— Плотина — наша гордость, — тихо сказал Белов. — Мы её починим.", "Плотина — наша гордость + Мы её починим.", "Белов",
     "сказал"},
    {"ru", "«Плотина выдержит», — рассказал «Маяку» депутат Олег Рощин.", "«Плотина выдержит»", "Олег Рощин", "рассказал"},
    {"ru", "По словам Ивана Белова, «плотина выдержит».", "«плотина выдержит»", "Ивана Белова", "По словам"},
    {"ru", "Вчера приехал Иван Белов. По словам Белова, «плотина выдержит».", "«плотина выдержит»", "Иван Белов", "По словам"},
    {"ru", "Вчера приехала Анна Белова. По мнению Анны Беловой, «плотина выдержит».", "«плотина выдержит»", "Анна Белова", "По мнению"},
    {"ru", "Вчера приехал Олег Рощин. По словам Ивана Белова, «плотина выдержит».", "«плотина выдержит»", "Ивана Белова", "По словам"},
    {"ru", "Агентство «Маяк» сообщило: «Плотина закрыта до утра».", "«Плотина закрыта до утра»", "Агентство «Маяк»", "сообщило"},
};

static void one(size_t i)
{
    struct wd_str text = wd_str_c(cases[i].text), pieces = {"", 0};
    struct wd_analyse_input in = {.text = text, .language = wd_str_c(cases[i].language), .date_utc = WD_NO_TIME};
    struct wd_analysis r = {0};
    if (wd_analyse(&a, &in, &r) != 0 || r.quotes.n != 1) {
        is_int(r.quotes.n, 1, cases[i].text);
        return;
    }
    const struct wd_quote *q = &r.quotes.v[0];
    for (size_t k = 0; k < q->pieces.n; k++)
        pieces = wd_arena_printf(&a, "%.*s%s%.*s", WD_STR_ARG(pieces), k ? " + " : "", WD_STR_ARG(wd_str_span(text, q->pieces.v[k])));
    is_str(pieces, cases[i].pieces, cases[i].language);
    is_int(q->kind, WD_QUOTE_DIRECT, "  direct");
    is_str(q->speaker, cases[i].speaker, "  speaker");
    is_str(wd_str_span(text, q->cue_span), cases[i].cue, "  cue");
}

static void none(const char *language, const char *text)
{
    struct wd_analyse_input in = {.text = wd_str_c(text), .language = wd_str_c(language), .date_utc = WD_NO_TIME};
    struct wd_analysis r = {0};
    ok(wd_analyse(&a, &in, &r) == 0 && r.quotes.n == 0, "%s", text);
}

int main(void)
{
    wd_arena_init(&a);
    for (size_t i = 0; i < WD_COUNT(cases); i++)
        one(i);
    ok(wd_lex_tags(WD_STR("ПОДЧЁРКИВАЕТ"), WD_LEX_LANG_RU) & WD_LEX_SAY, "Cyrillic words in any case, ё as е");
    ok(wd_lex_tags(WD_STR("Рассказал"), WD_LEX_LANG_RU) & WD_LEX_SAY, "also from Р on");
    none("ru", "Сериал «Тихий берег» вышел в мае.");
    none("ru", "— первый пункт\n— второй пункт — сложный");
    none("fr", "Le quotidien « Le Phare » a annoncé sa fermeture.");
    none("fr", "Le film, qualifié de « grande œuvre », sort lundi.");
    none("es", "La cuenta \"Olas\" cerró ayer.");
    none("pt", "O jornal “O Farol” informou que fechará.");
    struct wd_analyse_input in = {.text = WD_STR("«La diga reggerà», ha detto Carlo Bassi. «Reggerà ancora», ha aggiunto."),
                                  .language = WD_STR("it"),
                                  .date_utc = WD_NO_TIME};
    struct wd_analysis r = {0};
    ok(wd_analyse(&a, &in, &r) == 0 && r.quotes.n == 2, "a verb without a subject");
    is_str(r.quotes.n == 2 ? r.quotes.v[1].speaker : (struct wd_str){0}, "Carlo Bassi", "goes on with the last speaker");
    wd_arena_done(&a);
    return done();
}
