#include "cmd/cmd.h"
#include "text/date.h"

static int line(void *context, struct wd_arena *a, const struct wd_json *in, struct wd_buf *out, struct wd_where *w)
{
    (void)context;
    (void)a;
    const struct wd_json *text = wd_json_get(in, "text");
    if (!text || text->type != WD_JSON_STRING)
        return wd_where_set(w, WD_E_INVALID, "\"text\" is missing or no string");
    struct wd_date_options options = {.zone = NULL, .now_utc = WD_NO_TIME};
    struct wd_date date;
    bool found = wd_date_parse(text->string, &options, &date);
    struct wd_jw j;
    wd_jw_init(&j, out);
    wd_jw_object(&j);
    const struct wd_json *id = wd_json_get(in, "id");
    if (id && id->type == WD_JSON_NUMBER && id->is_integer)
        wd_jw_ki64(&j, "id", id->integer);
    else
        wd_jw_kstr(&j, "id", wd_json_str(id));
    wd_jw_key(&j, "value");
    char iso[24];
    if (found)
        wd_time_iso(date.utc, iso);
    if (found)
        wd_jw_str(&j, wd_str_c(iso));
    else
        wd_jw_null(&j);
    wd_jw_end(&j);
    return 0;
}

int wd_cmd_dates(int argc, char **argv)
{
    if (argc > 1) {
        fprintf(stderr, "wiredesk dates: %s is no option here; reads lines of {\"id\",\"text\"}\n", argv[1]);
        return 2;
    }
    return wd_filter(line, NULL);
}
