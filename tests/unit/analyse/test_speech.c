/* Marks that are not closed, nested, or none; headlines, verse, interviews, transcripts; who speaks in English and German. */
#include "analyse/analyse.h"
#include "tap.h"

static struct wd_arena a;

static wd_quotes quotes_of(const char *text, const char *language)
{
    struct wd_analyse_input in = {.text = wd_str_c(text), .language = wd_str_c(language), .date_utc = WD_NO_TIME};
    struct wd_analysis r = {0};
    if (wd_analyse(&a, &in, &r) != 0)
        ok(false, "analysed");
    return r.quotes;
}

struct said {
    int kind;
    const char *piece, *speaker; /* first piece with its marks; "": nobody */
};

static void check(const char *what, const char *language, const char *text, size_t n, const struct said *want)
{
    wd_quotes q = quotes_of(text, language);
    is_int(q.n, n, what);
    for (size_t i = 0; i < n && i < q.n; i++) {
        is_int(q.v[i].kind, want[i].kind, "  kind");
        is_str(wd_str_span(wd_str_c(text), q.v[i].pieces.v[0]), want[i].piece, "  words");
        is_str(q.v[i].speaker, want[i].speaker, "  speaker");
    }
}

#define CHECK(what, language, text, ...) \
    check(what, language, text, sizeof((struct said[]){__VA_ARGS__}) / sizeof(struct said), (struct said[]){__VA_ARGS__})

static void none(const char *what, const char *text)
{
    is_int(quotes_of(text, "en").n, 0, what);
}

enum { DIRECT = WD_QUOTE_DIRECT, MIXED = WD_QUOTE_MIXED };

static void unclosed(void)
{
    CHECK("a quotation never closed ends with its paragraph", "en",
          "Blum said: “The pumps have been running since Sunday night.\nThe harbour office gave no figures.",
          {DIRECT, "“The pumps have been running since Sunday night.", "Blum"});
    CHECK("a fragment never closed does not run on into the next paragraph", "en",
          "Blum said the dyke was “an old friend of the town.\n“We mend it every year,” Ivo Brandt said.",
          {MIXED, "“an old friend of the town.", "Blum"}, {DIRECT, "“We mend it every year,”", "Ivo Brandt"});
    CHECK("a stray straight mark swallows nothing", "en", "The 12\" gun was fired.\n\"We heard it at noon,\" Blum said.",
          {DIRECT, "\"We heard it at noon,\"", "Blum"});
    CHECK("opened curly, closed straight", "en", "“The gate is shut,\" Blum said. The keeper left.",
          {DIRECT, "“The gate is shut,\"", "Blum"});
    CHECK("two apostrophes for a mark", "en", "''The gate is shut,'' Blum said. ''It stays shut.''",
          {DIRECT, "''The gate is shut,''", "Blum"});
}

static void marks(void)
{
    CHECK("nested marks, three deep", "en", "“They said, ‘Read the sign “No Swimming” first,’ and laughed,” Blum recalled.",
          {DIRECT, "“They said, ‘Read the sign “No Swimming” first,’ and laughed,”", "Blum"});
    CHECK("apostrophes inside single marks", "en", "‘It isn’t the boys’ fault, it’s ours,’ Blum said.",
          {DIRECT, "‘It isn’t the boys’ fault, it’s ours,’", "Blum"});
    none("feet and inches", "The wall is 6' high, the plank 11'6\" long and the screen 55\" wide, the 7'2\" keeper noted on the form.");
    none("minutes and seconds", "The wreck lies at 53°32'18\" north and 9°58'6\" east.");
    none("decades and dropped letters", "In the '90s the rock 'n' roll of the sailors' clubs filled o'clock to o'clock.");
    none("a ship and a paper", "The ferry \"Morning Star\" passed the office of the \"Harbour Courier\" at noon.");
    none("a nickname before the verb", "The smuggler known as “Heron,” said to be sixty, was not seen.");
    none("a programme named before the verb", "Her talk show “Late Tide” began in March.");
}

static void headlines(void)
{
    CHECK("name, colon, single marks", "en", "Blum: ‘We will not sell the harbour’\nThe council met on Monday.",
          {DIRECT, "‘We will not sell the harbour’", "Blum"});
    CHECK("name, colon, double marks", "en", "Mayor Rosa Blum: “Nobody leaves tonight”\nThe council met on Monday.",
          {DIRECT, "“Nobody leaves tonight”", "Rosa Blum"});
    CHECK("a heading in marks between paragraphs that quote", "en",
          "“We saw it coming,” Rosa Blum said.\n‘A wall of water.’\nThe keeper left at noon.",
          {DIRECT, "“We saw it coming,”", "Rosa Blum"});
}

static void verse(void)
{
    wd_quotes q =
        quotes_of("Brandt read out four lines:\n“The tide comes in,\nthe tide goes out,\nand all we mended\nis washed about.”", "en");
    is_int(q.n, 1, "verse within one pair of marks is one quote");
    is_str(q.n ? q.v[0].speaker : (struct wd_str){0}, "Brandt", "of the one who is announced");
    is_int(quotes_of("The tide comes in,\nthe tide goes out,\nand all we mended\nis washed about.", "en").n, 0,
           "verse without marks is none");
}

static void paragraphs(void)
{
    wd_quotes q =
        quotes_of("Rosa Blum said: “First the cellar filled.\n\n“Then the stairs went.\n\n“Then we climbed.”\n\nThe rain ended.", "en");
    is_int(q.n, 1, "three paragraphs that open again are one quote");
    is_str(q.n ? q.v[0].speaker : (struct wd_str){0}, "Rosa Blum", "of one speaker");
    q = quotes_of("“First the cellar filled,” Rosa Blum said.\n\n“Then the stairs went and we climbed to the roof.”\n\nThe rain ended.",
                  "en");
    is_int(q.n, 1, "a paragraph that is all quotation goes on with the one before");
    q = quotes_of("“First the cellar filled,” Rosa Blum said.\n\n“Then the stairs went,” Ivo Brandt said.", "en");
    is_int(q.n, 2, "not where it has an attribution of its own");
    CHECK("a colon at the end of a paragraph", "en",
          "The guild has one answer to all of this:\n“Nobody asked the fishermen about the wall.”",
          {DIRECT, "“Nobody asked the fishermen about the wall.”", "The guild"});
    CHECK("signed in the line below", "en",
          "The exhibition closes in May.\n\n“A day I shall never forget.”\n\n— Rosa Blum\n\nTickets cost nothing.",
          {DIRECT, "“A day I shall never forget.”", "Rosa Blum"});
}

static void turns(void)
{
    CHECK("a transcript in capitals", "en",
          "Rosa Blum met Ivo Brandt on the pier.\nBLUM: Who closed the gate?\nBRANDT: Nobody did. It fell shut.\nThe rain ended.",
          {DIRECT, "Who closed the gate?", "Rosa Blum"}, {DIRECT, "Nobody did. It fell shut.", "Ivo Brandt"});
    CHECK("marks within a turn are of the one who speaks", "en", "BLUM: He told me “wait here” and left.\nBRANDT: I did not say that.",
          {DIRECT, "He told me “wait here” and left.", "BLUM"}, {DIRECT, "I did not say that.", "BRANDT"});
    CHECK("names in small letters that come again", "en",
          "Rosa Blum: The gate was open.\nIvo Brandt: It was not.\nRosa Blum: Then who came in?\nIvo Brandt: The cat did.",
          {DIRECT, "The gate was open.", "Rosa Blum"}, {DIRECT, "It was not.", "Ivo Brandt"}, {DIRECT, "Then who came in?", "Rosa Blum"},
          {DIRECT, "The cat did.", "Ivo Brandt"});
    CHECK("an interview", "en",
          "Rosa Blum has kept the gate for ten years. Rosa Blum retires in May.\nQ: What was the worst night?\nA: The first one, by far.\n"
          "Q: And the best?\nA: I sleep through the best ones.",
          {DIRECT, "The first one, by far.", "Rosa Blum"}, {DIRECT, "I sleep through the best ones.", "Rosa Blum"});
    none("a list is no transcript", "Adults: 12 euros\nChildren: 6 euros\nDogs: free of charge\nBoats: on request only");
    none("one label is a kicker", "UPDATE: The ferry sails again from noon.");
}

static void speakers(void)
{
    CHECK("a bracket behind the name", "en", "Rosa Blum (Free List) said, “The gate stays shut.”",
          {DIRECT, "“The gate stays shut.”", "Rosa Blum"});
    CHECK("a participle takes the sentence's subject", "en", "In the evening, Rosa Blum left the pier, saying, “It is enough.”",
          {DIRECT, "“It is enough.”", "Rosa Blum"});
    CHECK("what a sign says", "en", "A boy held up a sign reading “Save our pier now”.", {MIXED, "“Save our pier now”", "a sign"});
    CHECK("past an adverb", "en", "“Never again,” Rosa Blum said quietly. “We sail tomorrow.”", {DIRECT, "“Never again,”", "Rosa Blum"});
    CHECK("who is told does not speak", "en", "“The gate is shut,” Rosa Blum, the keeper, told the harbour board.",
          {DIRECT, "“The gate is shut,”", "Rosa Blum"});
    CHECK("past a reason", "en", "Rosa Blum said in a letter to the harbour board, “The gate is shut.”",
          {DIRECT, "“The gate is shut.”", "Rosa Blum"});
    CHECK("the subject of the sentence before", "en", "Rosa Blum did not mince her words. “The wall was a mistake from the first day.”",
          {DIRECT, "“The wall was a mistake from the first day.”", "Rosa Blum"});
}

static void german(void)
{
    CHECK("the subject behind the verb", "de", "Am Montag sagte die Bürgermeisterin Rosa Blum: „Das Tor bleibt zu.“",
          {DIRECT, "„Das Tor bleibt zu.“", "Rosa Blum"});
    CHECK("a split verb", "de", "Später fügte Blum mit Blick auf den Deich hinzu: „Er hält noch lange.“",
          {DIRECT, "„Er hält noch lange.“", "Blum"});
    CHECK("so", "de", "„Das Tor bleibt zu“, so Bürgermeisterin Rosa Blum.", {DIRECT, "„Das Tor bleibt zu“", "Rosa Blum"});
    CHECK("an office, then the name between commas", "de", "Der Sprecher der Gilde, Ivo Brandt, erklärte: „Wir warten nicht länger.“",
          {DIRECT, "„Wir warten nicht länger.“", "Ivo Brandt"});
    CHECK("a colon without a verb of speech", "de", "Die Gilde sieht das anders: „Das Tor war nie offen.“",
          {DIRECT, "„Das Tor war nie offen.“", "Gilde"});
    CHECK("the subject of the sentence before", "de", "Rosa Blum lehnte den Plan ab. „Das Tor bleibt auch im Winter zu.“",
          {DIRECT, "„Das Tor bleibt auch im Winter zu.“", "Rosa Blum"});
    CHECK("perfect tense", "de", "Dazu hatte Rosa Blum am Vortag erklärt: „Das Tor bleibt zu.“",
          {DIRECT, "„Das Tor bleibt zu.“", "Rosa Blum"});
    CHECK("who is quoted, not who quotes", "de", "Der Sender zitierte Rosa Blum mit den Worten: „Das Tor bleibt zu.“",
          {DIRECT, "„Das Tor bleibt zu.“", "Rosa Blum"});
}

int main(void)
{
    wd_arena_init(&a);
    unclosed();
    marks();
    headlines();
    verse();
    paragraphs();
    turns();
    speakers();
    german();
    wd_arena_done(&a);
    return done();
}
