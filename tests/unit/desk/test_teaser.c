/* Whether a feed gives its articles whole: invented entries in several languages. */
#include "desk/teaser.h"

#include "base/buf.h"
#include "tap.h"

static struct wd_arena arena;

static struct wd_str prose(int words, int paragraphs, const char *end)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    for (int i = 1; i <= words; i++)
        wd_buf_printf(&b, "word%d%s", i, i == words ? "" : paragraphs > 1 && i % (words / paragraphs) == 0 ? ".\n" : " ");
    wd_buf_putc(&b, end);
    struct wd_str text = wd_arena_str(&arena, wd_buf_str(&b));
    wd_buf_done(&b);
    return text;
}

static enum wd_teaser judge(struct wd_str text, struct wd_str summary, bool content)
{
    return wd_teaser_of(&arena, &(struct wd_teaser_input){.text = text, .summary = summary, .content = content});
}

/* Ends of long contents, which are cut for what stands there alone. */
static const struct {
    const char *end;
    bool marked;
} ends[] = {
    {" and then the ferry \u2026", true},
    {" and then the ferry...", true},
    {" and then the ferry [\u2026]", true},
    {" and then the ferry [...]", true},
    {" and then the ferry (...)", true},
    {".\nRead more", true},
    {".\nRead More \u00bb", true},
    {". Read more...", true},
    {".\nRead the full story \u2192", true},
    {". [Continue reading]", true},
    {".\nMore >", true},
    {" \u2026 Weiterlesen", true},
    {".\nMehr lesen \u203a", true},
    {".\nLire la suite", true},
    {".\nLire l\u2019article", true},
    {".\nLeer m\u00e1s", true},
    {".\nLeia mais \u00bb", true},
    {".\nLeggi tutto", true},
    {".\nLees verder", true},
    {".\nL\u00e4s mer", true},
    {".\nCzytaj dalej", true},
    {".\nDevam\u0131n\u0131 oku", true},
    {".\n\u0427\u0438\u0442\u0430\u0442\u044c \u0434\u0430\u043b\u0435\u0435 \u2192", true},
    {".\n\u7d9a\u304d\u3092\u8aad\u3080", true},
    {".\n\u9605\u8bfb\u5168\u6587", true},
    {".\nRead more\nThe post Ferry of Varn appeared first on Valley Courier.", true},
    {".\nThe post Ferry of Varn appeared first on Valley Courier.", false},
    {".", false},
    {" and nobody wanted to read more.", false},
    {", as he had spread more", false},
    {".\nThey asked for more", false},
    {", said the keeper of the ferry.\nShe would not say when... but soon.", false},
};

int main(void)
{
    struct wd_str none = WD_STR("");
    wd_arena_init(&arena);
    for (size_t i = 0; i < WD_COUNT(ends); i++) {
        enum wd_teaser got = judge(prose(300, 5, ends[i].end), none, true);
        ok((got == WD_TEASER_MARKED) == ends[i].marked && (ends[i].marked || got == WD_TEASER_NONE), "300 words of content, then \"%s\"",
           ends[i].end);
    }
    is_int(judge(prose(40, 1, "."), none, false), WD_TEASER_SUMMARY, "a description of 40 words");
    is_int(judge(prose(240, 1, "."), none, false), WD_TEASER_SUMMARY, "one of 240 words");
    is_int(judge(prose(400, 1, "."), none, false), WD_TEASER_SUMMARY, "one long paragraph");
    is_int(judge(prose(400, 6, "."), none, false), WD_TEASER_NONE, "an article in a description");
    is_int(judge(prose(400, 6, " \u2026"), none, false), WD_TEASER_MARKED, "which is cut");
    is_int(judge(prose(30, 1, "."), none, true), WD_TEASER_SHORT, "a content of 30 words");
    is_int(judge(prose(120, 3, "."), none, true), WD_TEASER_NONE, "a short report");
    is_int(judge(prose(120, 3, "."), prose(120, 1, ""), true), WD_TEASER_REPEATED, "a content that says what the description says");
    is_int(judge(prose(120, 3, "."), prose(60, 1, ""), true), WD_TEASER_NONE, "and one that says more");
    is_int(judge(prose(500, 9, " \u2026"), none, true), WD_TEASER_NONE, "a long content may end in an ellipsis");
    is_int(judge(none, none, false), WD_TEASER_SUMMARY, "nothing but a headline");
    is_int(judge(WD_STR("\xF0\x9F\x8C\x8A\xF0\x9F\x8C\x8A\xE2\x80\xA6"), none, true), WD_TEASER_MARKED, "signs beyond ASCII");
    wd_arena_done(&arena);
    return done();
}
