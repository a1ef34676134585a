/* Around the body: what stands before it, in the head, and behind. */
#include "markup/html_tree.h"

static bool legacy_doctype(struct wd_str text)
{
    static const char *const FIRST[] = {"-//w3c//dtd html 3",
                                        "-//w3c//dtd html 4.0 frameset//",
                                        "-//w3c//dtd html 4.0 transitional//",
                                        "-//w3c//dtd html experimental",
                                        "-//w3c//dtd w3 html",
                                        "-//w3o//",
                                        "-//ietf//dtd html",
                                        "-//microsoft//dtd",
                                        "-//netscape comm",
                                        "-//webtechs//dtd",
                                        "-//softquad",
                                        "-//sq//dtd html",
                                        "-//as//dtd html",
                                        "-//advasoft ltd//",
                                        "-//metrius//",
                                        "-//o'reilly and associates",
                                        "-//spyglass//",
                                        "-//sun microsystems",
                                        "+//silmaril//"};
    static const char *const WITHOUT_SYSTEM[] = {"-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//"};
    for (size_t i = 0; i < WD_COUNT(FIRST); i++)
        if (wd_str_find_nocase(text, FIRST[i], 0) != SIZE_MAX)
            return true;
    for (size_t i = 0; i < WD_COUNT(WITHOUT_SYSTEM); i++)
        if (wd_str_find_nocase(text, WITHOUT_SYSTEM[i], 0) != SIZE_MAX && wd_str_find_nocase(text, ".dtd", 0) == SIZE_MAX)
            return true;
    return false;
}

static bool html_doctype(struct wd_str text)
{
    struct wd_str name = wd_str_trim(wd_str_from(text, strlen("<!doctype")));
    return wd_str_starts_nocase(name, "html") && (name.n == 4 || wd_is_blank(name.p[4]) || name.p[4] == '>');
}

void wd_tree_initial(struct wd_tree *t, struct wd_tree_tag *tag)
{
    enum { LONGEST_DOCTYPE = 1024 };
    if (tag->type == WD_TREE_COMMENT)
        return; /* outside of <html> */
    if (tag->type == WD_TREE_TEXT && (wd_tree_cut_blanks(tag), !tag->text.n))
        return;
    t->mode = WD_TREE_BEFORE_HTML;
    if (tag->type == WD_TREE_DOCTYPE) {
        struct wd_str text = wd_str_n(tag->text.p, WD_MIN(tag->text.n, (size_t)LONGEST_DOCTYPE));
        t->quirks = !html_doctype(text) || legacy_doctype(text);
        return;
    }
    t->quirks = true;
    wd_tree_again(t, tag);
}

/* End tags that stand for something before the body: others are passed over. */
static bool counts_early(const struct wd_tree_tag *tag)
{
    return tag->type != WD_TREE_END || tag->kind == WD_TAG_HEAD || tag->kind == WD_TAG_BODY || tag->kind == WD_TAG_HTML ||
           tag->kind == WD_TAG_BR;
}

void wd_tree_before_html(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (tag->type == WD_TREE_COMMENT || tag->type == WD_TREE_DOCTYPE || !counts_early(tag))
        return;
    if (tag->type == WD_TREE_TEXT && (wd_tree_cut_blanks(tag), !tag->text.n))
        return;
    t->mode = WD_TREE_BEFORE_HEAD;
    if (tag->type == WD_TREE_START && tag->kind == WD_TAG_HTML) {
        wd_tree_join_attributes(t, t->root, tag);
        t->root->byte = tag->byte;
        return;
    }
    wd_tree_again(t, tag);
}

void wd_tree_before_head(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (tag->type == WD_TREE_DOCTYPE || !counts_early(tag))
        return;
    if (tag->type == WD_TREE_TEXT && (wd_tree_cut_blanks(tag), !tag->text.n))
        return;
    if (tag->type == WD_TREE_COMMENT) {
        wd_tree_insert_comment(t, tag, &wd_tree_top(t)->node);
        return;
    }
    if (tag->type == WD_TREE_START && tag->kind == WD_TAG_HTML) {
        wd_tree_in_body(t, tag);
        return;
    }
    t->mode = WD_TREE_IN_HEAD;
    bool said = tag->type == WD_TREE_START && tag->kind == WD_TAG_HEAD;
    t->head = said ? &wd_tree_insert(t, tag)->node : &wd_tree_insert_implied(t, WD_TAG_HEAD)->node;
    if (!said)
        wd_tree_again(t, tag);
}

static void start_template(struct wd_tree *t, const struct wd_tree_tag *tag)
{
    wd_tree_insert(t, tag);
    wd_tree_list_mark(t);
    t->no_frameset = true;
    t->mode = WD_TREE_IN_TEMPLATE;
    if (t->templates_n < WD_TREE_TEMPLATES)
        t->templates[t->templates_n] = WD_TREE_IN_TEMPLATE;
    t->templates_n++;
}

/* True: the tag was one of the head's. */
static bool head_tag(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (tag->type == WD_TREE_END && tag->kind == WD_TAG_TEMPLATE) {
        wd_tree_end_template(t);
        return true;
    }
    if (tag->type != WD_TREE_START)
        return false;
    if (tag->kind == WD_TAG_TEMPLATE)
        start_template(t, tag);
    else if (tag->flags & (WD_TREE_RAW | WD_TREE_TITLE) && tag->flags & WD_TREE_HEAD)
        wd_tree_insert_with_text(t, tag);
    else if (tag->flags & WD_TREE_HEAD)
        wd_tree_insert_closed(t, tag);
    else
        return tag->kind == WD_TAG_HEAD;
    return true;
}

void wd_tree_in_head(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (tag->type == WD_TREE_TEXT) {
        wd_tree_insert_blanks(t, tag);
        if (!tag->text.n)
            return;
    }
    if (tag->type == WD_TREE_COMMENT)
        wd_tree_insert_comment(t, tag, &wd_tree_top(t)->node);
    else if (tag->type == WD_TREE_START && tag->kind == WD_TAG_HTML)
        wd_tree_in_body(t, tag);
    else if (tag->type == WD_TREE_DOCTYPE || head_tag(t, tag))
        return;
    else if (tag->type == WD_TREE_START && tag->kind == WD_TAG_NOSCRIPT) {
        wd_tree_insert(t, tag);
        t->mode = WD_TREE_IN_NOSCRIPT;
    } else if (counts_early(tag)) {
        wd_tree_pop(t);
        t->mode = WD_TREE_AFTER_HEAD;
        if (tag->type != WD_TREE_END || tag->kind != WD_TAG_HEAD)
            wd_tree_again(t, tag);
    }
}

void wd_tree_in_noscript(struct wd_tree *t, struct wd_tree_tag *tag)
{
    bool blanks = tag->type == WD_TREE_TEXT && wd_str_trim(tag->text).n == 0;
    bool of_head = tag->type == WD_TREE_START && tag->flags & WD_TREE_HEAD && tag->kind != WD_TAG_BASE && tag->kind != WD_TAG_SCRIPT &&
                   tag->kind != WD_TAG_TEMPLATE && tag->kind != WD_TAG_TITLE;
    if (blanks || tag->type == WD_TREE_COMMENT || of_head) {
        wd_tree_in_head(t, tag);
        return;
    }
    if (tag->type == WD_TREE_DOCTYPE || (tag->type == WD_TREE_END && tag->kind != WD_TAG_NOSCRIPT && tag->kind != WD_TAG_BR) ||
        (tag->type == WD_TREE_START && (tag->kind == WD_TAG_HEAD || tag->kind == WD_TAG_NOSCRIPT)))
        return;
    if (tag->type == WD_TREE_START && tag->kind == WD_TAG_HTML) {
        wd_tree_in_body(t, tag);
        return;
    }
    wd_tree_pop(t);
    t->mode = WD_TREE_IN_HEAD;
    if (tag->type != WD_TREE_END || tag->kind != WD_TAG_NOSCRIPT)
        wd_tree_again(t, tag);
}

void wd_tree_after_head(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (tag->type == WD_TREE_TEXT) {
        wd_tree_insert_blanks(t, tag);
        if (!tag->text.n)
            return;
    }
    if (tag->type == WD_TREE_COMMENT) {
        wd_tree_insert_comment(t, tag, &wd_tree_top(t)->node);
        return;
    }
    if (tag->type == WD_TREE_DOCTYPE || (tag->type == WD_TREE_END && tag->kind == WD_TAG_HEAD) ||
        (!counts_early(tag) && tag->kind != WD_TAG_TEMPLATE))
        return;
    if (tag->type == WD_TREE_START && tag->flags & WD_TREE_HEAD) { /* goes into the head all the same */
        struct wd_tree_node *head = (struct wd_tree_node *)t->head;
        wd_tree_push(t, head);
        wd_tree_in_head(t, tag);
        wd_tree_take_off(t, head);
        return;
    }
    if (tag->type == WD_TREE_START && (tag->kind == WD_TAG_HTML || tag->kind == WD_TAG_HEAD)) {
        if (tag->kind == WD_TAG_HTML)
            wd_tree_in_body(t, tag);
        return;
    }
    if (tag->type == WD_TREE_END && tag->kind == WD_TAG_TEMPLATE) {
        wd_tree_end_template(t);
        return;
    }
    if (tag->type == WD_TREE_START && (tag->kind == WD_TAG_BODY || tag->kind == WD_TAG_FRAMESET)) {
        t->no_frameset |= tag->kind == WD_TAG_BODY;
        t->mode = tag->kind == WD_TAG_BODY ? WD_TREE_IN_BODY : WD_TREE_IN_FRAMESET;
        wd_tree_insert(t, tag);
        return;
    }
    wd_tree_insert_implied(t, WD_TAG_BODY);
    t->mode = WD_TREE_IN_BODY;
    wd_tree_again(t, tag);
}

void wd_tree_after_body(struct wd_tree *t, struct wd_tree_tag *tag)
{
    bool blanks = tag->type == WD_TREE_TEXT && wd_str_trim(tag->text).n == 0;
    if (tag->type == WD_TREE_COMMENT) {
        if (t->mode == WD_TREE_AFTER_BODY) /* and not outside of <html> */
            wd_tree_insert_comment(t, tag, t->root);
    } else if (blanks || (tag->type == WD_TREE_START && tag->kind == WD_TAG_HTML)) {
        wd_tree_in_body(t, tag);
    } else if (tag->type == WD_TREE_END && tag->kind == WD_TAG_HTML && t->mode == WD_TREE_AFTER_BODY) {
        t->mode = WD_TREE_AFTER_HTML;
    } else if (tag->type != WD_TREE_DOCTYPE && tag->type != WD_TREE_EOF) {
        t->mode = WD_TREE_IN_BODY;
        wd_tree_again(t, tag);
    }
}

void wd_tree_in_frameset(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (tag->type == WD_TREE_COMMENT)
        wd_tree_insert_comment(t, tag, &wd_tree_top(t)->node);
    else if (tag->type == WD_TREE_TEXT)
        wd_tree_insert_blanks(t, tag);
    else if (tag->type == WD_TREE_START && tag->kind == WD_TAG_FRAMESET)
        wd_tree_insert(t, tag);
    else if (tag->type == WD_TREE_START && tag->kind == WD_TAG_FRAME)
        wd_tree_insert_closed(t, tag);
    else if (tag->type == WD_TREE_START && tag->kind == WD_TAG_NOFRAMES)
        wd_tree_in_head(t, tag);
    else if (tag->type == WD_TREE_END && tag->kind == WD_TAG_FRAMESET) {
        wd_tree_pop(t);
        if (wd_tree_top_kind(t) != WD_TAG_FRAMESET)
            t->mode = WD_TREE_AFTER_FRAMESET;
    }
}

void wd_tree_after_frameset(struct wd_tree *t, struct wd_tree_tag *tag)
{
    if (tag->type == WD_TREE_COMMENT)
        wd_tree_insert_comment(t, tag, &wd_tree_top(t)->node);
    else if (tag->type == WD_TREE_START && tag->kind == WD_TAG_NOFRAMES)
        wd_tree_in_head(t, tag);
}
