/* intake/telegraph.h - wire messages in text frames: IPTC 7901, ANPA 1312, ZCZC...NNNN.
 * Duty:      find the frames of a file (one reader of its format for each message); code page; what the formats share.
 * Input:     a file's bytes. Messages are borrowed pieces of the decoded text, control characters and all.
 * Ownership: results in `a` or borrowed from the text.
 * Errors:    WD_E_FORMAT where no message can be used; a message that cannot is left out and told of in document->repairs.
 * Threads:   pure.   Cost: O(n).
 * Source:    IPTC Recommendation 7901 rev. 5 (1995); ANPA Bulletin 1312, ANPA 84-2; ISO 646 and ISO 6937 for the code pages. */
#ifndef WD_INTAKE_TELEGRAPH_H
#define WD_INTAKE_TELEGRAPH_H

#include "intake/adapters.h"
#include "markup/charset.h"
#include "text/date.h"

enum { WD_SOH = 0x01, WD_STX = 0x02, WD_ETX = 0x03, WD_EOT = 0x04, WD_FS = 0x1C, WD_GS = 0x1D, WD_RS = 0x1E, WD_US = 0x1F };

struct wd_telegraph {
    struct wd_arena *a;
    const struct wd_adapter_input *in;
    struct wd_document *document;
    struct wd_date_options dates;
    struct wd_buf scratch, notes;
};
/* Between SOH and STX, STX and ETX, ETX and EOT. */
struct wd_message {
    struct wd_str head, text, tail;
    bool cut; /* it has no end */
};
/* False: the head is of another format. Fills the item. */
typedef bool wd_message_reader(struct wd_telegraph *t, const struct wd_message *m, struct wd_item *item);

bool wd_telegraph_is(struct wd_str bytes);
/* Code page by the bytes: UTF-8, a national variant of ISO 646 (7 bit), IBM 850, ISO 6937; else as charset.h decides. */
void wd_telegraph_decode(struct wd_arena *a, struct wd_str bytes, struct wd_str content_type, struct wd_str language,
                         struct wd_decoded *ret);
/* iso646.c: text of 7 bits with the letters of the nation whose words stand in it; language: ISO 639-1 or empty. */
struct wd_str wd_iso646_text(struct wd_arena *a, struct wd_str text, struct wd_str language, const char **ret_variant);

/* "Sender 4-letter, number, priority, category, words": whether the line is a header of IPTC 7901. */
bool wd_iptc7901_is_header(struct wd_str line);
bool wd_iptc7901_read(struct wd_telegraph *t, const struct wd_message *m, struct wd_item *item);
bool wd_anpa_is_header(struct wd_str line);
bool wd_anpa_read(struct wd_telegraph *t, const struct wd_message *m, struct wd_item *item);
bool wd_zczc_read(struct wd_telegraph *t, const struct wd_message *m, struct wd_item *item);

/* telegraph_body.c */
/* The lines below the headline: embargo and notes taken out, dateline read, the rest as HTML in item->body_html. agency: whose sign-off
 * may stand at the end. */
void wd_telegraph_body(struct wd_telegraph *t, struct wd_str text, bool cut, struct wd_str agency, struct wd_item *item);
void wd_telegraph_note(struct wd_telegraph *t, struct wd_item *item, struct wd_str note);
/* "101137 GMT Dec 18" or "11-13-13 0745GMT" anywhere in the tail. */
void wd_telegraph_time(struct wd_telegraph *t, struct wd_str tail, struct wd_item *item);
/* "2026-03-14" of the item or of its arrival; empty where neither is known. */
struct wd_str wd_telegraph_day(struct wd_telegraph *t, const struct wd_item *item);
/* Section by a category code of either format. */
void wd_telegraph_category(struct wd_telegraph *t, struct wd_str code, struct wd_item *item);

#endif
