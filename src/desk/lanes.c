#include "desk/lanes.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/url.h"
#include "os/os.h"

struct lane {
    pthread_t thread;
    struct wd_queue *queue;
    struct wd_lanes *lanes;
};

struct wd_lanes {
    const struct wd_models *models;
    struct lane *lane;
    uint32_t lane_n;
    struct wd_job **ring, **spare;
    size_t ahead, first, n, spare_n;
    pthread_mutex_t mutex;
    pthread_cond_t one_is_ready;
};

static void *work(void *context)
{
    struct lane *lane = context;
    struct wd_scratch scratch;
    wd_scratch_init(&scratch, lane->lanes->models);
    for (struct wd_job *job; (job = wd_queue_take(lane->queue, -1));) {
        scratch.memory = job->host ? job->host->memory : NULL;
        job->err = wd_prepare(&job->arena, &scratch, &job->event, job->feed, job->zone, &job->prepared, &job->where);
        if (scratch.memory && scratch.note.n)
            job->memory = wd_template_pack(&job->arena, scratch.memory);
        pthread_mutex_lock(&lane->lanes->mutex);
        job->ready = true;
        pthread_cond_signal(&lane->lanes->one_is_ready);
        pthread_mutex_unlock(&lane->lanes->mutex);
    }
    wd_scratch_done(&scratch);
    return NULL;
}

struct wd_lanes *wd_lanes_new(uint32_t workers, size_t ahead, const struct wd_models *models)
{
    struct wd_lanes *l = wd_calloc(1, sizeof *l);
    l->lane_n = workers ? workers : 1;
    l->models = models;
    l->ahead = WD_MAX(ahead, (size_t)l->lane_n);
    l->ring = wd_calloc(l->ahead, sizeof(struct wd_job *));
    l->spare = wd_calloc(l->ahead + 1, sizeof(struct wd_job *));
    l->lane = wd_calloc(l->lane_n, sizeof *l->lane);
    pthread_mutex_init(&l->mutex, NULL);
    pthread_cond_init(&l->one_is_ready, NULL);
    for (uint32_t i = 0; i < l->lane_n; i++) {
        l->lane[i].lanes = l;
        l->lane[i].queue = wd_queue_new(l->ahead);
        if (wd_thread_start(&l->lane[i].thread, work, &l->lane[i], "lane") != 0)
            abort();
    }
    return l;
}

static void free_job(struct wd_job *job)
{
    wd_arena_done(&job->arena);
    free(job);
}

void wd_lanes_free(struct wd_lanes *l)
{
    if (!l)
        return;
    for (uint32_t i = 0; i < l->lane_n; i++)
        wd_queue_close(l->lane[i].queue);
    for (uint32_t i = 0; i < l->lane_n; i++) {
        pthread_join(l->lane[i].thread, NULL);
        wd_queue_free(l->lane[i].queue);
    }
    for (size_t i = 0; i < l->n; i++)
        free_job(l->ring[(l->first + i) % l->ahead]);
    for (size_t i = 0; i < l->spare_n; i++)
        free_job(l->spare[i]);
    pthread_cond_destroy(&l->one_is_ready);
    pthread_mutex_destroy(&l->mutex);
    free(l->lane);
    free(l->ring);
    free(l->spare);
    free(l);
}

bool wd_lanes_full(const struct wd_lanes *l)
{
    return l->n == l->ahead;
}

bool wd_lanes_empty(const struct wd_lanes *l)
{
    return l->n == 0;
}

struct wd_job *wd_lanes_new_job(struct wd_lanes *l)
{
    struct wd_job *job;
    if (l->spare_n) {
        job = l->spare[--l->spare_n];
        struct wd_arena arena = job->arena;
        *job = (struct wd_job){.arena = arena};
    } else {
        job = wd_calloc(1, sizeof *job);
        wd_arena_init(&job->arena);
    }
    return job;
}

void wd_lanes_put(struct wd_lanes *l, struct wd_job *job, bool prepare)
{
    l->ring[(l->first + l->n++) % l->ahead] = job;
    job->ready = !prepare;
    if (!prepare)
        return;
    struct wd_str host = job->event.url.n ? wd_url_host_key(&job->arena, job->event.url) : job->event.feed;
    (void)wd_queue_put(l->lane[wd_hash(host) % l->lane_n].queue, job);
}

struct wd_job *wd_lanes_take(struct wd_lanes *l)
{
    struct wd_job *job = l->ring[l->first];
    pthread_mutex_lock(&l->mutex);
    while (!job->ready)
        pthread_cond_wait(&l->one_is_ready, &l->mutex);
    pthread_mutex_unlock(&l->mutex);
    l->first = (l->first + 1) % l->ahead;
    l->n--;
    return job;
}

void wd_lanes_recycle(struct wd_lanes *l, struct wd_job *job)
{
    wd_arena_reset(&job->arena);
    if (l->spare_n <= l->ahead)
        l->spare[l->spare_n++] = job;
    else
        free_job(job);
}
