#include "analyse/analyse.h"

#include "analyse/cases.h"
#include "analyse/lexicon.h"
#include "analyse/names.h"
#include "analyse/quotes.h"
#include "analyse/speech.h"
#include "analyse/standfirst.h"
#include "analyse/timex.h"
#include "base/limits.h"
#include "text/language.h"
#include "text/sentences.h"

int wd_analyse(struct wd_arena *a, const struct wd_analyse_input *in, struct wd_analysis *ret)
{
    if (in->text.n > WD_MAX_TEXT_BYTES)
        return WD_E_TOOBIG;
    struct wd_analysis out = {.language = in->language};
    if (!out.language.n)
        out.language = wd_language_of(in->title, in->text, in->language_prior);
    int lexicon = wd_lex_language(out.language);
    if (!out.language.n)
        lexicon = WD_LEX_LANG_EN;
    wd_sentences_of(a, in->text, out.language, &out.sentences);
    wd_tokens tokens;
    wd_regions regions;
    /* Past WD_MAX_WORDS the text is not looked at; what stands before is kept. */
    int cut = wd_scan(a, in->text, lexicon, &tokens);
    (void)cut;
    wd_marks_of(a, in->text, &regions);
    wd_speech_of(a, lexicon, &tokens, &regions);
    wd_names_of(a, in->text, lexicon, &tokens, &out.names);
    wd_timexes_of(a, in->text, lexicon, &tokens, in->date_utc, &out.timexes);
    if (wd_str_starts(out.language, "zh") || wd_str_starts(out.language, "ja")) {
        wd_quotes_of_cjk(a, in->text, &regions, &out.quotes);
    } else {
        struct wd_reading r = {.a = a, .text = in->text, .language = lexicon, .names = &out.names, .regions = &regions};
        wd_units_of(&r, &tokens, &out.sentences);
        wd_quotes_of(&r, &out.quotes);
        if (lexicon == WD_LEX_LANG_RU)
            wd_speakers_in_nominative(in->text, &out.names, &out.quotes);
    }
    wd_standfirst_of(a, in->text, in->title, out.language, &out.sentences, in->blocks, &out.standfirst);
    *ret = out;
    return 0;
}
