#include "model/article.h"

const char *const wd_notice_names[] = {"notice",      "inputs",   "reporting",      "credit line", "dateline", "copyright",
                                       "contributed", "provider", "canonical link", "furniture",   NULL};
const char *const wd_name_types[] = {"PER", "ORG", "LOC", "MISC", NULL};
const char *const wd_quote_kinds[] = {"direct", "mixed", "indirect", NULL};
static const char *const block_kinds[] = {"paragraph", "heading", "list_item", "quote", "caption", "standfirst", NULL};

static const struct wd_field block_fields[] = {
    WD_FIELD_ENUM(1, wd_block, kind, block_kinds),
    WD_FIELD(2, wd_block, span, WD_T_SPAN),
};
static WD_RECORD(block_record, wd_block, block_fields);

static const struct wd_field notice_fields[] = {
    WD_FIELD_ENUM(1, wd_notice, kind, wd_notice_names),
    WD_FIELD(2, wd_notice, text, WD_T_STR),
    WD_FIELD(3, wd_notice, agency, WD_T_STR),
    WD_FIELD(4, wd_notice, outlet, WD_T_STR),
};
static WD_RECORD(notice_record, wd_notice, notice_fields);

static const struct wd_field name_fields[] = {
    WD_FIELD(1, wd_name, span, WD_T_SPAN),
    WD_FIELD_ENUM(2, wd_name, type, wd_name_types),
    WD_FIELD(3, wd_name, name, WD_T_STR),
};
static WD_RECORD(name_record, wd_name, name_fields);

static const struct wd_field timex_fields[] = {
    WD_FIELD(1, wd_timex, span, WD_T_SPAN),
    WD_FIELD(2, wd_timex, type, WD_T_STR),
    WD_FIELD(3, wd_timex, value, WD_T_STR),
};
static WD_RECORD(timex_record, wd_timex, timex_fields);

static const struct wd_field quote_fields[] = {
    WD_FIELD(1, wd_quote, span, WD_T_SPAN),
    WD_FIELD(2, wd_quote, pieces, WD_T_SPANS),
    WD_FIELD_ENUM(3, wd_quote, kind, wd_quote_kinds),
    WD_FIELD(4, wd_quote, speaker_span, WD_T_SPAN),
    WD_FIELD(5, wd_quote, cue_span, WD_T_SPAN),
    WD_FIELD(6, wd_quote, speaker, WD_T_STR),
    WD_FIELD(7, wd_quote, role, WD_T_STR),
    WD_FIELD(8, wd_quote, denied, WD_T_BOOL),
};
static WD_RECORD(quote_record, wd_quote, quote_fields);

static const struct wd_field provenance_fields[] = {
    WD_FIELD(1, wd_provenance, field, WD_T_STR),      WD_FIELD(2, wd_provenance, source, WD_T_STR),
    WD_FIELD(3, wd_provenance, printed, WD_T_STR),    WD_FIELD(4, wd_provenance, other, WD_T_STR),
    WD_FIELD(5, wd_provenance, confidence, WD_T_U32),
};
static WD_RECORD(provenance_record, wd_provenance, provenance_fields);

static const struct wd_field article_fields[] = {
    WD_FIELD(1, wd_article, key, WD_T_KEY),
    WD_FIELD(2, wd_article, version, WD_T_KEY),
    WD_FIELD(3, wd_article, feed, WD_T_STR),
    WD_FIELD(4, wd_article, source, WD_T_STR),
    WD_FIELD(5, wd_article, url, WD_T_STR),
    WD_FIELD(6, wd_article, outlet, WD_T_STR),
    WD_FIELD(7, wd_article, agency, WD_T_STR),
    WD_FIELD(8, wd_article, title, WD_T_STR),
    WD_FIELD(9, wd_article, standfirst, WD_T_STR),
    WD_FIELD(10, wd_article, byline, WD_T_STR),
    WD_FIELD(11, wd_article, language, WD_T_STR),
    WD_FIELD(12, wd_article, section, WD_T_STR),
    WD_FIELD(13, wd_article, image, WD_T_STR),
    WD_FIELD(14, wd_article, zone, WD_T_STR),
    WD_FIELD(15, wd_article, dateline, WD_T_STR),
    WD_FIELD(16, wd_article, rights, WD_T_STR),
    WD_FIELD(17, wd_article, wire_version, WD_T_STR),
    WD_FIELD(18, wd_article, arrived_utc, WD_T_TIME),
    WD_FIELD(19, wd_article, created_utc, WD_T_TIME),
    WD_FIELD(20, wd_article, updated_utc, WD_T_TIME),
    WD_FIELD(21, wd_article, embargo_utc, WD_T_TIME),
    WD_FIELD_ENUM(22, wd_article, signal, wd_signal_names),
    WD_FIELD_ENUM(23, wd_article, pubstatus, wd_pubstatus_names),
    WD_FIELD(24, wd_article, licensed, WD_T_BOOL),
    WD_FIELD(25, wd_article, is_wire, WD_T_BOOL),
    WD_FIELD(26, wd_article, summary_only, WD_T_BOOL),
    WD_FIELD(27, wd_article, no_index, WD_T_BOOL),
    WD_FIELD(28, wd_article, body, WD_T_STR),
    WD_FIELD_OF(29, wd_article, blocks, WD_T_LIST, &block_record),
    WD_FIELD(30, wd_article, sentences, WD_T_SPANS),
    WD_FIELD_OF(31, wd_article, names, WD_T_LIST, &name_record),
    WD_FIELD_OF(32, wd_article, timexes, WD_T_LIST, &timex_record),
    WD_FIELD_OF(33, wd_article, quotes, WD_T_LIST, &quote_record),
    WD_FIELD_OF(34, wd_article, notices, WD_T_LIST, &notice_record),
    WD_FIELD(35, wd_article, standfirst_spans, WD_T_SPANS),
    WD_FIELD(36, wd_article, archived, WD_T_BOOL),
    WD_FIELD(37, wd_article, slug, WD_T_STR),
    WD_FIELD(38, wd_article, urgency, WD_T_STR),
    WD_FIELD(39, wd_article, subjects, WD_T_STRS),
    WD_FIELD(40, wd_article, authors, WD_T_STRS),
    WD_FIELD(41, wd_article, caption, WD_T_STR),
    WD_FIELD(42, wd_article, keywords, WD_T_STRS),
    WD_FIELD(43, wd_article, paywalled, WD_T_BOOL),
    WD_FIELD_OF(44, wd_article, provenance, WD_T_LIST, &provenance_record),
    WD_FIELD(60, wd_article, full_text_note, WD_T_STR),
    WD_FIELD(61, wd_article, from_page, WD_T_BOOL),
};
WD_RECORD(wd_article_record, wd_article, article_fields);

const struct wd_provenance *wd_article_provenance(const struct wd_article *article, const char *field)
{
    for (size_t i = 0; i < article->provenance.n; i++)
        if (wd_str_eqc(article->provenance.v[i].field, field))
            return &article->provenance.v[i];
    return NULL;
}
