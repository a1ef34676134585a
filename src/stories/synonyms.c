#include "stories/synonyms.h"

/* In byte order. */
/* clang-format off */
static const struct {
    const char *word, *group;
} synonyms[] = {
    {"accept", "agree"}, {"accepted", "agree"}, {"accepts", "agree"}, {"accord", "agree"}, {"accusation", "blame"},
    {"accusations", "blame"}, {"accuse", "blame"}, {"accused", "blame"}, {"accuses", "blame"}, {"acquire", "buy"}, {"acquired", "buy"},
    {"acquires", "buy"}, {"acquisition", "buy"}, {"admit", "admit"}, {"admits", "admit"}, {"admitted", "admit"}, {"agree", "agree"},
    {"agreed", "agree"}, {"agreement", "agree"}, {"agrees", "agree"}, {"aid", "aid"}, {"america", "us"}, {"answer", "respond"},
    {"answered", "respond"}, {"answers", "respond"}, {"anticipate", "expect"}, {"anticipated", "expect"}, {"anticipates", "expect"},
    {"armed", "army"}, {"army", "army"}, {"arrest", "arrest"}, {"arrested", "arrest"}, {"arrests", "arrest"}, {"arrival", "arrive"},
    {"arrive", "arrive"}, {"arrived", "arrive"}, {"arrives", "arrive"}, {"assault", "attack"}, {"assaults", "attack"},
    {"assistance", "aid"}, {"attack", "attack"}, {"attacked", "attack"}, {"attacks", "attack"}, {"attempt", "try"}, {"attempted", "try"},
    {"attempts", "try"}, {"author", "author"}, {"authors", "author"}, {"award", "win"}, {"awarded", "win"}, {"awards", "win"},
    {"backed", "help"}, {"backing", "help"}, {"backs", "help"}, {"ballot", "vote"}, {"ballots", "vote"}, {"became", "become"},
    {"become", "become"}, {"becomes", "become"}, {"becoming", "become"}, {"began", "begin"}, {"begin", "begin"}, {"begins", "begin"},
    {"begun", "begin"}, {"big", "big"}, {"blame", "blame"}, {"blamed", "blame"}, {"blames", "blame"}, {"boat", "ship"}, {"boats", "ship"},
    {"book", "book"}, {"books", "book"}, {"border", "border"}, {"borders", "border"}, {"bought", "buy"}, {"break", "break"},
    {"breaking", "break"}, {"breaks", "break"}, {"bring", "bring"}, {"bringing", "bring"}, {"brings", "bring"}, {"britain", "uk"},
    {"broke", "break"}, {"broken", "break"}, {"brought", "bring"}, {"build", "build"}, {"building", "build"}, {"builds", "build"},
    {"built", "build"}, {"business", "firm"}, {"businesses", "firm"}, {"buy", "buy"}, {"buys", "buy"}, {"came", "come"},
    {"cancel", "cancel"}, {"canceled", "cancel"}, {"cancelled", "cancel"}, {"cancels", "cancel"}, {"catch", "catch"}, {"catches", "catch"},
    {"catching", "catch"}, {"caught", "catch"}, {"change", "change"}, {"changed", "change"}, {"changes", "change"}, {"changing", "change"},
    {"child", "child"}, {"children", "child"}, {"choose", "choose"}, {"chooses", "choose"}, {"choosing", "choose"}, {"chose", "choose"},
    {"chosen", "choose"}, {"close", "close"}, {"closed", "close"}, {"closes", "close"}, {"closing", "close"}, {"closure", "close"},
    {"come", "come"}, {"comes", "come"}, {"coming", "come"}, {"companies", "firm"}, {"company", "firm"}, {"construct", "build"},
    {"constructed", "build"}, {"construction", "build"}, {"continue", "continue"}, {"continued", "continue"}, {"continues", "continue"},
    {"continuing", "continue"}, {"conversation", "discuss"}, {"conversations", "discuss"}, {"cops", "police"}, {"corporation", "firm"},
    {"countries", "country"}, {"country", "country"}, {"cut", "cut"}, {"cuts", "cut"}, {"cutting", "cut"}, {"dead", "dead"},
    {"deal", "agree"}, {"death", "dead"}, {"deaths", "dead"}, {"decline", "refuse"}, {"declined", "refuse"}, {"declines", "refuse"},
    {"decrease", "fall"}, {"decreased", "fall"}, {"decreases", "fall"}, {"decree", "order"}, {"decrees", "order"}, {"defeat", "lose"},
    {"delay", "postpone"}, {"delayed", "postpone"}, {"delays", "postpone"}, {"demand", "demand"}, {"demanded", "demand"},
    {"demands", "demand"}, {"depart", "leave"}, {"departed", "leave"}, {"departs", "leave"}, {"departure", "leave"}, {"deploy", "send"},
    {"deployed", "send"}, {"deployment", "send"}, {"deploys", "send"}, {"detain", "arrest"}, {"detained", "arrest"}, {"detains", "arrest"},
    {"dialogue", "discuss"}, {"die", "dead"}, {"died", "dead"}, {"dies", "dead"}, {"discuss", "discuss"}, {"discussed", "discuss"},
    {"discusses", "discuss"}, {"discussing", "discuss"}, {"discussion", "discuss"}, {"discussions", "discuss"}, {"dismiss", "dismiss"},
    {"dismissed", "dismiss"}, {"dismisses", "dismiss"}, {"dispatch", "send"}, {"dispatched", "send"}, {"document", "letter"},
    {"documents", "letter"}, {"draw", "draw"}, {"drawing", "draw"}, {"drawn", "draw"}, {"draws", "draw"}, {"drew", "draw"},
    {"drive", "drive"}, {"driven", "drive"}, {"drives", "drive"}, {"driving", "drive"}, {"drop", "fall"}, {"dropped", "fall"},
    {"drops", "fall"}, {"drove", "drive"}, {"embargo", "sanction"}, {"employee", "employee"}, {"employees", "employee"}, {"end", "end"},
    {"ended", "end"}, {"ending", "end"}, {"ends", "end"}, {"exit", "leave"}, {"exits", "leave"}, {"expect", "expect"},
    {"expected", "expect"}, {"expecting", "expect"}, {"expects", "expect"}, {"fall", "fall"}, {"fallen", "fall"}, {"falling", "fall"},
    {"falls", "fall"}, {"fatalities", "dead"}, {"feel", "feel"}, {"feeling", "feel"}, {"feels", "feel"}, {"fell", "fall"}, {"felt", "feel"},
    {"fight", "fight"}, {"fighting", "fight"}, {"fights", "fight"}, {"find", "find"}, {"finding", "find"}, {"finds", "find"},
    {"fire", "fire"}, {"fired", "dismiss"}, {"fires", "fire"}, {"firm", "firm"}, {"firms", "firm"}, {"fix", "repair"}, {"fixed", "repair"},
    {"fled", "flee"}, {"flee", "flee"}, {"fleeing", "flee"}, {"flees", "flee"}, {"flew", "fly"}, {"flies", "fly"}, {"flown", "fly"},
    {"fly", "fly"}, {"flying", "fly"}, {"forces", "army"}, {"fought", "fight"}, {"found", "find"}, {"frontier", "border"}, {"gave", "give"},
    {"get", "get"}, {"gets", "get"}, {"getting", "get"}, {"give", "give"}, {"given", "give"}, {"gives", "give"}, {"giving", "give"},
    {"got", "get"}, {"grave", "serious"}, {"grew", "increase"}, {"grow", "increase"}, {"grows", "increase"}, {"growth", "increase"},
    {"halt", "end"}, {"halted", "end"}, {"halts", "end"}, {"hear", "hear"}, {"heard", "hear"}, {"hearing", "hear"}, {"hears", "hear"},
    {"held", "hold"}, {"help", "help"}, {"helped", "help"}, {"helping", "help"}, {"helps", "help"}, {"hire", "hire"}, {"hired", "hire"},
    {"hires", "hire"}, {"hiring", "hire"}, {"hold", "hold"}, {"holding", "hold"}, {"holds", "hold"}, {"huge", "big"}, {"hurt", "hurt"},
    {"hurts", "hurt"}, {"increase", "increase"}, {"increased", "increase"}, {"increases", "increase"}, {"incursion", "invade"},
    {"inflation", "price"}, {"injure", "hurt"}, {"injured", "hurt"}, {"injures", "hurt"}, {"injuries", "hurt"}, {"injury", "hurt"},
    {"intend", "plan"}, {"intended", "plan"}, {"intends", "plan"}, {"intention", "plan"}, {"invade", "invade"}, {"invaded", "invade"},
    {"invades", "invade"}, {"invading", "invade"}, {"invasion", "invade"}, {"job", "job"}, {"jobs", "job"}, {"keep", "keep"},
    {"keeping", "keep"}, {"keeps", "keep"}, {"kept", "keep"}, {"kids", "child"}, {"kill", "dead"}, {"killed", "dead"}, {"killing", "dead"},
    {"kills", "dead"}, {"knew", "know"}, {"know", "know"}, {"knowing", "know"}, {"known", "know"}, {"knows", "know"}, {"large", "big"},
    {"launch", "begin"}, {"launched", "begin"}, {"launches", "begin"}, {"lead", "lead"}, {"leading", "lead"}, {"leads", "lead"},
    {"leave", "leave"}, {"leaves", "leave"}, {"leaving", "leave"}, {"led", "lead"}, {"letter", "letter"}, {"letters", "letter"},
    {"lorries", "truck"}, {"lorry", "truck"}, {"lose", "lose"}, {"loses", "lose"}, {"losing", "lose"}, {"loss", "lose"}, {"lost", "lose"},
    {"lowered", "cut"}, {"lowers", "cut"}, {"made", "make"}, {"make", "make"}, {"makes", "make"}, {"making", "make"}, {"massive", "big"},
    {"mean", "mean"}, {"means", "mean"}, {"meant", "mean"}, {"meet", "meet"}, {"meeting", "meet"}, {"meetings", "meet"}, {"meets", "meet"},
    {"mend", "repair"}, {"mended", "repair"}, {"met", "meet"}, {"military", "army"}, {"nation", "country"}, {"nations", "country"},
    {"negotiate", "discuss"}, {"negotiated", "discuss"}, {"negotiates", "discuss"}, {"negotiation", "discuss"}, {"negotiations", "discuss"},
    {"novel", "book"}, {"novelist", "author"}, {"novelists", "author"}, {"novels", "book"}, {"officers", "police"}, {"open", "open"},
    {"opened", "open"}, {"opening", "open"}, {"opens", "open"}, {"oppose", "oppose"}, {"opposed", "oppose"}, {"opposes", "oppose"},
    {"order", "order"}, {"ordered", "order"}, {"orders", "order"}, {"oust", "dismiss"}, {"ousted", "dismiss"}, {"pact", "agree"},
    {"paid", "wage"}, {"paper", "letter"}, {"papers", "letter"}, {"pay", "wage"}, {"paying", "wage"}, {"pays", "wage"},
    {"penalties", "sanction"}, {"people", "people"}, {"persons", "people"}, {"plan", "plan"}, {"planned", "plan"}, {"planning", "plan"},
    {"plans", "plan"}, {"police", "police"}, {"position", "job"}, {"positions", "job"}, {"post", "job"}, {"postpone", "postpone"},
    {"postponed", "postpone"}, {"postpones", "postpone"}, {"posts", "job"}, {"prepared", "ready"}, {"price", "price"}, {"prices", "price"},
    {"publish", "publish"}, {"published", "publish"}, {"publishes", "publish"}, {"pupil", "child"}, {"pupils", "child"},
    {"purchase", "buy"}, {"purchased", "buy"}, {"purchases", "buy"}, {"quit", "leave"}, {"quits", "leave"}, {"raid", "attack"},
    {"raids", "attack"}, {"raise", "increase"}, {"raised", "increase"}, {"raises", "increase"}, {"ran", "run"}, {"readiness", "ready"},
    {"ready", "ready"}, {"recruit", "hire"}, {"recruited", "hire"}, {"recruits", "hire"}, {"reduce", "cut"}, {"reduced", "cut"},
    {"reduces", "cut"}, {"reduction", "cut"}, {"reductions", "cut"}, {"refuse", "refuse"}, {"refused", "refuse"}, {"refuses", "refuse"},
    {"reject", "refuse"}, {"rejected", "refuse"}, {"rejection", "refuse"}, {"rejects", "refuse"}, {"release", "publish"},
    {"released", "publish"}, {"releases", "publish"}, {"relief", "aid"}, {"remain", "stay"}, {"remained", "stay"}, {"remaining", "stay"},
    {"remains", "stay"}, {"reopen", "open"}, {"reopened", "open"}, {"reopening", "open"}, {"reopens", "open"}, {"repair", "repair"},
    {"repaired", "repair"}, {"repairs", "repair"}, {"replied", "respond"}, {"replies", "respond"}, {"reply", "respond"},
    {"require", "demand"}, {"required", "demand"}, {"requirement", "demand"}, {"requirements", "demand"}, {"requires", "demand"},
    {"resign", "resign"}, {"resignation", "resign"}, {"resigned", "resign"}, {"resigns", "resign"}, {"respond", "respond"},
    {"responded", "respond"}, {"responds", "respond"}, {"response", "respond"}, {"reveal", "show"}, {"revealed", "show"},
    {"reveals", "show"}, {"rise", "increase"}, {"risen", "increase"}, {"rises", "increase"}, {"rose", "increase"}, {"run", "run"},
    {"running", "run"}, {"runs", "run"}, {"sack", "dismiss"}, {"sacked", "dismiss"}, {"salaries", "wage"}, {"salary", "wage"},
    {"sale", "sell"}, {"sanction", "sanction"}, {"sanctioned", "sanction"}, {"sanctions", "sanction"}, {"sank", "sink"}, {"sat", "sit"},
    {"saw", "see"}, {"see", "see"}, {"seeing", "see"}, {"seek", "try"}, {"seeks", "try"}, {"seen", "see"}, {"sees", "see"},
    {"sell", "sell"}, {"selling", "sell"}, {"sells", "sell"}, {"send", "send"}, {"sends", "send"}, {"sent", "send"}, {"serious", "serious"},
    {"seriously", "serious"}, {"ship", "ship"}, {"ships", "ship"}, {"shoot", "shoot"}, {"shooting", "shoot"}, {"shoots", "shoot"},
    {"shot", "shoot"}, {"show", "show"}, {"showed", "show"}, {"shown", "show"}, {"shows", "show"}, {"shut", "close"}, {"shutdown", "close"},
    {"shuts", "close"}, {"shutting", "close"}, {"sink", "sink"}, {"sinking", "sink"}, {"sinks", "sink"}, {"sit", "sit"}, {"sits", "sit"},
    {"sitting", "sit"}, {"sleep", "sleep"}, {"sleeping", "sleep"}, {"sleeps", "sleep"}, {"slept", "sleep"}, {"sold", "sell"},
    {"soldiers", "army"}, {"sought", "try"}, {"speak", "discuss"}, {"speaks", "discuss"}, {"spend", "spend"}, {"spending", "spend"},
    {"spends", "spend"}, {"spent", "spend"}, {"spoke", "discuss"}, {"spoken", "discuss"}, {"staff", "employee"}, {"stand", "stand"},
    {"standing", "stand"}, {"stands", "stand"}, {"start", "begin"}, {"started", "begin"}, {"starting", "begin"}, {"starts", "begin"},
    {"stay", "stay"}, {"stayed", "stay"}, {"stays", "stay"}, {"steal", "steal"}, {"stealing", "steal"}, {"steals", "steal"},
    {"stole", "steal"}, {"stolen", "steal"}, {"stood", "stand"}, {"stop", "end"}, {"stopped", "end"}, {"stops", "end"},
    {"strike", "attack"}, {"strikes", "attack"}, {"strong", "strong"}, {"strongly", "strong"}, {"struck", "attack"}, {"summit", "meet"},
    {"sunk", "sink"}, {"support", "help"}, {"supported", "help"}, {"supporting", "help"}, {"supports", "help"}, {"take", "take"},
    {"taken", "take"}, {"takeover", "buy"}, {"takes", "take"}, {"taking", "take"}, {"talk", "discuss"}, {"talked", "discuss"},
    {"talking", "discuss"}, {"talks", "discuss"}, {"tell", "tell"}, {"telling", "tell"}, {"tells", "tell"}, {"think", "think"},
    {"thinking", "think"}, {"thinks", "think"}, {"thought", "think"}, {"threw", "throw"}, {"throw", "throw"}, {"throwing", "throw"},
    {"thrown", "throw"}, {"throws", "throw"}, {"told", "tell"}, {"took", "take"}, {"tried", "try"}, {"tries", "try"}, {"troops", "army"},
    {"truck", "truck"}, {"trucks", "truck"}, {"try", "try"}, {"uk", "uk"}, {"understand", "understand"}, {"understands", "understand"},
    {"understood", "understand"}, {"us", "us"}, {"usa", "us"}, {"vessel", "ship"}, {"vessels", "ship"}, {"victory", "win"},
    {"vote", "vote"}, {"voted", "vote"}, {"votes", "vote"}, {"wage", "wage"}, {"wages", "wage"}, {"warn", "warn"}, {"warned", "warn"},
    {"warning", "warn"}, {"warns", "warn"}, {"wear", "wear"}, {"wearing", "wear"}, {"wears", "wear"}, {"willing", "ready"}, {"win", "win"},
    {"winning", "win"}, {"wins", "win"}, {"withdraw", "withdraw"}, {"withdrawing", "withdraw"}, {"withdrawn", "withdraw"},
    {"withdraws", "withdraw"}, {"withdrew", "withdraw"}, {"won", "win"}, {"wore", "wear"}, {"worker", "employee"}, {"workers", "employee"},
    {"worn", "wear"}, {"wound", "hurt"}, {"wounded", "hurt"}, {"wounds", "hurt"}, {"write", "write"}, {"writer", "author"},
    {"writers", "author"}, {"writes", "write"}, {"writing", "write"}, {"written", "write"}, {"wrote", "write"},
};
/* clang-format on */

static int compare(const char *word, struct wd_str lower)
{
    for (size_t i = 0;; i++) {
        unsigned char a = (unsigned char)word[i], b = i < lower.n ? (unsigned char)lower.p[i] : 0;
        if (a != b || !a)
            return a - b;
    }
}

struct wd_str wd_synonym_of(struct wd_str lower)
{
    size_t from = 0, to = WD_COUNT(synonyms);
    while (from < to) {
        size_t mid = (from + to) / 2;
        int d = compare(synonyms[mid].word, lower);
        if (d == 0)
            return wd_str_c(synonyms[mid].group);
        if (d < 0)
            from = mid + 1;
        else
            to = mid;
    }
    return WD_STR("");
}

struct wd_str wd_synonym_pair(struct wd_str lower, struct wd_str next)
{
    static const struct {
        const char *first, *second, *group;
    } pairs[] = {{"united", "states", "us"},   {"united", "kingdom", "uk"}, {"united", "nations", "un"}, {"european", "union", "eu"},
                 {"saudi", "arabia", "saudi"}, {"go", "on", "continue"},    {"goes", "on", "continue"},  {"going", "on", "continue"},
                 {"went", "on", "continue"},   {"called", "off", "cancel"}, {"call", "off", "cancel"},   {"put", "off", "postpone"},
                 {"let", "in", "admit"},       {"set", "up", "build"}};
    if (next.n)
        for (size_t i = 0; i < WD_COUNT(pairs); i++)
            if (wd_str_eqc(lower, pairs[i].first) && wd_str_eqc_nocase(next, pairs[i].second))
                return wd_str_c(pairs[i].group);
    return WD_STR("");
}

uint8_t wd_synonym_excludes(struct wd_str word)
{
    enum { DAY = WD_EXCLUDES_VALUES, MONTH, SEASON, NEAR_DAY, WAY };
    /* clang-format off */
    static const struct {
        const char *word;
        uint8_t kind;
    } excludes[] = {
        {"increase", 1}, {"fall", 1}, {"cut", 1}, {"higher", 1}, {"lower", 1},
        {"open", 2}, {"close", 2}, {"öffnen", 2}, {"schließen", 2},
        {"agree", 3}, {"refuse", 3}, {"annehmen", 3}, {"ablehnen", 3},
        {"begin", 4}, {"end", 4}, {"beginnen", 4}, {"enden", 4},
        {"buy", 5}, {"sell", 5}, {"kaufen", 5}, {"verkaufen", 5},
        {"win", 6}, {"lose", 6}, {"gewinnen", 6}, {"verlieren", 6},
        {"dead", 7}, {"hurt", 7}, {"tot", 7}, {"verletzt", 7},
        {"stay", 8}, {"leave", 8}, {"arrive", 8}, {"change", 8},
        {"hire", 9}, {"dismiss", 9}, {"help", 10}, {"oppose", 10},
        {"legal", 11}, {"illegal", 11}, {"guilty", 12}, {"innocent", 12},
        {"monday", DAY}, {"tuesday", DAY}, {"wednesday", DAY}, {"thursday", DAY}, {"friday", DAY}, {"saturday", DAY}, {"sunday", DAY},
        {"montag", DAY}, {"dienstag", DAY}, {"mittwoch", DAY}, {"donnerstag", DAY}, {"freitag", DAY}, {"samstag", DAY}, {"sonntag", DAY},
        {"january", MONTH}, {"february", MONTH}, {"april", MONTH}, {"june", MONTH}, {"july", MONTH}, {"august", MONTH},
        {"september", MONTH}, {"october", MONTH}, {"november", MONTH}, {"december", MONTH},
        {"spring", SEASON}, {"summer", SEASON}, {"autumn", SEASON}, {"winter", SEASON},
        {"tomorrow", NEAR_DAY}, {"heute", NEAR_DAY}, {"gestern", NEAR_DAY},
        {"north", WAY}, {"south", WAY}, {"east", WAY}, {"west", WAY}};
    /* clang-format on */
    for (size_t i = 0; i < WD_COUNT(excludes); i++)
        if (word.n && word.p[0] == excludes[i].word[0] && wd_str_eqc(word, excludes[i].word))
            return excludes[i].kind;
    return 0;
}

bool wd_synonyms_sorted(void)
{
    for (size_t i = 1; i < WD_COUNT(synonyms); i++)
        if (strcmp(synonyms[i - 1].word, synonyms[i].word) >= 0)
            return false;
    return true;
}
