#include "text/words.h"

#include "base/err.h"
#include "base/limits.h"
#include "tap.h"

static struct wd_arena arena;

static void words_are(const char *text, const char *want)
{
    wd_words words;
    struct wd_str t = wd_str_c(text), got = {"", 0};
    bool sound = wd_words_of(&arena, t, &words) == 0;
    for (size_t i = 0; i < words.n; i++) {
        struct wd_str w = wd_str_span(t, (struct wd_span){words.v[i].start, words.v[i].end});
        sound = sound && words.v[i].hash == wd_word_hash(w);
        got = wd_arena_printf(&arena, "%.*s%s%.*s", WD_STR_ARG(got), i ? "|" : "", WD_STR_ARG(w));
    }
    is_str(got, want, text);
    ok(sound, "hashes agree");
}

static uint8_t flags_of(const char *word)
{
    wd_words words;
    return wd_words_of(&arena, wd_str_c(word), &words) == 0 && words.n == 1 ? words.v[0].flags : 255;
}

static void too_many(void)
{
    size_t n = ((size_t)WD_MAX_WORDS + 10) * 2;
    char *text = malloc(n);
    if (!text)
        abort();
    for (size_t i = 0; i < n; i++)
        text[i] = i % 2 ? ' ' : 'a';
    wd_words words;
    is_int(wd_words_of(&arena, wd_str_n(text, n), &words), WD_E_TOOBIG, "too many words");
    is_int(words.n, WD_MAX_WORDS, "the first of them are there");
    is_int(wd_words_of(&arena, wd_str_n(text, (size_t)WD_MAX_WORDS * 2), &words), 0, "exactly as many as allowed");
    free(text);
}

int main(void)
{
    wd_arena_init(&arena);
    words_are("", "");
    words_are("The ferry's 12 crew-members, don't_panic!", "The|ferry|s|12|crew|members|don|t_panic");
    words_are("Z\xC3\xBCrich\xE2\x80\x99s \xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0 x\xC2\xB2 \xC2\xBD",
              "Z\xC3\xBCrich|s|\xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0|x\xC2\xB2|\xC2\xBD");
    words_are("e\xCC\x81t\xC3\xA9", "e|t\xC3\xA9"); /* a combining mark parts words */
    words_are("\xC4\xB0zmir a\xC4\xB0"
              "b",
              "\xC4\xB0|zmir|a\xC4\xB0|b");
    words_are("\xE6\xB8\xAF\xE5\x8F\xA3\xE3\x80\x82\xE6\xB5\xB7", "\xE6\xB8\xAF\xE5\x8F\xA3|\xE6\xB5\xB7");
    words_are("a\xFF"
              "b\xE2\x82",
              "a|b"); /* bytes that are not UTF-8 part words too */
    words_are("\xC3\xA4_1\xC3\xA4 _", "\xC3\xA4_1\xC3\xA4|_");
    ok(wd_word_hash(WD_STR("\xC3\x84RGER")) == wd_word_hash(WD_STR("\xC3\xA4rger")), "the hash is of the lower case");
    ok(wd_word_hash(WD_STR("Harbour")) != wd_word_hash(WD_STR("harbours")), "and tells words apart");
    is_int(flags_of("Reef"), WD_WORD_CAPITAL | WD_WORD_ASCII, "capital");
    is_int(flags_of("NATO"), WD_WORD_CAPITAL | WD_WORD_ALLCAPS | WD_WORD_ASCII, "all capitals");
    is_int(flags_of("A"), WD_WORD_CAPITAL | WD_WORD_ASCII, "one letter is not all capitals");
    is_int(flags_of("B52s"), WD_WORD_CAPITAL | WD_WORD_DIGIT | WD_WORD_ASCII, "digit");
    is_int(flags_of("\xC3\x96l"), WD_WORD_CAPITAL, "capital that is not ASCII");
    is_int(flags_of("\xC3\x96L"), WD_WORD_CAPITAL | WD_WORD_ALLCAPS, "all capitals that are not ASCII");
    too_many();
    wd_arena_done(&arena);
    return done();
}
