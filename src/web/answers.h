/* web/answers.h - one answer per route: read the store, fill the page's records, render.
 * Duty:      everything between an address and a page. Knows no HTTP library.
 * Ownership: results in the request's arena and the reply's buffer.
 * Errors:    become pages: 404, 410, 301, 503.
 * Threads:   one reader of the store a thread.   Cost: one story is one row of the store. */
#ifndef WD_WEB_ANSWERS_H
#define WD_WEB_ANSWERS_H

#include "pages/pages.h"
#include "store/store.h"
#include "web/address.h"
#include "web/http.h"

struct wd_answer {
    struct wd_store *store;
    struct wd_arena *a;
    struct wd_page_context page;
    const struct wd_http_request *request;
    const struct wd_address *address;
    struct wd_http_reply *reply;
};
void wd_answer(struct wd_answer *x);
/* Replaces what was written by an error page. */
void wd_answer_error(struct wd_answer *x, int status, const char *what);

/* view.c: records of a page from the store. All 0 or an error of the store. */
int wd_front_read(struct wd_store *s, struct wd_arena *a, const struct wd_page_context *c, struct wd_str section, int64_t before_utc,
                  struct wd_front *ret_front) WD_MUST;
int wd_article_read(struct wd_store *s, struct wd_arena *a, uint64_t key, struct wd_article_rows *rows, struct wd_story *story,
                    struct wd_article_view *ret_view) WD_MUST;
/* The texts that the article is held against. One that cannot be read is left out: the page is whole without it. */
void wd_article_read_others(struct wd_store *s, struct wd_arena *a, struct wd_article_view *view);
/* All states of an article that was read. */
struct wd_article_text wd_article_text_of(struct wd_arena *a, const struct wd_article_rows *rows);
int wd_feeds_read(struct wd_store *s, struct wd_arena *a, struct wd_feeds_view *ret_view) WD_MUST;
/* The outlets of a period of so many days, and one of them. */
int wd_outlets_read(struct wd_store *s, struct wd_arena *a, const struct wd_page_context *c, int64_t days,
                    struct wd_outlets_view *ret_view) WD_MUST;
int wd_outlet_read(struct wd_store *s, struct wd_arena *a, const struct wd_page_context *c, struct wd_str name, int64_t days,
                   struct wd_outlet_page_view *ret_view) WD_MUST;
/* Speakers: those with a name or only described, or whose names hold `find`; and one, by a name. */
int wd_speakers_read(struct wd_store *s, struct wd_arena *a, struct wd_str find, bool described, int64_t from,
                     struct wd_speakers_view *ret_view) WD_MUST;
int wd_speaker_read(struct wd_store *s, struct wd_arena *a, struct wd_str name, int64_t from,
                    struct wd_speaker_page_view *ret_view) WD_MUST;
/* Heads of the stories that this one names; at most eight. */
void wd_refs_read(struct wd_store *s, struct wd_arena *a, const struct wd_story *story, struct wd_page_context *c);

#endif
