/* A page: handed on whole, extract/ makes the article of it. */
#include "intake/adapters.h"

int wd_html_adapt(const struct wd_adapter_input *in, struct wd_document *d, struct wd_where *w)
{
    (void)w;
    d->format = WD_STR("html");
    d->text = in->text;
    d->feed.link = in->input->url;
    d->feed.language = in->input->content_language;
    return 0;
}
