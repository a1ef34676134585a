#include "text/language.h"

#include "base/utf8.h"
#include "text/cld2_shim.h"
#include "text/fold.h"
#include "text/lower.h"
#include "text/stopwords.h"

enum {
    SAMPLE_BYTES = 900,
    FAST_WORDS = 40, /* words looked at before cld2 is asked */
    FAST_HITS = 8,   /* so many common words of the prior, */
    FAST_SHARE = 4,  /* at least one in so many, */
    FAST_LEAD = 2    /* and so many times those of any other language: cld2 is not asked */
};

/* Points: a common word counts 1 over the number of languages that have it. */
static const double CLD2_SURE = 3.0, CLD2_UNSURE = 1.5, CLD2_RARE = 0.6, PRIOR = 2.0, PRIOR_OF_FEW_WORDS = 4.0;
enum { FEW_WORDS = 3 };

enum script {
    SCRIPT_LATIN,
    SCRIPT_CYRILLIC,
    SCRIPT_GREEK,
    SCRIPT_HEBREW,
    SCRIPT_ARABIC,
    SCRIPT_DEVANAGARI,
    SCRIPT_HAN,
    SCRIPT_KANA,
    SCRIPT_HANGUL,
    SCRIPT_OTHER,
    SCRIPTS
};

static enum script script_of(uint32_t cp)
{
    static const struct {
        uint32_t from, to;
        enum script script;
    } ranges[] = {{0x41, 0x24F, SCRIPT_LATIN},    {0x370, 0x3FF, SCRIPT_GREEK},    {0x400, 0x52F, SCRIPT_CYRILLIC},
                  {0x590, 0x5FF, SCRIPT_HEBREW},  {0x600, 0x77F, SCRIPT_ARABIC},   {0x900, 0x97F, SCRIPT_DEVANAGARI},
                  {0x1E00, 0x1EFF, SCRIPT_LATIN}, {0x1F00, 0x1FFF, SCRIPT_GREEK},  {0x3040, 0x30FF, SCRIPT_KANA},
                  {0x3400, 0x9FFF, SCRIPT_HAN},   {0xAC00, 0xD7A3, SCRIPT_HANGUL}, {0xFB50, 0xFEFF, SCRIPT_ARABIC}};
    for (size_t i = 0; i < WD_COUNT(ranges); i++)
        if (cp >= ranges[i].from && cp <= ranges[i].to)
            return ranges[i].script;
    return SCRIPT_OTHER;
}

static enum script script_of_language(struct wd_str code)
{
    static const struct {
        const char *codes;
        enum script script;
    } rows[] = {{"ru uk be bg sr mk kk ky mn tg", SCRIPT_CYRILLIC},
                {"el", SCRIPT_GREEK},
                {"he yi", SCRIPT_HEBREW},
                {"ar fa ur ps sd ug", SCRIPT_ARABIC},
                {"hi mr ne sa", SCRIPT_DEVANAGARI},
                {"zh", SCRIPT_HAN},
                {"ja", SCRIPT_KANA},
                {"ko", SCRIPT_HANGUL},
                {"th ta te kn ml bn gu pa or si my km lo ka hy am", SCRIPT_OTHER}};
    for (size_t i = 0; i < WD_COUNT(rows); i++) {
        struct wd_str rest = wd_str_c(rows[i].codes), one;
        while (wd_str_cut(&rest, ' ', &one))
            if (wd_str_eq(one, code))
                return rows[i].script;
    }
    return SCRIPT_LATIN;
}

/* What a sample shows without cld2. */
struct profile {
    int words, hits[WD_STOPWORD_LANGUAGES];
    double points[WD_STOPWORD_LANGUAGES];
    uint32_t letters[SCRIPTS];
    enum script script; /* of most letters */
};

static void count_word(struct profile *p, struct wd_str lower)
{
    unsigned in = wd_stopword_languages(lower);
    int languages = __builtin_popcount(in);
    p->words++;
    for (int i = 0; in >> i; i++)
        if (in >> i & 1) {
            p->hits[i]++;
            p->points[i] += 1.0 / languages;
        }
}

static void look_at(struct profile *p, struct wd_str text)
{
    char word[WD_MAX_STOPWORD_BYTES + 4];
    size_t n = 0;
    bool whole = true;
    for (size_t at = 0; at <= text.n && p->words < FAST_WORDS;) {
        struct wd_cp c = wd_utf8_at(text, at);
        int class = c.bytes ? wd_cp_class(c.cp) : WD_CLASS_OTHER;
        if (class == WD_CLASS_OTHER || class == WD_CLASS_NUMBER) {
            if (n && whole)
                count_word(p, wd_str_n(word, n));
            n = 0;
            whole = true;
        } else {
            p->letters[script_of(c.cp)]++;
            whole = whole && n < WD_MAX_STOPWORD_BYTES;
            if (whole)
                n += wd_utf8_put(word + n, wd_lower_cp(c.cp));
        }
        at += c.bytes ? c.bytes : 1;
    }
    for (int i = 0; i < SCRIPTS; i++)
        if (p->letters[i] > p->letters[p->script])
            p->script = (enum script)i;
}

static bool is_plain_prior(const struct profile *p, int prior)
{
    if (prior < 0 || p->hits[prior] < FAST_HITS || p->hits[prior] * FAST_SHARE < p->words)
        return false;
    for (int i = 0; i < WD_STOPWORD_LANGUAGES; i++)
        if (i != prior && p->hits[i] * FAST_LEAD > p->hits[prior])
            return false;
    return true;
}

/* Codes as static text, for answers that come from cld2 or the prior. */
static struct wd_str static_code(struct wd_str code)
{
    static const char codes[] =
        "aa ab af ak am ar as ay az ba be bg bh bi bn bo br bs ca co cs cy da de dv dz ee el en eo es et eu fa fi fj fo fr fy ga gd gl "
        "gn gu gv ha he hi hr ht hu hy ia id ie ig ik is it iu ja jv ka kk kl km kn ko ks ku ky la lb lg ln lo lt lv mg mi mk ml mn mr ms "
        "mt my na nb ne nl nn no nr ny oc om or pa pl ps pt qu rm rn ro ru rw sa sd sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th "
        "ti tk tl tn to tr ts tt ug uk ur uz ve vi vo wo xh yi yo za zh zu";
    for (size_t i = 0; i + 2 < sizeof codes; i += 3)
        if (codes[i] == wd_lower(code.p[0]) && codes[i + 1] == wd_lower(code.p[1]))
            return wd_str_n(codes + i, 2);
    return wd_str_n("", 0);
}

/* "en-IN", "EN", "eng" to "en"; empty for what is no code. */
static struct wd_str base_code(struct wd_str code)
{
    size_t n = 0;
    while (n < code.n && wd_is_alpha(code.p[n]))
        n++;
    if (n == 2)
        return wd_str_eqc_nocase(wd_str_n(code.p, 2), "iw") ? WD_STR("he") : static_code(code);
    return wd_str_n("", 0);
}

static struct wd_str sample_of(struct wd_str title, struct wd_str body, char out[static 2 * SAMPLE_BYTES + 2])
{
    struct wd_str head = wd_utf8_cut(title, SAMPLE_BYTES), rest = wd_utf8_cut(body, SAMPLE_BYTES);
    size_t n = 0;
    if (head.n) {
        memcpy(out, head.p, head.n);
        out[head.n] = '\n';
        n = head.n + 1;
    }
    if (rest.n)
        memcpy(out + n, rest.p, rest.n);
    return wd_str_n(out, n + rest.n);
}

/* Chinese and Japanese by their letters; cld2 takes short Chinese lines for Japanese. */
static struct wd_str of_han(const struct profile *p, struct wd_str prior)
{
    uint32_t kana = p->letters[SCRIPT_KANA], han = p->letters[SCRIPT_HAN];
    if (kana * 8 > han)
        return WD_STR("ja");
    return kana == 0 && wd_str_eqc(prior, "ja") && han < 8 ? WD_STR("ja") : WD_STR("zh");
}

static struct wd_str decide(const struct profile *p, struct wd_str guess, bool sure, struct wd_str prior)
{
    struct wd_str best = guess;
    int own = wd_stopword_language(guess);
    bool prior_fits = prior.n && script_of_language(prior) == p->script;
    double prior_points = p->words <= FEW_WORDS ? PRIOR_OF_FEW_WORDS : PRIOR;
    double most = (sure ? CLD2_SURE : CLD2_UNSURE) * (own < 0 && p->script == SCRIPT_LATIN ? CLD2_RARE : 1.0);
    if (!guess.n)
        most = 0;
    most += own >= 0 ? p->points[own] : 0;
    most += prior_fits && wd_str_eq(guess, prior) ? prior_points : 0;
    for (int i = 0; i < WD_STOPWORD_LANGUAGES; i++) {
        struct wd_str code = wd_str_c(wd_stopword_codes[i]);
        double points = p->points[i] + (prior_fits && wd_str_eq(code, prior) ? prior_points : 0);
        if (i != own && p->points[i] > 0 && points > most) {
            most = points;
            best = code;
        }
    }
    if (prior_fits && prior_points > most)
        best = prior;
    return best;
}

struct wd_str wd_language_of(struct wd_str title, struct wd_str body, struct wd_str prior)
{
    char buffer[2 * SAMPLE_BYTES + 2];
    struct wd_str sample = sample_of(title, body, buffer);
    struct profile p = {0};
    prior = base_code(prior);
    look_at(&p, sample);
    if (is_plain_prior(&p, wd_stopword_language(prior)))
        return prior;
    if (p.letters[p.script] == 0)
        return prior;
    if (p.script == SCRIPT_HAN || p.script == SCRIPT_KANA)
        return of_han(&p, prior);
    bool sure;
    struct wd_str guess = base_code(wd_str_c(wd_cld2_guess(sample.p, sample.n, &sure)));
    return decide(&p, guess, sure, prior);
}
