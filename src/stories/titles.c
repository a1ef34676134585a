#include "stories/titles.h"

/* clang-format off */
static const char *const offices[] = {
    "president", "minister", "ministers", "secretary", "chancellor", "premier", "governor", "gov", "senator", "sen", "mayor", "chief",
    "director", "spokesman", "spokeswoman", "spokesperson", "ambassador", "commissioner", "chairman", "chairwoman", "chair",
    "chairperson", "leader", "general", "gen", "king", "queen", "prince", "princess", "pope", "judge", "justice", "attorney",
    "prosecutor", "sheriff", "captain", "capt", "colonel", "col", "major", "lieutenant", "lt", "sergeant", "sgt", "admiral", "commander",
    "professor", "prof", "coach", "ceo", "executive", "head", "representative", "rep", "congressman", "congresswoman", "deputy",
    "speaker", "envoy", "counsel", "adviser", "advisor", "economist", "analyst", "officer", "founder", "owner", "manager", "bishop",
    "archbishop", "cardinal", "imam", "rabbi", "candidate", "lawmaker", "diplomat", "treasurer", "lawyer", "author", "editor", "pilot",
    "doctor", "nurse", "teacher", "farmer", "engineer", "scientist", "student", "resident", "präsident", "präsidentin", "minister",
    "ministerin", "kanzler", "kanzlerin", "bundeskanzler", "bundeskanzlerin", "außenminister", "außenministerin", "innenminister",
    "innenministerin", "finanzminister", "finanzministerin", "sprecher", "sprecherin", "bürgermeister", "bürgermeisterin",
    "generalsekretär", "chef", "chefin", "leiter", "leiterin", "président", "présidente", "ministre", "presidente", "ministro", "ministra"};
/* clang-format on */
/* clang-format off */
static const char *const addresses[] = {
    "mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "herr", "frau", "monsieur", "madame", "señor", "señora", "st"};
/* clang-format on */
/* clang-format off */
static const char *const links[] = {
    "of", "for", "the", "and", "to", "vice", "acting", "former", "foreign", "prime", "defense", "defence", "finance", "interior", "press",
    "national", "security", "state", "treasury"};
/* clang-format on */

static bool among(const char *const *table, size_t n, struct wd_str word)
{
    for (size_t i = 0; i < n; i++)
        if (wd_str_eqc_nocase(word, table[i]))
            return true;
    return false;
}

bool wd_title_is_office(struct wd_str word)
{
    return among(offices, WD_COUNT(offices), word);
}

bool wd_title_is_address(struct wd_str word)
{
    return among(addresses, WD_COUNT(addresses), word);
}

bool wd_title_is_link(struct wd_str word)
{
    return among(links, WD_COUNT(links), word);
}
