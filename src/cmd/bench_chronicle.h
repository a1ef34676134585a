/* cmd/bench_chronicle.h - an invented chronicle of news: a stream with event times, of which it is known what belongs to which story.
 * Duty:      stories begin at random and last from hours to days; half of what is told of one comes within its first hours, and a few
 *            breaking ones fill an hour with hundreds. Their sizes follow Zipf's law with an exponent of two: six in ten have one article,
 *            a few hundred. Two in five articles are copies of an earlier one of their story: whole, cut, under another headline, lightly
 *            edited. The others tell it in other words and share some of its names, figures and words; elections, matches and crashes have
 *            words in common with all others of their kind, big places and well-known people stand in many stories. The same options give
 *            the same stream. Words are made of syllables, function words and those of the kinds are English.
 * Ownership: texts live in the arena given; memory is that of the stories that have articles to come.
 * Errors:    none.   Threads: one chronicle, one thread.   Cost: some 10 us an article of 250 words. */
#ifndef WD_CMD_BENCH_CHRONICLE_H
#define WD_CMD_BENCH_CHRONICLE_H

#include "base/arena.h"
#include "base/buf.h"

struct wd_chronicle_options {
    uint64_t seed;
    uint32_t words; /* of an article's own text on average; four to sixteen tenths of it */
    uint32_t live;  /* stories with an article within window_s, once the archive is older than that */
    int64_t from_utc, window_s;
};
enum wd_chronicle_kind { WD_CHRONICLE_OWN, WD_CHRONICLE_WHOLE, WD_CHRONICLE_CUT, WD_CHRONICLE_HEADLINE, WD_CHRONICLE_EDITED };
struct wd_chronicle_article {
    uint64_t number; /* from 1, in order of time */
    uint64_t story;  /* that it belongs to, from 1 */
    enum wd_chronicle_kind kind;
    uint32_t outlet;
    struct wd_str outlet_name, title, text;
    int64_t at_utc;
};
struct wd_chronicle;
struct wd_chronicle *wd_chronicle_new(const struct wd_chronicle_options *options);
void wd_chronicle_free(struct wd_chronicle *chronicle);
void wd_chronicle_next(struct wd_chronicle *chronicle, struct wd_arena *a, struct wd_chronicle_article *ret);
/* An RSS document with this article as its only item. */
void wd_chronicle_rss(const struct wd_chronicle_article *article, struct wd_buf *out);

#endif
