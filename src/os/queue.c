#include "os/os.h"

#include <errno.h>
#include <stdlib.h>

#include "base/arena.h"

struct wd_queue {
    pthread_mutex_t mutex;
    pthread_cond_t not_full, not_empty;
    size_t capacity, first, n;
    bool closed;
    void **items;
};

struct wd_queue *wd_queue_new(size_t capacity)
{
    struct wd_queue *q = wd_calloc(1, sizeof *q);
    q->capacity = capacity ? capacity : 1;
    q->items = wd_calloc(q->capacity, sizeof *q->items);
    pthread_condattr_t attributes;
    if (pthread_condattr_init(&attributes) != 0 || pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC) != 0 ||
        pthread_mutex_init(&q->mutex, NULL) != 0 || pthread_cond_init(&q->not_full, &attributes) != 0 ||
        pthread_cond_init(&q->not_empty, &attributes) != 0)
        abort();
    (void)pthread_condattr_destroy(&attributes);
    return q;
}

void wd_queue_free(struct wd_queue *q)
{
    if (!q)
        return;
    (void)pthread_cond_destroy(&q->not_empty);
    (void)pthread_cond_destroy(&q->not_full);
    (void)pthread_mutex_destroy(&q->mutex);
    free(q->items);
    free(q);
}

bool wd_queue_put(struct wd_queue *q, void *item)
{
    (void)pthread_mutex_lock(&q->mutex);
    while (q->n == q->capacity && !q->closed)
        (void)pthread_cond_wait(&q->not_full, &q->mutex);
    bool open = !q->closed;
    if (open) {
        q->items[(q->first + q->n++) % q->capacity] = item;
        (void)pthread_cond_signal(&q->not_empty);
    }
    (void)pthread_mutex_unlock(&q->mutex);
    return open;
}

static struct timespec deadline_of(int64_t timeout_ms)
{
    struct timespec t = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += (time_t)(timeout_ms / 1000);
    t.tv_nsec += (long)(timeout_ms % 1000) * 1000000;
    if (t.tv_nsec >= 1000000000) {
        t.tv_nsec -= 1000000000;
        t.tv_sec++;
    }
    return t;
}

void *wd_queue_take(struct wd_queue *q, int64_t timeout_ms)
{
    struct timespec deadline = deadline_of(timeout_ms > 0 ? timeout_ms : 0);
    void *item = NULL;
    (void)pthread_mutex_lock(&q->mutex);
    while (q->n == 0 && !q->closed) {
        if (timeout_ms < 0)
            (void)pthread_cond_wait(&q->not_empty, &q->mutex);
        else if (timeout_ms == 0 || pthread_cond_timedwait(&q->not_empty, &q->mutex, &deadline) == ETIMEDOUT)
            break;
    }
    if (q->n) {
        item = q->items[q->first];
        q->first = (q->first + 1) % q->capacity;
        q->n--;
        (void)pthread_cond_signal(&q->not_full);
    }
    (void)pthread_mutex_unlock(&q->mutex);
    return item;
}

void wd_queue_close(struct wd_queue *q)
{
    (void)pthread_mutex_lock(&q->mutex);
    q->closed = true;
    (void)pthread_cond_broadcast(&q->not_full);
    (void)pthread_cond_broadcast(&q->not_empty);
    (void)pthread_mutex_unlock(&q->mutex);
}

bool wd_queue_closed(struct wd_queue *q)
{
    (void)pthread_mutex_lock(&q->mutex);
    bool closed = q->closed;
    (void)pthread_mutex_unlock(&q->mutex);
    return closed;
}

size_t wd_queue_size(struct wd_queue *q)
{
    (void)pthread_mutex_lock(&q->mutex);
    size_t n = q->n;
    (void)pthread_mutex_unlock(&q->mutex);
    return n;
}
