/* Versions of an article, where old words still stand, and where sentences come from. All names are invented. */
#include "base/buf.h"
#include "copies/trace.h"
#include "random_docs.h"
#include "text/sentences.h"

static struct wd_arena a;

static struct wd_article *article(uint64_t key, const char *title, const char *body)
{
    struct wd_article *x = WD_NEW(&a, struct wd_article);
    x->key = key;
    x->title = wd_str_c(title);
    x->body = wd_str_c(body);
    wd_sentences_of(&a, x->body, WD_STR("en"), &x->sentences);
    return x;
}

static wd_version_changes compared(const char *old, const char *now)
{
    wd_version_changes changes;
    wd_versions_compare(&a, article(1, "Title", old), article(1, "Title", now), 100, &changes);
    return changes;
}

/* "figure, paragraph removed": an asterisk behind what is only part of a paragraph. */
static struct wd_str kinds(wd_version_changes changes)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 16);
    for (size_t i = 0; i < changes.n; i++)
        wd_buf_printf(&b, "%s%s%s", i ? ", " : "", wd_change_names[changes.v[i].kind], changes.v[i].part ? "*" : "");
    struct wd_str s = wd_arena_str(&a, wd_buf_str(&b));
    wd_buf_done(&b);
    return s;
}

static struct wd_str side(const wd_diffs *diffs, int with)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 24);
    for (size_t i = 0; i < diffs->n; i++)
        if (diffs->v[i].op == WD_DIFF_KEEP || diffs->v[i].op == with)
            wd_buf_puts(&b, diffs->v[i].text);
    struct wd_str s = wd_arena_str(&a, wd_buf_str(&b));
    wd_buf_done(&b);
    return s;
}

#define STORM "The storm hurt 12 people in Norrvik on Friday."
#define ROOFS "Roofs fell on the quay near the old customs house."
#define MILL "The mill lost its wings in the night."
#define TRAINS "No train ran between Norrvik and Osthamn until noon."

static void test_labels(void)
{
    is_str(kinds(compared(STORM "\n" ROOFS, STORM "\n" ROOFS)), "", "nothing changed");
    is_str(kinds(compared(STORM "\n" ROOFS, "THE STORM hurt 12 people, in Norrvik, on Friday!\n" ROOFS)), "",
           "marks and case are no change");
    is_str(kinds(compared(STORM "\n" ROOFS, "The storm hurt 15 people in Norrvik on Friday.\n" ROOFS)), "figure", "a figure");
    is_str(kinds(compared("All 214 people were ashore in Norrvik by 10:40 on Saturday, five hours after the ferry ran aground.",
                          "After five hours in fog all people of the ferry were, by Saturday, ashore: 60 in Norrvik, 154 on tugs.")),
           "edited", "a sentence written anew is no new figure");
    is_str(kinds(compared(STORM "\n" ROOFS, STORM "\nRoofs fell on the quay beside the old customs house.")), "edited", "a word");
    is_str(kinds(compared(STORM "\n" ROOFS "\n" MILL, STORM "\n" MILL)), "paragraph removed", "a paragraph went");
    is_str(kinds(compared(STORM "\n" ROOFS " " MILL "\n" TRAINS, STORM "\n" TRAINS)), "paragraph removed", "one of two sentences is one");
    is_str(kinds(compared(STORM " " ROOFS " " MILL, STORM " " MILL)), "paragraph removed*", "a sentence out of a paragraph");
    is_str(kinds(compared(STORM, STORM "\n" ROOFS " " MILL)), "paragraph added", "a paragraph came");
    is_str(kinds(compared(STORM " " MILL, STORM " " ROOFS " " MILL)), "paragraph added*", "a sentence came into one");
    is_str(kinds(compared(STORM "\n" ROOFS, STORM "\nMILL: " TRAINS "\n" ROOFS)), "paragraph added", "in its place");
    is_str(kinds(compared(STORM "\n" ROOFS "\n" MILL "\n" TRAINS, STORM "\n" MILL "\n" TRAINS "\n" ROOFS)), "moved",
           "a paragraph that changed its place was moved, not removed and added");
    wd_version_changes c =
        compared(STORM "\n" ROOFS " " MILL "\n" TRAINS "\nOne.\nTwo.", STORM "\n" TRAINS "\nOne.\nTwo.\n" ROOFS " " MILL);
    is_str(kinds(c), "moved", "a paragraph of two sentences moves as one");
    ok(c.n == 1 && c.v[0].old_n == 2 && c.v[0].differences.n == 1 && c.v[0].differences.v[0].op == WD_DIFF_KEEP, "with its words");
    is_str(kinds(compared(STORM "\n" ROOFS, STORM "\nCorrection: an earlier text gave a wrong figure for the quay.")),
           "paragraph removed, correction", "a correction says so itself");
    is_str(kinds(compared(STORM "\n" STORM, STORM)), "", "what stood twice and stands once is still there");
    is_str(kinds(compared("***\n" STORM, STORM)), "", "a line without words is none");

    struct wd_article *now = article(1, "Title", STORM "\n\"I saw the roof go,\" said the baker.");
    struct wd_quote *q = wd_list_push(&a, &now->quotes);
    q->kind = WD_QUOTE_DIRECT;
    q->span = now->sentences.v[1];
    wd_versions_compare(&a, article(1, "Another title", STORM), now, 100, &c);
    is_str(kinds(c), "headline, quote added", "a headline, then a quotation");
    is_str(side(&c.v[0].differences, WD_DIFF_DELETE), "Another title", "the old headline");
    now->signal = WD_SIGNAL_CORRECTION;
    wd_versions_compare(&a, article(1, "Title", now->body.p), now, 100, &c);
    is_str(kinds(c), "correction", "a correction that its signal alone tells");
    struct wd_article *summary = article(1, "Title", "The storm.");
    summary->summary_only = true;
    now->signal = WD_SIGNAL_NONE;
    wd_versions_compare(&a, summary, now, 100, &c);
    is_int(c.n, 0, "a full text after its summary is no change");
}

static void test_readable(void)
{
    wd_diffs d;
    wd_versions_differences(&a, wd_str_c(ROOFS), WD_STR("Roofs fell on the quay beside the old customs house."), &d);
    ok(d.n == 4 && d.v[1].op == WD_DIFF_DELETE && d.v[2].op == WD_DIFF_INSERT, "a word for another");
    wd_versions_differences(&a, wd_str_c(ROOFS), wd_str_c(TRAINS), &d);
    ok(d.n == 2 && d.v[0].op == WD_DIFF_DELETE && d.v[1].op == WD_DIFF_INSERT, "a text for another is not cut into pieces");
    is_str(d.v[0].text, ROOFS, "the old one whole");
    is_str(d.v[1].text, TRAINS, "and the new one");
    wd_versions_differences(&a, wd_str_c(ROOFS), WD_STR(""), &d);
    ok(d.n == 1 && d.v[0].op == WD_DIFF_DELETE, "nothing left");
    wd_versions_differences(&a, WD_STR(""), WD_STR(""), &d);
    is_int(d.n, 0, "nothing at all");
}

static const char *const words[] = {"harbour", "Norrvik", "eleven",   "3",      "cranes", "fell", "ferry", "of",
                                    "the",     "quay",    "\"wind\"", "nobody", "saw",    "on",   "Friday"};

static void put_sentence(struct wd_buf *b, struct chance *c)
{
    uint32_t n = 3 + chance_next(c, 12);
    for (uint32_t i = 0; i < n; i++)
        wd_buf_printf(b, "%s%s", i ? " " : "", words[chance_next(c, WD_COUNT(words))]);
    wd_buf_putc(b, ".");
}

/* Sentences of the text, some left out, doubled, moved to the front, or with a word more. */
static struct wd_article *changed(struct chance *c, const struct wd_article *x)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 20);
    for (size_t s = 0; s < x->sentences.n; s++) {
        struct wd_str text = wd_str_span(x->body, x->sentences.v[s]);
        uint32_t fate = chance_next(c, 12);
        if (fate == 0)
            continue;
        if (fate == 1)
            text = wd_str_span(x->body, x->sentences.v[chance_next(c, (uint32_t)x->sentences.n)]);
        if (fate == 2)
            wd_buf_putc(&b, "Meanwhile 4 ");
        wd_buf_puts(&b, text);
        if (fate == 3) {
            wd_buf_byte(&b, ' ');
            put_sentence(&b, c);
        }
        wd_buf_putc(&b, chance_next(c, 3) ? "\n" : " ");
    }
    struct wd_article *y = article(x->key, "Title", wd_arena_str(&a, wd_buf_str(&b)).p);
    wd_buf_done(&b);
    return y;
}

static bool holds(const struct wd_sentences *x, uint64_t key)
{
    for (size_t s = 0; s < x->n; s++)
        if (x->keys[s] == key)
            return true;
    return false;
}

/* Both texts can be put together from the changes and from each other. */
static void test_covers(void)
{
    struct chance c = {11};
    size_t wrong_words = 0, lost = 0, lopsided = 0, found = 0;
    for (int round = 0; round < 600; round++) {
        struct wd_buf b;
        wd_buf_init(&b, 1 << 20);
        for (uint32_t i = 0, n = chance_next(&c, 20); i < n; i++) {
            put_sentence(&b, &c);
            wd_buf_putc(&b, chance_next(&c, 3) ? "\n" : " ");
        }
        struct wd_article *old = article(1, "Title", wd_arena_str(&a, wd_buf_str(&b)).p), *now = changed(&c, old);
        wd_buf_done(&b);
        wd_version_changes changes;
        struct wd_sentences x, y;
        struct wd_pairing p;
        wd_versions_compare(&a, old, now, 1000, &changes);
        wd_sentences_read(&a, old, &x);
        wd_sentences_read(&a, now, &y);
        bool *told_old = wd_arena_alloc(&a, x.n + 1), *told_now = wd_arena_alloc(&a, y.n + 1);
        for (size_t i = 0; i < changes.n; i++) {
            const struct wd_version_change *ch = &changes.v[i];
            wrong_words += !wd_str_eq(side(&ch->differences, WD_DIFF_DELETE), wd_str_span(old->body, ch->old)) ||
                           !wd_str_eq(side(&ch->differences, WD_DIFF_INSERT), wd_str_span(now->body, ch->now));
            memset(told_old + ch->old_at, 1, ch->old_n);
            memset(told_now + ch->now_at, 1, ch->now_n);
        }
        for (size_t s = 0; s < x.n; s++)
            lost += !told_old[s] && !holds(&y, x.keys[s]);
        for (size_t s = 0; s < y.n; s++)
            lost += !told_now[s] && !holds(&x, y.keys[s]);
        wd_sentences_pair(&a, &x, &y, &p);
        for (size_t s = 0; s < x.n; s++)
            lopsided += p.x[s].mark != WD_MARK_NEW && !p.x[s].again &&
                        (p.y[p.x[s].other].other != s || p.y[p.x[s].other].mark != p.x[s].mark || p.y[p.x[s].other].moved != p.x[s].moved);
        found += changes.n;
        wd_arena_reset(&a);
    }
    ok(found > 1000, "%zu changes of random texts", found);
    ok(wrong_words == 0, "keep and delete give the older words, keep and insert the newer (%zu do not)", wrong_words);
    ok(lost == 0, "every sentence is in both texts or in a change (%zu are not)", lost);
    ok(lopsided == 0, "each counterpart is the other's (%zu are not)", lopsided);
}

static void add_text(struct wd_standing *standing, uint32_t number, const struct wd_article *x)
{
    struct wd_sentences s;
    wd_sentences_read(&a, x, &s);
    wd_standing_add(standing, number, WD_IN_HEADLINE, wd_sentence_key(&a, x->title));
    for (size_t i = 0; i < s.n; i++)
        wd_standing_add(standing, number, (uint32_t)i, s.keys[i]);
}

static void test_left(void)
{
    struct wd_article *old = article(1, "Storm hurts 12", STORM "\n" ROOFS " " MILL);
    struct wd_article *now = article(1, "Storm hurts 15", "The storm hurt 15 people in Norrvik on Friday.");
    struct wd_standing standing;
    wd_standing_init(&standing, &a);
    add_text(&standing, 0, now);
    add_text(&standing, 1, article(2, "STORM HURTS 12", "By our staff.\n" STORM "\n" MILL));
    add_text(&standing, 2, article(3, "Storm", STORM "\nThe storm hurt 15 people in Norrvik on Friday."));
    add_text(&standing, 3, article(4, "Storm", ROOFS "\n" STORM "\n" MILL));
    wd_version_changes c;
    struct wd_sentences x, y;
    wd_lefts lefts;
    wd_versions_compare(&a, old, now, 100, &c);
    wd_sentences_read(&a, old, &x);
    wd_sentences_read(&a, now, &y);
    is_str(kinds(c), "headline, figure, paragraph removed", "three changes");
    wd_versions_left(&a, &c.v[0], &x, &y, &standing, 0, &lefts);
    ok(lefts.n == 1 && lefts.v[0].text == 1 && lefts.v[0].sentence == WD_IN_HEADLINE, "an old headline still stands over another article");
    wd_versions_left(&a, &c.v[1], &x, &y, &standing, 0, &lefts);
    ok(lefts.n == 2 && lefts.v[0].text == 1 && lefts.v[0].sentence == 1 && lefts.v[1].text == 3 && lefts.v[1].sentence == 1,
       "an old figure: where it stands, but for the text that has the new one too");
    wd_versions_left(&a, &c.v[2], &x, &y, &standing, 0, &lefts);
    ok(lefts.n == 2 && lefts.v[0].text == 1 && !lefts.v[0].whole && lefts.v[1].text == 3 && lefts.v[1].whole,
       "a removed paragraph: in part, and whole");
    wd_versions_left(&a, &c.v[1], &x, &y, &standing, 3, &lefts);
    is_int(lefts.n, 1, "an article is not among those that its own change leaves behind");
    wd_versions_compare(&a, now, old, 100, &c);
    is_str(kinds(c), "headline, figure, paragraph added", "the other way round");
    wd_versions_left(&a, &c.v[2], &y, &x, &standing, 0, &lefts);
    is_int(lefts.n, 0, "what came leaves nothing behind");
    wd_standing_done(&standing);
}

static void test_trace(void)
{
    struct wd_article *wire1 = article(1, "", STORM "\n" ROOFS),
                      *wire2 = article(1, "", "The storm hurt 15 people in Norrvik on Friday.\n" ROOFS);
    struct wd_article *own1 = article(2, "", STORM "\n" MILL), *other = article(3, "", MILL "\nShort one.");
    struct wd_article *own2 = article(2, "",
                                      STORM "\nRoofs fell on the quay close to the old customs house.\n" MILL "\n" TRAINS
                                            "\nFell on the quay near the old customs house.\nShort one.");
    const struct wd_article *const states[] = {wire1, own1, other, wire2, own2};
    wd_traceds t;
    wd_trace(&a, own2, states, WD_COUNT(states), &t);
    is_int(t.n, 6, "one a sentence");
    ok(t.v[0].mark == WD_MARK_VERBATIM && t.v[0].state == 0 && t.v[0].sentence == 0, "word for word from the first state of the wire");
    ok(t.v[1].mark == WD_MARK_EDITED && t.v[1].state == 0 && t.v[1].sentence == 1, "edited from it");
    is_str(side(&t.v[1].differences, WD_DIFF_DELETE), ROOFS, "from these words");
    is_str(side(&t.v[1].differences, WD_DIFF_INSERT), "Roofs fell on the quay close to the old customs house.", "to these");
    ok(t.v[2].mark == WD_MARK_NEW, "what it had itself before the others is its own");
    ok(t.v[3].mark == WD_MARK_NEW, "what nobody has is, too");
    ok(t.v[4].mark == WD_MARK_VERBATIM && t.v[4].state == 0 && t.v[4].sentence == 1, "a part of a longer sentence, word for word");
    ok(t.v[5].mark == WD_MARK_VERBATIM && t.v[5].state == 2, "short sentences are found by all their words");
    const struct wd_article *const told[] = {article(1, "", "The ferry to Osthamn was cancelled on Friday, the harbour office said."),
                                             article(2, "", "The harbour office cancelled the ferry on Friday to Osthamn."),
                                             article(1, "", "The harbour office cancelled the ferry on Friday to Osthamn.")};
    wd_trace(&a, told[1], told, 2, &t);
    ok(t.v[0].mark == WD_MARK_NEW, "the same news in words of its own is not an edited sentence");
    struct wd_sentences x, y;
    struct wd_pairing p;
    wd_sentences_read(&a, told[0], &x);
    wd_sentences_read(&a, told[1], &y);
    wd_sentences_pair(&a, &x, &y, &p);
    ok(p.x[0].mark == WD_MARK_NEW && p.y[0].mark == WD_MARK_NEW, "nor beside it");
    wd_sentences_read(&a, told[2], &y);
    wd_sentences_pair(&a, &x, &y, &p);
    ok(p.x[0].mark == WD_MARK_EDITED && p.y[0].mark == WD_MARK_EDITED, "in a later state of the same article it is");
    const struct wd_article *const edited[] = {article(2, "", STORM), article(3, "", STORM),
                                               article(2, "", "The storm hurt 15 people in Norrvik on Friday.")};
    wd_trace(&a, edited[2], edited, 3, &t);
    ok(t.v[0].mark == WD_MARK_NEW, "its own earlier sentence, edited, is its own, whoever copied that");
    wd_trace(&a, edited[2], NULL, 0, &t);
    ok(t.n == 1 && t.v[0].mark == WD_MARK_NEW, "without other texts all is its own");
}

/* One short sentence, very often; sentences that differ in one word each; one without an end. */
static void test_hostile(void)
{
    struct wd_buf b;
    wd_buf_init(&b, 1 << 24);
    for (int i = 0; i < 20000; i++)
        wd_buf_putc(&b, "It rained. ");
    struct wd_article *rain = article(1, "", wd_arena_str(&a, wd_buf_str(&b)).p);
    wd_buf_reset(&b);
    for (uint32_t i = 0; i < 4000; i++)
        wd_buf_printf(&b,
                      i % 2 ? "The man number %u of the town said that it had rained there for a day. "
                            : "The man number %u of that town said it had rained for two days.\n",
                      i);
    struct wd_article *men = article(2, "", wd_arena_str(&a, wd_buf_str(&b)).p);
    wd_buf_reset(&b);
    for (uint32_t i = 0; i < 4000; i++)
        wd_buf_printf(&b, "The man number %u of the town said that it had rained there for a day. ", 5000 + i);
    struct wd_article *others = article(3, "", wd_arena_str(&a, wd_buf_str(&b)).p);
    wd_buf_reset(&b);
    for (uint32_t i = 0; i < 100000; i++)
        wd_buf_printf(&b, "%s ", words[i * i % WD_COUNT(words)]);
    struct wd_article *endless = article(4, "", wd_arena_str(&a, wd_buf_str(&b)).p);
    wd_buf_done(&b);
    const struct wd_article *const all[] = {rain, men, others, endless};
    for (size_t i = 0; i < WD_COUNT(all); i++) {
        for (size_t k = 0; k < WD_COUNT(all); k++) {
            wd_version_changes c;
            wd_versions_compare(&a, all[i], all[k], 200, &c);
            ok(c.n <= 200 && (i != k || c.n == 0), "hostile texts %zu and %zu are compared: %zu changes", i, k, c.n);
        }
        wd_traceds t;
        wd_trace(&a, all[i], all, WD_COUNT(all), &t);
        is_int(t.n, all[i]->sentences.n, "and traced");
    }
}

int main(void)
{
    wd_arena_init(&a);
    test_labels();
    test_readable();
    test_covers();
    test_left();
    test_trace();
    test_hostile();
    wd_arena_done(&a);
    return done();
}
