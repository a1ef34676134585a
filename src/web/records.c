#include "web/records.h"

#include "model/placed.h"

static const struct wd_member *find_member(const struct wd_story *story, uint64_t key)
{
    for (size_t i = 0; i < story->members.n; i++) {
        if (story->members.v[i].article == key)
            return &story->members.v[i];
    }
    return NULL;
}

int wd_article_read(struct wd_store *s, struct wd_arena *a, uint64_t key, struct wd_article_rows *rows, struct wd_story *story,
                    struct wd_article_view *ret_view)
{
    int err = wd_store_article(s, a, key, rows);
    if (!err)
        err = wd_store_story(s, a, rows->story, story);
    if (err)
        return err;
    struct wd_article_view v = {.story = story, .member = find_member(story, key)};
    if (rows->versions.n == 0 || !v.member)
        return WD_E_NOTFOUND;
    v.article = &rows->versions.v[rows->versions.n - 1].article;
    for (size_t i = 0; i < story->changes.n; i++) {
        if (story->changes.v[i].article == key)
            wd_list_add(a, &v.changes, story->changes.v[i]);
    }
    v.own = wd_article_text_of(a, rows);
    wd_placing_read(a, rows, &v.placing);
    err = wd_store_acts(s, a, 0, key, WD_AROUND_ACTS, &v.acts);
    if (!err)
        *ret_view = v;
    return err;
}

struct wd_article_text wd_article_text_of(struct wd_arena *a, const struct wd_article_rows *rows)
{
    const struct wd_article **list = wd_arena_array(a, rows->versions.n, sizeof *list);
    for (size_t i = 0; i < rows->versions.n; i++)
        list[i] = &rows->versions.v[i].article;
    return (struct wd_article_text){list, rows->versions.n};
}

void wd_article_read_others(struct wd_store *s, struct wd_arena *a, struct wd_article_view *view)
{
    wd_article_keys keys;
    wd_article_others(a, view->story, view->member, &keys);
    for (size_t i = 0; i < keys.n; i++) {
        struct wd_article_rows *rows = WD_NEW(a, struct wd_article_rows);
        if (wd_store_article(s, a, keys.v[i], rows) == 0 && rows->versions.n && !rows->killed)
            wd_list_add(a, &view->others, wd_article_text_of(a, rows));
    }
}

void wd_placing_read(struct wd_arena *a, const struct wd_article_rows *rows, struct wd_placing *ret_placing)
{
    *ret_placing = (struct wd_placing){.known = false};
    for (size_t i = 0; i < rows->versions.n && !ret_placing->known; i++) {
        struct wd_placed d;
        struct wd_str packed = rows->versions.v[i].placed;
        if (packed.n && wd_record_unpack(&wd_placed_record, a, packed, &d) == 0 && !d.is_update)
            *ret_placing = (struct wd_placing){.known = true, .founded = d.founded, .score = d.score, .why = d.why};
    }
}

static bool has(const struct wd_around *around, uint64_t key)
{
    for (size_t i = 0; i < around->refs.n; i++)
        if (around->refs.v[i].key == key)
            return true;
    return false;
}

/* room: how many of this kind there is still room for. */
static void add_ref(struct wd_store *s, struct wd_arena *a, const struct wd_story_link *link, size_t *room, struct wd_around *around)
{
    struct wd_story *other = WD_NEW(a, struct wd_story);
    if (*room == 0 || has(around, link->other) || wd_store_story(s, a, link->other, other) || other->killed)
        return;
    --*room;
    wd_list_add(a, &around->refs,
                (struct wd_story_ref){.key = other->key,
                                      .kind = link->kind,
                                      .serial = other->serial,
                                      .articles = other->articles,
                                      .outlets = other->outlets,
                                      .origins = other->origins,
                                      .headline = other->headline,
                                      .language = other->language,
                                      .created_utc = other->created_utc,
                                      .updated_utc = other->updated_utc,
                                      .why = link->why,
                                      .story = link->kind == WD_STORY_LANGUAGE ? other : NULL});
}

void wd_around_read(struct wd_store *s, struct wd_arena *a, const struct wd_story *story, struct wd_around *ret_around)
{
    struct wd_around around = {0};
    wd_story_links links = {0};
    size_t languages = WD_AROUND_LANGUAGES, thread = WD_AROUND_THREAD;
    if (wd_store_links(s, a, story->key, &links))
        links.n = 0;
    if (wd_store_acts(s, a, story->key, 0, WD_AROUND_ACTS, &around.acts))
        around.acts.n = 0;
    for (size_t i = 0; i < links.n; i++)
        add_ref(s, a, &links.v[i], links.v[i].kind == WD_STORY_LANGUAGE ? &languages : &thread, &around);
    *ret_around = around;
}
