#include "stories/parts.h"

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
        p->units = wd_arena_array(c->a, art->sentences.n, sizeof(*p->units));
        for (size_t s = 0; s < art->sentences.n; s++) {
            memset(&p->units[s], 0, sizeof(p->units[s]));
            wd_content_units(c, art->language, wd_str_span(art->body, art->sentences.v[s]), &p->units[s]);
            if (!p->stands)
                continue;
            c->sentence_n++;
            for (size_t u = 0; u < p->units[s].n; u++)
                ++*wd_map_at(&c->unit_df, p->units[s].v[u].hash);
        }
    }
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

void wd_story_compose(struct wd_arena *a, uint64_t key, uint32_t serial, const struct wd_compose_member *members, size_t n,
                      struct wd_story *ret_story)
{
    struct wd_story story = {.key = key, .serial = serial, .created_utc = WD_NO_TIME, .updated_utc = WD_NO_TIME, .languages = n ? 1 : 0};
    if (n) {
        struct wd_compose c = {.a = a, .stems = wd_stems_new(), .story = &story, .n = n};
        wd_map_init(&c.unit_df);
        wd_map_init(&c.speakers);
        begin(&c, members);
        wd_compose_members(&c);
        headline(&c);
        read_sentences(&c);
        wd_compose_speakers(&c);
        wd_compose_statements(&c);
        wd_compose_people(&c);
        wd_compose_standfirst(&c);
        wd_compose_told(&c);
        wd_compose_changes(&c);
        wd_map_done(&c.speakers);
        wd_map_done(&c.unit_df);
        wd_stems_free(c.stems);
    }
    *ret_story = story;
}
