#include "helper.h"

int main(void)
{
    wd_arena_init(&arena);
    struct wd_document d = parsed(
        "<RBNews><NewsID>7-a</NewsID><PublishDate>2026-01-31T18:45:36.73Z</PublishDate><strapline>HAVN/MUR</strapline><headline>Muren "
        "holder</headline><subtitle>Kort &lt;b&gt;sagt&lt;/b&gt;&lt;br /&gt;</subtitle><town>Lundhavn</town><origin>/nord/</origin>"
        "<version>2</version><content>&lt;p&gt;Muren holder.&lt;/p&gt;</content><Priority>4</Priority><IPTCList "
        "xmlns:a=\"x\"><a:int>6000000"
        "</a:int></IPTCList><Annuleret>false</Annuleret><Korrektion>true</Korrektion><byLine>Lia Mose</byLine><byLinePhone>555 0100"
        "</byLinePhone><TilRedaktionen>&lt;p&gt;Ring.&lt;/p&gt;</TilRedaktionen></RBNews>");
    struct wd_item e = first(&d);
    is_str(e.id, "7-a", "id");
    is_str(e.title.value, "Muren holder", "headline");
    is_str(e.summary.value, "Kort sagt", "subtitle without its markup");
    is_str(e.body_html, "<p>Muren holder.</p>", "body");
    is_str(e.byline, "Lia Mose", "byline");
    is_str(e.creditline, "/nord/", "credit");
    is_str(e.subjects.v[0].qcode, "06000000", "a subject number with its zero");
    is_int(e.signal, WD_SIGNAL_CORRECTION, "correction");
    is_int(e.pubstatus, WD_PUB_USABLE, "not canceled");
    is_str(e.ednote, "Ring.", "note for editors");
    is_time(e.created_utc, "2026-01-31T18:45:36Z", "date");
    d = parsed("<RBNews><NewsID>7-a</NewsID><headline>x</headline><Annuleret>true</Annuleret><PublishDate>2026-01-31T18:45:36"
               "</PublishDate></RBNews>");
    is_int(first(&d).pubstatus, WD_PUB_CANCELED, "canceled");
    is_time(first(&d).created_utc, "2026-01-31T17:45:36Z", "Danish time");
    d = parsed(
        "<releases><release id=\"9\" lang=\"no\"><title>Broen</title><leadtext>&lt;p&gt;Kort&lt;/p&gt;</leadtext><body>&lt;h1&gt;Broen"
        "&lt;/h1&gt;&lt;p&gt;Broen holder.&lt;/p&gt;</body><embargo>28.09.2026 11:45</embargo><keywords>bro, havn</keywords><contacts>"
        "<contact><title>Phone 555 0100</title></contact></contacts><categories><category><label>Havn</label></category></categories>"
        "<publisher><name>Lundhavn</name></publisher></release><release id=\"10\"><title>To</title><body>&lt;p&gt;To.&lt;/p&gt;");
    is_int(d.items.n, 2, "releases, the second cut off");
    e = first(&d);
    is_str(e.title.value, "Broen", "title, not that of a contact");
    is_str(e.language, "no", "language");
    is_str(e.body_html, "<p>Broen holder.</p>", "the headline is not said twice");
    is_time(e.embargo_utc, "2026-09-28T11:45:00Z", "embargo");
    is_int(e.keywords.n, 2, "keywords");
    is_str(e.subjects.v[0].name, "Havn", "category");
    is_str(e.creditline, "Lundhavn", "publisher");
    wd_arena_done(&arena);
    return done();
}
