/* cmd/bench_prose.h - invented prose in several scripts, and the HTML that outlets put around it.
 * Duty:      words, sentences, and blocks of HTML (links, pictures, lists, quotations, leftovers of editors) as full-text feeds carry them.
 * Ownership: appended to the buffer given, as UTF-8.   Errors: those of the buffer.   Threads: pure.   Cost: some 5 ns a byte. */
#ifndef WD_CMD_BENCH_PROSE_H
#define WD_CMD_BENCH_PROSE_H

#include "base/buf.h"
#include "cmd/bench_random.h"

enum wd_script { WD_SCRIPT_ENGLISH, WD_SCRIPT_GERMAN, WD_SCRIPT_POLISH, WD_SCRIPT_RUSSIAN, WD_SCRIPT_CHINESE, WD_SCRIPTS };
extern const char *const wd_script_languages[WD_SCRIPTS];

struct wd_prose {
    struct wd_random random;
    enum wd_script script;
    bool xhtml;      /* well-formed, no named references */
    uint64_t number; /* of the article: in its links */
};
void wd_prose_words(struct wd_prose *p, uint32_t n, struct wd_buf *out);
void wd_prose_name(struct wd_prose *p, struct wd_buf *out);
/* About `bytes` of sentences; plain text. */
void wd_prose_text(struct wd_prose *p, size_t bytes, struct wd_buf *out);
/* About `bytes` of blocks of HTML. */
void wd_prose_html(struct wd_prose *p, size_t bytes, struct wd_buf *out);

#endif
