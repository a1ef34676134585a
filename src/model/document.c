#include "model/item.h"

static const struct wd_field person_fields[] = {
    WD_FIELD(1, wd_person, name, WD_T_STR),
    WD_FIELD(2, wd_person, email, WD_T_STR),
    WD_FIELD(3, wd_person, uri, WD_T_STR),
};
static WD_RECORD(person_record, wd_person, person_fields);

static const struct wd_field link_fields[] = {
    WD_FIELD(1, wd_link, rel, WD_T_STR),   WD_FIELD(2, wd_link, href, WD_T_STR),     WD_FIELD(3, wd_link, type, WD_T_STR),
    WD_FIELD(4, wd_link, title, WD_T_STR), WD_FIELD(5, wd_link, hreflang, WD_T_STR), WD_FIELD(6, wd_link, length, WD_T_STR),
};
static WD_RECORD(link_record, wd_link, link_fields);

static const struct wd_field category_fields[] = {
    WD_FIELD(1, wd_category, term, WD_T_STR),
    WD_FIELD(2, wd_category, scheme, WD_T_STR),
    WD_FIELD(3, wd_category, label, WD_T_STR),
};
static WD_RECORD(category_record, wd_category, category_fields);

static const struct wd_field text_fields[] = {
    WD_FIELD(1, wd_text, value, WD_T_STR), WD_FIELD(2, wd_text, type, WD_T_STR), WD_FIELD(3, wd_text, language, WD_T_STR),
    WD_FIELD(4, wd_text, base, WD_T_STR),  WD_FIELD(5, wd_text, src, WD_T_STR),
};
static WD_RECORD(text_record, wd_text, text_fields);

static const struct wd_field image_fields[] = {
    WD_FIELD(1, wd_image, url, WD_T_STR),   WD_FIELD(2, wd_image, title, WD_T_STR),  WD_FIELD(3, wd_image, link, WD_T_STR),
    WD_FIELD(4, wd_image, width, WD_T_STR), WD_FIELD(5, wd_image, height, WD_T_STR), WD_FIELD(6, wd_image, description, WD_T_STR),
};
static WD_RECORD(image_record, wd_image, image_fields);

static const struct wd_field extension_fields[] = {
    WD_FIELD(1, wd_extension, name, WD_T_STR),
    WD_FIELD(2, wd_extension, value, WD_T_STR),
    WD_FIELD(3, wd_extension, is_json, WD_T_BOOL),
    WD_FIELD(4, wd_extension, is_list, WD_T_BOOL),
};
static WD_RECORD(extension_record, wd_extension, extension_fields);

static const struct wd_field concept_fields[] = {
    WD_FIELD(1, wd_concept, qcode, WD_T_STR),  WD_FIELD(2, wd_concept, code, WD_T_STR), WD_FIELD(3, wd_concept, name, WD_T_STR),
    WD_FIELD(4, wd_concept, scheme, WD_T_STR), WD_FIELD(5, wd_concept, uri, WD_T_STR),
};
static WD_RECORD(concept_record, wd_concept, concept_fields);

static const struct wd_field item_fields[] = {
    WD_FIELD(1, wd_item, id, WD_T_STR),
    WD_FIELD(2, wd_item, id_is_link, WD_T_BOOL),
    WD_FIELD(3, wd_item, link, WD_T_STR),
    WD_FIELD_OF(4, wd_item, title, WD_T_REC, &text_record),
    WD_FIELD_OF(5, wd_item, summary, WD_T_REC, &text_record),
    WD_FIELD_OF(6, wd_item, rights, WD_T_REC, &text_record),
    WD_FIELD_OF(7, wd_item, info, WD_T_REC, &text_record),
    WD_FIELD_OF(8, wd_item, content, WD_T_LIST, &text_record),
    WD_FIELD_OF(9, wd_item, authors, WD_T_LIST, &person_record),
    WD_FIELD_OF(10, wd_item, contributors, WD_T_LIST, &person_record),
    WD_FIELD_OF(11, wd_item, publisher, WD_T_REC, &person_record),
    WD_FIELD_OF(12, wd_item, categories, WD_T_LIST, &category_record),
    WD_FIELD_OF(13, wd_item, links, WD_T_LIST, &link_record),
    WD_FIELD_OF(14, wd_item, enclosures, WD_T_LIST, &link_record),
    WD_FIELD(15, wd_item, comments, WD_T_STR),
    WD_FIELD(16, wd_item, language, WD_T_STR),
    WD_FIELD(17, wd_item, license, WD_T_STR),
    WD_FIELD(18, wd_item, icon, WD_T_STR),
    WD_FIELD(19, wd_item, logo, WD_T_STR),
    WD_FIELD(20, wd_item, docs, WD_T_STR),
    WD_FIELD(21, wd_item, ttl, WD_T_STR),
    WD_FIELD(22, wd_item, generator, WD_T_STR),
    WD_FIELD(23, wd_item, generator_uri, WD_T_STR),
    WD_FIELD(24, wd_item, generator_version, WD_T_STR),
    WD_FIELD_OF(25, wd_item, image, WD_T_REC, &image_record),
    WD_FIELD(26, wd_item, published_utc, WD_T_TIME),
    WD_FIELD(27, wd_item, updated_utc, WD_T_TIME),
    WD_FIELD(28, wd_item, created_utc, WD_T_TIME),
    WD_FIELD(29, wd_item, expired_utc, WD_T_TIME),
    WD_FIELD(30, wd_item, published_text, WD_T_STR),
    WD_FIELD(31, wd_item, updated_text, WD_T_STR),
    WD_FIELD_OF(33, wd_item, extensions, WD_T_LIST, &extension_record),
    WD_FIELD(34, wd_item, uri, WD_T_STR),
    WD_FIELD(35, wd_item, version, WD_T_STR),
    WD_FIELD(36, wd_item, type, WD_T_STR),
    WD_FIELD(37, wd_item, slugline, WD_T_STR),
    WD_FIELD(38, wd_item, byline, WD_T_STR),
    WD_FIELD(39, wd_item, dateline_city, WD_T_STR),
    WD_FIELD(40, wd_item, dateline_text, WD_T_STR),
    WD_FIELD(41, wd_item, creditline, WD_T_STR),
    WD_FIELD(42, wd_item, provider, WD_T_STR),
    WD_FIELD(43, wd_item, credit_source, WD_T_STR),
    WD_FIELD(44, wd_item, copyright_holder, WD_T_STR),
    WD_FIELD(45, wd_item, copyright_notice, WD_T_STR),
    WD_FIELD(46, wd_item, usage_terms, WD_T_STR),
    WD_FIELD(47, wd_item, ednote, WD_T_STR),
    WD_FIELD(48, wd_item, urgency, WD_T_STR),
    WD_FIELD(49, wd_item, priority, WD_T_STR),
    WD_FIELD(50, wd_item, word_count, WD_T_STR),
    WD_FIELD_ENUM(51, wd_item, pubstatus, wd_pubstatus_names),
    WD_FIELD_ENUM(52, wd_item, signal, wd_signal_names),
    WD_FIELD(53, wd_item, embargo_utc, WD_T_TIME),
    WD_FIELD_OF(54, wd_item, signals, WD_T_LIST, &concept_record),
    WD_FIELD_OF(55, wd_item, subjects, WD_T_LIST, &concept_record),
    WD_FIELD_OF(56, wd_item, genres, WD_T_LIST, &concept_record),
    WD_FIELD_OF(57, wd_item, places, WD_T_LIST, &concept_record),
    WD_FIELD(58, wd_item, keywords, WD_T_STRS),
    WD_FIELD(59, wd_item, body_html, WD_T_STR),
    WD_FIELD(60, wd_item, body_text, WD_T_STR),
    WD_FIELD(61, wd_item, outlet, WD_T_STR),
    WD_FIELD(62, wd_item, zone, WD_T_STR),
    WD_FIELD(63, wd_item, purged, WD_T_BOOL),
};
static WD_RECORD(item_record, wd_item, item_fields);

static const struct wd_field document_fields[] = {
    WD_FIELD(1, wd_document, format, WD_T_STR),
    WD_FIELD(2, wd_document, encoding, WD_T_STR),
    WD_FIELD(3, wd_document, text, WD_T_STR),
    WD_FIELD(4, wd_document, wire, WD_T_BOOL),
    WD_FIELD(5, wd_document, wellformed, WD_T_BOOL),
    WD_FIELD(6, wd_document, capped, WD_T_BOOL),
    WD_FIELD(7, wd_document, repairs, WD_T_STRS),
    WD_FIELD_OF(8, wd_document, feed, WD_T_REC, &item_record),
    WD_FIELD_OF(9, wd_document, items, WD_T_LIST, &item_record),
    WD_FIELD_OF(10, wd_document, extensions, WD_T_LIST, &extension_record),
    WD_FIELD(11, wd_document, skip_hours, WD_T_U32),
    WD_FIELD(12, wd_document, skip_days, WD_T_U32),
    WD_FIELD(13, wd_document, update_period_s, WD_T_U32),
    WD_FIELD_ENUM(14, wd_document, validity, wd_validity_names),
    WD_FIELD(15, wd_document, notes, WD_T_STRS),
};
WD_RECORD(wd_document_record, wd_document, document_fields);
