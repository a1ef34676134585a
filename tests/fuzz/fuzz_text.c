/* Plain text on any bytes: words and sentences stand in order inside the text, folding gives UTF-8, dates and numbers end. */
#include "fuzz.h"

#include "markup/charset.h"
#include "text/date.h"
#include "text/fold.h"
#include "text/number.h"
#include "text/sentences.h"
#include "text/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct wd_str LANGUAGES[] = {WD_STR_INIT("en"), WD_STR_INIT("de"), WD_STR_INIT("ru"), WD_STR_INIT("")};
    struct wd_arena a;
    struct wd_decoded d;
    wd_words words = {0};
    wd_spans sentences = {0};
    wd_numbers numbers = {0};
    struct wd_date date;
    struct wd_date_options options = {.now_utc = WD_NO_TIME};
    wd_arena_init(&a);
    wd_charset_decode(&a, wd_str_n((const char *)data, size), WD_STR(""), WD_MARKUP_TEXT, &d);
    struct wd_str language = LANGUAGES[size % WD_COUNT(LANGUAGES)];
    uint32_t end = 0;
    if (wd_words_of(&a, d.text, &words) == 0) {
        for (size_t i = 0; i < words.n; end = words.v[i++].end)
            HOLDS(words.v[i].start >= end && words.v[i].end > words.v[i].start && words.v[i].end <= d.text.n);
    }
    wd_sentences_of(&a, d.text, language, &sentences);
    end = 0;
    for (size_t i = 0; i < sentences.n; end = sentences.v[i++].end) {
        HOLDS(sentences.v[i].start >= end && sentences.v[i].end > sentences.v[i].start && sentences.v[i].end <= d.text.n);
        HOLDS(wd_utf8_valid(wd_str_span(d.text, sentences.v[i])));
    }
    wd_numbers_of(&a, d.text, language, &numbers);
    for (size_t i = 0; i < numbers.n; i++)
        HOLDS(numbers.v[i].span.end <= d.text.n);
    if (wd_date_parse(d.text, &options, &date))
        HOLDS(date.utc != WD_NO_TIME);
    HOLDS(wd_utf8_valid(wd_fold(&a, d.text)));
    HOLDS(wd_utf8_valid(wd_squeeze(&a, d.text, size % 2)));
    wd_arena_done(&a);
    return 0;
}
