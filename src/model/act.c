#include "model/act.h"

const char *const wd_act_names[] = {"move", "merge", "split", NULL};

static const struct wd_field wish_fields[] = {
    WD_FIELD_ENUM(1, wd_wish, kind, wd_act_names), WD_FIELD(2, wd_wish, from, WD_T_KEY), WD_FIELD(3, wd_wish, into, WD_T_KEY),
    WD_FIELD(4, wd_wish, articles, WD_T_KEYS),     WD_FIELD(5, wd_wish, note, WD_T_STR),
};
WD_RECORD(wd_wish_record, wd_wish, wish_fields);

static const struct wd_field act_fields[] = {
    WD_FIELD(1, wd_act, seq, WD_T_I64),
    WD_FIELD(2, wd_act, at_utc, WD_T_TIME),
    WD_FIELD_ENUM(3, wd_act, kind, wd_act_names),
    WD_FIELD(4, wd_act, by_hand, WD_T_BOOL),
    WD_FIELD(5, wd_act, from, WD_T_KEY),
    WD_FIELD(6, wd_act, into, WD_T_KEY),
    WD_FIELD(7, wd_act, from_serial, WD_T_U32),
    WD_FIELD(8, wd_act, into_serial, WD_T_U32),
    WD_FIELD(9, wd_act, articles, WD_T_KEYS),
    WD_FIELD(10, wd_act, score, WD_T_F64),
    WD_FIELD_OF(11, wd_act, why, WD_T_LIST, &wd_why_record),
    WD_FIELD(12, wd_act, note, WD_T_STR),
};
WD_RECORD(wd_act_record, wd_act, act_fields);

bool wd_act_leads_here(const wd_acts *acts, size_t i, uint64_t story)
{
    const struct wd_act *act = &acts->v[i];
    bool leads = act->kind == WD_ACT_MERGE && act->into == story && act->from_serial;
    for (size_t k = 0; k < i && leads; k++)
        leads = acts->v[k].into != act->from;
    return leads;
}
