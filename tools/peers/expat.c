/* The files whose names stand on standard input, a line each, through expat with namespaces: every event is handed over, nothing is made
 * of it. Prints "NAME<tab>entries" for each, -1 where it is not well-formed. */
#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct seen {
    long entries, texts;
};

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
    struct seen *seen = data;
    const char *local = strrchr(name, '|');
    (void)attributes;
    local = local ? local + 1 : name;
    seen->entries += strcmp(local, "item") == 0 || strcmp(local, "entry") == 0;
}

static void XMLCALL on_end(void *data, const XML_Char *name)
{
    (void)data;
    (void)name;
}

static void XMLCALL on_text(void *data, const XML_Char *text, int n)
{
    struct seen *seen = data;
    (void)text;
    seen->texts += n;
}

int main(void)
{
    static char name[4096];
    char *bytes = NULL;
    size_t cap = 0;
    while (fgets(name, sizeof name, stdin)) {
        name[strcspn(name, "\n")] = 0;
        FILE *f = fopen(name, "rb");
        if (!f)
            continue;
        fseek(f, 0, SEEK_END);
        size_t n = (size_t)ftell(f);
        rewind(f);
        if (n > cap)
            bytes = realloc(bytes, cap = n * 2);
        if (!bytes || fread(bytes, 1, n, f) != n)
            return 1;
        fclose(f);
        struct seen seen = {0, 0};
        XML_Parser parser = XML_ParserCreateNS(NULL, '|');
        XML_SetUserData(parser, &seen);
        XML_SetElementHandler(parser, on_start, on_end);
        XML_SetCharacterDataHandler(parser, on_text);
        int good = XML_Parse(parser, bytes, (int)n, 1) == XML_STATUS_OK;
        XML_ParserFree(parser);
        printf("%s\t%ld\n", name, good ? seen.entries : -1);
    }
    free(bytes);
    return 0;
}
