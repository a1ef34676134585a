/* desk/hosts.h - the template memories of hosts, lent to the lanes in the order of the log.
 * Duty:      each page meets the memory of its host as all pages before it in the log have left it, and no other: live, after a restart,
 *            in replay, on any number of workers. The dispatcher lends a memory with a job; since all jobs of a host go through one lane
 *            in the order they were put, only that lane touches it. The lane is ahead of what is applied, so a job carries the memory's
 *            bytes as its own page left them; what was brought by the last job applied is written in the transaction that commits it.
 *            After a crash the events beyond the commit meet the memory that was committed with the ones before them.
 *            A memory that is lent, or not yet written, stays; of the others the least recently used go, and are read again.
 * Kills:     a delivery that was rewritten carries the note of its page (redacted.h), so that replay leaves the same memory.
 * Errors:    of the store. A memory whose bytes are damaged is begun anew, with a line in the desk's log.
 * Threads:   the dispatcher's and applier's, which are one; a memory is the lane's between lend and give_back.
 * Cost:      at most WD_TEMPLATE_BYTES a host and commit; WD_HOSTS_KEPT hosts in memory, beside those under way. */
#ifndef WD_DESK_HOSTS_H
#define WD_DESK_HOSTS_H

#include "extract/template.h"
#include "store/store.h"

enum { WD_HOSTS_KEPT = 256 };

struct wd_host_memory {
    uint64_t host;
    struct wd_template_memory *memory;
    uint32_t lent; /* jobs under way */
    uint64_t used;
    struct wd_buf unsaved; /* as of the last job applied; empty: as stored */
};
struct wd_hosts;
struct wd_hosts *wd_hosts_new(struct wd_store *store);
void wd_hosts_free(struct wd_hosts *t);
/* *ret NULL: the event is no page, or of no host. Uses `a` for a moment. */
int wd_hosts_lend(struct wd_hosts *t, struct wd_arena *a, const struct wd_event *event, struct wd_host_memory **ret) WD_MUST;
/* When the job is applied; bytes: what its page left, empty where it left nothing. host may be NULL. */
void wd_hosts_give_back(struct wd_hosts *t, struct wd_host_memory *host, struct wd_str bytes);
/* Before the commit, in its transaction. */
int wd_hosts_save(struct wd_hosts *t) WD_MUST;

#endif
