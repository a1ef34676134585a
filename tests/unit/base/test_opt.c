#include "base/opt.h"

#include "tap.h"

static const struct wd_opt rows[] = {
    {"listen", WD_OPT_STRING, "127.0.0.1:8080", 0, 0, NULL, "HOST:PORT", "where the pages are served", true},
    {"keep-days", WD_OPT_INTEGER, "30", 1, 3650, NULL, "DAYS", "how long bodies are kept", true},
    {"colour", WD_OPT_CHOICE, "auto", 0, 0, "auto|always|never", "WHEN", "coloured output", true},
    {"json", WD_OPT_FLAG, NULL, 0, 0, NULL, NULL, "for programs", false},
    {"data", WD_OPT_STRING, NULL, 0, 0, NULL, "DIR", "data folder", false},
};

static const char *lookup(const char *name)
{
    return strcmp(name, "WIREDESK_KEEP_DAYS") == 0 ? "60" : strcmp(name, "WIREDESK_DATA") == 0 ? "elsewhere" : NULL;
}
static const char *lookup_bad(const char *name)
{
    return strcmp(name, "WIREDESK_COLOUR") == 0 ? "pink" : NULL;
}

/* An argument vector out of words parted by blanks. */
static char **arguments(struct wd_arena *a, const char *line, int *ret_n)
{
    char **v = wd_arena_array(a, 20, sizeof *v);
    struct wd_str rest = wd_str_c(line), word;
    int n = 0;
    while (n < 19 && wd_str_cut(&rest, ' ', &word))
        v[n++] = wd_arena_c(a, word);
    *ret_n = n;
    return v;
}

static void order(struct wd_arena *a)
{
    struct wd_opts o;
    struct wd_where w = {0};
    wd_opts_init(&o, a, rows, WD_COUNT(rows));
    ok(wd_opts_int(&o, "keep-days") == 30 && !wd_opts_flag(&o, "json") && !wd_opts_has(&o, "data"), "defaults");
    is_int(wd_opts_read_ini(&o, WD_STR("# desk\n[desk]\r\nlisten = \"[::1]:80\"\nkeep-days=40\n; end\n"), &w), 0, "INI file");
    is_str(wd_opts_str(&o, "listen"), "[::1]:80", "quoted value of the file");
    is_int(wd_opts_int(&o, "keep-days"), 40, "the file beats the default");
    is_int(wd_opts_read_env(&o, a, lookup, &w), 0, "environment");
    is_int(wd_opts_int(&o, "keep-days"), 60, "the environment beats the file");
    ok(!wd_opts_has(&o, "data"), "only rows of the file are read from the environment");
    int argc;
    char **argv = arguments(a, "wiredesk run --keep-days 90 one --json - --data=x -- --two", &argc);
    is_int(wd_opts_read_args(&o, a, argc, argv, 2, &w), 0, "flags");
    is_int(wd_opts_int(&o, "keep-days"), 90, "a flag beats all");
    ok(wd_opts_flag(&o, "json"), "flag without a value");
    is_str(wd_opts_str(&o, "data"), "x", "--name=value");
    ok(o.rest_n == 3 && strcmp(o.rest[0], "one") == 0 && strcmp(o.rest[1], "-") == 0 && strcmp(o.rest[2], "--two") == 0,
       "what is no option, in order");
}

static void refused(struct wd_arena *a)
{
    struct wd_opts o;
    struct wd_where w = {0};
    wd_opts_init(&o, a, rows, WD_COUNT(rows));
    static const char *const files[] = {"[desk]\nkeep-days = 0", "[desk]\ncolour = pink", "[desk]\nnosuch = 1", "listen = x", "[other]",
                                        "[desk]\nlisten",        "[desk]\ndata = x"};
    for (size_t i = 0; i < WD_COUNT(files); i++) {
        w = (struct wd_where){0};
        int err = wd_opts_read_ini(&o, wd_str_c(files[i]), &w);
        ok(err == WD_E_USAGE && w.message[0] && w.line == (i == 3 || i == 4 ? 1 : 2), "file refused with its line: %s", w.message);
    }
    is_int(wd_opts_read_env(&o, a, lookup_bad, &w), WD_E_USAGE, "environment refused");
    static const char *const flags[] = {"x --nosuch", "x --keep-days", "x --keep-days=many", "x -v", "x --json=maybe"};
    for (size_t i = 0; i < WD_COUNT(flags); i++) {
        int argc;
        char **argv = arguments(a, flags[i], &argc);
        ok(wd_opts_read_args(&o, a, argc, argv, 1, &w) == WD_E_USAGE, "flag refused: %s", w.message);
    }
    is_int(wd_opts_int(&o, "keep-days"), 30, "what was refused changed nothing");
}

int main(void)
{
    struct wd_arena a;
    wd_arena_init(&a);
    order(&a);
    refused(&a);
    struct wd_buf b;
    wd_buf_init(&b, 10000);
    wd_opts_usage(rows, WD_COUNT(rows), &b);
    ok(wd_str_find(wd_buf_str(&b), "  --listen HOST:PORT   where the pages are served (default 127.0.0.1:8080)\n", 0) == 0,
       "usage names argument and default");
    ok(wd_str_find(wd_buf_str(&b), "  --json               for programs\n", 0) != SIZE_MAX, "help stands in one column");
    wd_buf_done(&b);
    wd_arena_done(&a);
    return done();
}
