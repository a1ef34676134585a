/* What changed in a story, and which of its articles still have the old words. All names are invented. */
#include "base/limits.h"
#include "stories/compose.h"
#include "tap.h"
#include "text/sentences.h"

static struct wd_arena a;

static struct wd_article *article(uint64_t key, const char *outlet, const char *title, const char *body, int64_t at)
{
    struct wd_article *x = WD_NEW(&a, struct wd_article);
    x->key = key;
    x->version = key * 1000 + (uint64_t)(at % 1000);
    x->outlet = wd_str_c(outlet);
    x->title = wd_str_c(title);
    x->body = wd_str_c(body);
    x->language = WD_STR("en");
    x->arrived_utc = x->created_utc = x->updated_utc = at;
    x->embargo_utc = WD_NO_TIME;
    wd_sentences_of(&a, x->body, x->language, &x->sentences);
    return x;
}

#define RATE_OLD "The bank of Lindmark left its key rate at 4.15 percent on Friday, the governor said."
#define RATE_NEW "The bank of Lindmark left its key rate at 4.51 percent on Friday, the governor said."
#define BOARD "Six of the nine members of the board voted for it after a debate of five hours."
#define CROWN "The crown lost a little against the currencies of its neighbours in the afternoon."
#define NEXT "The next meeting of the board is in the second week of September."

enum { WIRE = 1, OLD_COPY, NEW_COPY, BOTH, STRANGER, GONE, MEMBERS = 6 };

static struct wd_story composed(struct wd_composer *composer)
{
    static const struct wd_article *versions[MEMBERS][2];
    static struct wd_copy_link links[MEMBERS];
    static struct wd_compose_member members[MEMBERS];
    versions[0][0] = article(WIRE, "Lindmark Wire", "Rate stays at 4.15", RATE_OLD "\n" BOARD "\n" CROWN "\n" NEXT, 1700000000);
    struct wd_article *now = article(WIRE, "Lindmark Wire", "Rate stays at 4.51", RATE_NEW "\n" CROWN "\n" NEXT, 1700000600);
    now->signal = WD_SIGNAL_CORRECTION;
    versions[0][1] = now;
    versions[1][0] = article(OLD_COPY, "Elm Herald", "Rate stays at 4.15", RATE_OLD "\n" BOARD "\n" CROWN "\n" NEXT, 1700000100);
    versions[2][0] = article(NEW_COPY, "Oak Herald", "Rate stays", RATE_NEW "\n" CROWN "\n" NEXT, 1700000700);
    versions[3][0] =
        article(BOTH, "Ash Herald", "Rate stays", "Earlier: " RATE_OLD "\n" RATE_OLD "\n" RATE_NEW "\n" CROWN "\n" BOARD, 1700000800);
    versions[4][0] = article(STRANGER, "Fir Herald", "Bank meets", RATE_OLD "\nBakers were pleased.", 1700000200);
    versions[5][0] = article(GONE, "Yew Herald", "Rate stays at 4.15", RATE_OLD "\n" BOARD, 1700000300);
    for (size_t i = 0; i < MEMBERS; i++) {
        bool linked = i != 0 && i + 1 != STRANGER;
        links[i] = (struct wd_copy_link){i + 1, WIRE, WD_REL_COPY, .9, .9};
        members[i] = (struct wd_compose_member){versions[i], i == 0 ? 2 : 1, (uint32_t)(10 + i), &links[i], linked, i + 1 == GONE, 0};
    }
    struct wd_story s;
    wd_composer_compose(composer, &a, 1, 1, members, MEMBERS, &s);
    return s;
}

static const struct wd_change *change(const struct wd_story *s, int kind)
{
    for (size_t i = 0; i < s->changes.n; i++)
        if (s->changes.v[i].kind == kind)
            return &s->changes.v[i];
    ok(false, "there is a change of the kind %s", wd_change_names[kind]);
    exit(1);
}

static void test_still(const struct wd_story *s)
{
    const struct wd_change *figure = change(s, WD_CHANGE_FIGURE), *headline = change(s, WD_CHANGE_HEADLINE);
    const struct wd_change *removed = change(s, WD_CHANGE_REMOVED);
    ok(figure->still.n == 1 && figure->still.v[0].article == OLD_COPY && figure->still.v[0].serial == 11,
       "of the articles that share its text the one that has the old figure alone");
    is_str(figure->still.v[0].letter, "B", "its letter");
    is_str(figure->still.v[0].outlet, "Elm Herald", "its outlet");
    ok(figure->still.v[0].whole && figure->still.v[0].span.start == 0 && figure->still.v[0].span.end == strlen(RATE_OLD), "and the place");
    ok(headline->still.n == 1 && headline->still.v[0].article == OLD_COPY && headline->still.v[0].span.end == 0, "an old headline");
    ok(removed->still.n == 2 && removed->still.v[0].article == OLD_COPY && removed->still.v[1].article == BOTH,
       "a paragraph that was taken out, by letter");
    is_int(change(s, WD_CHANGE_CORRECTION)->still.n, 0, "a correction without words has none");
    is_int(change(s, WD_CHANGE_KILL)->still.n, 0, "nor has what was withdrawn");
}

int main(void)
{
    wd_arena_init(&a);
    struct wd_composer *composer = wd_composer_new(1 << 20);
    struct wd_story s = composed(composer), again, unpacked;
    test_still(&s);
    struct wd_buf one, two;
    wd_buf_init(&one, WD_MAX_PAGE_BYTES);
    wd_buf_init(&two, WD_MAX_PAGE_BYTES);
    wd_record_pack(&wd_story_record, &s, &one);
    ok(wd_record_unpack(&wd_story_record, &a, wd_buf_str(&one), &unpacked) == 0, "it is stored and read again");
    test_still(&unpacked);
    again = composed(composer);
    wd_record_pack(&wd_story_record, &again, &two);
    ok(wd_str_eq(wd_buf_str(&one), wd_buf_str(&two)), "a composer that knows its texts says the same");
    wd_buf_done(&one);
    wd_buf_done(&two);
    wd_composer_free(composer);
    wd_arena_done(&a);
    return done();
}
