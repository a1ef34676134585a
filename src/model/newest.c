#include "model/newest.h"

int64_t wd_member_at(const struct wd_member *m)
{
    return m->created_utc != WD_NO_TIME ? m->created_utc : m->updated_utc != WD_NO_TIME ? m->updated_utc : m->arrived_utc;
}

static const struct wd_member *member_of(const struct wd_story *story, uint64_t article)
{
    for (size_t i = 0; i < story->members.n; i++)
        if (story->members.v[i].article == article)
            return &story->members.v[i];
    return NULL;
}

static const char *kind_of(const struct wd_member *m)
{
    return m->relation == WD_REL_COPY ? "copy" : m->relation == WD_REL_DERIVED ? "rewrite" : "own account";
}

bool wd_story_newest(const struct wd_story *story, struct wd_newest *ret_newest)
{
    const struct wd_change *change = story->changes.n ? &story->changes.v[0] : NULL;
    const struct wd_member *member = NULL;
    for (size_t i = 0; i < story->members.n; i++) {
        const struct wd_member *m = &story->members.v[i];
        if (!m->killed && (!member || wd_member_at(m) >= wd_member_at(member)))
            member = m;
    }
    /* a change wins a tie, being the rarer news */
    if (change && change->kind >= WD_CHANGE_HEADLINE && change->kind <= WD_CHANGE_MOVED &&
        (!member || change->at_utc >= wd_member_at(member)))
        *ret_newest = (struct wd_newest){change, member_of(story, change->article), change->at_utc, wd_change_names[change->kind]};
    else if (member && story->members.n > 1)
        *ret_newest = (struct wd_newest){NULL, member, wd_member_at(member), kind_of(member)};
    else
        return false;
    return true;
}
