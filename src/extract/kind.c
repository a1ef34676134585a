#include "extract/inside.h"

const char *const wd_page_kind_names[] = {"article", "empty", "paywall", "consent", "error", "listing", "other", NULL};

enum wd_page_kind wd_page_kind_of(struct wd_arena *a, const struct wd_html *page, struct wd_str url, const struct wd_page_meta *meta,
                                  const struct wd_page_body *body, struct wd_str *ret_reason)
{
    (void)a, (void)page, (void)url;
    *ret_reason = WD_STR("");
    if (body->text.n == 0) {
        *ret_reason = WD_STR("no running text on the page");
        return WD_PAGE_EMPTY;
    }
    if (body->paragraphs == 0 && body->text.n < 200 && !meta->says_article) {
        *ret_reason = meta->paywalled ? WD_STR("the text is behind a paywall") : WD_STR("too little running text for an article");
        return meta->paywalled ? WD_PAGE_PAYWALL : WD_PAGE_OTHER;
    }
    return WD_PAGE_ARTICLE;
}
