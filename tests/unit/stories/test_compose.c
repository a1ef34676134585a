/* A story out of its members: a wire copy, an account of its own, and versions. All names are invented. */
#include "base/utf8.h"
#include "stories/compose.h"
#include "tap.h"
#include "text/fold.h"
#include "text/sentences.h"

static struct wd_arena a;

static struct wd_article *article(uint64_t key, const char *outlet, const char *agency, const char *title, const char *body, int64_t at)
{
    struct wd_article *x = WD_NEW(&a, struct wd_article);
    x->key = key;
    x->version = key * 10;
    x->outlet = wd_str_c(outlet);
    x->agency = wd_str_c(agency);
    x->title = wd_str_c(title);
    x->body = wd_str_c(body);
    x->language = WD_STR("en");
    x->arrived_utc = at;
    x->created_utc = x->updated_utc = at;
    x->embargo_utc = WD_NO_TIME;
    wd_sentences_of(&a, x->body, x->language, &x->sentences);
    return x;
}

static struct wd_span find(const struct wd_article *x, const char *words)
{
    size_t at = wd_str_find(x->body, words, 0);
    if (at == SIZE_MAX) {
        ok(false, "the test's own words stand in its text: %s", words);
        return (struct wd_span){0, 0};
    }
    return (struct wd_span){(uint32_t)at, (uint32_t)(at + strlen(words))};
}

static struct wd_quote *quote(struct wd_article *x, int kind, const char *words, const char *speaker)
{
    struct wd_quote *q = wd_list_push(&a, &x->quotes);
    q->kind = kind;
    q->span = find(x, words);
    q->speaker = wd_str_c(speaker);
    if (kind != WD_QUOTE_INDIRECT)
        wd_list_add(&a, &q->pieces, q->span);
    return q;
}

static void person(struct wd_article *x, const char *words, const char *name)
{
    struct wd_name *n = wd_list_push(&a, &x->names);
    n->span = find(x, words);
    n->type = WD_NAME_PERSON;
    n->name = wd_str_c(name);
}

static const struct wd_statement *statement(const struct wd_story *s, const char *words)
{
    for (size_t i = 0; i < s->statements.n; i++)
        for (size_t k = 0; k < s->statements.v[i].carriers.n; k++)
            if (wd_str_find(s->statements.v[i].carriers.v[k].words, words, 0) != SIZE_MAX)
                return &s->statements.v[i];
    return NULL;
}

static const char body_a[] =
    "Harbour Minister Pia Lund said on Monday that the old bridge at Norrvik would stay open through the winter.\n"
    "\"The bridge is safe, and it will stay open,\" Lund told reporters. She expects to talk with Mayor Sergei Haddad about "
    "repairs in the coming weeks.\n"
    "Lund warned that lorries heavier than 30 tonnes must take the tunnel.\n"
    "An estimated 4,000 people cross the bridge each day, the harbour office says.\n"
    "The ferry to Osthamn was cancelled for a second week.";
static const char body_b[] = "Norrvik keeps its bridge. Pia Lund, the minister, spoke on the quay.\n"
                             "“The bridge is safe and it will stay open.”\n"
                             "“We won’t let lorries above 30 tonnes onto it.”\n"
                             "Lund said she expects to discuss repairs with Mayor Sergey Haddad in the coming weeks.\n"
                             "Around 4,000 people use the bridge each day.\n"
                             "A choir of pupils sang two songs before the speeches began.\n"
                             "Haddad denied planning to sell the tunnel.";

/* No quoted words of the story stand anywhere but, in those words, in the article named; spans point at them. */
static void words_are_verbatim(const struct wd_story *s, struct wd_article *const *articles, size_t n)
{
    bool verbatim = true, found = false;
    for (size_t i = 0; i < s->statements.n; i++)
        for (size_t k = 0; k < s->statements.v[i].carriers.n; k++) {
            const struct wd_carrier *c = &s->statements.v[i].carriers.v[k];
            for (size_t x = 0; x < n; x++)
                if (articles[x]->key == c->article) {
                    found = true;
                    verbatim &= wd_str_eq(wd_str_span(articles[x]->body, c->span), c->words);
                    verbatim &= wd_str_find(articles[x]->body, wd_arena_c(&a, c->context), 0) != SIZE_MAX;
                }
            struct wd_buf b;
            wd_buf_init(&b, 1 << 16);
            for (size_t d = 0; d < c->differences.n; d++)
                if (c->differences.v[d].op != WD_DIFF_DELETE)
                    wd_buf_puts(&b, c->differences.v[d].text);
            verbatim &= !c->differences.n || wd_str_eq(wd_buf_str(&b), c->words);
            wd_buf_done(&b);
        }
    ok(found && verbatim, "every carrier's words stand at its span");
    for (size_t i = 0; i < s->standfirst.n; i++)
        for (size_t x = 0; x < n; x++)
            if (articles[x]->key == s->standfirst.v[i].article)
                ok(wd_str_eq(wd_str_span(articles[x]->body, s->standfirst.v[i].span), s->standfirst.v[i].text),
                   "the standfirst is verbatim");
}

static void two_accounts(void)
{
    struct wd_article *x = article(1, "Norrvik Post", "", "Bridge at Norrvik stays open, minister says", body_a, 1700000000);
    struct wd_article *y = article(2, "Osthamn Echo", "", "Norrvik keeps its bridge", body_b, 1700003600);
    quote(x, WD_QUOTE_INDIRECT, "the old bridge at Norrvik would stay open through the winter", "Pia Lund")->role =
        WD_STR("Harbour Minister");
    quote(x, WD_QUOTE_DIRECT, "\"The bridge is safe, and it will stay open,\"", "Pia Lund");
    quote(x, WD_QUOTE_INDIRECT, "talk with Mayor Sergei Haddad about repairs in the coming weeks", "Pia Lund");
    quote(x, WD_QUOTE_INDIRECT, "lorries heavier than 30 tonnes must take the tunnel", "Lund");
    quote(y, WD_QUOTE_DIRECT, "“The bridge is safe and it will stay open.”", "Lund");
    quote(y, WD_QUOTE_DIRECT, "“We won’t let lorries above 30 tonnes onto it.”", "Pia Lund");
    quote(y, WD_QUOTE_INDIRECT, "she expects to discuss repairs with Mayor Sergey Haddad in the coming weeks", "Lund");
    quote(y, WD_QUOTE_INDIRECT, "planning to sell the tunnel", "Haddad")->denied = true;
    person(x, "Pia Lund", "Pia Lund");
    person(x, "Sergei Haddad", "Sergei Haddad");
    person(y, "Pia Lund", "Pia Lund");
    person(y, "Sergey Haddad", "Sergey Haddad");
    const struct wd_article *vx[] = {x}, *vy[] = {y};
    struct wd_compose_member members[] = {{vx, 1, 7, NULL, 0, false}, {vy, 1, 8, NULL, 0, false}};
    struct wd_story s;
    wd_story_compose(&a, 1, 3, members, 2, &s);

    is_int(s.origins, 2, "two accounts, two origins");
    is_int(s.articles, 2, "two articles");
    is_str(s.headline, "Bridge at Norrvik stays open, minister says", "the headline is the first article's");
    is_str(s.members.v[1].letter, "B", "letters in order of arrival");
    is_int(s.created_utc, 1700000000, "created with the first");
    const struct wd_statement *safe = statement(&s, "The bridge is safe");
    ok(safe && safe->carriers.n >= 2, "the same words of two outlets are one statement");
    if (safe && safe->carriers.n >= 2) {
        is_str(safe->speaker, "Pia Lund", "the surname joins the full name");
        is_str(safe->role, "Harbour Minister", "with the office");
        size_t same = 0;
        for (size_t i = 0; i < safe->carriers.n; i++)
            same += safe->carriers.v[i].form == WD_FORM_SAME;
        is_int(same, 2, "both carry it in the same words");
    }
    const struct wd_statement *lorries = statement(&s, "We won’t let lorries");
    ok(lorries && lorries->kind == WD_QUOTE_DIRECT && lorries->carriers.n == 2, "reported speech joins what was quoted");
    if (lorries && lorries->carriers.n == 2)
        is_int(lorries->carriers.v[0].form, WD_FORM_REPORTED, "and is marked as reported");
    const struct wd_statement *talks = statement(&s, "talk with Mayor Sergei");
    ok(talks && talks == statement(&s, "discuss repairs with Mayor Sergey"), "two reports of one thing are one statement");
    const struct wd_statement *denied = statement(&s, "planning to sell");
    ok(denied && denied->denied, "a denial keeps its polarity");
    if (denied)
        ok(wd_str_eqc(denied->speaker, "Sergei Haddad") || wd_str_eqc(denied->speaker, "Sergey Haddad"),
           "spellings of one name are one person");
    is_int(s.people.n, 2, "two people");
    ok(s.standfirst.n >= 1 && s.standfirst.n <= 2, "a standfirst of at most two sentences");
    struct wd_article *all[] = {x, y};
    words_are_verbatim(&s, all, 2);
    bool choir = false, bridge = false, ferry = false;
    for (size_t i = 0; i < s.only_in.n; i++)
        for (size_t k = 0; k < s.only_in.v[i].sentences.n; k++) {
            choir |= wd_str_starts(s.only_in.v[i].sentences.v[k].text, "A choir") && s.only_in.v[i].article == 2;
            ferry |= wd_str_starts(s.only_in.v[i].sentences.v[k].text, "The ferry") && s.only_in.v[i].article == 1;
            bridge |= wd_str_find(s.only_in.v[i].sentences.v[k].text, "bridge is safe", 0) != SIZE_MAX;
        }
    ok(choir && ferry, "what one outlet alone tells");
    ok(!bridge, "what both tell is not only in one");
    bool people = false;
    for (size_t i = 0; i < s.told_by_all.n; i++)
        people |= wd_str_find(s.told_by_all.v[i].text, "4,000", 0) != SIZE_MAX;
    ok(people, "told by all: the figure that both have");

    struct wd_story again;
    wd_story_compose(&a, 1, 3, members, 2, &again);
    struct wd_buf one, two;
    wd_buf_init(&one, 1 << 20);
    wd_buf_init(&two, 1 << 20);
    wd_record_pack(&wd_story_record, &s, &one);
    wd_record_pack(&wd_story_record, &again, &two);
    ok(one.n && wd_str_eq(wd_buf_str(&one), wd_buf_str(&two)), "the same members give the same bytes");
    wd_buf_done(&one);
    wd_buf_done(&two);
}

static void copies(void)
{
    struct wd_article *x = article(1, "Norrvik Post", "Nordpress", "Bridge stays open", body_a, 1700000000);
    struct wd_article *y = article(2, "Osthamn Echo", "Nordpress", "Bridge stays open", body_a, 1700000100);
    struct wd_article *z = article(3, "Quay Herald", "", "Norrvik keeps its bridge", body_b, 1700000200);
    for (int i = 0; i < 2; i++) {
        struct wd_notice *n = wd_list_push(&a, i ? &y->notices : &x->notices);
        n->kind = WD_NOTICE_SYNDICATED;
        n->text = WD_STR("(This story has not been edited by our staff and is published from a syndicated feed.)");
        n->agency = WD_STR("Nordpress");
    }
    struct wd_copy_link link = {2, 1, WD_REL_COPY, 1, 1};
    const struct wd_article *vx[] = {x}, *vy[] = {y}, *vz[] = {z};
    struct wd_compose_member members[] = {{vx, 1, 1, NULL, 0, false}, {vy, 1, 2, &link, 1, false}, {vz, 1, 3, NULL, 0, false}};
    struct wd_story s;
    wd_story_compose(&a, 1, 1, members, 3, &s);
    is_int(s.origins, 2, "an agency known through its copies counts once");
    ok(s.copies >= 1, "copies are counted");
    is_int(s.members.v[1].verbatim_words, s.members.v[1].words, "each word of the copy is the source's");
    for (size_t i = 0; i < s.standfirst.n; i++)
        ok(s.standfirst.v[i].article != 2, "the later copy gives no standfirst");
}

static void versions(void)
{
    struct wd_article *old = article(5, "Norrvik Post", "", "Storm: 12 hurt in Norrvik",
                                     "The storm hurt 12 people in Norrvik on Friday. Roofs fell on the quay. "
                                     "The old mill lost its wings in the night.",
                                     1700000000);
    struct wd_article *now = article(5, "Norrvik Post", "", "Storm: 15 hurt in Norrvik",
                                     "The storm hurt 15 people in Norrvik on Friday. Roofs fell on the quay. "
                                     "\"I saw the roof go,\" said the baker Ines Moreau. Correction: an earlier text gave a wrong figure.",
                                     1700007200);
    quote(now, WD_QUOTE_DIRECT, "\"I saw the roof go,\"", "Ines Moreau");
    now->version = 51;
    const struct wd_article *v[] = {old, now};
    struct wd_compose_member members[] = {{v, 2, 1, NULL, 0, false}};
    struct wd_story s;
    wd_story_compose(&a, 5, 1, members, 1, &s);
    uint32_t kinds = 0;
    for (size_t i = 0; i < s.changes.n; i++)
        kinds |= 1u << s.changes.v[i].kind;
    ok(kinds & 1u << WD_CHANGE_HEADLINE, "the headline changed");
    ok(kinds & 1u << WD_CHANGE_FIGURE, "a figure changed");
    ok(kinds & 1u << WD_CHANGE_QUOTE, "a quotation was added");
    ok(kinds & 1u << WD_CHANGE_REMOVED, "a sentence went");
    ok(kinds & 1u << WD_CHANGE_CORRECTION && s.corrected, "a correction is one");
    is_int(s.members.v[0].versions, 2, "two states");
    ok(s.statements.n == 1 && s.statements.v[0].first_utc == 1700007200 && s.statements.v[0].first_article == 5,
       "what only the later state has was first seen with it");

    members[0].killed = true;
    struct wd_article gone = *now;
    gone.title = gone.body = WD_STR("");
    gone.sentences.n = gone.quotes.n = gone.names.n = 0;
    const struct wd_article *w[] = {&gone};
    members[0].versions = w;
    members[0].version_n = 1;
    wd_story_compose(&a, 5, 1, members, 1, &s);
    ok(s.killed && !s.statements.n && !s.standfirst.n && !s.headline.n, "of a killed article nothing is told");
    ok(s.changes.n == 1 && s.changes.v[0].kind == WD_CHANGE_KILL, "but that it was withdrawn");
}

/* The outlet that came first had the words only in its second state: another had them before. */
static void seen_first(void)
{
    static const char words[] = "\"Nobody told us that the dyke was closed,\"";
    static const char later[] = "The dyke at Altmoos was shut on Friday. \"Nobody told us that the dyke was closed,\" said Jutta Kern.";
    struct wd_article *old = article(1, "Altmoos Post", "", "Dyke shut", "The dyke at Altmoos was shut on Friday.", 1700000000);
    struct wd_article *now = article(1, "Altmoos Post", "", "Dyke shut", later, 1700009000);
    struct wd_article *other = article(2, "Moor Echo", "", "Dyke closed", later, 1700003600);
    struct wd_article *last = article(3, "Fen Gazette", "", "The dyke", later, 1700006000);
    struct wd_article *said[] = {now, other, last};
    for (size_t i = 0; i < WD_COUNT(said); i++)
        quote(said[i], WD_QUOTE_DIRECT, words, "Jutta Kern");
    now->version = 11;
    const struct wd_article *va[] = {old, now}, *vb[] = {other}, *vc[] = {last};
    struct wd_compose_member members[] = {{va, 2, 1, NULL, 0, false, 0}, {vb, 1, 2, NULL, 0, false, 0}, {vc, 1, 3, NULL, 0, false, 0}};
    struct wd_story s;
    wd_story_compose(&a, 1, 1, members, 3, &s);
    is_int(s.statements.n, 1, "one statement");
    ok(s.statements.v[0].first_utc == 1700003600 && s.statements.v[0].first_article == 2, "first seen where the words first were");
    is_int(s.statements.v[0].carriers.n, 3, "carried by three");
}

/* The same words from many outlets must not cost their square. */
static void many(void)
{
    enum { N = 300 };
    struct wd_compose_member *members = wd_arena_array(&a, N, sizeof(*members));
    const struct wd_article **v = wd_arena_array(&a, N, sizeof(*v));
    for (uint64_t i = 0; i < N; i++) {
        struct wd_article *x = article(100 + i, "Outlet", "", "Norrvik keeps its bridge", body_b, 1700000000 + (int64_t)i);
        quote(x, WD_QUOTE_DIRECT, "“The bridge is safe and it will stay open.”", i % 2 ? "Pia Lund" : "");
        v[i] = x;
        members[i] = (struct wd_compose_member){&v[i], 1, (uint32_t)i + 1, NULL, 0, false};
    }
    struct wd_story s;
    wd_story_compose(&a, 9, 9, members, N, &s);
    is_int(s.statements.n, 1, "one statement, whoever leaves the speaker out");
    is_int(s.statements.v[0].carriers.n, N, "carried by all");
    is_str(s.statements.v[0].speaker, "Pia Lund", "the speaker is whom one names");
    is_str(s.members.v[27].letter, "AB", "letters go on after Z");
}

int main(void)
{
    wd_arena_init(&a);
    two_accounts();
    copies();
    versions();
    seen_first();
    many();
    struct wd_story none;
    wd_story_compose(&a, 1, 1, NULL, 0, &none);
    is_int(none.articles, 0, "no members, an empty story");
    wd_arena_done(&a);
    return done();
}
