/* extract/template.h - what the pages of one host have in common.
 * Duty:      remembers which blocks stood on which share of a host's late pages, and says of a new page's blocks which are furniture: the
 *            box, the legal line, the ticker that the rules cannot know. Keeps hashes only, never a text.
 * Input:     the blocks of a page in the order of the document, each with the path of its container, its squeezed text, and whether the
 *            rule ALONE, asked without a memory, keeps it. So what is remembered of a page (its note) is a function of the page, not of
 *            the memory: it can be made again from the page (after a kill), and a verdict never feeds the next one.
 * What counts: a page counts once, however often it is fetched, and not at all when most of what the rule keeps of it has been seen
 *            before: updates and second addresses of one article are no evidence. A block is measured against the pages that have its path
 *            since it was first seen, the last WD_TEMPLATE_WINDOW of them; so a section has furniture of its own, and a redesign is
 *            forgotten. What stands where the article's own words stand has to come on more pages than what has a container of its own;
 *            where most of what such a container ever holds recurs (a box about the author), a few pages are enough. The opening line
 *            of a text, or a sentence whose numbers change, has to stand on most pages of the host: a column's greeting, or a report of
 *            the weather, is no furniture. Datelines and lines that name an agency never are. Numbers are folded, and in short lines dates.
 * Ownership: a memory is heap; wd_template_free. Notes and packed bytes live in `a`.
 * Errors:    WD_E_CORRUPT for bytes that no memory or note packed as a whole (checksum), WD_E_VERSION for those of another layout; the
 *            memory is as it was.
 * Threads:   a memory belongs to one thread at a time.
 * Cost:      look: O(blocks log entries). note: O(blocks + entries). At most WD_TEMPLATE_BYTES packed. */
#ifndef WD_EXTRACT_TEMPLATE_H
#define WD_EXTRACT_TEMPLATE_H

#include "base/arena.h"
#include "base/err.h"

enum {
    WD_TEMPLATE_BYTES = 64 << 10,
    WD_TEMPLATE_WINDOW = 32,
    WD_TEMPLATE_PAGES = 128,      /* addresses that are known again */
    WD_TEMPLATE_PATHS = 256,      /* a host */
    WD_TEMPLATE_ENTRIES = 1800,   /* blocks a host */
    WD_TEMPLATE_PAGE_BLOCKS = 600 /* noted of one page, kept ones first */
};

struct wd_template_block {
    uint64_t path; /* of the container, see wd_template_path */
    uint64_t text; /* numbers folded */
    uint32_t exact, bytes;
    bool kept;     /* by the rule alone */
    bool sentence; /* ends as one does */
    bool credit;   /* a dateline, or names an agency or who wrote: never furniture; whoever knows more may set it */
};
/* text: squeezed. */
struct wd_template_block wd_template_block_of(uint64_t path, struct wd_str text, bool kept);

struct wd_template_answer {
    bool furniture;
    uint16_t pages, of; /* of the late pages with this path, since it was first seen, on how many it stood */
    /* Of the late blocks at this path (path_seen of them, 0: it is new), how many the rule alone kept; how many another page had, too. */
    uint16_t path_seen, path_kept, path_again;
};

struct wd_template_memory;
struct wd_template_memory *wd_template_new(void);
void wd_template_free(struct wd_template_memory *m);
/* Pages that counted. */
uint32_t wd_template_pages(const struct wd_template_memory *m);
/* ret: n answers. */
void wd_template_look(const struct wd_template_memory *m, const struct wd_template_block *blocks, size_t n, struct wd_template_answer *ret);

/* What is to be remembered of a page, packed. page: hash of what the page is known by (its canonical address on the host, else its own). */
struct wd_str wd_template_note_of(struct wd_arena *a, uint64_t page, const struct wd_template_block *blocks, size_t n);
/* After the page was decided. */
int wd_template_note(struct wd_template_memory *m, struct wd_str note) WD_MUST;

struct wd_str wd_template_pack(struct wd_arena *a, const struct wd_template_memory *m);
/* ret is set only on 0. */
int wd_template_unpack(struct wd_str packed, struct wd_template_memory **ret) WD_MUST;

/* The container of a block as its template makes it: tags and first class names of the five innermost elements. Other class names and ids
 * are left out, because many systems put the article's number or keywords there; numbers are folded. node: the block's element. */
struct wd_html_node;
uint64_t wd_template_path(const struct wd_html_node *node);

#endif
