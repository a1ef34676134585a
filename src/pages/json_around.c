/* JSON of what lies round a story, and of why an article is in it. */
#include "pages/around.h"
#include "pages/json_parts.h"

void wd_json_id(struct wd_jw *w, const char *name, char kind, uint32_t serial)
{
    char id[16];
    snprintf(id, sizeof id, "%c%" PRIu32, kind, serial);
    wd_jw_kstr(w, name, wd_str_c(id));
}

void wd_json_time(struct wd_jw *w, const char *name, int64_t utc)
{
    char iso[24];
    if (utc == WD_NO_TIME || utc == INT64_MAX)
        return;
    wd_time_iso(utc, iso);
    wd_jw_kstr(w, name, wd_str_c(iso));
}

void wd_json_why(struct wd_jw *w, const wd_whys *why)
{
    wd_jw_key(w, "why");
    wd_jw_array(w);
    for (size_t i = 0; i < why->n; i++)
        wd_record_json(&wd_why_record, &why->v[i], w);
    wd_jw_end(w);
}

void wd_json_placing(struct wd_jw *w, const struct wd_placing *placing)
{
    if (!placing->known)
        return;
    wd_jw_key(w, "placing");
    wd_jw_object(w);
    wd_jw_kbool(w, "founded", placing->founded);
    wd_jw_key(w, "score");
    wd_jw_f64(w, placing->score, 4);
    wd_json_why(w, &placing->why);
    wd_jw_end(w);
}

static void put_act(struct wd_jw *w, const struct wd_members *members, const struct wd_act *act)
{
    wd_jw_object(w);
    wd_jw_kstr(w, "kind", wd_str_c(act->kind >= WD_ACT_MOVE && act->kind <= WD_ACT_SPLIT ? wd_act_names[act->kind] : ""));
    wd_json_time(w, "at", act->at_utc);
    wd_jw_kstr(w, "by", act->by_hand ? WD_STR("hand") : WD_STR("desk"));
    if (act->from_serial)
        wd_json_id(w, "from", 's', act->from_serial);
    if (act->into_serial)
        wd_json_id(w, "into", 's', act->into_serial);
    wd_jw_ki64(w, "moved", (int64_t)act->articles.n);
    wd_jw_key(w, "articles");
    wd_jw_array(w);
    for (size_t i = 0; i < act->articles.n; i++) {
        const struct wd_member *m = wd_members_find(members, act->articles.v[i]);
        char id[16];
        if (!m)
            continue; /* it lies in another story */
        snprintf(id, sizeof id, "a%" PRIu32, m->serial);
        wd_jw_str(w, wd_str_c(id));
    }
    wd_jw_end(w);
    if (!act->by_hand) {
        wd_jw_key(w, "score");
        wd_jw_f64(w, act->score, 4);
        wd_json_why(w, &act->why);
    }
    wd_jw_kstr(w, "note", act->note);
    wd_jw_end(w);
}

void wd_json_acts(struct wd_jw *w, const struct wd_members *members, const wd_acts *acts)
{
    if (acts->n == 0)
        return;
    wd_jw_key(w, "acts");
    wd_jw_array(w);
    for (size_t i = 0; i < acts->n; i++)
        put_act(w, members, &acts->v[i]);
    wd_jw_end(w);
}

static void put_refs(struct wd_jw *w, const char *name, const struct wd_story *story, const struct wd_around *around, int kind)
{
    wd_jw_key(w, name);
    wd_jw_array(w);
    for (size_t i = 0; around && i < around->refs.n; i++) {
        const struct wd_story_ref *ref = &around->refs.v[i];
        if (ref->kind != kind)
            continue;
        wd_jw_object(w);
        wd_json_id(w, "id", 's', ref->serial);
        if (kind == WD_STORY_THREAD)
            wd_jw_kstr(w, "when", wd_ref_is_earlier(story, ref) ? WD_STR("earlier") : WD_STR("later"));
        wd_jw_kstr(w, "language", ref->language);
        wd_jw_kstr(w, "headline", ref->headline);
        wd_json_time(w, "created", ref->created_utc);
        wd_json_time(w, "updated", ref->updated_utc);
        wd_jw_ki64(w, "articles", ref->articles);
        wd_jw_ki64(w, "outlets", ref->outlets);
        wd_json_why(w, &ref->why);
        wd_jw_end(w);
    }
    wd_jw_end(w);
}

void wd_json_around(struct wd_jw *w, const struct wd_story *story, const struct wd_around *around)
{
    put_refs(w, "linked", story, around, WD_STORY_LANGUAGE);
    put_refs(w, "thread", story, around, WD_STORY_THREAD);
    if (!around || around->acts.n == 0)
        return;
    struct wd_members members;
    wd_members_init(&members, story);
    wd_json_acts(w, &members, &around->acts);
    wd_members_done(&members);
    wd_jw_key(w, "leads_here");
    wd_jw_array(w);
    for (size_t i = 0; i < around->acts.n; i++) {
        const struct wd_act *act = &around->acts.v[i];
        char id[16];
        if (!wd_act_leads_here(&around->acts, i, story->key))
            continue;
        snprintf(id, sizeof id, "s%" PRIu32, act->from_serial);
        wd_jw_str(w, wd_str_c(id));
    }
    wd_jw_end(w);
}
