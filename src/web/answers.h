/* web/answers.h - one answer per route: read the store, fill the page's records, render.
 * Duty:      everything between an address and a page. Knows no HTTP library.
 * Ownership: results in the request's arena and the reply's buffer.
 * Errors:    become pages: 404, 410, 301, 503.
 * Threads:   one reader of the store a thread.   Cost: one story is one row of the store. */
#ifndef WD_WEB_ANSWERS_H
#define WD_WEB_ANSWERS_H

#include "web/address.h"
#include "web/http.h"
#include "web/records.h"

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

/* view.c: records of the other pages from the store. All 0 or an error of the store. */
int wd_front_read(struct wd_store *s, struct wd_arena *a, const struct wd_page_context *c, struct wd_str section, int64_t before_utc,
                  struct wd_front *ret_front) WD_MUST;
int wd_feeds_read(struct wd_store *s, struct wd_arena *a, int64_t now_utc, struct wd_feeds_view *ret_view) WD_MUST;
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

#endif
