/* intake/newsml_1.h - what the files of the NewsML 1.x adapter share.
 * Duty:      a NewsItem is read into a small tree of its NewsComponents (newsml_1_parts.c), because roles, languages and renditions
 *            tell only together what is an article; the tree then becomes items (newsml_1_items.c). Names of topics are resolved
 *            within the document (newsml_1_topic.c).
 * Input:     a reader at an OPEN; read functions leave it at the CLOSE.
 * Ownership: all in r.a or borrowed from the input; trees in a scratch arena, until their items are made.
 * Errors:    none: what cannot be used is left out.   Threads: pure.   Cost: O(n).
 * Source:    IPTC NewsML 1.2 functional specification and DTD (2003). */
#ifndef WD_INTAKE_NEWSML_1_H
#define WD_INTAKE_NEWSML_1_H

#include "base/hash.h"
#include "intake/wire.h"

enum { N1_MAX_COMPONENTS = 20000, N1_MAX_TOPICS = 20000 };

struct n1_name {
    struct wd_str text, language;
};
struct n1_topic {
    struct wd_str id, code, set; /* Duid, FormalName, Duid of its TopicSet */
    WD_LIST(struct n1_name) names;
};
typedef WD_LIST(struct n1_topic) n1_topics;

/* One representation of what a component says; later ones are preferred over earlier ones. */
enum n1_form { N1_NOTHING, N1_OTHER, N1_PLAIN, N1_HTML, N1_NITF };
struct n1_content {
    enum n1_form form;
    struct wd_str html, medium; /* medium: "text", "photo", "video" ... as the file names it, in lower case */
    struct wd_str href, mime, size, words, width, height;
    const struct wd_item *nitf; /* what its own head says */
    bool unread;                /* encoded, and not as text */
};

struct n1_component {
    struct wd_str duid, role;
    bool equivalents;   /* its components say the same, in other languages or forms */
    bool has_text;      /* it or one below it has text that is no title and no caption */
    bool tongues;       /* its parts with text are in several languages */
    bool has_media;     /* it or one below it refers to a picture, sound ... */
    struct wd_item own; /* what its NewsLines and metadata say */
    WD_LIST(struct n1_content) contents;
    WD_LIST(struct n1_component *) parts;
};

struct n1 {
    struct wd_reader r;
    struct wd_str text; /* of the document, for looking ahead */
    n1_topics topics;
    struct wd_map by_id, by_code; /* place in topics, from 1 */
    struct wd_str priority;       /* of the envelope */
    struct wd_arena scratch;      /* of one outermost NewsItem: its tree */
    size_t components;            /* in it */
    unsigned nesting;
    size_t body_cap;         /* of the body that is being put together */
    struct wd_str last_text; /* what it got last */
    bool capped;
};

/* newsml_1_topic.c */
void wd_n1_read_topics(struct n1 *n);
/* At an element with FormalName, and Topic, Vocabulary, Scheme or not. */
struct wd_concept wd_n1_concept(struct n1 *n, struct wd_str language);
struct wd_str wd_n1_formal_name(struct n1 *n);

/* newsml_1.c: at the OPEN of a NewsItem; its items go into the document. */
void wd_n1_read_item(struct n1 *n);

/* newsml_1_parts.c: at the OPEN of a NewsComponent; NULL where there are too many. */
struct n1_component *wd_n1_read_component(struct n1 *n);
/* Property of administrative or descriptive metadata, of management, or of a Metadata element. */
void wd_n1_read_property(struct n1 *n, struct wd_item *item);

/* newsml_1_content.c */
/* At the OPEN of a ContentItem. */
void wd_n1_read_content(struct n1 *n, struct n1_component *c);
/* "picture", "video", "audio" ... for what a file calls its media, formats and roles; empty for text. */
struct wd_str wd_n1_medium(struct wd_str written);

/* newsml_1_items.c */
/* Sets what is known only when all parts are. */
void wd_n1_weigh(struct n1_component *c);
/* base: what the NewsItem says of itself. */
void wd_n1_emit(struct n1 *n, const struct wd_item *base, const struct n1_component *root);

#endif
