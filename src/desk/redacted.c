#include "desk/redacted.h"

static const struct wd_field purged_fields[] = {
    WD_FIELD(1, wd_purged, item, WD_T_U32),
    WD_FIELD_OF(2, wd_purged, article, WD_T_REC, &wd_article_record),
    WD_FIELD_OF(3, wd_purged, placed, WD_T_REC, &wd_placed_record),
    WD_FIELD(4, wd_purged, names, WD_T_KEYS),
};
static WD_RECORD(purged_record, wd_purged, purged_fields);

static const struct wd_field redacted_fields[] = {
    WD_FIELD_OF(1, wd_redacted, document, WD_T_REC, &wd_document_record),
    WD_FIELD_OF(2, wd_redacted, purged, WD_T_LIST, &purged_record),
    WD_FIELD_OF(3, wd_redacted, decided, WD_T_LIST, &wd_placed_record),
    WD_FIELD(4, wd_redacted, note, WD_T_STR),
};
WD_RECORD(wd_redacted_record, wd_redacted, redacted_fields);

void wd_article_purge(struct wd_article *article)
{
    struct wd_str none = {"", 0};
    article->title = article->body = article->standfirst = article->byline = article->dateline = article->image = article->rights = none;
    article->slug = article->caption = none;
    article->subjects.n = article->authors.n = article->keywords.n = article->provenance.n = 0;
    article->blocks.n = article->sentences.n = article->standfirst_spans.n = article->names.n = article->timexes.n = article->quotes.n =
        article->notices.n = 0;
}
