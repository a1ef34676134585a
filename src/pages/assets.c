#include "pages/assets.h"

#include "pages/pages.h"

const struct wd_embedded *wd_embedded_find(const struct wd_embedded *table, struct wd_str name)
{
    for (; table->name; table++) {
        if (wd_str_eqc(name, table->name))
            return table;
    }
    return NULL;
}

bool wd_asset_find(struct wd_str name, struct wd_asset *ret_asset)
{
    const struct wd_embedded *e = wd_embedded_find(wd_styles, name);
    if (!e)
        return false;
    const char *type = wd_str_ends(name, ".css")  ? "text/css; charset=utf-8"
                       : wd_str_ends(name, ".js") ? "text/javascript; charset=utf-8"
                                                  : "image/svg+xml";
    *ret_asset = (struct wd_asset){.name = e->name, .type = type, .bytes = e->bytes};
    return true;
}
