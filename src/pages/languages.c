#include "pages/format.h"

/* English names of the languages that news is most often written in; ISO 639-1, sorted by code. */
static const struct {
    const char code[4], *name;
} names[] = {
    {"af", "Afrikaans"},  {"am", "Amharic"},   {"ar", "Arabic"},     {"az", "Azerbaijani"}, {"be", "Belarusian"},    {"bg", "Bulgarian"},
    {"bn", "Bengali"},    {"bs", "Bosnian"},   {"ca", "Catalan"},    {"cs", "Czech"},       {"cy", "Welsh"},         {"da", "Danish"},
    {"de", "German"},     {"el", "Greek"},     {"en", "English"},    {"eo", "Esperanto"},   {"es", "Spanish"},       {"et", "Estonian"},
    {"eu", "Basque"},     {"fa", "Persian"},   {"fi", "Finnish"},    {"fo", "Faroese"},     {"fr", "French"},        {"ga", "Irish"},
    {"gd", "Gaelic"},     {"gl", "Galician"},  {"gu", "Gujarati"},   {"ha", "Hausa"},       {"he", "Hebrew"},        {"hi", "Hindi"},
    {"hr", "Croatian"},   {"hu", "Hungarian"}, {"hy", "Armenian"},   {"id", "Indonesian"},  {"is", "Icelandic"},     {"it", "Italian"},
    {"iw", "Hebrew"},     {"ja", "Japanese"},  {"ka", "Georgian"},   {"kk", "Kazakh"},      {"km", "Khmer"},         {"kn", "Kannada"},
    {"ko", "Korean"},     {"ku", "Kurdish"},   {"ky", "Kyrgyz"},     {"la", "Latin"},       {"lb", "Luxembourgish"}, {"lo", "Lao"},
    {"lt", "Lithuanian"}, {"lv", "Latvian"},   {"mk", "Macedonian"}, {"ml", "Malayalam"},   {"mn", "Mongolian"},     {"mr", "Marathi"},
    {"ms", "Malay"},      {"mt", "Maltese"},   {"my", "Burmese"},    {"nb", "Norwegian"},   {"ne", "Nepali"},        {"nl", "Dutch"},
    {"nn", "Norwegian"},  {"no", "Norwegian"}, {"or", "Odia"},       {"pa", "Punjabi"},     {"pl", "Polish"},        {"ps", "Pashto"},
    {"pt", "Portuguese"}, {"ro", "Romanian"},  {"ru", "Russian"},    {"rw", "Kinyarwanda"}, {"sd", "Sindhi"},        {"si", "Sinhala"},
    {"sk", "Slovak"},     {"sl", "Slovenian"}, {"so", "Somali"},     {"sq", "Albanian"},    {"sr", "Serbian"},       {"sv", "Swedish"},
    {"sw", "Swahili"},    {"ta", "Tamil"},     {"te", "Telugu"},     {"tg", "Tajik"},       {"th", "Thai"},          {"tl", "Tagalog"},
    {"tr", "Turkish"},    {"uk", "Ukrainian"}, {"ur", "Urdu"},       {"uz", "Uzbek"},       {"vi", "Vietnamese"},    {"yi", "Yiddish"},
    {"zh", "Chinese"},    {"zu", "Zulu"},
};

struct wd_str wd_format_language(struct wd_str code)
{
    size_t dash = wd_str_find_byte(code, '-', 0);
    struct wd_str plain = dash == SIZE_MAX ? code : wd_str_n(code.p, dash);
    for (size_t i = 0; i < WD_COUNT(names); i++)
        if (wd_str_eqc(plain, names[i].code))
            return wd_str_c(names[i].name);
    return code;
}
