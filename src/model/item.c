#include "model/item.h"

const char *const wd_signal_names[] = {"none", "update", "correction", "kill", "advisory", NULL};
const char *const wd_validity_names[] = {"unknown", "valid", "invalid", NULL};
const char *const wd_pubstatus_names[] = {"usable", "withheld", "canceled", NULL};

void wd_item_init(struct wd_item *item)
{
    *item = (struct wd_item){.published_utc = WD_NO_TIME,
                             .updated_utc = WD_NO_TIME,
                             .created_utc = WD_NO_TIME,
                             .expired_utc = WD_NO_TIME,
                             .embargo_utc = WD_NO_TIME};
}
