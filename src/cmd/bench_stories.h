/* cmd/bench_stories.h - `wiredesk bench stories`: an invented archive placed into stories, up to ten million articles.
 * Duty:   time of each part, memory and B-cubed as the archive goes on at a constant window; making the texts is not counted. Prints a
 *         line at each mark and what the goals say to it.
 * Errors: as cmd.h.   Cost: 100 to 300 us an article; memory is that of the window, 3 kB a live article and its words. */
#ifndef WD_CMD_BENCH_STORIES_H
#define WD_CMD_BENCH_STORIES_H

int wd_cmd_bench_stories(int argc, char **argv);

#endif
