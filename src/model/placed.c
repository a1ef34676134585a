#include "model/placed.h"

static const struct wd_field link_fields[] = {
    WD_FIELD(1, wd_copy_link, article, WD_T_KEY),
    WD_FIELD(2, wd_copy_link, of, WD_T_KEY),
    WD_FIELD_ENUM(3, wd_copy_link, relation, wd_relation_names),
    WD_FIELD(4, wd_copy_link, share_of_copy, WD_T_F64),
    WD_FIELD(5, wd_copy_link, share_of_source, WD_T_F64),
};
static WD_RECORD(link_record, wd_copy_link, link_fields);

static const struct wd_field placed_fields[] = {
    WD_FIELD(1, wd_placed, article, WD_T_KEY),
    WD_FIELD(2, wd_placed, version, WD_T_KEY),
    WD_FIELD(3, wd_placed, story, WD_T_KEY),
    WD_FIELD(4, wd_placed, founded, WD_T_BOOL),
    WD_FIELD(5, wd_placed, is_update, WD_T_BOOL),
    WD_FIELD(6, wd_placed, score, WD_T_F64),
    WD_FIELD_OF(7, wd_placed, why, WD_T_LIST, &wd_why_record),
    WD_FIELD_OF(8, wd_placed, links, WD_T_LIST, &link_record),
    WD_FIELD_OF(9, wd_placed, acts, WD_T_LIST, &wd_act_record),
    WD_FIELD(10, wd_placed, linked, WD_T_BOOL),
    WD_FIELD_OF(11, wd_placed, related, WD_T_LIST, &wd_story_link_record),
};
WD_RECORD(wd_placed_record, wd_placed, placed_fields);
