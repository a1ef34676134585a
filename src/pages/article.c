#include "copies/align.h"
#include "pages/view.h"

struct sentence_view {
    struct wd_str text;
    bool same; /* stands word for word in the original */
};
struct block_view {
    WD_LIST(struct sentence_view) sentences;
    bool heading, quoted;
};
struct article_page {
    struct wd_head_view page;
    struct wd_str root, title, outlet, language, story_href, story_headline, url, note, zone_note, rights, of_letter, of_href, agency,
        kept_back, created_in_utc;
    int64_t created_utc, updated_utc, arrived_utc;
    wd_state_views states;
    struct wd_member_view member;
    WD_LIST(struct block_view) blocks;
    wd_speaker_views speakers;
    wd_change_views changes;
    bool marked;
};

static const struct wd_field sentence_fields[] = {
    WD_FIELD(1, sentence_view, text, WD_T_STR),
    WD_FIELD(1, sentence_view, same, WD_T_BOOL),
};
static WD_RECORD(sentence_record, sentence_view, sentence_fields);
static const struct wd_field block_fields[] = {
    WD_FIELD_OF(1, block_view, sentences, WD_T_LIST, &sentence_record),
    WD_FIELD(1, block_view, heading, WD_T_BOOL),
    WD_FIELD(1, block_view, quoted, WD_T_BOOL),
};
static WD_RECORD(block_record, block_view, block_fields);
static const struct wd_field page_fields[] = {
    WD_FIELD_OF(1, article_page, page, WD_T_REC, &wd_head_view_record),
    WD_FIELD(1, article_page, root, WD_T_STR),
    WD_FIELD(1, article_page, title, WD_T_STR),
    WD_FIELD(1, article_page, outlet, WD_T_STR),
    WD_FIELD(1, article_page, language, WD_T_STR),
    WD_FIELD(1, article_page, story_href, WD_T_STR),
    WD_FIELD(1, article_page, story_headline, WD_T_STR),
    WD_FIELD(1, article_page, url, WD_T_STR),
    WD_FIELD(1, article_page, note, WD_T_STR),
    WD_FIELD(1, article_page, zone_note, WD_T_STR),
    WD_FIELD(1, article_page, rights, WD_T_STR),
    WD_FIELD(1, article_page, of_letter, WD_T_STR),
    WD_FIELD(1, article_page, of_href, WD_T_STR),
    WD_FIELD(1, article_page, agency, WD_T_STR),
    WD_FIELD(1, article_page, kept_back, WD_T_STR),
    WD_FIELD(1, article_page, created_in_utc, WD_T_STR),
    WD_FIELD(1, article_page, created_utc, WD_T_TIME),
    WD_FIELD(1, article_page, updated_utc, WD_T_TIME),
    WD_FIELD(1, article_page, arrived_utc, WD_T_TIME),
    WD_FIELD_OF(1, article_page, states, WD_T_LIST, &wd_state_view_record),
    WD_FIELD_OF(1, article_page, member, WD_T_REC, &wd_member_view_record),
    WD_FIELD_OF(1, article_page, blocks, WD_T_LIST, &block_record),
    WD_FIELD_OF(1, article_page, speakers, WD_T_LIST, &wd_speaker_view_record),
    WD_FIELD_OF(1, article_page, changes, WD_T_LIST, &wd_change_view_record),
    WD_FIELD(1, article_page, marked, WD_T_BOOL),
};
WD_RECORD(wd_article_page_record, article_page, page_fields);

static const char ROOT[] = "../";

struct wd_str wd_article_shown(const struct wd_article *article)
{
    if (article->licensed)
        return article->body;
    if (article->no_index)
        return WD_STR("");
    size_t words = 0;
    uint32_t end = 0;
    for (size_t i = 0; i < article->sentences.n && i < WD_SHOWN_SENTENCES; i++) {
        words += wd_count_words(wd_str_span(article->body, article->sentences.v[i]));
        if (i && words > WD_SHOWN_WORDS)
            break;
        end = article->sentences.v[i].end;
    }
    if (words > WD_SHOWN_WORDS && end) {
        struct wd_str first = wd_str_span(article->body, (struct wd_span){0, end}), cut;
        if (wd_cut_words(first, WD_SHOWN_WORDS, &cut))
            return cut;
    }
    return wd_str_span(article->body, (struct wd_span){0, end});
}

int wd_article_marks(struct wd_arena *a, const struct wd_article *article, const struct wd_article *of, wd_spans *ret_marks)
{
    struct wd_copy_doc in, from;
    int err = wd_copy_doc_make(a, article->body, article->sentences.v, article->sentences.n, NULL, 0, &in);
    if (!err)
        err = wd_copy_doc_make(a, of->body, of->sentences.v, of->sentences.n, NULL, 0, &from);
    if (err)
        return err;
    wd_sentence_marks marks = {0};
    wd_align_sentences(a, &in, &from, &marks);
    wd_spans same = {0};
    for (size_t i = 0; i < marks.n && i < article->sentences.n; i++) {
        if (marks.v[i].mark == WD_MARK_VERBATIM)
            wd_list_add(a, &same, article->sentences.v[i]);
    }
    *ret_marks = same;
    return 0;
}

/* What may be shown, as blocks of sentences; marks are in order, as the sentences are. */
static void set_blocks(struct wd_arena *a, const struct wd_article_view *view, struct article_page *p)
{
    const struct wd_article *art = view->article;
    struct wd_str shown = wd_article_shown(art);
    size_t mark = 0, sentence = 0, line_start = 0;
    while (line_start < shown.n) {
        size_t line_end = wd_str_find_byte(shown, '\n', line_start);
        if (line_end == SIZE_MAX)
            line_end = shown.n;
        struct block_view *block = wd_list_push(a, &p->blocks);
        size_t done_to = line_start;
        for (; sentence < art->sentences.n && art->sentences.v[sentence].start < line_end; sentence++) {
            struct wd_span s = art->sentences.v[sentence];
            if (s.end > line_end)
                s.end = (uint32_t)line_end;
            while (mark < view->marks.n && view->marks.v[mark].start < s.start)
                mark++;
            bool same = mark < view->marks.n && view->marks.v[mark].start == s.start;
            wd_list_add(a, &block->sentences, (struct sentence_view){wd_format_line(a, wd_str_span(shown, s)), same});
            done_to = s.end;
            p->marked |= same;
        }
        struct wd_str rest = wd_str_trim(wd_str_n(shown.p + done_to, line_end - done_to));
        if (rest.n)
            wd_list_add(a, &block->sentences, (struct sentence_view){wd_format_line(a, rest), false});
        for (size_t i = 0; i < art->blocks.n; i++) {
            if (art->blocks.v[i].span.start == line_start)
                block->heading = art->blocks.v[i].kind == WD_BLOCK_HEADING, block->quoted = art->blocks.v[i].kind == WD_BLOCK_QUOTE;
        }
        line_start = line_end + 1;
    }
    if (art->licensed || art->body.n == 0)
        return;
    size_t words = wd_count_words(art->body);
    if (shown.n < art->body.n)
        p->kept_back = wd_arena_printf(a, "%zu words; the whole text is the source's to show.", words);
}

void wd_page_article(const struct wd_page_context *c, struct wd_arena *a, const struct wd_article_view *view, struct wd_buf *out)
{
    const struct wd_article *art = view->article;
    const struct wd_member *m = view->member;
    struct wd_members members;
    wd_members_init(&members, view->story);
    members.rows_page = wd_arena_printf(a, "%ss/%" PRIu32, ROOT, view->story->serial);
    struct article_page p = {
        .root = wd_str_c(ROOT),
        .title = wd_format_line(a, art->title),
        .outlet = art->outlet.n   ? art->outlet
                  : art->agency.n ? art->agency
                                  : WD_STR("Outlet not named"),
        .language = wd_view_language(art->language, view->story->language),
        .story_href = wd_arena_printf(a, "%ss/%" PRIu32, ROOT, view->story->serial),
        .story_headline = wd_format_line(a, view->story->headline),
        .agency = m->origin_agency.n ? m->origin_agency : art->agency,
        .rights = wd_format_line(a, art->rights),
        .created_utc = art->created_utc,
        .updated_utc = art->updated_utc,
        .arrived_utc = art->arrived_utc,
    };
    if (art->zone.n)
        p.zone_note = wd_arena_printf(a, "Times were printed in %.*s.", WD_STR_ARG(art->zone));
    p.created_in_utc = wd_format_utc(a, c->zone, art->created_utc);
    if (art->no_index && !art->licensed)
        p.note = WD_STR("The source asks that no more than its headline and link be shown.");
    else if (art->summary_only)
        p.note = WD_STR("Only the summary in its feed was received.");
    wd_view_states(a, false, m->corrected, m->killed, &p.states);
    wd_view_member(a, &members, m, ROOT, &p.member);
    p.url = p.member.url;
    const struct wd_member *of = m->of ? wd_members_find(&members, m->of) : NULL;
    if (of) {
        p.of_letter = of->letter;
        p.of_href = wd_arena_printf(a, "%sa/%" PRIu32, ROOT, of->serial);
    }
    set_blocks(a, view, &p);
    wd_view_ledger(a, &members, art->key, &p.speakers);
    wd_view_changes(a, &members, view->changes.v, view->changes.n, &p.changes);
    wd_view_head(c, p.title, ROOT, &p.page);
    p.page.noindex = m->relation == WD_REL_COPY || m->relation == WD_REL_DERIVED || art->no_index || !art->licensed;
    struct wd_template_env env = {.zone = c->zone, .day_utc = art->created_utc};
    wd_template_render(a, "article.html", &env, &wd_article_page_record, &p, out);
    wd_members_done(&members);
}
