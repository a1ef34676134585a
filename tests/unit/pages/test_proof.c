#include "proof.h"
#include "tap.h"

static struct wd_arena a;
static wd_strs sources;

static size_t faults(const char *html)
{
    struct proof p;
    proof_page(&a, wd_str_c(html), &sources, &p);
    return p.faults.n;
}

static size_t quotations(const char *html)
{
    struct proof p;
    proof_page(&a, wd_str_c(html), &sources, &p);
    return p.quotations;
}

int main(void)
{
    wd_arena_init(&a);
    wd_list_add(&a, &sources,
                WD_STR("\"No ship will move,\" she said on Saturday, \"until the crane is checked.\" He\xE2\x80\x99s not sure."));
    wd_list_add(&a, &sources, WD_STR("It was \xE2\x80\x9Ethorough and recent\xE2\x80\x9C, they wrote."));
    ok(faults("<p>\xE2\x80\x9CNo ship will move\xE2\x80\x9D</p>") == 0, "verbatim words");
    ok(faults("<p>\xE2\x80\x9CNo ship will sail\xE2\x80\x9D</p>") == 1, "a changed word is a fault");
    ok(faults("<p>&quot;No ship will sail&quot;</p>") == 1, "straight marks written as references count");
    ok(faults("<p>\xC2\xABNo ship will sail\xC2\xBB</p>") == 1, "other kinds of mark count");
    ok(faults("<p>\xE2\x80\x9CHe's   not\n sure\xE2\x80\x9D</p>") == 0, "kinds of apostrophe and blanks are folded");
    ok(faults("<p>\xE2\x80\x9Cthorough and recent\xE2\x80\x9D</p>") == 0, "marks of another language in the source");
    ok(faults("<p>\xE2\x80\x9CNo ship will move until the crane is checked\xE2\x80\x9D</p>") == 0, "a split quotation, joined");
    ok(faults("<p>\xE2\x80\x9CNo ship will move on Saturday\xE2\x80\x9D</p>") == 1, "words from between the pieces are not said");
    ok(faults("<p>\xE2\x80\x9Cuntil the crane is checked No ship will move\xE2\x80\x9D</p>") == 1, "pieces keep their order");
    ok(faults("<p>\xE2\x80\x9CNo ship will move \xE2\x80\xA6 the crane is checked\xE2\x80\x9D</p>") == 0, "elided");
    ok(faults("<p>\xE2\x80\x9CNo ship will [ever] move\xE2\x80\x9D</p>") == 0, "brackets are the quoter's");
    ok(faults("<p>\xE2\x80\x9CNo ship \xE2\x80\xA6 sails\xE2\x80\x9D</p>") == 1, "a piece that nobody said");
    ok(faults("<p>\xE2\x80\x9CNo ship <del>will move</del><ins>will sail</ins>\xE2\x80\x9D</p>") == 1, "inserted words need a source");
    ok(faults("<p>\xE2\x80\x9CNo ship will <ins>move</ins><del>sail</del>\xE2\x80\x9D</p>") == 1, "deleted words need a source too");
    wd_list_add(&a, &sources, WD_STR("\"No ship will sail\""));
    ok(faults("<p>\xE2\x80\x9CNo ship will <ins>move</ins><del>sail</del>\xE2\x80\x9D</p>") == 0, "both wordings have one");
    ok(faults("<p>\xE2\x80\x9CNobody said so</p><p>other</p>") == 1, "an unpaired mark is read to the end of its block");
    ok(faults("<p>Nobody said so\xE2\x80\x9D</p>") == 1, "or from the start");
    ok(faults("<img alt=\"&quot;Nobody&quot;\">") == 1, "attributes that are read out count");
    ok(faults("<a href=\"?q=%22x%22\">x</a><script>\"x y\"</script>") == 0, "addresses and scripts are not text");
    ok(quotations("<p>\xE2\x80\x9CNo ship will move\xE2\x80\x9D and \xE2\x80\x9Cthorough and recent\xE2\x80\x9D</p>") == 4,
       "two, read twice");
    ok(quotations("<p>it's</p>") == 0, "an apostrophe is no mark");
    wd_arena_done(&a);
    return done();
}
