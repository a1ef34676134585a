/* tests/unit/stories/article.h - an invented English article with its sentences, as compose takes it. */
#ifndef WD_TESTS_STORIES_ARTICLE_H
#define WD_TESTS_STORIES_ARTICLE_H

#include "stories/compose.h"
#include "text/sentences.h"

/* A minute after the article of the key before. */
static inline struct wd_article *make_article(struct wd_arena *a, uint64_t key, const char *outlet, const char *title, const char *body)
{
    struct wd_article *x = WD_NEW(a, struct wd_article);
    x->key = x->version = key;
    x->outlet = wd_str_c(outlet);
    x->title = wd_str_c(title);
    x->body = wd_str_c(body);
    x->language = WD_STR("en");
    x->arrived_utc = x->created_utc = x->updated_utc = 1700000000 + (int64_t)key * 60;
    x->embargo_utc = WD_NO_TIME;
    wd_sentences_of(a, x->body, x->language, &x->sentences);
    return x;
}

#endif
