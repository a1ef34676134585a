/* ledger_of FILE: one story a line, {"articles":[{"title","text","lang"}]}, analysed with the taggers that ship and composed as they stand,
 * so that placement plays no part. Prints a line each: {"lang":[...],"standfirst":[{"article","text"}],"statements":[{"speaker","words",
 * "denied","carriers":[{"article","form","words"}]}],"only_in":[{"article","text"}],"told_by_all":[...]}; articles by their number in the
 * line. */
#include <stdio.h>

#include "analyse/analyse.h"
#include "base/json.h"
#include "os/file.h"
#include "stories/compose.h"

static const struct wd_article *article(struct wd_arena *a, const struct wd_models *models, const struct wd_json *in, uint64_t number)
{
    struct wd_article *x = WD_NEW(a, struct wd_article);
    int64_t at = 1750000000 + (int64_t)number * 600;
    *x = (struct wd_article){.key = number + 1,
                             .version = number + 1,
                             .title = wd_json_get_str(in, "title"),
                             .body = wd_json_get_str(in, "text"),
                             .arrived_utc = at,
                             .created_utc = at,
                             .updated_utc = at,
                             .embargo_utc = WD_NO_TIME,
                             .outlet = wd_arena_printf(a, "Outlet %d", (int)number)};
    struct wd_analyse_input input = {.title = x->title,
                                     .text = x->body,
                                     .language_prior = wd_json_get_str(in, "lang"),
                                     .outlet = x->outlet,
                                     .date_utc = at,
                                     .models = models};
    struct wd_analysis found = {0};
    if (wd_analyse(a, &input, &found) != 0)
        return NULL;
    x->language = found.language;
    x->sentences = found.sentences;
    x->names = found.names;
    x->timexes = found.timexes;
    for (size_t i = 0; i < found.quotes.n; i++)
        if (!found.quotes.v[i].attitude)
            wd_list_add(a, &x->quotes, found.quotes.v[i]);
    return x;
}

static void put_statements(struct wd_jw *j, const struct wd_story *story)
{
    wd_jw_key(j, "statements");
    wd_jw_array(j);
    for (size_t i = 0; i < story->statements.n; i++) {
        const struct wd_statement *st = &story->statements.v[i];
        wd_jw_object(j);
        wd_jw_kstr(j, "speaker", st->speaker);
        wd_jw_kstr(j, "words", st->words);
        wd_jw_kbool(j, "denied", st->denied);
        wd_jw_key(j, "carriers");
        wd_jw_array(j);
        for (size_t k = 0; k < st->carriers.n; k++) {
            wd_jw_object(j);
            wd_jw_ki64(j, "article", (int64_t)st->carriers.v[k].article - 1);
            wd_jw_kstr(j, "form", wd_str_c(wd_form_names[st->carriers.v[k].form]));
            wd_jw_kstr(j, "words", st->carriers.v[k].words);
            wd_jw_end(j);
        }
        wd_jw_end(j);
        wd_jw_end(j);
    }
    wd_jw_end(j);
}

static void put_told(struct wd_jw *j, const wd_tolds *told)
{
    for (size_t i = 0; i < told->n; i++) {
        wd_jw_object(j);
        wd_jw_ki64(j, "article", (int64_t)told->v[i].article - 1);
        wd_jw_kstr(j, "text", told->v[i].text);
        wd_jw_end(j);
    }
}

static void put_sentences(struct wd_jw *j, const struct wd_story *story)
{
    wd_jw_key(j, "standfirst");
    wd_jw_array(j);
    put_told(j, &story->standfirst);
    wd_jw_end(j);
    wd_jw_key(j, "only_in");
    wd_jw_array(j);
    for (size_t i = 0; i < story->only_in.n; i++)
        put_told(j, &story->only_in.v[i].sentences);
    wd_jw_end(j);
    wd_jw_key(j, "told_by_all");
    wd_jw_array(j);
    put_told(j, &story->told_by_all);
    wd_jw_end(j);
}

static int one_story(struct wd_arena *a, const struct wd_models *models, struct wd_str line)
{
    struct wd_where w = {0};
    struct wd_json *in = NULL;
    if (wd_json_parse(a, line, &in, &w) != 0)
        return fprintf(stderr, "ledger_of: %s\n", w.message), 1;
    const struct wd_json *list = wd_json_get(in, "articles");
    size_t n = list ? list->n : 0;
    const struct wd_article **versions = wd_arena_array(a, n + 1, sizeof(*versions));
    struct wd_compose_member *members = wd_arena_array(a, n + 1, sizeof(*members));
    for (size_t i = 0; i < n; i++) {
        versions[i] = article(a, models, wd_json_at(list, i), i);
        if (!versions[i])
            return fprintf(stderr, "ledger_of: a text is not analysed\n"), 1;
        members[i] = (struct wd_compose_member){.versions = &versions[i], .version_n = 1, .serial = (uint32_t)i + 1};
    }
    struct wd_story story;
    wd_story_compose(a, 1, 1, members, n, &story);
    struct wd_buf out;
    wd_buf_init(&out, 1 << 24);
    struct wd_jw j;
    wd_jw_init(&j, &out);
    wd_jw_object(&j);
    wd_jw_key(&j, "lang");
    wd_jw_array(&j);
    for (size_t i = 0; i < n; i++)
        wd_jw_str(&j, versions[i]->language);
    wd_jw_end(&j);
    put_sentences(&j, &story);
    put_statements(&j, &story);
    wd_jw_end(&j);
    printf("%.*s\n", WD_STR_ARG(wd_buf_str(&out)));
    wd_buf_done(&out);
    return 0;
}

int main(int argc, char **argv)
{
    struct wd_arena a, each;
    struct wd_where w = {0};
    struct wd_str text, line;
    struct wd_models models;
    int status = 0;
    wd_arena_init(&a);
    if (argc != 2 || wd_file_read(&a, argv[1], 64u << 20, &text, &w)) {
        fprintf(stderr, "usage: ledger_of FILE; %s\n", w.message);
        return 2;
    }
    wd_models_built_in(&models);
    while (status == 0 && wd_str_cut(&text, '\n', &line)) {
        if (!wd_str_trim(line).n)
            continue;
        wd_arena_init(&each);
        status = one_story(&each, &models, line);
        wd_arena_done(&each);
    }
    wd_arena_done(&a);
    return status;
}
