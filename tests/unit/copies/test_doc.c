#include "base/buf.h"
#include "copies/copies.h"
#include "random_docs.h"
#include "text/words.h"

/* The words that carry `flag`, one space between; a bar between stretches. */
static struct wd_str flagged(struct wd_arena *a, const char *text, const wd_spans *notices, uint8_t flag)
{
    struct wd_str s = wd_str_c(text);
    struct wd_copy_doc doc;
    wd_words words = {0};
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    ok(wd_words_of(a, s, &words) == 0 &&
           wd_copy_doc_make(a, s, NULL, 0, notices ? notices->v : NULL, notices ? notices->n : 0, &doc) == 0 && doc.words == words.n,
       "a doc of %zu words", words.n);
    for (size_t i = 0; i < doc.words; i++) {
        if (!(doc.flags[i] & flag))
            continue;
        wd_buf_putc(&b, b.n ? (doc.flags[i - 1] & flag ? " " : " | ") : "");
        wd_buf_puts(&b, wd_str_span(s, (struct wd_span){words.v[i].start, words.v[i].end}));
    }
    struct wd_str out = wd_arena_str(a, wd_buf_str(&b));
    wd_buf_done(&b);
    return out;
}

static void test_quotes(void)
{
    static const struct {
        const char *text, *inside, *what;
    } cases[] = {
        {"Mora said \"we will wait\" and left.", "we will wait", "straight marks"},
        {"“We wait,” said Mora. “Then we go.”", "We wait | Then we go", "curly marks"},
        {"Er sagte: „Wir warten“, dann ging er.", "Wir warten", "German marks"},
        {"Il a dit : « nous attendons » hier.", "nous attendons", "French marks"},
        {"A 6\" pipe broke.\nThen \"it burst\" again.", "it burst", "a mark that is never closed ends with its line"},
        {"“One thing.\n“Another thing.” He left.", "One thing Another thing", "a quotation over two paragraphs"},
        {"No marks at all", "", "no marks"},
        {"\"", "", "a mark alone"},
    };
    struct wd_arena a;
    wd_arena_init(&a);
    for (size_t i = 0; i < WD_COUNT(cases); i++)
        is_str(flagged(&a, cases[i].text, NULL, WD_COPY_IN_QUOTE), cases[i].inside, cases[i].what);
    wd_arena_done(&a);
}

static void test_notices(void)
{
    static const struct {
        const char *text, *notice;
    } cases[] = {
        {"Ferries stopped.\n(This story has not been edited by Norvik Post staff and is auto-generated from a syndicated feed.)",
         "This story has not been edited by Norvik Post staff and is auto generated from a syndicated feed"},
        {"Ferries stopped. (With inputs from Norsk Wire)", "With inputs from Norsk Wire"},
        {"Ferries stopped. (Reporting by Ana Mora; Editing by Jo Vik)", "Reporting by Ana Mora Editing by Jo Vik"},
        {"NORVIK, March 3 (Norsk Wire) - Ferries stopped.", "NORVIK March 3 Norsk Wire"},
        {"Ferries stopped.\nCopyright 2031 Norsk Wire. All rights reserved. This material may not be published, broadcast or rewritten.",
         "Copyright 2031 Norsk Wire All rights reserved This material may not be published broadcast or rewritten"},
        {"Ferries stopped (for good) and told Norsk Wire so.", ""},
        {"", ""},
    };
    struct wd_arena a;
    wd_arena_init(&a);
    for (size_t i = 0; i < WD_COUNT(cases); i++) {
        wd_spans notices = {0};
        wd_copy_notices(&a, wd_str_c(cases[i].text), &notices);
        is_str(flagged(&a, cases[i].text, &notices, WD_COPY_IN_NOTICE), cases[i].notice, "notice");
    }
    wd_arena_done(&a);
}

/* Any bytes: spans stay in the text and in order. */
static void test_any_text(void)
{
    static const char *const pieces[] = {"(",    ")", "\n",   " ", "all rights reserved", "(reporting by", "©", "\"", "“", "”",
                                         "word", "-", "\xC2", "."};
    struct wd_arena a;
    struct chance c = {23};
    size_t wrong = 0;
    wd_arena_init(&a);
    for (int round = 0; round < 3000; round++) {
        struct wd_buf b;
        struct wd_copy_doc doc;
        wd_spans spans = {0};
        wd_buf_init(&b, 1 << 20);
        for (uint32_t n = chance_next(&c, round % 50 ? 60 : 2000); n; n--)
            wd_buf_putc(&b, pieces[chance_next(&c, WD_COUNT(pieces))]);
        wd_copy_notices(&a, wd_buf_str(&b), &spans);
        for (size_t i = 0; i < spans.n; i++)
            wrong += spans.v[i].start > spans.v[i].end || spans.v[i].end > b.n || (i && spans.v[i].start < spans.v[i - 1].end);
        wrong += wd_copy_doc_make(&a, wd_buf_str(&b), spans.v, spans.n, spans.v, spans.n, &doc) != 0;
        for (size_t i = 0; i < doc.sentence_n; i++)
            wrong += doc.sentences[i].start > doc.sentences[i].end || doc.sentences[i].end > doc.words;
        wd_buf_done(&b);
        wd_arena_reset(&a);
    }
    ok(wrong == 0, "notices of random texts are spans of them, in order (%zu are not)", wrong);
    wd_arena_done(&a);
}

/* Words are read in stretches: where these begin must not show. */
static void test_words_anywhere(void)
{
    static const char *const pieces[] = {"ferry", "Norvik", "NATO", "a", " ", " ", ", ", "é", "Éa",  "_",
                                         "3",     "b2b",    "“",    "’", "…", "€", "\n", "İ", "Ыва", "unterseebootabwehrmine",
                                         "日本"};
    struct wd_arena a;
    struct chance c = {31};
    size_t wrong = 0, wrong_hash = 0, n = 0;
    wd_arena_init(&a);
    for (int round = 0; round < 400; round++) {
        struct wd_buf b;
        wd_words words[2];
        char blanks[71];
        memset(blanks, ' ', sizeof blanks);
        wd_buf_init(&b, 1 << 16);
        wd_buf_puts(&b, wd_str_n(blanks, sizeof blanks));
        for (uint32_t left = chance_next(&c, 80); left; left--)
            wd_buf_putc(&b, pieces[chance_next(&c, round & 1 ? 9 : WD_COUNT(pieces))]);
        struct wd_str text = wd_arena_str(&a, wd_buf_str(&b));
        wrong += wd_words_of(&a, text, &words[0]) != 0;
        for (uint32_t cut = 1; cut <= sizeof blanks; cut++) {
            wrong += wd_words_of(&a, wd_str_from(text, cut), &words[1]) != 0 || words[1].n != words[0].n;
            for (size_t i = 0; i < WD_MIN(words[0].n, words[1].n); i++) {
                struct wd_word x = words[0].v[i], y = words[1].v[i];
                wrong += x.start != y.start + cut || x.end != y.end + cut || x.hash != y.hash || x.flags != y.flags;
            }
        }
        for (size_t i = 0; i < words[0].n; i++)
            wrong_hash += words[0].v[i].hash != wd_word_hash(wd_str_span(text, (struct wd_span){words[0].v[i].start, words[0].v[i].end}));
        n += words[0].n;
        wd_buf_done(&b);
        wd_arena_reset(&a);
    }
    ok(n > 2000 && wrong == 0, "%zu words are the same wherever their text begins (%zu are not)", n, wrong);
    ok(wrong_hash == 0, "and have the hashes of words alone (%zu do not)", wrong_hash);
    wd_arena_done(&a);
}

int main(void)
{
    test_quotes();
    test_notices();
    test_any_text();
    test_words_anywhere();
    return done();
}
