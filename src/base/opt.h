/* base/opt.h - one table drives the INI file, the environment, the flags, `check-config` and the man page.
 * Duty:      an option is a row: name, kind, default, bounds, help. Values are read in this order, the later wins:
 *            default, INI file ([desk] name = value), environment (WIREDESK_NAME), flag (--name VALUE, --name=VALUE).
 * Ownership: values borrow argv, the environment and the INI text, which must outlive them.
 * Errors:    WD_E_USAGE with where->message naming the option, the value and what is allowed (line for an INI file).
 * Threads:   pure once read.   Cost: O(rows) a look-up. */
#ifndef WD_BASE_OPT_H
#define WD_BASE_OPT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum wd_opt_kind { WD_OPT_FLAG, WD_OPT_STRING, WD_OPT_INTEGER, WD_OPT_CHOICE };

struct wd_opt {
    const char *name; /* "listen"; in the INI file and as a flag the same word */
    enum wd_opt_kind kind;
    const char *value;    /* default; NULL: none */
    int64_t least, most;  /* bounds of WD_OPT_INTEGER */
    const char *choices;  /* "auto|always|never" of WD_OPT_CHOICE */
    const char *argument; /* "HOST:PORT", for usage lines */
    const char *help;     /* one sentence */
    bool in_file;         /* may stand in the INI file and the environment */
};

struct wd_opts {
    const struct wd_opt *rows;
    size_t n;
    struct wd_str *values; /* n; p == NULL: not given and no default */
    char **rest;           /* arguments that are no options, in order */
    size_t rest_n;
};

/* Defaults only. */
void wd_opts_init(struct wd_opts *o, struct wd_arena *a, const struct wd_opt *rows, size_t n);
int wd_opts_read_ini(struct wd_opts *o, struct wd_str text, struct wd_where *ret_where) WD_MUST;
/* lookup: getenv or a stand-in. */
int wd_opts_read_env(struct wd_opts *o, struct wd_arena *a, const char *(*lookup)(const char *name), struct wd_where *ret_where) WD_MUST;
/* argv[first...]; "--" ends options; "-" is an argument. */
int wd_opts_read_args(struct wd_opts *o, struct wd_arena *a, int argc, char **argv, int first, struct wd_where *ret_where) WD_MUST;
struct wd_str wd_opts_str(const struct wd_opts *o, const char *name); /* empty where none */
int64_t wd_opts_int(const struct wd_opts *o, const char *name);
bool wd_opts_flag(const struct wd_opts *o, const char *name);
bool wd_opts_has(const struct wd_opts *o, const char *name);
/* Appends "  --listen HOST:PORT   help (default ...)" lines. */
void wd_opts_usage(const struct wd_opt *rows, size_t n, struct wd_buf *out);

#endif
