/* Any bytes as an article, as labelled text and as a model: spans lie in the text on boundaries of characters, with taggers and without;
 * what is no model is refused. The first byte chooses the language. */
#include "fuzz.h"

#include "analyse/judge.h"
#include "analyse/labelled.h"
#include "analyse/models.h"
#include "markup/charset.h"

static void in_text(struct wd_str text, struct wd_span s)
{
    HOLDS(s.start <= s.end && s.end <= text.n && wd_utf8_valid(wd_str_span(text, s)));
}

static void all_in_text(struct wd_str text, const wd_spans *list)
{
    for (size_t i = 0; i < list->n; i++)
        in_text(text, list->v[i]);
}

static void analysis(struct wd_str text, const struct wd_analysis *r)
{
    all_in_text(text, &r->sentences);
    all_in_text(text, &r->standfirst);
    for (size_t i = 0; i < r->names.n; i++)
        in_text(text, r->names.v[i].span);
    for (size_t i = 0; i < r->quotes.n; i++) {
        const struct wd_quote *q = &r->quotes.v[i];
        HOLDS(q->span.start < q->span.end && q->pieces.n > 0);
        in_text(text, q->span);
        in_text(text, q->speaker_span);
        in_text(text, q->cue_span);
        all_in_text(text, &q->pieces);
        all_in_text(text, &q->governed);
    }
}

static void labelled(struct wd_arena *a, struct wd_str text)
{
    wd_labelleds documents = {0};
    struct wd_where w = {0};
    int err = wd_labelled_read(a, text, &documents, &w);
    for (size_t i = 0; i < documents.n && !err; i++) {
        const struct wd_labelled *d = &documents.v[i];
        struct wd_analyse_input in = {.text = d->text, .language = d->language, .date_utc = d->date_utc};
        struct wd_analysis r;
        struct wd_judgement sums = {0};
        HOLDS(wd_analyse(a, &in, &r) == 0);
        wd_judge(a, d, &r, &sums);
        HOLDS(sums.all.said <= sums.all.right && sums.all.right <= sums.all.wanted && sums.all.right <= sums.all.found);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct wd_str LANGUAGES[] = {WD_STR_INIT("en"), WD_STR_INIT("de"), WD_STR_INIT("fr"), WD_STR_INIT("es"),
                                              WD_STR_INIT("it"), WD_STR_INIT("pt"), WD_STR_INIT("ru"), WD_STR_INIT("ja")};
    static struct wd_models models;
    static bool read;
    if (!read)
        wd_models_built_in(&models);
    read = true;
    struct wd_arena a;
    struct wd_decoded d;
    struct wd_tagger tagger;
    wd_arena_init(&a);
    wd_charset_decode(&a, wd_str_n((const char *)data + (size > 0), size - (size > 0)), WD_STR(""), WD_MARKUP_TEXT, &d);
    struct wd_analyse_input in = {.text = d.text, .language = LANGUAGES[size ? data[0] % WD_COUNT(LANGUAGES) : 0], .date_utc = 1773484200};
    struct wd_analysis r;
    struct wd_frame f;
    HOLDS(wd_analyse(&a, &in, &r) == 0);
    analysis(d.text, &r);
    in.models = &models;
    HOLDS(wd_analyse(&a, &in, &r) == 0);
    analysis(d.text, &r);
    wd_frame_of(&a, d.text, WD_STR("A title"), WD_STR(""), &f);
    all_in_text(d.text, &f.kept);
    labelled(&a, d.text);
    HOLDS(wd_tagger_read(wd_arena_str(&a, d.text), true, &tagger) != 0 || d.text.n > 1000);
    wd_arena_done(&a);
    return 0;
}
