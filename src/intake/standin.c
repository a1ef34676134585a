/* What a reader shows where an entry has no title, address or author of its own. The items themselves stay as the feed has them: identity
 * must not rest on what was put in their place. */
#include "base/utf8.h"
#include "intake/intake.h"

enum { TITLE_CHARACTERS = 100 };

/* One line, cut where it is long. */
static struct wd_str first_words(struct wd_arena *a, struct wd_str text)
{
    const struct wd_str ellipsis = WD_STR("\xE2\x80\xA6");
    char *p = wd_arena_raw(a, text.n + ellipsis.n);
    size_t n = 0, characters = 0;
    text = wd_str_trim(text);
    for (size_t at = 0; at < text.n;) {
        bool blank = wd_is_blank(text.p[at]);
        size_t bytes = blank ? 1 : wd_utf8_at(text, at).bytes;
        if (characters == TITLE_CHARACTERS) {
            while (n && p[n - 1] == ' ')
                n--;
            memcpy(p + n, ellipsis.p, ellipsis.n);
            return wd_str_n(p, n + ellipsis.n);
        }
        if (!blank || p[n - 1] != ' ') {
            memcpy(p + n, blank ? " " : text.p + at, bytes);
            n += bytes;
            characters++;
        }
        at += bytes;
    }
    return wd_str_n(p, n);
}

struct wd_text wd_standin_title(struct wd_arena *a, const struct wd_item *item)
{
    struct wd_text t = {.type = WD_STR("text/plain"), .language = item->language};
    const struct wd_text *from[] = {item->content.n ? &item->content.v[0] : NULL, &item->summary};
    for (size_t i = 0; i < WD_COUNT(from) && !t.value.n; i++)
        if (from[i] && from[i]->value.n) {
            t.value = first_words(a, wd_text_plain(a, from[i]));
            t.language = from[i]->language;
        }
    if (!t.value.n)
        t.value = item->link;
    return t;
}

struct wd_str wd_standin_link(const struct wd_document *d, const struct wd_item *item)
{
    return item->enclosures.n ? item->enclosures.v[0].href : d->feed.link;
}

const wd_persons *wd_standin_authors(const struct wd_document *d, const struct wd_item *item)
{
    return item->source && item->source->authors.n ? &item->source->authors : &d->feed.authors;
}
