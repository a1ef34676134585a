/* model/story.h - a story as its page shows it: composed from its members, a pure function of them.
 * Duty:      stories/compose.h fills it, the store keeps it packed, pages/ and `show` print it.
 * Ownership: in the arena of whoever composed or unpacked it; record table: wd_story_record.
 * Words:     every `text`/`words` here is verbatim; labels are enumerations. Spans are bytes of that version's body. */
#ifndef WD_MODEL_STORY_H
#define WD_MODEL_STORY_H

#include "model/article.h"

enum wd_relation {
    WD_REL_INDEPENDENT, /* own text */
    WD_REL_ORIGINAL,    /* the wire item itself, or what the copies go back to */
    WD_REL_COPY,        /* containment >= .5, or its own notice says so */
    WD_REL_DERIVED,     /* rewrite: .1 to .5, or a run of 30 words outside quotation marks */
    WD_REL_QUOTES,      /* shares words inside quotation marks only */
    WD_REL_VERSION      /* an earlier or later state of the same article */
};
extern const char *const wd_relation_names[]; /* "independent", "original", "copy", "derived", "quotes", "version" */

/* Reuse between two versions; `of` is the nearest source. */
struct wd_copy_link {
    uint64_t article, of; /* article keys */
    int relation;
    double share_of_copy, share_of_source; /* distinct 5-grams of words: common over own */
};

struct wd_evidence {
    struct wd_str kind, text; /* "notice", "credit line", "dateline", "provider", "canonical link", "source", "containment", "earliest" */
};
typedef WD_LIST(struct wd_evidence) wd_evidences;

/* Why an article lies in its story: "copy", "term", "name", "number", "time", and what is shared. weight: 0..1, parts of a likeness. */
struct wd_why {
    struct wd_str kind, what;
    double weight;
};
typedef WD_LIST(struct wd_why) wd_whys;
extern const struct wd_record wd_why_record;

/* Two stories that belong beside each other. */
enum wd_story_link_kind {
    WD_STORY_THREAD,  /* one language, one affair, another event: earlier and later */
    WD_STORY_LANGUAGE /* one event, another language */
};
extern const char *const wd_story_link_names[]; /* "thread", "language" */
struct wd_story_link {
    uint64_t other; /* key of the other story */
    int kind;       /* enum wd_story_link_kind */
    double score;   /* 0..1 */
    wd_whys why;    /* what both have */
};
typedef WD_LIST(struct wd_story_link) wd_story_links;
extern const struct wd_record wd_story_link_record;

struct wd_member {
    uint64_t article, version, of; /* of: key of what it is a copy of, 0 for none */
    uint64_t root;                 /* key of what its group goes back to: the original; where that was not received, a copy of it */
    uint32_t serial;               /* a34; 0 until the store hands it out */
    struct wd_str letter;          /* A, B, ... AA */
    struct wd_str source, url, outlet, agency, title, byline, language, zone;
    int64_t arrived_utc, created_utc, updated_utc;
    int relation; /* enum wd_relation */
    double share_of_copy, share_of_source;
    uint32_t words, verbatim_words, edited_words; /* of body: words, words in sentences taken word for word, in edited ones */
    uint32_t shared_sentences;
    struct wd_str credit;        /* whom its own text names: as its source, or as having contributed */
    struct wd_str origin_agency; /* what its copy group goes back to, when known */
    bool origin_received;        /* that original is on this desk */
    wd_evidences evidence;
    bool killed, corrected, licensed, summary_only;
    bool carries_earlier; /* the state of its source that it agrees with most is not the last */
    uint32_t versions;    /* how many states were received */
};

enum wd_form { WD_FORM_SAME, WD_FORM_PART, WD_FORM_ALTERED, WD_FORM_REPORTED };
extern const char *const wd_form_names[]; /* "same", "part", "altered", "reported" */
enum wd_diff_op { WD_DIFF_KEEP, WD_DIFF_INSERT, WD_DIFF_DELETE };
extern const char *const wd_diff_names[]; /* "keep", "insert", "delete" */
/* A carrier's words against the statement's: keep and insert pieces give the carrier's words, keep and delete the statement's. */
struct wd_diff {
    int op;
    struct wd_str text;
};
typedef WD_LIST(struct wd_diff) wd_diffs;

struct wd_carrier {
    uint64_t article;
    uint32_t serial;
    struct wd_str letter;
    struct wd_span span;
    struct wd_str words;   /* without the outer marks, as the source has them */
    struct wd_str context; /* the sentence or clause round a mixed or reported one; may equal words */
    int form;
    wd_diffs differences; /* empty: not one character differs */
};
typedef WD_LIST(struct wd_carrier) wd_carriers;

struct wd_statement {
    uint64_t key;                /* hash of story and folded words of the founding quote */
    struct wd_str speaker, role; /* speaker empty: not named by any source */
    uint64_t voice;              /* key of the speaker's wd_voice; 0 where none is named */
    int kind;                    /* enum wd_quote_kind of the best wording; INDIRECT prints as "reported" */
    struct wd_str words;         /* best wording, without outer marks */
    bool denied;
    int64_t first_utc;      /* of the earliest carrier: of the version that had the words first */
    uint64_t first_article; /* that carrier; 0 where no time is known */
    wd_carriers carriers;   /* in order of the members */
};
typedef WD_LIST(struct wd_statement) wd_statements;

struct wd_told {
    struct wd_str text;
    uint64_t article;
    uint32_t serial;
    struct wd_str letter;
    struct wd_span span;
};
typedef WD_LIST(struct wd_told) wd_tolds;

struct wd_only {
    uint64_t article;
    uint32_t serial;
    struct wd_str letter, outlet;
    wd_tolds sentences;
};
struct wd_people {
    struct wd_str name, role;
    wd_strs variants; /* other forms, as printed */
};

/* Somebody whose statements the story has. The key is that of the name in one spelling, so it is the same in every story. */
struct wd_voice {
    uint64_t key;
    struct wd_str name, role;
    wd_strs variants; /* other forms, as printed */
    bool named;       /* a name; else a description: "the operator" */
};

enum wd_change_kind {
    WD_CHANGE_HEADLINE,
    WD_CHANGE_FIGURE,
    WD_CHANGE_QUOTE,
    WD_CHANGE_ADDED,
    WD_CHANGE_REMOVED,
    WD_CHANGE_EDITED,
    WD_CHANGE_CORRECTION,
    WD_CHANGE_KILL,
    WD_CHANGE_MOVED
};
extern const char *const wd_change_names[]; /* "headline", "figure", "quote added", "paragraph added", "paragraph removed", "edited",
                                               "correction", "withdrawn", "moved" */
/* An article whose current state has the old words of a change and not the new ones. */
struct wd_still {
    uint64_t article;
    uint32_t serial;
    struct wd_str letter, outlet;
    struct wd_span span; /* of the first such sentence; empty: in its headline */
    bool whole;          /* it has all sentences of the change */
};
struct wd_change {
    uint64_t article;
    uint32_t serial;
    struct wd_str letter, outlet;
    int kind;
    int64_t at_utc;
    wd_diffs differences;           /* of the sentence or headline; empty for a kill */
    bool part;                      /* added, removed, moved: sentences inside a paragraph, not the whole of it */
    WD_LIST(struct wd_still) still; /* by letter; only of changes that took words back */
};

struct wd_story {
    uint64_t key; /* key of the founding article */
    uint32_t serial;
    struct wd_str headline, headline_letter, headline_outlet; /* verbatim from headline_article */
    uint64_t headline_article;
    struct wd_str language, section;
    int64_t created_utc, updated_utc; /* of the sources, not of arrival */
    uint32_t origins, articles, copies, languages, outlets;
    uint32_t rewrites; /* derived ones: no copies, and no independent origins either */
    bool corrected, killed, developing;
    wd_tolds standfirst;               /* at most two */
    WD_LIST(struct wd_member) members; /* by arrival */
    wd_statements statements;          /* grouped by speaker, each group by first_utc */
    WD_LIST(struct wd_only) only_in;
    wd_tolds told_by_all;
    WD_LIST(struct wd_people) people;
    WD_LIST(struct wd_change) changes; /* newest first */
    WD_LIST(uint64_t) linked;          /* story keys: same event in another language */
    WD_LIST(uint64_t) thread;          /* story keys: earlier and later */
    WD_LIST(struct wd_voice) voices;   /* as their statements stand */
};
extern const struct wd_record wd_story_record;

#endif
