#include "text/stem.h"

#include "base/hash.h"
#include "tap.h"

int main(void)
{
    struct wd_stems *s = wd_stems_new();
    struct wd_str en = WD_STR("en"), de = WD_STR("de"), xx = WD_STR("ja");
    ok(wd_stem_hash(s, en, WD_STR("sailing")) == wd_stem_hash(s, en, WD_STR("sailed")), "forms of a word share a stem");
    ok(wd_stem_hash(s, en, WD_STR("sailing")) != wd_stem_hash(s, en, WD_STR("anchor")), "different words do not");
    ok(wd_stem_hash(s, de, WD_STR("h\xC3\xA4usern")) == wd_stem_hash(s, de, WD_STR("hauses")), "German");
    ok(wd_stem_hash(s, xx, WD_STR("word")) == wd_hash(WD_STR("word")), "without a stemmer the word itself");
    ok(wd_stem_hash(s, WD_STR(""), WD_STR("sailing")) == wd_hash(WD_STR("sailing")), "language not known");
    bool same = true;
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 40000; i++) {
            char word[24];
            int n = snprintf(word, sizeof word, "reef%d", i);
            uint64_t h = wd_stem_hash(s, en, wd_str_n(word, (size_t)n));
            same = same && h == wd_stem_hash(s, en, wd_str_n(word, (size_t)n));
        }
    ok(same, "the cache changes nothing, also when it is full");
    ok(wd_is_stopword(en, WD_STR("the")) && wd_is_stopword(de, WD_STR("f\xC3\xBCr")) && wd_is_stopword(WD_STR("ru"), WD_STR("\xD0\xB8")),
       "stop words");
    ok(!wd_is_stopword(en, WD_STR("ferry")) && !wd_is_stopword(xx, WD_STR("the")) && !wd_is_stopword(en, WD_STR("")), "no stop words");
    wd_stems_free(s);
    wd_stems_free(NULL);
    return done();
}
