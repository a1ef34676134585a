/* Speakers for a terminal. */
#include "pages/sheet.h"
#include "pages/speakers.h"
#include "pages/terminal.h"

static int64_t day_of(const struct wd_page_context *c)
{
    return c->as_of_utc == INT64_MAX ? WD_NO_TIME : c->as_of_utc;
}

void wd_text_speakers(const struct wd_page_context *c, struct wd_arena *a, const struct wd_speakers_view *view, uint32_t width, bool colour,
                      struct wd_buf *out)
{
    static const char *const names[] = {"Speaker", "statements", "stories", "last heard"};
    struct wd_sheet x = {a, out, width, colour};
    wd_sheet_rows rows = {0};
    (void)wd_sheet_head(&x, &rows, names, WD_COUNT(names));
    for (size_t i = 0; i < view->lines.n; i++) {
        const struct wd_speaker_line *l = &view->lines.v[i];
        struct wd_str name = l->role.n ? wd_arena_printf(a, "%.*s, %.*s", WD_STR_ARG(l->name), WD_STR_ARG(l->role)) : l->name;
        struct wd_sheet_row *row = wd_sheet_add(&x, &rows, wd_format_line(a, name));
        wd_sheet_number(&x, row, l->statements);
        wd_sheet_number(&x, row, l->stories);
        wd_sheet_put(row, wd_format_time(a, c->zone, l->last_utc, WD_TIME_CLOCK, day_of(c)));
    }
    if (view->lines.n)
        wd_sheet_print(&x, &rows);
    else
        wd_sheet_line(&x, WD_STR("Nobody."));
    if (view->next)
        wd_sheet_line(&x, wd_arena_printf(a, "More with --from %" PRId64 ".", view->next));
}

static void print_heard(struct wd_term *t, const struct wd_heard_view *v)
{
    wd_term_wrap(t, "  |", 4, WD_TERM_PLAIN, v->quoted ? wd_term_quoted(t, &v->quote) : v->text);
    if (v->context.n)
        wd_term_wrap(t, "", 6, WD_TERM_SOFT, v->context);
    struct wd_str when = wd_format_time(t->a, t->c->zone, v->at_utc, WD_TIME_FULL, WD_NO_TIME);
    struct wd_str text =
        wd_arena_printf(t->a, "%.*s%s%.*s: %.*s a%" PRIu32 ", %.*s%s%.*s%s%.*s", WD_STR_ARG(v->label), v->polarity.n ? ", " : "",
                        WD_STR_ARG(v->polarity), WD_STR_ARG(v->outlet), v->article, WD_STR_ARG(when), v->first_outlet.n ? " first in " : "",
                        WD_STR_ARG(v->first_outlet), v->others.n ? ", and in " : "", WD_STR_ARG(v->others));
    wd_term_wrap(t, "", 6, v->polarity.n ? WD_TERM_ALTERED : wd_term_style_of(v->form), text);
}

void wd_text_speaker(const struct wd_page_context *c, struct wd_arena *a, const struct wd_speaker_page_view *view, uint32_t width,
                     bool colour, struct wd_buf *out)
{
    struct wd_term t = {c, a, out, WD_MAX(width, (uint32_t)WD_TERM_LEAST), colour};
    const struct wd_speaker_record *r = &view->record;
    const struct wd_speaker_line *l = &r->line;
    wd_term_wrap(&t, "", 0, WD_TERM_BOLD, l->role.n ? wd_arena_printf(a, "%.*s, %.*s", WD_STR_ARG(l->name), WD_STR_ARG(l->role)) : l->name);
    wd_term_wrap(&t, "", 0, WD_TERM_SOFT,
                 wd_arena_printf(a, "%s in %s, last heard %.*s", wd_format_count(a, (uint64_t)l->statements, "statement", "statements").p,
                                 wd_format_count(a, (uint64_t)l->stories, "story", "stories").p,
                                 WD_STR_ARG(wd_format_time(a, c->zone, l->last_utc, WD_TIME_FULL, WD_NO_TIME))));
    if (!l->named)
        wd_term_wrap(&t, "", 0, WD_TERM_SOFT, WD_STR("A description, not a name: several people or bodies may be meant."));
    if (r->forms.n)
        wd_term_wrap(&t, "", 0, WD_TERM_SOFT, wd_arena_printf(a, "Also printed as %.*s", WD_STR_ARG(wd_format_forms(a, &r->forms))));
    if (r->roles.n)
        wd_term_wrap(&t, "", 0, WD_TERM_SOFT, wd_arena_printf(a, "Also described as %.*s", WD_STR_ARG(wd_format_forms(a, &r->roles))));
    for (size_t i = 0; i < r->near.n; i++)
        wd_term_wrap(&t, "", 0, WD_TERM_SOFT,
                     wd_arena_printf(a, "Of the same surname, the same one or another: %.*s (%" PRId64 ")", WD_STR_ARG(r->near.v[i].name),
                                     r->near.v[i].statements));
    wd_heard_groups groups = {0};
    wd_view_heard(a, r, "", &groups);
    for (size_t i = 0; i < groups.n; i++) {
        wd_buf_byte(out, '\n');
        wd_term_wrap(&t, "", 0, WD_TERM_BOLD,
                     wd_arena_printf(a, "s%" PRIu32 "  %.*s", groups.v[i].story, WD_STR_ARG(groups.v[i].headline)));
        for (size_t k = 0; k < groups.v[i].heard.n; k++)
            print_heard(&t, &groups.v[i].heard.v[k]);
    }
    if (view->next) {
        wd_buf_byte(out, '\n');
        wd_term_wrap(&t, "", 0, WD_TERM_SOFT, wd_arena_printf(a, "More with --from %" PRId64 ".", view->next));
    }
}
