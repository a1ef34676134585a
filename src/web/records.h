/* web/records.h - what the pages of a story and of an article need, read from the store; for the server and for `wiredesk show`.
 * Duty:      the story round an article, why it is there, the stories round a story.
 * Ownership: results live in `a`.
 * Errors:    of the store. What only stands beside is left out where it cannot be read: the page is whole without it.
 * Threads:   one reader of the store a thread.   Cost: a story record for each story shown. */
#ifndef WD_WEB_RECORDS_H
#define WD_WEB_RECORDS_H

#include "pages/pages.h"
#include "store/store.h"

int wd_article_read(struct wd_store *s, struct wd_arena *a, uint64_t key, struct wd_article_rows *rows, struct wd_story *story,
                    struct wd_article_view *ret_view) WD_MUST;
/* The texts that the article is held against. */
void wd_article_read_others(struct wd_store *s, struct wd_arena *a, struct wd_article_view *view);
/* All states of an article that was read. */
struct wd_article_text wd_article_text_of(struct wd_arena *a, const struct wd_article_rows *rows);
/* What its first state was placed by. */
void wd_placing_read(struct wd_arena *a, const struct wd_article_rows *rows, struct wd_placing *ret_placing);
/* Stories that are linked with it, strongest first, at most WD_AROUND_THREAD of the thread and WD_AROUND_LANGUAGES in other languages, and
 * what changed which articles lie in it. */
enum { WD_AROUND_THREAD = 12, WD_AROUND_LANGUAGES = 4, WD_AROUND_ACTS = 100 };
void wd_around_read(struct wd_store *s, struct wd_arena *a, const struct wd_story *story, struct wd_around *ret_around);

#endif
