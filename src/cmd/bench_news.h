/* cmd/bench_news.h - invented news for benchmarks: the same seed gives the same stream.
 * Duty:      articles of about 450 words in stories with Zipf sizes; two in five are copies of an earlier one with a new headline and a
 * notice; quotations, names and figures as in real news. Words are made of syllables, function words are English. Ownership: texts live in
 * the arena given.   Threads: one stream, one thread.   Cost: about 20 us an article. */
#ifndef WD_CMD_BENCH_NEWS_H
#define WD_CMD_BENCH_NEWS_H

#include "base/arena.h"
#include "base/buf.h"

struct wd_news {
    uint64_t number, outlet;
    struct wd_str title, text, outlet_name;
    int64_t at_utc;
};
struct wd_news_stream;
struct wd_news_stream *wd_news_new(uint64_t seed, int64_t from_utc, int64_t step_s);
void wd_news_free(struct wd_news_stream *s);
void wd_news_next(struct wd_news_stream *s, struct wd_arena *a, struct wd_news *ret);
/* An RSS 2.0 document of n items of the stream. */
void wd_news_rss(struct wd_news_stream *s, struct wd_arena *a, size_t n, struct wd_buf *out);

#endif
