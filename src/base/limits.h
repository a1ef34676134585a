/* base/limits.h - the caps that input is held to, in one place.
 * Duty: every buffer and loop over input is bounded by one of these; over a cap the answer is WD_E_TOOBIG
 *       or WD_E_DEPTH, or the parser keeps what it had and says so. Units are in the names. */
#ifndef WD_BASE_LIMITS_H
#define WD_BASE_LIMITS_H

#define WD_MAX_DELIVERY_BYTES (32u << 20) /* one decoded body */
#define WD_MAX_FILE_BYTES (256u << 20)    /* one file given by hand */
#define WD_MAX_LINE_BYTES (64u << 20)     /* one NDJSON line */
#define WD_MAX_TEXT_BYTES (16u << 20)     /* one text node or article body */
#define WD_MAX_WORDS (1u << 20)           /* words of one article that are looked at */
#define WD_MAX_ITEMS 50000u               /* items of one delivery */
#define WD_MAX_XML_DEPTH 256u
#define WD_MAX_XML_ATTRIBUTES 1000u
#define WD_MAX_ENTITY_CHARS 1000000u /* characters that entities of one document may expand to */
#define WD_MAX_HTML_DEPTH 512u
#define WD_MAX_HTML_NODES 400000u
#define WD_MAX_JSON_DEPTH 64
#define WD_MAX_MAIL_DEPTH 8u /* parts in parts, mails in mails */
#define WD_MAX_MAIL_PARTS 500u
#define WD_MAX_PAGE_BYTES (64u << 20)        /* one rendered page */
#define WD_MAX_ARTICLE_PAGE_BYTES (8u << 20) /* one fetched article page */
#define WD_MAX_QUERY_BYTES 1024u             /* a search query */
#define WD_MAX_REUSE 64u                     /* copy pairs printed for one article */

#endif
