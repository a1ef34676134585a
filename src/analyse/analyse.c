#include "analyse/analyse.h"

#include "analyse/attribution.h"
#include "analyse/cases.h"
#include "analyse/entities.h"
#include "analyse/lexicon.h"
#include "analyse/names.h"
#include "analyse/quotes.h"
#include "analyse/reading.h"
#include "analyse/speech.h"
#include "analyse/standfirst.h"
#include "analyse/timex.h"
#include "base/limits.h"
#include "text/language.h"
#include "text/sentences.h"

int wd_read_text(struct wd_arena *a, const struct wd_analyse_input *in, struct wd_read *ret)
{
    if (in->text.n > WD_MAX_TEXT_BYTES)
        return WD_E_TOOBIG;
    *ret = (struct wd_read){.language = in->language};
    if (!ret->language.n)
        ret->language = wd_language_of(in->title, in->text, in->language_prior);
    int lexicon = wd_lex_language(ret->language);
    if (!ret->language.n)
        lexicon = WD_LEX_LANG_EN;
    wd_sentences_of(a, in->text, ret->language, &ret->sentences);
    /* Past WD_MAX_WORDS the text is not looked at; what stands before is kept. */
    int cut = wd_scan(a, in->text, lexicon, &ret->tokens);
    (void)cut;
    wd_marks_of(a, in->text, &ret->regions);
    wd_speech_of(a, lexicon, &ret->tokens, &ret->regions);
    wd_names_of(a, in->text, lexicon, &ret->tokens, &ret->names);
    ret->reading = (struct wd_reading){.a = a, .text = in->text, .language = lexicon, .names = &ret->names, .regions = &ret->regions};
    if (wd_str_starts(ret->language, "zh") || wd_str_starts(ret->language, "ja")) {
        wd_quotes_of_cjk(a, in->text, &ret->regions, &ret->quotes);
    } else {
        wd_units_of(&ret->reading, &ret->tokens, &ret->sentences);
        wd_quotes_of(&ret->reading, &ret->quotes);
        if (lexicon == WD_LEX_LANG_RU)
            wd_speakers_in_nominative(in->text, &ret->names, &ret->quotes);
    }
    return 0;
}

int wd_analyse(struct wd_arena *a, const struct wd_analyse_input *in, struct wd_analysis *ret)
{
    struct wd_read *read = WD_NEW(a, struct wd_read);
    int err = wd_read_text(a, in, read);
    if (err)
        return err;
    const struct wd_tagger *t[WD_MODEL_KINDS];
    for (int i = 0; i < WD_MODEL_KINDS; i++)
        t[i] = wd_model_of(in->models, read->language, (enum wd_model_kind)i);
    bool attributes = t[WD_MODEL_CUES] && t[WD_MODEL_ROLES] && read->reading.units.n, names = t[WD_MODEL_NAMES] && t[WD_MODEL_RENAMES];
    struct wd_trait *traits = attributes || names ? wd_traits_of(a, in->text, &read->tokens, &read->names) : NULL;
    if (attributes)
        wd_attributions_of(&read->reading, &read->tokens, traits, t[WD_MODEL_CUES], t[WD_MODEL_ROLES], &read->quotes);
    if (names)
        wd_entities_of(a, in->text, &read->tokens, traits, &read->sentences, t[WD_MODEL_NAMES], t[WD_MODEL_RENAMES], &read->names);
    struct wd_analysis out = {.language = read->language, .sentences = read->sentences, .names = read->names, .quotes = read->quotes};
    wd_timexes_of(a, in->text, read->reading.language, &read->tokens, in->date_utc, &out.timexes);
    wd_standfirst_of(a, in->text, in->title, out.language, &out.sentences, in->blocks, &out.standfirst);
    *ret = out;
    return 0;
}
