/* intake/mime.h - mail as it is written: header fields, encoded words, parts.
 * Duty:      unfold and decode header fields, take a body apart into its leaves, undo transfer encodings.
 * Input:     raw bytes of any kind. What is said to be text comes out as valid UTF-8; bodies of leaves are bytes, transfer encoding undone.
 * Ownership: results in `a` or borrowed from the bytes.
 * Errors:    none: what is ill-formed is taken as it stands. Deeper than WD_MAX_MAIL_DEPTH or past WD_MAX_MAIL_PARTS is left out, and
 *            capped says so.
 * Threads:   pure.   Cost: O(n) for each level of parts.
 * Source:    RFC 5322, 2045-2047, 2231, 3676, 4155. */
#ifndef WD_INTAKE_MIME_H
#define WD_INTAKE_MIME_H

#include "base/arena.h"
#include "base/list.h"

struct wd_mail_part {
    struct wd_str type; /* "text/plain", in lower case */
    struct wd_str content_type, name, body;
    bool attachment, flowed, delete_space;
    unsigned alternative; /* leaves of one multipart/alternative have its number; 0: none */
};
typedef WD_LIST(struct wd_mail_part) wd_mail_parts;
struct wd_mail_leaves {
    wd_mail_parts parts;
    unsigned alternatives;
    bool capped;
};

/* Head and body at the first blank line. */
void wd_mime_split(struct wd_str mail, struct wd_str *ret_head, struct wd_str *ret_body);
/* The first field of that name, unfolded, else as it stands (raw bytes); empty where there is none. */
struct wd_str wd_mime_field(struct wd_arena *a, struct wd_str head, const char *name);
/* Encoded words decoded; always UTF-8 without control bytes. */
struct wd_str wd_mime_text(struct wd_arena *a, struct wd_str value);
/* A parameter of Content-Type or Content-Disposition, in pieces and percent-encoded or not. */
struct wd_str wd_mime_parameter(struct wd_arena *a, struct wd_str value, const char *name);
struct wd_str wd_mime_decode(struct wd_arena *a, struct wd_str body, struct wd_str transfer_encoding);
/* All leaves of a mail in order. */
void wd_mime_leaves(struct wd_arena *a, struct wd_str head, struct wd_str body, struct wd_mail_leaves *ret);

#endif
