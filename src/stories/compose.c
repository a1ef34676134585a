#include "stories/parts.h"

#include <stdlib.h>

struct wd_composer {
    struct wd_stems *stems;
    struct wd_memo memo;
    struct wd_word_unit *word_units;
};

static void begin(struct wd_compose *c, const struct wd_compose_member *members)
{
    c->parts = wd_arena_array(c->a, c->n, sizeof(*c->parts));
    memset(c->parts, 0, c->n * sizeof(*c->parts));
    for (size_t i = 0; i < c->n; i++) {
        c->parts[i].from = &members[i];
        c->parts[i].article = members[i].versions[members[i].version_n - 1];
    }
}

/* Units of all sentences, and in how many sentences each stands. Copies of one original vote once. */
static void read_sentences(struct wd_compose *c)
{
    for (size_t i = 0; i < c->n; i++) {
        struct wd_part *p = &c->parts[i];
        const struct wd_article *art = p->article;
        if (!p->stands)
            continue;
        p->units = wd_arena_array(c->a, art->sentences.n, sizeof(*p->units));
        for (size_t s = 0; s < art->sentences.n; s++) {
            wd_content_units(c, art->language, wd_str_span(art->body, art->sentences.v[s]), &p->units[s]);
            wd_content_count(c, &p->units[s]);
            c->sentence_n++;
        }
    }
    wd_content_weigh(c);
}

/* The earliest title of an original, or of what stands for it. */
static void headline(struct wd_compose *c)
{
    const struct wd_part *best = NULL;
    for (size_t i = 0; i < c->n; i++) {
        const struct wd_part *p = &c->parts[i];
        if (!p->article->title.n || p->from->killed)
            continue;
        if (!best || (p->stands && !best->stands))
            best = p;
    }
    if (!best)
        return;
    const struct wd_member *m = &c->story->members.v[best - c->parts];
    c->story->headline = best->article->title;
    c->story->headline_letter = m->letter;
    c->story->headline_outlet = m->outlet;
    c->story->headline_article = m->article;
}

struct wd_composer *wd_composer_new(size_t max_bytes)
{
    struct wd_composer *composer = wd_calloc(1, sizeof(*composer));
    composer->stems = wd_stems_new();
    composer->word_units = wd_calloc(WD_WORD_UNITS, sizeof *composer->word_units);
    wd_memo_init(&composer->memo, max_bytes);
    return composer;
}

void wd_composer_free(struct wd_composer *composer)
{
    if (!composer)
        return;
    wd_stems_free(composer->stems);
    wd_memo_done(&composer->memo);
    free(composer->word_units);
    free(composer);
}

void wd_composer_compose(struct wd_composer *composer, struct wd_arena *a, uint64_t key, uint32_t serial,
                         const struct wd_compose_member *members, size_t n, struct wd_story *ret_story)
{
    struct wd_story story = {.key = key, .serial = serial, .created_utc = WD_NO_TIME, .updated_utc = WD_NO_TIME, .languages = n ? 1 : 0};
    wd_memo_turn(&composer->memo);
    if (n) {
        struct wd_compose c = {
            .a = a, .stems = composer->stems, .memo = &composer->memo, .word_units = composer->word_units, .story = &story, .n = n};
        c.analysed = WD_MIN(n, (size_t)WD_COMPOSE_ANALYSED);
        wd_map_init(&c.unit_at);
        wd_map_init(&c.speakers);
        begin(&c, members);
        wd_compose_members(&c);
        headline(&c);
        read_sentences(&c);
        wd_compose_speakers(&c);
        wd_compose_statements(&c);
        wd_compose_people(&c);
        wd_compose_voices(&c);
        wd_compose_standfirst(&c);
        wd_compose_told(&c);
        wd_compose_changes(&c);
        wd_map_done(&c.speakers);
        wd_map_done(&c.unit_at);
    }
    *ret_story = story;
}

void wd_story_compose(struct wd_arena *a, uint64_t key, uint32_t serial, const struct wd_compose_member *members, size_t n,
                      struct wd_story *ret_story)
{
    struct wd_composer *composer = wd_composer_new(SIZE_MAX);
    wd_composer_compose(composer, a, key, serial, members, n, ret_story);
    wd_composer_free(composer);
}
