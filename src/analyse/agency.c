#include "analyse/analyse.h"

/* Names and short forms of news agencies; the first row of an agency gives its canonical name. Source: the agencies' own sites. */
static const struct {
    const char *form, *name;
} agencies[] = {
    {"Reuters", "Reuters"}, {"Thomson Reuters", "Reuters"}, {"Reuters Staff", "Reuters"}, {"RTRS", "Reuters"}, {"Reuters News", "Reuters"}, {"Rtr", "Reuters"},
    {"AP", "AP"}, {"Associated Press", "AP"}, {"AP News", "AP"}, {"apnews", "AP"},
    {"AFP", "AFP"}, {"Agence France-Presse", "AFP"}, {"Agence France Presse", "AFP"}, {"afp", "AFP"},
    {"dpa", "dpa"}, {"DPA", "dpa"}, {"Deutsche Presse-Agentur", "dpa"}, {"German Press Agency", "dpa"}, {"dpa-AFX", "dpa"}, {"dpa/tmn", "dpa"},
    {"PTI", "PTI"}, {"Press Trust of India", "PTI"},
    {"ANI", "ANI"}, {"Asian News International", "ANI"},
    {"IANS", "IANS"}, {"Indo-Asian News Service", "IANS"},
    {"UNI", "UNI"}, {"United News of India", "UNI"},
    {"UPI", "UPI"}, {"United Press International", "UPI"},
    {"Xinhua", "Xinhua"}, {"Xinhua News Agency", "Xinhua"}, {"Xinhuanet", "Xinhua"},
    {"TASS", "TASS"}, {"ITAR-TASS", "TASS"}, {"RIA", "RIA Novosti"}, {"RIA Novosti", "RIA Novosti"}, {"Interfax", "Interfax"}, {"Sputnik", "Sputnik"},
    {"EFE", "EFE"}, {"Agencia EFE", "EFE"}, {"ANSA", "ANSA"}, {"AGI", "AGI"}, {"Adnkronos", "Adnkronos"}, {"Lusa", "Lusa"}, {"Europa Press", "Europa Press"},
    {"Kyodo", "Kyodo"}, {"Kyodo News", "Kyodo"}, {"Jiji", "Jiji"}, {"Jiji Press", "Jiji"}, {"Yonhap", "Yonhap"}, {"Yonhap News Agency", "Yonhap"}, {"KCNA", "KCNA"},
    {"AAP", "AAP"}, {"Australian Associated Press", "AAP"}, {"CP", "The Canadian Press"}, {"Canadian Press", "The Canadian Press"}, {"PA", "PA"}, {"PA Media", "PA"}, {"Press Association", "PA"}, {"PA news agency", "PA"},
    {"APA", "APA"}, {"Austria Presse Agentur", "APA"}, {"SDA", "Keystone-SDA"}, {"Keystone-SDA", "Keystone-SDA"}, {"sda", "Keystone-SDA"}, {"ATS", "Keystone-SDA"},
    {"Belga", "Belga"}, {"ANP", "ANP"}, {"NTB", "NTB"}, {"Ritzau", "Ritzau"}, {"TT", "TT"}, {"STT", "STT"}, {"PAP", "PAP"}, {"CTK", "CTK"}, {"MTI", "MTI"}, {"Agerpres", "Agerpres"}, {"BTA", "BTA"}, {"Tanjug", "Tanjug"}, {"HINA", "HINA"},
    {"Anadolu", "Anadolu"}, {"Anadolu Agency", "Anadolu"}, {"AA", "Anadolu"}, {"IRNA", "IRNA"}, {"Fars", "Fars"}, {"SANA", "SANA"}, {"MENA", "MENA"}, {"WAM", "WAM"}, {"SPA", "SPA"}, {"Petra", "Petra"}, {"KUNA", "KUNA"}, {"QNA", "QNA"}, {"NNA", "NNA"},
    {"Ukrinform", "Ukrinform"}, {"UNIAN", "UNIAN"}, {"BelTA", "BelTA"}, {"Antara", "Antara"}, {"Bernama", "Bernama"}, {"CNA", "CNA"}, {"VNA", "VNA"}, {"APP", "APP"}, {"BSS", "BSS"}, {"UNB", "UNB"}, {"NAN", "NAN"}, {"GNA", "GNA"},
    {"Bloomberg", "Bloomberg"}, {"Bloomberg News", "Bloomberg"}, {"Dow Jones", "Dow Jones"}, {"Dow Jones Newswires", "Dow Jones"}, {"epd", "epd"}, {"KNA", "KNA"}, {"sid", "SID"}, {"SID", "SID"}, {"AFX", "AFX"}, {"ots", "ots"},
    {"Agencia Brasil", "Agência Brasil"}, {"Agência Brasil", "Agência Brasil"}, {"Notimex", "Notimex"}, {"Telam", "Télam"}, {"Télam", "Télam"}, {"Prensa Latina", "Prensa Latina"}, {"BNS", "BNS"}, {"LETA", "LETA"}, {"Athens News Agency", "ANA-MPA"}, {"ANA-MPA", "ANA-MPA"},
};

struct wd_str wd_agency_of(struct wd_str s)
{
    s = wd_str_trim(s);
    if (wd_str_starts_nocase(s, "the "))
        s = wd_str_trim(wd_str_from(s, 4));
    if (s.n && s.p[s.n - 1] == '.')
        s.n--;
    for (size_t i = 0; i < WD_COUNT(agencies); i++) {
        /* Short forms are words of other languages in other cases ("PA", "pa"). */
        bool same = strlen(agencies[i].form) <= 4 ? wd_str_eqc(s, agencies[i].form) : wd_str_eqc_nocase(s, agencies[i].form);
        if (same)
            return wd_str_c(agencies[i].name);
    }
    return (struct wd_str){0};
}
