#include <stdio.h>

#include "cmd/cmd.h"

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
} commands[] = {
    {"run", wd_cmd_run, "the desk: polls, reads the drop folder, serves the pages"},
    {"ingest", wd_cmd_ingest, "feed, wire, text, HTML, NDJSON and WARC files into the log"},
    {"feed", wd_cmd_feed, "subscriptions: add, set, list, remove, import, export"},
    {"story", wd_cmd_story, "put stories right: merge, move, split, log"},
    {"show", wd_cmd_show, "a story or an article, or all stories"},
    {"search", wd_cmd_search, "search articles"},
    {"parse", wd_cmd_parse, "a feed or wire file as neutral JSON"},
    {"dates", wd_cmd_dates, "filter: date texts to instants"},
    {"extract", wd_cmd_extract, "filter: web pages to articles"},
    {"analyse", wd_cmd_analyse, "filter: sentences, names, dates, quotations"},
    {"copies", wd_cmd_copies, "filter: who reuses whose words"},
    {"stories", wd_cmd_stories, "filter: which articles are one story"},
    {"train", wd_cmd_train, "taggers out of labelled text, or out of a data folder"},
    {"replay", wd_cmd_replay, "derive everything anew from the log"},
    {"backup", wd_cmd_backup, "a consistent copy of a data folder"},
    {"check", wd_cmd_check, "hold a data folder against itself"},
    {"bench", wd_cmd_bench, "articles per CPU second of each stage"},
};

static int usage(FILE *to)
{
    fputs("usage: wiredesk COMMAND [OPTIONS] [ARGUMENTS]\n\n", to);
    for (size_t i = 0; i < WD_COUNT(commands); i++)
        fprintf(to, "  %-8s %s\n", commands[i].name, commands[i].help);
    fputs("\nwiredesk COMMAND --help tells a command's options; the manual is wiredesk(1).\n", to);
    return to == stdout ? 0 : 2;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return usage(stderr);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)
        return usage(stdout);
    if (strcmp(argv[1], "--version") == 0) {
        puts("wiredesk " WD_VERSION);
        return 0;
    }
    for (size_t i = 0; i < WD_COUNT(commands); i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    fprintf(stderr, "wiredesk: no command '%s'\n", argv[1]);
    return usage(stderr);
}
