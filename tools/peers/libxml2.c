/* The files whose names stand on standard input, a line each, through libxml2's SAX2 interface, which goes on after errors; nothing is made
 * of the events. Prints "NAME<tab>entries" for each. */
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct seen {
    long entries, texts;
};

static void on_start(void *data, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespaces_n,
                     const xmlChar **namespaces, int attributes_n, int defaulted_n, const xmlChar **attributes)
{
    struct seen *seen = data;
    (void)prefix, (void)uri, (void)namespaces_n, (void)namespaces, (void)attributes_n, (void)defaulted_n, (void)attributes;
    seen->entries += strcmp((const char *)local, "item") == 0 || strcmp((const char *)local, "entry") == 0;
}

static void on_text(void *data, const xmlChar *text, int n)
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
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC, .startElementNs = on_start, .characters = on_text, .cdataBlock = on_text};
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
        xmlParserCtxtPtr context = xmlCreatePushParserCtxt(&handler, &seen, NULL, 0, NULL);
        xmlCtxtUseOptions(context, XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET);
        xmlParseChunk(context, bytes, (int)n, 1);
        xmlFreeParserCtxt(context);
        printf("%s\t%ld\n", name, seen.entries ? seen.entries : -1);
    }
    free(bytes);
    xmlCleanupParser();
    return 0;
}
