/* store/sqlite/body.h - the texts of a version that search knows, and the SQL function that gives them.
 * Duty:      wd_body(record, column): search tables hold an index only; their texts come out of the stored record through this.
 *            Every connection to derived.db registers it.
 * Ownership: texts borrow the article or live in `a`.
 * Threads:   one wd_body, one connection. */
#ifndef WD_STORE_SQLITE_BODY_H
#define WD_STORE_SQLITE_BODY_H

#include "model/article.h"
#include "store/sqlite/db.h"

enum wd_body_column { WD_BODY_TITLE, WD_BODY_STANDFIRST, WD_BODY_BODY, WD_BODY_SPEAKERS, WD_BODY_OUTLET, WD_BODY_AGENCY, WD_BODY_COLUMNS };
extern const char *const wd_body_columns[WD_BODY_COLUMNS];

/* Nothing for an article that is in no output (withheld, cancelled); headline and names only where the page forbids more. */
void wd_body_texts(struct wd_arena *a, const struct wd_article *article, struct wd_str out[static WD_BODY_COLUMNS]);
bool wd_body_is_public(const struct wd_article *article);

struct wd_body;
int wd_body_register(struct wd_db *db, struct wd_body **ret_body) WD_MUST;
void wd_body_free(struct wd_body *b);

#endif
