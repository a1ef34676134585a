/* Stories and articles for a terminal: lines within the width, and colour only where it was asked for. */
#include "pages/terminal.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "pages/fields.h"

static const char *code(const struct wd_term *t, enum wd_term_style style)
{
    static const char *const codes[] = {"", "\033[1m", "\033[2m", "\033[36m", "\033[33m", "\033[35m", "\033[31m"};
    return t->colour ? codes[style] : "";
}

static const char *end_code(const struct wd_term *t, enum wd_term_style style)
{
    return t->colour && style != WD_TERM_PLAIN ? "\033[0m" : "";
}

/* Columns of a code point: wide in East Asian scripts, none for what joins the letter before it. */
static uint32_t columns(uint32_t cp)
{
    if (cp < 0x300)
        return 1;
    if ((cp >= 0x300 && cp <= 0x36F) || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0x20D0 && cp <= 0x20FF))
        return 0;
    if ((cp >= 0x1100 && cp <= 0x115F) || (cp >= 0x2E80 && cp <= 0xA4CF) || (cp >= 0xAC00 && cp <= 0xD7A3) ||
        (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0xFE30 && cp <= 0xFE6F) || (cp >= 0xFF00 && cp <= 0xFF60) ||
        (cp >= 0x1F300 && cp <= 0x1FAFF) || (cp >= 0x20000 && cp <= 0x3FFFD))
        return 2;
    return 1;
}

uint32_t wd_text_word(struct wd_buf *out, struct wd_str word, bool print)
{
    uint32_t wide = 0;
    for (size_t i = 0; i < word.n;) {
        struct wd_cp cp = wd_utf8_at(word, i);
        if (cp.bytes == 0)
            break;
        bool control =
            cp.cp < 0x20 || (cp.cp >= 0x7F && cp.cp < 0xA0) || (cp.cp >= 0x202A && cp.cp <= 0x202E) || (cp.cp >= 0x2066 && cp.cp <= 0x2069);
        if (!control) {
            wide += columns(cp.cp);
            if (print)
                wd_buf_put(out, word.p + i, cp.bytes);
        }
        i += cp.bytes;
    }
    return wide;
}

void wd_term_wrap(struct wd_term *t, const char *lead, uint32_t indent, enum wd_term_style style, struct wd_str text)
{
    uint32_t at = wd_text_word(t->out, wd_str_c(lead), true);
    for (; at < indent; at++)
        wd_buf_byte(t->out, ' ');
    wd_buf_putc(t->out, code(t, style));
    bool first = true;
    size_t i = 0;
    while (i < text.n) {
        while (i < text.n && wd_is_blank(text.p[i]))
            i++;
        size_t from = i;
        while (i < text.n && !wd_is_blank(text.p[i]))
            i++;
        if (i == from)
            break;
        struct wd_str word = wd_str_n(text.p + from, i - from);
        uint32_t wide = wd_text_word(t->out, word, false);
        if (!first && at + 1 + wide > t->width) {
            wd_buf_putc(t->out, end_code(t, style));
            wd_buf_byte(t->out, '\n');
            for (at = 0; at < indent; at++)
                wd_buf_byte(t->out, ' ');
            wd_buf_putc(t->out, code(t, style));
        } else if (!first) {
            wd_buf_byte(t->out, ' ');
            at++;
        }
        at += wd_text_word(t->out, word, true);
        first = false;
    }
    wd_buf_putc(t->out, end_code(t, style));
    wd_buf_byte(t->out, '\n');
}

void wd_term_heading(struct wd_term *t, const char *text)
{
    wd_buf_byte(t->out, '\n');
    wd_term_wrap(t, "", 0, WD_TERM_BOLD, wd_str_c(text));
}

struct wd_str wd_term_quoted(struct wd_term *t, const struct wd_quote_view *q)
{
    struct wd_buf b;
    wd_buf_init(&b, WD_MAX_TEXT_BYTES);
    wd_text_quote(q, &b);
    struct wd_str s = wd_arena_str(t->a, wd_buf_str(&b));
    wd_buf_done(&b);
    return s;
}

enum wd_term_style wd_term_style_of(struct wd_str form)
{
    return wd_str_eqc(form, "same")       ? WD_TERM_SAME
           : wd_str_eqc(form, "altered")  ? WD_TERM_ALTERED
           : wd_str_eqc(form, "reported") ? WD_TERM_REPORTED
                                          : WD_TERM_PLAIN;
}

static struct wd_str letters(struct wd_term *t, const wd_source_views *sources)
{
    struct wd_str s = WD_STR("");
    for (size_t i = 0; i < sources->n; i++)
        s = wd_arena_printf(t->a, "%.*s%s%.*s", WD_STR_ARG(s), i ? " " : "", WD_STR_ARG(sources->v[i].letter));
    return s;
}

static void print_statement(struct wd_term *t, const struct wd_statement_view *s)
{
    wd_term_wrap(t, "  |", 4, WD_TERM_PLAIN, s->quoted ? wd_term_quoted(t, &s->quote) : s->text);
    for (size_t i = 0; i < s->lines.n; i++) {
        const struct wd_line_view *line = &s->lines.v[i];
        struct wd_str words = line->has_quote ? wd_term_quoted(t, &line->quote) : line->text;
        struct wd_str text =
            wd_arena_printf(t->a, "%.*s: %.*s%s%.*s%s%.*s", WD_STR_ARG(line->label), WD_STR_ARG(letters(t, &line->sources)),
                            line->more.n ? " " : "", WD_STR_ARG(line->more), words.n ? ", " : "", WD_STR_ARG(words));
        wd_term_wrap(t, "      ", 6, wd_term_style_of(line->form), text);
    }
    if (s->polarity.n)
        wd_term_wrap(t, "      ", 6, WD_TERM_ALTERED, WD_STR("denied by the speaker"));
}

static void print_speakers(struct wd_term *t, const wd_speaker_views *speakers)
{
    for (size_t i = 0; i < speakers->n; i++) {
        const struct wd_speaker_view *v = &speakers->v[i];
        wd_buf_byte(t->out, '\n');
        struct wd_str name = v->name.n ? v->name : WD_STR("Speaker not named");
        wd_term_wrap(t, "", 0, WD_TERM_BOLD, v->role.n ? wd_arena_printf(t->a, "%.*s, %.*s", WD_STR_ARG(name), WD_STR_ARG(v->role)) : name);
        for (size_t k = 0; k < v->shown.n; k++)
            print_statement(t, &v->shown.v[k]);
        for (size_t k = 0; k < v->folded.n; k++)
            print_statement(t, &v->folded.v[k]);
    }
}

static void print_member(struct wd_term *t, const struct wd_member_view *m, uint32_t indent)
{
    struct wd_str when = wd_format_time(t->a, t->c->zone, m->at_utc, WD_TIME_FULL, WD_NO_TIME);
    struct wd_str lead = wd_arena_printf(t->a, "%*s%.*s", (int)indent, "", WD_STR_ARG(m->letter));
    struct wd_str line = wd_arena_printf(t->a, "%.*s  [%.*s%s%.*s]  %.*s%s%.*s  %.*s", WD_STR_ARG(m->outlet), WD_STR_ARG(m->tag),
                                         m->of_letter.n ? " of " : "", WD_STR_ARG(m->of_letter), WD_STR_ARG(when), m->later.n ? ", " : "",
                                         WD_STR_ARG(m->later), WD_STR_ARG(m->id));
    wd_term_wrap(t, lead.p, indent + 4, m->killed ? WD_TERM_KILLED : WD_TERM_PLAIN, line);
    if (m->title.n)
        wd_term_wrap(t, "", indent + 4, WD_TERM_BOLD, m->title);
    if (m->has_bar)
        wd_term_wrap(t, "", indent + 4, WD_TERM_SOFT, m->bar_label);
    if (m->warning.n)
        wd_term_wrap(t, "", indent + 4, WD_TERM_KILLED, m->warning);
    if (m->named.n)
        wd_term_wrap(t, "", indent + 4, WD_TERM_SOFT, m->named);
    if (m->note.n)
        wd_term_wrap(t, "", indent + 4, WD_TERM_SOFT, m->note);
    for (size_t i = 0; i < m->evidence.n; i++)
        wd_term_wrap(t, "", indent + 4, WD_TERM_SOFT,
                     wd_arena_printf(t->a, "%.*s: %.*s", WD_STR_ARG(m->evidence.v[i].kind), WD_STR_ARG(m->evidence.v[i].text)));
}

static void print_members(struct wd_term *t, const wd_member_views *members, uint32_t indent)
{
    for (size_t i = 0; i < members->n; i++)
        print_member(t, &members->v[i], indent);
}

static void print_told(struct wd_term *t, const wd_tolds *tolds, const char *lead)
{
    for (size_t i = 0; i < tolds->n; i++) {
        struct wd_str text = wd_arena_printf(t->a, "%.*s [%.*s]", WD_STR_ARG(tolds->v[i].text), WD_STR_ARG(tolds->v[i].letter));
        wd_term_wrap(t, lead, lead[0] ? 4 : 0, WD_TERM_PLAIN, text);
    }
}

static void print_still(struct wd_term *t, const struct wd_change_view *v)
{
    struct wd_str line = WD_STR("still has the old words:");
    for (size_t i = 0; i < v->still.n; i++) {
        const struct wd_still_view *s = &v->still.v[i];
        line = wd_arena_printf(t->a, "%.*s%s %.*s %.*s%s%.*s", WD_STR_ARG(line), i ? "," : "", WD_STR_ARG(s->source.letter),
                               WD_STR_ARG(s->outlet), s->where.n ? " " : "", WD_STR_ARG(s->where));
    }
    if (v->still_more.n)
        line = wd_arena_printf(t->a, "%.*s, %.*s", WD_STR_ARG(line), WD_STR_ARG(v->still_more));
    if (v->still.n)
        wd_term_wrap(t, "", 6, WD_TERM_ALTERED, line);
}

static void print_changes(struct wd_term *t, const wd_change_views *changes)
{
    for (size_t i = 0; i < changes->n; i++) {
        const struct wd_change_view *v = &changes->v[i];
        struct wd_str when = wd_format_time(t->a, t->c->zone, v->at_utc, WD_TIME_FULL, WD_NO_TIME);
        wd_term_wrap(t, "  -", 4, WD_TERM_PLAIN,
                     wd_arena_printf(t->a, "%.*s  %.*s  %.*s: %.*s", WD_STR_ARG(when), WD_STR_ARG(v->source.letter), WD_STR_ARG(v->outlet),
                                     WD_STR_ARG(v->label)));
        struct wd_buf b;
        wd_buf_init(&b, WD_MAX_TEXT_BYTES);
        wd_text_diff(&v->differences, &b);
        if (b.n)
            wd_term_wrap(t, "", 6, WD_TERM_SOFT, wd_buf_str(&b));
        wd_buf_done(&b);
        print_still(t, v);
    }
}

static struct wd_str time_line(struct wd_term *t, int64_t created_utc, int64_t updated_utc)
{
    struct wd_str created = wd_format_time(t->a, t->c->zone, created_utc, WD_TIME_FULL, WD_NO_TIME);
    struct wd_str updated = wd_format_time(t->a, t->c->zone, updated_utc, WD_TIME_FULL, WD_NO_TIME);
    return wd_arena_printf(t->a, "Created %.*s, updated %.*s", WD_STR_ARG(created), WD_STR_ARG(updated));
}

void wd_text_story(const struct wd_page_context *c, struct wd_arena *a, const struct wd_story *s, uint32_t width, bool colour,
                   struct wd_buf *out)
{
    struct wd_term t = {c, a, out, WD_MAX(width, WD_TERM_LEAST), colour};
    struct wd_members members;
    wd_members_init(&members, s);
    wd_term_wrap(&t, "", 0, WD_TERM_BOLD, s->killed ? WD_STR("Notice: a story was withdrawn by its source") : s->headline);
    wd_term_wrap(&t, "", 0, WD_TERM_SOFT,
                 wd_arena_printf(a, "s%" PRIu32 "  %s%s%s%s", s->serial,
                                 wd_view_counts(a, s->origins, s->articles, s->copies, s->rewrites).p, s->developing ? "  developing" : "",
                                 s->corrected ? "  corrected" : "", s->killed ? "  withdrawn" : ""));
    wd_term_wrap(&t, "", 0, WD_TERM_SOFT, time_line(&t, s->created_utc, s->updated_utc));
    wd_term_news(&t, &members);
    wd_buf_byte(out, '\n');
    print_told(&t, &s->standfirst, "");
    wd_speaker_views speakers = {0};
    wd_view_ledger(a, &members, 0, &speakers);
    if (speakers.n)
        wd_term_heading(&t, "WHAT WAS SAID");
    print_speakers(&t, &speakers);
    wd_term_heading(&t, "WHO REPORTED");
    struct wd_origins_view origins;
    wd_view_origins(a, &members, "", &origins);
    for (size_t i = 0; i < origins.list.n; i++) {
        const struct wd_origin_view *o = &origins.list.v[i];
        print_members(&t, &o->original, 2);
        if (o->name.n)
            wd_term_wrap(&t, "  .", 6, WD_TERM_PLAIN,
                         wd_arena_printf(a, "%.*s  [original]  %.*s", WD_STR_ARG(o->name), WD_STR_ARG(o->note)));
        if (o->summary.n)
            wd_term_wrap(&t, "", 6, WD_TERM_SOFT, o->summary);
        print_members(&t, &o->open, 6);
        print_members(&t, &o->folded, 6);
        if (o->beyond.n)
            wd_term_wrap(&t, "", 6, WD_TERM_SOFT,
                         wd_arena_printf(a, "%.*s, %.*s to %.*s (all of them: --json)", WD_STR_ARG(o->beyond),
                                         WD_STR_ARG(wd_format_time(a, c->zone, o->beyond_from_utc, WD_TIME_FULL, WD_NO_TIME)),
                                         WD_STR_ARG(wd_format_time(a, c->zone, o->beyond_to_utc, WD_TIME_FULL, WD_NO_TIME))));
    }
    if (origins.left)
        wd_term_wrap(&t, "  .", 6, WD_TERM_SOFT,
                     wd_arena_printf(a, "%zu more originals, with what was made from them (all of them: --json)", origins.left));
    if (s->changes.n) {
        wd_change_views changes = {0};
        wd_term_heading(&t, "WHAT CHANGED");
        wd_view_changes_whole(a, &members, s->changes.v, s->changes.n, &changes);
        print_changes(&t, &changes);
    }
    if (s->only_in.n)
        wd_term_heading(&t, "ONLY IN ONE ACCOUNT");
    for (size_t i = 0; i < s->only_in.n; i++)
        print_told(&t, &s->only_in.v[i].sentences, "  -");
    if (s->told_by_all.n) {
        wd_term_heading(&t, "TOLD BY ALL");
        print_told(&t, &s->told_by_all, "  -");
    }
    wd_term_around(&t, &members);
    wd_members_done(&members);
}

static int block_kind_at(const struct wd_article *art, size_t start)
{
    for (size_t i = 0; i < art->blocks.n; i++)
        if (art->blocks.v[i].span.start == start)
            return art->blocks.v[i].kind;
    return WD_BLOCK_PARAGRAPH;
}

static void print_body(struct wd_term *t, const struct wd_article *art)
{
    static const struct {
        const char *lead;
        uint32_t indent;
        enum wd_term_style style;
    } looks[] = {
        [WD_BLOCK_PARAGRAPH] = {"", 0, WD_TERM_PLAIN},         [WD_BLOCK_HEADING] = {"", 0, WD_TERM_BOLD},
        [WD_BLOCK_LIST_ITEM] = {"  -", 4, WD_TERM_PLAIN},      [WD_BLOCK_QUOTE] = {"  |", 4, WD_TERM_PLAIN},
        [WD_BLOCK_CAPTION] = {"  caption:", 11, WD_TERM_SOFT}, [WD_BLOCK_STANDFIRST] = {"", 0, WD_TERM_BOLD},
    };
    struct wd_str rest = art->body, block;
    while (wd_str_cut(&rest, '\n', &block)) {
        if (block.n == 0)
            continue;
        size_t at = (size_t)(block.p - art->body.p);
        int kind = at == 0 && wd_standfirst_in_body(t->a, art) ? WD_BLOCK_STANDFIRST : block_kind_at(art, at);
        wd_term_wrap(t, looks[kind].lead, looks[kind].indent, looks[kind].style, block);
        wd_buf_byte(t->out, '\n');
    }
}

static struct wd_str field_value(struct wd_term *t, const struct wd_field_view *v)
{
    struct wd_str s = v->href.n ? v->href : v->here.n ? v->here : v->text;
    if (v->at_utc != WD_NO_TIME)
        s = wd_format_time(t->a, t->c->zone, v->at_utc, WD_TIME_FULL, WD_NO_TIME);
    for (size_t i = v->words.n; i-- > 0;)
        s = wd_arena_printf(t->a, "%.*s%s%.*s", WD_STR_ARG(v->words.v[i]), s.n ? ", " : "", WD_STR_ARG(s));
    return s;
}

static void print_fields(struct wd_term *t, const struct wd_article *art)
{
    enum { VALUES_AT = 14 };
    wd_field_views fields = {0};
    wd_view_fields(t->c, t->a, art, &fields);
    if (fields.n)
        wd_term_heading(t, "ABOUT THIS TEXT");
    for (size_t i = 0; i < fields.n; i++) {
        const struct wd_field_view *v = &fields.v[i];
        struct wd_str lead = wd_arena_printf(t->a, "  %.*s", WD_STR_ARG(v->label));
        wd_term_wrap(t, lead.p, VALUES_AT, WD_TERM_PLAIN, field_value(t, v));
        if (v->source.n)
            wd_term_wrap(t, "", VALUES_AT, WD_TERM_SOFT,
                         wd_arena_printf(t->a, "%.*s, %.*s%s%.*s", WD_STR_ARG(v->source), WD_STR_ARG(v->sure),
                                         v->printed.n ? "; printed as " : "", WD_STR_ARG(v->printed)));
        struct wd_str other =
            v->other_utc != WD_NO_TIME ? wd_format_time(t->a, t->c->zone, v->other_utc, WD_TIME_FULL, WD_NO_TIME) : v->other;
        if (other.n)
            wd_term_wrap(t, "", VALUES_AT, WD_TERM_SOFT, wd_arena_printf(t->a, "%.*s: %.*s", WD_STR_ARG(v->who), WD_STR_ARG(other)));
    }
}

void wd_text_article(const struct wd_page_context *c, struct wd_arena *a, const struct wd_article_view *view, uint32_t width, bool colour,
                     struct wd_buf *out)
{
    struct wd_term t = {c, a, out, WD_MAX(width, WD_TERM_LEAST), colour};
    const struct wd_article *art = view->article;
    struct wd_members members;
    wd_members_init(&members, view->story);
    wd_term_wrap(&t, "", 0, WD_TERM_BOLD, art->title);
    struct wd_member_view member;
    wd_view_member(a, &members, view->member, "", &member);
    wd_term_wrap(&t, "", 0, WD_TERM_SOFT, time_line(&t, art->created_utc, art->updated_utc));
    print_member(&t, &member, 0);
    struct wd_str cut = wd_full_text_words(a, art);
    if (cut.n)
        wd_term_wrap(&t, "", 0, WD_TERM_ALTERED, cut);
    wd_buf_byte(out, '\n');
    if (art->standfirst.n && !wd_standfirst_in_body(a, art)) {
        wd_term_wrap(&t, "", 0, WD_TERM_BOLD, art->standfirst);
        wd_buf_byte(out, '\n');
    }
    print_body(&t, art);
    print_fields(&t, art);
    wd_speaker_views speakers = {0};
    wd_view_ledger(a, &members, art->key, &speakers);
    if (speakers.n)
        wd_term_heading(&t, "WHAT WAS SAID");
    print_speakers(&t, &speakers);
    if (view->changes.n) {
        wd_change_views changes = {0};
        wd_term_heading(&t, "WHAT CHANGED");
        wd_view_changes_whole(a, &members, view->changes.v, view->changes.n, &changes);
        print_changes(&t, &changes);
    }
    wd_term_placing(&t, &members, view);
    wd_members_done(&members);
}
