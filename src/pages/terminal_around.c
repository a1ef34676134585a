/* For a terminal: other stories, what happened last, how a story was put together, why an article is in it. */
#include "pages/around.h"
#include "pages/terminal.h"
#include "pages/why.h"

static struct wd_str when_of(struct wd_term *t, int64_t utc)
{
    return wd_format_time(t->a, t->c->zone, utc, WD_TIME_FULL, WD_NO_TIME);
}

void wd_term_news(struct wd_term *t, const struct wd_members *members)
{
    wd_news_views news = {0};
    wd_view_news(t->a, members, &news);
    for (size_t i = 0; i < news.n; i++) {
        const struct wd_news_view *n = &news.v[i];
        struct wd_str words = n->now.n ? wd_arena_printf(t->a, ", %.*s for %.*s", WD_STR_ARG(n->now), WD_STR_ARG(n->before)) : WD_STR("");
        wd_term_wrap(t, "", 0, WD_TERM_PLAIN,
                     wd_arena_printf(t->a, "Newest: %.*s %.*s%.*s, %.*s", WD_STR_ARG(n->outlet), WD_STR_ARG(n->did), WD_STR_ARG(words),
                                     WD_STR_ARG(when_of(t, n->at_utc))));
    }
}

static void print_ref(struct wd_term *t, const struct wd_ref_view *v)
{
    wd_term_wrap(t, "  -", 4, WD_TERM_BOLD, v->headline);
    struct wd_str line =
        v->tongue.n
            ? wd_arena_printf(t->a, "%.*s  %.*s  %.*s", WD_STR_ARG(v->id), WD_STR_ARG(v->tongue), WD_STR_ARG(v->counts))
            : wd_arena_printf(t->a, "%.*s  %.*s  %.*s", WD_STR_ARG(v->id), WD_STR_ARG(when_of(t, v->at_utc)), WD_STR_ARG(v->outlets));
    wd_term_wrap(t, "", 4, WD_TERM_SOFT, line);
    for (size_t i = 0; i < v->stand.n; i++)
        wd_term_wrap(t, "", 4, WD_TERM_PLAIN,
                     wd_arena_printf(t->a, "%.*s [%.*s]", WD_STR_ARG(v->stand.v[i].text), WD_STR_ARG(v->stand.v[i].source.outlet)));
    for (size_t i = 0; i < v->said.n; i++) {
        const struct wd_said_view *s = &v->said.v[i];
        struct wd_str words = s->quoted ? wd_term_quoted(t, &s->quote) : s->text;
        struct wd_str who = s->speaker.n ? s->speaker : WD_STR("Speaker not named");
        wd_term_wrap(t, "    |", 6, WD_TERM_PLAIN, wd_arena_printf(t->a, "%.*s: %.*s", WD_STR_ARG(who), WD_STR_ARG(words)));
    }
    if (v->why.n)
        wd_term_wrap(t, "", 4, WD_TERM_SOFT, v->why);
}

static void print_refs(struct wd_term *t, const wd_ref_views *refs, const char *heading)
{
    if (refs->n)
        wd_term_heading(t, heading);
    for (size_t i = 0; i < refs->n; i++)
        print_ref(t, &refs->v[i]);
}

static void print_acts(struct wd_term *t, const wd_act_views *acts)
{
    for (size_t i = 0; i < acts->n; i++) {
        const struct wd_act_view *v = &acts->v[i];
        struct wd_str letters = WD_STR("");
        for (size_t k = 0; k < v->articles.n; k++)
            letters = wd_arena_printf(t->a, "%.*s %.*s", WD_STR_ARG(letters), WD_STR_ARG(v->articles.v[k].letter));
        wd_term_wrap(t, "  -", 4, WD_TERM_PLAIN,
                     wd_arena_printf(t->a, "%.*s  %.*s%.*s%.*s%s%.*s%s%.*s  [%.*s]", WD_STR_ARG(when_of(t, v->at_utc)),
                                     WD_STR_ARG(v->before), WD_STR_ARG(v->other), WD_STR_ARG(v->after), letters.n ? ":" : "",
                                     WD_STR_ARG(letters), v->more.n ? " " : "", WD_STR_ARG(v->more), WD_STR_ARG(v->by)));
        if (v->why.n)
            wd_term_wrap(t, "", 4, WD_TERM_SOFT, v->why);
        if (v->note.n)
            wd_term_wrap(t, "", 4, WD_TERM_SOFT, wd_arena_printf(t->a, "Note: %.*s", WD_STR_ARG(v->note)));
    }
}

void wd_term_around(struct wd_term *t, const struct wd_members *members)
{
    struct wd_around_view around;
    wd_view_around(t->a, members->story, t->c->around, &around);
    print_refs(t, &around.linked, "IN OTHER LANGUAGES");
    print_refs(t, &around.earlier, "EARLIER");
    print_refs(t, &around.later, "LATER");
    struct wd_built_view built;
    wd_view_built(t->a, members, t->c->around ? &t->c->around->acts : &(const wd_acts){0}, "", &built);
    if (built.acts.n)
        wd_term_heading(t, "PUT TOGETHER BY RULES");
    print_acts(t, &built.acts);
    if (built.leads.n)
        wd_term_wrap(t, "", 2, WD_TERM_SOFT, built.leads);
}

void wd_term_placing(struct wd_term *t, const struct wd_members *members, const struct wd_article_view *view)
{
    struct wd_placing_view p;
    wd_view_placing(t->a, members, view, "", &p);
    if (p.lead.n == 0 && p.acts.n == 0)
        return;
    wd_term_heading(t, "WHY IT IS HERE");
    if (p.lead.n)
        wd_term_wrap(t, "", 0, WD_TERM_PLAIN, p.lead);
    for (size_t i = 0; i < p.reasons.n; i++) {
        const struct wd_reason_view *r = &p.reasons.v[i];
        wd_term_wrap(t, "  -", 4, WD_TERM_SOFT,
                     wd_arena_printf(t->a, "%.*s: %.*s%s%.*s", WD_STR_ARG(r->kind), WD_STR_ARG(r->what),
                                     r->what.n && r->share.n ? ", " : "", WD_STR_ARG(r->share)));
    }
    print_acts(t, &p.acts);
}
