#include "base/utf8.h"
#include "helper.h"

/* All agencies, places and people are invented. */

#define HEAD "\x01nwd0061 4 i 211 ccccb   nwd 0061\r\n\r\nHarbour/Storm/Lammer/\r\n"
#define NOTES \
    "\r\n# nwd NOTEBOOK\r\n\r\n## Note to editors\r\n- Adds quote\r\n\r\n* * * *\r\nThe following information is not for " \
    "publication\r\n\r\nnwd ab cd\r\n"
#define TAIL \
    "\x03" \
    "131137 GMT Nov 13\r\n\x7f\r\n\x7f\x04"

static struct wd_document parsed_n(struct wd_str body)
{
    struct wd_document d = {0};
    ok(parse_at(body, "", &d) == 0, "parses: %s", where.message);
    return d;
}

static void iptc7901(void)
{
    struct wd_document d = parsed(
        HEAD
        "\x02Storm tears roof off fish hall in\r\nLammer =\r\n\r\n   Lammer (nwd) - A storm tore the roof off the fish hall in the port\r\n"
        "of Lammer.\r\n\r\n   Nobody was hurt.\r\n" NOTES TAIL);
    struct wd_item e = first(&d);
    is_str(d.format, "iptc7901", "format");
    is_int(d.items.n, 1, "one message");
    is_str(e.title.value, "Storm tears roof off fish hall in Lammer", "headline of two lines");
    is_str(e.slugline, "Harbour/Storm/Lammer", "slug");
    is_int(e.keywords.n, 3, "catchwords");
    is_str(e.urgency, "4", "urgency");
    is_str(e.word_count, "211", "words");
    is_str(e.provider, "nwd", "provider");
    is_str(e.dateline_city, "Lammer", "city");
    is_str(e.body_html, "<p>Lammer (nwd) - A storm tore the roof off the fish hall in the port of Lammer.</p>\n<p>Nobody was hurt.</p>",
           "body");
    ok(wd_str_find(e.ednote, "not for publication", 0) != SIZE_MAX && wd_str_find(e.ednote, "Adds quote", 0) != SIZE_MAX, "notes");
    is_time(e.updated_utc, "2013-11-13T11:37:00Z", "time of sending");
    is_str(e.id, "iptc7901:nwd:2013-11-13:61", "identity");
    ok(d.wellformed, "nothing to mend");
}

static void headlines(void)
{
    struct wd_document d =
        parsed(HEAD "\x02REFILE\n1ST LEAD\nCouncil votes\nBy Ada Brink and Ole Rask =\n\nLammer (nwd/lby) - Text.\n" TAIL);
    struct wd_item e = first(&d);
    is_str(e.title.value, "Council votes", "headline below take lines");
    is_str(e.version, "REFILE 1ST LEAD", "take lines");
    is_int(e.signal, WD_SIGNAL_UPDATE, "are an update");
    is_str(e.byline, "Ada Brink and Ole Rask", "byline");
    is_str(e.credit_source, "nwd", "agency of the dateline");
    d = parsed(HEAD "\x02(Correction: hour)\n(With photo)\nCouncil votes at noon =\nLammer (nwd) - Text.\n" TAIL);
    e = first(&d);
    is_str(e.title.value, "Council votes at noon", "brackets are no headline");
    is_int(e.signal, WD_SIGNAL_CORRECTION, "but tell of a correction");
    is_str(e.body_html, "<p>Lammer (nwd) - Text.</p>", "the text follows the = at once");
    d = parsed(HEAD "\x02(Kill: see nwd 0055)\nCouncil votes =\n\nPlease withdraw the report.\n" TAIL);
    e = first(&d);
    is_int(e.signal, WD_SIGNAL_KILL, "a kill");
    is_str(e.id, "iptc7901:nwd:2013-11-13:55", "is of the message that it names");
    d = parsed(HEAD "\x02Only words, no mark\n\nText.\n" TAIL);
    is_str(first(&d).title.value, "Only words, no mark", "without =");
    d = parsed(HEAD "\x02Von Brink gewinnt Wahl =\n\nText.\n" TAIL);
    is_str(first(&d).title.value, "Von Brink gewinnt Wahl", "a name with von is no byline");
}

static void embargo(void)
{
    struct wd_document d = parsed(HEAD "\x02"
                                       "EMBARGO: 1800 GMT 14 November 2013\nBridge opens =\n\nText.\n" TAIL);
    struct wd_item e = first(&d);
    is_time(e.embargo_utc, "2013-11-14T18:00:00Z", "embargo");
    is_str(e.title.value, "Bridge opens", "is no headline");
    d = parsed(HEAD "\x02"
                    "Bridge opens =\n\nSperrfrist: 14. November 2013, 10.30 Uhr\n\nText.\n" TAIL);
    e = first(&d);
    is_time(e.embargo_utc, "2013-11-14T10:30:00Z", "in the text");
    is_str(e.body_html, "<p>Text.</p>", "is not published");
    d = parsed(HEAD "\x02"
                    "Bridge opens =\n\nEmbargoed until 14 November\n\nText.\n" TAIL);
    is_time(first(&d).embargo_utc, "2013-11-15T00:00:00Z", "a day of the message's year, until it is over");
    d = parsed(HEAD "\x02"
                    "Bridge opens =\n\nHold for release after the session\n\nText.\n" TAIL);
    e = first(&d);
    is_int(e.pubstatus, WD_PUB_WITHHELD, "a time that is none withholds");
    d = parsed(HEAD "\x02"
                    "Bridge opens =\n\nEmbargo: none\n\nEmbargo on salt is lifted, they said.\n" TAIL);
    e = first(&d);
    is_int(e.pubstatus, WD_PUB_USABLE, "none is none");
    is_str(e.body_html, "<p>Embargo on salt is lifted, they said.</p>", "nor is a sentence");
}

static void frames(void)
{
    struct wd_document d = parsed("ZCZC junk before\r\n" HEAD "\x02One =\n\nFirst.\n" TAIL
                                  "\r\n\r\n\x01nwd0062 3 sp 9 nwd 0062\n\nSport/\n\x02Two =\n\nSecond.\n\n   Third is cut off in the mid");
    is_int(d.items.n, 2, "two messages");
    ok(!d.wellformed && d.repairs.n == 1, "the second has no end");
    if (d.items.n == 2) {
        is_str(d.items.v[1].title.value, "Two", "its headline");
        is_str(d.items.v[1].body_html, "<p>Second.</p>", "whole paragraphs only");
    }
    d = parsed("nwd0075 3 i 510    nwd 1003\n\n/politics/Lammer/\n2ND LEAD\nTop court rules\nBy Hel Maguire, nwd  =\n \nLammer (nwd) - It "
               "ruled.\n\n\n101137 GMT Dez 18\n");
    struct wd_item e = first(&d);
    is_str(e.title.value, "Top court rules", "without control characters");
    is_str(e.byline, "Hel Maguire, nwd", "byline");
    is_str(e.slugline, "", "no slug before the first slash");
    is_time(e.updated_utc, "2018-12-10T11:37:00Z", "time at the end");
    is_str(e.body_html, "<p>Lammer (nwd) - It ruled.</p>", "is no text");
    d = parsed("\x01SHORE: LAMMER\x1f"
               "6\x1fN\x1f\x1fSunday\r\n\r\n1. WIND: 4 knots\r\nAll started.\r\n");
    e = first(&d);
    is_str(e.title.value, "SHORE: LAMMER 6 N Sunday", "fields of another head");
    is_str(e.body_html, "<p>1. WIND: 4 knots<br>All started.</p>", "its lines");
    d = parsed(HEAD "\x02League =\n\n| Lammer | 2:1 |\n| Sund   | 0:0 |\nEnd of play.\n" TAIL);
    is_str(first(&d).body_html,
           "<table><tr><td>Lammer</td><td>2:1</td></tr>\n<tr><td>Sund</td><td>0:0</td></tr></table>\n<p>End of play.</p>", "a table");
    struct wd_document untouched = {0};
    is_int(parse_at(WD_STR("\x01nwd0061 4 i 211\r\n\x02\x03\x04"), "", &untouched), WD_E_FORMAT, "a message of nothing");
    ok(wd_str_find(wd_str_c(where.message), "IPTC 7901", 0) != SIZE_MAX, "says so: %s", where.message);
}

#define ANPA(version, text) \
    "\x16\x16\x01w2607\x1fselct\r\nu i\x13\x11 BC-XX--UlvdalMine " version " 03-14 1693\r\n\x02" text \
    "\r\n\t   \x03NW-WF-03-14-26 0745GMT<\r\n\r\n\x0c\r\n\x04"

static void anpa(void)
{
    struct wd_document d =
        parsed(ANPA("1stLd-Writethru",
                    "^BC-XX--Ulvdal Mine, 1st Ld-Writethru,140<\r\n^Mine `to stay shut'<\r\n^NW Photo UL101<\r\n^Eds: Adds quote.<\r\n"
                    "^A deck line<\r\n^By TORA LIND=\r\n^Mining Writer=\r\n\t   ULVDAL (NW) _ ``It is shut,'' she said\r\nand left.\r\n\t  "
                    " ___\r\n\t   More.\r\nEND<\r\n"));
    struct wd_item e = first(&d);
    is_str(d.format, "anpa", "format");
    is_str(e.slugline, "XX--Ulvdal Mine", "slug");
    is_str(e.version, "1stLd-Writethru", "version");
    is_int(e.signal, WD_SIGNAL_UPDATE, "is an update");
    is_str(e.title.value, "Mine \xE2\x80\x98to stay shut'", "headline");
    is_str(e.summary.value, "A deck line", "deck");
    is_str(e.byline, "TORA LIND", "byline, without the title below it");
    ok(wd_str_find(e.ednote, "Adds quote.", 0) != SIZE_MAX, "note");
    is_str(e.body_html, "<p>ULVDAL (NW) \xE2\x80\x94 \xE2\x80\x9CIt is shut,\xE2\x80\x9D she said and left.</p>\n<p>More.</p>", "body");
    is_str(e.urgency, "3", "urgency of u");
    is_str(e.word_count, "1693", "words");
    is_str(e.provider, "NW", "provider");
    is_time(e.updated_utc, "2026-03-14T07:45:00Z", "time");
    is_str(e.id, "anpa:XX--UlvdalMine:2026-03-14", "identity");
    d = parsed(ANPA("Kill", "^BC-XX--Ulvdal Mine, KILL,20<\r\n^Kill it<\r\n\t   Withdraw.\r\n"));
    e = first(&d);
    is_int(e.signal, WD_SIGNAL_KILL, "a kill");
    is_str(e.id, "anpa:XX--UlvdalMine:2026-03-14", "of the same slug");
    d = parsed(ANPA("", "^BC-XX--NWAlert,17<\r\n\t   ULVDAL (NW) _ The mine is shut.\r\n"));
    is_str(first(&d).title.value, "ULVDAL (NW) \xE2\x80\x94 The mine is shut.", "an alert is its headline");
    d = parsed(ANPA("", "^BC-XX--Scores<\r\n^Scores=\r\n^\bTeam\x1f_\x1e W\x1e L\r\n\bOld\x10Sund\x1f 16{\x1e 2\r\n\t   Over.\r\n"));
    e = first(&d);
    is_str(e.title.value, "Scores", "headline");
    ok(wd_str_find(e.body_html, "<td>Old Sund</td><td>16\xC2\xBD</td><td>2</td>", 0) != SIZE_MAX, "a row of a table: %.*s",
       WD_STR_ARG(e.body_html));
}

static void zczc(void)
{
    struct wd_document d = parsed("   ZCZC NWD\r$T\r:Motor Cup\r=Sund 500\r^MOTOR: Standings after Sund\r*X\r&T\r+15039001\rSUND, Dec 7 "
                                  "NWD - Standings:\r\n\r\n1. Ole Rask\r\n2. Tora Lind\r\n   NWD\r\nNNNN");
    struct wd_item e = first(&d);
    is_str(d.format, "zczc", "format");
    is_str(e.title.value, "MOTOR: Standings after Sund", "headline");
    is_str(e.slugline, "Motor Cup", "slug");
    is_str(e.subjects.n ? e.subjects.v[0].code : WD_STR(""), "15039001", "subject");
    is_str(e.dateline_city, "SUND", "city");
    is_str(e.provider, "NWD", "provider");
    is_str(e.body_html, "<p>SUND, Dec 7 NWD - Standings:</p>\n<p>1. Ole Rask<br>2. Tora Lind</p>", "body");
    d = parsed("ZCZC\n#Ferry\n:Fares\n%A\n@Sund\nFares rise.\nNNNN\n\nZCZC NW1\nSS AB CD(1)\nBoats sail\nBoats sail again.\nNNNN\n");
    is_int(d.items.n, 2, "two telegrams");
    is_str(first(&d).title.value, "Ferry Fares", "slug and take stand in for a headline");
    if (d.items.n == 2) {
        is_str(d.items.v[1].title.value, "Boats sail", "plain text in a frame");
        is_int(d.items.v[1].keywords.n, 2, "its selectors");
    }
}

static void code_pages(void)
{
    struct wd_document d = parsed_n(WD_STR("\x01nwd0001 4 vm 9 nwd 1\n\nZ\x81ge/\n\x02Z\x81ge sp\x84ter in K\x94ln =\n\nStra\xE1"
                                           "e frei.\n\x03\x04"));
    is_str(first(&d).title.value, "Z\xC3\xBCge sp\xC3\xA4ter in K\xC3\xB6ln", "IBM 850");
    d = parsed_n(WD_STR("\x01nwd0001 4 vm 9 nwd 1\n\nZ\xFCge/\n\x02Z\xFCge sp\xE4ter in K\xF6ln =\n\nStra\xDF"
                        "e frei.\n\x03\x04"));
    is_str(first(&d).title.value, "Z\xC3\xBCge sp\xC3\xA4ter in K\xC3\xB6ln", "Latin-1");
    d = parsed_n(WD_STR("\x01nwd0001 4 vm 9 nwd 1\n\nBahn/\n\x02Z\xC8"
                        "uge sp\xC8"
                        "ater in K\xC8"
                        "oln =\n\nErkl\xC8"
                        "art.\n\x03\x04"));
    is_str(first(&d).title.value, "Z\xC3\xBCge sp\xC3\xA4ter in K\xC3\xB6ln", "ISO 6937");
    d = parsed("\x01nwd0001 4 vm 9 nwd 1\n\nBahn/\n\x02Z}ge f}r K|ln sp{ter =\n\nMan k|nnte die Gr|~e m|glichst sp{t ]berlegen.\n\x03\x04");
    is_str(first(&d).title.value, "Z\xC3\xBCge f\xC3\xBCr K\xC3\xB6ln sp\xC3\xA4ter", "German ISO 646");
    is_str(d.encoding, "iso646-de", "by its name");
    d = parsed("\x01nwd0001 4 vm 9 nwd 1\n\nIvre/\n\x02La pr{sidente a {t{ {lue =\n\nApr}s le scrutin, elle a d{j{ parl{.\n\x03\x04");
    is_str(first(&d).title.value, "La pr\xC3\xA9sidente a \xC3\xA9t\xC3\xA9 \xC3\xA9lue", "French ISO 646");
    d = parsed("\x01nwd0001 4 vm 9 nwd 1\n\nMar/\n\x02Los se|ores de Espa|a =\n\nMa|ana cumple un a|o.\n\x03\x04");
    is_str(first(&d).title.value,
           "Los se\xC3\xB1ores de Espa\xC3\xB1"
           "a",
           "Spanish ISO 646");
    d = parsed(
        "\x01nwd0001 4 vm 9 nwd 1\n\nHav/\n\x02Ministern {r fr}n Sund =\n\nHon st}r p} kajen och f|r inte g} n{r det regnar.\n\x03\x04");
    is_str(first(&d).title.value, "Ministern \xC3\xA4r fr\xC3\xA5n Sund", "Swedish ISO 646");
    d = parsed("\x01nwd0001 4 vm 9 nwd 1\n\nCode/\n\x02Printf {x} | y [1] =\n\nIt prints {x} and [y] ~ z.\n\x03\x04");
    is_str(first(&d).title.value, "Printf {x} | y [1]", "brackets of no nation stay");
}

int main(void)
{
    wd_arena_init(&arena);
    iptc7901();
    headlines();
    embargo();
    frames();
    anpa();
    zczc();
    code_pages();
    wd_arena_done(&arena);
    return done();
}
