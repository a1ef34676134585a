#include "model/want.h"

static const char *const want_states[] = {"wanted", "fetched", "refused", NULL};

static const struct wd_field asked_fields[] = {
    WD_FIELD(1, wd_asked, article, WD_T_KEY),         WD_FIELD(2, wd_asked, version, WD_T_KEY), WD_FIELD(3, wd_asked, title, WD_T_STR),
    WD_FIELD(4, wd_asked, summary, WD_T_STR),         WD_FIELD(5, wd_asked, outlet, WD_T_STR),  WD_FIELD(6, wd_asked, section, WD_T_STR),
    WD_FIELD(7, wd_asked, rights, WD_T_STR),          WD_FIELD(8, wd_asked, image, WD_T_STR),   WD_FIELD(9, wd_asked, authors, WD_T_STRS),
    WD_FIELD(10, wd_asked, published_utc, WD_T_TIME), WD_FIELD(11, wd_asked, words, WD_T_U32),  WD_FIELD(12, wd_asked, learns, WD_T_BOOL),
    WD_FIELD(13, wd_asked, robots, WD_T_STR),
};
WD_RECORD(wd_asked_record, wd_asked, asked_fields);

static const struct wd_field want_fields[] = {
    WD_FIELD_OF(1, wd_want, asked, WD_T_REC, &wd_asked_record),
    WD_FIELD(2, wd_want, feed, WD_T_STR),
    WD_FIELD(3, wd_want, url, WD_T_STR),
    WD_FIELD(4, wd_want, etag, WD_T_STR),
    WD_FIELD(5, wd_want, last_modified, WD_T_STR),
    WD_FIELD(6, wd_want, reason, WD_T_STR),
    WD_FIELD(7, wd_want, at_utc, WD_T_TIME),
    WD_FIELD_ENUM(8, wd_want, state, want_states),
    WD_FIELD(9, wd_want, has_text, WD_T_BOOL),
    WD_FIELD(10, wd_want, times, WD_T_U32),
};
WD_RECORD(wd_want_record, wd_want, want_fields);

struct wd_str wd_want_words(struct wd_arena *a, const struct wd_want_counts *counts)
{
    if (counts->open + counts->met + counts->refused == 0)
        return wd_str_n("", 0);
    struct wd_str words = wd_arena_printf(a, "%" PRId64 " article page%s fetched", counts->met, counts->met == 1 ? "" : "s");
    if (counts->open)
        words = wd_arena_printf(a, "%.*s, %" PRId64 " wanted", WD_STR_ARG(words), counts->open);
    if (counts->refused)
        words = wd_arena_printf(a, "%.*s, %" PRId64 " not to be had", WD_STR_ARG(words), counts->refused);
    if (counts->useless >= WD_USELESS_PAGES)
        words = wd_arena_printf(a, "%.*s; its pages add nothing to its texts, so most are left alone", WD_STR_ARG(words));
    return words;
}
