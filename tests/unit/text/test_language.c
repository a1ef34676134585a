#include "text/language.h"

#include "tap.h"

static const struct {
    const char *title, *body, *prior, *want;
} cases[] = {
    {"", "The ferry was late because of the storm, and nobody on the island knew when it would come.", "", "en"},
    {"", "Die F\xC3\xA4hre kam wegen des Sturms zu sp\xC3\xA4t, und niemand auf der Insel wusste, wann sie kommt.", "", "de"},
    {"", "Le bateau est arriv\xC3\xA9 en retard \xC3\xA0 cause de la temp\xC3\xAAte, et personne ne savait quand il repartirait.", "",
     "fr"},
    {"",
     "El barco lleg\xC3\xB3 tarde por culpa de la tormenta y nadie en la isla sab\xC3\xAD"
     "a cu\xC3\xA1ndo iba a salir.",
     "", "es"},
    {"", "Il traghetto \xC3\xA8 arrivato in ritardo a causa della tempesta e nessuno sapeva quando sarebbe partito.", "", "it"},
    {"", "O barco chegou atrasado por causa da tempestade e ningu\xC3\xA9m na ilha sabia quando ele ia sair.", "", "pt"},
    {"", "De veerboot kwam te laat vanwege de storm en niemand op het eiland wist wanneer hij zou vertrekken.", "", "nl"},
    {"",
     "\xD0\x9F\xD0\xB0\xD1\x80\xD0\xBE\xD0\xBC \xD0\xBE\xD0\xBF\xD0\xBE\xD0\xB7\xD0\xB4\xD0\xB0\xD0\xBB \xD0\xB8\xD0\xB7-\xD0\xB7\xD0\xB0 "
     "\xD1\x88\xD1\x82\xD0\xBE\xD1\x80\xD0\xBC\xD0\xB0, \xD0\xB8 \xD0\xBD\xD0\xB8\xD0\xBA\xD1\x82\xD0\xBE \xD0\xBD\xD0\xB5 "
     "\xD0\xB7\xD0\xBD\xD0\xB0\xD0\xBB.",
     "", "ru"},
    {"", "\xE6\xB8\xA1\xE8\xBD\xAE\xE5\x9B\xA0\xE6\x9A\xB4\xE9\xA3\x8E\xE9\x9B\xA8\xE5\xBB\xB6\xE8\xAF\xAF\xE3\x80\x82", "ja", "zh"},
    {"", "\xE8\x88\xB9\xE3\x81\xAF\xE5\xB5\x90\xE3\x81\xA7\xE9\x81\x85\xE3\x82\x8C\xE3\x81\xBE\xE3\x81\x97\xE3\x81\x9F\xE3\x80\x82", "",
     "ja"},
    {"", "The ferry was late because of the storm, and nobody on the island knew when it would come.", "de", "en"},
    {"", "The ferry was late because of the storm, and nobody on the island knew when it would come.", "zh", "en"},
    {"Taxi", "", "de", "de"},
    {"", "12 : 30", "en-IN", "en"},
    {"", "", "", ""},
    {"", "12 : 30", "", ""},
    {"", "12 : 30", "nonsense", ""},
    {"Ferry late", "Die F\xC3\xA4hre kam zu sp\xC3\xA4t, und niemand auf der Insel wusste, wann sie wieder f\xC3\xA4hrt.", "de", "de"},
};

int main(void)
{
    for (size_t i = 0; i < WD_COUNT(cases); i++)
        is_str(wd_language_of(wd_str_c(cases[i].title), wd_str_c(cases[i].body), wd_str_c(cases[i].prior)), cases[i].want,
               cases[i].body[0] ? cases[i].body : cases[i].title);
    return done();
}
