/* model/article.h - one state of an outlet's article, analysed: the unit that the engine applies and the store keeps.
 * Duty:      what parse, extract and analyse found; immutable after. Two deliveries of the same state give the same version key.
 * Input:     `body` is plain UTF-8 text, blocks separated by one '\n', furniture and notices left out. All spans are bytes of body.
 * Ownership: in the arena of whoever made or unpacked it; record tables: wd_article_record. */
#ifndef WD_MODEL_ARTICLE_H
#define WD_MODEL_ARTICLE_H

#include "model/item.h"

enum wd_block_kind { WD_BLOCK_PARAGRAPH, WD_BLOCK_HEADING, WD_BLOCK_LIST_ITEM, WD_BLOCK_QUOTE, WD_BLOCK_CAPTION, WD_BLOCK_STANDFIRST };
struct wd_block {
    int kind; /* enum wd_block_kind */
    struct wd_span span;
};

/* What a text says of its own origin (requirements C4, C5, L5). */
enum wd_notice_kind {
    WD_NOTICE_SYNDICATED,  /* "(This story has not been edited by X staff ...)": outlet X, unedited copy */
    WD_NOTICE_INPUTS,      /* "(With inputs from PTI)" */
    WD_NOTICE_REPORTING,   /* "(Reporting by ...; Editing by ...)" */
    WD_NOTICE_CREDIT,      /* a line or field that names the agency: "Reuters | Updated: ..." , creditline, "--IANS" */
    WD_NOTICE_DATELINE,    /* dateline with agency: "MOSCOW, Jan 26 (Reuters) -" */
    WD_NOTICE_COPYRIGHT,   /* "Copyright 2024 The Associated Press. All rights reserved." */
    WD_NOTICE_CONTRIBUTED, /* "The Associated Press contributed to this report." */
    WD_NOTICE_PROVIDER,    /* NewsML provider */
    WD_NOTICE_CANONICAL,   /* rel=canonical or source link to another host */
    WD_NOTICE_FURNITURE    /* "Give Feedback": no evidence, only not body */
};
extern const char *const wd_notice_names[]; /* "notice", "inputs", "reporting", "credit line", "dateline", ... as shown to readers */
struct wd_notice {
    int kind;             /* enum wd_notice_kind */
    struct wd_str text;   /* word for word */
    struct wd_str agency; /* canonical name of the agency it names, or empty */
    struct wd_str outlet; /* outlet it names, or empty */
};

enum wd_name_type { WD_NAME_PERSON, WD_NAME_ORG, WD_NAME_PLACE, WD_NAME_MISC };
extern const char *const wd_name_types[]; /* "PER", "ORG", "LOC", "MISC" */
struct wd_name {
    struct wd_span span;
    int type;           /* enum wd_name_type */
    struct wd_str name; /* the article's longest form of this name ("Antony Blinken" for "Blinken") */
};

struct wd_timex {
    struct wd_span span;
    struct wd_str type, value; /* "DATE", "TIME", "DURATION", "SET"; TIMEX3 value */
};

enum wd_quote_kind { WD_QUOTE_DIRECT, WD_QUOTE_MIXED, WD_QUOTE_INDIRECT };
extern const char *const wd_quote_kinds[]; /* "direct", "mixed", "indirect" */
struct wd_quote {
    struct wd_span span;         /* whole, with its marks */
    wd_spans pieces;             /* the quoted pieces with their marks; one unless split by "he said" */
    int kind;                    /* enum wd_quote_kind */
    struct wd_span speaker_span; /* empty: none found */
    struct wd_span cue_span;     /* "said", "told reporters": the cue word; empty: none */
    struct wd_str speaker;       /* longest form within the article; empty: not known */
    struct wd_str role;          /* office or description beside the name ("U.S. Secretary of State"), or empty */
    bool denied;                 /* polarity: the speaker denies or refuses it */
    bool attitude;               /* not said but thought, wanted, shown; pages leave it out */
    wd_spans governed;           /* in pieces what the cue governs, of taggers' mixed quotes; empty: span. Not stored */
};

/* Where a field of an article was found. */
struct wd_provenance {
    struct wd_str field;   /* "title", "standfirst", "authors", "published", "modified", "site", "image", "caption", "language", ... */
    struct wd_str source;  /* in words for readers: "JSON-LD", "byline", "feed", "wire file" */
    struct wd_str printed; /* an instant as the source has it, with its zone, or empty */
    struct wd_str
        other; /* of a page that a feed led to: what the feed says otherwise, or the page where the feed is the source; instants as ISO */
    uint32_t confidence; /* percent */
};

typedef WD_LIST(struct wd_provenance) wd_provenances;
typedef WD_LIST(struct wd_block) wd_blocks;
typedef WD_LIST(struct wd_notice) wd_notices;
typedef WD_LIST(struct wd_name) wd_names;
typedef WD_LIST(struct wd_timex) wd_timexes;
typedef WD_LIST(struct wd_quote) wd_quotes;

struct wd_article {
    uint64_t key;         /* the article: hash of outlet or feed and identity (guid, link, ...) */
    uint64_t version;     /* the state: hash of title and body as the source has them */
    struct wd_str feed;   /* name of the subscription; "" by hand */
    struct wd_str source; /* file or URL that the delivery came from */
    struct wd_str url;    /* the article's own address, or empty */
    struct wd_str outlet; /* display name; empty: not known */
    struct wd_str agency; /* wire service that it says it comes from; empty: own */
    struct wd_str title;
    struct wd_str standfirst; /* as printed by the source, plain; empty: none */
    struct wd_str byline;     /* the line as printed */
    wd_strs authors;          /* the names in it */
    struct wd_str language;   /* "en" */
    struct wd_str section;
    struct wd_str image, caption; /* address of the lead image, and the words under it */
    wd_strs keywords;
    struct wd_str zone;     /* zone as printed ("IST"), or empty */
    struct wd_str dateline; /* words of the dateline, or empty; not in body */
    struct wd_str rights;   /* usage terms, copyright, licence: word for word */
    struct wd_str wire_version;
    struct wd_str full_text_note; /* why there is no more than what the feed has, where its page was wanted; empty: it is not known */
    struct wd_str slug, urgency;  /* as the wire has them: slugline, "1" (most urgent) to "9" */
    wd_strs subjects;             /* names of what it is about, in the wire's order */
    int64_t arrived_utc, created_utc, updated_utc, embargo_utc;
    enum wd_signal signal;
    enum wd_pubstatus pubstatus;
    bool licensed;     /* from a feed that the operator marked as licensed: full text may be shown, commands obeyed */
    bool is_wire;      /* the outlet is an agency: this is the original itself */
    bool summary_only; /* body is the feed's summary, not the article */
    bool archived;     /* a record of an archive: that it arrives now says nothing of when it was written */
    bool paywalled;    /* the page says of itself that it is not free */
    bool from_page;    /* the text was taken from its page: what the feed had of it before is no other state for readers */
    bool no_index;     /* robots: noindex or nosnippet; headline and link only unless licensed */
    struct wd_str body;
    wd_blocks blocks;
    wd_spans sentences;
    wd_spans standfirst_spans; /* sentences that stand in where the source printed no standfirst; at most two */
    wd_names names;
    wd_timexes timexes;
    wd_quotes quotes;
    wd_notices notices;
    wd_provenances provenance; /* one a field that was found */
};
extern const struct wd_record wd_article_record;
/* Of a field by its name; NULL where nothing is known. */
const struct wd_provenance *wd_article_provenance(const struct wd_article *article, const char *field);

#endif
