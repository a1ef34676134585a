/* model/item.h - what a parser found in a delivery: a document with its items.
 * Duty:      one shape for feeds, wire files, plain text and pages; intake/ fills it, intake/neutral.h prints it.
 * Input:     texts are UTF-8. Instants are WD_NO_TIME where not given. URLs are absolute, http or https.
 * Ownership: all in the arena of the parse. */
#ifndef WD_MODEL_ITEM_H
#define WD_MODEL_ITEM_H

#include "model/record.h"

struct wd_person {
    struct wd_str name, email, uri;
};
struct wd_link {
    struct wd_str rel, href, type, title, hreflang, length;
};
struct wd_category {
    struct wd_str term, scheme, label;
};
/* A text construct. type is a media type: text/plain, text/html, application/xhtml+xml. HTML is sanitised. */
struct wd_text {
    struct wd_str value, type, language, base, src;
};
struct wd_image {
    struct wd_str url, title, link, width, height, description;
};
/* A value of an extension: name as in the neutral schema ("itunes_duration", "media_thumbnail"); value as text, or JSON
 * text where is_json. */
struct wd_extension {
    struct wd_str name, value;
    bool is_json;
    bool is_list; /* one of several of that name, printed as an array */
};
/* Wire vocabulary entry: subject, genre, place, signal. */
struct wd_concept {
    struct wd_str qcode, code, name, scheme;
    struct wd_str uri; /* of the concept, where a catalog tells what the scheme stands for */
};

typedef WD_LIST(struct wd_person) wd_persons;
typedef WD_LIST(struct wd_link) wd_links;
typedef WD_LIST(struct wd_category) wd_categories;
typedef WD_LIST(struct wd_text) wd_texts;
typedef WD_LIST(struct wd_extension) wd_extensions;
typedef WD_LIST(struct wd_concept) wd_concepts;

enum wd_signal { WD_SIGNAL_NONE, WD_SIGNAL_UPDATE, WD_SIGNAL_CORRECTION, WD_SIGNAL_KILL, WD_SIGNAL_ADVISORY };
enum wd_pubstatus { WD_PUB_USABLE, WD_PUB_WITHHELD, WD_PUB_CANCELED };
enum wd_validity { WD_VALIDITY_UNKNOWN, WD_VALID, WD_INVALID }; /* by the schema of its format; unknown: it was not checked */
extern const char *const wd_validity_names[];                   /* "unknown", "valid", "invalid" */
extern const char *const wd_signal_names[];                     /* "none", "update", "correction", "kill", "advisory" */
extern const char *const wd_pubstatus_names[];                  /* "usable", "withheld", "canceled" */

/* Fields that a feed (channel) and an entry have in common are in one struct; the feed uses the first part. */
struct wd_item {
    struct wd_str id; /* guid, atom:id, wire guid */
    bool id_is_link;
    struct wd_str link;
    struct wd_text title, summary, rights, info; /* summary: description or subtitle */
    wd_texts content;
    wd_persons authors, contributors;
    struct wd_person publisher;
    wd_categories categories;
    wd_links links, enclosures;
    struct wd_str comments, language, license, icon, logo, docs, ttl;
    struct wd_str generator, generator_uri, generator_version;
    struct wd_image image;
    int64_t published_utc, updated_utc, created_utc, expired_utc;
    struct wd_str published_text, updated_text; /* as printed in the source */
    struct wd_item *source;                     /* entry: the feed it was taken from; url in .link */
    wd_extensions extensions;

    /* wire */
    struct wd_str uri, version, type, slugline, byline, dateline_city, dateline_text, creditline, provider, credit_source;
    struct wd_str copyright_holder, copyright_notice, usage_terms, ednote, urgency, priority, word_count;
    enum wd_pubstatus pubstatus;
    enum wd_signal signal; /* the strongest of the signals */
    int64_t embargo_utc;
    wd_concepts signals, subjects, genres, places;
    wd_strs keywords;
    struct wd_str body_html; /* sanitised */

    /* plain text and pages: the body as text, a block a line */
    struct wd_str body_text;
    struct wd_str outlet; /* where the text itself says it */
    struct wd_str zone;   /* as printed beside the times ("IST") */
    bool purged;          /* after a kill: identity is all that is left */
};
typedef WD_LIST(struct wd_item) wd_items;

struct wd_document {
    struct wd_str format;   /* "rss20", "atom10", "json11", "newsml-g2", "nitf", "text", "html", ... */
    struct wd_str encoding; /* what the bytes were in, as a WHATWG label */
    struct wd_str text;     /* format "html": the whole page, decoded; it has no items, extract makes the article */
    bool wire;              /* print by the wire schema */
    bool wellformed;
    bool capped; /* a cap of limits.h cut it */
    enum wd_validity validity;
    wd_strs repairs; /* what was mended, a sentence each */
    wd_strs notes;   /* what is in it and was not read, a sentence each */
    struct wd_item feed;
    wd_items items;
    wd_extensions extensions; /* of the document: cloud, textinput (JSON) */
    /* What the feed asks of its pollers, beside feed.ttl (minutes, as written). Hub and self stand in feed.links by their rel. */
    uint32_t skip_hours;      /* bit h: not in hour h of the day, UTC */
    uint32_t skip_days;       /* bit d: not on that day of the week, bit 0 is Monday */
    uint32_t update_period_s; /* sy:updatePeriod / sy:updateFrequency; 0: not said */
};

/* Tables of the item and its document; an item's source (another feed) is not kept. */
extern const struct wd_record wd_document_record;

/* Zero with every instant WD_NO_TIME. */
void wd_item_init(struct wd_item *item);

#endif
