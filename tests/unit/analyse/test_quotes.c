#include "analyse/analyse.h"
#include "tap.h"

static struct wd_arena a;

static struct wd_analysis read_as(const char *text, const char *language)
{
    struct wd_analyse_input in = {.text = wd_str_c(text), .language = wd_str_c(language), .date_utc = WD_NO_TIME};
    struct wd_analysis r = {0};
    if (wd_analyse(&a, &in, &r) != 0)
        ok(false, "analysed");
    return r;
}

static struct wd_str piece(const char *text, const struct wd_quote *q, size_t i)
{
    return i < q->pieces.n ? wd_str_span(wd_str_c(text), q->pieces.v[i]) : (struct wd_str){0};
}

/* The one quote of a text. */
static void one(const char *what, const char *language, const char *text, int kind, const char *words, const char *speaker, const char *cue)
{
    struct wd_analysis r = read_as(text, language);
    is_int(r.quotes.n, 1, what);
    if (r.quotes.n != 1)
        return;
    const struct wd_quote *q = &r.quotes.v[0];
    is_int(q->kind, kind, "  kind");
    is_str(piece(text, q, 0), words, "  words");
    is_str(q->speaker, speaker, "  speaker");
    is_str(wd_str_span(wd_str_c(text), q->cue_span), cue, "  cue");
}

static void none(const char *what, const char *text)
{
    is_int(read_as(text, "en").quotes.n, 0, what);
}

static void direct(void)
{
    one("quotation first", "en", "“The dyke will hold,” Engineer Rosa Blum said.", WD_QUOTE_DIRECT, "“The dyke will hold,”", "Rosa Blum",
        "said");
    one("inverted", "en", "\"We saw nothing,\" said harbour master Ivo Brandt.", WD_QUOTE_DIRECT, "\"We saw nothing,\"", "Ivo Brandt",
        "said");
    one("cue first", "en", "Brandt added: \"Nobody came.\"", WD_QUOTE_DIRECT, "\"Nobody came.\"", "Brandt", "added");
    one("addressees are no speakers", "en", "\"We are ready,\" Blum told reporters.", WD_QUOTE_DIRECT, "\"We are ready,\"", "Blum", "told");
    one("German marks", "de", "„Der Deich hält“, sagte Bürgermeisterin Rosa Blum.", WD_QUOTE_DIRECT, "„Der Deich hält“", "Rosa Blum",
        "sagte");
    one("French marks", "fr", "« La digue tiendra », a déclaré Rosa Blum.", WD_QUOTE_DIRECT, "« La digue tiendra »", "Rosa Blum",
        "a déclaré");
    one("Japanese", "ja", "市長は「堤防は大丈夫だ」と述べた。", WD_QUOTE_DIRECT, "「堤防は大丈夫だ」", "市長", "述べた");
    one("headline", "en", "Mayor: ‘The dyke will hold’", WD_QUOTE_DIRECT, "‘The dyke will hold’", "Mayor", "");
    one("signed with a dash", "en", "“A day I shall never forget.” — Rosa Blum", WD_QUOTE_DIRECT, "“A day I shall never forget.”",
        "Rosa Blum", "");
    one("nested marks do not cut", "en", "“He told me, ‘Count the sheep,’ and left,” Blum said.", WD_QUOTE_DIRECT,
        "“He told me, ‘Count the sheep,’ and left,”", "Blum", "said");
    one("a description of the one named before", "en", "Foreign Minister Rosa Blum flew in. “It is late,” the top diplomat said.",
        WD_QUOTE_DIRECT, "“It is late,”", "Rosa Blum", "said");
    one("a pronoun", "en", "Rosa Blum flew in. “It is late,” she said.", WD_QUOTE_DIRECT, "“It is late,”", "Rosa Blum", "said");
}

static void pieces(void)
{
    const char *text = "“If it rains,” Blum warned, “we leave.”";
    struct wd_analysis r = read_as(text, "en");
    is_int(r.quotes.n, 1, "a split quotation is one quote");
    is_int(r.quotes.v[0].pieces.n, 2, "of two pieces");
    is_str(piece(text, &r.quotes.v[0], 1), "“we leave.”", "the second");
    text = "“It is late,” Rosa Blum said. “We go.”\n“A last word.”";
    r = read_as(text, "en");
    is_int(r.quotes.n, 1, "a quotation right after continues, and so does a whole paragraph");
    is_int(r.quotes.v[0].pieces.n, 3, "in three pieces");
    text = "“Who dug the dyke?” Rosa Blum asked.\n“Nobody here remembers.”";
    r = read_as(text, "en");
    is_int(r.quotes.n, 2, "a question is not continued in the next paragraph");
    text = "Blum said: “The first day was long.\n\n“The second was longer.”";
    r = read_as(text, "en");
    is_int(r.quotes.n, 1, "a paragraph that opens again continues the quote");
    is_str(piece(text, &r.quotes.v[0], 0), "“The first day was long.\n\n“The second was longer.”", "over both paragraphs");
    text = "“It will hold.”\n\nMayor Rosa Blum on Monday said the dyke was safe.";
    r = read_as(text, "en");
    is_str(r.quotes.v[0].speaker, "Rosa Blum", "a quotation at the head waits for the first speaker");
    text = "“It was foul play,” Ruiz said, but Lind replied: “It was not.”";
    r = read_as(text, "en");
    is_int(r.quotes.n, 2, "two speakers in a sentence");
    is_str(r.quotes.v[0].speaker, "Ruiz", "the first");
    is_str(r.quotes.v[1].speaker, "Lind", "the second");
}

static void reported(void)
{
    one("that-clause", "en", "The guild said that talks had failed.", WD_QUOTE_INDIRECT, "that talks had failed", "The guild", "said");
    one("bare clause", "en", "Lunaria said Borduria was sowing panic.", WD_QUOTE_INDIRECT, "Borduria was sowing panic", "Lunaria", "said");
    one("according to", "en", "The bridge was closed in May, according to the harbour office.", WD_QUOTE_INDIRECT,
        "The bridge was closed in May", "the harbour office", "according to");
    one("headline with a dash", "en", "Truce to start at noon - mediator", WD_QUOTE_INDIRECT, "Truce to start at noon", "mediator", "");
    one("German subjunctive", "de", "Der Minister erklärte, die Brücke sei gesperrt.", WD_QUOTE_INDIRECT, "die Brücke sei gesperrt",
        "Der Minister", "erklärte");
    struct wd_analysis r = read_as("Russia denies planning an attack.", "en");
    ok(r.quotes.n == 1 && r.quotes.v[0].denied, "a denial carries its polarity");
    const char *text = "Blum said the plan, sent on Monday, has a \"plain and honest\" view of the cost, adding that talks would go on.";
    r = read_as(text, "en");
    is_int(r.quotes.n, 2, "mixed and reported");
    is_int(r.quotes.v[0].kind, WD_QUOTE_MIXED, "marked words in a reported sentence");
    is_str(piece(text, &r.quotes.v[0], 0), "\"plain and honest\"", "its piece is the marked words only");
    is_str(r.quotes.v[1].speaker, "Blum", "adding inherits the speaker");
    text = "Responding to remarks by Rosa Blum about Ivo Brandt, Lunaria said it would be \"quite useless\".";
    r = read_as(text, "en");
    is_str(r.quotes.n ? r.quotes.v[0].speaker : (struct wd_str){0}, "Lunaria", "the subject of the cue speaks, not who is named nearby");
}

static void no_quotes(void)
{
    none("scare quotes", "The so-called “smart” meters failed.");
    none("titles of works", "Her novel “The Salt Road” won a prize.");
    none("inches and feet", "The 55\" screen and the 6'2\" guard stood there.");
    none("apostrophes", "The sailors' wives didn't wait at the boys' school in '92.");
    none("a heading in marks", "It rained all day.\n‘All Bets Are Off’\nIt rained again.");
}

int main(void)
{
    wd_arena_init(&a);
    direct();
    pieces();
    reported();
    no_quotes();
    wd_arena_done(&a);
    return done();
}
