/* Feeds made to harm: each is read to its end, says what was over a limit, and what was good in it is kept. */
#include "base/limits.h"
#include "helper.h"

#define OPEN "<rss version=\"2.0\"><channel>"
#define GOOD "<item><title>Tide</title><link>https://post.example/1</link></item>"
#define CLOSE "</channel></rss>"

static struct wd_buf b;

static void put_many(const char *piece, size_t times)
{
    for (size_t i = 0; i < times; i++)
        wd_buf_putc(&b, piece);
}

static bool says(const struct wd_document *d, const char *words)
{
    for (size_t i = 0; i < d->repairs.n; i++)
        if (wd_str_find(d->repairs.v[i], words, 0) != SIZE_MAX)
            return true;
    return false;
}

/* Parses what is in b; some entry must be the good one. */
static struct wd_document survive(const char *what)
{
    struct wd_document d = {0};
    bool good = false;
    wd_arena_reset(&arena);
    ok(!b.err && parse_at(wd_buf_str(&b), "https://post.example/feed", &d) == 0, "read: %s", what);
    for (size_t i = 0; i < d.items.n; i++)
        good |= wd_str_eqc(d.items.v[i].title.value, "Tide") && wd_str_eqc(d.items.v[i].link, "https://post.example/1");
    ok(good, "the good entry is kept");
    return d;
}

static void begin(const char *head)
{
    wd_buf_reset(&b);
    wd_buf_putc(&b, head);
}

static void entities(void)
{
    begin("<!DOCTYPE rss [<!ENTITY e0 'x'>");
    for (int i = 1; i <= 50; i++)
        wd_buf_printf(&b, "<!ENTITY e%d '&e%d;&e%d;'>", i, i - 1, i - 1);
    wd_buf_putc(&b, "]>" OPEN "<title>&e50;</title>" GOOD CLOSE);
    struct wd_document d = survive("fifty levels of entities");
    ok(d.capped && says(&d, "entities over the budget left as written"), "is told");
    is_str(d.feed.title.value, "&e50;", "and stays as written");

    begin("<!DOCTYPE rss [<!ENTITY a '&b;'><!ENTITY b '&c;'><!ENTITY c '&a;'>]>" OPEN "<title a='&a;'>&b;</title>" GOOD CLOSE);
    ok(survive("entities in a ring").capped, "is told");

    begin("<!DOCTYPE rss [<!ENTITY big '");
    put_many("0123456789", 5000);
    wd_buf_putc(&b, "'>]>" OPEN GOOD "<item><description>");
    put_many("&big;", 5000);
    wd_buf_putc(&b, "</description></item>" CLOSE);
    d = survive("one great entity, five thousand times");
    ok(d.capped && d.items.v[d.items.n - 1].summary.value.n < 2 * WD_MAX_ENTITY_CHARS, "stays within the budget");

    begin("<!DOCTYPE rss [");
    for (int i = 0; i < 20000; i++)
        wd_buf_printf(&b, "<!ENTITY e%d 'x'>", i);
    wd_buf_putc(&b, "]>" OPEN GOOD CLOSE);
    d = survive("twenty thousand entities");
    ok(d.capped && says(&d, "entity declarations over the limit dropped"), "is told");

    begin("<!DOCTYPE rss SYSTEM \"file:///etc/hosts\" [<!ENTITY % p SYSTEM 'http://z.example/p'>%p;<!ENTITY f SYSTEM "
          "'file:///etc/hosts'>]>" OPEN "<title>&f;</title>" GOOD CLOSE);
    is_str(survive("entities of other files").feed.title.value, "&f;", "are not read");
}

static void attributes(void)
{
    begin(OPEN "<item");
    for (int i = 0; i < 100000; i++)
        wd_buf_printf(&b, " a%d='v'", i);
    wd_buf_putc(&b, "><title>Tide</title><link>https://post.example/1</link></item>" CLOSE);
    struct wd_document d = survive("a hundred thousand attributes");
    ok(d.capped && says(&d, "attributes over the limit dropped"), "is told");

    begin("<rss");
    for (int i = 0; i < 50000; i++)
        wd_buf_printf(&b, " xmlns:p%d='urn:%d'", i, i);
    wd_buf_putc(&b, "><channel>" GOOD CLOSE);
    ok(survive("fifty thousand namespaces").capped, "is told");

    begin(OPEN "<item><title a='1'");
    put_many(" a='1'", 100000);
    wd_buf_putc(&b, ">x</title></item>" GOOD CLOSE);
    (void)survive("one attribute a hundred thousand times");
}

static void names(void)
{
    begin(OPEN GOOD "<");
    put_many("abcdefghij", 100000);
    wd_buf_putc(&b, ">x</");
    put_many("abcdefghij", 100000);
    wd_buf_putc(&b, "><item><title>Two</title></item>" CLOSE);
    is_int(survive("a name of a million letters").items.n, 2, "what follows it is read");

    begin(OPEN "<item><title ");
    put_many("abcdefghij", 100000);
    wd_buf_putc(&b, "='x'>T</title></item>" GOOD CLOSE);
    (void)survive("an attribute's name of a million letters");

    begin(OPEN "<item><title>&");
    put_many("abcdefghij", 100000);
    wd_buf_putc(&b, ";</title></item>" GOOD CLOSE);
    (void)survive("an entity's name of a million letters");

    begin(OPEN);
    put_many("<a:b:c:d::>", 20000);
    put_many("</a:b:c:d::>", 20000);
    wd_buf_putc(&b, GOOD CLOSE);
    (void)survive("names of colons");
}

static void floods(void)
{
    begin(OPEN);
    for (int i = 0; i < 200000; i++)
        wd_buf_byte(&b, '\0');
    wd_buf_putc(&b, GOOD CLOSE);
    struct wd_document d = survive("a flood of NUL bytes");
    ok(says(&d, "NUL bytes dropped"), "is told");

    static const char *const pieces[] = {"&",     "<",         "]]>",   "<![CDATA[]]>", "<![CDATA[x]]>", "<!-- -->",
                                         "<?p?>", "</x>",      "\r",    "&#0;",         "&#xFFFF;",      "&#9999999999;",
                                         "<!x>",  "<!DOCTYPE", "<a b=", "\x01",         "\xFF",          "<x/>"};
    for (size_t i = 0; i < WD_COUNT(pieces); i++) {
        begin(OPEN GOOD "<item><description>");
        put_many(pieces[i], 60000);
        wd_buf_putc(&b, "</description></item>" CLOSE);
        (void)survive(pieces[i]);
    }
    static const char *const unended[] = {"<![CDATA[", "<!--",          "<?p",           "<a b='",
                                          "<a b=\"",   "<!DOCTYPE x [", "<item><title>", "<![CDATA[<![CDATA["};
    for (size_t i = 0; i < WD_COUNT(unended); i++) {
        begin(OPEN GOOD);
        put_many(unended[i], 30000);
        (void)survive(unended[i]);
    }
}

static void sizes(void)
{
    begin(OPEN);
    put_many("<d>", 100000);
    put_many("</d>", 100000);
    wd_buf_putc(&b, GOOD CLOSE);
    struct wd_document d = survive("elements a hundred thousand deep");
    ok(d.capped && says(&d, "elements nested too deep dropped"), "is told");

    begin(OPEN GOOD "<item><description>");
    put_many("<div>", 100000);
    wd_buf_putc(&b, "</description></item>" CLOSE);
    (void)survive("HTML as deep");

    begin(OPEN GOOD "<item><description>&lt;p&gt;");
    put_many("&lt;div&gt;&lt;svg&gt;&lt;desc&gt;", 30000);
    wd_buf_putc(&b, "</description></item>" CLOSE);
    (void)survive("escaped HTML and drawings as deep");

    begin(OPEN GOOD "<item><description>");
    put_many("0123456789abcdef", (17u << 20) / 16);
    wd_buf_putc(&b, "</description></item><item><title>Two</title></item>" CLOSE);
    d = survive("a text over the limit");
    ok(d.capped && says(&d, "text over the limit cut") && d.items.n == 3, "is told, and what follows is read");

    begin(OPEN GOOD);
    put_many("<item/>", WD_MAX_ITEMS + 10);
    wd_buf_putc(&b, CLOSE);
    d = survive("entries over the limit");
    ok(d.capped && says(&d, "entries after the first") && d.items.n == WD_MAX_ITEMS, "is told");

    begin(OPEN GOOD "<item>");
    put_many("<category>a</category><dc:creator>b</dc:creator><x:y>z</x:y><media:thumbnail url='u'/>", 20000);
    wd_buf_putc(&b, "</item>" CLOSE);
    (void)survive("an entry of eighty thousand children");

    begin(OPEN);
    put_many("<item>", 3000);
    wd_buf_putc(&b, "<title>x</title>" CLOSE OPEN GOOD CLOSE);
    (void)survive("entries that hold entries");
}

/* UTF-16 with lone halves of pairs, with its bytes swapped half way, or with a mark that lies. */
static void wide(void)
{
    static const char text[] = OPEN GOOD;
    for (int kind = 0; kind < 4; kind++) {
        begin(kind == 3 ? "\xFF\xFE" : "");
        for (size_t i = 0; i + 1 < sizeof text; i++) {
            wd_buf_byte(&b, kind == 3 ? '\0' : text[i]);
            wd_buf_byte(&b, kind == 3 ? text[i] : '\0');
        }
        for (int i = 0; i < 5000; i++)
            wd_buf_put(&b, kind == 0 ? "\x00\xD8" : kind == 1 ? "\0<" : "\x00\xDC\x41", kind == 2 ? 3 : 2);
        struct wd_document d = {0};
        wd_arena_reset(&arena);
        int err = parse_at(wd_buf_str(&b), "", &d);
        bool kept = err == 0 && d.items.n > 0 && wd_str_eqc(d.items.v[0].title.value, "Tide");
        ok(kept || kind == 3, "UTF-16 of kind %d: what is good is kept", kind);
        ok(err <= 0, "and it ends");
    }
}

int main(void)
{
    wd_arena_init(&arena);
    wd_buf_init(&b, 64u << 20);
    entities();
    attributes();
    names();
    floods();
    sizes();
    wide();
    wd_buf_done(&b);
    wd_arena_done(&arena);
    return done();
}
