#include "model/story.h"

const char *const wd_relation_names[] = {"independent", "original", "copy", "derived", "quotes", "version", NULL};
const char *const wd_form_names[] = {"same", "part", "altered", "reported", NULL};
const char *const wd_diff_names[] = {"keep", "insert", "delete", NULL};
const char *const wd_change_names[] = {"headline", "figure",     "quote added", "paragraph added", "paragraph removed",
                                       "edited",   "correction", "withdrawn",   "moved",           NULL};

const char *const wd_story_link_names[] = {"thread", "language", NULL};

static const struct wd_field why_fields[] = {
    WD_FIELD(1, wd_why, kind, WD_T_STR),
    WD_FIELD(2, wd_why, what, WD_T_STR),
    WD_FIELD(3, wd_why, weight, WD_T_F64),
};
WD_RECORD(wd_why_record, wd_why, why_fields);

static const struct wd_field story_link_fields[] = {
    WD_FIELD(1, wd_story_link, other, WD_T_KEY),
    WD_FIELD_ENUM(2, wd_story_link, kind, wd_story_link_names),
    WD_FIELD(3, wd_story_link, score, WD_T_F64),
    WD_FIELD_OF(4, wd_story_link, why, WD_T_LIST, &wd_why_record),
};
WD_RECORD(wd_story_link_record, wd_story_link, story_link_fields);

static const struct wd_field evidence_fields[] = {
    WD_FIELD(1, wd_evidence, kind, WD_T_STR),
    WD_FIELD(2, wd_evidence, text, WD_T_STR),
};
static WD_RECORD(evidence_record, wd_evidence, evidence_fields);

static const struct wd_field member_fields[] = {
    WD_FIELD(1, wd_member, article, WD_T_KEY),
    WD_FIELD(2, wd_member, version, WD_T_KEY),
    WD_FIELD(3, wd_member, of, WD_T_KEY),
    WD_FIELD(4, wd_member, serial, WD_T_U32),
    WD_FIELD(5, wd_member, letter, WD_T_STR),
    WD_FIELD(6, wd_member, source, WD_T_STR),
    WD_FIELD(7, wd_member, url, WD_T_STR),
    WD_FIELD(8, wd_member, outlet, WD_T_STR),
    WD_FIELD(9, wd_member, agency, WD_T_STR),
    WD_FIELD(10, wd_member, title, WD_T_STR),
    WD_FIELD(11, wd_member, byline, WD_T_STR),
    WD_FIELD(12, wd_member, language, WD_T_STR),
    WD_FIELD(13, wd_member, zone, WD_T_STR),
    WD_FIELD(14, wd_member, arrived_utc, WD_T_TIME),
    WD_FIELD(15, wd_member, created_utc, WD_T_TIME),
    WD_FIELD(16, wd_member, updated_utc, WD_T_TIME),
    WD_FIELD_ENUM(17, wd_member, relation, wd_relation_names),
    WD_FIELD(18, wd_member, share_of_copy, WD_T_F64),
    WD_FIELD(19, wd_member, share_of_source, WD_T_F64),
    WD_FIELD(20, wd_member, words, WD_T_U32),
    WD_FIELD(21, wd_member, verbatim_words, WD_T_U32),
    WD_FIELD(22, wd_member, edited_words, WD_T_U32),
    WD_FIELD(23, wd_member, shared_sentences, WD_T_U32),
    WD_FIELD(24, wd_member, origin_agency, WD_T_STR),
    WD_FIELD(25, wd_member, origin_received, WD_T_BOOL),
    WD_FIELD_OF(26, wd_member, evidence, WD_T_LIST, &evidence_record),
    WD_FIELD(27, wd_member, killed, WD_T_BOOL),
    WD_FIELD(28, wd_member, corrected, WD_T_BOOL),
    WD_FIELD(29, wd_member, licensed, WD_T_BOOL),
    WD_FIELD(30, wd_member, summary_only, WD_T_BOOL),
    WD_FIELD(31, wd_member, versions, WD_T_U32),
    WD_FIELD(32, wd_member, root, WD_T_KEY),
    WD_FIELD(33, wd_member, carries_earlier, WD_T_BOOL),
    WD_FIELD(34, wd_member, credit, WD_T_STR),
};
static WD_RECORD(member_record, wd_member, member_fields);

static const struct wd_field diff_fields[] = {
    WD_FIELD_ENUM(1, wd_diff, op, wd_diff_names),
    WD_FIELD(2, wd_diff, text, WD_T_STR),
};
static WD_RECORD(diff_record, wd_diff, diff_fields);

static const struct wd_field carrier_fields[] = {
    WD_FIELD(1, wd_carrier, article, WD_T_KEY),        WD_FIELD(2, wd_carrier, serial, WD_T_U32),
    WD_FIELD(3, wd_carrier, letter, WD_T_STR),         WD_FIELD(4, wd_carrier, span, WD_T_SPAN),
    WD_FIELD(5, wd_carrier, words, WD_T_STR),          WD_FIELD(6, wd_carrier, context, WD_T_STR),
    WD_FIELD_ENUM(7, wd_carrier, form, wd_form_names), WD_FIELD_OF(8, wd_carrier, differences, WD_T_LIST, &diff_record),
};
static WD_RECORD(carrier_record, wd_carrier, carrier_fields);

static const struct wd_field statement_fields[] = {
    WD_FIELD(1, wd_statement, key, WD_T_KEY),           WD_FIELD(2, wd_statement, speaker, WD_T_STR),
    WD_FIELD(3, wd_statement, role, WD_T_STR),          WD_FIELD_ENUM(4, wd_statement, kind, wd_quote_kinds),
    WD_FIELD(5, wd_statement, words, WD_T_STR),         WD_FIELD(6, wd_statement, denied, WD_T_BOOL),
    WD_FIELD(7, wd_statement, first_utc, WD_T_TIME),    WD_FIELD_OF(8, wd_statement, carriers, WD_T_LIST, &carrier_record),
    WD_FIELD(9, wd_statement, first_article, WD_T_KEY), WD_FIELD(10, wd_statement, voice, WD_T_KEY),
};
static WD_RECORD(statement_record, wd_statement, statement_fields);

static const struct wd_field told_fields[] = {
    WD_FIELD(1, wd_told, text, WD_T_STR),   WD_FIELD(2, wd_told, article, WD_T_KEY), WD_FIELD(3, wd_told, serial, WD_T_U32),
    WD_FIELD(4, wd_told, letter, WD_T_STR), WD_FIELD(5, wd_told, span, WD_T_SPAN),
};
static WD_RECORD(told_record, wd_told, told_fields);

static const struct wd_field only_fields[] = {
    WD_FIELD(1, wd_only, article, WD_T_KEY),
    WD_FIELD(2, wd_only, serial, WD_T_U32),
    WD_FIELD(3, wd_only, letter, WD_T_STR),
    WD_FIELD(4, wd_only, outlet, WD_T_STR),
    WD_FIELD_OF(5, wd_only, sentences, WD_T_LIST, &told_record),
};
static WD_RECORD(only_record, wd_only, only_fields);

static const struct wd_field people_fields[] = {
    WD_FIELD(1, wd_people, name, WD_T_STR),
    WD_FIELD(2, wd_people, role, WD_T_STR),
    WD_FIELD(3, wd_people, variants, WD_T_STRS),
};
static WD_RECORD(people_record, wd_people, people_fields);

static const struct wd_field voice_fields[] = {
    WD_FIELD(1, wd_voice, key, WD_T_KEY),       WD_FIELD(2, wd_voice, name, WD_T_STR),   WD_FIELD(3, wd_voice, role, WD_T_STR),
    WD_FIELD(4, wd_voice, variants, WD_T_STRS), WD_FIELD(5, wd_voice, named, WD_T_BOOL),
};
static WD_RECORD(voice_record, wd_voice, voice_fields);

static const struct wd_field still_fields[] = {
    WD_FIELD(1, wd_still, article, WD_T_KEY), WD_FIELD(2, wd_still, serial, WD_T_U32), WD_FIELD(3, wd_still, letter, WD_T_STR),
    WD_FIELD(4, wd_still, outlet, WD_T_STR),  WD_FIELD(5, wd_still, span, WD_T_SPAN),  WD_FIELD(6, wd_still, whole, WD_T_BOOL),
};
static WD_RECORD(still_record, wd_still, still_fields);

static const struct wd_field change_fields[] = {
    WD_FIELD(1, wd_change, article, WD_T_KEY),
    WD_FIELD(2, wd_change, serial, WD_T_U32),
    WD_FIELD(3, wd_change, letter, WD_T_STR),
    WD_FIELD(4, wd_change, outlet, WD_T_STR),
    WD_FIELD_ENUM(5, wd_change, kind, wd_change_names),
    WD_FIELD(6, wd_change, at_utc, WD_T_TIME),
    WD_FIELD_OF(7, wd_change, differences, WD_T_LIST, &diff_record),
    WD_FIELD(8, wd_change, part, WD_T_BOOL),
    WD_FIELD_OF(9, wd_change, still, WD_T_LIST, &still_record),
};
static WD_RECORD(change_record, wd_change, change_fields);

static const struct wd_field story_fields[] = {
    WD_FIELD(1, wd_story, key, WD_T_KEY),
    WD_FIELD(2, wd_story, serial, WD_T_U32),
    WD_FIELD(3, wd_story, headline, WD_T_STR),
    WD_FIELD(4, wd_story, headline_letter, WD_T_STR),
    WD_FIELD(5, wd_story, headline_outlet, WD_T_STR),
    WD_FIELD(6, wd_story, headline_article, WD_T_KEY),
    WD_FIELD(7, wd_story, language, WD_T_STR),
    WD_FIELD(8, wd_story, section, WD_T_STR),
    WD_FIELD(9, wd_story, created_utc, WD_T_TIME),
    WD_FIELD(10, wd_story, updated_utc, WD_T_TIME),
    WD_FIELD(11, wd_story, origins, WD_T_U32),
    WD_FIELD(12, wd_story, articles, WD_T_U32),
    WD_FIELD(13, wd_story, copies, WD_T_U32),
    WD_FIELD(14, wd_story, languages, WD_T_U32),
    WD_FIELD(15, wd_story, outlets, WD_T_U32),
    WD_FIELD(16, wd_story, corrected, WD_T_BOOL),
    WD_FIELD(17, wd_story, killed, WD_T_BOOL),
    WD_FIELD(18, wd_story, developing, WD_T_BOOL),
    WD_FIELD_OF(19, wd_story, standfirst, WD_T_LIST, &told_record),
    WD_FIELD_OF(20, wd_story, members, WD_T_LIST, &member_record),
    WD_FIELD_OF(21, wd_story, statements, WD_T_LIST, &statement_record),
    WD_FIELD_OF(22, wd_story, only_in, WD_T_LIST, &only_record),
    WD_FIELD_OF(23, wd_story, told_by_all, WD_T_LIST, &told_record),
    WD_FIELD_OF(24, wd_story, people, WD_T_LIST, &people_record),
    WD_FIELD_OF(25, wd_story, changes, WD_T_LIST, &change_record),
    WD_FIELD(26, wd_story, linked, WD_T_KEYS),
    WD_FIELD(27, wd_story, thread, WD_T_KEYS),
    WD_FIELD(28, wd_story, rewrites, WD_T_U32),
    WD_FIELD_OF(29, wd_story, voices, WD_T_LIST, &voice_record),
};
WD_RECORD(wd_story_record, wd_story, story_fields);
