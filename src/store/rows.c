#include "store/rows.h"

#include "model/newest.h"

static const struct wd_field bar_fields[] = {
    WD_FIELD(1, wd_bar, from_utc, WD_T_I64),
    WD_FIELD(2, wd_bar, originals, WD_T_U32),
    WD_FIELD(3, wd_bar, copies, WD_T_U32),
};
static WD_RECORD(bar_record, wd_bar, bar_fields);

static const struct wd_field row_fields[] = {
    WD_FIELD(1, wd_story_row, key, WD_T_KEY),
    WD_FIELD(2, wd_story_row, serial, WD_T_U32),
    WD_FIELD(3, wd_story_row, origins, WD_T_U32),
    WD_FIELD(4, wd_story_row, articles, WD_T_U32),
    WD_FIELD(5, wd_story_row, copies, WD_T_U32),
    WD_FIELD(6, wd_story_row, languages, WD_T_U32),
    WD_FIELD(7, wd_story_row, outlets, WD_T_U32),
    WD_FIELD(8, wd_story_row, headline, WD_T_STR),
    WD_FIELD(9, wd_story_row, headline_outlet, WD_T_STR),
    WD_FIELD(10, wd_story_row, language, WD_T_STR),
    WD_FIELD(11, wd_story_row, section, WD_T_STR),
    WD_FIELD(12, wd_story_row, stand, WD_T_STR),
    WD_FIELD(13, wd_story_row, newest, WD_T_STR),
    WD_FIELD(14, wd_story_row, newest_outlet, WD_T_STR),
    WD_FIELD(15, wd_story_row, newest_kind, WD_T_STR),
    WD_FIELD(16, wd_story_row, created_utc, WD_T_TIME),
    WD_FIELD(17, wd_story_row, updated_utc, WD_T_TIME),
    WD_FIELD(18, wd_story_row, corrected, WD_T_BOOL),
    WD_FIELD(19, wd_story_row, killed, WD_T_BOOL),
    WD_FIELD(20, wd_story_row, developing, WD_T_BOOL),
    WD_FIELD_OF(21, wd_story_row, bars, WD_T_LIST, &bar_record),
};
WD_RECORD(wd_story_row_record, wd_story_row, row_fields);

static bool is_copy(const struct wd_member *m)
{
    return m->relation == WD_REL_COPY;
}

int64_t wd_story_last_arrival(const struct wd_story *story)
{
    int64_t last = WD_NO_TIME;
    for (size_t i = 0; i < story->members.n; i++)
        last = WD_MAX(last, story->members.v[i].arrived_utc);
    return last;
}

static int64_t half_hour(int64_t utc)
{
    int64_t n = utc / WD_BAR_S;
    return (n - (utc % WD_BAR_S < 0)) * WD_BAR_S;
}

/* Half hours without gaps, up to the newest arrival; older ones than WD_BARS_MAX of them are not drawn. */
static void put_bars(struct wd_arena *a, const struct wd_story *story, struct wd_story_row *row)
{
    int64_t last = wd_story_last_arrival(story), first = last;
    if (last == WD_NO_TIME)
        return;
    last = half_hour(last);
    int64_t least = last - (int64_t)(WD_BARS_MAX - 1) * WD_BAR_S;
    for (size_t i = 0; i < story->members.n; i++)
        if (story->members.v[i].arrived_utc >= least)
            first = WD_MIN(first, story->members.v[i].arrived_utc);
    first = half_hour(first);
    for (int64_t at = first; at <= last; at += WD_BAR_S)
        wd_list_add(a, &row->bars, (struct wd_bar){.from_utc = at});
    for (size_t i = 0; i < story->members.n; i++) {
        const struct wd_member *m = &story->members.v[i];
        size_t place = m->arrived_utc < first ? SIZE_MAX : (size_t)((m->arrived_utc - first) / WD_BAR_S);
        if (place >= row->bars.n)
            continue;
        struct wd_bar *bar = &row->bars.v[place];
        if (is_copy(m))
            bar->copies++;
        else
            bar->originals++;
    }
}

static struct wd_str first_insert(const wd_diffs *differences)
{
    for (size_t i = 0; i < differences->n; i++)
        if (differences->v[i].op == WD_DIFF_INSERT)
            return differences->v[i].text;
    return WD_STR("");
}

static void put_newest(const struct wd_story *story, struct wd_story_row *row)
{
    struct wd_newest newest;
    if (!wd_story_newest(story, &newest))
        return;
    row->newest_kind = wd_str_c(newest.kind);
    row->newest_outlet = newest.change ? newest.change->outlet : newest.member->outlet;
    row->newest = newest.change ? first_insert(&newest.change->differences) : newest.member->title;
}

void wd_story_row_of(struct wd_arena *a, const struct wd_story *story, struct wd_story_row *ret_row)
{
    struct wd_story_row row = {
        .key = story->key,
        .serial = story->serial,
        .origins = story->origins,
        .articles = story->articles,
        .copies = story->copies,
        .languages = story->languages,
        .outlets = story->outlets,
        .headline = story->headline,
        .headline_outlet = story->headline_outlet,
        .language = story->language,
        .section = story->section,
        .created_utc = story->created_utc,
        .updated_utc = story->updated_utc,
        .corrected = story->corrected,
        .killed = story->killed,
        .developing = story->developing,
    };
    if (story->standfirst.n)
        row.stand = story->standfirst.v[0].text;
    put_newest(story, &row);
    put_bars(a, story, &row);
    *ret_row = row;
}
