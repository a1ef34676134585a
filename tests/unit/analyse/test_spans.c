/* Whatever a text consists of, every span lies in it, on character boundaries, and in the order that the headers promise. */
#include "analyse/analyse.h"
#include "base/utf8.h"
#include "tap.h"

enum { ROUNDS = 4000, LONGEST = 160 };

static const char *const words[] = {"said",     "Rosa",          "Blum",   "the",      "dit",
                                    "сказал",   "Белов",         "по",     "словам",   "disse",
                                    "ha detto", "sagte",         "Vance",  "说",       "東京",
                                    "नमस्ते",     "مرحبا",         "קול",    "e\u0301t", "😀",
                                    "𝔘",        "\u200b",        "\u00ad", "\ufeff",   "3",
                                    "5.5",      "U.S.",          "Dr.",    "No.",      "May",
                                    "A",        "CRANE",         "(AP)",   "ORLA,",    "d'un",
                                    "l’eau",    "it's",          "Ünal",   "İzmir",    "ß",
                                    "Monday",   "2019",          "--AP",   "1)",       "a)",
                                    "•",        "Image:",        "Photo",  "By",       "(Reuters) -",
                                    "©",        "Reporting by",  "In the", "v. Chr.",  "explique-t-elle",
                                    "a-t-il",   "http://a.b/c.d"};
static const char *const marks[] = {"\"", "“", "”", "„", "«", "»", "‹", "›", "‘", "’", "‚", "'", "「", "」", "『", "』", "``", "''",
                                    "—",  "–", "-", ",", ".", "!", "?", "…", ":", ";", "(", ")", "[",  "]",  "¿",  "。", "、", "..."};
static const char *const blanks[] = {" ", " ", " ", " ", "", "\n", "\r\n", "\u00a0", "\u2003", "\t", "\u2028", "\n\n"};
static const char *const languages[] = {"en", "de", "fr", "es", "it", "pt", "nl", "ru", "ja", "zh", "ar", ""};

static uint64_t state = 20260314;
static size_t below(size_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(state >> 33) % n;
}

static struct wd_str random_text(struct wd_arena *a)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    for (size_t i = below(LONGEST); i > 0; i--) {
        const char *word = below(10) < 7 ? words[below(WD_COUNT(words))] : marks[below(WD_COUNT(marks))];
        wd_buf_puts(&b, wd_str_c(word));
        wd_buf_puts(&b, wd_str_c(blanks[below(WD_COUNT(blanks))]));
    }
    struct wd_str s = wd_arena_str(a, wd_buf_str(&b));
    wd_buf_done(&b);
    return s;
}

static bool on_boundary(struct wd_str s, uint32_t at)
{
    return at == s.n || (at < s.n && ((unsigned char)s.p[at] & 0xC0) != 0x80);
}

static bool lies_in(struct wd_str s, struct wd_span x)
{
    return x.start < x.end && x.end <= s.n && on_boundary(s, x.start) && on_boundary(s, x.end);
}

static bool is_empty_or_in(struct wd_str s, struct wd_span x)
{
    return x.start >= x.end || lies_in(s, x);
}

/* In order and apart. */
static bool are_in_order(struct wd_str s, const wd_spans *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (!lies_in(s, list->v[i]) || (i && list->v[i].start < list->v[i - 1].end))
            return false;
    return true;
}

static bool quote_holds(struct wd_str s, const struct wd_quote *q)
{
    bool holds = lies_in(s, q->span) && are_in_order(s, &q->pieces) && q->pieces.n > 0;
    for (size_t i = 0; i < q->pieces.n; i++)
        holds = holds && q->pieces.v[i].start >= q->span.start && q->pieces.v[i].end <= q->span.end;
    for (size_t i = 0; i < q->governed.n; i++)
        holds = holds && lies_in(s, q->governed.v[i]) && q->governed.v[i].start >= q->span.start && q->governed.v[i].end <= q->span.end;
    return holds && is_empty_or_in(s, q->speaker_span) && is_empty_or_in(s, q->cue_span);
}

static bool analysis_holds(struct wd_str s, const struct wd_analysis *r)
{
    bool holds = are_in_order(s, &r->sentences) && are_in_order(s, &r->standfirst) && r->standfirst.n <= 2;
    for (size_t i = 0; i < r->names.n; i++)
        holds = holds && lies_in(s, r->names.v[i].span) && (!i || r->names.v[i].span.start >= r->names.v[i - 1].span.end);
    for (size_t i = 0; i < r->timexes.n; i++)
        holds = holds && lies_in(s, r->timexes.v[i].span) && (!i || r->timexes.v[i].span.start >= r->timexes.v[i - 1].span.end);
    for (size_t i = 0; i < r->quotes.n; i++)
        holds = holds && quote_holds(s, &r->quotes.v[i]) && (!i || r->quotes.v[i].span.start >= r->quotes.v[i - 1].span.start);
    return holds;
}

/* Body is what was kept, a line end between. */
static bool frame_holds(struct wd_str s, const struct wd_frame *f)
{
    size_t at = 0;
    bool holds = are_in_order(s, &f->kept) && is_empty_or_in(s, f->dateline_span) && is_empty_or_in(s, f->credit_span);
    for (size_t i = 0; holds && i < f->kept.n; i++) {
        struct wd_str part = wd_str_span(s, f->kept.v[i]);
        holds = at + part.n <= f->body.n && memcmp(f->body.p + at, part.p, part.n) == 0;
        at += part.n + 1;
    }
    holds = holds && (f->kept.n ? at - 1 == f->body.n : f->body.n == 0) && f->notice_spans.n <= f->notices.n;
    for (size_t i = 0; i < f->notice_spans.n; i++)
        holds = holds && is_empty_or_in(s, f->notice_spans.v[i]);
    return holds;
}

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    size_t wrong = 0, wrong_frames = 0, quotes = 0;
    struct wd_models models;
    wd_models_built_in(&models);
    for (size_t round = 0; round < ROUNDS; round++) {
        struct wd_str text = random_text(&a), title = random_text(&a);
        struct wd_analyse_input in = {.text = text,
                                      .title = title,
                                      .language = wd_str_c(languages[below(WD_COUNT(languages))]),
                                      .date_utc = 1773484200,
                                      .models = round % 2 ? &models : NULL};
        struct wd_analysis r = {0};
        struct wd_frame f;
        wrong += wd_analyse(&a, &in, &r) != 0 || !analysis_holds(text, &r);
        wd_frame_of(&a, text, title, title, &f);
        wrong_frames += !frame_holds(text, &f);
        quotes += r.quotes.n;
        wd_arena_reset(&a);
    }
    is_int(wrong, 0, "spans of sentences, names, times, quotations and the standfirst");
    is_int(wrong_frames, 0, "spans of the frame");
    ok(quotes > ROUNDS / 2, "many of the texts have quotations (%zu)", quotes);
    wd_arena_done(&a);
    return done();
}
