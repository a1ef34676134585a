/* What goes back to what does not hang on the order of arrival. People, outlets and agencies are invented. */
#include "analyse/analyse.h"
#include "copies/copies.h"
#include "stories/compose.h"
#include "tap.h"
#include "text/sentences.h"

enum { MOST = 8, NOON = 1773486000, FIVE_MINUTES = 300 };

static struct wd_arena a;

struct chance {
    uint64_t state;
};
static uint32_t chance_next(struct chance *c, uint32_t below)
{
    c->state += 0x9E3779B97F4A7C15u;
    uint64_t x = c->state;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)((x ^ (x >> 31)) >> 32) % below;
}

/* Sentence `n` of what `who` tells: the same words whenever it is asked for. */
static struct wd_str sentence(uint32_t who, uint32_t n)
{
    static const char *const words[] = {"harbour", "lantern", "bridge",  "council", "morning", "engineer", "tunnel",
                                        "market",  "winter",  "signal",  "ferry",   "captain", "garden",   "report",
                                        "meadow",  "window",  "timber",  "station", "copper",  "letter",   "village",
                                        "doctor",  "river",   "evening", "kitchen", "school",  "orchard",  "mirror"};
    struct chance c = {(uint64_t)who << 32 | n};
    struct wd_str s = WD_STR("The");
    for (int i = 0; i < 13; i++)
        s = wd_arena_printf(&a, "%.*s %s", WD_STR_ARG(s), words[chance_next(&c, WD_COUNT(words))]);
    return wd_arena_printf(&a, "%.*s.", WD_STR_ARG(s));
}

/* What a text is made of: from the common report, own sentences, and a quotation that anyone may have. */
struct made {
    const char *outlet, *agency; /* agency: of the credit; NULL: none */
    int notice;                  /* -1: none */
    const char *notice_text, *url;
    uint32_t common, own; /* sentences */
    bool wire, quotes;
};

static struct wd_article *make(uint64_t key, const struct made *m)
{
    struct wd_article *x = WD_NEW(&a, struct wd_article);
    struct wd_str body = WD_STR("");
    for (uint32_t i = 0; i < m->common; i++)
        body = wd_arena_printf(&a, "%.*s%.*s\n", WD_STR_ARG(body), WD_STR_ARG(sentence(1, i)));
    if (m->quotes)
        body =
            wd_arena_printf(&a, "%.*s\"%.*s %.*s\" she said.\n", WD_STR_ARG(body), WD_STR_ARG(sentence(2, 0)), WD_STR_ARG(sentence(2, 1)));
    for (uint32_t i = 0; i < m->own; i++)
        body = wd_arena_printf(&a, "%.*s%.*s\n", WD_STR_ARG(body), WD_STR_ARG(sentence((uint32_t)key + 10, i)));
    *x = (struct wd_article){.key = key,
                             .version = key * 100,
                             .outlet = wd_str_c(m->outlet),
                             .agency = wd_str_c(m->agency ? m->agency : ""),
                             .url = wd_str_c(m->url ? m->url : ""),
                             .title = wd_arena_printf(&a, "Title %d", (int)key),
                             .language = WD_STR("en"),
                             .is_wire = m->wire,
                             .body = wd_str_trim(body),
                             .updated_utc = WD_NO_TIME,
                             .embargo_utc = WD_NO_TIME};
    wd_sentences_of(&a, x->body, x->language, &x->sentences);
    if (m->notice >= 0) {
        struct wd_notice n = {.kind = m->notice, .text = wd_str_c(m->notice_text), .agency = x->agency};
        wd_list_add(&a, &x->notices, n);
    }
    return x;
}

/* What must be the same in every order. */
struct outcome {
    int relation;
    uint64_t of, root;
    bool received;
    struct wd_str agency, kinds;
};

static struct wd_str kinds_of(const wd_evidences *evidence)
{
    struct wd_str s = WD_STR("");
    for (size_t i = 0; i < evidence->n; i++)
        s = wd_arena_printf(&a, "%.*s%s%.*s", WD_STR_ARG(s), i ? ", " : "", WD_STR_ARG(evidence->v[i].kind));
    return s;
}

/* Arrival in this order, links found as the desk finds them: from the newer to the older. */
static struct wd_story composed(struct wd_article *const *articles, const size_t *order, size_t n)
{
    struct wd_compose_member *members = wd_arena_array(&a, n, sizeof *members);
    const struct wd_article **states = wd_arena_array(&a, n, sizeof *states);
    struct wd_copies *copies = NULL;
    struct wd_where where = {0};
    struct wd_story story;
    if (wd_copies_new(&wd_copy_defaults, NULL, &copies, &where))
        ok(false, "an index is made");
    for (size_t k = 0; k < n; k++) {
        struct wd_article *x = articles[order[k]];
        struct wd_copy_doc doc = {0};
        wd_reuses reuses = {0};
        x->arrived_utc = NOON + 3600 + (int64_t)k;
        int err = wd_copy_doc_make(&a, x->body, x->sentences.v, x->sentences.n, NULL, 0, &doc);
        doc.key = x->version;
        doc.article = x->key;
        err = err ? err : wd_copies_query(copies, &a, &doc, &reuses);
        err = err ? err : wd_copies_insert(copies, &doc);
        if (err)
            ok(false, "the index takes the text");
        WD_LIST(struct wd_copy_link) links = {0};
        for (size_t r = 0; r < reuses.n; r++)
            wd_list_add(&a, &links,
                        (struct wd_copy_link){x->key, reuses.v[r].of_article, reuses.v[r].relation, reuses.v[r].share_of_copy,
                                              reuses.v[r].share_of_source});
        states[k] = x;
        members[k] = (struct wd_compose_member){
            .versions = &states[k], .version_n = 1, .serial = (uint32_t)x->key, .links = links.v, .link_n = links.n};
    }
    wd_copies_free(copies);
    wd_story_compose(&a, 1, 1, members, n, &story);
    return story;
}

static void outcomes(const struct wd_story *s, struct outcome *ret)
{
    for (size_t i = 0; i < s->members.n; i++) {
        const struct wd_member *m = &s->members.v[i];
        ret[m->article - 1] = (struct outcome){m->relation, m->of, m->root, m->origin_received, m->origin_agency, kinds_of(&m->evidence)};
    }
}

static bool next_order(size_t *order, size_t n)
{
    size_t i = n - 1;
    while (i > 0 && order[i - 1] >= order[i])
        i--;
    if (i == 0)
        return false;
    size_t k = n - 1;
    while (order[k] <= order[i - 1])
        k--;
    size_t swap = order[k];
    order[k] = order[i - 1];
    order[i - 1] = swap;
    for (size_t x = i, y = n - 1; x < y; x++, y--) {
        swap = order[x];
        order[x] = order[y];
        order[y] = swap;
    }
    return true;
}

static void shuffle(struct chance *c, size_t *order, size_t n)
{
    for (size_t i = n; i-- > 1;) {
        size_t k = chance_next(c, (uint32_t)i + 1), swap = order[i];
        order[i] = order[k];
        order[k] = swap;
    }
}

static bool same_outcome(const struct outcome *x, const struct outcome *y)
{
    return x->relation == y->relation && x->of == y->of && x->root == y->root && x->received == y->received &&
           wd_str_eq(x->agency, y->agency) && wd_str_eq(x->kinds, y->kinds);
}

/* stamps: each order has stamps of its own within five minutes; else they stand fixed, and only the arrivals move. */
static void all_orders(const char *what, const struct made *made, size_t n, bool stamps, struct outcome *ret)
{
    struct wd_article *articles[MOST];
    size_t order[MOST], orders = 0, wrong = 0;
    struct outcome want[MOST] = {0}, got[MOST] = {0};
    struct chance c = {n * 77};
    for (size_t i = 0; i < n; i++) {
        articles[i] = make(i + 1, &made[i]);
        articles[i]->created_utc = NOON + (int64_t)i * 40;
        order[i] = i;
    }
    do {
        for (size_t i = 0; i < n && stamps && orders; i++)
            articles[i]->created_utc = NOON + chance_next(&c, FIVE_MINUTES);
        struct wd_story s = composed(articles, order, n);
        outcomes(&s, orders ? got : want);
        for (size_t i = 0; i < n && orders; i++)
            if (!same_outcome(&want[i], &got[i]) && wrong++ == 0)
                printf("# order %zu, article %zu: %s of %d root %d (%.*s), first %s of %d root %d (%.*s)\n", orders, i + 1,
                       wd_relation_names[got[i].relation], (int)got[i].of, (int)got[i].root, WD_STR_ARG(got[i].kinds),
                       wd_relation_names[want[i].relation], (int)want[i].of, (int)want[i].root, WD_STR_ARG(want[i].kinds));
        if (n > 5)
            shuffle(&c, order, n);
        orders++;
    } while (n > 5 ? orders < 200 : next_order(order, n));
    ok(wrong == 0, "%s: the same in all %zu orders", what, orders);
    for (size_t i = 0; i < n; i++)
        ret[i] = want[i];
}

#define NWS "Norvik Wire Service"
static const struct made wire = {"NWS", NWS, WD_NOTICE_PROVIDER, NWS, "https://nws.example/1", 10, 0, true, true},
                         credited = {"Norvik Post", "NWS", WD_NOTICE_CREDIT, "NWS", NULL, 10, 0, false, true},
                         datelined = {"Daily Fjord", NWS, WD_NOTICE_DATELINE, "NORVIK, March 14 (NWS)", NULL, 9, 0, false, true},
                         noticed = {"Sund Mirror",
                                    NULL,
                                    WD_NOTICE_SYNDICATED,
                                    "(This story has not been edited by Sund Mirror staff and is published from a syndicated feed.)",
                                    NULL,
                                    10,
                                    1,
                                    false,
                                    false},
                         linked = {"Quay Herald", NULL, WD_NOTICE_CANONICAL, "https://www.nws.example/1", NULL, 8, 0, false, true},
                         silent = {"Osthamn Echo", NULL, -1, NULL, NULL, 10, 0, false, true},
                         rewrite = {"Tarn Courier", NULL, -1, NULL, NULL, 3, 9, false, false},
                         account = {"Hill Gazette", NULL, -1, NULL, NULL, 0, 10, false, true};

static void orders_with_evidence(void)
{
    struct outcome got[MOST];
    const struct made few[] = {wire, silent};
    all_orders("a wire item and a copy that says nothing", few, 2, true, got);
    ok(got[1].of == 1 && got[1].relation == WD_REL_COPY && wd_str_eqc(got[1].agency, "NWS"), "the copy goes back to the agency");
    const struct made five[] = {wire, credited, noticed, rewrite, account};
    all_orders("five articles", five, 5, true, got);
    const struct made eight[] = {credited, account, silent, rewrite, linked, noticed, wire, datelined};
    all_orders("eight articles", eight, 8, true, got);
    const int relations[] = {WD_REL_COPY, WD_REL_QUOTES, WD_REL_COPY,     WD_REL_DERIVED,
                             WD_REL_COPY, WD_REL_COPY,   WD_REL_ORIGINAL, WD_REL_COPY};
    const char *const kinds[] = {
        "credit line, containment",    "",         "source, containment",  "source, containment", "canonical link, containment",
        "notice, source, containment", "provider", "dateline, containment"};
    for (size_t i = 0; i < 8; i++) {
        bool original = i == 6 || i == 1;
        ok(got[i].relation == relations[i] && got[i].of == (original ? 0u : 7u) && got[i].root == (i == 1 ? 2u : 7u) &&
               got[i].received == (i != 1) && wd_str_eqc(got[i].kinds, kinds[i]),
           "%s: %s (%.*s)", eight[i].outlet, wd_relation_names[got[i].relation], WD_STR_ARG(got[i].kinds));
    }
    const struct made through[] = {{"Daily Fjord", NULL, -1, NULL, "https://fjord.example/1", 10, 0, false, false},
                                   {"Norvik Post", NULL, WD_NOTICE_CANONICAL, "https://fjord.example/1", NULL, 10, 0, false, false}};
    all_orders("no wire item, a canonical link", through, 2, true, got);
    ok(got[1].of == 1 && got[0].relation == WD_REL_ORIGINAL, "decides who of two outlets has it from whom");
}

/* Without the wire item the agency is still the one origin. */
static void orders_without_original(void)
{
    struct wd_article *articles[4];
    size_t order[4] = {0, 1, 2, 3}, wrong = 0;
    const struct made made[] = {credited, datelined, account, silent};
    struct chance c = {5};
    for (size_t i = 0; i < 4; i++)
        articles[i] = make(i + 1, &made[i]);
    do {
        struct outcome got[MOST] = {0};
        for (size_t i = 0; i < 4; i++)
            articles[i]->created_utc = NOON + chance_next(&c, FIVE_MINUTES);
        struct wd_story s = composed(articles, order, 4);
        outcomes(&s, got);
        size_t faults =
            (s.origins != 2) + (s.copies != 3) + (got[0].root != got[1].root) + (got[0].root != got[3].root) + (got[2].root != 3);
        faults += (got[0].root == 4) + (got[3].of != 1 && got[3].of != 2) + got[0].received + got[1].received + got[3].received;
        for (size_t i = 0; i < 4; i++)
            faults += (got[i].relation != (i == 2 ? WD_REL_QUOTES : WD_REL_COPY)) + (i != 2 && !got[i].agency.n);
        if (faults && wrong++ == 0)
            for (size_t i = 0; i < 4; i++)
                printf("# %s: %s of %d root %d, %.*s\n", made[i].outlet, wd_relation_names[got[i].relation], (int)got[i].of,
                       (int)got[i].root, WD_STR_ARG(got[i].agency));
    } while (next_order(order, 4));
    ok(wrong == 0, "an agency that is known through its copies is one origin in every order");
}

static void orders_by_time(void)
{
    struct outcome got[MOST];
    const struct made same[] = {silent,
                                {"Norvik Post", NULL, -1, NULL, NULL, 10, 0, false, false},
                                {"Daily Fjord", NULL, -1, NULL, NULL, 10, 0, false, false},
                                {"Quay Herald", NULL, -1, NULL, NULL, 10, 0, false, false},
                                rewrite};
    all_orders("only stated times to go by", same, 5, false, got);
    ok(got[0].relation == WD_REL_ORIGINAL && got[1].of == 1 && got[2].of == 1 && got[3].of == 1 && got[4].root == 1,
       "the earliest stated time is the original");
    ok(wd_str_eqc(got[1].kinds, "containment, earliest"), "and the time is said to be what decides");
}

/* Three that each lead to the next: the fuller text, and the time, in a ring. */
static void rings(void)
{
    struct wd_article *x[3];
    const struct wd_article *v[3];
    struct wd_compose_member members[3];
    for (size_t i = 0; i < 3; i++) {
        x[i] = make(i + 1, &silent);
        x[i]->outlet = wd_arena_printf(&a, "Outlet %zu", i);
        x[i]->created_utc = NOON + (int64_t)i * 600;
        v[i] = x[i];
        members[i] = (struct wd_compose_member){.versions = &v[i], .version_n = 1, .serial = (uint32_t)i + 1};
    }
    struct wd_copy_link a_of_b = {1, 2, WD_REL_COPY, 0.9, 0.6}, b_of_c = {2, 3, WD_REL_COPY, 0.9, 0.6},
                        c_of_a = {3, 1, WD_REL_COPY, 0.7, 0.7};
    members[0].links = &a_of_b;
    members[1].links = &b_of_c;
    members[2].links = &c_of_a;
    members[0].link_n = members[1].link_n = members[2].link_n = 1;
    struct wd_story s;
    wd_story_compose(&a, 1, 1, members, 3, &s);
    ok(s.origins == 1 && s.members.v[0].of == 0 && s.members.v[0].relation == WD_REL_ORIGINAL, "a ring opens at its earliest");
    ok(s.members.v[1].of == 3 && s.members.v[2].of == 1 && s.members.v[1].root == 1, "and is a chain then");
}

/* Fifty copies: each has links to some others only. */
static void flood(void)
{
    enum { N = 50, KEPT = 8 };
    struct wd_compose_member members[N];
    const struct wd_article *v[N];
    for (size_t i = 0; i < N; i++) {
        struct wd_article *x = make(i + 1, i ? &silent : &wire);
        struct wd_copy_link *links = wd_arena_array(&a, KEPT, sizeof *links);
        size_t n = 0;
        x->created_utc = NOON + (int64_t)i * 60;
        for (size_t of = i; of-- > 0 && n < KEPT;)
            links[n++] = (struct wd_copy_link){i + 1, of + 1, WD_REL_COPY, 1, 1};
        v[i] = x;
        members[i] = (struct wd_compose_member){.versions = &v[i], .version_n = 1, .serial = (uint32_t)i + 1, .links = links, .link_n = n};
    }
    struct wd_story s;
    wd_story_compose(&a, 1, 1, members, N, &s);
    size_t wrong = 0;
    for (size_t i = 1; i < N; i++)
        wrong += s.members.v[i].of != 1 || !s.members.v[i].origin_received || s.members.v[i].share_of_copy != 1;
    ok(wrong == 0 && s.origins == 1 && s.copies == N - 1, "fifty copies all go back to the item (%zu do not)", wrong);
}

/* A rewrite of A is no origin of its own, nor is what an outlet wrote with an agency's inputs beside that agency's item. */
static void counts(void)
{
    const struct made inputs = {"Moor Times", NULL, WD_NOTICE_INPUTS, "(With inputs from NWS)", NULL, 0, 8, false, false};
    const struct made made[] = {wire, silent, rewrite, account, inputs};
    struct wd_article *articles[5];
    size_t order[5] = {0, 1, 2, 3, 4};
    for (size_t i = 0; i < 5; i++)
        articles[i] = make(i + 1, &made[i]);
    articles[4]->notices.v[0].agency = WD_STR("NWS");
    struct wd_story s = composed(articles, order, 5);
    is_int(s.origins, 2, "the agency, and the account of its own");
    is_int(s.copies, 1, "one copy");
    is_int(s.rewrites, 2, "two that are neither");
    ok(s.members.v[4].root == 1 && s.members.v[4].of == 0 && !s.members.v[4].origin_received, "inputs lead to the agency, not to its text");
    is_str(s.members.v[4].credit, "NWS", "whom a notice names has the credit");
    is_str(s.members.v[1].credit, "", "a silent copy credits nobody");
    is_str(s.members.v[1].origin_agency, "NWS", "but has an origin");
}

/* A copy of a text that was corrected since. */
static void earlier_state(void)
{
    struct wd_article *first = make(1, &wire), *second = make(1, &wire), *old = make(2, &credited), *new = make(3, &datelined);
    second->version++;
    second->body =
        wd_arena_printf(&a, "%.*s\n%.*s", WD_STR_ARG(sentence(3, 0)), WD_STR_ARG(wd_str_from(first->body, sentence(1, 0).n + 1)));
    second->signal = WD_SIGNAL_CORRECTION;
    wd_sentences_of(&a, second->body, second->language, &second->sentences);
    new->body = second->body;
    new->sentences = second->sentences;
    const struct wd_article *w[] = {first, second}, *o[] = {old}, *n[] = {new};
    struct wd_copy_link of_old = {2, 1, WD_REL_COPY, 1, 1}, of_new = {3, 1, WD_REL_COPY, 1, 1};
    first->created_utc = second->created_utc = NOON;
    old->created_utc = new->created_utc = NOON + 60;
    struct wd_compose_member members[] = {{.versions = w, .version_n = 2, .serial = 1},
                                          {.versions = o, .version_n = 1, .serial = 2, .links = &of_old, .link_n = 1},
                                          {.versions = n, .version_n = 1, .serial = 3, .links = &of_new, .link_n = 1}};
    struct wd_story s;
    wd_story_compose(&a, 1, 1, members, 3, &s);
    ok(s.members.v[0].corrected && s.members.v[1].carries_earlier && !s.members.v[2].carries_earlier,
       "of two copies of a corrected item one carries the text from before");
}

/* Notices as outlets print them, through the analysis. */
static void notices(void)
{
    static const struct {
        const char *raw, *kinds, *agency;
        int relation;
    } cases[] = {
        {"The bridge is shut.\n(This story has not been edited by Norvik Post staff and is auto-generated from a syndicated feed.)",
         "notice", "", WD_REL_COPY},
        {"The bridge is shut.\n(Except for the headline, this story has not been edited by Norvik Post staff and is published from a "
         "syndicated "
         "feed.)",
         "notice", "", WD_REL_COPY},
        {"The bridge is shut.\n(Only the headline and picture of this report may have been reworked by the Norvik Post staff; the rest of "
         "the "
         "content is auto-generated from a syndicated feed.)",
         "notice", "", WD_REL_COPY},
        {"The bridge is shut.\nThis story has been published from a wire agency feed without modifications to the text.", "notice", "",
         WD_REL_COPY},
        {"The bridge is shut.\n(With inputs from Sund News/Reuters)", "notice", "Reuters", WD_REL_DERIVED},
        {"The bridge is shut.\n(Reporting by Pia Lund for Reuters; Editing by Ines Moreau)", "notice", "Reuters", WD_REL_COPY},
        {"The bridge is shut.\n(Reporting by Pia Lund; Editing by Ines Moreau)", "", "", WD_REL_INDEPENDENT},
        {"The bridge is shut.\nThe Associated Press contributed to this report.", "notice", "AP", WD_REL_DERIVED},
        {"The bridge is shut. --IANS", "credit line", "IANS", WD_REL_COPY},
        {"The bridge is shut.\nCopyright 2031 The Associated Press. All rights reserved. This material may not be published, broadcast, "
         "rewritten or redistributed.",
         "copyright", "AP", WD_REL_COPY},
        {"NORVIK, March 14 (Sund News) - The bridge is shut, the harbour office said.", "dateline", "Sund News", WD_REL_COPY},
        {"The bridge is shut, Pia Lund told Reuters on Monday. It will stay shut, she told Reuters.", "", "", WD_REL_INDEPENDENT},
        {"Norvik Post | Updated: March 14, 2031 10:20 IST\nThe bridge is shut.", "", "", WD_REL_INDEPENDENT},
        {"Reuters | Updated: March 14, 2031 10:20 IST\nThe bridge is shut.", "credit line", "Reuters", WD_REL_COPY},
    };
    for (size_t i = 0; i < WD_COUNT(cases); i++) {
        struct wd_frame frame = {0};
        wd_frame_of(&a, wd_str_c(cases[i].raw), WD_STR(""), WD_STR(""), &frame);
        struct wd_article x = {
            .key = 1, .outlet = WD_STR("Norvik Post"), .agency = frame.agency, .body = frame.body, .notices = frame.notices};
        x.created_utc = x.updated_utc = x.arrived_utc = NOON;
        const struct wd_article *v[] = {&x};
        struct wd_compose_member member = {.versions = v, .version_n = 1, .serial = 1};
        struct wd_story s;
        wd_story_compose(&a, 1, 1, &member, 1, &s);
        const struct wd_member *m = &s.members.v[0];
        struct wd_str kinds = kinds_of(&m->evidence);
        struct wd_str rest = wd_str_c(cases[i].raw), first, last = rest;
        (void)wd_str_cut(&rest, '\n', &first);
        last = rest.n && !wd_str_starts(rest, "The bridge") ? rest : first;
        ok(m->relation == cases[i].relation && wd_str_eqc(kinds, cases[i].kinds) && wd_str_eqc(m->origin_agency, cases[i].agency),
           "%.*s: %s (%.*s), %.*s", WD_STR_ARG(last), wd_relation_names[m->relation], WD_STR_ARG(kinds), WD_STR_ARG(m->origin_agency));
    }
}

int main(void)
{
    wd_arena_init(&a);
    orders_with_evidence();
    orders_without_original();
    orders_by_time();
    rings();
    flood();
    counts();
    earlier_state();
    notices();
    wd_arena_done(&a);
    return done();
}
