#include "helper.h"

static void syndicated(void)
{
    struct wd_document d =
        parsed("Ferry strike off after late deal\n\n\"We have a deal,\" said Gwen Irwin on the quay. Boats sail again.\n\n\n"
               "Meridian Press | Updated: 26-01-2022 23:56 IST | Created: 25-01-2022 10:00 IST\n"
               "Ferry  Strike off after late deal\n\nThe ferry strike is off. \"We have a deal,\" said Gwen Irwin on the quay.\n\n"
               "Boats sail again.\n\n(This story has not been edited by Harbour Post staff and is auto-generated from a syndicated "
               "feed.)\n\nGive Feedback");
    is_str(d.format, "text", "format");
    ok(d.wire, "a wire item");
    struct wd_item e = first(&d);
    is_str(e.title.value, "Ferry strike off after late deal", "headline");
    is_str(e.summary.value, "\"We have a deal,\" said Gwen Irwin on the quay. Boats sail again.", "standfirst");
    is_str(e.creditline, "Meridian Press", "credit");
    is_time(e.updated_utc, "2022-01-26T18:26:00Z", "updated");
    is_time(e.created_utc, "2022-01-25T04:30:00Z", "created");
    is_str(e.zone, "IST", "zone as printed");
    is_str(e.body_text,
           "The ferry strike is off. \"We have a deal,\" said Gwen Irwin on the quay.\nBoats sail again.\n"
           "(This story has not been edited by Harbour Post staff and is auto-generated from a syndicated feed.)\nGive Feedback",
           "the body, a block a line, with its notice");
}

static void quote_led(void)
{
    struct wd_document d = parsed("Port to close\n\n\xE2\x80\x9CWe close.\xE2\x80\x9D\n\nThe port closes, Jo Kerr said.\n");
    struct wd_item e = first(&d);
    is_str(e.summary.value, "", "a quotation is no standfirst");
    is_str(e.body_text, "\xE2\x80\x9CWe close.\xE2\x80\x9D\nThe port closes, Jo Kerr said.", "all after the headline is body");
    is_time(e.created_utc, "", "no time");
}

static void headers(void)
{
    struct wd_document d =
        parsed("Headline: Wall holds\nByline: Lia Moss\nDate: 2 March 2022 14:30 GMT\nCredit: Meridian Press\nKeywords: port, storm\n\n"
               "The wall held: all night.\n\nNote: this is text.\n");
    struct wd_item e = first(&d);
    is_str(e.title.value, "Wall holds", "headline");
    is_str(e.byline, "Lia Moss", "byline");
    is_str(e.creditline, "Meridian Press", "credit");
    is_time(e.published_utc, "2022-03-02T14:30:00Z", "date");
    is_int(e.keywords.n, 2, "keywords");
    is_str(e.body_text, "The wall held: all night.\nNote: this is text.", "a colon in the body is no header");
    d = parsed("Wall holds\nBy Lia Moss\n\nThe wall held.\n\nBy Tuesday all was dry.\n");
    e = first(&d);
    is_str(e.byline, "Lia Moss", "a byline under the headline");
    is_str(e.body_text, "The wall held.\nBy Tuesday all was dry.", "a sentence with By is none");
}

static void wrapped(void)
{
    struct wd_document d = parsed("Wall holds through the night\r\n\r\n   The wall along the old harbour held through the night, the "
                                  "port\r\nauthority said on Monday, and boats will"
                                  " sail again from the quay\r\nin the morning.\r\n   A second storm is expected to reach the coast on "
                                  "Wednesday, the\r\nweather office said.\r\n");
    struct wd_item e = first(&d);
    is_str(e.body_text,
           "The wall along the old harbour held through the night, the port authority said on Monday, and boats will sail again from the "
           "quay in the "
           "morning.\nA second storm is expected to reach the coast on Wednesday, the weather office said.",
           "lines of a fixed width are joined, indented ones begin a block");
    d = parsed("Only one line, and that is the text.");
    e = first(&d);
    is_str(e.title.value, "harbour-wall", "without a headline the name of the file");
    is_str(e.body_text, "Only one line, and that is the text.", "and the line is body");
}

static void several(void)
{
    struct wd_document d = parsed(
        "Wall holds\n\nThe wall held.\n\nNNNN\nBoats sail\n\nBoats sail again.\n\f\nOwl found\n\nAn owl was found\n\fin the vault.\n");
    is_int(d.items.n, 3, "stories parted by NNNN and a form feed");
    if (d.items.n == 3) {
        is_str(d.items.v[1].title.value, "Boats sail", "the second");
        is_str(d.items.v[2].body_text, "An owl was found\nin the vault.", "a form feed inside a sentence parts pages only");
    }
    d = parsed("ROOF FLIES OFF ** BOATS SAIL ** OWL FOUND");
    struct wd_item e = first(&d);
    is_str(e.title.value, "ROOF FLIES OFF", "a ticker goes by its first headline");
    is_str(e.body_text, "ROOF FLIES OFF ** BOATS SAIL ** OWL FOUND", "and stays as it is");
}

static void for_editors(void)
{
    struct wd_document d =
        parsed("Bridge opens\nEmbargo: 18:00 GMT 2 March 2026\n\nThe bridge opens.\n\nNote to editors: call first.\n\nIt is new.\n");
    struct wd_item e = first(&d);
    is_time(e.embargo_utc, "2026-03-02T18:00:00Z", "embargo");
    is_str(e.ednote, "call first.", "note");
    is_str(e.body_text, "The bridge opens.\nIt is new.", "neither is text");
    d = parsed("Bridge opens\n\nEMBARGOED UNTIL THE MAYOR SPEAKS\n\nThe bridge opens.\n\nIt is new.\n");
    is_int(first(&d).pubstatus, WD_PUB_WITHHELD, "an embargo without a time withholds");
    d = parsed("Headline: Bridge\nSignal: correction\nSubject codes: 04000000, 15000000\nPriority: urgent\nUsage terms: Not for "
               "Sund\n\nText.\n\nMore.\n");
    e = first(&d);
    is_int(e.signal, WD_SIGNAL_CORRECTION, "signal");
    is_int(e.subjects.n, 2, "subjects");
    is_str(e.priority, "3", "priority in words");
    is_str(e.usage_terms, "Not for Sund", "usage terms");
}

int main(void)
{
    wd_arena_init(&arena);
    syndicated();
    quote_led();
    headers();
    wrapped();
    several();
    for_editors();
    wd_arena_done(&arena);
    return done();
}
