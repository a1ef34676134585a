#include "model/event.h"

static const char *const event_kinds[] = {"delivery", "page", "feed", "unfeed", "clock", "redacted", "act", NULL};
const char *const wd_full_text_names[] = {"auto", "always", "never", NULL};

static const struct wd_field event_fields[] = {
    WD_FIELD(2, wd_event, instant_utc, WD_T_TIME),
    WD_FIELD_ENUM(3, wd_event, kind, event_kinds),
    WD_FIELD(4, wd_event, feed, WD_T_STR),
    WD_FIELD(5, wd_event, source, WD_T_STR),
    WD_FIELD(6, wd_event, url, WD_T_STR),
    WD_FIELD(7, wd_event, content_type, WD_T_STR),
    WD_FIELD(8, wd_event, content_location, WD_T_STR),
    WD_FIELD(9, wd_event, content_language, WD_T_STR),
    WD_FIELD(10, wd_event, etag, WD_T_STR),
    WD_FIELD(11, wd_event, last_modified, WD_T_STR),
    WD_FIELD_OF(12, wd_event, asked, WD_T_LIST, &wd_asked_record),
};
WD_RECORD(wd_event_head_record, wd_event, event_fields);

static const struct wd_field feed_fields[] = {
    WD_FIELD(1, wd_feed, name, WD_T_STR),        WD_FIELD(2, wd_feed, url, WD_T_STR),
    WD_FIELD(3, wd_feed, label, WD_T_STR),       WD_FIELD(4, wd_feed, section, WD_T_STR),
    WD_FIELD(5, wd_feed, language, WD_T_STR),    WD_FIELD(6, wd_feed, zone, WD_T_STR),
    WD_FIELD(7, wd_feed, site, WD_T_STR),        WD_FIELD(8, wd_feed, licensed, WD_T_BOOL),
    WD_FIELD(9, wd_feed, paused, WD_T_BOOL),     WD_FIELD_ENUM(10, wd_feed, full_text, wd_full_text_names),
    WD_FIELD(11, wd_feed, interval_s, WD_T_I64), WD_FIELD(20, wd_feed, retry_utc, WD_T_TIME),
};
WD_RECORD(wd_feed_record, wd_feed, feed_fields);
