#include <stdio.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/url.h"
#include "base/utf8.h"
#include "cmd/cmd.h"
#include "cmd/explained.h"
#include "extract/extract.h"
#include "extract/template.h"
#include "markup/charset.h"
#include "os/file.h"

static const struct wd_opt options[] = {
    {.name = "url", .kind = WD_OPT_STRING, .argument = "URL", .help = "address of the page"},
    {.name = "batch", .kind = WD_OPT_FLAG, .help = "NDJSON on standard input: {\"id\",\"path\",\"url\"}"},
    {.name = "explain",
     .kind = WD_OPT_FLAG,
     .help = "which cut won, and why each block was kept or dropped: of one page in lines, in a batch as JSON beside the article"},
    {.name = "alone", .kind = WD_OPT_FLAG, .help = "with --batch: each page by itself, whatever pages of its host came before"},
    {.name = "rules", .kind = WD_OPT_STRING, .argument = "FILE", .help = "what was learned about pages, instead of what ships"},
    {.name = "features", .kind = WD_OPT_FLAG, .help = "what the rule looks at, instead of the article; for tools/train_page.py"},
    {.name = "help", .kind = WD_OPT_FLAG, .help = "this text"},
};

static const char *const block_names[] = {"paragraph", "heading", "list_item", "quote", "caption", "standfirst"};

static void put_time(struct wd_jw *j, const char *name, int64_t utc)
{
    char iso[24];
    wd_time_iso(utc, iso);
    wd_jw_kstr(j, name, wd_str_c(iso));
}

static void put_blocks(struct wd_jw *j, const struct wd_extracted *x)
{
    struct wd_cp_index index;
    wd_cp_index_init(&index, x->text);
    wd_jw_key(j, "blocks");
    wd_jw_array(j);
    for (size_t i = 0; i < x->blocks.n; i++) {
        struct wd_span s = x->blocks.v[i].span;
        wd_jw_object(j);
        wd_jw_kstr(j, "kind", wd_str_c(block_names[x->blocks.v[i].kind]));
        wd_jw_kstr(j, "text", wd_str_span(x->text, s));
        wd_jw_key(j, "span");
        wd_jw_array(j);
        wd_jw_i64(j, (int64_t)wd_cp_index_at(&index, s.start));
        wd_jw_i64(j, (int64_t)wd_cp_index_at(&index, s.end));
        wd_jw_end(j);
        wd_jw_end(j);
    }
    wd_jw_end(j);
}

static void put_fields(struct wd_jw *j, const struct wd_extracted *x)
{
    wd_jw_key(j, "fields");
    wd_jw_object(j);
    for (size_t i = 0; i < WD_PAGE_FIELDS; i++) {
        if (x->fields[i].source == WD_FROM_NOWHERE)
            continue;
        wd_jw_key(j, wd_page_field_names[i]);
        wd_jw_object(j);
        wd_jw_kstr(j, "from", wd_str_c(wd_source_of_names[x->fields[i].source]));
        wd_jw_ki64(j, "confidence", x->fields[i].confidence);
        wd_jw_end(j);
    }
    wd_jw_end(j);
}

static void put_strings(struct wd_jw *j, const char *name, const wd_strs *list)
{
    wd_jw_key(j, name);
    wd_jw_array(j);
    for (size_t i = 0; i < list->n; i++)
        wd_jw_str(j, list->v[i]);
    wd_jw_end(j);
}

static void put(const struct wd_json *id, const struct wd_extracted *x, struct wd_buf *out)
{
    struct wd_jw j;
    wd_jw_init(&j, out);
    wd_jw_object(&j);
    if (id && id->is_integer)
        wd_jw_ki64(&j, "id", id->integer);
    else
        wd_jw_kstr(&j, "id", wd_json_str(id));
    wd_jw_kbool(&j, "article", x->kind == WD_PAGE_ARTICLE);
    if (x->kind != WD_PAGE_ARTICLE)
        wd_jw_kstr(&j, "kind", wd_str_c(wd_page_kind_names[x->kind]));
    wd_jw_kstr(&j, "reason", x->reason);
    wd_jw_kstr(&j, "title", x->title);
    wd_jw_kstr(&j, "standfirst", x->standfirst);
    put_strings(&j, "authors", &x->authors);
    put_time(&j, "published", x->published_utc);
    put_time(&j, "modified", x->modified_utc);
    wd_jw_kstr(&j, "site", x->site);
    wd_jw_kstr(&j, "image", x->image);
    wd_jw_kstr(&j, "lang", x->language);
    wd_jw_kstr(&j, "canonical", x->canonical);
    wd_jw_kstr(&j, "section", x->section);
    wd_jw_kstr(&j, "caption", x->caption);
    if (x->keywords.n)
        put_strings(&j, "keywords", &x->keywords);
    if (x->paywalled)
        wd_jw_kbool(&j, "paywalled", true);
    wd_jw_key(&j, "text");
    wd_jw_str(&j, x->text);
    put_blocks(&j, x);
    put_fields(&j, x);
    if (x->cuts.n)
        wd_explained_put(&j, x);
    wd_jw_end(&j);
}

enum { HOSTS_KEPT = 256 }; /* so many hosts are remembered, those whose pages came last */

struct extracting {
    struct wd_extractor *extractor;
    struct wd_extract_context context;
    bool features, remember;
    bool for_people; /* one page is explained in lines, not in JSON */
    struct {
        uint64_t host; /* hash */
        uint64_t page; /* number of the last one */
        struct wd_template_memory *memory;
    } hosts[HOSTS_KEPT];
    size_t host_n;
    uint64_t pages;
};

static struct wd_template_memory *memory_of(struct extracting *k, struct wd_arena *a, struct wd_str url)
{
    struct wd_str name = k->remember && url.n ? wd_url_host_key(a, url) : wd_str_n("", 0);
    if (!name.n)
        return NULL;
    uint64_t host = wd_hash(name);
    size_t at = 0, oldest = 0;
    for (; at < k->host_n && k->hosts[at].host != host; at++)
        oldest = k->hosts[at].page < k->hosts[oldest].page ? at : oldest;
    if (at == k->host_n) {
        at = k->host_n < HOSTS_KEPT ? k->host_n++ : oldest;
        wd_template_free(k->hosts[at].memory);
        k->hosts[at].host = host;
        k->hosts[at].memory = wd_template_new();
    }
    k->hosts[at].page = ++k->pages;
    return k->hosts[at].memory;
}

static void forget(struct extracting *k)
{
    for (size_t i = 0; i < k->host_n; i++)
        wd_template_free(k->hosts[i].memory);
}

static int page(struct extracting *k, struct wd_arena *a, const struct wd_json *id, const char *path, struct wd_str url, struct wd_buf *out,
                struct wd_where *w)
{
    struct wd_str bytes;
    int err = strcmp(path, "-") == 0 ? wd_file_read_fd(a, 0, "standard input", WD_MAX_DELIVERY_BYTES, &bytes, w)
                                     : wd_file_read(a, path, WD_MAX_DELIVERY_BYTES, &bytes, w);
    struct wd_decoded decoded;
    struct wd_extracted x = {0};
    if (!err) {
        wd_charset_decode(a, bytes, wd_str_n("", 0), WD_MARKUP_HTML, &decoded);
        if (k->features)
            return wd_extract_features(k->extractor, a, decoded.text, url, out, w);
        k->context.memory = memory_of(k, a, url);
        err = wd_extract_page(k->extractor, a, decoded.text, url, &k->context, &x, w);
    }
    if (!err && k->for_people)
        wd_explained_text(&x, out);
    else if (!err)
        put(id, &x, out);
    return err;
}

static int line(void *context, struct wd_arena *a, const struct wd_json *in, struct wd_buf *out, struct wd_where *w)
{
    struct wd_str path = wd_json_get_str(in, "path");
    if (path.n == 0)
        return wd_where_set(w, WD_E_INVALID, "\"path\" is wanted");
    return page(context, a, wd_json_get(in, "id"), wd_arena_c(a, path), wd_json_get_str(in, "url"), out, w);
}

static int extract(const struct wd_opts *o, struct wd_arena *a, bool batch, struct wd_buf *out)
{
    struct wd_html_parser *parser = wd_html_parser_new();
    struct extracting k = {.context = {.prior = {.published_utc = WD_NO_TIME}, .explain = wd_opts_flag(o, "explain")},
                           .features = wd_opts_flag(o, "features"),
                           .remember = batch && !wd_opts_flag(o, "alone"),
                           .for_people = !batch && wd_opts_flag(o, "explain")};
    struct wd_where w = {0};
    struct wd_str rules = {"", 0}, file = wd_opts_str(o, "rules");
    const char *what = file.n ? wd_arena_c(a, file) : batch ? "" : o->rest[0];
    int status, err = file.n ? wd_file_read(a, what, WD_MAX_FILE_BYTES, &rules, &w) : 0;
    if (!err)
        err = wd_extractor_new(parser, rules, &k.extractor, &w);
    if (!err && batch) {
        status = wd_filter(line, &k);
    } else {
        if (!err) {
            what = o->rest[0];
            err = page(&k, a, NULL, what, wd_opts_str(o, "url"), out, &w);
        }
        if (err)
            fprintf(stderr, "wiredesk extract: %s: %s\n", what, w.message[0] ? w.message : wd_err_text(err));
        else
            printf("%.*s\n", WD_STR_ARG(wd_buf_str(out)));
        status = err ? 1 : 0;
    }
    forget(&k);
    wd_extractor_free(k.extractor);
    wd_html_parser_free(parser);
    return status;
}

int wd_cmd_extract(int argc, char **argv)
{
    struct wd_arena a;
    struct wd_opts o;
    struct wd_where w = {0};
    struct wd_buf b;
    wd_arena_init(&a);
    wd_buf_init(&b, WD_MAX_FILE_BYTES);
    wd_opts_init(&o, &a, options, WD_COUNT(options));
    int status, err = wd_opts_read_args(&o, &a, argc, argv, 1, &w);
    bool batch = wd_opts_flag(&o, "batch");
    if (err || wd_opts_flag(&o, "help") || o.rest_n != (batch ? 0 : 1)) {
        if (err)
            fprintf(stderr, "wiredesk extract: %s\n", w.message);
        wd_buf_putc(&b, "usage: wiredesk extract FILE --url URL\n       wiredesk extract --batch\n");
        wd_opts_usage(options, WD_COUNT(options), &b);
        status = !err && wd_opts_flag(&o, "help") ? 0 : 2;
        fwrite(b.p, 1, b.n, status ? stderr : stdout);
    } else {
        status = extract(&o, &a, batch, &b);
    }
    wd_buf_done(&b);
    wd_arena_done(&a);
    return status;
}
