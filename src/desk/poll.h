/* desk/poll.h - the polling of subscriptions: schedule in, deliveries out.
 * Duty:      asks each subscription with a URL when its time has come (net/schedule), appends what is new together with its validators,
 *            keeps each feed's state in the log store.
 * Input:     contact for the User-Agent; without one nothing is asked and wd_poller_new says so.
 * Ownership: borrows the desk.
 * Errors:    a feed's own are its state, in words; WD_E_USAGE without contact. Where the log cannot be written nothing is lost: what came
 * is kept, nothing more is asked, and the next step writes it. Threads:   one thread calls step; wake may come from any. Cost: O(feeds)
 * when a subscription changes, else O(log feeds) a poll; states are written together, at most a second late. */
#ifndef WD_DESK_POLL_H
#define WD_DESK_POLL_H

#include "desk/desk.h"
#include "desk/websub.h"
#include "net/net.h"

struct wd_poller;
int wd_poller_new(struct wd_desk *desk, const char *data, const struct wd_fetcher_options *o, struct wd_poller **ret,
                  struct wd_where *ret_where) WD_MUST;
void wd_poller_free(struct wd_poller *p);
/* Its fetcher also asks hubs and subscribers; feeds that are pushed are polled seldom. Borrowed; before the first step. */
void wd_poller_push(struct wd_poller *p, struct wd_websub *websub);
/* Asks what is due, waits for answers at most timeout_ms, appends them. */
int wd_poller_step(struct wd_poller *p, int64_t now_utc, int64_t timeout_ms) WD_MUST;
void wd_poller_wake(struct wd_poller *p);
size_t wd_poller_under_way(const struct wd_poller *p);

#endif
