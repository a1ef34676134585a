#include "analyse/analyse.h"
#include "tap.h"

static struct wd_arena a;

static struct wd_frame frame(const char *raw, const char *title, const char *standfirst)
{
    struct wd_frame f;
    wd_frame_of(&a, wd_str_c(raw), wd_str_c(title), wd_str_c(standfirst), &f);
    return f;
}

static bool has(const struct wd_frame *f, int kind, const char *agency, const char *outlet)
{
    for (size_t i = 0; i < f->notices.n; i++)
        if (f->notices.v[i].kind == kind && wd_str_eqc(f->notices.v[i].agency, agency) && wd_str_eqc(f->notices.v[i].outlet, outlet))
            return true;
    return false;
}

static void agencies(void)
{
    is_str(wd_agency_of(WD_STR("The Associated Press")), "AP", "an agency by its long name");
    is_str(wd_agency_of(WD_STR(" dpa ")), "dpa", "an agency by its short name");
    is_str(wd_agency_of(WD_STR("reuters")), "Reuters", "long names in any case");
    is_int(wd_agency_of(WD_STR("ap")).n, 0, "short forms in their own case only");
    is_int(wd_agency_of(WD_STR("Reuters said")).n, 0, "the whole string must be a name");
}

static void datelines(void)
{
    struct wd_frame f = frame("PORT LUNA, Jan 26 (Reuters) - The ferry sailed.", "", "");
    is_str(f.dateline, "PORT LUNA, Jan 26 (Reuters)", "place, date and agency");
    is_str(f.agency, "Reuters", "the agency of a dateline");
    is_str(f.body, "The ferry sailed.", "the body without its dateline");
    is_int(f.kept.v[0].start, 30, "kept names the rest of the block");
    f = frame("Berg (dpa) – Die Brücke ist gesperrt.", "", "");
    is_str(f.dateline, "Berg (dpa)", "a German dateline");
    f = frame("New Luna, January 26 (PTI) The council met.", "", "");
    is_str(f.body, "The council met.", "a dateline without a dash");
    f = frame("LUNA — The council met.", "", "");
    is_str(f.dateline, "LUNA", "a place in capitals and a dash");
    is_int(f.agency.n, 0, "no agency named");
    f = frame("Lena Koch told Reuters (a news agency) that it rains.", "", "");
    is_int(f.dateline.n, 0, "told Reuters is attribution, not provenance");
    f = frame("The mayor (Ines Moreau) - who left - wept.", "", "");
    is_int(f.dateline.n, 0, "brackets without an agency are text");
}

static void notices(void)
{
    struct wd_frame f = frame("The ferry sailed.\n\n(This story has not been edited by Harbour Post staff and is auto-generated from a "
                              "syndicated feed.)\n\nGive Feedback",
                              "", "");
    is_str(f.body, "The ferry sailed.", "notice and furniture are no body");
    ok(has(&f, WD_NOTICE_SYNDICATED, "", "Harbour Post"), "the outlet that a notice names");
    ok(has(&f, WD_NOTICE_FURNITURE, "", ""), "furniture below the text");
    is_str(f.outlet, "Harbour Post", "outlet of the frame");
    f = frame("It rained.\n(Except for the headline, this story has not been edited by Luna Times staff and is published from a syndicated "
              "feed.)",
              "", "");
    ok(has(&f, WD_NOTICE_SYNDICATED, "", "Luna Times"), "the variant with the headline");
    f = frame("It rained.\n(Only the headline and picture of this report may have been reworked by the Luna Times staff; the rest of the "
              "content is auto-generated from a "
              "syndicated feed.)",
              "", "");
    ok(has(&f, WD_NOTICE_SYNDICATED, "", "Luna Times"), "the variant with the picture");
    f = frame("It rained.\nThis story has been published from a wire agency feed without modifications to the text. Only the headline has "
              "been changed.",
              "", "");
    ok(has(&f, WD_NOTICE_SYNDICATED, "", "") && wd_str_eqc(f.body, "It rained."), "without brackets");
    f = frame("It rained. (With inputs from ANI)", "", "");
    ok(has(&f, WD_NOTICE_INPUTS, "ANI", ""), "inputs at the end of a paragraph");
    is_str(f.body, "It rained.", "cut off the paragraph");
    is_int(f.agency.n, 0, "inputs are not the origin");
    f = frame("It rained.\n(Reporting by Ines Moreau in Luna; Editing by Omar Haddad)", "", "");
    ok(has(&f, WD_NOTICE_REPORTING, "", ""), "reporting and editing");
    f = frame("It rained.\nThe Associated Press contributed to this report.", "", "");
    ok(has(&f, WD_NOTICE_CONTRIBUTED, "AP", ""), "contributed");
    f = frame("It rained.\n--IANS\nim/oh", "", "");
    ok(!has(&f, WD_NOTICE_CREDIT, "AP", ""), "a sign-off names its own agency only");
    f = frame("It rained.\n--IANS", "", "");
    ok(has(&f, WD_NOTICE_CREDIT, "IANS", ""), "sign-off");
    is_str(f.agency, "IANS", "a sign-off is an origin");
    f = frame("It rained.\nCopyright 2024 The Associated Press. All rights reserved. This material may not be published.", "", "");
    ok(has(&f, WD_NOTICE_COPYRIGHT, "AP", ""), "copyright");
}

static void heads(void)
{
    struct wd_frame f = frame("Ferry sails at dawn\n\nThe ferry sailed at dawn, its captain said. Nobody was hurt.\n\nReuters | Updated: "
                              "26-01-2022 23:56 IST | Created: "
                              "26-01-2022 23:56 IST\nFerry sails at dawn\n\nThe old quay woke early. The ferry sailed at dawn, its captain "
                              "said. Nobody was hurt. It rained.",
                              "", "");
    is_str(f.body, "The old quay woke early. The ferry sailed at dawn, its captain said. Nobody was hurt. It rained.",
           "headline, standfirst and time line are no body");
    is_str(f.credit, "Reuters", "the credit line's name");
    is_int(f.credit_span.end - f.credit_span.start, 7, "and its span");
    is_str(f.agency, "Reuters", "the agency it names");
    f = frame("By Ines Moreau\nThe ferry sailed.", "", "");
    is_str(f.byline, "Ines Moreau", "byline");
    is_str(f.body, "The ferry sailed.", "is no body");
    f = frame("Ferry sails\nThe ferry sailed.", "Ferry Sails", "");
    is_str(f.body, "The ferry sailed.", "the title given is furniture at the head");
    f = frame("By then the ferry had sailed.\nIt rained.", "", "");
    is_str(f.body, "By then the ferry had sailed.\nIt rained.", "a sentence that starts with By is body");
    f = frame("", "", "");
    is_int(f.body.n, 0, "nothing of nothing");
}

int main(void)
{
    wd_arena_init(&a);
    agencies();
    datelines();
    notices();
    heads();
    wd_arena_done(&a);
    return done();
}
