/* cmd/bench_take.h - articles of an invented archive through features, copies and stories, each part timed.
 * Duty:      a block at a time: features and words of all, then each is asked about and taken into the copy index, then each is placed, and
 * stories are joined; texts leave the copy index with the window of the stories. What is placed in a block is what it would be one by one.
 * Ownership: wd_take_close gives everything back.
 * Errors:    those of the copy index.   Threads: one run, one thread.
 * Cost:      that of the parts; one block in sixteen is looked into closely, and there the looks at the clock are taken off. */
#ifndef WD_CMD_BENCH_TAKE_H
#define WD_CMD_BENCH_TAKE_H

#include "cmd/bench_chronicle.h"
#include "stories/stories.h"

/* Articles between two looks at the clock, which costs as much as a tenth of a placement; few, so that they stay in the cache. */
enum { WD_TAKE_BLOCK = 100 };

enum wd_take_part {
    WD_TAKE_FEATURES,
    WD_TAKE_DOC,
    WD_TAKE_QUERY,
    WD_TAKE_KEEP,
    WD_TAKE_DROP,
    WD_TAKE_DECIDE,
    WD_TAKE_PLACE,
    WD_TAKE_JOIN,
    WD_TAKE_PARTS
};
extern const char *const wd_take_names[WD_TAKE_PARTS];
/* CPU seconds of each part, summed up. */
struct wd_take_times {
    double part_s[WD_TAKE_PARTS];
};
double wd_take_total_s(const struct wd_take_times *times);
/* Features, decision, placement and the joining of stories that turned out to be one: what is promised of stories. */
double wd_take_placing_s(const struct wd_take_times *times);

/* Of the articles within the window. */
struct wd_take_state {
    size_t articles, stories, true_stories; /* stories: as placed; true ones: as they are */
    double precision, recall, f1;           /* B-cubed */
};

struct wd_take;
int wd_take_open(struct wd_take **ret, struct wd_where *ret_where) WD_MUST;
void wd_take_close(struct wd_take *t);
/* n: at most WD_TAKE_BLOCK. */
int wd_take_block(struct wd_take *t, const struct wd_chronicle_article *articles, size_t n) WD_MUST;
const struct wd_take_times *wd_take_times_of(const struct wd_take *t);
uint64_t wd_take_joined(const struct wd_take *t); /* so often two stories became one */
size_t wd_take_story_bytes(const struct wd_take *t);
size_t wd_take_copy_bytes(const struct wd_take *t);
struct wd_take_state wd_take_judge(const struct wd_take *t);

#endif
